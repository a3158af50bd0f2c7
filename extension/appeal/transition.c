/*-------------------------------------------------------------------------
 *
 * transition.c
 *	  The moves of appeals: filed, marked, forwarded, extended, paused,
 *	  resumed, decided, brought before a second instance, withdrawn.
 *
 * What a move does is decided by core/appeal.c.  Here its facts are gathered
 * and its outcome is written: the adjustment of the contested entry, the
 * appeal as it stands, a row of history, all in one transaction.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal/appeal_row.h"
#include "appeal/correction.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "base/own_case.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "ledger/entry.h"
#include "ledger/entry_reach.h"

PG_FUNCTION_INFO_V1(civic_file_appeal);
PG_FUNCTION_INFO_V1(civic_mark_disputed);
PG_FUNCTION_INFO_V1(civic_forward_appeal);
PG_FUNCTION_INFO_V1(civic_extend_appeal);
PG_FUNCTION_INFO_V1(civic_pause_appeal);
PG_FUNCTION_INFO_V1(civic_resume_appeal);
PG_FUNCTION_INFO_V1(civic_decide_appeal);
PG_FUNCTION_INFO_V1(civic_request_review);
PG_FUNCTION_INFO_V1(civic_withdraw_appeal);

/* ----------
 * any move
 * ----------
 */

/* The entry that a corrected decision puts in place of the contested one. */
static int64
post_correction(const HeldAppeal *held, const MoveWords *words)
{
	Posting		posting;
	NewEntry	entry;
	Refusal		r = prepare_correction(held, words, &posting, &entry);

	if (r.sqlstate)
		raise_refusal(&r);
	return post_entry(&entry, &posting);
}

/* What a move posts about the contested entry.  Gives the entry made last, or 0. */
static int64
post_step(const HeldAppeal *held, const AppealStep *step, const MoveWords *words)
{
	Adjustment	adjustment = {.subject_id = held->subject_id,.entry_id = held->entry_id,
		.kind = step->posts};
	const char *reason = words->reason;
	int64		made_id = 0;

	if (step->posts == ENTRY_SUSPENSION || step->posts == ENTRY_REINSTATEMENT)
		reason = psprintf("appeal %lld", (long long) held->appeal_id);
	if (step->posts != CELL_SUM)
	{
		adjustment.reason = (bytea *) cstring_to_text(reason);
		made_id = adjust_entry(&adjustment, held->facts.day);
	}
	return step->corrects ? post_correction(held, words) : made_id;
}

/* Try a move, raise what is wrong with it, or write it. */
static void
make_move(HeldAppeal *held, AppealMove move, const MoveWords *words)
{
	AppealStep	step;
	AppealRefusal refusal;
	int64		made_id;

	prepare_facts(held);
	refusal = appeal_try(&held->a, move, &held->facts, &step);
	if (refusal != APPEAL_OK)
		refuse_move(held, move, refusal);
	made_id = post_step(held, &step, words);
	/* somebody else has reversed it */
	if (move == APPEAL_MOVE_UPHOLD && made_id == 0)
		made_id = held->reversal_id;
	store_move(held, move, &step, words, made_id);
}

/* Whose moves they are, by privileges.sql. */
static const int profiles[APPEAL_MOVES] = {
	[APPEAL_MOVE_FILE] = SERVICE,
	[APPEAL_MOVE_MARK] = SERVICE | REVIEWER,
	[APPEAL_MOVE_FORWARD] = SERVICE | REVIEWER,
	[APPEAL_MOVE_EXTEND] = REVIEWER,
	[APPEAL_MOVE_PAUSE] = REVIEWER,
	[APPEAL_MOVE_RESUME] = SERVICE | REVIEWER,
	[APPEAL_MOVE_UPHOLD] = REVIEWER,
	[APPEAL_MOVE_CORRECT] = REVIEWER,
	[APPEAL_MOVE_REJECT] = REVIEWER,
	[APPEAL_MOVE_REQUEST_REVIEW] = SERVICE,
	[APPEAL_MOVE_WITHDRAW] = SERVICE
};

/* What a subject asks for is no decision about it. */
static bool
is_request(AppealMove move)
{
	return move == APPEAL_MOVE_FILE || move == APPEAL_MOVE_REQUEST_REVIEW ||
		move == APPEAL_MOVE_WITHDRAW;
}

