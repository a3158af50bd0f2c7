/*-------------------------------------------------------------------------
 *
 * policy_read.c
 *	  Reads a policy pack and says what is wrong with it.
 *
 *-------------------------------------------------------------------------
 */
#include "core/policy_read.h"

bool
policy_read(const JsonNode *document, bool resolved, const PolicyHost *host, Policy *policy)
{
	static const char *const keys[] = {"policy", "dimensions", "rules", "limits", "tiers",
		"benefits", "scenario_limits", "repair_windows", "repair_steps", "clocks", NULL};
	Reader		r = {host, false};
	Place		root = {NULL, document, NULL, 0};

	memset(policy, 0, sizeof(*policy));
	if (!expect_object(&r, &root, keys))
		return false;
	read_rules(&r, &root, policy);
	read_limits(&r, &root, policy);
	read_rewards(&r, &root, policy);
	read_repair(&r, &root, policy);
	if (resolved || !policy->extend)
	{
		check_rules(&r, &root, policy);
		check_limits(&r, &root, policy);
		check_rewards(&r, &root, policy);
		check_repair(&r, &root, policy);
	}
	return !r.failed;
}
