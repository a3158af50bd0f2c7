/*-------------------------------------------------------------------------
 *
 * stored.c
 *	  Reading a programme by COPY, and making its leaves from its rows.
 *
 * No function of the programme is called: whoever can change rows can change
 * functions.
 *
 *-------------------------------------------------------------------------
 */
#include "client/stored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* as far as clocks of one server agree, even when they are set */
#define CLOCK_TOLERANCE	(5 * INT64_C(1000000))

#define BLOCK_COLUMNS	19
#define ENTRY_COLUMNS	18
#define COLUMNS_MAX		128

void
add_fault(Ledger *l, int64_t block_no, int64_t leaf_index, const char *table, int64_t id,
		  const char *what)
{
	Fault	   *f;

	l->faults = enlarge(l->faults, sizeof(Fault) * (l->n_faults + 1));
	f = &l->faults[l->n_faults++];
	*f = (Fault) {.block_no = block_no,.leaf_index = leaf_index,.id = id,.what = what};
	snprintf(f->table, sizeof(f->table), "%s", table ? table : "");
}

void
show_progress(Ledger *l, bool at_end)
{
	static time_t begun,
				shown;
	time_t		now = time(NULL);
	double		rate;

	if (begun == 0)
		begun = shown = now;
	if (!l->has_terminal || (now == shown && !at_end))
		return;
	shown = now;
	rate = (double) l->rows_read / (double) (now > begun ? now - begun : 1);
	fprintf(stderr, "\r%llu of %llu leaves, %.0f a second, %.0f s left ",
			(unsigned long long) l->rows_read, (unsigned long long) l->size, rate,
			rate > 0 && l->size > l->rows_read ? (double) (l->size - l->rows_read) / rate : 0);
	if (at_end)
		fputs("\r\033[K", stderr);
}

/* ----------
 * roles, incarnations, blocks, tiles
 * ----------
 */

static char *
copy_text(const CopyField *field)
{
	char	   *text = allocate((size_t) (field->data ? field->len : 0) + 1);

	if (field->data)
		memcpy(text, field->data, (size_t) field->len);
	return text;
}

static void
read_roles(Ledger *l)
{
	CopyReader	reader;
	CopyField	fields[2];

	copy_begin(&reader, l->connection, "COPY (SELECT role_id, name FROM civic.role_names "
			   "WHERE role_id >= 0) TO STDOUT (FORMAT binary)");
	while (copy_row(&reader, fields, 2))
	{
		int			id = (int) field_integer(&fields[0]);

		if (id >= l->n_roles)
		{
			l->roles = enlarge(l->roles, sizeof(char *) * (size_t) (id + 1));
			memset(l->roles + l->n_roles, 0, sizeof(char *) * (size_t) (id + 1 - l->n_roles));
			l->n_roles = id + 1;
		}
		l->roles[id] = copy_text(&fields[1]);
	}
}

static void
read_incarnations(Ledger *l)
{
	CopyReader	reader;
	CopyField	fields[2];

	copy_begin(&reader, l->connection, "COPY (SELECT epoch, began_at FROM "
			   "civic_private.incarnation ORDER BY epoch) TO STDOUT (FORMAT binary)");
	while (copy_row(&reader, fields, 2))
	{
		l->incarnations = enlarge(l->incarnations,
								  sizeof(ClientIncarnation) * (size_t) (l->n_incarnations + 1));
		l->incarnations[l->n_incarnations++] = (ClientIncarnation) {
			(int32_t) field_integer(&fields[0]), field_time(&fields[1])
		};
	}
}

