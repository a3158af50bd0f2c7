/*-------------------------------------------------------------------------
 *
 * watch.c
 *	  What the ledger says about repair cases, and the moves that nobody has
 *	  to make: settlement makes them, set by set.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/case.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_repair_advance);
PG_FUNCTION_INFO_V1(civic_repair_step_info);
PG_FUNCTION_INFO_V1(civic_repair_transitions);
PG_FUNCTION_INFO_V1(civic_repair_state_name);
PG_FUNCTION_INFO_V1(civic_repair_state_title);
PG_FUNCTION_INFO_V1(civic_repair_move_name);
PG_FUNCTION_INFO_V1(civic_settle_repair);

/* rounds of automatic moves that one case can make on one day: every step of a path, and its end */
#define ROUNDS_MAX	(2 * REPAIR_MAX_STEPS)

/* ----------
 * facts
 * ----------
 */

/*
 * An aggregate of a value over a subject's awards that fulfil a condition and
 * count on a day: effective, not reversed, not suspended.  Where nothing was
 * reversed or suspended, as is nearly always so, one pass over the entries
 * will do; else they are grouped by award first.
 */
#define COUNTED(aggregate, value, condition, subject, day) \
	"(SELECT CASE WHEN bool_or(e.kind BETWEEN 2 AND 4) THEN " \
	"(SELECT " aggregate "(g.v) FROM (SELECT max(" value ") FILTER (WHERE e.kind = 1 AND " condition ") AS v, " \
	"bool_or(e.kind = 2) AS reversed, " \
	"(max(ARRAY[e.effective_on - DATE '1900-01-01', e.entry_id, e.kind]) FILTER (WHERE e.kind IN (3, 4)))[3] AS held " \
	"FROM civic_private.entry e WHERE e.subject_id = " subject " AND e.effective_on <= " day " " \
	"GROUP BY coalesce(e.ref_entry_id, e.entry_id)) g WHERE NOT g.reversed AND g.held IS DISTINCT FROM 3) " \
	"ELSE " aggregate "(" value ") FILTER (WHERE e.kind = 1 AND " condition ") END " \
	"FROM civic_private.entry e WHERE e.subject_id = " subject " AND e.effective_on <= " day ")"

/* hundredths of hours of service under a rule's code from one day to another */
#define HOURS(subject, rule, since, day) \
	COUNTED("sum", "e.quantity", "e.occurred_on >= " since " AND e.occurred_on <= " day " AND " \
			"e.rule_id = ANY (ARRAY(SELECT r.rule_id FROM civic_private.rule r WHERE r.code = " rule "))", subject, day)

/* the last day, from one to before another, of a loss other than the one to be repaired */
#define BROKEN(subject, entry, since, before, day) \
	COUNTED("max", "e.occurred_on", "e.occurred_on >= " since " AND e.occurred_on < " before " AND e.occurred_on <= " day " AND " \
			"e.entry_id <> " entry " AND e.rule_id IN (SELECT l.rule_id FROM civic_internal.loss_rules() l)", subject, day)

static int64
hours_served(const HeldCase *held, const char *rule)
{
	static Statement st = STATEMENT("SELECT coalesce(" HOURS("$1", "$2", "$3", "$4") ", 0)::int8", INT8OID, TEXTOID, DATEOID, DATEOID);
	Datum		values[4];
	bool		isnull;

	/* a pack of 1.0 may name no rule */
	if (rule == NULL)
		return 0;
	values[0] = Int64GetDatum(held->subject_id);
	values[1] = CStringGetTextDatum(rule);
	values[2] = DateADTGetDatum(held->c.step_since);
	values[3] = DateADTGetDatum(held->today);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	return DatumGetInt64(statement_column(0, 1, &isnull));
}

/* What happens once an observation is over, however late that is noticed, does not break it. */
static DateADT
last_loss(const HeldCase *held)
{
	static Statement st = STATEMENT("SELECT " BROKEN("$1", "$2", "$3", "$4", "$5"), INT8OID, INT8OID, DATEOID, DATEOID, DATEOID);
	Datum		values[5] = {Int64GetDatum(held->subject_id), Int64GetDatum(held->entry_id), DateADTGetDatum(held->c.step_since),
		DateADTGetDatum(repair_ready_day(&held->path, &held->c)), DateADTGetDatum(held->today)};
	bool		isnull;
	Datum		day;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	day = statement_column(0, 1, &isnull);
	return isnull ? REPAIR_NO_LOSS : DatumGetDateADT(day);
}

