/*-------------------------------------------------------------------------
 *
 * curve.h
 *	  Retention: the weight of a contribution by its age.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CURVE_H
#define CIVIC_CURVE_H

#include "core/calendar.h"
#include "core/fixed.h"

typedef enum RetentionKind
{
	RETAIN_PERMANENT,
	RETAIN_PERIOD_END,			/* counts until its period ends */
	RETAIN_EXPIRE,				/* has full weight, then none */
	RETAIN_WINDOW,				/* as expire; without weight it does not raise tariffs either */
	RETAIN_HALF_LIFE,
	RETAIN_ANNUAL_RATE,
	RETAIN_LINEAR
} RetentionKind;

typedef struct Retention
{
	RetentionKind kind;
	CalUnit		unit;			/* of n, for expire and window */
	int32_t		n;				/* days, months, years; or rate in millionths */
	const int32_t *table;		/* the weights of a decay by age in days; the host sets it */
	int32_t		table_len;
} Retention;

/* The longest table has 200 years.  Weights of older ages are computed when they are needed. */
#define CURVE_MAX_DAYS		73050

extern int32_t curve_table_length(const Retention *r);
extern void curve_build(const Retention *r, int32_t *table, int32_t len);
extern int64_t retention_weight(const Retention *r, CalPeriod period,
								int32_t occurred_on, int32_t as_of);

#endif							/* CIVIC_CURVE_H */
