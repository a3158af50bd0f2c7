/*-------------------------------------------------------------------------
 *
 * document.c
 *	  Policy packs: from jsonb to the core's reader, and what is wrong in one.
 *
 *-------------------------------------------------------------------------
 */
#include "policy/document.h"

#include "base/statement.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(civic_check_policy);

static void container_node(JsonbContainer *container, JsonNode *node);

static void
value_node(JsonbValue *v, JsonNode *node)
{
	switch (v->type)
	{
		case jbvBool:
			node->kind = JSON_BOOL;
			node->truth = v->val.boolean;
			break;
		case jbvNumeric:
			node->kind = JSON_NUMBER;
			node->text = DatumGetCString(DirectFunctionCall1(numeric_out,
															 NumericGetDatum(v->val.numeric)));
			node->len = strlen(node->text);
			break;
		case jbvString:
			node->kind = JSON_STRING;
			node->text = pnstrdup(v->val.string.val, v->val.string.len);
			node->len = v->val.string.len;
			break;
		case jbvBinary:
			container_node(v->val.binary.data, node);
			break;
		default:
			node->kind = JSON_NULL;
	}
}

static void
container_node(JsonbContainer *container, JsonNode *node)
{
	JsonbIterator *it = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	v;
	int			i = 0;

	check_stack_depth();
	token = JsonbIteratorNext(&it, &v, true);
	if (token == WJB_BEGIN_ARRAY && v.val.array.rawScalar)
	{
		JsonbIteratorNext(&it, &v, true);
		value_node(&v, node);
		return;
	}
	node->kind = token == WJB_BEGIN_OBJECT ? JSON_OBJECT : JSON_ARRAY;
	node->n = JsonContainerSize(container);
	node->items = palloc0(sizeof(JsonNode) * Max(node->n, 1));
	node->keys = palloc0(sizeof(char *) * Max(node->n, 1));
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			node->keys[i] = pnstrdup(v.val.string.val, v.val.string.len);
		else if (token == WJB_VALUE || token == WJB_ELEM)
			value_node(&v, &node->items[i++]);
	}
}

JsonNode
document_tree(Jsonb *document)
{
	JsonNode	root = {0};

	container_node(&document->root, &root);
	return root;
}

void *
policy_alloc(void *arg, size_t size)
{
	return palloc0(size);
}

/* ----------
 * checking
 * ----------
 */

static void
put_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	PUT_ROW((ReturnSetInfo *) arg, ARG_TEXT(severity, warning ? "warning" : "error"),
			ARG_TEXT(path, path), ARG_TEXT(problem, problem), ARG_TEXT(hint, hint));
}

Datum
civic_check_policy(PG_FUNCTION_ARGS)
{
	PolicyHost	host = {policy_alloc, put_problem, fcinfo->resultinfo};
	JsonNode	tree;
	Policy		policy;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	tree = document_tree(PG_GETARG_JSONB_P(0));
	policy_read(&tree, !PG_ARGISNULL(1) && PG_GETARG_BOOL(1), &host, &policy);
	return (Datum) 0;
}
