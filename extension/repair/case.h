/*-------------------------------------------------------------------------
 *
 * case.h
 *	  What the files of repair share: a case as it is held in a transaction.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CASE_H
#define CIVIC_CASE_H

#include "ledger/entry.h"

#include "core/repair.h"

/* A case that a move is about to be made in; its row is locked. */
typedef struct HeldCase
{
	int64		subject_id;
	int64		case_id;
	int64		entry_id;
	int32		policy_id;
	Severity	severity;
	const char *path_code;
	RepairPath	path;
	RepairCase	c;
	const char *area;
	const char *recorder;		/* of the loss */
	const char *subject_role;	/* the subject's own, or NULL */
	bool		reversed;
	DateADT		today;
} HeldCase;

/* Texts of a move, kept apart from it and erasable. */
typedef struct MoveTexts
{
	bytea	   *evidence;
	bytea	   *reason;
} MoveTexts;

/* case.c */
extern DateADT day_or_never(uint64 row, int column);
extern Datum never_is_null(int32 day, char *null);

/* watch.c */
extern RepairFacts gather_facts(const HeldCase *held, RepairActor actor);

#endif							/* CIVIC_CASE_H */
