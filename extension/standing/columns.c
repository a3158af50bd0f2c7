/*-------------------------------------------------------------------------
 *
 * columns.c
 *	  The columns of a standing: the only list of them beside the table.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/server.h"

typedef enum ColumnKind
{
	COLUMN_INT4,
	COLUMN_INT8,
	COLUMN_DATE,
	COLUMN_CODE,
	COLUMN_CODES,
	COLUMN_POINTS,
} ColumnKind;

typedef enum ColumnUse
{
	USE_KEY,					/* tells which standing it is, and of when */
	USE_STATE,					/* a standing is written anew when it changes */
	USE_PLACED					/* of the first placement, never changed */
} ColumnUse;

typedef struct Column
{
	const char *name;
	ColumnKind	kind;
	ColumnUse	use;
	size_t		offset;			/* in Standing */
	int64		absent;			/* the number that stands for null */
} Column;

#define NEVER_NULL	PG_INT64_MIN

#define MEMBER(name)	offsetof(Standing, name)

static const Column columns[] = {
	{"subject_id", COLUMN_INT8, USE_KEY, MEMBER(subject_id), NEVER_NULL},
	{"version", COLUMN_INT4, USE_KEY, MEMBER(version), NEVER_NULL},
	{"as_of", COLUMN_DATE, USE_KEY, MEMBER(as_of), NEVER_NULL},
	{"policy_id", COLUMN_INT4, USE_STATE, MEMBER(policy_id), NEVER_NULL},
	{"score", COLUMN_INT8, USE_STATE, MEMBER(score), NEVER_NULL},
	{"dimensions", COLUMN_POINTS, USE_STATE, MEMBER(dimensions), NEVER_NULL},
	{"more_dimensions", COLUMN_CODES, USE_STATE, MEMBER(more_dimensions), NEVER_NULL},
	{"rank", COLUMN_INT4, USE_STATE, MEMBER(rank), NEVER_NULL},
	{"tier", COLUMN_CODE, USE_STATE, MEMBER(tier), NEVER_NULL},
	{"since", COLUMN_DATE, USE_STATE, MEMBER(since), NEVER_NULL},
	{"earned_rank", COLUMN_INT4, USE_STATE, MEMBER(earned.rank), NEVER_NULL},
	{"earned_tier", COLUMN_CODE, USE_STATE, MEMBER(earned_tier), NEVER_NULL},
	{"earned_since", COLUMN_DATE, USE_STATE, MEMBER(earned.since), NEVER_NULL},
	{"fell_on", COLUMN_DATE, USE_STATE, MEMBER(earned.fell_on), NO_DAY},
	{"refused_rank", COLUMN_INT4, USE_STATE, MEMBER(earned.refused_rank), -1},
	{"ceiling_rank", COLUMN_INT4, USE_STATE, MEMBER(ceiling_rank), NO_CEILING},
	{"ceiling_until", COLUMN_DATE, USE_STATE, MEMBER(ceiling_until), NO_DAY},
	{"blocked_until", COLUMN_DATE, USE_STATE, MEMBER(blocked_until), NO_DAY},
	{"clean_since", COLUMN_DATE, USE_STATE, MEMBER(clean_since), NO_DAY},
	{"next_change", COLUMN_DATE, USE_STATE, MEMBER(next_change), NO_NEXT_DAY},
	{"lock_id", COLUMN_INT8, USE_STATE, MEMBER(lock_id), 0},
	{"open_fall", COLUMN_INT8, USE_STATE, MEMBER(open_fall), 0},
	{"asked", COLUMN_CODES, USE_STATE, MEMBER(asked), NEVER_NULL},
	{"adverse", COLUMN_CODES, USE_STATE, MEMBER(adverse), NEVER_NULL},
	{"placed_on", COLUMN_DATE, USE_PLACED, MEMBER(placed_on), NEVER_NULL},
	{"placed_rank", COLUMN_INT4, USE_PLACED, MEMBER(placed_rank), NEVER_NULL},
	{"placed_tier", COLUMN_CODE, USE_PLACED, MEMBER(placed_tier), NEVER_NULL},
};

