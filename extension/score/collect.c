/*-------------------------------------------------------------------------
 *
 * collect.c
 *	  The aggregates that collect entries into states and merge states.
 *
 * A transition state is a score_state in the aggregate's memory, with spare
 * room behind its last cell, and is changed in place.  Whoever else gets a
 * state gets a copy: score_state_final() makes the canonical one.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/programme.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_score_collect_step);
PG_FUNCTION_INFO_V1(civic_score_merge_step);
PG_FUNCTION_INFO_V1(civic_score_state_final);

#define FIRST_CELLS		12		/* room of a fresh transition state */

StaticAssertDecl(sizeof(ScoreState) + FIRST_CELLS * sizeof(ScoreCell) < 512,
				 "a fresh transition state should fit a small chunk");

void
state_failed(StateResult result)
{
	if (result == STATE_OTHER_DATE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("states of different dates cannot be merged")));
	if (result == STATE_OTHER_SUBJECT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("states of different subjects cannot be merged"),
				 errhint("Group by subject_id.")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("quantity out of range in a score_state")));
}

void
unknown_rule(int32 rule_id)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("unknown rule %d", rule_id),
			 errhint("Rule ids are those of civic.rules.")));
}

static Entry
argument_entry(FunctionCallInfo fcinfo)
{
	return (Entry) {
		.entry_id = PG_GETARG_INT64(3),
		.ref_entry_id = PG_ARGISNULL(9) ? 0 : PG_GETARG_INT64(9),
		.rule_id = PG_GETARG_INT32(4),
		.occurred_on = PG_GETARG_DATEADT(7),
		.effective_on = PG_GETARG_DATEADT(8),
		.quantity = PG_GETARG_INT32(6),
		.kind = (EntryKind) PG_GETARG_INT16(5)
	};
}

/* Say what is wrong with the arguments. */
static pg_noinline void
refuse_entry(FunctionCallInfo fcinfo)
{
	static const char *const names[] = {NULL, "as_of", "subject_id", "entry_id", "rule_id",
	"kind", "quantity", "occurred_on", "effective_on"};
	Entry		entry = argument_entry(fcinfo);

	for (int i = 4; i <= 8; i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
	if (!entry_kind_valid(entry.kind) ||
		(entry.kind == ENTRY_AWARD) != (entry.ref_entry_id == 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entry %lld has kind %d and refers to entry %lld",
						(long long) entry.entry_id, entry.kind, (long long) entry.ref_entry_id),
				 errhint("Kinds are %d to %d, and all but %d refer to another entry.",
						 ENTRY_AWARD, entry_kinds.n - 1, ENTRY_AWARD)));
	if (!entry_quantity_valid(entry.kind, entry.quantity))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("quantity of entry %lld out of range: %d",
						(long long) entry.entry_id, entry.quantity)));
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
			 errmsg("date of entry %lld out of range", (long long) entry.entry_id)));
}

/* Does an entry fulfil the constraints of the ledger?  It may come from elsewhere. */
static inline bool
possible_entry(FunctionCallInfo fcinfo, Entry entry)
{
	if (PG_ARGISNULL(4) | PG_ARGISNULL(5) | PG_ARGISNULL(6) | PG_ARGISNULL(7) | PG_ARGISNULL(8))
		return false;
	return entry_kind_valid(entry.kind) &&
		(entry.kind == ENTRY_AWARD) == (entry.ref_entry_id == 0) &&
		entry_quantity_valid(entry.kind, entry.quantity) &&
		cal_valid(entry.occurred_on) && cal_valid(entry.effective_on);
}

/*
 * The first state of a group.  It stands in static memory, since the
 * executor copies whatever new pointer it is given into the aggregate's own.
 */
static ScoreState *
first_state(ScoreDays days, int64 subject_id)
{
	static union
	{
		ScoreState	state;
		char		room[sizeof(ScoreState) + FIRST_CELLS * sizeof(ScoreCell)];
	}			first;

	(void) checked_date(days.as_of, "as_of");
	(void) checked_date(days.known_on, "known_on");
	require_known(days);
	state_init(&first.state, days, subject_id);
	SET_VARSIZE(&first.state, sizeof(first.room));
	return &first.state;
}

