/*-------------------------------------------------------------------------
 *
 * advance.c
 *	  The core's automatic transitions and steps, for the rows of a query.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "base/programme.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_repair_advance);
PG_FUNCTION_INFO_V1(civic_repair_step_info);

/* The path that the last row had, and the type of the result, kept from row to row. */
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

static bool
is_cached(const PathCache *cache, int32 policy_id, int16 severity, const char *code, size_t len)
{
	return cache->policy_id == policy_id && cache->severity == severity &&
		cache->resets == policy_cache_resets && len < sizeof(cache->code) &&
		strlen(cache->code) == len && memcmp(cache->code, code, len) == 0;
}

/*
 * The path that the first three arguments name: a policy, a severity and the
 * path's code.  A path without steps if there is none.
 */
static const RepairPath *
path_argument(FunctionCallInfo fcinfo, PathCache *cache)
{
	int32		policy_id = PG_GETARG_INT32(0);
	int16		severity = PG_GETARG_INT16(1);
	const text *code = PG_GETARG_TEXT_PP(2);
	size_t		len = VARSIZE_ANY_EXHDR(code);
	const Policy *policy;

	if (is_cached(cache, policy_id, severity, VARDATA_ANY(code), len))
		return &cache->path;
	/* nothing is cached if this fails */
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

/* A date, kept within the calendar: infinity is never, -infinity no day. */
static int32
day_argument(FunctionCallInfo fcinfo, int n)
{
	return Max(Min(PG_GETARG_DATEADT(n), REPAIR_NEVER), CAL_NO_DAY);
}

/* The arguments of repair_advance() behind those of the path, and its result columns. */
enum
{
	IN_STATE = 3, IN_STEP, IN_STEP_SINCE, IN_DOCUMENT_DATE, IN_REPAIRABLE_FROM, IN_ENDS_ON,
	IN_LAPSES_ON, IN_RESTORED_BP, IN_APPEALED, IN_HOURS, IN_BROKEN_ON, IN_REVERSED, IN_DAY
};

enum
{
	OUT_MOVE, OUT_STATE, OUT_STEP, OUT_STEP_SINCE, OUT_RESTORED_BP, OUT_APPEALED,
	OUT_NEXT_MOVE_ON, OUT_WAITS_FOR, OUT_AWAITED_RULE, OUT_COLUMNS
};

static Datum
advanced_row(const PathCache *cache, RepairMove move, const RepairCase *next)
{
	const RepairPath *path = &cache->path;
	const char *rule = awaited_rule(path, next);
	int32		next_day = repair_next_day(path, next);
	Datum		values[OUT_COLUMNS] = {
		[OUT_MOVE] = Int16GetDatum(move),
		[OUT_STATE] = Int16GetDatum(next->state),
		[OUT_STEP] = Int16GetDatum(next->step),
		[OUT_STEP_SINCE] = DateADTGetDatum(next->step_since),
		[OUT_RESTORED_BP] = Int16GetDatum(next->restored_bp),
		[OUT_APPEALED] = BoolGetDatum(next->appealed),
		[OUT_NEXT_MOVE_ON] = DateADTGetDatum(next_day),
		[OUT_WAITS_FOR] = Int16GetDatum(repair_waits_for(path, next)),
		[OUT_AWAITED_RULE] = rule ? CStringGetTextDatum(rule) : (Datum) 0
	};
	bool		nulls[OUT_COLUMNS] = {
		[OUT_NEXT_MOVE_ON] = next_day >= REPAIR_NEVER,
		[OUT_AWAITED_RULE] = rule == NULL
	};

	return HeapTupleGetDatum(heap_form_tuple(cache->desc, values, nulls));
}

/* The automatic transition that is due on a day, and the case after it; null if none is. */
Datum
civic_repair_advance(PG_FUNCTION_ARGS)
{
	PathCache  *cache = path_cache(fcinfo);
	const RepairPath *path = path_argument(fcinfo, cache);
	RepairCase	next;
	RepairMove	move;
	RepairCase	c = {
		.state = (RepairState) PG_GETARG_INT16(IN_STATE),
		.step = PG_GETARG_INT16(IN_STEP),
		.step_since = day_argument(fcinfo, IN_STEP_SINCE),
		.document_day = day_argument(fcinfo, IN_DOCUMENT_DATE),
		.repairable_from = day_argument(fcinfo, IN_REPAIRABLE_FROM),
		.ends_on = day_argument(fcinfo, IN_ENDS_ON),
		.lapses_on = day_argument(fcinfo, IN_LAPSES_ON),
		.restored_bp = PG_GETARG_INT16(IN_RESTORED_BP),
		.appealed = PG_GETARG_BOOL(IN_APPEALED)
	};
	RepairFacts f = {
		.day = day_argument(fcinfo, IN_DAY),
		.reversed = PG_GETARG_BOOL(IN_REVERSED),
		.hours = PG_GETARG_INT64(IN_HOURS),
		.broken_on = day_argument(fcinfo, IN_BROKEN_ON)
	};

	move = repair_automatic(path, &c, &f, &next);
	if (move == MOVE_NONE)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(advanced_row(cache, move, &next));
}

/*
 * What the policy says about a step of a case, and when it can be applied for:
 * repair_step_info(policy_id, severity, path, step, step_since, document_date,
 * repairable_from).  Null if the path has no such step.
 */
Datum
civic_repair_step_info(PG_FUNCTION_ARGS)
{
	const RepairPath *path = path_argument(fcinfo, path_cache(fcinfo));
	RepairCase	c = {
		.state = REPAIR_REPAIRABLE,
		.step = PG_GETARG_INT16(3),
		.step_since = day_argument(fcinfo, 4),
		.document_day = day_argument(fcinfo, 5),
		.repairable_from = day_argument(fcinfo, 6)
	};
	const RepairStep *s = repair_step(path, &c);

	if (s == NULL)
		PG_RETURN_NULL();
	RETURN_ROW(fcinfo,
			   ARG_INT4(steps, path->n),
			   ARG_TEXT(kind, vocabulary_name(&step_kinds, s->kind)),
			   ARG_TEXT(decider, vocabulary_name(&step_deciders, s->decider)),
			   ARG_TEXT(title_en, s->title.text[LANG_EN]),
			   ARG_TEXT(title_zh, s->title.text[LANG_ZH]),
			   ARG_INT8(amount, s->amount),
			   ARG_TEXT(rule, s->rule),
			   ARG_INT4(restores, s->restores),
			   ARG_DAY(ready_on, repair_ready_day(path, &c)));
}
