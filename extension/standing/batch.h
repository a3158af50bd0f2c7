/*-------------------------------------------------------------------------
 *
 * batch.h
 *	  A batch of subjects that is computed and written together.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BATCH_H
#define CIVIC_BATCH_H

#include "standing/standing.h"

/* What is put to a person. */
typedef struct Question
{
	int			member;			/* whom it is about */
	const char *benefit;		/* NULL: a fall */
	int32		to_rank;
} Question;

/* A question that has lost its object. */
typedef struct Lapse
{
	int64		subject_id;
	const char *benefit;		/* NULL: the open fall */
} Lapse;

/* One subject of a batch. */
typedef struct Member
{
	const Standing *old;		/* of version 0 if it had none */
	Standing	now;
	const Policy *policy;
	const Policy *old_policy;	/* of old, where a tier changes */
	const char *cause;			/* of a change of tier, or NULL */
	bool		write;			/* something is to be written */
	int			n_causes;
	int64	   *causes;
} Member;

typedef struct Batch
{
	DateADT		day;
	bool		missed;			/* it is settled on the way to a later one */
	int			n;
	Member	   *members;
	int			n_questions;
	int			questions_room;
	Question   *questions;
	List	   *lapses;
} Batch;

typedef enum Whom
{
	EVERYBODY,
	THE_QUEUED,
	ONE
} Whom;

/* batch_read.c: read and compute the subjects in (after, upto]; returns how many. */
extern int64 compute_batch(Batch *batch, Whom whom, int64 after, int64 upto);

/* batch_write.c: write what was found; returns how many standings that were. */
extern int64 write_batch(Batch *batch);

#endif							/* CIVIC_BATCH_H */
