/*-------------------------------------------------------------------------
 *
 * checkout.h
 *	  What every redemption and gift begins with and ends with.
 *
 * Caller has an SPI connection and acts as the owner.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CHECKOUT_H
#define CIVIC_CHECKOUT_H

#include "rewards/account.h"
#include "rewards/stock.h"
#include "rewards/wallet.h"

/* An account with its locked wallet, and the changes of stock that the call has to make. */
typedef struct Checkout
{
	Account		account;
	Wallet	   *wallet;
	StockChanges stock;
} Checkout;

/* Lock the wallet, fold it as it is now, and end its reservations that have timed out. */
extern void open_checkout(int64 subject_id, Checkout *checkout);

/* Make the changes of stock.  Returns the one that there is no stock for, or NULL. */
extern const StockChange *close_checkout(Checkout *checkout);

/* Tell applications about a new state of a redemption, in the transaction that brings it. */
extern void publish_redemption(int64 subject_id, int64 redemption_id, const char *benefit,
							   int32 quantity, RedemptionState state);

/* Arguments that must be there. */
extern char *request_id_argument(FunctionCallInfo fcinfo, int i);
extern int64 id_argument(FunctionCallInfo fcinfo, int i, const char *name);

/* Raise the error for a request id that stands already, with other content. */
pg_noreturn extern void request_differs(const char *request_id, const char *what, int64 id);

#endif							/* CIVIC_CHECKOUT_H */
