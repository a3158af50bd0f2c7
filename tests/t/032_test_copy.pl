# A copy of a programme becomes one to test with, as docs/guide-operations.md has
# it: nobody is found by a real id, nothing is told, results are what they were.

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
new_programme($node, $db, 60);
my $pack = pack_sql(version => '2');
$node->safe_psql($db, <<SQL);
CREATE ROLE clerk LOGIN;
SELECT civic.grant_access('clerk', 'service');
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '{"tiers": [
  {"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
  {"code": "high", "title": {"zh": "高", "en": "High"}, "rank": 2, "promote_at": 1002}]}'), civic.today());
CALL civic.settle();
SELECT count(civic.record(subject_id, 'help', 1, civic.today(), 'first')) FROM civic_private.subject;
CALL civic.settle();
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 1', 'help', 1, '2021-04-04', 'inbox');
SQL
is($node->safe_psql($db, 'SELECT count(*) FROM civic_private.outbox'), 60, 'the programme has told sixty things');

my %kept = (
	'scores' => 'SELECT subject_id, score FROM civic.scores() ORDER BY 1',
	'standings' => 'SELECT * FROM civic.standings ORDER BY 1',
	'ledger' => 'SELECT * FROM civic_private.entry ORDER BY 1, 2',
	'review keys' => 'SELECT * FROM civic_private.review_key ORDER BY 1',
	'ways of access' => 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5');
my %before = map { $_ => $node->safe_psql($db, $kept{$_}) } keys %kept;
my $key = "SELECT encode(key, 'hex') FROM civic_private.vault_key";
my $real_key = $node->safe_psql($db, $key);

sub become
{
	my ($copy, $what) = @_;

	is($node->safe_psql($copy, "SELECT civic.find_subject('resident 1') > 0"), 't', "$what: before, everybody is found") if $copy ne 'restored';
	guide_block(qr/become_test_copy/, DB => $copy, NEW => $node->connstr);
	is($node->safe_psql($copy, $kept{$_}), $before{$_}, "$what: the same $_") foreach sort keys %kept;
	isnt($node->safe_psql($copy, $key), $real_key, "$what: the key is another one");
	is($node->safe_psql($copy, "SELECT count(civic.find_subject('resident ' || g)) FROM generate_series(1, 60) g"), 0, "$what: no real id finds anybody");
	is($node->safe_psql($copy, "SELECT count(*) FROM civic_private.subject WHERE civic.find_subject('test-' || subject_id) = subject_id"), 60, "$what: ids to test with find each");
	is($node->safe_psql($copy, 'SELECT count(*) FROM civic.inbox') . $node->safe_psql($copy, 'SELECT count(*) FROM civic_private.outbox'), '00', "$what: inbox and outbox are empty");
	is($node->safe_psql($copy, "SELECT value FROM civic.health WHERE metric = 'test_copy'"), 1, "$what: its health says what it is");

	# life in the copy
	$node->safe_psql($copy, <<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'test-' || subject_id, 'litter', 1, civic.today(), 'test' FROM civic_private.subject;
CALL civic.post_inbox();
CALL civic.settle();
SQL
	is($node->safe_psql($copy, "SELECT count(*), count(*) FILTER (WHERE tier = 'low') FROM civic.standings"), '60|60', "$what: posted by those ids, everybody falls");
	is($node->safe_psql($copy, "SELECT count(*) FROM civic.tier_history((SELECT min(subject_id) FROM civic_private.subject))"), 3, "$what: ... which their histories say");
	is($node->safe_psql($copy, 'SELECT count(*) FROM civic_private.outbox'), 0, "$what: ... and nobody is told");
	is($node->safe_psql($copy, "SELECT civic.enroll('resident 1', 'resident', 'town') - civic.enroll(' Resident 1', 'resident', 'town')"), 0, "$what: newcomers are enrolled");
	is(sqlstate($node, $copy, 'SELECT civic.become_test_copy()'), '55000', "$what: it becomes one once");
}

$node->safe_psql('postgres', "CREATE DATABASE copied TEMPLATE $db");
become('copied', 'a copied database');

# from a dump without keys
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
$node->command_ok([ 'bash', '-c', 'set -o pipefail; pg_dump --exclude-table-data=civic_private.vault_key -d "$0" | psql -X -q -v ON_ERROR_STOP=1 -d "$1"',
		$node->connstr($db), $node->connstr('restored') ], 'a dump without the vault key');
is(sqlstate($node, 'restored', "SELECT civic.find_subject('resident 1')"), '55000', '... with which nobody can be found');
become('restored', 'a restored dump');

# the programme itself

my $application = $node->background_psql($db);
$application->query_safe('SELECT 1');
my ($ret, $out, $err) = $node->psql($db, 'SELECT civic.become_test_copy()');
is(sqlstate($node, $db, 'SELECT civic.become_test_copy()'), '55006', 'a programme with sessions does not become a copy');
like($err, qr/Other sessions: 1.*HINT:.*must never become a test copy/s, '... and says why');
$application->quit;
foreach my $role ('clerk', 'civic_owner')
{
	is(sqlstate($node, $db, 'SELECT civic.become_test_copy()', before => "SET ROLE $role;"), '42501', "$role may not make one");
}
is($node->safe_psql($db, "BEGIN; SELECT civic.become_test_copy(); ROLLBACK; SELECT count(civic.find_subject('resident ' || g)) FROM generate_series(1, 60) g"), "60\n60",
	'rolled back, the programme is what it was');
is($node->safe_psql($db, 'SELECT (SELECT count(*) FROM civic.inbox), (SELECT count(*) FROM civic_private.outbox)'), '1|60', '... with inbox and outbox');

$node->stop;
done_testing();
