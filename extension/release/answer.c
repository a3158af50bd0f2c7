/*-------------------------------------------------------------------------
 *
 * answer.c
 *	  Answers with noise: all cells of a table over declared attributes.
 *
 * A cell is a number: that of its values, in the order of the domains.  One
 * subject counts in at most so many cells and adds a clamped amount to each,
 * so the noise that hides it is known beforehand.  There is a cell for every
 * combination of values, also where nobody is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/statement.h"
#include "release/secret.h"

#define ATTRIBUTES_MAX	16
#define ROWS_AT_ONCE	10000

PG_FUNCTION_INFO_V1(civic_noisy_answers);
PG_FUNCTION_INFO_V1(civic_noise_bound);

/* What one subject adds to a cell. */
typedef struct Share
{
	int64		cell;
	int64		amount;
	uint64		draw;			/* which of them are kept if they are too many */
} Share;

typedef struct Question
{
	int32		epoch_id;
	int			n_attributes;
	int			places[ATTRIBUTES_MAX]; /* in the arrays of a row, from 1 on */
	int			sizes[ATTRIBUTES_MAX];
	int			amount;			/* place of the amount; 0: subjects are counted */
	int			most_cells;
	int64		low;
	int64		high;
	int			n_bands;		/* of amounts, one more than bounds; 0: none */
	const int64 *bounds;
	uint8		key[NOISE_KEY_BYTES];
	int64		n_cells;
	int64	   *answers;
	/* the subject at hand */
	Share	   *shares;
	int			n_shares;
	int			room;
} Question;

/* ----------
 * one subject
 * ----------
 */

static int
compare_draws(const void *a, const void *b)
{
	const Share *x = a,
			   *y = b;

	return x->draw != y->draw ? (x->draw < y->draw ? -1 : 1) :
		(x->cell > y->cell) - (x->cell < y->cell);
}

static int64
band_of(const Question *q, int64 amount)
{
	int64		band = 0;

	while (band < q->n_bands - 1 && amount >= q->bounds[band])
		band++;
	return band;
}

/* Which cells of a subject are kept depends on the key and on nobody else. */
static void
choose_shares(Question *q)
{
	if (q->n_shares <= q->most_cells)
		return;
	for (int i = 0; i < q->n_shares; i++)
	{
		NoiseStream stream;

		noise_start(&stream, q->key, ~(uint64) q->shares[i].cell);
		q->shares[i].draw = noise_bits(&stream);
	}
	qsort(q->shares, q->n_shares, sizeof(Share), compare_draws);
	q->n_shares = q->most_cells;
}

static void
add_shares(Question *q)
{
	choose_shares(q);
	for (int i = 0; i < q->n_shares; i++)
	{
		Share	   *share = &q->shares[i];

		if (q->n_bands > 0)
			q->answers[share->cell * q->n_bands + band_of(q, share->amount)]++;
		else if (q->amount == 0)
			q->answers[share->cell]++;
		else
			q->answers[share->cell] += Min(Max(share->amount, q->low), q->high);
	}
	q->n_shares = 0;
}

static void
add_amount(Question *q, int64 cell, int64 amount)
{
	int			i = 0;

	while (i < q->n_shares && q->shares[i].cell != cell)
		i++;
	if (i == q->n_shares)
	{
		if (q->n_shares == q->room)
		{
			q->room *= 2;
			q->shares = repalloc(q->shares, sizeof(Share) * q->room);
		}
		q->shares[q->n_shares++] = (Share) {cell, 0, 0};
	}
	/* whatever is clamped may as well stop at the end of its type */
	if (pg_add_s64_overflow(q->shares[i].amount, amount, &q->shares[i].amount))
		q->shares[i].amount = amount > 0 ? PG_INT64_MAX : PG_INT64_MIN;
}

/* ----------
 * all rows
 * ----------
 */

/* The cell of a row, or -1 if a value is outside its domain. */
static int64
cell_of(const Question *q, const int32 *codes)
{
	int64		cell = 0;

	for (int a = 0; a < q->n_attributes; a++)
	{
		int32		code = codes[q->places[a] - 1];

		if (code >= q->sizes[a])
			return -1;
		cell = cell * q->sizes[a] + code;
	}
	return cell;
}

/* No epoch makes nulls. */
static const void *
first_of(const ArrayType *array)
{
	return (const char *) array + ARR_OVERHEAD_NONULLS(1);
}

static void
take_row(Question *q, uint64 row)
{
	bool		isnull;
	ArrayType  *codes = DatumGetArrayTypeP(row_datum(row, "codes", &isnull));
	ArrayType  *amounts = DatumGetArrayTypeP(row_datum(row, "amounts", &isnull));
	int64		cell;

	if (row_bool(row, "another"))
		add_shares(q);
	cell = cell_of(q, (const int32 *) first_of(codes));
	if (cell >= 0)
		add_amount(q, cell, q->amount == 0 ? 1 :
				   ((const int64 *) first_of(amounts))[q->amount - 1]);
}

