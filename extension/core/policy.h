/*-------------------------------------------------------------------------
 *
 * policy.h
 *	  A policy as the scoring algebra sees it, and the reader that makes one
 *	  from a policy pack.
 *
 * The reader works on a neutral tree of JSON values, so that the server (from
 * jsonb) and a fuzzer (from bytes) can feed it.  It reports every problem it
 * finds through a callback and allocates through another; it never exits.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_POLICY_H
#define CIVIC_POLICY_H

#include "core/curve.h"
#include "core/vocabulary.h"

typedef enum JsonKind
{
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,				/* text holds a plain decimal */
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
} JsonKind;

typedef struct JsonNode
{
	JsonKind	kind;
	bool		truth;			/* of a JSON_BOOL */
	const char *text;			/* of a number or string, NUL-terminated */
	size_t		len;
	int			n;				/* members of an array or object */
	struct JsonNode *items;
	const char **keys;			/* of an object */
} JsonNode;

/* What the reader needs from its surroundings. */
typedef struct PolicyHost
{
	void	   *(*alloc) (void *arg, size_t size);	/* zeroed; may not return NULL */
	void		(*problem) (void *arg, bool warning, const char *path,
							const char *problem, const char *hint);
	void	   *arg;
} PolicyHost;

/*
 * A segment of a tariff: quantities up to a bound earn at a rate.  With a
 * step, only whole steps inside the segment earn.
 */
typedef struct Segment
{
	int64_t		upto;			/* hundredths; INT64_MAX = no upper bound */
	int64_t		rate;			/* 1/RATE_SCALE points per unit */
	int64_t		step;			/* hundredths; 0 = continuous */
} Segment;

typedef enum Severity
{
	SEVERITY_NONE,
	SEVERITY_MINOR,
	SEVERITY_GENERAL,
	SEVERITY_SERIOUS
} Severity;

extern const Vocabulary severities;

/* How many of a rule's entries a person looks at. */
typedef enum Review
{
	REVIEW_NONE,
	REVIEW_SAMPLED,
	REVIEW_ALWAYS
} Review;

extern const Vocabulary rule_reviews;

/* A day that depends on another: the day on which a coupon expires or a veto ends. */
typedef enum DeadlineKind
{
	DEADLINE_NEVER,
	DEADLINE_DAYS,				/* n days after */
	DEADLINE_MONTH_END,			/* the last day of its month, or of its year */
	DEADLINE_YEAR_END,
	DEADLINE_NEXT_YEAR_END
} DeadlineKind;

extern const Vocabulary deadline_kinds;

typedef struct Deadline
{
	DeadlineKind kind;
	int32_t		days;
} Deadline;

/* As long as a veto lasts, the tier or the score has a ceiling, or there are no redemptions. */
typedef struct Veto
{
	bool		given;
	const char *ceiling_tier;	/* code, or NULL */
	bool		has_score_ceiling;
	int64_t		score_ceiling;	/* hundredths of a point */
	bool		blocks_redemption;
	Deadline	until;			/* from occurred_on, that day included */
} Veto;

/* What several rules of one dimension add in a period, together, is limited. */
typedef struct SharedLimit
{
	const char *code;
	Title		title;
	int			line;			/* set by the host: equal where versions limit on */
	int			n_rules;
	const char **rules;			/* codes */
	CalPeriod	period;
	bool		has_cap_low,
				has_cap_high;
	int64_t		cap_low,		/* hundredths of a point */
				cap_high;
	const char *restart;		/* as of a rule */
} SharedLimit;

