/*-------------------------------------------------------------------------
 *
 * unit.c
 *	  Runs the tests and prints TAP.
 *
 *-------------------------------------------------------------------------
 */
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

/* The number of tests that ran before these, in whose list they are, may be given. */
int
main(int argc, char **argv)
{
	static const UnitTest *const rooms[] = {vocabulary_tests, calendar_tests, fixed_tests, curve_tests, policy_tests, state_tests, score_tests, tier_tests,
	wallet_tests, benefit_tests, repair_tests, workday_tests, appeal_tests, review_tests};
	int			number = argc > 1 ? atoi(argv[1]) : 0,
				failed = 0;

	for (unsigned room = 0; room < sizeof(rooms) / sizeof(rooms[0]); room++)
		for (const UnitTest *test = rooms[room]; test->name; test++)
		{
			differences = 0;
			test->run();
			if (differences > DIFFERENCES_SHOWN)
				printf("# and %ld more\n", differences - DIFFERENCES_SHOWN);
			printf("%sok %d - %s\n", differences ? "not " : "", ++number, test->name);
			fflush(stdout);
			failed += differences > 0;
		}
	printf("1..%d\n", number);
	return failed > 0;
}
