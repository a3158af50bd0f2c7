/*-------------------------------------------------------------------------
 *
 * unit_appeal.c
 *	  The table of appeals: what holds for every walk through it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/appeal.h"
#include "unit.h"

#define WALKS	200000

static uint32_t seed = 36;

static int
random_below(int n)
{
	seed = seed * 1664525 + 1013904223;
	return (int) (((uint64_t) seed * (uint32_t) n) >> 32);
}

static void
test_names(void)
{
	for (int i = 0; i < APPEAL_STATES; i++)
		for (int j = 0; j < i; j++)
			check(strcmp(appeal_state_names[i], appeal_state_names[j]) != 0,
				  "two states are called %s", appeal_state_names[i]);
	for (int i = 0; i < APPEAL_MOVES; i++)
		for (int j = 0; j < i; j++)
			check(strcmp(appeal_move_names[i], appeal_move_names[j]) != 0,
				  "two moves are called %s", appeal_move_names[i]);
}

/* Is there a way from one state to another? */
static bool
reaches(AppealState from, AppealState to)
{
	bool		seen[APPEAL_STATES] = {false};

	seen[from] = true;
	for (int round = 0; round < APPEAL_STATES; round++)
		for (int s = 0; s < APPEAL_STATES; s++)
			for (int m = 0; seen[s] && m < APPEAL_MOVES; m++)
				seen[appeal_next((AppealState) s, (AppealMove) m)] = true;
	return seen[to];
}

static void
test_table(void)
{
	for (int s = APPEAL_FILED; s < APPEAL_STATES; s++)
	{
		AppealState state = (AppealState) s;
		bool		moves = false;

		check(reaches(APPEAL_NONE, state), "%s is never reached", appeal_state_names[s]);
		check(!appeal_is_disputed(state) || appeal_is_open(state), "%s is disputed and not open",
			  appeal_state_names[s]);
		check(!appeal_is_open(state) ||
			  appeal_next(state, APPEAL_MOVE_WITHDRAW) == APPEAL_WITHDRAWN,
			  "%s is open and cannot be withdrawn", appeal_state_names[s]);
		for (int m = 0; m < APPEAL_MOVES; m++)
			moves |= appeal_next(state, (AppealMove) m) != APPEAL_NONE;
		check(moves == (appeal_is_open(state) || state == APPEAL_REJECTED),
			  "what can be done when %s", appeal_state_names[s]);
	}
	check_int(appeal_next(APPEAL_NONE, APPEAL_MOVE_FILE), APPEAL_FILED,
			  "it begins when it is filed");
	for (int s = APPEAL_FILED; s < APPEAL_STATES; s++)
		check_int(appeal_next((AppealState) s, APPEAL_MOVE_FILE), APPEAL_NONE, "%s cannot be filed",
				  appeal_state_names[s]);
}

/*
 * Walks of random moves.  Nothing is decided before it was marked nor while
 * its clock stands, nothing after the end, twice at the most, and only after
 * a rejection a second time.
 */
static void
test_walks(void)
{
	for (int walk = 0; walk < WALKS; walk++)
	{
		AppealState state = APPEAL_NONE;
		int			decisions = 0,
					rejections = 0;
		bool		marked = false,
					ended = false;

		for (int step = 0; step < 40; step++)
		{
			AppealMove	move = (AppealMove) random_below(APPEAL_MOVES);
			AppealState next = appeal_next(state, move);
			bool		decides = move == APPEAL_MOVE_UPHOLD || move == APPEAL_MOVE_CORRECT ||
				move == APPEAL_MOVE_REJECT;

			if (next == APPEAL_NONE)
				continue;
			check(!ended, "move %s after the end, from %s", appeal_move_names[move],
				  appeal_state_names[state]);
			if (decides)
			{
				decisions++;
				check(marked, "decided before it was marked");
				check(state != APPEAL_PAUSED && state != APPEAL_REVIEW_PAUSED,
					  "decided while the clock stands");
				check_int(rejections, decisions - 1, "decisions after one that was none");
			}
			rejections += move == APPEAL_MOVE_REJECT;
			marked |= move == APPEAL_MOVE_MARK;
			check(decisions <= 2, "decided three times");
			check(!appeal_is_disputed(next) || marked, "disputed without a mark");
			state = next;
			ended = !appeal_is_open(state) && state != APPEAL_REJECTED;
		}
	}
}

