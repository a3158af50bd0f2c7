/*-------------------------------------------------------------------------
 *
 * unit_benefit.c
 *	  Entitlements at their bounds, the states of a redemption, and what
 *	  awards earn.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/benefit.h"
#include "pack.h"
#include "unit.h"

#define TODAY	9000

/* ----------
 * entitlement
 * ----------
 */

static Tier tiers[] = {
	{.code = "bronze", .rank = 10, .promote_at = 10000},
	{.code = "gold", .rank = 30, .promote_at = 20000}
};
static const Policy policy = {.n_tiers = 2, .tiers = tiers};

typedef struct EntitlementCase
{
	const char *what;
	Benefit		b;
	Holder		holder;
	Entitlement expected;
	int64_t		missing;
} EntitlementCase;

#define SETTLED		.day = TODAY, .kind = 1, .settled = true

static const EntitlementCase entitlement_cases[] = {
	{"nothing asked", {0}, {SETTLED, .never_lost = true}, ENTITLED, 0},
	{"not settled", {0}, {.day = TODAY, .kind = 1}, NOT_SETTLED, 0},
	{"the day before it begins", {.has_valid_from = true, .valid_from = TODAY + 1}, {SETTLED},
		NOT_YET_VALID, 1},
	{"the day it begins", {.has_valid_from = true, .valid_from = TODAY}, {SETTLED}, ENTITLED, 0},
	{"the last day", {.has_valid_until = true, .valid_until = TODAY}, {SETTLED}, ENTITLED, 0},
	{"the day after", {.has_valid_until = true, .valid_until = TODAY - 1}, {SETTLED},
		NO_LONGER_VALID, 0},
	{"another kind", {.kinds = 4}, {SETTLED}, WRONG_KIND, 0},
	{"among the kinds", {.kinds = 5}, {SETTLED}, ENTITLED, 0},
	{"no tier", {.min_tier = "bronze"}, {SETTLED, .score = 9999}, TIER_TOO_LOW, 1},
	{"the tier itself", {.min_tier = "gold"}, {SETTLED, .rank = 30}, ENTITLED, 0},
	{"the tier below", {.min_tier = "gold"}, {SETTLED, .rank = 29, .score = 15050}, TIER_TOO_LOW,
		4950},
	{"enough points under a ceiling", {.min_tier = "gold"}, {SETTLED, .rank = 10, .score = 25000},
		TIER_TOO_LOW, 0},
	/* P14: 600 to borrow books */
	{"599 points", {.has_min_score = true, .min_score = 60000}, {SETTLED, .score = 59900},
		SCORE_TOO_LOW, 100},
	{"599.99 points", {.has_min_score = true, .min_score = 60000}, {SETTLED, .score = 59999},
		SCORE_TOO_LOW, 1},
	{"600 points", {.has_min_score = true, .min_score = 60000}, {SETTLED, .score = 60000}, ENTITLED,
		0},
	/* P15: no bad record in the last three years */
	{"a record two years old", {.clean_days = 1096}, {SETTLED, .clean_since = TODAY - 730 + 1},
		NOT_CLEAN_ENOUGH, 366},
	{"a record a day too young", {.clean_days = 1096}, {SETTLED, .clean_since = TODAY - 1095 + 1},
		NOT_CLEAN_ENOUGH, 1},
	{"a record just old enough", {.clean_days = 1096}, {SETTLED, .clean_since = TODAY - 1096 + 1},
		ENTITLED, 0},
	{"never a record", {.clean_days = 1096}, {SETTLED, .never_lost = true}, ENTITLED, 0},
	{"a record of today", {.clean_days = 1}, {SETTLED, .clean_since = TODAY + 1}, NOT_CLEAN_ENOUGH,
		1},
	/* P16: no redemption this year and the next */
	{"blocked", {.kind = BENEFIT_REDEMPTION},
		{SETTLED, .blocked = true, .blocked_until = TODAY + 9}, BLOCKED, 10},
	{"blocked for the last day", {.kind = BENEFIT_REDEMPTION},
		{SETTLED, .blocked = true, .blocked_until = TODAY}, BLOCKED, 1},
	{"no longer blocked", {.kind = BENEFIT_REDEMPTION},
		{SETTLED, .blocked = true, .blocked_until = TODAY - 1}, ENTITLED, 0},
	{"blocked from redemptions only", {0}, {SETTLED, .blocked = true, .blocked_until = TODAY + 9},
		ENTITLED, 0},
	{"a redemption that nothing blocks", {.kind = BENEFIT_REDEMPTION},
		{SETTLED, .blocked_until = TODAY + 9}, ENTITLED, 0},
	{"a restriction nobody decided", {.adverse = true, .max_tier = "bronze"}, {SETTLED},
		NOT_RESTRICTED, 0},
	{"a restriction in force", {.adverse = true, .max_tier = "bronze"},
		{SETTLED, .restricted = true}, ENTITLED, 0},
};

