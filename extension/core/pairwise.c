/*-------------------------------------------------------------------------
 *
 * pairwise.c
 *	  Weights from comparisons in pairs.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pairwise.h"

#define STEPS_MAX		100000
#define SETTLED			1e-15
#define FITS			1e-9	/* logarithm of a ratio that agrees with the weights */

/*
 * What a ratio and its inverse may miss 1 by: judges write .33 for a third and
 * .143 for a seventh.
 */
#define RECIPROCAL_WITHIN	0.0101

static const char *const method_rows[] = {
	[WEIGHT_EIGENVECTOR] = "eigenvector",
	[WEIGHT_GEOMETRIC] = "geometric",
	[WEIGHT_COLUMN] = "column"
};
const Vocabulary weight_methods = VOCABULARY(method_rows);

/* ----------
 * random indices
 * ----------
 */

typedef struct IndexPoint
{
	int			n;
	double		ri;
} IndexPoint;

typedef struct IndexTable
{
	const char *name;
	const IndexPoint *points;
	int			n;
} IndexTable;

static const IndexPoint saaty_2005[] = {
	{3, .52}, {4, .89}, {5, 1.11}, {6, 1.25}, {7, 1.35}, {8, 1.40}, {9, 1.45}, {10, 1.49},
	{11, 1.52}, {12, 1.54}, {13, 1.56}, {14, 1.58}, {15, 1.59}
};

/* not monotone at 12: that is how textbooks print it */
static const IndexPoint saaty_1980[] = {
	{3, .58}, {4, .90}, {5, 1.12}, {6, 1.24}, {7, 1.32}, {8, 1.41}, {9, 1.45}, {10, 1.49},
	{11, 1.51}, {12, 1.48}, {13, 1.56}, {14, 1.57}, {15, 1.59}
};

static const IndexPoint donegan_dodd[] = {
	{3, .4914}, {4, .8286}, {5, 1.0591}, {6, 1.1797}, {7, 1.2519}, {8, 1.3171}, {9, 1.3733},
	{10, 1.4055}, {11, 1.4213}, {12, 1.4497}, {13, 1.4643}, {14, 1.4822}, {15, 1.4969},
	{16, 1.5078}, {17, 1.5153}, {18, 1.5262}, {19, 1.5313}, {20, 1.5371}, {25, 1.5619},
	{100, 1.6339}
};

static const IndexPoint simulated[] = {
	{3, .5251686}, {4, .8836651}, {5, 1.1081014}, {6, 1.2492774}, {7, 1.3415514},
	{8, 1.4048466}, {9, 1.4507197}, {10, 1.4857266}, {11, 1.5141022}, {12, 1.5356638},
	{13, 1.5545925}, {14, 1.5703498}, {15, 1.5839958}
};

#define TABLE(points)	{#points, points, (int) (sizeof(points) / sizeof((points)[0]))}

static const IndexTable index_tables[] = {
	TABLE(saaty_2005), TABLE(saaty_1980), TABLE(donegan_dodd), TABLE(simulated)
};
const Vocabulary random_indices = VOCABULARY(index_tables);

/* Between two points of a table, on the line that joins them. */
double
random_index(int table, int n)
{
	const IndexTable *t = &index_tables[table];

	for (int i = 0; i < t->n; i++)
	{
		const IndexPoint *to = &t->points[i];
		const IndexPoint *from = to - 1;

		if (to->n == n)
			return to->ri;
		/* the first point is for three items, and fewer need no index */
		if (to->n > n)
			return from->ri + (to->ri - from->ri) * (n - from->n) / (to->n - from->n);
	}
	return -1;
}

/* ----------
 * the matrix
 * ----------
 */

bool
pairwise_ratio_valid(double ratio)
{
	/* also false for what is not a number */
	return ratio >= PAIRWISE_RATIO_MIN && ratio <= PAIRWISE_RATIO_MAX;
}

