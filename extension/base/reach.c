/*-------------------------------------------------------------------------
 *
 * reach.c
 *	  Whom a caller's grants reach.
 *
 * Grants are few and change rarely, while nearly every call asks for them, so
 * a session keeps them.  Whatever changes them gives the programme's row a new
 * access_version, drawn from a sequence so that no number ever means two
 * things.  Whether a role has a grantee's privileges is asked of the server
 * each time.
 *
 *-------------------------------------------------------------------------
 */
#include "base/reach.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/area.h"
#include "base/grant.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"

PG_FUNCTION_INFO_V1(civic_require_reach);
PG_FUNCTION_INFO_V1(civic_require_reach_within);
PG_FUNCTION_INFO_V1(civic_reaches_everything);
PG_FUNCTION_INFO_V1(civic_reaches);
PG_FUNCTION_INFO_V1(civic_reaches_on);
PG_FUNCTION_INFO_V1(civic_reaches_in);

#define ANY_PROFILE	(RECORDER | READERS)

typedef struct KnownGrant
{
	const char *role;
	Oid			role_oid;
	const char *profile_name;
	Profile		profile;
	int32		source_id;
	const char *within;			/* the area it is held to; "": to none */
	LookupCount lookups;		/* of its role */
} KnownGrant;

static MemoryContext grants_context = NULL;
static int64 known_version = 0;
static List *known_grants = NIL;
static bool some_held = false;	/* to an area */

/* ----------
 * grants
 * ----------
 */

/* The profile of a name; 0 if its grants are not held to areas. */
static int
profile_bit(const char *name, size_t len)
{
	static const struct
	{
		const char *name;
		Profile		bit;
	}			profiles[] = {
		{"recorder", RECORDER}, {"service", SERVICE}, {"reviewer", REVIEWER}, {"auditor", AUDITOR}
	};

	for (unsigned i = 0; i < lengthof(profiles); i++)
		if (strlen(profiles[i].name) == len && strncmp(profiles[i].name, name, len) == 0)
			return profiles[i].bit;
	return 0;
}

static void
keep_grant(uint64 row)
{
	const char *profile = row_text(row, "profile");
	KnownGrant *g = palloc0(sizeof(KnownGrant));

	g->role = row_text(row, "role");
	g->role_oid = row_isnull(row, "role_oid") ? InvalidOid : (Oid) row_int8(row, "role_oid");
	g->profile_name = profile;
	g->profile = profile_bit(profile, strlen(profile));
	g->source_id = row_int4(row, "source_id");
	g->within = row_text(row, "within");
	g->lookups = (LookupCount) {
		.role = g->role,
		.sequence = row_isnull(row, "counter") ? InvalidOid : (Oid) row_int8(row, "counter"),
		.most = row_int4(row, "most")
	};
	some_held |= *g->within != '\0';
	known_grants = lappend(known_grants, g);
}

/*
 * Keep the grants that the active snapshot sees, with the version that they are of, which need not
 * be the one that was asked for: a caller may have read a newer one since its statement began.
 */
static void
read_grants(void)
{
	static Statement st = STATEMENT(
		"SELECT p.access_version, g.role::text, g.role_oid::int8, g.profile, g.source_id, "
		"g.within, to_regclass(civic_internal.lookup_sequence(g.role))::oid::int8 "
		"AS counter, coalesce(l.most, civic_internal.usual_lookups()) AS most "
		"FROM civic_private.programme p LEFT JOIN civic_private.access_grant g "
		"ON g.profile IN ('recorder', 'service', 'reviewer', 'auditor') "
		"LEFT JOIN civic_private.lookup_limit l ON l.role = g.role");
	OwnerScope	scope;
	MemoryContext old;

	owner_begin(&scope);
	SPI_connect();
	QUERY(&st);
	old = MemoryContextSwitchTo(grants_context);
	for (uint64 row = 0; row < SPI_processed; row++)
		if (!row_isnull(row, "role"))
			keep_grant(row);
	MemoryContextSwitchTo(old);
	known_version = SPI_processed > 0 ? access_version_here(row_int8(0, "access_version")) : 0;
	SPI_finish();
	owner_end(&scope);
}

