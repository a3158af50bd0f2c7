# A settlement that is cut off, by a killed backend or a stopped server, is
# finished by the next call, each subject once; several at once, beside those who
# record and reverse, leave every standing as one of them alone would have.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'settle';
my $residents = 3_000;
my $batch = 200;

my $node = new_server('main');
new_programme($node, $db, $residents);
my $pack = pack_sql(version => '2');
$node->safe_psql($db, <<SQL);
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '{"tiers": [
  {"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
  {"code": "mid", "title": {"zh": "中", "en": "Mid"}, "rank": 2, "promote_at": 1002, "demote_below": 1001},
  {"code": "top", "title": {"zh": "高", "en": "Top"}, "rank": 3, "promote_at": 1004, "demote_below": 1003}]}'), civic.today());
CALL civic.settle(batch => $batch);

CREATE FUNCTION public.wrong_standings() RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT count(*) FROM civic.scores() s FULL JOIN civic.standings t USING (subject_id) WHERE s.score IS DISTINCT FROM t.score
\$\$;
-- each change begins where the one before has ended, and the last is where the subject stands
CREATE FUNCTION public.broken_histories() RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT count(*) FROM (
		SELECT c.from_tier, lag(c.to_tier, 1, t.placed_tier) OVER w AS before,
			c.to_tier, t.tier, lead(true) OVER w AS more
		  FROM civic_private.tier_change c JOIN civic_private.standing t USING (subject_id)
		WINDOW w AS (PARTITION BY c.subject_id ORDER BY c.change_id)) c
	 WHERE c.from_tier IS DISTINCT FROM c.before OR (c.more IS NULL AND c.to_tier IS DISTINCT FROM c.tier)
\$\$;
-- everybody helps once more
CREATE FUNCTION public.help(round text) RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT count(civic.record(subject_id, 'help', 1, civic.today(), round)) FROM civic_private.subject
\$\$;
SQL
is($node->safe_psql($db, 'SELECT count(*), count(DISTINCT tier), public.wrong_standings() FROM civic.standings'), "$residents|1|0", 'everybody is placed');

# Starts a settlement that will wait at a standing in the middle, which another
# session has locked. Returns both sessions and the pid.
sub settle_until
{
	my $holder = $node->background_psql($db);
	my $settler = $node->background_psql($db, on_error_stop => 0);

	$holder->query_safe(<<SQL);
BEGIN;
SELECT FROM civic_private.standing WHERE subject_id =
	(SELECT subject_id FROM civic_private.standing ORDER BY subject_id OFFSET $residents / 2 LIMIT 1) FOR UPDATE;
SQL
	my $pid = $settler->query_safe('SELECT pg_backend_pid()');
	$settler->query_until(qr/begun/, "\\echo begun\nCALL civic.settle(batch => $batch);\n");
	ok($node->poll_query_until($db, <<SQL), 'settlement waits in the middle');
SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock'
SQL
	return ($holder, $settler, $pid);
}

sub forget
{
	my ($session) = @_;

	eval { $session->{run}->kill_kill; };
	return;
}

# 1. SIGKILL of the backend

is($node->safe_psql($db, "SELECT public.help('one')"), $residents, 'everybody has helped');
my ($holder, $settler, $pid) = settle_until();
my ($phase, $done, $total, $sane) = split /\|/, $node->safe_psql($db,
	"SELECT phase, done, total, rate >= 0 AND remaining = total - done AND time_left >= '0' FROM civic.settle_progress");
is($phase, 'standings', 'the settlement shows its phase');
is($total, $residents, '... how many it has to compute');
is($sane, 't', '... and sensible figures');
cmp_ok($done, '>', 0, '... and has done some');
cmp_ok($done, '<', $residents, '... but not all');
my $changes = $node->safe_psql($db, 'SELECT count(*) FROM civic_private.tier_change');
is($changes, $done, 'what it has done is committed');
kill 'KILL', $pid;
ok(settle_down($node, $db) && $node->poll_query_until($db, "SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = $pid"), 'the server recovers');
forget($_) foreach ($holder, $settler);
settle_down($node, $db);
is($node->safe_psql($db, "SELECT done, (SELECT count(*) FROM civic_private.tier_change) FROM civic.settle_progress"), "$done|$done",
	'after SIGKILL nothing is half done');
