/*-------------------------------------------------------------------------
 *
 * tier.c
 *	  Which tier a subject has earned, and which one is shown.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/tier.h"

const Tier *
tier_by_rank(const Policy *policy, int32_t rank)
{
	for (int i = 0; i < policy->n_tiers; i++)
		if (policy->tiers[i].rank == rank)
			return &policy->tiers[i];
	return NULL;
}

/* ----------
 * the record
 * ----------
 */

bool
root_is_loss(const Root *root, int32_t day)
{
	return root->rule->loss && root_in_force(root, day);
}

static void
earlier(int32_t *next_day, int32_t day)
{
	if (day < *next_day)
		*next_day = day;
}

static void
read_veto(const Policy *policy, const Veto *veto, int32_t until, Record *record)
{
	const Tier *ceiling = tier_by_code(policy, veto->ceiling_tier);

	if (veto->blocks_redemption && until > record->blocked_until)
		record->blocked_until = until;
	if (ceiling && ceiling->rank < record->ceiling_rank)
	{
		record->ceiling_rank = ceiling->rank;
		record->ceiling_until = until;
	}
	else if (ceiling && ceiling->rank == record->ceiling_rank && until > record->ceiling_until)
		record->ceiling_until = until;
	earlier(&record->next_day, until + 1);
}

void
record_read(const Policy *policy, const Root *roots, int32_t n_roots, int32_t day, Record *record)
{
	*record = (Record) {NO_DAY, NO_CEILING, NO_DAY, NO_DAY, NO_NEXT_DAY};
	for (int32_t i = 0; i < n_roots; i++)
	{
		const Root *root = &roots[i];
		const Rule *rule = root->rule;

		if ((!rule->loss && !rule->veto.given) || !root_in_force(root, day))
			continue;
		if (rule->loss && root->occurred_on > record->last_loss)
			record->last_loss = root->occurred_on;
		if (rule->veto.given)
		{
			int32_t		until = deadline_day(&rule->veto.until, root->occurred_on);

			if (until >= day)
				read_veto(policy, &rule->veto, until, record);
		}
	}
}

bool
record_clean(const Record *record, int32_t clean_days, int32_t day, int32_t *next_day)
{
	if (clean_days == 0 || record->last_loss == NO_DAY || day - record->last_loss >= clean_days)
		return true;
	earlier(next_day, record->last_loss + clean_days);
	return false;
}

bool
condition_names(const Condition *condition, const char *code)
{
	for (int i = 0; i < condition->n_rules; i++)
		if (strcmp(condition->rules[i], code) == 0)
			return true;
	return false;
}

/* Entries of a rule under another label of its counting do not count. */
static bool
counts_rule(const Condition *condition, const Rule *rule)
{
	for (int i = 0; i < condition->n_rules; i++)
		if (strcmp(condition->rules[i], rule->code) == 0)
			return equal_texts(condition->restarts[i], rule->restart);
	return false;
}

/* Does a condition count an award on a day? */
static bool
counts_root(const Condition *condition, const Root *root, int32_t day)
{
	return root->quantity > 0 &&
		(condition->days == 0 || root->occurred_on > day - condition->days) &&
		counts_rule(condition, root->rule);
}

/* Two awards share a day, or a period, exactly when this is equal. */
static int32_t
distinct_key(const Condition *condition, const Root *root)
{
	if (condition->of == OF_DAYS)
		return root->occurred_on;
	return condition->period == PERIOD_ENTRY ? root->period_start :
		cal_period_start(root->occurred_on, condition->period);
}

#define SPAN	65536			/* days; all that a ledger of our time has lie in one */

