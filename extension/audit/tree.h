/*-------------------------------------------------------------------------
 *
 * tree.h
 *	  The tree as it is stored: full tiles, and tiles at the right edge.
 *
 * All functions need the caller's SPI connection, and read under the active
 * snapshot.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_TREE_H
#define CIVIC_TREE_H

#include "postgres.h"

#include "core/merkle.h"

/* The tile at the right edge of a level. */
typedef struct EdgeTile
{
	int64		tile_no;
	int64		first_entry;	/* entry of its first leaf; 0: no entry */
	int			n;
	bool		changed;
	MerkleHash	hashes[TILE_HASHES];
} EdgeTile;

typedef struct StoredTree
{
	uint64		size;
	EdgeTile	levels[TILE_LEVELS];
} StoredTree;

extern StoredTree *read_tree(void);

/* Append a leaf; tiles that become full are written at once.  entry_id is 0 for other leaves. */
extern void tree_append(StoredTree *tree, const MerkleHash *leaf, int64 entry_id);

/* Write what is not full, once everything was appended. */
extern void write_edge(StoredTree *tree);

/* Nodes of the stored tree, for proofs; the tiles that were read last are kept. */
typedef struct TileCache
{
	struct
	{
		bool		valid;
		int64		tile_no;
		int			n;
		MerkleHash	hashes[TILE_HASHES];
	}			levels[TILE_LEVELS];
} TileCache;

extern MerkleSource tile_source(TileCache *cache);

/* Leaf hashes from a tile of level 0, as many as there are. */
extern const MerkleHash *tile_leaves(TileCache *cache, int64 tile_no, int *n);

#endif							/* CIVIC_TREE_H */
