/*-------------------------------------------------------------------------
 *
 * policy.h
 *	  The session's cache of compiled policies, and which is in force.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_POLICY_CACHE_H
#define CIVIC_POLICY_CACHE_H

#include "postgres.h"

#include "base/refusal.h"
#include "core/score.h"
#include "utils/date.h"

extern uint64 policy_cache_resets;	/* pointers to policies and rules live from one to the next */
extern void policy_init(void);
extern void policy_cache_check(void);
extern const Rule **compiled_rules; /* by rule_id; NULL where not compiled yet */
extern int	n_compiled_rules;
extern const Rule *compile_rule(int32 rule_id);
extern const Rule *rule_lookup(void *arg, int32_t rule_id);
extern const Policy *policy_by_id(int32 policy_id);
extern bool same_policy_line(int32 a, int32 b);
extern int32 rule_id_of(int32 policy_id, const char *code);
extern int32 policy_at(const char *area, DateADT day, int32 newest);
extern DateADT next_enactment(const char *area, DateADT day, int32 newest);
extern const char *sole_policy_area(int32 newest, int64 area_version);
extern Refusal lacks_policy(const char *area, DateADT day);
extern void no_policy_in_force(const char *area, DateADT day) pg_attribute_noreturn();

/* A rule, or NULL if there is none of that id.  Asked for every entry that is scored. */
static inline const Rule *
rule_by_id(int32 rule_id)
{
	if (likely(rule_id > 0 && rule_id < n_compiled_rules && compiled_rules[rule_id]))
		return compiled_rules[rule_id];
	return compile_rule(rule_id);
}

#endif							/* CIVIC_POLICY_CACHE_H */
