/*-------------------------------------------------------------------------
 *
 * fuzz_state.c
 *	  Whatever a score_state may be made of: texts and blocks from outside.
 *
 * The first byte chooses: 'B' begins a block as it would lie in memory, 'C'
 * a list of choices that cells are made from, anything else is a text.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "rules.h"

#define CELLS_MAX	200

static ScoreState *
new_state(Arena *arena, int32_t capacity)
{
	return arena_alloc(arena, state_size(capacity));
}

static ScoreState *
copy_state(Arena *arena, const ScoreState *from)
{
	ScoreState *copy = new_state(arena, from->n_cells);

	memcpy(copy, from, state_size(from->n_cells));
	copy->length_word = 0;
	return copy;
}

static bool
same_state(const ScoreState *a, const ScoreState *b)
{
	return a->as_of == b->as_of && a->subject_id == b->subject_id && a->n_cells == b->n_cells &&
		memcmp(a->cells, b->cells, sizeof(ScoreCell) * (size_t) a->n_cells) == 0;
}

/* out, in, out again; and out into too small a room */
static void
check_text(Arena *arena, const ScoreState *state, Input *in)
{
	size_t		len = state_print(state, NULL, 0);
	char	   *text = arena_alloc(arena, len + 1);
	size_t		room = input_below(in, (uint32_t) len + 1);
	char	   *part = arena_alloc(arena, room);
	int32_t		count;
	ScoreState *back;

	expect(state_print(state, text, len + 1) == len);
	expect(strlen(text) == len);
	expect(state_print(state, part, room) == len);
	expect(room == 0 || (strlen(part) == room - 1 && memcmp(part, text, room - 1) == 0));
	count = state_parse_count(text);
	expect(count == state->n_cells);
	back = new_state(arena, count);
	expect(state_parse(text, back, count) == NULL);
	expect(same_state(back, state));
}

/* Two halves merge into the whole, in either order and never beyond the room. */
static void
check_merge(Arena *arena, const ScoreState *state, Input *in)
{
	ScoreState *half[2],
			   *whole[2],
			   *other;
	bool		refused;

	for (int i = 0; i < 2; i++)
	{
		half[i] = new_state(arena, state->n_cells);
		whole[i] = new_state(arena, state->n_cells);
		state_init(half[i], (ScoreDays) {state->as_of, state->known_on}, state->subject_id);
		state_init(whole[i], (ScoreDays) {state->as_of, state->known_on}, state->subject_id);
	}
	for (int32_t i = 0; i < state->n_cells; i++)
	{
		ScoreState *to = half[input_byte(in) & 1];

		to->cells[to->n_cells++] = state->cells[i];
	}
	for (int i = 0; i < 2; i++)
	{
		expect(state_invalid(half[i], state_size(half[i]->n_cells)) == NULL);
		expect(state_merge(whole[i], state->n_cells, half[i]) == STATE_OK);
		expect(state_merge(whole[i], state->n_cells, half[1 - i]) == STATE_OK);
		expect(state_canonical(whole[i]) == NULL);
		expect(same_state(whole[i], state));
	}

	other = new_state(arena, half[0]->n_cells);
	state_init(other, (ScoreDays) {state->as_of, state->known_on}, state->subject_id);
	expect(state_merge(other, half[0]->n_cells, half[0]) == STATE_OK);
	refused = state_merge(other, half[0]->n_cells, half[1]) == STATE_FULL;
	expect(refused == (half[1]->n_cells > 0));
	other->as_of++;
	expect(state_merge(other, half[0]->n_cells, state) == STATE_OTHER_DATE);
	other->as_of--;
	other->subject_id ^= 1;
	expect(state_merge(other, half[0]->n_cells, state) == STATE_OTHER_SUBJECT);

	/* with itself: sums double or overflow, entries stand twice and are noticed */
	other = new_state(arena, state->n_cells * 2);
	memcpy(other, state, state_size(state->n_cells));
	if (state_merge(other, state->n_cells * 2, state) == STATE_OK)
	{
		bool		has_entries = other->n_cells > state->n_cells;

		expect((state_canonical(other) != NULL) == has_entries);
		expect((state_invalid(other, state_size(other->n_cells)) != NULL) == has_entries);
	}
}

static const Rule *
lookup(void *arg, int32_t rule_id)
{
	(void) arg;
	return rule_id % 97 == 96 ? NULL : rule_of_id(rule_id % rule_count() + 1);
}

