/*-------------------------------------------------------------------------
 *
 * fuzz_benefit.c
 *	  Who is entitled to what, walks of redemptions, and what entries earn.
 *
 *	- a refusal says what is missing: with that, and no less, it is gone;
 *	- a redemption counts from its first state until it is given back;
 *	- what the last of some entries earns is the difference that it makes to
 *	  the points of all, worked out by quadratic loops, in any order.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/benefit.h"
#include "fuzz.h"
#include "rules.h"

#define DAY			9000
#define ENTRIES_MAX	24

/* ----------
 * entitlement
 * ----------
 */

static Tier tiers[] = {
	{.code = "low", .rank = 1, .promote_at = 1000},
	{.code = "mid", .rank = 5, .promote_at = 5000},
	{.code = "top", .rank = 9, .promote_at = 9000}
};
static const Policy policy = {.n_tiers = 3, .tiers = tiers};

static Benefit
choose_benefit(Input *in)
{
	uint32_t	flags = input_below(in, 256);
	Benefit		b = {.code = "b"};

	b.kind = (BenefitKind) input_below(in, 2);
	b.adverse = input_chance(in, 8);
	b.min_tier = flags & 1 ? tiers[input_below(in, 3)].code : flags & 2 ? "nowhere" : NULL;
	b.has_min_score = flags & 4;
	b.min_score = input_range(in, 0, 10000);
	b.clean_days = flags & 8 ? 0 : input_range(in, 0, 400);
	b.kinds = input_below(in, 16);
	b.has_valid_from = flags & 16;
	b.valid_from = DAY + input_range(in, -50, 50);
	b.has_valid_until = flags & 32;
	b.valid_until = DAY + input_range(in, -50, 50);
	return b;
}

static Holder
choose_holder(Input *in)
{
	uint32_t	flags = input_below(in, 256);

	return (Holder) {
		.day = DAY,
		.kind = ID_BIT(input_below(in, SUBJECT_KINDS)),
		.settled = (flags & 7) != 7,
		.rank = (int32_t) input_below(in, 12),
		.score = input_range(in, 0, 10000),
		.never_lost = flags & 8,
		.clean_since = DAY - input_range(in, -1, 400),
		.blocked = flags & 16,
		.blocked_until = DAY + input_range(in, -20, 60),
		.restricted = flags & 32
	};
}

/* The sentences of the guide, each for itself; true if it stands in the way. */
static bool
in_the_way(const Benefit *b, const Holder *h, Entitlement what)
{
	int32_t		clean = h->day - h->clean_since + 1;

	switch (what)
	{
		case NOT_YET_VALID:
			return b->has_valid_from && h->day < b->valid_from;
		case NO_LONGER_VALID:
			return b->has_valid_until && h->day > b->valid_until;
		case WRONG_KIND:
			return b->kinds != 0 && (b->kinds & h->kind) == 0;
		case NOT_SETTLED:
			return !h->settled;
		case NOT_RESTRICTED:
			return b->adverse && !h->restricted;
		case BLOCKED:
			return b->kind == BENEFIT_REDEMPTION && h->blocked && h->day <= h->blocked_until;
		case TIER_TOO_LOW:
			for (int i = 0; i < 3; i++)
				if (b->min_tier == tiers[i].code)
					return h->rank < tiers[i].rank;
			return false;
		case SCORE_TOO_LOW:
			return b->has_min_score && h->score < b->min_score;
		case NOT_CLEAN_ENOUGH:
			return !h->never_lost && clean < b->clean_days;
		default:
			return false;
	}
}

/* What is missing: so many days later, or with so many points more, this refusal is gone. */
static void
check_missing(const Benefit *b, const Holder *holder, Entitlement what, int64_t missing)
{
	bool		points = what == SCORE_TOO_LOW;
	Holder		then = *holder;
	int64_t		ignored;

	if (missing == 0)
		return;
	if (what == TIER_TOO_LOW)
	{
		/* points that lead to the tier, which settlement gives */
		for (int i = 0; i < 3; i++)
			expect(b->min_tier != tiers[i].code || holder->score + missing == tiers[i].promote_at);
		return;
	}
	then.score += points ? missing - 1 : 0;
	then.day += points ? 0 : (int32_t) missing - 1;
	expect(in_the_way(b, &then, what));
	then.score += points;
	then.day += !points;
	expect(!in_the_way(b, &then, what));
	expect(benefit_check(b, &policy, &then, &ignored) != what);
}

