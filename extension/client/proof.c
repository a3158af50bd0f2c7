/*-------------------------------------------------------------------------
 *
 * proof.c
 *	  Proofs of entries as files that anybody can check: C2SP's tlog-proof.
 *
 *	c2sp.org/tlog-proof@v1
 *	extra <the bytes of the leaf in base64>
 *	index <its index>
 *	<a hash of the path in base64>
 *	...
 *
 *	<the signed checkpoint>
 *
 *-------------------------------------------------------------------------
 */
#include "client/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PROOF_START	"c2sp.org/tlog-proof@v1\n"
#define RECORD_MAX	4096

typedef struct EntryProof
{
	uint8_t		record[RECORD_MAX];
	size_t		record_len;
	uint64_t	index;
	int			n;
	MerkleHash	path[MERKLE_PATH_MAX];
	SignedCheckpoint *signed_one;
} EntryProof;

static bool
proof_holds(const EntryProof *p)
{
	MerkleHash	leaf;
	const Checkpoint *c = &p->signed_one->checkpoint;

	merkle_leaf(p->record, p->record_len, &leaf);
	return merkle_check_inclusion(p->index, c->size, &leaf, p->path, (size_t) p->n, &c->root);
}

/* ----------
 * making
 * ----------
 */

static size_t
bytes_from_hex(const char *text, uint8_t *bytes, size_t size)
{
	size_t		n = 0;

	for (text += 2; *text && n < size; text += 2)
	{
		unsigned	byte;

		if (sscanf(text, "%2x", &byte) != 1)
			break;
		bytes[n++] = (uint8_t) byte;
	}
	return n;
}

static void
ask_proof(PGconn *connection, const Options *o, EntryProof *p)
{
	char		size[24];
	const char *values[] = {o->words[1], o->words[2], size};
	PGresult   *result;
	const char *at;

	sprintf(size, "%llu", (unsigned long long) p->signed_one->checkpoint.size);
	result = query(connection, "SELECT l.leaf_index, l.record, CASE WHEN l.leaf_index < $3 "
				   "THEN civic.inclusion_proof(l.leaf_index, $3) END "
				   "FROM civic.entry_leaf($1, $2) l", 3, values);
	if (PQgetisnull(result, 0, 2))
		fail(EXIT_FAILED, "the entry is not in the tree that was signed");
	p->index = strtoull(PQgetvalue(result, 0, 0), NULL, 10);
	p->record_len = bytes_from_hex(PQgetvalue(result, 0, 1), p->record, RECORD_MAX);
	for (at = strstr(PQgetvalue(result, 0, 2), "\\x"); at && p->n < MERKLE_PATH_MAX;
		 at = strstr(at + 2, "\\x"))
		(void) hash_from_hex(at, &p->path[p->n++]);
}

static size_t
print_proof(const EntryProof *p, char *text, size_t size)
{
	size_t		used = (size_t) snprintf(text, size, PROOF_START "extra ");

	used += base64_encode(p->record, p->record_len, text + used, size - used);
	used += (size_t) snprintf(text + used, size - used, "\nindex %llu\n",
							  (unsigned long long) p->index);
	for (int i = 0; i < p->n; i++)
	{
		used += base64_encode(p->path[i].bytes, HASH_BYTES, text + used, size - used);
		text[used++] = '\n';
	}
	used += (size_t) snprintf(text + used, size - used, "\n%s", p->signed_one->file.data);
	return used;
}

ExitCode
do_prove(const Options *o)
{
	static SignedCheckpoint signed_one;
	static EntryProof proof;
	static char text[NOTE_MAX + 4 * RECORD_MAX];
	PGconn	   *connection;
	size_t		len;

	if (o->n_checkpoints != 1)
		fail(EXIT_USAGE, "a proof needs one signed checkpoint: --checkpoint");
	read_checkpoint(o->checkpoints[0], o->keys, o->n_keys, &signed_one);
	proof.signed_one = &signed_one;
	connection = connect_database(o->database);
	ask_proof(connection, o, &proof);
	if (!proof_holds(&proof))
		fail(EXIT_FORKED, "the server's proof does not lead to what was signed");
	len = print_proof(&proof, text, sizeof(text));
	if (o->output)
		write_file(o->output, text, len, false);
	else
		fputs(text, stdout);
	PQfinish(connection);
	return EXIT_VERIFIED;
}

