/*-------------------------------------------------------------------------
 *
 * appeal.h
 *	  The life of an appeal: its states, its moves, its clocks.
 *
 * An appeal is walked by pure functions, as a repair case is: they take the
 * appeal as it stands, a move and what is known on the day, and give the
 * appeal as it stands afterwards with what has to be posted, or say why the
 * move cannot be made.  The host stores the appeal, posts the entries and
 * writes the messages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_APPEAL_H
#define CIVIC_APPEAL_H

#include "core/state.h"
#include "core/workday.h"

typedef enum AppealState
{
	APPEAL_NONE,				/* before it is filed */
	APPEAL_FILED,
	APPEAL_MARKED,				/* the entry shows as disputed */
	APPEAL_PAUSED,				/* an expert is asked; the clock stands */
	APPEAL_REJECTED,			/* a second instance may be asked for */
	APPEAL_REVIEW,				/* the second instance */
	APPEAL_REVIEW_PAUSED,
	APPEAL_UPHELD,				/* the entry was reversed */
	APPEAL_CORRECTED,			/* reversed, and another one recorded */
	APPEAL_CONFIRMED,			/* rejected twice */
	APPEAL_WITHDRAWN,
	APPEAL_STATES
} AppealState;

typedef enum AppealMove
{
	APPEAL_MOVE_FILE,
	APPEAL_MOVE_MARK,
	APPEAL_MOVE_FORWARD,		/* to the source that reported the event */
	APPEAL_MOVE_EXTEND,
	APPEAL_MOVE_PAUSE,
	APPEAL_MOVE_RESUME,
	APPEAL_MOVE_UPHOLD,
	APPEAL_MOVE_CORRECT,
	APPEAL_MOVE_REJECT,
	APPEAL_MOVE_REQUEST_REVIEW,
	APPEAL_MOVE_WITHDRAW,
	APPEAL_MOVES
} AppealMove;

extern const char *const appeal_state_names[APPEAL_STATES];
extern const char *const appeal_move_names[APPEAL_MOVES];
extern const Vocabulary appeal_states;
extern const Vocabulary appeal_moves;

/* What happens next, as a sentence; "%s" stands for the day by which it is due. */
extern const Title appeal_next_words[APPEAL_STATES];

/* The state that a move leads to, APPEAL_NONE if it cannot be made. */
extern AppealState appeal_next(AppealState state, AppealMove move);

/* Somebody has yet to do something about it. */
extern bool appeal_is_open(AppealState state);

/* The entry shows as disputed. */
extern bool appeal_is_disputed(AppealState state);

typedef enum AppealClock
{
	CLOCK_MARK,
	CLOCK_DECISION,
	CLOCK_REVIEW,				/* of the second instance */
	CLOCK_FORWARD,
	CLOCK_REMOVAL,				/* of what lost its basis */
	CLOCK_HUMAN_REVIEW,			/* of automatic decisions */
	APPEAL_CLOCKS
} AppealClock;

/* A clock of a policy, or the default where the policy has none. */
extern Clock appeal_clock(const Policy *policy, AppealClock which);

/* In place of a day that is not set: NULL in the host's table. */
#define APPEAL_NO_DAY	CAL_NO_DAY

/* An appeal as it stands.  A new one is all zero: appeal_try() with APPEAL_MOVE_FILE fills it. */
typedef struct Appeal
{
	AppealState state;
	int32_t		instance;		/* 1, or 2 once a review was requested */
	bool		suspended;		/* the appeal has suspended the entry */
	bool		extended;
	int32_t		filed_on;
	int32_t		mark_due;
	int32_t		marked_on;		/* or APPEAL_NO_DAY */
	int32_t		forward_due;
	int32_t		forwarded_on;	/* or APPEAL_NO_DAY */
	int32_t		clock_from;		/* the day from which the instance's working days count */
	int32_t		decision_due;	/* has no meaning while the clock stands */
	int32_t		paused_on;		/* or APPEAL_NO_DAY */
	int32_t		remaining;		/* working days left when the clock was stopped */
	int32_t		stopped;		/* working days of this instance for which the clock stood */
	int32_t		decided_on;		/* or APPEAL_NO_DAY */
	int32_t		notified;		/* applications know that the mark (1), decision (2) is late */
} Appeal;

