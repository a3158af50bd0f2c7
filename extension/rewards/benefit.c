/*-------------------------------------------------------------------------
 *
 * benefit.c
 *	  Benefits: who is entitled to what, and why not.
 *
 * What a subject is entitled to follows from its standing as settled and from
 * the policy in force today where it lives; nothing is stored.  So a tier
 * change grants and withdraws in the transaction that makes it.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/rewards_internal.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "score/explain.h"
#include "score/score.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "core/tier.h"

PG_FUNCTION_INFO_V1(civic_entitled);
PG_FUNCTION_INFO_V1(civic_benefits);

/*
 * Raise an error unless the programme has rewards.  Looking for a table of
 * theirs spares reading the programme's row; if it is missing, that row says
 * why.
 */
void
require_rewards(void)
{
	require_programme();
	if (!OidIsValid(get_relname_relid("wallet", get_namespace_oid("civic_private", false))))
		(void) programme_seen();
}

/* ----------
 * reading an account
 * ----------
 */

#define ACCOUNT_COLUMNS \
	"p.layout_version, p.time_zone, p.newest_enactment, p.access_version, s.policy_id, s.score, s.rank, s.tier, " \
	"s.clean_since, s.blocked_until, s.adverse"
#define ACCOUNT_TABLES \
	"FROM civic_private.programme p LEFT JOIN civic_private.standing s ON s.subject_id = $1"

/* where the subject lives today, as score() sees it */
#define ACCOUNT_DAY		"(now() AT TIME ZONE p.time_zone)::date"
#define ACCOUNT_AREA	AREA_OF("$1", "r.since <= " ACCOUNT_DAY " AND r.effective_on <= " ACCOUNT_DAY)

enum
{
	ACC_LAYOUT = 1, ACC_ZONE, ACC_ENACTMENT, ACC_ACCESS, ACC_POLICY, ACC_SCORE, ACC_RANK, ACC_TIER, ACC_CLEAN, ACC_BLOCKED,
	ACC_ADVERSE, ACC_AREA
};

/* The standing's tier may be of an earlier policy; its code tells which one it is now. */
static void
read_tier(Account *account)
{
	bool		isnull;
	const Tier *tier;
	char	   *code;

	account->holder.rank = DatumGetInt32(statement_column(0, ACC_RANK, &isnull));
	if (DatumGetInt32(statement_column(0, ACC_POLICY, &isnull)) == account->policy_id)
		return;
	code = statement_text(0, ACC_TIER);
	tier = tier_by_code(account->policy, code);
	account->holder.rank = tier ? tier->rank : 0;
	account->holder.settled = tier || code == NULL;
}

static void
read_standing(Account *account)
{
	Holder	   *holder = &account->holder;
	int32		policy_id;
	bool		isnull;

	policy_id = DatumGetInt32(statement_column(0, ACC_POLICY, &isnull));
	holder->settled = !isnull;
	if (isnull)
		return;
	read_tier(account);
	holder->score = DatumGetInt64(statement_column(0, ACC_SCORE, &isnull));
	holder->clean_since = DatumGetDateADT(statement_column(0, ACC_CLEAN, &isnull));
	holder->never_lost = isnull;
	holder->blocked_until = DatumGetDateADT(statement_column(0, ACC_BLOCKED, &isnull));
	holder->blocked = !isnull;
	account->adverse = statement_column(0, ACC_ADVERSE, &isnull);
	account->has_adverse = !isnull && same_policy_line(policy_id, account->policy_id);
}

/* Set the moment that an account is looked at; the policy in force stays that of the day it was read on. */
void
set_clock(Account *account, TimestampTz now)
{
	account->now = now;
	account->today = account->holder.day = date_in_zone(now, account->zone);
}

static const char *
account_area(int64 subject_id, const char *sole)
{
	static Statement st = STATEMENT("SELECT " ACCOUNT_AREA " FROM civic_private.programme p", INT8OID);
	Datum		value = Int64GetDatum(subject_id);
	SPITupleTable *outer = SPI_tuptable;
	uint64		outer_processed = SPI_processed;
	const char *area = sole;

	if (area == NULL)
	{
		statement_run(&st, &value, NULL, true, SPI_OK_SELECT);
		area = statement_text(0, 1);
		SPI_tuptable = outer;
		SPI_processed = outer_processed;
	}
	return area;
}

