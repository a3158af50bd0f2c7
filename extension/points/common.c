/*-------------------------------------------------------------------------
 *
 * common.c
 *	  What the boundary files share.
 *
 *-------------------------------------------------------------------------
 */
#include "common.h"

#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

/* The role that owns the programme.  Raises an error if it is gone. */
Oid
owner_id(void)
{
	return get_role_oid("civic_owner", false);
}

static void
become_owner(OwnerScope *scope)
{
	GetUserIdAndSecContext(&scope->userid, &scope->sec_context);
	SetUserIdAndSecContext(owner_id(), scope->sec_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
}

/*
 * The path is pinned along with the role: whoever calls us could otherwise
 * have an operator of their own run as the owner.
 */
void
owner_begin(OwnerScope *scope)
{
	become_owner(scope);
	scope->guc_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * The same for a statement that only scans tables with operators of
 * pg_catalog.  What is asked for one subject at a time would spend a good part
 * of its time on the setting, which the server parses, looks up and takes back
 * again.  A path that is pushed costs next to nothing, but would also hold
 * against the SET clause of any function that ran under it; here none does.
 */
void
owner_begin_scan(OwnerScope *scope)
{
#if PG_VERSION_NUM < 170000
	static OverrideSearchPath path = {.schemas = NIL, .addCatalog = false, .addTemp = false};

	if (path.schemas == NIL)
	{
		MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

		path.schemas = list_make1_oid(PG_CATALOG_NAMESPACE);
		MemoryContextSwitchTo(old);
	}
	become_owner(scope);
	PushOverrideSearchPath(&path);
	scope->guc_level = 0;
#else
	/* there the server remembers the paths that it has looked up */
	owner_begin(scope);
#endif
}

void
owner_end(OwnerScope *scope)
{
#if PG_VERSION_NUM < 170000
	if (scope->guc_level == 0)
		PopOverrideSearchPath();
	else
#endif
		AtEOXact_GUC(true, scope->guc_level);
	SetUserIdAndSecContext(scope->userid, scope->sec_context);
}

/* Raise an error unless this database has a programme. */
void
require_programme(void)
{
	Oid			schema = get_namespace_oid("civic_private", true);

	if (!OidIsValid(schema) || !OidIsValid(get_relname_relid("programme", schema)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("this database has no programme"),
				 errhint("Create it with civic.create_programme().")));
}

/* Raise an error unless the programme has the layout that this code works with. */
void
require_layout(int32 version)
{
	if (version == LAYOUT_VERSION)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the programme has layout version %d, but this version of civic_credit needs %d",
					version, LAYOUT_VERSION),
			 /* the extension comes first: where its functions are old, so is upgrade_programme() */
			 version < LAYOUT_VERSION ?
			 errhint("Run ALTER EXTENSION civic_credit UPDATE, then SELECT civic.upgrade_programme().") :
			 errhint("Install the version of civic_credit that made it.")));
}

/* A plan that suits every value, so that none is made anew for each. */
static SPIPlanPtr
statement_plan(Statement *st)
{
	if (st->plan == NULL)
	{
		SPIPlanPtr	plan = SPI_prepare_cursor(st->sql, st->n_args, st->types, CURSOR_OPT_GENERIC_PLAN);

		if (plan == NULL)
			elog(ERROR, "could not prepare \"%s\": %s", st->sql, SPI_result_code_string(SPI_result));
		SPI_keepplan(plan);
		st->plan = plan;
	}
	return st->plan;
}

/*
 * Run a statement inside an SPI connection of the caller's, results in
 * SPI_tuptable.  expected is one of SPI's OK codes.
 */
void
statement_run(Statement *st, Datum *values, const char *nulls, bool read_only, int expected)
{
	int			result = SPI_execute_plan(statement_plan(st), values, nulls, read_only, 0);

	if (result != expected)
		elog(ERROR, "\"%s\" returned %s", st->sql, SPI_result_code_string(result));
}

static void
receiver_starts(DestReceiver *self, int operation, TupleDesc columns)
{
}

static void
receiver_ends(DestReceiver *self)
{
}

/* What a receiver begins with that takes rows one by one.  To SPI it is a tuplestore, or any but its own. */
DestReceiver
row_receiver(bool (*receive) (TupleTableSlot *slot, DestReceiver *self))
{
	return (DestReceiver) {receive, receiver_starts, receiver_ends, receiver_ends, DestTuplestore};
}

/* Open a SELECT, to be fetched from. */
Portal
statement_open(Statement *st, Datum *values)
{
	Portal		portal = SPI_cursor_open(NULL, statement_plan(st), values, NULL, true);

	if (portal == NULL)
		elog(ERROR, "could not open \"%s\": %s", st->sql, SPI_result_code_string(SPI_result));
	return portal;
}

/* Run a query whose parameters are not null, and hand its rows to a receiver as they come. */
void
statement_send(Statement *st, Datum *values, bool read_only, DestReceiver *receiver)
{
	SPIExecuteOptions options = {0};
	int			result;

	options.params = makeParamList(st->n_args);
	for (int i = 0; i < st->n_args; i++)
		options.params->params[i] = (ParamExternData) {values[i], false, PARAM_FLAG_CONST, st->types[i]};
	options.read_only = read_only;
	options.dest = receiver;
	result = SPI_execute_plan_extended(statement_plan(st), &options);
	if (result != SPI_OK_SELECT)
		elog(ERROR, "\"%s\" returned %s", st->sql, SPI_result_code_string(result));
}

/*
 * Does a query find a row that is committed by now, whatever the transaction's
 * own snapshot sees?  Asked behind a lock, as foreign keys do, it tells what a
 * transaction that held the lock before has left.
 */
bool
statement_finds_now(Statement *st, Datum *values)
{
	int			result = SPI_execute_snapshot(statement_plan(st), values, NULL, GetLatestSnapshot(), InvalidSnapshot,
											  true, false, 1);

	if (result != SPI_OK_SELECT)
		elog(ERROR, "\"%s\" returned %s", st->sql, SPI_result_code_string(result));
	return SPI_processed > 0;
}

Datum
statement_column(uint64 row, int column, bool *isnull)
{
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull);
}

/* A text column as a C string, NULL for null. */
char *
statement_text(uint64 row, int column)
{
	bool		isnull;
	Datum		value = statement_column(row, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
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

DateADT
date_in_zone(TimestampTz at, pg_tz *zone)
{
	struct pg_tm tm;
	fsec_t		fsec;
	int			tz;

	if (timestamp2tm(at, &tz, &tm, &fsec, NULL, zone) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
	return date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
}

/* The date, if it is finite and in the range that programmes use. */
DateADT
checked_date(DateADT date, const char *what)
{
	if (DATE_NOT_FINITE(date) || !cal_valid(date))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("%s out of range: \"%s\"", what,
						DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(date)))),
				 errhint("Dates lie between 1900-01-01 and 9999-12-31.")));
	return date;
}

Numeric
points_numeric(int64 hundredths)
{
	return int64_div_fast_to_numeric(hundredths, 2);
}

/* A day as the session's DateStyle writes it, for a message. */
const char *
date_text(DateADT date)
{
	return DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(date)));
}

/*
 * What a caller wrote, short enough for a message and cut between characters:
 * a precision in the format would cut between bytes, and the inbox keeps
 * messages.
 */
const char *
quotable(const char *text)
{
	return pnstrdup(text, pg_mbcliplen(text, strlen(text), QUOTED_BYTES));
}

void
null_argument(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", name)));
}
