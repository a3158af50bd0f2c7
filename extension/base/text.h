/*-------------------------------------------------------------------------
 *
 * text.h
 *	  Texts that append-only rows commit to, and that can be erased.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_TEXT_H
#define CIVIC_TEXT_H

#include "postgres.h"

#include "utils/date.h"

typedef struct Commitment
{
	bytea	   *salt;
	bytea	   *digest;
} Commitment;

/* A new salt, and the digest that binds to the body under it and tells nothing about it. */
extern Commitment commit_to(const bytea *body);

/*
 * Keep the text of a commitment until a day, about an entry or none (0).  Acts
 * as whoever calls, who must be the owner, in an SPI connection of the caller's.
 */
extern void store_text(int64 subject_id, int64 entry_id, const Commitment *c, const bytea *body,
					   DateADT erase_on);

/* Both in one: the digest, or NULL for no body. */
extern bytea *keep_text(int64 subject_id, int64 entry_id, const bytea *body, DateADT erase_on);

#endif							/* CIVIC_TEXT_H */
