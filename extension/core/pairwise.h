/*-------------------------------------------------------------------------
 *
 * pairwise.h
 *	  Weights from comparisons in pairs (analytic hierarchy process).
 *
 * A matrix holds how many times more each item counts than each other.  It is
 * reciprocal: what stands below the diagonal is the inverse of what stands
 * above, which alone is believed.  Numbers here are binary floats, and the
 * steps are those of IEEE 754 in a fixed order, so a platform gives the same
 * bits each time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_PAIRWISE_H
#define CIVIC_PAIRWISE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/vocabulary.h"

#define PAIRWISE_MAX		100 /* items: the last table of random indices ends there */
#define PAIRWISE_RATIO_MAX	1e6
#define PAIRWISE_RATIO_MIN	1e-6
#define CONSISTENT_BELOW	0.10

typedef enum WeightMethod
{
	WEIGHT_EIGENVECTOR,
	WEIGHT_GEOMETRIC,
	WEIGHT_COLUMN
} WeightMethod;

extern const Vocabulary weight_methods;

/* The tables of random indices, each with what it is called. */
extern const Vocabulary random_indices;

/* The random index for n items; negative where the table has none. */
extern double random_index(int table, int n);

typedef struct PairwiseResult
{
	double		lambda_max;
	double		ci;
	double		cr;
	bool		consistent;
	int			worst_i;		/* the pair that fits the weights least; -1: all fit */
	int			worst_j;
} PairwiseResult;

/* Where the ratio of items i < j of n stands in a list of those above the diagonal. */
static inline size_t
pairwise_place(int n, int i, int j)
{
	return (size_t) i * (size_t) (2 * n - i - 1) / 2 + (size_t) (j - i - 1);
}

static inline size_t
pairwise_pairs(int n)
{
	return (size_t) n * (size_t) (n - 1) / 2;
}

/* Is this a ratio that a matrix may hold? */
extern bool pairwise_ratio_valid(double ratio);

/* The ratio of any two items. */
extern double pairwise_ratio(const double *pairs, int n, int i, int j);

/*
 * How many items a text such as {{1,4},{1/4,1}} has by its first row; then its
 * ratios above the diagonal.  The text that is returned says what is wrong.
 */
extern int	pairwise_parse_count(const char *text);
extern const char *pairwise_parse(const char *text, int n, double *pairs);

/* Print as snprintf() does: the length that the text has, however much fits. */
extern size_t pairwise_print(const double *pairs, int n, char *buf, size_t size);

/* NULL, or what is wrong with ratios that come from outside. */
extern const char *pairwise_invalid(const double *pairs, int n);

/*
 * Weights that add up to 1.  False if the eigenvector does not settle, or the
 * table has no index for so many items.
 */
extern bool pairwise_weigh(const double *pairs, int n, WeightMethod method, int table,
						   double *weights, PairwiseResult *result);

#endif							/* CIVIC_PAIRWISE_H */