static void
test_clocks(void)
{
	Clock		own[] = {{"appeal_decision", 3, 4}, {"removal", 1, 0}};
	Policy		policy = {.n_clocks = 2,.clocks = own};
	Policy		plain = {0};

	check_int(appeal_clock(&plain, CLOCK_MARK).working_days, 1, "mark");
	check_int(appeal_clock(&plain, CLOCK_DECISION).working_days, 5, "decision");
	check_int(appeal_clock(&plain, CLOCK_REVIEW).extension_days, 15,
			  "extension of the second instance");
	check_int(appeal_clock(&plain, CLOCK_FORWARD).working_days, 2, "forwarding");
	check_int(appeal_clock(&plain, CLOCK_REMOVAL).working_days, 3, "removal");
	check_int(appeal_clock(&policy, CLOCK_DECISION).working_days, 3, "a policy's decision");
	check_int(appeal_clock(&policy, CLOCK_REVIEW).extension_days, 4,
			  "the second instance has the time of the first");
	check_int(appeal_clock(&policy, CLOCK_REMOVAL).working_days, 1, "a policy's removal");
	check_int(appeal_clock(&policy, CLOCK_MARK).working_days, 1,
			  "the default where a policy has none");
}

/* ----------
 * single moves
 * ----------
 */

#define DAY		8768			/* 2024-01-03, a Wednesday */

static const WorkCalendar weekdays = {0, NULL, NULL};
static Policy plain_policy = {0};
static Policy suspending = {.appeal_suspends = true};

static AppealFacts
facts_on(int32_t day)
{
	return (AppealFacts) {.day = day,.policy = &plain_policy,.calendar = &weekdays};
}

/* Make a move that has to be possible; the appeal after it. */
static AppealStep
make(const Appeal *a, AppealMove move, const AppealFacts *f)
{
	AppealStep	step;

	check_int(appeal_try(a, move, f, &step), APPEAL_OK, "%s", appeal_move_names[move]);
	return step;
}

/* Fields that moves change. */
static bool
same(const Appeal *a, const Appeal *b)
{
	return a->state == b->state && a->suspended == b->suspended && a->extended == b->extended &&
		a->decision_due == b->decision_due && a->paused_on == b->paused_on &&
		a->forwarded_on == b->forwarded_on && a->instance == b->instance;
}

static void
refused(const Appeal *a, AppealMove move, const AppealFacts *f, AppealRefusal refusal,
		const char *what)
{
	AppealStep	step;

	check_int(appeal_try(a, move, f, &step), refusal, "%s", what);
	check(same(&step.after, a) && step.posts == CELL_SUM, "%s changed something", what);
}

static Appeal
filed_on(int32_t day, const AppealFacts *like)
{
	AppealFacts f = *like;
	Appeal		none;

	memset(&none, 0, sizeof(none));
	f.day = day;
	return make(&none, APPEAL_MOVE_FILE, &f).after;
}

static Appeal
marked_on(int32_t day, const AppealFacts *like)
{
	Appeal		a = filed_on(day, like);
	AppealFacts f = *like;

	f.day = day;
	return make(&a, APPEAL_MOVE_MARK, &f).after;
}

