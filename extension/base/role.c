/*-------------------------------------------------------------------------
 *
 * role.c
 *	  The dictionary of role names.
 *
 * Rows of the ledger name the role that acts and the role that logged in by
 * numbers, since a name takes 64 bytes.  The dictionary only grows; a session
 * keeps what it has looked up.  A name that the session has added itself goes
 * with a rollback, so a rollback makes the session forget.
 *
 * Two transactions that both add a name wait for one another, so roles are
 * added when they are granted access.
 *
 *-------------------------------------------------------------------------
 */
#include "base/role.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "base/owner.h"
#include "base/person.h"
#include "base/programme.h"
#include "base/statement.h"

PG_FUNCTION_INFO_V1(civic_stamp_actor_id);
PG_FUNCTION_INFO_V1(civic_stamp_login_id);
PG_FUNCTION_INFO_V1(civic_stamp_login);

typedef struct KnownRole
{
	NameData	name;
	int32		role_id;
} KnownRole;

static HTAB *known_roles = NULL;
static int64 known_version = 0; /* 0: what is kept may not hold any more */

static void
forget_at_abort(XactEvent event, void *arg)
{
	if (event == XACT_EVENT_ABORT)
		known_version = 0;
}

static void
forget_at_rollback(SubXactEvent event, SubTransactionId mySubid, SubTransactionId parentSubid,
				   void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		known_version = 0;
}

static void
forget_roles(int64 version)
{
	HASHCTL		control = {
		.keysize = NAMEDATALEN,.entrysize = sizeof(KnownRole),.hcxt = TopMemoryContext
	};

	if (known_roles)
		hash_destroy(known_roles);
	else
	{
		RegisterXactCallback(forget_at_abort, NULL);
		RegisterSubXactCallback(forget_at_rollback, NULL);
	}
	known_roles = NULL;
	known_roles = hash_create("civic_credit roles", 16, &control,
							  HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
	known_version = version;
}

static int32
find_or_add(const char *name)
{
	static Statement find_st = STATEMENT(
		"SELECT n.role_id FROM civic_private.role_name n WHERE n.name = $name");
	static Statement add_st = STATEMENT(
		"INSERT INTO civic_private.role_name (name) VALUES ($name) ON CONFLICT DO NOTHING");
	int32		id;

	SPI_connect();
	RUN(&find_st, SPI_OK_SELECT, ARG_NAME(name, name));
	if (SPI_processed == 0)
	{
		RUN(&add_st, SPI_OK_INSERT, ARG_NAME(name, name));
		RUN(&find_st, SPI_OK_SELECT, ARG_NAME(name, name));
	}
	id = row_int4(0, "role_id");
	SPI_finish();
	return id;
}

/* The number that the session has kept, or 0. */
static int32
known_id(const char *name)
{
	KnownRole  *known;
	NameData	key;

	namestrcpy(&key, name);
	known = hash_search(known_roles, &key, HASH_FIND, NULL);
	return known ? known->role_id : 0;
}

int32
role_id(const char *name, int64 version)
{
	KnownRole  *known;
	NameData	key;
	int32		id;

	if (known_version != version)
		forget_roles(version);
	id = known_id(name);
	if (id)
		return id;
	namestrcpy(&key, name);
	id = find_or_add(name);
	known = hash_search(known_roles, &key, HASH_ENTER, NULL);
	known->role_id = id;
	return id;
}

ActingRoles
acting_roles(int64 version)
{
	Person		person = acting_person();

	return (ActingRoles) {role_id(person.role, version), role_id(person.login, version)};
}

/* A role's number, for a stamp: as the owner only where the session does not know it. */
static int32
id_for_stamp(const char *name)
{
	int64		version = programme_seen()->access_version;
	int32		id = known_version == version ? known_id(name) : 0;
	OwnerScope	scope;

	if (id)
		return id;
	owner_begin(&scope);
	id = role_id(name, version);
	owner_end(&scope);
	return id;
}

Datum
civic_stamp_actor_id(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(id_for_stamp(acting_person().role));
}

Datum
civic_stamp_login_id(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(id_for_stamp(acting_person().login));
}

Datum
civic_stamp_login(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(namein,
							   CStringGetDatum(GetUserNameFromId(GetSessionUserId(), false)));
}
