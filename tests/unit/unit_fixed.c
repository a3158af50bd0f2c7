/*-------------------------------------------------------------------------
 *
 * unit_fixed.c
 *	  Rounding and parsing of fixed-point numbers.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/fixed.h"
#include "unit.h"

static const int128_t highest = (int128_t) (~(uint128_t) 0 >> 1);

static void
check_round(int128_t value, int128_t unit, bool ok, int64_t expected, const char *what)
{
	int64_t		result = -77;

	check(fixed_round(value, unit, &result) == ok, "%s: %s", what, ok ? "refused" : "accepted");
	if (ok)
		check_int(result, expected, "%s", what);
}

static void
test_round_ties(void)
{
	static const struct
	{
		int64_t		value,
					unit,
					expected;
	}			cases[] = {
		{0, 1, 0}, {7, 1, 7}, {-7, 1, -7}, {INT64_MAX, 1, INT64_MAX}, {INT64_MIN, 1, INT64_MIN},
		{1, 2, 1}, {-1, 2, -1}, {3, 2, 2}, {-3, 2, -2},
		{1, 3, 0}, {2, 3, 1}, {-1, 3, 0}, {-2, 3, -1}, {4, 3, 1}, {5, 3, 2},
		{49, 100, 0}, {50, 100, 1}, {51, 100, 1}, {149, 100, 1}, {150, 100, 2}, {-49, 100, 0},
			{-50, 100, -1}, {-150, 100, -2},
		{INT64_MAX, 2, INT64_C(4611686018427387904)}, {INT64_MIN, 2, -INT64_C(4611686018427387904)},
		{INT64_MAX, INT64_MAX, 1}, {INT64_MIN, INT64_MAX, -1}, {INT64_MAX / 2, INT64_MAX, 0},
			{INT64_MAX / 2 + 1, INT64_MAX, 1},
		{-(INT64_MAX / 2), INT64_MAX, 0}, {-(INT64_MAX / 2 + 1), INT64_MAX, -1},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int128_t	wide = (int128_t) 1 << 40;
		int64_t		result;

		check(fixed_round(cases[i].value, cases[i].unit, &result) && result == cases[i].expected,
			  "%lld / %lld", (long long) cases[i].value, (long long) cases[i].unit);
		/* the same with 128 bits */
		check(fixed_round(cases[i].value * wide, cases[i].unit * wide, &result) &&
			  result == cases[i].expected,
			  "wide %lld / %lld", (long long) cases[i].value, (long long) cases[i].unit);
	}
}

/* All small values over all small units, against the definition. */
static void
test_round_all(void)
{
	int128_t	wide = (int128_t) 1 << 66;

	for (int unit = 1; unit <= 60; unit++)
		for (int value = -200; value <= 200; value++)
		{
			int			size = value < 0 ? -value : value;
			int			expected = (2 * size + unit) / (2 * unit);
			int64_t		result;

			expected = value < 0 ? -expected : expected;
			check(fixed_round(value, unit, &result) && result == expected, "%d / %d", value, unit);
			check(fixed_round(value * wide, unit * wide, &result) && result == expected,
				  "wide %d / %d", value, unit);
			/* a grain off the tie decides */
			if (2 * size % (2 * unit) == unit)
			{
				int			short_of = value < 0 ? expected + 1 : expected - 1;

				check(fixed_round(value * wide - (value < 0 ? -1 : 1), unit * wide, &result) &&
					  result == short_of,
					  "a grain short of %d / %d", value, unit);
			}
		}
}

static void
test_round_extremes(void)
{
	int128_t	p126 = (int128_t) 1 << 126;

	check_round(p126, p126, true, 1, "2^126 / 2^126");
	check_round(-p126, p126, true, -1, "-2^126 / 2^126");
	check_round(p126 / 2, p126, true, 1, "2^125 / 2^126");
	check_round(-(p126 / 2), p126, true, -1, "-2^125 / 2^126");
	check_round(p126 / 2 - 1, p126, true, 0, "2^125 - 1 / 2^126");
	check_round(p126, 1, false, 0, "2^126 / 1");
	check_round(-p126, 1, false, 0, "-2^126 / 1");
	check_round(highest, highest, true, 1, "the highest over itself");
	check_round(-highest - 1, highest, true, -1, "the lowest over the highest");
	check_round(-highest - 1, (int128_t) 1 << 64, true, INT64_MIN, "-2^127 / 2^64");
	check_round(highest, (int128_t) 1 << 64, false, 0, "2^127 - 1 / 2^64 rounds to 2^63");
	check_round(highest - ((int128_t) 1 << 63), (int128_t) 1 << 64, true, INT64_MAX,
				"the last that rounds to 2^63 - 1");
	check_round((int128_t) INT64_MAX * 3 + 1, 3, true, INT64_MAX, "2^63 - 1 + 1/3");
	check_round((int128_t) INT64_MAX * 2 + 1, 2, false, 0, "2^63 - 1/2 rounds to 2^63");
	check_round((int128_t) INT64_MIN * 2 - 1, 2, false, 0, "-2^63 - 1/2 rounds beyond");
	check_round((int128_t) INT64_MIN * 3 - 1, 3, true, INT64_MIN, "-2^63 - 1/3");
	check_round((int128_t) INT64_MIN * RATE_SCALE, RATE_SCALE, true, INT64_MIN,
				"INT64_MIN hundredths in grains");
}

