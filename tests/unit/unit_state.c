/*-------------------------------------------------------------------------
 *
 * unit_state.c
 *	  What is a score_state, as text and as a block, and what is none.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/state.h"
#include "fuzz.h"
#include "unit.h"

#define HEAD	"2 as_of 2026-11-23 known_on 2026-11-23 subject 42"

static ScoreState *
parse(Arena *arena, const char *text, const char **problem)
{
	int32_t		capacity = state_parse_count(text);
	ScoreState *state = arena_alloc(arena, state_size(capacity));

	*problem = state_parse(text, state, capacity);
	return state;
}

static const char *
print(Arena *arena, const ScoreState *state)
{
	size_t		len = state_print(state, NULL, 0);
	char	   *text = arena_alloc(arena, len + 1);

	state_print(state, text, len + 1);
	return text;
}

/* A text and what it becomes; NULL if it is refused. */
static void
test_text(void)
{
	static const char *const cases[][2] = {
		{HEAD, HEAD},
		{"  1   as_of  2026-11-23  subject  42  ", HEAD},
		{"1 as_of 1900-01-01 subject -9223372036854775808",
			"2 as_of 1900-01-01 known_on 1900-01-01 subject -9223372036854775808"},
		{"2 as_of 1900-01-01 known_on 9999-12-31 subject 1",
			"2 as_of 1900-01-01 known_on 9999-12-31 subject 1"},
		{HEAD ";sum 7 3 450 ;  sum 6 1 1", HEAD "; sum 6 1 1; sum 7 3 450"},
		{HEAD "; sum 1 2147483647 85070591730234615865843651857942052864",
		HEAD "; sum 1 2147483647 85070591730234615865843651857942052864"},
		{HEAD "; award 8 2024-02-29 900 5500; reversal 8 2024-02-29 901 5500 900 9999-12-31",
		HEAD "; award 8 2024-02-29 900 5500; reversal 8 2024-02-29 901 5500 900 9999-12-31"},
		{HEAD "; repair 8 2026-01-01 3 10000 1 2026-01-01; suspension 8 2026-01-01 2 0 1 "
		"1900-01-01",
		HEAD "; suspension 8 2026-01-01 2 0 1 1900-01-01; repair 8 2026-01-01 3 10000 1 "
		"2026-01-01"},
		{HEAD "; award 8 2026-01-01 -5 1; reinstatement 8 2026-01-01 2 1 -5 2026-01-01",
		HEAD "; award 8 2026-01-01 -5 1; reinstatement 8 2026-01-01 2 1 -5 2026-01-01"},
		{HEAD "; award 8 2026-01-01 1 70000; erasure 8 2026-01-01 2 70000 1 2026-02-01",
		HEAD "; award 8 2026-01-01 1 70000; erasure 8 2026-01-01 2 70000 1 2026-02-01"},
		/* malformed */
		{"3 as_of 2026-11-23 known_on 2026-11-23 subject 42", NULL},
			{"1 as_of 2026-11-23 known_on 2026-11-23 subject 42", NULL},
			{"2 as_of 2026-11-23 known_on x subject 42", NULL},
			{"2 as_of 2026-11-23 known_on 2026-11-22 subject 42", NULL},
		{"", NULL}, {"2 as_of 2026-11-23 subject 42", NULL}, {"1", NULL},
			{"1 as_of 2026-11-23", NULL},
		{"1 as_of 2026-11-23 subject", NULL}, {"1 as_of 2026-11-23 subject x", NULL},
			{HEAD "x", NULL}, {HEAD " x", NULL},
		{HEAD ";", NULL}, {HEAD "; sum", NULL}, {HEAD "; sum 1 1", NULL},
			{HEAD "; sum 1 1 1 1", NULL}, {HEAD "; sum 1\t1 1", NULL}, {HEAD ";; sum 1 1 1", NULL},
		{HEAD "; sums 1 1 1", NULL}, {HEAD "; sum; 1 1 1", NULL},
			{HEAD "; award 1 2026-02-30 1 1", NULL},
		{HEAD "; award 1 2026-01-01 x 1", NULL}, {HEAD "; award 1 x", NULL},
			{HEAD "; award 1 2026-01-01 1", NULL}, {HEAD "; award 1 2026-01-01 1 1 1", NULL},
		{HEAD "; reversal 1 2026-01-01 1 1 2", NULL},
			{"1 as_of 2026-11-23 subject 9223372036854775808", NULL},
		{HEAD "; award 2147483648 2026-01-01 1 1", NULL},
			{HEAD "; award 1 2026-01-01 1 2147483648", NULL},
		/* dates */
		{"1 as_of 2026-02-29 subject 1", NULL}, {"1 as_of 1899-12-31 subject 1", NULL},
			{"1 as_of 10000-01-01 subject 1", NULL},
		{"1 as_of 2026-13-01 subject 1", NULL}, {"1 as_of 2026-00-01 subject 1", NULL},
			{"1 as_of 2026-1-1 subject 1", NULL},
		{"1 as_of 2026- 1-01 subject 1", NULL}, {"1 as_of 2026-+1-01 subject 1", NULL},
			{"1 as_of +026-01-01 subject 1", NULL},
		{"1 as_of 2026-01-0a subject 1", NULL}, {"1 as_of infinity subject 1", NULL},
			{"1 as_of 2026-01-01x subject 1", NULL},
		/* what no ledger holds */
		{HEAD "; sum 0 1 1", NULL}, {HEAD "; sum 1 -1 1", NULL}, {HEAD "; sum 1 1 -1", NULL},
			{HEAD "; sum 1 1 1; sum 1 1 1", NULL},
		{HEAD "; sum 1 1 85070591730234615865843651857942052865", NULL},
		{HEAD "; sum 1 1 999999999999999999999999999999999999999999", NULL},
		{HEAD "; sum 1 1 170141183460469231731687303715884105728", NULL},
		{HEAD "; award -1 2026-01-01 1 1", NULL}, {HEAD "; award 1 2026-01-01 1 -1", NULL},
		{HEAD "; award 1 2026-01-01 1 1; award 1 2026-01-01 1 1", NULL},
		{HEAD "; award 1 2026-01-01 1 1; award 1 2026-01-02 5 1; award 2 2026-01-03 1 7", NULL},
		{HEAD "; award 1 2026-01-01 1 1; reversal 2 2026-01-03 1 7 9 2026-01-03", NULL},
		{HEAD "; erasure 1 2026-01-01 1 1", NULL},
			{HEAD "; erasure 1 2026-01-01 1 1 0 2026-01-01", NULL},
		{HEAD "; reversal 1 2026-01-01 1 1 0 2026-01-01", NULL},
			{HEAD "; repair 1 2026-01-01 2 10001 1 2026-01-01", NULL},
		{HEAD "; reversal 1 2026-01-01 2 1 1 1899-12-31", NULL},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		const char *problem;
		ScoreState *state = parse(&arena, cases[i][0], &problem);

		check_text(problem ? NULL : print(&arena, state), cases[i][1], "\"%s\" (%s)", cases[i][0],
				   problem ? problem : "accepted");
		arena_free(&arena);
	}
}

