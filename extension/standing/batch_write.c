/*-------------------------------------------------------------------------
 *
 * batch_write.c
 *	  Write what a batch has found.
 *
 * A standing is written with its version: whoever else writes one while a
 * batch is under way wins, and as that transaction is not in the snapshot of
 * the settlement, the next one looks at the subject again.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/batch.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/rows.h"
#include "core/benefit.h"

/* ----------
 * locks
 * ----------
 */

static bool
is_changing(const Member *m, bool asks)
{
	return m->old->version > 0 && (m->cause || asks || m->old->adverse || m->now.adverse);
}

/*
 * Another transaction may have written the standing of somebody whose tier
 * changes: leave those alone.
 */
static void
lock_changing(Batch *batch)
{
	static Statement st = STATEMENT(
		"SELECT u.place FROM unnest($places, $subjects, $versions) u (place, subject_id, version) "
		"JOIN civic_private.standing t ON t.subject_id = u.subject_id AND t.version = u.version "
		"ORDER BY u.subject_id FOR UPDATE OF t");
	Size		size = sizeof(Datum) * Max(batch->n, 1);
	Datum	   *places = palloc(size),
			   *subjects = palloc(size),
			   *versions = palloc(size);
	bool	   *asks = palloc0(sizeof(bool) * Max(batch->n, 1));
	int			n = 0;

	for (int i = 0; i < batch->n_questions; i++)
		asks[batch->questions[i].member] = true;
	for (int i = 0; i < batch->n; i++)
		if (is_changing(&batch->members[i], asks[i]))
		{
			places[n] = Int32GetDatum(i);
			subjects[n] = Int64GetDatum(batch->members[i].old->subject_id);
			versions[n++] = Int32GetDatum(batch->members[i].old->version);
			batch->members[i].write = false;
		}
	if (n == 0)
		return;
	RUN(&st, SPI_OK_SELECT, ARG_ARRAY(places, INT4OID, places, NULL, n),
		ARG_ARRAY(subjects, INT8OID, subjects, NULL, n),
		ARG_ARRAY(versions, INT4OID, versions, NULL, n));
	for (uint64 row = 0; row < SPI_processed; row++)
		batch->members[row_int4(row, "place")].write = true;
}

/* ----------
 * questions to a person
 * ----------
 */

static void
put_questions(const Batch *batch, Rows *rows)
{
	for (int i = 0; i < batch->n_questions; i++)
	{
		const Question *q = &batch->questions[i];
		const Member *m = &batch->members[q->member];
		const Standing *s = &m->now;
		const Tier *to = tier_by_rank(m->policy, q->to_rank);

		if (m->write)
			ROWS_ADD(rows, ARG_INT8(subject_id, s->subject_id),
					ARG_TEXT(kind, q->benefit ? "adverse" : "fall"),
					ARG_DATE(asked_on, batch->day), ARG_INT4(policy_id, s->policy_id),
					ARG_INT4(from_rank, q->benefit ? s->rank : s->earned.rank),
					ARG_TEXT(from_tier, q->benefit ? s->tier : s->earned_tier),
					ARG_INT4(to_rank, q->to_rank), ARG_TEXT(to_tier, to ? to->code : NULL),
					ARG_TEXT(benefit, q->benefit));
	}
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
		"INSERT INTO civic_private.tier_question (subject_id, kind, asked_on, policy_id, "
		"from_rank, from_tier, to_rank, to_tier, benefit) "
		"SELECT q.subject_id, q.kind, q.asked_on, q.policy_id, q.from_rank, q.from_tier, "
		"q.to_rank, q.to_tier, q.benefit FROM question q RETURNING subject_id, decision_id, kind");
	Rows		rows = ROWS("question");

	put_questions(batch, &rows);
	if (rows.n == 0)
		return;
	RUN(&st, SPI_OK_INSERT_RETURNING);
	rows_end(&rows);
	for (uint64 row = 0; row < SPI_processed; row++)
		if (strcmp(row_text(row, "kind"), "fall") == 0)
			batch->members[find_member(batch, row_int8(row, "subject_id"))].now.open_fall =
				row_int8(row, "decision_id");
}

/*
 * Questions that have lost their object get an answer without a verdict,
 * unless somebody has just answered them.
 */
