/*-------------------------------------------------------------------------
 *
 * benefit.h
 *	  Who is entitled to what, what becomes of a redemption, and how many
 *	  coupons an award earns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_BENEFIT_H
#define CIVIC_BENEFIT_H

#include "core/policy.h"

/* A subject on a day, as benefits look at it. */
typedef struct Holder
{
	int32_t		day;
	uint32_t	kind;			/* bit i: a subject of kind i */
	bool		settled;		/* it has a standing; else only the above is known */
	int32_t		rank;			/* of the shown tier in this policy, 0 if none */
	int64_t		score;			/* hundredths */
	bool		never_lost;
	int32_t		clean_since;	/* the day after the last loss, unless never_lost */
	bool		blocked;
	int32_t		blocked_until;	/* the last day without redemptions, if blocked */
	bool		restricted;		/* a person has put the adverse benefit in question in force */
} Holder;

typedef enum Entitlement
{
	ENTITLED,
	NOT_YET_VALID,
	NO_LONGER_VALID,
	WRONG_KIND,
	NOT_SETTLED,
	BLOCKED,
	TIER_TOO_LOW,
	SCORE_TOO_LOW,
	NOT_CLEAN_ENOUGH,
	NOT_RESTRICTED				/* an adverse benefit that is not in force */
} Entitlement;

/*
 * Is the benefit the holder's?  If not, missing is what is: points in
 * hundredths for a tier or a score, days for the others, 0 if time will not
 * change it.
 */
extern Entitlement benefit_check(const Benefit *b, const Policy *policy, const Holder *holder, int64_t *missing);

extern const Benefit *find_benefit(const Policy *policy, const char *code);

/* Redemptions.  The first state is that of none. */
typedef enum RedemptionState
{
	REDEMPTION_NONE,
	REDEMPTION_REDEEMED,
	REDEMPTION_HELD,
	REDEMPTION_CONFIRMED,
	REDEMPTION_RELEASED,
	REDEMPTION_TIMED_OUT,
	REDEMPTION_CANCELLED,
	REDEMPTION_STATES
} RedemptionState;

typedef enum RedemptionMove
{
	REDEMPTION_REDEEM,
	REDEMPTION_RESERVE,
	REDEMPTION_CONFIRM,
	REDEMPTION_RELEASE,
	REDEMPTION_TIME_OUT,
	REDEMPTION_CANCEL,
	REDEMPTION_MOVES
} RedemptionMove;

extern const char *const redemption_state_names[REDEMPTION_STATES];
extern const Vocabulary redemption_states;

/* The state that a move leads to, or REDEMPTION_NONE where there is no such move. */
extern RedemptionState redemption_next(RedemptionState state, RedemptionMove move);

/* Does a redemption in this state count against stock and limits? */
extern bool redemption_counts(RedemptionState state);

/* One award on the way to its coupons. */
typedef struct EarningAward
{
	const Rule *rule;
	int64_t		entry_id;
	int64_t		quantity;		/* hundredths, 0 if it was taken back */
	int32_t		occurred_on;
} EarningAward;

/*
 * Coupons, in hundredths, that the last of some awards earns: what it adds to
 * the points of the walk that it shares with the others, before decay and
 * repair, when it is posted behind them.  The others are those of its rule, or
 * of its group, that were posted before; they are sorted here.  False on
 * overflow.  Where the rule is flat the others do not matter and may be left
 * out.
 */
extern bool coupons_earned(EarningAward *awards, int32_t n, int32_t as_of, int64_t *coupons);

#endif							/* CIVIC_BENEFIT_H */
