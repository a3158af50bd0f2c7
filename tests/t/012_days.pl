# Standings through the public functions, day by day on a server that travels in
# time: a town that is settled every night, and its twin that is settled now and
# then, have the same history. Locks, answers and bonuses take effect on their day.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $node = travelling_server('main', '2026-01-01');
my $pack = pack_sql(version => '2', base => 100);
my $tiers = <<'JSON';
{"rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 1},
  {"code": "course", "title": {"zh": "课程", "en": "course"}, "dimension": "service", "tariff": 1, "retention": {"expire": {"days": 20}}},
  {"code": "noise", "title": {"zh": "噪音", "en": "noise"}, "dimension": "order", "tariff": -1, "notice_days": 5, "legal_basis": "x"},
  {"code": "fraud", "title": {"zh": "造假", "en": "fraud"}, "dimension": "order", "tariff": -1, "legal_basis": "x",
   "veto": {"ceiling_tier": "low", "until": {"days": 7}}}],
 "tiers": [
  {"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
  {"code": "mid", "title": {"zh": "中", "en": "Mid"}, "rank": 2, "promote_at": 90, "demote_below": 81, "hold_days": 14},
  {"code": "top", "title": {"zh": "高", "en": "Top"}, "rank": 3, "promote_at": 120, "demote_below": 108, "hold_days": 14, "requires": {"clean_days": 10}},
  {"code": "star", "title": {"zh": "星", "en": "Star"}, "rank": 4, "promote_at": 150, "demote_below": 135}]}
JSON
(my $bonus = $tiers) =~ s/(\{"code": "noise")/{"code": "clean", "title": {"zh": "无失信", "en": "clean"}, "dimension": "order", "tariff": 3, "clean_period": "month"}, $1/;

# a bonus takes effect on the day on which it is posted, so the twins go without
foreach my $town (['daily', $tiers], ['lazy', $tiers], ['bonus', $bonus])
{
	my ($db, $part) = @$town;

	# the pack of the set-up is in force before the year begins; ours comes with it
	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '$part'), '2025-12-01');
SELECT count(civic.enroll('resident ' || g, 'resident', 'town', since => '2025-11-01')) FROM generate_series(1, 12) AS g;
CALL civic.settle();
SQL
}

# the same events in both, and in the daily one a settlement each night
srand(4711);
my $refs = 0;
my $history = <<'SQL';
SELECT string_agg(concat_ws(' ', g, h.effective_on, h.cause, h.from_tier, h.to_tier, h.earned_to, h.score), E'\n' ORDER BY g, h.effective_on, h.cause)
FROM generate_series(1, 12) g, civic.tier_history(civic.find_subject('resident ' || g)) h
SQL

sub day
{
	my ($n) = @_;
	return $node->safe_psql('postgres', "SELECT date '2026-01-01' + $n");
}

foreach my $n (1 .. 45)
{
	my $day = day($n);
	my $events = '';

	travel($day);
	foreach my $who (1 .. 12)
	{
		next if rand() < 0.6;
		my $rule = (qw(help help course course noise fraud))[ int(rand(6)) ];
		my $quantity = $rule eq 'fraud' ? 2 : 5 + int(rand(25));
		my $back = int(rand(3));

		$refs++;
		$events .= "SELECT civic.record(civic.find_subject('resident $who'), '$rule', $quantity, civic.today() - $back, 'ref $refs');\n";
		# what is entered by mistake is taken back at once, or later
		my $wrong = 1 + int(rand($refs));
		$events .= <<SQL if rand() < 0.1;
SELECT civic.reverse(e.subject_id, e.entry_id, 'by mistake') FROM civic_private.entry e
 WHERE e.source_ref = 'ref $wrong' AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id);
SQL
	}
	$node->safe_psql($_, $events) foreach ('daily', 'lazy', 'bonus');
	$node->safe_psql($_, 'CALL civic.settle()') foreach ('daily', 'bonus');
	$node->safe_psql('lazy', 'CALL civic.settle()') if $n % 9 == 4;
}
$node->safe_psql('lazy', 'CALL civic.settle()');
my $daily = $node->safe_psql('daily', $history);
is($node->safe_psql('lazy', $history), $daily, 'settled now and then, a town has the history of one that is settled daily');
cmp_ok(scalar(split(/\n/, $daily)), '>', 60, 'and a history there is');
is($node->safe_psql($_, 'SELECT count(*) FROM civic.scores() s JOIN civic.standings t USING (subject_id) WHERE s.score <> t.score'), 0,
	"the scores are right ($_)") foreach ('daily', 'lazy', 'bonus');
is($node->safe_psql('daily', 'SELECT count(DISTINCT as_of) FROM civic.settlements'), 46, 'each day was settled');
is($node->safe_psql('lazy', 'SELECT count(DISTINCT as_of) FROM civic.settlements'), 46, '... sooner or later');
cmp_ok($node->safe_psql('bonus', "SELECT count(*) FROM civic.ledger WHERE rule_code = 'clean' AND occurred_on IN ('2025-12-31', '2026-01-31')"), '>=', 12,
	'months without a loss brought their bonus');
