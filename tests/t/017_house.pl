# Programmes of 1.1 and 1.0 move into the house of 2.0, on two ways: their dump
# is restored with the functions of 2.0 and then upgraded, or it is restored with
# the functions of its own release, which are then updated. Each time every row
# is kept, the answers about the past are those that 1.1 gave, the programme is
# object by object the one that create_programme() makes, and life goes on.
#
# What an upgrade has begun is nothing when it fails: it is stopped in the middle
# by an error, by a timeout, and by killing the server.
#
# upgrade/town-1.*.sql are programmes that those releases made and dumped,
# upgrade/town-1.*.expected what 1.1 said about them, asked by upgrade/digest.sql.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $here = $FindBin::RealBin;
my $layout = 3;

# Texts of layout 2, which had a table for each kind, and where they are now.
my @texts = (
	q{SELECT subject_id, salt, body FROM was.evidence},
	q{SELECT subject_id, salt, convert_to(body, 'UTF8')::text FROM was.standing_note},
	q{SELECT subject_id, salt, convert_to(body, 'UTF8')::text FROM was.reward_note},
	q{SELECT subject_id, salt, body FROM was.appeal_text},
	q{SELECT subject_id, salt, body FROM was.repair_text});
my $texts = q{SELECT subject_id, salt, body FROM civic_private.kept_text};
# a commitment is a digest of a label, a salt and the body; reasons of standings had a label of their own
my $loose = q{SELECT count(*) FROM civic_private.kept_text WHERE commitment NOT IN (
	sha256('\x4356436501'::bytea || salt || body), sha256('\x4356436e01'::bytea || salt || body))};
my $reasons = q{SELECT consent_id, reason FROM was.consent WHERE reason IS NOT NULL ORDER BY 1};
my $kept_reasons = q{SELECT c.consent_id, convert_from(t.body, 'UTF8')
	FROM civic_private.consent c JOIN civic_private.kept_text t ON t.subject_id = c.subject_id AND t.commitment = c.reason ORDER BY 1};

# Tables and columns that have another name now.
my %renamed = (
	'linked_decision' => 'penalty_document', 'linked_decision.reference' => 'number',
	'repair_case.share' => 'restored_bp', 'repair_case.watch' => 'waits_for', 'repair_case.watched_rule' => 'awaited_rule',
	'repair_move.share_before' => 'restored_before_bp', 'repair_move.share' => 'restored_bp',
	'decision' => 'tier_question', 'decision_outcome' => 'tier_answer', 'appeal.told' => 'notified',
	'review.decision_id' => 'reviewed_id', 'review_pool.decision_id' => 'reviewed_id', 'review_draw.share' => 'sampling_rate',
	# a phase has a name, and had a number
	'settlement.phase' => '(other)');

# What an upgrade takes from tables, since it puts it elsewhere.
my %taken = map { $_ => 1 } (
	(map { "$_ is gone" } qw(appeal_text evidence repair_text reward_note standing_note)),
	'entry has lost actor',
	# where settlement and retention were is told by watermarks and by ranges of subjects
	'retention_run has lost snapshot cluster', 'review_state has lost snapshot cluster',
	'settlement has lost cluster began began_by snapshot snapshot_by phase last_subject_id');

my $node = travelling_server('main', '2026-03-25');

plan skip_all => 'the install script of 1.1 is not installed'
  unless $node->safe_psql('postgres',
	"SELECT count(*) FROM pg_available_extension_versions WHERE name = 'civic_credit' AND version = '1.1'");

my @profiles = ('policy_admin', 'service', 'reviewer', 'auditor', 'analyst');
my @reviewers = ('judge', 'elder1', 'elder2', 'elder3');
$node->safe_psql('postgres', join('', 'CREATE ROLE civic_owner NOLOGIN NOINHERIT;',
	map { "CREATE ROLE town_$_;" } (@profiles, 'recorder', 'many', @reviewers)));

my %dump = map { $_ => slurp_file("$here/upgrade/town-$_.sql") } ('1.0', '1.1');
my %said = map { $_ => slurp_file("$here/upgrade/town-$_.expected") } ('1.0', '1.1');

# ---------- the library ----------

