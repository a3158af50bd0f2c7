/*-------------------------------------------------------------------------
 *
 * record.h
 *	  The canonical bytes of what is sealed: entries, other rows, headers of
 *	  blocks, and the root over subjects.
 *
 *	leaf hash = SHA-256(0x00 || record)
 *	record    = "CVC" || version u8 || type u8 || ledger id (16 bytes) || body
 *
 * Integers are big-endian and of a fixed width, days count from 1970-01-01,
 * times are microseconds from 1970-01-01 UTC.  Different rows have different
 * bytes: null, 0 and an empty text are three things.  docs/ledger-format.md
 * says each body byte by byte.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_RECORD_H
#define CIVIC_RECORD_H

#include "core/merkle.h"

#define LEDGER_ID_BYTES	16
#define RECORD_VERSION	2		/* what is written; entries of 1 are read, too */

typedef enum RecordType
{
	RECORD_ENTRY = 1,
	RECORD_HEADER = 2,
	RECORD_SUBJECTS = 8,
	RECORD_ROW = 9
} RecordType;

/* Room for a record.  It is too small if used is more than size; then there is nothing in it. */
typedef struct RecordBuffer
{
	uint8_t    *data;
	size_t		size;
	size_t		used;
} RecordBuffer;

typedef struct RecordText
{
	const char *bytes;			/* NULL is null */
	size_t		len;
} RecordText;

/* ----------
 * entries
 * ----------
 */

typedef struct RecordEntry
{
	int32_t		epoch;
	int64_t		entry_id,
				subject_id;
	int32_t		rule_id;
	int16_t		kind;
	int32_t		quantity,
				occurred_on,
				effective_on;
	int64_t		recorded_at;
	uint64_t	xact;
	int32_t		source_id;
	bool		has_ref,
				has_member;
	int64_t		ref_entry_id,
				member_id;
	int16_t		factor;
	RecordText	source_ref,
				evidence,
				actor,
				login;
} RecordEntry;

/* Version 1 has neither member, factor nor login. */
extern void record_entry(RecordBuffer *buffer, const uint8_t *ledger_id, int version,
						 const RecordEntry *entry);

/* False unless the bytes are those of one entry and no others could be; texts stay in the bytes. */
extern bool record_read_entry(const uint8_t *data, size_t n, uint8_t *ledger_id, int *version,
							  RecordEntry *entry);

/* ----------
 * rows of other tables
 * ----------
 */

/*
 * A row is its table's name, the number of columns that are not null, and
 * these in the order of their names: record_row_begin(), then for each
 * record_column() and one value.
 */
extern void record_row_begin(RecordBuffer *buffer, const uint8_t *ledger_id, const char *table,
							 int columns);
extern void record_column(RecordBuffer *buffer, const char *name);

extern void record_integer(RecordBuffer *buffer, int64_t value);
extern void record_bool(RecordBuffer *buffer, bool value);
extern void record_day(RecordBuffer *buffer, int32_t day);
extern void record_time(RecordBuffer *buffer, int64_t microseconds);
extern void record_float(RecordBuffer *buffer, double value);
extern void record_text(RecordBuffer *buffer, const char *text, size_t len);
extern void record_bytes(RecordBuffer *buffer, const void *bytes, size_t len);

/* An array, whose elements follow: values, or nulls. */
extern void record_array(RecordBuffer *buffer, uint32_t n);
extern void record_null_element(RecordBuffer *buffer);

/* ----------
 * subjects
 * ----------
 */

/* The root over all subjects, of what is in the leaves before a place. */
extern void record_subjects(RecordBuffer *buffer, const uint8_t *ledger_id, uint64_t size,
							const MerkleHash *root);

/* For what else is put together of the same parts. */
extern void record_begin(RecordBuffer *buffer, const uint8_t *ledger_id, RecordType type);
extern void record_number(RecordBuffer *buffer, uint64_t value, int width);
extern void record_raw(RecordBuffer *buffer, const void *bytes, size_t n);

extern void record_leaf(const RecordBuffer *buffer, MerkleHash *leaf);

#endif							/* CIVIC_RECORD_H */