static void
read_rows(Question *q)
{
	static Statement st = STATEMENT(
		"SELECT r.codes, r.amounts, lag(r.unit) OVER w IS DISTINCT FROM r.unit AS another "
		"FROM civic_private.epoch_row r WHERE r.epoch_id = $epoch_id "
		"WINDOW w AS (ORDER BY r.unit, r.number)");
	Argument	args[] = {{0}, ARG_INT4(epoch_id, q->epoch_id)};
	Portal		cursor = statement_cursor(&st, args, lengthof(args));
	MemoryContext batch = AllocSetContextCreate(CurrentMemoryContext, "rows of a data epoch",
												ALLOCSET_DEFAULT_SIZES);

	for (;;)
	{
		MemoryContext before;

		SPI_cursor_fetch(cursor, true, ROWS_AT_ONCE);
		if (SPI_processed == 0)
			break;
		CHECK_FOR_INTERRUPTS();
		before = MemoryContextSwitchTo(batch);
		for (uint64 row = 0; row < SPI_processed; row++)
			take_row(q, row);
		MemoryContextSwitchTo(before);
		MemoryContextReset(batch);
		SPI_freetuptable(SPI_tuptable);
	}
	add_shares(q);
	SPI_cursor_close(cursor);
	MemoryContextDelete(batch);
}

static void
add_noise(Question *q, const NoiseScale *scale)
{
	for (int64 cell = 0; cell < q->n_cells; cell++)
	{
		NoiseStream stream;

		noise_start(&stream, q->key, (uint64) cell);
		q->answers[cell] += noise_laplace(&stream, scale);
	}
}

/* ----------
 * functions
 * ----------
 */

static int
read_ints(Datum value, int *numbers)
{
	Datum	   *values;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(value), INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &values, NULL, &n);
	if (n > ATTRIBUTES_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a question has at most %d attributes", ATTRIBUTES_MAX)));
	for (int i = 0; i < n; i++)
		numbers[i] = DatumGetInt32(values[i]);
	return n;
}

static void
read_bounds(Datum value, Question *q)
{
	Datum	   *values;
	int64	   *bounds;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(value), INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &values, NULL, &n);
	bounds = palloc(sizeof(int64) * (n + 1));
	for (int i = 0; i < n; i++)
		bounds[i] = DatumGetInt64(values[i]);
	q->bounds = bounds;
	q->n_bands = n > 0 ? n + 1 : 0;
}

static void
scale_of(int64 cells, int64 most, int64 epsilon, NoiseScale *scale)
{
	if (!noise_scale(cells, most, epsilon, scale))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a measure's bounds are too large for its epsilon")));
}

static Datum
answers_datum(const Question *q)
{
	Datum	   *values = palloc(sizeof(Datum) * q->n_cells);

	for (int64 i = 0; i < q->n_cells; i++)
		values[i] = Int64GetDatum(q->answers[i]);
	return PointerGetDatum(construct_array(values, q->n_cells, INT8OID, sizeof(int64),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

Datum
civic_noisy_answers(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	Question	q = {.epoch_id = PG_GETARG_INT32(0), .amount = PG_GETARG_INT32(3),
		.most_cells = PG_GETARG_INT32(4), .low = PG_GETARG_INT64(5), .high = PG_GETARG_INT64(6),
	.n_cells = 1, .room = 16};
	NoiseScale	scale;
	Datum		result;

	SPI_connect();
	q.n_attributes = read_ints(PG_GETARG_DATUM(1), q.places);
	read_ints(PG_GETARG_DATUM(2), q.sizes);
	read_bounds(PG_GETARG_DATUM(8), &q);
	for (int a = 0; a < q.n_attributes; a++)
		q.n_cells *= q.sizes[a];
	q.n_cells *= Max(q.n_bands, 1);
	scale_of(q.most_cells, Max(Abs(q.low), Abs(q.high)), PG_GETARG_INT64(7), &scale);
	secret_key(text_to_cstring(PG_GETARG_TEXT_PP(9)), q.key);
	q.answers = palloc0(sizeof(int64) * q.n_cells);
	q.shares = palloc(sizeof(Share) * q.room);
	read_rows(&q);
	add_noise(&q, &scale);
	explicit_bzero(q.key, sizeof(q.key));
	MemoryContextSwitchTo(caller);
	result = answers_datum(&q);
	SPI_finish();
	PG_RETURN_DATUM(result);
}

/* What the noise stays below with a probability of 95 %. */
Datum
civic_noise_bound(PG_FUNCTION_ARGS)
{
	NoiseScale	scale;

	scale_of(PG_GETARG_INT32(0), PG_GETARG_INT64(1), PG_GETARG_INT64(2), &scale);
	PG_RETURN_INT64(noise_bound(&scale, 500));
}
