/*-------------------------------------------------------------------------
 *
 * unit_calendar.c
 *	  The calendar against one that merely counts days.
 *
 *-------------------------------------------------------------------------
 */
#include "core/calendar.h"
#include "unit.h"

static const int month_lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool
leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
	return month_lengths[month - 1] + (month == 2 && leap_year(year));
}

/* A day and the periods it lies in, moved on by counting. */
typedef struct Count
{
	int32_t		day;
	int			year,
				month,
				mday,
				weekday;		/* 1 = Monday */
	int32_t		week,
				month_start,
				quarter,
				half_year,
				year_start;
} Count;

/* 1900-01-01 was a Monday. */
static Count
first_day(void)
{
	return (Count) {CAL_FIRST_DAY, 1900, 1, 1, 1, CAL_FIRST_DAY, CAL_FIRST_DAY, CAL_FIRST_DAY,
		CAL_FIRST_DAY, CAL_FIRST_DAY};
}

static void
next_day(Count *c)
{
	c->day++;
	c->weekday = c->weekday % 7 + 1;
	if (c->weekday == 1)
		c->week = c->day;
	if (c->mday++ < month_length(c->year, c->month))
		return;
	c->mday = 1;
	c->month_start = c->day;
	c->month = c->month % 12 + 1;
	if (c->month == 1)
	{
		c->year++;
		c->year_start = c->day;
	}
	if (c->month == 1 || c->month == 4 || c->month == 7 || c->month == 10)
		c->quarter = c->day;
	if (c->month == 1 || c->month == 7)
		c->half_year = c->day;
}

static void
test_landmarks(void)
{
	check_int(cal_day(2000, 1, 1), 0, "2000-01-01");
	check_int(cal_day(1900, 1, 1), CAL_FIRST_DAY, "1900-01-01");
	check_int(cal_day(9999, 12, 31), CAL_LAST_DAY, "9999-12-31");
	check_int(cal_day(1970, 1, 1), -10957, "1970-01-01");
	check_int(cal_day(2026, 11, 23), 9823, "2026-11-23");
	/* months outside the year carry */
	check_int(cal_day(2025, 14, 1), cal_day(2026, 2, 1), "month 14");
	check_int(cal_day(2026, 0, 1), cal_day(2025, 12, 1), "month 0");
	check_int(cal_day(2026, -11, 1), cal_day(2025, 1, 1), "month -11");
	check_int(cal_day(2026, -12, 1), cal_day(2024, 12, 1), "month -12");
	check(cal_valid(CAL_FIRST_DAY) && !cal_valid(CAL_FIRST_DAY - 1), "the first day is the limit");
	check(cal_valid(CAL_LAST_DAY) && !cal_valid((int64_t) CAL_LAST_DAY + 1),
		  "the last day is the limit");
	check(!cal_valid(INT64_MIN) && !cal_valid(INT64_MAX), "far days are not valid");
}

static void
test_every_day(void)
{
	Count		c = first_day();

	for (; c.day <= CAL_LAST_DAY; next_day(&c))
	{
		int			year,
					month,
					mday;

		cal_civil(c.day, &year, &month, &mday);
		check(year == c.year && month == c.month && mday == c.mday,
			  "day %d is %d-%d-%d, not %d-%d-%d", c.day, c.year, c.month, c.mday, year, month,
				  mday);
		check_int(cal_day(c.year, c.month, c.mday), c.day, "%d-%d-%d", c.year, c.month, c.mday);
	}
	check(c.year == 10000 && c.month == 1 && c.mday == 1, "the count ends with the year 9999");
}

