/*-------------------------------------------------------------------------
 *
 * observation_inbox.c
 *	  Posting the inbox of observations, in batches.
 *
 * A batch is one call of SQL, in a transaction of its own unless the caller
 * has one open.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/snapmgr.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_post_observations);

#define BATCH_MAX	1000000

typedef struct Progress
{
	bool		begun;
	int64		posted;
	int64		rejected;
} Progress;

/* Post up to so many rows.  Returns whether anything became of any. */
static bool
post_batch(Progress *progress, int32 room)
{
	static Statement st = STATEMENT(
		"SELECT b.posted, b.rejected FROM civic_internal.post_observation_batch($room) b");
	static Statement refuse_st = STATEMENT("SELECT civic_internal.refuse_subscriber()");
	int64		before = progress->posted + progress->rejected;

	if (!progress->begun)
	{
		(void) programme_seen();
		RUN(&refuse_st, SPI_OK_SELECT);
		progress->begun = true;
	}
	RUN(&st, SPI_OK_SELECT, ARG_INT4(room, room));
	progress->posted += row_int8(0, "posted");
	progress->rejected += row_int8(0, "rejected");
	return progress->posted + progress->rejected > before;
}

/* One transaction, or one part of it inside a transaction block. */
static bool
post_step(bool atomic, Progress *progress, int32 room)
{
	OwnerScope	scope;
	bool		more;

	SPI_connect_ext(atomic ? 0 : SPI_OPT_NONATOMIC);
	PushActiveSnapshot(GetTransactionSnapshot());
	owner_begin(&scope);
	more = post_batch(progress, room);
	owner_end(&scope);
	PopActiveSnapshot();
	if (!atomic)
		SPI_commit();
	SPI_finish();
	return more;
}

Datum
civic_post_observations(PG_FUNCTION_ARGS)
{
	bool		atomic = !(fcinfo->context && IsA(fcinfo->context, CallContext)) ||
		castNode(CallContext, fcinfo->context)->atomic;
	int32		room = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);
	Progress	progress = {0};

	if (PG_ARGISNULL(0))
		null_argument("batch");
	if (room < 1 || room > BATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("batch must lie between 1 and %d", BATCH_MAX)));
	PreventCommandIfReadOnly("CALL civic.post_observations()");
	while (post_step(atomic, &progress, room))
		CHECK_FOR_INTERRUPTS();
	RETURN_ROW(fcinfo, ARG_INT8(posted, progress.posted), ARG_INT8(rejected, progress.rejected));
}
