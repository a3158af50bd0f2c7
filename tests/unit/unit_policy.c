/*-------------------------------------------------------------------------
 *
 * unit_policy.c
 *	  Tariffs, and what the reader of policy packs says.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/score.h"
#include "json.h"
#include "pack.h"
#include "unit.h"

/* What a tariff gives for some quantities in hundredths; points as p/q, -1 ends the list. */
typedef struct TariffCase
{
	const char *rule;
	struct
	{
		int64_t		quantity;
		int64_t		p,
					q;
	}			points[8];
} TariffCase;

static const TariffCase tariff_cases[] = {
	/* hours of volunteering: 20 at 1, 60 at 1/2, the rest of 83 at 1/3 make 51 */
	{"'tariff':[{'upto':20,'rate':1},{'upto':80,'rate':'1/2'},{'upto':200,'rate':'1/3'},"
	 "{'rate':'1/4'}]",
		{{0, 0, 1}, {1, 1, 100}, {2000, 20, 1}, {2001, 4001, 200}, {8000, 50, 1}, {8300, 51, 1},
			{20000, 90, 1}, {-1, 0, 1}}},
	/* offences: -20, -60, -120, -220 */
	{"'tariff':[{'upto':1,'rate':-20},{'upto':2,'rate':-40},{'upto':3,'rate':-60},{'rate':-100}],"
	 "'legal_basis':'x'",
		{{100, -20, 1}, {200, -60, 1}, {300, -120, 1}, {400, -220, 1}, {250, -90, 1},
			{500, -320, 1}, {-1, 0, 1}}},
	{"'tariff':'1/3','cap_high':5",
		{{1, 1, 300}, {1400, 14, 3}, {1500, 5, 1}, {1501, 5, 1}, {2147483647, 5, 1}, {-1, 0, 1}}},
	{"'tariff':-3,'cap_low':-7.5,'legal_basis':'x'",
		{{0, 0, 1}, {200, -6, 1}, {250, -15, 2}, {300, -15, 2}, {-1, 0, 1}}},
	/* whole steps of four inside a segment, and nothing beyond its end */
	{"'tariff':[{'upto':10,'rate':'1/4','step':4},{'upto':12,'rate':1}]",
		{{399, 0, 1}, {400, 1, 1}, {799, 1, 1}, {800, 2, 1}, {1000, 2, 1}, {1050, 5, 2},
			{5000, 4, 1}, {-1, 0, 1}}},
	{"'tariff':0", {{0, 0, 1}, {12345, 0, 1}, {-1, 0, 1}}},
	{"'tariff':0.000001", {{1, 1, 100000000}, {-1, 0, 1}}},
};

static void
test_tariffs(void)
{
	for (unsigned i = 0; i < sizeof(tariff_cases) / sizeof(tariff_cases[0]); i++)
	{
		const TariffCase *c = &tariff_cases[i];
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		bool		ok = pack_rules("", "", c->rule, &problems, &policy);

		if (check(ok, "%s: %s", c->rule, problems.text))
			for (int j = 0; c->points[j].quantity >= 0; j++)
			{
				int128_t	grains;

				grains = tariff_clamped(&policy.rules[0], c->points[j].quantity);
				check(grains * c->points[j].q == (int128_t) c->points[j].p * 100 * RATE_SCALE,
					  "%s: %lld hundredths", c->rule, (long long) c->points[j].quantity);
			}
		arena_free(&arena);
	}
}

/* Which rules are summed without keeping their entries. */
static void
test_flat(void)
{
	static const struct
	{
		const char *rule;
		bool		flat,
					keeps;
	}			cases[] = {
		{"'tariff':1", true, false},
		{"'tariff':[{'rate':1}],'period':'month'", true, false},
		{"'tariff':-1,'legal_basis':'x'", true, false},
		{"'tariff':-1,'legal_basis':'x','severity':'minor'", true, true},
		{"'tariff':1,'retention':{'half_life':3}", true, false},
		{"'tariff':1,'retention':{'window':{'days':3}}", true, false},
		{"'tariff':1,'cap_high':3", false, true},
		{"'tariff':-1,'cap_low':-3,'legal_basis':'x'", false, true},
		{"'tariff':[{'rate':1,'step':2}]", false, true},
		{"'tariff':[{'upto':5,'rate':1}]", false, true},
		{"'tariff':[{'upto':5,'rate':1},{'rate':2}]", false, true},
		{"'tariff':1,'combine':'max','exclusive_group':'g'", false, true},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		bool		ok = pack_rules("", "", cases[i].rule, &problems, &policy);

		if (check(ok, "%s: %s", cases[i].rule, problems.text))
		{
			check_int(rule_is_flat(&policy.rules[0]), cases[i].flat, "%s is flat", cases[i].rule);
			check_int(rule_keeps_entries(&policy.rules[0]), cases[i].keeps, "%s keeps entries",
					  cases[i].rule);
			check_int(policy.rules[0].keeps_entries, cases[i].keeps, "%s is marked", cases[i].rule);
		}
		arena_free(&arena);
	}
}

