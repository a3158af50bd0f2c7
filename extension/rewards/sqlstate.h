/*-------------------------------------------------------------------------
 *
 * sqlstate.h
 *	  Why rewards are refused, as SQLSTATEs.
 *
 * They are a class of their own, which lies among those that the standard
 * leaves to implementations.  So an application can tell refusals apart
 * without reading the message.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SQLSTATE_H
#define CIVIC_SQLSTATE_H

#include "postgres.h"

#define ERRCODE_NOT_SETTLED			MAKE_SQLSTATE('R', 'W', '0', '0', '1')
#define ERRCODE_TIER_TOO_LOW		MAKE_SQLSTATE('R', 'W', '0', '0', '2')
#define ERRCODE_SCORE_TOO_LOW		MAKE_SQLSTATE('R', 'W', '0', '0', '3')
#define ERRCODE_NOT_CLEAN_ENOUGH	MAKE_SQLSTATE('R', 'W', '0', '0', '4')
#define ERRCODE_WRONG_KIND			MAKE_SQLSTATE('R', 'W', '0', '0', '5')
#define ERRCODE_NOT_VALID			MAKE_SQLSTATE('R', 'W', '0', '0', '6')
#define ERRCODE_REDEMPTION_BLOCKED	MAKE_SQLSTATE('R', 'W', '0', '0', '7')
#define ERRCODE_TOO_FEW_COUPONS		MAKE_SQLSTATE('R', 'W', '0', '1', '0')
#define ERRCODE_OUT_OF_STOCK		MAKE_SQLSTATE('R', 'W', '0', '1', '1')
#define ERRCODE_SUBJECT_LIMIT		MAKE_SQLSTATE('R', 'W', '0', '1', '2')
#define ERRCODE_PERIOD_LIMIT		MAKE_SQLSTATE('R', 'W', '0', '1', '3')
#define ERRCODE_HOLD_TIMED_OUT		MAKE_SQLSTATE('R', 'W', '0', '2', '0')
#define ERRCODE_ALREADY_CONFIRMED	MAKE_SQLSTATE('R', 'W', '0', '2', '1')
#define ERRCODE_ALREADY_RELEASED	MAKE_SQLSTATE('R', 'W', '0', '2', '2')
#define ERRCODE_ALREADY_CANCELLED	MAKE_SQLSTATE('R', 'W', '0', '2', '3')
#define ERRCODE_NOT_RESERVED		MAKE_SQLSTATE('R', 'W', '0', '2', '4')
#define ERRCODE_STILL_RESERVED		MAKE_SQLSTATE('R', 'W', '0', '2', '5')
#define ERRCODE_NO_GIFTS			MAKE_SQLSTATE('R', 'W', '0', '3', '0')

#endif							/* CIVIC_SQLSTATE_H */
