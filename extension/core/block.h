/*-------------------------------------------------------------------------
 *
 * block.h
 *	  Blocks: which rows were sealed together, and where their leaves stand.
 *
 * A row belongs to an incarnation, by its time, and in it to the first block
 * whose snapshot sees its transaction.  What no snapshot of an ended
 * incarnation sees is in that incarnation's last block, which has none.  So
 * what is in a block follows from stamps and snapshots alone.
 *
 * The leaves of a block: its entries by number, then the rows of other tables
 * by the name of the table and then by their own hash, then the root over
 * subjects if it has one, then its header.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BLOCK_H
#define CIVIC_BLOCK_H

#include "core/record.h"

typedef struct BlockSnapshot
{
	uint64_t	xmin,
				xmax;
	const uint64_t *running;	/* transactions from xmin to xmax that were not over, ascending */
	size_t		n_running;
} BlockSnapshot;

/* Was the transaction over, if it was not aborted? */
extern bool snapshot_sees(const BlockSnapshot *snapshot, uint64_t xact);

typedef struct Block
{
	int64_t		block_no;		/* from 1, without gaps */
	int32_t		epoch;
	bool		is_rest;		/* what no snapshot of the epoch has seen */
	uint64_t	first_index;	/* of its first leaf */
	uint64_t	entries,
				rows;
	bool		has_subjects;
	MerkleHash	subjects_root;
	BlockSnapshot snapshot;
	uint64_t	next_xact;		/* read before the snapshot was taken */
	int64_t		begun_at,
				taken_at;		/* clock before that, and after the snapshot */
	uint64_t	lsn;
	uint32_t	timeline;
	uint64_t	system_id;
	uint32_t	database;
	MerkleHash	guards;			/* fingerprint of tables, triggers, rules and policies */
	int64_t		total;			/* of the quantities of all entries so far */
} Block;

extern void record_header(RecordBuffer *buffer, const uint8_t *ledger_id, const Block *block);

/* Leaves of a block before its header, and all of them. */
extern uint64_t block_header_index(const Block *block);
extern uint64_t block_end(const Block *block);

/*
 * Which of the blocks, all of which are in order, has a row of that epoch and
 * transaction?  n if none has.
 */
extern size_t block_of(const Block *blocks, size_t n, int32_t epoch, uint64_t xact);

/* ----------
 * subjects
 * ----------
 */

/* What the leaves about one subject come to, in their order. */
typedef struct SubjectState
{
	MerkleHash	key;			/* where it stands in the tree: of ledger and number */
	uint64_t	leaves;
	MerkleHash	running;		/* h = SHA-256(h || leaf), from zeros on */
} SubjectState;

extern void subject_key(const uint8_t *ledger_id, int64_t subject_id, MerkleHash *key);
extern void subject_add(SubjectState *state, const MerkleHash *leaf);

/* The order of states in a tree; for qsort. */
extern int	subject_compare(const void *a, const void *b);

/*
 * The root over states in order.  A subtree without subjects is zeros, with
 * one is that subject's leaf, else the node over the two halves by the next bit
 * of the key.  So a key has one place, and a subject cannot be there twice.
 */
extern void subjects_root(const SubjectState *states, size_t n, MerkleHash *root);

/* From the leaf up; the number of hashes, -1 if the subject is not there. */
#define SUBJECT_PATH_MAX	256
extern int	subjects_path(const SubjectState *states, size_t n, const MerkleHash *key,
						  MerkleHash path[SUBJECT_PATH_MAX]);
extern bool subjects_check(const SubjectState *state, const MerkleHash *path, size_t n,
						   const MerkleHash *root);

#endif							/* CIVIC_BLOCK_H */
