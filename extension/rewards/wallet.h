/*-------------------------------------------------------------------------
 *
 * wallet.h
 *	  Wallets as the ledger of coupons has them, and their locks.
 *
 * Caller has an SPI connection and acts as the owner.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REWARDS_WALLET_H
#define CIVIC_REWARDS_WALLET_H

#include "postgres.h"

#include "core/wallet.h"
#include "utils/date.h"

#define EVERY_DAY	DATEVAL_NOEND	/* as the as_of of a fold */

/* Take the lock of a wallet.  Raises an error if there is no such subject. */
extern void lock_wallet(int64 subject_id);

/* Take those of subjects that exist, in the order of the subjects. */
extern void lock_wallets(Datum *subject_ids, int n);

/*
 * Fold the rows of a subject up to a day.  The wallet lives in the current
 * context, and is yet to be closed.  The listener may be NULL; its resize is
 * not used.
 */
extern Wallet *fold_wallet(int64 subject_id, DateADT as_of, bool read_only,
						   const WalletHost *listener);

/* Raise an error unless all went well. */
extern void check_wallet(WalletResult result);

#endif							/* CIVIC_REWARDS_WALLET_H */
