/*-------------------------------------------------------------------------
 *
 * unit_interval.c
 *	  Bounds of suppressed cells, against trying every table.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/interval.h"
#include "core/noise.h"
#include "unit.h"

#define SIDE	3
#define CELLS	(SIDE * SIDE)
#define MOST	3				/* of a count */

static int64_t flow[16];
static int	from[8],
			queue[8];
static IntervalRoom room = {flow, from, queue};

/* ----------
 * every table that agrees with what is published
 * ----------
 */

typedef struct Seen
{
	const CountTable *table;
	int64_t		counts[CELLS];
	int64_t		low[CELLS];
	int64_t		high[CELLS];
} Seen;

static bool
same_totals(const Seen *s)
{
	for (int i = 0; i < SIDE; i++)
	{
		int64_t		row = 0,
					column = 0;

		for (int j = 0; j < SIDE; j++)
		{
			row += s->counts[i * SIDE + j] - s->table->counts[i * SIDE + j];
			column += s->counts[j * SIDE + i] - s->table->counts[j * SIDE + i];
		}
		if (row != 0 || column != 0)
			return false;
	}
	return true;
}

static void
try_all(Seen *s, int cell)
{
	if (cell == CELLS)
	{
		for (int i = 0; i < CELLS && same_totals(s); i++)
		{
			s->low[i] = s->counts[i] < s->low[i] ? s->counts[i] : s->low[i];
			s->high[i] = s->counts[i] > s->high[i] ? s->counts[i] : s->high[i];
		}
		return;
	}
	if (!s->table->suppressed[cell])
	{
		s->counts[cell] = s->table->counts[cell];
		try_all(s, cell + 1);
		return;
	}
	/* no cell is larger than its row */
	for (s->counts[cell] = 0; s->counts[cell] <= SIDE * MOST; s->counts[cell]++)
		try_all(s, cell + 1);
}

static void
test_every_table(void)
{
	static uint8_t key[NOISE_KEY_BYTES] = {2};
	NoiseStream random;

	noise_start(&random, key, 0);
	for (int round = 0; round < 60; round++)
	{
		int64_t		counts[CELLS];
		bool		suppressed[CELLS] = {false};
		CountTable	table = {SIDE, SIDE, counts, suppressed};
		Seen		seen = {.table = &table};

		for (int i = 0; i < CELLS; i++)
		{
			counts[i] = (int64_t) noise_below(&random, MOST + 1);
			seen.low[i] = INT64_MAX;
		}
		for (int i = 0; i < 5; i++)
			suppressed[noise_below(&random, CELLS)] = true;
		try_all(&seen, 0);
		for (int i = 0; i < CELLS; i++)
		{
			int64_t		low,
						high;

			if (!suppressed[i])
				continue;
			interval_of(&table, i / SIDE, i % SIDE, &room, &low, &high);
			check_int(low, seen.low[i], "low of cell %d of table %d", i, round);
			check_int(high, seen.high[i], "high of cell %d of table %d", i, round);
		}
	}
}

/*
 * Rows 1 and 2 and columns 1 and 2 have one suppressed cell in common with
 * the others, which their totals therefore give away, although each row and
 * column has two.
 */
static const bool given_away[] = {
	true, true, false, false,
	true, true, true, false,
	false, false, true, true,
	false, false, true, true
};

static void
test_given_away(void)
{
	static const int64_t counts[] = {4, 7, 30, 30, 6, 5, 3, 30, 30, 30, 8, 9, 30, 30, 5, 6};
	CountTable	table = {4, 4, counts, given_away};
	int64_t		low,
				high;

	interval_of(&table, 1, 2, &room, &low, &high);
	check(low == 3 && high == 3, "the cell is given away");
	interval_of(&table, 0, 0, &room, &low, &high);
	check(low == 0 && high == 10, "its neighbour lies from 0 to 10");
	for (int i = 0; i < 16; i++)
		if (given_away[i])
			check_int(interval_is_bridge(&table, i / 4, i % 4, &room), i == 6, "bridge %d", i);
}

const UnitTest interval_tests[] = {
	{"bounds are those of every table with the same totals", test_every_table},
	{"a cell that two rows and two columns give away", test_given_away},
	{NULL}
};