/* The order of the cells decides nothing, unless a sum is too large for its partial sums. */
static void
check_score(Arena *arena, const ScoreState *state, Input *in)
{
	ScoreState *one = copy_state(arena, state);
	ScoreState *two = copy_state(arena, state);
	ScoreTotals totals[2] = {SCORE_TOTALS(256), SCORE_TOTALS(256)};
	ScoreResult results[2];
	Policy		policy = {0};

	for (int32_t i = two->n_cells - 1; i > 0; i--)
	{
		int32_t		j = (int32_t) input_below(in, (uint32_t) i + 1);
		ScoreCell	swap = two->cells[i];

		two->cells[i] = two->cells[j];
		two->cells[j] = swap;
	}
	results[0] = score_either_way(arena, one, lookup, false, &totals[0]);
	results[1] = score_either_way(arena, two, lookup, true, &totals[1]);
	if (results[0] == SCORE_OVERFLOW || results[1] == SCORE_OVERFLOW)
		return;
	expect((results[0] == SCORE_OK) == (results[1] == SCORE_OK));
	if (results[0] != SCORE_OK)
		return;
	expect_same_totals(&totals[0], &totals[1]);
	results[0] = score_finish(&totals[0], &policy);
	results[1] = score_finish(&totals[1], &policy);
	if (results[0] == SCORE_OK && results[1] == SCORE_OK)
		expect(totals[0].score == totals[1].score);
}

static void
check_state(Arena *arena, const ScoreState *state, Input *in)
{
	expect(state_invalid(state, state_size(state->n_cells)) == NULL);
	check_merge(arena, state, in);
	check_score(arena, state, in);
	check_text(arena, state, in);
}

static void
try_text(Arena *arena, const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	char	   *text;
	int32_t		capacity;
	ScoreState *state;

	/* seeds are files that end as text files do */
	if (size > 0 && data[size - 1] == '\n')
		size--;
	text = arena_alloc(arena, size + 1);
	memcpy(text, data, size);
	capacity = state_parse_count(text);
	state = new_state(arena, capacity);
	if (state_parse(text, state, capacity) == NULL)
		check_state(arena, state, &in);
}

/* The block is checked as it came, header and all, and may have room to spare. */
static void
try_block(Arena *arena, const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	void	   *block = arena_alloc(arena, size);

	memcpy(block, data, size);
	if (state_invalid(block, size) == NULL)
		check_state(arena, copy_state(arena, block), &in);
}

static int32_t
choose_day(Input *in)
{
	switch (input_below(in, 16))
	{
		case 15:
			return CAL_FIRST_DAY;
		case 14:
			return CAL_LAST_DAY;
		case 13:
			return input_range(in, CAL_FIRST_DAY, CAL_LAST_DAY);
		case 12:
			return (int32_t) input_int64(in);
		default:
			return input_range(in, 9800, 9800 + 255);
	}
}

static int32_t
choose_quantity(Input *in)
{
	switch (input_below(in, 8))
	{
		case 7:
			return (int32_t) input_int64(in);
		case 6:
			return INT32_MAX;
		default:
			return input_range(in, 0, 2000);
	}
}

static ScoreCell
choose_cell(Input *in)
{
	ScoreCell	cell = {0};
	EntryKind	kind = (EntryKind) input_below(in, 8);
	uint32_t	odd = input_below(in, 64);

	cell.rule_id = odd == 63 ? (int32_t) input_int64(in) : input_range(in, 1, rule_count());
	cell.quantity = kind == ENTRY_REPAIR ? input_range(in, 0, SHARE_ONE) : choose_quantity(in);
	if (kind == CELL_SUM)
	{
		cell.entry_id = odd < 8 ? input_int64(in) : cell.quantity;
		cell.ref_entry_id = odd < 4 ? input_int64(in) : -(cell.entry_id < 0);
		return cell;
	}
	cell.occurred_on = choose_day(in);
	cell.entry_id = odd == 62 ? input_int64(in) : input_range(in, 1, 16);
	cell.meta = kind;
	if (kind == ENTRY_AWARD)
		return cell;
	cell.ref_entry_id = odd == 61 ? input_int64(in) : input_range(in, 1, 16);
	cell.meta |= (int32_t) ((uint32_t) choose_day(in) << 3);
	return cell;
}

static void
try_cells(Arena *arena, const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	int32_t		n = (int32_t) input_below(&in, CELLS_MAX);
	ScoreState *state = new_state(arena, n);
	int32_t		as_of = choose_day(&in);
	ScoreDays	days = {as_of, input_byte(&in) & 1 ? as_of : choose_day(&in)};

	state_init(state, days, input_int64(&in));
	while (state->n_cells < n && in.at < in.end)
		state->cells[state->n_cells++] = choose_cell(&in);
	if (state_canonical(state) == NULL && state_invalid(state, state_size(state->n_cells)) == NULL)
		check_state(arena, state, &in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena		arena = {NULL};

	if (size > 0 && data[0] == 'B')
		try_block(&arena, data + 1, size - 1);
	else if (size > 0 && data[0] == 'C')
		try_cells(&arena, data + 1, size - 1);
	else
		try_text(&arena, data, size);
	arena_free(&arena);
	return 0;
}
