/*-------------------------------------------------------------------------
 *
 * tree.c
 *	  The stored tree: tiles and its right edge.
 *
 *-------------------------------------------------------------------------
 */
#include "audit/tree.h"

#include "base/server.h"
#include "base/statement.h"

static bytea *
hashes_bytea(const MerkleHash *hashes, int n)
{
	Size		bytes = (Size) n * HASH_BYTES;
	bytea	   *data = palloc(VARHDRSZ + bytes);

	SET_VARSIZE(data, VARHDRSZ + bytes);
	memcpy(VARDATA(data), hashes, bytes);
	return data;
}

/* Copy the hashes of a row's data; how many there are. */
static int
row_hashes(uint64 row, MerkleHash *hashes)
{
	bytea	   *data = row_bytea(row, "data");
	int			n = (int) (VARSIZE_ANY_EXHDR(data) / HASH_BYTES);

	/* the tables hold no longer ones */
	memcpy(hashes, VARDATA_ANY(data), Min(n, TILE_HASHES) * HASH_BYTES);
	return Min(n, TILE_HASHES);
}

StoredTree *
read_tree(void)
{
	static Statement st = STATEMENT(
		"SELECT f.level, f.tile_no, f.first_entry, f.data FROM civic_private.frontier f");
	StoredTree *tree = palloc0(sizeof(StoredTree));

	QUERY(&st);
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		EdgeTile   *edge = &tree->levels[row_int2(row, "level")];

		edge->tile_no = row_int8(row, "tile_no");
		edge->first_entry = row_int8(row, "first_entry");
		edge->n = row_hashes(row, edge->hashes);
	}
	tree->size = (uint64) tree->levels[0].tile_no * TILE_HASHES + tree->levels[0].n;
	return tree;
}

/* A connection of its own, since that of the caller's is busy with the rows of the block. */
static void
write_tile(int level, const EdgeTile *edge)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.tile (level, tile_no, first_entry, data) "
		"VALUES ($level, $tile_no, $first_entry, $data)");

	SPI_connect();
	RUN(&st, SPI_OK_INSERT, ARG_INT2(level, level), ARG_INT8(tile_no, edge->tile_no),
		ARG_IF(edge->first_entry != 0, ARG_INT8(first_entry, edge->first_entry)),
		ARG_BYTEA(data, hashes_bytea(edge->hashes, TILE_HASHES)));
	SPI_finish();
}

void
tree_append(StoredTree *tree, const MerkleHash *leaf, int64 entry_id)
{
	MerkleHash	node = *leaf;

	tree->size++;
	for (int level = 0; level < TILE_LEVELS; level++)
	{
		EdgeTile   *edge = &tree->levels[level];

		if (edge->n == 0)
			edge->first_entry = level == 0 ? entry_id : 0;
		edge->hashes[edge->n++] = node;
		edge->changed = true;
		if (edge->n < TILE_HASHES)
			return;
		write_tile(level, edge);
		merkle_tile_node(edge->hashes, TILE_HEIGHT, &node);
		edge->tile_no++;
		edge->n = 0;
	}
}

void
write_edge(StoredTree *tree)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.frontier (level, tile_no, first_entry, data) "
		"VALUES ($level, $tile_no, $first_entry, $data) "
		"ON CONFLICT ON CONSTRAINT frontier_pkey DO UPDATE SET tile_no = excluded.tile_no, "
		"first_entry = excluded.first_entry, data = excluded.data");

	for (int level = 0; level < TILE_LEVELS; level++)
	{
		EdgeTile   *edge = &tree->levels[level];
		bytea	   *data;

		if (!edge->changed)
			continue;
		data = hashes_bytea(edge->hashes, edge->n);
		RUN(&st, SPI_OK_INSERT, ARG_INT2(level, level), ARG_INT8(tile_no, edge->tile_no),
			ARG_IF(edge->n > 0 && edge->first_entry != 0,
				   ARG_INT8(first_entry, edge->first_entry)),
			ARG_BYTEA(data, data));
		pfree(data);
		edge->changed = false;
	}
}

/* ----------
 * proofs
 * ----------
 */

/* Bring a tile into the cache; how many hashes it has. */
static int
load_tile(TileCache *cache, int level, int64 tile_no)
{
	static Statement st = STATEMENT(
		"SELECT coalesce((SELECT t.data FROM civic_private.tile t "
		"WHERE t.level = $level AND t.tile_no = $tile_no), "
		"(SELECT f.data FROM civic_private.frontier f "
		"WHERE f.level = $level AND f.tile_no = $tile_no)) AS data");

	if (cache->levels[level].valid && cache->levels[level].tile_no == tile_no)
		return cache->levels[level].n;
	QUERY(&st, ARG_INT2(level, level), ARG_INT8(tile_no, tile_no));
	cache->levels[level].n = row_isnull(0, "data") ? 0 :
		row_hashes(0, cache->levels[level].hashes);
	cache->levels[level].tile_no = tile_no;
	cache->levels[level].valid = true;
	return cache->levels[level].n;
}

const MerkleHash *
tile_leaves(TileCache *cache, int64 tile_no, int *n)
{
	*n = load_tile(cache, 0, tile_no);
	return cache->levels[0].hashes;
}

static bool
tile_node(void *arg, int height, uint64_t index, MerkleHash *hash)
{
	TileCache  *cache = arg;
	int			level = height / TILE_HEIGHT,
				within = height % TILE_HEIGHT;
	uint64		first = index << within;
	int			offset = (int) (first % TILE_HASHES);

	if (load_tile(cache, level, (int64) (first / TILE_HASHES)) < offset + (1 << within))
		return false;
	merkle_tile_node(cache->levels[level].hashes + offset, within, hash);
	return true;
}

MerkleSource
tile_source(TileCache *cache)
{
	return (MerkleSource) {tile_node, cache};
}
