/*-------------------------------------------------------------------------
 *
 * note.c
 *	  Signed notes and checkpoints, to and from text.
 *
 *-------------------------------------------------------------------------
 */
#include "core/note.h"

#include <stdio.h>
#include <string.h>

#define SIGNATURE_START	"\xe2\x80\x94 "	/* an em dash and a space */

/* ----------
 * base64
 * ----------
 */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
put_char(char c, char *text, size_t size, size_t *len)
{
	if (*len < size)
		text[*len] = c;
	(*len)++;
}

size_t
base64_encode(const void *data, size_t n, char *text, size_t size)
{
	const uint8_t *at = data;
	size_t		len = 0;

	for (size_t i = 0; i < n; i += 3)
	{
		size_t		left = n - i < 3 ? n - i : 3;
		uint32_t	bits = (uint32_t) at[i] << 16;

		if (left > 1)
			bits |= (uint32_t) at[i + 1] << 8;
		if (left > 2)
			bits |= at[i + 2];
		for (size_t j = 0; j < 4; j++)
			put_char(j <= left ? digits64[bits >> (18 - 6 * j) & 63] : '=', text, size, &len);
	}
	if (size > 0)
		text[len < size ? len : size - 1] = '\0';
	return len;
}

static int
digit64(char c)
{
	const char *at = c == '\0' ? NULL : strchr(digits64, c);

	return at ? (int) (at - digits64) : -1;
}

/* How many of the last four characters stand for nothing. */
static size_t
padding_of(const char *text, size_t len)
{
	if (len == 0 || text[len - 1] != '=')
		return 0;
	return text[len - 2] == '=' ? 2 : 1;
}

long
base64_decode(const char *text, size_t len, uint8_t *data, size_t size)
{
	size_t		pad,
				n = 0;
	uint32_t	bits = 0;

	if (len % 4 != 0)
		return -1;
	pad = padding_of(text, len);
	if (len / 4 * 3 - pad > size)
		return -1;
	for (size_t i = 0; i < len - pad; i++)
	{
		int			digit = digit64(text[i]);

		if (digit < 0)
			return -1;
		bits = bits << 6 | (uint32_t) digit;
		if (i % 4 > 0)
			data[n++] = (uint8_t) (bits >> (6 - 2 * (i % 4)));
	}
	/* bits that no byte holds are zero */
	if (pad > 0 && (bits & (pad == 1 ? 3 : 15)) != 0)
		return -1;
	return (long) n;
}

/* ----------
 * names and lines
 * ----------
 */