double
pairwise_ratio(const double *pairs, int n, int i, int j)
{
	if (i == j)
		return 1;
	return i < j ? pairs[pairwise_place(n, i, j)] : 1 / pairs[pairwise_place(n, j, i)];
}

static void
skip_blanks(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

static bool
take_mark(const char **p, char mark)
{
	skip_blanks(p);
	if (**p != mark)
		return false;
	(*p)++;
	return true;
}

/* A plain decimal; strtod() takes hexadecimals, infinities and names as well. */
static bool
take_decimal(const char **p, double *value)
{
	char	   *end;

	skip_blanks(p);
	if (**p < '0' || **p > '9' || (*p)[1] == 'x' || (*p)[1] == 'X')
		return false;
	*value = strtod(*p, &end);
	*p = end;
	return true;
}

/* A decimal, or one divided by another. */
static bool
take_ratio(const char **p, double *ratio)
{
	double		divisor;

	if (!take_decimal(p, ratio))
		return false;
	if (take_mark(p, '/'))
	{
		if (!take_decimal(p, &divisor))
			return false;
		*ratio /= divisor;
	}
	return pairwise_ratio_valid(*ratio);
}

int
pairwise_parse_count(const char *text)
{
	int			n = 1;

	for (; *text != '\0' && *text != '}'; text++)
		n += *text == ',';
	return n;
}

/* What stands at row i and column j, where it is below the diagonal or on it. */
static bool
agrees(double ratio, const double *pairs, int n, int i, int j)
{
	return fabs(ratio * pairwise_ratio(pairs, n, j, i) - 1) <= (i == j ? 0 : RECIPROCAL_WITHIN);
}

static const char *
parse_row(const char **p, int n, int i, double *pairs)
{
	double		ratio;

	if (!take_mark(p, '{'))
		return "expected a row in braces";
	for (int j = 0; j < n; j++)
	{
		if (j > 0 && !take_mark(p, ','))
			return "a row has another number of ratios than the first";
		if (!take_ratio(p, &ratio))
			return "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3";
		if (j > i)
			pairs[pairwise_place(n, i, j)] = ratio;
		else if (!agrees(ratio, pairs, n, i, j))
			return i == j ? "an item compared with itself is 1"
				: "a ratio below the diagonal is not the inverse of the one above";
	}
	return take_mark(p, '}') ? NULL : "a row has another number of ratios than the first";
}

const char *
pairwise_parse(const char *text, int n, double *pairs)
{
	const char *problem;

	if (n > PAIRWISE_MAX)
		return "more than 100 items";
	if (!take_mark(&text, '{'))
		return "expected a list of rows in braces";
	for (int i = 0; i < n; i++)
	{
		if (i > 0 && !take_mark(&text, ','))
			return "there are fewer rows than columns";
		problem = parse_row(&text, n, i, pairs);
		if (problem)
			return problem;
	}
	if (!take_mark(&text, '}'))
		return "there are more rows than columns";
	skip_blanks(&text);
	return *text == '\0' ? NULL : "unexpected text after the rows";
}

/* As few digits as bring the same bits back, from 15 on. */
static const char *
shortest(double number, char *buf, size_t size)
{
	int			digits = 15;

	do
		snprintf(buf, size, "%.*g", digits++, number);
	while (strtod(buf, NULL) != number);
	return buf;
}

size_t
pairwise_print(const double *pairs, int n, char *buf, size_t size)
{
	char		cell[340],
				number[320];
	size_t		used = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
		{
			int			len = snprintf(cell, sizeof(cell), "%s%s%s",
									   j > 0 ? "," : i > 0 ? ",{" : "{{",
									   shortest(pairwise_ratio(pairs, n, i, j), number,
												sizeof(number)),
									   j < n - 1 ? "" : i < n - 1 ? "}" : "}}");

			for (int c = 0; c < len; c++, used++)
				if (used + 1 < size)
					buf[used] = cell[c];
		}
	if (size > 0)
		buf[used < size ? used : size - 1] = '\0';
	return used;
}

const char *
pairwise_invalid(const double *pairs, int n)
{
	if (n < 1 || n > PAIRWISE_MAX)
		return "it has to compare 1 to 100 items";
	for (size_t k = 0; k < pairwise_pairs(n); k++)
		if (!pairwise_ratio_valid(pairs[k]))
			return "a ratio lies outside 1/1000000 to 1000000";
	return NULL;
}

/* ----------
 * weights
 * ----------
 */

static void
scale_to_one(double *weights, int n)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += weights[i];
	for (int i = 0; i < n; i++)
		weights[i] /= sum;
}

