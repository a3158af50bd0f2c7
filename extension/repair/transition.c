/*-------------------------------------------------------------------------
 *
 * transition.c
 *	  What persons do with a case: submit, decide, appeal, withdraw; and the
 *	  case that is void because its loss was reversed.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/own_case.h"
#include "base/reach.h"
#include "base/statement.h"

extern void repair_init(void);

PG_FUNCTION_INFO_V1(civic_submit_step);
PG_FUNCTION_INFO_V1(civic_decide_step);
PG_FUNCTION_INFO_V1(civic_appeal_repair);
PG_FUNCTION_INFO_V1(civic_withdraw_repair);

#define TEXT_MAX_BYTES	65536

/* ----------
 * arguments
 * ----------
 */

/* The case that the first two arguments name. */
static void
hold_argument(FunctionCallInfo fcinfo, HeldCase *held)
{
	hold_case(held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), begin_work());
}

/* A text that was passed, checked; NULL if there is none. */
static bytea *
text_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	bytea	   *body;

	if (PG_ARGISNULL(n))
		return NULL;
	body = PG_GETARG_BYTEA_PP(n);
	if (VARSIZE_ANY_EXHDR(body) == 0 || VARSIZE_ANY_EXHDR(body) > TEXT_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have 1 to %d bytes", name, TEXT_MAX_BYTES),
				 errdetail("It has %zu.", (size_t) VARSIZE_ANY_EXHDR(body)),
				 errhint("Of a larger document, pass a digest.")));
	return body;
}

/* The reason that a refusal, an appeal or a withdrawal cannot do without. */
static bytea *
required_reason(FunctionCallInfo fcinfo, int n, const char *what)
{
	bytea	   *body = text_argument(fcinfo, n, "reason");

	if (body == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s needs a reason", what)));
	return body;
}

static RepairMove
verdict_argument(const char *verdict)
{
	if (strcmp(verdict, "pass") == 0)
		return MOVE_PASS;
	if (strcmp(verdict, "refuse") == 0)
		return MOVE_REFUSE;
	if (strcmp(verdict, "return") == 0)
		return MOVE_RETURN;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown verdict \"%s\"", quotable(verdict)),
			 errhint("A step is decided with pass, refuse or return.")));
}

/* ----------
 * transitions
 * ----------
 */

/* Make a transition, or raise what is wrong with it. */
static void
make_transition(HeldCase *held, RepairMove move, const RepairFacts *f,
				const Submission *submission)
{
	RepairCase	next;
	int32_t		possible_on;
	RepairRefusal refusal = repair_try(&held->path, &held->c, move, f, &next, &possible_on);

	if (refusal != REPAIR_OK)
		raise_refused_transition(held, refusal, move, f, possible_on);
	write_transition(held, &next, move, submission);
}

/* The state that a call leaves a case in, in the caller's memory. */
static Datum
end_work(const HeldCase *held)
{
	SPI_finish();
	return CStringGetTextDatum(repair_state_names[held->c.state]);
}

/* The minimum may have run since the last settlement: nobody has to wait for the next one. */
static void
mature_if_due(HeldCase *held)
{
	RepairFacts f = {.day = held->today, .reversed = held->reversed, .actor = ACTOR_SYSTEM};

	if (held->c.state == REPAIR_WAITING && held->today >= held->c.repairable_from)
		make_transition(held, MOVE_MATURE, &f, &(Submission) {0});
}

Datum
civic_submit_step(PG_FUNCTION_ARGS)
{
	Submission	submission = {0};
	HeldCase	held;
	RepairFacts f;

	require_first_two(fcinfo, "case_id");
	require_case_reach(SERVICE, PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	submission.evidence = text_argument(fcinfo, 2, "evidence");
	submission.reason = text_argument(fcinfo, 3, "note");
	hold_argument(fcinfo, &held);
	mature_if_due(&held);
	f = known_facts(&held, ACTOR_SERVICE);
	f.has_evidence = submission.evidence != NULL;
	make_transition(&held, MOVE_SUBMIT, &f, &submission);
	PG_RETURN_DATUM(end_work(&held));
}

/* Lines of text, each item one. */
static bytea *
join_lines(Datum *items, const bool *nulls, int n)
{
	StringInfoData lines;

	initStringInfo(&lines);
	for (int i = 0; i < n; i++)
	{
		char	   *item = nulls[i] ? NULL : TextDatumGetCString(items[i]);

		if (item == NULL || *item == '\0' || strchr(item, '\n'))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("missing must be a list of texts of one line each")));
		appendStringInfo(&lines, "%s%s", i ? "\n" : "", item);
	}
	return (bytea *) cstring_to_text_with_len(lines.data, lines.len);
}

