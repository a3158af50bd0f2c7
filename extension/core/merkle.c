/*-------------------------------------------------------------------------
 *
 * merkle.c
 *	  Roots and proofs of Merkle trees.
 *
 *-------------------------------------------------------------------------
 */
#include "core/merkle.h"

#include <string.h>

void
merkle_leaf(const void *data, size_t n, MerkleHash *hash)
{
	Sha256		state;

	sha256_begin(&state);
	sha256_add(&state, "\0", 1);
	sha256_add(&state, data, n);
	sha256_end(&state, hash->bytes);
}

void
merkle_node(const MerkleHash *left, const MerkleHash *right, MerkleHash *hash)
{
	Sha256		state;

	sha256_begin(&state);
	sha256_add(&state, "\1", 1);
	sha256_add(&state, left->bytes, HASH_BYTES);
	sha256_add(&state, right->bytes, HASH_BYTES);
	sha256_end(&state, hash->bytes);
}

bool
merkle_equal(const MerkleHash *a, const MerkleHash *b)
{
	return memcmp(a->bytes, b->bytes, HASH_BYTES) == 0;
}

void
merkle_root(const MerkleHash *leaves, uint64_t n, MerkleHash *root)
{
	MerkleEdge	edge = {0};

	for (uint64_t i = 0; i < n; i++)
		merkle_append(&edge, leaves + i);
	merkle_edge_root(&edge, root);
}

/* ----------
 * a tree that grows
 * ----------
 */

void
merkle_append(MerkleEdge *edge, const MerkleHash *leaf)
{
	MerkleHash	carry = *leaf;
	int			height = 0;

	for (; edge->size >> height & 1; height++)
		merkle_node(&edge->nodes[height], &carry, &carry);
	edge->nodes[height] = carry;
	edge->size++;
}

void
merkle_edge_root(const MerkleEdge *edge, MerkleHash *root)
{
	bool		begun = false;

	if (edge->size == 0)
		sha256("", 0, root->bytes);
	for (int height = 0; height < MERKLE_PATH_MAX; height++)
	{
		if ((edge->size >> height & 1) == 0)
			continue;
		if (begun)
			merkle_node(&edge->nodes[height], root, root);
		else
			*root = edge->nodes[height];
		begun = true;
	}
}

/* ----------
 * making proofs
 * ----------
 */

/* The height of the largest full subtree that begins a tree of so many leaves. */
static int
first_height(uint64_t n)
{
	int			height = 0;

	while (n >> height > 1)
		height++;
	return height;
}

/* The hash over the leaves from `from` on, where `from` is a multiple of the first subtree. */
static bool
range_hash(const MerkleSource *source, uint64_t from, uint64_t n, MerkleHash *hash)
{
	MerkleHash	parts[MERKLE_PATH_MAX];
	int			k = 0;

	while (n > 0)
	{
		int			height = first_height(n);

		if (!source->node(source->arg, height, from >> height, &parts[k++]))
			return false;
		from += UINT64_C(1) << height;
		n -= UINT64_C(1) << height;
	}
	*hash = parts[--k];
	while (k > 0)
		merkle_node(&parts[--k], hash, hash);
	return true;
}

bool
merkle_source_root(const MerkleSource *source, uint64_t size, MerkleHash *root)
{
	if (size == 0)
		sha256("", 0, root->bytes);
	return size == 0 || range_hash(source, 0, size, root);
}

/* How many leaves the left side of a tree of n > 1 leaves has. */
static uint64_t
left_of(uint64_t n)
{
	return UINT64_C(1) << first_height(n - 1);
}

/* What was found from the root down is a proof from the leaf up. */
static void
turn_round(MerkleHash *path, int n)
{
	for (int i = 0; i < n / 2; i++)
	{
		MerkleHash	other = path[i];

		path[i] = path[n - 1 - i];
		path[n - 1 - i] = other;
	}
}

int
merkle_inclusion(const MerkleSource *source, uint64_t index, uint64_t size,
				 MerkleHash path[MERKLE_PATH_MAX])
{
	uint64_t	from = 0,
				n = size;
	int			k = 0;

	if (index >= size || size >> 63)
		return -1;
	while (n > 1)
	{
		uint64_t	left = left_of(n);
		bool		is_left = index - from < left;

		if (!range_hash(source, is_left ? from + left : from, is_left ? n - left : left,
						&path[k++]))
			return -1;
		from = is_left ? from : from + left;
		n = is_left ? left : n - left;
	}
	turn_round(path, k);
	return k;
}

