/*-------------------------------------------------------------------------
 *
 * unit_wallet.c
 *	  Wallets: cases by hand, and random histories beside a slow model.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/wallet.h"
#include "wallet_model.h"
#include "unit.h"

static void *
resize(void *arg, void *block, size_t old_size, size_t size)
{
	(void) arg;
	(void) old_size;
	return realloc(block, size);
}

static const WalletHost host = {resize, NULL, NULL};

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

/* ----------
 * by hand
 * ----------
 */

/*
 * A history is a text of words: "+10@5" earns 10 that expire on day 5 (without
 * @: never), for entry 1, 2, ... in turn; "~10" is a gift received; "-3" spends
 * and "h3" holds until the next day, for redemption 1, 2, ... in turn; "g3"
 * gives; "r1" refunds, "c1" confirms and "l1" releases that redemption; "x1"
 * takes back entry 1; "d7" says that it is day 7 now.  Amounts are whole.
 */
typedef struct WalletCase
{
	const char *what;
	const char *history;
	int			day;
	int			balance,
				held,
				debt;
} WalletCase;

static const WalletCase wallet_cases[] = {
	{"nothing", "", 0, 0, 0, 0},
	{"first-expiring-first", "+10@9 +10@5 -12 d6", 6, 8, 0, 0},
	{"never expires last", "+10 +10@5 -12 d6", 6, 8, 0, 0},
	{"ties by age", "+10@5 +10@5 -10 x1", 0, 0, 0, 0},
	{"the last day counts", "+10@5", 5, 10, 0, 0},
	{"the day after does not", "+10@5", 6, 0, 0, 0},
	{"a refund expires with its lot", "+10@5 -10 d6 r1", 6, 0, 0, 0},
	{"a refund in time", "+10@5 +1 -11 r1", 5, 11, 0, 0},
	{"a refund only once", "+10 -10 r1 r1", 0, 10, 0, 0},
	{"a hold is set apart", "+10 h4", 0, 10, 4, 0},
	{"a hold that was released", "+10 h4 l1", 0, 10, 0, 0},
	{"a hold that was confirmed", "+10 h4 c1", 0, 6, 0, 0},
	{"a hold that timed out", "+10 h4", 1, 10, 0, 0},
	{"a confirmed hold does not time out", "+10 h4 c1", 1, 6, 0, 0},
	{"held coupons do not expire while held", "+10@0 h10 d1 c1", 1, 0, 0, 0},
	{"a confirmed hold can be refunded", "+10 h4 c1 r1", 0, 10, 0, 0},
	{"an open hold cannot", "+10 h4 r1", 0, 10, 4, 0},
	{"released is not confirmed", "+10 h4 l1 c1 r1", 0, 10, 0, 0},
	{"taken back whole", "+10 +5 x1", 0, 5, 0, 0},
	{"taken back after it was spent", "+10 -10 x1", 0, 0, 0, 10},
	{"a later earning repays", "+10 -10 x1 +15", 0, 5, 0, 0},
	{"and a gift, and only what it has", "+10 -10 x1 ~4", 0, 0, 0, 6},
	{"other lots pay at once", "+10@5 +8 -10 x1", 0, 0, 0, 2},
	{"the cancelled spend settles the debt", "+10@5 +8 -10 x1 r1", 0, 8, 0, 0},
	{"also when a later lot had paid it", "+10 -10 x1 +15@3 r1", 0, 15, 0, 0},
	{"and what it paid expires with the lot", "+10 -10 x1 +15@3 r1", 4, 0, 0, 0},
	{"a payer taken back", "+10 -10 x1 +10 x2", 0, 0, 0, 10},
	{"and the spend cancelled then", "+10 -10 x1 +10 x2 r1", 0, 0, 0, 0},
	{"a third payer gets its own back", "+10 -10 x1 +10 x2 +10 r1", 0, 10, 0, 0},
	{"a payer taken back, however much it had paid, gets nothing back and is passed over at once",
	"-80000000000000000 -1 ~1 +80000000000000000 x1 r1 r2", 0, 1, 0, 0},
	{"a held lot taken back", "+10 h10 x1", 0, 10, 10, 10},
	{"and released", "+10 h10 x1 l1", 0, 0, 0, 0},
	{"and timed out", "+10 h10 x1", 1, 0, 0, 0},
	{"taken back once", "+10 +7 x1 x1", 0, 7, 0, 0},
	{"a gift cannot be refunded", "+10 g4 r1", 0, 6, 0, 0},
	{"a spend without coupons is a debt", "-5", 0, 0, 0, 5},
	{"which its refund settles", "-5 r1", 0, 0, 0, 0},
	{"or gives back to who paid", "-5 +5 r1", 0, 5, 0, 0},
	{"references to nothing", "r7 c7 l7 x7 +1", 0, 1, 0, 0},
	{"days that go back", "+10@5 d9 +1 -1 d4 -10", 4, 0, 0, 0},
	{"a free hold", "h0 c1 r1", 0, 0, 0, 0},
	{"nothing given to who owes", "+10 -10 x1 ~0", 0, 0, 0, 10},
	{"two holds, one over", "+10 h4 h3 l1", 0, 10, 3, 0},
};

