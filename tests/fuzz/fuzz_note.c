/*-------------------------------------------------------------------------
 *
 * fuzz_note.c
 *	  Notes, checkpoints, keys, and the bytes of entries, from anywhere.
 *
 * The first byte chooses: 'C' begins a checkpoint, 'K' a key, 'E' the bytes of
 * an entry, anything else a note.  What is taken is printed again: the same
 * bytes come back, for nothing may have two forms.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/note.h"
#include "core/record.h"
#include "fuzz.h"

static void
try_note(const char *data, size_t size)
{
	static Note note;
	static char again[NOTE_MAX + 1];
	size_t		used;

	if (note_parse(data, size, &note) != NULL)
		return;
	expect(note.n > 0 && note.text_len > 0 && note.text[note.text_len - 1] == '\n');
	memcpy(again, note.text, note.text_len);
	again[note.text_len] = '\n';
	used = note.text_len + 1;
	for (int i = 0; i < note.n; i++)
	{
		expect(note_name_valid(note.signatures[i].name, strlen(note.signatures[i].name)));
		used += note_signature_print(&note.signatures[i], again + used, sizeof(again) - used);
	}
	expect(used == size && memcmp(again, data, size) == 0);
}

static void
try_checkpoint(const char *data, size_t size)
{
	Checkpoint	checkpoint;
	char		again[1024];
	size_t		used;

	if (checkpoint_parse(data, size, &checkpoint) != NULL || strlen(checkpoint.origin) == 0)
		return;
	used = checkpoint_print(&checkpoint, again, sizeof(again));
	/* what follows are extensions */
	expect(used <= size && memcmp(again, data, used) == 0);
}

static void
try_key(const char *text)
{
	NoteKey		key;
	char		again[1024];

	if (note_key_parse(text, &key) != NULL)
		return;
	note_key_print(&key, again, sizeof(again));
	expect(strcmp(again, text) == 0);
}

static void
try_entry(Arena *arena, const uint8_t *data, size_t size)
{
	uint8_t		id[LEDGER_ID_BYTES];
	RecordEntry entry;
	int			version;
	RecordBuffer buffer = {arena_alloc(arena, size + 1), size, 0};

	if (!record_read_entry(data, size, id, &version, &entry))
		return;
	record_entry(&buffer, id, version, &entry);
	expect(buffer.used == size && memcmp(buffer.data, data, size) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena		arena = {NULL};
	char	   *text = arena_alloc(&arena, size + 1);

	memcpy(text, data, size);
	text[size] = '\0';
	if (text[0] == 'C')
		try_checkpoint(text + 1, size - 1);
	else if (text[0] == 'K')
		try_key(text + 1);
	else if (text[0] == 'E')
		try_entry(&arena, (const uint8_t *) text + 1, size - 1);
	else
		try_note(text, size);
	arena_free(&arena);
	return 0;
}
