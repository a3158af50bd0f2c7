/*-------------------------------------------------------------------------
 *
 * verify.c
 *	  civic-audit verify: is the programme what was sealed, and what was signed?
 *
 *-------------------------------------------------------------------------
 */
#include "client/stored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------
 * where the damage is
 * ----------
 */

static int
compare_hashes(const void *a, const void *b)
{
	return memcmp(a, b, HASH_BYTES);
}

static bool
contains(const MerkleHash *sorted, size_t n, const MerkleHash *hash)
{
	return bsearch(hash, sorted, n, sizeof(MerkleHash), compare_hashes) != NULL;
}

/* Which rows of a block are not leaves of it, and which leaves are no row's. */
static void
locate(Ledger *l, const Block *b)
{
	size_t		n = (size_t) (block_end(b) - b->first_index);
	MerkleHash *stored = allocate(n * sizeof(MerkleHash)),
			   *made = allocate(n * sizeof(MerkleHash));

	memcpy(stored, l->stored + b->first_index, n * sizeof(MerkleHash));
	memcpy(made, l->leaves + b->first_index, n * sizeof(MerkleHash));
	qsort(stored, n, sizeof(MerkleHash), compare_hashes);
	qsort(made, n, sizeof(MerkleHash), compare_hashes);
	for (uint64_t i = b->first_index; i < block_end(b); i++)
	{
		const LeafNote *note = &l->notes[i];

		if (note->table && !contains(stored, n, &l->leaves[i]))
			add_fault(l, b->block_no, -1, note->table, note->entry_id,
					  "the row is not what was sealed");
		if (!contains(made, n, &l->stored[i]))
			add_fault(l, b->block_no, (int64_t) i, NULL, 0, "no row is what was sealed here");
	}
	free(stored);
	free(made);
}

static void
compare_with_tiles(Ledger *l)
{
	int64_t		total = 0;

	for (size_t i = 0; i < l->n_blocks; i++)
	{
		const Block *b = &l->blocks[i];
		uint64_t	n = block_end(b) - b->first_index;

		total += l->totals[i];
		if (b->total != total)
			add_fault(l, b->block_no, -1, "block", 0,
					  "the total of quantities is not that of the entries");
		if (memcmp(l->leaves + b->first_index, l->stored + b->first_index,
				   n * sizeof(MerkleHash)) != 0)
			locate(l, b);
	}
}

/* ----------
 * subjects
 * ----------
 */

typedef struct SubjectSlot
{
	int64_t		subject_id;		/* 0: free */
	SubjectState state;
} SubjectSlot;

typedef struct SubjectTable
{
	size_t		n,
				room;
	SubjectSlot *slots;
} SubjectTable;

static SubjectSlot *
find_slot(SubjectTable *t, int64_t subject_id)
{
	size_t		at = (size_t) ((uint64_t) subject_id * UINT64_C(0x9e3779b97f4a7c15)) % t->room;

	while (t->slots[at].subject_id != 0 && t->slots[at].subject_id != subject_id)
		at = (at + 1) % t->room;
	return &t->slots[at];
}

static void
grow(SubjectTable *t)
{
	SubjectTable more = {.n = t->n,.room = t->room ? 2 * t->room : 1024};

	more.slots = allocate(sizeof(SubjectSlot) * more.room);
	for (size_t i = 0; i < t->room; i++)
		if (t->slots[i].subject_id != 0)
			*find_slot(&more, t->slots[i].subject_id) = t->slots[i];
	free(t->slots);
	*t = more;
}

static void
add_to_subject(Ledger *l, SubjectTable *t, uint64_t index)
{
	int64_t		subject_id = l->notes[index].subject_id;
	SubjectSlot *slot;

	if (subject_id == 0)
		return;
	if (2 * t->n >= t->room)
		grow(t);
	slot = find_slot(t, subject_id);
	if (slot->subject_id == 0)
	{
		slot->subject_id = subject_id;
		subject_key(l->id, subject_id, &slot->state.key);
		t->n++;
	}
	subject_add(&slot->state, &l->leaves[index]);
}

