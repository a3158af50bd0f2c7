/*-------------------------------------------------------------------------
 *
 * settle.c
 *	  Settlement: everybody's standing, set-wise and in batches.
 *
 * A settlement is a row of civic_private.settlement that says how far it is.
 * Each step locks that row, does a part of the work, moves the row on, and
 * commits, unless the caller has a transaction open.  So two calls take turns,
 * and what a crash leaves behind the next call finishes, each subject once.
 *
 * What has to be computed: everybody at first, or when policies came in
 * between; else those whose next_change has come, and those about whom
 * transactions wrote that the last settlement's snapshot did not see.
 *
 * A standing is written with its version: whoever else writes one while a
 * batch is under way wins, and as that transaction is not in the snapshot, the
 * next settlement looks at the subject again.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/snapmgr.h"

#include "core/benefit.h"

PG_FUNCTION_INFO_V1(civic_settle);
PG_FUNCTION_INFO_V1(civic_settle_subject);
PG_FUNCTION_INFO_V1(civic_settled_standings);
PG_FUNCTION_INFO_V1(civic_settled_changes);
PG_FUNCTION_INFO_V1(civic_settled_questions);

#define BATCH_MAX		1000000
#define CATCH_UP_DAYS	400		/* beyond, the days between are not settled one by one */

/* ----------
 * a batch
 * ----------
 */

typedef struct Question
{
	int			member;			/* whom it is about */
	const char *benefit;		/* NULL: a fall */
	int32		to_rank;
} Question;

/* One subject of a batch. */
typedef struct Member
{
	const Standing *old;		/* of version 0 if it had none */
	Standing	now;
	const Policy *policy;
	const Policy *old_policy;	/* of old, where a tier changes */
	const char *cause;			/* of a change of tier, or NULL */
	bool		write;			/* something is to be written */
	int			n_movers;
	int64	   *movers;
} Member;

/* Lapsed questions: what a batch takes back. */
typedef struct Lapse
{
	int64		subject_id;
	const char *benefit;		/* NULL: the open fall */
} Lapse;

typedef struct Batch
{
	DateADT		day;
	bool		missed;			/* it is settled on the way to a later one */
	int			n;
	Member	   *members;
	int			n_questions;
	int			questions_room;
	Question   *questions;
	List	   *lapses;
	bool		fresh;			/* settled_standings() gives new ones, else changed ones */
} Batch;

/* what the set-returning functions below read while a statement of ours runs */
static const Batch *current = NULL;

static Datum
code_datum(const char *code, bool *isnull)
{
	*isnull = code == NULL;
	return code ? CStringGetTextDatum(code) : (Datum) 0;
}

static Datum
codes_datum(const List *codes, bool *isnull)
{
	Datum	   *values = palloc(sizeof(Datum) * Max(list_length(codes), 1));
	int			n = 0;
	ListCell   *lc;

	*isnull = codes == NIL;
	foreach(lc, codes)
		values[n++] = CStringGetTextDatum(lfirst(lc));
	return PointerGetDatum(construct_array(values, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
numbers_datum(const int64 *numbers, int n)
{
	ArrayType  *array = palloc0(ARR_OVERHEAD_NONULLS(1) + sizeof(int64) * n);

	if (n == 0)
		return PointerGetDatum(construct_empty_array(INT8OID));
	SET_VARSIZE(array, ARR_OVERHEAD_NONULLS(1) + sizeof(int64) * n);
	array->ndim = 1;
	array->elemtype = INT8OID;
	ARR_DIMS(array)[0] = n;
	ARR_LBOUND(array)[0] = 1;
	memcpy((char *) array + ARR_OVERHEAD_NONULLS(1), numbers, sizeof(int64) * n);
	return PointerGetDatum(array);
}

static Datum
day_datum(DateADT day, bool *isnull)
{
	*isnull = day == NO_DAY || day == NO_NEXT_DAY;
	return DateADTGetDatum(day);
}

#define STANDING_COLUMNS	27

/* A standing as a row, in the order of settled_standings(). */
static void
fill_standing(const Standing *s, Datum *v, bool *nulls)
{
	int			i = 0;

	memset(nulls, 0, sizeof(bool) * STANDING_COLUMNS);
	v[i++] = Int64GetDatum(s->subject_id);
	v[i++] = Int32GetDatum(s->version);
	v[i++] = DateADTGetDatum(s->as_of);
	v[i++] = Int32GetDatum(s->policy_id);
	v[i++] = Int64GetDatum(s->score);
	v[i++] = numbers_datum(s->dimensions, s->n_dimensions);
	v[i++] = Int32GetDatum(s->rank);
	v[i] = code_datum(s->tier, &nulls[i]), i++;
	v[i++] = DateADTGetDatum(s->since);
	v[i++] = Int32GetDatum(s->earned.rank);
	v[i] = code_datum(s->earned_tier, &nulls[i]), i++;
	v[i++] = DateADTGetDatum(s->earned.since);
	v[i] = day_datum(s->earned.fell_on, &nulls[i]), i++;
	nulls[i] = s->earned.refused_rank < 0;
	v[i++] = Int32GetDatum(s->earned.refused_rank);
	nulls[i] = s->ceiling_rank == NO_CEILING;
	v[i++] = Int32GetDatum(s->ceiling_rank);
	v[i] = day_datum(s->ceiling_until, &nulls[i]), i++;
	v[i] = day_datum(s->blocked_until, &nulls[i]), i++;
	v[i] = day_datum(s->clean_since, &nulls[i]), i++;
	v[i] = day_datum(s->next_change, &nulls[i]), i++;
	nulls[i] = s->lock_id == 0;
	v[i++] = Int64GetDatum(s->lock_id);
	nulls[i] = s->open_fall == 0;
	v[i++] = Int64GetDatum(s->open_fall);
	v[i] = codes_datum(s->asked, &nulls[i]), i++;
	v[i] = codes_datum(s->adverse, &nulls[i]), i++;
	v[i++] = DateADTGetDatum(s->placed_on);
	v[i++] = Int32GetDatum(s->placed_rank);
	v[i] = code_datum(s->placed_tier, &nulls[i]), i++;
	v[i++] = Int32GetDatum(s->version - 1);
	Assert(i == STANDING_COLUMNS);
}

/* The standings that the batch under way makes (fresh) or changes. */
Datum
civic_settled_standings(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "civic_credit row", ALLOCSET_SMALL_SIZES);
	Datum		values[STANDING_COLUMNS];
	bool		nulls[STANDING_COLUMNS];

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; current && i < current->n; i++)
	{
		const Member *m = &current->members[i];
		MemoryContext old;

		if (!m->write || (m->old->version == 0) != current->fresh)
			continue;
		old = MemoryContextSwitchTo(row);
		fill_standing(&m->now, values, nulls);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row);
	}
	return (Datum) 0;
}