static void
test_entitlement(void)
{
	for (unsigned i = 0; i < sizeof(entitlement_cases) / sizeof(entitlement_cases[0]); i++)
	{
		const EntitlementCase *c = &entitlement_cases[i];
		int64_t		missing;

		check_int(benefit_check(&c->b, &policy, &c->holder, &missing), c->expected, "%s", c->what);
		check_int(missing, c->missing, "%s: missing", c->what);
	}
}

/* ----------
 * redemptions
 * ----------
 */

/* Every walk that there is, as the letters of its moves. */
static void
walk(RedemptionState state, const char *so_far, char *all)
{
	static const char letters[REDEMPTION_MOVES] = {'d', 's', 'c', 'l', 't', 'x'};

	for (int move = 0; move < REDEMPTION_MOVES; move++)
	{
		RedemptionState next = redemption_next(state, (RedemptionMove) move);
		char		word[16];

		if (next == REDEMPTION_NONE)
			continue;
		snprintf(word, sizeof(word), "%s%c", so_far, letters[move]);
		sprintf(all + strlen(all), "%s%s ", word, redemption_counts(next) ? "+" : "-");
		if (check(strlen(word) < 6, "a walk without end: %s", word))
			walk(next, word, all);
	}
}

static void
test_redemptions(void)
{
	char		all[1000] = "";

	walk(REDEMPTION_NONE, "", all);
	/* redeem, reserve, confirm, reLease, time out, cancel (x); + counts, - does not */
	check_text(all, "d+ dx- s+ sc+ scx- sl- st- ", "all walks");
	for (int i = 0; i < REDEMPTION_STATES; i++)
		check(redemption_state_names[i] != NULL, "state %d has a name", i);
}

/* ----------
 * earning
 * ----------
 */

/* Awards as posted, "rule day quantity", and what each earns. */
typedef struct EarningCase
{
	const char *rules;
	struct
	{
		char		rule;
		int			day;
		double		quantity;
		int64_t		earned;
	}			awards[7];
} EarningCase;

