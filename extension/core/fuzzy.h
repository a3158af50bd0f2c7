/*-------------------------------------------------------------------------
 *
 * fuzzy.h
 *	  Fuzzy comprehensive evaluation: weights and memberships into grades.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FUZZY_H
#define CIVIC_FUZZY_H

#include <stdbool.h>

#include "core/vocabulary.h"

typedef enum FuzzyOperator
{
	FUZZY_PRODUCT_SUM,
	FUZZY_MIN_MAX,
	FUZZY_PRODUCT_MAX,
	FUZZY_MIN_SUM				/* bounded by 1 */
} FuzzyOperator;

extern const Vocabulary fuzzy_operators;
/* the same as textbooks write them */
extern const Vocabulary fuzzy_signs;

/* Shares of n grades, from m weights and m rows of n memberships, all from 0 to 1. */
extern void fuzzy_compose(const double *weights, const double *membership, int m, int n,
						  FuzzyOperator op, double *shares);

typedef enum MembershipShape
{
	MEMBERSHIP_TRIANGULAR,		/* a grade is given by its peak */
	MEMBERSHIP_TRAPEZOIDAL		/* a grade is given by both ends of its plateau */
} MembershipShape;

extern const Vocabulary membership_shapes;

/*
 * How far a value belongs to each grade: wholly at a peak or on a plateau, and
 * between two in proportion, so that the shares add up to 1.  Points are the
 * grades' from low to high, one or two for each; the first and last grade reach
 * beyond theirs.
 */
extern void membership_of(double value, const double *points, int n_grades,
						  MembershipShape shape, double *shares);

/* NULL, or what is wrong with points. */
extern const char *membership_invalid(const double *points, int n_points, MembershipShape shape);

#endif							/* CIVIC_FUZZY_H */