/* An array of int8 without nulls: dimensions, flags, type, then length and value of each. */
static void
snapshot_running(const CopyField *field, BlockSnapshot *snapshot)
{
	CopyField	part = {field->data, 4};
	int64_t		n = field->len >= 20 ? field_integer(&(CopyField) {field->data + 12, 4}) : 0;
	uint64_t   *running;

	if (field->len < 12 || (field_integer(&part) > 0 && field->len != 20 + 12 * n))
		fail(EXIT_FAILED, "a block has an array of another form");
	if (field_integer(&part) == 0)
		n = 0;
	running = allocate(sizeof(uint64_t) * (size_t) n);
	for (int64_t i = 0; i < n; i++)
		running[i] = (uint64_t) field_integer(&(CopyField) {field->data + 24 + 12 * i, 8});
	snapshot->running = running;
	snapshot->n_running = (size_t) n;
}

static void
take_hash(const CopyField *field, MerkleHash *hash)
{
	if (field->len != HASH_BYTES)
		fail(EXIT_FAILED, "a block has a hash of another length");
	memcpy(hash->bytes, field->data, HASH_BYTES);
}

static void
block_of_fields(const CopyField *f, Block *b)
{
	*b = (Block) {0};
	b->block_no = field_integer(&f[0]);
	b->epoch = (int32_t) field_integer(&f[1]);
	b->is_rest = field_integer(&f[2]) != 0;
	b->first_index = (uint64_t) field_integer(&f[3]);
	b->entries = (uint64_t) field_integer(&f[4]);
	b->rows = (uint64_t) field_integer(&f[5]);
	b->has_subjects = f[6].data != NULL;
	if (b->has_subjects)
		take_hash(&f[6], &b->subjects_root);
	b->snapshot.xmin = (uint64_t) field_integer(&f[7]);
	b->snapshot.xmax = (uint64_t) field_integer(&f[8]);
	snapshot_running(&f[9], &b->snapshot);
	b->next_xact = (uint64_t) field_integer(&f[10]);
	b->begun_at = field_time(&f[11]);
	b->taken_at = field_time(&f[12]);
	b->lsn = (uint64_t) field_integer(&f[13]);
	b->timeline = (uint32_t) field_integer(&f[14]);
	b->system_id = (uint64_t) field_integer(&f[15]);
	b->database = (uint32_t) field_integer(&f[16]);
	take_hash(&f[17], &b->guards);
	b->total = field_integer(&f[18]);
}

/* Blocks that do not follow each other have no places for leaves: nothing more can be said. */
static void
read_blocks(Ledger *l)
{
	CopyReader	reader;
	CopyField	fields[BLOCK_COLUMNS];

	copy_begin(&reader, l->connection, "COPY (SELECT block_no, epoch, is_rest, first_index, "
			   "entries, other_rows, subjects_root, snap_xmin, snap_xmax, running, next_xact, "
			   "begun_at, taken_at, lsn, timeline, cluster, database, guards, total "
			   "FROM civic_private.block ORDER BY block_no) TO STDOUT (FORMAT binary)");
	while (copy_row(&reader, fields, BLOCK_COLUMNS))
	{
		Block	   *b;

		l->blocks = enlarge(l->blocks, sizeof(Block) * (l->n_blocks + 1));
		b = &l->blocks[l->n_blocks++];
		block_of_fields(fields, b);
		if (b->block_no != (int64_t) l->n_blocks || b->first_index != l->size ||
			b->entries + b->rows > UINT64_C(1) << 40)
		{
			add_fault(l, b->block_no, -1, "block", 0,
					  "the block does not follow the one before it");
			l->n_blocks--;
			break;
		}
		l->size = block_end(b);
	}
	while (copy_row(&reader, fields, BLOCK_COLUMNS))
		;
}

static void
read_tiles(Ledger *l)
{
	CopyReader	reader;
	CopyField	fields[2];

	copy_begin(&reader, l->connection, "COPY (SELECT tile_no, data FROM civic_private.tile "
			   "WHERE level = 0 UNION ALL SELECT tile_no, data FROM civic_private.frontier "
			   "WHERE level = 0) TO STDOUT (FORMAT binary)");
	while (copy_row(&reader, fields, 2))
	{
		uint64_t	first = (uint64_t) field_integer(&fields[0]) * TILE_HASHES,
					n = (uint64_t) fields[1].len / HASH_BYTES;

		if (first < l->size && fields[1].len > 0)
			memcpy(l->stored + first, fields[1].data,
				   sizeof(MerkleHash) * (n < l->size - first ? n : l->size - first));
	}
}

