/*-------------------------------------------------------------------------
 *
 * unit_repair.c
 *	  Repair cases: random walks of millions of moves that keep what a case
 *	  promises, panels, windows, and the page made from the table.
 *
 * The walks know a small world of their own: persons, losses, hours, votes.
 * What must hold is worked out from that world and the history of the case,
 * never from what the code under test says about itself.
 *
 *-------------------------------------------------------------------------
 */
#include "core/repair.h"
#include "unit.h"

#include "../../docs/generate/repair_states.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WALKS	120000
#define TRIES	60				/* per walk */

static uint64_t seed;

static uint32_t
random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t) ((seed >> 16) % n);
}

static bool
chance(uint32_t in)
{
	return random_below(in) == 0;
}

/* ----------
 * a world
 * ----------
 */

enum Person
{
	RECORDER,
	CLERK,
	REVIEWER,
	OTHER_REVIEWER,
	MEMBER,						/* of the panel, from here on */
	PERSONS = MEMBER + 6
};

typedef struct Made
{
	RepairMove	move;
	RepairState from,
				to;
	int32_t		step,
				day,
				restored_bp,
				step_since;
	int			person;
} Made;

typedef struct World
{
	RepairStep	steps[4];
	RepairPath	path;
	RepairCase	c;
	int32_t		day;
	int32_t		document_day,
				min_days,
				max_days;
	bool		reversed;
	int64_t		hours;
	int32_t		last_loss;
	int			submitter;
	bool		decided[PERSONS];	/* on the step at hand */
	int32_t		yes,
				no;
	int			n_made;
	Made		made[2 * TRIES + 20];
} World;

static long moves_made;
static bool seen[REPAIR_STATES][REPAIR_MOVES][REPAIR_STATES];

static void
random_step(RepairStep *s, int number, int n, int32_t before)
{
	memset(s, 0, sizeof(*s));
	s->step = number;
	s->kind = (StepKind) random_below(7);
	s->amount = s->kind == STEP_OBSERVATION ? 100 * (1 + random_below(60)) :
		s->kind == STEP_SERVICE_HOURS ? 800 : 0;
	s->min_days = chance(2) ? 0 : random_below(40);
	s->restores = number == n ? SHARE_ONE : before + (int32_t) random_below(SHARE_ONE - before + 1);
	s->evidence_required = chance(3);
	s->decider = s->kind == STEP_PEER_REVIEW ? DECIDER_PANEL : DECIDER_REVIEWER;
	if ((s->kind == STEP_OBSERVATION || s->kind == STEP_SERVICE_HOURS) && chance(2))
		s->decider = DECIDER_SYSTEM;
	if (s->decider == DECIDER_PANEL)
	{
		s->quorum = 1 + random_below(6);
		s->majority = 2500 * (1 + random_below(3));
	}
}

static void
random_world(World *w)
{
	int			n = 1 + random_below(4);

	memset(w, 0, sizeof(*w));
	w->day = w->document_day = 9000;
	w->last_loss = REPAIR_NO_LOSS;
	w->path.n = n;
	for (int i = 0; i < n; i++)
	{
		random_step(&w->steps[i], i + 1, n, i ? w->steps[i - 1].restores : 0);
		w->path.steps[i] = &w->steps[i];
	}
	w->day += random_below(100);
	w->min_days = chance(3) ? 0 : random_below(120);
	w->max_days = w->min_days + random_below(400);
	if (w->day >= w->document_day + w->max_days)
		w->max_days = w->day - w->document_day + 1;
	repair_open(&w->c, w->document_day, w->min_days, w->max_days,
				chance(4) ? w->day + 1 + (int32_t) random_below(300) : REPAIR_NEVER, 1, 0, w->day);
}

