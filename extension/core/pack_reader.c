/*-------------------------------------------------------------------------
 *
 * pack_reader.c
 *	  Taking values out of a policy pack.
 *
 *-------------------------------------------------------------------------
 */
#include <stdarg.h>
#include <stdio.h>

#include "core/pack_reader.h"

#define CODE_MAX		63
#define PATH_MAX_LEN	256

/*
 * Only the last key of a path can come from the document and be long, since the
 * reader goes only into members that it knows.  So the path before it fits.
 */
static size_t
place_path(const Place *at, char *buf, size_t size)
{
	size_t		used;

	if (at->parent == NULL)
		return (size_t) snprintf(buf, size, "$");
	used = place_path(at->parent, buf, size);
	if (at->key)
		return used + (size_t) snprintf(buf + used, size - used, ".%s", at->key);
	return used + (size_t) snprintf(buf + used, size - used, "[%d]", at->index);
}

/*
 * Remove a multibyte character that a full buffer has cut.  The texts here
 * begin with an ASCII character, so something is left.
 */
static void
clip(char *buf, size_t size)
{
	size_t		end = strlen(buf);

	if (end + 1 < size)
		return;
	while (((unsigned char) buf[end - 1] & 0xC0) == 0x80)
		end--;
	if ((unsigned char) buf[end - 1] & 0x80)
		end--;
	buf[end] = '\0';
}

static void __attribute__((format(printf, 5, 0)))
report(Reader *r, bool warning, const Place *at, const char *hint, const char *format, va_list args)
{
	char		path[PATH_MAX_LEN];
	char		problem[512];

	place_path(at, path, sizeof(path));
	vsnprintf(problem, sizeof(problem), format, args);
	clip(path, sizeof(path));
	clip(problem, sizeof(problem));
	r->host->problem(r->host->arg, warning, path, problem, hint);
	if (!warning)
		r->failed = true;
}

void
pack_fail(Reader *r, const Place *at, const char *hint, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	report(r, false, at, hint, format, args);
	va_end(args);
}

void
pack_warn(Reader *r, const Place *at, const char *hint, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	report(r, true, at, hint, format, args);
	va_end(args);
}

void *
pack_alloc(Reader *r, size_t count, size_t size)
{
	return r->host->alloc(r->host->arg, (count ? count : 1) * size);
}

/* Copy a text, since the document may be freed after reading. */
static const char *
keep_text(Reader *r, const JsonNode *node)
{
	char	   *copy = pack_alloc(r, node->len + 1, 1);

	memcpy(copy, node->text, node->len);
	return copy;
}

Place
place_member(const Place *parent, const char *key)
{
	Place		at = {parent, NULL, key, 0};

	if (parent->node && parent->node->kind == JSON_OBJECT)
		for (int i = 0; i < parent->node->n; i++)
			if (strcmp(parent->node->keys[i], key) == 0)
				at.node = &parent->node->items[i];
	return at;
}

Place
place_element(const Place *parent, int i)
{
	return (Place) {parent, &parent->node->items[i], NULL, i};
}

bool
place_absent(const Place *at)
{
	return at->node == NULL || at->node->kind == JSON_NULL;
}

bool
place_is(const Place *at, const char *text)
{
	return at->node && at->node->kind == JSON_STRING && strcmp(at->node->text, text) == 0;
}

#define KEY_MAX		200

/* Fail with the name that was probably meant as the hint, or else with another hint. */
static void
fail_name(Reader *r, const Place *at, const char *nearest, const char *hint, const char *problem)
{
	char		meant[KEY_MAX + 32];

	snprintf(meant, sizeof(meant), "Did you mean \"%.*s\"?", KEY_MAX, nearest ? nearest : "");
	pack_fail(r, at, nearest ? meant : hint, "%s", problem);
}

void
pack_undefined(Reader *r, const Place *at, const char *what, const char *code,
			   const Vocabulary *defined)
{
	char		problem[KEY_MAX + 64];

	snprintf(problem, sizeof(problem), "%s \"%.*s\" is not defined", what, KEY_MAX, code);
	fail_name(r, at, vocabulary_nearest(defined, code), NULL, problem);
}