void
read_ledger(Ledger *l)
{
	read_roles(l);
	read_incarnations(l);
	read_blocks(l);
	l->has_terminal = isatty(STDERR_FILENO);
	l->leaves = allocate(sizeof(MerkleHash) * l->size);
	l->stored = allocate(sizeof(MerkleHash) * l->size);
	l->notes = allocate(sizeof(LeafNote) * l->size);
	l->placed_entries = allocate(sizeof(uint64_t) * l->n_blocks);
	l->placed_rows = allocate(sizeof(uint64_t) * l->n_blocks);
	l->totals = allocate(sizeof(int64_t) * l->n_blocks);
	l->buffer.size = 4096;
	l->buffer.data = allocate(l->buffer.size);
	read_tiles(l);
}

/* ----------
 * rows
 * ----------
 */

size_t
block_of_row(const Ledger *l, int64_t at, uint64_t xact)
{
	int			i = l->n_incarnations - 1;

	while (i > 0 && l->incarnations[i].began_at > at)
		i--;
	return i < 0 ? l->n_blocks : block_of(l->blocks, l->n_blocks, l->incarnations[i].epoch, xact);
}

static bool
had_room(RecordBuffer *buffer)
{
	if (buffer->used <= buffer->size)
		return true;
	buffer->size = buffer->used;
	buffer->data = enlarge(buffer->data, buffer->size);
	return false;
}

/* Put a leaf at its place; what has none was added to its block. */
static void
place(Ledger *l, size_t block, uint64_t offset, uint64_t room, uint64_t skip,
	  const MerkleHash *leaf, const LeafNote *note)
{
	const Block *b = &l->blocks[block];
	uint64_t	index = b->first_index + skip + offset;

	l->rows_read++;
	if ((l->rows_read & 0xfff) == 0)
		show_progress(l, false);
	if (offset >= room)
	{
		add_fault(l, b->block_no, -1, note->table, note->entry_id,
				  "the block was sealed with fewer rows");
		return;
	}
	l->leaves[index] = *leaf;
	l->notes[index] = *note;
}

static RecordText
field_text(const CopyField *field)
{
	return (RecordText) {(const char *) field->data, field->data ? (size_t) field->len : 0};
}

static RecordText
role_text(const Ledger *l, const CopyField *field)
{
	int64_t		id = field_integer(field);
	char	   *name = id >= 0 && id < l->n_roles ? l->roles[id] : NULL;

	return (RecordText) {name, name ? strlen(name) : 0};
}

static void
entry_of_fields(const Ledger *l, const CopyField *f, RecordEntry *e)
{
	e->subject_id = field_integer(&f[0]);
	e->entry_id = field_integer(&f[1]);
	e->xact = (uint64_t) field_integer(&f[2]);
	e->recorded_at = field_time(&f[3]);
	e->has_ref = f[4].data != NULL;
	e->ref_entry_id = field_integer(&f[4]);
	e->has_member = f[5].data != NULL;
	e->member_id = field_integer(&f[5]);
	e->epoch = (int32_t) field_integer(&f[6]);
	e->rule_id = (int32_t) field_integer(&f[7]);
	e->quantity = (int32_t) field_integer(&f[8]);
	e->occurred_on = field_day(&f[9]);
	e->effective_on = field_day(&f[10]);
	e->source_id = (int32_t) field_integer(&f[11]);
	e->actor = role_text(l, &f[12]);
	e->login = role_text(l, &f[13]);
	e->kind = (int16_t) field_integer(&f[14]);
	e->factor = (int16_t) field_integer(&f[15]);
	e->source_ref = field_text(&f[16]);
	e->evidence = field_text(&f[17]);
}

