/*-------------------------------------------------------------------------
 *
 * redeem.c
 *	  Redemptions: at once, or reserved and confirmed; cancelling.
 *
 * A call steps up to the counter (counter.c), decides, and writes.  Every
 * request has an id of its caller's: a retry meets the redemption that it made
 * and gets the same answer, also where the redemption would be refused by now.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_redeem);
PG_FUNCTION_INFO_V1(civic_reserve);
PG_FUNCTION_INFO_V1(civic_confirm_redemption);
PG_FUNCTION_INFO_V1(civic_release_redemption);
PG_FUNCTION_INFO_V1(civic_cancel_redemption);

/* What a caller asks for. */
typedef struct Request
{
	const char *benefit;
	int32		quantity;
	const char *request_id;
	bool		reserve;
} Request;

/* What it is told, now and on every retry. */
typedef struct Answer
{
	int64		redemption_id;
	int64		cost;
	int64		available;
	bool		held;
	TimestampTz until;
} Answer;

/* ----------
 * judging a request
 * ----------
 */

static const int entitlement_states[] = {
	0, ERRCODE_NOT_VALID, ERRCODE_NOT_VALID, ERRCODE_WRONG_KIND, ERRCODE_NOT_SETTLED, ERRCODE_REDEMPTION_BLOCKED,
	ERRCODE_TIER_TOO_LOW, ERRCODE_SCORE_TOO_LOW, ERRCODE_NOT_CLEAN_ENOUGH, ERRCODE_NOT_VALID
};

static const char *
entitlement_hint(Entitlement e)
{
	switch (e)
	{
		case NOT_SETTLED:
			return "CALL civic.settle() gives every subject its standing.";
		case TIER_TOO_LOW:
			return "civic.next_tier() tells what is missing for the next tier.";
		case SCORE_TOO_LOW:
			return "civic.explain() tells what the score is made of.";
		case NOT_CLEAN_ENOUGH:
			return "civic.entitled() tells how many days are missing.";
		default:
			return "civic.benefits() lists what the subject is entitled to.";
	}
}

static Refusal
judge_entitlement(Account *account, const Benefit *b)
{
	int64		missing;
	Entitlement e = check_entitlement(account, b, false, &missing);

	if (e == ENTITLED)
		return no_refusal();
	return refuse(entitlement_states[e], psprintf("subject %lld is not entitled to \"%s\"", (long long) account->subject_id, b->code),
				  psprintf("The reason: %s.", explain_entitlement(account, b, e, missing, LANG_EN)), entitlement_hint(e));
}

static Refusal
judge_limits(const Account *account, const Benefit *b, int32 quantity)
{
	int64		ever,
				period;

	if (b->per_subject == 0 && b->period_limit == 0)
		return no_refusal();
	used_quantities(account, b, false, &ever, &period);
	if (b->per_subject && ever + quantity > b->per_subject)
		return refuse(ERRCODE_SUBJECT_LIMIT, psprintf("benefit \"%s\" has a limit of %d for each subject", b->code, b->per_subject),
					  psprintf("The subject has %lld and asks for %d.", (long long) ever, quantity),
					  "A cancelled or released redemption does not count.");
	if (b->period_limit && period + quantity > b->period_limit)
		return refuse(ERRCODE_PERIOD_LIMIT, psprintf("benefit \"%s\" has a limit of %d for each subject and period", b->code, b->period_limit),
					  psprintf("The subject has %lld in this period and asks for %d.", (long long) period, quantity),
					  psprintf("The next period begins on %s.",
							   DatumGetCString(DirectFunctionCall1(date_out,
																   DateADTGetDatum(cal_period_end(account->today, b->limit_period))))));
	return no_refusal();
}

static Refusal
refuse_quantity(int32 quantity)
{
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "quantity out of range", psprintf("It is %d.", quantity),
				  "A quantity is a whole number from 1 on.");
}

