/*-------------------------------------------------------------------------
 *
 * chart.c
 *	  Control charts.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/chart.h"

/* parameters that a kind of chart has */
typedef struct KindRow
{
	const char *name;
	uint32_t	has;
} KindRow;

static const KindRow kind_rows[] = {
	[CHART_EWMA] = {"ewma", ID_BIT(CHART_CENTRE) | ID_BIT(CHART_SD) | ID_BIT(CHART_LAMBDA) |
	ID_BIT(CHART_WIDTH)},
	[CHART_CUSUM] = {"cusum", ID_BIT(CHART_CENTRE) | ID_BIT(CHART_SD) | ID_BIT(CHART_K) |
	ID_BIT(CHART_H) | ID_BIT(CHART_HEADSTART)},
	[CHART_CUSUM_SELF] = {"cusum_self", ID_BIT(CHART_K) | ID_BIT(CHART_H)},
	[CHART_EARS] = {"ears", ID_BIT(CHART_METHOD)}
};
const Vocabulary chart_kinds = VOCABULARY(kind_rows);

static const char *const ears_rows[] = {"c1", "c2", "c3"};
const Vocabulary ears_kinds = VOCABULARY(ears_rows);

/* where each EARS method signals; C3 is a sum of what C2 has above 1 */
#define EARS_LIMIT		3
#define EARS_LIMIT_C3	2

/* ----------
 * parameters
 * ----------
 */

typedef struct ParameterRow
{
	double		usual;
	double		above;			/* it lies above this, */
	double		low;			/* at this or above, */
	double		high;			/* and not above this */
	const char *problem;
} ParameterRow;

static const ParameterRow parameter_rows[] = {
	[CHART_CENTRE] = {0, -HUGE_VAL, -1e300, 1e300, "the centre must be finite"},
	[CHART_SD] = {1, 0, 0, 1e300, "the standard deviation must be positive"},
	[CHART_LAMBDA] = {0.2, 0, 0, 1, "lambda must lie above 0 and not above 1"},
	[CHART_WIDTH] = {3, 0, 0, 1e6, "the width must lie above 0 and not above 1000000"},
	[CHART_K] = {0.5, -1, 0, 1e6, "k must lie between 0 and 1000000"},
	[CHART_H] = {5, 0, 0, 1e6, "h must lie above 0 and not above 1000000"},
	[CHART_HEADSTART] = {0, -1, 0, 1e6, "the head start must lie between 0 and 1000000"},
	[CHART_METHOD] = {0, -1, 0, 2, "the method must be c1, c2 or c3"}
};

void
chart_defaults(ChartKind kind, double *parameters)
{
	for (int i = 0; i < CHART_PARAMETERS; i++)
		parameters[i] = kind_rows[kind].has & ID_BIT(i) ? parameter_rows[i].usual : 0;
}

/* False as well for what is not a number. */
static bool
parameter_valid(const ParameterRow *row, double value)
{
	return value > row->above && value >= row->low && value <= row->high;
}

const char *
chart_parameters_invalid(ChartKind kind, const double *parameters)
{
	for (int i = 0; i < CHART_PARAMETERS; i++)
	{
		if ((kind_rows[kind].has & ID_BIT(i)) == 0)
		{
			if (parameters[i] != 0)
				return "it has a parameter of another kind of chart";
		}
		else if (!parameter_valid(&parameter_rows[i], parameters[i]))
			return parameter_rows[i].problem;
	}
	return parameters[CHART_METHOD] == floor(parameters[CHART_METHOD]) ? NULL
		: parameter_rows[CHART_METHOD].problem;
}

void
chart_start(Chart *chart, ChartKind kind, const double *parameters)
{
	memset(chart, 0, sizeof(*chart));
	chart->kind = kind;
	memcpy(chart->v, parameters, sizeof(double) * CHART_PARAMETERS);
	chart->v[CHART_Z] = parameters[CHART_CENTRE];
	chart->v[CHART_REST] = 1;
	chart->v[CHART_UP] = chart->v[CHART_DOWN] = parameters[CHART_HEADSTART];
}

/* ----------
 * Student's t as a normal deviate
 * ----------
 */

#define TINY	1e-300

/* The continued fraction of the incomplete beta function, by Lentz's method. */
static double
beta_fraction(double a, double b, double x)
{
	double		c = 1;
	double		d = 1 / (1 - (a + b) * x / (a + 1));
	double		h = d;
	double		change;
	int			m = 0;

	do
	{
		double		even,
					odd;

		m++;
		even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / (1 + even * d);
		c = 1 + even / c;
		h *= d * c;
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		change = d * c;
		h *= change;
	} while (fabs(change - 1) > 1e-15);
	return h;
}

/* The regularized incomplete beta function; y is 1 - x, without what subtracting would lose. */
static double
beta_part(double a, double b, double x, double y)
{
	double		front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y));

	/* the fraction converges fast on one side only */
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, y) / b;
}

