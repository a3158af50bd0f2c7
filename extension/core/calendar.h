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
#include <stdint.h>

/* 1900-01-01 and 9999-12-31: no programme needs more, and arithmetic on days inside cannot overflow */
#define CAL_FIRST_DAY	(-36524)
#define CAL_LAST_DAY	2921939

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
	PERIOD_YEAR,
	PERIOD_LIFETIME,
	PERIOD_ROLLING				/* the last N days up to each entry */
} CalPeriod;

extern int32_t cal_day(int year, int month, int mday);
extern void cal_civil(int32_t day, int *year, int *month, int *mday);
extern int32_t cal_add(int32_t day, int32_t n, CalUnit unit);
extern int32_t cal_period_start(int32_t day, CalPeriod period);
extern int32_t cal_period_end(int32_t day, CalPeriod period);

static inline bool
cal_valid(int64_t day)
{
	return day >= CAL_FIRST_DAY && day <= CAL_LAST_DAY;
}

#endif							/* CIVIC_CALENDAR_H */
