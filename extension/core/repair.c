/*-------------------------------------------------------------------------
 *
 * repair.c
 *	  The life of a repair case.
 *
 * One table says which moves there are.  repair_try() looks a move up in it,
 * asks the move's guards, and works out the case after it.  So nothing can
 * happen that the table, from which docs/repair-states.md is made, does not
 * show.
 *
 * A window of min and max days begins on the day of the document.  The minimum
 * is over on the document's day + min, publicity is over on the document's day
 * + max.  There is no time of day here: moves of one day happen in the order
 * in which they are tried.
 *
 *-------------------------------------------------------------------------
 */
#include "core/repair.h"

#include <string.h>

#define BY(actor)	(1u << (actor))
#define BY_DECIDER	(BY(ACTOR_REVIEWER) | BY(ACTOR_PANEL))

const char *const repair_state_names[REPAIR_STATES] = {
	"none", "waiting", "repairable", "applied", "returned", "appealed",
	"repaired", "rejected", "withdrawn", "expired", "annulled", "lapsed"
};

const char *const repair_move_names[REPAIR_MOVES] = {
	"none", "open", "mature", "submit", "return", "vote", "pass", "refuse", "restart", "appeal",
		"withdraw",
	"expire", "annul", "lapse"
};

const Vocabulary repair_states = VOCABULARY(repair_state_names);
const Vocabulary repair_moves = VOCABULARY(repair_move_names);

const Title repair_state_titles[REPAIR_STATES] = {
	{{"not opened", "未立案"}}, {{"publicity minimum runs", "公示期未满"}},
		{{"step can be worked on", "可修复"}},
	{{"awaits a decision", "待决定"}}, {{"papers returned", "补正材料"}},
		{{"refusal under review", "复核中"}},
	{{"repaired", "已修复"}}, {{"refused", "不予修复"}}, {{"withdrawn", "已撤回"}},
		{{"publicity over", "公示期满"}},
	{{"annulled", "已撤销"}}, {{"forgotten", "保存期满"}}
};

/* every open state can end in these ways */
#define ENDINGS(state) \
	{state, MOVE_WITHDRAW, REPAIR_WITHDRAWN, BY(ACTOR_SERVICE), "the subject gives up"}, \
	{state, MOVE_EXPIRE, REPAIR_EXPIRED, BY(ACTOR_SYSTEM), "publicity reaches its maximum"}, \
	{state, MOVE_VOID, REPAIR_VOID, BY(ACTOR_SYSTEM), "the loss is reversed"}, \
	{state, MOVE_LAPSE, REPAIR_LAPSED, BY(ACTOR_SYSTEM), "the retention of the loss is over"}

