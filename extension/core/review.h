/*-------------------------------------------------------------------------
 *
 * review.h
 *	  Automatic decisions that a person looks at: which ones, and what comes
 *	  of it.
 *
 * Every decision has a rank: the keyed hash of its identity under the secret
 * key of its period.  A decision is drawn if its rank lies in the lower share
 * of all ranks, whatever else is drawn.  Where that leaves fewer decisions
 * than the share asks for, those of the smallest ranks follow.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REVIEW_H
#define CIVIC_REVIEW_H

#include "core/state.h"
#include "core/workday.h"

#define REVIEW_IDENTITY_BYTES	20
#define REVIEW_RANK_BYTES		32

/* What was decided automatically. */
typedef enum ReviewKind
{
	REVIEW_LOSS = 1,			/* an entry that takes points */
	REVIEW_FALL					/* a fall to a lower tier */
} ReviewKind;

extern const Vocabulary review_kinds;

/*
 * The bytes that name a decision: a label, its kind, its subject, its number,
 * the most significant byte first.
 */
extern void review_identity(int16_t kind, int64_t subject_id, int64_t decision_id, uint8_t *bytes);

/* Does a rank lie in the lower share, in basis points, of all ranks? */
extern bool review_by_rank(const uint8_t *rank, int32_t share);

/* How many of n decisions a share, in basis points, asks for: never less than it. */
extern int64_t review_needed(int64_t n, int32_t share);

/* A review as it stands.  It is decided once, and then is over. */
typedef struct ReviewCase
{
	ReviewKind	kind;
	int32_t		drawn_on;
	int32_t		due;
	bool		decided;
} ReviewCase;

/* What is known on the day of a decision. */
typedef struct ReviewFacts
{
	int32_t		day;
	const WorkCalendar *calendar;
	bool		agrees;			/* the reviewer, with what was decided automatically */
	bool		is_recorder;	/* recorded the entry, or one of those that led to the fall */
	bool		reversed;		/* the entry is */
} ReviewFacts;

/* Why a review cannot be decided. */
typedef enum ReviewRefusal
{
	REVIEW_OK,
	REVIEW_REFUSE_DECIDED,		/* before */
	REVIEW_REFUSE_RECORDER
} ReviewRefusal;

/* What a decision comes to. */
typedef struct ReviewStep
{
	EntryKind	posts;			/* the adjustment of the entry to post; CELL_SUM: none */
	int32_t		took;			/* working days */
	bool		late;
} ReviewStep;

extern ReviewRefusal review_try(const ReviewCase *review, const ReviewFacts *f, ReviewStep *step);

#endif							/* CIVIC_REVIEW_H */
