# What a monitor sees: civic.health as a role that may see nothing else, a
# settlement that runs, one that has failed and one whose backend was killed, and
# that each alert of docs/monitoring is raised by what it is for.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $monitoring = "$FindBin::RealBin/../../docs/monitoring";
my $node = new_server('main');
new_programme($node, $db, 200);
$node->safe_psql($db, <<'SQL');
CREATE ROLE watcher LOGIN;
SELECT civic.grant_access('watcher', 'monitor');
CREATE ROLE clerk LOGIN;
SELECT civic.grant_access('clerk', 'service');
SQL

# Asks as the monitor, who is nobody else.
sub watched
{
	my ($query) = @_;

	return $node->safe_psql($db, $query, extra_params => [ '-U', 'watcher' ]);
}

sub health
{
	my ($metric, $label) = @_;
	my $where = "metric = '$metric'" . (defined $label ? " AND label = '$label'" : '');

	return watched("SELECT value FROM civic.health WHERE $where");
}

# 1. the role and the view

is(watched('SELECT count(*) FROM (SELECT FROM civic.health GROUP BY metric, label HAVING count(*) > 1) x'), 0, 'each metric and label has one row');
is(watched('SELECT count(*) FROM civic.health WHERE value IS NULL OR label IS NULL OR unit IS NULL'), 0, '... without nulls');
foreach my $query ('SELECT * FROM civic.subjects', 'SELECT * FROM civic.settle_progress', 'SELECT * FROM civic.inbox', 'SELECT civic.score(1)',
	'SELECT * FROM civic_private.subject', 'SELECT * FROM civic_private.outbox', 'CALL civic.settle()', 'SELECT civic.today()')
{
	is(sqlstate($node, $db, $query, before => 'SET ROLE watcher;'), '42501', "a monitor may not: $query");
}
my ($ret, $out, $err) = $node->psql($db, 'SELECT count(*) FROM civic.health', extra_params => [ '-U', 'clerk' ]);
like($err, qr/permission denied/, 'other profiles do not see it');

# 2. the queries of the exporters, the alerts, and the page that names every metric

# Metrics that were seen so far, with their units.
my %seen;

sub look
{
	foreach my $row (split /\n/, watched('SELECT metric, unit FROM civic.health'))
	{
		my ($metric, $unit) = split /\|/, $row;
		$seen{$metric} = $unit;
	}
	return;
}

foreach my $file (qw(postgres_exporter.yaml sql_exporter.yml))
{
	my @queries = slurp_file("$monitoring/$file") =~ /^ *query: "(.*)"$/mg;
	is(scalar @queries, 1, "$file has a query");
	is(sqlstate($node, $db, $queries[0], before => 'SET ROLE watcher;'), '00000', '... which a monitor can ask');
	unlike(watched($queries[0]), qr/\|$/m, '... and has a value in each row');
}

my %alerts = slurp_file("$monitoring/alerts.yml") =~ /^ *- alert: (\w+)\n *expr: '(.*)'$/mg;
cmp_ok(scalar keys %alerts, '>', 10, 'there are alerts');

