/*-------------------------------------------------------------------------
 *
 * limit_line.c
 *	  What limits over several rules change in a score.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "score/rule_line.h"
#include "score/score.h"

static DateADT
limit_period_start(const Root *root)
{
	return cal_period_start(root->occurred_on, root->rule->limit->period);
}

/* By limit and period; those without a limit come first. */
static int
compare_limited(const void *left, const void *right)
{
	const Root *a = left;
	const Root *b = right;
	int			line_a = a->rule->limit ? a->rule->limit->line : 0;
	int			line_b = b->rule->limit ? b->rule->limit->line : 0;

	if (line_a != line_b)
		return line_a < line_b ? -1 : 1;
	if (line_a == 0 || limit_period_start(a) == limit_period_start(b))
		return 0;
	return limit_period_start(a) < limit_period_start(b) ? -1 : 1;
}

/* Where versions differ, the last one names the limit, and the widest bounds hold. */
static void
take_limit(LimitLine *line, const Root *root)
{
	const SharedLimit *limit = root->rule->limit;
	SharedLimit bounds = line->rule_id ? line->limit : *limit;

	if (line->rule_id < root->rule_id)
	{
		line->limit = *limit;
		line->rule_id = root->rule_id;
	}
	line->limit.has_cap_low = bounds.has_cap_low && limit->has_cap_low;
	line->limit.has_cap_high = bounds.has_cap_high && limit->has_cap_high;
	line->limit.cap_low = Min(bounds.cap_low, limit->cap_low);
	line->limit.cap_high = Max(bounds.cap_high, limit->cap_high);
}

static void
add_limited(LimitLine *line, const Root *root, DateADT as_of)
{
	int128_t	exact,
				weighted;

	if (root->quantity > 0)
		take_limit(line, root);

	if (!root_unlimited(root, as_of, &exact, &weighted) ||
		!fixed_add(&line->free_exact, exact) || !fixed_add(&line->free_weighted, weighted) ||
		!fixed_add(&line->exact, root->exact) || !fixed_add(&line->weighted, root->weighted) ||
		!fixed_add(&line->weighted, root->clamped))
		score_failed(SCORE_OVERFLOW, 0);
}

static int64
line_points(const LimitLine *line)
{
	int64		let,
				all;

	if (!contribution_round(line->exact, line->weighted, &let) ||
		!contribution_round(line->free_exact, line->free_weighted, &all))
		score_failed(SCORE_OVERFLOW, 0);
	return let - all;
}

LimitLine *
limit_lines(Root *roots, int32_t n_roots, int32_t as_of, int *n_lines)
{
	LimitLine  *lines = palloc0(sizeof(LimitLine) * Max(n_roots, 1));
	int			n = 0;
	int			kept = 0;

	qsort(roots, n_roots, sizeof(Root), compare_limited);
	for (int32 i = 0; i < n_roots; i++)
	{
		const Rule *rule = roots[i].rule;

		if (rule->limit == NULL)
			continue;
		if (n == 0 || compare_limited(&roots[i - 1], &roots[i]) != 0)
			lines[n++] = (LimitLine) {
				.dimension = rule->dimension, .dimension_id = rule->dimension_id,
				.period_start = limit_period_start(&roots[i])
			};
		add_limited(&lines[n - 1], &roots[i], as_of);
	}
	for (int i = 0; i < n; i++)
		if ((lines[i].points = line_points(&lines[i])) != 0)
			lines[kept++] = lines[i];
	*n_lines = kept;
	return lines;
}
