/*-------------------------------------------------------------------------
 *
 * blocks.h
 *	  Stored blocks, and the rows that belong to them.
 *
 * All functions need the caller's SPI connection, and read under the active
 * snapshot.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BLOCKS_H
#define CIVIC_BLOCKS_H

#include "postgres.h"

#include "audit/leaf.h"

#define ALL_BLOCKS	INT64_MAX

/* Blocks of these numbers in order; how many there are. */
extern Block *read_blocks(int64 from, int64 to, int *n);
extern bool read_last_block(Block *block);
extern void write_block(const Block *block);

/* An incarnation, with where rows belong to it. */
typedef struct Incarnation
{
	int32		epoch;
	TimestampTz began_at,
				ends_at;		/* infinity: it has not */
	int64		cluster;
	int64		database;
} Incarnation;

extern Incarnation *read_incarnations(int *n);
extern const Incarnation *incarnation_at(const Incarnation *all, int n, TimestampTz at);

/*
 * Go through the rows of an incarnation that belong to blocks from `first` on.
 * Blocks before only say what was sealed by then.  Entries come in the order
 * of their numbers, then other rows table by table.
 */
typedef struct BlockScan
{
	LeafContext *context;
	const Block *blocks;
	int			n,
				first;
	void		(*take_entry) (struct BlockScan *scan, int block, TupleTableSlot *slot,
							   const MerkleHash *leaf);
	void		(*take_row) (struct BlockScan *scan, int block, const RowEncoder *encoder,
							 TupleTableSlot *slot, const MerkleHash *leaf);
	void		(*end_table) (struct BlockScan *scan);
	void	   *arg;
} BlockScan;

extern void scan_incarnation(BlockScan *scan, const Incarnation *incarnation);

#endif							/* CIVIC_BLOCKS_H */
