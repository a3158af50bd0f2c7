/*-------------------------------------------------------------------------
 *
 * case.c
 *	  Repair cases: locked and read, and written after a transition.
 *
 * core/repair.c decides what a transition does.  The files of this room gather
 * its facts (facts.c), put its refusals into words (refusal.c), and write its
 * outcome: the case as it stands, a row of history, and an entry in the ledger
 * where a part of the loss is restored, all in one transaction.
 *
 * Lock protocol.  A transition locks the case's row and judges what it then
 * finds, so the second of two deciders, or of a decision and a withdrawal,
 * finds another state (READ COMMITTED) or cannot serialize.  Opening a case
 * locks the loss, and so does the appeal that opens a refused case again,
 * before it locks the case: a reversal, which has to lock the loss as well for
 * its foreign key, comes first and is seen, or comes later and finds the case.
 * Two cases of one loss meet at a unique index.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "base/person.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/text.h"
#include "base/workday.h"

PG_FUNCTION_INFO_V1(civic_repair_decision_due);
PG_FUNCTION_INFO_V1(civic_repair_opened_meanwhile);

#define DECISION_DAYS	3		/* working days, where the policy has no clock "repair_decision" */

/* Raise an error unless the first two arguments are given: a subject, and what the caller says. */
void
require_first_two(FunctionCallInfo fcinfo, const char *second)
{
	if (PG_ARGISNULL(0))
		null_argument("subject_id");
	if (PG_ARGISNULL(1))
		null_argument(second);
}

/* The programme's day, and an SPI connection to work in. */
DateADT
begin_work(void)
{
	DateADT		today = programme_today();

	SPI_connect();
	return today;
}

/* ----------
 * reading
 * ----------
 */

static void
read_case(HeldCase *held)
{
	RepairCase *c = &held->c;

	held->entry_id = row_int8(0, "entry_id");
	held->policy_id = row_int4(0, "policy_id");
	held->severity = (Severity) row_int2(0, "severity");
	held->path_code = row_text(0, "path");
	held->area = row_text(0, "area");
	held->is_recorder = row_bool(0, "is_recorder");
	held->occurred_on = row_date(0, "occurred_on");
	held->reversed = row_bool(0, "reversed");
	c->state = (RepairState) row_int2(0, "state");
	c->step = row_int2(0, "step");
	c->step_since = row_date(0, "step_since");
	c->document_day = row_date(0, "document_date");
	c->repairable_from = row_date_or(0, "repairable_from", REPAIR_NEVER);
	c->ends_on = row_date_or(0, "ends_on", REPAIR_NEVER);
	c->lapses_on = row_date_or(0, "lapses_on", REPAIR_NEVER);
	c->restored_bp = row_int2(0, "restored_bp");
	c->appealed = row_bool(0, "appealed");
	if (policy_by_id(held->policy_id))
		repair_path_find(policy_by_id(held->policy_id), held->severity, held->path_code,
						 &held->path);
}

/*
 * Raise an error unless the caller's grants under one of the profiles reach a case: where the
 * subject lives today, or lived when the loss occurred.
 */
void
require_case_reach(int profiles, int64 subject_id, int64 case_id)
{
	static Statement st = STATEMENT(
		"SELECT c.area FROM civic_private.repair_case c "
		"WHERE c.subject_id = $subject_id AND c.case_id = $case_id");
	Matter		matter = {.subject_id = subject_id};

	if (reaches_everything(profiles, false))
		return;
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id), ARG_INT8(case_id, case_id));
	if (SPI_processed == 0)
		refuse_reach();
	matter.area = row_text(0, "area");
	require_reach_of(profiles, &matter);
	SPI_finish();
}

