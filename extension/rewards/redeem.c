/*-------------------------------------------------------------------------
 *
 * redeem.c
 *	  Redemptions, at once or reserved.
 *
 * Every request has an id of its caller's.  A retry finds the redemption that
 * it made and gets the same answer, also where the request would be refused by
 * now.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/checkout.h"

#include "base/reach.h"
#include "base/value.h"
#include "rewards/entitlement.h"
#include "rewards/sqlstate.h"
#include "score/explain.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_redeem);
PG_FUNCTION_INFO_V1(civic_reserve);

/* What a caller asks for. */
typedef struct Request
{
	const char *benefit;
	int32		quantity;
	const char *request_id;
	bool		reserve;
} Request;

/* What the caller is told, now and on every retry. */
typedef struct Answer
{
	int64		redemption_id;
	int64		cost;
	int64		available;
	bool		held;
	TimestampTz until;			/* if held */
} Answer;

/* ----------
 * judging a request
 * ----------
 */

/* What refuses a subject that is not entitled. */
static const struct
{
	int			sqlstate;
	const char *hint;			/* NULL: the subject's benefits tell */
}			entitlement_refusals[] = {
	[ENTITLED] = {0, NULL},
	[NOT_YET_VALID] = {ERRCODE_NOT_VALID, NULL},
	[NO_LONGER_VALID] = {ERRCODE_NOT_VALID, NULL},
	[WRONG_KIND] = {ERRCODE_WRONG_KIND, NULL},
	[NOT_SETTLED] = {ERRCODE_NOT_SETTLED, "CALL civic.settle() gives every subject its standing."},
	[BLOCKED] = {ERRCODE_REDEMPTION_BLOCKED, NULL},
	[TIER_TOO_LOW] = {ERRCODE_TIER_TOO_LOW,
	"civic.next_tier() tells what is missing for the next tier."},
	[SCORE_TOO_LOW] = {ERRCODE_SCORE_TOO_LOW, "civic.explain() tells what the score is made of."},
	[NOT_CLEAN_ENOUGH] = {ERRCODE_NOT_CLEAN_ENOUGH,
	"civic.entitled() tells how many days are missing."},
	[NOT_RESTRICTED] = {ERRCODE_NOT_VALID, NULL}
};

static Refusal
judge_entitlement(Account *account, const Benefit *b)
{
	int64		missing;
	Entitlement e = check_entitlement(account, b, false, &missing);
	const char *hint = entitlement_refusals[e].hint;

	if (e == ENTITLED)
		return (Refusal) {0};
	return refuse(entitlement_refusals[e].sqlstate,
				  psprintf("subject %lld is not entitled to \"%s\"",
						   (long long) account->subject_id, b->code),
				  psprintf("The reason: %s.",
						   explain_entitlement(account, b, e, missing, LANG_EN)),
				  hint ? hint : "civic.benefits() lists what the subject is entitled to.");
}

static Refusal
judge_scenario(const Account *account, const Benefit *b, int32 quantity)
{
	const ScenarioLimit *limit = scenario_limit(account->policy, b);
	int64		used = limit ? used_of_scenario(account, limit, false) : 0;

	if (limit == NULL || used + quantity <= limit->limit)
		return (Refusal) {0};
	return refuse(ERRCODE_PERIOD_LIMIT,
				  psprintf("scenario \"%s\" has a limit of %d for each subject and period",
						   limit->scenario, limit->limit),
				  psprintf("The subject has %lld in this period and asks for %d.",
						   (long long) used, quantity),
				  psprintf("The next period begins on %s.",
						   date_text(cal_period_end(account->today, limit->period))));
}

static Refusal
judge_limits(const Account *account, const Benefit *b, int32 quantity)
{
	Used		used;

	if (b->per_subject == 0 && b->period_limit == 0)
		return (Refusal) {0};
	used = used_quantities(account, b, false);
	if (b->per_subject && used.ever + quantity > b->per_subject)
		return refuse(ERRCODE_SUBJECT_LIMIT,
					  psprintf("benefit \"%s\" has a limit of %d for each subject",
							   b->code, b->per_subject),
					  psprintf("The subject has %lld and asks for %d.",
							   (long long) used.ever, quantity),
					  "A cancelled or released redemption does not count.");
	if (b->period_limit && used.in_period + quantity > b->period_limit)
		return refuse(ERRCODE_PERIOD_LIMIT,
					  psprintf("benefit \"%s\" has a limit of %d for each subject and period",
							   b->code, b->period_limit),
					  psprintf("The subject has %lld in this period and asks for %d.",
							   (long long) used.in_period, quantity),
					  psprintf("The next period begins on %s.",
							   date_text(cal_period_end(account->today, b->limit_period))));
	return (Refusal) {0};
}

