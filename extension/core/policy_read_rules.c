/*-------------------------------------------------------------------------
 *
 * policy_read_rules.c
 *	  Reads the header, the dimensions and the rules of a policy pack.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

#define RATE_MAX		(10000 * RATE_SCALE)
#define DIMENSIONS_MAX	64		/* one score may have those of several policies */
#define SEGMENTS_MAX	100
#define REVIEW_SHARE_DEFAULT	3000	/* basis points */

/* Read points per unit of quantity: a decimal, or "p/q". */
static int64_t
read_rate(Reader *r, const Place *at)
{
	int64_t		rate = 0;
	bool		ok;

	if (place_absent(at))
	{
		pack_fail(r, at, NULL, "is required");
		return 0;
	}
	if (at->node->kind == JSON_STRING)
		ok = fixed_parse_ratio(at->node->text, at->node->len, RATE_SCALE, &rate);
	else
	{
		ok = at->node->kind == JSON_NUMBER &&
			fixed_parse(at->node->text, at->node->len, 6, &rate) &&
			!__builtin_mul_overflow(rate, RATE_SCALE / 1000000, &rate);
	}
	if (!ok || rate < -RATE_MAX || rate > RATE_MAX)
	{
		pack_fail(r, at,
				  "Write a number with at most six decimals, or a ratio such as \"1/3\" "
				  "whose denominator divides 63000000.",
			 "expected a rate from -10000 to 10000 points per unit");
		return 0;
	}
	return rate;
}

static void
read_segment(Reader *r, const Place *at, bool last, int64_t from, Segment *s)
{
	static const char *const keys[] = {"upto", "rate", "step", NULL};
	Place		upto = place_member(at, "upto"),
				rate = place_member(at, "rate"),
				step = place_member(at, "step");

	s->upto = INT64_MAX;
	if (!expect_object(r, at, keys))
		return;
	s->rate = read_rate(r, &rate);
	if (read_hundredths(r, &upto, 1, QUANTITY_MAX, &s->upto))
	{
		if (s->upto <= from)
			pack_fail(r, &upto, NULL, "must be larger than the bound before it");
	}
	else if (!last)
		pack_fail(r, &upto, "Only the last segment may be open.", "is required");
	if (read_hundredths(r, &step, 1, QUANTITY_MAX, &s->step) && s->upto != INT64_MAX &&
		(s->upto - from) % s->step != 0)
		pack_warn(r, &step, NULL,
				  "does not divide the segment: its last, incomplete step earns nothing");
}

/* Read a tariff: one rate, or segments with rising bounds. */
static void
read_tariff(Reader *r, const Place *parent, Rule *rule)
{
	Place		at = place_member(parent, "tariff");
	bool		gain = false;

	rule->segments = pack_alloc(r, 1, sizeof(Segment));
	rule->n_segments = 1;
	if (place_absent(&at) || at.node->kind != JSON_ARRAY)
	{
		rule->segments[0] = (Segment) {INT64_MAX, read_rate(r, &at), 0};
		rule->loss = rule->segments[0].rate < 0;
		return;
	}
	rule->n_segments = expect_array(r, &at, SEGMENTS_MAX);
	if (rule->n_segments == 0)
		pack_fail(r, &at, NULL, "a tariff needs at least one segment");
	rule->segments = pack_alloc(r, rule->n_segments, sizeof(Segment));
	for (int i = 0; i < rule->n_segments; i++)
	{
		Segment    *s = &rule->segments[i];
		Place		item = place_element(&at, i);

		read_segment(r, &item, i == rule->n_segments - 1, i ? s[-1].upto : 0, s);
		gain |= s->rate > 0;
		rule->loss |= s->rate < 0;
	}
	if (gain && rule->loss)
		pack_fail(r, &at, "Make two rules of it, one that earns and one that costs points.",
			 "the rates of a tariff must not mix signs");
}

