/*-------------------------------------------------------------------------
 *
 * database.c
 *	  The connection, and rows in COPY's binary format.
 *
 *-------------------------------------------------------------------------
 */
#include "client/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* what the server counts days and microseconds from, in those of 1970 */
#define EPOCH_DAYS	10957
#define EPOCH_MICROSECONDS	(INT64_C(946684800) * 1000000)

/* COPY's signature, flags, and the length of what else a header has */
#define COPY_HEADER	19

/*
 * Nothing of the caller's or the database's settings is to matter.  Row
 * security stays on, for it is what lets an auditor in.
 */
PGconn *
connect_database(const char *database)
{
	const char *const names[] = {"dbname", "fallback_application_name", NULL};
	const char *const values[] = {database ? database : "", program_name, NULL};
	PGconn	   *connection = PQconnectdbParams(names, values, true);

	if (PQstatus(connection) != CONNECTION_OK)
		fail(EXIT_FAILED, "%s", PQerrorMessage(connection));
	PQsetClientEncoding(connection, "UTF8");
	command(connection, "SET search_path = ''");
	command(connection, "SET bytea_output = 'hex'");
	command(connection, "SET DateStyle = 'ISO'");
	command(connection, "SET statement_timeout = 0");
	/* an index may have been made to hide rows */
	command(connection, "SET enable_indexscan = off");
	command(connection, "SET enable_indexonlyscan = off");
	command(connection, "SET enable_bitmapscan = off");
	return connection;
}

PGresult *
query(PGconn *connection, const char *sql, int n, const char *const *values)
{
	PGresult   *result = PQexecParams(connection, sql, n, NULL, values, NULL, NULL, 0);

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(EXIT_FAILED, "%s", PQerrorMessage(connection));
	return result;
}

void
command(PGconn *connection, const char *sql)
{
	PGresult   *result = PQexec(connection, sql);

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		fail(EXIT_FAILED, "%s", PQerrorMessage(connection));
	PQclear(result);
}

/* ----------
 * COPY
 * ----------
 */

void
copy_begin(CopyReader *reader, PGconn *connection, const char *sql)
{
	PGresult   *result = PQexec(connection, sql);

	if (PQresultStatus(result) != PGRES_COPY_OUT)
		fail(EXIT_FAILED, "%s", PQerrorMessage(connection));
	PQclear(result);
	*reader = (CopyReader) {.connection = connection};
}

static void
copy_end(CopyReader *reader)
{
	PGresult   *result;

	while ((result = PQgetResult(reader->connection)) != NULL)
	{
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			fail(EXIT_FAILED, "%s", PQerrorMessage(reader->connection));
		PQclear(result);
	}
}

static int64_t
read_integer(const uint8_t *data, int len)
{
	uint64_t	value = len > 0 && (data[0] & 0x80) ? UINT64_MAX : 0;

	for (int i = 0; i < len; i++)
		value = value << 8 | data[i];
	return (int64_t) value;
}

static int64_t
take_integer(CopyReader *reader, int len)
{
	int64_t		value;

	if (reader->end - reader->at < len)
		fail(EXIT_FAILED, "the server's rows are cut off");
	value = read_integer(reader->at, len);
	reader->at += len;
	return value;
}

/* The next message of the server; false if there is none. */
static bool
next_message(CopyReader *reader)
{
	int			len;

	if (reader->row)
		PQfreemem(reader->row);
	reader->row = NULL;
	len = PQgetCopyData(reader->connection, &reader->row, 0);
	if (len == -1)
	{
		copy_end(reader);
		reader->ended = true;
		return false;
	}
	if (len < 0)
		fail(EXIT_FAILED, "%s", PQerrorMessage(reader->connection));
	reader->at = (const uint8_t *) reader->row;
	reader->end = reader->at + len;
	return true;
}

static void
take_field(CopyReader *reader, CopyField *field)
{
	field->len = (int) take_integer(reader, 4);
	field->data = field->len < 0 ? NULL : reader->at;
	if (field->len < 0)
		return;
	if (reader->end - reader->at < field->len)
		fail(EXIT_FAILED, "the server's rows are cut off");
	reader->at += field->len;
}

/* The next row, whose fields stay until the one after it is read. */
bool
copy_row(CopyReader *reader, CopyField *fields, int n)
{
	while (reader->at == reader->end)
	{
		if (reader->ended || !next_message(reader))
			return false;
		if (!reader->begun && reader->end - reader->at >= COPY_HEADER)
			reader->at += COPY_HEADER;
		reader->begun = true;
	}
	if (take_integer(reader, 2) != n)
	{
		/* the trailer */
		while (next_message(reader))
			;
		reader->at = reader->end = NULL;
		return false;
	}
	for (int i = 0; i < n; i++)
		take_field(reader, &fields[i]);
	return true;
}

int64_t
field_integer(const CopyField *field)
{
	return field->data ? read_integer(field->data, field->len) : 0;
}

/* What is infinite is as far as can be. */
int64_t
field_time(const CopyField *field)
{
	int64_t		at = field_integer(field);

	return at == INT64_MAX || at == INT64_MIN ? at : at + EPOCH_MICROSECONDS;
}

int32_t
field_day(const CopyField *field)
{
	int64_t		day = field_integer(field);

	return (int32_t) (day == INT32_MAX || day == INT32_MIN ? day : day + EPOCH_DAYS);
}

bool
hash_from_hex(const char *text, MerkleHash *hash)
{
	if (text[0] != '\\' || text[1] != 'x')
		return false;
	for (int i = 0; i < HASH_BYTES; i++)
	{
		unsigned	byte;

		if (sscanf(text + 2 + 2 * i, "%2x", &byte) != 1)
			return false;
		hash->bytes[i] = (uint8_t) byte;
	}
	return true;
}
