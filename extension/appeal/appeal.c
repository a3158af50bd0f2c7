/*-------------------------------------------------------------------------
 *
 * appeal.c
 *	  Appeals: moves, the terms that a policy sets, corrections, and what
 *	  commits to a text.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"
#include "miscadmin.h"

#include "common/sha2.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "core/appeal.h"

#define APPEAL_SOURCE	(-2)	/* as lay_out_appeals() makes it */

PG_FUNCTION_INFO_V1(civic_appeal_next);
PG_FUNCTION_INFO_V1(civic_appeal_terms);
PG_FUNCTION_INFO_V1(civic_post_correction);

/* ----------
 * moves
 * ----------
 */

static int
name_index(text *name, const char *const *names, int n)
{
	char	   *wanted = text_to_cstring(name);

	for (int i = 0; i < n; i++)
		if (strcmp(names[i], wanted) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown state or move of an appeal: \"%s\"", wanted)));
}

static void
impossible_move(AppealState state, AppealMove move)
{
	StringInfoData possible;

	initStringInfo(&possible);
	for (int i = 0; i < APPEAL_MOVES; i++)
		if (appeal_next(state, (AppealMove) i) != APPEAL_NONE)
			appendStringInfo(&possible, "%s%s", possible.len ? ", " : "", appeal_move_names[i]);
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("an appeal that is %s has no move \"%s\"", appeal_state_names[state], appeal_move_names[move]),
			 possible.len ? errhint("What can be done now: %s.", possible.data) :
			 errhint("Nothing more can be done about it.")));
}

/* (state, move) -> (state, open, disputed) */
Datum
civic_appeal_next(PG_FUNCTION_ARGS)
{
	AppealState state = (AppealState) name_index(PG_GETARG_TEXT_PP(0), appeal_state_names, APPEAL_STATES);
	AppealMove	move = (AppealMove) name_index(PG_GETARG_TEXT_PP(1), appeal_move_names, APPEAL_MOVES);
	AppealState next = appeal_next(state, move);
	TupleDesc	desc;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	if (next == APPEAL_NONE)
		impossible_move(state, move);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = CStringGetTextDatum(appeal_state_names[next]);
	values[1] = BoolGetDatum(appeal_is_open(next));
	values[2] = BoolGetDatum(appeal_is_disputed(next));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

/* ----------
 * what a policy says
 * ----------
 */

/* policy -> calendar, suspends, erase_years, review_share, and each clock's days and extension */
Datum
civic_appeal_terms(PG_FUNCTION_ARGS)
{
	const Policy *policy;
	TupleDesc	desc;
	Datum		values[4 + 2 * APPEAL_CLOCKS];
	bool		nulls[4 + 2 * APPEAL_CLOCKS] = {false};

	(void) programme_seen();
	policy = policy_by_id(PG_GETARG_INT32(0));
	if (policy == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("policy %d is not enacted", PG_GETARG_INT32(0))));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = CStringGetTextDatum(policy->calendar);
	values[1] = BoolGetDatum(policy->appeal_suspends);
	values[2] = Int32GetDatum(policy->erase_years);
	values[3] = Int32GetDatum(policy->review_share);
	for (int i = 0; i < APPEAL_CLOCKS; i++)
	{
		Clock		clock = appeal_clock(policy, (AppealClock) i);

		values[4 + 2 * i] = Int32GetDatum(clock.working_days);
		values[5 + 2 * i] = Int32GetDatum(clock.extension_days);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

/* ----------
 * writing
 * ----------
 */

/*
 * The award that a corrected decision puts in place of another: an event like
 * any other, but for its source, which belongs to nobody.
 */
Datum
civic_post_correction(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"subject_id", "rule_code", "quantity", "occurred_on", "source_ref", "evidence"};
	Source		source = {.source_id = APPEAL_SOURCE};
	Event		event = {.has_date = true,.source = &source};
	Posting		posting;
	NewEntry	entry;
	Refusal		r;
	int64		entry_id;

	for (unsigned i = 0; i < lengthof(names); i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
	event.subject_id = PG_GETARG_INT64(0);
	event.rule_code = text_to_cstring(PG_GETARG_TEXT_PP(1));
	event.quantity = PG_GETARG_NUMERIC(2);
	event.occurred_on = PG_GETARG_DATEADT(3);
	event.source_ref = text_to_cstring(PG_GETARG_TEXT_PP(4));
	event.evidence = PG_GETARG_BYTEA_PP(5);
	event.actor = GetUserNameFromId(GetOuterUserId(), false);
	SPI_connect();
	gather_event(&event, &posting);
	r = check_posting(&event, &posting, &entry);
	if (r.sqlstate)
		raise_refusal(&r);
	entry_id = post_entry(&entry, &posting);
	SPI_finish();
	PG_RETURN_INT64(entry_id);
}

