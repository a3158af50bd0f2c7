/*-------------------------------------------------------------------------
 *
 * wallet_model.h
 *	  A wallet worked out slowly, as a second opinion: plain arrays, loops
 *	  over all rows, no queue, no sorting, no searching.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_WALLET_MODEL_H
#define CIVIC_WALLET_MODEL_H

#include "core/wallet.h"

#define MODEL_ROWS	60

typedef struct WalletModel
{
	int			n;				/* rows */
	CouponRow	rows[MODEL_ROWS];
	int64_t		left[MODEL_ROWS];	/* in the lot that a row made */
	bool		gone[MODEL_ROWS];	/* the lot was taken back */
	/* what a row drew from the lot of each row; the last is what it drew from nothing */
	int64_t		from[MODEL_ROWS][MODEL_ROWS + 1];
	bool		over[MODEL_ROWS];	/* what the row drew was returned */
	bool		open[MODEL_ROWS];	/* a hold */
	int64_t		debt;
	int			n_paid;
	int			payer[MODEL_ROWS * MODEL_ROWS];
	int64_t		paid[MODEL_ROWS * MODEL_ROWS];
} WalletModel;

/* A model that is all zero takes up to MODEL_ROWS rows of small amounts. */
extern void model_apply(WalletModel *m, const CouponRow *row);
extern void model_close(WalletModel *m, int32_t day, int64_t now, int64_t *balance, int64_t *held);

#endif							/* CIVIC_WALLET_MODEL_H */
