/*-------------------------------------------------------------------------
 *
 * placement.h
 *	  The leaves of blocks, each at its place, worked out from the rows.
 *
 * All functions need the caller's SPI connection, and read under the active
 * snapshot.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_PLACEMENT_H
#define CIVIC_PLACEMENT_H

#include "audit/blocks.h"

typedef struct PlacedLeaf
{
	MerkleHash	hash;
	const char *table;			/* NULL: nothing has this place */
	int64		subject_id;		/* 0: about nobody */
	int64		entry_id;		/* 0: no entry */
} PlacedLeaf;

/* What blocks are worked out at once, so that memory is bounded. */
#define PLACED_LEAVES	1000000

typedef struct Placement
{
	int			n;				/* blocks */
	const Block *blocks;
	uint64		first_index,
				size;			/* leaves from there on */
	PlacedLeaf *leaves;
	PlacedLeaf *surplus;		/* rows for which there is no place */
	int		   *surplus_block;
	Size		n_surplus,
				surplus_room;
	int64	   *totals;			/* quantities of the entries, by block */
	int64	   *misfits;		/* entries whose time does not fit, by block */
	int64	   *misfit_entry;	/* one of them */
} Placement;

/* Of blocks from `first` on; those before say what was sealed earlier. */
extern Placement *place_leaves(LeafContext *context, const Block *blocks, int n, int first);

extern void header_leaf(LeafContext *context, const Block *block, MerkleHash *leaf);
extern void subjects_leaf(LeafContext *context, const Block *block, MerkleHash *leaf);

/* Bring what is known about each subject's leaves up to the last block; the root over all. */
extern void update_subjects(LeafContext *context, MerkleHash *root);

#endif							/* CIVIC_PLACEMENT_H */
