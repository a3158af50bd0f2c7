# Every column of every append-only table is in a leaf. What is sealed is verified
# on a standby, and where a dump was restored, which is another incarnation; a
# server that was taken back to a point in time and went on from there is found
# by the notary.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $dir = PostgreSQL::Test::Utils::tempdir();
my $node = new_server('main');
$node->append_conf('postgresql.conf', "wal_level = replica\nmax_wal_senders = 4");
$node->enable_archiving;
$node->restart;
new_programme($node, $db, 40);

sub sql { return $node->safe_psql($db, $_[0]); }

sub post
{
	my ($from, $to) = @_;
	sql("INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
		SELECT 'resident ' || 1 + g % 40, (ARRAY['help', 'class'])[1 + g % 2], 1 + g % 4, date '2021-01-01' + g % 365, 'ref ' || g
		FROM generate_series($from, $to) AS g; CALL civic.post_inbox()");
	return;
}

sub audit
{
	my ($server, @args) = @_;

	local $ENV{PGHOST} = $server->host;
	local $ENV{PGPORT} = $server->port;
	local $ENV{PGDATABASE} = $db;
	return system('civic-audit', @args) >> 8;
}

post(1, 700);
sql('SELECT civic.seal(true)');
post(701, 900);
sql('SELECT civic.seal(true)');

# ---------------------------------------------------------------------------
# every column of every append-only table is in a leaf

$node->safe_psql('postgres', "CREATE DATABASE columns");
$node->safe_psql('columns', 'CREATE EXTENSION civic_credit CASCADE');
$node->safe_psql('columns', q{SELECT civic.create_programme('columns')});
my $fill = $node->safe_psql('columns', <<'SQL');
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.conrelid::regclass, c.conname) FROM pg_constraint c JOIN civic_internal.private_tables() p ON p.name = c.conrelid
WHERE p.sealed AND c.contype IN ('c', 'f')
UNION ALL
SELECT format('ALTER TABLE %s ALTER COLUMN %I DROP IDENTITY', p.name, a.attname) FROM civic_internal.private_tables() p
	JOIN pg_attribute a ON a.attrelid = p.name AND a.attidentity <> '' WHERE p.sealed
UNION ALL
SELECT format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s) ON CONFLICT DO NOTHING', p.name, string_agg(quote_ident(a.attname), ', '), string_agg(CASE a.atttypid::regtype::text
	WHEN 'text' THEN '''x''' WHEN 'name' THEN '''x''' WHEN 'bytea' THEN 'sha256(''x'')' WHEN 'date' THEN '''2021-01-01''' WHEN 'boolean' THEN 'true'
	WHEN 'timestamp with time zone' THEN 'clock_timestamp()' WHEN 'jsonb' THEN '''{"a": 1}''' WHEN 'bigint[]' THEN '''{1}''' WHEN 'oid[]' THEN '''{1}''' WHEN 'name[]' THEN '''{x}''' WHEN 'text[]' THEN '''{x}''' WHEN 'integer[]' THEN '''{1}''' ELSE '1' END, ', '))