/* How many distinct days, or periods?  A bit for each day, one span of days after the other. */
static int64_t
count_distinct(const Condition *condition, const Root *roots, int32_t n_roots, int32_t day)
{
	uint64_t	seen[SPAN / 64];
	int64_t		count = 0;

	for (int32_t from = day - CAL_FIRST_DAY; from >= 0; from -= SPAN)
	{
		memset(seen, 0, sizeof(seen));
		for (int32_t i = 0; i < n_roots; i++)
		{
			int32_t		place = from - (day - distinct_key(condition, &roots[i]));

			if (place < 0 || place >= SPAN || !counts_root(condition, &roots[i], day))
				continue;
			count += (seen[place / 64] >> place % 64 & 1) == 0;
			seen[place / 64] |= UINT64_C(1) << place % 64;
		}
	}
	return count;
}

/* Points as explained: added up exactly, and rounded once. */
static int64_t
sum_points(const Condition *condition, const Root *roots, int32_t n_roots, int32_t day)
{
	int128_t	exact = 0,
				weighted = 0;
	int64_t		points;

	for (int32_t i = 0; i < n_roots; i++)
		if (counts_root(condition, &roots[i], day) &&
			(!fixed_add(&exact, roots[i].exact) || !fixed_add(&weighted, roots[i].weighted)))
			return roots[i].exact < 0 || roots[i].weighted < 0 ? INT64_MIN : INT64_MAX;
	if (contribution_round(exact, weighted, &points))
		return points;
	/* only exact is scaled up, so it alone can be too large */
	return exact < 0 ? INT64_MIN : INT64_MAX;
}

static int64_t
sum_quantity(const Condition *condition, const Root *roots, int32_t n_roots, int32_t day)
{
	int64_t		sum = 0;

	for (int32_t i = 0; i < n_roots; i++)
		if (counts_root(condition, &roots[i], day) &&
			__builtin_add_overflow(sum, roots[i].quantity, &sum))
			return INT64_MAX;
	return sum;
}

static int64_t
count_entries(const Condition *condition, const Root *roots, int32_t n_roots, int32_t day)
{
	int64_t		count = 0;

	for (int32_t i = 0; i < n_roots; i++)
		count += counts_root(condition, &roots[i], day);
	return count;
}

int64_t
condition_value(const Condition *condition, const Root *roots, int32_t n_roots, int32_t day,
				int32_t *next_day)
{
	for (int32_t i = 0; condition->days > 0 && i < n_roots; i++)
		if (counts_root(condition, &roots[i], day))
			earlier(next_day, roots[i].occurred_on + condition->days);
	switch (condition->of)
	{
		case OF_QUANTITY:
			return sum_quantity(condition, roots, n_roots, day);
		case OF_POINTS:
			return sum_points(condition, roots, n_roots, day);
		case OF_ENTRIES:
			return 100 * count_entries(condition, roots, n_roots, day);
		default:
			return 100 * count_distinct(condition, roots, n_roots, day);
	}
}

int64_t
condition_missing(const Condition *condition, bool staying, int64_t value)
{
	bool		keep = staying && condition->has_keep;
	int64_t		least = keep ? condition->keep : condition->at_least,
				most = keep && !condition->has_least ? condition->keep : condition->at_most;
	int64_t		missing = 0;

	if (condition->has_least && value < least && __builtin_sub_overflow(least, value, &missing))
		return INT64_MAX;
	if (condition->has_most && value > most && __builtin_sub_overflow(most, value, &missing))
		return -INT64_MAX;
	return missing;
}

static bool
requirements_met(const Requirements *requirements, bool staying, const Record *record,
				 const Root *roots, int32_t n_roots, int32_t day, int32_t *next_day)
{
	bool		met = record_clean(record, requirements->clean_days, day, next_day);

	for (int i = 0; i < requirements->n_conditions; i++)
	{
		const Condition *c = &requirements->conditions[i];

		if (condition_missing(c, staying, condition_value(c, roots, n_roots, day, next_day)) != 0)
			met = false;
	}
	return met;
}

bool
tier_fulfilled(const Tier *tier, bool staying, const Record *record, const Root *roots,
			   int32_t n_roots, int32_t day, int32_t *next_day)
{
	/* what lets one rise lets one stay */
	if (requirements_met(&tier->requires, staying && !tier->has_keep, record, roots, n_roots, day,
						 next_day))
		return true;
	return staying && tier->has_keep &&
		requirements_met(&tier->keep, true, record, roots, n_roots, day, next_day);
}

