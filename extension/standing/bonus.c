/*-------------------------------------------------------------------------
 *
 * bonus.c
 *	  What SQL has to know of the core to post bonuses for clean periods.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "utils/builtins.h"

#include "core/calendar.h"

PG_FUNCTION_INFO_V1(civic_clean_rule);
PG_FUNCTION_INFO_V1(civic_period_of);

/* The period without a loss for which settlement posts a rule's award, or null. */
Datum
civic_clean_rule(PG_FUNCTION_ARGS)
{
	const Rule *rule;

	(void) programme_seen();
	rule = rule_by_id(PG_GETARG_INT32(0));
	if (rule == NULL || rule->clean_period == PERIOD_ENTRY)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(vocabulary_name(&cal_periods, rule->clean_period)));
}

/* The first and the last day of the period that a day falls into. */
Datum
civic_period_of(PG_FUNCTION_ARGS)
{
	int			period = vocabulary_id(&cal_periods, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	DateADT		day = PG_GETARG_DATEADT(1);
	bool		known = period >= 0 && cal_is_calendar((CalPeriod) period) && cal_valid(day);

	RETURN_ROW(fcinfo,
			   ARG_IF(known, ARG_DATE(first_day,
									  known ? cal_period_start(day, (CalPeriod) period) : 0)),
			   ARG_IF(known, ARG_DATE(last_day,
									  known ? cal_period_end(day, (CalPeriod) period) - 1 : 0)));
}
