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


/* An award that was just posted. */
typedef struct EarnedAward
{
	int64		subject_id;
	int64		entry_id;
	int32		rule_id;
	int32		quantity;		/* hundredths */
	DateADT		occurred_on;
} EarnedAward;

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

/* coupon.c: in an SPI connection of the caller's, acting as the owner */
extern void mint_coupons(const EarnedAward *awards, int n, DateADT today);
extern void claw_back_coupons(int64 subject_id, int64 entry_id);
extern void lock_wallets(Datum subject_ids);
extern void read_earned(uint64 row, EarnedAward *award);

/* wallet.c */
extern void lock_wallet(int64 subject_id);

#endif							/* CIVIC_REWARDS_H */
