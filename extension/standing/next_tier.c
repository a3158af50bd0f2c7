/*-------------------------------------------------------------------------
 *
 * next_tier.c
 *	  What is missing to the next tier, what keeps the present one, and what
 *	  stands in the way.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "access/xact.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "base/value.h"
#include "score/explain.h"

PG_FUNCTION_INFO_V1(civic_next_tier);

typedef struct Answer
{
	ReturnSetInfo *rsinfo;
	TextLang	lang;
	DateADT		day;
	const Policy *policy;
	Standing	old;
	Standing	now;
	Evaluation	found;
	Root	   *roots;
	int32		n_roots;
} Answer;

static const char *
say(const Answer *a, const char *en, const char *zh)
{
	return a->lang == LANG_ZH ? zh : en;
}

static const char *
title_of(const Answer *a, const Title *title)
{
	return title->text[a->lang];
}

static const char *
tier_title(const Answer *a, const Tier *tier)
{
	return tier ? title_of(a, &tier->title) : say(a, "no tier", "无等级");
}

/* A line; amount < 0 and a day of NO_DAY stand for null. */
static void
put(const Answer *a, const char *kind, const Tier *tier, int64 amount, DateADT until, const char *explanation)
{
	Datum		values[5] = {CStringGetTextDatum(kind), tier ? CStringGetTextDatum(tier->code) : (Datum) 0,
		amount >= 0 ? NumericGetDatum(points_numeric(amount)) : (Datum) 0, DateADTGetDatum(until),
	CStringGetTextDatum(explanation)};
	bool		nulls[5] = {false, tier == NULL, amount < 0, until == NO_DAY, false};

	tuplestore_putvalues(a->rsinfo->setResult, a->rsinfo->setDesc, values, nulls);
}

static const Tier *
tier_above(const Policy *policy, int32 rank)
{
	const Tier *above = NULL;

	for (int i = 0; i < policy->n_tiers; i++)
		if (policy->tiers[i].rank > rank && (above == NULL || policy->tiers[i].rank < above->rank))
			above = &policy->tiers[i];
	return above;
}

static const Rule *
rule_of(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_rules; i++)
		if (strcmp(policy->rules[i].code, code) == 0)
			return &policy->rules[i];
	return NULL;
}

static void
put_condition(const Answer *a, const Tier *tier, const QuantityCondition *c)
{
	DateADT		ignored = NO_NEXT_DAY;
	int64		missing = c->at_least - condition_quantity(c, a->roots, a->n_roots, a->day, &ignored);
	const Rule *rule = rule_of(a->policy, c->rule);
	const char *what = rule ? title_of(a, &rule->title) : c->rule;

	if (missing <= 0)
		return;
	if (c->days > 0)
		put(a, "quantity", tier, missing, NO_DAY,
			psprintf(say(a, "%s more of “%s” are missing to %s, within %d days", "距“%3$s”，最近 %4$d 天内还差“%2$s” %1$s"),
					 points_text(missing, false), what, tier_title(a, tier), c->days));
	else
		put(a, "quantity", tier, missing, NO_DAY,
			psprintf(say(a, "%s more of “%s” are missing to %s", "距“%3$s”还差“%2$s” %1$s"),
					 points_text(missing, false), what, tier_title(a, tier)));
}

/* What a tier asks for and is not there. */
static void
put_missing(const Answer *a, const Tier *tier)
{
	DateADT		clean_on = NO_NEXT_DAY;

	if (tier->promote_at > a->now.score)
		put(a, "points", tier, tier->promote_at - a->now.score, NO_DAY,
			psprintf(say(a, "%s points are missing to %s (from %s)", "距“%2$s”还差 %1$s 分（%3$s 分起）"),
					 points_text(tier->promote_at - a->now.score, false), tier_title(a, tier), points_text(tier->promote_at, false)));
	if (!record_clean(&a->found.record, tier->clean_days, a->day, &clean_on))
		put(a, "clean", tier, (int64) (clean_on - a->day) * 100, clean_on,
			psprintf(say(a, "%s asks for %d days without a loss, which is on %s", "“%s”要求 %d 天无失信记录，%s 可满足"),
					 tier_title(a, tier), tier->clean_days, date_text(clean_on)));
	for (int i = 0; i < tier->n_quantities; i++)
		put_condition(a, tier, &tier->quantities[i]);
}