const RepairTransition repair_transitions[] = {
	{REPAIR_NONE, MOVE_OPEN, REPAIR_WAITING, BY(ACTOR_SERVICE),
		"the publicity minimum has not run yet"},
	{REPAIR_NONE, MOVE_OPEN, REPAIR_REPAIRABLE, BY(ACTOR_SERVICE), "the publicity minimum has run"},
	{REPAIR_WAITING, MOVE_MATURE, REPAIR_REPAIRABLE, BY(ACTOR_SYSTEM),
		"the publicity minimum has run"},
	{REPAIR_REPAIRABLE, MOVE_SUBMIT, REPAIR_APPLIED, BY(ACTOR_SERVICE),
		"waiting time is over, evidence is there"},
	{REPAIR_REPAIRABLE, MOVE_RESTART, REPAIR_REPAIRABLE, BY(ACTOR_SYSTEM),
		"a new loss broke the observation"},
	{REPAIR_REPAIRABLE, MOVE_PASS, REPAIR_REPAIRABLE, BY(ACTOR_SYSTEM),
		"the ledger proves the step; another follows"},
	{REPAIR_REPAIRABLE, MOVE_PASS, REPAIR_REPAIRED, BY(ACTOR_SYSTEM),
		"the ledger proves the last step"},
	{REPAIR_APPLIED, MOVE_RETURN, REPAIR_RETURNED, BY_DECIDER,
		"papers are missing, all named at once"},
	{REPAIR_APPLIED, MOVE_VOTE, REPAIR_APPLIED, BY(ACTOR_PANEL), "a member of the panel votes"},
	{REPAIR_APPLIED, MOVE_PASS, REPAIR_REPAIRABLE, BY_DECIDER, "another step follows"},
	{REPAIR_APPLIED, MOVE_PASS, REPAIR_REPAIRED, BY_DECIDER, "it was the last step"},
	{REPAIR_APPLIED, MOVE_REFUSE, REPAIR_REJECTED, BY_DECIDER, "the step is refused"},
	{REPAIR_RETURNED, MOVE_SUBMIT, REPAIR_APPLIED, BY(ACTOR_SERVICE), "what was missing is there"},
	{REPAIR_RETURNED, MOVE_RESTART, REPAIR_REPAIRABLE, BY(ACTOR_SYSTEM),
		"a new loss broke the observation"},
	{REPAIR_REJECTED, MOVE_APPEAL, REPAIR_APPEALED, BY(ACTOR_SERVICE), "once for each step"},
	{REPAIR_APPEALED, MOVE_PASS, REPAIR_REPAIRABLE, BY(ACTOR_REVIEWER),
		"another reviewer passes it; another step follows"},
	{REPAIR_APPEALED, MOVE_PASS, REPAIR_REPAIRED, BY(ACTOR_REVIEWER),
		"another reviewer passes the last step"},
	{REPAIR_APPEALED, MOVE_REFUSE, REPAIR_REJECTED, BY(ACTOR_REVIEWER),
		"another reviewer refuses it, too"},
	ENDINGS(REPAIR_WAITING),
	ENDINGS(REPAIR_REPAIRABLE),
	ENDINGS(REPAIR_APPLIED),
	ENDINGS(REPAIR_RETURNED),
	ENDINGS(REPAIR_APPEALED),
};

const int	n_repair_transitions = sizeof(repair_transitions) / sizeof(repair_transitions[0]);

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t
earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* The day some days after another, or REPAIR_NEVER. */
static int32_t
days_after(int32_t day, int32_t days)
{
	return earlier(day + days, REPAIR_NEVER);
}

bool
repair_allows(RepairState from, RepairMove move, RepairState to)
{
	for (int i = 0; i < n_repair_transitions; i++)
		if (repair_transitions[i].from == from && repair_transitions[i].move == move &&
			repair_transitions[i].to == to)
			return true;
	return false;
}

/* The first row of the table for a move from a state, if the actor may make it; or NULL. */
static const RepairTransition *
find_transition(RepairState from, RepairMove move, RepairActor actor)
{
	for (int i = 0; i < n_repair_transitions; i++)
		if (repair_transitions[i].from == from && repair_transitions[i].move == move &&
			(repair_transitions[i].actors & BY(actor)))
			return &repair_transitions[i];
	return NULL;
}

/* ----------
 * paths and windows
 * ----------
 */

bool
repair_path_find(const Policy *policy, Severity severity, const char *path, RepairPath *found)
{
	found->n = 0;
	for (bool more = true; more && found->n < REPAIR_MAX_STEPS;)
	{
		more = false;
		for (int i = 0; i < policy->n_steps && !more; i++)
		{
			const RepairStep *s = &policy->steps[i];

			if (s->severity == severity && s->path && strcmp(s->path, path) == 0 &&
				s->step == found->n + 1)
			{
				found->steps[found->n++] = s;
				more = true;
			}
		}
	}
	return found->n > 0;
}

