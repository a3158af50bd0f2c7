/*-------------------------------------------------------------------------
 *
 * unit_policy_rewards.c
 *	  Conditions of tiers and limits of scenarios: what is read, and what is said of them.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "pack.h"
#include "unit.h"

#define TITLE	"'title':{'zh':'t','en':'t'}"

/* Rules help and teach, a tier with conditions, and whatever comes after. */
static bool
read_rewards_of(const char *conditions, const char *sections, PackProblems *problems,
				Policy *policy)
{
	char		json[4096];

	snprintf(json, sizeof(json),
			 "{'policy':{'code':'p'," TITLE ",'area':'a','version':'1'},"
			 "'dimensions':[{'code':'d'," TITLE "}],"
			 "'rules':[{'code':'help'," TITLE ",'dimension':'d','tariff':1,'restart':'2'},"
			 "{'code':'teach'," TITLE ",'dimension':'d','tariff':1}],"
			 "'tiers':[{'code':'t'," TITLE ",'rank':1,'promote_at':5,"
			 "'requires':{'quantities':[%s]}}]%s}", conditions, sections);
	return pack_document(json, true, problems, policy);
}

/* A condition, and what is said: "member: problem" below the condition, or nothing. */
static const struct
{
	const char *condition;
	const char *problem;
}			condition_cases[] = {
	{"'rule':'help','at_least':1", NULL},
	{"'rules':['help','teach'],'at_least':1", NULL},
	{"'rules':['help','teach','help'],'at_least':1", "rules[2]: rule \"help\" is named twice"},
	{"'rules':[5,'help'],'at_least':1", "rules[0]: malformed code"},
	{"'rules':['help',null],'at_least':1", "rules[1]: is required"},
	{"'rules':['help','cook'],'at_least':1", "rules[1]: rule \"cook\" is not defined"},
	{"'rule':'cook','at_least':1", "rule: rule \"cook\" is not defined"},
	{"'rules':[],'at_least':1", "rules: names no rule"},
	{"'rule':'help','rules':['teach'],'at_least':1",
	"rule: the condition has a list of rules already"},
	{"'rule':'help'", "at_least: is required"},
	{"'rule':'help','at_most':0", NULL},
	{"'rule':'help','at_least':5,'at_most':5", NULL},
	{"'rule':'help','at_least':5,'at_most':4.99", "at_most: lies below at_least"},
	/* what was lost is below nothing, what was done is not */
	{"'rule':'help','of':'points','at_least':-5,'at_most':-4,'keep':-6", NULL},
	{"'rule':'help','of':'entries','at_most':-1",
	"at_most: expected a number from 0 to 1000000000 with at most two decimals"},
	{"'rule':'help','of':'points','at_least':0", NULL},
	{"'rule':'help','at_least':0",
	"at_least: expected a number from 0 to 1000000000 with at most two decimals"},
	/* whoever has a tier need not do more than those who get it */
	{"'rule':'help','at_least':5,'keep':5", NULL},
	{"'rule':'help','at_least':5,'at_most':9,'keep':5.01",
	"keep: must not ask for more than the condition itself"},
	{"'rule':'help','at_most':5,'keep':5", NULL},
	{"'rule':'help','at_most':5,'keep':4.99",
	"keep: must not ask for more than the condition itself"},
	{"'rule':'help','of':'periods','period':'month','at_least':3", NULL},
	{"'rule':'help','of':'periods','at_least':3", NULL},
	{"'rule':'help','of':'days','period':'month','at_least':3",
	"period: only a condition of periods has one"},
};

static void
test_conditions(void)
{
	for (unsigned i = 0; i < sizeof(condition_cases) / sizeof(condition_cases[0]); i++)
	{
		const char *condition = condition_cases[i].condition,
				   *problem = condition_cases[i].problem;
		Arena		arena = {NULL};
		PackProblems problems = {&arena};
		Policy		policy;
		char		json[500],
					expected[500] = "";

		/* behind another, so that the second is meant */
		snprintf(json, sizeof(json), "{'rule':'teach','at_least':1},{%s}", condition);
		if (problem)
			snprintf(expected, sizeof(expected), "$.tiers[0].requires.quantities[1].%s\n", problem);
		check_int(read_rewards_of(json, "", &problems, &policy), problem == NULL, "verdict on %s",
				  condition);
		check_text(problems.text, expected, "%s", condition);
		arena_free(&arena);
	}
}

/* The code of a rule that is nearly right is corrected. */
static void
test_misspelt_rule(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena};
	Policy		policy;

	check(!read_rewards_of("{'rule':'teech','at_least':1}", "", &problems, &policy), "accepted");
	check_text(problems.text,
			   "$.tiers[0].requires.quantities[0].rule: rule \"teech\" is not defined\n", "teech");
	check_text(problems.hint, "Did you mean \"teach\"?", "the hint");
	arena_free(&arena);
}

