/*-------------------------------------------------------------------------
 *
 * next_tier.c
 *	  What is missing to the next tier, what keeps the present one, and what
 *	  stands in the way.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "base/reach.h"
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

/* The sentences, in the order of their arguments in English. */
typedef enum Sentence
{
	SAY_NO_TIER, SAY_QUANTITY, SAY_QUANTITY_IN_DAYS, SAY_TOO_MUCH, SAY_TOO_MUCH_IN_DAYS,
	SAY_POINTS, SAY_CLEAN, SAY_KEEP, SAY_DECISION, SAY_HOLD, SAY_VETO, SAY_BLOCKED, SAY_LOCK,
	SAY_FLOOR
} Sentence;

static const Title sentences[] = {
	[SAY_NO_TIER] = {{"no tier", "无等级"}},
	[SAY_QUANTITY] = {{"%1$s more%4$s of “%2$s” are missing to %3$s",
	"距“%3$s”还差“%2$s” %1$s%4$s"}},
	[SAY_QUANTITY_IN_DAYS] = {{"%1$s more%4$s of “%2$s” are missing to %3$s, within %5$d days",
	"距“%3$s”，最近 %5$d 天内还差“%2$s” %1$s%4$s"}},
	[SAY_TOO_MUCH] = {{"%1$s%4$s of “%2$s” are too much for %3$s",
	"“%3$s”要求“%2$s”减少 %1$s%4$s"}},
	[SAY_TOO_MUCH_IN_DAYS] = {{"%1$s%4$s of “%2$s” are too much for %3$s, within %5$d days",
	"“%3$s”要求最近 %5$d 天内“%2$s”减少 %1$s%4$s"}},
	[SAY_POINTS] = {{"%s points are missing to %s (from %s)",
	"距“%2$s”还差 %1$s 分（%3$s 分起）"}},
	[SAY_CLEAN] = {{"%s asks for %d days without a loss, which is on %s",
	"“%s”要求 %d 天无失信记录，%s 可满足"}},
	[SAY_KEEP] = {{"%s is kept from %s points: %s to spare",
	"保持“%s”需 %s 分，现有余量 %s 分"}},
	[SAY_DECISION] = {{"a person decides whether %s falls to %s",
	"由“%s”降至“%s”须经人工决定"}},
	[SAY_HOLD] = {{"%s is no longer earned, and is held through %s",
	"“%s”条件已不满足，保留至 %s"}},
	[SAY_VETO] = {{"a veto shows no tier above %s through %s",
	"一票否决：最高显示“%s”，至 %s"}},
	[SAY_BLOCKED] = {{"a veto blocks redemptions through %s", "一票否决：暂停兑换，至 %s"}},
	[SAY_LOCK] = {{"%s is fixed by hand through %s", "等级由人工锁定为“%s”，至 %s"}},
	[SAY_FLOOR] = {{"no tier below %s is shown through %s", "等级保底为“%s”，至 %s"}},
};

/* What a condition counts, where it does not count quantities. */
static const Title measure_titles[] = {
	[OF_POINTS] = {{"points", "分"}},
	[OF_ENTRIES] = {{"entries", "笔"}},
	[OF_DAYS] = {{"days", "天"}},
	[OF_PERIODS] = {{"periods", "期"}},
};

static const char *
say(const Answer *a, Sentence sentence)
{
	return sentences[sentence].text[a->lang];
}

static const char *
title_of(const Answer *a, const Title *title)
{
	return title->text[a->lang];
}

static const char *
tier_title(const Answer *a, const Tier *tier)
{
	return tier ? title_of(a, &tier->title) : say(a, SAY_NO_TIER);
}

/* A line; amount < 0 and a day of NO_DAY stand for null. */
static void
put(const Answer *a, const char *kind, const Tier *tier, int64 amount, DateADT until,
	const char *explanation)
{
	PUT_ROW(a->rsinfo, ARG_TEXT(kind, kind), ARG_TEXT(tier, tier ? tier->code : NULL),
			ARG_NUMERIC(amount, amount >= 0 ? points_numeric(amount) : NULL),
			ARG_IF(until != NO_DAY, ARG_DATE(until, until)),
			ARG_TEXT(explanation, explanation));
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

/* "Hours", or "Hours + Night hours". */
static const char *
rule_titles(const Answer *a, const Condition *c)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < c->n_rules; i++)
	{
		const Rule *rule = rule_by_code(a->policy, c->rules[i]);

		appendStringInfo(&buf, "%s%s", i > 0 ? " + " : "",
						 rule ? title_of(a, &rule->title) : c->rules[i]);
	}
	return buf.data;
}

