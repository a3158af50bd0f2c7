/*-------------------------------------------------------------------------
 *
 * bounds.c
 *	  Which awards met the cap of their rule, or the end of its tariff.
 *
 * A score does not ask; an explanation walks its awards once more to say so.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "score/rule_line.h"

static bool
same_walk(const Root *a, const Root *b)
{
	return a->entry_id != 0 && a->order >> 32 == b->order >> 32;
}

static bool
same_period(const Root *a, const Root *b)
{
	return same_walk(a, b) && b->rule->period != PERIOD_ENTRY && a->period_start == b->period_start;
}

/* Walk the window that ends with a root; returns what the root adds. */
static int128_t
walk_window(const Root *roots, int32 last, Walk *walk)
{
	int32		from = last;
	int128_t	rise = 0;

	while (from > 0 && same_walk(&roots[from - 1], &roots[last]) &&
		   roots[from - 1].occurred_on > roots[last].occurred_on - roots[last].rule->rolling_days)
		from--;
	*walk = (Walk) {.rule = roots[from].rule};
	for (; from <= last; from++)
		if (roots[from].quantity > 0)
			rise = walk_on(walk, &roots[from]);
	return rise;
}

/* In a group each root stands for itself. */
static int128_t
walk_alone(const Root *root, Walk *walk)
{
	*walk = (Walk) {
		.rule = root->rule, .quantity = root->quantity,
			.uncapped = tariff_points(root->rule, root->quantity)
	};
	return tariff_clamped(root->rule, root->quantity);
}

/* Can a rule cut anything off? */
static bool
rule_has_bounds(const Rule *rule)
{
	return rule->has_cap_low || rule->has_cap_high || tariff_end(rule) != INT64_MAX;
}

void
mark_bounds(Root *roots, int32 n_roots)
{
	Walk		walk = {0};
	int128_t	rise;

	for (int32 i = 0; i < n_roots; i++)
	{
		Root	   *root = &roots[i];

		if (i == 0 || !same_period(root - 1, root))
			walk = (Walk) {.rule = root->rule};
		if (root->entry_id == 0 || root->quantity == 0)
			continue;
		if (root->rule->group)
			rise = walk_alone(root, &walk);
		else if (root->rule->period != PERIOD_ROLLING)
			rise = walk_on(&walk, root);
		else if (rule_has_bounds(root->rule))
			rise = walk_window(roots, i, &walk);
		else
			continue;
		root->capped = rise != walk.uncapped;
		root->ended = walk.quantity > tariff_end(root->rule);
	}
}
