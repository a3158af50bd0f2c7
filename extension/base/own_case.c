/*-------------------------------------------------------------------------
 *
 * own_case.c
 *	  Nobody decides about themselves, their household, or what they lead.
 *
 * Every decision about a subject asks here first.  Links between roles and
 * subjects are as few as the staff, so a session keeps them; whatever changes
 * them draws a new access_version.  Only for a person who is linked to a
 * subject do households have to be read.
 *
 *-------------------------------------------------------------------------
 */
#include "base/own_case.h"

#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_own_case);
PG_FUNCTION_INFO_V1(civic_require_impartial);

typedef struct Link
{
	NameData	role;
	Oid			role_oid;		/* finds a role that was renamed; 0: not known */
	int64		subject_id;
	bool		leads;			/* the subject; else is it */
	DateADT		since;
	DateADT		until;			/* the first day on which it is over */
} Link;

static MemoryContext links_context = NULL;
static int64 known_version = 0;
static List *links = NIL;
static List *pools = NIL;		/* names */

/* ----------
 * what is known
 * ----------
 */

static void
keep_link(uint64 row)
{
	Link	   *link = palloc0(sizeof(Link));

	namestrcpy(&link->role, row_text(row, "role"));
	link->role_oid = (Oid) row_int8(row, "role_oid");
	link->subject_id = row_int8(row, "subject_id");
	link->leads = row_bool(row, "leads");
	link->since = row_date(row, "since");
	link->until = row_date_or(row, "until", DATEVAL_NOEND);
	links = lappend(links, link);
}

static void
keep_pool(uint64 row)
{
	pools = lappend(pools, row_text(row, "login"));
}

static void
keep_rows(Statement *st, void (*keep) (uint64 row))
{
	MemoryContext old;

	RUN(st, SPI_OK_SELECT);
	old = MemoryContextSwitchTo(links_context);
	for (uint64 row = 0; row < SPI_processed; row++)
		keep(row);
	MemoryContextSwitchTo(old);
}

static void
load_links(int64 version)
{
	static Statement links_st = STATEMENT(
		"SELECT k.role::text, k.role_oid::int8, k.subject_id, k.relation = 'leads' AS leads, "
		"k.since, k.until FROM civic_internal.links() k");
	static Statement pools_st = STATEMENT(
		"SELECT p.login::text FROM (SELECT DISTINCT l.login FROM civic_private.pool_login l) p "
		"WHERE civic_internal.is_pool(p.login)");

	if (known_version == version)
		return;
	if (links_context == NULL)
		links_context = AllocSetContextCreate(TopMemoryContext, "civic_credit links",
											  ALLOCSET_SMALL_SIZES);
	known_version = 0;
	links = pools = NIL;
	MemoryContextReset(links_context);
	keep_rows(&links_st, keep_link);
	keep_rows(&pools_st, keep_pool);
	known_version = version;
}

static bool
is_pool(const char *login)
{
	ListCell   *lc;

	foreach(lc, pools)
		if (strcmp(lfirst(lc), login) == 0)
			return true;
	return false;
}

/* The role of a link, by its name, or under another name that it was given since. */
static Oid
role_of_link(const Link *link)
{
	Oid			role = get_role_oid(NameStr(link->role), true);

	if (!OidIsValid(role) && OidIsValid(link->role_oid) &&
		SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(link->role_oid)))
		role = link->role_oid;
	return role;
}

/* Can a name act under the role of a link?  A superuser can, but is not everybody. */
static bool
bears(const char *name, const Link *link, Oid role)
{
	Oid			member = get_role_oid(name, true);

	return strcmp(name, NameStr(link->role)) == 0 ||
		(OidIsValid(member) && OidIsValid(role) && is_member_of_role_nosuper(member, role));
}

static bool
is_linked(const Person *person, const Link *link)
{
	Oid			role = role_of_link(link);

	return bears(person->role, link, role) ||
		(!is_pool(person->login) && bears(person->login, link, role));
}

static bool
covers(const Link *link, DateADT day)
{
	return day >= link->since && day < link->until;
}

/* ----------
 * the check
 * ----------
 */