/* Is a benefit open to a tier?  Not a restriction, which waits for a person. */
static bool
opens(const Policy *policy, const Benefit *b, int32 rank)
{
	const Tier *least = tier_by_code(policy, b->min_tier);

	return !b->adverse && (least == NULL || rank >= least->rank);
}

/*
 * Benefits that ask for a tier and are open to one rank, but not to the other.
 * A change of policy changes what ranks and benefits there are, so each rank
 * is taken in its own.
 */
static List *
benefits_beyond(const Policy *policy, int32 rank, const Policy *other, int32 other_rank)
{
	List	   *codes = NIL;

	for (int i = 0; i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];
		const Benefit *there;

		if (tier_by_code(policy, b->min_tier) == NULL || !opens(policy, b, rank))
			continue;
		there = policy == other ? b : find_benefit(other, b->code);
		if (there == NULL || !opens(other, there, other_rank))
			codes = lappend(codes, (void *) b->code);
	}
	return codes;
}

#define CHANGE_COLUMNS	18

/* The changes of tiers that the batch under way makes. */
Datum
civic_settled_changes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum		v[CHANGE_COLUMNS];
	bool		nulls[CHANGE_COLUMNS];

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; current && i < current->n; i++)
	{
		const Member *m = &current->members[i];
		const Standing *a = m->old;
		const Standing *b = &m->now;

		if (!m->write || m->cause == NULL)
			continue;
		memset(nulls, 0, sizeof(nulls));
		v[0] = Int64GetDatum(b->subject_id);
		v[1] = DateADTGetDatum(current->day);
		v[2] = Int32GetDatum(b->policy_id);
		v[3] = CStringGetTextDatum(m->cause);
		v[4] = Int32GetDatum(a->rank);
		v[5] = code_datum(a->tier, &nulls[5]);
		v[6] = Int32GetDatum(b->rank);
		v[7] = code_datum(b->tier, &nulls[7]);
		v[8] = Int32GetDatum(a->earned.rank);
		v[9] = code_datum(a->earned_tier, &nulls[9]);
		v[10] = Int32GetDatum(b->earned.rank);
		v[11] = code_datum(b->earned_tier, &nulls[11]);
		v[12] = Int64GetDatum(b->score);
		v[13] = numbers_datum(m->movers, m->n_movers);
		nulls[14] = strcmp(m->cause, "confirmed") != 0;
		v[14] = Int64GetDatum(a->open_fall);
		v[15] = DateADTGetDatum(a->as_of);
		v[16] = codes_datum(benefits_beyond(m->policy, b->rank, m->old_policy, a->rank), &nulls[16]);
		v[17] = codes_datum(benefits_beyond(m->old_policy, a->rank, m->policy, b->rank), &nulls[17]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, v, nulls);
	}
	return (Datum) 0;
}

/* The questions that the batch under way puts to a person. */
Datum
civic_settled_questions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum		v[9];
	bool		nulls[9];

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; current && i < current->n_questions; i++)
	{
		const Question *q = &current->questions[i];
		const Member *m = &current->members[q->member];
		const Tier *to = tier_by_rank(m->policy, q->to_rank);

		if (!m->write)
			continue;
		memset(nulls, 0, sizeof(nulls));
		v[0] = Int64GetDatum(m->now.subject_id);
		v[1] = CStringGetTextDatum(q->benefit ? "adverse" : "fall");
		v[2] = DateADTGetDatum(current->day);
		v[3] = Int32GetDatum(m->now.policy_id);
		v[4] = Int32GetDatum(q->benefit ? m->now.rank : m->now.earned.rank);
		v[5] = code_datum(q->benefit ? m->now.tier : m->now.earned_tier, &nulls[5]);
		v[6] = Int32GetDatum(q->to_rank);
		v[7] = code_datum(to ? to->code : NULL, &nulls[7]);
		v[8] = code_datum(q->benefit, &nulls[8]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, v, nulls);
	}
	return (Datum) 0;
}

/* ----------
 * reading
 * ----------
 */

/* Columns of the query that reads a batch. */
enum
{
	IN_SUBJECT, IN_KIND, IN_AREA, IN_NEXT_RESIDENCE,
	IN_LOCK, IN_LOCK_TIER, IN_LOCK_UNTIL, IN_NEXT_DECISION, IN_VERDICT, IN_CONFIRMED,
	IN_VERSION, IN_AS_OF, IN_POLICY, IN_SCORE, IN_DIMENSIONS, IN_RANK, IN_TIER, IN_SINCE,
	IN_EARNED_RANK, IN_EARNED_TIER, IN_EARNED_SINCE, IN_FELL_ON, IN_REFUSED_RANK,
	IN_CEILING_RANK, IN_CEILING_UNTIL, IN_BLOCKED_UNTIL, IN_CLEAN_SINCE, IN_NEXT_CHANGE,
	IN_LOCK_ID, IN_OPEN_FALL, IN_ASKED, IN_ADVERSE, IN_PLACED_ON, IN_PLACED_RANK, IN_PLACED_TIER,
	IN_COLUMNS
};

/* where a subject lives as of $3, and when scores learn of its next move */
#define HOME \
	"coalesce((SELECT r.area FROM civic_private.residence r WHERE r.subject_id = s.subject_id " \
	"AND r.since <= $3 AND r.effective_on <= $3 ORDER BY r.since DESC, r.residence_id DESC LIMIT 1), " \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = s.subject_id " \
	"ORDER BY r.since, r.residence_id LIMIT 1))::pg_catalog.text, " \
	"(SELECT min(greatest(r.effective_on, r.since)) FROM civic_private.residence r WHERE r.subject_id = s.subject_id " \
	"AND greatest(r.effective_on, r.since) > $3)"

#define READ_COLUMNS(kind, home) \
	"SELECT s.subject_id, " kind ", " home ", " \
	"l.lock_id, l.tier, l.until, least(l.next_day, d.next_day), d.verdict, d.confirmed, " \
	"t.version, t.as_of, t.policy_id, t.score, t.dimensions, t.rank, t.tier, t.since, " \
	"t.earned_rank, t.earned_tier, t.earned_since, t.fell_on, t.refused_rank, " \
	"t.ceiling_rank, t.ceiling_until, t.blocked_until, t.clean_since, t.next_change, " \
	"t.lock_id, t.open_fall, t.asked, t.adverse, t.placed_on, t.placed_rank, t.placed_tier "