/* Does the clock agree with the order of transactions? */
static void
check_time(Ledger *l, size_t block, const RecordEntry *e)
{
	const Block *b = &l->blocks[block],
			   *before = block > 0 ? b - 1 : NULL;

	if (b->is_rest)
		return;
	if (e->recorded_at > b->taken_at + CLOCK_TOLERANCE)
		add_fault(l, b->block_no, -1, "entry", e->entry_id, "it was recorded after it was sealed");
	else if (before && before->epoch == b->epoch && e->xact >= before->next_xact &&
			 e->recorded_at < before->begun_at - CLOCK_TOLERANCE)
		add_fault(l, b->block_no, -1, "entry", e->entry_id,
				  "its transaction is younger than its time");
}

static void
place_entry(Ledger *l, const CopyField *fields, int64_t *last_id)
{
	RecordEntry e;
	MerkleHash	leaf;
	LeafNote	note;
	size_t		block;

	entry_of_fields(l, fields, &e);
	if (e.entry_id == *last_id)
		add_fault(l, 0, -1, "entry", e.entry_id, "two entries have this number");
	*last_id = e.entry_id;
	block = block_of_row(l, e.recorded_at, e.xact);
	/* what no block has seen is not sealed yet */
	if (block == l->n_blocks)
		return;
	do
		record_entry(&l->buffer, l->id, RECORD_VERSION, &e);
	while (!had_room(&l->buffer));
	record_leaf(&l->buffer, &leaf);
	check_time(l, block, &e);
	l->totals[block] += e.quantity;
	note = (LeafNote) {e.subject_id, e.entry_id, "entry"};
	place(l, block, l->placed_entries[block]++, l->blocks[block].entries, 0, &leaf, &note);
}

void
place_entries(Ledger *l)
{
	CopyReader	reader;
	CopyField	fields[ENTRY_COLUMNS];
	int64_t		last_id = 0;

	copy_begin(&reader, l->connection, "COPY (SELECT subject_id, entry_id, xact, recorded_at, "
			   "ref_entry_id, member_id, epoch, rule_id, quantity, occurred_on, effective_on, "
			   "source_id, actor_id, login_id, kind, factor, source_ref, evidence "
			   "FROM civic_private.entry ORDER BY entry_id) TO STDOUT (FORMAT binary)");
	while (copy_row(&reader, fields, ENTRY_COLUMNS))
		place_entry(l, fields, &last_id);
}

/* ----------
 * rows of other tables
 * ----------
 */

typedef struct SealedTable
{
	char	   *name;
	char	   *query;
	int			n;
	char	   *columns[COLUMNS_MAX];
	char	   *types[COLUMNS_MAX];
	int			subject_column;
} SealedTable;

typedef struct WaitingRow
{
	size_t		block;
	MerkleHash	hash;
	int64_t		subject_id;
} WaitingRow;

/* Which tables are sealed, with what, and their columns, follow from the catalog alone. */
#define TABLES_QUERY \
	"SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, NULL), o.relname, k.attname " \
	"FROM pg_catalog.pg_class c " \
	"JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace AND s.nspname = 'civic_private' " \
	"JOIN pg_catalog.pg_class o ON o.relnamespace = c.relnamespace AND o.relname = " \
	"CASE WHEN c.relname IN ('policy', 'rule') THEN 'enactment' ELSE c.relname END " \
	"JOIN pg_catalog.pg_attribute x ON x.attrelid = o.oid AND x.attname = 'xact' " \
	"JOIN pg_catalog.pg_attribute k ON k.attrelid = o.oid " \
	"AND k.attname IN ('recorded_at', 'enacted_at', 'loaded_at') " \
	"JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 " \
	"AND NOT a.attisdropped " \
	"WHERE c.relkind = 'r' AND c.relname NOT IN ('entry', 'subject') " \
	"AND (c.relname, a.attname) <> ('role_link', 'role_oid') " \
	"ORDER BY c.relname COLLATE \"C\", a.attname COLLATE \"C\""