/* True if the value is an object.  Keys other than those named and "note" are reported. */
bool
expect_object(Reader *r, const Place *at, const char *const *keys)
{
	Vocabulary	known_keys = {keys, sizeof(*keys), 0};

	if (place_absent(at) || at->node->kind != JSON_OBJECT)
	{
		pack_fail(r, at, NULL, "expected an object");
		return false;
	}
	while (keys[known_keys.n])
		known_keys.n++;
	for (int i = 0; i < at->node->n; i++)
	{
		Place		m = {at, &at->node->items[i], at->node->keys[i], 0};
		bool		known = strcmp(m.key, "note") == 0;

		for (const char *const *k = keys; !known && *k; k++)
			known = strcmp(m.key, *k) == 0;
		if (!known)
			fail_name(r, &m, vocabulary_nearest(&known_keys, m.key),
					  "Remove it, or keep remarks under the key \"note\".", "unknown key");
		else if (strcmp(m.key, "note") == 0 && m.node->kind != JSON_STRING)
			pack_fail(r, &m, NULL, "a note must be a string");
	}
	return true;
}

/* The number of members of an optional array; 0 after a problem. */
int
expect_array(Reader *r, const Place *at, int max)
{
	if (place_absent(at))
		return 0;
	if (at->node->kind != JSON_ARRAY)
	{
		pack_fail(r, at, NULL, "expected an array");
		return 0;
	}
	if (at->node->n > max)
	{
		pack_fail(r, at, NULL, "has %d members, at most %d are allowed", at->node->n, max);
		return 0;
	}
	return at->node->n;
}

bool
well_formed_code(const char *s, size_t len)
{
	if (len < 1 || len > CODE_MAX || s[0] < 'a' || s[0] > 'z')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') || s[i] == '_' ||
			  s[i] == '-'))
			return false;
	return true;
}

/* A code, or NULL if it is absent or malformed. */
const char *
place_code(Reader *r, const Place *at, bool required)
{
	if (place_absent(at))
	{
		if (required)
			pack_fail(r, at, NULL, "is required");
		return NULL;
	}
	if (at->node->kind != JSON_STRING || !well_formed_code(at->node->text, at->node->len))
	{
		pack_fail(r, at,
				  "A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.",
			 "malformed code");
		return NULL;
	}
	return keep_text(r, at->node);
}

const char *
read_code(Reader *r, const Place *parent, const char *key, bool required)
{
	Place		at = place_member(parent, key);

	return place_code(r, &at, required);
}

/* The field of life that a rule or benefit belongs to. */
const char *
read_context(Reader *r, const Place *parent)
{
	const char *context = read_code(r, parent, "context", false);

	return context ? context : "civic";
}

const char *
read_text(Reader *r, const Place *parent, const char *key, bool required)
{
	Place		at = place_member(parent, key);

	if (place_absent(&at))
	{
		if (required)
			pack_fail(r, &at, NULL, "is required");
		return NULL;
	}
	if (at.node->kind != JSON_STRING || at.node->len == 0 || at.node->len > 2000)
	{
		pack_fail(r, &at, NULL, "expected a text of 1 to 2000 bytes");
		return NULL;
	}
	return keep_text(r, at.node);
}

Title
read_title(Reader *r, const Place *parent, const char *key, bool required)
{
	static const char *const keys[] = {"zh", "en", NULL};
	Place		at = place_member(parent, key);
	Title		title = {{NULL, NULL}};

	if (place_absent(&at) && !required)
		return title;
	if (!expect_object(r, &at, keys))
		return title;
	title.text[LANG_EN] = read_text(r, &at, "en", true);
	title.text[LANG_ZH] = read_text(r, &at, "zh", true);
	return title;
}

bool
read_bool(Reader *r, const Place *parent, const char *key)
{
	Place		at = place_member(parent, key);

	if (place_absent(&at))
		return false;
	if (at.node->kind != JSON_BOOL)
		pack_fail(r, &at, NULL, "expected true or false");
	return at.node->truth;
}

/*
 * Read a number of hundredths from low to high.  Returns false and leaves
 * *value as it was if the number is absent or wrong.
 */
bool
read_hundredths(Reader *r, const Place *at, int64_t low, int64_t high, int64_t *value)
{
	int64_t		number;

	if (place_absent(at))
		return false;
	if (at->node->kind != JSON_NUMBER || !fixed_parse(at->node->text, at->node->len, 2, &number) ||
		number < low || number > high)
	{
		pack_fail(r, at, NULL, "expected a number from %lld to %lld with at most two decimals",
			 (long long) (low / 100), (long long) (high / 100));
		return false;
	}
	*value = number;
	return true;
}