static void
entitlement(Input *in)
{
	static const Entitlement order[] = {NOT_YET_VALID, NO_LONGER_VALID, WRONG_KIND, NOT_SETTLED,
		NOT_RESTRICTED,
	BLOCKED, TIER_TOO_LOW, SCORE_TOO_LOW, NOT_CLEAN_ENOUGH};
	Benefit		b = choose_benefit(in);
	Holder		holder = choose_holder(in);
	Entitlement first = ENTITLED;
	int64_t		missing;

	for (int i = sizeof(order) / sizeof(order[0]) - 1; i >= 0; i--)
		if (in_the_way(&b, &holder, order[i]))
			first = order[i];
	expect(benefit_check(&b, &policy, &holder, &missing) == first);
	expect(missing >= 0 && (first != ENTITLED || missing == 0));
	check_missing(&b, &holder, first, missing);
}

/* ----------
 * redemptions
 * ----------
 */

/* A redemption begins once, is decided at most once, and is given back at most once. */
static void
redemption(Input *in)
{
	RedemptionState state = REDEMPTION_NONE;
	int			begun = 0,
				given_back = 0;

	for (int i = 0; i < 30; i++)
	{
		RedemptionMove move = (RedemptionMove) input_below(in, REDEMPTION_MOVES);
		RedemptionState next = redemption_next(state, move);
		bool		ends = move == REDEMPTION_RELEASE || move == REDEMPTION_TIME_OUT ||
			move == REDEMPTION_CANCEL;

		if (next == REDEMPTION_NONE)
			continue;
		begun += move == REDEMPTION_REDEEM || move == REDEMPTION_RESERVE;
		given_back += ends;
		expect(begun == 1 && given_back <= 1);
		expect(redemption_counts(next) == (given_back == 0));
		expect(move != REDEMPTION_CONFIRM || state == REDEMPTION_HELD);
		expect((move != REDEMPTION_RELEASE && move != REDEMPTION_TIME_OUT) ||
			   state == REDEMPTION_HELD);
		expect(move != REDEMPTION_CANCEL || state == REDEMPTION_REDEEMED ||
			   state == REDEMPTION_CONFIRMED);
		state = next;
	}
}

/* ----------
 * earning
 * ----------
 */

static bool
same_period(const Rule *rule, int32_t a, int32_t b)
{
	return rule->period == PERIOD_LIFETIME ||
		cal_period_start(a, rule->period) == cal_period_start(b, rule->period);
}

static int128_t
value(const EarningAward *a, int64_t quantity)
{
	int128_t	points = tariff_points(a->rule, quantity);

	if (a->rule->has_cap_high && points > (int128_t) a->rule->cap_high * RATE_SCALE)
		points = (int128_t) a->rule->cap_high * RATE_SCALE;
	return points;
}

static bool
seen(const EarningAward *a, int32_t as_of)
{
	return a->rule->retention.kind != RETAIN_WINDOW ||
		a->occurred_on + a->rule->retention.n > as_of;
}

/* Does a stand before b in a walk, or is it b? */
static bool
up_to(const EarningAward *a, const EarningAward *b)
{
	return a->occurred_on < b->occurred_on ||
		(a->occurred_on == b->occurred_on && a->entry_id <= b->entry_id);
}

