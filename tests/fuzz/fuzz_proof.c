/*-------------------------------------------------------------------------
 *
 * fuzz_proof.c
 *	  Proofs of inclusion and of consistency, as they may come in a file.
 *
 * A tree is made from the first bytes, and a good proof of it; the next bytes
 * change the proof.  What is taken then has to be the good one: the same size
 * and index, the same hashes.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/block.h"
#include "fuzz.h"

#define LEAVES_MAX	64

static bool
array_node(void *arg, int height, uint64_t index, MerkleHash *hash)
{
	merkle_root((const MerkleHash *) arg + (index << height), UINT64_C(1) << height, hash);
	return true;
}

/* Bytes of the input over those of a proof; did they change anything? */
static bool
change_path(Input *in, MerkleHash *path, int n)
{
	bool		changed = false;

	while (n > 0 && in->at < in->end)
	{
		uint8_t    *byte = &path[input_below(in, (uint32_t) n)].bytes[input_byte(in) % HASH_BYTES];
		uint8_t		flip = (uint8_t) input_byte(in);

		*byte ^= flip;
		changed = changed || flip != 0;
	}
	return changed;
}

static void
try_inclusion(Input *in, const MerkleSource *source, const MerkleHash *leaves, uint64_t size)
{
	MerkleHash	path[MERKLE_PATH_MAX],
				good[MERKLE_PATH_MAX],
				root;
	uint64_t	index = input_below(in, (uint32_t) size),
				claimed = input_below(in, LEAVES_MAX);
	int			n = merkle_inclusion(source, index, size, path),
				given = (int) input_below(in, MERKLE_PATH_MAX);

	expect(n >= 0 && merkle_source_root(source, size, &root));
	expect(merkle_check_inclusion(index, size, &leaves[index], path, (size_t) n, &root));
	memset(path + n, 0, sizeof(MerkleHash) * (size_t) (MERKLE_PATH_MAX - n));
	memcpy(good, path, sizeof(good));
	(void) change_path(in, path, n);
	if (merkle_check_inclusion(claimed, size, &leaves[index], path, (size_t) given, &root))
		expect(claimed == index && given == n && memcmp(path, good, sizeof(good)) == 0);
}

static void
try_consistency(Input *in, const MerkleSource *source, uint64_t size)
{
	MerkleHash	path[MERKLE_PATH_MAX],
				root,
				old_root;
	uint64_t	m = 1 + input_below(in, (uint32_t) size),
				claimed = input_below(in, LEAVES_MAX);
	int			n = merkle_consistency(source, m, size, path);
	bool		changed;

	expect(n >= 0 && merkle_source_root(source, size, &root));
	expect(merkle_source_root(source, m, &old_root));
	expect(merkle_check_consistency(m, size, &old_root, &root, path, (size_t) n));
	changed = change_path(in, path, n);
	if (merkle_check_consistency(claimed, size, &old_root, &root, path, (size_t) n) && claimed > 0)
		expect(claimed == m);
	(void) changed;
}

/* Of any subject's path, only the subject itself holds. */
static void
try_subjects(Input *in)
{
	static const uint8_t ledger[LEDGER_ID_BYTES];
	SubjectState states[8] = {0};
	MerkleHash	path[SUBJECT_PATH_MAX],
				root;
	int			n,
				which;

	for (int i = 0; i < 8; i++)
	{
		subject_key(ledger, i, &states[i].key);
		states[i].leaves = input_byte(in);
	}
	subjects_root(states, 0, &root);
	for (int i = 1; i < 8; i++)
		for (int j = i; j > 0 && subject_compare(&states[j], &states[j - 1]) < 0; j--)
		{
			SubjectState other = states[j];

			states[j] = states[j - 1];
			states[j - 1] = other;
		}
	subjects_root(states, 8, &root);
	which = (int) input_below(in, 8);
	n = subjects_path(states, 8, &states[which].key, path);
	expect(n > 0 && subjects_check(&states[which], path, (size_t) n, &root));
	if (change_path(in, path, n))
		expect(n > 0);
	else
		expect(subjects_check(&states[which], path, (size_t) n, &root));
	expect(!subjects_check(&states[(which + 1) % 8], path, (size_t) n, &root));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	MerkleHash	leaves[LEAVES_MAX];
	MerkleSource source = {array_node, leaves};
	uint64_t	n = 1 + input_below(&in, LEAVES_MAX - 1);
	uint32_t	what = input_below(&in, 3);

	for (uint64_t i = 0; i < n; i++)
		merkle_leaf(&i, sizeof(i), &leaves[i]);
	if (what == 0)
		try_inclusion(&in, &source, leaves, n);
	else if (what == 1)
		try_consistency(&in, &source, n);
	else
		try_subjects(&in);
	return 0;
}