StaticAssertDecl(lengthof(columns) == STANDING_COLUMNS, "STANDING_COLUMNS counts the columns");

static const Oid column_types[] = {INT4OID, INT8OID, DATEOID, TEXTOID, TEXTARRAYOID, INT8ARRAYOID};

#define AT(type, standing, column) \
	((type *) ((char *) (standing) + (column)->offset))

/* ----------
 * lists for statements
 * ----------
 */

/* The columns with a prefix: "t.subject_id, t.version, ..." */
const char *
standing_columns(const char *prefix)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < STANDING_COLUMNS; i++)
		appendStringInfo(&list, "%s%s%s", i ? ", " : "", prefix, columns[i].name);
	return list.data;
}

/* What describes rows of standings. */
TupleDesc
standing_desc(void)
{
	TupleDesc	desc = CreateTemplateTupleDesc(STANDING_COLUMNS);

	for (int i = 0; i < STANDING_COLUMNS; i++)
		TupleDescInitEntry(desc, i + 1, columns[i].name, column_types[columns[i].kind], -1, 0);
	TupleDescFinalize(desc);
	return desc;
}

/* What a later version of a standing changes: "version = u.version, ..." */
const char *
standing_changes(void)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 1; i < STANDING_COLUMNS; i++)
		if (columns[i].use != USE_PLACED)
			appendStringInfo(&list, "%s%s = u.%s", i > 1 ? ", " : "", columns[i].name,
							 columns[i].name);
	return list.data;
}

/* ----------
 * values
 * ----------
 */

const char *
code_value(Datum value, bool isnull)
{
	return isnull ? NULL : TextDatumGetCString(value);
}

List *
codes_value(Datum value, bool isnull)
{
	List	   *codes = NIL;
	Datum	   *items;
	int			n;

	if (isnull)
		return NIL;
	deconstruct_array(DatumGetArrayTypeP(value), TEXTOID, -1, false, TYPALIGN_INT,
					  &items, NULL, &n);
	for (int i = 0; i < n; i++)
		codes = lappend(codes, TextDatumGetCString(items[i]));
	return codes;
}

