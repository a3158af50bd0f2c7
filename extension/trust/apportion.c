/*-------------------------------------------------------------------------
 *
 * apportion.c
 *	  apportion(): whole units shared out among the rows of a window.
 *
 * The first row computes the shares of all, from all of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "windowapi.h"

#include "base/value.h"
#include "core/apportion.h"
#include "trust/number.h"

PG_FUNCTION_INFO_V1(civic_apportion);

typedef struct Shares
{
	int64	   *shares;
	int64		given;			/* rows that had theirs */
} Shares;

/* arguments: weight, total, unit, method, at_least */
#define WEIGHT	0
#define TOTAL	1
#define UNIT	2
#define METHOD	3
#define LEAST	4

static Datum
argument(WindowObject window, int number, const char *name)
{
	bool		isnull;
	Datum		value = WinGetFuncArgCurrent(window, number, &isnull);

	if (isnull)
		null_argument(name);
	return value;
}

/* How often a unit goes into an amount: a whole number, or an error. */
static int64
units_in(Numeric amount, Numeric unit, const char *what)
{
	Datum		quotient,
				whole;

	(void) numeric_number(amount, what);
	if (numeric_number(unit, "unit") <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("unit must be positive")));
	if (numeric_number(amount, what) < 0 ||
		numeric_number(amount, what) / numeric_number(unit, "unit") > APPORTION_UNITS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must lie between 0 and %lld units", what,
						(long long) APPORTION_UNITS_MAX)));
	whole = DirectFunctionCall2(numeric_div_trunc, NumericGetDatum(amount), NumericGetDatum(unit));
	quotient = DirectFunctionCall2(numeric_mul, whole, NumericGetDatum(unit));
	if (DatumGetInt32(DirectFunctionCall2(numeric_cmp, quotient, NumericGetDatum(amount))) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a whole number of units", what),
				 errhint("Round it to the unit first.")));
	return DatumGetInt64(DirectFunctionCall1(numeric_int8, whole));
}

/* A weight in millionths; a missing one is none. */
static int64
scaled_weight(Numeric weight)
{
	double		number = numeric_number(weight, "weight");
	Datum		scaled;

	if (number < 0 || number > APPORTION_WEIGHT_MAX / 1e6)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight must lie between 0 and %lld",
						(long long) (APPORTION_WEIGHT_MAX / 1000000))));
	scaled = DirectFunctionCall2(numeric_mul, NumericGetDatum(weight),
								 NumericGetDatum(int64_to_numeric(1000000)));
	return DatumGetInt64(DirectFunctionCall1(numeric_int8, scaled));
}

static int64 *
read_weights(WindowObject window, int64 n)
{
	int64	   *weights = palloc(sizeof(int64) * n);
	double		sum = 0;

	for (int64 i = 0; i < n; i++)
	{
		bool		isnull,
					isout;
		Datum		weight = WinGetFuncArgInPartition(window, WEIGHT, (int) i,
													  WINDOW_SEEK_HEAD, false, &isnull, &isout);

		weights[i] = isnull ? 0 : scaled_weight(DatumGetNumeric(weight));
		sum += weights[i];
	}
	if (sum == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no row has a positive weight")));
	return weights;
}

/* The shares of all rows, in the memory of the window. */
static int64 *
share_out(WindowObject window, FunctionCallInfo fcinfo)
{
	int64		n = WinGetPartitionRowCount(window);
	Numeric		unit = DatumGetNumeric(argument(window, UNIT, "unit"));
	int64		units = units_in(DatumGetNumeric(argument(window, TOTAL, "total")), unit, "total");
	Numeric		at_least = DatumGetNumeric(argument(window, LEAST, "at_least"));
	int64		least = units_in(at_least, unit, "at_least");
	int			method = chosen_word(DatumGetTextPP(argument(window, METHOD, "method")),
									 &apportion_methods, "method");
	int64	   *shares = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(int64) * n);

	if (n > APPORTION_ROWS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("apportion() shares out among at most %d rows", APPORTION_ROWS_MAX)));
	if (n * (double) least > units)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total is less than at_least for each of %lld rows", (long long) n)));
	apportion(read_weights(window, n), (int) n, units, least, (ApportionMethod) method, shares,
			  palloc(sizeof(bool) * n));
	return shares;
}

Datum
civic_apportion(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Shares	   *s = WinGetPartitionLocalMemory(window, sizeof(Shares));
	Numeric		unit = DatumGetNumeric(argument(window, UNIT, "unit"));

	if (s->shares == NULL)
		s->shares = share_out(window, fcinfo);
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_mul,
										NumericGetDatum(int64_to_numeric(s->shares[s->given++])),
										NumericGetDatum(unit)));
}
