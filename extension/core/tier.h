/*-------------------------------------------------------------------------
 *
 * tier.h
 *	  Which tier a subject has earned, and which one is shown.
 *
 * A tier depends on the tiers before it, and not only on the ledger.  A subject
 * rises as soon as it has what a tier asks for.  It falls when it is below the
 * lower of the two bounds of its tier and the hold of the tier is over, by one
 * tier a day.  A person decides about a fall of more than one tier.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_TIER_H
#define CIVIC_TIER_H

#include "core/score.h"

/* No day, and no later day. */
#define NO_DAY		CAL_NO_DAY
#define NO_NEXT_DAY	CAL_NEVER
#define NO_CEILING	INT32_MAX

/* What the losses of a subject mean on a day beside their points. */
typedef struct Record
{
	int32_t		last_loss;		/* the day of the last loss that counts, or NO_DAY */
	int32_t		ceiling_rank;	/* the lowest ceiling that a veto in force sets, or NO_CEILING */
	int32_t		ceiling_until;	/* the last day of that ceiling */
	int32_t		blocked_until;	/* the last day without redemptions, or NO_DAY */
	int32_t		next_day;		/* the first day on which a veto has ended, or NO_NEXT_DAY */
} Record;

/* What a person has decided about a fall. */
typedef enum FallVerdict
{
	FALL_NOT_ASKED,
	FALL_OPEN,
	FALL_CONFIRMED,
	FALL_REFUSED
} FallVerdict;

/* The tier that a subject has earned. */
typedef struct TierPlace
{
	int32_t		rank;			/* 0: none */
	int32_t		since;
	int32_t		fell_on;		/* the day of its last automatic fall, or NO_DAY */
	/* a person refused a fall to this rank, and the tier has not been safe since; or -1 */
	int32_t		refused_rank;
} TierPlace;

typedef enum TierMove
{
	TIER_STAYS,
	TIER_RISES,
	TIER_FALLS,
	TIER_FALLS_BY_DECISION
} TierMove;

typedef struct TierOutcome
{
	TierMove	move;
	bool		by_requirement; /* it moves by a requirement, not by points */
	bool		ask;			/* ask a person about a fall */
	int32_t		ask_rank;		/* to this rank */
	bool		settled;		/* the open question was answered, or is void */
	int32_t		next_day;		/* the day on which a hold ends that keeps it, or NO_NEXT_DAY */
} TierOutcome;

extern const Tier *tier_by_rank(const Policy *policy, int32_t rank);

/* Is it an award in force of a rule that takes points? */
extern bool root_is_loss(const Root *root, int32_t day);

extern void record_read(const Policy *policy, const Root *roots, int32_t n_roots, int32_t day,
						Record *record);

/*
 * Is the record clean for a number of days that ends on a day?  What does a
 * condition count, in hundredths?  If the answer changes by itself on a later day, and that
 * day is earlier than *next_day, both set *next_day to it.
 */
extern bool record_clean(const Record *record, int32_t clean_days, int32_t day, int32_t *next_day);
extern bool condition_names(const Condition *condition, const char *code);
extern int64_t condition_value(const Condition *condition, const Root *roots, int32_t n_roots,
							   int32_t day, int32_t *next_day);

/* What is missing to a condition, to rise or to stay; negative is too much, 0 nothing. */
extern int64_t condition_missing(const Condition *condition, bool staying, int64_t value);

/* Does a subject fulfil what a tier asks for, to rise or to stay? */
extern bool tier_fulfilled(const Tier *tier, bool staying, const Record *record,
						   const Root *roots, int32_t n_roots, int32_t day, int32_t *next_day);

/*
 * The tier of a subject that has none yet.  fulfilled has an element for each
 * tier of the policy: are its requirements met?
 */
extern int32_t tier_place(const Policy *policy, int64_t score, const bool *fulfilled);

/*
 * Let a subject that has a tier rise, fall or stay.  kept has an element for
 * each tier, too: are its requirements for staying met?
 */
extern void tier_settle(const Policy *policy, int64_t score, const bool *fulfilled,
						const bool *kept, int32_t day, FallVerdict verdict, TierPlace *place,
						TierOutcome *outcome);

/* The highest lower tier that a subject could keep, and by how many tiers it is lower. */
extern int32_t tier_below(const Policy *policy, int64_t score, const bool *kept, int32_t rank,
						  int *steps);

#endif							/* CIVIC_TIER_H */
