/*-------------------------------------------------------------------------
 *
 * tier.h
 *	  Which tier a subject has earned, and which one is shown.
 *
 * Tiers are the one part of a standing that depends on its path.  A subject
 * rises as soon as it has what a tier asks for, and falls only below the lower
 * of the tier's two bounds, after the tier's hold, one tier a day.  A fall of
 * more than one is put to a person.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_TIER_H
#define CIVIC_TIER_H

#include "core/score.h"

/* No day of a programme: "never". */
#define NO_DAY		CAL_NO_DAY
#define NO_NEXT_DAY	CAL_NEVER
#define NO_CEILING	INT32_MAX

/* What a subject's losses mean on a day, beside their points. */
typedef struct Record
{
	int32_t		last_loss;		/* the day on which the last one that counts occurred, or NO_DAY */
	int32_t		ceiling_rank;	/* NO_CEILING, or the lowest that a veto in force sets */
	int32_t		ceiling_until;	/* the last day of that ceiling */
	int32_t		blocked_until;	/* the last day without redemptions, or NO_DAY */
	int32_t		next_day;		/* the first on which one of the vetoes has ended, or NO_NEXT_DAY */
} Record;

/* What a person said to a fall that was put to them. */
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
	int32_t		fell_on;		/* its last fall without a person's word, or NO_DAY */
	int32_t		refused_rank;	/* a person refused a fall to here, or -1; holds until it is out of danger */
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
	bool		by_requirement; /* the points alone would not have moved it */
	bool		ask;			/* put a fall to a person */
	int32_t		ask_rank;		/* to here */
	bool		settled;		/* the open question has been answered, or has lost its object */
	int32_t		next_day;		/* the first on which a hold ends that keeps it from falling, or NO_NEXT_DAY */
} TierOutcome;

extern const Tier *tier_by_rank(const Policy *policy, int32_t rank);

/* Does an award count as a loss: in force, not restored as a whole, not faded away? */
extern bool root_is_loss(const Root *root, int32_t day);

extern void record_read(const Policy *policy, const Root *roots, int32_t n_roots, int32_t day, Record *record);

/*
 * Is the record clean for so many days, that day among them?  And what has
 * been done under a rule?  Both tell the first later day on which the answer
 * changes by itself, if it is earlier than *next_day.
 */
extern bool record_clean(const Record *record, int32_t clean_days, int32_t day, int32_t *next_day);
extern int64_t condition_quantity(const QuantityCondition *condition, const Root *roots, int32_t n_roots,
								  int32_t day, int32_t *next_day);
extern bool tier_fulfilled(const Tier *tier, const Record *record, const Root *roots, int32_t n_roots,
						   int32_t day, int32_t *next_day);

/* The tier of a subject that has none yet.  fulfilled tells of each tier of the policy whether its requirements hold. */
extern int32_t tier_place(const Policy *policy, int64_t score, const bool *fulfilled);

/* Move a subject that has a place. */
extern void tier_settle(const Policy *policy, int64_t score, const bool *fulfilled, int32_t day,
						FallVerdict verdict, TierPlace *place, TierOutcome *outcome);

/* The highest lower tier that a subject would keep, and how many steps down it is. */
extern int32_t tier_below(const Policy *policy, int64_t score, const bool *fulfilled, int32_t rank, int *steps);

#endif							/* CIVIC_TIER_H */
