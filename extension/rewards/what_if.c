/*-------------------------------------------------------------------------
 *
 * what_if.c
 *	  Everybody's score, tier, benefits and coupons as they are, and as a draft
 *	  of a policy would have them, in one pass over each of several parts of
 *	  the ledger.
 *
 * As for scores, two statements run side by side in the order of subjects: who
 * there is, and entries, which are collected as they are scanned.  One state
 * is collected and valued twice.  Nothing is written.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/draft.h"

#include "access/htup_details.h"
#include "base/area.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/value.h"
#include "common/hashfn.h"
#include "core/benefit.h"
#include "funcapi.h"
#include "score/score.h"
#include "standing/standing.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/portal.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(civic_what_if_part);

/* profiles that may ask */
#define PROFILES	(REVIEWER | AUDITOR)

#define FETCHED_ROWS	1000

/* Columns of the statement that reads who there is, before those of the standing. */
enum
{
	WHO_SUBJECT_ID, WHO_AREA, WHO_KIND, WHO_LOCK_ID, WHO_LOCK_TIER, WHO_LOCK_UNTIL, WHO_LOCK_FLOOR,
	WHO_SINCE, WHO_INSIDE, WHO_FIRST_INSIDE, WHO_STANDING,
	WHO_COLUMNS = WHO_STANDING + STANDING_COLUMNS
};

/* Columns of the result. */
enum
{
	OUT_SUBJECT_ID, OUT_AREA, OUT_NOW, OUT_DRAFT, OUT_CHANGE, OUT_TIER_NOW, OUT_TIER_DRAFT,
	OUT_GAINED, OUT_LOST, OUT_COUPONS_NOW, OUT_COUPONS_DRAFT, OUT_UNMAPPED, OUT_COLUMNS
};

/* An area where subjects live, and what governs it. */
typedef struct Place
{
	char	   *name;
	int			len;
	Datum		path;			/* as the result has it */
	Governing	now;
	Governing	draft;
	struct Place *next;
} Place;

/* How a subject fares by one of the two. */
typedef struct Fare
{
	bool		scored;
	Standing	standing;
	int64		coupons;
} Fare;

typedef struct WhatIf
{
	DestReceiver pub;
	Draft		draft;
	ScoreDays	days;
	const Programme *programme;
	ReturnSetInfo *result;
	FmgrInfo	path_input;
	Oid			path_param;
	Place	   *places[256];
	MemoryContext context;		/* of what lasts */
	MemoryContext subject_context;	/* of what one subject needs */
	DestReceiver who_pub;
	Portal		portal;
	MemoryContext row_context;
	HeapTuple	rows[FETCHED_ROWS];
	int			n_rows,
				at;
	int64		subject_id;		/* whose entries are being collected; past the last, more than any */
	Place	   *place;			/* where it lives */
	ScoreState *state;
	bool		displaced;		/* some entry in the state is */
	int64		unmapped;
	Datum		values[WHO_COLUMNS];	/* its row */
	bool		nulls[WHO_COLUMNS];
	int			n_stays;		/* where it has lived, if that is asked */
	Datum	   *stays_since,
			   *stays_inside;
} WhatIf;

/* ----------
 * who there is
 * ----------
 */

/* $1 and $2: from one subject to another; $3: the day; $4: the draft's area; $5: within, or null */
#define SELECT_WHO \
	"SELECT h.subject_id, h.area, s.kind, l.lock_id, l.tier, l.until, l.is_floor, %s, %s " \
	"FROM civic_internal.homes($3, $3) h " \
	"JOIN civic_private.subject s ON s.subject_id = h.subject_id " \
	"LEFT JOIN civic_private.standing t ON t.subject_id = h.subject_id " \
	"LEFT JOIN civic_internal.batch_locks($1 - 1, $2, $3) l ON l.subject_id = h.subject_id %s " \
	"WHERE h.subject_id BETWEEN $1 AND $2 AND civic_internal.area_covers($5, h.area) %s " \
	"ORDER BY h.subject_id"

/* Where subjects lived before is asked only if a policy above the draft's area recorded entries. */
#define STAY_COLUMNS	"r.since, r.inside, r.first_inside"
#define NO_STAYS		"NULL::date[], NULL::bool[], NULL::bool"
#define JOIN_STAYS \
	"LEFT JOIN (SELECT x.subject_id, array_agg(x.since ORDER BY x.since, x.residence_id) AS since, " \
	"array_agg(x.inside ORDER BY x.since, x.residence_id) AS inside, " \
	"(array_agg(x.inside ORDER BY x.residence_id))[1] AS first_inside " \
	"FROM (SELECT r.*, civic_internal.area_covers($4, r.area) AS inside " \
	"FROM civic_private.residence r WHERE r.subject_id BETWEEN $1 AND $2) x " \
	"GROUP BY x.subject_id) r ON r.subject_id = h.subject_id"
