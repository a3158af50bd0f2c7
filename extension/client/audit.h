/*-------------------------------------------------------------------------
 *
 * audit.h
 *	  What the parts of civic-audit share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_AUDIT_H
#define CIVIC_AUDIT_H

#include <libpq-fe.h>

#include "core/block.h"
#include "core/note.h"

/* How it ends, for scripts: the first thing that is wrong, in this order. */
typedef enum ExitCode
{
	EXIT_VERIFIED = 0,
	EXIT_USAGE = 1,
	EXIT_FAILED = 2,			/* no connection, no file, no right to read */
	EXIT_TAMPERED = 3,			/* rows are not what was sealed */
	EXIT_FORKED = 4,			/* they are, but not what was signed */
	EXIT_ROLLED_BACK = 5,		/* there are fewer than were signed */
	EXIT_UNGUARDED = 6,			/* tables are not guarded as they should be */
	EXIT_NOT_SIGNED = 7			/* a note or a proof is not what it should be */
} ExitCode;

extern const char *program_name;

/* End with a message. */
extern _Noreturn void fail(ExitCode code,
						   const char *format,...) __attribute__((format(printf, 2, 3)));
extern void *allocate(size_t size);
extern void *enlarge(void *memory, size_t size);

/* ----------
 * files and keys
 * ----------
 */

typedef struct Text
{
	char	   *data;			/* with a zero behind it */
	size_t		len;
} Text;

extern Text read_file(const char *path);
extern bool file_exists(const char *path);

/* Replaces a file as a whole; nobody else may read a secret one. */
extern void write_file(const char *path, const char *data, size_t len, bool is_secret);

/* A key that signs: NoteKey and the 32 bytes of RFC 8032 that it is made from. */
typedef struct SigningKey
{
	NoteKey		public;
	uint8_t		seed[ED25519_KEY];
} SigningKey;

extern void new_key(const char *name, uint8_t type, SigningKey *key);
extern void read_key(const char *path, SigningKey *key);
extern void write_key(const char *path, const SigningKey *key);

/* The line of a signature over a text. */
extern void sign_text(const SigningKey *key, const char *text, size_t len, char *line,
					  size_t size);

/* Is the note signed by this key? */
extern bool note_signed_by(const Note *note, const NoteKey *key);

/* A note that is a checkpoint, and signed by each of the keys that are given. */
typedef struct SignedCheckpoint
{
	Text		file;
	Note		note;
	Checkpoint	checkpoint;
} SignedCheckpoint;

extern void read_checkpoint(const char *path, const NoteKey *keys, int n_keys,
							SignedCheckpoint *to);
extern void parse_signed(const char *what, const char *data, size_t len, const NoteKey *keys,
						 int n_keys, SignedCheckpoint *to);

/* The identity of a ledger from the origin of its checkpoints; false if it is another's. */
extern bool ledger_of_origin(const char *origin, uint8_t ledger_id[LEDGER_ID_BYTES]);

/* ----------
 * the database
 * ----------
 */

extern PGconn *connect_database(const char *database);
extern PGresult *query(PGconn *connection, const char *sql, int n, const char *const *values);
extern void command(PGconn *connection, const char *sql);

/* Rows of COPY in its binary format. */
typedef struct CopyReader
{
	PGconn	   *connection;
	char	   *row;			/* of libpq's */
	const uint8_t *at,
			   *end;
	bool		begun,
				ended;
	int			columns;
} CopyReader;

typedef struct CopyField
{
	const uint8_t *data;		/* NULL is null */
	int			len;
} CopyField;

extern void copy_begin(CopyReader *reader, PGconn *connection, const char *sql);
extern bool copy_row(CopyReader *reader, CopyField *fields, int n);

extern int64_t field_integer(const CopyField *field);
extern int64_t field_time(const CopyField *field);
extern int32_t field_day(const CopyField *field);

/* A hash from a value of the server, as text of a bytea. */
extern bool hash_from_hex(const char *text, MerkleHash *hash);

/* ----------
 * commands
 * ----------
 */

typedef struct Options
{
	const char *database;
	const char *key_file;
	const char *directory;
	const char *output;
	const char *state;
	const char *proof;
	const char *name;
	bool		as_json,
				is_witness,
				seals;
	int			n_keys,
				n_checkpoints;
	NoteKey		keys[NOTE_SIGNATURES];
	const char *checkpoints[NOTE_SIGNATURES];
	int			n_words;
	char	  **words;			/* the command, and what follows it */
} Options;

extern ExitCode do_keygen(const Options *options);
extern ExitCode do_notary(const Options *options);
extern ExitCode do_cosign(const Options *options);
extern ExitCode do_verify(const Options *options);
extern ExitCode do_prove(const Options *options);
extern ExitCode do_check(const Options *options);

#endif							/* CIVIC_AUDIT_H */
