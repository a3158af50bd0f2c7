/*-------------------------------------------------------------------------
 *
 * wallet.c
 *	  A wallet: what is left of the coupons that a subject has earned.
 *
 * A debt arises when an earning is taken back after its coupons were used.
 * Other lots pay the debt as far as they can, and each payment is noted.  The
 * redemption that had used the coupons may be cancelled later.  Then the
 * coupons cannot return to the lot that was taken back.  They lower the debt,
 * and what is left returns to the lots that have paid, the last payment first.
 * Every coupon that was drawn from a lot before it was taken back became a
 * debt, so there are always enough payments to return to.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/wallet.h"

void
wallet_init(Wallet *w, const WalletHost *host)
{
	memset(w, 0, sizeof(*w));
	w->host = *host;
	w->last_id = INT64_MIN;
	w->last_day = INT32_MIN;
	w->drains_sorted = w->earned_sorted = true;
}

/* Make room for one more element. */
static bool
grow(Wallet *w, void **array, int32_t n, int32_t *room, size_t element)
{
	int32_t		larger;
	void	   *block;

	if (n < *room)
		return true;
	if (*room > INT32_MAX / 2)
		return false;
	larger = *room == 0 ? 16 : *room * 2;
	block = w->host.resize(w->host.arg, *array, (size_t) *room * element,
						   (size_t) larger * element);
	if (block == NULL)
		return false;
	*array = block;
	*room = larger;
	return true;
}

