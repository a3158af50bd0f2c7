/*-------------------------------------------------------------------------
 *
 * refusal.c
 *	  Why a move of an appeal cannot be made, in words.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal/appeal_row.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/fmgrprotos.h"

#include "base/refusal.h"
#include "base/value.h"

#define NOT_NOW	ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE

/* What can be done about an appeal, for a hint. */
static const char *
possible_moves(AppealState state)
{
	StringInfoData possible;

	initStringInfo(&possible);
	for (int i = 0; i < APPEAL_MOVES; i++)
		if (appeal_next(state, (AppealMove) i) != APPEAL_NONE)
			appendStringInfo(&possible, "%s%s", possible.len ? ", " : "What can be done now: ",
							 appeal_move_names[i]);
	if (possible.len == 0)
		return "Nothing more can be done about it.";
	appendStringInfoChar(&possible, '.');
	return possible.data;
}

static Refusal
refuse_state(AppealState state, AppealMove move)
{
	return refuse(NOT_NOW, psprintf("an appeal that is %s has no move \"%s\"",
									appeal_state_names[state], appeal_move_names[move]),
				  NULL, possible_moves(state));
}

static Refusal
refuse_reversed(const HeldAppeal *held, AppealMove move)
{
	bool		decides = move == APPEAL_MOVE_REJECT || move == APPEAL_MOVE_CORRECT;

	return refuse(NOT_NOW,
				  psprintf("entry %lld has been reversed", (long long) held->entry_id), NULL,
				  decides ? "The appeal has reached its aim: decide it as upheld." :
				  "There is nothing left to contest.");
}

/* held is the earlier appeal. */
static Refusal
refuse_barred(const HeldAppeal *held)
{
	return refuse(NOT_NOW, psprintf("an appeal against entry %lld has been rejected",
									(long long) held->entry_id),
				  psprintf("It is appeal %lld, %s.", (long long) held->appeal_id,
						   appeal_state_names[held->a.state]),
				  held->a.state == APPEAL_REJECTED ?
				  "civic.request_review() brings it before a second instance." :
				  "The second instance was the last.");
}

static Refusal
refuse_forward(const HeldAppeal *held)
{
	return refuse(NOT_NOW, psprintf("appeal %lld was %s already", (long long) held->appeal_id,
									held->a.extended ? "extended" : "forwarded"),
				  psprintf("It is due on %s.", date_text(held->a.decision_due)), NULL);
}

static Refusal
refuse_extension(const HeldAppeal *held, AppealRefusal refusal)
{
	const char *due = date_text(held->a.decision_due);
	const char *detail = "The policy allows no extension.";

	if (refusal == APPEAL_REFUSE_EXTENDED)
		detail = psprintf("It was extended before, and is due on %s.", due);
	else if (refusal == APPEAL_REFUSE_OVERDUE)
		detail = psprintf("It was due on %s.", due);
	return refuse(NOT_NOW,
				  psprintf("appeal %lld cannot be extended", (long long) held->appeal_id),
				  detail, "An appeal is extended once, before it is overdue.");
}

static Refusal
refuse_pause(const HeldAppeal *held)
{
	return refuse(NOT_NOW, psprintf("appeal %lld is overdue", (long long) held->appeal_id),
				  psprintf("It was due on %s.", date_text(held->a.decision_due)),
				  "Only a clock that is running can be stopped.");
}

static Refusal
refuse_worse(const HeldAppeal *held)
{
	return refuse(ERRCODE_INVALID_PARAMETER_VALUE,
				  "a correction must not be worse than what was appealed against",
				  held->fault,
				  NULL);
}

static Refusal
refusal_of(const HeldAppeal *held, AppealMove move, AppealRefusal refusal)
{
	switch (refusal)
	{
		case APPEAL_REFUSE_REVERSED:
			return refuse_reversed(held, move);
		case APPEAL_REFUSE_BARRED:
			return refuse_barred(held);
		case APPEAL_REFUSE_FORWARDED:
			return refuse_forward(held);
		case APPEAL_REFUSE_EXTENDED:
			if (move == APPEAL_MOVE_FORWARD)
				return refuse_forward(held);
			return refuse_extension(held, refusal);
		case APPEAL_REFUSE_OVERDUE:
			if (move == APPEAL_MOVE_PAUSE)
				return refuse_pause(held);
			return refuse_extension(held, refusal);
		case APPEAL_REFUSE_NO_EXTENSION:
			return refuse_extension(held, refusal);
		case APPEAL_REFUSE_RECORDER:
			refuse_recorder(&held->decider);
		case APPEAL_REFUSE_PARTY:
			refuse_party(&held->decider);
		case APPEAL_REFUSE_NAMES:
			return refuse(ERRCODE_INVALID_PARAMETER_VALUE,
						  "only a correction names a rule, a quantity or a day", NULL, NULL);
		case APPEAL_REFUSE_INCOMPLETE:
			return refuse(ERRCODE_NULL_VALUE_NOT_ALLOWED,
						  "a correction needs a rule and a quantity", NULL, NULL);
		case APPEAL_REFUSE_WORSE:
			return refuse_worse(held);
		case APPEAL_REFUSE_NEVER:
			return refuse(ERRCODE_DATETIME_FIELD_OVERFLOW, "date out of range",
						  "The appeal would be due after the year 9999.", NULL);
		default:
			return refuse_state(held->a.state, move);
	}
}

void
refuse_move(const HeldAppeal *held, AppealMove move, AppealRefusal refusal)
{
	Refusal		r = refusal_of(held, move, refusal);

	raise_refusal(&r);
}