static void
test_filing(void)
{
	AppealFacts f = facts_on(DAY);
	Appeal		a = filed_on(DAY, &f);
	Appeal		none;

	check_int(a.state, APPEAL_FILED, "state");
	check_int(a.instance, 1, "instance");
	check_int(a.filed_on, DAY, "filed on");
	check_int(a.clock_from, DAY, "its clock starts");
	check_int(a.mark_due, DAY + 1, "the mark is due");
	check_int(a.forward_due, DAY + 2, "forwarding is due");
	check_int(a.decision_due, DAY + 7, "the decision is due after a weekend");
	check_int(appeal_decision_due(&a), DAY + 7, "the decision that is due");
	memset(&none, 0, sizeof(none));
	f.reversed = true;
	refused(&none, APPEAL_MOVE_FILE, &f, APPEAL_REFUSE_REVERSED, "nothing left to contest");
	f = facts_on(DAY);
	f.barred = true;
	refused(&none, APPEAL_MOVE_FILE, &f, APPEAL_REFUSE_BARRED, "rejected before");
	check(appeal_bars(APPEAL_REJECTED, 1), "a rejected one bars");
	check(appeal_bars(APPEAL_CONFIRMED, 2), "a confirmed one bars");
	check(appeal_bars(APPEAL_WITHDRAWN, 2), "one withdrawn from the second instance bars");
	check(!appeal_bars(APPEAL_WITHDRAWN, 1), "one withdrawn before does not");
	check(!appeal_bars(APPEAL_UPHELD, 1), "one upheld does not");
	refused(&none, APPEAL_MOVE_MARK, &f, APPEAL_REFUSE_STATE, "marked before it was filed");
}

/* Each day by which something is due may lie past the last day of a programme. */
static void
test_end_of_days(void)
{
	AppealFacts f = facts_on(CAL_LAST_DAY);
	Appeal		a = marked_on(DAY, &f);
	Appeal		none;

	memset(&none, 0, sizeof(none));
	refused(&none, APPEAL_MOVE_FILE, &f, APPEAL_REFUSE_NEVER, "the mark would be due too late");
	f.day = CAL_LAST_DAY - 1;
	refused(&none, APPEAL_MOVE_FILE, &f, APPEAL_REFUSE_NEVER, "forwarding would be due too late");
	f.day = CAL_LAST_DAY - 4;
	refused(&none, APPEAL_MOVE_FILE, &f, APPEAL_REFUSE_NEVER, "the decision would be due too late");
	a.forward_due = a.decision_due = f.day = CAL_LAST_DAY;
	refused(&a, APPEAL_MOVE_FORWARD, &f, APPEAL_REFUSE_NEVER, "forwarded too late");
	refused(&a, APPEAL_MOVE_EXTEND, &f, APPEAL_REFUSE_NEVER, "extended too far");
	a.state = APPEAL_PAUSED;
	a.paused_on = CAL_LAST_DAY;
	a.remaining = 1;
	refused(&a, APPEAL_MOVE_RESUME, &f, APPEAL_REFUSE_NEVER, "resumed too late");
	a.state = APPEAL_REJECTED;
	refused(&a, APPEAL_MOVE_REQUEST_REVIEW, &f, APPEAL_REFUSE_NEVER, "a review too late");
}

static void
test_marking(void)
{
	AppealFacts f = facts_on(DAY);
	Appeal		a = filed_on(DAY, &f);
	AppealStep	step = make(&a, APPEAL_MOVE_MARK, &f);

	check_int(step.after.marked_on, DAY, "marked on");
	check_int(step.after.state, APPEAL_MARKED, "state");
	check(!step.late && step.posts == CELL_SUM && !step.after.suspended, "nothing is suspended");
	check_int(appeal_decision_due(&step.after), DAY + 7, "then the decision is due");
	f.policy = &suspending;
	f.day = DAY + 2;
	step = make(&a, APPEAL_MOVE_MARK, &f);
	check(step.late && step.posts == ENTRY_SUSPENSION && step.after.suspended,
		  "late, and suspended");
	f.reversed = true;
	step = make(&a, APPEAL_MOVE_MARK, &f);
	check(step.posts == CELL_SUM && !step.after.suspended, "what was reversed is not suspended");
	f.reversed = false;
	a.suspended = true;
	check_int(make(&a, APPEAL_MOVE_MARK, &f).posts, CELL_SUM, "it is suspended once");
}

static void
test_forwarding(void)
{
	AppealFacts f = facts_on(DAY + 1);
	Appeal		a = filed_on(DAY, &f);
	AppealStep	step = make(&a, APPEAL_MOVE_FORWARD, &f);

	check_int(step.after.decision_due, DAY + 8, "the clock starts again");
	check_int(step.after.forwarded_on, DAY + 1, "forwarded on");
	check(!step.late, "in time");
	refused(&step.after, APPEAL_MOVE_FORWARD, &f, APPEAL_REFUSE_FORWARDED, "forwarded twice");
	f.day = DAY + 30;
	step = make(&a, APPEAL_MOVE_FORWARD, &f);
	check_int(step.after.decision_due, DAY + 9, "as if it had been forwarded in time");
	check(step.late, "late");
	a.decision_due = DAY + 40;
	check_int(make(&a, APPEAL_MOVE_FORWARD, &f).after.decision_due, DAY + 40,
			  "never less time than before");
	a.extended = true;
	refused(&a, APPEAL_MOVE_FORWARD, &f, APPEAL_REFUSE_EXTENDED, "forwarded after an extension");
}

