# From 1.0 to this version: ALTER EXTENSION UPDATE leaves the same functions as
# CREATE EXTENSION, and upgrade_programme() the same programme, with its rows,
# scores and grants. In between every function says what is missing.
#
# upgrade/civic_credit--1.0.sql is the install script that 1.0 shipped; the
# suite puts it beside the installed ones. upgrade/town-1.0.sql is a programme
# that 1.0 made and dumped.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $here = $FindBin::RealBin;
my $node = new_server('main');

plan skip_all => 'the install script of 1.0 is not installed'
  unless $node->safe_psql('postgres',
	"SELECT count(*) FROM pg_available_extension_versions WHERE name = 'civic_credit' AND version = '1.0'");

my @profiles = ('policy_admin', 'service', 'reviewer', 'auditor', 'analyst');
$node->safe_psql('postgres', join('', 'CREATE ROLE civic_owner NOLOGIN NOINHERIT;', map { "CREATE ROLE town_$_;" } (@profiles, 'recorder', 'many')));

# The programme of 1.0, with the functions of 1.0 or of this version.
my $dump = slurp_file("$here/upgrade/town-1.0.sql");

sub restored
{
	my ($db, $of) = @_;
	my $text = $dump;

	$text =~ s/(CREATE EXTENSION IF NOT EXISTS civic_credit WITH SCHEMA civic)/$1 $of/ or die;
	is(restore_dump($node, $db, $text), '', "a dump of 1.0 is restored $of");
	return;
}

# A programme of this version with the same grants.
sub made
{
	my ($db) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town', 'Asia/Shanghai');
SELECT civic.define_source('desk', '窗口', 'desk');
SELECT civic.grant_access('town_' || p, p), civic.grant_access('town_many', p)
  FROM unnest('{@{[ join ',', @profiles ]}}'::text[]) AS p;
SELECT civic.grant_access('town_recorder', 'recorder', 'desk');
SELECT civic.grant_access('town_many', 'recorder');
SQL
	return;
}

# Every function that a profile may use, called with something of each type.
my $calls = <<'SQL';
SELECT p.object, format(CASE f.prokind WHEN 'p' THEN 'CALL %s(%s)' ELSE 'SELECT %s(%s)' END, f.oid::regproc,
	(SELECT string_agg(CASE a.type::regtype::text WHEN 'text' THEN CASE f.proargnames[a.n] WHEN 'lang' THEN '''en''' WHEN 'verdict' THEN '''pass''' WHEN 'by' THEN '''severity''' ELSE '''resident''' END
		WHEN 'bigint' THEN a.n::text WHEN 'integer' THEN '1' WHEN 'smallint' THEN '1' WHEN 'numeric' THEN '1' WHEN 'date' THEN '''2024-01-01'''
		WHEN 'boolean' THEN 'true' WHEN 'bytea' THEN '''x''' WHEN 'jsonb' THEN '''{}''' WHEN 'ltree' THEN '''town'''
		WHEN 'interval' THEN '''1 day''' WHEN 'timestamp with time zone' THEN 'now()' ELSE 'NULL' END || '::' || a.type::regtype, ', ' ORDER BY a.n)
	   FROM unnest(f.proargtypes) WITH ORDINALITY a(type, n)))
  FROM (SELECT DISTINCT object FROM civic_internal.profile_privileges() WHERE kind = 'ROUTINE') p
  JOIN pg_proc f ON f.oid = p.object::regprocedure AND f.pronamespace = 'civic'::regnamespace
 /* these compute on nothing but their arguments */
 WHERE p.object !~ '^civic\.(check_policy|check_index|score_(merge|value|lines)|repair_transitions|pairwise_agg|ahp|fuzzy|membership|ewma|cusum|ears|new_chart|chart_add|judge|gini|top_share|lorenz|psi|apportion)'
 ORDER BY 1
SQL

