/*-------------------------------------------------------------------------
 *
 * score.c
 *	  The type score_state, its aggregates, and scores.
 *
 * A transition state is a score_state in the aggregate's memory, with spare
 * room behind its last cell, and is changed in place.  Whoever else gets a
 * state gets a copy: score_state_final() makes the canonical one.
 *
 *-------------------------------------------------------------------------
 */
#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"


#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "score/score.h"

PG_FUNCTION_INFO_V1(civic_score_state_in);
PG_FUNCTION_INFO_V1(civic_score_state_out);
PG_FUNCTION_INFO_V1(civic_score_state_recv);
PG_FUNCTION_INFO_V1(civic_score_state_send);
PG_FUNCTION_INFO_V1(civic_score_collect_step);
PG_FUNCTION_INFO_V1(civic_score_merge_step);
PG_FUNCTION_INFO_V1(civic_score_state_final);
PG_FUNCTION_INFO_V1(civic_empty_state);
PG_FUNCTION_INFO_V1(civic_score_value);
PG_FUNCTION_INFO_V1(civic_score_value_policy);
PG_FUNCTION_INFO_V1(civic_score);

#define FIRST_CELLS		12		/* room of a fresh transition state */
#define SECOND_CELLS	56		/* and once that is full; from then on it doubles */

StaticAssertDecl(sizeof(ScoreState) + FIRST_CELLS * sizeof(ScoreCell) < 512,
				 "a fresh transition state should fit a small chunk");

/* A state with room for n cells and nothing in it yet, in the current context.  Raises an error past 1 GB. */
static ScoreState *
allocate_state(int64 n)
{
	ScoreState *state;

	if (n > (int64) ((MaxAllocSize - sizeof(ScoreState)) / sizeof(ScoreCell)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a score_state cannot hold %lld entries", (long long) n)));
	state = palloc(state_size((int32) n));
	SET_VARSIZE(state, state_size((int32) n));
	return state;
}

/* An argument as a plain, aligned state; possibly the caller's own bytes. */
static ScoreState *
datum_state(Datum value)
{
	ScoreState *state = (ScoreState *) PG_DETOAST_DATUM(value);

	if (VARSIZE(state) < sizeof(ScoreState) || state->version != SCORE_STATE_VERSION ||
		state->n_cells < 0 || state->n_cells > state_capacity(state))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("corrupted score_state")));
	return state;
}

static ScoreState *
copy_state(const ScoreState *from, int64 capacity)
{
	ScoreState *state = allocate_state(capacity);

	memcpy((char *) state + VARHDRSZ, (const char *) from + VARHDRSZ, state_size(from->n_cells) - VARHDRSZ);
	return state;
}

/* An empty state with room for what most subjects have, in the current context. */
ScoreState *
fresh_state(int64 subject_id, DateADT day)
{
	ScoreState *state = allocate_state(SECOND_CELLS);

	state_init(state, day, subject_id);
	SET_VARSIZE(state, state_size(SECOND_CELLS));
	return state;
}

/* A copy of a state that is full, with more room, in a context. */
ScoreState *
larger_state(const ScoreState *state, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	ScoreState *larger = copy_state(state, Max((int64) state->n_cells * 2, SECOND_CELLS));

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

#define BINARY_HEADER	(1 + 4 + 8 + 4)

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
	int32		as_of,
				n;
	int64		subject_id;

	if (buf->len - buf->cursor < BINARY_HEADER)
		invalid_binary("shorter than its header");
	if (pq_getmsgbyte(buf) != SCORE_STATE_VERSION)
		invalid_binary("unknown version");
	as_of = pq_getmsgint(buf, 4);
	subject_id = pq_getmsgint64(buf);
	n = pq_getmsgint(buf, 4);
	if (n < 0 || (size_t) n * sizeof(ScoreCell) != (size_t) (buf->len - buf->cursor))
		invalid_binary("its length is not that of its cells");
	state = allocate_state(n);
	state_init(state, as_of, subject_id);
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

/* ----------
 * aggregates
 * ----------
 */

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
	static const char *const names[] = {NULL, "as_of", "subject_id", "entry_id", "rule_id", "kind", "quantity",
	"occurred_on", "effective_on"};
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
				 errhint("Kinds are 1 to 6, and all but 1 refer to another entry.")));
	if (!entry_quantity_valid(entry.kind, entry.quantity))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("quantity of entry %lld out of range: %d", (long long) entry.entry_id, entry.quantity)));
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
			 errmsg("date of entry %lld out of range", (long long) entry.entry_id)));
}

/* The table's own constraints, for values that come from elsewhere. */
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
first_state(DateADT as_of, int64 subject_id)
{
	static union
	{
		ScoreState	state;
		char		room[sizeof(ScoreState) + FIRST_CELLS * sizeof(ScoreCell)];
	}			first;

	state_init(&first.state, checked_date(as_of, "as_of"), subject_id);
	SET_VARSIZE(&first.state, sizeof(first.room));
	return &first.state;
}

