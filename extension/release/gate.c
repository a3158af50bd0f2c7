/*-------------------------------------------------------------------------
 *
 * gate.c
 *	  The release gate: which figures about groups may be told.
 *
 * A group of records is safe if it is about at least k subjects, with at least
 * l different sensitive values that are spread as those of all, and if no one
 * or two of them make up too much of a sum.
 *
 * With one or two attributes a table is told with its totals.  Lines whose
 * total is unsafe are withheld from everything.  Unsafe cells are suppressed,
 * and then more cells, until what is left of each line is safe as a group and
 * no suppressed cell can be bounded too closely.  With more attributes no
 * totals are told: what is unsafe is told at a coarser level together, or not
 * at all.
 *
 *-------------------------------------------------------------------------
 */
#include "release/gate.h"

#include <math.h>

#include "common/int.h"
#include "miscadmin.h"

#include "core/interval.h"

/* ----------
 * groups
 * ----------
 */

static int
compare_members(const void *a, const void *b)
{
	const GateRecord *x = *(const GateRecord *const *) a,
			   *y = *(const GateRecord *const *) b;

	return (x->unit > y->unit) - (x->unit < y->unit);
}

void
gate_group_add(GateGroup *group, const GateRecord *record)
{
	if (group->n == group->room)
	{
		group->room = group->room == 0 ? 16 : group->room * 2;
		group->members = group->members == NULL ? palloc(sizeof(GateRecord *) * group->room) :
			repalloc(group->members, sizeof(GateRecord *) * group->room);
	}
	group->members[group->n++] = record;
}

static void
group_join(GateGroup *group, const GateGroup *other)
{
	for (int64 i = 0; i < other->n; i++)
		gate_group_add(group, other->members[i]);
}

/* How many records after this one are of the same subject. */
static int64
same_unit(const GateGroup *group, int64 from)
{
	int64		to = from + 1;

	while (to < group->n && group->members[to]->unit == group->members[from]->unit)
		to++;
	return to;
}

/* Is a share above a limit, as fractions of 10000? */
static bool
above(double part, double whole, int32 limit)
{
	return part * 10000 > whole * limit;
}

/* What one subject adds is taken as it is, so that a loss counts as much as a gain. */
static bool
dominated(const Gate *gate, const GateGroup *group, int measure)
{
	double		first = 0,
				second = 0,
				all = 0;

	for (int64 i = 0, next; i < group->n; i = next)
	{
		double		own = 0;

		next = same_unit(group, i);
		for (int64 j = i; j < next; j++)
			own += (double) group->members[j]->amounts[measure];
		own = fabs(own);
		all += own;
		if (own > first)
		{
			second = first;
			first = own;
		}
		else if (own > second)
			second = own;
	}
	return all > 0 && (above(first, all, gate->largest) ||
					   above(first + second, all, gate->two_largest));
}

/*
 * How far the sensitive values of a group are from those of all: half the
 * differences of shares, or of values in an order, what has to be carried how
 * far.
 */
static double
distance(const Gate *gate, const int64 *counts, int64 n)
{
	double		sum = 0,
				carried = 0;

	for (int v = 0; v < gate->n_sensitive; v++)
	{
		double		difference = (double) counts[v] / n -
			(double) gate->overall[v] / gate->n_records;

		carried += difference;
		sum += fabs(gate->ordered ? carried : difference);
	}
	if (gate->n_sensitive < 2)
		return 0;
	return gate->ordered ? sum / (gate->n_sensitive - 1) : sum / 2;
}

void
gate_judge(const Gate *gate, GateGroup *group)
{
	group->units = 0;
	group->diversity = 0;
	group->distance = 0;
	group->verdict = GATE_SAFE;
	memset(group->sums, 0, sizeof(group->sums));
	if (group->n == 0)
		return;
	qsort(group->members, group->n, sizeof(GateRecord *), compare_members);
	for (int64 i = 0; i < group->n; i = same_unit(group, i))
		group->units++;
	for (int64 i = 0; i < group->n; i++)
		for (int m = 0; m < gate->n_measures; m++)
			if (pg_add_s64_overflow(group->sums[m], group->members[i]->amounts[m],
									&group->sums[m]))
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("a sum of a release is out of range")));
	for (int m = 0; m < gate->n_measures; m++)
		if (dominated(gate, group, m))
			group->verdict = GATE_DOMINATED;
	if (group->units < gate->k)
		group->verdict = GATE_FEW;
}

