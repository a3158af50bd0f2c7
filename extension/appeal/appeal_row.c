/*-------------------------------------------------------------------------
 *
 * appeal_row.c
 *	  Reading and writing appeals.
 *
 * Lock protocol.  A move locks the appeal's row and judges what it then
 * finds, so of two deciders, or of a decision and a withdrawal, the second
 * finds another state (READ COMMITTED) or cannot serialize.  What is known
 * about the contested entry is read after the row is locked.  Two reversals of
 * the entry meet at the ledger's unique index, two appeals against it at the
 * index of open appeals.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal/appeal_row.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "base/workday.h"
#include "policy/policy.h"

/* ----------
 * reading
 * ----------
 */

static void
read_appeal(HeldAppeal *held)
{
	held->entry_id = row_int8(0, "entry_id");
	held->policy_id = row_int4(0, "policy_id");
	held->calendar = row_text(0, "calendar");
	held->a = (Appeal) {
		.state = (AppealState) vocabulary_id(&appeal_states, row_text(0, "state")),
		.instance = row_int2(0, "instance"),
		.suspended = row_bool(0, "suspended"),
		.extended = row_bool(0, "extended"),
		.filed_on = row_date(0, "filed_on"),
		.mark_due = row_date(0, "mark_due"),
		.marked_on = row_date_or(0, "marked_on", APPEAL_NO_DAY),
		.forward_due = row_date(0, "forward_due"),
		.forwarded_on = row_date_or(0, "forwarded_on", APPEAL_NO_DAY),
		.clock_from = row_date(0, "clock_from"),
		.decision_due = row_date(0, "decision_due"),
		.paused_on = row_date_or(0, "paused_on", APPEAL_NO_DAY),
		.remaining = row_int4(0, "remaining"),
		.stopped = row_int4(0, "stopped"),
		.decided_on = row_date_or(0, "decided_on", APPEAL_NO_DAY),
		.notified = row_int2(0, "notified"),
	};
}

/*
 * Raise an error unless the caller's grants under one of the profiles reach an appeal: where the
 * subject lives today, or lived when it was filed.
 */
void
require_appeal_reach(int profiles, int64 subject_id, int64 appeal_id)
{
	static Statement st = STATEMENT(
		"SELECT a.area FROM civic_private.appeal a "
		"WHERE a.subject_id = $subject_id AND a.appeal_id = $appeal_id");
	Matter		matter = {.subject_id = subject_id};

	if (reaches_everything(profiles, false))
		return;
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id), ARG_INT8(appeal_id, appeal_id));
	if (SPI_processed == 0)
		refuse_reach();
	matter.area = row_text(0, "area");
	require_reach_of(profiles, &matter);
	SPI_finish();
}

void
lock_appeal(int64 subject_id, int64 appeal_id, HeldAppeal *held)
{
	static Statement st = STATEMENT(
		"SELECT a.* FROM civic_private.appeal a "
		"WHERE a.subject_id = $subject_id AND a.appeal_id = $appeal_id FOR UPDATE");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(appeal_id, appeal_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no appeal %lld",
						(long long) subject_id, (long long) appeal_id)));
	*held = (HeldAppeal) {.subject_id = subject_id,.appeal_id = appeal_id};
	read_appeal(held);
}

/* A new snapshot sees what a transaction that held the lock before has done to the entry. */
void
read_contested_entry(HeldAppeal *held)
{
	static Statement st = STATEMENT(
		"SELECT e.occurred_on, e.effective_on, e.quantity, e.rule_id, "
		"civic_internal.reversal_of(e.subject_id, e.entry_id) AS reversal_id "
		"FROM civic_private.entry e "
		"WHERE e.subject_id = $subject_id AND e.entry_id = $entry_id");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id));
	held->occurred_on = row_date(0, "occurred_on");
	held->quantity = row_int4(0, "quantity");
	held->effective_on = row_date(0, "effective_on");
	held->rule_id = row_int4(0, "rule_id");
	held->reversal_id = row_int8(0, "reversal_id");
	held->facts.reversed = held->reversal_id != 0;
}

/* The day, the calendar, and last the policy, which the session may drop when it reads anything. */
void
prepare_facts(HeldAppeal *held)
{
	held->facts.day = programme_today();
	held->facts.calendar = work_calendar(held->calendar);
	held->facts.policy = policy_by_id(held->policy_id);
	held->erase_on = cal_add(held->occurred_on, held->facts.policy->erase_years, CAL_YEARS);
}

/* ----------
 * writing
 * ----------
 */

#define ARG_DAY(name, day)	ARG_IF((day) != APPEAL_NO_DAY, ARG_DATE(name, day))

/* A new appeal.  False if there is an open one against the entry. */
bool
insert_appeal(HeldAppeal *held, const Appeal *filed)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.appeal (subject_id, entry_id, policy_id, calendar, area, state, "
		"open, disputed, filed_on, filer, mark_due, forward_due, clock_from, decision_due) "
		"VALUES ($subject_id, $entry_id, $policy_id, $calendar, "
		"civic_internal.area_on($subject_id, $day), 'none', true, false, $day, "
		"civic_internal.stamp_person(), $mark_due, $forward_due, $day, $decision_due) "
		"ON CONFLICT (subject_id, entry_id) WHERE open DO NOTHING RETURNING appeal_id");

	RUN(&st, SPI_OK_INSERT_RETURNING, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id), ARG_INT4(policy_id, held->policy_id),
		ARG_TEXT(calendar, held->calendar), ARG_DATE(day, filed->filed_on),
		ARG_DATE(mark_due, filed->mark_due), ARG_DATE(forward_due, filed->forward_due),
		ARG_DATE(decision_due, filed->decision_due));
	if (SPI_processed > 0)
		held->appeal_id = row_int8(0, "appeal_id");
	return SPI_processed > 0;
}

