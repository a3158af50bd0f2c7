# A posting that is cut off, by a killed backend, by a stopped server or by a
# cancel request, has posted some rows and kept the others; the next one
# finishes the work. Each row becomes exactly one entry.
#
# To be cut off at a known place, the posting is made to wait: another session
# holds an uncommitted entry that has the source_ref of a row in the middle.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'crash';
my $rows = 200_000;
my $residents = 2_000;
my $batch = 5_000;

my $node = new_server('main');

# Under wal_level = minimal, as here, a crash must not bring back numbers that
# were given out since the programme was made.
is($node->safe_psql('postgres', 'SHOW wal_level'), 'minimal', 'the server logs as little as it can');
new_programme($node, 'young', 3);
my $sequences = "SELECT string_agg(last_value::text, ' ' ORDER BY sequencename) FROM pg_sequences WHERE schemaname = 'civic_private'";
my $given = $node->safe_psql('young', $sequences);
$node->stop('immediate');
$node->start;
my $given_later = $node->safe_psql('young', $sequences);
my @before = split / /, $given;
my @after = split / /, $given_later;
is(scalar(grep { $after[$_] < $before[$_] } 0 .. $#before), 0, 'no sequence goes back in a crash');
is($node->safe_psql('young', 'SELECT * FROM civic.check_programme() WHERE NOT holds'), '', '... and the programme is whole');

new_programme($node, $db, $residents);
$node->safe_psql($db, <<SQL);
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % $residents, 'help', 1 + g % 7, date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, $rows) AS g
SQL

sub numbers
{
	return $node->safe_psql($db, <<'SQL');
SELECT (SELECT count(*) FROM civic_private.entry),
	(SELECT count(DISTINCT (subject_id, source_id, source_ref)) FROM civic_private.entry),
	(SELECT count(*) FROM civic.inbox WHERE rejected_at IS NULL),
	(SELECT count(*) FROM civic.inbox WHERE rejected_at IS NOT NULL)
SQL
}

# Starts a posting that will wait at row $at. Returns its session and its pid.
sub post_until
{
	my ($at) = @_;
	my $holder = $node->background_psql($db);
	my $poster = $node->background_psql($db, on_error_stop => 0);

	$holder->query_safe(<<SQL);
BEGIN;
SELECT civic.record(civic.find_subject('resident ' || 1 + $at % $residents), 'help', 1 + $at % 7,
	date '2021-01-01' + $at % 365, 'ref ' || $at);
SQL
	my $pid = $poster->query_safe('SELECT pg_backend_pid()');
	$poster->query_until(qr/begun/, "\\echo begun\nCALL civic.post_inbox($batch);\n");
	ok($node->poll_query_until($db, <<SQL), "posting waits at row $at");
SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock'
SQL
	return ($holder, $poster, $pid);
}

sub forget
{
	my ($session) = @_;

	eval { $session->{run}->kill_kill; };
	return;
}

# 1. SIGKILL of the backend

my ($holder, $poster, $pid) = post_until(70_000);
my ($total, $done, $lines, $sane) = split /\|/, $node->safe_psql($db, <<SQL);
SELECT sum(total), sum(done), count(*), bool_and(done BETWEEN 0 AND total AND pid = $pid
	AND rate >= 0 AND remaining IS NOT NULL)
FROM civic.inbox_progress
SQL
is($lines, 1, 'the posting has a line in inbox_progress');
is($total, $rows, '... with the size of the inbox');
cmp_ok($done, '>', 0, '... and some rows done');
cmp_ok($done, '<', $rows, '... but not all');
is($sane, 't', '... and sensible figures');

my ($entries, $distinct, $pending, $rejected) = split /\|/, numbers();
cmp_ok($entries, '>', 0, "batches committed before the crash ($entries entries)");
is($entries + $pending, $rows, 'posted rows and waiting rows are all rows, while it runs');

kill 'KILL', $pid;
ok($node->poll_query_until($db, 'SELECT 1', '1') || settle_down($node, $db), 'the server recovers');
forget($_) foreach ($holder, $poster);
ok(settle_down($node, $db), 'and takes connections');

($entries, $distinct, $pending, $rejected) = split /\|/, numbers();
is($entries + $pending, $rows, 'after SIGKILL no row is lost and none is twice');
is($distinct, $entries, '... and every source_ref is there once');
cmp_ok($pending, '>', 0, "... and work is left ($pending rows)");
is($rejected, 0, '... and nothing is rejected for it');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.inbox_progress'), 0, '... and no line of progress is left over');
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, '... and the scores are those of what was posted');

# 2. immediate stop of the server

($holder, $poster, $pid) = post_until(140_000);
$node->stop('immediate');
forget($_) foreach ($holder, $poster);
$node->start;
($entries, $distinct, $pending, $rejected) = split /\|/, numbers();
is($entries + $pending, $rows, 'after an immediate stop no row is lost and none is twice');
is($distinct, $entries, '... and every source_ref is there once');
cmp_ok($pending, '>', 0, "... and work is left ($pending rows)");

# 3. cancel request

($holder, $poster, $pid) = post_until(199_000);
$node->safe_psql($db, "SELECT pg_cancel_backend($pid)");
ok($node->poll_query_until($db, "SELECT state = 'idle' FROM pg_stat_activity WHERE pid = $pid"),
	'a posting can be cancelled');
like($poster->{stderr} . join('', $poster->query("\\echo :LAST_ERROR_SQLSTATE")), qr/57014|cancel/, '... and says so');
$poster->{stderr} = '';
is($node->safe_psql($db, 'SELECT count(*) FROM civic.inbox_progress'), 0, '... and leaves no line of progress');
($entries, $distinct, $pending, $rejected) = split /\|/, numbers();
is($entries + $pending, $rows, '... and loses nothing');
$holder->query_safe('ROLLBACK');
$holder->quit;
$poster->quit;

# 4. inside a transaction block nothing is committed early

($entries) = split /\|/, numbers();
is($node->safe_psql($db, "BEGIN; CALL civic.post_inbox(100); ROLLBACK; SELECT count(*) FROM civic_private.entry"),
	"$pending|0\n$entries", 'in a transaction block it posts all and commits nothing itself');
is((split /\|/, numbers())[2], $pending, '... so a rollback leaves the inbox as it was');

# 5. and at last to the end

is($node->safe_psql($db, "CALL civic.post_inbox($batch)"), "$pending|0", 'the last call posts the rest');
is(numbers(), "$rows|$rows|0|0", 'every row is one entry');
is($node->safe_psql($db, <<'SQL'), 0, '... with its own content');
SELECT count(*) FROM civic_private.entry e, substr(e.source_ref, 5) AS x (ref), CAST(x.ref AS int) AS y (g)
WHERE e.quantity <> 100 * (1 + g % 7) OR e.occurred_on <> date '2021-01-01' + g % 365
SQL
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, 'the scores are right');
is($node->safe_psql($db, 'CALL civic.post_inbox()'), '0|0', 'a further call has nothing to do');
is($node->safe_psql($db, <<SQL), "0|0|0|$rows", 'the same rows submitted again add nothing');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % $residents, 'help', 1 + g % 7, date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, $rows) AS g;
CALL civic.post_inbox() \\gset again_
SELECT :again_rejected, count(*) FILTER (WHERE rejected_at IS NULL), count(*) FILTER (WHERE rejected_at IS NOT NULL),
	(SELECT count(*) FROM civic_private.entry)
FROM civic.inbox
SQL

$node->stop;
done_testing();
