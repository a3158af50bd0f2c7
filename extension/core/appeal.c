/*-------------------------------------------------------------------------
 *
 * appeal.c
 *	  The life of an appeal: its states, its moves, its clocks.
 *
 * One table says which moves there are.  appeal_try() looks a move up in it,
 * asks the move's guard, and works out the appeal after the move.
 *
 *-------------------------------------------------------------------------
 */
#include "core/appeal.h"

#include <string.h>

const char *const appeal_state_names[APPEAL_STATES] = {
	"none", "filed", "marked", "paused", "rejected", "review", "review_paused", "upheld",
	"corrected", "confirmed", "withdrawn"
};

const char *const appeal_move_names[APPEAL_MOVES] = {
	"file", "mark", "forward", "extend", "pause", "resume", "uphold", "correct", "reject",
	"request_review", "withdraw"
};

const Vocabulary appeal_states = VOCABULARY(appeal_state_names);
const Vocabulary appeal_moves = VOCABULARY(appeal_move_names);

#define CLOCK_STANDS \
	{{"The clock stands until the expert has answered.", \
	  "鉴定期间不计入期限，待专家答复后继续。"}}

const Title appeal_next_words[APPEAL_STATES] = {
	[APPEAL_FILED] = {{"The office marks the entry as disputed by %s.",
	"经办机构须在%s前作出异议标注。"}},
	[APPEAL_MARKED] = {{"A reviewer who neither recorded nor filed it decides by %s.",
	"由未参与记录和受理的复核人在%s前作出决定。"}},
	[APPEAL_PAUSED] = CLOCK_STANDS,
	[APPEAL_REJECTED] = {{"A second instance may be asked for.",
	"可申请由另一复核人复查。"}},
	[APPEAL_REVIEW] = {{"Another reviewer decides by %s.",
	"由另一复核人在%s前作出复查决定。"}},
	[APPEAL_REVIEW_PAUSED] = CLOCK_STANDS,
	[APPEAL_UPHELD] = {{"The entry was reversed.",
	"申诉成立，原记录已撤销。"}},
	[APPEAL_CORRECTED] = {{"The entry was reversed and a corrected one recorded.",
	"原记录已撤销，并已更正。"}},
	[APPEAL_CONFIRMED] = {{"The second instance has confirmed the entry.",
	"复查维持原记录。"}},
	[APPEAL_WITHDRAWN] = {{"The appeal was withdrawn.",
	"申诉已撤回。"}}
};

/* One way from a state to another.  A move that no row lists cannot be made. */
typedef struct AppealTransition
{
	AppealState from;
	AppealMove	move;
	AppealState to;
} AppealTransition;

/*
 * Nothing is decided before the mark: whoever meets the entry meanwhile is to
 * know that it is disputed.
 */
static const AppealTransition transitions[] = {
	{APPEAL_NONE, APPEAL_MOVE_FILE, APPEAL_FILED},
	{APPEAL_FILED, APPEAL_MOVE_MARK, APPEAL_MARKED},
	{APPEAL_FILED, APPEAL_MOVE_FORWARD, APPEAL_FILED},
	{APPEAL_FILED, APPEAL_MOVE_WITHDRAW, APPEAL_WITHDRAWN},
	{APPEAL_MARKED, APPEAL_MOVE_FORWARD, APPEAL_MARKED},
	{APPEAL_MARKED, APPEAL_MOVE_EXTEND, APPEAL_MARKED},
	{APPEAL_MARKED, APPEAL_MOVE_PAUSE, APPEAL_PAUSED},
	{APPEAL_MARKED, APPEAL_MOVE_UPHOLD, APPEAL_UPHELD},
	{APPEAL_MARKED, APPEAL_MOVE_CORRECT, APPEAL_CORRECTED},
	{APPEAL_MARKED, APPEAL_MOVE_REJECT, APPEAL_REJECTED},
	{APPEAL_MARKED, APPEAL_MOVE_WITHDRAW, APPEAL_WITHDRAWN},
	{APPEAL_PAUSED, APPEAL_MOVE_RESUME, APPEAL_MARKED},
	{APPEAL_PAUSED, APPEAL_MOVE_WITHDRAW, APPEAL_WITHDRAWN},
	{APPEAL_REJECTED, APPEAL_MOVE_REQUEST_REVIEW, APPEAL_REVIEW},
	{APPEAL_REVIEW, APPEAL_MOVE_EXTEND, APPEAL_REVIEW},
	{APPEAL_REVIEW, APPEAL_MOVE_PAUSE, APPEAL_REVIEW_PAUSED},
	{APPEAL_REVIEW, APPEAL_MOVE_UPHOLD, APPEAL_UPHELD},
	{APPEAL_REVIEW, APPEAL_MOVE_CORRECT, APPEAL_CORRECTED},
	{APPEAL_REVIEW, APPEAL_MOVE_REJECT, APPEAL_CONFIRMED},
	{APPEAL_REVIEW, APPEAL_MOVE_WITHDRAW, APPEAL_WITHDRAWN},
	{APPEAL_REVIEW_PAUSED, APPEAL_MOVE_RESUME, APPEAL_REVIEW},
	{APPEAL_REVIEW_PAUSED, APPEAL_MOVE_WITHDRAW, APPEAL_WITHDRAWN},
};

