/* What waits longer than it may.  A past day is asked by the due days that hold now. */

CREATE FUNCTION civic_internal.overdue_decisions(as_of date)
RETURNS TABLE (kind text, subject_id int8, id int8, entry_id int8, area text, due date,
	calendar text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'appeal_mark', a.subject_id, a.appeal_id, a.entry_id, a.area, a.mark_due, a.calendar
	  FROM civic_private.appeal a
	 WHERE a.mark_due < as_of AND a.filed_on <= as_of
	   AND (a.marked_on > as_of OR a.marked_on IS NULL AND a.open)
	UNION ALL
	SELECT 'appeal_decision', a.subject_id, a.appeal_id, a.entry_id, a.area, a.decision_due,
		a.calendar
	  FROM civic_private.appeal a
	 WHERE a.decision_due < as_of
	   AND (a.open AND a.paused_on IS NULL OR a.decided_on > as_of)
	UNION ALL
	SELECT 'annulment', n.subject_id, n.entry_id, n.entry_id, h.area, n.due, t.calendar
	  FROM civic_internal.annulments() n
	 CROSS JOIN LATERAL civic_internal.appeal_terms(n.policy_id) t
	 CROSS JOIN LATERAL civic_internal.home(n.subject_id, n.reported_on) h
	 WHERE n.due < as_of AND n.reported_on <= as_of
	   AND (n.cleared_on > as_of OR n.cleared_on IS NULL)
	UNION ALL
	SELECT 'review', v.subject_id, v.review_id, CASE WHEN v.kind = 1 THEN v.reviewed_id END,
		h.area, v.due, t.calendar
	  FROM (SELECT w.* FROM civic_private.review w WHERE w.due < as_of AND w.decided_on IS NULL
		UNION ALL
		/* decided since; there is no index for these, and today asks for none */
		SELECT w.* FROM civic_private.review w
		 WHERE as_of < civic.today() AND w.due < as_of AND w.decided_on > as_of) v
	 CROSS JOIN LATERAL civic_internal.appeal_terms(v.policy_id) t
	 CROSS JOIN LATERAL civic_internal.home(v.subject_id, v.drawn_on) h
$$;
COMMENT ON FUNCTION civic_internal.overdue_decisions(date) IS
	'marks, decisions, removals and reviews that are overdue on a day';

CREATE FUNCTION civic.overdue_appeals(as_of date DEFAULT NULL)
RETURNS TABLE (kind text, subject_id int8, id int8, entry_id int8, area text,
	due date, days_late int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT l.kind, l.subject_id, l.id, l.entry_id, l.area, l.due,
		civic.working_days(l.due, day, l.calendar)
	  FROM civic_internal.overdue_decisions(day) l
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', l.subject_id, l.area))
	 ORDER BY l.due, l.kind, l.subject_id, l.id;
END $$;
COMMENT ON FUNCTION civic.overdue_appeals(date) IS
	'marks, decisions, removals and reviews that are overdue, by how many working days';

CREATE FUNCTION civic.overdue(as_of date DEFAULT NULL)
RETURNS TABLE (kind text, subject_id int8, id int8, entry_id int8, area text,
	due date, days_late int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of repair and of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH calendars AS MATERIALIZED (
		SELECT p.policy_id, t.calendar
		  FROM (SELECT DISTINCT c.policy_id FROM civic.repair_cases c
			 WHERE c.due_on IS NOT NULL) p
		 CROSS JOIN LATERAL civic_internal.appeal_terms(p.policy_id) t
	)
	SELECT 'repair_step', c.subject_id, c.case_id, c.entry_id, c.area::text, c.due_on,
		civic.working_days(c.due_on, day, k.calendar)
	  FROM civic.repair_cases c JOIN calendars k USING (policy_id)
	 WHERE c.due_on < day
	UNION ALL
	SELECT o.* FROM civic.overdue_appeals(day) o
	 ORDER BY 6, 1, 2, 3;
END $$;
COMMENT ON FUNCTION civic.overdue(date) IS
	'repair steps, appeals, removals and reviews that wait for a decision longer than they may, '
	'by how many working days';
