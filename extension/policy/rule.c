/*-------------------------------------------------------------------------
 *
 * rule.c
 *	  What rules of enacted policies say, for SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "policy/policy.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "core/repair.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_rule_is_loss);
PG_FUNCTION_INFO_V1(civic_loss_rules);
PG_FUNCTION_INFO_V1(civic_has_faded);
PG_FUNCTION_INFO_V1(civic_severity_name);

Datum
civic_rule_is_loss(PG_FUNCTION_ARGS)
{
	const Rule *rule;

	(void) programme_seen();
	rule = rule_by_id(PG_GETARG_INT32(0));
	PG_RETURN_BOOL(rule != NULL && rule->loss);
}

/* Does a retention leave no weight to an event, so many days after it? */
Datum
civic_has_faded(PG_FUNCTION_ARGS)
{
	DateADT		occurred_on = PG_GETARG_DATEADT(1);
	DateADT		day = PG_GETARG_DATEADT(2);
	const Rule *rule;

	(void) programme_seen();
	rule = rule_by_id(PG_GETARG_INT32(0));
	PG_RETURN_BOOL(rule && cal_valid(occurred_on) && cal_valid(day) &&
				   retention_weight(&rule->retention, rule->period, occurred_on, day) == 0);
}

/* NULL for a number that is no severity */
Datum
civic_severity_name(PG_FUNCTION_ARGS)
{
	const char *name = vocabulary_name(&severities, PG_GETARG_INT16(0));

	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

static bool
severity_published(const Policy *policy, Severity severity)
{
	for (int i = 0; i < policy->n_windows; i++)
		if (policy->windows[i].severity == severity && policy->windows[i].published)
			return severity != SEVERITY_NONE;
	return false;
}

static void
put_loss_rule(ReturnSetInfo *rsinfo, int32 rule_id, int32 policy_id, const Rule *rule)
{
	const Policy *policy = policy_by_id(policy_id);
	int32		min_days = 0,
				max_days = 0;

	if (rule->severity != SEVERITY_NONE)
		repair_window_widen(policy, rule->severity, &min_days, &max_days);
	PUT_ROW(rsinfo, ARG_INT4(rule_id, rule_id), ARG_INT4(policy_id, policy_id),
			ARG_INT2(severity, rule->severity), ARG_INT4(min_days, min_days),
			ARG_IF(max_days < REPAIR_NEVER, ARG_INT4(max_days, max_days)),
			ARG_BOOL(published, severity_published(policy, rule->severity)),
			ARG_BOOL(names_individuals, policy->names_individuals),
			ARG_INT4(erase_years, policy->erase_years));
}

/* (after, these) */
Datum
civic_loss_rules(PG_FUNCTION_ARGS)
{
	static Statement after_st = STATEMENT(
		"SELECT r.rule_id, r.policy_id FROM civic_private.rule r WHERE r.rule_id > $after "
		"ORDER BY r.rule_id");
	static Statement these_st = STATEMENT(
		"SELECT r.rule_id, r.policy_id FROM civic_private.rule r WHERE r.rule_id = ANY ($these) "
		"ORDER BY r.rule_id");
	OwnerScope	scope;

	InitMaterializedSRF(fcinfo, 0);
	(void) programme_seen();
	owner_begin(&scope);
	SPI_connect();
	if (PG_ARGISNULL(1))
		QUERY(&after_st, ARG_INT4(after, PG_GETARG_INT32(0)));
	else
		QUERY(&these_st, ARG_DATUM(these, INT4ARRAYOID, PG_GETARG_DATUM(1)));
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		int32		rule_id = row_int4(row, "rule_id");
		const Rule *rule = rule_by_id(rule_id);

		if (rule && rule->loss)
			put_loss_rule((ReturnSetInfo *) fcinfo->resultinfo, rule_id,
						  row_int4(row, "policy_id"), rule);
	}
	SPI_finish();
	owner_end(&scope);
	return (Datum) 0;
}
