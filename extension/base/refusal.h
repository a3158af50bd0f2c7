/*-------------------------------------------------------------------------
 *
 * refusal.h
 *	  Why something is not done: raised as an error by a call for one
 *	  subject, kept beside the row by a call for many.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REFUSAL_H
#define CIVIC_REFUSAL_H

#include "base/server.h"

typedef struct Refusal
{
	int			sqlstate;		/* 0: nothing is refused */
	const char *reason;
	const char *detail;			/* or NULL */
	const char *hint;			/* or NULL */
} Refusal;

extern Refusal refuse(int sqlstate, const char *reason, const char *detail, const char *hint);
pg_noreturn extern void raise_refusal(const Refusal *r);

#endif							/* CIVIC_REFUSAL_H */