static void
play(Wallet *w, const char *history)
{
	CouponRow	row = {.on_day = 0};
	int64_t		entries = 0,
				drains = 0;
	char		word[32];
	int			used;

	wallet_init(w, &host);
	for (; sscanf(history, "%31s%n", word, &used) == 1; history += used)
	{
		char	   *at = strchr(word, '@');

		row.amount = 100 * atoll(word + 1);
		row.ref_id = atoll(word + 1);
		row.expires_on = at ? atoi(at + 1) : COUPON_NEVER;
		row.until = 0;
		if (*word == 'd')
		{
			row.on_day = (int32_t) row.ref_id;
			continue;
		}
		row.coupon_id++;
		row.kind = *word == '+' ? COUPON_EARN : *word == '~' ? COUPON_GIFT_IN : *word == '-' ?
			COUPON_SPEND :
			*word == 'h' ? COUPON_HOLD : *word == 'g' ? COUPON_GIFT_OUT :
			*word == 'r' ? COUPON_REFUND :
			*word == 'c' ? COUPON_CONFIRM : *word == 'l' ? COUPON_RELEASE : COUPON_CLAW_BACK;
		if (row.kind == COUPON_EARN)
			row.ref_id = ++entries;
		if (row.kind == COUPON_SPEND || row.kind == COUPON_HOLD || row.kind == COUPON_GIFT_OUT)
			row.ref_id = ++drains;
		if (row.kind == COUPON_HOLD)
			row.until = row.expires_on = row.on_day + 1;
		check_int(wallet_apply(w, &row), WALLET_OK, "%s", word);
	}
}

static void
test_cases(void)
{
	for (unsigned i = 0; i < sizeof(wallet_cases) / sizeof(wallet_cases[0]); i++)
	{
		const WalletCase *c = &wallet_cases[i];
		Wallet		w;

		play(&w, c->history);
		check_int(wallet_close(&w, c->day, c->day, NULL, NULL), WALLET_OK, "%s", c->what);
		check_int(w.balance, c->balance * 100, "%s (%s): balance", c->what, c->history);
		check_int(w.held, c->held * 100, "%s (%s): held", c->what, c->history);
		check_int(w.debt, c->debt * 100, "%s (%s): debt", c->what, c->history);
		free_wallet(&w);
	}
}

static void
test_refusals(void)
{
	CouponRow	row = {.coupon_id = 5, .kind = COUPON_EARN, .amount = INT64_MAX, .ref_id = 1,
		.expires_on = COUPON_NEVER};
	Wallet		w;

	wallet_init(&w, &host);
	check_int(wallet_apply(&w, &row), WALLET_OK, "a huge lot");
	check_int(wallet_apply(&w, &row), WALLET_OUT_OF_ORDER, "the same id again");
	row.coupon_id = 6;
	row.ref_id = 2;
	check_int(wallet_apply(&w, &row), WALLET_OK, "another huge lot");
	check_int(wallet_close(&w, 0, 0, NULL, NULL), WALLET_OVERFLOW, "both");
	free_wallet(&w);
}