is($node->safe_psql($db, "CALL civic.settle(batch => $batch)"), ($residents - $done) . '|' . ($residents - $done), 'the next call does the rest');
is($node->safe_psql($db, 'SELECT count(*), count(DISTINCT subject_id) FROM civic_private.tier_change'), "$residents|$residents", '... each subject once');
is($node->safe_psql($db, 'SELECT public.wrong_standings(), public.broken_histories()'), '0|0', '... and right');
is($node->safe_psql($db, "SELECT count(*), count(DISTINCT subject_id) FROM civic_private.outbox WHERE topic = 'tier_changed'"),
	"$residents|$residents", '... and applications are told once');

# 2. immediate stop of the server

$node->safe_psql($db, "SELECT public.help('two')");
($holder, $settler, $pid) = settle_until();
$node->stop('immediate');
forget($_) foreach ($holder, $settler);
$node->start;
$done = $node->safe_psql($db, 'SELECT done FROM civic.settle_progress');
cmp_ok($done, '>', 0, 'an immediate stop leaves an open settlement');
$node->safe_psql($db, "CALL civic.settle(batch => $batch)");
is($node->safe_psql($db, 'SELECT count(*), public.wrong_standings(), public.broken_histories() FROM civic.settle_progress'), '0|0|0', 'which the next call finishes');
is($node->safe_psql($db, 'SELECT count(*) FROM civic_private.tier_change'), 2 * $residents, '... each subject once');

# what was written after the settlement that was cut off had decided whom to compute
$node->safe_psql($db, "SELECT public.help('since')");
($holder, $settler, $pid) = settle_until();
$node->stop('immediate');
forget($_) foreach ($holder, $settler);
$node->start;
cmp_ok($node->safe_psql($db, 'SELECT done FROM civic.settle_progress'), '>', 0, 'one more is cut off');
$node->safe_psql($db, "SELECT public.help('after it')");
$node->safe_psql($db, "CALL civic.settle(batch => $batch)");
is($node->safe_psql($db, 'SELECT count(*), public.wrong_standings(), public.broken_histories() FROM civic.settle_progress'), '0|0|0',
	'the next call settles what came after it, too');

# 3. in a transaction block

$node->safe_psql($db, "SELECT public.help('three')");
is($node->safe_psql($db, "BEGIN; CALL civic.settle(batch => $batch); ROLLBACK; SELECT count(*) FROM civic_private.tier_change"),
	"$residents|$residents\n" . 2 * $residents, 'in a transaction block it commits nothing itself');
is($node->safe_psql($db, 'CALL civic.settle()'), "$residents|$residents", '... so a rollback leaves all to be done');
# what the transaction of a settlement writes later is not overlooked
$node->safe_psql($db, <<SQL);
BEGIN;
CALL civic.settle();
SELECT civic.record(min(subject_id), 'help', 50, civic.today(), 'later') FROM civic_private.subject;
COMMIT;
CALL civic.settle();
SQL
is($node->safe_psql($db, 'SELECT public.wrong_standings()'), 0, 'what its own transaction writes after it is settled the next time');

# 4. several at once, beside those who write

foreach my $level ('read committed', 'repeatable read', 'serializable')
{
	my @sessions;
	my $log = 0;

	foreach my $i (1 .. 3)
	{
		my ($out, $err) = ('', '');
		my $script = "SET default_transaction_isolation = '$level';\n" . ("CALL civic.settle(batch => 97);\n" x 4);
		push @sessions, { out => \$out, err => \$err, run => IPC::Run::start(
				[ 'psql', '-XAtq', '-d', $node->connstr($db) ], '<', \$script, '>', \$out, '2>', \$err) };
	}
	foreach my $i (1 .. 2)
	{
		my ($out, $err) = ('', '');
		my $script = "SET default_transaction_isolation = '$level';\n" . join '', map { <<SQL } (1 .. 60);
SELECT count(civic.record(subject_id, 'help', 1, civic.today(), '$level $i $_'))
  FROM (SELECT subject_id FROM civic_private.subject WHERE subject_id % 61 = $_) x;
SELECT civic.reverse(subject_id, entry_id, 'no') IS NULL FROM civic_private.entry e
 WHERE e.kind = 1 AND e.source_ref = '$level $i ' || $_ - 1 AND e.entry_id % 7 = 0;
SQL
		push @sessions, { out => \$out, err => \$err, run => IPC::Run::start(
				[ 'psql', '-XAtq', '-d', $node->connstr($db) ], '<', \$script, '>', \$out, '2>', \$err) };
	}
	$_->{run}->finish foreach @sessions;
	my @other = grep { /ERROR/ && !/could not serialize|deadlock/ } map { split /\n/, ${ $_->{err} } } @sessions;
	is(join("\n", @other), '', "$level: no error but of serialization");
	if ($level eq 'read committed')
	{
		is(join('', map { ${ $_->{err} } } @sessions), '', '... and at this level none at all');
	}
	$node->safe_psql($db, 'CALL civic.settle()');
	is($node->safe_psql($db, 'SELECT count(*), public.wrong_standings(), public.broken_histories() FROM civic.settle_progress'),
		'0|0|0', '... and every standing is right');
}

