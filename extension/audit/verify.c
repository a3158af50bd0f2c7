/*-------------------------------------------------------------------------
 *
 * verify.c
 *	  civic.verify(): are the rows what was sealed?
 *
 * It is for those who run the server, to find damage.  It proves nothing to
 * anybody who does not trust them: civic-audit does.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"

#include "audit/placement.h"
#include "audit/tree.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_verify);

typedef struct Verifying
{
	ReturnSetInfo *rsinfo;
	TileCache  *tiles;
	const Placement *placement;
} Verifying;

static void
report(const Verifying *v, int64 block_no, int64 leaf_index, const char *fault,
	   const PlacedLeaf *leaf)
{
	bool		about_row = leaf != NULL && leaf->table != NULL;

	PUT_ROW(v->rsinfo, ARG_INT8(block_no, block_no),
			ARG_IF(leaf_index >= 0, ARG_INT8(leaf_index, leaf_index)),
			ARG_TEXT(table_name, about_row ? leaf->table : NULL),
			ARG_IF(about_row && leaf->subject_id != 0,
				   ARG_INT8(subject_id, about_row ? leaf->subject_id : 0)),
			ARG_IF(about_row && leaf->entry_id != 0,
				   ARG_INT8(entry_id, about_row ? leaf->entry_id : 0)),
			ARG_TEXT(fault, fault));
}

/* The leaf that was stored; false if there is none. */
static bool
stored_leaf(const Verifying *v, uint64 index, MerkleHash *hash)
{
	int			n;
	const MerkleHash *leaves = tile_leaves(v->tiles, (int64) (index / TILE_HASHES), &n);
	int			offset = (int) (index % TILE_HASHES);

	if (offset >= n)
		return false;
	*hash = leaves[offset];
	return true;
}

