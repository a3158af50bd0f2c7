/*-------------------------------------------------------------------------
 *
 * leaf.c
 *	  From rows to the canonical bytes of their leaves.
 *
 *-------------------------------------------------------------------------
 */
#include "audit/leaf.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"

#include "base/server.h"
#include "base/statement.h"

#define FIRST_ROOM	1024

/* days and microseconds from 1970, which is the zero of leaves, to 2000 */
#define EPOCH_DAYS	(POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE)

int64
unix_time(TimestampTz at)
{
	/* infinity is as far as can be */
	return TIMESTAMP_NOT_FINITE(at) ? at : at + EPOCH_DAYS * USECS_PER_DAY;
}

Datum
hash_datum(const MerkleHash *hash)
{
	bytea	   *data = palloc(VARHDRSZ + HASH_BYTES);

	SET_VARSIZE(data, VARHDRSZ + HASH_BYTES);
	memcpy(VARDATA(data), hash->bytes, HASH_BYTES);
	return PointerGetDatum(data);
}

int
compare_hashes(const void *a, const void *b)
{
	return memcmp(a, b, HASH_BYTES);
}

static int32
unix_day(DateADT day)
{
	return DATE_NOT_FINITE(day) ? day : day + EPOCH_DAYS;
}

/* ----------
 * what all leaves need
 * ----------
 */

static void
read_ledger_id(LeafContext *context)
{
	static Statement st = STATEMENT("SELECT p.programme_id FROM civic_private.programme p");
	bool		isnull;

	QUERY(&st);
	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	memcpy(context->ledger_id, DatumGetUUIDP(row_datum(0, "programme_id", &isnull))->data,
		   LEDGER_ID_BYTES);
}

static void
read_roles(LeafContext *context)
{
	static Statement st = STATEMENT(
		"SELECT r.role_id, r.name::text AS name FROM civic_private.role_name r "
		"WHERE r.role_id >= 0 ORDER BY r.role_id DESC");

	QUERY(&st);
	context->n_roles = SPI_processed > 0 ? row_int4(0, "role_id") + 1 : 0;
	context->roles = palloc0(sizeof(char *) * (context->n_roles + 1));
	for (uint64 row = 0; row < SPI_processed; row++)
		context->roles[row_int4(row, "role_id")] = row_text(row, "name");
}

static void
read_unsealed(LeafContext *context)
{
	static Statement st = STATEMENT(
		"SELECT u.name || '.' || u.col AS name FROM civic_internal.unsealed_columns() u");

	QUERY(&st);
	for (uint64 row = 0; row < SPI_processed; row++)
		context->unsealed = lappend(context->unsealed, row_text(row, "name"));
}

LeafContext *
leaf_context(void)
{
	LeafContext *context = palloc0(sizeof(LeafContext));

	read_ledger_id(context);
	read_roles(context);
	read_unsealed(context);
	context->buffer.size = FIRST_ROOM;
	context->buffer.data = palloc(FIRST_ROOM);
	return context;
}

/* Was there room?  If not, there is now. */
static bool
had_room(RecordBuffer *buffer)
{
	if (buffer->used <= buffer->size)
		return true;
	buffer->size = buffer->used;
	buffer->data = repalloc_huge(buffer->data, buffer->size);
	return false;
}

static RecordText
role_text(const LeafContext *context, int32 role_id)
{
	char	   *name = role_id >= 0 && role_id < context->n_roles ? context->roles[role_id] : NULL;

	return (RecordText) {name, name ? strlen(name) : 0};
}

/* ----------
 * entries
 * ----------
 */

enum
{
	SUBJECT_ID, ENTRY_ID, XACT, RECORDED_AT, REF_ENTRY_ID, MEMBER_ID, EPOCH, RULE_ID, QUANTITY,
	OCCURRED_ON, EFFECTIVE_ON, SOURCE_ID, ACTOR_ID, LOGIN_ID, KIND, FACTOR, SOURCE_REF, EVIDENCE
};

