/*-------------------------------------------------------------------------
 *
 * fuzz_policy.c
 *	  Policy packs: the reader, and every rule that it lets through.
 *
 * The first byte chooses how a document is made: '{' begins one as JSON text,
 * 'M' a list of edits of a document that uses every part of a pack, anything
 * else is a list of choices that a mostly well-formed pack is built from.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/policy_read.h"
#include "fuzz.h"
#include "json.h"
#include "rules.h"

/* ----------
 * building
 * ----------
 */

#define MEMBERS_MAX	32

static const char *const known_words[] = {
	"policy", "dimensions", "rules", "tiers", "benefits", "repair_windows", "repair_steps",
		"clocks",
	"code", "title", "zh", "en", "area", "version", "base", "floor", "ceiling", "extend", "note",
		"cap",
	"dimension", "unit", "tariff", "upto", "rate", "step", "period", "rolling", "cap_low",
		"cap_high",
	"combine", "exclusive_group", "retention", "expire", "window", "half_life", "annual_rate",
		"linear",
	"days", "months", "years", "severity", "notice_days", "evidence", "review", "veto",
		"ceiling_tier", "score_ceiling",
	"until", "coupons", "context", "legal_basis", "rank", "promote_at", "demote_below", "hold_days",
	"requires", "clean_days", "scenario", "kind", "min_tier", "min_score", "cost", "stock",
		"per_subject",
	"per_period", "limit", "min_days", "max_days", "path", "amount", "restores", "working_days",
	"extension_days", "gifts", "review_share", "erase_years", "appeal_suspends",
		"names_individuals", "calendar",
	"coupons_expire", "clean_period", "not_repairable", "blocks_redemption", "quantities", "rule", "of",
	"at_most", "keep", "limits", "max_quantity",
	"scenario_limits",
		"at_least", "effect",
	"decision", "max_tier", "subject_kinds", "valid_from", "valid_until", "hold_minutes", "value",
		"published", "decider",
	"quorum", "majority", "never", "month_end", "favourable", "adverse", "automatic", "human",
		"resident", "household",
	"organisation", "official", "reviewer", "panel", "system", "peer_review", "observation",
		"credit_report", "2024-02-29", "2023-02-29",
	"entry", "day", "week", "month", "quarter", "half_year", "year", "lifetime", "sum", "max",
	"permanent", "period_end", "none", "minor", "general", "serious", "required", "sampled",
		"always",
	"year_end", "next_year_end", "entitlement", "redemption", "duty", "1/3", "-7/9", "1/0", "0/1",
		"/", "",
	"a", "A", "a b", "0", "志愿服务", "\xe5\xbf", "%s%n", "x.y[0]",
	"a_code_of_sixty_three_characters_is_the_longest_that_is_allowed_",
};

static const char *const odd_numbers[] = {
	"0", "-0", "1", "-1", "0.01", "0.001", "0.010", "-0.01", "1.", ".5", "1.5.5", "1e5", "NaN", "",
		"-", "+1",
	"0.000001", "0.0000001", "0.999999", "10000", "10000.000001", "-10000", "36500", "36501",
		"73050", "1200",
	"1000000000", "1000000000.01", "-1000000000", "21474836.47", "21474836.48", "2147483647",
		"2147483648",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "92233720368547758.07",
	"92233720368547758.08", "170141183460469231731687303715884105728",
		"0000000000000000000000000000001",
	"1.00000000000000000000000000000000000000",
};

#define COUNT(list)	((uint32_t) (sizeof(list) / sizeof((list)[0])))

static JsonNode
string(const char *text)
{
	return (JsonNode) {.kind = JSON_STRING, .text = text, .len = strlen(text)};
}

static JsonNode
number(Arena *arena, double value, int decimals)
{
	JsonNode	node = {.kind = JSON_NUMBER};

	node.text = arena_printf(arena, "%.*f", decimals, value);
	node.len = strlen(node.text);
	return node;
}

static JsonNode
integer(Arena *arena, int32_t value)
{
	return number(arena, value, 0);
}

static JsonNode
container(Arena *arena, JsonKind kind)
{
	JsonNode	node = {.kind = kind};

	node.items = arena_alloc(arena, sizeof(JsonNode) * MEMBERS_MAX);
	node.keys = arena_alloc(arena, sizeof(char *) * MEMBERS_MAX);
	return node;
}

static void
add(JsonNode *to, const char *key, JsonNode value)
{
	if (to->n >= MEMBERS_MAX)
		return;
	to->keys[to->n] = key;
	to->items[to->n++] = value;
}

static JsonNode
object_of(Arena *arena, const char *key, JsonNode value)
{
	JsonNode	node = container(arena, JSON_OBJECT);

	add(&node, key, value);
	return node;
}

static const char *
any_word(Input *in)
{
	return known_words[input_below(in, COUNT(known_words))];
}