static void
test_every_period(void)
{
	Count		c = first_day();
	int32_t		open[5] = {CAL_FIRST_DAY, CAL_FIRST_DAY, CAL_FIRST_DAY, CAL_FIRST_DAY,
		CAL_FIRST_DAY};
	static const CalPeriod periods[5] = {PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER,
	PERIOD_HALF_YEAR, PERIOD_YEAR};

	for (; c.day <= CAL_LAST_DAY; next_day(&c))
	{
		int32_t		starts[5] = {c.week, c.month_start, c.quarter, c.half_year, c.year_start};

		for (int i = 0; i < 5; i++)
		{
			check_int(cal_period_start(c.day, periods[i]), starts[i], "period %d of day %d begins",
					  periods[i], c.day);
			/* a new period begins where the one before it ends */
			if (starts[i] != open[i])
			{
				check_int(cal_period_end(c.day - 1, periods[i]), c.day, "period %d of day %d ends",
						  periods[i], c.day - 1);
				check_int(cal_period_end(open[i], periods[i]), c.day, "period %d of day %d ends",
						  periods[i], open[i]);
				open[i] = starts[i];
			}
		}
		check_int(cal_period_start(c.day, PERIOD_DAY), c.day, "day %d begins", c.day);
		check_int(cal_period_end(c.day, PERIOD_DAY), c.day + 1, "day %d ends", c.day);
	}
	/* 9999 closes like any year; its last week reaches into the next */
	check_int(cal_period_end(CAL_LAST_DAY, PERIOD_YEAR), CAL_LAST_DAY + 1, "the last year ends");
	check_int(cal_period_end(CAL_LAST_DAY, PERIOD_WEEK), CAL_LAST_DAY + 3,
			  "the last week ends on a Sunday");
	check_int(cal_period_start(CAL_LAST_DAY, PERIOD_LIFETIME), CAL_FIRST_DAY, "a lifetime begins");
	check_int(cal_period_end(CAL_FIRST_DAY, PERIOD_LIFETIME), CAL_LAST_DAY + 1, "a lifetime ends");
}

/* ISO weeks around the turn of years of each kind */
static void
test_iso_weeks(void)
{
	static const struct
	{
		int			year,
					month,
					mday;
		int			start_year,
					start_month,
					start_mday;
	}			weeks[] = {
		{2020, 12, 31, 2020, 12, 28},	/* W53 */
		{2021, 1, 3, 2020, 12, 28},
		{2021, 1, 4, 2021, 1, 4},
		{2023, 1, 1, 2022, 12, 26},
		{2024, 12, 30, 2024, 12, 30},
		{2025, 1, 5, 2024, 12, 30},
		{2000, 1, 1, 1999, 12, 27},
		{1999, 12, 26, 1999, 12, 20},
		{2026, 11, 23, 2026, 11, 23},
	};

	for (unsigned i = 0; i < sizeof(weeks) / sizeof(weeks[0]); i++)
		check_int(cal_period_start(cal_day(weeks[i].year, weeks[i].month, weeks[i].mday),
								   PERIOD_WEEK),
				  cal_day(weeks[i].start_year, weeks[i].start_month, weeks[i].start_mday),
				  "week of %d-%d-%d", weeks[i].year, weeks[i].month, weeks[i].mday);
}

/* Go month by month and then shorten the day: what "date + interval" does. */
static int32_t
slow_add(const Count *c, int months)
{
	int			year = c->year,
				month = c->month;

	for (; months > 0; months--)
		if (++month > 12)
		{
			month = 1;
			year++;
		}
	for (; months < 0; months++)
		if (--month < 1)
		{
			month = 12;
			year--;
		}
	return cal_day(year, month, c->mday < month_length(year, month) ? c->mday :
				   month_length(year, month));
}