is($node->safe_psql('bonus', <<'SQL'), 0, '... and months with one did not, or it was taken back');
SELECT count(*) FROM civic_private.entry b JOIN civic_private.rule r USING (rule_id)
 WHERE r.code = 'clean' AND b.kind = 1 AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = b.subject_id AND x.kind = 2 AND x.ref_entry_id = b.entry_id)
   AND EXISTS (SELECT FROM civic_private.entry e JOIN civic_private.rule l USING (rule_id)
		WHERE e.subject_id = b.subject_id AND e.kind = 1 AND l.code IN ('noise', 'fraud') AND e.effective_on <= civic.today()
		  AND date_trunc('month', e.occurred_on) = date_trunc('month', b.occurred_on)
		  AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.kind = 2 AND x.ref_entry_id = e.entry_id))
SQL

# somebody who enrols while days are missing is placed on the day of enrolment
# a lock ends by itself, on the day after its last

my $db = 'daily';
my $who = "civic.find_subject('lock')";
travel('2026-03-01');
$node->safe_psql($db, <<SQL);
SELECT civic.enroll('lock', 'resident', 'town', since => '2026-02-01');
CALL civic.settle();
SELECT civic.lock_tier($who, 'star', 'hero', '2026-03-03');
SQL
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'star', 'a lock holds at once');
foreach my $d (['2026-03-02', 'star'], ['2026-03-03', 'star'], ['2026-03-04', 'mid'])
{
	travel($d->[0]);
	$node->safe_psql($db, 'CALL civic.settle()');
	is($node->safe_psql($db, "SELECT civic.tier($who)"), $d->[1], "... on $d->[0]: $d->[1]");
}
is($node->safe_psql($db, "SELECT string_agg(civic.tier($who, d::date), ' ' ORDER BY d) FROM generate_series(date '2026-02-28', date '2026-03-04', '1 day') d"),
	'star star star mid', 'and past days have the tier they had');

# a deep fall: a step, then a question; the answer of a day that is not settled yet waits for it

$who = "civic.find_subject('deep')";
travel('2026-04-01');
$node->safe_psql($db, <<SQL);
SELECT civic.enroll('deep', 'resident', 'town', since => '2026-02-01');
SELECT civic.record($who, 'help', 60, civic.today(), 'up');
CALL civic.settle();
SELECT civic.record($who, 'noise', 150, civic.today(), 'down');
SQL
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'star', 'on top');
travel('2026-04-05');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'star', 'during its notice a loss moves nothing');
travel('2026-04-06');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'top', 'then one step');
is($node->safe_psql($db, "SELECT state, from_tier, to_tier FROM civic.decisions WHERE subject_id = $who"), 'open|top|low', '... and a question for the rest');
travel('2026-05-06');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'top', 'which may take its time');
travel('2026-05-07');
$node->safe_psql($db, "SELECT civic.decide(decision_id, true, 'the loss stands') FROM civic.decisions WHERE subject_id = $who");
is($node->safe_psql($db, "SELECT civic.tier($who)"), 'top', 'an answer waits for the settlement of its day');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, "SELECT civic.tier($who), civic.tier($who, '2026-05-06')"), 'low|top', 'and takes effect with it');

# more than a year without a settlement is passed over

travel('2027-07-01');
my ($ret, $out, $err) = $node->psql($db, 'CALL civic.settle()');
like($err, qr/days have not been settled, and are passed over/, 'a long pause is said, and passed over');
is($node->safe_psql($db, 'SELECT max(as_of) FROM civic.settlements'), '2027-07-01', '... to today');

# bonuses: a code that changes from month to quarter, and consent that was missing when a quarter began

