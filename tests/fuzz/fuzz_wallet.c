/*-------------------------------------------------------------------------
 *
 * fuzz_wallet.c
 *	  Rows of a coupon ledger in any order and of any amounts.
 *
 * The first byte chooses.  Even: few rows of small amounts, whose wallet must
 * equal that of the slow model, lot by lot.  Odd: rows of any kind and amount,
 * and memory that may run out, where accounts must balance whatever comes.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "core/fixed.h"
#include "wallet_model.h"

#define ROWS_MAX	200

/* Memory that can be had so many times. */
typedef struct Purse
{
	int64_t		lots,			/* the sums of what moved() was told */
				debt;
	int			calls_left;
} Purse;

static void *
resize(void *arg, void *block, size_t old_size, size_t size)
{
	Purse	   *purse = arg;

	(void) old_size;
	return purse->calls_left-- > 0 ? realloc(block, size) : NULL;
}

static void
moved(void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind, const Lot *lot,
	  int64_t lot_change, int64_t debt_change)
{
	Purse	   *purse = arg;

	(void) coupon_id;
	(void) on_day;
	expect(kind >= MOVE_IN && kind <= MOVE_REPAID);
	expect(lot_change != 0 || debt_change != 0);
	expect((lot == NULL) == (lot_change == 0));
	purse->lots += lot_change;
	purse->debt += debt_change;
}

static void
free_wallet(Wallet *w)
{
	free(w->lots);
	free(w->earned);
	free(w->queue);
	free(w->drains);
	free(w->draws);
	free(w->repayments);
}

/* Lots hold what they had at most, and never less than nothing; the queue is a heap. */
static void
check_lots(const Wallet *w, const Purse *purse)
{
	int64_t		left = 0;

	for (int32_t i = 0; i < w->n_lots; i++)
	{
		expect(w->lots[i].left >= 0 && w->lots[i].left <= w->lots[i].amount);
		expect(!w->lots[i].clawed || w->lots[i].left == 0);
		left += w->lots[i].left;
	}
	expect(w->debt >= 0);
	expect(purse->lots == left && purse->debt == w->debt);
	for (int32_t i = 1; i < w->n_queue; i++)
	{
		const Lot  *parent = &w->lots[w->queue[(i - 1) / 2]];
		const Lot  *lot = &w->lots[w->queue[i]];

		expect(parent->expires_on <= lot->expires_on);
		expect(lot->queued);
	}
}

static CouponRow
choose_row(Input *in, int64_t coupon_id, int32_t day, bool small)
{
	CouponRow	row = {.coupon_id = coupon_id, .on_day = day, .expires_on = COUPON_NEVER};
	/* kinds from 1 to 9, the first ones more often, and seldom one that does not exist */
	uint32_t	kind = input_below(in, 16);

	row.kind = (CouponKind) (kind > 9 ? 1 + kind % 3 : kind > 0 || !small ? kind : 1);
	row.ref_id = 1 + input_below(in, 8);
	row.amount = small ? 1 + input_below(in, 12) : input_chance(in, 16) ?
		input_int64(in) & INT64_MAX :
		(int64_t) input_below(in, 1000);
	if (row.kind == COUPON_EARN || row.kind == COUPON_GIFT_IN || row.kind == COUPON_HOLD)
	{
		if (input_below(in, 3) > 0)
			row.expires_on = day + input_range(in, small ? 0 : -3, 6);
		row.until = row.expires_on;
	}
	return row;
}

/* ----------
 * beside the model
 * ----------
 */

/* The model takes it that a redemption has one row, as writers see to. */
static bool
comes_again(const WalletModel *m, const CouponRow *row)
{
	bool		out = row->kind == COUPON_SPEND || row->kind == COUPON_HOLD ||
		row->kind == COUPON_GIFT_OUT;

	for (int i = 0; i < m->n; i++)
	{
		CouponKind	kind = m->rows[i].kind;

		if (m->rows[i].ref_id != row->ref_id)
			continue;
		if (out && (kind == COUPON_SPEND || kind == COUPON_HOLD || kind == COUPON_GIFT_OUT))
			return true;
		if (row->kind == COUPON_EARN && kind == COUPON_EARN)
			return true;
	}
	return false;
}

static void
expect_equal(const Wallet *w, WalletModel *m, int32_t day)
{
	int64_t		balance,
				held;

	model_close(m, day, day, &balance, &held);
	expect(w->balance == balance && w->held == held && w->available == balance - held);
	expect(w->debt == m->debt);
	for (int32_t i = 0; i < w->n_lots; i++)
		expect(w->lots[i].left == m->left[w->lots[i].coupon_id - 1]);
}

