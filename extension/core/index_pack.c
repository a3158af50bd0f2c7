/*-------------------------------------------------------------------------
 *
 * index_pack.c
 *	  The pack of an index of trust.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>

#include "core/chart.h"
#include "core/index_pack.h"
#include "core/pack_reader.h"
#include "core/pairwise.h"

#define DIMENSIONS_MAX	20
#define INDICATORS_MAX	500
#define ZONES_MAX		10
#define JUDGES_MAX		50
#define WEIGHT_MAX		INT64_C(1000000000)
#define VALUE_MAX		INT64_C(1000000000000000)	/* a thousand millions, in millionths */
#define MAX_AGE_MAX		120

/* what settlement observes by itself, each by a function of its name in SQL */
static const char *const derived_rows[] = {"participation_rate", "points_per_resident",
	"repair_pass_rate", "repair_days", "appeals_upheld", "clocks_kept", "review_agreement",
"rectification_rate", "share_over_60", "gap_over_60", "score_drift"};

static const Vocabulary derived_indicators = VOCABULARY(derived_rows);

/* A number with at most six decimals, in millionths. */
static bool
read_millionths(Reader *r, const Place *parent, const char *key, int64_t low, int64_t high,
				int64_t *value)
{
	Place		at = place_member(parent, key);

	if (place_absent(&at))
	{
		pack_fail(r, &at, NULL, "is required");
		return false;
	}
	if (at.node->kind != JSON_NUMBER || !fixed_parse(at.node->text, at.node->len, 6, value) ||
		*value < low || *value > high)
	{
		pack_fail(r, &at, NULL, "expected a number from %lld to %lld with at most six decimals",
				  (long long) (low / 1000000), (long long) (high / 1000000));
		return false;
	}
	return true;
}

const char *
availability_invalid(const char *text)
{
	int64_t		share;
	size_t		len = strlen(text);

	if (!fixed_parse(text, len, 6, &share) && !fixed_parse_ratio(text, len, RATE_SCALE, &share))
		return "expected a share, as \"2/3\" or \"0.7\"";
	return share > 0 ? NULL : "expected a share above 0";
}

static void
read_head(Reader *r, const Place *document)
{
	static const char *const keys[] = {"code", "version", "title", "availability", "parents",
	"aggregation", "source", NULL};
	Place		head = place_member(document, "index");
	const char *availability;

	if (!expect_object(r, &head, keys))
		return;
	read_code(r, &head, "code", true);
	read_text(r, &head, "version", true);
	read_title(r, &head, "title", true);
	read_text(r, &head, "source", false);
	read_choice(r, &head, "parents", VOCABULARY_OF("population", "equal"), ANY_ID, 0);
	read_choice(r, &head, "aggregation", VOCABULARY_OF("arithmetic", "geometric"), ANY_ID, 0);
	availability = read_text(r, &head, "availability", false);
	if (availability && availability_invalid(availability))
	{
		Place		at = place_member(&head, "availability");

		pack_fail(r, &at, NULL, "%s", availability_invalid(availability));
	}
}

/* Dimensions have weights, or judges' comparisons that give them. */
static int
read_dimensions(Reader *r, const Place *document, bool compared)
{
	static const char *const keys[] = {"code", "title", "weight", NULL};
	Place		section = place_member(document, "dimensions");
	int			n = expect_array(r, &section, DIMENSIONS_MAX);

	if (n == 0)
		pack_fail(r, &section, NULL, "needs a member at least");
	for (int i = 0; i < n; i++)
	{
		Place		at = place_element(&section, i);
		Place		weight = place_member(&at, "weight");
		int64_t		value;

		if (!expect_object(r, &at, keys))
			continue;
		read_code(r, &at, "code", true);
		read_title(r, &at, "title", true);
		if (!compared)
			read_millionths(r, &at, "weight", 1, WEIGHT_MAX, &value);
		else if (!place_absent(&weight))
			pack_fail(r, &weight, NULL, "comparisons give the weights");
	}
	check_unique(r, document, "dimensions", n);
	return n;
}

