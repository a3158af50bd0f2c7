/*-------------------------------------------------------------------------
 *
 * statement.c
 *	  SQL statements with named parameters and named result columns.
 *
 *-------------------------------------------------------------------------
 */
#include "base/statement.h"

#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

/* ----------
 * arguments
 * ----------
 */

Argument
argument_text(const char *name, const char *value)
{
	if (value == NULL)
		return (Argument) {name, TEXTOID, (Datum) 0, true};
	return (Argument) {name, TEXTOID, CStringGetTextDatum(value), false};
}

Argument
argument_name(const char *name, const char *value)
{
	if (value == NULL)
		return (Argument) {name, NAMEOID, (Datum) 0, true};
	return (Argument) {name, NAMEOID, DirectFunctionCall1(namein, CStringGetDatum(value)), false};
}

Argument
argument_pointer(const char *name, Oid type, const void *value)
{
	return (Argument) {name, type, PointerGetDatum(value), value == NULL};
}

/* The argument, or null of its type. */
Argument
argument_if(bool present, Argument argument)
{
	argument.isnull = argument.isnull || !present;
	return argument;
}

/* nulls may be NULL for no nulls. */
Argument
argument_array(const char *name, Oid element, Datum *values, bool *nulls, int n)
{
	int			lower = 1;
	int16		len;
	bool		byval;
	char		align;
	ArrayType  *array;

	get_typlenbyvalalign(element, &len, &byval, &align);
	array = construct_md_array(values, nulls, 1, &n, &lower, element, len, byval, align);
	return (Argument) {name, get_array_type(element), PointerGetDatum(array), false};
}

/* ----------
 * running
 * ----------
 */

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
}

static int
parameter_number(const Statement *st, const char *name, int len)
{
	for (int i = 0; i < st->n_args; i++)
		if (strncmp(st->names[i], name, len) == 0 && st->names[i][len] == '\0')
			return i + 1;
	elog(ERROR, "\"%s\" has no argument for $%.*s", st->sql, len, name);
}

/* The text with $1 for the name of the first argument, and so on. */
static const char *
numbered_text(const Statement *st)
{
	StringInfoData text;
	const char *p = st->sql;

	initStringInfo(&text);
	while (*p)
	{
		int			len = 0;

		if (*p == '$' && is_name_char(p[1]) && !(p[1] >= '0' && p[1] <= '9'))
			while (is_name_char(p[1 + len]))
				len++;
		if (len > 0)
			appendStringInfo(&text, "$%d", parameter_number(st, p + 1, len));
		else
			appendStringInfoChar(&text, *p);
		p += 1 + len;
	}
	return text.data;
}

/* A plan that suits every value, so that none is made anew for each. */
static SPIPlanPtr
prepare(Statement *st, const char *text)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(text, st->n_args, st->types, CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\": %s", text, SPI_result_code_string(SPI_result));
	SPI_keepplan(plan);
	return plan;
}

static void
prepare_named(Statement *st, const Argument *args, int n)
{
	if (n > STATEMENT_MAX_ARGS)
		elog(ERROR, "\"%s\" has more than %d parameters", st->sql, STATEMENT_MAX_ARGS);
	st->n_args = n;
	for (int i = 0; i < n; i++)
	{
		st->names[i] = args[i].name;
		st->types[i] = args[i].type;
	}
	st->plan = prepare(st, numbered_text(st));
}

/* The argument of a parameter: nearly always the one in the same place. */
static const Argument *
argument_of(const Statement *st, int parameter, const Argument *args, int n)
{
	const char *name = st->names[parameter];

	if (args[parameter].name == name || strcmp(args[parameter].name, name) == 0)
		return &args[parameter];
	for (int i = 0; i < n; i++)
		if (strcmp(args[i].name, name) == 0)
			return &args[i];
	elog(ERROR, "\"%s\" was not given $%s", st->sql, name);
}

/* Prepare a statement and put its arguments in order.  The first one of the list is not used. */
static void
bind(Statement *st, const Argument *args, int n, Datum *values, char *nulls)
{
	args++;
	n--;
	if (st->plan == NULL)
		prepare_named(st, args, n);
	if (n != st->n_args)
		elog(ERROR, "\"%s\" takes %d arguments, not %d", st->sql, st->n_args, n);
	for (int i = 0; i < n; i++)
	{
		const Argument *a = argument_of(st, i, args, n);

		values[i] = a->value;
		nulls[i] = a->isnull ? 'n' : ' ';
	}
}

static void
check_result(const Statement *st, int result, int expected)
{
	if (result != expected)
		elog(ERROR, "\"%s\" returned %s", st->sql, SPI_result_code_string(result));
}

void
statement_call(Statement *st, bool read_only, int expected, const Argument *args, int n)
{
	Datum		values[STATEMENT_MAX_ARGS];
	char		nulls[STATEMENT_MAX_ARGS];

	bind(st, args, n, values, nulls);
	check_result(st, SPI_execute_plan(st->plan, values, nulls, read_only, 0), expected);
}

