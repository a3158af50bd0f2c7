/*-------------------------------------------------------------------------
 *
 * programme.h
 *	  The programme of this database: its layout, zone and versions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_PROGRAMME_H
#define CIVIC_PROGRAMME_H

#include "postgres.h"

#include "access/transam.h"
#include "pgtime.h"
#include "utils/date.h"

/* An external id is an official number, not a document: longer ones are refused. */
#define EXTERNAL_ID_BYTES	1024

/* what the newest <room>_layout_<version>() makes */
#define LAYOUT_VERSION	3

/* The programme as the active snapshot sees it. */
typedef struct Programme
{
	pg_tz	   *zone;
	int32		newest_enactment;
	int64		access_version; /* of areas, sources, grants and calendars */
} Programme;

/*
 * The programme, read again only if the active snapshot may see another one.
 * Raises an error unless there is a programme and its layout is ours.  Whoever
 * has called this may use what other rooms keep by the programme's versions.
 */
extern const Programme *programme_seen(void);

/* The programme's day when the statement began, so that one statement sees one day. */
extern DateADT programme_today(void);

/*
 * The programme's day for what is about to be written.  A day can close as soon
 * as no transaction runs that took its id by then.
 */
extern DateADT writing_day(void);

/*
 * The id of the transaction that writes: the top-level one, never a
 * subtransaction's, since snapshots list only those.  On a standby it raises
 * the server's error that nothing can be written there.
 */
extern FullTransactionId writing_xact(void);

/* Raise an error unless this database has a programme; unless its layout is ours. */
extern void require_programme(void);
extern void require_layout(int32 version);

/* The access_version that a session keeps things by, where the programme's row has one. */
extern int64 access_version_here(int64 stored);

extern pg_tz *programme_zone(const char *name);

/* Call a function before the programme is read, so that a room drops what it keeps of another. */
extern void programme_listen(void (*before_read) (void));
extern void programme_about_to_be_read(void);

#endif							/* CIVIC_PROGRAMME_H */