static void
write_lapses(const Batch *batch)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.tier_answer (subject_id, decision_id, verdict, decided_on) "
		"SELECT q.subject_id, q.decision_id, NULL, $day "
		"FROM lapse u JOIN civic_private.tier_question q ON q.subject_id = u.subject_id "
		"AND q.benefit IS NOT DISTINCT FROM u.benefit "
		"WHERE NOT EXISTS (SELECT FROM civic_private.tier_answer a "
		"WHERE a.subject_id = q.subject_id AND a.decision_id = q.decision_id) "
		"ON CONFLICT DO NOTHING");
	Rows		rows = ROWS("lapse");
	ListCell   *lc;

	foreach(lc, batch->lapses)
	{
		const Lapse *lapse = lfirst(lc);

		ROWS_ADD(&rows, ARG_INT8(subject_id, lapse->subject_id),
				 ARG_TEXT(benefit, lapse->benefit));
	}
	if (rows.n > 0)
		RUN(&st, SPI_OK_INSERT, ARG_DATE(day, batch->day));
	rows_end(&rows);
}

/* ----------
 * standings
 * ----------
 */

/* Hand those that are the first of their subject to a statement, or the others. */
static void
put_standings(const Batch *batch, Rows *rows, bool first)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "civic_credit row",
												  ALLOCSET_SMALL_SIZES);
	Datum		values[STANDING_COLUMNS];
	bool		nulls[STANDING_COLUMNS];

	for (int i = 0; i < batch->n; i++)
	{
		const Member *m = &batch->members[i];
		MemoryContext old;

		if (!m->write || (m->old->version == 0) != first)
			continue;
		if (rows->n == 0)
			rows_describe(rows, standing_desc());
		old = MemoryContextSwitchTo(context);
		write_standing(&m->now, values, nulls);
		rows_add_values(rows, values, nulls);
		MemoryContextSwitchTo(old);
		MemoryContextReset(context);
	}
	MemoryContextDelete(context);
}

static int64
write_first_standings(const Batch *batch)
{
	static Statement st;
	Rows		rows = ROWS("written");

	put_standings(batch, &rows, true);
	if (rows.n == 0)
		return 0;
	if (st.sql == NULL)
		st.sql = MemoryContextStrdup(TopMemoryContext, psprintf(
			"INSERT INTO civic_private.standing (%s) SELECT %s FROM written u",
			standing_columns(""), standing_columns("u.")));
	RUN(&st, SPI_OK_INSERT);
	rows_end(&rows);
	return (int64) SPI_processed;
}

static int64
write_changed_standings(const Batch *batch)
{
	static Statement st;
	Rows		rows = ROWS("written");

	put_standings(batch, &rows, false);
	if (rows.n == 0)
		return 0;
	if (st.sql == NULL)
		st.sql = MemoryContextStrdup(TopMemoryContext, psprintf(
			"UPDATE civic_private.standing t SET %s FROM written u "
			"WHERE t.subject_id = u.subject_id AND t.version = u.version - 1",
			standing_changes()));
	RUN(&st, SPI_OK_UPDATE);
	rows_end(&rows);
	return (int64) SPI_processed;
}

/* ----------
 * changes of tiers
 * ----------
 */

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

static void
put_change(const Batch *batch, Rows *rows, const Member *m)
{
	const Standing *a = m->old;
	const Standing *b = &m->now;
	List	   *granted = benefits_beyond(m->policy, b->rank, m->old_policy, a->rank);
	List	   *withdrawn = benefits_beyond(m->old_policy, a->rank, m->policy, b->rank);

	ROWS_ADD(rows, ARG_INT8(subject_id, b->subject_id), ARG_DATE(effective_on, batch->day),
			ARG_INT4(policy_id, b->policy_id), ARG_TEXT(cause, m->cause),
			ARG_INT4(from_rank, a->rank), ARG_TEXT(from_tier, a->tier),
			ARG_INT4(to_rank, b->rank), ARG_TEXT(to_tier, b->tier),
			ARG_INT4(earned_from_rank, a->earned.rank), ARG_TEXT(earned_from_tier, a->earned_tier),
			ARG_INT4(earned_to_rank, b->earned.rank), ARG_TEXT(earned_to_tier, b->earned_tier),
			ARG_INT8(score, b->score),
			ARG_DATUM(entries, INT8ARRAYOID, numbers_datum(m->causes, m->n_causes)),
			ARG_IF(strcmp(m->cause, "confirmed") == 0, ARG_INT8(decision_id, a->open_fall)),
			ARG_DATE(last_as_of, a->as_of),
			ARG_DATUM(granted, TEXTARRAYOID, codes_datum(granted)),
			ARG_DATUM(withdrawn, TEXTARRAYOID, codes_datum(withdrawn)));
}