static void
read_period(Reader *r, const Place *parent, Rule *rule)
{
	static const char *const keys[] = {"rolling", NULL};
	Place		at = place_member(parent, "period"),
				days;

	if (place_absent(&at) || at.node->kind != JSON_OBJECT)
	{
		rule->period = (CalPeriod) place_choice(r, &at, &cal_periods, ~ID_BIT(PERIOD_ROLLING),
												PERIOD_ENTRY);
		return;
	}
	expect_object(r, &at, keys);
	rule->period = PERIOD_ROLLING;
	days = place_member(&at, "rolling");
	rule->rolling_days = (int32_t) place_integer(r, &days, 1, DAYS_MAX, 1);
	if (place_absent(&days))
		pack_fail(r, &at, "Write {\"rolling\": 30} for the last 30 days.",
				  "a rolling period needs its number of days");
}

/* Read {"days": n}, {"months": n} or {"years": n}. */
static void
read_span(Reader *r, const Place *at, Retention *retention)
{
	static const char *const keys[] = {"days", "months", "years", NULL};
	static const int most[] = {DAYS_MAX, 1200, 100};
	int			given = 0;

	if (!expect_object(r, at, keys))
		return;
	for (int unit = 0; unit < 3; unit++)
	{
		Place		n = place_member(at, keys[unit]);

		if (place_absent(&n))
			continue;
		given++;
		retention->n = (int32_t) place_integer(r, &n, 1, most[unit], 1);
		retention->unit = (CalUnit) unit;
	}
	if (given != 1)
		pack_fail(r, at, "Write {\"years\": 5}, for instance.",
				  "needs one number of days, months or years");
}

static void
read_decay(Reader *r, const Place *at, Retention *retention)
{
	static const char *const keys[] = {"expire", "window", "half_life", "annual_rate", "linear",
		NULL};
	Place		expire = place_member(at, "expire"),
				window = place_member(at, "window"),
				rate = place_member(at, "annual_rate"),
				half_life = place_member(at, "half_life"),
				linear = place_member(at, "linear");
	int64_t		millionths;

	expect_object(r, at, keys);
	if (!place_absent(&expire) || !place_absent(&window))
	{
		retention->kind = place_absent(&window) ? RETAIN_EXPIRE : RETAIN_WINDOW;
		read_span(r, place_absent(&window) ? &expire : &window, retention);
	}
	else if (!place_absent(&rate))
	{
		retention->kind = RETAIN_ANNUAL_RATE;
		if (rate.node->kind != JSON_NUMBER ||
			!fixed_parse(rate.node->text, rate.node->len, 6, &millionths) ||
			millionths <= 0 || millionths >= 1000000)
			pack_fail(r, &rate, "8.4 % a year is 0.084.",
					  "expected a rate between 0 and 1 with at most six decimals");
		else
			retention->n = (int32_t) millionths;
	}
	else
	{
		retention->kind = place_absent(&half_life) ? RETAIN_LINEAR : RETAIN_HALF_LIFE;
		retention->n = (int32_t) place_integer(r, place_absent(&half_life) ? &linear : &half_life,
											   1, DAYS_MAX, 1);
	}
}

/* Read "permanent" or "period_end". */
static void
read_named_retention(Reader *r, const Place *at, Rule *rule)
{
	char		list[100];

	rule->retention.kind = (RetentionKind)
		place_choice(r, at, VOCABULARY_OF("permanent", "period_end"), ANY_ID, RETAIN_PERMANENT);
	if (rule->retention.kind == RETAIN_PERIOD_END && !cal_is_calendar(rule->period))
	{
		vocabulary_list(&cal_periods, cal_calendar_periods(false), " or ", list, sizeof(list));
		pack_fail(r, at, NULL, "period_end needs a period of %s", list);
	}
}

static void
read_retention(Reader *r, const Place *parent, Rule *rule)
{
	Place		at = place_member(parent, "retention");
	int			given = 0;

	if (place_absent(&at) || at.node->kind != JSON_OBJECT)
	{
		read_named_retention(r, &at, rule);
		return;
	}
	read_decay(r, &at, &rule->retention);
	for (int i = 0; i < at.node->n; i++)
		given += strcmp(at.node->keys[i], "note") != 0 && at.node->items[i].kind != JSON_NULL;
	if (given != 1)
		pack_fail(r, &at, "Write {\"half_life\": 365}, for instance.",
				  "needs one of expire, window, half_life, annual_rate and linear");
}

