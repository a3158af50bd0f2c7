/*-------------------------------------------------------------------------
 *
 * inbox.c
 *	  Posting the inbox, set-wise and in batches.
 *
 * A batch is taken by one statement, judged row by row in C with the check
 * that record() uses, and posted by post_entries().  Each batch is a
 * transaction of its own, unless the caller has one open: a crash loses at
 * most the batch it was in, whose rows are then still in the inbox.
 *
 * Lock protocol.  A batch locks the rows that it takes, and skips those that
 * another call has locked.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(civic_post_inbox);

#define BATCH_MAX		1000000

/* Who submits for a source, looked up once in a batch. */
typedef struct Submitter
{
	const char *role;
	const char *login;
	const char *named;			/* whom a pool has named, or NULL */
	const char *code;			/* of the source, NULL: not named */
	Oid			role_oid;		/* InvalidOid: it is gone */
	Person		person;
	ActingRoles roles;
	Source		source;
} Submitter;

typedef struct Batch
{
	const Posting *posting;
	int			n;				/* entries to be posted */
	NewEntry   *entries;
	int64	   *inbox_ids;		/* of each */
	int			n_rejected;
	Datum	   *rejected_ids;
	Datum	   *sqlstates;
	Datum	   *reasons;
	Datum	   *details;
	List	   *submitters;
} Batch;

