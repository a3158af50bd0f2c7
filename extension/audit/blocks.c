/*-------------------------------------------------------------------------
 *
 * blocks.c
 *	  Stored blocks, and going through the rows that belong to them.
 *
 *-------------------------------------------------------------------------
 */
#include "audit/blocks.h"

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/pg_lsn.h"
#include "utils/timestamp.h"

#include "base/server.h"
#include "base/statement.h"

/* ----------
 * blocks
 * ----------
 */

static void
read_running(uint64 row, BlockSnapshot *snapshot)
{
	bool		isnull;
	ArrayType  *array = DatumGetArrayTypeP(row_datum(row, "running", &isnull));
	Datum	   *items;
	int			n;
	uint64	   *running;

	/* without nulls, as the sealer writes it; of others the value is 0 */
	deconstruct_array(array, INT8OID, sizeof(int64), true, TYPALIGN_DOUBLE, &items, NULL, &n);
	running = palloc(sizeof(uint64) * (n + 1));
	for (int i = 0; i < n; i++)
		running[i] = (uint64) DatumGetInt64(items[i]);
	snapshot->running = running;
	snapshot->n_running = n;
}

static TimestampTz
row_time(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? DT_NOEND : DatumGetTimestampTz(value);
}

static uint64
row_lsn(uint64 row, const char *column)
{
	bool		isnull;

	return DatumGetLSN(row_datum(row, column, &isnull));
}

static Oid
row_oid(uint64 row, const char *column)
{
	bool		isnull;

	return DatumGetObjectId(row_datum(row, column, &isnull));
}

static void
block_of_row(uint64 row, Block *b)
{
	bytea	   *root = row_bytea(row, "subjects_root");

	*b = (Block) {0};
	b->block_no = row_int8(row, "block_no");
	b->epoch = row_int4(row, "epoch");
	b->is_rest = row_bool(row, "is_rest");
	b->first_index = row_int8(row, "first_index");
	b->entries = row_int8(row, "entries");
	b->rows = row_int8(row, "other_rows");
	b->has_subjects = root != NULL;
	if (root)
		memcpy(b->subjects_root.bytes, VARDATA_ANY(root), HASH_BYTES);
	b->snapshot.xmin = row_int8(row, "snap_xmin");
	b->snapshot.xmax = row_int8(row, "snap_xmax");
	read_running(row, &b->snapshot);
	b->next_xact = row_int8(row, "next_xact");
	b->begun_at = unix_time(row_time(row, "begun_at"));
	b->taken_at = unix_time(row_time(row, "taken_at"));
	b->lsn = row_lsn(row, "lsn");
	b->timeline = row_int4(row, "timeline");
	b->system_id = row_int8(row, "cluster");
	b->database = row_oid(row, "database");
	memcpy(b->guards.bytes, VARDATA_ANY(row_bytea(row, "guards")), HASH_BYTES);
	b->total = row_int8(row, "total");
}

Block *
read_blocks(int64 from, int64 to, int *n)
{
	static Statement st = STATEMENT(
		"SELECT b.* FROM civic_private.block b WHERE b.block_no BETWEEN $from AND $to "
		"ORDER BY b.block_no");
	Block	   *blocks;

	QUERY(&st, ARG_INT8(from, from), ARG_INT8(to, to));
	blocks = palloc0(sizeof(Block) * (SPI_processed + 2));
	*n = (int) SPI_processed;
	for (uint64 row = 0; row < SPI_processed; row++)
		block_of_row(row, &blocks[row]);
	return blocks;
}

bool
read_last_block(Block *block)
{
	static Statement st = STATEMENT(
		"SELECT b.* FROM civic_private.block b ORDER BY b.block_no DESC LIMIT 1");

	QUERY(&st);
	if (SPI_processed == 0)
		return false;
	block_of_row(0, block);
	return true;
}

