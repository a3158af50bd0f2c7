/*-------------------------------------------------------------------------
 *
 * review.h
 *	  Which automatic decisions a person looks at.
 *
 * Every decision has a rank: the keyed hash of its identity under the secret
 * key of its period.  It is drawn if its rank lies in the lower share of all
 * ranks, whatever else is drawn; where that leaves fewer than the share,
 * those of the smallest ranks follow.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REVIEW_H
#define CIVIC_REVIEW_H

#include <stdbool.h>
#include <stdint.h>

#define REVIEW_IDENTITY_BYTES	20
#define REVIEW_RANK_BYTES		32

/* The bytes that name a decision: a label, its kind, its subject, its number, the most significant byte first. */
extern void review_identity(int16_t kind, int64_t subject_id, int64_t decision_id, uint8_t *bytes);

/* Does a rank lie in the lower share, in basis points, of all ranks? */
extern bool review_by_rank(const uint8_t *rank, int32_t share);

/* How many of n decisions a share, in basis points, asks for: never less than it. */
extern int64_t review_needed(int64_t n, int32_t share);

#endif							/* CIVIC_REVIEW_H */
