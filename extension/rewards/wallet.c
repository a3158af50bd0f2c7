/*-------------------------------------------------------------------------
 *
 * wallet.c
 *	  Wallets: the fold over the coupon ledger, its lock, and what it shows.
 *
 * Lock protocol.  Whatever takes from a wallet, or gives back to it, first
 * changes its row in civic_private.wallet; so the second of two waits, and at
 * the stricter isolation levels fails and is retried, instead of spending what
 * the first has spent.  Whoever needs two wallets takes the smaller subject_id
 * first; stock is taken after wallets, in the order of its key.  Earning takes
 * no lock where it does not depend on other earnings: a wallet that is not
 * seen to have grown is only thought poorer than it is.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/rewards_internal.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "funcapi.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(civic_wallet);
PG_FUNCTION_INFO_V1(civic_wallet_lots);
PG_FUNCTION_INFO_V1(civic_wallet_moves);

/* ----------
 * the lock
 * ----------
 */

static bool
bump_wallet(int64 subject_id)
{
	static Statement st = STATEMENT("UPDATE civic_private.wallet w SET version = w.version + 1 WHERE w.subject_id = $1", INT8OID);
	Datum		value = Int64GetDatum(subject_id);

	statement_run(&st, &value, NULL, false, SPI_OK_UPDATE);
	return SPI_processed > 0;
}

/* Make the wallet this transaction's.  Raises an error if there is no such subject. */
void
lock_wallet(int64 subject_id)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.wallet (subject_id) SELECT s.subject_id FROM civic_private.subject s WHERE s.subject_id = $1 "
		"ON CONFLICT (subject_id) DO NOTHING",
		INT8OID);
	Datum		value = Int64GetDatum(subject_id);

	if (bump_wallet(subject_id))
		return;
	statement_run(&st, &value, NULL, false, SPI_OK_INSERT);
	if (!bump_wallet(subject_id))
		unknown_subject(subject_id);
}

/* ----------
 * the fold
 * ----------
 */

typedef struct CouponReceiver
{
	DestReceiver pub;
	Wallet	   *wallet;
} CouponReceiver;

static void *
wallet_resize(void *arg, void *block, size_t old_size, size_t size)
{
	return block ? repalloc_huge(block, size) : MemoryContextAllocHuge(*(MemoryContext *) arg, size);
}

void
check_wallet(WalletResult result)
{
	if (result == WALLET_OVERFLOW)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("wallet out of range")));
	if (result == WALLET_NO_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the wallet has too many rows")));
	if (result != WALLET_OK)
		elog(ERROR, "coupons came out of order");
}

static bool
receive_coupon(TupleTableSlot *slot, DestReceiver *self)
{
	CouponRow	row;

	slot_getallattrs(slot);
	row.coupon_id = DatumGetInt64(slot->tts_values[0]);
	row.kind = (CouponKind) DatumGetInt16(slot->tts_values[1]);
	row.amount = DatumGetInt64(slot->tts_values[2]);
	row.on_day = DatumGetDateADT(slot->tts_values[3]);
	row.expires_on = slot->tts_isnull[4] ? COUPON_NEVER : DatumGetDateADT(slot->tts_values[4]);
	row.ref_id = DatumGetInt64(slot->tts_values[5]);
	row.until = slot->tts_isnull[6] ? 0 : DatumGetTimestampTz(slot->tts_values[6]);
	check_wallet(wallet_apply(((CouponReceiver *) self)->wallet, &row));
	return true;
}

/*
 * Fold the rows of a subject up to a day, in an SPI connection of the caller's
 * and acting as the owner.  The wallet lives in the current context; it is yet
 * to be closed.
 */
