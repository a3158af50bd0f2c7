/*-------------------------------------------------------------------------
 *
 * merkle.h
 *	  The Merkle tree of RFC 6962 with SHA-256: roots and proofs.
 *
 * Leaf = H(0x00 || data), node = H(0x01 || left || right), split at the
 * largest power of two below the number of leaves; the empty tree is H("").
 * A node of height h and index i stands over the leaves from i * 2^h on, all
 * 2^h of which are there.  Whoever makes proofs says how to find such nodes;
 * whoever checks them needs the proof alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_MERKLE_H
#define CIVIC_MERKLE_H

#include "core/sha256.h"

/* no proof of a tree of less than 2^63 leaves is longer */
#define MERKLE_PATH_MAX	64

/* hashes of a tile, and how many heights of the tree one tile takes */
#define TILE_HEIGHT	8
#define TILE_HASHES	(1 << TILE_HEIGHT)
#define TILE_BYTES	(TILE_HASHES * HASH_BYTES)
#define TILE_LEVELS	8

typedef struct MerkleHash
{
	uint8_t		bytes[HASH_BYTES];
} MerkleHash;

extern void merkle_leaf(const void *data, size_t n, MerkleHash *hash);
extern void merkle_node(const MerkleHash *left, const MerkleHash *right, MerkleHash *hash);
extern bool merkle_equal(const MerkleHash *a, const MerkleHash *b);

/* The root over leaf hashes in an array. */
extern void merkle_root(const MerkleHash *leaves, uint64_t n, MerkleHash *root);

/* ----------
 * a tree that grows
 * ----------
 */

/* The full subtrees of a tree from left to right: one for each bit that its size has set. */
typedef struct MerkleEdge
{
	uint64_t	size;
	MerkleHash	nodes[MERKLE_PATH_MAX]; /* by height */
} MerkleEdge;

extern void merkle_append(MerkleEdge *edge, const MerkleHash *leaf);
extern void merkle_edge_root(const MerkleEdge *edge, MerkleHash *root);

/* ----------
 * proofs
 * ----------
 */

/* Gives the node of a height and an index; false if it cannot. */
typedef struct MerkleSource
{
	bool		(*node) (void *arg, int height, uint64_t index, MerkleHash *hash);
	void	   *arg;
} MerkleSource;

extern bool merkle_source_root(const MerkleSource *source, uint64_t size, MerkleHash *root);

/* The number of hashes in the proof; -1 if a node is missing or the arguments fit no tree. */
extern int	merkle_inclusion(const MerkleSource *source, uint64_t index, uint64_t size,
							 MerkleHash path[MERKLE_PATH_MAX]);
extern int	merkle_consistency(const MerkleSource *source, uint64_t old_size, uint64_t size,
							   MerkleHash path[MERKLE_PATH_MAX]);

/* Does the proof show that the leaf stands at that index under that root? */
extern bool merkle_check_inclusion(uint64_t index, uint64_t size, const MerkleHash *leaf,
								   const MerkleHash *path, size_t n, const MerkleHash *root);

/*
 * Does the proof show that the larger tree continues the smaller?  A smaller
 * tree without leaves takes an empty proof, and is not compared with itself.
 */
extern bool merkle_check_consistency(uint64_t old_size, uint64_t size, const MerkleHash *old_root,
									 const MerkleHash *root, const MerkleHash *path, size_t n);

/* ----------
 * tiles
 * ----------
 */

/* The node of a height from the tile that has it or what it is made of: hashes from `hashes` on. */
extern void merkle_tile_node(const MerkleHash *hashes, int height, MerkleHash *node);

#endif							/* CIVIC_MERKLE_H */
