/*-------------------------------------------------------------------------
 *
 * wallet_report.c
 *	  What a wallet shows: its sums, its lots, and every change of them.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/wallet.h"

#include "access/xact.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "funcapi.h"
#include "score/score.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(civic_wallet);
PG_FUNCTION_INFO_V1(civic_wallet_lots);
PG_FUNCTION_INFO_V1(civic_wallet_moves);
PG_FUNCTION_INFO_V1(civic_coupon_kind_name);

/* NULL for a number that is no kind */
Datum
civic_coupon_kind_name(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		[COUPON_EARN] = "earned", [COUPON_SPEND] = "spent", [COUPON_REFUND] = "refunded",
		[COUPON_GIFT_OUT] = "given", [COUPON_GIFT_IN] = "received",
		[COUPON_CLAW_BACK] = "taken_back", [COUPON_HOLD] = "held",
		[COUPON_CONFIRM] = "confirmed", [COUPON_RELEASE] = "released"
	};
	int			kind = PG_GETARG_INT16(0);

	if (kind < COUPON_EARN || kind >= (int) lengthof(names))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(names[kind]));
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

/*
 * The wallet that the arguments (subject_id, as_of) ask for: as it was at the
 * end of a day, or as it is now if as_of is NULL or today.  For a day to come
 * it is what is left then of today's.  *as_of is the day.  What is so now takes
 * in rows of later days as well, as a clock that was put back leaves them: they
 * bind whoever redeems.
 */
static Wallet *
asked_wallet(FunctionCallInfo fcinfo, const WalletHost *listener, DateADT *as_of)
{
	const Programme *programme = programme_seen();
	int64		subject_id = PG_GETARG_INT64(0);
	TimestampTz now = GetCurrentStatementStartTimestamp();
	DateADT		today = date_in_zone(now, programme->zone);
	Wallet	   *wallet;

	require_reach(READERS, subject_id);
	*as_of = as_of_argument(fcinfo, 1);
	wallet = fold_wallet(subject_id, *as_of < today ? *as_of : EVERY_DAY, true, listener);
	if (wallet->last_id == PG_INT64_MIN)
		require_subject(subject_id);
	if (*as_of < today)
		now = end_of_day(*as_of, programme->zone);
	check_wallet(wallet_close(wallet, *as_of, now, NULL, NULL));
	return wallet;
}

Datum
civic_wallet(PG_FUNCTION_ARGS)
{
	Wallet		wallet;
	DateADT		as_of;

	if (PG_ARGISNULL(0))
		RETURN_ROW(fcinfo);
	SPI_connect();
	wallet = *asked_wallet(fcinfo, NULL, &as_of);
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_NUMERIC(balance, points_numeric(wallet.balance)),
			   ARG_NUMERIC(debt, points_numeric(wallet.debt)),
			   ARG_NUMERIC(held, points_numeric(wallet.held)),
			   ARG_NUMERIC(available, points_numeric(wallet.available)));
}

static Argument
expiry_argument(int32 expires_on)
{
	return ARG_IF(expires_on != COUPON_NEVER, ARG_DATE(expires_on, expires_on));
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
	SPI_connect();
	wallet = asked_wallet(fcinfo, NULL, &as_of);
	for (int i = 0; i < wallet->n_lots; i++)
	{
		const Lot  *lot = &wallet->lots[i];

		PUT_ROW(rsinfo, ARG_INT8(lot_id, lot->coupon_id),
				ARG_TEXT(came_as, lot->kind == COUPON_EARN ? "earned" : "gift"),
				ARG_INT8(ref_id, lot->ref_id), ARG_DATE(on_day, lot->on_day),
				expiry_argument(lot->expires_on),
				ARG_NUMERIC(amount, points_numeric(lot->amount)),
				ARG_NUMERIC(remaining, points_numeric(lot->left)),
				ARG_BOOL(valid, lot_valid(lot, as_of)));
	}
	SPI_finish();
	return (Datum) 0;
}

/* ----------
 * history
 * ----------
 */

/* Puts out the changes of a wallet while it is folded. */
typedef struct History
{
	MemoryContext context;		/* of the wallet, which looks for it here */
	ReturnSetInfo *rsinfo;
	int64		n_changes;		/* so far */
} History;

typedef struct Change
{
	int64		coupon_id;		/* of the row that changes something */
	DateADT		on_day;
	const char *move;
	const Lot  *lot;			/* that is changed, or NULL for the debt alone */
	int64		lot_change;
	int64		debt_change;
} Change;

static void
put_change(History *history, const Change *change)
{
	const Lot  *lot = change->lot;

	PUT_ROW(history->rsinfo, ARG_INT8(seq, ++history->n_changes),
			ARG_INT8(coupon_id, change->coupon_id), ARG_DATE(on_day, change->on_day),
			ARG_TEXT(move, change->move),
			ARG_IF(lot != NULL, ARG_INT8(lot_id, lot ? lot->coupon_id : 0)),
			expiry_argument(lot ? lot->expires_on : COUPON_NEVER),
			ARG_NUMERIC(lot_change, points_numeric(change->lot_change)),
			ARG_NUMERIC(debt_change, points_numeric(change->debt_change)));
}

static void
put_move(void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind, const Lot *lot,
		 int64_t lot_change, int64_t debt_change)
{
	static const char *const names[] = {
		[MOVE_IN] = "in", [MOVE_DRAWN] = "drawn", [MOVE_RETURNED] = "returned",
		[MOVE_CLAWED] = "taken_back", [MOVE_OWED] = "owed", [MOVE_REPAID] = "repaid"
	};
	History    *history = arg;
	MemoryContext old = MemoryContextSwitchTo(history->context);

	put_change(history, &(Change) {coupon_id, on_day, names[kind], lot, lot_change, debt_change});
	MemoryContextSwitchTo(old);
}

/* No row of the ledger tells that a lot has expired: it does so by itself. */
static void
put_expired(History *history, const Wallet *wallet, DateADT as_of)
{
	for (int i = 0; i < wallet->n_lots; i++)
	{
		const Lot  *lot = &wallet->lots[i];

		if (lot->left != 0 && !lot_valid(lot, as_of))
			put_change(history, &(Change) {
				lot->coupon_id, lot->expires_on + 1, "expired", lot, -lot->left, 0
			});
	}
}

Datum
civic_wallet_moves(PG_FUNCTION_ARGS)
{
	History		history;
	WalletHost	listener = {NULL, put_move, &history};
	Wallet	   *wallet;
	DateADT		as_of;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SPI_connect();
	history = (History) {CurrentMemoryContext, (ReturnSetInfo *) fcinfo->resultinfo, 0};
	wallet = asked_wallet(fcinfo, &listener, &as_of);
	put_expired(&history, wallet, as_of);
	SPI_finish();
	return (Datum) 0;
}
