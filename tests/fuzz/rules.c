/*-------------------------------------------------------------------------
 *
 * rules.c
 *	  Rules of every shape for the targets that score.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>

#include "fuzz.h"
#include "rules.h"

#define RATE(p, q)	(RATE_SCALE / (q) * (p))
#define OPEN		INT64_MAX

static Segment flat[] = {{OPEN, RATE(1, 1), 0}};
static Segment third[] = {{OPEN, RATE(1, 3), 0}};
static Segment finest[] = {{OPEN, 1, 0}};
static Segment steepest[] = {{OPEN, RATE(10000, 1), 0}};
static Segment fine[] = {{OPEN, RATE(-10, 1), 0}};
static Segment harshest[] = {{OPEN, RATE(-10000, 1), 0}};
static Segment worthless[] = {{OPEN, 0, 0}};
static Segment stepped[] = {{OPEN, RATE(1, 4), 400}};
static Segment marginal[] = {{2000, RATE(1, 1), 0}, {8000, RATE(1, 2), 0}, {20000, RATE(1, 3), 0},
	{OPEN, RATE(1, 4), 0}};
static Segment ending[] = {{150, RATE(7, 9), 0}, {1000, RATE(1, 7), 30}};
static Segment escalating[] = {{100, RATE(-20, 1), 0}, {200, RATE(-40, 1), 0},
	{300, RATE(-60, 1), 0}, {OPEN, RATE(-100, 1), 0}};

#define TARIFF(t) .n_segments = sizeof(t) / sizeof(t[0]), .segments = t
#define LOSS .loss = true, .has_legal_basis = true
#define IN(d) .dimension = "d" #d, .dimension_id = d
#define CAP_HIGH(c) .has_cap_high = true, .cap_high = c
#define CAP_LOW(c) .has_cap_low = true, .cap_low = c
#define KEEP(k, ...) .retention = {.kind = k, __VA_ARGS__}
#define GROUP(id) .group = "g" #id, .line = 1000 + id

static Rule rules[] = {
	/* flat: their entries disappear in sums */
	{.code = "flat", IN(1), TARIFF(flat)},
	{.code = "third", IN(1), TARIFF(third), .period = PERIOD_YEAR},
	{.code = "finest", IN(2), TARIFF(finest), .period = PERIOD_LIFETIME},
	{.code = "steepest", IN(2), TARIFF(steepest)},
	{.code = "fine", IN(1), TARIFF(fine), LOSS},
	{.code = "worthless", IN(3), TARIFF(worthless)},
	{.code = "fading", IN(1), TARIFF(third), KEEP(RETAIN_HALF_LIFE, .n = 30)},
	{.code = "fading_fast", IN(3), TARIFF(steepest), KEEP(RETAIN_HALF_LIFE, .n = 1)},
	{.code = "wearing", IN(1), TARIFF(flat), KEEP(RETAIN_ANNUAL_RATE, .n = 84000)},
	{.code = "shrinking", IN(2), TARIFF(fine), LOSS, KEEP(RETAIN_LINEAR, .n = 365)},
	{.code = "expiring", IN(2), TARIFF(flat), KEEP(RETAIN_EXPIRE, .unit = CAL_MONTHS, .n = 1)},
	{.code = "leaving", IN(3), TARIFF(third), KEEP(RETAIN_WINDOW, .unit = CAL_DAYS, .n = 60)},
	{.code = "closing", IN(3), TARIFF(flat), .period = PERIOD_QUARTER, KEEP(RETAIN_PERIOD_END)},
	{.code = "rolling_flat", IN(3), TARIFF(flat), .period = PERIOD_ROLLING, .rolling_days = 7},
	/* kept */
	{.code = "repairable", IN(1), TARIFF(fine), LOSS, .severity = SEVERITY_MINOR},
	{.code = "repairable_fading", IN(2), TARIFF(harshest), LOSS, .severity = SEVERITY_SERIOUS,
		KEEP(RETAIN_HALF_LIFE, .n = 200)},
	{.code = "marginal", IN(1), TARIFF(marginal), .period = PERIOD_LIFETIME, CAP_HIGH(5000)},
	{.code = "marginal_year", IN(2), TARIFF(marginal), .period = PERIOD_YEAR,
		KEEP(RETAIN_LINEAR, .n = 400)},
	{.code = "stepped", IN(2), TARIFF(stepped), .period = PERIOD_MONTH},
	{.code = "stepped_window", IN(3), TARIFF(stepped), .period = PERIOD_LIFETIME,
		KEEP(RETAIN_WINDOW, .unit = CAL_DAYS, .n = 30)},
	{.code = "ending", IN(1), TARIFF(ending), .period = PERIOD_DAY},
	{.code = "ending_week", IN(3), TARIFF(ending), .period = PERIOD_WEEK, CAP_HIGH(100),
		KEEP(RETAIN_PERIOD_END)},
	{.code = "capped", IN(1), TARIFF(flat), CAP_HIGH(250)},
	{.code = "capped_nothing", IN(1), TARIFF(flat), CAP_HIGH(0), .period = PERIOD_WEEK},
	{.code = "capped_rolling", IN(2), TARIFF(third), .period = PERIOD_ROLLING, .rolling_days = 30,
		CAP_HIGH(1000)},
	{.code = "marginal_rolling", IN(1), TARIFF(marginal), .period = PERIOD_ROLLING,
		.rolling_days = 1,
		KEEP(RETAIN_ANNUAL_RATE, .n = 500000)},
	{.code = "stepped_rolling", IN(1), TARIFF(stepped), .period = PERIOD_ROLLING,
		.rolling_days = 10,
		KEEP(RETAIN_WINDOW, .unit = CAL_MONTHS, .n = 2)},
	{.code = "escalating", IN(1), TARIFF(escalating), LOSS, .period = PERIOD_LIFETIME,
		.severity = SEVERITY_GENERAL,
		KEEP(RETAIN_WINDOW, .unit = CAL_YEARS, .n = 1)},
	{.code = "escalating_floor", IN(2), TARIFF(escalating), LOSS, .period = PERIOD_YEAR,
		CAP_LOW(-10000),
		.severity = SEVERITY_MINOR, KEEP(RETAIN_EXPIRE, .unit = CAL_YEARS, .n = 1)},
	/* three groups: gains with different memories, losses, and both signs in one */
	{.code = "best_gold", IN(1), TARIFF(flat), GROUP(1), .period = PERIOD_LIFETIME},
	{.code = "best_silver", IN(2), TARIFF(third), GROUP(1), .period = PERIOD_LIFETIME,
		KEEP(RETAIN_HALF_LIFE, .n = 90)},
	{.code = "best_bronze", IN(1), TARIFF(stepped), GROUP(1), .period = PERIOD_LIFETIME,
		CAP_HIGH(300),
		KEEP(RETAIN_WINDOW, .unit = CAL_DAYS, .n = 100)},
	{.code = "worst_fine", IN(1), TARIFF(fine), LOSS, GROUP(2), .period = PERIOD_MONTH,
		.severity = SEVERITY_MINOR},
	{.code = "worst_crime", IN(2), TARIFF(escalating), LOSS, GROUP(2), .period = PERIOD_MONTH,
		.severity = SEVERITY_SERIOUS,
		KEEP(RETAIN_LINEAR, .n = 730)},
	{.code = "either_gain", IN(3), TARIFF(flat), GROUP(3), .period = PERIOD_ENTRY},
	{.code = "either_loss", IN(3), TARIFF(fine), LOSS, GROUP(3), .period = PERIOD_ENTRY,
		CAP_LOW(-500)},
};

