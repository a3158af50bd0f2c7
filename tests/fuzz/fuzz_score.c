/*-------------------------------------------------------------------------
 *
 * fuzz_score.c
 *	  The same ledger scored in every way, against a scoring by the book.
 *
 * The input is a list of choices that a subject's ledger is made from: awards
 * and what refers to them, under the preconditions that posting keeps.  Then
 * all of these must agree to the grain:
 *
 *	- the entries collected one after another;
 *	- collected in parts, shuffled, and the parts merged in any order;
 *	- collected with every entry kept, as an explanation does;
 *	- totals by roots, and straight from the state;
 *	- the reference below, which is the definition written down: quadratic
 *	  loops over plain entries, without states, sums, sorting or running marks.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "fuzz.h"
#include "rules.h"

#define AWARDS_MAX		48
#define ENTRIES_MAX		128
#define PARTS_MAX		4
#define DIMENSIONS		4		/* rules use the ids 1 .. 3 */

typedef struct Ledger
{
	int32_t		as_of;
	int32_t		n;
	Entry		entries[ENTRIES_MAX];	/* what is effective on as_of */
	bool		unrepairable;	/* has a repair that its rule does not allow */
} Ledger;

static const Rule *
lookup(void *arg, int32_t rule_id)
{
	(void) arg;
	return rule_of_id(rule_id);
}

static void
shuffle(Input *in, Entry *entries, int32_t n)
{
	for (int32_t i = n - 1; i > 0; i--)
	{
		int32_t		j = (int32_t) input_below(in, (uint32_t) i + 1);
		Entry		swap = entries[i];

		entries[i] = entries[j];
		entries[j] = swap;
	}
}

/* ----------
 * a ledger
 * ----------
 */

static void
post(Ledger *ledger, const Entry *entry)
{
	if (entry->effective_on <= ledger->as_of && ledger->n < ENTRIES_MAX)
		ledger->entries[ledger->n++] = *entry;
}

static int32_t
choose_quantity(Input *in)
{
	switch (input_below(in, 8))
	{
		case 7:
			return INT32_MAX - (int32_t) input_below(in, 3);
		case 6:
			return (int32_t) input_below(in, (uint32_t) INT32_MAX + 1);
		case 5:
			return (int32_t) input_below(in, 65536);
		default:
			return (int32_t) input_below(in, 1000);
	}
}

static int32_t
choose_day(Input *in, int32_t as_of)
{
	switch (input_below(in, 32))
	{
		case 31:
			return CAL_FIRST_DAY;
		case 30:
			return as_of;
		case 29:
			return input_range(in, CAL_FIRST_DAY, as_of);
		case 28:
			return as_of - input_range(in, 0, as_of - CAL_FIRST_DAY < 5000 ? as_of - CAL_FIRST_DAY :
									   5000);
		default:
			{
				int32_t		back = input_range(in, 0, 200);

				return as_of - back < CAL_FIRST_DAY ? CAL_FIRST_DAY : as_of - back;
			}
	}
}

/* What refers to an award follows it: some suspensions, a repair, perhaps a reversal. */
static void
post_references(Ledger *ledger, Input *in, const Entry *award, int64_t *next_id)
{
	int			n = (int) input_below(in, 5);

	for (int i = 0; i < n; i++)
	{
		Entry		entry = *award;

		entry.ref_entry_id = award->entry_id;
		entry.entry_id = (*next_id)++;
		entry.kind = (EntryKind) (ENTRY_REVERSAL + input_below(in, 5));
		entry.effective_on = input_range(in, award->effective_on, ledger->as_of + 2);
		if ((entry.kind == ENTRY_REVERSAL || entry.kind == ENTRY_ERASURE) &&
			input_below(in, 2) == 0)
			continue;
		if (entry.kind == ENTRY_REPAIR)
		{
			entry.quantity = (int32_t) input_below(in, SHARE_ONE + 1);
			if (rule_of_id(award->rule_id)->severity == SEVERITY_NONE)
			{
				/* posting forbids it, so let it happen seldom */
				if (!input_chance(in, 64) || entry.effective_on > ledger->as_of ||
					ledger->n >= ENTRIES_MAX)
					continue;
				ledger->unrepairable = true;
			}
		}
		post(ledger, &entry);
	}
}

