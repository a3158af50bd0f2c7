/*-------------------------------------------------------------------------
 *
 * appeal.h
 *	  Appeals: the table of their states and moves, and their clocks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_APPEAL_H
#define CIVIC_APPEAL_H

#include "policy.h"

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
	MOVE_FILE,
	MOVE_MARK,
	MOVE_FORWARD,				/* to the source that reported the event */
	MOVE_EXTEND,
	MOVE_PAUSE,
	MOVE_RESUME,
	MOVE_UPHOLD,
	MOVE_CORRECT,
	MOVE_REJECT,
	MOVE_REQUEST_REVIEW,
	MOVE_WITHDRAW,
	APPEAL_MOVES
} AppealMove;

extern const char *const appeal_state_names[APPEAL_STATES];
extern const char *const appeal_move_names[APPEAL_MOVES];

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

/* A clock of a policy, or the default where it has none. */
extern Clock appeal_clock(const Policy *policy, AppealClock which);

#endif							/* CIVIC_APPEAL_H */
