/*-------------------------------------------------------------------------
 *
 * proof.c
 *	  Checkpoints and proofs from the stored tree, and where an entry's leaf is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"

#include "audit/blocks.h"
#include "audit/tree.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "core/note.h"
#include "ledger/entry_reach.h"

PG_FUNCTION_INFO_V1(civic_tree_root);
PG_FUNCTION_INFO_V1(civic_inclusion_proof);
PG_FUNCTION_INFO_V1(civic_consistency_proof);
PG_FUNCTION_INFO_V1(civic_receipt);
PG_FUNCTION_INFO_V1(civic_entry_leaf);

static Datum
path_datum(const MerkleHash *path, int n)
{
	Datum		items[MERKLE_PATH_MAX];

	for (int i = 0; i < n; i++)
		items[i] = hash_datum(&path[i]);
	return PointerGetDatum(construct_array(items, n, BYTEAOID, -1, false, TYPALIGN_INT));
}

/* The size of the tree, or that which was asked for if it has been reached. */
static uint64
size_or_last(FunctionCallInfo fcinfo, int arg)
{
	Block		last;
	uint64		size = read_last_block(&last) ? block_end(&last) : 0;

	if (PG_ARGISNULL(arg))
		return size;
	if (PG_GETARG_INT64(arg) < 0 || (uint64) PG_GETARG_INT64(arg) > size)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the tree has %llu leaves", (unsigned long long) size),
				 errdetail("A size of %lld was asked for.", (long long) PG_GETARG_INT64(arg))));
	return (uint64) PG_GETARG_INT64(arg);
}

static void
tree_incomplete(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("the stored tree is not complete"),
			 errhint("civic.verify() and civic-audit say what was changed.")));
}

Datum
civic_tree_root(PG_FUNCTION_ARGS)
{
	TileCache  *cache;
	MerkleSource source;
	MerkleHash	root;
	uint64		size;

	(void) programme_seen();
	SPI_connect();
	cache = palloc0(sizeof(TileCache));
	source = tile_source(cache);
	size = size_or_last(fcinfo, 0);
	if (!merkle_source_root(&source, size, &root))
		tree_incomplete();
	SPI_finish();
	PG_RETURN_DATUM(hash_datum(&root));
}

Datum
civic_inclusion_proof(PG_FUNCTION_ARGS)
{
	MerkleHash	path[MERKLE_PATH_MAX];
	MerkleSource source;
	uint64		size;
	int			n;

	if (PG_ARGISNULL(0))
		null_argument("leaf_index");
	(void) programme_seen();
	SPI_connect();
	source = tile_source(palloc0(sizeof(TileCache)));
	size = size_or_last(fcinfo, 1);
	if (PG_GETARG_INT64(0) < 0 || (uint64) PG_GETARG_INT64(0) >= size)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a tree of %llu leaves has no leaf %lld", (unsigned long long) size,
						(long long) PG_GETARG_INT64(0))));
	n = merkle_inclusion(&source, (uint64) PG_GETARG_INT64(0), size, path);
	if (n < 0)
		tree_incomplete();
	SPI_finish();
	PG_RETURN_DATUM(path_datum(path, n));
}

Datum
civic_consistency_proof(PG_FUNCTION_ARGS)
{
	MerkleHash	path[MERKLE_PATH_MAX];
	MerkleSource source;
	uint64		size;
	int			n;

	if (PG_ARGISNULL(0))
		null_argument("old_size");
	(void) programme_seen();
	SPI_connect();
	source = tile_source(palloc0(sizeof(TileCache)));
	size = size_or_last(fcinfo, 1);
	if (PG_GETARG_INT64(0) < 1 || (uint64) PG_GETARG_INT64(0) > size)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a tree of %llu leaves does not continue one of %lld",
						(unsigned long long) size, (long long) PG_GETARG_INT64(0)),
				 errhint("The old size is from 1 to the new one.")));
	n = merkle_consistency(&source, (uint64) PG_GETARG_INT64(0), size, path);
	if (n < 0)
		tree_incomplete();
	SPI_finish();
	PG_RETURN_DATUM(path_datum(path, n));
}

/* ----------
 * entries
 * ----------
 */

/* One entry, with its leaf. */
typedef struct OneEntry
{
	DestReceiver pub;
	LeafContext *context;
	bool		found;
	uint64		xact;
	TimestampTz recorded_at;
	MerkleHash	leaf;
	bytea	   *record;
} OneEntry;

static bool
take_one(TupleTableSlot *slot, DestReceiver *self)
{
	OneEntry   *e = (OneEntry *) self;
	RecordBuffer *buffer = &e->context->buffer;

	entry_leaf(e->context, slot, &e->leaf);
	e->found = true;
	e->xact = (uint64) DatumGetInt64(slot->tts_values[2]);
	e->recorded_at = DatumGetTimestampTz(slot->tts_values[3]);
	/* it outlives the connection */
	e->record = SPI_palloc(VARHDRSZ + buffer->used);
	SET_VARSIZE(e->record, VARHDRSZ + buffer->used);
	memcpy(VARDATA(e->record), buffer->data, buffer->used);
	return true;
}

