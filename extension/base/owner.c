/*-------------------------------------------------------------------------
 *
 * owner.c
 *	  Acting as the owner of the programme.
 *
 *-------------------------------------------------------------------------
 */
#include "base/owner.h"

#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/memutils.h"

Oid
owner_id(void)
{
	return get_role_oid("civic_owner", false);
}

static void
become_owner(OwnerScope *scope)
{
	GetUserIdAndSecContext(&scope->userid, &scope->sec_context);
	SetUserIdAndSecContext(owner_id(), scope->sec_context |
						   SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
}

/*
 * The path is pinned along with the role: whoever calls us could otherwise
 * have an operator of their own run as the owner.
 */
void
owner_begin(OwnerScope *scope)
{
	become_owner(scope);
	scope->guc_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * The same for a statement that only scans tables with operators of
 * pg_catalog.  What is asked for one subject at a time would spend a good part
 * of its time on the setting, which the server parses, looks up and takes back
 * again.  A path that is pushed costs next to nothing, but would also hold
 * against the SET clause of any function that ran under it; here none does.
 */
void
owner_begin_scan(OwnerScope *scope)
{
#if PG_VERSION_NUM < 170000
	static OverrideSearchPath path = {.schemas = NIL, .addCatalog = false, .addTemp = false};

	if (path.schemas == NIL)
	{
		MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

		path.schemas = list_make1_oid(PG_CATALOG_NAMESPACE);
		MemoryContextSwitchTo(old);
	}
	become_owner(scope);
	PushOverrideSearchPath(&path);
	scope->guc_level = 0;
#else
	/* there the server remembers the paths that it has looked up */
	owner_begin(scope);
#endif
}

void
owner_end(OwnerScope *scope)
{
#if PG_VERSION_NUM < 170000
	if (scope->guc_level == 0)
		PopOverrideSearchPath();
	else
#endif
		AtEOXact_GUC(true, scope->guc_level);
	SetUserIdAndSecContext(scope->userid, scope->sec_context);
}
