/*-------------------------------------------------------------------------
 *
 * rewards.h
 *	  What posting to the ledger asks of rewards.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REWARDS_H
#define CIVIC_REWARDS_H

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"


/*
 * Does what an award of this rule earns depend on others?  Then its poster
 * holds the wallet from before the award is there, so that two at once do not
 * both earn what only one of them may.
 */
static inline bool
earns_together(const Rule *rule)
{
	return rule->coupons > 0 && !rule_is_flat(rule);
}

/* wallet.c */
extern void lock_wallet(int64 subject_id);

#endif							/* CIVIC_REWARDS_H */
