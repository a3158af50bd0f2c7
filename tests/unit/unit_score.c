/*-------------------------------------------------------------------------
 *
 * unit_score.c
 *	  Scores worked out by hand.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>

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

static const ScoreCase cases[] = {
	{"base only", "'base':1000", "", "'tariff':1", 20261123, {{0}}, 100000},
	{"83 hours", "", "", "'tariff':[{'upto':20,'rate':1},{'upto':80,'rate':'1/2'},{'rate':'1/3'}],'period':'lifetime'",
		20261123, {{'a', 4000, 20260101}, {'a', 4300, 20260201}}, 5100},
	{"hours entry by entry", "", "", "'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}]",
		20261123, {{'a', 4000, 20260101}, {'a', 4000, 20260201}}, 6000},
	{"hours by month", "", "", "'tariff':[{'upto':20,'rate':1},{'rate':'1/2'}],'period':'month'",
		20261123, {{'a', 4000, 20260101}, {'a', 4000, 20260131}, {'a', 1000, 20260201}}, 6000},
	{"four offences", "'base':1000", "", "'tariff':[{'upto':1,'rate':-20},{'upto':2,'rate':-40},{'upto':3,'rate':-60},{'rate':-100}],'period':'lifetime'" BY_LAW,
		20261123, {{'a', 100, 20240101}, {'a', 100, 20250101}, {'a', 100, 20260101}, {'a', 100, 20260201}}, 78000},
	{"the second is reversed, and the others climb less", "'base':1000", "",
		"'tariff':[{'upto':1,'rate':-20},{'upto':2,'rate':-40},{'upto':3,'rate':-60},{'rate':-100}],'period':'lifetime'" BY_LAW,
		20261123, {{'a', 100, 20240101}, {'a', 100, 20250101}, {'a', 100, 20260101}, {'a', 100, 20260201}, {'a', 100, 20250101, ENTRY_REVERSAL, 2, 20260301}}, 88000},
	{"not yet reversed on that day", "'base':1000", "", "'tariff':-20,'severity':'minor'" BY_LAW,
		20260228, {{'a', 100, 20250101}, {'a', 100, 20250101, ENTRY_REVERSAL, 1, 20260301}}, 98000},
	{"offences leave the window together with their step", "", "",
		"'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime','retention':{'window':{'years':1}}" BY_LAW,
		20261123, {{'a', 100, 20251123}, {'a', 100, 20251124}}, -2000},
	{"expired ones still hold their step", "", "",
		"'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime','retention':{'expire':{'years':1}}" BY_LAW,
		20261123, {{'a', 100, 20251123}, {'a', 100, 20251124}}, -4000},
	{"rolling week", "", "", "'tariff':1,'cap_high':10,'period':{'rolling':7}",
		20261123, {{'a', 800, 20260101}, {'a', 800, 20260107}, {'a', 800, 20260108}}, 800 + 200 + 200},
	{"cap of a period", "", "", "'tariff':1,'cap_high':5,'period':'week'",
		20261123, {{'a', 400, 20261122}, {'a', 400, 20261122}, {'a', 400, 20261123}}, 900},
	{"the first to come takes the cap", "", "", "'tariff':1,'cap_high':5,'period':'lifetime','retention':{'expire':{'days':30}}",
		20261123, {{'a', 400, 20261101}, {'a', 400, 20260101}}, 100},
	{"the best of a group", "", "", "'tariff':30,'combine':'max','exclusive_group':'g','period':'year'|'tariff':50,'combine':'max','exclusive_group':'g','period':'year'",
		20261123, {{'a', 100, 20260101}, {'b', 100, 20260201}, {'a', 100, 20260301}, {'a', 100, 20250301}}, 8000},
	{"the worst of a group", "", "", "'tariff':-30,'combine':'max','exclusive_group':'g','period':'year'" BY_LAW
		"|'tariff':-50,'combine':'max','exclusive_group':'g','period':'year'" BY_LAW,
		20261123, {{'b', 100, 20260101}, {'a', 100, 20260201}, {'a', 100, 20250301}}, -8000},
	{"a rise carries its own weight", "", "", "'tariff':30,'combine':'max','exclusive_group':'g','period':'lifetime'"
		"|'tariff':50,'combine':'max','exclusive_group':'g','period':'lifetime','retention':{'linear':100}",
		20260411, {{'a', 100, 20260101}, {'b', 100, 20260220}}, 3000 + 1000},
	{"suspended", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260201}}, 0},
	{"suspended and reinstated", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260201}, {'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301}}, -2000},
	{"the same day: the later entry counts", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301}, {'a', 100, 20260101, ENTRY_SUSPENSION, 1, 20260301}}, 0},
	{"reinstated and yet reversed", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260201}, {'a', 100, 20260101, ENTRY_REINSTATEMENT, 1, 20260301}}, 0},
	{"repaired by halves", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 7500, 20260101, ENTRY_REPAIR, 1, 20260201}, {'a', 5000, 20260101, ENTRY_REPAIR, 1, 20260301}}, -500},
	{"wholly repaired", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20260101}, {'a', 10000, 20260101, ENTRY_REPAIR, 1, 20260201}}, 0},
	{"a flat award taken back from its sum", "", "", "'tariff':2", 20261123,
		{{'a', 100, 20260101}, {'a', 300, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260201}}, 600},
	{"a fading award taken back from its sum", "", "", "'tariff':2,'retention':{'half_life':10}", 20260111,
		{{'a', 100, 20260101}, {'a', 300, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260105}}, 300},
	{"an erased award keeps its place in the walk and is worth nothing", "", "", "'tariff':[{'upto':1,'rate':-20},{'rate':-40}],'period':'lifetime'" BY_LAW, 20261123,
		{{'a', 100, 20250101}, {'a', 100, 20260101}, {'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, -4000},
	{"an erasure counts from its own day", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20260531,
		{{'a', 100, 20250101}, {'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, -2000},
	{"repaired in part, and then erased", "", "", "'tariff':-20,'severity':'minor'" BY_LAW, 20261123,
		{{'a', 100, 20250101}, {'a', 5000, 20250101, ENTRY_REPAIR, 1, 20260201}, {'a', 100, 20250101, ENTRY_ERASURE, 1, 20260601}}, 0},
	{"an erased award leaves the sum of a flat rule", "", "", "'tariff':2", 20261123,
		{{'a', 100, 20260101}, {'a', 300, 20260101}, {'a', 100, 20260101, ENTRY_ERASURE, 1, 20260601}}, 600},
	{"reversed and erased, it leaves the sum once", "", "", "'tariff':2,'retention':{'half_life':10}", 20260111,
		{{'a', 100, 20260101}, {'a', 300, 20260101}, {'a', 100, 20260101, ENTRY_REVERSAL, 1, 20260105}, {'a', 100, 20260101, ENTRY_ERASURE, 1, 20260106}}, 300},
	{"half a hundredth rounds up", "", "", "'tariff':0.5", 20261123, {{'a', 1, 20260101}}, 1},
	{"and down below zero", "", "", "'tariff':-0.5" BY_LAW, 20261123, {{'a', 1, 20260101}}, -1},
	{"two of them are rounded once", "", "", "'tariff':0.5", 20261123, {{'a', 1, 20260101}, {'a', 1, 20260102}}, 1},
	{"three thirds are whole", "", "", "'tariff':'1/3'", 20261123, {{'a', 1, 20260101}, {'a', 1, 20260102}, {'a', 1, 20260103}}, 1},
	{"half by age is a tie too", "", "", "'tariff':1,'retention':{'half_life':30}", 20260131, {{'a', 1, 20260101}}, 1},
	{"dimensions are rounded apart", "", "", "'tariff':0.4|'tariff':0.4,'dimension':'e'", 20261123, {{'a', 1, 20260101}, {'b', 1, 20260101}}, 0},
	{"a dimension's cap", "'base':10", "'cap':5", "'tariff':1|'tariff':1,'dimension':'e'", 20261123, {{'a', 900, 20260101}, {'b', 700, 20260101}}, 2200},
	{"a dimension's floor lifts it without entries", "'base':10", "'floor':2.5", "'tariff':1", 20261123, {{0}}, 1250},
	{"rounded, then clamped", "", "'cap':0.01", "'tariff':0.5", 20261123, {{'a', 3, 20260101}}, 1},
	{"the ceiling", "'base':10,'ceiling':12", "", "'tariff':1", 20261123, {{'a', 900, 20260101}}, 1200},
	{"the floor", "'base':10,'floor':0", "", "'tariff':-20" BY_LAW, 20261123, {{'a', 100, 20260101}}, 0},
	{"8.4 % a year", "", "", "'tariff':1000,'retention':{'annual_rate':0.084}", 20260101, {{'a', 100, 20240102}}, 83906},
	{"not yet effective", "", "", "'tariff':-20" BY_LAW, 20261123, {{'a', 100, 20261120, ENTRY_AWARD, 0, 20261124}}, 0},
	{"the day of the period's end", "", "", "'tariff':1,'period':'quarter','retention':'period_end'", 20260401, {{'a', 100, 20260331}, {'a', 200, 20260401}}, 200},
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
	ScoreTotals totals;
	ScoreResult result;

	state_init(&u.state, day_of(c->as_of), 1);
	for (int i = 0; i < 8 && c->lines[i].rule; i++)
	{
		const Line *line = &c->lines[i];
		Entry		entry = {i + 1, line->ref, line->rule - 'a' + 1, day_of(line->occurred_on), 0, line->quantity, line->kind};

		entry.kind = entry.kind ? entry.kind : ENTRY_AWARD;
		entry.effective_on = line->effective_on ? day_of(line->effective_on) : entry.occurred_on;
		if (entry.effective_on <= u.state.as_of)
			check_int(state_collect(&u.state, 8, &entry, lookup(policy, entry.rule_id), way & 1), STATE_OK, "%s: collect", c->name);
	}
	if (way & 2)
		result = score_state_total(&u.state, lookup, policy, roots, &totals);
	else
	{
		result = score_walk(&u.state, lookup, policy, roots, &n_roots);
		if (result == SCORE_OK)
			result = score_total(roots, n_roots, &totals);
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
		bool		ok = pack_rules(cases[i].header, cases[i].dimension, cases[i].rules, &problems, &policy);

		if (check(ok, "%s: %s", cases[i].name, problems.text))
			for (int way = 0; way < 4; way++)
				check_case(&cases[i], &policy, way);
		arena_free(&arena);
	}
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
	ScoreTotals totals;
	const ScoreCell award = {1, 0, 1, 100, 500, ENTRY_AWARD};
	const ScoreCell repair = {2, 1, 1, 100, 5000, 101 * 8 + ENTRY_REPAIR};
	const ScoreCell sum = {0, INT64_C(1) << 62, 1, 0, 1, CELL_SUM};
	bool		ok = pack_rules("", "", "'tariff':10000", &problems, &policy);

	check(ok, "%s", problems.text);
	state_init(state, 200, 1);
	state->n_cells = 2;
	state->cells[0] = award;
	state->cells[1] = repair;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNREPAIRABLE, "an award of a rule without severity");
	state->cells[0] = (ScoreCell) {500, 0, 1, 0, 1, CELL_SUM};
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNREPAIRABLE, "a sum of a rule without severity");
	state->n_cells = 1;
	state->cells[0] = award;
	state->cells[0].rule_id = 2;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_UNKNOWN_RULE, "an unknown rule");
	state->cells[0] = sum;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_OVERFLOW, "a sum beyond 128 bits");
	state->cells[0].ref_entry_id = 1;
	check_int(score_state_total(state, lookup, &policy, roots, &totals), SCORE_OK, "a large sum");
	check_int(score_finish(&totals, &policy), SCORE_OVERFLOW, "a score beyond 64 bits");
	arena_free(&arena);
}

const UnitTest score_tests[] = {
	{"score: worked examples, in four ways each", test_cases},
	{"score: refusals", test_refusals},
	{NULL, NULL}
};