/* What is known on the day of a move.  Facts about other moves may stay false. */
typedef struct AppealFacts
{
	int32_t		day;
	const Policy *policy;		/* whose clocks the appeal goes by */
	const WorkCalendar *calendar;
	bool		reversed;		/* the contested entry is */
	bool		barred;			/* to file: an earlier appeal bars this one, see appeal_bars() */
	/* to decide: about the actor */
	bool		is_recorder;	/* recorded the contested entry */
	bool		is_party;		/* filed the appeal, or decided its first instance */
	/* to decide: about what the decision names beside its outcome */
	bool		names_correction;	/* a rule, a quantity or a day */
	bool		complete;		/* both a rule and a quantity */
	bool		worse;			/* than what was contested, or a present */
} AppealFacts;

/* Why a move cannot be made. */
typedef enum AppealRefusal
{
	APPEAL_OK,
	APPEAL_REFUSE_STATE,		/* no such move in this state */
	APPEAL_REFUSE_REVERSED,		/* the entry was: nothing is left to contest, reject or correct */
	APPEAL_REFUSE_BARRED,		/* by an earlier appeal, see appeal_bars() */
	APPEAL_REFUSE_FORWARDED,	/* before */
	APPEAL_REFUSE_EXTENDED,		/* before */
	APPEAL_REFUSE_NO_EXTENSION, /* the policy allows none */
	APPEAL_REFUSE_OVERDUE,		/* its clock has run out */
	APPEAL_REFUSE_RECORDER,
	APPEAL_REFUSE_PARTY,
	APPEAL_REFUSE_NAMES,		/* only a correction names a rule, a quantity or a day */
	APPEAL_REFUSE_INCOMPLETE,	/* a correction needs a rule and a quantity */
	APPEAL_REFUSE_WORSE,		/* a correction must not be worse */
	APPEAL_REFUSE_NEVER			/* the day by which it would be due lies past CAL_LAST_DAY */
} AppealRefusal;

#define APPEAL_NOT_TAKEN	(-1)

/* What a move comes to. */
typedef struct AppealStep
{
	Appeal		after;
	EntryKind	posts;			/* the adjustment of the contested entry to post; CELL_SUM: none */
	bool		corrects;		/* then also post the corrected entry */
	bool		late;			/* made after the day by which it was due */
	int32_t		took;			/* working days that a decision took, else APPEAL_NOT_TAKEN */
} AppealStep;

/*
 * Try a move.  If it can be made, *step tells what it comes to; otherwise
 * step->after is the appeal as it was, and nothing is to be posted.
 *
 * The state is checked first.  A host that has a check of its own between the
 * state and the rest, such as that a reason was given, asks appeal_next() for
 * itself before.
 */
extern AppealRefusal appeal_try(const Appeal *a, AppealMove move, const AppealFacts *f,
								AppealStep *step);

/* A move that was made, and on which day. */
typedef struct AppealMade
{
	AppealMove	move;
	int32_t		day;
} AppealMade;

/*
 * The days of an appeal that made n moves, the first of them filing, by the
 * policy and the calendar of *f: what would be due if the calendar had always
 * been so.  Nothing is judged again.  False if a day lies past CAL_LAST_DAY.
 */
extern bool appeal_replay(const AppealMade *made, int n, const AppealFacts *f, Appeal *a);

/* Does an appeal that has come to this bar another one against the same entry? */
extern bool appeal_bars(AppealState state, int32_t instance);

/* The day by which a decision is due; APPEAL_NO_DAY while the clock stands and after the end. */
extern int32_t appeal_decision_due(const Appeal *a);

#endif							/* CIVIC_APPEAL_H */
