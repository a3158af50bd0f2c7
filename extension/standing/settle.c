/*-------------------------------------------------------------------------
 *
 * settle.c
 *	  Settlement: the course of a day.
 *
 * A settlement is a row of civic_private.settlement that says how far it is.
 * Each step does a part of the work, notes it, and commits, unless the caller
 * has a transaction open.  So what a crash leaves behind the next call
 * finishes, each subject once.  The row also names the backend that has taken
 * it up last, and the error on which a call has ended.
 *
 * First comes the day's work of every room, in the order of ranks; then it is
 * decided who has to be computed.  These steps lock the row of the settlement:
 * two calls take turns.  Then standings are computed in batches, each within a
 * range of subjects.  A step locks the row of a range that nobody else has, so
 * that several calls share the ranges out; a range whose session has died is
 * unlocked, and where it was.  Who finds no range left ends the settlement.
 *
 * A call inside a transaction block keeps all its locks, so it takes the row of
 * the settlement as well: two such calls take turns throughout.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/batch.h"

#include "access/xact.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/guc.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "base/attempt.h"
#include "base/owner.h"
#include "base/reach.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_settle);
PG_FUNCTION_INFO_V1(civic_settle_subject);

#define BATCH_MAX		1000000
#define CATCH_UP_DAYS	400		/* beyond, the days between are not settled one by one */

typedef struct Settlement
{
	int64		settlement_id;
	DateADT		as_of;
	bool		computing;		/* the day's work of the rooms is done */
	bool		complete;
} Settlement;

/* Subjects of a settlement that one session at a time computes. */
typedef struct Range
{
	int32		range_no;
	int64		after;			/* up to here they are computed */
	int64		upto;
} Range;

/* What one call has to do, and has done. */
typedef struct Course
{
	DateADT		as_of;
	bool		as_of_given;
	int32		limit;
	int64		settled;
	int64		changed;
	bool		atomic;			/* the caller has a transaction open */
	DateADT		following;		/* day of the open settlement that was found, or NO_DAY */
	bool		met;			/* the first step has looked for an open settlement */
	int64		stale;			/* one that had decided whom to compute before us; 0: none */
	bool		joined;			/* one of as_of that sees all that came before us is over */
	bool		shown;			/* our pid has been put in its row */
	int32		claimed;		/* the range in whose row it was put last; 0: none */
	int64		settlement_id;	/* that we are at; 0: none yet */
} Course;

/* ----------
 * which day
 * ----------
 */

static void
refuse_day(int sqlstate, const char *problem, DateADT as_of, const char *hint)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("%s: \"%s\"", problem, date_text(as_of)),
			 errhint("%s", hint)));
}

/* The day of a call that names none is today, and no later one can be settled. */
static void
choose_day(Course *course)
{
	DateADT		today = programme_today();

	if (!course->as_of_given)
		course->as_of = today;
	course->as_of_given = true;
	if (course->as_of > today)
		refuse_day(ERRCODE_DATETIME_FIELD_OVERFLOW, "a day that lies ahead cannot be settled",
				   course->as_of, "Settle today, in the programme's time zone.");
}

#define OPEN_SETTLEMENT \
	"SELECT t.settlement_id, t.as_of, t.computing_since IS NOT NULL AS computing, t.complete " \
	"FROM civic_private.settlement t WHERE t.finished_at IS NULL"

