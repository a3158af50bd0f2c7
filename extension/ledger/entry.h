/*-------------------------------------------------------------------------
 *
 * entry.h
 *	  Entries of the ledger: what may be posted, and the writers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ENTRY_H
#define CIVIC_ENTRY_H

#include "base/area.h"
#include "base/owner.h"
#include "base/person.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "ledger/listener.h"
#include "nodes/pg_list.h"
#include "policy/policy.h"

/* A source, and whether an actor may record for it. */
typedef struct Source
{
	int32		source_id;		/* 0: refused */
	const char *code;
	List	   *rules;			/* codes it may use, if it is restricted */
	bool		restricted;
	Refusal		refusal;
} Source;

/* An event, and what the database knows about its subject and source. */
typedef struct Event
{
	int64		subject_id;		/* 0: unknown */
	bool		unnamed;		/* the inbox row has no external id, */
	bool		overlong;		/* or one that is too long to be looked up */
	const char *area;			/* where the subject lived then, or the sole area of policies */
	bool		consent;
	const char *rule_code;
	Numeric		quantity;
	bool		has_date;
	DateADT		occurred_on;
	const char *source_ref;
	bytea	   *evidence;
	const Source *source;
	Oid			actor;			/* whose grants have to reach the subject; InvalidOid: nobody's */
	ActingRoles roles;
	Person		person;
	const NewEntry *accepted;	/* of the same call, not posted yet */
	int			n_accepted;
} Event;

/* What every event of a call shares. */
typedef struct Posting
{
	pg_tz	   *zone;
	DateADT		today;
	int32		newest_enactment;
	int32		epoch;
	int64		access_version; /* of areas, sources and grants */
	const char *sole_area;		/* whose policies govern all areas, or NULL */
} Posting;

/* The entry that stands under a source_ref. */
typedef struct PostedEntry
{
	int64		entry_id;		/* 0: there is none */
	bool		same;			/* its content is that of the event */
} PostedEntry;

/* SQL for whether a subject has given its consent */
#define EVENT_CONSENT(subject) \
	"(SELECT c.given FROM civic_private.consent c WHERE c.subject_id = " subject \
	" ORDER BY c.consent_id DESC LIMIT 1)"

/* entry.c */
extern Refusal check_posting(const Event *event, const Posting *posting, NewEntry *entry);
extern void gather_event(Event *event, Posting *posting);
extern bool reaches_event(const Event *event, const Posting *posting);
extern int64 post_entry(NewEntry *entry, const Posting *posting);
extern int64 adjust_entry(Adjustment *adjustment, DateADT day);

/*
 * post.c: the only writers of civic_private.entry.  Caller has an SPI
 * connection and acts as the owner.
 */

/* Post original entries; sets the entry_id of those whose source_ref was not taken. */
extern void post_entries(NewEntry *entries, int n, const Posting *posting);

/*
 * Append an adjustment to each of several original entries, each named once,
 * with effect from a day, or from when the entry takes effect if that is
 * later.  Sorts the adjustments by entry, and sets the adjustment_id of those
 * whose entry exists, is an original one and has not been reversed.
 */
extern void adjust_entries(Adjustment *adjustments, int n, DateADT day);

/* Compare entries with those that stand under their source_refs already. */
extern void find_posted(const NewEntry *entries, int n, PostedEntry *posted);
extern Refusal posted_otherwise(const char *source_ref, int64 entry_id);

/* source.c */
extern void choose_source(Oid actor, const char *code, const Posting *posting, Source *source);

#endif							/* CIVIC_ENTRY_H */
