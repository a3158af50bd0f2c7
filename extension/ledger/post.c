/*-------------------------------------------------------------------------
 *
 * post.c
 *	  The writers of the ledger.
 *
 * Nothing but post_entries() and adjust_entries() inserts into
 * civic_private.entry.  Both write a set, tell the listeners, and leave to
 * their callers to judge what may be written.
 *
 * Lock protocol.  Posting takes no lock but those of its own rows.  Two
 * posters of one (subject, source, source_ref) meet at the unique index: the
 * second waits, inserts nothing, and compares what is there with what it
 * brought.  Two reversals meet at theirs.  A set is inserted in the order of
 * that index, so that two calls that bring the same events do not wait for one
 * another in a circle.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "utils/builtins.h"

#define LISTENERS_MAX	8

static const LedgerListener *listeners[LISTENERS_MAX];
static int	n_listeners = 0;

void
ledger_listen(const LedgerListener *listener)
{
	Assert(n_listeners < LISTENERS_MAX);
	listeners[n_listeners++] = listener;
}

/* The values of a set for one parameter each, to be unnested. */
typedef struct Columns
{
	Datum	   *values[10];
	bool	   *nulls;			/* of the last column */
} Columns;

static Columns
allocate_columns(int room)
{
	Columns		c = {0};

	for (unsigned i = 0; i < lengthof(c.values); i++)
		c.values[i] = palloc(sizeof(Datum) * room);
	c.nulls = palloc0(sizeof(bool) * room);
	return c;
}

/* The day on which what is kept about an event is erased. */
static DateADT
erase_day(int32 rule_id, DateADT occurred_on)
{
	return cal_add(occurred_on, policy_of_rule(rule_id)->erase_years, CAL_YEARS);
}

/* ----------
 * original entries
 * ----------
 */

/* In the order of the unique index; entries that are equal there as the caller has them. */
static int
compare_entries(const void *left, const void *right)
{
	const NewEntry *a = *(const NewEntry *const *) left;
	const NewEntry *b = *(const NewEntry *const *) right;
	int			order = compare_int64(a->subject_id, b->subject_id);

	if (order == 0)
		order = compare_int64(a->source_id, b->source_id);
	if (order == 0)
		order = strcmp(a->source_ref, b->source_ref);
	return order ? order : (a > b) - (a < b);
}

static bool
is_entry_of_row(const NewEntry *entry, uint64 row)
{
	HeapTuple	tuple = SPI_tuptable->vals[row];
	TupleDesc	desc = SPI_tuptable->tupdesc;
	bool		isnull;
	text	   *ref;

	if (DatumGetInt64(SPI_getbinval(tuple, desc, 2, &isnull)) != entry->subject_id ||
		DatumGetInt32(SPI_getbinval(tuple, desc, 3, &isnull)) != entry->source_id)
		return false;
	ref = DatumGetTextPP(SPI_getbinval(tuple, desc, 4, &isnull));
	return strlen(entry->source_ref) == VARSIZE_ANY_EXHDR(ref) &&
		memcmp(entry->source_ref, VARDATA_ANY(ref), VARSIZE_ANY_EXHDR(ref)) == 0;
}

/* Rows come back in the order in which they went in, without those whose source_ref is taken. */
static void
read_entry_ids(NewEntry **order, int n)
{
	uint64		row = 0;

	for (int i = 0; i < n && row < SPI_processed; i++)
		if (is_entry_of_row(order[i], row))
			order[i]->entry_id = row_int8(row++, "entry_id");
	if (row < SPI_processed)
		elog(ERROR, "entries came back in another order");
}

#define INSERT_ENTRIES \
	"INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, " \
	"effective_on, source_id, source_ref, evidence, ref_entry_id, actor_id, login_id) "
#define UNLESS_POSTED \
	" ON CONFLICT (subject_id, source_id, source_ref) DO NOTHING " \
	"RETURNING entry_id, subject_id, source_id, source_ref"

