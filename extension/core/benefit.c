/*-------------------------------------------------------------------------
 *
 * benefit.c
 *	  Who is entitled to what, what becomes of a redemption, and how many
 *	  coupons an award earns.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/benefit.h"
#include "core/tier.h"

/* ----------
 * entitlement
 * ----------
 */

const Benefit *
find_benefit(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_benefits; i++)
		if (strcmp(policy->benefits[i].code, code) == 0)
			return &policy->benefits[i];
	return NULL;
}

/* Days without a loss up to today, today included: n if the loss was n days ago. */
static int64_t
clean_days(const Holder *holder)
{
	return (int64_t) holder->day - holder->clean_since + 1;
}

/* Check what does not depend on a standing. */
static Entitlement
check_offer(const Benefit *b, const Holder *holder, int64_t *missing)
{
	if (b->has_valid_from && holder->day < b->valid_from)
	{
		*missing = b->valid_from - holder->day;
		return NOT_YET_VALID;
	}
	if (b->has_valid_until && holder->day > b->valid_until)
		return NO_LONGER_VALID;
	return b->kinds != 0 && (b->kinds & holder->kind) == 0 ? WRONG_KIND : ENTITLED;
}

static Entitlement
check_standing(const Benefit *b, const Policy *policy, const Holder *holder, int64_t *missing)
{
	const Tier *tier = tier_by_code(policy, b->min_tier);

	if (benefit_redeemed(b) && holder->blocked && holder->blocked_until >= holder->day)
	{
		*missing = (int64_t) holder->blocked_until - holder->day + 1;
		return BLOCKED;
	}
	if (tier && holder->rank < tier->rank)
	{
		*missing = tier->promote_at > holder->score ? tier->promote_at - holder->score : 0;
		return TIER_TOO_LOW;
	}
	if (b->has_min_score && holder->score < b->min_score)
	{
		*missing = b->min_score - holder->score;
		return SCORE_TOO_LOW;
	}
	if (b->clean_days > 0 && !holder->never_lost && clean_days(holder) < b->clean_days)
	{
		*missing = b->clean_days - clean_days(holder);
		return NOT_CLEAN_ENOUGH;
	}
	return ENTITLED;
}

Entitlement
benefit_check(const Benefit *b, const Policy *policy, const Holder *holder, int64_t *missing)
{
	Entitlement result;

	*missing = 0;
	result = check_offer(b, holder, missing);
	if (result != ENTITLED)
		return result;
	if (!holder->settled)
		return NOT_SETTLED;
	/* settlement compares the tier with max_tier, and then a person decides */
	if (b->adverse && !holder->restricted)
		return NOT_RESTRICTED;
	return check_standing(b, policy, holder, missing);
}

/* ----------
 * redemptions
 * ----------
 */

const char *const redemption_state_names[REDEMPTION_STATES] = {
	"none", "redeemed", "held", "confirmed", "released", "timed_out", "cancelled"
};

const Vocabulary redemption_states = VOCABULARY(redemption_state_names);

static const RedemptionState redemption_moves[REDEMPTION_STATES][REDEMPTION_MOVES] = {
	[REDEMPTION_NONE] = {[REDEMPTION_REDEEM] = REDEMPTION_REDEEMED,
		[REDEMPTION_RESERVE] = REDEMPTION_HELD},
	[REDEMPTION_REDEEMED] = {[REDEMPTION_CANCEL] = REDEMPTION_CANCELLED},
	[REDEMPTION_HELD] = {[REDEMPTION_CONFIRM] = REDEMPTION_CONFIRMED,
		[REDEMPTION_RELEASE] = REDEMPTION_RELEASED,
	[REDEMPTION_TIME_OUT] = REDEMPTION_TIMED_OUT},
	[REDEMPTION_CONFIRMED] = {[REDEMPTION_CANCEL] = REDEMPTION_CANCELLED}
};

RedemptionState
redemption_next(RedemptionState state, RedemptionMove move)
{
	return redemption_moves[state][move];
}

bool
redemption_counts(RedemptionState state)
{
	return state == REDEMPTION_REDEEMED || state == REDEMPTION_HELD ||
		state == REDEMPTION_CONFIRMED;
}

/* ----------
 * earning
 * ----------
 */

static int
compare_awards(const void *left, const void *right)
{
	const EarningAward *a = left;
	const EarningAward *b = right;

	return a->occurred_on != b->occurred_on ? (a->occurred_on < b->occurred_on ? -1 : 1) :
		compare_int64(a->entry_id, b->entry_id);
}

/* Do all awards have one tariff?  Then their order does not matter to a sum. */
static bool
one_tariff(const EarningAward *awards, int32_t n)
{
	for (int32_t i = 1; i < n; i++)
		if (!same_tariff(awards[i].rule, awards[0].rule))
			return false;
	return true;
}

/*
 * Walk awards in their order, but for one of them.  Returns the points of all,
 * in grains; *last is what the last of them adds.
 */
