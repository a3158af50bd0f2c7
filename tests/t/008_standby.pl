# A standby computes the scores of its primary and writes nothing; promoted, it
# goes on where the primary stopped. Two-phase commit, which a distributed
# database needs on every node, works as well.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'postgres';
my $primary = new_server('primary', allows_streaming => 1);
$primary->append_conf('postgresql.conf', 'max_prepared_transactions = 5');
$primary->restart;
new_programme($primary, $db, 30);
$primary->safe_psql($db, <<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % 30, (ARRAY['help', 'class', 'litter'])[1 + g % 3], 1 + g % 4, date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, 1000) AS g;
CALL civic.post_inbox();
SQL
my $subject = $primary->safe_psql($db, "SELECT civic.find_subject('resident 1')");

# prepared transactions
$primary->safe_psql($db, "BEGIN; SELECT civic.record($subject, 'help', 1, '2021-01-01', 'prepared'); PREPARE TRANSACTION 'kept'");
$primary->safe_psql($db, "BEGIN; SELECT civic.record($subject, 'help', 1, '2021-01-01', 'forgotten'); PREPARE TRANSACTION 'lost'");
my $waiting = $primary->background_psql($db);
$waiting->query_until(qr/begun/, "\\echo begun\nSELECT civic.record($subject, 'help', 1, '2021-01-01', 'prepared');\n");
ok($primary->poll_query_until($db, "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%record%'"),
	'a second posting waits for a prepared one');
$primary->stop('immediate');
$primary->start;
eval { $waiting->{run}->kill_kill };
$primary->safe_psql($db, "COMMIT PREPARED 'kept'");
$primary->safe_psql($db, "ROLLBACK PREPARED 'lost'");
is($primary->safe_psql($db, "SELECT string_agg(source_ref, ' ') FROM civic_private.entry WHERE source_ref IN ('prepared', 'forgotten')"), 'prepared',
	'a prepared posting survives a crash until it is decided on');
is($primary->safe_psql($db, "SELECT e.entry_id = civic.record($subject, 'help', 1, '2021-01-01', 'prepared') FROM civic_private.entry e WHERE source_ref = 'prepared'"),
	't', '... and is then the entry that a retry gets');

# the key of a month that is over, and that of this month
$primary->safe_psql($db, <<'SQL');
CALL civic.settle();
INSERT INTO civic_private.review_key VALUES ('2021-01-01', sha256('a key'));
INSERT INTO civic_private.review_period (period, commitment) VALUES ('2021-01-01', civic_internal.review_commitment(sha256('a key')));
SQL

# a draft that nobody enacts: 10 points more for everybody, and what is capped or falls counts otherwise
my $draft = $primary->safe_psql($db, <<'SQL');
SELECT civic.load_policy(jsonb_set(jsonb_set(jsonb_set(d, '{policy,version}', '"draft"'), '{policy,base}', to_jsonb((d #>> '{policy,base}')::numeric + 10)),
	'{rules,0,tariff}', '3')) FROM civic.policy_document(1) d
SQL

# the standby
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->safe_psql($db, "SELECT civic.record($subject, 'help', 3, '2021-01-02', 'late')");
$primary->wait_for_catchup($standby);

foreach my $query ('SELECT subject_id, area, policy_id, score FROM civic.scores() ORDER BY 1',
	"SELECT * FROM civic.explain($subject) ORDER BY line",
	"SELECT * FROM civic.entry_points($subject) ORDER BY entry_id",
	"SELECT civic.score($subject, '2021-12-31')",
	"SELECT civic.today(), civic.find_subject('resident 2'), civic.policy_in_force('town')",
	'SELECT civic.policy_document(1, true)',
	"SELECT civic.review_key('2021-01-15')",
	"SELECT count(*) FROM civic.verify_draw('2021-01-15')",
	'SELECT count(*), sum(points) FROM civic.statement',
	"SELECT * FROM civic.what_if($draft, from_day => '2021-06-01') ORDER BY subject_id",
	"SELECT * FROM civic.what_if_report($draft, by => 'tier')",
	'SELECT max(civic.score_value(s, 1)) FROM (SELECT civic.score_collect(civic.today(), e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,'
	  . ' e.occurred_on, e.effective_on, e.ref_entry_id) FROM civic_private.entry e GROUP BY e.subject_id) AS x (s)')
{
	is($standby->safe_psql($db, $query), $primary->safe_psql($db, $query), "standby: $query");
}
is(sqlstate($standby, $db, "SELECT * FROM civic.$_(civic.today())"), '55000', "standby: $_() keeps the key of this month") foreach ('review_key', 'verify_draw');
foreach my $call ("SELECT civic.record($subject, 'help', 1, '2021-01-01', 'standby')", "SELECT civic.record($subject, 'help', 3, '2021-01-02', 'late')",
	"SELECT civic.reverse(subject_id, entry_id, 'x') FROM civic_private.entry LIMIT 1", 'CALL civic.post_inbox()', "SELECT civic.enroll('newcomer', 'resident', 'town')",
	"SELECT civic.enact_policy(1, civic.today())", "SELECT civic.relocate($subject, 'town')", "INSERT INTO civic.inbox (external_id) VALUES ('x')")
{
	my $state = sqlstate($standby, $db, $call);
	ok($state eq '25006' || $state eq '55000' && $call =~ /enact/, "standby: refused ($state): $call");
}

my $what_if = $standby->safe_psql($db, "SELECT subject_id, draft, coalesce(tier_draft, '-') FROM civic.what_if($draft, from_day => civic.today()) ORDER BY 1");
isnt($what_if, $standby->safe_psql($db, "SELECT subject_id, score, coalesce(tier, '-') FROM civic.standings ORDER BY 1"), 'the draft would change something');

# promotion
my $last = $primary->safe_psql($db, 'SELECT max(entry_id) FROM civic_private.entry');
$primary->stop;
$standby->promote;
cmp_ok($standby->safe_psql($db, "SELECT civic.record($subject, 'help', 1, '2021-01-03', 'promoted')"), '>', $last, 'promoted: entry_id goes on');
is($standby->safe_psql($db, "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 1', 'help', 1, '2021-01-04', 'p2'); CALL civic.post_inbox()"),
	'1|0', 'promoted: the inbox is posted');
is(sqlstate($standby, $db, 'DELETE FROM civic_private.entry'), '23001', 'promoted: the ledger is guarded');

# enacted in this copy, the draft does what it would have done
$standby->safe_psql($db, "SELECT civic.reverse(subject_id, entry_id, 'x') FROM civic_private.entry WHERE source_ref IN ('promoted', 'p2');"
	  . " SELECT civic.enact_policy($draft, civic.today()); CALL civic.settle()");
is($standby->safe_psql($db, "SELECT subject_id, score, coalesce(tier, '-') FROM civic.standings ORDER BY 1"), $what_if,
	'enacted in a copy of the database, a draft gives the scores and tiers that were foretold');

$standby->stop;
done_testing();
