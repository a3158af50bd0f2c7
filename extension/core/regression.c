/*-------------------------------------------------------------------------
 *
 * regression.c
 *	  Least squares by a QR decomposition.
 *
 * Columns are centred first, which takes the constant out, and made
 * orthogonal by the modified Gram-Schmidt method, each twice: where terms
 * nearly depend on one another, the first pass leaves what the second takes
 * away.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <string.h>

#include "core/regression.h"

/* of a column, after what the columns before it explain */
#define DEPENDENT	1e-10L

static long double
dot(const long double *a, const long double *b, int n)
{
	long double sum = 0;

	for (int i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static long double
centre(long double *column, int n)
{
	long double mean = 0;

	for (int i = 0; i < n; i++)
		mean += column[i] / n;
	for (int i = 0; i < n; i++)
		column[i] -= mean;
	return mean;
}

/* Take out of a column what those before it explain; r has how much of each. */
static void
orthogonalize(long double *column, const long double *before, int n_before, int n, long double *r)
{
	for (int pass = 0; pass < 2; pass++)
		for (int j = 0; j < n_before; j++)
		{
			const long double *q = before + (long) j * n;
			long double share = dot(q, column, n);

			r[j] += share;
			for (int i = 0; i < n; i++)
				column[i] -= share * q[i];
		}
}

typedef struct Triangle
{
	long double r[REGRESSION_TERMS][REGRESSION_TERMS];	/* by column, then row */
	long double inverse[REGRESSION_TERMS][REGRESSION_TERMS];
	long double means[REGRESSION_TERMS];
} Triangle;

static bool
decompose(long double *columns, int n, int k, Triangle *t)
{
	for (int j = 0; j < k; j++)
	{
		long double *column = columns + (long) j * n;
		long double whole,
					rest;

		t->means[j] = centre(column, n);
		whole = sqrtl(dot(column, column, n));
		orthogonalize(column, columns, j, n, t->r[j]);
		rest = sqrtl(dot(column, column, n));
		if (!(rest > whole * DEPENDENT))
			return false;
		t->r[j][j] = rest;
		for (int i = 0; i < n; i++)
			column[i] /= rest;
	}
	return true;
}

/* The inverse of the triangle, column by column. */
static void
invert(Triangle *t, int k)
{
	for (int c = 0; c < k; c++)
		for (int row = c; row >= 0; row--)
		{
			long double sum = row == c;

			for (int j = row + 1; j <= c; j++)
				sum -= t->r[j][row] * t->inverse[c][j];
			t->inverse[c][row] = sum / t->r[row][row];
		}
}

/* Element (a, b) of the inverse of the terms' cross product. */
static long double
covariance(const Triangle *t, int k, int a, int b)
{
	long double sum = 0;

	for (int c = a > b ? a : b; c < k; c++)
		sum += t->inverse[c][a] * t->inverse[c][b];
	return sum;
}

/* Coefficients and errors of the terms, then of the constant at the place before them. */
static void
solve(const Triangle *t, int n, int k, const long double *share, long double y_mean,
	  long double variance, Regression *result)
{
	long double constant = y_mean;
	long double constant_variance = 1.0L / n;

	for (int a = 0; a < k; a++)
	{
		long double coefficient = 0;

		for (int c = a; c < k; c++)
			coefficient += t->inverse[c][a] * share[c];
		result->coefficient[a + 1] = (double) coefficient;
		result->se[a + 1] = (double) sqrtl(variance * covariance(t, k, a, a));
		constant -= coefficient * t->means[a];
		for (int b = 0; b < k; b++)
			constant_variance += t->means[a] * t->means[b] * covariance(t, k, a, b);
	}
	result->coefficient[0] = (double) constant;
	result->se[0] = (double) sqrtl(variance * constant_variance);
}

bool
regression_fit(const double *y, const double *x, int n, int k, long double *work,
			   Regression *result)
{
	Triangle	t;
	long double share[REGRESSION_TERMS] = {0};
	long double *rest = work + (long) k * n;
	long double y_mean,
				whole,
				left;

	memset(&t, 0, sizeof(t));
	for (int j = 0; j < k; j++)
		for (int i = 0; i < n; i++)
			work[(long) j * n + i] = x[(long) i * k + j];
	for (int i = 0; i < n; i++)
		rest[i] = y[i];
	if (!decompose(work, n, k, &t))
		return false;
	invert(&t, k);
	y_mean = centre(rest, n);
	whole = dot(rest, rest, n);
	orthogonalize(rest, work, k, n, share);
	left = dot(rest, rest, n);
	result->r2 = whole > 0 ? (double) (1 - left / whole) : 0;
	solve(&t, n, k, share, y_mean, left / (n - k - 1), result);
	return true;
}
