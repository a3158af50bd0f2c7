/* Indicators that the programme observes by itself, when their month is over. */

CREATE FUNCTION civic_internal.leaf_homes(day date)
RETURNS TABLE (subject_id int8, area text, is_old bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT h.subject_id, h.area, civic_internal.age_band(s.attributes, day) = '60 and over'
	  FROM civic_internal.homes(day, day) h JOIN civic_private.subject s USING (subject_id)
	 WHERE s.kind = 'resident'
$$;
COMMENT ON FUNCTION civic_internal.leaf_homes(date) IS
	'where residents lived on a day, and whether they were 60 or over';

/* Of residents: null where nobody of whom it is told lives there. */
CREATE FUNCTION civic_internal.derived_from_residents(what text, first_day date, last_day date)
RETURNS TABLE (area text, value numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	WITH part AS MATERIALIZED (
		SELECT o.subject_id, true AS took_part
		  FROM civic_internal.outcome_of('participation', first_day, last_day) o
		 GROUP BY o.subject_id
	), counted AS (
		SELECT h.area, count(*) AS n, count(p.took_part) AS took_part,
			count(*) FILTER (WHERE h.is_old) AS old,
			count(p.took_part) FILTER (WHERE h.is_old) AS old_took_part, avg(t.score) AS score
		  FROM civic_internal.leaf_homes(last_day) h
		  LEFT JOIN part p USING (subject_id)
		  LEFT JOIN civic_private.standing t USING (subject_id)
		 GROUP BY h.area
	)
	SELECT c.area, CASE what WHEN 'participation_rate' THEN 100.0 * c.took_part / c.n
		WHEN 'points_per_resident' THEN c.score / 100
		WHEN 'share_over_60' THEN 100.0 * c.old_took_part / nullif(c.took_part, 0)
		WHEN 'gap_over_60' THEN 100.0 * (c.took_part - c.old_took_part) / nullif(c.n - c.old, 0)
			- 100.0 * c.old_took_part / nullif(c.old, 0) END
	  FROM counted c
$$;
COMMENT ON FUNCTION civic_internal.derived_from_residents(text, date, date) IS
	'indicators by area that residents give';

/* Of cases: where there was none in a month, there is no value. */
CREATE FUNCTION civic_internal.derived_from_cases(what text, first_day date, last_day date)
RETURNS TABLE (area text, value numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.area, CASE what WHEN 'repair_days'
			THEN avg(c.closed_on - c.opened_on) FILTER (WHERE c.state = 6)
			ELSE 100.0 * count(*) FILTER (WHERE c.state = 6) / count(*) END
	  FROM civic_private.repair_case c
	 WHERE what IN ('repair_days', 'repair_pass_rate')
	   AND c.closed_on BETWEEN first_day AND last_day GROUP BY c.area
	UNION ALL
	SELECT a.area, 100.0 * count(*) FILTER (WHERE CASE what WHEN 'clocks_kept'
			THEN a.decided_on <= a.decision_due ELSE a.state IN ('upheld', 'corrected') END)
			/ count(*)
	  FROM civic_private.appeal a
	 WHERE what IN ('clocks_kept', 'appeals_upheld')
	   AND a.decided_on BETWEEN first_day AND last_day GROUP BY a.area
	UNION ALL
	SELECT h.area, 100.0 * count(*) FILTER (WHERE v.agree) / count(*)
	  FROM civic_private.review v JOIN civic_internal.homes(last_day, last_day) h USING (subject_id)
	 WHERE what = 'review_agreement' AND v.decided_on BETWEEN first_day AND last_day
	 GROUP BY h.area
	UNION ALL
	SELECT l.area, 100.0 * count(l.restored_on) / count(*)
	  FROM civic_internal.public_losses(last_day) l WHERE what = 'rectification_rate'
	 GROUP BY l.area
	UNION ALL
	SELECT a.area, d.since_last_month FROM civic_private.area a
	 CROSS JOIN civic_internal.score_drifts() d
	 WHERE what = 'score_drift' AND d.month = first_day AND strpos(a.area, '.') = 0
$$;
COMMENT ON FUNCTION civic_internal.derived_from_cases(text, date, date) IS
	'indicators by area that cases, reviews, losses and the drift of scores give';

CREATE FUNCTION civic_internal.observe_derived(indicator text, what text, month date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
DECLARE
	last_day date := (month + interval '1 month')::date - 1;
	found record;
	n int8 := 0;
BEGIN
	FOR found IN
		SELECT * FROM civic_internal.derived_from_residents(what, month, last_day) r
		 WHERE what IN ('participation_rate', 'points_per_resident', 'share_over_60',
			'gap_over_60') AND r.value IS NOT NULL
		UNION ALL
		SELECT * FROM civic_internal.derived_from_cases(what, month, last_day) c
		 WHERE c.value IS NOT NULL
		 ORDER BY 1
	LOOP
		PERFORM civic_internal.put_observation(indicator, found.area, last_day,
			civic_internal.millionths(round(found.value, 6)::text), 1000000, NULL, NULL, -1,
			format('%s/%s/%s', indicator, found.area, to_char(month, 'YYYY-MM')));
		n := n + 1;
	END LOOP;
	RETURN n;
END $$;
COMMENT ON FUNCTION civic_internal.observe_derived(text, text, date) IS
	'observe an indicator that the programme gives itself, of a month; in how many areas';

/* Standings of the day before are there when a month has just ended; a closed month stays. */
CREATE FUNCTION civic_internal.trust_daily_55(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	this_month date := civic_internal.period_of(civic_internal.period_of(day, 'month') - 1,
		'month');
	due record;
	n int8 := 0;
BEGIN
	INSERT INTO civic_private.score_month (month, counts)
	SELECT this_month, c FROM civic_internal.score_counts() c
	 WHERE NOT EXISTS (SELECT FROM civic_private.score_month s
		WHERE s.month = this_month) AND c <> '{}'
	   /* before there was a programme nobody had a score */
	   AND this_month >= (SELECT civic_internal.period_of(
			(p.created_at AT TIME ZONE p.time_zone)::date, 'month')
		FROM civic_private.programme p);
	FOR due IN
		SELECT f.indicator, f.definition ->> 'derived' AS what
		  FROM civic_internal.indicators_in_force(day) f
		 WHERE f.definition ? 'derived'
		   AND coalesce(civic_internal.closed_until(f.indicator) < this_month, true)
		   AND NOT EXISTS (SELECT FROM civic_private.observation o
			WHERE o.indicator = f.indicator AND o.source_id = -1
			  AND o.on_day = (this_month + interval '1 month')::date - 1)
		 ORDER BY f.indicator
	LOOP
		n := n + civic_internal.observe_derived(due.indicator, due.what, this_month);
	END LOOP;
	RETURN n;
END $$;
COMMENT ON FUNCTION civic_internal.trust_daily_55(date) IS
	'observe what the programme gives itself of the month that has ended; how many observations';