/* Anything at all. */
static JsonNode
any_node(Arena *arena, Input *in, int depth)
{
	JsonNode	node = {.kind = JSON_NULL};
	int			n;

	switch (input_below(in, depth > 3 ? 5 : 8))
	{
		case 0:
			return node;
		case 1:
			node.kind = JSON_BOOL;
			node.truth = input_below(in, 2);
			return node;
		case 2:
			node = string(odd_numbers[input_below(in, COUNT(odd_numbers))]);
			node.kind = JSON_NUMBER;
			return node;
		case 3:
			n = (int32_t) input_int64(in);
			return number(arena, n, (int) input_below(in, 8));
		case 4:
			return string(any_word(in));
		case 5:
			node = container(arena, JSON_ARRAY);
			break;
		default:
			node = container(arena, JSON_OBJECT);
	}
	n = (int) input_below(in, 5);
	for (int i = 0; i < n; i++)
	{
		const char *key = node.kind == JSON_OBJECT ? any_word(in) : NULL;

		add(&node, key, any_node(arena, in, depth + 1));
	}
	return node;
}

/* The value that was meant, or now and then another. */
static void
put(Arena *arena, Input *in, JsonNode *to, const char *key, JsonNode value)
{
	uint32_t	luck = input_below(in, 128);

	if (luck == 127)
		value = any_node(arena, in, 0);
	if (luck == 126)
		key = any_word(in);
	if (luck != 125)
		add(to, key, value);
}

#define PUT(key, value)	put(arena, in, &node, key, value)
#define SELDOM_PUT(key, value) \
	do { if (input_below(in, 4) == 1) PUT(key, value); } while (0)
#define CHOICE(...) \
	string(((const char *const[]) {__VA_ARGS__})[ \
		input_below(in, COUNT(((const char *const[]) {__VA_ARGS__})))])

static JsonNode
build_title(Arena *arena, Input *in)
{
	JsonNode	node = container(arena, JSON_OBJECT);

	PUT("en", string("Title"));
	PUT("zh", string("标题"));
	return node;
}

static JsonNode
build_code(Arena *arena, const char *prefix, uint32_t n)
{
	return string(arena_printf(arena, "%s%u", prefix, n));
}

static JsonNode
build_points(Arena *arena, Input *in)
{
	switch (input_below(in, 4))
	{
		case 0:
			return number(arena, input_range(in, -1000, 1000), 0);
		case 1:
			return number(arena, input_range(in, -100000, 100000) / 100.0, 2);
		case 2:
			return integer(arena, input_below(in, 2) ? 1000000000 : -1000000000);
		default:
			return integer(arena, 0);
	}
}

/* One sign for the rates of one tariff. */
static JsonNode
build_rate(Arena *arena, Input *in, bool loss)
{
	static const uint32_t denominators[] = {1, 2, 3, 7, 9, 63, 11, 0};
	const char *sign = loss ? "-" : "";
	uint32_t	p;

	switch (input_below(in, 4))
	{
		case 0:
			p = input_below(in, 256);
			return string(arena_printf(arena, "%s%u/%u", sign, p,
									   denominators[input_below(in, COUNT(denominators))]));
		case 1:
			return number(arena, (loss ? -1 : 1) * input_range(in, 0, 1000000) / 1000000.0, 6);
		case 2:
			return integer(arena, (loss ? -1 : 1) * input_range(in, 0, 10000));
		default:
			return integer(arena, loss ? -20 : 1);
	}
}

static JsonNode
build_tariff(Arena *arena, Input *in, bool loss)
{
	JsonNode	tariff = container(arena, JSON_ARRAY);
	int			n = (int) input_below(in, 6);
	int32_t		upto = 0;

	if (n == 0)
		return build_rate(arena, in, loss);
	for (int i = 0; i < n; i++)
	{
		JsonNode	node = container(arena, JSON_OBJECT);

		upto += 1 + input_range(in, 0, input_chance(in, 8) ? 400000000 : 3000);
		if (i < n - 1 || input_below(in, 2))
			PUT("upto", number(arena, upto / 100.0, 2));
		PUT("rate", build_rate(arena, in, loss));
		SELDOM_PUT("step", number(arena, input_range(in, 1, 65536) / 100.0, 2));
		add(&tariff, NULL, node);
	}
	return tariff;
}

static JsonNode
build_retention(Arena *arena, Input *in)
{
	static const char *const units[] = {"days", "months", "years"};
	const char *unit = units[input_below(in, COUNT(units))];
	int32_t		n = input_range(in, 1, input_below(in, 2) ? 100 : 1200);
	int32_t		days = input_range(in, 1, input_below(in, 2) ? 400 : 36500);
	JsonNode	span = object_of(arena, unit, integer(arena, n));

	switch (input_below(in, 8))
	{
		case 0:
			return string("permanent");
		case 1:
			return string("period_end");
		case 2:
			return object_of(arena, "expire", span);
		case 3:
			return object_of(arena, "window", span);
		case 4:
			return object_of(arena, "half_life", integer(arena, days));
		case 5:
			return object_of(arena, "linear", integer(arena, days));
		default:
			return object_of(arena, "annual_rate",
							 number(arena, input_range(in, 1, 999999) / 1000000.0, 6));
	}
}

