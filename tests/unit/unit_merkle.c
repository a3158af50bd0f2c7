/*-------------------------------------------------------------------------
 *
 * unit_merkle.c
 *	  SHA-256 against FIPS 180-4, and trees against the vectors of RFC 6962 as
 *	  transparency logs test with them.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/merkle.h"
#include "unit.h"

#define LEAVES	8

static const char *const leaf_data[LEAVES] = {
	"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
	"606162636465666768696a6b6c6d6e6f"
};

static const char *const leaf_hashes[LEAVES] = {
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	"0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
	"07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
	"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	"4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
	"b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
	"46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1"
};

static const char *const roots[LEAVES + 1] = {
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
};

static void
check_hash(const MerkleHash *hash, const char *expected, const char *what)
{
	char		hex[2 * HASH_BYTES + 1];

	for (int i = 0; i < HASH_BYTES; i++)
		sprintf(hex + 2 * i, "%02x", hash->bytes[i]);
	check_text(hex, expected, "%s", what);
}

static size_t
from_hex(const char *hex, uint8_t *bytes)
{
	size_t		n = strlen(hex) / 2;

	for (size_t i = 0; i < n; i++)
	{
		unsigned	byte;

		sscanf(hex + 2 * i, "%2x", &byte);
		bytes[i] = (uint8_t) byte;
	}
	return n;
}

static void
known_leaves(MerkleHash leaves[LEAVES])
{
	for (int i = 0; i < LEAVES; i++)
	{
		uint8_t		data[16];
		size_t		n = from_hex(leaf_data[i], data);

		merkle_leaf(data, n, &leaves[i]);
		check_hash(&leaves[i], leaf_hashes[i], "leaf");
	}
}

/* Full subtrees of the leaves in an array. */
static bool
array_node(void *arg, int height, uint64_t index, MerkleHash *hash)
{
	merkle_root((const MerkleHash *) arg + (index << height), UINT64_C(1) << height, hash);
	return true;
}

/* Gives as many nodes as it is told, and then none. */
static bool
some_nodes(void *arg, int height, uint64_t index, MerkleHash *hash)
{
	int		   *left = arg;

	(void) height, (void) index;
	*hash = (MerkleHash) {{0}};
	return (*left)-- > 0;
}

/* ----------
 * SHA-256
 * ----------
 */

static void
check_sha256(const char *text, size_t repeat, const char *expected)
{
	Sha256		state;
	MerkleHash	hash;

	sha256_begin(&state);
	for (size_t i = 0; i < repeat; i++)
		sha256_add(&state, text, strlen(text));
	sha256_end(&state, hash.bytes);
	check_hash(&hash, expected, "SHA-256");
}