static bool
open_settlement(const Course *course, Settlement *s)
{
	static Statement shared_st = STATEMENT(OPEN_SETTLEMENT);
	static Statement locked_st = STATEMENT(OPEN_SETTLEMENT " FOR UPDATE");

	RUN(course->atomic ? &locked_st : &shared_st, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	s->settlement_id = row_int8(0, "settlement_id");
	s->as_of = row_date(0, "as_of");
	s->computing = row_bool(0, "computing");
	s->complete = row_bool(0, "complete");
	return true;
}

/* The last day that has been settled, or NO_DAY: days are settled in their order. */
static DateADT
last_settled(void)
{
	static Statement st = STATEMENT(
		"SELECT t.as_of FROM civic_private.settlement t WHERE t.finished_at IS NOT NULL "
		"ORDER BY t.settlement_id DESC LIMIT 1");

	RUN(&st, SPI_OK_SELECT);
	return SPI_processed > 0 ? row_date(0, "as_of") : NO_DAY;
}

/* The last day that is over when a day is settled, which may be today. */
static DateADT
last_over_day(DateADT settled)
{
	return Min(settled, programme_today() - 1);
}

/*
 * Begin the settlement of the next day on the way to as_of.  If somebody else
 * has just begun one, the next step finds it.
 */
static void
begin_settlement(Course *course)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.settlement (as_of, started_at, phase, pid, backend_start) "
		"SELECT $day, clock_timestamp(), w.room, pg_backend_pid(), $backend_start "
		"FROM civic_internal.daily_after(0) w ON CONFLICT DO NOTHING");
	static Statement await_st = STATEMENT("SELECT civic_internal.await_writers($day)");
	DateADT		last = last_settled();
	DateADT		next = course->as_of;

	if (last != NO_DAY && course->as_of < last)
		refuse_day(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				   "a later day has been settled than", course->as_of,
				   "Days are settled in their order; civic.tier() tells the tier of a past day.");
	if (last != NO_DAY && course->as_of - last > CATCH_UP_DAYS)
		ereport(NOTICE,
				(errmsg("%d days have not been settled, and are passed over",
						course->as_of - last - 1)));
	else if (last != NO_DAY && course->as_of > last)
		next = last + 1;
	RUN(&await_st, SPI_OK_SELECT, ARG_DATE(day, last_over_day(next)));
	RUN(&st, SPI_OK_INSERT, ARG_DATE(day, next), ARG_TIME(backend_start, MyStartTimestamp));
	course->shown = SPI_processed > 0;
}

/*
 * Put our pid where another call's stands, as long as the day's work is to be
 * done.  True for the first time, after which the step ends, so that it is seen
 * before the work begins.
 */
static bool
take_over(const Settlement *s, Course *course)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.settlement t "
		"SET pid = pg_backend_pid(), backend_start = $backend_start "
		"WHERE t.settlement_id = $settlement_id AND t.computing_since IS NULL "
		"AND t.pid IS DISTINCT FROM pg_backend_pid()");
	bool		first = !course->shown;

	RUN(&st, SPI_OK_UPDATE, ARG_TIME(backend_start, MyStartTimestamp),
		ARG_INT8(settlement_id, s->settlement_id));
	course->shown = true;
	/* we have waited here for another call, which has done the last of the day's work */
	if (first && SPI_processed == 0)
		course->stale = s->settlement_id;
	return first && SPI_processed > 0;
}

static void
refuse_subscriber(void)
{
	static Statement st = STATEMENT("SELECT civic_internal.refuse_subscriber()");

	RUN(&st, SPI_OK_SELECT);
}

/*
 * A settlement that another call has begun, and perhaps left, may have decided
 * whom to compute before what our caller has seen or done: it is finished, but
 * is not the one that we were asked for.
 */
static void
meet(const Settlement *s, Course *course)
{
	if (!course->met && s->computing)
		course->stale = s->settlement_id;
	course->met = true;
}

/* Is the settlement of that day and number, which is over, the one we were asked for? */
static bool
answers(const Course *course, DateADT as_of, int64 settlement_id)
{
	return as_of == course->as_of && settlement_id != course->stale;
}

/* ----------
 * steps
 * ----------
 */

static void
do_daily_work(int32 limit)
{
	static Statement st = STATEMENT("SELECT civic_internal.do_daily_work($limit)");

	RUN(&st, SPI_OK_SELECT, ARG_INT4(limit, limit));
}

/* The range that was claimed comes first, and those that others have claimed come last. */
#define UNFINISHED_RANGE \
	"SELECT r.range_no, r.last_subject_id, r.upto FROM civic_private.settle_range r " \
	"WHERE r.settlement_id = $settlement_id AND r.last_subject_id < r.upto " \
	"ORDER BY r.range_no = $claimed DESC, r.pid IS NULL DESC, r.range_no LIMIT 1"

