/*-------------------------------------------------------------------------
 *
 * key.c
 *	  The vault key: where it is, and how a programme knows its own.
 *
 * A key in a table is in every dump, in every base backup and in the WAL.  So
 * the key's place is outside the database: in a file that only the server's
 * user can read, or with a command that prints it, as with the passphrase of
 * the server's own TLS key.  The database holds a check value, by which it
 * finds its key among those of several programmes, and refuses another's.
 *
 * A file is read in each query that needs the key.  The output of a command is
 * kept by the session until the server's settings are read again.
 *
 * What goes wrong is told to the server's log alone: whoever looks up an id is
 * not to learn how the server is set up.
 *
 *-------------------------------------------------------------------------
 */
#include "base/key.h"

#include <sys/stat.h>
#include <unistd.h>

#include "common/cryptohash.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "storage/fd.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"

#define LINE_MAX_BYTES	256
#define KEYS_MAX		256
#define KEY_CHECK_BYTES	PG_SHA256_DIGEST_LENGTH

extern void base_init(void);

PG_FUNCTION_INFO_V1(civic_key_check);
PG_FUNCTION_INFO_V1(civic_outside_check);
PG_FUNCTION_INFO_V1(civic_key_at_hand);

static char *key_file = NULL;
static char *key_command = NULL;

typedef struct KeyRing
{
	int			n;
	uint8		keys[KEYS_MAX][KEY_BYTES];
} KeyRing;

/* What the command has printed, and when settings had been read last. */
static KeyRing printed;
static TimestampTz printed_at = 0;

void
base_init(void)
{
	DefineCustomStringVariable("civic_credit.key_file",
							   "File of vault keys, readable by the server's user alone.",
							   "Each line is a key of 64 hexadecimal digits, or begins with #.",
							   &key_file, "", PGC_SIGHUP, GUC_SUPERUSER_ONLY,
							   NULL, NULL, NULL);
	DefineCustomStringVariable("civic_credit.key_command",
							   "Shell command that prints vault keys as a file has them.",
							   NULL,
							   &key_command, "", PGC_SIGHUP, GUC_SUPERUSER_ONLY,
							   NULL, NULL, NULL);
}

void
key_wipe(void *key)
{
	explicit_bzero(key, KEY_BYTES);
}

