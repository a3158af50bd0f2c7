/*-------------------------------------------------------------------------
 *
 * reach.h
 *	  Whom a caller's grants reach: the one check that every call makes which
 *	  changes or reveals something about a subject, an entry or a case.
 *
 * A grant may be held to an area, and that of a recorder is for one source.
 * Grants add up: what one of them reaches, the caller reaches.  A subject is
 * reached where it lives today; an entry or a case also where the subject
 * lived on its day.
 *
 * Whoever calls require_...() does so before anything that depends on what is
 * asked about, so that all that is out of reach gives one error, whether it is
 * there or not.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REACH_H
#define CIVIC_REACH_H

#include "base/server.h"

#include "nodes/pg_list.h"
#include "utils/date.h"

/* Profiles whose grants can be held to an area, as a set of bits. */
typedef enum Profile
{
	RECORDER = 1 << 0,
	SERVICE = 1 << 1,
	REVIEWER = 1 << 2,
	AUDITOR = 1 << 3
} Profile;

/* those that may read about subjects */
#define READERS	(SERVICE | REVIEWER | AUDITOR)

/* Profiles by their names with blanks between, as SQL has them. */
extern int	profiles_of(const text *names);

/* What a call is about. */
typedef struct Matter
{
	int64		subject_id;
	bool		sourced;		/* a recorder's grant has to be for source_id */
	int32		source_id;
	bool		dated;			/* it is reached where the subject lived on this day, too */
	DateADT		day;
	const char *area;			/* it is reached in this area, too; or NULL */
} Matter;

/*
 * Do grants that a role has under one of these profiles reach the matter?
 * Whoever has none of them was given the call by hand, and reaches what any
 * other grant of his does; without any, everything but what needs a source.
 * Version is the programme's access_version.
 */
extern bool reaches(Oid role, int profiles, const Matter *matter, int64 version);

/* The same of the caller; otherwise raise the error. */
extern void require_reach_of(int profiles, const Matter *matter);
extern void require_reach(int profiles, int64 subject_id);

/* Does the caller reach everything, so that nothing has to be looked up? */
extern bool reaches_everything(int profiles, bool sourced);

/* Raise an error unless the caller reaches everything in an area; NULL: in the town. */
extern void require_reach_within(int profiles, const char *area);

/* A role for which the caller looks up external ids, and how often it may in a day. */
typedef struct LookupCount
{
	const char *role;
	Oid			sequence;		/* holds the count; invalid: there is none */
	int32		most;
} LookupCount;

/*
 * Those of the caller, each once; NIL: the caller rules everything, or has no
 * grant by which external ids are looked up.
 */
extern List *lookup_counts(void);

pg_noreturn extern void refuse_reach(void);

/* May a role record for a source, for some subjects at least? */
extern bool may_record(Oid role, int32 source_id, int64 version);

#endif							/* CIVIC_REACH_H */
