/*-------------------------------------------------------------------------
 *
 * decider.h
 *	  Whether the caller may decide: nobody decides about what they recorded.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_DECIDER_H
#define CIVIC_DECIDER_H

#include "base/server.h"

#include "fmgr.h"

typedef struct Decider
{
	const char *role;			/* or whom a pool has named */
	int64		recorded;		/* an entry in question that this person recorded, or 0 */
} Decider;

/* The caller, before a decision about entries (int8[]) of a subject.  Needs an SPI connection. */
extern Decider find_decider(int64 subject_id, Datum entries);

pg_noreturn extern void refuse_recorder(const Decider *decider);
pg_noreturn extern void refuse_party(const Decider *decider);

/* A text that a caller has to give, checked.  Needs an SPI connection. */
extern const char *required_text(FunctionCallInfo fcinfo, int n, const char *name);

#endif							/* CIVIC_DECIDER_H */
