/*-------------------------------------------------------------------------
 *
 * population.c
 *	  All scores as of a day, in one pass over the ledger.
 *
 * Two statements run side by side, both in the order of subjects: residences,
 * which are fetched some at a time, and entries, which a receiver takes as
 * they are scanned.  A subject is scored when the first entry of a later one
 * arrives.  An index gives either in its order; where the planner prefers to
 * sort, it does so within work_mem.
 *
 *-------------------------------------------------------------------------
 */
#include "common.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/portal.h"

#include "score_internal.h"

PG_FUNCTION_INFO_V1(civic_scores);

#define FETCHED_ROWS	1000

/* Where a subject lives on the day, as far as it was known by then. */
typedef struct Home
{
	int64		subject_id;
	size_t		area;			/* where it stands in HomeStream.areas */
	int32		policy_id;		/* in force there, or 0 */
} Home;

typedef struct HomeStream
{
	DestReceiver pub;
	Portal		portal;
	DateADT		day;
	bool		sole;			/* one area's policies govern all, */
	int32		sole_policy_id; /* this one on the day, or 0 */
	int32		newest_enactment;
	StringInfoData areas;
	Home		homes[FETCHED_ROWS + 1];
	int			n,
				next;
	bool		complete;		/* no more rows, so the last home is as it should be */
} HomeStream;

static int32
home_policy(const HomeStream *stream, TupleTableSlot *slot)
{
	if (stream->sole)
		return stream->sole_policy_id;
	return policy_at(TextDatumGetCString(slot->tts_values[5]), stream->day, stream->newest_enactment);
}

static void
append_area(HomeStream *stream, Home *home, Datum area)
{
	StringInfo	areas = &stream->areas;

	while (areas->len != (int) MAXALIGN(areas->len))
		appendStringInfoChar(areas, '\0');
	home->area = areas->len;
	appendBinaryStringInfo(areas, DatumGetPointer(area), VARSIZE_ANY(DatumGetPointer(area)));
}

/* The first residence counts before any, then the latest that is known and has begun. */
static bool
receive_home(TupleTableSlot *slot, DestReceiver *self)
{
	HomeStream *stream = (HomeStream *) self;
	Home	   *home = stream->n > 0 ? &stream->homes[stream->n - 1] : NULL;
	int64		subject_id;

	slot_getallattrs(slot);
	subject_id = DatumGetInt64(slot->tts_values[0]);
	if (home == NULL || home->subject_id != subject_id)
	{
		home = &stream->homes[stream->n++];
		home->subject_id = subject_id;
	}
	else if (DatumGetDateADT(slot->tts_values[1]) > stream->day || DatumGetDateADT(slot->tts_values[3]) > stream->day)
		return true;
	append_area(stream, home, slot->tts_values[4]);
	home->policy_id = home_policy(stream, slot);
	return true;
}

/* Begin again with the last home, of which there may be more to come. */
static void
keep_last_home(HomeStream *stream)
{
	Home	   *home = &stream->homes[0];
	char	   *area;

	stream->next = 0;
	if (stream->n == 0)
		return;
	*home = stream->homes[stream->n - 1];
	stream->n = 1;
	area = stream->areas.data + home->area;
	stream->areas.len = (int) VARSIZE_ANY(area);
	memmove(stream->areas.data, area, stream->areas.len);
	home->area = 0;
}

/* The next subject's home, in the order of subjects; NULL after the last.  Good until the next is asked for. */
static const Home *
next_home(HomeStream *stream)
{
	while (stream->next >= stream->n - 1 && !stream->complete)
	{
		keep_last_home(stream);
		stream->complete = PortalRunFetch(stream->portal, FETCH_FORWARD, FETCHED_ROWS, &stream->pub) < FETCHED_ROWS;
	}
	return stream->next < stream->n ? &stream->homes[stream->next++] : NULL;
}

#define HOMES(more) \
	"SELECT r.subject_id, r.since, r.residence_id, r.effective_on, r.area" more " FROM civic_private.residence r " \
	"WHERE r.subject_id BETWEEN $1 AND $2 ORDER BY r.subject_id, r.since, r.residence_id"