static void
compare_subjects(Ledger *l, const SubjectTable *t, const Block *b)
{
	SubjectState *states = allocate(sizeof(SubjectState) * t->n);
	MerkleHash	root;
	size_t		n = 0;

	for (size_t i = 0; i < t->room; i++)
		if (t->slots[i].subject_id != 0)
			states[n++] = t->slots[i].state;
	if (n > 0)
		qsort(states, n, sizeof(SubjectState), subject_compare);
	subjects_root(states, n, &root);
	if (!merkle_equal(&root, &b->subjects_root))
		add_fault(l, b->block_no, (int64_t) block_header_index(b) - 1, "subject_leaves", 0,
				  "the root over subjects is not that of their leaves");
	free(states);
}

/* What was sealed about each subject, block by block. */
static void
verify_subjects(Ledger *l)
{
	SubjectTable t = {0};

	for (size_t i = 0; i < l->n_blocks; i++)
	{
		if (l->blocks[i].has_subjects)
			compare_subjects(l, &t, &l->blocks[i]);
		for (uint64_t index = l->blocks[i].first_index; index < block_end(&l->blocks[i]); index++)
			add_to_subject(l, &t, index);
	}
	free(t.slots);
}

/* ----------
 * guards
 * ----------
 */

#define GUARDS_QUERY \
	"SELECT c.relname, CASE " \
	"WHEN c.relkind <> 'r' OR c.relispartition THEN 'it is no table of its own' " \
	"WHEN NOT c.relrowsecurity THEN 'row security is off' " \
	"WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid) " \
	"THEN 'it has rules' " \
	"WHEN (SELECT count(*) FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc f " \
	"ON f.oid = t.tgfoid AND f.proname = 'refuse_change' AND f.probin IS NOT NULL " \
	"WHERE t.tgrelid = c.oid AND t.tgenabled = 'A' " \
	"AND (t.tgname, t.tgtype) IN (('guard_rows', 27), ('guard_table', 34))) < 2 " \
	"THEN 'a guard against changes is missing, disabled or another' " \
	"WHEN (SELECT count(*) FILTER (WHERE p.polname = 'sealed' AND p.polcmd = 'r' " \
	"AND pg_catalog.pg_get_expr(p.polqual, p.polrelid) LIKE '%is_auditor%') <> count(*) " \
	"OR count(*) <> 1 FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid) " \
	"THEN 'its rows are hidden or shown by another policy' END " \
	"FROM pg_catalog.pg_class c " \
	"JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace AND s.nspname = 'civic_private' " \
	"WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND c.relname <> 'subject' " \
	"AND (c.relname IN ('entry', 'policy', 'rule', 'block', 'tile') OR EXISTS (SELECT " \
	"FROM pg_catalog.pg_attribute x WHERE x.attrelid = c.oid AND x.attname = 'xact'))"

static size_t
verify_guards(Ledger *l)
{
	PGresult   *result = query(l->connection, GUARDS_QUERY, 0, NULL);
	size_t		found = 0;

	for (int row = 0; row < PQntuples(result); row++)
		if (!PQgetisnull(result, row, 1))
		{
			add_fault(l, 0, -1, PQgetvalue(result, row, 0), 0, PQgetvalue(result, row, 1));
			found++;
		}
	return found;
}

/* ----------
 * checkpoints
 * ----------
 */

static ExitCode
compare_checkpoint(Ledger *l, const char *path, const SignedCheckpoint *signed_one)
{
	const Checkpoint *c = &signed_one->checkpoint;
	MerkleHash	root;

	if (strcmp(c->origin, l->origin) != 0)
	{
		add_fault(l, 0, -1, NULL, 0, "a checkpoint is of another ledger");
		return EXIT_FORKED;
	}
	if (c->size > l->size)
	{
		add_fault(l, 0, (int64_t) c->size, NULL, 0, "there are fewer leaves than were signed");
		return EXIT_ROLLED_BACK;
	}
	merkle_root(l->leaves, c->size, &root);
	if (merkle_equal(&root, &c->root))
		return EXIT_VERIFIED;
	(void) path;
	add_fault(l, 0, (int64_t) c->size, NULL, 0, "what was signed up to here was something else");
	return EXIT_FORKED;
}

/* ----------
 * what is said
 * ----------
 */

