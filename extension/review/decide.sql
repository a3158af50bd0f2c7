CREATE FUNCTION civic.decide_review(review_id int8, agree bool, reason text) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.review and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_review';
COMMENT ON FUNCTION civic.decide_review(int8, bool, text) IS
	'say whether an automatic decision was right; a loss that was not is reversed: its reversal, else null';

CREATE FUNCTION civic.review_report(from_day date, to_day date, area ltree DEFAULT NULL)
RETURNS TABLE (pooled int8, sampled int8, drawn int8, share numeric, decided int8,
	agreed int8, agreement_rate numeric, decided_in_time int8, median_days numeric,
	p90_days numeric, waiting int8, overdue int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of reviews */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH draw AS MATERIALIZED (
		SELECT DISTINCT d.draw_id, d.on_day FROM civic_private.review_draw d
		 WHERE d.on_day BETWEEN from_day AND to_day
	),
	span AS MATERIALIZED (SELECT min(draw_id) AS low, max(draw_id) AS high FROM draw),
	pool AS (
		SELECT coalesce(sum(d.pooled + d.always), 0)::int8 AS pooled, coalesce(sum(d.pooled), 0)::int8 AS sampled
		  FROM civic_private.review_draw d WHERE review_report.area IS NULL AND d.on_day BETWEEN from_day AND to_day
		UNION ALL
		SELECT count(*), count(*) FILTER (WHERE NOT n.always)
		  FROM span s, civic_private.review_pool n
		  JOIN draw w USING (draw_id)
		 WHERE review_report.area IS NOT NULL AND n.draw_id BETWEEN s.low AND s.high
		   AND civic_internal.area_covers(review_report.area::text, civic_internal.area_on(n.subject_id, w.on_day))
	),
	review AS MATERIALIZED (
		SELECT v.* FROM span s, civic_private.review v
		 WHERE v.draw_id BETWEEN s.low AND s.high AND v.drawn_on BETWEEN from_day AND to_day
		   AND (review_report.area IS NULL
			OR civic_internal.area_covers(review_report.area::text, civic_internal.area_on(v.subject_id, v.drawn_on)))
	),
	counts AS (
		SELECT count(*) AS drawn, count(*) FILTER (WHERE v.cause <> 'always') AS of_sampled, count(v.decided_on) AS decided,
			count(*) FILTER (WHERE v.agree) AS agreed, count(*) FILTER (WHERE v.decided_on <= v.due) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY v.took) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY v.took) AS p90,
			count(*) FILTER (WHERE v.decided_on IS NULL AND v.due < civic.today()) AS overdue
		  FROM review v
	)
	SELECT p.pooled, p.sampled, c.drawn, round(c.of_sampled::numeric / nullif(p.sampled, 0), 4), c.decided, c.agreed,
		round(c.agreed::numeric / nullif(c.decided, 0), 4), c.in_time, round(c.median::numeric, 1), round(c.p90::numeric, 1),
		c.drawn - c.decided, c.overdue
	  FROM (SELECT sum(pooled)::int8 AS pooled, sum(sampled)::int8 AS sampled FROM pool) p, counts c;
END $$;
COMMENT ON FUNCTION civic.review_report(date, date, ltree) IS 'automatic decisions drawn for review from one day to another: how many, and how often reviewers agreed';
