# Appeals day by day, over a week of holidays: the clocks, what the score was
# on each day, both versions, the second instance. Then the draw of decisions
# for review: recomputed here from the key once its month is over, never less
# than the share, secret till then, and whole after a crash.

use strict;
use warnings;

use Digest::SHA qw(hmac_sha256 sha256);
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $node = travelling_server('main', '2024-09-26');
my $db = 'appeals';
my $pack = <<'JSON';
{"policy": {"code": "CODE", "title": {"zh": "积分", "en": "points"}, "area": "AREA", "version": "1", "base": 100,
            "appeal_suspends": true, "review_share": SHARE, "calendar": "cn"},
 "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -10,
   "legal_basis": "Town Order 7", "review": "sampled"},
  {"code": "noise", "title": {"zh": "噪音", "en": "noise"}, "dimension": "order", "tariff": -5, "notice_days": 10,
   "legal_basis": "Town Order 8"},
  {"code": "fraud", "title": {"zh": "欺诈", "en": "fraud"}, "dimension": "order", "tariff": -50,
   "legal_basis": "Town Order 9", "review": "always"}]}
JSON

sub pack_for
{
	my ($code, $area, $share) = @_;
	my $text = $pack;

	$text =~ s/CODE/$code/;
	$text =~ s/AREA/$area/;
	$text =~ s/SHARE/$share/;
	return "civic.load_policy(jsonb '$text')";
}

$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town', 'UTC');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_area('town.hill', '山', 'hill');
SELECT civic.enact_policy(@{[ pack_for('hill', 'town.hill', '0.1') ]}, '2020-01-01');
SELECT civic.enact_policy(@{[ pack_for('town', 'town', '0.3') ]}, '2020-01-01');
-- the National Day week of 2024, as it was announced
SELECT civic.define_holidays('cn', array(SELECT generate_series(date '2024-10-01', '2024-10-07', '1 day')::date), false);
SELECT civic.define_holidays('cn', '{2024-09-29,2024-10-12}', true);
CREATE ROLE police; CREATE ROLE desk; CREATE ROLE first; CREATE ROLE second; CREATE ROLE auditor; CREATE ROLE admin; CREATE ROLE analyst;
SELECT civic.grant_access('police', 'recorder'), civic.grant_access('desk', 'service'), civic.grant_access('first', 'reviewer'),
	civic.grant_access('second', 'reviewer'), civic.grant_access('auditor', 'auditor'), civic.grant_access('admin', 'policy_admin'),
	civic.grant_access('analyst', 'analyst');
SELECT civic.enroll('gao', 'resident', 'town', since => '2020-01-01');
CREATE TABLE public.seen (day date, score numeric);
CREATE FUNCTION public.gao() RETURNS bigint LANGUAGE sql AS \$\$ SELECT civic.find_subject('gao') \$\$;
SQL

my $gao = $node->safe_psql($db, 'SELECT public.gao()');

sub as_role
{
	my ($role, $sql) = @_;

	return $node->safe_psql($db, "SET SESSION AUTHORIZATION $role; $sql");
}

sub refused
{
	my ($role, $sql) = @_;

	return sqlstate($node, $db, $sql, before => "SET SESSION AUTHORIZATION $role;\n");
}

# the score that is seen today, kept for the end
sub close_day
{
	$node->safe_psql($db, "INSERT INTO public.seen SELECT civic.today(), civic.score($gao)");
}

# ---------- one appeal, day by day ----------

