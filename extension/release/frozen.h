/*-------------------------------------------------------------------------
 *
 * frozen.h
 *	  Rows of a data epoch, read into memory.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_FROZEN_H
#define CIVIC_FROZEN_H

#include "postgres.h"

#include "core/lattice.h"
#include "release/gate.h"

/* An attribute with its values, at each of its levels. */
typedef struct FrozenAttribute
{
	char	   *name;
	Hierarchy	hierarchy;
	const char **labels[LATTICE_LEVELS];	/* of each number */
	int			n_labels[LATTICE_LEVELS];
} FrozenAttribute;

typedef struct Frozen
{
	int32		epoch_id;
	int			n_attributes;
	FrozenAttribute attributes[LATTICE_ATTRIBUTES];
	int			places[LATTICE_ATTRIBUTES];	/* among those of the epoch, from 1 on */
	int			sensitive;		/* which attribute is sensitive, or -1 */
	int			n_measures;
	int			measures[GATE_MEASURES];	/* places of amounts */
	int64		n_records;
	GateRecord *records;		/* in the order of units */
	int32	   *codes;			/* n_attributes of each record */
	int64		n_units;
	char	  **units;			/* whom they are about */
	Gate		gate;
} Frozen;

/*
 * Read the rows of an epoch.  epoch_id, attributes, measures and the limits of
 * gate are given.  Needs an SPI connection.
 */
extern void frozen_read(Frozen *frozen);

/* Let the sensitive value of each record be what an attribute tells at a level. */
extern void frozen_tell(Frozen *frozen, int sensitive, int level);

#endif							/* CIVIC_FROZEN_H */