/* Amounts that add up to more than there can be. */
static void
test_overflows(void)
{
	static const CouponKind owed[] = {COUPON_SPEND, COUPON_SPEND};
	static const CouponKind held[] = {COUPON_EARN, COUPON_HOLD, COUPON_EARN, COUPON_HOLD};
	static const CouponKind held_and_left[] = {COUPON_EARN, COUPON_HOLD, COUPON_EARN};
	const struct
	{
		const CouponKind *kinds;
		int			n;
		WalletResult applied,
					closed;
	}			cases[] = {
		{owed, 2, WALLET_OVERFLOW, WALLET_OK},
		{held, 4, WALLET_OK, WALLET_OVERFLOW},
		{held_and_left, 3, WALLET_OK, WALLET_OVERFLOW}
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		WalletResult result = WALLET_OK;
		Wallet		w;

		wallet_init(&w, &host);
		for (int r = 0; r < cases[i].n && result == WALLET_OK; r++)
		{
			CouponRow	row = {.coupon_id = r + 1,.kind = cases[i].kinds[r],.amount = INT64_MAX,
				.ref_id = r + 1,
			.until = 9,.expires_on = COUPON_NEVER};

			result = wallet_apply(&w, &row);
		}
		check_int(result, cases[i].applied, "case %u", i);
		if (result == WALLET_OK)
			check_int(wallet_close(&w, 0, 0, NULL, NULL), cases[i].closed, "case %u, closed", i);
		free_wallet(&w);
	}
}

static void
test_room(void)
{
	CouponRow	row = {.coupon_id = 1,.kind = COUPON_EARN,.amount = 1,.expires_on = COUPON_NEVER};
	Wallet		w;

	wallet_init(&w, &host);
	w.n_lots = w.room_lots = INT32_MAX / 2 + 1;
	check_int(wallet_apply(&w, &row), WALLET_NO_MEMORY, "more lots than can be counted");
	wallet_init(&w, &host);
	row.kind = (CouponKind) 0;
	check_int(wallet_apply(&w, &row), WALLET_OK, "a row of no kind");
	check_int(w.last_id, 1, "... is passed over");
	free_wallet(&w);
}

/* The holds that end are told in the order in which they are to be written. */
static void
test_due(void)
{
	static const int64_t until[] = {3, 2, 9, 2};
	int32_t		due[4],
				n_due;
	Wallet		w;

	wallet_init(&w, &host);
	for (int i = 0; i < 4; i++)
	{
		CouponRow	row = {.coupon_id = i + 1,.kind = COUPON_HOLD,.amount = 1,.ref_id = i + 1,
		.until = until[i]};

		check_int(wallet_apply(&w, &row), WALLET_OK, "hold %d", i);
	}
	check_int(wallet_close(&w, 5, 5, due, &n_due), WALLET_OK, "closed");
	if (check_int(n_due, 3, "holds that are over"))
		check(due[0] == 1 && due[1] == 3 && due[2] == 0, "by time, then by age");
	free_wallet(&w);
}

/* ----------
 * beside a slow model
 * ----------
 */

static uint64_t seed;
static bool crossed;			/* neighbours change places, as entries posted at one time may */

static int
draw(int n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int) ((seed >> 33) % (uint64_t) n);
}

/* Some row, mostly one that makes sense. */
static CouponRow
random_row(int64_t id, int32_t day, int64_t *drains, int64_t *entries)
{
	static const CouponKind kinds[] = {
		COUPON_EARN, COUPON_EARN, COUPON_EARN, COUPON_GIFT_IN, COUPON_SPEND, COUPON_SPEND,
			COUPON_HOLD, COUPON_GIFT_OUT,
		COUPON_REFUND, COUPON_CONFIRM, COUPON_RELEASE, COUPON_CLAW_BACK, COUPON_CLAW_BACK
	};
	CouponRow	row = {.coupon_id = id, .on_day = day, .amount = 1 + draw(12),
		.expires_on = COUPON_NEVER};

	row.kind = kinds[draw(sizeof(kinds) / sizeof(kinds[0]))];
	switch (row.kind)
	{
		case COUPON_EARN:
		case COUPON_GIFT_IN:
			row.ref_id = row.kind == COUPON_EARN ? ++*entries ^ (crossed ? 1 : 0) : 0;
			if (draw(3))
				row.expires_on = day + draw(8);
			break;
		case COUPON_SPEND:
		case COUPON_HOLD:
		case COUPON_GIFT_OUT:
			row.ref_id = ++*drains ^ (crossed ? 1 : 0);
			if (row.kind == COUPON_HOLD)
				row.until = row.expires_on = day + draw(3);
			break;
		case COUPON_CLAW_BACK:
			row.ref_id = 1 + draw((int) *entries + 1);
			break;
		default:
			row.ref_id = 1 + draw((int) *drains + 1);
	}
	return row;
}

typedef struct Sums
{
	int64_t		lots,
				debt;
} Sums;

