/*-------------------------------------------------------------------------
 *
 * explain.c
 *	  Why a score is what it is: its lines, in words.
 *
 * The lines add up to the score.  Each is rounded on its own, while the score
 * is rounded once per dimension; where that makes a difference, a line of its
 * own says so.  Behind them stand lines that only inform and carry no points.
 *
 *-------------------------------------------------------------------------
 */
#include "score/explain.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "score/rule_line.h"
#include "score/score.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_explain);

#define LISTENERS_MAX	4

static ExplainListener listeners[LISTENERS_MAX];
static int	n_listeners = 0;

void
explain_listen(ExplainListener listener)
{
	Assert(n_listeners < LISTENERS_MAX);
	listeners[n_listeners++] = listener;
}

void
explain_put(Explanation *ex, const ExplainLine *line)
{
	bool		of_rule = line->rule_code != NULL && line->entries >= 0;

	PUT_ROW(ex->rsinfo, ARG_INT4(line, ++ex->n_lines), ARG_TEXT(kind, line->kind),
			ARG_TEXT(dimension, line->dimension), ARG_TEXT(rule_code, line->rule_code),
			ARG_TEXT(period, line->period),
			ARG_IF(of_rule, ARG_INT4(entries, line->entries)),
			ARG_IF(of_rule, ARG_NUMERIC(quantity, points_numeric(line->quantity))),
			ARG_IF(line->has_points, ARG_NUMERIC(points, points_numeric(line->points))),
			ARG_IF(line->reason > 0, ARG_INT4(reason, line->reason)),
			ARG_TEXT(explanation, line->text));
}

static void
put_amount(Explanation *ex, const char *kind, const char *dimension, int64 points,
		   const char *text)
{
	explain_put(ex, &(ExplainLine) {
		.kind = kind, .dimension = dimension, .has_points = true, .points = points, .text = text
	});
}

/* ----------
 * words
 * ----------
 */

TextLang
lang_argument(FunctionCallInfo fcinfo, int i)
{
	char	   *lang = PG_ARGISNULL(i) ? "en" : text_to_cstring(PG_GETARG_TEXT_PP(i));

	if (strcmp(lang, "en") == 0)
		return LANG_EN;
	if (strcmp(lang, "zh") == 0)
		return LANG_ZH;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown language \"%s\"", lang),
			 errhint("Explanations are written in en and zh.")));
}

const char *
points_text(int64 hundredths, bool sign)
{
	uint64		amount = hundredths < 0 ? -(uint64) hundredths : (uint64) hundredths;

	return psprintf("%s" UINT64_FORMAT ".%02d",
					hundredths < 0 ? "-" : sign && hundredths > 0 ? "+" : "",
					amount / 100, (int) (amount % 100));
}

static const char *
period_text(const Rule *rule, DateADT start)
{
	if (rule->period == PERIOD_ROLLING)
		return psprintf("%s %d", vocabulary_name(&cal_periods, rule->period), rule->rolling_days);
	return cal_period_label(rule->period, start, palloc(PERIOD_LABEL_MAX));
}

/* What was done about a line's losses. */
static const char *
restored_remarks(const Explanation *ex, const RuleLine *line)
{
	const char *repaired = "";
	const char *forgotten = "";

	if (line->repaired > 0 && line->repaired + line->forgotten == line->entries)
		repaired = explain_say(ex, "; restored by repair", "；已修复");
	else if (line->repaired + line->part_repaired > 0)
		repaired = explain_say(ex, "; partly restored by repair", "；已部分修复");
	if (line->forgotten > 0)
		forgotten = line->forgotten == line->entries ?
			explain_say(ex, "; forgotten", "；已消除记录") :
			psprintf(explain_say(ex, "; %d forgotten", "；其中 %d 笔已消除记录"), line->forgotten);
	return psprintf("%s%s", repaired, forgotten);
}

static const Handover *
line_handover(const Explanation *ex, const RuleLine *line)
{
	const Handovers *list = ex->handovers;

	for (int i = 0; i < list->n; i++)
		if (list->items[i].rule_id == line->rule_id &&
			list->items[i].period_start == line->period_start)
			return &list->items[i];
	return NULL;
}