/* Reading takes time in proportion to the text: this one would take hours otherwise. */
static void
test_long_text(void)
{
	const int	n = 300000;
	Arena		arena = {NULL};
	ScoreState *state = arena_alloc(&arena, state_size(n)),
			   *back;
	const char *text,
			   *problem;

	state_init(state, (ScoreDays) {0, 0}, 1);
	for (; state->n_cells < n; state->n_cells++)
		state->cells[state->n_cells] = (ScoreCell) {state->n_cells + 1, 0, 7,
			-state->n_cells % 1000, 100, ENTRY_AWARD};
	text = print(&arena, state);
	back = parse(&arena, text, &problem);
	check_text(problem, NULL, "a text of %d awards", n);
	check(memcmp(back->cells, state->cells, sizeof(ScoreCell) * (size_t) n) == 0, "comes back");
	arena_free(&arena);
}

static void
test_block(void)
{
	struct
	{
		ScoreState	state;
		ScoreCell	cells[3];
	}			block;
	ScoreState *state = &block.state;
	const ScoreCell good[3] = {{450, 0, 7, 0, 3, CELL_SUM}, {900, 0, 8, 100, 50, ENTRY_AWARD},
		{901, 900, 8, 100, 50, 101 * 8 + ENTRY_REVERSAL}};
	size_t		size = state_size(3);

	memset(&block, 0, sizeof(block));
	state_init(state, (ScoreDays) {200, 200}, 42);
	memcpy(state->cells, good, sizeof(good));
	state->n_cells = 3;
	check_text(state_invalid(state, size), NULL, "a good block");
	check_text(state_invalid(state, size + 31), NULL, "with room to spare");
	check(state_invalid(state, size - 1) != NULL, "a byte short");
	check(state_invalid(state, sizeof(ScoreState) - 1) != NULL, "half a header");
	check(state_invalid(state, 0) != NULL, "nothing");

#define SPOILT(what, undo) \
	do { what; check(state_invalid(state, size) != NULL, #what); undo; \
		check_text(state_invalid(state, size), NULL, "undone: " #what); } while (0)
	SPOILT(state->version = 0, state->version = SCORE_STATE_VERSION);
	SPOILT(state->version = SCORE_STATE_ONE_DAY, state->version = SCORE_STATE_VERSION);
	SPOILT(state->padding = 1, state->padding = 0);
	SPOILT(state->known_on = 199, state->known_on = 200);
	SPOILT(state->known_on = CAL_LAST_DAY + 1, state->known_on = 200);
	SPOILT(state->reserved[0] = 1, state->reserved[0] = 0);
	SPOILT(state->reserved[1] = 1, state->reserved[1] = 0);
	SPOILT(state->reserved[2] = 1, state->reserved[2] = 0);
	SPOILT(state->as_of = CAL_LAST_DAY + 1, state->as_of = 200);
	SPOILT(state->as_of = INT32_MIN, state->as_of = 200);
	SPOILT(state->n_cells = -1, state->n_cells = 3);
	SPOILT(state->n_cells = 4, state->n_cells = 3);
	SPOILT(state->n_cells = INT32_MAX, state->n_cells = 3);
	for (int i = 0; i < 3; i++)
	{
		SPOILT(state->cells[i].rule_id = 0, state->cells[i].rule_id = good[i].rule_id);
		SPOILT(state->cells[i].rule_id = INT32_MIN, state->cells[i].rule_id = good[i].rule_id);
		SPOILT(state->cells[i].quantity = -1, state->cells[i].quantity = good[i].quantity);
		SPOILT(state->cells[i].occurred_on = INT32_MIN,
			   state->cells[i].occurred_on = good[i].occurred_on);
		if (i < 2)
			SPOILT(state->cells[i].meta = ENTRY_ERASURE, state->cells[i].meta = good[i].meta);
		SPOILT(state->cells[i].meta = 7, state->cells[i].meta = good[i].meta);
		SPOILT(state->cells[i].meta = -1, state->cells[i].meta = good[i].meta);
	}
	SPOILT(state->cells[0].occurred_on = 1, state->cells[0].occurred_on = 0);
	SPOILT(state->cells[0].meta = 8, state->cells[0].meta = 0);
	SPOILT(state->cells[0].ref_entry_id = -1, state->cells[0].ref_entry_id = 0);
	SPOILT(state->cells[0].ref_entry_id = INT64_MAX, state->cells[0].ref_entry_id = 0);
	SPOILT(state->cells[1].ref_entry_id = 5, state->cells[1].ref_entry_id = 0);
	SPOILT(state->cells[1].meta = 8 + ENTRY_AWARD, state->cells[1].meta = ENTRY_AWARD);
	SPOILT(state->cells[2].ref_entry_id = 0, state->cells[2].ref_entry_id = 900);
	SPOILT(state->cells[2].meta = INT32_MIN + ENTRY_REVERSAL, state->cells[2].meta = good[2].meta);
	SPOILT(state->cells[2].entry_id = 900, state->cells[2].entry_id = 901);
	SPOILT(state->cells[2].entry_id = 899, state->cells[2].entry_id = 901);
	SPOILT(state->cells[2] = good[0], state->cells[2] = good[2]);
	SPOILT(state->cells[1] = good[0], state->cells[1] = good[1]);
}

/* Sums add up exactly, as far as they may go. */
static void
test_merge_sums(void)
{
	static const struct
	{
		const char *a,
				   *b;
		const char *result;		/* NULL for overflow */
	}			cases[] = {
		{"; sum 7 3 450", "; sum 7 1 50", "; sum 7 4 500"},
		{"; sum 7 3 450", "; sum 6 1 50", "; sum 6 1 50; sum 7 3 450"},
		{"", "; sum 6 1 50", "; sum 6 1 50"},
		{"; sum 7 2147483647 18446744073709551615", "; sum 7 5 1",
			"; sum 7 2147483647 18446744073709551616"},
		{"; sum 7 1 85070591730234615865843651857942052863", "; sum 7 1 1",
			"; sum 7 2 85070591730234615865843651857942052864"},
		{"; sum 7 1 85070591730234615865843651857942052864", "; sum 7 1 1", NULL},
		{"; sum 7 1 85070591730234615865843651857942052864",
			"; sum 7 1 85070591730234615865843651857942052864", NULL},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Arena		arena = {NULL};
		ScoreState *into = arena_alloc(&arena, state_size(4));
		const char *problem;
		StateResult result;
		char		text[200] = HEAD;
		ScoreDays	day = {cal_day(2026, 11, 23), cal_day(2026, 11, 23)};

		state_init(into, day, 42);
		for (int half = 0; half < 2; half++)
		{
			strcpy(text + strlen(HEAD), half ? cases[i].b : cases[i].a);
			result = state_merge(into, 4, parse(&arena, text, &problem));
			check_text(problem, NULL, "\"%s\"", text);
		}
		check_int(result, cases[i].result ? STATE_OK : STATE_OVERFLOW, "case %u", i);
		if (result == STATE_OK && cases[i].result)
		{
			check_text(state_canonical(into), NULL, "case %u", i);
			check_text(print(&arena, into) + strlen(HEAD), cases[i].result, "case %u", i);
		}
		arena_free(&arena);
	}
}

/* Entries are collected as long as there is room; sums take what they can hold. */
static void
test_collect(void)
{
	static const Segment flat[] = {{INT64_MAX, RATE_SCALE, 0}};
	const Rule	kept = {.code = "k",.n_segments = 1,.segments = (Segment *) flat,
	.keeps_entries = true};
	const Rule	summed = {.code = "s",.n_segments = 1,.segments = (Segment *) flat};
	const Entry award = {.entry_id = 1,.rule_id = 7,.quantity = 100,.kind = ENTRY_AWARD};
	Arena		arena = {NULL};
	ScoreState *state = arena_alloc(&arena, state_size(1));
	const char *problem;

	state_init(state, (ScoreDays) {0, 0}, 1);
	check_int(state_collect(state, 0, &award, &kept, false), STATE_FULL, "no room for an award");
	check_int(state_collect(state, 0, &award, &summed, false), STATE_FULL, "no room for a sum");
	check_int(state_collect(state, 1, &award, &summed, false), STATE_OK, "room for a sum");
	check_int(state_add_sum(state, 1, 7, (int128_t) 1 << 64, 1), STATE_OK,
			  "a term of more than 64 bits");
	check_int(state_add_sum(state, 1, 7, -((int128_t) 1 << 64), 1), STATE_OK, "and away with it");
	check(cell_sum(&state->cells[0]) == 100, "as before");
	check_int(state_add_sum(state, 1, 7, -50, 1), STATE_OK, "a term below zero");
	check_int(state_add_sum(state, 1, 7, 5, 1), STATE_OK, "a small term");
	check_int(state_add_sum(state, 1, 7, INT64_MAX, 1), STATE_OK, "beyond 64 bits");
	check(cell_sum(&state->cells[0]) == (int128_t) INT64_MAX + 55, "the sum");
	check_int(state_parse(HEAD "; sum 1 1 1", state, 0) != NULL, true,
			  "a text with more cells than room");
	problem = state_parse(HEAD, state, 0);
	check_text(problem, NULL, "a text without cells");
	arena_free(&arena);
}

/* A score of day 100, by what is known on day 110. */
static void
test_wanted(void)
{
	static const struct
	{
		const char *what;
		EntryKind	kind;
		int32_t		occurred_on,
					effective_on;
		bool		wanted;
	}			cases[] = {
		{"an award of the day", ENTRY_AWARD, 100, 100, true},
		{"an award known on the last day", ENTRY_AWARD, 100, 110, true},
		{"an award known a day later", ENTRY_AWARD, 100, 111, false},
		{"an award of the next day", ENTRY_AWARD, 101, 101, false},
		{"a reversal after the day", ENTRY_REVERSAL, 90, 110, true},
		{"a reversal not yet known", ENTRY_REVERSAL, 90, 111, false},
		{"a reversal of what came later", ENTRY_REVERSAL, 101, 105, false},
		{"a suspension after the day", ENTRY_SUSPENSION, 90, 101, true},
		{"a reinstatement after the day", ENTRY_REINSTATEMENT, 90, 101, true},
		{"a repair on the day", ENTRY_REPAIR, 90, 100, true},
		{"a repair after the day", ENTRY_REPAIR, 90, 101, false},
		{"an erasure on the day", ENTRY_ERASURE, 90, 100, true},
		{"an erasure after the day", ENTRY_ERASURE, 90, 101, false},
	};
	ScoreState	state;

	state_init(&state, (ScoreDays) {100, 110}, 1);
	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Entry		entry = {.entry_id = 1,.rule_id = 7,.kind = cases[i].kind,
			.occurred_on = cases[i].occurred_on,.effective_on = cases[i].effective_on,
		.quantity = 100};

		check_int(state_wants(&state, &entry), cases[i].wanted, "%s", cases[i].what);
	}
}

/* Only states of one subject, day and knowledge are merged. */
static void
test_merge_others(void)
{
	ScoreState	into,
				from;

	state_init(&into, (ScoreDays) {100, 110}, 1);
	state_init(&from, (ScoreDays) {100, 110}, 1);
	check_int(state_merge(&into, 0, &from), STATE_OK, "of the same");
	state_init(&from, (ScoreDays) {99, 110}, 1);
	check_int(state_merge(&into, 0, &from), STATE_OTHER_DATE, "of another day");
	state_init(&from, (ScoreDays) {100, 111}, 1);
	check_int(state_merge(&into, 0, &from), STATE_OTHER_DATE, "known on another day");
	state_init(&from, (ScoreDays) {100, 110}, 2);
	check_int(state_merge(&into, 0, &from), STATE_OTHER_SUBJECT, "of another subject");
}

static void
test_entries(void)
{
	for (int kind = -1; kind <= 8; kind++)
	{
		check_int(entry_kind_valid(kind), kind >= 1 && kind <= 6, "kind %d", kind);
		check(!entry_quantity_valid(kind, -1), "less than nothing of kind %d", kind);
		check(entry_quantity_valid(kind, 0) && entry_quantity_valid(kind, SHARE_ONE),
			  "nothing, or all, of kind %d", kind);
		check_int(entry_quantity_valid(kind, INT32_MAX), kind != ENTRY_REPAIR,
				  "much of kind %d", kind);
	}
}

const UnitTest state_tests[] = {
	{"state: texts", test_text},
	{"state: a text of 300,000 awards is read in time", test_long_text},
	{"state: blocks", test_block},
	{"state: sums are merged", test_merge_sums},
	{"state: others are not merged", test_merge_others},
	{"state: entries that a day wants, and what was known later", test_wanted},
	{"state: entries are collected", test_collect},
	{"state: kinds and quantities of entries", test_entries},
	{NULL, NULL}
};
