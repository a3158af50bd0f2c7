CREATE FUNCTION civic_internal.repair_decision_due(policy_id int4, day date, OUT calendar text,
	OUT due date)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_decision_due';
COMMENT ON FUNCTION civic_internal.repair_decision_due(int4, date) IS
	'the day by which what was handed in on a day is to be decided, and by which calendar';

CREATE FUNCTION civic_internal.repair_due_days(calendar text)
RETURNS TABLE (kind text, subject_id int8, id int8, due_before date, due_after date)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH anew AS MATERIALIZED (
		SELECT c.subject_id, c.case_id, c.due_on AS before, d.due
		  FROM civic_private.repair_case c
		 CROSS JOIN LATERAL civic_internal.repair_decision_due(c.policy_id, c.submitted_on) d
		 WHERE c.due_on IS NOT NULL AND d.calendar = repair_due_days.calendar
	)
	UPDATE civic_private.repair_case c SET due_on = n.due
	  FROM anew n WHERE c.subject_id = n.subject_id AND c.case_id = n.case_id
	   AND c.due_on = n.before AND c.due_on <> n.due
	RETURNING 'repair_step'::text, c.subject_id, c.case_id, n.before, n.due
$$;
COMMENT ON FUNCTION civic_internal.repair_due_days(text) IS
	'count the due days of what was handed in anew by a calendar that changed';
