/*-------------------------------------------------------------------------
 *
 * placement.c
 *	  Working out the leaves of blocks from the rows, and what is about whom.
 *
 *-------------------------------------------------------------------------
 */
#include "audit/placement.h"

#include "catalog/pg_type.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "base/server.h"
#include "base/statement.h"

/* clocks of one server agree so far, even when they are set */
#define CLOCK_TOLERANCE	(5 * INT64CONST(1000000))

/* A leaf of a table that waits for its place. */
typedef struct WaitingRow
{
	int			block;
	PlacedLeaf	leaf;
} WaitingRow;

typedef struct Placing
{
	Placement  *placement;
	int			first;			/* block of the scan that is the first one placed */
	uint64	   *placed_entries,
			   *placed_rows;
	WaitingRow *waiting;
	Size		n_waiting,
				room;
} Placing;

void
header_leaf(LeafContext *context, const Block *block, MerkleHash *leaf)
{
	RecordBuffer *buffer = &context->buffer;

	record_header(buffer, context->ledger_id, block);
	if (buffer->used > buffer->size)
	{
		buffer->size = buffer->used;
		buffer->data = repalloc(buffer->data, buffer->size);
		record_header(buffer, context->ledger_id, block);
	}
	record_leaf(buffer, leaf);
}

void
subjects_leaf(LeafContext *context, const Block *block, MerkleHash *leaf)
{
	record_subjects(&context->buffer, context->ledger_id, block->first_index,
					&block->subjects_root);
	record_leaf(&context->buffer, leaf);
}

static void
put_aside(Placement *to, int block, const PlacedLeaf *leaf)
{
	if (to->n_surplus == to->surplus_room)
	{
		to->surplus_room = to->surplus_room ? 2 * to->surplus_room : 64;
		to->surplus = to->surplus == NULL ? palloc(to->surplus_room * sizeof(PlacedLeaf)) :
			repalloc_huge(to->surplus, to->surplus_room * sizeof(PlacedLeaf));
		to->surplus_block = to->surplus_block == NULL ? palloc(to->surplus_room * sizeof(int)) :
			repalloc_huge(to->surplus_block, to->surplus_room * sizeof(int));
	}
	to->surplus_block[to->n_surplus] = block;
	to->surplus[to->n_surplus++] = *leaf;
}

/* Put a leaf at its place in a block, or aside if the block has no more places. */
static void
place(Placing *p, int block, uint64 offset, uint64 room, uint64 skip, const PlacedLeaf *leaf)
{
	const Block *b = &p->placement->blocks[block];

	if (offset < room)
		p->placement->leaves[b->first_index - p->placement->first_index + skip + offset] = *leaf;
	else
		put_aside(p->placement, block, leaf);
}

/*
 * A transaction that had no number when the block before was begun is younger
 * than that.  One that had is not looked at: it may be of any age.
 */
static void
check_time(Placing *p, const BlockScan *scan, int at, int64 recorded_at, uint64 xact,
		   int64 entry_id)
{
	const Block *b = &scan->blocks[at],
			   *before = at > 0 ? b - 1 : NULL;
	bool		fits = recorded_at <= b->taken_at + CLOCK_TOLERANCE;

	if (before && before->epoch == b->epoch && xact >= before->next_xact &&
		recorded_at < before->begun_at - CLOCK_TOLERANCE)
		fits = false;
	if (fits || b->is_rest)
		return;
	p->placement->misfits[at - p->first]++;
	p->placement->misfit_entry[at - p->first] = entry_id;
}

static void
place_entry(BlockScan *scan, int at, TupleTableSlot *slot, const MerkleHash *hash)
{
	Placing    *p = scan->arg;
	int			block = at - p->first;
	PlacedLeaf	leaf = {
		*hash, "entry", DatumGetInt64(slot->tts_values[0]), DatumGetInt64(slot->tts_values[1])
	};

	p->placement->totals[block] += DatumGetInt32(slot->tts_values[8]);
	check_time(p, scan, at, unix_time(DatumGetTimestampTz(slot->tts_values[3])),
			   (uint64) DatumGetInt64(slot->tts_values[2]), leaf.entry_id);
	place(p, block, p->placed_entries[block]++, p->placement->blocks[block].entries, 0, &leaf);
}

