/*-------------------------------------------------------------------------
 *
 * unit.h
 *	  Tests of the pure C core, without a server.
 *
 * A test is a function that checks things; it has passed if none differed.
 * Only the first few differences of a test are printed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CIVIC_UNIT_H
#define CIVIC_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct UnitTest
{
	const char *name;
	void		(*run) (void);
} UnitTest;

extern const UnitTest vocabulary_tests[];
extern const UnitTest calendar_tests[];
extern const UnitTest fixed_tests[];
extern const UnitTest curve_tests[];
extern const UnitTest policy_tests[];
extern const UnitTest policy_limits_tests[];
extern const UnitTest policy_rewards_tests[];
extern const UnitTest policy_change_tests[];
extern const UnitTest state_tests[];
extern const UnitTest score_tests[];
extern const UnitTest tier_tests[];
extern const UnitTest wallet_tests[];
extern const UnitTest benefit_tests[];
extern const UnitTest repair_tests[];
extern const UnitTest workday_tests[];
extern const UnitTest appeal_tests[];
extern const UnitTest review_tests[];
extern const UnitTest pairwise_tests[];
extern const UnitTest fuzzy_tests[];
extern const UnitTest chart_tests[];
extern const UnitTest spread_tests[];
extern const UnitTest apportion_tests[];
extern const UnitTest noise_tests[];
extern const UnitTest lattice_tests[];
extern const UnitTest interval_tests[];
extern const UnitTest merkle_tests[];
extern const UnitTest note_tests[];
extern const UnitTest record_tests[];
extern const UnitTest index_pack_tests[];
extern const UnitTest regression_tests[];
extern const UnitTest robust_tests[];

/* Is this as expected?  What is being looked at is said like printf. */
extern bool check_int(int64_t actual, int64_t expected,
					  const char *format,...) __attribute__((format(printf, 3, 4)));
extern bool check_text(const char *actual, const char *expected,
					   const char *format,...) __attribute__((format(printf, 3, 4)));
extern bool check_near(double actual, double expected, double within,
					   const char *format,...) __attribute__((format(printf, 4, 5)));
extern bool check(bool condition, const char *format,...) __attribute__((format(printf, 2, 3)));

#endif							/* CIVIC_UNIT_H */
