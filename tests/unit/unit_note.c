/*-------------------------------------------------------------------------
 *
 * unit_note.c
 *	  Signed notes and checkpoints: C2SP's example, and forged ones.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/note.h"
#include "unit.h"

#define DASH	"\xe2\x80\x94 "
#define FOO_KEY	"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define FOO_TEXT	"This is an example message.\n"
#define FOO_LINE	DASH "example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlT" \
	"gK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
#define ROOT	"XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="

static void
check_note(const char *data, const char *expected, const char *what)
{
	static Note note;

	check_text(note_parse(data, strlen(data), &note), expected, "%s", what);
}

/* The example that C2SP publishes; its signature is checked where Ed25519 is. */
static void
test_example(void)
{
	static Note note;
	NoteKey		key;
	char		line[512],
				text[256];

	check_text(note_parse(FOO_TEXT "\n" FOO_LINE, strlen(FOO_TEXT "\n" FOO_LINE), &note), NULL,
			   "the example");
	check_int((int64_t) note.text_len, (int64_t) strlen(FOO_TEXT), "its text");
	check_int(note.n, 1, "its signatures");
	check_text(note.signatures[0].name, "example.com/foo", "its name");
	check_int((int64_t) note.signatures[0].n, ED25519_SIGNATURE, "its length");
	check_text(note_key_parse(FOO_KEY, &key), NULL, "its key");
	check_int(key.key_id, note.signatures[0].key_id, "its key id");
	check_int(key.type, KEY_ED25519, "its type");
	note_signature_print(&note.signatures[0], line, sizeof(line));
	check_text(line, FOO_LINE, "printed again");
	note_key_print(&key, text, sizeof(text));
	check_text(text, FOO_KEY, "the key printed again");
}

