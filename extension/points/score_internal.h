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

typedef struct SubjectFacts
{
	DateADT		day;
	char	   *area;			/* where the subject lives on that day */
	int32		policy_id;		/* in force there then; 0: none */
} SubjectFacts;

/* score.c */
extern Root *roots_workspace(int32 n);
extern void walk_state(ScoreState *state, Root **roots, int32 *n_roots);
extern void total_roots(const Root *roots, int32 n_roots, const Policy *policy, ScoreTotals *totals);
extern void subject_query(Statement *st, int64 subject_id, NullableDatum as_of, SubjectFacts *facts);
extern ScoreState *subject_entries(int64 subject_id, NullableDatum as_of, SubjectFacts *facts);
extern ScoreState *state_argument(Datum value);
extern void score_failed(ScoreResult result) pg_attribute_noreturn();
extern void unknown_rule(int32 rule_id) pg_attribute_noreturn();

#endif							/* CIVIC_SCORE_INTERNAL_H */