static RepairFacts
facts_of(const World *w, RepairActor actor, int person)
{
	RepairFacts f = {0};

	f.day = w->day;
	f.reversed = w->reversed;
	f.hours = w->hours;
	f.broken_on = w->last_loss >= w->c.step_since ? w->last_loss : REPAIR_NO_LOSS;
	f.has_evidence = chance(2);
	f.actor = actor;
	f.is_recorder = person == RECORDER;
	f.is_submitter = person == w->submitter;
	f.has_decided = person >= 0 && w->decided[person];
	f.on_panel = person >= MEMBER;
	f.seats = PERSONS - MEMBER;
	f.yes = w->yes;
	f.no = w->no;
	return f;
}

/* ----------
 * what must hold
 * ----------
 */

/* By whom and when this move was made, against the world. */
static void
check_made(const World *w, const RepairCase *before, const Made *m, const RepairFacts *f)
{
	const RepairStep *s = w->path.steps[before->step - 1];

	seen[m->from][m->move][m->to] = true;
	check(repair_allows(m->from, m->move, m->to), "%s leads from %s to %s",
		  repair_move_names[m->move],
		  repair_state_names[m->from], repair_state_names[m->to]);
	if (m->move == MOVE_PASS || m->move == MOVE_REFUSE || m->move == MOVE_VOTE ||
		m->move == MOVE_RETURN)
		check(m->person < 0 ? s->decider == DECIDER_SYSTEM :
			  m->person != RECORDER && m->person != w->submitter,
			  "%s by person %d", repair_move_names[m->move], m->person);
	if (m->from == REPAIR_APPEALED && (m->move == MOVE_PASS || m->move == MOVE_REFUSE))
		check(!w->decided[m->person], "an appeal is decided by somebody else");
	if (m->move == MOVE_PASS && m->from == REPAIR_APPLIED && s->decider == DECIDER_PANEL)
		check(w->yes + w->no >= s->quorum &&
			  w->yes * 10000L > (long) s->majority * (w->yes + w->no),
			  "panel passes with %d to %d", w->yes, w->no);
	check(m->restored_bp >= before->restored_bp && m->restored_bp <= SHARE_ONE,
		  "restored_bp goes from %d to %d",
		  before->restored_bp, m->restored_bp);
	check(m->restored_bp == before->restored_bp ||
		  (m->move == MOVE_PASS && m->restored_bp == s->restores),
		  "%s restores %d",
		  repair_move_names[m->move], m->restored_bp);
	if (m->move == MOVE_PASS)
	{
		check(m->day >= w->document_day + w->min_days, "passes %d days before the minimum",
			  w->document_day + w->min_days - m->day);
		check(m->day >= (before->step == 1 ? w->document_day : before->step_since) + s->min_days,
			  "waiting time is over");
		check(s->kind != STEP_OBSERVATION ||
			  (m->day >= before->step_since + s->amount / 100 && w->last_loss < before->step_since),
			  "observation is over, and no loss fell into it");
		check(s->kind != STEP_SERVICE_HOURS || w->hours >= s->amount, "hours were served");
	}
	if (m->move == MOVE_SUBMIT)
		check(!s->evidence_required || f->has_evidence, "evidence is there");
	if (!repair_is_open(m->from))
		check(m->from == REPAIR_REJECTED && m->move == MOVE_APPEAL, "a closed case stays closed");
	if (m->move != MOVE_EXPIRE && m->move != MOVE_VOID && m->move != MOVE_LAPSE)
		check(m->day < w->document_day + w->max_days && m->day < before->lapses_on,
			  "nothing happens after the end");
}

/* The history alone gives the case. */
static void
check_history(const World *w)
{
	RepairState state = repair_is_open(w->made[0].from) ? w->made[0].from : w->c.state;
	int32_t		step = 1,
				restored_bp = 0,
				since = w->n_made ? w->made[0].step_since : w->c.step_since;

	for (int i = 0; i < w->n_made; i++)
	{
		const Made *m = &w->made[i];

		check(m->from == state, "move %d starts where the one before it led", i);
		check_int(m->step, step, "step of move %d", i);
		state = m->to;
		if (m->move == MOVE_PASS)
		{
			restored_bp = m->restored_bp;
			if (m->to == REPAIR_REPAIRABLE)
			{
				step++;
				since = m->day;
			}
		}
	}
	check_int(w->c.state, state, "state by the history");
	check_int(w->c.step, step, "step by the history");
	check_int(w->c.restored_bp, restored_bp, "restored_bp by the history");
	check(w->c.step_since >= since || w->n_made == 0,
		  "the step began when the one before it passed, or later");
}

