/*-------------------------------------------------------------------------
 *
 * lattice.h
 *	  How coarsely attributes must be told so that nobody stands alone.
 *
 * Each attribute has levels: at level 0 values are as recorded, at each
 * further level some of them fall together.  A node gives each attribute its
 * level.  Records that agree in all attributes at a node are a class.  A class
 * is safe if it has at least k subjects and at least l different sensitive
 * values; records of other classes would be left out.  A node will do if it
 * leaves out no more records than allowed.
 *
 * Whatever falls together stays together at every further level, so classes
 * only merge, a merged class is safe if one of its parts was, and nodes above
 * one that will do, will do.  The search uses that in both directions and
 * finds every lowest node that will do.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_LATTICE_H
#define CIVIC_LATTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LATTICE_ATTRIBUTES	16
#define LATTICE_LEVELS		32
#define LATTICE_NODES_MAX	1000000

/* to[level][value] is the value at that level; level 0 need not be the value itself */
typedef struct Hierarchy
{
	int			levels;			/* 1 to LATTICE_LEVELS */
	int32_t		values;			/* of an attribute: 0 to values - 1, at each level */
	const int32_t *to[LATTICE_LEVELS];
} Hierarchy;

typedef struct Lattice
{
	int			n_attributes;	/* 1 to LATTICE_ATTRIBUTES */
	Hierarchy	attributes[LATTICE_ATTRIBUTES];
	int64_t		n_records;		/* less than 2^31 */
	const int32_t *records;		/* n_attributes values of each */
	const int32_t *sensitive;	/* a value of each, 0 or more; NULL: l is not asked for */
	int64_t		k;				/* at least 1 */
	int32_t		l;				/* at least 1 */
	int64_t		leave_out;		/* records that a node may leave out */
} Lattice;

/* What a node makes of the records. */
typedef struct LatticeNode
{
	int64_t		classes;		/* that are safe */
	int64_t		smallest;		/* records of the smallest of them, or 0 */
	int32_t		diversity;		/* fewest sensitive values of one of them, or 0 */
	int64_t		left_out;
	int64_t		discernibility; /* squares of class sizes, and all records for each left out */
} LatticeNode;

/*
 * Room for one evaluation: how many LatticeSlots and pairs.  0: the attributes
 * have more combinations than 64 bits can name.
 */
typedef struct LatticeSlot
{
	uint64_t	key;
	int64_t		size;			/* 0: free */
	int32_t		diversity;
} LatticeSlot;

typedef struct LatticeRoom
{
	int64_t		n_slots;		/* of each, as lattice_slots() says */
	LatticeSlot *classes;
	LatticeSlot *pairs;			/* classes and sensitive values; not read without those */
	int64_t	   *place;			/* of each record's class */
} LatticeRoom;

extern int64_t lattice_slots(const Lattice *lattice);

/* Nodes in all, or 0: more than LATTICE_NODES_MAX. */
extern int32_t lattice_size(const Lattice *lattice);

/* The levels of the node with a number from 0 on. */
extern void lattice_levels(const Lattice *lattice, int32_t node, int *levels);

/* place then has the number of each record's slot; a slot's class is safe if lattice_safe() */
extern void lattice_evaluate(const Lattice *lattice, const int *levels, LatticeRoom *room,
							 LatticeNode *result);
extern bool lattice_safe(const Lattice *lattice, const LatticeSlot *slot);

/*
 * state has a byte for each node; those of the lowest nodes that will do are
 * set to 1, the others to 0.  Returns how many nodes were evaluated.
 */
extern int32_t lattice_search(const Lattice *lattice, LatticeRoom *room, uint8_t *state);

#endif							/* CIVIC_LATTICE_H */
