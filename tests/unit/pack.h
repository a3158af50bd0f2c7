/*-------------------------------------------------------------------------
 *
 * pack.h
 *	  Policies for the tests, from the rules that a test is about.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_UNIT_PACK_H
#define CIVIC_UNIT_PACK_H

#include "core/policy.h"
#include "fuzz.h"

/* Lines of groups lie above the numbers of rules. */
#define LINE_OF_GROUP	1000

/* Problems as one text: "path: problem\n" each, warnings with a "~" before. */
typedef struct PackProblems
{
	Arena	   *arena;
	char	   *text;
	char	   *hint;			/* of the last problem, or NULL */
} PackProblems;

/*
 * Read a whole document, or one made of header members, dimensions d and e
 * with some members, and the members of rules a, b, ... (all under d, but for
 * those that name a dimension), separated by '|'.  Single quotes stand for
 * double ones.
 */
extern bool pack_document(const char *json, bool resolved, PackProblems *problems, Policy *policy);
extern bool pack_rules(const char *header, const char *dimension, const char *rules,
					   PackProblems *problems, Policy *policy);

#endif							/* CIVIC_UNIT_PACK_H */
