/*-------------------------------------------------------------------------
 *
 * source.c
 *	  Sources, and which of them somebody records for.
 *
 * Sources are few and change rarely, while every posting asks for them, so a
 * session keeps them, as long as the programme's access_version stays; callers
 * read it along with the rest.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/entry.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/reach.h"

static MemoryContext sources_context = NULL;
static int64 known_version = 0;
static List *known_sources = NIL;

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

/* Caller has an SPI connection. */
static void
load_sources(int64 version)
{
	static Statement st = STATEMENT(
		"SELECT s.source_id, s.code, s.rules FROM civic_private.source s");
	MemoryContext old;

	if (known_version == version)
		return;
	if (sources_context == NULL)
		sources_context = AllocSetContextCreate(TopMemoryContext, "civic_credit sources",
												ALLOCSET_SMALL_SIZES);
	known_version = 0;
	known_sources = NIL;
	MemoryContextReset(sources_context);
	RUN(&st, SPI_OK_SELECT);
	old = MemoryContextSwitchTo(sources_context);
	for (uint64 row = 0; row < SPI_processed; row++)
		keep_source(row);
	MemoryContextSwitchTo(old);
	known_version = version;
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
	load_sources(posting->access_version);
	foreach(lc, known_sources)
	{
		const Source *s = lfirst(lc);

		if (code && strcmp(s->code, code) != 0)
			continue;
		exists = true;
		if (!may_record(actor, s->source_id, posting->access_version))
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