/* the lock in force, and what people said to open questions; both are few */
#define PEOPLE \
	"LEFT JOIN (SELECT k.subject_id, (pg_catalog.array_agg(k.lock_id ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= $3))[1] AS lock_id, " \
	"(pg_catalog.array_agg(k.tier ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= $3))[1] AS tier, " \
	"(pg_catalog.array_agg(k.until ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= $3))[1] AS until, " \
	"min(k.from_day) FILTER (WHERE k.from_day > $3) AS next_day " \
	"FROM civic_private.tier_lock k WHERE k.subject_id > $1 AND k.subject_id <= $2 GROUP BY k.subject_id) l ON l.subject_id = s.subject_id " \
	"LEFT JOIN (SELECT x.subject_id, " \
	"pg_catalog.max(CASE WHEN x.verdict THEN 2 WHEN NOT x.verdict THEN 3 ELSE 4 END) FILTER (WHERE x.open AND x.decided_on <= $3) AS verdict, " \
	"pg_catalog.array_agg(x.benefit) FILTER (WHERE x.newest AND x.verdict AND x.decided_on <= $3) AS confirmed, " \
	"min(x.decided_on) FILTER (WHERE x.decided_on > $3) AS next_day " \
	"FROM (SELECT q.subject_id, q.benefit, o.verdict, o.decided_on, q.decision_id = w.open_fall AS open, " \
	"q.kind = 'adverse' AND q.decision_id = max(q.decision_id) OVER (PARTITION BY q.subject_id, q.benefit) AS newest " \
	"FROM civic_private.decision q JOIN civic_private.standing w USING (subject_id) " \
	"LEFT JOIN civic_private.decision_outcome o USING (subject_id, decision_id) " \
	"WHERE q.subject_id > $1 AND q.subject_id <= $2) x GROUP BY x.subject_id) d ON d.subject_id = s.subject_id "

#define READ(kind, home, whom) \
	READ_COLUMNS(kind, home) \
	"FROM " whom " s " \
	"LEFT JOIN civic_private.standing t ON t.subject_id = s.subject_id AND t.subject_id > $1 AND t.subject_id <= $2 " \
	PEOPLE \
	"WHERE s.subject_id > $1 AND s.subject_id <= $2 "

/* on a day that was missed, only who had been enrolled by then */
#define KNOWN \
	"AND (t.subject_id IS NOT NULL OR EXISTS (SELECT FROM civic_private.residence k " \
	"WHERE k.subject_id = s.subject_id AND k.effective_on <= $3)) "

#define QUEUED \
	"(SELECT q.subject_id, p.kind FROM civic_private.settle_queue q JOIN civic_private.subject p USING (subject_id) OFFSET 0)"

static const char *
text_value(Datum value, bool isnull)
{
	return isnull ? NULL : TextDatumGetCString(value);
}

static DateADT
day_value(Datum value, bool isnull, DateADT otherwise)
{
	return isnull ? otherwise : DatumGetDateADT(value);
}

static List *
codes_value(Datum value, bool isnull)
{
	List	   *codes = NIL;
	Datum	   *items;
	int			n;

	if (isnull)
		return NIL;
	deconstruct_array(DatumGetArrayTypeP(value), TEXTOID, -1, false, TYPALIGN_INT, &items, NULL, &n);
	for (int i = 0; i < n; i++)
		codes = lappend(codes, TextDatumGetCString(items[i]));
	return codes;
}

static void
read_subject(const Datum *v, const bool *nulls, Subject *s)
{
	int			verdict = nulls[IN_VERDICT] ? 1 : DatumGetInt32(v[IN_VERDICT]);

	s->subject_id = DatumGetInt64(v[IN_SUBJECT]);
	s->kind = text_value(v[IN_KIND], nulls[IN_KIND]);
	s->area = text_value(v[IN_AREA], nulls[IN_AREA]);
	s->next_residence = day_value(v[IN_NEXT_RESIDENCE], nulls[IN_NEXT_RESIDENCE], NO_NEXT_DAY);
	s->lock_id = nulls[IN_LOCK] ? 0 : DatumGetInt64(v[IN_LOCK]);
	s->lock_tier = text_value(v[IN_LOCK_TIER], nulls[IN_LOCK_TIER]);
	s->lock_until = day_value(v[IN_LOCK_UNTIL], nulls[IN_LOCK_UNTIL], NO_DAY);
	s->next_decision = day_value(v[IN_NEXT_DECISION], nulls[IN_NEXT_DECISION], NO_NEXT_DAY);
	/* a question that has lost its object is as good as not asked */
	s->verdict = verdict == 4 ? FALL_NOT_ASKED : (FallVerdict) verdict;
	s->confirmed = codes_value(v[IN_CONFIRMED], nulls[IN_CONFIRMED]);
}

static void
read_dimensions(Datum value, Standing *t)
{
	ArrayType  *array = DatumGetArrayTypePCopy(value);

	t->n_dimensions = ARR_NDIM(array) ? ARR_DIMS(array)[0] : 0;
	/* written by numbers_datum(): one dimension, no nulls */
	t->dimensions = (int64 *) ((char *) array + ARR_OVERHEAD_NONULLS(1));
}

static void
read_standing(const Datum *v, const bool *nulls, Standing *t)
{
	memset(t, 0, sizeof(*t));
	t->subject_id = DatumGetInt64(v[IN_SUBJECT]);
	if (nulls[IN_VERSION])
		return;
	t->version = DatumGetInt32(v[IN_VERSION]);
	t->as_of = DatumGetDateADT(v[IN_AS_OF]);
	t->policy_id = DatumGetInt32(v[IN_POLICY]);
	t->score = DatumGetInt64(v[IN_SCORE]);
	read_dimensions(v[IN_DIMENSIONS], t);
	t->rank = DatumGetInt32(v[IN_RANK]);
	t->tier = text_value(v[IN_TIER], nulls[IN_TIER]);
	t->since = DatumGetDateADT(v[IN_SINCE]);
	t->earned.rank = DatumGetInt32(v[IN_EARNED_RANK]);
	t->earned_tier = text_value(v[IN_EARNED_TIER], nulls[IN_EARNED_TIER]);
	t->earned.since = DatumGetDateADT(v[IN_EARNED_SINCE]);
	t->earned.fell_on = day_value(v[IN_FELL_ON], nulls[IN_FELL_ON], NO_DAY);
	t->earned.refused_rank = nulls[IN_REFUSED_RANK] ? -1 : DatumGetInt32(v[IN_REFUSED_RANK]);
	t->ceiling_rank = nulls[IN_CEILING_RANK] ? NO_CEILING : DatumGetInt32(v[IN_CEILING_RANK]);
	t->ceiling_until = day_value(v[IN_CEILING_UNTIL], nulls[IN_CEILING_UNTIL], NO_DAY);
	t->blocked_until = day_value(v[IN_BLOCKED_UNTIL], nulls[IN_BLOCKED_UNTIL], NO_DAY);
	t->clean_since = day_value(v[IN_CLEAN_SINCE], nulls[IN_CLEAN_SINCE], NO_DAY);
	t->next_change = day_value(v[IN_NEXT_CHANGE], nulls[IN_NEXT_CHANGE], NO_NEXT_DAY);
	t->lock_id = nulls[IN_LOCK_ID] ? 0 : DatumGetInt64(v[IN_LOCK_ID]);
	t->open_fall = nulls[IN_OPEN_FALL] ? 0 : DatumGetInt64(v[IN_OPEN_FALL]);
	t->asked = codes_value(v[IN_ASKED], nulls[IN_ASKED]);
	t->adverse = codes_value(v[IN_ADVERSE], nulls[IN_ADVERSE]);
	t->placed_on = DatumGetDateADT(v[IN_PLACED_ON]);
	t->placed_rank = DatumGetInt32(v[IN_PLACED_RANK]);
	t->placed_tier = text_value(v[IN_PLACED_TIER], nulls[IN_PLACED_TIER]);
}

