/*-------------------------------------------------------------------------
 *
 * ledger_internal.h
 *	  What posting one entry and posting the inbox share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_LEDGER_INTERNAL_H
#define CIVIC_LEDGER_INTERNAL_H

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"


#include "base/text.h"
#include "nodes/pg_list.h"

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
	bool		unnamed;		/* the inbox row has no external id */
	const char *area;			/* where the subject lived when it occurred, or the sole area of policies */
	bool		consent;
	const char *rule_code;
	Numeric		quantity;
	bool		has_date;
	DateADT		occurred_on;
	const char *source_ref;
	bytea	   *evidence;
	const Source *source;
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

/* The entry that an event becomes. */
typedef struct NewEntry
{
	int32		rule_id;
	int32		quantity;		/* hundredths */
	DateADT		effective_on;
} NewEntry;

/* The award that another entry refers to. */
typedef struct ReferenceRoot
{
	int16		kind;			/* of what was named: only an award will do */
	DateADT		effective_on;
	int32		source_id;
	bool		reversed;
} ReferenceRoot;

/* SQL for what posting needs to know of a subject: the area of the event, and consent */
#define EVENT_AREA(subject, day)	AREA_OF(subject, "r.since <= " day)
#define EVENT_CONSENT(subject) \
	"(SELECT c.given FROM civic_private.consent c WHERE c.subject_id = " subject " ORDER BY c.consent_id DESC LIMIT 1)"

/* ledger.c */
extern Refusal check_posting(const Event *event, const Posting *posting, NewEntry *entry);
extern void gather_event(Event *event, Posting *posting);
extern int64 insert_entry(const Event *event, const NewEntry *entry, const Posting *posting);
extern int64 refer_to(int64 subject_id, int64 entry_id, int16 kind, const int32 *quantity, bytea *reason, DateADT day);

/* inbox.c */
extern Datum make_array(Datum *values, bool *nulls, int n, Oid type);

/* access.c */
extern void choose_source(Oid actor, const char *code, const Posting *posting, Source *source);
extern bool may_reverse(Oid actor, int32 source_id, const Posting *posting);

#endif							/* CIVIC_LEDGER_INTERNAL_H */