/* Members of the header, of dimension d and of the rules, and what is said of them. */
static const struct
{
	const char *header,
			   *dimension,
			   *rules;
	const char *problems;
}			reader_cases[] = {
	{"", "", "'tariff':1", ""},
	{"'note':'n','base':1000,'floor':null", "'note':'n','cap':5", "'tariff':1,'note':'n'", ""},
	{"'floor':2,'ceiling':1", "", "'tariff':1",
		"$.policy.floor: the floor lies above the ceiling\n"},
	{"", "'floor':2,'cap':1.99", "'tariff':1",
		"$.dimensions[0].floor: the floor lies above the cap\n"},
	{"'kind':1", "", "'tariff':1", "$.policy.kind: unknown key\n"},
	{"'note':1", "", "'tariff':1", "$.policy.note: a note must be a string\n"},
	{"'base':1000000000.01", "", "'tariff':1",
		"$.policy.base: expected a number from -1000000000 to 1000000000 with at most two "
		"decimals\n"},
	{"'base':'1'", "", "'tariff':1",
		"$.policy.base: expected a number from -1000000000 to 1000000000 with at most two "
		"decimals\n"},
	{"", "", "'tariff':[]", "$.rules[0].tariff: a tariff needs at least one segment\n"},
	{"", "", "'period':'day'", "$.rules[0].tariff: is required\n"},
	{"", "", "'tariff':[{'rate':1},{'rate':2}]", "$.rules[0].tariff[0].upto: is required\n"
		/* and what follows an open segment cannot be larger */
	},
	{"", "", "'tariff':[{'upto':5,'rate':1},{'upto':5,'rate':2}]",
		"$.rules[0].tariff[1].upto: must be larger than the bound before it\n"},
	{"", "", "'tariff':[{'rate':1},{'upto':-1,'rate':2,'step':1}]",
		"$.rules[0].tariff[0].upto: is required\n"
	"$.rules[0].tariff[1].upto: expected a number from 0 to 21474836 with at most two decimals\n"},
	{"", "", "'tariff':[{'upto':5,'rate':1},{'rate':-2}],'legal_basis':'x'",
		"$.rules[0].tariff: the rates of a tariff must not mix signs\n"},
	{"", "", "'tariff':[{'upto':5,'rate':1,'step':2}]",
		"~$.rules[0].tariff[0].step: does not divide the segment: its last, incomplete step earns "
		"nothing\n"},
	{"", "", "'tariff':'1/11'",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':10000.000001",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':0.0000001",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':-1",
		"$.rules[0].legal_basis: a rule that takes points needs a legal basis\n"},
	{"", "", "'tariff':1,'severity':'minor'",
		"$.rules[0].severity: only a rule that takes points has a severity\n"},
	{"", "", "'tariff':1,'notice_days':1",
		"$.rules[0].notice_days: only a rule that takes points gives prior notice\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','severity':'serious'",
		"~$.rules[0].notice_days: a serious loss takes effect without prior notice\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','period':'year','retention':'period_end','notice_days':7",
		"~$.rules[0].notice_days: a loss near the end of a period never counts, since the notice "
		"outlasts it\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','notice_days':7", ""},
	{"", "",
		"'tariff':1,'combine':'max','exclusive_group':'g','period':'day'|'tariff':-1,'legal_basis':'x',"
		"'combine':'max','exclusive_group':'g','period':'day'",
		"~$.rules[1].exclusive_group: exclusive_group \"g\" has gains and losses: of each the "
		"highest counts, and both are added\n"},
	{"", "", "'tariff':1,'repaired':'clean'",
		"$.rules[0].repaired: has no meaning without a clean_period\n"},
	{"", "", "'tariff':1,'clean_period':'year','repaired':'clean'", ""},
	{"", "", "'tariff':1,'combine':'max','exclusive_group':'g'",
		"~$.rules[0].combine: combine \"max\" compares nothing, since each entry is a period of its "
		"own\n"},
	{"", "", "'tariff':1,'period':{'rolling':0}",
		"$.rules[0].period.rolling: expected a whole number from 1 to 36500\n"},
	{"", "", "'tariff':1,'period':'fortnight'",
		"$.rules[0].period: expected one of entry, day, week, month, quarter, half_year, year, lifetime\n"},
	{"", "", "'tariff':1,'retention':'period_end'",
		"$.rules[0].retention: period_end needs a period of day, week, month, quarter, half_year or year\n"},
	{"", "", "'tariff':1,'retention':{'expire':{'days':1},'linear':5}",
		"$.rules[0].retention: needs one of expire, window, half_life, annual_rate and linear\n"},
	{"", "", "'tariff':1,'retention':{'expire':{'days':1,'years':5}}",
		"$.rules[0].retention.expire: needs one number of days, months or years\n"},
	{"", "", "'tariff':1,'retention':{'annual_rate':1}",
		"$.rules[0].retention.annual_rate: expected a rate between 0 and 1 with at most six "
		"decimals\n"},
	{"", "", "'tariff':1,'cap_low':1",
		"$.rules[0].cap_low: expected a number from -1000000000 to 0 with at most two decimals\n"},
	{"", "", "'tariff':1,'combine':'max'",
		"$.rules[0].exclusive_group: combine \"max\" needs an exclusive_group\n"},
	{"", "", "'tariff':1,'exclusive_group':'g'",
		"$.rules[0].combine: an exclusive_group needs combine \"max\"\n"},
	{"", "", "'tariff':1,'combine':'max','exclusive_group':'g','period':{'rolling':3}",
		"$.rules[0].combine: combine \"max\" has no meaning over a rolling period\n"},
	{"", "",
		"'tariff':1,'combine':'max','exclusive_group':'g','period':'day'|'tariff':1,"
		"'combine':'max','exclusive_group':'g','period':'month'",
		"$.rules[1].period: the rules of exclusive_group \"g\" must share one period\n"},
	{"", "", "'dimension':'nowhere','tariff':1",
		"$.rules[0].dimension: dimension \"nowhere\" is not defined\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','veto':{'ceiling_tier':'t','until':'year_end'}",
		"~$.rules[0].veto: a veto takes effect without anybody looking at it\n"
	"$.rules[0].veto.ceiling_tier: tier \"t\" is not defined\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','review':'always','veto':{'until':'year_end'}",
		"$.rules[0].veto.ceiling_tier: is required\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','review':'always','veto':{'blocks_redemption':true}",
		"$.rules[0].veto.until: is required\n"},
	{"", "",
		"'tariff':-1,'legal_basis':'x','review':'always','veto':{'blocks_redemption':true,"
		"'until':{'days':0}}",
		"$.rules[0].veto.until.days: expected a whole number from 1 to 36500\n"},
	{"", "", "'tariff':1,'coupons':1,'coupons_expire':'month_end'", ""},
	{"", "", "'tariff':1,'coupons':1,'coupons_expire':{}",
		"$.rules[0].coupons_expire: needs its number of days\n"},
	{"", "", "'tariff':1,'coupons_expire':'never'",
		"$.rules[0].coupons_expire: the rule earns no coupons\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','coupons':1",
		"$.rules[0].coupons: only a rule that earns points earns coupons\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','clean_period':'year'",
		"$.rules[0].clean_period: a clean period earns points\n"},
	{"", "", "'tariff':1,'clean_period':'day'",
		"$.rules[0].clean_period: expected one of month, quarter, half_year, year\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','not_repairable':'Act'",
		"$.rules[0].not_repairable: only a rule with a severity could be repaired\n"},
	{"'review_share':0.3,'erase_years':5,'gifts':true,'calendar':'cn','names_individuals':'Act',"
	 "'appeal_suspends':true", "", "'tariff':1", ""},
	{"'review_share':1.1", "", "'tariff':1",
		"$.policy.review_share: expected a number from 0 to 1 with at most four decimals\n"},
	{"'review_share':0.33333", "", "'tariff':1",
		"$.policy.review_share: expected a number from 0 to 1 with at most four decimals\n"},
	{"'gifts':1", "", "'tariff':1", "$.policy.gifts: expected true or false\n"},
	{"'erase_years':'5'", "", "'tariff':1",
		"$.policy.erase_years: expected a whole number from 1 to 100\n"},
	{"'erase_years':1.5", "", "'tariff':1",
		"$.policy.erase_years: expected a whole number from 1 to 100\n"},
	{"'erase_years':101", "", "'tariff':1",
		"$.policy.erase_years: expected a whole number from 1 to 100\n"},
	{"'review_share':'1'", "", "'tariff':1",
		"$.policy.review_share: expected a number from 0 to 1 with at most four decimals\n"},
	{"'review_share':-0.1", "", "'tariff':1",
		"$.policy.review_share: expected a number from 0 to 1 with at most four decimals\n"},
	{"", "", "'tariff':1,'context':'a9_-z'", ""},
	{"", "", "'tariff':1,'context':''", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':5", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':'Aa'", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':'{a'", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':'aZ'", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':'a{'", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'context':'a!'", "$.rules[0].context: malformed code\n"},
	{"", "", "'tariff':1,'severity':5",
		"$.rules[0].severity: expected one of none, minor, general, serious\n"},
	{"", "", "'tariff':-10000.000001",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':true",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':1000000000000",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':'-10001/1'",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':'10001/1'",
		"$.rules[0].tariff: expected a rate from -10000 to 10000 points per unit\n"},
	{"", "", "'tariff':[5]", "$.rules[0].tariff[0]: expected an object\n"},
	{"", "", "'tariff':1,'retention':{'expire':5}",
		"$.rules[0].retention.expire: expected an object\n"},
	{"", "", "'tariff':1,'retention':{'linear':5,'note':'n','window':null}", ""},
	{"", "", "'tariff':1,'retention':{'annual_rate':'1'}",
		"$.rules[0].retention.annual_rate: expected a rate between 0 and 1 with at most six "
		"decimals\n"},
	{"", "", "'tariff':1,'retention':{'annual_rate':0.0000001}",
		"$.rules[0].retention.annual_rate: expected a rate between 0 and 1 with at most six "
		"decimals\n"},
	{"", "", "'tariff':1,'retention':{'annual_rate':0}",
		"$.rules[0].retention.annual_rate: expected a rate between 0 and 1 with at most six "
		"decimals\n"},
	{"", "", "'tariff':-1,'legal_basis':'x','review':'always','veto':5",
		"$.rules[0].veto: expected an object\n"},
	{"", "", "'tariff':1,'veto':{'blocks_redemption':true,'until':'year_end'}",
		"$.rules[0].veto: only a rule that takes points can veto\n"},
	{"", "",
		"'tariff':-1,'legal_basis':'x','review':'always','veto':{'ceiling_tier':5,"
		"'until':'year_end'}",
		"$.rules[0].veto.ceiling_tier: malformed code\n"},
	{"", "", "'tariff':1,'clean_period':'month','evidence':'required'",
		"$.rules[0].clean_period: a rule that settlement posts cannot require evidence\n"},
	{"", "",
		"'tariff':1,'combine':'max','exclusive_group':'g','period':'month'|'tariff':1,'combine':'max',"
		"'exclusive_group':'h','period':'day'", ""},
	{"'erase_years':0", "", "'tariff':1",
		"$.policy.erase_years: expected a whole number from 1 to 100\n"},
	/* how much is plausible */
	{"", "", "'tariff':1,'max_quantity':{'entry':24,'day':24}", ""},
	{"", "", "'tariff':1,'max_quantity':{'entry':24}", ""},
	{"", "", "'tariff':1,'max_quantity':{'day':24}", ""},
	{"", "", "'tariff':1,'max_quantity':{'note':'n'}",
		"$.rules[0].max_quantity: needs a quantity of an entry or of a day\n"},
	{"", "", "'tariff':1,'max_quantity':24", "$.rules[0].max_quantity: expected an object\n"},
	/* what a rule was before */
	{"", "", "'tariff':1,'continues':'old'|'tariff':1,'continues':'q/old','restart':'2'", ""},
	{"", "", "'tariff':1,'continues':'old'|'tariff':1", ""},
	{"", "", "'tariff':1,'continues':'Old'", "$.rules[0].continues: malformed name of a rule\n"},
	{"", "", "'tariff':1,'continues':'Q/old'", "$.rules[0].continues: malformed name of a rule\n"},
	{"", "", "'tariff':1,'continues':'q/'", "$.rules[0].continues: malformed name of a rule\n"},
	{"", "", "'tariff':1,'continues':'/old'", "$.rules[0].continues: malformed name of a rule\n"},
	{"", "", "'tariff':1,'continues':'b'|'tariff':1",
		"$.rules[0].continues: rule \"b\" is still there\n"},
	/* two rules may swap their codes */
	{"", "", "'tariff':1,'continues':'b'|'tariff':1,'continues':'a'", ""},
	{"", "", "'tariff':1,'continues':'old'|'tariff':1,'continues':'old'",
		"$.rules[1].continues: rule \"a\" continues it already\n"},
	{"", "",
		"'tariff':1,'combine':'max','exclusive_group':'g','period':'day','restart':'2'|'tariff':1,"
		"'combine':'max','exclusive_group':'g','period':'day'",
		"$.rules[1].restart: the rules of exclusive_group \"g\" must share one restart label\n"},
	{"", "",
		"'tariff':1,'combine':'max','exclusive_group':'g','period':'day','restart':'2'|'tariff':1,"
		"'combine':'max','exclusive_group':'g','period':'day','restart':'2'", ""},
};

