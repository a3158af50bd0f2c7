/*-------------------------------------------------------------------------
 *
 * wallet.h
 *	  A wallet: what is left of the coupons that a subject has earned.
 *
 * A wallet is computed from the rows of the coupon ledger, in the order of
 * their ids.  Coupons that come in make a lot with a last valid day.  Coupons
 * that go out are drawn from the lots that are valid on that day, and first
 * from the lot that expires first.  Coupons that come back return to the lots
 * they were drawn from.  A debt is repaid at once from all lots that are left,
 * and from each lot that comes in.
 *
 * There is a result for all rows in any order, also for rows that no writer
 * makes.  A row that refers to nothing changes nothing.
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
	COUPON_REFUND,				/* ref: the redemption, whose coupons come back */
	COUPON_GIFT_OUT,			/* ref: the gift */
	COUPON_GIFT_IN,
	COUPON_CLAW_BACK,			/* ref: the entry that was reversed */
	COUPON_HOLD,				/* ref: the redemption that it may become */
	COUPON_CONFIRM,				/* ref: the redemption; the hold is spent */
	COUPON_RELEASE				/* ref: the redemption; the hold ends without it */
} CouponKind;

#define COUPON_NEVER	INT32_MAX	/* as expires_on */

typedef struct CouponRow
{
	int64_t		coupon_id;
	int64_t		amount;			/* hundredths of a coupon, > 0 */
	int64_t		ref_id;
	int64_t		until;			/* of a hold: when it times out */
	int32_t		on_day;
	int32_t		expires_on;		/* last day of a lot; day on which a hold times out */
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
	bool		queued;			/* in the queue that draws look at */
} Lot;

/* Something that drew from lots. */
typedef struct Drain
{
	int64_t		coupon_id;
	int64_t		ref_id;
	int64_t		amount;
	int64_t		until;
	int32_t		until_day;
	int32_t		first_draw;		/* index in the draws of the wallet */
	int32_t		n_draws;
	CouponKind	kind;			/* spend, gift_out or hold */
	bool		open;			/* a hold that was neither confirmed nor ended */
	bool		returned;		/* a refund or release has come */
} Drain;

typedef struct Draw
{
	int32_t		lot;			/* index, or LOT_DEBT */
	int64_t		amount;
} Draw;

#define LOT_DEBT	(-1)

/* How a lot or the debt was changed. */
typedef enum MoveKind
{
	MOVE_IN = 1,				/* earned or given */
	MOVE_DRAWN,
	MOVE_RETURNED,
	MOVE_CLAWED,				/* taken back from its own lot */
	MOVE_OWED,					/* became debt */
	MOVE_REPAID					/* a lot paid a part of the debt */
} MoveKind;

typedef struct WalletHost
{
	/* as realloc(); may return NULL */
	void	   *(*resize) (void *arg, void *block, size_t old_size, size_t size);
	/* unless NULL, is called for every change of a lot or of the debt; lot may be NULL */
	void		(*moved) (void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind,
						  const Lot *lot, int64_t lot_change, int64_t debt_change);
	void	   *arg;
} WalletHost;

typedef struct Wallet
{
	WalletHost	host;
	int64_t		last_id;
	int32_t		last_day;		/* day of the latest draw; lots that had expired are not queued */
	int32_t		n_lots,
				room_lots;
	Lot		   *lots;
	int32_t		n_earned,
				room_earned;
	int32_t    *earned;			/* earned lots among the first n_seen; filled by claw-backs */
	int32_t		n_seen;
	bool		earned_sorted;	/* by ref_id; only entries posted at one time break the order */
	int32_t		n_queue,
				room_queue;
	int32_t    *queue;			/* a heap of lots; the first to expire is on top */
	int32_t		n_drains,
				room_drains;
	Drain	   *drains;
	bool		drains_sorted;	/* by ref_id, which is so for the rows of writers */
	int32_t		n_draws,
				room_draws;
	Draw	   *draws;
	int32_t		n_repayments,
				room_repayments;
	Draw	   *repayments;		/* of the debt, in order */
	int32_t		n_open;			/* holds */
	int64_t		debt;
	/* set by wallet_close() */
	int64_t		balance;		/* in valid lots and holds */
	int64_t		held;
	int64_t		available;		/* balance without holds */
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
 * Call this after the last row: it ends the holds that have timed out "now" and
 * adds up for a day.  Holds end in the order of (until, coupon_id), and their
 * releases are to be written in this order.  If due is not NULL, it has room
 * for n_open indexes of drains and receives those that ended.
 */
extern WalletResult wallet_close(Wallet *w, int32_t day, int64_t now, int32_t *due, int32_t *n_due);

/* Draw from a closed wallet.  The last drain has the draws. */
extern WalletResult wallet_take(Wallet *w, int64_t amount, int32_t day);

static inline bool
lot_valid(const Lot *lot, int32_t day)
{
	return lot->expires_on >= day;
}

#endif							/* CIVIC_WALLET_H */
