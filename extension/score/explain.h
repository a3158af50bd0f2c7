/*-------------------------------------------------------------------------
 *
 * explain.h
 *	  The lines of an explanation, and how a room above adds its own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_EXPLAIN_H
#define CIVIC_EXPLAIN_H

#include "postgres.h"

#include "core/policy.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "utils/date.h"

/* The explanation of one subject's score on a day, while its lines are put out. */
typedef struct Explanation
{
	int64		subject_id;
	DateADT		day;
	DateADT		known_on;		/* by what was known then */
	TextLang	lang;
	const Policy *policy;		/* in force where the subject lives */
	ReturnSetInfo *rsinfo;
	int			n_lines;		/* so far */
	const struct Handovers *handovers;	/* where a rule's count goes on from another version */
} Explanation;

typedef struct ExplainLine
{
	const char *kind;
	const char *dimension;		/* codes, or NULL */
	const char *rule_code;		/* of a rule, or of a limit over several */
	const char *period;			/* or NULL */
	int			entries;		/* shown beside a rule only, as quantity is; -1 = a limit */
	int64		quantity;		/* hundredths */
	bool		has_points;
	int64		points;			/* hundredths */
	int			reason;			/* number of a loss among those of the score, 0 = it is none */
	const char *text;			/* in the language of the explanation */
} ExplainLine;

extern void explain_put(Explanation *ex, const ExplainLine *line);

/*
 * Have a function add lines to every explanation, behind those that add up to
 * the score.  Its lines carry no points.
 */
typedef void (*ExplainListener) (Explanation *ex);
extern void explain_listen(ExplainListener listener);

/* The text in the language of the explanation. */
static inline const char *
explain_say(const Explanation *ex, const char *en, const char *zh)
{
	return ex->lang == LANG_ZH ? zh : en;
}

/* Points with two decimals, with a plus sign where sign asks for one. */
extern const char *points_text(int64 hundredths, bool sign);

/* A language argument: NULL means English.  Raises an error for a language without texts. */
extern TextLang lang_argument(FunctionCallInfo fcinfo, int i);

#endif							/* CIVIC_EXPLAIN_H */
