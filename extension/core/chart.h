/*-------------------------------------------------------------------------
 *
 * chart.h
 *	  Control charts: early warning of a shift in a series of numbers.
 *
 * A chart is what is left of a series on the way to its next point: it has a
 * fixed size, and a point costs the same however long the series is.  A chart
 * that was stored and taken up again gives the same bits as one that was kept.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CHART_H
#define CIVIC_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/vocabulary.h"

#define CHART_VERSION	1

typedef enum ChartKind
{
	CHART_EWMA,
	CHART_CUSUM,
	CHART_CUSUM_SELF,
	CHART_EARS
} ChartKind;

extern const Vocabulary chart_kinds;

/* the EARS methods of the CDC; value v is C(v + 1) */
extern const Vocabulary ears_kinds;

#define EARS_PAST	7			/* values that a baseline has */
#define EARS_LAG	2			/* values between the baseline of C2 or C3 and today's */

/* The numbers of a chart: its parameters, then its state. */
typedef enum ChartNumber
{
	CHART_CENTRE,
	CHART_SD,
	CHART_LAMBDA,				/* weight of the newest value */
	CHART_WIDTH,				/* of the limits, in standard deviations */
	CHART_K,					/* allowance, in standard deviations */
	CHART_H,					/* decision interval, in standard deviations */
	CHART_HEADSTART,
	CHART_METHOD,				/* of ears_kinds */
	CHART_PARAMETERS,

	CHART_Z = CHART_PARAMETERS,	/* the weighted mean */
	CHART_REST,					/* (1 - lambda) to the power of twice the points */
	CHART_UP,					/* the sums, neither negative */
	CHART_DOWN,
	CHART_MEAN,					/* of all values so far */
	CHART_M2,					/* sum of their squared deviations */
	CHART_EXCESS,				/* of C2 over 1, of the two values before */
	CHART_PAST = CHART_EXCESS + EARS_LAG,	/* the values before, the oldest first */
	CHART_NUMBERS = CHART_PAST + EARS_PAST + EARS_LAG
} ChartNumber;

typedef struct Chart
{
	int32_t		length_word;	/* the server's */
	int32_t		kind;
	int64_t		n;				/* points so far */
	int64_t		since_up;		/* points since the sum left 0, or of this run of signals */
	int64_t		since_down;
	double		v[CHART_NUMBERS];
} Chart;

typedef struct ChartPoint
{
	bool		judged;			/* else there is no value as yet */
	bool		signal;			/* beyond a limit, not at it */
	double		value;
	double		lower;			/* the limits of the value; of sums, of down and up */
	double		upper;
	bool		two_sums;
	double		up;
	double		down;			/* 0 or negative */
	int64_t		since;			/* points since the shift began, this one included */
} ChartPoint;

/* Parameters that are not given have their usual value. */
extern void chart_defaults(ChartKind kind, double *parameters);

/* NULL, or what is wrong with parameters. */
extern const char *chart_parameters_invalid(ChartKind kind, const double *parameters);

extern void chart_start(Chart *chart, ChartKind kind, const double *parameters);

/* The next value of the series, a finite one.  What is missing is not a point. */
extern void chart_add(Chart *chart, double x, ChartPoint *point);

/* NULL, or what is wrong with a chart that comes from outside. */
extern const char *chart_invalid(const Chart *chart);

#define CHART_TEXT_MAX	1024

extern void chart_print(const Chart *chart, char *buf, size_t size);
extern const char *chart_parse(const char *text, Chart *chart);

/* The standard normal deviate whose tail is as large as that of Student's t. */
extern double student_to_normal(double t, double degrees);

#endif							/* CIVIC_CHART_H */
