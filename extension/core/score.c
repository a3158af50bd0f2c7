/*-------------------------------------------------------------------------
 *
 * score.c
 *	  From a state to a score.
 *
 *	1. adjustments (reversals, suspensions, reinstatements, repairs, erasures)
 *	   are applied to the award they refer to, their root;
 *	2. the awards of a line of rules (or of an exclusive group) are walked in the
 *	   order of (occurred_on, entry_id), period by period, and each takes the rise
 *	   that it causes in the tariff of the cumulative quantity, up to the cap;
 *	3. a rise is reduced by the share that was restored;
 *	4. where rules have a limit together, what is left of their rises is walked
 *	   in turn, and each gets what the limit lets through;
 *	5. that is reduced by its weight;
 *	6. contributions are added up exactly, per dimension, and rounded once.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/score.h"

/* By root, then in the order in which they take effect. */
static int
compare_adjustments(const void *left, const void *right)
{
	const ScoreCell *a = left;
	const ScoreCell *b = right;
	int			order = compare_int64(a->ref_entry_id, b->ref_entry_id);

	if (order == 0 && (order = compare_int64(cell_effective_on(a), cell_effective_on(b))) == 0)
		order = compare_int64(a->entry_id, b->entry_id);
	return order;
}

/* What the adjustments of one root amount to. */
typedef struct Effect
{
	bool		taken;			/* reversed, or suspended and not reinstated */
	bool		suspended;		/* only that */
	bool		erased;
	bool		repaired;
	int32_t		share;			/* the largest restored; all of it, if erased */
} Effect;

/* Read the adjustments of the root of the first one; returns how many there are. */
static int32_t
read_effect(const ScoreCell *adj, int32_t n, Effect *effect)
{
	bool		reversed = false,
				suspended = false;
	int32_t		i;

	*effect = (Effect) {.share = 0};
	for (i = 0; i < n && adj[i].ref_entry_id == adj[0].ref_entry_id; i++)
		switch (cell_kind(&adj[i]))
		{
			case ENTRY_REVERSAL:
				reversed = true;
				break;
			case ENTRY_SUSPENSION:
				suspended = true;
				break;
			case ENTRY_REINSTATEMENT:
				suspended = false;
				break;
			case ENTRY_ERASURE:
				effect->erased = true;
				break;
			default:
				effect->repaired = true;
				if (adj[i].quantity > effect->share)
					effect->share = adj[i].quantity;
		}
	effect->taken = reversed || suspended;
	effect->suspended = suspended && !reversed;
	if (effect->erased)
		effect->share = SHARE_ONE;
	return i;
}

/* Move the adjustments behind the sums and awards; returns how many cells are before them. */
static int32_t
partition_cells(ScoreState *state)
{
	int32_t		front = 0;

	for (int32_t i = 0; i < state->n_cells; i++)
		if (cell_kind(&state->cells[i]) <= ENTRY_AWARD)
		{
			if (i != front)
			{
				ScoreCell	swap = state->cells[front];

				state->cells[front] = state->cells[i];
				state->cells[i] = swap;
			}
			front++;
		}
	return front;
}

