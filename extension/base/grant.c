/*-------------------------------------------------------------------------
 *
 * grant.c
 *	  Whether what grant_access() has written down still holds.
 *
 *-------------------------------------------------------------------------
 */
#include "base/grant.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "fmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(civic_grant_holds);

/* Not through another role, nor as one of PUBLIC. */
static bool
acl_names(Datum stored, Oid role_oid, AclMode mode)
{
	Acl		   *acl = DatumGetAclP(stored);
	/* ACL_DAT, but for a warning: no ACL has nulls */
	AclItem    *items = (AclItem *) ((char *) acl + ARR_OVERHEAD_NONULLS(1));
	bool		found = false;

	for (int i = 0; !found && i < ACL_NUM(acl); i++)
		found = items[i].ai_grantee == role_oid &&
			(ACLITEM_GET_PRIVS(items[i]) & mode) == mode;
	/* a posting asks for each of its rows */
	if ((Pointer) acl != DatumGetPointer(stored))
		pfree(acl);
	return found;
}

static bool
may_use_schema(Oid role_oid, const char *name)
{
	Oid			schema = get_namespace_oid(name, true);
	HeapTuple	tuple = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
	bool		isnull,
				may;
	Datum		acl;

	if (!HeapTupleIsValid(tuple))
		return false;
	acl = SysCacheGetAttr(NAMESPACEOID, tuple, Anum_pg_namespace_nspacl, &isnull);
	may = !isnull && acl_names(acl, role_oid, ACL_USAGE);
	ReleaseSysCache(tuple);
	return may;
}

bool
grant_holds(const char *role, Oid role_oid, const char *profile)
{
	return OidIsValid(role_oid) && get_role_oid(role, true) == role_oid &&
		may_use_schema(role_oid, strcmp(profile, "analyst") == 0 ? "civic_open" : "civic");
}

Datum
civic_grant_holds(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!PG_ARGISNULL(0) && !PG_ARGISNULL(1) && !PG_ARGISNULL(2) &&
				   grant_holds(NameStr(*PG_GETARG_NAME(0)), PG_GETARG_OID(1),
							   text_to_cstring(PG_GETARG_TEXT_PP(2))));
}