/*
 * Sections behind two rules, a gain of field "civic" and a loss of field
 * "traffic", and tiers t1 and t2.
 */
static const struct
{
	const char *sections;
	const char *problems;
}			section_cases[] = {
	{"'benefits':[{'code':'b',T,'min_tier':'t2','min_score':600,'cost':3,'stock':0,"
	 "'per_period':{'limit':1,'period':'week'}}]", ""},
	{"'benefits':[{'code':'b',T,'min_tier':'t3'}]",
		"$.benefits[0].min_tier: tier \"t3\" is not defined\n"},
	{"'benefits':[{'code':'b',T,'max_tier':'t1'}]",
		"$.benefits[0].max_tier: only an adverse benefit reaches up to a tier\n"},
	{"'benefits':[{'code':'b',T,'decision':'human'}]",
		"$.benefits[0].decision: only an adverse benefit waits for a human decision\n"},
	{"'benefits':[{'code':'b',T,'min_tier':'t2','valid_from':'2024-02-29',"
	 "'valid_until':'2024-02-29'},"
	"{'code':'c',T,'valid_from':'2024-01-01'},{'code':'d',T,'valid_until':'2024-01-01'}]", ""},
	{"'benefits':[{'code':5,T},{'code':'b',T},{'code':6,T}]",
	"$.benefits[0].code: malformed code\n$.benefits[2].code: malformed code\n"},
	{"'benefits':[5]", "$.benefits[0]: expected an object\n"},
	{"'benefits':[{'code':'b',T,'per_period':5}]",
		"$.benefits[0].per_period: expected an object\n"},
	{"'benefits':[{'code':'b',T,'valid_from':20240101}]",
		"$.benefits[0].valid_from: expected a date between 1900-01-01 and 9999-12-31\n"},
	{"'benefits':[{'code':'b',T,'valid_from':'2024-01-01 '}]",
		"$.benefits[0].valid_from: expected a date between 1900-01-01 and 9999-12-31\n"},
	{"'benefits':[{'code':'b',T,'subject_kinds':[null,'resident']}]",
		"$.benefits[0].subject_kinds[0]: is required\n"},
	/* what a disadvantage must bring along */
	{"'benefits':[{'code':'b',T,'effect':'adverse','decision':'human','max_tier':'t1',"
	 "'context':'traffic','legal_basis':'Act'}]", ""},
	{"'benefits':[{'code':'b',T,'effect':'adverse','decision':'human','max_tier':'t1',"
	 "'context':'traffic'}]",
	"$.benefits[0].legal_basis: an adverse benefit needs a legal basis\n"},
	{"'benefits':[{'code':'b',T,'effect':'adverse','max_tier':'t1','context':'traffic',"
	 "'legal_basis':'Act'}]",
	"$.benefits[0].decision: an adverse benefit needs a human decision\n"},
	{"'benefits':[{'code':'b',T,'effect':'adverse','decision':'human','context':'traffic',"
	 "'legal_basis':'Act'}]",
	"$.benefits[0].max_tier: an adverse benefit needs a max_tier\n"},
	{"'benefits':[{'code':'b',T,'effect':'adverse','decision':'human','max_tier':'t1',"
	 "'legal_basis':'Act'}]",
	"$.benefits[0].context: crosses from context \"traffic\" of rule \"l\" to \"civic\"\n"},
	{"'benefits':[{'code':'b',T,'effect':'adverse','decision':'human','max_tier':'t1',"
	 "'kind':'redemption','context':'traffic','legal_basis':'Act'}]",
	"$.benefits[0].kind: an adverse benefit cannot be redeemed\n"},
	{"'benefits':[{'code':'b',T,'valid_from':'2024-02-29','valid_until':'2024-02-28'}]",
		"$.benefits[0].valid_until: must not lie before valid_from\n"},
	{"'benefits':[{'code':'b',T,'valid_from':'2023-02-29'}]",
		"$.benefits[0].valid_from: expected a date between 1900-01-01 and 9999-12-31\n"},
	{"'benefits':[{'code':'b',T,'subject_kinds':['organisation','dog']}]",
		"$.benefits[0].subject_kinds[1]: expected one of resident, household, organisation, "
	"official\n"},
	{"'benefits':[{'code':'b',T,'per_period':{'period':'day'}}]",
		"$.benefits[0].per_period.limit: is required\n"},
	{"'benefits':[{'code':'b',T},{'code':'b',T}]",
		"$.benefits[1].code: code \"b\" is used twice\n"},
	{"'repair_windows':[5,{'severity':'minor','max_days':90},{'severity':'general','max_days':90},"
	 "6]",
	"$.repair_windows[0]: expected an object\n$.repair_windows[3]: expected an object\n"},
	{"'repair_steps':[5,6,{'severity':'minor','path':'p','kind':'duty','restores':10000}]",
		"$.repair_steps[0]: expected an object\n$.repair_steps[1]: expected an object\n"
		"~$.repair_steps[0].restores: the last step of the path does not restore the whole loss\n"
	"~$.repair_steps[1].restores: the last step of the path does not restore the whole loss\n"},
	{"'repair_steps':[{'severity':'minor','kind':'duty','step':2,'restores':10000},"
	 "{'severity':'minor','path':'p','kind':'duty','restores':10000},"
		"{'severity':'general','path':'p','kind':'duty','restores':10000},{'severity':'minor',"
		"'path':'q','kind':'duty','restores':10000}]",
	"$.repair_steps[0].path: is required\n$.repair_steps[0].step: path \"\" has no step 1\n"},
	{"'repair_windows':[{'severity':'minor','max_days':90},{'severity':'minor','max_days':90}]",
	"$.repair_windows[1]: there is a window for severity \"minor\" already\n"},
	{"'repair_windows':[{'severity':'minor','min_days':91,'max_days':90}]",
		"$.repair_windows[0].max_days: must not be shorter than min_days\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'duty','restores':10000}]", ""},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'duty','restores':9999}]",
	"~$.repair_steps[0].restores: the last step of the path does not restore the whole loss\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','step':2,'kind':'duty','restores':10000}]",
		"$.repair_steps[0].step: path \"p\" has no step 1\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'duty','restores':5000},"
	 "{'severity':'minor','path':'p','kind':'duty','restores':10000}]",
		"~$.repair_steps[0].restores: the last step of the path does not restore the whole loss\n"
	"$.repair_steps[1].step: step 1 of path \"p\" is listed twice\n"},
	{"'repair_steps':[{'severity':'serious','path':'p','kind':'duty','restores':6000},"
	 "{'severity':'serious','path':'p','step':2,'kind':'duty','restores':5000}]",
		"$.repair_steps[1].restores: must not be smaller than that of the step before it\n"
	"~$.repair_steps[1].restores: the last step of the path does not restore the whole loss\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'service_hours','restores':10000}]",
		"$.repair_steps[0].rule: service hours need the rule that records "
		"them\n$.repair_steps[0].amount: the step needs an amount\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'service_hours','amount':8,'rule':'x',"
	 "'restores':10000}]",
	"$.repair_steps[0].rule: rule \"x\" is not defined\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'duty','rule':'g','restores':10000}]",
	"$.repair_steps[0].rule: only service hours are counted under a rule\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'training','decider':'system',"
	 "'restores':10000}]",
	"$.repair_steps[0].decider: somebody has to decide this step\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'credit_report','decider':'system',"
	 "'restores':10000}]",
	"$.repair_steps[0].decider: somebody has to decide this step\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'peer_review','decider':'reviewer',"
	 "'restores':10000}]",
	"$.repair_steps[0].decider: a peer review is decided by a panel\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'duty','quorum':3,'restores':10000}]",
		"$.repair_steps[0].quorum: only a panel has a quorum\n"},
	{"'repair_steps':[{'severity':'minor','path':'p','kind':'peer_review','majority':1,"
	 "'restores':10000}]", "$.repair_steps[0].majority: no votes exceed all of them\n"},
	{"'clocks':[{'code':'forward','working_days':5},{'code':'forward'}]",
		"$.clocks[1].code: code \"forward\" is used twice\n"},
	{"'clocks':[{'code':'repair_decision','working_days':5},{'code':'appeal_decison'}]",
	"~$.clocks[1].code: nothing goes by a clock \"appeal_decison\"\n"},
	{"'clocks':[{'working_days':5},5]",
		"$.clocks[0].code: is required\n$.clocks[1]: expected an object\n"},
};