FROM civic_internal.private_tables() p JOIN pg_attribute a ON a.attrelid = p.name AND a.attnum > 0 AND NOT a.attisdropped
WHERE p.sealed AND p.name <> 'civic_private.incarnation'::regclass AND a.attname NOT IN ('xact') GROUP BY p.name
SQL
$node->safe_psql('columns', "SET session_replication_role = replica;\n" . join(";\n", split /\n/, $fill));
$node->safe_psql('columns', 'SELECT civic.seal()');
is($node->safe_psql('columns', 'SELECT p.name FROM civic_internal.private_tables() p WHERE p.sealed AND p.name::text NOT IN
	(SELECT $$civic_private.$$ || s.name FROM civic_internal.sealed_streams() s) ORDER BY 1'), 'civic_private.entry', 'every append-only table is a stream, or the ledger');
$node->safe_psql('columns', 'CREATE ROLE reader; SELECT civic.grant_access($$reader$$, $$auditor$$)');
is($node->safe_psql('columns', "SELECT p.name FROM civic_internal.private_tables() p WHERE p.sealed AND NOT has_table_privilege('reader', p.name, 'SELECT')"),
	'', 'an auditor reads each of them');
is($node->safe_psql('columns', 'SELECT * FROM civic.verify()'), '', 'a row in every append-only table');
my @columns = split /\n/, $node->safe_psql('columns', <<'SQL');
SELECT p.name, a.attname, CASE a.atttypid::regtype::text
	WHEN 'text' THEN '''y''' WHEN 'name' THEN '''y''' WHEN 'bytea' THEN 'sha256(''y'')' WHEN 'date' THEN '''2021-01-02''' WHEN 'boolean' THEN 'false'
	WHEN 'timestamp with time zone' THEN '''2021-01-02''' WHEN 'jsonb' THEN '''{"a": 2}''' WHEN 'bigint[]' THEN '''{1,2}''' WHEN 'oid[]' THEN '''{1,2}''' WHEN 'name[]' THEN '''{x,y}''' WHEN 'text[]' THEN '''{x,y}''' WHEN 'integer[]' THEN '''{1,2}''' ELSE '2' END,
	EXISTS (SELECT FROM civic_internal.unsealed_columns() u WHERE format('civic_private.%s', u.name)::regclass = p.name AND u.col = a.attname)
FROM civic_internal.private_tables() p JOIN pg_attribute a ON a.attrelid = p.name AND a.attnum > 0 AND NOT a.attisdropped
WHERE p.sealed ORDER BY 1, 2
SQL
cmp_ok(scalar(@columns), '>', 250, scalar(@columns) . ' columns');
my (@quiet, @loud);
foreach my $line (@columns)
{
	my ($table, $column, $value, $unsealed) = split /\|/, $line;
	# two of them are the same where the programme has one row only
	my $found = $node->safe_psql('columns', "BEGIN; SET LOCAL session_replication_role = replica; ALTER TABLE $table DISABLE TRIGGER ALL;
		UPDATE $table SET $column = $value WHERE $column IS DISTINCT FROM $value; SELECT count(*) > 0 FROM civic.verify(); ROLLBACK");
	push @quiet, "$table.$column" if $found eq 'f' && $unsealed eq 'f';
	push @loud, "$table.$column" if $found eq 't' && $unsealed eq 't';
}
is("@quiet", '', 'a change of any column is found');
is("@loud", '', 'but those that are listed as in no leaf');

# ---------------------------------------------------------------------------
# elsewhere

my $standby = PostgreSQL::Test::Cluster->new('standby');
$node->backup('copy');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
$node->wait_for_catchup($standby, 'replay', $node->lsn('insert'));
is($standby->safe_psql($db, 'SELECT count(*) FROM civic.verify()'), 0, 'a standby verifies');
is($standby->safe_psql($db, 'SELECT civic.checkpoint()'), sql('SELECT civic.checkpoint()'), '... and has the same checkpoint');
is(sqlstate($standby, $db, 'SELECT civic.seal()'), '25006', '... but seals nothing');
chomp(my $key = qx(civic-audit keygen --name town.example/points $dir/key));
mkdir "$dir/notes" or die $!;
my @notary = ('notary', '--key', "$dir/key", '--notes', "$dir/notes");
is(audit($node, @notary), 0, 'a notary signs what the standby has replayed');
is(audit($standby, 'verify', '-k', $key, '-c', "$dir/notes/checkpoint"), 0, '... and civic-audit finds the same there');
$standby->safe_psql('postgres', 'SELECT pg_wal_replay_pause()');
post(951, 960);
is(audit($node, @notary, '--seal'), 2, 'what a standby has not replayed is not signed, so that a promotion loses nothing that is');
$standby->safe_psql('postgres', 'SELECT pg_wal_replay_resume()');
$node->wait_for_catchup($standby, 'replay', $node->lsn('insert'));
is(audit($node, @notary), 0, '... until it has');
$standby->stop;

# back to a point in time, and on from there: another history of the same ledger
my $point = $node->lsn('insert');
post(961, 990);
is(audit($node, @notary, '--seal'), 0, 'the notary has signed more');
$node->safe_psql('postgres', 'SELECT pg_switch_wal()');
$node->poll_query_until('postgres', "SELECT last_archived_wal >= pg_walfile_name('$point') FROM pg_stat_archiver");
my $earlier = PostgreSQL::Test::Cluster->new('earlier');
$earlier->init_from_backup($node, 'copy', has_restoring => 1, standby => 0);
$earlier->append_conf('postgresql.conf', "recovery_target_lsn = '$point'\nrecovery_target_action = promote\narchive_mode = off");
$earlier->start;
$earlier->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()');
is($earlier->safe_psql($db, 'SELECT count(*) FROM civic.verify()'), 0, 'a server that was taken back is whole in itself');
my @signed = ('verify', '-k', $key, '-c', "$dir/notes/checkpoint");
is(audit($earlier, @signed), 5, '... but has fewer leaves than were signed');
is(audit($earlier, @notary), 5, '... so the notary does not sign');
$earlier->safe_psql($db, "SELECT civic.record(civic.find_subject('resident ' || 1 + g % 40), 'help', 1, '2021-05-05', 'other ' || g) FROM generate_series(1, 60) g; SELECT civic.seal()");
cmp_ok($earlier->safe_psql($db, 'SELECT civic.tree_size()'), '>', sql('SELECT civic.tree_size()'), 'it goes on past that');
is($earlier->safe_psql($db, 'SELECT count(*) FROM civic.verify()'), 0, '... whole in itself');
is($earlier->safe_psql($db, 'SELECT count(DISTINCT b.timeline) FROM civic_private.block b'), 2, '... and its blocks say that it is another timeline');
is(audit($earlier, @signed), 4, '... and civic-audit says that another history was signed');
is(audit($earlier, @notary), 4, '... and the notary does not sign');
$earlier->stop;

my $checkpoint = sql('SELECT civic.checkpoint()');
post(941, 950);
my $file = PostgreSQL::Test::Utils::tempdir() . '/town.sql';
$node->command_ok([ 'pg_dump', '-f', $file, '-d', $node->connstr($db) ], 'a dump');
my $other = new_server('other');
$node->command_ok([ 'pg_dumpall', '--roles-only', '--file', "$dir/roles.sql", '-d', $node->connstr('postgres') ], '... with the roles');
$other->psql('postgres', slurp_file("$dir/roles.sql"), on_error_stop => 0);
is(restore_dump($other, q(town), slurp_file($file)), q(), 'restored into another cluster');
$other->safe_psql('town', 'SELECT civic.upgrade_programme()');
is($other->safe_psql('town', 'SELECT max(epoch) FROM civic_private.incarnation'), 2, 'a new incarnation');
is($other->safe_psql('town', 'SELECT count(*) FROM civic.verify()'), 0, 'what was sealed there is verified here');
$other->safe_psql('town', "SELECT civic.record(civic.find_subject('resident 9'), 'help', 1, '2021-05-05', 'here')");
my ($was) = $checkpoint =~ /\n(\d+)\n/;
$other->safe_psql('town', 'SELECT civic.seal()');
is($other->safe_psql('town', 'SELECT string_agg(format($$%s %s %s$$, b.epoch, b.is_rest, b.entries), $$, $$ ORDER BY b.block_no)
	FROM civic_private.block b WHERE b.first_index >= ' . $was), '1 t 10, 2 f 1', 'what was not sealed there is the rest of that incarnation; then comes what is new');
is($other->safe_psql('town', 'SELECT count(*) FROM civic.verify()'), 0, 'and all is as it was sealed');
is($other->safe_psql('town', "SELECT civic.checkpoint($was)"), $checkpoint, 'the tree continues that of the other cluster');
is($other->safe_psql('town', "SELECT count(*) FROM civic_private.entry e, civic.entry_leaf(e.subject_id, e.entry_id) l WHERE l.leaf_index IS NULL"), 0,
	'every entry finds its leaf');
is(sqlstate($other, 'town', 'SELECT civic.new_incarnation(NULL)'), '22023', 'an incarnation has a reason');
is($other->safe_psql('town', "SELECT civic.new_incarnation('moved')"), 3, 'one can be begun by hand');
$other->safe_psql('town', 'SELECT civic.seal()');
is($other->safe_psql('town', 'SELECT count(*) FROM civic.verify()'), 0, 'and all is as it was sealed');

$_->stop foreach $node, $other;
done_testing();
