/*-------------------------------------------------------------------------
 *
 * robust.c
 *	  How far an index depends on the choices of who made it.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/robust.h"

#define NONE	(-1)

/* One way of making the index. */
typedef struct Variant
{
	double	   *weights;		/* of indicators */
	double		plan[ROBUST_DIMENSIONS];
	int			left_out;		/* an indicator, or NONE */
	bool		geometric;
} Variant;

/* Places in the work: logarithms of marks, weights of a variant, values, ranks, all draws. */
typedef struct Room
{
	double	   *logs;
	double	   *weights;
	double	   *values;
	double	   *sorted;
	double	   *drawn;			/* values by area, then draw */
	double	   *ranks;			/* likewise */
} Room;

size_t
robust_room(const RobustIndex *index, int draws)
{
	return (size_t) index->n_areas * index->n_indicators + index->n_indicators +
		2 * (size_t) index->n_areas + 2 * (size_t) index->n_areas * draws;
}

static Room
rooms_of(const RobustIndex *index, int draws, double *work)
{
	Room		room;

	room.logs = work;
	room.weights = room.logs + (size_t) index->n_areas * index->n_indicators;
	room.values = room.weights + index->n_indicators;
	room.sorted = room.values + index->n_areas;
	room.drawn = room.sorted + index->n_areas;
	room.ranks = room.drawn + (size_t) index->n_areas * draws;
	return room;
}

/* ----------
 * values
 * ----------
 */

