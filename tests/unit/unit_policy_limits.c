/*-------------------------------------------------------------------------
 *
 * unit_policy_limits.c
 *	  Limits over several rules of a pack: what is read, and what is said of them.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "pack.h"
#include "unit.h"

#define TITLE	"'title':{'zh':'t','en':'t'}"
#define LIMIT(code, members)	"{'code':'" code "'," TITLE "," members "}"
#define GROUP(code)	"'combine':'max','exclusive_group':'" code "','period':'day'"

/* Rules a, b, ... and the limits over them. */
static bool
read_limited(const char *rules, const char *limits, PackProblems *problems, Policy *policy)
{
	char		text[4096];

	snprintf(text, sizeof(text), "%s|[%s]", rules, limits);
	return pack_rules("", "", text, problems, policy);
}

static const struct
{
	const char *rules,
			   *limits,
			   *problems;
}			limit_cases[] = {
	{"'tariff':1", LIMIT("l", "'rules':['a'],'period':'year','cap_high':5"), ""},
	{"'tariff':-1,'legal_basis':'x'",
	LIMIT("l", "'rules':['a'],'period':'lifetime','cap_low':-5"), ""},
	{"'tariff':1|'tariff':2",
	LIMIT("l", "'rules':['a','b'],'period':'day','cap_low':0,'cap_high':5,'restart':'2'"), ""},
	{"'tariff':1", "5", "$.limits[0]: expected an object\n"},
	{"'tariff':1", LIMIT("l", "'rules':[],'period':'day','cap_high':5"),
	"$.limits[0].rules: names no rule\n"},
	{"'tariff':1", LIMIT("l", "'period':'day','cap_high':5"), "$.limits[0].rules: names no rule\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a'],'cap_high':5"), "$.limits[0].period: is required\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a'],'period':'entry','cap_high':5"),
		"$.limits[0].period: expected one of day, week, month, quarter, half_year, year, "
	"lifetime\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a'],'period':'day'"),
	"$.limits[0].cap_high: is required\n"},
	{"'tariff':1", LIMIT("l", "'rules':[5],'period':'day','cap_high':5"),
	"$.limits[0].rules[0]: malformed code\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a','z'],'period':'day','cap_high':5"),
	"$.limits[0].rules[1]: rule \"z\" is not defined\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a','a'],'period':'day','cap_high':5"),
	"$.limits[0].rules[1]: rule \"a\" is in a limit already\n"},
	{"'tariff':1", LIMIT("l", "'rules':['a'],'period':'day','cap_high':5") ","
		LIMIT("m", "'rules':['a'],'period':'year','cap_high':50"),
	"$.limits[1].rules[0]: rule \"a\" is in a limit already\n"},
	{"'tariff':1|'tariff':1", LIMIT("l", "'rules':['a'],'period':'day','cap_high':5") ","
		LIMIT("l", "'rules':['b'],'period':'day','cap_high':5"),
	"$.limits[1].code: code \"l\" is used twice\n"},
	{"'tariff':1|'tariff':1,'dimension':'e'",
		LIMIT("l", "'rules':['a','b'],'period':'day','cap_high':5"),
	"$.limits[0].rules[1]: the rules of a limit must share one dimension\n"},
	/* a dimension that is missing is said once */
	{"'tariff':1|'tariff':1,'dimension':5",
		LIMIT("l", "'rules':['a','b'],'period':'day','cap_high':5"),
	"$.rules[1].dimension: malformed code\n"},
	/* a group is limited as a whole or not at all */
	{"'tariff':1," GROUP("g") "|'tariff':1," GROUP("g"),
	LIMIT("l", "'rules':['a','b'],'period':'day','cap_high':5"), ""},
	{"'tariff':1," GROUP("g") "|'tariff':1," GROUP("g"),
		LIMIT("l", "'rules':['b'],'period':'day','cap_high':5"),
	"$.limits[0].rules: exclusive_group \"g\" is not limited as a whole\n"},
	{"'tariff':1|'tariff':1," GROUP("g") "|'tariff':1," GROUP("g"),
		LIMIT("l", "'rules':['a'],'period':'day','cap_high':5") ","
		LIMIT("m", "'rules':['b'],'period':'day','cap_high':5") ","
		LIMIT("n", "'rules':['c'],'period':'day','cap_high':5"),
	"$.limits[1].rules: exclusive_group \"g\" is not limited as a whole\n"},
	{"'tariff':1," GROUP("g") "|'tariff':1," GROUP("h") "|'tariff':1|'tariff':1",
	LIMIT("l", "'rules':['a','c'],'period':'day','cap_high':5"), ""},
};