static void
read_caps(Reader *r, const Place *at, Rule *rule)
{
	Place		low = place_member(at, "cap_low"),
				high = place_member(at, "cap_high");

	rule->has_cap_low = read_hundredths(r, &low, -POINTS_MAX, 0, &rule->cap_low);
	rule->has_cap_high = read_hundredths(r, &high, 0, POINTS_MAX, &rule->cap_high);
}

static void
read_combination(Reader *r, const Place *at, Rule *rule)
{
	Place		combine = place_member(at, "combine"),
				group = place_member(at, "exclusive_group");
	bool		max = read_choice(r, at, "combine", VOCABULARY_OF("sum", "max"), ANY_ID, 0) == 1;

	rule->group = read_code(r, at, "exclusive_group", false);
	if (max && place_absent(&group))
		pack_fail(r, &group, NULL, "combine \"max\" needs an exclusive_group");
	if (!max && rule->group)
	{
		pack_fail(r, &combine, NULL, "an exclusive_group needs combine \"max\"");
		rule->group = NULL;
	}
	if (max && rule->period == PERIOD_ROLLING)
		pack_fail(r, &combine, "Use a calendar period, lifetime with a window retention, or entry.",
			 "combine \"max\" has no meaning over a rolling period");
	if (rule->group && rule->period == PERIOD_ENTRY)
		pack_warn(r, &combine, "Give the rules of the group a period, lifetime for instance.",
				  "combine \"max\" compares nothing, since each entry is a period of its own");
}

/* Read a name out of a set of deadlines, or {"days": n}. */
static Deadline
read_deadline(Reader *r, const Place *parent, const char *key, uint32_t kinds,
			  DeadlineKind fallback)
{
	static const char *const keys[] = {"days", NULL};
	Place		at = place_member(parent, key);
	Place		days = place_member(&at, "days");
	Deadline	deadline = {fallback, 0};

	if (place_absent(&at) || at.node->kind != JSON_OBJECT)
	{
		deadline.kind = (DeadlineKind) place_choice(r, &at, &deadline_kinds, kinds, fallback);
		return deadline;
	}
	expect_object(r, &at, keys);
	deadline.kind = DEADLINE_DAYS;
	deadline.days = (int32_t) place_integer(r, &days, 1, DAYS_MAX, 1);
	if (place_absent(&days))
		pack_fail(r, &at, "Write {\"days\": 90}, for instance.", "needs its number of days");
	return deadline;
}

static void
read_veto(Reader *r, const Place *parent, Rule *rule)
{
	static const char *const keys[] = {"ceiling_tier", "score_ceiling", "blocks_redemption",
		"until", NULL};
	Place		at = place_member(parent, "veto");
	Place		until = place_member(&at, "until");

	if (place_absent(&at) || !expect_object(r, &at, keys))
		return;
	rule->veto.given = true;
	rule->veto.blocks_redemption = read_bool(r, &at, "blocks_redemption");
	rule->veto.has_score_ceiling = read_points(r, &at, "score_ceiling",
											   &rule->veto.score_ceiling);
	rule->veto.ceiling_tier = read_code(r, &at, "ceiling_tier", !rule->veto.blocks_redemption &&
										!rule->veto.has_score_ceiling);
	if (place_absent(&until))
		pack_fail(r, &until, "Write \"year_end\", \"next_year_end\" or {\"days\": 90}.",
				  "is required");
	rule->veto.until = read_deadline(r, &at, "until",
									 ID_BIT(DEADLINE_YEAR_END) | ID_BIT(DEADLINE_NEXT_YEAR_END),
									 DEADLINE_YEAR_END);
}

static void
read_coupons(Reader *r, const Place *at, Rule *rule)
{
	Place		coupons = place_member(at, "coupons"),
				expire = place_member(at, "coupons_expire");
	int64_t		rate = 0;

	read_hundredths(r, &coupons, 0, 1000000, &rate);
	rule->coupons = (int32_t) rate;
	rule->coupons_expire = read_deadline(r, at, "coupons_expire", ID_BIT(DEADLINE_NEVER) |
										 ID_BIT(DEADLINE_MONTH_END) | ID_BIT(DEADLINE_YEAR_END),
										 DEADLINE_NEVER);
	if (rule->loss && rule->coupons > 0)
		pack_fail(r, &coupons, NULL, "only a rule that earns points earns coupons");
	if (rule->coupons == 0 && !place_absent(&expire))
		pack_fail(r, &expire, NULL, "the rule earns no coupons");
}