/* Points of all entries that share a period with the last one, or of all but that one. */
static int128_t
points_of(const EarningAward *awards, int n, int32_t as_of, bool with_last)
{
	const EarningAward *own = &awards[n - 1];
	const Rule *rule = own->rule;
	int			end = with_last ? n : n - 1;
	int128_t	sum = 0,
				best = 0;
	int64_t		quantity = 0;

	for (int i = 0; i < end; i++)
	{
		int64_t		before = 0;

		if (i < n - 1 && !seen(&awards[i], as_of))
			continue;
		if (rule->period == PERIOD_ENTRY ? i != n - 1 :
			rule->period != PERIOD_ROLLING &&
				!same_period(rule, awards[i].occurred_on, own->occurred_on))
			continue;
		quantity += awards[i].quantity;
		if (value(&awards[i], awards[i].quantity) > best)
			best = value(&awards[i], awards[i].quantity);
		/* by itself after those of the days before it */
		for (int j = 0; j < end; j++)
			if (j != i && up_to(&awards[j], &awards[i]) &&
				(j == n - 1 || seen(&awards[j], as_of)) &&
				awards[j].occurred_on > awards[i].occurred_on - rule->rolling_days)
				before += awards[j].quantity;
		if (rule->period == PERIOD_ROLLING)
			sum += value(&awards[i], before + awards[i].quantity) - value(&awards[i], before);
	}
	return rule->group ? best : rule->period == PERIOD_ROLLING ? sum : value(own, quantity);
}

static Segment marginal[] = {{500, RATE_SCALE * 3, 0}, {900, RATE_SCALE, 0},
	{INT64_MAX, RATE_SCALE / 3, 0}};
static Segment stepped[] = {{INT64_MAX, RATE_SCALE / 4, 400}};

static void
make_rules(Rule *rules, Input *in)
{
	rules[0] = (Rule) {.code = "a",.n_segments = 3,.segments = marginal};
	rules[0].period = (CalPeriod) input_below(in, PERIOD_ROLLING + 1);
	rules[0].rolling_days = 1 + (int32_t) input_below(in, 30);
	rules[0].has_cap_high = input_below(in, 2);
	rules[0].cap_high = input_range(in, 0, 4000);
	rules[0].coupons = input_range(in, 0, 300);
	if (input_chance(in, 3))
	{
		rules[0].retention.kind = RETAIN_WINDOW;
		rules[0].retention.n = 1 + (int32_t) input_below(in, 60);
	}
	rules[1] = rules[0];
	rules[1].segments = stepped;
	rules[1].n_segments = 1;
	if (rules[0].period != PERIOD_ROLLING && input_chance(in, 3))
		rules[0].group = rules[1].group = "g";
}

static void
earning(Input *in)
{
	Rule		rules[2];
	EarningAward awards[ENTRIES_MAX],
				passed[ENTRIES_MAX];
	int			n = 1 + (int) input_below(in, ENTRIES_MAX);
	int64_t		coupons;
	int128_t	rise,
				unit = (int128_t) RATE_SCALE * 100;

	make_rules(rules, in);
	for (int i = 0; i < n; i++)
		awards[i] = (EarningAward) {&rules[rules[0].group ? input_below(in, 2) : 0], i + 1,
		input_chance(in, 6) ? 0 : (int64_t) input_below(in, 1500), DAY - input_range(in, 0, 80)};
	memcpy(passed, awards, sizeof(awards));
	/* those before the last one may come in any order */
	for (int i = n - 2; i > 0; i--)
	{
		int			j = (int) input_below(in, (uint32_t) i + 1);
		EarningAward swap = passed[i];

		passed[i] = passed[j];
		passed[j] = swap;
	}
	expect(coupons_earned(passed, n, DAY, &coupons));
	rise = seen(&awards[n - 1], DAY) ?
		(points_of(awards, n, DAY, true) - points_of(awards, n, DAY,
													 false)) * awards[n - 1].rule->coupons : 0;
	expect(coupons == (rise <= 0 ? 0 : (int64_t) ((2 * rise + unit) / (2 * unit))));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};

	switch (input_byte(&in) % 4)
	{
		case 0:
			entitlement(&in);
			break;
		case 1:
			redemption(&in);
			break;
		default:
			earning(&in);
	}
	return 0;
}
