/*-------------------------------------------------------------------------
 *
 * policy_read.h
 *	  The parts of a policy pack, each read by a file of its own.
 *
 * policy_read() calls the parts, the parts call the pack reader, and nothing
 * calls back.  The read function of a part reads its sections.  Its check
 * function then checks what depends on other parts of the policy.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_POLICY_READ_H
#define CIVIC_POLICY_READ_H

#include "core/pack_reader.h"

#define DAYS_MAX		36500
#define LIST_MAX		2000	/* members of a section */

/* header, dimensions, rules */
extern void read_rules(Reader *r, const Place *document, Policy *policy);
extern void check_rules(Reader *r, const Place *document, const Policy *policy);

/* attributes, of the header */
extern void read_attributes(Reader *r, const Place *header, Policy *policy);

/* limits over several rules */
extern void read_limits(Reader *r, const Place *document, Policy *policy);
extern void check_limits(Reader *r, const Place *document, Policy *policy);

/* tiers, benefits */
extern void read_rewards(Reader *r, const Place *document, Policy *policy);
extern void check_rewards(Reader *r, const Place *document, const Policy *policy);

/* repair windows, repair steps, clocks */
extern void read_repair(Reader *r, const Place *document, Policy *policy);
extern void check_repair(Reader *r, const Place *document, const Policy *policy);

#endif							/* CIVIC_POLICY_READ_H */
