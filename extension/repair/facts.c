/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  What is known about a case on the day of a transition: what the ledger
 *	  proves, what the actor has had to do with it, how its panel stands.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "base/statement.h"

/* ----------
 * the ledger
 * ----------
 */

/* Hundredths of hours of service under the rule of the step at hand, since the step began. */
static int64
hours_served(const HeldCase *held, const char *rule)
{
	static Statement st = STATEMENT(
		"SELECT h.hours FROM civic_internal.hours_served($subject_id, $rule, $since, $day) h");

	/* a pack of 1.0 may name no rule */
	if (rule == NULL)
		return 0;
	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_TEXT(rule, rule),
		ARG_DATE(since, held->c.step_since),
		ARG_DATE(day, held->today));
	return row_int8(0, "hours");
}

/* What happens once an observation is over, however late that is noticed, does not break it. */
static DateADT
last_loss(const HeldCase *held)
{
	static Statement st = STATEMENT(
		"SELECT l.occurred_on FROM civic_internal.last_other_loss($subject_id, $entry_id, $since, "
		"$before, $day) l");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id),
		ARG_DATE(since, held->c.step_since),
		ARG_DATE(before, repair_ready_day(&held->path, &held->c)),
		ARG_DATE(day, held->today));
	return row_date_or(0, "occurred_on", REPAIR_NO_LOSS);
}

static void
gather_proof(const HeldCase *held, const RepairStep *s, RepairFacts *f)
{
	f->broken_on = REPAIR_NO_LOSS;
	if (s && step_proof(s) == PROOF_HOURS)
		f->hours = hours_served(held, s->rule);
	if (s && step_proof(s) == PROOF_NO_LOSS)
		f->broken_on = last_loss(held);
}

/* ----------
 * persons
 * ----------
 */

static bool
actor_is(const char *role)
{
	return role && strcmp(role, actor_name()) == 0;
}

/*
 * What has the actor had to do with the step at hand: handed something in or
 * appealed, or returned, voted or refused?
 */
static void
gather_part(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT bool_or(m.move IN ($submit, $appeal)) AS submitted, "
		"bool_or(m.move IN ($return, $vote, $refuse)) AS decided "
		"FROM civic_private.repair_move m WHERE m.subject_id = $subject_id "
		"AND m.case_id = $case_id AND m.actor = $actor AND m.step = $step");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_NAME(actor, actor_name()),
		ARG_INT2(step, held->c.step),
		ARG_INT2(submit, MOVE_SUBMIT),
		ARG_INT2(appeal, MOVE_APPEAL),
		ARG_INT2(return, MOVE_RETURN),
		ARG_INT2(vote, MOVE_VOTE),
		ARG_INT2(refuse, MOVE_REFUSE));
	f->is_submitter = row_bool(0, "submitted");
	f->has_decided = row_bool(0, "decided");
}

/*
 * May the actor vote, and how many may?  Whoever recorded the loss, handed in
 * something for the step, now or before, or is the subject has no seat.
 */
static void
gather_seats(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT bool_or(m.member = $actor) AS on_panel, count(DISTINCT m.member) FILTER (WHERE "
		"m.member NOT IN ($recorder, $submitter, $subject_role) AND NOT EXISTS (SELECT "
		"FROM civic_private.repair_move h WHERE h.subject_id = $subject_id "
		"AND h.case_id = $case_id AND h.step = $step AND h.move IN ($submit, $appeal) "
		"AND h.actor = m.member)) AS seats "
		"FROM unnest(civic_internal.panel_members($area)) m (member)");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT2(step, held->c.step),
		ARG_INT2(submit, MOVE_SUBMIT),
		ARG_INT2(appeal, MOVE_APPEAL),
		ARG_TEXT(area, held->area),
		ARG_NAME(actor, actor_name()),
		ARG_NAME(recorder, held->recorder),
		/* who hands in is known before the history has it */
		ARG_NAME(submitter, f->actor == ACTOR_SERVICE ? actor_name() : ""),
		ARG_NAME(subject_role, held->subject_role ? held->subject_role : ""));
	f->on_panel = row_bool(0, "on_panel");
	f->seats = (int32) row_int8(0, "seats");
}

/* The votes on what was handed in last.  Of a panel, the actor has decided if one is his. */
static void
gather_votes(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT count(*) FILTER (WHERE v.vote) AS yes, count(*) FILTER (WHERE NOT v.vote) AS no, "
		"bool_or(v.actor = $actor) AS voted "
		"FROM civic_private.repair_move v WHERE v.subject_id = $subject_id "
		"AND v.case_id = $case_id AND v.move = $vote AND v.move_no > "
		"(SELECT coalesce(max(m.move_no), 0) FROM civic_private.repair_move m "
		"WHERE m.subject_id = $subject_id AND m.case_id = $case_id AND m.move = $submit)");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT2(vote, MOVE_VOTE),
		ARG_INT2(submit, MOVE_SUBMIT),
		ARG_NAME(actor, actor_name()));
	f->yes = (int32) row_int8(0, "yes");
	f->no = (int32) row_int8(0, "no");
	f->has_decided = row_bool(0, "voted");
}

RepairFacts
known_facts(const HeldCase *held, RepairActor actor)
{
	const RepairStep *s = repair_step(&held->path, &held->c);
	RepairFacts f = {
		.day = held->today,
		.reversed = held->reversed,
		.actor = actor,
		.is_recorder = actor_is(held->recorder),
		.is_subject = actor_is(held->subject_role)
	};

	gather_proof(held, s, &f);
	gather_part(held, &f);
	if (s && s->decider == DECIDER_PANEL && held->c.state != REPAIR_APPEALED)
	{
		gather_seats(held, &f);
		gather_votes(held, &f);
	}
	return f;
}
