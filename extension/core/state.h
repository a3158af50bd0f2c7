/*-------------------------------------------------------------------------
 *
 * state.h
 *	  score_state: what is left of a subject's entries on the way to a score.
 *
 * The state is one flat block, so that it can be a column, travel between
 * nodes and be merged anywhere.  It begins with the server's length word,
 * which this code never touches.  Behind the header stands an array of cells:
 *
 *	sum		all entries of a flat rule, added up: quantity for a permanent
 *			rule, quantity times weight for one that decays
 *	award	one entry of a rule whose entries are kept
 *	others	one reversal, suspension, reinstatement, repair or erasure
 *
 * While entries are collected, sums stand before all other cells, and the order
 * is otherwise free.  state_canonical() sorts sums by rule and then entries by
 * id, so that equal ledgers have equal bytes.  There may be spare room behind
 * the last cell.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_STATE_H
#define CIVIC_STATE_H

#include "core/policy.h"

typedef enum EntryKind
{
	CELL_SUM = 0,				/* a cell, never an entry */
	ENTRY_AWARD = 1,
	ENTRY_REVERSAL = 2,
	ENTRY_SUSPENSION = 3,
	ENTRY_REINSTATEMENT = 4,
	ENTRY_REPAIR = 5,
	ENTRY_ERASURE = 6			/* the root no longer counts, its content is erased */
} EntryKind;

extern const Vocabulary entry_kinds;

/* Can an entry be of that kind? */
static inline bool
entry_kind_valid(int kind)
{
	return kind >= ENTRY_AWARD && kind <= ENTRY_ERASURE;
}

/*
 * A quantity is in hundredths.  Of a repair it is the share that is restored, of
 * another adjustment it is the root's.
 */
static inline bool
entry_quantity_valid(int kind, int32_t quantity)
{
	return quantity >= 0 && (kind != ENTRY_REPAIR || quantity <= SHARE_ONE);
}

typedef struct Entry
{
	int64_t		entry_id;
	int64_t		ref_entry_id;	/* the root; 0 for an award */
	int32_t		rule_id;
	int32_t		occurred_on;
	int32_t		effective_on;
	int32_t		quantity;
	EntryKind	kind;
} Entry;

typedef struct ScoreCell
{
	int64_t		entry_id;		/* low half of a sum */
	int64_t		ref_entry_id;	/* high half of a sum; 0 for an award */
	int32_t		rule_id;
	int32_t		occurred_on;	/* 0 in a sum */
	int32_t		quantity;		/* hundredths; share of a repair; count of a sum */
	int32_t		meta;			/* effective_on << 3 | kind; awards and sums have no date */
} ScoreCell;

#define SCORE_STATE_VERSION		2
#define SCORE_STATE_ONE_DAY		1	/* the version before, which had no known_on */
#define SUM_MAX		((int128_t) 1 << 126)	/* a sum is never negative */

typedef struct ScoreState
{
	uint32_t	length_word;	/* the server's */
	uint8_t		version;
	uint8_t		reserved[3];	/* zero, and checked */
	int32_t		as_of;
	int32_t		n_cells;
	int64_t		subject_id;
	int32_t		known_on;
	int32_t		padding;		/* zero, and checked */
	ScoreCell	cells[];
} ScoreState;

/* A score is that of a day, by what was known at the end of that day or of a later one. */
typedef struct ScoreDays
{
	int32_t		as_of;
	int32_t		known_on;
} ScoreDays;

typedef enum StateResult
{
	STATE_OK,
	STATE_FULL,					/* no room: make more and call again */
	STATE_OVERFLOW,
	STATE_OTHER_DATE,			/* as_of or known_on differs */
	STATE_OTHER_SUBJECT
} StateResult;

static inline EntryKind
cell_kind(const ScoreCell *cell)
{
	return (EntryKind) (cell->meta & 7);
}

static inline int32_t
cell_effective_on(const ScoreCell *cell)
{
	return cell->meta >> 3;
}

static inline int128_t
cell_sum(const ScoreCell *cell)
{
	return (int128_t) ((uint128_t) (uint64_t) cell->ref_entry_id << 64 |
					   (uint64_t) cell->entry_id);
}

static inline size_t
state_size(int32_t n_cells)
{
	return sizeof(ScoreState) + (size_t) n_cells * sizeof(ScoreCell);
}

