/*-------------------------------------------------------------------------
 *
 * entitlement.h
 *	  Entitlements in words.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_ENTITLEMENT_H
#define CIVIC_ENTITLEMENT_H

#include "rewards/account.h"
#include "utils/numeric.h"

/* The code by which an application knows an entitlement, or the reason against it. */
extern const char *entitlement_code(Entitlement e);

extern const char *explain_entitlement(const Account *account, const Benefit *b, Entitlement e,
									   int64 missing, TextLang lang);

/*
 * What is missing: points or days, as the reason has it.  NULL where nothing
 * is, or where waiting does not help.
 */
extern Numeric missing_numeric(Entitlement e, int64 missing);

#endif							/* CIVIC_ENTITLEMENT_H */