static void
test_overflow(void)
{
	int128_t	v = highest;

	check(fixed_add(&v, 0) && v == highest, "the highest and nothing");
	check(!fixed_add(&v, 1), "the highest and one");
	v = -highest - 1;
	check(!fixed_add(&v, -1), "the lowest less one");
	v = -highest;
	check(fixed_add(&v, -1) && v == -highest - 1, "down to the lowest");
	v = (int128_t) 1 << 126;
	check(!fixed_mul(&v, 2), "2^126 doubled");
	v = (int128_t) 1 << 126;
	check(fixed_mul(&v, -2) && v == -highest - 1, "2^126 times -2");
	v = -highest - 1;
	check(!fixed_mul(&v, -1), "the lowest negated");
	v = (int128_t) INT64_MIN;
	check(fixed_mul(&v, INT64_MIN) && v == (int128_t) 1 << 126, "INT64_MIN squared");
	v = 3;
	check(fixed_mul(&v, (int128_t) 1 << 64) && v == (int128_t) 3 << 64, "3 times 2^64");
	v = 3;
	check(!fixed_mul(&v, (int128_t) 1 << 126), "3 times 2^126");
}

static void
test_parse(void)
{
	static const struct
	{
		const char *text;
		int			decimals;
		bool		ok;
		int64_t		expected;
	}			cases[] = {
		{"0", 0, true, 0}, {"-0", 2, true, 0}, {"+5", 0, true, 5}, {"007", 0, true, 7},
			{"12.5", 2, true, 1250},
		{"-12.5", 2, true, -1250}, {"0.01", 2, true, 1}, {"-0.01", 2, true, -1},
			{"1.10", 1, true, 11},
		{"1.000", 0, true, 1}, {"1.2300000", 2, true, 123}, {"0.000001", 6, true, 1},
			{"0.10", 6, true, 100000},
		{"9223372036854775807", 0, true, INT64_MAX}, {"-9223372036854775807", 0, true, -INT64_MAX},
		{"92233720368547758.07", 2, true, INT64_MAX},
			{"00000000000000000000000000000000001", 0, true, 1},
		{"0.00000000000000000000000000000000000", 2, true, 0},
		/* too precise */
		{"0.001", 2, false, 0}, {"1.5", 0, false, 0}, {"1.0001", 3, false, 0},
		/* too large */
		{"9223372036854775808", 0, false, 0}, {"92233720368547758.08", 2, false, 0},
			{"92233720368547759", 2, false, 0},
		{"100000000000000000000", 0, false, 0}, {"9223372036854775807.0", 1, false, 0},
		/* malformed */
		{"", 2, false, 0}, {"-", 2, false, 0}, {"+", 2, false, 0}, {".", 2, false, 0},
			{".5", 2, false, 0},
		{"5.", 2, false, 0}, {"5.", 0, false, 0}, {"1..2", 2, false, 0}, {"1.2.3", 2, false, 0},
			{"1.0.0", 0, false, 0},
		{"1e2", 2, false, 0}, {" 1", 2, false, 0}, {"1 ", 2, false, 0}, {"--1", 2, false, 0},
			{"1-", 2, false, 0},
		{"0x10", 2, false, 0}, {"NaN", 2, false, 0}, {"Infinity", 2, false, 0},
			{"1,5", 2, false, 0}, {"1.-5", 2, false, 0},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int64_t		result = 0;
		bool		ok = fixed_parse(cases[i].text, strlen(cases[i].text), cases[i].decimals,
									 &result);

		check(ok == cases[i].ok, "\"%s\" to %d decimals: %s", cases[i].text, cases[i].decimals, ok ?
			  "accepted" : "refused");
		if (ok && cases[i].ok)
			check_int(result, cases[i].expected, "\"%s\" to %d decimals", cases[i].text,
					  cases[i].decimals);
	}
}

static void
test_parse_ratio(void)
{
	static const struct
	{
		const char *text;
		bool		ok;
		int64_t		expected;
	}			cases[] = {
		{"1/3", true, RATE_SCALE / 3}, {"-2/9", true, -14000000}, {"7/63", true, 7000000},
			{"1/63000000", true, 1},
		{"3/126000000", false, 0}, {"2/126000000", true, 1}, {"0/5", true, 0},
			{"10/1", true, 10 * RATE_SCALE}, {"1/11", false, 0},
		{"22/11", true, 2 * RATE_SCALE}, {"1/0", false, 0}, {"1/-3", false, 0}, {"1", false, 0},
			{"/3", false, 0}, {"1/", false, 0},
		{"/", false, 0}, {"", false, 0}, {"1/3/3", false, 0}, {"1.5/3", false, 0},
			{"a/b", false, 0}, {" 1/3", false, 0},
		{"9223372036854775807/1", false, 0},
			{"9223372036854775807/9223372036854775807", true, RATE_SCALE},
		{"146402730743/1", true, INT64_C(146402730743) * RATE_SCALE}, {"146402730744/1", false, 0},
		{"-146402730743/1", true, -INT64_C(146402730743) * RATE_SCALE},
			{"-146402730744/1", false, 0},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int64_t		result = 0;
		bool		ok = fixed_parse_ratio(cases[i].text, strlen(cases[i].text), RATE_SCALE,
										   &result);

		check(ok == cases[i].ok, "\"%s\": %s", cases[i].text, ok ? "accepted" : "refused");
		if (ok && cases[i].ok)
			check_int(result, cases[i].expected, "\"%s\"", cases[i].text);
	}
}

const UnitTest fixed_tests[] = {
	{"fixed: ties round away from zero", test_round_ties},
	{"fixed: all small quotients", test_round_all},
	{"fixed: the ends of 64 and 128 bits", test_round_extremes},
	{"fixed: overflow is noticed", test_overflow},
	{"fixed: decimals are parsed exactly or refused", test_parse},
	{"fixed: ratios are parsed exactly or refused", test_parse_ratio},
	{NULL, NULL}
};