void
repair_window_widen(const Policy *policy, Severity severity, int32_t *min_days, int32_t *max_days)
{
	for (int i = 0; i < policy->n_windows; i++)
		if (policy->windows[i].severity == severity)
		{
			*min_days = later(*min_days, policy->windows[i].min_days);
			*max_days = later(*max_days, policy->windows[i].max_days);
			return;
		}
	*max_days = REPAIR_NEVER;
}

/* ----------
 * days
 * ----------
 */

int32_t
repair_ready_day(const RepairPath *path, const RepairCase *c)
{
	const RepairStep *s = repair_step(path, c);
	int32_t		begins = c->step == 1 ? c->document_day : c->step_since;
	int32_t		day;

	if (s == NULL)
		return REPAIR_NEVER;
	day = later(c->repairable_from, days_after(begins, s->min_days));
	if (step_proof(s) == PROOF_NO_LOSS)
		/* a part of a day is over when the day is */
		day = later(day, days_after(c->step_since, (int32_t) ((s->amount + 99) / 100)));
	return day;
}

RepairWaitsFor
repair_waits_for(const RepairPath *path, const RepairCase *c)
{
	const RepairStep *s = repair_step(path, c);

	if (s == NULL)
		return WAITS_FOR_NOTHING;
	/* a loss that becomes known while a submission is returned breaks the observation, too */
	if (step_proof(s) == PROOF_NO_LOSS)
		return c->state == REPAIR_REPAIRABLE || c->state == REPAIR_RETURNED ? WAITS_FOR_LOSSES :
			WAITS_FOR_NOTHING;
	return c->state == REPAIR_REPAIRABLE && s->decider == DECIDER_SYSTEM ? WAITS_FOR_HOURS :
		WAITS_FOR_NOTHING;
}

int32_t
repair_next_day(const RepairPath *path, const RepairCase *c)
{
	int32_t		day = earlier(c->ends_on, c->lapses_on);

	if (!repair_is_open(c->state))
		return REPAIR_NEVER;
	if (c->state == REPAIR_WAITING)
		day = earlier(day, c->repairable_from);
	if (repair_waits_for(path, c) != WAITS_FOR_NOTHING)
		day = earlier(day, repair_ready_day(path, c));
	return day;
}

/* ----------
 * guards
 * ----------
 */

/* Is there what the step asks for? */
static RepairRefusal
check_proof(const RepairPath *path, const RepairCase *c, const RepairFacts *f, int32_t *possible_on)
{
	const RepairStep *s = repair_step(path, c);

	*possible_on = repair_ready_day(path, c);
	if (step_proof(s) == PROOF_NO_LOSS && f->broken_on >= c->step_since)
	{
		RepairCase	anew = *c;

		anew.step_since = days_after(f->broken_on, 1);
		*possible_on = repair_ready_day(path, &anew);
		return REFUSE_BROKEN;
	}
	if (f->day < *possible_on)
		return REFUSE_EARLY;
	if (step_proof(s) == PROOF_HOURS && f->hours < s->amount)
		return REFUSE_HOURS;
	return REPAIR_OK;
}

/*
 * May this actor decide?  Not if the actor recorded the loss or made the
 * submission.
 */
static RepairRefusal
check_decider(const RepairFacts *f)
{
	if (f->is_recorder)
		return REFUSE_RECORDER;
	if (f->is_submitter)
		return REFUSE_SUBMITTER;
	return REPAIR_OK;
}

static RepairRefusal
check_submit(const RepairPath *path, const RepairCase *c, const RepairFacts *f,
			 int32_t *possible_on)
{
	const RepairStep *s = repair_step(path, c);
	RepairRefusal r;

	if (s->decider == DECIDER_SYSTEM)
		return REFUSE_SYSTEM;
	r = check_proof(path, c, f, possible_on);
	if (r == REPAIR_OK && s->evidence_required && !f->has_evidence)
		r = REFUSE_EVIDENCE;
	if (r == REPAIR_OK && s->decider == DECIDER_PANEL && f->seats < s->quorum)
		r = REFUSE_SEATS;
	return r;
}

