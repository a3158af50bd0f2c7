/*-------------------------------------------------------------------------
 *
 * coupon.c
 *	  Coupons come into being with an entry, and are taken back with it.
 *
 * An entry of a rule with coupons earns when it is posted, for the points that
 * it adds then.  What is posted or reversed later changes nothing of that.  So
 * a wallet does not shrink because another event is reported late.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/wallet.h"

#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "core/benefit.h"
#include "ledger/listener.h"
#include "policy/policy.h"

extern void rewards_init(void);

/* ----------
 * what entries earn
 * ----------
 */

/* The lots that entries become. */
typedef struct Lots
{
	int			n;
	Datum	   *subjects;
	Datum	   *entries;
	Datum	   *amounts;
	Datum	   *days;
	Datum	   *expiries;
	bool	   *never;
} Lots;

/* The original entries of a subject under some rules, by entry_id. */
typedef struct Awards
{
	int			n;
	EarningAward *awards;
} Awards;

/*
 * Does what an entry of this rule earns depend on others?  Then its poster
 * holds the wallet from before the entry is there, so that two at once do not
 * both earn what only one of them may.
 */
static bool
earns_together(const Rule *rule)
{
	return rule->coupons > 0 && !rule_is_flat(rule);
}

/* Add the lot of an entry, which is the last of n awards. */
static void
add_lot(Lots *lots, const NewEntry *entry, EarningAward *awards, int n)
{
	const Deadline *expire = &awards[n - 1].rule->coupons_expire;
	int64		amount;

	if (!coupons_earned(awards, n, entry->effective_on, &amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("coupons out of range"),
				 errdetail("Entry %lld earns too many.", (long long) entry->entry_id)));
	if (amount == 0)
		return;
	lots->subjects[lots->n] = Int64GetDatum(entry->subject_id);
	lots->entries[lots->n] = Int64GetDatum(entry->entry_id);
	lots->amounts[lots->n] = Int64GetDatum(amount);
	lots->days[lots->n] = DateADTGetDatum(entry->effective_on);
	lots->expiries[lots->n] = DateADTGetDatum(deadline_day(expire, entry->effective_on));
	lots->never[lots->n] = expire->kind == DEADLINE_NEVER;
	lots->n++;
}

static EarningAward
earning_award(const NewEntry *entry)
{
	return (EarningAward) {
		rule_by_id(entry->rule_id), entry->entry_id, entry->quantity, entry->occurred_on
	};
}

static bool
walk_together(const Rule *a, const Rule *b)
{
	return a == b || a->line == b->line;
}

/* Add the lot of an entry that earns together with those known that were posted before it. */
static void
add_lot_among(Lots *lots, const NewEntry *entry, const Awards *known)
{
	EarningAward own = earning_award(entry);
	EarningAward *together = palloc(sizeof(EarningAward) * (known->n + 1));
	int			n = 0;

	for (int i = 0; i < known->n && known->awards[i].entry_id < entry->entry_id; i++)
		if (walk_together(known->awards[i].rule, own.rule))
			together[n++] = known->awards[i];
	together[n++] = own;
	add_lot(lots, entry, together, n);
	pfree(together);
}

/* ----------
 * entries that earn together
 * ----------
 */

static void
apply_adjustment(Awards *known, uint64 row)
{
	int64		entry_id = row_int8(row, "ref_entry_id");
	bool		reinstated = row_int2(row, "kind") == ENTRY_REINSTATEMENT;

	for (int i = 0; i < known->n; i++)
		if (known->awards[i].entry_id == entry_id)
			known->awards[i].quantity = reinstated ? row_int4(row, "quantity") : 0;
}

/*
 * The awards of one subject from a result that is sorted by subject, original
 * entries before adjustments; *row is where they begin, and moves on.
 */
static void
read_awards(int64 subject_id, uint64 *row, Awards *known)
{
	known->n = 0;
	while (*row < SPI_processed && row_int8(*row, "subject_id") < subject_id)
		(*row)++;
	for (; *row < SPI_processed && row_int8(*row, "subject_id") == subject_id; (*row)++)
		if (row_int2(*row, "kind") == ENTRY_AWARD)
			known->awards[known->n++] = (EarningAward) {
				rule_by_id(row_int4(*row, "rule_id")), row_int8(*row, "entry_id"),
				row_int4(*row, "quantity"), row_date(*row, "occurred_on")
			};
		else
			apply_adjustment(known, *row);
}