/* Is the state argument an aggregate's own, to be changed in place?  A window's is not worth the call. */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context && IsA(fcinfo->context, AggState);
}

static inline ScoreState *
collect_start(FunctionCallInfo fcinfo)
{
	ScoreState *state;

	if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))
		null_argument(PG_ARGISNULL(1) ? "as_of" : "subject_id");
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
	{
		(void) programme_seen();
		fcinfo->flinfo->fn_extra = fcinfo->flinfo;	/* begun */
	}
	if (PG_ARGISNULL(0))
	{
		state = first_state(PG_GETARG_DATEADT(1), PG_GETARG_INT64(2));
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
	if (unlikely(state->as_of != PG_GETARG_DATEADT(1)))
		state_failed(STATE_OTHER_DATE);
	if (unlikely(state->subject_id != PG_GETARG_INT64(2)))
		state_failed(STATE_OTHER_SUBJECT);
	return state;
}

/*
 * A row without an entry (entry_id is null, as an outer join makes) and an
 * entry that is not yet effective leave the state as it is; even so a group
 * has a state, since a subject without effective entries has a score.
 */
Datum
civic_score_collect_step(PG_FUNCTION_ARGS)
{
	ScoreState *state = collect_start(fcinfo);
	Entry		entry;

	if (PG_ARGISNULL(3) || (!PG_ARGISNULL(8) && PG_GETARG_DATEADT(8) > state->as_of))
		PG_RETURN_POINTER(state);
	entry = argument_entry(fcinfo);
	if (unlikely(!possible_entry(fcinfo, entry)))
		refuse_entry(fcinfo);
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
	if (!AggCheckCallContext(fcinfo, NULL) || state_capacity(into) - into->n_cells < from->n_cells)
		into = copy_state(into, Max((int64) into->n_cells + from->n_cells, (int64) into->n_cells * 3 / 2));
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

static ScoreState *
empty_state(int64 subject_id, DateADT day)
{
	ScoreState *state = allocate_state(0);

	state_init(state, checked_date(day, "as_of"), subject_id);
	SET_VARSIZE(state, state_size(0));
	return state;
}

Datum
civic_empty_state(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(empty_state(PG_GETARG_INT64(0), PG_GETARG_DATEADT(1)));
}

/* ----------
 * values
 * ----------
 */

void
score_failed(ScoreResult result)
{
	if (result == SCORE_UNKNOWN_RULE)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("the score_state names a rule that this programme does not have")));
	if (result == SCORE_UNREPAIRABLE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a repair refers to an entry of a rule without severity")));
	if (result == SCORE_TOO_MANY_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a score cannot have more than %d dimensions", SCORE_MAX_DIMENSIONS)));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("score out of range")));
}

/* Room for n roots, kept between calls unless it was large. */
Root *
roots_workspace(int32 n)
{
	static Root *workspace = NULL;
	static int32 room = 0;

	if (n > 10000)
		return MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Root) * (Size) n);
	if (n > room)
	{
		int32		larger = Max(n, 64);

		if (workspace)
			pfree(workspace);
		room = 0;
		workspace = NULL;
		workspace = MemoryContextAlloc(TopMemoryContext, sizeof(Root) * larger);
		room = larger;
	}
	return workspace;
}

/* Walk a state that the caller lets us reorder. */
void
walk_state(ScoreState *state, Root **roots, int32 *n_roots)
{
	ScoreResult result;

	*roots = roots_workspace(state->n_cells);
	result = score_walk(state, rule_lookup, NULL, *roots, n_roots);
	if (result != SCORE_OK)
		score_failed(result);
}

void
total_roots(const Root *roots, int32 n_roots, const Policy *policy, ScoreTotals *totals)
{
	ScoreResult result = score_total(roots, n_roots, totals);

	if (result == SCORE_OK)
		result = score_finish(totals, policy);
	if (result != SCORE_OK)
		score_failed(result);
}

/* The score of a state; its cells may come to stand in another order if it is ours. */
Numeric
state_value(ScoreState *state, bool ours, const Policy *policy)
{
	ScoreTotals totals;
	Root	   *roots = roots_workspace(state->n_cells);
	ScoreResult result;

	if (!ours && state_has_references(state))
		state = copy_state(state, state->n_cells);
	result = score_state_total(state, rule_lookup, NULL, roots, &totals);
	if (result == SCORE_OK)
		result = score_finish(&totals, policy);
	if (result != SCORE_OK)
		score_failed(result);
	return points_numeric(totals.score);
}

/* A state argument that may be reordered. */
ScoreState *
state_argument(Datum value)
{
	ScoreState *state = datum_state(value);

	return copy_state(state, state->n_cells);
}