static void
make_ledger(Ledger *ledger, Input *in)
{
	int32_t		n = (int32_t) input_below(in, AWARDS_MAX + 1);
	int32_t		first_rule = input_range(in, 1, rule_count());
	int32_t		n_rules = 1 + (int32_t) input_below(in, 6);
	int64_t		next_id = 1;

	switch (input_below(in, 8))
	{
		case 7:
			ledger->as_of = CAL_LAST_DAY - 2;
			break;
		case 6:
			ledger->as_of = input_range(in, CAL_FIRST_DAY, CAL_LAST_DAY - 2);
			break;
		default:
			ledger->as_of = input_range(in, 9700, 10100);
	}
	ledger->n = 0;
	ledger->unrepairable = false;
	for (int32_t i = 0; i < n; i++)
	{
		Entry		entry = {0};

		entry.kind = ENTRY_AWARD;
		entry.entry_id = next_id++;
		/* a few neighbouring rules, so that they meet */
		entry.rule_id = (first_rule + (int32_t) input_below(in,
															(uint32_t) n_rules)) % rule_count() + 1;
		entry.quantity = choose_quantity(in);
		entry.occurred_on = choose_day(in, ledger->as_of);
		entry.effective_on = input_range(in, entry.occurred_on, ledger->as_of);
		post(ledger, &entry);
		post_references(ledger, in, &entry, &next_id);
	}
}

/* ----------
 * by the book
 * ----------
 */

/* An award with what is left of it. */
typedef struct Award
{
	const Entry *entry;
	const Rule *rule;
	int64_t		quantity;
	int64_t		share;
} Award;

static bool
later(const Entry *a, const Entry *b)
{
	return a->effective_on > b->effective_on ||
		(a->effective_on == b->effective_on && a->entry_id > b->entry_id);
}

static Award
fold(const Ledger *ledger, const Entry *entry)
{
	Award		award = {entry, rule_of_id(entry->rule_id), entry->quantity, 0};
	const Entry *last = NULL;	/* suspension or reinstatement */

	for (int32_t i = 0; i < ledger->n; i++)
	{
		const Entry *ref = &ledger->entries[i];

		if (ref->kind == ENTRY_AWARD || ref->ref_entry_id != entry->entry_id)
			continue;
		if (ref->kind == ENTRY_REVERSAL)
			award.quantity = 0;
		else if (ref->kind == ENTRY_ERASURE)
			award.share = SHARE_ONE;
		else if (ref->kind == ENTRY_REPAIR)
			award.share = ref->quantity > award.share ? ref->quantity : award.share;
		else if (last == NULL || later(ref, last))
			last = ref;
	}
	if (last && last->kind == ENTRY_SUSPENSION)
		award.quantity = 0;
	return award;
}

static int64_t
weight_of(const Award *award, int32_t as_of)
{
	return retention_weight(&award->rule->retention, award->rule->period, award->entry->occurred_on,
							as_of);
}

/* Does a come before b in a walk, or is it b? */
static bool
up_to(const Award *a, const Award *b)
{
	return a->entry->occurred_on < b->entry->occurred_on ||
		(a->entry->occurred_on == b->entry->occurred_on &&
		 a->entry->entry_id <= b->entry->entry_id);
}

static bool
same_period(const Award *a, const Award *b)
{
	CalPeriod	period = b->rule->period;

	if (period == PERIOD_ENTRY)
		return a == b;
	if (period == PERIOD_ROLLING)
		return a->entry->occurred_on > b->entry->occurred_on - b->rule->rolling_days;
	return cal_period_start(a->entry->occurred_on,
							period) == cal_period_start(b->entry->occurred_on, period);
}

static bool
same_walk(const Award *a, const Award *b)
{
	if (a->rule->group || b->rule->group)
		return a->rule->line == b->rule->line;
	return a->rule == b->rule;
}

/* C(quantity): what lies in each segment, in whole steps where it has them; then the caps. */
static int128_t
clamped(const Rule *rule, int64_t quantity)
{
	int128_t	grains = 0;
	int64_t		from = 0;

	for (int i = 0; i < rule->n_segments; from = rule->segments[i++].upto)
	{
		const Segment *s = &rule->segments[i];
		int64_t		inside = quantity <= from ? 0 : quantity >= s->upto ? s->upto - from :
			quantity - from;

		grains += (int128_t) (s->step > 0 ? inside / s->step * s->step : inside) * s->rate;
	}
	if (rule->has_cap_low && grains < (int128_t) rule->cap_low * RATE_SCALE)
		grains = (int128_t) rule->cap_low * RATE_SCALE;
	if (rule->has_cap_high && grains > (int128_t) rule->cap_high * RATE_SCALE)
		grains = (int128_t) rule->cap_high * RATE_SCALE;
	return grains;
}

