/*-------------------------------------------------------------------------
 *
 * unit_chart.c
 *	  Control charts, against published runs.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/chart.h"
#include "unit.h"

#define COUNT(a) ((int) (sizeof(a) / sizeof((a)[0])))

static Chart
new_chart(ChartKind kind, double a, double b, double c, double d, double e)
{
	double		p[CHART_PARAMETERS];
	Chart		chart;

	chart_defaults(kind, p);
	if (kind == CHART_EWMA || kind == CHART_CUSUM)
	{
		p[CHART_CENTRE] = a;
		p[CHART_SD] = b;
	}
	if (kind == CHART_EWMA)
	{
		p[CHART_LAMBDA] = c;
		p[CHART_WIDTH] = d;
	}
	if (kind == CHART_CUSUM || kind == CHART_CUSUM_SELF)
	{
		p[CHART_K] = c;
		p[CHART_H] = d;
	}
	if (kind == CHART_CUSUM)
		p[CHART_HEADSTART] = e;
	if (kind == CHART_EARS)
		p[CHART_METHOD] = a;
	check_text(chart_parameters_invalid(kind, p), NULL, "parameters");
	chart_start(&chart, kind, p);
	return chart;
}

/* test-cusum.R of the R package qcc: a value equal to h is no signal */
static void
test_qcc_cusum(void)
{
	static const double x[] = {1.5, .5, .6, -1.5, -.5, -.8};
	static const double up[] = {1, 1, 1.1, 0, 0, 0};
	static const double down[] = {0, 0, 0, -1, -1, -1.3};
	static const int since[] = {1, 2, 3, 1, 2, 3};
	Chart		chart = new_chart(CHART_CUSUM, 0, 1, .5, 1, 0);
	ChartPoint	p;

	for (int i = 0; i < COUNT(x); i++)
	{
		chart_add(&chart, x[i], &p);
		check_near(p.up, up[i], 1e-15, "up at %d", i + 1);
		check_near(p.down, down[i], 1e-15, "down at %d", i + 1);
		check_int(p.signal, i == 2 || i == 5, "signal at %d", i + 1);
		check_int(p.since, since[i], "since at %d", i + 1);
		check(p.judged && p.two_sums && p.upper == 1 && p.lower == -1, "bounds at %d", i + 1);
	}
}

/* the same package, pistonrings apart: three values */
static void
test_qcc_ewma(void)
{
	static const double x[] = {11, 13, 12};
	static const double value[] = {10.5, 11.75, 11.875};
	static const double lower[] = {8, 7.763932, 7.708712};
	static const double upper[] = {12, 12.236068, 12.291288};
	Chart		chart = new_chart(CHART_EWMA, 10, 2, .5, 2, 0);
	ChartPoint	p;

	for (int i = 0; i < COUNT(x); i++)
	{
		chart_add(&chart, x[i], &p);
		check_near(p.value, value[i], 1e-15, "value at %d", i + 1);
		check_near(p.lower, lower[i], 5e-7, "lower at %d", i + 1);
		check_near(p.upper, upper[i], 5e-7, "upper at %d", i + 1);
		check(!p.signal && p.since == 0 && !p.two_sums, "no signal at %d", i + 1);
	}
}

/* limits of qcc's viscosity data, at the first points and in the end */
static void
test_viscosity(void)
{
	static const double lower[] = {33.81387, 33.73694, 33.69554};
	static const double upper[] = {34.36213, 34.43906, 34.48046};
	Chart		chart = new_chart(CHART_EWMA, 34.088, .5076521, .2, 2.7, 0);
	ChartPoint	p;

	for (int i = 0; i < 200; i++)
	{
		chart_add(&chart, 34.088, &p);
		if (i >= COUNT(lower))
			continue;
		check_near(p.lower, lower[i], 5.1e-6, "lower at %d", i + 1);
		check_near(p.upper, upper[i], 5.1e-6, "upper at %d", i + 1);
	}
	check_near(p.lower, 33.63111, 5.1e-6, "lower in the end");
	check_near(p.upper, 34.54489, 5.1e-6, "upper in the end");
}