/* ----------
 * walking
 * ----------
 */

static void
accept(World *w, RepairMove move, const RepairFacts *f, int person, const RepairCase *next)
{
	RepairCase	before = w->c;
	Made		m = {move, before.state, next->state, before.step, w->day, next->restored_bp,
		before.step_since, person};

	check_made(w, &before, &m, f);
	w->made[w->n_made++] = m;
	w->c = *next;
	moves_made++;
	if (move == MOVE_SUBMIT || move == MOVE_APPEAL)
		w->submitter = person;
	if (move == MOVE_SUBMIT || (move == MOVE_PASS && next->state == REPAIR_REPAIRABLE))
	{
		memset(w->decided, 0, sizeof(w->decided));
		w->yes = w->no = 0;
	}
	if (move == MOVE_PASS && next->state == REPAIR_REPAIRABLE)
		w->hours = 0;
}

/* A day too early is refused; on the day that was named it is not. */
static void
check_possible_on(const World *w, RepairMove move, const RepairFacts *f, RepairRefusal refusal,
				  int32_t possible_on)
{
	RepairFacts then = *f;
	RepairCase	next;
	int32_t		ignored;

	if (refusal != REFUSE_EARLY || possible_on >= REPAIR_NEVER)
		return;
	then.day = possible_on - 1;
	check(possible_on - 1 == f->day ||
		  repair_try(&w->path, &w->c, move, &then, &next, &ignored) != REPAIR_OK,
		  "%s is possible before the day that was named", repair_move_names[move]);
	then.day = possible_on;
	refusal = repair_try(&w->path, &w->c, move, &then, &next, &ignored);
	check(refusal != REFUSE_EARLY, "%s is too early on the day that was named",
		  repair_move_names[move]);
}

static void
try_move(World *w, RepairMove move, RepairActor actor, int person)
{
	RepairFacts f = facts_of(w, actor, person);
	RepairCase	next;
	int32_t		possible_on;
	RepairRefusal refusal = repair_try(&w->path, &w->c, move, &f, &next, &possible_on);
	const RepairStep *s = repair_step(&w->path, &w->c);

	moves_made++;
	if (refusal != REPAIR_OK)
	{
		check(memcmp(&next, &w->c, sizeof(next)) == 0, "a refused %s changes nothing",
			  repair_move_names[move]);
		check_possible_on(w, move, &f, refusal, possible_on);
		return;
	}
	if (move == MOVE_VOTE)
	{
		bool		yes = chance(2);

		accept(w, move, &f, person, &next);
		w->decided[person] = true;
		w->yes += yes;
		w->no += !yes;
		f.yes = w->yes;
		f.no = w->no;
		move = repair_panel(s, w->yes, w->no, f.seats);
		if (move == MOVE_NONE || repair_try(&w->path, &w->c, move, &f, &next,
											&possible_on) != REPAIR_OK)
			return;
	}
	accept(w, move, &f, person, &next);
	if (move == MOVE_REFUSE)
		w->decided[person] = true;
}

/* Settlement: every automatic move that is due, each foreseen by the day the case names. */
static void
settle(World *w)
{
	RepairCase	next;

	for (int i = 0; i < 20; i++)
	{
		RepairFacts f = facts_of(w, ACTOR_SYSTEM, -1);
		RepairMove	move = repair_automatic(&w->path, &w->c, &f, &next);

		if (move == MOVE_NONE)
			break;
		check(move == MOVE_VOID || repair_next_day(&w->path, &w->c) <= w->day,
			  "%s was not foreseen", repair_move_names[move]);
		accept(w, move, &f, -1, &next);
	}
	check(!repair_is_open(w->c.state) ||
		  (w->day < w->document_day + w->max_days && w->day < w->c.lapses_on && !w->reversed),
		  "a settled case is closed at its end");
}

