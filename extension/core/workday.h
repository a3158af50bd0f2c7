/*-------------------------------------------------------------------------
 *
 * workday.h
 *	  Working days: Monday to Friday, but for the exceptions of a calendar.
 *
 * A calendar lists holidays and make-up days.  It keeps only those that change
 * something, each with the number of working days won or lost so far.  So
 * working days are counted by arithmetic, without a loop over the days.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_WORKDAY_H
#define CIVIC_WORKDAY_H

#include "core/calendar.h"

typedef struct WorkException
{
	int32_t		day;
	bool		working;		/* a make-up day; else a holiday */
} WorkException;

typedef struct WorkCalendar
{
	int			n;
	int32_t    *days;			/* ascending */
	int32_t    *shift;			/* working days won up to and with that day */
	int			n_years;
	int32_t    *years;			/* for which there are exceptions, ascending */
} WorkCalendar;

/*
 * Fill a calendar from exceptions in ascending order of their days, each once.
 * The caller has given days, shift and years room for n.
 */
extern void workday_build(WorkCalendar *cal, const WorkException *exceptions, int n);

extern bool workday_is(const WorkCalendar *cal, int32_t day);

/* Working days after a day, up to and including another; negative if the other is earlier. */
extern int32_t workday_count(const WorkCalendar *cal, int32_t from, int32_t to);

/*
 * The n-th working day after a day.  With n = 0 the result is the day itself if
 * it is a working day, and otherwise the next working day.  False if the result
 * is past CAL_LAST_DAY.
 */
extern bool workday_add(const WorkCalendar *cal, int32_t from, int32_t n, int32_t *result);

/*
 * The first year between two days for which a calendar that has exceptions has
 * none: it was not loaded.  0 if there is no such year; a calendar without any
 * exception is Monday to Friday by intent.
 */
extern int32_t workday_unloaded_year(const WorkCalendar *cal, int32_t from, int32_t to);

#endif							/* CIVIC_WORKDAY_H */
