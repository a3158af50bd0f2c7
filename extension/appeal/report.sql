CREATE FUNCTION civic.appeal_status(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (appeal_id int8, entry_id int8, rule text, state text, instance int2,
	filed_on date, disputed bool, due date, overdue bool, next text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	language text := coalesce(lang, 'en');
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach('service reviewer auditor', subject_id);
	PERFORM civic_internal.check_language(language);
	RETURN QUERY
	SELECT a.appeal_id, a.entry_id, r.definition #>> ARRAY['title', language], a.state,
		a.instance, a.filed_on, a.disputed, n.due, coalesce(n.due < civic.today(), false),
		civic_internal.appeal_next_step(a.state, n.due, language = 'zh')
	  FROM civic_private.appeal a
	 CROSS JOIN LATERAL (SELECT CASE WHEN a.open AND a.paused_on IS NULL THEN
			CASE a.state WHEN 'filed' THEN a.mark_due ELSE a.decision_due END END AS due) n
	  JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id
	  JOIN civic_private.rule r USING (rule_id)
	 WHERE a.subject_id = appeal_status.subject_id
	 ORDER BY a.appeal_id;
END $$;
COMMENT ON FUNCTION civic.appeal_status(int8, text) IS
	'the appeals of a subject, and what is next by when';

/* How many working days decisions took, of appeals filed from one day to another in an area. */
CREATE FUNCTION civic_internal.appeal_days(from_day date, to_day date, area text,
	OUT in_time int8, OUT median numeric, OUT p90 numeric)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT count(*) FILTER (WHERE NOT m.late),
		round(percentile_cont(0.5) WITHIN GROUP (ORDER BY m.took)::numeric, 1),
		round(percentile_cont(0.9) WITHIN GROUP (ORDER BY m.took)::numeric, 1)
	  FROM civic_private.appeal a
	  JOIN civic_private.appeal_move m USING (subject_id, appeal_id)
	 WHERE a.filed_on BETWEEN from_day AND to_day AND m.took IS NOT NULL
	   AND civic_internal.area_covers(appeal_days.area, a.area)
$$;
COMMENT ON FUNCTION civic_internal.appeal_days(date, date, text) IS
	'decisions about appeals that were in time, median and 90th percentile of their working days';

CREATE FUNCTION civic.appeal_report(from_day date, to_day date, area ltree DEFAULT NULL)
RETURNS TABLE (filed int8, marked int8, marked_in_time int8, decided int8, upheld int8,
	corrected int8, rejected int8, withdrawn int8, pending int8, second_instance int8,
	reversed_on_review int8, reversal_rate numeric, decided_in_time int8,
	median_days numeric, p90_days numeric, overdue int8, annulments int8, cleared_in_time int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of appeals */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer auditor', area::text);
	RETURN QUERY
	WITH counts AS (
		SELECT count(*) AS filed, count(a.marked_on) AS marked,
			count(*) FILTER (WHERE a.marked_on <= a.mark_due) AS in_time,
			count(*) FILTER (WHERE a.first_decider IS NOT NULL) AS decided,
			count(*) FILTER (WHERE a.state = 'upheld') AS upheld,
			count(*) FILTER (WHERE a.state = 'corrected') AS corrected,
			count(*) FILTER (WHERE a.state IN ('rejected', 'confirmed')) AS rejected,
			count(*) FILTER (WHERE a.state = 'withdrawn') AS withdrawn,
			count(*) FILTER (WHERE a.open) AS pending,
			count(*) FILTER (WHERE a.instance = 2) AS second,
			count(*) FILTER (WHERE a.instance = 2 AND a.state IN ('upheld', 'corrected')) AS turned,
			count(*) FILTER (WHERE a.open AND a.paused_on IS NULL AND civic.today()
				> CASE WHEN a.marked_on IS NULL THEN least(a.mark_due, a.decision_due)
					ELSE a.decision_due END) AS overdue
		  FROM civic_private.appeal a
		 WHERE a.filed_on BETWEEN from_day AND to_day
		   AND civic_internal.area_covers(appeal_report.area::text, a.area)
	),
	removals AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE n.cleared_on <= n.due) AS in_time
		  FROM civic_internal.annulments() n
		 WHERE n.reported_on BETWEEN from_day AND to_day
		   AND civic_internal.area_covers(appeal_report.area::text,
			(SELECT h.area FROM civic_internal.home(n.subject_id, n.reported_on) h))
	)
	SELECT c.filed, c.marked, c.in_time, c.decided, c.upheld, c.corrected, c.rejected,
		c.withdrawn, c.pending, c.second, c.turned,
		round((c.upheld + c.corrected)::numeric
			/ nullif(c.upheld + c.corrected + c.rejected, 0), 4),
		d.in_time, d.median, d.p90, c.overdue, r.n, r.in_time
	  FROM counts c, removals r,
		civic_internal.appeal_days(from_day, to_day, appeal_report.area::text) d;
END $$;
COMMENT ON FUNCTION civic.appeal_report(date, date, ltree) IS
	'appeals filed from one day to another: how they were decided, and how fast; '
	'days are working days';
