/*-------------------------------------------------------------------------
 *
 * unit_noise.c
 *	  The stream, and the distribution of what is drawn from it.
 *
 * Seeds are fixed, so a test that passes once passes always.  A sample is
 * compared with the closed form by chi-squared: it passes up to the value that
 * a true sampler exceeds once in about 10,000 times, by the approximation of
 * Wilson and Hilferty, and a sampler of another scale must exceed it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/noise.h"
#include "unit.h"

#define SAMPLES		200000
#define CELLS_MAX	200

static const uint8_t key[NOISE_KEY_BYTES] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
};

/* RFC 8439, section 2.3.2, whose block counter and nonce are our counter and nonce. */
static void
test_stream(void)
{
	static const uint32_t block[] = {
		0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033, 0x9aaa2204,
		0x4e6cd4c3, 0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9, 0xd19c12b5, 0xb94e16de,
		0xe883d0cb, 0x4e3c50a2
	};
	NoiseStream stream,
				other;

	noise_start(&stream, key, 0x4a000000);
	stream.counter = UINT64_C(0x0900000000000001);
	for (int i = 0; i < 16; i += 2)
	{
		uint64_t	bits = noise_bits(&stream);

		check_int((uint32_t) bits, block[i], "word %d", i);
		check_int((int64_t) (bits >> 32), block[i + 1], "word %d", i + 1);
	}
	check_int((int64_t) (stream.counter & 0xff), 2, "the next block");
	noise_start(&stream, key, 1);
	noise_start(&other, key, UINT64_C(1) << 32);
	check(noise_bits(&stream) != noise_bits(&other), "nonces that differ above 32 bits");
}

static void
test_below(void)
{
	NoiseStream stream;
	int			seen[7] = {0};
	int			high = 0;

	noise_start(&stream, key, 2);
	for (int i = 0; i < 70000; i++)
		seen[noise_below(&stream, 7)]++;
	for (int i = 0; i < 7; i++)
		check(seen[i] > 9600 && seen[i] < 10400, "%d of 70000 are %d", seen[i], i);
	check_int((int64_t) noise_below(&stream, 1), 0, "below 1");
	/* a third of all bits is drawn again; taken as they come, 2 of 3 would be low */
	for (int i = 0; i < 10000; i++)
		high += noise_below(&stream, UINT64_C(3) << 62) >= UINT64_C(3) << 61;
	check(high > 4800 && high < 5200, "%d of 10000 in the upper half", high);
}

static void
test_scale(void)
{
	NoiseScale	scale;

	check(noise_scale(1, 1, MICRO_ONE, &scale), "one cell, epsilon 1");
	check(scale.num == 1 && scale.den == 1, "is 1");
	check(noise_scale(2, 500, 300000, &scale), "two cells");
	check(scale.num == 10000 && scale.den == 3, "are 10000 / 3");
	check(noise_scale(1, 1, NOISE_SCALE_MAX, &scale), "the largest epsilon");
	check(noise_scale(1, NOISE_SCALE_MAX, MICRO_ONE, &scale), "the largest sum");
	check(!noise_scale(1, NOISE_SCALE_MAX + 1, MICRO_ONE, &scale), "a larger one");
	check(!noise_scale(2, NOISE_SCALE_MAX, MICRO_ONE, &scale), "the largest sum in two cells");
	check(!noise_scale(INT64_MAX, INT64_MAX, 1, &scale), "overflow");
	check(!noise_scale(INT64_MAX, 1, 1, &scale), "overflow by the cells");
	check(!noise_scale(1, INT64_MAX, 1, &scale), "overflow by the sum");
	check(!noise_scale(0, 1, 1, &scale) && !noise_scale(1, 0, 1, &scale), "nothing to hide");
	check(!noise_scale(1, 1, 0, &scale) && !noise_scale(1, 1, -1, &scale), "no epsilon");
	check(!noise_scale(1, 1, NOISE_SCALE_MAX + 1, &scale), "too large an epsilon");
}

static void
test_exp(void)
{
	static const double known[][2] = {
		{0, 1}, {0.01, 0.99004983374916811}, {1, 0.36787944117144233},
		{5.5, 0.0040867714384640667}, {20, 2.0611536224385579e-9}, {100, 3.7200759760208360e-44}
	};

	for (int i = 0; i < 6; i++)
	{
		double		error = noise_exp(known[i][0]) / known[i][1] - 1;

		check(error < 1e-11 && error > -1e-11, "exp(-%g)", known[i][0]);
	}
	check(noise_exp(701) == 0, "the rest is nothing");
}

