/*-------------------------------------------------------------------------
 *
 * state.c
 *	  score_state: collect, merge, check, print and parse.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/state.h"

static const char *const kind_names[] = {
	[CELL_SUM] = "sum",
	[ENTRY_AWARD] = "award",
	[ENTRY_REVERSAL] = "reversal",
	[ENTRY_SUSPENSION] = "suspension",
	[ENTRY_REINSTATEMENT] = "reinstatement",
	[ENTRY_REPAIR] = "repair",
	[ENTRY_ERASURE] = "erasure"
};
const Vocabulary entry_kinds = VOCABULARY(kind_names);

_Static_assert(sizeof(ScoreCell) == 32, "the binary format is made of 32-byte cells");
_Static_assert(sizeof(ScoreState) == 32, "the binary format has a 32-byte header");

void
state_init(ScoreState *state, ScoreDays days, int64_t subject_id)
{
	memset(state, 0, sizeof(*state));
	state->version = SCORE_STATE_VERSION;
	state->as_of = days.as_of;
	state->known_on = days.known_on;
	state->subject_id = subject_id;
}

/*
 * Add the cells of a state to another of the same subject and day.  On
 * STATE_FULL some cells may have been added, so callers make room for all of
 * them before.
 */
StateResult
state_merge(ScoreState *into, int32_t capacity, const ScoreState *from)
{
	if (into->as_of != from->as_of || into->known_on != from->known_on)
		return STATE_OTHER_DATE;
	if (into->subject_id != from->subject_id)
		return STATE_OTHER_SUBJECT;
	for (int32_t i = 0; i < from->n_cells; i++)
	{
		const ScoreCell *cell = &from->cells[i];

		if (cell_kind(cell) == CELL_SUM)
		{
			StateResult result = state_add_sum(into, capacity, cell->rule_id, cell_sum(cell),
											   cell->quantity);

			if (result != STATE_OK)
				return result;
		}
		else if (into->n_cells >= capacity)
			return STATE_FULL;
		else
			into->cells[into->n_cells++] = *cell;
	}
	return STATE_OK;
}

/* Sums by rule, then entries by id. */
static int
compare_cells(const void *left, const void *right)
{
	const ScoreCell *a = left;
	const ScoreCell *b = right;
	bool		sum_a = cell_kind(a) == CELL_SUM,
				sum_b = cell_kind(b) == CELL_SUM;

	if (sum_a != sum_b)
		return sum_a ? -1 : 1;
	return sum_a ? compare_int64(a->rule_id, b->rule_id) : compare_int64(a->entry_id, b->entry_id);
}

static void
sort_cells(ScoreCell *cells, int32_t n)
{
	int32_t		sorted = 1;

	/* cells are in order more often than not */
	while (sorted < n && compare_cells(&cells[sorted - 1], &cells[sorted]) <= 0)
		sorted++;
	if (sorted >= n)
		return;
	/* a population query sorts millions of short states: shifting beats a library sort there */
	if (n > 16)
	{
		qsort(cells, (size_t) n, sizeof(ScoreCell), compare_cells);
		return;
	}
	for (int32_t i = sorted; i < n; i++)
	{
		ScoreCell	cell = cells[i];
		int32_t		j = i;

		for (; j > 0 && compare_cells(&cells[j - 1], &cell) > 0; j--)
			cells[j] = cells[j - 1];
		cells[j] = cell;
	}
}

/* Neighbours that are equal in the canonical order would count twice. */
static const char *
order_invalid(const ScoreCell *before, const ScoreCell *cell)
{
	int			order = compare_cells(before, cell);

	if (order > 0)
		return "cells out of order";
	if (order == 0)
		return cell_kind(cell) == CELL_SUM ? "a rule has two sums" : "an entry stands twice";
	return NULL;
}

const char *
state_canonical(ScoreState *state)
{
	sort_cells(state->cells, state->n_cells);
	for (int32_t i = 1; i < state->n_cells; i++)
	{
		const char *problem = order_invalid(&state->cells[i - 1], &state->cells[i]);

		if (problem)
			return problem;
	}
	return NULL;
}

