/*-------------------------------------------------------------------------
 *
 * score_internal.h
 *	  What scores and their explanations share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SCORE_INTERNAL_H
#define CIVIC_SCORE_INTERNAL_H

#include "common.h"

/* score.c */
extern Root *roots_workspace(int32 n);
extern void walk_state(ScoreState *state, Root **roots, int32 *n_roots);
extern void total_roots(const Root *roots, int32 n_roots, const Policy *policy, ScoreTotals *totals);
extern const Policy *subject_policy(int64 subject_id, DateADT day, bool known);
extern DateADT as_of_argument(FunctionCallInfo fcinfo, int i);
extern ScoreState *subject_entries(int64 subject_id, DateADT day);
extern ScoreState *state_argument(Datum value);
extern void score_failed(ScoreResult result) pg_attribute_noreturn();
extern void unknown_rule(int32 rule_id) pg_attribute_noreturn();

/* explain.c */
extern const char *points_text(int64 hundredths, bool sign);
extern TextLang lang_argument(FunctionCallInfo fcinfo, int i);

#endif							/* CIVIC_SCORE_INTERNAL_H */