static void
test_extension(void)
{
	Clock		none[] = {{"appeal_decision", 5, 0}, {"review_decision", 5, 2}};
	Policy		strict = {.n_clocks = 2,.clocks = none};
	AppealFacts f = facts_on(DAY + 7);
	Appeal		a = marked_on(DAY, &f);
	AppealStep	step = make(&a, APPEAL_MOVE_EXTEND, &f);

	check_int(step.after.decision_due, DAY + 28, "by 15 working days");
	refused(&step.after, APPEAL_MOVE_EXTEND, &f, APPEAL_REFUSE_EXTENDED, "extended twice");
	f.day = DAY + 8;
	refused(&a, APPEAL_MOVE_EXTEND, &f, APPEAL_REFUSE_OVERDUE, "extended when it is overdue");
	f.policy = &strict;
	refused(&a, APPEAL_MOVE_EXTEND, &f, APPEAL_REFUSE_NO_EXTENSION,
			"a policy without an extension");
	a.instance = 2;
	f.day = DAY + 7;
	check_int(make(&a, APPEAL_MOVE_EXTEND, &f).after.decision_due, DAY + 9,
			  "the second instance has its own");
}

static void
test_pause(void)
{
	AppealFacts f = facts_on(DAY + 5);	/* a Monday, two working days before the end */
	Appeal		a = marked_on(DAY, &f);
	AppealStep	step = make(&a, APPEAL_MOVE_PAUSE, &f);

	check_int(step.after.paused_on, DAY + 5, "paused on");
	check_int(step.after.remaining, 2, "two working days are left");
	check_int(appeal_decision_due(&step.after), APPEAL_NO_DAY, "nothing is due meanwhile");
	f.day = DAY + 12;
	step = make(&step.after, APPEAL_MOVE_RESUME, &f);
	check_int(step.after.stopped, 5, "five working days do not count");
	check_int(step.after.decision_due, DAY + 14, "the two are left");
	check(step.after.paused_on == APPEAL_NO_DAY && step.after.remaining == 0, "the clock goes on");
	step = make(&step.after, APPEAL_MOVE_REJECT, &f);
	check_int(step.took, 3, "working days without those that stood");
	refused(&a, APPEAL_MOVE_PAUSE, &f, APPEAL_REFUSE_OVERDUE,
			"a clock that has run out is not stopped");
	f.day = DAY + 5;
	step = make(&a, APPEAL_MOVE_PAUSE, &f);
	step = make(&step.after, APPEAL_MOVE_WITHDRAW, &f);
	check(step.after.paused_on == APPEAL_NO_DAY && step.after.remaining == 0,
		  "withdrawn while it stood");
	check_int(step.after.decided_on, APPEAL_NO_DAY, "a withdrawal is no decision");
}

static void
test_deciders(void)
{
	AppealFacts f = facts_on(DAY);
	Appeal		a = marked_on(DAY, &f);

	f.is_party = f.names_correction = f.reversed = true;
	f.is_recorder = true;
	refused(&a, APPEAL_MOVE_REJECT, &f, APPEAL_REFUSE_RECORDER, "by who recorded it");
	f.is_recorder = false;
	refused(&a, APPEAL_MOVE_REJECT, &f, APPEAL_REFUSE_PARTY, "by who filed it");
	f.is_party = false;
	refused(&a, APPEAL_MOVE_REJECT, &f, APPEAL_REFUSE_NAMES, "a rejection with a rule");
	refused(&a, APPEAL_MOVE_UPHOLD, &f, APPEAL_REFUSE_NAMES, "upheld with a rule");
	refused(&a, APPEAL_MOVE_CORRECT, &f, APPEAL_REFUSE_REVERSED,
			"corrected, but reversed meanwhile");
	f.names_correction = false;
	refused(&a, APPEAL_MOVE_REJECT, &f, APPEAL_REFUSE_REVERSED, "rejected, but reversed meanwhile");
	f.reversed = false;
	refused(&a, APPEAL_MOVE_CORRECT, &f, APPEAL_REFUSE_INCOMPLETE, "a correction of nothing");
	f.names_correction = f.complete = f.worse = true;
	refused(&a, APPEAL_MOVE_CORRECT, &f, APPEAL_REFUSE_WORSE, "a correction for the worse");
}

