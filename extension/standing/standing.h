/*-------------------------------------------------------------------------
 *
 * standing.h
 *	  Standings: where subjects stand, and what computes, reads and writes it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_STANDING_H
#define CIVIC_STANDING_H

#include "base/programme.h"
#include "base/statement.h"
#include "core/tier.h"
#include "nodes/pg_list.h"
#include "policy/policy.h"
#include "score/score.h"

#define TIERS_MOST		100		/* of a policy; its reader allows no more */
#define CAUSES_MOST		20		/* entries named with a change */

#define STANDING_COLUMNS	27

/* Points of each dimension of a policy, in its order. */
typedef struct Points
{
	int			n;
	int64	   *values;
} Points;

/* A row of civic_private.standing; columns.c says which member is which column. */
typedef struct Standing
{
	int64		subject_id;
	int32		version;		/* 0: has none yet */
	DateADT		as_of;
	int32		policy_id;
	int64		score;
	Points		dimensions;		/* those of the policy, then more: */
	List	   *more_dimensions;	/* codes that it no longer names */
	int32		rank;			/* shown */
	const char *tier;
	DateADT		since;
	TierPlace	earned;
	const char *earned_tier;
	int32		ceiling_rank;
	DateADT		ceiling_until;
	DateADT		blocked_until;
	DateADT		clean_since;
	DateADT		next_change;
	int64		lock_id;		/* 0: none in force */
	int64		open_fall;		/* question, or 0 */
	List	   *asked;			/* codes of restrictions that a person was asked about */
	List	   *adverse;		/* those that a person has put in force */
	DateADT		placed_on;
	int32		placed_rank;
	const char *placed_tier;
} Standing;

/* What the ledger tells about a subject, and what people have decided about it. */
typedef struct Subject
{
	int64		subject_id;
	const char *kind;			/* may be NULL where nothing depends on it */
	const char *area;			/* NULL: the sole area of policies */
	DateADT		next_residence; /* the next day on which scores learn of a relocation */
	int64		lock_id;
	const char *lock_tier;		/* NULL: none, or a release */
	DateADT		lock_until;
	bool		lock_is_floor;
	DateADT		next_answer;	/* the next day on which a lock or an answer takes effect */
	FallVerdict verdict;
	List	   *confirmed;		/* codes of restrictions that a person confirmed */
} Subject;

/* A subject's entries as of a day, on their way to its standing. */
typedef struct Collection
{
	ScoreState *state;
	DateADT		next_day;		/* the first later one on which they may count for something else */
	MemoryContext context;		/* of the state */
	const Policy *asking;		/* whose tiers count what was done; NULL: nothing is asked */
} Collection;

/* The policy that governs an area on a day. */
typedef struct Governing
{
	const Policy *policy;		/* NULL: none */
	int32		policy_id;
	DateADT		next;			/* when another one comes into force */
} Governing;

/* The entries of a subject, walked and totalled by the policy that governs it. */
typedef struct Walked
{
	const Root *roots;
	int32		n_roots;
	const ScoreTotals *totals;
} Walked;

/* What a settlement finds out about one subject. */
typedef struct Evaluation
{
	Record		record;
	bool		fulfilled[TIERS_MOST];	/* what a tier asks for, */
	bool		kept[TIERS_MOST];	/* and what it asks of those who have it */
	TierOutcome outcome;
	const char *cause;			/* of a change of tier; NULL: none */
	bool		fall_lapses;	/* the open question has lost its object */
	bool		ask_fall;
	int32		ask_rank;
	List	   *ask_adverse;	/* codes to ask a person about */
	List	   *adverse_lapses; /* codes that are no longer in reach */
	int			n_causes;
	int64		causes[CAUSES_MOST];	/* entries that have caused the change */
} Evaluation;

/* columns.c */
extern const char *standing_columns(const char *prefix);
extern TupleDesc standing_desc(void);
extern const char *standing_changes(void);
extern void read_standing(Standing *s, const Datum *values, const bool *nulls);
extern void write_standing(const Standing *s, Datum *values, bool *nulls);
extern bool same_standing(const Standing *a, const Standing *b);
extern bool same_code(const char *a, const char *b);
extern bool has_code(const List *codes, const char *code);
extern const char *code_value(Datum value, bool isnull);
extern List *codes_value(Datum value, bool isnull);
extern Datum codes_datum(const List *codes);
extern Datum numbers_datum(const int64 *numbers, int n);

/* evaluate.c */
/* Does a tier of the policy ask what was done under rules of a code? */
extern bool tiers_ask_about(const Policy *policy, const char *code);
extern bool policy_restricts(const Policy *policy);
extern Governing governing_policy(const char *area, DateADT day, const Programme *programme);
extern void collection_begin(Collection *c, DateADT day);
extern void collection_governed(Collection *c, const Policy *policy);
extern void collection_reset(Collection *c);
extern void collection_add(Collection *c, const Entry *entry);
extern bool evaluate_subject(const Subject *subject, Collection *collection, const Standing *old,
							 DateADT day, const Governing *governing, Standing *now,
							 Evaluation *found);

extern void evaluate_walked(const Subject *subject, const Walked *walked, DateADT collected_next,
							const Standing *old, DateADT day, const Governing *governing,
							Standing *now, Evaluation *found);

/* batch_read.c */
extern bool read_subject_now(int64 subject_id, DateADT day, Subject *subject, Standing *standing,
							 Governing *governing, Collection *collection);

#endif							/* CIVIC_STANDING_H */
