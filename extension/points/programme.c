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
#include "utils/rel.h"

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
 * The programme's time zone, in an SPI connection of the caller's.  Raises an
 * error unless there is a programme and its layout is ours.
 */
static pg_tz *
read_programme(void)
{
	static Statement st = STATEMENT("SELECT p.layout_version, p.time_zone FROM civic_private.programme p");
	bool		isnull;

	require_programme();
	statement_run(&st, NULL, NULL, true, SPI_OK_SELECT);
	if (SPI_processed != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the programme's own row is missing"),
				 errhint("Restore civic_private.programme from a backup.")));
	require_layout(DatumGetInt32(statement_column(0, 1, &isnull)));
	return programme_zone(statement_text(0, 2));
}

Datum
civic_today(PG_FUNCTION_ARGS)
{
	DateADT		today;

	SPI_connect();
	/* the transaction's start, so that one transaction sees one day */
	today = date_in_zone(GetCurrentTransactionStartTimestamp(), read_programme());
	SPI_finish();
	PG_RETURN_DATEADT(today);
}

void
check_layout(void)
{
	(void) read_programme();
}

Datum
civic_layout_version(PG_FUNCTION_ARGS)
{
	SPI_connect();
	check_layout();
	SPI_finish();
	PG_RETURN_INT32(LAYOUT_VERSION);
}
