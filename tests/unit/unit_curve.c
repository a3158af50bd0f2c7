/*-------------------------------------------------------------------------
 *
 * unit_curve.c
 *	  Retention weights against exact arithmetic.
 *
 * A weight w is right if it is 2^30 times the curve rounded half up, that is
 * if (2w - 1) / 2^31 <= curve < (2w + 1) / 2^31.  For the half life,
 * curve = 2^(-age/h), both sides to the power of h are whole numbers once
 * multiplied by 2^(31h); for an annual rate, curve = (p/q)^(age/365), to the
 * power of 365.  So large integers decide, without any approximation.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/curve.h"
#include "unit.h"

/* ----------
 * large natural numbers
 * ----------
 */

#define LIMBS_MAX	2000

typedef struct Big
{
	int			n;
	uint32_t	limbs[LIMBS_MAX];	/* the lowest first, the highest not zero */
} Big;

static void
big_set_one(Big *b)
{
	b->n = 1;
	b->limbs[0] = 1;
}

static void
big_mul(Big *b, uint32_t factor)
{
	uint64_t	carry = 0;

	for (int i = 0; i < b->n; i++)
	{
		carry += (uint64_t) b->limbs[i] * factor;
		b->limbs[i] = (uint32_t) carry;
		carry >>= 32;
	}
	if (carry > 0)
	{
		if (b->n == LIMBS_MAX)
			abort();
		b->limbs[b->n++] = (uint32_t) carry;
	}
}

static void
big_mul_power(Big *b, uint32_t base, int exponent)
{
	for (; exponent > 0; exponent--)
		big_mul(b, base);
}

static int
big_compare(const Big *a, const Big *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (int i = a->n - 1; i >= 0; i--)
		if (a->limbs[i] != b->limbs[i])
			return a->limbs[i] < b->limbs[i] ? -1 : 1;
	return 0;
}

static int
big_bits(const Big *b)
{
	return b->n * 32 - __builtin_clz(b->limbs[b->n - 1]);
}

/* ----------
 * the exact test
 * ----------
 */

/* Is m^h <= 2^e, for an odd m? */
static bool
odd_power_fits(uint32_t m, int h, int e)
{
	static Big	power;

	if (m == 1)
		return e >= 0;
	big_set_one(&power);
	big_mul_power(&power, m, h);
	/* an odd number above 1 is no power of two */
	return big_bits(&power) <= e;
}

static bool
half_life_exact(int h, int age, int64_t weight)
{
	int			e = 31 * h - age;

	return weight >= 0 && weight <= WEIGHT_ONE &&
		(weight == 0 || odd_power_fits((uint32_t) (2 * weight - 1), h, e)) &&
		!odd_power_fits((uint32_t) (2 * weight + 1), h, e);
}

/* Is m^365 q^age <= 2^(31 * 365) p^age? */
static bool
rate_power_fits(uint32_t m, uint32_t p, uint32_t q, int age)
{
	static Big	left,
				right;

	big_set_one(&left);
	big_mul_power(&left, m, 365);
	big_mul_power(&left, q, age);
	big_set_one(&right);
	big_mul_power(&right, UINT32_C(1) << 31, 365);
	big_mul_power(&right, p, age);
	return big_compare(&left, &right) <= 0;
}

static bool
annual_rate_exact(int millionths, int age, int64_t weight)
{
	uint32_t	p = (uint32_t) (1000000 - millionths),
				q = 1000000;

	for (uint32_t d = 2; d <= 5; d += 3)
		while (p % d == 0 && q % d == 0)
		{
			p /= d;
			q /= d;
		}
	return weight >= 0 && weight <= WEIGHT_ONE &&
		(weight == 0 || rate_power_fits((uint32_t) (2 * weight - 1), p, q, age)) &&
		!rate_power_fits((uint32_t) (2 * weight + 1), p, q, age);
}

/* ----------
 * curves
 * ----------
 */

