# Eight writers post, roll back to savepoints, abort and sleep while somebody
# seals, and sealers and writers are killed, the server as well. Afterwards each
# committed row is in exactly one block, the one that its stamp and the stored
# snapshots say, and what a block had it still has.
#
# SEALING_SECONDS says how long (30), SEALING_SEED what happens when.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $seconds = $ENV{SEALING_SECONDS} // 30;
my $seed = $ENV{SEALING_SEED} // 13;
my $node = new_server('main');
my $dir = PostgreSQL::Test::Utils::tempdir();
my %done = map { $_ => 0 } qw(writer sealer server);

srand($seed);
note "SEALING_SEED=$seed SEALING_SECONDS=$seconds";
new_programme($node, $db, 40);
$node->safe_psql($db, <<'SQL');
CREATE FUNCTION public.post(writer int, tag text) RETURNS void LANGUAGE sql AS $$
	SELECT civic.record(civic.find_subject('resident ' || 1 + floor(random() * 40)::int), 'help', 1, '2021-05-05', format('%s %s %s', writer, tag, random()));
$$;
SQL

# What a writer does, again and again: commit at once, late, in part, or not.
sub writer_script
{
	my ($n) = @_;
	my @ways = ("SELECT public.post($n, 'at once');",
		"BEGIN; SELECT public.post($n, 'late'); SELECT pg_sleep(random() * 0.3); SELECT public.post($n, 'late too'); COMMIT;",
		"BEGIN; SELECT public.post($n, 'kept'); SAVEPOINT a; SELECT public.post($n, 'taken back'); ROLLBACK TO a; SELECT public.post($n, 'after'); COMMIT;",
		"BEGIN; SELECT public.post($n, 'aborted'); ROLLBACK;",
		"BEGIN; SAVEPOINT a; SELECT public.post($n, 'in a subtransaction'); RELEASE a; SELECT pg_sleep(random() * 0.1); COMMIT;");

	return join "\n", map { $ways[ rand @ways ] } 1 .. 2000;
}

sub start
{
	my ($name, $script) = @_;
	my $file = "$dir/$name.sql";

	unlink $file;
	append_to_file($file, $script);
	return IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr($db) . " application_name=$name", '-f', $file ],
		'<', '/dev/null', '>', '/dev/null', '2>', '/dev/null');
}

my %running;
sub keep_running
{
	foreach my $name ((map { "writer$_" } 1 .. 8), 'sealer1', 'sealer2')
	{
		next if $running{$name} && $running{$name}->pumpable;
		eval { $running{$name}->finish } if $running{$name};
		$running{$name} = start($name, $name =~ /^sealer/ ? "SELECT civic.seal(random() < 0.1); SELECT pg_sleep(random() * 0.05);\n" x 2000 : writer_script($name =~ /(\d)/));
	}
	return;
}

sub disturb
{
	my $what = rand() < 0.5 ? 'sealer' : 'writer';
	my ($ret, $pid) = $node->psql('postgres', "SELECT pid FROM pg_stat_activity WHERE application_name LIKE '$what%' ORDER BY state <> 'active', random() LIMIT 1");

	return if $ret != 0 || $pid eq '';
	if (rand() < 0.15) { kill('KILL', $pid); $done{server}++; settle_down($node); }
	else { $node->psql('postgres', "SELECT pg_terminate_backend($pid)"); $done{$what}++; }
	return;
}

my $end = time + $seconds;
while (time < $end)
{
	keep_running();
	disturb() if rand() < 0.5;
	select(undef, undef, undef, 0.2);
}
$node->stop('immediate');
foreach my $name (keys %running) { eval { $running{$name}->finish }; }
$node->start;
note join(', ', map { "$_: $done{$_}" } sort keys %done);
cmp_ok($done{$_}, '>', 0, "there were some killed: $_") foreach sort keys %done;

# a crash takes along what its incarnation had not finished, and nothing that was sealed
$node->safe_psql($db, 'SELECT civic.seal()');
$node->safe_psql($db, 'SELECT civic.seal(true)');
cmp_ok($node->safe_psql($db, 'SELECT count(*) FROM civic_private.block WHERE entries > 0'), '>', 20, 'many blocks');
cmp_ok($node->safe_psql($db, 'SELECT max(cardinality(running)) FROM civic_private.block'), '>', 0, '... taken while others wrote');
is($node->safe_psql($db, <<'SQL'), '0', 'each entry is in exactly one block, by its stamp and the stored snapshots');
SELECT count(*) FROM (SELECT (SELECT count(*) FROM civic_private.block b
		WHERE pg_visible_in_snapshot(e.xact::text::xid8, format('%s:%s:%s', b.snap_xmin, b.snap_xmax, array_to_string(b.running, ','))::pg_snapshot)
			AND NOT coalesce((SELECT pg_visible_in_snapshot(e.xact::text::xid8, format('%s:%s:%s', a.snap_xmin, a.snap_xmax, array_to_string(a.running, ','))::pg_snapshot)
				FROM civic_private.block a WHERE a.block_no = b.block_no - 1), false)) AS n
	FROM civic_private.entry e) x WHERE x.n <> 1
SQL
is($node->safe_psql($db, 'SELECT sum(entries) FROM civic_private.block'), $node->safe_psql($db, 'SELECT count(*) FROM civic_private.entry'), 'blocks have as many');
is($node->safe_psql($db, 'SELECT * FROM civic.verify()'), '', '... and all is what was sealed');
is($node->safe_psql($db, "SELECT count(*) FROM civic_private.entry WHERE source_ref LIKE '% taken back %' OR source_ref LIKE '% aborted %'"), 0, 'what was rolled back is in none');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.check_programme() WHERE NOT holds'), 0, 'the programme is whole');
unlike(slurp_file($node->logfile), qr/XX00|PANIC/, 'no internal error');
{
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	is(system('civic-audit', 'verify', '-d', $db), 0, 'civic-audit finds the same');
}

$node->stop;
done_testing();
