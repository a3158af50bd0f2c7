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
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(civic_post_inbox);

#define BATCH_MAX		1000000

/* The sources of a batch's submitters, looked up once each. */
typedef struct SubmitterSource
{
	const char *submitter;
	const char *code;			/* NULL: not named */
	Source		source;
} SubmitterSource;

typedef struct Batch
{
	int			n;				/* entries to be posted */
	NewEntry   *entries;
	int64	   *inbox_ids;		/* of each */
	int			n_rejected;
	Datum	   *rejected[4];	/* inbox_id, sqlstate, reason, detail */
	int64		last_inbox_id;
	List	   *sources;
} Batch;

Datum
make_array(Datum *values, bool *nulls, int n, Oid type)
{
	int			dims[1] = {n};
	int			lower[1] = {1};
	bool		byval = type == INT8OID || type == INT4OID || type == DATEOID;
	int			len = type == INT8OID ? 8 : byval ? 4 : -1;

	return PointerGetDatum(construct_md_array(values, nulls, 1, dims, lower, type, len, byval,
											  type == INT8OID ? TYPALIGN_DOUBLE : TYPALIGN_INT));
}

static void
reject(Batch *batch, int64 inbox_id, const Refusal *r)
{
	int			i = batch->n_rejected++;
	const char *detail = r->detail ? r->detail : "";

	if (r->hint)
		detail = psprintf("%s%s%s", detail, *detail ? " " : "", r->hint);
	batch->rejected[0][i] = Int64GetDatum(inbox_id);
	batch->rejected[1][i] = CStringGetTextDatum(unpack_sql_state(r->sqlstate));
	batch->rejected[2][i] = CStringGetTextDatum(r->reason);
	batch->rejected[3][i] = CStringGetTextDatum(detail);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static const Source *
submitter_source(Batch *batch, const char *submitter, const char *code, const Posting *posting)
{
	SubmitterSource *s;
	ListCell   *lc;
	Oid			role;

	foreach(lc, batch->sources)
	{
		s = lfirst(lc);
		if (strcmp(s->submitter, submitter) == 0 && same_text(s->code, code))
			return &s->source;
	}
	s = palloc0(sizeof(SubmitterSource));
	s->submitter = submitter;
	s->code = code;
	role = get_role_oid(submitter, true);
	if (OidIsValid(role))
	{
		SPITupleTable *outer = SPI_tuptable;
		uint64		outer_processed = SPI_processed;

		choose_source(role, code, posting, &s->source);
		SPI_tuptable = outer;
		SPI_processed = outer_processed;
	}
	else
		s->source.refusal = refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("role \"%s\" does not exist", submitter), NULL, NULL);
	batch->sources = lappend(batch->sources, s);
	return &s->source;
}

/* Columns of the query that takes a batch. */
enum
{
	IN_ID = 1, IN_SUBJECT, IN_AREA, IN_CONSENT, IN_RULE, IN_QUANTITY, IN_DATE, IN_REF, IN_EVIDENCE, IN_SOURCE, IN_SUBMITTER,
	IN_UNNAMED, IN_LOGIN
};

