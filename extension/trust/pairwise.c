/*-------------------------------------------------------------------------
 *
 * pairwise.c
 *	  The type pairwise, the aggregate that makes one from rows, and weights.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/statement.h"
#include "base/value.h"
#include "core/pairwise.h"
#include "trust/number.h"
#include "trust/sample.h"

PG_FUNCTION_INFO_V1(civic_pairwise_in);
PG_FUNCTION_INFO_V1(civic_pairwise_out);
PG_FUNCTION_INFO_V1(civic_pairwise_recv);
PG_FUNCTION_INFO_V1(civic_pairwise_send);
PG_FUNCTION_INFO_V1(civic_pairwise_step);
PG_FUNCTION_INFO_V1(civic_pairwise_final);
PG_FUNCTION_INFO_V1(civic_ahp);

/* A comparison of n items, as it is stored: the ratios above the diagonal. */
typedef struct Pairwise
{
	int32		length_word;
	int32		n;
	double		pairs[FLEXIBLE_ARRAY_MEMBER];
} Pairwise;

static Size
pairwise_size(int n)
{
	return offsetof(Pairwise, pairs) + sizeof(double) * pairwise_pairs(n);
}

static Pairwise *
new_pairwise(int n)
{
	Pairwise   *p = palloc0(pairwise_size(n));

	SET_VARSIZE(p, pairwise_size(n));
	p->n = n;
	return p;
}

static Pairwise *
datum_pairwise(Datum value)
{
	Pairwise   *p = (Pairwise *) PG_DETOAST_DATUM(value);

	if (VARSIZE(p) < offsetof(Pairwise, pairs) || p->n < 1 || p->n > PAIRWISE_MAX ||
		VARSIZE(p) != pairwise_size(p->n))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("corrupted pairwise")));
	return p;
}

/* ----------
 * I/O
 * ----------
 */

Datum
civic_pairwise_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	int			n = pairwise_parse_count(text);
	Pairwise   *p = new_pairwise(Min(n, PAIRWISE_MAX));
	const char *problem = pairwise_parse(text, n, p->pairs);

	if (problem)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "pairwise"),
				 errdetail("The value is malformed: %s.", problem)));
	PG_RETURN_POINTER(p);
}

Datum
civic_pairwise_out(PG_FUNCTION_ARGS)
{
	Pairwise   *p = datum_pairwise(PG_GETARG_DATUM(0));
	size_t		len = pairwise_print(p->pairs, p->n, NULL, 0);
	char	   *text = palloc(len + 1);

	pairwise_print(p->pairs, p->n, text, len + 1);
	PG_RETURN_CSTRING(text);
}

Datum
civic_pairwise_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		n = pq_getmsgint(buf, 4);
	const char *problem = NULL;
	Pairwise   *p;

	if (n < 1 || n > PAIRWISE_MAX ||
		pairwise_pairs(n) * sizeof(double) != (size_t) (buf->len - buf->cursor))
		problem = "its length is not that of its ratios";
	p = new_pairwise(problem ? 1 : n);
	for (size_t i = 0; problem == NULL && i < pairwise_pairs(n); i++)
		p->pairs[i] = pq_getmsgfloat8(buf);
	if (problem == NULL)
		problem = pairwise_invalid(p->pairs, n);
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "pairwise"),
				 errdetail("The value is malformed: %s.", problem)));
	PG_RETURN_POINTER(p);
}

