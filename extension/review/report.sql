/* How many decisions came into the draws of some days, about subjects of an area. */
CREATE FUNCTION civic_internal.review_pooled(from_day date, to_day date, area text,
	OUT pooled int8, OUT sampled int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF area IS NULL THEN
		SELECT sum(d.pooled + d.always), sum(d.pooled) INTO pooled, sampled
		  FROM civic_private.review_draw d WHERE d.on_day BETWEEN from_day AND to_day;
	ELSE
		SELECT count(*), count(*) FILTER (WHERE NOT n.always) INTO pooled, sampled
		  FROM civic_internal.draws_between(from_day, to_day) s
		  JOIN civic_private.review_pool n ON n.draw_id BETWEEN s.first_id AND s.last_id
		  JOIN (SELECT DISTINCT d.draw_id, d.on_day FROM civic_private.review_draw d
			 WHERE d.on_day BETWEEN from_day AND to_day) w USING (draw_id)
		 WHERE civic_internal.area_covers(area,
			(SELECT h.area FROM civic_internal.home(n.subject_id, w.on_day) h));
	END IF;
	pooled := coalesce(pooled, 0);
	sampled := coalesce(sampled, 0);
END $$;
COMMENT ON FUNCTION civic_internal.review_pooled(date, date, text) IS
	'decisions that came into draws, all and those of which a share is reviewed';

/* Draws are numbered in the order of their days. */
CREATE FUNCTION civic_internal.draws_between(from_day date, to_day date,
	OUT first_id int8, OUT last_id int8)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT min(d.draw_id), max(d.draw_id) FROM civic_private.review_draw d
	 WHERE d.on_day BETWEEN from_day AND to_day
$$;
COMMENT ON FUNCTION civic_internal.draws_between(date, date) IS
	'the first and the last draw of some days, or nulls';

CREATE FUNCTION civic.review_report(from_day date, to_day date, area ltree DEFAULT NULL)
RETURNS TABLE (pooled int8, sampled int8, drawn int8, sampling_rate numeric, decided int8,
	agreed int8, agreement_rate numeric, decided_in_time int8, median_days numeric,
	p90_days numeric, waiting int8, overdue int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of reviews */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer auditor', area::text);
	RETURN QUERY
	WITH counts AS (
		SELECT count(*) AS drawn, count(*) FILTER (WHERE v.cause <> 'always') AS of_sampled,
			count(v.decided_on) AS decided, count(*) FILTER (WHERE v.agree) AS agreed,
			count(*) FILTER (WHERE v.decided_on <= v.due) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY v.took) AS median,
			percentile_cont(0.9) WITHIN GROUP (ORDER BY v.took) AS p90,
			count(*) FILTER (WHERE v.decided_on IS NULL AND v.due < civic.today()) AS overdue
		  FROM civic_internal.draws_between(from_day, to_day) s
		  JOIN civic_private.review v ON v.draw_id BETWEEN s.first_id AND s.last_id
		 WHERE v.drawn_on BETWEEN from_day AND to_day
		   AND civic_internal.area_covers(review_report.area::text,
			(SELECT h.area FROM civic_internal.home(v.subject_id, v.drawn_on) h))
	)
	SELECT p.pooled, p.sampled, c.drawn, round(c.of_sampled::numeric / nullif(p.sampled, 0), 4),
		c.decided, c.agreed, round(c.agreed::numeric / nullif(c.decided, 0), 4), c.in_time,
		round(c.median::numeric, 1), round(c.p90::numeric, 1), c.drawn - c.decided, c.overdue
	  FROM counts c,
		civic_internal.review_pooled(from_day, to_day, review_report.area::text) p;
END $$;
COMMENT ON FUNCTION civic.review_report(date, date, ltree) IS
	'automatic decisions drawn for review from one day to another: how many, and how often '
	'reviewers agreed';