/*
 * A reviewer has to name all that is missing at once: whoever returns a
 * submission for the same step again may ask for nothing new.
 */
static void
check_asked_before(const HeldCase *held, Datum *items, int n)
{
	static Statement st = STATEMENT(
		"SELECT civic_internal.text_of(m.subject_id, m.evidence) AS items "
		"FROM civic_private.repair_move m WHERE m.subject_id = $subject_id "
		"AND m.case_id = $case_id AND m.move = $return AND m.step = $step "
		"ORDER BY m.move_no LIMIT 1");
	const char *asked;

	RUN(&st, SPI_OK_SELECT,
		ARG_INT8(subject_id, held->subject_id),
		ARG_INT8(case_id, held->case_id),
		ARG_INT2(return, MOVE_RETURN),
		ARG_INT2(step, held->c.step));
	if (SPI_processed == 0 || row_isnull(0, "items"))
		return;
	asked = psprintf("\n%s\n", row_text(0, "items"));
	for (int i = 0; i < n; i++)
	{
		const char *item = TextDatumGetCString(items[i]);

		if (strstr(asked, psprintf("\n%s\n", item)) == NULL)
			refuse_when(psprintf("case %lld was returned before without asking for this",
								 (long long) held->case_id),
						psprintf("It is \"%s\".", quotable(item)),
						"All that is missing is named at once; decide on what is there.");
	}
}

/* What is missing in a submission, from the argument of that name. */
static bytea *
missing_argument(FunctionCallInfo fcinfo, int n, const HeldCase *held)
{
	Datum	   *items;
	bool	   *nulls;
	int			count = 0;
	bytea	   *list;

	if (!PG_ARGISNULL(n))
		deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT,
						  &items, &nulls, &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("papers are returned with a list of what is missing"),
				 errhint("Pass all of it at once as missing.")));
	list = join_lines(items, nulls, count);
	check_asked_before(held, items, count);
	return list;
}

/* A vote, and the decision of the panel if the vote brings one. */
static void
cast_vote(HeldCase *held, RepairFacts *f, bool yes, Submission *submission)
{
	const RepairStep *step = repair_step(&held->path, &held->c);
	RepairMove	outcome;

	submission->vote = &yes;
	make_transition(held, MOVE_VOTE, f, submission);
	f->yes += yes;
	f->no += !yes;
	outcome = repair_panel(step, f->yes, f->no, f->seats);
	if (outcome != MOVE_NONE)
		make_transition(held, outcome, f, &(Submission) {0});
}

static bool
awaits_panel(const HeldCase *held)
{
	const RepairStep *s = repair_step(&held->path, &held->c);

	return held->c.state == REPAIR_APPLIED && s && s->decider == DECIDER_PANEL;
}

