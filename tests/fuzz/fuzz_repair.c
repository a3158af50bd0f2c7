/*-------------------------------------------------------------------------
 *
 * fuzz_repair.c
 *	  Repair cases of any path, any move and any facts, also of such as no
 *	  host would state.
 *
 * Whether a move can be made is worked out a second time from what the guide
 * says, one sentence after another; then what every move must keep.  Days that
 * are announced are tried: nothing comes by itself before them.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/repair.h"
#include "fuzz.h"

#define STEPS_MAX	4
#define MOVES_MAX	48

typedef struct World
{
	RepairStep	steps[STEPS_MAX];
	RepairPath	path;
	RepairCase	c;
	int32_t		day;
} World;

static void
make_step(RepairStep *s, Input *in, int number)
{
	memset(s, 0, sizeof(*s));
	s->step = number;
	s->kind = (StepKind) input_below(in, STEP_KINDS);
	s->amount = (int64_t) input_below(in, 3000);
	s->min_days = (int32_t) input_below(in, 8);
	s->restores = (int32_t) input_below(in, SHARE_ONE + 1);
	s->evidence_required = input_chance(in, 3);
	s->decider = (StepDecider) input_below(in, 3);
	s->quorum = (int32_t) input_below(in, 5);
	s->majority = (int32_t) input_below(in, SHARE_ONE + 1);
}

static void
make_world(World *w, Input *in)
{
	int32_t		document_day = 9000 + (int32_t) input_below(in, 10);
	int32_t		min_days = (int32_t) input_below(in, 16);

	w->path.n = 1 + (int) input_below(in, STEPS_MAX);
	for (int i = 0; i < w->path.n; i++)
	{
		make_step(&w->steps[i], in, i + 1);
		w->path.steps[i] = &w->steps[i];
	}
	w->day = document_day + (int32_t) input_below(in, 20);
	repair_open(&w->c, document_day, min_days, min_days + 20 + (int32_t) input_below(in, 200),
				input_chance(in, 4) ? w->day + 1 + (int32_t) input_below(in, 100) : REPAIR_NEVER,
				1 + (int32_t) input_below(in, (uint32_t) w->path.n), 0, w->day);
	expect(w->c.state == (w->day < document_day + min_days ? REPAIR_WAITING : REPAIR_REPAIRABLE));
}

static RepairFacts
choose_facts(const World *w, Input *in)
{
	uint32_t	flags = input_below(in, 65536);

	return (RepairFacts) {
		.day = w->day,
		.reversed = input_chance(in, 24),
		.hours = (int64_t) input_below(in, 4000),
		.broken_on = flags & 1 ? REPAIR_NO_LOSS : w->day - input_range(in, -3, 12),
		.has_evidence = flags & 2,
		.actor = (RepairActor) (flags >> 2 & 3),
		/* seldom, for each of them forbids much */
		.is_recorder = (flags >> 4 & 7) == 7,
		.is_submitter = (flags >> 10 & 7) == 7,
		.has_decided = flags >> 13 & 1,
		.on_panel = flags >> 14 & 1,
		.seats = (int32_t) input_below(in, 6),
		.yes = (int32_t) input_below(in, 5),
		.no = (int32_t) input_below(in, 5)
	};
}

/* ----------
 * a second opinion
 * ----------
 */

static bool
is_observation(const RepairStep *s)
{
	return s->kind == STEP_OBSERVATION;
}

static int32_t
first_day(const RepairCase *c, const RepairStep *s, int32_t since)
{
	int32_t		day = c->repairable_from;
	int32_t		waited = (c->step == 1 ? c->document_day : since) + s->min_days;
	int32_t		observed = since + (int32_t) (s->amount / 100 + (s->amount % 100 > 0));

	day = waited > day ? waited : day;
	return is_observation(s) && observed > day ? observed : day;
}

static bool
proved(const RepairCase *c, const RepairStep *s, const RepairFacts *f)
{
	if (is_observation(s) && f->broken_on >= c->step_since)
		return false;
	if (s->kind == STEP_SERVICE_HOURS && f->hours < s->amount)
		return false;
	return f->day >= first_day(c, s, c->step_since);
}

/* Is it lost or won, whoever still votes? */
static RepairMove
count_votes(const RepairStep *s, int32_t yes, int32_t no, int32_t seats)
{
	int32_t		to_come = seats > yes + no ? seats - yes - no : 0;

	if (yes + no < s->quorum)
		return MOVE_NONE;
	if ((int64_t) yes * SHARE_ONE > (int64_t) s->majority * (yes + no))
		return MOVE_PASS;
	for (int32_t more = 0; more <= to_come; more++)
		if ((int64_t) (yes + more) * SHARE_ONE > (int64_t) s->majority * (yes + no + more))
			return MOVE_NONE;
	return MOVE_REFUSE;
}

static bool
third_person(const RepairFacts *f)
{
	return !f->is_recorder && !f->is_submitter;
}

