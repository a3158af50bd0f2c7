/*-------------------------------------------------------------------------
 *
 * owner.h
 *	  Acting as the owner of the programme.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_OWNER_H
#define CIVIC_OWNER_H

#include "postgres.h"

/*
 * While an OwnerScope is open, queries run as its role and cannot touch
 * the caller's session.  An error closes it with the (sub)transaction.
 */
typedef struct OwnerScope
{
	Oid			userid;
	int			sec_context;
	int			guc_level;		/* 0: the path is pinned without a setting */
} OwnerScope;

/*
 * The role that owns the programme: that of its tables, whatever its name.
 * Raises an error if this database has no programme.
 */
extern Oid	owner_id(void);

/* Refuse to work while functions run as another owner than the programme's. */
extern void require_owned_functions(void);

/*
 * Act as the owner, on a path of pg_catalog alone, until owner_end().
 * owner_begin_scan() is for a statement that only scans tables with operators
 * of pg_catalog: it costs less, but its path also holds against the SET clause
 * of any function that runs under it.
 */
extern void owner_begin(OwnerScope *scope);
extern void owner_begin_lookup(OwnerScope *scope);
extern void owner_begin_scan(OwnerScope *scope);
extern void owner_end(OwnerScope *scope);

#endif							/* CIVIC_OWNER_H */