/* splitmix64 */
static uint64_t
next_number(uint64_t *state)
{
	uint64_t	z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* From 3/4 to 5/4. */
static double
quarter_around(uint64_t *state)
{
	return 0.75 + (double) (next_number(state) >> 11) / (double) (UINT64_C(1) << 54);
}

typedef struct Sums
{
	double		there;			/* weights of what is there, */
	double		whole;			/* and of everything */
	double		total;
} Sums;

/* The index of an area; NaN if a dimension is not available. */
static double
value_of(const RobustIndex *index, const Room *room, const Variant *v, int area)
{
	const double *marks = v->geometric ? room->logs : index->marks;
	Sums		sums[ROBUST_DIMENSIONS] = {{0}};
	double		total = 0,
				whole = 0;

	marks += (size_t) area * index->n_indicators;
	for (int i = 0; i < index->n_indicators; i++)
	{
		Sums	   *s = &sums[index->dimensions[i]];
		double		weight = i == v->left_out ? 0 : v->weights[i];

		s->whole += weight;
		if (isnan(marks[i]) || weight == 0)
			continue;
		s->there += weight;
		s->total += weight * marks[i];
	}
	for (int d = 0; d < index->n_dimensions; d++)
	{
		/* a dimension that was left out with its only indicator is none */
		if (sums[d].whole == 0)
			continue;
		if (sums[d].there < sums[d].whole * index->available)
			return NAN;
		total += v->plan[d] * (sums[d].total / sums[d].there);
		whole += v->plan[d];
	}
	return v->geometric ? exp(total / whole) : total / whole;
}

static int
compare_numbers(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return x < y ? -1 : x > y;
}

/* Values of all areas, and their ranks from 1 on: equal values have the same. */
static void
evaluate(const RobustIndex *index, const Room *room, const Variant *v, double *ranks, size_t step)
{
	int			n = 0;

	for (int a = 0; a < index->n_areas; a++)
	{
		room->values[a] = value_of(index, room, v, a);
		if (!isnan(room->values[a]))
			room->sorted[n++] = room->values[a];
	}
	qsort(room->sorted, (size_t) n, sizeof(double), compare_numbers);
	for (int a = 0; a < index->n_areas; a++)
	{
		int			low = 0,
					high = n;

		/* the first that is greater */
		while (low < high)
		{
			int			middle = (low + high) / 2;

			if (room->sorted[middle] > room->values[a])
				high = middle;
			else
				low = middle + 1;
		}
		ranks[a * step] = isnan(room->values[a]) ? NAN : n - low + 1;
	}
}

static Variant
own_way(const RobustIndex *index, const Room *room)
{
	Variant		v = {room->weights, {0}, NONE, index->geometric};

	memcpy(v.weights, index->weights, sizeof(double) * (size_t) index->n_indicators);
	memcpy(v.plan, index->plans, sizeof(double) * (size_t) index->n_dimensions);
	return v;
}

static void
take_plan(const RobustIndex *index, Variant *v, int plan)
{
	memcpy(v->plan, index->plans + (size_t) plan * index->n_dimensions,
		   sizeof(double) * (size_t) index->n_dimensions);
}

/* ----------
 * draws
 * ----------
 */

static void
draw_weights(const RobustIndex *index, Variant *v, uint64_t *state)
{
	for (int i = 0; i < index->n_indicators; i++)
		v->weights[i] *= quarter_around(state);
	for (int d = 0; d < index->n_dimensions; d++)
		v->plan[d] *= quarter_around(state);
}

static Variant
draw_variant(const RobustIndex *index, const Room *room, uint64_t seed, int draw)
{
	uint64_t	state = seed + (uint64_t) draw * UINT64_C(0xD1342543DE82EF95);
	Variant		v = own_way(index, room);

	take_plan(index, &v, (int) (next_number(&state) % (uint64_t) index->n_plans));
	v.geometric = next_number(&state) % 2;
	v.left_out = (int) (next_number(&state) % (uint64_t) (index->n_indicators + 1)) - 1;
	draw_weights(index, &v, &state);
	return v;
}

static int
zone_of(const RobustIndex *index, double value)
{
	int			zone = 0;

	while (zone < index->n_bounds && !(index->above[zone] ? value > index->bounds[zone]
									   : value >= index->bounds[zone]))
		zone++;
	return zone;
}

/* The bounds of nine tenths of sorted numbers. */
static void
nine_tenths(double *numbers, int n, double *low, double *high)
{
	qsort(numbers, (size_t) n, sizeof(double), compare_numbers);
	*low = numbers[n / 20];
	*high = numbers[n - 1 - n / 20];
}

/* What was drawn of an area; draws in which it has no index do not count. */
static void
sum_up(const RobustIndex *index, const Room *room, int draws, int a, RobustArea *area)
{
	double	   *values = room->drawn + (size_t) a * draws;
	double	   *ranks = room->ranks + (size_t) a * draws;
	double		low,
				high;
	int			n = 0;

	for (int i = 0; i < draws; i++)
		if (!isnan(values[i]))
		{
			area->zones[zone_of(index, values[i])]++;
			values[n] = values[i];
			ranks[n++] = ranks[i];
		}
	if (n == 0)
		return;
	nine_tenths(values, n, &area->value_low, &area->value_high);
	nine_tenths(ranks, n, &low, &high);
	area->rank_low = (int) low;
	area->rank_high = (int) high;
}

/* ----------
 * what an area is sensitive to: one choice at a time
 * ----------
 */

/* ranks of a variant are in sorted order of areas in *moved; keep the factor that moves most */
static void
note_moves(const RobustIndex *index, const double *ranks, const double *own, double *most,
		   int factor, RobustArea *areas)
{
	for (int a = 0; a < index->n_areas; a++)
	{
		double		move = fabs(ranks[a] - own[a]);

		if (!(move > most[a]))
			continue;
		most[a] = move;
		areas[a].factor = factor;
	}
}

static void
try_choices(const RobustIndex *index, const Room *room, uint64_t seed, double *ranks, double *own,
			double *most, RobustArea *areas)
{
	uint64_t	state = seed;
	Variant		v = own_way(index, room);

	evaluate(index, room, &v, own, 1);
	for (int a = 0; a < index->n_areas; a++)
		areas[a].rank = isnan(own[a]) ? 0 : (int) own[a];
	draw_weights(index, &v, &state);
	evaluate(index, room, &v, ranks, 1);
	note_moves(index, ranks, own, most, ROBUST_WEIGHTS, areas);
	v = own_way(index, room);
	v.geometric = !v.geometric;
	evaluate(index, room, &v, ranks, 1);
	note_moves(index, ranks, own, most, ROBUST_MEAN, areas);
	for (int p = 1; p < index->n_plans; p++)
	{
		v = own_way(index, room);
		take_plan(index, &v, p);
		evaluate(index, room, &v, ranks, 1);
		note_moves(index, ranks, own, most, ROBUST_PLAN(p), areas);
	}
	for (int i = 0; i < index->n_indicators; i++)
	{
		v = own_way(index, room);
		v.left_out = i;
		evaluate(index, room, &v, ranks, 1);
		note_moves(index, ranks, own, most, i, areas);
	}
}

void
robust_judge(const RobustIndex *index, int draws, uint64_t seed, double *work, RobustArea *areas)
{
	Room		room = rooms_of(index, draws, work);
	size_t		n_marks = (size_t) index->n_areas * index->n_indicators;

	memset(areas, 0, sizeof(RobustArea) * (size_t) index->n_areas);
	/* a zero gives 0, which the logarithm of the smallest number comes near enough to */
	for (size_t i = 0; i < n_marks; i++)
		room.logs[i] = isnan(index->marks[i]) ? NAN : log(fmax(index->marks[i], 1e-300));
	for (int a = 0; a < index->n_areas; a++)
		areas[a].factor = ROBUST_WEIGHTS;
	for (int a = 0; a < index->n_areas; a++)
		room.drawn[2 * (size_t) index->n_areas + a] = 0;
	try_choices(index, &room, seed, room.drawn, room.drawn + index->n_areas,
				room.drawn + 2 * (size_t) index->n_areas, areas);
	for (int d = 0; d < draws; d++)
	{
		Variant		v = draw_variant(index, &room, seed, d);

		evaluate(index, &room, &v, room.ranks + d, (size_t) draws);
		for (int a = 0; a < index->n_areas; a++)
			room.drawn[(size_t) a * draws + d] = room.values[a];
	}
	for (int a = 0; a < index->n_areas; a++)
	{
		areas[a].given = areas[a].rank > 0;
		sum_up(index, &room, draws, a, &areas[a]);
	}
}