static void
beside_model(Input *in)
{
	Purse		purse = {0, 0, INT32_MAX};
	WalletHost	host = {resize, moved, &purse};
	WalletModel *m = calloc(1, sizeof(WalletModel));
	int32_t		day = 0;
	Wallet		w;

	if (m == NULL)
		abort();
	wallet_init(&w, &host);
	while (in->at < in->end && m->n < MODEL_ROWS)
	{
		CouponRow	row;

		day += input_range(in, -1, 2);
		row = choose_row(in, m->n + 1, day, true);
		if (comes_again(m, &row))
			continue;
		expect(wallet_apply(&w, &row) == WALLET_OK);
		model_apply(m, &row);
		check_lots(&w, &purse);
	}
	expect(wallet_close(&w, day, day, NULL, NULL) == WALLET_OK);
	check_lots(&w, &purse);
	expect_equal(&w, m, day);
	free_wallet(&w);
	free(m);
}

/* ----------
 * whatever comes
 * ----------
 */

/* A redemption's row that a row undoes, confirms or ends; by a search from the first. */
static const Drain *
undone_by(const Wallet *w, const CouponRow *row)
{
	for (int32_t i = 0; i < w->n_drains; i++)
		if (w->drains[i].ref_id == row->ref_id && w->drains[i].kind != COUPON_GIFT_OUT)
			return w->drains[i].returned || w->drains[i].open == (row->kind == COUPON_REFUND) ?
				NULL : &w->drains[i];
	return NULL;
}

static bool
can_claw(const Wallet *w, int64_t ref_id, int64_t *amount)
{
	for (int32_t i = 0; i < w->n_lots; i++)
		if (w->lots[i].kind == COUPON_EARN && w->lots[i].ref_id == ref_id && !w->lots[i].clawed)
		{
			*amount = w->lots[i].amount;
			return true;
		}
	return false;
}

/* What a row adds to the worth of a wallet, by the wallet before it. */
static int128_t
worth_of(const Wallet *w, const CouponRow *row)
{
	int64_t		amount = 0;
	const Drain *drain;

	switch (row->kind)
	{
		case COUPON_EARN:
		case COUPON_GIFT_IN:
			return row->amount;
		case COUPON_SPEND:
		case COUPON_HOLD:
		case COUPON_GIFT_OUT:
			return -(int128_t) row->amount;
		case COUPON_CLAW_BACK:
			return can_claw(w, row->ref_id, &amount) ? -(int128_t) amount : 0;
		case COUPON_REFUND:
		case COUPON_RELEASE:
			drain = undone_by(w, row);
			return drain ? drain->amount : 0;
		default:
			return 0;
	}
}

/* Lots less the debt are worth what came in less what went out. */
static void
check_worth(const Wallet *w, int128_t expected)
{
	int128_t	worth = -(int128_t) w->debt;

	for (int32_t i = 0; i < w->n_lots; i++)
		worth += w->lots[i].left;
	expect(worth == expected);
}

static void
check_close(Wallet *w, int128_t worth, int32_t day, int32_t *due)
{
	int64_t		now = day;
	int32_t		n_due;
	int32_t		open = w->n_open;
	WalletResult result = wallet_close(w, day, now, due, &n_due);

	if (result == WALLET_NO_MEMORY)
		return;
	for (int32_t i = 0; i < n_due; i++)
	{
		const Drain *drain = &w->drains[due[i]];
		const Drain *before = i > 0 ? &w->drains[due[i - 1]] : NULL;

		expect(drain->returned && !drain->open && drain->until <= now);
		expect(before == NULL || before->until < drain->until ||
			   (before->until == drain->until && before->coupon_id < drain->coupon_id));
		worth += drain->amount;
	}
	expect(w->n_open == open - n_due);
	check_worth(w, worth);
	for (int32_t i = 0; i < w->n_drains; i++)
		expect(!w->drains[i].open || w->drains[i].until > now);
	if (result == WALLET_OK)
		expect(w->balance == w->available + w->held);
}

static void
whatever_comes(Input *in)
{
	Purse		purse = {0, 0, INT32_MAX};
	WalletHost	host = {resize, NULL, &purse};
	int128_t	worth = 0;
	int32_t		day = 0;
	WalletResult result = WALLET_OK;
	int32_t    *due;
	Wallet		w;

	if (input_chance(in, 4))
		purse.calls_left = (int) input_below(in, 24);
	wallet_init(&w, &host);
	for (int n = 0; in->at < in->end && n < ROWS_MAX && result == WALLET_OK; n++)
	{
		CouponRow	row;

		day += input_range(in, -2, 3);
		row = choose_row(in, n + 1, day, false);
		worth += worth_of(&w, &row);
		result = wallet_apply(&w, &row);
		if (result == WALLET_OK)
			check_worth(&w, worth);
	}
	due = calloc((size_t) w.n_open + 1, sizeof(int32_t));
	if (due == NULL)
		abort();
	if (result == WALLET_OK)
		check_close(&w, worth, day, due);
	free(due);
	free_wallet(&w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};

	if (input_byte(&in) % 2 == 0)
		beside_model(&in);
	else
		whatever_comes(&in);
	return 0;
}
