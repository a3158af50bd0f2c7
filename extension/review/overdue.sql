CREATE FUNCTION civic.overdue(as_of date DEFAULT NULL)
RETURNS TABLE (kind text, subject_id int8, id int8, entry_id int8, area text,
	due date, days_late int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of repair and of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day),
	calendars AS MATERIALIZED (
		SELECT p.policy_id, (civic_internal.appeal_terms(p.policy_id)).calendar FROM (SELECT DISTINCT c.policy_id FROM civic_private.repair_case c WHERE c.due_on IS NOT NULL) p
	)
	SELECT 'repair_step', c.subject_id, c.case_id, c.entry_id, c.area, c.due_on, civic.working_days(c.due_on, d.day, k.calendar)
	  FROM d, civic_private.repair_case c JOIN calendars k USING (policy_id)
	 WHERE c.due_on < d.day
	UNION ALL
	SELECT o.* FROM d, civic.overdue_appeals(d.day) o
	 ORDER BY 6, 1, 2, 3;
END $$;
COMMENT ON FUNCTION civic.overdue(date) IS 'repair steps, appeals, removals and reviews that wait for a decision longer than they may, by how many working days';

CREATE FUNCTION civic.overdue_appeals(as_of date DEFAULT NULL)
RETURNS TABLE (kind text, subject_id int8, id int8, entry_id int8, area text,
	due date, days_late int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the tables of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day),
	late (kind, subject_id, id, entry_id, area, due, calendar) AS (
		SELECT 'appeal_mark', a.subject_id, a.appeal_id, a.entry_id, a.area::text, a.mark_due, a.calendar
		  FROM civic_private.appeal a, d
		 WHERE a.mark_due < d.day AND a.filed_on <= d.day AND (a.marked_on > d.day OR a.marked_on IS NULL AND a.open)
		UNION ALL
		SELECT 'appeal_decision', a.subject_id, a.appeal_id, a.entry_id, a.area::text, a.decision_due, a.calendar
		  FROM civic_private.appeal a, d
		 WHERE a.decision_due < d.day AND (a.open AND a.paused_on IS NULL OR a.decided_on > d.day)
		UNION ALL
		SELECT 'annulment', n.subject_id, n.entry_id, n.entry_id, civic_internal.area_on(n.subject_id, n.reported_on), n.due,
			(civic_internal.appeal_terms(n.policy_id)).calendar
		  FROM civic_private.annulment n, d
		 WHERE n.due < d.day AND n.reported_on <= d.day
		   AND NOT EXISTS (SELECT FROM civic_private.entry v, civic_private.programme p
			WHERE v.subject_id = n.subject_id AND v.ref_entry_id = n.entry_id AND v.kind = 2
			  AND (v.recorded_at AT TIME ZONE p.time_zone)::date <= d.day)
		UNION ALL
		SELECT 'review', v.subject_id, v.review_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
			civic_internal.area_on(v.subject_id, v.drawn_on), v.due, (civic_internal.appeal_terms(v.policy_id)).calendar
		  FROM civic_private.review v, d
		 WHERE v.due < d.day AND v.decided_on IS NULL
		UNION ALL
		/* on a past day, also those that were decided since; there is no index for them, and none is needed for today */
		SELECT 'review', v.subject_id, v.review_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
			civic_internal.area_on(v.subject_id, v.drawn_on), v.due, (civic_internal.appeal_terms(v.policy_id)).calendar
		  FROM civic_private.review v, d
		 WHERE overdue_appeals.as_of < civic.today() AND v.due < d.day AND v.decided_on > d.day
	)
	SELECT l.kind, l.subject_id, l.id, l.entry_id, l.area, l.due, civic.working_days(l.due, d.day, l.calendar)
	  FROM late l, d ORDER BY l.due, l.kind, l.subject_id, l.id;
END $$;
COMMENT ON FUNCTION civic.overdue_appeals(date) IS 'marks, decisions, removals and reviews that are overdue, by how many working days';