static RepairRefusal
check_vote(const RepairStep *s, const RepairFacts *f)
{
	if (s->decider != DECIDER_PANEL)
		return REFUSE_NO_PANEL;
	if (!f->on_panel)
		return REFUSE_NOT_ON_PANEL;
	if (check_decider(f) != REPAIR_OK)
		return check_decider(f);
	return f->has_decided ? REFUSE_DECIDED : REPAIR_OK;
}

/*
 * Return, pass or refuse what was handed in.  The vote that completes the count
 * of a panel also makes the panel's decision.  A reviewer who had no part in a
 * refusal decides the appeal against it.
 */
static RepairRefusal
check_decision(const RepairPath *path, const RepairCase *c, RepairMove move, const RepairFacts *f,
			   int32_t *possible_on)
{
	const RepairStep *s = repair_step(path, c);
	RepairRefusal r = check_decider(f);

	if (c->state == REPAIR_APPLIED && s->decider == DECIDER_PANEL && f->actor != ACTOR_PANEL)
		return REFUSE_PANEL;
	if (f->actor == ACTOR_PANEL && s->decider != DECIDER_PANEL)
		return REFUSE_NO_PANEL;
	if (f->actor == ACTOR_PANEL && !f->on_panel)
		return REFUSE_NOT_ON_PANEL;
	if (f->actor == ACTOR_PANEL && move != MOVE_RETURN &&
		repair_panel(s, f->yes, f->no, f->seats) != move)
		return REFUSE_NOT_DUE;
	if (r == REPAIR_OK && c->state == REPAIR_APPEALED && f->has_decided)
		r = REFUSE_DECIDED;
	if (r == REPAIR_OK && move == MOVE_PASS)
		r = check_proof(path, c, f, possible_on);
	return r;
}

/* Pass a step that the ledger proves and nobody decides. */
static RepairRefusal
check_system_pass(const RepairPath *path, const RepairCase *c, const RepairFacts *f,
				  int32_t *possible_on)
{
	RepairRefusal r;

	if (repair_step(path, c)->decider != DECIDER_SYSTEM)
		return REFUSE_NOT_DUE;
	r = check_proof(path, c, f, possible_on);
	return r == REPAIR_OK ? r : REFUSE_NOT_DUE;
}

/* A broken observation starts again on the day on which it would have ended. */
static RepairRefusal
check_restart(const RepairPath *path, const RepairCase *c, const RepairFacts *f)
{
	return step_proof(repair_step(path, c)) == PROOF_NO_LOSS && f->broken_on >= c->step_since &&
		f->broken_on <= f->day && f->day >= repair_ready_day(path, c) ? REPAIR_OK : REFUSE_NOT_DUE;
}

static RepairRefusal
due_if(bool due)
{
	return due ? REPAIR_OK : REFUSE_NOT_DUE;
}

static RepairRefusal
check_move(const RepairPath *path, const RepairCase *c, RepairMove move, const RepairFacts *f,
		   int32_t *possible_on)
{
	switch (move)
	{
		case MOVE_MATURE:
			return due_if(f->day >= c->repairable_from);
		case MOVE_SUBMIT:
			return check_submit(path, c, f, possible_on);
		case MOVE_VOTE:
			return check_vote(repair_step(path, c), f);
		case MOVE_RETURN:
		case MOVE_REFUSE:
			return check_decision(path, c, move, f, possible_on);
		case MOVE_PASS:
			return f->actor == ACTOR_SYSTEM ? check_system_pass(path, c, f, possible_on) :
				check_decision(path, c, move, f, possible_on);
		case MOVE_RESTART:
			return check_restart(path, c, f);
		case MOVE_APPEAL:
			return c->appealed ? REFUSE_APPEALED : REPAIR_OK;
		case MOVE_EXPIRE:
			return due_if(f->day >= c->ends_on);
		case MOVE_VOID:
			return due_if(f->reversed);
		case MOVE_LAPSE:
			return due_if(f->day >= c->lapses_on);
		case MOVE_OPEN:			/* repair_open() does this */
			return REFUSE_STATE;
		default:
			return REPAIR_OK;
	}
}