static JsonNode
build_rule(Arena *arena, Input *in, uint32_t n)
{
	JsonNode	node = container(arena, JSON_OBJECT);
	bool		loss = input_below(in, 3) == 2;

	PUT("code", build_code(arena, "r", n));
	PUT("title", build_title(arena, in));
	PUT("dimension", build_code(arena, "d", input_below(in, 2)));
	SELDOM_PUT("unit", build_title(arena, in));
	PUT("tariff", build_tariff(arena, in, loss));
	if (input_below(in, 4) == 3)
		PUT("period", object_of(arena, "rolling", integer(arena, input_range(in, 1, 36500))));
	else
		PUT("period", CHOICE("entry", "day", "week", "month", "quarter", "half_year", "year",
							 "lifetime"));
	SELDOM_PUT("cap_low", number(arena, -input_range(in, 0, 100000) / 100.0, 2));
	SELDOM_PUT("cap_high", number(arena, input_range(in, 0, 100000) / 100.0, 2));
	if (input_below(in, 4) == 3)
	{
		PUT("combine", string("max"));
		PUT("exclusive_group", build_code(arena, "g", input_below(in, 2)));
	}
	PUT("retention", build_retention(arena, in));
	if (loss)
	{
		PUT("legal_basis", string("Charter, article 7"));
		SELDOM_PUT("severity", CHOICE("none", "minor", "general", "serious"));
		SELDOM_PUT("notice_days", integer(arena, input_range(in, 0, 3650)));
		SELDOM_PUT("veto", object_of(arena, "ceiling_tier", build_code(arena, "t", 0)));
	}
	SELDOM_PUT("evidence", CHOICE("none", "required"));
	SELDOM_PUT("coupons", integer(arena, input_range(in, 0, 100)));
	SELDOM_PUT("note", string("n"));
	return node;
}

static JsonNode
build_tier(Arena *arena, Input *in, uint32_t n)
{
	JsonNode	node = container(arena, JSON_OBJECT);

	PUT("code", build_code(arena, "t", n));
	PUT("title", build_title(arena, in));
	PUT("rank", integer(arena, (int32_t) n + 1));
	PUT("promote_at", integer(arena, (int32_t) n * 100));
	SELDOM_PUT("demote_below", integer(arena, (int32_t) n * 100 - 10));
	SELDOM_PUT("requires", object_of(arena, "clean_days", integer(arena, 365)));
	return node;
}

static JsonNode
build_dimension(Arena *arena, Input *in, uint32_t n)
{
	JsonNode	node = container(arena, JSON_OBJECT);

	PUT("code", build_code(arena, "d", n));
	PUT("title", build_title(arena, in));
	SELDOM_PUT("floor", build_points(arena, in));
	SELDOM_PUT("cap", build_points(arena, in));
	return node;
}

static JsonNode
build_header(Arena *arena, Input *in)
{
	JsonNode	node = container(arena, JSON_OBJECT);
	JsonNode	yes = {.kind = JSON_BOOL, .truth = true};

	PUT("code", string("pack"));
	PUT("title", build_title(arena, in));
	PUT("area", string("a.b"));
	PUT("version", string("1"));
	SELDOM_PUT("base", build_points(arena, in));
	SELDOM_PUT("floor", build_points(arena, in));
	SELDOM_PUT("ceiling", build_points(arena, in));
	SELDOM_PUT("extend", yes);
	return node;
}

static JsonNode
build_list(Arena *arena, Input *in, int max, JsonNode (*build) (Arena *, Input *, uint32_t))
{
	JsonNode	node = container(arena, JSON_ARRAY);
	uint32_t	n = 1 + input_below(in, (uint32_t) max);

	for (uint32_t i = 0; i < n; i++)
		add(&node, NULL, build(arena, in, i));
	return node;
}

static JsonNode
build_other(Arena *arena, Input *in, uint32_t n)
{
	(void) n;
	return any_node(arena, in, 1);
}

static JsonNode
build_pack(Arena *arena, Input *in)
{
	JsonNode	node = container(arena, JSON_OBJECT);
	const char *extra;

	PUT("policy", build_header(arena, in));
	PUT("dimensions", build_list(arena, in, 4, build_dimension));
	PUT("rules", build_list(arena, in, 8, build_rule));
	SELDOM_PUT("tiers", build_list(arena, in, 4, build_tier));
	if (input_chance(in, 16))
	{
		extra = any_word(in);
		PUT(extra, build_list(arena, in, 4, build_other));
	}
	return node;
}

/* ----------
 * editing
 * ----------
 */

