CREATE FUNCTION civic_internal.repair_moves(of_subject int8, of_case int8, in_area text,
	from_day date, to_day date)
RETURNS TABLE (subject_id int8, case_id int8, move_no int4, entry_id int8, area text,
	severity text, path text, step int4, move text, from_state text, to_state text,
	on_day date, recorded_at timestamptz, actor name, vote bool, evidence bytea,
	reason_digest bytea, reason text, share_before numeric, share_after numeric, repair_id int8,
	points_restored numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT m.subject_id, m.case_id, m.move_no, c.entry_id, c.area, civic_internal.severity_name(c.severity), c.path, m.step::int4,
		civic_internal.repair_move_name(m.move), civic_internal.repair_state_name(m.from_state), civic_internal.repair_state_name(m.to_state), m.on_day,
		m.recorded_at, m.actor, m.vote, m.evidence, m.reason, convert_from(t.body, 'UTF8'), m.share_before * 0.0001, m.share * 0.0001,
		m.repair_id,
		/* the score of its day with and without the entry, before those of later steps that were passed on the same day */
		CASE WHEN m.repair_id IS NOT NULL THEN
			(SELECT civic.score_of(m.on_day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
				- civic.score_of(m.on_day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
					FILTER (WHERE e.entry_id <> m.repair_id)
			   FROM civic_private.entry e WHERE e.subject_id = m.subject_id
				AND (e.ref_entry_id IS DISTINCT FROM c.entry_id OR e.kind <> 5 OR e.entry_id <= m.repair_id)) END
	  FROM civic_private.repair_move m
	  JOIN civic_private.repair_case c ON c.subject_id = m.subject_id AND c.case_id = m.case_id
	  LEFT JOIN civic_private.repair_text t ON t.subject_id = m.subject_id AND t.entry_id = c.entry_id AND t.case_id = m.case_id
		AND t.move_no = m.move_no AND t.part = 2
	 WHERE (of_subject IS NULL OR m.subject_id = of_subject)
	   AND (of_case IS NULL OR m.case_id = of_case)
	   AND civic_internal.area_covers(in_area, c.area)
	   AND m.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 ORDER BY m.subject_id, m.case_id, m.move_no;
END $$;
COMMENT ON FUNCTION civic_internal.repair_moves(int8, int8, text, date, date) IS 'what repair_history() gives; internal';

CREATE FUNCTION civic.repair_history(subject_id int8 DEFAULT NULL, case_id int8 DEFAULT NULL, area ltree DEFAULT NULL,
	from_day date DEFAULT NULL, to_day date DEFAULT NULL)
RETURNS TABLE (subject_id int8, case_id int8, move_no int4, entry_id int8, area text,
	severity text, path text, step int4, move text, from_state text, to_state text,
	on_day date, recorded_at timestamptz, actor name, vote bool, evidence bytea,
	reason_digest bytea, reason text, share_before numeric, share_after numeric, repair_id int8,
	points_restored numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT * FROM civic_internal.repair_moves(subject_id, case_id, area::text, from_day, to_day)
$$;
COMMENT ON FUNCTION civic.repair_history(int8, int8, ltree, date, date) IS 'every move of repair cases, of a subject, a case or an area, between two days: who, when, on what evidence, why, and what it did to the score';

/*
 * One pass counts cases by group and days; a group has a few hundred lengths
 * at most, so the median and the ninth decile are taken from those counts and
 * not from the cases.
 */
CREATE FUNCTION civic.repair_report(from_day date, to_day date, area ltree DEFAULT NULL, by text DEFAULT 'severity')
RETURNS TABLE (grouped_by text, opened int8, passed int8, refused int8, withdrawn int8,
	expired int8, other int8, pass_rate numeric, median_days int4, p90_days int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	within text := repair_report.area::text;
BEGIN
	PERFORM civic_internal.require_programme();
	IF from_day IS NULL OR to_day IS NULL THEN
		RAISE EXCEPTION 'from_day and to_day must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF by IS NULL OR by NOT IN ('severity', 'path', 'step') THEN
		RAISE EXCEPTION 'unknown grouping "%"', by USING ERRCODE = 'invalid_parameter_value', HINT = 'Cases are grouped by severity, path or step.';
	END IF;
	IF by = 'step' THEN
		RETURN QUERY
		WITH counted AS (
			SELECT c.path, m.step, m.move, CASE WHEN m.move = 6 THEN m.days END AS days, count(*) AS n
			  FROM civic_private.repair_move m JOIN civic_private.repair_case c USING (subject_id, case_id)
			 WHERE m.on_day BETWEEN from_day AND to_day AND m.move IN (3, 6, 7, 10, 11) AND (within IS NULL OR civic_internal.area_covers(within, c.area))
			 GROUP BY 1, 2, 3, 4
		), ranked AS (
			SELECT c.*, sum(c.n) OVER (PARTITION BY c.path, c.step, c.move ORDER BY c.days) AS upto,
				sum(c.n) OVER (PARTITION BY c.path, c.step, c.move) AS all_n
			  FROM counted c
		)
		SELECT r.path || ' ' || r.step, coalesce(sum(r.n) FILTER (WHERE r.move = 3), 0)::int8, coalesce(sum(r.n) FILTER (WHERE r.move = 6), 0)::int8,
			coalesce(sum(r.n) FILTER (WHERE r.move = 7), 0)::int8, coalesce(sum(r.n) FILTER (WHERE r.move = 10), 0)::int8,
			coalesce(sum(r.n) FILTER (WHERE r.move = 11), 0)::int8, 0::int8,
			round(sum(r.n) FILTER (WHERE r.move = 6) / nullif(sum(r.n) FILTER (WHERE r.move IN (6, 7)), 0), 4),
			min(r.days) FILTER (WHERE r.move = 6 AND r.upto * 2 >= r.all_n), min(r.days) FILTER (WHERE r.move = 6 AND r.upto * 10 >= r.all_n * 9)
		  FROM ranked r GROUP BY r.path, r.step ORDER BY r.path, r.step;
		RETURN;
	END IF;
	/* planned for these arguments, and grouped by one column */
	RETURN QUERY EXECUTE format($report$
	WITH counted AS (
		SELECT c.%1$I AS key, c.opened_on BETWEEN $1 AND $2 AS opened, CASE WHEN c.closed_on BETWEEN $1 AND $2 THEN c.state END AS state,
			CASE WHEN c.state = 6 AND c.closed_on BETWEEN $1 AND $2 THEN c.closed_on - c.opened_on END AS days, count(*) AS n
		  FROM civic_private.repair_case c
		 WHERE (c.opened_on BETWEEN $1 AND $2 OR c.closed_on BETWEEN $1 AND $2) AND ($3 IS NULL OR c.area = $3 OR starts_with(c.area, $3 || '.'))
		 GROUP BY 1, 2, 3, 4
	), lengths AS (
		SELECT c.key, c.days, sum(c.n) AS n FROM counted c WHERE c.days IS NOT NULL GROUP BY 1, 2
	), ranked AS (
		SELECT l.*, sum(l.n) OVER w AS upto, sum(l.n) OVER (PARTITION BY l.key) AS all_n FROM lengths l WINDOW w AS (PARTITION BY l.key ORDER BY l.days)
	), quantiles AS (
		SELECT r.key, min(r.days) FILTER (WHERE r.upto * 2 >= r.all_n) AS median, min(r.days) FILTER (WHERE r.upto * 10 >= r.all_n * 9) AS p90
		  FROM ranked r GROUP BY 1
	), totals AS (
		SELECT c.key, sum(c.n) FILTER (WHERE c.opened) AS opened, coalesce(sum(c.n) FILTER (WHERE c.state = 6), 0) AS passed,
			coalesce(sum(c.n) FILTER (WHERE c.state = 7), 0) AS refused, sum(c.n) FILTER (WHERE c.state = 8) AS withdrawn,
			sum(c.n) FILTER (WHERE c.state = 9) AS expired, sum(c.n) FILTER (WHERE c.state > 9) AS other
		  FROM counted c GROUP BY 1
	)
	SELECT %2$s, coalesce(t.opened, 0)::int8, t.passed::int8, t.refused::int8, coalesce(t.withdrawn, 0)::int8, coalesce(t.expired, 0)::int8,
		coalesce(t.other, 0)::int8, round(t.passed / nullif(t.passed + t.refused, 0), 4), q.median, q.p90
	  FROM totals t LEFT JOIN quantiles q ON q.key = t.key ORDER BY t.key
	$report$, by, CASE by WHEN 'path' THEN 't.key' ELSE 'civic_internal.severity_name(t.key)' END) USING from_day, to_day, within;
END $$;
COMMENT ON FUNCTION civic.repair_report(date, date, ltree, text) IS 'cases opened, passed, refused, withdrawn and expired between two days, pass rate, and days to repair (median, ninth decile), by severity, path or step (there opened counts what was handed in, and days those of the step)';

/* What must hold of every case, checked against its history and the ledger. */
CREATE FUNCTION civic.check_repairs() RETURNS TABLE (subject_id int8, case_id int8, problem text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads the tables of repair and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH history AS (
		SELECT m.*, lag(m.to_state, 1, 0::int2) OVER w AS before, lag(m.move_no, 1, 0) OVER w AS number_before,
			lag(m.share) OVER w AS share_was, row_number() OVER (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no DESC) AS from_end
		  FROM civic_private.repair_move m WINDOW w AS (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no)
	)
	SELECT h.subject_id, h.case_id, format('move %s does not follow the one before it', h.move_no)
	  FROM history h
	 WHERE h.before <> h.from_state OR h.number_before + 1 <> h.move_no OR h.share_was <> h.share_before
		OR NOT EXISTS (SELECT FROM civic.repair_transitions() t WHERE t.from_id = h.from_state AND t.move_id = h.move AND t.to_id = h.to_state)
	UNION ALL
	SELECT c.subject_id, c.case_id, 'the case is not what its history says'
	  FROM civic_private.repair_case c
	  LEFT JOIN history h ON h.subject_id = c.subject_id AND h.case_id = c.case_id AND h.from_end = 1
	 WHERE h.to_state IS DISTINCT FROM c.state OR h.share IS DISTINCT FROM c.share OR h.move_no IS DISTINCT FROM c.moves
	UNION ALL
	SELECT m.subject_id, m.case_id, format('the ledger has no entry for move %s', m.move_no)
	  FROM civic_private.repair_move m JOIN civic_private.repair_case c ON c.subject_id = m.subject_id AND c.case_id = m.case_id
	 WHERE (m.share > m.share_before) IS DISTINCT FROM (m.repair_id IS NOT NULL)
		OR m.repair_id IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.entry e WHERE e.subject_id = m.subject_id
			AND e.entry_id = m.repair_id AND e.kind = 5 AND e.quantity = m.share AND e.ref_entry_id = c.entry_id AND e.effective_on >= m.on_day)
	UNION ALL
	SELECT e.subject_id, NULL, format('repair entry %s has no move', e.entry_id)
	  FROM civic_private.entry e
	 WHERE e.kind = 5 AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.reference_id = e.entry_id)
	   AND NOT EXISTS (SELECT FROM civic_private.repair_move m WHERE m.subject_id = e.subject_id AND m.repair_id = e.entry_id);
END $$;
COMMENT ON FUNCTION civic.check_repairs() IS 'repair cases that disagree with their history or the ledger; there should be none';
