/*-------------------------------------------------------------------------
 *
 * unit_pairwise.c
 *	  Weights from comparisons in pairs, against published examples.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pairwise.h"
#include "unit.h"

#define SAATY_2005		0
#define SAATY_1980		1
#define DONEGAN_DODD	2
#define SIMULATED		3

static int
read_matrix(const char *text, double *pairs)
{
	int			n = pairwise_parse_count(text);

	check_text(pairwise_parse(text, n, pairs), NULL, "%s", text);
	return n;
}

/* ratios of the Leader example in the README of AHPy */
#define CRITERIA	"{{1,4,3,7},{1/4,1,1/3,3},{1/3,3,1,5},{1/7,1/3,1/5,1}}"

static const struct
{
	const char *text;
	double		weights[5];
	double		lambda_max;
	double		cr[4];			/* by table; 0: none was published */
}			published[] = {
	{CRITERIA, {.547569, .126555, .269950, .055926}, 4.118418, {.0444, .0439, .0476}},
	{"{{1,1/4,4},{4,1,9},{1/4,1/9,1}}", {.217166, .717065, .065769}, 3.036896, {.0355, .0318}},
	{"{{1,3,1/5},{1/3,1,1/7},{5,7,1}}", {.188394, .080961, .730645}, 3.064888, {.0624, .0559}},
	{"{{1,5,9},{1/5,1,4},{1/9,1/4,1}}", {.742867, .193882, .063252}, 3.071265, {.0685, .0614}},
	{"{{1,1/3,5},{3,1,9},{1/5,1/9,1}}", {.265433, .671625, .062941}, 3.029064, {.0279, .0251}},
	/* the cities of the vignette of ahpsurvey; its CR is .0508 */
	{"{{1,1/5,3,1/2,5},{5,1,7,1,7},{1/3,1/7,1,1/4,3},{2,1,4,1,7},{1/5,1/7,1/3,1/7,1}}",
	{.152167, .433454, .071556, .305006, .037816}, 5.225235, {.050729, .050276, .053167, .050816}}
};

static void
test_published(void)
{
	for (unsigned k = 0; k < sizeof(published) / sizeof(published[0]); k++)
	{
		double		pairs[10],
					weights[5];
		PairwiseResult r;
		int			n = read_matrix(published[k].text, pairs);

		for (int table = 0; table < random_indices.n; table++)
		{
			double		cr = published[k].cr[table];

			check(pairwise_weigh(pairs, n, WEIGHT_EIGENVECTOR, table, weights, &r), "it settles");
			check_near(r.lambda_max, published[k].lambda_max, 5e-7, "lambda of %s",
					   published[k].text);
			for (int i = 0; i < n; i++)
				check_near(weights[i], published[k].weights[i], 5.1e-7, "weight %d of %s", i,
						   published[k].text);
			check(cr == 0 || fabs(r.cr - cr) <= (n == 5 ? 5e-7 : 5e-5), "CR %d of %s: %f", table,
				  published[k].text, r.cr);
			check(r.consistent, "consistent");
		}
	}
}

/* The three methods can be told apart from four items on. */
static void
test_methods(void)
{
	static const double expected[][4] = {
		{.547569, .126555, .269950, .055926},
		{.546240, .127585, .269809, .056366},
		{.539644, .131464, .271548, .057344}
	};
	double		pairs[6],
				weights[4];
	PairwiseResult r;
	int			n = read_matrix(CRITERIA, pairs);

	for (int m = 0; m < weight_methods.n; m++)
	{
		check(pairwise_weigh(pairs, n, (WeightMethod) m, SAATY_2005, weights, &r), "weighed");
		for (int i = 0; i < n; i++)
			check_near(weights[i], expected[m][i], 5.1e-7, "%s, weight %d",
					   vocabulary_name(&weight_methods, m), i);
	}
}