/* ----------
 * checking
 * ----------
 */

/* The next line without its break, or NULL. */
static char *
next_line(char **at)
{
	char	   *line = *at,
			   *end = line ? strchr(line, '\n') : NULL;

	if (end == NULL)
		return NULL;
	*end = '\0';
	*at = end + 1;
	return line;
}

static void
parse_proof(char *data, const Options *o, EntryProof *p)
{
	char	   *at = data,
			   *line = next_line(&at),
			   *end;
	long		n;

	if (line == NULL || strcmp(line, "c2sp.org/tlog-proof@v1") != 0)
		fail(EXIT_NOT_SIGNED, "\"%s\" is no proof", o->words[1]);
	line = next_line(&at);
	n = line && strncmp(line, "extra ", 6) == 0 ?
		base64_decode(line + 6, strlen(line + 6), p->record, RECORD_MAX) : -1;
	line = next_line(&at);
	if (n < 0 || line == NULL || strncmp(line, "index ", 6) != 0 || line[6] < '0' ||
		line[6] > '9' || (line[6] == '0' && line[7]))
		fail(EXIT_NOT_SIGNED, "the proof does not say of what");
	p->record_len = (size_t) n;
	p->index = strtoull(line + 6, &end, 10);
	if (*end)
		fail(EXIT_NOT_SIGNED, "the proof does not say of what");
	while ((line = next_line(&at)) != NULL && *line)
		if (p->n == MERKLE_PATH_MAX ||
			base64_decode(line, strlen(line), p->path[p->n++].bytes, HASH_BYTES) != HASH_BYTES)
			fail(EXIT_NOT_SIGNED, "a line of the proof is no hash");
	if (line == NULL)
		fail(EXIT_NOT_SIGNED, "the proof has no checkpoint");
	parse_signed(o->words[1], at, strlen(at), o->keys, o->n_keys, p->signed_one);
}

static void
print_day(const char *what, int32_t day)
{
	time_t		at = (time_t) day * 86400;
	struct tm	tm;

	gmtime_r(&at, &tm);
	printf("%s %04d-%02d-%02d\n", what, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static void
print_entry(const RecordEntry *e)
{
	printf("entry %lld of subject %lld\nrule %d, kind %d, quantity %d.%02d, source %d",
		   (long long) e->entry_id, (long long) e->subject_id, e->rule_id, e->kind,
		   e->quantity / 100, e->quantity % 100, e->source_id);
	if (e->source_ref.bytes)
		printf(", reference %.*s", (int) e->source_ref.len, e->source_ref.bytes);
	if (e->has_ref)
		printf(", adjusts entry %lld", (long long) e->ref_entry_id);
	putchar('\n');
	print_day("occurred on", e->occurred_on);
	print_day("effective on", e->effective_on);
}

ExitCode
do_check(const Options *o)
{
	static SignedCheckpoint signed_one;
	static EntryProof proof;
	Text		file = read_file(o->words[1]);
	uint8_t		ledger_id[LEDGER_ID_BYTES],
				origin_id[LEDGER_ID_BYTES];
	RecordEntry entry;
	int			version;

	proof.signed_one = &signed_one;
	parse_proof(file.data, o, &proof);
	if (!record_read_entry(proof.record, proof.record_len, ledger_id, &version, &entry) ||
		!ledger_of_origin(signed_one.checkpoint.origin, origin_id) ||
		memcmp(ledger_id, origin_id, LEDGER_ID_BYTES) != 0)
		fail(EXIT_NOT_SIGNED, "the proof is of no entry of this ledger");
	if (!proof_holds(&proof))
		fail(EXIT_FORKED, "the proof does not lead to what was signed");
	print_entry(&entry);
	printf("leaf %llu of %llu of %s\n", (unsigned long long) proof.index,
		   (unsigned long long) signed_one.checkpoint.size, signed_one.checkpoint.origin);
	if (o->n_keys == 0)
		puts("the checkpoint's signature was not looked at: --log-key");
	else
		printf("signed by %s\n", o->keys[0].name);
	return EXIT_VERIFIED;
}