/* Back from Unix to the server's own times. */
static TimestampTz
server_time(int64 at)
{
	return TIMESTAMP_NOT_FINITE(at) ? at :
		at - (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY;
}

void
write_block(const Block *b)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.block (block_no, epoch, is_rest, first_index, entries, "
		"other_rows, subjects_root, snap_xmin, snap_xmax, running, next_xact, begun_at, taken_at, "
		"lsn, timeline, cluster, database, guards, total) VALUES ($block_no, $epoch, $is_rest, "
		"$first_index, $entries, $other_rows, $subjects_root, $snap_xmin, $snap_xmax, $running, "
		"$next_xact, $begun_at, $taken_at, $lsn, $timeline, $cluster, $database, $guards, $total)");
	int			n = (int) b->snapshot.n_running;
	Datum	   *running = palloc(sizeof(Datum) * (n + 1));

	for (int i = 0; i < n; i++)
		running[i] = Int64GetDatum((int64) b->snapshot.running[i]);
	RUN(&st, SPI_OK_INSERT, ARG_INT8(block_no, b->block_no), ARG_INT4(epoch, b->epoch),
		ARG_BOOL(is_rest, b->is_rest), ARG_INT8(first_index, (int64) b->first_index),
		ARG_INT8(entries, (int64) b->entries), ARG_INT8(other_rows, (int64) b->rows),
		ARG_IF(b->has_subjects,
			   ARG_DATUM(subjects_root, BYTEAOID, hash_datum(&b->subjects_root))),
		ARG_INT8(snap_xmin, (int64) b->snapshot.xmin),
		ARG_INT8(snap_xmax, (int64) b->snapshot.xmax),
		ARG_ARRAY(running, INT8OID, running, NULL, n),
		ARG_INT8(next_xact, (int64) b->next_xact),
		ARG_TIME(begun_at, server_time(b->begun_at)), ARG_TIME(taken_at, server_time(b->taken_at)),
		ARG_DATUM(lsn, PG_LSNOID, LSNGetDatum(b->lsn)), ARG_INT4(timeline, (int32) b->timeline),
		ARG_INT8(cluster, (int64) b->system_id),
		ARG_DATUM(database, OIDOID, ObjectIdGetDatum(b->database)),
		ARG_DATUM(guards, BYTEAOID, hash_datum(&b->guards)), ARG_INT8(total, b->total));
}

/* ----------
 * incarnations
 * ----------
 */

Incarnation *
read_incarnations(int *n)
{
	static Statement st = STATEMENT(
		"SELECT i.epoch, i.began_at, lead(i.began_at) OVER (ORDER BY i.epoch) AS ends_at, "
		"i.cluster, i.database FROM civic_private.incarnation i ORDER BY i.epoch");
	Incarnation *all;

	QUERY(&st);
	*n = (int) SPI_processed;
	all = palloc0(sizeof(Incarnation) * (*n + 1));
	for (int i = 0; i < *n; i++)
		all[i] = (Incarnation) {
			row_int4(i, "epoch"), row_time(i, "began_at"), row_time(i, "ends_at"),
			row_int8(i, "cluster"), row_oid(i, "database")
		};
	if (*n == 0)
		elog(ERROR, "the programme has no incarnation");
	return all;
}

/* The last one that had begun; the first has always been there. */
const Incarnation *
incarnation_at(const Incarnation *all, int n, TimestampTz at)
{
	int			i = n - 1;

	while (i > 0 && all[i].began_at > at)
		i--;
	return &all[i];
}

/* ----------
 * rows
 * ----------
 */

/* Which transactions may have written what is looked for. */
typedef struct Window
{
	int64		low,
				high;
	Datum		running;
	const Incarnation *incarnation;
	int			begin,
				end;			/* blocks of the incarnation, among those of the scan */
} Window;

static Datum
running_datum(const BlockSnapshot *snapshot)
{
	int			n = snapshot ? (int) snapshot->n_running : 0;
	Datum	   *values = palloc(sizeof(Datum) * (n + 1));

	for (int i = 0; i < n; i++)
		values[i] = Int64GetDatum((int64) snapshot->running[i]);
	return PointerGetDatum(construct_array(values, n, INT8OID, sizeof(int64), true,
										   TYPALIGN_DOUBLE));
}

/* False if the scan has no block of the incarnation whose rows are wanted. */
static bool
find_window(const BlockScan *scan, const Incarnation *incarnation, Window *w)
{
	int			begin = 0,
				end,
				first;
	const BlockSnapshot *before = NULL;

	while (begin < scan->n && scan->blocks[begin].epoch < incarnation->epoch)
		begin++;
	end = begin;
	while (end < scan->n && scan->blocks[end].epoch == incarnation->epoch)
		end++;
	first = Max(begin, scan->first);
	if (first >= end)
		return false;
	if (first > begin)
		before = &scan->blocks[first - 1].snapshot;
	*w = (Window) {
		.low = before ? (int64) before->xmax : 0,.running = running_datum(before),
		.high = scan->blocks[end - 1].is_rest ? INT64_MAX :
			(int64) scan->blocks[end - 1].snapshot.xmax,
		.incarnation = incarnation,.begin = begin,.end = end
	};
	return true;
}

/* The block of a transaction's rows, if they are wanted; else -1. */
static int
wanted_block(const BlockScan *scan, const Window *w, int64 xact)
{
	int			block = w->begin + (int) block_of(scan->blocks + w->begin, w->end - w->begin,
												  w->incarnation->epoch, (uint64) xact);

	return block < w->end && block >= scan->first ? block : -1;
}

typedef struct ScanReceiver
{
	DestReceiver pub;
	BlockScan  *scan;
	const Window *window;
	const char *table;
	RowEncoder *encoder;
	MemoryContext memory;		/* of whoever takes rows: that of the query ends with it */
	MemoryContext row_memory;
} ScanReceiver;

