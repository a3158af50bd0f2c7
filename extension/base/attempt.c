/*-------------------------------------------------------------------------
 *
 * attempt.c
 *	  Work that may fail without stopping what else there is to do.
 *
 * Work for many is attempted for all at once.  What fails is attempted in
 * halves, until the one is found that cannot be done; it is set aside under
 * its name, and everybody else goes on.
 *
 *-------------------------------------------------------------------------
 */
#include "base/attempt.h"

#include "access/xact.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/resowner.h"

#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_attempt_hook);

static void
limit_patience(int patience)
{
	char		value[16];

	if (LockTimeout > 0 && LockTimeout <= patience)
		return;
	snprintf(value, sizeof(value), "%d", patience);
	(void) set_config_option("lock_timeout", value, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

/* Would the same happen to any other work that is done now? */
static bool
concerns_all(const ErrorData *error)
{
	switch (ERRCODE_TO_CATEGORY(error->sqlerrcode))
	{
		case MAKE_SQLSTATE('2', '5', '0', '0', '0'):	/* a transaction that cannot write */
		case MAKE_SQLSTATE('4', '0', '0', '0', '0'):	/* deadlocks, and what must be retried */
		case MAKE_SQLSTATE('5', '7', '0', '0', '0'):	/* cancelled, or the server stops */
		case MAKE_SQLSTATE('5', '8', '0', '0', '0'):	/* input and output */
			return true;
		default:
			return error->sqlerrcode == ERRCODE_DISK_FULL;
	}
}

bool
passes_by_itself(const ErrorData *error)
{
	return error->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE ||
		ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_INSUFFICIENT_RESOURCES;
}

ErrorData *
attempt(void (*work) (void *arg), void *arg, int patience)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner resources = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	PG_TRY();
	{
		int			level = NewGUCNestLevel();

		limit_patience(patience);
		/* of its own, so that what fails leaves neither memory nor named rows behind */
		SPI_connect();
		work(arg);
		SPI_finish();
		AtEOXact_GUC(true, level);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	CurrentResourceOwner = resources;
	if (error && concerns_all(error))
		ReThrowError(error);
	return error;
}

/* ----------
 * lists
 * ----------
 */

typedef struct Part
{
	const ListWork *list;
	int			from;
	int			n;
} Part;

static void
work_on_part(void *arg)
{
	const Part *part = arg;

	part->list->work(part->list->arg, part->from, part->n);
}

void
attempt_list(ListWork *list, int from, int n)
{
	Part		part = {list, from, n};
	ErrorData  *error = n > 0 ? attempt(work_on_part, &part, list->patience) : NULL;

	if (error == NULL)
		return;
	if (error->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE)
		list->patience = Min(list->patience, LOCK_IMPATIENCE);
	if (n == 1)
		list->give_up(list->arg, from, error);
	else
	{
		attempt_list(list, from, n / 2);
		attempt_list(list, from + n / 2, n - n / 2);
	}
	FreeErrorData(error);
}

void
set_aside(const char *work, int64 subject_id, DateADT day, const ErrorData *error)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.set_aside AS a (work, subject_id, day, sqlstate, reason, "
		"detail, first_at, last_at, times) "
		"VALUES ($work, $subject_id, $day, $sqlstate, $reason, $detail, clock_timestamp(), "
		"clock_timestamp(), 1) ON CONFLICT (work, subject_id) DO UPDATE SET "
		"sqlstate = excluded.sqlstate, reason = excluded.reason, detail = excluded.detail, "
		"last_at = excluded.last_at, times = a.times + 1");

	RUN(&st, SPI_OK_INSERT, ARG_TEXT(work, work), ARG_INT8(subject_id, subject_id),
		ARG_DATE(day, day), ARG_TEXT(sqlstate, unpack_sql_state(error->sqlerrcode)),
		ARG_TEXT(reason, error->message), ARG_TEXT(detail, error->detail));
	if (subject_id == 0)
		ereport(WARNING,
				(errcode(error->sqlerrcode),
				 errmsg("%s was set aside: %s", work, error->message),
				 errhint("civic.set_aside lists what was; it is tried again every day.")));
	else
		ereport(WARNING,
				(errcode(error->sqlerrcode),
				 errmsg("subject %lld was set aside (%s): %s", (long long) subject_id, work,
						error->message),
				 errhint("civic.set_aside lists who was; it is tried again every day.")));
}

void
forget_aside(const char *work, int64 after, int64 upto)
{
	static Statement st = STATEMENT(
		"DELETE FROM civic_private.set_aside a WHERE a.work = $work "
		"AND a.subject_id > $after AND a.subject_id <= $upto");

	RUN(&st, SPI_OK_DELETE, ARG_TEXT(work, work), ARG_INT8(after, after), ARG_INT8(upto, upto));
}

/* ----------
 * hooks
 * ----------
 */

typedef struct HookCall
{
	const char *name;
	DateADT		day;
} HookCall;

static void
call_hook(void *arg)
{
	const HookCall *call = arg;
	Oid			types[1] = {DATEOID};
	Datum		values[1] = {DateADTGetDatum(call->day)};

	if (SPI_execute_with_args(psprintf("SELECT %s($1)", call->name), 1, types, values, NULL,
							  false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not call %s", call->name);
}

/*
 * (hook, work, day): call a hook of a day; if it fails, set its work aside.  A
 * room that refuses to work at all, since what it needs is not there, says so
 * by 55000, and nobody goes on as if it had.
 */
Datum
civic_attempt_hook(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"hook", "work", "day"};
	HookCall	call;
	const char *work;
	ErrorData  *error;

	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			null_argument(names[i]);
	call = (HookCall) {text_to_cstring(PG_GETARG_TEXT_PP(0)), PG_GETARG_DATEADT(2)};
	work = text_to_cstring(PG_GETARG_TEXT_PP(1));
	SPI_connect();
	error = attempt(call_hook, &call, LOCK_PATIENCE * 2);
	if (error && error->sqlerrcode == ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE)
		ReThrowError(error);
	if (error)
		set_aside(work, 0, call.day, error);
	else
		forget_aside(work, -1, 0);
	SPI_finish();
	PG_RETURN_BOOL(error == NULL);
}
