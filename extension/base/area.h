/*-------------------------------------------------------------------------
 *
 * area.h
 *	  Areas, and where subjects lived.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_AREA_H
#define CIVIC_AREA_H

#include "postgres.h"

/*
 * SQL for the area where a subject lived by the residences that fulfil a
 * condition on r, and where it lived first, which counts before any of them.
 */
#define LATEST_AREA(subject, condition) \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = " subject " AND " condition \
	" ORDER BY r.since DESC, r.residence_id DESC LIMIT 1)"
#define FIRST_AREA(subject) \
	"(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = " subject \
	" ORDER BY r.since, r.residence_id LIMIT 1)"
#define AREA_OF(subject, condition) \
	"coalesce(" LATEST_AREA(subject, condition) ", " FIRST_AREA(subject) ")::pg_catalog.text"

/* Do all areas of the programme lie within this one? */
extern bool area_covers_all(const char *area);

#endif							/* CIVIC_AREA_H */
