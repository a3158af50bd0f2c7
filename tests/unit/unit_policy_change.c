/*-------------------------------------------------------------------------
 *
 * unit_policy_change.c
 *	  Rules of two versions of a policy: what goes on, and what is worth the same.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>

#include "pack.h"
#include "unit.h"

#define LOSS	"'tariff':-1,'legal_basis':'x'"
#define GROUP(code)	"'combine':'max','exclusive_group':'" code "','period':'day'"

/* Read a rule into a policy of its own; NULL stays NULL. */
static const Rule *
read_alone(Arena *arena, const char *rule, Policy *policy)
{
	PackProblems problems = {arena};
	bool		ok;

	if (rule == NULL)
		return NULL;
	ok = pack_rules("", "", rule, &problems, policy);
	return check(ok, "%s: %s", rule, problems.text) ? &policy->rules[0] : NULL;
}

static const struct
{
	const char *before,
			   *after;
	RuleBreak	result;
}			break_cases[] = {
	{NULL, "'tariff':1", BREAK_NEW},
	/* each entry by itself, before and after: nothing is counted on */
	{"'tariff':1", "'tariff':2,'period':'year'", BREAK_NONE},
	{"'tariff':1,'period':'month'", LOSS ",'period':'year'", BREAK_NONE},
	{"'tariff':1,'cap_high':3", "'tariff':[{'upto':5,'rate':1}]", BREAK_NONE},
	{"'tariff':1,'period':'month'", "'tariff':1,'period':'month','cap_high':3", BREAK_FLAT},
	{"'tariff':1,'period':'month','cap_high':3", "'tariff':1,'cap_high':3", BREAK_FLAT},
	/* a better tariff or cap goes on from what was counted */
	{"'tariff':1,'period':'month','cap_high':3", "'tariff':2,'period':'month','cap_high':4",
	BREAK_NONE},
	{"'tariff':1,'period':'month','cap_high':3", "'tariff':1,'period':'year','cap_high':3",
	BREAK_PERIOD},
	{"'tariff':1,'period':{'rolling':30},'cap_high':3",
	"'tariff':1,'period':{'rolling':31},'cap_high':3", BREAK_PERIOD},
	{"'tariff':1,'period':{'rolling':30},'cap_high':3",
	"'tariff':2,'period':{'rolling':30},'cap_high':3", BREAK_NONE},
	{"'tariff':1," GROUP("g"), "'tariff':2," GROUP("g"), BREAK_NONE},
	{"'tariff':1," GROUP("g"), "'tariff':1," GROUP("h"), BREAK_GROUP},
	{"'tariff':1," GROUP("g"), "'tariff':1,'period':'day','cap_high':3", BREAK_GROUP},
	{"'tariff':1,'period':'day','cap_high':3", "'tariff':1," GROUP("g"), BREAK_GROUP},
	/* a gain and a loss do not count on one another, but for a group's */
	{"'tariff':1,'period':'day','cap_high':3", LOSS ",'period':'day','cap_low':-3", BREAK_SIGN},
	{"'tariff':1," GROUP("g"), LOSS "," GROUP("g"), BREAK_NONE},
	/* another label says so by itself */
	{"'tariff':1", "'tariff':1,'restart':'2'", BREAK_LABEL},
	{"'tariff':1,'restart':'2'", "'tariff':1", BREAK_LABEL},
	{"'tariff':1,'restart':'2','period':'day','cap_high':3",
	"'tariff':1,'restart':'3','period':'day','cap_high':3", BREAK_LABEL},
	{"'tariff':1,'restart':'2','period':'day','cap_high':3",
	"'tariff':1,'restart':'2','period':'day','cap_high':3", BREAK_NONE},
};

static void
test_breaks(void)
{
	for (unsigned i = 0; i < sizeof(break_cases) / sizeof(break_cases[0]); i++)
	{
		const char *before = break_cases[i].before,
				   *after = break_cases[i].after;
		Arena		arena = {NULL};
		Policy		old,
					new;
		const Rule *a = read_alone(&arena, before, &old),
				   *b = read_alone(&arena, after, &new);

		check_text(vocabulary_name(&rule_breaks, rule_break(a, b)),
				   vocabulary_name(&rule_breaks, break_cases[i].result), "%s, then %s",
				   before ? before : "nothing", after);
		arena_free(&arena);
	}
}

