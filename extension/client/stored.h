/*-------------------------------------------------------------------------
 *
 * stored.h
 *	  What civic-audit reads of a programme, and the leaves that it makes of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_STORED_H
#define CIVIC_STORED_H

#include "client/audit.h"

typedef struct ClientIncarnation
{
	int32_t		epoch;
	int64_t		began_at;
} ClientIncarnation;

/* A row that is no leaf of its block, or a leaf without row. */
typedef struct Fault
{
	int64_t		block_no;
	int64_t		leaf_index;		/* -1: none */
	char		table[64];
	int64_t		id;				/* of an entry; 0: none */
	const char *what;
} Fault;

typedef struct LeafNote
{
	int64_t		subject_id,
				entry_id;
	const char *table;			/* NULL: nothing was put there */
} LeafNote;

typedef struct Ledger
{
	PGconn	   *connection;
	uint8_t		id[LEDGER_ID_BYTES];
	char	   *origin;
	int			n_roles;
	char	  **roles;
	int			n_incarnations;
	ClientIncarnation *incarnations;
	size_t		n_blocks;
	Block	   *blocks;
	uint64_t	size;
	MerkleHash *leaves;			/* made from rows */
	LeafNote   *notes;
	MerkleHash *stored;			/* as the tiles have them */
	uint64_t   *placed_entries,
			   *placed_rows;
	int64_t    *totals;
	RecordBuffer buffer;
	size_t		n_faults;
	Fault	   *faults;
	uint64_t	rows_read;
	bool		has_terminal;
} Ledger;

extern void add_fault(Ledger *ledger, int64_t block_no, int64_t leaf_index, const char *table,
					  int64_t id, const char *what);

/* Read blocks and tiles, then go through the rows. */
extern void read_ledger(Ledger *ledger);
extern void place_entries(Ledger *ledger);
extern void place_rows(Ledger *ledger);
extern void place_headers(Ledger *ledger);

/* The block of a row; n_blocks if it is in none. */
extern size_t block_of_row(const Ledger *ledger, int64_t at, uint64_t xact);
extern void show_progress(Ledger *ledger, bool at_end);

#endif							/* CIVIC_STORED_H */
