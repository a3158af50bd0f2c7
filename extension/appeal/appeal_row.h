/*-------------------------------------------------------------------------
 *
 * appeal_row.h
 *	  An appeal as a transaction holds it while a move is made.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_APPEAL_ROW_H
#define CIVIC_APPEAL_ROW_H

#include "postgres.h"

#include "appeal/decider.h"
#include "core/appeal.h"
#include "utils/date.h"
#include "utils/numeric.h"

/* The appeal's row is locked, unless the appeal is only being filed. */
typedef struct HeldAppeal
{
	int64		subject_id;
	int64		appeal_id;
	int64		entry_id;		/* the contested entry */
	int32		policy_id;
	const char *calendar;
	Appeal		a;
	AppealFacts facts;
	Decider		decider;		/* of a decision */
	const char *fault;			/* of a correction that is worse, as a sentence */
	/* the contested entry */
	int32		rule_id;
	int32		quantity;		/* hundredths */
	DateADT		occurred_on;
	DateADT		effective_on;
	int64		reversal_id;	/* of it, or 0 */
	DateADT		erase_on;		/* the day on which texts about it are erased */
} HeldAppeal;

/* What a caller says with a move. */
typedef struct MoveWords
{
	const char *reason;			/* or NULL */
	const bytea *evidence;		/* or NULL */
	/* a correction: the rule and the quantity that would have been right */
	const char *rule_code;
	Numeric		quantity;
	bool		has_day;
	DateADT		occurred_on;
} MoveWords;

/* appeal_row.c */
extern void require_appeal_reach(int profiles, int64 subject_id, int64 appeal_id);
extern void lock_appeal(int64 subject_id, int64 appeal_id, HeldAppeal *held);
extern void read_contested_entry(HeldAppeal *held);
extern void prepare_facts(HeldAppeal *held);
extern bool insert_appeal(HeldAppeal *held, const Appeal *filed);
extern void store_move(HeldAppeal *held, AppealMove move, const AppealStep *step,
					   const MoveWords *words, int64 made_id);

/* refusal.c */
pg_noreturn extern void refuse_move(const HeldAppeal *held, AppealMove move, AppealRefusal refusal);

#endif							/* CIVIC_APPEAL_ROW_H */