static void
test_sections(void)
{
	for (unsigned i = 0; i < sizeof(section_cases) / sizeof(section_cases[0]); i++)
	{
		static const char title[] = "'title':{'zh':'t','en':'t'}";
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		char		json[8192],
					sections[4096];
		size_t		n = 0;
		const char *expected = section_cases[i].problems;

		/* T stands for a title */
		for (const char *c = section_cases[i].sections; *c; c++)
			if (*c == 'T')
				n += (size_t) snprintf(sections + n, sizeof(sections) - n, "%s", title);
			else
				sections[n++] = *c;
		sections[n] = '\0';
		snprintf(json, sizeof(json),
				 "{'policy':{'code':'p',%s,'area':'a','version':'1'},'dimensions':[{'code':'d',"
				 "%s}],"
				 "'rules':[{'code':'g',%s,'dimension':'d','tariff':1},"
				 "{'code':'l',%s,'dimension':'d','tariff':-1,'severity':'minor',"
				 "'context':'traffic','legal_basis':'x'}],"
				 "'tiers':[{'code':'t1',%s,'rank':1,'promote_at':0},{'code':'t2',%s,'rank':2,"
				 "'promote_at':10}],%s}",
				 title, title, title, title, title, title, sections);
		check_int(pack_document(json, true, &problems, &policy), expected[0] == '\0' ||
				  (expected[0] == '~' && !strstr(expected, "\n$")),
				  "verdict on %s", section_cases[i].sections);
		check_text(problems.text, expected, "%s", section_cases[i].sections);
		arena_free(&arena);
	}
}