/*
 * Read a subject's account in an SPI connection of the caller's, acting as the
 * owner.  Its policy is NULL if none is in force where it lives: what it has
 * redeemed elsewhere can still be undone.
 */
void
read_account(int64 subject_id, bool read_only, Account *account)
{
	static Statement st = STATEMENT("SELECT " ACCOUNT_COLUMNS " " ACCOUNT_TABLES, INT8OID);
	Datum		value = Int64GetDatum(subject_id);
	int32		newest;
	bool		isnull;

	memset(account, 0, sizeof(*account));
	account->subject_id = subject_id;
	require_rewards();
	policy_cache_check();
	statement_run(&st, &value, NULL, read_only, SPI_OK_SELECT);
	if (SPI_processed != 1)
		elog(ERROR, "the programme's own row is missing");
	require_layout(DatumGetInt32(statement_column(0, ACC_LAYOUT, &isnull)));
	account->zone = programme_zone(statement_text(0, ACC_ZONE));
	set_clock(account, GetCurrentTransactionStartTimestamp());
	newest = DatumGetInt32(statement_column(0, ACC_ENACTMENT, &isnull));
	account->area = account_area(subject_id, sole_policy_area(newest, DatumGetInt64(statement_column(0, ACC_ACCESS, &isnull))));
	if (account->area == NULL)
		unknown_subject(subject_id);
	account->policy_id = policy_at(account->area, account->today, newest);
	if (account->policy_id == 0)
		return;
	account->policy = policy_by_id(account->policy_id);
	read_standing(account);
}

/* What kind of subject it is, which few benefits ask.  Raises an error if there is none. */
static void
know_kind(Account *account, bool read_only)
{
	static Statement st = STATEMENT(
		"SELECT pg_catalog.array_position(ARRAY['resident', 'household', 'organisation', 'official'], s.kind) "
		"FROM civic_private.subject s WHERE s.subject_id = $1",
		INT8OID);
	Datum		value = Int64GetDatum(account->subject_id);
	bool		isnull;

	if (account->kind_known)
		return;
	statement_run(&st, &value, NULL, read_only, SPI_OK_SELECT);
	if (SPI_processed == 0)
		unknown_subject(account->subject_id);
	account->holder.kind = UINT32_C(1) << (DatumGetInt32(statement_column(0, 1, &isnull)) - 1);
	account->kind_known = true;
}

/* The benefit of a code, or why there is none. */
Refusal
find_offer(const Account *account, const char *code, const Benefit **b)
{
	*b = NULL;
	if (account->policy == NULL)
		return lacks_policy(account->area, account->today);
	*b = find_benefit(account->policy, code);
	if (*b == NULL)
		return refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("unknown benefit \"%s\"", code),
					  psprintf("Policy %d, in force where subject %lld lives, has no such benefit.",
							   account->policy_id, (long long) account->subject_id),
					  "civic.benefits() lists what the policy offers.");
	return (Refusal) {0};
}

static bool
is_restricted(const Account *account, const char *code)
{
	Datum	   *codes;
	bool	   *nulls;
	int			n;

	if (!account->has_adverse)
		return false;
	deconstruct_array(DatumGetArrayTypeP(account->adverse), TEXTOID, -1, false, TYPALIGN_INT, &codes, &nulls, &n);
	for (int i = 0; i < n; i++)
		if (!nulls[i] && strcmp(TextDatumGetCString(codes[i]), code) == 0)
			return true;
	return false;
}

Entitlement
check_entitlement(Account *account, const Benefit *b, bool read_only, int64 *missing)
{
	/* where a policy governs all, nothing else has told that the subject exists */
	if (b->kinds != 0 || !account->holder.settled)
		know_kind(account, read_only);
	account->holder.restricted = b->adverse && is_restricted(account, b->code);
	return benefit_check(b, account->policy, &account->holder, missing);
}

