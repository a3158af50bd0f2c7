/*-------------------------------------------------------------------------
 *
 * noise.c
 *	  Exact noise for differential privacy, in integers.
 *
 *-------------------------------------------------------------------------
 */
#include "core/noise.h"

#include <string.h>

/* ----------
 * the stream: ChaCha20 with a 64-bit counter
 * ----------
 */

static uint32_t
read_le32(const uint8_t *bytes)
{
	return bytes[0] | (uint32_t) bytes[1] << 8 | (uint32_t) bytes[2] << 16 |
		(uint32_t) bytes[3] << 24;
}

static uint32_t
rotated(uint32_t word, int by)
{
	return word << by | word >> (32 - by);
}

static void
quarter_round(uint32_t *w, int a, int b, int c, int d)
{
	w[a] += w[b], w[d] = rotated(w[d] ^ w[a], 16);
	w[c] += w[d], w[b] = rotated(w[b] ^ w[c], 12);
	w[a] += w[b], w[d] = rotated(w[d] ^ w[a], 8);
	w[c] += w[d], w[b] = rotated(w[b] ^ w[c], 7);
}

static void
next_block(NoiseStream *stream)
{
	uint32_t	input[NOISE_BLOCK_WORDS] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
	uint32_t   *w = stream->block;

	memcpy(input + 4, stream->key, sizeof(stream->key));
	input[12] = (uint32_t) stream->counter;
	input[13] = (uint32_t) (stream->counter >> 32);
	memcpy(input + 14, stream->nonce, sizeof(stream->nonce));
	memcpy(w, input, sizeof(input));
	for (int round = 0; round < 20; round += 2)
	{
		for (int i = 0; i < 4; i++)
			quarter_round(w, i, i + 4, i + 8, i + 12);
		for (int i = 0; i < 4; i++)
			quarter_round(w, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12);
	}
	for (int i = 0; i < NOISE_BLOCK_WORDS; i++)
		w[i] += input[i];
	stream->counter++;
	stream->used = 0;
}

void
noise_start(NoiseStream *stream, const uint8_t *key, uint64_t nonce)
{
	memset(stream, 0, sizeof(*stream));
	for (int i = 0; i < NOISE_KEY_BYTES / 4; i++)
		stream->key[i] = read_le32(key + 4 * i);
	stream->nonce[0] = (uint32_t) nonce;
	stream->nonce[1] = (uint32_t) (nonce >> 32);
	stream->used = NOISE_BLOCK_WORDS;
}

uint64_t
noise_bits(NoiseStream *stream)
{
	uint64_t	low;

	/* a block is a whole number of pairs */
	if (stream->used == NOISE_BLOCK_WORDS)
		next_block(stream);
	low = stream->block[stream->used++];
	return low | (uint64_t) stream->block[stream->used++] << 32;
}

/* Bits that would make some results likelier than others are drawn again. */
uint64_t
noise_below(NoiseStream *stream, uint64_t n)
{
	uint64_t	unfair = -n % n;	/* 2^64 modulo n */
	uint64_t	bits;

	do
		bits = noise_bits(stream);
	while (bits < unfair);
	return bits % n;
}

/* ----------
 * the distribution
 * ----------
 */

/* True with probability exp(-num / den), where num is at most den. */
static bool
decays(NoiseStream *stream, uint64_t num, uint64_t den)
{
	uint64_t	k = 1;

	/* num / den / k, as two independent draws, so that no product overflows */
	while (noise_below(stream, den) < num && noise_below(stream, k) == 0)
		k++;
	return k % 2 == 1;
}

/* How often exp(-1) comes in a row. */
static uint64_t
run_length(NoiseStream *stream)
{
	uint64_t	n = 0;

	while (decays(stream, 1, 1))
		n++;
	return n;
}

int64_t
noise_laplace(NoiseStream *stream, const NoiseScale *scale)
{
	uint64_t	num = (uint64_t) scale->num;

	for (;;)
	{
		uint64_t	rest = noise_below(stream, num);
		int64_t		size;
		bool		negative;

		if (!decays(stream, rest, num))
			continue;
		/* a run of 2^14, which would overflow, comes once in exp(2^14) samples */
		size = (int64_t) ((rest + num * run_length(stream)) / (uint64_t) scale->den);
		negative = noise_bits(stream) & 1;
		/* there is one zero, not two */
		if (negative && size == 0)
			continue;
		return negative ? -size : size;
	}
}

/* ----------
 * scales
 * ----------
 */

static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
	while (b != 0)
	{
		uint64_t	rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Multiply, after what the factor has in common with den was taken out of both. */
static bool
times(uint64_t *num, uint64_t *den, uint64_t factor)
{
	uint64_t	common = common_divisor(factor, *den);

	*den /= common;
	return !__builtin_mul_overflow(*num, factor / common, num) &&
		*num <= (uint64_t) NOISE_SCALE_MAX;
}

bool
noise_scale(int64_t cells, int64_t most, int64_t epsilon, NoiseScale *scale)
{
	uint64_t	num,
				den;

	if (cells < 1 || most < 1 || epsilon < 1 || epsilon > NOISE_SCALE_MAX)
		return false;
	den = (uint64_t) epsilon / common_divisor((uint64_t) epsilon, (uint64_t) MICRO_ONE);
	num = (uint64_t) MICRO_ONE / common_divisor((uint64_t) epsilon, (uint64_t) MICRO_ONE);
	if (!times(&num, &den, (uint64_t) cells) || !times(&num, &den, (uint64_t) most))
		return false;
	*scale = (NoiseScale) {(int64_t) num, (int64_t) den};
	return true;
}

/* A short series of a small part of x, squared again and again. */
double
noise_exp(double x)
{
	double		term = 1,
				sum = 1;
	int			halvings = 0;

	if (x > 700)
		return 0;
	for (; x > 0.0625; x /= 2)
		halvings++;
	for (int i = 1; i < 12; i++)
		sum += term *= -x / i;
	for (; halvings > 0; halvings--)
		sum *= sum;
	return sum;
}

/* Is |X| above e more often than it may? */
static bool
exceeds(const NoiseScale *scale, int64_t e, int32_t outside)
{
	double		step = (double) scale->den / (double) scale->num;
	double		above = 2 * noise_exp(((double) e + 1) * step) / (1 + noise_exp(step));

	return above * 10000 > outside;
}

int64_t
noise_bound(const NoiseScale *scale, int32_t outside)
{
	int64_t		low = 0,		/* all below exceed */
				high = 1;

	while (exceeds(scale, high, outside))
		high *= 2;
	while (low < high)
	{
		int64_t		middle = low + (high - low) / 2;

		if (exceeds(scale, middle, outside))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
