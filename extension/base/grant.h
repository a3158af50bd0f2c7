/*-------------------------------------------------------------------------
 *
 * grant.h
 *	  Whether what grant_access() has written down still holds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_GRANT_H
#define CIVIC_GRANT_H

#include "postgres.h"

/*
 * A grant is a name and a number of a role.  It holds while the role of that
 * number has that name, and has the use of the profile's schema in its own
 * right: what DROP OWNED, a renaming or another role of the name has ended
 * gives nothing.
 */
extern bool grant_holds(const char *role, Oid role_oid, const char *profile);

#endif							/* CIVIC_GRANT_H */
