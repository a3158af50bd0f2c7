/*-------------------------------------------------------------------------
 *
 * area.h
 *	  Areas, and where subjects lived.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_AREA_H
#define CIVIC_AREA_H

#include "postgres.h"

#include "utils/date.h"

/* Is an area the one wanted, or below it?  As area_covers() in SQL; no area is in none. */
extern bool area_lies_within(const char *area, const char *wanted);

/* Do all areas of the programme lie within this one? */
extern bool area_covers_all(const char *area);

/*
 * Where a subject lived on a day by what was known on another, in the current
 * context; NULL if there is no such subject.
 */
extern char *subject_area(int64 subject_id, DateADT day, DateADT known_on);

#endif							/* CIVIC_AREA_H */