/* Does a subject belong to the household of one of n, on a day or today? */
static bool
shares_household(Datum *selves, int n, int64 subject_id, DateADT day, DateADT today)
{
	static Statement st = STATEMENT(
		"SELECT FROM unnest($selves) s (id) CROSS JOIN (VALUES ($day), ($today)) d (day) "
		"WHERE civic_internal.household_of(s.id, d.day) = "
		"civic_internal.household_of($subject_id, d.day) LIMIT 1");
	SPITupleTable *rows = SPI_tuptable;
	uint64		n_rows = SPI_processed;
	bool		shares;

	RUN(&st, SPI_OK_SELECT, ARG_ARRAY(selves, INT8OID, selves, NULL, n),
		ARG_INT8(subject_id, subject_id), ARG_DATE(day, day), ARG_DATE(today, today));
	shares = SPI_processed > 0;
	SPI_tuptable = rows;
	SPI_processed = n_rows;
	return shares;
}

/* What makes a case a person's own, or NULL. */
static const char *
own_case(const Person *person, int64 subject_id, DateADT day, DateADT today)
{
	Datum	   *selves = palloc(sizeof(Datum) * (list_length(links) + 1));
	int			n = 0;
	ListCell   *lc;

	foreach(lc, links)
	{
		const Link *link = lfirst(lc);
		bool		counts = covers(link, today) || (link->leads && covers(link, day));

		if (!counts || !is_linked(person, link))
			continue;
		if (link->subject_id == subject_id)
			return link->leads ? "leads the organisation" : "is the subject";
		if (!link->leads)
			selves[n++] = Int64GetDatum(link->subject_id);
	}
	if (n > 0 && shares_household(selves, n, subject_id, day, today))
		return "belongs to the subject's household";
	return NULL;
}

/* Loads what is known with the caller's result put aside. */
static void
prepare_links(int64 version)
{
	SPITupleTable *rows = SPI_tuptable;
	uint64		n_rows = SPI_processed;

	load_links(version);
	SPI_tuptable = rows;
	SPI_processed = n_rows;
}

Refusal
check_impartial(const Person *person, int64 subject_id, DateADT day, DateADT today, int64 version)
{
	const char *why;

	prepare_links(version);
	why = own_case(person, subject_id, day, today);
	if (why == NULL)
		return (Refusal) {0};
	return refuse(ERRCODE_INSUFFICIENT_PRIVILEGE,
				  "permission denied: nobody acts in a case of their own",
				  psprintf("Whoever acts as \"%s\" %s.", person->role, why),
				  "Somebody else has to act.");
}

/* A decision has a person behind it. */
static void
require_somebody(const Person *person)
{
	if (is_pool(person->role))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied: login \"%s\" is a pool, and has not said who acts",
						person->role),
				 errhint("Name the person with civic.act_as() in the same transaction, "
						 "or SET ROLE to a role of theirs.")));
}

void
require_impartial(int64 subject_id, DateADT day)
{
	Person		person = acting_person();
	DateADT		today = programme_today();
	Refusal		r = check_impartial(&person, subject_id, day, today,
									programme_seen()->access_version);

	if (r.sqlstate)
		raise_refusal(&r);
	require_somebody(&person);
}

void
require_impartial_today(int64 subject_id)
{
	require_impartial(subject_id, programme_today());
}

/* ----------
 * in SQL
 * ----------
 */

/* require_impartial(subject_id, day) */
Datum
civic_require_impartial(PG_FUNCTION_ARGS)
{
	DateADT		today = programme_today();

	if (PG_ARGISNULL(0))
		null_argument("subject_id");
	SPI_connect();
	require_impartial(PG_GETARG_INT64(0), PG_ARGISNULL(1) ? today : PG_GETARG_DATEADT(1));
	SPI_finish();
	PG_RETURN_VOID();
}

/* own_case(role, login, subject_id, day) */
Datum
civic_own_case(PG_FUNCTION_ARGS)
{
	Person		person;
	DateADT		today = programme_today();
	const char *why;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_BOOL(false);
	person.role = NameStr(*PG_GETARG_NAME(0));
	person.login = PG_ARGISNULL(1) ? person.role : NameStr(*PG_GETARG_NAME(1));
	SPI_connect();
	prepare_links(programme_seen()->access_version);
	why = own_case(&person, PG_GETARG_INT64(2), PG_ARGISNULL(3) ? today : PG_GETARG_DATEADT(3),
				   today);
	SPI_finish();
	PG_RETURN_BOOL(why != NULL);
}