static bool
may_decide(const RepairCase *c, const RepairStep *s, RepairMove move, const RepairFacts *f)
{
	if (!third_person(f))
		return false;
	if (c->state == REPAIR_APPEALED)
	{
		if (f->actor != ACTOR_REVIEWER || f->has_decided)
			return false;
	}
	else if (s->decider == DECIDER_PANEL ? f->actor != ACTOR_PANEL || !f->on_panel :
			 f->actor != ACTOR_REVIEWER)
		return false;
	else if (s->decider == DECIDER_PANEL && move != MOVE_RETURN &&
			 count_votes(s, f->yes, f->no, f->seats) != move)
		return false;
	return move != MOVE_PASS || proved(c, s, f);
}

static bool
in_state(const RepairCase *c, uint32_t states)
{
	return states >> c->state & 1;
}

#define IN(state)	(1u << (state))
#define DECIDABLE	(IN(REPAIR_APPLIED) | IN(REPAIR_APPEALED))

/* Moves that work on a step. */
static bool
may_work(const RepairCase *c, const RepairStep *s, RepairMove move, const RepairFacts *f)
{
	bool		system = f->actor == ACTOR_SYSTEM;

	switch (move)
	{
		case MOVE_MATURE:
			return system && in_state(c, IN(REPAIR_WAITING)) && f->day >= c->repairable_from;
		case MOVE_SUBMIT:
			return f->actor == ACTOR_SERVICE &&
				in_state(c, IN(REPAIR_REPAIRABLE) | IN(REPAIR_RETURNED)) &&
				s->decider != DECIDER_SYSTEM && proved(c, s, f) &&
				(f->has_evidence || !s->evidence_required) &&
				(s->decider != DECIDER_PANEL || f->seats >= s->quorum);
		case MOVE_VOTE:
			return f->actor == ACTOR_PANEL && in_state(c, IN(REPAIR_APPLIED)) &&
				s->decider == DECIDER_PANEL && f->on_panel && third_person(f) && !f->has_decided;
		case MOVE_RETURN:
			return in_state(c, IN(REPAIR_APPLIED)) && may_decide(c, s, move, f);
		case MOVE_REFUSE:
			return in_state(c, DECIDABLE) && may_decide(c, s, move, f);
		case MOVE_PASS:
			return system ? in_state(c, IN(REPAIR_REPAIRABLE)) && s->decider == DECIDER_SYSTEM &&
				proved(c, s, f) :
				in_state(c, DECIDABLE) && may_decide(c, s, move, f);
		case MOVE_RESTART:
			return system && in_state(c, IN(REPAIR_REPAIRABLE) | IN(REPAIR_RETURNED)) &&
				is_observation(s) &&
				f->broken_on >= c->step_since && f->broken_on <= f->day &&
				f->day >= first_day(c, s, c->step_since);
		case MOVE_APPEAL:
			return f->actor == ACTOR_SERVICE && in_state(c, IN(REPAIR_REJECTED)) && !c->appealed;
		default:
			return false;
	}
}

static bool
may_move(const World *w, RepairMove move, const RepairFacts *f)
{
	const RepairCase *c = &w->c;
	bool		open = c->state >= REPAIR_WAITING && c->state <= REPAIR_APPEALED;
	bool		system = f->actor == ACTOR_SYSTEM;

	if (move == MOVE_VOID)
		return system && open && f->reversed;
	if (f->reversed)
		return false;
	if (move == MOVE_EXPIRE)
		return system && open && f->day >= c->ends_on;
	if (move == MOVE_LAPSE)
		return system && open && f->day >= c->lapses_on;
	if (f->day >= c->ends_on || f->day >= c->lapses_on)
		return false;
	if (move == MOVE_WITHDRAW)
		return f->actor == ACTOR_SERVICE && open;
	return may_work(c, &w->steps[c->step - 1], move, f);
}

/* ----------
 * trying
 * ----------
 */

static bool
same_case(const RepairCase *a, const RepairCase *b)
{
	return a->state == b->state && a->step == b->step && a->step_since == b->step_since &&
		a->restored_bp == b->restored_bp && a->appealed == b->appealed;
}

/* What a move must keep. */
static void
check_made(const World *w, RepairMove move, const RepairFacts *f, const RepairCase *next)
{
	const RepairCase *c = &w->c;
	bool		goes_on = move == MOVE_PASS && c->step < w->path.n;
	int32_t		since = goes_on ? f->day : move == MOVE_RESTART ? f->broken_on + 1 : c->step_since;

	expect(repair_allows(c->state, move, next->state));
	expect(next->restored_bp >= c->restored_bp && next->restored_bp <= SHARE_ONE);
	expect(next->restored_bp == c->restored_bp || move == MOVE_PASS);
	expect(move != MOVE_PASS || next->restored_bp >= w->steps[c->step - 1].restores);
	expect(next->step == c->step + goes_on && next->step_since == since);
	expect(next->appealed == (move == MOVE_APPEAL || (move != MOVE_PASS && c->appealed)));
	expect(next->document_day == c->document_day && next->repairable_from == c->repairable_from);
	expect(next->ends_on == c->ends_on && next->lapses_on == c->lapses_on);
}