static Refusal
refuse_quantity(int32 quantity)
{
	return refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "quantity out of range",
				  psprintf("It is %d.", quantity), "A quantity is a whole number from 1 on.");
}

static Refusal
judge_cost(const Wallet *wallet, const Benefit *b, int32 quantity, int64 *cost)
{
	if (__builtin_mul_overflow(b->cost, (int64) quantity, cost))
		return refuse_quantity(quantity);
	if (*cost <= wallet->available)
		return (Refusal) {0};
	return refuse(ERRCODE_TOO_FEW_COUPONS, "not enough coupons",
				  psprintf("%d of \"%s\" cost %s, and %s are available.", quantity, b->code,
						   points_text(*cost, false), points_text(wallet->available, false)),
				  wallet->held > 0 ?
				  "Reserved coupons are free again when their reservation is released "
				  "or times out." :
				  "civic.wallet() shows what there is, civic.benefits() what it buys.");
}

/* Find the benefit, and judge whether it can be redeemed; *cost is set if so. */
static Refusal
judge_request(Checkout *checkout, const Request *request, const Benefit **b, int64 *cost)
{
	Refusal		r = find_offer(&checkout->account, request->benefit, b);

	*cost = 0;
	if (!r.sqlstate && !benefit_redeemed(*b))
		r = refuse(ERRCODE_WRONG_OBJECT_TYPE,
				   psprintf("benefit \"%s\" is not redeemed", (*b)->code), NULL,
				   "It comes with the standing: civic.entitled() tells whether it does.");
	if (!r.sqlstate && request->quantity < 1)
		r = refuse_quantity(request->quantity);
	if (!r.sqlstate)
		r = judge_entitlement(&checkout->account, *b);
	if (!r.sqlstate)
		r = judge_limits(&checkout->account, *b, request->quantity);
	if (r.sqlstate == 0)
		r = judge_scenario(&checkout->account, *b, request->quantity);
	if (!r.sqlstate)
		r = judge_cost(checkout->wallet, *b, request->quantity, cost);
	return r;
}

static void
refuse_stock(const StockChange *change)
{
	Refusal		r = refuse(ERRCODE_OUT_OF_STOCK,
						   psprintf("benefit \"%s\" is out of stock", change->benefit),
						   psprintf("Of %lld there are fewer than %lld left.",
									(long long) change->stock, (long long) change->quantity),
						   "What is cancelled, released or times out comes back.");

	raise_refusal(&r);
}

/* ----------
 * writing
 * ----------
 */

/* The redemption that stands under a request id.  Raises an error if its content differs. */
static bool
find_request(int64 subject_id, const Request *request, Answer *answer)
{
	static Statement st = STATEMENT(
		"SELECT r.redemption_id, r.cost, r.available, r.benefit, r.quantity, r.hold_until "
		"FROM civic_private.redemption r "
		"WHERE r.subject_id = $subject_id AND r.request_id = $request_id");
	bool		isnull;

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id),
		ARG_TEXT(request_id, request->request_id));
	if (SPI_processed == 0)
		return false;
	answer->redemption_id = row_int8(0, "redemption_id");
	answer->cost = row_int8(0, "cost");
	answer->available = row_int8(0, "available");
	answer->until = DatumGetTimestampTz(row_datum(0, "hold_until", &isnull));
	answer->held = !isnull;
	if (answer->held != request->reserve || row_int4(0, "quantity") != request->quantity ||
		strcmp(row_text(0, "benefit"), request->benefit) != 0)
		request_differs(request->request_id, "redemption", answer->redemption_id);
	return true;
}

