/*-------------------------------------------------------------------------
 *
 * calendar.h
 *	  Civil dates as day numbers, and the periods that points accumulate in.
 *
 * A day is a count of days since 2000-01-01 (the server's own date), so the
 * boundary passes dates through unchanged.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CALENDAR_H
#define CIVIC_CALENDAR_H

#include <stdbool.h>

#include "core/vocabulary.h"

/*
 * 1900-01-01 and 9999-12-31.  No programme needs more, and sums of a day in
 * this range and a number of days that a policy can name fit an int32_t.
 */
#define CAL_FIRST_DAY	(-36524)
#define CAL_LAST_DAY	2921939

/* These stand where there is no day: before all days, and after all days. */
#define CAL_NO_DAY		(CAL_FIRST_DAY - 1)
#define CAL_NEVER		(CAL_LAST_DAY + 1)

typedef enum CalUnit
{
	CAL_DAYS,
	CAL_MONTHS,
	CAL_YEARS
} CalUnit;

typedef enum CalPeriod
{
	PERIOD_ENTRY,				/* every entry on its own */
	PERIOD_DAY,
	PERIOD_WEEK,				/* ISO week, Monday to Sunday */
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_HALF_YEAR,			/* January to June, July to December */
	PERIOD_YEAR,
	PERIOD_LIFETIME,
	PERIOD_ROLLING				/* the last N days up to each entry */
} CalPeriod;

extern const Vocabulary cal_periods;

extern int32_t cal_day(int year, int month, int mday);
extern void cal_civil(int32_t day, int *year, int *month, int *mday);

/* A day as "2026-11-23" in a buffer of PERIOD_LABEL_MAX bytes.  Returns buf. */
extern const char *cal_print(int32_t day, char *buf);

/* Read a day that a text begins with, written in the same way.  False if there is none. */
#define CAL_TEXT_LEN	10

extern bool cal_parse(const char *text, int32_t *day);
extern int32_t cal_add(int32_t day, int32_t n, CalUnit unit);

/* Does a period begin and end on calendar days that are the same for all entries? */
extern bool cal_is_calendar(CalPeriod period);

/* The ID_BITs of all calendar periods, or only of those that consist of months. */
extern uint32_t cal_calendar_periods(bool of_months);

/* The first day of the period that a day falls into, and the first day after that period. */
extern int32_t cal_period_start(int32_t day, CalPeriod period);
extern int32_t cal_period_end(int32_t day, CalPeriod period);

/*
 * Write the label of the period that begins on a day: "2026-01-31",
 * "2026-W05", "2026-01", "2026-Q1", "2026-H1", "2026".  The label of a period that is not
 * a calendar period is its name.  Returns buf.
 */
#define PERIOD_LABEL_MAX	16

extern const char *cal_period_label(CalPeriod period, int32_t start, char *buf);

static inline bool
cal_valid(int64_t day)
{
	return day >= CAL_FIRST_DAY && day <= CAL_LAST_DAY;
}

#endif							/* CIVIC_CALENDAR_H */
