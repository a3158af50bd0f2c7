# The ledger is sealed: every append-only row is in one block, and what is
# changed afterwards is found and named. Backdated rows, swapped rows, edited
# tiles, headers and guards.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $node = new_server('main');
$node->append_conf('postgresql.conf', "max_prepared_transactions = 5\nwal_level = replica\nmax_wal_senders = 4");
$node->restart;
new_programme($node, $db, 40);

sub sql { return $node->safe_psql($db, $_[0]); }

# What verify() finds, as lines.
sub faults { return sql('SELECT v.table_name, v.entry_id, v.fault FROM civic.verify() v ORDER BY 1, 2, 3'); }

# Changes as the superuser makes them who knows how.
sub tamper
{
	my ($change) = @_;
	sql("SET session_replication_role = replica; ALTER TABLE civic_private.entry DISABLE TRIGGER ALL;
		ALTER TABLE civic_private.block DISABLE TRIGGER ALL; ALTER TABLE civic_private.tile DISABLE TRIGGER ALL;
		$change;
		ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_rows; ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_table;
		ALTER TABLE civic_private.block ENABLE ALWAYS TRIGGER guard_rows; ALTER TABLE civic_private.block ENABLE ALWAYS TRIGGER guard_table;
		ALTER TABLE civic_private.tile ENABLE ALWAYS TRIGGER guard_rows; ALTER TABLE civic_private.tile ENABLE ALWAYS TRIGGER guard_table");
	return;
}

# A change, what is found of it, and everything as it was.
sub found_after
{
	my ($change, $what) = @_;
	my $found;

	sql('CREATE TABLE public.kept_entry AS TABLE civic_private.entry; CREATE TABLE public.kept_block AS TABLE civic_private.block;
		CREATE TABLE public.kept_tile AS TABLE civic_private.tile; CREATE TABLE public.kept_edge AS TABLE civic_private.frontier');
	tamper($change);
	$found = faults();
	tamper('DELETE FROM civic_private.entry; INSERT INTO civic_private.entry TABLE public.kept_entry;
		DELETE FROM civic_private.block; INSERT INTO civic_private.block TABLE public.kept_block;
		DELETE FROM civic_private.tile; INSERT INTO civic_private.tile TABLE public.kept_tile;
		DELETE FROM civic_private.frontier; INSERT INTO civic_private.frontier TABLE public.kept_edge;
		DROP TABLE public.kept_entry, public.kept_block, public.kept_tile, public.kept_edge');
	is(faults(), '', "$what: then all is as it was");
	return $found;
}

sub post
{
	my ($from, $to) = @_;
	sql("INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
		SELECT 'resident ' || 1 + g % 40, (ARRAY['help', 'class'])[1 + g % 2], 1 + g % 4, date '2021-01-01' + g % 365, 'ref ' || g
		FROM generate_series($from, $to) AS g; CALL civic.post_inbox()");
	return;
}

# ---------------------------------------------------------------------------
# sealing

is(sql('SELECT civic.tree_size()'), 0, 'nothing is sealed by itself');
post(1, 700);
my $size = sql('SELECT civic.seal()');
my $rows = sql("SELECT sum((xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || p.name, false, true, '')))[1]::text::int8)
	FROM civic_internal.private_tables() p WHERE p.sealed");
is($size, $rows + 1, 'every append-only row has a leaf, and the header of the block');
is(faults(), '', 'they are what was sealed');
is(sql('SELECT civic.seal()'), $size, 'nothing new makes no block');
is(sql('SELECT * FROM civic.verify_guards()'), '', 'the guards are as they should be');
is(sql("SELECT count(*) FROM civic.check_programme() WHERE NOT holds"), 0, 'the programme is whole');
my $old_root = sql("SELECT encode(civic_internal.tree_root($size), 'hex')");

post(701, 900);
sql("SELECT count(civic.reverse(e.subject_id, e.entry_id, 'mistaken')) FROM civic_private.entry e WHERE e.entry_id % 50 = 0 AND e.kind = 1");
sql('SELECT civic.seal()');
my $grown = sql('SELECT civic.seal(true)');
is(faults(), '', 'more blocks, and a root over subjects');
is(sql("SELECT encode(civic_internal.tree_root($size), 'hex')"), $old_root, 'the old root is still there');
is(sql('SELECT sum(s.leaves) FROM civic_private.subject_leaves s'),
	sql("SELECT sum((xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || p.name, false, true, '')))[1]::text::int8)
		FROM civic_internal.private_tables() p WHERE p.sealed AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = p.name AND a.attname = 'subject_id')"),
	'each leaf about a subject counts for it');

# ---------------------------------------------------------------------------
# proofs

is(sql("SELECT count(*) FROM civic_private.entry e, civic.entry_leaf(e.subject_id, e.entry_id) l
	WHERE l.leaf_index IS NOT NULL AND l.leaf = sha256('\\x00' || l.record)"), sql('SELECT count(*) FROM civic_private.entry'), 'every entry finds its leaf');
is(sql('SELECT count(DISTINCT l.leaf_index) FROM civic_private.entry e, civic.entry_leaf(e.subject_id, e.entry_id) l'),
	sql('SELECT count(*) FROM civic_private.entry'), '... each another one');
sql(<<'SQL');
CREATE FUNCTION public.climb(leaf bytea, index int8, size int8, path bytea[]) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	fn int8 := index; sn int8 := size - 1; r bytea := leaf; p bytea;
BEGIN
	-- as RFC 9162, 2.1.3.2 has it
	FOREACH p IN ARRAY path LOOP
		IF fn % 2 = 1 OR fn = sn THEN
			r := sha256('\x01' || p || r);
			WHILE fn % 2 = 0 AND fn > 0 LOOP fn := fn / 2; sn := sn / 2; END LOOP;
		ELSE
			r := sha256('\x01' || r || p);
		END IF;
		fn := fn / 2; sn := sn / 2;
	END LOOP;
	RETURN CASE WHEN sn = 0 THEN r END;
END $$;
SQL
is(sql("SELECT count(*) FROM civic_private.entry e, civic.entry_leaf(e.subject_id, e.entry_id) l
	WHERE public.climb(l.leaf, l.leaf_index, $grown, civic.inclusion_proof(l.leaf_index, $grown)) = civic_internal.tree_root($grown)"),
	sql('SELECT count(*) FROM civic_private.entry'), 'and its proof leads to the root');
cmp_ok(sql("SELECT cardinality(civic.consistency_proof($size, $grown))"), '>', 0, 'the tree proves that it has grown');
is(sqlstate($node, $db, 'SELECT civic.inclusion_proof(1000000)'), '22023', 'no leaf, no proof');
is(sqlstate($node, $db, 'SELECT civic.consistency_proof(0)'), '22023', 'nothing is continued by everything');
is(sqlstate($node, $db, 'SELECT civic.checkpoint(1000000)'), '22023', 'no checkpoint of what is to come');
like(sql('SELECT civic.checkpoint()'), qr{^civic_credit/[-0-9a-f]{36}\n$grown\n[A-Za-z0-9+/]{43}=$}, 'a checkpoint');
my $receipt = sql("SELECT encode(civic.receipt(e.subject_id, e.entry_id), 'hex') FROM civic_private.entry e ORDER BY entry_id DESC LIMIT 1");
is($receipt, sql("SELECT encode(l.leaf, 'hex') FROM civic_private.entry e, civic.entry_leaf(e.subject_id, e.entry_id) l ORDER BY e.entry_id DESC LIMIT 1"),
	'a receipt is the leaf');

# ---------------------------------------------------------------------------
# what is changed is found

is(sqlstate($node, $db, 'UPDATE civic_private.entry SET quantity = 1'), '23001', 'entries are guarded');
is(sqlstate($node, $db, 'SET session_replication_role = replica; DELETE FROM civic_private.tile'), '23001', 'tiles are, for replicas, too');
is(sqlstate($node, $db, 'TRUNCATE civic_private.block'), '23001', 'blocks are');
my ($first, $middle, $last) = split /\n/, sql('SELECT unnest(ARRAY[min(entry_id), min(entry_id) FILTER (WHERE entry_id > 300), max(entry_id)]) FROM civic_private.entry');
foreach my $id ($first, $middle, $last)
{
	is(found_after("UPDATE civic_private.entry SET quantity = quantity + 1 WHERE entry_id = $id", 'a quantity'),
		"entry|$id|the row is not what was sealed\n||no row is what was sealed here\n||the total of quantities is not that of the entries",
		"the quantity of entry $id changed");
	like(found_after("DELETE FROM civic_private.entry WHERE entry_id = $id", 'a deleted row'),
		qr/^\|\|no row is what was sealed here\n\|\|the total/, "entry $id deleted: one leaf has no row");
}
my @swapped = split /\n/, found_after("UPDATE civic_private.entry e SET quantity = o.quantity, source_ref = o.source_ref || '!' FROM civic_private.entry o
	WHERE e.entry_id IN ($first, $middle) AND o.entry_id = $first + $middle - e.entry_id", 'swapped contents');
is(scalar(grep { /^entry\|($first|$middle)\|the row is not/ } @swapped), 2, 'contents swapped: both entries are named');
@swapped = split /\n/, found_after("UPDATE civic_private.entry SET entry_id = -entry_id WHERE entry_id IN ($first, $middle);
	UPDATE civic_private.entry SET entry_id = $first + $middle + entry_id WHERE entry_id < 0", 'swapped numbers');
is(scalar(grep { /the row is not/ } @swapped), 2, 'numbers swapped: both entries are named');
like(found_after("UPDATE civic_private.tile SET data = set_byte(data, 40, 255 - get_byte(data, 40)) WHERE level = 0 AND tile_no = 1", 'a tile'),
	qr/a tile is not what.*no row is what was sealed here/s, 'a tile edited');
like(found_after("UPDATE civic_private.entry SET quantity = quantity + 1 WHERE entry_id = $first;
	UPDATE civic_private.tile t SET data = overlay(t.data PLACING l.leaf FROM 1 + 32 * (l.leaf_index % 256)::int)
	FROM (SELECT sha256('\\x00' || substr(r.record, 1, 50)) AS leaf, 0::int8 AS leaf_index
		FROM civic_private.entry e, LATERAL (SELECT civic_internal.tree_root(1) AS record) r WHERE e.entry_id = $first) l WHERE t.level = 0 AND t.tile_no = 0", 'a row and its tile'),
	qr/a tile is not what the tile above it says/, 'a row and its tile edited: the tile above says so');
like(found_after("UPDATE civic_private.block SET snap_xmax = snap_xmax + 1 WHERE block_no = 1", 'a snapshot'),
	qr/^block\|\|the row is not what was sealed/, 'a snapshot edited: the header');
like(found_after("DELETE FROM civic_private.block WHERE block_no = 1", 'a block'), qr/the block does not follow/, 'a block deleted');
like(found_after("INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref, xact, recorded_at, actor_id, login_id)
	SELECT e.epoch, e.subject_id, e.rule_id, 100, e.occurred_on, e.effective_on, e.source_id, 'backdated', e.xact, e.recorded_at, e.actor_id, e.login_id
	FROM civic_private.entry e WHERE e.entry_id = $first", 'a backdated row'),
	qr/^entry\|\d+\|the row is not what was sealed/, 'a row with the stamp of an old transaction is in no old block');
like(found_after("UPDATE civic_private.entry SET recorded_at = recorded_at + interval '1 year' WHERE entry_id = $first", 'a time'),
	qr/the time of the entry does not fit its block/, 'a time that does not fit');
is(sql('SELECT count(*) FROM civic.verify_guards()'), 0, 'the guards are back, and no block has seen them away');
sql('ALTER TABLE civic_private.entry DISABLE TRIGGER guard_rows');
is(sql('SELECT string_agg(g.object, $$ $$ ORDER BY g.object) FROM civic.verify_guards() g'), 'civic_private.entry now', 'a guard that is disabled');
sql('ALTER TABLE civic_private.entry ENABLE TRIGGER guard_rows');
is(sql('SELECT string_agg(g.object, $$ $$ ORDER BY g.object) FROM civic.verify_guards() g'), 'civic_private.entry now', '... or enabled as usual triggers are');
post(901, 910);
sql('SELECT civic.seal()');
sql('ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_rows');
post(911, 920);
sql('SELECT civic.seal()');
is(sql('SELECT string_agg(g.object, $$ $$ ORDER BY g.object) FROM civic.verify_guards() g'), 'block 4 block 5', 'blocks show when it was so');
is(faults(), '', 'nothing was changed meanwhile');

# ---------------------------------------------------------------------------
# who seals, and when

is(sqlstate($node, $db, 'BEGIN; UPDATE civic_private.frontier SET level = level; SELECT civic.seal()'), '25001', 'not after writing in the same transaction');
is(sqlstate($node, $db, 'SELECT civic.seal(NULL)'), '22004', 'yes or no');
$node->safe_psql('postgres', 'CREATE ROLE sealer LOGIN; CREATE ROLE nobody LOGIN; CREATE ROLE inspector LOGIN');
sql("SELECT civic.grant_access('sealer', 'service'); SELECT civic.grant_access('inspector', 'auditor')");
post(921, 930);
my $before = sql('SELECT civic.tree_size()');
cmp_ok($node->safe_psql($db, 'SET ROLE sealer; SELECT civic.seal()'), '>', $before, 'a service seals');
is(sqlstate($node, $db, 'SET ROLE nobody; SELECT civic.seal()'), '42501', 'nobody else does');
is($node->safe_psql($db, 'SET ROLE inspector; SELECT count(*) FROM civic.verify()'), 0, 'an auditor verifies');
is($node->safe_psql($db, 'SET ROLE inspector; SELECT (SELECT count(*) > 0 FROM civic_private.tile) AND (SELECT count(*) > 0 FROM civic_private.block)
	AND (SELECT count(*) > 0 FROM civic.role_names)'), 't', '... and reads what proves it');
is(sqlstate($node, $db, 'SET ROLE inspector; UPDATE civic_private.frontier SET level = level'), '42501', '... and writes nothing');
cmp_ok(sql("SELECT h.value FROM civic.health h WHERE h.metric = 'seal_lag'"), '<', 600, 'a monitor sees how long it is since');

# a transaction that is open while others are sealed is in a later block
my $slow = $node->background_psql($db);
$slow->query_safe("BEGIN; SELECT civic.record(civic.find_subject('resident 7'), 'help', 1, '2021-05-05', 'slow'); SAVEPOINT a;
	SELECT civic.record(civic.find_subject('resident 7'), 'help', 2, '2021-05-05', 'slow 2'); ROLLBACK TO a;
	SELECT civic.record(civic.find_subject('resident 7'), 'help', 3, '2021-05-05', 'slow 3')");
post(931, 940);
my $open = sql('SELECT civic.seal()');
$slow->query_safe('COMMIT');
$slow->quit;
is(sql('SELECT civic.seal()') - $open, 3, 'what was open then is in the next block, without what was rolled back');
is(faults(), '', 'and all is as it was sealed');
sql("BEGIN; SELECT civic.record(civic.find_subject('resident 8'), 'help', 1, '2021-05-05', 'prepared'); PREPARE TRANSACTION 'p'");
my $prepared = sql('SELECT civic.seal()');
sql("COMMIT PREPARED 'p'");
cmp_ok(sql('SELECT civic.seal()'), '>', $prepared, 'a prepared transaction is sealed once it is committed');
is(faults(), '', 'and all is as it was sealed');

$node->stop;
done_testing();