static void
read_one(int64 subject_id, int64 entry_id, OneEntry *e)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id");

	*e = (OneEntry) {.pub = row_receiver(take_one),.context = leaf_context()};
	statement_stream(&st, true, &e->pub, ARGUMENTS(ARG_INT8(subject_id, subject_id),
												   ARG_INT8(entry_id, entry_id)));
	if (!e->found)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no entry %lld", (long long) subject_id,
						(long long) entry_id)));
}

static void
check_entry_arguments(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument(PG_ARGISNULL(0) ? "subject_id" : "entry_id");
	require_entry_reach(RECORDER | SERVICE | REVIEWER | AUDITOR, PG_GETARG_INT64(0),
						PG_GETARG_INT64(1));
}

/* What the leaf of an entry is or will be. */
Datum
civic_receipt(PG_FUNCTION_ARGS)
{
	OneEntry	e;

	check_entry_arguments(fcinfo);
	SPI_connect();
	read_one(PG_GETARG_INT64(0), PG_GETARG_INT64(1), &e);
	SPI_finish();
	PG_RETURN_DATUM(hash_datum(&e.leaf));
}

/* The block that an entry is in, if it is sealed: few have a transaction still running. */
static bool
find_block(const OneEntry *e, Block *block)
{
	static Statement st = STATEMENT(
		"SELECT b.block_no FROM civic_private.block b "
		"WHERE b.epoch = $epoch AND (b.snap_xmax > $xact OR b.is_rest) "
		"ORDER BY b.block_no LIMIT 1 OFFSET $skip");
	int			n;
	Incarnation *all = read_incarnations(&n);
	int32		epoch = incarnation_at(all, n, e->recorded_at)->epoch;

	for (int32 skip = 0;; skip++)
	{
		QUERY(&st, ARG_INT4(epoch, epoch), ARG_INT8(xact, (int64) e->xact), ARG_INT8(skip, skip));
		if (SPI_processed == 0)
			return false;
		*block = *read_blocks(row_int8(0, "block_no"), row_int8(0, "block_no"), &n);
		if (block->is_rest || snapshot_sees(&block->snapshot, e->xact))
			return true;
	}
}

/* The entry of the first leaf of a tile that lies within a block's entries. */
static int64
first_entry_of(int64 tile_no)
{
	static Statement st = STATEMENT(
		"SELECT coalesce((SELECT t.first_entry FROM civic_private.tile t "
		"WHERE t.level = 0 AND t.tile_no = $tile_no), (SELECT f.first_entry "
		"FROM civic_private.frontier f WHERE f.level = 0 AND f.tile_no = $tile_no)) AS entry_id");

	QUERY(&st, ARG_INT8(tile_no, tile_no));
	return row_int8(0, "entry_id");
}

/* Entries of a block are in order: look for the tile by halves, then in it. */
static int64
find_leaf(const Block *b, int64 entry_id, const MerkleHash *leaf)
{
	TileCache  *cache = palloc0(sizeof(TileCache));
	int64		low = (int64) (b->first_index / TILE_HASHES),
				high = (int64) ((b->first_index + b->entries - 1) / TILE_HASHES);
	const MerkleHash *hashes;
	int			n;

	while (low < high)
	{
		int64		middle = (low + high + 1) / 2;

		if (first_entry_of(middle) <= entry_id)
			low = middle;
		else
			high = middle - 1;
	}
	hashes = tile_leaves(cache, low, &n);
	for (int i = 0; i < n; i++)
		if (merkle_equal(&hashes[i], leaf))
			return low * TILE_HASHES + i;
	return -1;
}

Datum
civic_entry_leaf(PG_FUNCTION_ARGS)
{
	OneEntry	e;
	Block		block;
	int64		index = -1;
	bool		sealed;

	check_entry_arguments(fcinfo);
	SPI_connect();
	read_one(PG_GETARG_INT64(0), PG_GETARG_INT64(1), &e);
	sealed = find_block(&e, &block);
	if (sealed && block.entries > 0)
		index = find_leaf(&block, PG_GETARG_INT64(1), &e.leaf);
	if (sealed && index < 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("entry %lld is not what was sealed", (long long) PG_GETARG_INT64(1)),
				 errdetail("Block %lld has no such leaf.", (long long) block.block_no),
				 errhint("civic.verify() and civic-audit say what was changed.")));
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_IF(sealed, ARG_INT8(leaf_index, index)),
			   ARG_IF(sealed, ARG_INT8(block_no, sealed ? block.block_no : 0)),
			   ARG_DATUM(leaf, BYTEAOID, hash_datum(&e.leaf)), ARG_BYTEA(record, e.record));
}
