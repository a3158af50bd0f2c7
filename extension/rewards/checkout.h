/*-------------------------------------------------------------------------
 *
 * counter.h
 *	  What redemptions and gifts share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_COUNTER_H
#define CIVIC_COUNTER_H

#include "rewards/rewards_internal.h"

#include "ledger/entry.h"
#include "score/explain.h"
#include "score/score.h"
#include "rewards/rewards.h"

/* A change of a stock counter. */
typedef struct StockChange
{
	int32		policy_id;
	char	   *benefit;
	int64		quantity;		/* taken; below zero: returned */
	bool		limited;
	int64		stock;			/* the limit, then */
} StockChange;

#define MAX_REQUEST_CHANGES	1	/* what a request itself takes or returns */

/* A locked wallet, its account, and the stock that its ended holds give back. */
typedef struct Counter
{
	Account		account;
	Wallet	   *wallet;
	StockChange *changes;
	int			n_changes;
} Counter;

/* In an SPI connection of the caller's. */
extern void open_counter(int64 subject_id, Counter *counter);
extern const StockChange *change_stock(StockChange *changes, int n, TimestampTz now);
extern void keep_note(int64 subject_id, const Commitment *c, const bytea *body);

extern char *request_id_argument(FunctionCallInfo fcinfo, int i);
extern int64 id_argument(FunctionCallInfo fcinfo, int i, const char *name);

static inline Refusal
no_refusal(void)
{
	return (Refusal) {0};
}

#endif							/* CIVIC_COUNTER_H */
