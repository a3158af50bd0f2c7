/*-------------------------------------------------------------------------
 *
 * notary.c
 *	  Making keys, signing checkpoints, and cosigning them as a witness.
 *
 *-------------------------------------------------------------------------
 */
#include "client/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ExitCode
do_keygen(const Options *o)
{
	SigningKey	key;
	char		text[NOTE_NAME_MAX + 128];

	if (o->name == NULL || !note_name_valid(o->name, strlen(o->name)))
		fail(EXIT_USAGE, "a key needs a name without spaces and pluses: --name");
	if (file_exists(o->words[1]))
		fail(EXIT_FAILED, "\"%s\" is there already", o->words[1]);
	new_key(o->name, o->is_witness ? KEY_COSIGNATURE : KEY_ED25519, &key);
	write_key(o->words[1], &key);
	note_key_print(&key.public, text, sizeof(text));
	puts(text);
	return EXIT_VERIFIED;
}

/* Hashes of an array of bytea as the server prints it: {"\\x..","\\x.."}. */
static int
hashes_of_array(const char *text, MerkleHash path[MERKLE_PATH_MAX])
{
	int			n = 0;

	const char *at = text;

	while ((at = strstr(at, "\\x")) != NULL && n < MERKLE_PATH_MAX)
	{
		if (!hash_from_hex(at, &path[n++]))
			return -1;
		at += 2;
	}
	return n;
}

static int
ask_consistency(PGconn *connection, uint64_t from, uint64_t to, MerkleHash path[MERKLE_PATH_MAX])
{
	char		numbers[2][24];
	const char *values[2] = {numbers[0], numbers[1]};
	PGresult   *result;

	sprintf(numbers[0], "%llu", (unsigned long long) from);
	sprintf(numbers[1], "%llu", (unsigned long long) to);
	result = query(connection, "SELECT civic.consistency_proof($1, $2)", 2, values);
	return hashes_of_array(PQgetvalue(result, 0, 0), path);
}

/* A proof as a file for a witness: the hashes in base64, one a line. */
static void
write_proof(const char *directory, uint64_t from, uint64_t to, const MerkleHash *path, int n)
{
	char		name[4096],
				text[MERKLE_PATH_MAX * 48];
	size_t		used = 0;

	for (int i = 0; i < n; i++)
	{
		used += base64_encode(path[i].bytes, HASH_BYTES, text + used, sizeof(text) - used);
		text[used++] = '\n';
	}
	snprintf(name, sizeof(name), "%s/consistency.%llu.%llu", directory,
			 (unsigned long long) from, (unsigned long long) to);
	write_file(name, text, used, false);
}

static int
read_proof(const char *path, MerkleHash hashes[MERKLE_PATH_MAX])
{
	Text		text = read_file(path);
	int			n = 0;

	for (char *line = strtok(text.data, "\n"); line; line = strtok(NULL, "\n"))
		if (n == MERKLE_PATH_MAX || base64_decode(line, strlen(line), hashes[n++].bytes,
												  HASH_BYTES) != HASH_BYTES)
			fail(EXIT_NOT_SIGNED, "\"%s\" is no proof", path);
	return n;
}

/* Ends the program unless the second note continues the first, as the proof shows. */
static void
require_continued(const Checkpoint *old, const Checkpoint *new, const MerkleHash *path, int n)
{
	if (strcmp(old->origin, new->origin) != 0)
		fail(EXIT_FORKED, "the checkpoint is of another ledger: %s, not %s", new->origin,
			 old->origin);
	if (new->size < old->size)
		fail(EXIT_ROLLED_BACK, "the tree has %llu leaves, but had %llu",
			 (unsigned long long) new->size, (unsigned long long) old->size);
	if (old->size == new->size ? !merkle_equal(&old->root, &new->root) :
		n < 0 || !merkle_check_consistency(old->size, new->size, &old->root, &new->root, path,
										   (size_t) n))
		fail(EXIT_FORKED, "the tree of %llu leaves does not continue that of %llu",
			 (unsigned long long) new->size, (unsigned long long) old->size);
}

