/*-------------------------------------------------------------------------
 *
 * person.h
 *	  Who acts, and whether two acts are one person's.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_PERSON_H
#define CIVIC_PERSON_H

#include "postgres.h"

/* Names of roles, which may be gone by now. */
typedef struct Person
{
	const char *role;			/* that was set, or whom act_as() has named */
	const char *login;			/* that logged in */
} Person;

/* Whom act_as() has named in this transaction, or NULL. */
extern const char *named_person(void);

/* Whoever acts now.  What it may do is another question: rights are those of the role. */
extern Person acting_person(void);

#endif							/* CIVIC_PERSON_H */
