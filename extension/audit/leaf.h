/*-------------------------------------------------------------------------
 *
 * leaf.h
 *	  The leaves that rows make, and the rows of blocks.
 *
 * All functions need the caller's SPI connection, and read under the active
 * snapshot.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_LEAF_H
#define CIVIC_LEAF_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "executor/tuptable.h"

#include "core/block.h"

/* What every leaf needs: read once in a call. */
typedef struct LeafContext
{
	uint8		ledger_id[LEDGER_ID_BYTES];
	int			n_roles;
	char	  **roles;			/* names by number; NULL where there is none */
	List	   *unsealed;		/* "table.column" of columns that are in no leaf */
	RecordBuffer buffer;
} LeafContext;

extern LeafContext *leaf_context(void);

/* The columns of an entry, in the order in which its leaf is made from them. */
#define ENTRY_COLUMNS \
	"e.subject_id, e.entry_id, e.xact, e.recorded_at, e.ref_entry_id, e.member_id, e.epoch, " \
	"e.rule_id, e.quantity, e.occurred_on, e.effective_on, e.source_id, e.actor_id, " \
	"e.login_id, e.kind, e.factor, e.source_ref, e.evidence"

/* The leaf of a row of ENTRY_COLUMNS; its bytes stay in the buffer until the next leaf. */
extern void entry_leaf(LeafContext *context, TupleTableSlot *slot, MerkleHash *leaf);

/* How to make leaves of the rows of another table. */
typedef struct RowEncoder
{
	const char *table;
	int			n;
	int		   *columns;		/* in the order of their names */
	int			xact_column,	/* from 0; -1: there is none */
				subject_column;
} RowEncoder;

extern RowEncoder *row_encoder(LeafContext *context, const char *table, TupleDesc desc);
extern void row_leaf(LeafContext *context, const RowEncoder *encoder, TupleTableSlot *slot,
					 MerkleHash *leaf);

/* A hash as a value of SQL; their order, for qsort. */
extern Datum hash_datum(const MerkleHash *hash);
extern int	compare_hashes(const void *a, const void *b);

/* Times of leaves are those of Unix. */
extern int64 unix_time(TimestampTz at);

#endif							/* CIVIC_LEAF_H */