/* One entry, which record() posts, needs no arrays. */
static void
insert_entry(NewEntry *entry, int32 epoch)
{
	static Statement st = STATEMENT(
		INSERT_ENTRIES "VALUES ($epoch, $subject, $rule, 1, $quantity, $occurred, $effective, "
		"$source, $ref, $evidence, NULL, $actor, $login)" UNLESS_POSTED);

	RUN(&st, SPI_OK_INSERT_RETURNING, ARG_INT4(epoch, epoch),
		ARG_INT8(subject, entry->subject_id), ARG_INT4(rule, entry->rule_id),
		ARG_INT4(quantity, entry->quantity), ARG_DATE(occurred, entry->occurred_on),
		ARG_DATE(effective, entry->effective_on), ARG_INT4(source, entry->source_id),
		ARG_TEXT(ref, entry->source_ref), ARG_BYTEA(evidence, entry->commitment.digest),
		ARG_INT4(actor, entry->roles.actor_id), ARG_INT4(login, entry->roles.login_id));
	read_entry_ids(&entry, 1);
}

static void
insert_set(NewEntry **order, int n, int32 epoch)
{
	static Statement st = STATEMENT(
		INSERT_ENTRIES "SELECT $epoch, u.subject, u.rule, 1, u.quantity, u.occurred, u.effective, "
		"u.source, u.ref, u.evidence, NULL, u.actor, u.login "
		"FROM unnest($subjects, $rules, $quantities, $occurred, $effective, $sources, $refs, "
		"$actors, $logins, $evidence) u (subject, rule, quantity, occurred, effective, source, "
		"ref, actor, login, evidence)" UNLESS_POSTED);
	Columns		c = allocate_columns(n);

	for (int i = 0; i < n; i++)
	{
		const NewEntry *e = order[i];

		c.values[0][i] = Int64GetDatum(e->subject_id);
		c.values[1][i] = Int32GetDatum(e->rule_id);
		c.values[2][i] = Int32GetDatum(e->quantity);
		c.values[3][i] = DateADTGetDatum(e->occurred_on);
		c.values[4][i] = DateADTGetDatum(e->effective_on);
		c.values[5][i] = Int32GetDatum(e->source_id);
		c.values[6][i] = CStringGetTextDatum(e->source_ref);
		c.values[7][i] = Int32GetDatum(e->roles.actor_id);
		c.values[8][i] = Int32GetDatum(e->roles.login_id);
		c.values[9][i] = PointerGetDatum(e->commitment.digest);
		c.nulls[i] = e->commitment.digest == NULL;
	}
	RUN(&st, SPI_OK_INSERT_RETURNING, ARG_INT4(epoch, epoch),
		ARG_ARRAY(subjects, INT8OID, c.values[0], NULL, n),
		ARG_ARRAY(rules, INT4OID, c.values[1], NULL, n),
		ARG_ARRAY(quantities, INT4OID, c.values[2], NULL, n),
		ARG_ARRAY(occurred, DATEOID, c.values[3], NULL, n),
		ARG_ARRAY(effective, DATEOID, c.values[4], NULL, n),
		ARG_ARRAY(sources, INT4OID, c.values[5], NULL, n),
		ARG_ARRAY(refs, TEXTOID, c.values[6], NULL, n),
		ARG_ARRAY(actors, INT4OID, c.values[7], NULL, n),
		ARG_ARRAY(logins, INT4OID, c.values[8], NULL, n),
		ARG_ARRAY(evidence, BYTEAOID, c.values[9], c.nulls, n));
	read_entry_ids(order, n);
}

static void
insert_in_order(NewEntry *entries, int n, int32 epoch)
{
	NewEntry  **order = palloc(sizeof(NewEntry *) * n);

	for (int i = 0; i < n; i++)
		order[i] = &entries[i];
	qsort(order, n, sizeof(NewEntry *), compare_entries);
	insert_set(order, n, epoch);
	pfree(order);
}

/* Keep the evidence of the entries that were inserted. */
static void
store_evidence(const NewEntry *entries, int n)
{
	for (int i = 0; i < n; i++)
	{
		const NewEntry *e = &entries[i];

		if (e->entry_id && e->evidence)
			store_text(e->subject_id, e->entry_id, &e->commitment, e->evidence,
					   erase_day(e->rule_id, e->occurred_on));
	}
}

