/*-------------------------------------------------------------------------
 *
 * sample.c
 *	  Numbers that an aggregate collects.
 *
 *-------------------------------------------------------------------------
 */
#include "trust/sample.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(civic_sample_merge);
PG_FUNCTION_INFO_V1(civic_sample_merge_with);

/* The state in a form that grows in place: the aggregate's own, or a copy in its memory. */
static ExpandedArrayHeader *
growing_state(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	MemoryContext old;
	ExpandedArrayHeader *state;

	/* outside an aggregate, the result lives as long as any other */
	if (AggCheckCallContext(fcinfo, &context) == 0)
		context = CurrentMemoryContext;
	if (PG_ARGISNULL(0))
		return construct_empty_expanded_array(FLOAT8OID, context, NULL);
	old = MemoryContextSwitchTo(context);
	state = DatumGetExpandedArray(PG_GETARG_DATUM(0));
	MemoryContextSwitchTo(old);
	return state;
}

Datum
sample_append(FunctionCallInfo fcinfo, const double *numbers, int n)
{
	ExpandedArrayHeader *state = growing_state(fcinfo);
	Datum		datum = EOHPGetRWDatum(&state->hdr);

	for (int i = 0; i < n; i++)
	{
		int			place = (state->ndims == 0 ? 0 : state->dims[0] + state->lbound[0] - 1) + 1;

		datum = array_set_element(datum, 1, &place, Float8GetDatum(numbers[i]), false, -1,
								  sizeof(double), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	}
	return datum;
}

Datum
sample_append_with(FunctionCallInfo fcinfo, double with, double number)
{
	double		numbers[] = {with, number};

	if (PG_ARGISNULL(0))
		return sample_append(fcinfo, numbers, 2);
	return sample_append(fcinfo, &numbers[1], 1);
}

Datum
sample_unchanged(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

double *
sample_read(Datum state, int *n)
{
	Datum	   *values;
	bool	   *nulls;
	double	   *numbers;

	deconstruct_array(DatumGetArrayTypeP(state), FLOAT8OID, sizeof(double), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &values, &nulls, n);
	numbers = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(double) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		numbers[i] = nulls[i] ? 0 : DatumGetFloat8(values[i]);
	return numbers;
}

Datum
civic_sample_merge(PG_FUNCTION_ARGS)
{
	double	   *more;
	int			n;

	if (PG_ARGISNULL(1))
		return sample_unchanged(fcinfo);
	more = sample_read(PG_GETARG_DATUM(1), &n);
	return sample_append(fcinfo, more, n);
}

/* The same where a state begins with what its aggregate was called with. */
Datum
civic_sample_merge_with(PG_FUNCTION_ARGS)
{
	double	   *more;
	int			n;

	if (PG_ARGISNULL(1))
		return sample_unchanged(fcinfo);
	more = sample_read(PG_GETARG_DATUM(1), &n);
	if (PG_ARGISNULL(0))
		return sample_append(fcinfo, more, n);
	return sample_append(fcinfo, more + 1, n - 1);
}
