/*-------------------------------------------------------------------------
 *
 * score_value.c
 *	  From a state to a score, by the policy in force where its subject lives.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/value.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(civic_score_value);
PG_FUNCTION_INFO_V1(civic_score_value_policy);

void
score_failed(ScoreResult result)
{
	if (result == SCORE_UNKNOWN_RULE)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("the score_state names a rule that this programme does not have")));
	if (result == SCORE_UNREPAIRABLE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a repair refers to an entry of a rule without severity")));
	if (result == SCORE_TOO_MANY_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a score cannot have more than %d dimensions", SCORE_MAX_DIMENSIONS)));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("score out of range")));
}

/* Room for n roots, kept between calls unless it was large. */
static Root *
roots_workspace(int32 n)
{
	static Root *workspace = NULL;
	static int32 room = 0;

	if (n > 10000)
		return MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Root) * (Size) n);
	if (n > room)
	{
		int32		larger = Max(n, 64);

		if (workspace)
			pfree(workspace);
		room = 0;
		workspace = NULL;
		workspace = MemoryContextAlloc(TopMemoryContext, sizeof(Root) * larger);
		room = larger;
	}
	return workspace;
}

/* Walk a state that the caller lets us reorder. */
void
walk_state(ScoreState *state, Root **roots, int32 *n_roots)
{
	ScoreResult result;

	*roots = roots_workspace(state->n_cells);
	result = score_walk(state, rule_lookup, NULL, *roots, n_roots);
	if (result != SCORE_OK)
		score_failed(result);
}

void
total_roots(const Root *roots, int32 n_roots, const Policy *policy, ScoreTotals *totals)
{
	ScoreResult result = score_total(roots, n_roots, totals);

	if (result == SCORE_OK)
		result = score_finish(totals, policy);
	if (result != SCORE_OK)
		score_failed(result);
}

/* The score of a state; its cells may come to stand in another order if it is ours. */
Numeric
state_value(ScoreState *state, bool ours, const Policy *policy)
{
	ScoreTotals totals;
	Root	   *roots = roots_workspace(state->n_cells);
	ScoreResult result;

	if (!ours && state_has_adjustments(state))
		state = copy_state(state, state->n_cells);
	result = score_state_total(state, rule_lookup, NULL, roots, &totals);
	if (result == SCORE_OK)
		result = score_finish(&totals, policy);
	if (result != SCORE_OK)
		score_failed(result);
	return points_numeric(totals.score);
}

Datum
civic_score_value_policy(PG_FUNCTION_ARGS)
{
	(void) programme_seen();
	PG_RETURN_NUMERIC(state_value(datum_state(PG_GETARG_DATUM(0)), false,
								  enacted_policy(PG_GETARG_INT32(1))));
}

Datum
civic_score_value(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));

	/* which policy it is valued by tells where its subject lives */
	require_reach(READERS, state->subject_id);
	PG_RETURN_NUMERIC(state_value(state, in_aggregate(fcinfo),
								  subject_policy(state->subject_id, state->as_of,
												 state->n_cells > 0)));
}