/* "goes on from version 1: 8.00 of 12.00 points used" */
static void
append_handover(StringInfo buf, const Explanation *ex, const RuleLine *line,
				const Handover *handover)
{
	const Rule *rule = line->rule;
	const Policy *from = policy_of_rule(handover->from_rule_id);
	int64		used = 0;

	/* what was counted fits, since it was added up */
	(void) fixed_round(handover->used, RATE_SCALE, &used);
	appendStringInfo(buf, explain_say(ex, "; goes on from version %s: %s", "；接续版本%s：已计%s"),
					 from->version, points_text(used, false));
	if (rule->loss ? rule->has_cap_low : rule->has_cap_high)
		appendStringInfo(buf, explain_say(ex, " of %s", "/%s"),
						 points_text(rule->loss ? rule->cap_low : rule->cap_high, false));
	appendStringInfoString(buf, explain_say(ex, " points used", " 分"));
}

/* "83 hours", "2.5", "1500元": without trailing zeros. */
static const char *
quantity_text(const Explanation *ex, const Rule *rule, int64 quantity)
{
	const char *unit = rule->unit.text[ex->lang];
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, points_text(quantity, false));
	while (buf.data[buf.len - 1] == '0')
		buf.data[--buf.len] = '\0';
	if (buf.data[buf.len - 1] == '.')
		buf.data[--buf.len] = '\0';
	if (unit)
		appendStringInfo(&buf, "%s%s", explain_say(ex, " ", ""), unit);
	return buf.data;
}

/* A handover has named the cap already. */
static void
append_bounds(StringInfo buf, const Explanation *ex, const RuleLine *line, bool cap_named)
{
	const Rule *rule = line->rule;

	if (line->capped && !cap_named)
		appendStringInfo(buf, rule->loss ? explain_say(ex, "; at most %s off", "；最多扣%s") :
						 explain_say(ex, "; the cap is %s", "；上限为%s"),
						 points_text(rule->loss ? -rule->cap_low : rule->cap_high, false));
	if (line->ended)
		appendStringInfo(buf, explain_say(ex, "; counts up to a quantity of %s",
										  "；数量计至%s为止"),
						 quantity_text(ex, rule, tariff_end(rule)));
}

/* Why a line is not simply quantity times rate. */
static const char *
line_remarks(const Explanation *ex, const RuleLine *line)
{
	const Handover *handover = line_handover(ex, line);
	StringInfoData buf;

	initStringInfo(&buf);
	if (line->rule->group)
		appendStringInfoString(&buf, explain_say(ex, "; only the highest of its group counts",
												 "；同组只计最高一项"));
	else if (handover)
		append_handover(&buf, ex, line, handover);
	append_bounds(&buf, ex, line, handover != NULL);
	appendStringInfoString(&buf, restored_remarks(ex, line));
	if (line->suspended > 0)
		appendStringInfoString(&buf, explain_say(ex, "; suspended until it is decided",
												 "；争议期间暂停计分"));
	else if (line->entries == 0)
		appendStringInfoString(&buf, explain_say(ex, "; taken back, or past its window",
												 "；已撤销或已过计分期"));
	if (line->aged && line->points != 0)
		appendStringInfoString(&buf, explain_say(ex, "; weighted by age", "；按时间折算"));
	if (line->aged && line->points == 0)
		appendStringInfoString(&buf, explain_say(ex, "; no longer counted", "；已过有效期"));
	return buf.data;
}

/* The version of a rule's policy, where it is not the one that governs the subject. */
static const char *
other_version(const Explanation *ex, const RuleLine *line)
{
	const Policy *policy = policy_of_rule(line->rule_id);

	if (policy == ex->policy)
		return "";
	return psprintf(explain_say(ex, " (version %s)", "（%s版）"), policy->version);
}

static const char *
line_text(const Explanation *ex, const RuleLine *line, const char *period)
{
	const Rule *rule = line->rule;
	const char *when = other_version(ex, line);

	if (cal_is_calendar(rule->period))
		when = psprintf(explain_say(ex, "%s in %s", "%s（%s）"), when, period);
	return psprintf(explain_say(ex, line->entries == 1 ?
								"%s%s: %d entry, quantity %s, %s points%s" :
								"%s%s: %d entries, quantity %s, %s points%s",
								"%s%s：%d 笔，数量 %s，%s 分%s"),
					rule->title.text[ex->lang], when, line->entries,
					quantity_text(ex, rule, line->quantity),
					points_text(line->points, true), line_remarks(ex, line));
}

/*
 * Losses first, the largest first; then gains.  Equal ones go by code and
 * period, so that the order does not depend on the ledger's.
 */
