/* Observations summed up by period. */

CREATE FUNCTION civic_internal.cadence_step(cadence text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE cadence WHEN 'month' THEN interval '1 month' WHEN 'week' THEN interval '7 days'
	ELSE interval '1 day' END;
COMMENT ON FUNCTION civic_internal.cadence_step(text) IS
	'length of the periods of a cadence';

/* Inlined, as as_path() is. */
CREATE FUNCTION civic_internal.period_of(day date, cadence text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE cadence WHEN 'month' THEN pg_catalog.date_trunc('month', CAST(day AS timestamp))
	WHEN 'week' THEN pg_catalog.date_trunc('week', CAST(day AS timestamp))
	ELSE CAST(day AS timestamp) END::date;
COMMENT ON FUNCTION civic_internal.period_of(date, text) IS
	'first day of the period of a cadence that a day lies in; weeks begin on Monday';

/*
 * A period that has an observation gives its sum as a whole number over another, so that what is
 * made of it is exact.  Weights and values are in millionths.  The order of arrival plays no part.
 */
CREATE FUNCTION civic_internal.period_sums(indicator text, within text, summary text,
	cadence text, from_day date, to_day date, known timestamptz)
RETURNS TABLE (area text, period date, numerator numeric, denominator numeric, n int8,
	weight numeric, revision int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
/* its plan is costed for far more rows than there are */
SET jit = off
AS $$
	SELECT o.area, x.period,
		CASE period_sums.summary WHEN 'weighted' THEN sum(o.value::numeric * o.weight)
			WHEN 'last' THEN (array_agg(o.value ORDER BY o.on_day DESC, o.source_id,
				o.source_ref))[1]
			ELSE sum(o.value) END,
		CASE period_sums.summary WHEN 'weighted' THEN sum(o.weight) WHEN 'mean' THEN count(*)
			ELSE 1 END,
		count(*), sum(o.weight), max(o.revision)
	  FROM (SELECT n.* FROM civic_private.observation n
		 WHERE known IS NULL AND n.indicator = period_sums.indicator
		   AND n.on_day BETWEEN from_day AND to_day
		   AND NOT EXISTS (SELECT FROM civic_private.observation r
			WHERE r.supersedes = n.observation_id AND r.supersedes IS NOT NULL)
		UNION ALL
		SELECT n.* FROM civic_private.observation n
		 WHERE n.recorded_at <= known AND n.indicator = period_sums.indicator
		   AND n.on_day BETWEEN from_day AND to_day
		   AND NOT EXISTS (SELECT FROM civic_private.observation r
			WHERE r.supersedes = n.observation_id AND r.supersedes IS NOT NULL
			  AND r.recorded_at <= known)) o
	 CROSS JOIN LATERAL (SELECT civic_internal.period_of(o.on_day, period_sums.cadence)) x (period)
	 WHERE civic_internal.area_covers(period_sums.within, o.area) AND o.value IS NOT NULL
	 GROUP BY o.area, x.period
$$;
COMMENT ON FUNCTION civic_internal.period_sums(text, text, text, text, date, date,
	timestamptz) IS
	'what was observed of an indicator by area and period, as known at a time';

CREATE FUNCTION civic_internal.require_days(from_day date, to_day date) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF from_day IS NULL OR to_day IS NULL THEN
		RAISE EXCEPTION 'from_day and to_day must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF from_day < '1900-01-01' OR to_day > '9999-12-31' OR to_day - from_day > 36600 THEN
		RAISE EXCEPTION 'days out of range: % to %', from_day, to_day
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'They lie between 1900-01-01 and 9999-12-31, and not further than a '
					'hundred years apart.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_days(date, date) IS
	'raise an error unless two days can bound a report';

CREATE FUNCTION civic_internal.require_cadence(cadence text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF cadence NOT IN ('month', 'week', 'day', 'burst') THEN
		RAISE EXCEPTION 'unknown cadence "%"', cadence
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It is one of month, week, day, burst.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_cadence(text) IS
	'raise an error unless there is such a cadence';

CREATE FUNCTION civic.series(indicator text, area ltree, from_day date, to_day date,
	cadence text DEFAULT NULL, as_known timestamptz DEFAULT NULL)
RETURNS TABLE (period date, value numeric, n int8, weight numeric, revision int4, missing bool)
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	definition jsonb;
	by_cadence text;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', series.area::text);
	IF series.indicator IS NULL OR series.area IS NULL THEN
		RAISE EXCEPTION 'indicator and area must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.require_days(from_day, to_day);
	definition := civic_internal.known_indicator(series.indicator);
	PERFORM civic_internal.check_area(series.area::text);
	by_cadence := coalesce(series.cadence, definition ->> 'cadence', 'month');
	PERFORM civic_internal.require_cadence(by_cadence);
	RETURN QUERY
	SELECT g.day::date, round(s.numerator / s.denominator / 1000000, 6), coalesce(s.n, 0),
		round(s.weight / 1000000, 6), s.revision, s.n IS NULL
	  FROM generate_series(civic_internal.period_of(from_day, by_cadence)::timestamp,
			to_day::timestamp, civic_internal.cadence_step(by_cadence)) g (day)
	  LEFT JOIN civic_internal.period_sums(series.indicator, series.area::text,
			coalesce(definition ->> 'summary', 'mean'), by_cadence, from_day, to_day, as_known) s
		ON s.period = g.day AND s.area = series.area::text
	 ORDER BY 1;
END $$;
COMMENT ON FUNCTION civic.series(text, ltree, date, date, text, timestamptz) IS
	'an indicator in an area period by period, gaps included, as known now or at a time';

CREATE FUNCTION civic.stale(as_of date DEFAULT NULL)
RETURNS TABLE (indicator text, area ltree, cadence text, last_period date, periods_late int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
#variable_conflict use_column
DECLARE
	day date := coalesce(as_of, civic.today());
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', NULL);
	RETURN QUERY
	SELECT d.indicator, civic_internal.as_path(o.area), d.cadence, o.last_period,
		(SELECT count(*)::int4 FROM generate_series(o.last_period + d.step, d.due::timestamp,
			d.step))
	  FROM (SELECT f.indicator, c.cadence, civic_internal.cadence_step(c.cadence) AS step,
			civic_internal.period_of(civic_internal.period_of(day, c.cadence) - 1, c.cadence)
				AS due
		  FROM civic_internal.indicators_in_force(day) f
		 CROSS JOIN LATERAL (SELECT coalesce(f.definition ->> 'cadence', 'month')) c (cadence)
		 WHERE c.cadence <> 'burst') d
	 CROSS JOIN LATERAL (SELECT n.area, civic_internal.period_of(max(n.on_day), d.cadence)
		  FROM civic_private.observation n
		 WHERE n.indicator = d.indicator AND n.on_day <= day AND n.value IS NOT NULL
		   AND NOT EXISTS (SELECT FROM civic_private.observation r
			WHERE r.supersedes = n.observation_id)
		 GROUP BY n.area) o (area, last_period)
	 WHERE o.last_period < d.due ORDER BY 1, 2;
END $$;
COMMENT ON FUNCTION civic.stale(date) IS
	'indicators that an area has not kept up with: their last period, and how many are missing '
	'since';
