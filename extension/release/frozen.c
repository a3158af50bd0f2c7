/*-------------------------------------------------------------------------
 *
 * frozen.c
 *	  Rows of a data epoch, read into memory.
 *
 *-------------------------------------------------------------------------
 */
#include "release/frozen.h"

#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/statement.h"

#define ROWS_AT_ONCE	10000

/* ----------
 * attributes
 * ----------
 */

/* The values of an attribute, with the numbers and labels that they have at each level. */
static void
read_attribute(const Frozen *frozen, FrozenAttribute *a)
{
	static Statement st = STATEMENT(
		"SELECT l.level, l.code, l.label, l.number, max(l.level) OVER () + 1 AS levels, "
		"max(l.code) OVER () + 1 AS n FROM civic_internal.epoch_labels($epoch_id, $attribute) l");
	int32	   *to[LATTICE_LEVELS];

	QUERY(&st, ARG_INT4(epoch_id, frozen->epoch_id), ARG_TEXT(attribute, a->name));
	if (SPI_processed == 0 || row_int4(0, "levels") > LATTICE_LEVELS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("attribute \"%s\" has no values, or more than %d levels", a->name,
						LATTICE_LEVELS)));
	a->hierarchy.levels = row_int4(0, "levels");
	a->hierarchy.values = row_int4(0, "n");
	for (int level = 0; level < a->hierarchy.levels; level++)
	{
		to[level] = palloc0(sizeof(int32) * a->hierarchy.values);
		a->hierarchy.to[level] = to[level];
		a->labels[level] = palloc0(sizeof(char *) * a->hierarchy.values);
		a->n_labels[level] = 0;
	}
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		int			level = row_int4(row, "level"),
					number = row_int4(row, "number");

		to[level][row_int4(row, "code")] = number;
		a->labels[level][number] = row_text(row, "label");
		a->n_labels[level] = Max(a->n_labels[level], number + 1);
	}
	SPI_freetuptable(SPI_tuptable);
}

/* ----------
 * rows
 * ----------
 */

/* Copy the numbers that an array of a row has at some places; no epoch makes nulls. */
static void
copy_numbers(uint64 row, const char *column, size_t width, const int *places, int n, void *to)
{
	bool		isnull;
	Datum		value = row_datum(row, column, &isnull);
	ArrayType  *array = DatumGetArrayTypeP(value);
	const char *data = (const char *) array + ARR_OVERHEAD_NONULLS(1);

	for (int i = 0; i < n; i++)
		memcpy((char *) to + width * i, data + width * (places[i] - 1), width);
	if ((Pointer) array != DatumGetPointer(value))
		pfree(array);
}

static void
grow(Frozen *frozen, int64 *room)
{
	if (frozen->n_records + ROWS_AT_ONCE <= *room)
		return;
	*room = *room == 0 ? ROWS_AT_ONCE * 4 : *room * 2;
	if (*room > PG_INT32_MAX / 2)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a data epoch has too many rows for a release")));
	frozen->records = repalloc_huge(frozen->records, sizeof(GateRecord) * *room);
	frozen->codes = repalloc_huge(frozen->codes,
								  sizeof(int32) * frozen->n_attributes * *room);
	frozen->units = repalloc_huge(frozen->units, sizeof(char *) * *room);
}

static void
take_row(Frozen *frozen, uint64 row)
{
	GateRecord *record = &frozen->records[frozen->n_records];

	if (row_bool(row, "another"))
		frozen->units[frozen->n_units++] = row_text(row, "unit");
	record->unit = frozen->n_units - 1;
	copy_numbers(row, "codes", sizeof(int32), frozen->places, frozen->n_attributes,
				 frozen->codes + frozen->n_records * frozen->n_attributes);
	record->sensitive = 0;
	record->amounts = NULL;
	if (frozen->n_measures > 0)
	{
		int64	   *amounts = palloc(sizeof(int64) * frozen->n_measures);

		copy_numbers(row, "amounts", sizeof(int64), frozen->measures, frozen->n_measures, amounts);
		record->amounts = amounts;
	}
	frozen->n_records++;
}

static void
read_rows(Frozen *frozen)
{
	static Statement st = STATEMENT(
		"SELECT r.unit, r.codes, r.amounts, "
		"lag(r.unit) OVER w IS DISTINCT FROM r.unit AS another "
		"FROM civic_private.epoch_row r WHERE r.epoch_id = $epoch_id "
		"WINDOW w AS (ORDER BY r.unit, r.number)");
	Argument	args[] = {{0}, ARG_INT4(epoch_id, frozen->epoch_id)};
	Portal		cursor = statement_cursor(&st, args, lengthof(args));
	int64		room = 0;

	frozen->records = palloc(1);
	frozen->codes = palloc(1);
	frozen->units = palloc(1);
	for (;;)
	{
		SPI_cursor_fetch(cursor, true, ROWS_AT_ONCE);
		if (SPI_processed == 0)
			break;
		CHECK_FOR_INTERRUPTS();
		grow(frozen, &room);
		for (uint64 row = 0; row < SPI_processed; row++)
			take_row(frozen, row);
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(cursor);
}

/* What a sensitive attribute tells, at a level, about each record and about all. */
void
frozen_tell(Frozen *frozen, int sensitive, int level)
{
	const FrozenAttribute *a = &frozen->attributes[sensitive];
	int64	   *overall = palloc0(sizeof(int64) * a->hierarchy.values);

	for (int64 i = 0; i < frozen->n_records; i++)
	{
		GateRecord *record = &frozen->records[i];

		record->sensitive = a->hierarchy.to[level][record->codes[sensitive]];
		overall[record->sensitive]++;
	}
	frozen->gate.n_sensitive = a->n_labels[level];
	frozen->gate.overall = overall;
}

void
frozen_read(Frozen *frozen)
{
	for (int a = 0; a < frozen->n_attributes; a++)
		read_attribute(frozen, &frozen->attributes[a]);
	read_rows(frozen);
	/* only now do the arrays stay where they are */
	for (int64 i = 0; i < frozen->n_records; i++)
		frozen->records[i].codes = frozen->codes + i * frozen->n_attributes;
	frozen->gate.n_measures = frozen->n_measures;
	frozen->gate.n_records = frozen->n_records;
}
