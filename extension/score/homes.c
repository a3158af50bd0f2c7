/*-------------------------------------------------------------------------
 *
 * homes.c
 *	  Where subjects live, one after another in the order of their ids.
 *
 * Residences are fetched some at a time.  An index gives them in their order;
 * where the planner prefers to sort, it does so within work_mem.
 *
 *-------------------------------------------------------------------------
 */
#include "score/homes.h"

#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "common/hashfn.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define PARTS_MAX		1000

/*
 * The columns of residences, read by number, since a population has as many
 * rows as subjects.
 */
#define HOME_COLUMNS	"r.subject_id, r.since, r.residence_id, r.effective_on, r.area"

enum
{
	HOME_SUBJECT_ID, HOME_SINCE, HOME_RESIDENCE_ID, HOME_EFFECTIVE_ON, HOME_AREA
};

static int32
home_policy(const HomeStream *stream, TupleTableSlot *slot)
{
	if (stream->sole)
		return stream->sole_policy_id;
	return policy_at(TextDatumGetCString(slot->tts_values[HOME_AREA]), stream->days.as_of,
					 stream->newest_enactment);
}

static const KnownArea *
known_area(AreaPaths *paths, Datum area)
{
	text	   *name = DatumGetTextPP(area);
	int			len = VARSIZE_ANY_EXHDR(name);
	KnownArea **chain = &paths->chains[
		hash_bytes((unsigned char *) VARDATA_ANY(name), len) % lengthof(paths->chains)];
	KnownArea  *known;
	MemoryContext old;

	for (known = *chain; known; known = known->next)
		if (known->len == len && memcmp(known->name, VARDATA_ANY(name), len) == 0)
			return known;
	old = MemoryContextSwitchTo(paths->context);
	known = palloc(sizeof(KnownArea));
	known->len = len;
	known->name = text_to_cstring(name);
	known->path = InputFunctionCall(&paths->input, known->name, paths->io_param, -1);
	known->next = *chain;
	*chain = known;
	MemoryContextSwitchTo(old);
	return known;
}

/* The latest residence that is known and has begun counts; before any, the one recorded first. */
static bool
receive_home(TupleTableSlot *slot, DestReceiver *self)
{
	HomeStream *stream = (HomeStream *) self;
	Home	   *home = stream->n > 0 ? &stream->homes[stream->n - 1] : NULL;
	const Datum *values = slot->tts_values;
	int64		subject_id;
	int64		residence_id;
	bool		known;

	slot_getallattrs(slot);
	subject_id = DatumGetInt64(values[HOME_SUBJECT_ID]);
	residence_id = DatumGetInt64(values[HOME_RESIDENCE_ID]);
	known = DatumGetDateADT(values[HOME_SINCE]) <= stream->days.as_of &&
		DatumGetDateADT(values[HOME_EFFECTIVE_ON]) <= stream->days.known_on;
	if (home == NULL || home->subject_id != subject_id)
	{
		home = &stream->homes[stream->n++];
		home->subject_id = subject_id;
	}
	else if (!known && (home->known || residence_id > home->residence_id))
		return true;
	home->residence_id = residence_id;
	home->known = known;
	home->area = known_area(&stream->paths, values[HOME_AREA]);
	home->policy_id = home_policy(stream, slot);
	return true;
}

/* Begin again with the last home, of which there may be more to come. */
static void
keep_last_home(HomeStream *stream)
{
	stream->next = 0;
	if (stream->n == 0)
		return;
	stream->homes[0] = stream->homes[stream->n - 1];
	stream->n = 1;
}

const Home *
next_home(HomeStream *stream)
{
	while (stream->next >= stream->n - 1 && !stream->complete)
	{
		keep_last_home(stream);
		stream->complete = PortalRunFetch(stream->portal, FETCH_FORWARD, FETCHED_HOMES,
										  &stream->pub) < FETCHED_HOMES;
	}
	return stream->next < stream->n ? &stream->homes[stream->next++] : NULL;
}

#define SELECT_HOMES(filter) \
	"SELECT " HOME_COLUMNS " FROM civic_private.residence r " \
	"WHERE r.subject_id BETWEEN $first AND $last " filter \
	"ORDER BY r.subject_id, r.since, r.residence_id"

void
open_homes(HomeStream *stream, ScoreDays days, SubjectRange range, Oid area_type,
		   const char *profiles)
{
	static Statement all_st = STATEMENT(SELECT_HOMES(""));
	static Statement reached_st = STATEMENT(
		SELECT_HOMES("AND civic_internal.reaches($profiles, r.subject_id) "));
	const Programme *programme = programme_seen();
	const char *area = sole_policy_area(programme->newest_enactment, programme->access_version);
	Oid			input;

	getTypeInputInfo(area_type, &input, &stream->paths.io_param);
	fmgr_info(input, &stream->paths.input);
	stream->paths.context = CurrentMemoryContext;
	stream->pub = row_receiver(receive_home);
	stream->days = days;
	stream->sole = area != NULL || programme->newest_enactment == 0;
	stream->sole_policy_id = area ? policy_at(area, days.as_of,
															 programme->newest_enactment) : 0;
	stream->newest_enactment = programme->newest_enactment;
	stream->n = stream->next = 0;
	stream->complete = false;
	if (reaches_everything(profiles_of(cstring_to_text(profiles)), false))
		stream->portal = statement_cursor(&all_st, ARGUMENTS(ARG_INT8(first, range.first),
															 ARG_INT8(last, range.last)));
	else
		stream->portal = statement_cursor(&reached_st,
										  ARGUMENTS(ARG_INT8(first, range.first),
													ARG_INT8(last, range.last),
													ARG_TEXT(profiles, profiles)));
}

/* ----------
 * parts of a population
 * ----------
 */

static void
check_part(int32 part, int32 parts)
{
	if (parts < 1 || parts > PARTS_MAX || part < 1 || part > parts)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no part %d of %d", part, parts),
				 errhint("Parts are numbered from 1, and there are at most %d.", PARTS_MAX)));
}

SubjectRange
range_of_part(int32 part, int32 parts)
{
	static Statement st = STATEMENT(
		"SELECT pg_catalog.min(r.subject_id) AS first, pg_catalog.max(r.subject_id) AS last "
		"FROM civic_private.residence r");
	uint64		first,
				last,
				width;

	check_part(part, parts);
	QUERY(&st);
	first = (uint64) row_int8(0, "first");
	last = (uint64) row_int8(0, "last");
	width = (last - first) / parts + 1;
	return (SubjectRange) {
		(int64) (first + width * (part - 1)),
		(int64) (part == parts ? last : first + width * part - 1)
	};
}
