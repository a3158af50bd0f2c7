# Policies are compiled once for each session and kept. What is kept must be
# loaded again after a restart, must not hide what other sessions enact, and
# must not outlive the programme it came from.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'cache';
my $node = new_server('main');
new_programme($node, $db, 20);
# enacting says what becomes of counting, and a session in the background takes any words for a failure
$node->safe_psql('postgres', "ALTER DATABASE $db SET client_min_messages = warning");
$node->safe_psql($db, <<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % 20, (ARRAY['help', 'class', 'litter'])[1 + g % 3], 1 + g % 4,
	date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, 500) AS g;
CALL civic.post_inbox();
SQL
my $scores = 'SELECT subject_id, score FROM civic.scores() ORDER BY 1';
my $lines = "SELECT * FROM civic.explain(civic.find_subject('resident 3')) ORDER BY line";
my %before = map { $_ => $node->safe_psql($db, $_) } ($scores, $lines);

# 1. restart
my $open = $node->background_psql($db);
is($open->query_safe($scores), $before{$scores}, 'a session that stays open gives the same scores');
$open->quit;
$node->restart;
is($node->safe_psql($db, $_), $before{$_}, 'the same after a restart') foreach ($scores, $lines);

# 2. another session enacts
my $subject = $node->safe_psql($db, "SELECT civic.find_subject('resident 1')");
my $a = $node->background_psql($db);
my $b = $node->background_psql($db);
my $score = $a->query_safe("SELECT civic.score($subject)");
my $old = $a->query_safe("SELECT civic.policy_in_force('town')");
my $new = $b->query_safe("SELECT civic.load_policy(@{[ pack_sql(version => '2', base => 1500, help => 5) ]})");
is($a->query_safe("SELECT civic.score($subject)"), $score, 'a draft changes nothing');
$b->query_safe('BEGIN');
$b->query_safe("SELECT civic.enact_policy($new, civic.today())");
is($b->query_safe("SELECT civic.score($subject)"), sprintf('%.2f', $score + 500), 'the session that enacts sees it');
is($a->query_safe("SELECT civic.score($subject)"), $score, 'others do not before it is committed');
$b->query_safe('ROLLBACK');
is($b->query_safe("SELECT civic.score($subject)"), $score, 'rolled back, it is gone again');
is($a->query_safe("SELECT civic.policy_in_force('town')"), $old, '... for everyone');
my $third = $b->query_safe("SELECT civic.load_policy(@{[ pack_sql(version => '3', base => 1700, help => 7) ]})");
$b->query_safe("SELECT civic.enact_policy($third, civic.today())");
is($a->query_safe("SELECT civic.score($subject)"), sprintf('%.2f', $score + 700), 'committed, an open session sees it at once');
is($a->query_safe("SELECT civic.policy_in_force('town')"), $third, '... and which policy it is');
is($a->query_safe("SELECT civic.score($subject, civic.today() - 1) IS NOT NULL"), 't', '... and still knows yesterday');
$a->query_safe("SELECT civic.record($subject, 'help', 1, civic.today(), 'new')");
is($a->query_safe("SELECT civic.score($subject)"), sprintf('%.2f', $score + 707), '... and records under its rules');
$b->query_safe("SELECT civic.record($subject, 'help', 1, '2021-01-01', 'old')");
is($a->query_safe("SELECT civic.score($subject)"), sprintf('%.2f', $score + 709), '... but what happened before under the old ones');

# 3. the failed enactment of a savepoint leaves nothing behind
my $fourth = $b->query_safe("SELECT civic.load_policy(@{[ pack_sql(version => '4', base => 3000) ]})");
$b->query_safe("BEGIN");
$b->query_safe("SAVEPOINT s");
$b->query_safe("SELECT civic.enact_policy($fourth, civic.today() + 1)");
$b->query_safe("SELECT count(*) FROM civic.explain($subject, civic.today() + 1)");
$b->query_safe("ROLLBACK TO s");
is($b->query_safe("SELECT civic.score($subject, civic.today() + 1)"), sprintf('%.2f', $score + 709), 'a savepoint rolled back takes its policy along');
$b->query_safe("COMMIT");

# the same while other transactions come and go, so that nothing else tells the two moments apart
my $new_score = sprintf('%.2f', $score + 709);
my $other_score = sprintf('%.2f', $score + 709 + 1300);
$node->safe_psql($db, 'CREATE TABLE public.scratch (n int)');
my $c = $node->background_psql($db);
my $old_transaction = $node->background_psql($db);
$old_transaction->query_safe("BEGIN; SELECT pg_current_xact_id()");
$b->query_safe("BEGIN");
$b->query_safe("SAVEPOINT s");
$b->query_safe("SELECT civic.enact_policy($fourth, civic.today())");
$c->query_safe("SELECT civic.record(civic.find_subject('resident 9'), 'help', 1, '2021-01-01', 'between 1')");
is($b->query_safe("SELECT civic.score($subject)"), $other_score, 'inside the savepoint the policy is in force');
$b->query_safe("ROLLBACK TO s");
is($b->query_safe("SELECT civic.score($subject)"), $new_score, 'after it was rolled back it is not');
is($b->query_safe("SELECT civic.policy_in_force('town')"), $third, '... whoever asks');
$b->query_safe("SELECT civic.record($subject, 'class', 1, civic.today(), 'savepoint')");
is($b->query_safe("SELECT count(*) FROM civic_private.entry e WHERE NOT EXISTS (SELECT FROM civic_private.rule r WHERE r.rule_id = e.rule_id)"),
	0, '... and nothing is recorded under a rule that does not exist');
$b->query_safe("ROLLBACK");