#define REACHED \
	"AND civic_internal.reaches('reviewer auditor', h.subject_id)"

static bool
needs_stays(const WhatIf *w)
{
	int32		policy_id = policy_at(w->draft.area, w->draft.from_day,
									  w->programme->newest_enactment);

	return policy_id && strcmp(policy_by_id(policy_id)->area, w->draft.area) != 0;
}

static void
open_subjects(WhatIf *w, SubjectRange range, const char *within)
{
	Oid			types[] = {INT8OID, INT8OID, DATEOID, TEXTOID, TEXTOID};
	Datum		values[] = {
		Int64GetDatum(range.first), Int64GetDatum(range.last), DateADTGetDatum(w->days.as_of),
		CStringGetTextDatum(w->draft.area), CStringGetTextDatum(within)
	};
	bool		stays = needs_stays(w);
	char	   *sql = psprintf(SELECT_WHO, stays ? STAY_COLUMNS : NO_STAYS, standing_columns("t."),
							   stays ? JOIN_STAYS : "",
							   reaches_everything(PROFILES, false) ? "" : REACHED);

	w->portal = SPI_cursor_open_with_args(NULL, sql, lengthof(types), types, values, NULL, true, 0);
}

static bool
receive_who(TupleTableSlot *slot, DestReceiver *self)
{
	WhatIf	   *w = (WhatIf *) ((char *) self - offsetof(WhatIf, who_pub));
	MemoryContext old = MemoryContextSwitchTo(w->row_context);

	w->rows[w->n_rows++] = ExecCopySlotHeapTuple(slot);
	MemoryContextSwitchTo(old);
	return true;
}

/* SPI's own way to fetch would disturb the statement that reads entries. */
static bool
fetch_rows(WhatIf *w)
{
	MemoryContextReset(w->row_context);
	w->n_rows = w->at = 0;
	(void) PortalRunFetch(w->portal, FETCH_FORWARD, FETCHED_ROWS, &w->who_pub);
	return w->n_rows > 0;
}

static Place *
new_place(WhatIf *w, const char *name, int len)
{
	MemoryContext old = MemoryContextSwitchTo(w->context);
	Place	   *place = palloc0(sizeof(Place));

	place->name = pnstrdup(name, len);
	place->len = len;
	place->path = InputFunctionCall(&w->path_input, place->name, w->path_param, -1);
	place->now = governing_policy(place->name, w->days.as_of, w->programme);
	place->draft = place->now;
	if (draft_governs(&w->draft, place->name, place->now.policy))
		place->draft.policy = w->draft.policy;
	MemoryContextSwitchTo(old);
	return place;
}

/* A town has few areas and many homes. */
static Place *
place_of(WhatIf *w, const text *area)
{
	const char *name = VARDATA_ANY(area);
	int			len = VARSIZE_ANY_EXHDR(area);
	Place	  **chain = &w->places[hash_bytes((const unsigned char *) name, len) %
		lengthof(w->places)];

	for (Place *known = *chain; known; known = known->next)
		if (known->len == len && memcmp(known->name, name, len) == 0)
			return known;
	w->place = new_place(w, name, len);
	w->place->next = *chain;
	*chain = w->place;
	return w->place;
}

static void
read_stays(WhatIf *w)
{
	w->n_stays = 0;
	if (w->nulls[WHO_SINCE])
		return;
	deconstruct_array(DatumGetArrayTypeP(w->values[WHO_SINCE]), DATEOID, sizeof(DateADT), true,
					  TYPALIGN_INT, &w->stays_since, NULL, &w->n_stays);
	deconstruct_array(DatumGetArrayTypeP(w->values[WHO_INSIDE]), BOOLOID, 1, true, TYPALIGN_CHAR,
					  &w->stays_inside, NULL, &w->n_stays);
}

static void
next_subject(WhatIf *w)
{
	MemoryContext old;

	w->state->n_cells = 0;
	w->displaced = false;
	w->unmapped = 0;
	if (w->at >= w->n_rows && !fetch_rows(w))
	{
		w->subject_id = PG_INT64_MAX;
		return;
	}
	MemoryContextReset(w->subject_context);
	old = MemoryContextSwitchTo(w->subject_context);
	heap_deform_tuple(w->rows[w->at++], w->portal->tupDesc, w->values, w->nulls);
	w->subject_id = w->state->subject_id = DatumGetInt64(w->values[WHO_SUBJECT_ID]);
	w->place = place_of(w, DatumGetTextPP(w->values[WHO_AREA]));
	read_stays(w);
	MemoryContextSwitchTo(old);
}