void
statement_stream(Statement *st, bool read_only, DestReceiver *receiver, const Argument *args, int n)
{
	SPIExecuteOptions options = {.read_only = read_only, .dest = receiver};
	Datum		values[STATEMENT_MAX_ARGS];
	char		nulls[STATEMENT_MAX_ARGS];

	bind(st, args, n, values, nulls);
	options.params = makeParamList(st->n_args);
	for (int i = 0; i < st->n_args; i++)
		options.params->params[i] = (ParamExternData) {
			values[i], nulls[i] == 'n', PARAM_FLAG_CONST, st->types[i]
		};
	check_result(st, SPI_execute_plan_extended(st->plan, &options), SPI_OK_SELECT);
}

Portal
statement_cursor(Statement *st, const Argument *args, int n)
{
	Datum		values[STATEMENT_MAX_ARGS];
	char		nulls[STATEMENT_MAX_ARGS];
	Portal		portal;

	bind(st, args, n, values, nulls);
	portal = SPI_cursor_open(NULL, st->plan, values, nulls, true);
	if (portal == NULL)
		elog(ERROR, "could not open \"%s\": %s", st->sql, SPI_result_code_string(SPI_result));
	return portal;
}

bool
statement_finds(Statement *st, const Argument *args, int n)
{
	Datum		values[STATEMENT_MAX_ARGS];
	char		nulls[STATEMENT_MAX_ARGS];

	bind(st, args, n, values, nulls);
	check_result(st, SPI_execute_snapshot(st->plan, values, nulls, GetLatestSnapshot(),
										  InvalidSnapshot, true, false, 1), SPI_OK_SELECT);
	return SPI_processed > 0;
}

static void
receiver_starts(DestReceiver *self, int operation, TupleDesc columns)
{
}

static void
receiver_ends(DestReceiver *self)
{
}

/* To SPI the receiver is a tuplestore, or any but its own. */
DestReceiver
row_receiver(bool (*receive) (TupleTableSlot *slot, DestReceiver *self))
{
	return (DestReceiver) {receive, receiver_starts, receiver_ends, receiver_ends, DestTuplestore};
}

/* ----------
 * results
 * ----------
 */

Datum
row_datum(uint64 row, const char *column, bool *isnull)
{
	int			n = SPI_fnumber(SPI_tuptable->tupdesc, column);

	if (n <= 0)
		elog(ERROR, "the result has no column \"%s\"", column);
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, n, isnull);
}

bool
row_isnull(uint64 row, const char *column)
{
	bool		isnull;

	(void) row_datum(row, column, &isnull);
	return isnull;
}

int64
row_int8(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

int32
row_int4(uint64 row, const char *column)
{
	return row_int4_or(row, column, 0);
}

int32
row_int4_or(uint64 row, const char *column, int32 otherwise)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? otherwise : DatumGetInt32(value);
}

int16
row_int2(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? 0 : DatumGetInt16(value);
}

bool
row_bool(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return !isnull && DatumGetBool(value);
}

DateADT
row_date(uint64 row, const char *column)
{
	return row_date_or(row, column, 0);
}

DateADT
row_date_or(uint64 row, const char *column, DateADT otherwise)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? otherwise : DatumGetDateADT(value);
}

char *
row_text(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

bytea *
row_bytea(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? NULL : DatumGetByteaPP(value);
}

Numeric
row_numeric(uint64 row, const char *column)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);

	return isnull ? NULL : DatumGetNumeric(value);
}

/* Where a column stands: nearly always in the place of its argument. */
static int
column_number(TupleDesc desc, int place, const char *name)
{
	if (place < desc->natts && strcmp(NameStr(TupleDescAttr(desc, place)->attname), name) == 0)
		return place;
	for (int i = 0; i < desc->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(desc, i)->attname), name) == 0)
			return i;
	elog(ERROR, "the function has no result column \"%s\"", name);
}

/* Columns that no argument names are null. */
static void
fill_columns(TupleDesc desc, const Argument *args, int n, Datum *values, bool *nulls)
{
	memset(nulls, true, desc->natts);
	for (int i = 1; i < n; i++)
	{
		int			column = column_number(desc, i - 1, args[i].name);

		values[column] = args[i].value;
		nulls[column] = args[i].isnull;
	}
}

void
result_put(ReturnSetInfo *rsinfo, const Argument *args, int n)
{
	Datum		values[RESULT_MAX_COLUMNS];
	bool		nulls[RESULT_MAX_COLUMNS];

	Assert(rsinfo->setDesc->natts <= RESULT_MAX_COLUMNS);
	fill_columns(rsinfo->setDesc, args, n, values, nulls);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

Datum
result_row(FunctionCallInfo fcinfo, const Argument *args, int n)
{
	TupleDesc	desc;
	Datum	   *values;
	bool	   *nulls;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values = palloc0(sizeof(Datum) * desc->natts);
	nulls = palloc(sizeof(bool) * desc->natts);
	fill_columns(desc, args, n, values, nulls);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}