/* Original entries of subjects and their adjustments, under the lines of some rules. */
static void
query_awards(Datum *subjects, int n_subjects, Datum *rules, int n_rules, DateADT last_day)
{
	/* adjustments in their order of effect; reversals come last, since they are final */
	static Statement st = STATEMENT(
		"SELECT e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, "
		"e.ref_entry_id FROM civic_private.entry e "
		"WHERE e.subject_id = ANY ($subjects) AND e.effective_on <= $last_day "
		"AND e.kind IN ($award, $suspension, $reinstatement, $reversal) "
		"AND e.rule_id IN (SELECT r.rule_id FROM civic_private.rule r WHERE r.line IN "
		"(SELECT o.line FROM civic_private.rule o WHERE o.rule_id = ANY ($rules))) "
		"ORDER BY e.subject_id, e.kind <> $award, e.kind = $reversal, "
		"CASE WHEN e.kind <> $award THEN e.effective_on END, e.entry_id");

	RUN(&st, SPI_OK_SELECT, ARG_ARRAY(subjects, INT8OID, subjects, NULL, n_subjects),
		ARG_ARRAY(rules, INT4OID, rules, NULL, n_rules), ARG_DATE(last_day, last_day),
		ARG_INT2(award, ENTRY_AWARD), ARG_INT2(suspension, ENTRY_SUSPENSION),
		ARG_INT2(reinstatement, ENTRY_REINSTATEMENT), ARG_INT2(reversal, ENTRY_REVERSAL));
}

static int
compare_entries(const void *left, const void *right)
{
	const NewEntry *a = left;
	const NewEntry *b = right;
	int			order = compare_int64(a->subject_id, b->subject_id);

	return order ? order : compare_int64(a->entry_id, b->entry_id);
}

/* Add the lots of entries that earn together with others, by one look at the ledger for all. */
static void
add_lots_together(Lots *lots, NewEntry *entries, int n)
{
	Datum	   *subjects = palloc(sizeof(Datum) * n);
	Datum	   *rules = palloc(sizeof(Datum) * n);
	Awards		known;
	int			n_subjects = 0,
				n_rules = 0;
	uint64		row = 0;
	DateADT		last_day = DATEVAL_NOBEGIN;

	qsort(entries, n, sizeof(NewEntry), compare_entries);
	for (int i = 0; i < n; i++)
	{
		last_day = Max(last_day, entries[i].effective_on);
		if (i == 0 || entries[i].subject_id != entries[i - 1].subject_id)
			subjects[n_subjects++] = Int64GetDatum(entries[i].subject_id);
		if (n_rules == 0 || rules[n_rules - 1] != Int32GetDatum(entries[i].rule_id))
			rules[n_rules++] = Int32GetDatum(entries[i].rule_id);
	}
	query_awards(subjects, n_subjects, rules, n_rules, last_day);
	known.awards = MemoryContextAllocHuge(CurrentMemoryContext,
										  sizeof(EarningAward) * Max(SPI_processed, 1));
	for (int i = 0; i < n; i++)
	{
		if (i == 0 || entries[i].subject_id != entries[i - 1].subject_id)
			read_awards(entries[i].subject_id, &row, &known);
		add_lot_among(lots, &entries[i], &known);
	}
}

/* ----------
 * listening to the ledger
 * ----------
 */

static void
insert_lots(const Lots *lots)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id) "
		"SELECT u.subject_id, $earn, u.amount, u.on_day, u.expires_on, u.entry_id "
		"FROM unnest($subjects, $entries, $amounts, $days, $expiries) "
		"WITH ORDINALITY u (subject_id, entry_id, amount, on_day, expires_on, n) ORDER BY u.n "
		"ON CONFLICT DO NOTHING");
	int			n = lots->n;

	RUN(&st, SPI_OK_INSERT, ARG_INT2(earn, COUPON_EARN),
		ARG_ARRAY(subjects, INT8OID, lots->subjects, NULL, n),
		ARG_ARRAY(entries, INT8OID, lots->entries, NULL, n),
		ARG_ARRAY(amounts, INT8OID, lots->amounts, NULL, n),
		ARG_ARRAY(days, DATEOID, lots->days, NULL, n),
		ARG_ARRAY(expiries, DATEOID, lots->expiries, lots->never, n));
}