/* NIST/SEMATECH e-Handbook 6.3.2.3 */
static void
test_nist(void)
{
	static const double x[] = {
		324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
		324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350
	};
	Chart		chart = new_chart(CHART_CUSUM, 325, 1, .3175, 4.1959, 0);
	ChartPoint	p;
	double		most_down = 0;

	for (int i = 0; i < COUNT(x); i++)
	{
		chart_add(&chart, x[i], &p);
		most_down = fmin(most_down, p.down);
		if (i == 4)
			check_near(p.up, .0325, 1e-9, "at 5");
		else if (i < 12)
			check_near(p.up, 0, 0, "at %d", i + 1);
		if (i == 7)
			check_near(p.down, -.715, 1e-9, "down at 8");
		if (i == 12)
			check_near(p.up, 3.0075, 1e-9, "at 13");
		if (i == 13)
			check_near(p.up, 4.94, 1e-9, "at 14");
		check_int(p.signal, i >= 13, "signal at %d", i + 1);
	}
	check_near(p.up, 19.035, 1e-9, "at 20");
	check_near(most_down, -.715, 1e-9, "the lowest");
	check_int(p.since, 8, "the shift began at 13");
}

static void
test_signals(void)
{
	Chart		chart = new_chart(CHART_EWMA, 0, 1, 1, 3, 0);
	ChartPoint	p;

	chart_add(&chart, 3.5, &p);
	check(p.signal && p.since == 1, "above");
	chart_add(&chart, -3.5, &p);
	check(p.signal && p.since == 2, "below");
	chart_add(&chart, 3, &p);
	check(!p.signal && p.since == 0, "at the limit");

	chart = new_chart(CHART_CUSUM, 10, 2, .5, 5, 2.5);
	chart_add(&chart, 10, &p);
	check(p.up == 2 && p.down == -2 && p.since == 1 && p.value == 0, "a head start");
	chart_add(&chart, -1e6, &p);
	check(p.signal && p.up == 0 && p.since == 2, "down");
}

/* scipy.stats: norm.isf(t.sf(t, v)) */
static void
test_student(void)
{
	static const struct
	{
		double		t,
					degrees,
					z;
	}			cases[] = {
		{1, 1, 0.67448975019608171}, {12.706204736432095, 1, 1.9599639845400545},
		{2, 10, 1.7907313}, {-2, 10, -1.7907313}, {0.01, 5, 0.0095178},
		{1.9719565442493954, 199, 1.9599639845400545}, {3, 1000000, 2.9999925}
	};

	for (int i = 0; i < COUNT(cases); i++)
		check_near(student_to_normal(cases[i].t, cases[i].degrees), cases[i].z,
				   i < 2 || i == 5 ? 1e-9 : 5e-4, "t %f with %f", cases[i].t, cases[i].degrees);
	check_near(student_to_normal(0, 3), 0, 0, "none");
	check_near(student_to_normal(1e200, 300), 37, 0, "as far as can be");
	check_near(student_to_normal(-1e200, 300), -37, 0, "the other way");
	/* at t so small that its tail is one half */
	check_near(student_to_normal(1e-200, 3), 0, 1e-12, "nearly none");
	for (double t = -9; t < 9; t += .125)
		check(student_to_normal(t, 4) < student_to_normal(t + .125, 4), "it rises at %f", t);
}

static void
test_self(void)
{
	Chart		chart = new_chart(CHART_CUSUM_SELF, 0, 0, .5, 5, 0);
	ChartPoint	p;

	chart_add(&chart, 5, &p);
	check(!p.judged && !p.signal, "the first calibrates");
	chart_add(&chart, 7, &p);
	check(!p.judged, "the second, too");
	chart_add(&chart, 6, &p);
	check(p.judged && p.value == 0, "the mean itself");
	chart_add(&chart, 8, &p);
	/* mean 6, deviation 1 of three: t = 2 sqrt(3/4) with 2 degrees */
	check_near(p.value, student_to_normal(2 * sqrt(.75), 2), 1e-12, "the fourth");

	chart = new_chart(CHART_CUSUM_SELF, 0, 0, .5, 5, 0);
	for (int i = 0; i < 5; i++)
		chart_add(&chart, .1, &p);
	check(p.judged && p.value == 0 && !p.signal, "a constant series");
	chart_add(&chart, .2, &p);
	check(p.value == 37 && p.signal, "and whatever differs from it");
}

