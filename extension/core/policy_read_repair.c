/*-------------------------------------------------------------------------
 *
 * policy_read_repair.c
 *	  Reads the repair windows, repair steps and clocks of a policy pack.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

#define MAJORITY_DEFAULT	5000	/* basis points: more than half */

static Severity
read_severity(Reader *r, const Place *at)
{
	return (Severity) read_choice(r, at, "severity", &severities, ~ID_BIT(SEVERITY_NONE),
								  SEVERITY_MINOR);
}

static void
read_window(Reader *r, const Place *at, void *item)
{
	RepairWindow *w = item;
	static const char *const keys[] = {"severity", "min_days", "max_days", "published", NULL};
	Place		max = place_member(at, "max_days"),
				published = place_member(at, "published");

	if (!expect_object(r, at, keys))
		return;
	w->severity = read_severity(r, at);
	w->min_days = (int32_t) read_integer(r, at, "min_days", 0, DAYS_MAX, 0);
	w->max_days = (int32_t) read_integer(r, at, "max_days", 0, DAYS_MAX, DAYS_MAX);
	if (w->max_days < w->min_days)
		pack_fail(r, &max, NULL, "must not be shorter than min_days");
	/* minor losses are not published unless a pack says so */
	w->published = place_absent(&published) ? w->severity > SEVERITY_MINOR :
		read_bool(r, at, "published");
}

static void
check_windows(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 1; i < policy->n_windows; i++)
		for (int j = 0; j < i; j++)
			/* a window that could not be read has no severity */
			if (policy->windows[i].severity != SEVERITY_NONE &&
				policy->windows[i].severity == policy->windows[j].severity)
			{
				Place		item = place_element(section, i);

				pack_fail(r, &item, NULL, "there is a window for severity \"%s\" already",
						  vocabulary_name(&severities, policy->windows[i].severity));
			}
}

/* Who decides whether a step is passed, and how a panel does. */
static void
read_decider(Reader *r, const Place *at, RepairStep *s)
{
	const StepKindRow *kind = &step_kind_rows[s->kind];
	Place		decider = place_member(at, "decider"),
				quorum = place_member(at, "quorum"),
				majority = place_member(at, "majority");

	s->decider = (StepDecider) place_choice(r, &decider, &step_deciders, ANY_ID, kind->decider);
	if (s->decider == DECIDER_SYSTEM && !(kind->deciders & ID_BIT(DECIDER_SYSTEM)))
		pack_fail(r, &decider,
				  "Only service hours and observation are proved by the ledger itself.",
				  "somebody has to decide this step");
	else if (!(kind->deciders & ID_BIT(s->decider)))
		pack_fail(r, &decider, NULL, "a %s is decided by a %s", kind->title.text[LANG_EN],
				  vocabulary_name(&step_deciders, kind->decider));
	s->quorum = (int32_t) read_integer(r, at, "quorum", 1, 1000, s->decider == DECIDER_PANEL ? 3 :
									   0);
	s->majority = read_share(r, at, "majority", MAJORITY_DEFAULT);
	if (s->decider == DECIDER_PANEL && s->majority == SHARE_ONE)
		pack_fail(r, &majority, "It is to be exceeded: 0.9999 asks for all votes.",
				  "no votes exceed all of them");
	if (s->decider != DECIDER_PANEL && !place_absent(&quorum))
		pack_fail(r, &quorum, NULL, "only a panel has a quorum");
}

static void
read_step(Reader *r, const Place *at, void *item)
{
	RepairStep *s = item;
	static const char *const keys[] = {"severity", "path", "title", "step", "kind", "amount",
		"rule", "min_days", "restores",
	"decider", "quorum", "majority", "evidence", NULL};
	Place		amount = place_member(at, "amount"),
				rule = place_member(at, "rule");

	if (!expect_object(r, at, keys))
		return;
	s->severity = read_severity(r, at);
	s->path = read_code(r, at, "path", true);
	s->title = read_title(r, at, "title", false);
	s->step = (int32_t) read_integer(r, at, "step", 1, 100, 1);
	s->kind = (StepKind) read_choice(r, at, "kind", &step_kinds, ANY_ID, STEP_DUTY);
	read_hundredths(r, &amount, 0, QUANTITY_MAX, &s->amount);
	s->rule = read_code(r, at, "rule", false);
	s->min_days = (int32_t) read_integer(r, at, "min_days", 0, DAYS_MAX, 0);
	s->restores = (int32_t) read_integer(r, at, "restores", 0, SHARE_ONE, 0);
	s->evidence_required = read_evidence(r, at);
	read_decider(r, at, s);
	if (s->rule && step_proof(s) != PROOF_HOURS)
		pack_fail(r, &rule, NULL, "only service hours are counted under a rule");
	if (place_absent(&rule) && step_proof(s) == PROOF_HOURS)
		pack_fail(r, &rule, "Hours are counted in the ledger, never typed in.",
				  "service hours need the rule that records them");
	if (s->amount == 0 && step_proof(s) != PROOF_SUBMITTED)
		pack_fail(r, &amount, "Hours of service, or days of observation.",
				  "the step needs an amount");
}

