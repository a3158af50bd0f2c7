/*-------------------------------------------------------------------------
 *
 * own_case.h
 *	  Nobody decides about themselves, their household, or what they lead.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_OWN_CASE_H
#define CIVIC_OWN_CASE_H

#include "postgres.h"

#include "utils/date.h"

#include "base/person.h"
#include "base/refusal.h"

/*
 * Is a subject's case a person's own, today or on the day of what it is
 * about?  Version is the programme's access_version.  Needs an SPI connection,
 * whose result it leaves as it is, and acts as the owner.
 */
extern Refusal check_impartial(const Person *person, int64 subject_id, DateADT day, DateADT today,
							   int64 version);

/*
 * Raise an error if the case is the own one of who acts, or if nobody knows
 * who that is.  Needs an SPI connection, and acts as the owner.
 */
extern void require_impartial(int64 subject_id, DateADT day);

/* The same about an event of today. */
extern void require_impartial_today(int64 subject_id);

#endif							/* CIVIC_OWN_CASE_H */
