/*-------------------------------------------------------------------------
 *
 * population.c
 *	  All scores as of a day, in one pass over each of several parts of the
 *	  ledger, which workers can share out.
 *
 * Two statements run side by side, both in the order of subjects: residences,
 * which are fetched some at a time, and entries, which a receiver takes as
 * they are scanned.  A subject is scored when the first entry of a later one
 * arrives.
 *
 *-------------------------------------------------------------------------
 */
#include "score/homes.h"

#include "access/relation.h"
#include "base/programme.h"
#include "base/statement.h"
#include "base/value.h"
#include "catalog/namespace.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/plancat.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(civic_scores_part);
PG_FUNCTION_INFO_V1(civic_scores_support);

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
			ARG_DATUM(area, InvalidOid, home->area->path),
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
			   TupleDescAttr(population.result->setDesc, 1)->atttypid,
			   "service reviewer auditor");
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
