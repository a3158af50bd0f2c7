/*-------------------------------------------------------------------------
 *
 * source.c
 *	  Who may record for which source, and reverse what.
 *
 * Sources and grants are few and change rarely, while every posting asks for
 * them, so a session keeps them.  Whatever changes them gives the programme's
 * row a new access_version, drawn from a sequence so that no number ever
 * means two things; callers read it along with the rest.  Whether a role has
 * a grantee's privileges is asked of the server each time.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

typedef struct KnownGrant
{
	const char *role;
	bool		reviewer;		/* else a recorder, for one source */
	int32		source_id;
} KnownGrant;

static MemoryContext access_context = NULL;
static int64 known_version = 0;
static List *known_sources = NIL;
static List *known_grants = NIL;

static void
keep_source(uint64 row)
{
	Source	   *s = palloc0(sizeof(Source));
	bool		isnull;
	Datum		rules = row_datum(row, "rules", &isnull);
	Datum	   *codes;
	int			n;

	s->source_id = row_int4(row, "source_id");
	s->code = row_text(row, "code");
	s->restricted = !isnull;
	if (!isnull)
	{
		deconstruct_array(DatumGetArrayTypeP(rules), TEXTOID, -1, false, TYPALIGN_INT, &codes,
						  NULL, &n);
		for (int i = 0; i < n; i++)
			s->rules = lappend(s->rules, TextDatumGetCString(codes[i]));
	}
	known_sources = lappend(known_sources, s);
}

static void
keep_grant(uint64 row)
{
	KnownGrant *g = palloc0(sizeof(KnownGrant));

	g->role = row_text(row, "role");
	g->reviewer = strcmp(row_text(row, "profile"), "reviewer") == 0;
	g->source_id = row_int4(row, "source_id");
	known_grants = lappend(known_grants, g);
}

/* Keep each row that a statement finds. */
static void
keep_rows(Statement *st, void (*keep) (uint64 row))
{
	MemoryContext old;

	RUN(st, SPI_OK_SELECT);
	old = MemoryContextSwitchTo(access_context);
	for (uint64 row = 0; row < SPI_processed; row++)
		keep(row);
	MemoryContextSwitchTo(old);
}

/* Caller has an SPI connection. */
static void
load_access(int64 version)
{
	static Statement sources_st = STATEMENT(
		"SELECT s.source_id, s.code, s.rules FROM civic_private.source s");
	static Statement grants_st = STATEMENT(
		"SELECT g.role::text, g.profile, g.source_id FROM civic_private.access_grant g "
		"WHERE g.profile IN ('recorder', 'reviewer')");

	if (known_version == version)
		return;
	if (access_context == NULL)
		access_context = AllocSetContextCreate(TopMemoryContext, "civic_credit access",
											   ALLOCSET_SMALL_SIZES);
	known_version = 0;
	known_sources = known_grants = NIL;
	MemoryContextReset(access_context);
	keep_rows(&sources_st, keep_source);
	keep_rows(&grants_st, keep_grant);
	known_version = version;
}

static bool
rules_everything(Oid actor)
{
	return superuser_arg(actor) || has_privs_of_role(actor, owner_id());
}

static bool
holds(Oid actor, const KnownGrant *g)
{
	Oid			role = get_role_oid(g->role, true);

	return OidIsValid(role) && has_privs_of_role(actor, role);
}

static bool
may_record(Oid actor, int32 source_id)
{
	ListCell   *lc;

	foreach(lc, known_grants)
	{
		KnownGrant *g = lfirst(lc);

		if (!g->reviewer && g->source_id == source_id && holds(actor, g))
			return true;
	}
	return rules_everything(actor);
}

/* Reviewers reverse any entry, recorders those of their own source. */
bool
may_reverse(Oid actor, int32 source_id, const Posting *posting)
{
	ListCell   *lc;

	load_access(posting->access_version);
	foreach(lc, known_grants)
	{
		KnownGrant *g = lfirst(lc);

		if (g->reviewer && holds(actor, g))
			return true;
	}
	return may_record(actor, source_id);
}

/*
 * The source that an actor records for: the one named; or the only one that
 * the actor may; or among several the programme office.  Caller has an SPI
 * connection, in which it has read posting->access_version.
 */
void
choose_source(Oid actor, const char *code, const Posting *posting, Source *source)
{
	const Source *chosen = NULL;
	bool		exists = code == NULL;
	bool		office = false;
	int			n = 0;
	ListCell   *lc;

	memset(source, 0, sizeof(*source));
	load_access(posting->access_version);
	foreach(lc, known_sources)
	{
		const Source *s = lfirst(lc);

		if (code && strcmp(s->code, code) != 0)
			continue;
		exists = true;
		if (!may_record(actor, s->source_id))
			continue;
		n++;
		if (!office)
			chosen = s;
		office |= strcmp(s->code, "office") == 0;
	}
	if (!exists)
		source->refusal = refuse(ERRCODE_UNDEFINED_OBJECT,
								 psprintf("unknown source \"%s\"", quotable(code)), NULL,
								 "Define it with civic.define_source().");
	else if (n == 0)
		source->refusal = refuse(ERRCODE_INSUFFICIENT_PRIVILEGE,
								 code ? psprintf("permission denied for source \"%s\"",
												 quotable(code)) :
								 "permission denied to record for any source", NULL,
								 "civic.grant_access(role, 'recorder', source) gives the right.");
	else if (n > 1 && !office)
		source->refusal = refuse(ERRCODE_INVALID_PARAMETER_VALUE, "the source must be named",
								 "The caller may record for several.",
								 "Pass its code as source.");
	else
		*source = *chosen;
}
