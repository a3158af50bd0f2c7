/*-------------------------------------------------------------------------
 *
 * rows.c
 *	  Rows that C code hands to its statements as a table.
 *
 *-------------------------------------------------------------------------
 */
#include "base/rows.h"

#include "miscadmin.h"
#include "utils/tuplestore.h"

#include "base/server.h"

void
rows_describe(Rows *rows, TupleDesc desc)
{
	rows->table.md.tupdesc = desc;
	rows->table.reldata = tuplestore_begin_heap(false, false, work_mem);
	if (SPI_register_relation(&rows->table) != SPI_OK_REL_REGISTER)
		elog(ERROR, "could not register rows \"%s\"", rows->table.md.name);
}

void
rows_add_values(Rows *rows, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rows->table.reldata, rows->table.md.tupdesc, values, nulls);
	rows->n++;
}

static TupleDesc
describe_arguments(const Argument *args, int n)
{
	TupleDesc	desc = CreateTemplateTupleDesc(n);

	for (int i = 0; i < n; i++)
		TupleDescInitEntry(desc, i + 1, args[i].name, args[i].type, -1, 0);
	TupleDescFinalize(desc);
	return desc;
}

void
rows_add(Rows *rows, const Argument *args, int n)
{
	Datum		values[RESULT_MAX_COLUMNS];
	bool		nulls[RESULT_MAX_COLUMNS];

	/* the first argument of the list is not used */
	args++;
	n--;
	Assert(n <= RESULT_MAX_COLUMNS);
	if (rows->table.md.tupdesc == NULL)
		rows_describe(rows, describe_arguments(args, n));
	for (int i = 0; i < n; i++)
	{
		values[i] = args[i].value;
		nulls[i] = args[i].isnull;
	}
	rows_add_values(rows, values, nulls);
}

void
rows_end(Rows *rows)
{
	if (rows->table.md.tupdesc == NULL)
		return;
	(void) SPI_unregister_relation(rows->table.md.name);
	tuplestore_end(rows->table.reldata);
}
