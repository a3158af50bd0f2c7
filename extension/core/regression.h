/*-------------------------------------------------------------------------
 *
 * regression.h
 *	  Least squares by a QR decomposition.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REGRESSION_H
#define CIVIC_REGRESSION_H

#include <stdbool.h>

#define REGRESSION_TERMS	21	/* with the constant */

typedef struct Regression
{
	double		coefficient[REGRESSION_TERMS];
	double		se[REGRESSION_TERMS];	/* standard errors */
	double		r2;				/* 0 where nothing varies */
} Regression;

/*
 * Fit y by a constant and k terms.  x has a row of k values for each of n
 * observations, n > k + 1; work has room for n * (k + 2) numbers.  False if
 * the terms depend on one another.
 */
extern bool regression_fit(const double *y, const double *x, int n, int k, long double *work,
						   Regression *result);

#endif							/* CIVIC_REGRESSION_H */
