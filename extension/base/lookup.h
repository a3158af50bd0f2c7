/*-------------------------------------------------------------------------
 *
 * lookup.h
 *	  How often roles look up external ids: counted by role and day.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_LOOKUP_H
#define CIVIC_LOOKUP_H

#include "postgres.h"

#include "nodes/pg_list.h"

/* A role that the caller looks up for, and how often it may in a day. */
typedef struct LookupCount
{
	const char *role;
	Oid			sequence;		/* holds the count; invalid: there is none */
	int32		most;
} LookupCount;

/*
 * Those of the caller, each once; NIL: the caller rules everything, or has no
 * grant by which external ids are looked up.  In reach.c, which knows grants.
 */
extern List *lookup_counts(void);

#endif							/* CIVIC_LOOKUP_H */