bool
read_points(Reader *r, const Place *parent, const char *key, int64_t *value)
{
	Place		at = place_member(parent, key);

	return read_hundredths(r, &at, -POINTS_MAX, POINTS_MAX, value);
}

int64_t
place_integer(Reader *r, const Place *at, int64_t low, int64_t high, int64_t fallback)
{
	int64_t		value;

	if (place_absent(at))
		return fallback;
	if (at->node->kind != JSON_NUMBER || !fixed_parse(at->node->text, at->node->len, 0, &value) ||
		value < low || value > high)
	{
		pack_fail(r, at, NULL, "expected a whole number from %lld to %lld", (long long) low,
				  (long long) high);
		return fallback;
	}
	return value;
}

int64_t
read_integer(Reader *r, const Place *parent, const char *key, int64_t low, int64_t high,
			 int64_t fallback)
{
	Place		at = place_member(parent, key);

	return place_integer(r, &at, low, high, fallback);
}

int
place_choice(Reader *r, const Place *at, const Vocabulary *v, uint32_t ids, int fallback)
{
	char		list[200];
	int			id;

	if (place_absent(at))
		return fallback;
	id = at->node->kind == JSON_STRING ? vocabulary_id(v, at->node->text) : -1;
	if (id >= 0 && (ids & ID_BIT(id)))
		return id;
	vocabulary_list(v, ids, ", ", list, sizeof(list));
	pack_fail(r, at, NULL, "expected one of %s", list);
	return fallback;
}

int
read_choice(Reader *r, const Place *parent, const char *key, const Vocabulary *v, uint32_t ids,
			int fallback)
{
	Place		at = place_member(parent, key);

	return place_choice(r, &at, v, ids, fallback);
}

/* Does a rule or a step ask for evidence? */
bool
read_evidence(Reader *r, const Place *parent)
{
	return read_choice(r, parent, "evidence", VOCABULARY_OF("none", "required"), ANY_ID, 0) == 1;
}

/* A date as "2024-05-01".  False if it is absent or wrong. */
bool
read_date(Reader *r, const Place *parent, const char *key, int32_t *day)
{
	Place		at = place_member(parent, key);

	if (place_absent(&at))
		return false;
	if (at.node->kind == JSON_STRING && at.node->len == CAL_TEXT_LEN &&
		cal_parse(at.node->text, day))
		return true;
	pack_fail(r, &at, "Write \"2024-05-01\", for instance.",
			  "expected a date between 1900-01-01 and 9999-12-31");
	return false;
}

/* A share between 0 and 1 with at most four decimals, in basis points. */
int32_t
read_share(Reader *r, const Place *parent, const char *key, int32_t fallback)
{
	Place		at = place_member(parent, key);
	int64_t		share;

	if (place_absent(&at))
		return fallback;
	if (at.node->kind != JSON_NUMBER || !fixed_parse(at.node->text, at.node->len, 4, &share) ||
		share < 0 || share > SHARE_ONE)
	{
		pack_fail(r, &at, "30 % is 0.3.",
				  "expected a number from 0 to 1 with at most four decimals");
		return fallback;
	}
	return (int32_t) share;
}

void *
read_list(Reader *r, const Place *document, const char *key, int max, size_t size,
		  ItemReader read, int *n)
{
	Place		section = place_member(document, key);
	char	   *items;

	*n = expect_array(r, &section, max);
	items = pack_alloc(r, (size_t) *n, size);
	for (int i = 0; i < *n; i++)
	{
		Place		item = place_element(&section, i);

		read(r, &item, items + size * (size_t) i);
	}
	return items;
}

void
check_unique(Reader *r, const Place *document, const char *key, int n)
{
	Place		section = place_member(document, key);

	for (int i = 1; i < n; i++)
	{
		Place		item = place_element(&section, i);
		Place		code = place_member(&item, "code");

		for (int j = 0; j < i && !place_absent(&code) && code.node->kind == JSON_STRING; j++)
		{
			Place		other = place_element(&section, j);
			Place		other_code = place_member(&other, "code");

			if (place_is(&other_code, code.node->text))
			{
				pack_fail(r, &code, NULL, "code \"%s\" is used twice", code.node->text);
				break;
			}
		}
	}
}