/* ----------
 * moves
 * ----------
 */

/* Go on to the next step, or to the end of the path: the table lists both. */
static void
pass_step(const RepairPath *path, RepairCase *next, const RepairFacts *f)
{
	const RepairStep *s = repair_step(path, next);

	/* the share never falls, and is never more than all */
	next->restored_bp = earlier(later(next->restored_bp, s->restores), SHARE_ONE);
	next->appealed = false;
	next->state = next->step < path->n ? REPAIR_REPAIRABLE : REPAIR_REPAIRED;
	if (next->state == REPAIR_REPAIRABLE)
	{
		next->step++;
		next->step_since = f->day;
	}
}

void
repair_open(RepairCase *c, int32_t document_day, int32_t min_days, int32_t max_days,
			int32_t lapses_on,
			int32_t step, int32_t restored_bp, int32_t day)
{
	memset(c, 0, sizeof(*c));
	c->step = step;
	c->step_since = day;
	c->document_day = document_day;
	c->repairable_from = days_after(document_day, min_days);
	c->ends_on = days_after(document_day, max_days);
	c->lapses_on = lapses_on;
	c->restored_bp = restored_bp;
	c->state = day < c->repairable_from ? REPAIR_WAITING : REPAIR_REPAIRABLE;
}

RepairRefusal
repair_try(const RepairPath *path, const RepairCase *c, RepairMove move, const RepairFacts *f,
		   RepairCase *next, int32_t *possible_on)
{
	const RepairTransition *t = find_transition(c->state, move, f->actor);
	bool		closes = move == MOVE_EXPIRE || move == MOVE_VOID || move == MOVE_LAPSE;
	bool		needs_step = !closes && move != MOVE_WITHDRAW;
	RepairRefusal r;

	*next = *c;
	*possible_on = REPAIR_NEVER;
	if (t == NULL || (needs_step && repair_step(path, c) == NULL))
		return REFUSE_STATE;
	if (f->reversed && move != MOVE_VOID)
		return REFUSE_REVERSED;
	if (!closes && f->day >= earlier(c->ends_on, c->lapses_on))
		return REFUSE_OVER;
	r = check_move(path, c, move, f, possible_on);
	if (r != REPAIR_OK)
		return r;
	next->state = t->to;
	if (move == MOVE_PASS)
		pass_step(path, next, f);
	if (move == MOVE_RESTART)
		next->step_since = days_after(f->broken_on, 1);
	if (move == MOVE_APPEAL)
		next->appealed = true;
	return REPAIR_OK;
}

RepairMove
repair_panel(const RepairStep *step, int32_t yes, int32_t no, int32_t seats)
{
	int32_t		votes = yes + no;
	int32_t		all = later(seats, votes);

	if (votes < step->quorum)
		return MOVE_NONE;
	if ((int64_t) yes * SHARE_ONE > (int64_t) step->majority * votes)
		return MOVE_PASS;
	if ((int64_t) (all - no) * SHARE_ONE <= (int64_t) step->majority * all)
		return MOVE_REFUSE;
	return MOVE_NONE;
}

RepairMove
repair_automatic(const RepairPath *path, const RepairCase *c, const RepairFacts *f,
				 RepairCase *next)
{
	static const RepairMove moves[] = {MOVE_VOID, MOVE_LAPSE, MOVE_EXPIRE, MOVE_MATURE,
		MOVE_RESTART, MOVE_PASS};
	RepairFacts facts = *f;
	int32_t		possible_on;

	facts.actor = ACTOR_SYSTEM;
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (repair_try(path, c, moves[i], &facts, next, &possible_on) == REPAIR_OK)
			return moves[i];
	return MOVE_NONE;
}
