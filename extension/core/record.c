/*-------------------------------------------------------------------------
 *
 * record.c
 *	  Canonical bytes of what is sealed.
 *
 *-------------------------------------------------------------------------
 */
#include "core/record.h"

#include <string.h>

static const uint8_t magic[3] = {'C', 'V', 'C'};

/* Which columns of an entry are there, by bit. */
#define HAS_REF			(UINT32_C(1) << 11)
#define HAS_SOURCE_REF	(UINT32_C(1) << 12)
#define HAS_EVIDENCE	(UINT32_C(1) << 13)
#define HAS_ACTOR		(UINT32_C(1) << 14)
#define HAS_MEMBER		(UINT32_C(1) << 15)
#define HAS_FACTOR		(UINT32_C(1) << 16)
#define HAS_LOGIN		(UINT32_C(1) << 17)
#define ALWAYS_THERE	UINT32_C(0x7ff)

/* ----------
 * writing
 * ----------
 */

void
record_raw(RecordBuffer *buffer, const void *bytes, size_t n)
{
	if (buffer->used + n <= buffer->size && n > 0)
		memcpy(buffer->data + buffer->used, bytes, n);
	buffer->used += n;
}

void
record_number(RecordBuffer *buffer, uint64_t value, int width)
{
	uint8_t		bytes[8];

	for (int i = 0; i < width; i++)
		bytes[i] = (uint8_t) (value >> 8 * (width - 1 - i));
	record_raw(buffer, bytes, (size_t) width);
}

static void
begin_version(RecordBuffer *buffer, const uint8_t *ledger_id, int version, RecordType type)
{
	buffer->used = 0;
	record_raw(buffer, magic, sizeof(magic));
	record_number(buffer, (uint64_t) version, 1);
	record_number(buffer, type, 1);
	record_raw(buffer, ledger_id, LEDGER_ID_BYTES);
}

void
record_begin(RecordBuffer *buffer, const uint8_t *ledger_id, RecordType type)
{
	begin_version(buffer, ledger_id, RECORD_VERSION, type);
}

static void
put_short_text(RecordBuffer *buffer, RecordText text)
{
	size_t		len = text.bytes ? text.len : 0;

	record_number(buffer, len, 2);
	record_raw(buffer, text.bytes, len);
}

void
record_leaf(const RecordBuffer *buffer, MerkleHash *leaf)
{
	merkle_leaf(buffer->data, buffer->used, leaf);
}

/* ----------
 * entries
 * ----------
 */

static uint32_t
columns_present(const RecordEntry *e, int version)
{
	uint32_t	present = ALWAYS_THERE;

	present |= e->has_ref ? HAS_REF : 0;
	present |= e->source_ref.bytes ? HAS_SOURCE_REF : 0;
	present |= e->evidence.bytes ? HAS_EVIDENCE : 0;
	present |= e->actor.bytes ? HAS_ACTOR : 0;
	if (version > 1)
	{
		present |= e->has_member ? HAS_MEMBER : 0;
		present |= e->login.bytes ? HAS_LOGIN : 0;
		present |= HAS_FACTOR;
	}
	return present;
}

void
record_entry(RecordBuffer *buffer, const uint8_t *ledger_id, int version, const RecordEntry *e)
{
	begin_version(buffer, ledger_id, version, RECORD_ENTRY);
	record_number(buffer, columns_present(e, version), version == 1 ? 2 : 4);
	record_number(buffer, (uint32_t) e->epoch, 4);
	record_number(buffer, (uint64_t) e->entry_id, 8);
	record_number(buffer, (uint64_t) e->subject_id, 8);
	record_number(buffer, (uint32_t) e->rule_id, 4);
	record_number(buffer, (uint16_t) e->kind, 2);
	record_number(buffer, (uint32_t) e->quantity, 4);
	record_number(buffer, (uint32_t) e->occurred_on, 4);
	record_number(buffer, (uint32_t) e->effective_on, 4);
	record_number(buffer, (uint64_t) e->recorded_at, 8);
	record_number(buffer, e->xact, 8);
	record_number(buffer, (uint32_t) e->source_id, 4);
	record_number(buffer, e->has_ref ? (uint64_t) e->ref_entry_id : 0, 8);
	if (version > 1)
	{
		record_number(buffer, e->has_member ? (uint64_t) e->member_id : 0, 8);
		record_number(buffer, (uint16_t) e->factor, 2);
	}
	put_short_text(buffer, e->source_ref);
	put_short_text(buffer, e->evidence);
	put_short_text(buffer, e->actor);
	if (version > 1)
		put_short_text(buffer, e->login);
}

/* ----------
 * reading an entry
 * ----------
 */

typedef struct Reader
{
	const uint8_t *at;
	size_t		left;
	bool		failed;
} Reader;

static const uint8_t *
take(Reader *r, size_t n)
{
	const uint8_t *at = r->at;

	if (r->failed || n > r->left)
	{
		r->failed = true;
		return NULL;
	}
	r->at += n;
	r->left -= n;
	return at;
}

