/*-------------------------------------------------------------------------
 *
 * counter.c
 *	  What every redemption and gift begins with and ends with: a locked
 *	  wallet without stale holds, and the stock.
 *
 * Stock is a counter for each policy and benefit, changed after wallets and in
 * the order of its key.  Holds of others that have timed out without anybody
 * noticing are swept when it is exhausted; wallets that others hold are skipped
 * then, since to wait for them could be to wait for oneself.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_sweep_holds);

#define REQUEST_ID_MAX	256		/* bytes */

/* A personal text: what is append-only commits to it, and it can be erased. */
void
keep_note(int64 subject_id, const Commitment *c, const bytea *body)
{
	static Statement st = STATEMENT("INSERT INTO civic_private.reward_note VALUES ($1, $2, $3, $4)", INT8OID, BYTEAOID, BYTEAOID, TEXTOID);
	Datum		values[4] = {Int64GetDatum(subject_id), PointerGetDatum(c->digest), PointerGetDatum(c->salt), PointerGetDatum(body)};

	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

/* ----------
 * arguments
 * ----------
 */

/* A request id, which must be there. */
char *
request_id_argument(FunctionCallInfo fcinfo, int i)
{
	char	   *id;

	if (PG_ARGISNULL(i))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("request_id must not be null"),
				 errhint("Make an id for each request and keep it for retries: a retry with it cannot act twice.")));
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

/* ----------
 * stock
 * ----------
 */

static int
compare_changes(const void *left, const void *right)
{
	const StockChange *a = left;
	const StockChange *b = right;
	int			order = compare_int64(a->policy_id, b->policy_id);

	if (order == 0 && (order = strcmp(a->benefit, b->benefit)) == 0)
		order = compare_int64(a->quantity, b->quantity);
	return order;
}

static void
return_stock(const StockChange *change)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.stock s SET taken = s.taken - $3 WHERE s.policy_id = $1 AND s.benefit = $2",
		INT4OID, TEXTOID, INT8OID);
	Datum		values[3] = {Int32GetDatum(change->policy_id), CStringGetTextDatum(change->benefit), Int64GetDatum(-change->quantity)};

	statement_run(&st, values, NULL, false, SPI_OK_UPDATE);
}

static bool
take_counted(const StockChange *change)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.stock s SET taken = s.taken + $3 WHERE s.policy_id = $1 AND s.benefit = $2 AND s.taken + $3 <= $4",
		INT4OID, TEXTOID, INT8OID, INT8OID);
	Datum		values[4] = {Int32GetDatum(change->policy_id), CStringGetTextDatum(change->benefit),
	Int64GetDatum(change->quantity), Int64GetDatum(change->stock)};

	statement_run(&st, values, NULL, false, SPI_OK_UPDATE);
	return SPI_processed > 0;
}

static void
make_counter(const StockChange *change)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.stock (policy_id, benefit) VALUES ($1, $2) ON CONFLICT (policy_id, benefit) DO NOTHING",
		INT4OID, TEXTOID);
	Datum		values[2] = {Int32GetDatum(change->policy_id), CStringGetTextDatum(change->benefit)};

	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

/* What the end of a hold leaves: a move, a release in the wallet, and what goes back into stock. */
#define END_HOLDS \
	"moved AS (INSERT INTO civic_private.redemption_move (subject_id, redemption_id, state, on_day) " \
	"SELECT e.subject_id, e.redemption_id, 'timed_out', e.until_day FROM ended e), " \
	"released AS (INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) " \
	"SELECT e.subject_id, 9, e.cost, e.until_day, e.redemption_id FROM ended e ORDER BY e.subject_id, e.until, e.redemption_id), " \
	"told AS (INSERT INTO civic_private.outbox (topic, subject_id, payload) SELECT 'redemption', e.subject_id, " \
	"pg_catalog.jsonb_build_object('subject_id', e.subject_id, 'redemption_id', e.redemption_id, 'benefit', e.benefit, " \
	"'quantity', e.quantity, 'state', 'timed_out') FROM ended e) " \
	"SELECT e.policy_id, e.benefit, pg_catalog.sum(e.quantity)::pg_catalog.int8, pg_catalog.count(*) " \
	"FROM ended e GROUP BY 1, 2 ORDER BY 1, 2"

/*
 * End holds that have timed out by now, in wallets that nobody else is at: of
 * one benefit, or of all.  Their stock is returned by the caller.
 */
#define SWEEP(condition) \
	"WITH due AS MATERIALIZED (SELECT h.subject_id, h.redemption_id FROM civic_private.hold h " \
	"JOIN civic_private.wallet w ON w.subject_id = h.subject_id " \
	"WHERE h.until <= $1 AND " condition " ORDER BY h.subject_id, h.redemption_id FOR UPDATE OF w SKIP LOCKED), " \
	"locked AS (UPDATE civic_private.wallet w SET version = w.version + 1 WHERE w.subject_id IN (SELECT d.subject_id FROM due d)), " \
	"ended AS (DELETE FROM civic_private.hold h USING due d WHERE h.subject_id = d.subject_id AND h.redemption_id = d.redemption_id " \
	"RETURNING h.*), " END_HOLDS

