/*-------------------------------------------------------------------------
 *
 * draft.c
 *	  A draft of a policy in place of what is in force.
 *
 *-------------------------------------------------------------------------
 */
#include "rewards/draft.h"

#include "base/area.h"
#include "base/statement.h"
#include "base/value.h"
#include "score/score.h"
#include "standing/standing.h"
#include "utils/array.h"
#include "utils/jsonb.h"

/* Lines that the draft would begin are numbered from here, out of the way of real ones. */
#define FIRST_NEW_LINE	(1 << 30)

static Segment no_points = {INT64_MAX, 0, 0};

/* A loss that does not count, whatever was done about it. */
static const Rule no_loss = {
	.code = "",.dimension = "",.n_segments = 1,.segments = &no_points,.severity = SEVERITY_MINOR,
	.context = ""
};

/* ----------
 * reading
 * ----------
 */

static Datum *
numbers_of(const char *column, int expected)
{
	bool		isnull;
	Datum		array = row_datum(0, column, &isnull);
	Datum	   *numbers = NULL;
	int			n = 0;

	if (!isnull)
		deconstruct_array(DatumGetArrayTypeP(array), INT4OID, sizeof(int32), true,
						  TYPALIGN_INT, &numbers, NULL, &n);
	if (n != expected)
		elog(ERROR, "a draft has %d rules and %d lines", expected, n);
	return numbers;
}

/* A line that goes on, or a new one which begins with a rule of that number. */
static int32
line_of(Datum line, Datum first)
{
	return DatumGetInt32(line) ? DatumGetInt32(line) : FIRST_NEW_LINE + DatumGetInt32(first);
}

static void
compile_row(Draft *draft)
{
	bool		isnull;
	Policy	   *policy = compile_draft(DatumGetJsonbP(row_datum(0, "document", &isnull)));
	Datum	   *lines = numbers_of("lines", policy->n_rules);
	Datum	   *firsts = numbers_of("firsts", policy->n_rules);
	Datum	   *limit_lines = numbers_of("limit_lines", policy->n_rules);
	Datum	   *limit_firsts = numbers_of("limit_firsts", policy->n_rules);

	for (int i = 0; i < policy->n_rules; i++)
	{
		const SharedLimit *limit = policy->rules[i].limit;

		policy->rules[i].line = line_of(lines[i], firsts[i]);
		if (limit)
			policy->limits[limit - policy->limits].line = line_of(limit_lines[i], limit_firsts[i]);
	}
	draft->policy = policy;
	draft->area = row_text(0, "area");
	draft->from_day = row_date(0, "first_day");
}

void
read_draft(Draft *draft, int32 policy_id, const DateADT *from_day, DateADT as_of)
{
	static Statement st = STATEMENT(
		"SELECT d.area, d.document, d.lines, d.firsts, d.limit_lines, d.limit_firsts, "
		"f.day AS first_day "
		"FROM (SELECT coalesce($from_day, civic_internal.draft_day($policy_id, $as_of)) AS day) f, "
		"LATERAL civic_internal.draft_policy($policy_id, f.day) d");
	DateADT		first = from_day ? checked_date(*from_day, "from_day") : 0;

	draft->context = CurrentMemoryContext;
	QUERY(&st, ARG_INT4(policy_id, policy_id), ARG_DATE(as_of, as_of),
		  ARG_IF(from_day != NULL, ARG_DATE(from_day, first)));
	compile_row(draft);
	if (draft->from_day > as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the draft would not yet be in force on %s", date_text(as_of)),
				 errdetail("It is looked at as if in force from %s on.",
						   date_text(draft->from_day)),
				 errhint("Ask as of that day or later.")));
}

bool
draft_governs(const Draft *draft, const char *area, const Policy *in_force)
{
	return area_lies_within(area, draft->area) &&
		(in_force == NULL || area_lies_within(draft->area, in_force->area));
}

/* ----------
 * rules
 * ----------
 */

static Displaced
displaced_rule(const Draft *draft, const Policy *policy)
{
	if (strcmp(policy->area, draft->area) == 0)
		return DISPLACED_ALWAYS;
	return area_lies_within(draft->area, policy->area) ? DISPLACED_AT_HOME : DISPLACED_NOT;
}

/* The rule that an entry would have been recorded under. */
static const Rule *
counterpart(const Draft *draft, const Policy *policy, const Rule *rule)
{
	const Rule *same = rule_by_code(draft->policy, rule->code);

	for (int i = 0; same == NULL && i < draft->policy->n_rules; i++)
		if (named_rule(policy, draft->policy, &draft->policy->rules[i]) == rule)
			same = &draft->policy->rules[i];
	return same;
}

/* Instead of a rule that the draft does not have. */
static Rule
nothing_for(const Rule *rule)
{
	Rule		nothing = no_loss;

	nothing.dimension = rule->dimension;
	nothing.dimension_id = rule->dimension_id;
	return nothing;
}