/* Amounts are hundredths, and each rule is counted under the label that it has. */
static void
test_condition_values(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena};
	Policy		policy;
	bool		ok = read_rewards_of("{'rules':['teach','help'],'of':'periods','period':'quarter',"
								 "'at_least':3,'keep':2.5,'days':90},"
								 "{'rule':'help','at_most':7}", "", &problems, &policy);

	if (check(ok, "%s", problems.text))
	{
		const Condition *c = policy.tiers[0].requires.conditions;

		check_int(policy.tiers[0].requires.n_conditions, 2, "conditions");
		check_int(c[0].n_rules, 2, "rules of the first");
		check_text(c[0].rules[0], "teach", "the first rule");
		check_text(c[0].restarts[0], NULL, "its label");
		check_text(c[0].rules[1], "help", "the second rule");
		check_text(c[0].restarts[1], "2", "its label");
		check_int(c[0].of, OF_PERIODS, "what is counted");
		check_int(c[0].period, PERIOD_QUARTER, "the period");
		check_int(c[0].has_least ? c[0].at_least : -1, 300, "at_least");
		check_int(c[0].has_keep ? c[0].keep : -1, 250, "keep");
		check_int(c[0].has_most, false, "at_most of the first");
		check_int(c[0].days, 90, "days");
		check_text(c[1].restarts[0], "2", "the label of a single rule");
		check_int(c[1].has_least, false, "at_least of the second");
		check_int(c[1].has_most ? c[1].at_most : -1, 700, "at_most");
	}
	arena_free(&arena);
}

#define BENEFITS \
	",'benefits':[{'code':'bus'," TITLE ",'scenario':'travel'},{'code':'gym'," TITLE "}," \
	"{'code':'tram'," TITLE ",'scenario':'travel'},{'code':'zoo'," TITLE ",'scenario':'leisure'}]"

static void
test_scenario_limits(void)
{
	static const char *const cases[][2] = {
		{"{'scenario':'travel','limit':2,'period':'month'}", ""},
		{"5", "$.scenario_limits[0]: expected an object\n"},
		{"{'limit':2,'period':'month'}", "$.scenario_limits[0].scenario: is required\n"},
		{"{'scenario':'travel','period':'month'}", "$.scenario_limits[0].limit: is required\n"},
		{"{'scenario':'travel','limit':2}", "$.scenario_limits[0].period: is required\n"},
		{"{'scenario':'travel','limit':2,'period':'lifetime'}",
			"$.scenario_limits[0].period: expected one of day, week, month, quarter, half_year, "
		"year\n"},
		{"{'scenario':'bus','limit':2,'period':'month'}",
			"$.scenario_limits[0].scenario: no benefit has scenario \"bus\", or it has a limit "
		"already\n"},
		{"{'scenario':'travel','limit':2,'period':'month'},"
			"{'scenario':'travel','limit':9,'period':'year'}",
			"$.scenario_limits[1].scenario: no benefit has scenario \"travel\", or it has a limit "
		"already\n"},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena};
		Policy		policy;
		char		sections[2000];

		snprintf(sections, sizeof(sections), BENEFITS ",'scenario_limits':[%s]", cases[i][0]);
		check_int(read_rewards_of("", sections, &problems, &policy), cases[i][1][0] == '\0',
				  "verdict on %s", cases[i][0]);
		check_text(problems.text, cases[i][1], "%s", cases[i][0]);
		arena_free(&arena);
	}
}

/* The limit of a scenario is that of each of its benefits. */
static void
test_scenario_limit(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena};
	Policy		policy;
	bool		ok = read_rewards_of("", BENEFITS ",'scenario_limits':["
								 "{'scenario':'leisure','limit':1,'period':'day'},"
								 "{'scenario':'travel','limit':2,'period':'month'}]", &problems,
								 &policy);

	if (check(ok, "%s", problems.text))
	{
		const ScenarioLimit *limits = policy.scenario_limits;

		check(scenario_limit(&policy, &policy.benefits[0]) == &limits[1], "bus");
		check(scenario_limit(&policy, &policy.benefits[1]) == NULL, "gym");
		check(scenario_limit(&policy, &policy.benefits[2]) == &limits[1], "tram");
		check(scenario_limit(&policy, &policy.benefits[3]) == &limits[0], "zoo");
		check_int(limits[1].limit, 2, "how many");
		check_int(limits[1].period, PERIOD_MONTH, "within");
	}
	arena_free(&arena);
}

const UnitTest policy_rewards_tests[] = {
	{"policy: what the reader says of conditions", test_conditions},
	{"policy: the rule that was probably meant", test_misspelt_rule},
	{"policy: what a condition is read as", test_condition_values},
	{"policy: what the reader says of limits of scenarios", test_scenario_limits},
	{"policy: the limit of a benefit is that of its scenario", test_scenario_limit},
	{NULL, NULL}
};
