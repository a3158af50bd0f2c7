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

	if (state_wants(to->state, &entry))
		to->state = collect_entry(to->state, &entry, to->keep_all, to->context);
	return true;
}

/* The entries of a subject that count on a day, as a state in the current context. */
static ScoreState *
collect_subject(int64 subject_id, ScoreDays days, bool keep_all)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e WHERE e.subject_id = $subject_id");
	EntryReceiver to = {row_receiver(receive_entry), CurrentMemoryContext,
	fresh_state(subject_id, days), keep_all};
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

void
require_known(ScoreDays days)
{
	if (days.known_on < days.as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a score as of %s cannot be known on %s", date_text(days.as_of),
						date_text(days.known_on)),
				 errhint("Ask for what is known on that day or later.")));
}

/*
 * Arguments as_of and known_on by their numbers.  known_on NULL, or not among
 * the arguments of a function, means the same day.
 */
ScoreDays
days_arguments(FunctionCallInfo fcinfo, int as_of, int known_on)
{
	DateADT		day = as_of_argument(fcinfo, as_of);
	ScoreDays	days = {day, day};

	if (PG_NARGS() > known_on && !PG_ARGISNULL(known_on))
	{
		days.known_on = checked_date(PG_GETARG_DATEADT(known_on), "known_on");
		require_known(days);
	}
	return days;
}

/* (subject_id, as_of) or (subject_id, as_of, known_on) */
Datum
civic_score(PG_FUNCTION_ARGS)
{
	ScoreState *state;
	int64		subject_id;
	ScoreDays	days;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	subject_id = PG_GETARG_INT64(0);
	require_reach(READERS, subject_id);
	days = days_arguments(fcinfo, 1, 2);
	state = collect_subject(subject_id, days, false);
	PG_RETURN_NUMERIC(state_value(state, true,
								  subject_policy(subject_id, days, state->n_cells > 0)));
}

/*
 * Every entry of a subject that counts on a day, flat rules' too, as a state in
 * the current context.  Raises an error if there is no such subject.
 */
ScoreState *
subject_entries(int64 subject_id, ScoreDays days)
{
	require_subject(subject_id);
	return collect_subject(subject_id, days, true);
}