Datum
civic_pairwise_send(PG_FUNCTION_ARGS)
{
	Pairwise   *p = datum_pairwise(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, p->n);
	for (size_t i = 0; i < pairwise_pairs(p->n); i++)
		pq_sendfloat8(&buf, p->pairs[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ----------
 * from rows
 * ----------
 */

/*
 * Rows on the way to a comparison are a float8[] of the number of the pair and
 * its ratio, for each row.  The final function sorts them, so
 * that neither the order of rows nor merging changes a bit.
 */
#define NUMBERS_EACH	2

typedef struct Comparison
{
	int			i;
	int			j;
	double		ratio;
} Comparison;

static Comparison
row_comparison(FunctionCallInfo fcinfo)
{
	Comparison	c = {PG_GETARG_INT32(1), PG_GETARG_INT32(2), 0};
	double		ratio = numeric_number(PG_GETARG_NUMERIC(3), "ratio");

	if (c.i < 1 || c.i > PAIRWISE_MAX || c.j < 1 || c.j > PAIRWISE_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("items are numbered from 1 to %d", PAIRWISE_MAX),
				 errdetail("The row compares %d with %d.", c.i, c.j)));
	if (!pairwise_ratio_valid(ratio) || (c.i == c.j && ratio != 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("ratio out of range: item %d against item %d", c.i, c.j),
				 errhint("Ratios lie between 1/1000000 and 1000000; an item compared with itself "
						 "is 1.")));
	c.ratio = ratio;
	if (c.i > c.j)
		c = (Comparison) {c.j, c.i, 1 / ratio};
	return c;
}

/* The number of a pair for sorting. */
static double
pair_number(int i, int j)
{
	return i * (PAIRWISE_MAX + 1) + j;
}

/* (state, i, j, ratio): an incomplete row is none. */
Datum
civic_pairwise_step(PG_FUNCTION_ARGS)
{
	Comparison	c;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return sample_unchanged(fcinfo);
	c = row_comparison(fcinfo);
	return sample_append(fcinfo, (double[]) {pair_number(c.i, c.j), c.ratio}, NUMBERS_EACH);
}

static int
compare_rows(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	for (int i = 0; i < NUMBERS_EACH; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/*
 * The geometric mean of what judges say of a pair, which is what they say if they
 * agree; 0: nobody says anything.  *row moves on to the next pair.
 */
static double
merged_ratio(const double *rows, int n_rows, int *row, double pair)
{
	double		sum = 0,
				lowest = 0,
				highest = 0;
	int			n = 0;

	for (; *row < n_rows && rows[*row * NUMBERS_EACH] == pair; (*row)++, n++)
	{
		highest = rows[*row * NUMBERS_EACH + 1];
		lowest = n == 0 ? highest : lowest;
		sum += log(highest);
	}
	return lowest == highest ? lowest : exp(sum / n);
}

static Pairwise *
merge_rows(const double *rows, int n_rows, int n)
{
	Pairwise   *p = new_pairwise(n);
	int			row = 0;

	for (int i = 1; i <= n; i++)
	{
		merged_ratio(rows, n_rows, &row, pair_number(i, i));
		for (int j = i + 1; j <= n; j++)
		{
			double		ratio = merged_ratio(rows, n_rows, &row, pair_number(i, j));

			if (ratio == 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("items %d and %d have not been compared", i, j),
						 errhint("Each pair of items 1 to %d needs a row at least.", n)));
			p->pairs[pairwise_place(n, i - 1, j - 1)] = ratio;
		}
	}
	return p;
}

Datum
civic_pairwise_final(PG_FUNCTION_ARGS)
{
	double	   *rows;
	int			n_rows,
				n = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	rows = sample_read(PG_GETARG_DATUM(0), &n_rows);
	n_rows /= NUMBERS_EACH;
	qsort(rows, n_rows, sizeof(double) * NUMBERS_EACH, compare_rows);
	for (int row = 0; row < n_rows; row++)
		n = Max(n, (int) fmod(rows[row * NUMBERS_EACH], PAIRWISE_MAX + 1));
	PG_RETURN_POINTER(merge_rows(rows, n_rows, n));
}

/* ----------
 * weights
 * ----------
 */

static void
put_weights(ReturnSetInfo *rsinfo, int n, const double *weights, const PairwiseResult *r)
{
	for (int i = 0; i < n; i++)
		PUT_ROW(rsinfo, ARG_INT4(item, i + 1),
				ARG_DATUM(weight, FLOAT8OID, Float8GetDatum(weights[i])),
				ARG_DATUM(lambda_max, FLOAT8OID, Float8GetDatum(r->lambda_max)),
				ARG_DATUM(ci, FLOAT8OID, Float8GetDatum(r->ci)),
				ARG_DATUM(cr, FLOAT8OID, Float8GetDatum(r->cr)),
				ARG_BOOL(consistent, r->consistent),
				ARG_IF(r->worst_i >= 0, ARG_INT4(worst_i, r->worst_i + 1)),
				ARG_IF(r->worst_j >= 0, ARG_INT4(worst_j, r->worst_j + 1)));
}

Datum
civic_ahp(PG_FUNCTION_ARGS)
{
	Pairwise   *p;
	int			method,
				table;
	double		weights[PAIRWISE_MAX];
	PairwiseResult r;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return (Datum) 0;
	p = datum_pairwise(PG_GETARG_DATUM(0));
	method = chosen_word(PG_GETARG_TEXT_PP(1), &weight_methods, "method");
	table = chosen_word(PG_GETARG_TEXT_PP(2), &random_indices, "table of random indices");
	if (p->n > 2 && random_index(table, p->n) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("table \"%s\" has no random index for %d items",
						vocabulary_name(&random_indices, table), p->n),
				 errhint("donegan_dodd has one for up to %d.", PAIRWISE_MAX)));
	if (!pairwise_weigh(p->pairs, p->n, (WeightMethod) method, table, weights, &r))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the comparison contradicts itself so much that its weights do not settle"),
				 errhint("Method geometric gives weights, and the pair that fits them least.")));
	put_weights((ReturnSetInfo *) fcinfo->resultinfo, p->n, weights, &r);
	return (Datum) 0;
}