static const ScoreCell *
find_adjustments(const ScoreCell *adj, int32_t n, int64_t entry_id)
{
	int32_t		low = 0,
				high = n;

	while (low < high)
	{
		int32_t		mid = low + (high - low) / 2;

		if (adj[mid].ref_entry_id < entry_id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && adj[low].ref_entry_id == entry_id ? &adj[low] : NULL;
}

/* As of CAL_NO_DAY nothing has aged. */
static inline int64_t
root_weight(const Root *root, int32_t as_of)
{
	if (root->rule->retention.kind == RETAIN_PERMANENT || as_of == CAL_NO_DAY)
		return WEIGHT_ONE;
	return retention_weight(&root->rule->retention, root->rule->period, root->occurred_on, as_of);
}

/* The upper half is the walk: a line, or a rule by itself.  The lower half is the day. */
static inline int64_t
walk_order(const Rule *rule, int32_t rule_id, int32_t occurred_on)
{
	int64_t		walk = rule->line ? rule->line : rule_id;

	return walk * (INT64_C(1) << 32) + ((int64_t) occurred_on - INT32_MIN);
}

static inline bool
same_walk(const Root *a, const Root *b)
{
	return a->order >> 32 == b->order >> 32;
}

static ScoreResult
start_root(const ScoreCell *cell, const Rule *rule, int32_t as_of,
		   const ScoreCell *adj, int32_t n_adj, Root *root)
{
	const ScoreCell *run = n_adj > 0 ? find_adjustments(adj, n_adj, cell->entry_id) : NULL;
	Effect		effect = {.share = 0};

	if (run)
		read_effect(run, (int32_t) (adj + n_adj - run), &effect);
	if (effect.repaired && rule->severity == SEVERITY_NONE)
		return SCORE_UNREPAIRABLE;
	root->rule = rule;
	root->rule_id = cell->rule_id;
	root->entry_id = cell->entry_id;
	root->occurred_on = cell->occurred_on;
	root->period_start = cal_period_start(cell->occurred_on, rule->period);
	root->quantity = effect.taken ? 0 : cell->quantity;
	root->share = effect.share;
	root->erased = effect.erased;
	root->suspended = effect.suspended;
	root->capped = root->ended = false;
	if (rule->retention.kind == RETAIN_WINDOW && root_weight(root, as_of) == 0)
		root->quantity = 0;
	root->count = root->quantity > 0;
	root->order = walk_order(rule, cell->rule_id, cell->occurred_on);
	root->exact = 0;
	root->weighted = 0;
	root->unlimited = 0;
	root->clamped = 0;
	return SCORE_OK;
}

/* Add a sum of quantities, or of quantities times weights, at the rate of a flat rule. */
static bool
flat_contribution(const Rule *rule, int128_t sum, int128_t *exact, int128_t *weighted)
{
	if (!fixed_mul(&sum, rule->segments[0].rate))
		return false;
	if (rule->retention.kind == RETAIN_PERMANENT)
		return fixed_add(exact, sum);
	return fixed_mul(&sum, SHARE_ONE) && fixed_add(weighted, sum);
}

static ScoreResult
start_sum(const Rule *rule, const ScoreCell *cell, Root *root)
{
	int128_t	sum = cell_sum(cell);

	memset(root, 0, sizeof(*root));
	root->rule = rule;
	root->rule_id = cell->rule_id;
	root->period_start = CAL_FIRST_DAY;
	root->count = cell->quantity;
	if (rule->retention.kind == RETAIN_PERMANENT && sum == (int64_t) sum)
		root->quantity = (int64_t) sum;
	return flat_contribution(rule, sum, &root->exact, &root->weighted) ? SCORE_OK : SCORE_OVERFLOW;
}

/*
 * The award of a flat rule is part of a sum.  An adjustment that takes it back
 * or erases it has the quantity and the day of its root, whose points are
 * subtracted from the sum.
 */
static bool
correct_sum(Root *root, const ScoreCell *adj, const Effect *effect, int32_t as_of)
{
	int64_t		weight = 1;

	if (effect->taken)
	{
		root->count--;
		root->quantity -= adj->quantity;
	}
	else
		root->erased++;
	if (root->rule->retention.kind != RETAIN_PERMANENT)
		weight = retention_weight(&root->rule->retention, root->rule->period, adj->occurred_on,
								  as_of);
	return flat_contribution(root->rule, -(int128_t) adj->quantity * weight, &root->exact,
							 &root->weighted);
}

static inline bool
precedes(const Root *a, const Root *b)
{
	return a->order != b->order ? a->order < b->order : a->entry_id < b->entry_id;
}

/* Of a root with a limit, what is left of its rise waits for the limit. */
static bool
contribute(Root *root, int128_t rise, int32_t as_of)
{
	int64_t		weight;

	if (rise == 0)
		return true;
	if (root->rule->limit)
	{
		root->unlimited = rise;
		return fixed_mul(&root->unlimited, SHARE_ONE - root->share);
	}
	weight = root_weight(root, as_of);
	if (weight == WEIGHT_ONE && root->share == 0)
	{
		root->exact = rise;
		return true;
	}
	root->weighted = rise;
	return fixed_mul(&root->weighted, (int128_t) weight * (SHARE_ONE - root->share));
}

int128_t
walk_on(Walk *walk, const Root *root)
{
	int128_t	before = walk->tariff,
				rise;

	if (root->rule != walk->rule)
	{
		/* another version: what it would have given for the quantity so far */
		before = tariff_points(root->rule, walk->quantity);
		walk->rule = root->rule;
	}
	walk->quantity += root->quantity;
	walk->tariff = tariff_points(root->rule, walk->quantity);
	walk->uncapped = walk->tariff - before;
	rise = capped_rise(root->rule, walk->uncapped, walk->points);
	walk->points += rise;
	return rise;
}

/* Walk the awards of a line, with the cumulative quantity of a period. */
static ScoreResult
walk_sum(Root *first, const Root *end, int32_t as_of)
{
	int32_t		period_start = first->period_start;
	Walk		walk = {first->rule, 0, 0, 0, 0};

	for (Root *root = first; root != end; root = root->next)
	{
		if (root->rule->period == PERIOD_ENTRY || root->period_start != period_start)
		{
			walk = (Walk) {root->rule, 0, 0, 0, 0};
			period_start = root->period_start;
		}
		if (root->quantity > 0 && !contribute(root, walk_on(&walk, root), as_of))
			return SCORE_OVERFLOW;
	}
	return SCORE_OK;
}

/* What an award adds at the end of a window that has several tariffs. */
static int128_t
mixed_window_rise(const Root *oldest, const Root *root)
{
	Walk		walk = {oldest->rule, 0, 0, 0, 0};

	for (; oldest != root; oldest = oldest->next)
		(void) walk_on(&walk, oldest);
	return walk_on(&walk, root);
}

/* Walk the awards of a line with the cumulative quantity of the last N days. */
static ScoreResult
walk_rolling(Root *first, const Root *end, int32_t as_of)
{
	const Root *oldest = first;
	const Root *alike = first;	/* since this one, all have one tariff */
	int64_t		quantity = 0;
	int128_t	rise;

	for (Root *root = first; root != end; root = root->next)
	{
		const Rule *rule = root->rule;

		while (oldest->occurred_on <= root->occurred_on - rule->rolling_days)
		{
			quantity -= oldest->quantity;
			oldest = oldest->next;
		}
		if (!same_tariff(rule, alike->rule))
			alike = root;
		if (root->quantity == 0)
			continue;
		if (precedes(oldest, alike))
			rise = mixed_window_rise(oldest, root);
		else
			rise = tariff_clamped(rule, quantity + root->quantity) - tariff_clamped(rule, quantity);
		quantity += root->quantity;
		if (!contribute(root, rise, as_of))
			return SCORE_OVERFLOW;
	}
	return SCORE_OK;
}

/* Walk the awards of a group: only a new best gain or worst loss of the period counts. */
static ScoreResult
walk_max(Root *first, const Root *end, int32_t as_of)
{
	int32_t		period_start = first->period_start;
	int128_t	best = 0,
				worst = 0,
				value;

	for (Root *root = first; root != end; root = root->next)
	{
		if (root->rule->period == PERIOD_ENTRY || root->period_start != period_start)
		{
			best = worst = 0;
			period_start = root->period_start;
		}
		if (root->quantity == 0)
			continue;
		value = tariff_clamped(root->rule, root->quantity);
		if (value > best || value < worst)
		{
			int128_t   *mark = value > 0 ? &best : &worst;

			if (!contribute(root, value - *mark, as_of))
				return SCORE_OVERFLOW;
			*mark = value;
		}
	}
	return SCORE_OK;
}

static Root *
merge_lists(Root *a, Root *b)
{
	Root	   *head = NULL;
	Root	  **tail = &head;

	while (a && b)
	{
		Root	  **from = precedes(b, a) ? &b : &a;

		*tail = *from;
		tail = &(*from)->next;
		*from = *tail;
	}
	*tail = a ? a : b;
	return head;
}

/* Link the roots from the first one as far as they are in order.  *next is the root after them. */
static Root *
ordered_run(Root *first, Root *end, Root **next)
{
	Root	   *last = first;

	while (last + 1 < end && !precedes(last + 1, last))
	{
		last->next = last + 1;
		last++;
	}
	last->next = NULL;
	*next = last + 1;
	return first;
}

/*
 * Link the roots in the order of their walks: a merge sort of lists, since a
 * root is too large to be moved.  waiting[i] is a list of 2^i runs, or NULL.
 */
static Root *
sort_roots(Root *roots, int32_t n)
{
	Root	   *waiting[32] = {NULL};
	Root	   *list = NULL;
	Root	   *end = roots + n;
	int			used = 0;
	int			i;

	for (Root *next = roots; next < end;)
	{
		list = ordered_run(next, end, &next);
		for (i = 0; i < used && waiting[i]; i++)
		{
			list = merge_lists(waiting[i], list);
			waiting[i] = NULL;
		}
		waiting[i] = list;
		if (i == used)
			used++;
	}
	list = NULL;
	for (i = 0; i < used; i++)
		if (waiting[i])
			list = list ? merge_lists(waiting[i], list) : waiting[i];
	return list;
}

/* ----------
 * limits over several rules
 * ----------
 */

/* Bounds of a limit, in some fraction of a grain. */
typedef struct Bounds
{
	const SharedLimit *limit;	/* whose they are */
	int128_t	low,
				high;
} Bounds;

#define UNBOUNDED	((int128_t) 1 << 126)

static Bounds
limit_bounds(const SharedLimit *limit, int128_t scale)
{
	scale *= RATE_SCALE;
	return (Bounds) {
		limit, limit->has_cap_low ? limit->cap_low * scale : -UNBOUNDED,
			limit->has_cap_high ? limit->cap_high * scale : UNBOUNDED
	};
}

static bool
same_bounds(const SharedLimit *a, const SharedLimit *b)
{
	return a == b || (a->has_cap_low == b->has_cap_low && a->cap_low == b->cap_low &&
					  a->has_cap_high == b->has_cap_high && a->cap_high == b->cap_high);
}

static int128_t
within(int128_t value, const Bounds *bounds)
{
	return value < bounds->low ? bounds->low : value > bounds->high ? bounds->high : value;
}

static void
widen(Bounds *bounds, int128_t low, int128_t high)
{
	if (low < bounds->low)
		bounds->low = low;
	if (high > bounds->high)
		bounds->high = high;
}

/* What the limit lets through is worth its weight. */
static bool
let_through(const Root *root, int128_t let, int32_t as_of, int128_t *exact, int128_t *weighted)
{
	int64_t		weight = let == 0 ? WEIGHT_ONE : root_weight(root, as_of);

	*exact = 0;
	*weighted = let;
	if (weight != WEIGHT_ONE || let % SHARE_ONE != 0)
		return fixed_mul(weighted, weight);
	*exact = let / SHARE_ONE;
	*weighted = 0;
	return true;
}

bool
root_unlimited(const Root *root, int32_t as_of, int128_t *exact, int128_t *weighted)
{
	if (root->rule->limit)
		return let_through(root, root->unlimited, as_of, exact, weighted);
	*exact = root->exact;
	*weighted = root->weighted;
	return true;
}

/* What a root contributes, in grains / WEIGHTED_SCALE, is added to a sum. */
static bool
add_weighted(int128_t *sum, const Root *root)
{
	int128_t	exact = root->exact;

	return fixed_mul(&exact, WEIGHTED_SCALE) && fixed_add(sum, exact) &&
		fixed_add(sum, root->weighted);
}

/*
 * Walk what the rules of a limit add in one period, from an award that counts.
 * Where two versions have other bounds, what was let through so far stays.
 */
static bool
walk_limit(Root *first, const Root *end, int32_t as_of)
{
	Bounds		bounds = limit_bounds(first->rule->limit, SHARE_ONE),
				widest = limit_bounds(first->rule->limit, WEIGHTED_SCALE);
	int128_t	wanted = 0,
				let = 0,
				sum = 0;
	Root	   *last = first;

	for (Root *root = first; root != end; root = root->next)
	{
		const SharedLimit *limit = root->rule->limit;
		int128_t	before = let;

		if (root->quantity == 0)
			continue;
		last = root;
		if (!same_bounds(limit, bounds.limit))
		{
			Bounds		wider = limit_bounds(limit, WEIGHTED_SCALE);

			wanted = let;
			bounds = limit_bounds(limit, SHARE_ONE);
			widen(&bounds, let, let);
			widen(&widest, wider.low, wider.high);
		}
		if (!fixed_add(&wanted, root->unlimited))
			return false;
		let = within(wanted, &bounds);
		if (!let_through(root, let - before, as_of, &root->exact, &root->weighted) ||
			!add_weighted(&sum, root))
			return false;
	}
	last->clamped = within(sum, &widest) - sum;
	return true;
}

/* The upper half is the limit, the lower half the day; before all others are those without one. */
static inline int64_t
limit_order(const Root *root)
{
	const SharedLimit *limit = root->rule->limit;

	return (limit ? (int64_t) limit->line : -1) * (INT64_C(1) << 32) +
		((int64_t) root->occurred_on - INT32_MIN);
}

static bool
share_limit(const Root *a, const Root *b)
{
	CalPeriod	period = a->rule->limit->period;

	return same_walk(a, b) &&
		cal_period_start(a->occurred_on, period) == cal_period_start(b->occurred_on, period);
}

static bool
apply_limits(Root *roots, int32_t n, int32_t as_of)
{
	bool		ok = true;
	Root	   *end;

	for (int32_t i = 0; i < n; i++)
		roots[i].order = limit_order(&roots[i]);
	for (Root *first = sort_roots(roots, n); first && ok; first = end)
	{
		end = first->next;
		if (first->rule->limit == NULL || first->quantity == 0)
			continue;
		while (end && share_limit(first, end))
			end = end->next;
		ok = walk_limit(first, end, as_of);
	}
	for (int32_t i = 0; i < n; i++)
		roots[i].order = walk_order(roots[i].rule, roots[i].rule_id, roots[i].occurred_on);
	return ok;
}

static ScoreResult
walk_roots(Root *roots, int32_t n, int32_t as_of)
{
	ScoreResult result = SCORE_OK;
	bool		limited = false;
	Root	   *end;

	for (Root *first = sort_roots(roots, n); first && result == SCORE_OK; first = end)
	{
		for (end = first; end && same_walk(end, first); end = end->next)
			limited |= end->rule->limit != NULL;
		if (first->rule->group)
			result = walk_max(first, end, as_of);
		else if (first->rule->period == PERIOD_ROLLING)
			result = walk_rolling(first, end, as_of);
		else
			result = walk_sum(first, end, as_of);
	}
	if (limited && result == SCORE_OK && !apply_limits(roots, n, as_of))
		return SCORE_OVERFLOW;
	return result;
}

/* Apply the adjustments of awards that are part of sums. */
static ScoreResult
correct_sums(const ScoreCell *adj, int32_t n_adj, int32_t as_of, Root *sums, int32_t n_sums)
{
	Effect		effect;

	for (int32_t i = 0, run; i < n_adj; i += run)
	{
		run = read_effect(adj + i, n_adj - i, &effect);
		for (int32_t s = 0; s < n_sums; s++)
			if (sums[s].rule_id == adj[i].rule_id)
			{
				if (effect.repaired)
					return SCORE_UNREPAIRABLE;
				if ((effect.taken || effect.erased) &&
					!correct_sum(&sums[s], &adj[i], &effect, as_of))
					return SCORE_OVERFLOW;
			}
	}
	return SCORE_OK;
}

/* Make roots of awards, then of sums, with their adjustments applied. */
static ScoreResult
fold_state(ScoreState *state, RuleLookup lookup, void *arg, Root *roots, int32_t *n_awards,
		   int32_t *n_roots)
{
	int32_t		front = partition_cells(state);
	const ScoreCell *adj = state->cells + front;
	int32_t		n_adj = state->n_cells - front;
	int32_t		n = 0;
	ScoreResult result = SCORE_OK;

	if (n_adj > 1)
		qsort(state->cells + front, (size_t) n_adj, sizeof(ScoreCell), compare_adjustments);
	for (int pass = 0; pass < 2; pass++)
	{
		for (int32_t i = 0; i < front && result == SCORE_OK; i++)
		{
			const ScoreCell *cell = &state->cells[i];
			const Rule *rule;

			if ((cell_kind(cell) == CELL_SUM) != (pass == 1))
				continue;
			if ((rule = lookup(arg, cell->rule_id)) == NULL)
				return SCORE_UNKNOWN_RULE;
			result = pass == 0 ? start_root(cell, rule, state->as_of, adj, n_adj, &roots[n++]) :
				start_sum(rule, cell, &roots[n++]);
		}
		if (pass == 0)
			*n_awards = n;
	}
	*n_roots = n;
	if (result == SCORE_OK && n_adj > 0)
		result = correct_sums(adj, n_adj, state->as_of, roots + *n_awards, n - *n_awards);
	return result;
}

static int
compare_roots(const void *left, const void *right)
{
	return precedes(left, right) ? -1 : precedes(right, left);
}

ScoreResult
score_roots(ScoreState *state, RuleLookup lookup, void *arg, Root *roots, int32_t *n_awards,
			int32_t *n_roots)
{
	ScoreResult result = fold_state(state, lookup, arg, roots, n_awards, n_roots);

	return result == SCORE_OK ? walk_roots(roots, *n_awards, state->as_of) : result;
}

ScoreResult
score_walk(ScoreState *state, RuleLookup lookup, void *arg, Root *roots, int32_t *n_roots)
{
	int32_t		n_awards;
	ScoreResult result = score_roots(state, lookup, arg, roots, &n_awards, n_roots);

	if (result == SCORE_OK && n_awards > 1)
		qsort(roots, (size_t) n_awards, sizeof(Root), compare_roots);
	return result;
}

bool
contribution_round(int128_t exact, int128_t weighted, int64_t *hundredths)
{
	/* exact grains are in 1/RATE_SCALE of a hundredth */
	if (weighted == 0)
		return fixed_round(exact, RATE_SCALE, hundredths);
	if (!fixed_mul(&exact, WEIGHTED_SCALE) || !fixed_add(&exact, weighted))
		return false;
	/* 2^127 of so small a unit are less than 2^63 hundredths */
	(void) fixed_round(exact, WEIGHTED_SCALE * RATE_SCALE, hundredths);
	return true;
}

static DimensionTotal *
find_dimension(ScoreTotals *totals, int dimension_id)
{
	for (int i = 0; i < totals->n; i++)
		if (totals->dimensions[i].dimension_id == dimension_id)
			return &totals->dimensions[i];
	return NULL;
}

static DimensionTotal *
add_dimension(ScoreTotals *totals, int dimension_id, const char *code)
{
	DimensionTotal *total = find_dimension(totals, dimension_id);

	if (total == NULL && totals->n < totals->room)
	{
		total = &totals->dimensions[totals->n++];
		*total = (DimensionTotal) {dimension_id, code, 0, 0, 0, 0};
	}
	return total;
}

static ScoreResult
add_contribution(ScoreTotals *totals, const Rule *rule, int128_t exact, int128_t weighted)
{
	DimensionTotal *total = add_dimension(totals, rule->dimension_id, rule->dimension);

	if (total == NULL)
		return SCORE_TOO_MANY_DIMENSIONS;
	if (!fixed_add(&total->exact, exact) || !fixed_add(&total->weighted, weighted))
		return SCORE_OVERFLOW;
	return SCORE_OK;
}

bool
root_in_force(const Root *root, int32_t day)
{
	return root->entry_id != 0 && root->quantity > 0 && root->share < SHARE_ONE &&
		root_weight(root, day) > 0;
}

/* The lowest ceiling of the vetoes in force holds. */
static void
take_ceiling(ScoreTotals *totals, const Root *root, int32_t as_of)
{
	const Veto *veto = &root->rule->veto;

	if (!root_in_force(root, as_of) || deadline_day(&veto->until, root->occurred_on) < as_of)
		return;
	if (!totals->has_ceiling || veto->score_ceiling < totals->ceiling)
		totals->ceiling = veto->score_ceiling;
	totals->has_ceiling = true;
}

static ScoreResult
add_roots(ScoreTotals *totals, const Root *roots, int32_t n_roots, int32_t as_of)
{
	ScoreResult result = SCORE_OK;

	for (int32_t i = 0; i < n_roots && result == SCORE_OK; i++)
	{
		if (roots[i].rule->veto.has_score_ceiling)
			take_ceiling(totals, &roots[i], as_of);
		result = add_contribution(totals, roots[i].rule, roots[i].exact, roots[i].weighted);
		if (roots[i].rule->limit && result == SCORE_OK)
			result = add_contribution(totals, roots[i].rule, 0, roots[i].clamped);
	}
	return result;
}

static void
begin_totals(ScoreTotals *totals)
{
	totals->n = 0;
	totals->has_ceiling = false;
}

ScoreResult
score_total(const Root *roots, int32_t n_roots, int32_t as_of, ScoreTotals *totals)
{
	begin_totals(totals);
	return add_roots(totals, roots, n_roots, as_of);
}

/* Without adjustments, a sum goes straight into the totals. */
static ScoreResult
add_sum(ScoreTotals *totals, const ScoreCell *cell, const Rule *rule)
{
	int128_t	exact = 0,
				weighted = 0;

	if (!flat_contribution(rule, cell_sum(cell), &exact, &weighted))
		return SCORE_OVERFLOW;
	return add_contribution(totals, rule, exact, weighted);
}

static ScoreResult
plain_total(const ScoreState *state, RuleLookup lookup, void *arg, Root *roots, ScoreTotals *totals)
{
	int32_t		n = 0;
	ScoreResult result = SCORE_OK;

	begin_totals(totals);
	for (int32_t i = 0; i < state->n_cells && result == SCORE_OK; i++)
	{
		const ScoreCell *cell = &state->cells[i];
		const Rule *rule = lookup(arg, cell->rule_id);

		if (rule == NULL)
			return SCORE_UNKNOWN_RULE;
		if (cell_kind(cell) == CELL_SUM)
			result = add_sum(totals, cell, rule);
		else
			result = start_root(cell, rule, state->as_of, NULL, 0, &roots[n++]);
	}
	if (result == SCORE_OK && n > 0)
		result = walk_roots(roots, n, state->as_of);
	return result == SCORE_OK ? add_roots(totals, roots, n, state->as_of) : result;
}

bool
state_has_adjustments(const ScoreState *state)
{
	for (int32_t i = 0; i < state->n_cells; i++)
		if (cell_kind(&state->cells[i]) > ENTRY_AWARD)
			return true;
	return false;
}

ScoreResult
score_state_total(ScoreState *state, RuleLookup lookup, void *arg, Root *roots, ScoreTotals *totals)
{
	int32_t		n_awards,
				n;
	ScoreResult result;

	if (!state_has_adjustments(state))
		return plain_total(state, lookup, arg, roots, totals);
	result = score_roots(state, lookup, arg, roots, &n_awards, &n);
	return result == SCORE_OK ? score_total(roots, n, state->as_of, totals) : result;
}

static int64_t
clamp(int64_t value, bool has_low, int64_t low, bool has_high, int64_t high)
{
	if (has_low && value < low)
		value = low;
	if (has_high && value > high)
		value = high;
	return value;
}

ScoreResult
score_finish(ScoreTotals *totals, const Policy *policy)
{
	/* a floor above zero lifts a dimension without entries too */
	for (int i = 0; i < policy->n_dimensions; i++)
		if (add_dimension(totals, policy->dimensions[i].dimension_id,
						  policy->dimensions[i].code) == NULL)
			return SCORE_TOO_MANY_DIMENSIONS;
	for (int i = 0; i < totals->n; i++)
	{
		DimensionTotal *total = &totals->dimensions[i];

		if (!contribution_round(total->exact, total->weighted, &total->rounded))
			return SCORE_OVERFLOW;
		total->clamped = total->rounded;
	}
	for (int i = 0; i < policy->n_dimensions; i++)
	{
		const Dimension *d = &policy->dimensions[i];
		DimensionTotal *total = find_dimension(totals, d->dimension_id);

		total->clamped = clamp(total->rounded, d->has_floor, d->floor, d->has_cap, d->cap);
	}
	totals->sum = 0;
	for (int i = 0; i < totals->n; i++)
		if (__builtin_add_overflow(totals->sum, totals->dimensions[i].clamped, &totals->sum))
			return SCORE_OVERFLOW;
	if (__builtin_add_overflow(totals->sum, policy->base, &totals->score))
		return SCORE_OVERFLOW;
	totals->unvetoed = clamp(totals->score, policy->has_floor, policy->floor,
							 policy->has_ceiling, policy->ceiling);
	totals->score = clamp(totals->unvetoed, false, 0, totals->has_ceiling, totals->ceiling);
	return SCORE_OK;
}
