/*-------------------------------------------------------------------------
 *
 * what_if.c
 *	  Everybody's score, tier, benefits and coupons as they are, and as a draft
 *	  of a policy would have them, in one pass over each of several parts of
 *	  the ledger.
 *
 * As for scores, statements run side by side in the order of subjects: homes,
 * standings, and entries, which are collected as they are scanned.  One state
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
#include "core/benefit.h"
#include "funcapi.h"
#include "score/homes.h"
#include "standing/standing.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/portal.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(civic_what_if_part);

/* profiles that may ask and can be held to an area */
#define PROFILES		(REVIEWER | AUDITOR)
#define PROFILE_NAMES	"reviewer auditor"

#define FETCHED_ROWS	1000

/* Columns of the statement that reads who there is, and of the standing only what moves tiers. */
enum
{
	WHO_SUBJECT_ID, WHO_KIND, WHO_LOCK_ID, WHO_LOCK_TIER, WHO_LOCK_UNTIL, WHO_LOCK_FLOOR,
	WHO_SINCE, WHO_INSIDE, WHO_FIRST_INSIDE, WHO_VERSION, WHO_AS_OF, WHO_POLICY_ID, WHO_RANK,
	WHO_TIER, WHO_EARNED_RANK, WHO_EARNED_TIER, WHO_EARNED_SINCE, WHO_FELL_ON, WHO_REFUSED_RANK,
	WHO_OPEN_FALL, WHO_COLUMNS
};

/* Columns of the result. */
enum
{
	OUT_SUBJECT_ID, OUT_AREA, OUT_NOW, OUT_DRAFT, OUT_CHANGE, OUT_TIER_NOW, OUT_TIER_DRAFT,
	OUT_GAINED, OUT_LOST, OUT_COUPONS_NOW, OUT_COUPONS_DRAFT, OUT_UNMAPPED, OUT_RANK_NOW,
	OUT_RANK_DRAFT, OUT_COLUMNS
};