static void
place_row(BlockScan *scan, int at, const RowEncoder *encoder, TupleTableSlot *slot,
		  const MerkleHash *hash)
{
	Placing    *p = scan->arg;
	int			subject = encoder->subject_column;

	if (p->n_waiting == p->room)
	{
		p->room = p->room ? 2 * p->room : 64;
		p->waiting = p->waiting == NULL ? palloc(p->room * sizeof(WaitingRow)) :
			repalloc_huge(p->waiting, p->room * sizeof(WaitingRow));
	}
	p->waiting[p->n_waiting++] = (WaitingRow) {
		at - p->first, {*hash, encoder->table, subject >= 0 && !slot->tts_isnull[subject] ?
			DatumGetInt64(slot->tts_values[subject]) : 0, 0}
	};
}

static int
compare_waiting(const void *a, const void *b)
{
	const WaitingRow *x = a,
			   *y = b;

	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	return memcmp(&x->leaf.hash, &y->leaf.hash, HASH_BYTES);
}

static void
place_table(BlockScan *scan)
{
	Placing    *p = scan->arg;

	if (p->n_waiting > 0)
		qsort(p->waiting, p->n_waiting, sizeof(WaitingRow), compare_waiting);
	for (Size i = 0; i < p->n_waiting; i++)
	{
		int			block = p->waiting[i].block;
		const Block *b = &p->placement->blocks[block];

		place(p, block, p->placed_rows[block]++, b->rows, b->entries, &p->waiting[i].leaf);
	}
	p->n_waiting = 0;
}

static void
place_headers(LeafContext *context, Placement *to)
{
	for (int i = 0; i < to->n; i++)
	{
		const Block *b = &to->blocks[i];
		PlacedLeaf *header = &to->leaves[block_header_index(b) - to->first_index];

		if (b->has_subjects)
		{
			subjects_leaf(context, b, &header[-1].hash);
			header[-1].table = "subject_leaves";
		}
		header_leaf(context, b, &header->hash);
		header->table = "block";
	}
}

Placement *
place_leaves(LeafContext *context, const Block *blocks, int n, int first)
{
	Placement  *to = palloc0(sizeof(Placement));
	Placing		p = {.placement = to,.first = first};
	BlockScan	scan = {
		.context = context,.blocks = blocks,.n = n,.first = first,.take_entry = place_entry,
		.take_row = place_row,.end_table = place_table,.arg = &p
	};
	int			n_incarnations;
	Incarnation *all = read_incarnations(&n_incarnations);

	to->n = n - first;
	to->blocks = blocks + first;
	to->first_index = to->blocks[0].first_index;
	to->size = block_end(&blocks[n - 1]) - to->first_index;
	to->leaves = MemoryContextAllocExtended(CurrentMemoryContext, to->size * sizeof(PlacedLeaf),
											MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	to->totals = palloc0(sizeof(int64) * to->n);
	to->misfits = palloc0(sizeof(int64) * to->n);
	to->misfit_entry = palloc0(sizeof(int64) * to->n);
	p.placed_entries = palloc0(sizeof(uint64) * to->n);
	p.placed_rows = palloc0(sizeof(uint64) * to->n);
	for (int i = 0; i < n_incarnations; i++)
		scan_incarnation(&scan, &all[i]);
	place_headers(context, to);
	return to;
}

/* ----------
 * subjects
 * ----------
 */

typedef struct KnownSubject
{
	int64		subject_id;		/* hash key */
	SubjectState state;
	bool		changed;
} KnownSubject;

static HTAB *
read_subjects(void)
{
	static Statement st = STATEMENT(
		"SELECT s.subject_id, s.leaves, s.running FROM civic_private.subject_leaves s");
	HASHCTL		ctl = {
		.keysize = sizeof(int64),.entrysize = sizeof(KnownSubject),.hcxt = CurrentMemoryContext
	};
	HTAB	   *known = hash_create("civic_credit subjects", 1024, &ctl,
									HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);

	QUERY(&st);
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		int64		subject_id = row_int8(row, "subject_id");
		KnownSubject *s = hash_search(known, &subject_id, HASH_ENTER, NULL);

		s->changed = false;
		memset(&s->state, 0, sizeof(s->state));
		s->state.leaves = (uint64) row_int8(row, "leaves");
		memcpy(s->state.running.bytes, VARDATA_ANY(row_bytea(row, "running")), HASH_BYTES);
	}
	return known;
}

