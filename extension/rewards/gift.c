/*-------------------------------------------------------------------------
 *
 * gift.c
 *	  Coupons that one subject gives to another.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_gift);

typedef struct Gift
{
	int64		giver,
				recipient;
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
	static Statement st = STATEMENT("SELECT " EVENT_CONSENT("$1"), INT8OID);
	Datum		value = Int64GetDatum(subject_id);
	bool		isnull;

	statement_run(&st, &value, NULL, false, SPI_OK_SELECT);
	value = statement_column(0, 1, &isnull);
	return !isnull && DatumGetBool(value);
}

static Refusal
judge_party(const Account *account)
{
	if (account->policy == NULL)
		return lacks_policy(account->area, account->today);
	if (!account->policy->gifts)
		return refuse(ERRCODE_NO_GIFTS, psprintf("the policy of subject %lld does not allow gifts", (long long) account->subject_id),
					  NULL, "A policy allows them with \"gifts\": true.");
	if (!has_consented(account->subject_id))
		return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					  psprintf("subject %lld has not consented", (long long) account->subject_id),
					  NULL, "civic.give_consent() records that consent was given.");
	return no_refusal();
}

static Refusal
judge_gift(const Counter *counter, const Account *recipient, const Gift *gift)
{
	Refusal		r = judge_party(&counter->account);

	if (!r.sqlstate)
		r = judge_party(recipient);
	if (!r.sqlstate && gift->amount > counter->wallet->available)
		r = refuse(ERRCODE_TOO_FEW_COUPONS, "not enough coupons",
				   psprintf("The gift is %s, and %s are available.", points_text(gift->amount, false), points_text(counter->wallet->available, false)),
				   "civic.wallet() shows what there is.");
	return r;
}

/* The gift that stands under a request id, if its content is the same; an error if it is not. */
static bool
find_gift(Gift *gift)
{
	static Statement st = STATEMENT(
		"SELECT g.gift_id, g.available, g.recipient_id, g.amount FROM civic_private.gift g WHERE g.subject_id = $1 AND g.request_id = $2",
		INT8OID, TEXTOID);
	Datum		values[2] = {Int64GetDatum(gift->giver), CStringGetTextDatum(gift->request_id)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	gift->gift_id = DatumGetInt64(statement_column(0, 1, &isnull));
	gift->available = DatumGetInt64(statement_column(0, 2, &isnull));
	if (DatumGetInt64(statement_column(0, 3, &isnull)) != gift->recipient || DatumGetInt64(statement_column(0, 4, &isnull)) != gift->amount)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("request_id \"%s\" was used with other content", gift->request_id),
				 errdetail("It is gift %lld.", (long long) gift->gift_id),
				 errhint("Give every request an id of its own.")));
	return true;
}

/* What the wallet gave last, added up by expiry, as arrays of amounts and of expiries. */
static void
given_lots(const Wallet *wallet, Datum *amounts, Datum *expiries)
{
	const Drain *drain = &wallet->drains[wallet->n_drains - 1];
	Datum	   *amount = palloc(sizeof(Datum) * drain->n_draws);
	Datum	   *expiry = palloc(sizeof(Datum) * drain->n_draws);
	bool	   *never = palloc(sizeof(bool) * drain->n_draws);
	int			n = 0;

	for (int i = 0; i < drain->n_draws; i++)
	{
		const Draw *d = &wallet->draws[drain->first_draw + i];
		int32		expires_on = wallet->lots[d->lot].expires_on;

		/* the first to expire came first, so equal ones are neighbours */
		if (i > 0 && wallet->lots[(d - 1)->lot].expires_on == expires_on)
		{
			amount[n - 1] = Int64GetDatum(DatumGetInt64(amount[n - 1]) + d->amount);
			continue;
		}
		amount[n] = Int64GetDatum(d->amount);
		expiry[n] = DateADTGetDatum(expiry_date(expires_on));
		never[n++] = expires_on == COUPON_NEVER;
	}
	*amounts = make_array(amount, NULL, n, INT8OID);
	*expiries = make_array(expiry, never, n, DATEOID);
}

