/*-------------------------------------------------------------------------
 *
 * fuzz_release.c
 *	  What decides about releases: the search for classes, and the bounds of
 *	  suppressed cells.
 *
 * The search is compared with trying every node.  Bounds must hold the true
 * value, and what it can become by moving counts along any rectangle.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/interval.h"
#include "core/lattice.h"
#include "core/noise.h"
#include "fuzz.h"

#define SIDE_MAX	6
#define VALUES		6

/* ----------
 * classes
 * ----------
 */

/* Values fall together with one that stands for them, and stay together. */
static void
make_hierarchy(Hierarchy *h, Arena *arena, Input *in)
{
	h->levels = 1 + (int) input_below(in, 4);
	h->values = VALUES;
	for (int level = 0; level < h->levels; level++)
	{
		int32_t    *to = arena_alloc(arena, sizeof(int32_t) * VALUES);
		int32_t		absorbed = (int32_t) input_below(in, VALUES),
					by = (int32_t) input_below(in, VALUES);

		for (int v = 0; v < VALUES; v++)
		{
			to[v] = level == 0 ? v : h->to[level - 1][v];
			if (level > 0 && to[v] == absorbed)
				to[v] = by;
		}
		h->to[level] = to;
	}
}

static void
make_lattice(Lattice *lattice, Arena *arena, Input *in)
{
	int32_t    *records,
			   *sensitive;

	memset(lattice, 0, sizeof(*lattice));
	lattice->n_attributes = 1 + (int) input_below(in, 3);
	for (int a = 0; a < lattice->n_attributes; a++)
		make_hierarchy(&lattice->attributes[a], arena, in);
	lattice->n_records = input_below(in, 60);
	lattice->k = 1 + input_below(in, 6);
	lattice->l = 1 + (int32_t) input_below(in, 3);
	lattice->leave_out = input_below(in, 10);
	records = arena_alloc(arena, sizeof(int32_t) * (size_t) (lattice->n_records * 3 + 1));
	sensitive = arena_alloc(arena, sizeof(int32_t) * (size_t) (lattice->n_records + 1));
	for (int64_t i = 0; i < lattice->n_records * lattice->n_attributes; i++)
		records[i] = (int32_t) input_below(in, VALUES);
	for (int64_t i = 0; i < lattice->n_records; i++)
		sensitive[i] = (int32_t) input_below(in, 3);
	lattice->records = records;
	lattice->sensitive = input_chance(in, 2) ? sensitive : NULL;
}

static bool
will_do(const Lattice *lattice, LatticeRoom *room, int32_t node)
{
	int			levels[LATTICE_ATTRIBUTES];
	LatticeNode result;

	lattice_levels(lattice, node, levels);
	lattice_evaluate(lattice, levels, room, &result);
	expect(result.classes == 0 || result.smallest >= lattice->k);
	expect(result.left_out >= 0 && result.left_out <= lattice->n_records);
	expect(result.left_out + result.classes * lattice->k <= lattice->n_records);
	return result.left_out <= lattice->leave_out;
}

static void
classes(Arena *arena, Input *in)
{
	Lattice		lattice;
	LatticeRoom room;
	uint8_t    *state;
	int32_t		nodes;

	make_lattice(&lattice, arena, in);
	room.n_slots = lattice_slots(&lattice);
	room.classes = arena_alloc(arena, sizeof(LatticeSlot) * (size_t) room.n_slots);
	room.pairs = arena_alloc(arena, sizeof(LatticeSlot) * (size_t) room.n_slots);
	room.place = arena_alloc(arena, sizeof(int64_t) * (size_t) (lattice.n_records + 1));
	nodes = lattice_size(&lattice);
	state = arena_alloc(arena, (size_t) nodes);
	expect(lattice_search(&lattice, &room, state) <= nodes);
	for (int32_t node = 0; node < nodes; node++)
	{
		bool		lowest = will_do(&lattice, &room, node);
		int32_t		weight = 1;

		for (int a = 0; a < lattice.n_attributes; weight *= lattice.attributes[a++].levels)
			if (node / weight % lattice.attributes[a].levels > 0)
				lowest = lowest && !will_do(&lattice, &room, node - weight);
		expect(state[node] == lowest);
	}
}