/* The product of a row with the weights. */
static double
row_times(const double *pairs, int n, int i, const double *weights)
{
	double		sum = 0;

	for (int j = 0; j < n; j++)
		sum += pairwise_ratio(pairs, n, i, j) * weights[j];
	return sum;
}

/* By power iteration: a positive matrix has one principal eigenvector, and this tends to it. */
static bool
weigh_by_eigenvector(const double *pairs, int n, double *weights)
{
	double		next[PAIRWISE_MAX];

	for (int i = 0; i < n; i++)
		weights[i] = 1.0 / n;
	for (int step = 0; step < STEPS_MAX; step++)
	{
		double		change = 0;

		for (int i = 0; i < n; i++)
			next[i] = row_times(pairs, n, i, weights);
		scale_to_one(next, n);
		for (int i = 0; i < n; i++)
			change = fmax(change, fabs(next[i] - weights[i]));
		memcpy(weights, next, sizeof(double) * (size_t) n);
		if (change < SETTLED)
			return true;
	}
	return false;
}

static void
weigh_by_row_means(const double *pairs, int n, double *weights)
{
	for (int i = 0; i < n; i++)
	{
		double		sum = 0;

		for (int j = 0; j < n; j++)
			sum += log(pairwise_ratio(pairs, n, i, j));
		weights[i] = exp(sum / n);
	}
	scale_to_one(weights, n);
}

/* The mean of the columns, each scaled to 1. */
static void
weigh_by_columns(const double *pairs, int n, double *weights)
{
	for (int i = 0; i < n; i++)
		weights[i] = 0;
	for (int j = 0; j < n; j++)
	{
		double		sum = 0;

		for (int i = 0; i < n; i++)
			sum += pairwise_ratio(pairs, n, i, j);
		for (int i = 0; i < n; i++)
			weights[i] += pairwise_ratio(pairs, n, i, j) / sum;
	}
	scale_to_one(weights, n);
}

static void
find_worst(const double *pairs, int n, const double *weights, PairwiseResult *result)
{
	double		worst = FITS;

	result->worst_i = result->worst_j = -1;
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
		{
			double		off = fabs(log(pairwise_ratio(pairs, n, i, j) * weights[j] / weights[i]));

			if (off > worst)
			{
				worst = off;
				result->worst_i = i;
				result->worst_j = j;
			}
		}
}

/* One or two items cannot contradict each other. */
static bool
judge(const double *pairs, int n, int table, const double *weights, PairwiseResult *result)
{
	double		ri = n > 2 ? random_index(table, n) : 1;
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += row_times(pairs, n, i, weights) / weights[i];
	result->lambda_max = sum / n;
	result->ci = n > 2 ? (result->lambda_max - n) / (n - 1) : 0;
	result->cr = result->ci / ri;
	result->consistent = result->cr < CONSISTENT_BELOW;
	find_worst(pairs, n, weights, result);
	return ri > 0;
}

bool
pairwise_weigh(const double *pairs, int n, WeightMethod method, int table, double *weights,
			   PairwiseResult *result)
{
	if (method == WEIGHT_GEOMETRIC)
		weigh_by_row_means(pairs, n, weights);
	else if (method == WEIGHT_COLUMN)
		weigh_by_columns(pairs, n, weights);
	else if (!weigh_by_eigenvector(pairs, n, weights))
		return false;
	return judge(pairs, n, table, weights, result);
}
