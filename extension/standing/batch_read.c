/*-------------------------------------------------------------------------
 *
 * batch_read.c
 *	  Read a batch of subjects with their entries, and compute where they stand.
 *
 * Two statements are read side by side, both in the order of subjects: who is
 * to be computed, and their entries, which are collected as they are scanned.
 * A subject is computed when the first entry of a later one arrives.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/batch.h"

#include "access/htup_details.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* ----------
 * whom
 * ----------
 */

/* Columns of the query that reads a batch, before those of the standing. */
enum
{
	IN_SUBJECT, IN_KIND, IN_AREA, IN_NEXT_RESIDENCE, IN_LOCK, IN_LOCK_TIER, IN_LOCK_UNTIL,
	IN_LOCK_FLOOR, IN_NEXT_ANSWER, IN_VERDICT, IN_CONFIRMED, IN_STANDING,
	IN_COLUMNS = IN_STANDING + STANDING_COLUMNS
};

#define IN_VERSION	(IN_STANDING + 1)

/* $1 and $2: the subjects after one and up to another; $3: the day */
#define READ_BATCH \
	"SELECT s.subject_id, %s, %s, %s, l.lock_id, l.tier, l.until, " \
	"l.is_floor, least(l.next_day, a.next_day), a.verdict, a.confirmed, %s " \
	"FROM %s($1, $2) s " \
	"LEFT JOIN civic_private.standing t ON t.subject_id = s.subject_id " \
	"AND t.subject_id > $1 AND t.subject_id <= $2 " \
	"LEFT JOIN civic_internal.batch_locks($1, $2, $3) l ON l.subject_id = s.subject_id " \
	"LEFT JOIN civic_internal.batch_answers($1, $2, $3) a ON a.subject_id = s.subject_id " \
	"%s ORDER BY s.subject_id"

#define HOME \
	"(SELECT h.area FROM civic_internal.home(s.subject_id, $3, $3) h)"
#define NEXT_RESIDENCE \
	"(SELECT n.known_on FROM civic_internal.next_residence(s.subject_id, $3) n)"

/* on a day that was missed, only who had been enrolled by then */
#define KNOWN \
	"WHERE t.subject_id IS NOT NULL OR EXISTS (SELECT FROM civic_private.residence k " \
	"WHERE k.subject_id = s.subject_id AND k.effective_on <= $3)"

/* A table of a million is read for a column only where something depends on it. */
static const char *
batch_query(Whom whom, bool sole, const Policy *sole_policy, bool missed)
{
	bool		kind = whom != EVERYBODY || !sole || policy_restricts(sole_policy);

	return psprintf(READ_BATCH, kind ? "s.kind" : "NULL::text", sole ? "NULL::text" : HOME,
					sole ? "NULL::date" : NEXT_RESIDENCE, standing_columns("t."),
					whom == THE_QUEUED ? "civic_internal.batch_queued" : "civic_internal.batch_all",
					missed ? KNOWN : "");
}

