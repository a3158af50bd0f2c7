/*-------------------------------------------------------------------------
 *
 * score_state.c
 *	  The type score_state: its memory, and its input and output.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/value.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(civic_score_state_in);
PG_FUNCTION_INFO_V1(civic_score_state_out);
PG_FUNCTION_INFO_V1(civic_score_state_recv);
PG_FUNCTION_INFO_V1(civic_score_state_send);

#define USUAL_CELLS	56		/* what most subjects need; a full state doubles */

/*
 * A state with room for so many cells in the current context, its header not
 * yet filled.  Raises an error past 1 GB.
 */
ScoreState *
allocate_state(int64 n_cells)
{
	ScoreState *state;

	if (n_cells > (int64) ((MaxAllocSize - sizeof(ScoreState)) / sizeof(ScoreCell)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a score_state cannot hold %lld entries", (long long) n_cells)));
	state = palloc(state_size((int32) n_cells));
	SET_VARSIZE(state, state_size((int32) n_cells));
	return state;
}

/* What the version before had in the place of a ScoreState. */
#define ONE_DAY_HEADER	24

/* A state that the version before has stored: its day is the one on which it is known. */
static ScoreState *
state_of_one_day(const ScoreState *old)
{
	Size		size = VARSIZE(old);
	ScoreState *state;

	if (size < ONE_DAY_HEADER || (size - ONE_DAY_HEADER) % sizeof(ScoreCell) != 0 ||
		old->n_cells != (int32) ((size - ONE_DAY_HEADER) / sizeof(ScoreCell)))
		return NULL;
	state = allocate_state(old->n_cells);
	state_init(state, (ScoreDays) {old->as_of, old->as_of}, old->subject_id);
	SET_VARSIZE(state, state_size(old->n_cells));
	state->n_cells = old->n_cells;
	memcpy(state->cells, (const char *) old + ONE_DAY_HEADER, sizeof(ScoreCell) * state->n_cells);
	return state;
}

/* An argument as a plain, aligned state; possibly the caller's own bytes. */
ScoreState *
datum_state(Datum value)
{
	ScoreState *state = (ScoreState *) PG_DETOAST_DATUM(value);

	if (VARSIZE(state) >= ONE_DAY_HEADER && state->version == SCORE_STATE_ONE_DAY)
		state = state_of_one_day(state);
	if (state == NULL || VARSIZE(state) < sizeof(ScoreState) ||
		state->version != SCORE_STATE_VERSION ||
		state->n_cells < 0 || state->n_cells > state_capacity(state))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("corrupted score_state")));
	return state;
}

/* A copy in the current context, with room for as many cells as capacity says. */
ScoreState *
copy_state(const ScoreState *from, int64 capacity)
{
	ScoreState *state = allocate_state(capacity);

	memcpy((char *) state + VARHDRSZ, (const char *) from + VARHDRSZ,
		   state_size(from->n_cells) - VARHDRSZ);
	return state;
}

/* An empty state with room for what most subjects have, in the current context. */
ScoreState *
fresh_state(int64 subject_id, ScoreDays days)
{
	ScoreState *state = allocate_state(USUAL_CELLS);

	state_init(state, days, subject_id);
	SET_VARSIZE(state, state_size(USUAL_CELLS));
	return state;
}

/* A copy of a state that is full, with more room, in a context. */
ScoreState *
larger_state(const ScoreState *state, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	ScoreState *larger = copy_state(state, Max((int64) state->n_cells * 2, USUAL_CELLS));

	MemoryContextSwitchTo(old);
	return larger;
}

/* ----------
 * I/O
 * ----------
 */

Datum
civic_score_state_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	int32		capacity = state_parse_count(text);
	ScoreState *state = allocate_state(capacity);
	const char *problem = state_parse(text, state, capacity);

	if (problem)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "score_state"),
				 errdetail("The value is malformed: %s.", problem)));
	SET_VARSIZE(state, state_size(state->n_cells));
	PG_RETURN_POINTER(state);
}

Datum
civic_score_state_out(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));
	size_t		len = state_print(state, NULL, 0);
	char	   *text = palloc(len + 1);

	state_print(state, text, len + 1);
	PG_RETURN_CSTRING(text);
}

#define BINARY_HEADER	(1 + 4 + 8 + 4)	/* the version before; 4 more for known_on */

static void
invalid_binary(const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", "score_state"),
			 errdetail("The value is malformed: %s.", problem)));
}

Datum
civic_score_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ScoreState *state;
	const char *problem;
	int			version;
	int32		n;
	ScoreDays	days;
	int64		subject_id;

	if (buf->len - buf->cursor < BINARY_HEADER)
		invalid_binary("shorter than its header");
	version = pq_getmsgbyte(buf);
	if (version != SCORE_STATE_VERSION && version != SCORE_STATE_ONE_DAY)
		invalid_binary("unknown version");
	days.as_of = days.known_on = pq_getmsgint(buf, 4);
	if (version != SCORE_STATE_ONE_DAY)
		days.known_on = pq_getmsgint(buf, 4);
	if (buf->len - buf->cursor < 8 + 4)
		invalid_binary("shorter than its header");
	subject_id = pq_getmsgint64(buf);
	n = pq_getmsgint(buf, 4);
	if (n < 0 || (size_t) n * sizeof(ScoreCell) != (size_t) (buf->len - buf->cursor))
		invalid_binary("its length is not that of its cells");
	state = allocate_state(n);
	state_init(state, days, subject_id);
	SET_VARSIZE(state, state_size(n));
	for (int32 i = 0; i < n; i++)
	{
		ScoreCell  *cell = &state->cells[i];

		cell->entry_id = pq_getmsgint64(buf);
		cell->ref_entry_id = pq_getmsgint64(buf);
		cell->rule_id = pq_getmsgint(buf, 4);
		cell->occurred_on = pq_getmsgint(buf, 4);
		cell->quantity = pq_getmsgint(buf, 4);
		cell->meta = pq_getmsgint(buf, 4);
	}
	state->n_cells = n;
	problem = state_invalid(state, state_size(n));
	if (problem)
		invalid_binary(problem);
	PG_RETURN_POINTER(state);
}

Datum
civic_score_state_send(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, state->version);
	pq_sendint32(&buf, state->as_of);
	pq_sendint32(&buf, state->known_on);
	pq_sendint64(&buf, state->subject_id);
	pq_sendint32(&buf, state->n_cells);
	for (int32 i = 0; i < state->n_cells; i++)
	{
		ScoreCell  *cell = &state->cells[i];

		pq_sendint64(&buf, cell->entry_id);
		pq_sendint64(&buf, cell->ref_entry_id);
		pq_sendint32(&buf, cell->rule_id);
		pq_sendint32(&buf, cell->occurred_on);
		pq_sendint32(&buf, cell->quantity);
		pq_sendint32(&buf, cell->meta);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