static void
print_hash(FILE *to, const MerkleHash *hash)
{
	for (int i = 0; i < HASH_BYTES; i++)
		fprintf(to, "%02x", hash->bytes[i]);
}

static void
print_fault(const Fault *f, bool as_json, bool is_first)
{
	if (as_json)
		printf("%s{\"block\": %lld, \"leaf\": %lld, \"table\": \"%s\", \"entry\": %lld, "
			   "\"fault\": \"%s\"}", is_first ? "" : ", ", (long long) f->block_no,
			   (long long) f->leaf_index, f->table, (long long) f->id, f->what);
	else
	{
		if (f->block_no > 0)
			printf("block %lld: ", (long long) f->block_no);
		if (f->leaf_index >= 0)
			printf("leaf %lld: ", (long long) f->leaf_index);
		if (f->table[0])
			printf("%s: ", f->table);
		if (f->id)
			printf("%lld: ", (long long) f->id);
		puts(f->what);
	}
}

static void
print_result(const Ledger *l, const Options *o, ExitCode code, size_t compared)
{
	MerkleHash	root;

	merkle_root(l->leaves, l->size, &root);
	if (o->as_json)
		printf("{\"verified\": %s, \"status\": %d, \"origin\": \"%s\", \"size\": %llu, "
			   "\"blocks\": %zu, \"checkpoints\": %zu, \"root\": \"",
			   code == EXIT_VERIFIED ? "true" : "false", code, l->origin,
			   (unsigned long long) l->size, l->n_blocks, compared);
	else
		printf("%s: %llu leaves in %zu blocks, root ", l->origin, (unsigned long long) l->size,
			   l->n_blocks);
	print_hash(stdout, &root);
	fputs(o->as_json ? "\", \"faults\": [" : "\n", stdout);
	for (size_t i = 0; i < l->n_faults; i++)
		print_fault(&l->faults[i], o->as_json, i == 0);
	if (o->as_json)
		puts("]}");
	else if (code != EXIT_VERIFIED)
		printf("NOT verified: %zu faults\n", l->n_faults);
	else if (compared == 0)
		puts("consistent in itself; only a checkpoint from outside shows more: --checkpoint");
	else
		printf("verified with %zu checkpoints from outside\n", compared);
}

/* ----------
 * the command
 * ----------
 */

static void
find_origin(Ledger *l)
{
	Checkpoint	checkpoint;
	PGresult   *result = query(l->connection, "SELECT civic.checkpoint()", 0, NULL);
	const char *text = PQgetvalue(result, 0, 0);

	if (checkpoint_parse(text, strlen(text), &checkpoint) != NULL ||
		!ledger_of_origin(checkpoint.origin, l->id))
		fail(EXIT_FAILED, "the server does not say which ledger it has");
	l->origin = strdup(checkpoint.origin);
}

ExitCode
do_verify(const Options *o)
{
	static SignedCheckpoint signed_ones[NOTE_SIGNATURES];
	Ledger		ledger = {0};
	ExitCode	code = EXIT_VERIFIED,
				signed_code = EXIT_VERIFIED;
	size_t		unguarded;

	for (int i = 0; i < o->n_checkpoints; i++)
		read_checkpoint(o->checkpoints[i], o->keys, o->n_keys, &signed_ones[i]);
	ledger.connection = connect_database(o->database);
	command(ledger.connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	find_origin(&ledger);
	read_ledger(&ledger);
	place_entries(&ledger);
	place_rows(&ledger);
	place_headers(&ledger);
	show_progress(&ledger, true);
	compare_with_tiles(&ledger);
	verify_subjects(&ledger);
	if (ledger.n_faults > 0)
		code = EXIT_TAMPERED;
	for (int i = 0; i < o->n_checkpoints; i++)
	{
		ExitCode	one = compare_checkpoint(&ledger, o->checkpoints[i], &signed_ones[i]);

		signed_code = signed_code == EXIT_VERIFIED ? one : signed_code;
	}
	unguarded = verify_guards(&ledger);
	if (code == EXIT_VERIFIED)
		code = signed_code;
	if (code == EXIT_VERIFIED && unguarded > 0)
		code = EXIT_UNGUARDED;
	print_result(&ledger, o, code, (size_t) o->n_checkpoints);
	PQfinish(ledger.connection);
	return code;
}