static const EarningCase earning_cases[] = {
	/* one point, one coupon; rounded once, half away from zero */
	{"'tariff':1,'coupons':1", {{'a', 0, 3, 300}, {'a', 0, 0.01, 1}}},
	{"'tariff':'1/3','coupons':1", {{'a', 0, 1, 33}, {'a', 0, 0.05, 2}, {'a', 0, 0.01, 0}}},
	{"'tariff':1,'coupons':0.5", {{'a', 0, 0.01, 1}, {'a', 0, 0.02, 1}, {'a', 0, 0.03, 2}}},
	/* a cap of the month; neither the order nor the day within it matters */
	{"'tariff':1,'period':'month','cap_high':10,'coupons':2",
		{{'a', 20, 8, 1600}, {'a', 5, 8, 400}, {'a', 6, 8, 0}, {'a', 31, 3, 600}, {'a', 30, 1, 0},
			{'a', 32, 9, 1400}}},
	/* 83 hours are 51 points (P8), however they come */
	{"'tariff':[{'upto':20,'rate':1},{'upto':80,'rate':'1/2'},{'upto':200,'rate':'1/3'},"
	 "{'rate':'1/4'}],'period':'lifetime','coupons':1",
		{{'a', 0, 83, 5100}}},
	{"'tariff':[{'upto':20,'rate':1},{'upto':80,'rate':'1/2'},{'upto':200,'rate':'1/3'},"
	 "{'rate':'1/4'}],'period':'lifetime','coupons':1",
		{{'a', 30, 40, 3000}, {'a', 0, 40, 2000}, {'a', 15, 3, 100}}},
	/* each entry by itself */
	{"'tariff':1,'cap_high':5,'coupons':1", {{'a', 0, 8, 500}, {'a', 0, 8, 500}}},
	/* the best of a group */
	{"'tariff':20,'combine':'max','exclusive_group':'g','period':'year','coupons':1|"
		"'tariff':50,'combine':'max','exclusive_group':'g','period':'year','coupons':1",
	{{'a', 0, 1, 2000}, {'b', 9, 1, 3000}, {'a', 10, 1, 0}, {'b', 400, 1, 5000}}},
	/* rolling: what the whole walk gains */
	{"'tariff':1,'period':{'rolling':10},'cap_high':5,'coupons':1",
		{{'a', 0, 4, 400}, {'a', 5, 4, 100}, {'a', 9, 4, 0}, {'a', 20, 4, 400}}},
	/* on one day, and before others */
	{"'tariff':1,'period':{'rolling':10},'cap_high':5,'coupons':1",
		{{'a', 5, 4, 400}, {'a', 5, 4, 100}, {'a', 20, 4, 400}, {'a', 0, 4, 0}}},
	/* what the window no longer sees earns nothing and stands in nobody's way */
	{"'tariff':1,'period':'lifetime','cap_high':5,'retention':{'window':{'days':100}},'coupons':1",
		{{'a', -200, 4, 0}, {'a', 0, 4, 400}, {'a', 1, 4, 100}}},
	/* two versions of a capped rule: 4 + 6; a late award of the first: 4 + 3 + 3 */
	{"'tariff':1,'period':'year','cap_high':10,'coupons':1|"
		"'tariff':2,'period':'year','cap_high':10,'coupons':1",
	{{'a', 40, 4, 400}, {'b', 70, 4, 600}, {'a', 50, 3, 0}}},
	/* 15, then 5 of 5 and 5 quarters; late, 5 more: 15 + 5, then 10 quarters, 1.25 more in all */
	{"'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}],'period':'year','coupons':1|"
		"'tariff':[{'upto':20,'rate':1},{'rate':'1/4'}],'period':'year','coupons':1",
	{{'a', 40, 15, 1500}, {'b', 70, 10, 625}, {'a', 50, 5, 125}}},
	/* 30 days: 4; 8, of which 6 fit; without the first 8, and 2 fit; late, 2 for which b gives */
	{"'tariff':1,'period':{'rolling':30},'cap_high':10,'coupons':1|"
		"'tariff':2,'period':{'rolling':30},'cap_high':10,'coupons':1",
	{{'a', 1, 4, 400}, {'b', 20, 4, 600}, {'b', 35, 3, 200}, {'a', 10, 2, 0}}},
};