/* A curve that was built once serves every rule that has it. */
typedef struct Curve
{
	RetentionKind kind;
	int32_t		n;
	int32_t		len;
	int32_t    *table;
} Curve;

#define CURVES_MAX	64

static Curve curves[CURVES_MAX];
static int	n_curves = 0;

void
attach_curve(Retention *r)
{
	int32_t		len = curve_table_length(r);
	int			i = 0;

	if (len == 0)
		return;
	while (i < n_curves && (curves[i].kind != r->kind || curves[i].n != r->n))
		i++;
	if (i == n_curves)
	{
		int32_t    *table = malloc(sizeof(int32_t) * (size_t) len);

		if (table == NULL || n_curves == CURVES_MAX)
			abort();
		curve_build(r, table, len);
		curves[n_curves++] = (Curve) {r->kind, r->n, len, table};
	}
	r->table = curves[i].table;
	r->table_len = curves[i].len;
}

/* Make room for some new curves, where no rule has an old one any more. */
void
forget_curves(int room)
{
	if (n_curves + room <= CURVES_MAX)
		return;
	while (n_curves > 0)
		free(curves[--n_curves].table);
}

int32_t
rule_count(void)
{
	return (int32_t) (sizeof(rules) / sizeof(rules[0]));
}

const Rule *
rule_of_id(int32_t rule_id)
{
	static bool complete = false;

	for (int32_t i = 0; !complete && i < rule_count(); i++)
	{
		attach_curve(&rules[i].retention);
		rules[i].keeps_entries = rule_keeps_entries(&rules[i]);
	}
	complete = true;
	return rule_id >= 1 && rule_id <= rule_count() ? &rules[rule_id - 1] : NULL;
}

bool
combined_value(const DimensionTotal *total, int128_t *value)
{
	*value = total->exact;
	return fixed_mul(value, WEIGHTED_SCALE) && fixed_add(value, total->weighted);
}

static bool
value_of_dimension(const ScoreTotals *totals, int dimension_id, int128_t *value)
{
	*value = 0;
	for (int i = 0; i < totals->n; i++)
		if (totals->dimensions[i].dimension_id == dimension_id)
			return combined_value(&totals->dimensions[i], value);
	return true;
}

void
expect_same_totals(const ScoreTotals *a, const ScoreTotals *b)
{
	const ScoreTotals *both[2] = {a, b};
	int128_t	va,
				vb;

	for (int t = 0; t < 2; t++)
		for (int i = 0; i < both[t]->n; i++)
		{
			int			id = both[t]->dimensions[i].dimension_id;

			if (value_of_dimension(a, id, &va) && value_of_dimension(b, id, &vb))
				expect(va == vb);
		}
}

ScoreResult
score_either_way(Arena *arena, ScoreState *state, RuleLookup lookup, bool straight,
				 ScoreTotals *totals)
{
	Root	   *roots = arena_alloc(arena, sizeof(Root) * (size_t) state->n_cells);
	int32_t		n_roots;
	ScoreResult result;

	if (straight)
		return score_state_total(state, lookup, NULL, roots, totals);
	result = score_walk(state, lookup, NULL, roots, &n_roots);
	if (result != SCORE_OK)
		return result;
	expect(n_roots <= state->n_cells);
	return score_total(roots, n_roots, state->as_of, totals);
}