/* ----------
 * entries
 * ----------
 */

/* Did the subject live within the draft's area?  As home() has it. */
static bool
lived_inside(const WhatIf *w, DateADT day)
{
	int			n = w->n_stays;

	while (n > 0 && DatumGetDateADT(w->stays_since[n - 1]) > day)
		n--;
	return DatumGetBool(n > 0 ? w->stays_inside[n - 1] : w->values[WHO_FIRST_INSIDE]);
}

static bool
is_displaced(const WhatIf *w, const Revalued *r, const Entry *entry)
{
	if (r->displaced == DISPLACED_NOT || entry->occurred_on < w->draft.from_day)
		return false;
	return r->displaced == DISPLACED_ALWAYS ||
		(w->n_stays > 0 && lived_inside(w, entry->occurred_on));
}

static void
collect(WhatIf *w, Entry entry)
{
	const Revalued *r = draft_revalue(&w->draft, entry.rule_id, w->place->now.policy);
	bool		keep = r->keep;
	StateResult result;

	if (is_displaced(w, r, &entry))
	{
		entry.rule_id |= DISPLACED_MARK;
		keep = r->keep_displaced;
		w->displaced = true;
		w->unmapped += r->unmapped && entry.kind == ENTRY_AWARD;
	}
	result = state_collect(w->state, state_capacity(w->state), &entry, r->now, keep);
	if (unlikely(result == STATE_FULL))
	{
		w->state = larger_state(w->state, w->context);
		result = state_collect(w->state, state_capacity(w->state), &entry, r->now, keep);
	}
	if (unlikely(result != STATE_OK))
		state_failed(result);
}

/* ----------
 * how a subject fares
 * ----------
 */

static void
read_who(const WhatIf *w, Subject *subject, Standing *old)
{
	const Datum *v = w->values;
	const bool *nulls = w->nulls;

	memset(subject, 0, sizeof(*subject));
	memset(old, 0, sizeof(*old));
	subject->subject_id = old->subject_id = w->subject_id;
	subject->kind = code_value(v[WHO_KIND], nulls[WHO_KIND]);
	subject->next_residence = subject->next_answer = NO_NEXT_DAY;
	subject->lock_id = nulls[WHO_LOCK_ID] ? 0 : DatumGetInt64(v[WHO_LOCK_ID]);
	subject->lock_tier = code_value(v[WHO_LOCK_TIER], nulls[WHO_LOCK_TIER]);
	subject->lock_until = nulls[WHO_LOCK_UNTIL] ? NO_DAY : DatumGetDateADT(v[WHO_LOCK_UNTIL]);
	subject->lock_is_floor = !nulls[WHO_LOCK_FLOOR] && DatumGetBool(v[WHO_LOCK_FLOOR]);
	subject->verdict = FALL_OPEN;
	if (!nulls[WHO_STANDING])
		read_standing(old, v + WHO_STANDING, nulls + WHO_STANDING);
	/* where it stood later says nothing about the day */
	if (old->version > 0 && old->as_of > w->days.as_of)
		memset(old, 0, sizeof(*old));
}

/* Coupons of what shares a limit, a line or a flat rule are rounded once. */
typedef struct Pot
{
	bool		limit;
	int64		id;
	int128_t	coupons;		/* hundredths of grains */
} Pot;

static Pot *
pot_of(Pot *pots, int *n, const Root *root)
{
	const Rule *rule = root->rule;
	bool		limit = rule->limit != NULL;
	int64		id = limit ? rule->limit->limit_id : rule->line ? rule->line : root->rule_id;

	for (int i = *n - 1; i >= 0; i--)
		if (pots[i].limit == limit && pots[i].id == id)
			return &pots[i];
	pots[*n] = (Pot) {limit, id, 0};
	return &pots[(*n)++];
}

