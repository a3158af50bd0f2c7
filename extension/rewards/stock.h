/*-------------------------------------------------------------------------
 *
 * stock.h
 *	  What is left of a benefit: its stock, and the limits of a subject.
 *
 * Caller has an SPI connection and acts as the owner.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_STOCK_H
#define CIVIC_STOCK_H

#include "base/statement.h"
#include "rewards/account.h"

/* A change of the stock of a benefit. */
typedef struct StockChange
{
	int32		policy_id;
	const char *benefit;
	int64		quantity;		/* taken; below zero: returned */
	bool		limited;
	int64		stock;			/* if limited: how many there are in all */
} StockChange;

/* Changes are made together, in the order of their key, by one call for each transaction. */
typedef struct StockChanges
{
	StockChange *changes;
	int			n;
} StockChanges;

extern void add_change(StockChanges *list, StockChange change);

/* Make the changes.  Returns the one that there is no stock for, or NULL. */
extern const StockChange *change_stock(StockChanges *list, TimestampTz now);

/*
 * SQL that ends reservations which have timed out: the rows of a common table
 * expression "ended", those that were deleted from civic_private.hold.  Its
 * result is read by returned_stock().
 */
#define END_HOLDS \
	"moved AS (INSERT INTO civic_private.redemption_move " \
	"(subject_id, redemption_id, state, on_day) " \
	"SELECT e.subject_id, e.redemption_id, $timed_out, e.until_day FROM ended e), " \
	"released AS (INSERT INTO civic_private.coupon " \
	"(subject_id, kind, amount, on_day, ref_id) " \
	"SELECT e.subject_id, $release, e.cost, e.until_day, e.redemption_id FROM ended e " \
	"ORDER BY e.subject_id, e.until, e.redemption_id), " \
	"told AS (SELECT civic_internal.publish('redemption', " \
	"array_agg(e.subject_id ORDER BY e.subject_id, e.until, e.redemption_id), " \
	"array_agg(civic_internal.redemption_message(e.subject_id, e.redemption_id, e.benefit, " \
	"e.quantity, $timed_out) ORDER BY e.subject_id, e.until, e.redemption_id)) FROM ended e) " \
	"SELECT e.policy_id, e.benefit, pg_catalog.sum(e.quantity)::int8 AS quantity, " \
	"pg_catalog.count(*) AS holds FROM ended e CROSS JOIN told " \
	"GROUP BY e.policy_id, e.benefit ORDER BY e.policy_id, e.benefit"
#define END_HOLDS_ARGUMENTS \
	ARG_TEXT(timed_out, redemption_state_names[REDEMPTION_TIMED_OUT]), \
	ARG_INT2(release, COUPON_RELEASE)

/* Add the stock that ended holds give back.  Returns how many holds those were. */
extern int64 returned_stock(StockChanges *list);

/* How many of a benefit are taken, not by holds that have timed out. */
extern int64 taken_stock(const Account *account, const Benefit *b);

/*
 * What a subject has redeemed and keeps under any policy, ever and in the
 * benefit's period; not what has timed out.
 */
typedef struct Used
{
	int64		ever;
	int64		in_period;
} Used;

/* What a subject has redeemed and keeps of all benefits of a scenario in the limit's period. */
extern int64 used_of_scenario(const Account *account, const ScenarioLimit *limit, bool read_only);

extern Used used_quantities(const Account *account, const Benefit *b, bool read_only);

#endif							/* CIVIC_STOCK_H */