static const char complete_pack[] =
"{\"policy\":{\"code\":\"full\",\"title\":{\"zh\":\"全\",\"en\":\"Full\"},\"area\":\"a.b\","
"\"version\":\"1\",\"base\":1000,"
"\"floor\":0,\"ceiling\":2000.5,\"extend\":false,\"note\":\"all parts\",\"gifts\":true,"
"\"review_share\":0.35,\"erase_years\":5,"
"\"appeal_suspends\":true,\"names_individuals\":\"Act\",\"calendar\":\"cn\"},"
"\"dimensions\":[{\"code\":\"d0\",\"title\":{\"zh\":\"一\",\"en\":\"One\"},\"floor\":-10,"
"\"cap\":50},"
"{\"code\":\"d1\",\"title\":{\"zh\":\"二\",\"en\":\"Two\"}}],"
"\"rules\":[{\"code\":\"hours\",\"title\":{\"zh\":\"时\",\"en\":\"Hours\"},\"dimension\":\"d0\","
"\"unit\":{\"zh\":\"时\",\"en\":\"hour\"},"
"\"tariff\":[{\"upto\":20,\"rate\":1},{\"upto\":80,\"rate\":\"1/2\",\"step\":2},"
"{\"rate\":\"1/3\"}],\"period\":\"lifetime\","
"\"cap_low\":null,\"cap_high\":50,\"combine\":\"sum\",\"exclusive_group\":null,"
"\"retention\":{\"window\":{\"years\":2}},"
"\"severity\":\"none\",\"notice_days\":0,\"evidence\":\"required\",\"review\":\"sampled\","
"\"veto\":null,\"coupons\":0.5,\"coupons_expire\":{\"days\":90},"
"\"context\":\"civic\",\"legal_basis\":null},"
"{\"code\":\"fine\",\"title\":{\"zh\":\"罚\",\"en\":\"Fine\"},\"dimension\":\"d1\",\"tariff\":-20,"
"\"period\":{\"rolling\":365},"
"\"cap_low\":-100,\"retention\":{\"annual_rate\":0.084},\"severity\":\"serious\","
"\"notice_days\":10,"
"\"veto\":{\"ceiling_tier\":\"t1\",\"blocks_redemption\":true,\"until\":{\"days\":90}},"
"\"review\":\"always\",\"not_repairable\":\"Act\",\"legal_basis\":\"Charter\"},"
"{\"code\":\"medal\",\"title\":{\"zh\":\"奖\",\"en\":\"Medal\"},\"dimension\":\"d1\",\"tariff\":30,"
"\"period\":\"year\","
"\"combine\":\"max\",\"exclusive_group\":\"medals\",\"retention\":\"period_end\","
"\"clean_period\":\"year\"},"
"{\"code\":\"order\",\"title\":{\"zh\":\"章\",\"en\":\"Order\"},\"dimension\":\"d1\","
"\"tariff\":\"100/7\",\"period\":\"year\","
"\"combine\":\"max\",\"exclusive_group\":\"medals\",\"retention\":{\"half_life\":30}}],"
"\"tiers\":[{\"code\":\"t1\",\"title\":{\"zh\":\"甲\",\"en\":\"A\"},\"rank\":1,\"promote_at\":0,"
"\"demote_below\":0,\"hold_days\":14,"
"\"requires\":{\"clean_days\":365,\"quantities\":[{\"rule\":\"hours\",\"at_least\":100,"
"\"days\":365}]}},{\"code\":\"t2\",\"title\":{\"zh\":\"乙\",\"en\":\"B\"},\"rank\":2,"
"\"promote_at\":1050}],"
"\"benefits\":[{\"code\":\"bus\",\"title\":{\"zh\":\"车\",\"en\":\"Bus\"},\"scenario\":\"travel\","
"\"kind\":\"redemption\",\"min_tier\":\"t1\","
"\"min_score\":10,\"clean_days\":1,\"cost\":2,\"stock\":100,\"per_subject\":1,"
"\"per_period\":{\"limit\":1,\"period\":\"month\"},"
"\"subject_kinds\":[\"resident\",\"organisation\"],\"valid_from\":\"2024-01-01\","
"\"valid_until\":\"2024-12-31\",\"hold_minutes\":30,"
"\"value\":2.5,\"unit\":{\"zh\":\"元\",\"en\":\"yuan\"},\"context\":\"civic\","
"\"legal_basis\":\"x\"},"
"{\"code\":\"watch\",\"title\":{\"zh\":\"查\",\"en\":\"Watch\"},\"effect\":\"adverse\","
"\"decision\":\"human\",\"max_tier\":\"t1\",\"legal_basis\":\"x\"}],"
"\"repair_windows\":[{\"severity\":\"minor\",\"min_days\":0,\"max_days\":90,\"published\":true}],"
"\"repair_steps\":[{\"severity\":\"minor\",\"path\":\"service\",\"step\":1,"
"\"kind\":\"service_hours\",\"amount\":8,\"rule\":\"hours\",\"decider\":\"system\",\"min_days\":0,"
"\"restores\":5000},"
"{\"severity\":\"minor\",\"path\":\"service\",\"step\":2,\"kind\":\"peer_review\","
"\"title\":{\"zh\":\"评\",\"en\":\"Panel\"},\"quorum\":5,\"majority\":0.5,\"evidence\":\"required\","
"\"restores\":10000}],"
"\"clocks\":[{\"code\":\"appeal\",\"working_days\":5,\"extension_days\":15}]}";

/* A node of the tree, by a walk of choices from the root. */
static JsonNode *
choose_node(Input *in, JsonNode *node, int depth)
{
	while (node->n > 0 && depth-- > 0)
		node = &node->items[input_below(in, (uint32_t) node->n)];
	return node;
}

