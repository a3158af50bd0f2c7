/*-------------------------------------------------------------------------
 *
 * lattice.c
 *	  How coarsely attributes must be told so that nobody stands alone.
 *
 *-------------------------------------------------------------------------
 */
#include "core/lattice.h"

#include <string.h>

/* What is known of a node. */
enum
{
	NODE_UNKNOWN,
	NODE_WILL_DO,
	NODE_FAILS
};

/* ----------
 * one node
 * ----------
 */

int64_t
lattice_slots(const Lattice *lattice)
{
	uint64_t	keys = 1;
	int64_t		slots = 4;

	for (int a = 0; a < lattice->n_attributes; a++)
		if (__builtin_mul_overflow(keys, (uint64_t) lattice->attributes[a].values, &keys))
			return 0;
	/* at most half full */
	while (slots < 2 * lattice->n_records)
		slots *= 2;
	return slots;
}

/* The slot of a key, which is taken if it was free. */
static LatticeSlot *
slot_of(LatticeSlot *slots, int64_t n_slots, uint64_t key)
{
	uint64_t	mask = (uint64_t) n_slots - 1;
	uint64_t	hash = key * UINT64_C(0x9e3779b97f4a7c15);
	uint64_t	place = (hash ^ hash >> 32) & mask;

	while (slots[place].size > 0 && slots[place].key != key)
		place = (place + 1) & mask;
	slots[place].key = key;
	return &slots[place];
}

static uint64_t
class_key(const Lattice *lattice, const int *levels, const int32_t *record)
{
	uint64_t	key = 0;

	for (int a = 0; a < lattice->n_attributes; a++)
	{
		const Hierarchy *h = &lattice->attributes[a];

		key = key * (uint64_t) h->values + (uint64_t) h->to[levels[a]][record[a]];
	}
	return key;
}

bool
lattice_safe(const Lattice *lattice, const LatticeSlot *slot)
{
	return slot->size >= lattice->k &&
		(lattice->sensitive == NULL || slot->diversity >= lattice->l);
}

/* Put each record into its class. */
static void
classify(const Lattice *lattice, const int *levels, LatticeRoom *room)
{
	memset(room->classes, 0, sizeof(LatticeSlot) * (size_t) room->n_slots);
	if (lattice->sensitive)
		memset(room->pairs, 0, sizeof(LatticeSlot) * (size_t) room->n_slots);
	for (int64_t i = 0; i < lattice->n_records; i++)
	{
		uint64_t	key = class_key(lattice, levels, lattice->records + i * lattice->n_attributes);
		LatticeSlot *slot = slot_of(room->classes, room->n_slots, key);

		slot->size++;
		room->place[i] = slot - room->classes;
		if (lattice->sensitive)
		{
			LatticeSlot *pair = slot_of(room->pairs, room->n_slots,
										(uint64_t) room->place[i] << 31 |
										(uint32_t) lattice->sensitive[i]);

			if (pair->size++ == 0)
				slot->diversity++;
		}
	}
}

void
lattice_evaluate(const Lattice *lattice, const int *levels, LatticeRoom *room, LatticeNode *result)
{
	memset(result, 0, sizeof(*result));
	classify(lattice, levels, room);
	for (int64_t i = 0; i < room->n_slots; i++)
	{
		const LatticeSlot *slot = &room->classes[i];

		if (slot->size == 0)
			continue;
		if (!lattice_safe(lattice, slot))
		{
			result->left_out += slot->size;
			result->discernibility += slot->size * lattice->n_records;
			continue;
		}
		result->discernibility += slot->size * slot->size;
		if (result->classes == 0 || slot->size < result->smallest)
			result->smallest = slot->size;
		if (result->classes == 0 || slot->diversity < result->diversity)
			result->diversity = slot->diversity;
		result->classes++;
	}
}

/* ----------
 * all nodes, each a number in which an attribute's level is a digit
 * ----------
 */

int32_t
lattice_size(const Lattice *lattice)
{
	int64_t		nodes = 1;

	for (int a = 0; a < lattice->n_attributes; a++)
	{
		nodes *= lattice->attributes[a].levels;
		if (nodes > LATTICE_NODES_MAX)
			return 0;
	}
	return (int32_t) nodes;
}