static int
count_earning(const NewEntry *entries, int n)
{
	int			earning = 0;

	for (int i = 0; i < n; i++)
		earning += entries[i].entry_id != 0 && rule_by_id(entries[i].rule_id)->coupons > 0;
	return earning;
}

/* Give the coupons that entries earn which were just posted. */
static void
mint_coupons(const NewEntry *entries, int n)
{
	int			room = count_earning(entries, n);
	Lots		lots;
	NewEntry   *together;
	int			n_together = 0;

	/* most calls post nothing that earns */
	if (room == 0)
		return;
	lots = (Lots) {
		0, palloc(sizeof(Datum) * room), palloc(sizeof(Datum) * room),
		palloc(sizeof(Datum) * room), palloc(sizeof(Datum) * room),
		palloc(sizeof(Datum) * room), palloc(sizeof(bool) * room)
	};
	together = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(NewEntry) * room);
	for (int i = 0; i < n; i++)
	{
		EarningAward own = earning_award(&entries[i]);

		if (entries[i].entry_id == 0 || own.rule->coupons == 0)
			continue;
		if (earns_together(own.rule))
			together[n_together++] = entries[i];
		else
			add_lot(&lots, &entries[i], &own, 1);
	}
	if (n_together > 0)
		add_lots_together(&lots, together, n_together);
	if (lots.n > 0)
		insert_lots(&lots);
}

/* Hold the wallets of entries that earn together with others. */
static void
lock_earning(const NewEntry *entries, int n)
{
	Datum	   *subjects = NULL;
	int			n_subjects = 0;

	for (int i = 0; i < n; i++)
		if (earns_together(rule_by_id(entries[i].rule_id)))
		{
			if (subjects == NULL)
				subjects = palloc(sizeof(Datum) * n);
			subjects[n_subjects++] = Int64GetDatum(entries[i].subject_id);
		}
	if (n_subjects == 1)
		lock_wallet(DatumGetInt64(subjects[0]));
	else if (n_subjects > 1)
		lock_wallets(subjects, n_subjects);
}

/* Take back the coupons of an entry that was reversed, if it had earned any. */
static void
claw_back(int64 subject_id, int64 entry_id)
{
	static Statement find_st = STATEMENT(
		"SELECT c.amount FROM civic_private.coupon c "
		"WHERE c.subject_id = $subject_id AND c.ref_id = $entry_id AND c.kind = $earn");
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) "
		"VALUES ($subject_id, $claw_back, $amount, $today, $entry_id) ON CONFLICT DO NOTHING");
	int64		amount;
	DateADT		today;

	RUN(&find_st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(entry_id, entry_id),
		ARG_INT2(earn, COUPON_EARN));
	if (SPI_processed == 0)
		return;
	amount = row_int8(0, "amount");
	lock_wallet(subject_id);
	today = date_in_zone(GetCurrentTimestamp(), programme_seen()->zone);
	RUN(&st, SPI_OK_INSERT, ARG_INT8(subject_id, subject_id),
		ARG_INT2(claw_back, COUPON_CLAW_BACK), ARG_INT8(amount, amount), ARG_DATE(today, today),
		ARG_INT8(entry_id, entry_id));
}

/* Adjustments come in the order of their subjects, as the locks of wallets are to be taken. */
static void
claw_back_reversed(const Adjustment *adjustments, int n, DateADT day)
{
	for (int i = 0; i < n; i++)
		if (adjustments[i].kind == ENTRY_REVERSAL && adjustments[i].adjustment_id)
			claw_back(adjustments[i].subject_id, adjustments[i].entry_id);
}

void
rewards_init(void)
{
	static const LedgerListener listener = {
		.before_insert = lock_earning,
		.after_insert = mint_coupons,
		.after_adjustment = claw_back_reversed
	};

	ledger_listen(&listener);
}
