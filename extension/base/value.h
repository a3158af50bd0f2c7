/*-------------------------------------------------------------------------
 *
 * value.h
 *	  Dates, points and texts at the boundary, and how a message shows them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_VALUE_H
#define CIVIC_VALUE_H

#include "postgres.h"

#include "pgtime.h"
#include "utils/date.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#define QUOTED_BYTES	100		/* of what a caller wrote, in a message */

/* soft errors came with 16; before, an input function can only raise */
#if PG_VERSION_NUM < 160000
#define ereturn(escontext, dummy_value, ...) \
	do { ereport(ERROR, __VA_ARGS__); return dummy_value; } while (0)
#endif

/* The date, or an error if it is not finite or outside the range that programmes use. */
extern DateADT checked_date(DateADT date, const char *what);
extern DateADT date_in_zone(TimestampTz at, pg_tz *zone);
extern Numeric points_numeric(int64 hundredths);

/* A day as the session's DateStyle writes it, for a message. */
extern const char *date_text(DateADT date);

/* What a caller wrote, short enough for a message and cut between characters. */
extern const char *quotable(const char *text);

extern void null_argument(const char *name) pg_attribute_noreturn();

#endif							/* CIVIC_VALUE_H */