static bool
has_ranges(const Settlement *s, const Course *course)
{
	static Statement st = STATEMENT(UNFINISHED_RANGE);

	RUN(&st, SPI_OK_SELECT, ARG_INT8(settlement_id, s->settlement_id),
		ARG_INT4(claimed, course->claimed));
	return SPI_processed > 0;
}

/*
 * Take a range that nobody has.  If there is none, wait for who has the next
 * one, since that session may break off.  False if that one is finished.
 */
static bool
take_range(const Settlement *s, const Course *course, Range *range)
{
	static Statement free_st = STATEMENT(UNFINISHED_RANGE " FOR UPDATE SKIP LOCKED");
	static Statement next_st = STATEMENT(UNFINISHED_RANGE " FOR UPDATE");

	RUN(&free_st, SPI_OK_SELECT, ARG_INT8(settlement_id, s->settlement_id),
		ARG_INT4(claimed, course->claimed));
	if (SPI_processed == 0)
		RUN(&next_st, SPI_OK_SELECT, ARG_INT8(settlement_id, s->settlement_id),
			ARG_INT4(claimed, course->claimed));
	if (SPI_processed == 0)
		return false;
	range->range_no = row_int4(0, "range_no");
	range->after = row_int8(0, "last_subject_id");
	range->upto = row_int8(0, "upto");
	return true;
}

/* Put our pid in the row of a range, in a step of its own, so that it is seen from then on. */
static void
claim_range(const Settlement *s, const Range *range, Course *course)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.settle_range r "
		"SET pid = pg_backend_pid(), backend_start = $backend_start "
		"WHERE r.settlement_id = $settlement_id AND r.range_no = $range_no");

	RUN(&st, SPI_OK_UPDATE, ARG_TIME(backend_start, MyStartTimestamp),
		ARG_INT8(settlement_id, s->settlement_id), ARG_INT4(range_no, range->range_no));
	course->claimed = range->range_no;
}

/* Where up to so many subjects after one end: with the range, if that has no more. */
static int64
batch_end(const Settlement *s, int64 after, int64 upto, int32 limit)
{
#define BATCH_END(subjects) \
	"SELECT x.subject_id FROM civic_private." subjects " x WHERE x.subject_id > $after " \
	"AND x.subject_id <= $upto ORDER BY x.subject_id OFFSET $limit - 1 LIMIT 1"
	static Statement all_st = STATEMENT(BATCH_END("subject"));
	static Statement queue_st = STATEMENT(BATCH_END("settle_queue"));

	RUN(s->complete ? &all_st : &queue_st, SPI_OK_SELECT, ARG_INT8(after, after),
		ARG_INT8(upto, upto), ARG_INT4(limit, limit));
	return SPI_processed > 0 ? row_int8(0, "subject_id") : upto;
}

/* Whoever finishes first tidies up. */
static void
finish_settlement(const Settlement *s)
{
	static Statement end_st = STATEMENT(
		"UPDATE civic_private.settlement t SET finished_at = clock_timestamp(), "
		"done = t.done + r.done, changed = t.changed + r.changed "
		"FROM (SELECT coalesce(sum(r.done), 0) AS done, coalesce(sum(r.changed), 0) AS changed "
		"FROM civic_private.settle_range r WHERE r.settlement_id = $settlement_id) r "
		"WHERE t.settlement_id = $settlement_id AND t.finished_at IS NULL");
	static Statement tidy_st = STATEMENT("SELECT civic_internal.tidy_settlement()");
	static Statement close_st = STATEMENT("SELECT civic_internal.close_days($day)");

	RUN(&end_st, SPI_OK_UPDATE, ARG_INT8(settlement_id, s->settlement_id));
	if (SPI_processed == 0)
		return;
	RUN(&tidy_st, SPI_OK_SELECT);
	RUN(&close_st, SPI_OK_SELECT, ARG_DATE(day, last_over_day(s->as_of)));
}