typedef struct Rule
{
	const char *code;
	Title		title;
	Title		unit;			/* texts may be NULL */
	const char *dimension;		/* code */
	int			dimension_id;	/* set by the host: equal for equal codes */
	int			n_segments;
	Segment    *segments;
	bool		loss;			/* rates are <= 0 and not all 0 */
	bool		keeps_entries;	/* rule_keeps_entries(), stored for speed */
	bool		has_cap_low,
				has_cap_high;
	int64_t		cap_low,		/* hundredths of a point */
				cap_high;
	CalPeriod	period;
	int32_t		rolling_days;
	const char *group;			/* combine = max within it; NULL = sum */
	const SharedLimit *limit;	/* that it is in, or NULL */
	int32_t		line;			/* set by the host: what it counts with; 0 = by itself */
	const char *restart;		/* label of the counting; NULL = the first */
	const char *continues;		/* "code" or "policy/code" that it was before, or NULL */
	Retention	retention;
	Severity	severity;
	int32_t		notice_days;
	bool		evidence_required;
	int64_t		max_entry,		/* the most that is plausible of one entry, and of one day; */
				max_day;		/* hundredths, 0 = no limit */
	bool		has_legal_basis;
	const char *context;		/* never NULL */
	Review		review;
	Veto		veto;
	int32_t		coupons;		/* hundredths of a coupon per point */
	Deadline	coupons_expire; /* from the day they are earned */
	bool		irreparable;	/* on a legal basis that the pack names */
	/* settlement posts a quantity of 1 for each such period without a counted loss */
	CalPeriod	clean_period;	/* PERIOD_ENTRY = never */
} Rule;

typedef struct Dimension
{
	const char *code;
	int			dimension_id;	/* set by the host, as in Rule */
	Title		title;
	bool		has_floor,
				has_cap;
	int64_t		floor,			/* hundredths of a point */
				cap;
} Dimension;

/* What a condition counts of the awards under its rules. */
typedef enum Measure
{
	OF_QUANTITY,
	OF_POINTS,
	OF_ENTRIES,
	OF_DAYS,					/* distinct ones */
	OF_PERIODS
} Measure;

extern const Vocabulary measures;

/* What was done under some rules together, within some days or ever, lies within bounds. */
typedef struct Condition
{
	int			n_rules;
	const char **rules;			/* codes */
	const char **restarts;		/* label of each rule: entries under others do not count */
	Measure		of;
	CalPeriod	period;			/* of OF_PERIODS; PERIOD_ENTRY = each rule's own */
	int32_t		days;			/* 0 = ever */
	bool		has_least,
				has_most,
				has_keep;
	int64_t		at_least,		/* hundredths; numbers of entries and days likewise */
				at_most,
				keep;			/* for staying, in place of at_least, or else of at_most */
} Condition;

/* What is asked for beside points. */
typedef struct Requirements
{
	int32_t		clean_days;		/* days without a counted loss */
	int			n_conditions;
	Condition  *conditions;
} Requirements;

typedef struct Tier
{
	const char *code;
	Title		title;
	int32_t		rank;
	int64_t		promote_at,		/* hundredths of a point */
				demote_below;
	int32_t		hold_days;
	Requirements requires;
	bool		has_keep;
	Requirements keep;			/* to stay, in place of requires */
} Tier;

typedef enum BenefitKind
{
	BENEFIT_ENTITLEMENT,
	BENEFIT_REDEMPTION
} BenefitKind;

/* All that is special about a kind of benefit.  Another kind needs a value above and a row. */
typedef struct BenefitKindRow
{
	const char *name;			/* as in packs */
	bool		redeemed;		/* coupons buy it, unless the subject is blocked */
} BenefitKindRow;

extern const BenefitKindRow benefit_kind_rows[];
extern const Vocabulary benefit_kinds;

typedef enum SubjectKind
{
	SUBJECT_RESIDENT,
	SUBJECT_HOUSEHOLD,
	SUBJECT_ORGANISATION,
	SUBJECT_OFFICIAL,
	SUBJECT_KINDS
} SubjectKind;

extern const Vocabulary subject_kinds;

typedef struct Benefit
{
	const char *code;
	Title		title;
	const char *scenario;		/* may be NULL */
	BenefitKind kind;
	bool		adverse;		/* a restriction of all tiers up to max_tier */
	bool		human_decision; /* takes effect when a reviewer has decided */
	const char *min_tier;		/* codes, or NULL */
	const char *max_tier;
	bool		has_min_score;
	int64_t		min_score;		/* hundredths of a point */
	int32_t		clean_days;
	uint32_t	kinds;			/* ID_BIT of each SubjectKind that may have it; 0 = all */
	int64_t		cost;			/* hundredths of a coupon */
	bool		has_stock;
	int32_t		stock;			/* for this version of the policy */
	int32_t		per_subject;	/* 0 = no limit */
	int32_t		period_limit;	/* 0 = no limit */
	CalPeriod	limit_period;
	bool		has_valid_from,
				has_valid_until;
	int32_t		valid_from,
				valid_until;	/* the last day */
	int32_t		hold_minutes;	/* how long a reservation lasts */
	bool		has_value;
	int64_t		value;			/* hundredths: what it is worth, in its unit */
	Title		unit;			/* texts may be NULL */
	const char *context;		/* never NULL */
	bool		has_legal_basis;
} Benefit;