static void
load_grants(int64 version)
{
	if (known_version == version)
		return;
	if (grants_context == NULL)
		grants_context = AllocSetContextCreate(TopMemoryContext, "civic_credit grants",
											   ALLOCSET_SMALL_SIZES);
	known_version = 0;
	known_grants = NIL;
	some_held = false;
	MemoryContextReset(grants_context);
	read_grants();
}

static bool
rules_everything(Oid role)
{
	return superuser_arg(role) || has_privs_of_role(role, owner_id());
}

/* Was it given to a role whose rights somebody has, whether it still holds or not? */
static bool
was_given(Oid role, const KnownGrant *g)
{
	return OidIsValid(g->role_oid) && has_privs_of_role(role, g->role_oid);
}

/* Does a grant count for a role? */
static bool
holds(Oid role, const KnownGrant *g)
{
	return was_given(role, g) && grant_holds(g->role, g->role_oid, g->profile_name);
}

bool
may_record(Oid role, int32 source_id, int64 version)
{
	ListCell   *lc;

	load_grants(version);
	foreach(lc, known_grants)
	{
		const KnownGrant *g = lfirst(lc);

		if (g->profile == RECORDER && g->source_id == source_id && holds(role, g))
			return true;
	}
	return rules_everything(role);
}

/* ----------
 * reach
 * ----------
 */

/* A matter, and where its subject lives and lived, once that was asked. */
typedef struct Place
{
	const Matter *matter;
	bool		known;
	const char *today;			/* NULL: there is no such subject */
	const char *on_day;			/* or NULL */
} Place;

/* Both are asked as of what is known by now. */
static void
find_place(Place *place)
{
	static Statement st = STATEMENT(
		"SELECT t.area AS today, "
		"(SELECT d.area FROM civic_internal.home($subject_id, $day) d WHERE $day IS NOT NULL) "
		"AS on_day FROM civic_internal.home($subject_id, $today) t");
	const Matter *m = place->matter;
	MemoryContext caller = CurrentMemoryContext;
	OwnerScope	scope;

	place->known = true;
	owner_begin(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, m->subject_id), ARG_IF(m->dated, ARG_DATE(day, m->day)),
		  ARG_DATE(today, programme_today()));
	if (SPI_processed > 0)
	{
		place->today = MemoryContextStrdup(caller, row_text(0, "today"));
		if (!row_isnull(0, "on_day"))
			place->on_day = MemoryContextStrdup(caller, row_text(0, "on_day"));
	}
	SPI_finish();
	owner_end(&scope);
}

static bool
grant_reaches(const KnownGrant *g, Place *place)
{
	const Matter *m = place->matter;

	if (m && g->profile == RECORDER && m->sourced && g->source_id != m->source_id)
		return false;
	if (*g->within == '\0')
		return true;
	if (m == NULL || area_lies_within(m->area, g->within))
		return m != NULL;
	if (!place->known)
		find_place(place);
	return area_lies_within(place->today, g->within) || area_lies_within(place->on_day, g->within);
}

/*
 * Does a grant under one of the profiles reach it?  *some: there is one at all, even a dead one,
 * whose role must not become free of its area.
 */
static bool
some_reaches(Oid role, int profiles, Place *place, bool *some)
{
	ListCell   *lc;

	*some = false;
	foreach(lc, known_grants)
	{
		const KnownGrant *g = lfirst(lc);

		if ((g->profile & profiles) == 0)
			continue;
		*some |= was_given(role, g);
		if (holds(role, g) && grant_reaches(g, place))
			return true;
	}
	return false;
}

static bool
needs_source(int profiles, const Matter *m)
{
	return (profiles & RECORDER) != 0 && m && m->sourced;
}

bool
reaches(Oid role, int profiles, const Matter *matter, int64 version)
{
	Place		place = {.matter = matter};
	bool		some;

	load_grants(version);
	if (!some_held && !needs_source(profiles, matter))
		return true;
	if (some_reaches(role, profiles, &place, &some) || rules_everything(role))
		return true;
	if (some || needs_source(profiles, matter))
		return false;
	return some_reaches(role, ANY_PROFILE, &place, &some) || !some;
}

bool
reaches_everything(int profiles, bool sourced)
{
	Place		everything = {NULL};
	Oid			role = GetOuterUserId();
	bool		some;

	load_grants(programme_seen()->access_version);
	if (!sourced || (profiles & RECORDER) == 0)
		return reaches(role, profiles, NULL, known_version);
	/* one source does not reach the entries of another */
	return some_reaches(role, profiles & ~RECORDER, &everything, &some) || rules_everything(role);
}

