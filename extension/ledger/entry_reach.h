/*-------------------------------------------------------------------------
 *
 * entry_reach.h
 *	  Whether a caller's grants reach an entry.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ENTRY_REACH_H
#define CIVIC_ENTRY_REACH_H

#include "base/reach.h"

/*
 * Raise an error unless the caller's grants under one of the profiles reach an
 * entry: a recorder's those of its source; each where the subject lives today,
 * or lived on the entry's day.
 */
extern void require_entry_reach(int profiles, int64 subject_id, int64 entry_id);

#endif							/* CIVIC_ENTRY_REACH_H */
