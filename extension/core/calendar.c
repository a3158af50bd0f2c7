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

static int
days_in_month(int year, int month)
{
	return cal_day(year, month + 1, 1) - cal_day(year, month, 1);
}

/*
 * n days, months or years after a day.  A day that the target month lacks
 * becomes its last one, as the server's "date + interval" has it.
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

/*
 * First day of the period that a day falls into.  Two entries share a period
 * exactly when their starts are equal; entry and rolling periods have no
 * common start and return the day itself.
 */
int32_t
cal_period_start(int32_t day, CalPeriod period)
{
	int			year,
				month,
				mday;

	switch (period)
	{
		case PERIOD_LIFETIME:
			return CAL_FIRST_DAY;
		case PERIOD_WEEK:
			/* 2000-01-03 was a Monday */
			return floor_div(day - 2, 7) * 7 + 2;
		case PERIOD_MONTH:
		case PERIOD_QUARTER:
		case PERIOD_YEAR:
			break;
		default:
			return day;
	}
	cal_civil(day, &year, &month, &mday);
	if (period == PERIOD_MONTH)
		return day - mday + 1;
	if (period == PERIOD_QUARTER)
		month = (month - 1) / 3 * 3 + 1;
	if (period == PERIOD_YEAR)
		month = 1;
	return cal_day(year, month, 1);
}

/* First day after the period that a day falls into. */
int32_t
cal_period_end(int32_t day, CalPeriod period)
{
	int32_t		start = cal_period_start(day, period);

	switch (period)
	{
		case PERIOD_LIFETIME:
			return CAL_LAST_DAY + 1;
		case PERIOD_WEEK:
			return start + 7;
		case PERIOD_MONTH:
			return cal_add(start, 1, CAL_MONTHS);
		case PERIOD_QUARTER:
			return cal_add(start, 3, CAL_MONTHS);
		case PERIOD_YEAR:
			return cal_add(start, 1, CAL_YEARS);
		default:
			return start + 1;
	}
}
