/*-------------------------------------------------------------------------
 *
 * unit_tier.c
 *	  Tiers: boundaries by hand, and random paths against a slow twin.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/tier.h"
#include "unit.h"

/* 0.9 of what is asked for is enough to keep it, and nothing falls within 14 days */
static Tier tiers[] = {
	{.code = "low", .rank = 1, .promote_at = 5000, .demote_below = 4500, .hold_days = 14},
	{.code = "mid", .rank = 3, .promote_at = 10000, .demote_below = 9000, .hold_days = 14},
	{.code = "top", .rank = 4, .promote_at = 15000, .demote_below = 13500, .hold_days = 14},
	{.code = "star", .rank = 9, .promote_at = 20000, .demote_below = 18000, .hold_days = 0,
		.requires = {.clean_days = 365}},
};
static const Policy policy = {.n_tiers = 4, .tiers = tiers};
static const bool all[] = {true, true, true, true};
static const char *unlabelled[] = {NULL, NULL};	/* rules of conditions */

#define DAY		9000

typedef struct Step
{
	const char *what;
	int64_t		score;
	int32_t		day;			/* after DAY */
	FallVerdict verdict;
	bool		no_star;		/* its requirements fail */
	/* expected */
	int32_t		rank;
	bool		asks;
	int32_t		next;			/* after DAY; 0: none */
} Step;

/* One life, step by step: it begins with top, held since DAY. */
static const Step steps[] = {
	{"nothing", 15000, 0, FALL_NOT_ASKED, false, 4, false, 0},
	{"at the lower bound", 13500, 1, FALL_NOT_ASKED, false, 4, false, 0},
	{"a hundredth below it, within the hold", 13499, 1, FALL_NOT_ASKED, false, 4, false, 14},
	{"the last day of the hold", 13499, 13, FALL_NOT_ASKED, false, 4, false, 14},
	{"the hold is over", 13499, 14, FALL_NOT_ASKED, false, 3, false, 0},
	{"a dip to 0.95", 9500, 20, FALL_NOT_ASKED, false, 3, false, 0},
	{"a hundredth short of promotion", 14999, 21, FALL_NOT_ASKED, false, 3, false, 0},
	{"promotion at once", 15000, 21, FALL_NOT_ASKED, false, 4, false, 0},
	{"by two, but not without a clean record", 20000, 22, FALL_NOT_ASKED, true, 4, false, 0},
	{"by two", 20000, 23, FALL_NOT_ASKED, false, 9, false, 0},
	{"the requirement is lost", 20000, 24, FALL_NOT_ASKED, true, 4, false, 0},
	{"and comes back", 20000, 25, FALL_NOT_ASKED, false, 9, false, 0},
	{"a fall of two asks a person, and takes one step", 9500, 26, FALL_NOT_ASKED, false, 4, true,
		0},
	{"nothing moves while it is asked", 9500, 90, FALL_OPEN, false, 4, false, 0},
	{"not even when it gets worse", 0, 91, FALL_OPEN, false, 4, false, 0},
	{"no", 4600, 92, FALL_REFUSED, false, 4, false, 0},
	{"holds while it is not worse", 4600, 150, FALL_NOT_ASKED, false, 4, false, 0},
	{"worse is another question", 4400, 151, FALL_NOT_ASKED, false, 3, true, 0},
	{"not again on that day", 4400, 151, FALL_NOT_ASKED, false, 3, false, 152},
	{"confirmed: to what is warranted now", 4500, 152, FALL_CONFIRMED, false, 1, false, 0},
	{"below the lowest, within the hold", 0, 153, FALL_NOT_ASKED, false, 1, false, 166},
	{"to none", 0, 166, FALL_NOT_ASKED, false, 0, false, 0},
	{"from none", 5000, 167, FALL_NOT_ASKED, false, 1, false, 0},
};

static void
test_life(void)
{
	TierPlace	place = {4, DAY, NO_DAY, -1};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
	{
		const Step *s = &steps[i];
		bool		fulfilled[] = {true, true, true, !s->no_star};
		TierOutcome outcome;

		tier_settle(&policy, s->score, fulfilled, fulfilled, DAY + s->day, s->verdict, &place, &outcome);
		check_int(place.rank, s->rank, "%s: rank", s->what);
		check_int(outcome.ask, s->asks, "%s: asks", s->what);
		check_int(outcome.next_day, s->next ? DAY + s->next : NO_NEXT_DAY, "%s: next day", s->what);
	}
}

