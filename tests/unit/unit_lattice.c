/*-------------------------------------------------------------------------
 *
 * unit_lattice.c
 *	  Classes and the search for the lowest nodes.
 *
 * The table of patients is the textbook's: L. Sweeney, "Achieving k-anonymity
 * privacy protection using generalization and suppression" (2002), section 3.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/lattice.h"
#include "core/noise.h"
#include "unit.h"

#define RECORDS_MAX	400
#define SLOTS		1024
#define NODES		12960

static LatticeSlot classes[SLOTS],
			pairs[SLOTS];
static int64_t place[RECORDS_MAX];
static LatticeRoom room = {SLOTS, classes, pairs, place};

/* race: black, white, any; ZIP code: 02138 02139 02141 02142, four digits, three digits */
static const int32_t race0[] = {0, 1},
			race1[] = {0, 0},
			zip0[] = {0, 1, 2, 3},
			zip1[] = {0, 0, 1, 1},
			zip2[] = {0, 0, 0, 0};

/* black 02138 twice, 02139 twice, 02141, 02142; white 02138, 02139, 02139, 02141, 02141, 02142 */
static const int32_t patients[] = {
	0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 3, 1, 0, 1, 1, 1, 1, 1, 2, 1, 2, 1, 3
};
static const int32_t illness[] = {0, 1, 2, 2, 3, 3, 0, 1, 1, 2, 2, 3};

static Lattice
patients_table(void)
{
	Lattice		lattice = {
		.n_attributes = 2,.n_records = 12,.records = patients,.k = 2,.l = 1
	};

	lattice.attributes[0] = (Hierarchy) {2, 2, {race0, race1}};
	lattice.attributes[1] = (Hierarchy) {3, 4, {zip0, zip1, zip2}};
	return lattice;
}

static void
check_node(const Lattice *lattice, int a, int b, LatticeNode expected)
{
	int			levels[] = {a, b};
	LatticeNode node;

	lattice_evaluate(lattice, levels, &room, &node);
	check_int(node.classes, expected.classes, "classes at %d %d", a, b);
	check_int(node.smallest, expected.smallest, "smallest at %d %d", a, b);
	check_int(node.diversity, expected.diversity, "diversity at %d %d", a, b);
	check_int(node.left_out, expected.left_out, "left out at %d %d", a, b);
	check_int(node.discernibility, expected.discernibility, "discernibility at %d %d", a, b);
}

static void
test_patients(void)
{
	Lattice		lattice = patients_table();

	check_node(&lattice, 0, 0, (LatticeNode) {4, 2, 0, 4, 4 * 4 + 4 * 12});
	check_node(&lattice, 0, 1, (LatticeNode) {4, 2, 0, 0, 16 + 4 + 9 + 9});
	check_node(&lattice, 1, 0, (LatticeNode) {4, 2, 0, 0, 9 + 16 + 9 + 4});
	check_node(&lattice, 0, 2, (LatticeNode) {2, 6, 0, 0, 72});
	check_node(&lattice, 1, 2, (LatticeNode) {1, 12, 0, 0, 144});
	/* black 02141 and 02142 have one illness between them */
	lattice.sensitive = illness;
	lattice.l = 2;
	check_node(&lattice, 0, 1, (LatticeNode) {3, 3, 2, 2, 16 + 9 + 9 + 2 * 12});
	lattice.k = 13;
	check_node(&lattice, 1, 2, (LatticeNode) {0, 0, 0, 12, 144});
}

static void
test_room(void)
{
	Lattice		lattice = patients_table();
	int			levels[2];

	check_int(lattice_slots(&lattice), 32, "slots");
	check_int(lattice_size(&lattice), 6, "nodes");
	lattice_levels(&lattice, 3, levels);
	check(levels[0] == 1 && levels[1] == 1, "levels of node 3");
	lattice.n_records = 0;
	check_int(lattice_slots(&lattice), 4, "slots of nobody");
	lattice.attributes[0].values = lattice.attributes[1].values = INT32_MAX;
	check(lattice_slots(&lattice) > 0, "62 bits");
	lattice.n_attributes = 3;
	lattice.attributes[2].values = 5;
	check_int(lattice_slots(&lattice), 0, "more than 64 bits");
	for (int a = 0; a < 5; a++)
		lattice.attributes[a].levels = 20;
	lattice.n_attributes = 4;
	check_int(lattice_size(&lattice), 160000, "nodes of four attributes");
	lattice.n_attributes = 5;
	check_int(lattice_size(&lattice), 0, "too many nodes");
}

static void
test_search(void)
{
	Lattice		lattice = patients_table();
	uint8_t		state[6];

	lattice_search(&lattice, &room, state);
	check(memcmp(state, "\0\1\1\0\0\0", 6) == 0, "k of 2: race as it is, or the ZIP code");
	lattice.leave_out = 4;
	lattice_search(&lattice, &room, state);
	check(memcmp(state, "\1\0\0\0\0\0", 6) == 0, "four may be left out");
	lattice.leave_out = 0;
	lattice.k = 13;
	lattice_search(&lattice, &room, state);
	check(memcmp(state, "\0\0\0\0\0\0", 6) == 0, "nobody is safe among thirteen");
}

