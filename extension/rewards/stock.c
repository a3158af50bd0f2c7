/*-------------------------------------------------------------------------
 *
 * stock.c
 *	  What is left of a benefit: its stock, and the limits of a subject.
 *
 * civic_private.stock counts what is taken of each benefit of a policy.  It is
 * changed after wallets and in the order of its key.  When a stock is
 * exhausted, others' reservations that have timed out without anybody noticing
 * are ended.  Wallets that somebody else holds are skipped then: to wait for
 * them could be to wait for oneself.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/stock.h"

#include "base/programme.h"
#include "core/wallet.h"

PG_FUNCTION_INFO_V1(civic_sweep_holds);

/* ----------
 * changing stock
 * ----------
 */

void
add_change(StockChanges *list, StockChange change)
{
	if (list->changes == NULL)
		list->changes = palloc(sizeof(StockChange));
	else
		list->changes = repalloc(list->changes, sizeof(StockChange) * (list->n + 1));
	list->changes[list->n++] = change;
}

static int
compare_changes(const void *left, const void *right)
{
	const StockChange *a = left;
	const StockChange *b = right;
	int			order = compare_int64(a->policy_id, b->policy_id);

	if (order == 0 && (order = strcmp(a->benefit, b->benefit)) == 0)
		order = compare_int64(a->quantity, b->quantity);
	return order;
}

static void
return_stock(const StockChange *change)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.stock s SET taken = s.taken + $quantity "
		"WHERE s.policy_id = $policy_id AND s.benefit = $benefit");

	RUN(&st, SPI_OK_UPDATE, ARG_INT4(policy_id, change->policy_id),
		ARG_TEXT(benefit, change->benefit), ARG_INT8(quantity, change->quantity));
}

/* Take from a stock that is counted already, if there is enough. */
static bool
take_counted(const StockChange *change)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.stock s SET taken = s.taken + $quantity "
		"WHERE s.policy_id = $policy_id AND s.benefit = $benefit "
		"AND s.taken + $quantity <= $stock");

	RUN(&st, SPI_OK_UPDATE, ARG_INT4(policy_id, change->policy_id),
		ARG_TEXT(benefit, change->benefit), ARG_INT8(quantity, change->quantity),
		ARG_INT8(stock, change->stock));
	return SPI_processed > 0;
}

static void
begin_counting(const StockChange *change)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.stock (policy_id, benefit) VALUES ($policy_id, $benefit) "
		"ON CONFLICT (policy_id, benefit) DO NOTHING");

	RUN(&st, SPI_OK_INSERT, ARG_INT4(policy_id, change->policy_id),
		ARG_TEXT(benefit, change->benefit));
}

/* ----------
 * reservations that have timed out
 * ----------
 */

/* Ends those that fulfil a condition, in wallets that nobody else holds. */
#define SWEEP(condition) \
	"WITH due AS MATERIALIZED (SELECT h.subject_id, h.redemption_id " \
	"FROM civic_private.hold h JOIN civic_private.wallet w ON w.subject_id = h.subject_id " \
	"WHERE h.until <= $now" condition \
	" ORDER BY h.subject_id, h.redemption_id FOR UPDATE OF w SKIP LOCKED), " \
	"locked AS (UPDATE civic_private.wallet w SET version = w.version + 1 " \
	"WHERE w.subject_id IN (SELECT d.subject_id FROM due d)), " \
	"ended AS (DELETE FROM civic_private.hold h USING due d " \
	"WHERE h.subject_id = d.subject_id AND h.redemption_id = d.redemption_id " \
	"RETURNING h.*), " END_HOLDS

int64
returned_stock(StockChanges *list)
{
	int64		holds = 0;

	for (uint64 row = 0; row < SPI_processed; row++)
	{
		add_change(list, (StockChange) {
			.policy_id = row_int4(row, "policy_id"),.benefit = row_text(row, "benefit"),
			.quantity = -row_int8(row, "quantity")
		});
		holds += row_int8(row, "holds");
	}
	return holds;
}

/* End others' reservations of a benefit.  Did any stock come back? */
static bool
sweep_benefit(const StockChange *change, TimestampTz now)
{
	static Statement st = STATEMENT(
		SWEEP(" AND h.policy_id = $policy_id AND h.benefit = $benefit"));
	StockChanges returned = {0};

	RUN(&st, SPI_OK_SELECT, ARG_TIME(now, now), END_HOLDS_ARGUMENTS,
		ARG_INT4(policy_id, change->policy_id), ARG_TEXT(benefit, change->benefit));
	returned_stock(&returned);
	for (int i = 0; i < returned.n; i++)
		return_stock(&returned.changes[i]);
	return returned.n > 0;
}