/* ----------
 * moves
 * ----------
 */

int32_t
tier_place(const Policy *policy, int64_t score, const bool *fulfilled)
{
	int32_t		rank = 0;

	for (int i = 0; i < policy->n_tiers; i++)
		if (policy->tiers[i].rank > rank && score >= policy->tiers[i].promote_at && fulfilled[i])
			rank = policy->tiers[i].rank;
	return rank;
}

int32_t
tier_below(const Policy *policy, int64_t score, const bool *kept, int32_t rank, int *steps)
{
	int32_t		target = 0;

	for (int i = 0; i < policy->n_tiers; i++)
	{
		const Tier *t = &policy->tiers[i];

		if (t->rank < rank && t->rank > target && score >= t->demote_below && kept[i])
			target = t->rank;
	}
	*steps = 1;
	for (int i = 0; i < policy->n_tiers; i++)
		*steps += policy->tiers[i].rank < rank && policy->tiers[i].rank > target;
	return target;
}

static int32_t
next_lower(const Policy *policy, int32_t rank)
{
	int32_t		lower = 0;

	for (int i = 0; i < policy->n_tiers; i++)
		if (policy->tiers[i].rank < rank && policy->tiers[i].rank > lower)
			lower = policy->tiers[i].rank;
	return lower;
}

static void
move_to(TierPlace *place, int32_t rank, int32_t day)
{
	place->rank = rank;
	place->since = day;
	place->refused_rank = -1;
}

/* The tier cannot be kept: wait, ask a person, or fall. */
static void
fall(const Policy *policy, const Tier *tier, int32_t target, int steps, int32_t day,
	 FallVerdict verdict,
	 TierPlace *place, TierOutcome *outcome)
{
	if (verdict == FALL_CONFIRMED)
	{
		outcome->move = TIER_FALLS_BY_DECISION;
		move_to(place, target, day);
		return;
	}
	/* a question that is open, or that a person has answered with no, is not asked again */
	if (verdict == FALL_OPEN || (place->refused_rank >= 0 && target >= place->refused_rank))
		return;
	if (place->fell_on == day)
	{
		earlier(&outcome->next_day, day + 1);
		return;
	}
	if (day - place->since < tier->hold_days)
	{
		earlier(&outcome->next_day, place->since + tier->hold_days);
		return;
	}
	outcome->move = TIER_FALLS;
	outcome->ask = steps > 1;
	outcome->ask_rank = target;
	move_to(place, next_lower(policy, tier->rank), day);
	place->fell_on = day;
}

void
tier_settle(const Policy *policy, int64_t score, const bool *fulfilled, const bool *kept,
			int32_t day, FallVerdict verdict, TierPlace *place, TierOutcome *outcome)
{
	int32_t		best = tier_place(policy, score, fulfilled);
	const Tier *tier = tier_by_rank(policy, place->rank);
	int			steps;
	int32_t		target;

	*outcome = (TierOutcome) {.move = TIER_STAYS, .next_day = NO_NEXT_DAY};
	outcome->settled = verdict == FALL_CONFIRMED || verdict == FALL_REFUSED;
	if (best > place->rank)
	{
		outcome->move = TIER_RISES;
		outcome->settled |= verdict == FALL_OPEN;
		move_to(place, best, day);
		return;
	}
	if (tier == NULL)
		return;
	if (score >= tier->demote_below && kept[tier - policy->tiers])
	{
		outcome->settled |= verdict == FALL_OPEN;
		place->refused_rank = -1;
		return;
	}
	outcome->by_requirement = score >= tier->demote_below;
	target = tier_below(policy, score, kept, place->rank, &steps);
	if (verdict == FALL_REFUSED)
		place->refused_rank = target;
	fall(policy, tier, target, steps, day, verdict, place, outcome);
}
