/*-------------------------------------------------------------------------
 *
 * refusal.c
 *	  Why a transition of a case cannot be made, in words.
 *
 *-------------------------------------------------------------------------
 */
#include "repair/held_case.h"

#include "utils/builtins.h"

#include "base/person.h"
#include "base/refusal.h"

static Refusal
refusal_when(const char *what, const char *detail, const char *hint)
{
	return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, what, detail, hint);
}

void
refuse_when(const char *what, const char *detail, const char *hint)
{
	Refusal		r = refusal_when(what, detail, hint);

	raise_refusal(&r);
}

void
refuse_second_case(int64 subject_id, int64 entry_id)
{
	refuse_when(psprintf("entry %lld has an open repair case", (long long) entry_id),
				psprintf("It is case %lld.", (long long) open_case_of(subject_id, entry_id)),
				"A loss has one open case at a time; civic.withdraw_repair() ends it.");
}

void
refuse_to_serialize(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not serialize access due to a %s concurrently", what),
			 errhint("The transaction might succeed if retried.")));
}

static const char *
hours_text(int64 hundredths)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out,
											   NumericGetDatum(points_numeric(hundredths))));
}

/* What can be done with a case in its state. */
static const char *
what_next(const HeldCase *held)
{
	const RepairCase *c = &held->c;

	switch (c->state)
	{
		case REPAIR_WAITING:
			return psprintf("The publicity minimum runs; the first step can be worked on from %s.",
							date_text(c->repairable_from));
		case REPAIR_REPAIRABLE:
			return psprintf(repair_waits_for(&held->path, c) &&
							repair_step(&held->path, c)->decider == DECIDER_SYSTEM ?
							"Step %d is proved by the ledger itself, from %s on." :
							"Step %d can be applied for with civic.submit_step() from %s on.",
							c->step, date_text(repair_ready_day(&held->path, c)));
		case REPAIR_APPLIED:
		case REPAIR_APPEALED:
			return "It awaits civic.decide_step().";
		case REPAIR_RETURNED:
			return "What is missing can be handed in with civic.submit_step().";
		case REPAIR_REJECTED:
			return c->appealed ?
				"Its refusal was confirmed; a new case can be opened with civic.open_repair()." :
				"The refusal can be appealed against with civic.appeal_repair(), "
				"or a new case opened with civic.open_repair().";
		default:
			return "A closed case stays closed.";
	}
}

/* The actor is a person who may not decide. */
static Refusal
refusal_of_person(const HeldCase *held, RepairRefusal refusal)
{
	const char *hint = "Another reviewer has to decide.";
	const char *detail;

	switch (refusal)
	{
		case REFUSE_RECORDER:
			detail = "The role recorded the loss.";
			break;
		case REFUSE_SUBMITTER:
			detail = "The role handed in what is to be decided.";
			break;
		case REFUSE_DECIDED:
			detail = "The role has had its say on this step.";
			if (held->c.state != REPAIR_APPEALED)
				hint = "The other members of the panel vote.";
			break;
		case REFUSE_NOT_ON_PANEL:
			detail = psprintf("Step %d is decided by the panel of area %s, and the role is not "
							  "on it.", held->c.step, held->area);
			hint = "civic.appoint_panel() says who is.";
			break;
		default:
			return (Refusal) {0};
	}
	return refuse(ERRCODE_INSUFFICIENT_PRIVILEGE,
				  psprintf("role \"%s\" may not decide case %lld", acting_person().role,
						   (long long) held->case_id),
				  detail, hint);
}

