/*-------------------------------------------------------------------------
 *
 * account.h
 *	  A subject as rewards see it, and the policy in force where it lives.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ACCOUNT_H
#define CIVIC_ACCOUNT_H

#include "postgres.h"

#include "base/refusal.h"
#include "core/benefit.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/timestamp.h"

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
	bool		kind_known;		/* holder.kind is set */
} Account;

/*
 * Read an account.  Without a policy in force, what the subject has redeemed
 * elsewhere can still be undone.  Caller has an SPI connection and acts as the
 * owner; read_only is as in SPI.
 */
extern void read_account(int64 subject_id, bool read_only, Account *account);

/* Look at the account at another moment; its policy stays that of the day of read_account(). */
extern void set_clock(Account *account, TimestampTz now);

/* The benefit of a code, or why there is none. */
extern Refusal find_offer(const Account *account, const char *code, const Benefit **b);

/* Is the subject entitled to a benefit?  *missing is as in benefit_check(). */
extern Entitlement check_entitlement(Account *account, const Benefit *b, bool read_only,
									 int64 *missing);

#endif							/* CIVIC_ACCOUNT_H */
