/*-------------------------------------------------------------------------
 *
 * coupon.c
 *	  Coupons come into being with an award, and are taken back with it.
 *
 * An award of a rule with coupons earns when it is posted, for the points that
 * it adds then; what is posted or reversed later changes neither.  So a wallet
 * never shrinks because somebody else's papers came late.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/rewards_internal.h"

#include "catalog/pg_type.h"
#include "ledger/entry.h"
#include "rewards/rewards.h"
#include "utils/array.h"
#include "utils/builtins.h"

extern void rewards_init(void);

PG_FUNCTION_INFO_V1(civic_mint_coupons);

/* The lots that awards become. */
typedef struct Mint
{
	int			n;
	Datum	   *subject_ids;
	Datum	   *entry_ids;
	Datum	   *amounts;
	Datum	   *expiries;
	Datum	   *days;
	bool	   *never;
} Mint;

/* What a subject has been awarded under some rules, by entry_id. */
typedef struct Awards
{
	int			n;
	EarningAward *awards;
} Awards;

static void
add_lot(Mint *mint, const NewEntry *award, const Rule *rule, int64 amount)
{
	int			i = mint->n;

	if (amount == 0)
		return;
	mint->subject_ids[i] = Int64GetDatum(award->subject_id);
	mint->entry_ids[i] = Int64GetDatum(award->entry_id);
	mint->amounts[i] = Int64GetDatum(amount);
	mint->never[i] = rule->coupons_expire.kind == DEADLINE_NEVER;
	mint->expiries[i] = DateADTGetDatum(deadline_day(&rule->coupons_expire, award->effective_on));
	mint->days[i] = DateADTGetDatum(award->effective_on);
	mint->n++;
}

/* own is the last of n awards */
static void
mint_award(Mint *mint, const NewEntry *award, EarningAward *awards, int n)
{
	const Rule *rule = awards[n - 1].rule;
	int64		amount;

	if (!coupons_earned(awards, n, award->effective_on, &amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("coupons out of range"),
				 errdetail("Entry %lld earns too many.", (long long) award->entry_id)));
	add_lot(mint, award, rule, amount);
}

static bool
walk_together(const Rule *a, const Rule *b)
{
	return a == b || (a->group && b->group && a->group_id == b->group_id);
}

/* What was awarded before, and of that what walks with this award. */
static void
mint_among(Mint *mint, const NewEntry *award, const Awards *known)
{
	const Rule *rule = rule_by_id(award->rule_id);
	EarningAward *together = palloc(sizeof(EarningAward) * (known->n + 1));
	int			n = 0;

	for (int i = 0; i < known->n && known->awards[i].entry_id < award->entry_id; i++)
		if (walk_together(known->awards[i].rule, rule))
			together[n++] = known->awards[i];
	together[n++] = (EarningAward) {rule, award->entry_id, award->quantity, award->occurred_on};
	mint_award(mint, award, together, n);
	pfree(together);
}

static void
apply_reference(Awards *known, int64 root, int kind, int64 quantity)
{
	for (int i = 0; i < known->n; i++)
		if (known->awards[i].entry_id == root)
			known->awards[i].quantity = kind == ENTRY_REINSTATEMENT ? quantity : 0;
}

/*
 * The awards of one subject from a result that is sorted by subject, awards
 * before references; row is where they begin, and moves on.
 */
static void
read_awards(int64 subject_id, uint64 *row, Awards *known)
{
	bool		isnull;

	known->n = 0;
	while (*row < SPI_processed && DatumGetInt64(statement_column(*row, 1, &isnull)) < subject_id)
		(*row)++;
	for (; *row < SPI_processed && DatumGetInt64(statement_column(*row, 1, &isnull)) == subject_id; (*row)++)
	{
		int64		entry_id = DatumGetInt64(statement_column(*row, 2, &isnull));
		int			kind = DatumGetInt16(statement_column(*row, 4, &isnull));
		int64		quantity = DatumGetInt32(statement_column(*row, 5, &isnull));

		if (kind == ENTRY_AWARD)
			known->awards[known->n++] = (EarningAward) {
				rule_by_id(DatumGetInt32(statement_column(*row, 3, &isnull))), entry_id, quantity,
				DatumGetDateADT(statement_column(*row, 6, &isnull))
			};
		else
			apply_reference(known, DatumGetInt64(statement_column(*row, 7, &isnull)), kind, quantity);
	}
}

static int
compare_earned(const void *left, const void *right)
{
	const NewEntry *a = left;
	const NewEntry *b = right;
	int			order = compare_int64(a->subject_id, b->subject_id);

	return order ? order : compare_int64(a->entry_id, b->entry_id);
}