static void
test_decisions(void)
{
	AppealFacts f = facts_on(DAY + 8);
	Appeal		a;
	AppealStep	step;

	f.policy = &suspending;
	a = marked_on(DAY, &f);
	step = make(&a, APPEAL_MOVE_REJECT, &f);
	check(step.posts == ENTRY_REINSTATEMENT && !step.after.suspended && !step.corrects,
		  "rejected: it counts again");
	check(step.late, "a day late");
	check_int(step.took, 6, "working days");
	check_int(step.after.decided_on, DAY + 8, "decided on");
	check_int(appeal_decision_due(&step.after), APPEAL_NO_DAY, "nothing is due any more");
	f.day = DAY + 7;
	step = make(&a, APPEAL_MOVE_UPHOLD, &f);
	check(step.posts == ENTRY_REVERSAL && !step.after.suspended && !step.corrects && !step.late,
		  "upheld: reversed");
	f.names_correction = f.complete = true;
	step = make(&a, APPEAL_MOVE_CORRECT, &f);
	check(step.posts == ENTRY_REVERSAL && step.corrects, "corrected: reversed, and another one");
	f.names_correction = false;
	f.reversed = true;
	step = make(&a, APPEAL_MOVE_UPHOLD, &f);
	check(step.posts == CELL_SUM && !step.after.suspended,
		  "upheld after a reversal: nothing to reverse");
	step = make(&a, APPEAL_MOVE_WITHDRAW, &f);
	check(step.posts == CELL_SUM && !step.after.suspended,
		  "withdrawn after a reversal: nothing counts again");
	f.reversed = false;
	check_int(make(&a, APPEAL_MOVE_WITHDRAW, &f).posts, ENTRY_REINSTATEMENT,
			  "withdrawn: it counts again");
	a.suspended = false;
	check_int(make(&a, APPEAL_MOVE_WITHDRAW, &f).posts, CELL_SUM, "withdrawn, but not suspended");
}

static void
test_second_instance(void)
{
	AppealFacts f = facts_on(DAY + 8);
	Appeal		a;
	AppealStep	step;

	f.policy = &suspending;
	a = marked_on(DAY, &f);
	step = make(&a, APPEAL_MOVE_REJECT, &f);
	a = step.after;
	a.extended = true;
	a.stopped = 3;
	a.notified = 2;
	f.reversed = true;
	refused(&a, APPEAL_MOVE_REQUEST_REVIEW, &f, APPEAL_REFUSE_REVERSED, "nothing left to contest");
	f.reversed = false;
	f.day = DAY + 14;
	step = make(&a, APPEAL_MOVE_REQUEST_REVIEW, &f);
	check_int(step.posts, ENTRY_SUSPENSION, "suspended again");
	check_int(step.after.instance, 2, "instance");
	check_int(step.after.clock_from, DAY + 14, "its own clock");
	check_int(step.after.decision_due, DAY + 21, "its own time");
	check(!step.after.extended && step.after.stopped == 0 && step.after.notified == 0,
		  "starts anew");
	check_int(step.after.decided_on, APPEAL_NO_DAY, "not decided");
	check_int(make(&step.after, APPEAL_MOVE_REJECT, &f).after.state, APPEAL_CONFIRMED,
			  "rejected twice");
}

