/*-------------------------------------------------------------------------
 *
 * entry_set.c
 *	  Posting and adjusting sets of entries from SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "base/attempt.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_post_entries);
PG_FUNCTION_INFO_V1(civic_adjust_entries);

/* An array argument of n elements, or of as many as it has if n is -1 yet; null is empty. */
static Datum *
array_argument(FunctionCallInfo fcinfo, int arg, Oid type, bool **nulls, int *n)
{
	Datum	   *values = NULL;
	int			found = 0;

	if (!PG_ARGISNULL(arg))
	{
		ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
		int			len = type == INT8OID ? 8 : type == TEXTOID ? -1 : 4;

		if (nulls == NULL && array_contains_nulls(array))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument %d must not contain nulls", arg + 1)));
		deconstruct_array(array, type, len, len > 0,
						  type == INT8OID ? TYPALIGN_DOUBLE : TYPALIGN_INT, &values, nulls, &found);
	}
	if (*n < 0)
		*n = found;
	if (found != *n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("argument %d has %d elements, not %d", arg + 1, found, *n)));
	return values;
}

/* What is posted, and the name under which what cannot be is set aside, or NULL. */
typedef struct PostedSet
{
	NewEntry   *entries;
	const Posting *posting;
	const char *work;
} PostedSet;

static void
post_part(void *arg, int from, int n)
{
	PostedSet  *set = arg;

	post_entries(set->entries + from, n, set->posting);
}

static void
give_up_entry(void *arg, int i, const ErrorData *error)
{
	PostedSet  *set = arg;

	set->entries[i].entry_id = 0;
	set_aside(set->work, set->entries[i].subject_id, set->entries[i].occurred_on, error);
}

static void
post_set(PostedSet *set, int n)
{
	ListWork	list = {post_part, give_up_entry, set, LOCK_PATIENCE};

	if (set->work)
		attempt_list(&list, 0, n);
	else
		post_part(set, 0, n);
}

Datum
civic_post_entries(PG_FUNCTION_ARGS)
{
	int			n = -1;
	Datum	   *subjects = array_argument(fcinfo, 0, INT8OID, NULL, &n);
	Datum	   *rules = array_argument(fcinfo, 1, INT4OID, NULL, &n);
	Datum	   *quantities = array_argument(fcinfo, 2, INT4OID, NULL, &n);
	Datum	   *occurred = array_argument(fcinfo, 3, DATEOID, NULL, &n);
	Datum	   *effective = array_argument(fcinfo, 4, DATEOID, NULL, &n);
	Datum	   *refs = array_argument(fcinfo, 6, TEXTOID, NULL, &n);
	NewEntry   *entries = palloc0(sizeof(NewEntry) * Max(n, 1));
	Event		nothing = {0};
	Posting		posting;
	PostedSet	set = {entries, &posting, NULL};

	if (PG_ARGISNULL(5))
		null_argument("source_id");
	if (!PG_ARGISNULL(7))
		set.work = text_to_cstring(PG_GETARG_TEXT_PP(7));
	for (int i = 0; i < n; i++)
		entries[i] = (NewEntry) {
			.subject_id = DatumGetInt64(subjects[i]), .rule_id = DatumGetInt32(rules[i]),
			.quantity = DatumGetInt32(quantities[i]), .occurred_on = DatumGetDateADT(occurred[i]),
			.effective_on = DatumGetDateADT(effective[i]), .source_id = PG_GETARG_INT32(5),
			.source_ref = TextDatumGetCString(refs[i])
		};
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	gather_event(&nothing, &posting);
	for (int i = 0; i < n; i++)
		entries[i].roles = nothing.roles;
	post_set(&set, n);
	for (int i = 0; i < n; i++)
		if (entries[i].entry_id)
			PUT_ROW((ReturnSetInfo *) fcinfo->resultinfo,
					ARG_INT8(subject_id, entries[i].subject_id),
					ARG_INT8(entry_id, entries[i].entry_id));
	SPI_finish();
	return (Datum) 0;
}

Datum
civic_adjust_entries(PG_FUNCTION_ARGS)
{
	int			n = -1;
	Datum	   *subjects = array_argument(fcinfo, 0, INT8OID, NULL, &n);
	Datum	   *roots = array_argument(fcinfo, 1, INT8OID, NULL, &n);
	int			n_restored = PG_ARGISNULL(3) ? 0 : n;
	Datum	   *restored = array_argument(fcinfo, 3, INT4OID, NULL, &n_restored);
	int			n_reasons = PG_ARGISNULL(4) ? 0 : n;
	bool	   *no_reason;
	Datum	   *reasons = array_argument(fcinfo, 4, TEXTOID, &no_reason, &n_reasons);
	Adjustment *adjustments = palloc0(sizeof(Adjustment) * Max(n, 1));

	if (PG_ARGISNULL(2) || PG_ARGISNULL(5))
		null_argument(PG_ARGISNULL(2) ? "kind" : "day");
	for (int i = 0; i < n; i++)
		adjustments[i] = (Adjustment) {
			.subject_id = DatumGetInt64(subjects[i]), .entry_id = DatumGetInt64(roots[i]),
			.kind = (EntryKind) PG_GETARG_INT16(2),
			.restored_bp = restored ? DatumGetInt32(restored[i]) : 0,
			.reason = reasons && !no_reason[i] ? DatumGetByteaPP(reasons[i]) : NULL
		};
	InitMaterializedSRF(fcinfo, 0);
	(void) programme_seen();
	SPI_connect();
	if (n > 0)
		adjust_entries(adjustments, n, PG_GETARG_DATEADT(5));
	for (int i = 0; i < n; i++)
		if (adjustments[i].adjustment_id)
			PUT_ROW((ReturnSetInfo *) fcinfo->resultinfo,
					ARG_INT8(subject_id, adjustments[i].subject_id),
					ARG_INT8(entry_id, adjustments[i].entry_id),
					ARG_INT8(adjustment_id, adjustments[i].adjustment_id));
	SPI_finish();
	return (Datum) 0;
}
