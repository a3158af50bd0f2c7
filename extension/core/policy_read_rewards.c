/*-------------------------------------------------------------------------
 *
 * policy_read_rewards.c
 *	  Reads the tiers and benefits of a policy pack.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

#define TIERS_MAX		100
#define CONDITIONS_MAX	20
#define HOLD_MINUTES_DEFAULT	15

/* ----------
 * tiers
 * ----------
 */

static void
read_condition_rule(Reader *r, const Place *at, void *item)
{
	const char **code = item;

	*code = place_code(r, at, true);
	for (int i = 0; *code && i < at->index; i++)
		if (code[i - at->index] && strcmp(code[i - at->index], *code) == 0)
			pack_fail(r, at, NULL, "rule \"%s\" is named twice", *code);
}

/* Read "rule": a code, or "rules": a list of them. */
static void
read_condition_rules(Reader *r, const Place *at, Condition *condition)
{
	Place		one = place_member(at, "rule"),
				several = place_member(at, "rules");

	if (place_absent(&several))
	{
		condition->rules = pack_alloc(r, 1, sizeof(const char *));
		condition->rules[0] = read_code(r, at, "rule", true);
		condition->n_rules = condition->rules[0] != NULL;
		condition->restarts = pack_alloc(r, 1, sizeof(const char *));
		return;
	}
	if (!place_absent(&one))
		pack_fail(r, &one, NULL, "the condition has a list of rules already");
	condition->rules = read_list(r, at, "rules", CONDITIONS_MAX, sizeof(const char *),
								 read_condition_rule, &condition->n_rules);
	condition->restarts = pack_alloc(r, condition->n_rules, sizeof(const char *));
	if (condition->n_rules == 0)
		pack_fail(r, &several, NULL, "names no rule");
}

static void
read_bounds(Reader *r, const Place *at, Condition *condition)
{
	Place		least = place_member(at, "at_least"),
				most = place_member(at, "at_most"),
				keep = place_member(at, "keep");
	/* points may be lost; a sum over entries may be larger than the quantity of one */
	int64_t		low = condition->of == OF_POINTS ? -POINTS_MAX : 0;
	bool		stricter;

	condition->has_least = read_hundredths(r, &least, condition->of == OF_POINTS ? low : 1,
										   POINTS_MAX, &condition->at_least);
	condition->has_most = read_hundredths(r, &most, low, POINTS_MAX, &condition->at_most);
	condition->has_keep = read_hundredths(r, &keep, low, POINTS_MAX, &condition->keep);
	if (place_absent(&least) && place_absent(&most))
		pack_fail(r, &least, NULL, "is required");
	if (condition->has_least && condition->has_most && condition->at_most < condition->at_least)
		pack_fail(r, &most, NULL, "lies below at_least");
	stricter = condition->has_least ? condition->keep > condition->at_least :
		condition->keep < condition->at_most;
	if (condition->has_keep && stricter)
		pack_fail(r, &keep, "It is what a tier asks for of those who have it.",
				  "must not ask for more than the condition itself");
}

static void
read_condition(Reader *r, const Place *at, void *item)
{
	Condition  *condition = item;
	static const char *const keys[] = {"rule", "rules", "of", "period", "at_least", "at_most",
		"keep", "days", NULL};
	Place		period = place_member(at, "period");

	if (!expect_object(r, at, keys))
		return;
	read_condition_rules(r, at, condition);
	condition->of = (Measure) read_choice(r, at, "of", &measures, ANY_ID, OF_QUANTITY);
	condition->period = (CalPeriod) place_choice(r, &period, &cal_periods,
												 cal_calendar_periods(false), PERIOD_ENTRY);
	if (condition->of != OF_PERIODS && !place_absent(&period))
		pack_fail(r, &period, NULL, "only a condition of periods has one");
	read_bounds(r, at, condition);
	condition->days = (int32_t) read_integer(r, at, "days", 1, DAYS_MAX, 0);
}

static bool
read_requirements(Reader *r, const Place *parent, const char *key, Requirements *requirements)
{
	static const char *const keys[] = {"clean_days", "quantities", NULL};
	Place		at = place_member(parent, key);

	if (place_absent(&at) || !expect_object(r, &at, keys))
		return false;
	requirements->clean_days = (int32_t) read_integer(r, &at, "clean_days", 0, DAYS_MAX, 0);
	requirements->conditions = read_list(r, &at, "quantities", CONDITIONS_MAX, sizeof(Condition),
										 read_condition, &requirements->n_conditions);
	return true;
}