static void
add_moves(void *arg, int64_t coupon_id, int32_t on_day, MoveKind kind, const Lot *lot,
		  int64_t lot_change, int64_t debt_change)
{
	Sums	   *sums = arg;

	(void) coupon_id;
	(void) on_day;
	(void) kind;
	(void) lot;
	sums->lots += lot_change;
	sums->debt += debt_change;
}

static void
random_history(int number)
{
	Sums		sums = {0, 0};
	WalletHost	telling = {resize, add_moves, &sums};
	WalletModel *m = calloc(1, sizeof(WalletModel));
	int64_t		entries = 0,
				drains = 0,
				left = 0,
				balance,
				held;
	int32_t		day = 0;
	int			n = 1 + draw(MODEL_ROWS);
	Wallet		w;

	seed = (uint64_t) number * 7919 + 1;
	crossed = number % 4 == 3;
	wallet_init(&w, &telling);
	for (int i = 1; i <= n; i++)
	{
		CouponRow	row;

		/* clocks may be set back, too */
		day += draw(20) ? draw(3) : -draw(4);
		row = random_row(i, day, &drains, &entries);
		check_int(wallet_apply(&w, &row), WALLET_OK, "history %d row %d", number, i);
		model_apply(m, &row);
	}
	check_int(wallet_close(&w, day, day, NULL, NULL), WALLET_OK, "history %d", number);
	model_close(m, day, day, &balance, &held);
	check_int(w.balance, balance, "history %d: balance", number);
	check_int(w.held, held, "history %d: held", number);
	check_int(w.debt, m->debt, "history %d: debt", number);
	for (int i = 0; i < w.n_lots; i++)
	{
		check_int(w.lots[i].left, m->left[w.lots[i].coupon_id - 1], "history %d: lot %d", number,
				  i);
		check(w.debt == 0 || w.lots[i].left == 0 || !lot_valid(&w.lots[i], day) ||
			  w.last_day != day,
			  "history %d: owes and has", number);
		left += w.lots[i].left;
	}
	check_int(sums.lots, left, "history %d: movements of lots", number);
	check_int(sums.debt, w.debt, "history %d: movements of the debt", number);
	free_wallet(&w);
	free(m);
}

static void
test_random(void)
{
	for (int i = 0; i < 20000; i++)
		random_history(i);
}

/* Memory that is there only for some calls. */
static void *
resize_seldom(void *arg, void *block, size_t old_size, size_t size)
{
	int		   *calls_left = arg;

	(void) old_size;
	return (*calls_left)-- > 0 ? realloc(block, size) : NULL;
}

/* A history until memory runs out after some calls; how it ends. */
static WalletResult
starved_history(int number, int calls)
{
	WalletHost	starving = {resize_seldom, NULL, &calls};
	WalletResult result = WALLET_OK;
	int64_t		entries = 0,
				drains = 0;
	int32_t		day = 0;
	Wallet		w;

	seed = (uint64_t) number * 7919 + 1;
	crossed = number % 4 == 3;
	wallet_init(&w, &starving);
	for (int i = 1; i <= 200 && result == WALLET_OK; i++)
	{
		CouponRow	row;

		/* long stretches in which lots expire, and leaps back to when they had not */
		day += draw(40) ? draw(4) : -draw(120);
		row = random_row(i, day, &drains, &entries);
		result = wallet_apply(&w, &row);
	}
	if (result == WALLET_OK)
		result = wallet_close(&w, day, day, NULL, NULL);
	if (result == WALLET_OK)
		result = wallet_take(&w, 1, day);
	check(result == WALLET_OK || result == WALLET_NO_MEMORY, "history %d with %d calls: %d", number,
		  calls, result);
	free_wallet(&w);
	return result;
}

static void
test_starved(void)
{
	for (int number = 0; number < 3000; number++)
		for (int calls = 0; starved_history(number, calls) != WALLET_OK; calls++)
			;
}

const UnitTest wallet_tests[] = {
	{"wallet: cases by hand", test_cases},
	{"wallet: limits", test_refusals},
	{"wallet: overflows are noticed", test_overflows},
	{"wallet: more rows than can be counted, and rows of no kind", test_room},
	{"wallet: holds that end", test_due},
	{"wallet: random histories beside a slow model", test_random},
	{"wallet: memory may run out at any time", test_starved},
	{NULL, NULL}
};
