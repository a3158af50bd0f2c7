/*-------------------------------------------------------------------------
 *
 * held_case.h
 *	  What the files of repair share: a case that this transaction has locked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_HELD_CASE_H
#define CIVIC_HELD_CASE_H

#include "ledger/entry.h"

#include "core/repair.h"

/* A case that is about to make a transition; its row is locked. */
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
	bool		is_recorder;	/* who acts has recorded the loss */
	DateADT		occurred_on;	/* the loss */
	bool		reversed;
	DateADT		today;
} HeldCase;

/* What a person brings along with a transition.  Every field may be NULL. */
typedef struct Submission
{
	bytea	   *evidence;		/* with a return: the list of what is missing */
	bytea	   *reason;
	const bool *vote;
} Submission;

/* A day that is stored as null if it never comes. */
#define ARG_DAY(name, day)	ARG_IF((day) < REPAIR_NEVER, ARG_DATE(name, day))

/* case.c */
extern void require_first_two(FunctionCallInfo fcinfo, const char *second);
extern DateADT begin_work(void);
extern void require_case_reach(int profiles, int64 subject_id, int64 case_id);
extern void hold_case(HeldCase *held, int64 subject_id, int64 case_id, DateADT today);
extern const char *awaited_rule(const RepairPath *path, const RepairCase *c);
extern void write_transition(HeldCase *held, const RepairCase *next, RepairMove move,
							 const Submission *submission);
extern int64 open_case_of(int64 subject_id, int64 entry_id);
extern bool opened_meanwhile(int64 subject_id, int64 entry_id);

/* facts.c */
extern RepairFacts known_facts(const HeldCase *held, RepairActor actor);

/* open.c */
extern bool reversed_by_now(int64 subject_id, int64 entry_id);

/* refusal.c */
pg_noreturn extern void refuse_when(const char *what, const char *detail, const char *hint);
pg_noreturn extern void raise_refused_transition(const HeldCase *held, RepairRefusal refusal,
												 RepairMove move, const RepairFacts *f,
												 DateADT possible_on);
pg_noreturn extern void refuse_second_case(int64 subject_id, int64 entry_id);
pg_noreturn extern void refuse_to_serialize(const char *what);

#endif							/* CIVIC_HELD_CASE_H */
