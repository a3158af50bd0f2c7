/*-------------------------------------------------------------------------
 *
 * decider.c
 *	  Whether the caller may decide, and the reason that a decision needs.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal/decider.h"

#include "utils/builtins.h"

#include "base/person.h"
#include "base/statement.h"

Decider
find_decider(int64 subject_id, Datum entries)
{
	static Statement st = STATEMENT(
		"SELECT min(e.entry_id) AS recorded FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = ANY ($entries) "
		"AND civic_internal.recorded_by_actor(e.subject_id, e.entry_id)");
	Decider		decider = {.role = acting_person().role};

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id),
		ARG_DATUM(entries, INT8ARRAYOID, entries));
	decider.recorded = row_int8(0, "recorded");
	return decider;
}

pg_noreturn static void
refuse_decider(const char *reason)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied: %s", reason),
			 errhint("Somebody else has to decide.")));
}

void
refuse_recorder(const Decider *decider)
{
	refuse_decider(psprintf("\"%s\" recorded entry %lld", decider->role,
							(long long) decider->recorded));
}

void
refuse_party(const Decider *decider)
{
	refuse_decider(psprintf("\"%s\" has filed or decided this appeal", decider->role));
}

const char *
required_text(FunctionCallInfo fcinfo, int n, const char *name)
{
	static Statement st = STATEMENT("SELECT civic_internal.require_text($body, $name)");
	const char *body = PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));

	RUN(&st, SPI_OK_SELECT, ARG_TEXT(body, body), ARG_TEXT(name, name));
	return body;
}
