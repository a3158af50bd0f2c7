/*-------------------------------------------------------------------------
 *
 * civic_credit.c
 *	  Module entry: starts the rooms.
 *
 * A room that has listeners or settings to register defines <room>_init().
 * There is nothing else to set up: caches fill on first use, and a setting that
 * could change a score does not exist.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

extern PGDLLEXPORT void _PG_init(void);

/* CIVIC_ROOMS comes from the Makefile, which holds the order of the rooms. */
#define DECLARE_ROOM(room)	extern void room##_init(void) __attribute__((weak));
#define START_ROOM(room)	if (room##_init) room##_init();

CIVIC_ROOMS(DECLARE_ROOM)

void
_PG_init(void)
{
	CIVIC_ROOMS(START_ROOM)
	/* so that nobody can plant another setting in our name */
	MarkGUCPrefixReserved("civic_credit");
}