static void
read_tier(Reader *r, const Place *at, void *item)
{
	Tier       *tier = item;
	static const char *const keys[] = {"code", "title", "rank", "promote_at", "demote_below",
		"hold_days", "requires", "keep", NULL};
	Place		rank = place_member(at, "rank"),
				promote = place_member(at, "promote_at"),
				demote = place_member(at, "demote_below");

	if (!expect_object(r, at, keys))
		return;
	tier->code = read_code(r, at, "code", true);
	tier->title = read_title(r, at, "title", true);
	tier->rank = (int32_t) read_integer(r, at, "rank", 1, 1000, 0);
	if (place_absent(&rank))
		pack_fail(r, &rank, NULL, "is required");
	if (place_absent(&promote))
		pack_fail(r, &promote, NULL, "is required");
	read_points(r, at, "promote_at", &tier->promote_at);
	if (!read_points(r, at, "demote_below", &tier->demote_below))
		tier->demote_below = tier->promote_at;
	if (tier->demote_below > tier->promote_at)
		pack_fail(r, &demote, "Demotion below promotion is what keeps a tier from flickering.",
				  "must not lie above promote_at");
	tier->hold_days = (int32_t) read_integer(r, at, "hold_days", 0, DAYS_MAX, 0);
	(void) read_requirements(r, at, "requires", &tier->requires);
	tier->has_keep = read_requirements(r, at, "keep", &tier->keep);
}

/* A higher rank asks for more points. */
static void
check_ranks(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_tiers; i++)
		for (int j = 0; j < policy->n_tiers; j++)
		{
			Place		item = place_element(section, i);
			Place		rank = place_member(&item, "rank"),
						promote = place_member(&item, "promote_at");

			if (i > j && policy->tiers[i].rank == policy->tiers[j].rank)
				pack_fail(r, &rank, NULL, "rank %d is used twice", policy->tiers[i].rank);
			if (policy->tiers[i].rank > policy->tiers[j].rank &&
				policy->tiers[i].promote_at <= policy->tiers[j].promote_at)
				pack_fail(r, &promote, NULL, "must be larger than that of the tier of rank %d",
						  policy->tiers[j].rank);
		}
}

/* ----------
 * benefits
 * ----------
 */

/* An adverse benefit needs a legal basis, a human decision and a highest tier. */
static void
read_effect(Reader *r, const Place *at, Benefit *b)
{
	Place		decision = place_member(at, "decision"),
				max_tier = place_member(at, "max_tier"),
				basis = place_member(at, "legal_basis"),
				kind = place_member(at, "kind");

	b->adverse = read_choice(r, at, "effect", VOCABULARY_OF("favourable", "adverse"), ANY_ID,
							 0) == 1;
	b->human_decision = read_choice(r, at, "decision", VOCABULARY_OF("automatic", "human"),
									ANY_ID, 0) == 1;
	b->max_tier = read_code(r, at, "max_tier", false);
	b->has_legal_basis = read_text(r, at, "legal_basis", false) != NULL;
	if (!b->adverse)
	{
		if (!place_absent(&max_tier))
			pack_fail(r, &max_tier, NULL, "only an adverse benefit reaches up to a tier");
		if (b->human_decision)
			pack_fail(r, &decision, "Whom it favours need not wait for one.",
					  "only an adverse benefit waits for a human decision");
		return;
	}
	if (!b->has_legal_basis)
		pack_fail(r, &basis, "Name the statute that allows the restriction.",
				  "an adverse benefit needs a legal basis");
	if (!b->human_decision)
		pack_fail(r, &decision, "Write \"decision\": \"human\".",
				  "an adverse benefit needs a human decision");
	if (place_absent(&max_tier))
		pack_fail(r, &max_tier, "Name the highest tier that it reaches.",
				  "an adverse benefit needs a max_tier");
	if (benefit_redeemed(b))
		pack_fail(r, &kind, NULL, "an adverse benefit cannot be redeemed");
}

static void
read_subject_kinds(Reader *r, const Place *parent, Benefit *b)
{
	Place		at = place_member(parent, "subject_kinds");
	int			n = expect_array(r, &at, SUBJECT_KINDS);

	for (int i = 0; i < n; i++)
	{
		Place		item = place_element(&at, i);
		int			kind = place_choice(r, &item, &subject_kinds, ANY_ID, -1);

		if (kind >= 0)
			b->kinds |= ID_BIT(kind);
		else if (place_absent(&item))
			pack_fail(r, &item, NULL, "is required");
	}
}

