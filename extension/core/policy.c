/*-------------------------------------------------------------------------
 *
 * policy.c
 *	  What the parts of a policy are called, and what its rules are worth.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy.h"

#include <string.h>

/* ----------
 * names
 * ----------
 */

static const char *const severity_rows[] = {
	[SEVERITY_NONE] = "none",
	[SEVERITY_MINOR] = "minor",
	[SEVERITY_GENERAL] = "general",
	[SEVERITY_SERIOUS] = "serious"
};
const Vocabulary severities = VOCABULARY(severity_rows);

static const char *const review_rows[] = {
	[REVIEW_NONE] = "none",
	[REVIEW_SAMPLED] = "sampled",
	[REVIEW_ALWAYS] = "always"
};
const Vocabulary rule_reviews = VOCABULARY(review_rows);

static const char *const deadline_rows[] = {
	[DEADLINE_NEVER] = "never",
	[DEADLINE_DAYS] = "days",
	[DEADLINE_MONTH_END] = "month_end",
	[DEADLINE_YEAR_END] = "year_end",
	[DEADLINE_NEXT_YEAR_END] = "next_year_end"
};
const Vocabulary deadline_kinds = VOCABULARY(deadline_rows);

const BenefitKindRow benefit_kind_rows[] = {
	[BENEFIT_ENTITLEMENT] = {"entitlement", false},
	[BENEFIT_REDEMPTION] = {"redemption", true}
};
const Vocabulary benefit_kinds = VOCABULARY(benefit_kind_rows);

static const char *const subject_rows[] = {
	[SUBJECT_RESIDENT] = "resident",
	[SUBJECT_HOUSEHOLD] = "household",
	[SUBJECT_ORGANISATION] = "organisation",
	[SUBJECT_OFFICIAL] = "official"
};
const Vocabulary subject_kinds = VOCABULARY(subject_rows);

static const char *const measure_rows[] = {
	[OF_QUANTITY] = "quantity",
	[OF_POINTS] = "points",
	[OF_ENTRIES] = "entries",
	[OF_DAYS] = "days",
	[OF_PERIODS] = "periods"
};
const Vocabulary measures = VOCABULARY(measure_rows);

static const char *const decider_rows[] = {
	[DECIDER_REVIEWER] = "reviewer",
	[DECIDER_PANEL] = "panel",
	[DECIDER_SYSTEM] = "system"
};
const Vocabulary step_deciders = VOCABULARY(decider_rows);

#define BY_PEOPLE	(ID_BIT(DECIDER_REVIEWER) | ID_BIT(DECIDER_PANEL))

const StepKindRow step_kind_rows[STEP_KINDS] = {
	[STEP_DUTY] = {"duty", {{"duty", "履行义务"}},
	PROOF_SUBMITTED, DECIDER_REVIEWER, BY_PEOPLE},
	[STEP_SERVICE_HOURS] = {"service_hours", {{"service hours", "服务时长"}},
	PROOF_HOURS, DECIDER_REVIEWER, ANY_ID},
	[STEP_TRAINING] = {"training", {{"training", "信用培训"}},
	PROOF_SUBMITTED, DECIDER_REVIEWER, BY_PEOPLE},
	[STEP_COMMITMENT] = {"commitment", {{"commitment", "信用承诺"}},
	PROOF_SUBMITTED, DECIDER_REVIEWER, BY_PEOPLE},
	[STEP_THIRD_PARTY] = {"third_party", {{"proof by a third party", "第三方证明"}},
	PROOF_SUBMITTED, DECIDER_REVIEWER, BY_PEOPLE},
	[STEP_PEER_REVIEW] = {"peer_review", {{"peer review", "民主评议"}},
	PROOF_SUBMITTED, DECIDER_PANEL, ID_BIT(DECIDER_PANEL)},
	[STEP_OBSERVATION] = {"observation", {{"observation", "观察期"}},
	PROOF_NO_LOSS, DECIDER_REVIEWER, ANY_ID},
	/* Shenzhen Special Economic Zone Social Credit Regulation, article 80 */
	[STEP_CREDIT_REPORT] = {"credit_report", {{"credit report", "信用报告"}},
	PROOF_SUBMITTED, DECIDER_REVIEWER, BY_PEOPLE}
};
const Vocabulary step_kinds = VOCABULARY(step_kind_rows);

/* ----------
 * tariffs
 * ----------
 */

/*
 * Quantities and rates are less than 2^63, so the sum over the segments is less
 * than 2^126 and cannot overflow.
 */
int128_t
tariff_points(const Rule *rule, int64_t quantity)
{
	int64_t		from = 0;
	int128_t	total = 0;

	for (int i = 0; i < rule->n_segments && quantity > from; i++)
	{
		const Segment *s = &rule->segments[i];
		int64_t		length = (quantity < s->upto ? quantity : s->upto) - from;

		if (s->step > 0)
			length -= length % s->step;
		total += (int128_t) length * s->rate;
		from = s->upto;
	}
	return total;
}

int128_t
tariff_clamped(const Rule *rule, int64_t quantity)
{
	int128_t	grains = tariff_points(rule, quantity);

	if (rule->has_cap_low && grains < (int128_t) rule->cap_low * RATE_SCALE)
		return (int128_t) rule->cap_low * RATE_SCALE;
	if (rule->has_cap_high && grains > (int128_t) rule->cap_high * RATE_SCALE)
		return (int128_t) rule->cap_high * RATE_SCALE;
	return grains;
}

bool
rule_is_flat(const Rule *rule)
{
	return rule->n_segments == 1 &&
		rule->segments[0].upto == INT64_MAX && rule->segments[0].step == 0 &&
		!rule->has_cap_low && !rule->has_cap_high && rule->group == NULL && rule->limit == NULL;
}

bool
rule_keeps_entries(const Rule *rule)
{
	return !rule_is_flat(rule) || rule->severity != SEVERITY_NONE || rule->veto.given;
}

/* ----------
 * codes and deadlines
 * ----------
 */

/* Are two codes equal?  They may be NULL while a wrong pack is read. */
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

const ScenarioLimit *
scenario_limit(const Policy *policy, const Benefit *b)
{
	for (int i = 0; i < policy->n_scenario_limits; i++)
		if (same_code(policy->scenario_limits[i].scenario, b->scenario))
			return &policy->scenario_limits[i];
	return NULL;
}

/* {"days": n} lasts n days, and the first day is one of them. */
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
		default:
			cal_civil(from, &year, &month, &mday);
			end = cal_day(year + 1, 12, 31);
	}
	return end < CAL_LAST_DAY ? end : CAL_LAST_DAY;
}
