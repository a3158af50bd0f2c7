/*-------------------------------------------------------------------------
 *
 * evaluate.c
 *	  Where a subject stands on a day: its score, its record, its tier.
 *
 * The entries of a subject are collected into a state as for its score, but it
 * also keeps every entry that a tier may ask about, and they tell the first
 * later day on which the score can change by itself.
 *
 *-------------------------------------------------------------------------
 */
#include "standing/standing.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* ----------
 * collecting
 * ----------
 */

static bool
has_conditions(const Policy *policy)
{
	for (int i = 0; policy && i < policy->n_tiers; i++)
		if (policy->tiers[i].requires.n_conditions > 0 || policy->tiers[i].keep.n_conditions > 0)
			return true;
	return false;
}

static bool
any_names(const Requirements *requirements, const char *code)
{
	for (int i = 0; i < requirements->n_conditions; i++)
		if (condition_names(&requirements->conditions[i], code))
			return true;
	return false;
}

bool
tiers_ask_about(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_tiers; i++)
		if (any_names(&policy->tiers[i].requires, code) || any_names(&policy->tiers[i].keep, code))
			return true;
	return false;
}

bool
policy_restricts(const Policy *policy)
{
	for (int i = 0; policy && i < policy->n_benefits; i++)
		if (policy->benefits[i].adverse)
			return true;
	return false;
}

/* Entries are kept one by one, though their rule be flat, where tiers ask about them. */
static inline bool
keeps_all(const Collection *c, const Rule *rule)
{
	return rule->loss || (c->asking && tiers_ask_about(c->asking, rule->code));
}

/* The first day after as_of on which an award weighs something else, or NO_NEXT_DAY. */
static inline DateADT
next_weight(const Rule *rule, DateADT occurred_on, DateADT as_of)
{
	DateADT		end;

	switch (rule->retention.kind)
	{
		case RETAIN_PERMANENT:
			return NO_NEXT_DAY;
		case RETAIN_PERIOD_END:
			end = cal_period_end(occurred_on, rule->period);
			return end > as_of ? end : NO_NEXT_DAY;
		case RETAIN_EXPIRE:
		case RETAIN_WINDOW:
			end = cal_add(occurred_on, rule->retention.n, rule->retention.unit);
			return end > as_of ? end : NO_NEXT_DAY;
		default:
			return retention_weight(&rule->retention, rule->period, occurred_on, as_of) > 0 ?
				as_of + 1 : NO_NEXT_DAY;
	}
}

/* Forget what was collected, for the next subject. */
void
collection_reset(Collection *c)
{
	c->state->n_cells = 0;
	c->next_day = NO_NEXT_DAY;
}

void
collection_begin(Collection *c, DateADT day)
{
	c->context = CurrentMemoryContext;
	c->state = fresh_state(0, (ScoreDays) {day, day});
	c->asking = NULL;
	collection_reset(c);
}

/* Whose tiers ask about the entries from now on. */
void
collection_governed(Collection *c, const Policy *policy)
{
	c->asking = has_conditions(policy) ? policy : NULL;
}

/* Take an entry of the subject. */
void
collection_add(Collection *c, const Entry *entry)
{
	DateADT		day = c->state->as_of;
	const Rule *rule;

	if (unlikely(!state_wants(c->state, entry)))
	{
		c->next_day = Min(c->next_day, Max(entry->effective_on, entry->occurred_on));
		return;
	}
	rule = rule_by_id(entry->rule_id);
	if (unlikely(rule == NULL))
		unknown_rule(entry->rule_id);
	if (rule->retention.kind != RETAIN_PERMANENT && c->next_day > day + 1 &&
		entry->kind == ENTRY_AWARD)
		c->next_day = Min(c->next_day, next_weight(rule, entry->occurred_on, day));
	c->state = collect_entry(c->state, entry, keeps_all(c, rule), c->context);
}

/* ----------
 * policies
 * ----------
 */

/* The same for all who live in one area, and neighbours in id often do. */
Governing
governing_policy(const char *area, DateADT day, const Programme *programme)
{
	Governing	g;

	g.policy_id = policy_at(area, day, programme->newest_enactment);
	g.policy = g.policy_id ? policy_by_id(g.policy_id) : NULL;
	g.next = next_enactment(area, day, programme->newest_enactment);
	return g;
}

/* ----------
 * evaluation
 * ----------
 */

static const char *
tier_code(const Policy *policy, int32 rank)
{
	const Tier *tier = tier_by_rank(policy, rank);

	return tier ? tier->code : NULL;
}

/* The place of a dimension in a policy; that behind the last if it is not there. */
static int
dimension_place(const Policy *policy, int dimension_id)
{
	int			i = 0;

	while (i < policy->n_dimensions && policy->dimensions[i].dimension_id != dimension_id)
		i++;
	return i;
}

