# Look-ups of external ids: so many by role and day, and neither a ROLLBACK nor a
# read-only transaction, a race or a crash takes one back. The log and
# civic.lookups() tell of them, without the ids.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $node = new_server('main', allows_streaming => 1, conf => "log_statement = none\n");

new_programme($node, $db, 30);
$node->safe_psql($db, <<'SQL');
CREATE ROLE clerk LOGIN;
CREATE ROLE desk;
CREATE ROLE porter LOGIN;
SELECT civic.grant_access('clerk', 'service'), civic.grant_access('desk', 'recorder'), civic.grant_access('desk', 'service');
GRANT desk TO porter;
SELECT civic.limit_lookups('clerk', 20);
SQL

my $as_clerk = 'SET SESSION AUTHORIZATION clerk;';
my $counted = "SELECT coalesce((SELECT looked_up FROM civic.lookups() WHERE role = 'clerk' AND day = civic.today()), 0)";

# How many more look-ups are counted after a statement of the clerk's.
sub counts
{
	my ($n, $sql, $name) = @_;
	my $before = $node->safe_psql($db, $counted);

	$node->psql($db, "$as_clerk $sql");
	is($node->safe_psql($db, $counted) - $before, $n, $name);
	return;
}

counts(1, "SELECT civic.find_subject('resident 1')", 'one look-up');
counts(1, "SELECT civic.find_subject('nobody 1')", 'of an unknown id as well');
counts(1, "SELECT civic.find_subject('resident 2'), civic.find_subject(' Resident 2')", 'the same one again is none');
counts(2, "BEGIN; SELECT civic.find_subject('resident 3'); SAVEPOINT s; SELECT civic.find_subject('resident 4'); ROLLBACK TO s; ROLLBACK", 'a ROLLBACK takes none back');
counts(1, "BEGIN READ ONLY; SELECT civic.find_subject('resident 5'); COMMIT", 'nor does a read-only transaction hide one');
counts(1, "SET default_transaction_read_only = on; SELECT civic.find_subject('resident 6'); SELECT 1/0", 'nor an error');
counts(1, "EXPLAIN SELECT * FROM civic.subjects WHERE subject_id = civic.find_subject('resident 7')", 'nor a plan');
counts(1, "SELECT civic.enroll('resident 8', 'resident', 'town')", 'enrolling who is known tells it');
counts(0, "SELECT civic.enroll('resident new', 'resident', 'town')", 'enrolling who is not does not');
counts(1, "SELECT civic.erase_subject('nobody 2', 'law')", 'erasing asks, too');
counts(0, 'SELECT civic.find_subject(NULL), civic.find_subject($$  $$)', 'no id, no look-up');

# the limit
counts(10, join(';', map { "SELECT civic.find_subject('nobody 1$_')" } 1 .. 15), 'after twenty it is over');
my $said = join("\n", map { ($node->psql($db, "\\set VERBOSITY verbose\n$as_clerk $_"))[2] } "SELECT civic.find_subject('resident 9')", "SELECT civic.find_subject('nobody 9')",
	"SELECT civic.erase_subject('resident 9', 'law')");
like($said, qr/53400: role "clerk" has looked up as many external ids as it may in a day/, 'which is said');
is(scalar(() = $said =~ /ERROR:  (?!53400)/g), 0, '... of known ids and of unknown ones');
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 9')", before => $as_clerk), '53400', 'it is said again');
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 9'); SELECT civic.find_subject('resident 9')", before => $as_clerk), '53400', 'and whoever repeats the question gets no answer');
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 9')", before => 'SET SESSION AUTHORIZATION porter;'), '00000', 'other roles go on');
is($node->safe_psql($db, "SELECT role, looked_up, most FROM civic.lookups() ORDER BY 1"), "clerk|20|20\ndesk|1|10000", 'the report counts for the role that has the grant');
$node->safe_psql($db, "SELECT civic.limit_lookups('clerk', 21)");
counts(1, "SELECT civic.find_subject('resident 9')", 'a higher limit lets it go on');
foreach my $wrong ([ "NULL, 1", '22004' ], [ "'nobody', 1", '42704' ], [ "'clerk', -1", '22003' ], [ "'clerk', 1000001", '22003' ])
{
	is(sqlstate($node, $db, "SELECT civic.limit_lookups($wrong->[0])"), $wrong->[1], "no limit: $wrong->[0]");
}
is(sqlstate($node, $db, "SELECT civic.limit_lookups('clerk', 9)", before => $as_clerk), '42501', 'it is not the role\'s own');