/* A move that is too early can be made on the day that is named, as far as days go. */
static void
check_early(const World *w, RepairMove move, const RepairFacts *f, int32_t possible_on)
{
	RepairFacts then = *f;
	RepairCase	next;
	int32_t		ignored;

	expect(possible_on > f->day);
	then.day = possible_on;
	expect(repair_try(&w->path, &w->c, move, &then, &next, &ignored) != REFUSE_EARLY);
	then.day = possible_on - 1;
	expect(repair_try(&w->path, &w->c, move, &then, &next, &ignored) == REFUSE_EARLY);
}

static void
try_move(World *w, RepairMove move, const RepairFacts *f)
{
	RepairCase	next;
	int32_t		possible_on;
	RepairRefusal refusal = repair_try(&w->path, &w->c, move, f, &next, &possible_on);

	expect((refusal == REPAIR_OK) == may_move(w, move, f));
	if (refusal == REPAIR_OK)
	{
		check_made(w, move, f, &next);
		w->c = next;
		return;
	}
	expect(same_case(&next, &w->c));
	if (refusal == REFUSE_EARLY && f->day < w->c.ends_on && possible_on < w->c.ends_on &&
		possible_on < w->c.lapses_on)
		check_early(w, move, f, possible_on);
}

/* Without a reversal, hours or a loss, nothing comes by itself before the day that is foreseen. */
static void
check_foreseen(const World *w)
{
	int32_t		next_day = repair_next_day(&w->path, &w->c);
	int32_t		last = next_day <= w->day + 60 ? next_day - 1 : w->day + 60;
	RepairCase	next;

	/* today, the day before, and one in between */
	for (int32_t day = w->day; day <= last; day += last > day + 1 ? (last - day + 1) / 2 : 1)
	{
		RepairFacts f = {.day = day,.broken_on = w->c.step_since,.hours = INT64_MAX};

		expect(repair_automatic(&w->path, &w->c, &f, &next) == MOVE_NONE);
		expect(same_case(&next, &w->c));
	}
	expect(repair_is_open(w->c.state) || next_day == REPAIR_NEVER);
}

/* The first automatic move of those that can be made. */
static void
check_automatic(const World *w, const RepairFacts *facts)
{
	static const RepairMove order[] = {MOVE_VOID, MOVE_LAPSE, MOVE_EXPIRE, MOVE_MATURE,
		MOVE_RESTART, MOVE_PASS};
	RepairFacts f = *facts;
	RepairMove	first = MOVE_NONE;
	RepairCase	next;

	f.actor = ACTOR_SYSTEM;
	for (int i = 5; i >= 0; i--)
		if (may_move(w, order[i], &f))
			first = order[i];
	f.actor = ACTOR_SERVICE;	/* whoever asks */
	expect(repair_automatic(&w->path, &w->c, &f, &next) == first);
	expect(first != MOVE_NONE || same_case(&next, &w->c));
}

/* What leads on from a state comes more often than what does not. */
static RepairMove
choose_move(const World *w, const RepairStep *s, Input *in, RepairFacts *f)
{
	RepairMove	move = (RepairMove) input_below(in, REPAIR_MOVES);

	if (input_below(in, 4) == 0)
		return move;
	f->is_recorder = f->is_submitter = false;
	if (s->decider == DECIDER_PANEL && input_below(in, 2))
		f->seats = s->quorum;
	switch (w->c.state)
	{
		case REPAIR_APPLIED:
			f->actor = s->decider == DECIDER_PANEL ? ACTOR_PANEL : ACTOR_REVIEWER;
			f->on_panel = true;
			return move % 4 == 0 ? MOVE_VOTE : move % 4 == 1 ? MOVE_RETURN : move % 4 == 2 ?
				MOVE_PASS : MOVE_REFUSE;
		case REPAIR_APPEALED:
			f->actor = ACTOR_REVIEWER;
			return move % 2 ? MOVE_REFUSE : MOVE_PASS;
		case REPAIR_REJECTED:
			f->actor = ACTOR_SERVICE;
			return MOVE_APPEAL;
		default:
			f->actor = move % 2 ? ACTOR_SERVICE : ACTOR_SYSTEM;
			return move % 2 ? MOVE_SUBMIT : move % 4 ? MOVE_PASS : MOVE_MATURE;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	World		w;

	make_world(&w, &in);
	for (int i = 0; i < MOVES_MAX && in.at < in.end; i++)
	{
		RepairFacts f;
		RepairMove	move;
		const RepairStep *s = &w.steps[w.c.step - 1];

		w.day += input_chance(&in, 8) ? (int32_t) input_below(&in, 60) :
			(int32_t) input_below(&in, 6);
		f = choose_facts(&w, &in);
		move = choose_move(&w, s, &in, &f);
		expect(repair_panel(s, f.yes, f.no, f.seats) == count_votes(s, f.yes, f.no, f.seats));
		expect(repair_ready_day(&w.path, &w.c) == first_day(&w.c, s, w.c.step_since));
		check_automatic(&w, &f);
		check_foreseen(&w);
		try_move(&w, move, &f);
		if (!repair_is_open(w.c.state) && w.c.state != REPAIR_REJECTED)
			break;
	}
	return 0;
}