void
gate_judge_class(const Gate *gate, GateGroup *group)
{
	int64	   *counts;

	gate_judge(gate, group);
	if (gate->n_sensitive == 0 || group->n == 0 || group->verdict != GATE_SAFE)
		return;
	counts = palloc0(sizeof(int64) * gate->n_sensitive);
	for (int64 i = 0; i < group->n; i++)
		if (counts[group->members[i]->sensitive]++ == 0)
			group->diversity++;
	group->distance = distance(gate, counts, group->n);
	pfree(counts);
	if (group->diversity < gate->l)
		group->verdict = GATE_UNIFORM;
	else if (group->distance > gate->t + 1e-9)
		group->verdict = GATE_DISTANT;
}

/* ----------
 * a table with totals
 * ----------
 */

typedef struct Table
{
	const Gate *gate;
	GateTable  *out;
	int			lines;			/* rows, and columns if there are two attributes */
} Table;

static GateCell *
cell_at(const Table *t, int row, int column)
{
	return &t->out->cells[row * t->out->columns + column];
}

/* The cells of a line: rows first, then columns.  The one line of one attribute is row 0. */
static int
line_length(const Table *t, int line)
{
	return line < t->out->rows ? t->out->columns : t->out->rows;
}

static GateCell *
line_cell(const Table *t, int line, int i)
{
	return line < t->out->rows ? cell_at(t, line, i) : cell_at(t, i, line - t->out->rows);
}

static bool
is_shown(const GateCell *cell)
{
	return cell->state == CELL_SHOWN;
}

/* What a line tells besides its cells: what is not shown in it, as a group. */
static GateVerdict
rest_verdict(const Table *t, int line)
{
	GateGroup	rest = {0};

	for (int i = 0; i < line_length(t, line); i++)
	{
		GateCell   *cell = line_cell(t, line, i);

		if (cell->state == CELL_HIDDEN)
			group_join(&rest, &cell->group);
	}
	gate_judge(t->gate, &rest);
	if (rest.members)
		pfree(rest.members);
	return rest.verdict;
}

static int
hidden_in(const Table *t, int line)
{
	int			n = 0;

	for (int i = 0; i < line_length(t, line); i++)
		n += line_cell(t, line, i)->state == CELL_HIDDEN;
	return n;
}

/* The other line of the cell at a place of a line, or -1. */
static int
crossing(const Table *t, int line, int i)
{
	if (!t->out->two)
		return -1;
	return line < t->out->rows ? t->out->rows + i : i;
}

/* A cell whose other line hides something already asks for no third one there. */
static bool
hides_better(const Table *t, int line, int one, int other)
{
	const GateCell *a = line_cell(t, line, one),
			   *b = line_cell(t, line, other);
	bool		joins_a = t->out->two && hidden_in(t, crossing(t, line, one)) > 0,
				joins_b = t->out->two && hidden_in(t, crossing(t, line, other)) > 0;

	if (joins_a != joins_b)
		return joins_a;
	return a->group.units < b->group.units;
}

/* Hide one more cell of a line, the smallest if it can be; false: none is left. */
static bool
hide_another(Table *t, int line)
{
	int			best = -1;

	for (int i = 0; i < line_length(t, line); i++)
	{
		const GateCell *cell = line_cell(t, line, i);

		if (is_shown(cell) && cell->group.units > 0 &&
			(best < 0 || hides_better(t, line, i, best)))
			best = i;
	}
	if (best < 0)
		return false;
	line_cell(t, line, best)->state = CELL_HIDDEN;
	line_cell(t, line, best)->why = GATE_COMPLEMENT;
	return true;
}

/* Until what is hidden in each line is safe together. */
static bool
secure_lines(Table *t, bool *changed)
{
	for (int line = 0; line < t->lines; line++)
	{
		/* one alone is its line's total without the others */
		while (hidden_in(t, line) > 0 &&
			   (rest_verdict(t, line) != GATE_SAFE || hidden_in(t, line) == 1))
		{
			if (!hide_another(t, line))
			{
				t->out->failed_line = line;
				return false;
			}
			*changed = true;
		}
	}
	return true;
}

static void
count_table(const Table *t, CountTable *counts)
{
	int			n = t->out->rows * t->out->columns;
	int64_t    *values = palloc(sizeof(int64_t) * n);
	bool	   *suppressed = palloc(sizeof(bool) * n);

	for (int i = 0; i < n; i++)
	{
		values[i] = t->out->cells[i].group.units;
		suppressed[i] = t->out->cells[i].state == CELL_HIDDEN;
	}
	*counts = (CountTable) {t->out->rows, t->out->columns, values, suppressed};
}