static void
edit(Arena *arena, Input *in, JsonNode *document)
{
	JsonNode   *node = choose_node(in, document, 1 + (int) input_below(in, 4));
	JsonNode	copy = {.kind = node->kind};
	int			at = node->n > 0 ? (int) input_below(in, (uint32_t) node->n) : 0;
	uint32_t	what = input_below(in, 5);

	if (node->n == 0 || what == 0 || node->n >= MEMBERS_MAX)
	{
		*node = any_node(arena, in, 0);
		return;
	}
	/* a member left out, doubled, renamed or added */
	copy.items = arena_alloc(arena, sizeof(JsonNode) * MEMBERS_MAX);
	copy.keys = arena_alloc(arena, sizeof(char *) * MEMBERS_MAX);
	for (int i = 0; i < node->n; i++)
		for (int times = i != at ? 1 : what == 1 ? 0 : what == 2 ? 2 : 1; times > 0; times--)
			add(&copy, node->keys[i], node->items[i]);
	if (what == 3)
		copy.keys[at] = any_word(in);
	if (what == 4)
	{
		const char *key = any_word(in);

		add(&copy, key, any_node(arena, in, 0));
	}
	*node = copy;
}

/* ----------
 * checking
 * ----------
 */

typedef struct Hearing
{
	Arena	   *arena;
	bool		valid_utf8;		/* so must the answers be */
	int			errors;
	int			warnings;
} Hearing;

static void *
host_alloc(void *arg, size_t size)
{
	return arena_alloc(((Hearing *) arg)->arena, size);
}

static void
host_problem(void *arg, bool warning, const char *path, const char *problem, const char *hint)
{
	Hearing    *hearing = arg;

	expect(path[0] == '$' && problem[0] != '\0');
	expect(hint == NULL || hint[0] != '\0');
	if (hearing->valid_utf8)
		expect(utf8_valid(path, strlen(path)) && utf8_valid(problem, strlen(problem)));
	if (warning)
		hearing->warnings++;
	else
		hearing->errors++;
}

static bool
read_pack(const JsonNode *document, bool resolved, Hearing *hearing, Policy *policy)
{
	PolicyHost	host = {host_alloc, host_problem, hearing};
	bool		ok;

	hearing->errors = hearing->warnings = 0;
	ok = policy_read(document, resolved, &host, policy);
	expect(ok == (hearing->errors == 0));
	return ok;
}

static void
check_code(const char *code)
{
	expect(code != NULL && strlen(code) >= 1 && strlen(code) <= 63);
	expect(strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(code));
	expect(code[0] >= 'a' && code[0] <= 'z');
}

static void
check_title(const Title *title)
{
	for (int lang = 0; lang < 2; lang++)
		expect(title->text[lang] != NULL && title->text[lang][0] != '\0');
}

/* What a segment's end and its surroundings are worth, and what no ledger will reach. */
static void
check_tariff(const Rule *rule)
{
	static const int64_t always[] = {0, 1, 2, 99, 100, 101, 2147, 36500, 1000000, QUANTITY_MAX - 1,
		QUANTITY_MAX,
		(int64_t) QUANTITY_MAX * 1000, (int64_t) QUANTITY_MAX * QUANTITY_MAX, INT64_MAX - 1,
			INT64_MAX};
	int64_t		quantities[COUNT(always) + 3 * 100];
	int			n = COUNT(always);
	int128_t	last_points = 0,
				last_clamped = 0;
	int64_t		from = 0;

	expect(rule->n_segments >= 1 && rule->n_segments <= 100);
	memcpy(quantities, always, sizeof(always));
	for (int i = 0; i < rule->n_segments; i++)
	{
		const Segment *s = &rule->segments[i];

		expect(s->upto > from && (s->upto <= QUANTITY_MAX ||
								  (s->upto == INT64_MAX && i == rule->n_segments - 1)));
		expect(rule->loss ? s->rate <= 0 : s->rate >= 0);
		expect(s->rate <= 10000 * RATE_SCALE && s->rate >= -10000 * RATE_SCALE);
		expect(s->step >= 0 && s->step <= QUANTITY_MAX);
		for (int d = -1; d <= 1 && s->upto != INT64_MAX; d++)
			quantities[n++] = s->upto + d;
		from = s->upto;
	}
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && quantities[j] < quantities[j - 1]; j--)
		{
			int64_t		swap = quantities[j];

			quantities[j] = quantities[j - 1];
			quantities[j - 1] = swap;
		}
	for (int i = 0; i < n; i++)
	{
		int128_t	points,
					clamped;

		points = tariff_points(rule, quantities[i]);
		clamped = tariff_clamped(rule, quantities[i]);
		expect(quantities[i] > 0 || (points == 0 && clamped == 0));
		expect(rule->loss ? points <= last_points : points >= last_points);
		expect(rule->loss ? clamped <= last_clamped : clamped >= last_clamped);
		expect(!rule->has_cap_high || clamped <= (int128_t) rule->cap_high * RATE_SCALE);
		expect(!rule->has_cap_low || clamped >= (int128_t) rule->cap_low * RATE_SCALE);
		if (rule_is_flat(rule))
			expect(clamped == (int128_t) quantities[i] * rule->segments[0].rate);
		last_points = points;
		last_clamped = clamped;
	}
}

