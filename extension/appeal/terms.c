/*-------------------------------------------------------------------------
 *
 * terms.c
 *	  What a policy says about appeals and reviews, for SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "base/workday.h"
#include "core/appeal.h"
#include "policy/policy.h"

PG_FUNCTION_INFO_V1(civic_appeal_terms);
PG_FUNCTION_INFO_V1(civic_appeal_next_step);
PG_FUNCTION_INFO_V1(civic_appeal_replay);

#define ARG_CLOCK(name, clock)	ARG_INT4(name, appeal_clock(policy, clock).working_days)

/* policy -> what the declaration of appeal_terms() lists */
Datum
civic_appeal_terms(PG_FUNCTION_ARGS)
{
	const Policy *policy;

	(void) programme_seen();
	policy = enacted_policy(PG_GETARG_INT32(0));
	RETURN_ROW(fcinfo, ARG_TEXT(calendar, policy->calendar),
			   ARG_BOOL(suspends, policy->appeal_suspends),
			   ARG_INT4(erase_years, policy->erase_years),
			   ARG_INT4(review_share, policy->review_share),
			   ARG_CLOCK(mark, CLOCK_MARK),
			   ARG_CLOCK(decision, CLOCK_DECISION),
			   ARG_CLOCK(review, CLOCK_REVIEW),
			   ARG_CLOCK(forward, CLOCK_FORWARD),
			   ARG_CLOCK(removal, CLOCK_REMOVAL),
			   ARG_CLOCK(human_review, CLOCK_HUMAN_REVIEW),
			   ARG_INT4(decision_more, appeal_clock(policy, CLOCK_DECISION).extension_days),
			   ARG_INT4(review_more, appeal_clock(policy, CLOCK_REVIEW).extension_days));
}

/* (state, due, zh) -> what is next */
Datum
civic_appeal_next_step(PG_FUNCTION_ARGS)
{
	int			state = vocabulary_id(&appeal_states, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	const char *due = PG_ARGISNULL(1) ? "" : date_text(PG_GETARG_DATEADT(1));
	const char *words = NULL;

	if (state >= 0)
		words = appeal_next_words[state].text[PG_GETARG_BOOL(2) ? LANG_ZH : LANG_EN];
	if (words == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(psprintf(words, due)));
}

/* Moves and their days, as two arrays of the same length. */
static AppealMade *
moves_made(ArrayType *moves, ArrayType *days, int *n)
{
	Datum	   *names,
			   *on;
	int			n_days;
	AppealMade *made;

	deconstruct_array(moves, TEXTOID, -1, false, TYPALIGN_INT, &names, NULL, n);
	deconstruct_array(days, DATEOID, sizeof(DateADT), true, TYPALIGN_INT, &on, NULL, &n_days);
	made = palloc(sizeof(AppealMade) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		made[i] = (AppealMade) {
			(AppealMove) vocabulary_id(&appeal_moves, TextDatumGetCString(names[i])),
			DatumGetDateADT(on[i])
		};
	return made;
}

/* (policy_id, calendar, moves, days) -> what the declaration of appeal_replay() lists */
Datum
civic_appeal_replay(PG_FUNCTION_ARGS)
{
	AppealFacts facts = {0};
	AppealMade *made;
	Appeal		a;
	int			n;

	(void) programme_seen();
	made = moves_made(PG_GETARG_ARRAYTYPE_P(2), PG_GETARG_ARRAYTYPE_P(3), &n);
	facts.calendar = work_calendar(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	facts.policy = enacted_policy(PG_GETARG_INT32(0));
	if (!appeal_replay(made, n, &facts, &a))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("the due day of an appeal would lie beyond the year 9999")));
	RETURN_ROW(fcinfo, ARG_DATE(mark_due, a.mark_due), ARG_DATE(forward_due, a.forward_due),
			   ARG_DATE(decision_due, a.decision_due), ARG_INT4(remaining, a.remaining),
			   ARG_INT4(stopped, a.stopped));
}