static void
reject(Batch *batch, int64 inbox_id, const Refusal *r)
{
	int			i = batch->n_rejected++;
	const char *detail = r->detail ? r->detail : "";

	if (r->hint)
		detail = psprintf("%s%s%s", detail, *detail ? " " : "", r->hint);
	batch->rejected_ids[i] = Int64GetDatum(inbox_id);
	batch->sqlstates[i] = CStringGetTextDatum(unpack_sql_state(r->sqlstate));
	batch->reasons[i] = CStringGetTextDatum(r->reason);
	batch->details[i] = CStringGetTextDatum(detail);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Look up what a submitter may record for, among the rows of a batch. */
static void
find_source(Submitter *s, const Posting *posting)
{
	SPITupleTable *rows = SPI_tuptable;
	uint64		n_rows = SPI_processed;

	s->role_oid = get_role_oid(s->role, true);
	if (OidIsValid(s->role_oid))
		choose_source(s->role_oid, s->code, posting, &s->source);
	else
		s->source.refusal = refuse(ERRCODE_UNDEFINED_OBJECT,
								   psprintf("role \"%s\" does not exist", s->role), NULL, NULL);
	SPI_tuptable = rows;
	SPI_processed = n_rows;
}

static const Submitter *
submitter_of_row(Batch *batch, uint64 row)
{
	const Posting *posting = batch->posting;
	Submitter	wanted = {
		.role = row_text(row, "submitted_by"),.login = row_text(row, "submitted_login"),
		.named = row_text(row, "submitted_as"),.code = row_text(row, "source")
	};
	Submitter  *s;
	ListCell   *lc;

	foreach(lc, batch->submitters)
	{
		s = lfirst(lc);
		if (strcmp(s->role, wanted.role) == 0 && strcmp(s->login, wanted.login) == 0 &&
			same_text(s->named, wanted.named) && same_text(s->code, wanted.code))
			return s;
	}
	s = palloc(sizeof(Submitter));
	*s = wanted;
	s->person = (Person) {s->named ? s->named : s->role, s->login};
	s->roles = (ActingRoles) {
		role_id(s->person.role, posting->access_version),
		role_id(s->login, posting->access_version)
	};
	find_source(s, posting);
	batch->submitters = lappend(batch->submitters, s);
	return s;
}

static void
judge_row(Batch *batch, uint64 row)
{
	const Posting *posting = batch->posting;
	const Submitter *submitter = submitter_of_row(batch, row);
	Event		event = {
		.subject_id = row_int8(row, "subject_id"),
		.unnamed = row_bool(row, "unnamed"),
		.area = posting->sole_area ? posting->sole_area : row_text(row, "area"),
		.consent = row_bool(row, "consent"),
		.rule_code = row_text(row, "rule_code"),
		.quantity = row_numeric(row, "quantity"),
		.has_date = !row_isnull(row, "occurred_on"),
		.occurred_on = row_date(row, "occurred_on"),
		.source_ref = row_text(row, "source_ref"),
		.evidence = row_bytea(row, "evidence"),
		.source = &submitter->source,
		.actor = submitter->role_oid,
		.roles = submitter->roles,
		.person = submitter->person
	};
	Refusal		r;

	/* who is out of reach is as unknown as who is not enrolled */
	if (event.source->source_id && !reaches_event(&event, posting))
		event.subject_id = 0;
	r = check_posting(&event, posting, &batch->entries[batch->n]);
	if (r.sqlstate)
		reject(batch, row_int8(row, "inbox_id"), &r);
	else
		batch->inbox_ids[batch->n++] = row_int8(row, "inbox_id");
}

/* Reject the entries whose source_ref stands with other content. */
static void
reject_posted(Batch *batch)
{
	NewEntry   *entries = palloc(sizeof(NewEntry) * batch->n);
	int64	   *inbox_ids = palloc(sizeof(int64) * batch->n);
	PostedEntry *posted;
	int			n = 0;

	for (int i = 0; i < batch->n; i++)
		if (batch->entries[i].entry_id == 0)
		{
			entries[n] = batch->entries[i];
			inbox_ids[n++] = batch->inbox_ids[i];
		}
	if (n == 0)
		return;
	posted = palloc(sizeof(PostedEntry) * n);
	find_posted(entries, n, posted);
	for (int i = 0; i < n; i++)
	{
		Refusal		r = posted_otherwise(entries[i].source_ref, posted[i].entry_id);

		if (posted[i].entry_id && !posted[i].same)
			reject(batch, inbox_ids[i], &r);
	}
}

/* Keep rejected rows with their reason, and take the others out of the inbox. */
static void
clear_batch(Batch *batch, Datum *inbox_ids, int n)
{
	static Statement reject_st = STATEMENT(
		"UPDATE civic.inbox i SET rejected_at = clock_timestamp(), sqlstate = u.sqlstate, "
		"reason = u.reason, detail = nullif(u.detail, '') "
		"FROM unnest($inbox_ids, $sqlstates, $reasons, $details) "
		"u (inbox_id, sqlstate, reason, detail) WHERE i.inbox_id = u.inbox_id");
	static Statement delete_st = STATEMENT(
		"DELETE FROM civic.inbox i "
		"WHERE i.inbox_id = ANY ($inbox_ids) AND i.rejected_at IS NULL");

	if (batch->n_rejected > 0)
		RUN(&reject_st, SPI_OK_UPDATE,
			ARG_ARRAY(inbox_ids, INT8OID, batch->rejected_ids, NULL, batch->n_rejected),
			ARG_ARRAY(sqlstates, TEXTOID, batch->sqlstates, NULL, batch->n_rejected),
			ARG_ARRAY(reasons, TEXTOID, batch->reasons, NULL, batch->n_rejected),
			ARG_ARRAY(details, TEXTOID, batch->details, NULL, batch->n_rejected));
	RUN(&delete_st, SPI_OK_DELETE, ARG_ARRAY(inbox_ids, INT8OID, inbox_ids, NULL, n));
}

/* Conflicts are rejected after they were accepted, so there is room for both. */
static Batch
start_batch(const Posting *posting, int room)
{
	Batch		batch = {.posting = posting};

	batch.entries = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(NewEntry) * room);
	batch.inbox_ids = palloc(sizeof(int64) * room);
	batch.rejected_ids = palloc(sizeof(Datum) * room);
	batch.sqlstates = palloc(sizeof(Datum) * room);
	batch.reasons = palloc(sizeof(Datum) * room);
	batch.details = palloc(sizeof(Datum) * room);
	return batch;
}

/* Sorted before each look-up by what it looks for, so that neighbours share pages in cache. */
#define TAKE_BATCH(area) \
	"SELECT i.inbox_id, i.subject_id, " area " AS area, " \
	EVENT_CONSENT("i.subject_id") " AS consent, i.rule_code, i.quantity, i.occurred_on, " \
	"i.source_ref, i.evidence, i.source, i.submitted_by::text, i.submitted_login::text, " \
	"i.submitted_as::text, i.external_id IS NULL AS unnamed " \
	"FROM (SELECT b.*, (SELECT s.subject_id FROM civic_private.subject s " \
	"WHERE s.lookup = b.lookup) AS subject_id " \
	"FROM (SELECT x.*, civic_internal.subject_lookup(x.external_id) AS lookup " \
	"FROM (SELECT * FROM civic.inbox WHERE inbox_id > $after AND rejected_at IS NULL " \
	"ORDER BY inbox_id LIMIT $room FOR UPDATE SKIP LOCKED) x " \
	"ORDER BY lookup OFFSET 0) b " \
	"ORDER BY subject_id, source_ref COLLATE \"C\", inbox_id OFFSET 0) i"