/* Awards that earn together with others: one look at the ledger for all of them. */
static void
mint_together(Mint *mint, NewEntry *awards, int n)
{
	static Statement st = STATEMENT(
		"SELECT e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.ref_entry_id "
		"FROM civic_private.entry e WHERE e.subject_id = ANY ($1) AND e.kind BETWEEN 1 AND 4 AND e.effective_on <= $2 "
		"AND e.rule_id IN (SELECT r.rule_id FROM civic_private.rule r WHERE r.policy_id IN "
		"(SELECT o.policy_id FROM civic_private.rule o WHERE o.rule_id = ANY ($3))) "
		/* awards, then what suspends and reinstates them, then reversals, which are final */
		"ORDER BY e.subject_id, CASE e.kind WHEN 1 THEN 0 WHEN 2 THEN 2 ELSE 1 END, CASE WHEN e.kind > 1 THEN e.effective_on END, "
		"e.entry_id",
		INT8ARRAYOID, DATEOID, INT4ARRAYOID);
	Datum	   *subjects = palloc(sizeof(Datum) * n);
	Datum	   *rules = palloc(sizeof(Datum) * n);
	Datum		values[3];
	Awards		known;
	int			n_subjects = 0,
				n_rules = 0;
	uint64		row = 0;
	DateADT		last_day = DATEVAL_NOBEGIN;

	qsort(awards, n, sizeof(NewEntry), compare_earned);
	for (int i = 0; i < n; i++)
	{
		last_day = Max(last_day, awards[i].effective_on);
		if (i == 0 || awards[i].subject_id != awards[i - 1].subject_id)
			subjects[n_subjects++] = Int64GetDatum(awards[i].subject_id);
		if (n_rules == 0 || rules[n_rules - 1] != Int32GetDatum(awards[i].rule_id))
			rules[n_rules++] = Int32GetDatum(awards[i].rule_id);
	}
	values[0] = make_array(subjects, NULL, n_subjects, INT8OID);
	values[1] = DateADTGetDatum(last_day);
	values[2] = make_array(rules, NULL, n_rules, INT4OID);
	statement_run(&st, values, NULL, false, SPI_OK_SELECT);
	known.awards = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(EarningAward) * Max(SPI_processed, 1));
	for (int i = 0; i < n; i++)
	{
		if (i == 0 || awards[i].subject_id != awards[i - 1].subject_id)
			read_awards(awards[i].subject_id, &row, &known);
		mint_among(mint, &awards[i], &known);
	}
}

static void
insert_lots(const Mint *mint)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id) "
		"SELECT u.subject_id, 1, u.amount, u.on_day, u.expires_on, u.entry_id "
		"FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY u (subject_id, entry_id, amount, expires_on, on_day, n) ORDER BY u.n "
		"ON CONFLICT (subject_id, ref_id, kind) WHERE kind <> 5 DO NOTHING",
		INT8ARRAYOID, INT8ARRAYOID, INT8ARRAYOID, DATEARRAYOID, DATEARRAYOID);
	static Statement one_st = STATEMENT(
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, expires_on, ref_id) VALUES ($1, 1, $3, $5, $4, $2) "
		"ON CONFLICT (subject_id, ref_id, kind) WHERE kind <> 5 DO NOTHING",
		INT8OID, INT8OID, INT8OID, DATEOID, DATEOID);
	Datum		values[5] = {mint->subject_ids[0], mint->entry_ids[0], mint->amounts[0], mint->expiries[0], mint->days[0]};

	if (mint->n == 1)
		statement_run(&one_st, values, mint->never[0] ? "   n " : NULL, false, SPI_OK_INSERT);
	else if (mint->n > 1)
	{
		values[0] = make_array(mint->subject_ids, NULL, mint->n, INT8OID);
		values[1] = make_array(mint->entry_ids, NULL, mint->n, INT8OID);
		values[2] = make_array(mint->amounts, NULL, mint->n, INT8OID);
		values[3] = make_array(mint->expiries, mint->never, mint->n, DATEOID);
		values[4] = make_array(mint->days, NULL, mint->n, DATEOID);
		statement_run(&st, values, NULL, false, SPI_OK_INSERT);
	}
}

/*
 * Give the coupons that entries of rules with coupons earn, on the day on
 * which they take effect.  Caller has locked the wallets of those that earn
 * together.
 */
static void
mint_coupons(const NewEntry *entries, int n)
{
	Mint		mint = {0, palloc(sizeof(Datum) * n), palloc(sizeof(Datum) * n), palloc(sizeof(Datum) * n),
	palloc(sizeof(Datum) * n), palloc(sizeof(Datum) * n), palloc(sizeof(bool) * n)};
	NewEntry   *together = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(NewEntry) * n);
	int			n_together = 0;

	for (int i = 0; i < n; i++)
	{
		const Rule *rule = rule_by_id(entries[i].rule_id);
		EarningAward own = {rule, entries[i].entry_id, entries[i].quantity, entries[i].occurred_on};

		if (entries[i].entry_id == 0 || rule->coupons == 0)
			continue;
		if (rule_is_flat(rule))
			mint_award(&mint, &entries[i], &own, 1);
		else
			together[n_together++] = entries[i];
	}
	if (n_together > 0)
		mint_together(&mint, together, n_together);
	if (mint.n > 0)
		insert_lots(&mint);
}