/* COPY of a table's rows: transaction, time, and the columns in order. */
static void
write_query(SealedTable *t, const char *other, const char *time_column)
{
	size_t		size = 512 + (size_t) t->n * 160,
				used;

	t->query = allocate(size);
	used = (size_t) snprintf(t->query, size, "COPY (SELECT s.xact, s.\"%s\"", time_column);
	for (int i = 0; i < t->n; i++)
		used += (size_t) snprintf(t->query + used, size - used, ", t.\"%s\"%s", t->columns[i],
								  strcmp(t->types[i], "numeric") == 0 ? "::text" : "");
	snprintf(t->query + used, size - used,
			 " FROM civic_private.\"%s\" t JOIN civic_private.\"%s\" s %s) "
			 "TO STDOUT (FORMAT binary)", t->name, other,
			 strcmp(t->name, other) == 0 ? "ON s.ctid = t.ctid" : "ON s.policy_id = t.policy_id");
}

static int64_t
array_field(const CopyField *field, int64_t at, int len)
{
	if (at + len > field->len)
		fail(EXIT_FAILED, "an array is cut off");
	return field_integer(&(CopyField) {field->data + at, len});
}

static void put_value(RecordBuffer *buffer, const char *type, const CopyField *field);

/* Dimensions, flags, type, length and lower bound; then length and value of each. */
static void
put_array(RecordBuffer *buffer, const char *type, const CopyField *field)
{
	char		element[64];
	int64_t		n = array_field(field, 0, 4) == 0 ? 0 : array_field(field, 12, 4),
				at = 20;

	snprintf(element, sizeof(element), "%.*s", (int) strlen(type) - 2, type);
	record_array(buffer, (uint32_t) n);
	for (int64_t i = 0; i < n; i++)
	{
		int64_t		len = array_field(field, at, 4);

		at += 4;
		if (len < 0)
			record_null_element(buffer);
		else
			put_value(buffer, element, &(CopyField) {field->data + at, (int) len});
		at += len > 0 ? len : 0;
	}
}

static bool
is_type(const char *type, const char *one, const char *other)
{
	return strcmp(type, one) == 0 || strcmp(type, other) == 0;
}

static void
put_value(RecordBuffer *buffer, const char *type, const CopyField *field)
{
	const char *bytes = (const char *) field->data;
	size_t		len = (size_t) field->len;
	double		number;
	uint64_t	bits;

	if (strcmp(type + strlen(type) - 2, "[]") == 0)
		put_array(buffer, type, field);
	else if (is_type(type, "smallint", "integer") || strcmp(type, "bigint") == 0)
		record_integer(buffer, field_integer(field));
	else if (strcmp(type, "oid") == 0)
		record_integer(buffer, (int64_t) (uint32_t) field_integer(field));
	else if (strcmp(type, "boolean") == 0)
		record_bool(buffer, field_integer(field) != 0);
	else if (strcmp(type, "date") == 0)
		record_day(buffer, field_day(field));
	else if (strcmp(type, "timestamp with time zone") == 0)
		record_time(buffer, field_time(field));
	else if (strcmp(type, "double precision") == 0)
	{
		bits = (uint64_t) field_integer(field);
		memcpy(&number, &bits, sizeof(number));
		record_float(buffer, number);
	}
	else if (strcmp(type, "bytea") == 0)
		record_bytes(buffer, bytes, len);
	else if (strcmp(type, "jsonb") == 0 && len > 0)
		record_text(buffer, bytes + 1, len - 1);	/* behind its version */
	else if (is_type(type, "text", "name") || strcmp(type, "numeric") == 0)
		record_text(buffer, bytes, len);
	else
		fail(EXIT_FAILED, "values of type %s have no canonical bytes", type);
}

static void
put_column(const Ledger *l, RecordBuffer *buffer, const SealedTable *t, int i,
		   const CopyField *field)
{
	record_column(buffer, t->columns[i]);
	if (is_type(t->columns[i], "actor_id", "login_id"))
	{
		RecordText	role = role_text(l, field);

		record_text(buffer, role.bytes, role.len);
	}
	else
		put_value(buffer, t->types[i], field);
}