static Refusal
judge_cost(const Wallet *wallet, const Benefit *b, int32 quantity, int64 *cost)
{
	if (__builtin_mul_overflow(b->cost, (int64) quantity, cost))
		return refuse_quantity(quantity);
	if (*cost > wallet->available)
		return refuse(ERRCODE_TOO_FEW_COUPONS, "not enough coupons",
					  psprintf("%d of \"%s\" cost %s, and %s are available.", quantity, b->code, points_text(*cost, false), points_text(wallet->available, false)),
					  wallet->held > 0 ? "Reserved coupons are free again when their reservation is released or times out." :
					  "civic.wallet() shows what there is, civic.benefits() what it buys.");
	return no_refusal();
}

static Refusal
judge_request(Counter *counter, const Request *request, int64 *cost)
{
	const Benefit *b;
	Refusal		r = find_offer(&counter->account, request->benefit, &b);

	*cost = 0;
	if (r.sqlstate)
		return r;
	if (b->kind != BENEFIT_REDEMPTION)
		return refuse(ERRCODE_WRONG_OBJECT_TYPE, psprintf("benefit \"%s\" is not redeemed", b->code), NULL,
					  "It comes with the standing: civic.entitled() tells whether it does.");
	if (request->quantity < 1)
		return refuse_quantity(request->quantity);
	r = judge_entitlement(&counter->account, b);
	if (!r.sqlstate)
		r = judge_limits(&counter->account, b, request->quantity);
	if (!r.sqlstate)
		r = judge_cost(counter->wallet, b, request->quantity, cost);
	return r;
}

static Refusal
refuse_stock(const StockChange *change)
{
	return refuse(ERRCODE_OUT_OF_STOCK, psprintf("benefit \"%s\" is out of stock", change->benefit),
				  psprintf("Of %lld there are fewer than %lld left.", (long long) change->stock, (long long) change->quantity),
				  "What is cancelled, released or times out comes back.");
}

/* ----------
 * writing
 * ----------
 */

/* The redemption that stands under a request id, if its content is the request's; an error if it is not. */
static bool
find_request(int64 subject_id, const Request *request, Answer *answer)
{
	static Statement st = STATEMENT(
		"SELECT r.redemption_id, r.cost, r.available, r.benefit, r.quantity, r.hold_until FROM civic_private.redemption r "
		"WHERE r.subject_id = $1 AND r.request_id = $2",
		INT8OID, TEXTOID);
	Datum		values[2] = {Int64GetDatum(subject_id), CStringGetTextDatum(request->request_id)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	answer->redemption_id = DatumGetInt64(statement_column(0, 1, &isnull));
	answer->cost = DatumGetInt64(statement_column(0, 2, &isnull));
	answer->available = DatumGetInt64(statement_column(0, 3, &isnull));
	answer->until = DatumGetTimestampTz(statement_column(0, 6, &isnull));
	answer->held = !isnull;
	if (answer->held != request->reserve || strcmp(statement_text(0, 4), request->benefit) != 0 ||
		DatumGetInt32(statement_column(0, 5, &isnull)) != request->quantity)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("request_id \"%s\" was used with other content", request->request_id),
				 errdetail("It is redemption %lld.", (long long) answer->redemption_id),
				 errhint("Give every request an id of its own.")));
	return true;
}

#define INSERT_REDEMPTION \
	"WITH made AS (INSERT INTO civic_private.redemption " \
	"(subject_id, request_id, benefit, policy_id, quantity, cost, available, on_day, hold_until) " \
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (subject_id, request_id) DO NOTHING RETURNING redemption_id), " \
	"drawn AS (INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id, until) "
#define REDEMPTION_TYPES \
	INT8OID, TEXTOID, TEXTOID, INT4OID, INT4OID, INT8OID, INT8OID, DATEOID, TIMESTAMPTZOID