/* What gains have earned in coupons, whatever has aged or was spent. */
static int64
coupons_of_gains(WhatIf *w, RuleLookup lookup)
{
	Pot		   *pots = palloc(sizeof(Pot) * Max(w->state->n_cells, 1));
	Root	   *roots = palloc_extended(sizeof(Root) * Max(w->state->n_cells, 1), MCXT_ALLOC_HUGE);
	int			n_pots = 0;
	int32		n_roots;
	int64		total = 0,
				coupons;

	w->state->as_of = CAL_NO_DAY;
	if (score_walk(w->state, lookup, &w->draft, roots, &n_roots) != SCORE_OK)
		n_roots = 0;
	w->state->as_of = w->days.as_of;
	for (int32 i = 0; i < n_roots; i++)
	{
		int128_t	worth = roots[i].exact;

		if (roots[i].rule->coupons > 0 && worth > 0 && fixed_mul(&worth, roots[i].rule->coupons))
			(void) fixed_add(&pot_of(pots, &n_pots, &roots[i])->coupons, worth);
	}
	for (int i = 0; i < n_pots; i++)
		if (fixed_round(pots[i].coupons, (int128_t) RATE_SCALE * 100, &coupons))
			total += coupons;
	return total;
}

/* One subject that cannot be scored keeps nobody else from it. */
static void
warn_of(int64 subject_id, ScoreResult result)
{
	Refusal		r = score_refusal(result, subject_id);

	ereport(WARNING,
			(errcode(r.sqlstate),
			 errmsg("subject %lld has no score: %s", (long long) subject_id, r.reason)));
}

static void
fare(WhatIf *w, const Governing *governing, bool by_draft, const Subject *subject,
	 const Standing *old, Fare *fare)
{
	static Evaluation found;
	Root	   *roots;
	Walked		walked;
	ScoreResult result;

	fare->scored = false;
	fare->coupons = 0;
	if (w->draft.earns)
		fare->coupons = coupons_of_gains(w, by_draft ? gain_by_draft : gain_as_it_is);
	if (governing->policy == NULL)
		return;
	result = weigh_state(w->state, governing->policy, by_draft ? rule_by_draft : rule_as_it_is,
						 &w->draft, &roots, &walked.n_roots, &walked.totals);
	if (result != SCORE_OK)
	{
		warn_of(subject->subject_id, result);
		return;
	}
	walked.roots = roots;
	evaluate_walked(subject, &walked, NO_NEXT_DAY, old, w->days.as_of, governing, &fare->standing,
					&found);
	fare->scored = true;
}

/* ----------
 * results
 * ----------
 */

static bool
entitled(const Policy *policy, const Fare *fare, const Benefit *b, const char *kind, DateADT day)
{
	const Standing *s = &fare->standing;
	Holder		holder = {
		.day = day,.kind = ID_BIT(vocabulary_id(&subject_kinds, kind)),.settled = true,
		.rank = s->rank,.score = s->score,.never_lost = s->clean_since == NO_DAY,
		.clean_since = s->clean_since,.blocked = s->blocked_until != NO_DAY,
		.blocked_until = s->blocked_until
	};
	int64		missing;

	return fare->scored && benefit_check(b, policy, &holder, &missing) == ENTITLED;
}

/* Codes of what a subject is entitled to by one and not by the other.  Restrictions are decided. */
static Datum
entitled_only(const Policy *policy, const Fare *fare, const Policy *other_policy,
			  const Fare *other, const char *kind, DateADT day)
{
	List	   *codes = NIL;

	for (int i = 0; policy && i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];
		const Benefit *same = other_policy ? find_benefit(other_policy, b->code) : NULL;

		if (!b->adverse && entitled(policy, fare, b, kind, day) &&
			!(same && entitled(other_policy, other, same, kind, day)))
			codes = lappend(codes, (void *) b->code);
	}
	return codes_datum(codes);
}

static void
put_points(Datum *values, bool *nulls, int column, bool given, int64 hundredths)
{
	nulls[column] = !given;
	if (given)
		values[column] = NumericGetDatum(points_numeric(hundredths));
}

static void
put_code(Datum *values, bool *nulls, int column, const char *code)
{
	nulls[column] = code == NULL;
	if (code)
		values[column] = CStringGetTextDatum(code);
}

