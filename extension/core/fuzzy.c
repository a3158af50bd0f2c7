/*-------------------------------------------------------------------------
 *
 * fuzzy.c
 *	  Fuzzy comprehensive evaluation.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stddef.h>

#include "core/fuzzy.h"

static const char *const operator_rows[] = {
	[FUZZY_PRODUCT_SUM] = "product_sum",
	[FUZZY_MIN_MAX] = "min_max",
	[FUZZY_PRODUCT_MAX] = "product_max",
	[FUZZY_MIN_SUM] = "min_sum"
};
const Vocabulary fuzzy_operators = VOCABULARY(operator_rows);

static const char *const sign_rows[] = {
	[FUZZY_PRODUCT_SUM] = "M(·,+)",
	[FUZZY_MIN_MAX] = "M(∧,∨)",
	[FUZZY_PRODUCT_MAX] = "M(·,∨)",
	[FUZZY_MIN_SUM] = "M(∧,⊕)"
};
const Vocabulary fuzzy_signs = VOCABULARY(sign_rows);

static const char *const shape_rows[] = {
	[MEMBERSHIP_TRIANGULAR] = "triangular",
	[MEMBERSHIP_TRAPEZOIDAL] = "trapezoidal"
};
const Vocabulary membership_shapes = VOCABULARY(shape_rows);

/* One grade: what each of m items says of it, joined by the operator. */
static double
compose_grade(const double *weights, const double *column, int m, int n, FuzzyOperator op)
{
	double		share = 0;

	for (int i = 0; i < m; i++)
	{
		double		r = column[(size_t) i * (size_t) n];

		switch (op)
		{
			case FUZZY_PRODUCT_SUM:
				share += weights[i] * r;
				break;
			case FUZZY_MIN_MAX:
				share = fmax(share, fmin(weights[i], r));
				break;
			case FUZZY_PRODUCT_MAX:
				share = fmax(share, weights[i] * r);
				break;
			default:
				share = fmin(1, share + fmin(weights[i], r));
				break;
		}
	}
	return share;
}

void
fuzzy_compose(const double *weights, const double *membership, int m, int n, FuzzyOperator op,
			  double *shares)
{
	for (int j = 0; j < n; j++)
		shares[j] = compose_grade(weights, membership + j, m, n, op);
}

const char *
membership_invalid(const double *points, int n_points, MembershipShape shape)
{
	bool		paired = shape == MEMBERSHIP_TRAPEZOIDAL;

	if (n_points < (paired ? 2 : 1))
		return "there is no grade";
	if (paired && n_points % 2 != 0)
		return "a trapezoidal grade has two points";
	for (int i = 1; i < n_points; i++)
	{
		/* the ends of a plateau may meet, those of two grades may not */
		bool		plateau = paired && i % 2 == 1;

		if (points[i] < points[i - 1] || (points[i] == points[i - 1] && !plateau))
			return "the points must rise";
	}
	return NULL;
}

void
membership_of(double value, const double *points, int n_grades, MembershipShape shape,
			  double *shares)
{
	int			each = shape == MEMBERSHIP_TRAPEZOIDAL ? 2 : 1;
	int			grade = 0;

	for (int i = 0; i < n_grades; i++)
		shares[i] = 0;
	/* the last grade that begins at or below the value, or the first of all */
	while (grade + 1 < n_grades && value >= points[(grade + 1) * each])
		grade++;
	shares[grade] = 1;
	if (grade + 1 < n_grades && value > points[grade * each + each - 1])
	{
		double		from = points[grade * each + each - 1];
		double		to = points[(grade + 1) * each];

		shares[grade + 1] = (value - from) / (to - from);
		shares[grade] = 1 - shares[grade + 1];
	}
}