/* Connect, and hold the appeal that the first two arguments name.  SPI_finish() ends it. */
static void
begin_move(FunctionCallInfo fcinfo, AppealMove move, HeldAppeal *held)
{
	(void) programme_seen();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		null_argument("subject_id and appeal_id");
	require_appeal_reach(profiles[move], PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	SPI_connect();
	lock_appeal(PG_GETARG_INT64(0), PG_GETARG_INT64(1), held);
	read_contested_entry(held);
	if (!is_request(move))
		require_impartial(held->subject_id, held->occurred_on);
	if (appeal_next(held->a.state, move) == APPEAL_NONE)
		refuse_move(held, move, APPEAL_REFUSE_STATE);
}

/* Make a move whose third argument is a text and whose fourth, if it has one, is evidence. */
static DateADT
move_with_text(FunctionCallInfo fcinfo, AppealMove move, const char *text_name)
{
	HeldAppeal	held;
	MoveWords	words = {0};

	begin_move(fcinfo, move, &held);
	words.reason = required_text(fcinfo, 2, text_name);
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		words.evidence = PG_GETARG_BYTEA_PP(3);
	make_move(&held, move, &words);
	SPI_finish();
	return held.a.decision_due;
}

/* ----------
 * filing
 * ----------
 */

/* An earlier appeal that bars another one, read into *earlier. */
static bool
find_bar(const HeldAppeal *held, HeldAppeal *earlier)
{
	static Statement st = STATEMENT(
		"SELECT a.appeal_id, a.state, a.instance FROM civic_private.appeal a "
		"WHERE a.subject_id = $subject_id AND a.entry_id = $entry_id AND NOT a.open "
		"ORDER BY a.appeal_id DESC");

	*earlier = *held;
	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(entry_id, held->entry_id));
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		earlier->appeal_id = row_int8(i, "appeal_id");
		earlier->a.state = (AppealState) vocabulary_id(&appeal_states, row_text(i, "state"));
		if (appeal_bars(earlier->a.state, row_int2(i, "instance")))
			return true;
	}
	return false;
}

/* The loss that is contested, with the policy by which the appeal goes. */
static void
read_loss(FunctionCallInfo fcinfo, HeldAppeal *held)
{
	static Statement st = STATEMENT(
		"SELECT l.policy_id, l.calendar "
		"FROM civic_internal.contested_loss($subject_id, $entry_id) l");

	RUN(&st, SPI_OK_SELECT, ARG_IF(!PG_ARGISNULL(0), ARG_INT8(subject_id, PG_GETARG_INT64(0))),
		ARG_IF(!PG_ARGISNULL(1), ARG_INT8(entry_id, PG_GETARG_INT64(1))));
	*held = (HeldAppeal) {.subject_id = PG_GETARG_INT64(0),.entry_id = PG_GETARG_INT64(1)};
	held->policy_id = row_int4(0, "policy_id");
	held->calendar = row_text(0, "calendar");
	read_contested_entry(held);
}

Datum
civic_file_appeal(PG_FUNCTION_ARGS)
{
	HeldAppeal	held,
				earlier;
	MoveWords	words = {0};
	AppealStep	step;
	AppealRefusal refusal;

	(void) programme_seen();
	if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
		require_entry_reach(profiles[APPEAL_MOVE_FILE], PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	SPI_connect();
	read_loss(fcinfo, &held);
	words.reason = required_text(fcinfo, 2, "grounds");
	words.evidence = PG_ARGISNULL(3) ? NULL : PG_GETARG_BYTEA_PP(3);
	held.facts.barred = find_bar(&held, &earlier);
	prepare_facts(&held);
	refusal = appeal_try(&held.a, APPEAL_MOVE_FILE, &held.facts, &step);
	if (refusal != APPEAL_OK)
		refuse_move(&earlier, APPEAL_MOVE_FILE, refusal);
	if (!insert_appeal(&held, &step.after))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("there is an open appeal against entry %lld already",
						(long long) held.entry_id),
				 errhint("civic.appeal_status() tells how it stands.")));
	store_move(&held, APPEAL_MOVE_FILE, &step, &words, 0);
	SPI_finish();
	PG_RETURN_INT64(held.appeal_id);
}

/* ----------
 * moves of an appeal that was filed
 * ----------
 */

Datum
civic_mark_disputed(PG_FUNCTION_ARGS)
{
	HeldAppeal	held;
	MoveWords	words = {0};

	begin_move(fcinfo, APPEAL_MOVE_MARK, &held);
	make_move(&held, APPEAL_MOVE_MARK, &words);
	SPI_finish();
	PG_RETURN_VOID();
}

