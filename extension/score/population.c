/*-------------------------------------------------------------------------
 *
 * population.c
 *	  All scores as of a day, in one pass over each of several parts of the
 *	  ledger, which workers can share out.
 *
 * Two statements run side by side, both in the order of subjects: residences,
 * which are fetched some at a time, and entries, which a receiver takes as
 * they are scanned.  A subject is scored when the first entry of a later one
 * arrives.  An index gives either in its order; where the planner prefers to
 * sort, it does so within work_mem.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "access/relation.h"
#include "base/programme.h"
#include "base/reach.h"
#include "base/statement.h"
#include "base/value.h"
#include "catalog/namespace.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/plancat.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/portal.h"

PG_FUNCTION_INFO_V1(civic_scores_part);
PG_FUNCTION_INFO_V1(civic_scores_support);

#define FETCHED_ROWS	1000
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

/* Where a subject lives on the day, as far as that is known. */
typedef struct Home
{
	int64		subject_id;
	int64		residence_id;
	bool		known;			/* else it is the one that was recorded first */
	Datum		area;			/* as the result has it */
	int32		policy_id;		/* in force there, or 0 */
} Home;

typedef struct KnownArea
{
	char	   *name;
	int			len;
	Datum		path;
	struct KnownArea *next;
} KnownArea;

/* Areas that were met, converted to the type of the result. */
typedef struct AreaPaths
{
	FmgrInfo	input;
	Oid			io_param;
	MemoryContext context;
	KnownArea  *chains[256];
} AreaPaths;

typedef struct HomeStream
{
	DestReceiver pub;
	Portal		portal;
	ScoreDays	days;
	bool		sole;			/* one area's policies govern all, */
	int32		sole_policy_id; /* this one on the day, or 0 */
	int32		newest_enactment;
	AreaPaths	paths;
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
	return policy_at(TextDatumGetCString(slot->tts_values[HOME_AREA]), stream->days.as_of,
					 stream->newest_enactment);
}

/*
 * An area as the result has it.  A town has few areas and many homes, so each
 * is converted once.
 */
