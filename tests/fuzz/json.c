/*-------------------------------------------------------------------------
 *
 * json.c
 *	  JSON text to the policy reader's tree of values.
 *
 * The server makes that tree from jsonb, which has no repeated keys, numbers
 * only as plain decimals and no zero bytes.  This parser is laxer: repeated
 * keys and any word that begins like a number pass, since the reader must
 * bear them.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "json.h"

#define DEPTH_MAX	32
#define MEMBERS_MAX	4096

typedef struct Parser
{
	Arena	   *arena;
	const char *at;
	const char *end;
	int			depth;
} Parser;

static bool parse_value(Parser *p, JsonNode *node);

static void
skip_space(Parser *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r'))
		p->at++;
}

static bool
take(Parser *p, char c)
{
	skip_space(p);
	if (p->at == p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

static bool
take_literal(Parser *p, const char *word)
{
	size_t		len = strlen(word);

	if ((size_t) (p->end - p->at) < len || memcmp(p->at, word, len) != 0)
		return false;
	p->at += len;
	return true;
}

/* After the opening quote.  An escape other than those of C stands for its last letter. */
static bool
parse_string(Parser *p, const char **text, size_t *len)
{
	const char *start = p->at;
	char	   *copy;
	size_t		n = 0;

	while (p->at < p->end && *p->at != '"')
		p->at += *p->at == '\\' && p->at + 1 < p->end ? 2 : 1;
	if (p->at == p->end)
		return false;
	copy = arena_alloc(p->arena, (size_t) (p->at - start) + 1);
	for (const char *c = start; c < p->at; c++)
	{
		if (*c == '\\')
			c++;
		if (*c == '\0')
			return false;
		copy[n++] = *c;
	}
	p->at++;
	*text = copy;
	*len = n;
	return true;
}

static bool
parse_number(Parser *p, JsonNode *node)
{
	const char *start = p->at;
	char	   *copy;

	while (p->at < p->end && *p->at != '\0' && strchr("+-.0123456789eE", *p->at))
		p->at++;
	node->kind = JSON_NUMBER;
	node->len = (size_t) (p->at - start);
	copy = arena_alloc(p->arena, node->len + 1);
	memcpy(copy, start, node->len);
	node->text = copy;
	return node->len > 0;
}

/* The members of an array or object, up to its closing bracket. */
static bool
parse_members(Parser *p, JsonNode *node, bool object)
{
	int			room = 0;
	size_t		key_len;

	node->kind = object ? JSON_OBJECT : JSON_ARRAY;
	if (take(p, object ? '}' : ']'))
		return true;
	do
	{
		if (node->n >= MEMBERS_MAX)
			return false;
		if (node->n == room)
		{
			JsonNode   *items;
			const char **keys;

			room = room ? room * 2 : 4;
			items = arena_alloc(p->arena, sizeof(JsonNode) * (size_t) room);
			keys = arena_alloc(p->arena, sizeof(char *) * (size_t) room);
			if (node->n > 0)
			{
				memcpy(items, node->items, sizeof(JsonNode) * (size_t) node->n);
				memcpy(keys, node->keys, sizeof(char *) * (size_t) node->n);
			}
			node->items = items;
			node->keys = keys;
		}
		if (object && !(take(p, '"') && parse_string(p, &node->keys[node->n], &key_len) &&
						take(p, ':')))
			return false;
		if (!parse_value(p, &node->items[node->n]))
			return false;
		node->n++;
	} while (take(p, ','));
	return take(p, object ? '}' : ']');
}

static bool
parse_value(Parser *p, JsonNode *node)
{
	bool		ok;

	memset(node, 0, sizeof(*node));
	skip_space(p);
	if (p->at == p->end || p->depth >= DEPTH_MAX)
		return false;
	p->depth++;
	if (take(p, '{'))
		ok = parse_members(p, node, true);
	else if (take(p, '['))
		ok = parse_members(p, node, false);
	else if (take(p, '"'))
	{
		node->kind = JSON_STRING;
		ok = parse_string(p, &node->text, &node->len);
	}
	else if (take_literal(p, "null"))
		ok = true;
	else if (take_literal(p, "true") || take_literal(p, "false"))
	{
		node->kind = JSON_BOOL;
		node->truth = p->at[-2] == 'u';
		ok = true;
	}
	else
		ok = parse_number(p, node);
	p->depth--;
	return ok;
}

bool
json_parse(Arena *arena, const char *text, size_t len, JsonNode *node)
{
	Parser		p = {arena, text, text + len, 0};

	if (!parse_value(&p, node))
		return false;
	skip_space(&p);
	return p.at == p.end;
}

bool
utf8_valid(const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *) text;

	for (size_t i = 0; i < len;)
	{
		int			more = s[i] < 0x80 ? 0 : s[i] < 0xc2 ? -1 : s[i] < 0xe0 ? 1 : s[i] < 0xf0 ? 2 :
			s[i] < 0xf5 ? 3 : -1;

		if (more < 0 || len - i <= (size_t) more)
			return false;
		for (i++; more > 0; more--, i++)
			if ((s[i] & 0xc0) != 0x80)
				return false;
	}
	return true;
}