static void
random_move(World *w)
{
	static const RepairActor actors[] = {ACTOR_SERVICE, ACTOR_REVIEWER, ACTOR_PANEL};

	/* what the state allows comes more often than what it does not */
	if (chance(3))
		try_move(w, (RepairMove) (1 + random_below(REPAIR_MOVES - 1)), actors[random_below(3)],
				 random_below(PERSONS));
	else if (w->c.state == REPAIR_APPLIED && w->path.steps[w->c.step - 1]->decider == DECIDER_PANEL)
		try_move(w, MOVE_VOTE, ACTOR_PANEL, random_below(PERSONS));
	else if (w->c.state == REPAIR_APPLIED || w->c.state == REPAIR_APPEALED)
		try_move(w, chance(4) ? MOVE_REFUSE : chance(6) ? MOVE_RETURN : MOVE_PASS, ACTOR_REVIEWER,
				 random_below(PERSONS));
	else
		try_move(w, w->c.state == REPAIR_REJECTED ? MOVE_APPEAL : MOVE_SUBMIT, ACTOR_SERVICE,
				 random_below(PERSONS));
}

static void
walk(void)
{
	static World w;

	random_world(&w);
	for (int i = 0; i < TRIES; i++)
	{
		if (chance(2))
			w.day += random_below(chance(10) ? 120 : 15);
		if (chance(3))
			w.hours += random_below(400);
		if (chance(25))
			w.last_loss = w.day;
		if (chance(200))
			w.reversed = true;
		if (chance(2))
			settle(&w);
		random_move(&w);
		if (!repair_is_open(w.c.state) && w.c.state != REPAIR_REJECTED && chance(3))
			break;
	}
	w.day += 1000;
	settle(&w);
	check(!repair_is_open(w.c.state), "a case is closed in the end");
	check_history(&w);
}

static void
test_walks(void)
{
	seed = 20261125;
	moves_made = 0;
	memset(seen, 0, sizeof(seen));
	for (int i = 0; i < WALKS; i++)
		walk();
	check(moves_made > 2000000, "only %ld moves were tried", moves_made);
	for (int i = 0; i < n_repair_transitions; i++)
	{
		const RepairTransition *t = &repair_transitions[i];

		check(t->from == REPAIR_NONE || seen[t->from][t->move][t->to],
			  "no walk went from %s by %s to %s",
			  repair_state_names[t->from], repair_move_names[t->move], repair_state_names[t->to]);
	}
}

/* Every way in which a panel of up to nine can have voted so far. */
static void
test_panels(void)
{
	for (int32_t majority = 0; majority <= SHARE_ONE; majority += 1250)
		for (int32_t quorum = 1; quorum <= 9; quorum++)
			for (int32_t seats = quorum; seats <= 9; seats++)
				for (int32_t yes = 0; yes <= seats; yes++)
					for (int32_t no = 0; yes + no <= seats; no++)
					{
						RepairStep	s = {.quorum = quorum, .majority = majority};
						RepairMove	move = repair_panel(&s, yes, no, seats);
						bool		enough = yes + no >= quorum;
						bool		passes = enough && yes * 10000 > majority * (yes + no);
						bool		can_pass = false;

						for (int more = 0; yes + no + more <= seats; more++)
							can_pass |= yes + no + more >= quorum &&
								(yes + more) * 10000 > majority * (yes + no + more);
						check_int(move, passes ? MOVE_PASS : enough && !can_pass ? MOVE_REFUSE :
								  MOVE_NONE,
								  "%d to %d of %d, quorum %d, majority %d", yes, no, seats, quorum,
									  majority);
					}
}

