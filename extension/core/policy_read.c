/*-------------------------------------------------------------------------
 *
 * policy_read.c
 *	  Reads a policy pack and says what is wrong with it.
 *
 * Every value is taken by a function that knows its type and limits and
 * reports a problem under the value's JSON path.  Reading goes on after a
 * problem, so that one call lists them all.
 *
 *-------------------------------------------------------------------------
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "policy.h"

#define CODE_MAX		63
#define RATE_MAX		(10000 * RATE_SCALE)
#define LIST_MAX		2000	/* members of a section */
#define DIMENSIONS_MAX	64		/* several policies' may meet in one score */
#define SEGMENTS_MAX	100
#define DAYS_MAX		36500
#define PATH_MAX_LEN	256

/* A value and where it stands, as a chain up to the document. */
typedef struct Place
{
	const struct Place *parent;
	const JsonNode *node;		/* NULL if absent */
	const char *key;			/* in the parent object, or NULL */
	int			index;			/* in the parent array */
} Place;

typedef struct Reader
{
	const PolicyHost *host;
	bool		failed;
} Reader;

static size_t
place_path(const Place *at, char *buf, size_t size)
{
	size_t		used;

	if (at->parent == NULL)
		return (size_t) snprintf(buf, size, "$");
	used = place_path(at->parent, buf, size);
	if (used >= size)
		return used;
	if (at->key)
		return used + (size_t) snprintf(buf + used, size - used, ".%s", at->key);
	return used + (size_t) snprintf(buf + used, size - used, "[%d]", at->index);
}