static void
test_placement(void)
{
	static const struct
	{
		int64_t		score;
		int32_t		rank;
	}			cases[] = {{4999, 0}, {5000, 1}, {9999, 1}, {10000, 3}, {15000, 4}, {19999, 4},
		{20000, 9}, {INT64_MAX, 9}, {INT64_MIN, 0}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_int(tier_place(&policy, cases[i].score, all), cases[i].rank, "placed with %lld",
				  (long long) cases[i].score);
}

/* A day at a time, tier by tier, as one would explain it. */
typedef struct Twin
{
	int			at;				/* index of the tier, -1: none */
	int32_t		since;
	bool		open;
} Twin;

static void
twin_step(Twin *t, int64_t score, const bool *fulfilled, int32_t day)
{
	for (int i = 3; i > t->at; i--)
		if (score >= tiers[i].promote_at && fulfilled[i])
		{
			*t = (Twin) {i, day, false};
			return;
		}
	if (t->at < 0)
		return;
	if (score >= tiers[t->at].demote_below && fulfilled[t->at])
		t->open = false;
	else if (!t->open && day - t->since >= tiers[t->at].hold_days)
	{
		t->at--;
		t->since = day;
		/* one step down it is not safe either: the rest is for a person */
		t->open = t->at >= 0 && !(score >= tiers[t->at].demote_below && fulfilled[t->at]);
	}
}

static void
test_random_paths(void)
{
	uint64_t	random = 88172645463325252U;
	int			wrong = 0,
				late = 0,
				moves = 0;

	for (int path = 0; path < 2000; path++)
	{
		TierPlace	place = {0, DAY, NO_DAY, -1};
		Twin		twin = {-1, DAY, false};
		bool		open = false;
		int64_t		score = 12000;

		for (int32_t day = DAY + 1; day < DAY + 200; day++)
		{
			bool		fulfilled[4];
			TierOutcome outcome;
			TierPlace	before = place;

			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			/* long quiet stretches, small steps around the bounds, and now and then a leap */
			if (random % 5 == 0)
				score += (int64_t) (random / 5 % 2001) - 1000;
			if (random % 97 == 0)
				score = (int64_t) (random / 97 % 25000);
			for (int i = 0; i < 4; i++)
				fulfilled[i] = i < 3 || random / 1000 % 4 != 0;
			tier_settle(&policy, score, fulfilled, fulfilled, day, open ? FALL_OPEN : FALL_NOT_ASKED, &place,
						&outcome);
			twin_step(&twin, score, fulfilled, day);
			open = outcome.ask || (open && !outcome.settled);
			moves += place.rank != before.rank;
			wrong += place.rank != (twin.at < 0 ? 0 : tiers[twin.at].rank) || open != twin.open;
			late += outcome.next_day <= day;
		}
	}
	check_int(wrong, 0, "random paths: every day as the twin has it");
	check_int(late, 0, "random paths: what is announced lies ahead");
	check(moves > 20000, "random paths: they move often enough (%d)", moves);
}

/* ----------
 * records and conditions
 * ----------
 */

static void
test_record(void)
{
	Rule		noise = {.code = "noise", .loss = true,
		.retention = {.kind = RETAIN_EXPIRE, .unit = CAL_DAYS, .n = 100}};
	Rule		fraud = {.code = "fraud", .loss = true,
	.veto = {.given = true, .ceiling_tier = "mid", .blocks_redemption = true,
		.until = {DEADLINE_DAYS, 10}}};
	Rule		help = {.code = "help"};
	Root		roots[] = {
		{.entry_id = 1, .rule = &noise, .quantity = 100, .occurred_on = DAY},
		{.entry_id = 2, .rule = &fraud, .quantity = 100, .occurred_on = DAY - 5},
		{.entry_id = 3, .rule = &noise, .quantity = 0, .occurred_on = DAY + 3}, /* reversed */
		{.entry_id = 4, .rule = &noise, .quantity = 100, .occurred_on = DAY + 4,
			.share = SHARE_ONE},	/* restored */
		{.entry_id = 5, .rule = &help, .quantity = 300, .occurred_on = DAY},
		{.entry_id = 6, .rule = &help, .quantity = 200, .occurred_on = DAY - 20},
	};
	const char *helping[] = {"help"};
	Condition	ever = {1, helping, unlabelled,.has_least = true,.at_least = 500},
				month = {1, helping, unlabelled,.has_least = true,.at_least = 500,.days = 21};
	Record		record;
	int32_t		next = NO_NEXT_DAY;

	record_read(&policy, roots, 6, DAY + 4, &record);
	check_int(record.last_loss, DAY, "the last loss that counts");
	check_int(record.ceiling_rank, 3, "a veto in its last day: ceiling");
	check_int(record.ceiling_until, DAY + 4, "... until");
	check_int(record.blocked_until, DAY + 4, "... redemptions");
	check_int(record.next_day, DAY + 5, "... and when it ends");
	record_read(&policy, roots, 6, DAY + 5, &record);
	check_int(record.ceiling_rank, NO_CEILING, "a veto that is over: ceiling");
	check_int(record.blocked_until, NO_DAY, "... redemptions");
	record_read(&policy, roots, 6, DAY + 100, &record);
	check_int(record.last_loss, DAY - 5, "a loss that has faded away does not count");
	record.last_loss = DAY;
	check(!record_clean(&record, 10, DAY + 9, &next), "nine days after a loss ten are not clean");
	check_int(next, DAY + 10, "... but on the tenth");
	check(record_clean(&record, 10, DAY + 10, &next), "they are");
	next = NO_NEXT_DAY;
	check_int(condition_value(&ever, roots, 6, DAY, &next), 500, "quantity ever");
	check_int(next, NO_NEXT_DAY, "... does not change by itself");
	check_int(condition_value(&month, roots, 6, DAY, &next), 500,
			  "quantity of 21 days, on the last of the first");
	check_int(next, DAY + 1, "... changes on the day after");
	check_int(condition_value(&month, roots, 6, DAY + 1, &next), 300, "... when it is out");
}

/* Several vetoes: the lowest ceiling, the longest of its height, the longest block. */
static void
test_vetoes(void)
{
	Rule		rules[] = {
		{.code = "mid",.loss = true,
		.veto = {.given = true,.ceiling_tier = "mid",.until = {DEADLINE_DAYS, 10}}},
		{.code = "low",.loss = true,
		.veto = {.given = true,.ceiling_tier = "low",.until = {DEADLINE_DAYS, 5}}},
		{.code = "block",.loss = true,
		.veto = {.given = true,.blocks_redemption = true,.until = {DEADLINE_DAYS, 20}}},
		{.code = "gain",.veto = {.given = true,.ceiling_tier = "top",.until = {DEADLINE_DAYS, 20}}},
		{.code = "plain"}
	};
	Root		roots[] = {
		{.entry_id = 1,.rule = &rules[0],.quantity = 1,.occurred_on = DAY},
		{.entry_id = 2,.rule = &rules[1],.quantity = 1,.occurred_on = DAY},
		{.entry_id = 3,.rule = &rules[0],.quantity = 1,.occurred_on = DAY},
		{.entry_id = 4,.rule = &rules[1],.quantity = 1,.occurred_on = DAY + 1},
		{.entry_id = 5,.rule = &rules[1],.quantity = 1,.occurred_on = DAY - 1},
		{.entry_id = 6,.rule = &rules[2],.quantity = 1,.occurred_on = DAY},
		{.entry_id = 7,.rule = &rules[2],.quantity = 1,.occurred_on = DAY - 3},
		{.entry_id = 8,.rule = &rules[3],.quantity = 1,.occurred_on = DAY + 2},
		{.entry_id = 9,.rule = &rules[4],.quantity = 1,.occurred_on = DAY + 2},
	};
	Record		record;

	record_read(&policy, roots, 9, DAY + 2, &record);
	check_int(record.ceiling_rank, 1, "the lowest ceiling");
	check_int(record.ceiling_until, DAY + 5, "... as long as the longest of its height");
	check_int(record.blocked_until, DAY + 19, "the longest block");
	check_int(record.next_day, DAY + 4, "the first to end");
	check_int(record.last_loss, DAY + 1, "what is no loss is none");
}

static void
test_losses(void)
{
	Rule		loss = {.code = "loss",.loss = true},
				gain = {.code = "gain"};
	Root		root = {.entry_id = 1,.rule = &loss,.quantity = 1,.occurred_on = DAY};

	check(root_is_loss(&root, DAY), "a loss");
	root.rule = &gain;
	check(!root_is_loss(&root, DAY), "a gain");
	root.rule = &loss;
	root.entry_id = 0;
	check(!root_is_loss(&root, DAY), "a sum");
	root.entry_id = 1;
	root.share = SHARE_ONE;
	check(!root_is_loss(&root, DAY), "a loss that was restored as a whole, or erased");
}

/* What conditions count: 3 entries on 2 days of 2 months under two rules, of another rule none. */
static void
test_measures(void)
{
	Rule		day = {.code = "day"},
				night = {.code = "night"},
				other = {.code = "other"};
	int128_t	point = (int128_t) 100 * RATE_SCALE;
	Root		roots[] = {
		{.entry_id = 1,.rule = &day,.quantity = 6000,.occurred_on = DAY,.period_start = DAY,
		.exact = 60 * point},
		{.entry_id = 2,.rule = &day,.quantity = 100,.occurred_on = DAY,.period_start = DAY,
		.weighted = point * WEIGHTED_SCALE / 2},
		{.entry_id = 3,.rule = &night,.quantity = 6000,.occurred_on = DAY - 40,
		.period_start = DAY - 40,.exact = 120 * point},
		{.entry_id = 4,.rule = &other,.quantity = 100,.occurred_on = DAY,.exact = point},
		{.entry_id = 5,.rule = &day,.quantity = 0,.occurred_on = DAY - 3,.exact = point},
	};
	const char *both[] = {"day", "night"};
	Condition	c = {2, both, unlabelled,.has_least = true,.at_least = 12000,.has_keep = true,.keep = 9000};
	int32_t		next = NO_NEXT_DAY;

	check_int(condition_value(&c, roots, 5, DAY, &next), 12100, "hours of two rules");
	c.of = OF_POINTS;
	check_int(condition_value(&c, roots, 5, DAY, &next), 18050, "their points");
	c.of = OF_ENTRIES;
	check_int(condition_value(&c, roots, 5, DAY, &next), 300, "their entries");
	c.of = OF_DAYS;
	check_int(condition_value(&c, roots, 5, DAY, &next), 200, "their days");
	c.of = OF_PERIODS;
	check_int(condition_value(&c, roots, 5, DAY, &next), 200, "their own periods");
	c.period = PERIOD_YEAR;
	roots[2].occurred_on = DAY + 1;
	check_int(condition_value(&c, roots, 5, DAY + 9, &next), 100, "their years");
	roots[2].occurred_on = DAY + 100000;
	check_int(condition_value(&c, roots, 5, DAY + 100000, &next), 200, "... far apart");
	check_int(next, NO_NEXT_DAY, "what counts for ever does not change by itself");
	check_int(condition_missing(&c, false, 10000), 2000, "missing to rise");
	check_int(condition_missing(&c, true, 10000), 0, "... not to stay");
	check_int(condition_missing(&c, true, 8900), 100, "... below the mark to stay");
	c = (Condition) {2, both, unlabelled,.has_most = true,.at_most = 300,.has_keep = true,.keep = 500};
	check_int(condition_missing(&c, false, 300), 0, "not too much");
	check_int(condition_missing(&c, false, 400), -100, "too much to rise");
	check_int(condition_missing(&c, true, 500), 0, "... not to stay");
	check_int(condition_missing(&c, true, 600), -100, "too much to stay");
	check(condition_missing(&c, false, INT64_MAX) < 0, "far too much");
	c = (Condition) {2, both, unlabelled,.of = OF_POINTS,.has_least = true,.at_least = 100};
	check(condition_missing(&c, false, INT64_MIN) == INT64_MAX, "far too little");
	c = (Condition) {2, both, unlabelled,.of = OF_POINTS,.has_most = true,.at_most = -100};
	check(condition_missing(&c, false, INT64_MAX) == -INT64_MAX, "more than can be said");
	roots[0].exact = roots[2].exact = (int128_t) 1 << 126;
	check(condition_value(&c, roots, 5, DAY + 100000, &next) == INT64_MAX, "more points than can be");
	roots[0].exact = roots[2].exact = -((int128_t) 1 << 126);
	check(condition_value(&c, roots, 5, DAY + 100000, &next) == INT64_MIN, "fewer than can be");
	roots[2].exact = 0;
	check(condition_value(&c, roots, 5, DAY + 100000, &next) == INT64_MIN, "... in hundredths");
	roots[0].exact = (int128_t) 1 << 126;
	check(condition_value(&c, roots, 5, DAY + 100000, &next) == INT64_MAX, "... above");
}

/* Points beyond 128 bits, on either side, whichever of its two accumulators a root has. */
static void
test_point_overflows(void)
{
	Rule		act = {.code = "act"};
	const char *acts[] = {"act"};
	const Condition c = {1, acts, unlabelled,.of = OF_POINTS};
	const int128_t half = (int128_t) 1 << 126;
	const struct
	{
		const char *what;
		int128_t	exact,
					weighted;
		int64_t		expected;
	}			cases[] = {
		{"exact gains", half, 0, INT64_MAX},
		{"exact losses", -half - 1, 0, INT64_MIN},
		{"weighted gains", 0, half, INT64_MAX},
		{"weighted losses", 0, -half - 1, INT64_MIN},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Root		roots[] = {
			{.entry_id = 1,.rule = &act,.quantity = 100,.occurred_on = DAY},
			{.entry_id = 2,.rule = &act,.quantity = 100,.occurred_on = DAY},
		};
		int32_t		next = NO_NEXT_DAY;

		roots[0].exact = roots[1].exact = cases[i].exact;
		roots[0].weighted = roots[1].weighted = cases[i].weighted;
		check(condition_value(&c, roots, 2, DAY, &next) == cases[i].expected, "%s", cases[i].what);
	}
}

/* More than can be counted stays more, whatever fades beside it. */
static void
test_point_overflow_of_two(void)
{
	Rule		act = {.code = "act"};
	const char *acts[] = {"act"};
	const Condition c = {1, acts, unlabelled,.of = OF_POINTS};
	Root		roots[] = {
		{.entry_id = 1,.rule = &act,.quantity = 100,.occurred_on = DAY,
		.exact = (int128_t) 1 << 126},
		{.entry_id = 2,.rule = &act,.quantity = 100,.occurred_on = DAY,.weighted = -1},
	};
	int32_t		next = NO_NEXT_DAY;

	check(condition_value(&c, roots, 2, DAY, &next) == INT64_MAX, "gains beside a loss that fades");
	roots[0].exact = -roots[0].exact;
	roots[1].weighted = 1;
	check(condition_value(&c, roots, 2, DAY, &next) == INT64_MIN, "losses beside a gain that fades");
}

/* Marks to stay that a tier has apart. */
static void
test_keep(void)
{
	const char *helping[] = {"help"};
	Rule		help = {.code = "help"};
	Root		root = {.entry_id = 1,.rule = &help,.quantity = 400,.occurred_on = DAY};
	Condition	rise = {1, helping, unlabelled,.has_least = true,.at_least = 500},
				stay = {1, helping, unlabelled,.has_least = true,.at_least = 300};
	Tier		tier = {.code = "t",.requires = {.n_conditions = 1,.conditions = &rise}};
	Record		record = {.last_loss = NO_DAY};
	int32_t		next = NO_NEXT_DAY;

	check(!tier_fulfilled(&tier, true, &record, &root, 1, DAY, &next), "as to rise");
	tier.has_keep = true;
	tier.keep = (Requirements) {.n_conditions = 1,.conditions = &stay};
	check(!tier_fulfilled(&tier, false, &record, &root, 1, DAY, &next), "not enough to rise");
	check(tier_fulfilled(&tier, true, &record, &root, 1, DAY, &next), "... enough to stay");
	root.quantity = 200;
	check(!tier_fulfilled(&tier, true, &record, &root, 1, DAY, &next), "not enough to stay");
	root.quantity = 500;
	stay.at_least = 600;
	check(tier_fulfilled(&tier, true, &record, &root, 1, DAY, &next), "who could rise can stay");
}

/* What a tier asks for beside points. */
static void
test_requirements(void)
{
	Rule		help = {.code = "help"};
	Root		roots[] = {
		{.entry_id = 1,.rule = &help,.quantity = INT64_MAX,.occurred_on = DAY},
		{.entry_id = 2,.rule = &help,.quantity = 1,.occurred_on = DAY}
	};
	const char *helping[] = {"help"},
			   *others[] = {"other"};
	Condition	conditions[] = {
		{1, helping, unlabelled,.has_least = true,.at_least = 500},
		{1, others, unlabelled,.has_least = true,.at_least = 1}
	};
	Tier		tier = {.code = "t",.requires = {.n_conditions = 1,.conditions = conditions}};
	Record		record = {.last_loss = NO_DAY};
	int32_t		next = NO_NEXT_DAY;

	check(tier_fulfilled(&tier, false, &record, roots, 1, DAY, &next), "enough was done");
	tier.requires.n_conditions = 2;
	check(!tier_fulfilled(&tier, false, &record, roots, 1, DAY, &next), "but not of the other kind");
	check(condition_value(&conditions[0], roots, 2, DAY, &next) == INT64_MAX,
		  "more than can be counted");
	check(record_clean(&record, 10, DAY, &next), "never a loss");
	record.last_loss = DAY;
	check(record_clean(&record, 0, DAY, &next), "a loss today, where none is asked about");
	check_int(next, NO_NEXT_DAY, "nothing of this changes by itself");
}

/* Tiers may be listed in any order. */
static void
test_order(void)
{
	Tier		mixed[] = {tiers[3], tiers[0], tiers[2], tiers[1]};
	Policy		other = {.n_tiers = 4,.tiers = mixed};
	const bool	not_low[] = {true, false, true, true};
	TierPlace	place = {.rank = 9,.since = DAY - 100,.fell_on = NO_DAY,.refused_rank = -1};
	TierOutcome outcome;
	int			steps;

	check_int(tier_place(&other, 20000, all), 9, "the best, though it is listed first");
	check_int(tier_place(&other, 10000, all), 3, "the best of two");
	check_int(tier_below(&other, 13500, all, 9, &steps), 4, "the best below it");
	check_int(steps, 1, "one step down");
	check_int(tier_below(&other, 5000, not_low, 9, &steps), 0, "none below that would be kept");
	check_int(steps, 4, "all steps down");
	check_int(tier_below(&other, 9000, all, 9, &steps), 3, "the second below it");
	check_int(steps, 2, "two steps down");
	tier_settle(&other, 0, all, all, DAY, FALL_NOT_ASKED, &place, &outcome);
	check_int(outcome.move, TIER_FALLS, "it falls");
	check_int(place.rank, 4, "... to the next lower one");
}

static void
test_lookups(void)
{
	const char *both[] = {"day", "night"};
	const Condition condition = {2, both, unlabelled};

	check(tier_by_rank(&policy, 3) == &tiers[1], "by rank");
	check(tier_by_rank(&policy, 2) == NULL, "by a rank that none has");
	check(tier_by_code(&policy, "top") == &tiers[2], "by code");
	check(tier_by_code(&policy, "nowhere") == NULL, "by a code that none has");
	check(tier_by_code(&policy, NULL) == NULL, "by no code");
	check(condition_names(&condition, "day"), "the first rule of a condition");
	check(condition_names(&condition, "night"), "the last one");
	check(!condition_names(&condition, "noon"), "none of them");
}

const UnitTest tier_tests[] = {
	{"tier: placement", test_placement},
	{"tier: a life, step by step", test_life},
	{"tier: random paths against a twin", test_random_paths},
	{"tier: records and conditions", test_record},
	{"tier: several vetoes", test_vetoes},
	{"tier: what is a loss", test_losses},
	{"tier: requirements", test_requirements},
	{"tier: what conditions count", test_measures},
	{"tier: more points than can be counted", test_point_overflows},
	{"tier: more than can be counted beside little", test_point_overflow_of_two},
	{"tier: marks to stay", test_keep},
	{"tier: any order of tiers", test_order},
	{"tier: lookups", test_lookups},
	{NULL, NULL}
};
