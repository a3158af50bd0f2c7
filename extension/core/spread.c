/*-------------------------------------------------------------------------
 *
 * spread.c
 *	  How unevenly something is spread.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdbool.h>

#include "core/spread.h"

/* A sum and what rounding has taken from it. */
typedef struct Sum
{
	double		value;
	double		lost;
} Sum;

static void
sum_add(Sum *sum, double term)
{
	double		next = sum->value + term;

	if (fabs(sum->value) >= fabs(term))
		sum->lost += (sum->value - next) + term;
	else
		sum->lost += (term - next) + sum->value;
	sum->value = next;
}

static double
sum_of(const Sum *sum)
{
	return sum->value + sum->lost;
}

double
spread_total(const double *sorted, size_t n)
{
	Sum			sum = {0, 0};

	for (size_t i = 0; i < n; i++)
		sum_add(&sum, sorted[i]);
	return sum_of(&sum);
}

/*
 * With sorted values, the sum of all differences is that of the values, each
 * times how many are below it less how many are above it, and doubled.
 */
double
spread_gini(const double *sorted, size_t n)
{
	Sum			differences = {0, 0};
	double		total = spread_total(sorted, n);

	if (sorted[0] == sorted[n - 1])
		return 0;
	for (size_t i = 0; i < n; i++)
		sum_add(&differences, (2.0 * (double) i + 1.0 - (double) n) * sorted[i]);
	return sum_of(&differences) / ((double) n * total);
}

/* What the lowest share of values holds, one that is less than 1. */
static double
lower_part(const double *sorted, size_t n, double share)
{
	double		wanted = share * (double) n;
	size_t		whole = (size_t) wanted;
	Sum			sum = {0, 0};

	for (size_t i = 0; i < whole; i++)
		sum_add(&sum, sorted[i]);
	sum_add(&sum, (wanted - (double) whole) * sorted[whole]);
	return sum_of(&sum);
}

double
spread_top(const double *sorted, size_t n, double share)
{
	double		wanted = share * (double) n;
	size_t		whole = (size_t) wanted;
	Sum			sum = {0, 0};

	for (size_t i = 0; i < whole; i++)
		sum_add(&sum, sorted[n - 1 - i]);
	if (whole < n)
		sum_add(&sum, (wanted - (double) whole) * sorted[n - 1 - whole]);
	return sum_of(&sum) / spread_total(sorted, n);
}

void
spread_lorenz(const double *sorted, size_t n, int k, double *points)
{
	double		total = spread_total(sorted, n);

	for (int i = 0; i < k; i++)
		points[i] = lower_part(sorted, n, (double) i / k) / total;
	points[k] = 1;
}

/* A side of the comparison: its total, and what is added to each of its counts. */
static double
empty_bins(const int64_t *counts, int n, double *total)
{
	bool		some = false;

	*total = 0;
	for (int i = 0; i < n; i++)
	{
		some = some || counts[i] == 0;
		*total += (double) counts[i];
	}
	*total += some ? 0.5 * n : 0;
	return some ? 0.5 : 0;
}

double
stability_index(const int64_t *expected, const int64_t *actual, int n)
{
	double		all_expected,
				all_actual;
	double		more_expected = empty_bins(expected, n, &all_expected);
	double		more_actual = empty_bins(actual, n, &all_actual);
	Sum			sum = {0, 0};

	for (int i = 0; i < n; i++)
	{
		double		e = ((double) expected[i] + more_expected) / all_expected;
		double		a = ((double) actual[i] + more_actual) / all_actual;

		sum_add(&sum, (a - e) * log(a / e));
	}
	return sum_of(&sum);
}

double
binomial_tail(int64_t k, int64_t n, double p)
{
	Sum			sum = {0, 0};

	for (int64_t i = k; i <= n; i++)
		sum_add(&sum, exp(lgamma((double) n + 1) - lgamma((double) i + 1) -
						  lgamma((double) (n - i) + 1) + (double) i * log(p) +
						  (double) (n - i) * log1p(-p)));
	return fmin(1, sum_of(&sum));
}

double
normal_two_sided(double z)
{
	return erfc(fabs(z) / sqrt(2));
}