static const struct
{
	const char *a,
			   *b;
	bool		tariff,			/* they have one */
				worth;			/* entries are worth the same */
}			same_cases[] = {
	{"'tariff':1", "'tariff':'1/1','note':'n','period':'day'", true, true},
	{"'tariff':1", "'tariff':[{'rate':1}]", true, true},
	{"'tariff':1", "'tariff':2", false, false},
	{"'tariff':[{'upto':6,'rate':1}]", "'tariff':[{'upto':7,'rate':1}]", false, false},
	{"'tariff':[{'upto':6,'rate':1,'step':2}]", "'tariff':[{'upto':6,'rate':1,'step':3}]",
	false, false},
	{"'tariff':[{'upto':6,'rate':1}]", "'tariff':[{'upto':6,'rate':1},{'rate':1}]", false, false},
	{"'tariff':[{'upto':6,'rate':1},{'rate':2}]", "'tariff':[{'upto':6,'rate':1},{'rate':3}]",
	false, false},
	/* a cap of nothing is a cap */
	{"'tariff':1", "'tariff':1,'cap_low':0", false, false},
	{LOSS ",'cap_low':-1", LOSS ",'cap_low':-2", false, false},
	{"'tariff':1,'cap_high':0", "'tariff':1", false, false},
	{"'tariff':1,'cap_high':1", "'tariff':1,'cap_high':2", false, false},
	{"'tariff':1,'cap_low':0,'cap_high':1", "'tariff':1,'cap_low':0,'cap_high':1", true, true},
	{"'tariff':1", "'tariff':1,'dimension':'e'", true, false},
	{"'tariff':1,'retention':{'half_life':5}", "'tariff':1,'retention':{'half_life':5}",
	true, true},
	{"'tariff':1,'retention':{'half_life':5}", "'tariff':1,'retention':{'linear':5}", true, false},
	{"'tariff':1,'retention':{'half_life':5}", "'tariff':1,'retention':{'half_life':6}",
	true, false},
	{"'tariff':1,'retention':{'expire':{'days':5}}",
	"'tariff':1,'retention':{'expire':{'years':5}}", true, false},
	{"'tariff':1,'coupons':1", "'tariff':1,'coupons':1,'coupons_expire':'never'", true, true},
	{"'tariff':1,'coupons':1", "'tariff':1,'coupons':1.01", true, false},
	{"'tariff':1,'coupons':1", "'tariff':1,'coupons':1,'coupons_expire':'year_end'", true, false},
	{"'tariff':1,'coupons':1,'coupons_expire':{'days':90}",
	"'tariff':1,'coupons':1,'coupons_expire':{'days':91}", true, false},
};

static void
test_same(void)
{
	for (unsigned i = 0; i < sizeof(same_cases) / sizeof(same_cases[0]); i++)
	{
		Arena		arena = {NULL};
		Policy		policies[2];
		const Rule *a = read_alone(&arena, same_cases[i].a, &policies[0]),
				   *b = read_alone(&arena, same_cases[i].b, &policies[1]);

		/* to one another, and each to itself */
		for (int turn = 0; a && b && turn < 2; turn++)
		{
			const Rule *first = turn ? b : a,
					   *second = turn ? a : b;

			check_int(same_tariff(first, second), same_cases[i].tariff, "one tariff: %s and %s",
					  same_cases[i].a, same_cases[i].b);
			check_int(same_worth(first, second), same_cases[i].worth, "worth the same: %s and %s",
					  same_cases[i].a, same_cases[i].b);
			check(same_tariff(first, first) && same_worth(first, first), "%s and itself",
				  same_cases[i].a);
		}
		arena_free(&arena);
	}
}

static void
test_equal_texts(void)
{
	check(equal_texts(NULL, NULL), "nothing and nothing");
	check(!equal_texts("a", NULL), "a and nothing");
	check(!equal_texts(NULL, "a"), "nothing and a");
	check(equal_texts("a", "a"), "a and a");
	check(!equal_texts("a", "b"), "a and b");
	check(!equal_texts("", NULL), "an empty text and nothing");
}

/* What is left of a rise after so many points, in points; a cap that shrank takes nothing back. */
static void
test_capped_rise(void)
{
	static const struct
	{
		const char *rule;
		int			rise,
					points,
					left;
	}			cases[] = {
		{"'tariff':1", 9, 1000, 9},
		{"'tariff':1,'cap_high':5", 3, 0, 3},
		{"'tariff':1,'cap_high':5", 3, 2, 3},
		{"'tariff':1,'cap_high':5", 3, 3, 2},
		{"'tariff':1,'cap_high':5", 3, 5, 0},
		{"'tariff':1,'cap_high':5", 3, 6, 0},
		{"'tariff':1,'cap_high':5", 0, 6, 0},
		{"'tariff':1,'cap_low':0", 3, 6, 3},
		{LOSS, -9, -1000, -9},
		{LOSS ",'cap_low':-5", -3, 0, -3},
		{LOSS ",'cap_low':-5", -3, -2, -3},
		{LOSS ",'cap_low':-5", -3, -3, -2},
		{LOSS ",'cap_low':-5", -3, -5, 0},
		{LOSS ",'cap_low':-5", -3, -6, 0},
		{LOSS ",'cap_high':0", -3, -6, -3},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int128_t	point = (int128_t) 100 * RATE_SCALE;
		Arena		arena = {NULL};
		Policy		policy;
		const Rule *rule = read_alone(&arena, cases[i].rule, &policy);

		check(rule && capped_rise(rule, cases[i].rise * point, cases[i].points * point) ==
			  cases[i].left * point, "%s: %d after %d", cases[i].rule, cases[i].rise,
			  cases[i].points);
		arena_free(&arena);
	}
}

const UnitTest policy_change_tests[] = {
	{"policy: why a rule counts anew", test_breaks},
	{"policy: rules with one tariff, and worth the same", test_same},
	{"policy: texts that may be absent", test_equal_texts},
	{"policy: what a cap leaves of a rise", test_capped_rise},
	{NULL, NULL}
};