# and from one transaction to the next, whichever command the score is asked in
my ($in, $after) = (0, 0);
foreach my $commands (1 .. 20)
{
	$b->query_safe("BEGIN");
	$b->query_safe("SELECT civic.enact_policy($fourth, civic.today())");
	$c->query_safe("SELECT civic.record(civic.find_subject('resident 9'), 'help', 1, '2021-01-01', 'between 2-$commands')");
	$in++ if $b->query_safe("SELECT civic.score($subject)") ne $other_score;
	$b->query_safe("ROLLBACK");
	$b->query_safe("BEGIN");
	$b->query_safe("INSERT INTO public.scratch VALUES ($_)") foreach 1 .. $commands;
	$after++ if $b->query_safe("SELECT civic.score($subject)") ne $new_score;
	$b->query_safe("ROLLBACK");
}
is($in, 0, 'a transaction sees the policy that it enacted');
is($after, 0, 'the next one does not, after the first was rolled back');
$old_transaction->query_safe("COMMIT");
$_->quit foreach ($c, $old_transaction);

# 4. a policy that extends is frozen as it was when enacted, in every session
$b->query_safe(<<SQL);
SELECT civic.define_area('town.brook', '溪', 'brook');
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(jsonb_set(@{[ pack_sql(area => 'town.brook', version => 'b', base => 10) ]},
	'{policy,extend}', 'true'), '{policy,code}', '"brook"'), '{rules}', '[]')), civic.today());
SELECT civic.relocate($subject, 'town.brook');
SQL
is($a->query_safe("SELECT civic.score($subject)"), sprintf('%.2f', $score + 709 - 1690), 'a move to an area with its own policy is seen as well');

# 5. rights and sources are as the others left them, in every session
$node->safe_psql($db, 'CREATE ROLE clerk; CREATE ROLE team');
$node->safe_psql($db, "SELECT civic.define_source('desk', '窗口', 'desk'); SELECT civic.grant_access('clerk', 'recorder', 'desk')");
my $clerk = $node->background_psql($db, on_error_stop => 0);
$clerk->query_safe('SET ROLE clerk');
my $turn = 0;

sub clerk_records
{
	my ($source, $rule) = @_;

	$turn++;
	$clerk->query("SELECT civic.record($subject, '$rule', 1, '2021-01-01', 'clerk $turn', source => '$source')");
	$clerk->{stderr} = '';
	return $clerk->query('\\echo :SQLSTATE');
}
is(clerk_records('desk', 'help'), '00000', 'a recorder records for its source');
is(clerk_records('office', 'help'), '42501', '... and for no other');
$node->safe_psql($db, "SELECT civic.grant_access('clerk', 'recorder', 'office')");
is(clerk_records('office', 'help'), '00000', '... until it is granted one');
$node->safe_psql($db, "SELECT civic.define_source('desk', '窗口', 'desk', ARRAY['class'])");
is(clerk_records('desk', 'help'), '42501', 'a source may not use a rule any more');
is(clerk_records('desk', 'class'), '00000', '... but another');
$node->safe_psql($db, "SELECT civic.define_source('desk', '窗口', 'desk')");
is(clerk_records('desk', 'help'), '00000', '... until it may use all again');
$node->safe_psql($db, "SELECT civic.revoke_access('clerk', 'recorder', 'desk')");
is(clerk_records('desk', 'help'), '42501', 'what is revoked is gone at once');
is(clerk_records('office', 'help'), '00000', '... and no more than that');
$b->query_safe('BEGIN');
$b->query_safe("SELECT civic.grant_access('clerk', 'recorder', 'desk')");
$b->query_safe("SELECT civic.record($subject, 'help', 1, '2021-01-01', 'b', source => 'desk')");
$b->query_safe('ROLLBACK');
is(clerk_records('desk', 'help'), '42501', 'a grant rolled back is none');
$node->safe_psql($db, "SELECT civic.grant_access('team', 'recorder', 'desk')");
is(clerk_records('desk', 'help'), '42501', 'the right of a team is not that of an outsider');
$node->safe_psql($db, 'GRANT team TO clerk');
is(clerk_records('desk', 'help'), '00000', '... but of a member');
$node->safe_psql($db, 'REVOKE team FROM clerk');
is(clerk_records('desk', 'help'), '42501', '... as long as it is one');
$clerk->quit;
$node->safe_psql($db, "SELECT civic.revoke_access('clerk', 'recorder'); SELECT civic.revoke_access('team', 'recorder')");

# 6. another programme in the same database starts its numbers afresh
$b->query_safe(<<'SQL');
SET client_min_messages = warning;
DROP SCHEMA civic, civic_private, civic_open CASCADE;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('another');
SELECT civic.define_area('town', '镇', 'town');
SQL
$b->query_safe("SELECT civic.enact_policy(civic.load_policy(@{[ pack_sql(base => 42, help => 11) ]}), '2020-01-01')");
my $other = $b->query_safe("SELECT civic.enroll('somebody else', 'resident', 'town', since => '2020-01-01')");
$b->query_safe("SELECT civic.record($other, 'help', 1, '2021-01-01', 'a')");
is($b->query_safe("SELECT civic.score($other)"), '53.00', 'a session that made a new programme uses its policies');
is($a->query_safe("SELECT civic.score($other)"), '53.00', '... and so does one that knew the old one');
is($node->safe_psql($db, "SELECT civic.score($other)"), '53.00', '... and a fresh one');
$a->query_safe("SELECT civic.record($other, 'help', 1, '2021-01-01', 'b')");
is($a->query_safe("SELECT civic.score($other)"), '64.00', '... and all of them can go on');
$_->quit foreach ($a, $b);

$node->stop;
done_testing();
