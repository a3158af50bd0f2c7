# Roles come and go, and so do what the programme stands on and the server that
# it lives in. A grant is worth something only to the role that it was given to;
# whatever is dropped or was restored without, reinstalling the extension and
# upgrade_programme() bring back the programme with the scores that it had.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $node = new_server('main');
my $upgrade = 'SELECT civic.upgrade_programme()';
my $scores = 'SELECT subject_id, area, score FROM civic.scores() ORDER BY 1';

sub with_warnings
{
	my ($there, $db, $sql) = @_;
	my ($ret, $out, $err) = $there->psql($db, $sql);

	is($ret, 0, $sql) or diag($err);
	return $err;
}

new_programme($node, 'town', 5);
$node->safe_psql('town', <<'SQL');
SELECT civic.define_source('police', '派出所', 'police');
SELECT civic.record(s.subject_id, 'help', 2, '2021-01-01', 'a'), civic.record(s.subject_id, 'litter', 1, '2021-01-02', 'loss', source => 'police')
  FROM civic_private.subject s;
CALL civic.settle();
SQL
my ($subject, $loss) = split /\|/, $node->safe_psql('town', q{SELECT subject_id, entry_id FROM civic_private.entry WHERE source_ref = 'loss' ORDER BY 2 LIMIT 1});
my $before = $node->safe_psql('town', $scores);

# ---------- a role and its name ----------

my $privileges = sub { $node->safe_psql('town', "SELECT count(*) FROM civic.access_report() WHERE role = '$_[0]' AND via = 'grant'") };
my $dead = q{SELECT role, profile FROM civic.access_report() WHERE via = 'dead grant' ORDER BY 1, 2};

$node->safe_psql('town', q{CREATE ROLE li; SELECT civic.grant_access('li', 'reviewer'); DROP OWNED BY li; DROP ROLE li; CREATE ROLE li});
is($node->safe_psql('town', $dead), 'li|reviewer', 'a role was dropped, and another made of its name: its grant is dead');
like(with_warnings($node, 'town', $upgrade), qr/removed.*"li".*reviewer/, '... is removed, and told of');
is($privileges->('li'), 0, '... the new role has nothing');
is($node->safe_psql('town', $dead), '', '... and no grant waits for it');

# a stale reviewer does not come to life when a role of the name becomes a recorder
$node->safe_psql('town', <<'SQL');
SELECT civic.grant_access('li', 'reviewer');
DROP OWNED BY li;
DROP ROLE li;
CREATE ROLE desk;
SELECT civic.grant_access('desk', 'recorder');
SQL
is($node->safe_psql('town', $dead), '', 'any grant removes the dead');
$node->safe_psql('town', <<'SQL');
CREATE ROLE li;
SELECT civic.grant_access('li', 'reviewer');
DROP OWNED BY li;
GRANT desk TO li;
SQL
is(sqlstate($node, 'town', "SELECT civic.reverse($subject, $loss, 'x')", before => 'SET ROLE li;'), '42501', 'a reviewer who has lost what it owned reverses nothing of others');
$node->safe_psql('town', q{SELECT civic.grant_access('li', 'recorder')});
is(sqlstate($node, 'town', "SELECT civic.reverse($subject, $loss, 'x')", before => 'SET ROLE li;'), '42501', '... nor as a recorder of today');

