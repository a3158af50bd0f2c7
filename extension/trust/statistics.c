/*-------------------------------------------------------------------------
 *
 * statistics.c
 *	  What SQL hands to the core as arrays: least squares, and robustness.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "base/statement.h"
#include "core/regression.h"
#include "core/robust.h"

PG_FUNCTION_INFO_V1(civic_least_squares);
PG_FUNCTION_INFO_V1(civic_robustness);

/* The numbers of an array, a null as NaN. */
static double *
float_array(Datum array, int *n)
{
	Datum	   *values;
	bool	   *nulls;
	double	   *numbers;

	deconstruct_array(DatumGetArrayTypeP(array), FLOAT8OID, sizeof(double), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &values, &nulls, n);
	numbers = palloc(sizeof(double) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		numbers[i] = nulls[i] ? NAN : DatumGetFloat8(values[i]);
	return numbers;
}

static int32 *
int_array(Datum array, int *n)
{
	Datum	   *values;
	int32	   *numbers;

	deconstruct_array(DatumGetArrayTypeP(array), INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &values, NULL, n);
	numbers = palloc(sizeof(int32) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		numbers[i] = DatumGetInt32(values[i]);
	return numbers;
}

/* (y, x by rows): a row for the constant, then for each term */
Datum
civic_least_squares(PG_FUNCTION_ARGS)
{
	int			n,
				n_x,
				k;
	double	   *y = float_array(PG_GETARG_DATUM(0), &n);
	double	   *x = float_array(PG_GETARG_DATUM(1), &n_x);
	Regression	r;

	InitMaterializedSRF(fcinfo, 0);
	k = n > 0 ? n_x / n : 0;
	if (k < 1 || k >= REGRESSION_TERMS || n <= k + 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d observations are too few for %d terms", n, k),
				 errdetail("Only periods count in which an area has a value of each indicator."),
				 errhint("Take more areas, a longer time, or fewer terms.")));
	if (!regression_fit(y, x, n, k, palloc(sizeof(long double) * n * (k + 2)), &r))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the terms depend on one another"),
				 errdetail("One of them is constant, or a sum of multiples of others."),
				 errhint("Leave one out.")));
	for (int i = 0; i <= k; i++)
		PUT_ROW((ReturnSetInfo *) fcinfo->resultinfo, ARG_INT4(term, i),
				ARG_DATUM(coefficient, FLOAT8OID, Float8GetDatum(r.coefficient[i])),
				ARG_DATUM(se, FLOAT8OID, Float8GetDatum(r.se[i])),
				ARG_IF(r.se[i] > 0,
					   ARG_DATUM(t, FLOAT8OID, Float8GetDatum(r.coefficient[i] / r.se[i]))),
				ARG_DATUM(r2, FLOAT8OID, Float8GetDatum(r.r2)), ARG_INT4(n, n));
	return (Datum) 0;
}

static void
put_area(ReturnSetInfo *rsinfo, int area, const RobustArea *a, int n_zones)
{
	Datum		zones[ROBUST_ZONES];

	for (int z = 0; z < n_zones; z++)
		zones[z] = Int32GetDatum(a->zones[z]);
	PUT_ROW(rsinfo, ARG_INT4(area, area + 1), ARG_INT4(rank, a->rank),
			ARG_INT4(rank_low, a->rank_low), ARG_INT4(rank_high, a->rank_high),
			ARG_DATUM(value_low, FLOAT8OID, Float8GetDatum(a->value_low)),
			ARG_DATUM(value_high, FLOAT8OID, Float8GetDatum(a->value_high)),
			ARG_ARRAY(zones, INT4OID, zones, NULL, n_zones), ARG_INT4(factor, a->factor));
}

/*
 * (marks by area and indicator, weights, dimensions, plans, bounds, above, available, geometric,
 * draws, seed): areas that have an index, by their number from 1 on
 */
Datum
civic_robustness(PG_FUNCTION_ARGS)
{
	int			n_marks,
				n_plans,
				n_above;
	RobustIndex index = {.available = PG_GETARG_FLOAT8(6),.geometric = PG_GETARG_BOOL(7)};
	int32	   *above;
	bool		is_above[ROBUST_ZONES];
	int			draws = PG_GETARG_INT32(8);
	RobustArea *areas;

	InitMaterializedSRF(fcinfo, 0);
	index.marks = float_array(PG_GETARG_DATUM(0), &n_marks);
	index.weights = float_array(PG_GETARG_DATUM(1), &index.n_indicators);
	index.dimensions = int_array(PG_GETARG_DATUM(2), &index.n_indicators);
	index.plans = float_array(PG_GETARG_DATUM(3), &n_plans);
	index.bounds = float_array(PG_GETARG_DATUM(4), &index.n_bounds);
	above = int_array(PG_GETARG_DATUM(5), &n_above);
	for (int i = 0; i < index.n_bounds; i++)
		is_above[i] = above[i] != 0;
	index.above = is_above;
	for (int i = 0; i < index.n_indicators; i++)
		index.n_dimensions = Max(index.n_dimensions, index.dimensions[i] + 1);
	index.n_plans = n_plans / index.n_dimensions;
	index.n_areas = n_marks / index.n_indicators;
	areas = palloc(sizeof(RobustArea) * Max(index.n_areas, 1));
	robust_judge(&index, draws, (uint64) PG_GETARG_INT64(9),
				 MemoryContextAllocHuge(CurrentMemoryContext,
										sizeof(double) * robust_room(&index, draws)), areas);
	for (int i = 0; i < index.n_areas; i++)
		if (areas[i].given)
			put_area((ReturnSetInfo *) fcinfo->resultinfo, i, &areas[i], index.n_bounds + 1);
	return (Datum) 0;
}
