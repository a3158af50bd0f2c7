/*-------------------------------------------------------------------------
 *
 * unit_robust.c
 *	  How far an index depends on choices.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <string.h>

#include "core/robust.h"
#include "unit.h"

#define DRAWS	400
#define AREAS	4
#define INDICATORS	3

static const double weights[INDICATORS] = {1, 1, 1};
static const int32_t dimensions[INDICATORS] = {0, 0, 1};
static const double plans[] = {1, 1, 3, 1};
static const double bounds[] = {85, 60};
static const bool above[] = {true, false};

static RobustIndex
index_of(const double *marks, int n_plans)
{
	return (RobustIndex) {
		AREAS, INDICATORS, 2, n_plans, 2, marks, weights, dimensions, plans, bounds, above,
		0.5, false
	};
}

/* One is best whatever is chosen, one worst; of the other two, each is ahead by one choice. */
static void
test_ranks(void)
{
	static const double marks[AREAS * INDICATORS] = {
		99, 98, 97, 90, 60, 50, 64, 64, 72, 5, 6, 7
	};
	RobustIndex index = index_of(marks, 2);
	double		work[2000 + 2 * AREAS * DRAWS];
	RobustArea	areas[AREAS];

	check_int(robust_room(&index, DRAWS) <= sizeof(work) / sizeof(double), 1, "room");
	robust_judge(&index, DRAWS, 7, work, areas);
	check_int(areas[0].rank, 1, "the best");
	check_int(areas[0].rank_low, 1, "the best at best");
	check_int(areas[0].rank_high, 1, "the best at worst");
	check_int(areas[0].zones[0], DRAWS, "the best is green in each draw");
	check_int(areas[3].rank_low, 4, "the worst at best");
	check_int(areas[3].zones[2], DRAWS, "the worst is red in each draw");
	check_int(areas[1].rank, 3, "62.5 is behind 68");
	check_int(areas[1].rank_low, 2, "and ahead in some draws");
	check_int(areas[1].rank_high, 3, "and behind in others");
	check_int(areas[1].value_low < 62.5 && areas[1].value_high > 62.5, 1, "around its value");
	check_int(areas[1].factor, ROBUST_PLAN(1), "the other plan puts it ahead");
}

/* The same seed gives the same draws, another one others. */
static void
test_seed(void)
{
	static const double marks[AREAS * INDICATORS] = {
		50, 51, 52, 53, 49, 50, 51, 52, 50, 49, 53, 51
	};
	RobustIndex index = index_of(marks, 1);
	double		work[2000 + 2 * AREAS * DRAWS];
	RobustArea	first[AREAS],
				again[AREAS],
				other[AREAS];

	robust_judge(&index, DRAWS, 1, work, first);
	robust_judge(&index, DRAWS, 1, work, again);
	robust_judge(&index, DRAWS, 2, work, other);
	check_int(memcmp(first, again, sizeof(first)), 0, "the same seed");
	check_int(memcmp(first, other, sizeof(first)) != 0, 1, "another seed");
}

/* What is missing is left out as long as enough is there; a zero gives 0 by the geometric mean. */
static void
test_missing(void)
{
	static const double marks[AREAS * INDICATORS] = {
		NAN, 80, 80, NAN, NAN, 90, 0, 80, 80, 10, 10, 10
	};
	RobustIndex index = index_of(marks, 1);
	double		work[2000 + 2 * AREAS * DRAWS];
	RobustArea	areas[AREAS];

	index.geometric = true;
	robust_judge(&index, DRAWS, 1, work, areas);
	check_int(areas[0].given, 1, "half of a dimension is enough");
	check_int(areas[0].rank, 1, "and its other half stands for it");
	check_int(areas[1].given, 0, "nothing is not");
	check_int(areas[1].zones[0] + areas[1].zones[1] + areas[1].zones[2] < DRAWS, 1,
			  "but where what is missing is left out");
	check_int(areas[2].rank, 3, "a zero is behind all");
}

const UnitTest robust_tests[] = {
	{"robust: ranks", test_ranks},
	{"robust: seeds", test_seed},
	{"robust: what is missing", test_missing},
	{NULL, NULL}
};