Datum
civic_decide_step(PG_FUNCTION_ARGS)
{
	Submission	submission = {0};
	HeldCase	held;
	RepairFacts f;
	RepairMove	move;
	bool		by_panel;

	if (!PG_ARGISNULL(4))
		require_list(PG_GETARG_ARRAYTYPE_P(4), "missing");
	require_first_two(fcinfo, "case_id");
	require_case_reach(REVIEWER, PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	if (PG_ARGISNULL(2))
		null_argument("verdict");
	move = verdict_argument(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	submission.reason = move == MOVE_REFUSE ? required_reason(fcinfo, 3, "a refusal") :
		text_argument(fcinfo, 3, "reason");
	hold_argument(fcinfo, &held);
	require_impartial(held.subject_id, held.occurred_on);
	by_panel = awaits_panel(&held);
	f = known_facts(&held, by_panel ? ACTOR_PANEL : ACTOR_REVIEWER);
	if (move == MOVE_RETURN && held.c.state == REPAIR_APPLIED)
		submission.evidence = missing_argument(fcinfo, 4, &held);
	if (by_panel && move != MOVE_RETURN)
		cast_vote(&held, &f, move == MOVE_PASS, &submission);
	else
		make_transition(&held, move, &f, &submission);
	PG_RETURN_DATUM(end_work(&held));
}

/* Lock the loss of a case, as opening one does. */
static void
lock_loss(int64 subject_id, int64 case_id)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.repair_case c JOIN civic_private.entry e "
		"ON e.subject_id = c.subject_id AND e.entry_id = c.entry_id "
		"WHERE c.subject_id = $subject_id AND c.case_id = $case_id FOR UPDATE OF e");

	RUN(&st, SPI_OK_SELECT, ARG_INT8(subject_id, subject_id), ARG_INT8(case_id, case_id));
}

/* Another case may have been opened once this one was refused. */
static void
refuse_if_opened_again(const HeldCase *held)
{
	if (open_case_of(held->subject_id, held->entry_id))
		refuse_second_case(held->subject_id, held->entry_id);
	if (opened_meanwhile(held->subject_id, held->entry_id))
		refuse_to_serialize("repair case that was opened");
}

Datum
civic_appeal_repair(PG_FUNCTION_ARGS)
{
	Submission	submission = {0};
	HeldCase	held;
	RepairFacts f;
	DateADT		today;

	require_first_two(fcinfo, "case_id");
	require_case_reach(SERVICE, PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	submission.reason = required_reason(fcinfo, 2, "an appeal");
	today = begin_work();
	lock_loss(PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	hold_case(&held, PG_GETARG_INT64(0), PG_GETARG_INT64(1), today);
	held.reversed = held.reversed || reversed_by_now(held.subject_id, held.entry_id);
	f = known_facts(&held, ACTOR_SERVICE);
	if (held.c.state == REPAIR_REJECTED)
		refuse_if_opened_again(&held);
	make_transition(&held, MOVE_APPEAL, &f, &submission);
	PG_RETURN_DATUM(end_work(&held));
}

Datum
civic_withdraw_repair(PG_FUNCTION_ARGS)
{
	Submission	submission = {0};
	HeldCase	held;
	RepairFacts f = {.actor = ACTOR_SERVICE};

	require_first_two(fcinfo, "case_id");
	require_case_reach(SERVICE, PG_GETARG_INT64(0), PG_GETARG_INT64(1));
	submission.reason = required_reason(fcinfo, 2, "a withdrawal");
	hold_argument(fcinfo, &held);
	f.day = held.today;
	f.reversed = held.reversed;
	make_transition(&held, MOVE_WITHDRAW, &f, &submission);
	PG_RETURN_DATUM(end_work(&held));
}

/* The loss of an open case has just been reversed: the case is void. */
static void
void_case(int64 subject_id, int64 entry_id, DateADT day)
{
	int64		case_id = open_case_of(subject_id, entry_id);
	HeldCase	held;
	RepairFacts f = {.day = day, .reversed = true, .actor = ACTOR_SYSTEM};
	RepairCase	next;
	int32_t		ignored;

	if (case_id == 0 && opened_meanwhile(subject_id, entry_id))
		refuse_to_serialize("repair case that was opened");
	if (case_id == 0)
		return;
	hold_case(&held, subject_id, case_id, day);
	/* it may have been closed while its row was waited for */
	if (repair_try(&held.path, &held.c, MOVE_VOID, &f, &next, &ignored) == REPAIR_OK)
		write_transition(&held, &next, MOVE_VOID, &(Submission) {0});
}

static void
void_cases(const Adjustment *adjustments, int n, DateADT day)
{
	for (int i = 0; i < n; i++)
		if (adjustments[i].kind == ENTRY_REVERSAL && adjustments[i].adjustment_id)
			void_case(adjustments[i].subject_id, adjustments[i].entry_id, day);
}

void
repair_init(void)
{
	static const LedgerListener listener = {.after_adjustment = void_cases};

	ledger_listen(&listener);
}