static void
test_notes(void)
{
	static char many[4000];

	check_note("", "it has no signature", "nothing");
	check_note("\n\n", "it has no signature", "no text and no signature");
	check_note(FOO_TEXT, "it has no signature", "no signature");
	check_note(FOO_TEXT "\n", "it has no signature", "an empty list");
	check_note(FOO_TEXT "\nfoo bar\n", "a line of a signature does not begin with a dash", "dash");
	check_note(FOO_TEXT "\na\n", "a line of a signature does not begin with a dash", "short");
	check_note(FOO_TEXT "\n" DASH "foo\n", "a signature lacks a name", "no space");
	check_note(FOO_TEXT "\n" DASH " AAAAAAA=\n", "a signature lacks a name", "no name");
	check_note(FOO_TEXT "\n" DASH "a+b AAAAAAA=\n", "a signature lacks a name", "a plus");
	check_note(FOO_TEXT "\n" DASH "a AAAA\n",
			   "a signature is no base64 of a key id and more", "too short");
	check_note(FOO_TEXT "\n" DASH "a AAAAAAB=\n",
			   "a signature is no base64 of a key id and more", "bits too many");
	check_note(FOO_TEXT "\n" DASH "a AAAAAA==", "it does not end with a line break", "no end");
	check_note(FOO_TEXT "\n" DASH "a AAAAAAA=\n", NULL, "one byte");
	check_note("a\r\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "CR LF");
	check_note("\xc0\x80\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "overlong");
	check_note("\xe0\x80\x80\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "overlong by three");
	check_note("\xed\xa0\x80\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "half a character");
	check_note("\xf4\x90\x80\x80\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "too far");
	check_note("\xf5\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "no start");
	check_note("\x7f\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "delete");
	check_note("\xe4\xb8\n\n" DASH "a AAAAAAA=\n",
			   "it is not UTF-8, or has characters that control something", "cut off");
	check_note("\xc3\xa9\n\n" DASH "a AAAAAAA=\n", NULL, "two bytes");
	check_note("\xe4\xb8\xad\xf0\x9f\x98\x80\n\n" DASH "a AAAAAAA=\n", NULL, "three and four bytes");
	strcpy(many, FOO_TEXT "\n");
	for (int i = 0; i < NOTE_SIGNATURES; i++)
		strcat(many, DASH "a AAAAAAA=\n");
	check_note(many, NULL, "as many as have to be taken");
	strcat(many, DASH "a AAAAAAA=\n");
	check_note(many, "it has too many signatures", "one more");
}

static void
test_lengths(void)
{
	static Note note;
	static char data[NOTE_MAX + 2];
	char		name[NOTE_NAME_MAX + 1];

	memset(data, 'a', sizeof(data));
	check_text(note_parse(data, NOTE_MAX + 1, &note), "it is too long", "a note");
	memset(name, 'a', sizeof(name));
	check(note_name_valid(name, NOTE_NAME_MAX - 1), "the longest name");
	check(!note_name_valid(name, NOTE_NAME_MAX), "too long a name");
	check(!note_name_valid("\x7f", 1), "a name that deletes");
}

static void
check_checkpoint(const char *text, const char *expected)
{
	Checkpoint	checkpoint;

	check_text(checkpoint_parse(text, strlen(text), &checkpoint), expected, "%s", text);
}

static void
test_checkpoints(void)
{
	Checkpoint	checkpoint;
	char		text[512];
	const char *good = "ledger.example/points\n8\n" ROOT "\n";

	check_text(checkpoint_parse(good, strlen(good), &checkpoint), NULL, "good");
	check_text(checkpoint.origin, "ledger.example/points", "origin");
	check_int((int64_t) checkpoint.size, 8, "size");
	check_int(checkpoint.root.bytes[0], 0x5d, "root");
	checkpoint_print(&checkpoint, text, sizeof(text));
	check_text(text, good, "printed again");
	check_checkpoint("a\n8\n" ROOT "\nextension\n", NULL);
	check_checkpoint("a\n0\n" ROOT "\n", NULL);
	check_checkpoint("a\n9223372036854775807\n" ROOT "\n", NULL);
	check_checkpoint("a\n9223372036854775808\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("a\n18446744073709551617\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("a\n08\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("a\n\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("a\n-8\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("a\n8:\n" ROOT "\n", "its size is no decimal number");
	check_checkpoint("\n8\n" ROOT "\n", "it has no origin");
	check_checkpoint("a\tb\n8\n" ROOT "\n",
					 "it is not UTF-8, or has characters that control something");
	check_checkpoint("a\n8\n\xe4\xb8",
					 "it is not UTF-8, or has characters that control something");
	check_checkpoint("a\n8\n" ROOT, "it has fewer than three lines");
	check_checkpoint("a\n8\nAAAA\n", "its root is no base64 of 32 bytes");
	check_checkpoint("a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n",
					 "its root is no base64 of 32 bytes");
	memset(text, 'a', NOTE_NAME_MAX);
	strcpy(text + NOTE_NAME_MAX, "\n8\n" ROOT "\n");
	check_checkpoint(text, "it has no origin");
}

static void
test_keys(void)
{
	NoteKey		key,
				witness = {"w", 0, KEY_COSIGNATURE, {1, 2, 3}};
	char		text[256];

	check_text(note_key_parse("example.com/foo", &key), "it is not of the form name+id+key", "a name");
	check_text(note_key_parse("example.com/foo+530d903a", &key),
			   "it is not of the form name+id+key", "no key");
	check_text(note_key_parse("a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", &key),
			   "it is not of the form name+id+key", "a space");
	check_text(note_key_parse("a+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", &key),
			   "it is not of the form name+id+key", "a short id");
	check_text(note_key_parse("a+530d903a+Aeky", &key), "its key is no base64 of 33 bytes", "short");
	check_text(note_key_parse("a+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", &key),
			   "its type is not known", "type");
	check_text(note_key_parse("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
							  &key), "its id is not that of its name and key", "id");
	witness.key_id = note_key_id("w", KEY_COSIGNATURE, witness.key);
	note_key_print(&witness, text, sizeof(text));
	check_text(note_key_parse(text, &key), NULL, "a witness");
	check_int(key.type, KEY_COSIGNATURE, "its type");
	check_text(note_key_parse("example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
							  &key), "its id is not that of its name and key", "another name");
}

static void
check_base64(const char *text, const char *bytes)
{
	uint8_t		data[16];
	char		again[32];
	long		n = base64_decode(text, strlen(text), data, sizeof(data));

	check_int(n, bytes ? (int64_t) strlen(bytes) : -1, "length of \"%s\"", text);
	if (n < 0)
		return;
	check(memcmp(data, bytes, (size_t) n) == 0, "bytes of \"%s\"", text);
	base64_encode(data, (size_t) n, again, sizeof(again));
	check_text(again, text, "encoded again");
}

/* The vectors of RFC 4648, and second forms of the same. */
static void
test_base64(void)
{
	char		cut[3];
	uint8_t		small[2];

	check_base64("", "");
	check_base64("Zg==", "f");
	check_base64("Zm8=", "fo");
	check_base64("Zm9v", "foo");
	check_base64("Zm9vYg==", "foob");
	check_base64("Zm9vYmE=", "fooba");
	check_base64("Zm9vYmFy", "foobar");
	check_base64("Zh==", NULL);
	check_base64("Zm9=", NULL);
	check_base64("Zg", NULL);
	check_base64("Zg=A", NULL);
	check_base64("Z===", NULL);
	check_base64("Zm 9", NULL);
	check_int(base64_decode("Zm9\0", 4, (uint8_t *) cut, sizeof(cut)), -1, "a zero byte");
	check_int(base64_decode("Zm9v", 4, small, 2), -1, "no room");
	check_int((int64_t) base64_encode("foo", 3, cut, sizeof(cut)), 4, "the length of what was cut");
	check_text(cut, "Zm", "what was cut");
	check_int((int64_t) base64_encode("foo", 3, cut, 0), 4, "the length alone");
}

static void
test_signed_text(void)
{
	char		text[128];

	note_signed_text(KEY_COSIGNATURE, 1700000000, "a\n8\nb\n", 6, text, sizeof(text));
	check_text(text, "cosignature/v1\ntime 1700000000\na\n8\nb\n", "of a witness");
	note_signed_text(KEY_ED25519, 1700000000, "a\n8\nb\n", 6, text, sizeof(text));
	check_text(text, "a\n8\nb\n", "of a log");
}

const UnitTest note_tests[] = {
	{"note: the example that C2SP publishes", test_example},
	{"note: what is none", test_notes},
	{"note: lengths", test_lengths},
	{"note: checkpoints, one form each", test_checkpoints},
	{"note: keys", test_keys},
	{"note: base64, one form each", test_base64},
	{"note: what is signed", test_signed_text},
	{0}
};
