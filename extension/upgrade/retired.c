/*-------------------------------------------------------------------------
 *
 * retired.c
 *	  Link symbols of earlier releases that have no successor.
 *
 * The install script of an earlier release, and so CREATE EXTENSION ...
 * VERSION for restoring its dump, finds each of its symbols in this library.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#define RETIRED(symbol) \
	PG_FUNCTION_INFO_V1(symbol); \
	Datum symbol(PG_FUNCTION_ARGS) { retired(); return (Datum) 0; }

static void
retired(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("this function belongs to an earlier release of civic_credit"),
			 errhint("Run ALTER EXTENSION civic_credit UPDATE, then "
					 "SELECT civic.upgrade_programme().")));
}

RETIRED(civic_appeal_next)
RETIRED(civic_post_correction)
RETIRED(civic_cluster_id)
RETIRED(civic_settled_changes)
RETIRED(civic_settled_questions)
RETIRED(civic_settled_standings)
RETIRED(civic_refer)
RETIRED(civic_retired)
RETIRED(civic_settle_repair)
RETIRED(civic_empty_state)
RETIRED(civic_layout_version)
RETIRED(civic_mint_coupons)