static void
put_condition(const Answer *a, const Tier *tier, const Condition *c)
{
	DateADT		ignored = NO_NEXT_DAY;
	int64		missing = condition_missing(c, false, condition_value(c, a->roots, a->n_roots,
																	 a->day, &ignored));
	const char *of = c->of == OF_QUANTITY ? "" :
		psprintf(" %s", title_of(a, &measure_titles[c->of]));
	Sentence	sentence = missing < 0 ? SAY_TOO_MUCH : SAY_QUANTITY;

	if (missing == 0)
		return;
	if (c->days > 0)
		sentence++;
	put(a, missing < 0 ? "excess" : "quantity", tier, Abs(missing), NO_DAY,
		psprintf(say(a, sentence), points_text(Abs(missing), false), rule_titles(a, c),
				 tier_title(a, tier), of, c->days));
}

/* What a tier asks for and is not there. */
static void
put_missing(const Answer *a, const Tier *tier)
{
	DateADT		clean_on = NO_NEXT_DAY;
	int64		points = tier->promote_at - a->now.score;

	if (points > 0)
		put(a, "points", tier, points, NO_DAY,
			psprintf(say(a, SAY_POINTS), points_text(points, false), tier_title(a, tier),
					 points_text(tier->promote_at, false)));
	if (!record_clean(&a->found.record, tier->requires.clean_days, a->day, &clean_on))
		put(a, "clean", tier, (int64) (clean_on - a->day) * 100, clean_on,
			psprintf(say(a, SAY_CLEAN), tier_title(a, tier), tier->requires.clean_days,
					 date_text(clean_on)));
	for (int i = 0; i < tier->requires.n_conditions; i++)
		put_condition(a, tier, &tier->requires.conditions[i]);
}

/* What will become of a tier that is no longer earned. */
static void
put_fall(const Answer *a, const Tier *tier)
{
	int			steps;
	const Tier *below = tier_by_rank(a->policy, tier_below(a->policy, a->now.score,
														   a->found.kept, tier->rank,
														   &steps));

	if (a->now.open_fall)
		put(a, "decision", below, -1, NO_DAY,
			psprintf(say(a, SAY_DECISION), tier_title(a, tier), tier_title(a, below)));
	else if (a->found.outcome.next_day != NO_NEXT_DAY)
		put(a, "hold", tier, -1, a->found.outcome.next_day - 1,
			psprintf(say(a, SAY_HOLD), tier_title(a, tier),
					 date_text(a->found.outcome.next_day - 1)));
}

/* How far the present tier is from being lost, or what will become of it. */
static void
put_keep(const Answer *a, const Tier *tier)
{
	int64		spare = a->now.score - tier->demote_below;

	if (spare >= 0 && a->found.kept[tier - a->policy->tiers])
		put(a, "keep", tier, spare, NO_DAY,
			psprintf(say(a, SAY_KEEP), tier_title(a, tier),
					 points_text(tier->demote_below, false), points_text(spare, false)));
	else
		put_fall(a, tier);
}

static void
put_limits(const Answer *a, const Subject *subject)
{
	const Tier *ceiling = tier_by_rank(a->policy, a->now.ceiling_rank);
	const Tier *locked = tier_by_code(a->policy, subject->lock_tier);

	if (ceiling)
		put(a, "veto", ceiling, -1, a->now.ceiling_until,
			psprintf(say(a, SAY_VETO), tier_title(a, ceiling), date_text(a->now.ceiling_until)));
	if (a->now.blocked_until != NO_DAY)
		put(a, "blocked", NULL, -1, a->now.blocked_until,
			psprintf(say(a, SAY_BLOCKED), date_text(a->now.blocked_until)));
	if (a->now.lock_id)
		put(a, subject->lock_is_floor ? "floor" : "lock", locked, -1, subject->lock_until,
			psprintf(say(a, subject->lock_is_floor ? SAY_FLOOR : SAY_LOCK),
					 tier_title(a, locked), date_text(subject->lock_until)));
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
	require_reach(READERS, PG_GETARG_INT64(0));
	a.day = programme_today();
	SPI_connect();
	answer(&a, PG_GETARG_INT64(0));
	SPI_finish();
	return (Datum) 0;
}
