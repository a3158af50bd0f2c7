/*-------------------------------------------------------------------------
 *
 * failpoint.c
 *	  Lets the n-th statement of what runs next fail: for tests only.
 *
 * arm(n, action) counts from then on, in its session, each statement that the
 * executor starts and each utility command, whoever issued it: a client, a
 * function, or the extension's C code.  At the n-th the session fails in the
 * way that the action names, once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <signal.h>
#include <unistd.h>

#include "executor/executor.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "tcop/utility.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(failpoint_arm);
PG_FUNCTION_INFO_V1(failpoint_disarm);

void		_PG_init(void);

static ExecutorStart_hook_type next_start;
static ProcessUtility_hook_type next_utility;

static int	remaining;			/* statements until it fails; 0: not armed */
static char action;				/* first letter of the action */

static void
fail(void)
{
	switch (action)
	{
		case 'e':
			ereport(ERROR, (errcode(MAKE_SQLSTATE('F', 'P', '0', '0', '1')), errmsg("failpoint")));
			break;
		case 'c':
			/* as pg_cancel_backend() does, but at a known place */
			raise(SIGINT);
			CHECK_FOR_INTERRUPTS();
			break;
		case 't':
			raise(SIGTERM);
			CHECK_FOR_INTERRUPTS();
			break;
		case 'k':
			kill(getpid(), SIGKILL);
			break;
	}
}

static void
count_statement(void)
{
	if (remaining > 0 && --remaining == 0)
		fail();
}

static void
start_statement(QueryDesc *query, int flags)
{
	count_statement();
	if (next_start)
		next_start(query, flags);
	else
		standard_ExecutorStart(query, flags);
}

static void
run_utility(PlannedStmt *statement, const char *text, bool read_only_tree,
			ProcessUtilityContext context, ParamListInfo params, QueryEnvironment *environment,
			DestReceiver *dest, QueryCompletion *completion)
{
	count_statement();
	if (next_utility)
		next_utility(statement, text, read_only_tree, context, params, environment, dest,
					 completion);
	else
		standard_ProcessUtility(statement, text, read_only_tree, context, params, environment,
								dest, completion);
}

void
_PG_init(void)
{
	/*
	 * A timer that fires reads the clock.  libfaketime allocates for that, and
	 * in a signal handler breaks the heap that it has interrupted.
	 */
	pqsignal(SIGALRM, SIG_IGN);
	next_start = ExecutorStart_hook;
	ExecutorStart_hook = start_statement;
	next_utility = ProcessUtility_hook;
	ProcessUtility_hook = run_utility;
}

/* arm(n, action): error, cancel, terminate or kill */
Datum
failpoint_arm(PG_FUNCTION_ARGS)
{
	remaining = PG_GETARG_INT32(0);
	action = *text_to_cstring(PG_GETARG_TEXT_PP(1));
	PG_RETURN_VOID();
}

/* disarm(): did it fail since it was armed? */
Datum
failpoint_disarm(PG_FUNCTION_ARGS)
{
	bool		reached = remaining == 0;

	remaining = 0;
	PG_RETURN_BOOL(reached);
}
