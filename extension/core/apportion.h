/*-------------------------------------------------------------------------
 *
 * apportion.h
 *	  Sharing out whole units by weights.
 *
 * All is done in integers.  Where two have the same claim to a unit, the one
 * that comes first has it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_APPORTION_H
#define CIVIC_APPORTION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/vocabulary.h"

#define APPORTION_WEIGHT_MAX	INT64_C(1000000000000000000)
#define APPORTION_UNITS_MAX		INT64_C(1000000000000)
#define APPORTION_ROWS_MAX		10000

typedef enum ApportionMethod
{
	APPORTION_REMAINDER,
	APPORTION_DHONDT,
	APPORTION_SAINTE_LAGUE,
	APPORTION_HILL
} ApportionMethod;

extern const Vocabulary apportion_methods;

/*
 * Share units out among n rows, each of which gets at least so many.  Weights
 * are not negative and one is positive; n * least does not exceed the units.
 * Held is room for n more values.
 */
extern void apportion(const int64_t *weights, int n, int64_t units, int64_t least,
					  ApportionMethod method, int64_t *shares, bool *held);

#endif							/* CIVIC_APPORTION_H */