static void
read_comparisons(Reader *r, const Place *document, int n_dimensions)
{
	Place		section = place_member(document, "comparisons");
	int			n = expect_array(r, &section, JUDGES_MAX);
	double		pairs[DIMENSIONS_MAX * (DIMENSIONS_MAX - 1) / 2 + 1];

	for (int i = 0; i < n; i++)
	{
		Place		at = place_element(&section, i);
		const char *problem = "expected a matrix of dimensions, as \"{{1,3},{1/3,1}}\"";

		if (at.node->kind == JSON_STRING)
			problem = pairwise_parse_count(at.node->text) != n_dimensions
				? "has another number of items than there are dimensions"
				: pairwise_parse(at.node->text, n_dimensions, pairs);
		if (problem)
			pack_fail(r, &at, NULL, "%s", problem);
	}
}

/* Is a code that of a dimension?  What is malformed was reported where it stands. */
static bool
names_dimension(const Place *document, const char *code)
{
	Place		section = place_member(document, "dimensions");

	if (place_absent(&section))
		return false;
	for (int i = 0; i < section.node->n; i++)
	{
		Place		at = place_element(&section, i);
		Place		name = place_member(&at, "code");

		if (place_is(&name, code))
			return true;
	}
	return false;
}

/* ----------
 * charts
 * ----------
 */

/* A member that is a number, if it is there. */
static void
read_parameter(Reader *r, const Place *parent, const char *key, double *value)
{
	Place		at = place_member(parent, key);

	if (place_absent(&at))
		return;
	if (at.node->kind == JSON_NUMBER)
		*value = strtod(at.node->text, NULL);
	else
		pack_fail(r, &at, NULL, "expected a number");
}

/* The chart that watches an indicator, and when it alerts. */
static void
read_chart(Reader *r, const Place *parent)
{
	static const char *const keys[] = {"kind", "centre", "sd", "lambda", "width", "k", "h",
	"headstart", "method", "for", "keep", "p0", NULL};
	static const char *const names[] = {"centre", "sd", "lambda", "width", "k", "h", "headstart"};
	Place		at = place_member(parent, "chart");
	double		parameters[CHART_PARAMETERS];
	double		chance = 0.05;
	const char *problem;
	int			kind;

	if (place_absent(&at) || !expect_object(r, &at, keys))
		return;
	kind = read_choice(r, &at, "kind", &chart_kinds, ANY_ID, -1);
	if (kind < 0)
	{
		pack_fail(r, &at, NULL, "needs the kind of a chart");
		return;
	}
	chart_defaults((ChartKind) kind, parameters);
	for (int i = 0; i < CHART_METHOD; i++)
		read_parameter(r, &at, names[i], &parameters[i]);
	parameters[CHART_METHOD] = read_choice(r, &at, "method", &ears_kinds, ANY_ID,
										   (int) parameters[CHART_METHOD]);
	problem = chart_parameters_invalid((ChartKind) kind, parameters);
	if (problem)
		pack_fail(r, &at, NULL, "%s", problem);
	read_integer(r, &at, "for", 1, 100, 1);
	read_integer(r, &at, "keep", 1, 100, 1);
	read_parameter(r, &at, "p0", &chance);
	if (!(chance > 0 && chance < 1))
		pack_fail(r, &at, NULL, "p0 must lie between 0 and 1");
}