static void
check_retention(Rule *rule)
{
	static const int32_t days[] = {CAL_FIRST_DAY, -1, 0, 58, 59, 60, 9862, CAL_LAST_DAY - 40000,
		CAL_LAST_DAY};
	static const int32_t ages[] = {0, 1, 2, 6, 7, 27, 28, 29, 30, 31, 58, 89, 92, 364, 365, 366,
		730, 731, 36499,
		36500, 36501, 36525, 73049, 73050, 73051, 100000, CAL_LAST_DAY - CAL_FIRST_DAY};
	Retention  *r = &rule->retention;

	attach_curve(r);
	expect(r->kind <= RETAIN_PERIOD_END ? r->n == 0 : r->n > 0);
	expect(r->kind != RETAIN_PERIOD_END ||
		   (rule->period >= PERIOD_DAY && rule->period <= PERIOD_YEAR));
	expect(r->table_len <= CURVE_MAX_DAYS);
	for (int32_t age = 0; age < r->table_len; age++)
		expect(r->table[age] >= 0 && r->table[age] <= (age == 0 ? WEIGHT_ONE : r->table[age - 1]));
	expect(r->table_len == 0 || r->table[0] == WEIGHT_ONE);
	if (r->kind == RETAIN_HALF_LIFE && r->n < r->table_len)
		expect(r->table[r->n] == WEIGHT_ONE / 2);
	for (uint32_t d = 0; d < COUNT(days); d++)
	{
		int64_t		last = WEIGHT_ONE;

		for (uint32_t a = 0; a < COUNT(ages) && days[d] + ages[a] <= CAL_LAST_DAY; a++)
		{
			int64_t		weight = retention_weight(r, rule->period, days[d], days[d] + ages[a]);

			expect(weight >= 0 && weight <= last);
			expect(r->kind != RETAIN_PERMANENT || weight == WEIGHT_ONE);
			expect(ages[a] > 0 || weight == WEIGHT_ONE);
			expect(r->kind != RETAIN_LINEAR || ages[a] < r->n || weight == 0);
			last = weight;
		}
	}
}

static bool
names_dimension(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		if (strcmp(policy->dimensions[i].code, code) == 0)
			return true;
	return false;
}

static void
check_deadline(const Deadline *deadline)
{
	expect((deadline->kind == DEADLINE_DAYS) == (deadline->days > 0));
	for (int day = 8766; day < 9200; day += 61)
	{
		int32_t		last = deadline_day(deadline, day);

		expect(last >= day && last <= CAL_LAST_DAY);
	}
}

static void
check_rule(const Policy *policy, Rule *rule, bool resolved)
{
	check_code(rule->code);
	check_title(&rule->title);
	check_code(rule->dimension);
	expect(!resolved || names_dimension(policy, rule->dimension));
	expect((rule->unit.text[0] == NULL) == (rule->unit.text[1] == NULL));
	expect(!rule->has_cap_low || (rule->cap_low <= 0 && rule->cap_low >= -POINTS_MAX));
	expect(!rule->has_cap_high || (rule->cap_high >= 0 && rule->cap_high <= POINTS_MAX));
	expect((rule->period == PERIOD_ROLLING) == (rule->rolling_days > 0));
	expect(rule->group == NULL || rule->period != PERIOD_ROLLING);
	expect(!rule->loss || rule->has_legal_basis);
	expect(rule->loss || (rule->severity == SEVERITY_NONE && rule->notice_days == 0));
	expect(rule->keeps_entries == rule_keeps_entries(rule));
	expect(rule->notice_days >= 0 && rule->notice_days <= 3650);
	check_code(rule->context);
	expect(rule->coupons >= 0 && (rule->coupons == 0 || !rule->loss));
	check_deadline(&rule->coupons_expire);
	expect(!rule->veto.given || (rule->loss &&
								 (rule->veto.ceiling_tier || rule->veto.has_score_ceiling ||
								  rule->veto.blocks_redemption)));
	if (rule->veto.given)
		check_deadline(&rule->veto.until);
	expect(!rule->irreparable || rule->severity != SEVERITY_NONE);
	expect(rule->clean_period == PERIOD_ENTRY ||
		   (!rule->loss && rule->clean_period >= PERIOD_MONTH &&
			rule->clean_period <= PERIOD_YEAR));
	for (int i = 0; i < policy->n_rules; i++)
	{
		Rule	   *other = &policy->rules[i];

		expect(other == rule || strcmp(other->code, rule->code) != 0);
		if (resolved && other->group && rule->group && strcmp(other->group, rule->group) == 0)
			expect(other->period == rule->period);
	}
	check_tariff(rule);
	if (rule - policy->rules < 8)
		check_retention(rule);
}

