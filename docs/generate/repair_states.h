/* Writes docs/repair-states.md; see repair_states.c. */
#ifndef CIVIC_REPAIR_STATES_H
#define CIVIC_REPAIR_STATES_H

#include <stdio.h>

extern void write_repair_states(FILE *out);

#endif							/* CIVIC_REPAIR_STATES_H */
