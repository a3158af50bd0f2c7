# A serious loss and its repair, lived day by day over a year and a half; and
# servers killed in the middle of decisions and settlements, after which cases,
# histories and the ledger agree.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'repair';
my $node = travelling_server('repair', '2025-01-10');

$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
$node->safe_psql($db, <<'SQL');
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "town", "area": "town", "version": "1", "base": 1000, "title": {"zh": "镇", "en": "town"}},
 "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [
  {"code": "fraud", "title": {"zh": "欺诈", "en": "fraud"}, "dimension": "order", "tariff": -100, "severity": "serious", "legal_basis": "x"},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -5, "severity": "minor", "legal_basis": "x", "notice_days": 2},
  {"code": "service", "title": {"zh": "服务", "en": "service"}, "dimension": "order", "tariff": 0.1}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 90}, {"severity": "serious", "min_days": 365, "max_days": 1095}],
 "repair_steps": [
  {"severity": "serious", "path": "full", "step": 1, "kind": "duty", "restores": 3000, "evidence": "required"},
  {"severity": "serious", "path": "full", "step": 2, "kind": "training", "amount": 1, "min_days": 10, "restores": 6000},
  {"severity": "serious", "path": "full", "step": 3, "kind": "service_hours", "amount": 20, "rule": "service", "restores": 8000},
  {"severity": "serious", "path": "full", "step": 4, "kind": "observation", "amount": 60, "restores": 10000, "decider": "system"},
  {"severity": "minor", "path": "work", "step": 1, "kind": "service_hours", "amount": 4, "rule": "service", "restores": 10000, "decider": "system"},
  {"severity": "minor", "path": "desk", "step": 1, "kind": "duty", "restores": 4000},
  {"severity": "minor", "path": "desk", "step": 2, "kind": "duty", "restores": 10000}]}'), '2020-01-01');
CREATE ROLE counter;
CREATE ROLE judge;
SELECT civic.grant_access('counter', 'service'), civic.grant_access('judge', 'reviewer');
CREATE TABLE public.seen (asked_on date, day date, score numeric);
GRANT SELECT ON public.seen TO counter, judge;
SQL

my $who = $node->safe_psql($db, "SELECT civic.enroll('one', 'resident', 'town', since => '2020-01-01')");
my ($case, $loss);

# Live on a day: do something, as somebody, and write down every score so far.
sub on
{
	my ($day, $role, $sql) = @_;
	my $out = '';

	travel($day);
	$out = $node->safe_psql($db, ($role ? "SET SESSION AUTHORIZATION $role;\n" : '') . $sql) if $sql;
	$node->safe_psql($db, <<"SQL");
INSERT INTO public.seen SELECT civic.today(), g::date, civic.score($who, g::date)
FROM generate_series(date '2025-01-01', civic.today(), '1 day') g
SQL
	return $out;
}

