/* What indicators have to do with one another, and what a measure has brought about. */

CREATE FUNCTION civic_internal.least_squares(y float8[], x float8[])
RETURNS TABLE (term int4, coefficient float8, se float8, t float8, r2 float8, n int4)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_least_squares';
COMMENT ON FUNCTION civic_internal.least_squares(float8[], float8[]) IS
	'coefficients of a constant (term 0) and of the terms in rows of x';

/* Values of an indicator by area and period. */
CREATE FUNCTION civic_internal.indicator_values(indicator text, within text, cadence text,
	from_day date, to_day date)
RETURNS TABLE (area text, period date, value numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT s.area, s.period, round(s.numerator / s.denominator / 1000000, 6)
	  FROM civic_internal.period_sums(indicator, within,
		coalesce(civic_internal.known_indicator(indicator) ->> 'summary', 'mean'), cadence,
		from_day, to_day, NULL) s
$$;
COMMENT ON FUNCTION civic_internal.indicator_values(text, text, text, date, date) IS
	'values of an indicator by area and period';

CREATE FUNCTION civic.relate_series(y text, x text[], within ltree, from_day date, to_day date)
RETURNS TABLE (term text, coefficient float8, se float8, t float8, r2 float8, n int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 5
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
#variable_conflict use_column
DECLARE
	cadence text;
	ys float8[];
	xs float8[];
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(x, 'x');
	PERFORM civic_internal.require_reach_within('service reviewer auditor', within::text);
	PERFORM civic_internal.require_days(from_day, to_day);
	IF y IS NULL OR cardinality(x) IS NULL OR array_position(x, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'y and x must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF cardinality(x) NOT BETWEEN 1 AND 20 THEN
		RAISE EXCEPTION 'x must have 1 to 20 indicators'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	PERFORM civic_internal.known_indicator(g) FROM unnest(relate_series.x) g;
	cadence := coalesce(civic_internal.known_indicator(y) ->> 'cadence', 'month');
	SELECT array_agg(r.y ORDER BY r.area, r.period, r.place) FILTER (WHERE r.place = 1),
		array_agg(r.term ORDER BY r.area, r.period, r.place)
	  INTO ys, xs
	  FROM (SELECT v.area, v.period, v.value::float8 AS y, i.value::float8 AS term, g.place,
			count(*) OVER (PARTITION BY v.area, v.period) AS present
		  FROM civic_internal.indicator_values(relate_series.y, within::text, cadence,
			from_day, to_day) v
		 CROSS JOIN unnest(relate_series.x) WITH ORDINALITY g (name, place)
		  JOIN LATERAL civic_internal.indicator_values(g.name, v.area, cadence, v.period,
			(v.period + civic_internal.cadence_step(cadence))::date - 1) i
			ON i.area = v.area AND i.period = v.period) r
	 WHERE r.present = cardinality(relate_series.x);
	RETURN QUERY
	SELECT coalesce(relate_series.x[l.term], 'constant'), l.coefficient, l.se, l.t, l.r2, l.n
	  FROM civic_internal.least_squares(coalesce(ys, '{}'), coalesce(xs, '{}')) l
	 ORDER BY l.term;
END $$;
COMMENT ON FUNCTION civic.relate_series(text, text[], ltree, date, date) IS
	'how an indicator goes along with others over areas and periods, by least squares: a '
	'correlation, not a cause';

/* ---------- differences in differences */

CREATE FUNCTION civic_internal.check_contrast(treated text[], control text[], before daterange,
	after daterange) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF treated IS NULL OR control IS NULL OR before IS NULL OR after IS NULL
		OR array_position(treated || control, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'treated, control, before and after must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF treated && control OR NOT before << after OR isempty(before) OR isempty(after)
		OR lower(before) IS NULL OR upper(after) IS NULL THEN
		RAISE EXCEPTION 'areas or times overlap, or have no end'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'An area is treated or a control, and before ends where after begins, or '
					'earlier.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_contrast(text[], text[], daterange, daterange) IS
	'raise an error unless areas and times can be contrasted';

/* By area: how its mean changed, and by how much it changed a period before anything was done. */
CREATE FUNCTION civic_internal.area_changes(indicator text, areas text[], before daterange,
	after daterange, cadence text)
RETURNS TABLE (area text, change numeric, trend numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.area, avg(v.value) FILTER (WHERE v.period <@ after)
			- avg(v.value) FILTER (WHERE v.period <@ before),
		regr_slope(v.value::float8, v.place::float8) FILTER (WHERE v.period <@ before)::numeric
	  FROM (SELECT i.area, i.period, i.value, row_number() OVER (PARTITION BY i.area
			ORDER BY i.period) AS place
		  FROM unnest(areas) a CROSS JOIN LATERAL civic_internal.indicator_values(indicator, a,
			cadence, lower(before), upper(after) - 1) i WHERE i.area = a) v
	 GROUP BY v.area
$$;
COMMENT ON FUNCTION civic_internal.area_changes(text, text[], daterange, daterange, text) IS
	'change of each area from one time to another, and its trend in the first';

CREATE FUNCTION civic.contrast(indicator text, treated ltree[], control ltree[], before daterange,
	after daterange)
RETURNS TABLE (effect numeric, se numeric, t numeric, n int4, pre_trend numeric,
	pre_trend_t numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
#variable_conflict use_column
DECLARE
	cadence text;
	every text[] := treated::text[] || control::text[];
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(treated, 'treated');
	PERFORM civic_internal.require_list(control, 'control');
	PERFORM civic_internal.require_reach_within('service reviewer auditor', a)
	   FROM unnest(coalesce(every, ARRAY[NULL])) a;
	PERFORM civic_internal.check_contrast(treated::text[], control::text[], before, after);
	PERFORM civic_internal.check_area(a) FROM unnest(every) a;
	cadence := coalesce(civic_internal.known_indicator(indicator) ->> 'cadence', 'month');
	RETURN QUERY
	WITH one AS (
		SELECT c.area = ANY (treated::text[]) AS is_treated, c.change, c.trend
		  FROM civic_internal.area_changes(contrast.indicator, every, before, after, cadence) c
		 WHERE c.change IS NOT NULL
	), side AS (
		SELECT o.is_treated, count(*) AS n, avg(o.change) AS change, avg(o.trend) AS trend,
			var_samp(o.change) / count(*) AS change_variance,
			var_samp(o.trend) / count(o.trend) AS trend_variance
		  FROM one o GROUP BY o.is_treated
	)
	SELECT round(a.change - b.change, 6), round(s.change, 6),
		round((a.change - b.change) / nullif(s.change, 0), 6), (a.n + b.n)::int4,
		round(a.trend - b.trend, 6), round((a.trend - b.trend) / nullif(s.trend, 0), 6)
	  FROM side a CROSS JOIN side b
	 CROSS JOIN LATERAL (SELECT sqrt(a.change_variance + b.change_variance),
		sqrt(a.trend_variance + b.trend_variance)) s (change, trend)
	 WHERE a.is_treated AND NOT b.is_treated;
END $$;
COMMENT ON FUNCTION civic.contrast(text, ltree[], ltree[], daterange, daterange) IS
	'by how much more treated areas changed than others (difference in differences), and whether '
	'they already went apart before';

/* ---------- robustness */

CREATE FUNCTION civic_internal.robustness(marks float8[], weights float8[], dimensions int4[],
	plans float8[], bounds float8[], above int4[], available float8, geometric bool, draws int4,
	seed int8)
RETURNS TABLE (area int4, rank int4, rank_low int4, rank_high int4, value_low float8,
	value_high float8, zones int4[], factor int4)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_robustness';
COMMENT ON FUNCTION civic_internal.robustness(float8[], float8[], int4[], float8[], float8[],
	int4[], float8, bool, int4, int8) IS
	'ranks and zones of areas under other choices; areas are numbered in the order of their marks';

/* Weights in force, and those without each of the judges. */
CREATE FUNCTION civic_internal.weight_plans(document jsonb, weights jsonb) RETURNS float8[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg((p.weights ->> (d.value ->> 'code'))::float8 ORDER BY p.place, d.ordinality)
	  FROM (SELECT 0 AS place, weight_plans.weights
		UNION ALL
		SELECT j.ordinality, civic_internal.dimension_weights(document,
			civic_internal.judged_comparison(document #- ARRAY['comparisons',
				(j.ordinality - 1)::text]))
		  FROM jsonb_array_elements(document -> 'comparisons') WITH ORDINALITY j
		 WHERE jsonb_array_length(document -> 'comparisons') > 1) p (place, weights)
	 CROSS JOIN jsonb_array_elements(document -> 'dimensions') WITH ORDINALITY d
$$;
COMMENT ON FUNCTION civic_internal.weight_plans(jsonb, jsonb) IS
	'weights of dimensions as they are in force, then without each judge';

/* Marks of areas in the order of their paths, a null where there is none. */
CREATE FUNCTION civic_internal.mark_matrix(document jsonb, within text, month date,
	OUT areas text[], OUT marks float8[])
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
/* its plan is costed for far fewer marks than there are */
SET enable_nestloop = off
AS $$
	WITH mark AS MATERIALIZED (
		SELECT * FROM civic_internal.index_marks(document, within, month)
	), area AS (
		SELECT DISTINCT m.area FROM mark m
	)
	SELECT (SELECT array_agg(a.area ORDER BY a.area) FROM area a),
		array_agg((m.mark / 1e60)::float8 ORDER BY a.area, i.ordinality)
	  FROM area a
	 CROSS JOIN jsonb_array_elements(document -> 'indicators') WITH ORDINALITY i
	  LEFT JOIN mark m ON m.area = a.area AND m.indicator = i.value ->> 'code'
$$;
COMMENT ON FUNCTION civic_internal.mark_matrix(jsonb, text, date) IS
	'areas with observations of their own, and their marks';

CREATE FUNCTION civic_internal.robust_areas(document jsonb, weights jsonb, within text,
	month date, draws int4, seed int8)
RETURNS TABLE (area text, rank int4, rank_low int4, rank_high int4, value_low float8,
	value_high float8, zones int4[], factor int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
	SELECT m.areas[r.area], r.rank, r.rank_low, r.rank_high, r.value_low, r.value_high, r.zones,
		r.factor
	  FROM civic_internal.mark_matrix(document, within, month) m
	 CROSS JOIN LATERAL (SELECT array_agg((i.value ->> 'weight')::float8 ORDER BY i.ordinality),
			array_agg((SELECT d.ordinality::int4 - 1
				FROM jsonb_array_elements(document -> 'dimensions') WITH ORDINALITY d
				WHERE d.value ->> 'code' = i.value ->> 'dimension') ORDER BY i.ordinality)
		  FROM jsonb_array_elements(document -> 'indicators') WITH ORDINALITY i) i
			(weights, dimensions)
	 CROSS JOIN LATERAL (SELECT coalesce(array_agg(coalesce(z.value ->> 'above',
				z.value ->> 'from')::float8 ORDER BY z.ordinality), '{}'),
			coalesce(array_agg((z.value ? 'above')::int4 ORDER BY z.ordinality), '{}')
		  FROM jsonb_array_elements(document -> 'zones') WITH ORDINALITY z
		 WHERE z.value ?| '{above,from}') z (bounds, above)
	 CROSS JOIN LATERAL civic_internal.robustness(m.marks, i.weights, i.dimensions,
		civic_internal.weight_plans(document, robust_areas.weights), z.bounds, z.above,
		(SELECT split_part(a.share, '/', 1)::float8
				/ coalesce(nullif(split_part(a.share, '/', 2), ''), '1')::float8 - 1e-12
			FROM coalesce(document #>> '{index,availability}', '2/3') a (share)),
		document #>> '{index,aggregation}' IS NOT DISTINCT FROM 'geometric', draws, seed) r
$$;
COMMENT ON FUNCTION civic_internal.robust_areas(jsonb, jsonb, text, date, int4, int8) IS
	'ranks and zones of the areas of an index under other choices';

CREATE FUNCTION civic.index_robustness(index text DEFAULT NULL, period date DEFAULT NULL,
	draws int4 DEFAULT 1000, seed int8 DEFAULT 1)
RETURNS TABLE (area ltree, rank int4, rank_low int4, rank_high int4, value_low numeric,
	value_high numeric, zone_share jsonb, most_sensitive_to text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	month date;
	pack record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', NULL);
	IF draws IS NULL OR seed IS NULL OR draws NOT BETWEEN 10 AND 10000 THEN
		RAISE EXCEPTION 'draws must lie between 10 and 10000, and seed must be given'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	month := civic_internal.index_month(period);
	SELECT p.* INTO pack FROM civic_internal.index_in_force(index_robustness.index, month) p;
	RETURN QUERY
	SELECT civic_internal.as_path(r.area), r.rank, r.rank_low, r.rank_high,
		round(r.value_low::numeric, 6), round(r.value_high::numeric, 6),
		(SELECT jsonb_object_agg(z.value ->> 'code', round(r.zones[z.ordinality]::numeric
				/ nullif((SELECT sum(n) FROM unnest(r.zones) n), 0), 4))
			FROM jsonb_array_elements(pack.document -> 'zones') WITH ORDINALITY z),
		CASE WHEN r.factor >= 0 THEN pack.document #>> ARRAY['indicators', r.factor::text, 'code']
			WHEN r.factor = -1 THEN 'weights' WHEN r.factor = -2 THEN 'mean'
			ELSE format('judge %s', -2 - r.factor) END
	  FROM civic_internal.robust_areas(pack.document, pack.weights, NULL, month, draws, seed) r
	 ORDER BY r.rank, r.area;
END $$;
COMMENT ON FUNCTION civic.index_robustness(text, date, int4, int8) IS
	'how ranks and zones of areas hold under other weights, means, indicators and judges';