void
lattice_levels(const Lattice *lattice, int32_t node, int *levels)
{
	for (int a = 0; a < lattice->n_attributes; a++)
	{
		levels[a] = node % lattice->attributes[a].levels;
		node /= lattice->attributes[a].levels;
	}
}

/* The node that differs by a step in one attribute, or -1. */
static int32_t
neighbour(const Lattice *lattice, int32_t node, int attribute, int step)
{
	int			levels[LATTICE_ATTRIBUTES];
	int32_t		weight = 1;

	lattice_levels(lattice, node, levels);
	for (int a = 0; a < attribute; a++)
		weight *= lattice->attributes[a].levels;
	levels[attribute] += step;
	if (levels[attribute] < 0 || levels[attribute] >= lattice->attributes[attribute].levels)
		return -1;
	return node + step * weight;
}

/*
 * What holds of a node holds of all above it, or of all below it.  Whatever
 * has the mark has passed it on before.  The depth is at most the number of
 * levels.
 */
static void
spread(const Lattice *lattice, uint8_t *state, int32_t node, uint8_t mark)
{
	state[node] = mark;
	for (int a = 0; a < lattice->n_attributes; a++)
	{
		int32_t		next = neighbour(lattice, node, a, mark == NODE_WILL_DO ? 1 : -1);

		if (next >= 0 && state[next] == NODE_UNKNOWN)
			spread(lattice, state, next, mark);
	}
}

static void
try_node(const Lattice *lattice, LatticeRoom *room, uint8_t *state, int32_t node)
{
	int			levels[LATTICE_ATTRIBUTES];
	LatticeNode result;

	lattice_levels(lattice, node, levels);
	lattice_evaluate(lattice, levels, room, &result);
	spread(lattice, state, node,
		   result.left_out <= lattice->leave_out ? NODE_WILL_DO : NODE_FAILS);
}

/* A way upwards through nodes of which nothing is known; its length. */
static int
climb(const Lattice *lattice, const uint8_t *state, int32_t node, int32_t *path)
{
	int			n = 0;

	while (node >= 0)
	{
		int32_t		from = node;

		path[n++] = node;
		node = -1;
		for (int a = 0; a < lattice->n_attributes && node < 0; a++)
		{
			node = neighbour(lattice, from, a, 1);
			if (node >= 0 && state[node] != NODE_UNKNOWN)
				node = -1;
		}
	}
	return n;
}

/* Find by halves where on a way upwards nodes begin to do. */
static int32_t
try_path(const Lattice *lattice, LatticeRoom *room, uint8_t *state, const int32_t *path, int n)
{
	int32_t		tried = 0;
	int			low = 0,
				high = n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		try_node(lattice, room, state, path[middle]);
		tried++;
		if (state[path[middle]] == NODE_WILL_DO)
			high = middle;
		else
			low = middle + 1;
	}
	return tried;
}

/* Leave only nodes that will do without one below them that will. */
static void
keep_lowest(const Lattice *lattice, uint8_t *state, int32_t nodes)
{
	/* from above, so that what is below has its mark still */
	for (int32_t node = nodes - 1; node >= 0; node--)
		for (int a = 0; a < lattice->n_attributes; a++)
		{
			int32_t		below = neighbour(lattice, node, a, -1);

			if (below >= 0 && state[below] == NODE_WILL_DO)
				state[node] = NODE_FAILS;
		}
	for (int32_t node = 0; node < nodes; node++)
		state[node] = state[node] == NODE_WILL_DO;
}

int32_t
lattice_search(const Lattice *lattice, LatticeRoom *room, uint8_t *state)
{
	int32_t		path[LATTICE_ATTRIBUTES * LATTICE_LEVELS];
	int32_t		nodes = lattice_size(lattice),
				tried = 0;

	memset(state, NODE_UNKNOWN, (size_t) nodes);
	for (int32_t node = 0; node < nodes; node++)
		if (state[node] == NODE_UNKNOWN)
			tried += try_path(lattice, room, state, path, climb(lattice, state, node, path));
	keep_lowest(lattice, state, nodes);
	return tried;
}
