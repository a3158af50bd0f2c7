/*-------------------------------------------------------------------------
 *
 * draft.h
 *	  A draft of a policy in place of what is in force, for a look at what
 *	  would happen.
 *
 * From a day on, the draft governs its area, but for areas below it that have
 * a policy of their own.  An entry from that day on which was recorded under a
 * policy that the draft displaces counts by the rule of the draft that has its
 * code, or that goes on from it; without one, it counts nothing and is
 * unmapped.  Nothing is written: such an entry keeps its rule's id in a state,
 * with a mark, and whoever values the state says which rule that stands for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_DRAFT_H
#define CIVIC_DRAFT_H

#include "postgres.h"

#include "core/score.h"
#include "fmgr.h"
#include "policy/policy.h"
#include "utils/date.h"

/* Set in the rule_id of an entry that counts by the draft. */
#define DISPLACED_MARK	(1 << 30)

typedef enum Displaced
{
	DISPLACED_NOT,
	DISPLACED_AT_HOME,			/* where the subject lived within the draft's area */
	DISPLACED_ALWAYS
} Displaced;

/* What becomes of the entries under a rule of an enacted policy. */
typedef struct Revalued
{
	const Rule *now;			/* NULL: not asked for yet */
	const Rule *draft;			/* what counts in its place, if it is displaced */
	Displaced	displaced;
	bool		unmapped;		/* in its place nothing counts */
	bool		alike;			/* in its place counts what counted */
	const Policy *asking;		/* by whose tiers the next two were decided */
	bool		keep;			/* entries have to be kept one by one, */
	bool		keep_displaced; /* and those that are displaced */
} Revalued;

typedef struct Draft
{
	const Policy *policy;		/* whose rules have lines as if it were enacted */
	char	   *area;
	DateADT		from_day;
	Revalued   *known;			/* by rule_id */
	int			n_known;
	MemoryContext context;
	bool		earns;			/* some rule that was met earns coupons */
} Draft;

/* Compile a draft, in an SPI connection of the caller's.  from_day may be NULL. */
extern void read_draft(Draft *draft, int32 policy_id, const DateADT *from_day, DateADT as_of);

/* Does the draft govern an area where a policy, or none, is in force by now? */
extern bool draft_governs(const Draft *draft, const char *area, const Policy *in_force);

/* What becomes of a rule where the tiers of a policy ask; raises an error if there is none. */
extern Revalued *draft_revalue(Draft *draft, int32 rule_id, const Policy *asking);

/* The rules of a state as they are, as the draft has them, and without losses: RuleLookups. */
extern const Rule *rule_as_it_is(void *arg, int32_t rule_id);
extern const Rule *rule_by_draft(void *arg, int32_t rule_id);
extern const Rule *gain_as_it_is(void *arg, int32_t rule_id);
extern const Rule *gain_by_draft(void *arg, int32_t rule_id);

#endif							/* CIVIC_DRAFT_H */