static void
open_homes(HomeStream *stream, DateADT day, Datum *range)
{
	static Statement areas = STATEMENT(HOMES(""), INT8OID, INT8OID);
	static Statement texts = STATEMENT(HOMES(", r.area::pg_catalog.text"), INT8OID, INT8OID);
	const Programme *programme = programme_seen();
	const char *area = sole_policy_area(programme->newest_enactment, programme->access_version);

	stream->pub = row_receiver(receive_home);
	stream->day = day;
	stream->sole = area != NULL || programme->newest_enactment == 0;
	stream->sole_policy_id = area ? policy_at(area, day, programme->newest_enactment) : 0;
	stream->newest_enactment = programme->newest_enactment;
	initStringInfo(&stream->areas);
	stream->n = stream->next = 0;
	stream->complete = false;
	stream->portal = statement_open(stream->sole ? &areas : &texts, range);
}

typedef struct Population
{
	DestReceiver pub;
	HomeStream *homes;
	const Home *home;			/* whose entries are being collected; NULL after the last */
	ScoreState *state;
	MemoryContext context;		/* of the state */
	ReturnSetInfo *result;
} Population;

/* Put out the score of a home's subject, and turn to the next. */
static void
score_home(Population *population)
{
	const Home *home = population->home;
	const Policy *policy = home->policy_id ? policy_by_id(home->policy_id) : NULL;
	Datum		values[4] = {
		Int64GetDatum(home->subject_id),
		PointerGetDatum(population->homes->areas.data + home->area),
		Int32GetDatum(home->policy_id)
	};
	bool		nulls[4] = {false, false, policy == NULL, policy == NULL};
	Numeric		score = NULL;

	if (policy)
	{
		score = state_value(population->state, true, policy);
		values[3] = NumericGetDatum(score);
	}
	tuplestore_putvalues(population->result->setResult, population->result->setDesc, values, nulls);
	if (score)
		pfree(score);
	population->state->n_cells = 0;
	population->home = next_home(population->homes);
}

static bool
receive_population(TupleTableSlot *slot, DestReceiver *self)
{
	Population *to = (Population *) self;
	Entry		entry = slot_entry(slot);
	int64		subject_id = DatumGetInt64(slot->tts_values[0]);

	while (to->home && to->home->subject_id < subject_id)
		score_home(to);
	/* after the last subject, no entry is of interest */
	if (to->home == NULL)
		return false;
	if (to->home->subject_id == subject_id && entry.effective_on <= to->state->as_of)
		to->state = collect_entry(to->state, &entry, false, to->context);
	return true;
}

#define ENTRIES(condition) \
	"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e " condition "ORDER BY e.subject_id"

/* as_of, and the first and last subject; NULL or absent: today, and all */
Datum
civic_scores(PG_FUNCTION_ARGS)
{
	/* a range is asked of each entry, so all subjects are not one */
	static Statement all = STATEMENT(ENTRIES(""));
	static Statement between = STATEMENT(ENTRIES("WHERE e.subject_id BETWEEN $1 AND $2 "), INT8OID, INT8OID);
	bool		has_first = PG_NARGS() > 1 && !PG_ARGISNULL(1);
	bool		has_last = PG_NARGS() > 1 && !PG_ARGISNULL(2);
	Datum		range[2] = {
		has_first ? PG_GETARG_DATUM(1) : Int64GetDatum(PG_INT64_MIN),
		has_last ? PG_GETARG_DATUM(2) : Int64GetDatum(PG_INT64_MAX)
	};
	Population	population = {.pub = row_receiver(receive_population), .context = CurrentMemoryContext};
	DateADT		day = as_of_argument(fcinfo, 0);

	InitMaterializedSRF(fcinfo, 0);
	population.result = (ReturnSetInfo *) fcinfo->resultinfo;
	population.homes = palloc(sizeof(HomeStream));
	population.state = fresh_state(0, day);
	SPI_connect();
	open_homes(population.homes, day, range);
	population.home = next_home(population.homes);
	statement_send(has_first || has_last ? &between : &all, range, true, &population.pub);
	while (population.home)
		score_home(&population);
	SPI_cursor_close(population.homes->portal);
	SPI_finish();
	return (Datum) 0;
}