made('fresh');
# what create_programme() has not given to the owner yet
$node->safe_psql('postgres', 'CREATE DATABASE installed TEMPLATE template0');
$node->safe_psql('installed', 'CREATE EXTENSION civic_credit CASCADE; SELECT civic_internal.drop_shims()');
restored('old', "VERSION '1.0'");
is($node->safe_psql('old', 'SELECT layout_version FROM civic_private.programme'), '1', 'a programme of 1.0 has layout 1');
my $rows = "SELECT count(*), md5(string_agg(concat_ws(' ', e.entry_id, e.subject_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on,
	e.recorded_at, e.source_ref, e.evidence, e.ref_entry_id), '|' ORDER BY e.entry_id)) FROM civic_private.entry e";
my $before = $node->safe_psql('old', $rows);
my ($ret, $out, $err) = $node->psql('old', 'SELECT civic.today()');
like($err, qr/layout version 1.*HINT:.*ALTER EXTENSION civic_credit UPDATE.*upgrade_programme/s,
	'old functions over a new library: the hint names both steps');
isnt(members_of($node, 'old'), members_of($node, 'fresh'), '1.0 has other members');

# the code
($ret, $out, $err) = $node->psql('old', 'ALTER EXTENSION civic_credit UPDATE');
is($ret, 0, 'ALTER EXTENSION UPDATE') or diag($err);
like($err, qr/WARNING.*HINT.*upgrade_programme/s, '... says what comes next');
same_lines(members_of($node, 'old'), members_of($node, 'installed'),
	'every member is as CREATE EXTENSION makes it');

