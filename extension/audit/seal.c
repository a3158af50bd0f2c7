/*-------------------------------------------------------------------------
 *
 * seal.c
 *	  Sealing: a block takes what the last snapshot did not see and this one
 *	  does.
 *
 * Nobody who writes waits for it, and nothing is left out: whether a snapshot
 * sees a transaction follows from its number alone, and a transaction that it
 * sees is over and writes nothing more.  The order is: lock, clock, next
 * transaction, snapshot, clock; all before this transaction has a number.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "fmgr.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "audit/blocks.h"
#include "audit/placement.h"
#include "audit/tree.h"
#include "base/programme.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_seal);

/* a block without rows shows that the last one is still the last */
#define HEARTBEAT	(60 * USECS_PER_SEC)

/* Leaf hashes of one table, which are put in order before they are appended. */
typedef struct TableLeaves
{
	MerkleHash *leaves;
	Size		n,
				room;
} TableLeaves;

typedef struct Sealing
{
	StoredTree *tree;
	Block	   *block;
	TableLeaves table;
	int64		last_entry;
} Sealing;

/* ----------
 * what is sealed
 * ----------
 */

static void
seal_entry(BlockScan *scan, int block, TupleTableSlot *slot, const MerkleHash *leaf)
{
	Sealing    *s = scan->arg;
	int64		entry_id = DatumGetInt64(slot->tts_values[1]);

	/* they come in order, and the key of the table has the subject before the number */
	if (entry_id == s->last_entry)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("two entries have the number %lld", (long long) entry_id),
				 errhint("civic.check_programme() names what does not hold.")));
	s->last_entry = entry_id;
	s->block->entries++;
	s->block->total += DatumGetInt32(slot->tts_values[8]);
	tree_append(s->tree, leaf, entry_id);
}

static void
seal_row(BlockScan *scan, int block, const RowEncoder *encoder, TupleTableSlot *slot,
		 const MerkleHash *leaf)
{
	TableLeaves *table = &((Sealing *) scan->arg)->table;

	if (table->n == table->room)
	{
		table->room = table->room ? 2 * table->room : 64;
		table->leaves = table->leaves == NULL ? palloc(table->room * sizeof(MerkleHash)) :
			repalloc_huge(table->leaves, table->room * sizeof(MerkleHash));
	}
	table->leaves[table->n++] = *leaf;
}

static void
seal_table(BlockScan *scan)
{
	Sealing    *s = scan->arg;

	if (s->table.n > 0)
		qsort(s->table.leaves, s->table.n, sizeof(MerkleHash), compare_hashes);
	for (Size i = 0; i < s->table.n; i++)
		tree_append(s->tree, &s->table.leaves[i], 0);
	s->block->rows += s->table.n;
	s->table.n = 0;
}

/* The leaves after those of rows: the root over subjects, the header. */
static void
seal_header(Sealing *s, LeafContext *context)
{
	MerkleHash	leaf;

	if (s->block->has_subjects)
	{
		subjects_leaf(context, s->block, &leaf);
		tree_append(s->tree, &leaf, 0);
	}
	header_leaf(context, s->block, &leaf);
	tree_append(s->tree, &leaf, 0);
	write_edge(s->tree);
	write_block(s->block);
}

static void
read_guards(MerkleHash *guards)
{
	static Statement st = STATEMENT("SELECT civic_internal.guard_fingerprint() AS guards");

	QUERY(&st);
	memcpy(guards->bytes, VARDATA_ANY(row_bytea(0, "guards")), HASH_BYTES);
}

/* Seal one block, unless it would be empty and need not be; was it? */
static bool
seal_block(Block *block, const Block *last, const Incarnation *incarnation, bool subjects)
{
	Block		pair[2] = {*block, *block};
	Sealing		s = {.block = block};
	BlockScan	scan = {
		.context = leaf_context(),.blocks = pair,.n = 1,.take_entry = seal_entry,
		.take_row = seal_row,.end_table = seal_table,.arg = &s
	};

	s.tree = read_tree();
	if (s.tree->size != block->first_index)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("the stored tree does not end where the last block does"),
				 errdetail("It has %llu leaves, the blocks have %llu.",
						   (unsigned long long) s.tree->size,
						   (unsigned long long) block->first_index),
				 errhint("civic.verify() and civic-audit say what was changed.")));
	if (last->block_no > 0 && last->epoch == block->epoch)
	{
		pair[0] = *last;
		scan.n = 2;
		scan.first = 1;
	}
	scan_incarnation(&scan, incarnation);
	if (s.tree->size == block->first_index && !subjects && !block->is_rest &&
		last->block_no > 0 && block->taken_at < last->taken_at + HEARTBEAT)
		return false;
	if (subjects)
		update_subjects(scan.context, &block->subjects_root);
	block->has_subjects = subjects;
	read_guards(&block->guards);
	seal_header(&s, scan.context);
	return true;
}

/* ----------
 * when
 * ----------
 */

/* As pg_current_snapshot() does it: a number of 32 bits is at most that of the next transaction. */
static uint64
full_xact(TransactionId xid, FullTransactionId next)
{
	uint64		epoch = EpochFromFullTransactionId(next);

	if (xid > XidFromFullTransactionId(next))
		epoch--;
	return epoch << 32 | xid;
}

static int
compare_xacts(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a,
				y = *(const uint64 *) b;

	return x < y ? -1 : x > y;
}

