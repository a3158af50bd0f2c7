/*-------------------------------------------------------------------------
 *
 * fuzz_tier.c
 *	  Tiers of any policy, along any path of scores, requirements and answers.
 *
 * Beside tier_settle() walks a second opinion that knows the tiers sorted by
 * rank and counts places, not ranks.  The order in which a policy lists its
 * tiers must not matter.  Records and quantities are worked out by trying
 * every day.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/tier.h"
#include "fuzz.h"

#define TIERS_MAX	8
#define DAYS_MAX	120
#define ROOTS_MAX	12
#define DAY			9000

typedef struct World
{
	int			n;
	Tier		sorted[TIERS_MAX];	/* by rank */
	bool		met[TIERS_MAX];	/* their requirements */
	Tier		listed[TIERS_MAX];	/* as the policy lists them */
	int			place_of[TIERS_MAX];	/* of a listed tier among the sorted ones */
	Policy		policy;
} World;

static void
make_world(World *w, Input *in)
{
	int32_t		rank = 0;
	int64_t		points = 0;

	memset(w, 0, sizeof(*w));
	w->n = (int) input_below(in, TIERS_MAX + 1);
	for (int i = 0; i < w->n; i++)
	{
		Tier	   *t = &w->sorted[i];

		t->code = "t";
		t->rank = rank += 1 + (int32_t) input_below(in, 3);
		t->promote_at = points += 1 + input_below(in, 40);
		t->demote_below = t->promote_at - input_below(in, 40);
		t->hold_days = (int32_t) input_below(in, 10);
		w->place_of[i] = i;
	}
	for (int i = w->n - 1; i > 0; i--)
	{
		int			j = (int) input_below(in, (uint32_t) i + 1);
		int			swap = w->place_of[i];

		w->place_of[i] = w->place_of[j];
		w->place_of[j] = swap;
	}
	for (int i = 0; i < w->n; i++)
		w->listed[i] = w->sorted[w->place_of[i]];
	w->policy.n_tiers = w->n;
	w->policy.tiers = w->listed;
}

/* ----------
 * a second opinion
 * ----------
 */

/* A place is the number of tiers up to and including the subject's: 0 is none. */
typedef struct Second
{
	int			place;
	int32_t		since;
	int32_t		fell_on;
	int			refused;		/* place, or -1 */
} Second;

static bool
can_keep(const World *w, int place, int64_t score)
{
	return place == 0 || (score >= w->sorted[place - 1].demote_below && w->met[place - 1]);
}

static int
best_place(const World *w, int64_t score)
{
	int			place = w->n;

	while (place > 0 && (score < w->sorted[place - 1].promote_at || !w->met[place - 1]))
		place--;
	return place;
}

/* One day; returns whether a person is asked. */
static bool
second_day(const World *w, Second *s, int64_t score, int32_t day, FallVerdict verdict)
{
	int			best = best_place(w, score);
	int			target = s->place;

	if (best > s->place)
	{
		*s = (Second) {best, day, s->fell_on, -1};
		return false;
	}
	if (s->place == 0)
		return false;
	if (can_keep(w, s->place, score))
	{
		s->refused = -1;
		return false;
	}
	do
		target--;
	while (!can_keep(w, target, score));
	if (verdict == FALL_CONFIRMED)
	{
		*s = (Second) {target, day, s->fell_on, -1};
		return false;
	}
	if (verdict == FALL_REFUSED)
		s->refused = target;
	if (verdict == FALL_OPEN || (s->refused >= 0 && target >= s->refused) || s->fell_on == day ||
		day < s->since + w->sorted[s->place - 1].hold_days)
		return false;
	*s = (Second) {s->place - 1, day, day, -1};
	return target < s->place;
}

static int32_t
rank_of(const World *w, int place)
{
	return place == 0 ? 0 : w->sorted[place - 1].rank;
}

/* ----------
 * walking
 * ----------
 */

static void
listed_requirements(const World *w, bool *listed)
{
	for (int i = 0; i < w->n; i++)
		listed[i] = w->met[w->place_of[i]];
}

/* Nothing moves by itself before the day that is announced. */
static void
check_announced(const World *w, TierPlace place, int64_t score, const bool *met, int32_t day,
				int32_t next_day, FallVerdict verdict)
{
	int32_t		last = next_day <= day + 20 ? next_day - 1 : day + 20;

	expect(next_day > day);
	for (int32_t d = day + 1; d <= last; d++)
	{
		TierPlace	then = place;
		TierOutcome outcome;

		tier_settle(&w->policy, score, met, met, d, verdict, &then, &outcome);
		expect(outcome.move == TIER_STAYS);
		expect(then.rank == place.rank && then.since == place.since);
	}
}