/* The bytes by which a programme knows that it has its own key. */
static void
key_check(const uint8 *key, uint8 *digest)
{
	static const char label[] = "civic_credit/key_check/v1";
	pg_cryptohash_ctx *ctx = pg_cryptohash_create(PG_SHA256);

	if (ctx == NULL || pg_cryptohash_init(ctx) < 0 ||
		pg_cryptohash_update(ctx, (const uint8 *) label, sizeof(label) - 1) < 0 ||
		pg_cryptohash_update(ctx, key, KEY_BYTES) < 0 ||
		pg_cryptohash_final(ctx, digest, PG_SHA256_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not compute a hash")));
	pg_cryptohash_free(ctx);
}

/* ----------
 * keys as text
 * ----------
 */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The server's own decoder would put a wrong digit into its message. */
static bool
read_hex(const char *line, uint8 *key)
{
	for (int i = 0; i < KEY_BYTES; i++)
	{
		int			high = hex_digit(line[2 * i]);
		int			low = high < 0 ? -1 : hex_digit(line[2 * i + 1]);

		if (low < 0)
			return false;
		key[i] = (uint8) (high << 4 | low);
	}
	return line[2 * KEY_BYTES] == '\0';
}

/* Add the keys of a stream to a ring. */
static bool
read_keys(FILE *stream, const char *origin, KeyRing *ring)
{
	char		line[LINE_MAX_BYTES];
	bool		fine = true;

	for (int number = 1; fine && fgets(line, sizeof(line), stream); number++)
	{
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		fine = ring->n < KEYS_MAX && read_hex(line, ring->keys[ring->n]);
		if (fine)
			ring->n++;
		else
			ereport(LOG_SERVER_ONLY,
					(errmsg("line %d of %s is no vault key", number, origin),
					 errhint("A key has 64 hexadecimal digits.")));
	}
	explicit_bzero(line, sizeof(line));
	return fine;
}

/* ----------
 * a file, and a command
 * ----------
 */

/* As the server asks it of its own TLS key. */
static bool
is_private(const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return false;
	if (st->st_uid == geteuid())
		return (st->st_mode & (S_IRWXG | S_IRWXO)) == 0;
	return st->st_uid == 0 && (st->st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) == 0;
}

static bool
read_file(KeyRing *ring)
{
	FILE	   *file = AllocateFile(key_file, "r");
	struct stat st;
	bool		fine = false;

	if (file == NULL)
	{
		ereport(LOG_SERVER_ONLY,
				(errcode_for_file_access(),
				 errmsg("could not open vault key file \"%s\": %m", key_file)));
		return false;
	}
	/* what is read here stays nowhere else */
	setvbuf(file, NULL, _IONBF, 0);
	if (fstat(fileno(file), &st) == 0 && is_private(&st))
		fine = read_keys(file, "the vault key file", ring);
	else
		ereport(LOG_SERVER_ONLY,
				(errmsg("vault key file \"%s\" is readable by others", key_file),
				 errhint("It must be a file of the server's user with mode 0600, or root's "
						 "with 0640.")));
	FreeFile(file);
	return fine;
}

static bool
run_command(KeyRing *ring)
{
	FILE	   *pipe;
	bool		fine;
	int			status;

	if (printed_at == PgReloadTime && printed_at != 0)
	{
		*ring = printed;
		return true;
	}
	pipe = OpenPipeStream(key_command, "r");
	if (pipe == NULL)
	{
		ereport(LOG_SERVER_ONLY,
				(errcode_for_file_access(),
				 errmsg("could not run the vault key command: %m")));
		return false;
	}
	setvbuf(pipe, NULL, _IONBF, 0);
	fine = read_keys(pipe, "the output of the vault key command", ring);
	status = ClosePipeStream(pipe);
	if (status != 0)
		ereport(LOG_SERVER_ONLY,
				(errmsg("the vault key command failed with status %d", status)));
	if (!fine || status != 0)
		return false;
	printed = *ring;
	printed_at = PgReloadTime;
	return true;
}

static bool
is_set(const char *setting)
{
	return setting != NULL && setting[0] != '\0';
}

/* The key of a ring with a check value, or the last one. */
static bool
find_key(const KeyRing *ring, const uint8 *check, uint8 *key)
{
	uint8		digest[KEY_CHECK_BYTES];

	for (int i = ring->n - 1; i >= 0; i--)
	{
		key_check(ring->keys[i], digest);
		if (check == NULL || memcmp(check, digest, sizeof(digest)) == 0)
		{
			memcpy(key, ring->keys[i], KEY_BYTES);
			return true;
		}
	}
	ereport(LOG_SERVER_ONLY, (errmsg("no vault key outside the database is this programme's")));
	return false;
}

/*
 * The key outside the database with a check value, or the last one if check is
 * NULL.  False: there is none, and the server's log says why.
 */
static bool
key_outside(const uint8 *check, uint8 *key)
{
	KeyRing		ring = {0};
	bool		found;

	if (!is_set(key_file) && !is_set(key_command))
		return false;
	found = (is_set(key_file) ? read_file(&ring) : run_command(&ring)) &&
		find_key(&ring, check, key);
	explicit_bzero(&ring, sizeof(ring));
	return found;
}

/* ----------
 * the programme's own
 * ----------
 */

/* Is there a key outside with a check value as stored? */
static bool
stored_outside(const bytea *check, uint8 *key)
{
	return VARSIZE_ANY_EXHDR(check) == KEY_CHECK_BYTES &&
		key_outside((const uint8 *) VARDATA_ANY(check), key);
}

/* The key in the database, or else the one outside; false: there is none. */
static bool
find_own(uint8 *key)
{
	static Statement st = STATEMENT(
		"SELECT k.key, p.key_check, civic_internal.key_check(k.key) = p.key_check AS own "
		"FROM civic_private.programme p "
		"LEFT JOIN civic_private.vault_key k ON k.purpose = 'lookup'");
	bytea	   *stored;

	QUERY(&st);
	if (SPI_processed != 1)
		return false;
	stored = row_bytea(0, "key");
	if (stored == NULL)
		return stored_outside(row_bytea(0, "key_check"), key);
	if (VARSIZE_ANY_EXHDR(stored) != KEY_BYTES)
		return false;
	if (!row_bool(0, "own"))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the vault key belongs to another programme"),
				 errhint("Restore civic_private.vault_key from this programme's backup.")));
	memcpy(key, VARDATA_ANY(stored), KEY_BYTES);
	return true;
}

void
key_read(uint8 *key)
{
	OwnerScope	scope;

	owner_begin(&scope);
	SPI_connect();
	require_programme();
	if (!find_own(key))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the vault key is missing"),
				 errhint("Let civic_credit.key_file or civic_credit.key_command lead to it, or "
						 "restore civic_private.vault_key from its own backup. The server's log "
						 "says what was tried.")));
	SPI_finish();
	owner_end(&scope);
}

static Datum
check_datum(const uint8 *key)
{
	bytea	   *check = palloc(VARHDRSZ + KEY_CHECK_BYTES);

	SET_VARSIZE(check, VARHDRSZ + KEY_CHECK_BYTES);
	key_check(key, (uint8 *) VARDATA(check));
	return PointerGetDatum(check);
}

/* The check value of a key; null: it is none. */
Datum
civic_key_check(PG_FUNCTION_ARGS)
{
	bytea	   *key = PG_GETARG_BYTEA_PP(0);

	if (VARSIZE_ANY_EXHDR(key) != KEY_BYTES)
		PG_RETURN_NULL();
	return check_datum((const uint8 *) VARDATA_ANY(key));
}

/* The check value of the last key outside, or null. */
Datum
civic_outside_check(PG_FUNCTION_ARGS)
{
	uint8		key[KEY_BYTES];
	Datum		check;

	if (!key_outside(NULL, key))
		PG_RETURN_NULL();
	check = check_datum(key);
	key_wipe(key);
	return check;
}

/* Is there a key outside with this check value? */
Datum
civic_key_at_hand(PG_FUNCTION_ARGS)
{
	uint8		key[KEY_BYTES];
	bool		found = stored_outside(PG_GETARG_BYTEA_PP(0), key);

	key_wipe(key);
	PG_RETURN_BOOL(found);
}
