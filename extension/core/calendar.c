/*-------------------------------------------------------------------------
 *
 * calendar.c
 *	  Civil dates as day numbers, and the periods that points accumulate in.
 *
 * The conversions are the usual era arithmetic on the proleptic Gregorian
 * calendar with the year starting in March, which puts the leap day last.
 *
 *-------------------------------------------------------------------------
 */
#include "core/calendar.h"

#include <stdio.h>

/* days from 0000-03-01, the era's origin, to 2000-01-01 */
#define ERA_OFFSET	730425

static int32_t
floor_div(int32_t a, int32_t b)
{
	return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

/* Day number of a civil date.  The month may lie outside 1..12: the year takes the carry. */
int32_t
cal_day(int year, int month, int mday)
{
	int32_t		carry = floor_div(month - 1, 12);
	int32_t		m = (month - 1) - carry * 12;	/* 0 = January */
	int32_t		shifted = (m + 10) % 12;	/* 0 = March */
	int32_t		y = year + carry - (m < 2);
	int32_t		era = floor_div(y, 400);
	int32_t		yoe = y - era * 400;
	int32_t		doy = (153 * shifted + 2) / 5 + mday - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - ERA_OFFSET;
}

void
cal_civil(int32_t day, int *year, int *month, int *mday)
{
	int32_t		z = day + ERA_OFFSET;
	int32_t		era = floor_div(z, 146097);
	int32_t		doe = z - era * 146097;
	int32_t		yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t		doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t		shifted = (5 * doy + 2) / 153;

	*mday = doy - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

const char *
cal_print(int32_t day, char *buf)
{
	int			year,
				month,
				mday;

	cal_civil(day, &year, &month, &mday);
	snprintf(buf, PERIOD_LABEL_MAX, "%04d-%02d-%02d", year, month, mday);
	return buf;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
cal_parse(const char *text, int32_t *day)
{
	int			part[3] = {0, 0, 0};	/* year, month, day of the month */
	int			year,
				month,
				mday;
	int			n = 0;

	for (int i = 0; i < CAL_TEXT_LEN; i++)
		if (i == 4 || i == 7)
		{
			if (text[i] != '-')
				return false;
			n++;
		}
		else if (is_digit(text[i]))
			part[n] = part[n] * 10 + (text[i] - '0');
		else
			return false;
	*day = cal_day(part[0], part[1], part[2]);
	/* a day that the calendar lacks comes back in another month */
	cal_civil(*day, &year, &month, &mday);
	return month == part[1] && cal_valid(*day);
}

static int
days_in_month(int year, int month)
{
	return cal_day(year, month + 1, 1) - cal_day(year, month, 1);
}

/*
 * Add n days, months or years to a day.  If the target month has no such day,
 * the result is its last day, as with the server's "date + interval".
 */
int32_t
cal_add(int32_t day, int32_t n, CalUnit unit)
{
	int			year,
				month,
				mday,
				months;

	if (unit == CAL_DAYS)
		return day + n;
	cal_civil(day, &year, &month, &mday);
	months = month - 1 + (unit == CAL_YEARS ? n * 12 : n);
	year += floor_div(months, 12);
	month = months - floor_div(months, 12) * 12 + 1;
	if (mday > 28 && mday > days_in_month(year, month))
		mday = days_in_month(year, month);
	return cal_day(year, month, mday);
}

/* ----------
 * periods
 * ----------
 */

/*
 * All that is special about a period.  A calendar period has a length in days,
 * counted from the first Monday of 2000, or a length in months, counted from
 * January.  Its label is a printf() format for the year and the number of the
 * period in that year.  To add a calendar period, add it to CalPeriod and here.
 */
typedef struct PeriodRow
{
	const char *name;			/* as in packs */
	int32_t		days;
	int32_t		months;
	const char *label;			/* NULL: the name */
} PeriodRow;

static const PeriodRow period_rows[] = {
	[PERIOD_ENTRY] = {"entry", 0, 0, NULL},
	[PERIOD_DAY] = {"day", 1, 0, NULL},
	[PERIOD_WEEK] = {"week", 7, 0, "%04d-W%02d"},
	[PERIOD_MONTH] = {"month", 0, 1, "%04d-%02d"},
	[PERIOD_QUARTER] = {"quarter", 0, 3, "%04d-Q%d"},
	[PERIOD_HALF_YEAR] = {"half_year", 0, 6, "%04d-H%d"},
	[PERIOD_YEAR] = {"year", 0, 12, "%04d"},
	[PERIOD_LIFETIME] = {"lifetime", 0, 0, NULL},
	[PERIOD_ROLLING] = {"rolling", 0, 0, NULL}
};

const Vocabulary cal_periods = VOCABULARY(period_rows);

bool
cal_is_calendar(CalPeriod period)
{
	return period_rows[period].days + period_rows[period].months > 0;
}

uint32_t
cal_calendar_periods(bool of_months)
{
	uint32_t	ids = 0;

	for (int i = 0; i < cal_periods.n; i++)
		if (of_months ? period_rows[i].months > 0 : cal_is_calendar((CalPeriod) i))
			ids |= ID_BIT(i);
	return ids;
}

/*
 * Two entries share a period exactly when their starts are equal.  Entry and
 * rolling periods have no common start, so their start is the day itself.
 */
int32_t
cal_period_start(int32_t day, CalPeriod period)
{
	const PeriodRow *row = &period_rows[period];
	int			year,
				month,
				mday;

	if (row->months > 0)
	{
		cal_civil(day, &year, &month, &mday);
		return cal_day(year, month - (month - 1) % row->months, 1);
	}
	/* 2000-01-03 was a Monday */
	if (row->days > 1)
		return floor_div(day - 2, row->days) * row->days + 2;
	return period == PERIOD_LIFETIME ? CAL_FIRST_DAY : day;
}

int32_t
cal_period_end(int32_t day, CalPeriod period)
{
	const PeriodRow *row = &period_rows[period];
	int32_t		start = cal_period_start(day, period);

	if (row->months > 0)
		return cal_add(start, row->months, CAL_MONTHS);
	if (row->days > 1)
		return start + row->days;
	return period == PERIOD_LIFETIME ? CAL_LAST_DAY + 1 : day + 1;
}

const char *
cal_period_label(CalPeriod period, int32_t start, char *buf)
{
	const PeriodRow *row = &period_rows[period];
	int			year,
				month,
				mday,
				number;

	/* a week belongs to the year of its Thursday */
	cal_civil(start + row->days / 2, &year, &month, &mday);
	number = row->months > 0 ? (month - 1) / row->months + 1 :
		(start + 3 - cal_day(year, 1, 1)) / 7 + 1;
	if (period == PERIOD_DAY)
		cal_print(start, buf);
	else if (row->label)
		snprintf(buf, PERIOD_LABEL_MAX, row->label, year, number);
	else
		snprintf(buf, PERIOD_LABEL_MAX, "%s", row->name);
	return buf;
}