static void
add_leaves(HTAB *known, const Placement *from)
{
	for (uint64 i = 0; i < from->size; i++)
	{
		const PlacedLeaf *leaf = &from->leaves[i];
		KnownSubject *s;
		bool		found;

		if (leaf->subject_id == 0)
			continue;
		s = hash_search(known, &leaf->subject_id, HASH_ENTER, &found);
		if (!found)
			memset(&s->state, 0, sizeof(s->state));
		subject_add(&s->state, &leaf->hash);
		s->changed = true;
	}
}

static void
write_subjects(HTAB *known)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.subject_leaves (subject_id, leaves, running) "
		"SELECT u.subject_id, u.leaves, u.running "
		"FROM unnest($subjects, $leaves, $runnings) u (subject_id, leaves, running) "
		"ON CONFLICT ON CONSTRAINT subject_leaves_pkey DO UPDATE SET leaves = excluded.leaves, "
		"running = excluded.running");
	long		room = hash_get_num_entries(known);
	Datum	   *subjects = palloc_extended(sizeof(Datum) * (room + 1), MCXT_ALLOC_HUGE),
			   *leaves = palloc_extended(sizeof(Datum) * (room + 1), MCXT_ALLOC_HUGE),
			   *runnings = palloc_extended(sizeof(Datum) * (room + 1), MCXT_ALLOC_HUGE);
	int			n = 0;
	HASH_SEQ_STATUS seq;
	KnownSubject *s;

	hash_seq_init(&seq, known);
	while ((s = hash_seq_search(&seq)) != NULL)
	{
		bytea	   *running;

		if (!s->changed)
			continue;
		running = palloc(VARHDRSZ + HASH_BYTES);
		SET_VARSIZE(running, VARHDRSZ + HASH_BYTES);
		memcpy(VARDATA(running), s->state.running.bytes, HASH_BYTES);
		subjects[n] = Int64GetDatum(s->subject_id);
		leaves[n] = Int64GetDatum((int64) s->state.leaves);
		runnings[n++] = PointerGetDatum(running);
	}
	RUN(&st, SPI_OK_INSERT, ARG_ARRAY(subjects, INT8OID, subjects, NULL, n),
		ARG_ARRAY(leaves, INT8OID, leaves, NULL, n),
		ARG_ARRAY(runnings, BYTEAOID, runnings, NULL, n));
}

static void
root_of_subjects(const LeafContext *context, HTAB *known, MerkleHash *root)
{
	Size		n = (Size) hash_get_num_entries(known),
				i = 0;
	SubjectState *states = palloc_extended(sizeof(SubjectState) * (n + 1), MCXT_ALLOC_HUGE);
	HASH_SEQ_STATUS seq;
	KnownSubject *s;

	hash_seq_init(&seq, known);
	while ((s = hash_seq_search(&seq)) != NULL)
	{
		subject_key(context->ledger_id, s->subject_id, &s->state.key);
		states[i++] = s->state;
	}
	if (n > 0)
		qsort(states, n, sizeof(SubjectState), subject_compare);
	subjects_root(states, n, root);
}

/* The number of the last block with a root over subjects, which has no leaves of its own in it. */
static int64
last_rooted(void)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(max(b.block_no), 1) AS block_no FROM civic_private.block b "
		"WHERE b.subjects_root IS NOT NULL");

	QUERY(&st);
	return row_int8(0, "block_no");
}

void
update_subjects(LeafContext *context, MerkleHash *root)
{
	HTAB	   *known = read_subjects();
	int64		from = last_rooted();
	int			n;
	Block	   *blocks = read_blocks(from - 1, ALL_BLOCKS, &n);
	int			at = n > 0 && blocks[0].block_no < from ? 1 : 0;

	while (at < n)
	{
		int			end = at + 1;
		Placement  *placement;

		while (end < n && block_end(&blocks[end]) - blocks[at].first_index <= PLACED_LEAVES)
			end++;
		placement = place_leaves(context, blocks, end, at);
		add_leaves(known, placement);
		pfree(placement->leaves);
		at = end;
	}
	write_subjects(known);
	root_of_subjects(context, known, root);
}