static uint64_t
take_number(Reader *r, size_t width)
{
	const uint8_t *bytes = take(r, width);
	uint64_t	value = 0;

	for (size_t i = 0; bytes && i < width; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* What is not there has no bytes. */
static RecordText
take_text(Reader *r, bool present)
{
	size_t		len = (size_t) take_number(r, 2);
	const uint8_t *bytes = take(r, len);

	if (!present && len > 0)
		r->failed = true;
	return (RecordText) {present ? (const char *) bytes : NULL, present ? len : 0};
}

static int64_t
take_optional(Reader *r, bool present)
{
	uint64_t	value = take_number(r, 8);

	if (!present && value != 0)
		r->failed = true;
	return (int64_t) value;
}

static void
take_columns(Reader *r, int version, RecordEntry *e)
{
	uint32_t	present = (uint32_t) take_number(r, version == 1 ? 2 : 4);
	uint32_t	known = version == 1 ? HAS_MEMBER - 1 : (HAS_LOGIN << 1) - 1;

	*e = (RecordEntry) {.factor = 100};
	e->epoch = (int32_t) take_number(r, 4);
	e->entry_id = (int64_t) take_number(r, 8);
	e->subject_id = (int64_t) take_number(r, 8);
	e->rule_id = (int32_t) take_number(r, 4);
	e->kind = (int16_t) take_number(r, 2);
	e->quantity = (int32_t) take_number(r, 4);
	e->occurred_on = (int32_t) take_number(r, 4);
	e->effective_on = (int32_t) take_number(r, 4);
	e->recorded_at = (int64_t) take_number(r, 8);
	e->xact = take_number(r, 8);
	e->source_id = (int32_t) take_number(r, 4);
	e->has_ref = (present & HAS_REF) != 0;
	e->ref_entry_id = take_optional(r, e->has_ref);
	if (version > 1)
	{
		e->has_member = (present & HAS_MEMBER) != 0;
		e->member_id = take_optional(r, e->has_member);
		e->factor = (int16_t) take_number(r, 2);
	}
	e->source_ref = take_text(r, (present & HAS_SOURCE_REF) != 0);
	e->evidence = take_text(r, (present & HAS_EVIDENCE) != 0);
	e->actor = take_text(r, (present & HAS_ACTOR) != 0);
	if (version > 1)
		e->login = take_text(r, (present & HAS_LOGIN) != 0);
	if ((present & ~known) != 0 || (present & ALWAYS_THERE) != ALWAYS_THERE ||
		(version > 1 && (present & HAS_FACTOR) == 0))
		r->failed = true;
}

bool
record_read_entry(const uint8_t *data, size_t n, uint8_t *ledger_id, int *version,
				  RecordEntry *entry)
{
	Reader		r = {data, n, false};
	const uint8_t *start = take(&r, sizeof(magic));
	uint64_t	type;
	const uint8_t *id;

	*version = (int) take_number(&r, 1);
	type = take_number(&r, 1);
	id = take(&r, LEDGER_ID_BYTES);
	if (r.failed || memcmp(start, magic, sizeof(magic)) != 0 || type != RECORD_ENTRY ||
		*version < 1 || *version > RECORD_VERSION)
		return false;
	memcpy(ledger_id, id, LEDGER_ID_BYTES);
	take_columns(&r, *version, entry);
	return !r.failed && r.left == 0;
}

/* ----------
 * rows of other tables
 * ----------
 */

void
record_row_begin(RecordBuffer *buffer, const uint8_t *ledger_id, const char *table, int columns)
{
	record_begin(buffer, ledger_id, RECORD_ROW);
	put_short_text(buffer, (RecordText) {table, strlen(table)});
	record_number(buffer, (uint64_t) columns, 2);
}

void
record_column(RecordBuffer *buffer, const char *name)
{
	put_short_text(buffer, (RecordText) {name, strlen(name)});
}

static void
put_tagged(RecordBuffer *buffer, char tag, uint64_t value, int width)
{
	record_raw(buffer, &tag, 1);
	record_number(buffer, value, width);
}

void
record_integer(RecordBuffer *buffer, int64_t value)
{
	put_tagged(buffer, 'i', (uint64_t) value, 8);
}

void
record_bool(RecordBuffer *buffer, bool value)
{
	put_tagged(buffer, 'b', value, 1);
}

void
record_day(RecordBuffer *buffer, int32_t day)
{
	put_tagged(buffer, 'd', (uint32_t) day, 4);
}

void
record_time(RecordBuffer *buffer, int64_t microseconds)
{
	put_tagged(buffer, 't', (uint64_t) microseconds, 8);
}

void
record_float(RecordBuffer *buffer, double value)
{
	uint64_t	bits;

	memcpy(&bits, &value, sizeof(bits));
	put_tagged(buffer, 'f', bits, 8);
}

void
record_text(RecordBuffer *buffer, const char *text, size_t len)
{
	put_tagged(buffer, 's', len, 4);
	record_raw(buffer, text, len);
}

void
record_bytes(RecordBuffer *buffer, const void *bytes, size_t len)
{
	put_tagged(buffer, 'x', len, 4);
	record_raw(buffer, bytes, len);
}

void
record_array(RecordBuffer *buffer, uint32_t n)
{
	put_tagged(buffer, 'a', n, 4);
}

void
record_null_element(RecordBuffer *buffer)
{
	record_raw(buffer, "n", 1);
}

/* ----------
 * subjects
 * ----------
 */

void
record_subjects(RecordBuffer *buffer, const uint8_t *ledger_id, uint64_t size,
				const MerkleHash *root)
{
	record_begin(buffer, ledger_id, RECORD_SUBJECTS);
	record_number(buffer, size, 8);
	record_raw(buffer, root->bytes, HASH_BYTES);
}
