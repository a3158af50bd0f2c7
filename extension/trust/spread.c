/*-------------------------------------------------------------------------
 *
 * spread.c
 *	  Gini, top shares, the Lorenz curve; stability of a distribution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/value.h"
#include "core/spread.h"
#include "trust/number.h"
#include "trust/sample.h"

PG_FUNCTION_INFO_V1(civic_spread_step);
PG_FUNCTION_INFO_V1(civic_share_step);
PG_FUNCTION_INFO_V1(civic_gini_final);
PG_FUNCTION_INFO_V1(civic_top_share_final);
PG_FUNCTION_INFO_V1(civic_lorenz_final);
PG_FUNCTION_INFO_V1(civic_psi);
PG_FUNCTION_INFO_V1(civic_binomial_tail);
PG_FUNCTION_INFO_V1(civic_normal_two_sided);

#define LORENZ_MAX	1000

/* (state, value) */
Datum
civic_spread_step(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return sample_unchanged(fcinfo);
	return sample_append_with(fcinfo, 0, numeric_number(PG_GETARG_NUMERIC(1), "value"));
}

/* (state, value, share or number of points), the last the same in each row: the first counts */
Datum
civic_share_step(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return sample_unchanged(fcinfo);
	if (PG_ARGISNULL(2))
		null_argument("share or k");
	return sample_append_with(fcinfo, numeric_number(PG_GETARG_NUMERIC(2), "share or k"),
							  numeric_number(PG_GETARG_NUMERIC(1), "value"));
}

static int
compare_numbers(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return x < y ? -1 : x > y;
}

/* The sorted values of a state, whose total is not negative; and what they came with. */
static double *
sorted_values(FunctionCallInfo fcinfo, size_t *n, double *with)
{
	int			count;
	double	   *numbers = sample_read(PG_GETARG_DATUM(0), &count);
	double	   *values = numbers + 1;

	*n = (size_t) Max(count - 1, 0);
	*with = count > 0 ? numbers[0] : 0;
	qsort(values, *n, sizeof(double), compare_numbers);
	if (*n > 0 && values[0] < 0 && spread_total(values, *n) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("values with a total that is not positive have no shares"),
				 errhint("Leave negative values out, or measure them from another zero.")));
	return values;
}

/* Where nobody has anything, everybody has the same. */
static bool
nothing_held(const double *values, size_t n)
{
	return n == 0 || values[n - 1] == 0;
}

Datum
civic_gini_final(PG_FUNCTION_ARGS)
{
	double	   *values,
				with;
	size_t		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	values = sorted_values(fcinfo, &n, &with);
	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(number_numeric(spread_gini(values, n)));
}

Datum
civic_top_share_final(PG_FUNCTION_ARGS)
{
	double	   *values,
				share;
	size_t		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	values = sorted_values(fcinfo, &n, &share);
	if (!(share > 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("share must lie above 0 and not above 1")));
	if (nothing_held(values, n))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(number_numeric(spread_top(values, n, share)));
}

Datum
civic_lorenz_final(PG_FUNCTION_ARGS)
{
	double	   *values,
				k;
	double		points[LORENZ_MAX + 1];
	size_t		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	values = sorted_values(fcinfo, &n, &k);
	if (!(k >= 1 && k <= LORENZ_MAX && k == floor(k)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("k must be a whole number from 1 to %d", LORENZ_MAX)));
	if (nothing_held(values, n))
		PG_RETURN_NULL();
	spread_lorenz(values, n, (int) k, points);
	PG_RETURN_DATUM(numbers_array(points, (int) k + 1));
}

/* ----------
 * stability
 * ----------
 */

/* Counts of one side: none negative, some positive. */
static int64 *
read_counts(ArrayType *array, const char *what, int *n)
{
	Datum	   *values;
	bool	   *nulls;
	int64	   *counts;
	double		total = 0;

	require_list(array, what);
	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &values,
					  &nulls, n);
	counts = palloc(sizeof(int64) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
	{
		counts[i] = nulls[i] ? -1 : DatumGetInt64(values[i]);
		if (counts[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("a count of %s is null or negative", what)));
		total += counts[i];
	}
	if (total == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("all counts of %s are 0", what)));
	return counts;
}

Datum
civic_psi(PG_FUNCTION_ARGS)
{
	int			n_expected,
				n_actual;
	int64	   *expected = read_counts(PG_GETARG_ARRAYTYPE_P(0), "expected", &n_expected);
	int64	   *actual = read_counts(PG_GETARG_ARRAYTYPE_P(1), "actual", &n_actual);

	if (n_expected != n_actual)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("expected and actual must have the same number of bins"),
				 errdetail("They have %d and %d.", n_expected, n_actual)));
	PG_RETURN_NUMERIC(number_numeric(stability_index(expected, actual, n_expected)));
}

/* (successes, trials, chance) */
Datum
civic_binomial_tail(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(binomial_tail(PG_GETARG_INT64(0), PG_GETARG_INT64(1),
								   PG_GETARG_FLOAT8(2)));
}

Datum
civic_normal_two_sided(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(normal_two_sided(PG_GETARG_FLOAT8(0)));
}
