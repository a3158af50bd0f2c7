/*-------------------------------------------------------------------------
 *
 * budget.c
 *	  Accounts from which nothing that was spent comes back.
 *
 * An account is a sequence whose value is what was spent.  Sequences know no
 * ROLLBACK, so an answer that was seen stays paid for.  The new value is on
 * disk before the answer is computed, so a crash can only forget an answer and
 * never its price.  Whoever charges takes turns by a lock on the sequence,
 * which is released in the call and, should that fail, by the end of the
 * transaction.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "access/xlog.h"
#include "commands/sequence.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_charge_budget);

#define ACCOUNTS_MAX	2

typedef struct Account
{
	Oid			sequence;
	int64		price;
	int64		cap;
	int64		spent;
} Account;

/* A sequence of this transaction would go with it, and its value, too. */
static void
require_committed(Oid sequence)
{
	Relation	rel = RelationIdGetRelation(sequence);
	bool		is_new = !RelationIsValid(rel) || rel->rd_createSubid != InvalidSubTransactionId;

	if (RelationIsValid(rel))
		RelationClose(rel);
	if (is_new)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the budget was made in this transaction"),
				 errhint("Commit it, and ask again.")));
}

static int64
read_account(Oid sequence)
{
	char	   *name = quote_qualified_identifier("civic_private", get_rel_name(sequence));

	if (SPI_execute(psprintf("SELECT last_value FROM %s", name), true, 1) != SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "could not read %s", name);
	return row_int8(0, "last_value");
}

static void
release_accounts(const Account *accounts, int n)
{
	for (int i = 0; i < n; i++)
		UnlockRelationOid(accounts[i].sequence, ShareUpdateExclusiveLock);
}

static void
require_room(const Account *accounts, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (accounts[i].price <= accounts[i].cap - accounts[i].spent)
			continue;
		release_accounts(accounts, n);
		ereport(ERROR,
				(errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
				 errmsg("the privacy budget is used up"),
				 errdetail("The %s has " INT64_FORMAT " millionths left of " INT64_FORMAT
						   ", and this costs " INT64_FORMAT ".",
						   i == 0 ? "audience" : "year", accounts[i].cap - accounts[i].spent,
						   accounts[i].cap, accounts[i].price),
				 errhint("Answers that were given before can be asked for again.")));
	}
}

/* Charge an audience's account and that of the year: both, or none. */
static Account
account_argument(FunctionCallInfo fcinfo, int first)
{
	for (int i = first; i < first + 3; i++)
		if (PG_ARGISNULL(i))
			null_argument("an account, its price and its cap");
	return (Account) {
		PG_GETARG_OID(first), PG_GETARG_INT64(first + 1), PG_GETARG_INT64(first + 2), 0
	};
}

Datum
civic_charge_budget(PG_FUNCTION_ARGS)
{
	Account		accounts[ACCOUNTS_MAX] = {
		account_argument(fcinfo, 0), account_argument(fcinfo, 3)
	};

	PreventCommandIfReadOnly("an answer that costs budget");
	PreventCommandDuringRecovery("an answer that costs budget");
	SPI_connect();
	/* always in this order: the account of the year is everybody's last */
	for (int i = 0; i < ACCOUNTS_MAX; i++)
		require_committed(accounts[i].sequence);
	for (int i = 0; i < ACCOUNTS_MAX; i++)
		LockRelationOid(accounts[i].sequence, ShareUpdateExclusiveLock);
	for (int i = 0; i < ACCOUNTS_MAX; i++)
		accounts[i].spent = read_account(accounts[i].sequence);
	require_room(accounts, ACCOUNTS_MAX);
	for (int i = 0; i < ACCOUNTS_MAX; i++)
		if (accounts[i].price > 0)
			DirectFunctionCall2(setval_oid, ObjectIdGetDatum(accounts[i].sequence),
								Int64GetDatum(accounts[i].spent + accounts[i].price));
	/* whatever becomes of the transaction */
	XLogFlush(XactLastRecEnd);
	release_accounts(accounts, ACCOUNTS_MAX);
	SPI_finish();
	PG_RETURN_VOID();
}
