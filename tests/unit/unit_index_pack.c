/*-------------------------------------------------------------------------
 *
 * unit_index_pack.c
 *	  What is wrong with the pack of an index.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/index_pack.h"
#include "fuzz.h"
#include "json.h"
#include "unit.h"

#define T "'title':{'zh':'t','en':'t'}"
#define HEAD "'index':{'code':'i','version':'1'," T "}"
#define DIMENSIONS "'dimensions':[{'code':'d'," T ",'weight':1},{'code':'e'," T ",'weight':0.5}]"
#define PLAIN "'dimensions':[{'code':'d'," T "},{'code':'e'," T "}]"
#define GOOD "{'code':'g'," T ",'dimension':'d','weight':1,'low':0,'high':100}"
#define INDICATORS "'indicators':[" GOOD "]"
#define ZONES "'zones':[{'code':'green'," T ",'above':85},{'code':'yellow'," T ",'from':60},{'code':'red'," T "}]"
#define WITH_INDICATOR(members) "{" HEAD "," DIMENSIONS ",'indicators':[{'code':'g'," T members "}]," ZONES "}"
#define WITH_ZONES(members) "{" HEAD "," DIMENSIONS "," INDICATORS ",'zones':[" members "]}"
#define WITH_COMPARISONS(members) "{" HEAD "," PLAIN ",'comparisons':[" members "]," INDICATORS "," ZONES "}"
#define WITH_HEAD(members) "{'index':{'code':'i','version':'1'," T "," members "}," DIMENSIONS "," INDICATORS "," ZONES "}"

static char problems[4000];

static void *
host_alloc(void *arg, size_t size)
{
	return arena_alloc(arg, size);
}

static void
host_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	size_t		used = strlen(problems);

	(void) arg;
	(void) warning;
	(void) hint;
	snprintf(problems + used, sizeof(problems) - used, "%s%s: %s", used ? "\n" : "", path, problem);
}

static const struct
{
	const char *pack;
	const char *problems;
}			packs[] = {
	{"{" HEAD "," DIMENSIONS "," INDICATORS "," ZONES "}", ""},
	{"7", "$: expected an object"},
	{"{}", "$.index: expected an object\n$.dimensions: needs a member at least\n"
		"$.indicators: needs a member at least\n$.zones: needs a member at least"},
	{WITH_HEAD("'availability':'2/3','parents':'equal','source':'s'"), ""},
	{WITH_HEAD("'availability':'0.7'"), ""},
	{WITH_HEAD("'availability':'x'"), "$.index.availability: expected a share, as \"2/3\" or \"0.7\""},
	{WITH_HEAD("'availability':'0'"), "$.index.availability: expected a share above 0"},
	{WITH_HEAD("'availability':'-0.0'"), "$.index.availability: expected a share above 0"},
	{WITH_HEAD("'parents':'heavy'"), "$.index.parents: expected one of population, equal"},
	{"{" HEAD ",'dimensions':[7,{'code':'d'," T ",'weight':0},{'code':'d'," T "}]," INDICATORS "," ZONES "}",
		"$.dimensions[0]: expected an object\n"
		"$.dimensions[1].weight: expected a number from 0 to 1000 with at most six decimals\n"
		"$.dimensions[2].weight: is required\n$.dimensions[2].code: code \"d\" is used twice"},
	{WITH_COMPARISONS("'{{1,2},{1/2,1}}'"), ""},
	{WITH_COMPARISONS("'{{1,2},{1/2,1}}',7,'{{1}}','{{1,2},{2,1}}'"),
		"$.comparisons[1]: expected a matrix of dimensions, as \"{{1,3},{1/3,1}}\"\n"
		"$.comparisons[2]: has another number of items than there are dimensions\n"
		"$.comparisons[3]: a ratio below the diagonal is not the inverse of the one above"},
	{"{" HEAD "," DIMENSIONS ",'comparisons':['{{1,2},{1/2,1}}']," INDICATORS "," ZONES "}",
		"$.dimensions[0].weight: comparisons give the weights\n"
		"$.dimensions[1].weight: comparisons give the weights"},
	{"{" HEAD "," DIMENSIONS ",'indicators':[7]," ZONES "}", "$.indicators[0]: expected an object"},
	{"{" HEAD "," INDICATORS "," ZONES "}",
		"$.dimensions: needs a member at least\n$.indicators[0].dimension: there is no dimension \"d\""},
	{WITH_INDICATOR(",'dimension':'x','weight':1,'low':0,'high':1"),
		"$.indicators[0].dimension: there is no dimension \"x\""},
	{WITH_INDICATOR(",'weight':1,'low':0,'high':1"), "$.indicators[0].dimension: is required"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':2,'high':2,'direction':'down','cadence':'week',"
					"'summary':'last','max_age':3"),
		"$.indicators[0].high: the goalpost high must lie above low"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':'2','high':3"),
		"$.indicators[0].low: expected a number from -1000000000 to 1000000000 with at most six decimals"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':0.0000001,'high':3"),
		"$.indicators[0].low: expected a number from -1000000000 to 1000000000 with at most six decimals"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':1000000001"),
		"$.indicators[0].high: expected a number from -1000000000 to 1000000000 with at most six decimals"},
	{WITH_HEAD("'aggregation':'geometric'"), ""},
	{WITH_HEAD("'aggregation':'median'"), "$.index.aggregation: expected one of arithmetic, geometric"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'derived':'repair_days','chart':{'kind':'ewma','centre':5,'sd':2,"
					"'for':2,'keep':3,'p0':0.1}"), ""},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'chart':{'kind':'ears','method':'c2'}"), ""},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'derived':'luck','chart':7"),
		"$.indicators[0].derived: expected one of participation_rate, points_per_resident, repair_pass_rate, repair_days, appeals_upheld, "
		"clocks_kept, review_agreement, rectification_rate, share_over_60, gap_over_60, score_drift\n"
		"$.indicators[0].chart: expected an object"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'chart':{'k':1}"), "$.indicators[0].chart: needs the kind of a chart"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'chart':{'kind':'cusum','sd':0,'h':'x','for':0,'p0':1}"),
		"$.indicators[0].chart.h: expected a number\n"
		"$.indicators[0].chart: the standard deviation must be positive\n"
		"$.indicators[0].chart.for: expected a whole number from 1 to 100\n"
		"$.indicators[0].chart: p0 must lie between 0 and 1"},
	{WITH_INDICATOR(",'dimension':'e','weight':1,'low':1,'high':2,'chart':{'kind':'ewma','p0':0}"),
		"$.indicators[0].chart: p0 must lie between 0 and 1"},
	{WITH_ZONES("{'code':'all'," T "}"), ""},
	{WITH_ZONES("7,{'code':'red'," T "}"), "$.zones[0]: expected an object"},
	{WITH_ZONES("{'code':'green'," T "},{'code':'red'," T "}"),
		"$.zones[0]: needs one of \"above\" and \"from\""},
	{WITH_ZONES("{'code':'green'," T ",'above':1,'from':1},{'code':'red'," T "}"),
		"$.zones[0]: needs one of \"above\" and \"from\""},
	{WITH_ZONES("{'code':'green'," T ",'above':60},{'code':'yellow'," T ",'from':60},{'code':'red'," T "}"),
		"$.zones[1]: its bound must lie below that of the zone before"},
	{WITH_ZONES("{'code':'red'," T ",'from':1}"), "$.zones[0].from: unknown key"}
};

static void
test_packs(void)
{
	for (unsigned i = 0; i < sizeof(packs) / sizeof(packs[0]); i++)
	{
		Arena		arena = {NULL};
		PolicyHost	host = {host_alloc, host_problem, &arena};
		size_t		len = strlen(packs[i].pack);
		char	   *text = arena_alloc(&arena, len + 1);
		JsonNode	document;
		bool		ok;

		for (size_t c = 0; c < len; c++)
			text[c] = packs[i].pack[c] == '\'' ? '"' : packs[i].pack[c];
		if (!json_parse(&arena, text, len, &document))
			abort();
		problems[0] = '\0';
		ok = index_pack_read(&document, &host);
		check_text(problems, packs[i].problems, "%s", packs[i].pack);
		check_int(ok, problems[0] == '\0', "%s", packs[i].pack);
		arena_free(&arena);
	}
}

const UnitTest index_pack_tests[] = {
	{"index: packs, well formed and not", test_packs},
	{NULL, NULL}
};
