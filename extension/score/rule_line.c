/*-------------------------------------------------------------------------
 *
 * rule_line.c
 *	  What each rule, and each entry, contributes to a score.
 *
 *-------------------------------------------------------------------------
 */
#include "score/rule_line.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "funcapi.h"
#include "score/score.h"

PG_FUNCTION_INFO_V1(civic_score_lines);
PG_FUNCTION_INFO_V1(civic_entry_points);

/* By rule and period.  Entry and rolling periods begin with every entry; they share one line. */
static int
compare_roots(const void *left, const void *right)
{
	const Root *a = left;
	const Root *b = right;

	if (a->rule_id != b->rule_id)
		return a->rule_id < b->rule_id ? -1 : 1;
	if (!cal_is_calendar(a->rule->period) || a->period_start == b->period_start)
		return 0;
	return a->period_start < b->period_start ? -1 : 1;
}

static bool
has_aged(const Root *root, DateADT as_of)
{
	return root->entry_id != 0 && root->quantity > 0 &&
		retention_weight(&root->rule->retention, root->rule->period, root->occurred_on,
						 as_of) != WEIGHT_ONE;
}

static void
add_root(RuleLine *line, const Root *root, DateADT as_of, bool unlimited)
{
	int128_t	exact = root->exact,
				weighted = root->weighted;

	if (unlimited && !root_unlimited(root, as_of, &exact, &weighted))
		score_failed(SCORE_OVERFLOW, 0);
	line->entries += root->count;
	line->quantity += root->quantity;
	if (root->quantity > 0 && root->share > 0)
	{
		line->forgotten += root->erased;
		line->repaired += !root->erased && root->share == SHARE_ONE;
		line->part_repaired += root->share < SHARE_ONE;
	}
	else if (root->entry_id == 0)
		line->forgotten += root->erased;
	line->suspended += root->suspended;
	line->capped |= root->capped;
	line->ended |= root->ended;
	line->aged |= has_aged(root, as_of);
	if (!fixed_add(&line->exact, exact) || !fixed_add(&line->weighted, weighted))
		score_failed(SCORE_OVERFLOW, 0);
}

/* Does a root belong to the count of the one before it? */
static bool
counts_on(const Root *before, const Root *root)
{
	return root->entry_id != 0 && root->rule->line != 0 &&
		before->entry_id != 0 && before->rule->line == root->rule->line &&
		root->rule->group == NULL && root->rule->period != PERIOD_ROLLING &&
		before->period_start == root->period_start;
}

/* Note what a version of a rule took over in one of its periods. */
static void
note_handover(Handovers *list, const Root *before, const Root *root, int128_t used)
{
	for (int i = 0; i < list->n; i++)
		if (list->items[i].rule_id == root->rule_id &&
			list->items[i].period_start == root->period_start)
			return;
	list->items = list->items ? repalloc(list->items, sizeof(Handover) * (list->n + 1)) :
		palloc(sizeof(Handover));
	list->items[list->n++] = (Handover) {root->rule_id, root->period_start, before->rule_id, used};
}

Handovers
find_handovers(const Root *roots, int32_t n_roots)
{
	Handovers	list = {0};
	Walk		walk = {0};
	int32		first_rule = 0;

	for (int32 i = 0; i < n_roots; i++)
	{
		if (i == 0 || !counts_on(&roots[i - 1], &roots[i]))
		{
			walk = (Walk) {roots[i].rule, 0, 0, 0, 0};
			first_rule = roots[i].rule_id;
		}
		else if (roots[i].rule_id != first_rule && roots[i].rule_id != roots[i - 1].rule_id)
			note_handover(&list, &roots[i - 1], &roots[i], walk.points);
		if (roots[i].entry_id != 0 && roots[i].quantity > 0)
			(void) walk_on(&walk, &roots[i]);
	}
	return list;
}

RuleLine *
rule_lines(Root *roots, int32_t n_roots, int32_t as_of, bool unlimited, int *n_lines)
{
	RuleLine   *lines = palloc0(sizeof(RuleLine) * Max(n_roots, 1));
	int			n = 0;

	qsort(roots, n_roots, sizeof(Root), compare_roots);
	for (int32 i = 0; i < n_roots; i++)
	{
		if (i == 0 || compare_roots(&roots[i - 1], &roots[i]) != 0)
		{
			lines[n].rule = roots[i].rule;
			lines[n].rule_id = roots[i].rule_id;
			lines[n].period_start = roots[i].period_start;
			n++;
		}
		add_root(&lines[n - 1], &roots[i], as_of, unlimited);
	}
	for (int i = 0; i < n; i++)
		if (!contribution_round(lines[i].exact, lines[i].weighted, &lines[i].points))
			score_failed(SCORE_OVERFLOW, 0);
	*n_lines = n;
	return lines;
}

static void
put_score_line(ReturnSetInfo *rsinfo, const RuleLine *line)
{
	const Rule *rule = line->rule;
	bool		calendar = cal_is_calendar(rule->period) && line->period_start != CAL_FIRST_DAY;
	DateADT		last_day = calendar ? cal_period_end(line->period_start, rule->period) - 1 : 0;

	/* a sum that decays has lost its quantity */
	bool		lost = line->quantity == 0 && !rule->keeps_entries &&
		rule->retention.kind != RETAIN_PERMANENT;

	PUT_ROW(rsinfo, ARG_INT4(rule_id, line->rule_id),
			ARG_IF(calendar, ARG_DATE(period_start, line->period_start)),
			ARG_IF(calendar, ARG_DATE(period_end, last_day)),
			ARG_INT4(entries, line->entries),
			ARG_IF(!lost, ARG_NUMERIC(quantity, points_numeric(line->quantity))),
			ARG_NUMERIC(points, points_numeric(line->points)));
}

Datum
civic_score_lines(PG_FUNCTION_ARGS)
{
	ScoreState *state = datum_state(PG_GETARG_DATUM(0));
	Root	   *roots;
	RuleLine   *lines;
	int32		n_roots;
	int			n_lines;

	InitMaterializedSRF(fcinfo, 0);
	(void) programme_seen();
	/* the walk reorders the cells of a state, and the argument is not ours */
	state = copy_state(state, state->n_cells);
	walk_state(state, &roots, &n_roots);
	lines = rule_lines(roots, n_roots, state->as_of, false, &n_lines);
	for (int i = 0; i < n_lines; i++)
		put_score_line((ReturnSetInfo *) fcinfo->resultinfo, &lines[i]);
	return (Datum) 0;
}

Datum
civic_entry_points(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Root	   *roots;
	int32		n_roots;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	require_reach(READERS, PG_GETARG_INT64(0));
	walk_state(subject_entries(PG_GETARG_INT64(0), days_arguments(fcinfo, 1, 2)), &roots,
			   &n_roots);
	for (int32 i = 0; i < n_roots; i++)
	{
		int64		points;

		if (!contribution_round(roots[i].exact, roots[i].weighted, &points))
			score_failed(SCORE_OVERFLOW, PG_GETARG_INT64(0));
		PUT_ROW(rsinfo, ARG_INT8(entry_id, roots[i].entry_id),
				ARG_TEXT(rule_code, roots[i].rule->code),
				ARG_DATE(occurred_on, roots[i].occurred_on),
				ARG_NUMERIC(quantity, points_numeric(roots[i].quantity)),
				ARG_NUMERIC(points, points_numeric(points)));
	}
	return (Datum) 0;
}
