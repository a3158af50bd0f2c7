/*-------------------------------------------------------------------------
 *
 * civic_credit.c
 *	  Module entry.
 *
 * There is nothing to set up: caches fill on first use, and a setting that
 * could change a score does not exist.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	/* so that nobody can plant a setting in our name */
	MarkGUCPrefixReserved("civic_credit");
}