/* Which rows of a block were not sealed like this, and which leaves have no row any more. */
static void
locate(const Verifying *v, int block)
{
	const Block *b = &v->placement->blocks[block];
	PlacedLeaf *placed = v->placement->leaves + (b->first_index - v->placement->first_index);
	Size		n = block_end(b) - b->first_index,
				n_found = 0;
	MerkleHash *stored = palloc_extended(n * sizeof(MerkleHash), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	MerkleHash *sorted = palloc_extended(n * sizeof(MerkleHash), MCXT_ALLOC_HUGE);
	MerkleHash *found = palloc_extended((n + v->placement->n_surplus) * sizeof(MerkleHash),
										MCXT_ALLOC_HUGE);

	for (Size i = 0; i < n; i++)
	{
		(void) stored_leaf(v, b->first_index + i, &stored[i]);
		if (placed[i].table)
			found[n_found++] = placed[i].hash;
	}
	for (Size i = 0; i < v->placement->n_surplus; i++)
		if (v->placement->surplus_block[i] == block)
			found[n_found++] = v->placement->surplus[i].hash;
	memcpy(sorted, stored, n * sizeof(MerkleHash));
	qsort(sorted, n, sizeof(MerkleHash), compare_hashes);
	qsort(found, n_found, sizeof(MerkleHash), compare_hashes);
	for (Size i = 0; i < n; i++)
		if (placed[i].table && !bsearch(&placed[i].hash, sorted, n, sizeof(MerkleHash),
										compare_hashes))
			report(v, b->block_no, -1, "the row is not what was sealed", &placed[i]);
	for (Size i = 0; i < v->placement->n_surplus; i++)
		if (v->placement->surplus_block[i] == block &&
			!bsearch(&v->placement->surplus[i].hash, sorted, n, sizeof(MerkleHash),
					 compare_hashes))
			report(v, b->block_no, -1, "the row is not what was sealed",
				   &v->placement->surplus[i]);
	for (Size i = 0; i < n; i++)
		if (!bsearch(&stored[i], found, n_found, sizeof(MerkleHash), compare_hashes))
			report(v, b->block_no, (int64) (b->first_index + i),
				   "no row is what was sealed here", NULL);
	pfree(stored);
	pfree(sorted);
	pfree(found);
}

static bool
block_differs(const Verifying *v, int block)
{
	const Block *b = &v->placement->blocks[block];
	MerkleHash	stored;

	for (uint64 i = b->first_index; i < block_end(b); i++)
	{
		const PlacedLeaf *placed = &v->placement->leaves[i - v->placement->first_index];

		if (!stored_leaf(v, i, &stored) || !placed->table || !merkle_equal(&stored, &placed->hash))
			return true;
	}
	for (Size i = 0; i < v->placement->n_surplus; i++)
		if (v->placement->surplus_block[i] == block)
			return true;
	return false;
}

/* Does a block follow the one before it? */
static void
verify_order(const Verifying *v, const Block *before, const Block *b, int64 total)
{
	if (b->block_no != (before ? before->block_no + 1 : 1) ||
		b->first_index != (before ? block_end(before) : 0))
		report(v, b->block_no, -1, "the block does not follow the one before it", NULL);
	if (b->total != (before ? before->total : 0) + total)
		report(v, b->block_no, -1, "the total of quantities is not that of the entries", NULL);
}

static void
verify_placement(Verifying *v, const Block *before)
{
	for (int i = 0; i < v->placement->n; i++)
	{
		const Block *b = &v->placement->blocks[i];

		verify_order(v, i > 0 ? b - 1 : before, b, v->placement->totals[i]);
		if (block_differs(v, i))
			locate(v, i);
		if (v->placement->misfits[i] > 0)
		{
			PlacedLeaf	leaf = {.table = "entry",.entry_id = v->placement->misfit_entry[i]};

			report(v, b->block_no, -1, "the time of the entry does not fit its block", &leaf);
		}
		CHECK_FOR_INTERRUPTS();
	}
}

/* Every full tile of hashes has its root in the tile above. */
static void
verify_tiles(const Verifying *v, const Block *blocks, int n)
{
	MerkleSource source = tile_source(v->tiles);
	uint64		end = block_end(&blocks[n - 1]);

	for (int height = TILE_HEIGHT; height < 64 && end >> height > 0; height += TILE_HEIGHT)
		for (uint64 i = blocks[0].first_index >> height; i < end >> height; i++)
		{
			MerkleHash	left,
						right,
						below,
						above;

			if (!source.node(source.arg, height - 1, 2 * i, &left) ||
				!source.node(source.arg, height - 1, 2 * i + 1, &right) ||
				!source.node(source.arg, height, i, &above))
				memset(&above, 0, sizeof(above));
			merkle_node(&left, &right, &below);
			if (!merkle_equal(&below, &above))
				report(v, blocks[0].block_no, (int64) (i << height),
					   "a tile is not what the tile above it says", NULL);
			CHECK_FOR_INTERRUPTS();
		}
}

static void
verify_blocks(Verifying *v, const Block *blocks, int n, int at)
{
	LeafContext *context = leaf_context();
	int			first = at;

	while (at < n)
	{
		int			end = at + 1;
		Placement  *placement;

		while (end < n && block_end(&blocks[end]) - blocks[at].first_index <= PLACED_LEAVES)
			end++;
		placement = place_leaves(context, blocks, end, at);
		v->placement = placement;
		verify_placement(v, at > 0 ? &blocks[at - 1] : NULL);
		pfree(placement->leaves);
		at = end;
	}
	if (first < n)
		verify_tiles(v, blocks + first, n - first);
}

Datum
civic_verify(PG_FUNCTION_ARGS)
{
	static Statement everything = STATEMENT(
		"SELECT civic_internal.reaches_everything('service auditor') AS reached");
	Verifying	v = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo};
	int64		from = PG_ARGISNULL(0) ? 1 : PG_GETARG_INT64(0),
				to = PG_ARGISNULL(1) ? ALL_BLOCKS : PG_GETARG_INT64(1);
	Block	   *blocks;
	int			n;

	if (from < 1 || to < from)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("blocks are numbered from 1, and the last one is not before the first")));
	InitMaterializedSRF(fcinfo, 0);
	(void) programme_seen();
	SPI_connect();
	/* it names whom faults are about */
	QUERY(&everything);
	if (!row_bool(0, "reached"))
		refuse_reach();
	v.tiles = palloc0(sizeof(TileCache));
	blocks = read_blocks(from - 1, to, &n);
	verify_blocks(&v, blocks, n, n > 0 && blocks[0].block_no < from ? 1 : 0);
	SPI_finish();
	return (Datum) 0;
}