static void
read_indicator(Reader *r, const Place *document, const Place *at)
{
	static const char *const keys[] = {"code", "title", "unit", "dimension", "weight", "direction",
	"cadence", "low", "high", "summary", "max_age", "derived", "chart", NULL};
	Place		dimension = place_member(at, "dimension");
	const char *code;
	int64_t		low,
				high,
				weight;

	if (!expect_object(r, at, keys))
		return;
	read_code(r, at, "code", true);
	read_title(r, at, "title", true);
	read_title(r, at, "unit", false);
	code = read_code(r, at, "dimension", true);
	if (code && !names_dimension(document, code))
		pack_fail(r, &dimension, NULL, "there is no dimension \"%s\"", code);
	read_millionths(r, at, "weight", 1, WEIGHT_MAX, &weight);
	read_choice(r, at, "direction", VOCABULARY_OF("up", "down"), ANY_ID, 0);
	read_choice(r, at, "cadence", VOCABULARY_OF("month", "week", "day", "burst"), ANY_ID, 0);
	read_choice(r, at, "summary", VOCABULARY_OF("mean", "sum", "last", "weighted"), ANY_ID, 0);
	read_integer(r, at, "max_age", 0, MAX_AGE_MAX, 0);
	read_choice(r, at, "derived", &derived_indicators, ANY_ID, 0);
	read_chart(r, at);
	if (read_millionths(r, at, "low", -VALUE_MAX, VALUE_MAX, &low) &&
		read_millionths(r, at, "high", -VALUE_MAX, VALUE_MAX, &high) && low >= high)
	{
		Place		post = place_member(at, "high");

		pack_fail(r, &post, "Direction \"down\" says that less is better.",
				  "the goalpost high must lie above low");
	}
}

static void
read_indicators(Reader *r, const Place *document)
{
	Place		section = place_member(document, "indicators");
	int			n = expect_array(r, &section, INDICATORS_MAX);

	if (n == 0)
		pack_fail(r, &section, NULL, "needs a member at least");
	for (int i = 0; i < n; i++)
	{
		Place		at = place_element(&section, i);

		read_indicator(r, document, &at);
	}
	check_unique(r, document, "indicators", n);
}

/* The bound of a zone that is not the last: one of "above" and "from". */
static bool
read_bound(Reader *r, const Place *at, int64_t *bound)
{
	Place		above = place_member(at, "above");
	Place		from = place_member(at, "from");

	if (place_absent(&above) == place_absent(&from))
	{
		pack_fail(r, at, "\"above\" leaves its bound out, \"from\" has it.",
				  "needs one of \"above\" and \"from\"");
		return false;
	}
	return read_millionths(r, at, place_absent(&above) ? "from" : "above", 0, 100000000, bound);
}

/* Zones go from the best to the worst, which has all that is left. */
static void
read_zones(Reader *r, const Place *document)
{
	static const char *const bounded[] = {"code", "title", "above", "from", NULL};
	static const char *const last[] = {"code", "title", NULL};
	Place		section = place_member(document, "zones");
	int			n = expect_array(r, &section, ZONES_MAX);
	int64_t		before = INT64_MAX;

	if (n == 0)
		pack_fail(r, &section, NULL, "needs a member at least");
	for (int i = 0; i < n; i++)
	{
		Place		at = place_element(&section, i);
		int64_t		bound;

		if (!expect_object(r, &at, i < n - 1 ? bounded : last))
			continue;
		read_code(r, &at, "code", true);
		read_title(r, &at, "title", true);
		if (i == n - 1 || !read_bound(r, &at, &bound))
			continue;
		if (bound >= before)
			pack_fail(r, &at, NULL, "its bound must lie below that of the zone before");
		before = bound;
	}
	check_unique(r, document, "zones", n);
}

bool
index_pack_read(const JsonNode *document, const PolicyHost *host)
{
	static const char *const keys[] = {"index", "dimensions", "comparisons", "indicators", "zones",
	NULL};
	Reader		r = {host, false};
	Place		root = {NULL, document, NULL, 0};
	Place		comparisons = place_member(&root, "comparisons");
	int			n;

	if (!expect_object(&r, &root, keys))
		return false;
	read_head(&r, &root);
	n = read_dimensions(&r, &root, !place_absent(&comparisons));
	read_comparisons(&r, &root, n);
	read_indicators(&r, &root);
	read_zones(&r, &root);
	return !r.failed;
}
