/*-------------------------------------------------------------------------
 *
 * redemption.c
 *	  The states of redemptions: confirming, releasing and cancelling.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "base/own_case.h"
#include "base/reach.h"
#include "base/text.h"
#include "base/value.h"
#include "policy/policy.h"
#include "rewards/sqlstate.h"

PG_FUNCTION_INFO_V1(civic_confirm_redemption);
PG_FUNCTION_INFO_V1(civic_release_redemption);
PG_FUNCTION_INFO_V1(civic_cancel_redemption);

/* A redemption as it stands. */
typedef struct Redemption
{
	int64		redemption_id;
	RedemptionState state;
	int32		policy_id;
	char	   *benefit;
	int32		quantity;
	int64		cost;
} Redemption;

/* The last transition tells the state; without one, the way the redemption was made. */
static void
read_redemption(int64 subject_id, int64 redemption_id, Redemption *redemption)
{
	static Statement st = STATEMENT(
		"SELECT coalesce((SELECT m.state FROM civic_private.redemption_move m "
		"WHERE m.subject_id = r.subject_id AND m.redemption_id = r.redemption_id "
		"ORDER BY m.move_id DESC LIMIT 1), "
		"CASE WHEN r.hold_until IS NULL THEN 'redeemed' ELSE 'held' END) AS state, "
		"r.policy_id, r.benefit, r.quantity, r.cost FROM civic_private.redemption r "
		"WHERE r.subject_id = $subject_id AND r.redemption_id = $redemption_id");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id),
		ARG_INT8(redemption_id, redemption_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no redemption %lld", (long long) subject_id,
						(long long) redemption_id)));
	*redemption = (Redemption) {
		redemption_id, (RedemptionState) vocabulary_id(&redemption_states, row_text(0, "state")),
		row_int4(0, "policy_id"), row_text(0, "benefit"), row_int4(0, "quantity"),
		row_int8(0, "cost")
	};
}

/* There is no such transition from this state. */
static void
refuse_transition(const Redemption *redemption)
{
	static const struct
	{
		int			sqlstate;
		const char *what;
		const char *hint;
	}			refusals[REDEMPTION_STATES] = {
		[REDEMPTION_REDEEMED] = {ERRCODE_NOT_RESERVED, "was redeemed at once, not reserved",
		"civic.cancel_redemption() takes it back."},
		[REDEMPTION_HELD] = {ERRCODE_STILL_RESERVED, "is only reserved",
		"civic.release_redemption() gives the reservation up."},
		[REDEMPTION_CONFIRMED] = {ERRCODE_ALREADY_CONFIRMED, "has been confirmed",
		"civic.cancel_redemption() takes it back."},
		[REDEMPTION_RELEASED] = {ERRCODE_ALREADY_RELEASED, "has been released",
		"Reserve anew under another request_id."},
		[REDEMPTION_TIMED_OUT] = {ERRCODE_HOLD_TIMED_OUT, "has timed out",
		"Reserve anew under another request_id."},
		[REDEMPTION_CANCELLED] = {ERRCODE_ALREADY_CANCELLED, "has been cancelled",
		"A cancellation is final; redeem anew under another request_id."}
	};

	ereport(ERROR,
			(errcode(refusals[redemption->state].sqlstate),
			 errmsg("redemption %lld %s", (long long) redemption->redemption_id,
					refusals[redemption->state].what),
			 errhint("%s", refusals[redemption->state].hint)));
}

/* Write a transition, and what it does to the wallet and to the hold. */
static void
write_transition(const Account *account, const Redemption *redemption, RedemptionState state,
				 CouponKind kind, const bytea *reason)
{
	static Statement st = STATEMENT(
		"WITH moved AS (INSERT INTO civic_private.redemption_move "
		"(subject_id, redemption_id, state, on_day, reason) "
		"VALUES ($subject_id, $redemption_id, $state, $on_day, $reason)), "
		"ended AS (DELETE FROM civic_private.hold h "
		"WHERE h.subject_id = $subject_id AND h.redemption_id = $redemption_id) "
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) "
		"VALUES ($subject_id, $kind, $cost, $on_day, $redemption_id)");
	bytea	   *commitment = NULL;

	if (reason)
		commitment = keep_text(account->subject_id, 0, reason,
							   text_day(account->subject_id, account->today));
	RUN(&st, SPI_OK_INSERT, ARG_INT8(subject_id, account->subject_id),
		ARG_INT8(redemption_id, redemption->redemption_id),
		ARG_TEXT(state, redemption_state_names[state]), ARG_DATE(on_day, account->today),
		ARG_BYTEA(reason, commitment), ARG_INT2(kind, kind), ARG_INT8(cost, redemption->cost));
}

/* Change the state of a redemption; returns the coupons that are available then. */
static int64
change_state(int64 subject_id, int64 redemption_id, RedemptionMove move, const bytea *reason)
{
	static const CouponKind kinds[REDEMPTION_MOVES] = {
		[REDEMPTION_CONFIRM] = COUPON_CONFIRM, [REDEMPTION_RELEASE] = COUPON_RELEASE,
		[REDEMPTION_CANCEL] = COUPON_REFUND
	};
	Checkout	checkout;
	Redemption	redemption;
	RedemptionState next;
	Wallet	   *after;

	open_checkout(subject_id, &checkout);
	read_redemption(subject_id, redemption_id, &redemption);
	next = redemption_next(redemption.state, move);
	if (next == REDEMPTION_NONE)
		refuse_transition(&redemption);
	write_transition(&checkout.account, &redemption, next, kinds[move], reason);
	if (!redemption_counts(next))
		add_change(&checkout.stock, (StockChange) {
			redemption.policy_id, redemption.benefit, -redemption.quantity, false, 0
		});
	(void) close_checkout(&checkout);
	publish_redemption(subject_id, redemption_id, redemption.benefit, redemption.quantity, next);
	after = fold_wallet(subject_id, EVERY_DAY, false, NULL);
	check_wallet(wallet_close(after, checkout.account.today, checkout.account.now, NULL, NULL));
	return after->available;
}

static Datum
answer_transition(FunctionCallInfo fcinfo, RedemptionMove move, const bytea *reason)
{
	int64		subject_id = id_argument(fcinfo, 0, "subject_id");
	int64		redemption_id = id_argument(fcinfo, 1, "redemption_id");
	int64		available;

	require_reach(SERVICE, subject_id);
	SPI_connect();
	/* to take goods back is a decision about the subject, to hand them out is not */
	if (move == REDEMPTION_CANCEL)
		require_impartial_today(subject_id);
	available = change_state(subject_id, redemption_id, move, reason);
	SPI_finish();
	PG_RETURN_NUMERIC(points_numeric(available));
}

Datum
civic_confirm_redemption(PG_FUNCTION_ARGS)
{
	return answer_transition(fcinfo, REDEMPTION_CONFIRM, NULL);
}

Datum
civic_release_redemption(PG_FUNCTION_ARGS)
{
	return answer_transition(fcinfo, REDEMPTION_RELEASE, NULL);
}

Datum
civic_cancel_redemption(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2) || VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(2)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a cancellation needs a reason")));
	return answer_transition(fcinfo, REDEMPTION_CANCEL, (bytea *) PG_GETARG_TEXT_PP(2));
}