/* Read up to how much is plausible, so that a slip of the pen is not posted. */
static void
read_max_quantity(Reader *r, const Place *parent, Rule *rule)
{
	static const char *const keys[] = {"entry", "day", NULL};
	Place		at = place_member(parent, "max_quantity");
	Place		entry = place_member(&at, "entry"),
				day = place_member(&at, "day");

	if (place_absent(&at) || !expect_object(r, &at, keys))
		return;
	read_hundredths(r, &entry, 1, QUANTITY_MAX, &rule->max_entry);
	read_hundredths(r, &day, 1, POINTS_MAX, &rule->max_day);
	if (place_absent(&entry) && place_absent(&day))
		pack_fail(r, &at, "Write {\"entry\": 24, \"day\": 24}, for instance.",
				  "needs a quantity of an entry or of a day");
}

/* Read for which periods without a counted loss settlement posts the rule. */
static void
read_clean_period(Reader *r, const Place *parent, Rule *rule)
{
	Place		at = place_member(parent, "clean_period");

	if (place_absent(&at))
		return;
	rule->clean_period = (CalPeriod) place_choice(r, &at, &cal_periods, cal_calendar_periods(true),
												  PERIOD_MONTH);
	if (rule->loss)
		pack_fail(r, &at, NULL, "a clean period earns points");
	if (rule->evidence_required)
		pack_fail(r, &at, NULL, "a rule that settlement posts cannot require evidence");
}

/* Read whether a loss that was repaired in the period leaves it clean. */
static void
read_repaired(Reader *r, const Place *parent, const Rule *rule)
{
	Place		at = place_member(parent, "repaired");

	(void) place_choice(r, &at, VOCABULARY_OF("clean"), ANY_ID, 0);
	if (!place_absent(&at) && rule->clean_period == PERIOD_ENTRY)
		pack_fail(r, &at, NULL, "has no meaning without a clean_period");
}

/* Read what the rule was before: "code", or "policy/code" if the pack had another code, too. */
static const char *
read_continues(Reader *r, const Place *parent)
{
	Place		at = place_member(parent, "continues");
	const char *name = read_text(r, parent, "continues", false);
	const char *slash = name ? strchr(name, '/') : NULL;
	const char *code = slash ? slash + 1 : name;

	if (name && (!well_formed_code(code, strlen(code)) ||
				 (slash && !well_formed_code(name, (size_t) (slash - name)))))
		pack_fail(r, &at, "Write \"old_code\", or \"old_policy/old_code\" if the policy had "
				  "another code, too.", "malformed name of a rule");
	return name;
}

static void
check_loss(Reader *r, const Place *at, const Rule *rule)
{
	Place		basis = place_member(at, "legal_basis"),
				severity = place_member(at, "severity"),
				notice = place_member(at, "notice_days"),
				veto = place_member(at, "veto");

	if (rule->loss && !rule->has_legal_basis)
		pack_fail(r, &basis, "Name the statute, charter or resolution that allows the loss.",
			 "a rule that takes points needs a legal basis");
	if (!rule->loss && rule->severity != SEVERITY_NONE)
		pack_fail(r, &severity, NULL, "only a rule that takes points has a severity");
	if (!rule->loss && rule->notice_days > 0)
		pack_fail(r, &notice, NULL, "only a rule that takes points gives prior notice");
	if (!rule->loss && !place_absent(&veto))
		pack_fail(r, &veto, NULL, "only a rule that takes points can veto");
	if (rule->irreparable && rule->severity == SEVERITY_NONE)
	{
		Place		irreparable = place_member(at, "not_repairable");

		pack_fail(r, &irreparable, NULL, "only a rule with a severity could be repaired");
	}
	if (rule->loss && rule->veto.given && rule->review != REVIEW_ALWAYS)
		pack_warn(r, &veto, "Give the rule \"review\": \"always\".",
				  "a veto takes effect without anybody looking at it");
	if (rule->notice_days > 0 && rule->retention.kind == RETAIN_PERIOD_END)
		pack_warn(r, &notice, "Give the rule another retention, or no notice.",
				  "a loss near the end of a period never counts, since the notice outlasts it");
	if (rule->loss && rule->notice_days == 0 && rule->severity == SEVERITY_SERIOUS)
		pack_warn(r, &notice, "Many statutes ask for a notice before bad information counts.",
			 "a serious loss takes effect without prior notice");
}

