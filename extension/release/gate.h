/*-------------------------------------------------------------------------
 *
 * gate.h
 *	  The release gate: which figures about groups may be told.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_GATE_H
#define CIVIC_GATE_H

#include "postgres.h"

#define GATE_MEASURES	8

typedef struct GateRecord
{
	int64		unit;			/* whom it is about, as a number */
	int32		sensitive;		/* a value below Gate.n_sensitive */
	const int64 *amounts;		/* of each measure */
	const int32 *codes;			/* of each attribute */
} GateRecord;

typedef enum GateVerdict
{
	GATE_SAFE,
	GATE_FEW,					/* fewer than k subjects */
	GATE_UNIFORM,				/* fewer than l sensitive values */
	GATE_DISTANT,				/* they are further than t from those of all */
	GATE_DOMINATED,				/* one or two make up too much of a sum */
	GATE_COMPLEMENT				/* it would tell another one */
} GateVerdict;

/* What a figure has to keep to, and all records. */
typedef struct Gate
{
	int64		k;
	int32		l;
	double		t;
	int32		largest;		/* of a sum, in 1/10000 */
	int32		two_largest;
	int			n_measures;
	int			n_sensitive;	/* 0: there is no sensitive attribute */
	bool		ordered;		/* sensitive values have an order */
	int64		n_records;
	const int64 *overall;		/* records with each sensitive value */
} Gate;

typedef struct GateGroup
{
	const GateRecord **members;
	int64		n;
	int64		room;
	/* what gate_judge() finds */
	int64		units;
	int32		diversity;
	double		distance;
	int64		sums[GATE_MEASURES];
	GateVerdict verdict;
} GateGroup;

typedef enum CellState
{
	CELL_SHOWN,
	CELL_HIDDEN,				/* in totals, but not told */
	CELL_WITHHELD				/* in no figure */
} CellState;

typedef struct GateCell
{
	GateGroup	group;
	CellState	state;
	GateVerdict why;
} GateCell;

/* One attribute: one row of cells.  Two: rows and columns. */
typedef struct GateTable
{
	int			rows;
	int			columns;
	bool		two;
	bool		row_classes;	/* columns tell what is sensitive of a row */
	bool		column_classes; /* rows tell it of a column */
	GateCell   *cells;			/* row by row, with their members */
	GateGroup  *totals;			/* of rows, then of columns; empty: withheld */
	int			failed_line;	/* where nothing was left to hide */
} GateTable;

extern void gate_group_add(GateGroup *group, const GateRecord *record);

/* Judge a group by itself; as a class, of which sensitive values are told. */
extern void gate_judge(const Gate *gate, GateGroup *group);
extern void gate_judge_class(const Gate *gate, GateGroup *group);

/* Decide about each cell.  False: it cannot be told without telling what must not be told. */
extern bool gate_table(const Gate *gate, GateTable *table);

#endif							/* CIVIC_GATE_H */