static int
compare_reasons(const void *left, const void *right)
{
	const RuleLine *a = left;
	const RuleLine *b = right;
	int64		loss_a = Min(a->points, 0);
	int64		loss_b = Min(b->points, 0);
	int			order;

	if (loss_a != loss_b)
		return loss_a < loss_b ? -1 : 1;
	if ((order = strcmp(a->rule->dimension, b->rule->dimension)) == 0 &&
		(order = strcmp(a->rule->code, b->rule->code)) == 0 &&
		(order = (a->period_start > b->period_start) - (a->period_start < b->period_start)) == 0)
		order = (a->rule_id > b->rule_id) - (a->rule_id < b->rule_id);
	return order;
}

static void
put_rule_lines(Explanation *ex, RuleLine *lines, int n)
{
	qsort(lines, n, sizeof(RuleLine), compare_reasons);
	for (int i = 0; i < n; i++)
	{
		const char *period = period_text(lines[i].rule, lines[i].period_start);

		explain_put(ex, &(ExplainLine) {
			.kind = "rule",
				.dimension = lines[i].rule->dimension,
				.rule_code = lines[i].rule->code,
				.period = period,
				.entries = lines[i].entries,
				.quantity = lines[i].quantity,
				.has_points = true,
				.points = lines[i].points,
				.reason = lines[i].points < 0 ? i + 1 : 0,
				.text = line_text(ex, &lines[i], period)
		});
	}
}

static const char *
dimension_title(const Explanation *ex, const DimensionTotal *total)
{
	for (int i = 0; i < ex->policy->n_dimensions; i++)
		if (ex->policy->dimensions[i].dimension_id == total->dimension_id)
			return ex->policy->dimensions[i].title.text[ex->lang];
	return total->code;
}

static const Title each_period[] = {
	[PERIOD_DAY] = {{"a day", "每日"}},
	[PERIOD_WEEK] = {{"a week", "每周"}},
	[PERIOD_MONTH] = {{"a month", "每月"}},
	[PERIOD_QUARTER] = {{"a quarter", "每季度"}},
	[PERIOD_HALF_YEAR] = {{"a half-year", "每半年"}},
	[PERIOD_YEAR] = {{"a year", "每年"}},
	[PERIOD_LIFETIME] = {{"in all", "累计"}},
};

/* Which bound of a limit has changed what there would be without it. */
static const char *
limit_text(const Explanation *ex, const LimitLine *line, const char *period)
{
	const SharedLimit *limit = &line->limit;
	bool		gains = limit->has_cap_high && (line->points < 0 || !limit->has_cap_low);

	return psprintf(gains ?
					explain_say(ex, "%s count up to %s %s (%s): %s points",
								"%1$s%3$s上限 %2$s（%4$s）：%5$s 分") :
					explain_say(ex, "%s: at most %s off %s (%s): %s points",
								"%1$s%3$s最多扣 %2$s（%4$s）：%5$s 分"),
					limit->title.text[ex->lang],
					points_text(gains ? limit->cap_high : -limit->cap_low, false),
					each_period[limit->period].text[ex->lang], period,
					points_text(line->points, true));
}

static void
put_limits(Explanation *ex, const LimitLine *lines, int n)
{
	for (int i = 0; i < n; i++)
	{
		const char *period = cal_period_label(lines[i].limit.period, lines[i].period_start,
											  palloc(PERIOD_LABEL_MAX));

		explain_put(ex, &(ExplainLine) {
			.kind = "limit",
				.dimension = lines[i].dimension,
				.rule_code = lines[i].limit.code,
				.period = period,
				.entries = -1,
				.has_points = true,
				.points = lines[i].points,
				.text = limit_text(ex, &lines[i], period)
		});
	}
}

/* What the dimension adds or takes beside its lines: rounding, a cap, a floor. */
static void
put_dimension(Explanation *ex, const DimensionTotal *total, const RuleLine *lines, int n,
			  const LimitLine *limits, int n_limits)
{
	int64		rest = total->rounded;
	int64		change = total->clamped - total->rounded;
	const char *title = dimension_title(ex, total);
	const char *limit = points_text(total->clamped, false);

	for (int i = 0; i < n; i++)
		if (lines[i].rule->dimension_id == total->dimension_id)
			rest -= lines[i].points;
	for (int i = 0; i < n_limits; i++)
		if (limits[i].dimension_id == total->dimension_id)
			rest -= limits[i].points;
	if (rest != 0)
		put_amount(ex, "rounding", total->code, rest,
				   psprintf(explain_say(ex, "%s is rounded once, not line by line: %s points",
										"%s合计后一次取整：%s 分"),
							title, points_text(rest, true)));
	if (change < 0)
		put_amount(ex, "dimension_cap", total->code, change,
				   psprintf(explain_say(ex, "%s counts up to %s: %s points", "%s上限 %s：%s 分"),
							title, limit, points_text(change, true)));
	if (change > 0)
		put_amount(ex, "dimension_floor", total->code, change,
				   psprintf(explain_say(ex, "%s does not fall below %s: %s points",
										"%s下限 %s：%s 分"),
							title, limit, points_text(change, true)));
}

