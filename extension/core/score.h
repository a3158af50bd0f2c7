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
 * One award, or one sum, on its way to the score.  What it is worth stands in
 * two accumulators, since most contributions carry neither weight nor share:
 * exact counts grains, weighted counts grains / WEIGHTED_SCALE.
 */
typedef struct Root
{
	int64_t		order;			/* of an award: which walk, and its day in it */
	struct Root *next;			/* the award behind it, by order and entry */
	int64_t		entry_id;		/* 0 for a sum */
	const Rule *rule;
	int64_t		quantity;		/* hundredths, 0 once reversed or suspended */
	int32_t		rule_id;
	int32_t		occurred_on;
	int32_t		period_start;
	int32_t		share;			/* restored, in basis points */
	int32_t		count;			/* entries in it: 1, or those of a sum */
	bool		erased;			/* forgotten: it stays in the walk and is worth nothing */
	int128_t	exact;
	int128_t	weighted;
} Root;

typedef struct DimensionTotal
{
	int			dimension_id;
	const char *code;
	int128_t	exact;
	int128_t	weighted;
	int64_t		rounded;		/* hundredths, by score_finish */
	int64_t		clamped;
} DimensionTotal;

#define SCORE_MAX_DIMENSIONS	256

typedef struct ScoreTotals
{
	int			n;
	DimensionTotal dimensions[SCORE_MAX_DIMENSIONS];
	int64_t		sum;			/* of the clamped dimensions, in hundredths */
	int64_t		score;
} ScoreTotals;

typedef enum ScoreResult
{
	SCORE_OK,
	SCORE_OVERFLOW,
	SCORE_UNKNOWN_RULE,
	SCORE_UNREPAIRABLE,			/* a repair under a rule without severity */
	SCORE_TOO_MANY_DIMENSIONS
} ScoreResult;

typedef const Rule *(*RuleLookup) (void *arg, int32_t rule_id);

/*
 * Fold references into their roots and walk them.  roots needs room for
 * state->n_cells; the state's cells are reordered.  On return the n_roots
 * first roots are in walk order, each with its contribution.
 */
extern ScoreResult score_walk(ScoreState *state, RuleLookup lookup, void *arg,
							  Root *roots, int32_t *n_roots);

/*
 * What the roots add up to, by dimension.  score_state_total() gives the same
 * from the state itself, with the room that score_walk() needs.  It leaves a
 * state without references as it is, and may reorder another's cells: even so
 * sums stay in front, and the state can go on collecting.
 */
extern ScoreResult score_total(const Root *roots, int32_t n_roots, ScoreTotals *totals);
extern bool state_has_references(const ScoreState *state);
extern ScoreResult score_state_total(ScoreState *state, RuleLookup lookup, void *arg,
									 Root *roots, ScoreTotals *totals);

/* Round, clamp and add up by the policy in force. */
extern ScoreResult score_finish(ScoreTotals *totals, const Policy *policy);

extern bool contribution_round(int128_t exact, int128_t weighted, int64_t *hundredths);

#endif							/* CIVIC_SCORE_H */