static const char *
cell_invalid(const ScoreCell *cell)
{
	EntryKind	kind = cell_kind(cell);

	if (cell->rule_id <= 0)
		return "a cell names no rule";
	if (cell->quantity < 0)
		return "a cell has a negative quantity";
	if (kind == CELL_SUM)
	{
		if (cell_sum(cell) < 0 || cell_sum(cell) > SUM_MAX)
			return "a sum is out of range";
		return cell->occurred_on != 0 || cell->meta != CELL_SUM ? "a sum has a date" : NULL;
	}
	if (!entry_kind_valid(kind))
		return "a cell has an unknown kind";
	if (!cal_valid(cell->occurred_on))
		return "a cell has a date out of range";
	if (kind == ENTRY_AWARD)
		return cell->ref_entry_id != 0 || cell->meta != ENTRY_AWARD ?
			"an award refers to another entry" : NULL;
	if (cell->ref_entry_id == 0)
		return "a cell refers to no entry";
	if (!cal_valid(cell_effective_on(cell)))
		return "a cell has a date out of range";
	return entry_quantity_valid(kind, cell->quantity) ? NULL :
		"a repair restores more than the whole";
}

const char *
state_invalid(const void *block, size_t size)
{
	const ScoreState *state = block;
	const char *problem;

	if (size < sizeof(ScoreState))
		return "shorter than its header";
	if (state->version != SCORE_STATE_VERSION)
		return "unknown version";
	if (state->reserved[0] || state->reserved[1] || state->reserved[2] || state->padding)
		return "reserved bytes are not zero";
	if (!cal_valid(state->as_of) || !cal_valid(state->known_on))
		return "date out of range";
	if (state->known_on < state->as_of)
		return "it is known before its day is over";
	if (state->n_cells < 0 ||
		(size - sizeof(ScoreState)) / sizeof(ScoreCell) < (size_t) state->n_cells)
		return "fewer cells than announced";
	for (int32_t i = 0; i < state->n_cells; i++)
	{
		if ((problem = cell_invalid(&state->cells[i])) != NULL)
			return problem;
		if (i > 0 && (problem = order_invalid(&state->cells[i - 1], &state->cells[i])) != NULL)
			return problem;
	}
	return NULL;
}

static void
print_sum(char *buf, uint128_t value)
{
	char		digits[48];
	int			n = 0;

	do
		digits[n++] = (char) ('0' + (int) (value % 10));
	while ((value /= 10) > 0);
	while (n > 0)
		*buf++ = digits[--n];
	*buf = '\0';
}

static int
print_cell(const ScoreCell *cell, char *buf, size_t size)
{
	EntryKind	kind = cell_kind(cell);
	char		sum[48],
				occurred[PERIOD_LABEL_MAX],
				effective[PERIOD_LABEL_MAX];

	if (kind == CELL_SUM)
	{
		print_sum(sum, (uint128_t) cell_sum(cell));
		return snprintf(buf, size, "; sum %d %d %s", cell->rule_id, cell->quantity, sum);
	}
	cal_print(cell->occurred_on, occurred);
	if (kind == ENTRY_AWARD)
		return snprintf(buf, size, "; award %d %s %lld %d", cell->rule_id, occurred,
						(long long) cell->entry_id, cell->quantity);
	cal_print(cell_effective_on(cell), effective);
	return snprintf(buf, size, "; %s %d %s %lld %d %lld %s", kind_names[kind], cell->rule_id,
					occurred,
					(long long) cell->entry_id, cell->quantity, (long long) cell->ref_entry_id,
						effective);
}

/*
 * "2 as_of 2026-11-23 known_on 2026-11-23 subject 42; sum 7 3 450;
 * award 8 2026-01-01 900 5500; …".
 * Writes at most size bytes with the terminator and returns the full length.
 */
size_t
state_print(const ScoreState *state, char *buf, size_t size)
{
	char		date[PERIOD_LABEL_MAX],
				known[PERIOD_LABEL_MAX];
	size_t		used;

	cal_print(state->as_of, date);
	cal_print(state->known_on, known);
	used = (size_t) snprintf(buf, size, "%d as_of %s known_on %s subject %lld", state->version,
							 date, known, (long long) state->subject_id);
	for (int32_t i = 0; i < state->n_cells; i++)
		used += (size_t) print_cell(&state->cells[i], used < size ? buf + used : NULL,
									used < size ? size - used : 0);
	return used;
}

/* The largest number of cells that a text can hold. */
int32_t
state_parse_count(const char *text)
{
	int32_t		n = 0;

	for (; *text; text++)
		n += *text == ';' && n < INT32_MAX;
	return n;
}

