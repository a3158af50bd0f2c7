/*-------------------------------------------------------------------------
 *
 * sample.h
 *	  Numbers that an aggregate collects, in a state of type float8[].
 *
 * An array can be stored, sent to another node and merged like any value, so
 * partial states are as good as rows.  Whoever reads it sorts first, so that
 * neither order nor merging changes a bit of the result.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_SAMPLE_H
#define CIVIC_SAMPLE_H

#include "postgres.h"

#include "fmgr.h"

/* What a transition function returns: its first argument, the state, with more or as it is. */
extern Datum sample_append(FunctionCallInfo fcinfo, const double *numbers, int n);
/* The first number of a state may be what the aggregate was called with beside its values. */
extern Datum sample_append_with(FunctionCallInfo fcinfo, double with, double number);
extern Datum sample_unchanged(FunctionCallInfo fcinfo);

/* The numbers of a state, to be changed in place. */
extern double *sample_read(Datum state, int *n);

#endif							/* CIVIC_SAMPLE_H */
