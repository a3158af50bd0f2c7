/*-------------------------------------------------------------------------
 *
 * note.h
 *	  C2SP signed notes, and the checkpoints of tlog-checkpoint in them.
 *
 *	<origin>\n<tree size>\n<root in base64>\n
 *	\n
 *	— <key name> <base64(key id (4 bytes) || signature)>\n
 *
 * The parsers take one form only: whatever has two forms could be shown to two
 * readers as the same.  Signatures are made and checked elsewhere.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_NOTE_H
#define CIVIC_NOTE_H

#include "core/merkle.h"

#define NOTE_SIGNATURES	16		/* as many as a reader has to take */
#define NOTE_NAME_MAX	256
#define NOTE_SIGNATURE_MAX	128
#define NOTE_MAX	16384
#define ED25519_KEY	32
#define ED25519_SIGNATURE	64

/* types of keys */
#define KEY_ED25519		0x01
#define KEY_COSIGNATURE	0x04	/* a witness's, over a time and the text */

typedef struct NoteSignature
{
	char		name[NOTE_NAME_MAX];
	uint32_t	key_id;
	size_t		n;				/* bytes after the key id */
	uint8_t		bytes[NOTE_SIGNATURE_MAX];
} NoteSignature;

typedef struct Note
{
	const char *text;			/* within what was parsed, its last line break included */
	size_t		text_len;
	int			n;
	NoteSignature signatures[NOTE_SIGNATURES];
} Note;

typedef struct Checkpoint
{
	char		origin[NOTE_NAME_MAX];
	uint64_t	size;
	MerkleHash	root;
} Checkpoint;

typedef struct NoteKey
{
	char		name[NOTE_NAME_MAX];
	uint32_t	key_id;
	uint8_t		type;
	uint8_t		key[ED25519_KEY];
} NoteKey;

/* Standard base64 with padding; the length, of which all was written if it is below size. */
extern size_t base64_encode(const void *data, size_t n, char *text, size_t size);

/* Only the one text that encodes the bytes; -1 if it is another or there is no room. */
extern long base64_decode(const char *text, size_t len, uint8_t *data, size_t size);

/* NULL if all is well, else what is wrong. */
extern const char *note_parse(const char *data, size_t len, Note *note);
extern const char *checkpoint_parse(const char *text, size_t len, Checkpoint *checkpoint);

/* The text of a checkpoint, and the line of a signature; the length, as snprintf says it. */
extern size_t checkpoint_print(const Checkpoint *checkpoint, char *text, size_t size);
extern size_t note_signature_print(const NoteSignature *signature, char *text, size_t size);

/* Keys by which signatures are checked: name+hex(key id)+base64(type || key). */
extern uint32_t note_key_id(const char *name, uint8_t type, const uint8_t key[ED25519_KEY]);
extern const char *note_key_parse(const char *text, NoteKey *key);
extern size_t note_key_print(const NoteKey *key, char *text, size_t size);

/* May a key or a log be called so? */
extern bool note_name_valid(const char *name, size_t len);

/* What a signature of a key is over: the text, after a time for a witness.  As snprintf. */
extern size_t note_signed_text(uint8_t type, uint64_t seconds, const char *text, size_t len,
							   char *out, size_t size);

#endif							/* CIVIC_NOTE_H */