Datum
civic_score_value_policy(PG_FUNCTION_ARGS)
{
	const Policy *policy;

	(void) programme_seen();
	policy = policy_by_id(PG_GETARG_INT32(1));
	if (policy == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("policy %d is not enacted", PG_GETARG_INT32(1))));
	PG_RETURN_NUMERIC(state_value(datum_state(PG_GETARG_DATUM(0)), false, policy));
}

/* where a subject lives, as far as it was known on the day */
#define HOME_AREA(subject, day)		AREA_OF(subject, "r.since <= " day " AND r.effective_on <= " day)

static void
unknown_subject(int64 subject_id)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("unknown subject %lld", (long long) subject_id),
			 errhint("Enrol subjects with civic.enroll().")));
}

/*
 * The policy in force on a day where the subject lives.  Raises an error if
 * there is none or no such subject.
 */
static const Policy *
policy_of_subject(int64 subject_id, DateADT day, const Programme *programme)
{
	static Statement st = STATEMENT("SELECT " HOME_AREA("$1", "$2"), INT8OID, DATEOID);
	Datum		values[2] = {Int64GetDatum(subject_id), DateADTGetDatum(day)};
	OwnerScope	scope;
	char	   *area;
	int32		policy_id;

	owner_begin(&scope);
	SPI_connect();
	statement_run(&st, values, NULL, true, SPI_OK_SELECT);
	area = statement_text(0, 1);
	if (area == NULL)
		unknown_subject(subject_id);
	policy_id = policy_at(area, day, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(area, day);
	SPI_finish();
	owner_end(&scope);
	return policy_by_id(policy_id);
}

/* The policy that governs every area on a day; NULL if that depends on the area. */
static const Policy *
sole_policy(DateADT day, const Programme *programme)
{
	static Programme seen;
	static DateADT seen_day;
	static uint64 resets;
	static const Policy *policy = NULL;
	const char *area;
	int32		policy_id;

	/* a population asks for one day a million times */
	if (policy && resets == policy_cache_resets && seen.newest_enactment == programme->newest_enactment &&
		seen.access_version == programme->access_version && seen_day == day)
		return policy;
	policy = NULL;
	area = sole_policy_area(programme->newest_enactment, programme->access_version);
	if (area == NULL)
		return NULL;
	policy_id = policy_at(area, day, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(area, day);
	policy = policy_by_id(policy_id);
	seen = *programme;
	seen_day = day;
	resets = policy_cache_resets;
	return policy;
}

/*
 * The same.  known tells that the subject exists, as one with entries does;
 * then nothing need be read where one area's policies govern all.
 */
const Policy *
subject_policy(int64 subject_id, DateADT day, bool known)
{
	const Programme *programme = programme_seen();
	const Policy *policy = known ? sole_policy(day, programme) : NULL;

	return policy ? policy : policy_of_subject(subject_id, day, programme);
}

Datum
civic_score_value(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));

	PG_RETURN_NUMERIC(state_value(state, in_aggregate(fcinfo), subject_policy(state->subject_id, state->as_of, state->n_cells > 0)));
}

/* ----------
 * a subject's score
 * ----------
 */

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
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e WHERE e.subject_id = $1", INT8OID);
	EntryReceiver to = {row_receiver(receive_entry), CurrentMemoryContext, fresh_state(subject_id, day), keep_all};
	Datum		value = Int64GetDatum(subject_id);
	OwnerScope	scope;

	owner_begin_scan(&scope);
	SPI_connect();
	statement_send(&st, &value, true, &to.pub);
	SPI_finish();
	owner_end(&scope);
	return to.state;
}

/* An as_of argument: NULL means today. */
DateADT
as_of_argument(FunctionCallInfo fcinfo, int i)
{
	const Programme *programme = programme_seen();

	if (PG_ARGISNULL(i))
		return date_in_zone(GetCurrentTransactionStartTimestamp(), programme->zone);
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
	day = as_of_argument(fcinfo, 1);
	state = collect_subject(subject_id, day, false);
	PG_RETURN_NUMERIC(state_value(state, true, subject_policy(subject_id, day, state->n_cells > 0)));
}

static void
check_subject(int64 subject_id)
{
	static Statement st = STATEMENT("SELECT FROM civic_private.subject s WHERE s.subject_id = $1", INT8OID);
	Datum		value = Int64GetDatum(subject_id);

	SPI_connect();
	statement_run(&st, &value, NULL, true, SPI_OK_SELECT);
	if (SPI_processed == 0)
		unknown_subject(subject_id);
	SPI_finish();
}

/*
 * Every entry of a subject that is effective on a day, flat rules' too, as a
 * state in the current context.  Raises an error if there is no such subject.
 */
ScoreState *
subject_entries(int64 subject_id, DateADT day)
{
	check_subject(subject_id);
	return collect_subject(subject_id, day, true);
}