/* The alternatives of the example, weighed over the criteria. */
static void
test_synthesis(void)
{
	static const double expected[] = {.358137, .492788, .149075};
	double		pairs[6],
				criteria[4],
				total[3] = {0};
	PairwiseResult r;

	read_matrix(CRITERIA, pairs);
	pairwise_weigh(pairs, 4, WEIGHT_EIGENVECTOR, SAATY_2005, criteria, &r);
	/* published in the order experience, education, charisma, age */
	for (int c = 0; c < 4; c++)
	{
		double		weights[3];

		read_matrix(published[c + 1].text, pairs);
		pairwise_weigh(pairs, 3, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r);
		for (int i = 0; i < 3; i++)
			total[i] += criteria[c] * weights[i];
	}
	for (int i = 0; i < 3; i++)
		check_near(total[i], expected[i], 5.1e-7, "alternative %d", i);
}

/* Ratios of weights give these weights, and fit them. */
static void
test_given_weights(void)
{
	static const double w[] = {.40, .35, .25};
	double		pairs[3] = {w[0] / w[1], w[0] / w[2], w[1] / w[2]};
	double		weights[3];
	PairwiseResult r;

	for (int m = 0; m < weight_methods.n; m++)
	{
		check(pairwise_weigh(pairs, 3, (WeightMethod) m, SAATY_2005, weights, &r), "weighed");
		for (int i = 0; i < 3; i++)
			check_near(weights[i], w[i], 1e-15, "weight %d", i);
		check_near(r.lambda_max, 3, 1e-14, "lambda");
		check_near(r.cr, 0, 1e-14, "CR");
		check(r.worst_i == -1 && r.worst_j == -1, "nothing fits badly");
	}
}

static void
test_few(void)
{
	double		pairs[1] = {1e6};
	double		weights[2];
	PairwiseResult r;

	check(pairwise_weigh(pairs, 1, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r), "one item");
	check_near(weights[0], 1, 0, "its weight");
	check(r.cr == 0 && r.ci == 0 && r.lambda_max == 1 && r.consistent, "one item");
	check(pairwise_weigh(pairs, 2, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r), "two items");
	check_near(weights[1], 1 / (1e6 + 1), 1e-18, "the lighter");
	check(r.cr == 0 && r.consistent, "two items");
}

/* A is thrice B, B thrice C, C thrice A. */
static void
test_contradiction(void)
{
	double		pairs[3] = {3, 1.0 / 3, 3};
	double		four[6],
				weights[4];
	PairwiseResult r;

	check(pairwise_weigh(pairs, 3, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r), "settles");
	check(!r.consistent && r.cr > 1, "CR %f", r.cr);
	read_matrix("{{1,2,4,9},{1/2,1,2,4},{1/4,1/2,1,1/8},{1/9,1/4,8,1}}", four);
	check(pairwise_weigh(four, 4, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r), "settles");
	check(r.worst_i == 2 && r.worst_j == 3, "the worst pair: %d, %d", r.worst_i, r.worst_j);
	/* the second root of a circle of great ratios is nearly as large as the first */
	pairs[0] = 2e5;
	pairs[1] = 1e-6;
	pairs[2] = 1e6;
	check(!pairwise_weigh(pairs, 3, WEIGHT_EIGENVECTOR, SAATY_2005, weights, &r),
		  "a circle of great ratios does not settle");
	check(pairwise_weigh(pairs, 3, WEIGHT_GEOMETRIC, SAATY_2005, weights, &r) && !r.consistent,
		  "its row means are there");
}

static void
test_indices(void)
{
	check_near(random_index(SAATY_1980, 12), 1.48, 0, "not monotone");
	check_near(random_index(SAATY_2005, 15), 1.59, 0, "the last");
	check(random_index(SAATY_2005, 16) < 0, "beyond the table");
	check_near(random_index(DONEGAN_DODD, 22), 1.5371 + (1.5619 - 1.5371) * 2 / 5, 1e-15, "between");
	check_near(random_index(DONEGAN_DODD, 100), 1.6339, 0, "the end");
	check_near(random_index(SIMULATED, 3), .5251686, 0, "simulated");
	check_text(vocabulary_name(&random_indices, DONEGAN_DODD), "donegan_dodd", "name");
}