/* The deviate above which lies a tail of at most one half. */
static double
normal_from_tail(double tail)
{
	double		z = sqrt(-2 * log(2 * tail));

	/* Newton's method on the logarithm of the tail, which is concave, comes from above */
	for (int step = 0; step < 12; step++)
	{
		double		at = erfc(z / sqrt(2)) / 2;
		double		density = exp(-z * z / 2) / sqrt(2 * acos(-1));

		z += (log(at) - log(tail)) * at / density;
	}
	return z;
}

#define FURTHEST	37.0		/* beyond it, a tail is no normal number any more */

double
student_to_normal(double t, double degrees)
{
	double		whole = degrees + t * t;
	double		tail;

	if (t == 0)
		return 0;
	tail = beta_part(degrees / 2, 0.5, degrees / whole, t * t / whole) / 2;
	/* also where the square of t is infinite */
	if (!(tail > TINY))
		return t > 0 ? FURTHEST : -FURTHEST;
	return copysign(normal_from_tail(fmin(tail, 0.5)), t);
}

/* ----------
 * points
 * ----------
 */

/* How long a run of signals has been going on. */
static void
count_run(Chart *chart, ChartPoint *point)
{
	chart->since_up = point->signal ? chart->since_up + 1 : 0;
	point->since = chart->since_up;
}

static void
add_ewma(Chart *chart, double x, ChartPoint *point)
{
	double	   *v = chart->v;
	double		keep = 1 - v[CHART_LAMBDA];
	double		half;

	v[CHART_Z] = v[CHART_LAMBDA] * x + keep * v[CHART_Z];
	v[CHART_REST] *= keep * keep;
	half = v[CHART_WIDTH] * v[CHART_SD] *
		sqrt(v[CHART_LAMBDA] / (2 - v[CHART_LAMBDA]) * (1 - v[CHART_REST]));
	point->judged = true;
	point->value = v[CHART_Z];
	point->lower = v[CHART_CENTRE] - half;
	point->upper = v[CHART_CENTRE] + half;
	point->signal = point->value > point->upper || point->value < point->lower;
	count_run(chart, point);
}

/* A sum that falls to 0 begins anew. */
static double
sum_next(double sum, int64_t *since, double z, double k)
{
	double		next = fmax(0, sum + z - k);

	*since = next > 0 ? *since + 1 : 0;
	return next;
}

/* The next standardized value.  A shift began where the sum that tells of it left 0. */
static void
add_sums(Chart *chart, double z, ChartPoint *point)
{
	double	   *v = chart->v;
	double		h = v[CHART_H];

	v[CHART_UP] = sum_next(v[CHART_UP], &chart->since_up, z, v[CHART_K]);
	v[CHART_DOWN] = sum_next(v[CHART_DOWN], &chart->since_down, -z, v[CHART_K]);
	point->judged = point->two_sums = true;
	point->value = z;
	point->lower = -h;
	point->upper = h;
	point->up = v[CHART_UP];
	point->down = 0 - v[CHART_DOWN];
	point->signal = v[CHART_UP] > h || v[CHART_DOWN] > h;
	point->since = v[CHART_UP] >= v[CHART_DOWN] ? chart->since_up : chart->since_down;
}

/*
 * A value as a normal deviate, by the mean and the deviation of those before it
 * (Hawkins 1987).  Where those are all equal, another one is as far off as can be.
 */
static double
self_standardized(const Chart *chart, double x)
{
	double		n = (double) (chart->n);
	double		off = x - chart->v[CHART_MEAN];
	double		sd = sqrt(chart->v[CHART_M2] / (n - 1));

	if (off == 0)
		return 0;
	if (sd == 0)
		return copysign(FURTHEST, off);
	return student_to_normal(off / sd * sqrt(n / (n + 1)), n - 1);
}

/* The first two values only calibrate. */
static void
add_self(Chart *chart, double x, ChartPoint *point)
{
	double	   *v = chart->v;
	double		off = x - v[CHART_MEAN];

	if (chart->n >= 2)
		add_sums(chart, self_standardized(chart, x), point);
	v[CHART_MEAN] += off / (double) (chart->n + 1);
	v[CHART_M2] += off * (x - v[CHART_MEAN]);
}

/* How far a value lies above a baseline, in its standard deviations. */
static double
above_baseline(const double *past, double x)
{
	double		sum = 0,
				squares = 0,
				mean;

	/* from one of them, so that the mean of equal values is theirs */
	for (int i = 0; i < EARS_PAST; i++)
		sum += past[i] - past[0];
	mean = past[0] + sum / EARS_PAST;
	for (int i = 0; i < EARS_PAST; i++)
		squares += (past[i] - mean) * (past[i] - mean);
	/* from equal values, another is infinitely far off */
	return x == mean ? 0 : (x - mean) / sqrt(squares / (EARS_PAST - 1));
}

