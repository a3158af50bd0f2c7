/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.standing_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	WITH last AS MATERIALIZED (
		SELECT s.* FROM civic_private.settlement s WHERE s.finished_at IS NOT NULL
		 ORDER BY s.settlement_id DESC LIMIT 1
	)
	SELECT v.metric, '', v.value, v.unit
	  FROM last l
	 CROSS JOIN LATERAL (VALUES
		('settlement_seconds',
			extract(epoch FROM l.finished_at - l.started_at)::float8, 'seconds'),
		('settlement_done', l.done, 'subjects'), ('settlement_changed', l.changed, 'subjects'),
		('settlement_complete', l.complete::int4, 'bool')) v (metric, value, unit)
	UNION ALL
	/* before the first settlement, the days of the programme */
	SELECT 'settlement_lag', '', civic.today() - coalesce((SELECT l.as_of FROM last l),
		(p.created_at AT TIME ZONE p.time_zone)::date), 'days' FROM civic_private.programme p
	UNION ALL
	SELECT 'settlement_state', v.state, coalesce(v.state = p.state, false)::int4, 'bool'
	  FROM (VALUES ('running'), ('broken')) v (state) LEFT JOIN civic.settle_progress p ON true
	UNION ALL
	SELECT 'settlement_error', coalesce(p.sqlstate, ''), p.failures, 'failures'
	  FROM civic.settle_progress p WHERE p.failures > 0
	UNION ALL
	SELECT v.metric, p.phase, v.value, v.unit
	  FROM civic.settle_progress p
	 CROSS JOIN LATERAL (VALUES ('settlement_open_pid', p.pid::float8, 'number'),
		('settlement_open_since', extract(epoch FROM clock_timestamp() - p.started_at), 'seconds'),
		('settlement_open_done', p.done, 'subjects'),
		('settlement_open_total', p.total, 'subjects')) v (metric, value, unit)
	 WHERE v.value IS NOT NULL
	UNION ALL
	SELECT 'days_open', '', greatest(civic.today() - 1 - civic.settled_through(), 0), 'days'
	UNION ALL
	SELECT v.metric, coalesce(w.gid, ''), v.value, v.unit
	  FROM civic_private.closing c
	 CROSS JOIN LATERAL (SELECT * FROM civic_internal.open_writers(c.noted_xact) o
		ORDER BY o.since LIMIT 1) w
	 CROSS JOIN LATERAL (VALUES ('day_open_pid', w.pid::float8, 'number'),
		('day_open_seconds', extract(epoch FROM clock_timestamp() - w.since), 'seconds'))
		v (metric, value, unit)
	 WHERE c.waiting IS NOT NULL AND v.value IS NOT NULL
	UNION ALL
	SELECT v.metric, '', v.value, v.unit
	  FROM (SELECT count(*) AS n, coalesce(civic.today() - min(q.asked_on), 0) AS oldest
		  FROM civic_private.tier_question q
		 WHERE NOT EXISTS (SELECT FROM civic_private.tier_answer a
			WHERE a.subject_id = q.subject_id AND a.decision_id = q.decision_id)) q
	 CROSS JOIN LATERAL (VALUES ('decisions_open', q.n::float8, 'decisions'),
		('decisions_oldest', q.oldest, 'days')) v (metric, value, unit)
$$;
COMMENT ON FUNCTION civic_internal.standing_health() IS 'metrics of this room';