/* The self-starting chart does not depend on the scale of the series. */
static void
test_self_scale(void)
{
	Chart		a = new_chart(CHART_CUSUM_SELF, 0, 0, .5, 4, 0);
	Chart		b = a;
	ChartPoint	p,
				q;

	srand(7);
	for (int i = 0; i < 500; i++)
	{
		double		x = rand() % 1000;

		chart_add(&a, x, &p);
		chart_add(&b, 1024 * x, &q);
		check(p.up == q.up && p.down == q.down, "value %d", i);
	}
}

static void
test_ears(void)
{
	static const double x[] = {2, 4, 3, 5, 1, 3, 3, 3, 3, 9};
	static const double baseline_sd = 1.2909944487358056;	/* of the first seven */
	ChartPoint	p;
	Chart		chart = new_chart(CHART_EARS, 0, 0, 0, 0, 0);

	for (int i = 0; i < 8; i++)
	{
		chart_add(&chart, i < 7 ? x[i] : 8, &p);
		check_int(p.judged, i >= 7, "judged at %d", i + 1);
	}
	check_near(p.value, 5 / baseline_sd, 1e-12, "C1");
	check(p.signal && p.upper == 3 && p.since == 1, "C1 signals");

	chart = new_chart(CHART_EARS, 1, 0, 0, 0, 0);
	for (int i = 0; i < 10; i++)
		chart_add(&chart, x[i], &p);
	check(p.judged && p.signal, "C2 signals");
	/* its baseline is the values 1 to 7 */
	check_near(p.value, 6 / 1.1547005383792515, 2, "C2 is near");

	chart = new_chart(CHART_EARS, 2, 0, 0, 0, 0);
	for (int i = 0; i < 9; i++)
		chart_add(&chart, x[i], &p);
	check(!p.judged, "C3 has no baseline before the tenth");
	chart_add(&chart, 5, &p);
	chart_add(&chart, 5, &p);
	chart_add(&chart, 5, &p);
	check(p.judged && p.upper == 2, "C3 at the twelfth: %f", p.value);
}

/* A baseline of equal values: what equals them is no signal, what exceeds them is. */
static void
test_ears_flat(void)
{
	Chart		chart = new_chart(CHART_EARS, 0, 0, 0, 0, 0);
	ChartPoint	p;

	for (int i = 0; i < 9; i++)
		chart_add(&chart, .1, &p);
	check(p.judged && p.value == 0 && !p.signal, "equal");
	chart_add(&chart, .2, &p);
	check(isinf(p.value) && p.signal, "above");
	check_text(chart_invalid(&chart), NULL, "C1");
	chart = new_chart(CHART_EARS, 2, 0, 0, 0, 0);
	for (int i = 0; i < 12; i++)
		chart_add(&chart, i == 11 ? .2 : .1, &p);
	check(p.signal, "C3 above");
	check_text(chart_invalid(&chart), NULL, "what it keeps is finite");
}