/* Write a redemption and what it draws.  False if the request id is taken. */
static bool
insert_redemption(const Checkout *checkout, const Request *request, Answer *answer)
{
	static Statement st = STATEMENT(
		"WITH made AS (INSERT INTO civic_private.redemption (subject_id, request_id, benefit, "
		"policy_id, quantity, cost, available, on_day, hold_until) "
		"VALUES ($subject_id, $request_id, $benefit, $policy_id, $quantity, $cost, $available, "
		"$on_day, $until) ON CONFLICT (subject_id, request_id) DO NOTHING "
		"RETURNING redemption_id), "
		"drawn AS (INSERT INTO civic_private.coupon "
		"(subject_id, kind, amount, on_day, expires_on, ref_id, until) "
		"SELECT $subject_id, $kind, $cost, $on_day, $until_day, m.redemption_id, $until "
		"FROM made m), "
		"held AS (INSERT INTO civic_private.hold "
		"(subject_id, redemption_id, policy_id, benefit, quantity, cost, until, until_day) "
		"SELECT $subject_id, m.redemption_id, $policy_id, $benefit, $quantity, $cost, $until, "
		"$until_day FROM made m WHERE $until IS NOT NULL) "
		"SELECT m.redemption_id FROM made m");
	const Account *account = &checkout->account;
	bool		held = answer->held;
	DateADT		until_day = held ? date_in_zone(answer->until, account->zone) : 0;

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, account->subject_id),
		ARG_TEXT(request_id, request->request_id), ARG_TEXT(benefit, request->benefit),
		ARG_INT4(policy_id, account->policy_id), ARG_INT4(quantity, request->quantity),
		ARG_INT8(cost, answer->cost), ARG_INT8(available, answer->available),
		ARG_DATE(on_day, account->today), ARG_IF(held, ARG_TIME(until, answer->until)),
		ARG_IF(held, ARG_DATE(until_day, until_day)),
		ARG_INT2(kind, held ? COUPON_HOLD : COUPON_SPEND));
	if (SPI_processed == 0)
		return false;
	answer->redemption_id = row_int8(0, "redemption_id");
	return true;
}

/* Redeem or reserve. */
static void
serve_request(int64 subject_id, const Request *request, Answer *answer)
{
	Checkout	checkout;
	const Benefit *b;
	const StockChange *lacking;
	Refusal		r;

	open_checkout(subject_id, &checkout);
	r = judge_request(&checkout, request, &b, &answer->cost);
	answer->available = checkout.wallet->available - answer->cost;
	answer->held = request->reserve;
	if (!r.sqlstate)
		answer->until = checkout.account.now + b->hold_minutes * SECS_PER_MINUTE * USECS_PER_SEC;
	/* a retry stays harmless even if the request would be refused by now */
	if (r.sqlstate || !insert_redemption(&checkout, request, answer))
	{
		if (!find_request(subject_id, request, answer))
			raise_refusal(&r);
		(void) close_checkout(&checkout);
		return;
	}
	add_change(&checkout.stock, (StockChange) {
		checkout.account.policy_id, request->benefit, request->quantity, b->has_stock, b->stock
	});
	lacking = close_checkout(&checkout);
	if (lacking)
		refuse_stock(lacking);
	publish_redemption(subject_id, answer->redemption_id, request->benefit, request->quantity,
					   request->reserve ? REDEMPTION_HELD : REDEMPTION_REDEEMED);
}

static Datum
answer_request(FunctionCallInfo fcinfo, bool reserve)
{
	int64		subject_id = id_argument(fcinfo, 0, "subject_id");
	Request		request = {.reserve = reserve};
	Answer		answer = {0};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		null_argument(PG_ARGISNULL(1) ? "benefit" : "quantity");
	request.benefit = text_to_cstring(PG_GETARG_TEXT_PP(1));
	request.quantity = PG_GETARG_INT32(2);
	request.request_id = request_id_argument(fcinfo, 3);
	require_reach(SERVICE, subject_id);
	SPI_connect();
	serve_request(subject_id, &request, &answer);
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_INT8(redemption_id, answer.redemption_id),
			   ARG_NUMERIC(cost, points_numeric(answer.cost)),
			   ARG_NUMERIC(available, points_numeric(answer.available)),
			   ARG_IF(reserve, ARG_TIME(hold_until, answer.until)));
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
