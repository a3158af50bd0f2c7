# A programme moves to another server by logical replication, as
# docs/guide-operations.md has it. The new server refuses to settle, to post and
# to draw while it subscribes. Then sequences go on where the rows end. Last, what
# happens to those who do not call resume_after_migration(), which it then finds.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $old = new_server('old', allows_streaming => 'logical');
new_programme($old, $db, 300);
$old->safe_psql($db, <<'SQL');
CREATE ROLE clerk LOGIN;
SELECT civic.grant_access('clerk', 'service');
SELECT count(civic.record(subject_id, 'help', 1, '2021-03-03', 'first')) FROM civic_private.subject;
CALL civic.settle();
SQL
my $new = new_server('new');
my %env = (DB => $db, OLD => $old->connstr, NEW => $new->connstr);

my $scores = 'SELECT subject_id, score FROM civic.scores() ORDER BY 1';

guide_block(qr/CREATE PUBLICATION/, %env);
$new->wait_for_subscription_sync($old, 'civic', $db);
is($new->safe_psql($db, $scores), $old->safe_psql($db, $scores), 'the subscriber has the same scores');

# while it subscribes

$old->safe_psql($db, "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 1', 'help', 1, '2021-04-04', 'inbox')");
$old->wait_for_catchup('civic');
foreach my $call ('CALL civic.settle()', 'CALL civic.post_inbox()', 'SELECT civic_internal.draw_reviews()',
	'SELECT * FROM civic.resume_after_migration()', 'SELECT civic.become_test_copy()')
{
	my ($ret, $out, $err) = $new->psql($db, $call);
	is(sqlstate($new, $db, $call), '55000', "refused on a subscriber: $call");
	like($err, qr/subscribes to the programme of another server.*HINT:.*drop the subscription/s, '... with the way out');
}
is($new->safe_psql($db, "SELECT value FROM civic.health WHERE metric = 'subscriber'"), 1, 'its health says so');
is($old->safe_psql($db, "SELECT value FROM civic.health WHERE metric = 'subscriber'"), 0, "the publisher's does not");
is($new->safe_psql($db, "SELECT civic.score(civic.find_subject('resident 1'))"), '1002.00', 'reading goes on');
$old->safe_psql($db, <<'SQL');
CALL civic.post_inbox();
SELECT count(civic.record(subject_id, 'help', 2, '2021-05-05', 'second')) FROM civic_private.subject;
CALL civic.settle();
SQL
$old->wait_for_catchup('civic');
is($new->safe_psql($db, 'SELECT max(settlement_id), count(*) FROM civic.settlements'), '2|2', "the publisher's settlement arrives, and replication goes on");
is($new->safe_psql($db, $scores), $old->safe_psql($db, $scores), '... with all entries');
is($new->safe_psql($db, 'SELECT * FROM civic.standings ORDER BY subject_id'), $old->safe_psql($db, 'SELECT * FROM civic.standings ORDER BY subject_id'), '... and standings');

# a subscription for other tables does not matter
$old->safe_psql($db, 'CREATE TABLE public.other (id int PRIMARY KEY); CREATE PUBLICATION other FOR TABLE public.other');
my $third = 'elsewhere';
new_programme($new, $third, 3);
$new->safe_psql($third, "CREATE TABLE public.other (id int PRIMARY KEY); CREATE SUBSCRIPTION other CONNECTION '" . $old->connstr . " dbname=$db' PUBLICATION other");
is(sqlstate($new, $third, 'CALL civic.settle()'), '00000', 'a subscription to other tables is in nobody\'s way');
$new->safe_psql($third, 'DROP SUBSCRIPTION other');

# Those who do not do as the guide says: on a copy of what is there, as it would be after DROP SUBSCRIPTION.

$new->safe_psql('postgres', "CREATE DATABASE silent TEMPLATE template0");
$new->command_ok([ 'bash', '-c', 'set -o pipefail; pg_dump -d "$0" | grep -vE "^SELECT pg_catalog.setval|SUBSCRIPTION" | psql -X -q -v ON_ERROR_STOP=1 -d "$1"',
		$new->connstr($db), $new->connstr('silent') ], 'a copy without the positions of sequences');
