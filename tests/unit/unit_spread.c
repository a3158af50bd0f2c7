/*-------------------------------------------------------------------------
 *
 * unit_spread.c
 *	  Inequality and stability.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>

#include "core/spread.h"
#include "unit.h"

/* By the definition: the sum of all differences over 2 n squared times the mean. */
static double
plain_gini(const double *x, int n)
{
	double		differences = 0,
				total = 0;

	for (int i = 0; i < n; i++)
	{
		total += x[i];
		for (int j = 0; j < n; j++)
			differences += fabs(x[i] - x[j]);
	}
	return differences / (2 * n * total);
}

static void
test_gini(void)
{
	static const double equal[] = {.1, .1, .1, .1, .1, .1, .1};
	static const double one[] = {0, 0, 0, 1};
	static const double some[] = {1, 2, 3, 4, 10, 25.5};

	check_near(spread_gini(equal, 7), 0, 0, "equal values");
	check_near(spread_gini(one, 4), .75, 1e-15, "one has all");
	check_near(spread_gini(some, 6), plain_gini(some, 6), 1e-15, "by the definition");
}

/* What small terms add to a large one is not lost. */
static void
test_total(void)
{
	static const double large_first[] = {1, 1e100, 1, -1e100};

	check_near(spread_total(large_first, 4), 2, 0, "a compensated sum");
}

/* The founding document: 20 % hold 45 %. */
static void
test_shares(void)
{
	static const double held[] = {10, 13, 15, 17, 45};
	double		points[6];

	check_near(spread_top(held, 5, .2), .45, 1e-15, "the top fifth");
	check_near(spread_top(held, 5, .3), .535, 1e-15, "half of the next");
	check_near(spread_top(held, 5, 1), 1, 0, "all");
	spread_lorenz(held, 5, 5, points);
	check_near(points[0], 0, 0, "none");
	check_near(points[1], .10, 1e-15, "the lowest fifth");
	check_near(points[4], .55, 1e-15, "four fifths");
	check_near(points[5], 1, 0, "all");
	spread_lorenz(held, 5, 2, points);
	check_near(points[1], (10 + 13 + 7.5) / 100, 1e-15, "half, with a value at its border");
}

static void
test_stability(void)
{
	static const int64_t expected[] = {10, 20, 40, 20, 10};
	static const int64_t actual[] = {5, 15, 40, 25, 15};
	static const int64_t gap[] = {0, 20, 40, 20, 20};
	double		sum = 0;

	check_near(stability_index(expected, actual, 5), .08047190, 5e-9, "the published example");
	check_near(stability_index(expected, expected, 5), 0, 0, "no shift");
	for (int i = 0; i < 5; i++)
	{
		double		e = (gap[i] + .5) / 102.5,
					a = actual[i] / 100.0;

		sum += (a - e) * log(a / e);
	}
	check_near(stability_index(gap, actual, 5), sum, 1e-15, "an empty bin");
}

static void
test_tails(void)
{
	check_near(binomial_tail(0, 10, .3), 1, 1e-13, "any");
	check_near(binomial_tail(10, 10, .5), 1.0 / 1024, 1e-16, "all");
	/* 56 of 1024 have at least eight heads */
	check_near(binomial_tail(8, 10, .5), 56.0 / 1024, 1e-14, "most");
	check_near(normal_two_sided(1.959963984540054), .05, 1e-15, "the usual bound");
	check_near(normal_two_sided(-1.959963984540054), .05, 1e-15, "either way");
}

const UnitTest spread_tests[] = {
	{"spread: gini", test_gini},
	{"spread: a compensated sum", test_total},
	{"spread: top shares and the Lorenz curve", test_shares},
	{"spread: stability", test_stability},
	{"spread: tails", test_tails},
	{NULL, NULL}
};