/* Cut what a full buffer left of a multibyte character. */
static void
clip(char *buf, size_t size)
{
	size_t		end = strlen(buf);

	if (end + 1 < size)
		return;
	while (end > 0 && ((unsigned char) buf[end - 1] & 0xC0) == 0x80)
		end--;
	if (end > 0 && ((unsigned char) buf[end - 1] & 0x80))
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

static void __attribute__((format(printf, 4, 5)))
fail(Reader *r, const Place *at, const char *hint, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	report(r, false, at, hint, format, args);
	va_end(args);
}

static void __attribute__((format(printf, 4, 5)))
warn(Reader *r, const Place *at, const char *hint, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	report(r, true, at, hint, format, args);
	va_end(args);
}

static void *
allocate(Reader *r, size_t count, size_t size)
{
	return r->host->alloc(r->host->arg, (count ? count : 1) * size);
}

/* A copy of a text, since the document does not outlive the reading. */
static const char *
keep_text(Reader *r, const JsonNode *node)
{
	char	   *copy = allocate(r, node->len + 1, 1);

	memcpy(copy, node->text, node->len);
	return copy;
}

static Place
member(const Place *parent, const char *key)
{
	Place		at = {parent, NULL, key, 0};

	if (parent->node && parent->node->kind == JSON_OBJECT)
		for (int i = 0; i < parent->node->n; i++)
			if (strcmp(parent->node->keys[i], key) == 0)
				at.node = &parent->node->items[i];
	return at;
}

static Place
element(const Place *parent, int i)
{
	return (Place) {parent, &parent->node->items[i], NULL, i};
}

static bool
absent(const Place *at)
{
	return at->node == NULL || at->node->kind == JSON_NULL;
}

static bool
is_string(const Place *at, const char *text)
{
	return at->node && at->node->kind == JSON_STRING && strcmp(at->node->text, text) == 0;
}

/* True if the value is an object that has only the named keys, "note" besides. */
static bool
expect_object(Reader *r, const Place *at, const char *const *keys)
{
	if (absent(at) || at->node->kind != JSON_OBJECT)
	{
		fail(r, at, NULL, "expected an object");
		return false;
	}
	for (int i = 0; i < at->node->n; i++)
	{
		Place		m = {at, &at->node->items[i], at->node->keys[i], 0};
		bool		known = strcmp(m.key, "note") == 0;

		for (const char *const *k = keys; !known && *k; k++)
			known = strcmp(m.key, *k) == 0;
		if (!known)
			fail(r, &m, "Remove it, or keep remarks under the key \"note\".", "unknown key");
		else if (strcmp(m.key, "note") == 0 && m.node->kind != JSON_STRING)
			fail(r, &m, NULL, "a note must be a string");
	}
	return true;
}

/* How many members an optional array has; 0 also after a problem. */
static int
expect_array(Reader *r, const Place *at, int max)
{
	if (absent(at))
		return 0;
	if (at->node->kind != JSON_ARRAY)
	{
		fail(r, at, NULL, "expected an array");
		return 0;
	}
	if (at->node->n > max)
	{
		fail(r, at, NULL, "has %d members, at most %d are allowed", at->node->n, max);
		return 0;
	}
	return at->node->n;
}

static bool
well_formed_code(const char *s, size_t len)
{
	if (len < 1 || len > CODE_MAX || s[0] < 'a' || s[0] > 'z')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') || s[i] == '_' || s[i] == '-'))
			return false;
	return true;
}

/* A code, or NULL if it is absent or malformed. */
static const char *
read_code(Reader *r, const Place *parent, const char *key, bool required)
{
	Place		at = member(parent, key);

	if (absent(&at))
	{
		if (required)
			fail(r, &at, NULL, "is required");
		return NULL;
	}
	if (at.node->kind != JSON_STRING || !well_formed_code(at.node->text, at.node->len))
	{
		fail(r, &at, "A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.",
			 "malformed code");
		return NULL;
	}
	return keep_text(r, at.node);
}

static const char *
read_text(Reader *r, const Place *parent, const char *key, bool required)
{
	Place		at = member(parent, key);

	if (absent(&at))
	{
		if (required)
			fail(r, &at, NULL, "is required");
		return NULL;
	}
	if (at.node->kind != JSON_STRING || at.node->len == 0 || at.node->len > 2000)
	{
		fail(r, &at, NULL, "expected a text of 1 to 2000 bytes");
		return NULL;
	}
	return keep_text(r, at.node);
}

static Title
read_title(Reader *r, const Place *parent, const char *key, bool required)
{
	static const char *const keys[] = {"zh", "en", NULL};
	Place		at = member(parent, key);
	Title		title = {{NULL, NULL}};

	if (absent(&at) && !required)
		return title;
	if (!expect_object(r, &at, keys))
		return title;
	title.text[LANG_EN] = read_text(r, &at, "en", true);
	title.text[LANG_ZH] = read_text(r, &at, "zh", true);
	return title;
}

static bool
read_bool(Reader *r, const Place *parent, const char *key)
{
	Place		at = member(parent, key);

	if (absent(&at))
		return false;
	if (at.node->kind != JSON_BOOL)
		fail(r, &at, NULL, "expected true or false");
	return at.node->truth;
}

/* A number of hundredths within [low, high].  False if it is absent or wrong. */
static bool
read_hundredths(Reader *r, const Place *at, int64_t low, int64_t high, int64_t *value)
{
	if (absent(at))
		return false;
	if (at->node->kind != JSON_NUMBER || !fixed_parse(at->node->text, at->node->len, 2, value) ||
		*value < low || *value > high)
	{
		fail(r, at, NULL, "expected a number from %lld to %lld with at most two decimals",
			 (long long) (low / 100), (long long) (high / 100));
		return false;
	}
	return true;
}

static bool
read_points(Reader *r, const Place *parent, const char *key, int64_t *value)
{
	Place		at = member(parent, key);

	return read_hundredths(r, &at, -POINTS_MAX, POINTS_MAX, value);
}

static int64_t
place_integer(Reader *r, const Place *at, int64_t low, int64_t high, int64_t fallback)
{
	int64_t		value;

	if (absent(at))
		return fallback;
	if (at->node->kind != JSON_NUMBER || !fixed_parse(at->node->text, at->node->len, 0, &value) ||
		value < low || value > high)
	{
		fail(r, at, NULL, "expected a whole number from %lld to %lld", (long long) low, (long long) high);
		return fallback;
	}
	return value;
}

static int64_t
read_integer(Reader *r, const Place *parent, const char *key, int64_t low, int64_t high, int64_t fallback)
{
	Place		at = member(parent, key);

	return place_integer(r, &at, low, high, fallback);
}

/* The position of a string among the allowed ones; 0, the default, if it is absent or wrong. */
static int
read_choice(Reader *r, const Place *parent, const char *key, const char *const *choices)
{
	Place		at = member(parent, key);
	char		list[200] = "";

	if (absent(&at))
		return 0;
	for (int i = 0; choices[i]; i++)
	{
		size_t		used = strlen(list);

		if (is_string(&at, choices[i]))
			return i;
		snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", choices[i]);
	}
	fail(r, &at, NULL, "expected one of %s", list);
	return 0;
}

/* Points per unit of quantity: a decimal, or "p/q". */
static int64_t
read_rate(Reader *r, const Place *at)
{
	int64_t		rate = 0;
	bool		ok;

	if (absent(at))
	{
		fail(r, at, NULL, "is required");
		return 0;
	}
	if (at->node->kind == JSON_STRING)
		ok = fixed_parse_ratio(at->node->text, at->node->len, RATE_SCALE, &rate);
	else
	{
		ok = at->node->kind == JSON_NUMBER && fixed_parse(at->node->text, at->node->len, 6, &rate) &&
			rate >= -RATE_MAX && rate <= RATE_MAX;
		rate *= ok ? RATE_SCALE / 1000000 : 0;
	}
	if (!ok || rate < -RATE_MAX || rate > RATE_MAX)
	{
		fail(r, at, "Write a number with at most six decimals, or a ratio such as \"1/3\" whose denominator divides 63000000.",
			 "expected a rate from -10000 to 10000 points per unit");
		return 0;
	}
	return rate;
}

static void
read_segment(Reader *r, const Place *at, bool last, int64_t from, Segment *s)
{
	static const char *const keys[] = {"upto", "rate", "step", NULL};
	Place		upto = member(at, "upto"),
				rate = member(at, "rate"),
				step = member(at, "step");

	s->upto = INT64_MAX;
	if (!expect_object(r, at, keys))
		return;
	s->rate = read_rate(r, &rate);
	if (read_hundredths(r, &upto, 1, QUANTITY_MAX, &s->upto))
	{
		if (s->upto <= from)
			fail(r, &upto, NULL, "must be larger than the bound before it");
	}
	else if (!last)
		fail(r, &upto, "Only the last segment may be open.", "is required");
	if (read_hundredths(r, &step, 1, QUANTITY_MAX, &s->step) && s->upto != INT64_MAX &&
		(s->upto - from) % s->step != 0)
		warn(r, &step, NULL, "does not divide the segment: its last, incomplete step earns nothing");
}

/* A tariff: one flat rate, or rising segments. */
static void
read_tariff(Reader *r, const Place *parent, Rule *rule)
{
	Place		at = member(parent, "tariff");
	bool		gain = false;

	rule->segments = allocate(r, 1, sizeof(Segment));
	rule->n_segments = 1;
	if (absent(&at) || at.node->kind != JSON_ARRAY)
	{
		rule->segments[0] = (Segment) {INT64_MAX, read_rate(r, &at), 0};
		rule->loss = rule->segments[0].rate < 0;
		return;
	}
	rule->n_segments = expect_array(r, &at, SEGMENTS_MAX);
	if (rule->n_segments == 0)
		fail(r, &at, NULL, "a tariff needs at least one segment");
	rule->segments = allocate(r, rule->n_segments, sizeof(Segment));
	for (int i = 0; i < rule->n_segments; i++)
	{
		Segment    *s = &rule->segments[i];
		Place		item = element(&at, i);

		read_segment(r, &item, i == rule->n_segments - 1, i ? s[-1].upto : 0, s);
		gain |= s->rate > 0;
		rule->loss |= s->rate < 0;
	}
	if (gain && rule->loss)
		fail(r, &at, "Make two rules of it, one that earns and one that costs points.",
			 "the rates of a tariff must not mix signs");
}

static void
read_period(Reader *r, const Place *parent, Rule *rule)
{
	static const char *const names[] = {"entry", "day", "week", "month", "quarter", "year", "lifetime", NULL};
	static const char *const keys[] = {"rolling", NULL};
	Place		at = member(parent, "period"),
				days;

	if (absent(&at) || at.node->kind != JSON_OBJECT)
	{
		rule->period = (CalPeriod) read_choice(r, parent, "period", names);
		return;
	}
	expect_object(r, &at, keys);
	rule->period = PERIOD_ROLLING;
	days = member(&at, "rolling");
	rule->rolling_days = (int32_t) place_integer(r, &days, 1, DAYS_MAX, 1);
	if (absent(&days))
		fail(r, &at, "Write {\"rolling\": 30} for the last 30 days.", "a rolling period needs its number of days");
}

/* {"days": n}, {"months": n} or {"years": n} */
static void
read_span(Reader *r, const Place *at, Retention *retention)
{
	static const char *const keys[] = {"days", "months", "years", NULL};
	static const int most[] = {DAYS_MAX, 1200, 100};
	int			given = 0;

	if (!expect_object(r, at, keys))
		return;
	for (int unit = 0; unit < 3; unit++)
	{
		Place		n = member(at, keys[unit]);

		if (absent(&n))
			continue;
		given++;
		retention->n = (int32_t) place_integer(r, &n, 1, most[unit], 1);
		retention->unit = (CalUnit) unit;
	}
	if (given != 1)
		fail(r, at, "Write {\"years\": 5}, for instance.", "needs one number of days, months or years");
}

static void
read_decay(Reader *r, const Place *at, Retention *retention)
{
	static const char *const keys[] = {"expire", "window", "half_life", "annual_rate", "linear", NULL};
	Place		expire = member(at, "expire"),
				window = member(at, "window"),
				rate = member(at, "annual_rate"),
				half_life = member(at, "half_life"),
				linear = member(at, "linear");
	int64_t		millionths;

	if (!expect_object(r, at, keys))
		return;
	if (!absent(&expire) || !absent(&window))
	{
		retention->kind = absent(&window) ? RETAIN_EXPIRE : RETAIN_WINDOW;
		read_span(r, absent(&window) ? &expire : &window, retention);
	}
	else if (!absent(&rate))
	{
		retention->kind = RETAIN_ANNUAL_RATE;
		if (rate.node->kind != JSON_NUMBER || !fixed_parse(rate.node->text, rate.node->len, 6, &millionths) ||
			millionths <= 0 || millionths >= 1000000)
			fail(r, &rate, "8.4 % a year is 0.084.", "expected a rate between 0 and 1 with at most six decimals");
		else
			retention->n = (int32_t) millionths;
	}
	else
	{
		retention->kind = absent(&half_life) ? RETAIN_LINEAR : RETAIN_HALF_LIFE;
		retention->n = (int32_t) place_integer(r, absent(&half_life) ? &linear : &half_life, 1, DAYS_MAX, 1);
	}
}

static void
read_retention(Reader *r, const Place *parent, Rule *rule)
{
	static const char *const names[] = {"permanent", "period_end", NULL};
	Place		at = member(parent, "retention");
	int			given = 0;

	if (absent(&at) || at.node->kind != JSON_OBJECT)
	{
		rule->retention.kind = (RetentionKind) read_choice(r, parent, "retention", names);
		if (rule->retention.kind == RETAIN_PERIOD_END &&
			(rule->period < PERIOD_DAY || rule->period > PERIOD_YEAR))
			fail(r, &at, NULL, "period_end needs a period of day, week, month, quarter or year");
		return;
	}
	read_decay(r, &at, &rule->retention);
	for (int i = 0; i < at.node->n; i++)
		given += strcmp(at.node->keys[i], "note") != 0 && at.node->items[i].kind != JSON_NULL;
	if (given != 1)
		fail(r, &at, "Write {\"half_life\": 365}, for instance.", "needs one of expire, window, half_life, annual_rate and linear");
}

static void
read_caps(Reader *r, const Place *at, Rule *rule)
{
	Place		low = member(at, "cap_low"),
				high = member(at, "cap_high");

	rule->has_cap_low = read_hundredths(r, &low, -POINTS_MAX, 0, &rule->cap_low);
	rule->has_cap_high = read_hundredths(r, &high, 0, POINTS_MAX, &rule->cap_high);
}

static void
read_combination(Reader *r, const Place *at, Rule *rule)
{
	static const char *const names[] = {"sum", "max", NULL};
	Place		combine = member(at, "combine"),
				group = member(at, "exclusive_group");
	bool		max = read_choice(r, at, "combine", names) == 1;

	rule->group = read_code(r, at, "exclusive_group", false);
	if (max && absent(&group))
		fail(r, &group, NULL, "combine \"max\" needs an exclusive_group");
	if (!max && rule->group)
	{
		fail(r, &combine, NULL, "an exclusive_group needs combine \"max\"");
		rule->group = NULL;
	}
	if (max && rule->period == PERIOD_ROLLING)
		fail(r, &combine, "Use a calendar period, lifetime with a window retention, or entry.",
			 "combine \"max\" has no meaning over a rolling period");
}

static void
read_veto(Reader *r, const Place *parent)
{
	static const char *const keys[] = {"ceiling_tier", "until", NULL};
	static const char *const days_keys[] = {"days", NULL};
	Place		at = member(parent, "veto");
	Place		until = member(&at, "until");

	if (absent(&at) || !expect_object(r, &at, keys))
		return;
	read_code(r, &at, "ceiling_tier", true);
	if (is_string(&until, "year_end") || is_string(&until, "next_year_end"))
		return;
	if (absent(&until) || until.node->kind != JSON_OBJECT)
		fail(r, &until, NULL, "expected \"year_end\", \"next_year_end\" or {\"days\": n}");
	else if (expect_object(r, &until, days_keys) && read_integer(r, &until, "days", 1, DAYS_MAX, 0) == 0)
		fail(r, &until, NULL, "a veto needs its number of days");
}

static void
check_loss(Reader *r, const Place *at, const Rule *rule)
{
	Place		basis = member(at, "legal_basis"),
				severity = member(at, "severity"),
				notice = member(at, "notice_days"),
				veto = member(at, "veto");

	if (rule->loss && !rule->has_legal_basis)
		fail(r, &basis, "Name the statute, charter or resolution that allows the loss.",
			 "a rule that takes points needs a legal basis");
	if (!rule->loss && rule->severity != SEVERITY_NONE)
		fail(r, &severity, NULL, "only a rule that takes points has a severity");
	if (!rule->loss && rule->notice_days > 0)
		fail(r, &notice, NULL, "only a rule that takes points gives prior notice");
	if (!rule->loss && !absent(&veto))
		fail(r, &veto, NULL, "only a rule that takes points can veto");
	if (rule->loss && rule->notice_days == 0 && rule->severity == SEVERITY_SERIOUS)
		warn(r, &notice, "Many statutes ask for a notice before bad information counts.",
			 "a serious loss takes effect without prior notice");
}

static void
read_rule(Reader *r, const Place *at, Rule *rule)
{
	static const char *const keys[] = {"code", "title", "dimension", "unit", "tariff", "period", "cap_low",
		"cap_high", "combine", "exclusive_group", "retention", "severity", "notice_days", "evidence", "review",
	"veto", "coupons", "context", "legal_basis", NULL};
	static const char *const severities[] = {"none", "minor", "general", "serious", NULL};
	static const char *const evidences[] = {"none", "required", NULL};
	static const char *const reviews[] = {"none", "sampled", "always", NULL};
	Place		coupons = member(at, "coupons");
	int64_t		ignored;

	if (!expect_object(r, at, keys))
		return;
	rule->code = read_code(r, at, "code", true);
	rule->title = read_title(r, at, "title", true);
	rule->unit = read_title(r, at, "unit", false);
	rule->dimension = read_code(r, at, "dimension", true);
	read_tariff(r, at, rule);
	read_period(r, at, rule);
	read_caps(r, at, rule);
	read_combination(r, at, rule);
	read_retention(r, at, rule);
	rule->severity = (Severity) read_choice(r, at, "severity", severities);
	rule->notice_days = (int32_t) read_integer(r, at, "notice_days", 0, 3650, 0);
	rule->evidence_required = read_choice(r, at, "evidence", evidences) == 1;
	read_choice(r, at, "review", reviews);
	read_veto(r, at);
	read_hundredths(r, &coupons, 0, 1000000, &ignored);
	read_code(r, at, "context", false);
	rule->has_legal_basis = read_text(r, at, "legal_basis", false) != NULL;
	rule->keeps_entries = rule_keeps_entries(rule);
	check_loss(r, at, rule);
}

static void
read_dimension(Reader *r, const Place *at, Dimension *d)
{
	static const char *const keys[] = {"code", "title", "floor", "cap", NULL};
	Place		floor = member(at, "floor");

	if (!expect_object(r, at, keys))
		return;
	d->code = read_code(r, at, "code", true);
	d->title = read_title(r, at, "title", true);
	d->has_floor = read_points(r, at, "floor", &d->floor);
	d->has_cap = read_points(r, at, "cap", &d->cap);
	if (d->has_floor && d->has_cap && d->floor > d->cap)
		fail(r, &floor, NULL, "the floor lies above the cap");
}

static void
read_tier(Reader *r, const Place *at, Tier *tier)
{
	static const char *const keys[] = {"code", "title", "rank", "promote_at", "demote_below", "hold_days", "requires", NULL};
	static const char *const requires_keys[] = {"clean_days", NULL};
	Place		rank = member(at, "rank"),
				promote = member(at, "promote_at"),
				demote = member(at, "demote_below"),
				condition = member(at, "requires");

	if (!expect_object(r, at, keys))
		return;
	tier->code = read_code(r, at, "code", true);
	tier->title = read_title(r, at, "title", true);
	tier->rank = (int32_t) read_integer(r, at, "rank", 1, 1000, 0);
	if (absent(&rank))
		fail(r, &rank, NULL, "is required");
	if (absent(&promote))
		fail(r, &promote, NULL, "is required");
	read_points(r, at, "promote_at", &tier->promote_at);
	if (!read_points(r, at, "demote_below", &tier->demote_below))
		tier->demote_below = tier->promote_at;
	if (tier->demote_below > tier->promote_at)
		fail(r, &demote, "Demotion below promotion is what keeps a tier from flickering.",
			 "must not lie above promote_at");
	tier->hold_days = (int32_t) read_integer(r, at, "hold_days", 0, DAYS_MAX, 0);
	if (!absent(&condition) && expect_object(r, &condition, requires_keys))
		tier->clean_days = (int32_t) read_integer(r, &condition, "clean_days", 0, DAYS_MAX, 0);
}

/* Parts that scoring does not use are checked and stay in the document. */
static void
read_benefit(Reader *r, const Place *at)
{
	static const char *const keys[] = {"code", "title", "scenario", "kind", "min_tier", "min_score", "clean_days",
	"cost", "stock", "per_subject", "per_period", "context", "legal_basis", NULL};
	static const char *const kinds[] = {"entitlement", "redemption", NULL};
	static const char *const periods[] = {"day", "week", "month", "quarter", "year", NULL};
	static const char *const limit_keys[] = {"limit", "period", NULL};
	Place		cost = member(at, "cost"),
				score = member(at, "min_score"),
				per_period = member(at, "per_period");
	int64_t		ignored;

	if (!expect_object(r, at, keys))
		return;
	read_code(r, at, "code", true);
	read_title(r, at, "title", true);
	read_code(r, at, "scenario", false);
	read_choice(r, at, "kind", kinds);
	read_code(r, at, "min_tier", false);
	read_hundredths(r, &score, -POINTS_MAX, POINTS_MAX, &ignored);
	read_integer(r, at, "clean_days", 0, DAYS_MAX, 0);
	read_hundredths(r, &cost, 0, POINTS_MAX, &ignored);
	read_integer(r, at, "stock", 0, INT32_MAX, 0);
	read_integer(r, at, "per_subject", 1, INT32_MAX, 0);
	if (!absent(&per_period) && expect_object(r, &per_period, limit_keys))
	{
		read_integer(r, &per_period, "limit", 1, INT32_MAX, 0);
		read_choice(r, &per_period, "period", periods);
	}
	read_code(r, at, "context", false);
	read_text(r, at, "legal_basis", false);
}

static const char *const severity_names[] = {"minor", "general", "serious", NULL};

static void
read_repair_window(Reader *r, const Place *at)
{
	static const char *const keys[] = {"severity", "min_days", "max_days", NULL};
	Place		max = member(at, "max_days");
	int64_t		low;

	if (!expect_object(r, at, keys))
		return;
	read_choice(r, at, "severity", severity_names);
	low = read_integer(r, at, "min_days", 0, DAYS_MAX, 0);
	if (read_integer(r, at, "max_days", 0, DAYS_MAX, DAYS_MAX) < low)
		fail(r, &max, NULL, "must not be shorter than min_days");
}

static void
read_repair_step(Reader *r, const Place *at)
{
	static const char *const keys[] = {"severity", "path", "step", "kind", "amount", "min_days", "restores", NULL};
	static const char *const kinds[] = {"duty", "service_hours", "training", "commitment", "third_party",
	"peer_review", "observation", NULL};
	Place		amount = member(at, "amount");
	int64_t		ignored;

	if (!expect_object(r, at, keys))
		return;
	read_choice(r, at, "severity", severity_names);
	read_code(r, at, "path", true);
	read_integer(r, at, "step", 1, 100, 1);
	read_choice(r, at, "kind", kinds);
	read_hundredths(r, &amount, 0, QUANTITY_MAX, &ignored);
	read_integer(r, at, "min_days", 0, DAYS_MAX, 0);
	read_integer(r, at, "restores", 0, SHARE_ONE, 0);
}

static void
read_clock(Reader *r, const Place *at)
{
	static const char *const keys[] = {"code", "working_days", "extension_days", NULL};

	if (!expect_object(r, at, keys))
		return;
	read_code(r, at, "code", true);
	read_integer(r, at, "working_days", 0, 1000, 0);
	read_integer(r, at, "extension_days", 0, 1000, 0);
}

/* Each code of a section once. */
static void
check_unique(Reader *r, const Place *section, int n)
{
	for (int i = 1; i < n; i++)
	{
		Place		item = element(section, i);
		Place		code = member(&item, "code");

		for (int j = 0; j < i && !absent(&code) && code.node->kind == JSON_STRING; j++)
		{
			Place		other = element(section, j);
			Place		other_code = member(&other, "code");

			if (is_string(&other_code, code.node->text))
			{
				fail(r, &code, NULL, "code \"%s\" is used twice", code.node->text);
				break;
			}
		}
	}
}

static void
read_section(Reader *r, const Place *document, const char *key, void (*read) (Reader *, const Place *))
{
	Place		section = member(document, key);
	int			n = expect_array(r, &section, LIST_MAX);

	for (int i = 0; i < n; i++)
	{
		Place		item = element(&section, i);

		read(r, &item);
	}
	check_unique(r, &section, n);
}

static void
read_header(Reader *r, const Place *document, Policy *policy)
{
	static const char *const keys[] = {"code", "title", "area", "version", "base", "floor", "ceiling", "extend", NULL};
	Place		at = member(document, "policy");
	Place		floor = member(&at, "floor");

	if (!expect_object(r, &at, keys))
		return;
	policy->code = read_code(r, &at, "code", true);
	policy->title = read_title(r, &at, "title", true);
	policy->area = read_text(r, &at, "area", true);
	policy->version = read_text(r, &at, "version", true);
	policy->extend = read_bool(r, &at, "extend");
	read_points(r, &at, "base", &policy->base);
	policy->has_floor = read_points(r, &at, "floor", &policy->floor);
	policy->has_ceiling = read_points(r, &at, "ceiling", &policy->ceiling);
	if (policy->has_floor && policy->has_ceiling && policy->floor > policy->ceiling)
		fail(r, &floor, NULL, "the floor lies above the ceiling");
}

static bool
has_dimension(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_dimensions; i++)
		if (policy->dimensions[i].code && strcmp(policy->dimensions[i].code, code) == 0)
			return true;
	return false;
}

