/*-------------------------------------------------------------------------
 *
 * workday.c
 *	  Working days: Monday to Friday, but for the exceptions of a calendar.
 *
 *-------------------------------------------------------------------------
 */
#include "core/workday.h"

#define FIRST_MONDAY	2		/* 2000-01-03 */

static int32_t
weeks_before(int32_t day)
{
	int32_t		d = day - FIRST_MONDAY;

	return d / 7 - (d % 7 < 0);
}

/* 0 = Monday */
static int32_t
weekday(int32_t day)
{
	return day - FIRST_MONDAY - weeks_before(day) * 7;
}

/* Mondays to Fridays up to and including a day, from a fixed day on. */
static int32_t
weekdays_up_to(int32_t day)
{
	int32_t		in_week = weekday(day) + 1;

	return weeks_before(day) * 5 + (in_week < 5 ? in_week : 5);
}

/* The number of exceptions on a day or before it. */
static int
exceptions_up_to(const WorkCalendar *cal, int32_t day)
{
	int			low = 0,
				high = cal->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (cal->days[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int32_t
working_up_to(const WorkCalendar *cal, int32_t day)
{
	int			n = exceptions_up_to(cal, day);

	return weekdays_up_to(day) + (n > 0 ? cal->shift[n - 1] : 0);
}

static int32_t
year_of(int32_t day)
{
	int			year,
				month,
				mday;

	cal_civil(day, &year, &month, &mday);
	return year;
}

void
workday_build(WorkCalendar *cal, const WorkException *exceptions, int n)
{
	int32_t		shift = 0;

	cal->n = 0;
	cal->n_years = 0;
	for (int i = 0; i < n; i++)
	{
		int32_t		year = year_of(exceptions[i].day);

		if (cal->n_years == 0 || cal->years[cal->n_years - 1] != year)
			cal->years[cal->n_years++] = year;
		/* a holiday on a Sunday changes nothing */
		if (exceptions[i].working == (weekday(exceptions[i].day) < 5))
			continue;
		shift += exceptions[i].working ? 1 : -1;
		cal->days[cal->n] = exceptions[i].day;
		cal->shift[cal->n++] = shift;
	}
}

bool
workday_is(const WorkCalendar *cal, int32_t day)
{
	int			n = exceptions_up_to(cal, day);
	bool		exception = n > 0 && cal->days[n - 1] == day;

	return (weekday(day) < 5) != exception;
}

int32_t
workday_count(const WorkCalendar *cal, int32_t from, int32_t to)
{
	return working_up_to(cal, to) - working_up_to(cal, from);
}

bool
workday_add(const WorkCalendar *cal, int32_t from, int32_t n, int32_t *result)
{
	int64_t		wanted;			/* n may be as large as there is */
	int32_t		low = from,
				high = CAL_LAST_DAY;

	if (n == 0 && workday_is(cal, from))
	{
		*result = from;
		return true;
	}
	wanted = (int64_t) working_up_to(cal, from) + (n > 0 ? n : 1);
	if (working_up_to(cal, high) < wanted)
		return false;
	/* binary search: up to low there are too few working days, up to high there are enough */
	while (high - low > 1)
	{
		int32_t		middle = low + (high - low) / 2;

		if (working_up_to(cal, middle) < wanted)
			low = middle;
		else
			high = middle;
	}
	*result = high;
	return true;
}

int32_t
workday_unloaded_year(const WorkCalendar *cal, int32_t from, int32_t to)
{
	int32_t		year = year_of(from);

	if (cal->n_years == 0)
		return 0;
	for (int i = 0; i < cal->n_years && cal->years[i] <= year; i++)
		if (cal->years[i] == year)
			year++;
	return year <= year_of(to) ? year : 0;
}
