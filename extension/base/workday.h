/*-------------------------------------------------------------------------
 *
 * workday.h
 *	  The calendars of the programme.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BASE_WORKDAY_H
#define CIVIC_BASE_WORKDAY_H

#include "postgres.h"

#include "utils/date.h"

#include "core/workday.h"

/* A calendar, kept until the programme is read again; one without exceptions has weekends only. */
extern const WorkCalendar *work_calendar(const char *code);

/*
 * The n-th working day after a day by a calendar.  Raises an error if n is
 * negative or that day is out of range, and warns as warn_of_unloaded_year().
 */
extern DateADT working_day_after(const char *code, DateADT day, int32 n);

/*
 * Warn if a calendar lacks the holidays of a year between two days, by which
 * something is due: once a transaction for each year.
 */
extern void warn_of_unloaded_year(const char *code, DateADT from, DateADT to);

#endif							/* CIVIC_BASE_WORKDAY_H */
