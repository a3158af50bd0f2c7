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

#define KEY_BYTES		32

/* Read this programme's key.  Raises an error if it is not to be had. */
extern void key_read(uint8 *key);

/* Erase a key from memory. */
extern void key_wipe(void *key);

#endif							/* CIVIC_KEY_H */
