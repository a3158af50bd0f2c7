/*-------------------------------------------------------------------------
 *
 * area.h
 *	  Areas, and where subjects lived.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_AREA_H
#define CIVIC_AREA_H

#include "postgres.h"

/* Do all areas of the programme lie within this one? */
extern bool area_covers_all(const char *area);

#endif							/* CIVIC_AREA_H */