static void
test_windows(void)
{
	RepairWindow windows[] = {{SEVERITY_MINOR, 0, 90, false}, {SEVERITY_GENERAL, 90, 365, true},
		{SEVERITY_SERIOUS, 365, 1095, true}};
	Policy		policy = {.n_windows = 3, .windows = windows};
	int32_t		min = 0,
				max = 0;
	RepairCase	c;

	repair_window_widen(&policy, SEVERITY_GENERAL, &min, &max);
	repair_window_widen(&policy, SEVERITY_MINOR, &min, &max);
	check_int(min, 90, "minimum of two offences");
	check_int(max, 365, "maximum of two offences");
	policy.n_windows = 2;
	repair_window_widen(&policy, SEVERITY_SERIOUS, &min, &max);
	check_int(min, 90, "minimum with an offence that has no window");
	check_int(max, REPAIR_NEVER, "maximum with an offence that has no window");
	repair_open(&c, CAL_LAST_DAY - 10, min, max, REPAIR_NEVER, 1, 0, CAL_LAST_DAY);
	check_int(c.ends_on, REPAIR_NEVER, "a window that has no end");
	check_int(c.repairable_from, REPAIR_NEVER, "a minimum beyond the calendar");
}

/* Steps of a path, wherever the pack lists them. */
static void
test_paths(void)
{
	RepairStep	steps[] = {
		{.severity = SEVERITY_MINOR,.path = "p",.step = 2},
		{.severity = SEVERITY_MINOR,.path = "q",.step = 1},
		{.severity = SEVERITY_SERIOUS,.path = "p",.step = 1},
		{.severity = SEVERITY_MINOR,.step = 1},
		{.severity = SEVERITY_MINOR,.path = "p",.step = 1},
		{.severity = SEVERITY_MINOR,.path = "p",.step = 4}
	};
	RepairStep	many[REPAIR_MAX_STEPS + 1];
	Policy		policy = {.n_steps = 6,.steps = steps};
	RepairPath	path;

	check(repair_path_find(&policy, SEVERITY_MINOR, "p", &path), "a path");
	check(path.n == 2 && path.steps[0] == &steps[4] && path.steps[1] == &steps[0],
		  "its steps in order");
	check(!repair_path_find(&policy, SEVERITY_GENERAL, "p", &path), "of another severity");
	check(!repair_path_find(&policy, SEVERITY_MINOR, "x", &path), "of another name");
	for (int i = 0; i <= REPAIR_MAX_STEPS; i++)
		many[i] = (RepairStep) {.severity = SEVERITY_MINOR,.path = "p",.step = i + 1};
	policy = (Policy) {.n_steps = REPAIR_MAX_STEPS + 1,.steps = many};
	check(repair_path_find(&policy, SEVERITY_MINOR, "p", &path), "a long path");
	check_int(path.n, REPAIR_MAX_STEPS, "its steps");
}

/* A case whose path has no step of its number: nothing can be done but to end it. */
static void
test_lost_step(void)
{
	RepairPath	path = {.n = 0};
	RepairCase	c,
				next;
	RepairFacts f = {.day = 9000,.broken_on = REPAIR_NO_LOSS};
	int32_t		possible_on;

	repair_open(&c, 9000, 0, 100, REPAIR_NEVER, 1, 0, 9000);
	check_int(repair_ready_day(&path, &c), REPAIR_NEVER, "it is never ready");
	check_int(repair_waits_for(&path, &c), WAITS_FOR_NOTHING, "nothing is looked at");
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REFUSE_STATE,
			  "no papers");
	check_int(repair_try(&path, &c, MOVE_WITHDRAW, &f, &next, &possible_on), REPAIR_OK,
			  "withdrawn");
	check_int(repair_next_day(&path, &next), REPAIR_NEVER, "then nothing comes by itself");
	f.day = 9100;
	f.actor = ACTOR_SYSTEM;
	check_int(repair_try(&path, &c, MOVE_EXPIRE, &f, &next, &possible_on), REPAIR_OK, "or over");
	c.step = 0;
	check(repair_step(&path, &c) == NULL, "no step 0");
	c.state = REPAIR_NONE;
	f.actor = ACTOR_SERVICE;
	f.day = 9000;
	c.step = 1;
	path.n = 1;
	path.steps[0] = &(RepairStep) {.kind = STEP_DUTY};
	check_int(repair_try(&path, &c, MOVE_OPEN, &f, &next, &possible_on), REFUSE_STATE,
			  "opening is no move of a case");
	check(!repair_is_open(REPAIR_NONE), "what was not opened is not open");
	check(!repair_allows(REPAIR_REPAIRED, MOVE_WITHDRAW, REPAIR_WITHDRAWN),
		  "the table does not list it");
}