/*
 * History, and the notices of it.  The entries named are those that have
 * caused the change, then those that took effect since the standing was last
 * written, newest first.
 */
static void
write_changes(const Batch *batch)
{
	static Statement st = STATEMENT(
		"WITH history AS (INSERT INTO civic_private.tier_change (subject_id, effective_on, "
		"policy_id, cause, from_rank, from_tier, to_rank, to_tier, earned_from_rank, "
		"earned_from_tier, earned_to_rank, earned_to_tier, score, entries, decision_id) "
		"SELECT c.subject_id, c.effective_on, c.policy_id, c.cause, c.from_rank, c.from_tier, "
		"c.to_rank, c.to_tier, c.earned_from_rank, c.earned_from_tier, c.earned_to_rank, "
		"c.earned_to_tier, c.score, (c.entries || ARRAY("
		"SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = c.subject_id "
		"AND e.effective_on <= c.effective_on "
		"AND e.effective_on > least(c.last_as_of, c.effective_on - 1) "
		"AND e.entry_id <> ALL (c.entries) "
		"ORDER BY e.effective_on DESC, e.entry_id DESC LIMIT 20))[1:20], c.decision_id "
		"FROM change c), "
		"notice AS (SELECT array_agg(c.subject_id ORDER BY c.subject_id) AS subjects, "
		"array_agg(jsonb_build_object('subject_id', c.subject_id, 'from', c.from_tier, "
		"'to', c.to_tier, 'effective_on', c.effective_on, 'granted', c.granted, "
		"'withdrawn', c.withdrawn, 'cause', c.cause) ORDER BY c.subject_id) AS payloads "
		"FROM change c "
		"WHERE c.from_rank <> c.to_rank OR c.from_tier IS DISTINCT FROM c.to_tier) "
		"SELECT civic_internal.publish('tier_changed', n.subjects, n.payloads) "
		"FROM notice n WHERE n.subjects IS NOT NULL");
	Rows		rows = ROWS("change");

	for (int i = 0; i < batch->n; i++)
		if (batch->members[i].write && batch->members[i].cause)
			put_change(batch, &rows, &batch->members[i]);
	if (rows.n > 0)
		RUN(&st, SPI_OK_SELECT);
	rows_end(&rows);
}

/* ----------
 * restrictions
 * ----------
 */

/* The codes in one list that are not in the other. */
static void
put_restrictions(Rows *rows, const Standing *now, const List *codes,
					const List *others, bool in_force)
{
	ListCell   *lc;

	foreach(lc, codes)
		if (!has_code(others, lfirst(lc)))
			ROWS_ADD(rows, ARG_INT8(n, rows->n), ARG_INT8(subject_id, now->subject_id),
					 ARG_TEXT(benefit, lfirst(lc)), ARG_BOOL(in_force, in_force),
					 ARG_DATE(effective_on, now->as_of));
}

static void
write_restrictions(const Batch *batch)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('restriction', array_agg(r.subject_id ORDER BY r.n), "
		"array_agg(jsonb_build_object('subject_id', r.subject_id, 'benefit', r.benefit, "
		"'in_force', r.in_force, 'effective_on', r.effective_on) ORDER BY r.n)) "
		"FROM restriction r");
	Rows		rows = ROWS("restriction");

	for (int i = 0; i < batch->n; i++)
	{
		const Member *m = &batch->members[i];

		if (!m->write)
			continue;
		put_restrictions(&rows, &m->now, m->now.adverse, m->old->adverse, true);
		put_restrictions(&rows, &m->now, m->old->adverse, m->now.adverse, false);
	}
	if (rows.n > 0)
		RUN(&st, SPI_OK_SELECT);
	rows_end(&rows);
}

int64
write_batch(Batch *batch)
{
	int64		written;

	lock_changing(batch);
	/* a question that is asked anew has the code of the one that lapses */
	write_lapses(batch);
	write_questions(batch);
	written = write_first_standings(batch) + write_changed_standings(batch);
	write_changes(batch);
	write_restrictions(batch);
	return written;
}