/* The subjects of a batch: after one, and up to another. */
typedef struct Span
{
	const Settlement *settlement;
	bool		missed;			/* settled on the way to a later day */
	int			patience;		/* becomes less once a lock is met */
	int64		after;
	int64		upto;
	int64		computed;
	int64		written;
} Span;

static void
settle_span(void *arg)
{
	Span	   *span = arg;
	Batch		batch = {.day = span->settlement->as_of, .missed = span->missed};

	span->computed = compute_batch(&batch, span->settlement->complete ? EVERYBODY : THE_QUEUED,
								   span->after, span->upto);
	span->written = write_batch(&batch);
	forget_aside("standings", span->after, span->upto);
}

/*
 * Settle up to so many subjects of a span; if that fails, in smaller parts up
 * to the same end, however many subjects it has by then.  One that fails alone
 * is set aside.  Returns where it ended.
 */
static int64
settle_up_to(Span *whole, int64 after, int32 limit, Course *course)
{
	Span		span = *whole;
	ErrorData  *error;

	span.after = after;
	span.upto = batch_end(whole->settlement, after, whole->upto, limit);
	error = attempt(settle_span, &span, whole->patience);
	if (error == NULL)
	{
		course->settled += span.computed;
		course->changed += span.written;
		return span.upto;
	}
	if (error->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE)
		span.patience = LOCK_IMPATIENCE;
	if (limit == 1)
		set_aside("standings", span.upto, span.settlement->as_of, error);
	else
		while (after < span.upto)
			after = settle_up_to(&span, after, (limit + 1) / 2, course);
	whole->patience = span.patience;
	return span.upto;
}

static void
settle_batch(const Settlement *s, const Range *range, Course *course)
{
	static Statement step_st = STATEMENT(
		"UPDATE civic_private.settle_range r SET last_subject_id = $last, "
		"done = r.done + $computed, changed = r.changed + $written "
		"WHERE r.settlement_id = $settlement_id AND r.range_no = $range_no");
	Span		span = {.settlement = s,.missed = s->as_of < course->as_of,
	.patience = LOCK_PATIENCE,.upto = range->upto};
	int64		settled = course->settled;
	int64		changed = course->changed;
	int64		last = settle_up_to(&span, range->after, course->limit, course);

	RUN(&step_st, SPI_OK_UPDATE, ARG_INT8(settlement_id, s->settlement_id),
		ARG_INT4(range_no, range->range_no), ARG_INT8(last, last),
		ARG_INT8(computed, course->settled - settled),
		ARG_INT8(written, course->changed - changed));
}

/*
 * Who has waited for a range in vain still holds its lock, for which whoever
 * ends the settlement would wait: so that is a step of its own.
 */
static void
settle_range(const Settlement *s, Course *course)
{
	Range		range;

	if (!has_ranges(s, course))
	{
		finish_settlement(s);
		course->joined = answers(course, s->as_of, s->settlement_id);
		course->claimed = 0;
	}
	else if (!take_range(s, course, &range))
		return;
	else if (range.range_no != course->claimed)
		claim_range(s, &range, course);
	else
		settle_batch(s, &range, course);
}

static void
do_step(Course *course)
{
	int64		followed = course->settlement_id;
	Settlement	s = {0};
	bool		open;

	require_programme();
	refuse_subscriber();
	choose_day(course);
	open = open_settlement(course, &s);
	meet(&s, course);
	if (open && s.as_of > course->as_of)
		refuse_day(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "a later day is being settled than",
				   course->as_of, "Days are settled in their order.");
	course->settlement_id = open ? s.settlement_id : 0;
	if (!open && answers(course, course->following, followed))
		course->joined = true;
	else if (!open)
		begin_settlement(course);
	else if (s.computing)
		settle_range(&s, course);
	else if (!take_over(&s, course))
		do_daily_work(course->limit);
	course->following = open ? s.as_of : NO_DAY;
}