static void
read_benefit_limits(Reader *r, const Place *at, Benefit *b)
{
	static const char *const keys[] = {"limit", "period", NULL};
	Place		stock = place_member(at, "stock"),
				per_period = place_member(at, "per_period");
	Place		limit = place_member(&per_period, "limit");

	b->has_stock = !place_absent(&stock);
	b->stock = (int32_t) read_integer(r, at, "stock", 0, INT32_MAX, 0);
	b->per_subject = (int32_t) read_integer(r, at, "per_subject", 1, INT32_MAX, 0);
	if (place_absent(&per_period) || !expect_object(r, &per_period, keys))
		return;
	b->period_limit = (int32_t) read_integer(r, &per_period, "limit", 1, INT32_MAX, 0);
	if (place_absent(&limit))
		pack_fail(r, &limit, NULL, "is required");
	b->limit_period = (CalPeriod) read_choice(r, &per_period, "period", &cal_periods,
											   cal_calendar_periods(false), PERIOD_DAY);
}

static void
read_validity(Reader *r, const Place *at, Benefit *b)
{
	Place		until = place_member(at, "valid_until");

	b->has_valid_from = read_date(r, at, "valid_from", &b->valid_from);
	b->has_valid_until = read_date(r, at, "valid_until", &b->valid_until);
	if (b->has_valid_from && b->has_valid_until && b->valid_until < b->valid_from)
		pack_fail(r, &until, NULL, "must not lie before valid_from");
}

static void
read_benefit(Reader *r, const Place *at, void *item)
{
	Benefit    *b = item;
	static const char *const keys[] = {"code", "title", "scenario", "kind", "effect", "decision",
		"min_tier", "max_tier",
		"min_score", "clean_days", "subject_kinds", "cost", "stock", "per_subject", "per_period",
			"valid_from", "valid_until",
	"hold_minutes", "value", "unit", "context", "legal_basis", NULL};
	Place		cost = place_member(at, "cost"),
				score = place_member(at, "min_score"),
				value = place_member(at, "value");

	if (!expect_object(r, at, keys))
		return;
	b->code = read_code(r, at, "code", true);
	b->title = read_title(r, at, "title", true);
	b->scenario = read_code(r, at, "scenario", false);
	b->kind = (BenefitKind) read_choice(r, at, "kind", &benefit_kinds, ANY_ID, BENEFIT_ENTITLEMENT);
	b->min_tier = read_code(r, at, "min_tier", false);
	b->has_min_score = read_hundredths(r, &score, -POINTS_MAX, POINTS_MAX, &b->min_score);
	b->clean_days = (int32_t) read_integer(r, at, "clean_days", 0, DAYS_MAX, 0);
	read_hundredths(r, &cost, 0, POINTS_MAX, &b->cost);
	b->hold_minutes = (int32_t) read_integer(r, at, "hold_minutes", 1, 60 * 24 * 30,
											 HOLD_MINUTES_DEFAULT);
	b->has_value = read_hundredths(r, &value, -POINTS_MAX, POINTS_MAX, &b->value);
	b->unit = read_title(r, at, "unit", false);
	b->context = read_context(r, at);
	read_subject_kinds(r, at, b);
	read_benefit_limits(r, at, b);
	read_validity(r, at, b);
	read_effect(r, at, b);
}

static void
read_scenario_limit(Reader *r, const Place *at, void *item)
{
	ScenarioLimit *limit = item;
	static const char *const keys[] = {"scenario", "limit", "period", NULL};
	Place		most = place_member(at, "limit"),
				period = place_member(at, "period");

	if (!expect_object(r, at, keys))
		return;
	limit->scenario = read_code(r, at, "scenario", true);
	limit->limit = (int32_t) read_integer(r, at, "limit", 1, INT32_MAX, 1);
	limit->period = (CalPeriod) place_choice(r, &period, &cal_periods,
											 cal_calendar_periods(false), PERIOD_DAY);
	if (place_absent(&most))
		pack_fail(r, &most, NULL, "is required");
	if (place_absent(&period))
		pack_fail(r, &period, NULL, "is required");
}

