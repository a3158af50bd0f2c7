/*-------------------------------------------------------------------------
 *
 * in_force.c
 *	  Which policy is in force for an area on a day.
 *
 * Enactments are only added, one at a time under a lock on the programme's
 * row, which keeps the newest id; so that id tells a snapshot exactly which
 * ones it sees.  Callers read it in the query that reads the ledger.
 *
 * A session keeps what it was asked: for an area, spans of days with the
 * policy that was enacted for this very area.  A town may have thousands of
 * villages, each with its versions, and a call is about few of them.
 *
 *-------------------------------------------------------------------------
 */
#include "policy/policy.h"

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(civic_policy_of_area);
PG_FUNCTION_INFO_V1(civic_text_day);

/* The policy that was enacted for an area itself, on days from one to another. */
typedef struct Span
{
	DateADT		from;
	DateADT		next;			/* the first day of the next enactment, or infinity */
	int32		policy_id;		/* 0: none yet */
	struct Span *later;
} Span;

/* What is known of an area, by the enactments up to one. */
typedef struct AreaSpans
{
	char	   *area;
	int			area_len;
	int32		newest;
	Span	   *spans;
	struct AreaSpans *later;
} AreaSpans;

/* Of the programme that the cache of policies is of. */
static MemoryContext spans_context = NULL;
static AreaSpans *chains[1024];
static uint64 spans_resets = 0;
static int	n_spans = 0;

#define SPANS_MAX	100000		/* then begin anew */

static void
check_spans(void)
{
	if (spans_context && spans_resets == policy_cache_resets && n_spans < SPANS_MAX)
		return;
	if (spans_context == NULL)
		spans_context = AllocSetContextCreate(TopMemoryContext, "civic_credit policies in force",
											  ALLOCSET_DEFAULT_SIZES);
	MemoryContextReset(spans_context);
	memset(chains, 0, sizeof(chains));
	n_spans = 0;
	spans_resets = policy_cache_resets;
}

static AreaSpans *
spans_of_area(const char *area, int len, int32 newest)
{
	uint32		hash = hash_bytes((const unsigned char *) area, len);
	AreaSpans **chain = &chains[hash % lengthof(chains)];
	AreaSpans  *found = *chain;

	while (found && (found->area_len != len || memcmp(found->area, area, len) != 0))
		found = found->later;
	if (found == NULL)
	{
		char	   *name = MemoryContextAlloc(spans_context, len + 1);

		memcpy(name, area, len);
		name[len] = '\0';
		found = MemoryContextAlloc(spans_context, sizeof(AreaSpans));
		*found = (AreaSpans) {name, len, newest, NULL, *chain};
		*chain = found;
		n_spans++;
	}
	if (found->newest != newest)
	{
		found->spans = NULL;
		found->newest = newest;
	}
	return found;
}

static Span
read_span(const char *area, DateADT day, int32 newest)
{
	static Statement st = STATEMENT(
		"SELECT b.policy_id, b.effective_from, (SELECT n.effective_from "
		"FROM civic_private.enactment n WHERE n.area = $area AND n.effective_from > $day "
		"AND n.enactment_id <= $newest ORDER BY n.effective_from LIMIT 1) AS next "
		"FROM (VALUES (true)) v LEFT JOIN (SELECT e.policy_id, e.effective_from "
		"FROM civic_private.enactment e WHERE e.area = $area AND e.effective_from <= $day "
		"AND e.enactment_id <= $newest "
		"ORDER BY e.effective_from DESC, e.enactment_id DESC LIMIT 1) b ON true");
	OwnerScope	scope;
	Span		span;

	owner_begin_lookup(&scope);
	SPI_connect();
	QUERY(&st, ARG_TEXT(area, area), ARG_DATE(day, day), ARG_INT4(newest, newest));
	span = (Span) {
		row_date_or(0, "effective_from", DATEVAL_NOBEGIN),
		row_date_or(0, "next", DATEVAL_NOEND),
		row_int4(0, "policy_id"), NULL
	};
	SPI_finish();
	owner_end(&scope);
	return span;
}

/* The span of a day for the area itself. */
static Span
span_on(const char *area, int len, DateADT day, int32 newest)
{
	AreaSpans  *known = spans_of_area(area, len, newest);
	Span	   *span;

	for (span = known->spans; span; span = span->later)
		if (span->from <= day && (day < span->next || span->next == DATEVAL_NOEND))
			return *span;
	span = MemoryContextAlloc(spans_context, sizeof(Span));
	*span = read_span(known->area, day, newest);
	span->later = known->spans;
	known->spans = span;
	n_spans++;
	return *span;
}