/* ----------
 * explaining
 * ----------
 */

static const char *
tier_title(const Account *account, const char *code, TextLang lang)
{
	const Tier *tier = tier_by_code(account->policy, code);

	return tier && tier->title.text[lang] ? tier->title.text[lang] : code;
}

static const char *const entitlement_codes[] = {
	"entitled", "not_yet_valid", "no_longer_valid", "subject_kind", "unsettled", "blocked", "tier", "score", "clean_days", "not_in_force"
};

static char *
explain_tier(const Account *account, const Benefit *b, int64 missing, TextLang lang)
{
	const char *title = tier_title(account, b->min_tier, lang);

	if (missing > 0)
		return psprintf(lang == LANG_ZH ? "需达到“%s”，还差%s分" : "needs tier \"%s\": %s more points", title, points_text(missing, false));
	return psprintf(lang == LANG_ZH ? "需达到“%s”：分数已够，但等级的其他条件未满足或受到限制" :
					"needs tier \"%s\": the points are there, but a condition of the tier or a ceiling stands against it", title);
}

char *
explain_entitlement(const Account *account, const Benefit *b, Entitlement e, int64 missing, TextLang lang)
{
	bool		zh = lang == LANG_ZH;

	switch (e)
	{
		case ENTITLED:
			return pstrdup(zh ? (b->adverse ? "该限制已生效" : "符合条件") : (b->adverse ? "the restriction is in force" : "entitled"));
		case NOT_YET_VALID:
			return psprintf(zh ? "自%s起提供" : "offered from %s on", date_text(b->valid_from));
		case NO_LONGER_VALID:
			return psprintf(zh ? "已于%s结束" : "offered until %s", date_text(b->valid_until));
		case WRONG_KIND:
			return pstrdup(zh ? "不面向此类主体" : "not offered to subjects of this kind");
		case NOT_SETTLED:
			return pstrdup(zh ? "尚未结算，暂无等级" : "no standing has been settled yet");
		case BLOCKED:
			return psprintf(zh ? "兑换资格暂停，至%s止（含当日）" : "redemptions are suspended until %s, that day included",
							date_text(account->holder.blocked_until));
		case TIER_TOO_LOW:
			return explain_tier(account, b, missing, lang);
		case SCORE_TOO_LOW:
			return psprintf(zh ? "需达到%s分，还差%s分" : "needs a score of %s: %s more points",
							points_text(b->min_score, false), points_text(missing, false));
		case NOT_CLEAN_ENOUGH:
			return psprintf(zh ? "需连续%d天无扣分，还差%lld天" : "needs %d days without a loss: %lld more days",
							b->clean_days, (long long) missing);
		case NOT_RESTRICTED:
			return pstrdup(zh ? "该限制未生效" : "the restriction is not in force");
	}
	return NULL;
}

/* What is missing, points or days as the reason has it; null where nothing is or time will not bring it. */
static Datum
missing_datum(Entitlement e, int64 missing, bool *isnull)
{
	bool		days = e == NOT_YET_VALID || e == BLOCKED || e == NOT_CLEAN_ENOUGH;

	*isnull = missing == 0;
	return NumericGetDatum(days ? int64_to_numeric(missing) : points_numeric(missing));
}

Datum
civic_entitled(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	Account		account;
	const Benefit *b;
	Refusal		r;
	Entitlement e;
	int64		missing;
	Datum		values[4] = {0};
	bool		nulls[4] = {true, true, true, true};
	TextLang	lang = lang_argument(fcinfo, 2);

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return result_datum(fcinfo, values, nulls);
	SPI_connect();
	read_account(PG_GETARG_INT64(0), true, &account);
	r = find_offer(&account, text_to_cstring(PG_GETARG_TEXT_PP(1)), &b);
	if (r.sqlstate)
		raise_refusal(&r);
	e = check_entitlement(&account, b, true, &missing);
	MemoryContextSwitchTo(caller);
	memset(nulls, 0, sizeof(nulls));
	values[0] = BoolGetDatum(e == ENTITLED);
	values[1] = CStringGetTextDatum(entitlement_codes[e]);
	values[2] = CStringGetTextDatum(explain_entitlement(&account, b, e, missing, lang));
	values[3] = missing_datum(e, missing, &nulls[3]);
	SPI_finish();
	return result_datum(fcinfo, values, nulls);
}