static void
take_score(const ScoreTotals *totals, const Policy *policy, Standing *now)
{
	now->score = totals->score;
	now->dimensions.n = policy->n_dimensions;
	now->dimensions.values = palloc0(sizeof(int64) * Max(totals->n, 1));
	now->more_dimensions = NIL;
	for (int t = 0; t < totals->n; t++)
	{
		const DimensionTotal *total = &totals->dimensions[t];
		int			place = dimension_place(policy, total->dimension_id);

		if (place < policy->n_dimensions)
			now->dimensions.values[place] = total->clamped;
		else if (total->clamped != 0)
		{
			now->dimensions.values[now->dimensions.n++] = total->clamped;
			now->more_dimensions = lappend(now->more_dimensions, (void *) total->code);
		}
	}
}

/*
 * The earned tier in another policy than the one it was earned under: the one
 * of the same code, or none.  Returns whether it has a place there.
 */
static bool
translate_place(const Policy *policy, const Standing *old, TierPlace *place)
{
	const Tier *tier = tier_by_code(policy, old->earned_tier);

	*place = old->earned;
	place->rank = tier ? tier->rank : 0;
	if (place->rank != old->earned.rank)
		place->refused_rank = -1;
	return tier != NULL || old->earned_tier == NULL;
}

static void
earn_tier(const Standing *old, const Policy *policy, DateADT day, FallVerdict verdict,
		  Standing *now, Evaluation *found)
{
	found->outcome = (TierOutcome) {.next_day = NO_NEXT_DAY};
	if (old->version > 0 && translate_place(policy, old, &now->earned))
	{
		tier_settle(policy, now->score, found->fulfilled, found->kept, day, verdict,
					&now->earned, &found->outcome);
		found->ask_fall = found->outcome.ask;
		found->ask_rank = found->outcome.ask_rank;
	}
	else
	{
		now->earned = (TierPlace) {
			tier_place(policy, now->score, found->fulfilled), day, NO_DAY, -1
		};
		found->outcome.settled = verdict != FALL_NOT_ASKED;
	}
	now->earned_tier = tier_code(policy, now->earned.rank);
	found->fall_lapses = found->outcome.settled && verdict == FALL_OPEN;
	now->open_fall = found->outcome.settled || verdict == FALL_NOT_ASKED ? 0 : old->open_fall;
}

/*
 * What is shown: what was earned or a floor that somebody has put under it, up
 * to the ceiling of vetoes, unless somebody has fixed it.
 */
static void
show_tier(const Subject *subject, const Policy *policy, DateADT day, const Record *record,
		  Standing *now)
{
	const Tier *locked = subject->lock_until >= day ?
		tier_by_code(policy, subject->lock_tier) : NULL;
	int32		floor = locked && subject->lock_is_floor ? locked->rank : 0;

	now->rank = Min(Max(now->earned.rank, floor), record->ceiling_rank);
	if (locked && !subject->lock_is_floor)
		now->rank = locked->rank;
	now->tier = tier_code(policy, now->rank);
	now->lock_id = 0;
	if (locked)
	{
		now->lock_id = subject->lock_id;
		now->next_change = Min(now->next_change, subject->lock_until + 1);
	}
}

static const char *
earned_cause(const Standing *old, const Standing *now, const Policy *policy,
			 const Evaluation *found)
{
	const Tier *tier;

	switch (found->outcome.move)
	{
		case TIER_FALLS_BY_DECISION:
			return "confirmed";
		case TIER_FALLS:
			return found->outcome.by_requirement ? "requirement" : "score";
		case TIER_RISES:
			tier = tier_by_rank(policy, now->earned.rank);
			return tier && old->score >= tier->promote_at && old->policy_id == now->policy_id ?
				"requirement" : "score";
		default:
			return "policy";
	}
}

/* What has changed between two days, if a tier has. */
static const char *
change_cause(const Standing *old, const Standing *now, const Policy *policy,
			 const Evaluation *found)
{
	bool		shown = old->rank != now->rank || !same_code(old->tier, now->tier);
	bool		earned = old->earned.rank != now->earned.rank ||
		!same_code(old->earned_tier, now->earned_tier);

	if (!shown && !earned)
		return NULL;
	if (shown && old->lock_id != now->lock_id)
		return now->lock_id ? "lock" : "unlock";
	if (earned)
		return earned_cause(old, now, policy, found);
	if (now->rank < old->rank)
		return "veto";
	return "veto_end";
}

static void
add_cause(Evaluation *found, int64 entry_id)
{
	if (found->n_causes < CAUSES_MOST)
		found->causes[found->n_causes++] = entry_id;
}

static int64
weight_on(const Root *root, DateADT day)
{
	return retention_weight(&root->rule->retention, root->rule->period, root->occurred_on, day);
}

/* Vetoes in force, and awards that have stopped to count since the last time. */
static void
find_causes(const Root *roots, int32 n_roots, const Standing *old, DateADT day, Evaluation *found)
{
	for (int32 i = 0; i < n_roots; i++)
	{
		const Root *root = &roots[i];
		const Rule *rule = root->rule;

		if (root->entry_id == 0)
			continue;
		if ((rule->veto.given && root->quantity > 0 && root->share < SHARE_ONE &&
			 deadline_day(&rule->veto.until, root->occurred_on) >= old->as_of) ||
			(rule->retention.kind != RETAIN_PERMANENT &&
			 weight_on(root, old->as_of) > 0 && weight_on(root, day) == 0))
			add_cause(found, root->entry_id);
	}
}

