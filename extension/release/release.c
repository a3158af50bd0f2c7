/*-------------------------------------------------------------------------
 *
 * release.c
 *	  Figures about groups from a data epoch: which would do, and what they are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/statement.h"
#include "release/frozen.h"

#define CELLS_MAX	100000

PG_FUNCTION_INFO_V1(civic_release_nodes);
PG_FUNCTION_INFO_V1(civic_release_cells);

static const char *const verdict_names[] = {"safe", "few", "uniform", "distant", "dominated",
"complement"};
static const char *const state_names[] = {"shown", "hidden", "withheld"};

/* ----------
 * arguments: of both functions the same eleven
 * ----------
 */

static int
int_array(Datum value, int *numbers, int most)
{
	Datum	   *values;
	bool	   *nulls;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(value), INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &values, &nulls, &n);
	if (n > most)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a release has at most %d attributes and %d measures",
						LATTICE_ATTRIBUTES, GATE_MEASURES)));
	for (int i = 0; i < n; i++)
		numbers[i] = nulls[i] ? -1 : DatumGetInt32(values[i]);
	return n;
}

static Frozen *
read_arguments(FunctionCallInfo fcinfo)
{
	Frozen	   *frozen = palloc0(sizeof(Frozen));
	Datum	   *names;
	int			n_names;

	frozen->epoch_id = PG_GETARG_INT32(0);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &names, NULL,
					  &n_names);
	frozen->n_attributes = int_array(PG_GETARG_DATUM(2), frozen->places, LATTICE_ATTRIBUTES);
	for (int a = 0; a < frozen->n_attributes; a++)
		frozen->attributes[a].name = TextDatumGetCString(names[a]);
	frozen->sensitive = PG_GETARG_INT32(3) - 1;
	frozen->gate.ordered = PG_GETARG_BOOL(4);
	frozen->n_measures = int_array(PG_GETARG_DATUM(5), frozen->measures, GATE_MEASURES);
	frozen->gate.k = PG_GETARG_INT32(6);
	frozen->gate.l = PG_GETARG_INT32(7);
	frozen->gate.t = PG_GETARG_FLOAT8(8);
	frozen->gate.largest = PG_GETARG_INT32(9);
	frozen->gate.two_largest = PG_GETARG_INT32(10);
	return frozen;
}

/* ----------
 * classes
 * ----------
 */

/* A sensitive attribute makes no classes; it is told about them. */
static Hierarchy
class_hierarchy(const Frozen *frozen, int a)
{
	Hierarchy	all = {.levels = 1, .values = 1};

	if (a != frozen->sensitive)
		return frozen->attributes[a].hierarchy;
	all.to[0] = palloc0(sizeof(int32) * frozen->attributes[a].hierarchy.values);
	return all;
}

static void
make_lattice(const Frozen *frozen, double leave_out, Lattice *lattice, LatticeRoom *room)
{
	int32	   *sensitive = NULL;

	if (frozen->sensitive >= 0)
	{
		sensitive = palloc_extended(sizeof(int32) * (frozen->n_records + 1), MCXT_ALLOC_HUGE);
		for (int64 i = 0; i < frozen->n_records; i++)
			sensitive[i] = frozen->records[i].sensitive;
	}
	*lattice = (Lattice) {.n_attributes = frozen->n_attributes, .n_records = frozen->n_records,
		.records = frozen->codes, .sensitive = sensitive, .k = frozen->gate.k,
		.l = frozen->gate.l, .leave_out = (int64) (leave_out * frozen->n_records)};
	for (int a = 0; a < frozen->n_attributes; a++)
		lattice->attributes[a] = class_hierarchy(frozen, a);
	room->n_slots = lattice_slots(lattice);
	if (room->n_slots == 0 || lattice_size(lattice) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the attributes have too many combinations"),
				 errhint("Take fewer attributes, or coarser hierarchies.")));
	room->classes = palloc_extended(sizeof(LatticeSlot) * room->n_slots, MCXT_ALLOC_HUGE);
	room->pairs = palloc_extended(sizeof(LatticeSlot) * room->n_slots, MCXT_ALLOC_HUGE);
	room->place = palloc_extended(sizeof(int64) * (frozen->n_records + 1), MCXT_ALLOC_HUGE);
}