static void
run_earning_case(const EarningCase *c)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		pack;
	EarningAward awards[8];
	int			n = 0;

	if (!check(pack_rules("", "", c->rules, &problems, &pack), "%s: %s", c->rules, problems.text))
		return;
	for (int i = 0; i < pack.n_rules; i++)
		pack.rules[i].line = pack.rules[i].group ? LINE_OF_GROUP : 0;
	for (; n < 7 && c->awards[n].rule; n++)
	{
		EarningAward together[8];
		int64_t		coupons;

		awards[n] = (EarningAward) {&pack.rules[c->awards[n].rule - 'a'], n + 1,
		(int64_t) (c->awards[n].quantity * 100 + 0.5), c->awards[n].day};
		memcpy(together, awards, sizeof(EarningAward) * (n + 1));
		check(coupons_earned(together, n + 1, 33, &coupons), "%s", c->rules);
		check_int(coupons, c->awards[n].earned, "%s: award %d", c->rules, n + 1);
	}
}

static void
test_earning(void)
{
	for (unsigned i = 0; i < sizeof(earning_cases) / sizeof(earning_cases[0]); i++)
		run_earning_case(&earning_cases[i]);
}

/* Whatever the order, the lots of a period add up to what its points are worth. */
static void
test_earning_adds_up(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		pack;
	EarningAward awards[10],
				together[10];

	if (!check(pack_rules("", "",
						  "'tariff':[{'upto':5,'rate':3},{'upto':9,'rate':1},{'rate':2}],"
						  "'period':'lifetime','cap_high':40,'coupons':1",
						  &problems, &pack), "%s", problems.text))
		return;
	srand(1);
	for (int round = 0; round < 1000; round++)
	{
		int			n = 1 + rand() % 10;
		int64_t		sum = 0,
					quantity = 0,
					coupons,
					expected;
		int128_t	grains;

		for (int i = 0; i < n; i++)
		{
			awards[i] = (EarningAward) {&pack.rules[0], i + 1, 100 * (1 + rand() % 6), rand() % 50};
			quantity += awards[i].quantity;
			memcpy(together, awards, sizeof(EarningAward) * (i + 1));
			check(coupons_earned(together, i + 1, 60, &coupons), "round %d", round);
			sum += coupons;
		}
		grains = tariff_clamped(&pack.rules[0], quantity);
		check(fixed_round(grains, RATE_SCALE, &expected), "round %d", round);
		check_int(sum, expected, "round %d", round);
	}
}

/* Awards so large that no rule of a pack brings them about. */
static void
test_earning_overflows(void)
{
	Segment		steepest[] = {{INT64_MAX, INT64_MAX, 0}};
	Segment		steep[] = {{INT64_MAX, RATE_SCALE, 0}};
	Rule		rule = {.code = "r",.n_segments = 1,.segments = steepest,.coupons = INT32_MAX,
	.period = PERIOD_ROLLING,.rolling_days = 1};
	EarningAward awards[] = {{&rule, 1, INT64_MAX, 0}, {&rule, 2, INT64_MAX, 10},
		{&rule, 3, INT64_MAX, 20}};
	int64_t		coupons;

	check(!coupons_earned(awards, 3, 30, &coupons), "their sum");
	rule.period = PERIOD_ENTRY;
	check(!coupons_earned(awards, 1, 30, &coupons), "times the coupons of a point");
	rule.segments = steep;
	check(!coupons_earned(awards, 1, 30, &coupons), "more coupons than can be counted");
}

static void
test_lookup(void)
{
	Benefit		benefits[] = {{.code = "bus"}, {.code = "pool"}};
	Policy		offers = {.n_benefits = 2,.benefits = benefits};

	check(find_benefit(&offers, "pool") == &benefits[1], "by code");
	check(find_benefit(&offers, "moon") == NULL, "by a code that none has");
}

const UnitTest benefit_tests[] = {
	{"benefits: entitlement at its bounds", test_entitlement},
	{"benefits: every walk of a redemption", test_redemptions},
	{"benefits: what awards earn", test_earning},
	{"benefits: what awards earn adds up in any order", test_earning_adds_up},
	{"benefits: overflows are noticed", test_earning_overflows},
	{"benefits: lookup", test_lookup},
	{NULL, NULL}
};