extern void state_init(ScoreState *state, ScoreDays days, int64_t subject_id);
extern StateResult state_merge(ScoreState *into, int32_t capacity, const ScoreState *from);
/* Sort into canonical order.  Returns NULL, or says why the cells cannot come from entries. */
extern const char *state_canonical(ScoreState *state);

/* NULL if the block is a state in canonical order, else what is wrong with it. */
extern const char *state_invalid(const void *block, size_t size);

/* state_print() returns the length it needs; state_parse() returns NULL or what is wrong. */
extern size_t state_print(const ScoreState *state, char *buf, size_t size);
extern int32_t state_parse_count(const char *text);
extern const char *state_parse(const char *text, ScoreState *state, int32_t capacity);

/* What runs for every entry of a whole population is inline. */

static inline bool
cell_add(ScoreCell *cell, int128_t term, int32_t count)
{
	int128_t	sum;
	int64_t		low;

	/* hardly any sum needs its high half */
	if (cell->ref_entry_id == 0 && cell->entry_id >= 0 && term == (int64_t) term && term >= 0 &&
		!__builtin_add_overflow(cell->entry_id, (int64_t) term, &low))
		cell->entry_id = low;
	else
	{
		sum = cell_sum(cell);
		if (!fixed_add(&sum, term) || sum > SUM_MAX)
			return false;
		cell->entry_id = (int64_t) sum;
		cell->ref_entry_id = (int64_t) (sum >> 64);
	}
	if (__builtin_add_overflow(cell->quantity, count, &cell->quantity))
		cell->quantity = INT32_MAX;
	return true;
}

/* Sums stand before all other cells, so that the search for one is short. */
static inline StateResult
state_add_sum(ScoreState *state, int32_t capacity, int32_t rule_id, int128_t term, int32_t count)
{
	int32_t		n = state->n_cells;
	int32_t		i = 0;

	for (; i < n && state->cells[i].meta == CELL_SUM; i++)
		if (state->cells[i].rule_id == rule_id)
			return cell_add(&state->cells[i], term, count) ? STATE_OK : STATE_OVERFLOW;
	if (n >= capacity)
		return STATE_FULL;
	state->cells[n] = state->cells[i];
	state->cells[i] = (ScoreCell) {(int64_t) term, (int64_t) (term >> 64), rule_id, 0, count,
		CELL_SUM};
	state->n_cells++;
	return STATE_OK;
}

/*
 * Is an entry part of a state?  What occurred by the day counts as far as it is
 * known; so do a reversal, a suspension and its end, which say what was true.
 * A repair and an erasure are deeds of their own day.
 */
static inline bool
state_wants(const ScoreState *state, const Entry *entry)
{
	if (entry->effective_on > state->known_on || entry->occurred_on > state->as_of)
		return false;
	return entry->kind < ENTRY_REPAIR || entry->effective_on <= state->as_of;
}

/*
 * Take an entry that the state wants.  keep_all keeps entries
 * of flat rules, too, for an explanation by period.  STATE_FULL means that the
 * state has not changed.
 */
static inline StateResult
state_collect(ScoreState *state, int32_t capacity, const Entry *entry, const Rule *rule,
			  bool keep_all)
{
	ScoreCell  *cell;

	if (entry->kind == ENTRY_AWARD && !keep_all && !rule->keeps_entries)
	{
		int64_t		weight = 1;

		if (rule->retention.kind != RETAIN_PERMANENT)
			weight = retention_weight(&rule->retention, rule->period, entry->occurred_on,
									  state->as_of);
		return state_add_sum(state, capacity, entry->rule_id, (int128_t) entry->quantity * weight,
							 1);
	}
	if (state->n_cells >= capacity)
		return STATE_FULL;
	cell = &state->cells[state->n_cells++];
	cell->entry_id = entry->entry_id;
	cell->ref_entry_id = entry->ref_entry_id;
	cell->rule_id = entry->rule_id;
	cell->occurred_on = entry->occurred_on;
	cell->quantity = entry->quantity;
	cell->meta = entry->kind;
	if (entry->kind != ENTRY_AWARD)
		cell->meta |= (int32_t) ((uint32_t) entry->effective_on << 3);
	return STATE_OK;
}

#endif							/* CIVIC_STATE_H */
