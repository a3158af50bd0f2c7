/*-------------------------------------------------------------------------
 *
 * programme.c
 *	  Stamps, guards and the programme's date.
 *
 *-------------------------------------------------------------------------
 */
#include "base/programme.h"

#include "catalog/namespace.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "base/attempt.h"
#include "base/owner.h"
#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_stamp_xact);
PG_FUNCTION_INFO_V1(civic_stamp_time);
PG_FUNCTION_INFO_V1(civic_stamp_actor);
PG_FUNCTION_INFO_V1(civic_refuse_change);
PG_FUNCTION_INFO_V1(civic_today);
PG_FUNCTION_INFO_V1(civic_writing_day);
PG_FUNCTION_INFO_V1(civic_require_programme);
PG_FUNCTION_INFO_V1(civic_lock_programme);
PG_FUNCTION_INFO_V1(civic_draw_access_version);

FullTransactionId
writing_xact(void)
{
	PreventCommandDuringRecovery("a call that writes");
	return GetTopFullTransactionId();
}

Datum
civic_stamp_xact(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) U64FromFullTransactionId(writing_xact()));
}

/* The transaction id is taken before the clock is read, so that the clock is never the earlier. */
Datum
civic_stamp_time(PG_FUNCTION_ARGS)
{
	(void) writing_xact();
	PG_RETURN_TIMESTAMPTZ(GetCurrentTimestamp());
}

/* In a SECURITY DEFINER function current_user is its owner; session_user overlooks SET ROLE. */
Datum
civic_stamp_actor(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(namein, CStringGetDatum(GetUserNameFromId(GetOuterUserId(), false)));
}

Datum
civic_refuse_change(PG_FUNCTION_ARGS)
{
	TriggerData *data = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", "refuse_change")));
	ereport(ERROR,
			(errcode(ERRCODE_RESTRICT_VIOLATION),
			 errmsg("table \"%s\" is append-only", RelationGetRelationName(data->tg_relation)),
			 errhint("Correct an entry by a further entry.")));
}

/*
 * What a snapshot sees: snapshots of one session that agree in this agree in
 * what they see of others.  The command counts for our own changes, as long
 * as none is rolled back.
 */
typedef struct SnapshotKey
{
	TransactionId xmin,
				xmax;
	CommandId	curcid;
	uint32		xcnt;			/* running transactions */
	int32		subxcnt;		/* and their subtransactions */
	TransactionId *xids;		/* both */
	int			room;
} SnapshotKey;

static bool
same_xids(const TransactionId *a, const TransactionId *b, int n)
{
	return n == 0 || memcmp(a, b, n * sizeof(TransactionId)) == 0;
}

static bool
snapshot_has_key(Snapshot snapshot, const SnapshotKey *key)
{
	return snapshot->xmin == key->xmin && snapshot->xmax == key->xmax &&
		snapshot->curcid == key->curcid &&
		snapshot->xcnt == key->xcnt && snapshot->subxcnt == key->subxcnt &&
		same_xids(key->xids, snapshot->xip, key->xcnt) &&
		same_xids(key->xids + key->xcnt, snapshot->subxip, key->subxcnt);
}

static void
remember_snapshot(Snapshot snapshot, SnapshotKey *key)
{
	int			n = (int) snapshot->xcnt + snapshot->subxcnt;

	if (n > key->room || key->xids == NULL)
	{
		int			room = Max(n, 64);

		if (key->xids)
			pfree(key->xids);
		key->xids = NULL;
		key->xids = MemoryContextAlloc(TopMemoryContext, room * sizeof(TransactionId));
		key->room = room;
	}
	key->xmin = snapshot->xmin;
	key->xmax = snapshot->xmax;
	key->curcid = snapshot->curcid;
	key->xcnt = snapshot->xcnt;
	key->subxcnt = snapshot->subxcnt;
	if (snapshot->xcnt > 0)
		memcpy(key->xids, snapshot->xip, snapshot->xcnt * sizeof(TransactionId));
	if (snapshot->subxcnt > 0)
		memcpy(key->xids + snapshot->xcnt, snapshot->subxip,
			   snapshot->subxcnt * sizeof(TransactionId));
}

/* ----------
 * reading
 * ----------
 */

void
require_programme(void)
{
	(void) owner_id();
}

void
require_layout(int32 version)
{
	if (version == LAYOUT_VERSION)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the programme has layout version %d, but this version of civic_credit "
					"needs %d", version, LAYOUT_VERSION),
			 /* the extension comes first: where its functions are old, so is upgrade_programme() */
			 version < LAYOUT_VERSION ?
			 errhint("Run ALTER EXTENSION civic_credit UPDATE, "
					 "then SELECT civic.upgrade_programme().") :
			 errhint("Install the version of civic_credit that made it.")));
}

pg_tz *
programme_zone(const char *name)
{
	pg_tz	   *zone = pg_tzset(name);

	if (zone == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the programme's time zone \"%s\" is unknown to this server", name)));
	return zone;
}

#define LISTENERS_MAX	8

static void (*listeners[LISTENERS_MAX]) (void);
static int	n_listeners = 0;

void
programme_listen(void (*before_read) (void))
{
	Assert(n_listeners < LISTENERS_MAX);
	listeners[n_listeners++] = before_read;
}

void
programme_about_to_be_read(void)
{
	for (int i = 0; i < n_listeners; i++)
		listeners[i] ();
}

static void
read_programme(Programme *programme)
{
	static Statement st = STATEMENT(
		"SELECT p.layout_version, p.time_zone, p.newest_enactment, p.access_version "
		"FROM civic_private.programme p");
	OwnerScope	scope;

	programme_about_to_be_read();
	require_owned_functions();
	owner_begin(&scope);
	SPI_connect();
	QUERY(&st);
	if (SPI_processed != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the programme's own row is missing"),
				 errhint("Restore civic_private.programme from a backup.")));
	require_layout(row_int4(0, "layout_version"));
	programme->zone = programme_zone(row_text(0, "time_zone"));
	programme->newest_enactment = row_int4(0, "newest_enactment");
	programme->access_version = access_version_here(row_int8(0, "access_version"));
	SPI_finish();
	owner_end(&scope);
}