/* Write a gift.  False if the request id is taken. */
static bool
insert_gift(Counter *counter, Gift *gift)
{
	static Statement st = STATEMENT(
		"WITH made AS (INSERT INTO civic_private.gift (subject_id, recipient_id, request_id, amount, available, on_day, note) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (subject_id, request_id) DO NOTHING RETURNING gift_id), "
		"given AS (INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) SELECT $1, 4, $4, $6, m.gift_id FROM made m), "
		"got AS (INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id) "
		"SELECT $2, 5, u.amount, $6, u.expires_on, m.gift_id FROM made m, unnest($8, $9) WITH ORDINALITY u (amount, expires_on, n) ORDER BY u.n), "
		"told AS (INSERT INTO civic_private.outbox (topic, subject_id, payload) SELECT 'gift', $1, pg_catalog.jsonb_build_object("
		"'gift_id', m.gift_id, 'from', $1, 'to', $2, 'amount', $4 * 0.01) FROM made m) SELECT m.gift_id FROM made m",
		INT8OID, INT8OID, TEXTOID, INT8OID, INT8OID, DATEOID, BYTEAOID, INT8ARRAYOID, DATEARRAYOID);
	Commitment	c = {NULL, NULL};
	Datum		values[9];
	bool		isnull;

	if (gift->note)
		c = commit_to(gift->note);
	values[0] = Int64GetDatum(gift->giver);
	values[1] = Int64GetDatum(gift->recipient);
	values[2] = CStringGetTextDatum(gift->request_id);
	values[3] = Int64GetDatum(gift->amount);
	values[4] = Int64GetDatum(gift->available);
	values[5] = DateADTGetDatum(counter->account.today);
	values[6] = PointerGetDatum(c.digest);
	check_wallet(wallet_take(counter->wallet, gift->amount, counter->account.today));
	given_lots(counter->wallet, &values[7], &values[8]);
	statement_run(&st, values, gift->note ? NULL : "      n  ", false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	gift->gift_id = DatumGetInt64(statement_column(0, 1, &isnull));
	if (gift->note)
		keep_note(gift->giver, &c, gift->note);
	return true;
}

static void
give(Gift *gift)
{
	Account		recipient;
	Counter		counter;
	Refusal		r;

	read_account(gift->recipient, false, &recipient);
	lock_wallet(Min(gift->giver, gift->recipient));
	lock_wallet(Max(gift->giver, gift->recipient));
	open_counter(gift->giver, &counter);
	r = judge_gift(&counter, &recipient, gift);
	gift->available = counter.wallet->available - gift->amount;
	if ((r.sqlstate || !insert_gift(&counter, gift)) && !find_gift(gift))
		raise_refusal(&r);
	change_stock(counter.changes, counter.n_changes, counter.account.now);
}

Datum
civic_gift(PG_FUNCTION_ARGS)
{
	Gift		gift = {0};
	Datum		values[2];
	bool		nulls[2] = {false, false};

	gift.giver = id_argument(fcinfo, 0, "subject_id");
	gift.recipient = id_argument(fcinfo, 1, "recipient_id");
	gift.amount = amount_argument(fcinfo, 2);
	gift.request_id = request_id_argument(fcinfo, 3);
	gift.note = PG_ARGISNULL(4) ? NULL : (bytea *) PG_GETARG_TEXT_PP(4);
	if (gift.giver == gift.recipient)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a subject cannot give coupons to itself")));
	SPI_connect();
	give(&gift);
	SPI_finish();
	values[0] = Int64GetDatum(gift.gift_id);
	values[1] = NumericGetDatum(points_numeric(gift.available));
	return result_datum(fcinfo, values, nulls);
}
