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

typedef struct Commitment
{
	bytea	   *salt;
	bytea	   *digest;
} Commitment;

/* A new salt, and the digest that binds to the body under it and tells nothing about it. */
extern Commitment commit_to(const bytea *body);

#endif							/* CIVIC_TEXT_H */