void
refuse_reach(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied: no grant of the caller reaches this"),
			 errhint("civic.access_report() shows which source and area each grant is for.")));
}

void
require_reach_of(int profiles, const Matter *matter)
{
	if (!reaches(GetOuterUserId(), profiles, matter, programme_seen()->access_version))
		refuse_reach();
}

void
require_reach(int profiles, int64 subject_id)
{
	Matter		matter = {.subject_id = subject_id};

	require_reach_of(profiles, &matter);
}

/* ----------
 * look-ups
 * ----------
 */

List *
lookup_counts(void)
{
	Oid			role = GetOuterUserId();
	List	   *counts = NIL;
	ListCell   *lc;

	load_grants(programme_seen()->access_version);
	if (rules_everything(role))
		return NIL;
	foreach(lc, known_grants)
	{
		KnownGrant *g = lfirst(lc);
		bool		skip = (g->profile & (RECORDER | SERVICE)) == 0 || !holds(role, g);
		ListCell   *other;

		foreach(other, counts)
			skip |= ((LookupCount *) lfirst(other))->sequence == g->lookups.sequence;
		if (!skip)
			counts = lappend(counts, &g->lookups);
	}
	return counts;
}

/* ----------
 * areas
 * ----------
 */

/* Is there a grant that is held to this area or to one above it? */
static bool
holds_area(Oid role, int profiles, const char *area)
{
	ListCell   *lc;

	foreach(lc, known_grants)
	{
		const KnownGrant *g = lfirst(lc);

		if ((g->profile & profiles) && *g->within && area_lies_within(area, g->within) &&
			holds(role, g))
			return true;
	}
	return false;
}

static bool
reaches_within(int profiles, const char *area)
{
	return reaches_everything(profiles, false) ||
		(area && holds_area(GetOuterUserId(), profiles, area));
}

void
require_reach_within(int profiles, const char *area)
{
	if (!reaches_within(profiles, area))
		refuse_reach();
}

/* ----------
 * for SQL
 * ----------
 */

int
profiles_of(const text *names)
{
	const char *c = VARDATA_ANY(names);
	const char *end = c + VARSIZE_ANY_EXHDR(names);
	int			profiles = 0;

	while (c < end)
	{
		const char *space = memchr(c, ' ', end - c);
		size_t		len = (space ? space : end) - c;

		profiles |= profile_bit(c, len);
		c += len + 1;
	}
	return profiles;
}

/* An id that is null reaches nothing, and is for the caller to complain about. */
Datum
civic_require_reach(PG_FUNCTION_ARGS)
{
	if (!PG_ARGISNULL(1))
		require_reach(profiles_of(PG_GETARG_TEXT_PP(0)), PG_GETARG_INT64(1));
	PG_RETURN_VOID();
}

Datum
civic_require_reach_within(PG_FUNCTION_ARGS)
{
	require_reach_within(profiles_of(PG_GETARG_TEXT_PP(0)),
						 PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1)));
	PG_RETURN_VOID();
}

Datum
civic_reaches_everything(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(reaches_everything(profiles_of(PG_GETARG_TEXT_PP(0)), false));
}

static Datum
answer_reaches(FunctionCallInfo fcinfo, const Matter *matter)
{
	PG_RETURN_BOOL(reaches(GetOuterUserId(), profiles_of(PG_GETARG_TEXT_PP(0)), matter,
						   programme_seen()->access_version));
}

Datum
civic_reaches(PG_FUNCTION_ARGS)
{
	return answer_reaches(fcinfo, &(Matter) {.subject_id = PG_GETARG_INT64(1)});
}

Datum
civic_reaches_on(PG_FUNCTION_ARGS)
{
	return answer_reaches(fcinfo, &(Matter) {
		.subject_id = PG_GETARG_INT64(1),.dated = true,.day = PG_GETARG_DATEADT(2)
	});
}

Datum
civic_reaches_in(PG_FUNCTION_ARGS)
{
	return answer_reaches(fcinfo, &(Matter) {
		.subject_id = PG_GETARG_INT64(1),.area = text_to_cstring(PG_GETARG_TEXT_PP(2))
	});
}