/* A suppressed cell has to be uncertain by k subjects, and by a fifth of its value. */
static bool
bounded_closely(const Table *t, const CountTable *counts, int cell, IntervalRoom *room)
{
	int			row = cell / t->out->columns,
				column = cell % t->out->columns;
	int64_t		low,
				high;

	interval_of(counts, row, column, room, &low, &high);
	if (high - low < t->gate->k || (high - low) * 5 < counts->counts[cell])
		return true;
	return t->gate->n_measures > 0 && interval_is_bridge(counts, row, column, room);
}

/* The first suppressed cell that can be bounded closely, or -1. */
static int
find_bounded(const Table *t)
{
	int			n = t->out->rows * t->out->columns,
				nodes = t->out->rows + t->out->columns,
				cell = 0;
	int64_t    *flow = palloc(sizeof(int64_t) * n);
	int		   *ways = palloc(sizeof(int) * nodes * 2);
	IntervalRoom room = {flow, ways, ways + nodes};
	CountTable	counts;

	count_table(t, &counts);
	while (cell < n && !(counts.suppressed[cell] && bounded_closely(t, &counts, cell, &room)))
		cell++;
	pfree(flow);
	pfree(ways);
	pfree(unconstify(int64_t *, counts.counts));
	pfree(unconstify(bool *, counts.suppressed));
	return cell < n ? cell : -1;
}

/*
 * Hide one more cell where a suppressed one can be bounded closely: in that of
 * its lines which hides less, or else wherever something is hidden.
 */
static bool
secure_intervals(Table *t, bool *changed)
{
	int			cell = find_bounded(t);
	int			row,
				column;

	if (cell < 0)
		return true;
	row = cell / t->out->columns;
	column = t->out->rows + cell % t->out->columns;
	*changed = hidden_in(t, row) <= hidden_in(t, column) ?
		hide_another(t, row) || hide_another(t, column) :
		hide_another(t, column) || hide_another(t, row);
	for (int line = 0; line < t->lines && !*changed; line++)
		*changed = hidden_in(t, line) > 0 && hide_another(t, line);
	if (!*changed)
		t->out->failed_line = row;
	return *changed;
}

/* Hide what must not be told, and what would tell it. */
static bool
suppress(Table *t)
{
	bool		changed = true;

	for (int i = 0; i < t->out->rows * t->out->columns; i++)
	{
		GateCell   *cell = &t->out->cells[i];

		if (cell->state != CELL_SHOWN || cell->group.verdict == GATE_SAFE)
			continue;
		cell->state = CELL_HIDDEN;
		cell->why = cell->group.verdict;
	}
	while (changed)
	{
		CHECK_FOR_INTERRUPTS();
		changed = false;
		if (!secure_lines(t, &changed))
			return false;
		/* the cells of one line are as uncertain as they are many subjects together */
		if (!changed && t->lines > 1 && !secure_intervals(t, &changed))
			return false;
	}
	return true;
}

/* A line of which not even the total may be told is in no figure. */
static bool
withhold_line(Table *t, int line)
{
	GateGroup	total = {0};

	for (int i = 0; i < line_length(t, line); i++)
		if (line_cell(t, line, i)->state != CELL_WITHHELD)
			group_join(&total, &line_cell(t, line, i)->group);
	if (line < t->out->rows ? t->out->row_classes : t->out->column_classes)
		gate_judge_class(t->gate, &total);
	else
		gate_judge(t->gate, &total);
	if (total.verdict == GATE_SAFE)
	{
		t->out->totals[line] = total;
		return false;
	}
	for (int i = 0; i < line_length(t, line); i++)
	{
		GateCell   *cell = line_cell(t, line, i);

		if (cell->state != CELL_WITHHELD)
			cell->why = total.verdict;
		cell->state = CELL_WITHHELD;
	}
	t->out->totals[line] = (GateGroup) {0};
	return total.n > 0;
}

static void
withhold_lines(Table *t)
{
	bool		again = true;

	while (again)
	{
		again = false;
		for (int line = 0; line < t->lines; line++)
			again |= withhold_line(t, line);
	}
}

bool
gate_table(const Gate *gate, GateTable *out)
{
	Table		t = {gate, out, out->rows + (out->two ? out->columns : 0)};

	out->failed_line = -1;
	out->totals = palloc0(sizeof(GateGroup) * (out->rows + out->columns));
	for (int i = 0; i < out->rows * out->columns; i++)
		gate_judge(gate, &out->cells[i].group);
	withhold_lines(&t);
	return suppress(&t);
}