static Retention
retention(RetentionKind kind, int32_t n)
{
	Retention	r = {.kind = kind, .n = n};
	int32_t		len = curve_table_length(&r);
	int32_t    *table = malloc(sizeof(int32_t) * (size_t) (len + 1));

	if (table == NULL)
		abort();
	curve_build(&r, table, len);
	r.table = table;
	r.table_len = len;
	return r;
}

static int64_t
weight_at(const Retention *r, int32_t age)
{
	return retention_weight(r, PERIOD_ENTRY, CAL_FIRST_DAY, CAL_FIRST_DAY + age);
}

static void
forget(Retention *r)
{
	free((void *) r->table);
}

static void
test_half_lives(void)
{
	static const int some[] = {90, 180, 182, 365, 730};

	for (int h = 1; h <= 40; h++)
	{
		Retention	r = retention(RETAIN_HALF_LIFE, h);

		for (int age = 0; age <= 31 * h + 2; age++)
			check(half_life_exact(h, age, weight_at(&r, age)), "half-life %d, age %d: %lld", h, age,
				  (long long) weight_at(&r, age));
		forget(&r);
	}
	for (unsigned i = 0; i < sizeof(some) / sizeof(some[0]); i++)
	{
		Retention	r = retention(RETAIN_HALF_LIFE, some[i]);

		for (int age = i; age <= 31 * some[i] + 2; age += 1 + some[i] / 2)
			check(half_life_exact(some[i], age, weight_at(&r, age)), "half-life %d, age %d: %lld",
				  some[i], age,
				  (long long) weight_at(&r, age));
		forget(&r);
	}
}

/* On the half-lives themselves the weight is a power of two, and 2^-31 is a tie. */
static void
test_half_life_ties(void)
{
	static const int some[] = {1, 2, 3, 7, 30, 365, 1000, 2356, 2357, 10000, 36500};

	for (unsigned i = 0; i < sizeof(some) / sizeof(some[0]); i++)
	{
		Retention	r = retention(RETAIN_HALF_LIFE, some[i]);

		for (int k = 0; k <= 30; k++)
			check_int(weight_at(&r, k * some[i]), WEIGHT_ONE >> k, "%d half-lives of %d days", k,
					  some[i]);
		check_int(weight_at(&r, 31 * some[i]), 1, "31 half-lives of %d days", some[i]);
		check_int(weight_at(&r, 31 * some[i] + 1), 0, "a day after 31 half-lives of %d days",
				  some[i]);
		check_int(weight_at(&r, CAL_LAST_DAY - CAL_FIRST_DAY), 0, "the last age, half-life %d",
				  some[i]);
		forget(&r);
	}
}