/* What the database knows about a case, apart from persons.  In an SPI connection of the caller's. */
RepairFacts
gather_facts(const HeldCase *held, RepairActor actor)
{
	RepairFacts f = {0};
	const RepairStep *s = repair_step(&held->path, &held->c);

	f.day = held->today;
	f.reversed = held->reversed;
	f.actor = actor;
	f.broken_on = REPAIR_NO_LOSS;
	if (s && s->kind == STEP_SERVICE_HOURS)
		f.hours = hours_served(held, s->rule);
	if (s && s->kind == STEP_OBSERVATION)
		f.broken_on = last_loss(held);
	return f;
}

/* ----------
 * the core, for sets
 * ----------
 */

/* What a row's path was looked up for, kept from row to row. */
typedef struct PathCache
{
	uint64		resets;
	int32		policy_id;
	int16		severity;
	char		code[NAMEDATALEN];
	RepairPath	path;
	TupleDesc	desc;
} PathCache;

static PathCache *
path_cache(FunctionCallInfo fcinfo)
{
	PathCache  *cache = fcinfo->flinfo->fn_extra;
	MemoryContext old;
	TupleDesc	desc;

	if (cache)
		return cache;
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(PathCache));
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	cache->desc = BlessTupleDesc(CreateTupleDescCopy(desc));
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = cache;
	(void) programme_seen();
	return cache;
}

/* Are these arguments, given as bits, there? */
static bool
arguments_given(FunctionCallInfo fcinfo, uint32 which)
{
	for (int i = 0; i < fcinfo->nargs; i++)
		if ((which & (1u << i)) && PG_ARGISNULL(i))
			return false;
	return true;
}

/* The path of a policy by its code; one without steps if there is none. */
static const RepairPath *
cached_path(PathCache *cache, int32 policy_id, int16 severity, const text *code)
{
	size_t		len = VARSIZE_ANY_EXHDR(code);
	const Policy *policy;

	if (cache->policy_id == policy_id && cache->severity == severity && cache->resets == policy_cache_resets &&
		len < sizeof(cache->code) && strlen(cache->code) == len && memcmp(cache->code, VARDATA_ANY(code), len) == 0)
		return &cache->path;
	cache->policy_id = 0;
	cache->path.n = 0;
	policy = policy_by_id(policy_id);
	/* no code is longer */
	len = Min(len, sizeof(cache->code) - 1);
	memcpy(cache->code, VARDATA_ANY(code), len);
	cache->code[len] = '\0';
	if (policy)
		repair_path_find(policy, (Severity) severity, cache->code, &cache->path);
	cache->policy_id = policy_id;
	cache->severity = severity;
	cache->resets = policy_cache_resets;
	return &cache->path;
}

/* A date, kept within the calendar. */
static int32
date_argument(FunctionCallInfo fcinfo, int n, int32 instead)
{
	return PG_ARGISNULL(n) ? instead : Max(Min(PG_GETARG_DATEADT(n), REPAIR_NEVER), CAL_FIRST_DAY);
}

/*
 * repair_advance(policy_id, severity, path, state, step, step_since, document_date, repairable_from, ends_on, lapses_on,
 * share, appealed, hours, broken_on, reversed, day): the automatic move that is due, and the case after it.
 */