/* The length of the area above one; 0: there is none. */
static int
length_above(const char *area, int len)
{
	while (len > 0 && area[len - 1] != '.')
		len--;
	return Max(len - 1, 0);
}

int32
policy_at(const char *area, DateADT day, int32 newest)
{
	if (newest == 0 || area == NULL)
		return 0;
	check_spans();
	for (int len = strlen(area); len > 0; len = length_above(area, len))
	{
		Span		span = span_on(area, len, day, newest);

		if (span.policy_id)
			return span.policy_id;
	}
	return 0;
}

DateADT
next_enactment(const char *area, DateADT day, int32 newest)
{
	DateADT		next = CAL_NEVER;

	if (newest == 0 || area == NULL)
		return next;
	check_spans();
	for (int len = strlen(area); len > 0; len = length_above(area, len))
	{
		Span		span = span_on(area, len, day, newest);

		next = Min(next, span.next);
	}
	return next;
}

Refusal
lacks_policy(DateADT day)
{
	return refuse(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				  psprintf("no policy is in force where the subject lives on %s",
						   date_text(day)),
				  NULL,
				  "Enact a policy for the area or one above it with civic.enact_policy().");
}

void
no_policy_in_force(DateADT day)
{
	Refusal		refusal = lacks_policy(day);

	raise_refusal(&refusal);
}

/* The area of all enactments up to the newest; NULL if there are several, or none. */
static const char *
only_area(int32 newest)
{
	static Statement st = STATEMENT(
		"SELECT (SELECT e.area FROM civic_private.enactment e WHERE e.enactment_id <= $newest "
		"ORDER BY e.area LIMIT 1) AS first, (SELECT e.area FROM civic_private.enactment e "
		"WHERE e.enactment_id <= $newest ORDER BY e.area DESC LIMIT 1) AS last");
	static char *only = NULL;
	static int32 known_newest = -1;
	static uint64 known_resets = 0;
	OwnerScope	scope;

	if (known_newest == newest && known_resets == policy_cache_resets)
		return only;
	known_newest = -1;
	if (only)
		pfree(only);
	only = NULL;
	owner_begin_lookup(&scope);
	SPI_connect();
	QUERY(&st, ARG_INT4(newest, newest));
	if (!row_isnull(0, "first") && strcmp(row_text(0, "first"), row_text(0, "last")) == 0)
		only = MemoryContextStrdup(TopMemoryContext, row_text(0, "first"));
	SPI_finish();
	owner_end(&scope);
	known_newest = newest;
	known_resets = policy_cache_resets;
	return only;
}

const char *
sole_policy_area(int32 newest, int64 access_version)
{
	static int32 known_newest = -1;
	static int64 known_version = 0;
	static bool covers = false;
	const char *only;

	if (newest == 0)
		return NULL;
	only = only_area(newest);
	if (only == NULL)
		return NULL;
	if (known_newest != newest || known_version != access_version)
	{
		known_newest = -1;
		covers = area_covers_all(only);
		known_newest = newest;
		known_version = access_version;
	}
	return covers ? only : NULL;
}

/* (area, day) */
Datum
civic_policy_of_area(PG_FUNCTION_ARGS)
{
	int32		policy_id;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	policy_id = policy_at(text_to_cstring(PG_GETARG_TEXT_PP(0)), PG_GETARG_DATEADT(1),
						  programme_seen()->newest_enactment);
	if (policy_id == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(policy_id);
}

/* ----------
 * how long texts are kept
 * ----------
 */

DateADT
text_day(int64 subject_id, DateADT from_day)
{
	const Programme *programme = programme_seen();
	int32		newest = programme->newest_enactment;
	const char *area = sole_policy_area(newest, programme->access_version);
	int32		policy_id;
	int32		years = ERASE_YEARS_DEFAULT;

	if (area == NULL)
		area = subject_area(subject_id, from_day, from_day);
	policy_id = policy_at(area, from_day, newest);
	if (policy_id != 0)
		years = policy_by_id(policy_id)->erase_years;
	return Min(cal_add(from_day, years, CAL_YEARS), CAL_LAST_DAY);
}

/* (subject_id, from_day) */
Datum
civic_text_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(text_day(PG_GETARG_INT64(0), checked_date(PG_GETARG_DATEADT(1), "day")));
}