my ($first, $second) = split /\n/, $new->safe_psql('silent', <<'SQL');
SELECT subject_id FROM civic_private.entry WHERE entry_id IN (1, 2) ORDER BY entry_id
SQL
is(sqlstate($new, 'silent', "SELECT civic.record($first, 'help', 1, civic.today(), 'a')"), '23505', 'unresumed: a call fails on a number that is taken');
is($new->safe_psql('silent', "SELECT civic.record($first, 'help', 1, civic.today(), 'a')"), 2, '... the next one silently gets one that another subject has');
is($new->safe_psql('silent', 'SELECT count(*) FROM (SELECT FROM civic_private.entry GROUP BY entry_id HAVING count(*) > 1) x'), 1, '... which now two entries have');
my ($ret, $out, $err) = $new->psql('silent', "SELECT next_before, next_number, doubles FROM civic.resume_after_migration('[]') WHERE sequence = 'civic_private.entry_entry_id_seq'");
is($out, '3|602|1', 'resume_after_migration() puts the sequence right, and finds the double');
like($err, qr/WARNING:  numbers are taken twice: 1 of civic_private.entry_entry_id_seq/, '... and warns of it');
is($new->safe_psql('silent', "SELECT civic.record($second, 'help', 1, civic.today(), 'b')"), 602, '... so the next number is a new one');
is($new->safe_psql('silent', "SELECT count(*) FROM civic.resume_after_migration() WHERE next_number <> next_before"), 0, '... and a second call changes nothing');

# cut-over

guide_block(qr/DROP SUBSCRIPTION civic/, %env);
is($new->safe_psql($db, "SELECT count(*), sum(doubles) FROM civic.resume_after_migration() WHERE next_number = next_before"),
	$new->safe_psql($db, "SELECT count(*) FROM pg_class WHERE relkind = 'S' AND relnamespace::regnamespace::text LIKE 'civic%' AND relname !~ '^lookup_'") . '|0',
	'after the cut-over each sequence of the programme is right, and no number is taken twice');
is(sqlstate($new, $db, 'SELECT civic.today()', before => 'SET ROLE clerk;'), '00000', '... and who had a profile there has it here');
is(sqlstate($old, $db, "SELECT civic.record($first, 'help', 1, civic.today(), 'old')"), '25006', 'the old server is read-only');
my $last = $new->safe_psql($db, 'SELECT max(entry_id) FROM civic_private.entry');
is($new->safe_psql($db, "SELECT civic.record($first, 'help', 1, civic.today(), 'cut over')"), $last + 1, 'entries go on');
$new->safe_psql($db, <<'SQL');
SELECT civic.enroll('newcomer', 'resident', 'town');
SELECT civic.define_source('desk', '窗', 'desk');
SELECT civic.relocate(civic.find_subject('newcomer'), 'town'), civic.withdraw_consent(civic.find_subject('newcomer'), 'no');
SELECT civic.load_policy(document || '{"policy": {"code": "other", "version": "1", "area": "town", "title": {"zh": "x", "en": "x"}}}') FROM civic_private.policy;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 2', 'help', 1, '2021-04-04', 'inbox');
CALL civic.post_inbox();
CALL civic.settle();
SQL
is($new->safe_psql($db, 'SELECT complete, state FROM civic.settlements ORDER BY settlement_id DESC LIMIT 1'), 't|finished', 'life goes on');
is($new->safe_psql($db, 'SELECT count(*) FROM civic.scores() s JOIN civic.standings t USING (subject_id) WHERE s.score <> t.score'), 0, '... with standings that are right');
is(sqlstate($new, $db, 'SELECT civic.resume_after_migration()', before => 'SET ROLE clerk;'), '42501', 'no profile may resume');
is(sqlstate($new, $db, 'SELECT civic.resume_after_migration()', before => 'SET ROLE civic_owner;'), '42501', '... nor may the owner');

$new->stop;
$old->stop;
done_testing();
