/*-------------------------------------------------------------------------
 *
 * value.c
 *	  Dates, points and texts at the boundary, and how a message shows them.
 *
 *-------------------------------------------------------------------------
 */
#include "base/value.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "core/calendar.h"

PG_FUNCTION_INFO_V1(civic_require_list);

DateADT
date_in_zone(TimestampTz at, pg_tz *zone)
{
	struct pg_tm tm;
	fsec_t		fsec;
	int			tz;

	if (timestamp2tm(at, &tz, &tm, &fsec, NULL, zone) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
	return date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
}

DateADT
checked_date(DateADT date, const char *what)
{
	if (DATE_NOT_FINITE(date) || !cal_valid(date))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("%s out of range: \"%s\"", what,
						DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(date)))),
				 errhint("Dates lie between 1900-01-01 and 9999-12-31.")));
	return date;
}

Numeric
points_numeric(int64 hundredths)
{
	return int64_div_fast_to_numeric(hundredths, 2);
}

/* The same in every session, whatever its DateStyle: some of it is stored. */
const char *
date_text(DateADT date)
{
	char		text[MAXDATELEN + 1];
	struct pg_tm tm;

	if (DATE_NOT_FINITE(date))
		EncodeSpecialDate(date, text);
	else
	{
		j2date(date + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
		EncodeDateOnly(&tm, USE_ISO_DATES, text);
	}
	return pstrdup(text);
}

/* A precision in the format would cut between bytes, and the inbox keeps messages. */
const char *
quotable(const char *text)
{
	return pnstrdup(text, pg_mbcliplen(text, strlen(text), QUOTED_BYTES));
}

void
null_argument(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", name)));
}

void
require_list(ArrayType *items, const char *what)
{
	if (ARR_NDIM(items) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be a list, not an array of %d dimensions", what, ARR_NDIM(items)),
				 errhint("Pass the elements one after another, as in ARRAY[a, b].")));
}

/* (items, what) */
Datum
civic_require_list(PG_FUNCTION_ARGS)
{
	if (!PG_ARGISNULL(0))
		require_list(PG_GETARG_ARRAYTYPE_P(0), text_to_cstring(PG_GETARG_TEXT_PP(1)));
	PG_RETURN_VOID();
}
