/*-------------------------------------------------------------------------
 *
 * key.h
 *	  The vault key: where it is, and how a programme knows its own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_KEY_H
#define CIVIC_KEY_H

#include "postgres.h"

#include "common/sha2.h"

#define KEY_BYTES		32
#define KEY_CHECK_BYTES	PG_SHA256_DIGEST_LENGTH

/* The bytes by which a programme knows that it has its own key. */
extern void key_check(const uint8 *key, uint8 *digest);

/*
 * The key outside the database with a check value, or the last one if check is
 * NULL.  False: there is none, and the server's log says why.
 */
extern bool key_outside(const uint8 *check, uint8 *key);

/* Read this programme's key.  Raises an error if it is not to be had. */
extern void key_read(uint8 *key);

/* Erase a key from memory. */
extern void key_wipe(void *key);

#endif							/* CIVIC_KEY_H */