/* The probability of x. */
static double
probability(double scale, int64_t x)
{
	double		q = noise_exp(1 / scale);

	return (1 - q) / (1 + q) * noise_exp((double) (x < 0 ? -x : x) / scale);
}

/* Chi-squared of counts around zero, the tails in one cell, in tenths of what is tolerated. */
static double
chi_squared(const long *counts, int reach, double scale)
{
	double		sum = 0,
				rest = 1,
				w;
	long		tail = SAMPLES;
	int			freedom = 2 * reach + 1;

	for (int x = -reach; x <= reach; x++)
	{
		double		expected = SAMPLES * probability(scale, x);

		sum += ((double) counts[x + reach] - expected) * ((double) counts[x + reach] - expected) /
			expected;
		rest -= expected / SAMPLES;
		tail -= counts[x + reach];
	}
	sum += ((double) tail - rest * SAMPLES) * ((double) tail - rest * SAMPLES) / (rest * SAMPLES);
	/* 3.72 standard deviations: one in 10,000; the square root by Newton */
	w = 1;
	for (int i = 0; i < 60; i++)
		w = (w + 2.0 / (9.0 * freedom) / w) / 2;
	w = 1 - 2.0 / (9.0 * freedom) + 3.72 * w;
	return sum / (freedom * w * w * w);
}

static void
test_laplace(void)
{
	static const NoiseScale scales[] = {
		{1, 1}, {10, 1}, {1, 3}, {7, 2}, {40, 1}, {1000003, 100000}
	};

	for (int i = 0; i < 6; i++)
	{
		double		scale = (double) scales[i].num / (double) scales[i].den;
		int			reach = (int) (4 * scale) + 1;
		long		counts[2 * CELLS_MAX + 1] = {0};
		NoiseStream stream;

		noise_start(&stream, key, 100 + (uint64_t) i);
		for (int n = 0; n < SAMPLES; n++)
		{
			int64_t		x = noise_laplace(&stream, &scales[i]);

			if (x >= -reach && x <= reach)
				counts[x + reach]++;
		}
		check(chi_squared(counts, reach, scale) < 1, "scale %g", scale);
		check(chi_squared(counts, reach, scale * 1.2) > 1, "scale %g, taken for larger", scale);
		check(chi_squared(counts, reach, scale / 1.2) > 1, "scale %g, taken for smaller", scale);
	}
}

/* The largest scale there is, and noise that is asked for again. */
static void
test_extremes(void)
{
	static const NoiseScale widest = {NOISE_SCALE_MAX, 1},
				narrowest = {1, NOISE_SCALE_MAX};
	NoiseStream stream,
				again;
	int			negative = 0;

	noise_start(&stream, key, 7);
	noise_start(&again, key, 7);
	for (int i = 0; i < 1000; i++)
	{
		int64_t		x = noise_laplace(&stream, &widest);

		check_int(noise_laplace(&again, &widest), x, "the same question, sample %d", i);
		check(x > -60 * NOISE_SCALE_MAX && x < 60 * NOISE_SCALE_MAX, "sample %d", i);
		negative += x < 0;
	}
	check(negative > 430 && negative < 570, "%d of 1000 below zero", negative);
	for (int i = 0; i < 100; i++)
		check_int(noise_laplace(&stream, &narrowest), 0, "no noise to speak of");
}

static void
test_bound(void)
{
	static const NoiseScale scales[] = {{1, 1}, {1, 5}, {10, 3}, {50, 1}};
	static const int32_t outside[] = {1, 100, 500, 5000, 9999};

	for (int i = 0; i < 4; i++)
		for (int o = 0; o < 5; o++)
		{
			double		scale = (double) scales[i].num / (double) scales[i].den;
			int64_t		bound = noise_bound(&scales[i], outside[o]),
						e = 0;
			double		within = probability(scale, 0);

			/* added up from the middle */
			while (1 - within > outside[o] / 10000.0 + 1e-12)
				within += 2 * probability(scale, ++e);
			check_int(bound, e, "scale %g, %d of 10000 outside", scale, outside[o]);
		}
	check(noise_bound(&(NoiseScale) {NOISE_SCALE_MAX, 1}, 500) > 2 * NOISE_SCALE_MAX,
		  "the widest scale");
}

const UnitTest noise_tests[] = {
	{"the stream is ChaCha20", test_stream},
	{"integers below a bound are uniform", test_below},
	{"scales are exact, or out of range", test_scale},
	{"the exponential", test_exp},
	{"noise has the discrete Laplace distribution", test_laplace},
	{"noise at the ends of its range, and again", test_extremes},
	{"bounds hold as often as they say", test_bound},
	{NULL}
};