/* Neither a space nor a plus, which separate, nor anything that a terminal might obey. */
bool
note_name_valid(const char *name, size_t len)
{
	if (len == 0 || len >= NOTE_NAME_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((uint8_t) name[i] <= ' ' || name[i] == '+' || name[i] == 0x7f)
			return false;
	return true;
}

/* Is it UTF-8 without characters that control something, but for line breaks? */
static bool
text_valid(const char *text, size_t len)
{
	for (size_t i = 0; i < len;)
	{
		uint8_t		c = (uint8_t) text[i];
		int			more = c < 0x80 ? 0 : c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		uint32_t	point = more == 0 ? c : c & (0x3f >> more);
		static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};

		if ((c < 0x20 && c != '\n') || c == 0x7f || (c >= 0x80 && c < 0xc2) || c > 0xf4)
			return false;
		for (i++; more > 0 && i < len && ((uint8_t) text[i] & 0xc0) == 0x80; i++, more--)
			point = point << 6 | ((uint8_t) text[i] & 0x3f);
		if (more > 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
			return false;
		more = c < 0x80 ? 0 : c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		if (point < least[more])
			return false;
	}
	return true;
}

/* The length of the line without its break; SIZE_MAX if none ends it. */
static size_t
line_length(const char *at, size_t left)
{
	const char *end = memchr(at, '\n', left);

	return end ? (size_t) (end - at) : SIZE_MAX;
}

static uint32_t
read_key_id(const uint8_t *bytes)
{
	return (uint32_t) bytes[0] << 24 | (uint32_t) bytes[1] << 16 | (uint32_t) bytes[2] << 8 |
		bytes[3];
}

/* ----------
 * notes
 * ----------
 */

static const char *
parse_signature(const char *line, size_t len, NoteSignature *signature)
{
	size_t		start = strlen(SIGNATURE_START);
	const char *space;
	uint8_t		bytes[4 + NOTE_SIGNATURE_MAX];
	long		n;

	if (len < start || memcmp(line, SIGNATURE_START, start) != 0)
		return "a line of a signature does not begin with a dash";
	line += start;
	len -= start;
	space = memchr(line, ' ', len);
	if (space == NULL || !note_name_valid(line, (size_t) (space - line)))
		return "a signature lacks a name";
	n = base64_decode(space + 1, len - (size_t) (space - line) - 1, bytes, sizeof(bytes));
	if (n < 5)
		return "a signature is no base64 of a key id and more";
	memcpy(signature->name, line, (size_t) (space - line));
	signature->name[space - line] = '\0';
	signature->key_id = read_key_id(bytes);
	signature->n = (size_t) n - 4;
	memcpy(signature->bytes, bytes + 4, signature->n);
	return NULL;
}

/* Where the empty line before the signatures begins: the last one of the note. */
static const char *
find_separator(const char *data, size_t len)
{
	for (size_t i = len; i-- > 1;)
		if (data[i] == '\n' && data[i - 1] == '\n')
			return data + i;
	return NULL;
}

const char *
note_parse(const char *data, size_t len, Note *note)
{
	const char *at = find_separator(data, len),
			   *end = data + len,
			   *wrong;

	if (len > NOTE_MAX)
		return "it is too long";
	if (!text_valid(data, len))
		return "it is not UTF-8, or has characters that control something";
	if (at == NULL || at + 1 == end)
		return "it has no signature";
	note->text = data;
	note->text_len = (size_t) (at - data);
	note->n = 0;
	for (at++; at < end;)
	{
		size_t		line = line_length(at, (size_t) (end - at));

		if (line == SIZE_MAX)
			return "it does not end with a line break";
		if (note->n == NOTE_SIGNATURES)
			return "it has too many signatures";
		wrong = parse_signature(at, line, &note->signatures[note->n++]);
		if (wrong)
			return wrong;
		at += line + 1;
	}
	return NULL;
}

size_t
note_signature_print(const NoteSignature *signature, char *text, size_t size)
{
	uint8_t		bytes[4 + NOTE_SIGNATURE_MAX];
	char		encoded[(4 + NOTE_SIGNATURE_MAX) * 4 / 3 + 8];

	for (int i = 0; i < 4; i++)
		bytes[i] = (uint8_t) (signature->key_id >> (24 - 8 * i));
	memcpy(bytes + 4, signature->bytes, signature->n);
	base64_encode(bytes, 4 + signature->n, encoded, sizeof(encoded));
	return (size_t) snprintf(text, size, SIGNATURE_START "%s %s\n", signature->name, encoded);
}

/* ----------
 * checkpoints
 * ----------
 */

/* A decimal number without a leading zero. */
static bool
parse_size(const char *text, size_t len, uint64_t *size)
{
	*size = 0;
	if (len == 0 || len > 19 || (text[0] == '0' && len > 1))
		return false;
	for (size_t i = 0; i < len; i++)
	{
		if (text[i] < '0' || text[i] > '9')
			return false;
		*size = *size * 10 + (uint64_t) (text[i] - '0');
	}
	return *size >> 63 == 0;
}

const char *
checkpoint_parse(const char *text, size_t len, Checkpoint *checkpoint)
{
	const char *line[3];
	size_t		lengths[3];

	if (!text_valid(text, len))
		return "it is not UTF-8, or has characters that control something";
	for (int i = 0; i < 3; i++)
	{
		line[i] = text;
		lengths[i] = line_length(text, len);
		if (lengths[i] == SIZE_MAX)
			return "it has fewer than three lines";
		text += lengths[i] + 1;
		len -= lengths[i] + 1;
	}
	if (lengths[0] == 0 || lengths[0] >= NOTE_NAME_MAX)
		return "it has no origin";
	memcpy(checkpoint->origin, line[0], lengths[0]);
	checkpoint->origin[lengths[0]] = '\0';
	if (!parse_size(line[1], lengths[1], &checkpoint->size))
		return "its size is no decimal number";
	if (base64_decode(line[2], lengths[2], checkpoint->root.bytes, HASH_BYTES) != HASH_BYTES)
		return "its root is no base64 of 32 bytes";
	/* further lines are extensions, which say nothing to us */
	return NULL;
}

size_t
checkpoint_print(const Checkpoint *checkpoint, char *text, size_t size)
{
	char		root[HASH_BYTES * 2];

	base64_encode(checkpoint->root.bytes, HASH_BYTES, root, sizeof(root));
	return (size_t) snprintf(text, size, "%s\n%llu\n%s\n", checkpoint->origin,
							 (unsigned long long) checkpoint->size, root);
}

/* ----------
 * keys
 * ----------
 */

uint32_t
note_key_id(const char *name, uint8_t type, const uint8_t key[ED25519_KEY])
{
	Sha256		hash;
	uint8_t		digest[HASH_BYTES];

	sha256_begin(&hash);
	sha256_add(&hash, name, strlen(name));
	sha256_add(&hash, "\n", 1);
	sha256_add(&hash, &type, 1);
	sha256_add(&hash, key, ED25519_KEY);
	sha256_end(&hash, digest);
	return read_key_id(digest);
}

const char *
note_key_parse(const char *text, NoteKey *key)
{
	const char *first = strchr(text, '+'),
			   *second = first ? strchr(first + 1, '+') : NULL;
	uint8_t		bytes[1 + ED25519_KEY];
	char		hex[9];

	if (second == NULL || second - first != 9 ||
		!note_name_valid(text, (size_t) (first - text)))
		return "it is not of the form name+id+key";
	if (base64_decode(second + 1, strlen(second + 1), bytes, sizeof(bytes)) != sizeof(bytes))
		return "its key is no base64 of 33 bytes";
	if (bytes[0] != KEY_ED25519 && bytes[0] != KEY_COSIGNATURE)
		return "its type is not known";
	memcpy(key->name, text, (size_t) (first - text));
	key->name[first - text] = '\0';
	key->type = bytes[0];
	memcpy(key->key, bytes + 1, ED25519_KEY);
	key->key_id = note_key_id(key->name, key->type, key->key);
	snprintf(hex, sizeof(hex), "%08x", key->key_id);
	return memcmp(hex, first + 1, 8) == 0 ? NULL : "its id is not that of its name and key";
}

size_t
note_key_print(const NoteKey *key, char *text, size_t size)
{
	uint8_t		bytes[1 + ED25519_KEY];
	char		encoded[64];

	bytes[0] = key->type;
	memcpy(bytes + 1, key->key, ED25519_KEY);
	base64_encode(bytes, sizeof(bytes), encoded, sizeof(encoded));
	return (size_t) snprintf(text, size, "%s+%08x+%s", key->name, key->key_id, encoded);
}

size_t
note_signed_text(uint8_t type, uint64_t seconds, const char *text, size_t len, char *out,
				 size_t size)
{
	if (type == KEY_COSIGNATURE)
		return (size_t) snprintf(out, size, "cosignature/v1\ntime %llu\n%.*s",
								 (unsigned long long) seconds, (int) len, text);
	return (size_t) snprintf(out, size, "%.*s", (int) len, text);
}
