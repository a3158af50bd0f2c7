/*-------------------------------------------------------------------------
 *
 * wallet_model.c
 *	  A wallet worked out slowly, as a second opinion.
 *
 *-------------------------------------------------------------------------
 */
#include "wallet_model.h"

static int
model_lot(const WalletModel *m, int32_t day)
{
	int			best = -1;

	for (int i = 0; i < m->n; i++)
		if (m->left[i] > 0 && m->rows[i].expires_on >= day &&
			(best < 0 || m->rows[i].expires_on < m->rows[best].expires_on))
			best = i;
	return best;
}

static void
model_pay(WalletModel *m, int lot)
{
	int64_t		part = m->left[lot] < m->debt ? m->left[lot] : m->debt;

	if (part == 0)
		return;
	m->left[lot] -= part;
	m->debt -= part;
	m->payer[m->n_paid] = lot;
	m->paid[m->n_paid++] = part;
}

static void
model_settle(WalletModel *m, int32_t day)
{
	int			lot;

	while (m->debt > 0 && (lot = model_lot(m, day)) >= 0)
		model_pay(m, lot);
}

static void
model_return(WalletModel *m, int lot, int64_t amount, int32_t day)
{
	if (lot < MODEL_ROWS && !m->gone[lot])
	{
		m->left[lot] += amount;
		if (m->rows[lot].expires_on >= day)
			model_pay(m, lot);
		return;
	}
	while (amount > 0 && m->debt > 0)
	{
		amount--;
		m->debt--;
	}
	while (amount > 0 && m->n_paid > 0)
	{
		int			payer = m->payer[m->n_paid - 1];

		if (--m->paid[m->n_paid - 1] == 0)
			m->n_paid--;
		if (m->gone[payer])
			continue;
		amount--;
		m->left[payer]++;
	}
}

static void
model_end(WalletModel *m, int row, int32_t day)
{
	bool		order[MODEL_ROWS + 1] = {false};

	m->open[row] = false;
	m->over[row] = true;
	/* in the order in which they were drawn: the first to expire first, nothing last */
	for (;;)
	{
		int			next = -1;

		for (int i = 0; i < m->n; i++)
			if (!order[i] && m->from[row][i] > 0 &&
				(next < 0 || m->rows[i].expires_on < m->rows[next].expires_on))
				next = i;
		if (next < 0)
			break;
		order[next] = true;
		model_return(m, next, m->from[row][next], day);
	}
	model_return(m, MODEL_ROWS, m->from[row][MODEL_ROWS], day);
}

void
model_apply(WalletModel *m, const CouponRow *row)
{
	int			me = m->n++;
	int64_t		rest = row->amount;
	int			lot;

	m->rows[me] = *row;
	switch (row->kind)
	{
		case COUPON_EARN:
		case COUPON_GIFT_IN:
			m->left[me] = row->amount;
			model_pay(m, me);
			break;
		case COUPON_SPEND:
		case COUPON_HOLD:
		case COUPON_GIFT_OUT:
			m->rows[me].expires_on = COUPON_NEVER;
			m->open[me] = row->kind == COUPON_HOLD;
			for (; rest > 0 && (lot = model_lot(m, row->on_day)) >= 0; rest--)
			{
				m->from[me][lot]++;
				m->left[lot]--;
			}
			m->from[me][MODEL_ROWS] = rest;
			m->debt += rest;
			break;
		case COUPON_CLAW_BACK:
			for (int i = 0; i < me; i++)
				if (m->rows[i].kind == COUPON_EARN && m->rows[i].ref_id == row->ref_id &&
					!m->gone[i])
				{
					m->gone[i] = true;
					m->debt += m->rows[i].amount - m->left[i];
					m->left[i] = 0;
					model_settle(m, row->on_day);
				}
			break;
		default:
			for (int i = 0; i < me; i++)
				if ((m->rows[i].kind == COUPON_SPEND || m->rows[i].kind == COUPON_HOLD) &&
					m->rows[i].ref_id == row->ref_id &&
					!m->over[i] && m->open[i] == (row->kind != COUPON_REFUND))
				{
					if (row->kind == COUPON_CONFIRM)
						m->open[i] = false;
					else
						model_end(m, i, row->on_day);
					break;
				}
	}
}

void
model_close(WalletModel *m, int32_t day, int64_t now, int64_t *balance, int64_t *held)
{
	for (;;)
	{
		int			next = -1;

		for (int i = 0; i < m->n; i++)
			if (m->open[i] && m->rows[i].until <= now &&
				(next < 0 || m->rows[i].until < m->rows[next].until))
				next = i;
		if (next < 0)
			break;
		model_end(m, next, (int32_t) m->rows[next].until);
	}
	*balance = *held = 0;
	for (int i = 0; i < m->n; i++)
	{
		if (m->left[i] > 0 && m->rows[i].expires_on >= day)
			*balance += m->left[i];
		if (m->open[i])
			*held += m->rows[i].amount;
	}
	*balance += *held;
}
