/*-------------------------------------------------------------------------
 *
 * homes.h
 *	  Where subjects live, one after another in the order of their ids.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_HOMES_H
#define CIVIC_HOMES_H

#include "score/score.h"

#include "utils/portal.h"

/* Subjects from one to another, both included. */
typedef struct SubjectRange
{
	int64		first;
	int64		last;
} SubjectRange;

/*
 * One of several ranges of equal width that have all subjects, in an SPI
 * connection of the caller's; the last ones may be empty.
 */
extern SubjectRange range_of_part(int32 part, int32 parts);

#define FETCHED_HOMES	1000

/* An area that was met, converted once: a town has few areas and many homes. */
typedef struct KnownArea
{
	char	   *name;
	int			len;
	Datum		path;			/* as the result has it */
	struct KnownArea *next;
} KnownArea;

/* Where a subject lives on the day, as far as that is known. */
typedef struct Home
{
	int64		subject_id;
	int64		residence_id;
	bool		known;			/* else it is the one that was recorded first */
	const KnownArea *area;
	int32		policy_id;		/* in force there, or 0 */
} Home;

/* Areas that were met, converted to the type of the result. */
typedef struct AreaPaths
{
	FmgrInfo	input;
	Oid			io_param;
	MemoryContext context;
	KnownArea  *chains[256];
} AreaPaths;

typedef struct HomeStream
{
	DestReceiver pub;
	Portal		portal;
	ScoreDays	days;
	bool		sole;			/* one area's policies govern all, */
	int32		sole_policy_id; /* this one on the day, or 0 */
	int32		newest_enactment;
	AreaPaths	paths;
	Home		homes[FETCHED_HOMES + 1];
	int			n,
				next;
	bool		complete;		/* no more rows, so the last home is as it should be */
} HomeStream;

/*
 * Of all subjects of a range, or of those whom the caller reaches by grants
 * under one of the profiles.  area_type is that of the result's paths.
 */
extern void open_homes(HomeStream *stream, ScoreDays days, SubjectRange range, Oid area_type,
					   const char *profiles);

/*
 * The next subject's home; NULL after the last.  The result is good until the
 * next one is asked for.
 */
extern const Home *next_home(HomeStream *stream);

#endif							/* CIVIC_HOMES_H */
