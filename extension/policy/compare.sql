/* Two policies side by side: what differs, and what becomes of the counting of rules. */

CREATE FUNCTION civic.policy_diff(a int4, b int4)
RETURNS TABLE (path text, a_value jsonb, b_value jsonb, counting text)
LANGUAGE sql STABLE PARALLEL SAFE
/* calls policy_parts(), which nobody is granted */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(x.part, y.part), x.value, y.value,
		CASE WHEN r.code IS NOT NULL
			THEN civic_internal.counting_words(r.break, r.worth_changes, r.unit_changes) END
	  FROM civic_internal.policy_parts(civic.policy_document(a), '$') x
	  FULL JOIN civic_internal.policy_parts(civic.policy_document(b), '$') y ON x.part = y.part
	  LEFT JOIN civic_internal.compare_rules(civic.policy_document(a), civic.policy_document(b)) r
		ON r.code = substring(coalesce(x.part, y.part) FROM '^[$][.]rules\[([^]]*)\]')
	 WHERE x.value IS DISTINCT FROM y.value
	 ORDER BY 1
$$;
COMMENT ON FUNCTION civic.policy_diff(int4, int4) IS
	'what differs between two policies, leaf by leaf, and whether the rule goes on counting';

CREATE FUNCTION civic_internal.shown_document(policy_id int4) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(
		(SELECT e.document FROM civic_private.enactment e
		  WHERE e.policy_id = shown_document.policy_id),
		civic.policy_document(policy_id))
$$;
COMMENT ON FUNCTION civic_internal.shown_document(int4) IS
	'a policy with what it inherits if it is enacted, else as it was loaded';

CREATE FUNCTION civic.check_policy(document jsonb, resolved bool DEFAULT false,
	against int4 DEFAULT NULL)
RETURNS TABLE (severity text, path text, problem text, hint text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.severity, c.path, c.problem, c.hint
	  FROM civic_internal.policy_problems(document, resolved) c
	UNION ALL
	SELECT 'notice', format('$.rules[%s]', r.place),
		civic_internal.counting_words(r.break, r.worth_changes, r.unit_changes),
		CASE WHEN r.unit_changes THEN 'If the quantity means something else now, give the rule a '
			'new "restart" label.' END
	  FROM civic_internal.compare_rules(CASE WHEN against IS NOT NULL
		THEN civic_internal.shown_document(against) END, document) r
$$;
COMMENT ON FUNCTION civic.check_policy(jsonb, bool, int4) IS
	'every problem of a policy pack, with its JSON path; resolved tells that nothing is left to '
	'inherit; against a policy, also what becomes of the counting of each rule if the pack follows '
	'upon it';