/* What the step demands is not there. */
static Refusal
refusal_of_proof(const HeldCase *held, RepairRefusal refusal, const RepairFacts *f,
				 DateADT possible_on)
{
	const RepairStep *s = repair_step(&held->path, &held->c);
	long long	case_id = held->case_id;
	int32		step = held->c.step;

	switch (refusal)
	{
		case REFUSE_EARLY:
			return refusal_when(psprintf("it is too early for step %d of case %lld", step, case_id),
								psprintf("Today is %s; it becomes possible on %s.",
										 date_text(held->today), date_text(possible_on)),
								"The publicity minimum, the step's waiting time or its observation "
								"has to run first.");
		case REFUSE_BROKEN:
			return refusal_when(psprintf("the observation of case %lld was broken by a new loss",
										 case_id),
								psprintf("The loss is of %s; the observation can be over on %s.",
										 date_text(f->broken_on), date_text(possible_on)),
								"Observation starts again on the day after the loss.");
		case REFUSE_HOURS:
			return refusal_when(psprintf("step %d of case %lld lacks hours of service", step,
										 case_id),
								psprintf("The ledger has %s of %s under rule \"%s\" since %s.",
										 hours_text(f->hours), hours_text(s->amount),
										 s->rule ? s->rule : "", date_text(held->c.step_since)),
								"Hours are recorded with civic.record() or the inbox, and counted "
								"there.");
		case REFUSE_EVIDENCE:
			return refuse(ERRCODE_NOT_NULL_VIOLATION,
						  psprintf("step %d of case %lld requires evidence", step, case_id), NULL,
						  "Pass the document, or a digest of it, as evidence.");
		case REFUSE_SEATS:
			return refusal_when(psprintf("the panel of area %s cannot decide case %lld", held->area,
										 case_id),
								psprintf("It has %d members who may, and the quorum is %d.",
										 f->seats, s->quorum),
								"civic.appoint_panel() appoints more.");
		default:
			return (Refusal) {0};
	}
}

/* Nobody applies for a step that the ledger proves. */
static Refusal
refusal_of_system_step(const HeldCase *held)
{
	const RepairStep *s = repair_step(&held->path, &held->c);
	const char *detail;

	if (step_proof(s) == PROOF_HOURS)
		detail = psprintf("The ledger proves it: %s hours under rule \"%s\" since %s.",
						  hours_text(s->amount), s->rule ? s->rule : "",
						  date_text(held->c.step_since));
	else
		detail = psprintf("The ledger proves it on %s if no loss comes in between.",
						  date_text(repair_ready_day(&held->path, &held->c)));
	return refusal_when(psprintf("nobody applies for step %d of case %lld", held->c.step,
								 (long long) held->case_id),
						detail, "The settlement that finds it proved passes it.");
}

/* The case is in a state that has no such transition, or has come to its end. */
static Refusal
refusal_of_state(const HeldCase *held, RepairRefusal refusal, RepairMove move)
{
	const RepairCase *c = &held->c;
	const char *detail;

	switch (refusal)
	{
		case REFUSE_REVERSED:
			return refusal_when(psprintf("entry %lld has been reversed",
										 (long long) held->entry_id),
								"There is nothing left to repair.", repair_is_open(c->state) ?
								"The next settlement closes the case." :
								"A closed case stays closed.");
		case REFUSE_OVER:
			return refusal_when(psprintf("case %lld has run out", (long long) held->case_id),
								psprintf(c->ends_on <= c->lapses_on ?
										 "Publicity of the loss ended on %s." :
										 "The loss no longer counts from %s on.",
										 date_text(Min(c->ends_on, c->lapses_on))),
								"The next settlement closes the case.");
		case REFUSE_SYSTEM:
			return refusal_of_system_step(held);
		case REFUSE_PANEL:
			detail = "The panel decides this step.";
			break;
		case REFUSE_NO_PANEL:
			detail = "No panel decides this step.";
			break;
		default:
			detail = psprintf("It is at step %d of %d since %s.", c->step, held->path.n,
							  date_text(c->step_since));
	}
	return refusal_when(psprintf("case %lld is %s: no move \"%s\"", (long long) held->case_id,
								 repair_state_names[c->state], repair_move_names[move]),
						detail, what_next(held));
}

void
raise_refused_transition(const HeldCase *held, RepairRefusal refusal, RepairMove move,
						 const RepairFacts *f, DateADT possible_on)
{
	Refusal		r = refusal_of_person(held, refusal);

	if (r.sqlstate == 0)
		r = refusal_of_proof(held, refusal, f, possible_on);
	if (r.sqlstate == 0)
		r = refusal_of_state(held, refusal, move);
	raise_refusal(&r);
}