static void
read_rule(Reader *r, const Place *at, void *item)
{
	Rule       *rule = item;
	static const char *const keys[] = {"code", "title", "dimension", "unit", "tariff", "period",
		"cap_low",
		"cap_high", "combine", "exclusive_group", "retention", "severity", "notice_days",
			"evidence", "review",
	"veto", "coupons", "coupons_expire", "clean_period", "repaired", "not_repairable", "context",
		"legal_basis", "max_quantity", "restart", "continues", NULL};

	if (!expect_object(r, at, keys))
		return;
	rule->code = read_code(r, at, "code", true);
	rule->title = read_title(r, at, "title", true);
	rule->unit = read_title(r, at, "unit", false);
	rule->dimension = read_code(r, at, "dimension", true);
	read_tariff(r, at, rule);
	read_period(r, at, rule);
	read_caps(r, at, rule);
	read_combination(r, at, rule);
	read_retention(r, at, rule);
	rule->severity = (Severity) read_choice(r, at, "severity", &severities, ANY_ID, SEVERITY_NONE);
	rule->notice_days = (int32_t) read_integer(r, at, "notice_days", 0, 3650, 0);
	rule->evidence_required = read_evidence(r, at);
	rule->review = (Review) read_choice(r, at, "review", &rule_reviews, ANY_ID,
										rule->loss ? REVIEW_SAMPLED : REVIEW_NONE);
	read_veto(r, at, rule);
	read_coupons(r, at, rule);
	read_clean_period(r, at, rule);
	read_repaired(r, at, rule);
	read_max_quantity(r, at, rule);
	rule->irreparable = read_text(r, at, "not_repairable", false) != NULL;
	rule->context = read_context(r, at);
	rule->has_legal_basis = read_text(r, at, "legal_basis", false) != NULL;
	rule->restart = read_text(r, at, "restart", false);
	rule->continues = read_continues(r, at);
	rule->keeps_entries = rule_keeps_entries(rule);
	check_loss(r, at, rule);
}

static void
read_dimension(Reader *r, const Place *at, void *item)
{
	Dimension  *d = item;
	static const char *const keys[] = {"code", "title", "floor", "cap", NULL};
	Place		floor = place_member(at, "floor");

	if (!expect_object(r, at, keys))
		return;
	d->code = read_code(r, at, "code", true);
	d->title = read_title(r, at, "title", true);
	d->has_floor = read_points(r, at, "floor", &d->floor);
	d->has_cap = read_points(r, at, "cap", &d->cap);
	if (d->has_floor && d->has_cap && d->floor > d->cap)
		pack_fail(r, &floor, NULL, "the floor lies above the cap");
}

static void
read_header(Reader *r, const Place *document, Policy *policy)
{
	static const char *const keys[] = {"code", "title", "area", "version", "base", "floor",
		"ceiling", "extend",
		"gifts", "review_share", "erase_years", "appeal_suspends", "names_individuals", "calendar",
			"attributes", NULL};
	Place		at = place_member(document, "policy");
	Place		floor = place_member(&at, "floor");
	const char *calendar;

	policy->calendar = "default";
	if (!expect_object(r, &at, keys))
		return;
	policy->code = read_code(r, &at, "code", true);
	policy->title = read_title(r, &at, "title", true);
	policy->area = read_text(r, &at, "area", true);
	policy->version = read_text(r, &at, "version", true);
	policy->extend = read_bool(r, &at, "extend");
	read_points(r, &at, "base", &policy->base);
	policy->has_floor = read_points(r, &at, "floor", &policy->floor);
	policy->has_ceiling = read_points(r, &at, "ceiling", &policy->ceiling);
	if (policy->has_floor && policy->has_ceiling && policy->floor > policy->ceiling)
		pack_fail(r, &floor, NULL, "the floor lies above the ceiling");
	policy->gifts = read_bool(r, &at, "gifts");
	policy->review_share = read_share(r, &at, "review_share", REVIEW_SHARE_DEFAULT);
	policy->erase_years = (int32_t) read_integer(r, &at, "erase_years", 1, 100,
												 ERASE_YEARS_DEFAULT);
	policy->appeal_suspends = read_bool(r, &at, "appeal_suspends");
	policy->names_individuals = read_text(r, &at, "names_individuals", false) != NULL;
	calendar = read_code(r, &at, "calendar", false);
	if (calendar)
		policy->calendar = calendar;
	read_attributes(r, &at, policy);
}

