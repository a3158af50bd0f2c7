/*-------------------------------------------------------------------------
 *
 * key.c
 *	  Files, keys and signatures.  A key that signs never meets the database.
 *
 *-------------------------------------------------------------------------
 */
#include "client/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SECRET_START	"PRIVATE+KEY+"
#define FILE_MAX	(1 << 26)

/* ----------
 * files
 * ----------
 */

Text
read_file(const char *path)
{
	FILE	   *file = fopen(path, "rb");
	Text		text = {NULL, 0};
	size_t		room = 0,
				n;

	if (file == NULL)
		fail(EXIT_FAILED, "could not open \"%s\": %s", path, strerror(errno));
	do
	{
		room += 65536;
		text.data = enlarge(text.data, room + 1);
		n = fread(text.data + text.len, 1, room - text.len, file);
		text.len += n;
	} while (n > 0 && text.len < FILE_MAX);
	if (ferror(file) || text.len >= FILE_MAX)
		fail(EXIT_FAILED, "could not read \"%s\"", path);
	fclose(file);
	text.data[text.len] = '\0';
	return text;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

void
write_file(const char *path, const char *data, size_t len, bool is_secret)
{
	char	   *new_path = allocate(strlen(path) + 5);
	int			fd;

	sprintf(new_path, "%s.new", path);
	fd = open(new_path, O_WRONLY | O_CREAT | O_TRUNC, is_secret ? 0600 : 0644);
	if (fd < 0 || write(fd, data, len) != (ssize_t) len || fsync(fd) != 0 || close(fd) != 0 ||
		rename(new_path, path) != 0)
		fail(EXIT_FAILED, "could not write \"%s\": %s", path, strerror(errno));
	free(new_path);
}

/* ----------
 * keys
 * ----------
 */

static EVP_PKEY *
secret_key(const SigningKey *key)
{
	EVP_PKEY   *pkey = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->seed,
													ED25519_KEY);

	if (pkey == NULL)
		fail(EXIT_FAILED, "OpenSSL has no Ed25519");
	return pkey;
}

static void
complete_key(const char *name, uint8_t type, SigningKey *key)
{
	EVP_PKEY   *pkey = secret_key(key);
	size_t		n = ED25519_KEY;

	if (EVP_PKEY_get_raw_public_key(pkey, key->public.key, &n) != 1)
		fail(EXIT_FAILED, "OpenSSL could not make the public key");
	EVP_PKEY_free(pkey);
	snprintf(key->public.name, sizeof(key->public.name), "%s", name);
	key->public.type = type;
	key->public.key_id = note_key_id(key->public.name, type, key->public.key);
}

void
new_key(const char *name, uint8_t type, SigningKey *key)
{
	if (RAND_priv_bytes(key->seed, ED25519_KEY) != 1)
		fail(EXIT_FAILED, "OpenSSL has no random bytes");
	complete_key(name, type, key);
}

/* PRIVATE+KEY+name+id+base64(type || seed), as other programs for notes have it. */
void
write_key(const char *path, const SigningKey *key)
{
	uint8_t		bytes[1 + ED25519_KEY];
	char		encoded[64],
				text[NOTE_NAME_MAX + 128];
	int			n;

	bytes[0] = key->public.type;
	memcpy(bytes + 1, key->seed, ED25519_KEY);
	base64_encode(bytes, sizeof(bytes), encoded, sizeof(encoded));
	n = snprintf(text, sizeof(text), SECRET_START "%s+%08x+%s\n", key->public.name,
				 key->public.key_id, encoded);
	write_file(path, text, (size_t) n, true);
}

void
read_key(const char *path, SigningKey *key)
{
	Text		text = read_file(path);
	size_t		start = strlen(SECRET_START);
	uint8_t		bytes[1 + ED25519_KEY];
	char	   *name = text.data + start,
			   *id,
			   *encoded;
	uint32_t	key_id;

	text.data[strcspn(text.data, "\n")] = '\0';
	id = strncmp(text.data, SECRET_START, start) == 0 ? strchr(name, '+') : NULL;
	encoded = id ? strchr(id + 1, '+') : NULL;
	if (encoded == NULL || !note_name_valid(name, (size_t) (id - name)) ||
		base64_decode(encoded + 1, strlen(encoded + 1), bytes, sizeof(bytes)) != sizeof(bytes))
		fail(EXIT_FAILED, "\"%s\" has no key that signs", path);
	*id = '\0';
	key_id = (uint32_t) strtoul(id + 1, NULL, 16);
	memcpy(key->seed, bytes + 1, ED25519_KEY);
	complete_key(name, bytes[0], key);
	if (key->public.key_id != key_id)
		fail(EXIT_FAILED, "the key in \"%s\" has another id than it says", path);
}