Wallet *
fold_wallet(int64 subject_id, DateADT as_of, bool read_only, const WalletHost *listener)
{
	static Statement st = STATEMENT(
		"SELECT c.coupon_id, c.kind, c.amount, c.on_day, c.expires_on, c.ref_id, c.until FROM civic_private.coupon c "
		"WHERE c.subject_id = $1 AND c.on_day <= $2 ORDER BY c.coupon_id",
		INT8OID, DATEOID);
	Datum		values[2] = {Int64GetDatum(subject_id), DateADTGetDatum(as_of)};
	MemoryContext *home = palloc(sizeof(MemoryContext));
	WalletHost	host = {wallet_resize, NULL, home};
	CouponReceiver receiver = {row_receiver(receive_coupon), palloc(sizeof(Wallet))};

	*home = CurrentMemoryContext;
	if (listener)
	{
		host = *listener;
		host.resize = wallet_resize;
	}
	wallet_init(receiver.wallet, &host);
	statement_send(&st, values, read_only, &receiver.pub);
	return receiver.wallet;
}

/* ----------
 * reading
 * ----------
 */

Datum
result_datum(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	tupdesc;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

/* The last moment of a day in the programme's time zone. */
static TimestampTz
end_of_day(DateADT day, pg_tz *zone)
{
	struct pg_tm tm = {0};
	TimestampTz midnight;
	int			tz;

	j2date(day + 1 + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	tz = DetermineTimeZoneOffset(&tm, zone);
	if (tm2timestamp(&tm, 0, &tz, &midnight) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
	return midnight - 1;
}

static void
check_subject(int64 subject_id)
{
	static Statement st = STATEMENT("SELECT FROM civic_private.subject s WHERE s.subject_id = $1", INT8OID);
	Datum		value = Int64GetDatum(subject_id);

	statement_run(&st, &value, NULL, true, SPI_OK_SELECT);
	if (SPI_processed == 0)
		unknown_subject(subject_id);
}

/*
 * The wallet as it was at the end of a day, or is now; an as_of argument of
 * NULL means today.  On a day to come it is what is then left of today's.  In
 * an SPI connection of the caller's.
 */
static Wallet *
wallet_on(int64 subject_id, bool day_given, DateADT day, const WalletHost *listener, DateADT *as_of)
{
	const Programme *programme = programme_seen();
	TimestampTz now = GetCurrentTransactionStartTimestamp();
	DateADT		today = date_in_zone(now, programme->zone);
	Wallet	   *wallet;

	*as_of = day_given ? checked_date(day, "as_of") : today;
	wallet = fold_wallet(subject_id, *as_of, true, listener);
	if (wallet->last_id == PG_INT64_MIN)
		check_subject(subject_id);
	check_wallet(wallet_close(wallet, *as_of, *as_of < today ? end_of_day(*as_of, programme->zone) : now, NULL, NULL));
	return wallet;
}

Datum
civic_wallet(PG_FUNCTION_ARGS)
{
	Wallet	   *wallet;
	int64		amounts[4];
	Datum		values[4];
	bool		nulls[4] = {PG_ARGISNULL(0), PG_ARGISNULL(0), PG_ARGISNULL(0), PG_ARGISNULL(0)};
	DateADT		as_of;

	memset(values, 0, sizeof(values));
	if (!PG_ARGISNULL(0))
	{
		require_rewards();
		SPI_connect();
		wallet = wallet_on(PG_GETARG_INT64(0), !PG_ARGISNULL(1), PG_ARGISNULL(1) ? 0 : PG_GETARG_DATEADT(1), NULL, &as_of);
		amounts[0] = wallet->balance;
		amounts[1] = wallet->debt;
		amounts[2] = wallet->held;
		amounts[3] = wallet->available;
		SPI_finish();
		for (int i = 0; i < 4; i++)
			values[i] = NumericGetDatum(points_numeric(amounts[i]));
	}
	return result_datum(fcinfo, values, nulls);
}

/* In a context that outlives the SPI connection. */
static void
put_row(ReturnSetInfo *rsinfo, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

Datum
civic_wallet_lots(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Wallet	   *wallet;
	DateADT		as_of;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	require_rewards();
	SPI_connect();
	wallet = wallet_on(PG_GETARG_INT64(0), !PG_ARGISNULL(1), PG_ARGISNULL(1) ? 0 : PG_GETARG_DATEADT(1), NULL, &as_of);
	for (int i = 0; i < wallet->n_lots; i++)
	{
		const Lot  *lot = &wallet->lots[i];
		Datum		values[8] = {
			Int64GetDatum(lot->coupon_id), CStringGetTextDatum(lot->kind == COUPON_EARN ? "earned" : "gift"),
			Int64GetDatum(lot->ref_id), DateADTGetDatum(lot->on_day), DateADTGetDatum(expiry_date(lot->expires_on)),
			NumericGetDatum(points_numeric(lot->amount)), NumericGetDatum(points_numeric(lot->left)),
			BoolGetDatum(lot_valid(lot, as_of))
		};
		bool		nulls[8] = {false, false, false, false, lot->expires_on == COUPON_NEVER};

		put_row(rsinfo, values, nulls);
	}
	SPI_finish();
	return (Datum) 0;
}

/* ----------
 * history
 * ----------
 */

typedef struct Telling
{
	MemoryContext home;			/* first, where wallet_resize() looks for it */
	ReturnSetInfo *rsinfo;
	int64		seq;
} Telling;

static const char *
move_name(MoveKind kind)
{
	static const char *const names[] = {"", "in", "drawn", "returned", "taken_back", "owed", "repaid"};

	return names[kind];
}

static void
tell_move(void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind, const Lot *lot, int64_t lot_change, int64_t debt_change)
{
	Telling    *telling = arg;
	MemoryContext old = MemoryContextSwitchTo(telling->home);
	Datum		values[8] = {
		Int64GetDatum(++telling->seq), Int64GetDatum(coupon_id), DateADTGetDatum(on_day), CStringGetTextDatum(move_name(kind)),
		Int64GetDatum(lot ? lot->coupon_id : 0), DateADTGetDatum(lot ? expiry_date(lot->expires_on) : 0),
		NumericGetDatum(points_numeric(lot_change)), NumericGetDatum(points_numeric(debt_change))
	};
	bool		nulls[8] = {false, false, false, false, lot == NULL, lot == NULL || lot->expires_on == COUPON_NEVER};

	put_row(telling->rsinfo, values, nulls);
	MemoryContextSwitchTo(old);
}

/* What has expired by a day, as movements of its own. */
static void
tell_expired(Telling *telling, const Wallet *wallet, DateADT as_of)
{
	for (int i = 0; i < wallet->n_lots; i++)
	{
		const Lot  *lot = &wallet->lots[i];
		Datum		values[8] = {
			Int64GetDatum(telling->seq + 1), Int64GetDatum(lot->coupon_id), DateADTGetDatum(expiry_date(lot->expires_on) + 1),
			CStringGetTextDatum("expired"), Int64GetDatum(lot->coupon_id), DateADTGetDatum(expiry_date(lot->expires_on)),
			NumericGetDatum(points_numeric(-lot->left)), NumericGetDatum(points_numeric(0))
		};
		bool		nulls[8] = {false};

		if (lot->left == 0 || lot_valid(lot, as_of))
			continue;
		telling->seq++;
		put_row(telling->rsinfo, values, nulls);
	}
}

Datum
civic_wallet_moves(PG_FUNCTION_ARGS)
{
	Telling		telling;
	WalletHost	listener = {NULL, tell_move, &telling};
	Wallet	   *wallet;
	DateADT		as_of;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	require_rewards();
	SPI_connect();
	telling = (Telling) {CurrentMemoryContext, (ReturnSetInfo *) fcinfo->resultinfo, 0};
	wallet = wallet_on(PG_GETARG_INT64(0), !PG_ARGISNULL(1), PG_ARGISNULL(1) ? 0 : PG_GETARG_DATEADT(1), &listener, &as_of);
	tell_expired(&telling, wallet, as_of);
	SPI_finish();
	return (Datum) 0;
}