static void
test_annual_rates(void)
{
	static const int rates[] = {84000, 500000, 10000, 1, 999999, 750000};

	for (unsigned i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
	{
		Retention	r = retention(RETAIN_ANNUAL_RATE, rates[i]);

		for (int age = 0; age <= 1500; age += 53)
			check(annual_rate_exact(rates[i], age, weight_at(&r, age)), "rate %d, age %d: %lld",
				  rates[i], age,
				  (long long) weight_at(&r, age));
		forget(&r);
	}
}

/* Half a year lost for ever is the one rate that meets a tie: after 31 years. */
static void
test_annual_ties(void)
{
	Retention	r = retention(RETAIN_ANNUAL_RATE, 500000);

	for (int k = 0; k <= 30; k++)
		check_int(weight_at(&r, 365 * k), WEIGHT_ONE >> k, "%d years", k);
	check_int(weight_at(&r, 365 * 31), 1, "31 years");
	check_int(weight_at(&r, 365 * 31 + 1), 0, "31 years and a day");
	forget(&r);
}

/*
 * Computed with 140 decimal digits; the first lines of each part are the ages
 * closest to a tie among 3.6 million weights.
 */
static const struct
{
	RetentionKind kind;
	int32_t		n;
	int32_t		age;
	int64_t		weight;
}			known[] = {
	{RETAIN_HALF_LIFE, 387, 3197, 3500230},
	{RETAIN_HALF_LIFE, 396, 7783, 1301},
	{RETAIN_HALF_LIFE, 5000, 29094, 19022453},
	{RETAIN_HALF_LIFE, 397, 5174, 128131},
	{RETAIN_HALF_LIFE, 364, 7694, 466},
	{RETAIN_HALF_LIFE, 182, 3847, 466},
	{RETAIN_HALF_LIFE, 338, 1233, 85657190},
	{RETAIN_HALF_LIFE, 257, 1242, 37680511},
	{RETAIN_HALF_LIFE, 366, 7935, 320},
	{RETAIN_HALF_LIFE, 30, 1, 1049217527},
	{RETAIN_HALF_LIFE, 30, 29, 549419675},
	{RETAIN_HALF_LIFE, 30, 30, 536870912},
	{RETAIN_HALF_LIFE, 30, 45, 379625062},
	{RETAIN_HALF_LIFE, 30, 929, 1},
	{RETAIN_HALF_LIFE, 30, 931, 0},
	{RETAIN_HALF_LIFE, 365, 1, 1071704687},
	{RETAIN_HALF_LIFE, 365, 730, 268435456},
	{RETAIN_HALF_LIFE, 365, 5000, 80761},
	{RETAIN_HALF_LIFE, 1461, 36525, 32},
	{RETAIN_HALF_LIFE, 2356, 73049, 0},
	{RETAIN_HALF_LIFE, 2357, 73049, 1},
	{RETAIN_HALF_LIFE, 36500, 1, 1073721433},
	{RETAIN_HALF_LIFE, 36500, 36500, 536870912},
	{RETAIN_HALF_LIFE, 36500, 73049, 268185786},
	{RETAIN_HALF_LIFE, 2357, 73050, 1},
	{RETAIN_HALF_LIFE, 2357, 73067, 1},
	{RETAIN_HALF_LIFE, 2357, 73068, 0},
	{RETAIN_HALF_LIFE, 5000, 100000, 1024},
	{RETAIN_HALF_LIFE, 36500, 73050, 268180693},
	{RETAIN_HALF_LIFE, 36500, 200000, 24066916},
	{RETAIN_HALF_LIFE, 36500, 1131499, 1},
	{RETAIN_HALF_LIFE, 36500, 1131500, 1},
	{RETAIN_HALF_LIFE, 36500, 1131501, 0},
	{RETAIN_ANNUAL_RATE, 1, 12772, 1073704253},
	{RETAIN_ANNUAL_RATE, 1, 4420, 1073728822},
	{RETAIN_ANNUAL_RATE, 10000, 70810, 152801501},
	{RETAIN_ANNUAL_RATE, 84000, 1, 1073483748},
	{RETAIN_ANNUAL_RATE, 84000, 365, 983547511},
	{RETAIN_ANNUAL_RATE, 84000, 730, 900929520},
	{RETAIN_ANNUAL_RATE, 84000, 1095, 825251440},
	{RETAIN_ANNUAL_RATE, 84000, 3650, 446534076},
	{RETAIN_ANNUAL_RATE, 84000, 36500, 166130},
	{RETAIN_ANNUAL_RATE, 84000, 73049, 25},
	{RETAIN_ANNUAL_RATE, 500000, 364, 537891416},
	{RETAIN_ANNUAL_RATE, 500000, 365, 536870912},
	{RETAIN_ANNUAL_RATE, 500000, 11314, 1},
	{RETAIN_ANNUAL_RATE, 500000, 11316, 0},
	{RETAIN_ANNUAL_RATE, 999999, 1, 1033859479},
	{RETAIN_ANNUAL_RATE, 999999, 365, 1074},
	{RETAIN_ANNUAL_RATE, 999999, 547, 1},
	{RETAIN_ANNUAL_RATE, 999999, 600, 0},
	{RETAIN_ANNUAL_RATE, 1, 73049, 1073526953},
	{RETAIN_ANNUAL_RATE, 750000, 5000, 6},
	{RETAIN_ANNUAL_RATE, 123457, 10000, 29043105},
	{RETAIN_ANNUAL_RATE, 84000, 73050, 25},
	{RETAIN_ANNUAL_RATE, 84000, 90000, 0},
	{RETAIN_ANNUAL_RATE, 10000, 73050, 143661657},
	{RETAIN_ANNUAL_RATE, 10000, 76665, 130050300},
	{RETAIN_ANNUAL_RATE, 10000, 780000, 1},
	{RETAIN_ANNUAL_RATE, 1, 100000, 1073447688},
	{RETAIN_ANNUAL_RATE, 1, 2958463, 1065073912},
};

static void
test_known_weights(void)
{
	for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		Retention	r = retention(known[i].kind, known[i].n);

		check_int(weight_at(&r, known[i].age), known[i].weight, "%s %d, age %d",
				  known[i].kind == RETAIN_HALF_LIFE ? "half-life" : "annual rate", known[i].n,
					  known[i].age);
		forget(&r);
	}
}