# a name is changed
$node->safe_psql('town', q{CREATE ROLE wang; SELECT civic.grant_access('wang', 'recorder', 'police'), civic.grant_access('wang', 'auditor'); ALTER ROLE wang RENAME TO wang2});
is($node->safe_psql('town', $dead), "wang|auditor\nwang|recorder:police", 'a renamed role has lost its grants');
is(sqlstate($node, 'town', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'new', source => 'police')", before => 'SET ROLE wang2;'), '42501', '... and records for nobody');
is($node->safe_psql('town', "SET ROLE wang2; SELECT count(*) FROM civic_private.entry"), 0, '... and reads no sealed table');
$node->safe_psql('town', q{CREATE ROLE wang});
is(sqlstate($node, 'town', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'new', source => 'police')", before => 'SET ROLE wang;'), '42501', '... nor does the next of its name');
$node->safe_psql('town', 'DROP ROLE wang');
is(sqlstate($node, 'town', q{SELECT civic.revoke_access('wang', 'recorder')}), '00000', '... revoking from a name that is gone works');
is($node->safe_psql('town', $dead), '', '... and leaves nothing');
is($privileges->('wang2'), 0, '... not even what the renamed role had kept');
is(sqlstate($node, 'town', q{SELECT civic.revoke_access('wang', 'recorder')}), '42704', '... and is an error when there is nothing to revoke');
$node->safe_psql('town', 'DROP ROLE wang2; DROP OWNED BY li; DROP ROLE li; SELECT civic.upgrade_programme()');

# the owner too may have another name
$node->safe_psql('town', 'ALTER ROLE civic_owner RENAME TO keeper');
is($node->safe_psql('town', $scores), $before, 'an owner by another name');
is($node->safe_psql('town', $upgrade), 3, '... is found by the tables');
is(sqlstate($node, 'town', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'desk')", before => 'SET ROLE desk;'), '00000', '... and recorders record');
$node->safe_psql('town', "SELECT civic.reverse(subject_id, entry_id, 'x') FROM civic_private.entry WHERE source_ref = 'desk'; ALTER ROLE keeper RENAME TO civic_owner");
$node->safe_psql('town', 'ALTER ROLE civic_owner LOGIN');
like(with_warnings($node, 'town', $upgrade), qr/WARNING.*nobody may act as the owner "civic_owner".*LOGIN/s, 'an owner that can log in is told of');
$node->safe_psql('town', 'ALTER ROLE civic_owner NOLOGIN');

# ---------- what the programme stands on ----------

my $rows = 'SELECT count(*), md5(string_agg(e::text, $$|$$ ORDER BY entry_id)) FROM civic_private.entry e';
my $ledger = $node->safe_psql('town', $rows);
$node->safe_psql('town', 'DROP FUNCTION public.wrong_scores, public.by_hand');
my $schema = schema_of($node, 'town');

$node->safe_psql('town', 'CREATE ROLE mayor LOGIN; ALTER DATABASE town OWNER TO mayor; ALTER SCHEMA public OWNER TO pg_database_owner');
$node->safe_psql('town', 'CREATE TABLE public.helpers AS SELECT 1 AS n');
foreach my $loss ('SET ROLE mayor; DROP SCHEMA public CASCADE; CREATE SCHEMA public', 'DROP EXTENSION ltree CASCADE', 'DROP EXTENSION civic_credit CASCADE')
{
	is(sqlstate($node, 'town', $loss), '00000', $loss);
	is($node->safe_psql('town', $rows), $ledger, '... the ledger stays');
	like(with_warnings($node, 'town', 'CREATE EXTENSION civic_credit CASCADE'), qr/upgrade_programme/, '... the extension comes back');
	is($node->safe_psql('town', $upgrade), 3, '... upgrade_programme()');
	is($node->safe_psql('town', $scores), $before, '... everything scores as before');
	same_lines(schema_of($node, 'town') =~ s/^.*SCHEMA public.*\n//gmr, $schema =~ s/^.*SCHEMA public.*\n//gmr, '... and is as it was, grants included');
	is(sqlstate($node, 'town', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'x')", before => 'SET ROLE desk;'), '00000', '... recorders record');
	$node->safe_psql('town', "SELECT civic.reverse(subject_id, entry_id, 'x') FROM civic_private.entry e WHERE source_ref = 'x'
		AND NOT EXISTS (SELECT FROM civic_private.entry r WHERE r.ref_entry_id = e.entry_id)");
	$ledger = $node->safe_psql('town', $rows);
}

# ---------- another cluster ----------

my $file = PostgreSQL::Test::Utils::tempdir() . '/town.sql';
$node->command_ok([ 'pg_dump', '--file', $file, $node->connstr('town') ], 'pg_dump');
my $text = slurp_file($file);

# without roles, then with the role that has a grant
my $bare = new_server('bare');
like(restore_dump($bare, 'town', $text), qr/role "civic_owner" does not exist/, 'restored where no role is');
my $told = with_warnings($bare, 'town', $upgrade);
like($told, qr/removed.*"desk"/, '... what was granted to roles that are not there is removed, and told of');
is($bare->safe_psql('town', $scores), $before, '... everything scores as before');
is($bare->safe_psql('town', "SELECT count(*) FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'civic%' AND relkind <> 'c' AND relowner <> 'civic_owner'::regrole"), 0, '... and belongs to an owner');
is(sqlstate($bare, 'town', q{UPDATE civic_private.entry SET quantity = 1}), '23001', '... guarded');
$bare->safe_psql('town', 'CREATE ROLE desk');
is($bare->safe_psql('town', "SELECT count(*) FROM civic.access_report() WHERE role = 'desk'"), 0, '... a role that comes later has nothing');

$bare->safe_psql('postgres', 'CREATE ROLE mayor');
like(restore_dump($bare, 'again', $text =~ s/^GRANT .*\n//gmr), qr/^$/, 'restored where roles are, without their rights');
$told = with_warnings($bare, 'again', $upgrade);
like($told, qr/role "desk" has profile recorder again, for office/, '... grants are bound by name, and listed');
is(sqlstate($bare, 'again', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'y')", before => 'SET ROLE desk;'), '00000', '... and hold');
is(with_warnings($bare, 'again', $upgrade) =~ /again/ ? 'told' : 'quiet', 'quiet', '... once');

# a copy is another place, with the same roles
$bare->safe_psql('postgres', 'CREATE DATABASE copy TEMPLATE again');
is(sqlstate($bare, 'copy', "SELECT civic.record($subject, 'help', 1, '2021-02-01', 'z')", before => 'SET ROLE desk;'), '00000', 'a copy works');
like(with_warnings($bare, 'copy', $upgrade), qr/role "desk" has profile recorder again/, '... and upgrade_programme() lists its grants');

# an owner of the town's own, who needs no setting
$node->safe_psql('postgres', 'CREATE DATABASE own TEMPLATE template0');
$node->safe_psql('own', <<"SQL");
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('own', owner => 'own_keeper');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy(@{[ pack_sql() ]}), '2020-01-01');
SELECT civic.record(civic.enroll('one', 'resident', 'town', since => '2020-01-01'), 'help', 1, '2021-01-01', 'a');
SELECT civic.grant_access('desk', 'service');
SQL
$node->command_ok([ 'pg_dump', '--file', $file, $node->connstr('own') ], 'pg_dump of a programme with an owner of its own');
$bare->safe_psql('postgres', 'CREATE ROLE own_keeper NOLOGIN NOINHERIT');
is(restore_dump($bare, 'own', slurp_file($file)), '', '... which is restored');
is($bare->safe_psql('own', $upgrade), 3, '... upgrade_programme() needs no setting');
is($bare->safe_psql('own', 'SELECT civic_internal.programme_owner()::regrole'), 'own_keeper', '... it finds the owner');
is($bare->safe_psql('own', "SELECT count(*) FROM pg_proc WHERE pronamespace::regnamespace::text LIKE 'civic%' AND prosecdef AND proowner <> 'own_keeper'::regrole"), 0,
	'... and gives the functions to it');
is($bare->safe_psql('own', "SET ROLE desk; SELECT civic.score(civic.find_subject('one'))"), '1002.00', '... and a service works');

# ---------- a programme of 1.1 that was analysed ----------

my $town = slurp_file("$FindBin::RealBin/upgrade/town-1.1.sql");
$bare->psql('postgres', join('', map { "CREATE ROLE town_$_;" } qw(policy_admin service reviewer auditor analyst recorder many judge elder1 elder2 elder3)));
is(join('', grep { /ERROR: / } split /^(?=psql:)/m, restore_dump($bare, 'old', $town)), '', 'a programme of 1.1');
my $known = q{SELECT count(*) FROM pg_statistic s JOIN pg_attribute a ON a.attrelid = s.starelid AND a.attnum = s.staattnum
	WHERE s.starelid::regclass::text || '.' || a.attname IN ('civic_private.subject.lookup', 'civic_private.subject.attributes',
		'civic_private.review_key.key', 'civic_private.kept_text.body')};
$bare->safe_psql('old', 'ANALYZE');
cmp_ok($bare->safe_psql('old', $known), '>', 0, '... of whose look-ups the server has statistics');
$bare->safe_psql('old', $upgrade);
is($bare->safe_psql('old', $known), 0, '... has none after the upgrade');
$bare->safe_psql('old', 'ANALYZE');
is($bare->safe_psql('old', $known), 0, '... and gets none');

# ---------- whoever installs ----------

$node->safe_psql('postgres', "CREATE DATABASE $_ TEMPLATE template0") foreach ('plain', 'odd');
my $install = "CREATE EXTENSION civic_credit CASCADE; SELECT civic.create_programme('town'); SELECT civic.grant_access('desk', 'recorder');";
$node->safe_psql('plain', $install);
$node->safe_psql('odd', <<"SQL");
CREATE EXTENSION ltree;
CREATE SCHEMA mine;
CREATE FUNCTION mine.int8eq(int8, int8) RETURNS bool LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR mine.= (LEFTARG = int8, RIGHTARG = int8, FUNCTION = mine.int8eq);
CREATE ROLE favourite;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO favourite;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO favourite;
ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO favourite;
SET search_path = public, mine;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
SET DateStyle = 'SQL, DMY';
SET IntervalStyle = 'sql_standard';
SET TimeZone = 'Pacific/Kiritimati';
SET bytea_output = 'escape';
SET row_security = off;
SET array_nulls = off;
SET check_function_bodies = on;
SET default_transaction_isolation = 'serializable';
SET client_min_messages = error;
$install
SQL
is($node->safe_psql('odd', "SELECT count(*) FROM civic.access_report() WHERE role = 'favourite' AND via = 'grant'"), 0, 'default privileges of the installing superuser give nothing away');
$node->safe_psql('odd', 'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM favourite; ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM favourite;
	ALTER DEFAULT PRIVILEGES REVOKE ALL ON SCHEMAS FROM favourite; DROP SCHEMA mine CASCADE');
same_lines(schema_of($node, 'odd'), schema_of($node, 'plain'), 'nor do his settings change what is installed');
same_lines(members_of($node, 'odd'), members_of($node, 'plain'), '... nor the extension');

$node->stop;
$bare->stop;
done_testing();
