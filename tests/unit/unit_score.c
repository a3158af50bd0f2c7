/*-------------------------------------------------------------------------
 *
 * unit_score.c
 *	  Scores worked out by hand.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/score.h"
#include "pack.h"
#include "unit.h"

/* An entry: its id is its position, from 1.  Days are written 20261123. */
typedef struct Line
{
	char		rule;			/* a is the first rule */
	int32_t		quantity;		/* hundredths; of a repair, basis points */
	int32_t		occurred_on;
	EntryKind	kind;			/* 0 for an award */
	int64_t		ref;
	int32_t		effective_on;	/* 0 for occurred_on */
} Line;

typedef struct ScoreCase
{
	const char *name;
	const char *header,
			   *dimension,
			   *rules;
	int32_t		as_of;
	Line		lines[8];
	int64_t		score;			/* hundredths */
} ScoreCase;

#define BY_LAW	",'legal_basis':'x'"

/* a limit over the rules a and b */
#define NAMED_LIMIT(code, rules, rest) \
	"{'code':'" code "','title':{'zh':'v','en':'v'},'rules':[" rules "]," rest "}"
#define LIMIT(rules, rest) "|[" NAMED_LIMIT("v", rules, rest) "]"
#define VOTES	"'tariff':10|'tariff':5|'tariff':-1" BY_LAW \
	LIMIT("'a','b','c'", "'period':'day','cap_high':200")
#define YEARLY	"'tariff':1|'tariff':-1,'severity':'minor'" BY_LAW \
	LIMIT("'a','b'", "'period':'year','cap_high':200")