static bool
has_tier(const Policy *policy, const char *code)
{
	for (int i = 0; i < policy->n_tiers; i++)
		if (policy->tiers[i].code && strcmp(policy->tiers[i].code, code) == 0)
			return true;
	return false;
}

/* A rule's dimension exists, and the rules of a group share their period. */
static void
check_rules(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_rules; i++)
	{
		const Rule *rule = &policy->rules[i];
		Place		item = element(section, i);
		Place		dimension = member(&item, "dimension"),
					period = member(&item, "period"),
					veto = member(&item, "veto");
		Place		tier = member(&veto, "ceiling_tier");

		if (rule->dimension && !has_dimension(policy, rule->dimension))
			fail(r, &dimension, NULL, "dimension \"%s\" is not defined", rule->dimension);
		if (!absent(&tier) && tier.node->kind == JSON_STRING && !has_tier(policy, tier.node->text))
			fail(r, &tier, NULL, "tier \"%s\" is not defined", tier.node->text);
		for (int j = 0; rule->group && j < i; j++)
		{
			const Rule *other = &policy->rules[j];

			if (other->group && strcmp(other->group, rule->group) == 0 && other->period != rule->period)
			{
				fail(r, &period, NULL, "the rules of exclusive_group \"%s\" must share one period", rule->group);
				break;
			}
		}
	}
}

