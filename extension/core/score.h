/*-------------------------------------------------------------------------
 *
 * score.h
 *	  From a state to a score.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SCORE_H
#define CIVIC_SCORE_H

#include "core/state.h"

/*
 * One award, or one sum, on its way to the score.  It has two accumulators for
 * what it is worth, since most contributions have neither weight nor share:
 * exact is in grains, weighted in grains / WEIGHTED_SCALE.
 */
typedef struct Root
{
	int64_t		order;			/* of an award: its walk, and its day there */
	struct Root *next;			/* the next award by order and entry_id */
	int64_t		entry_id;		/* 0 for a sum */
	const Rule *rule;
	int64_t		quantity;		/* hundredths, 0 once reversed or suspended */
	int32_t		rule_id;
	int32_t		occurred_on;
	int32_t		period_start;
	int32_t		share;			/* restored, in basis points */
	int32_t		count;			/* number of entries: 1, or those of a sum */
	int32_t		erased;			/* entries that raise tariffs still, and are worth nothing */
	bool		suspended;		/* why it has no quantity, unless it was reversed */
	bool		capped;			/* for explanations: its rule's cap took some of it */
	bool		ended;			/* and some of it lies beyond the end of the tariff */
	int128_t	exact;
	int128_t	weighted;
	/* under a limit over several rules: what it would let through if it let through all, */
	int128_t	unlimited;		/* in grains / SHARE_ONE, */
	int128_t	clamped;		/* and what the limit's last clamp adds behind this root */
} Root;

/*
 * How far a walk has come in a period.  It begins with the rule of the first
 * award and zeroes.
 */
typedef struct Walk
{
	const Rule *rule;			/* of the last award */
	int64_t		quantity;
	int128_t	tariff;			/* of that rule for the quantity */
	int128_t	points;			/* grains, without repair and weight */
	int128_t	uncapped;		/* what the last award would have added without the cap */
} Walk;

/* The quantity at which a tariff ends, INT64_MAX if it does not. */
static inline int64_t
tariff_end(const Rule *rule)
{
	return rule->segments[rule->n_segments - 1].upto;
}

/* Take the next award, whose quantity is above zero; returns what it adds. */
extern int128_t walk_on(Walk *walk, const Root *root);

typedef struct DimensionTotal
{
	int			dimension_id;
	const char *code;
	int128_t	exact;
	int128_t	weighted;
	int64_t		rounded;		/* hundredths, set by score_finish() */
	int64_t		clamped;
} DimensionTotal;

/*
 * The dimensions are those of all policies under which entries were made, and
 * of the one in force, so how many there are is not bounded by a policy.
 */
typedef struct ScoreTotals
{
	int			n;
	int			room;			/* of dimensions, in memory of the caller */
	DimensionTotal *dimensions;
	bool		has_ceiling;	/* a veto in force sets it: */
	int64_t		ceiling;
	int64_t		sum;			/* of the clamped dimensions, in hundredths */
	int64_t		unvetoed;		/* the score but for that ceiling */
	int64_t		score;
} ScoreTotals;

/* Totals with room for a constant number of dimensions, good in the block that holds them. */
#define SCORE_TOTALS(n)	{.room = (n),.dimensions = (DimensionTotal[n]) {{0}}}

typedef enum ScoreResult
{
	SCORE_OK,
	SCORE_OVERFLOW,
	SCORE_UNKNOWN_RULE,
	SCORE_UNREPAIRABLE,			/* a repair under a rule without severity */
	SCORE_TOO_MANY_DIMENSIONS	/* for the totals: give more room and call again */
} ScoreResult;

typedef const Rule *(*RuleLookup) (void *arg, int32_t rule_id);

/*
 * Apply adjustments to their roots and walk the roots.  roots needs room for
 * state->n_cells.  The cells of the state are reordered.  On return the first
 * n_roots roots are in walk order, each with its contribution.
 */
extern ScoreResult score_walk(ScoreState *state, RuleLookup lookup, void *arg,
							  Root *roots, int32_t *n_roots);

/* The same in no order but awards before sums, which costs less. */
extern ScoreResult score_roots(ScoreState *state, RuleLookup lookup, void *arg,
							   Root *roots, int32_t *n_awards, int32_t *n_roots);

/* What a root would contribute without a limit over several rules.  False on overflow. */
extern bool root_unlimited(const Root *root, int32_t as_of, int128_t *exact, int128_t *weighted);

/*
 * Add the roots of a day up by dimension, and find the ceiling that vetoes set
 * on that day.  score_state_total() gives the same from the
 * state itself, with the room that score_walk() needs.  It does not change a
 * state without adjustments.  In another state it may reorder the cells, but
 * sums stay in front, so that the state can collect more entries.
 */
extern ScoreResult score_total(const Root *roots, int32_t n_roots, int32_t as_of,
							   ScoreTotals *totals);
extern bool state_has_adjustments(const ScoreState *state);
extern ScoreResult score_state_total(ScoreState *state, RuleLookup lookup, void *arg,
									 Root *roots, ScoreTotals *totals);

/* Does an award count on a day?  Not if it is taken back, wholly restored, erased or faded. */
extern bool root_in_force(const Root *root, int32_t day);

/* Round and clamp the dimensions, and add them up to the score, by the policy in force. */
extern ScoreResult score_finish(ScoreTotals *totals, const Policy *policy);

/* exact + weighted, rounded to hundredths of a point.  False on overflow. */
extern bool contribution_round(int128_t exact, int128_t weighted, int64_t *hundredths);

#endif							/* CIVIC_SCORE_H */