/* What a subject may redeem in a period of all benefits of a scenario. */
typedef struct ScenarioLimit
{
	const char *scenario;
	int32_t		limit;
	CalPeriod	period;
} ScenarioLimit;

/* Does the subject get the benefit by a redemption, or along with its standing? */
static inline bool
benefit_redeemed(const Benefit *b)
{
	return benefit_kind_rows[b->kind].redeemed;
}

/* How long a loss of a severity is public, and when it may be repaired. */
typedef struct RepairWindow
{
	Severity	severity;
	int32_t		min_days,
				max_days;
	bool		published;
} RepairWindow;

typedef enum StepDecider
{
	DECIDER_REVIEWER,
	DECIDER_PANEL,
	DECIDER_SYSTEM				/* the ledger proves it, nobody decides */
} StepDecider;

extern const Vocabulary step_deciders;

typedef enum StepKind
{
	STEP_DUTY,
	STEP_SERVICE_HOURS,
	STEP_TRAINING,
	STEP_COMMITMENT,
	STEP_THIRD_PARTY,
	STEP_PEER_REVIEW,
	STEP_OBSERVATION,
	STEP_CREDIT_REPORT,
	STEP_KINDS
} StepKind;

/* What shows that a step was done. */
typedef enum StepProof
{
	PROOF_SUBMITTED,			/* what the subject hands in */
	PROOF_HOURS,				/* a number of hours in the ledger, under a rule of the step */
	PROOF_NO_LOSS				/* a number of days without another loss */
} StepProof;

/* All that is special about a kind of step. */
typedef struct StepKindRow
{
	const char *name;			/* as in packs */
	Title		title;
	StepProof	proof;
	StepDecider decider;		/* where a pack names none */
	uint32_t	deciders;		/* ID_BIT of each StepDecider that a pack may name */
} StepKindRow;

extern const StepKindRow step_kind_rows[STEP_KINDS];
extern const Vocabulary step_kinds;

typedef struct RepairStep
{
	Severity	severity;
	const char *path;			/* code */
	Title		title;			/* texts may be NULL */
	int32_t		step;
	StepKind	kind;
	int64_t		amount;			/* hundredths: hours, sessions, days of observation */
	const char *rule;			/* whose entries are the service hours, or NULL */
	int32_t		min_days;		/* since the step began; for step 1, since the window did */
	int32_t		restores;		/* by this step and those before it, in basis points */
	StepDecider decider;
	int32_t		quorum;			/* votes that a panel needs */
	int32_t		majority;		/* the share of yes votes must exceed it; basis points */
	bool		evidence_required;
} RepairStep;

static inline StepProof
step_proof(const RepairStep *step)
{
	return step_kind_rows[step->kind].proof;
}

/* What a policy may know about subjects beside the ledger. */
typedef enum AttributeType
{
	ATTRIBUTE_INT,
	ATTRIBUTE_TEXT,
	ATTRIBUTE_BOOL,
	ATTRIBUTE_DATE
} AttributeType;

extern const Vocabulary attribute_types;

typedef struct Attribute
{
	const char *code;
	AttributeType type;
	int			n_values;
	const char **values;		/* of a text, those that are allowed; none: all */
} Attribute;

/*
 * Why a name may not be that of an attribute, whatever a policy says: the kind
 * of data that no credit system may collect, by its name in English.  NULL if
 * it may.
 */
extern const char *refused_attribute(const char *name);

/* which law says so */
#define REFUSED_ATTRIBUTE_SOURCE \
	"Regulation on Credit Reporting of 2013 (征信业管理条例), article 14"

typedef struct Clock
{
	const char *code;
	int32_t		working_days,
				extension_days;
} Clock;

/* after which texts are erased where no policy says otherwise */
#define ERASE_YEARS_DEFAULT		5

