/*-------------------------------------------------------------------------
 *
 * subject_score.c
 *	  The score of one subject.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_score);

/* Takes the rows of one subject into its state. */
typedef struct EntryReceiver
{
	DestReceiver pub;
	MemoryContext context;		/* of the state */
	ScoreState *state;
	bool		keep_all;		/* the entries of flat rules, too */
} EntryReceiver;

static bool
receive_entry(TupleTableSlot *slot, DestReceiver *self)
{
	EntryReceiver *to = (EntryReceiver *) self;
	Entry		entry = slot_entry(slot);

	if (entry.effective_on <= to->state->as_of)
		to->state = collect_entry(to->state, &entry, to->keep_all, to->context);
	return true;
}

/* The entries of a subject that are effective on a day, as a state in the current context. */
static ScoreState *
collect_subject(int64 subject_id, DateADT day, bool keep_all)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e WHERE e.subject_id = $subject_id");
	EntryReceiver to = {row_receiver(receive_entry), CurrentMemoryContext,
	fresh_state(subject_id, day), keep_all};
	OwnerScope	scope;

	owner_begin_scan(&scope);
	SPI_connect();
	statement_stream(&st, true, &to.pub, ARGUMENTS(ARG_INT8(subject_id, subject_id)));
	SPI_finish();
	owner_end(&scope);
	return to.state;
}

/* An as_of argument: NULL means today. */
DateADT
as_of_argument(FunctionCallInfo fcinfo, int i)
{
	if (PG_ARGISNULL(i))
		return programme_today();
	return checked_date(PG_GETARG_DATEADT(i), "as_of");
}

Datum
civic_score(PG_FUNCTION_ARGS)
{
	ScoreState *state;
	int64		subject_id;
	DateADT		day;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	subject_id = PG_GETARG_INT64(0);
	require_reach(READERS, subject_id);
	day = as_of_argument(fcinfo, 1);
	state = collect_subject(subject_id, day, false);
	PG_RETURN_NUMERIC(state_value(state, true,
								  subject_policy(subject_id, day, state->n_cells > 0)));
}

/*
 * Every entry of a subject that is effective on a day, flat rules' too, as a
 * state in the current context.  Raises an error if there is no such subject.
 */
ScoreState *
subject_entries(int64 subject_id, DateADT day)
{
	require_subject(subject_id);
	return collect_subject(subject_id, day, true);
}