my %doing = (
	'2024-09-27' => sub {
		as_role('police', "SELECT civic.record($gao, 'litter', 2, civic.today(), 'the loss')");
	},
	'2024-09-29' => sub {
		is(as_role('desk', "SELECT civic.file_appeal($gao, 1, 'I was away', 'a ticket')"), 1, 'filed on a Sunday that is worked');
		is($node->safe_psql($db, 'SELECT mark_due, forward_due, decision_due FROM civic.appeals'),
			'2024-09-30|2024-10-08|2024-10-11', '... the clocks pass over the holidays');
	},
	'2024-09-30' => sub {
		as_role('desk', "SELECT civic.mark_disputed($gao, 1)");
	},
	'2024-10-01' => sub {
		as_role('police', "SELECT civic.record($gao, 'litter', 1, civic.today(), 'on a holiday')");
		is(as_role('desk', "SELECT civic.file_appeal($gao, (SELECT entry_id FROM civic.ledger WHERE source_ref = 'on a holiday'), 'not me')"),
			2, 'filed on a holiday');
		is($node->safe_psql($db, 'SELECT mark_due, forward_due, decision_due FROM civic.appeals WHERE appeal_id = 2'),
			'2024-10-08|2024-10-09|2024-10-12', '... the first working day after it is the first that counts');
	},
	'2024-10-08' => sub {
		as_role('first', "SELECT civic.pause_appeal($gao, 1, 'the ticket is examined')");
		my $done = $node->safe_psql($db, 'SELECT civic_internal.review_daily_25(civic.today())');

		# at least the share of two losses; by their ranks, which are secret, it may be both
		like($done, qr/^[12]$/, 'a review is drawn');
		is($node->safe_psql($db, 'SELECT count(*) FROM civic_private.review WHERE drawn_on = civic.today()'), $done,
			'... and nothing is overdue on the due day');
	},
	'2024-10-09' => sub {
		is(as_role('auditor', 'SELECT kind, id, due, days_late FROM civic.overdue_appeals()'), 'appeal_mark|2|2024-10-08|1',
			'the mark of the second is overdue on the next day');
		is($node->safe_psql($db, 'SELECT civic_internal.appeal_daily_20(civic.today()); SELECT civic_internal.appeal_daily_20(civic.today())'), "1\n0",
			'... and applications are told once');
		as_role('desk', "SELECT civic.mark_disputed($gao, 2)");
		is(as_role('desk', "SELECT civic.forward_appeal($gao, 2, 'the police have the film')"), '2024-10-15', 'forwarding starts the clock again');
	},
	'2024-10-12' => sub {
		is(as_role('desk', "SELECT civic.resume_appeal($gao, 1, 'it is genuine', 'the opinion')"), '2024-10-16',
			'the days of the expert do not count');
		is(refused('first', "SELECT civic.extend_appeal($gao, 2, 'x')"), '00000', 'the other is extended in time');
		is($node->safe_psql($db, 'SELECT decision_due FROM civic.appeals WHERE appeal_id = 2'), '2024-11-05', '... by fifteen working days');
	},
	'2024-10-16' => sub {
		is(as_role('first', "SELECT civic.decide_appeal($gao, 1, 'rejected', 'the film shows you')"), 'rejected', 'rejected on the due day');
		is($node->safe_psql($db, "SELECT took, late FROM civic.appeal_moves WHERE move = 'reject'"), '5|f', '... after five working days, in time');
		as_role('desk', "SELECT civic.withdraw_appeal($gao, 2, 'it was me')");
	},
	'2024-10-18' => sub {
		is(as_role('desk', "SELECT civic.request_review($gao, 1, 'my brother')"), '2024-10-25', 'a second instance');
		is(refused('first', "SELECT civic.decide_appeal($gao, 1, 'rejected', 'x')"), '42501', '... which is not the first reviewer');
	},
	'2024-10-23' => sub {
		is(as_role('second', "SELECT civic.decide_appeal($gao, 1, 'corrected', 'half of it', 'litter', 1)"), 'corrected', 'corrected');
	},
	'2024-10-24' => sub {
		as_role('police', "SELECT civic.record($gao, 'noise', 1, civic.today(), 'under notice')");
		as_role('desk', "SELECT civic.file_appeal($gao, (SELECT entry_id FROM civic.ledger WHERE source_ref = 'under notice'), 'no')");
		as_role('desk', "SELECT civic.mark_disputed($gao, 3)");
	},
	'2024-10-28' => sub {
		is(as_role('second', "SELECT civic.decide_appeal($gao, 3, 'upheld', 'another house')"), 'upheld', 'a loss under notice is reversed');
	},
);