/* Tiers climb: a higher rank asks for more points. */
static void
check_tiers(Reader *r, const Place *section, const Policy *policy)
{
	for (int i = 0; i < policy->n_tiers; i++)
		for (int j = 0; j < policy->n_tiers; j++)
		{
			Place		item = element(section, i);
			Place		rank = member(&item, "rank"),
						promote = member(&item, "promote_at");

			if (i > j && policy->tiers[i].rank == policy->tiers[j].rank)
				fail(r, &rank, NULL, "rank %d is used twice", policy->tiers[i].rank);
			if (policy->tiers[i].rank > policy->tiers[j].rank &&
				policy->tiers[i].promote_at <= policy->tiers[j].promote_at)
				fail(r, &promote, NULL, "must be larger than that of the tier of rank %d", policy->tiers[j].rank);
		}
}

static void
check_benefits(Reader *r, const Place *document, const Policy *policy)
{
	Place		section = member(document, "benefits");

	for (int i = 0; !absent(&section) && section.node->kind == JSON_ARRAY && i < section.node->n; i++)
	{
		Place		item = element(&section, i);
		Place		tier = member(&item, "min_tier");

		if (!absent(&tier) && tier.node->kind == JSON_STRING && !has_tier(policy, tier.node->text))
			fail(r, &tier, NULL, "tier \"%s\" is not defined", tier.node->text);
	}
}

