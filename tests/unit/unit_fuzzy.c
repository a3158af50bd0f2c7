/*-------------------------------------------------------------------------
 *
 * unit_fuzzy.c
 *	  Fuzzy evaluation, against a textbook's example.
 *
 *-------------------------------------------------------------------------
 */
#include "core/fuzzy.h"
#include "unit.h"

/* the operators disagree on purpose: under the last, two grades tie */
static void
test_operators(void)
{
	static const double weights[] = {.1, .2, .3, .4};
	static const double rows[] = {
		.2, .5, .2, .1, .7, .2, .1, 0, 0, .4, .5, .1, .2, .3, .5, 0
	};
	static const double expected[][4] = {
		[FUZZY_PRODUCT_SUM] = {.24, .33, .39, .04},
		[FUZZY_MIN_MAX] = {.2, .3, .4, .1},
		[FUZZY_PRODUCT_MAX] = {.14, .12, .20, .03},
		[FUZZY_MIN_SUM] = {.5, .9, .9, .2}
	};
	double		shares[4];

	for (int op = 0; op < fuzzy_operators.n; op++)
	{
		fuzzy_compose(weights, rows, 4, 4, (FuzzyOperator) op, shares);
		for (int j = 0; j < 4; j++)
			check_near(shares[j], expected[op][j], 1e-15, "%s, grade %d",
					   vocabulary_name(&fuzzy_operators, op), j);
	}
	check_int(vocabulary_id(&fuzzy_signs, "M(∧,⊕)"), FUZZY_MIN_SUM, "a sign");
}

static void
test_bounded(void)
{
	static const double weights[] = {.9, .8};
	static const double rows[] = {.7, .6};
	double		share;

	fuzzy_compose(weights, rows, 2, 1, FUZZY_MIN_SUM, &share);
	check_near(share, 1, 0, "a bounded sum");
}

static void
check_shares(double value, const double *points, MembershipShape shape, const double *expected)
{
	double		shares[3];

	membership_of(value, points, 3, shape, shares);
	for (int i = 0; i < 3; i++)
		check_near(shares[i], expected[i], 1e-15, "%s at %f, grade %d",
				   vocabulary_name(&membership_shapes, shape), value, i);
}

static void
test_membership(void)
{
	static const double peaks[] = {60, 75, 90};
	static const double ends[] = {0, 60, 70, 80, 90, 100};

	check_shares(10, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {1, 0, 0});
	check_shares(60, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {1, 0, 0});
	check_shares(63, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {.8, .2, 0});
	check_shares(75, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {0, 1, 0});
	check_shares(87, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {0, .2, .8});
	check_shares(95, peaks, MEMBERSHIP_TRIANGULAR, (double[]) {0, 0, 1});
	check_shares(-5, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {1, 0, 0});
	check_shares(60, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {1, 0, 0});
	check_shares(65, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {.5, .5, 0});
	check_shares(75, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {0, 1, 0});
	check_shares(88, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {0, .2, .8});
	check_shares(200, ends, MEMBERSHIP_TRAPEZOIDAL, (double[]) {0, 0, 1});
}

static void
test_points(void)
{
	static const double even[] = {1, 1, 2, 2};
	static const double met[] = {1, 2, 2, 3};
	static const double fall[] = {2, 1};

	check_text(membership_invalid(even, 0, MEMBERSHIP_TRIANGULAR), "there is no grade", "none");
	check_text(membership_invalid(even, 1, MEMBERSHIP_TRAPEZOIDAL), "there is no grade", "half");
	check_text(membership_invalid(even, 3, MEMBERSHIP_TRAPEZOIDAL),
			   "a trapezoidal grade has two points", "one and a half");
	check_text(membership_invalid(even, 4, MEMBERSHIP_TRAPEZOIDAL), NULL, "plateaus of no length");
	check_text(membership_invalid(even, 2, MEMBERSHIP_TRIANGULAR), "the points must rise", "equal");
	check_text(membership_invalid(met, 4, MEMBERSHIP_TRAPEZOIDAL), "the points must rise", "met");
	check_text(membership_invalid(fall, 2, MEMBERSHIP_TRAPEZOIDAL), "the points must rise", "fall");
	check_text(membership_invalid(met, 1, MEMBERSHIP_TRIANGULAR), NULL, "one grade");
}

const UnitTest fuzzy_tests[] = {
	{"fuzzy: four operators", test_operators},
	{"fuzzy: a bounded sum", test_bounded},
	{"fuzzy: memberships", test_membership},
	{"fuzzy: points of grades", test_points},
	{NULL, NULL}
};