static int128_t
walk_awards(const EarningAward *awards, int32_t n, int64_t without, int128_t *last)
{
	int64_t		quantity = 0;
	int128_t	points = 0;

	for (int32_t i = 0; i < n; i++)
	{
		const Rule *rule = awards[i].rule;
		int128_t	before = tariff_points(rule, quantity);

		*last = 0;
		if (awards[i].entry_id == without)
			continue;
		quantity += awards[i].quantity;
		*last = capped_rise(rule, tariff_points(rule, quantity) - before, points);
		points += *last;
	}
	return points;
}

/*
 * Points, in grains, of the awards of one period but for one of them.  For a
 * rule whose quantities are added up:
 */
static bool
sum_points(const EarningAward *awards, int32_t n, int64_t without, int128_t *grains)
{
	int64_t		quantity = 0;
	int128_t	last;

	if (!one_tariff(awards, n))
	{
		*grains = walk_awards(awards, n, without, &last);
		return true;
	}
	for (int32_t i = 0; i < n; i++)
		if (awards[i].entry_id != without)
			quantity += awards[i].quantity;
	*grains = tariff_clamped(awards[0].rule, quantity);
	return true;
}

/* For a rule with a rolling period; each award adds the rise over the days up to its own. */
static bool
rolling_points(const EarningAward *awards, int32_t n, int64_t without, int128_t *grains)
{
	int64_t		quantity = 0;
	int32_t		oldest = 0;
	int128_t	rise;

	*grains = 0;
	for (int32_t i = 0; i < n; i++)
	{
		const Rule *rule = awards[i].rule;

		for (; awards[oldest].occurred_on <= awards[i].occurred_on - rule->rolling_days; oldest++)
			if (awards[oldest].entry_id != without)
				quantity -= awards[oldest].quantity;
		if (awards[i].entry_id == without)
			continue;
		if (one_tariff(awards + oldest, i - oldest + 1))
			rise = tariff_clamped(rule, quantity + awards[i].quantity) -
				tariff_clamped(rule, quantity);
		else
			(void) walk_awards(awards + oldest, i - oldest + 1, without, &rise);
		quantity += awards[i].quantity;
		if (!fixed_add(grains, rise))
			return false;
	}
	return true;
}

/* For a group, of which only the best award counts. */
static bool
best_points(const EarningAward *awards, int32_t n, int64_t without, int128_t *grains)
{
	*grains = 0;
	for (int32_t i = 0; i < n; i++)
	{
		int128_t	value = tariff_clamped(awards[i].rule, awards[i].quantity);

		if (awards[i].entry_id != without && value > *grains)
			*grains = value;
	}
	return true;
}

/* Is an award still within the window of its rule? */
static bool
in_window(const EarningAward *award, int32_t as_of)
{
	const Retention *retention = &award->rule->retention;

	return retention->kind != RETAIN_WINDOW ||
		retention_weight(retention, award->rule->period, award->occurred_on, as_of) != 0;
}

/*
 * Keep those of n awards that share a period with the last one, and the last
 * one.  This must be fast, since it runs for every award over all before it.
 */
static int32_t
keep_period(EarningAward *awards, int32_t n, int32_t as_of)
{
	const EarningAward own = awards[n - 1];
	CalPeriod	period = own.rule->period;
	int32_t		first = period == PERIOD_ROLLING ? INT32_MIN :
		cal_period_start(own.occurred_on, period);
	int32_t		last = period == PERIOD_ROLLING ? INT32_MAX :
		cal_period_end(own.occurred_on, period) - 1;
	int32_t		kept = 0;

	for (int32_t i = 0; i < n - 1 && period != PERIOD_ENTRY; i++)
		if (awards[i].occurred_on >= first && awards[i].occurred_on <= last &&
			in_window(&awards[i], as_of))
			awards[kept++] = awards[i];
	awards[kept++] = own;
	return kept;
}

bool
coupons_earned(EarningAward *awards, int32_t n, int32_t as_of, int64_t *coupons)
{
	const EarningAward own = awards[n - 1];
	int32_t		kept;
	int128_t	with,
				without;
	bool		fits;
	bool		(*points) (const EarningAward *, int32_t, int64_t, int128_t *) =
		own.rule->group ? best_points : own.rule->period == PERIOD_ROLLING ? rolling_points :
			sum_points;

	*coupons = 0;
	if (!in_window(&awards[n - 1], as_of))
		return true;
	kept = keep_period(awards, n, as_of);
	/* for a maximum, the order does not matter; for a sum only among several tariffs */
	if (points == rolling_points || !one_tariff(awards, kept))
		qsort(awards, (size_t) kept, sizeof(EarningAward), compare_awards);
	fits = points(awards, kept, 0, &with);
	fits &= points(awards, kept, own.entry_id, &without);
	if (!fits)
		return false;
	with -= without;
	if (with <= 0)
		return true;
	/* a grain is 1/RATE_SCALE of a hundredth of a point; coupons are in hundredths per point */
	return fixed_mul(&with, own.rule->coupons) &&
		fixed_round(with, (int128_t) RATE_SCALE * 100, coupons);
}
