/*-------------------------------------------------------------------------
 *
 * pack.c
 *	  Packs of indices: what is wrong in one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"

#include "base/statement.h"
#include "core/index_pack.h"
#include "policy/document.h"

PG_FUNCTION_INFO_V1(civic_check_index);

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
