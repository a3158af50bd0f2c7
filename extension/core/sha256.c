/*-------------------------------------------------------------------------
 *
 * sha256.c
 *	  SHA-256: the rounds in plain C, and with the instructions of x86-64.
 *
 *-------------------------------------------------------------------------
 */
#include "core/sha256.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_SHA_INSTRUCTIONS
#include <immintrin.h>
#endif

static const uint32_t round_constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

/* ----------
 * plain C
 * ----------
 */

static uint32_t
rotate_right(uint32_t x, int n)
{
	return (x >> n) | (x << (32 - n));
}

static uint32_t
read_be32(const uint8_t *at)
{
	return (uint32_t) at[0] << 24 | (uint32_t) at[1] << 16 | (uint32_t) at[2] << 8 | at[3];
}

/* The words of the 64 rounds: 16 from the block, the others from those before. */
static void
spread_block(const uint8_t *block, uint32_t w[64])
{
	for (int i = 0; i < 16; i++)
		w[i] = read_be32(block + 4 * i);
	for (int i = 16; i < 64; i++)
	{
		uint32_t	s0 = rotate_right(w[i - 15], 7) ^ rotate_right(w[i - 15], 18) ^
			(w[i - 15] >> 3);
		uint32_t	s1 = rotate_right(w[i - 2], 17) ^ rotate_right(w[i - 2], 19) ^
			(w[i - 2] >> 10);

		w[i] = w[i - 16] + s0 + w[i - 7] + s1;
	}
}

static void
hash_plain(uint32_t state[8], const uint8_t *block)
{
	uint32_t	w[64],
				v[8];

	spread_block(block, w);
	memcpy(v, state, sizeof(v));
	for (int i = 0; i < 64; i++)
	{
		uint32_t	e = v[4],
					a = v[0];
		uint32_t	t1 = v[7] + (rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25)) +
			((e & v[5]) ^ (~e & v[6])) + round_constants[i] + w[i];
		uint32_t	t2 = (rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22)) +
			((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(uint32_t));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (int i = 0; i < 8; i++)
		state[i] += v[i];
}

static void
hash_blocks_plain(uint32_t state[8], const uint8_t *data, size_t blocks)
{
	for (; blocks > 0; blocks--, data += SHA256_BLOCK)
		hash_plain(state, data);
}

/* ----------
 * the instructions of x86-64
 * ----------
 */

#ifdef HAS_SHA_INSTRUCTIONS
#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

/* Four words more from the sixteen before them. */
WITH_SHA static inline __m128i
next_words(__m128i a, __m128i b, __m128i c, __m128i d)
{
	__m128i		sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));

	return _mm_sha256msg2_epu32(sum, d);
}

WITH_SHA static inline void
four_rounds(__m128i *abef, __m128i *cdgh, __m128i words, int first)
{
	__m128i		k = _mm_loadu_si128((const __m128i *) (round_constants + first));
	__m128i		sum = _mm_add_epi32(words, k);

	*cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
	*abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0e));
}

WITH_SHA static inline void
hash_block_instructions(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
	__m128i		w[4];

	for (int i = 0; i < 4; i++)
	{
		w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *) (block + 16 * i)), big_endian);
		four_rounds(abef, cdgh, w[i], 4 * i);
	}
#pragma GCC unroll 12
	for (int i = 4; i < 16; i++)
	{
		w[i & 3] = next_words(w[i & 3], w[(i + 1) & 3], w[(i + 2) & 3], w[(i + 3) & 3]);
		four_rounds(abef, cdgh, w[i & 3], 4 * i);
	}
}

WITH_SHA static void
hash_blocks_instructions(uint32_t state[8], const uint8_t *data, size_t blocks)
{
	__m128i		low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *) state), 0xb1);
	__m128i		high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *) (state + 4)), 0x1b);
	__m128i		abef = _mm_alignr_epi8(low, high, 8);
	__m128i		cdgh = _mm_blend_epi16(high, low, 0xf0);

	for (; blocks > 0; blocks--, data += SHA256_BLOCK)
	{
		__m128i		abef_before = abef,
					cdgh_before = cdgh;

		hash_block_instructions(&abef, &cdgh, data);
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	low = _mm_shuffle_epi32(abef, 0x1b);
	high = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *) state, _mm_blend_epi16(low, high, 0xf0));
	_mm_storeu_si128((__m128i *) (state + 4), _mm_alignr_epi8(high, low, 8));
}
#endif

/* ----------
 * whatever the processor has
 * ----------
 */

typedef void (*HashBlocks) (uint32_t state[8], const uint8_t *data, size_t blocks);

static HashBlocks hash_blocks;

#ifdef HAS_SHA_INSTRUCTIONS
/* Leaf 7 of CPUID says it, which every processor with SSE 4.1 answers without such a bit. */
static bool
has_instructions(void)
{
	uint32_t	a = 7,
				b,
				c = 0,
				d;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return (__builtin_cpu_supports("sse4.1") != 0) & (b >> 29 & 1);
}
#endif

void
sha256_use_instructions(bool use)
{
	hash_blocks = hash_blocks_plain;
#ifdef HAS_SHA_INSTRUCTIONS
	if (use && has_instructions())
		hash_blocks = hash_blocks_instructions;
#else
	(void) use;
#endif
}

void
sha256_begin(Sha256 *hash)
{
	static const uint32_t first[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
		0x5be0cd19
	};

	if (hash_blocks == NULL)
		(void) sha256_use_instructions(true);
	memcpy(hash->state, first, sizeof(first));
	hash->bytes = 0;
}

void
sha256_add(Sha256 *hash, const void *data, size_t n)
{
	const uint8_t *at = data;
	size_t		held = hash->bytes % SHA256_BLOCK;

	hash->bytes += n;
	if (held > 0)
	{
		size_t		part = SHA256_BLOCK - held < n ? SHA256_BLOCK - held : n;

		memcpy(hash->waiting + held, at, part);
		if (held + part < SHA256_BLOCK)
			return;
		hash_blocks(hash->state, hash->waiting, 1);
		at += part;
		n -= part;
	}
	hash_blocks(hash->state, at, n / SHA256_BLOCK);
	if (n % SHA256_BLOCK > 0)
		memcpy(hash->waiting, at + n / SHA256_BLOCK * SHA256_BLOCK, n % SHA256_BLOCK);
}

void
sha256_end(Sha256 *hash, uint8_t digest[HASH_BYTES])
{
	uint64_t	bits = hash->bytes * 8;
	size_t		held = hash->bytes % SHA256_BLOCK;

	hash->waiting[held++] = 0x80;
	if (held > SHA256_BLOCK - 8)
	{
		memset(hash->waiting + held, 0, SHA256_BLOCK - held);
		hash_blocks(hash->state, hash->waiting, 1);
		held = 0;
	}
	memset(hash->waiting + held, 0, SHA256_BLOCK - 8 - held);
	for (int i = 0; i < 8; i++)
		hash->waiting[SHA256_BLOCK - 1 - i] = (uint8_t) (bits >> 8 * i);
	hash_blocks(hash->state, hash->waiting, 1);
	for (int i = 0; i < HASH_BYTES; i++)
		digest[i] = (uint8_t) (hash->state[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256(const void *data, size_t n, uint8_t digest[HASH_BYTES])
{
	Sha256		hash;

	sha256_begin(&hash);
	sha256_add(&hash, data, n);
	sha256_end(&hash, digest);
}
