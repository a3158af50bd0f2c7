/*-------------------------------------------------------------------------
 *
 * wallet.h
 *	  A wallet: what is left of the coupons that a subject has earned.
 *
 * The wallet is a fold over the rows of the coupon ledger in the order of
 * their ids.  Incoming coupons are lots, each with its last valid day.  What
 * goes out draws from the lots that are valid on its day, the first to expire
 * first; what comes back returns to the lots it was drawn from and expires
 * with them.  Who owes has nothing: a debt is repaid at once from whatever
 * lots there are, and first of all from what comes in.
 *
 * The fold is total: it has an answer for rows in any order, also for those
 * that no writer makes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_WALLET_H
#define CIVIC_WALLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum CouponKind
{
	COUPON_EARN = 1,			/* ref: the entry */
	COUPON_SPEND,				/* ref: the redemption */
	COUPON_REFUND,				/* of what that redemption drew */
	COUPON_GIFT_OUT,			/* ref: the gift */
	COUPON_GIFT_IN,
	COUPON_CLAW_BACK,			/* ref: the entry that was reversed */
	COUPON_HOLD,				/* ref: the redemption that it may become */
	COUPON_CONFIRM,				/* the hold is spent */
	COUPON_RELEASE				/* the hold is over, given up or timed out */
} CouponKind;

#define COUPON_NEVER	INT32_MAX	/* as expires_on */

typedef struct CouponRow
{
	int64_t		coupon_id;
	int64_t		amount;			/* hundredths of a coupon, > 0 */
	int64_t		ref_id;
	int64_t		until;			/* of a hold: when it times out */
	int32_t		on_day;
	int32_t		expires_on;		/* of a lot its last day, of a hold the day of its time-out */
	CouponKind	kind;
} CouponRow;

typedef struct Lot
{
	int64_t		coupon_id;
	int64_t		ref_id;
	int64_t		amount;
	int64_t		left;
	int32_t		on_day;
	int32_t		expires_on;
	CouponKind	kind;
	bool		clawed;			/* its earning was reversed */
	bool		queued;			/* among those that a draw looks at */
} Lot;

/* Something that drew from lots. */
typedef struct Drain
{
	int64_t		coupon_id;
	int64_t		ref_id;
	int64_t		amount;
	int64_t		until;
	int32_t		until_day;
	int32_t		first_draw;		/* in the wallet's draws */
	int32_t		n_draws;
	CouponKind	kind;			/* spend, gift_out or hold */
	bool		open;			/* a hold that is neither confirmed nor over */
	bool		returned;		/* a refund or release has come */
} Drain;

typedef struct Draw
{
	int32_t		lot;			/* index, or LOT_DEBT */
	int64_t		amount;
} Draw;

#define LOT_DEBT	(-1)

/* How a row, or the end of a hold or of a debt, changed a lot or the debt. */
typedef enum MoveKind
{
	MOVE_IN = 1,				/* earned or given */
	MOVE_DRAWN,
	MOVE_RETURNED,
	MOVE_CLAWED,				/* taken back from the lot itself */
	MOVE_OWED,					/* became debt */
	MOVE_REPAID					/* took from a lot, and from the debt */
} MoveKind;

typedef struct WalletHost
{
	/* as realloc(); may return NULL */
	void	   *(*resize) (void *arg, void *block, size_t old_size, size_t size);
	/* told of every movement, if it is set: the lot's change, and the debt's */
	void		(*moved) (void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind, const Lot *lot, int64_t lot_change, int64_t debt_change);
	void	   *arg;
} WalletHost;

typedef struct Wallet
{
	WalletHost	host;
	int64_t		last_id;
	int32_t		last_day;		/* of the latest draw: lots that expired before it are not queued */
	int32_t		n_lots,
				room_lots;
	Lot		   *lots;
	int32_t		n_earned,
				room_earned;
	int32_t    *earned;			/* those of the first n_seen lots that were earned; kept from the first reversal on */
	int32_t		n_seen;
	bool		earned_sorted;	/* by ref_id, as posting makes them but for what is posted at once */
	int32_t		n_queue,
				room_queue;
	int32_t    *queue;			/* a heap of lots, the first to expire on top */
	int32_t		n_drains,
				room_drains;
	Drain	   *drains;
	bool		drains_sorted;	/* by ref_id, as writers make them: redemptions and gifts share their numbers */
	int32_t		n_draws,
				room_draws;
	Draw	   *draws;
	int32_t		n_repayments,
				room_repayments;
	Draw	   *repayments;		/* of debts, in order */
	int32_t		n_open;			/* holds */
	int64_t		debt;
	int64_t		strayed;		/* amounts of rows that refer to nothing */
	/* set by wallet_close() */
	int64_t		balance;		/* of the valid lots, and held */
	int64_t		held;
	int64_t		available;		/* balance without what is held */
} Wallet;

typedef enum WalletResult
{
	WALLET_OK,
	WALLET_OVERFLOW,
	WALLET_NO_MEMORY,
	WALLET_OUT_OF_ORDER			/* ids must rise */
} WalletResult;

extern void wallet_init(Wallet *w, const WalletHost *host);

/* Take the next row of the ledger. */
extern WalletResult wallet_apply(Wallet *w, const CouponRow *row);

/*
 * The end of the ledger: give back what was held until "now" or before, and
 * add up for a day.  Holds are given back in the order of (until, coupon_id),
 * in which their releases are to be written; due, if not NULL, has room for
 * n_open drains and gets their indexes.
 */
extern WalletResult wallet_close(Wallet *w, int32_t day, int64_t now, int32_t *due, int32_t *n_due);

/* Draw from a closed wallet; the draws are those of the last drain. */
extern WalletResult wallet_take(Wallet *w, int64_t amount, int32_t day);

static inline bool
lot_valid(const Lot *lot, int32_t day)
{
	return lot->expires_on >= day;
}

#endif							/* CIVIC_WALLET_H */
