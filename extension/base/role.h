/*-------------------------------------------------------------------------
 *
 * role.h
 *	  The dictionary of role names.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ROLE_H
#define CIVIC_ROLE_H

#include "postgres.h"

/* Who acts: the role that is set or the person that was named, and the role that logged in. */
typedef struct ActingRoles
{
	int32		actor_id;
	int32		login_id;
} ActingRoles;

/*
 * The number of a role's name in the dictionary, which it is added to if need
 * be.  Version is the programme's access_version, which tells one programme of
 * a session from another.  Caller acts as the owner.
 */
extern int32 role_id(const char *name, int64 version);
extern ActingRoles acting_roles(int64 version);

#endif							/* CIVIC_ROLE_H */
