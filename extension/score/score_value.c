/*-------------------------------------------------------------------------
 *
 * score_value.c
 *	  From a state to a score, by the policy in force where its subject lives.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
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

/*
 * The policy in force on a day where the subject lives, as far as that was
 * known on the day.  Raises an error if there is none or no such subject.
 */
static const Policy *
policy_of_subject(int64 subject_id, DateADT day, const Programme *programme)
{
	static Statement st = STATEMENT(
		"SELECT h.area FROM civic_internal.home($subject_id, $day, $day) h");
	OwnerScope	scope;
	char	   *area;
	int32		policy_id;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id), ARG_DATE(day, day));
	area = SPI_processed > 0 ? row_text(0, "area") : NULL;
	if (area == NULL)
		unknown_subject(subject_id);
	policy_id = policy_at(area, day, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(area, day);
	SPI_finish();
	owner_end(&scope);
	return policy_by_id(policy_id);
}

/*
 * The policy that governs every area on a day; NULL if that depends on the
 * area.  A population asks for one day a million times, so the answer is kept.
 */
static const Policy *
sole_policy(DateADT day, const Programme *programme)
{
	static Programme seen;
	static DateADT seen_day;
	static uint64 resets;
	static const Policy *policy = NULL;
	const char *area;
	int32		policy_id;

	if (policy && seen_day == day && resets == policy_cache_resets &&
		seen.newest_enactment == programme->newest_enactment &&
		seen.access_version == programme->access_version)
		return policy;
	policy = NULL;
	area = sole_policy_area(programme->newest_enactment, programme->access_version);
	if (area == NULL)
		return NULL;
	policy_id = policy_at(area, day, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(area, day);
	policy = policy_by_id(policy_id);
	seen = *programme;
	seen_day = day;
	resets = policy_cache_resets;
	return policy;
}

/*
 * The policy in force on a day where a subject lives.  known tells that the
 * subject exists, as one with entries does; then nothing need be read where
 * the policies of one area govern all.
 */
const Policy *
subject_policy(int64 subject_id, DateADT day, bool known)
{
	const Programme *programme = programme_seen();
	const Policy *policy = known ? sole_policy(day, programme) : NULL;

	return policy ? policy : policy_of_subject(subject_id, day, programme);
}

Datum
civic_score_value(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));

	PG_RETURN_NUMERIC(state_value(state, in_aggregate(fcinfo),
								  subject_policy(state->subject_id, state->as_of,
												 state->n_cells > 0)));
}
