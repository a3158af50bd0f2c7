/*-------------------------------------------------------------------------
 *
 * pack.c
 *	  Packs of indices: what is wrong in one, and what its judges say.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "core/index_pack.h"
#include "ledger/entry.h"
#include "policy/document.h"

PG_FUNCTION_INFO_V1(civic_check_index);
PG_FUNCTION_INFO_V1(civic_observer_source);

static void
put_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	PUT_ROW((ReturnSetInfo *) arg, ARG_TEXT(path, path), ARG_TEXT(problem, problem),
			ARG_TEXT(hint, hint));
}

Datum
civic_check_index(PG_FUNCTION_ARGS)
{
	PolicyHost	host = {policy_alloc, put_problem, fcinfo->resultinfo};
	JsonNode	tree;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	tree = document_tree(PG_GETARG_JSONB_P(0));
	index_pack_read(&tree, &host);
	return (Datum) 0;
}

/* (area, source): the source that the caller may observe an area for, named or not */
Datum
civic_observer_source(PG_FUNCTION_ARGS)
{
	Posting		posting = {.access_version = programme_seen()->access_version};
	Source		source;
	Matter		matter = {.sourced = true};

	matter.area = text_to_cstring(PG_GETARG_TEXT_PP(0));
	SPI_connect();
	choose_source(GetOuterUserId(), PG_ARGISNULL(1) ? NULL
				  : text_to_cstring(PG_GETARG_TEXT_PP(1)), &posting, &source);
	if (source.source_id == 0)
		raise_refusal(&source.refusal);
	matter.source_id = source.source_id;
	require_reach_of(RECORDER, &matter);
	SPI_finish();
	PG_RETURN_INT32(source.source_id);
}
