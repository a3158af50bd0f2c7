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
		"AND m.case_id = $case_id AND m.step = $step "
		"AND civic_internal.acted(m.actor, m.login_id)");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
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
 * May the actor vote, and how many persons may?  Whoever recorded the loss,
 * handed in something for the step, now or before, or would decide in a case
 * of their own has no seat.
 */
static void
gather_seats(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"WITH parties (role, login) AS (SELECT r.role, civic_internal.login_name(r.login_id) "
		"FROM civic_internal.recorder_of($subject_id, $entry_id) r UNION ALL "
		"SELECT h.actor, civic_internal.login_name(h.login_id) "
		"FROM civic_private.repair_move h WHERE h.subject_id = $subject_id "
		"AND h.case_id = $case_id AND h.step = $step AND h.move IN ($submit, $appeal) UNION ALL "
		/* who hands in is known before the history has it */
		"SELECT civic_internal.stamp_person(), civic_internal.stamp_login() WHERE $submits) "
		"SELECT bool_or(m.member = civic_internal.stamp_person()) AS on_panel, "
		"count(DISTINCT (SELECT min(n.name) "
		"FROM unnest(civic_internal.person_names(m.member, NULL)) n (name))) "
		"FILTER (WHERE NOT civic_internal.own_case(m.member, NULL, $subject_id, $occurred_on) "
		"AND NOT EXISTS (SELECT FROM parties p "
		"WHERE m.member = ANY (civic_internal.person_names(p.role, p.login)))) AS seats "
		"FROM unnest(civic_internal.panel_members($area)) m (member)");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT8(entry_id, held->entry_id),
		ARG_DATE(occurred_on, held->occurred_on),
		ARG_INT2(step, held->c.step),
		ARG_INT2(submit, MOVE_SUBMIT),
		ARG_INT2(appeal, MOVE_APPEAL),
		ARG_BOOL(submits, f->actor == ACTOR_SERVICE),
		ARG_TEXT(area, held->area));
	f->on_panel = row_bool(0, "on_panel");
	f->seats = (int32) row_int8(0, "seats");
}

/* The votes on what was handed in last.  Of a panel, the actor has decided if one is his. */
static void
gather_votes(const HeldCase *held, RepairFacts *f)
{
	static Statement st = STATEMENT(
		"SELECT count(*) FILTER (WHERE v.vote) AS yes, count(*) FILTER (WHERE NOT v.vote) AS no, "
		"bool_or(civic_internal.acted(v.actor, v.login_id)) AS voted "
		"FROM civic_private.repair_move v WHERE v.subject_id = $subject_id "
		"AND v.case_id = $case_id AND v.move = $vote AND v.move_no > "
		"(SELECT coalesce(max(m.move_no), 0) FROM civic_private.repair_move m "
		"WHERE m.subject_id = $subject_id AND m.case_id = $case_id AND m.move = $submit)");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT2(vote, MOVE_VOTE),
		ARG_INT2(submit, MOVE_SUBMIT));
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
		.is_recorder = held->is_recorder
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