/* An area where subjects live, and what governs it. */
typedef struct Place
{
	const KnownArea *area;
	bool		wanted;			/* lies within what is asked */
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

/* A subject as the second statement has it. */
typedef struct Who
{
	Subject		subject;
	Standing	stood;			/* as of the day at the latest; version 0: not yet */
	int			n_stays;		/* where it has lived, if that is asked */
	Datum	   *stays_since,
			   *stays_inside;
	bool		first_inside;
} Who;

typedef struct WhatIf
{
	DestReceiver pub;
	DestReceiver who_pub;
	Draft		draft;
	const char *within;			/* whom it is about */
	ScoreDays	days;
	const Programme *programme;
	ReturnSetInfo *result;
	MemoryContext context;		/* of what lasts */
	MemoryContext subject_context;	/* of what one subject needs */
	MemoryContext row_context;
	Place	   *places[256];
	HomeStream *homes;
	const Home *home;			/* whose entries are being collected; NULL after the last */
	Place	   *place;			/* where it lives */
	Portal		portal;			/* who there is */
	Who		   *rows;			/* that were fetched */
	int			n_rows,
				at;
	Who			unknown;		/* for whom there is no row */
	Who		   *who;			/* the home's subject */
	Datum		nothing;		/* 0.00, and an empty list, as the result has them */
	Datum		no_codes;
	ScoreState *state;
	bool		changed;		/* some entry in the state counts for something else by the draft */
	int64		unmapped;
} WhatIf;

/* ----------
 * who there is
 * ----------
 */

/*
 * $1 and $2: from one subject to another; $3: the day; $4: the draft's area.  A
 * table of a million is read only where something depends on it.
 */
#define SELECT_WHO \
	"SELECT %s.subject_id, %s, l.lock_id, l.tier, l.until, l.is_floor, %s, %s FROM %s " \
	"LEFT JOIN civic_internal.batch_locks($1 - 1, $2, $3) l ON l.subject_id = t.subject_id %s " \
	"WHERE %s.subject_id BETWEEN $1 AND $2 ORDER BY 1"
#define STANDING_PARTS \
	"t.version, t.as_of, t.policy_id, t.rank, t.tier, t.earned_rank, t.earned_tier, " \
	"t.earned_since, t.fell_on, t.refused_rank, t.open_fall"
#define STANDINGS	"civic_private.standing t"
#define SUBJECTS \
	"civic_private.subject s LEFT JOIN civic_private.standing t ON t.subject_id = s.subject_id"

/* Where subjects lived before is asked only if a policy above the draft's area recorded entries. */
#define STAY_COLUMNS	"r.since, r.inside, r.first_inside"
#define NO_STAYS		"NULL::date[], NULL::bool[], NULL::bool"
#define JOIN_STAYS \
	"LEFT JOIN (SELECT x.subject_id, " \
	"array_agg(x.since ORDER BY x.since, x.residence_id) AS since, " \
	"array_agg(x.inside ORDER BY x.since, x.residence_id) AS inside, " \
	"(array_agg(x.inside ORDER BY x.residence_id))[1] AS first_inside " \
	"FROM (SELECT r.*, civic_internal.area_covers($4, r.area) AS inside " \
	"FROM civic_private.residence r WHERE r.subject_id BETWEEN $1 AND $2) x " \
	"GROUP BY x.subject_id) r ON r.subject_id = s.subject_id"

static bool
needs_stays(const WhatIf *w)
{
	int32		policy_id = policy_at(w->draft.area, w->draft.from_day,
									  w->programme->newest_enactment);

	return policy_id && strcmp(policy_by_id(policy_id)->area, w->draft.area) != 0;
}

static bool
policy_asks_kinds(const Policy *policy)
{
	for (int i = 0; policy && i < policy->n_benefits; i++)
		if (policy->benefits[i].kinds != 0)
			return true;
	return false;
}

/* Does anything depend on the kinds of subjects?  Yes, where many policies may govern. */
static bool
needs_kinds(const WhatIf *w)
{
	const char *sole = sole_policy_area(w->programme->newest_enactment,
										w->programme->access_version);
	int32		policy_id = policy_at(sole, w->days.as_of, w->programme->newest_enactment);

	return sole == NULL || policy_asks_kinds(w->draft.policy) ||
		policy_asks_kinds(policy_id ? policy_by_id(policy_id) : NULL);
}

static void
open_who(WhatIf *w, SubjectRange range)
{
	Oid			types[] = {INT8OID, INT8OID, DATEOID, TEXTOID};
	Datum		values[] = {
		Int64GetDatum(range.first), Int64GetDatum(range.last), DateADTGetDatum(w->days.as_of),
		CStringGetTextDatum(w->draft.area)
	};
	bool		stays = needs_stays(w);
	bool		subjects = stays || needs_kinds(w);
	const char *key = subjects ? "s" : "t";
	char	   *sql = psprintf(SELECT_WHO, key, subjects ? "s.kind" : "NULL::text",
							   stays ? STAY_COLUMNS : NO_STAYS, STANDING_PARTS,
							   subjects ? SUBJECTS : STANDINGS, stays ? JOIN_STAYS : "", key);

	w->portal = SPI_cursor_open_with_args(NULL, sql, lengthof(types), types, values, NULL, true, 0);
}

static void
read_stood(const Datum *v, const bool *nulls, Standing *old)
{
	old->version = DatumGetInt32(v[WHO_VERSION]);
	old->as_of = DatumGetDateADT(v[WHO_AS_OF]);
	old->policy_id = DatumGetInt32(v[WHO_POLICY_ID]);
	old->rank = DatumGetInt32(v[WHO_RANK]);
	old->tier = code_value(v[WHO_TIER], nulls[WHO_TIER]);
	old->earned_tier = code_value(v[WHO_EARNED_TIER], nulls[WHO_EARNED_TIER]);
	old->earned = (TierPlace) {
		DatumGetInt32(v[WHO_EARNED_RANK]), DatumGetDateADT(v[WHO_EARNED_SINCE]),
			nulls[WHO_FELL_ON] ? NO_DAY : DatumGetDateADT(v[WHO_FELL_ON]),
			nulls[WHO_REFUSED_RANK] ? -1 : DatumGetInt32(v[WHO_REFUSED_RANK])
	};
	old->open_fall = nulls[WHO_OPEN_FALL] ? 0 : DatumGetInt64(v[WHO_OPEN_FALL]);
}

static void
read_stays(const Datum *v, Who *who)
{
	deconstruct_array(DatumGetArrayTypePCopy(v[WHO_SINCE]), DATEOID, sizeof(DateADT), true,
					  TYPALIGN_INT, &who->stays_since, NULL, &who->n_stays);
	deconstruct_array(DatumGetArrayTypePCopy(v[WHO_INSIDE]), BOOLOID, 1, true, TYPALIGN_CHAR,
					  &who->stays_inside, NULL, &who->n_stays);
	who->first_inside = DatumGetBool(v[WHO_FIRST_INSIDE]);
}

static void
begin_who(Who *who, int64 subject_id)
{
	memset(who, 0, sizeof(*who));
	who->subject.subject_id = who->stood.subject_id = subject_id;
	who->subject.next_residence = who->subject.next_answer = NO_NEXT_DAY;
	who->subject.lock_until = NO_DAY;
	who->subject.verdict = FALL_OPEN;
}

static void
read_who(const Datum *v, const bool *nulls, DateADT day, Who *who)
{
	Subject    *subject = &who->subject;

	begin_who(who, DatumGetInt64(v[WHO_SUBJECT_ID]));
	subject->kind = code_value(v[WHO_KIND], nulls[WHO_KIND]);
	if (!nulls[WHO_LOCK_TIER])
	{
		subject->lock_id = DatumGetInt64(v[WHO_LOCK_ID]);
		subject->lock_tier = code_value(v[WHO_LOCK_TIER], false);
		subject->lock_until = DatumGetDateADT(v[WHO_LOCK_UNTIL]);
		subject->lock_is_floor = DatumGetBool(v[WHO_LOCK_FLOOR]);
	}
	/* where it stood later says nothing about the day */
	if (!nulls[WHO_VERSION] && DatumGetDateADT(v[WHO_AS_OF]) <= day)
		read_stood(v, nulls, &who->stood);
	if (!nulls[WHO_SINCE])
		read_stays(v, who);
}

static bool
receive_who(TupleTableSlot *slot, DestReceiver *self)
{
	WhatIf	   *w = (WhatIf *) ((char *) self - offsetof(WhatIf, who_pub));
	MemoryContext old = MemoryContextSwitchTo(w->row_context);

	slot_getallattrs(slot);
	read_who(slot->tts_values, slot->tts_isnull, w->days.as_of, &w->rows[w->n_rows++]);
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

/* Find the row of the home's subject. */
static void
find_who(WhatIf *w)
{
	int64		subject_id = w->home->subject_id;

	while (w->at < w->n_rows || (w->n_rows > 0 && fetch_rows(w)))
	{
		w->who = &w->rows[w->at];
		if (w->who->subject.subject_id == subject_id)
			return;
		if (w->who->subject.subject_id > subject_id)
			break;
		w->at++;
	}
	w->who = &w->unknown;
	begin_who(w->who, subject_id);
}

/* A town has few areas and many homes. */
static Place *
place_of(WhatIf *w, const KnownArea *area)
{
	Place	  **chain = &w->places[(uintptr_t) area / sizeof(KnownArea) % lengthof(w->places)];
	Place	   *place;

	for (place = *chain; place; place = place->next)
		if (place->area == area)
			return place;
	place = MemoryContextAlloc(w->context, sizeof(Place));
	place->area = area;
	place->wanted = area_lies_within(area->name, w->within);
	place->now = governing_policy(area->name, w->days.as_of, w->programme);
	place->draft = place->now;
	if (draft_governs(&w->draft, area->name, place->now.policy))
		place->draft.policy = w->draft.policy;
	place->next = *chain;
	*chain = place;
	return place;
}

static void
next_subject(WhatIf *w)
{
	w->state->n_cells = 0;
	w->changed = false;
	w->unmapped = 0;
	do
	{
		w->home = next_home(w->homes);
		w->place = w->home ? place_of(w, w->home->area) : NULL;
	} while (w->place && !w->place->wanted);
	if (w->home == NULL)
		return;
	MemoryContextReset(w->subject_context);
	w->state->subject_id = w->home->subject_id;
	find_who(w);
}

/* ----------
 * entries
 * ----------
 */

/* Did the subject live within the draft's area?  As home() has it. */
static bool
lived_inside(const Who *who, DateADT day)
{
	int			n = who->n_stays;

	while (n > 0 && DatumGetDateADT(who->stays_since[n - 1]) > day)
		n--;
	return n > 0 ? DatumGetBool(who->stays_inside[n - 1]) : who->first_inside;
}

static bool
is_displaced(const WhatIf *w, const Revalued *r, const Entry *entry)
{
	if (r->displaced == DISPLACED_NOT || entry->occurred_on < w->draft.from_day)
		return false;
	return r->displaced == DISPLACED_ALWAYS ||
		lived_inside(w->who, entry->occurred_on);
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
		w->changed |= !r->alike;
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
	int64		id = limit ? rule->limit->line : rule->line ? rule->line : root->rule_id;

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

/* How the subject fares with its entries as they were walked. */
static void
judge(const WhatIf *w, const Governing *governing, Walked *walked, Fare *fare)
{
	static Evaluation found;
	ScoreResult result;

	fare->scored = false;
	if (governing->policy == NULL)
		return;
	result = try_total(walked->roots, walked->n_roots, w->days.as_of, governing->policy,
					   &walked->totals);
	fare->scored = result == SCORE_OK;
	if (fare->scored)
		evaluate_walked(&w->who->subject, walked, NO_NEXT_DAY, &w->who->stood, w->days.as_of,
						governing, &fare->standing, &found);
	else
		warn_of(w->home->subject_id, result);
}

static bool
walk(WhatIf *w, RuleLookup lookup, Walked *walked)
{
	Root	   *roots;
	ScoreResult result = walk_state_by(w->state, lookup, &w->draft, &roots, &walked->n_roots);

	walked->roots = roots;
	if (result != SCORE_OK)
		warn_of(w->home->subject_id, result);
	return result == SCORE_OK;
}

static void
compare_fares(WhatIf *w, Fare *now, Fare *draft)
{
	Walked		walked;
	bool		done;

	now->scored = draft->scored = false;
	now->coupons = w->draft.earns ? coupons_of_gains(w, gain_as_it_is) : 0;
	draft->coupons = w->changed && w->draft.earns ? coupons_of_gains(w, gain_by_draft) :
		now->coupons;
	done = walk(w, rule_as_it_is, &walked);
	if (done)
		judge(w, &w->place->now, &walked, now);
	if (!w->changed && w->place->draft.policy == w->place->now.policy)
	{
		*draft = *now;
		return;
	}
	if (w->changed)
		done = walk(w, rule_by_draft, &walked);
	if (done)
		judge(w, &w->place->draft, &walked, draft);
}

/* ----------
 * results
 * ----------
 */

static bool
entitled(const WhatIf *w, const Policy *policy, const Fare *fare, const Benefit *b)
{
	const Standing *s = &fare->standing;
	const char *kind = w->who->subject.kind;
	Holder		holder = {
		.day = w->days.as_of,.kind = kind ? ID_BIT(vocabulary_id(&subject_kinds, kind)) : 0,
		.settled = true,.rank = s->rank,.score = s->score,.never_lost = s->clean_since == NO_DAY,
		.clean_since = s->clean_since,.blocked = s->blocked_until != NO_DAY,
		.blocked_until = s->blocked_until
	};
	int64		missing;

	return fare->scored && benefit_check(b, policy, &holder, &missing) == ENTITLED;
}

/* Codes of what a subject is entitled to by one and not by the other.  Restrictions are decided. */
static Datum
entitled_only(const WhatIf *w, const Policy *policy, const Fare *fare, const Policy *other_policy,
			  const Fare *other)
{
	List	   *codes = NIL;

	for (int i = 0; policy && i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];
		const Benefit *same = other_policy ? find_benefit(other_policy, b->code) : NULL;

		if (!b->adverse && entitled(w, policy, fare, b) &&
			!(same && entitled(w, other_policy, other, same)))
			codes = lappend(codes, (void *) b->code);
	}
	return codes ? codes_datum(codes) : w->no_codes;
}

static void
put_points(const WhatIf *w, Datum *values, bool *nulls, int column, bool given, int64 hundredths)
{
	nulls[column] = !given;
	if (given)
		values[column] = hundredths ? NumericGetDatum(points_numeric(hundredths)) : w->nothing;
}

static void
put_code(Datum *values, bool *nulls, int column, const char *code)
{
	nulls[column] = code == NULL;
	if (code)
		values[column] = CStringGetTextDatum(code);
}

static void
put_fares(WhatIf *w, const Fare *now, const Fare *draft)
{
	const Policy *policy_now = w->place->now.policy;
	const Policy *policy_draft = w->place->draft.policy;
	Datum		values[OUT_COLUMNS];
	bool		nulls[OUT_COLUMNS] = {false};

	values[OUT_SUBJECT_ID] = Int64GetDatum(w->home->subject_id);
	values[OUT_AREA] = w->place->area->path;
	put_points(w, values, nulls, OUT_NOW, now->scored, now->standing.score);
	put_points(w, values, nulls, OUT_DRAFT, draft->scored, draft->standing.score);
	put_points(w, values, nulls, OUT_CHANGE, now->scored && draft->scored,
			   draft->standing.score - now->standing.score);
	put_code(values, nulls, OUT_TIER_NOW, now->scored ? now->standing.tier : NULL);
	put_code(values, nulls, OUT_TIER_DRAFT, draft->scored ? draft->standing.tier : NULL);
	values[OUT_GAINED] = entitled_only(w, policy_draft, draft, policy_now, now);
	values[OUT_LOST] = entitled_only(w, policy_now, now, policy_draft, draft);
	put_points(w, values, nulls, OUT_COUPONS_NOW, true, now->coupons);
	put_points(w, values, nulls, OUT_COUPONS_DRAFT, true, draft->coupons);
	values[OUT_UNMAPPED] = Int64GetDatum(w->unmapped);
	values[OUT_RANK_NOW] = Int32GetDatum(now->scored ? now->standing.rank : 0);
	values[OUT_RANK_DRAFT] = Int32GetDatum(draft->scored ? draft->standing.rank : 0);
	tuplestore_putvalues(w->result->setResult, w->result->setDesc, values, nulls);
}

static void
finish_subject(WhatIf *w)
{
	MemoryContext old = MemoryContextSwitchTo(w->subject_context);
	Fare		now,
				draft;

	compare_fares(w, &now, &draft);
	put_fares(w, &now, &draft);
	MemoryContextSwitchTo(old);
	next_subject(w);
}

static bool
receive_entry(TupleTableSlot *slot, DestReceiver *self)
{
	WhatIf	   *w = (WhatIf *) self;
	Entry		entry = slot_entry(slot);
	int64		subject_id = DatumGetInt64(slot->tts_values[ENTRY_SUBJECT_ID]);

	while (w->home && w->home->subject_id < subject_id)
		finish_subject(w);
	/* after the last subject, no entry is of interest */
	if (w->home == NULL)
		return false;
	if (w->home->subject_id == subject_id && state_wants(w->state, &entry))
		collect(w, entry);
	return true;
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

static WhatIf *
begin(FunctionCallInfo fcinfo)
{
	WhatIf	   *w = palloc0(sizeof(WhatIf));

	w->pub = row_receiver(receive_entry);
	w->who_pub = row_receiver(receive_who);
	w->context = CurrentMemoryContext;
	w->subject_context = AllocSetContextCreate(w->context, "civic_credit what if",
											   ALLOCSET_DEFAULT_SIZES);
	w->row_context = AllocSetContextCreate(w->context, "civic_credit what if, rows",
										   ALLOCSET_DEFAULT_SIZES);
	w->result = (ReturnSetInfo *) fcinfo->resultinfo;
	w->days = days_arguments(fcinfo, 2, PG_NARGS());
	w->programme = programme_seen();
	w->state = fresh_state(0, w->days);
	w->homes = palloc0(sizeof(HomeStream));
	w->rows = palloc(sizeof(Who) * FETCHED_ROWS);
	w->nothing = NumericGetDatum(points_numeric(0));
	w->no_codes = codes_datum(NIL);
	return w;
}

static void
open_streams(WhatIf *w, SubjectRange range)
{
	open_homes(w->homes, w->days, range, TupleDescAttr(w->result->setDesc, OUT_AREA)->atttypid,
			   PROFILE_NAMES);
	open_who(w, range);
	(void) fetch_rows(w);
	next_subject(w);
}

/* (draft, within, as_of, from_day, part, parts) */
Datum
civic_what_if_part(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id BETWEEN $first AND $last ORDER BY e.subject_id");
	WhatIf	   *w;
	DateADT		from_day = PG_ARGISNULL(3) ? 0 : PG_GETARG_DATEADT(3);
	SubjectRange range;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		null_argument("draft");
	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		return (Datum) 0;
	w = begin(fcinfo);
	SPI_connect();
	if (!PG_ARGISNULL(1))
		check_within(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	read_draft(&w->draft, PG_GETARG_INT32(0), PG_ARGISNULL(3) ? NULL : &from_day, w->days.as_of);
	w->within = PG_ARGISNULL(1) ? w->draft.area : text_to_cstring(PG_GETARG_TEXT_PP(1));
	range = range_of_part(PG_GETARG_INT32(4), PG_GETARG_INT32(5));
	open_streams(w, range);
	statement_stream(&st, true, &w->pub, ARGUMENTS(ARG_INT8(first, range.first),
												   ARG_INT8(last, range.last)));
	while (w->home)
		finish_subject(w);
	SPI_cursor_close(w->portal);
	SPI_cursor_close(w->homes->portal);
	SPI_finish();
	return (Datum) 0;
}
