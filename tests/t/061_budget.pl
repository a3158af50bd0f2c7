# What was spent of the privacy budget never comes back: not by ROLLBACK, an
# error, a cancel, a killed backend, a crash, a race or a restore. And answers
# with noise have the distribution that they promise.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $node = new_server('main');

new_programme($node, $db, 1);
$node->safe_psql($db, <<'SQL');
CREATE TABLE person (id int, area text, sex text, cell text, secret int, amount int);
INSERT INTO person SELECT i, 'a' || i % 3, 's' || i % 2, 'none', i * 7919 % 2, CASE WHEN i = 1 THEN 1000000 ELSE i % 100 END FROM generate_series(1, 3000) i;
-- one with ten thousand rows
INSERT INTO person SELECT 3001, 'a' || i % 3, 's0', 'none', 0, 5 FROM generate_series(1, 10000) i;
GRANT SELECT ON person TO civic_owner;
SELECT civic.register_frame('people', 'person', 'id', 'flow'),
	civic.define_attribute('people', 'area', domain => '{a0,a1,a2,a3}'), civic.define_attribute('people', 'sex', domain => '{s0,s1}'),
	civic.define_attribute('people', 'cell', domain => (SELECT array_agg('c' || i) FROM generate_series(1, 10000) i)),
	civic.define_attribute('people', 'secret', domain => '{0,1}'), civic.define_attribute('people', 'loose', col => 'area'),
	civic.define_measure('people', 'people', epsilon => 0.1), civic.define_measure('amount', 'people', 'amount', 0.1, 1, 0, 100, '{10,50,90}'),
	civic.define_measure('wide', 'people', 'amount', 0.1, 2, -100, 50), civic.define_measure('dear', 'people', 'amount', 0.2, 1, 0, 100);
SELECT civic.define_audience('town', 'public'), civic.define_audience('press', 'public'), civic.define_audience('poor', 'public', eps_epoch => 0.25);
SELECT civic.open_data_epoch('people', '2020-01-31'), civic.open_data_epoch('people', '2020-02-28'), civic.open_data_epoch('people', '2021-02-28');
CREATE ROLE reader LOGIN;
CREATE ROLE other LOGIN;
CREATE ROLE nobody LOGIN;
SELECT civic.grant_access(r, 'analyst') FROM unnest('{reader,other,nobody}'::name[]) r;
SELECT civic.grant_audience('reader', a) FROM unnest('{town,press,poor}'::name[]) a;
SELECT civic.grant_audience('other', 'poor');
SQL

sub ask { return $node->safe_psql($db, "SET SESSION AUTHORIZATION reader; $_[0]"); }
sub fails { return sqlstate($node, $db, $_[0], before => 'SET SESSION AUTHORIZATION reader;'); }
my $january = "day => '2020-01-31'";
sub spent { return ask("SELECT round(spent, 2), round(year_spent, 2) FROM civic.budget('$_[0]') WHERE day = '2020-01-31'"); }

# ---------------------------------------------------------------------------
# answers