static void
put_fares(WhatIf *w, const Subject *subject, const Fare *now, const Fare *draft)
{
	const Policy *policy_now = w->place->now.policy;
	const Policy *policy_draft = w->place->draft.policy;
	DateADT		day = w->days.as_of;
	Datum		values[OUT_COLUMNS];
	bool		nulls[OUT_COLUMNS] = {false};

	values[OUT_SUBJECT_ID] = Int64GetDatum(w->subject_id);
	values[OUT_AREA] = w->place->path;
	put_points(values, nulls, OUT_NOW, now->scored, now->standing.score);
	put_points(values, nulls, OUT_DRAFT, draft->scored, draft->standing.score);
	put_points(values, nulls, OUT_CHANGE, now->scored && draft->scored,
			   draft->standing.score - now->standing.score);
	put_code(values, nulls, OUT_TIER_NOW, now->scored ? now->standing.tier : NULL);
	put_code(values, nulls, OUT_TIER_DRAFT, draft->scored ? draft->standing.tier : NULL);
	values[OUT_GAINED] = entitled_only(policy_draft, draft, policy_now, now, subject->kind, day);
	values[OUT_LOST] = entitled_only(policy_now, now, policy_draft, draft, subject->kind, day);
	put_points(values, nulls, OUT_COUPONS_NOW, true, now->coupons);
	put_points(values, nulls, OUT_COUPONS_DRAFT, true, draft->coupons);
	values[OUT_UNMAPPED] = Int64GetDatum(w->unmapped);
	tuplestore_putvalues(w->result->setResult, w->result->setDesc, values, nulls);
}

static void
finish_subject(WhatIf *w)
{
	MemoryContext old = MemoryContextSwitchTo(w->subject_context);
	Subject		subject;
	Standing	standing;
	Fare		now,
				draft;

	read_who(w, &subject, &standing);
	fare(w, &w->place->now, false, &subject, &standing, &now);
	if (w->displaced || w->place->draft.policy != w->place->now.policy)
		fare(w, &w->place->draft, true, &subject, &standing, &draft);
	else
		draft = now;
	put_fares(w, &subject, &now, &draft);
	MemoryContextSwitchTo(old);
	next_subject(w);
}

static bool
receive_entry(TupleTableSlot *slot, DestReceiver *self)
{
	WhatIf	   *w = (WhatIf *) self;
	Entry		entry = slot_entry(slot);
	int64		subject_id = DatumGetInt64(slot->tts_values[ENTRY_SUBJECT_ID]);

	while (w->subject_id < subject_id)
		finish_subject(w);
	if (w->subject_id == subject_id && state_wants(w->state, &entry))
		collect(w, entry);
	return w->subject_id != PG_INT64_MAX;
}

/* ----------
 * asking
 * ----------
 */

/* Raise an error unless the caller may ask within an area, and there is one. */
static void
check_within(const char *within)
{
	static Statement st = STATEMENT("SELECT civic_internal.check_area($within)");

	require_reach_within(PROFILES, within);
	QUERY(&st, ARG_TEXT(within, within));
}

static void
begin(WhatIf *w, FunctionCallInfo fcinfo)
{
	Oid			input;

	w->pub = row_receiver(receive_entry);
	w->context = CurrentMemoryContext;
	w->who_pub = row_receiver(receive_who);
	w->row_context = AllocSetContextCreate(w->context, "civic_credit what if, rows",
										   ALLOCSET_DEFAULT_SIZES);
	w->subject_context = AllocSetContextCreate(w->context, "civic_credit what if",
											   ALLOCSET_DEFAULT_SIZES);
	w->result = (ReturnSetInfo *) fcinfo->resultinfo;
	w->days = days_arguments(fcinfo, 2, PG_NARGS());
	w->programme = programme_seen();
	w->state = fresh_state(0, w->days);
	getTypeInputInfo(TupleDescAttr(w->result->setDesc, OUT_AREA)->atttypid, &input,
					 &w->path_param);
	fmgr_info(input, &w->path_input);
}

/* (draft, within, as_of, from_day, part, parts) */
Datum
civic_what_if_part(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id BETWEEN $first AND $last ORDER BY e.subject_id");
	WhatIf	   *w = palloc0(sizeof(WhatIf));
	DateADT		from_day;
	SubjectRange range;
	char	   *within = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		null_argument("draft");
	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		return (Datum) 0;
	from_day = PG_ARGISNULL(3) ? 0 : PG_GETARG_DATEADT(3);
	begin(w, fcinfo);
	SPI_connect();
	if (within)
		check_within(within);
	read_draft(&w->draft, PG_GETARG_INT32(0), PG_ARGISNULL(3) ? NULL : &from_day, w->days.as_of);
	range = range_of_part(PG_GETARG_INT32(4), PG_GETARG_INT32(5));
	open_subjects(w, range, within ? within : w->draft.area);
	next_subject(w);
	statement_stream(&st, true, &w->pub, ARGUMENTS(ARG_INT8(first, range.first),
												   ARG_INT8(last, range.last)));
	while (w->subject_id != PG_INT64_MAX)
		finish_subject(w);
	SPI_cursor_close(w->portal);
	SPI_finish();
	return (Datum) 0;
}