static void
judge_row(Batch *batch, uint64 row, const Posting *posting)
{
	Event		event = {0};
	Refusal		r;
	Datum		value;
	bool		isnull;
	int64		inbox_id = DatumGetInt64(statement_column(row, IN_ID, &isnull));
	char	   *submitter = statement_text(row, IN_SUBMITTER);

	event.subject_id = DatumGetInt64(statement_column(row, IN_SUBJECT, &isnull));
	if (isnull)
		event.subject_id = 0;
	event.unnamed = DatumGetBool(statement_column(row, IN_UNNAMED, &isnull));
	event.area = posting->sole_area ? posting->sole_area : statement_text(row, IN_AREA);
	event.consent = DatumGetBool(statement_column(row, IN_CONSENT, &isnull)) && !isnull;
	event.rule_code = statement_text(row, IN_RULE);
	value = statement_column(row, IN_QUANTITY, &isnull);
	event.quantity = isnull ? NULL : DatumGetNumeric(value);
	event.occurred_on = DatumGetDateADT(statement_column(row, IN_DATE, &isnull));
	event.has_date = !isnull;
	event.source_ref = statement_text(row, IN_REF);
	value = statement_column(row, IN_EVIDENCE, &isnull);
	event.evidence = isnull ? NULL : DatumGetByteaPP(value);
	event.roles.actor_id = role_id(submitter, posting->access_version);
	event.roles.login_id = role_id(statement_text(row, IN_LOGIN), posting->access_version);
	event.source = submitter_source(batch, submitter, statement_text(row, IN_SOURCE), posting);

	batch->last_inbox_id = Max(batch->last_inbox_id, inbox_id);
	r = check_posting(&event, posting, &batch->entries[batch->n]);
	if (r.sqlstate)
		reject(batch, inbox_id, &r);
	else
		batch->inbox_ids[batch->n++] = inbox_id;
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
clear_batch(Batch *batch, Datum all_ids)
{
	static Statement reject_st = STATEMENT(
		"UPDATE civic.inbox i SET rejected_at = pg_catalog.clock_timestamp(), sqlstate = u.sqlstate, reason = u.reason, "
		"detail = nullif(u.detail, '') FROM unnest($1, $2, $3, $4) u (inbox_id, sqlstate, reason, detail) "
		"WHERE i.inbox_id = u.inbox_id",
		INT8ARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID);
	static Statement delete_st = STATEMENT("DELETE FROM civic.inbox i WHERE i.inbox_id = ANY ($1) AND i.rejected_at IS NULL", INT8ARRAYOID);
	Datum		values[4];

	if (batch->n_rejected > 0)
	{
		for (int i = 0; i < 4; i++)
			values[i] = make_array(batch->rejected[i], NULL, batch->n_rejected, i ? TEXTOID : INT8OID);
		statement_run(&reject_st, values, NULL, false, SPI_OK_UPDATE);
	}
	statement_run(&delete_st, &all_ids, NULL, false, SPI_OK_DELETE);
}

static void
start_batch(Batch *batch, int room)
{
	memset(batch, 0, sizeof(*batch));
	batch->entries = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(NewEntry) * room);
	batch->inbox_ids = palloc(sizeof(int64) * room);
	for (int i = 0; i < 4; i++)
		batch->rejected[i] = palloc(sizeof(Datum) * room);
}

/* Sorted before each look-up by what it looks for, so that neighbours find their index pages in cache. */
#define TAKE_BATCH(area) \
	"SELECT i.inbox_id, i.subject_id, " area ", " EVENT_CONSENT("i.subject_id") ", " \
	"i.rule_code, i.quantity, i.occurred_on, i.source_ref, i.evidence, i.source, i.submitted_by::pg_catalog.text, " \
	"i.external_id IS NULL, i.submitted_login::pg_catalog.text " \
	"FROM (SELECT b.*, (SELECT s.subject_id FROM civic_private.subject s WHERE s.lookup = b.lookup) AS subject_id " \
	"FROM (SELECT x.*, civic_internal.subject_lookup(x.external_id) AS lookup " \
	"FROM (SELECT * FROM civic.inbox WHERE inbox_id > $1 AND rejected_at IS NULL " \
	"ORDER BY inbox_id LIMIT $2 FOR UPDATE SKIP LOCKED) x ORDER BY lookup OFFSET 0) b " \
	"ORDER BY subject_id, source_ref COLLATE \"C\", inbox_id OFFSET 0) i"

/*
 * Post up to "limit" rows behind an inbox id.  Returns how many were taken;
 * the caller has an SPI connection and acts as the owner.
 */