static void
test_large(void)
{
	static double pairs[PAIRWISE_MAX * (PAIRWISE_MAX - 1) / 2],
				weights[PAIRWISE_MAX];
	PairwiseResult r;

	for (size_t k = 0; k < pairwise_pairs(16); k++)
		pairs[k] = 1;
	check(!pairwise_weigh(pairs, 16, WEIGHT_COLUMN, SAATY_2005, weights, &r),
		  "no table of Saaty's has sixteen items");
	check(pairwise_weigh(pairs, 16, WEIGHT_COLUMN, DONEGAN_DODD, weights, &r), "one has");
}

static const struct
{
	const char *text;
	const char *problem;
}			malformed[] = {
	{"", "expected a list of rows in braces"},
	{"x", "expected a list of rows in braces"},
	{"{", "expected a row in braces"},
	{"{{", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{0x1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{0X1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{nan}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,-3},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,1e7},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,1/1e7},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,0},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,1/0},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{1,1/x},{1,1}}", "expected ratios between 1/1000000 and 1000000, as 3, 0.5 or 1/3"},
	{"{{2}}", "an item compared with itself is 1"},
	{"{{1,2},{0.4,1}}", "a ratio below the diagonal is not the inverse of the one above"},
	{"{{1,2},{1/2}}", "a row has another number of ratios than the first"},
	{"{{1,2},{1/2,1,1}}", "a row has another number of ratios than the first"},
	{"{{1,2}}", "there are fewer rows than columns"},
	{"{{1},{1}}", "there are more rows than columns"},
	{"{{1}", "there are more rows than columns"},
	{"{{1}} x", "unexpected text after the rows"}
};

static void
test_malformed(void)
{
	double		pairs[10];
	char		long_text[300] = "";

	for (unsigned i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++)
		check_text(pairwise_parse(malformed[i].text, pairwise_parse_count(malformed[i].text), pairs),
				   malformed[i].problem, "%s", malformed[i].text);
	memset(long_text, ',', PAIRWISE_MAX);
	check_text(pairwise_parse(long_text, pairwise_parse_count(long_text), pairs),
			   "more than 100 items", "a hundred and one");
	pairs[0] = NAN;
	check_text(pairwise_invalid(pairs, 2), "a ratio lies outside 1/1000000 to 1000000", "NaN");
	pairs[0] = 9;
	check_text(pairwise_invalid(pairs, 2), NULL, "two items");
	check_text(pairwise_invalid(pairs, 0), "it has to compare 1 to 100 items", "none");
	check_text(pairwise_invalid(pairs, 101), "it has to compare 1 to 100 items", "too many");
	check_text(pairwise_invalid(pairs, 1), NULL, "one item");
}

/* Judges round: a third as .33, a seventh as .143. */
static void
test_round_trip(void)
{
	double		pairs[3],
				back[3];
	char		text[200],
				part[8];
	size_t		len;

	read_matrix(" { {1, 3 ,7} , {0.33,1,5},{ 0.143 , 0.2, 1} } ", pairs);
	len = pairwise_print(pairs, 3, NULL, 0);
	check_int((int64_t) pairwise_print(pairs, 3, text, sizeof(text)), (int64_t) len, "length");
	check_int((int64_t) strlen(text), (int64_t) len, "length of the text");
	check_int((int64_t) pairwise_print(pairs, 3, part, sizeof(part)), (int64_t) len, "a part");
	check_text(part, "{{1,3,7", "a part");
	read_matrix(text, back);
	check(memcmp(pairs, back, sizeof(pairs)) == 0, "the same bits");
	check_int((int64_t) pairwise_print(pairs, 1, text, sizeof(text)), 5, "one item");
	check_text(text, "{{1}}", "one item");
}

const UnitTest pairwise_tests[] = {
	{"pairwise: published matrices", test_published},
	{"pairwise: three methods", test_methods},
	{"pairwise: a synthesis", test_synthesis},
	{"pairwise: ratios of given weights", test_given_weights},
	{"pairwise: one item and two", test_few},
	{"pairwise: a contradiction", test_contradiction},
	{"pairwise: random indices", test_indices},
	{"pairwise: more items than a table has", test_large},
	{"pairwise: malformed texts", test_malformed},
	{"pairwise: text and back", test_round_trip},
	{NULL, NULL}
};