Datum
civic_repair_advance(PG_FUNCTION_ARGS)
{
	PathCache  *cache;
	const RepairPath *path;
	RepairCase	c;
	RepairFacts f = {0};
	RepairCase	next;
	RepairMove	move;
	Datum		values[9];
	bool		nulls[9] = {false};
	char		never;

	/* all but windows without an end, hours and losses */
	if (!arguments_given(fcinfo, 0xffff & ~(1u << 7 | 1u << 8 | 1u << 9 | 1u << 12 | 1u << 13)))
		PG_RETURN_NULL();
	cache = path_cache(fcinfo);
	path = cached_path(cache, PG_GETARG_INT32(0), PG_GETARG_INT16(1), PG_GETARG_TEXT_PP(2));
	c = (RepairCase) {(RepairState) PG_GETARG_INT16(3), PG_GETARG_INT16(4), date_argument(fcinfo, 5, 0), date_argument(fcinfo, 6, 0),
		date_argument(fcinfo, 7, REPAIR_NEVER), date_argument(fcinfo, 8, REPAIR_NEVER), date_argument(fcinfo, 9, REPAIR_NEVER),
	PG_GETARG_INT16(10), PG_GETARG_BOOL(11)};
	f.hours = PG_ARGISNULL(12) ? 0 : PG_GETARG_INT64(12);
	f.broken_on = date_argument(fcinfo, 13, REPAIR_NO_LOSS);
	f.reversed = PG_GETARG_BOOL(14);
	f.day = date_argument(fcinfo, 15, 0);
	move = repair_automatic(path, &c, &f, &next);
	if (move == MOVE_NONE)
		PG_RETURN_NULL();
	values[0] = Int16GetDatum(move);
	values[1] = Int16GetDatum(next.state);
	values[2] = Int16GetDatum(next.step);
	values[3] = DateADTGetDatum(next.step_since);
	values[4] = Int16GetDatum(next.share);
	values[5] = BoolGetDatum(next.appealed);
	values[6] = never_is_null(repair_next_day(path, &next), &never);
	nulls[6] = never == 'n';
	values[7] = Int16GetDatum(repair_watch(path, &next));
	nulls[8] = repair_watch(path, &next) != WATCH_HOURS || repair_step(path, &next)->rule == NULL;
	values[8] = nulls[8] ? (Datum) 0 : CStringGetTextDatum(repair_step(path, &next)->rule);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(cache->desc, values, nulls)));
}

/* ----------
 * what the core knows, for SQL
 * ----------
 */

static const char *const step_kind_names[] = {"duty", "service_hours", "training", "commitment", "third_party", "peer_review", "observation"};
static const char *const decider_names[] = {"reviewer", "panel", "system"};

/* Put a case's step into words' ingredients: repair_step_info(policy_id, severity, path, step, step_since, document_date, repairable_from). */
Datum
civic_repair_step_info(PG_FUNCTION_ARGS)
{
	PathCache  *cache;
	const RepairPath *path;
	RepairCase	c;
	const RepairStep *s;
	Datum		values[9];
	bool		nulls[9] = {false};
	char		never;

	if (!arguments_given(fcinfo, 0x3f))
		PG_RETURN_NULL();
	cache = path_cache(fcinfo);
	path = cached_path(cache, PG_GETARG_INT32(0), PG_GETARG_INT16(1), PG_GETARG_TEXT_PP(2));
	c = (RepairCase) {REPAIR_REPAIRABLE, PG_GETARG_INT16(3), date_argument(fcinfo, 4, 0), date_argument(fcinfo, 5, 0),
	date_argument(fcinfo, 6, REPAIR_NEVER), REPAIR_NEVER, REPAIR_NEVER, 0, false};
	s = repair_step(path, &c);
	if (s == NULL)
		PG_RETURN_NULL();
	values[0] = Int32GetDatum(path->n);
	values[1] = CStringGetTextDatum(step_kind_names[s->kind]);
	values[2] = CStringGetTextDatum(decider_names[s->decider]);
	nulls[3] = s->title.text[LANG_EN] == NULL;
	values[3] = nulls[3] ? (Datum) 0 : CStringGetTextDatum(s->title.text[LANG_EN]);
	nulls[4] = s->title.text[LANG_ZH] == NULL;
	values[4] = nulls[4] ? (Datum) 0 : CStringGetTextDatum(s->title.text[LANG_ZH]);
	values[5] = Int64GetDatum(s->amount);
	nulls[6] = s->rule == NULL;
	values[6] = nulls[6] ? (Datum) 0 : CStringGetTextDatum(s->rule);
	values[7] = Int32GetDatum(s->restores);
	values[8] = never_is_null(repair_ready_day(path, &c), &never);
	nulls[8] = never == 'n';
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(cache->desc, values, nulls)));
}

