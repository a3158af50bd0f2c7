/*-------------------------------------------------------------------------
 *
 * policy.c
 *	  Tariffs: what a cumulative quantity is worth.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy.h"

#include <string.h>

/* Points, in grains, of a quantity >= 0 in hundredths.  False on overflow. */
bool
tariff_points(const Rule *rule, int64_t quantity, int128_t *grains)
{
	int64_t		from = 0;
	int128_t	total = 0;

	for (int i = 0; i < rule->n_segments && quantity > from; i++)
	{
		const Segment *s = &rule->segments[i];
		int64_t		length = (quantity < s->upto ? quantity : s->upto) - from;

		if (s->step > 0)
			length -= length % s->step;
		/* 64 by 64 bits cannot overflow 128 */
		if (!fixed_add(&total, (int128_t) length * s->rate))
			return false;
		from = s->upto;
	}
	*grains = total;
	return true;
}

/* The same within [cap_low, cap_high]. */
bool
tariff_clamped(const Rule *rule, int64_t quantity, int128_t *grains)
{
	if (!tariff_points(rule, quantity, grains))
		return false;
	if (rule->has_cap_low && *grains < (int128_t) rule->cap_low * RATE_SCALE)
		*grains = (int128_t) rule->cap_low * RATE_SCALE;
	if (rule->has_cap_high && *grains > (int128_t) rule->cap_high * RATE_SCALE)
		*grains = (int128_t) rule->cap_high * RATE_SCALE;
	return true;
}

bool
rule_is_flat(const Rule *rule)
{
	return rule->n_segments == 1 &&
		rule->segments[0].upto == INT64_MAX && rule->segments[0].step == 0 &&
		!rule->has_cap_low && !rule->has_cap_high && rule->group == NULL;
}

bool
rule_keeps_entries(const Rule *rule)
{
	return !rule_is_flat(rule) || rule->severity != SEVERITY_NONE || rule->veto.given;
}

/* Are two codes the same?  A pack that is wrong may lack one. */
static bool
same_code(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

const Rule *
rule_by_code(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_rules; i++)
		if (same_code(policy->rules[i].code, code))
			return &policy->rules[i];
	return NULL;
}

const Tier *
tier_by_code(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_tiers; i++)
		if (same_code(policy->tiers[i].code, code))
			return &policy->tiers[i];
	return NULL;
}

/* The last day before the deadline: {"days": n} lasts n days, the first included. */
int32_t
deadline_day(const Deadline *deadline, int32_t from)
{
	int32_t		end = from;
	int			year,
				month,
				mday;

	switch (deadline->kind)
	{
		case DEADLINE_NEVER:
			return CAL_LAST_DAY;
		case DEADLINE_DAYS:
			end = from + deadline->days - 1;
			break;
		case DEADLINE_MONTH_END:
			end = cal_period_end(from, PERIOD_MONTH) - 1;
			break;
		case DEADLINE_YEAR_END:
			end = cal_period_end(from, PERIOD_YEAR) - 1;
			break;
		case DEADLINE_NEXT_YEAR_END:
			cal_civil(from, &year, &month, &mday);
			end = cal_day(year + 1, 12, 31);
	}
	return end < CAL_LAST_DAY ? end : CAL_LAST_DAY;
}