/* known_on is an argument of one of two aggregates, and NULL means as_of. */
static inline ScoreDays
collect_days(FunctionCallInfo fcinfo)
{
	DateADT		as_of = PG_GETARG_DATEADT(1);

	if (PG_NARGS() <= 10 || PG_ARGISNULL(10))
		return (ScoreDays) {as_of, as_of};
	return (ScoreDays) {as_of, PG_GETARG_DATEADT(10)};
}

static inline ScoreState *
collect_start(FunctionCallInfo fcinfo)
{
	ScoreState *state;
	ScoreDays	days;

	if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))
		null_argument(PG_ARGISNULL(1) ? "as_of" : "subject_id");
	days = collect_days(fcinfo);
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
	{
		(void) programme_seen();
		fcinfo->flinfo->fn_extra = fcinfo->flinfo;	/* begun */
	}
	if (PG_ARGISNULL(0))
	{
		state = first_state(days, PG_GETARG_INT64(2));
		return in_aggregate(fcinfo) ? state : copy_state(state, 1);
	}
	if (likely(in_aggregate(fcinfo)))
		state = (ScoreState *) PG_GETARG_POINTER(0);
	else
	{
		/* called by hand: the argument is not ours to change */
		state = datum_state(PG_GETARG_DATUM(0));
		state = copy_state(state, state->n_cells + 1);
	}
	if (unlikely(state->as_of != days.as_of || state->known_on != days.known_on))
		state_failed(STATE_OTHER_DATE);
	if (unlikely(state->subject_id != PG_GETARG_INT64(2)))
		state_failed(STATE_OTHER_SUBJECT);
	return state;
}

/*
 * A row without an entry (entry_id is null, as an outer join makes) and an
 * entry that does not count on the day leave the state as it is; even so a
 * group has a state, since a subject without entries has a score.
 */
Datum
civic_score_collect_step(PG_FUNCTION_ARGS)
{
	ScoreState *state = collect_start(fcinfo);
	Entry		entry;

	if (PG_ARGISNULL(3) || (!PG_ARGISNULL(8) && PG_GETARG_DATEADT(8) > state->known_on))
		PG_RETURN_POINTER(state);
	entry = argument_entry(fcinfo);
	if (unlikely(!possible_entry(fcinfo, entry)))
		refuse_entry(fcinfo);
	if (!state_wants(state, &entry))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(collect_entry(state, &entry, false, CurrentMemoryContext));
}

Datum
civic_score_merge_step(PG_FUNCTION_ARGS)
{
	ScoreState *into,
			   *from;
	StateResult result;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
			PG_RETURN_NULL();
		into = datum_state(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
		/* never alias an input that is not the transition state itself */
		PG_RETURN_POINTER(PG_ARGISNULL(0) ? copy_state(into, into->n_cells) : into);
	}
	into = datum_state(PG_GETARG_DATUM(0));
	from = datum_state(PG_GETARG_DATUM(1));
	if (!AggCheckCallContext(fcinfo, NULL) ||
		state_capacity(into) - into->n_cells < from->n_cells)
		into = copy_state(into, Max((int64) into->n_cells + from->n_cells,
									(int64) into->n_cells * 3 / 2));
	result = state_merge(into, state_capacity(into), from);
	if (result != STATE_OK)
		state_failed(result);
	PG_RETURN_POINTER(into);
}

Datum
civic_score_state_final(PG_FUNCTION_ARGS)
{
	ScoreState *state;
	const char *problem;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = datum_state(PG_GETARG_DATUM(0));
	state = copy_state(state, state->n_cells);
	problem = state_canonical(state);
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an entry was collected twice"),
				 errdetail("The state is malformed: %s.", problem),
				 errhint("States that are merged must not overlap.")));
	PG_RETURN_POINTER(state);
}