static bool remembered = false; /* what programme_seen() has read still holds */

/*
 * What this transaction has changed of areas, sources and grants.  It draws
 * one new access_version, however much it changes, since each update of the
 * programme's row leaves a version of it behind that all later reads pass.
 * Until it ends, the session tells its own changes apart by numbers below zero.
 */
static bool access_changed = false;
static bool access_drawn = false;	/* the programme's row has the new version */
static CommandId changed_at;	/* command of the last change */
static int64 own_access_version = 0;

/* What a snapshot of before the change sees has no version: it is read again at every call. */
int64
access_version_here(int64 stored)
{
	if (!access_changed)
		return stored;
	if (GetActiveSnapshot()->curcid <= changed_at)
		own_access_version--;
	return own_access_version;
}

/* A rollback takes our own changes back without showing in any snapshot. */
static void
forget_at_end(XactEvent event, void *arg)
{
	if (event != XACT_EVENT_PRE_COMMIT && event != XACT_EVENT_PARALLEL_PRE_COMMIT &&
		event != XACT_EVENT_PRE_PREPARE &&
		(event == XACT_EVENT_ABORT || TransactionIdIsValid(GetTopTransactionIdIfAny())))
		remembered = false;
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
		access_changed = access_drawn = false;
}

static void
forget_at_rollback(SubXactEvent event, SubTransactionId mySubid, SubTransactionId parentSubid,
				   void *arg)
{
	if (event != SUBXACT_EVENT_ABORT_SUB)
		return;
	remembered = false;
	access_drawn = false;
	own_access_version--;
}

static void
watch_transactions(void)
{
	static bool registered = false;

	if (registered)
		return;
	RegisterXactCallback(forget_at_end, NULL);
	RegisterSubXactCallback(forget_at_rollback, NULL);
	registered = true;
}

const Programme *
programme_seen(void)
{
	static Programme programme;
	static SnapshotKey seen;
	Snapshot	snapshot = GetActiveSnapshot();

	watch_transactions();
	if (!remembered || !snapshot_has_key(snapshot, &seen))
	{
		remembered = false;
		read_programme(&programme);
		remember_snapshot(snapshot, &seen);
		remembered = true;
	}
	return &programme;
}

/* That of the transaction's start, so that one transaction sees one day. */
DateADT
programme_today(void)
{
	return date_in_zone(GetCurrentStatementStartTimestamp(), programme_seen()->zone);
}

/* The transaction id is taken before the clock is read, as in civic_stamp_time(). */
DateADT
writing_day(void)
{
	(void) writing_xact();
	return date_in_zone(GetCurrentTimestamp(), programme_seen()->zone);
}

Datum
civic_writing_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(writing_day());
}

/* The day that a call in an expression has found, for the rows that follow. */
typedef struct Today
{
	TimestampTz begin;			/* of its transaction */
	CommandId	command;		/* we may have changed the programme before the next one */
	DateADT		day;
} Today;

Datum
civic_today(PG_FUNCTION_ARGS)
{
	TimestampTz begin = GetCurrentTransactionStartTimestamp();
	CommandId	command = GetCurrentCommandId(false);
	Today	   *today = fcinfo->flinfo->fn_extra;

	if (today && today->begin == begin && today->command == command)
		PG_RETURN_DATEADT(today->day);
	if (today == NULL)
		today = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Today));
	*today = (Today) {begin, command, programme_today()};
	fcinfo->flinfo->fn_extra = today;
	PG_RETURN_DATEADT(today->day);
}

Datum
civic_require_programme(PG_FUNCTION_ARGS)
{
	(void) programme_seen();
	PG_RETURN_VOID();
}

/* ----------
 * changing what sessions keep
 * ----------
 */

static void
lock_row(void *arg)
{
	static Statement st = STATEMENT("SELECT FROM civic_private.programme FOR UPDATE");

	RUN(&st, SPI_OK_SELECT);
}

/*
 * One at a time changes policies, areas, sources, grants and calendars.  Who
 * has begun and does not end keeps others waiting no longer than this.
 */
Datum
civic_lock_programme(PG_FUNCTION_ARGS)
{
	ErrorData  *error = NULL;

	(void) programme_seen();
	if (!access_drawn)
	{
		SPI_connect();
		error = attempt(lock_row, NULL, DEFINITION_PATIENCE);
		SPI_finish();
	}
	if (error && error->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE)
		ereport(ERROR,
				(errcode(ERRCODE_LOCK_NOT_AVAILABLE),
				 errmsg("another transaction is changing policies, areas, sources, grants or "
						"holidays"),
				 errdetail("It was waited for, for %d s at most.", DEFINITION_PATIENCE / 1000),
				 errhint("pg_blocking_pids() names it while one waits; end it, and try again.")));
	if (error)
		ReThrowError(error);
	PG_RETURN_VOID();
}

/* Must the programme's row be given a new access_version?  Once in a transaction. */
Datum
civic_draw_access_version(PG_FUNCTION_ARGS)
{
	bool		draw = !access_drawn;

	watch_transactions();
	remembered = false;
	access_changed = access_drawn = true;
	/* as one that writes, so that later snapshots are told apart from earlier ones */
	changed_at = GetCurrentCommandId(true);
	own_access_version--;
	PG_RETURN_BOOL(draw);
}