static void
test_limits(void)
{
	for (unsigned i = 0; i < sizeof(limit_cases) / sizeof(limit_cases[0]); i++)
	{
		const char *rules = limit_cases[i].rules,
				   *limits = limit_cases[i].limits;
		Arena		arena = {NULL};
		PackProblems problems = {&arena};
		Policy		policy;

		check_int(read_limited(rules, limits, &problems, &policy),
				  limit_cases[i].problems[0] == '\0', "verdict on %s with %s", rules, limits);
		check_text(problems.text, limit_cases[i].problems, "%s with %s", rules, limits);
		arena_free(&arena);
	}
}

/* The periods of limits that hold whole periods of a rule; of others the reader warns. */
static void
test_periods(void)
{
	static const char *const limits[] = {"day", "week", "month", "quarter", "half_year", "year",
	"lifetime"};
	static const struct
	{
		const char *rule;
		const char *held;		/* + for each limit that holds it */
	}			cases[] = {
		{"'entry'", "+++++++"},
		{"'day'", "+++++++"},
		{"'week'", "-+----+"},
		{"'month'", "--+++++"},
		{"'quarter'", "---++++"},
		{"'half_year'", "----+++"},
		{"'year'", "-----++"},
		{"'lifetime'", "------+"},
		{"{'rolling':7}", "------+"},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (unsigned j = 0; j < sizeof(limits) / sizeof(limits[0]); j++)
		{
			Arena		arena = {NULL};
			PackProblems problems = {&arena};
			Policy		policy;
			char		rule[100],
						limit[200];

			snprintf(rule, sizeof(rule), "'tariff':1,'period':%s", cases[i].rule);
			snprintf(limit, sizeof(limit), LIMIT("l", "'rules':['a'],'period':'%s','cap_high':5"),
					 limits[j]);
			check(read_limited(rule, limit, &problems, &policy), "%s in %s is refused",
				  cases[i].rule, limits[j]);
			check_text(problems.text, cases[i].held[j] == '+' ? "" :
					   "~$.limits[0].rules[0]: a late gain may lower the sum, since the rule's "
					   "period does not lie within the limit's\n", "%s in %s", cases[i].rule,
					   limits[j]);
			arena_free(&arena);
		}
}

/* A rule of a limit knows it, and its entries are kept, even if it has one rate. */
static void
test_limited_rules(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena};
	Policy		policy;
	bool		ok = read_limited("'tariff':1|'tariff':1|'tariff':1",
							  LIMIT("l", "'rules':['a'],'period':'year','cap_low':-1,'cap_high':5")
							  "," LIMIT("m", "'rules':['c'],'period':'day','cap_high':0,"
										"'restart':'2'"), &problems, &policy);

	if (check(ok, "%s", problems.text))
	{
		const SharedLimit *limits = policy.limits;
		static const bool limited[] = {true, false, true};

		for (int i = 0; i < 3; i++)
		{
			check_int(policy.rules[i].keeps_entries, limited[i], "rule %d is marked", i);
			check_int(rule_keeps_entries(&policy.rules[i]), limited[i], "rule %d keeps entries", i);
			check_int(rule_is_flat(&policy.rules[i]), !limited[i], "rule %d is flat", i);
		}
		check(policy.rules[0].limit == &limits[0], "the limit of rule a");
		check(policy.rules[1].limit == NULL, "the limit of rule b");
		check(policy.rules[2].limit == &limits[1], "the limit of rule c");
		check_int(limits[0].period, PERIOD_YEAR, "the period of l");
		check_int(limits[0].has_cap_low ? limits[0].cap_low : 1, -100, "the low cap of l");
		check_int(limits[0].has_cap_high ? limits[0].cap_high : 1, 500, "the high cap of l");
		check_text(limits[0].restart, NULL, "the label of l");
		check_int(limits[1].has_cap_low, false, "a low cap of m");
		check_int(limits[1].has_cap_high ? limits[1].cap_high : 1, 0, "the high cap of m");
		check_text(limits[1].restart, "2", "the label of m");
	}
	arena_free(&arena);
}

const UnitTest policy_limits_tests[] = {
	{"policy: what the reader says of limits over rules", test_limits},
	{"policy: which periods lie within those of a limit", test_periods},
	{"policy: rules of a limit keep their entries", test_limited_rules},
	{NULL, NULL}
};