/* ----------
 * computing
 * ----------
 */

static void
ask(Batch *batch, int member, const char *benefit, int32 to_rank)
{
	if (batch->n_questions == batch->questions_room)
	{
		batch->questions_room = Max(64, batch->questions_room * 2);
		batch->questions = batch->questions ?
			repalloc(batch->questions, sizeof(Question) * batch->questions_room) :
			palloc(sizeof(Question) * batch->questions_room);
	}
	batch->questions[batch->n_questions++] = (Question) {member, benefit, to_rank};
}

static void
add_lapse(Batch *batch, int64 subject_id, const char *benefit)
{
	Lapse	   *lapse = palloc(sizeof(Lapse));

	*lapse = (Lapse) {subject_id, benefit};
	batch->lapses = lappend(batch->lapses, lapse);
}

static void
take_findings(Batch *batch, int i, const Evaluation *found)
{
	Member	   *m = &batch->members[i];
	ListCell   *lc;

	m->cause = found->cause;
	m->n_movers = found->n_movers;
	if (found->n_movers > 0)
	{
		m->movers = palloc(sizeof(int64) * found->n_movers);
		memcpy(m->movers, found->movers, sizeof(int64) * found->n_movers);
	}
	if (found->ask_fall)
		ask(batch, i, NULL, found->ask_rank);
	foreach(lc, found->ask_adverse)
		ask(batch, i, lfirst(lc), m->now.rank);
	if (found->fall_lapses)
		add_lapse(batch, m->now.subject_id, NULL);
	foreach(lc, found->adverse_lapses)
		add_lapse(batch, m->now.subject_id, lfirst(lc));
}

/*
 * Two statements are read side by side, both in the order of subjects: who is
 * to be computed, and their entries, which are collected as they are scanned.
 * A subject is computed when the first entry of a later one arrives.
 */
typedef struct BatchReader
{
	DestReceiver pub;
	Batch	   *batch;
	SPITupleTable *rows;
	int64		n;
	int64		at;				/* whose entries are being collected */
	int64		subject_id;		/* of that row; past the last, more than any */
	Collection	collection;
	MemoryContext context;		/* what has to outlive the scan */
	const Programme *programme;
	bool		sole;			/* one area's policies govern all: */
	Governing	governing;		/* what governs the area of the last subject */
	char	   *area;
} BatchReader;

static void
turn_to(BatchReader *r, int64 at)
{
	bool		isnull;

	r->at = at;
	r->subject_id = at < r->n ? DatumGetInt64(SPI_getbinval(r->rows->vals[at], r->rows->tupdesc, 1, &isnull)) : PG_INT64_MAX;
}

/* Neighbours in id often live in one area. */
static const Governing *
governing_there(BatchReader *r, const char *area)
{
	if (!r->sole && area && (r->area == NULL || strcmp(r->area, area) != 0))
	{
		r->governing = governing_policy(area, r->batch->day, r->programme);
		r->area = pstrdup(area);
	}
	return &r->governing;
}

/* Compute the subject whose entries have been collected. */
static void
compute_member(BatchReader *r)
{
	static Evaluation found;
	static const Standing none;
	Batch	   *batch = r->batch;
	Member	   *m = &batch->members[batch->n];
	Standing   *old;
	const Governing *governing;
	Subject		subject;
	Datum		values[IN_COLUMNS];
	bool		nulls[IN_COLUMNS];

	heap_deform_tuple(r->rows->vals[r->at], r->rows->tupdesc, values, nulls);
	read_subject(values, nulls, &subject);
	m->old = &none;
	if (!nulls[IN_VERSION])
	{
		m->old = old = palloc(sizeof(Standing));
		read_standing(values, nulls, old);
	}
	governing = governing_there(r, subject.area);
	/* one that was computed as of a later day, by an answer or a lock, is left alone */
	if ((m->old->version > 0 && m->old->as_of > batch->day) || (!r->sole && subject.area == NULL) ||
		!evaluate_subject(&subject, &r->collection, m->old, batch->day, governing, &m->now, &found))
		return;
	m->policy = governing->policy;
	m->write = m->old->version == 0 || !same_standing(m->old, &m->now) || found.ask_fall || found.ask_adverse;
	take_findings(batch, batch->n, &found);
	if (m->cause)
		m->old_policy = m->old->policy_id == governing->policy_id ? m->policy : policy_by_id(m->old->policy_id);
	if (m->write)
		batch->n++;
}

static void
finish_member(BatchReader *r)
{
	MemoryContext old = MemoryContextSwitchTo(r->context);

	compute_member(r);
	MemoryContextSwitchTo(old);
	collection_reset(&r->collection);
	turn_to(r, r->at + 1);
}

static bool
receive_entry(TupleTableSlot *slot, DestReceiver *self)
{
	BatchReader *r = (BatchReader *) self;
	Entry		entry = slot_entry(slot);
	int64		subject_id = DatumGetInt64(slot->tts_values[0]);

	while (r->subject_id < subject_id)
		finish_member(r);
	if (r->subject_id == subject_id)
		collection_add(&r->collection, &entry);
	return r->at < r->n;
}