/* Lock a case and read it.  Raises an error if there is none. */
void
hold_case(HeldCase *held, int64 subject_id, int64 case_id, DateADT today)
{
	static Statement st = STATEMENT(
		"SELECT c.entry_id, c.policy_id, c.severity, c.path, c.area, c.state, c.step, "
		"c.step_since, c.document_date, c.repairable_from, c.ends_on, c.lapses_on, "
		"c.restored_bp, c.appealed, e.occurred_on, "
		"civic_internal.recorded_by_actor(c.subject_id, c.entry_id) AS is_recorder, "
		"EXISTS (SELECT FROM civic_internal.adjustments('reversal') x "
		"WHERE x.subject_id = c.subject_id AND x.entry_id = c.entry_id) AS reversed "
		"FROM civic_private.repair_case c "
		"JOIN civic_private.entry e USING (subject_id, entry_id) "
		"WHERE c.subject_id = $subject_id AND c.case_id = $case_id FOR UPDATE OF c");

	memset(held, 0, sizeof(*held));
	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(case_id, case_id));
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("subject %lld has no repair case %lld", (long long) subject_id,
						(long long) case_id),
				 errhint("civic.repair_status() lists the cases of a subject.")));
	held->subject_id = subject_id;
	held->case_id = case_id;
	held->today = today;
	read_case(held);
}

#define OPEN_CASE \
	"SELECT c.case_id FROM civic_private.repair_case c " \
	"WHERE c.subject_id = $subject_id AND c.entry_id = $entry_id AND c.state BETWEEN 1 AND 5"

/* The open case of a loss, or 0. */
int64
open_case_of(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(OPEN_CASE);

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(entry_id, entry_id));
	return SPI_processed ? row_int8(0, "case_id") : 0;
}

/* Has a loss an open case that the transaction's snapshot does not see? */
bool
opened_meanwhile(int64 subject_id, int64 entry_id)
{
	static Statement st = STATEMENT(OPEN_CASE);

	return IsolationUsesXactSnapshot() &&
		statement_finds(&st, ARGUMENTS(ARG_INT8(subject_id, subject_id),
									   ARG_INT8(entry_id, entry_id)));
}

/*
 * Has a loss, which the caller has locked, an open case that the snapshot of
 * the transaction does not see?  repair_opened_meanwhile(subject_id, entry_id).
 */