my $answer = ask("SELECT cell, n FROM civic.dp_count('town', '{area}', 'people', $january)");
is(scalar(split /\n/, $answer), 4, 'a cell without anybody has an answer, too');
is(spent('town'), '0.10|0.10', 'a table costs its epsilon');
is(ask("SELECT cell, n FROM civic.dp_count('town', '{area}', 'people', $january)"), $answer, 'the same question has the same answer');
is(ask("SELECT cell, n FROM civic.dp_count('town', '{}', 'people', '{\"area\": [\"a3\", \"a2\", \"a1\", \"a0\"]}', $january)"), $answer, 'also in other words');
is(ask("SELECT cell, n FROM civic.dp_count('town', '{area}', 'people', '{\"area\": \"a1\"}', $january)"), (split /\n/, $answer)[1], 'a filter chooses cells');
is(spent('town'), '0.10|0.10', 'and costs nothing more');
is(ask("SELECT cell, n FROM civic.dp_count('press', '{area}', 'people', $january)"), $answer, 'all audiences are told one number');
is(spent('press'), '0.10|0.10', '... each pays for it, the year once');
my ($off) = ask("SELECT max(abs(n - CASE cell ->> 'area' WHEN 'a3' THEN 0 ELSE 1000 END)) <= 3 * max(err95) FROM civic.dp_count('town', '{area}', 'people', $january)");
is($off, 't', 'answers lie near the truth, with one of ten thousand rows among them');
is(ask("SELECT sum(total) BETWEEN 100000 AND 200000 FROM civic.dp_sum('town', '{area}', 'amount', $january)"), 't', 'what one adds is clamped');
is(ask("SELECT bool_and(n = s) FROM civic.dp_count('town', '{area}', 'people', $january, derived_from => '{area}') c
	JOIN (SELECT cell AS cell, n AS s FROM civic.dp_count('town', '{area}', 'people', $january)) m USING (cell)"), 't', 'a table is derived from itself');
is(ask("SELECT count(*) FILTER (WHERE average IS NULL AND reason IS NOT NULL), count(*) FILTER (WHERE low95 <= average AND average <= high95) >= 3
	FROM civic.dp_avg('town', '{area}', 'amount', $january)"), '1|t', 'an average of nobody says why it says nothing');
is(ask("SELECT low, high FROM civic.dp_quantile('town', '{}', 'amount', '{0.3}', $january)"), '10.00|50.00', 'a quantile is a band');
my $before = spent('town');
ask("SELECT * FROM civic.dp_quantile('town', '{}', 'amount', '{0.1,0.9}', $january)");
is(spent('town'), $before, 'further quantiles cost nothing');
is(ask("SELECT g ->> 'epsilon' FROM (SELECT guarantee AS g FROM civic.dp_count('town', '{area}', 'people', $january) LIMIT 1) x"), '0.100000', 'an answer says what it promises');

# ---------------------------------------------------------------------------
# what is refused, before anything is spent

$before = spent('town');
is(fails("SELECT civic.dp_count('town', '{loose}', 'people', $january)"), '42704', 'an attribute without a domain');
is(fails("SELECT civic.dp_count('town', '{area}', 'amount', $january)"), '42704', 'a count of what is summed up');
is(fails("SELECT civic.dp_sum('town', '{area}', 'nothing', $january)"), '42704', 'no such measure');
is(fails("SELECT civic.dp_sum('town', '{area}', 'dear', $january)"), '53400', 'more than one table may cost');
is(fails("SELECT civic.dp_count('town', '{area}', 'people', '{\"area\": 1}', $january)"), '22023', 'a filter that is none');
is(fails("SELECT civic.dp_count('town', '{area}', 'people', '[]', $january)"), '22023', 'nor a list');
is(fails("SELECT civic.dp_count('town', '{cell,area,sex,secret,area2}', 'people', $january)"), '42704', 'no such attribute');
is(fails("SELECT civic.dp_count('town', '{cell,area,sex,secret,loose}', 'people', $january)"), '42704', 'nor with others');
is(fails("SELECT civic.dp_count('town', '{area,sex}', 'people', $january, derived_from => '{area}')"), '22023', 'derived from what is coarser');
is(fails("SELECT civic.dp_count('town', '{sex}', 'people', $january, derived_from => '{area,sex}')"), '55000', 'derived from what nobody asked for');
is(fails("BEGIN READ ONLY; SELECT civic.dp_count('town', '{sex}', 'people', $january)"), '25006', 'in a read-only transaction');
foreach my $epsilon ('0', '-1', "'NaN'", "'Infinity'", '1e308', '1e-9')
{
	like(sqlstate($node, $db, "SELECT civic.define_measure('odd', 'people', 'amount', $epsilon, 1, 0, 1)"), qr/^22003$/, "epsilon $epsilon");
}
is(sqlstate($node, $db, "SELECT civic.dp_count('town', '{area}', 'people')", before => 'SET SESSION AUTHORIZATION nobody;'), '42501', 'who is not of the audience');
is(sqlstate($node, $db, "BEGIN; SELECT civic.define_audience('new', 'public'), civic.grant_audience('reader', 'new'); SET ROLE reader; SELECT civic.dp_count('new', '{area}', 'people')"),
	'55000', 'a budget that could be rolled back is none');
is(ask("SELECT count(*) FROM civic.dp_plan('town', '{sex}', 'people', $january)"), '1', 'a plan');

# ---------------------------------------------------------------------------
# nothing comes back

sub stays
{
	my ($what, $run) = @_;
	my ($own) = split /\|/, spent('town');

	$run->();
	my ($now) = split /\|/, spent('town');
	cmp_ok($now, '>=', $own + 0.1 - 1e-9, "$what gives nothing back");
}
my $question = "SELECT count(*) FROM civic.dp_count('town', '{sex}', 'people', $january)";
stays('ROLLBACK', sub { ask("BEGIN; $question; ROLLBACK"); });
stays('a savepoint', sub { ask("BEGIN; SAVEPOINT s; $question; ROLLBACK TO s; COMMIT"); });
stays('an exception', sub { ask("DO \$\$ BEGIN PERFORM n FROM civic.dp_count('town', '{sex}', 'people', $january); PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN NULL; END \$\$"); });
stays('a killed backend', sub
	{
		my $session = $node->background_psql($db, on_error_stop => 0);

		$session->query("SET SESSION AUTHORIZATION reader; BEGIN; $question");
		$node->safe_psql($db, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'");
		eval { $session->quit };
	});
stays('a crash', sub
	{
		my $session = $node->background_psql($db, on_error_stop => 0);

		$session->query("SET SESSION AUTHORIZATION reader; BEGIN; $question");
		$node->stop('immediate');
		eval { $session->quit };
		$node->start;
	});

# eight clients race to the cap: 0.25 is two tables
my @clients = map { my ($out, $err) = ('', ''); { out => \$out, err => \$err } } 1 .. 8;
foreach my $i (0 .. $#clients)
{
	my $role = $i % 2 ? 'reader' : 'other';
	my $sql = "SET SESSION AUTHORIZATION $role; BEGIN; SELECT 'seen' FROM civic.dp_count('poor', '{area,secret}', 'people', day => '2021-02-28') LIMIT 1; ROLLBACK;";
	$clients[$i]{run} = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr($db) ], '<', \$sql, '>', $clients[$i]{out}, '2>', $clients[$i]{err});
}
$_->{run}->finish foreach @clients;
is(scalar(grep { ${ $_->{out} } =~ /seen/ } @clients), 2, 'as many answers as the budget has');
is(scalar(grep { ${ $_->{err} } =~ /the privacy budget is used up/ } @clients), 6, 'the others are refused');
is(ask("SELECT round(spent, 2) FROM civic.budget('poor') WHERE day = '2021-02-28'"), '0.20', 'and it was not passed');

# a redefined measure is another one, with other noise
$node->safe_psql($db, "SELECT civic.define_measure('people', 'people', epsilon => 0.05)");
isnt(ask("SELECT cell, n FROM civic.dp_count('press', '{area}', 'people', $january)"), $answer, 'another epsilon is another answer');
is(spent('press') =~ /^0.15/ ? 1 : 0, 1, 'at its price');

# the year of the frozen day
$node->safe_psql($db, "SELECT civic.define_audience('rich', 'public', eps_epoch => 9, eps_query => 9), civic.define_measure('all', 'people', 'amount', 4, 1, 0, 1), civic.grant_audience('reader', 'rich')");
is(fails("SELECT civic.dp_sum('rich', '{area}', 'all', $january)"), '53400', 'the account of the year is shared by all audiences');
is(fails("SELECT civic.dp_sum('rich', '{area}', 'all', day => '2021-02-28')"), '53400', '... of its own year');

# ---------------------------------------------------------------------------
# the distribution, against its closed form: 10,000 cells times 4 without anybody

my $noise = $node->safe_psql($db, <<'SQL');
SELECT civic.define_measure('noise', 'people', 'amount', 0.1, 1, 0, 0.01);
SELECT unnest(civic_internal.noisy_answers(1, ARRAY[array_position(attributes, 'area'), array_position(attributes, 'cell')], '{4,10000}', 0, 1, 0, 1, 100000, '{}', 'chi'))
  FROM civic_private.data_epoch WHERE epoch_id = 1;
SQL
my @sample = grep { /^-?\d+$/ } split /\n/, $noise;
is(scalar @sample, 40000, 'every output is an integer');
my $b = exp(-0.1);
my (%seen, $chi);
foreach my $x (@sample) { $seen{ abs $x > 40 ? 41 : $x }++; }
my $tails = 1;
foreach my $x (-40 .. 40)
{
	my $expected = @sample * (1 - $b) / (1 + $b) * $b**abs $x;

	$tails -= $expected / @sample;
	$chi += (($seen{$x} // 0) - $expected)**2 / $expected;
}
$chi += (($seen{41} // 0) - $tails * @sample)**2 / ($tails * @sample);
# 81 degrees of freedom at a level of 1e-6
cmp_ok($chi, '<', 155, "the noise is a discrete Laplace distribution of scale 10: chi-squared is $chi");

# a reconstruction attack with a whole budget of 1 on secret bits: whoever asks
# for each bit in a cell of its own guesses right at most e / (1 + e) of them
my $right;
$node->safe_psql($db, <<'SQL');
CREATE TABLE bits AS SELECT i AS id, i AS place, (hashint4(i) & 1) AS bit FROM generate_series(1, 1000) i;
GRANT SELECT ON bits TO civic_owner;
SELECT civic.register_frame('bits', 'bits', 'id', 'flow'), civic.define_attribute('bits', 'place', domain => (SELECT array_agg(i::text) FROM generate_series(1, 1000) i)),
	civic.define_measure('bit', 'bits', 'bit', 1, 1, 0, 1), civic.define_audience('attacker', 'public', eps_query => 1), civic.grant_audience('reader', 'attacker');
SELECT civic.open_data_epoch('bits', '2019-01-31');
GRANT SELECT ON bits TO reader;
SQL
$right = ask("SELECT count(*) FILTER (WHERE (d.total > 0.5)::int = b.bit) FROM civic.dp_sum('attacker', '{place}', 'bit') d JOIN bits b ON b.place = (d.cell ->> 'place')::int");
cmp_ok($right, '<=', 1000 * (0.731 + 3 * sqrt(0.731 * 0.269 / 1000)), "an attacker with the whole budget guesses $right of 1000 bits");
is(fails("SELECT civic.dp_sum('attacker', '{place}', 'bit', '{}', '2019-01-31')"), '00000', '... and has the same answer from then on');

# ---------------------------------------------------------------------------
# dump and restore: what was spent stays spent, and who is asked again tells the same

my $spent = spent('town');
my ($dump) = PostgreSQL::Test::Utils::run_command([ 'pg_dump', '-d', $node->connstr($db) ]);
restore_dump($node, 'copy', $dump);
$node->safe_psql('copy', 'SELECT civic.upgrade_programme()');
is($node->safe_psql('copy', "SET SESSION AUTHORIZATION reader; SELECT round(spent, 2), round(year_spent, 2) FROM civic.budget('town') WHERE day = '2020-01-31'"), $spent,
	'a restored budget is spent as far as it was');
$node->safe_psql('copy', 'DELETE FROM civic_private.vault_key');
is(sqlstate($node, 'copy', "SELECT civic.dp_count('town', '{sex}', 'people', day => '2020-02-28')", before => 'SET SESSION AUTHORIZATION reader;'), '55000',
	'without its key there is no answer');

$node->stop;
done_testing();
