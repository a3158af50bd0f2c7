/*-------------------------------------------------------------------------
 *
 * benefit.c
 *	  The benefits of a policy as a subject sees them: what it has, what it
 *	  could have, and what is missing.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/account.h"

#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "funcapi.h"
#include "policy/policy.h"
#include "rewards/entitlement.h"
#include "rewards/stock.h"
#include "rewards/wallet.h"
#include "score/explain.h"
#include "score/score.h"

PG_FUNCTION_INFO_V1(civic_benefits);

typedef struct Offer
{
	Entitlement e;
	int64		missing;
	const char *reason;
	const char *explanation;
	bool		redeemable;
	bool		has_stock;
	bool		has_limit;
	int64		stock_left;
	int64		limit_left;
	int64		coupons_missing;
} Offer;

/* What stands between an entitled subject and a redemption. */
typedef enum Obstacle
{
	NO_OBSTACLE,
	SUBJECT_LIMIT_REACHED,
	PERIOD_LIMIT_REACHED,
	OUT_OF_STOCK,
	COUPONS_MISSING
} Obstacle;

static const struct
{
	const char *reason;
	Title		text;			/* %s is the number of coupons missing */
}			obstacles[] = {
	[NO_OBSTACLE] = {NULL, {{NULL, NULL}}},
	[SUBJECT_LIMIT_REACHED] = {"per_subject",
	{{"the limit per subject is reached", "已达个人上限"}}},
	[PERIOD_LIMIT_REACHED] = {"per_period",
	{{"the limit of this period is reached", "已达本期上限"}}},
	[OUT_OF_STOCK] = {"stock", {{"out of stock", "已兑完"}}},
	[COUPONS_MISSING] = {"coupons", {{"needs %s more coupons", "还差%s张券"}}}
};

static Obstacle
find_obstacle(const Benefit *b, const Offer *offer, Used used)
{
	if (offer->has_limit && offer->limit_left == 0)
		return b->per_subject && b->per_subject <= used.ever ? SUBJECT_LIMIT_REACHED :
			PERIOD_LIMIT_REACHED;
	if (offer->has_stock && offer->stock_left == 0)
		return OUT_OF_STOCK;
	return offer->coupons_missing > 0 ? COUPONS_MISSING : NO_OBSTACLE;
}

static int64
limit_left(const Benefit *b, Used used)
{
	int64		ever = b->per_subject ? b->per_subject - used.ever : PG_INT64_MAX;
	int64		in_period = b->period_limit ? b->period_limit - used.in_period : PG_INT64_MAX;

	return Max(Min(ever, in_period), 0);
}

/* Complete the offer of a benefit that coupons buy. */
static void
complete_redemption(const Account *account, const Benefit *b, int64 available, TextLang lang,
					Offer *offer)
{
	const ScenarioLimit *scenario = scenario_limit(account->policy, b);
	Used		used = {0, 0};
	Obstacle	obstacle;

	offer->has_stock = b->has_stock;
	if (b->has_stock)
		offer->stock_left = Max(b->stock - taken_stock(account, b), 0);
	offer->has_limit = b->per_subject || b->period_limit;
	if (offer->has_limit)
	{
		used = used_quantities(account, b, true);
		offer->limit_left = limit_left(b, used);
	}
	if (scenario)
	{
		int64		left = Max(scenario->limit - used_of_scenario(account, scenario, true), 0);

		offer->limit_left = offer->has_limit ? Min(offer->limit_left, left) : left;
		offer->has_limit = true;
	}
	offer->coupons_missing = Max(b->cost - available, 0);
	if (offer->e != ENTITLED)
		return;
	obstacle = find_obstacle(b, offer, used);
	offer->redeemable = obstacle == NO_OBSTACLE;
	if (!offer->redeemable)
	{
		offer->reason = obstacles[obstacle].reason;
		offer->explanation = psprintf(obstacles[obstacle].text.text[lang],
									  points_text(offer->coupons_missing, false));
	}
}

static void
put_offer(ReturnSetInfo *rsinfo, const Benefit *b, const Offer *offer, TextLang lang)
{
	bool		redeemed = benefit_redeemed(b);

	PUT_ROW(rsinfo, ARG_TEXT(benefit, b->code), ARG_TEXT(title, b->title.text[lang]),
			ARG_TEXT(scenario, b->scenario),
			ARG_TEXT(kind, b->adverse ? "restriction" : vocabulary_name(&benefit_kinds, b->kind)),
			ARG_BOOL(entitled, offer->e == ENTITLED),
			ARG_IF(redeemed, ARG_BOOL(redeemable, offer->redeemable)),
			ARG_TEXT(reason, offer->reason), ARG_TEXT(explanation, offer->explanation),
			ARG_NUMERIC(missing, missing_numeric(offer->e, offer->missing)),
			ARG_IF(redeemed, ARG_NUMERIC(cost, points_numeric(b->cost))),
			ARG_IF(redeemed, ARG_NUMERIC(coupons_missing, points_numeric(offer->coupons_missing))),
			ARG_IF(offer->has_stock, ARG_INT8(stock_left, offer->stock_left)),
			ARG_IF(offer->has_limit, ARG_INT8(limit_left, offer->limit_left)),
			ARG_IF(b->has_value, ARG_NUMERIC(value, points_numeric(b->value))),
			ARG_TEXT(unit, b->unit.text[lang]));
}

/* (subject_id, lang) */
Datum
civic_benefits(PG_FUNCTION_ARGS)
{
	TextLang	lang = lang_argument(fcinfo, 1);
	Account		account;
	Wallet	   *wallet;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	require_reach(READERS, PG_GETARG_INT64(0));
	SPI_connect();
	read_account(PG_GETARG_INT64(0), true, &account);
	if (account.policy == NULL)
		no_policy_in_force(account.today);
	require_subject(account.subject_id);
	wallet = fold_wallet(account.subject_id, EVERY_DAY, true, NULL);
	check_wallet(wallet_close(wallet, account.today, account.now, NULL, NULL));
	for (int i = 0; i < account.policy->n_benefits; i++)
	{
		const Benefit *b = &account.policy->benefits[i];
		Offer		offer = {0};

		offer.e = check_entitlement(&account, b, true, &offer.missing);
		offer.reason = entitlement_code(offer.e);
		offer.explanation = explain_entitlement(&account, b, offer.e, offer.missing, lang);
		if (benefit_redeemed(b))
			complete_redemption(&account, b, wallet->available, lang, &offer);
		put_offer((ReturnSetInfo *) fcinfo->resultinfo, b, &offer, lang);
	}
	SPI_finish();
	return (Datum) 0;
}