static void
describe_snapshot(Snapshot snapshot, BlockSnapshot *to)
{
	FullTransactionId next = ReadNextFullTransactionId();
	uint64	   *running = palloc(sizeof(uint64) * (snapshot->xcnt + 1));
	Size		n = 0;

	for (uint32 i = 0; i < snapshot->xcnt; i++)
		running[i] = full_xact(snapshot->xip[i], next);
	qsort(running, snapshot->xcnt, sizeof(uint64), compare_xacts);
	/* one that is just being prepared is there twice */
	for (uint32 i = 0; i < snapshot->xcnt; i++)
		if (n == 0 || running[n - 1] != running[i])
			running[n++] = running[i];
	*to = (BlockSnapshot) {
		full_xact(snapshot->xmin, next), full_xact(snapshot->xmax, next), running, n
	};
}

/* Take the snapshot and what is noted with it; it is active then. */
static void
take_snapshot(Block *block)
{
	Snapshot	snapshot;

	block->begun_at = unix_time(GetCurrentTimestamp());
	block->next_xact = U64FromFullTransactionId(ReadNextFullTransactionId());
	snapshot = GetLatestSnapshot();
	PushActiveSnapshot(snapshot);
	describe_snapshot(snapshot, &block->snapshot);
	block->taken_at = unix_time(GetCurrentTimestamp());
	block->lsn = GetXLogInsertRecPtr();
}

static void
read_place(Block *block)
{
	static Statement st = STATEMENT(
		"SELECT p.cluster, p.database::int8 AS database, p.timeline FROM civic_internal.place() p");

	QUERY(&st);
	block->system_id = (uint64) row_int8(0, "cluster");
	block->database = (Oid) row_int8(0, "database");
	block->timeline = (uint32) row_int4(0, "timeline");
}

static void
check_place(const Block *block, const Block *last, const Incarnation *newest)
{
	if ((uint64) newest->cluster != block->system_id || newest->database != block->database)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the ledger lives in another cluster or database than before"),
				 errdetail("Numbers of transactions do not mean here what they meant there."),
				 errhint("civic.new_incarnation() says that it lives here from now on.")));
	if (last->block_no > 0 && last->epoch == newest->epoch && block->next_xact < last->next_xact)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("transactions have lower numbers than at the last block"),
				 errdetail("The next one is %llu, and was %llu then.",
						   (unsigned long long) block->next_xact,
						   (unsigned long long) last->next_xact),
				 errhint("civic.new_incarnation() says that they are counted anew.")));
}

/* What the next block begins with. */
static Block
next_block(const Block *now, const Block *last, int32 epoch)
{
	Block		block = *now;

	block.block_no = last->block_no + 1;
	block.first_index = last->block_no > 0 ? block_end(last) : 0;
	block.total = last->total;
	block.epoch = epoch;
	return block;
}

/* Blocks with the rest of incarnations that have ended, and then what is new. */
static void
seal_all(const Block *now, bool subjects)
{
	Block		last = {0};
	int			n;
	Incarnation *all = read_incarnations(&n);

	(void) read_last_block(&last);
	check_place(now, &last, &all[n - 1]);
	for (int i = 0; i < n; i++)
	{
		Block		block = next_block(now, &last, all[i].epoch);

		if (last.epoch > block.epoch || (last.epoch == block.epoch && last.is_rest))
			continue;
		block.is_rest = i < n - 1;
		/* while nothing happens, there is nothing to look for */
		if (!block.is_rest && !subjects && last.block_no > 0 && last.epoch == block.epoch &&
			last.snapshot.xmax == block.snapshot.xmax && last.snapshot.n_running == 0 &&
			block.taken_at < last.taken_at + HEARTBEAT)
			return;
		if (seal_block(&block, &last, &all[i], subjects && !block.is_rest))
			last = block;
		/* the next one reads what this one wrote */
		CommandCounterIncrement();
		UpdateActiveSnapshotCommandId();
	}
}

static void
check_may_seal(void)
{
	static Statement st = STATEMENT("SELECT civic_internal.refuse_subscriber()");

	if (RecoveryInProgress())
		ereport(ERROR,
				(errcode(ERRCODE_READ_ONLY_SQL_TRANSACTION),
				 errmsg("a standby cannot seal"),
				 errhint("Seal on the primary; verifying works here.")));
	if (TransactionIdIsValid(GetTopTransactionIdIfAny()))
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("civic.seal() cannot run in a transaction that has written"),
				 errdetail("What this transaction wrote cannot be sealed before it is over."),
				 errhint("Call it in a transaction of its own.")));
	RUN(&st, SPI_OK_SELECT);
}

Datum
civic_seal(PG_FUNCTION_ARGS)
{
	static Statement lock = STATEMENT(
		"LOCK TABLE civic_private.block IN SHARE UPDATE EXCLUSIVE MODE");
	static Statement durable = STATEMENT(
		"SELECT set_config('synchronous_commit', 'on', true) "
		"WHERE current_setting('synchronous_commit') IN ('off', 'local')");
	Block		now = {0},
				last;
	int64		size = 0;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("subjects must not be null")));
	require_programme();
	(void) programme_seen();
	SPI_connect();
	check_may_seal();
	RUN(&lock, SPI_OK_UTILITY);
	/* what is in a durable block is durable itself */
	RUN(&durable, SPI_OK_SELECT);
	take_snapshot(&now);
	read_place(&now);
	seal_all(&now, PG_GETARG_BOOL(0));
	if (read_last_block(&last))
		size = (int64) block_end(&last);
	PopActiveSnapshot();
	SPI_finish();
	PG_RETURN_INT64(size);
}