static void
walk(World *w, Input *in)
{
	Second		second = {0, DAY, NO_DAY, -1};
	TierPlace	place = {0, DAY, NO_DAY, -1};
	bool		open = false;
	int32_t		day = DAY;
	int64_t		score = 0;

	for (int i = 0; i < DAYS_MAX && in->at < in->end; i++)
	{
		bool		met[TIERS_MAX];
		FallVerdict verdict = FALL_NOT_ASKED;
		TierOutcome outcome;
		int32_t		rank = place.rank;
		int			before = second.place;
		bool		asks;

		day += (int32_t) input_below(in, 4);
		score += input_range(in, -20, 20);
		for (int t = 0; t < w->n; t++)
			w->met[t] = !input_chance(in, 6);
		listed_requirements(w, met);
		if (open)
			verdict = (FallVerdict) (FALL_OPEN + input_below(in, 3));
		expect(tier_place(&w->policy, score, met) == rank_of(w, best_place(w, score)));
		tier_settle(&w->policy, score, met, met, day, verdict, &place, &outcome);
		asks = second_day(w, &second, score, day, verdict);
		expect(place.rank == rank_of(w, second.place) && place.since == second.since);
		expect(place.fell_on == second.fell_on && outcome.ask == asks);
		expect(outcome.move == (place.rank > rank ? TIER_RISES : place.rank == rank ? TIER_STAYS :
								verdict == FALL_CONFIRMED ? TIER_FALLS_BY_DECISION : TIER_FALLS));
		expect(!asks || outcome.ask_rank < place.rank);
		/* it falls by one, but for a person's decision */
		expect(second.place >= before - 1 || verdict == FALL_CONFIRMED);
		open = outcome.ask || (open && !outcome.settled);
		if (!outcome.ask)
			check_announced(w, place, score, met, day, outcome.next_day,
							open ? FALL_OPEN : FALL_NOT_ASKED);
	}
}

/* ----------
 * records
 * ----------
 */

static Rule rules[] = {
	{.code = "plain"},
	{.code = "loss", .loss = true},
	{.code = "fading", .loss = true,
		.retention = {.kind = RETAIN_EXPIRE, .unit = CAL_DAYS, .n = 30}},
	{.code = "ceiling", .loss = true,
		.veto = {.given = true, .ceiling_tier = "b", .until = {DEADLINE_DAYS, 20}}},
	{.code = "lower", .loss = true,
		.veto = {.given = true, .ceiling_tier = "a", .until = {DEADLINE_DAYS, 10}}},
	{.code = "block", .loss = true,
		.veto = {.given = true, .blocks_redemption = true, .until = {DEADLINE_MONTH_END, 0}}},
	{.code = "both", .veto = {.given = true, .ceiling_tier = "b", .blocks_redemption = true,
		.until = {DEADLINE_DAYS, 5}}},
	{.code = "unknown", .loss = true,
		.veto = {.given = true, .ceiling_tier = "z", .until = {DEADLINE_DAYS, 40}}}
};

static Tier two_tiers[] = {{.code = "b", .rank = 2}, {.code = "a", .rank = 1}};
static const Policy two = {.n_tiers = 2, .tiers = two_tiers};

static bool
counts(const Root *root, int32_t day)
{
	bool		faded = root->rule->retention.kind == RETAIN_EXPIRE &&
		day >= root->occurred_on + 30;

	return root->entry_id != 0 && root->quantity > 0 && root->share < SHARE_ONE && !faded;
}

static int32_t
last_veto_day(const Root *root)
{
	if (root->rule->veto.until.kind == DEADLINE_MONTH_END)
		return cal_period_end(root->occurred_on, PERIOD_MONTH) - 1;
	return root->occurred_on + root->rule->veto.until.days - 1;
}

/* The lowest ceiling on a day, or NO_CEILING. */
static int32_t
ceiling_on(const Root *roots, int n, int32_t day)
{
	int32_t		lowest = NO_CEILING;

	for (int i = 0; i < n; i++)
	{
		const char *code = roots[i].rule->veto.ceiling_tier;
		int32_t		rank = code == NULL || *code == 'z' ? NO_CEILING : *code == 'a' ? 1 : 2;

		if (counts(&roots[i], day) && last_veto_day(&roots[i]) >= day && rank < lowest)
			lowest = rank;
	}
	return lowest;
}

