/*-------------------------------------------------------------------------
 *
 * person.c
 *	  Who acts, and whom a pool has named.
 *
 * A login that an application shares among its users is nobody, so it says in
 * each transaction who acts.  What it says is kept here and not in a setting,
 * which any statement could change, and ends with the transaction, or with the
 * subtransaction that is rolled back.  It names a person and gives no right.
 *
 *-------------------------------------------------------------------------
 */
#include "base/person.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_act_as);
PG_FUNCTION_INFO_V1(civic_stamp_person);
PG_FUNCTION_INFO_V1(civic_stamp_named);

/* What act_as() has said last, and before that in the transaction. */
typedef struct Naming
{
	struct Naming *before;
	SubTransactionId subid;
	Oid			login;
	NameData	person;			/* empty: nobody any more */
} Naming;

static Naming *naming = NULL;	/* in TopTransactionContext */

/* ----------
 * the end of what was said
 * ----------
 */

static void
forget_at_end(XactEvent event, void *arg)
{
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
		naming = NULL;
}

/* Rolled back, it was never said; released, it belongs to the transaction around. */
static void
forget_at_rollback(SubXactEvent event, SubTransactionId mySubid, SubTransactionId parentSubid,
				   void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		while (naming && naming->subid == mySubid)
			naming = naming->before;
	if (event == SUBXACT_EVENT_COMMIT_SUB)
		for (Naming *n = naming; n && n->subid == mySubid; n = n->before)
			n->subid = parentSubid;
}

static void
remember(const char *person)
{
	static bool registered = false;
	Naming	   *said = MemoryContextAllocZero(TopTransactionContext, sizeof(Naming));

	if (!registered)
	{
		RegisterXactCallback(forget_at_end, NULL);
		RegisterSubXactCallback(forget_at_rollback, NULL);
		registered = true;
	}
	said->before = naming;
	said->subid = GetCurrentSubTransactionId();
	said->login = GetSessionUserId();
	if (person)
		namestrcpy(&said->person, person);
	naming = said;
}

/* ----------
 * who acts
 * ----------
 */

const char *
named_person(void)
{
	if (naming == NULL || naming->login != GetSessionUserId() ||
		NameStr(naming->person)[0] == '\0')
		return NULL;
	return NameStr(naming->person);
}

/*
 * Inside a SECURITY DEFINER function current_user is its owner, and
 * session_user overlooks SET ROLE.
 */
Person
acting_person(void)
{
	const char *named = named_person();

	return (Person) {
		named ? named : GetUserNameFromId(GetOuterUserId(), false),
		GetUserNameFromId(GetSessionUserId(), false)
	};
}

static bool
is_pool(const char *role)
{
	static Statement st = STATEMENT("SELECT civic_internal.is_pool($role) AS pooled");
	OwnerScope	scope;
	bool		pooled;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_NAME(role, role));
	pooled = row_bool(0, "pooled");
	SPI_finish();
	owner_end(&scope);
	return pooled;
}

static void
check_naming(const char *person)
{
	const char *login = GetUserNameFromId(GetSessionUserId(), false);

	if (!is_pool(login))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to act as somebody else"),
				 errdetail("Login \"%s\" is not declared as a pool.", login),
				 errhint("civic.declare_pool() declares a login that many persons share.")));
	if (person == NULL)
		return;
	if (!OidIsValid(get_role_oid(person, true)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("role \"%s\" does not exist", person)));
	if (is_pool(person))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is a pool, which is nobody", person)));
}

Datum
civic_act_as(PG_FUNCTION_ARGS)
{
	const char *person = PG_ARGISNULL(0) ? NULL : NameStr(*PG_GETARG_NAME(0));

	(void) programme_seen();
	check_naming(person);
	remember(person);
	PG_RETURN_VOID();
}

/* ----------
 * stamps
 * ----------
 */

Datum
civic_stamp_person(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(namein, CStringGetDatum(acting_person().role));
}

Datum
civic_stamp_named(PG_FUNCTION_ARGS)
{
	const char *person = named_person();

	if (person == NULL)
		PG_RETURN_NULL();
	return DirectFunctionCall1(namein, CStringGetDatum(person));
}
