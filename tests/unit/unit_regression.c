/*-------------------------------------------------------------------------
 *
 * unit_regression.c
 *	  Least squares, on the reference data of NIST StRD.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>

#include "core/regression.h"
#include "unit.h"

#define ROWS_MAX	36

/* A number to so many digits. */
static void
check_digits(double got, double wanted, double digits, const char *what)
{
	check_near(got, wanted, fabs(wanted) * pow(10, -digits), "%s", what);
}

/* Longley (1967): certified to 15 digits, nearly dependent. */
static void
test_longley(void)
{
	static const double y[] = {60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857,
	68169, 66513, 68655, 69564, 69331, 70551};
	static const double x[] = {
		83.0, 234289, 2356, 1590, 107608, 1947, 88.5, 259426, 2325, 1456, 108632, 1948,
		88.2, 258054, 3682, 1616, 109773, 1949, 89.5, 284599, 3351, 1650, 110929, 1950,
		96.2, 328975, 2099, 3099, 112075, 1951, 98.1, 346999, 1932, 3594, 113270, 1952,
		99.0, 365385, 1870, 3547, 115094, 1953, 100.0, 363112, 3578, 3350, 116219, 1954,
		101.2, 397469, 2904, 3048, 117388, 1955, 104.6, 419180, 2822, 2857, 118734, 1956,
		108.4, 442769, 2936, 2798, 120445, 1957, 110.8, 444546, 4681, 2637, 121950, 1958,
		112.6, 482704, 3813, 2552, 123366, 1959, 114.2, 502601, 3931, 2514, 125368, 1960,
		115.7, 518173, 4806, 2572, 127852, 1961, 116.9, 554894, 4007, 2827, 130081, 1962
	};
	static const double wanted[] = {-3482258.63459582, 15.0618722713733, -0.358191792925910E-01,
	-2.02022980381683, -1.03322686717359, -0.511041056535807E-01, 1829.15146461355};
	static const double se[] = {890420.383607373, 84.9149257747669, 0.334910077722432E-01,
	0.488399681651699, 0.214274163161675, 0.226073200069370, 455.478499142212};
	long double work[16 * 8];
	Regression	r;

	check_int(regression_fit(y, x, 16, 6, work, &r), true, "it can be fitted");
	for (int i = 0; i < 7; i++)
	{
		check_digits(r.coefficient[i], wanted[i], 10, "coefficient");
		check_digits(r.se[i], se[i], 10, "standard error");
	}
	check_digits(r.r2, 0.995479004577296, 13, "R squared");
}

/* Norris: a line through readings of ozone. */
static void
test_norris(void)
{
	static const double y[] = {0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9,
		559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3,
	0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2};
	static const double x[] = {0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0,
		558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3,
	0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5};
	long double work[ROWS_MAX * 3];
	Regression	r;

	check_int(regression_fit(y, x, ROWS_MAX, 1, work, &r), true, "it can be fitted");
	check_digits(r.coefficient[0], -0.262323073774029, 12, "constant");
	check_digits(r.coefficient[1], 1.00211681802045, 13, "slope");
	check_digits(r.se[0], 0.232818234301152, 12, "error of the constant");
	check_digits(r.se[1], 0.429796848199937E-03, 12, "error of the slope");
	check_digits(r.r2, 0.999993745883712, 14, "R squared");
}

static void
test_degenerate(void)
{
	static const double same[] = {1, 2, 2, 4, 3, 6, 4, 8};
	static const double level[] = {5, 5, 5, 5};
	static const double rising[] = {1, 2, 3, 4};
	long double work[4 * 4];
	Regression	r;

	check_int(regression_fit(rising, same, 4, 2, work, &r), false, "terms that depend on one another");
	check_int(regression_fit(rising, level, 4, 1, work, &r), false, "a term that is constant");
	check_int(regression_fit(level, rising, 4, 1, work, &r), true, "a constant");
	check_near(r.r2, 0, 0, "nothing is explained where nothing varies");
	check_near(r.coefficient[1], 0, 0, "and nothing depends on anything");
}

const UnitTest regression_tests[] = {
	{"regression: Longley", test_longley},
	{"regression: Norris", test_norris},
	{"regression: what cannot be fitted", test_degenerate},
	{NULL, NULL}
};
