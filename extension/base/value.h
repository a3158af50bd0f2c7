/*-------------------------------------------------------------------------
 *
 * value.h
 *	  Dates, points and texts at the boundary, and how a message shows them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_VALUE_H
#define CIVIC_VALUE_H

#include "base/server.h"

#include "pgtime.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#define QUOTED_BYTES	100		/* of what a caller wrote, in a message */

/* The date, or an error if it is not finite or outside the range that programmes use. */
extern DateADT checked_date(DateADT date, const char *what);
extern DateADT date_in_zone(TimestampTz at, pg_tz *zone);
extern Numeric points_numeric(int64 hundredths);

/* A day as YYYY-MM-DD, whatever the DateStyle, for a message. */
extern const char *date_text(DateADT date);

/* What a caller wrote, short enough for a message and cut between characters. */
extern const char *quotable(const char *text);

/* Raise an error if an array has more than one dimension. */
extern void require_list(ArrayType *items, const char *what);

pg_noreturn extern void null_argument(const char *name);

#endif							/* CIVIC_VALUE_H */