static RecordText
short_text(TupleTableSlot *slot, int column)
{
	struct varlena *value;

	if (slot->tts_isnull[column])
		return (RecordText) {NULL, 0};
	value = pg_detoast_datum_packed((struct varlena *) DatumGetPointer(slot->tts_values[column]));
	return (RecordText) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

static void
entry_of(const LeafContext *context, TupleTableSlot *slot, RecordEntry *e)
{
	Datum	   *v = slot->tts_values;

	e->epoch = DatumGetInt32(v[EPOCH]);
	e->entry_id = DatumGetInt64(v[ENTRY_ID]);
	e->subject_id = DatumGetInt64(v[SUBJECT_ID]);
	e->rule_id = DatumGetInt32(v[RULE_ID]);
	e->kind = DatumGetInt16(v[KIND]);
	e->quantity = DatumGetInt32(v[QUANTITY]);
	e->occurred_on = unix_day(DatumGetDateADT(v[OCCURRED_ON]));
	e->effective_on = unix_day(DatumGetDateADT(v[EFFECTIVE_ON]));
	e->recorded_at = unix_time(DatumGetTimestampTz(v[RECORDED_AT]));
	e->xact = (uint64) DatumGetInt64(v[XACT]);
	e->source_id = DatumGetInt32(v[SOURCE_ID]);
	e->has_ref = !slot->tts_isnull[REF_ENTRY_ID];
	e->ref_entry_id = e->has_ref ? DatumGetInt64(v[REF_ENTRY_ID]) : 0;
	e->has_member = !slot->tts_isnull[MEMBER_ID];
	e->member_id = e->has_member ? DatumGetInt64(v[MEMBER_ID]) : 0;
	e->factor = DatumGetInt16(v[FACTOR]);
	e->source_ref = short_text(slot, SOURCE_REF);
	e->evidence = short_text(slot, EVIDENCE);
	e->actor = role_text(context, DatumGetInt32(v[ACTOR_ID]));
	e->login = role_text(context, DatumGetInt32(v[LOGIN_ID]));
}

void
entry_leaf(LeafContext *context, TupleTableSlot *slot, MerkleHash *leaf)
{
	RecordEntry entry;

	slot_getallattrs(slot);
	entry_of(context, slot, &entry);
	do
		record_entry(&context->buffer, context->ledger_id, RECORD_VERSION, &entry);
	while (!had_room(&context->buffer));
	record_leaf(&context->buffer, leaf);
}

/* ----------
 * rows of other tables
 * ----------
 */

static bool
is_sealed_column(const LeafContext *context, const char *table, const char *column)
{
	const char *name = psprintf("%s.%s", table, column);
	ListCell   *lc;

	if (strncmp(column, "seal_", 5) == 0)
		return false;
	foreach(lc, context->unsealed)
		if (strcmp(lfirst(lc), name) == 0)
			return false;
	return true;
}

static int
compare_columns(const void *a, const void *b, void *desc)
{
	return strcmp(NameStr(TupleDescAttr((TupleDesc) desc, *(const int *) a)->attname),
				  NameStr(TupleDescAttr((TupleDesc) desc, *(const int *) b)->attname));
}

RowEncoder *
row_encoder(LeafContext *context, const char *table, TupleDesc desc)
{
	RowEncoder *encoder = palloc0(sizeof(RowEncoder));

	encoder->table = table;
	encoder->columns = palloc(sizeof(int) * desc->natts);
	encoder->xact_column = encoder->subject_column = -1;
	for (int i = 0; i < desc->natts; i++)
	{
		const char *name = NameStr(TupleDescAttr(desc, i)->attname);

		if (strcmp(name, "seal_xact") == 0)
			encoder->xact_column = i;
		if (strcmp(name, "subject_id") == 0)
			encoder->subject_column = i;
		if (is_sealed_column(context, table, name))
			encoder->columns[encoder->n++] = i;
	}
	qsort_arg(encoder->columns, encoder->n, sizeof(int), compare_columns, desc);
	return encoder;
}

static void put_value(RecordBuffer *buffer, Oid type, Datum value);

static void
put_array(RecordBuffer *buffer, Oid element, Datum value)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	int16		length;
	bool		by_value;
	char		align;
	Datum	   *items;
	bool	   *nulls;
	int			n;

	get_typlenbyvalalign(element, &length, &by_value, &align);
	deconstruct_array(array, element, length, by_value, align, &items, &nulls, &n);
	record_array(buffer, n);
	for (int i = 0; i < n; i++)
		if (nulls[i])
			record_null_element(buffer);
		else
			put_value(buffer, element, items[i]);
}