/* Run it with the plan that suits these very values: their range decides it. */
static void
run_batch_query(const char *sql, int64 after, int64 upto, DateADT day, bool read_only)
{
	Oid			types[3] = {INT8OID, INT8OID, DATEOID};
	Datum		values[3] = {Int64GetDatum(after), Int64GetDatum(upto), DateADTGetDatum(day)};

	if (SPI_execute_with_args(sql, 3, types, values, NULL, read_only, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read a batch of standings");
}

static DateADT
day_value(Datum value, bool isnull, DateADT otherwise)
{
	return isnull ? otherwise : DatumGetDateADT(value);
}

static void
read_subject(const Datum *v, const bool *nulls, Subject *s)
{
	s->subject_id = DatumGetInt64(v[IN_SUBJECT]);
	s->kind = code_value(v[IN_KIND], nulls[IN_KIND]);
	s->area = code_value(v[IN_AREA], nulls[IN_AREA]);
	s->next_residence = day_value(v[IN_NEXT_RESIDENCE], nulls[IN_NEXT_RESIDENCE], NO_NEXT_DAY);
	s->lock_id = nulls[IN_LOCK] ? 0 : DatumGetInt64(v[IN_LOCK]);
	s->lock_tier = code_value(v[IN_LOCK_TIER], nulls[IN_LOCK_TIER]);
	s->lock_until = day_value(v[IN_LOCK_UNTIL], nulls[IN_LOCK_UNTIL], NO_DAY);
	s->lock_is_floor = !nulls[IN_LOCK_FLOOR] && DatumGetBool(v[IN_LOCK_FLOOR]);
	s->next_answer = day_value(v[IN_NEXT_ANSWER], nulls[IN_NEXT_ANSWER], NO_NEXT_DAY);
	s->verdict = nulls[IN_VERDICT] ? FALL_OPEN : (FallVerdict) DatumGetInt32(v[IN_VERDICT]);
	s->confirmed = codes_value(v[IN_CONFIRMED], nulls[IN_CONFIRMED]);
}

static void
read_row(HeapTuple row, TupleDesc desc, Subject *subject, Standing *standing)
{
	Datum		values[IN_COLUMNS];
	bool		nulls[IN_COLUMNS];

	heap_deform_tuple(row, desc, values, nulls);
	read_subject(values, nulls, subject);
	memset(standing, 0, sizeof(*standing));
	standing->subject_id = subject->subject_id;
	if (!nulls[IN_VERSION])
		read_standing(standing, values + IN_STANDING, nulls + IN_STANDING);
}

/* ----------
 * findings
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
	m->n_causes = found->n_causes;
	if (found->n_causes > 0)
	{
		m->causes = palloc(sizeof(int64) * found->n_causes);
		memcpy(m->causes, found->causes, sizeof(int64) * found->n_causes);
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

/* ----------
 * entries
 * ----------
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

/* Neighbours in id often live in one area. */
static void
learn_governing(BatchReader *r, const char *area)
{
	if (r->sole || area == NULL || (r->area && strcmp(r->area, area) == 0))
		return;
	r->governing = governing_policy(area, r->batch->day, r->programme);
	r->area = pstrdup(area);
	collection_governed(&r->collection, r->governing.policy);
}

/* Turn to a subject, and to the policy that governs it. */
static void
turn_to(BatchReader *r, int64 at)
{
	HeapTuple	row;
	MemoryContext old;
	Datum		area;
	bool		isnull;

	r->at = at;
	r->subject_id = PG_INT64_MAX;
	if (at >= r->n)
		return;
	row = r->rows->vals[at];
	r->subject_id = DatumGetInt64(SPI_getbinval(row, r->rows->tupdesc, IN_SUBJECT + 1, &isnull));
	old = MemoryContextSwitchTo(r->context);
	area = SPI_getbinval(row, r->rows->tupdesc, IN_AREA + 1, &isnull);
	learn_governing(r, code_value(area, isnull));
	MemoryContextSwitchTo(old);
}

/* Compute the subject whose entries have been collected. */
static void
compute_member(BatchReader *r)
{
	static Evaluation found;
	Batch	   *batch = r->batch;
	Member	   *m = &batch->members[batch->n];
	Standing   *old = palloc(sizeof(Standing));
	const Governing *governing = &r->governing;
	Subject		subject;

	read_row(r->rows->vals[r->at], r->rows->tupdesc, &subject, old);
	m->old = old;
	/* one that was computed as of a later day, by an answer or a lock, is left alone */
	if ((old->version > 0 && old->as_of > batch->day) || (!r->sole && subject.area == NULL) ||
		!evaluate_subject(&subject, &r->collection, old, batch->day, governing, &m->now, &found))
		return;
	m->policy = governing->policy;
	m->write = old->version == 0 || !same_standing(old, &m->now) || found.ask_fall ||
		found.ask_adverse;
	take_findings(batch, batch->n, &found);
	if (m->cause)
		m->old_policy = old->policy_id == governing->policy_id ? m->policy :
			policy_by_id(old->policy_id);
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

static void
read_entries(Whom whom, int64 after, int64 upto, bool read_only, DestReceiver *receiver)
{
	static Statement one_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id > $after AND e.subject_id <= $upto");
	/*
	 * An upper bound would be asked of every entry: the receiver stops at the
	 * first one behind its last subject.
	 */
	static Statement all_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id > $after ORDER BY e.subject_id");
	/* few, so that looking each of them up is cheaper than reading past the others */
	static Statement queue_st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM (SELECT q.subject_id FROM civic_private.settle_queue q "
		"WHERE q.subject_id > $after AND q.subject_id <= $upto ORDER BY q.subject_id OFFSET 0) q "
		"CROSS JOIN LATERAL (SELECT x.* FROM civic_private.entry x "
		"WHERE x.subject_id = q.subject_id OFFSET 0) e ORDER BY q.subject_id");
	Statement  *st = whom == THE_QUEUED ? &queue_st : whom == ONE ? &one_st : &all_st;

	statement_stream(st, read_only, receiver,
					 ARGUMENTS(ARG_INT8(after, after), ARG_INT8(upto, upto)));
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
	run_batch_query(batch_query(whom, area != NULL, r->governing.policy, batch->missed), after,
					upto, batch->day, false);
	r->rows = SPI_tuptable;
	r->n = (int64) SPI_processed;
	collection_begin(&r->collection, batch->day);
	collection_governed(&r->collection, r->governing.policy);
	turn_to(r, 0);
}

int64
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

/* ----------
 * one subject, without writing
 * ----------
 */

static bool
receive_own_entry(TupleTableSlot *slot, DestReceiver *self)
{
	Entry		entry = slot_entry(slot);

	collection_add(&((BatchReader *) self)->collection, &entry);
	return true;
}

/*
 * One subject as it stands and as the ledger has it, in an SPI connection of
 * the caller's.  False if there is no such subject.
 */
bool
read_subject_now(int64 subject_id, DateADT day, Subject *subject, Standing *standing,
				 Governing *governing, Collection *collection)
{
	const Programme *programme = programme_seen();
	const char *area = sole_policy_area(programme->newest_enactment, programme->access_version);
	BatchReader r = {.pub = row_receiver(receive_own_entry)};

	if (subject_id < 1)
		return false;
	run_batch_query(batch_query(ONE, area != NULL, NULL, false), subject_id - 1, subject_id, day,
					true);
	if (SPI_processed == 0)
		return false;
	read_row(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, subject, standing);
	*governing = governing_policy(area ? area : subject->area, day, programme);
	collection_begin(&r.collection, day);
	collection_governed(&r.collection, governing->policy);
	read_entries(ONE, subject_id - 1, subject_id, true, &r.pub);
	*collection = r.collection;
	return true;
}
