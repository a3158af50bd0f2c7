/*-------------------------------------------------------------------------
 *
 * terms.c
 *	  What a policy says about appeals and reviews, for SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "core/appeal.h"
#include "policy/policy.h"

PG_FUNCTION_INFO_V1(civic_appeal_terms);
PG_FUNCTION_INFO_V1(civic_appeal_next_step);

#define ARG_CLOCK(name, clock)	ARG_INT4(name, appeal_clock(policy, clock).working_days)

/* policy -> what the declaration of appeal_terms() lists */
Datum
civic_appeal_terms(PG_FUNCTION_ARGS)
{
	const Policy *policy;

	(void) programme_seen();
	policy = policy_by_id(PG_GETARG_INT32(0));
	if (policy == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("policy %d is not enacted", PG_GETARG_INT32(0))));
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
