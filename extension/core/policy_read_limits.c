/*-------------------------------------------------------------------------
 *
 * policy_read_limits.c
 *	  Reads the limits over several rules of a policy pack.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

#define LIMITED_RULES_MAX	200

static void
read_limited_rule(Reader *r, const Place *at, void *item)
{
	*(const char **) item = place_code(r, at, true);
}

static void
read_limit(Reader *r, const Place *at, void *item)
{
	SharedLimit *limit = item;
	static const char *const keys[] = {"code", "title", "rules", "period", "cap_low", "cap_high",
		"restart", NULL};
	Place		rules = place_member(at, "rules"),
				period = place_member(at, "period"),
				low = place_member(at, "cap_low"),
				high = place_member(at, "cap_high");

	if (!expect_object(r, at, keys))
		return;
	limit->code = read_code(r, at, "code", true);
	limit->title = read_title(r, at, "title", true);
	limit->rules = read_list(r, at, "rules", LIMITED_RULES_MAX, sizeof(const char *),
							 read_limited_rule, &limit->n_rules);
	if (limit->n_rules == 0)
		pack_fail(r, &rules, NULL, "names no rule");
	if (place_absent(&period))
		pack_fail(r, &period, NULL, "is required");
	limit->period = (CalPeriod) place_choice(r, &period, &cal_periods, cal_calendar_periods(false) |
											 ID_BIT(PERIOD_LIFETIME), PERIOD_LIFETIME);
	limit->has_cap_low = read_hundredths(r, &low, -POINTS_MAX, 0, &limit->cap_low);
	limit->has_cap_high = read_hundredths(r, &high, 0, POINTS_MAX, &limit->cap_high);
	limit->restart = read_text(r, at, "restart", false);
	if (place_absent(&low) && place_absent(&high))
		pack_fail(r, &high, "Give cap_high, cap_low, or both.", "is required");
}

/* Is each of these periods of a rule a part of one of the limit's?  A week is part of no month. */
static bool
period_within(CalPeriod rule, CalPeriod limit)
{
	if (rule == limit || rule == PERIOD_ENTRY || rule == PERIOD_DAY || limit == PERIOD_LIFETIME)
		return true;
	return rule > PERIOD_WEEK && rule < limit;
}

/* A rule of a limit is defined, is in no other one, and adds to the dimension of the others. */
static void
check_limited_rule(Reader *r, const Place *at, SharedLimit *limit, const char *code, Policy *policy,
				   const char **dimension)
{
	Rule	   *rule = (Rule *) rule_by_code(policy, code);

	if (rule == NULL)
	{
		pack_undefined(r, at, "rule", code,
					   &(Vocabulary) {policy->rules, sizeof(Rule), policy->n_rules});
		return;
	}
	if (rule->limit)
		pack_fail(r, at, NULL, "rule \"%s\" is in a limit already", code);
	if (*dimension && rule->dimension && strcmp(*dimension, rule->dimension) != 0)
		pack_fail(r, at, NULL, "the rules of a limit must share one dimension");
	if (!period_within(rule->period, limit->period))
		pack_warn(r, at, "Give the limit a period that holds the rule's.",
				  "a late gain may lower the sum, since the rule's period does not lie within "
				  "the limit's");
	*dimension = rule->dimension;
	rule->limit = limit;
	rule->keeps_entries = true;
}

/* A group is limited as a whole or not at all. */
static void
check_limited_groups(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_rules; i++)
		for (int j = 0; policy->rules[i].limit && j < policy->n_rules; j++)
		{
			const Rule *rule = &policy->rules[i];
			const Rule *other = &policy->rules[j];
			Place		item = place_element(section, (int) (rule->limit - policy->limits));
			Place		rules = place_member(&item, "rules");

			if (rule->group && other->group && strcmp(other->group, rule->group) == 0 &&
				other->limit != rule->limit)
			{
				pack_fail(r, &rules, NULL, "exclusive_group \"%s\" is not limited as a whole",
						  rule->group);
				return;
			}
		}
}

void
read_limits(Reader *r, const Place *document, Policy *policy)
{
	policy->limits = read_list(r, document, "limits", LIST_MAX, sizeof(SharedLimit), read_limit,
							   &policy->n_limits);
	check_unique(r, document, "limits", policy->n_limits);
}

void
check_limits(Reader *r, const Place *document, Policy *policy)
{
	Place		section = place_member(document, "limits");

	for (int i = 0; i < policy->n_limits; i++)
	{
		Place		item = place_element(&section, i);
		Place		rules = place_member(&item, "rules");
		const char *dimension = NULL;

		for (int j = 0; j < policy->limits[i].n_rules; j++)
		{
			Place		rule = place_element(&rules, j);

			if (policy->limits[i].rules[j])
				check_limited_rule(r, &rule, &policy->limits[i], policy->limits[i].rules[j],
								   policy, &dimension);
		}
	}
	check_limited_groups(r, &section, policy);
}
