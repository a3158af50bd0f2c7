/*-------------------------------------------------------------------------
 *
 * fixed.h
 *	  Fixed-point numbers of the scoring algebra.
 *
 * Quantities and published points are integers in hundredths.  A rate is an
 * integer in 1/63,000,000 of a point per unit: the denominator holds six
 * decimals and the thirds, sevenths and ninths that tariffs really use.  So
 * hundredths of quantity times rate is exact in "grains", 1/6,300,000,000 of
 * a point, and nothing is rounded before the one rounding at the end.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FIXED_H
#define CIVIC_FIXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* the server's allocator aligns to eight bytes only */
typedef __int128 int128_t __attribute__((aligned(8)));
typedef unsigned __int128 uint128_t;

#define RATE_SCALE		INT64_C(63000000)	/* rate units in a point */
#define WEIGHT_BITS		30
#define WEIGHT_ONE		(INT64_C(1) << WEIGHT_BITS)
#define SHARE_ONE		10000	/* repair shares are in basis points */

/* a grain times the largest weight and the largest share */
#define WEIGHTED_SCALE	((int128_t) WEIGHT_ONE * SHARE_ONE)

#define POINTS_MAX		INT64_C(100000000000)	/* 1e9 points in hundredths */
#define QUANTITY_MAX	INT32_MAX	/* hundredths */

static inline int
compare_int64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Add in place.  False on overflow; the sum is then undefined. */
static inline bool
fixed_add(int128_t *sum, int128_t term)
{
	return !__builtin_add_overflow(*sum, term, sum);
}

/* Multiply in place.  False on overflow; the product is then undefined. */
static inline bool
fixed_mul(int128_t *product, int128_t factor)
{
	/* 64 by 64 bits, the usual case, is one instruction and cannot overflow */
	if (*product == (int64_t) *product && factor == (int64_t) factor)
	{
		*product = (int128_t) (int64_t) *product * (int64_t) factor;
		return true;
	}
	return !__builtin_mul_overflow(*product, factor, product);
}

/*
 * value / unit, rounded half away from zero.  Values that fit 64 bits, the
 * usual case, avoid the library call that a 128-bit division is.
 */
static inline bool
fixed_round(int128_t value, int128_t unit, int64_t *result)
{
	int128_t	quotient,
				rest;

	if (value == (int64_t) value && unit == (int64_t) unit)
	{
		int64_t		v = (int64_t) value;
		int64_t		u = (int64_t) unit;

		*result = v / u;
		/* compare without doubling, which could overflow */
		if (v % u >= u - u / 2 || v % u <= -(u - u / 2))
			*result += v < 0 ? -1 : 1;
		return true;
	}
	quotient = value / unit;
	rest = value % unit;
	if (rest >= unit - unit / 2 || rest <= -(unit - unit / 2))
		quotient += value < 0 ? -1 : 1;
	if (quotient < INT64_MIN || quotient > INT64_MAX)
		return false;
	*result = (int64_t) quotient;
	return true;
}

extern bool fixed_parse(const char *text, size_t len, int decimals, int64_t *result);
extern bool fixed_parse_ratio(const char *text, size_t len, int64_t scale, int64_t *result);

#endif							/* CIVIC_FIXED_H */