/* Returned stock, from the result of a statement that ended holds; room for some more. */
static StockChange *
returned_stock(int *n, int64 *n_holds)
{
	StockChange *changes = palloc0(sizeof(StockChange) * (SPI_processed + MAX_REQUEST_CHANGES));
	bool		isnull;

	*n = (int) SPI_processed;
	*n_holds = 0;
	for (int i = 0; i < *n; i++)
	{
		changes[i].policy_id = DatumGetInt32(statement_column(i, 1, &isnull));
		changes[i].benefit = statement_text(i, 2);
		changes[i].quantity = -DatumGetInt64(statement_column(i, 3, &isnull));
		*n_holds += DatumGetInt64(statement_column(i, 4, &isnull));
	}
	return changes;
}

/* End others' holds of a benefit.  Did any stock come back? */
static bool
sweep_benefit(const StockChange *change, TimestampTz now)
{
	static Statement st = STATEMENT(SWEEP("h.policy_id = $2 AND h.benefit = $3"), TIMESTAMPTZOID, INT4OID, TEXTOID);
	Datum		values[3] = {TimestampTzGetDatum(now), Int32GetDatum(change->policy_id), CStringGetTextDatum(change->benefit)};
	StockChange *changes;
	int64		n_holds;
	int			n;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	changes = returned_stock(&n, &n_holds);
	for (int i = 0; i < n; i++)
		return_stock(&changes[i]);
	return n > 0;
}

/* Take from a counter, which is there from the first time on. */
static bool
take_stock(const StockChange *change, TimestampTz now)
{
	if (take_counted(change))
		return true;
	/* this waits for whoever is changing the counter, and may be about to give back */
	make_counter(change);
	if (take_counted(change))
		return true;
	return sweep_benefit(change, now) && take_counted(change);
}

/* Change counters in the order of their key.  Returns the change that there is no stock for, or NULL. */
const StockChange *
change_stock(StockChange *changes, int n, TimestampTz now)
{
	qsort(changes, n, sizeof(StockChange), compare_changes);
	for (int i = 0; i < n; i++)
		if (changes[i].quantity < 0)
			return_stock(&changes[i]);
		else if (changes[i].limited && !take_stock(&changes[i], now))
			return &changes[i];
	return NULL;
}

/* ----------
 * the counter
 * ----------
 */

/* Write down that holds of the wallet have timed out. */
static void
end_due_holds(Counter *counter, const int32 *due, int n_due)
{
	static Statement st = STATEMENT(
		"WITH ended AS (DELETE FROM civic_private.hold h WHERE h.subject_id = $1 AND h.redemption_id = ANY ($2) RETURNING h.*), " END_HOLDS,
		INT8OID, INT8ARRAYOID);
	Datum	   *ids = palloc(sizeof(Datum) * n_due);
	Datum		values[2];
	int64		n_holds;

	for (int i = 0; i < n_due; i++)
		ids[i] = Int64GetDatum(counter->wallet->drains[due[i]].ref_id);
	values[0] = Int64GetDatum(counter->account.subject_id);
	values[1] = make_array(ids, NULL, n_due, INT8OID);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	counter->changes = returned_stock(&counter->n_changes, &n_holds);
}

/*
 * Step up to the counter: lock the wallet, fold it as it is now, and end its
 * holds that have timed out.  In an SPI connection of the caller's.
 */
void
open_counter(int64 subject_id, Counter *counter)
{
	Account    *account = &counter->account;
	int32	   *due;
	int			n_due;

	read_account(subject_id, false, account);
	lock_wallet(subject_id);
	set_clock(account, GetCurrentTimestamp());
	counter->wallet = fold_wallet(subject_id, EVERY_DAY, false, NULL);
	due = palloc(sizeof(int32) * (counter->wallet->n_open + 1));
	check_wallet(wallet_close(counter->wallet, account->today, account->now, due, &n_due));
	counter->n_changes = 0;
	counter->changes = NULL;
	if (n_due > 0)
		end_due_holds(counter, due, n_due);
	else
		counter->changes = palloc0(sizeof(StockChange) * MAX_REQUEST_CHANGES);
}

/* End the holds that have timed out, wherever they are and nobody else is at it; how many there were. */
Datum
civic_sweep_holds(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(SWEEP("true"), TIMESTAMPTZOID);
	TimestampTz now = GetCurrentTimestamp();
	Datum		value = TimestampTzGetDatum(now);
	StockChange *changes;
	int64		n_holds;
	int			n;

	require_rewards();
	SPI_connect();
	statement_run(&st, &value, NULL, false, SPI_OK_SELECT);
	changes = returned_stock(&n, &n_holds);
	change_stock(changes, n, now);
	SPI_finish();
	PG_RETURN_INT64(n_holds);
}
