/*-------------------------------------------------------------------------
 *
 * listener.h
 *	  What is written to the ledger, and who is told of it.
 *
 * A room that has to act when an entry is posted or adjusted registers a
 * listener in its <room>_init().  Listeners are called in the order in which
 * they were registered, in an SPI connection of the ledger's and acting as the
 * owner, within the transaction that writes the ledger.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_LISTENER_H
#define CIVIC_LISTENER_H

#include "postgres.h"

#include "base/role.h"
#include "base/text.h"
#include "core/state.h"
#include "utils/date.h"

/* An original entry that is to be posted, or was just posted. */
typedef struct NewEntry
{
	int64		subject_id;
	int64		entry_id;		/* set by post_entries(); 0: its source_ref is taken */
	int32		rule_id;
	const char *rule_code;		/* as the poster named it, or NULL */
	int32		quantity;		/* hundredths */
	DateADT		occurred_on;
	DateADT		effective_on;
	int32		source_id;
	const char *source_ref;
	bytea	   *evidence;		/* or NULL */
	Commitment	commitment;		/* to the evidence */
	ActingRoles roles;
} NewEntry;

/* An entry that changes what an original entry counts. */
typedef struct Adjustment
{
	int64		subject_id;
	int64		entry_id;		/* of the original entry */
	int64		adjustment_id;	/* set by adjust_entries(); 0: nothing was adjusted */
	EntryKind	kind;
	int32		restored_bp;	/* by now, of a repair */
	bytea	   *reason;			/* or NULL */
	Commitment	commitment;		/* to the reason */
	int32		rule_id;		/* of the original entry, set with the adjustment_id */
	DateADT		occurred_on;
} Adjustment;

/* Members may be NULL. */
typedef struct LedgerListener
{
	/* entries are about to be inserted, unless their source_ref is taken */
	void		(*before_insert) (const NewEntry *entries, int n);
	/* those that have an entry_id were inserted */
	void		(*after_insert) (const NewEntry *entries, int n);
	/* those that have an adjustment_id were inserted, with effect from a day */
	void		(*after_adjustment) (const Adjustment *adjustments, int n, DateADT day);
} LedgerListener;

/* The listener must live as long as the session. */
extern void ledger_listen(const LedgerListener *listener);

#endif							/* CIVIC_LISTENER_H */