/* Mint for entries that were just posted; most calls post nothing that earns. */
static void
mint_for_entries(const NewEntry *entries, int n)
{
	for (int i = 0; i < n; i++)
		if (rule_by_id(entries[i].rule_id)->coupons > 0)
		{
			mint_coupons(entries, n);
			break;
		}
}

/* Lock the wallets of an int8[] of subjects, in their order. */
static void
lock_wallets(Datum subject_ids)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.wallet AS w (subject_id) SELECT DISTINCT u.subject_id FROM unnest($1) u (subject_id) ORDER BY 1 "
		"ON CONFLICT (subject_id) DO UPDATE SET version = w.version + 1",
		INT8ARRAYOID);

	statement_run(&st, &subject_ids, NULL, false, SPI_OK_INSERT);
}

/* Hold the wallets of entries that earn together with others. */
static void
lock_for_entries(const NewEntry *entries, int n)
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
		lock_wallets(make_array(subjects, NULL, n_subjects, INT8OID));
}

/* Take back the coupons of an award that was reversed, if it had earned any. */
static void
claw_back_coupons(int64 subject_id, int64 entry_id)
{
	static Statement find_st = STATEMENT(
		"SELECT c.amount FROM civic_private.coupon c WHERE c.subject_id = $1 AND c.ref_id = $2 AND c.kind = 1",
		INT8OID, INT8OID);
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.coupon (subject_id, kind, amount, on_day, ref_id) VALUES ($1, 6, $3, $4, $2) "
		"ON CONFLICT (subject_id, ref_id, kind) WHERE kind <> 5 DO NOTHING",
		INT8OID, INT8OID, INT8OID, DATEOID);
	Datum		values[4] = {Int64GetDatum(subject_id), Int64GetDatum(entry_id)};
	bool		isnull;

	statement_run(&find_st, values, NULL, false, SPI_OK_SELECT);
	if (SPI_processed == 0)
		return;
	values[2] = statement_column(0, 1, &isnull);
	lock_wallet(subject_id);
	values[3] = DateADTGetDatum(date_in_zone(GetCurrentTimestamp(), programme_seen()->zone));
	statement_run(&st, values, NULL, false, SPI_OK_INSERT);
}

/* Whoever holds several wallets takes them in the order of their subjects, as adjustments are. */
static void
claw_back_for_adjustments(const Adjustment *adjustments, int n, DateADT day)
{
	for (int i = 0; i < n; i++)
		if (adjustments[i].kind == ENTRY_REVERSAL && adjustments[i].adjustment_id)
			claw_back_coupons(adjustments[i].subject_id, adjustments[i].entry_id);
}

void
rewards_init(void)
{
	static const LedgerListener listener = {
		lock_for_entries, mint_for_entries, claw_back_for_adjustments
	};

	ledger_listen(&listener);
}

/* The awards among some entries, for those who post without record() and post_inbox(). */
Datum
civic_mint_coupons(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(
		"SELECT e.subject_id, e.entry_id, e.rule_id, e.quantity, e.occurred_on "
		"FROM unnest($subjects, $entries) u (subject_id, entry_id) "
		"JOIN civic_private.entry e ON e.subject_id = u.subject_id AND e.entry_id = u.entry_id "
		"WHERE e.kind = 1 AND NOT EXISTS (SELECT FROM civic_private.coupon c "
		"WHERE c.subject_id = e.subject_id AND c.ref_id = e.entry_id AND c.kind = 1)");
	NewEntry   *entries;
	int			n;

	/* no lists are empty lists, as array_agg() makes them */
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_INT64(0);
	if (PG_ARGISNULL(2))
		null_argument("day");
	(void) programme_seen();
	SPI_connect();
	RUN(&st, SPI_OK_SELECT, ARG_DATUM(subjects, INT8ARRAYOID, PG_GETARG_DATUM(0)),
		ARG_DATUM(entries, INT8ARRAYOID, PG_GETARG_DATUM(1)));
	n = (int) SPI_processed;
	entries = palloc0(sizeof(NewEntry) * Max(n, 1));
	for (int i = 0; i < n; i++)
		entries[i] = (NewEntry) {
			.subject_id = row_int8(i, "subject_id"),.entry_id = row_int8(i, "entry_id"),
			.rule_id = row_int4(i, "rule_id"),.quantity = row_int4(i, "quantity"),
			.occurred_on = row_date(i, "occurred_on"),.effective_on = PG_GETARG_DATEADT(2)
		};
	lock_for_entries(entries, n);
	mint_for_entries(entries, n);
	SPI_finish();
	PG_RETURN_INT64(n);
}
