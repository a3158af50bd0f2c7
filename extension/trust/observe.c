/*-------------------------------------------------------------------------
 *
 * observe.c
 *	  Observations: who may make them, and what is wrong with one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/refusal.h"
#include "base/role.h"
#include "base/statement.h"
#include "core/calendar.h"
#include "core/fixed.h"
#include "ledger/entry.h"

PG_FUNCTION_INFO_V1(civic_observer_source);
PG_FUNCTION_INFO_V1(civic_submitter);
PG_FUNCTION_INFO_V1(civic_observation_refusal);
PG_FUNCTION_INFO_V1(civic_check_observation);
PG_FUNCTION_INFO_V1(civic_millionths);
PG_FUNCTION_INFO_V1(civic_written_day);

#define VALUE_MAX	INT64_C(1000000000000000000)	/* in millionths */

/* ----------
 * who may
 * ----------
 */

/* The source that a role may observe an area for, named or not; NULL: for any area at all. */
static Source
source_for(Oid role, const char *area, const char *code)
{
	Posting		posting = {.access_version = programme_seen()->access_version};
	Matter		matter = {.sourced = true,.area = area};
	Source		source;

	choose_source(role, code, &posting, &source);
	matter.source_id = source.source_id;
	if (source.source_id && area && !reaches(role, RECORDER, &matter, posting.access_version))
	{
		source.source_id = 0;
		source.refusal = refuse(ERRCODE_INSUFFICIENT_PRIVILEGE,
								"permission denied: no grant of the caller reaches this", NULL,
								"civic.access_report() shows which source and area each grant "
								"is for.");
	}
	return source;
}

static char *
text_or_null(FunctionCallInfo fcinfo, int i)
{
	return PG_ARGISNULL(i) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(i));
}

/* (area, source) */
Datum
civic_observer_source(PG_FUNCTION_ARGS)
{
	Source		source;

	SPI_connect();
	source = source_for(GetOuterUserId(), text_or_null(fcinfo, 0), text_or_null(fcinfo, 1));
	if (source.source_id == 0)
		raise_refusal(&source.refusal);
	SPI_finish();
	PG_RETURN_INT32(source.source_id);
}

/* (role, login, area, source): of rows that somebody has submitted */
Datum
civic_submitter(PG_FUNCTION_ARGS)
{
	char	   *role = NameStr(*PG_GETARG_NAME(0));
	int64		version = programme_seen()->access_version;
	Oid			role_oid = get_role_oid(role, true);
	Source		source = {0};
	ActingRoles roles;
	const Refusal *r = &source.refusal;
	MemoryContext outer = CurrentMemoryContext;

	SPI_connect();
	/* what is told outlives the connection */
	MemoryContextSwitchTo(outer);
	if (OidIsValid(role_oid))
		source = source_for(role_oid, text_or_null(fcinfo, 2), text_or_null(fcinfo, 3));
	else
		source.refusal = refuse(ERRCODE_UNDEFINED_OBJECT,
								psprintf("role \"%s\" does not exist", role), NULL, NULL);
	roles = (ActingRoles) {role_id(role, version), role_id(NameStr(*PG_GETARG_NAME(1)), version)};
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_IF(source.source_id, ARG_INT4(source_id, source.source_id)),
			   ARG_INT4(actor_id, roles.actor_id), ARG_INT4(login_id, roles.login_id),
			   ARG_IF(source.source_id == 0, ARG_TEXT(sqlstate, unpack_sql_state(r->sqlstate))),
			   ARG_TEXT(reason, r->reason), ARG_TEXT(hint, r->hint));
}

/* ----------
 * what was written
 * ----------
 */

Datum
civic_millionths(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	int64		scaled;

	if (!fixed_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), 6, &scaled) ||
		scaled < -VALUE_MAX || scaled > VALUE_MAX)
		PG_RETURN_NULL();
	PG_RETURN_INT64(scaled);
}

Datum
civic_written_day(PG_FUNCTION_ARGS)
{
	char	   *written = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		day;

	if (!cal_parse(written, &day))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(day);
}

/* ----------
 * what is wrong with it
 * ----------
 */