/* What a submission needs: evidence, and for a panel enough seats. */
static void
test_submission(void)
{
	RepairStep	step = {.step = 1,.kind = STEP_PEER_REVIEW,.decider = DECIDER_PANEL,.quorum = 3,
	.evidence_required = true,.min_days = 10};
	RepairPath	path = {.n = 1,.steps = {&step}};
	RepairFacts f = {.day = 9005,.broken_on = REPAIR_NO_LOSS,.has_evidence = true,.seats = 2};
	RepairCase	c,
				next;
	int32_t		possible_on;

	repair_open(&c, 9000, 0, 100, REPAIR_NEVER, 1, 0, 9000);
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REFUSE_EARLY,
			  "before all else: too early");
	f.day = 9010;
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REFUSE_SEATS,
			  "two seats");
	f.has_evidence = false;
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REFUSE_EVIDENCE,
			  "no evidence");
	f.has_evidence = true;
	f.seats = 3;
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REPAIR_OK,
			  "three seats");
	step.decider = DECIDER_REVIEWER;
	f.seats = 0;
	check_int(repair_try(&path, &c, MOVE_SUBMIT, &f, &next, &possible_on), REPAIR_OK,
			  "a reviewer needs no seats");
}

/* A broken observation starts anew when it would have been over. */
static void
test_restart(void)
{
	RepairStep	step = {.step = 1,.kind = STEP_OBSERVATION,.amount = 1000};
	RepairPath	path = {.n = 1,.steps = {&step}};
	RepairFacts f = {.day = 9010,.broken_on = 9011,.actor = ACTOR_SYSTEM};
	RepairCase	c,
				next;
	int32_t		possible_on;

	repair_open(&c, 9000, 0, 100, REPAIR_NEVER, 1, 0, 9000);
	check_int(repair_try(&path, &c, MOVE_RESTART, &f, &next, &possible_on), REFUSE_NOT_DUE,
			  "a loss to come");
	f.broken_on = 9005;
	check_int(repair_try(&path, &c, MOVE_RESTART, &f, &next, &possible_on), REPAIR_OK,
			  "a loss within it");
	check_int(next.step_since, 9006, "it begins after that loss");
	step.kind = STEP_DUTY;
	check_int(repair_try(&path, &c, MOVE_RESTART, &f, &next, &possible_on), REFUSE_NOT_DUE,
			  "no observation");
}

static void
test_page(void)
{
	char	   *page = NULL,
			   *stored = calloc(1, 65536);
	size_t		size;
	FILE	   *out = open_memstream(&page, &size);
	FILE	   *file = fopen(PROJECT "/docs/repair-states.md", "r");

	write_repair_states(out);
	fclose(out);
	if (check(file != NULL, "docs/repair-states.md is there"))
	{
		size = fread(stored, 1, 65535, file);
		fclose(file);
		check(strcmp(page, stored) == 0,
			  "docs/repair-states.md is not of this table: make docs/repair-states.md");
	}
	free(page);
	free(stored);
}

const UnitTest repair_tests[] = {
	{"repair: walks of millions of moves", test_walks},
	{"repair: every vote of a panel", test_panels},
	{"repair: windows", test_windows},
	{"repair: the steps of a path", test_paths},
	{"repair: a case without a step", test_lost_step},
	{"repair: what papers need", test_submission},
	{"repair: an observation starts anew", test_restart},
	{"repair: the page of states is current", test_page},
	{NULL, NULL}
};