# the log
my $log = PostgreSQL::Test::Utils::slurp_file($node->logfile);
like($log, qr/look-up 5 of 20 today by role "clerk", as "clerk"/, 'the log has each, also of a transaction that was rolled back');
my @lines = grep { /look-up|looked up/ } split(/\n/, $log);
cmp_ok(scalar(@lines), '>', 20, 'many lines');
is(scalar(grep { /resident|nobody/i } @lines), 0, 'without ids');
unlike($log, qr/STATEMENT.*civic\.find_subject\('(resident 9|nobody 15)'\)/, '... and without the statements of those that were refused');

# a race
$node->safe_psql($db, "SELECT civic.limit_lookups('clerk', 100)");
my $script = PostgreSQL::Test::Utils::tempdir() . '/race.sql';
PostgreSQL::Test::Utils::append_to_file($script, "\\set n random(1, 1000000000)\nBEGIN;\nSELECT civic.find_subject('race ' || :n);\nROLLBACK;\n");
$node->command_checks_all([ 'pgbench', '-n', '-c', '6', '-t', '40', '-f', $script, '-U', 'clerk', '-d', $node->connstr($db) ], 2, [qr/./], [qr/as many external ids/], 'six clients race');
is(scalar(() = PostgreSQL::Test::Utils::slurp_file($node->logfile) =~ /look-up \d+ of 100 today by role "clerk"/g), 79, 'exactly what was left is answered');

# a new day: as if the count were yesterday's
my $day = "(civic.today() - date '2000-01-01')";
$node->safe_psql($db, "SELECT setval(civic_internal.lookup_sequence('clerk'), (($day - 1)::bigint << 47) | 7)");
is($node->safe_psql($db, "SELECT looked_up, civic.today() - day FROM civic.lookups() WHERE role = 'clerk'"), '7|1', 'the count of yesterday');
counts(2, "SELECT civic.find_subject('resident 1'); SELECT civic.find_subject('resident 2')", 'a new day begins with none');
is($node->safe_psql($db, "SELECT looked_up, civic.today() - day FROM civic.lookups() WHERE role = 'clerk' ORDER BY 2"), "2|0\n7|1", '... and yesterday is still known');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT looked_up, civic.today() - day FROM civic_private.lookup_day WHERE role = 'clerk' ORDER BY 2"), "2|0\n7|1", 'settlement writes it down');
$node->safe_psql($db, "SELECT setval(civic_internal.lookup_sequence('clerk'), (($day + 2)::bigint << 47) | 100)");
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 3')", before => $as_clerk), '00000', 'a clock that was wrong locks nobody out');
is(sqlstate($node, $db, 'SELECT * FROM civic.lookups()', before => $as_clerk), '42501', 'the report is not for the role itself');

# a crash
my $before = $node->safe_psql($db, $counted);
$node->safe_psql($db, "$as_clerk BEGIN; SELECT civic.find_subject('resident 4'); ROLLBACK; BEGIN; SELECT civic.find_subject('resident 5'); ROLLBACK");
$node->safe_psql($db, 'CREATE TABLE public.flushes (n int)');
$node->stop('immediate');
$node->start;
cmp_ok($node->safe_psql($db, $counted), '>=', $before + 2, 'a crash forgets none');

# a standby
$node->backup('b');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'b', has_streaming => 1);
$standby->start;
isnt($standby->safe_psql($db, "$as_clerk SELECT civic.find_subject('resident 6')"), '', 'a standby answers');
like(PostgreSQL::Test::Utils::slurp_file($standby->logfile), qr/look-up 0 of 100 today by role "clerk"/, '... and logs');
$standby->stop('fast');

# what was granted before there were counts
$node->safe_psql($db, "DROP SEQUENCE " . $node->safe_psql($db, "SELECT civic_internal.lookup_sequence('clerk')"));
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 6')", before => $as_clerk), '55000', 'without a count there is no look-up');
$node->safe_psql($db, 'SELECT civic.upgrade_programme()');
is(sqlstate($node, $db, "SELECT civic.find_subject('resident 6')", before => $as_clerk), '00000', 'which upgrade_programme() sets right');

$node->stop('fast');
done_testing();