static const ScoreCase cases[] = {
	{"base only", "'base':1000", "", "'tariff':1", 20261123, {{0}}, 100000},
	{"83 hours", "", "",
		"'tariff':[{'upto':20,'rate':1},{'upto':80,'rate':'1/2'},{'rate':'1/3'}],"
		"'period':'lifetime'",
		20261123, {{'a', 4000, 20260101}, {'a', 4300, 20260201}}, 5100},
	{"hours entry by entry", "", "", "'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}]",
		20261123, {{'a', 4000, 20260101}, {'a', 4000, 20260201}}, 6000},
	{"hours by month", "", "", "'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}],'period':'month'",
		20261123, {{'a', 4000, 20260101}, {'a', 4000, 20260131}, {'a', 1000, 20260201}}, 6000},
	{"four offences", "'base':1000", "",
		"'tariff':[{'upto':1,'rate':-20},{'upto':2,'rate':-40},{'upto':3,'rate':-60},"
		"{'rate':-100}],'period':'lifetime'" BY_LAW,
		20261123, {{'a', 100, 20240101}, {'a', 100, 20250101}, {'a', 100, 20260101},
			{'a', 100, 20260201}}, 78000},
	{"the second is reversed, and the others climb less", "'base':1000", "",
		"'tariff':[{'upto':1,'rate':-20},{'upto':2,'rate':-40},{'upto':3,'rate':-60},"
		"{'rate':-100}],'period':'lifetime'" BY_LAW,
		20261123, {{'a', 100, 20240101}, {'a', 100, 20250101}, {'a', 100, 20260101},
			{'a', 100, 20260201}, {'a', 100, 20250101, ENTRY_REVERSAL, 2, 20260301}}, 88000},
	{"not yet reversed on that day", "'base':1000", "", "'tariff':-20,'severity':'minor'" BY_LAW,
		20260228, {{'a', 100, 20250101}, {'a', 100, 20250101, ENTRY_REVERSAL, 1, 20260301}}, 98000},
	{"offences leave the window together with their step", "", "",
		"'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime',"
		"'retention':{'window':{'years':1}}" BY_LAW,
		20261123, {{'a', 100, 20251123}, {'a', 100, 20251124}}, -2000},
	{"expired ones still hold their step", "", "",
		"'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime',"
		"'retention':{'expire':{'years':1}}" BY_LAW,
		20261123, {{'a', 100, 20251123}, {'a', 100, 20251124}}, -4000},
	{"rolling week", "", "", "'tariff':1,'cap_high':10,'period':{'rolling':7}",
		20261123, {{'a', 800, 20260101}, {'a', 800, 20260107}, {'a', 800, 20260108}},
			800 + 200 + 200},
	{"cap of a period", "", "", "'tariff':1,'cap_high':5,'period':'week'",
		20261123, {{'a', 400, 20261122}, {'a', 400, 20261122}, {'a', 400, 20261123}}, 900},
	{"the first to come takes the cap", "", "",
		"'tariff':1,'cap_high':5,'period':'lifetime','retention':{'expire':{'days':30}}",
		20261123, {{'a', 400, 20261101}, {'a', 400, 20260101}}, 100},
	{"the best of a group", "", "",
		"'tariff':30,'combine':'max','exclusive_group':'g','period':'year'|'tariff':50,"
		"'combine':'max','exclusive_group':'g','period':'year'",
		20261123, {{'a', 100, 20260101}, {'b', 100, 20260201}, {'a', 100, 20260301},
			{'a', 100, 20250301}}, 8000},
	{"the worst of a group", "", "",
		"'tariff':-30,'combine':'max','exclusive_group':'g','period':'year'" BY_LAW
		"|'tariff':-50,'combine':'max','exclusive_group':'g','period':'year'" BY_LAW,
		20261123, {{'b', 100, 20260101}, {'a', 100, 20260201}, {'a', 100, 20250301}}, -8000},
	{"a rise carries its own weight", "", "",
		"'tariff':30,'combine':'max','exclusive_group':'g','period':'lifetime'"
		"|'tariff':50,'combine':'max','exclusive_group':'g','period':'lifetime',"
		"'retention':{'linear':100}",
		20260411, {{'a', 100, 20260101}, {'b', 100, 20260220}}, 3000 + 1000},
	{"suspended", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260201}}, 0},
	{"suspended and reinstated", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260201},
			{'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301}}, -2000},
	{"the same day: the later entry counts", "", "", "'tariff':-20,'severity':'minor'" BY_LAW,
		20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301},
			{'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260301}}, 0},
	{"reinstated and yet reversed", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260201},
			{'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301}}, 0},
	{"repaired by halves", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 7500, 20260101, ENTRY_REPAIR, 1, 20260201},
			{'a', 5000, 20260101, ENTRY_REPAIR, 1, 20260301}}, -500},
	{"wholly repaired", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 10000, 20260101, ENTRY_REPAIR, 1, 20260201}}, 0},
	{"a flat award taken back from its sum", "", "", "'tariff':2", 20261123,
		{{'a', 100, 20260101}, {'a', 300, 20260101},
			{'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260201}}, 600},
	{"a fading award taken back from its sum", "", "", "'tariff':2,'retention':{'half_life':10}",
		20260111,
		{{'a', 100, 20260101}, {'a', 300, 20260101},
			{'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260105}}, 300},
	{"an erased award keeps its place in the walk and is worth nothing", "", "",
		"'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime'" BY_LAW, 20261123,
		{{'a', 100, 20250101}, {'a', 100, 20260101},
			{'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, -4000},
	{"an erasure counts from its own day", "", "", "'tariff':-20,'severity':'minor'" BY_LAW,
		20260531,
		{{'a', 100, 20250101}, {'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, -2000},
	{"repaired in part, and then erased", "", "", "'tariff':-20,'severity':'minor'" BY_LAW,
		20261123,
		{{'a', 100, 20250101}, {'a', 5000, 20250101, ENTRY_REPAIR, 1, 20260201},
			{'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, 0},
	{"an erased award leaves the sum of a flat rule", "", "", "'tariff':2", 20261123,
		{{'a', 100, 20260101}, {'a', 300, 20260101},
			{'a', 100, 20260101, ENTRY_ERASURE, 1, 20260601}}, 600},
	{"reversed and erased, it leaves the sum once", "", "",
		"'tariff':2,'retention':{'half_life':10}", 20260111,
		{{'a', 100, 20260101}, {'a', 300, 20260101},
			{'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260105},
				{'a', 100, 20260101, ENTRY_ERASURE, 1, 20260106}}, 300},
	{"a flat award suspended and reinstated stays in its sum", "", "", "'tariff':2", 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260601},
			{'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260602}}, 200},
	{"half a hundredth rounds up", "", "", "'tariff':0.5", 20261123, {{'a', 1, 20260101}}, 1},
	{"and down below zero", "", "", "'tariff':-0.5" BY_LAW, 20261123, {{'a', 1, 20260101}}, -1},
	{"two of them are rounded once", "", "", "'tariff':0.5", 20261123,
		{{'a', 1, 20260101}, {'a', 1, 20260102}}, 1},
	{"three thirds are whole", "", "", "'tariff':'1/3'", 20261123,
		{{'a', 1, 20260101}, {'a', 1, 20260102}, {'a', 1, 20260103}}, 1},
	{"half by age is a tie too", "", "", "'tariff':1,'retention':{'half_life':30}", 20260131,
		{{'a', 1, 20260101}}, 1},
	{"dimensions are rounded apart", "", "", "'tariff':0.4|'tariff':0.4,'dimension':'e'", 20261123,
		{{'a', 1, 20260101}, {'b', 1, 20260101}}, 0},
	{"a dimension's cap", "'base':10", "'cap':5", "'tariff':1|'tariff':1,'dimension':'e'", 20261123,
		{{'a', 900, 20260101}, {'b', 700, 20260101}}, 2200},
	{"a dimension's floor lifts it without entries", "'base':10", "'floor':2.5", "'tariff':1",
		20261123, {{0}}, 1250},
	{"rounded, then clamped", "", "'cap':0.01", "'tariff':0.5", 20261123, {{'a', 3, 20260101}}, 1},
	{"the ceiling", "'base':10,'ceiling':12", "", "'tariff':1", 20261123, {{'a', 900, 20260101}},
		1200},
	{"the floor", "'base':10,'floor':0", "", "'tariff':-20" BY_LAW, 20261123,
		{{'a', 100, 20260101}}, 0},
	{"a veto's ceiling of the score", "'base':500,'ceiling':700", "",
		"'tariff':1|'tariff':-1,'cap_low':0,'veto':{'score_ceiling':649,'until':{'days':10}}" BY_LAW,
		20260110, {{'a', 30000, 20260101}, {'b', 100, 20260101}}, 64900},
	{"... of a higher score only", "'base':500", "",
		"'tariff':1|'tariff':-1,'cap_low':0,'veto':{'score_ceiling':649,'until':{'days':10}}" BY_LAW,
		20260110, {{'a', 1000, 20260101}, {'b', 100, 20260101}}, 51000},
	{"... the lowest of several", "'base':500", "",
		"'tariff':-1,'cap_low':0,'veto':{'score_ceiling':400,'until':{'days':10}}" BY_LAW
		"|'tariff':-1,'cap_low':0,'veto':{'score_ceiling':300,'until':{'days':10}}" BY_LAW,
		20260110, {{'a', 100, 20260101}, {'b', 100, 20260102}, {'a', 100, 20260103}}, 30000},
	{"... is over after its last day", "'base':500", "",
		"'tariff':-1,'cap_low':0,'veto':{'score_ceiling':400,'until':{'days':9}}" BY_LAW,
		20260110, {{'a', 100, 20260101}}, 50000},
	{"... and with its loss", "'base':500", "",
		"'tariff':-1,'cap_low':0,'veto':{'score_ceiling':400,'until':{'days':90}}" BY_LAW,
		20260110, {{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260105}}, 50000},
	{"a day's limit over answers and questions", "'base':1", "", VOTES, 20260105,
		{{'a', 2500, 20260105}, {'b', 2500, 20260105}}, 20100},
	{"250 gained, then 30 lost", "", "", VOTES, 20260105,
		{{'a', 2500, 20260105}, {'c', 3000, 20260105}}, 20000},
	{"30 lost, then 250 gained", "", "", VOTES, 20260105,
		{{'c', 3000, 20260105}, {'a', 2500, 20260105}}, 20000},
	{"two days, two limits", "", "", VOTES, 20260106,
		{{'a', 2500, 20260105}, {'a', 2500, 20260106}}, 40000},
	{"190, 20 lost, 50", "", "", YEARLY, 20261123,
		{{'a', 19000, 20260101}, {'b', 2000, 20260102}, {'a', 5000, 20260103}}, 20000},
	{"... the loss repaired in full", "", "", YEARLY, 20261123,
		{{'a', 19000, 20260101}, {'b', 2000, 20260102}, {'a', 5000, 20260103},
			{'b', 10000, 20260102, ENTRY_REPAIR, 2, 20260201}}, 20000},
	{"... and by half", "", "", YEARLY, 20261123,
		{{'a', 19000, 20260101}, {'b', 2000, 20260102}, {'a', 5000, 20260103},
			{'b', 5000, 20260102, ENTRY_REPAIR, 2, 20260201}}, 20000},
	{"100 lost for a year, 300 gained: in the year", "", "",
		"'tariff':1|'tariff':-1,'retention':{'expire':{'years':1}}" BY_LAW
		LIMIT("'a','b'", "'period':'lifetime','cap_high':200"), 20260601,
		{{'b', 10000, 20260101}, {'a', 30000, 20260102}}, 20000},
	{"... after the loss is gone: clamped once more", "", "",
		"'tariff':1|'tariff':-1,'retention':{'expire':{'years':1}}" BY_LAW
		LIMIT("'a','b'", "'period':'lifetime','cap_high':200"), 20270101,
		{{'b', 10000, 20260101}, {'a', 30000, 20260102}}, 20000},
	{"200 let through of 375, at half weight", "", "",
		"'tariff':1,'retention':{'half_life':100}|'tariff':1"
		LIMIT("'a','b'", "'period':'day','cap_high':200"), 20260411,
		{{'a', 37500, 20260101}}, 10000},
	{"own cap first", "", "",
		"'tariff':1,'cap_high':12,'period':'year'|'tariff':2"
		LIMIT("'a','b'", "'period':'year','cap_high':20"), 20261123,
		{{'a', 1500, 20260101}, {'b', 500, 20260102}}, 2000},
	{"at most 50 off", "'base':100", "", "'tariff':-1" BY_LAW "|'tariff':-2" BY_LAW
		LIMIT("'a','b'", "'period':'month','cap_low':-50"), 20261123,
		{{'a', 3000, 20260101}, {'b', 3000, 20260102}, {'b', 1000, 20260201}}, 3000},
	{"a group within a limit", "", "",
		"'tariff':30,'combine':'max','exclusive_group':'g','period':'year'"
		"|'tariff':50,'combine':'max','exclusive_group':'g','period':'year'|'tariff':1"
		LIMIT("'a','b','c'", "'period':'year','cap_high':60"), 20261123,
		{{'a', 100, 20260101}, {'b', 100, 20260102}, {'c', 2500, 20260103}}, 6000},
	{"two limits, and a rule under none", "", "", "'tariff':1|'tariff':1|'tariff':1"
		"|[" NAMED_LIMIT("v", "'a'", "'period':'year','cap_high':20")
		"," NAMED_LIMIT("w", "'b'", "'period':'year','cap_high':10") "]", 20261123,
		{{'b', 5000, 20260101}, {'c', 300, 20260102}, {'a', 5000, 20260103}}, 3300},
	{"what is taken back leaves the limit: the first", "", "", YEARLY, 20261123,
		{{'a', 19000, 20260101}, {'a', 5000, 20260102},
			{'a', 19000, 20260101, ENTRY_REVERSAL, 1, 20260201}}, 5000},
	{"... one in between", "", "", YEARLY, 20261123,
		{{'a', 15000, 20260101}, {'a', 10000, 20260102}, {'a', 3000, 20260103},
			{'a', 10000, 20260102, ENTRY_REVERSAL, 2, 20260201}}, 18000},
	{"two halves of a grain, let through, make one", "", "",
		"'tariff':-0.000001,'severity':'minor'" BY_LAW
		LIMIT("'a'", "'period':'year','cap_low':-50"), 20261123,
		{{'a', 499999, 20260101}, {'a', 500001, 20260102},
			{'a', 5000, 20260101, ENTRY_REPAIR, 1, 20260201},
			{'a', 5000, 20260102, ENTRY_REPAIR, 2, 20260201}}, -1},
	{"8.4 % a year", "", "", "'tariff':1000,'retention':{'annual_rate':0.084}", 20260101,
		{{'a', 100, 20240102}}, 83906},
	{"not yet effective", "", "", "'tariff':-20" BY_LAW, 20261123,
		{{'a', 100, 20261120, ENTRY_AWARD, 0, 20261124}}, 0},
	{"the day of the period's end", "", "",
		"'tariff':1,'period':'quarter','retention':'period_end'", 20260401,
			{{'a', 100, 20260331}, {'a', 200, 20260401}}, 200},
};

/* Cases whose rules are versions of one another. */
typedef struct VersionCase
{
	ScoreCase	c;
	const char *lines;			/* for each rule, the first of its line */
} VersionCase;

#define BASE	"'base':100"
#define ACT(rate, cap)	"'tariff':" rate ",'cap_high':" cap ",'period':'year'"
#define HOURS	"'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}],'period':'year'"
#define PER_TWO	"'tariff':[{'rate':'1/2','step':2}],'period':'year'"
#define THRICE(first, second, third) "'tariff':[{'upto':1,'rate':" first "}," \
	"{'upto':2,'rate':" second "},{'rate':" third "}],'period':'lifetime'" BY_LAW
#define OF_GROUP(points) \
	"'tariff':" points ",'combine':'max','exclusive_group':'g','period':'lifetime'"
#define ROLLING(rate, cap)	"'tariff':" rate ",'cap_high':" cap ",'period':{'rolling':30}"

/* versions of a limit, over a and over b */
#define LIMITS(before, after) \
	"|[" NAMED_LIMIT("v", "'a'", "'period':'year'," before) "," \
	NAMED_LIMIT("w", "'b'", "'period':'year'," after) "]"
#define TWO_GAINS	"'tariff':1|'tariff':1"
#define THEN_LOSS	"'tariff':1|'tariff':-1" BY_LAW
#define LOSS_THEN	"'tariff':-1" BY_LAW "|'tariff':1"
#define FADING_LOSS	TWO_GAINS "|'tariff':-1,'retention':{'expire':{'years':1}}" BY_LAW \
	"|[" NAMED_LIMIT("v", "'a'", "'period':'lifetime','cap_high':30") "," \
	NAMED_LIMIT("w", "'b','c'", "'period':'lifetime','cap_high':20") "]"

static const VersionCase version_cases[] = {
	{{"a corrected title", BASE, "", ACT("2", "10") "|" ACT("2", "10") "|" HOURS "|" HOURS,
		20261123, {{'a', 500, 20260301}, {'b', 500, 20261001}, {'c', 4000, 20260301},
			{'d', 4000, 20261001}}, 16000}, "aacc"},
	{{"a raised cap", BASE, "", ACT("2", "10") "|" ACT("2", "20"), 20261123,
		{{'a', 500, 20260301}, {'b', 500, 20261001}}, 12000}, "aa"},
	{{"a lowered cap", BASE, "", ACT("2", "10") "|" ACT("2", "6"), 20261123,
		{{'a', 500, 20260301}, {'b', 500, 20261001}}, 11000}, "aa"},
	{{"a cap used up by the version before", BASE, "", ACT("2", "10") "|" ACT("3", "10"), 20261123,
		{{'a', 500, 20260301}, {'b', 500, 20261001}}, 11000}, "aa"},
	{{"a cap used up by half", BASE, "", ACT("1", "10") "|" ACT("2", "10"), 20261123,
		{{'a', 500, 20260201}, {'b', 500, 20260301}}, 11000}, "aa"},
	{{"the cap goes by points, not by quantity", BASE, "", ACT("1", "10") "|" ACT("'1/2'", "10"),
		20261123, {{'a', 1200, 20260201}, {'b', 200, 20260301}}, 11000}, "aa"},
	{{"a late entry moves a newer one", BASE, "", ACT("1", "10") "|" ACT("2", "10"), 20261123,
		{{'a', 400, 20260201}, {'b', 400, 20260301}, {'a', 300, 20260220}}, 11000}, "aa"},
	{{"capped from now on: starts anew", BASE, "", "'tariff':2,'period':'year'|" ACT("2", "10"),
		20261123, {{'a', 800, 20260301}, {'b', 800, 20261001}}, 12600}, "ab"},
	{{"a step over two versions", BASE, "", PER_TWO "|" PER_TWO, 20261123,
		{{'a', 300, 20260301}, {'b', 100, 20261001}}, 10200}, "aa"},
	{{"the second offence is one", BASE, "",
		THRICE("-20", "-40", "-60") "|" THRICE("-30", "-50", "-70"), 20261123,
		{{'a', 100, 20260301}, {'b', 100, 20261001}}, 3000}, "aa"},
	{{"a better one of the group", BASE, "", OF_GROUP("50") "|" OF_GROUP("60") "|" OF_GROUP("30"),
		20261123, {{'a', 100, 20260301}, {'b', 100, 20261001}}, 16000}, "aaa"},
	{{"a lesser one of the group", BASE, "", OF_GROUP("50") "|" OF_GROUP("60") "|" OF_GROUP("30"),
		20261123, {{'a', 100, 20260301}, {'c', 100, 20261001}}, 15000}, "aaa"},
	/* 2, 2, 0, 0, 1 */
	{{"a rolling window of one tariff", BASE, "", ROLLING("1", "4") "|" ROLLING("1", "4"),
		20261123, {{'a', 200, 20260101}, {'a', 200, 20260110}, {'b', 300, 20260120},
			{'b', 300, 20260204}, {'b', 300, 20260219}}, 10500}, "aa"},
	/* 4; 8, of which 6 fit; once the first is out of the window 8, and 2 fit */
	{{"a rolling window of two tariffs", BASE, "", ROLLING("1", "10") "|" ROLLING("2", "10"),
		20261123, {{'a', 400, 20260101}, {'b', 400, 20260120}, {'b', 300, 20260204}}, 11200}, "aa"},
	/* X is 50, then 40; where the bounds differ, it goes on from L */
	{{"an equal limit goes on", BASE, "", THEN_LOSS LIMITS("'cap_high':20", "'cap_high':20"),
		20261123, {{'a', 5000, 20260101}, {'b', 1000, 20260201}}, 12000}, "ab"},
	{{"a raised limit", BASE, "", TWO_GAINS LIMITS("'cap_high':20", "'cap_high':30"),
		20261123, {{'a', 5000, 20260101}, {'b', 1000, 20260201}}, 13000}, "ab"},
	{{"a lowered limit", BASE, "", TWO_GAINS LIMITS("'cap_high':20", "'cap_high':15"),
		20261123, {{'a', 5000, 20260101}, {'b', 1000, 20260201}}, 12000}, "ab"},
	{{"a lowered limit, and a loss", BASE, "", THEN_LOSS LIMITS("'cap_high':20", "'cap_high':15"),
		20261123, {{'a', 5000, 20260101}, {'b', 600, 20260201}}, 11400}, "ab"},
	{{"a lower bound is added", BASE, "",
		THEN_LOSS LIMITS("'cap_high':20", "'cap_high':20,'cap_low':0"),
		20261123, {{'a', 5000, 20260101}, {'b', 3000, 20260201}}, 10000}, "ab"},
	{{"an upper bound is added", BASE, "",
		LOSS_THEN LIMITS("'cap_low':-50", "'cap_low':-50,'cap_high':0"),
		20261123, {{'a', 1000, 20260101}, {'b', 5000, 20260201}}, 10000}, "ab"},
	{{"a raised lower bound holds what was taken", BASE, "",
		LOSS_THEN LIMITS("'cap_low':-50", "'cap_low':-30"),
		20261123, {{'a', 6000, 20260101}, {'b', 500, 20260201}}, 5500}, "ab"},
	/* the loss of 100 is gone, and 120 let through are held within 20 */
	{{"what was taken back leaves no wider bounds: the first", BASE, "", FADING_LOSS, 20270101,
		{{'a', 5000, 20251231}, {'c', 10000, 20260101}, {'b', 30000, 20260103},
			{'a', 5000, 20251231, ENTRY_REVERSAL, 1, 20260201}}, 12000}, "abc"},
	{{"... one in between", BASE, "", FADING_LOSS, 20270101,
		{{'c', 10000, 20260101}, {'a', 5000, 20260102}, {'b', 30000, 20260103},
			{'a', 5000, 20260102, ENTRY_REVERSAL, 2, 20260201}}, 12000}, "abc"},
};

static int32_t
day_of(int32_t written)
{
	return cal_day(written / 10000, written / 100 % 100, written % 100);
}

static const Rule *
lookup(void *arg, int32_t rule_id)
{
	const Policy *policy = arg;

	return rule_id >= 1 && rule_id <= policy->n_rules ? &policy->rules[rule_id - 1] : NULL;
}

/* keep_all or not, by roots or straight: four ways to one score */
static void
check_case(const ScoreCase *c, Policy *policy, int way)
{
	union
	{
		ScoreState	state;
		char		room[sizeof(ScoreState) + 8 * sizeof(ScoreCell)];
	}			u;
	Root		roots[8];
	int32_t		n_roots;
	ScoreTotals totals = SCORE_TOTALS(8);
	ScoreResult result;

	state_init(&u.state, (ScoreDays) {day_of(c->as_of), day_of(c->as_of)}, 1);
	for (int i = 0; i < 8 && c->lines[i].rule; i++)
	{
		const Line *line = &c->lines[i];
		Entry		entry = {i + 1, line->ref, line->rule - 'a' + 1, day_of(line->occurred_on), 0,
			line->quantity, line->kind};

		entry.kind = entry.kind ? entry.kind : ENTRY_AWARD;
		entry.effective_on = line->effective_on ? day_of(line->effective_on) : entry.occurred_on;
		if (state_wants(&u.state, &entry))
			check_int(state_collect(&u.state, 8, &entry, lookup(policy, entry.rule_id), way & 1),
					  STATE_OK, "%s: collect", c->name);
	}
	if (way & 2)
		result = score_state_total(&u.state, lookup, policy, roots, &totals);
	else
	{
		result = score_walk(&u.state, lookup, policy, roots, &n_roots);
		if (result == SCORE_OK)
			result = score_total(roots, n_roots, day_of(c->as_of), &totals);
	}
	if (result == SCORE_OK)
		result = score_finish(&totals, policy);
	check_int(result, SCORE_OK, "%s, way %d: result", c->name, way);
	if (result == SCORE_OK)
		check_int(totals.score, c->score, "%s, way %d", c->name, way);
}

static void
test_cases(void)
{
	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;
		bool		ok = pack_rules(cases[i].header, cases[i].dimension, cases[i].rules, &problems,
									&policy);

		if (check(ok, "%s: %s", cases[i].name, problems.text))
			for (int way = 0; way < 4; way++)
				check_case(&cases[i], &policy, way);
		arena_free(&arena);
	}
}

/* The lines as the host gives them; all limits of a case are versions of one. */
static void
join_versions(Policy *policy, const char *lines)
{
	for (int i = 0; i < policy->n_rules; i++)
		if (rule_cumulates(&policy->rules[i]))
			policy->rules[i].line = LINE_OF_GROUP + lines[i] - 'a';
	for (int i = 0; i < policy->n_limits; i++)
		policy->limits[i].line = 1;
}

static void
test_versions(void)
{
	for (unsigned i = 0; i < sizeof(version_cases) / sizeof(version_cases[0]); i++)
	{
		const ScoreCase *c = &version_cases[i].c;
		Arena		arena = {NULL};
		PackProblems problems = {&arena, NULL};
		Policy		policy;

		if (check(pack_rules(c->header, c->dimension, c->rules, &problems, &policy), "%s: %s",
				  c->name, problems.text))
		{
			join_versions(&policy, version_cases[i].lines);
			for (int way = 0; way < 4; way++)
				check_case(c, &policy, way);
		}
		arena_free(&arena);
	}
}

/* 375 gained under a limit of 200, and as much under none: half of it fades in 100 days. */
static void
test_unlimited(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;
	ScoreState *state = arena_alloc(&arena, state_size(2));
	int32_t		day = cal_day(2026, 1, 1);
	Root		roots[2];
	int32_t		n_roots;

	check(pack_rules("", "", "'tariff':1,'retention':{'half_life':100}"
					 "|'tariff':1,'cap_high':1000,'retention':{'half_life':100}"
					 LIMIT("'a'", "'period':'day','cap_high':200"), &problems, &policy),
		  "%s", problems.text);
	state_init(state, (ScoreDays) {day + 100, day + 100}, 1);
	state->n_cells = 2;
	state->cells[0] = (ScoreCell) {1, 0, 1, day, 37500, ENTRY_AWARD};
	state->cells[1] = (ScoreCell) {2, 0, 2, day, 37500, ENTRY_AWARD};
	check_int(score_walk(state, lookup, &policy, roots, &n_roots), SCORE_OK, "walked");
	check_int(n_roots, 2, "two roots");
	for (int i = 0; i < 2; i++)
	{
		const char *what = i == 0 ? "limited" : "not limited";
		int128_t	exact,
					weighted;
		int64_t		points;

		check(contribution_round(roots[i].exact, roots[i].weighted, &points), "%s", what);
		check_int(points, i == 0 ? 10000 : 18750, "%s: what it adds", what);
		check(root_unlimited(&roots[i], day + 100, &exact, &weighted), "%s", what);
		check(contribution_round(exact, weighted, &points), "%s", what);
		check_int(points, 18750, "%s: what it would add without a limit", what);
	}
	check(root_unlimited(&roots[0], CAL_NO_DAY, &roots[1].exact, &roots[1].weighted), "no day");
	check(roots[1].exact == (int128_t) 37500 * RATE_SCALE && roots[1].weighted == 0,
		  "as of no day nothing has aged");
	arena_free(&arena);
}

/* What cannot be scored says so. */
static void
test_refusals(void)
{
	Arena		arena = {NULL};
	PackProblems problems = {&arena, NULL};
	Policy		policy;
	ScoreState *state = arena_alloc(&arena, state_size(4));
	Root		roots[4];
	ScoreTotals totals = SCORE_TOTALS(8);
	const ScoreCell award = {1, 0, 1, 100, 500, ENTRY_AWARD};
	const ScoreCell repair = {2, 1, 1, 100, 5000, 101 * 8 + ENTRY_REPAIR};
	const ScoreCell sum = {0, INT64_C(1) << 62, 1, 0, 1, CELL_SUM};
	bool		ok = pack_rules("", "", "'tariff':10000", &problems, &policy);

	check(ok, "%s", problems.text);
	state_init(state, (ScoreDays) {200, 200}, 1);
	state->n_cells = 2;
	state->cells[0] = award;
	state->cells[1] = repair;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNREPAIRABLE,
			  "an award of a rule without severity");
	state->cells[0] = (ScoreCell) {500, 0, 1, 0, 1, CELL_SUM};
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNREPAIRABLE,
			  "a sum of a rule without severity");
	state->n_cells = 1;
	state->cells[0] = award;
	state->cells[0].rule_id = 2;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNKNOWN_RULE,
			  "an unknown rule");
	state->cells[0] = sum;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_OVERFLOW,
			  "a sum beyond 128 bits");
	state->cells[0].ref_entry_id = 1;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_OK, "a large sum");
	check_int(score_finish(&totals, &policy), SCORE_OVERFLOW, "a score beyond 64 bits");
	arena_free(&arena);
}

/* ----------
 * sums beyond 128 bits: rules of rates that no pack can have
 * ----------
 */

static Segment steepest[] = {{INT64_MAX, INT64_MAX, 0}};
static Segment steep[] = {{INT64_MAX, INT64_C(1) << 53, 0}};
static Segment less_steep[] = {{INT64_MAX, INT64_C(1) << 52, 0}};
static int32_t weights[] = {1 << 29};	/* half, on the first day */
static SharedLimit loose = {.code = "l",.line = 1,.period = PERIOD_LIFETIME},
			other = {.code = "o",.line = 2,.period = PERIOD_LIFETIME},
			tight = {.code = "t",.line = 3,.period = PERIOD_LIFETIME,.has_cap_low = true,
.has_cap_high = true,.cap_high = 1};

static Rule huge_rules[] = {
	/* kept, and flat and summed; with half a weight; in a group */
	{.code = "k",.dimension_id = 1,.n_segments = 1,.segments = steepest,.keeps_entries = true,
	.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1}},
	{.code = "s",.dimension_id = 1,.n_segments = 1,.segments = steep,
	.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1}},
	{.code = "g",.dimension_id = 1,.n_segments = 1,.segments = steepest,.keeps_entries = true,
		.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1},
	.group = "g",.line = 1001},
	{.code = "p",.dimension_id = 1,.n_segments = 1,.segments = steepest},
	/* limited, with half a weight and without one */
	{.code = "w",.dimension_id = 1,.n_segments = 1,.segments = steepest,.keeps_entries = true,
		.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1},
	.limit = &loose},
	{.code = "h",.dimension_id = 1,.n_segments = 1,.segments = steep,.keeps_entries = true,
		.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1},
	.limit = &loose},
	{.code = "e",.dimension_id = 1,.n_segments = 1,.segments = steep,.keeps_entries = true,
	.limit = &loose},
	{.code = "x",.dimension_id = 1,.n_segments = 1,.segments = less_steep,.keeps_entries = true,
	.limit = &loose},
	{.code = "o",.dimension_id = 1,.n_segments = 1,.segments = less_steep,.keeps_entries = true,
	.limit = &other},
	{.code = "t",.dimension_id = 1,.n_segments = 1,.segments = steepest,.keeps_entries = true,
	.limit = &tight},
	{.code = "r",.dimension_id = 1,.n_segments = 1,.segments = steepest,.keeps_entries = true,
		.retention = {.kind = RETAIN_LINEAR,.n = 2,.table = weights,.table_len = 1},
	.period = PERIOD_ROLLING,.rolling_days = 7},
};

enum
{
	KEPT = 1, SUMMED, GROUPED, PLAIN, LIMITED_HALF, LIMITED_STEEP_HALF, LIMITED_STEEP,
	LIMITED_LESS, OTHER_LIMIT, TIGHT_LIMIT, WINDOWED, HUGE_RULES = WINDOWED
};

static const Rule *
huge_rule(void *arg, int32_t rule_id)
{
	return rule_id >= 1 && rule_id <= HUGE_RULES ? &huge_rules[rule_id - 1] : NULL;
}

/* The outcome of some cells, by either way of scoring. */
static void
check_cells(const ScoreCell *cells, int n, ScoreResult expected, const char *what)
{
	Arena		arena = {NULL};
	Root	   *roots = arena_alloc(&arena, sizeof(Root) * (size_t) n);
	ScoreState *state = arena_alloc(&arena, state_size(n));
	ScoreTotals totals = SCORE_TOTALS(8);
	int32_t		n_roots;
	ScoreResult result;

	for (int way = 0; way < 2; way++)
	{
		state_init(state, (ScoreDays) {100, 100}, 1);
		state->n_cells = n;
		memcpy(state->cells, cells, sizeof(ScoreCell) * (size_t) n);
		if (way == 0)
			result = score_state_total(state, huge_rule, NULL, roots, &totals);
		else if ((result = score_walk(state, huge_rule, NULL, roots, &n_roots)) == SCORE_OK)
			result = score_total(roots, n_roots, 0, &totals);
		check_int(result, expected, "%s, way %d", what, way);
	}
	arena_free(&arena);
}

/* The outcome of the walk alone, before anything is added up by dimension. */
static void
check_walk(const ScoreCell *cells, int n, ScoreResult expected, const char *what)
{
	Arena		arena = {NULL};
	Root	   *roots = arena_alloc(&arena, sizeof(Root) * (size_t) n);
	ScoreState *state = arena_alloc(&arena, state_size(n));
	int32_t		n_roots;

	state_init(state, (ScoreDays) {100, 100}, 1);
	state->n_cells = n;
	memcpy(state->cells, cells, sizeof(ScoreCell) * (size_t) n);
	check_int(score_walk(state, huge_rule, NULL, roots, &n_roots), expected, "%s", what);
	arena_free(&arena);
}

#define AWARD(id, rule)	{id, 0, rule, 100, INT32_MAX, ENTRY_AWARD}
#define ERASURE(id, root, rule)	{id, root, rule, 100, INT32_MAX, 100 * 8 + ENTRY_ERASURE}
#define REVERSAL(id, root, rule)	{id, root, rule, 100, INT32_MAX, 100 * 8 + ENTRY_REVERSAL}

static void
test_overflows(void)
{
	const ScoreCell kept[] = {AWARD(1, KEPT), AWARD(2, GROUPED)};
	const ScoreCell group[] = {AWARD(2, GROUPED)};
	const ScoreCell window[] = {AWARD(2, WINDOWED)};
	const ScoreCell referred[] = {AWARD(1, KEPT), AWARD(2, GROUPED), REVERSAL(3, 2, GROUPED)};
	const ScoreCell unknown[] = {AWARD(1, HUGE_RULES + 1), AWARD(2, KEPT), REVERSAL(3, 2, KEPT)};
	/* times the rate it fits, times the scale of shares it does not */
	const ScoreCell scaled[] = {{0, INT64_C(1) << 8, SUMMED, 0, 1, CELL_SUM}};
	const ScoreCell reversed[] = {{0, 0, SUMMED, 0, 2, CELL_SUM}, REVERSAL(3, 1, SUMMED),
	REVERSAL(4, 2, SUMMED), REVERSAL(5, 6, SUMMED)};
	const ScoreCell erased[] = {{0, 0, SUMMED, 0, 2, CELL_SUM}, ERASURE(3, 1, SUMMED),
	ERASURE(4, 2, SUMMED), ERASURE(5, 6, SUMMED)};
	const ScoreCell plain[] = {{0, 2, PLAIN, 0, 1, CELL_SUM},
	{INT64_MAX, 0, PLAIN, 0, 1, CELL_SUM}};
	const ScoreCell other_sum[] = {{7, 0, PLAIN, 0, 1, CELL_SUM}, REVERSAL(3, 1, SUMMED)};

	check_cells(kept, 2, SCORE_OVERFLOW, "an award times its weight");
	check_cells(group, 1, SCORE_OVERFLOW, "an award of a group times its weight");
	check_cells(window, 1, SCORE_OVERFLOW, "an award of a rolling window times its weight");
	check_cells(referred, 3, SCORE_OVERFLOW, "an award times its weight, and a reversal");
	check_cells(unknown, 3, SCORE_UNKNOWN_RULE, "an unknown rule, and a reversal");
	check_cells(scaled, 1, SCORE_OVERFLOW, "a sum times the scale of shares");
	check_cells(reversed, 4, SCORE_OVERFLOW, "reversals from a sum");
	check_cells(erased, 4, SCORE_OVERFLOW, "erasures from a sum");
	check_cells(plain, 2, SCORE_OVERFLOW, "two sums of a rule");
	check_cells(other_sum, 2, SCORE_OK, "a reversal of no sum");
}

/*
 * An award at the rate 2^53 is nearly 2^84 grains, and a grain is 2^43.3 units
 * of a weighted sum: too much for 2^127, while half of it fits once.
 */
static void
test_limit_overflows(void)
{
	const ScoreCell weighed[] = {AWARD(1, LIMITED_HALF)};
	const ScoreCell followed[] = {AWARD(1, LIMITED_HALF), AWARD(2, OTHER_LIMIT)};
	const ScoreCell scaled[] = {AWARD(1, LIMITED_STEEP)};
	const ScoreCell added[] = {AWARD(1, LIMITED_LESS), AWARD(2, LIMITED_LESS)};
	const ScoreCell halves[] = {AWARD(1, LIMITED_STEEP_HALF), AWARD(2, LIMITED_STEEP_HALF)};
	const ScoreCell unlimited[] = {AWARD(1, LIMITED_LESS), AWARD(2, WINDOWED)};
	const ScoreCell fits[] = {AWARD(1, LIMITED_LESS), AWARD(2, OTHER_LIMIT)};

	check_walk(weighed, 1, SCORE_OVERFLOW, "what is let through, times its weight");
	check_walk(followed, 2, SCORE_OVERFLOW, "... before another limit");
	check_walk(scaled, 1, SCORE_OVERFLOW, "what is let through, in units of a weighted sum");
	check_walk(added, 2, SCORE_OVERFLOW, "two of them, added up");
	check_walk(halves, 2, SCORE_OVERFLOW, "two at half a weight, added up");
	check_walk(unlimited, 2, SCORE_OVERFLOW, "beside a limit");
	check_walk(fits, 2, SCORE_OK, "one for each of two limits");
}

/* What awards would add, 2^94 grains in 10,000 parts each, is 2^127 parts of 858,993.5 awards. */
static void
test_wanted_overflows(void)
{
	enum {n = 858994};
	Arena		arena = {NULL};
	Root	   *roots = arena_alloc(&arena, sizeof(Root) * n);
	ScoreState *state = arena_alloc(&arena, state_size(n));
	ScoreTotals totals = SCORE_TOTALS(8);

	state_init(state, (ScoreDays) {100, 100}, 1);
	for (int i = 0; i < n; i++)
		state->cells[i] = (ScoreCell) AWARD(i + 1, TIGHT_LIMIT);
	state->n_cells = n - 1;
	check_int(score_state_total(state, huge_rule, NULL, roots, &totals), SCORE_OK,
			  "as much wanted as can be");
	check(totals.dimensions[0].exact == RATE_SCALE, "a hundredth of it is let through");
	state->n_cells = n;
	check_int(score_state_total(state, huge_rule, NULL, roots, &totals), SCORE_OVERFLOW,
			  "one award more");
	arena_free(&arena);
}

static void
test_totals(void)
{
	Arena		arena = {NULL};
	enum {n = 257};
	Root	   *roots = arena_alloc(&arena, sizeof(Root) * (size_t) n);
	Rule	   *rules = arena_alloc(&arena, sizeof(Rule) * (size_t) n);
	Dimension  *dimensions = arena_alloc(&arena, sizeof(Dimension) * (size_t) n);
	ScoreTotals room = SCORE_TOTALS(n - 1),
			   *totals = &room;
	Policy		policy = {.n_dimensions = n,.dimensions = dimensions};
	const int128_t half = (int128_t) 1 << 126;

	for (int i = 0; i < n; i++)
	{
		rules[i].dimension_id = dimensions[i].dimension_id = i + 1;
		roots[i].rule = &rules[i];
	}
	check_int(score_total(roots, n - 1, 0, totals), SCORE_OK, "as many dimensions as there is room for");
	check_int(score_finish(totals, &policy), SCORE_TOO_MANY_DIMENSIONS, "a policy with one more");
	check_int(score_total(roots, n, 0, totals), SCORE_TOO_MANY_DIMENSIONS, "one too many");
	roots[1].rule = &rules[0];
	roots[0].exact = roots[1].exact = half;
	check_int(score_total(roots, 3, 0, totals), SCORE_OVERFLOW, "exact contributions");
	rules[0].limit = &loose;
	check_int(score_total(roots, 2, 0, totals), SCORE_OVERFLOW, "... under a limit");
	roots[0].exact = roots[1].exact = 0;
	roots[0].weighted = roots[1].weighted = half;
	check_int(score_total(roots, 3, 0, totals), SCORE_OVERFLOW, "weighted contributions");
	/* dimensions that fit, and together do not */
	roots[0] = roots[1] = (Root) {.rule = &rules[0],.exact = (int128_t) INT64_MAX * RATE_SCALE};
	roots[1].rule = &rules[1];
	policy.n_dimensions = 2;
	check_int(score_total(roots, 2, 0, totals), SCORE_OK, "two large dimensions");
	check_int(score_finish(totals, &policy), SCORE_OVERFLOW, "their sum");
	check_int(score_total(roots, 1, 0, totals), SCORE_OK, "one large dimension");
	policy.base = 1;
	check_int(score_finish(totals, &policy), SCORE_OVERFLOW, "and a base");
	arena_free(&arena);
}

static void
test_rounding(void)
{
	const int128_t highest = (int128_t) ((~(uint128_t) 0) >> 1);
	int64_t		points;

	check(contribution_round(0, WEIGHTED_SCALE * RATE_SCALE, &points) && points == 1,
		  "a hundredth by weight");
	check(!contribution_round(highest, 1, &points), "beyond 128 bits when it is scaled");
	check(!contribution_round(highest / WEIGHTED_SCALE, highest, &points), "... when it is added");
	check(contribution_round(0, highest, &points), "the largest that has a weight");
	check(!contribution_round((int128_t) INT64_MAX * RATE_SCALE * 2, 0, &points),
		  "beyond 64 bits without one");
}

const UnitTest score_tests[] = {
	{"score: worked examples, in four ways each", test_cases},
	{"score: worked examples of several versions", test_versions},
	{"score: what would be without a limit", test_unlimited},
	{"score: refusals", test_refusals},
	{"score: overflows are noticed", test_overflows},
	{"score: overflows under limits are noticed", test_limit_overflows},
	{"score: more wanted of a limit than can be counted", test_wanted_overflows},
	{"score: totals have their limits", test_totals},
	{"score: contributions are rounded", test_rounding},
	{NULL, NULL}
};
