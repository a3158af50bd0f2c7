/*-------------------------------------------------------------------------
 *
 * correction.h
 *	  Whether a correction is no worse than what it corrects, and no present.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CORRECTION_H
#define CIVIC_CORRECTION_H

#include "appeal/appeal_row.h"
#include "ledger/entry.h"

/*
 * The entry that a correction would post, or why it cannot be posted.  It
 * counts no earlier than what it corrects.  Needs an SPI connection.
 */
extern Refusal prepare_correction(const HeldAppeal *held, const MoveWords *words,
								  Posting *posting, NewEntry *entry);

/* What is wrong with a correction that can be posted, as a sentence; NULL: nothing. */
extern const char *correction_fault(const HeldAppeal *held, const NewEntry *entry);

#endif							/* CIVIC_CORRECTION_H */