/* The worked number of a scheme that takes 8.4 % a year: 0.916 squared after two. */
static void
test_two_years(void)
{
	Retention	r = retention(RETAIN_ANNUAL_RATE, 84000);
	int64_t		millionths;

	check(fixed_round((int128_t) weight_at(&r, 730) * 1000000, WEIGHT_ONE, &millionths), "rounds");
	check_int(millionths, 839056, "730 days at 8.4 %%");
	forget(&r);
}

static void
test_linear(void)
{
	static const int some[] = {1, 2, 3, 7, 365, 1000, 36500};

	for (unsigned i = 0; i < sizeof(some) / sizeof(some[0]); i++)
	{
		int64_t		n = some[i];
		Retention	r = retention(RETAIN_LINEAR, some[i]);

		for (int age = 0; age <= n + 2; age += n > 1000 ? 73 : 1)
		{
			int64_t		w = weight_at(&r, age);
			int64_t		left = age < n ? n - age : 0;

			/* (2w - 1) / 2^31 <= left / n < (2w + 1) / 2^31 */
			check((2 * w - 1) * n <= left << 31 && (left << 31) < (2 * w + 1) * n,
				  "linear %d, age %d: %lld", some[i], age,
				  (long long) w);
		}
		check_int(weight_at(&r, (int32_t) n - 1) > 0, true, "the last day of %d", some[i]);
		check_int(weight_at(&r, (int32_t) n), 0, "the end of %d", some[i]);
		forget(&r);
	}
}

/* What is fresh or not yet there has full weight, and no weight ever grows. */
static void
test_shape(void)
{
	static const struct
	{
		RetentionKind kind;
		int32_t		n;
	}			curves[] = {
		{RETAIN_HALF_LIFE, 1}, {RETAIN_HALF_LIFE, 30}, {RETAIN_HALF_LIFE, 2356},
			{RETAIN_HALF_LIFE, 2357}, {RETAIN_HALF_LIFE, 36500},
		{RETAIN_ANNUAL_RATE, 1}, {RETAIN_ANNUAL_RATE, 84000}, {RETAIN_ANNUAL_RATE, 999999},
		{RETAIN_LINEAR, 1}, {RETAIN_LINEAR, 365}, {RETAIN_LINEAR, 36500},
	};

	for (unsigned i = 0; i < sizeof(curves) / sizeof(curves[0]); i++)
	{
		Retention	r = retention(curves[i].kind, curves[i].n);
		int64_t		last = WEIGHT_ONE;

		check(r.table_len <= CURVE_MAX_DAYS, "length of curve %u", i);
		check_int(retention_weight(&r, PERIOD_ENTRY, 10, 10), WEIGHT_ONE,
				  "the day itself, curve %u", i);
		check_int(retention_weight(&r, PERIOD_ENTRY, 10, 9), WEIGHT_ONE, "the day before, curve %u",
				  i);
		for (int age = 0; age <= CAL_LAST_DAY - CAL_FIRST_DAY; age += age < 1000 ? 1 :
			 age >= 72000 && age < 74000 ? 7 : 9973)
		{
			int64_t		w = weight_at(&r, age);

			check(w >= 0 && w <= last, "curve %u grows at age %d", i, age);
			last = w;
		}
		forget(&r);
	}
	check_int(curve_table_length(&(Retention) {.kind = RETAIN_LINEAR, .n = CURVE_MAX_DAYS + 1}),
			  CURVE_MAX_DAYS, "a table has an end");
	check_int(curve_table_length(&(Retention) {.kind = RETAIN_PERMANENT}), 0,
			  "permanent has no table");
	check_int(curve_table_length(&(Retention) {.kind = RETAIN_EXPIRE, .n = 30}), 0,
			  "expire has no table");
}

