/*-------------------------------------------------------------------------
 *
 * entitlement.c
 *	  Is a subject entitled to a benefit, and if not, why: in words.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/entitlement.h"

#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "core/tier.h"
#include "score/explain.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_entitled);

/*
 * The code and the text of an entitlement.  In a text, %1$s is what the
 * benefit asks for and %2$s what is missing.
 */
static const struct
{
	const char *code;
	Title		text;
}			rows[] = {
	[ENTITLED] = {"entitled", {{"entitled", "符合条件"}}},
	[NOT_YET_VALID] = {"not_yet_valid", {{"offered from %1$s on", "自%1$s起提供"}}},
	[NO_LONGER_VALID] = {"no_longer_valid", {{"offered until %1$s", "已于%1$s结束"}}},
	[WRONG_KIND] = {"subject_kind",
	{{"not offered to subjects of this kind", "不面向此类主体"}}},
	[NOT_SETTLED] = {"unsettled",
	{{"no standing has been settled yet", "尚未结算，暂无等级"}}},
	[BLOCKED] = {"blocked", {{"redemptions are suspended until %1$s, that day included",
	"兑换资格暂停，至%1$s止（含当日）"}}},
	[TIER_TOO_LOW] = {"tier", {{"needs tier \"%1$s\": %2$s more points",
	"需达到“%1$s”，还差%2$s分"}}},
	[SCORE_TOO_LOW] = {"score", {{"needs a score of %1$s: %2$s more points",
	"需达到%1$s分，还差%2$s分"}}},
	[NOT_CLEAN_ENOUGH] = {"clean_days", {{"needs %1$s days without a loss: %2$s more days",
	"需连续%1$s天无扣分，还差%2$s天"}}},
	[NOT_RESTRICTED] = {"not_in_force",
	{{"the restriction is not in force", "该限制未生效"}}}
};

static const Title restricted_text = {{"the restriction is in force", "该限制已生效"}};
static const Title tier_text = {{
		"needs tier \"%1$s\": the points are there, but a condition of the tier or a ceiling "
		"stands against it",
	"需达到“%1$s”：分数已够，但等级的其他条件未满足或受到限制"}};

const char *
entitlement_code(Entitlement e)
{
	return rows[e].code;
}

static const char *
tier_title(const Account *account, const char *code, TextLang lang)
{
	const Tier *tier = tier_by_code(account->policy, code);

	return tier && tier->title.text[lang] ? tier->title.text[lang] : code;
}

/* What the benefit asks for, as far as the text about an entitlement names it. */
static const char *
asked_text(const Account *account, const Benefit *b, Entitlement e, TextLang lang)
{
	switch (e)
	{
		case NOT_YET_VALID:
			return date_text(b->valid_from);
		case NO_LONGER_VALID:
			return date_text(b->valid_until);
		case BLOCKED:
			return date_text(account->holder.blocked_until);
		case TIER_TOO_LOW:
			return tier_title(account, b->min_tier, lang);
		case SCORE_TOO_LOW:
			return points_text(b->min_score, false);
		case NOT_CLEAN_ENOUGH:
			return psprintf("%d", b->clean_days);
		default:
			return "";
	}
}

static bool
misses_days(Entitlement e)
{
	return e == NOT_YET_VALID || e == BLOCKED || e == NOT_CLEAN_ENOUGH;
}

const char *
explain_entitlement(const Account *account, const Benefit *b, Entitlement e, int64 missing,
					TextLang lang)
{
	const Title *text = &rows[e].text;

	if (e == ENTITLED && b->adverse)
		text = &restricted_text;
	if (e == TIER_TOO_LOW && missing == 0)
		text = &tier_text;
	return psprintf(text->text[lang], asked_text(account, b, e, lang),
					misses_days(e) ? psprintf("%lld", (long long) missing) :
					points_text(missing, false));
}

Numeric
missing_numeric(Entitlement e, int64 missing)
{
	if (missing == 0)
		return NULL;
	return misses_days(e) ? int64_to_numeric(missing) : points_numeric(missing);
}

/* (subject_id, benefit, lang) */
Datum
civic_entitled(PG_FUNCTION_ARGS)
{
	TextLang	lang = lang_argument(fcinfo, 2);
	MemoryContext caller = CurrentMemoryContext;
	Account		account;
	const Benefit *b;
	const char *why;
	Refusal		r;
	Entitlement e;
	int64		missing;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		RETURN_ROW(fcinfo);
	require_reach(READERS, PG_GETARG_INT64(0));
	SPI_connect();
	read_account(PG_GETARG_INT64(0), true, &account);
	r = find_offer(&account, text_to_cstring(PG_GETARG_TEXT_PP(1)), &b);
	if (r.sqlstate)
		raise_refusal(&r);
	e = check_entitlement(&account, b, true, &missing);
	why = MemoryContextStrdup(caller, explain_entitlement(&account, b, e, missing, lang));
	SPI_finish();
	RETURN_ROW(fcinfo, ARG_BOOL(entitled, e == ENTITLED), ARG_TEXT(reason, entitlement_code(e)),
			   ARG_TEXT(explanation, why),
			   ARG_NUMERIC(missing, missing_numeric(e, missing)));
}