AppealState
appeal_next(AppealState state, AppealMove move)
{
	for (size_t i = 0; i < sizeof(transitions) / sizeof(transitions[0]); i++)
		if (transitions[i].from == state && transitions[i].move == move)
			return transitions[i].to;
	return APPEAL_NONE;
}

bool
appeal_is_open(AppealState state)
{
	return state == APPEAL_FILED || appeal_is_disputed(state);
}

bool
appeal_is_disputed(AppealState state)
{
	return state == APPEAL_MARKED || state == APPEAL_PAUSED ||
		state == APPEAL_REVIEW || state == APPEAL_REVIEW_PAUSED;
}

bool
appeal_bars(AppealState state, int32_t instance)
{
	return state == APPEAL_REJECTED || state == APPEAL_CONFIRMED ||
		(state == APPEAL_WITHDRAWN && instance == 2);
}

/* ----------
 * clocks
 * ----------
 */

/*
 * The defaults: mark, forwarding, decision and removal after the Shanghai
 * regulation, art. 36-38; the extension after that of Zhejiang, art. 31, 20
 * working days in all.
 */
static const Clock defaults[APPEAL_CLOCKS] = {
	[CLOCK_MARK] = {"objection_mark", 1, 0},
	[CLOCK_DECISION] = {"appeal_decision", 5, 15},
	[CLOCK_REVIEW] = {"review_decision", 5, 15},
	[CLOCK_FORWARD] = {"forward", 2, 0},
	[CLOCK_REMOVAL] = {"removal", 3, 0},
	[CLOCK_HUMAN_REVIEW] = {"human_review", 5, 0}
};

Clock
appeal_clock(const Policy *policy, AppealClock which)
{
	for (int i = 0; i < policy->n_clocks; i++)
		if (strcmp(policy->clocks[i].code, defaults[which].code) == 0)
			return policy->clocks[i];
	/* the second instance has the time of the first */
	if (which == CLOCK_REVIEW)
		return appeal_clock(policy, CLOCK_DECISION);
	return defaults[which];
}

/* The clock by which the instance at hand is decided. */
static Clock
decision_clock(const Appeal *a, const Policy *policy)
{
	return appeal_clock(policy, a->instance == 2 ? CLOCK_REVIEW : CLOCK_DECISION);
}

int32_t
appeal_decision_due(const Appeal *a)
{
	return appeal_is_open(a->state) && a->paused_on == APPEAL_NO_DAY ?
		a->decision_due : APPEAL_NO_DAY;
}

/* ----------
 * guards
 * ----------
 */

static AppealRefusal
check_forward(const Appeal *a)
{
	if (a->extended)
		return APPEAL_REFUSE_EXTENDED;
	return a->forwarded_on != APPEAL_NO_DAY ? APPEAL_REFUSE_FORWARDED : APPEAL_OK;
}

static AppealRefusal
check_extend(const Appeal *a, const AppealFacts *f)
{
	if (a->extended)
		return APPEAL_REFUSE_EXTENDED;
	if (decision_clock(a, f->policy).extension_days == 0)
		return APPEAL_REFUSE_NO_EXTENSION;
	return f->day > a->decision_due ? APPEAL_REFUSE_OVERDUE : APPEAL_OK;
}

