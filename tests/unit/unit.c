/*-------------------------------------------------------------------------
 *
 * unit.c
 *	  Runs the tests and prints TAP.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define DIFFERENCES_SHOWN	5

static long differences;

static void
differ(const char *actual, const char *expected, const char *format, va_list args)
{
	if (++differences > DIFFERENCES_SHOWN)
		return;
	printf("# ");
	vprintf(format, args);
	if (actual)
		printf(": got %s, expected %s", actual, expected);
	printf("\n");
}

bool
check_int(int64_t actual, int64_t expected, const char *format,...)
{
	char		got[32],
				wanted[32];
	va_list		args;

	if (actual == expected)
		return true;
	snprintf(got, sizeof(got), "%lld", (long long) actual);
	snprintf(wanted, sizeof(wanted), "%lld", (long long) expected);
	va_start(args, format);
	differ(got, wanted, format, args);
	va_end(args);
	return false;
}

/* NULL is a text of its own. */
bool
check_text(const char *actual, const char *expected, const char *format,...)
{
	va_list		args;

	actual = actual ? actual : "nothing";
	expected = expected ? expected : "nothing";
	if (strcmp(actual, expected) == 0)
		return true;
	va_start(args, format);
	differ(actual, expected, format, args);
	va_end(args);
	return false;
}

bool
check_near(double actual, double expected, double within, const char *format,...)
{
	char		got[32],
				wanted[32];
	va_list		args;

	/* differs as well if it is not a number */
	if (actual == expected || fabs(actual - expected) <= within)
		return true;
	snprintf(got, sizeof(got), "%.17g", actual);
	snprintf(wanted, sizeof(wanted), "%.17g", expected);
	va_start(args, format);
	differ(got, wanted, format, args);
	va_end(args);
	return false;
}

bool
check(bool condition, const char *format,...)
{
	va_list		args;

	if (condition)
		return true;
	va_start(args, format);
	differ(NULL, NULL, format, args);
	va_end(args);
	return false;
}

#define TESTS_OF(file)	{#file, file##_tests}

static const struct
{
	const char *file;
	const UnitTest *tests;
}			rooms[] = {
	TESTS_OF(vocabulary), TESTS_OF(calendar), TESTS_OF(fixed), TESTS_OF(curve), TESTS_OF(policy),
	TESTS_OF(policy_limits), TESTS_OF(policy_rewards), TESTS_OF(policy_change),
	TESTS_OF(state), TESTS_OF(score), TESTS_OF(tier), TESTS_OF(wallet), TESTS_OF(benefit),
	TESTS_OF(repair), TESTS_OF(workday), TESTS_OF(appeal), TESTS_OF(review),
	TESTS_OF(pairwise), TESTS_OF(fuzzy), TESTS_OF(chart), TESTS_OF(spread), TESTS_OF(apportion),
	TESTS_OF(noise), TESTS_OF(lattice), TESTS_OF(interval),
	TESTS_OF(merkle), TESTS_OF(note), TESTS_OF(record), TESTS_OF(index_pack),
	TESTS_OF(regression), TESTS_OF(robust)
};

#define ROOMS	((int) (sizeof(rooms) / sizeof(rooms[0])))

/* Run the tests of a file; the number of those that failed. */
static int
run_tests(const UnitTest *test, int *number)
{
	int			failed = 0;

	for (; test->name; test++)
	{
		differences = 0;
		test->run();
		if (differences > DIFFERENCES_SHOWN)
			printf("# and %ld more\n", differences - DIFFERENCES_SHOWN);
		printf("%sok %d - %s\n", differences ? "not " : "", ++*number, test->name);
		fflush(stdout);
		failed += differences > 0;
	}
	return failed;
}

/*
 * The first argument is the number of tests that ran before these, in whose
 * list they are; the others name the files whose tests are to run.
 */
int
main(int argc, char **argv)
{
	int			number = argc > 1 ? atoi(argv[1]) : 0,
				failed = 0;

	for (int room = 0; room < ROOMS; room++)
	{
		bool		wanted = argc <= 2;

		for (int i = 2; i < argc; i++)
			wanted = wanted || strcmp(argv[i], rooms[room].file) == 0;
		if (wanted)
			failed += run_tests(rooms[room].tests, &number);
	}
	printf("1..%d\n", number);
	return failed > 0;
}