static void
put_base(Explanation *ex)
{
	const Policy *policy = ex->policy;

	put_amount(ex, "base", NULL, policy->base,
			   psprintf(explain_say(ex, "Base of %s, version %s: %s points",
									"%s（%s版）基础分：%s 分"),
						policy->title.text[ex->lang], policy->version,
						points_text(policy->base, true)));
}

static void
put_clamp(Explanation *ex, const ScoreTotals *totals)
{
	int64		change = totals->unvetoed - (totals->sum + ex->policy->base);
	int64		vetoed = totals->score - totals->unvetoed;

	if (change < 0)
		put_amount(ex, "ceiling", NULL, change,
				   psprintf(explain_say(ex, "The score ends at %s: %s points",
										"总分上限 %s：%s 分"),
							points_text(totals->unvetoed, false), points_text(change, true)));
	if (change > 0)
		put_amount(ex, "floor", NULL, change,
				   psprintf(explain_say(ex, "The score does not fall below %s: %s points",
										"总分下限 %s：%s 分"),
							points_text(totals->unvetoed, false), points_text(change, true)));
	if (vetoed < 0)
		put_amount(ex, "score_ceiling", NULL, vetoed,
				   psprintf(explain_say(ex, "A veto holds the score at %s: %s points",
										"一票否决：总分不高于 %s：%s 分"),
							points_text(totals->score, false), points_text(vetoed, true)));
}

/* What is missing to the next tier: information, not a summand. */
static void
put_next_tier(Explanation *ex, int64 score)
{
	const Tier *next = NULL;

	for (int i = 0; i < ex->policy->n_tiers; i++)
	{
		const Tier *tier = &ex->policy->tiers[i];

		if (tier->promote_at > score && (next == NULL || tier->promote_at < next->promote_at))
			next = tier;
	}
	if (next)
		explain_put(ex, &(ExplainLine) {
			.kind = "next_tier",
				.text = psprintf(explain_say(ex, "%s points are missing to %s (from %s)",
											 "距“%2$s”还差 %1$s 分（%3$s 分起）"),
								 points_text(next->promote_at - score, false),
								 next->title.text[ex->lang],
								 points_text(next->promote_at, false))
		});
}

/* (subject_id, as_of, lang) or (subject_id, as_of, known_on, lang) */
Datum
civic_explain(PG_FUNCTION_ARGS)
{
	Explanation ex = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo};
	bool		two_days = PG_NARGS() == 4;
	ScoreDays	days;
	const ScoreTotals *totals;
	int64		score;
	Root	   *roots;
	RuleLine   *lines;
	LimitLine  *limits;
	Handovers	handovers;
	int32		n_roots;
	int			n_lines,
				n_limits;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	ex.subject_id = PG_GETARG_INT64(0);
	require_reach(READERS, ex.subject_id);
	ex.lang = lang_argument(fcinfo, two_days ? 3 : 2);
	days = days_arguments(fcinfo, 1, two_days ? 2 : 3);
	ex.day = days.as_of;
	ex.known_on = days.known_on;
	walk_state(subject_entries(ex.subject_id, days), &roots, &n_roots);
	ex.policy = subject_policy(ex.subject_id, days, true);
	totals = total_roots(roots, n_roots, ex.day, ex.policy, ex.subject_id);
	score = totals->score;
	mark_bounds(roots, n_roots);
	handovers = find_handovers(roots, n_roots);
	ex.handovers = &handovers;
	lines = rule_lines(roots, n_roots, ex.day, true, &n_lines);
	limits = limit_lines(roots, n_roots, ex.day, &n_limits);
	put_base(&ex);
	put_rule_lines(&ex, lines, n_lines);
	put_limits(&ex, limits, n_limits);
	for (int i = 0; i < totals->n; i++)
		put_dimension(&ex, &totals->dimensions[i], lines, n_lines, limits, n_limits);
	put_clamp(&ex, totals);
	for (int i = 0; i < n_listeners; i++)
		listeners[i] (&ex);
	put_next_tier(&ex, score);
	return (Datum) 0;
}