# 5. answers and locks beside a settlement that has read them but not written yet

$node->safe_psql($db, "SELECT public.help('four')");
($holder, $settler, $pid) = settle_until();
my $locked = $node->safe_psql($db, <<SQL);
SELECT civic.lock_tier(subject_id, 'low', 'found out', civic.today() + 3) IS NOT NULL, subject_id FROM (
	SELECT subject_id FROM civic_private.standing ORDER BY subject_id OFFSET $residents / 2 + 1 LIMIT 1) x;
SQL
$holder->query_safe('COMMIT');
ok($node->poll_query_until($db, 'SELECT count(*) = 0 FROM civic.settle_progress'), 'the settlement goes on');
my ($yes, $subject) = split /\|/, $locked;
is($node->safe_psql($db, "SELECT tier FROM civic.standings WHERE subject_id = $subject"), 'low', 'a lock set in its midst holds');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT tier, public.wrong_standings(), public.broken_histories() FROM civic.standings WHERE subject_id = $subject"), 'low|0|0', '... and nothing is lost');
forget($_) foreach ($holder, $settler);

# 6. shared out among sessions, by ranges of subjects

# how often standings were written since remember(), as least|most
sub remember { return $node->safe_psql($db, "DROP TABLE IF EXISTS public.before; CREATE TABLE public.before AS SELECT subject_id, version FROM civic_private.standing"); }
sub written { return $node->safe_psql($db, 'SELECT min(t.version - b.version), max(t.version - b.version) FROM civic_private.standing t JOIN public.before b USING (subject_id)'); }
sub waits_for_lock
{
	my ($pid_of) = @_;
	return $node->poll_query_until($db, "SELECT count(*) = 1 FROM pg_stat_activity WHERE pid = $pid_of AND wait_event_type = 'Lock'");
}

# a session that settles in the background: its pid, and later what its call returned
sub start_settling
{
	my ($out, $err) = ('', '');
	my $script = "SELECT pg_backend_pid();\nCALL civic.settle(batch => $batch);\n";
	my $run = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr($db) ], '<', \$script, '>', \$out, '2>', \$err);

	$run->pump until $out =~ /^(\d+)\n/;
	return { run => $run, out => \$out, err => \$err, pid => $1 };
}

sub settled_by
{
	my ($session) = @_;

	$session->{run}->finish;
	diag(${ $session->{out} } . ${ $session->{err} }) unless ${ $session->{out} } =~ /^(\d+)\|\d+$/m;
	return ${ $session->{out} } =~ /^(\d+)\|\d+$/m ? $1 : 0;
}

