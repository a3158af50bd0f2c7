/*
 * The report of a period counts cases by group and days in one pass.  A group has a few hundred
 * lengths at most, so the median and the ninth decile are taken from those counts and not from the
 * cases.
 */

/* The query is planned for its arguments, and groups by one column. */
CREATE FUNCTION civic_internal.case_counts(from_day date, to_day date, area text, by text)
RETURNS TABLE (path text, number int2, opened bool, state int2, days int4, n int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY EXECUTE format($counts$
		SELECT %s, c.opened_on BETWEEN $1 AND $2,
			CASE WHEN c.closed_on BETWEEN $1 AND $2 THEN c.state END,
			CASE WHEN c.state = 6 AND c.closed_on BETWEEN $1 AND $2
				THEN c.closed_on - c.opened_on END, count(*)
		  FROM civic_private.repair_case c
		 WHERE (c.opened_on BETWEEN $1 AND $2 OR c.closed_on BETWEEN $1 AND $2)
		   AND civic_internal.area_covers($3, c.area)
		 GROUP BY %s, 3, 4, 5
	$counts$, CASE by WHEN 'path' THEN 'c.path, NULL::int2' ELSE 'NULL::text, c.severity' END,
		CASE by WHEN 'path' THEN 'c.path' ELSE 'c.severity' END) USING from_day, to_day, area;
END $$;
COMMENT ON FUNCTION civic_internal.case_counts(date, date, text, text) IS
	'cases opened or closed between two days, by path or severity, outcome and days';

/* A submission counts as opened; how a step ended, as the state of a case that ends so. */
CREATE FUNCTION civic_internal.step_counts(from_day date, to_day date, area text)
RETURNS TABLE (path text, number int2, opened bool, state int2, days int4, n int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.path, m.step, t.state IS NULL, t.state::int2,
		CASE WHEN t.state = 6 THEN m.days END, count(*)
	  FROM (VALUES ('submit', NULL), ('pass', 6), ('refuse', 7), ('withdraw', 8), ('expire', 9))
			t (move, state)
	  JOIN civic_private.repair_move m ON civic_internal.repair_move_name(m.move) = t.move
	  JOIN civic_private.repair_case c USING (subject_id, case_id)
	 WHERE m.on_day BETWEEN from_day AND to_day
	   AND civic_internal.area_covers(step_counts.area, c.area)
	 GROUP BY 1, 2, 3, 4, 5
$$;
COMMENT ON FUNCTION civic_internal.step_counts(date, date, text) IS
	'what was handed in for steps, and how steps ended, between two days, by outcome and days';

CREATE FUNCTION civic.repair_report(from_day date, to_day date, area ltree DEFAULT NULL,
	by text DEFAULT 'severity')
RETURNS TABLE (grouped_by text, opened int8, passed int8, refused int8, withdrawn int8,
	expired int8, other int8, pass_rate numeric, median_days int4, p90_days int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer auditor', area::text);
	IF from_day IS NULL OR to_day IS NULL THEN
		RAISE EXCEPTION 'from_day and to_day must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF by IS NULL OR by NOT IN ('severity', 'path', 'step') THEN
		RAISE EXCEPTION 'unknown grouping "%"', by USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Cases are grouped by severity, path or step.';
	END IF;
	RETURN QUERY
	WITH counted AS MATERIALIZED (
		SELECT c.* FROM civic_internal.step_counts(from_day, to_day, repair_report.area::text) c
		 WHERE by = 'step'
		UNION ALL
		SELECT c.* FROM civic_internal.case_counts(from_day, to_day, repair_report.area::text, by) c
		 WHERE by <> 'step'
	), lengths AS (
		SELECT c.path, c.number, c.days, sum(c.n) AS n
		  FROM counted c WHERE c.days IS NOT NULL GROUP BY 1, 2, 3
	), ranked AS (
		SELECT l.*, sum(l.n) OVER (g ORDER BY l.days) AS upto, sum(l.n) OVER g AS all_n
		  FROM lengths l WINDOW g AS (PARTITION BY l.path, l.number)
	), quantiles AS (
		SELECT r.path, r.number, min(r.days) FILTER (WHERE r.upto * 2 >= r.all_n) AS median,
			min(r.days) FILTER (WHERE r.upto * 10 >= r.all_n * 9) AS p90
		  FROM ranked r GROUP BY 1, 2
	), totals AS (
		SELECT c.path, c.number, sum(c.n) FILTER (WHERE c.opened) AS opened,
			coalesce(sum(c.n) FILTER (WHERE c.state = 6), 0) AS passed,
			coalesce(sum(c.n) FILTER (WHERE c.state = 7), 0) AS refused,
			sum(c.n) FILTER (WHERE c.state = 8) AS withdrawn,
			sum(c.n) FILTER (WHERE c.state = 9) AS expired,
			sum(c.n) FILTER (WHERE c.state > 9) AS other
		  FROM counted c GROUP BY 1, 2
	)
	SELECT CASE by WHEN 'severity' THEN civic_internal.severity_name(t.number)
			ELSE concat_ws(' ', t.path, t.number) END,
		coalesce(t.opened, 0)::int8, t.passed::int8, t.refused::int8,
		coalesce(t.withdrawn, 0)::int8, coalesce(t.expired, 0)::int8, coalesce(t.other, 0)::int8,
		round(t.passed / nullif(t.passed + t.refused, 0), 4), q.median, q.p90
	  FROM totals t
	  LEFT JOIN quantiles q ON (q.path, q.number) IS NOT DISTINCT FROM (t.path, t.number)
	 ORDER BY t.path, t.number;
END $$;
COMMENT ON FUNCTION civic.repair_report(date, date, ltree, text) IS
	'cases opened, passed, refused, withdrawn and expired between two days, pass rate, and days to '
	'repair (median, ninth decile), by severity, path or step (there opened counts what was handed '
	'in, and days those of the step)';
