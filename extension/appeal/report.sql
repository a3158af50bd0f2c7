CREATE FUNCTION civic.appeal_status(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (appeal_id int8, entry_id int8, rule text, state text, instance int2,
	filed_on date, disputed bool, due date, overdue bool, next text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_language(coalesce(lang, 'en'));
	RETURN QUERY
	SELECT a.appeal_id, a.entry_id, r.definition #>> ARRAY['title', coalesce(lang, 'en')], a.state,
		a.instance, a.filed_on, a.disputed, n.due, coalesce(n.due < civic.today(), false),
		civic_internal.appeal_next_step(a.state, n.due, coalesce(lang, 'en') = 'zh')
	  FROM civic_private.appeal a
	 CROSS JOIN LATERAL (SELECT CASE WHEN a.open AND a.paused_on IS NULL THEN
			CASE a.state WHEN 'filed' THEN a.mark_due ELSE a.decision_due END END AS due) n
	  JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.entry_id
	  JOIN civic_private.rule r USING (rule_id)
	 WHERE a.subject_id = appeal_status.subject_id
	 ORDER BY a.appeal_id;
END $$;
COMMENT ON FUNCTION civic.appeal_status(int8, text) IS 'the appeals of a subject, and what is next by when';

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
	RETURN QUERY
	WITH a AS MATERIALIZED (
		SELECT x.* FROM civic_private.appeal x
		 WHERE x.filed_on BETWEEN from_day AND to_day AND civic_internal.area_covers(appeal_report.area::text, x.area::text)
	),
	decision AS MATERIALIZED (
		SELECT m.* FROM a JOIN civic_private.appeal_move m USING (subject_id, appeal_id) WHERE m.took IS NOT NULL
	),
	counts AS (
		SELECT count(*) AS filed, count(a.marked_on) AS marked, count(*) FILTER (WHERE a.marked_on <= a.mark_due) AS in_time,
			count(*) FILTER (WHERE a.state IN ('upheld', 'corrected', 'rejected', 'confirmed') OR a.instance = 2) AS decided,
			count(*) FILTER (WHERE a.state = 'upheld') AS upheld, count(*) FILTER (WHERE a.state = 'corrected') AS corrected,
			count(*) FILTER (WHERE a.state IN ('rejected', 'confirmed')) AS rejected,
			count(*) FILTER (WHERE a.state = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE a.open) AS pending,
			count(*) FILTER (WHERE a.instance = 2) AS second,
			count(*) FILTER (WHERE a.instance = 2 AND a.state IN ('upheld', 'corrected')) AS turned,
			count(*) FILTER (WHERE a.open AND a.paused_on IS NULL
				AND (a.decision_due < civic.today() OR a.marked_on IS NULL AND a.mark_due < civic.today())) AS overdue
		  FROM a
	),
	days AS (
		SELECT count(*) FILTER (WHERE NOT d.late) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY d.took) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY d.took) AS p90
		  FROM decision d
	),
	removals AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE (v.recorded_at AT TIME ZONE p.time_zone)::date <= n.due) AS in_time
		  FROM civic_private.programme p, civic_private.annulment n
		  LEFT JOIN civic_private.entry v ON v.subject_id = n.subject_id AND v.ref_entry_id = n.entry_id AND v.kind = 2
		 WHERE n.reported_on BETWEEN from_day AND to_day
		   AND (appeal_report.area IS NULL
			OR civic_internal.area_covers(appeal_report.area::text, civic_internal.area_on(n.subject_id, n.reported_on)))
	)
	SELECT c.filed, c.marked, c.in_time, c.decided, c.upheld, c.corrected, c.rejected, c.withdrawn, c.pending, c.second, c.turned,
		round((c.upheld + c.corrected)::numeric / nullif(c.upheld + c.corrected + c.rejected, 0), 4), days.in_time,
		round(days.median::numeric, 1), round(days.p90::numeric, 1), c.overdue, r.n, r.in_time
	  FROM counts c, days, removals r;
END $$;
COMMENT ON FUNCTION civic.appeal_report(date, date, ltree) IS 'appeals filed from one day to another: how they were decided, and how fast; days are working days';

CREATE FUNCTION civic_internal.appeal_needed_texts()
RETURNS TABLE (subject_id int8, entry_id int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$ SELECT a.subject_id, a.entry_id FROM civic_private.appeal a WHERE a.open $$;
COMMENT ON FUNCTION civic_internal.appeal_needed_texts() IS
	'entries whose texts an open appeal still needs';

CREATE FUNCTION civic_internal.appeal_daily_20(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
	told int8;
BEGIN
	WITH late AS (
		UPDATE civic_private.appeal a
		   SET told = CASE WHEN a.decision_due < day THEN 2 ELSE 1 END
		 WHERE a.open AND a.paused_on IS NULL
		   AND a.told < CASE WHEN a.decision_due < day THEN 2 WHEN a.marked_on IS NULL AND a.mark_due < day THEN 1 ELSE 0 END
		RETURNING a.subject_id, a.appeal_id, a.entry_id, a.told, a.mark_due, a.decision_due
	)
	SELECT count(civic_internal.publish('appeal', l.subject_id, jsonb_build_object('appeal_id', l.appeal_id, 'entry_id', l.entry_id,
		'move', 'overdue', 'what', CASE l.told WHEN 1 THEN 'mark' ELSE 'decision' END,
		'due', CASE l.told WHEN 1 THEN l.mark_due ELSE l.decision_due END)))
	  INTO told FROM late l;
	RETURN told;
END $$;
COMMENT ON FUNCTION civic_internal.appeal_daily_20(date) IS
	'what settlement does on a day: tells what is overdue; how much it did';