(my $monthly = $bonus) =~ s/"code": "noise"(.*?)"notice_days": 5, /"code": "noise"$1/;
(my $quarterly = $monthly) =~ s/"clean_period": "month"/"clean_period": "quarter"/;
(my $second = $pack) =~ s/"version": "2"/"version": "3"/;
$db = 'periods';
$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '$monthly'), '2027-01-01');
SELECT civic.enact_policy(civic.load_policy($second || jsonb '$quarterly'), '2027-08-01');
SELECT civic.enroll(g, 'resident', 'town', since => '2027-01-01') FROM unnest('{clean,noisy,away}'::text[]) g;
CALL civic.settle();
SQL
foreach my $step (
	['2027-08-15', ''],
	['2027-10-02', ''],
	['2027-10-03', "SELECT civic.record(civic.find_subject('noisy'), 'noise', 1, '2027-09-05', 'late')"],
	['2027-12-20', "SELECT civic.withdraw_consent(civic.find_subject('away'), 'for the winter')"],
	['2028-02-01', "SELECT civic.give_consent(civic.find_subject('away'))"],
	['2028-04-02', ''],
	['2028-07-02', ''])
{
	travel($step->[0]);
	$node->safe_psql($db, "$step->[1];\nCALL civic.settle();");
}
sub bonuses
{
	my ($name) = @_;
	return $node->safe_psql($db, <<SQL);
SELECT string_agg(concat_ws(' ', e.occurred_on, substr(e.source_ref, 13), CASE WHEN x.kind = 2 THEN 'reversed' END), ', ' ORDER BY e.entry_id)
 FROM civic_private.entry e LEFT JOIN civic_private.entry x ON x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id
WHERE e.subject_id = civic.find_subject('$name') AND e.source_id = -1 AND e.kind = 1
SQL
}
my $to_september = '2027-06-30 2027-06-01, 2027-07-31 2027-07-01, 2027-09-30 2027-07-01/2';
my $from_december = '2027-12-31 2027-10-01, 2028-03-31 2028-01-01, 2028-06-30 2028-04-01';
is(bonuses('clean'), "$to_september, $from_december", 'a quarter brings its bonus though the month that begins it has brought one');
is(bonuses('noisy'), "$to_september reversed, $from_december", 'a late loss takes back that of its quarter, not that of the month');
is(bonuses('away'), "$to_september, 2028-06-30 2028-04-01", 'who did not consent when a quarter began waits for the next');

# what was repaired or forgotten happened all the same; a rule may take a repair for it

my $years = <<'JSON';
{"tiers": [], "rules": [
  {"code": "noise", "title": {"zh": "噪音", "en": "Noise"}, "dimension": "order", "tariff": -1, "legal_basis": "x"},
  {"code": "litter", "title": {"zh": "垃圾", "en": "Litter"}, "dimension": "order", "tariff": -1, "severity": "minor", "evidence": "none", "legal_basis": "x"},
  {"code": "clean", "title": {"zh": "无失信", "en": "Clean"}, "dimension": "order", "tariff": 10, "clean_period": "year"},
  {"code": "mended", "title": {"zh": "已改正", "en": "Mended"}, "dimension": "order", "tariff": 1, "clean_period": "year", "repaired": "clean"}]}
JSON
$db = 'forgotten';
travel('2029-12-01');
$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy(jsonb_set($pack, '{policy,erase_years}', '1') || jsonb '$years'), '2029-12-01');
SELECT civic.enroll(g, 'resident', 'town', since => '2029-12-01') FROM unnest('{noisy,mending,late}'::text[]) g;
CALL civic.settle();
SQL
my %scores;
foreach my $step (
	['2030-06-01', "SELECT civic.record(civic.find_subject('noisy'), 'noise', 5, '2030-06-01', 'n');
		SELECT civic.record(civic.find_subject(g), 'litter', 5, '2030-06-01', 'l') FROM unnest('{mending,late}'::text[]) g"],
	['2030-07-01', "SELECT civic_internal.adjust(l.subject_id, l.entry_id, 5::int2, 10000, NULL, civic.today())
		FROM civic.ledger l WHERE l.subject_id = civic.find_subject('mending')"],
	['2031-01-02', ''],
	['2031-02-01', "SELECT civic_internal.adjust(l.subject_id, l.entry_id, 5::int2, 10000, NULL, civic.today())
		FROM civic.ledger l WHERE l.subject_id = civic.find_subject('late')"],
	['2031-06-01', ''],
	['2032-01-02', ''])
{
	travel($step->[0]);
	$node->safe_psql($db, "$step->[1];\nCALL civic.settle();");
	$scores{$_} .= ' ' . $node->safe_psql($db, "SELECT civic.score(civic.find_subject('$_'))") foreach qw(noisy mending late);
}
is($scores{noisy}, ' 95.00 95.00 95.00 95.00 100.00 111.00', 'a loss that is forgotten pays no bonus for its year');
is($scores{mending}, ' 95.00 100.00 101.00 101.00 101.00 112.00', 'nor does one that is repaired, but where the rule takes that for none');
is($scores{late}, ' 95.00 95.00 95.00 100.00 100.00 111.00', 'and then only if it was repaired in the year');
is($node->safe_psql($db, "SELECT explanation FROM civic.explain(civic.find_subject('noisy'), '2031-06-01') WHERE rule_code = 'noise'"),
	'Noise: 1 entry, quantity 5, 0.00 points; forgotten', 'an explanation says that it is forgotten');
is($node->safe_psql($db, "SELECT civic.score(civic.find_subject('noisy'), '2031-05-31')"), '95.00', 'scores of earlier days stay');
is($node->safe_psql($db, "SELECT string_agg(kind, ' ' ORDER BY entry_id) FROM civic.ledger WHERE subject_id = civic.find_subject('noisy') AND rule_code = 'noise'"),
	'award erasure', 'the ledger says so with a kind of its own');

$node->stop('immediate');
done_testing();