# by hand: -20 on 27 September, suspended from the 30th; -10 on 1 October,
# suspended from the 9th; on the 16th the first counts again and the second,
# withdrawn, too; the second instance suspends the first from the 18th; on the
# 23rd it is half of what it was
my @expected = (
	[ '2024-09-26', 100 ], [ '2024-09-27', 80 ], [ '2024-09-28', 80 ], [ '2024-09-29', 80 ], [ '2024-09-30', 100 ],
	[ '2024-10-01', 90 ], [ '2024-10-04', 90 ], [ '2024-10-08', 90 ], [ '2024-10-09', 100 ], [ '2024-10-12', 100 ],
	[ '2024-10-15', 100 ], [ '2024-10-16', 70 ], [ '2024-10-17', 70 ], [ '2024-10-18', 90 ], [ '2024-10-22', 90 ],
	[ '2024-10-23', 80 ], [ '2024-10-24', 80 ], [ '2024-10-28', 80 ], [ '2024-11-05', 80 ] );

foreach my $step (@expected)
{
	my ($day, $score) = @$step;

	travel($day);
	$doing{$day}->() if $doing{$day};
	is($node->safe_psql($db, "SELECT civic.score($gao)"), "$score.00", "the score on $day");
	close_day();
}
is($node->safe_psql($db, "SELECT count(*), count(*) FILTER (WHERE score = civic.score($gao, day)) FROM public.seen"),
	scalar(@expected) . '|' . scalar(@expected), 'what was seen on each day is what is computed for it later');
is($node->safe_psql($db, "SELECT kind, quantity, actor FROM civic.ledger WHERE subject_id = $gao AND (entry_id = 1 OR ref_entry_id = 1 OR source = 'appeal') ORDER BY entry_id"),
	"award|2.00|police\nsuspension|2.00|desk\nreinstatement|2.00|first\nsuspension|2.00|desk\nreversal|2.00|second\naward|1.00|second",
	'both versions are there, and who made what');
is(as_role('auditor', "SELECT filed, marked_in_time, upheld, corrected, withdrawn, second_instance, median_days FROM civic.appeal_report('2024-09-01', '2024-10-31')"),
	'3|2|1|1|1|1|3.0', 'the report');

# ---------- the draw ----------

# The bytes that name a decision, as docs/reference/review.md says.
sub rank
{
	my ($key, $kind, $subject, $decision) = @_;

	return hmac_sha256(pack('a1 C n Q> Q>', 'r', 1, $kind, $subject, $decision), $key);
}

