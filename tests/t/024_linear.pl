# Nothing is quadratic in areas, policies, versions and grants: one call costs
# with twice as many what it costs with half, and building twice as many costs
# twice as much. Counted in blocks of the programme's tables, not in time; nor in
# rows, since of a table of two pages the server rightly reads them all.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'linear';
my $n = 200;

my $node = new_server('main');
new_programme($node, $db, 5);
$node->safe_psql($db, <<SQL);
CREATE ROLE clerk;
CREATE FUNCTION public.spent() RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0) + coalesce(idx_blks_read, 0)
			+ coalesce(idx_blks_hit, 0) + coalesce(toast_blks_read, 0) + coalesce(toast_blks_hit, 0))
	  FROM pg_statio_user_tables WHERE schemaname IN ('civic', 'civic_private')
\$\$;
CREATE FUNCTION public.pack(area text, version text) RETURNS jsonb LANGUAGE sql AS
\$\$
	SELECT jsonb_set(jsonb_set(@{[ pack_sql() ]}, '{policy,area}', to_jsonb(area)), '{policy,version}', to_jsonb(version))
		|| '{"tiers": [{"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
			{"code": "top", "title": {"zh": "高", "en": "Top"}, "rank": 2, "promote_at": 2000,
			 "requires": {"quantities": [{"rule": "help", "at_least": 10}]}}]}'
\$\$;
SELECT civic.enact_policy(civic.load_policy(public.pack('town', 'tiers')), civic.today());
SELECT civic.define_area('town.home', '家', 'home');
SELECT civic.relocate(subject_id, 'town.home') FROM civic.subjects;
SELECT civic.define_area('town.kept', '留', 'kept'), civic.enroll('kept', 'resident', 'town.kept');
-- enough that no index grows from one level to two below
SELECT count(civic.define_area(('town.z' || g)::ltree, '村', 'village')) FROM generate_series(1, 500) g;
SELECT count(civic.define_source('z' || g, '源', 'source')) FROM generate_series(1, 500) g;
CALL civic.settle();
SQL
$node->safe_psql($db, join(";\n", map { "SELECT civic.grant_access('clerk', 'recorder', 'z$_')" } 1 .. 300));

# Blocks that a session touches.
sub cost
{
	my ($sql) = @_;
	my $before = $node->safe_psql($db, 'SELECT public.spent()');

	$node->safe_psql($db, $sql);
	return $node->safe_psql($db, 'SELECT public.spent()') - $before;
}

# What is built in one transaction, and one by one.
my %building = (
	'define_area in one transaction' =>
	  sub { "SELECT count(civic.define_area(('town.a' || g)::ltree, '村', 'village')) FROM generate_series($_[0], $_[1]) g" },
	'define_source in one transaction' =>
	  sub { "SELECT count(civic.define_source('s' || g, '源', 'source')) FROM generate_series($_[0], $_[1]) g" },
	'enact, a policy for each of many areas' => sub {
		join(";\n", map { "SELECT civic.define_area('town.p$_', '村', 'village'); "
			  . "SELECT civic.enact_policy(civic.load_policy(public.pack('town.p$_', '1')), civic.today()); "
			  . "SELECT civic.policy_in_force('town.p$_')" } $_[0] .. $_[1]);
	},
	'enact, many versions for one area' => sub {
		join(";\n", map { "SELECT civic.enact_policy(civic.load_policy(public.pack('town.home', 'v$_')), civic.today() + $_)" } $_[0] .. $_[1]);
	},
	'one session that enacts and scores in turn' => sub {
		join(";\n", map { "SELECT civic.enact_policy(civic.load_policy(public.pack('town.kept', 'k$_')), civic.today() + $_); "
			  . "SELECT civic.score(civic.find_subject('kept')), civic.record(civic.find_subject('kept'), 'help', 1, civic.today(), 'k$_')" } $_[0] .. $_[1]);
	},
	'grant_access' => sub {
		join(";\n", map { "SELECT civic.grant_access('clerk', 'recorder', 's$_')" } $_[0] .. $_[1]);
	},
	'post_inbox, one batch after another' => sub {
		join(";\n", map { "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) "
			  . "VALUES ('resident 2', 'class', 1, '2021-01-01', 'in $_'); CALL civic.post_inbox(1)" } $_[0] .. $_[1]);
	});

