/*-------------------------------------------------------------------------
 *
 * statement.h
 *	  SQL statements with named parameters and named result columns.
 *
 * A statement is prepared on first use and kept for the session.  Its text
 * names every object with its schema, but operators without: it runs under a
 * pinned search_path, a function's own or an OwnerScope's.  A parameter is
 * written $name:
 *
 *	static Statement st = STATEMENT(
 *		"SELECT e.kind FROM civic_private.entry e "
 *		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id");
 *
 *	QUERY(&st, ARG_INT8(subject_id, who), ARG_INT8(entry_id, id));
 *	if (SPI_processed > 0)
 *		kind = row_int2(0, "kind");
 *
 * Every function here needs an SPI connection of the caller's.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_STATEMENT_H
#define CIVIC_STATEMENT_H

#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "utils/date.h"
#include "utils/numeric.h"

#if PG_VERSION_NUM < 150000
#error "civic_credit needs PostgreSQL 15 or later"
#endif

#define STATEMENT_MAX_ARGS	24
#define RESULT_MAX_COLUMNS	40

/* A value under the name of a parameter or of a result column. */
typedef struct Argument
{
	const char *name;
	Oid			type;
	Datum		value;
	bool		isnull;
} Argument;

typedef struct Statement
{
	const char *sql;
	int			n_args;
	Oid			types[STATEMENT_MAX_ARGS];
	const char *names[STATEMENT_MAX_ARGS];	/* of the parameters, in the order of $1, $2, ... */
	SPIPlanPtr	plan;
} Statement;

#define STATEMENT(text)	{.sql = text}

#define ARG_INT8(name, v)		(Argument) {#name, INT8OID, Int64GetDatum(v), false}
#define ARG_INT4(name, v)		(Argument) {#name, INT4OID, Int32GetDatum(v), false}
#define ARG_INT2(name, v)		(Argument) {#name, INT2OID, Int16GetDatum(v), false}
#define ARG_BOOL(name, v)		(Argument) {#name, BOOLOID, BoolGetDatum(v), false}
#define ARG_DATE(name, v)		(Argument) {#name, DATEOID, DateADTGetDatum(v), false}
#define ARG_TIME(name, v)		(Argument) {#name, TIMESTAMPTZOID, TimestampTzGetDatum(v), false}
/* of a C string, a bytea or a numeric; NULL gives null */
#define ARG_TEXT(name, v)		argument_text(#name, v)
#define ARG_NAME(name, v)		argument_name(#name, v)
#define ARG_BYTEA(name, v)		argument_pointer(#name, BYTEAOID, v)
#define ARG_NUMERIC(name, v)	argument_pointer(#name, NUMERICOID, v)
/* of a Datum; of a value that may be absent; an array of n values without nulls */
#define ARG_DATUM(name, oid, v)	(Argument) {#name, oid, v, false}
#define ARG_IF(present, arg)	argument_if(present, arg)
#define ARG_ARRAY(name, element, v, nulls, n)	argument_array(#name, element, v, nulls, n)

/* the list of arguments of a call, which may be empty; its first element is not used */
#define ARGUMENTS(...) \
	(Argument[]) {{0}, ##__VA_ARGS__}, lengthof(((Argument[]) {{0}, ##__VA_ARGS__}))

/* a SELECT under the active snapshot; any statement that may write or see what this call wrote */
#define QUERY(st, ...)	statement_call(st, true, SPI_OK_SELECT, ARGUMENTS(__VA_ARGS__))
#define RUN(st, expected, ...)	statement_call(st, false, expected, ARGUMENTS(__VA_ARGS__))

extern Argument argument_text(const char *name, const char *value);
extern Argument argument_name(const char *name, const char *value);
extern Argument argument_pointer(const char *name, Oid type, const void *value);
extern Argument argument_if(bool present, Argument argument);
extern Argument argument_array(const char *name, Oid element, Datum *values, bool *nulls, int n);

/*
 * Run a statement, with its result in SPI_processed and SPI_tuptable.
 * expected is one of SPI's OK codes.  args has a value for each parameter.
 */
extern void statement_call(Statement *st, bool read_only, int expected, const Argument *args,
						   int n);

/* As QUERY, but hand the rows to a receiver as they come. */
extern void statement_stream(Statement *st, bool read_only, DestReceiver *receiver,
							 const Argument *args, int n);

/* Open a SELECT, to be fetched from. */
extern Portal statement_cursor(Statement *st, const Argument *args, int n);

/*
 * Does a query find a row that is committed by now, whatever the transaction's
 * own snapshot sees?  Asked behind a lock, as foreign keys do, it tells what a
 * transaction that held the lock before has left.
 */
extern bool statement_finds(Statement *st, const Argument *args, int n);

/* What a receiver begins with that takes rows one by one. */
extern DestReceiver row_receiver(bool (*receive) (TupleTableSlot *slot, DestReceiver *self));

/*
 * Columns of a row of SPI_tuptable by name.  What is null reads as 0, false or
 * NULL, with _or as what the caller says.  Text is a copy in the current
 * context; row_datum gives the row's own bytes.
 */
extern Datum row_datum(uint64 row, const char *column, bool *isnull);
extern bool row_isnull(uint64 row, const char *column);
extern int64 row_int8(uint64 row, const char *column);
extern int32 row_int4(uint64 row, const char *column);
extern int16 row_int2(uint64 row, const char *column);
extern int32 row_int4_or(uint64 row, const char *column, int32 otherwise);
extern bool row_bool(uint64 row, const char *column);
extern DateADT row_date(uint64 row, const char *column);
extern DateADT row_date_or(uint64 row, const char *column, DateADT otherwise);
extern char *row_text(uint64 row, const char *column);
extern bytea *row_bytea(uint64 row, const char *column);
extern Numeric row_numeric(uint64 row, const char *column);

/* Put out a row of a set-returning function, or return a function's one row; columns by name. */
#define PUT_ROW(rsinfo, ...)	result_put(rsinfo, ARGUMENTS(__VA_ARGS__))
#define RETURN_ROW(fcinfo, ...)	return result_row(fcinfo, ARGUMENTS(__VA_ARGS__))
extern void result_put(ReturnSetInfo *rsinfo, const Argument *args, int n);
extern Datum result_row(FunctionCallInfo fcinfo, const Argument *args, int n);

#endif							/* CIVIC_STATEMENT_H */