# in between
my @between = map { [ split /\|/, $_, 2 ] } split /\n/, $node->safe_psql('old', $calls);
cmp_ok(scalar(@between), '>', 20, 'there is much to call');
foreach my $call (@between)
{
	($ret, $out, $err) = $node->psql('old', "\\set VERBOSITY verbose\n$call->[1];", on_error_stop => 0);
	like($err, qr/ERROR:  55000: .*layout version 1.*HINT:  .*upgrade_programme/s, "before upgrade_programme(): $call->[0]");
}
# the functions are the superuser's who updated, and work for nobody else
$node->safe_psql('old', "CREATE ROLE passer_by; GRANT USAGE ON SCHEMA civic, civic_internal TO passer_by;
	GRANT EXECUTE ON ALL ROUTINES IN SCHEMA civic, civic_internal TO passer_by");
is_deeply([ sqlstates($node, 'old', [ map { $_->[1] } @between ], before => 'SET ROLE passer_by;') ], [ ('55000') x @between ],
	'... whoever calls, and whatever');
$node->safe_psql('old', 'DROP OWNED BY passer_by; DROP ROLE passer_by');
is($node->safe_psql('old', $rows), $before, '... and the ledger is untouched');

# the programme; of three subjects that name a role, one names what is none, and one a number
$node->safe_psql('old', <<SQL);
UPDATE civic_private.subject s SET attributes = s.attributes || n.named
  FROM (SELECT subject_id, row_number() OVER (ORDER BY subject_id) AS n FROM civic_private.subject WHERE kind = 'resident') o
  JOIN (VALUES (1, jsonb '{"role": "town_reviewer"}'), (2, '{"role": "town_crier"}'), (3, '{"role": 4}')) n (n, named) USING (n)
 WHERE s.subject_id = o.subject_id
SQL
($ret, $out, $err) = $node->psql('old', 'SELECT civic.upgrade_programme()');
is($out, '3', 'upgrade_programme()');
like($err, qr/WARNING:  links to roles that do not exist: 1.*role_links/s, '... tells of subjects that name no role');
is($node->safe_psql('old', "SELECT string_agg(concat_ws(' ', role, relation, since = s.enrolled_at::date, role_exists), ', ' ORDER BY role)
	FROM civic.role_links JOIN civic.subjects s USING (subject_id)"), 'town_crier self t f, town_reviewer self t t', '... and links the others');
is($node->safe_psql('old', "SELECT count(*) FROM civic.subjects WHERE attributes ? 'role'"), 0, '... which are attributes no more');
my $own = $node->safe_psql('old', "SELECT subject_id FROM civic.role_links WHERE role = 'town_reviewer'");
is(sqlstate($node, 'old', "SELECT civic.lock_tier($own, 'x', 'x', civic.today())", before => 'SET SESSION AUTHORIZATION town_reviewer;'),
	'42501', '... who do not decide about themselves');
is(sqlstate($node, 'old', "SELECT civic.lock_tier($own, 'x', 'x', civic.today())"), '42704', '... as others may');
same_lines(members_of($node, 'old'), members_of($node, 'fresh'), '... every member is as create_programme() leaves it');
same_lines(schema_of($node, 'old'), schema_of($node, 'fresh'), 'the programme is as create_programme() makes it, grants included');
same_lines($node->safe_psql('old', 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5'),
	$node->safe_psql('fresh', 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5'), '... and so is the access report');

# Restored with this version's functions already there, a dump needs the second step alone.
restored('moved', '');
is($node->safe_psql('moved', 'SELECT civic.upgrade_programme()'), '3', '... upgrade_programme()');
same_lines(schema_of($node, 'moved'), schema_of($node, 'fresh'), '... makes the same programme');

my $said = <<'SQL';
SELECT count(*), count(*) FILTER (WHERE s.score = civic.score(civic.find_subject('resident ' || s.resident), s.day)),
	count(*) FILTER (WHERE s.lines = (
		SELECT string_agg(concat_ws('/', e.kind, e.dimension, e.rule_code, e.period, e.entries, e.quantity, e.points), ' ' ORDER BY e.line)
		  FROM civic.explain(civic.find_subject('resident ' || s.resident), s.day) e WHERE e.kind <> 'next_tier'))
  FROM public.said s
SQL
foreach my $db ('old', 'moved')
{
	is($node->safe_psql($db, $rows), $before, "$db: the ledger is as it was");
	is($node->safe_psql($db, $said), '36|36|36', "$db: the scores and explanations of 1.0, past and to come");
	cmp_ok($node->safe_psql($db, "SELECT count(*) FROM civic.check_policy(civic.policy_document(1, true)) WHERE severity = 'error'"), '>', 0,
		"$db: a policy that would be refused today");
	my $score = $node->safe_psql($db, "SELECT civic.score(civic.find_subject('resident 3'))");
	is($node->safe_psql($db, "SELECT civic.record(civic.find_subject('resident 3'), 'help', 2, '2021-05-05', 'new') > 0"), 't', "$db: ... stays in force and is recorded under");
	is($node->safe_psql($db, "SELECT civic.score(civic.find_subject('resident 3'))"), sprintf('%.2f', $score + 6), "$db: ... and scored by");
	# a path that 1.0 let pass, of which the beginning is missing
	is(sqlstate($node, $db, "SELECT civic.open_repair(s, civic.record(s, 'litter', 1, civic.today(), 'now')) FROM civic.find_subject('resident 3') s"),
		'55000', "$db: a path that cannot be walked is refused, and does no harm");
	is(sqlstate($node, $db, 'CALL civic.settle()'), '00000', "$db: settlement works");
	is($node->safe_psql($db, 'SELECT count(*), count(tier) FROM civic.standings'), '12|12', "$db: ... and places everybody");
	is($node->safe_psql($db, 'CALL civic.post_inbox()'), '1|0', "$db: what waited in the inbox is posted");
	is($node->safe_psql($db, "SELECT count(*) FROM civic.sources WHERE code IN ('office', 'desk', 'settlement')"), 3, "$db: sources");
	is(sqlstate($node, $db, 'UPDATE civic_private.entry SET quantity = 1'), '23001', "$db: the ledger is guarded");
	is($node->safe_psql($db, 'SELECT civic.upgrade_programme()'), '3', "$db: once more changes nothing");
}

# What was granted to roles is in a dump of an upgraded database, and works when it is restored.
my $file = PostgreSQL::Test::Utils::tempdir() . '/again.sql';
$node->command_ok([ 'pg_dump', '--file', $file, $node->connstr('old') ], 'pg_dump of the upgraded database');
is(restore_dump($node, 'again', slurp_file($file)), '', '... which restores without an error');
is($node->safe_psql('again', 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5'),
	$node->safe_psql('old', 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5'), '... with every grant');

$node->stop;
done_testing();