static bool
take_word(const char **p, const char *word)
{
	size_t		len = strlen(word);

	while (**p == ' ')
		(*p)++;
	if (strncmp(*p, word, len) != 0 || ((*p)[len] != ' ' && (*p)[len] != ';' && (*p)[len] != '\0'))
		return false;
	*p += len;
	return true;
}

static bool
take_int128(const char **p, int128_t low, int128_t high, int128_t *value)
{
	bool		negative;
	const char *start;
	int128_t	v = 0;

	while (**p == ' ')
		(*p)++;
	negative = **p == '-';
	*p += negative;
	for (start = *p; **p >= '0' && **p <= '9'; (*p)++)
	{
		int			digit = **p - '0';

		if (!fixed_mul(&v, 10) || !fixed_add(&v, negative ? -digit : digit))
			return false;
	}
	*value = v;
	return *p > start && v >= low && v <= high;
}

static bool
take_int64(const char **p, int64_t *value)
{
	int128_t	v;

	if (!take_int128(p, INT64_MIN, INT64_MAX, &v))
		return false;
	*value = (int64_t) v;
	return true;
}

static bool
take_int32(const char **p, int32_t *value)
{
	int128_t	v;

	if (!take_int128(p, INT32_MIN, INT32_MAX, &v))
		return false;
	*value = (int32_t) v;
	return true;
}

static bool
take_date(const char **p, int32_t *day)
{
	while (**p == ' ')
		(*p)++;
	if (!cal_parse(*p, day))
		return false;
	*p += CAL_TEXT_LEN;
	return true;
}

static bool
take_sum(const char **p, ScoreCell *cell)
{
	int128_t	sum;

	if (!take_int32(p, &cell->rule_id) || !take_int32(p, &cell->quantity) ||
		!take_int128(p, 0, SUM_MAX, &sum))
		return false;
	cell->entry_id = (int64_t) sum;
	cell->ref_entry_id = (int64_t) (sum >> 64);
	return true;
}

static bool
take_cell(const char **p, ScoreCell *cell)
{
	int			kind = 0;
	int32_t		effective_on = 0;

	memset(cell, 0, sizeof(*cell));
	while (!take_word(p, kind_names[kind]))
		if (++kind == entry_kinds.n)
			return false;
	if (kind == CELL_SUM)
		return take_sum(p, cell);
	if (!take_int32(p, &cell->rule_id) || !take_date(p, &cell->occurred_on) ||
		!take_int64(p, &cell->entry_id) || !take_int32(p, &cell->quantity))
		return false;
	if (kind != ENTRY_AWARD &&
		(!take_int64(p, &cell->ref_entry_id) || !take_date(p, &effective_on)))
		return false;
	cell->meta = (int32_t) ((uint32_t) effective_on << 3) | kind;
	return true;
}

/* What precedes the cells; the version before has no known_on.  Returns what is wrong. */
static const char *
parse_header(const char **text, ScoreState *state)
{
	int32_t		version;
	int64_t		subject_id;
	ScoreDays	days;

	if (!take_int32(text, &version))
		return "it does not begin with a version";
	if (version != SCORE_STATE_VERSION && version != SCORE_STATE_ONE_DAY)
		return "unknown version";
	if (!take_word(text, "as_of") || !take_date(text, &days.as_of))
		return "expected \"as_of\" with a date";
	days.known_on = days.as_of;
	if (version != SCORE_STATE_ONE_DAY &&
		(!take_word(text, "known_on") || !take_date(text, &days.known_on)))
		return "expected \"known_on\" with a date";
	if (!take_word(text, "subject") || !take_int64(text, &subject_id))
		return "expected \"subject\" with a number";
	state_init(state, days, subject_id);
	return NULL;
}

/* Parse into a state with room for state_parse_count() cells. */
const char *
state_parse(const char *text, ScoreState *state, int32_t capacity)
{
	const char *problem = parse_header(&text, state);

	if (problem)
		return problem;
	while (*text == ' ' || *text == ';')
	{
		if (*text++ == ' ')
			continue;
		if (state->n_cells >= capacity || !take_cell(&text, &state->cells[state->n_cells]))
			return "malformed cell";
		state->n_cells++;
	}
	if (*text != '\0')
		return "unexpected text after a cell";
	sort_cells(state->cells, state->n_cells);
	return state_invalid(state, state_size(state->n_cells));
}