/* How far the present tier is from being lost; or what will become of it. */
static void
put_keep(const Answer *a, const Tier *tier)
{
	int			steps;
	const Tier *below;

	if (a->now.score >= tier->demote_below && a->found.fulfilled[tier - a->policy->tiers])
	{
		put(a, "keep", tier, a->now.score - tier->demote_below, NO_DAY,
			psprintf(say(a, "%s is kept from %s points: %s to spare", "保持“%s”需 %s 分，现有余量 %s 分"),
					 tier_title(a, tier), points_text(tier->demote_below, false),
					 points_text(a->now.score - tier->demote_below, false)));
		return;
	}
	below = tier_by_rank(a->policy, tier_below(a->policy, a->now.score, a->found.fulfilled, tier->rank, &steps));
	if (a->now.open_fall)
		put(a, "decision", below, -1, NO_DAY,
			psprintf(say(a, "a person decides whether %s falls to %s", "由“%s”降至“%s”须经人工决定"),
					 tier_title(a, tier), tier_title(a, below)));
	else if (a->found.outcome.next_day != NO_NEXT_DAY)
		put(a, "hold", tier, -1, a->found.outcome.next_day - 1,
			psprintf(say(a, "%s is no longer earned, and is held through %s", "“%s”条件已不满足，保留至 %s"),
					 tier_title(a, tier), date_text(a->found.outcome.next_day - 1)));
}

static void
put_limits(const Answer *a, const Subject *subject)
{
	const Tier *ceiling = tier_by_rank(a->policy, a->now.ceiling_rank);
	const Tier *shown = tier_by_rank(a->policy, a->now.rank);

	if (ceiling)
		put(a, "veto", ceiling, -1, a->now.ceiling_until,
			psprintf(say(a, "a veto shows no tier above %s through %s", "一票否决：最高显示“%s”，至 %s"),
					 tier_title(a, ceiling), date_text(a->now.ceiling_until)));
	if (a->now.blocked_until != NO_DAY)
		put(a, "blocked", NULL, -1, a->now.blocked_until,
			psprintf(say(a, "a veto blocks redemptions through %s", "一票否决：暂停兑换，至 %s"), date_text(a->now.blocked_until)));
	if (a->now.lock_id)
		put(a, "lock", shown, -1, subject->lock_until,
			psprintf(say(a, "%s is fixed by hand through %s", "等级由人工锁定为“%s”，至 %s"),
					 tier_title(a, shown), date_text(subject->lock_until)));
}

static void
answer(Answer *a, int64 subject_id)
{
	Subject		subject;
	Governing	governing;
	Collection	collection;
	const Tier *tier;
	const Tier *next;

	if (!read_subject_now(subject_id, a->day, &subject, &a->old, &governing, &collection) ||
		!evaluate_subject(&subject, &collection, &a->old, a->day, &governing, &a->now, &a->found))
		return;
	a->policy = governing.policy;
	walk_state(collection.state, &a->roots, &a->n_roots);
	/* the tier that is held, though the next settlement may move it */
	tier = tier_by_rank(a->policy, a->now.earned.rank);
	next = tier_above(a->policy, a->now.earned.rank);
	if (next)
		put_missing(a, next);
	if (tier)
		put_keep(a, tier);
	put_limits(a, &subject);
}

Datum
civic_next_tier(PG_FUNCTION_ARGS)
{
	Answer		a = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo};

	InitMaterializedSRF(fcinfo, 0);
	a.lang = lang_argument(fcinfo, 1);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	a.day = date_in_zone(GetCurrentTransactionStartTimestamp(), programme_seen()->zone);
	SPI_connect();
	answer(&a, PG_GETARG_INT64(0));
	SPI_finish();
	return (Datum) 0;
}
