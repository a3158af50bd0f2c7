/*-------------------------------------------------------------------------
 *
 * civic_core.h
 *	  The rules of civic_credit as a library, without a server.
 *
 * This is the one header that a server, a client, a fuzzer or another build
 * includes.  docs/core.md introduces the parts and shows how to build them.
 * Put the directory extension/ on the include path.
 *
 * Units.  Points, quantities and coupons are integers in hundredths.  A rate
 * is in 1/RATE_SCALE of a point per unit, a share in basis points of
 * SHARE_ONE, a weight in multiples of 1/WEIGHT_ONE.  A day is the number of
 * days since 2000-01-01, from CAL_FIRST_DAY to CAL_LAST_DAY; CAL_NO_DAY and
 * CAL_NEVER stand for no day.  Times are the host's own 64-bit integers and
 * are only compared.  Texts are UTF-8 and end with a NUL.
 *
 * Memory.  The core allocates nothing by itself.  A policy is built from
 * memory that PolicyHost gives and lives as long as that; a wallet grows by
 * WalletHost.resize; everything else stands in memory of the caller, and a
 * function that needs room says how much.  Arguments are not kept after a
 * call, but for the host of a wallet.  Returned names and words are constants.
 *
 * Errors.  The core raises nothing, prints nothing and does not exit.  A
 * function that can fail returns false, NULL, or an enum whose first value
 * means that all is well; a text returned by a checking function says what is
 * wrong, and NULL means nothing is.  Arguments that break what a comment asks
 * for are the caller's mistake and are not looked for.
 *
 * State.  There is none outside the arguments: calls on different memory may
 * run at the same time, and the same arguments give the same result on every
 * machine that has 128-bit integers (gcc and clang on 64 bits).  The parts for
 * indicators compute with binary floats, and so give the same on one platform,
 * if compiled with -ffp-contract=off and linked with its library of
 * mathematics (-lm).
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_CORE_H
#define CIVIC_CORE_H

/* names, numbers, days */
#include "core/vocabulary.h"
#include "core/fixed.h"
#include "core/calendar.h"
#include "core/workday.h"
#include "core/curve.h"

/* policies, and what they make of a ledger */
#include "core/policy.h"
#include "core/state.h"
#include "core/score.h"
#include "core/tier.h"

/* rewards */
#include "core/benefit.h"
#include "core/wallet.h"

/* cases */
#include "core/repair.h"
#include "core/appeal.h"
#include "core/review.h"

/* indicators: weights, early warning, fairness, shares */
#include "core/pairwise.h"
#include "core/fuzzy.h"
#include "core/chart.h"
#include "core/spread.h"
#include "core/apportion.h"
#include "core/index_pack.h"
#include "core/regression.h"
#include "core/robust.h"

/* what may be told of many without telling of one */
#include "core/noise.h"
#include "core/lattice.h"
#include "core/interval.h"

/* evidence: hashes, trees, notes, the bytes of what is sealed */
#include "core/sha256.h"
#include "core/merkle.h"
#include "core/note.h"
#include "core/record.h"
#include "core/block.h"

#endif							/* CIVIC_CORE_H */