static void
test_words(void)
{
	for (int s = APPEAL_FILED; s < APPEAL_STATES; s++)
		for (int lang = LANG_EN; lang <= LANG_ZH; lang++)
		{
			const char *words = appeal_next_words[s].text[lang];
			Appeal		a = {.state = (AppealState) s,.paused_on = APPEAL_NO_DAY,.mark_due = DAY,
				.decision_due = DAY};

			if (s == APPEAL_PAUSED || s == APPEAL_REVIEW_PAUSED)
				a.paused_on = DAY;
			check(words != NULL, "%s has no words", appeal_state_names[s]);
			check((strstr(words, "%s") != NULL) == (appeal_decision_due(&a) != APPEAL_NO_DAY),
				  "%s names a day if and only if something is due", appeal_state_names[s]);
		}
}

/* ----------
 * moves made again
 * ----------
 */

#define LONGEST	12

/* Make up to LONGEST moves at random that are possible; how many, with the appeal after them. */
static int
random_moves(AppealMade *made, AppealFacts *f, Appeal *a)
{
	int			n = 0;

	*a = (Appeal) {0};
	f->day = DAY;
	for (int tries = 0; tries < 40 && n < LONGEST; tries++)
	{
		AppealMove	move = n == 0 ? APPEAL_MOVE_FILE : (AppealMove) random_below(APPEAL_MOVES);
		AppealStep	step;

		if (appeal_try(a, move, f, &step) != APPEAL_OK)
			continue;
		*a = step.after;
		made[n++] = (AppealMade) {move, f->day};
		f->day += random_below(4);
	}
	return n;
}

static bool
same_days(const Appeal *a, const Appeal *b)
{
	return same(a, b) && a->mark_due == b->mark_due && a->forward_due == b->forward_due &&
		a->clock_from == b->clock_from && a->remaining == b->remaining &&
		a->stopped == b->stopped;
}

static void
test_replay(void)
{
	int32_t		days[1],
				shift[1],
				years[1];
	WorkCalendar later = {.days = days,.shift = shift,.years = years};
	AppealMade	made[LONGEST];
	Appeal		a,
				again;

	for (int i = 0; i < WALKS / 10; i++)
	{
		AppealFacts f = facts_on(DAY);
		int			n = random_moves(made, &f, &a);
		WorkException holiday = {DAY + 1 + random_below(30), false};

		again = (Appeal) {0};
		check(appeal_replay(made, n, &f, &again), "moves that were made");
		again.suspended = a.suspended;
		check(same_days(&again, &a), "%d moves made again differ", n);
		workday_build(&later, &holiday, 1);
		f.calendar = &later;
		check(appeal_replay(made, n, &f, &again), "with a holiday more");
		if (appeal_decision_due(&a) == APPEAL_NO_DAY)
			continue;
		check(again.decision_due >= a.decision_due || again.stopped < a.stopped,
			  "a holiday more brought the decision forward");
		check(holiday.day <= again.clock_from || holiday.day > a.decision_due ||
			  later.n == 0 || a.stopped > 0 || a.forwarded_on != APPEAL_NO_DAY ||
			  again.decision_due > a.decision_due,
			  "a holiday in the time to decide took a day of it");
	}
	made[0] = (AppealMade) {APPEAL_MOVE_FILE, CAL_LAST_DAY};
	check(!appeal_replay(made, 1, &(AppealFacts) {.policy = &plain_policy,.calendar = &weekdays},
						 &again), "past the last day");
}

const UnitTest appeal_tests[] = {
	{"states and moves of appeals have names of their own", test_names},
	{"every state of an appeal is reached, and has a way out while it is open", test_table},
	{"no walk decides an appeal too early, too late or too often", test_walks},
	{"clocks of appeals are the policy's or the defaults", test_clocks},
	{"an appeal that is filed starts its clocks", test_filing},
	{"no day of an appeal lies past the last day", test_end_of_days},
	{"a mark suspends the entry where the policy says so", test_marking},
	{"forwarding starts the clock again, once", test_forwarding},
	{"an appeal is extended once, before it is overdue", test_extension},
	{"an expert stops the clock", test_pause},
	{"who may not decide an appeal, and what not", test_deciders},
	{"what decisions of an appeal post", test_decisions},
	{"the second instance starts anew", test_second_instance},
	{"every state of an appeal says what is next", test_words},
	{"moves made again lead to the same days, and a holiday more moves them", test_replay},
	{NULL, NULL}
};
