/*-------------------------------------------------------------------------
 *
 * workday.h
 *	  The calendars of the programme.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BASE_WORKDAY_H
#define CIVIC_BASE_WORKDAY_H

#include "core/workday.h"

/* A calendar, kept until the programme is read again; one without exceptions has weekends only. */
extern const WorkCalendar *work_calendar(const char *code);

#endif							/* CIVIC_BASE_WORKDAY_H */
