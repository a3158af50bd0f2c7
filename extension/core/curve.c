/*-------------------------------------------------------------------------
 *
 * curve.c
 *	  Retention: the weight of a contribution by its age.
 *
 * Weights are multiples of 2^-30, rounded half up from the exact value, and
 * are computed with integers only: the same table comes out on every machine
 * and under every compiler flag, which libm's pow() does not promise.  The
 * daily factor has 127 fractional bits and every step truncates, so after
 * 73,050 steps the value is too small by less than 2^-90.  TRUNCATION is added
 * before rounding, so that an exact tie (31 half-lives) still rounds up.
 *
 *-------------------------------------------------------------------------
 */
#include "core/curve.h"

#define FRACTION_BITS	127
#define FRACTION_ONE	((uint128_t) 1 << FRACTION_BITS)
#define TRUNCATION	((uint128_t) 1 << 40)
#define DAYS_IN_RATE_YEAR	365

/* The product of two fractions in [0, 1], truncated. */
static uint128_t
fraction_mul(uint128_t a, uint128_t b)
{
	uint64_t	ah = a >> 64,
				al = (uint64_t) a,
				bh = b >> 64,
				bl = (uint64_t) b;
	uint128_t	low = (uint128_t) al * bl;
	uint128_t	mid1 = (uint128_t) ah * bl;
	uint128_t	mid2 = (uint128_t) al * bh;
	uint128_t	carry = (low >> 64) + (uint64_t) mid1 + (uint64_t) mid2;
	uint128_t	high = (uint128_t) ah * bh + (mid1 >> 64) + (mid2 >> 64) + (carry >> 64);

	/* the 256-bit product shifted right by 127 */
	return (high << 1) | ((uint64_t) carry >> 63);
}

static uint128_t
fraction_pow(uint128_t base, int32_t exponent)
{
	uint128_t	result = FRACTION_ONE;

	for (; exponent > 0; exponent >>= 1)
	{
		if (exponent & 1)
			result = fraction_mul(result, base);
		base = fraction_mul(base, base);
	}
	return result;
}

/* The largest f with f^n <= target < 1, by bisection on the bits. */
static uint128_t
fraction_root(uint128_t target, int32_t n)
{
	uint128_t	root = 0;

	for (int bit = FRACTION_BITS - 1; bit >= 0; bit--)
	{
		uint128_t	trial = root | ((uint128_t) 1 << bit);

		if (fraction_pow(trial, n) <= target)
			root = trial;
	}
	return root;
}

static int32_t
fraction_weight(uint128_t f)
{
	return (int32_t) ((f + TRUNCATION + ((uint128_t) 1 << (FRACTION_BITS - WEIGHT_BITS - 1)))
					  >> (FRACTION_BITS - WEIGHT_BITS));
}

/*
 * How many days a decay needs until its weight is zero, at most
 * CURVE_MAX_DAYS.  Zero for retentions without a table.
 */
int32_t
curve_table_length(const Retention *r)
{
	int64_t		len;

	switch (r->kind)
	{
		case RETAIN_LINEAR:
			return r->n < CURVE_MAX_DAYS ? r->n : CURVE_MAX_DAYS;
		case RETAIN_HALF_LIFE:
			/* below 2^-31 after 31 half-lives, which rounds to zero */
			len = (int64_t) r->n * (WEIGHT_BITS + 1) + 1;
			return len < CURVE_MAX_DAYS ? (int32_t) len : CURVE_MAX_DAYS;
		case RETAIN_ANNUAL_RATE:
			return CURVE_MAX_DAYS;
		default:
			return 0;
	}
}

/* What one day leaves of a weight, for the two curves that never reach zero. */
static uint128_t
daily_factor(const Retention *r)
{
	if (r->kind == RETAIN_HALF_LIFE)
		return fraction_root(FRACTION_ONE >> 1, r->n);
	return fraction_root(FRACTION_ONE / 1000000 * (1000000 - r->n), DAYS_IN_RATE_YEAR);
}

static int32_t
linear_weight(const Retention *r, int32_t age)
{
	if (age >= r->n)
		return 0;
	return (int32_t) ((WEIGHT_ONE * 2 * (r->n - age) + r->n) / (2 * (int64_t) r->n));
}

/* Fill the weights of ages 0 .. len-1. */
void
curve_build(const Retention *r, int32_t *table, int32_t len)
{
	uint128_t	factor,
				value = FRACTION_ONE;

	if (r->kind == RETAIN_LINEAR)
	{
		for (int32_t age = 0; age < len; age++)
			table[age] = linear_weight(r, age);
		return;
	}
	factor = daily_factor(r);
	for (int32_t age = 0; age < len; age++)
	{
		table[age] = fraction_weight(value);
		value = fraction_mul(value, factor);
	}
}

/* Is as_of earlier than n days, months or years after a day? */
static bool
lies_before(int32_t as_of, int32_t from, int32_t n, CalUnit unit)
{
	int64_t		age = (int64_t) as_of - from;

	/* most ages need no calendar: a month has 28 to 31 days, a year 365 or 366 */
	if (age < (int64_t) n * (unit == CAL_YEARS ? 365 : unit == CAL_MONTHS ? 28 : 1))
		return true;
	if (age >= (int64_t) n * (unit == CAL_YEARS ? 366 : unit == CAL_MONTHS ? 31 : 1))
		return false;
	return as_of < cal_add(from, n, unit);
}

/*
 * The weight of a contribution on the day as_of, in multiples of 2^-30.  It
 * occurred on that day or before.
 */
int64_t
retention_weight(const Retention *r, CalPeriod period, int32_t occurred_on, int32_t as_of)
{
	int32_t		age = as_of > occurred_on ? as_of - occurred_on : 0;

	switch (r->kind)
	{
		case RETAIN_PERMANENT:
			return WEIGHT_ONE;
		case RETAIN_PERIOD_END:
			return as_of < cal_period_end(occurred_on, period) ? WEIGHT_ONE : 0;
		case RETAIN_EXPIRE:
		case RETAIN_WINDOW:
			return lies_before(as_of, occurred_on, r->n, r->unit) ? WEIGHT_ONE : 0;
		default:
			break;
	}
	if (age < r->table_len)
		return r->table[age];
	/* a table that is shorter than the longest one ends where the weight is zero */
	if (r->kind == RETAIN_HALF_LIFE && r->table_len < CURVE_MAX_DAYS)
		return 0;
	/* beyond the longest table, compute the weight */
	if (r->kind == RETAIN_LINEAR)
		return linear_weight(r, age);
	return fraction_weight(fraction_pow(daily_factor(r), age));
}
