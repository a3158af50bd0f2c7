/*-------------------------------------------------------------------------
 *
 * block.c
 *	  Membership in blocks, their headers, and the tree over subjects.
 *
 *-------------------------------------------------------------------------
 */
#include "core/block.h"

#include <string.h>

bool
snapshot_sees(const BlockSnapshot *snapshot, uint64_t xact)
{
	size_t		low = 0,
				high = snapshot->n_running;

	if (xact < snapshot->xmin || xact >= snapshot->xmax)
		return xact < snapshot->xmin;
	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (snapshot->running[middle] < xact)
			low = middle + 1;
		else
			high = middle;
	}
	return low == snapshot->n_running || snapshot->running[low] != xact;
}

void
record_header(RecordBuffer *buffer, const uint8_t *ledger_id, const Block *b)
{
	record_begin(buffer, ledger_id, RECORD_HEADER);
	record_number(buffer, (uint32_t) b->epoch, 4);
	record_number(buffer, (uint64_t) b->block_no, 8);
	record_number(buffer, b->is_rest, 1);
	record_number(buffer, b->first_index, 8);
	record_number(buffer, b->entries, 8);
	record_number(buffer, b->rows, 8);
	record_number(buffer, b->has_subjects, 1);
	record_number(buffer, b->snapshot.xmin, 8);
	record_number(buffer, b->snapshot.xmax, 8);
	record_number(buffer, b->snapshot.n_running, 4);
	for (size_t i = 0; i < b->snapshot.n_running; i++)
		record_number(buffer, b->snapshot.running[i], 8);
	record_number(buffer, b->next_xact, 8);
	record_number(buffer, (uint64_t) b->begun_at, 8);
	record_number(buffer, (uint64_t) b->taken_at, 8);
	record_number(buffer, b->lsn, 8);
	record_number(buffer, b->timeline, 4);
	record_number(buffer, b->system_id, 8);
	record_number(buffer, b->database, 4);
	record_raw(buffer, b->guards.bytes, HASH_BYTES);
	record_number(buffer, (uint64_t) b->total, 8);
}

uint64_t
block_header_index(const Block *block)
{
	return block->first_index + block->entries + block->rows + block->has_subjects;
}

uint64_t
block_end(const Block *block)
{
	return block_header_index(block) + 1;
}

/* Blocks of an epoch follow one another, and what one sees all later ones see. */
static bool
is_before(const Block *block, int32_t epoch, uint64_t xact)
{
	if (block->epoch != epoch)
		return block->epoch < epoch;
	return !block->is_rest && !snapshot_sees(&block->snapshot, xact);
}

size_t
block_of(const Block *blocks, size_t n, int32_t epoch, uint64_t xact)
{
	size_t		low = 0,
				high = n;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (is_before(&blocks[middle], epoch, xact))
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && blocks[low].epoch == epoch ? low : n;
}

/* ----------
 * subjects
 * ----------
 */

void
subject_key(const uint8_t *ledger_id, int64_t subject_id, MerkleHash *key)
{
	uint8_t		bytes[LEDGER_ID_BYTES + 8];
	RecordBuffer buffer = {bytes, sizeof(bytes), 0};

	record_raw(&buffer, ledger_id, LEDGER_ID_BYTES);
	record_number(&buffer, (uint64_t) subject_id, 8);
	sha256(bytes, sizeof(bytes), key->bytes);
}

void
subject_add(SubjectState *state, const MerkleHash *leaf)
{
	Sha256		hash;

	sha256_begin(&hash);
	sha256_add(&hash, state->running.bytes, HASH_BYTES);
	sha256_add(&hash, leaf->bytes, HASH_BYTES);
	sha256_end(&hash, state->running.bytes);
	state->leaves++;
}

int
subject_compare(const void *a, const void *b)
{
	return memcmp(((const SubjectState *) a)->key.bytes, ((const SubjectState *) b)->key.bytes,
				  HASH_BYTES);
}

static void
state_leaf(const SubjectState *state, MerkleHash *leaf)
{
	uint8_t		bytes[2 * HASH_BYTES + 8];
	RecordBuffer buffer = {bytes, sizeof(bytes), 0};

	record_raw(&buffer, state->key.bytes, HASH_BYTES);
	record_number(&buffer, state->leaves, 8);
	record_raw(&buffer, state->running.bytes, HASH_BYTES);
	merkle_leaf(bytes, sizeof(bytes), leaf);
}

static int
key_bit(const MerkleHash *key, int depth)
{
	return key->bytes[depth / 8] >> (7 - depth % 8) & 1;
}

/* The first state on the right side of a subtree. */
static size_t
right_side(const SubjectState *states, size_t n, int depth)
{
	size_t		low = 0,
				high = n;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (key_bit(&states[middle].key, depth))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void
subtree_root(const SubjectState *states, size_t n, int depth, MerkleHash *root)
{
	MerkleHash	left,
				right;
	size_t		split;

	memset(root, 0, sizeof(*root));
	if (n == 1)
		state_leaf(states, root);
	if (n < 2)
		return;
	split = right_side(states, n, depth);
	subtree_root(states, split, depth + 1, &left);
	subtree_root(states + split, n - split, depth + 1, &right);
	merkle_node(&left, &right, root);
}

void
subjects_root(const SubjectState *states, size_t n, MerkleHash *root)
{
	subtree_root(states, n, 0, root);
}

int
subjects_path(const SubjectState *states, size_t n, const MerkleHash *key,
			  MerkleHash path[SUBJECT_PATH_MAX])
{
	int			depth = 0;

	for (; n > 1; depth++)
	{
		size_t		split = right_side(states, n, depth);

		/* what the path has is from the leaf up, so it is put at the end and moved */
		if (key_bit(key, depth))
		{
			subtree_root(states, split, depth + 1, &path[SUBJECT_PATH_MAX - 1 - depth]);
			states += split;
			n -= split;
		}
		else
		{
			subtree_root(states + split, n - split, depth + 1,
						 &path[SUBJECT_PATH_MAX - 1 - depth]);
			n = split;
		}
	}
	if (n == 0 || !merkle_equal(&states->key, key))
		return -1;
	memmove(path, path + SUBJECT_PATH_MAX - depth, sizeof(MerkleHash) * (size_t) depth);
	return depth;
}

bool
subjects_check(const SubjectState *state, const MerkleHash *path, size_t n,
			   const MerkleHash *root)
{
	MerkleHash	hash;

	if (n > SUBJECT_PATH_MAX)
		return false;
	state_leaf(state, &hash);
	for (size_t i = 0; i < n; i++)
		if (key_bit(&state->key, (int) (n - 1 - i)))
			merkle_node(&path[i], &hash, &hash);
		else
			merkle_node(&hash, &path[i], &hash);
	return merkle_equal(&hash, root);
}
