/*-------------------------------------------------------------------------
 *
 * score.h
 *	  From the entries of the ledger to scores.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SCORE_ROOM_H
#define CIVIC_SCORE_ROOM_H

#include "postgres.h"

#include "base/refusal.h"
#include "core/score.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "policy/policy.h"
#include "utils/date.h"
#include "utils/numeric.h"

/* score_state.c: states in the memory of the server */
extern ScoreState *allocate_state(int64 n_cells);
extern ScoreState *copy_state(const ScoreState *from, int64 capacity);
extern ScoreState *fresh_state(int64 subject_id, ScoreDays days);
extern ScoreState *larger_state(const ScoreState *state, MemoryContext context);
extern ScoreState *datum_state(Datum value);

/* collect.c */
pg_noreturn extern void state_failed(StateResult result);
pg_noreturn extern void unknown_rule(int32 rule_id);

/* score_value.c */
extern void walk_state(ScoreState *state, Root **roots, int32 *n_roots);
extern const ScoreTotals *total_roots(const Root *roots, int32 n_roots, DateADT day,
									  const Policy *policy, int64 subject_id);
extern ScoreResult walk_state_by(ScoreState *state, RuleLookup lookup, void *arg, Root **roots,
								 int32 *n_roots);
extern ScoreResult try_total(const Root *roots, int32 n_roots, DateADT day, const Policy *policy,
							 const ScoreTotals **totals);
extern ScoreResult score_own_state(ScoreState *state, const Policy *policy, int64 *score);
extern Numeric state_value(ScoreState *state, bool ours, const Policy *policy);
extern Refusal score_refusal(ScoreResult result, int64 subject_id);
pg_noreturn extern void score_failed(ScoreResult result, int64 subject_id);

/* subject_policy.c */

/*
 * The policy in force on a day where a subject lives, as far as that is known.
 * exists tells that there is such a subject, as one with entries is; then
 * nothing need be read where the policies of one area govern all.
 */
extern const Policy *subject_policy(int64 subject_id, ScoreDays days, bool exists);
extern void require_subject(int64 subject_id);
pg_noreturn extern void unknown_subject(int64 subject_id);

/* subject_score.c */
extern ScoreState *subject_entries(int64 subject_id, ScoreDays days);
extern DateADT as_of_argument(FunctionCallInfo fcinfo, int i);
extern ScoreDays days_arguments(FunctionCallInfo fcinfo, int as_of, int known_on);
extern void require_known(ScoreDays days);

/*
 * What runs for every entry is inline.
 */

static inline int32
state_capacity(const ScoreState *state)
{
	return (int32) ((VARSIZE(state) - sizeof(ScoreState)) / sizeof(ScoreCell));
}

/* Is the state argument an aggregate's own, to be changed in place?  A window's is not. */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context && IsA(fcinfo->context, AggState);
}

/*
 * Collect an entry that the state wants.  Returns the state; where it was full,
 * that is a larger copy in the given context.
 */
static inline ScoreState *
collect_entry(ScoreState *state, const Entry *entry, bool keep_all, MemoryContext context)
{
	const Rule *rule = rule_by_id(entry->rule_id);
	StateResult result;

	if (unlikely(rule == NULL))
		unknown_rule(entry->rule_id);
	result = state_collect(state, state_capacity(state), entry, rule, keep_all);
	if (unlikely(result == STATE_FULL))
	{
		state = larger_state(state, context);
		result = state_collect(state, state_capacity(state), entry, rule, keep_all);
	}
	if (unlikely(result != STATE_OK))
		state_failed(result);
	return state;
}

/*
 * The columns of civic_private.entry that scoring reads: those of its primary
 * key's index, in that order, so that the executor need not project them.  They
 * are read by number, since a population has millions of entries.
 */
#define ENTRY_COLUMNS \
	"e.subject_id, e.entry_id, e.rule_id, e.kind, e.factor, e.quantity, e.occurred_on, " \
	"e.effective_on, e.ref_entry_id"

typedef enum EntryColumn
{
	ENTRY_SUBJECT_ID,
	ENTRY_ENTRY_ID,
	ENTRY_RULE_ID,
	ENTRY_KIND,
	ENTRY_FACTOR,
	ENTRY_QUANTITY,
	ENTRY_OCCURRED_ON,
	ENTRY_EFFECTIVE_ON,
	ENTRY_REF_ENTRY_ID
} EntryColumn;

static inline Entry
slot_entry(TupleTableSlot *slot)
{
	const Datum *values = slot->tts_values;

	slot_getallattrs(slot);
	return (Entry) {
		.entry_id = DatumGetInt64(values[ENTRY_ENTRY_ID]),
		.ref_entry_id = slot->tts_isnull[ENTRY_REF_ENTRY_ID] ? 0 :
			DatumGetInt64(values[ENTRY_REF_ENTRY_ID]),
		.rule_id = DatumGetInt32(values[ENTRY_RULE_ID]),
		.occurred_on = DatumGetDateADT(values[ENTRY_OCCURRED_ON]),
		.effective_on = DatumGetDateADT(values[ENTRY_EFFECTIVE_ON]),
		.quantity = DatumGetInt32(values[ENTRY_QUANTITY]),
		.kind = (EntryKind) DatumGetInt16(values[ENTRY_KIND])
	};
}

#endif							/* CIVIC_SCORE_ROOM_H */
