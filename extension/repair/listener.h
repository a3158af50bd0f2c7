/*-------------------------------------------------------------------------
 *
 * listener.h
 *	  What rooms above repair add to it.
 *
 * A room registers in its <room>_init().
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_REPAIR_LISTENER_H
#define CIVIC_REPAIR_LISTENER_H

/* The hint of an error: what can be done about a loss that is still under notice. */
extern void repair_hint_under_notice(const char *hint);

#endif							/* CIVIC_REPAIR_LISTENER_H */
