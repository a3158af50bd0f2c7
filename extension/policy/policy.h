/*-------------------------------------------------------------------------
 *
 * policy.h
 *	  Compiled policies, and which one is in force.
 *
 * Whoever uses policies has called programme_seen() or policy_cache_check()
 * under the snapshot in question.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_POLICY_CACHE_H
#define CIVIC_POLICY_CACHE_H

#include "postgres.h"

#include "base/refusal.h"
#include "core/score.h"
#include "utils/date.h"
#include "utils/jsonb.h"

extern void policy_init(void);

/* line.c: the rule that another one says it was, "code" of the same pack or "policy/code". */
extern const Rule *named_rule(const Policy *before, const Policy *after, const Rule *rule);

/*
 * Start to use the cache.  A programme that was dropped and made anew numbers
 * its policies from 1 again; then the cache begins anew, and pointers to
 * policies and rules that were taken before policy_cache_resets rose are gone.
 */
extern void policy_cache_check(void);
extern uint64 policy_cache_resets;

/* A policy; NULL, or an error, if none of that id is enacted. */
extern const Policy *policy_by_id(int32 policy_id);
extern const Policy *enacted_policy(int32 policy_id);

/*
 * Compile the pack of a draft, with what it inherits, in the current context.
 * Its rules have no ids and no lines.
 */
extern Policy *compile_draft(Jsonb *document);

/* Are two policies versions of one, of the same code for the same area? */
extern bool same_policy_line(int32 a, int32 b);

/* The id of a rule of a policy, or 0. */
extern int32 rule_id_of(int32 policy_id, const char *code);

extern const Rule **compiled_rules; /* by rule_id; NULL where not compiled yet */
extern int	n_compiled_rules;
extern const Rule *compile_rule(int32 rule_id);

/* The policy of a rule, NULL if there is no such rule. */
extern const Policy *policy_of_rule(int32 rule_id);

/* A rule, or NULL if there is none of that id.  Asked for every entry that is scored. */
static inline const Rule *
rule_by_id(int32 rule_id)
{
	if (likely(rule_id > 0 && rule_id < n_compiled_rules && compiled_rules[rule_id]))
		return compiled_rules[rule_id];
	return compile_rule(rule_id);
}

/* The same, as the core asks. */
extern const Rule *rule_lookup(void *arg, int32_t rule_id);

/*
 * The policy in force for an area on a day among the enactments up to the
 * newest: that of the nearest area above it, of the latest effective_from not
 * after the day.  0 if there is none.
 */
extern int32 policy_at(const char *area, DateADT day, int32 newest);

/* The first day after a day on which another policy comes into force for an area, or CAL_NEVER. */
extern DateADT next_enactment(const char *area, DateADT day, int32 newest);

/*
 * The one area that policies are made for, if all areas of the programme lie
 * within it; else NULL.  Then no residence need be read to know which policy
 * governs a subject.  access_version tells whether areas were added.
 */
extern const char *sole_policy_area(int32 newest, int64 access_version);

/* Why nothing can be done about an area on a day; the same as an error. */
extern Refusal lacks_policy(DateADT day);
pg_noreturn extern void no_policy_in_force(DateADT day);

/*
 * The day on which a text about a subject is to be erased that is kept from a
 * day on: after the years that the policy in force there says.  Caller acts as
 * the owner.
 */
extern DateADT text_day(int64 subject_id, DateADT from_day);

#endif							/* CIVIC_POLICY_CACHE_H */
