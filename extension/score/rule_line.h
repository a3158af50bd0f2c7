/*-------------------------------------------------------------------------
 *
 * rule_line.h
 *	  What each rule contributes to a score in each of its periods.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_RULE_LINE_H
#define CIVIC_RULE_LINE_H

#include "core/score.h"

typedef struct RuleLine
{
	const Rule *rule;
	int32_t		rule_id;
	int32_t		period_start;
	int32_t		entries;
	int64_t		quantity;		/* hundredths */
	int128_t	exact;			/* as in Root */
	int128_t	weighted;
	int64_t		points;			/* hundredths */
	int32_t		repaired;		/* entries that are restored as a whole by repair, */
	int32_t		part_repaired;	/* in part, */
	int32_t		forgotten;		/* by being forgotten */
	int32_t		suspended;		/* and those that count nothing until it is decided */
	bool		aged;			/* some entry no longer weighs full */
	bool		capped;			/* some met the cap, */
	bool		ended;			/* or the end of the tariff */
} RuleLine;

/* The count of a rule's version in a period goes on from another version. */
typedef struct Handover
{
	int32_t		rule_id;
	int32_t		period_start;
	int32_t		from_rule_id;
	int128_t	used;			/* grains that had been counted by then */
} Handover;

typedef struct Handovers
{
	Handover   *items;
	int			n;
} Handovers;

/* Of roots in walk order, before rule_lines() reorders them. */
extern void mark_bounds(Root *roots, int32_t n_roots);
extern Handovers find_handovers(const Root *roots, int32_t n_roots);

/*
 * Add roots up by rule and period, as if there were no limits over several
 * rules or as they let through.  Reorders the roots; returns the lines in
 * the current context, at most one for each root.
 */
extern RuleLine *rule_lines(Root *roots, int32_t n_roots, int32_t as_of, bool unlimited,
							int *n_lines);

/* What a limit over several rules changes in one of its periods. */
typedef struct LimitLine
{
	SharedLimit limit;
	int32_t		rule_id;		/* whose limit it is */
	const char *dimension;
	int			dimension_id;
	int32_t		period_start;
	int128_t	exact;			/* of what it lets through, as in Root */
	int128_t	weighted;
	int128_t	free_exact;		/* of what there would be without it */
	int128_t	free_weighted;
	int64_t		points;			/* hundredths: what it changes */
} LimitLine;

/* Those that change something.  Reorders the roots. */
extern LimitLine *limit_lines(Root *roots, int32_t n_roots, int32_t as_of, int *n_lines);

#endif							/* CIVIC_RULE_LINE_H */