static void
put_varlena(RecordBuffer *buffer, Oid type, Datum value)
{
	struct varlena *data = pg_detoast_datum_packed((struct varlena *) DatumGetPointer(value));

	if (type == BYTEAOID)
		record_bytes(buffer, VARDATA_ANY(data), VARSIZE_ANY_EXHDR(data));
	else
		record_text(buffer, VARDATA_ANY(data), VARSIZE_ANY_EXHDR(data));
}

static void
put_text(RecordBuffer *buffer, const char *text)
{
	record_text(buffer, text, strlen(text));
}

static void
put_value(RecordBuffer *buffer, Oid type, Datum value)
{
	Oid			element = get_element_type(type);

	switch (type)
	{
		case INT2OID:
			record_integer(buffer, DatumGetInt16(value));
			return;
		case INT4OID:
			record_integer(buffer, DatumGetInt32(value));
			return;
		case INT8OID:
			record_integer(buffer, DatumGetInt64(value));
			return;
		case OIDOID:
			record_integer(buffer, DatumGetObjectId(value));
			return;
		case BOOLOID:
			record_bool(buffer, DatumGetBool(value));
			return;
		case DATEOID:
			record_day(buffer, unix_day(DatumGetDateADT(value)));
			return;
		case TIMESTAMPTZOID:
			record_time(buffer, unix_time(DatumGetTimestampTz(value)));
			return;
		case FLOAT8OID:
			record_float(buffer, DatumGetFloat8(value));
			return;
		case NAMEOID:
			put_text(buffer, NameStr(*DatumGetName(value)));
			return;
		case TEXTOID:
		case BYTEAOID:
			put_varlena(buffer, type, value);
			return;
		case NUMERICOID:
			put_text(buffer, DatumGetCString(DirectFunctionCall1(numeric_out, value)));
			return;
		case JSONBOID:
			put_text(buffer, DatumGetCString(DirectFunctionCall1(jsonb_out, value)));
			return;
	}
	/* the test of what is sealed has looked at every column */
	if (!OidIsValid(element))
		elog(ERROR, "values of type %s have no canonical bytes", format_type_be(type));
	put_array(buffer, element, value);
}

/* Columns that number roles are sealed as the roles' names. */
static bool
names_role(const char *column)
{
	return strcmp(column, "actor_id") == 0 || strcmp(column, "login_id") == 0;
}

static void
put_column(LeafContext *context, TupleTableSlot *slot, int column)
{
	Form_pg_attribute attribute = TupleDescAttr(slot->tts_tupleDescriptor, column);
	RecordText	role;

	record_column(&context->buffer, NameStr(attribute->attname));
	if (!names_role(NameStr(attribute->attname)))
		put_value(&context->buffer, attribute->atttypid, slot->tts_values[column]);
	else
	{
		role = role_text(context, DatumGetInt32(slot->tts_values[column]));
		record_text(&context->buffer, role.bytes, role.len);
	}
}

void
row_leaf(LeafContext *context, const RowEncoder *encoder, TupleTableSlot *slot, MerkleHash *leaf)
{
	int			present = 0;

	slot_getallattrs(slot);
	for (int i = 0; i < encoder->n; i++)
		present += !slot->tts_isnull[encoder->columns[i]];
	do
	{
		record_row_begin(&context->buffer, context->ledger_id, encoder->table, present);
		for (int i = 0; i < encoder->n; i++)
			if (!slot->tts_isnull[encoder->columns[i]])
				put_column(context, slot, encoder->columns[i]);
	} while (!had_room(&context->buffer));
	record_leaf(&context->buffer, leaf);
}