static bool
take_stock(const StockChange *change, TimestampTz now)
{
	if (take_counted(change))
		return true;
	/* this waits for whoever is changing the stock, and may be about to give back */
	begin_counting(change);
	if (take_counted(change))
		return true;
	return sweep_benefit(change, now) && take_counted(change);
}

const StockChange *
change_stock(StockChanges *list, TimestampTz now)
{
	if (list->n > 1)
		qsort(list->changes, list->n, sizeof(StockChange), compare_changes);
	for (int i = 0; i < list->n; i++)
	{
		const StockChange *change = &list->changes[i];

		if (change->quantity < 0)
			return_stock(change);
		else if (change->limited && !take_stock(change, now))
			return change;
	}
	return NULL;
}

/* End every reservation that has timed out; how many there were. */
Datum
civic_sweep_holds(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(SWEEP(""));
	TimestampTz now = GetCurrentTimestamp();
	StockChanges returned = {0};
	int64		holds;

	(void) programme_seen();
	SPI_connect();
	RUN(&st, SPI_OK_SELECT, ARG_TIME(now, now), END_HOLDS_ARGUMENTS);
	holds = returned_stock(&returned);
	change_stock(&returned, now);
	SPI_finish();
	PG_RETURN_INT64(holds);
}

/* ----------
 * asking
 * ----------
 */

int64
taken_stock(const Account *account, const Benefit *b)
{
	static Statement st = STATEMENT(
		"SELECT s.taken - coalesce((SELECT pg_catalog.sum(h.quantity) FROM civic_private.hold h "
		"WHERE h.policy_id = s.policy_id AND h.benefit = s.benefit AND h.until <= $now), 0) "
		"AS taken FROM civic_private.stock s "
		"WHERE s.policy_id = $policy_id AND s.benefit = $benefit");

	QUERY(&st, ARG_INT4(policy_id, account->policy_id), ARG_TEXT(benefit, b->code),
		  ARG_TIME(now, account->now));
	return SPI_processed == 0 ? 0 : row_int8(0, "taken");
}

#define KEPT_REDEMPTION \
	"NOT EXISTS (SELECT FROM civic_private.redemption_move m " \
	"WHERE m.subject_id = r.subject_id AND m.redemption_id = r.redemption_id " \
	"AND m.state <> $confirmed) " \
	"AND NOT EXISTS (SELECT FROM civic_private.hold h WHERE h.subject_id = r.subject_id " \
	"AND h.redemption_id = r.redemption_id AND h.until <= $now)"

Used
used_quantities(const Account *account, const Benefit *b, bool read_only)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(pg_catalog.sum(r.quantity), 0)::int8 AS ever, "
		"coalesce(pg_catalog.sum(r.quantity) FILTER (WHERE r.on_day >= $since), 0)::int8 "
		"AS in_period FROM civic_private.redemption r "
		"WHERE r.subject_id = $subject_id AND r.benefit = $benefit AND " KEPT_REDEMPTION);
	DateADT		since = account->today;

	if (b->period_limit)
		since = cal_period_start(account->today, b->limit_period);
	statement_call(&st, read_only, SPI_OK_SELECT,
				   ARGUMENTS(ARG_INT8(subject_id, account->subject_id), ARG_TEXT(benefit, b->code),
							 ARG_DATE(since, since), ARG_TIME(now, account->now),
							 ARG_TEXT(confirmed, redemption_state_names[REDEMPTION_CONFIRMED])));
	return (Used) {row_int8(0, "ever"), row_int8(0, "in_period")};
}

/* The scenario of a redemption is what its own policy says of the benefit. */
int64
used_of_scenario(const Account *account, const ScenarioLimit *limit, bool read_only)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(pg_catalog.sum(r.quantity), 0)::int8 AS used "
		"FROM civic_private.redemption r WHERE r.subject_id = $subject_id "
		"AND r.on_day >= $since AND EXISTS (SELECT FROM civic_private.enactment e, "
		"jsonb_array_elements(e.document -> 'benefits') b WHERE e.policy_id = r.policy_id "
		"AND b ->> 'code' = r.benefit AND b ->> 'scenario' = $scenario) AND " KEPT_REDEMPTION);

	statement_call(&st, read_only, SPI_OK_SELECT,
				   ARGUMENTS(ARG_INT8(subject_id, account->subject_id),
							 ARG_TEXT(scenario, limit->scenario),
							 ARG_DATE(since, cal_period_start(account->today, limit->period)),
							 ARG_TIME(now, account->now),
							 ARG_TEXT(confirmed, redemption_state_names[REDEMPTION_CONFIRMED])));
	return row_int8(0, "used");
}