/* Nobody decides about what they recorded, filed or decided. */
static AppealRefusal
check_decision(AppealMove move, const AppealFacts *f)
{
	if (f->is_recorder)
		return APPEAL_REFUSE_RECORDER;
	if (f->is_party)
		return APPEAL_REFUSE_PARTY;
	if (f->names_correction && move != APPEAL_MOVE_CORRECT)
		return APPEAL_REFUSE_NAMES;
	if (f->reversed && move != APPEAL_MOVE_UPHOLD)
		return APPEAL_REFUSE_REVERSED;
	if (move != APPEAL_MOVE_CORRECT)
		return APPEAL_OK;
	if (!f->complete)
		return APPEAL_REFUSE_INCOMPLETE;
	return f->worse ? APPEAL_REFUSE_WORSE : APPEAL_OK;
}

static AppealRefusal
check_move(const Appeal *a, AppealMove move, const AppealFacts *f)
{
	switch (move)
	{
		case APPEAL_MOVE_FILE:
			if (f->reversed)
				return APPEAL_REFUSE_REVERSED;
			return f->barred ? APPEAL_REFUSE_BARRED : APPEAL_OK;
		case APPEAL_MOVE_FORWARD:
			return check_forward(a);
		case APPEAL_MOVE_EXTEND:
			return check_extend(a, f);
		case APPEAL_MOVE_PAUSE:
			return f->day > a->decision_due ? APPEAL_REFUSE_OVERDUE : APPEAL_OK;
		case APPEAL_MOVE_UPHOLD:
		case APPEAL_MOVE_CORRECT:
		case APPEAL_MOVE_REJECT:
			return check_decision(move, f);
		case APPEAL_MOVE_REQUEST_REVIEW:
			return f->reversed ? APPEAL_REFUSE_REVERSED : APPEAL_OK;
		default:
			return APPEAL_OK;
	}
}

/* ----------
 * moves
 *
 * Each changes the appeal and returns false where a day by which something is
 * due lies past CAL_LAST_DAY.
 * ----------
 */

static bool
file(Appeal *a, const AppealFacts *f)
{
	int32_t		mark = appeal_clock(f->policy, CLOCK_MARK).working_days,
				forward = appeal_clock(f->policy, CLOCK_FORWARD).working_days,
				decision = appeal_clock(f->policy, CLOCK_DECISION).working_days;

	*a = (Appeal) {.instance = 1,.filed_on = f->day,.clock_from = f->day,.marked_on = APPEAL_NO_DAY,
		.forwarded_on = APPEAL_NO_DAY,.paused_on = APPEAL_NO_DAY,.decided_on = APPEAL_NO_DAY};
	return workday_add(f->calendar, f->day, mark, &a->mark_due) &&
		workday_add(f->calendar, f->day, forward, &a->forward_due) &&
		workday_add(f->calendar, f->day, decision, &a->decision_due);
}

/* Who forwards late does so at the cost of the time to decide, not of the appellant. */
static bool
forward(Appeal *a, const AppealFacts *f)
{
	int32_t		from = f->day < a->forward_due ? f->day : a->forward_due;
	int32_t		due;

	if (!workday_add(f->calendar, from,
					 appeal_clock(f->policy, CLOCK_DECISION).working_days, &due))
		return false;
	a->forwarded_on = f->day;
	if (due > a->decision_due)
		a->decision_due = due;
	return true;
}

static bool
extend(Appeal *a, const AppealFacts *f)
{
	a->extended = true;
	return workday_add(f->calendar, a->decision_due,
					   decision_clock(a, f->policy).extension_days, &a->decision_due);
}

static bool
resume(Appeal *a, const AppealFacts *f)
{
	int32_t		remaining = a->remaining;

	a->stopped += workday_count(f->calendar, a->paused_on, f->day);
	a->paused_on = APPEAL_NO_DAY;
	a->remaining = 0;
	return workday_add(f->calendar, f->day, remaining, &a->decision_due);
}