int
merkle_consistency(const MerkleSource *source, uint64_t old_size, uint64_t size,
				   MerkleHash path[MERKLE_PATH_MAX])
{
	uint64_t	from = 0,
				n = size,
				m = old_size;
	bool		known = true;	/* the old root is that of the subtree at hand */
	int			k = 0;

	if (old_size > size || size == 0 || size >> 63)
		return -1;
	if (old_size == 0)
		return 0;
	while (m < n)
	{
		uint64_t	left = left_of(n);
		bool		is_left = m <= left;

		if (!range_hash(source, is_left ? from + left : from, is_left ? n - left : left,
						&path[k++]))
			return -1;
		from = is_left ? from : from + left;
		n = is_left ? left : n - left;
		m = is_left ? m : m - left;
		known = known && is_left;
	}
	if (!known && !range_hash(source, from, n, &path[k++]))
		return -1;
	turn_round(path, k);
	return k;
}

/* ----------
 * checking proofs
 * ----------
 */

/* The number of bits that a number takes. */
static int
bit_length(uint64_t x)
{
	int			n = 0;

	for (; x > 0; x >>= 1)
		n++;
	return n;
}

static int
count_bits(uint64_t x)
{
	int			n = 0;

	for (; x > 0; x >>= 1)
		n += x & 1;
	return n;
}

/* Until the paths of the leaf and of the last leaf meet, hashes are on either side; then, left. */
static void
climb(uint64_t index, int inner, const MerkleHash *path, size_t n, MerkleHash *hash)
{
	for (size_t i = 0; i < n; i++)
		if (i < (size_t) inner && (index >> i & 1) == 0)
			merkle_node(hash, &path[i], hash);
		else
			merkle_node(&path[i], hash, hash);
}

bool
merkle_check_inclusion(uint64_t index, uint64_t size, const MerkleHash *leaf,
					   const MerkleHash *path, size_t n, const MerkleHash *root)
{
	MerkleHash	hash = *leaf;
	int			inner;

	if (index >= size || size >> 63)
		return false;
	inner = bit_length(index ^ (size - 1));
	if (n != (size_t) inner + count_bits(index >> inner))
		return false;
	climb(index, inner, path, n, &hash);
	return merkle_equal(&hash, root);
}

/* From the last full subtree of the smaller tree up: to its root, and to that of the larger. */
static bool
check_growth(uint64_t old_size, uint64_t size, const MerkleHash *old_root,
			 const MerkleHash *root, const MerkleHash *path, size_t n)
{
	int			shift = 0,
				inner;
	uint64_t	index;
	MerkleHash	old_hash,
				hash;
	size_t		used;

	while ((old_size >> shift & 1) == 0)
		shift++;
	index = (old_size - 1) >> shift;
	inner = bit_length((old_size - 1) ^ (size - 1)) - shift;
	/* a smaller tree that is one full subtree is its own start, and the proof leaves it out */
	used = old_size == UINT64_C(1) << shift ? 0 : 1;
	if (n != used + inner + count_bits(index >> inner))
		return false;
	old_hash = hash = used ? path[0] : *old_root;
	path += used;
	n -= used;
	for (size_t i = 0; i < n; i++)
		if (i >= (size_t) inner || (index >> i & 1) == 1)
			merkle_node(&path[i], &old_hash, &old_hash);
	climb(index, inner, path, n, &hash);
	return merkle_equal(&old_hash, old_root) && merkle_equal(&hash, root);
}

bool
merkle_check_consistency(uint64_t old_size, uint64_t size, const MerkleHash *old_root,
						 const MerkleHash *root, const MerkleHash *path, size_t n)
{
	if (old_size > size || size == 0 || size >> 63)
		return false;
	if (old_size == size)
		return n == 0 && merkle_equal(old_root, root);
	if (old_size == 0)
		return n == 0;
	return check_growth(old_size, size, old_root, root, path, n);
}

/* ----------
 * tiles
 * ----------
 */

void
merkle_tile_node(const MerkleHash *hashes, int height, MerkleHash *node)
{
	MerkleEdge	edge = {0};

	for (int i = 0; i < 1 << height; i++)
		merkle_append(&edge, hashes + i);
	merkle_edge_root(&edge, node);
}