static int64
post_batch(int64 after, int32 limit, int64 *last, int64 *posted, int64 *rejected)
{
	static Statement take_st = STATEMENT(TAKE_BATCH(EVENT_AREA("i.subject_id", "i.occurred_on")), INT8OID, INT4OID);
	static Statement take_anywhere_st = STATEMENT(TAKE_BATCH("NULL"), INT8OID, INT4OID);
	Datum		values[2] = {Int64GetDatum(after), Int32GetDatum(limit)};
	Datum	   *ids;
	Event		nobody = {0};
	Posting		posting;
	Batch		batch;
	uint64		taken;
	bool		isnull;

	gather_event(&nobody, &posting);
	statement_run(posting.sole_area ? &take_anywhere_st : &take_st, values, NULL, false, SPI_OK_SELECT);
	taken = SPI_processed;
	*last = after;
	if (taken == 0)
		return 0;
	/* conflicts are rejected after they were accepted, so there is room for both */
	start_batch(&batch, (int) taken);
	ids = palloc(sizeof(Datum) * taken);
	for (uint64 row = 0; row < taken; row++)
	{
		ids[row] = statement_column(row, IN_ID, &isnull);
		judge_row(&batch, row, &posting);
	}
	post_entries(batch.entries, batch.n, &posting);
	reject_posted(&batch);
	clear_batch(&batch, make_array(ids, NULL, (int) taken, INT8OID));
	*last = batch.last_inbox_id;
	*posted += (int64) taken - batch.n_rejected;
	*rejected += batch.n_rejected;
	return (int64) taken;
}

/* Tell the progress view where we are; done < 0 takes us out of it. */
static void
show_progress(int64 done)
{
	static Statement start_st = STATEMENT(
		"INSERT INTO civic_private.posting (pid, backend_start, started_at, done, total) "
		"SELECT pg_catalog.pg_backend_pid(), $1, pg_catalog.clock_timestamp(), 0, pg_catalog.count(*) "
		"FROM civic.inbox i WHERE i.rejected_at IS NULL "
		"ON CONFLICT (pid) DO UPDATE SET backend_start = excluded.backend_start, started_at = excluded.started_at, "
		"done = 0, total = excluded.total",
		TIMESTAMPTZOID);
	static Statement step_st = STATEMENT("UPDATE civic_private.posting p SET done = $1 WHERE p.pid = pg_catalog.pg_backend_pid()", INT8OID);
	static Statement end_st = STATEMENT("DELETE FROM civic_private.posting p WHERE p.pid = pg_catalog.pg_backend_pid()");
	Datum		value = done == 0 ? TimestampTzGetDatum(MyStartTimestamp) : Int64GetDatum(done);

	if (done == 0)
		statement_run(&start_st, &value, NULL, false, SPI_OK_INSERT);
	else if (done > 0)
		statement_run(&step_st, &value, NULL, false, SPI_OK_UPDATE);
	else
		statement_run(&end_st, NULL, NULL, false, SPI_OK_DELETE);
}

/* One transaction of post_inbox(), or one part of it inside a transaction block. */
static int64
post_step(bool atomic, int64 done, int64 *last, int32 limit, int64 *posted, int64 *rejected)
{
	OwnerScope	scope;
	int64		taken = 0;

	SPI_connect_ext(atomic ? 0 : SPI_OPT_NONATOMIC);
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	if (done == 0)
		require_programme();
	/* the first step only announces the total, so that it can be seen while the next ones run */
	if (!atomic && *last < 0)
	{
		show_progress(0);
		*last = 0;
		taken = 1;
	}
	else
	{
		taken = post_batch(Max(*last, 0), limit, last, posted, rejected);
		if (!atomic)
			show_progress(taken > 0 ? *posted + *rejected : -1);
	}
	owner_end(&scope);
	PopActiveSnapshot();
	if (!atomic)
		SPI_commit();
	SPI_finish();
	return taken;
}

Datum
civic_post_inbox(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
	castNode(CallContext, fcinfo->context)->atomic;
	int32		limit = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);
	int64		last = -1;
	int64		posted = 0;
	int64		rejected = 0;
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (PG_ARGISNULL(0))
		null_argument("batch");
	if (limit < 1 || limit > BATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("batch must lie between 1 and %d", BATCH_MAX)));
	while (post_step(atomic, posted + rejected, &last, limit, &posted, &rejected) > 0)
		CHECK_FOR_INTERRUPTS();

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(posted);
	values[1] = Int64GetDatum(rejected);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}