static bool
open_to(const Benefit *b, const char *kind)
{
	int			id = kind ? vocabulary_id(&subject_kinds, kind) : -1;

	return id < 0 || b->kinds == 0 || (b->kinds & ID_BIT(id)) != 0;
}

/*
 * Restrictions wait for a person, and end by themselves.  What was decided
 * under another town's policy is not decided here, though the codes be alike.
 */
static void
consider_restrictions(const Subject *subject, const Policy *policy, const Standing *old,
					  Standing *now, Evaluation *found)
{
	const List *asked = old->asked != NIL &&
		same_policy_line(old->policy_id, now->policy_id) ? old->asked : NIL;
	ListCell   *lc;

	for (int i = 0; i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];
		const Tier *limit = b->adverse ? tier_by_code(policy, b->max_tier) : NULL;

		if (limit == NULL || now->rank > limit->rank || !open_to(b, subject->kind))
			continue;
		if (!has_code(asked, b->code))
			found->ask_adverse = lappend(found->ask_adverse, (void *) b->code);
		else if (has_code(subject->confirmed, b->code))
			now->adverse = lappend(now->adverse, (void *) b->code);
		now->asked = lappend(now->asked, (void *) b->code);
	}
	foreach(lc, old->asked)
		if (asked == NIL || !has_code(now->asked, lfirst(lc)))
			found->adverse_lapses = lappend(found->adverse_lapses, lfirst(lc));
}

static void
read_requirements(const Policy *policy, const Root *roots, int32 n_roots, DateADT day,
				  Standing *now, Evaluation *found)
{
	record_read(policy, roots, n_roots, day, &found->record);
	now->next_change = Min(now->next_change, found->record.next_day);
	now->ceiling_rank = found->record.ceiling_rank;
	now->ceiling_until = found->record.ceiling_until;
	now->blocked_until = found->record.blocked_until;
	now->clean_since = found->record.last_loss == NO_DAY ? NO_DAY : found->record.last_loss + 1;
	for (int i = 0; i < policy->n_tiers; i++)
	{
		const Tier *tier = &policy->tiers[i];

		found->fulfilled[i] = tier_fulfilled(tier, false, &found->record, roots, n_roots, day,
											 &now->next_change);
		found->kept[i] = tier_fulfilled(tier, true, &found->record, roots, n_roots, day,
										&now->next_change);
	}
}

/*
 * Where a subject stands on a day, given where it stood, and its entries as
 * they were walked and totalled.  collected_next is when these change by
 * themselves.
 */
void
evaluate_walked(const Subject *subject, const Walked *walked, DateADT collected_next,
				const Standing *old, DateADT day, const Governing *governing, Standing *now,
				Evaluation *found)
{
	const Policy *policy = governing->policy;
	const Root *roots = walked->roots;
	int32		n_roots = walked->n_roots;

	memset(now, 0, sizeof(*now));
	/* without the list of tiers, which is long */
	memset(&found->outcome, 0, sizeof(*found) - offsetof(Evaluation, outcome));
	now->subject_id = subject->subject_id;
	now->version = old->version + 1;
	now->as_of = day;
	now->policy_id = governing->policy_id;
	now->next_change = Min(Min(governing->next, subject->next_residence), subject->next_answer);
	now->next_change = Min(now->next_change, collected_next);
	take_score(walked->totals, policy, now);
	read_requirements(policy, roots, n_roots, day, now, found);
	earn_tier(old, policy, day, old->open_fall ? subject->verdict : FALL_NOT_ASKED, now, found);
	now->next_change = Min(now->next_change, found->outcome.next_day);
	show_tier(subject, policy, day, &found->record, now);
	consider_restrictions(subject, policy, old, now, found);
	if (old->version == 0)
	{
		now->since = now->placed_on = day;
		now->placed_rank = now->rank;
		now->placed_tier = now->tier;
		return;
	}
	now->placed_on = old->placed_on;
	now->placed_rank = old->placed_rank;
	now->placed_tier = old->placed_tier;
	found->cause = change_cause(old, now, policy, found);
	now->since = same_code(old->tier, now->tier) && old->rank == now->rank ? old->since : day;
	if (found->cause)
		find_causes(roots, n_roots, old, day, found);
}

/* The same of entries that are reordered.  False, and nothing said, if no policy governs it. */
bool
evaluate_subject(const Subject *subject, Collection *collection, const Standing *old, DateADT day,
				 const Governing *governing, Standing *now, Evaluation *found)
{
	Root	   *roots;
	Walked		walked;

	if (governing->policy == NULL)
		return false;
	collection->state->subject_id = subject->subject_id;
	walk_state(collection->state, &roots, &walked.n_roots);
	walked.roots = roots;
	walked.totals = total_roots(roots, walked.n_roots, day, governing->policy,
								subject->subject_id);
	evaluate_walked(subject, &walked, collection->next_day, old, day, governing, now, found);
	return true;
}
