/*-------------------------------------------------------------------------
 *
 * fuzzy.c
 *	  Fuzzy evaluation: grades from weights and memberships.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "base/value.h"
#include "core/fuzzy.h"
#include "trust/number.h"
#include "trust/sample.h"

PG_FUNCTION_INFO_V1(civic_fuzzy);
PG_FUNCTION_INFO_V1(civic_membership);
PG_FUNCTION_INFO_V1(civic_membership_step);
PG_FUNCTION_INFO_V1(civic_membership_final);

#define GRADES_MAX	100

static void
require_shares(const double *numbers, int n, const char *what)
{
	for (int i = 0; i < n; i++)
		if (numbers[i] < 0 || numbers[i] > 1)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s must lie between 0 and 1", what),
					 errdetail("One is %g.", numbers[i])));
}

/* By its word, or as textbooks write it. */
static FuzzyOperator
chosen_operator(const text *word)
{
	int			id = vocabulary_id(&fuzzy_signs, text_to_cstring(word));

	return (FuzzyOperator) (id >= 0 ? id : chosen_word(word, &fuzzy_operators, "operator"));
}

Datum
civic_fuzzy(PG_FUNCTION_ARGS)
{
	int			m,
				size[2];
	double	   *weights = array_numbers(PG_GETARG_DATUM(0), "weights", 1, &m);
	double	   *membership = array_numbers(PG_GETARG_DATUM(1), "membership", 2, size);
	FuzzyOperator op = chosen_operator(PG_GETARG_TEXT_PP(2));
	double	   *shares;

	if (m != size[0])
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("membership needs a row for each weight"),
				 errdetail("There are %d weights and %d rows.", m, size[0])));
	require_shares(weights, m, "weights");
	require_shares(membership, m * size[1], "memberships");
	shares = palloc(sizeof(double) * size[1]);
	fuzzy_compose(weights, membership, m, size[1], op, shares);
	PG_RETURN_DATUM(numbers_array(shares, size[1]));
}

Datum
civic_membership(PG_FUNCTION_ARGS)
{
	double		value = numeric_number(PG_GETARG_NUMERIC(0), "value");
	int			n;
	double	   *points = array_numbers(PG_GETARG_DATUM(1), "grades", 1, &n);
	MembershipShape shape = (MembershipShape) chosen_word(PG_GETARG_TEXT_PP(2), &membership_shapes,
														  "shape");
	const char *problem = membership_invalid(points, n, shape);
	double	   *shares = palloc(sizeof(double) * n);

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("malformed grades: %s", problem)));
	n /= shape == MEMBERSHIP_TRAPEZOIDAL ? 2 : 1;
	membership_of(value, points, n, shape, shares);
	PG_RETURN_DATUM(numbers_array(shares, n));
}

/* ----------
 * votes
 * ----------
 */

/* (state, grade, of): a vote for a grade from 1 to of, which is the same in each row */
Datum
civic_membership_step(PG_FUNCTION_ARGS)
{
	int32		grade,
				n;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return sample_unchanged(fcinfo);
	grade = PG_GETARG_INT32(1);
	n = PG_GETARG_INT32(2);
	if (n < 1 || n > GRADES_MAX || grade < 1 || grade > n)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("grade %d of %d does not exist", grade, n),
				 errhint("There are up to %d grades, numbered from 1.", GRADES_MAX)));
	return sample_append_with(fcinfo, n, grade);
}

Datum
civic_membership_final(PG_FUNCTION_ARGS)
{
	double	   *votes,
				shares[GRADES_MAX] = {0};
	int			n_votes;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	votes = sample_read(PG_GETARG_DATUM(0), &n_votes);
	for (int i = 1; i < n_votes; i++)
	{
		if (votes[i] > votes[0])
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("all votes must be among the same number of grades")));
		shares[(int) votes[i] - 1]++;
	}
	for (int i = 0; i < (int) votes[0]; i++)
		shares[i] /= n_votes - 1;
	PG_RETURN_DATUM(numbers_array(shares, (int) votes[0]));
}
