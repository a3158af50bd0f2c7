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

#include "curve.h"

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

typedef enum TextLang
{
	LANG_EN,
	LANG_ZH
} TextLang;

typedef struct Title
{
	const char *text[2];		/* by TextLang */
} Title;

/*
 * A segment of a tariff: quantities up to a bound earn at a rate.  With a
 * step, only whole steps inside the segment earn.
 */
typedef struct Segment
{
	int64_t		upto;			/* hundredths; INT64_MAX = open */
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

typedef struct Rule
{
	const char *code;
	Title		title;
	Title		unit;			/* texts may be NULL */
	const char *dimension;		/* code */
	int			dimension_id;	/* left to the host: equal codes, equal ids */
	int			n_segments;
	Segment    *segments;
	bool		loss;			/* rates are <= 0 and not all 0 */
	bool		keeps_entries;	/* rule_keeps_entries(), which scoring asks for every entry */
	bool		has_cap_low,
				has_cap_high;
	int64_t		cap_low,		/* hundredths of a point */
				cap_high;
	CalPeriod	period;
	int32_t		rolling_days;
	const char *group;			/* combine = max within it; NULL = sum */
	int			group_id;		/* left to the host: unique per policy and group */
	Retention	retention;
	Severity	severity;
	int32_t		notice_days;
	bool		evidence_required;
	bool		has_legal_basis;
} Rule;

typedef struct Dimension
{
	const char *code;
	int			dimension_id;	/* left to the host, as in Rule */
	Title		title;
	bool		has_floor,
				has_cap;
	int64_t		floor,			/* hundredths of a point */
				cap;
} Dimension;

typedef struct Tier
{
	const char *code;
	Title		title;
	int32_t		rank;
	int64_t		promote_at,		/* hundredths of a point */
				demote_below;
	int32_t		hold_days;
	int32_t		clean_days;
} Tier;

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
	int			n_tiers;
	Tier	   *tiers;
} Policy;

/* Points, in grains, of a cumulative quantity: the tariff, and the tariff clamped. */
extern bool tariff_points(const Rule *rule, int64_t quantity, int128_t *grains);
extern bool tariff_clamped(const Rule *rule, int64_t quantity, int128_t *grains);

/*
 * A flat rule's contributions do not depend on one another: one continuous
 * rate, no cap, no group.  Its ledger can be summed without keeping entries.
 */
extern bool rule_is_flat(const Rule *rule);

/*
 * Does scoring have to keep the entries of this rule?  A repair names a share
 * of one entry's contribution, so repairable entries are kept even where the
 * rule is flat.
 */
extern bool rule_keeps_entries(const Rule *rule);

/*
 * Read a pack.  Returns false if there was a problem that is not a warning;
 * the policy is then incomplete.  "resolved" tells that extensions have been
 * merged, so that every code must be found.
 */
extern bool policy_read(const JsonNode *document, bool resolved, const PolicyHost *host, Policy *policy);

#endif							/* CIVIC_POLICY_H */