static void
test_text(void)
{
	static const double parameters[][5] = {
		[CHART_EWMA] = {10, 2, .25, 3}, [CHART_CUSUM] = {10, 2, .5, 4, 2},
		[CHART_CUSUM_SELF] = {0, 0, .5, 4}, [CHART_EARS] = {2}
	};

	srand(3);
	for (int kind = 0; kind < chart_kinds.n; kind++)
	{
		const double *p = parameters[kind];
		Chart		kept = new_chart((ChartKind) kind, p[0], p[1], p[2], p[3], p[4]);
		Chart		stored = kept;

		for (int i = 0; i < 300; i++)
		{
			char		text[CHART_TEXT_MAX];
			double		x = rand() % 100000 / 7919.0;
			ChartPoint	a,
						b;

			chart_print(&stored, text, sizeof(text));
			check_text(chart_parse(text, &stored), NULL, "%s", text);
			chart_add(&kept, x, &a);
			chart_add(&stored, x, &b);
			check(memcmp(&kept, &stored, sizeof(kept)) == 0, "the same bits");
			check(a.signal == b.signal && a.since == b.since, "the same point");
		}
	}
}

#define STATE	" 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"

static const struct
{
	const char *text;
	const char *problem;
}			malformed[] = {
	{"", "it does not begin with version 1 and a kind of chart"},
	{"2 ewma 0 0 0", "it does not begin with version 1 and a kind of chart"},
	{"1 ewma", "expected three counts after the kind"},
	{"1 ewma 0", "expected three counts after the kind"},
	{"1 ewma 0 -1 0", "expected three counts after the kind"},
	{"1 ewma 0 0 :", "expected three counts after the kind"},
	{"1 ewma 0 0 0 1 1", "it has too few numbers"},
	{"1 ewma 0 0 0 1 x", "it has too few numbers"},
	{"1 what 0 0 0 0 1 0.2 3 0 0 0 0" STATE, "unknown kind of chart"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0" STATE " 0", "unexpected text after its numbers"},
	{"1 ewma 0 0 0 nan 1 0.2 3 0 0 0 0" STATE, "the centre must be finite"},
	{"1 ewma 0 0 0 inf 1 0.2 3 0 0 0 0" STATE, "the centre must be finite"},
	{"1 ewma 0 0 0 -inf 1 0.2 3 0 0 0 0" STATE, "the centre must be finite"},
	{"1 ewma 0 0 0 -1e301 1 0.2 3 0 0 0 0" STATE, "the centre must be finite"},
	{"1 ewma 0 0 0 0 0 0.2 3 0 0 0 0" STATE, "the standard deviation must be positive"},
	{"1 ewma 0 0 0 0 1 1.2 3 0 0 0 0" STATE, "lambda must lie above 0 and not above 1"},
	{"1 ewma 0 0 0 0 1 0.2 0 0 0 0 0" STATE, "the width must lie above 0 and not above 1000000"},
	{"1 ewma 0 0 0 0 1 0.2 3 1 0 0 0" STATE, "it has a parameter of another kind of chart"},
	{"1 cusum 0 0 0 0 1 0 0 -1 5 0 0" STATE, "k must lie between 0 and 1000000"},
	{"1 cusum 0 0 0 0 1 0 0 1 0 0 0" STATE, "h must lie above 0 and not above 1000000"},
	{"1 cusum 0 0 0 0 1 0 0 1 5 -0.5 0" STATE, "the head start must lie between 0 and 1000000"},
	{"1 ears 0 0 0 0 0 0 0 0 0 0 3" STATE, "the method must be c1, c2 or c3"},
	{"1 ears 0 0 0 0 0 0 0 0 0 0 0.5" STATE, "the method must be c1, c2 or c3"},
	{"1 ewma 9223372036854775807 0 0 0 1 0.2 3 0 0 0 0" STATE, "it has no number of points"},
	{"1 ewma 1 2 0 0 1 0.2 3 0 0 0 0" STATE, "a shift is older than the series"},
	{"1 ewma 1 0 2 0 1 0.2 3 0 0 0 0" STATE, "a shift is older than the series"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 inf 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is not finite"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is out of range"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is out of range"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 0 1 -1 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is out of range"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 0 1 0 -1 0 0 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is out of range"},
	{"1 ewma 0 0 0 0 1 0.2 3 0 0 0 0 0 1 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0",
	"a number of its state is out of range"}
};

static void
test_malformed(void)
{
	Chart		chart;

	for (int i = 0; i < COUNT(malformed); i++)
		check_text(chart_parse(malformed[i].text, &chart), malformed[i].problem, "%s",
				   malformed[i].text);
	chart = new_chart(CHART_EWMA, 0, 1, .2, 3, 0);
	chart.kind = -1;
	check_text(chart_invalid(&chart), "unknown kind of chart", "a negative kind");
	chart.kind = chart_kinds.n;
	check_text(chart_invalid(&chart), "unknown kind of chart", "a kind too many");
	chart.kind = 0;
	chart.n = -1;
	check_text(chart_invalid(&chart), "it has no number of points", "less than none");
	chart.n = 0;
	chart.since_up = -1;
	check_text(chart_invalid(&chart), "a shift is older than the series", "before it began");
	chart.since_up = 0;
	chart.since_down = -1;
	check_text(chart_invalid(&chart), "a shift is older than the series", "before it began");
}

/* ----------
 * run lengths
 * ----------
 */

static double
uniform(void)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return ((double) (state >> 11) + .5) / 9007199254740992.0;
}

static double
normal(void)
{
	return sqrt(-2 * log(uniform())) * cos(2 * acos(-1) * uniform());
}

/* Simulated average run lengths lie within three standard errors of the tabulated ones. */
static void
check_run_length(const Chart *start, double shift, double tabulated, const char *what)
{
	double		sum = 0,
				squares = 0;
	int			runs = 2000;

	for (int run = 0; run < runs; run++)
	{
		Chart		chart = *start;
		ChartPoint	p = {0};
		int			length = 0;

		for (; !p.signal; length++)
			chart_add(&chart, shift + normal(), &p);
		sum += length;
		squares += (double) length * length;
	}
	check_near(sum / runs, tabulated,
			   3 * sqrt((squares / runs - sum / runs * sum / runs) / runs), "%s, shift %.1f", what,
			   shift);
}

/* Lucas and Crosier 1982, Montgomery's table 9.3, for k = 1/2 on both sides */
static void
test_run_lengths_cusum(void)
{
	Chart		h4 = new_chart(CHART_CUSUM, 0, 1, .5, 4, 0);
	Chart		h5 = new_chart(CHART_CUSUM, 0, 1, .5, 5, 0);

	check_run_length(&h4, 0, 168, "h 4");
	check_run_length(&h4, .5, 26.6, "h 4");
	check_run_length(&h4, 1, 8.38, "h 4");
	check_run_length(&h4, 2, 3.34, "h 4");
	check_run_length(&h5, 0, 465, "h 5");
	check_run_length(&h5, .5, 38.0, "h 5");
	check_run_length(&h5, 1, 10.4, "h 5");
	check_run_length(&h5, 2, 4.01, "h 5");
}

/* Lucas and Saccucci 1990: with so large a lambda it matters little that early limits are exact */
static void
test_run_lengths_ewma(void)
{
	Chart		chart = new_chart(CHART_EWMA, 0, 1, .4, 3.054, 0);

	check_run_length(&chart, 0, 500, "lambda 0.4");
	check_run_length(&chart, .5, 71.2, "lambda 0.4");
	check_run_length(&chart, 1, 14.3, "lambda 0.4");
}

const UnitTest chart_tests[] = {
	{"chart: CUSUM as in qcc", test_qcc_cusum},
	{"chart: EWMA as in qcc", test_qcc_ewma},
	{"chart: limits of the viscosity data", test_viscosity},
	{"chart: CUSUM of the NIST handbook", test_nist},
	{"chart: signals", test_signals},
	{"chart: Student's t as a normal deviate", test_student},
	{"chart: self-starting CUSUM", test_self},
	{"chart: self-starting CUSUM in another unit", test_self_scale},
	{"chart: EARS", test_ears},
	{"chart: EARS of equal values", test_ears_flat},
	{"chart: stored and taken up again", test_text},
	{"chart: malformed texts", test_malformed},
	{"chart: run lengths of CUSUM", test_run_lengths_cusum},
	{"chart: run lengths of EWMA", test_run_lengths_ewma},
	{NULL, NULL}
};