/* A loss that was repaired stays so, though the draft would not have it repaired. */
static const Rule *
rule_in_place(Draft *draft, const Policy *policy, const Rule *rule)
{
	const Rule *same = counterpart(draft, policy, rule);
	Rule	   *own;

	if (same && (same->severity != SEVERITY_NONE || rule->severity == SEVERITY_NONE))
		return same;
	own = MemoryContextAlloc(draft->context, sizeof(Rule));
	*own = same ? *same : nothing_for(rule);
	own->severity = rule->severity;
	return own;
}

/* Do entries count for the same in every way, together with others as well? */
static bool
all_alike(const Rule *a, const Rule *b)
{
	return same_worth(a, b) && rule_break(a, b) == BREAK_NONE && a->period == b->period &&
		(a->line == b->line || !rule_cumulates(a)) &&
		a->loss == b->loss && a->severity == b->severity && strcmp(a->code, b->code) == 0 &&
		a->limit == NULL && b->limit == NULL && !a->veto.given && !b->veto.given;
}

static void
grow_known(Draft *draft, int32 rule_id)
{
	int			n = Max(rule_id + 1, Max(draft->n_known * 2, 256));
	Revalued   *known = MemoryContextAllocZero(draft->context, sizeof(Revalued) * n);

	if (draft->known)
	{
		memcpy(known, draft->known, sizeof(Revalued) * draft->n_known);
		pfree(draft->known);
	}
	draft->known = known;
	draft->n_known = n;
}

/* What an entry of a fading rule earns does not follow from a sum of weighted quantities. */
static bool
earns_apart(const Rule *rule)
{
	return rule->coupons > 0 && rule->retention.kind != RETAIN_PERMANENT;
}

static bool
same_retention(const Retention *a, const Retention *b)
{
	return a->kind == b->kind && a->n == b->n && a->unit == b->unit;
}

static bool
asked_about(const Draft *draft, const Policy *asking, const Rule *rule)
{
	return rule->loss || tiers_ask_about(draft->policy, rule->code) ||
		(asking && tiers_ask_about(asking, rule->code));
}

/* Two rules that share a sum weigh its entries alike. */
static void
decide_keeping(const Draft *draft, Revalued *r, const Policy *asking)
{
	const Rule *d = r->draft;

	r->asking = asking;
	r->keep = r->now->keeps_entries || earns_apart(r->now) || asked_about(draft, asking, r->now);
	r->keep_displaced = r->keep ||
		(d && (d->keeps_entries || earns_apart(d) || asked_about(draft, asking, d) ||
			   (!r->unmapped && (!same_retention(&d->retention, &r->now->retention) ||
								 d->period != r->now->period))));
}

Revalued *
draft_revalue(Draft *draft, int32 rule_id, const Policy *asking)
{
	Revalued   *r;

	if (unlikely(rule_id < 0 || rule_id >= draft->n_known))
	{
		if (rule_by_id(rule_id) == NULL)
			unknown_rule(rule_id);
		grow_known(draft, rule_id);
	}
	r = &draft->known[rule_id];
	if (unlikely(r->now == NULL))
	{
		const Policy *policy = policy_of_rule(rule_id);

		if (policy == NULL)
			unknown_rule(rule_id);
		r->now = rule_by_id(rule_id);
		r->displaced = displaced_rule(draft, policy);
		if (r->displaced != DISPLACED_NOT)
		{
			r->unmapped = counterpart(draft, policy, r->now) == NULL;
			r->draft = rule_in_place(draft, policy, r->now);
			r->alike = all_alike(r->now, r->draft);
		}
		draft->earns |= r->now->coupons > 0 || (r->draft && r->draft->coupons > 0);
		decide_keeping(draft, r, asking);
	}
	else if (unlikely(r->asking != asking))
		decide_keeping(draft, r, asking);
	return r;
}

/* ----------
 * valuing
 * ----------
 */

const Rule *
rule_as_it_is(void *arg, int32_t rule_id)
{
	return ((Draft *) arg)->known[rule_id & ~DISPLACED_MARK].now;
}

const Rule *
rule_by_draft(void *arg, int32_t rule_id)
{
	const Revalued *r = &((Draft *) arg)->known[rule_id & ~DISPLACED_MARK];

	return rule_id & DISPLACED_MARK ? r->draft : r->now;
}

static const Rule *
gain_only(const Rule *rule)
{
	return rule->loss ? &no_loss : rule;
}

const Rule *
gain_as_it_is(void *arg, int32_t rule_id)
{
	return gain_only(rule_as_it_is(arg, rule_id));
}

const Rule *
gain_by_draft(void *arg, int32_t rule_id)
{
	return gain_only(rule_by_draft(arg, rule_id));
}
