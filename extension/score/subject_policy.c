/*-------------------------------------------------------------------------
 *
 * subject_policy.c
 *	  The subject of a score, and the policy in force where it lives.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "base/area.h"
#include "base/programme.h"
#include "base/statement.h"

void
unknown_subject(int64 subject_id)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("unknown subject %lld", (long long) subject_id),
			 errhint("Enrol subjects with civic.enroll().")));
}

/* Raise an error unless there is such a subject, acting as the owner. */
void
require_subject(int64 subject_id)
{
	static Statement st = STATEMENT(
		"SELECT FROM civic_private.subject s WHERE s.subject_id = $subject_id");

	SPI_connect();
	QUERY(&st, ARG_INT8(subject_id, subject_id));
	if (SPI_processed == 0)
		unknown_subject(subject_id);
	SPI_finish();
}

/* Raises an error if no policy is in force there, or there is no such subject. */
static const Policy *
policy_of_subject(int64 subject_id, ScoreDays days, const Programme *programme)
{
	char	   *area = subject_area(subject_id, days.as_of, days.known_on);
	int32		policy_id;

	if (area == NULL)
		unknown_subject(subject_id);
	policy_id = policy_at(area, days.as_of, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(days.as_of);
	pfree(area);
	return policy_by_id(policy_id);
}

/*
 * The policy that governs every area on a day; NULL if that depends on the
 * area.  A population asks for one day a million times, so the answer is kept.
 */
static const Policy *
sole_policy(DateADT day, const Programme *programme)
{
	static Programme seen;
	static DateADT seen_day;
	static uint64 resets;
	static const Policy *policy = NULL;
	const char *area;
	int32		policy_id;

	if (policy && seen_day == day && resets == policy_cache_resets &&
		seen.newest_enactment == programme->newest_enactment &&
		seen.access_version == programme->access_version)
		return policy;
	policy = NULL;
	area = sole_policy_area(programme->newest_enactment, programme->access_version);
	if (area == NULL)
		return NULL;
	policy_id = policy_at(area, day, programme->newest_enactment);
	if (policy_id == 0)
		no_policy_in_force(day);
	policy = policy_by_id(policy_id);
	seen = *programme;
	seen_day = day;
	resets = policy_cache_resets;
	return policy;
}

const Policy *
subject_policy(int64 subject_id, ScoreDays days, bool exists)
{
	const Programme *programme = programme_seen();
	const Policy *policy = exists ? sole_policy(days.as_of, programme) : NULL;

	return policy ? policy : policy_of_subject(subject_id, days, programme);
}