/* ----------
 * what there is
 * ----------
 */

/* What a subject has redeemed and keeps, ever and in the benefit's period, under any policy; not what has timed out, written down or not. */
void
used_quantities(const Account *account, const Benefit *b, bool read_only, int64 *ever, int64 *period)
{
	static Statement st = STATEMENT(
		"SELECT coalesce(pg_catalog.sum(r.quantity), 0)::pg_catalog.int8, "
		"coalesce(pg_catalog.sum(r.quantity) FILTER (WHERE r.on_day >= $3), 0)::pg_catalog.int8 "
		"FROM civic_private.redemption r WHERE r.subject_id = $1 AND r.benefit = $2 AND NOT EXISTS "
		"(SELECT FROM civic_private.redemption_move m WHERE m.subject_id = r.subject_id AND m.redemption_id = r.redemption_id "
		"AND m.state <> 'confirmed') AND NOT EXISTS (SELECT FROM civic_private.hold h WHERE h.subject_id = r.subject_id "
		"AND h.redemption_id = r.redemption_id AND h.until <= $4)",
		INT8OID, TEXTOID, DATEOID, TIMESTAMPTZOID);
	Datum		values[4] = {Int64GetDatum(account->subject_id), CStringGetTextDatum(b->code),
		DateADTGetDatum(b->period_limit ? cal_period_start(account->today, b->limit_period) : account->today),
	TimestampTzGetDatum(account->now)};
	bool		isnull;

	statement_run(&st, values, NULL, read_only, SPI_OK_SELECT);
	*ever = DatumGetInt64(statement_column(0, 1, &isnull));
	*period = DatumGetInt64(statement_column(0, 2, &isnull));
}

static int64
taken_stock(const Account *account, const Benefit *b)
{
	static Statement st = STATEMENT(
		"SELECT s.taken - coalesce((SELECT pg_catalog.sum(h.quantity) FROM civic_private.hold h "
		"WHERE h.policy_id = s.policy_id AND h.benefit = s.benefit AND h.until <= $3), 0) "
		"FROM civic_private.stock s WHERE s.policy_id = $1 AND s.benefit = $2",
		INT4OID, TEXTOID, TIMESTAMPTZOID);
	Datum		values[3] = {Int32GetDatum(account->policy_id), CStringGetTextDatum(b->code), TimestampTzGetDatum(account->now)};
	bool		isnull;

	statement_run(&st, values, NULL, true, SPI_OK_SELECT);
	return SPI_processed == 0 ? 0 : DatumGetInt64(statement_column(0, 1, &isnull));
}

typedef struct Offer
{
	Entitlement e;
	int64		missing;
	const char *reason;
	const char *explanation;
	bool		redeemable;
	bool		has_stock,
				has_limit;
	int64		stock_left,
				limit_left,
				coupons_missing;
} Offer;

static void
refuse_offer(Offer *offer, const char *reason, const char *explanation)
{
	offer->redeemable = false;
	offer->reason = reason;
	offer->explanation = explanation;
}

