/*-------------------------------------------------------------------------
 *
 * apportion.c
 *	  Sharing out whole units by weights.
 *
 *-------------------------------------------------------------------------
 */
#include "core/apportion.h"
#include "core/fixed.h"

static const char *const method_rows[] = {
	[APPORTION_REMAINDER] = "largest_remainder",
	[APPORTION_DHONDT] = "dhondt",
	[APPORTION_SAINTE_LAGUE] = "sainte_lague",
	[APPORTION_HILL] = "hill"
};
const Vocabulary apportion_methods = VOCABULARY(method_rows);

/* ----------
 * largest remainders
 * ----------
 */

/*
 * Hold those to the least whose share of what is left would be below it, until
 * there are no more of them.  Gives what is left for the others, and their weight.
 */
static void
hold_least(const int64_t *weights, int n, int64_t units, int64_t least, bool *held,
		   int64_t *left, int128_t *weight)
{
	bool		again = true;

	for (int i = 0; i < n; i++)
		held[i] = false;
	while (again)
	{
		again = false;
		*left = units;
		*weight = 0;
		for (int i = 0; i < n; i++)
		{
			*left -= held[i] ? least : 0;
			*weight += held[i] ? 0 : weights[i];
		}
		for (int i = 0; i < n; i++)
			if (!held[i] && (int128_t) weights[i] * *left < (int128_t) least * *weight)
				held[i] = again = true;
	}
}

/* The row with the largest remainder that has not had its unit; the first of equals. */
static int
largest_remainder(const int64_t *weights, int n, int64_t left, int128_t weight, const bool *held)
{
	int			best = -1;
	int128_t	most = -1;

	for (int i = 0; i < n; i++)
	{
		int128_t	rest = held[i] ? -1 : (int128_t) weights[i] * left % weight;

		if (rest > most)
		{
			most = rest;
			best = i;
		}
	}
	return best;
}

/* Somebody is never held, since the least of all does not exceed the units. */
static void
share_by_remainder(const int64_t *weights, int n, int64_t units, int64_t least, int64_t *shares,
				   bool *held)
{
	int64_t		left,
				given = 0;
	int128_t	weight;

	hold_least(weights, n, units, least, held, &left, &weight);
	for (int i = 0; i < n; i++)
	{
		shares[i] = held[i] ? least : (int64_t) ((int128_t) weights[i] * left / weight);
		given += shares[i];
	}
	for (; given < units; given++)
	{
		int			i = largest_remainder(weights, n, left, weight, held);

		shares[i]++;
		held[i] = true;
	}
}

/* ----------
 * divisors
 * ----------
 */

/* The order of a * b and c * d, which may need 256 bits. */
static int
compare_products(uint128_t a, uint128_t b, uint128_t c, uint128_t d)
{
	uint128_t	high[2],
				low[2];
	uint128_t	factors[2][2] = {{a, b}, {c, d}};

	for (int i = 0; i < 2; i++)
	{
		uint128_t	x1 = factors[i][0] >> 64,
					x0 = (uint64_t) factors[i][0],
					y1 = factors[i][1] >> 64,
					y0 = (uint64_t) factors[i][1];
		uint128_t	middle = (x0 * y0 >> 64) + (uint64_t) (x1 * y0) + (uint64_t) (x0 * y1);

		high[i] = x1 * y1 + (x1 * y0 >> 64) + (x0 * y1 >> 64) + (middle >> 64);
		low[i] = (middle << 64) | (uint64_t) (x0 * y0);
	}
	if (high[0] != high[1])
		return high[0] > high[1] ? 1 : -1;
	return (low[0] > low[1]) - (low[0] < low[1]);
}

/*
 * The square of the divisor for the next unit after so many, four times for
 * Sainte-Lague: claims are compared by their squares, since Hill's divisor is a root.
 */
static uint128_t
divisor_squared(ApportionMethod method, int64_t share)
{
	uint128_t	s = (uint128_t) share;

	if (method == APPORTION_HILL)
		return s * (s + 1);
	s = method == APPORTION_DHONDT ? s + 1 : 2 * s + 1;
	return s * s;
}

/* Has row j a greater claim than row i?  Of two claims without limit, the heavier row's. */
static bool
claims_more(const int64_t *weights, const int64_t *shares, ApportionMethod method, int j, int i)
{
	uint128_t	wi = (uint128_t) weights[i],
				wj = (uint128_t) weights[j];
	uint128_t	divisor = divisor_squared(method, shares[i]);
	int			order = compare_products(wj * wj, divisor,
										 wi * wi, divisor_squared(method, shares[j]));

	/* Hill's divisor is 0 for who has nothing: of claims without limit the heavier goes first */
	return order > 0 || (order == 0 && wj > wi && divisor == 0);
}

/*
 * At a divisor of all weights by (units - n - n * least), each method gives each
 * row at least what is left of its quotient without its fraction, and all
 * together no more than the units.  From there on, unit by unit.
 */
static void
share_by_divisor(const int64_t *weights, int n, int64_t units, int64_t least,
				 ApportionMethod method, int64_t *shares)
{
	int64_t		sure = units - n - n * least;
	int64_t		given = 0;
	int128_t	weight = 0;

	for (int i = 0; i < n; i++)
		weight += weights[i];
	for (int i = 0; i < n; i++)
	{
		int64_t		floor = sure > 0 ? (int64_t) ((int128_t) weights[i] * sure / weight) : 0;

		shares[i] = floor > least ? floor : least;
		given += shares[i];
	}
	for (; given < units; given++)
	{
		int			best = 0;

		for (int i = 1; i < n; i++)
			if (claims_more(weights, shares, method, i, best))
				best = i;
		shares[best]++;
	}
}

void
apportion(const int64_t *weights, int n, int64_t units, int64_t least, ApportionMethod method,
		  int64_t *shares, bool *held)
{
	if (method == APPORTION_REMAINDER)
		share_by_remainder(weights, n, units, least, shares, held);
	else
		share_by_divisor(weights, n, units, least, method, shares);
}