static void
check_known_digests(void)
{
	check_sha256("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check_sha256("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check_sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
				 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	check_sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
				 "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1,
				 "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
	check_sha256("aaaaaaaaaa", 100000,
				 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_sha256(void)
{
	sha256_use_instructions(false);
	check_known_digests();
	sha256_use_instructions(true);
	check_known_digests();
}

/* Any number of bytes, in any parts, either way. */
static void
test_sha256_parts(void)
{
	uint8_t		data[300],
				whole[HASH_BYTES],
				parts[HASH_BYTES];

	for (int i = 0; i < 300; i++)
		data[i] = (uint8_t) (i * 7);
	for (size_t n = 0; n <= sizeof(data); n++)
	{
		Sha256		state;

		sha256_use_instructions(false);
		sha256(data, n, whole);
		sha256_use_instructions(true);
		sha256_begin(&state);
		sha256_add(&state, data, n / 3);
		sha256_add(&state, data + n / 3, n - n / 3);
		sha256_end(&state, parts);
		check(memcmp(whole, parts, HASH_BYTES) == 0, "%zu bytes", n);
	}
}

/* ----------
 * trees
 * ----------
 */

static void
test_roots(void)
{
	MerkleHash	leaves[LEAVES],
				hash;
	MerkleEdge	edge = {0};
	MerkleSource source = {array_node, leaves};

	known_leaves(leaves);
	for (uint64_t n = 0; n <= LEAVES; n++)
	{
		merkle_root(leaves, n, &hash);
		check_hash(&hash, roots[n], "root");
		merkle_edge_root(&edge, &hash);
		check_hash(&hash, roots[n], "root of the edge");
		check(merkle_source_root(&source, n, &hash), "root of the source");
		check_hash(&hash, roots[n], "root of the source");
		if (n < LEAVES)
			merkle_append(&edge, &leaves[n]);
	}
	merkle_leaf("L123456", 7, &hash);
	check_hash(&hash, "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56", "leaf");
	merkle_tile_node(leaves + 4, 2, &hash);
	check_hash(&hash, "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4", "node");
}

/* The node of RFC 6962's tests stands over "N123" and "N456", which are no hashes. */
static void
test_node(void)
{
	Sha256		state;
	MerkleHash	left = {"N123"},
				right = {"N456"},
				hash,
				same;

	sha256_begin(&state);
	sha256_add(&state, "\1N123N456", 9);
	sha256_end(&state, hash.bytes);
	check_hash(&hash, "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb", "node");
	merkle_node(&left, &right, &hash);
	sha256_begin(&state);
	sha256_add(&state, "\1", 1);
	sha256_add(&state, left.bytes, HASH_BYTES);
	sha256_add(&state, right.bytes, HASH_BYTES);
	sha256_end(&state, same.bytes);
	check(merkle_equal(&hash, &same), "a node is over two hashes");
}

typedef struct KnownProof
{
	uint64_t	from,
				size;
	int			n;
	const char *starts[3];		/* of the hashes, as far as they tell them apart */
} KnownProof;

static const KnownProof known_inclusions[] = {
	{0, 1, 0, {NULL}},
	{0, 8, 3, {"96a296d2", "5f083f0a", "6b47aaf2"}},
	{5, 8, 3, {"bc1a0643", "ca854ea1", "d37ee418"}},
	{2, 3, 1, {"fac54203"}},
	{1, 5, 3, {"6e340b9c", "5f083f0a", "bc1a0643"}}
};

static const KnownProof known_consistencies[] = {
	{1, 1, 0, {NULL}},
	{1, 8, 3, {"96a296d2", "5f083f0a", "6b47aaf2"}},
	{6, 8, 3, {"0ebc5d34", "ca854ea1", "d37ee418"}},
	{2, 5, 2, {"5f083f0a", "bc1a0643"}},
	{6, 7, 3, {"0ebc5d34", "b08693ec", "d37ee418"}}
};

static void
check_path(const KnownProof *known, const MerkleHash *path, int n, const char *what)
{
	check_int(n, known->n, "%s of %d in %d", what, (int) known->from, (int) known->size);
	for (int i = 0; i < n && i < known->n; i++)
	{
		char		start[9];

		for (int j = 0; j < 4; j++)
			sprintf(start + 2 * j, "%02x", path[i].bytes[j]);
		check_text(start, known->starts[i], "%s of %d in %d, hash %d", what, (int) known->from,
				   (int) known->size, i);
	}
}

static void
test_known_proofs(void)
{
	MerkleHash	leaves[LEAVES],
				path[MERKLE_PATH_MAX];
	MerkleSource source = {array_node, leaves};

	known_leaves(leaves);
	for (int i = 0; i < 5; i++)
	{
		const KnownProof *k = &known_inclusions[i];

		check_path(k, path, merkle_inclusion(&source, k->from, k->size, path), "inclusion");
		k = &known_consistencies[i];
		check_path(k, path, merkle_consistency(&source, k->from, k->size, path), "consistency");
	}
}

/* What is refused when one thing about a good proof of inclusion changes. */
static void
probe_inclusion(uint64_t index, uint64_t size, const MerkleHash *leaf, MerkleHash *path, int n,
				const MerkleHash *root)
{
	MerkleHash	other;

	check(merkle_check_inclusion(index, size, leaf, path, (size_t) n, root), "good");
	check(!merkle_check_inclusion(index + 1, size, leaf, path, (size_t) n, root), "next index");
	check(!merkle_check_inclusion(index - 1, size, leaf, path, (size_t) n, root), "index before");
	check(!merkle_check_inclusion(index ^ 2, size, leaf, path, (size_t) n, root), "other index");
	check(size < 2 || !merkle_check_inclusion(index, size * 2, leaf, path, (size_t) n, root),
		  "double size");
	check(size < 2 || !merkle_check_inclusion(index, size / 2, leaf, path, (size_t) n, root),
		  "half size");
	check(n == 0 || !merkle_check_inclusion(index, size, leaf, path, (size_t) n - 1, root),
		  "a hash less");
	path[n] = *leaf;
	check(!merkle_check_inclusion(index, size, leaf, path, (size_t) n + 1, root), "a hash more");
	check(n == 0 || !merkle_check_inclusion(index, size, root, path, (size_t) n, root),
		  "the root as leaf");
	merkle_leaf(leaf->bytes, HASH_BYTES, &other);
	check(!merkle_check_inclusion(index, size, &other, path, (size_t) n, root), "another leaf");
	check(!merkle_check_inclusion(index, size, leaf, path, (size_t) n, &other), "another root");
	for (int i = 0; i < n; i++)
	{
		path[i].bytes[0] ^= 1;
		check(!merkle_check_inclusion(index, size, leaf, path, (size_t) n, root), "hash %d", i);
		path[i].bytes[0] ^= 1;
	}
}

static void
probe_consistency(uint64_t m, uint64_t size, const MerkleHash *old_root, const MerkleHash *root,
				  MerkleHash *path, int n)
{
	check(merkle_check_consistency(m, size, old_root, root, path, (size_t) n), "good");
	if (m == size)
		check(!merkle_check_consistency(m, size, old_root, root, old_root, 1), "same, and a hash");
	if (m == 0 || m == size)
		return;
	check(!merkle_check_consistency(m - 1, size, old_root, root, path, (size_t) n), "less of it");
	check(!merkle_check_consistency(m + 1, size, old_root, root, path, (size_t) n), "more of it");
	check(!merkle_check_consistency(m ^ 2, size, old_root, root, path, (size_t) n), "another part");
	check(!merkle_check_consistency(m, size * 2, old_root, root, path, (size_t) n), "double size");
	check(!merkle_check_consistency(m, size, root, old_root, path, (size_t) n), "roots swapped");
	check(!merkle_check_consistency(m, size, root, root, path, (size_t) n), "another old root");
	check(!merkle_check_consistency(m, size, old_root, old_root, path, (size_t) n), "another root");
	check(!merkle_check_consistency(m, size, old_root, root, path, (size_t) n - 1), "a hash less");
	path[n] = *root;
	check(!merkle_check_consistency(m, size, old_root, root, path, (size_t) n + 1), "a hash more");
	for (int i = 0; i < n; i++)
	{
		path[i].bytes[31] ^= 0x80;
		check(!merkle_check_consistency(m, size, old_root, root, path, (size_t) n), "hash %d", i);
		path[i].bytes[31] ^= 0x80;
	}
}

/* Each leaf of each tree up to a size, and each tree in each larger one. */
static void
test_all_proofs(void)
{
	enum
	{
		SIZES = 40
	};
	MerkleHash	leaves[SIZES],
				path[MERKLE_PATH_MAX + 1],
				root,
				old_root;
	MerkleSource source = {array_node, leaves};

	for (int i = 0; i < SIZES; i++)
		merkle_leaf(&i, sizeof(i), &leaves[i]);
	for (uint64_t size = 1; size <= SIZES; size++)
	{
		merkle_root(leaves, size, &root);
		for (uint64_t i = 0; i < size; i++)
			probe_inclusion(i, size, &leaves[i], path, merkle_inclusion(&source, i, size, path),
							&root);
		for (uint64_t m = 0; m <= size; m++)
		{
			merkle_root(leaves, m, &old_root);
			probe_consistency(m, size, &old_root, &root, path,
							  merkle_consistency(&source, m, size, path));
		}
	}
}

static void
test_refused(void)
{
	MerkleHash	leaves[LEAVES],
				path[MERKLE_PATH_MAX],
				root;
	MerkleSource source = {array_node, leaves},
				broken;
	int			nodes = 0;

	broken = (MerkleSource) {some_nodes, &nodes};
	known_leaves(leaves);
	merkle_root(leaves, 0, &root);
	check(!merkle_check_consistency(0, 0, &root, &root, path, 0), "nothing continues nothing");
	check(!merkle_check_consistency(0, 1, &root, &leaves[0], leaves, 1), "a proof from nothing");
	check(merkle_check_consistency(0, 1, &root, &leaves[0], path, 0), "from nothing");
	check(!merkle_check_consistency(2, 1, &root, &leaves[0], path, 0), "a shorter tree");
	check(!merkle_check_consistency(1, UINT64_C(1) << 63, &root, &root, path, 0), "a tree too big");
	check(!merkle_check_consistency(1, 1, &leaves[0], &leaves[1], path, 0), "the same size");
	check(!merkle_check_inclusion(0, 0, &root, path, 0, &root), "a leaf of nothing");
	check(!merkle_check_inclusion(0, UINT64_MAX, &root, path, 0, &root), "a leaf of too much");
	check_int(merkle_inclusion(&source, 8, 8, path), -1, "a leaf that is not there");
	check_int(merkle_inclusion(&source, 8, UINT64_MAX, path), -1, "a tree too big");
	check_int(merkle_consistency(&source, 0, 0, path), -1, "no tree");
	check_int(merkle_consistency(&source, 3, 2, path), -1, "a shorter tree");
	check_int(merkle_consistency(&source, 1, UINT64_MAX, path), -1, "a tree too big");
	check_int(merkle_inclusion(&broken, 1, 3, path), -1, "a node is missing");
	check_int(merkle_consistency(&broken, 1, 3, path), -1, "a node is missing");
	check(!merkle_source_root(&broken, 3, &root), "a node is missing");
	nodes = 2;
	check_int(merkle_consistency(&broken, 6, 8, path), -1, "the last node is missing");
	nodes = 3;
	check_int(merkle_consistency(&broken, 6, 8, path), 3, "no node is missing");
}

const UnitTest merkle_tests[] = {
	{"SHA-256: the digests of FIPS 180-4, with and without instructions", test_sha256},
	{"SHA-256: any number of bytes in any parts", test_sha256_parts},
	{"Merkle: the leaves and roots of RFC 6962's tests", test_roots},
	{"Merkle: the node of RFC 6962's tests", test_node},
	{"Merkle: the proofs of RFC 6962's tests", test_known_proofs},
	{"Merkle: every proof up to 40 leaves, and what is wrong by one thing", test_all_proofs},
	{"Merkle: what is no tree, no leaf and no proof is refused", test_refused},
	{0}
};