void
post_entries(NewEntry *entries, int n, const Posting *posting)
{
	for (int i = 0; i < n_listeners; i++)
		if (listeners[i]->before_insert)
			listeners[i]->before_insert(entries, n);
	for (int i = 0; i < n; i++)
	{
		entries[i].entry_id = 0;
		entries[i].commitment = (Commitment) {NULL, NULL};
		if (entries[i].evidence)
			entries[i].commitment = commit_to(entries[i].evidence);
	}
	if (n == 1)
		insert_entry(entries, posting->epoch);
	else if (n > 1)
		insert_in_order(entries, n, posting->epoch);
	store_evidence(entries, n);
	for (int i = 0; i < n_listeners; i++)
		if (listeners[i]->after_insert)
			listeners[i]->after_insert(entries, n);
}

/* ----------
 * what was posted before
 * ----------
 */

Refusal
posted_otherwise(const char *source_ref, int64 entry_id)
{
	return refuse(ERRCODE_UNIQUE_VIOLATION,
				  psprintf("source_ref \"%s\" was posted with other content", source_ref),
				  psprintf("It is entry %lld.", (long long) entry_id),
				  "Reverse that entry, or post the event under a source_ref of its own.");
}

/* Evidence that was erased cannot be compared any more, and passes for the same. */
void
find_posted(const NewEntry *entries, int n, PostedEntry *posted)
{
	static Statement st = STATEMENT(
		"SELECT u.place, e.entry_id, r.code = u.code AND e.quantity = u.quantity "
		"AND e.occurred_on = u.occurred AND (e.evidence IS NULL) = (u.body IS NULL) "
		"AND coalesce(v.body = u.body, true) AS same "
		"FROM unnest($subjects, $sources, $refs, $codes, $quantities, $occurred, $bodies) "
		"WITH ORDINALITY u (subject, source, ref, code, quantity, occurred, body, place) "
		"JOIN civic_private.entry e ON e.subject_id = u.subject AND e.source_id = u.source "
		"AND e.source_ref = u.ref "
		"JOIN civic_private.rule r ON r.rule_id = e.rule_id "
		"LEFT JOIN civic_private.kept_text v ON v.subject_id = e.subject_id "
		"AND v.commitment = e.evidence");
	Columns		c = allocate_columns(n);

	for (int i = 0; i < n; i++)
	{
		const NewEntry *e = &entries[i];

		posted[i] = (PostedEntry) {0, false};
		c.values[0][i] = Int64GetDatum(e->subject_id);
		c.values[1][i] = Int32GetDatum(e->source_id);
		c.values[2][i] = CStringGetTextDatum(e->source_ref);
		c.values[3][i] = CStringGetTextDatum(e->rule_code);
		c.values[4][i] = Int32GetDatum(e->quantity);
		c.values[5][i] = DateADTGetDatum(e->occurred_on);
		c.values[6][i] = PointerGetDatum(e->evidence);
		c.nulls[i] = e->evidence == NULL;
	}
	RUN(&st, SPI_OK_SELECT, ARG_ARRAY(subjects, INT8OID, c.values[0], NULL, n),
		ARG_ARRAY(sources, INT4OID, c.values[1], NULL, n),
		ARG_ARRAY(refs, TEXTOID, c.values[2], NULL, n),
		ARG_ARRAY(codes, TEXTOID, c.values[3], NULL, n),
		ARG_ARRAY(quantities, INT4OID, c.values[4], NULL, n),
		ARG_ARRAY(occurred, DATEOID, c.values[5], NULL, n),
		ARG_ARRAY(bodies, BYTEAOID, c.values[6], c.nulls, n));
	for (uint64 row = 0; row < SPI_processed; row++)
		posted[row_int8(row, "place") - 1] = (PostedEntry) {
			row_int8(row, "entry_id"), row_bool(row, "same")
		};
}

/* ----------
 * adjustments
 * ----------
 */

static int
compare_adjustments(const void *left, const void *right)
{
	const Adjustment *a = left;
	const Adjustment *b = right;
	int			order = compare_int64(a->subject_id, b->subject_id);

	return order ? order : compare_int64(a->entry_id, b->entry_id);
}