static void
check_shared_limits(const Policy *policy, bool resolved)
{
	for (int i = 0; i < policy->n_limits; i++)
	{
		const SharedLimit *limit = &policy->limits[i];

		check_code(limit->code);
		check_title(&limit->title);
		expect(limit->n_rules > 0 && (limit->has_cap_low || limit->has_cap_high));
		expect(limit->period >= PERIOD_DAY && limit->period <= PERIOD_LIFETIME);
		expect(limit->cap_low <= 0 && limit->cap_high >= 0);
		for (int j = 0; resolved && j < limit->n_rules; j++)
		{
			const Rule *rule = rule_by_code(policy, limit->rules[j]);

			expect(rule != NULL && rule->limit == limit && rule->keeps_entries);
		}
	}
}

static void
check_requirements(const Policy *policy, bool resolved, const Requirements *requirements)
{
	for (int i = 0; i < requirements->n_conditions; i++)
	{
		const Condition *c = &requirements->conditions[i];

		expect(c->has_least || c->has_most);
		expect(!c->has_least || c->at_least > 0 || c->of == OF_POINTS);
		expect(c->n_rules > 0);
		for (int j = 0; resolved && j < c->n_rules; j++)
			expect(rule_by_code(policy, c->rules[j]) != NULL);
	}
}

static void
check_tiers(const Policy *policy, bool resolved)
{
	for (int i = 0; i < policy->n_tiers; i++)
	{
		const Tier *tier = &policy->tiers[i];

		check_code(tier->code);
		check_title(&tier->title);
		expect(tier->rank > 0 && tier->demote_below <= tier->promote_at);
		check_requirements(policy, resolved, &tier->requires);
		check_requirements(policy, resolved, &tier->keep);
		for (int j = 0; j < i; j++)
			expect((tier->rank > policy->tiers[j].rank) ==
				   (tier->promote_at > policy->tiers[j].promote_at) &&
				   tier->rank != policy->tiers[j].rank);
	}
}

static void
check_benefits(const Policy *policy, bool resolved)
{
	for (int i = 0; i < policy->n_benefits; i++)
	{
		const Benefit *b = &policy->benefits[i];

		check_code(b->code);
		check_code(b->context);
		check_title(&b->title);
		expect(!b->adverse || (b->has_legal_basis && b->human_decision && b->max_tier &&
							   b->kind == BENEFIT_ENTITLEMENT));
		expect(b->adverse || b->max_tier == NULL);
		expect(!resolved || b->min_tier == NULL || tier_by_code(policy, b->min_tier) != NULL);
		expect(!resolved || b->max_tier == NULL || tier_by_code(policy, b->max_tier) != NULL);
		expect(b->cost >= 0 && b->stock >= 0 && b->per_subject >= 0 && b->hold_minutes > 0);
		expect(b->period_limit == 0 || (b->limit_period >= PERIOD_DAY &&
										b->limit_period <= PERIOD_YEAR));
		expect(!b->has_valid_from || !b->has_valid_until || b->valid_from <= b->valid_until);
		expect(b->kinds < 1 << SUBJECT_KINDS);
		for (int r = 0; resolved && b->adverse && r < policy->n_rules; r++)
			expect(!policy->rules[r].loss || strcmp(policy->rules[r].context, b->context) == 0);
	}
}

static void
check_repair_parts(const Policy *policy, bool resolved)
{
	expect(policy->review_share >= 0 && policy->review_share <= SHARE_ONE &&
		   policy->erase_years >= 1);
	check_code(policy->calendar);
	for (int i = 0; i < policy->n_windows; i++)
	{
		const RepairWindow *w = &policy->windows[i];

		expect(w->severity >= SEVERITY_MINOR && w->severity <= SEVERITY_SERIOUS &&
			   w->min_days <= w->max_days);
		for (int j = 0; j < i; j++)
			expect(w->severity != policy->windows[j].severity);
	}
	for (int i = 0; i < policy->n_steps; i++)
	{
		const RepairStep *s = &policy->steps[i];

		check_code(s->path);
		expect(s->severity >= SEVERITY_MINOR && s->step >= 1 && s->restores >= 0 &&
			   s->restores <= SHARE_ONE);
		expect((s->decider == DECIDER_PANEL) == (s->quorum > 0));
		expect(s->rule == NULL || (s->kind == STEP_SERVICE_HOURS &&
								   (!resolved || rule_by_code(policy, s->rule) != NULL)));
		for (int j = 0; j < policy->n_steps; j++)
		{
			const RepairStep *o = &policy->steps[j];

			if (resolved && j != i && o->severity == s->severity && strcmp(o->path, s->path) == 0)
				expect(o->step != s->step && (o->step != s->step + 1 ||
											  o->restores >= s->restores));
		}
	}
}

/* ids as the host gives them: equal codes, equal ids */
static void
complete_policy(Policy *policy)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		policy->dimensions[i].dimension_id = i + 1;
	for (int i = 0; i < policy->n_limits; i++)
		policy->limits[i].line = i + 1;
	for (int i = 0; i < policy->n_rules; i++)
	{
		Rule	   *rule = &policy->rules[i];

		for (int d = 0; d < policy->n_dimensions; d++)
			if (strcmp(policy->dimensions[d].code, rule->dimension) == 0)
				rule->dimension_id = d + 1;
		for (int j = i; rule->group && j >= 0; j--)
			if (policy->rules[j].group && strcmp(policy->rules[j].group, rule->group) == 0)
				rule->line = 1000000 + j;
	}
}