static void
check_record(const Root *roots, int n, int32_t day)
{
	int32_t		last_loss = NO_DAY,
				blocked = NO_DAY;
	Record		record;

	record_read(&two, roots, n, day, &record);
	for (int i = 0; i < n; i++)
	{
		if (counts(&roots[i], day) && roots[i].rule->loss && roots[i].occurred_on > last_loss)
			last_loss = roots[i].occurred_on;
		if (counts(&roots[i], day) && roots[i].rule->veto.blocks_redemption &&
			last_veto_day(&roots[i]) >= day && last_veto_day(&roots[i]) > blocked)
			blocked = last_veto_day(&roots[i]);
		expect(root_is_loss(&roots[i], day) == (counts(&roots[i], day) && roots[i].rule->loss));
	}
	expect(record.last_loss == last_loss && record.blocked_until == blocked);
	expect(record.ceiling_rank == ceiling_on(roots, n, day));
	/* the ceiling stays to its last day, and is another one on the day after it */
	if (record.ceiling_rank != NO_CEILING)
		for (int32_t d = day; d <= record.ceiling_until + 1; d++)
			expect((ceiling_on(roots, n, d) == record.ceiling_rank) == (d <= record.ceiling_until));
	/* some veto ends the day before the next day, and none before */
	for (int32_t d = day + 1; d <= day + 45; d++)
	{
		bool		ends = false;

		for (int i = 0; i < n; i++)
			ends |= counts(&roots[i], day) && roots[i].rule->veto.given &&
				last_veto_day(&roots[i]) == d - 1;
		expect(!ends || record.next_day <= d);
		expect(ends || record.next_day != d);
	}
}

/* A quantity within some days, and when it changes by itself. */
static void
check_quantity(const Root *roots, int n, int32_t day, int32_t days)
{
	const char *plain[] = {"plain"},
			   *unlabelled[] = {NULL};
	Condition	condition = {1, plain, unlabelled,.has_least = true,.at_least = 1,.days = days};
	int64_t		then[60];
	int32_t		next = NO_NEXT_DAY;

	for (int d = 0; d < 60; d++)
	{
		then[d] = 0;
		for (int i = 0; i < n; i++)
			if (roots[i].rule == &rules[0] && roots[i].quantity > 0 &&
				(days == 0 || roots[i].occurred_on > day + d - days))
				then[d] += roots[i].quantity;
	}
	expect(condition_value(&condition, roots, n, day, &next) == then[0]);
	for (int d = 1; d < 60; d++)
	{
		expect(then[d] == then[d - 1] || next <= day + d);
		if (then[d] != then[0])
			return;
		expect(next != day + d || then[d] != then[d - 1]);
	}
}

static void
check_clean(int32_t last_loss, int32_t day, int32_t clean_days)
{
	Record		record = {.last_loss = last_loss};
	int32_t		next = NO_NEXT_DAY,
				ignored = NO_NEXT_DAY;
	bool		clean = record_clean(&record, clean_days, day, &next);

	expect(clean == (clean_days == 0 || last_loss == NO_DAY || day >= last_loss + clean_days));
	if (clean)
		return;
	expect(next > day && !record_clean(&record, clean_days, next - 1, &ignored));
	expect(record_clean(&record, clean_days, next, &ignored));
}

static void
records(Input *in)
{
	Root		roots[ROOTS_MAX];
	int			n = (int) input_below(in, ROOTS_MAX + 1);

	memset(roots, 0, sizeof(roots));
	for (int i = 0; i < n; i++)
	{
		roots[i].entry_id = input_chance(in, 8) ? 0 : i + 1;
		roots[i].rule = &rules[input_below(in, sizeof(rules) / sizeof(rules[0]))];
		roots[i].quantity = input_chance(in, 6) ? 0 : 1 + input_below(in, 50);
		roots[i].occurred_on = DAY - input_range(in, 0, 40);
		roots[i].share = input_chance(in, 6) ? SHARE_ONE : (int32_t) input_below(in, SHARE_ONE);
	}
	check_record(roots, n, DAY);
	check_quantity(roots, n, DAY, (int32_t) input_below(in, 50));
	check_clean(input_chance(in, 4) ? NO_DAY : DAY - input_range(in, 0, 40), DAY,
				input_range(in, 0, 40));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	World		w;

	if (input_byte(&in) % 4 == 0)
		records(&in);
	else
	{
		make_world(&w, &in);
		walk(&w, &in);
	}
	return 0;
}
