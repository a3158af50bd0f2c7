/*-------------------------------------------------------------------------
 *
 * line.c
 *	  What counts on from one version of a policy to the next.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "base/statement.h"
#include "funcapi.h"
#include "policy/document.h"
#include "policy/policy.h"

PG_FUNCTION_INFO_V1(civic_compare_rules);

/* What is wrong in a pack is said elsewhere, before it is enacted. */
static void
ignore_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
}

static Policy
read_pack(Jsonb *document)
{
	PolicyHost	host = {policy_alloc, ignore_problem, NULL};
	JsonNode	tree = document_tree(document);
	Policy		policy;

	policy_read(&tree, false, &host, &policy);
	return policy;
}

const Rule *
named_rule(const Policy *before, const Policy *after, const Rule *rule)
{
	const char *slash = rule->continues ? strchr(rule->continues, '/') : NULL;
	size_t		length = slash ? slash - rule->continues : 0;

	if (rule->continues == NULL || before->code == NULL)
		return NULL;
	if (slash == NULL)
		return equal_texts(before->code, after->code) ?
			rule_by_code(before, rule->continues) : NULL;
	if (strlen(before->code) != length || strncmp(before->code, rule->continues, length) != 0)
		return NULL;
	return rule_by_code(before, slash + 1);
}

/* A member of a group counts on with the group, though the rule itself be new. */
static const Rule *
counted_before(const Policy *before, const Rule *rule, const Rule *same)
{
	if (rule->group == NULL || (same && equal_texts(same->group, rule->group)))
		return same;
	for (int i = 0; i < before->n_rules; i++)
		if (equal_texts(before->rules[i].group, rule->group))
			return &before->rules[i];
	return same;
}

static bool
same_unit(const Rule *a, const Rule *b)
{
	return equal_texts(a->unit.text[LANG_EN], b->unit.text[LANG_EN]) &&
		equal_texts(a->unit.text[LANG_ZH], b->unit.text[LANG_ZH]);
}

static void
put_comparison(ReturnSetInfo *rsinfo, const Policy *before, const Policy *after, int place)
{
	const Rule *rule = &after->rules[place];
	const Rule *named = named_rule(before, after, rule);
	const Rule *same = named ? named : rule_by_code(before, rule->code);
	const Rule *counted = counted_before(before, rule, same);

	PUT_ROW(rsinfo, ARG_INT4(place, place), ARG_TEXT(code, rule->code),
			ARG_TEXT(before_code, counted ? counted->code : NULL),
			ARG_BOOL(named, named != NULL),
			ARG_TEXT(break, vocabulary_name(&rule_breaks, rule_break(counted, rule))),
			ARG_BOOL(cumulates, rule_cumulates(rule)),
			ARG_BOOL(worth_changes, same && !same_worth(same, rule)),
			ARG_BOOL(unit_changes, same && !same_unit(same, rule)));
}

/* (before, after) */
Datum
civic_compare_rules(PG_FUNCTION_ARGS)
{
	Policy		before,
				after;

	InitMaterializedSRF(fcinfo, 0);
	before = read_pack(PG_GETARG_JSONB_P(0));
	after = read_pack(PG_GETARG_JSONB_P(1));
	for (int i = 0; i < after.n_rules; i++)
		put_comparison((ReturnSetInfo *) fcinfo->resultinfo, &before, &after, i);
	return (Datum) 0;
}
