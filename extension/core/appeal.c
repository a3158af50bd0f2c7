/*-------------------------------------------------------------------------
 *
 * appeal.c
 *	  Appeals: the table of their states and moves, and their clocks.
 *
 *-------------------------------------------------------------------------
 */
#include "appeal.h"

#include <string.h>

const char *const appeal_state_names[APPEAL_STATES] = {
	"none", "filed", "marked", "paused", "rejected", "review", "review_paused", "upheld", "corrected", "confirmed", "withdrawn"
};

const char *const appeal_move_names[APPEAL_MOVES] = {
	"file", "mark", "forward", "extend", "pause", "resume", "uphold", "correct", "reject", "request_review", "withdraw"
};

/* Whatever is not listed cannot be done. */
static const AppealState next_states[APPEAL_STATES][APPEAL_MOVES] = {
	[APPEAL_NONE] = {
		[MOVE_FILE] = APPEAL_FILED
	},
	/* no decision before the mark: whoever meets the entry meanwhile is to know that it is disputed */
	[APPEAL_FILED] = {
		[MOVE_MARK] = APPEAL_MARKED,
		[MOVE_FORWARD] = APPEAL_FILED,
		[MOVE_WITHDRAW] = APPEAL_WITHDRAWN
	},
	[APPEAL_MARKED] = {
		[MOVE_FORWARD] = APPEAL_MARKED,
		[MOVE_EXTEND] = APPEAL_MARKED,
		[MOVE_PAUSE] = APPEAL_PAUSED,
		[MOVE_UPHOLD] = APPEAL_UPHELD,
		[MOVE_CORRECT] = APPEAL_CORRECTED,
		[MOVE_REJECT] = APPEAL_REJECTED,
		[MOVE_WITHDRAW] = APPEAL_WITHDRAWN
	},
	[APPEAL_PAUSED] = {
		[MOVE_RESUME] = APPEAL_MARKED,
		[MOVE_WITHDRAW] = APPEAL_WITHDRAWN
	},
	[APPEAL_REJECTED] = {
		[MOVE_REQUEST_REVIEW] = APPEAL_REVIEW
	},
	[APPEAL_REVIEW] = {
		[MOVE_EXTEND] = APPEAL_REVIEW,
		[MOVE_PAUSE] = APPEAL_REVIEW_PAUSED,
		[MOVE_UPHOLD] = APPEAL_UPHELD,
		[MOVE_CORRECT] = APPEAL_CORRECTED,
		[MOVE_REJECT] = APPEAL_CONFIRMED,
		[MOVE_WITHDRAW] = APPEAL_WITHDRAWN
	},
	[APPEAL_REVIEW_PAUSED] = {
		[MOVE_RESUME] = APPEAL_REVIEW,
		[MOVE_WITHDRAW] = APPEAL_WITHDRAWN
	}
};

AppealState
appeal_next(AppealState state, AppealMove move)
{
	return next_states[state][move];
}

bool
appeal_is_open(AppealState state)
{
	return state == APPEAL_FILED || appeal_is_disputed(state);
}

bool
appeal_is_disputed(AppealState state)
{
	return state == APPEAL_MARKED || state == APPEAL_PAUSED || state == APPEAL_REVIEW || state == APPEAL_REVIEW_PAUSED;
}

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