static bool
same_path(const RepairStep *a, const RepairStep *b)
{
	return a->severity != SEVERITY_NONE && a->severity == b->severity && a->path && b->path &&
		strcmp(a->path, b->path) == 0;
}

/*
 * The steps of a path are numbered 1, 2, 3 and so on, none restores less than
 * the step before it, and the last one restores all.
 */
static void
check_steps(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_steps; i++)
	{
		const RepairStep *s = &policy->steps[i];
		const RepairStep *before = NULL;
		bool		last = true;
		Place		item = place_element(section, i);
		Place		number = place_member(&item, "step"),
					restores = place_member(&item, "restores");

		for (int j = 0; j < policy->n_steps; j++)
		{
			const RepairStep *other = &policy->steps[j];

			if (j == i || !same_path(s, other))
				continue;
			if (other->step == s->step && j < i)
				pack_fail(r, &number, NULL, "step %d of path \"%s\" is listed twice", s->step,
						  s->path);
			if (other->step == s->step - 1)
				before = other;
			if (other->step > s->step)
				last = false;
		}
		if (s->step > 1 && before == NULL)
			pack_fail(r, &number, "Steps of a path are numbered 1, 2, 3 and so on.",
					  "path \"%s\" has no step %d",
					  s->path ? s->path : "", s->step - 1);
		if (before && s->restores < before->restores)
			pack_fail(r, &restores, "The share is what has been restored so far.",
					  "must not be smaller than that of the step before it");
		if (last && s->restores != SHARE_ONE)
			pack_warn(r, &restores, "10000 is all of it.",
					  "the last step of the path does not restore the whole loss");
	}
}

/* Nothing would tell that a misspelt clock runs by its default. */
static void
warn_unknown_clock(Reader *r, const Place *at, const char *code)
{
	static const char *const known[] = {"objection_mark", "appeal_decision", "review_decision",
		"forward",
	"removal", "human_review", "repair_decision"};
	Place		place = place_member(at, "code");

	if (code == NULL)
		return;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], code) == 0)
			return;
	pack_warn(r, &place,
			  "Known are objection_mark, appeal_decision, review_decision, forward, removal, "
			  "human_review and repair_decision.",
			  "nothing goes by a clock \"%s\"", code);
}

static void
read_clock(Reader *r, const Place *at, void *item)
{
	Clock      *clock = item;
	static const char *const keys[] = {"code", "working_days", "extension_days", NULL};

	if (!expect_object(r, at, keys))
		return;
	clock->code = read_code(r, at, "code", true);
	warn_unknown_clock(r, at, clock->code);
	clock->working_days = (int32_t) read_integer(r, at, "working_days", 0, 1000, 0);
	clock->extension_days = (int32_t) read_integer(r, at, "extension_days", 0, 1000, 0);
}

void
read_repair(Reader *r, const Place *document, Policy *policy)
{
	Place		windows = place_member(document, "repair_windows");

	policy->windows = read_list(r, document, "repair_windows", LIST_MAX, sizeof(RepairWindow),
								read_window, &policy->n_windows);
	policy->steps = read_list(r, document, "repair_steps", LIST_MAX, sizeof(RepairStep),
							  read_step, &policy->n_steps);
	policy->clocks = read_list(r, document, "clocks", LIST_MAX, sizeof(Clock),
							   read_clock, &policy->n_clocks);
	check_windows(r, &windows, policy);
	check_unique(r, document, "clocks", policy->n_clocks);
}

void
check_repair(Reader *r, const Place *document, const Policy *policy)
{
	Place		steps = place_member(document, "repair_steps");

	check_steps(r, &steps, policy);
	for (int i = 0; i < policy->n_steps; i++)
	{
		Place		item = place_element(&steps, i);
		Place		rule = place_member(&item, "rule");

		if (policy->steps[i].rule && rule_by_code(policy, policy->steps[i].rule) == NULL)
			pack_undefined(r, &rule, "rule", policy->steps[i].rule,
						   &(Vocabulary) {policy->rules, sizeof(Rule), policy->n_rules});
	}
}