/* Run a query with the plan that suits these very values: their range decides it. */
static void
run_batch_query(const char *sql, int64 after, int64 upto, DateADT day, bool missed, bool read_only)
{
	Oid			types[3] = {INT8OID, INT8OID, DATEOID};
	Datum		values[3] = {Int64GetDatum(after), Int64GetDatum(upto), DateADTGetDatum(day)};

	sql = psprintf("%s%sORDER BY s.subject_id", sql, missed ? KNOWN : "");
	if (SPI_execute_with_args(sql, 3, types, values, NULL, read_only, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read a batch of standings");
}

typedef enum Whom
{
	EVERYBODY,
	THE_QUEUED,
	ONE
} Whom;

#define NO_KIND		"NULL::pg_catalog.text"
#define NO_HOME		"NULL::pg_catalog.text, NULL::pg_catalog.date"

static const char *
batch_query(Whom whom, bool sole)
{
	if (whom == THE_QUEUED)
		return sole ? READ("s.kind", NO_HOME, QUEUED) : READ("s.kind", HOME, QUEUED);
	/* a table of a million is read for a column only where something depends on it */
	if (policies_restrict())
		return sole ? READ("s.kind", NO_HOME, "civic_private.subject") : READ("s.kind", HOME, "civic_private.subject");
	return sole ? READ(NO_KIND, NO_HOME, "civic_private.subject") : READ(NO_KIND, HOME, "civic_private.subject");
}

static void
read_entries(Whom whom, int64 after, int64 upto, bool read_only, DestReceiver *receiver)
{
	static Statement one_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e WHERE e.subject_id > $1 AND e.subject_id <= $2", INT8OID, INT8OID);
	/* an upper bound would be asked of every entry: the receiver stops at the first one behind its last subject */
	static Statement all_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e WHERE e.subject_id > $1 ORDER BY e.subject_id", INT8OID);
	/* few, so that looking each of them up is cheaper than reading past the others */
	static Statement queue_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM (SELECT q.subject_id FROM civic_private.settle_queue q "
		"WHERE q.subject_id > $1 AND q.subject_id <= $2 ORDER BY q.subject_id OFFSET 0) q "
		"CROSS JOIN LATERAL (SELECT x.* FROM civic_private.entry x WHERE x.subject_id = q.subject_id OFFSET 0) e ORDER BY q.subject_id",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(after), Int64GetDatum(upto)};

	statement_send(whom == THE_QUEUED ? &queue_st : whom == ONE ? &one_st : &all_st, values, read_only, receiver);
}

static void
begin_reading(BatchReader *r, Batch *batch, Whom whom, int64 after, int64 upto)
{
	const Programme *programme = programme_seen();
	const char *area = sole_policy_area(programme->newest_enactment, programme->access_version);

	memset(r, 0, sizeof(*r));
	r->pub = row_receiver(receive_entry);
	r->batch = batch;
	r->context = CurrentMemoryContext;
	r->programme = programme;
	r->sole = area != NULL;
	if (area)
		r->governing = governing_policy(area, batch->day, programme);
	watch_rules(programme->newest_enactment);
	run_batch_query(batch_query(whom, area != NULL), after, upto, batch->day, batch->missed, false);
	r->rows = SPI_tuptable;
	r->n = (int64) SPI_processed;
	collection_begin(&r->collection, batch->day);
	turn_to(r, 0);
}

/* Read and compute the subjects in (after, upto]. */
static int64
compute_batch(Batch *batch, Whom whom, int64 after, int64 upto)
{
	BatchReader r;

	begin_reading(&r, batch, whom, after, upto);
	batch->members = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Member) * (r.n + 1));
	read_entries(whom, after, upto, false, &r.pub);
	while (r.at < r.n)
		finish_member(&r);
	SPI_freetuptable(r.rows);
	return r.n;
}

/* All entries of the one subject. */
static bool
receive_own_entry(TupleTableSlot *slot, DestReceiver *self)
{
	Entry		entry = slot_entry(slot);

	collection_add(&((BatchReader *) self)->collection, &entry);
	return true;
}

/*
 * One subject as it stands and as the ledger has it, in an SPI connection of
 * the caller's, without writing.  False if there is no such subject.
 */
bool
read_subject_now(int64 subject_id, DateADT day, Subject *subject, Standing *standing, Governing *governing, Collection *collection)
{
	const Programme *programme = programme_seen();
	const char *area = sole_policy_area(programme->newest_enactment, programme->access_version);
	BatchReader r = {.pub = row_receiver(receive_own_entry)};
	Datum		values[IN_COLUMNS];
	bool		nulls[IN_COLUMNS];

	if (subject_id < 1)
		return false;
	watch_rules(programme->newest_enactment);
	run_batch_query(batch_query(ONE, area != NULL), subject_id - 1, subject_id, day, false, true);
	if (SPI_processed == 0)
		return false;
	heap_deform_tuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, values, nulls);
	read_subject(values, nulls, subject);
	read_standing(values, nulls, standing);
	*governing = governing_policy(area ? area : subject->area, day, programme);
	collection_begin(&r.collection, day);
	read_entries(ONE, subject_id - 1, subject_id, true, &r.pub);
	*collection = r.collection;
	return true;
}

/* ----------
 * writing
 * ----------
 */