static void
leaf_of_row(Ledger *l, const SealedTable *t, const CopyField *fields, MerkleHash *leaf)
{
	int			present = 0;

	for (int i = 0; i < t->n; i++)
		present += fields[i].data != NULL;
	do
	{
		record_row_begin(&l->buffer, l->id, t->name, present);
		for (int i = 0; i < t->n; i++)
			if (fields[i].data)
				put_column(l, &l->buffer, t, i, &fields[i]);
	} while (!had_room(&l->buffer));
	record_leaf(&l->buffer, leaf);
}

static int
compare_waiting(const void *a, const void *b)
{
	const WaitingRow *x = a,
			   *y = b;

	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	return memcmp(x->hash.bytes, y->hash.bytes, HASH_BYTES);
}

static void
place_table(Ledger *l, const SealedTable *t)
{
	CopyReader	reader;
	CopyField	fields[COLUMNS_MAX + 2];
	WaitingRow *rows = NULL;
	size_t		n = 0,
				room = 0;

	copy_begin(&reader, l->connection, t->query);
	while (copy_row(&reader, fields, t->n + 2))
	{
		size_t		block = block_of_row(l, field_time(&fields[1]),
										 (uint64_t) field_integer(&fields[0]));

		if (block == l->n_blocks)
			continue;
		if (n == room)
		{
			room = room ? 2 * room : 64;
			rows = enlarge(rows, room * sizeof(WaitingRow));
		}
		rows[n].block = block;
		rows[n].subject_id = t->subject_column < 0 ? 0 :
			field_integer(&fields[2 + t->subject_column]);
		leaf_of_row(l, t, fields + 2, &rows[n++].hash);
	}
	if (n > 0)
		qsort(rows, n, sizeof(WaitingRow), compare_waiting);
	for (size_t i = 0; i < n; i++)
	{
		const Block *b = &l->blocks[rows[i].block];
		LeafNote	note = {rows[i].subject_id, 0, t->name};

		place(l, rows[i].block, l->placed_rows[rows[i].block]++, b->rows, b->entries,
			  &rows[i].hash, &note);
	}
	free(rows);
}

void
place_rows(Ledger *l)
{
	PGresult   *result = query(l->connection, TABLES_QUERY, 0, NULL);
	int			n = PQntuples(result);

	for (int row = 0; row < n;)
	{
		SealedTable t = {.name = PQgetvalue(result, row, 0),.subject_column = -1};
		int			first = row;

		for (; row < n && strcmp(PQgetvalue(result, row, 0), t.name) == 0; row++)
		{
			if (t.n == COLUMNS_MAX)
				fail(EXIT_FAILED, "table \"%s\" has too many columns", t.name);
			if (strcmp(PQgetvalue(result, row, 1), "subject_id") == 0)
				t.subject_column = t.n;
			t.types[t.n] = PQgetvalue(result, row, 2);
			t.columns[t.n++] = PQgetvalue(result, row, 1);
		}
		write_query(&t, PQgetvalue(result, first, 3), PQgetvalue(result, first, 4));
		place_table(l, &t);
		free(t.query);
	}
	/* the names of tables stay, for faults name them */
}

void
place_headers(Ledger *l)
{
	for (size_t i = 0; i < l->n_blocks; i++)
	{
		const Block *b = &l->blocks[i];
		uint64_t	header = block_header_index(b);

		if (b->has_subjects)
		{
			record_subjects(&l->buffer, l->id, b->first_index, &b->subjects_root);
			record_leaf(&l->buffer, &l->leaves[header - 1]);
			l->notes[header - 1].table = "subject_leaves";
		}
		do
			record_header(&l->buffer, l->id, b);
		while (!had_room(&l->buffer));
		record_leaf(&l->buffer, &l->leaves[header]);
		l->notes[header].table = "block";
	}
}