static bool
request_review(Appeal *a, const AppealFacts *f)
{
	a->instance = 2;
	a->clock_from = f->day;
	a->extended = false;
	a->stopped = 0;
	a->decided_on = APPEAL_NO_DAY;
	a->notified = 0;
	return workday_add(f->calendar, f->day,
					   appeal_clock(f->policy, CLOCK_REVIEW).working_days, &a->decision_due);
}

/* What a move does to days and clocks. */
static bool
make_move(Appeal *a, AppealMove move, const AppealFacts *f)
{
	switch (move)
	{
		case APPEAL_MOVE_FILE:
			return file(a, f);
		case APPEAL_MOVE_MARK:
			a->marked_on = f->day;
			return true;
		case APPEAL_MOVE_FORWARD:
			return forward(a, f);
		case APPEAL_MOVE_EXTEND:
			return extend(a, f);
		case APPEAL_MOVE_PAUSE:
			a->paused_on = f->day;
			a->remaining = workday_count(f->calendar, f->day, a->decision_due);
			return true;
		case APPEAL_MOVE_RESUME:
			return resume(a, f);
		case APPEAL_MOVE_REQUEST_REVIEW:
			return request_review(a, f);
		case APPEAL_MOVE_WITHDRAW:
			a->paused_on = APPEAL_NO_DAY;
			a->remaining = 0;
			return true;
		default:
			a->decided_on = f->day;
			return true;
	}
}

bool
appeal_replay(const AppealMade *made, int n, const AppealFacts *f, Appeal *a)
{
	AppealFacts then = *f;

	*a = (Appeal) {0};
	for (int i = 0; i < n; i++)
	{
		AppealState state = appeal_next(a->state, made[i].move);

		then.day = made[i].day;
		if (!make_move(a, made[i].move, &then))
			return false;
		a->state = state;
	}
	return true;
}

/* What a move posts: what the appeal suspended counts again, unless it was reversed meanwhile. */
static void
adjust_entry(AppealMove move, const AppealFacts *f, AppealStep *step)
{
	Appeal	   *a = &step->after;

	switch (move)
	{
		case APPEAL_MOVE_MARK:
		case APPEAL_MOVE_REQUEST_REVIEW:
			if (a->suspended || !f->policy->appeal_suspends || f->reversed)
				return;
			a->suspended = true;
			step->posts = ENTRY_SUSPENSION;
			return;
		case APPEAL_MOVE_REJECT:
		case APPEAL_MOVE_WITHDRAW:
			if (a->suspended && !f->reversed)
				step->posts = ENTRY_REINSTATEMENT;
			a->suspended = false;
			return;
		case APPEAL_MOVE_UPHOLD:
		case APPEAL_MOVE_CORRECT:
			if (!f->reversed)
				step->posts = ENTRY_REVERSAL;
			step->corrects = move == APPEAL_MOVE_CORRECT;
			a->suspended = false;
			return;
		default:
			return;
	}
}

/* Was a move made after the day by which it was due, and how long did a decision take? */
static void
measure(const Appeal *a, AppealMove move, const AppealFacts *f, AppealStep *step)
{
	switch (move)
	{
		case APPEAL_MOVE_MARK:
			step->late = f->day > a->mark_due;
			return;
		case APPEAL_MOVE_FORWARD:
			step->late = f->day > a->forward_due;
			return;
		case APPEAL_MOVE_UPHOLD:
		case APPEAL_MOVE_CORRECT:
		case APPEAL_MOVE_REJECT:
			step->late = f->day > a->decision_due;
			step->took = workday_count(f->calendar, a->clock_from, f->day) - a->stopped;
			return;
		default:
			return;
	}
}

AppealRefusal
appeal_try(const Appeal *a, AppealMove move, const AppealFacts *f, AppealStep *step)
{
	AppealState next = appeal_next(a->state, move);
	AppealRefusal r;

	*step = (AppealStep) {*a, CELL_SUM, false, false, APPEAL_NOT_TAKEN};
	if (next == APPEAL_NONE)
		return APPEAL_REFUSE_STATE;
	r = check_move(a, move, f);
	if (r != APPEAL_OK)
		return r;
	if (!make_move(&step->after, move, f))
	{
		step->after = *a;
		return APPEAL_REFUSE_NEVER;
	}
	step->after.state = next;
	measure(a, move, f, step);
	adjust_entry(move, f, step);
	return APPEAL_OK;
}
