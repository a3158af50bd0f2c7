/*-------------------------------------------------------------------------
 *
 * wallet.c
 *	  Wallets: their lock, and the fold over the ledger of coupons.
 *
 * Lock protocol.  Whatever takes from a wallet, or gives back to it, first
 * changes its row in civic_private.wallet; so the second of two waits, and at
 * the stricter isolation levels fails and is retried, instead of spending what
 * the first has spent.  Whoever needs several wallets takes the smallest
 * subject_id first; stock is taken after wallets, in the order of its key.
 * Earning takes no lock where it does not depend on other earnings: whoever
 * does not see it yet only thinks the wallet poorer than it is.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/wallet.h"

#include "base/statement.h"
#include "score/score.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* ----------
 * the lock
 * ----------
 */

static bool
bump_wallet(int64 subject_id)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.wallet w SET version = w.version + 1 "
		"WHERE w.subject_id = $subject_id");

	RUN(&st, SPI_OK_UPDATE, ARG_INT8(subject_id, subject_id));
	return SPI_processed > 0;
}

void
lock_wallet(int64 subject_id)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.wallet (subject_id) "
		"SELECT s.subject_id FROM civic_private.subject s WHERE s.subject_id = $subject_id "
		"ON CONFLICT (subject_id) DO NOTHING");

	if (bump_wallet(subject_id))
		return;
	RUN(&st, SPI_OK_INSERT, ARG_INT8(subject_id, subject_id));
	if (!bump_wallet(subject_id))
		unknown_subject(subject_id);
}

void
lock_wallets(Datum *subject_ids, int n)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.wallet AS w (subject_id) "
		"SELECT DISTINCT u.subject_id FROM unnest($subjects) u (subject_id) ORDER BY u.subject_id "
		"ON CONFLICT (subject_id) DO UPDATE SET version = w.version + 1");

	RUN(&st, SPI_OK_INSERT, ARG_ARRAY(subjects, INT8OID, subject_ids, NULL, n));
}

/* ----------
 * the fold
 * ----------
 */

/* The columns of coupons, read by number, since a wallet may have thousands of rows. */
#define COUPON_COLUMNS \
	"c.coupon_id, c.kind, c.amount, c.on_day, c.expires_on, c.ref_id, c.until"

enum
{
	COUPON_ID, COUPON_KIND, COUPON_AMOUNT, COUPON_ON_DAY, COUPON_EXPIRES_ON, COUPON_REF_ID,
	COUPON_UNTIL
};

typedef struct CouponReceiver
{
	DestReceiver pub;
	Wallet	   *wallet;
} CouponReceiver;

static bool
receive_coupon(TupleTableSlot *slot, DestReceiver *self)
{
	const Datum *values = slot->tts_values;
	CouponRow	row;

	slot_getallattrs(slot);
	row = (CouponRow) {
		.coupon_id = DatumGetInt64(values[COUPON_ID]),
		.kind = (CouponKind) DatumGetInt16(values[COUPON_KIND]),
		.amount = DatumGetInt64(values[COUPON_AMOUNT]),
		.on_day = DatumGetDateADT(values[COUPON_ON_DAY]),
		.expires_on = slot->tts_isnull[COUPON_EXPIRES_ON] ? COUPON_NEVER :
			DatumGetDateADT(values[COUPON_EXPIRES_ON]),
		.ref_id = DatumGetInt64(values[COUPON_REF_ID]),
		.until = slot->tts_isnull[COUPON_UNTIL] ? 0 : DatumGetTimestampTz(values[COUPON_UNTIL])
	};
	check_wallet(wallet_apply(((CouponReceiver *) self)->wallet, &row));
	return true;
}

/* A wallet's memory is in the context that the host's argument begins with. */
static void *
wallet_resize(void *arg, void *block, size_t old_size, size_t size)
{
	return block ? repalloc_huge(block, size) :
		MemoryContextAllocHuge(*(MemoryContext *) arg, size);
}

void
check_wallet(WalletResult result)
{
	if (result == WALLET_OVERFLOW)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("wallet out of range")));
	if (result == WALLET_NO_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the wallet has too many rows")));
	if (result != WALLET_OK)
		elog(ERROR, "coupons came out of order");
}

Wallet *
fold_wallet(int64 subject_id, DateADT as_of, bool read_only, const WalletHost *listener)
{
	static Statement st = STATEMENT(
		"SELECT " COUPON_COLUMNS " FROM civic_private.coupon c "
		"WHERE c.subject_id = $subject_id AND c.on_day <= $as_of ORDER BY c.coupon_id");
	MemoryContext *home = palloc(sizeof(MemoryContext));
	WalletHost	host = {wallet_resize, NULL, home};
	CouponReceiver receiver = {row_receiver(receive_coupon), palloc(sizeof(Wallet))};

	*home = CurrentMemoryContext;
	if (listener)
	{
		host = *listener;
		host.resize = wallet_resize;
	}
	wallet_init(receiver.wallet, &host);
	statement_stream(&st, read_only, &receiver.pub,
					 ARGUMENTS(ARG_INT8(subject_id, subject_id), ARG_DATE(as_of, as_of)));
	return receiver.wallet;
}
