/*-------------------------------------------------------------------------
 *
 * pack.c
 *	  Policies for the tests, from the rules that a test is about.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "pack.h"

#define TITLE	"'title':{'zh':'t','en':'t'}"

static void *
host_alloc(void *arg, size_t size)
{
	return arena_alloc(((PackProblems *) arg)->arena, size);
}

static void
host_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	PackProblems *problems = arg;
	size_t		len = strlen(problems->text) + strlen(path) + strlen(problem) + 5;
	char	   *text = arena_alloc(problems->arena, len);

	problems->hint = hint ? arena_alloc(problems->arena, strlen(hint) + 1) : NULL;
	if (hint)
		strcpy(problems->hint, hint);
	snprintf(text, len, "%s%s%s: %s\n", problems->text, warning ? "~" : "", path, problem);
	problems->text = text;
}

/* ids and tables as the host gives them */
static void
complete(Arena *arena, Policy *policy)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		policy->dimensions[i].dimension_id = i + 1;
	for (int i = 0; i < policy->n_limits; i++)
		policy->limits[i].line = i + 1;
	for (int i = 0; i < policy->n_rules; i++)
	{
		Rule	   *rule = &policy->rules[i];
		int32_t		len = curve_table_length(&rule->retention);
		int32_t    *table = arena_alloc(arena, sizeof(int32_t) * (size_t) len);

		for (int d = 0; d < policy->n_dimensions; d++)
			if (strcmp(policy->dimensions[d].code, rule->dimension) == 0)
				rule->dimension_id = d + 1;
		for (int j = i; rule->group && j >= 0; j--)
			if (policy->rules[j].group && strcmp(policy->rules[j].group, rule->group) == 0)
				rule->line = LINE_OF_GROUP + j;
		if (len > 0)
			curve_build(&rule->retention, table, len);
		rule->retention.table = table;
		rule->retention.table_len = len;
	}
}

bool
pack_document(const char *json, bool resolved, PackProblems *problems, Policy *policy)
{
	PolicyHost	host = {host_alloc, host_problem, problems};
	size_t		len = strlen(json);
	char	   *text = arena_alloc(problems->arena, len + 1);
	JsonNode	document;

	for (size_t i = 0; i < len; i++)
		text[i] = json[i] == '\'' ? '"' : json[i];
	problems->text = arena_alloc(problems->arena, 1);
	if (!json_parse(problems->arena, text, len, &document))
	{
		fprintf(stderr, "a test's document is not JSON: %s\n", json);
		abort();
	}
	if (!policy_read(&document, resolved, &host, policy))
		return false;
	complete(problems->arena, policy);
	return true;
}

bool
pack_rules(const char *header, const char *dimension, const char *rules, PackProblems *problems,
		   Policy *policy)
{
	char		json[8192];
	int			used;
	char		code = 'a';

	used = snprintf(json, sizeof(json),
					"{'policy':{'code':'p'," TITLE ",'area':'a','version':'1'%s%s},"
					"'dimensions':[{'code':'d'," TITLE "%s%s},{'code':'e'," TITLE "}],'rules':[",
					header[0] ? "," : "", header, dimension[0] ? "," : "", dimension);
	/* what begins with a bracket is the list of limits, and the last */
	while (*rules && *rules != '[')
	{
		int			len = (int) strcspn(rules, "|");
		const char *own = strstr(rules, "'dimension'");

		used += snprintf(json + used, sizeof(json) - (size_t) used,
						 "%s{'code':'%c'," TITLE "%s,%.*s}", code > 'a' ? "," : "", code,
						 own && own < rules + len ? "" : ",'dimension':'d'", len, rules);
		code++;
		rules += len + (rules[len] == '|');
	}
	snprintf(json + used, sizeof(json) - (size_t) used, "]%s%s}", *rules ? ",'limits':" : "", rules);
	return pack_document(json, true, problems, policy);
}