/* ----------
 * suppressed cells
 * ----------
 */

/* What a cell can lose to, or gain from, the other corners of a rectangle. */
static void
check_rectangles(const CountTable *t, int row, int column, int64_t low, int64_t high)
{
	const int64_t *n = t->counts;
	const bool *hidden = t->suppressed;
	int			c = t->columns;

	for (int r = 0; r < t->rows; r++)
		for (int k = 0; k < c; k++)
		{
			int64_t		cell = n[row * c + column];
			int64_t		a = n[row * c + k],
						b = n[r * c + column],
						d = n[r * c + k];

			if (r == row || k == column || !hidden[row * c + k] || !hidden[r * c + column] ||
				!hidden[r * c + k])
				continue;
			expect(high >= cell + (a < b ? a : b));
			expect(low <= cell - (cell < d ? cell : d));
		}
}

static void
cells(Arena *arena, Input *in)
{
	int			rows = 1 + (int) input_below(in, SIDE_MAX),
				columns = 1 + (int) input_below(in, SIDE_MAX),
				n = rows * columns;
	int64_t    *counts = arena_alloc(arena, sizeof(int64_t) * (size_t) n);
	bool	   *suppressed = arena_alloc(arena, sizeof(bool) * (size_t) n);
	CountTable	table = {rows, columns, counts, suppressed};
	IntervalRoom room = {
		arena_alloc(arena, sizeof(int64_t) * (size_t) n),
		arena_alloc(arena, sizeof(int) * (size_t) (rows + columns)),
		arena_alloc(arena, sizeof(int) * (size_t) (rows + columns))
	};

	for (int i = 0; i < n; i++)
	{
		counts[i] = input_chance(in, 4) ? 0 : (int64_t) (input_int64(in) & 0xffffffffff);
		suppressed[i] = input_chance(in, 2);
	}
	for (int i = 0; i < n; i++)
	{
		int64_t		low,
					high;

		if (!suppressed[i])
			continue;
		interval_of(&table, i / columns, i % columns, &room, &low, &high);
		expect(low >= 0 && low <= counts[i] && high >= counts[i]);
		/* what the totals fix of counts they fix of sums, too */
		expect(!interval_is_bridge(&table, i / columns, i % columns, &room) || low == high);
		check_rectangles(&table, i / columns, i % columns, low, high);
	}
}

/* ----------
 * noise
 * ----------
 */

static void
noise(Input *in)
{
	uint8_t		key[NOISE_KEY_BYTES];
	NoiseStream stream;
	NoiseScale	scale;
	uint64_t	n = (uint64_t) input_int64(in);

	for (int i = 0; i < NOISE_KEY_BYTES; i++)
		key[i] = (uint8_t) input_byte(in);
	noise_start(&stream, key, (uint64_t) input_int64(in));
	expect(n == 0 || noise_below(&stream, n) < n);
	if (!noise_scale(input_int64(in), input_int64(in) >> input_below(in, 60),
					 input_int64(in) >> input_below(in, 60), &scale))
		return;
	expect(scale.num >= 1 && scale.num <= NOISE_SCALE_MAX && scale.den >= 1);
	expect(noise_bound(&scale, 500) <= noise_bound(&scale, 100));
	noise_laplace(&stream, &scale);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	Arena		arena = {NULL};

	switch (input_byte(&in) % 3)
	{
		case 0:
			classes(&arena, &in);
			break;
		case 1:
			cells(&arena, &in);
			break;
		default:
			noise(&in);
	}
	arena_free(&arena);
	return 0;
}
