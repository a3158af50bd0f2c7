/*-------------------------------------------------------------------------
 *
 * gift.c
 *	  Coupons that one subject gives to another.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "base/reach.h"
#include "base/text.h"
#include "base/value.h"
#include "policy/policy.h"
#include "rewards/sqlstate.h"
#include "score/explain.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_gift);

typedef struct Gift
{
	int64		giver;
	int64		recipient;
	int64		amount;
	const char *request_id;
	bytea	   *note;			/* or NULL */
	int64		gift_id;
	int64		available;		/* to the giver, then */
} Gift;

static int64
amount_argument(FunctionCallInfo fcinfo, int i)
{
	char	   *text;
	int64		amount;

	if (PG_ARGISNULL(i))
		null_argument("amount");
	text = DatumGetCString(DirectFunctionCall1(numeric_out, PG_GETARG_DATUM(i)));
	if (!fixed_parse(text, strlen(text), 2, &amount) || amount <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount out of range"),
				 errdetail("It is %.100s.", text),
				 errhint("An amount of coupons lies above zero and has at most two decimals.")));
	return amount;
}

static bool
has_consented(int64 subject_id)
{
	static Statement st = STATEMENT(
		"SELECT c.given FROM civic_private.consent c WHERE c.subject_id = $subject_id "
		"ORDER BY c.consent_id DESC LIMIT 1");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id));
	return SPI_processed > 0 && row_bool(0, "given");
}

static Refusal
judge_party(const Account *account)
{
	if (account->policy == NULL)
		return lacks_policy(account->today);
	if (!account->policy->gifts)
		return refuse(ERRCODE_NO_GIFTS,
					  psprintf("the policy of subject %lld does not allow gifts",
							   (long long) account->subject_id),
					  NULL, "A policy allows them with \"gifts\": true.");
	if (!has_consented(account->subject_id))
		return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					  psprintf("subject %lld has not consented", (long long) account->subject_id),
					  NULL, "civic.give_consent() records that consent was given.");
	return (Refusal) {0};
}

static Refusal
judge_gift(const Checkout *checkout, const Account *recipient, const Gift *gift)
{
	int64		available = checkout->wallet->available;
	Refusal		r = judge_party(&checkout->account);

	if (!r.sqlstate)
		r = judge_party(recipient);
	if (!r.sqlstate && gift->amount > available)
		r = refuse(ERRCODE_TOO_FEW_COUPONS, "not enough coupons",
				   psprintf("The gift is %s, and %s are available.",
							points_text(gift->amount, false), points_text(available, false)),
				   "civic.wallet() shows what there is.");
	return r;
}

/* The gift that stands under a request id.  Raises an error if its content differs. */
static bool
find_gift(Gift *gift)
{
	static Statement st = STATEMENT(
		"SELECT g.gift_id, g.available, g.recipient_id, g.amount FROM civic_private.gift g "
		"WHERE g.subject_id = $giver AND g.request_id = $request_id");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(giver, gift->giver), ARG_TEXT(request_id, gift->request_id));
	if (SPI_processed == 0)
		return false;
	gift->gift_id = row_int8(0, "gift_id");
	gift->available = row_int8(0, "available");
	if (row_int8(0, "recipient_id") != gift->recipient || row_int8(0, "amount") != gift->amount)
		request_differs(gift->request_id, "gift", gift->gift_id);
	return true;
}

/* The lots that a gift becomes: amounts and expiries, as arrays under these names. */
typedef struct GivenLots
{
	Argument	amounts;
	Argument	expiries;
} GivenLots;

/* What the wallet gave last, added up by expiry. */
static GivenLots
given_lots(const Wallet *wallet)
{
	const Drain *drain = &wallet->drains[wallet->n_drains - 1];
	Datum	   *amounts = palloc(sizeof(Datum) * drain->n_draws);
	Datum	   *expiries = palloc(sizeof(Datum) * drain->n_draws);
	bool	   *never = palloc(sizeof(bool) * drain->n_draws);
	int			n = 0;

	for (int i = 0; i < drain->n_draws; i++)
	{
		const Draw *d = &wallet->draws[drain->first_draw + i];
		int32		expires_on = wallet->lots[d->lot].expires_on;

		/* lots are drawn from in the order of their expiry */
		if (i > 0 && wallet->lots[(d - 1)->lot].expires_on == expires_on)
		{
			amounts[n - 1] = Int64GetDatum(DatumGetInt64(amounts[n - 1]) + d->amount);
			continue;
		}
		amounts[n] = Int64GetDatum(d->amount);
		expiries[n] = DateADTGetDatum(expires_on);
		never[n++] = expires_on == COUPON_NEVER;
	}
	return (GivenLots) {
		ARG_ARRAY(amounts, INT8OID, amounts, NULL, n),
		ARG_ARRAY(expiries, DATEOID, expiries, never, n)
	};
}