static Datum
area_path(AreaPaths *paths, Datum area)
{
	text	   *name = DatumGetTextPP(area);
	int			len = VARSIZE_ANY_EXHDR(name);
	KnownArea **chain = &paths->chains[
		hash_bytes((unsigned char *) VARDATA_ANY(name), len) % lengthof(paths->chains)];
	KnownArea  *known;
	MemoryContext old;

	for (known = *chain; known; known = known->next)
		if (known->len == len && memcmp(known->name, VARDATA_ANY(name), len) == 0)
			return known->path;
	old = MemoryContextSwitchTo(paths->context);
	known = palloc(sizeof(KnownArea));
	known->len = len;
	known->name = text_to_cstring(name);
	known->path = InputFunctionCall(&paths->input, known->name, paths->io_param, -1);
	known->next = *chain;
	*chain = known;
	MemoryContextSwitchTo(old);
	return known->path;
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
	home->area = area_path(&stream->paths, values[HOME_AREA]);
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

/*
 * The next subject's home, in the order of subjects; NULL after the last.  The
 * result is good until the next one is asked for.
 */
static const Home *
next_home(HomeStream *stream)
{
	while (stream->next >= stream->n - 1 && !stream->complete)
	{
		keep_last_home(stream);
		stream->complete = PortalRunFetch(stream->portal, FETCH_FORWARD, FETCHED_ROWS,
										  &stream->pub) < FETCHED_ROWS;
	}
	return stream->next < stream->n ? &stream->homes[stream->next++] : NULL;
}

#define SELECT_HOMES(filter) \
	"SELECT " HOME_COLUMNS " FROM civic_private.residence r " \
	"WHERE r.subject_id BETWEEN $first AND $last " filter \
	"ORDER BY r.subject_id, r.since, r.residence_id"

/* Of all subjects, or of those whom the caller reaches. */
static void
open_homes(HomeStream *stream, ScoreDays days, SubjectRange range, Oid area_type)
{
	static Statement all_st = STATEMENT(SELECT_HOMES(""));
	static Statement reached_st = STATEMENT(
		SELECT_HOMES("AND civic_internal.reaches('service reviewer auditor', r.subject_id) "));
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
	stream->portal = statement_cursor(reaches_everything(READERS, false) ? &all_st : &reached_st,
									  ARGUMENTS(ARG_INT8(first, range.first),
												ARG_INT8(last, range.last)));
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

/* One subject that cannot be scored keeps nobody else from it. */
static Numeric
home_score(Population *population, const Policy *policy)
{
	int64		subject_id = population->home->subject_id;
	int64		score;
	ScoreResult result = score_own_state(population->state, policy, &score);
	Refusal		r;

	if (result == SCORE_OK)
		return points_numeric(score);
	r = score_refusal(result, subject_id);
	ereport(WARNING,
			(errcode(r.sqlstate),
			 errmsg("subject %lld has no score: %s", (long long) subject_id, r.reason)));
	return NULL;
}

/* Put out the score of a home's subject, and turn to the next. */
static void
score_home(Population *population)
{
	const Home *home = population->home;
	const Policy *policy = home->policy_id ? policy_by_id(home->policy_id) : NULL;
	Numeric		score = policy ? home_score(population, policy) : NULL;

	PUT_ROW(population->result, ARG_INT8(subject_id, home->subject_id),
			ARG_DATUM(area, InvalidOid, home->area),
			ARG_IF(policy != NULL, ARG_INT4(policy_id, home->policy_id)),
			ARG_NUMERIC(score, score));
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
	int64		subject_id = DatumGetInt64(slot->tts_values[ENTRY_SUBJECT_ID]);

	while (to->home && to->home->subject_id < subject_id)
		score_home(to);
	/* after the last subject, no entry is of interest */
	if (to->home == NULL)
		return false;
	if (to->home->subject_id == subject_id && state_wants(to->state, &entry))
		to->state = collect_entry(to->state, &entry, false, to->context);
	return true;
}

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

/* (as_of, part, parts, known_on); as_of NULL means today, known_on NULL as_of */
Datum
civic_scores_part(PG_FUNCTION_ARGS)
{
	static Statement st = STATEMENT(
		"SELECT " ENTRY_COLUMNS " FROM civic_private.entry e "
		"WHERE e.subject_id BETWEEN $first AND $last ORDER BY e.subject_id");
	Population	population = {.pub = row_receiver(receive_population),
	.context = CurrentMemoryContext};
	SubjectRange range;
	ScoreDays	days;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return (Datum) 0;
	days = days_arguments(fcinfo, 0, 3);
	population.result = (ReturnSetInfo *) fcinfo->resultinfo;
	population.homes = palloc0(sizeof(HomeStream));
	population.state = fresh_state(0, days);
	SPI_connect();
	range = range_of_part(PG_GETARG_INT32(1), PG_GETARG_INT32(2));
	open_homes(population.homes, days, range,
			   TupleDescAttr(population.result->setDesc, 1)->atttypid);
	population.home = next_home(population.homes);
	statement_stream(&st, true, &population.pub, ARGUMENTS(ARG_INT8(first, range.first),
														   ARG_INT8(last, range.last)));
	while (population.home)
		score_home(&population);
	SPI_cursor_close(population.homes->portal);
	SPI_finish();
	return (Datum) 0;
}

/* ----------
 * what the planner is told
 * ----------
 */

/* As the planner counts the rows of a table; 0 if there is no such table. */
static double
estimated_rows(const char *table)
{
	Oid			schema = get_namespace_oid("civic_private", true);
	Oid			oid = OidIsValid(schema) ? get_relname_relid(table, schema) : InvalidOid;
	Relation	relation = OidIsValid(oid) ? try_relation_open(oid, AccessShareLock) : NULL;
	BlockNumber pages;
	double		rows,
				visible;

	if (relation == NULL)
		return 0;
	estimate_rel_size(relation, NULL, &pages, &rows, &visible);
	relation_close(relation, AccessShareLock);
	return rows;
}

/* What an argument is, if the planner knows; otherwise 1. */
static int32
parts_argument(Node *call)
{
	Node	   *parts = NULL;

	if (is_funcclause(call) && list_length(((FuncExpr *) call)->args) == 4)
		parts = lthird(((FuncExpr *) call)->args);
	if (parts == NULL || !IsA(parts, Const) || ((Const *) parts)->constisnull)
		return 1;
	return Max(DatumGetInt32(((Const *) parts)->constvalue), 1);
}

/*
 * Workers are worth starting for a city and not for a village, so the cost
 * follows the ledger.  An entry costs about twice what it costs sum().
 */
Datum
civic_scores_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestRows))
	{
		SupportRequestRows *asked = (SupportRequestRows *) request;

		asked->rows = clamp_row_est(estimated_rows("subject") / parts_argument(asked->node));
		PG_RETURN_POINTER(asked);
	}
	if (IsA(request, SupportRequestCost))
	{
		SupportRequestCost *asked = (SupportRequestCost *) request;

		asked->startup = 0;
		asked->per_tuple = 2 * (cpu_tuple_cost + cpu_operator_cost) *
			(estimated_rows("entry") + estimated_rows("subject")) /
			(asked->node ? parts_argument(asked->node) : 1);
		PG_RETURN_POINTER(asked);
	}
	PG_RETURN_POINTER(NULL);
}
