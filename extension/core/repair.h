/*-------------------------------------------------------------------------
 *
 * repair.h
 *	  The life of a repair case: its states, its moves, and who may make them
 *	  when.
 *
 * A case is walked by pure functions: they take the case as it stands, a move
 * and what is known on the day, and give the case as it stands afterwards, or
 * say why the move cannot be made.  What is stored, and how it comes to be
 * known, is left to the host.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REPAIR_H
#define CIVIC_REPAIR_H

#include "core/policy.h"

typedef enum RepairState
{
	REPAIR_NONE,				/* not opened yet */
	REPAIR_WAITING,				/* the publicity minimum runs */
	REPAIR_REPAIRABLE,			/* the step at hand can be worked on and applied for */
	REPAIR_APPLIED,				/* papers are in, somebody has to decide */
	REPAIR_RETURNED,			/* papers were incomplete */
	REPAIR_APPEALED,			/* a refusal is looked at again */
	/* closed for good from here, but that a refusal can be appealed against */
	REPAIR_REPAIRED,
	REPAIR_REJECTED,
	REPAIR_WITHDRAWN,
	REPAIR_EXPIRED,				/* publicity reached its maximum */
	REPAIR_ANNULLED,			/* the loss was reversed */
	REPAIR_LAPSED				/* the loss was forgotten: its retention is over */
} RepairState;

#define REPAIR_STATES	12

typedef enum RepairMove
{
	MOVE_NONE,
	MOVE_OPEN,
	MOVE_MATURE,
	MOVE_SUBMIT,
	MOVE_RETURN,
	MOVE_VOTE,
	MOVE_PASS,
	MOVE_REFUSE,
	MOVE_RESTART,
	MOVE_APPEAL,
	MOVE_WITHDRAW,
	MOVE_EXPIRE,
	MOVE_ANNUL,
	MOVE_LAPSE
} RepairMove;

#define REPAIR_MOVES	14

/* Who makes a move. */
typedef enum RepairActor
{
	ACTOR_SERVICE,				/* the counter, for the subject */
	ACTOR_REVIEWER,
	ACTOR_PANEL,
	ACTOR_SYSTEM				/* settlement, or the ledger itself */
} RepairActor;

/* What leads from where to where: the only changes of state there are. */
typedef struct RepairTransition
{
	RepairState from;
	RepairMove	move;
	RepairState to;
	uint32_t	actors;			/* bit i: by RepairActor i */
	const char *when;			/* in words, for the documentation */
} RepairTransition;

extern const RepairTransition repair_transitions[];
extern const int n_repair_transitions;
extern const Title repair_state_titles[REPAIR_STATES];
extern const char *const repair_state_names[REPAIR_STATES];
extern const char *const repair_move_names[REPAIR_MOVES];
extern const Vocabulary repair_states;
extern const Vocabulary repair_moves;

#define REPAIR_MAX_STEPS	100

/* The steps of one path of a policy, in order. */
typedef struct RepairPath
{
	int			n;
	const RepairStep *steps[REPAIR_MAX_STEPS];
} RepairPath;

/* A day that never comes. */
#define REPAIR_NEVER	CAL_NEVER

/* A case as it stands. */
typedef struct RepairCase
{
	RepairState state;
	int32_t		step;			/* at hand, or the last one that was; from 1 */
	int32_t		step_since;
	int32_t		document_day;	/* from which the window runs */
	int32_t		repairable_from;
	int32_t		ends_on;		/* first day without publicity */
	int32_t		lapses_on;		/* first day on which the loss no longer counts */
	int32_t		share;			/* restored so far, basis points */
	bool		appealed;		/* a refusal of the step at hand was appealed against */
} RepairCase;

/* What is known on the day of a move. */
typedef struct RepairFacts
{
	int32_t		day;
	bool		reversed;		/* the loss was */
	int64_t		hours;			/* hundredths: service under the step's rule since the step began */
	int32_t		broken_on;		/* last day, since the step began and before it is over, of another loss; or REPAIR_NO_LOSS */
	bool		has_evidence;
	RepairActor actor;
	bool		is_recorder;	/* the actor recorded the loss */
	bool		is_subject;
	bool		is_submitter;	/* the actor handed in what is to be decided */
	bool		has_decided;	/* the actor refused the step, or voted on it */
	bool		on_panel;
	int32_t		seats;			/* of the panel, without those who may not decide */
	int32_t		yes,			/* its votes so far */
				no;
} RepairFacts;

#define REPAIR_NO_LOSS	CAL_NO_DAY

/* Why a move cannot be made. */
typedef enum RepairRefusal
{
	REPAIR_OK,
	REFUSE_STATE,				/* no such move in this state */
	REFUSE_OVER,				/* the publicity maximum, or the loss's retention, is reached */
	REFUSE_REVERSED,
	REFUSE_EARLY,				/* not before *possible_on */
	REFUSE_EVIDENCE,
	REFUSE_HOURS,				/* too few */
	REFUSE_BROKEN,				/* observation starts anew, over on *possible_on */
	REFUSE_SYSTEM,				/* nobody applies for or decides this step */
	REFUSE_PANEL,				/* the panel decides */
	REFUSE_NO_PANEL,			/* nobody votes on this step */
	REFUSE_SEATS,				/* fewer seats than the quorum */
	REFUSE_NOT_ON_PANEL,
	REFUSE_RECORDER,
	REFUSE_SUBJECT,
	REFUSE_SUBMITTER,
	REFUSE_DECIDED,				/* by this actor already */
	REFUSE_NOT_DUE,				/* an automatic move whose time has not come */
	REFUSE_APPEALED				/* already */
} RepairRefusal;

/* What of the ledger settlement has to look at while a step is worked on. */
typedef enum RepairWatch
{
	WATCH_NOTHING,
	WATCH_HOURS,				/* whether there are enough */
	WATCH_LOSSES				/* whether there is a new one */
} RepairWatch;

extern bool repair_path_find(const Policy *policy, Severity severity, const char *path, RepairPath *found);
extern void repair_window_widen(const Policy *policy, Severity severity, int32_t *min_days, int32_t *max_days);
extern void repair_open(RepairCase *c, int32_t document_day, int32_t min_days, int32_t max_days, int32_t lapses_on,
						int32_t step, int32_t share, int32_t day);
extern RepairRefusal repair_try(const RepairPath *path, const RepairCase *c, RepairMove move, const RepairFacts *f,
								RepairCase *next, int32_t *possible_on);
extern RepairMove repair_panel(const RepairStep *step, int32_t yes, int32_t no, int32_t seats);
extern RepairMove repair_automatic(const RepairPath *path, const RepairCase *c, const RepairFacts *f, RepairCase *next);
extern int32_t repair_next_day(const RepairPath *path, const RepairCase *c);
extern int32_t repair_ready_day(const RepairPath *path, const RepairCase *c);
extern RepairWatch repair_watch(const RepairPath *path, const RepairCase *c);
extern bool repair_allows(RepairState from, RepairMove move, RepairState to);

/* The step at hand, or NULL where the path has none of that number. */
static inline const RepairStep *
repair_step(const RepairPath *path, const RepairCase *c)
{
	return c->step >= 1 && c->step <= path->n ? path->steps[c->step - 1] : NULL;
}

static inline bool
repair_is_open(RepairState state)
{
	return state >= REPAIR_WAITING && state <= REPAIR_APPEALED;
}

#endif							/* CIVIC_REPAIR_H */