/* Another transaction may have written the standing of somebody whose tier changes: leave those alone. */
static void
lock_changing(Batch *batch)
{
	static Statement st = STATEMENT(
		"SELECT u.n::pg_catalog.int4 FROM unnest($1, $2) WITH ORDINALITY u (subject_id, version, n) "
		"JOIN civic_private.standing t ON t.subject_id = u.subject_id AND t.version = u.version "
		"ORDER BY u.subject_id FOR UPDATE OF t",
		INT8ARRAYOID, INT4ARRAYOID);
	Datum	   *ids = palloc(sizeof(Datum) * Max(batch->n, 1));
	Datum	   *versions = palloc(sizeof(Datum) * Max(batch->n, 1));
	int		   *place = palloc(sizeof(int) * Max(batch->n, 1));
	bool	   *asks = palloc0(sizeof(bool) * Max(batch->n, 1));
	Datum		values[2];
	int			n = 0;
	bool		isnull;

	for (int i = 0; i < batch->n_questions; i++)
		asks[batch->questions[i].member] = true;
	for (int i = 0; i < batch->n; i++)
		if (batch->members[i].old->version > 0 &&
			(batch->members[i].cause || asks[i] || batch->members[i].old->adverse || batch->members[i].now.adverse))
		{
			place[n] = i;
			ids[n] = Int64GetDatum(batch->members[i].old->subject_id);
			versions[n++] = Int32GetDatum(batch->members[i].old->version);
			batch->members[i].write = false;
		}
	if (n == 0)
		return;
	values[0] = PointerGetDatum(construct_array(ids, n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[1] = PointerGetDatum(construct_array(versions, n, INT4OID, 4, true, TYPALIGN_INT));
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	for (uint64 row = 0; row < SPI_processed; row++)
		batch->members[place[DatumGetInt32(statement_column(row, 1, &isnull)) - 1]].write = true;
}

static int
find_member(const Batch *batch, int64 subject_id)
{
	int			low = 0,
				high = batch->n - 1;

	while (low < high)
	{
		int			mid = low + (high - low) / 2;

		if (batch->members[mid].now.subject_id < subject_id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Put questions to a person; an open fall is remembered in the standing. */
static void
write_questions(Batch *batch)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.decision (subject_id, kind, asked_on, policy_id, from_rank, from_tier, to_rank, to_tier, benefit) "
		"SELECT q.subject_id, q.kind, q.asked_on, q.policy_id, q.from_rank, q.from_tier, q.to_rank, q.to_tier, q.benefit "
		"FROM civic_internal.settled_questions() q RETURNING subject_id, decision_id, kind");
	bool		isnull;

	if (batch->n_questions == 0)
		return;
	statement_run(&st, NULL, NULL, false, SPI_OK_INSERT_RETURNING);
	for (uint64 row = 0; row < SPI_processed; row++)
		if (strcmp(statement_text(row, 3), "fall") == 0)
			batch->members[find_member(batch, DatumGetInt64(statement_column(row, 1, &isnull)))].now.open_fall =
				DatumGetInt64(statement_column(row, 2, &isnull));
}

/* Questions that have lost their object get an outcome without a verdict, unless somebody has just answered them. */
static void
write_lapses(const Batch *batch)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.decision_outcome (subject_id, decision_id, verdict, decided_on) "
		"SELECT d.subject_id, d.decision_id, NULL, $3 FROM unnest($1, $2) u (subject_id, benefit) "
		"JOIN civic_private.decision d ON d.subject_id = u.subject_id AND d.benefit IS NOT DISTINCT FROM u.benefit "
		"WHERE NOT EXISTS (SELECT FROM civic_private.decision_outcome o "
		"WHERE o.subject_id = d.subject_id AND o.decision_id = d.decision_id) ON CONFLICT DO NOTHING",
		INT8ARRAYOID, TEXTARRAYOID, DATEOID);
	int			n = list_length(batch->lapses);
	Datum	   *ids = palloc(sizeof(Datum) * Max(n, 1));
	Datum	   *benefits = palloc(sizeof(Datum) * Max(n, 1));
	bool	   *nulls = palloc(sizeof(bool) * Max(n, 1));
	Datum		values[3];
	int			dims[1] = {n};
	int			lower[1] = {1};

	if (n == 0)
		return;
	for (int i = 0; i < n; i++)
	{
		const Lapse *lapse = list_nth(batch->lapses, i);

		ids[i] = Int64GetDatum(lapse->subject_id);
		benefits[i] = code_datum(lapse->benefit, &nulls[i]);
	}
	values[0] = PointerGetDatum(construct_array(ids, n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[1] = PointerGetDatum(construct_md_array(benefits, nulls, 1, dims, lower, TEXTOID, -1, false, TYPALIGN_INT));
	values[2] = DateADTGetDatum(batch->day);
	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

#define WRITTEN \
	"subject_id, version, as_of, policy_id, score, dimensions, rank, tier, since, earned_rank, earned_tier, earned_since, fell_on, " \
	"refused_rank, ceiling_rank, ceiling_until, blocked_until, clean_since, next_change, lock_id, open_fall, asked, adverse, " \
	"placed_on, placed_rank, placed_tier"

static int64
write_standings(Batch *batch)
{
	static Statement insert_st = STATEMENT(
		"INSERT INTO civic_private.standing (" WRITTEN ") SELECT " WRITTEN " FROM civic_internal.settled_standings()");
	static Statement update_st = STATEMENT(
		"UPDATE civic_private.standing t SET version = u.version, as_of = u.as_of, policy_id = u.policy_id, score = u.score, "
		"dimensions = u.dimensions, rank = u.rank, tier = u.tier, since = u.since, earned_rank = u.earned_rank, "
		"earned_tier = u.earned_tier, earned_since = u.earned_since, fell_on = u.fell_on, refused_rank = u.refused_rank, "
		"ceiling_rank = u.ceiling_rank, ceiling_until = u.ceiling_until, blocked_until = u.blocked_until, "
		"clean_since = u.clean_since, next_change = u.next_change, lock_id = u.lock_id, open_fall = u.open_fall, "
		"asked = u.asked, adverse = u.adverse "
		"FROM civic_internal.settled_standings() u WHERE t.subject_id = u.subject_id AND t.version = u.old_version");
	bool		fresh = false,
				changed = false;
	int64		written = 0;

	for (int i = 0; i < batch->n; i++)
		if (batch->members[i].write)
			*(batch->members[i].old->version == 0 ? &fresh : &changed) = true;
	batch->fresh = true;
	if (fresh)
	{
		statement_run(&insert_st, NULL, NULL, false, SPI_OK_INSERT);
		written += SPI_processed;
	}
	batch->fresh = false;
	if (changed)
	{
		statement_run(&update_st, NULL, NULL, false, SPI_OK_UPDATE);
		written += SPI_processed;
	}
	return written;
}

/*
 * History, and what applications are told.  The entries named are vetoes and
 * what has just stopped to count, then what took effect since the standing was
 * last written, newest first.
 */
static void
write_changes(const Batch *batch)
{
	static Statement st = STATEMENT(
		"WITH change AS MATERIALIZED (SELECT * FROM civic_internal.settled_changes()), "
		"history AS (INSERT INTO civic_private.tier_change (subject_id, effective_on, policy_id, cause, from_rank, from_tier, "
		"to_rank, to_tier, earned_from_rank, earned_from_tier, earned_to_rank, earned_to_tier, score, entries, decision_id) "
		"SELECT c.subject_id, c.effective_on, c.policy_id, c.cause, c.from_rank, c.from_tier, "
		"c.to_rank, c.to_tier, c.earned_from_rank, c.earned_from_tier, c.earned_to_rank, c.earned_to_tier, c.score, "
		"(c.entries || ARRAY(SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = c.subject_id "
		"AND e.effective_on <= c.effective_on AND e.effective_on > least(c.last_as_of, c.effective_on - 1) AND e.entry_id <> ALL (c.entries) "
		"ORDER BY e.effective_on DESC, e.entry_id DESC LIMIT 20))[1:20], c.decision_id FROM change c), "
		"told AS (INSERT INTO civic_private.outbox (topic, subject_id, payload) "
		"SELECT 'tier_changed', c.subject_id, pg_catalog.jsonb_build_object('subject_id', c.subject_id, 'from', c.from_tier, 'to', c.to_tier, "
		"'effective_on', c.effective_on, 'granted', coalesce(c.granted, '{}'), 'withdrawn', coalesce(c.withdrawn, '{}'), 'cause', c.cause) "
		"FROM change c WHERE c.from_rank <> c.to_rank OR c.from_tier IS DISTINCT FROM c.to_tier ORDER BY c.subject_id RETURNING outbox_id) "
		"SELECT pg_catalog.pg_notify('civic_credit', pg_catalog.jsonb_build_object('topic', 'tier_changed', "
		"'first', min(told.outbox_id), 'last', max(told.outbox_id), 'count', pg_catalog.count(*))::pg_catalog.text) "
		"FROM told HAVING pg_catalog.count(*) > 0");

	for (int i = 0; i < batch->n; i++)
		if (batch->members[i].write && batch->members[i].cause)
		{
			statement_run(&st, NULL, NULL, false, SPI_OK_SELECT);
			return;
		}
}

static bool
has_code(const List *codes, const char *code)
{
	ListCell   *lc;

	foreach(lc, codes)
		if (strcmp(lfirst(lc), code) == 0)
			return true;
	return false;
}

/* Tell of the codes in one list that are not in the other. */
static void
tell_restrictions(const Standing *now, const List *codes, const List *others, bool in_force)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('restriction', $1, pg_catalog.jsonb_build_object('subject_id', $1, 'benefit', $2, 'in_force', $3, 'effective_on', $4))",
		INT8OID, TEXTOID, BOOLOID, DATEOID);
	ListCell   *lc;

	foreach(lc, codes)
		if (!has_code(others, lfirst(lc)))
		{
			Datum		values[4] = {Int64GetDatum(now->subject_id), CStringGetTextDatum(lfirst(lc)),
			BoolGetDatum(in_force), DateADTGetDatum(now->as_of)};

			statement_run(&st, values, NULL, false, SPI_OK_SELECT);
		}
}

/* Restrictions take a person's word each, so they are few. */
static void
write_restrictions(const Batch *batch)
{
	for (int i = 0; i < batch->n; i++)
	{
		const Member *m = &batch->members[i];

		if (!m->write || (m->old->adverse == NIL && m->now.adverse == NIL))
			continue;
		tell_restrictions(&m->now, m->now.adverse, m->old->adverse, true);
		tell_restrictions(&m->now, m->old->adverse, m->now.adverse, false);
	}
}

/* Write what a batch has found; returns how many standings that were. */
static int64
write_batch(Batch *batch)
{
	int64		written;

	current = batch;
	PG_TRY();
	{
		lock_changing(batch);
		/* a question that is asked anew has the code of the one that lapses */
		write_lapses(batch);
		write_questions(batch);
		written = write_standings(batch);
		write_changes(batch);
		write_restrictions(batch);
	}
	PG_FINALLY();
	{
		current = NULL;
	}
	PG_END_TRY();
	return written;
}

/* Compute one subject as of today at once.  Internal: for answers and locks, which need not wait for tomorrow. */
Datum
civic_settle_subject(PG_FUNCTION_ARGS)
{
	Batch		batch = {0};
	int64		subject_id = PG_GETARG_INT64(0);
	int64		written = 0;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument(PG_ARGISNULL(0) ? "subject_id" : "day");
	batch.day = checked_date(PG_GETARG_DATEADT(1), "day");
	if (subject_id < 1)
		PG_RETURN_BOOL(false);
	SPI_connect();
	(void) compute_batch(&batch, ONE, subject_id - 1, subject_id);
	/* only settlement places a subject, and only one settlement is open: so placing meets no conflict */
	if (batch.n > 0 && batch.members[0].old->version > 0)
		written = write_batch(&batch);
	SPI_finish();
	PG_RETURN_BOOL(written > 0);
}

/* ----------
 * the course of a settlement
 * ----------
 */

typedef enum Phase
{
	PHASE_REPAIR,
	PHASE_APPEALS,
	PHASE_REWARDS,
	PHASE_BONUSES,
	PHASE_QUEUE,
	PHASE_STANDINGS,
	PHASE_LAST
} Phase;

typedef struct Settlement
{
	int64		settlement_id;
	DateADT		as_of;
	int			phase;
	bool		complete;
	int64		last_subject_id;
} Settlement;

/* What one call has to do, and has done. */
typedef struct Course
{
	DateADT		as_of;
	bool		as_of_given;
	int32		limit;
	int64		settled;
	int64		changed;
	bool		joined;			/* the settlement of as_of that we began, or found, is over */
} Course;

static bool
open_settlement(Settlement *s)
{
	static Statement st = STATEMENT(
		"SELECT t.settlement_id, t.as_of, t.phase, t.complete, t.last_subject_id FROM civic_private.settlement t "
		"WHERE t.finished_at IS NULL FOR UPDATE");
	bool		isnull;

	statement_run(&st, NULL, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	s->settlement_id = DatumGetInt64(statement_column(0, 1, &isnull));
	s->as_of = DatumGetDateADT(statement_column(0, 2, &isnull));
	s->phase = DatumGetInt16(statement_column(0, 3, &isnull));
	s->complete = DatumGetBool(statement_column(0, 4, &isnull));
	s->last_subject_id = DatumGetInt64(statement_column(0, 5, &isnull));
	return true;
}

static void
refuse_day(int sqlstate, const char *problem, DateADT as_of, const char *hint)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("%s: \"%s\"", problem, DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(as_of)))),
			 errhint("%s", hint)));
}