typedef struct Policy
{
	const char *code;
	const char *version;
	const char *area;
	Title		title;
	bool		extend;
	int64_t		base;			/* hundredths of a point */
	bool		has_floor,
				has_ceiling;
	int64_t		floor,
				ceiling;
	int			n_dimensions;
	Dimension  *dimensions;
	int			n_rules;
	Rule	   *rules;
	int			n_limits;
	SharedLimit *limits;
	int			n_tiers;
	Tier	   *tiers;
	int			n_benefits;
	Benefit    *benefits;
	int			n_scenario_limits;
	ScenarioLimit *scenario_limits;
	int			n_windows;
	RepairWindow *windows;
	int			n_steps;
	RepairStep *steps;			/* as the pack lists them */
	int			n_clocks;
	Clock	   *clocks;
	int			n_attributes;
	Attribute  *attributes;
	bool		gifts;			/* coupons may be given away */
	int32_t		review_share;	/* of adverse automatic decisions, in basis points */
	int32_t		erase_years;	/* after which the content of a loss is erased */
	bool		appeal_suspends;
	bool		names_individuals;	/* there is a legal basis for publishing them */
	const char *calendar;		/* of working days; never NULL */
} Policy;

/*
 * Points, in grains, of a cumulative quantity that is not negative: by the
 * tariff alone, and within the rule's caps.
 */
extern int128_t tariff_points(const Rule *rule, int64_t quantity);
extern int128_t tariff_clamped(const Rule *rule, int64_t quantity);

/*
 * What is left under the rule's cap of a rise of the tariff, after awards of
 * its line have given so many points: the tariff goes by quantity, the cap by
 * points.  Where all have one tariff, this is the rise of tariff_clamped().
 */
extern int128_t capped_rise(const Rule *rule, int128_t rise, int128_t points);

/*
 * Counting goes on across the versions of a policy.  Rules of one line, and
 * rules of one group, are walked as one.  What follows compares a rule with the
 * one that it comes after.
 */

/* Are two texts equal, or both absent? */
extern bool equal_texts(const char *a, const char *b);

/* Does what an award adds depend on those before it in its period? */
extern bool rule_cumulates(const Rule *rule);

typedef enum RuleBreak
{
	BREAK_NONE,					/* counting goes on */
	BREAK_NEW,					/* there is no rule before */
	BREAK_FLAT,					/* one of the two adds each entry by itself */
	BREAK_PERIOD,
	BREAK_SIGN,
	BREAK_GROUP,
	BREAK_LABEL
} RuleBreak;

extern const Vocabulary rule_breaks;

/* Why counting starts anew.  Two rules that do not cumulate have nothing to break. */
extern RuleBreak rule_break(const Rule *before, const Rule *after);

/* Have two rules one tariff and the same caps? */
extern bool same_tariff(const Rule *a, const Rule *b);

/* Are entries of equal quantities and days worth the same under both? */
extern bool same_worth(const Rule *a, const Rule *b);

/* The last day before a deadline that is counted from a day. */
extern int32_t deadline_day(const Deadline *deadline, int32_t from);

/* The rule or tier of a code; NULL if the code is NULL or there is none. */
extern const Rule *rule_by_code(const Policy *policy, const char *code);
extern const Tier *tier_by_code(const Policy *policy, const char *code);

/* The limit of a benefit's scenario; NULL if it has none. */
extern const ScenarioLimit *scenario_limit(const Policy *policy, const Benefit *b);

/*
 * The contributions of a flat rule do not depend on one another: it has one
 * rate, no steps, no cap, no group and no limit.  So scoring can add up its quantities
 * and forget the entries.
 */
extern bool rule_is_flat(const Rule *rule);

/*
 * Does scoring have to keep the entries of this rule?  A repair restores a
 * share of one entry, and a veto begins on the day of one entry, so a rule with
 * a severity or a veto keeps its entries even if it is flat.
 */
extern bool rule_keeps_entries(const Rule *rule);

/*
 * Read a pack.  Returns false if there was a problem other than a warning; the
 * policy is then incomplete.  "resolved" says that the pack is merged with the
 * one it extends, so that every code must be defined.
 */
extern bool policy_read(const JsonNode *document, bool resolved, const PolicyHost *host,
						Policy *policy);

#endif							/* CIVIC_POLICY_H */