/* ----------
 * random tables, against trying every node
 * ----------
 */

#define MOST_ATTRIBUTES	6
#define MOST_LEVELS		6
#define VALUES			12

static int32_t maps[MOST_ATTRIBUTES][MOST_LEVELS][VALUES];
static int32_t records[RECORDS_MAX * MOST_ATTRIBUTES];
static int32_t sensitive[RECORDS_MAX];

/* At each level but the last, which tells nothing, some values fall together with others. */
static int32_t
generalised(int attribute, int level, int levels, int value)
{
	if (level == 0)
		return value;
	if (level == levels - 1)
		return 0;
	return maps[attribute][level - 1][value] / (level < 3 ? 2 : 1);
}

static void
random_table(Lattice *lattice, NoiseStream *random, int n_attributes, const int *levels)
{
	memset(lattice, 0, sizeof(*lattice));
	lattice->n_attributes = n_attributes;
	lattice->n_records = 50 + (int64_t) noise_below(random, 300);
	lattice->k = 2 + (int64_t) noise_below(random, 6);
	lattice->l = 1 + (int32_t) noise_below(random, 2);
	lattice->leave_out = (int64_t) noise_below(random, 20);
	lattice->records = records;
	lattice->sensitive = noise_below(random, 2) ? sensitive : NULL;
	for (int a = 0; a < n_attributes; a++)
	{
		lattice->attributes[a].levels = levels[a];
		lattice->attributes[a].values = VALUES;
		for (int level = 0; level < levels[a]; level++)
		{
			lattice->attributes[a].to[level] = maps[a][level];
			for (int v = 0; v < VALUES; v++)
				maps[a][level][v] = generalised(a, level, levels[a], v);
		}
	}
	for (int64_t i = 0; i < lattice->n_records; i++)
	{
		for (int a = 0; a < n_attributes; a++)
			records[i * n_attributes + a] = (int32_t) noise_below(random, VALUES);
		sensitive[i] = (int32_t) noise_below(random, 3);
	}
}

/* Does a node do of which no node below does? */
static bool
lowest(const Lattice *lattice, const bool *does, int32_t node)
{
	int32_t		weight = 1;

	for (int a = 0; a < lattice->n_attributes; weight *= lattice->attributes[a++].levels)
		if (node / weight % lattice->attributes[a].levels > 0 && does[node - weight])
			return false;
	return does[node];
}

/* Search, and try every node; returns how many the search evaluated. */
static int32_t
check_search(const Lattice *lattice, int round)
{
	static uint8_t state[NODES];
	static bool does[NODES];
	int32_t		n = lattice_size(lattice),
				tried = lattice_search(lattice, &room, state);

	for (int32_t node = 0; node < n; node++)
	{
		int			levels[LATTICE_ATTRIBUTES];
		LatticeNode result;

		lattice_levels(lattice, node, levels);
		lattice_evaluate(lattice, levels, &room, &result);
		does[node] = result.left_out <= lattice->leave_out;
	}
	for (int32_t node = 0; node < n; node++)
		check_int(state[node], lowest(lattice, does, node), "table %d, node %d", round, node);
	return tried;
}

static void
test_random(void)
{
	static uint8_t key[NOISE_KEY_BYTES] = {1};
	NoiseStream random;

	noise_start(&random, key, 0);
	for (int round = 0; round < 100; round++)
	{
		int			levels[4];
		Lattice		lattice;

		for (int a = 0; a < 4; a++)
			levels[a] = 1 + (int) noise_below(&random, 4);
		random_table(&lattice, &random, 1 + (int) noise_below(&random, 4), levels);
		check_search(&lattice, round);
	}
}

static void
test_large(void)
{
	static const int levels[] = {6, 6, 6, 5, 4, 3};
	static uint8_t key[NOISE_KEY_BYTES] = {2};
	NoiseStream random;

	noise_start(&random, key, 0);
	for (int round = 0; round < 5; round++)
	{
		Lattice		lattice;
		int32_t		tried;

		random_table(&lattice, &random, 6, levels);
		check_int(lattice_size(&lattice), NODES, "nodes");
		tried = check_search(&lattice, round);
		check(tried * 5 <= NODES, "table %d: %d nodes were evaluated", round, tried);
	}
}

const UnitTest lattice_tests[] = {
	{"classes of the textbook's patients", test_patients},
	{"room, nodes and their limits", test_room},
	{"the lowest nodes of the textbook", test_search},
	{"the lowest nodes of random tables", test_random},
	{"the lowest of 12,960 nodes, at a fifth of the work", test_large},
	{NULL}
};
