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
 * A batch is bounded in rows and in bytes.  One that fails is posted in
 * halves, until the row is found that cannot be posted: it is rejected with
 * its reason, or goes on waiting if time may cure it, and all others are
 * posted.
 *
 * Lock protocol.  A batch locks the rows that it takes, and skips those that
 * another call has locked.  A row for whose wallet, or source_ref, somebody
 * holds a lock is passed over, and tried once more after all the others.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "access/xact.h"
#include "base/attempt.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(civic_post_inbox);

#define BATCH_MAX		1000000
#define BATCH_BYTES		(64 * 1024 * 1024)	/* of a batch of several rows */

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
		.overlong = row_bool(row, "overlong"),
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
		.person = submitter->person,
		.accepted = batch->entries,
		.n_accepted = batch->n
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
	"i.submitted_as::text, i.external_id IS NULL AS unnamed, i.overlong " \
	"FROM (SELECT b.*, (SELECT s.subject_id FROM civic_private.subject s " \
	"WHERE s.lookup = b.lookup) AS subject_id " \
	"FROM (SELECT x.*, CASE WHEN NOT x.overlong THEN " \
	"civic_internal.subject_lookup(x.external_id) END AS lookup " \
	"FROM (SELECT n.*, coalesce(octet_length(n.external_id) > $id_bytes, false) AS overlong " \
	"FROM civic.inbox n WHERE n.inbox_id > $after AND n.inbox_id <= $upto " \
	"AND n.rejected_at IS NULL ORDER BY n.inbox_id FOR UPDATE SKIP LOCKED) x " \
	"ORDER BY lookup OFFSET 0) b " \
	"ORDER BY subject_id, source_ref COLLATE \"C\", inbox_id OFFSET 0) i"

/* What a call of post_inbox() has done so far. */
typedef struct Progress
{
	int64		last;			/* inbox id behind which to go on; -1 before the first step */
	int64		posted;
	int64		rejected;
	int64		waiting;		/* rows that were passed over in this pass */
	int64		first_waiting;
	bool		again;			/* this is the second pass, over those */
} Progress;

/* The rows that a batch has taken. */
typedef struct Taken
{
	Progress   *progress;
	const Posting *posting;
	SPITupleTable *rows;
} Taken;

/* Where a batch ends that is bounded in rows and in bytes, but has one row at least; 0: nothing. */
static int64
batch_end(int64 after, int32 room)
{
	static Statement st = STATEMENT(
		"SELECT max(b.inbox_id) AS upto FROM (SELECT x.inbox_id, x.bytes, "
		"sum(x.bytes) OVER (ORDER BY x.inbox_id) AS total FROM (SELECT i.inbox_id, "
		"coalesce(octet_length(i.evidence), 0) + coalesce(octet_length(i.external_id), 0)::int8 "
		"+ coalesce(octet_length(i.source_ref), 0) + coalesce(octet_length(i.rule_code), 0) "
		"+ coalesce(octet_length(i.source), 0) AS bytes "
		"FROM civic.inbox i WHERE i.inbox_id > $after AND i.rejected_at IS NULL "
		"ORDER BY i.inbox_id LIMIT $room) x) b WHERE b.total <= $bytes OR b.total = b.bytes");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(after, after), ARG_INT4(room, room),
		ARG_INT8(bytes, BATCH_BYTES));
	return row_int8(0, "upto");
}

/* Post some of the rows that were taken. */
static void
post_rows(void *arg, int from, int n)
{
	Taken	   *taken = arg;
	Batch		batch = start_batch(taken->posting, n);
	Datum	   *inbox_ids = palloc(sizeof(Datum) * n);

	SPI_tuptable = taken->rows;
	SPI_processed = taken->rows->numvals;
	for (int i = 0; i < n; i++)
	{
		inbox_ids[i] = Int64GetDatum(row_int8(from + i, "inbox_id"));
		judge_row(&batch, from + i);
	}
	post_entries(batch.entries, batch.n, taken->posting);
	reject_posted(&batch);
	clear_batch(&batch, inbox_ids, n);
	taken->progress->posted += n - batch.n_rejected;
	taken->progress->rejected += batch.n_rejected;
}

