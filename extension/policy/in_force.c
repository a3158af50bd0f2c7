/*-------------------------------------------------------------------------
 *
 * in_force.c
 *	  Which policy is in force for an area on a day.
 *
 * Enactments are only added, one at a time under a lock on the programme's
 * row, which keeps the newest id; so that id tells a snapshot exactly which
 * ones it sees.  Callers read it in the query that reads the ledger, and the
 * session reads its list again when the list ends before that id.
 *
 *-------------------------------------------------------------------------
 */
#include "policy/policy.h"

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(civic_policy_of_area);
PG_FUNCTION_INFO_V1(civic_text_day);

typedef struct Enactment
{
	int32		enactment_id;
	int32		policy_id;
	DateADT		effective_from;
	char	   *area;
	int			area_len;
} Enactment;

/* The list, of the programme that the cache of policies is of. */
static MemoryContext list_context = NULL;
static Enactment *enactments = NULL;
static int	n_enactments = 0;
static int32 list_newest = -1;
static uint64 list_resets = 0;

static void
load_enactments(void)
{
	static Statement st = STATEMENT(
		"SELECT e.enactment_id, e.policy_id, e.effective_from, e.area "
		"FROM civic_private.enactment e");
	OwnerScope	scope;

	if (list_context == NULL)
		list_context = AllocSetContextCreate(TopMemoryContext, "civic_credit enactments",
											 ALLOCSET_DEFAULT_SIZES);
	MemoryContextReset(list_context);
	n_enactments = 0;
	owner_begin(&scope);
	SPI_connect();
	QUERY(&st);
	enactments = MemoryContextAlloc(list_context, sizeof(Enactment) * Max(SPI_processed, 1));
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		char	   *area = MemoryContextStrdup(list_context, row_text(row, "area"));

		enactments[n_enactments++] = (Enactment) {
			row_int4(row, "enactment_id"), row_int4(row, "policy_id"),
			row_date(row, "effective_from"), area, strlen(area)
		};
	}
	SPI_finish();
	owner_end(&scope);
}

static void
sync_enactments(int32 newest)
{
	if (list_newest >= newest && list_resets == policy_cache_resets)
		return;
	list_newest = -1;
	load_enactments();
	list_newest = newest;
	list_resets = policy_cache_resets;
}

static bool
is_better(const Enactment *e, const Enactment *than)
{
	if (than == NULL || e->area_len != than->area_len)
		return than == NULL || e->area_len > than->area_len;
	if (e->effective_from != than->effective_from)
		return e->effective_from > than->effective_from;
	return e->enactment_id > than->enactment_id;
}

/* Was an enactment made for the area, or for one above it, by the newest id? */
static bool
concerns(const Enactment *e, const char *area, int32 newest)
{
	return e->enactment_id <= newest && strncmp(e->area, area, e->area_len) == 0 &&
		(area[e->area_len] == '\0' || area[e->area_len] == '.');
}

int32
policy_at(const char *area, DateADT day, int32 newest)
{
	const Enactment *best = NULL;

	if (newest == 0 || area == NULL)
		return 0;
	sync_enactments(newest);
	for (int i = 0; i < n_enactments; i++)
		if (concerns(&enactments[i], area, newest) && enactments[i].effective_from <= day &&
			is_better(&enactments[i], best))
			best = &enactments[i];
	return best ? best->policy_id : 0;
}

DateADT
next_enactment(const char *area, DateADT day, int32 newest)
{
	DateADT		next = CAL_NEVER;

	if (newest == 0 || area == NULL)
		return next;
	sync_enactments(newest);
	for (int i = 0; i < n_enactments; i++)
		if (concerns(&enactments[i], area, newest) && enactments[i].effective_from > day)
			next = Min(next, enactments[i].effective_from);
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
	const char *only = NULL;

	for (int i = 0; i < n_enactments; i++)
	{
		if (enactments[i].enactment_id > newest)
			continue;
		if (only && strcmp(only, enactments[i].area) != 0)
			return NULL;
		only = enactments[i].area;
	}
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
	sync_enactments(newest);
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
		area = subject_area(subject_id, from_day);
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