# Calls whose answer does not grow.
my %calls = (
	record => sub { "SELECT civic.record(civic.find_subject('resident 1'), 'help', 1, civic.today(), 'c$_[0]')" },
	score => sub { "SELECT civic.score(civic.find_subject('resident 3'))" },
	scores => sub { 'SELECT count(score) FROM civic.scores()' },
	next_tier => sub { "SELECT * FROM civic.next_tier(civic.find_subject('resident 3'))" },
	enact => sub {
		"SELECT civic.define_area('town.q$_[0]', '村', 'village'); "
		  . "SELECT civic.enact_policy(civic.load_policy(public.pack('town.q$_[0]', '1')), civic.today())";
	},
	define_area => sub { "SELECT civic.define_area('town.r$_[0]', '村', 'village')" },
	settle => sub { "SELECT civic.record(civic.find_subject('resident 4'), 'help', 1, civic.today(), 'd$_[0]'); CALL civic.settle()" });

# in sessions of their own, for what a session keeps has to be read, too
sub call_costs
{
	my ($round) = @_;

	$node->safe_psql($db, 'CALL civic.settle()');
	return { map { $node->safe_psql($db, 'VACUUM'); $_ => cost($calls{$_}->($round)) } sort keys %calls };
}

my @order = sort { ($a eq 'grant_access') <=> ($b eq 'grant_access') || $a cmp $b } grep { !/post_inbox/ } keys %building;
my %first = map { $_ => cost($building{$_}->(1, $n)) } @order;
my $before = call_costs('n');
my $report = cost('SELECT count(*) FROM civic.access_report()');
my %second = map { $_ => cost($building{$_}->($n + 1, 2 * $n)) } @order;
my $after = call_costs('2n');
my ($inbox) = grep { /post_inbox/ } keys %building;
$first{$inbox} = cost($building{$inbox}->(1, $n));
$second{$inbox} = cost($building{$inbox}->($n + 1, 2 * $n));

foreach my $what (@order, $inbox)
{
	cmp_ok($first{$what} + $second{$what}, '<=', 2.3 * $first{$what},
		"$what: 2n cost at most 2.3 times what n cost ($first{$what}, then $second{$what})");
}
my $twice = cost('SELECT count(*) FROM civic.access_report()');
cmp_ok($twice, '<=', 2.3 * $report, "access_report: 2n grants cost at most 2.3 times what n cost ($report, then $twice)");
foreach my $what (sort keys %calls)
{
	cmp_ok($after->{$what}, '<=', 1.15 * $before->{$what},
		"$what: a call costs with 2n what it costs with n ($before->{$what}, then $after->{$what})");
}

# what others hold open does not keep definitions waiting for ever
my $holder = $node->background_psql($db);
$holder->query_safe("BEGIN; SELECT civic.define_area('town.idle', '村', 'village')");
foreach my $call ("civic.define_area('town.other', '村', 'village')", "civic.define_source('other', '源', 'source')",
	"civic.grant_access('clerk', 'recorder', 's1')",
	"civic.define_holidays('default', ARRAY[civic.today()], false)",
	"civic.enact_policy(civic.load_policy(public.pack('town', 'late')), civic.today())")
{
	my ($ret, $out, $err) = $node->psql($db, "SET lock_timeout = '100ms'; SELECT $call");

	like($err, qr/another transaction is changing policies/, "does not wait for ever: $call");
}
is(sqlstate($node, $db, "SELECT civic.define_area('town.other', '村', 'village')"), '55P03', 'nor without a lock_timeout');
$holder->query_safe('ROLLBACK');
$holder->quit;

# what one transaction changes, it sees; and what is rolled back is forgotten
is($node->safe_psql($db, <<'SQL'), "t\nt\nf\nt\nf", 'a session sees its own changes, and forgets what it rolls back');
BEGIN;
SELECT civic.define_holidays('own', ARRAY[date '2030-01-07'], false) \g /dev/null
SELECT civic.is_working_day('2030-01-08', 'own');
SAVEPOINT a;
SELECT civic.define_holidays('own', ARRAY[date '2030-01-08'], false) \g /dev/null
SELECT NOT civic.is_working_day('2030-01-08', 'own');
ROLLBACK TO a;
SELECT NOT civic.is_working_day('2030-01-08', 'own');
SELECT civic.define_holidays('own', ARRAY[date '2030-01-08'], false) \g /dev/null
SELECT NOT civic.is_working_day('2030-01-08', 'own');
COMMIT;
SELECT civic.is_working_day('2030-01-08', 'own');
SQL
done_testing();