/* What a call of post_inbox() has done so far. */
typedef struct Progress
{
	int64		last;			/* inbox id behind which to go on; -1 before the first step */
	int64		posted;
	int64		rejected;
} Progress;

/* Post up to so many rows.  Returns how many were taken. */
static int
post_batch(Progress *progress, int32 room)
{
	static Statement take_st = STATEMENT(
		TAKE_BATCH("(SELECT h.area FROM civic_internal.home(i.subject_id, i.occurred_on) h)"));
	static Statement take_anywhere_st = STATEMENT(TAKE_BATCH("NULL::text"));
	Event		nothing = {0};
	Posting		posting;
	Batch		batch;
	Datum	   *inbox_ids;
	int			taken;

	gather_event(&nothing, &posting);
	RUN(posting.sole_area ? &take_anywhere_st : &take_st, SPI_OK_SELECT,
		ARG_INT8(after, Max(progress->last, 0)), ARG_INT4(room, room));
	taken = (int) SPI_processed;
	if (taken == 0)
		return 0;
	batch = start_batch(&posting, taken);
	inbox_ids = palloc(sizeof(Datum) * taken);
	for (int row = 0; row < taken; row++)
	{
		int64		inbox_id = row_int8(row, "inbox_id");

		inbox_ids[row] = Int64GetDatum(inbox_id);
		progress->last = Max(progress->last, inbox_id);
		judge_row(&batch, row);
	}
	post_entries(batch.entries, batch.n, &posting);
	reject_posted(&batch);
	clear_batch(&batch, inbox_ids, taken);
	progress->posted += taken - batch.n_rejected;
	progress->rejected += batch.n_rejected;
	return taken;
}

/* Tell the progress view where we are. */
static void
announce(void)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.posting (pid, backend_start, started_at, done, total) "
		"SELECT pg_backend_pid(), $backend_start, clock_timestamp(), 0, count(*) "
		"FROM civic.inbox i WHERE i.rejected_at IS NULL "
		"ON CONFLICT (pid) DO UPDATE SET backend_start = excluded.backend_start, "
		"started_at = excluded.started_at, done = 0, total = excluded.total");

	RUN(&st, SPI_OK_INSERT, ARG_TIME(backend_start, MyStartTimestamp));
}

static void
show_progress(const Progress *progress, bool finished)
{
	static Statement step_st = STATEMENT(
		"UPDATE civic_private.posting p SET done = $done WHERE p.pid = pg_backend_pid()");
	static Statement end_st = STATEMENT(
		"DELETE FROM civic_private.posting p WHERE p.pid = pg_backend_pid()");

	if (finished)
		RUN(&end_st, SPI_OK_DELETE);
	else
		RUN(&step_st, SPI_OK_UPDATE, ARG_INT8(done, progress->posted + progress->rejected));
}

static void
refuse_subscriber(void)
{
	static Statement st = STATEMENT("SELECT civic_internal.refuse_subscriber()");

	RUN(&st, SPI_OK_SELECT);
}

/* The first step only announces the total, so that it can be seen while the next ones run. */
static bool
take_step(bool atomic, Progress *progress, int32 room)
{
	int			taken;

	if (progress->last < 0)
	{
		(void) programme_seen();
		refuse_subscriber();
	}
	if (progress->last < 0 && !atomic)
	{
		announce();
		progress->last = 0;
		return true;
	}
	taken = post_batch(progress, room);
	if (!atomic)
		show_progress(progress, taken == 0);
	return taken > 0;
}

/* One transaction of post_inbox(), or one part of it inside a transaction block. */
static bool
post_step(bool atomic, Progress *progress, int32 room)
{
	OwnerScope	scope;
	bool		more;

	SPI_connect_ext(atomic ? 0 : SPI_OPT_NONATOMIC);
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	more = take_step(atomic, progress, room);
	owner_end(&scope);
	PopActiveSnapshot();
	if (!atomic)
		SPI_commit();
	SPI_finish();
	return more;
}

Datum
civic_post_inbox(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
		castNode(CallContext, fcinfo->context)->atomic;
	int32		room = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);
	Progress	progress = {.last = -1};

	if (PG_ARGISNULL(0))
		null_argument("batch");
	if (room < 1 || room > BATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("batch must lie between 1 and %d", BATCH_MAX)));
	while (post_step(atomic, &progress, room))
		CHECK_FOR_INTERRUPTS();
	RETURN_ROW(fcinfo, ARG_INT8(posted, progress.posted), ARG_INT8(rejected, progress.rejected));
}
