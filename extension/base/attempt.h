/*-------------------------------------------------------------------------
 *
 * attempt.h
 *	  Work that may fail without stopping what else there is to do.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ATTEMPT_H
#define CIVIC_ATTEMPT_H

#include "postgres.h"

#include "utils/date.h"

/* How long work for many waits for a lock that somebody holds, in milliseconds. */
#define LOCK_PATIENCE	3000
#define DEFINITION_PATIENCE	10000	/* of who defines something */
#define LOCK_IMPATIENCE	50		/* once it is known that one is held */

/*
 * Do work in a subtransaction, waiting for a lock no longer than so many
 * milliseconds.  NULL if it was done; else the error, and nothing was done.
 * What is nobody's fault in particular is raised as it came: a call that was
 * cancelled, a deadlock, a disk that is full.
 */
extern ErrorData *attempt(void (*work) (void *arg), void *arg, int patience);

/*
 * Work on a list, whose parts are done by work(), from an index and so many.
 * All at once if possible; what cannot be done alone is left to give_up().
 */
typedef struct ListWork
{
	void		(*work) (void *arg, int from, int n);
	void		(*give_up) (void *arg, int i, const ErrorData *error);
	void	   *arg;
	int			patience;		/* becomes less once a lock is met */
} ListWork;

extern void attempt_list(ListWork *list, int from, int n);

/* Is an error one that time cures, so that the same may succeed later? */
extern bool passes_by_itself(const ErrorData *error);

/*
 * Note that work on a subject, or with subject_id 0 all of it, was left undone
 * on a day, and say so; forget it of the subjects after one and up to another,
 * once it is done.  In an SPI connection of the caller's, as the owner.
 */
extern void set_aside(const char *work, int64 subject_id, DateADT day, const ErrorData *error);
extern void forget_aside(const char *work, int64 after, int64 upto);

#endif							/* CIVIC_ATTEMPT_H */