# A dump that asks for an earlier release brings its install script, and the
# server refuses a function whose symbol the library lacks.
foreach my $release ('1.0', '1.1')
{
	my %symbols = map { $_ => 1 } (slurp_file("$here/upgrade/civic_credit--$release.sql") =~ /'MODULE_PATHNAME',\s*'(\w+)'/g);
	my @symbols = sort keys %symbols;
	my @states = sqlstates($node, 'postgres',
		[ map { "CREATE FUNCTION pg_temp.symbol() RETURNS int LANGUAGE C AS '\$libdir/civic_credit', '$_'; DROP FUNCTION pg_temp.symbol()" } @symbols ]);

	cmp_ok(scalar(@symbols), '>', 20, "$release has functions in C");
	is(join(' ', map { $symbols[$_] } grep { $states[$_] ne '00000' } 0 .. $#symbols), '', "the library has every symbol of $release");
}

# ---------- the towns ----------

# A town with the functions of this version, or of the release that dumped it.
sub restored
{
	my ($db, $release, $of) = @_;
	my $text = $dump{$release};

	$text =~ s/(CREATE EXTENSION IF NOT EXISTS civic_credit WITH SCHEMA civic)/$1 $of/ or die;
	is(join('', grep { /ERROR: / } split /^(?=psql:)/m, restore_dump($node, $db, $text)), '',
		"a dump of $release is restored " . ($of || 'with the functions of this version'));
	return;
}

# A programme of this version that has the same sources and grants as a town.
sub made
{
	my ($db, $release) = @_;
	my $sql = <<SQL;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town', 'Asia/Shanghai');
SELECT civic.define_source('desk', '窗口', 'desk');
SELECT civic.define_source('police', '派出所', 'police');
SELECT civic.grant_access('town_' || p, p), civic.grant_access('town_many', p)
  FROM unnest('{@{[ join ',', @profiles ]}}'::text[]) AS p;
SELECT civic.grant_access('town_recorder', 'recorder', 'desk');
SELECT civic.grant_access('town_many', 'recorder');
SQL

	if ($release ne '1.0')
	{
		$sql .= "SELECT civic.grant_access('town_recorder', 'recorder', 'police');\n";
		$sql .= "SELECT civic.grant_access('town_$_', 'reviewer');\n" foreach @reviewers;
	}
	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$node->safe_psql($db, $sql);
	return;
}

# What the town says about its past. 1.1 did not tell versions of a rule apart, had no words of their own for
# what is restored as a whole and for what is suspended, and named no cap of a rolling window.
sub digest
{
	my ($db) = @_;
	my $text = $node->safe_psql($db, slurp_file("$here/upgrade/digest.sql")) . "\n";

	$text =~ s/^([^|]*[|][^|]*[|]rule[|].*) [(]version \d+[)]/$1/mg;
	$text =~ s{^([^|]*[|][^|]*[|]rule[|].*?)（\d+版）}{$1}mg;
	$text =~ s/ 0[.]00 points; restored by repair$/ 0.00 points; partly restored by repair/mg;
	$text =~ s/^(.*[|]rule[|].*[|]rolling \d+[|].*); the cap is [\d.]+$/$1/mg;
	$text =~ s{^([^|]*[|][^|]*[|]rule[|]探访：.*)；上限为[\d.]+$}{$1}mg;
	$text =~ s/ 0[.]00 points; suspended until it is decided$/ 0.00 points; taken back, or past its window/mg;
	return published($text);
}

# 1.1 published suspended losses as well: how many there are is left out of the comparison.
sub published
{
	my ($text) = @_;

	$text =~ s/^(town[|]resident[|]-[|].*[|])\d+$/$1*/mg;
	return $text;
}

my $functions = "SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN ('civic', 'civic_internal') ORDER BY p.oid::regprocedure::text";
my $report = 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5';
my %fresh;

foreach my $release ('1.0', '1.1')
{
	my $db = 'fresh_' . $release =~ s/[.]//r;

	made($db, $release);
	# what a dump of an earlier release needs goes with the upgrade, and a new programme has no such dump
	is($node->safe_psql($db, 'SELECT civic.upgrade_programme()'), $layout, "a programme of this version has layout $layout");
	$fresh{$release} = { schema => schema_of($node, $db), members => members_of($node, $db),
		functions => $node->safe_psql($db, $functions), report => $node->safe_psql($db, $report) };
}

# A town has arrived: all of it, and nothing else.
sub arrived
{
	my ($db, $release) = @_;

	is($node->safe_psql($db, 'SELECT civic.upgrade_programme()'), $layout, "$db: upgrade_programme()");
	is($node->safe_psql($db, 'SELECT layout_version FROM civic_private.programme'), $layout, '... the layout is of this version');
	same_lines($node->safe_psql($db, $functions), $fresh{$release}{functions}, '... functions are those of this version, and no others');
	same_lines(members_of($node, $db), $fresh{$release}{members}, '... each as CREATE EXTENSION makes it');
	same_lines(schema_of($node, $db), $fresh{$release}{schema}, '... the programme is as create_programme() makes it, grants included');
	same_lines($node->safe_psql($db, $report), $fresh{$release}{report}, '... and so is the access report');
	same_rows($db, $release);
	same_lines(digest($db), published($said{$release}), '... and it says of its past what 1.1 said');
	return;
}

# Every row is where it was, or where it belongs now.
sub same_rows
{
	my ($db, $release) = @_;
	my @changes = split /\n/, changed_rows($node, $db, %renamed);

	# the row of the programme has another layout by now, and 1.0 had no sources of its own
	@changes = grep { !/^programme: 1 rows are missing, 1 are new/ } @changes;
	@changes = grep { !/^source: 0 rows are missing/ } @changes if $release eq '1.0';
	@changes = grep { !/^consent: (\d+) rows are missing, \1 are new/ } @changes;
	is(join("\n", grep { !$taken{$_} } @changes), '', '... the rows are as they were');
	is($node->safe_psql($db, $kept_reasons), $node->safe_psql($db, $reasons), '... reasons to withdraw consent are kept texts');
	my @were = $release eq '1.0' ? $texts[0] : @texts;
	is($node->safe_psql($db, join(' UNION ', @were) . " EXCEPT SELECT subject_id::text, salt::text, body::text FROM ($texts) t"), '', '... every text is kept');
	is($node->safe_psql($db, $loose), 0, '... and is what a row has committed to');
	return;
}

# The last settlement is in the middle of its work.
my $cut_off = <<'SQL';
UPDATE civic_private.settlement SET finished_at = NULL, phase = 5, last_subject_id = 0, done = 0
 WHERE settlement_id = (SELECT max(settlement_id) FROM civic_private.settlement);
INSERT INTO civic_private.settle_queue SELECT subject_id FROM civic_private.subject ORDER BY 1 LIMIT 3;
SQL

# Views of the town's own stand on those of the programme, and stay.
my $stand_on = <<'SQL';
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v'
	LOOP
		EXECUTE format('CREATE VIEW public.on_%1$s AS TABLE civic.%1$I', name);
	END LOOP;
END $$;
SQL
my $standing_on = <<'SQL';
SELECT c.relname FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relname ~ '^on_'
   AND (SELECT query_to_xml(format('SELECT ROW(%s)::text FROM public.%I ORDER BY 1', columns, c.relname), true, true, '')::text
		<> query_to_xml(format('SELECT ROW(%s)::text FROM civic.%I ORDER BY 1', replace(columns, '"left"', 'remaining'), substr(c.relname, 4)), true, true, '')::text
	  FROM (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
		  FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) x)
SQL

foreach my $release ('1.0', '1.1')
{
	my $name = $release =~ s/[.]//r;

	# the functions of this version first; a settlement was cut off
	restored("moved_$name", $release, '');
	$node->safe_psql("moved_$name", $cut_off) if $release ne '1.0';
	keep_rows($node, "moved_$name");
	$node->safe_psql("moved_$name", $stand_on);
	my ($ret, $out, $err) = $node->psql("moved_$name", 'SELECT civic.today()');
	like($err, qr/layout version \d.*HINT:.*upgrade_programme/s, "moved_$name: before the upgrade, the hint names it");
	arrived("moved_$name", $release);
	is($node->safe_psql("moved_$name", $standing_on), '', "moved_$name: views of the town's own show what the programme's do");

	# the functions of the release, then an update
	restored("updated_$name", $release, "VERSION '$release'");
	keep_rows($node, "updated_$name");
	($ret, $out, $err) = $node->psql("updated_$name", 'SELECT civic.today()');
	like($err, qr/HINT:.*ALTER EXTENSION civic_credit UPDATE.*upgrade_programme/s, "updated_$name: before the update, the hint names both steps");
	($ret, $out, $err) = $node->psql("updated_$name", 'ALTER EXTENSION civic_credit UPDATE');
	is($ret, 0, "updated_$name: ALTER EXTENSION UPDATE") or diag($err);
	like($err, qr/WARNING.*HINT.*upgrade_programme/s, '... says what comes next');
	arrived("updated_$name", $release);
}

# ---------- stopped in the middle ----------

# The upgrade consists of commands, which an event trigger counts; at one of
# them it fails or waits, as the session says.
my $upgrade = 'SELECT civic.upgrade_programme()';
my $stop = <<'SQL';
CREATE FUNCTION was.stop() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
	how text := current_setting('stop.how', true);
	command text := coalesce(nullif(current_setting('stop.command', true), '')::int, 0) + 1;
BEGIN
	PERFORM set_config('stop.command', command, false);
	IF how = 'fail' AND command = current_setting('stop.at', true) THEN
		RAISE EXCEPTION 'stopped' USING ERRCODE = 'ZZ999';
	ELSIF how = 'wait' AND command = current_setting('stop.at', true) THEN
		PERFORM pg_sleep(600);
	END IF;
END $$;
GRANT USAGE ON SCHEMA was TO PUBLIC;
CREATE EVENT TRIGGER stop ON ddl_command_end EXECUTE FUNCTION was.stop();
SQL

sub stop_at
{
	my ($how, $at) = @_;

	return "SET stop.how = '$how'; SET stop.at = '$at';";
}

restored('stopped', '1.1', '');
keep_rows($node, 'stopped');
my $schema = schema_of($node, 'stopped');
my $members = members_of($node, 'stopped');
$node->safe_psql('stopped', $stop);

sub as_it_was
{
	my ($what) = @_;

	is(changed_rows($node, 'stopped'), '', "$what: the rows are as they were");
	same_lines(schema_of($node, 'stopped') =~ s/^(CREATE EVENT TRIGGER .*\n\s+EXECUTE|ALTER EVENT TRIGGER) .*\n//gmr, $schema, '... and so is the programme');
	same_lines(members_of($node, 'stopped'), $members, '... and the extension');
	return;
}

my $commands = $node->safe_psql('stopped', "BEGIN;\n\\o /dev/null\n$upgrade;\n\\o\nSELECT current_setting('stop.command');\nROLLBACK;");
cmp_ok($commands, '>', 10, "an upgrade has $commands commands");
foreach my $at (1, int($commands / 3), int(2 * $commands / 3), $commands)
{
	is(sqlstate($node, 'stopped', $upgrade, before => stop_at('fail', $at)), 'ZZ999', "an upgrade fails at command $at");
}
as_it_was('failed upgrades');

is(sqlstate($node, 'stopped', $upgrade, before => stop_at('wait', int($commands / 2)) . "SET statement_timeout = '10s';"), '57014',
	'an upgrade runs out of time');
as_it_was('a timeout');

my $victim = $node->background_psql('stopped', on_error_stop => 0);
my $pid = $victim->query_safe('SELECT pg_backend_pid()');
$victim->query_safe(stop_at('wait', int(3 * $commands / 4)));
$victim->query_until(qr/begun/, "\\echo begun\n$upgrade;\n");
ok($node->poll_query_until('stopped', "SELECT wait_event IS NOT DISTINCT FROM 'PgSleep' FROM pg_stat_activity WHERE pid = $pid"), 'an upgrade is in the middle');
kill 'KILL', $pid;
eval { $victim->{run}->kill_kill; };
ok(settle_down($node, 'stopped'), 'the server is killed, and is back');
as_it_was('a crash');

$node->safe_psql('stopped', 'DROP EVENT TRIGGER stop; DROP FUNCTION was.stop()');
arrived('stopped', '1.1');

# ---------- life goes on ----------

# Somebody of a profile calls a function.
sub calls
{
	my ($db, $role, $sql) = @_;

	return $node->safe_psql($db, "SET SESSION AUTHORIZATION town_$role;\n$sql");
}

foreach my $db ('moved_11', 'updated_11', 'stopped')
{
	my $find = sub { "civic.find_subject('resident $_[0]')" };
	my $entry = sub { "(SELECT e.entry_id FROM civic.ledger e WHERE e.subject_id = " . $find->($_[0]) . " AND e.source_ref = '$_[1]' AND e.ref_entry_id IS NULL)" };
	my $last = $node->safe_psql($db, 'SELECT max(entry_id) FROM civic_private.entry');
	my $score = $node->safe_psql($db, 'SELECT civic.score(' . $find->(1) . ')');

	is(calls($db, 'recorder', "SELECT civic.record(" . $find->(1) . ", 'help', 2, civic.today(), 'spring', 'a photograph', 'desk')"), $last + 1, "$db: record() takes the next entry_id");
	is($node->safe_psql($db, 'SELECT civic.score(' . $find->(1) . ')'), sprintf('%.2f', $score + 6), '... and counts');
	is($node->safe_psql($db, "SELECT recorded_at IS NOT NULL AND actor = 'town_recorder' FROM civic.ledger WHERE source_ref = 'spring'"), 't', '... with its stamps');
	is(calls($db, 'recorder', "SELECT civic.record(" . $find->(3) . ", 'help', 6, '2025-01-17', 'winter', source => 'desk')"),
		$node->safe_psql($db, "SELECT entry_id FROM civic.ledger WHERE source_ref = 'winter' AND subject_id = " . $find->(3)), '... a reference of before is known');
	is(calls($db, 'recorder', 'CALL civic.post_inbox()'), '1|0', '... what waited in the inbox is posted');
	is($node->safe_psql($db, "SELECT count(*) FROM civic.inbox WHERE sqlstate IS NOT NULL"), 3, '... what was rejected is still there');
	is(sqlstate($node, $db, 'CALL civic.settle()'), '00000', '... settlement works');
	is($node->safe_psql($db, 'SELECT count(*) FROM civic.scores() s JOIN civic.standings t USING (subject_id) WHERE s.score <> t.score'), 0, '... and finds every score');
	is($node->safe_psql($db, 'SELECT count(*) FROM civic.settle_progress'), 0, '... also what was cut off before');
	is(calls($db, 'reviewer', 'SELECT civic.decide_step(subject_id, case_id, \'pass\', \'read\') FROM civic.repair_cases WHERE state = \'applied\''), 'repairable', '... a step is decided');
	is(calls($db, 'judge', "SELECT civic.decide_step(subject_id, case_id, 'pass', 'read again') FROM civic.repair_cases WHERE state = 'appealed'"), 'repairable', '... a refusal is reviewed');
	is(calls($db, 'reviewer', "SELECT civic.decide_appeal(subject_id, appeal_id, 'upheld', 'seen again') FROM civic.appeals WHERE state = 'review'"), 'upheld', '... an appeal is decided in its second instance');
	cmp_ok(calls($db, 'service', "SELECT civic.file_appeal(" . $find->(16) . ', ' . $entry->(16, 'unsettled') . ", 'not me')"), '>', 13, '... an appeal is filed');
	cmp_ok(calls($db, 'service', "SELECT civic.open_repair(" . $find->(5) . ', ' . $entry->(5, 'winter litter') . ", 'desk')"), '>', 23, '... a case is opened');
	is(calls($db, 'service', "SELECT cost FROM civic.redeem(" . $find->(1) . ", 'soap', 1, 'spring soap')"), '3.00', '... coupons are spent');
	is(calls($db, 'service', "SELECT cost FROM civic.redeem(" . $find->(9) . ", 'soap', 1, 'till 1')"), '3.00', '... a request of before gets its answer');
	is($node->safe_psql($db, 'SELECT * FROM civic.check_repairs()'), '', '... cases agree with their history and the ledger');
	is(sqlstate($node, $db, $_), '23001', "... guarded: $_")
	  foreach ('UPDATE civic_private.entry SET quantity = 1', 'DELETE FROM civic_private.consent', 'TRUNCATE civic_private.policy CASCADE');
	is($node->safe_psql($db, $upgrade), $layout, '... another upgrade changes nothing');
	same_lines(schema_of($node, $db), $fresh{'1.1'}{schema}, '... not even a grant');
}

# No column is of a type that somebody else could drop.
my $columns = "SELECT a.attrelid::regclass, string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('civic', 'civic_private') AND a.attnum > 0 AND NOT a.attisdropped GROUP BY 1 ORDER BY 1";
my $before = $node->safe_psql('stopped', $columns);
$node->safe_psql('stopped', 'DROP EXTENSION ltree CASCADE');
same_lines($node->safe_psql('stopped', $columns), $before, 'no column goes with ltree');

# What the upgrade made can be dumped and restored.
my $file = PostgreSQL::Test::Utils::tempdir() . '/again.sql';
$node->command_ok([ 'pg_dump', '--exclude-schema=was', '--file', $file, $node->connstr('updated_11') ], 'pg_dump of an upgraded programme');
is(restore_dump($node, 'again', slurp_file($file)), '', '... which is restored without an error');
is($node->safe_psql('again', $upgrade), $layout, '... upgrade_programme() binds its grants and gives its functions to the owner');
same_lines(schema_of($node, 'again'), $fresh{'1.1'}{schema}, '... which makes it the same programme');
is($node->safe_psql('again', 'SELECT * FROM civic.scores() ORDER BY 1'), $node->safe_psql('updated_11', 'SELECT * FROM civic.scores() ORDER BY 1'), '... with its scores');

# ---------- a settlement that was open ----------

# Phases of 1.1, and the rank and the phase at which this version goes on.
my @phases = ('0|repair', '10|appeal', '25|rewards', '30|standing', '40|queue', '40|standings');

restored('open', '1.1', '');
foreach my $phase (0 .. $#phases)
{
	my $db = "open_$phase";

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE open");
	$node->safe_psql($db, <<SQL);
INSERT INTO civic_private.settlement (as_of, started_at, cluster, began, began_by, snapshot, snapshot_by, phase, computing_since)
SELECT '2026-03-25', clock_timestamp(), c.system_identifier, pg_current_snapshot(), pg_current_xact_id()::text::int8,
	CASE WHEN $phase = 5 THEN pg_current_snapshot() END, CASE WHEN $phase = 5 THEN pg_current_xact_id()::text::int8 END,
	$phase, CASE WHEN $phase = 5 THEN clock_timestamp() END
  FROM pg_control_system() c;
SQL
	$node->safe_psql($db, <<'SQL');
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
SELECT DISTINCT ON (e.subject_id) e.epoch, e.subject_id, e.rule_id, 1, 700, DATE '2026-03-25', DATE '2026-03-25',
	e.source_id, 'while it was open'
  FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
 WHERE e.kind = 1 AND r.code = 'help' ORDER BY e.subject_id, e.entry_id DESC;
SQL
	$node->safe_psql($db, $upgrade);
	is($node->safe_psql($db, 'SELECT daily_rank, phase FROM civic_private.settlement WHERE finished_at IS NULL'), $phases[$phase],
		"a settlement that was open in phase $phase goes on where it was");
	$node->safe_psql($db, 'CALL civic.settle(); CALL civic.settle()');
	is($node->safe_psql($db, <<'SQL'), "0|0|t", '... and nothing that was written meanwhile is missed');
SELECT (SELECT count(*) FROM civic_private.settlement WHERE finished_at IS NULL),
	count(*) FILTER (WHERE s.score IS DISTINCT FROM civic.score(s.subject_id)),
	count(*) FILTER (WHERE s.as_of = '2026-03-25' AND s.subject_id IN (
		SELECT l.subject_id FROM civic.ledger l WHERE l.source_ref = 'while it was open')) > 3
  FROM civic.standings s
SQL
}

# ---------- a year later ----------

# What came along is forgotten in its time, a year later, with its texts.
travel('2027-01-05');
my $litter = "SELECT count(*), count(x.entry_id), count(t.entry_id) > 0 FROM civic_private.entry e
	LEFT JOIN civic_private.erasure x USING (subject_id, entry_id) LEFT JOIN civic_private.kept_text t USING (subject_id, entry_id)
	WHERE e.source_ref = 'winter litter' AND e.kind = 1 AND NOT EXISTS (SELECT FROM civic.appeals a
		WHERE a.subject_id = e.subject_id AND a.entry_id = e.entry_id AND a.open)";
like($node->safe_psql('updated_11', $litter), qr/^\d+\|0\|t$/, 'losses with texts');
$node->safe_psql('updated_11', 'CALL civic.settle()');
like($node->safe_psql('updated_11', $litter), qr/^(\d+)\|\1\|f$/, '... are forgotten a year later, texts and all');
is($node->safe_psql('updated_11', 'SELECT * FROM civic.check_repairs()'), '', '... and their cases agree with the ledger');

$node->stop('immediate');
done_testing();