static void
judge_ears(Chart *chart, const double *past, double x, ChartPoint *point)
{
	double	   *excess = &chart->v[CHART_EXCESS];
	double		value = above_baseline(past, x);

	point->upper = EARS_LIMIT;
	if (chart->v[CHART_METHOD] == 2)
	{
		double		more = fmin(fmax(0, value - 1), 1e300);

		value = more + excess[1] + excess[0];
		excess[0] = excess[1];
		excess[1] = more;
		point->upper = EARS_LIMIT_C3;
	}
	point->judged = true;
	point->value = value;
	point->lower = -HUGE_VAL;
	point->signal = value > point->upper;
	count_run(chart, point);
}

static void
add_ears(Chart *chart, double x, ChartPoint *point)
{
	double	   *past = &chart->v[CHART_PAST];
	int			lag = chart->v[CHART_METHOD] == 0 ? 0 : EARS_LAG;

	if (chart->n >= EARS_PAST + lag)
		judge_ears(chart, past + EARS_LAG - lag, x, point);
	memmove(past, past + 1, sizeof(double) * (EARS_PAST + EARS_LAG - 1));
	past[EARS_PAST + EARS_LAG - 1] = x;
}

void
chart_add(Chart *chart, double x, ChartPoint *point)
{
	*point = (ChartPoint) {0};
	switch (chart->kind)
	{
		case CHART_EWMA:
			add_ewma(chart, x, point);
			break;
		case CHART_CUSUM:
			add_sums(chart, (x - chart->v[CHART_CENTRE]) / chart->v[CHART_SD], point);
			break;
		case CHART_CUSUM_SELF:
			add_self(chart, x, point);
			break;
		default:
			add_ears(chart, x, point);
	}
	chart->n++;
}

/* ----------
 * I/O
 * ----------
 */

const char *
chart_invalid(const Chart *chart)
{
	const char *problem;

	if (chart->kind < 0 || chart->kind >= chart_kinds.n)
		return "unknown kind of chart";
	problem = chart_parameters_invalid((ChartKind) chart->kind, chart->v);
	if (problem)
		return problem;
	if (chart->n < 0 || chart->n > INT64_MAX / 2)
		return "it has no number of points";
	if (chart->since_up < 0 || chart->since_up > chart->n ||
		chart->since_down < 0 || chart->since_down > chart->n)
		return "a shift is older than the series";
	for (int i = CHART_PARAMETERS; i < CHART_NUMBERS; i++)
		if (!isfinite(chart->v[i]))
			return "a number of its state is not finite";
	if (chart->v[CHART_REST] < 0 || chart->v[CHART_REST] > 1 || chart->v[CHART_UP] < 0 ||
		chart->v[CHART_DOWN] < 0 || chart->v[CHART_M2] < 0)
		return "a number of its state is out of range";
	return NULL;
}

/* A version, the kind, the counts, the numbers. */
void
chart_print(const Chart *chart, char *buf, size_t size)
{
	int			used = snprintf(buf, size, "%d %s %lld %lld %lld", CHART_VERSION,
								vocabulary_name(&chart_kinds, chart->kind), (long long) chart->n,
								(long long) chart->since_up, (long long) chart->since_down);

	for (int i = 0; i < CHART_NUMBERS; i++)
		used += snprintf(buf + used, size - (size_t) used, " %.17g", chart->v[i]);
}

static bool
take_count(const char **p, int64_t *value)
{
	char	   *end;

	if (**p != ' ' || (*p)[1] < '0' || (*p)[1] > '9')
		return false;
	*value = strtoll(*p, &end, 10);
	*p = end;
	return true;
}

static bool
take_number(const char **p, double *value)
{
	char	   *end;

	if (**p != ' ')
		return false;
	*value = strtod(*p, &end);
	if (end == *p)
		return false;
	*p = end;
	return true;
}

const char *
chart_parse(const char *text, Chart *chart)
{
	char		name[16] = "";
	int			version = 0,
				used = 0;

	memset(chart, 0, sizeof(*chart));
	if (sscanf(text, "%9d %15[a-z_]%n", &version, name, &used) < 2 || version != CHART_VERSION)
		return "it does not begin with version 1 and a kind of chart";
	chart->kind = vocabulary_id(&chart_kinds, name);
	text += used;
	if (!take_count(&text, &chart->n) || !take_count(&text, &chart->since_up) ||
		!take_count(&text, &chart->since_down))
		return "expected three counts after the kind";
	for (int i = 0; i < CHART_NUMBERS; i++)
		if (!take_number(&text, &chart->v[i]))
			return "it has too few numbers";
	return *text == '\0' ? chart_invalid(chart) : "unexpected text after its numbers";
}