# Draws a month once more from its key, in the order of its draws, and returns what should have been drawn.
sub draw_again
{
	my ($key, $month) = @_;
	my (%want, %pooled, %drawn, %rest);

	foreach my $draw (split /\n/, $node->safe_psql($db, <<SQL))
SELECT draw_id, policy_id, sampling_rate FROM civic_private.review_draw WHERE period = '$month' ORDER BY 1, 2
SQL
	{
		my ($draw_id, $policy, $share) = split /\|/, $draw;

		foreach my $row (split /\n/, $node->safe_psql($db, <<SQL))
SELECT kind, subject_id, reviewed_id, always FROM civic_private.review_pool WHERE draw_id = $draw_id AND policy_id = $policy
SQL
		{
			my ($kind, $subject, $decision, $always) = split /\|/, $row;
			my $rank = rank($key, $kind, $subject, $decision);
			my $name = "$subject|$kind|$decision";

			if ($always eq 't')
			{
				$want{$name} = "$draw_id|always";
				next;
			}
			$pooled{$policy}++;
			if (unpack('Q>', $rank) / 2**64 < $share / 10000)
			{
				$want{$name} = "$draw_id|rank";
				$drawn{$policy}++;
			}
			else
			{
				$rest{$policy}{$name} = $rank;
			}
		}
		my @order = sort { $rest{$policy}{$a} cmp $rest{$policy}{$b} } keys %{ $rest{$policy} };
		while (($drawn{$policy} // 0) * 10000 < ($pooled{$policy} // 0) * $share)
		{
			my $name = shift @order;

			$want{$name} = "$draw_id|share";
			$drawn{$policy}++;
			delete $rest{$policy}{$name};
		}
	}
	return join("\n", sort map { "$_|$want{$_}" } keys %want);
}

travel('2024-11-29');
$node->safe_psql($db, <<'SQL');
SELECT count(civic.enroll('resident ' || g, 'resident', (CASE WHEN g % 3 = 0 THEN 'town.hill' ELSE 'town' END)::ltree, since => '2020-01-01'))
FROM generate_series(1, 60) g;
SELECT civic_internal.review_daily_25(civic.today());
SQL

my $random = 20241129;
sub random_below
{
	$random = ($random * 1103515245 + 12345) % 2**31;
	return int($random / 2**31 * $_[0]);
}

my $share_holds = 1;
foreach my $month (qw(2024-12 2025-01 2025-02 2025-03))
{
	my @days = sort { $a <=> $b } map { 1 + random_below(27) } 1 .. 4;

	foreach my $i (0 .. $#days)
	{
		my $n = [ 1, 2, 5, 40 ]->[ random_below(4) ];

		travel(sprintf('%s-%02d', $month, $days[$i]));
		as_role('police', <<SQL);
SELECT count(civic.record(civic.find_subject('resident ' || 1 + (g * 7 + @{[ random_below(60) ]}) % 60),
	CASE WHEN g % 11 = 3 THEN 'fraud' ELSE 'litter' END, 1, civic.today(), '$month $i ' || g))
FROM generate_series(1, $n) g
SQL
		$node->safe_psql($db, <<SQL) if $i == 1;
INSERT INTO civic_private.tier_change (subject_id, effective_on, policy_id, cause, from_rank, to_rank, earned_from_rank, earned_to_rank, score, entries)
SELECT e.subject_id, civic.today(), 1, 'score', 3, 2, 3, 2, 0, ARRAY[e.entry_id]
FROM civic_private.entry e WHERE e.source_ref LIKE '$month 0 %' AND e.kind = 1
SQL
		$node->safe_psql($db, 'CALL civic.settle()');
		$share_holds &&= $node->safe_psql($db, <<SQL) eq 't';
SELECT bool_and(d >= sampling_rate * p / 10000.0) FROM (SELECT policy_id, sampling_rate, sum(pooled) AS p, sum(by_rank + by_share) AS d
	FROM civic_private.review_draw WHERE period = '$month-01' GROUP BY 1, 2) s
SQL
		is(refused('second', "SELECT civic.review_key('$month-01')"), '55000', "the key of $month is secret on day $days[$i]") if $i == 2;
	}
}
ok($share_holds, 'after every draw no policy has less than its share');
travel('2025-04-01');
$node->safe_psql($db, 'SELECT civic_internal.review_daily_25(civic.today())');

foreach my $month (qw(2024-12 2025-01 2025-02 2025-03))
{
	my $key = pack('H*', as_role('auditor', "SELECT encode(civic.review_key('$month-15'), 'hex')"));
	my $drawn = $node->safe_psql($db, <<SQL);
SELECT string_agg(concat_ws('|', subject_id, kind, reviewed_id, draw_id, cause), E'\\n' ORDER BY concat_ws('|', subject_id, kind, reviewed_id, draw_id, cause) COLLATE "C")
FROM civic_private.review JOIN (SELECT DISTINCT draw_id FROM civic_private.review_draw WHERE period = '$month-01') d USING (draw_id)
SQL

	is($node->safe_psql($db, "SELECT encode(commitment, 'hex'), recorded_at < '$month-01' FROM civic_private.review_period WHERE period = '$month-01'"),
		unpack('H*', sha256('civic_credit/review/v1' . $key)) . '|t', "$month was committed to before it began");
	is($drawn, draw_again($key, "$month-01"), '... and its key draws the same once more');
	is(as_role('auditor', "SELECT bool_and(holds), sum(missing), sum(surplus) FROM civic.verify_draw('$month-01')"), 't|0|0',
		'... as verify_draw() says');
}
is(as_role('auditor', "BEGIN READ ONLY; SELECT bool_and(holds), sum(missing), sum(surplus) FROM civic.verify_draw('2025-02-01'); COMMIT"), 't|0|0',
	'in a read-only transaction it says the same');
is(refused('second', "BEGIN READ ONLY; SELECT civic.review_key('2025-03-01')"), '55000', '... a day later, since it cannot wait for a draw that goes on');
is($node->safe_psql($db, <<'SQL'), '0', 'every decision came into a draw once');
SELECT count(*) FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
WHERE e.kind = 1 AND r.code IN ('litter', 'fraud') AND NOT EXISTS (SELECT FROM civic_private.review_pool p
	WHERE p.subject_id = e.subject_id AND p.kind = 1 AND p.reviewed_id = e.entry_id)
SQL

# what was drawn and is gone, or was not and is there, shows
my ($largest, $largest_policy, $largest_month) = split /\|/, $node->safe_psql($db,
	"SELECT draw_id, policy_id, period FROM civic_private.review_draw WHERE by_rank > 0 AND period < '2025-04-01' ORDER BY pooled DESC LIMIT 1");
is($node->safe_psql($db, <<SQL), 'f|t|t', 'a review taken away and one put in its place show');
BEGIN;
WITH gone AS (DELETE FROM civic_private.review r USING (SELECT min(review_id) AS review_id FROM civic_private.review
	WHERE cause = 'rank' AND draw_id = $largest AND policy_id = $largest_policy) m WHERE r.review_id = m.review_id RETURNING r.*)
INSERT INTO civic_private.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
SELECT p.subject_id, p.kind, p.reviewed_id, p.policy_id, p.draw_id, 'rank', g.drawn_on, g.due FROM gone g JOIN civic_private.review_pool p USING (draw_id, policy_id)
WHERE NOT p.always AND NOT EXISTS (SELECT FROM civic_private.review v WHERE (v.subject_id, v.kind, v.reviewed_id) = (p.subject_id, p.kind, p.reviewed_id)) LIMIT 1;
SELECT bool_and(holds), sum(missing) > 0, sum(surplus) > 0 FROM civic.verify_draw('$largest_month');
ROLLBACK;
SQL

# a fall is not reviewed by whoever recorded what moved it
my $fall = $node->safe_psql($db, "SELECT min(review_id) FROM civic.reviews WHERE kind = 'fall'");
$node->safe_psql($db, "SELECT civic.grant_access('police', 'reviewer')");
is(refused('police', "SELECT civic.decide_review($fall, true, 'x')"), '42501', 'the recorder of its cause does not review a fall');
is(as_role('second', "SELECT civic.decide_review($fall, false, 'the cause was appealed against') IS NULL"), 't', '... another reviewer does');
is($node->safe_psql($db, "SELECT payload ->> 'kind', payload ->> 'agree' FROM civic_private.outbox WHERE topic = 'review' ORDER BY outbox_id DESC LIMIT 1"),
	'fall|false', '... and applications are told');
$node->safe_psql($db, "SELECT civic.revoke_access('police', 'reviewer')");

# the key is nobody's while its month goes on
foreach my $role (qw(admin police desk first auditor analyst))
{
	is(refused($role, 'SELECT key FROM civic_private.review_key'), '42501', "$role cannot read keys");
	is(refused($role, "SELECT civic_internal.review_rank('2025-04-01', 1::int2, 1, 1)"), '42501', '... nor ask for ranks');
	like(refused($role, "SELECT civic.review_key('2025-04-01')"), qr/^(42501|55000)$/, '... nor for the key of this month');
}
$node->safe_psql($db, "CREATE ROLE reads_all; GRANT pg_read_all_data TO reads_all");
is($node->safe_psql($db, 'SET ROLE reads_all; SELECT count(*) FROM civic_private.review_key'), 0, 'nor does pg_read_all_data show any');
my $shown = join("\n", map { slurp_file($_) } glob($node->logfile . '*'));
my $hex = $node->safe_psql($db, "SELECT encode(key, 'hex') FROM civic_private.review_key WHERE period = '2025-04-01'");
unlike($shown, qr/$hex/, 'nor is it in the log of the server');

# ---------- a crash in the middle of a draw ----------

as_role('police', <<'SQL');
SELECT count(civic.record(civic.find_subject('resident ' || 1 + g % 60), 'litter', 1, civic.today(), 'crash ' || g)) FROM generate_series(1, 3000) g
SQL
my $before = $node->safe_psql($db, 'SELECT (SELECT count(*) FROM civic_private.review_pool), (SELECT count(*) FROM civic_private.review)');
my $holder = $node->background_psql($db);
my $drawer = $node->background_psql($db, on_error_stop => 0);
$holder->query_safe(<<'SQL');
BEGIN;
INSERT INTO civic_private.review_pool (subject_id, kind, reviewed_id, policy_id, always, period, draw_id)
SELECT subject_id, 1, entry_id, 1, false, '2025-04-01', 0 FROM civic_private.entry WHERE source_ref = 'crash 1500';
SQL
my $pid = $drawer->query_safe('SELECT pg_backend_pid()');
$drawer->query_until(qr/begun/, "\\echo begun\nSELECT civic_internal.review_daily_25(civic.today());\n");
ok($node->poll_query_until($db, "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock'"), 'a draw waits in its middle');
kill 'KILL', $pid;
ok(settle_down($node, $db), 'the server recovers from its end');
eval { $_->{run}->kill_kill; } foreach ($holder, $drawer);
ok(settle_down($node, $db), '... and takes connections');
is($node->safe_psql($db, 'SELECT (SELECT count(*) FROM civic_private.review_pool), (SELECT count(*) FROM civic_private.review)'), $before,
	'what was begun is undone');
ok($node->safe_psql($db, 'SELECT civic_internal.review_daily_25(civic.today())') >= 700, 'the next one draws');
is($node->safe_psql($db, 'SELECT civic_internal.review_daily_25(civic.today())'), 0, '... all of it');
is($node->safe_psql($db, <<'SQL'), '3000|3000|t', '... each decision once, and enough of them');
SELECT count(*), count(DISTINCT (p.subject_id, p.reviewed_id)), count(v.review_id) FILTER (WHERE v.policy_id = 2) >= 0.3 * count(*) FILTER (WHERE p.policy_id = 2)
FROM civic_private.review_pool p JOIN civic_private.entry e ON e.subject_id = p.subject_id AND e.entry_id = p.reviewed_id AND p.kind = 1
LEFT JOIN civic_private.review v ON v.subject_id = p.subject_id AND v.kind = p.kind AND v.reviewed_id = p.reviewed_id
WHERE e.source_ref LIKE 'crash %'
SQL

# elsewhere transaction ids mean nothing: everything is looked at, and nothing is drawn twice
$node->safe_psql($db, 'UPDATE civic_private.watermark SET cluster = 17 WHERE reader = \'reviews\'');
is($node->safe_psql($db, 'SELECT civic_internal.review_daily_25(civic.today())'), 0, 'after a restore nothing is drawn twice');

$node->stop('immediate');
done_testing();
