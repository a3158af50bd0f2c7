/*-------------------------------------------------------------------------
 *
 * interval.c
 *	  What a table tells of the cells that it leaves out.
 *
 *-------------------------------------------------------------------------
 */
#include "core/interval.h"

#include <string.h>

#define NO_LIMIT	INT64_MAX

/* A question: ways between the ends of one cell that do not use it. */
typedef struct Search
{
	const CountTable *table;
	IntervalRoom *room;
	int			row;			/* of the cell */
	int			column;
} Search;

static int
cell_at(const CountTable *table, int row, int column)
{
	return row * table->columns + column;
}

/*
 * By how much a step from one node to the other can change the flow.  Nodes
 * are the rows, then the columns.  From a row to a column a cell grows, as far
 * as it likes; from a column to a row it shrinks, at most to zero.
 */
static int64_t
capacity(const Search *s, int from, int to)
{
	int			rows = s->table->rows;
	bool		grows = from < rows;
	int			row = grows ? from : to,
				column = (grows ? to : from) - rows;
	int			cell = cell_at(s->table, row, column);

	if (!s->table->suppressed[cell] || (row == s->row && column == s->column))
		return 0;
	return grows || s->table->counts == NULL ? NO_LIMIT : s->room->flow[cell];
}

/* A shortest way from one node to another, left in room->from; false: there is none. */
static bool
find_way(const Search *s, int start, int end)
{
	int			rows = s->table->rows,
				nodes = rows + s->table->columns;
	int			head = 0,
				tail = 0;

	for (int i = 0; i < nodes; i++)
		s->room->from[i] = -1;
	s->room->from[start] = start;
	s->room->queue[tail++] = start;
	while (head < tail && s->room->from[end] < 0)
	{
		int			node = s->room->queue[head++];
		int			first = node < rows ? rows : 0,
					last = node < rows ? nodes : rows;

		for (int next = first; next < last; next++)
			if (s->room->from[next] < 0 && capacity(s, node, next) > 0)
			{
				s->room->from[next] = node;
				s->room->queue[tail++] = next;
			}
	}
	return s->room->from[end] >= 0;
}

/* How much can go along the way that was found. */
static int64_t
narrowest(const Search *s, int start, int end)
{
	int64_t		least = NO_LIMIT;

	for (int node = end; node != start; node = s->room->from[node])
	{
		int64_t		room_here = capacity(s, s->room->from[node], node);

		if (room_here < least)
			least = room_here;
	}
	return least;
}

static void
push(const Search *s, int start, int end, int64_t amount)
{
	int			rows = s->table->rows;

	for (int node = end; node != start; node = s->room->from[node])
	{
		int			from = s->room->from[node];

		if (from < rows)
			s->room->flow[cell_at(s->table, from, node - rows)] += amount;
		else
			s->room->flow[cell_at(s->table, node, from - rows)] -= amount;
	}
}

/* The most that can go from one node to another, and no more than is wanted. */
static int64_t
most_flow(const Search *s, int start, int end, int64_t wanted)
{
	int64_t		sum = 0;

	memcpy(s->room->flow, s->table->counts,
		   sizeof(int64_t) * (size_t) s->table->rows * (size_t) s->table->columns);
	while (sum < wanted && find_way(s, start, end))
	{
		int64_t		amount = narrowest(s, start, end);

		if (amount > wanted - sum)
			amount = wanted - sum;
		push(s, start, end, amount);
		sum += amount;
	}
	return sum;
}

/* The sum of a row or of a column is known, so no cell of it is larger. */
static int64_t
suppressed_in_row(const CountTable *table, int row)
{
	int64_t		sum = 0;

	for (int column = 0; column < table->columns; column++)
		if (table->suppressed[cell_at(table, row, column)])
			sum += table->counts[cell_at(table, row, column)];
	return sum;
}

void
interval_of(const CountTable *table, int row, int column, IntervalRoom *room, int64_t *low,
			int64_t *high)
{
	Search		s = {table, room, row, column};
	int64_t		value = table->counts[cell_at(table, row, column)];
	int64_t		others = suppressed_in_row(table, row) - value;

	/* the cell grows by what can come back from its column to its row, and the other way round */
	*high = value + most_flow(&s, table->rows + column, row, others);
	*low = value - most_flow(&s, row, table->rows + column, value);
}

bool
interval_is_bridge(const CountTable *table, int row, int column, IntervalRoom *room)
{
	CountTable	sums = {table->rows, table->columns, NULL, table->suppressed};
	Search		s = {&sums, room, row, column};

	return !find_way(&s, row, table->rows + column);
}