/* Reject a row that cannot be posted, or leave it if time may cure it. */
static void
give_up_row(void *arg, int i, const ErrorData *error)
{
	static Statement st = STATEMENT(
		"UPDATE civic.inbox i SET rejected_at = CASE WHEN $waits THEN NULL "
		"ELSE clock_timestamp() END, sqlstate = $sqlstate, reason = $reason, detail = $detail "
		"WHERE i.inbox_id = $inbox_id");
	Taken	   *taken = arg;
	Progress   *progress = taken->progress;
	bool		waits = passes_by_itself(error);
	int64		inbox_id;

	SPI_tuptable = taken->rows;
	SPI_processed = taken->rows->numvals;
	inbox_id = row_int8(i, "inbox_id");
	RUN(&st, SPI_OK_UPDATE, ARG_BOOL(waits, waits), ARG_INT8(inbox_id, inbox_id),
		ARG_TEXT(sqlstate, unpack_sql_state(error->sqlerrcode)),
		ARG_TEXT(reason, error->message), ARG_TEXT(detail, error->detail));
	if (!waits)
		progress->rejected++;
	else if (progress->waiting++ == 0 || inbox_id < progress->first_waiting)
		progress->first_waiting = inbox_id;
}

/* Post up to so many rows.  Returns whether there were any. */
static bool
post_batch(Progress *progress, int32 room)
{
	static Statement take_st = STATEMENT(
		TAKE_BATCH("(SELECT h.area FROM civic_internal.home(i.subject_id, i.occurred_on) h)"));
	static Statement take_anywhere_st = STATEMENT(TAKE_BATCH("NULL::text"));
	Event		nothing = {0};
	Posting		posting;
	Taken		taken = {progress, &posting, NULL};
	ListWork	list = {post_rows, give_up_row, &taken, LOCK_PATIENCE};
	int64		after = Max(progress->last, 0);

	gather_event(&nothing, &posting);
	progress->last = batch_end(after, room);
	if (progress->last == 0)
		return false;
	RUN(posting.sole_area ? &take_anywhere_st : &take_st, SPI_OK_SELECT,
		ARG_INT8(after, after), ARG_INT8(upto, progress->last),
		ARG_INT4(id_bytes, EXTERNAL_ID_BYTES));
	taken.rows = SPI_tuptable;
	attempt_list(&list, 0, (int) SPI_processed);
	return true;
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

/* After all rows, come back to those that were passed over; once, then say that they wait. */
static bool
come_back(Progress *progress)
{
	if (progress->waiting == 0)
		return false;
	if (progress->again)
	{
		ereport(WARNING,
				(errcode(ERRCODE_LOCK_NOT_AVAILABLE),
				 errmsg_plural("%lld row of the inbox waits, since somebody holds a lock",
							   "%lld rows of the inbox wait, since somebody holds a lock",
							   (unsigned long) progress->waiting, (long long) progress->waiting),
				 errhint("civic.inbox_set_aside lists them; the next call tries them again.")));
		return false;
	}
	progress->again = true;
	progress->waiting = 0;
	progress->last = progress->first_waiting - 1;
	return true;
}

/* The first step only announces the total, so that it can be seen while the next ones run. */
static bool
take_step(bool atomic, Progress *progress, int32 room)
{
	bool		more;

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
	more = post_batch(progress, room) || come_back(progress);
	if (!atomic)
		show_progress(progress, !more);
	return more;
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
	PreventCommandIfReadOnly("CALL civic.post_inbox()");
	while (post_step(atomic, &progress, room))
		CHECK_FOR_INTERRUPTS();
	RETURN_ROW(fcinfo, ARG_INT8(posted, progress.posted), ARG_INT8(rejected, progress.rejected));
}