/* A scenario has one limit, and benefits that it is about. */
static void
check_scenario_limits(Reader *r, const Place *document, const Policy *policy)
{
	Place		section = place_member(document, "scenario_limits");

	for (int i = 0; i < policy->n_scenario_limits; i++)
	{
		const char *scenario = policy->scenario_limits[i].scenario;
		Place		item = place_element(&section, i);
		Place		at = place_member(&item, "scenario");
		bool		found = false;

		for (int j = 0; scenario && j < policy->n_benefits; j++)
			found |= scenario_limit(policy, &policy->benefits[j]) == &policy->scenario_limits[i];
		if (scenario && !found)
			pack_fail(r, &at, NULL, "no benefit has scenario \"%s\", or it has a limit already",
					  scenario);
	}
}

void
read_rewards(Reader *r, const Place *document, Policy *policy)
{
	Place		tiers = place_member(document, "tiers");

	policy->tiers = read_list(r, document, "tiers", TIERS_MAX, sizeof(Tier),
							  read_tier, &policy->n_tiers);
	check_unique(r, document, "tiers", policy->n_tiers);
	check_ranks(r, &tiers, policy);
	policy->benefits = read_list(r, document, "benefits", LIST_MAX, sizeof(Benefit),
								 read_benefit, &policy->n_benefits);
	check_unique(r, document, "benefits", policy->n_benefits);
	policy->scenario_limits = read_list(r, document, "scenario_limits", LIST_MAX,
										sizeof(ScenarioLimit), read_scenario_limit,
										&policy->n_scenario_limits);
}

/* ----------
 * what depends on the whole policy
 * ----------
 */

static void
check_tier_code(Reader *r, const Place *at, const char *key, const char *code, const Policy *policy)
{
	Place		tier = place_member(at, key);

	if (code && tier_by_code(policy, code) == NULL)
		pack_undefined(r, &tier, "tier", code,
					   &(Vocabulary) {policy->tiers, sizeof(Tier), policy->n_tiers});
}

/*
 * A restriction follows from the tier, and so from every loss that can lower
 * the tier.  None of these losses may come from another field of life.
 */
static void
check_context(Reader *r, const Place *at, const Benefit *b, const Policy *policy)
{
	Place		context = place_member(at, "context");

	for (int i = 0; b->adverse && i < policy->n_rules; i++)
	{
		const Rule *rule = &policy->rules[i];

		if (rule->loss && rule->code && strcmp(rule->context, b->context) != 0)
		{
			pack_fail(r, &context,
					  "A loss in one field of life must not bring a disadvantage in another.",
					  "crosses from context \"%s\" of rule \"%s\" to \"%s\"", rule->context,
						  rule->code, b->context);
			return;
		}
	}
}

/* Every rule that a condition names is defined, and is counted under its label. */
static void
check_requirements(Reader *r, const Place *parent, const char *key,
				   Requirements *requirements, const Policy *policy)
{
	Place		at = place_member(parent, key);
	Place		list = place_member(&at, "quantities");

	for (int i = 0; i < requirements->n_conditions; i++)
		for (int j = 0; j < requirements->conditions[i].n_rules; j++)
		{
			const char *code = requirements->conditions[i].rules[j];
			Place		condition = place_element(&list, i);
			Place		rules = place_member(&condition, "rules"),
						rule = place_member(&condition, "rule");
			Place		item = place_absent(&rules) ? rule : place_element(&rules, j);

			if (code && rule_by_code(policy, code) == NULL)
				pack_undefined(r, &item, "rule", code,
							   &(Vocabulary) {policy->rules, sizeof(Rule), policy->n_rules});
			else if (code)
				requirements->conditions[i].restarts[j] = rule_by_code(policy, code)->restart;
		}
}

void
check_rewards(Reader *r, const Place *document, const Policy *policy)
{
	Place		tiers = place_member(document, "tiers"),
				benefits = place_member(document, "benefits");

	for (int i = 0; i < policy->n_tiers; i++)
	{
		Place		item = place_element(&tiers, i);

		check_requirements(r, &item, "requires", &policy->tiers[i].requires, policy);
		check_requirements(r, &item, "keep", &policy->tiers[i].keep, policy);
	}
	for (int i = 0; i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];
		Place		item = place_element(&benefits, i);

		check_tier_code(r, &item, "min_tier", b->min_tier, policy);
		check_tier_code(r, &item, "max_tier", b->max_tier, policy);
		check_context(r, &item, b, policy);
	}
	check_scenario_limits(r, document, policy);
}
