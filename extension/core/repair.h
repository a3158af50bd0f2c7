/*-------------------------------------------------------------------------
 *
 * repair.h
 *	  The life of a repair case: its states, its moves, and who may make them
 *	  when.
 *
 * Pure functions move a case: they take the case as it stands, a move and the
 * facts of the day, and return the case after the move, or say why the move
 * cannot be made.  The host stores the case and finds the facts.
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
	REPAIR_REPAIRABLE,			/* the current step can be worked on and applied for */
	REPAIR_APPLIED,				/* a submission is there, somebody has to decide */
	REPAIR_RETURNED,			/* a submission was incomplete */
	REPAIR_APPEALED,			/* a refusal is looked at again */
	/* closed states from here on; only a rejected case can go on, by an appeal */
	REPAIR_REPAIRED,
	REPAIR_REJECTED,
	REPAIR_WITHDRAWN,
	REPAIR_EXPIRED,				/* publicity reached its maximum */
	REPAIR_VOID,			/* the loss was reversed */
	REPAIR_LAPSED				/* the retention of the loss is over */
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
	MOVE_VOID,
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

/* One way from a state to another.  There are no changes of state but those of the table. */
typedef struct RepairTransition
{
	RepairState from;
	RepairMove	move;
	RepairState to;
	uint32_t	actors;			/* bit i: RepairActor i may make it */
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
	int32_t		step;			/* the current or last step, counted from 1 */
	int32_t		step_since;
	int32_t		document_day;	/* the first day of the window */
	int32_t		repairable_from;
	int32_t		ends_on;		/* first day without publicity */
	int32_t		lapses_on;		/* first day on which the loss no longer counts */
	int32_t		restored_bp;	/* restored so far, basis points */
	bool		appealed;		/* there was an appeal against a refusal of the current step */
} RepairCase;

/* What is known on the day of a move. */
typedef struct RepairFacts
{
	int32_t		day;
	bool		reversed;		/* the loss was reversed */
	int64_t		hours;			/* of service under the step's rule since it began; hundredths */
	/* last day of another loss since the step began and before it is over, or REPAIR_NO_LOSS */
	int32_t		broken_on;
	bool		has_evidence;
	RepairActor actor;
	bool		is_recorder;	/* the actor recorded the loss */
	bool		is_submitter;	/* the actor handed in the submission or the appeal */
	bool		has_decided;	/* the actor refused the step, or voted on it */
	bool		on_panel;
	int32_t		seats;			/* members of the panel who may decide */
	int32_t		yes,			/* votes of the panel so far */
				no;
} RepairFacts;

#define REPAIR_NO_LOSS	CAL_NO_DAY

/* Why a move cannot be made. */
typedef enum RepairRefusal
{
	REPAIR_OK,
	REFUSE_STATE,				/* no such move in this state */
	REFUSE_OVER,				/* the publicity maximum or the retention of the loss is reached */
	REFUSE_REVERSED,
	REFUSE_EARLY,				/* not before *possible_on */
	REFUSE_EVIDENCE,
	REFUSE_HOURS,				/* too few hours */
	REFUSE_BROKEN,				/* observation starts again and ends on *possible_on */
	REFUSE_SYSTEM,				/* nobody applies for or decides this step */
	REFUSE_PANEL,				/* the panel decides */
	REFUSE_NO_PANEL,			/* nobody votes on this step */
	REFUSE_SEATS,				/* fewer seats than the quorum */
	REFUSE_NOT_ON_PANEL,
	REFUSE_RECORDER,
	REFUSE_SUBMITTER,
	REFUSE_DECIDED,				/* this actor has decided before */
	REFUSE_NOT_DUE,				/* an automatic move, too early */
	REFUSE_APPEALED				/* there was an appeal before */
} RepairRefusal;

/* What settlement has to look for in the ledger while a step is worked on. */
typedef enum RepairWaitsFor
{
	WAITS_FOR_NOTHING,
	WAITS_FOR_HOURS,				/* enough hours */
	WAITS_FOR_LOSSES				/* another loss */
} RepairWaitsFor;

/* Find the steps of a path, in order.  False if there is no step 1. */
extern bool repair_path_find(const Policy *policy, Severity severity, const char *path,
							 RepairPath *found);

/*
 * Widen a window to that of a severity.  A document about several offences has
 * the longest minimum and the longest maximum of them.  Where the policy sets
 * no window for a severity, there is no minimum and no end.
 */
extern void repair_window_widen(const Policy *policy, Severity severity,
								int32_t *min_days, int32_t *max_days);

/*
 * Open a case on a day, at a step of its path.  The caller has checked that
 * the window has not ended.
 */
extern void repair_open(RepairCase *c, int32_t document_day, int32_t min_days, int32_t max_days,
						int32_t lapses_on, int32_t step, int32_t restored_bp, int32_t day);

/*
 * Try a move.  If it can be made, *next is the case after it.  Otherwise *next
 * is the case as it was, and *possible_on is the first day on which the move
 * can be made, if only the day is wrong.
 */
extern RepairRefusal repair_try(const RepairPath *path, const RepairCase *c, RepairMove move,
								const RepairFacts *f, RepairCase *next, int32_t *possible_on);

/*
 * What the votes of a panel decide.  It passes a step as soon as a quorum has
 * voted and the share of yes votes exceeds the majority.  It refuses the step
 * as soon as a quorum has voted and the votes still to come cannot pass it.
 * MOVE_NONE until then.
 */
extern RepairMove repair_panel(const RepairStep *step, int32_t yes, int32_t no, int32_t seats);

/* The automatic move that is due, and the case after it.  MOVE_NONE if none is. */
extern RepairMove repair_automatic(const RepairPath *path, const RepairCase *c,
								   const RepairFacts *f, RepairCase *next);

/* The first day on which an automatic move may be due, by the case alone; or REPAIR_NEVER. */
extern int32_t repair_next_day(const RepairPath *path, const RepairCase *c);

/* The first day on which the subject may apply for the current step, or the ledger may prove it. */
extern int32_t repair_ready_day(const RepairPath *path, const RepairCase *c);

extern RepairWaitsFor repair_waits_for(const RepairPath *path, const RepairCase *c);

/* Does the table list this way? */
extern bool repair_allows(RepairState from, RepairMove move, RepairState to);

/* The current step, or NULL if the path has no step of that number. */
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
