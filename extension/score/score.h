/*-------------------------------------------------------------------------
 *
 * score_internal.h
 *	  What scores and their explanations share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SCORE_INTERNAL_H
#define CIVIC_SCORE_INTERNAL_H

#include "base/area.h"
#include "base/owner.h"
#include "base/programme.h"
#include "base/refusal.h"
#include "base/statement.h"
#include "base/value.h"
#include "policy/policy.h"


#include "executor/tuptable.h"

/* score.c */
extern Root *roots_workspace(int32 n);
extern void walk_state(ScoreState *state, Root **roots, int32 *n_roots);
extern void total_roots(const Root *roots, int32 n_roots, const Policy *policy, ScoreTotals *totals);
extern const Policy *subject_policy(int64 subject_id, DateADT day, bool known);
extern DateADT as_of_argument(FunctionCallInfo fcinfo, int i);
extern ScoreState *subject_entries(int64 subject_id, DateADT day);
extern ScoreState *state_argument(Datum value);
extern ScoreState *fresh_state(int64 subject_id, DateADT day);
extern ScoreState *larger_state(const ScoreState *state, MemoryContext context);
extern Numeric state_value(ScoreState *state, bool ours, const Policy *policy);
extern void state_failed(StateResult result) pg_attribute_noreturn();
extern void score_failed(ScoreResult result) pg_attribute_noreturn();
extern void unknown_rule(int32 rule_id) pg_attribute_noreturn();

/*
 * What runs for every entry is inline.
 */

static inline int32
state_capacity(const ScoreState *state)
{
	return (int32) ((VARSIZE(state) - sizeof(ScoreState)) / sizeof(ScoreCell));
}

/* Collect an effective entry, and return the state, which may be another one that is larger, in a context. */
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

/* as the index has them, which then need not be projected */
#define ENTRY_COLUMNS \
	"e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id"

static inline Entry
slot_entry(TupleTableSlot *slot)
{
	const Datum *values = slot->tts_values;

	slot_getallattrs(slot);
	return (Entry) {
		.entry_id = DatumGetInt64(values[1]),
		.ref_entry_id = slot->tts_isnull[7] ? 0 : DatumGetInt64(values[7]),
		.rule_id = DatumGetInt32(values[2]),
		.occurred_on = DatumGetDateADT(values[5]),
		.effective_on = DatumGetDateADT(values[6]),
		.quantity = DatumGetInt32(values[4]),
		.kind = (EntryKind) DatumGetInt16(values[3])
	};
}

#endif							/* CIVIC_SCORE_INTERNAL_H */
