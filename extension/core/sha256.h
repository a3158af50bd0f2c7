/*-------------------------------------------------------------------------
 *
 * sha256.h
 *	  SHA-256 of FIPS 180-4, with the processor's own instructions where it has
 *	  them.
 *
 * The server, the client and the fuzzers hash with the same code and need no
 * library for it.  Looking up an algorithm in a library costs more than
 * hashing an entry.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SHA256_H
#define CIVIC_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_BYTES	32
#define SHA256_BLOCK	64

typedef struct Sha256
{
	uint32_t	state[8];
	uint64_t	bytes;			/* hashed or waiting */
	uint8_t		waiting[SHA256_BLOCK];
} Sha256;

extern void sha256_begin(Sha256 *hash);
extern void sha256_add(Sha256 *hash, const void *data, size_t n);
extern void sha256_end(Sha256 *hash, uint8_t digest[HASH_BYTES]);

/* All of it at once. */
extern void sha256(const void *data, size_t n, uint8_t digest[HASH_BYTES]);

/* Let the processor's instructions be used, if it has them, or not.  For tests. */
extern void sha256_use_instructions(bool use);

#endif							/* CIVIC_SHA256_H */