/* inc_i of one award, in grains */
static int128_t
increase(const Award *awards, int32_t n, const Award *award)
{
	int64_t		cumulated = 0;
	int128_t	best = 0,
				worst = 0,
				own;

	if (award->quantity == 0)
		return 0;
	for (int32_t i = 0; i < n; i++)
		if (same_walk(&awards[i], award) && up_to(&awards[i], award) &&
			same_period(&awards[i], award))
			cumulated += awards[i].quantity;
	if (award->rule->group == NULL)
		return clamped(award->rule, cumulated) - clamped(award->rule, cumulated - award->quantity);
	for (int32_t i = 0; i < n; i++)
		if (&awards[i] != award && same_walk(&awards[i], award) && up_to(&awards[i], award) &&
			same_period(&awards[i], award))
		{
			own = clamped(awards[i].rule, awards[i].quantity);
			best = own > best ? own : best;
			worst = own < worst ? own : worst;
		}
	own = clamped(award->rule, award->quantity);
	return own > best ? own - best : own < worst ? own - worst : 0;
}

/* The values of the dimensions in grains / WEIGHTED_SCALE. */
static void
score_by_the_book(const Ledger *ledger, int128_t *values)
{
	Award		awards[ENTRIES_MAX];
	int32_t		n = 0;

	memset(values, 0, sizeof(int128_t) * DIMENSIONS);
	for (int32_t i = 0; i < ledger->n; i++)
		if (ledger->entries[i].kind == ENTRY_AWARD)
		{
			awards[n] = fold(ledger, &ledger->entries[i]);
			if (awards[n].rule->retention.kind == RETAIN_WINDOW &&
				weight_of(&awards[n], ledger->as_of) == 0)
				awards[n].quantity = 0;
			n++;
		}
	for (int32_t i = 0; i < n; i++)
		values[awards[i].rule->dimension_id] += increase(awards, n, &awards[i]) *
			(SHARE_ONE - awards[i].share) * weight_of(&awards[i], ledger->as_of);
}

/* ----------
 * by states
 * ----------
 */

static ScoreState *
collect(Arena *arena, const Ledger *ledger, int32_t begin, int32_t end, bool keep_all)
{
	/* one cell too few at first, to meet a full state */
	int32_t		room = end - begin;
	ScoreState *state = arena_alloc(arena, state_size(room));
	int32_t		capacity = 0;

	state_init(state, (ScoreDays) {ledger->as_of, ledger->as_of}, 42);
	for (int32_t i = begin; i < end; i++)
	{
		const Entry *entry = &ledger->entries[i];
		StateResult result = state_collect(state, capacity, entry, rule_of_id(entry->rule_id),
										   keep_all);

		if (result == STATE_FULL)
		{
			expect(state->n_cells == capacity && capacity < room);
			result = state_collect(state, ++capacity, entry, rule_of_id(entry->rule_id), keep_all);
		}
		expect(result == STATE_OK);
	}
	return state;
}

static ScoreState *
collect_parts(Arena *arena, const Ledger *ledger, Input *in)
{
	ScoreState *whole = arena_alloc(arena, state_size(ledger->n));
	ScoreState *parts[PARTS_MAX];
	int			n = 1 + (int) input_below(in, PARTS_MAX);
	int32_t		begin = 0;

	for (int i = 0; i < n; i++)
	{
		int32_t		end = i == n - 1 ? ledger->n : input_range(in, begin, ledger->n);

		parts[i] = collect(arena, ledger, begin, end, false);
		if (input_below(in, 2))
			expect(state_canonical(parts[i]) == NULL);
		begin = end;
	}
	state_init(whole, (ScoreDays) {ledger->as_of, ledger->as_of}, 42);
	for (int i = n; i > 0; i--)
	{
		int			take = (int) input_below(in, (uint32_t) i);

		expect(state_merge(whole, ledger->n, parts[take]) == STATE_OK);
		parts[take] = parts[i - 1];
	}
	return whole;
}