# The labels for which an alert is raised now, as Prometheus would find them, each
# followed by a blank; undef if it is not. A limit may be given instead of the alert's own.
sub raised
{
	my ($alert, $limit) = @_;

	return watched("SELECT '! ' FROM (SELECT count(*) AS n FROM civic.health WHERE metric = '$1') x WHERE n = 0")
	  if $alerts{$alert} =~ /^absent\(civic_health_value\{metric="(\w+)"\}\)$/;
	$alerts{$alert} =~ /^civic_health_value\{metric="(\w+)"(?:, label="(\w+)")?\} (>|>=|==|!=) ([\d.]+)$/
	  or die "$alert: $alerts{$alert} is not understood\n";
	my ($metric, $label, $than, $value) = ($1, $2, $3 eq '==' ? '=' : $3, $limit // $4);
	my $labelled = defined $label ? "AND label = '$label'" : '';
	return watched("SELECT label || ' ' FROM civic.health WHERE metric = '$metric' $labelled AND value $than $value ORDER BY 1");
}

is(join(' ', grep { raised($_) ne '' } sort keys %alerts), '', 'a new programme raises none');
look();

# What each alert is for: what brings it about, and what ends it. Two have limits
# that a test does not reach.
my %limit = (CivicLedgerNotVacuumed => 0, CivicTransactionAge => 0);
my %causes = (
	CivicLayoutBehind => [ 'UPDATE civic_private.programme SET layout_version = 2', 'UPDATE civic_private.programme SET layout_version = 3' ],
	CivicSettlementMissed => [ "INSERT INTO civic_private.settlement (as_of, started_at, finished_at, phase) VALUES (civic.today() - 2, now(), now(), 'standings')",
		'DELETE FROM civic_private.settlement' ],
	CivicSettlementSlow => [ "INSERT INTO civic_private.settlement (as_of, started_at, phase) VALUES (civic.today(), now() - interval '7 hours', 'queue')",
		'DELETE FROM civic_private.settlement' ],
	CivicSettlementBroken => [ "INSERT INTO civic_private.settlement (as_of, started_at, phase) VALUES (civic.today(), now(), 'queue')",
		'DELETE FROM civic_private.settlement' ],
	CivicSettlementFailing => [ "INSERT INTO civic_private.settlement (as_of, started_at, phase, failures, sqlstate) VALUES (civic.today(), now(), 'queue', 3, '53100')",
		'DELETE FROM civic_private.settlement' ],
	CivicInboxWaiting => [ "INSERT INTO civic.inbox (external_id, submitted_at) VALUES ('x', now() - interval '31 minutes')", 'DELETE FROM civic.inbox' ],
	CivicInboxRejected => [ "INSERT INTO civic.inbox (external_id) VALUES ('x'); CALL civic.post_inbox()", 'DELETE FROM civic.inbox' ],
	CivicOutboxWaiting => [ "INSERT INTO civic_private.outbox (topic, payload, created_at) VALUES ('x', '{}', now() - interval '61 minutes')",
		'DELETE FROM civic_private.outbox' ],
	CivicOutboxStuck => [ "INSERT INTO civic_private.outbox (topic, payload, taken) VALUES ('x', '{}', 4)", 'DELETE FROM civic_private.outbox' ],
	CivicOverdue => [ "INSERT INTO civic_private.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
		SELECT min(subject_id), 1, 1, 1, 1, 'rank', '2026-01-05', '2026-01-06' FROM civic_private.subject", 'DELETE FROM civic_private.review' ],
	CivicDecisionsOpen => [ "INSERT INTO civic_private.tier_question (subject_id, decision_id, kind, asked_on, policy_id, from_rank, to_rank)
		SELECT min(subject_id), 1, 'fall', civic.today() - 15, 1, 3, 1 FROM civic_private.subject",
		"INSERT INTO civic_private.tier_answer (subject_id, decision_id, decided_on) SELECT subject_id, 1, civic.today() FROM civic_private.tier_question" ],
	CivicReviewKeyMissing => [ "CALL civic.settle(); CREATE TABLE public.kept AS SELECT * FROM civic_private.review_key; DELETE FROM civic_private.review_key",
		'INSERT INTO civic_private.review_key SELECT * FROM public.kept; DELETE FROM civic_private.settlement; DROP TABLE public.kept' ],
	CivicLedgerNotVacuumed => [ "SELECT civic.record(subject_id, 'help', 1, '2021-01-01', 'a') FROM civic_private.subject LIMIT 1", 'VACUUM civic_private.entry' ],
	CivicTransactionAge => [ 'SELECT 1', 'SELECT 1' ],
	CivicHealthGone => [ "SELECT 1", 'SELECT 1' ]);
is(join(' ', sort keys %causes), join(' ', sort keys %alerts), 'the test knows what each alert is for');
foreach my $alert (sort grep { !/^(CivicHealthGone|CivicTransactionAge)$/ } keys %alerts)
{
	my ($cause, $cure) = @{ $causes{$alert} };

	$node->safe_psql($db, $cause);
	$node->poll_query_until($db, "SELECT pg_stat_get_ins_since_vacuum('civic_private.entry'::regclass) > 0") if $alert eq 'CivicLedgerNotVacuumed';
	isnt(raised($alert, $limit{$alert}), '', "$alert is raised by what it is for");
	look();
	$node->safe_psql($db, $cure);
	is(raised($alert, $limit{$alert}), '', '... and ends');
}
isnt(raised('CivicTransactionAge', 0), '', 'CivicTransactionAge looks at an age');
$node->safe_psql($db, "SELECT civic.revoke_access('watcher', 'monitor')");
($ret, $out, $err) = $node->psql($db, 'SELECT * FROM civic.health', extra_params => [ '-U', 'watcher' ]);
isnt($ret, 0, 'without the grant the exporter finds nothing, which CivicHealthGone is for');
$node->safe_psql($db, "SELECT civic.grant_access('watcher', 'monitor')");

$node->safe_psql($db, <<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('nobody', 'help', 1, '2021-01-01', 'a'), ('resident 1', 'dance', 1, '2021-01-01', 'b'), ('resident 1', 'help', 0, '2021-01-01', 'c');
CALL civic.post_inbox();
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 1', 'help', 1, '2021-01-01', 'd');
SQL
is(health('inbox_waiting'), 1, 'a row waits in the inbox');
is(health('inbox_rejected'), 3, '... and three were rejected');
is(watched("SELECT string_agg(label || ' ' || value, ', ' ORDER BY label) FROM civic.health WHERE metric = 'inbox_rejected_as'"), '22003 1, 42704 2', '... by SQLSTATE');
is(health('settlement_lag'), 0, 'a new programme has missed no day');

# 3. a settlement that fails, runs, and is killed

sub progress
{
	my ($columns) = @_;

	return $node->safe_psql($db, "SELECT $columns FROM civic.settle_progress");
}

$node->safe_psql($db, <<'SQL');
CALL civic.settle();
SELECT count(civic.record(subject_id, 'help', 1, civic.today(), 'first')) FROM civic_private.subject;
CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	RAISE EXCEPTION 'the disk is %', 'full' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER fail BEFORE UPDATE ON civic_private.standing FOR EACH ROW EXECUTE FUNCTION public.fail();
SQL
is(health('settlement_state', 'running') . health('settlement_state', 'broken'), '00', 'nothing is open');
my $session = $node->background_psql($db, on_error_stop => 0);
my $pid = $session->query_safe('SELECT pg_backend_pid()');
foreach my $round (1, 2)
{
	$session->query('CALL civic.settle(batch => 50)');
	is(progress('state, failures, sqlstate, error, pid IS NULL'), "broken|$round|53100|the disk is full|t",
		"a settlement that has failed $round times is broken, though its session lives, and keeps the error");
}
is(health('settlement_state', 'broken'), 1, 'the monitor sees that it is broken');
is(health('settlement_error', '53100'), 2, '... on which error, and how often');
is(sqlstate($node, $db, 'CALL civic.settle()', before => 'BEGIN;'), '53100', 'in a transaction block it fails with the block');
is(progress('failures'), 2, '... which can write nothing down');
foreach my $level ('repeatable read', 'serializable')
{
	is(sqlstate($node, $db, 'CALL civic.settle()', before => "SET default_transaction_isolation = '$level';"), '53100', "it fails at level $level");
}
is(sqlstate($node, $db, 'CALL civic.settle()', before => "SET statement_timeout = '300ms'; SELECT pg_sleep(0);"), '53100', '... and under a timeout');
is(progress('state, failures'), 'broken|5', '... and each time the failure is written down');
is(sqlstate($node, $db, 'DO $$ DECLARE a int8; b int8; BEGIN CALL civic.settle(NULL, 50, a, b); EXCEPTION WHEN disk_full THEN RAISE; END $$'),
	'53100', 'in a block that catches errors it fails as well');
is(sqlstate($node, $db, 'DO $$ DECLARE a int8; b int8; BEGIN CALL civic.settle(NULL, 50, a, b); END $$'), '53100', '... and from a DO block');
is(progress('state, failures, sqlstate'), 'broken|6|53100', '... which is written down where it can be');
# by a caller that has done nothing itself
is(sqlstate($node, $db, "CALL civic.settle(civic.today() - 1)"), '55000', 'a wrong day is refused');
is(progress('failures'), 6, '... which is no failure of the settlement');

# a cancelled one: it waits for a lock
$node->safe_psql($db, 'DROP TRIGGER fail ON civic_private.standing');
my $holder = $node->background_psql($db);
$holder->query_safe('BEGIN; SELECT FROM civic_private.standing WHERE subject_id = (SELECT max(subject_id) FROM civic_private.standing) FOR UPDATE');
$session->query_until(qr/begun/, "\\echo begun\nCALL civic.settle(batch => 50);\n");
ok($node->poll_query_until($db, "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock'"), 'a settlement waits');
is(progress('state, pid'), "running|$pid", '... which is running');
is(health('settlement_state', 'running') . health('settlement_state', 'broken'), '10', '... for the monitor as well');
is(health('settlement_open_pid', 'standings'), $pid, '... who sees its pid');
is(health('settlement_open_done', 'standings'), 150, '... and how far it is');
look();
# beside another one that waits for the first, and goes on when that is cancelled
my $second = $node->background_psql($db, on_error_stop => 0);
my $other = $second->query_safe('SELECT pg_backend_pid()');
$node->safe_psql($db, "SELECT pg_cancel_backend($pid)");
ok($node->poll_query_until($db, "SELECT state = 'broken' FROM civic.settle_progress"), 'cancelled, it is broken');
is(progress('sqlstate, failures'), '57014|7', '... by a cancellation');
$second->query_until(qr/begun/, "\\echo begun\nCALL civic.settle(batch => 50);\n");
ok($node->poll_query_until($db, "SELECT pid = $other AND state = 'running' FROM civic.settle_progress"), 'another call takes it up');
$node->safe_psql($db, "SELECT pg_terminate_backend($other)");
ok($node->poll_query_until($db, "SELECT state = 'broken' FROM civic.settle_progress"), 'and is broken once its backend is gone');
is(progress('pid, failures'), "$other|7", '... which leaves its pid, and no error');
$holder->query_safe('COMMIT');
is($node->safe_psql($db, 'CALL civic.settle()'), '50|50', 'the next call does the rest');
is($node->safe_psql($db, "SELECT state, failures FROM civic.settlements WHERE failures > 0 ORDER BY settlement_id DESC LIMIT 1"), 'finished|7', '... and it is finished');
is(health('settlement_state', 'broken'), 0, 'nothing is broken any more');
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, 'every score is right');

look();
my %named = map { my @cell = split / *\| */; $cell[1] =~ /^`(\w+)`/; ($1 => $cell[3]) } grep { /^\| `\w+`( \*)? \|/ } split /\n/, slurp_file("$monitoring/README.md");
same_lines(join("\n", map { "$_: $named{$_}" } sort keys %named), join("\n", map { "$_: $seen{$_}" } sort keys %seen), 'the page names each metric that was seen, and its unit');
eval { $_->{run}->kill_kill } foreach ($session, $holder, $second);

$node->stop;
done_testing();