/* Set what is known of the adjustments that were inserted. */
static void
read_adjustment_ids(Adjustment *adjustments, int n)
{
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		Adjustment	key = {
			.subject_id = row_int8(row, "subject_id"),.entry_id = row_int8(row, "ref_entry_id")
		};
		Adjustment *a = bsearch(&key, adjustments, n, sizeof(Adjustment), compare_adjustments);

		a->adjustment_id = row_int8(row, "entry_id");
		a->rule_id = row_int4(row, "rule_id");
		a->occurred_on = row_date(row, "occurred_on");
	}
}

static void
store_reasons(const Adjustment *adjustments, int n)
{
	for (int i = 0; i < n; i++)
	{
		const Adjustment *a = &adjustments[i];

		if (a->adjustment_id && a->reason)
			store_text(a->subject_id, a->entry_id, &a->commitment, a->reason,
					   erase_day(a->rule_id, a->occurred_on));
	}
}

/* What has been reversed cannot be adjusted any more, and a reversal is final. */
static void
insert_adjustments(Adjustment *adjustments, int n, DateADT day)
{
	static Statement st = STATEMENT(
		INSERT_ENTRIES "SELECT p.epoch, e.subject_id, e.rule_id, u.kind, "
		"CASE u.kind WHEN 5 THEN u.restored ELSE e.quantity END, e.occurred_on, "
		"greatest($day, e.effective_on), e.source_id, NULL, u.reason, e.entry_id, $actor, $login "
		"FROM unnest($subjects, $entries, $kinds, $restored, $reasons) "
		"u (subject, entry, kind, restored, reason) CROSS JOIN LATERAL "
		"(SELECT o.* FROM civic_private.entry o WHERE o.subject_id = u.subject "
		"AND o.entry_id = u.entry AND o.kind = 1 OFFSET 0) e, civic_private.programme p "
		"WHERE NOT EXISTS (SELECT FROM civic_private.entry r WHERE r.subject_id = e.subject_id "
		"AND r.ref_entry_id = e.entry_id AND r.kind = 2) "
		"ON CONFLICT (subject_id, ref_entry_id) WHERE kind = 2 DO NOTHING "
		"RETURNING entry_id, subject_id, ref_entry_id, rule_id, occurred_on");
	ActingRoles roles = acting_roles(programme_seen()->access_version);
	Columns		c = allocate_columns(n);

	for (int i = 0; i < n; i++)
	{
		Adjustment *a = &adjustments[i];

		a->adjustment_id = 0;
		a->commitment = a->reason ? commit_to(a->reason) : (Commitment) {NULL, NULL};
		c.values[0][i] = Int64GetDatum(a->subject_id);
		c.values[1][i] = Int64GetDatum(a->entry_id);
		c.values[2][i] = Int16GetDatum(a->kind);
		c.values[3][i] = Int32GetDatum(a->restored_bp);
		c.values[4][i] = PointerGetDatum(a->commitment.digest);
		c.nulls[i] = a->reason == NULL;
	}
	RUN(&st, SPI_OK_INSERT_RETURNING, ARG_DATE(day, day),
		ARG_INT4(actor, roles.actor_id), ARG_INT4(login, roles.login_id),
		ARG_ARRAY(subjects, INT8OID, c.values[0], NULL, n),
		ARG_ARRAY(entries, INT8OID, c.values[1], NULL, n),
		ARG_ARRAY(kinds, INT2OID, c.values[2], NULL, n),
		ARG_ARRAY(restored, INT4OID, c.values[3], NULL, n),
		ARG_ARRAY(reasons, BYTEAOID, c.values[4], c.nulls, n));
	read_adjustment_ids(adjustments, n);
}

void
adjust_entries(Adjustment *adjustments, int n, DateADT day)
{
	if (day == programme_today())
		day = writing_day();
	qsort(adjustments, n, sizeof(Adjustment), compare_adjustments);
	insert_adjustments(adjustments, n, day);
	store_reasons(adjustments, n);
	for (int i = 0; i < n_listeners; i++)
		if (listeners[i]->after_adjustment)
			listeners[i]->after_adjustment(adjustments, n, day);
}
