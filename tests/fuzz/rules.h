/*-------------------------------------------------------------------------
 *
 * rules.h
 *	  Rules of every shape for the targets that score.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FUZZ_RULES_H
#define CIVIC_FUZZ_RULES_H

#include "core/score.h"
#include "fuzz.h"

/* what the host does for a policy that it has read */
extern void attach_curve(Retention *r);
extern void forget_curves(int room);

/* NULL past the last rule.  Rule ids begin at 1. */
extern const Rule *rule_of_id(int32_t rule_id);
extern int32_t rule_count(void);

/* The value of a dimension as one number, in grains / WEIGHTED_SCALE.  False on overflow. */
extern bool combined_value(const DimensionTotal *total, int128_t *value);

/* Score a state by its roots, or straight from it. */
extern ScoreResult score_either_way(Arena *arena, ScoreState *state, RuleLookup lookup,
									bool straight, ScoreTotals *totals);

/* The same dimensions with the same values, in whatever order. */
extern void expect_same_totals(const ScoreTotals *a, const ScoreTotals *b);

#endif							/* CIVIC_FUZZ_RULES_H */