/* The last day that has been settled, or NO_DAY. */
static DateADT
last_settled(void)
{
	static Statement st = STATEMENT("SELECT max(t.as_of) FROM civic_private.settlement t WHERE t.finished_at IS NOT NULL");
	bool		isnull;
	Datum		value;

	statement_run(&st, NULL, NULL, false, SPI_OK_SELECT);
	value = statement_column(0, 1, &isnull);
	return isnull ? NO_DAY : DatumGetDateADT(value);
}

/* Begin the settlement of the next day on the way to as_of.  Somebody else may have, just now: then there is nothing to do. */
static void
begin_settlement(Course *course)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.settlement (as_of, started_at) "
		"VALUES ($1, pg_catalog.clock_timestamp()) ON CONFLICT DO NOTHING",
		DATEOID);
	DateADT		last = last_settled();
	DateADT		next = course->as_of;
	Datum		value;

	if (last != NO_DAY && course->as_of < last)
		refuse_day(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "a later day has been settled than", course->as_of,
				   "Days are settled in their order; civic.tier() tells the tier of a past day.");
	if (last != NO_DAY && course->as_of - last > CATCH_UP_DAYS)
		ereport(NOTICE,
				(errmsg("%d days have not been settled, and are passed over", course->as_of - last - 1)));
	else if (last != NO_DAY && course->as_of > last)
		next = last + 1;
	value = DateADTGetDatum(next);
	statement_run(&st, &value, NULL, false, SPI_OK_INSERT);
}

