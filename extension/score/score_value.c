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

/* Say why a subject cannot be scored; 0 stands for one whose id the state does not know. */
Refusal
score_refusal(ScoreResult result, int64 subject_id)
{
	const char *whose = subject_id ?
		psprintf("It is the score of subject %lld.", (long long) subject_id) : NULL;

	if (result == SCORE_UNKNOWN_RULE)
		return refuse(ERRCODE_UNDEFINED_OBJECT,
					  "the score_state names a rule that this programme does not have", whose,
					  NULL);
	if (result == SCORE_UNREPAIRABLE)
		return refuse(ERRCODE_INVALID_PARAMETER_VALUE,
					  "a repair refers to an entry of a rule without severity", whose, NULL);
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "score out of range", whose, NULL);
}

void
score_failed(ScoreResult result, int64 subject_id)
{
	Refusal		r = score_refusal(result, subject_id);

	raise_refusal(&r);
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
		score_failed(result, state->subject_id);
}

/* Totals, kept between calls, with the room that they had, or with twice as much. */
static ScoreTotals *
totals_workspace(bool larger)
{
	static ScoreTotals workspace = {0};
	int			room = workspace.room * 2;

	if (larger || workspace.room == 0)
	{
		DimensionTotal *dimensions = MemoryContextAlloc(TopMemoryContext,
														sizeof(DimensionTotal) * Max(room, 256));

		if (workspace.room > 0)
			pfree(workspace.dimensions);
		workspace.room = Max(room, 256);
		workspace.dimensions = dimensions;
	}
	return &workspace;
}

/* The totals are good until others are asked for. */
ScoreResult
try_total(const Root *roots, int32 n_roots, DateADT day, const Policy *policy,
		  const ScoreTotals **totals)
{
	ScoreTotals *room = totals_workspace(false);
	ScoreResult result;

	for (;;)
	{
		*totals = room;
		result = score_total(roots, n_roots, day, room);
		if (result == SCORE_OK)
			result = score_finish(room, policy);
		if (result != SCORE_TOO_MANY_DIMENSIONS)
			return result;
		room = totals_workspace(true);
	}
}

const ScoreTotals *
total_roots(const Root *roots, int32 n_roots, DateADT day, const Policy *policy, int64 subject_id)
{
	const ScoreTotals *totals;
	ScoreResult result = try_total(roots, n_roots, day, policy, &totals);

	if (result != SCORE_OK)
		score_failed(result, subject_id);
	return totals;
}

/* Walk a state that we may reorder, by rules that the caller looks up; the roots have no order. */
ScoreResult
walk_state_by(ScoreState *state, RuleLookup lookup, void *arg, Root **roots, int32 *n_roots)
{
	int32		n_awards;

	*roots = roots_workspace(state->n_cells);
	return score_roots(state, lookup, arg, *roots, &n_awards, n_roots);
}

/* The score of a state that is ours, whose cells may come to stand in another order. */
ScoreResult
score_own_state(ScoreState *state, const Policy *policy, int64 *score)
{
	Root	   *roots = roots_workspace(state->n_cells);
	ScoreTotals *totals = totals_workspace(false);
	ScoreResult result;

	for (;;)
	{
		result = score_state_total(state, rule_lookup, NULL, roots, totals);
		if (result == SCORE_OK)
			result = score_finish(totals, policy);
		if (result != SCORE_TOO_MANY_DIMENSIONS)
			break;
		totals = totals_workspace(true);
	}
	*score = totals->score;
	return result;
}

/* The same of any state; one that is not ours stays as it is. */
Numeric
state_value(ScoreState *state, bool ours, const Policy *policy)
{
	int64		score;
	ScoreResult result;

	if (!ours && state_has_adjustments(state))
		state = copy_state(state, state->n_cells);
	result = score_own_state(state, policy, &score);
	if (result != SCORE_OK)
		score_failed(result, state->subject_id);
	return points_numeric(score);
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
								  subject_policy(state->subject_id,
												 (ScoreDays) {state->as_of, state->known_on},
												 state->n_cells > 0)));
}
