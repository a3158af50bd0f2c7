/*-------------------------------------------------------------------------
 *
 * robust.h
 *	  How far an index depends on the choices of who made it.
 *
 * In each draw the weights lie within a quarter of their own, the mean is
 * arithmetic or geometric, one indicator or none is left out, and the weights
 * of dimensions are those of one of several plans.  The generator is made of
 * integers: a seed gives the same draws on every machine.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ROBUST_H
#define CIVIC_ROBUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROBUST_DIMENSIONS	20
#define ROBUST_ZONES		10

typedef struct RobustIndex
{
	int			n_areas;
	int			n_indicators;
	int			n_dimensions;
	int			n_plans;
	int			n_bounds;		/* zones but the last */
	const double *marks;		/* by area, then indicator, 0 to 100; NaN: missing */
	const double *weights;		/* of indicators */
	const int32_t *dimensions;	/* of indicators */
	const double *plans;		/* weights of dimensions, by plan; the first is in force */
	const double *bounds;		/* of zones, from the best */
	const bool *above;			/* a bound belongs to the zone below it */
	double		available;		/* share of its weights that a dimension needs, above 0 */
	bool		geometric;
} RobustIndex;

/* What an area is most sensitive to, or the number of an indicator. */
#define ROBUST_WEIGHTS	(-1)
#define ROBUST_MEAN		(-2)
#define ROBUST_PLAN(i)	(-2 - (i))	/* of plan i, from 1 on */

typedef struct RobustArea
{
	bool		given;			/* else it has no index */
	int			rank;
	int			rank_low;		/* the best and the worst in nine of ten draws */
	int			rank_high;
	double		value_low;
	double		value_high;
	int			zones[ROBUST_ZONES];	/* draws that end in each zone */
	int			factor;
} RobustArea;

/* How many numbers the work takes. */
extern size_t robust_room(const RobustIndex *index, int draws);

/* areas has room for each area. */
extern void robust_judge(const RobustIndex *index, int draws, uint64_t seed, double *work,
						 RobustArea *areas);

#endif							/* CIVIC_ROBUST_H */