/* What stands between an entitled subject and a redemption. */
static void
look_at_counter(const Account *account, const Benefit *b, int64 available, TextLang lang, Offer *offer)
{
	int64		ever,
				period;
	bool		zh = lang == LANG_ZH;

	if (b->has_stock)
	{
		offer->has_stock = true;
		offer->stock_left = Max(b->stock - taken_stock(account, b), 0);
	}
	if (b->per_subject || b->period_limit)
	{
		used_quantities(account, b, true, &ever, &period);
		offer->has_limit = true;
		offer->limit_left = Min(b->per_subject ? b->per_subject - ever : PG_INT64_MAX,
								b->period_limit ? b->period_limit - period : PG_INT64_MAX);
		offer->limit_left = Max(offer->limit_left, 0);
	}
	offer->coupons_missing = Max(b->cost - available, 0);
	if (offer->e != ENTITLED)
		return;
	offer->redeemable = true;
	if (offer->has_limit && offer->limit_left == 0)
	{
		bool		ended = b->per_subject && b->per_subject <= ever;

		refuse_offer(offer, ended ? "per_subject" : "per_period",
					 ended ? (zh ? "已达个人上限" : "the limit per subject is reached") :
					 (zh ? "已达本期上限" : "the limit of this period is reached"));
	}
	else if (offer->has_stock && offer->stock_left == 0)
		refuse_offer(offer, "stock", zh ? "已兑完" : "out of stock");
	else if (offer->coupons_missing > 0)
		refuse_offer(offer, "coupons", psprintf(zh ? "还差%s张券" : "needs %s more coupons", points_text(offer->coupons_missing, false)));
}

static Datum
text_or_null(const char *s, bool *isnull)
{
	*isnull = s == NULL;
	return s ? CStringGetTextDatum(s) : (Datum) 0;
}

#define OFFER_COLUMNS	15

static void
put_offer(ReturnSetInfo *rsinfo, const Benefit *b, const Offer *offer, TextLang lang)
{
	Datum		values[OFFER_COLUMNS];
	bool		nulls[OFFER_COLUMNS] = {false};
	bool		redemption = b->kind == BENEFIT_REDEMPTION;

	values[0] = CStringGetTextDatum(b->code);
	values[1] = CStringGetTextDatum(b->title.text[lang]);
	values[2] = text_or_null(b->scenario, &nulls[2]);
	values[3] = CStringGetTextDatum(b->adverse ? "restriction" : redemption ? "redemption" : "entitlement");
	values[4] = BoolGetDatum(offer->e == ENTITLED);
	values[5] = BoolGetDatum(offer->redeemable);
	nulls[5] = !redemption;
	values[6] = CStringGetTextDatum(offer->reason);
	values[7] = CStringGetTextDatum(offer->explanation);
	values[8] = missing_datum(offer->e, offer->missing, &nulls[8]);
	values[9] = NumericGetDatum(points_numeric(b->cost));
	values[10] = NumericGetDatum(points_numeric(offer->coupons_missing));
	nulls[9] = nulls[10] = !redemption;
	values[11] = Int64GetDatum(offer->stock_left);
	nulls[11] = !offer->has_stock;
	values[12] = Int64GetDatum(offer->limit_left);
	nulls[12] = !offer->has_limit;
	values[13] = NumericGetDatum(points_numeric(b->value));
	nulls[13] = !b->has_value;
	values[14] = text_or_null(b->unit.text[lang], &nulls[14]);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

Datum
civic_benefits(PG_FUNCTION_ARGS)
{
	TextLang	lang = lang_argument(fcinfo, 1);
	Account		account;
	Wallet	   *wallet;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SPI_connect();
	read_account(PG_GETARG_INT64(0), true, &account);
	if (account.policy == NULL)
		no_policy_in_force(account.area, account.today);
	know_kind(&account, true);
	wallet = fold_wallet(account.subject_id, account.today, true, NULL);
	check_wallet(wallet_close(wallet, account.today, account.now, NULL, NULL));
	for (int i = 0; i < account.policy->n_benefits; i++)
	{
		const Benefit *b = &account.policy->benefits[i];
		Offer		offer = {0};

		offer.e = check_entitlement(&account, b, true, &offer.missing);
		offer.reason = entitlement_codes[offer.e];
		offer.explanation = explain_entitlement(&account, b, offer.e, offer.missing, lang);
		if (b->kind == BENEFIT_REDEMPTION)
			look_at_counter(&account, b, wallet->available, lang, &offer);
		put_offer((ReturnSetInfo *) fcinfo->resultinfo, b, &offer, lang);
	}
	SPI_finish();
	return (Datum) 0;
}
