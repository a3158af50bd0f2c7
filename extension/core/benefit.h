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
	uint32_t	kind;			/* ID_BIT of its SubjectKind */
	bool		settled;		/* has a standing; without one, what follows is unknown */
	int32_t		rank;			/* of the tier shown in this policy; 0 for no tier */
	int64_t		score;			/* hundredths */
	bool		never_lost;
	int32_t		clean_since;	/* the day after the last loss, unless never_lost */
	bool		blocked;
	int32_t		blocked_until;	/* the last day without redemptions, if blocked */
	bool		restricted;		/* a person has decided that the adverse benefit applies */
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
 * Is the holder entitled to a benefit?  If not, *missing is what is missing:
 * hundredths of a point for a tier or a score, days for the rest, and 0 where
 * waiting does not help.
 */
extern Entitlement benefit_check(const Benefit *b, const Policy *policy, const Holder *holder,
								 int64_t *missing);

extern const Benefit *find_benefit(const Policy *policy, const char *code);

/* Before a redemption there is REDEMPTION_NONE. */
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

/* One award that earns coupons. */
typedef struct EarningAward
{
	const Rule *rule;
	int64_t		entry_id;
	int64_t		quantity;		/* hundredths, 0 if it was taken back */
	int32_t		occurred_on;
} EarningAward;

/*
 * The coupons, in hundredths, that the last of some awards earns.  They follow
 * from the points that it adds to those of the other awards, without decay and
 * repair.  The other awards are those of its line or group that were posted
 * before it.  Of a flat rule they can be left out.  The array is reordered.
 * False on overflow.
 */
extern bool coupons_earned(EarningAward *awards, int32_t n, int32_t as_of, int64_t *coupons);

#endif							/* CIVIC_BENEFIT_H */