static void
test_add(void)
{
	static const int steps[] = {-1200, -13, -12, -1, 0, 1, 2, 11, 12, 13, 24, 48, 1199, 1200};
	Count		c = first_day();

	/* 1999 to 2005 hold leap years and a century; 2095 to 2101 a century without a leap day */
	for (; c.year < 2102; next_day(&c))
	{
		if (!(c.year >= 1999 && c.year < 2006) && c.year < 2095)
			continue;
		for (unsigned i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		{
			check_int(cal_add(c.day, steps[i], CAL_MONTHS), slow_add(&c, steps[i]),
					  "%d-%d-%d and %d months",
					  c.year, c.month, c.mday, steps[i]);
			if (steps[i] % 12 == 0)
				check_int(cal_add(c.day, steps[i] / 12, CAL_YEARS), slow_add(&c, steps[i]),
						  "%d-%d-%d and %d years",
						  c.year, c.month, c.mday, steps[i] / 12);
			check_int(cal_add(c.day, steps[i], CAL_DAYS), c.day + steps[i], "day %d and %d days",
					  c.day, steps[i]);
		}
	}
	/* as the server has them */
	check_int(cal_add(cal_day(2024, 1, 31), 1, CAL_MONTHS), cal_day(2024, 2, 29),
			  "2024-01-31 and a month");
	check_int(cal_add(cal_day(2023, 1, 31), 1, CAL_MONTHS), cal_day(2023, 2, 28),
			  "2023-01-31 and a month");
	check_int(cal_add(cal_day(2024, 2, 29), 1, CAL_YEARS), cal_day(2025, 2, 28),
			  "2024-02-29 and a year");
	check_int(cal_add(cal_day(2024, 2, 29), 4, CAL_YEARS), cal_day(2028, 2, 29),
			  "2024-02-29 and four years");
	check_int(cal_add(cal_day(2000, 2, 29), 100, CAL_YEARS), cal_day(2100, 2, 28),
			  "2000-02-29 and a century");
	/* the longest spans from the last day stay in range of the type */
	check(cal_add(CAL_LAST_DAY, 100, CAL_YEARS) > CAL_LAST_DAY, "a century after the last day");
	check(cal_add(CAL_LAST_DAY, 1200, CAL_MONTHS) > CAL_LAST_DAY, "1200 months after the last day");
}

static void
check_label(CalPeriod period, int32_t day, const char *expected)
{
	char		label[PERIOD_LABEL_MAX];

	check_text(cal_period_label(period, cal_period_start(day, period), label), expected,
			   "the %s of day %d", vocabulary_name(&cal_periods, period), day);
}

static void
test_labels(void)
{
	int32_t		day = cal_day(2026, 5, 3);	/* a Sunday */

	check_label(PERIOD_ENTRY, day, "entry");
	check_label(PERIOD_DAY, day, "2026-05-03");
	check_label(PERIOD_WEEK, day, "2026-W18");
	check_label(PERIOD_MONTH, day, "2026-05");
	check_label(PERIOD_QUARTER, day, "2026-Q2");
	check_label(PERIOD_YEAR, day, "2026");
	check_label(PERIOD_LIFETIME, day, "lifetime");
	check_label(PERIOD_ROLLING, day, "rolling");
	/* an ISO week belongs to the year of its Thursday */
	check_label(PERIOD_WEEK, cal_day(2027, 1, 3), "2026-W53");
	check_label(PERIOD_WEEK, cal_day(2024, 12, 30), "2025-W01");
	check_label(PERIOD_MONTH, cal_day(1999, 12, 31), "1999-12");
	check_label(PERIOD_QUARTER, cal_day(1999, 12, 31), "1999-Q4");
}

static void
test_sets(void)
{
	char		list[100];

	vocabulary_list(&cal_periods, cal_calendar_periods(false), ", ", list, sizeof(list));
	check_text(list, "day, week, month, quarter, half_year, year", "the periods of the calendar");
	vocabulary_list(&cal_periods, cal_calendar_periods(true), ", ", list, sizeof(list));
	check_text(list, "month, quarter, half_year, year", "those of months");
}

/* Dates as text: what is one comes back, what is none is refused. */
static void
test_texts(void)
{
	static const char *const good[] = {"1900-01-01", "2024-02-29", "2026-11-23", "9999-12-31"};
	static const char *const bad[] = {"", "2026", "2026-11-2", "2026/11-23", "2026-11/23",
		"2026-1a-23",
		"2026-11-2:", "2026-02-29", "2026-00-10", "2026-13-10", "2026-01-00", "2026-12-32",
			"1899-12-31",
	"0000-01-01"};
	char		text[PERIOD_LABEL_MAX];
	int32_t		day;

	for (unsigned i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (check(cal_parse(good[i], &day), "%s is refused", good[i]))
			check_text(cal_print(day, text), good[i], "there and back");
	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		check(!cal_parse(bad[i], &day), "\"%s\" is taken for a date", bad[i]);
}

const UnitTest calendar_tests[] = {
	{"calendar: landmarks", test_landmarks},
	{"calendar: every day from 1900 to 9999 round trips", test_every_day},
	{"calendar: weeks, months, quarters and years of every day", test_every_period},
	{"calendar: ISO weeks at the turn of the year", test_iso_weeks},
	{"calendar: months and years are added as the server adds them", test_add},
	{"dates are read and written", test_texts},
	{"periods have labels", test_labels},
	{"the periods of the calendar are known", test_sets},
	{NULL, NULL}
};
