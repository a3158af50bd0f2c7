/*-------------------------------------------------------------------------
 *
 * owner.c
 *	  Acting as the owner of the programme.
 *
 *-------------------------------------------------------------------------
 */
#include "base/owner.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(civic_programme_owner);

/* The owner of the programme's own table, or InvalidOid. */
static Oid
find_owner(void)
{
	Oid			schema = get_namespace_oid("civic_private", true);
	Oid			table = OidIsValid(schema) ? get_relname_relid("programme", schema) : InvalidOid;
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		return InvalidOid;
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

Oid
owner_id(void)
{
	Oid			owner = find_owner();

	if (!OidIsValid(owner))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("this database has no programme"),
				 errhint("Create it with civic.create_programme().")));
	return owner;
}

Datum
civic_programme_owner(PG_FUNCTION_ARGS)
{
	Oid			owner = find_owner();

	if (!OidIsValid(owner))
		PG_RETURN_NULL();
	PG_RETURN_OID(owner);
}

/* Who owns the functions that run with the rights of their owner: all do, or none. */
static Oid
definer(void)
{
	Oid			schema = get_namespace_oid("civic_internal", false);
	HeapTuple	tuple = SearchSysCache3(PROCNAMEARGSNSP, CStringGetDatum("require_programme"),
										PointerGetDatum(buildoidvector(NULL, 0)),
										ObjectIdGetDatum(schema));
	Oid			owner = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		owner = ((Form_pg_proc) GETSTRUCT(tuple))->proowner;
		ReleaseSysCache(tuple);
	}
	return owner;
}

/*
 * After a restore such functions belong to the superuser who restored, and
 * would run with his rights.
 */
void
require_owned_functions(void)
{
	if (superuser_arg(GetOuterUserId()) || definer() == owner_id())
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the functions of civic_credit have yet to be given to the programme's owner"),
			 errhint("As a superuser, run SELECT civic.upgrade_programme().")));
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
 * The same for a statement that looks up a few rows by an index.  Its plan may
 * be kept from when the table was so small that reading all of it was cheaper.
 */
void
owner_begin_lookup(OwnerScope *scope)
{
	static const char *const others[] = {"enable_seqscan", "enable_bitmapscan", "enable_sort"};

	owner_begin(scope);
	for (unsigned i = 0; i < lengthof(others); i++)
		(void) set_config_option(others[i], "off", PGC_USERSET, PGC_S_SESSION,
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