/* What one transaction of settle() does, or one part of it inside a transaction block. */
static void
run_step(Course *course)
{
	OwnerScope	scope;

	CHECK_FOR_INTERRUPTS();
	PushActiveSnapshot(GetTransactionSnapshot());
	require_reach_within(SERVICE, NULL);
	owner_begin(&scope);
	/* a batch is over before a compiled plan would have paid; undone with the scope's path */
	(void) set_config_option("jit", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
	do_step(course);
	owner_end(&scope);
	PopActiveSnapshot();
}

/*
 * Write down, in a transaction of its own, on which error our call ends, and
 * that it is no longer at it.  What another call has taken up meanwhile stays
 * that call's.
 */
static void
note_failure(const Course *course, const ErrorData *error)
{
	static Statement range_st = STATEMENT(
		"UPDATE civic_private.settle_range r SET pid = NULL WHERE (r.settlement_id, r.range_no) "
		"IN (SELECT o.settlement_id, o.range_no FROM civic_private.settle_range o "
		"WHERE o.settlement_id = $settlement_id AND o.pid = pg_backend_pid() "
		"FOR UPDATE SKIP LOCKED)");
	static Statement st = STATEMENT(
		"UPDATE civic_private.settlement t SET pid = nullif(t.pid, pg_backend_pid()), "
		"failures = t.failures + 1, failed_at = clock_timestamp(), sqlstate = $sqlstate, "
		"error = $error WHERE t.settlement_id = (SELECT o.settlement_id "
		"FROM civic_private.settlement o WHERE o.settlement_id = $settlement_id "
		"AND o.finished_at IS NULL FOR UPDATE SKIP LOCKED)");
	OwnerScope	scope;

	SPI_rollback();
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	RUN(&range_st, SPI_OK_UPDATE, ARG_INT8(settlement_id, course->settlement_id));
	RUN(&st, SPI_OK_UPDATE, ARG_TEXT(sqlstate, unpack_sql_state(error->sqlerrcode)),
		ARG_TEXT(error, error->message), ARG_INT8(settlement_id, course->settlement_id));
	owner_end(&scope);
	PopActiveSnapshot();
	SPI_commit();
}

/*
 * A step and its commit.  It runs in a subtransaction, whose end puts back what
 * an error has left, so that the error can be written down and raised again.
 */
static void
commit_step(Course *course)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	int			level = GetCurrentTransactionNestLevel();

	PG_TRY();
	{
		BeginInternalSubTransaction(NULL);
		MemoryContextSwitchTo(context);
		run_step(course);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		SPI_commit();
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		if (GetCurrentTransactionNestLevel() > level)
		{
			RollbackAndReleaseCurrentSubTransaction();
			MemoryContextSwitchTo(context);
			CurrentResourceOwner = owner;
		}
		/* inside a block of the caller's that catches errors, nothing can be committed */
		if (course->settlement_id != 0 && !IsSubTransaction())
			note_failure(course, error);
		ReThrowError(error);
	}
	PG_END_TRY();
}

/* False once all is done. */
static bool
settle_step(Course *course)
{
	SPI_connect_ext(course->atomic ? 0 : SPI_OPT_NONATOMIC);
	if (course->atomic)
		run_step(course);
	else
		commit_step(course);
	SPI_finish();
	return !course->joined;
}

Datum
civic_settle(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
		castNode(CallContext, fcinfo->context)->atomic;
	Course		course = {.atomic = atomic, .following = NO_DAY};

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
	while (settle_step(&course))
		;
	RETURN_ROW(fcinfo, ARG_INT8(settled, course.settled), ARG_INT8(changed, course.changed));
}

/*
 * Compute one subject as of a day at once, for answers and locks, which need
 * not wait for tomorrow.
 */
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
	/* only settlement places a subject, and only one is open: so placing meets no conflict */
	if (batch.n > 0 && batch.members[0].old->version > 0)
		written = write_batch(&batch);
	SPI_finish();
	PG_RETURN_BOOL(written > 0);
}