/* An observation as it was written, and what is known about it. */
typedef struct Observed
{
	bool		indicator_known;
	bool		area_known;
	bool		other;			/* its reference is that of another observation */
	bool		closed;
	const char *indicator;
	const char *area;
	const char *value;
	const char *day;
	const char *weight;
	const char *source_ref;
	DateADT		today;
} Observed;

static bool
is_number(const char *written, int64 low)
{
	int64		scaled;

	return written && fixed_parse(written, strlen(written), 6, &scaled) && scaled >= low &&
		scaled <= VALUE_MAX;
}

static bool
is_past_day(const char *written, DateADT today)
{
	int32		day;

	return written && cal_parse(written, &day) && day <= today;
}

static Refusal
refuse_value(const char *what, const char *value, const char *hint)
{
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
				  psprintf("%s out of range: %s", what, value ? quotable(value) : "nothing"),
				  NULL, hint);
}

/* What stands in no table, or is no number or day. */
static Refusal
judge_parts(const Observed *o)
{
	if (o->source_ref == NULL || strspn(o->source_ref, " \t") == strlen(o->source_ref))
		return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED, "source_ref must be given", NULL,
					  "It is the number that the source itself has for what it observed.");
	if (!o->indicator_known)
		return refuse(ERRCODE_UNDEFINED_OBJECT,
					  psprintf("unknown indicator \"%s\"",
							   quotable(o->indicator ? o->indicator : "")), NULL,
					  "An index that has it must be enacted with civic.enact_index().");
	if (!o->area_known)
		return refuse(ERRCODE_UNDEFINED_OBJECT,
					  psprintf("unknown area \"%s\"", quotable(o->area ? o->area : "")), NULL,
					  "Define it with civic.define_area().");
	if (!is_number(o->value, -VALUE_MAX))
		return refuse_value("value", o->value, "It is a number within 1000000000000 of 0, with at "
							"most six decimals.");
	if (!is_number(o->weight, 1))
		return refuse_value("weight", o->weight, "It is a number above 0 and up to "
							"1000000000000, with at most six decimals.");
	if (!is_past_day(o->day, o->today))
		return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW,
					  psprintf("date out of range: \"%s\"", quotable(o->day ? o->day : "")), NULL,
					  "What is observed lies between 1900-01-01 and today.");
	return (Refusal) {0};
}

static Refusal
judge_observed(const Observed *o)
{
	if (o->other)
		return refuse(ERRCODE_UNIQUE_VIOLATION,
					  psprintf("source_ref \"%s\" is that of another observation",
							   quotable(o->source_ref)), NULL,
					  "A revision has the indicator, area and day of what it revises.");
	if (o->closed)
		return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					  psprintf("the period of %s is closed", o->day), NULL,
					  "What was published stays. civic.close_observations() can open it again.");
	return judge_parts(o);
}

/* (indicator_known, area_known, other, closed, indicator, area, value, day, weight, ref, today) */
static Observed
observed_arguments(FunctionCallInfo fcinfo)
{
	bool		flags[4];

	for (int i = 0; i < 4; i++)
		flags[i] = !PG_ARGISNULL(i) && PG_GETARG_BOOL(i);
	return (Observed) {
		flags[0], flags[1], flags[2], flags[3], text_or_null(fcinfo, 4), text_or_null(fcinfo, 5),
		text_or_null(fcinfo, 6), text_or_null(fcinfo, 7), text_or_null(fcinfo, 8),
		text_or_null(fcinfo, 9), PG_GETARG_DATEADT(10)
	};
}

Datum
civic_check_observation(PG_FUNCTION_ARGS)
{
	Observed	o = observed_arguments(fcinfo);
	Refusal		r = judge_observed(&o);

	if (r.sqlstate)
		raise_refusal(&r);
	PG_RETURN_VOID();
}

Datum
civic_observation_refusal(PG_FUNCTION_ARGS)
{
	Observed	o = observed_arguments(fcinfo);
	Refusal		r = judge_observed(&o);

	if (r.sqlstate == 0)
		PG_RETURN_NULL();
	RETURN_ROW(fcinfo, ARG_TEXT(sqlstate, unpack_sql_state(r.sqlstate)),
			   ARG_TEXT(reason, r.reason), ARG_TEXT(hint, r.hint));
}