/* The records by class at a node, judged; their number. */
static int
judge_classes(const Frozen *frozen, const Lattice *lattice, const int *levels, LatticeRoom *room,
			  LatticeNode *node, GateGroup **classes)
{
	int			n = 0;
	int			at[LATTICE_ATTRIBUTES];
	int32	   *number = palloc_extended(sizeof(int32) * room->n_slots, MCXT_ALLOC_HUGE);

	for (int a = 0; a < frozen->n_attributes; a++)
		at[a] = a == frozen->sensitive ? 0 : levels[a];
	lattice_evaluate(lattice, at, room, node);
	for (int64 i = 0; i < room->n_slots; i++)
		if (room->classes[i].size > 0)
			number[i] = n++;
	*classes = palloc_extended(sizeof(GateGroup) * Max(n, 1), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int64 i = 0; i < frozen->n_records; i++)
		gate_group_add(&(*classes)[number[room->place[i]]], &frozen->records[i]);
	for (int i = 0; i < n; i++)
		gate_judge_class(&frozen->gate, &(*classes)[i]);
	pfree(number);
	return n;
}

static void
free_classes(GateGroup *classes, int n)
{
	for (int i = 0; i < n; i++)
		pfree(classes[i].members);
	pfree(classes);
}

static Datum
levels_datum(const int *levels, int n)
{
	Datum	   *values = palloc(sizeof(Datum) * n);

	for (int i = 0; i < n; i++)
		values[i] = Int32GetDatum(levels[i]);
	return PointerGetDatum(construct_array(values, n, INT4OID, sizeof(int32), true,
										   TYPALIGN_INT));
}

static bool
is_everything(const Frozen *frozen, const int *levels)
{
	for (int a = 0; a < frozen->n_attributes; a++)
		if (a != frozen->sensitive && levels[a] < frozen->attributes[a].hierarchy.levels - 1)
			return false;
	return true;
}

/* What a node would tell.  Everybody as one class is no class. */
static void
put_node(ReturnSetInfo *rsinfo, const Frozen *frozen, const Lattice *lattice, const int *levels,
		 LatticeRoom *room)
{
	LatticeNode node;
	GateGroup  *classes;
	int			n = judge_classes(frozen, lattice, levels, room, &node, &classes);
	int64		safe = 0,
				smallest = 0,
				left_out = 0;
	int32		diversity = 0;
	double		distance = 0;

	for (int i = 0; i < n; i++)
	{
		const GateGroup *class = &classes[i];

		if (class->verdict != GATE_SAFE)
		{
			left_out += class->n;
			continue;
		}
		smallest = safe == 0 ? class->units : Min(smallest, class->units);
		diversity = safe == 0 ? class->diversity : Min(diversity, class->diversity);
		distance = Max(distance, class->distance);
		safe++;
	}
	PUT_ROW(rsinfo, ARG_DATUM(levels, INT4ARRAYOID, levels_datum(levels, frozen->n_attributes)),
			ARG_INT8(classes, safe), ARG_INT8(smallest, smallest), ARG_INT4(diversity, diversity),
			ARG_DATUM(distance, FLOAT8OID, Float8GetDatum(distance)),
			ARG_INT8(left_out, left_out), ARG_INT8(records, frozen->n_records),
			ARG_INT8(discernibility, node.discernibility));
	free_classes(classes, n);
}

static void
check_levels(const Frozen *frozen, const int *levels, int n)
{
	bool		fits = n == frozen->n_attributes;

	for (int a = 0; fits && a < n; a++)
		fits = levels[a] >= 0 && levels[a] < frozen->attributes[a].hierarchy.levels;
	if (!fits)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("levels must have one that exists for each attribute"),
				 errhint("civic.plan_release() lists which would do.")));
}

static void
put_lowest(ReturnSetInfo *rsinfo, const Frozen *frozen, const Lattice *lattice, LatticeRoom *room,
		   int finest)
{
	int			levels[LATTICE_ATTRIBUTES];
	int32		nodes = lattice_size(lattice);
	uint8_t    *state = palloc(nodes);

	lattice_search(lattice, room, state);
	for (int32 node = 0; node < nodes; node++)
	{
		CHECK_FOR_INTERRUPTS();
		lattice_levels(lattice, node, levels);
		if (frozen->sensitive >= 0)
			levels[frozen->sensitive] = finest;
		if (state[node] && !is_everything(frozen, levels))
			put_node(rsinfo, frozen, lattice, levels, room);
	}
}