/* The appeal as a move leaves it.  Gives the number of the move. */
static int32
update_appeal(const HeldAppeal *held)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.appeal SET state = $state, open = $open, disputed = $disputed, "
		"instance = $instance, suspended = $suspended, extended = $extended, "
		"marked_on = $marked_on, forwarded_on = $forwarded_on, clock_from = $clock_from, "
		"decision_due = $decision_due, paused_on = $paused_on, remaining = $remaining, "
		"stopped = $stopped, decided_on = $decided_on, notified = $notified, "
		"decider = CASE WHEN $decided_on IS NOT NULL THEN civic_internal.stamp_person() END, "
		"first_decider = CASE WHEN first_decider IS NULL AND $decided_on IS NOT NULL "
		"THEN civic_internal.stamp_person() ELSE first_decider END, moves = moves + 1 "
		"WHERE subject_id = $subject_id AND appeal_id = $appeal_id RETURNING moves");
	const Appeal *a = &held->a;

	RUN(&st, SPI_OK_UPDATE_RETURNING,
		ARG_INT8(subject_id, held->subject_id), ARG_INT8(appeal_id, held->appeal_id),
		ARG_TEXT(state, appeal_state_names[a->state]), ARG_BOOL(open, appeal_is_open(a->state)),
		ARG_BOOL(disputed, appeal_is_disputed(a->state)), ARG_INT2(instance, a->instance),
		ARG_BOOL(suspended, a->suspended), ARG_BOOL(extended, a->extended),
		ARG_DAY(marked_on, a->marked_on), ARG_DAY(forwarded_on, a->forwarded_on),
		ARG_DATE(clock_from, a->clock_from), ARG_DATE(decision_due, a->decision_due),
		ARG_DAY(paused_on, a->paused_on),
		ARG_IF(a->paused_on != APPEAL_NO_DAY, ARG_INT4(remaining, a->remaining)),
		ARG_INT4(stopped, a->stopped), ARG_DAY(decided_on, a->decided_on),
		ARG_INT2(notified, a->notified));
	return row_int4(0, "moves");
}

/* A row of history for the move that led from the appeal as it is held to after. */
static void
insert_move(const HeldAppeal *held, AppealMove move, int32 move_no, const AppealStep *step,
			const MoveWords *words, int64 made_id)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.appeal_move (subject_id, appeal_id, move_no, move, from_state, "
		"to_state, instance, on_day, due, took, late, ref_entry_id, text_commitment, "
		"evidence_commitment) "
		"VALUES ($subject_id, $appeal_id, $move_no, $move, $from_state, $to_state, $instance, "
		"$on_day, $due, $took, $late, $made_id, "
		"civic_internal.keep_text($subject_id, $entry_id, convert_to($reason, 'UTF8'), $erase_on), "
		"civic_internal.keep_text($subject_id, $entry_id, $evidence, $erase_on))");
	const Appeal *after = &step->after;

	RUN(&st, SPI_OK_INSERT,
		ARG_INT8(subject_id, held->subject_id), ARG_INT8(appeal_id, held->appeal_id),
		ARG_INT4(move_no, move_no), ARG_TEXT(move, appeal_move_names[move]),
		ARG_TEXT(from_state, appeal_state_names[held->a.state]),
		ARG_TEXT(to_state, appeal_state_names[after->state]), ARG_INT2(instance, after->instance),
		ARG_DATE(on_day, held->facts.day), ARG_DAY(due, appeal_decision_due(after)),
		ARG_IF(step->took != APPEAL_NOT_TAKEN, ARG_INT4(took, step->took)),
		ARG_BOOL(late, step->late), ARG_IF(made_id != 0, ARG_INT8(made_id, made_id)),
		ARG_INT8(entry_id, held->entry_id), ARG_DATE(erase_on, held->erase_on),
		ARG_TEXT(reason, words->reason), ARG_BYTEA(evidence, words->evidence));
}

static void
publish_move(const HeldAppeal *held, AppealMove move)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('appeal', $subject_id, jsonb_build_object("
		"'appeal_id', $appeal_id, 'entry_id', $entry_id, 'move', $move, 'state', $state, "
		"'instance', $instance, 'due', $due))");
	const Appeal *a = &held->a;

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(appeal_id, held->appeal_id), ARG_INT8(entry_id, held->entry_id),
		ARG_TEXT(move, appeal_move_names[move]), ARG_TEXT(state, appeal_state_names[a->state]),
		ARG_INT4(instance, a->instance), ARG_DAY(due, appeal_decision_due(a)));
}

/* Write a move that can be made; the appeal is then held as the move leaves it. */
void
store_move(HeldAppeal *held, AppealMove move, const AppealStep *step, const MoveWords *words,
		   int64 made_id)
{
	HeldAppeal	before = *held;

	held->a = step->after;
	warn_of_unloaded_year(held->calendar, held->facts.day, held->a.decision_due);
	insert_move(&before, move, update_appeal(held), step, words, made_id);
	publish_move(held, move);
}
