/*-------------------------------------------------------------------------
 *
 * interval.h
 *	  What a table tells of the cells that it leaves out.
 *
 * A table of rows and columns is published with its totals.  Whoever knows
 * that a cell is no less than zero, as counts are, can say between which
 * bounds each suppressed cell must lie.  In two dimensions these bounds are
 * exact: the suppressed cells are a network between rows and columns, the true
 * values are a flow in it, and a bound is as far as the flow can be changed
 * (a maximal flow).
 *
 * Sums may be negative, so nothing bounds them but the totals: a suppressed
 * cell can be worked out if and only if it is a bridge of that network.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_INTERVAL_H
#define CIVIC_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* cells row by row; counts are at least zero and add up to less than 2^62 */
typedef struct CountTable
{
	int			rows;
	int			columns;
	const int64_t *counts;		/* the true ones; of a table of sums NULL */
	const bool *suppressed;
} CountTable;

/* Room for one question: so many integers of each. */
typedef struct IntervalRoom
{
	int64_t    *flow;			/* rows * columns */
	int		   *from;			/* rows + columns */
	int		   *queue;			/* rows + columns */
} IntervalRoom;

/* The bounds of a suppressed cell. */
extern void interval_of(const CountTable *table, int row, int column, IntervalRoom *room,
						int64_t *low, int64_t *high);

/* Can a suppressed cell of sums be worked out from those that are published? */
extern bool interval_is_bridge(const CountTable *table, int row, int column, IntervalRoom *room);

#endif							/* CIVIC_INTERVAL_H */