/* The lowest nodes that will do, or one that is asked about. */
Datum
civic_release_nodes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		asked = !PG_ARGISNULL(13);
	int			levels[LATTICE_ATTRIBUTES] = {0};
	Frozen	   *frozen;
	Lattice		lattice;
	LatticeRoom room;

	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	frozen = read_arguments(fcinfo);
	frozen_read(frozen);
	if (asked)
		check_levels(frozen, levels, int_array(PG_GETARG_DATUM(13), levels, LATTICE_ATTRIBUTES));
	if (frozen->sensitive >= 0)
		frozen_tell(frozen, frozen->sensitive,
					asked ? levels[frozen->sensitive] : PG_GETARG_INT32(12));
	make_lattice(frozen, PG_GETARG_FLOAT8(11), &lattice, &room);
	if (asked)
		put_node(rsinfo, frozen, &lattice, levels, &room);
	else
		put_lowest(rsinfo, frozen, &lattice, &room, PG_GETARG_INT32(12));
	SPI_finish();
	return (Datum) 0;
}

/* ----------
 * cells
 * ----------
 */

/* What is put out, of one release. */
typedef struct Output
{
	ReturnSetInfo *rsinfo;
	const Frozen *frozen;
	const int  *levels;
} Output;

static Datum
sums_datum(const Frozen *frozen, const GateGroup *group)
{
	Datum	   *values = palloc(sizeof(Datum) * Max(frozen->n_measures, 1));

	for (int m = 0; m < frozen->n_measures; m++)
		values[m] = Int64GetDatum(group->sums[m]);
	return PointerGetDatum(construct_array(values, frozen->n_measures, INT8OID, sizeof(int64),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

static Datum
members_datum(const Frozen *frozen, const GateGroup *group)
{
	Datum	   *values = palloc_extended(sizeof(Datum) * Max(group->units, 1), MCXT_ALLOC_HUGE);
	int64		n = 0;

	/* the judge has sorted them */
	for (int64 i = 0; i < group->n; i++)
		if (i == 0 || group->members[i]->unit != group->members[i - 1]->unit)
			values[n++] = CStringGetTextDatum(frozen->units[group->members[i]->unit]);
	return PointerGetDatum(construct_array(values, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static const char *
label_of(const Output *out, int a, int number)
{
	return out->frozen->attributes[a].labels[out->levels[a]][number];
}

/* A figure with the labels of its attributes; of what is not told, neither count nor sums. */
static void
put_cell(const Output *out, const int *numbers, const char *part, const GateGroup *group,
		 CellState state, GateVerdict why)
{
	const Frozen *frozen = out->frozen;
	Datum	   *labels = palloc(sizeof(Datum) * frozen->n_attributes);
	bool	   *nulls = palloc0(sizeof(bool) * frozen->n_attributes);
	int			n = frozen->n_attributes,
				lower = 1;

	for (int a = 0; a < n; a++)
	{
		nulls[a] = numbers[a] < 0;
		if (!nulls[a])
			labels[a] = CStringGetTextDatum(label_of(out, a, numbers[a]));
	}
	PUT_ROW(out->rsinfo,
			ARG_DATUM(labels, TEXTARRAYOID,
					  PointerGetDatum(construct_md_array(labels, nulls, 1, &n, &lower, TEXTOID,
														 -1, false, TYPALIGN_INT))),
			ARG_TEXT(part, part), ARG_TEXT(state, state_names[state]),
			ARG_TEXT(why, verdict_names[why]), ARG_INT8(units, group->units),
			ARG_INT8(records, group->n),
			ARG_DATUM(sums, INT8ARRAYOID, sums_datum(frozen, group)),
			ARG_DATUM(members, TEXTARRAYOID, members_datum(frozen, group)));
}

/* ---- one or two attributes ---- */

/* The attributes that a node tells apart at all. */
static int
told_attributes(const Output *out, int *told)
{
	int			n = 0;

	for (int a = 0; a < out->frozen->n_attributes; a++)
		if (out->levels[a] < out->frozen->attributes[a].hierarchy.levels - 1)
			told[n++] = a;
	return n;
}

static int
number_of(const Output *out, const GateRecord *record, int a)
{
	return out->frozen->attributes[a].hierarchy.to[out->levels[a]][record->codes[a]];
}

static int
labels_of(const Output *out, int a)
{
	return out->frozen->attributes[a].n_labels[out->levels[a]];
}

/* Row is that of the second attribute, if there are two; -1 stands for all. */
static void
put_table_cell(const Output *out, const int *told, int row, int column, const GateGroup *group,
			   CellState state, GateVerdict why)
{
	int			numbers[LATTICE_ATTRIBUTES] = {0};

	numbers[told[0]] = column;
	if (told[1] >= 0)
		numbers[told[1]] = row;
	put_cell(out, numbers, row < 0 || column < 0 ? "total" : "cell", group, state, why);
}

static void
put_totals(const Output *out, const int *told, const GateTable *table)
{
	GateGroup	all = {0};

	for (int line = 0; line < table->rows; line++)
	{
		const GateGroup *total = &table->totals[line];

		for (int64 i = 0; i < total->n; i++)
			gate_group_add(&all, total->members[i]);
		if (table->two && total->n > 0)
			put_table_cell(out, told, line, -1, total, CELL_SHOWN, GATE_SAFE);
	}
	for (int column = 0; table->two && column < table->columns; column++)
		if (table->totals[table->rows + column].n > 0)
			put_table_cell(out, told, -1, column, &table->totals[table->rows + column],
						   CELL_SHOWN, GATE_SAFE);
	gate_judge(&out->frozen->gate, &all);
	put_table_cell(out, told, -1, -1, &all, CELL_SHOWN, GATE_SAFE);
}

static void
refuse_line(const Output *out, const int *told, const GateTable *table)
{
	bool		is_row = table->failed_line < table->rows;
	int			a = is_row && table->two ? told[1] : told[0],
				number = is_row ? table->failed_line : table->failed_line - table->rows;

	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg("what is suppressed in this release could be worked out"),
			 table->two ?
			 errdetail("Of %s \"%s\", nothing is left to suppress.",
					   out->frozen->attributes[a].name,
					   label_of(out, a, number)) :
			 errdetail("Nothing is left to suppress."),
			 errhint("Coarsen attribute \"%s\" by a level.",
					 out->frozen->attributes[table->two && is_row ? told[0] : a].name)));
}

static void
put_table(const Output *out, int *told, int n_told)
{
	GateTable	table = {.two = n_told == 2};

	if (n_told == 1)
		told[1] = -1;
	table.row_classes = table.two && told[0] == out->frozen->sensitive;
	table.column_classes = table.two && told[1] == out->frozen->sensitive;
	table.columns = labels_of(out, told[0]);
	table.rows = table.two ? labels_of(out, told[1]) : 1;
	if ((int64) table.columns * table.rows > CELLS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a table with totals has at most %d cells", CELLS_MAX),
				 errhint("Coarsen attribute \"%s\".", out->frozen->attributes[told[0]].name)));
	table.cells = palloc_extended(sizeof(GateCell) * table.columns * table.rows,
								  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int64 i = 0; i < out->frozen->n_records; i++)
	{
		const GateRecord *record = &out->frozen->records[i];
		int			row = table.two ? number_of(out, record, told[1]) : 0;

		gate_group_add(&table.cells[row * table.columns + number_of(out, record, told[0])].group,
					   record);
	}
	if (!gate_table(&out->frozen->gate, &table))
		refuse_line(out, told, &table);
	for (int i = 0; i < table.rows * table.columns; i++)
		put_table_cell(out, told, i / table.columns, i % table.columns, &table.cells[i].group,
					   table.cells[i].state, table.cells[i].why);
	put_totals(out, told, &table);
}

/* ---- more attributes ---- */

/* The attribute with most labels goes up a level; false: all are at their last. */
static bool
go_up(const Frozen *frozen, int *levels)
{
	int			most = -1;

	for (int a = 0; a < frozen->n_attributes; a++)
		if (a != frozen->sensitive && levels[a] < frozen->attributes[a].hierarchy.levels - 1 &&
			(most < 0 || frozen->attributes[a].n_labels[levels[a]] >
			 frozen->attributes[most].n_labels[levels[most]]))
			most = a;
	if (most < 0)
		return false;
	levels[most]++;
	return true;
}

/* A class as one figure, or one for each sensitive value, of which a small one is withheld. */
static void
put_class(const Output *out, const char *part, const GateGroup *class)
{
	const Frozen *frozen = out->frozen;
	int			sensitive = frozen->sensitive,
				numbers[LATTICE_ATTRIBUTES];

	for (int a = 0; a < frozen->n_attributes; a++)
		numbers[a] = number_of(out, class->members[0], a);
	if (sensitive < 0 || class->verdict != GATE_SAFE)
	{
		put_cell(out, numbers, part, class,
				 class->verdict == GATE_SAFE ? CELL_SHOWN : CELL_WITHHELD, class->verdict);
		return;
	}
	for (numbers[sensitive] = 0; numbers[sensitive] < labels_of(out, sensitive);
		 numbers[sensitive]++)
	{
		GateGroup	of_value = {0};

		for (int64 i = 0; i < class->n; i++)
			if (class->members[i]->sensitive == numbers[sensitive])
				gate_group_add(&of_value, class->members[i]);
		gate_judge(&frozen->gate, &of_value);
		put_cell(out, numbers, part, &of_value,
				 of_value.verdict == GATE_SAFE ? CELL_SHOWN : CELL_WITHHELD, of_value.verdict);
	}
}

/* Only some records are looked at from now on. */
static void
keep_records(Frozen *frozen, GateRecord *records, int64 n)
{
	int			width = frozen->n_attributes;

	frozen->records = records;
	frozen->n_records = n;
	frozen->codes = palloc_extended(sizeof(int32) * (n + 1) * width, MCXT_ALLOC_HUGE);
	for (int64 i = 0; i < n; i++)
	{
		memcpy(frozen->codes + i * width, records[i].codes, sizeof(int32) * width);
		records[i].codes = frozen->codes + i * width;
	}
}

/* Put out the safe ones of some records at a node, at the last all; leave the others in frozen. */
static void
put_classes(const Output *out, Frozen *frozen, const char *part, bool last)
{
	Lattice		lattice;
	LatticeRoom room;
	LatticeNode node;
	GateGroup  *classes;
	GateRecord *left = palloc_extended(sizeof(GateRecord) * (frozen->n_records + 1),
									   MCXT_ALLOC_HUGE);
	int64		n_left = 0;
	int			n;

	make_lattice(frozen, 1, &lattice, &room);
	n = judge_classes(frozen, &lattice, out->levels, &room, &node, &classes);
	for (int i = 0; i < n; i++)
	{
		GateGroup  *class = &classes[i];

		/* whoever is left may be anywhere, which is no class */
		if (last)
			class->verdict = GATE_FEW;
		if (class->verdict == GATE_SAFE || last)
			put_class(out, part, class);
		else
			for (int64 j = 0; j < class->n; j++)
				left[n_left++] = *class->members[j];
	}
	keep_records(frozen, left, n_left);
}

static void
put_groups(const Output *out)
{
	int			levels[LATTICE_ATTRIBUTES];
	Frozen		left = *out->frozen;
	Output		now = {out->rsinfo, &left, levels};
	const char *part = "cell";

	memcpy(levels, out->levels, sizeof(levels));
	for (;;)
	{
		bool		everything = is_everything(&left, levels);

		put_classes(&now, &left, part, everything);
		part = "rest";
		if (everything || !go_up(&left, levels))
			break;
	}
}

Datum
civic_release_cells(PG_FUNCTION_ARGS)
{
	int			levels[LATTICE_ATTRIBUTES] = {0},
				told[LATTICE_ATTRIBUTES],
				n_told;
	Output		out = {(ReturnSetInfo *) fcinfo->resultinfo, NULL, levels};
	Frozen	   *frozen;

	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	frozen = read_arguments(fcinfo);
	out.frozen = frozen;
	frozen_read(frozen);
	check_levels(frozen, levels, int_array(PG_GETARG_DATUM(11), levels, LATTICE_ATTRIBUTES));
	if (frozen->sensitive >= 0)
		frozen_tell(frozen, frozen->sensitive, levels[frozen->sensitive]);
	n_told = told_attributes(&out, told);
	if (n_told == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a release has to tell something apart"),
				 errdetail("Each attribute is at its last level.")));
	if (n_told <= 2)
		put_table(&out, told, n_told);
	else
		put_groups(&out);
	SPI_finish();
	return (Datum) 0;
}