static bool
take_entry(TupleTableSlot *slot, DestReceiver *self)
{
	ScanReceiver *r = (ScanReceiver *) self;
	MemoryContext before = MemoryContextSwitchTo(r->row_memory);
	MerkleHash	leaf;
	int			block;

	slot_getallattrs(slot);
	block = wanted_block(r->scan, r->window, DatumGetInt64(slot->tts_values[2]));
	if (block >= 0)
	{
		entry_leaf(r->scan->context, slot, &leaf);
		MemoryContextSwitchTo(r->memory);
		r->scan->take_entry(r->scan, block, slot, &leaf);
	}
	MemoryContextSwitchTo(before);
	MemoryContextReset(r->row_memory);
	return true;
}

static void
rows_start(DestReceiver *self, int operation, TupleDesc desc)
{
	ScanReceiver *r = (ScanReceiver *) self;

	r->encoder = row_encoder(r->scan->context, r->table, desc);
}

static bool
take_row(TupleTableSlot *slot, DestReceiver *self)
{
	ScanReceiver *r = (ScanReceiver *) self;
	MemoryContext before = MemoryContextSwitchTo(r->row_memory);
	MerkleHash	leaf;
	int			block;

	slot_getallattrs(slot);
	block = wanted_block(r->scan, r->window,
						 DatumGetInt64(slot->tts_values[r->encoder->xact_column]));
	if (block >= 0)
	{
		row_leaf(r->scan->context, r->encoder, slot, &leaf);
		MemoryContextSwitchTo(r->memory);
		r->scan->take_row(r->scan, block, r->encoder, slot, &leaf);
	}
	MemoryContextSwitchTo(before);
	MemoryContextReset(r->row_memory);
	return true;
}

#define IN_WINDOW(xact, time) \
	"(" xact " >= $low AND " xact " < $high OR " xact " = ANY ($running)) " \
	"AND " time " >= $from AND " time " < $to"

static void
run_window(Statement *st, ScanReceiver *receiver, const Window *w)
{
	statement_stream(st, true, &receiver->pub, ARGUMENTS(
		ARG_INT8(low, w->low), ARG_INT8(high, w->high),
		ARG_DATUM(running, INT8ARRAYOID, w->running),
		ARG_TIME(from, w->incarnation->began_at), ARG_TIME(to, w->incarnation->ends_at)));
}

static void
scan_entries(BlockScan *scan, const Window *w, MemoryContext row_memory)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE " IN_WINDOW("e.xact", "e.recorded_at") " ORDER BY e.entry_id");
	ScanReceiver receiver = {
		.pub = row_receiver(take_entry),.scan = scan,.window = w,
		.memory = CurrentMemoryContext,.row_memory = row_memory
	};

	run_window(&st, &receiver, w);
}

/* A statement for each table, kept for the session. */
typedef struct Stream
{
	struct Stream *next;
	char	   *query;
	Statement	st;
} Stream;

static Statement *
stream_statement(const char *query)
{
	static Stream *streams = NULL;
	MemoryContext before;
	Stream	   *s = streams;

	while (s != NULL && strcmp(s->query, query) != 0)
		s = s->next;
	if (s != NULL)
		return &s->st;
	before = MemoryContextSwitchTo(TopMemoryContext);
	s = palloc0(sizeof(Stream));
	s->query = pstrdup(query);
	s->st.sql = psprintf("SELECT r.* FROM (%s) r WHERE " IN_WINDOW("r.seal_xact", "r.seal_time"),
						 query);
	s->next = streams;
	streams = s;
	MemoryContextSwitchTo(before);
	return &s->st;
}

static void
scan_tables(BlockScan *scan, const Window *w, MemoryContext row_memory)
{
	static Statement st = STATEMENT(
		"SELECT s.name::text AS name, s.query FROM civic_internal.sealed_streams() s");
	int			n;
	char	  **names,
			  **queries;

	QUERY(&st);
	n = (int) SPI_processed;
	names = palloc(sizeof(char *) * (n + 1));
	queries = palloc(sizeof(char *) * (n + 1));
	for (int i = 0; i < n; i++)
	{
		names[i] = row_text(i, "name");
		queries[i] = row_text(i, "query");
	}
	for (int i = 0; i < n; i++)
	{
		ScanReceiver receiver = {
			.pub = row_receiver(take_row),.scan = scan,.window = w,.table = names[i],
			.memory = CurrentMemoryContext,.row_memory = row_memory
		};

		receiver.pub.rStartup = rows_start;
		run_window(stream_statement(queries[i]), &receiver, w);
		scan->end_table(scan);
	}
}

void
scan_incarnation(BlockScan *scan, const Incarnation *incarnation)
{
	Window		w;
	MemoryContext row_memory;

	if (!find_window(scan, incarnation, &w))
		return;
	row_memory = AllocSetContextCreate(CurrentMemoryContext, "civic_credit row",
									   ALLOCSET_DEFAULT_SIZES);
	scan_entries(scan, &w, row_memory);
	scan_tables(scan, &w, row_memory);
	MemoryContextDelete(row_memory);
}
