/*-------------------------------------------------------------------------
 *
 * rewards_internal.h
 *	  What wallets, benefits and redemptions share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REWARDS_INTERNAL_H
#define CIVIC_REWARDS_INTERNAL_H

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"

#include "ledger/entry.h"
#include "score/score.h"
#include "core/benefit.h"
#include "core/wallet.h"

/*
 * Refusals, in a class of our own (those from I to Z are for implementations):
 * an application tells them apart without reading the message.
 */
#define ERRCODE_NOT_SETTLED			MAKE_SQLSTATE('R', 'W', '0', '0', '1')
#define ERRCODE_TIER_TOO_LOW		MAKE_SQLSTATE('R', 'W', '0', '0', '2')
#define ERRCODE_SCORE_TOO_LOW		MAKE_SQLSTATE('R', 'W', '0', '0', '3')
#define ERRCODE_NOT_CLEAN_ENOUGH	MAKE_SQLSTATE('R', 'W', '0', '0', '4')
#define ERRCODE_WRONG_KIND			MAKE_SQLSTATE('R', 'W', '0', '0', '5')
#define ERRCODE_NOT_VALID			MAKE_SQLSTATE('R', 'W', '0', '0', '6')
#define ERRCODE_REDEMPTION_BLOCKED	MAKE_SQLSTATE('R', 'W', '0', '0', '7')
#define ERRCODE_TOO_FEW_COUPONS		MAKE_SQLSTATE('R', 'W', '0', '1', '0')
#define ERRCODE_OUT_OF_STOCK		MAKE_SQLSTATE('R', 'W', '0', '1', '1')
#define ERRCODE_SUBJECT_LIMIT		MAKE_SQLSTATE('R', 'W', '0', '1', '2')
#define ERRCODE_PERIOD_LIMIT		MAKE_SQLSTATE('R', 'W', '0', '1', '3')
#define ERRCODE_HOLD_TIMED_OUT		MAKE_SQLSTATE('R', 'W', '0', '2', '0')
#define ERRCODE_ALREADY_CONFIRMED	MAKE_SQLSTATE('R', 'W', '0', '2', '1')
#define ERRCODE_ALREADY_RELEASED	MAKE_SQLSTATE('R', 'W', '0', '2', '2')
#define ERRCODE_ALREADY_CANCELLED	MAKE_SQLSTATE('R', 'W', '0', '2', '3')
#define ERRCODE_NOT_RESERVED		MAKE_SQLSTATE('R', 'W', '0', '2', '4')
#define ERRCODE_STILL_RESERVED		MAKE_SQLSTATE('R', 'W', '0', '2', '5')
#define ERRCODE_NO_GIFTS			MAKE_SQLSTATE('R', 'W', '0', '3', '0')

#define CENTS_PER_COUPON	100

/* A subject as rewards see it, and the policy in force where it lives. */
typedef struct Account
{
	int64		subject_id;
	TimestampTz now;
	DateADT		today;
	pg_tz	   *zone;
	const char *area;			/* where it lives */
	int32		policy_id;
	const Policy *policy;		/* NULL: none is in force there */
	Holder		holder;
	Datum		adverse;		/* text[] of restrictions in force, if has_adverse */
	bool		has_adverse;
	bool		kind_known;
} Account;

/* benefit.c */
extern void read_account(int64 subject_id, bool read_only, Account *account);
extern void set_clock(Account *account, TimestampTz now);
extern Refusal find_offer(const Account *account, const char *code, const Benefit **b);
extern Entitlement check_entitlement(Account *account, const Benefit *b, bool read_only, int64 *missing);
extern char *explain_entitlement(const Account *account, const Benefit *b, Entitlement e, int64 missing, TextLang lang);
extern void used_quantities(const Account *account, const Benefit *b, bool read_only, int64 *ever, int64 *period);
extern void require_rewards(void);

/* wallet.c */
extern void lock_wallet(int64 subject_id);
extern Wallet *fold_wallet(int64 subject_id, DateADT as_of, bool read_only, const WalletHost *listener);
extern void check_wallet(WalletResult result);
extern Datum result_datum(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

#define EVERY_DAY	DATEVAL_NOEND	/* as the as_of of a fold */

static inline DateADT
expiry_date(int32_t expires_on)
{
	return expires_on == COUPON_NEVER ? 0 : (DateADT) expires_on;
}

#endif							/* CIVIC_REWARDS_INTERNAL_H */
