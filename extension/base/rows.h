/*-------------------------------------------------------------------------
 *
 * rows.h
 *	  Rows that C code hands to its statements as a table.
 *
 *	Rows		rows = ROWS("loss");
 *
 *	ROWS_ADD(&rows, ARG_INT8(subject_id, who), ARG_TEXT(code, code));
 *	if (rows.n > 0)
 *		RUN(&st, ...);			-- reads FROM loss
 *	rows_end(&rows);
 *
 * Names and types of the columns are those of the first row's arguments; every
 * row gives the same ones in the same order.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ROWS_H
#define CIVIC_ROWS_H

#include "base/statement.h"

#include "utils/queryenvironment.h"

/*
 * The planner takes so many for granted: a plan is kept, and is not to depend on
 * its first rows.  For one row it looks up what that is joined with; for a
 * thousand it would read the whole of another table for each batch.
 */
#define ROWS_EXPECTED	1

typedef struct Rows
{
	EphemeralNamedRelationData table;
	int64		n;
} Rows;

#define ROWS(table_name) \
	{.table.md = {.name = table_name, .enrtype = ENR_NAMED_TUPLESTORE, .enrtuples = ROWS_EXPECTED}}

#define ROWS_ADD(rows, ...)	rows_add(rows, ARGUMENTS(__VA_ARGS__))

/* All need the SPI connection of the caller's in which the rows are read. */
extern void rows_add(Rows *rows, const Argument *args, int n);

/* The same from arrays, for rows whose columns were described before. */
extern void rows_describe(Rows *rows, TupleDesc desc);
extern void rows_add_values(Rows *rows, Datum *values, bool *nulls);

extern void rows_end(Rows *rows);

#endif							/* CIVIC_ROWS_H */
