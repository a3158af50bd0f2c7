/*-------------------------------------------------------------------------
 *
 * secret.h
 *	  Draws that only the programme can repeat.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SECRET_H
#define CIVIC_SECRET_H

#include "postgres.h"

#include "core/noise.h"

/* The key of the draws about what a text says: the same text, the same key. */
extern void secret_key(const char *about, uint8 *key);

#endif							/* CIVIC_SECRET_H */
