/*-------------------------------------------------------------------------
 *
 * spread.h
 *	  How unevenly something is spread, and how far two spreads differ.
 *
 * Values come sorted, so that neither the order of arrival nor the way in
 * which parts were merged can change a bit of a result.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SPREAD_H
#define CIVIC_SPREAD_H

#include <stddef.h>
#include <stdint.h>

/* Their sum, by Neumaier's compensated summation. */
extern double spread_total(const double *sorted, size_t n);

/* Half the mean difference of two values, as a share of the mean; 0 if all are equal. */
extern double spread_gini(const double *sorted, size_t n);

/* What the highest share of values holds of all; a value at the border counts in part. */
extern double spread_top(const double *sorted, size_t n, double share);

/* The Lorenz curve at 0, 1/k, ... 1: what the lowest hold of all. */
extern void spread_lorenz(const double *sorted, size_t n, int k, double *points);

/*
 * Population stability index of two lists of counts.  Where a bin is empty on
 * one side, half a unit is added to each count of that side, so that the index
 * stays finite.
 */
extern double stability_index(const int64_t *expected, const int64_t *actual, int n);

/* The chance of at least k successes in n trials of chance p each. */
extern double binomial_tail(int64_t k, int64_t n, double p);

/* The chance that a standard normal deviate is further from 0 than z, either way. */
extern double normal_two_sided(double z);

#endif							/* CIVIC_SPREAD_H */