/*
 * Write a gift and its coupons, out of one wallet and into another.  False if
 * the request id is taken.
 */
static bool
insert_gift(Checkout *checkout, Gift *gift)
{
	static Statement st = STATEMENT(
		"WITH made AS (INSERT INTO civic_private.gift "
		"(subject_id, recipient_id, request_id, amount, available, on_day, note) "
		"VALUES ($giver, $recipient, $request_id, $amount, $available, $on_day, $note) "
		"ON CONFLICT (subject_id, request_id) DO NOTHING RETURNING gift_id), "
		"given AS (INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) "
		"SELECT $giver, $gift_out, $amount, $on_day, m.gift_id FROM made m), "
		"got AS (INSERT INTO civic_private.coupon "
		"(subject_id, kind, amount, on_day, expires_on, ref_id) "
		"SELECT $recipient, $gift_in, u.amount, $on_day, u.expires_on, m.gift_id "
		"FROM made m, unnest($amounts, $expiries) WITH ORDINALITY u (amount, expires_on, n) "
		"ORDER BY u.n) "
		"SELECT m.gift_id, civic_internal.publish('gift', ARRAY[$giver], "
		"ARRAY[pg_catalog.jsonb_build_object('gift_id', m.gift_id, 'from', $giver, "
		"'to', $recipient, 'amount', $amount * 0.01)]) FROM made m");
	Commitment	c = {NULL, NULL};
	DateADT		today = checkout->account.today;
	GivenLots	lots;

	if (gift->note)
		c = commit_to(gift->note);
	check_wallet(wallet_take(checkout->wallet, gift->amount, today));
	lots = given_lots(checkout->wallet);
	RUN(&st, SPI_OK_SELECT, ARG_INT8(giver, gift->giver), ARG_INT8(recipient, gift->recipient),
		ARG_TEXT(request_id, gift->request_id), ARG_INT8(amount, gift->amount),
		ARG_INT8(available, gift->available), ARG_DATE(on_day, today),
		ARG_BYTEA(note, c.digest), ARG_INT2(gift_out, COUPON_GIFT_OUT),
		ARG_INT2(gift_in, COUPON_GIFT_IN), lots.amounts, lots.expiries);
	if (SPI_processed == 0)
		return false;
	gift->gift_id = row_int8(0, "gift_id");
	if (gift->note)
		store_text(gift->giver, 0, &c, gift->note, text_day(gift->giver, today));
	return true;
}

static void
give(Gift *gift)
{
	Account		recipient;
	Checkout	checkout;
	Refusal		r;

	read_account(gift->recipient, false, &recipient);
	lock_wallet(Min(gift->giver, gift->recipient));
	lock_wallet(Max(gift->giver, gift->recipient));
	open_checkout(gift->giver, &checkout);
	r = judge_gift(&checkout, &recipient, gift);
	gift->available = checkout.wallet->available - gift->amount;
	if ((r.sqlstate || !insert_gift(&checkout, gift)) && !find_gift(gift))
		raise_refusal(&r);
	(void) close_checkout(&checkout);
}

/* (subject_id, recipient_id, amount, request_id, note) */
Datum
civic_gift(PG_FUNCTION_ARGS)
{
	Gift		gift = {0};

	gift.giver = id_argument(fcinfo, 0, "subject_id");
	gift.recipient = id_argument(fcinfo, 1, "recipient_id");
	gift.amount = amount_argument(fcinfo, 2);
	gift.request_id = request_id_argument(fcinfo, 3);
	gift.note = PG_ARGISNULL(4) ? NULL : (bytea *) PG_GETARG_TEXT_PP(4);
	if (gift.giver == gift.recipient)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a subject cannot give coupons to itself")));
	require_reach(SERVICE, gift.giver);
	require_reach(SERVICE, gift.recipient);
	SPI_connect();
	give(&gift);
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_INT8(gift_id, gift.gift_id),
			   ARG_NUMERIC(available, points_numeric(gift.available)));
}