/* A checkpoint is published only once the standbys have what it is about. */
static void
require_replayed(PGconn *connection)
{
	PGresult   *result = query(connection,
		"SELECT count(*) FROM pg_catalog.pg_stat_replication r "
		"WHERE r.replay_lsn < (SELECT b.lsn FROM civic_private.block b "
		"ORDER BY b.block_no DESC LIMIT 1)", 0, NULL);

	if (strcmp(PQgetvalue(result, 0, 0), "0") != 0)
		fail(EXIT_FAILED, "%s standbys have not replayed what was sealed; try again later",
			 PQgetvalue(result, 0, 0));
}

static void
current_checkpoint(PGconn *connection, Checkpoint *checkpoint)
{
	PGresult   *result = query(connection, "SELECT civic.checkpoint()", 0, NULL);
	const char *text = PQgetvalue(result, 0, 0);
	const char *wrong = checkpoint_parse(text, strlen(text), checkpoint);

	if (wrong)
		fail(EXIT_NOT_SIGNED, "the server's checkpoint is none: %s", wrong);
}

/* Under the size, and as the newest one. */
static void
store_note(const char *directory, const Checkpoint *checkpoint, const char *note)
{
	char		name[4096];

	snprintf(name, sizeof(name), "%s/checkpoint.%llu", directory,
			 (unsigned long long) checkpoint->size);
	write_file(name, note, strlen(note), false);
	snprintf(name, sizeof(name), "%s/checkpoint", directory);
	write_file(name, note, strlen(note), false);
}

ExitCode
do_notary(const Options *o)
{
	static SignedCheckpoint last;
	SigningKey	key;
	Checkpoint	now;
	PGconn	   *connection;
	MerkleHash	path[MERKLE_PATH_MAX];
	char		newest[4096],
				text[1024],
				line[1024],
				note[2200];
	int			n = 0;

	if (o->key_file == NULL || o->directory == NULL)
		fail(EXIT_USAGE, "a notary needs --key and --notes");
	read_key(o->key_file, &key);
	connection = connect_database(o->database);
	if (o->seals)
		PQclear(query(connection, "SELECT civic.seal(true)", 0, NULL));
	command(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	current_checkpoint(connection, &now);
	require_replayed(connection);
	snprintf(newest, sizeof(newest), "%s/checkpoint", o->directory);
	if (file_exists(newest))
	{
		read_checkpoint(newest, &key.public, 1, &last);
		if (last.checkpoint.size > 0 && last.checkpoint.size < now.size)
			n = ask_consistency(connection, last.checkpoint.size, now.size, path);
		require_continued(&last.checkpoint, &now, path, n);
		if (n > 0)
			write_proof(o->directory, last.checkpoint.size, now.size, path, n);
	}
	checkpoint_print(&now, text, sizeof(text));
	sign_text(&key, text, strlen(text), line, sizeof(line));
	snprintf(note, sizeof(note), "%s\n%s", text, line);
	store_note(o->directory, &now, note);
	fputs(note, stdout);
	PQfinish(connection);
	return EXIT_VERIFIED;
}

/* A witness signs what continues what it signed last, and nothing else of that log. */
ExitCode
do_cosign(const Options *o)
{
	static SignedCheckpoint last,
				now;
	SigningKey	key;
	MerkleHash	path[MERKLE_PATH_MAX];
	char		line[1024];
	int			n = 0;

	if (o->key_file == NULL || o->n_keys == 0)
		fail(EXIT_USAGE, "a witness needs --key, and --log-key of the log");
	read_key(o->key_file, &key);
	if (key.public.type != KEY_COSIGNATURE)
		fail(EXIT_USAGE, "the key is none of a witness: keygen --witness makes one");
	read_checkpoint(o->words[1], o->keys, o->n_keys, &now);
	if (o->state && file_exists(o->state))
	{
		read_checkpoint(o->state, o->keys, o->n_keys, &last);
		if (o->proof)
			n = read_proof(o->proof, path);
		require_continued(&last.checkpoint, &now.checkpoint, path, n);
	}
	sign_text(&key, now.note.text, now.note.text_len, line, sizeof(line));
	printf("%s%s", now.file.data, line);
	if (o->state)
		write_file(o->state, now.file.data, now.file.len, false);
	return EXIT_VERIFIED;
}