static void
expect_values(const ScoreTotals *totals, const int128_t *values)
{
	int128_t	seen[DIMENSIONS] = {0};

	for (int i = 0; i < totals->n; i++)
		expect(combined_value(&totals->dimensions[i], &seen[totals->dimensions[i].dimension_id]));
	for (int d = 0; d < DIMENSIONS; d++)
		expect(seen[d] == values[d]);
}

/* Round and clamp by other means than the core's. */
static int64_t
finish_by_the_book(const int128_t *values, const Policy *policy)
{
	const int128_t unit = WEIGHTED_SCALE * RATE_SCALE;
	int64_t		score = policy->base;

	for (int d = 0; d < DIMENSIONS; d++)
	{
		int128_t	size = values[d] < 0 ? -values[d] : values[d];
		int64_t		rounded = (int64_t) ((size + unit / 2) / unit);

		rounded = values[d] < 0 ? -rounded : rounded;
		for (int i = 0; i < policy->n_dimensions; i++)
			if (policy->dimensions[i].dimension_id == d)
			{
				const Dimension *dimension = &policy->dimensions[i];

				if (dimension->has_floor && rounded < dimension->floor)
					rounded = dimension->floor;
				if (dimension->has_cap && rounded > dimension->cap)
					rounded = dimension->cap;
			}
		score += rounded;
	}
	if (policy->has_floor && score < policy->floor)
		score = policy->floor;
	if (policy->has_ceiling && score > policy->ceiling)
		score = policy->ceiling;
	return score;
}

static void
check_finish(ScoreTotals *totals, const int128_t *values, Input *in)
{
	Dimension	dimensions[2] = {{.code = "d1", .dimension_id = 1},
		{.code = "d0", .dimension_id = 0}};
	Policy		policy = {.n_dimensions = 2, .dimensions = dimensions};
	uint32_t	has = input_byte(in);
	int64_t		sum = 0;

	policy.base = input_range(in, -100000, 100000);
	policy.has_floor = has & 1;
	policy.has_ceiling = has & 2;
	policy.ceiling = policy.floor = input_range(in, -100000, 100000);
	policy.ceiling += input_range(in, 0, 100000);
	for (int i = 0; i < 2; i++)
	{
		dimensions[i].has_floor = has & (4u << i);
		dimensions[i].has_cap = has & (16u << i);
		dimensions[i].cap = dimensions[i].floor = input_range(in, -10000, 10000);
		dimensions[i].cap += input_range(in, 0, 10000);
	}
	expect(score_finish(totals, &policy) == SCORE_OK);
	expect(totals->score == finish_by_the_book(values, &policy));
	for (int i = 0; i < totals->n; i++)
		sum += totals->dimensions[i].clamped;
	expect(sum == totals->sum);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	Arena		arena = {NULL};
	Ledger		ledger;
	ScoreState *states[3];
	ScoreTotals totals = SCORE_TOTALS(DIMENSIONS + 2);
	int128_t	values[DIMENSIONS];

	make_ledger(&ledger, &in);
	states[0] = collect(&arena, &ledger, 0, ledger.n, false);
	shuffle(&in, ledger.entries, ledger.n);
	states[1] = collect_parts(&arena, &ledger, &in);
	states[2] = collect(&arena, &ledger, 0, ledger.n, true);
	expect(state_canonical(states[0]) == NULL);
	expect(state_canonical(states[1]) == NULL);
	expect(states[0]->n_cells == states[1]->n_cells &&
		   memcmp(states[0]->cells, states[1]->cells,
				  sizeof(ScoreCell) * (size_t) states[0]->n_cells) == 0);
	expect(state_invalid(states[0], state_size(states[0]->n_cells)) == NULL);

	if (ledger.unrepairable)
	{
		for (int i = 0; i < 6; i++)
			expect(score_either_way(&arena, states[i / 2], lookup, i % 2,
									&totals) == SCORE_UNREPAIRABLE);
	}
	else
	{
		score_by_the_book(&ledger, values);
		for (int i = 0; i < 6; i++)
		{
			expect(score_either_way(&arena, states[i / 2], lookup, i % 2, &totals) == SCORE_OK);
			expect_values(&totals, values);
			check_finish(&totals, values, &in);
		}
	}
	arena_free(&arena);
	return 0;
}