/* ----------
 * signatures
 * ----------
 */

void
sign_text(const SigningKey *key, const char *text, size_t len, char *line, size_t size)
{
	bool		is_witness = key->public.type == KEY_COSIGNATURE;
	uint64_t	now = (uint64_t) time(NULL);
	NoteSignature signature = {.key_id = key->public.key_id};
	static char message[NOTE_MAX + 64];
	size_t		n = note_signed_text(key->public.type, now, text, len, message, sizeof(message)),
				signature_len = ED25519_SIGNATURE;
	EVP_PKEY   *pkey = secret_key(key);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	uint8_t    *to = signature.bytes + (is_witness ? 8 : 0);

	if (n >= sizeof(message))
		fail(EXIT_FAILED, "the text is too long to be signed");
	snprintf(signature.name, sizeof(signature.name), "%s", key->public.name);
	for (int i = 0; is_witness && i < 8; i++)
		signature.bytes[i] = (uint8_t) (now >> (56 - 8 * i));
	if (EVP_DigestSignInit(ctx, NULL, NULL, NULL, pkey) != 1 ||
		EVP_DigestSign(ctx, to, &signature_len, (const uint8_t *) message, n) != 1)
		fail(EXIT_FAILED, "OpenSSL could not sign");
	signature.n = signature_len + (is_witness ? 8 : 0);
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(pkey);
	note_signature_print(&signature, line, size);
}

static bool
signature_holds(const Note *note, const NoteSignature *signature, const NoteKey *key)
{
	size_t		skip = key->type == KEY_COSIGNATURE ? 8 : 0,
				n;
	uint64_t	seconds = 0;
	static char message[NOTE_MAX + 64];
	EVP_PKEY   *pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->key, ED25519_KEY);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool		holds;

	for (size_t i = 0; i < skip; i++)
		seconds = seconds << 8 | signature->bytes[i];
	n = note_signed_text(key->type, seconds, note->text, note->text_len, message,
						 sizeof(message));
	holds = pkey != NULL && n < sizeof(message) && signature->n == skip + ED25519_SIGNATURE &&
		EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, pkey) == 1 &&
		EVP_DigestVerify(ctx, signature->bytes + skip, ED25519_SIGNATURE,
						 (const uint8_t *) message, n) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(pkey);
	return holds;
}

/* Signatures of others are not looked at; one that claims this key has to hold. */
bool
note_signed_by(const Note *note, const NoteKey *key)
{
	bool		found = false;

	for (int i = 0; i < note->n; i++)
	{
		const NoteSignature *s = &note->signatures[i];

		if (s->key_id != key->key_id || strcmp(s->name, key->name) != 0)
			continue;
		if (!signature_holds(note, s, key))
			return false;
		found = true;
	}
	return found;
}

void
parse_signed(const char *what, const char *data, size_t len, const NoteKey *keys, int n_keys,
			 SignedCheckpoint *to)
{
	const char *wrong = note_parse(data, len, &to->note);

	if (wrong)
		fail(EXIT_NOT_SIGNED, "%s is no note: %s", what, wrong);
	wrong = checkpoint_parse(to->note.text, to->note.text_len, &to->checkpoint);
	if (wrong)
		fail(EXIT_NOT_SIGNED, "%s is no checkpoint: %s", what, wrong);
	for (int i = 0; i < n_keys; i++)
		if (!note_signed_by(&to->note, &keys[i]))
			fail(EXIT_NOT_SIGNED, "%s is not signed by %s", what, keys[i].name);
}

void
read_checkpoint(const char *path, const NoteKey *keys, int n_keys, SignedCheckpoint *to)
{
	to->file = read_file(path);
	parse_signed(path, to->file.data, to->file.len, keys, n_keys, to);
}

bool
ledger_of_origin(const char *origin, uint8_t ledger_id[LEDGER_ID_BYTES])
{
	const char *at = origin + strlen("civic_credit/");
	int			n = 0;

	if (strncmp(origin, "civic_credit/", strlen("civic_credit/")) != 0 || strlen(at) != 36)
		return false;
	for (; *at && n < LEDGER_ID_BYTES; at += *at == '-' ? 1 : 2)
	{
		unsigned	byte;

		if (*at != '-' && sscanf(at, "%2x", &byte) == 1)
			ledger_id[n++] = (uint8_t) byte;
	}
	return n == LEDGER_ID_BYTES;
}