static int64
call_day(Statement *st, DateADT day)
{
	Datum		value = DateADTGetDatum(day);
	bool		isnull;

	statement_run(st, &value, NULL, false, SPI_OK_SELECT);
	return SPI_processed > 0 ? DatumGetInt64(statement_column(0, 1, &isnull)) : 0;
}

/* What other rooms do on a day, and what has to be done before standings can be computed. */
static void
run_phase(const Settlement *s)
{
	static Statement phases[PHASE_STANDINGS] = {
		STATEMENT("SELECT civic_internal.repair_daily_10($1)", DATEOID),
		STATEMENT("SELECT civic_internal.appeal_daily_20($1) + civic_internal.review_daily_25($1)", DATEOID),
		STATEMENT("SELECT civic_internal.rewards_daily_30($1)", DATEOID),
		STATEMENT("SELECT civic_internal.settle_bonuses($1)", DATEOID),
		STATEMENT("SELECT civic_internal.settle_whom($1)", DATEOID),
	};
	static Statement next_st = STATEMENT("UPDATE civic_private.settlement t SET phase = t.phase + 1, "
		"computing_since = CASE WHEN t.phase = 4 THEN pg_catalog.clock_timestamp() END WHERE t.settlement_id = $1", INT8OID);
	Datum		value = Int64GetDatum(s->settlement_id);

	(void) call_day(&phases[s->phase], s->as_of);
	statement_run(&next_st, &value, NULL, false, SPI_OK_UPDATE);
}

/* Where the next batch ends; 0 if there is none. */
static int64
batch_end(const Settlement *s, int32 limit)
{
	static Statement all_st = STATEMENT(
		"SELECT max(x.subject_id) FROM (SELECT s.subject_id FROM civic_private.subject s WHERE s.subject_id > $1 "
		"ORDER BY s.subject_id LIMIT $2) x", INT8OID, INT4OID);
	static Statement queue_st = STATEMENT(
		"SELECT max(x.subject_id) FROM (SELECT s.subject_id FROM civic_private.settle_queue s WHERE s.subject_id > $1 "
		"ORDER BY s.subject_id LIMIT $2) x", INT8OID, INT4OID);
	Datum		values[2] = {Int64GetDatum(s->last_subject_id), Int32GetDatum(limit)};
	bool		isnull;
	Datum		end;

	statement_run(s->complete ? &all_st : &queue_st, values, NULL, false, SPI_OK_SELECT);
	end = statement_column(0, 1, &isnull);
	return isnull ? 0 : DatumGetInt64(end);
}

static void
finish_settlement(const Settlement *s, Course *course)
{
	static Statement end_st = STATEMENT("UPDATE civic_private.settlement t SET finished_at = pg_catalog.clock_timestamp() WHERE t.settlement_id = $1", INT8OID);
	static Statement tidy_st = STATEMENT("SELECT civic_internal.tidy_settlement()");
	Datum		value = Int64GetDatum(s->settlement_id);

	statement_run(&end_st, &value, NULL, false, SPI_OK_UPDATE);
	statement_run(&tidy_st, NULL, NULL, false, SPI_OK_SELECT);
	if (s->as_of == course->as_of)
		course->joined = true;
}

static void
settle_batch(const Settlement *s, Course *course)
{
	static Statement step_st = STATEMENT(
		"UPDATE civic_private.settlement t SET last_subject_id = $2, done = t.done + $3, changed = t.changed + $4 WHERE t.settlement_id = $1",
		INT8OID, INT8OID, INT8OID, INT8OID);
	Batch		batch = {.day = s->as_of, .missed = s->as_of < course->as_of};
	int64		end = batch_end(s, course->limit);
	int64		computed,
				written;
	Datum		values[4];

	if (end == 0)
	{
		finish_settlement(s, course);
		return;
	}
	computed = compute_batch(&batch, s->complete ? EVERYBODY : THE_QUEUED, s->last_subject_id, end);
	written = write_batch(&batch);
	values[0] = Int64GetDatum(s->settlement_id);
	values[1] = Int64GetDatum(end);
	values[2] = Int64GetDatum(computed);
	values[3] = Int64GetDatum(written);
	statement_run(&step_st, values, NULL, false, SPI_OK_UPDATE);
	course->settled += computed;
	course->changed += written;
}

/* The day of a call that names none is today, and no later one can be settled. */
static void
choose_day(Course *course)
{
	DateADT		today = date_in_zone(GetCurrentTransactionStartTimestamp(), programme_seen()->zone);

	if (!course->as_of_given)
		course->as_of = today;
	course->as_of_given = true;
	if (course->as_of > today)
		refuse_day(ERRCODE_DATETIME_FIELD_OVERFLOW, "a day that lies ahead cannot be settled", course->as_of,
				   "Settle today, in the programme's time zone.");
}

/* One transaction of settle(), or one part of it inside a transaction block.  False once all is done. */
static bool
settle_step(bool atomic, Course *course)
{
	OwnerScope	scope;
	Settlement	s;

	SPI_connect_ext(atomic ? 0 : SPI_OPT_NONATOMIC);
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	/* a batch is over before a compiled plan would have paid; undone with the scope's path */
	(void) set_config_option("jit", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	require_programme();
	choose_day(course);
	if (!open_settlement(&s))
		begin_settlement(course);
	else if (s.as_of > course->as_of)
		refuse_day(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "a later day is being settled than", course->as_of,
				   "Days are settled in their order.");
	else if (s.phase < PHASE_STANDINGS)
		run_phase(&s);
	else
		settle_batch(&s, course);
	owner_end(&scope);
	PopActiveSnapshot();
	if (!atomic)
		SPI_commit();
	SPI_finish();
	return !course->joined;
}

Datum
civic_settle(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
	castNode(CallContext, fcinfo->context)->atomic;
	Course		course = {0};
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	course.as_of_given = !PG_ARGISNULL(0);
	if (course.as_of_given)
		course.as_of = checked_date(PG_GETARG_DATEADT(0), "as_of");
	if (PG_ARGISNULL(1))
		null_argument("batch");
	course.limit = PG_GETARG_INT32(1);
	if (course.limit < 1 || course.limit > BATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("batch must lie between 1 and %d", BATCH_MAX)));
	while (settle_step(atomic, &course))
		CHECK_FOR_INTERRUPTS();
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(course.settled);
	values[1] = Int64GetDatum(course.changed);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}
