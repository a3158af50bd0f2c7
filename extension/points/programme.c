/*-------------------------------------------------------------------------
 *
 * programme.c
 *	  Stamps, guards and the programme's date.
 *
 *-------------------------------------------------------------------------
 */
#include "common.h"

#include "access/xact.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(civic_stamp_xact);
PG_FUNCTION_INFO_V1(civic_stamp_time);
PG_FUNCTION_INFO_V1(civic_stamp_actor);
PG_FUNCTION_INFO_V1(civic_refuse_change);
PG_FUNCTION_INFO_V1(civic_today);
PG_FUNCTION_INFO_V1(civic_layout_version);

/* The top-level id, never a subtransaction's: snapshots list only those. */
Datum
civic_stamp_xact(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) U64FromFullTransactionId(GetTopFullTransactionId()));
}

/* Take the transaction id before reading the clock, so that the clock is never the earlier of the two. */
Datum
civic_stamp_time(PG_FUNCTION_ARGS)
{
	(void) GetTopFullTransactionId();
	PG_RETURN_TIMESTAMPTZ(GetCurrentTimestamp());
}

/* Inside a SECURITY DEFINER function current_user is its owner, and session_user overlooks SET ROLE. */
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
			 errhint("Correct an entry by a further entry, such as civic.reverse() makes.")));
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
	return snapshot->xmin == key->xmin && snapshot->xmax == key->xmax && snapshot->curcid == key->curcid &&
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
		memcpy(key->xids + snapshot->xcnt, snapshot->subxip, snapshot->subxcnt * sizeof(TransactionId));
}

static void
read_programme(Programme *programme)
{
	static Statement st = STATEMENT(
		"SELECT p.layout_version, p.time_zone, p.newest_enactment, p.access_version FROM civic_private.programme p");
	OwnerScope	scope;
	bool		isnull;

	policy_cache_check();
	owner_begin(&scope);
	SPI_connect();
	require_programme();
	statement_run(&st, NULL, NULL, true, SPI_OK_SELECT);
	if (SPI_processed != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the programme's own row is missing"),
				 errhint("Restore civic_private.programme from a backup.")));
	require_layout(DatumGetInt32(statement_column(0, 1, &isnull)));
	programme->zone = programme_zone(statement_text(0, 2));
	programme->newest_enactment = DatumGetInt32(statement_column(0, 3, &isnull));
	programme->access_version = DatumGetInt64(statement_column(0, 4, &isnull));
	SPI_finish();
	owner_end(&scope);
}

static bool remembered = false; /* what programme_seen() has read still holds */

/* A rollback takes our own changes back without showing in any snapshot. */
static void
forget_at_end(XactEvent event, void *arg)
{
	if (event != XACT_EVENT_PRE_COMMIT && event != XACT_EVENT_PARALLEL_PRE_COMMIT && event != XACT_EVENT_PRE_PREPARE &&
		(event == XACT_EVENT_ABORT || TransactionIdIsValid(GetTopTransactionIdIfAny())))
		remembered = false;
}

static void
forget_at_rollback(SubXactEvent event, SubTransactionId mySubid, SubTransactionId parentSubid, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		remembered = false;
}

/*
 * The programme, read again only if the active snapshot may see another one.
 * Raises an error unless there is a programme and its layout is ours.
 * Whoever has called this may use the policy cache.
 */
const Programme *
programme_seen(void)
{
	static Programme programme;
	static SnapshotKey seen;
	static bool registered = false;
	Snapshot	snapshot = GetActiveSnapshot();

	if (!registered)
	{
		RegisterXactCallback(forget_at_end, NULL);
		RegisterSubXactCallback(forget_at_rollback, NULL);
		registered = true;
	}
	if (!remembered || !snapshot_has_key(snapshot, &seen))
	{
		remembered = false;
		read_programme(&programme);
		remember_snapshot(snapshot, &seen);
		remembered = true;
	}
	return &programme;
}

Datum
civic_today(PG_FUNCTION_ARGS)
{
	/* the transaction's start, so that one transaction sees one day */
	PG_RETURN_DATEADT(date_in_zone(GetCurrentTransactionStartTimestamp(), programme_seen()->zone));
}

Datum
civic_layout_version(PG_FUNCTION_ARGS)
{
	(void) programme_seen();
	PG_RETURN_INT32(LAYOUT_VERSION);
}
