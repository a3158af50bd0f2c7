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
			check(strcmp(appeal_state_names[i], appeal_state_names[j]) != 0, "two states are called %s", appeal_state_names[i]);
	for (int i = 0; i < APPEAL_MOVES; i++)
		for (int j = 0; j < i; j++)
			check(strcmp(appeal_move_names[i], appeal_move_names[j]) != 0, "two moves are called %s", appeal_move_names[i]);
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
		check(!appeal_is_disputed(state) || appeal_is_open(state), "%s is disputed and not open", appeal_state_names[s]);
		check(!appeal_is_open(state) || appeal_next(state, MOVE_WITHDRAW) == APPEAL_WITHDRAWN,
			  "%s is open and cannot be withdrawn", appeal_state_names[s]);
		for (int m = 0; m < APPEAL_MOVES; m++)
			moves |= appeal_next(state, (AppealMove) m) != APPEAL_NONE;
		check(moves == (appeal_is_open(state) || state == APPEAL_REJECTED), "what can be done when %s", appeal_state_names[s]);
	}
	check_int(appeal_next(APPEAL_NONE, MOVE_FILE), APPEAL_FILED, "it begins when it is filed");
	for (int s = APPEAL_FILED; s < APPEAL_STATES; s++)
		check_int(appeal_next((AppealState) s, MOVE_FILE), APPEAL_NONE, "%s cannot be filed", appeal_state_names[s]);
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
			bool		decides = move == MOVE_UPHOLD || move == MOVE_CORRECT || move == MOVE_REJECT;

			if (next == APPEAL_NONE)
				continue;
			check(!ended, "move %s after the end, from %s", appeal_move_names[move], appeal_state_names[state]);
			if (decides)
			{
				decisions++;
				check(marked, "decided before it was marked");
				check(state != APPEAL_PAUSED && state != APPEAL_REVIEW_PAUSED, "decided while the clock stands");
				check_int(rejections, decisions - 1, "decisions after one that was none");
			}
			rejections += move == MOVE_REJECT;
			marked |= move == MOVE_MARK;
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
	check_int(appeal_clock(&plain, CLOCK_REVIEW).extension_days, 15, "extension of the second instance");
	check_int(appeal_clock(&plain, CLOCK_FORWARD).working_days, 2, "forwarding");
	check_int(appeal_clock(&plain, CLOCK_REMOVAL).working_days, 3, "removal");
	check_int(appeal_clock(&policy, CLOCK_DECISION).working_days, 3, "a policy's decision");
	check_int(appeal_clock(&policy, CLOCK_REVIEW).extension_days, 4, "the second instance has the time of the first");
	check_int(appeal_clock(&policy, CLOCK_REMOVAL).working_days, 1, "a policy's removal");
	check_int(appeal_clock(&policy, CLOCK_MARK).working_days, 1, "the default where a policy has none");
}

const UnitTest appeal_tests[] = {
	{"states and moves of appeals have names of their own", test_names},
	{"every state of an appeal is reached, and has a way out while it is open", test_table},
	{"no walk decides an appeal too early, too late or too often", test_walks},
	{"clocks of appeals are the policy's or the defaults", test_clocks},
	{NULL, NULL}
};