Datum
civic_repair_state_name(PG_FUNCTION_ARGS)
{
	int16		state = PG_GETARG_INT16(0);

	if (state < 0 || state >= REPAIR_STATES)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(repair_state_names[state]));
}

Datum
civic_repair_state_title(PG_FUNCTION_ARGS)
{
	int16		state = PG_GETARG_INT16(0);
	bool		zh = strcmp(text_to_cstring(PG_GETARG_TEXT_PP(1)), "zh") == 0;

	if (state < 0 || state >= REPAIR_STATES)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(repair_state_titles[state].text[zh ? LANG_ZH : LANG_EN]));
}

Datum
civic_repair_move_name(PG_FUNCTION_ARGS)
{
	int16		move = PG_GETARG_INT16(0);

	if (move < 0 || move >= REPAIR_MOVES)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(repair_move_names[move]));
}

/* The table of moves. */
Datum
civic_repair_transitions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo;

	InitMaterializedSRF(fcinfo, 0);
	rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int i = 0; i < n_repair_transitions; i++)
	{
		const RepairTransition *t = &repair_transitions[i];
		Datum		values[6] = {Int16GetDatum(t->from), CStringGetTextDatum(repair_state_names[t->from]), Int16GetDatum(t->move),
			CStringGetTextDatum(repair_move_names[t->move]), Int16GetDatum(t->to), CStringGetTextDatum(repair_state_names[t->to])};
		bool		nulls[6] = {false};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* ----------
 * settlement
 * ----------
 */

/*
 * One round: every case that is due makes one move.  A case that changes
 * under us is left alone, since its row is then another one, and comes up in
 * the next round.  An entry that restores has its number before it is
 * written, so that the history can name it without being joined to it.
 * Applications are told of steps passed and begun anew; what the calendar
 * alone brings has a day that they could see beforehand.
 *
 * An observation is over on its next_move_on, unless the case ends before, and
 * then nothing else matters: settled late, a loss after that day breaks it no
 * more than it would have on the day.
 *
 * Cases come in the order of their subjects, which is that of every index
 * that is read or written on the way: their pages are then at hand.  They are
 * found by their day before they are sorted, not in an index of all cases.
 */
#define SETTLE_ROUND \
	"WITH due AS MATERIALIZED (" \
	"SELECT c.at, c.state, c.step, c.step_since, c.share, civic_internal.repair_advance(c.policy_id, c.severity, c.path, c.state, " \
	"c.step, c.step_since, c.document_date, c.repairable_from, c.ends_on, c.lapses_on, c.share, c.appealed, " \
	"CASE WHEN c.watch = 1 THEN " HOURS("c.subject_id", "c.watched_rule", "c.step_since", "$1") " END, " \
	"CASE WHEN c.watch = 2 THEN " BROKEN("c.subject_id", "c.entry_id", "c.step_since", "c.next_move_on", "$1") " END, " \
	"EXISTS (SELECT FROM civic_private.entry x WHERE x.subject_id = c.subject_id AND x.ref_entry_id = c.entry_id AND x.kind = 2), $1) AS n " \
	"FROM (SELECT i.* FROM (SELECT o.ctid AS at, o.* FROM civic_private.repair_case o WHERE o.next_move_on <= $1 OFFSET 0) i " \
	"ORDER BY i.subject_id OFFSET 0) c), " \
	"moved AS (UPDATE civic_private.repair_case c SET state = (d.n).state, step = (d.n).step, step_since = (d.n).step_since, " \
	"share = (d.n).share, appealed = (d.n).appealed, next_move_on = (d.n).next_move_on, watch = (d.n).watch, " \
	"watched_rule = (d.n).watched_rule, moves = c.moves + 1, due_on = NULL, " \
	"closed_on = CASE WHEN (d.n).state > 5 THEN $1 END FROM due d WHERE c.ctid = d.at AND (d.n).move IS NOT NULL " \
	"RETURNING c.subject_id, c.case_id, c.entry_id, c.moves AS move_no, (d.n).move, d.state AS from_state, c.state AS to_state, " \
	"d.step, $1 - d.step_since AS days, d.share AS share_before, c.share), " \
	"numbered AS MATERIALIZED (SELECT m.*, CASE WHEN m.share > m.share_before THEN nextval($2) END AS repair_id FROM moved m), " \
	"restored AS (INSERT INTO civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id) " \
	"SELECT p.epoch, m.repair_id, e.subject_id, e.rule_id, 5, m.share, e.occurred_on, greatest($1, e.effective_on), e.source_id, e.entry_id " \
	"FROM numbered m CROSS JOIN LATERAL (SELECT * FROM civic_private.entry o WHERE o.subject_id = m.subject_id AND o.entry_id = m.entry_id " \
	"OFFSET 0) e, civic_private.programme p WHERE m.repair_id IS NOT NULL), " \
	"history AS (INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, " \
	"share_before, share, repair_id) " \
	"SELECT m.subject_id, m.case_id, m.move_no, m.move, m.from_state, m.to_state, m.step, $1, m.days, m.share_before, m.share, m.repair_id " \
	"FROM numbered m), " \
	"told AS (INSERT INTO civic_private.outbox (topic, subject_id, payload) " \
	"SELECT 'repair', m.subject_id, jsonb_build_object('subject_id', m.subject_id, 'case_id', m.case_id, 'entry_id', m.entry_id, " \
	"'move', civic_internal.repair_move_name(m.move), 'state', civic_internal.repair_state_name(m.to_state), 'step', m.step, 'share', m.share, 'day', $1) " \
	"FROM numbered m WHERE m.move IN (6, 8) " \
	"RETURNING outbox_id) " \
	"SELECT (SELECT count(*) FROM numbered), (SELECT count(*) FROM due d WHERE (d.n).move IS NOT NULL), (SELECT min(outbox_id) FROM told), (SELECT max(outbox_id) FROM told)"

static void
notify_moves(uint64 row)
{
	static Statement st = STATEMENT(
		"SELECT pg_notify('civic_credit', jsonb_build_object('topic', 'repair', 'first', $1, 'last', $2)::text)", INT8OID, INT8OID);
	Datum		values[2];
	bool		isnull;

	values[0] = statement_column(row, 3, &isnull);
	values[1] = statement_column(row, 4, &isnull);
	if (!isnull)
		statement_run(&st, values, NULL, false, SPI_OK_SELECT);
}

/* Every automatic move that is due by a day; how many there were. */
static int64
make_automatic_moves(DateADT day)
{
	static Statement sequence_st = STATEMENT("SELECT pg_get_serial_sequence('civic_private.entry', 'entry_id')::regclass");
	static Statement st = STATEMENT(SETTLE_ROUND, DATEOID, REGCLASSOID);
	Datum		values[2] = {DateADTGetDatum(day)};
	int64		total = 0;
	int64		due = 1;
	bool		isnull;

	statement_run(&sequence_st, NULL, NULL, false, SPI_OK_SELECT);
	values[1] = statement_column(0, 1, &isnull);
	for (int round = 0; due > 0 && round < ROUNDS_MAX; round++)
	{
		statement_run(&st, values, NULL, false, SPI_OK_SELECT);
		total += DatumGetInt64(statement_column(0, 1, &isnull));
		due = DatumGetInt64(statement_column(0, 2, &isnull));
		notify_moves(0);
	}
	return total;
}

Datum
civic_settle_repair(PG_FUNCTION_ARGS)
{
	static Statement erase_st = STATEMENT("SELECT civic_internal.erase_forgotten($1)", DATEOID);
	DateADT		today = date_in_zone(GetCurrentTransactionStartTimestamp(), programme_seen()->zone);
	DateADT		day;
	Datum		value;
	int64		done;
	bool		isnull;

	if (PG_ARGISNULL(0))
		null_argument("day");
	/* nothing takes effect in the past: a missed day's moves are today's */
	day = Max(checked_date(PG_GETARG_DATEADT(0), "day"), today);
	SPI_connect();
	done = make_automatic_moves(day);
	value = DateADTGetDatum(day);
	statement_run(&erase_st, &value, NULL, false, SPI_OK_SELECT);
	done += DatumGetInt64(statement_column(0, 1, &isnull));
	SPI_finish();
	PG_RETURN_INT64(done);
}