/* A list of codes as text[]; null for none. */
Datum
codes_datum(const List *codes)
{
	Datum	   *values = palloc(sizeof(Datum) * Max(list_length(codes), 1));
	int			n = 0;
	ListCell   *lc;

	foreach(lc, codes)
		values[n++] = CStringGetTextDatum(lfirst(lc));
	return PointerGetDatum(construct_array(values, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* Numbers as int8[]. */
Datum
numbers_datum(const int64 *numbers, int n)
{
	ArrayType  *array = palloc0(ARR_OVERHEAD_NONULLS(1) + sizeof(int64) * n);

	if (n == 0)
		return PointerGetDatum(construct_empty_array(INT8OID));
	SET_VARSIZE(array, ARR_OVERHEAD_NONULLS(1) + sizeof(int64) * n);
	array->ndim = 1;
	array->elemtype = INT8OID;
	ARR_DIMS(array)[0] = n;
	ARR_LBOUND(array)[0] = 1;
	memcpy((char *) array + ARR_OVERHEAD_NONULLS(1), numbers, sizeof(int64) * n);
	return PointerGetDatum(array);
}

static Points
points_value(Datum value)
{
	ArrayType  *array = DatumGetArrayTypePCopy(value);

	/* written by numbers_datum(): one dimension, no nulls */
	return (Points) {
		ARR_NDIM(array) ? ARR_DIMS(array)[0] : 0,
		(int64 *) ((char *) array + ARR_OVERHEAD_NONULLS(1))
	};
}

static void
read_column(const Column *c, Standing *s, Datum value, bool isnull)
{
	switch (c->kind)
	{
		case COLUMN_INT4:
		case COLUMN_DATE:
			*AT(int32, s, c) = isnull ? (int32) c->absent : DatumGetInt32(value);
			break;
		case COLUMN_INT8:
			*AT(int64, s, c) = isnull ? c->absent : DatumGetInt64(value);
			break;
		case COLUMN_CODE:
			*AT(const char *, s, c) = code_value(value, isnull);
			break;
		case COLUMN_CODES:
			*AT(List *, s, c) = codes_value(value, isnull);
			break;
		case COLUMN_POINTS:
			*AT(Points, s, c) = points_value(value);
			break;
	}
}

/* Read a standing from values in the order of the columns. */
void
read_standing(Standing *s, const Datum *values, const bool *nulls)
{
	for (int i = 0; i < STANDING_COLUMNS; i++)
		read_column(&columns[i], s, values[i], nulls[i]);
}

static Datum
column_datum(const Column *c, const Standing *s, bool *isnull)
{
	int64		number = c->kind == COLUMN_INT8 ? *AT(int64, s, c) : *AT(int32, s, c);
	const Points *points;

	*isnull = false;
	switch (c->kind)
	{
		case COLUMN_INT4:
		case COLUMN_DATE:
			*isnull = number == c->absent;
			return Int32GetDatum((int32) number);
		case COLUMN_INT8:
			*isnull = number == c->absent;
			return Int64GetDatum(number);
		case COLUMN_CODE:
			*isnull = *AT(const char *, s, c) == NULL;
			return *isnull ? (Datum) 0 : CStringGetTextDatum(*AT(const char *, s, c));
		case COLUMN_CODES:
			*isnull = *AT(List *, s, c) == NIL;
			return *isnull ? (Datum) 0 : codes_datum(*AT(List *, s, c));
		case COLUMN_POINTS:
			points = AT(Points, s, c);
			return numbers_datum(points->values, points->n);
	}
	pg_unreachable();
}

/* Write a standing to values in the order of the columns. */
void
write_standing(const Standing *s, Datum *values, bool *nulls)
{
	for (int i = 0; i < STANDING_COLUMNS; i++)
		values[i] = column_datum(&columns[i], s, &nulls[i]);
}

/* ----------
 * comparing
 * ----------
 */

bool
has_code(const List *codes, const char *code)
{
	ListCell   *lc;

	foreach(lc, codes)
		if (strcmp(lfirst(lc), code) == 0)
			return true;
	return false;
}

bool
same_code(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
same_codes(const List *a, const List *b)
{
	ListCell   *lc;

	if (list_length(a) != list_length(b))
		return false;
	foreach(lc, a)
		if (!has_code(b, lfirst(lc)))
			return false;
	return true;
}

static bool
same_points(const Points *a, const Points *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->values, b->values, sizeof(int64) * a->n) == 0);
}

static bool
same_column(const Column *c, const Standing *a, const Standing *b)
{
	switch (c->kind)
	{
		case COLUMN_INT4:
		case COLUMN_DATE:
			return *AT(int32, a, c) == *AT(int32, b, c);
		case COLUMN_INT8:
			return *AT(int64, a, c) == *AT(int64, b, c);
		case COLUMN_CODE:
			return same_code(*AT(const char *, a, c), *AT(const char *, b, c));
		case COLUMN_CODES:
			return same_codes(*AT(List *, a, c), *AT(List *, b, c));
		case COLUMN_POINTS:
			return same_points(AT(Points, a, c), AT(Points, b, c));
	}
	pg_unreachable();
}

/* Is there nothing to write?  The day of the computation does not count. */
bool
same_standing(const Standing *a, const Standing *b)
{
	for (int i = 0; i < STANDING_COLUMNS; i++)
		if (columns[i].use == USE_STATE && !same_column(&columns[i], a, b))
			return false;
	return true;
}
