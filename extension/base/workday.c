/*-------------------------------------------------------------------------
 *
 * workday.c
 *	  Working days by the calendars of the programme.
 *
 * A session keeps the calendars it has used.  Whatever changes one gives the
 * programme's row a new access_version, and they are read again.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "base/workday.h"

#define CALENDARS_MAX	64		/* one session hardly meets more */

PG_FUNCTION_INFO_V1(civic_add_working_days);
PG_FUNCTION_INFO_V1(civic_working_days);
PG_FUNCTION_INFO_V1(civic_is_working_day);

typedef struct KnownCalendar
{
	char	   *code;
	WorkCalendar days;
} KnownCalendar;

static MemoryContext calendar_context = NULL;
static int64 known_version = 0;
static KnownCalendar known[CALENDARS_MAX];
static int	n_known = 0;

static void
forget_calendars(int64 version)
{
	if (calendar_context == NULL)
		calendar_context = AllocSetContextCreate(TopMemoryContext, "civic_credit calendars",
												 ALLOCSET_SMALL_SIZES);
	n_known = 0;
	MemoryContextReset(calendar_context);
	known_version = version;
}

static const WorkCalendar *
load_calendar(const char *code)
{
	static Statement st = STATEMENT(
		"SELECT h.day, h.working FROM civic_private.holiday h "
		"WHERE h.calendar = $calendar ORDER BY h.day");
	OwnerScope	scope;
	WorkException *exceptions;
	KnownCalendar loaded;
	MemoryContext old;
	int			n;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_TEXT(calendar, code));
	n = (int) SPI_processed;
	exceptions = palloc(sizeof(WorkException) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		exceptions[i].day = row_date(i, "day");
		exceptions[i].working = row_bool(i, "working");
	}
	old = MemoryContextSwitchTo(calendar_context);
	loaded.code = pstrdup(code);
	loaded.days.days = palloc(sizeof(int32_t) * Max(n, 1));
	loaded.days.shift = palloc(sizeof(int32_t) * Max(n, 1));
	loaded.days.years = palloc(sizeof(int32_t) * Max(n, 1));
	MemoryContextSwitchTo(old);
	workday_build(&loaded.days, exceptions, n);
	SPI_finish();
	owner_end(&scope);
	known[n_known] = loaded;
	return &known[n_known++].days;
}

const WorkCalendar *
work_calendar(const char *code)
{
	const Programme *programme = programme_seen();

	if (known_version != programme->access_version || calendar_context == NULL ||
		n_known == CALENDARS_MAX)
		forget_calendars(programme->access_version);
	for (int i = 0; i < n_known; i++)
		if (strcmp(known[i].code, code) == 0)
			return &known[i].days;
	return load_calendar(code);
}

void
warn_of_unloaded_year(const char *code, DateADT from, DateADT to)
{
	static TimestampTz warned_in = 0;
	static int32 warned_of = 0;
	int32		year = workday_unloaded_year(work_calendar(code), from, to);

	if (year == 0 || (year == warned_of && warned_in == GetCurrentTransactionStartTimestamp()))
		return;
	warned_in = GetCurrentTransactionStartTimestamp();
	warned_of = year;
	ereport(WARNING,
			(errmsg("calendar \"%s\" has no holidays of %d", code, year),
			 errdetail("Its days count as Monday to Friday."),
			 errhint("When they are announced, load them: what is open then is counted anew.")));
}

DateADT
working_day_after(const char *code, DateADT day, int32 n)
{
	int32_t		result;

	if (n < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the number of working days must not be negative"),
				 errdetail("It is %d.", n)));
	if (!workday_add(work_calendar(code), day, n, &result))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("date out of range"),
				 errdetail("%d working days after %s lie beyond the year 9999.", n,
						   date_text(day))));
	warn_of_unloaded_year(code, day, result);
	return result;
}

Datum
civic_add_working_days(PG_FUNCTION_ARGS)
{
	DateADT		from = checked_date(PG_GETARG_DATEADT(0), "day");

	PG_RETURN_DATEADT(working_day_after(text_to_cstring(PG_GETARG_TEXT_PP(2)), from,
										PG_GETARG_INT32(1)));
}

Datum
civic_working_days(PG_FUNCTION_ARGS)
{
	DateADT		from = checked_date(PG_GETARG_DATEADT(0), "from_day");
	DateADT		to = checked_date(PG_GETARG_DATEADT(1), "to_day");

	PG_RETURN_INT32(workday_count(work_calendar(text_to_cstring(PG_GETARG_TEXT_PP(2))), from, to));
}

Datum
civic_is_working_day(PG_FUNCTION_ARGS)
{
	DateADT		day = checked_date(PG_GETARG_DATEADT(0), "day");

	PG_RETURN_BOOL(workday_is(work_calendar(text_to_cstring(PG_GETARG_TEXT_PP(1))), day));
}