# What a day answers to something that is not allowed yet.
sub refused_on
{
	my ($day, $role, $sql, $state, $pattern, $name) = @_;

	travel($day);
	my ($ret, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\nSET SESSION AUTHORIZATION $role;\n$sql");
	like($err, qr/ERROR:  $state: .*$pattern/s, "$day: $name");
	return;
}

# ---------------------------------------------------------------------------
# one case

$loss = on('2025-01-10', undef, "SELECT civic.record($who, 'fraud', 1, '2025-01-05', 'f')");
on('2025-01-12', undef, "SELECT civic.link_decision($who, ARRAY[$loss], 'Order 8', '2025-01-08')");
$case = on('2025-02-01', 'counter', "SELECT civic.open_repair($who, $loss)");
refused_on('2026-01-07', 'counter', "SELECT civic.submit_step($who, $case, 'receipt')", '55000', '2026-01-08',
	'the minimum has not run, and when it will have');
is(on('2026-01-08', 'counter', "SELECT civic.submit_step($who, $case, 'receipt')"), 'applied', 'the duty, on the first day');
is(on('2026-01-15', 'judge', "SELECT civic.decide_step($who, $case, 'pass')"), 'repairable', '... decided a week later');
refused_on('2026-01-24', 'counter', "SELECT civic.submit_step($who, $case)", '55000', '2026-01-25', 'the second step waits ten days');
on('2026-01-25', 'counter', "SELECT civic.submit_step($who, $case)");
on('2026-02-20', 'judge', "SELECT civic.decide_step($who, $case, 'pass', 'late, but in order')");
# hours before the step began do not count, nor hours whose entry was reversed
on('2026-02-21', undef, "SELECT civic.record($who, 'service', 15, '2026-02-19', 's0'), civic.record($who, 'service', 12, '2026-02-20', 's1')");
my $wrong = on('2026-02-23', undef, "SELECT civic.record($who, 'service', 8, '2026-02-22', 's2')");
on('2026-02-24', 'judge', "SELECT civic.reverse($who, $wrong, 'was not there')");
refused_on('2026-02-25', 'counter', "SELECT civic.submit_step($who, $case)", '55000', '12.00 of 20.00', 'hours are counted from the ledger');
on('2026-02-27', undef, "SELECT civic.record($who, 'service', 8, '2026-02-26', 's3')");
on('2026-02-28', 'counter', "SELECT civic.submit_step($who, $case)");
on('2026-03-01', 'judge', "SELECT civic.decide_step($who, $case, 'pass')");
# a new loss breaks the observation that would end on April 30
on('2026-03-20', undef, "SELECT civic.record($who, 'litter', 1, '2026-03-18', 'l')");
on('2026-04-29', undef, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT step_since FROM civic_private.repair_case WHERE case_id = $case"), '2026-03-01', 'observed still');
on('2026-04-30', undef, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT step_since FROM civic_private.repair_case WHERE case_id = $case"), '2026-03-19', 'it starts again on the day after the loss');
# over on May 18, but nobody settles for three days
on('2026-05-17', undef, 'CALL civic.settle()');
on('2026-05-21', undef, 'CALL civic.settle()');
on('2026-06-10');

# the hand-computed score of every day, as runs of days
is($node->safe_psql($db, <<SQL), <<'TABLE' =~ s/\n$//r, 'the score of every day of the case');
SELECT min(day) || ' ' || score FROM (
	SELECT day, score, sum(fresh) OVER (ORDER BY day) AS run FROM (
		SELECT day, score, (score IS DISTINCT FROM lag(score) OVER (ORDER BY day))::int AS fresh
		FROM public.seen WHERE asked_on = '2026-06-10') s) r
GROUP BY run, score ORDER BY min(day)
SQL
2025-01-01 1000.00
2025-01-10 900.00
2026-01-15 930.00
2026-02-20 960.00
2026-02-21 962.70
2026-02-23 963.50
2026-02-24 962.70
2026-02-27 963.50
2026-03-01 983.50
2026-03-22 978.50
2026-05-21 998.50
TABLE
is($node->safe_psql($db, <<'SQL'), 'f', 'no day that was past ever changed');
SELECT bool_or(a.score <> b.score) FROM public.seen a JOIN public.seen b ON b.day = a.day AND b.asked_on > a.asked_on
SQL
is($node->safe_psql($db, 'SELECT count(*) FROM civic.check_repairs()'), '0', 'case, history and ledger agree');
is($node->safe_psql($db, "SELECT string_agg(move || ' ' || on_day || coalesce(' +' || points_restored, ''), ', ' ORDER BY move_no) FROM civic.repair_history($who)"),
	'open 2025-02-01, mature 2026-01-08, submit 2026-01-08, pass 2026-01-15 +30.00, submit 2026-01-25, pass 2026-02-20 +30.00, '
	  . 'submit 2026-02-28, pass 2026-03-01 +20.00, restart 2026-04-30, pass 2026-05-21 +20.00', 'and so the history tells it');

# ---------------------------------------------------------------------------
# a window that runs out, and a loss that is forgotten

my $open = on('2026-06-10', undef, "SELECT civic.record($who, 'litter', 1, '2026-06-09', 'm')");
my $second = on('2026-06-12', 'counter', "SELECT civic.open_repair($who, $open, 'desk')");
on('2026-06-13', 'counter', "SELECT civic.submit_step($who, $second)");
refused_on('2026-09-07', 'judge', "SELECT civic.decide_step($who, $second, 'pass')", '55000', '2026-09-07', 'the maximum is reached before a settlement has said so');
on('2026-09-07', undef, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT state FROM civic.repair_cases WHERE case_id = $second"), 'expired', 'the case is closed at its maximum');
is($node->safe_psql($db, "SELECT points FROM civic.entry_points($who) WHERE entry_id = $open"), '-5.00', 'its loss stays');
on('2031-06-08', undef, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT points FROM civic.entry_points($who) WHERE entry_id = $open"), '-5.00', 'five years less a day: it counts');
on('2031-06-09', undef, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT points FROM civic.entry_points($who) WHERE entry_id = $open"), '0.00', 'five years: it does not');
is($node->safe_psql($db, "SELECT points FROM civic.entry_points($who, '2031-06-08') WHERE entry_id = $open"), '-5.00', '... and the past stays');

# ---------------------------------------------------------------------------
# killed: many cases, a backend cut off while it waits for the one in the middle

sub forget
{
	my ($session) = @_;

	eval { $session->{run}->kill_kill; };
	return;
}

travel('2031-07-01');
$node->safe_psql($db, <<'SQL');
CREATE TABLE public.many AS
SELECT g, s.who, civic.record(s.who, 'litter', 1, '2031-06-30', 'k') AS loss
FROM generate_series(1, 2000) g, LATERAL (SELECT civic.enroll('many ' || g, 'resident', 'town', since => '2020-01-01') AS who) s;
GRANT SELECT ON public.many TO counter, judge;
SQL
travel('2031-07-05');
$node->safe_psql($db, <<'SQL');
SET SESSION AUTHORIZATION counter;
SELECT count(civic.open_repair(who, loss, CASE WHEN g % 2 = 0 THEN 'work' ELSE 'desk' END)) FROM public.many;
SELECT count(civic.submit_step(c.subject_id, c.case_id)) FROM civic.repair_cases c WHERE c.path = 'desk' AND c.state = 'repairable';
SQL

# Run a statement until it waits for the given case, then kill its backend with SIGKILL.
sub kill_at
{
	my ($sql, $g, $name) = @_;
	my $holder = $node->background_psql($db);
	my $victim = $node->background_psql($db, on_error_stop => 0);

	$holder->query_safe("BEGIN;\nSELECT FROM civic_private.repair_case c JOIN public.many m ON m.who = c.subject_id WHERE m.g = $g FOR UPDATE OF c;");
	my $pid = $victim->query_safe('SELECT pg_backend_pid()');
	$victim->query_until(qr/begun/, "\\echo begun\n$sql\n");
	ok($node->poll_query_until($db, "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock'"), "$name waits in the middle");
	kill 'KILL', $pid;
	forget($holder);
	forget($victim);
	ok(settle_down($node, $db), 'the server is back');
	is($node->safe_psql($db, 'SELECT count(*) FROM civic.check_repairs()'), '0', 'case, history and ledger agree');
	return;
}

# every decision in a transaction of its own
my $decide = "SET SESSION AUTHORIZATION judge;\nSELECT format('SELECT civic.decide_step(%s, %s, %L)', c.subject_id, c.case_id, 'pass') "
  . "FROM civic.repair_cases c JOIN public.many m ON m.who = c.subject_id WHERE c.state = 'applied' ORDER BY m.g \\gexec";
kill_at($decide, 1001, 'a row of decisions');
is($node->safe_psql($db, "SELECT string_agg(state || ' ' || n, ', ' ORDER BY state) FROM (SELECT state, count(*) AS n FROM civic.repair_cases WHERE path = 'desk' AND document_date = '2031-06-30' GROUP BY 1) s"),
	'applied 500, repairable 500', 'half of them were decided');
$node->safe_psql($db, $decide);
is($node->safe_psql($db, "SELECT count(*) || ' ' || count(DISTINCT (e.subject_id, e.ref_entry_id)) FROM civic_private.entry e JOIN public.many m ON m.who = e.subject_id WHERE e.kind = 5"),
	'1000 1000', 'the rest followed, and none twice');

$node->safe_psql($db, "SELECT count(civic.record(who, 'service', 4, '2031-07-05', 'hours')) FROM public.many WHERE g % 2 = 0");
kill_at('CALL civic.settle();', 1000, 'a settlement');
is($node->safe_psql($db, "SELECT count(*) FROM civic.repair_cases WHERE path = 'work' AND state = 'repaired'"), '0', 'nothing is half done');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT count(*) FROM civic.repair_cases WHERE path = 'work' AND state = 'repaired'"), '1000', 'the next one does it all');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT count(*) || ' ' || count(DISTINCT (e.subject_id, e.ref_entry_id)) FROM civic_private.entry e JOIN public.many m ON m.who = e.subject_id WHERE e.kind = 5"),
	'2000 2000', 'and none twice');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.check_repairs()'), '0', 'case, history and ledger agree');

# a loss of long ago that is being recorded while others are forgotten is forgotten the next time
new_programme($node, 'old', 2);
$node->safe_psql('old', "SELECT civic.record(civic.find_subject('resident 1'), 'litter', 1, '2020-06-01', 'a', 'proof')");
my ($holder, $late, $run) = map { $node->background_psql('old') } 1 .. 3;
$late->query_safe("BEGIN; SELECT civic.record(civic.find_subject('resident 2'), 'litter', 1, '2020-06-01', 'b', 'proof');");
$holder->query_safe('BEGIN; SELECT FROM civic_private.kept_text FOR UPDATE;');
my $runner = $run->query_safe('SELECT pg_backend_pid()');
$run->query_until(qr/begun/, "\\echo begun\nSELECT civic_internal.erase_expired(civic.today());\n");
ok($node->poll_query_until('old', "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $runner AND wait_event_type = 'Lock'"), 'retention waits in the middle');
$late->query_safe('COMMIT');
$holder->query_safe('COMMIT');
$_->quit foreach ($late, $holder, $run);
is($node->safe_psql('old', 'SELECT count(*) FROM civic_private.kept_text'), '1', 'it forgets what it has seen');
is($node->safe_psql('old', 'SELECT civic_internal.erase_expired(civic.today()), (SELECT count(*) FROM civic_private.kept_text)'), '1|1', 'and the next time what came meanwhile');
is($node->safe_psql('old', 'SELECT count(*) FROM civic_private.kept_text'), '0', '... with its evidence');

$node->stop('immediate');
done_testing();