/* The last day that a deadline leaves, from leap day 2024. */
static void
test_deadlines(void)
{
	static const struct
	{
		Deadline	deadline;
		int			year,
					month,
					mday;
	}			cases[] = {
		{{DEADLINE_DAYS, 1}, 2024, 2, 29},
		{{DEADLINE_DAYS, 2}, 2024, 3, 1},
		{{DEADLINE_DAYS, 366}, 2025, 2, 28},
		{{DEADLINE_MONTH_END, 0}, 2024, 2, 29},
		{{DEADLINE_YEAR_END, 0}, 2024, 12, 31},
		{{DEADLINE_NEXT_YEAR_END, 0}, 2025, 12, 31},
		{{DEADLINE_NEVER, 0}, 9999, 12, 31},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_int(deadline_day(&cases[i].deadline, cal_day(2024, 2, 29)),
				  cal_day(cases[i].year, cases[i].month, cases[i].mday), "deadline %u", i);
	check_int(deadline_day(&cases[2].deadline, CAL_LAST_DAY), CAL_LAST_DAY, "beyond the calendar");
}

static void
test_reader(void)
{
	for (unsigned i = 0; i < sizeof(reader_cases) / sizeof(reader_cases[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		const char *expected = reader_cases[i].problems;

		check_int(pack_rules(reader_cases[i].header, reader_cases[i].dimension,
							 reader_cases[i].rules, &problems, &policy),
				  expected[0] == '\0' || (expected[0] == '~' && !strstr(expected, "\n$")),
					  "verdict on %s %s %s",
				  reader_cases[i].header, reader_cases[i].dimension, reader_cases[i].rules);
		check_text(problems.text, expected, "%s %s %s", reader_cases[i].header,
				   reader_cases[i].dimension, reader_cases[i].rules);
		arena_free(&arena);
	}
}

/* A name that is nearly right is corrected; of another the hint says what may stand there. */
static void
test_hints(void)
{
	static const char *const remove = "Remove it, or keep remarks under the key \"note\".";
	Arena		arena = {NULL};
	PackProblems problems = {&arena};
	Policy		policy;

	check(!pack_rules("", "", "'tariff':1,'perid':'day'", &problems, &policy), "accepted");
	check_text(problems.text, "$.rules[0].perid: unknown key\n", "a slip");
	check_text(problems.hint, "Did you mean \"period\"?", "the hint to a slip");
	check(!pack_rules("", "", "'tariff':1,'cleaning':'day'", &problems, &policy), "accepted");
	check_text(problems.text, "$.rules[0].cleaning: unknown key\n", "another word");
	check_text(problems.hint, remove, "the hint to another word");
	check(!pack_rules("", "", "'tariff':1,'dimension':'x'", &problems, &policy), "accepted");
	check_text(problems.text, "$.rules[0].dimension: dimension \"x\" is not defined\n",
			   "a dimension");
	check_text(problems.hint, NULL, "the hint to a dimension that is like no other");
	arena_free(&arena);
}

/* Whole documents of which a part is no object, or lacks what others refer to. */
static void
test_documents(void)
{
	static const char *const header = "'policy':{'code':'p','title':{'zh':'t','en':'t'},'area':'a',"
									  "'version':'1'}";
	static const char *const cases[][2] = {
		{"5", "$: expected an object\n"},
		{"{'policy':5}",
			"$.policy: expected an object\n$.rules: a policy needs at least one rule\n"},
		{"{H,'dimensions':[5,{'code':'d','title':{'zh':'t','en':'t'}}],'rules':[{'code':'r',"
		 "'title':{'zh':'t','en':'t'},"
			"'dimension':'d','tariff':1}]}", "$.dimensions[0]: expected an object\n"},
		{"{H,'rules':[5]}", "$.rules[0]: expected an object\n"},
		{"{H,'dimensions':[{'code':'d','title':{'zh':'t','en':'t'}}],'rules':[{'title':{'zh':'t',"
		 "'en':'t'},'dimension':'d',"
			"'tariff':-1,'legal_basis':'x','context':'traffic'}],"
			"'tiers':[5,{'code':'t','title':{'zh':'t','en':'t'},'requires':{'quantities':[5,"
			"{'rule':'r'},{'at_least':1}]}},"
			"{'code':'u','title':{'zh':'t','en':'t'},'rank':2,'promote_at':1,'requires':5}],"
			"'benefits':[{'code':'b','title':{'zh':'t','en':'t'},'effect':'adverse',"
			"'decision':'human','max_tier':'t','legal_basis':'x'}]}",
			"$.rules[0].code: is required\n"
			"$.tiers[0]: expected an object\n"
			"$.tiers[1].rank: is required\n"
			"$.tiers[1].promote_at: is required\n"
			"$.tiers[1].requires.quantities[0]: expected an object\n"
			"$.tiers[1].requires.quantities[1].at_least: is required\n"
			"$.tiers[1].requires.quantities[2].rule: is required\n"
			"$.tiers[2].requires: expected an object\n"
			"$.tiers[1].rank: rank 0 is used twice\n"
			"$.tiers[1].requires.quantities[1].rule: rule \"r\" is not defined\n"},
		{"{H,'dimensions':[{'code':'d','title':{'zh':'t','en':'t'}}],'rules':[{'code':'r',"
		 "'title':{'zh':'t','en':'t'},'dimension':'d','tariff':1}],"
			"'tiers':[{'code':'t','title':{'zh':'t','en':'t'},'rank':1,'promote_at':5},"
			"{'code':'u','title':{'zh':'t','en':'t'},'rank':2,'promote_at':5}]}",
			"$.tiers[1].promote_at: must be larger than that of the tier of rank 1\n"},
		{"{H,'dimensions':[{'code':'d','title':{'zh':'t','en':'t'}}],'rules':["
			"{'title':{'zh':'t','en':'t'},'dimension':'d','tariff':1},"
			"{'code':'r','title':{'zh':'t','en':'t'},'dimension':'d','tariff':1,"
			"'continues':'old'}]}", "$.rules[0].code: is required\n"}
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		char		json[2000];
		const char *h = strchr(cases[i][0], 'H');

		/* H stands for a header */
		if (h)
			snprintf(json, sizeof(json), "%.*s%s%s", (int) (h - cases[i][0]), cases[i][0], header,
					 h + 1);
		else
			snprintf(json, sizeof(json), "%s", cases[i][0]);
		check(!pack_document(json, true, &problems, &policy), "accepted: %s", json);
		check_text(problems.text, cases[i][1], "%s", json);
		arena_free(&arena);
	}
}

/* Data that the law forbids to collect is found by its name, word by word. */
static void
test_refused_attributes(void)
{
	static const char *const refused[][2] = {
		{"religion", "religion"}, {"own_religion", "religion"}, {"religion_now", "religion"},
		{"irreligion_religion", "religion"}, {"宗教信仰", "religion"}, {"其宗教", "religion"},
		{"blood_type", "blood type"}, {"tax", "tax"}, {"纳税额", "tax"}
	};
	static const char *const allowed[] = {"religions", "irreligion", "irreligion_x", "syntax", "taxi",
		"blood_donor", "出生年份", ""};
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;

	for (unsigned i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		check_text(refused_attribute(refused[i][0]), refused[i][1], "%s", refused[i][0]);
	for (unsigned i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		check(refused_attribute(allowed[i]) == NULL, "refused: %s", allowed[i]);
	check(refused_attribute(NULL) == NULL, "refused: no name");
	check(!pack_document("{'policy':{'code':'p','version':'1','area':'a','title':{'zh':'t','en':'t'},"
						 "'attributes':[5,{'code':'a'},{'code':'income','type':'int'},"
						 "{'code':'b','type':'int','values':['x']},{'code':'c','type':'text',"
						 "'values':['x'],'title':{'zh':'血型','en':'t'}}]}}", true, &problems,
						 &policy), "accepted");
	check_text(problems.text, "$.policy.attributes[0]: expected an object\n"
			   "$.policy.attributes[1].type: is required\n"
			   "$.policy.attributes[2].code: data about income may not be an attribute\n"
			   "$.policy.attributes[3].values: only a text has a list of values\n"
			   "$.policy.attributes[4].code: data about blood type may not be an attribute\n"
			   "$.rules: a policy needs at least one rule\n", "attributes");
	arena_free(&arena);
}

/* One problem does not hide another. */
static void
test_all_problems(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;

	check(!pack_document("{'policy':{},'rules':[{'code':'r','dimension':'d','tariff':1,'period':{},"
						 "'retention':{},"
						 "'title':{'zh':'a','en':'b'}},{'code':'s','dimension':'d','tariff':1,"
						 "'retention':{'expire':{}},"
						 "'title':{'zh':'a','en':'b'}}]}", true, &problems, &policy), "accepted");
	for (int i = 0; i < 7; i++)
	{
		static const char *const said[] = {"$.policy.code: ", "$.policy.title: ", "$.policy.area: ",
			"$.policy.version: ",
		"$.rules[0].period", "$.rules[0].retention", "$.rules[1].retention.expire"};

		check(strstr(problems.text, said[i]) != NULL, "nothing is said of %s", said[i]);
	}
	arena_free(&arena);
}

/* An extension may name what it inherits, until it is resolved. */
static void
test_extension(void)
{
	static const char *const json = "{'policy':{'code':'p','title':{'zh':'t','en':'t'},'area':'a',"
									"'version':'1','extend':true},"
		"'rules':[{'code':'r','title':{'zh':'t','en':'t'},'dimension':'inherited','tariff':1}]}";
	static const char *const empty = "{'policy':{'code':'p','title':{'zh':'t','en':'t'},'area':'a',"
									 "'version':'1','extend':true}}";
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;
	bool		ok;

	ok = pack_document(json, false, &problems, &policy);
	check(ok, "refused: %s", problems.text);
	check(!pack_document(json, true, &problems, &policy), "resolved, accepted");
	ok = pack_document(empty, false, &problems, &policy);
	check(ok, "refused: %s", problems.text);
	check(!pack_document(empty, true, &problems, &policy), "resolved without rules, accepted");
	check_text(problems.text, "$.rules: a policy needs at least one rule\n",
			   "resolved without rules");
	arena_free(&arena);
}

/* A pack that is accepted can be scored, however many dimensions it has. */
static void
test_dimensions(void)
{
	static char json[200000];
	static const int counts[] = {1, 50, 64, 65, 255, 256, 257, 300, 2000};

	for (unsigned i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		ScoreTotals totals = SCORE_TOTALS(256);
		int			used;

		used = snprintf(json, sizeof(json),
						"{'policy':{'code':'p','title':{'zh':'t','en':'t'},'area':'a',"
						"'version':'1'},"
						"'rules':[{'code':'r','title':{'zh':'t','en':'t'},'dimension':'d0',"
						"'tariff':1}],'dimensions':[");
		for (int d = 0; d < counts[i]; d++)
			used += snprintf(json + used, sizeof(json) - (size_t) used,
							 "%s{'code':'d%d','title':{'zh':'t','en':'t'}}", d ? "," : "", d);
		snprintf(json + used, sizeof(json) - (size_t) used, "]}");
		if (pack_document(json, true, &problems, &policy))
			check_int(score_finish(&totals, &policy), SCORE_OK, "%d dimensions", counts[i]);
		else
			check(counts[i] > 50, "%d dimensions are refused: %s", counts[i], problems.text);
		arena_free(&arena);
	}
}

/* What is said stays text, also where it is cut. */
static void
test_long_texts(void)
{
	static char json[40000],
				word[4096];

	for (int shift = 0; shift < 5; shift++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		int			len = snprintf(word, sizeof(word), "%.*s", shift, "xyz");

		/* and once in plain ASCII */
		for (int i = 0; i < 300; i++)
			len += snprintf(word + len, sizeof(word) - (size_t) len, shift < 4 ? "码" : "abc");
		snprintf(json, sizeof(json),
				 "{'policy':{'%s':1},'dimensions':[{'code':'%s'},{'code':'%s'}],"
				 "'rules':[{'%s':{'%s':1},'tariff':{'%s':2}}]}",
				 word, word, word, word, word, word);
		check(!pack_document(json, true, &problems, &policy), "accepted");
		check(utf8_valid(problems.text, strlen(problems.text)), "a character is cut (%d)", shift);
		snprintf(json, sizeof(json), "{'policy':{'area':'%s%s%s'}}", word, word, word);
		check(!pack_document(json, true, &problems, &policy), "accepted");
		check(strstr(problems.text, "$.policy.area: expected a text of 1 to 2000 bytes\n") != NULL,
			  "a text of %d", 3 * len);
		arena_free(&arena);
	}
}

/* The largest pack that is allowed is read at once. */
static void
test_limits(void)
{
	static char json[500000];
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;

	for (int n = 2000; n <= 2001; n++)
	{
		int			used = snprintf(json, sizeof(json),
									"{'policy':{'code':'p','title':{'zh':'t','en':'t'},'area':'a',"
									"'version':'1'},"
									"'dimensions':[{'code':'d','title':{'zh':'t','en':'t'}}],"
									"'rules':[");

		for (int i = 0; i < n; i++)
			used += snprintf(json + used, sizeof(json) - (size_t) used,
							 "%s{'code':'r%d','title':{'zh':'t','en':'t'},'dimension':'d',"
							 "'tariff':1}", i ? "," : "", i);
		snprintf(json + used, sizeof(json) - (size_t) used, "]}");
		check_int(pack_document(json, true, &problems, &policy), n == 2000, "%d rules", n);
		if (n == 2001)
			check(strstr(problems.text, "$.rules: has 2001 members") != NULL, "%s", problems.text);
	}
	arena_free(&arena);
}

const UnitTest policy_tests[] = {
	{"policy: tariffs, steps, caps (83 hours earn 51)", test_tariffs},
	{"policy: which rules keep their entries", test_flat},
	{"policy: what the reader says", test_reader},
	{"policy: what the reader says of tiers, benefits, repair and clocks", test_sections},
	{"policy: deadlines", test_deadlines},
	{"policy: the name that was probably meant", test_hints},
	{"policy: what the reader says of documents", test_documents},
	{"policy: data that no attribute may be", test_refused_attributes},
	{"policy: the reader lists every problem", test_all_problems},
	{"policy: extensions", test_extension},
	{"policy: every accepted number of dimensions can be scored", test_dimensions},
	{"policy: long texts are cut between characters", test_long_texts},
	{"policy: 2000 rules, not 2001", test_limits},
	{NULL, NULL}
};
