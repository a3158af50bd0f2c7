/*-------------------------------------------------------------------------
 *
 * refusal.c
 *	  Why something is not done.
 *
 *-------------------------------------------------------------------------
 */
#include "base/refusal.h"

Refusal
refuse(int sqlstate, const char *reason, const char *detail, const char *hint)
{
	return (Refusal) {sqlstate, reason, detail, hint};
}

void
raise_refusal(const Refusal *r)
{
	ereport(ERROR,
			(errcode(r->sqlstate),
			 errmsg("%s", r->reason),
			 r->detail ? errdetail("%s", r->detail) : 0,
			 r->hint ? errhint("%s", r->hint) : 0));
}
