/*-------------------------------------------------------------------------
 *
 * number.c
 *	  Numbers and words that functions of indicators take and give.
 *
 *-------------------------------------------------------------------------
 */
#include "trust/number.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/value.h"

double
numeric_number(Numeric value, const char *what)
{
	double		number;

	if (numeric_is_nan(value) || numeric_is_inf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number", what)));
	number = DatumGetFloat8(DirectFunctionCall1(numeric_float8, NumericGetDatum(value)));
	return number;
}

Numeric
number_numeric(double value)
{
	return DatumGetNumeric(DirectFunctionCall1(float8_numeric, Float8GetDatum(value)));
}

double *
array_numbers(Datum array, const char *what, int n_dimensions, int *lengths)
{
	ArrayType  *a = DatumGetArrayTypeP(array);
	double	   *numbers;
	Datum	   *values;
	bool	   *nulls;
	int			n;

	if (ARR_NDIM(a) != n_dimensions)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be an array of %d dimension(s)", what, n_dimensions),
				 errdetail("It has %d.", ARR_NDIM(a))));
	memcpy(lengths, ARR_DIMS(a), sizeof(int) * n_dimensions);
	deconstruct_array(a, NUMERICOID, -1, false, TYPALIGN_INT, &values, &nulls, &n);
	numbers = palloc(sizeof(double) * n);
	for (int i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not have a null", what)));
		numbers[i] = numeric_number(DatumGetNumeric(values[i]), what);
	}
	return numbers;
}

Datum
numbers_array(const double *numbers, int n)
{
	Datum	   *values = palloc(sizeof(Datum) * n);

	for (int i = 0; i < n; i++)
		values[i] = NumericGetDatum(number_numeric(numbers[i]));
	return PointerGetDatum(construct_array(values, n, NUMERICOID, -1, false, TYPALIGN_INT));
}

int
chosen_word(const text *word, const Vocabulary *words, const char *what)
{
	char	   *name = text_to_cstring(word);
	int			id = vocabulary_id(words, name);
	char		list[200];

	vocabulary_list(words, ANY_ID, ", ", list, sizeof(list));
	if (id < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown %s \"%s\"", what, quotable(name)),
				 errhint("It is one of %s.", list)));
	return id;
}