Datum
civic_repair_opened_meanwhile(PG_FUNCTION_ARGS)
{
	bool		opened;

	require_first_two(fcinfo, "entry_id");
	SPI_connect();
	opened = opened_meanwhile(PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	SPI_finish();
	PG_RETURN_BOOL(opened);
}

/* ----------
 * writing
 * ----------
 */

/* The code of the rule whose hours settlement counts, or NULL. */
const char *
awaited_rule(const RepairPath *path, const RepairCase *c)
{
	return repair_waits_for(path, c) == WAITS_FOR_HOURS ? repair_step(path, c)->rule : NULL;
}

/* The working day by which what was handed in on a day is to be decided, and by which calendar. */
static DateADT
decision_due(int32 policy_id, DateADT day, char **calendar)
{
	const Policy *policy = enacted_policy(policy_id);
	int32		days = DECISION_DAYS;

	for (int i = 0; i < policy->n_clocks; i++)
		if (strcmp(policy->clocks[i].code, "repair_decision") == 0)
			days = policy->clocks[i].working_days;
	/* to read a calendar may drop the policy */
	*calendar = pstrdup(policy->calendar);
	return working_day_after(*calendar, day, days);
}

/* repair_decision_due(policy_id, day) -> calendar, due */
Datum
civic_repair_decision_due(PG_FUNCTION_ARGS)
{
	char	   *calendar;
	DateADT		due;

	(void) programme_seen();
	due = decision_due(PG_GETARG_INT32(0), PG_GETARG_DATEADT(1), &calendar);
	RETURN_ROW(fcinfo, ARG_TEXT(calendar, calendar), ARG_DATE(due, due));
}

/* The case's row as the transition leaves it; gives the transition's number. */
static int32
store_case(const HeldCase *held, const RepairCase *next, bool submitted)
{
	static Statement st = STATEMENT(
		"UPDATE civic_private.repair_case SET state = $state, step = $step, "
		"step_since = $step_since, restored_bp = $restored_bp, appealed = $appealed, "
		"next_move_on = $next_move_on, closed_on = $closed_on, "
		/* a vote leaves the day by which the panel has to decide as it is */
		"due_on = CASE WHEN state = $state THEN due_on ELSE $due_on END, "
		"waits_for = $waits_for, awaited_rule = $awaited_rule, "
		"submitted_on = coalesce($submitted_on, submitted_on), "
		"submitted_by = coalesce($submitted_by, submitted_by), moves = moves + 1 "
		"WHERE subject_id = $subject_id AND case_id = $case_id RETURNING moves");
	char	   *calendar;

	RUN(&st, SPI_OK_UPDATE_RETURNING,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT2(state, next->state),
		ARG_INT2(step, next->step),
		ARG_DATE(step_since, next->step_since),
		ARG_INT2(restored_bp, next->restored_bp),
		ARG_BOOL(appealed, next->appealed),
		ARG_DAY(next_move_on, repair_next_day(&held->path, next)),
		ARG_IF(!repair_is_open(next->state), ARG_DATE(closed_on, held->today)),
		ARG_DAY(due_on, submitted ? decision_due(held->policy_id, held->today, &calendar) :
				REPAIR_NEVER),
		ARG_INT2(waits_for, repair_waits_for(&held->path, next)),
		ARG_TEXT(awaited_rule, awaited_rule(&held->path, next)),
		ARG_IF(submitted, ARG_DATE(submitted_on, held->today)),
		ARG_NAME(submitted_by, submitted ? acting_person().role : NULL));
	return row_int4(0, "moves");
}

/* Keep a text until the loss is forgotten; gives what commits to it, or NULL for no text. */
static bytea *
keep_text_of(const HeldCase *held, const bytea *body)
{
	return keep_text(held->subject_id, held->entry_id, body,
					 Min(held->c.lapses_on, CAL_LAST_DAY));
}

/* A row of history for the transition that led from held->c to next. */
static void
store_history(const HeldCase *held, const RepairCase *next, RepairMove move, int32 move_no,
			  int64 repair_id, const Submission *submission)
{
	static Statement st = STATEMENT(
		"INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, "
		"to_state, step, on_day, days, restored_before_bp, restored_bp, vote, repair_id, "
		"evidence, reason) "
		"VALUES ($subject_id, $case_id, $move_no, $move, $from_state, $to_state, $step, $on_day, "
		"$days, $restored_before_bp, $restored_bp, $vote, $repair_id, $evidence, $reason)");
	const bool *vote = submission->vote;
	const bytea *evidence = keep_text_of(held, submission->evidence);
	const bytea *reason = keep_text_of(held, submission->reason);

	RUN(&st, SPI_OK_INSERT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT4(move_no, move_no),
		ARG_INT2(move, move),
		ARG_INT2(from_state, held->c.state),
		ARG_INT2(to_state, next->state),
		ARG_INT2(step, held->c.step),
		ARG_DATE(on_day, held->today),
		ARG_INT4(days, held->today - held->c.step_since),
		ARG_INT2(restored_before_bp, held->c.restored_bp),
		ARG_INT2(restored_bp, next->restored_bp),
		ARG_IF(vote != NULL, ARG_BOOL(vote, vote && *vote)),
		ARG_IF(repair_id != 0, ARG_INT8(repair_id, repair_id)),
		ARG_BYTEA(evidence, evidence),
		ARG_BYTEA(reason, reason));
}

/* Tell applications what became of the case. */
static void
publish_transition(const HeldCase *held, const RepairCase *next, RepairMove move)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.publish('repair', $subject_id, civic_internal.repair_message("
		"$subject_id, $case_id, $entry_id, $move, $state, $step, $restored_bp, $day))");

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT8(entry_id, held->entry_id),
		ARG_INT2(move, move),
		ARG_INT2(state, next->state),
		ARG_INT2(step, held->c.step),
		ARG_INT2(restored_bp, next->restored_bp),
		ARG_DATE(day, held->today));
}

/* Write a transition that can be made.  held->c is then as the transition leaves it. */
void
write_transition(HeldCase *held, const RepairCase *next, RepairMove move,
				 const Submission *submission)
{
	Adjustment	restored = {
		.subject_id = held->subject_id,
		.entry_id = held->entry_id,
		.kind = ENTRY_REPAIR,
		.restored_bp = next->restored_bp
	};
	int64		repair_id = 0;
	int32		move_no;

	if (next->restored_bp > held->c.restored_bp)
		repair_id = adjust_entry(&restored, held->today);
	move_no = store_case(held, next, move == MOVE_SUBMIT || move == MOVE_APPEAL);
	store_history(held, next, move, move_no, repair_id, submission);
	if (move != MOVE_VOTE)
		publish_transition(held, next, move);
	held->c = *next;
}
