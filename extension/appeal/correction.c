/*-------------------------------------------------------------------------
 *
 * correction.c
 *	  Whether a correction is no worse than what it corrects, and no present.
 *
 * Who appeals must not fare worse for it, nor better than if the entry were
 * simply reversed.  So a correction is a loss under the same rule, or under
 * one of the same exclusive group or the same dimension; no consequence of it
 * is heavier; and what it takes lies, on its first day and on days long after,
 * between what the contested entry takes and nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal/correction.h"

#include "utils/builtins.h"

#include "base/statement.h"
#include "core/repair.h"

#define APPEAL_SOURCE	(-2)	/* appeal_layout_2() makes it */

/* An event like any other, but for its source, which belongs to nobody. */
Refusal
prepare_correction(const HeldAppeal *held, const MoveWords *words, Posting *posting,
				   NewEntry *entry)
{
	static Source source = {.source_id = APPEAL_SOURCE};
	Event		event = {.subject_id = held->subject_id,.rule_code = words->rule_code,
		.quantity = words->quantity,.has_date = true,.source = &source};
	Refusal		r;

	event.occurred_on = words->has_day ? words->occurred_on : held->occurred_on;
	event.source_ref = psprintf("appeal/%lld", (long long) held->appeal_id);
	event.evidence = (bytea *) cstring_to_text(words->reason);
	gather_event(&event, posting);
	r = check_posting(&event, posting, entry);
	entry->effective_on = Max(entry->effective_on, held->effective_on);
	return r;
}

/* ----------
 * consequences
 * ----------
 */

static bool
same_text(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool
ends_later(const Deadline *now, const Deadline *was)
{
	if (was->kind == DEADLINE_NEVER)
		return false;
	return now->kind != was->kind || now->days > was->days;
}

/* The rank of the ceiling that a veto sets; a rank above all tiers where it sets none. */
static int32
veto_rank(const Policy *policy, const Veto *veto)
{
	for (int i = 0; veto->ceiling_tier && i < policy->n_tiers; i++)
		if (strcmp(policy->tiers[i].code, veto->ceiling_tier) == 0)
			return policy->tiers[i].rank;
	return PG_INT32_MAX;
}

static bool
lower_score_ceiling(const Veto *now, const Veto *was)
{
	return now->has_score_ceiling &&
		(!was->has_score_ceiling || now->score_ceiling < was->score_ceiling);
}

static bool
heavier_veto(const Policy *policy, const Veto *was, const Policy *new_policy, const Veto *now)
{
	if (!now->given)
		return false;
	return !was->given || (now->blocks_redemption && !was->blocks_redemption) ||
		veto_rank(new_policy, now) < veto_rank(policy, was) ||
		lower_score_ceiling(now, was) ||
		ends_later(&now->until, &was->until);
}

static bool
published(const Policy *policy, const Rule *rule)
{
	for (int i = 0; i < policy->n_windows; i++)
		if (policy->windows[i].severity == rule->severity)
			return policy->windows[i].published;
	return false;
}

static bool
wider_publicity(const Policy *policy, const Rule *was, const Policy *new_policy, const Rule *now)
{
	int32		min_was = 0,
				max_was = 0,
				min_now = 0,
				max_now = 0;

	if (now->severity == SEVERITY_NONE)
		return false;
	repair_window_widen(policy, was->severity, &min_was, &max_was);
	repair_window_widen(new_policy, now->severity, &min_now, &max_now);
	return (published(new_policy, now) && !published(policy, was)) ||
		(new_policy->names_individuals && !policy->names_individuals) ||
		min_now > min_was || max_now > max_was ||
		new_policy->erase_years > policy->erase_years;
}

/* What of a rule weighs heavier than of the one before. */
static const char *
heavier_consequence(int32 old_rule, int32 new_rule)
{
	const Rule *was = rule_by_id(old_rule);
	const Rule *now = rule_by_id(new_rule);
	const Policy *policy = policy_of_rule(old_rule);
	const Policy *new_policy = policy_of_rule(new_rule);

	if (now->severity > was->severity)
		return "Its severity is higher.";
	if (heavier_veto(policy, &was->veto, new_policy, &now->veto))
		return "Its veto is stronger or longer.";
	if (now->irreparable && !was->irreparable)
		return "It cannot be repaired.";
	if (wider_publicity(policy, was, new_policy, now))
		return "Its publicity is wider or longer.";
	if (strcmp(now->context, was->context) != 0)
		return "It is of another field of life.";
	return NULL;
}

/* ----------
 * points
 * ----------
 */

/* Does what the subject has with the correction lie between what it has now and without either? */
static const char *
points_fault(const HeldAppeal *held, const NewEntry *entry)
{
	static Statement st = STATEMENT(
		"SELECT c.worse, c.better FROM civic_internal.compare_correction($subject_id, $entry_id, "
		"$rule_id, $quantity, $occurred_on, $effective_on) c");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id), ARG_INT4(rule_id, entry->rule_id),
		ARG_INT4(quantity, entry->quantity), ARG_DATE(occurred_on, entry->occurred_on),
		ARG_DATE(effective_on, entry->effective_on));
	if (row_bool(0, "worse"))
		return "It takes more points, now or later.";
	return row_bool(0, "better") ? "It gives more points than a reversal." : NULL;
}

const char *
correction_fault(const HeldAppeal *held, const NewEntry *entry)
{
	const Rule *was = rule_by_id(held->rule_id);
	const Rule *now = rule_by_id(entry->rule_id);
	bool		same_rule = strcmp(now->code, was->code) == 0;
	const char *fault;

	if (same_rule && entry->quantity > held->quantity)
		return psprintf("The quantity was %s under the same rule.", DatumGetCString(
							DirectFunctionCall1(numeric_out, NumericGetDatum(
													points_numeric(held->quantity)))));
	if (!now->loss)
		return "It is no loss: an appeal that is right is upheld.";
	if (!same_rule && !same_text(now->group, was->group) &&
		strcmp(now->dimension, was->dimension) != 0)
		return "Its rule shares neither the exclusive group nor the dimension.";
	if (entry->occurred_on > held->occurred_on)
		return "It occurred later, so its consequences would last longer.";
	fault = heavier_consequence(held->rule_id, entry->rule_id);
	return fault ? fault : points_fault(held, entry);
}