#define GROW(w, what) \
	grow(w, (void **) &(w)->what, (w)->n_##what, &(w)->room_##what, sizeof(*(w)->what))

static void
tell(Wallet *w, const CouponRow *row, MoveKind kind, int32_t lot, int64_t lot_change,
	 int64_t debt_change)
{
	if (w->host.moved && (lot_change || debt_change))
		w->host.moved(w->host.arg, row->coupon_id, row->on_day, kind, lot == LOT_DEBT ? NULL :
					  &w->lots[lot], lot_change, debt_change);
}

/* ----------
 * the queue: lots with coupons left; the first to expire is on top
 * ----------
 */

static bool
goes_first(const Wallet *w, int32_t a, int32_t b)
{
	const Lot  *x = &w->lots[a];
	const Lot  *y = &w->lots[b];

	return x->expires_on != y->expires_on ? x->expires_on < y->expires_on :
		x->coupon_id < y->coupon_id;
}

static bool
enqueue(Wallet *w, int32_t lot)
{
	int32_t		i = w->n_queue;

	if (w->lots[lot].queued || w->lots[lot].left == 0)
		return true;
	if (!GROW(w, queue))
		return false;
	w->lots[lot].queued = true;
	w->n_queue++;
	for (; i > 0 && goes_first(w, lot, w->queue[(i - 1) / 2]); i = (i - 1) / 2)
		w->queue[i] = w->queue[(i - 1) / 2];
	w->queue[i] = lot;
	return true;
}

static void
dequeue(Wallet *w)
{
	int32_t		last = w->queue[--w->n_queue];
	int32_t		i = 0;

	w->lots[w->queue[0]].queued = false;
	for (int32_t child; (child = 2 * i + 1) < w->n_queue; i = child)
	{
		if (child + 1 < w->n_queue && goes_first(w, w->queue[child + 1], w->queue[child]))
			child++;
		if (!goes_first(w, w->queue[child], last))
			break;
		w->queue[i] = w->queue[child];
	}
	w->queue[i] = last;
}

/* When the day goes back, lots that had expired may be valid again. */
static bool
turn_back(Wallet *w, int32_t day)
{
	if (day < w->last_day)
		for (int32_t i = 0; i < w->n_lots; i++)
			if (!enqueue(w, i))
				return false;
	w->last_day = day;
	return true;
}

/* The lot to draw from on a day; LOT_DEBT if none is left. */
static int32_t
next_lot(Wallet *w, int32_t day)
{
	while (w->n_queue > 0)
	{
		const Lot  *lot = &w->lots[w->queue[0]];

		if (lot->left > 0 && lot_valid(lot, day))
			return w->queue[0];
		dequeue(w);
	}
	return LOT_DEBT;
}

/* ----------
 * debts
 * ----------
 */

static WalletResult
repay_from(Wallet *w, const CouponRow *row, int32_t lot)
{
	int64_t		paid = w->lots[lot].left < w->debt ? w->lots[lot].left : w->debt;

	if (paid == 0)
		return WALLET_OK;
	if (!GROW(w, repayments))
		return WALLET_NO_MEMORY;
	w->repayments[w->n_repayments++] = (Draw) {lot, paid};
	w->lots[lot].left -= paid;
	w->debt -= paid;
	tell(w, row, MOVE_REPAID, lot, -paid, -paid);
	return WALLET_OK;
}

/* Raise the debt, and pay as much of it as the lots allow. */
static WalletResult
owe(Wallet *w, const CouponRow *row, int64_t amount, int32_t day)
{
	WalletResult result = WALLET_OK;
	int32_t		lot;

	if (__builtin_add_overflow(w->debt, amount, &w->debt))
		return WALLET_OVERFLOW;
	tell(w, row, MOVE_OWED, LOT_DEBT, 0, amount);
	while (w->debt > 0 && result == WALLET_OK && (lot = next_lot(w, day)) != LOT_DEBT)
		result = repay_from(w, row, lot);
	return result;
}

/* Coupons come into a lot, or back to it. */
static WalletResult
receive(Wallet *w, const CouponRow *row, MoveKind kind, int32_t lot, int64_t amount, int32_t day)
{
	WalletResult result = WALLET_OK;

	/* cannot overflow: no more comes back than was taken */
	w->lots[lot].left += amount;
	tell(w, row, kind, lot, amount, 0);
	if (w->debt > 0 && lot_valid(&w->lots[lot], day))
		result = repay_from(w, row, lot);
	if (result == WALLET_OK && !enqueue(w, lot))
		result = WALLET_NO_MEMORY;
	return result;
}

/*
 * Coupons come back that had become a debt: lower the debt, and return the rest
 * to the lots that have paid.
 */
static WalletResult
forgive(Wallet *w, const CouponRow *row, int64_t amount, int32_t day)
{
	int64_t		part = amount < w->debt ? amount : w->debt;
	WalletResult result = WALLET_OK;

	w->debt -= part;
	amount -= part;
	tell(w, row, MOVE_RETURNED, LOT_DEBT, 0, -part);
	while (amount > 0 && w->n_repayments > 0 && result == WALLET_OK)
	{
		Draw	   *last = &w->repayments[w->n_repayments - 1];
		int32_t		lot = last->lot;

		/* when a lot that had paid was taken back, its payment became a debt that others paid */
		if (w->lots[lot].clawed)
		{
			w->n_repayments--;
			continue;
		}
		part = amount < last->amount ? amount : last->amount;
		last->amount -= part;
		if (last->amount == 0)
			w->n_repayments--;
		amount -= part;
		result = receive(w, row, MOVE_RETURNED, lot, part, day);
	}
	return result;
}

/* ----------
 * drawing and returning
 * ----------
 */

static WalletResult
draw(Wallet *w, const CouponRow *row, int64_t amount, int32_t day)
{
	Drain	   *drain = &w->drains[w->n_drains - 1];

	while (amount > 0)
	{
		int32_t		lot = next_lot(w, day);
		int64_t		part = lot == LOT_DEBT || w->lots[lot].left > amount ? amount :
			w->lots[lot].left;

		if (!GROW(w, draws))
			return WALLET_NO_MEMORY;
		w->draws[w->n_draws++] = (Draw) {lot, part};
		drain->n_draws++;
		amount -= part;
		if (lot == LOT_DEBT)
			return owe(w, row, part, day);
		w->lots[lot].left -= part;
		tell(w, row, MOVE_DRAWN, lot, -part, 0);
	}
	return WALLET_OK;
}

static WalletResult
apply_out(Wallet *w, const CouponRow *row)
{
	if (!turn_back(w, row->on_day) || !GROW(w, drains))
		return WALLET_NO_MEMORY;
	if (w->n_drains > 0 && w->drains[w->n_drains - 1].ref_id > row->ref_id)
		w->drains_sorted = false;
	w->drains[w->n_drains++] = (Drain) {
		.coupon_id = row->coupon_id, .ref_id = row->ref_id, .amount = row->amount,
			.kind = row->kind,
		.until = row->until, .until_day = row->expires_on, .first_draw = w->n_draws,
			.open = row->kind == COUPON_HOLD
	};
	w->n_open += row->kind == COUPON_HOLD;
	return draw(w, row, row->amount, row->on_day);
}

static WalletResult
apply_in(Wallet *w, const CouponRow *row)
{
	if (!GROW(w, lots))
		return WALLET_NO_MEMORY;
	w->lots[w->n_lots] = (Lot) {
		.coupon_id = row->coupon_id, .ref_id = row->ref_id, .amount = row->amount,
		.on_day = row->on_day, .expires_on = row->expires_on, .kind = row->kind
	};
	return receive(w, row, MOVE_IN, w->n_lots++, row->amount, row->on_day);
}

/* Find the spending or hold of a redemption, or NULL. */
static Drain *
find_redemption(Wallet *w, int64_t ref_id)
{
	int32_t		low = 0,
				high = w->n_drains;

	while (w->drains_sorted && low < high)
	{
		int32_t		mid = low + (high - low) / 2;

		if (w->drains[mid].ref_id < ref_id)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < w->n_drains && (!w->drains_sorted || w->drains[low].ref_id == ref_id); low++)
		if (w->drains[low].ref_id == ref_id && w->drains[low].kind != COUPON_GIFT_OUT)
			return &w->drains[low];
	return NULL;
}

static WalletResult
give_back(Wallet *w, const CouponRow *row, Drain *drain, int32_t day)
{
	WalletResult result = WALLET_OK;
	int32_t		first = drain->first_draw;
	int32_t		n = drain->n_draws;

	w->n_open -= drain->open;
	drain->open = false;
	drain->returned = true;
	for (int32_t i = first; i < first + n && result == WALLET_OK; i++)
	{
		Draw		d = w->draws[i];

		if (d.lot == LOT_DEBT || w->lots[d.lot].clawed)
			result = forgive(w, row, d.amount, day);
		else
			result = receive(w, row, MOVE_RETURNED, d.lot, d.amount, day);
	}
	return result;
}

/* A row that ends a hold or undoes a redemption. */
static WalletResult
apply_back(Wallet *w, const CouponRow *row)
{
	Drain	   *drain = find_redemption(w, row->ref_id);

	if (drain == NULL || drain->returned || drain->open == (row->kind == COUPON_REFUND))
		return WALLET_OK;
	if (row->kind == COUPON_CONFIRM)
	{
		w->n_open--;
		drain->open = false;
		return WALLET_OK;
	}
	return give_back(w, row, drain, row->on_day);
}

/* Note the earned lots among those that were added since the last call. */
static bool
see_earned(Wallet *w)
{
	for (; w->n_seen < w->n_lots; w->n_seen++)
	{
		if (w->lots[w->n_seen].kind != COUPON_EARN)
			continue;
		if (!GROW(w, earned))
			return false;
		if (w->n_earned > 0 &&
			w->lots[w->earned[w->n_earned - 1]].ref_id > w->lots[w->n_seen].ref_id)
			w->earned_sorted = false;
		w->earned[w->n_earned++] = w->n_seen;
	}
	return true;
}

/* The lot that an entry earned, unless it was taken back; LOT_DEBT if there is none. */
static int32_t
find_earned(const Wallet *w, int64_t ref_id)
{
	int32_t		low = 0,
				high = w->n_earned;

	while (w->earned_sorted && low < high)
	{
		int32_t		mid = low + (high - low) / 2;

		if (w->lots[w->earned[mid]].ref_id < ref_id)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < w->n_earned && (!w->earned_sorted ||
								 w->lots[w->earned[low]].ref_id == ref_id); low++)
		if (w->lots[w->earned[low]].ref_id == ref_id && !w->lots[w->earned[low]].clawed)
			return w->earned[low];
	return LOT_DEBT;
}

/* Take what is left in the lot; the rest becomes a debt. */
static WalletResult
apply_claw_back(Wallet *w, const CouponRow *row)
{
	int32_t		i;
	int64_t		left;

	if (!see_earned(w))
		return WALLET_NO_MEMORY;
	i = find_earned(w, row->ref_id);
	if (i == LOT_DEBT)
		return WALLET_OK;
	if (!turn_back(w, row->on_day))
		return WALLET_NO_MEMORY;
	left = w->lots[i].left;
	w->lots[i].left = 0;
	w->lots[i].clawed = true;
	tell(w, row, MOVE_CLAWED, i, -left, 0);
	return owe(w, row, w->lots[i].amount - left, row->on_day);
}

WalletResult
wallet_apply(Wallet *w, const CouponRow *row)
{
	if (row->coupon_id <= w->last_id)
		return WALLET_OUT_OF_ORDER;
	w->last_id = row->coupon_id;
	switch (row->kind)
	{
		case COUPON_EARN:
		case COUPON_GIFT_IN:
			return apply_in(w, row);
		case COUPON_SPEND:
		case COUPON_GIFT_OUT:
		case COUPON_HOLD:
			return apply_out(w, row);
		case COUPON_REFUND:
		case COUPON_CONFIRM:
		case COUPON_RELEASE:
			return apply_back(w, row);
		case COUPON_CLAW_BACK:
			return apply_claw_back(w, row);
	}
	return WALLET_OK;
}

/* ----------
 * the end
 * ----------
 */

/* The open hold that timed out first, "now" or before; or NULL. */
static Drain *
next_due(Wallet *w, int64_t now)
{
	Drain	   *next = NULL;

	for (int32_t i = 0; i < w->n_drains; i++)
		if (w->drains[i].open && w->drains[i].until <= now &&
			(next == NULL || w->drains[i].until < next->until))
			next = &w->drains[i];
	return next;
}

WalletResult
wallet_close(Wallet *w, int32_t day, int64_t now, int32_t *due, int32_t *n_due)
{
	WalletResult result = WALLET_OK;
	Drain	   *drain;
	int32_t		n = 0;

	while (w->n_open > 0 && result == WALLET_OK && (drain = next_due(w, now)) != NULL)
	{
		CouponRow	release = {
			.coupon_id = drain->coupon_id, .amount = drain->amount, .ref_id = drain->ref_id,
			.on_day = drain->until_day, .kind = COUPON_RELEASE
		};

		if (due)
			due[n] = (int32_t) (drain - w->drains);
		n++;
		result = give_back(w, &release, drain, drain->until_day);
	}
	if (n_due)
		*n_due = n;
	w->available = w->held = 0;
	for (int32_t i = 0; i < w->n_lots && result == WALLET_OK; i++)
		if (lot_valid(&w->lots[i], day) &&
			__builtin_add_overflow(w->available, w->lots[i].left, &w->available))
			result = WALLET_OVERFLOW;
	for (int32_t i = 0; i < w->n_drains && w->n_open > 0 && result == WALLET_OK; i++)
		if (w->drains[i].open && __builtin_add_overflow(w->held, w->drains[i].amount, &w->held))
			result = WALLET_OVERFLOW;
	if (result == WALLET_OK && __builtin_add_overflow(w->available, w->held, &w->balance))
		result = WALLET_OVERFLOW;
	return result;
}

WalletResult
wallet_take(Wallet *w, int64_t amount, int32_t day)
{
	CouponRow	row = {.coupon_id = w->last_id, .amount = amount, .on_day = day,
		.kind = COUPON_GIFT_OUT};

	return apply_out(w, &row);
}