my $lock_first = 'BEGIN; SELECT FROM civic_private.standing ORDER BY subject_id LIMIT 1 FOR UPDATE;';
my $finished = 'SELECT count(*) FROM civic.settlements WHERE finished_at IS NOT NULL';
foreach my $how ('goes on', 'breaks off')
{
	$node->safe_psql($db, "SELECT public.help('shared, one $how')");
	remember();
	my $before = $node->safe_psql($db, $finished);
	my $working = $node->safe_psql($db, "$finished AND done > 0");
	$holder = $node->background_psql($db);
	$holder->query_safe($lock_first);
	my $first = start_settling();
	ok(waits_for_lock($first->{pid}), 'one session has the first range, and waits in it');
	my $second = start_settling();
	ok($node->poll_query_until($db, "SELECT done = $residents - $batch FROM civic.settle_progress"), '... another one takes all the others');
	ok(waits_for_lock($second->{pid}), '... and waits for the first');
	if ($how eq 'breaks off')
	{
		$node->safe_psql($db, "SELECT pg_terminate_backend($first->{pid})");
		ok($node->poll_query_until($db, "SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = $first->{pid}"), '... which breaks off');
	}
	$holder->query_safe('COMMIT');
	forget($holder);
	my ($by_first, $by_second) = (settled_by($first), settled_by($second));
	is("$by_first $by_second", $how eq 'goes on' ? $batch . ' ' . ($residents - $batch) : "0 $residents", "if it $how, each range is computed by one");
	is(written(), '1|1', '... each standing is written once');
	is($node->safe_psql($db, "$finished AND done > 0"), $working + 1, '... and the settlement ends once');
	is($node->safe_psql($db, $finished), $before + 2, '... after which who came later looks for what is newer than it');
	is($node->safe_psql($db, 'SELECT public.wrong_standings(), public.broken_histories(), count(*) FROM civic_private.settle_range'), '0|0|0', '... right, and tidied up');
}

$node->safe_psql($db, "SELECT public.help('shared, killed')");
remember();
$holder = $node->background_psql($db);
$holder->query_safe($lock_first);
my @both = (start_settling());
ok(waits_for_lock($both[0]{pid}), 'two sessions share a settlement');
push @both, start_settling();
ok(waits_for_lock($both[1]{pid}), '... both have begun');
kill 'KILL', $both[0]{pid};
ok(settle_down($node, $db), '... SIGKILL of one takes the server down');
foreach my $session (@both) { eval { $session->{run}->finish }; }
forget($holder);
settle_down($node, $db);
is($node->safe_psql($db, 'SELECT done FROM civic.settle_progress'), $residents - $batch, '... what was committed is done');
@both = (start_settling(), start_settling());
my @shares = map { settled_by($_) } @both;
is($shares[0] + $shares[1], $batch, '... two calls do the rest, and no more');
is(written(), '1|1', '... each standing once');
is($node->safe_psql($db, 'SELECT public.wrong_standings(), public.broken_histories(), count(*) FROM civic.settle_progress'), '0|0|0', '... and right');

# 7. who may not

$node->safe_psql($db, "CREATE ROLE nobody LOGIN; CREATE ROLE clerk LOGIN; SELECT civic.grant_access('clerk', 'service')");
is(sqlstate($node, $db, 'CALL civic.settle()', before => 'SET ROLE nobody;'), '42501', 'nobody settles without a right');
is(sqlstate($node, $db, 'CALL civic.settle()', before => 'SET ROLE clerk;'), '00000', 'the service does');
is(sqlstate($node, $db, 'CALL civic.settle()', before => <<SQL), '00000', 'a hostile path is of no use');
CREATE SCHEMA trap;
CREATE FUNCTION trap.unnest(int8[], int4[]) RETURNS SETOF record LANGUAGE plpgsql AS \$\$BEGIN RAISE 'trapped'; END\$\$;
CREATE FUNCTION trap.max(date) RETURNS date LANGUAGE plpgsql AS \$\$BEGIN RAISE 'trapped'; END\$\$;
CREATE FUNCTION trap.eq(date, date) RETURNS bool LANGUAGE plpgsql AS \$\$BEGIN RAISE 'trapped'; END\$\$;
CREATE OPERATOR trap.= (LEFTARG = date, RIGHTARG = date, FUNCTION = trap.eq);
CREATE TEMP TABLE standing (subject_id int8);
CREATE TEMP TABLE settlement (as_of date);
GRANT USAGE ON SCHEMA trap TO PUBLIC;
SET ROLE clerk;
SET search_path = trap, pg_catalog, civic, civic_private;
SQL
foreach my $call ('civic.decide(1, true, \'x\')', 'civic.lock_tier(1, \'low\', \'x\', civic.today())', 'civic_internal.settle_subject(1, civic.today())',
	'civic_internal.queue_subjects(civic.today(), 1)', 'civic_internal.do_daily_work(1)',
	'civic_internal.publish(\'x\', 1, \'{}\')', 'civic_internal.keep_reason(1, NULL, \'x\', NULL)')
{
	is(sqlstate($node, $db, "SELECT $call", before => 'SET ROLE clerk;'), '42501', "the service may not call $call");
}

$node->stop;
done_testing();
