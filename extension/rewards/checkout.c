/*-------------------------------------------------------------------------
 *
 * checkout.c
 *	  What every redemption and gift begins with and ends with: a locked
 *	  wallet without reservations that have timed out, and the stock.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "base/statement.h"
#include "base/value.h"
#include "utils/builtins.h"

#define REQUEST_ID_MAX	256		/* bytes */

char *
request_id_argument(FunctionCallInfo fcinfo, int i)
{
	char	   *id;

	if (PG_ARGISNULL(i))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("request_id must not be null"),
				 errhint("Make an id for each request and keep it for retries: "
						 "a retry with it cannot act twice.")));
	id = text_to_cstring(PG_GETARG_TEXT_PP(i));
	if (*id == '\0' || strlen(id) > REQUEST_ID_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("request_id must have 1 to %d bytes", REQUEST_ID_MAX),
				 errdetail("It has %zu.", strlen(id))));
	return id;
}

int64
id_argument(FunctionCallInfo fcinfo, int i, const char *name)
{
	if (PG_ARGISNULL(i))
		null_argument(name);
	return PG_GETARG_INT64(i);
}

void
request_differs(const char *request_id, const char *what, int64 id)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("request_id \"%s\" was used with other content", request_id),
			 errdetail("It is %s %lld.", what, (long long) id),
			 errhint("Give every request an id of its own.")));
}

/* Write down that reservations of the wallet have timed out. */
static void
end_due_holds(Checkout *checkout, const int32 *due, int n_due)
{
	static Statement st = STATEMENT(
		"WITH ended AS (DELETE FROM civic_private.hold h WHERE h.subject_id = $subject_id "
		"AND h.redemption_id = ANY ($due) RETURNING h.*), " END_HOLDS);
	Datum	   *ids = palloc(sizeof(Datum) * n_due);

	for (int i = 0; i < n_due; i++)
		ids[i] = Int64GetDatum(checkout->wallet->drains[due[i]].ref_id);
	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, checkout->account.subject_id),
		ARG_ARRAY(due, INT8OID, ids, NULL, n_due), END_HOLDS_ARGUMENTS);
	returned_stock(&checkout->stock);
}

void
open_checkout(int64 subject_id, Checkout *checkout)
{
	Account    *account = &checkout->account;
	int32	   *due;
	int			n_due;

	read_account(subject_id, false, account);
	lock_wallet(subject_id);
	set_clock(account, GetCurrentTimestamp());
	checkout->wallet = fold_wallet(subject_id, EVERY_DAY, false, NULL);
	due = palloc(sizeof(int32) * (checkout->wallet->n_open + 1));
	check_wallet(wallet_close(checkout->wallet, account->today, account->now, due, &n_due));
	checkout->stock = (StockChanges) {0};
	if (n_due > 0)
		end_due_holds(checkout, due, n_due);
}

const StockChange *
close_checkout(Checkout *checkout)
{
	return change_stock(&checkout->stock, checkout->account.now);
}

void
publish_redemption(int64 subject_id, int64 redemption_id, const char *benefit, int32 quantity,
				   RedemptionState state)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('redemption', ARRAY[$subject_id], "
		"ARRAY[civic_internal.redemption_message($subject_id, $redemption_id, $benefit, "
		"$quantity, $state)])");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id),
		ARG_INT8(redemption_id, redemption_id), ARG_TEXT(benefit, benefit),
		ARG_INT4(quantity, quantity), ARG_TEXT(state, redemption_state_names[state]));
}