static void
read_scored_parts(Reader *r, const Place *document, Policy *policy)
{
	Place		dimensions = member(document, "dimensions"),
				rules = member(document, "rules"),
				tiers = member(document, "tiers");

	policy->n_dimensions = expect_array(r, &dimensions, DIMENSIONS_MAX);
	policy->dimensions = allocate(r, policy->n_dimensions, sizeof(Dimension));
	for (int i = 0; i < policy->n_dimensions; i++)
	{
		Place		item = element(&dimensions, i);

		read_dimension(r, &item, &policy->dimensions[i]);
	}
	policy->n_rules = expect_array(r, &rules, LIST_MAX);
	policy->rules = allocate(r, policy->n_rules, sizeof(Rule));
	for (int i = 0; i < policy->n_rules; i++)
	{
		Place		item = element(&rules, i);

		read_rule(r, &item, &policy->rules[i]);
	}
	policy->n_tiers = expect_array(r, &tiers, 100);
	policy->tiers = allocate(r, policy->n_tiers, sizeof(Tier));
	for (int i = 0; i < policy->n_tiers; i++)
	{
		Place		item = element(&tiers, i);

		read_tier(r, &item, &policy->tiers[i]);
	}
	check_unique(r, &dimensions, policy->n_dimensions);
	check_unique(r, &rules, policy->n_rules);
	check_unique(r, &tiers, policy->n_tiers);
	check_tiers(r, &tiers, policy);
}

bool
policy_read(const JsonNode *document, bool resolved, const PolicyHost *host, Policy *policy)
{
	static const char *const keys[] = {"policy", "dimensions", "rules", "tiers", "benefits",
	"repair_windows", "repair_steps", "clocks", NULL};
	Reader		r = {host, false};
	Place		root = {NULL, document, NULL, 0};
	Place		rules = member(&root, "rules");

	memset(policy, 0, sizeof(*policy));
	if (!expect_object(&r, &root, keys))
		return false;
	read_header(&r, &root, policy);
	read_scored_parts(&r, &root, policy);
	read_section(&r, &root, "benefits", read_benefit);
	read_section(&r, &root, "repair_windows", read_repair_window);
	read_section(&r, &root, "repair_steps", read_repair_step);
	read_section(&r, &root, "clocks", read_clock);
	if (resolved || !policy->extend)
	{
		check_rules(&r, &rules, policy);
		check_benefits(&r, &root, policy);
		if (policy->n_rules == 0)
			fail(&r, &rules, NULL, "a policy needs at least one rule");
	}
	return !r.failed;
}
