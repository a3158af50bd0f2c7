/*-------------------------------------------------------------------------
 *
 * noise.h
 *	  Exact noise for differential privacy, in integers.
 *
 * An answer with noise of floating-point numbers can give itself away by its
 * lowest bits, so there is none here: every sample comes from uniform integers
 * and comparisons, after Canonne, Kamath and Steinke, "The Discrete Gaussian
 * for Differential Privacy" (2020).  X has the discrete Laplace distribution:
 * P(X = x) is proportional to exp(-|x| / scale).
 *
 * The uniform integers are those of a stream, which is ChaCha20 under a key.
 * The same key gives the same noise, so that a question that is asked again
 * has the answer that it had.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_NOISE_H
#define CIVIC_NOISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NOISE_KEY_BYTES		32
#define NOISE_BLOCK_WORDS	16
#define NOISE_SCALE_MAX		(INT64_C(1) << 48)	/* of num, and of den */
#define MICRO_ONE			INT64_C(1000000)	/* an epsilon of 1 */

/* Uniform bits.  A stream is never used up: it holds 2^64 blocks. */
typedef struct NoiseStream
{
	uint32_t	key[NOISE_KEY_BYTES / 4];
	uint32_t	nonce[2];
	uint64_t	counter;
	uint32_t	block[NOISE_BLOCK_WORDS];
	int			used;			/* words of the block */
} NoiseStream;

/* num / den, in lowest terms, both from 1 to NOISE_SCALE_MAX */
typedef struct NoiseScale
{
	int64_t		num;
	int64_t		den;
} NoiseScale;

/* nonce tells streams of one key apart */
extern void noise_start(NoiseStream *stream, const uint8_t *key, uint64_t nonce);

/* The next bits, and an integer from 0 to n - 1; n is at least 1. */
extern uint64_t noise_bits(NoiseStream *stream);
extern uint64_t noise_below(NoiseStream *stream, uint64_t n);

/*
 * The scale that gives epsilon-differential privacy, in micro-units, to what
 * one subject changes by at most cells * most in all.  False: out of range.
 */
extern bool noise_scale(int64_t cells, int64_t most, int64_t epsilon, NoiseScale *scale);

/* One sample. */
extern int64_t noise_laplace(NoiseStream *stream, const NoiseScale *scale);

/*
 * The smallest e of which |X| is at most e with a probability of 1 - outside,
 * in basis points; outside is from 1 to 9999.
 */
extern int64_t noise_bound(const NoiseScale *scale, int32_t outside);

/* exp(-x) for x from 0 on, to about 14 digits. */
extern double noise_exp(double x);

#endif							/* CIVIC_NOISE_H */