/* Write a redemption, and what it draws.  False if the request id is taken. */
static bool
insert_redemption(const Counter *counter, const Request *request, Answer *answer)
{
	static Statement st = STATEMENT(
		INSERT_REDEMPTION "SELECT $1, 2, $6, $8, NULL, m.redemption_id, $9 FROM made m) SELECT m.redemption_id FROM made m",
		REDEMPTION_TYPES);
	static Statement hold_st = STATEMENT(
		INSERT_REDEMPTION "SELECT $1, 7, $6, $8, $10, m.redemption_id, $9 FROM made m), "
		"held AS (INSERT INTO civic_private.hold (subject_id, redemption_id, policy_id, benefit, quantity, cost, until, until_day) "
		"SELECT $1, m.redemption_id, $4, $3, $5, $6, $9, $10 FROM made m) SELECT m.redemption_id FROM made m",
		REDEMPTION_TYPES, DATEOID);
	const Account *account = &counter->account;
	Datum		values[10];
	bool		isnull;

	values[0] = Int64GetDatum(account->subject_id);
	values[1] = CStringGetTextDatum(request->request_id);
	values[2] = CStringGetTextDatum(request->benefit);
	values[3] = Int32GetDatum(account->policy_id);
	values[4] = Int32GetDatum(request->quantity);
	values[5] = Int64GetDatum(answer->cost);
	values[6] = Int64GetDatum(answer->available);
	values[7] = DateADTGetDatum(account->today);
	values[8] = TimestampTzGetDatum(answer->until);
	values[9] = DateADTGetDatum(answer->held ? date_in_zone(answer->until, account->zone) : 0);
	statement_run(answer->held ? &hold_st : &st, values, answer->held ? NULL : "        n", false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return false;
	answer->redemption_id = DatumGetInt64(statement_column(0, 1, &isnull));
	return true;
}

/* Tell applications, in the transaction in which it happens. */
static void
publish_redemption(int64 subject_id, int64 redemption_id, const char *benefit, int32 quantity, const char *state)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.outbox (topic, subject_id, payload) VALUES ('redemption', $1, pg_catalog.jsonb_build_object("
		"'subject_id', $1, 'redemption_id', $2, 'benefit', $3, 'quantity', $4, 'state', $5))",
		INT8OID, INT8OID, TEXTOID, INT4OID, TEXTOID);
	Datum		values[5] = {Int64GetDatum(subject_id), Int64GetDatum(redemption_id), CStringGetTextDatum(benefit),
	Int32GetDatum(quantity), CStringGetTextDatum(state)};

	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

static void
add_own_stock(Counter *counter, const Request *request)
{
	const Benefit *b = find_benefit(counter->account.policy, request->benefit);

	counter->changes[counter->n_changes++] = (StockChange) {
		counter->account.policy_id, pstrdup(request->benefit), request->quantity, b->has_stock, b->stock
	};
}

/* Redeem or reserve, in an SPI connection of the caller's. */
static void
serve_request(int64 subject_id, const Request *request, Answer *answer)
{
	Counter		counter;
	Refusal		r;
	const StockChange *lacking;

	open_counter(subject_id, &counter);
	r = judge_request(&counter, request, &answer->cost);
	answer->available = counter.wallet->available - answer->cost;
	answer->held = request->reserve;
	if (request->reserve && !r.sqlstate)
		answer->until = counter.account.now +
			find_benefit(counter.account.policy, request->benefit)->hold_minutes * SECS_PER_MINUTE * USECS_PER_SEC;
	/* a retry stays harmless even if the request would be refused by now */
	if (r.sqlstate || !insert_redemption(&counter, request, answer))
	{
		if (!find_request(subject_id, request, answer))
			raise_refusal(&r);
		change_stock(counter.changes, counter.n_changes, counter.account.now);
		return;
	}
	add_own_stock(&counter, request);
	lacking = change_stock(counter.changes, counter.n_changes, counter.account.now);
	if (lacking)
	{
		r = refuse_stock(lacking);
		raise_refusal(&r);
	}
	publish_redemption(subject_id, answer->redemption_id, request->benefit, request->quantity, request->reserve ? "held" : "redeemed");
}

static Datum
answer_request(FunctionCallInfo fcinfo, bool reserve)
{
	int64		subject_id = id_argument(fcinfo, 0, "subject_id");
	Request		request = {.reserve = reserve};
	Answer		answer = {0};
	Datum		values[4];
	bool		nulls[4] = {false, false, false, !reserve};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		null_argument(PG_ARGISNULL(1) ? "benefit" : "quantity");
	request.benefit = text_to_cstring(PG_GETARG_TEXT_PP(1));
	request.quantity = PG_GETARG_INT32(2);
	request.request_id = request_id_argument(fcinfo, 3);
	SPI_connect();
	serve_request(subject_id, &request, &answer);
	SPI_finish();
	values[0] = Int64GetDatum(answer.redemption_id);
	values[1] = NumericGetDatum(points_numeric(answer.cost));
	values[2] = NumericGetDatum(points_numeric(answer.available));
	values[3] = TimestampTzGetDatum(answer.until);
	return result_datum(fcinfo, values, nulls);
}

Datum
civic_redeem(PG_FUNCTION_ARGS)
{
	return answer_request(fcinfo, false);
}

Datum
civic_reserve(PG_FUNCTION_ARGS)
{
	return answer_request(fcinfo, true);
}

/* ----------
 * moves
 * ----------
 */

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

static RedemptionState
state_of(const char *name)
{
	for (int i = 0; i < REDEMPTION_STATES; i++)
		if (strcmp(redemption_state_names[i], name) == 0)
			return (RedemptionState) i;
	return REDEMPTION_NONE;
}

/* Its last move tells; without one, how it was made. */
static void
read_redemption(int64 subject_id, int64 redemption_id, Redemption *redemption)
{
	static Statement st = STATEMENT(
		"SELECT coalesce((SELECT m.state FROM civic_private.redemption_move m WHERE m.subject_id = r.subject_id "
		"AND m.redemption_id = r.redemption_id ORDER BY m.move_id DESC LIMIT 1), "
		"CASE WHEN r.hold_until IS NULL THEN 'redeemed' ELSE 'held' END), r.policy_id, r.benefit, r.quantity, r.cost "
		"FROM civic_private.redemption r WHERE r.subject_id = $1 AND r.redemption_id = $2",
		INT8OID, INT8OID);
	Datum		values[2] = {Int64GetDatum(subject_id), Int64GetDatum(redemption_id)};
	bool		isnull;

	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no redemption %lld", (long long) subject_id, (long long) redemption_id)));
	redemption->redemption_id = redemption_id;
	redemption->state = state_of(statement_text(0, 1));
	redemption->policy_id = DatumGetInt32(statement_column(0, 2, &isnull));
	redemption->benefit = statement_text(0, 3);
	redemption->quantity = DatumGetInt32(statement_column(0, 4, &isnull));
	redemption->cost = DatumGetInt64(statement_column(0, 5, &isnull));
}

/* There is no such move from this state. */
static void
refuse_move(const Redemption *redemption, RedemptionMove move)
{
	static const struct
	{
		int			sqlstate;
		const char *what;
		const char *hint;
	}			refusals[REDEMPTION_STATES] = {
		[REDEMPTION_REDEEMED] = {ERRCODE_NOT_RESERVED, "was redeemed at once, not reserved", "civic.cancel_redemption() takes it back."},
		[REDEMPTION_HELD] = {ERRCODE_STILL_RESERVED, "is only reserved", "civic.release_redemption() gives the reservation up."},
		[REDEMPTION_CONFIRMED] = {ERRCODE_ALREADY_CONFIRMED, "has been confirmed", "civic.cancel_redemption() takes it back."},
		[REDEMPTION_RELEASED] = {ERRCODE_ALREADY_RELEASED, "has been released", "Reserve anew under another request_id."},
		[REDEMPTION_TIMED_OUT] = {ERRCODE_HOLD_TIMED_OUT, "has timed out", "Reserve anew under another request_id."},
		[REDEMPTION_CANCELLED] = {ERRCODE_ALREADY_CANCELLED, "has been cancelled", "A cancellation is final; redeem anew under another request_id."}
	};

	ereport(ERROR,
			(errcode(refusals[redemption->state].sqlstate),
			 errmsg("redemption %lld %s", (long long) redemption->redemption_id, refusals[redemption->state].what),
			 errhint("%s", refusals[redemption->state].hint)));
}

/* Write a move, and what it does to the wallet and to the hold. */
static void
write_move(const Account *account, const Redemption *redemption, RedemptionState state, int16 coupon_kind, bytea *reason)
{
	static Statement st = STATEMENT(
		"WITH moved AS (INSERT INTO civic_private.redemption_move (subject_id, redemption_id, state, on_day, reason) VALUES ($1, $2, $3, $4, $7)), "
		"ended AS (DELETE FROM civic_private.hold h WHERE h.subject_id = $1 AND h.redemption_id = $2) "
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) VALUES ($1, $5, $6, $4, $2)",
		INT8OID, INT8OID, TEXTOID, DATEOID, INT2OID, INT8OID, BYTEAOID);
	Commitment	c = {NULL, NULL};
	Datum		values[7];

	if (reason)
		c = commit_to(reason);
	values[0] = Int64GetDatum(account->subject_id);
	values[1] = Int64GetDatum(redemption->redemption_id);
	values[2] = CStringGetTextDatum(redemption_state_names[state]);
	values[3] = DateADTGetDatum(account->today);
	values[4] = Int16GetDatum(coupon_kind);
	values[5] = Int64GetDatum(redemption->cost);
	values[6] = PointerGetDatum(c.digest);
	statement_run(&st, values, reason ? NULL : "      n", false, SPI_OK_INSERT);
	if (reason)
		keep_note(account->subject_id, &c, reason);
}

/* Move a redemption; returns what is available then. */
static int64
move_redemption(int64 subject_id, int64 redemption_id, RedemptionMove move, bytea *reason)
{
	static const int16 coupon_kinds[REDEMPTION_MOVES] = {
		[REDEMPTION_CONFIRM] = COUPON_CONFIRM, [REDEMPTION_RELEASE] = COUPON_RELEASE, [REDEMPTION_CANCEL] = COUPON_REFUND
	};
	Counter		counter;
	Redemption	redemption;
	RedemptionState next;
	Wallet	   *after;

	open_counter(subject_id, &counter);
	read_redemption(subject_id, redemption_id, &redemption);
	next = redemption_next(redemption.state, move);
	if (next == REDEMPTION_NONE)
		refuse_move(&redemption, move);
	write_move(&counter.account, &redemption, next, coupon_kinds[move], reason);
	if (!redemption_counts(next))
		counter.changes[counter.n_changes++] = (StockChange) {redemption.policy_id, redemption.benefit, -redemption.quantity, false, 0};
	change_stock(counter.changes, counter.n_changes, counter.account.now);
	publish_redemption(subject_id, redemption_id, redemption.benefit, redemption.quantity, redemption_state_names[next]);
	after = fold_wallet(subject_id, EVERY_DAY, false, NULL);
	check_wallet(wallet_close(after, counter.account.today, counter.account.now, NULL, NULL));
	return after->available;
}

static Datum
answer_move(FunctionCallInfo fcinfo, RedemptionMove move, bytea *reason)
{
	int64		subject_id = id_argument(fcinfo, 0, "subject_id");
	int64		redemption_id = id_argument(fcinfo, 1, "redemption_id");
	int64		available;

	SPI_connect();
	available = move_redemption(subject_id, redemption_id, move, reason);
	SPI_finish();
	PG_RETURN_NUMERIC(points_numeric(available));
}

Datum
civic_confirm_redemption(PG_FUNCTION_ARGS)
{
	return answer_move(fcinfo, REDEMPTION_CONFIRM, NULL);
}

Datum
civic_release_redemption(PG_FUNCTION_ARGS)
{
	return answer_move(fcinfo, REDEMPTION_RELEASE, NULL);
}

Datum
civic_cancel_redemption(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2) || VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(2)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a cancellation needs a reason")));
	return answer_move(fcinfo, REDEMPTION_CANCEL, (bytea *) PG_GETARG_TEXT_PP(2));
}