static const Rule *
lookup(void *arg, int32_t rule_id)
{
	return &((Policy *) arg)->rules[rule_id - 1];
}

/* Two awards under each rule. */
static void
check_score(Arena *arena, Policy *policy, Input *in)
{
	int32_t		n_rules = policy->n_rules < 8 ? policy->n_rules : 8;
	ScoreState *state = arena_alloc(arena, state_size(n_rules * 2));
	Root	   *roots = arena_alloc(arena, sizeof(Root) * (size_t) n_rules * 2);
	ScoreTotals totals = SCORE_TOTALS(256);

	state_init(state, (ScoreDays) {9862, 9862}, 1);
	for (int32_t i = 0; i < n_rules * 2; i++)
	{
		Entry		entry = {.entry_id = i + 1, .rule_id = i % n_rules + 1, .kind = ENTRY_AWARD};

		entry.quantity = (int32_t) input_below(in, input_chance(in, 8) ? INT32_MAX : 5000);
		entry.occurred_on = 9862 - (int32_t) input_below(in, 400);
		entry.effective_on = entry.occurred_on;
		expect(state_collect(state, n_rules * 2, &entry, lookup(policy, entry.rule_id),
							 false) == STATE_OK);
	}
	expect(score_state_total(state, lookup, policy, roots, &totals) == SCORE_OK);
	expect(score_finish(&totals, policy) == SCORE_OK);
	for (int i = 0; i < totals.n; i++)
		for (int d = 0; d < policy->n_dimensions; d++)
			if (policy->dimensions[d].dimension_id == totals.dimensions[i].dimension_id)
			{
				expect(!policy->dimensions[d].has_floor ||
					   totals.dimensions[i].clamped >= policy->dimensions[d].floor);
				expect(!policy->dimensions[d].has_cap ||
					   totals.dimensions[i].clamped <= policy->dimensions[d].cap);
			}
	expect(!policy->has_floor || totals.score >= policy->floor);
	expect(!policy->has_ceiling || totals.score <= policy->ceiling);
}

static void
check_policy(Arena *arena, Policy *policy, bool resolved, Input *in)
{
	check_code(policy->code);
	check_title(&policy->title);
	expect(policy->area != NULL && policy->version != NULL);
	expect(!resolved || policy->n_rules > 0);
	expect(!policy->has_floor || !policy->has_ceiling || policy->floor <= policy->ceiling);
	for (int i = 0; i < policy->n_dimensions; i++)
	{
		const Dimension *d = &policy->dimensions[i];

		check_code(d->code);
		check_title(&d->title);
		expect(!d->has_floor || !d->has_cap || d->floor <= d->cap);
	}
	for (int i = 0; i < policy->n_rules; i++)
		check_rule(policy, &policy->rules[i], resolved);
	check_shared_limits(policy, resolved);
	check_tiers(policy, resolved);
	check_benefits(policy, resolved);
	check_repair_parts(policy, resolved);
	if (resolved)
	{
		complete_policy(policy);
		check_score(arena, policy, in);
	}
}

static bool
make_document(Arena *arena, Input *in, JsonNode *document)
{
	size_t		size = (size_t) (in->end - in->at);
	int			edits;

	if (size > 0 && in->at[0] == '{')
		return json_parse(arena, (const char *) in->at, size, document);
	if (input_byte(in) != 'M')
	{
		*document = build_pack(arena, in);
		return true;
	}
	expect(json_parse(arena, complete_pack, strlen(complete_pack), document));
	edits = (int) input_below(in, 8);
	for (int i = 0; i < edits; i++)
		edit(arena, in, document);
	return true;
}

static bool
tree_valid_utf8(const JsonNode *node)
{
	if (node->text && !utf8_valid(node->text, node->len))
		return false;
	for (int i = 0; i < node->n; i++)
		if ((node->kind == JSON_OBJECT && !utf8_valid(node->keys[i], strlen(node->keys[i]))) ||
			!tree_valid_utf8(&node->items[i]))
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, data + size};
	Arena		paper = {NULL},
				arena = {NULL};
	JsonNode	document = {0};
	Policy		policies[2];
	bool		ok[2];

	forget_curves(16);
	if (make_document(&paper, &in, &document))
	{
		Hearing		hearing = {&arena, tree_valid_utf8(&document), 0, 0};

		for (int resolved = 0; resolved < 2; resolved++)
			ok[resolved] = read_pack(&document, resolved, &hearing, &policies[resolved]);
		/* what is resolved is looked at more closely */
		expect(ok[0] || !ok[1]);
		/* the document does not outlive the reading */
		arena_free(&paper);
		for (int resolved = 0; resolved < 2; resolved++)
			if (ok[resolved])
				check_policy(&arena, &policies[resolved], resolved || !policies[resolved].extend,
							 &in);
	}
	arena_free(&paper);
	arena_free(&arena);
	return 0;
}