Datum
civic_forward_appeal(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move_with_text(fcinfo, APPEAL_MOVE_FORWARD, "reason"));
}

Datum
civic_extend_appeal(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move_with_text(fcinfo, APPEAL_MOVE_EXTEND, "reason"));
}

Datum
civic_pause_appeal(PG_FUNCTION_ARGS)
{
	(void) move_with_text(fcinfo, APPEAL_MOVE_PAUSE, "reason");
	PG_RETURN_VOID();
}

Datum
civic_resume_appeal(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move_with_text(fcinfo, APPEAL_MOVE_RESUME, "reason"));
}

Datum
civic_request_review(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move_with_text(fcinfo, APPEAL_MOVE_REQUEST_REVIEW, "grounds"));
}

Datum
civic_withdraw_appeal(PG_FUNCTION_ARGS)
{
	(void) move_with_text(fcinfo, APPEAL_MOVE_WITHDRAW, "reason");
	PG_RETURN_VOID();
}

/* ----------
 * decisions
 * ----------
 */

/* The move that leads to an outcome, which is the state after the first instance. */
static AppealMove
move_to(FunctionCallInfo fcinfo, int n)
{
	char	   *outcome;

	if (PG_ARGISNULL(n))
		null_argument("outcome");
	outcome = text_to_cstring(PG_GETARG_TEXT_PP(n));
	for (int i = APPEAL_MOVE_UPHOLD; i <= APPEAL_MOVE_REJECT; i++)
		if (strcmp(appeal_state_names[appeal_next(APPEAL_MARKED, (AppealMove) i)], outcome) == 0)
			return (AppealMove) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown outcome \"%s\"", outcome),
			 errhint("An appeal is upheld, rejected or corrected.")));
}

/* A correction that cannot be posted at all is refused when it is to be. */
static const char *
fault_of(const HeldAppeal *held, const MoveWords *words)
{
	Posting		posting;
	NewEntry	entry;

	if (words->rule_code == NULL || words->quantity == NULL ||
		prepare_correction(held, words, &posting, &entry).sqlstate)
		return NULL;
	return correction_fault(held, &entry);
}

/* Has the person who acts filed the appeal, or decided it before? */
static bool
is_party(const HeldAppeal *held)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.appeal_move m WHERE m.subject_id = $subject_id "
		"AND m.appeal_id = $appeal_id AND m.move IN ($file, $uphold, $correct, $reject) "
		"AND civic_internal.acted(m.actor, m.login_id) LIMIT 1");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(appeal_id, held->appeal_id),
		ARG_TEXT(file, appeal_move_names[APPEAL_MOVE_FILE]),
		ARG_TEXT(uphold, appeal_move_names[APPEAL_MOVE_UPHOLD]),
		ARG_TEXT(correct, appeal_move_names[APPEAL_MOVE_CORRECT]),
		ARG_TEXT(reject, appeal_move_names[APPEAL_MOVE_REJECT]));
	return SPI_processed > 0;
}

/* What core asks about the actor and about what a decision names. */
static void
gather_decision(HeldAppeal *held, const MoveWords *words)
{
	AppealFacts *f = &held->facts;
	Datum		entry = Int64GetDatum(held->entry_id);

	held->decider = find_decider(held->subject_id,
								 ARG_ARRAY(entries, INT8OID, &entry, NULL, 1).value);
	f->is_recorder = held->decider.recorded != 0;
	f->is_party = is_party(held);
	f->names_correction = words->rule_code || words->quantity || words->has_day;
	f->complete = words->rule_code && words->quantity;
	held->fault = fault_of(held, words);
	f->worse = held->fault != NULL;
}

Datum
civic_decide_appeal(PG_FUNCTION_ARGS)
{
	AppealMove	move;
	HeldAppeal	held;
	MoveWords	words = {0};

	(void) programme_seen();
	move = move_to(fcinfo, 2);
	begin_move(fcinfo, move, &held);
	words.reason = required_text(fcinfo, 3, "reason");
	words.rule_code = PG_ARGISNULL(4) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(4));
	words.quantity = PG_ARGISNULL(5) ? NULL : PG_GETARG_NUMERIC(5);
	words.has_day = !PG_ARGISNULL(6);
	words.occurred_on = words.has_day ? PG_GETARG_DATEADT(6) : 0;
	gather_decision(&held, &words);
	make_move(&held, move, &words);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text(appeal_state_names[held.a.state]));
}