static bool
has_dimension(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		if (policy->dimensions[i].code && strcmp(policy->dimensions[i].code, code) == 0)
			return true;
	return false;
}

/* The rules of a group share its period and its counting. */
static void
check_group(Reader *r, const Place *item, const Rule *rule, const Rule *other)
{
	Place		period = place_member(item, "period"),
				restart = place_member(item, "restart"),
				group = place_member(item, "exclusive_group");

	if (other->period != rule->period)
		pack_fail(r, &period, NULL,
				  "the rules of exclusive_group \"%s\" must share one period", rule->group);
	if (!equal_texts(other->restart, rule->restart))
		pack_fail(r, &restart, "A group counts anew as a whole.",
				  "the rules of exclusive_group \"%s\" must share one restart label",
				  rule->group);
	if (other->loss != rule->loss)
		pack_warn(r, &group, "Put gains and losses into groups of their own.",
				  "exclusive_group \"%s\" has gains and losses: of each the highest counts, and "
				  "both are added", rule->group);
}

/* What a rule was before is gone, and no other rule was it. */
static void
check_continues(Reader *r, const Place *item, const Policy *policy, const Rule *rule)
{
	Place		at = place_member(item, "continues");

	for (int i = 0; rule->continues && i < policy->n_rules; i++)
	{
		const Rule *other = &policy->rules[i];

		if (other->code && other != rule && other->continues == NULL &&
			strcmp(other->code, rule->continues) == 0)
			pack_fail(r, &at, NULL, "rule \"%s\" is still there", other->code);
		if (other < rule && equal_texts(other->continues, rule->continues))
			pack_fail(r, &at, "Let one rule go on, and others begin anew.",
					  "rule \"%s\" continues it already", other->code);
	}
}

/* Every dimension and tier is defined, and rules agree with one another. */
static void
check_rule_codes(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_rules; i++)
	{
		const Rule *rule = &policy->rules[i];
		Place		item = place_element(section, i);
		Place		dimension = place_member(&item, "dimension"),
					veto = place_member(&item, "veto");
		Place		tier = place_member(&veto, "ceiling_tier");

		if (rule->dimension && !has_dimension(policy, rule->dimension))
			pack_undefined(r, &dimension, "dimension", rule->dimension,
						   &(Vocabulary) {policy->dimensions, sizeof(Dimension),
							   policy->n_dimensions});
		if (!place_absent(&tier) && tier.node->kind == JSON_STRING &&
			tier_by_code(policy, tier.node->text) == NULL)
			pack_undefined(r, &tier, "tier", tier.node->text,
						   &(Vocabulary) {policy->tiers, sizeof(Tier), policy->n_tiers});
		/* a group agrees if each of its rules does with the first */
		for (int j = 0; rule->group && j < i; j++)
			if (equal_texts(policy->rules[j].group, rule->group))
			{
				check_group(r, &item, rule, &policy->rules[j]);
				break;
			}
		check_continues(r, &item, policy, rule);
	}
}

void
read_rules(Reader *r, const Place *document, Policy *policy)
{
	read_header(r, document, policy);
	policy->dimensions = read_list(r, document, "dimensions", DIMENSIONS_MAX, sizeof(Dimension),
								   read_dimension, &policy->n_dimensions);
	policy->rules = read_list(r, document, "rules", LIST_MAX, sizeof(Rule),
							  read_rule, &policy->n_rules);
	check_unique(r, document, "dimensions", policy->n_dimensions);
	check_unique(r, document, "rules", policy->n_rules);
}

void
check_rules(Reader *r, const Place *document, const Policy *policy)
{
	Place		rules = place_member(document, "rules");

	check_rule_codes(r, &rules, policy);
	if (policy->n_rules == 0)
		pack_fail(r, &rules, NULL, "a policy needs at least one rule");
}
