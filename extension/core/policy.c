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

static const char *const break_rows[] = {
	[BREAK_NONE] = "none",
	[BREAK_NEW] = "new",
	[BREAK_FLAT] = "flat",
	[BREAK_PERIOD] = "period",
	[BREAK_SIGN] = "sign",
	[BREAK_GROUP] = "group",
	[BREAK_LABEL] = "label"
};
const Vocabulary rule_breaks = VOCABULARY(break_rows);

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

/* A gain stops at the upper cap, a loss at the lower one. */
int128_t
capped_rise(const Rule *rule, int128_t rise, int128_t points)
{
	int128_t	room;

	if (!rule->loss && rule->has_cap_high)
	{
		room = (int128_t) rule->cap_high * RATE_SCALE - points;
		if (rise > room)
			rise = room > 0 ? room : 0;
	}
	if (rule->loss && rule->has_cap_low)
	{
		room = (int128_t) rule->cap_low * RATE_SCALE - points;
		if (rise < room)
			rise = room < 0 ? room : 0;
	}
	return rise;
}

/* Is each unit worth the same, whatever was counted before? */
static bool
has_one_rate(const Rule *rule)
{
	return rule->n_segments == 1 &&
		rule->segments[0].upto == INT64_MAX && rule->segments[0].step == 0 &&
		!rule->has_cap_low && !rule->has_cap_high && rule->group == NULL;
}

bool
rule_is_flat(const Rule *rule)
{
	return has_one_rate(rule) && rule->limit == NULL;
}

bool
rule_keeps_entries(const Rule *rule)
{
	return !rule_is_flat(rule) || rule->severity != SEVERITY_NONE || rule->veto.given;
}

/* Are two codes equal?  They may be NULL while a wrong pack is read. */
static bool
same_code(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* ----------
 * from version to version
 * ----------
 */

bool
rule_cumulates(const Rule *rule)
{
	return rule->period != PERIOD_ENTRY && !has_one_rate(rule);
}

bool
equal_texts(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The members of a group count together, whatever their signs. */
RuleBreak
rule_break(const Rule *before, const Rule *after)
{
	if (before == NULL)
		return BREAK_NEW;
	if (!equal_texts(before->restart, after->restart))
		return BREAK_LABEL;
	if (!rule_cumulates(before) && !rule_cumulates(after))
		return BREAK_NONE;
	if (!rule_cumulates(before) || !rule_cumulates(after))
		return BREAK_FLAT;
	if (before->period != after->period || before->rolling_days != after->rolling_days)
		return BREAK_PERIOD;
	if (!equal_texts(before->group, after->group))
		return BREAK_GROUP;
	return after->group == NULL && before->loss != after->loss ? BREAK_SIGN : BREAK_NONE;
}

bool
same_tariff(const Rule *a, const Rule *b)
{
	if (a == b)
		return true;
	if (a->n_segments != b->n_segments ||
		a->has_cap_low != b->has_cap_low || a->cap_low != b->cap_low ||
		a->has_cap_high != b->has_cap_high || a->cap_high != b->cap_high)
		return false;
	for (int i = 0; i < a->n_segments; i++)
		if (a->segments[i].upto != b->segments[i].upto ||
			a->segments[i].rate != b->segments[i].rate ||
			a->segments[i].step != b->segments[i].step)
			return false;
	return true;
}

bool
same_worth(const Rule *a, const Rule *b)
{
	return same_tariff(a, b) &&
		same_code(a->dimension, b->dimension) &&
		a->retention.kind == b->retention.kind && a->retention.unit == b->retention.unit &&
		a->retention.n == b->retention.n && a->coupons == b->coupons &&
		a->coupons_expire.kind == b->coupons_expire.kind &&
		a->coupons_expire.days == b->coupons_expire.days;
}

/* ----------
 * codes and deadlines
 * ----------
 */

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
