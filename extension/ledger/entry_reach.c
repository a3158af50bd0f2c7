/*-------------------------------------------------------------------------
 *
 * entry_reach.c
 *	  Whether a caller's grants reach an entry.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry_reach.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "base/owner.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_require_entry_reach);

/* What decides whether an entry is reached.  False if there is no such entry. */
static bool
read_matter(int64 subject_id, int64 entry_id, Matter *matter)
{
	static Statement st = STATEMENT(
		"SELECT e.source_id, e.occurred_on FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id");
	OwnerScope	scope;
	bool		found;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id), ARG_INT8(entry_id, entry_id));
	found = SPI_processed > 0;
	if (found)
		*matter = (Matter) {
			.subject_id = subject_id,.sourced = true,.source_id = row_int4(0, "source_id"),
			.dated = true,.day = row_date(0, "occurred_on")
		};
	SPI_finish();
	owner_end(&scope);
	return found;
}

/* Whoever reaches everything is told about an entry that is not there. */
void
require_entry_reach(int profiles, int64 subject_id, int64 entry_id)
{
	Matter		matter;

	if (reaches_everything(profiles, true))
		return;
	if (!read_matter(subject_id, entry_id, &matter))
		refuse_reach();
	require_reach_of(profiles, &matter);
}

/* As require_reach(): what is null is for the caller to complain about. */
Datum
civic_require_entry_reach(PG_FUNCTION_ARGS)
{
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		require_entry_reach(profiles_of(PG_GETARG_TEXT_PP(0)), PG_GETARG_INT64(1),
							PG_GETARG_INT64(2));
	PG_RETURN_VOID();
}
