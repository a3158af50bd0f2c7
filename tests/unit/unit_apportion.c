/*-------------------------------------------------------------------------
 *
 * unit_apportion.c
 *	  Sharing out whole units, against textbook cases and unit by unit.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdlib.h>

#include "core/apportion.h"
#include "unit.h"

#define ROWS_MAX	8

static void
check_case(const int64_t *weights, int n, int64_t units, int64_t least, ApportionMethod method,
		   const int64_t *expected)
{
	int64_t		shares[ROWS_MAX];
	bool		held[ROWS_MAX];

	apportion(weights, n, units, least, method, shares, held);
	for (int i = 0; i < n; i++)
		check_int(shares[i], expected[i], "%s of %d, row %d",
				  vocabulary_name(&apportion_methods, method), (int) units, i);
}

/* The seats that textbooks share out; the methods disagree. */
static void
test_known(void)
{
	static const int64_t votes[] = {53000, 24000, 23000};
	static const int64_t five[] = {340000, 280000, 160000, 60000, 15000};

	check_case(votes, 3, 7, 0, APPORTION_REMAINDER, (int64_t[]) {4, 2, 1});
	check_case(votes, 3, 7, 0, APPORTION_DHONDT, (int64_t[]) {4, 2, 1});
	check_case(votes, 3, 7, 0, APPORTION_SAINTE_LAGUE, (int64_t[]) {3, 2, 2});
	check_case(five, 5, 7, 0, APPORTION_DHONDT, (int64_t[]) {3, 3, 1, 0, 0});
	check_case(five, 5, 7, 0, APPORTION_SAINTE_LAGUE, (int64_t[]) {3, 2, 1, 1, 0});
	check_case(five, 5, 7, 0, APPORTION_HILL, (int64_t[]) {2, 2, 1, 1, 1});
	check_case(five, 5, 3, 0, APPORTION_HILL, (int64_t[]) {1, 1, 1, 0, 0});
}

static void
test_least(void)
{
	static const int64_t weights[] = {90, 9, 1, 0};

	check_case(weights, 4, 100, 5, APPORTION_REMAINDER, (int64_t[]) {82, 8, 5, 5});
	check_case(weights, 4, 20, 5, APPORTION_DHONDT, (int64_t[]) {5, 5, 5, 5});
	check_case(weights, 4, 20, 5, APPORTION_REMAINDER, (int64_t[]) {5, 5, 5, 5});
	check_case(weights, 4, 100, 0, APPORTION_HILL, (int64_t[]) {90, 9, 1, 0});
}

static void
test_ties(void)
{
	static const int64_t equal[] = {1, 1, 1};

	for (int m = 0; m < apportion_methods.n; m++)
		check_case(equal, 3, 5, 0, (ApportionMethod) m, (int64_t[]) {2, 2, 1});
}

/* Each unit goes to whoever has most for it by then, with floats. */
static void
plain_divisor(const int64_t *weights, int n, int64_t units, int64_t least, ApportionMethod method,
			  int64_t *shares)
{
	for (int i = 0; i < n; i++)
		shares[i] = least;
	for (int64_t given = n * least; given < units; given++)
	{
		int			best = -1;
		long double most = -1;

		for (int i = 0; i < n; i++)
		{
			long double s = (long double) shares[i];
			long double by = method == APPORTION_DHONDT ? s + 1
				: method == APPORTION_SAINTE_LAGUE ? 2 * s + 1 : sqrtl(s * (s + 1));
			long double claim = by == 0 ? 1e30L * (long double) weights[i]
				: (long double) weights[i] / by;

			if (claim > most)
			{
				most = claim;
				best = i;
			}
		}
		shares[best]++;
	}
}

static void
test_random(void)
{
	int64_t		weights[ROWS_MAX],
				shares[ROWS_MAX],
				plain[ROWS_MAX];
	bool		held[ROWS_MAX];

	srand(20261128);
	for (int round = 0; round < 20000; round++)
	{
		int			n = 1 + rand() % ROWS_MAX;
		int64_t		least = rand() % 3;
		int64_t		units = n * least + rand() % 60;
		ApportionMethod method = (ApportionMethod) (rand() % apportion_methods.n);
		int64_t		sum = 0;

		for (int i = 0; i < n; i++)
			weights[i] = rand() % 4 == 0 ? rand() % 5 : rand() % 100000;
		weights[rand() % n]++;
		apportion(weights, n, units, least, method, shares, held);
		for (int i = 0; i < n; i++)
		{
			sum += shares[i];
			check(shares[i] >= least, "at least");
		}
		check_int(sum, units, "all of it");
		if (method == APPORTION_REMAINDER)
			continue;
		plain_divisor(weights, n, units, least, method, plain);
		for (int i = 0; i < n; i++)
			check_int(shares[i], plain[i], "round %d, row %d of %d", round, i, n);
	}
}

/* Claims that differ in the last unit of the largest numbers. */
static void
test_large(void)
{
	int64_t		weights[] = {APPORTION_WEIGHT_MAX - 1, APPORTION_WEIGHT_MAX};

	check_case(weights, 2, APPORTION_UNITS_MAX - 1, 0, APPORTION_DHONDT,
			   (int64_t[]) {APPORTION_UNITS_MAX / 2 - 1, APPORTION_UNITS_MAX / 2});
	check_case(weights, 2, APPORTION_UNITS_MAX - 1, 0, APPORTION_HILL,
			   (int64_t[]) {APPORTION_UNITS_MAX / 2 - 1, APPORTION_UNITS_MAX / 2});
	check_case(weights, 2, APPORTION_UNITS_MAX, 0, APPORTION_REMAINDER,
			   (int64_t[]) {APPORTION_UNITS_MAX / 2, APPORTION_UNITS_MAX / 2});
}

const UnitTest apportion_tests[] = {
	{"apportion: textbook cases", test_known},
	{"apportion: a least share", test_least},
	{"apportion: ties", test_ties},
	{"apportion: random weights, unit by unit", test_random},
	{"apportion: large numbers", test_large},
	{NULL, NULL}
};