/* The day on which an entry expires is already out. */
static void
test_dates(void)
{
	Retention	days = {.kind = RETAIN_EXPIRE, .unit = CAL_DAYS, .n = 30};
	Retention	months = {.kind = RETAIN_WINDOW, .unit = CAL_MONTHS, .n = 1};
	Retention	years = {.kind = RETAIN_EXPIRE, .unit = CAL_YEARS, .n = 1};
	Retention	period = {.kind = RETAIN_PERIOD_END};
	Retention	permanent = {.kind = RETAIN_PERMANENT};
	int32_t		day = cal_day(2026, 1, 31);

	check_int(retention_weight(&days, PERIOD_ENTRY, day, day + 29), WEIGHT_ONE,
			  "the last of 30 days");
	check_int(retention_weight(&days, PERIOD_ENTRY, day, day + 30), 0, "the 30th day after");
	check_int(retention_weight(&months, PERIOD_ENTRY, day, cal_day(2026, 2, 27)), WEIGHT_ONE,
			  "a month from 31 January");
	check_int(retention_weight(&months, PERIOD_ENTRY, day, cal_day(2026, 2, 28)), 0,
			  "28 February is out");
	check_int(retention_weight(&years, PERIOD_ENTRY, cal_day(2024, 2, 29), cal_day(2025, 2, 27)),
			  WEIGHT_ONE, "a year from a leap day");
	check_int(retention_weight(&years, PERIOD_ENTRY, cal_day(2024, 2, 29), cal_day(2025, 2, 28)), 0,
			  "28 February of the next year");
	check_int(retention_weight(&period, PERIOD_QUARTER, day, cal_day(2026, 3, 31)), WEIGHT_ONE,
			  "the quarter's last day");
	check_int(retention_weight(&period, PERIOD_QUARTER, day, cal_day(2026, 4, 1)), 0,
			  "the next quarter");
	check_int(retention_weight(&period, PERIOD_WEEK, day, cal_day(2026, 2, 1)), WEIGHT_ONE,
			  "Sunday");
	check_int(retention_weight(&period, PERIOD_WEEK, day, cal_day(2026, 2, 2)), 0, "Monday");
	check_int(retention_weight(&period, PERIOD_DAY, day, day), WEIGHT_ONE, "the same day");
	check_int(retention_weight(&period, PERIOD_DAY, day, day + 1), 0, "the next day");
	check_int(retention_weight(&permanent, PERIOD_ENTRY, CAL_FIRST_DAY, CAL_LAST_DAY), WEIGHT_ONE,
			  "for ever");
}

const UnitTest curve_tests[] = {
	{"curve: half-lives, by large integers", test_half_lives},
	{"curve: whole half-lives are powers of two, the 31st is a tie", test_half_life_ties},
	{"curve: annual rates, by large integers", test_annual_rates},
	{"curve: the tie of the annual rate", test_annual_ties},
	{"curve: weights known to 140 digits", test_known_weights},
	{"curve: 8.4 % a year leaves 0.839056 after two", test_two_years},
	{"curve: linear, by integers", test_linear},
	{"curve: weights begin whole and never grow", test_shape},
	{"curve: days, months, years and periods end on the right day", test_dates},
	{NULL, NULL}
};
