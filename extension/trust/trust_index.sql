/*
 * The index of trust.  Values on the way are whole numbers of 10^-60, each cut off once; a value
 * that is compared or shown is rounded to 10^-30 first.  So what equals a bound as a fraction
 * equals it here, whatever thirds it is made of.
 */

CREATE FUNCTION civic_internal.index_month(period date) RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF period NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', period
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A month lies between 1900-01 and this one.';
	END IF;
	RETURN civic_internal.period_of(coalesce(period,
		civic_internal.period_of(civic.today(), 'month') - 1), 'month');
END $$;
COMMENT ON FUNCTION civic_internal.index_month(date) IS
	'first day of the month of a day, or of the last one that is over';

/* The index of a code that judges a month; without a code, the only one there is. */
CREATE FUNCTION civic_internal.index_in_force(code text, period date,
	OUT pack_id int4, OUT document jsonb, OUT weights jsonb)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF code IS NULL AND (SELECT count(DISTINCT e.code) > 1
		FROM civic_private.trust_enactment e) THEN
		RAISE EXCEPTION 'the index must be named'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = 'There are several.',
				HINT = 'Pass its code.';
	END IF;
	IF code IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.trust_enactment e
		WHERE e.code = index_in_force.code) THEN
		RAISE EXCEPTION 'unknown index "%"', code
			USING ERRCODE = 'undefined_object', HINT = 'Enact one with civic.enact_index().';
	END IF;
	SELECT e.pack_id, p.document, e.weights INTO pack_id, document, weights
	  FROM civic_private.trust_enactment e JOIN civic_private.trust_pack p USING (pack_id)
	 WHERE (index_in_force.code IS NULL OR e.code = index_in_force.code)
	   AND e.effective_from < index_in_force.period + interval '1 month'
	 ORDER BY e.effective_from DESC LIMIT 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'no index is in force in %', to_char(period, 'YYYY-MM')
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Enact one with civic.enact_index().';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.index_in_force(text, date) IS
	'the pack that judges a month, with the weights of its dimensions';

/* How far a value lies between its goalposts, from 0 to 100 in units of 10^-60. */
CREATE FUNCTION civic_internal.between_goalposts(numerator numeric, denominator numeric,
	low numeric, high numeric, direction text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN direction = 'down'
	THEN pg_catalog.div((high * denominator - least(greatest(numerator, low * denominator),
		high * denominator)) * 1e62, denominator * (high - low))
	ELSE pg_catalog.div((least(greatest(numerator, low * denominator), high * denominator)
		- low * denominator) * 1e62, denominator * (high - low)) END;
COMMENT ON FUNCTION civic_internal.between_goalposts(numeric, numeric, numeric, numeric, text) IS
	'a value as a mark from 0 to 100, in units of 10^-60';

/* Each indicator has its last period that was over by then and is not too old. */
CREATE FUNCTION civic_internal.index_marks(document jsonb, within text, period date)
RETURNS TABLE (area text, dimension text, indicator text, weight numeric, of_period date,
	value numeric, mark numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT s.area, i.dimension, i.code, i.weight, s.period,
		round(s.numerator / s.denominator / 1000000, 6),
		civic_internal.between_goalposts(s.numerator, s.denominator, i.low, i.high, i.direction)
	  FROM (SELECT d.value ->> 'dimension' AS dimension, d.value ->> 'code' AS code,
			(d.value ->> 'weight')::numeric * 1000000 AS weight,
			(d.value ->> 'low')::numeric * 1000000 AS low,
			(d.value ->> 'high')::numeric * 1000000 AS high,
			coalesce(d.value ->> 'direction', 'up') AS direction,
			coalesce(d.value ->> 'summary', 'mean') AS summary,
			coalesce(d.value ->> 'cadence', 'month') AS cadence,
			coalesce((d.value ->> 'max_age')::int4, 0) AS max_age
		  FROM jsonb_array_elements(document -> 'indicators') d) i
	 CROSS JOIN LATERAL (SELECT civic_internal.period_of(
			(index_marks.period + interval '1 month')::date, i.cadence) - 1,
			civic_internal.cadence_step(i.cadence)) b (last_day, step)
	 CROSS JOIN LATERAL (SELECT DISTINCT ON (p.area) p.*
		  FROM civic_internal.period_sums(i.code, within, i.summary, i.cadence,
			(b.last_day + 1 - (i.max_age + 1) * b.step)::date, b.last_day, NULL) p
		 ORDER BY p.area, p.period DESC) s
$$;
COMMENT ON FUNCTION civic_internal.index_marks(jsonb, text, date) IS
	'marks of the indicators of areas that have observations of their own';

/* Is a part as large a share of the whole as a pack asks for? */
CREATE FUNCTION civic_internal.is_available(document jsonb, part numeric, whole numeric)
RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT part * coalesce(nullif(split_part(a.share, '/', 2), ''), '1')::numeric
		>= whole * split_part(a.share, '/', 1)::numeric
	  FROM (SELECT coalesce(document #>> '{index,availability}', '2/3')) a (share)
$$;
COMMENT ON FUNCTION civic_internal.is_available(jsonb, numeric, numeric) IS
	'is a part as large a share of the whole as a pack asks for?';

CREATE FUNCTION civic_internal.index_zone(document jsonb, value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT z.value ->> 'code'
	  FROM jsonb_array_elements(document -> 'zones') WITH ORDINALITY z (value, place)
	 WHERE index_zone.value IS NOT NULL AND CASE
		WHEN z.value ? 'above' THEN round(index_zone.value / 1e60, 30)
			> (z.value ->> 'above')::numeric
		WHEN z.value ? 'from' THEN round(index_zone.value / 1e60, 30)
			>= (z.value ->> 'from')::numeric
		ELSE true END
	 ORDER BY z.place LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.index_zone(jsonb, numeric) IS
	'zone of a value in units of 10^-60';

CREATE FUNCTION civic_internal.mark_log(mark numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ln(nullif(mark, 0) / 1e60);
COMMENT ON FUNCTION civic_internal.mark_log(numeric) IS
	'logarithm of a mark in units of 10^-60; null of 0';

/* Arithmetic means are cut off at 10^-60; geometric ones have 20 decimals, and a zero gives 0. */
CREATE FUNCTION civic_internal.index_mean(document jsonb, total numeric, weight numeric,
	logs numeric, has_zero bool) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN document #>> '{index,aggregation}' IS DISTINCT FROM 'geometric' THEN div(total, weight)
	WHEN has_zero THEN 0
	ELSE trunc(round(exp(logs / weight), 20) * 1e60) END;
COMMENT ON FUNCTION civic_internal.index_mean(jsonb, numeric, numeric, numeric, bool) IS
	'mean of marks in units of 10^-60, as a pack says';

/* A dimension without enough of its weight has no value, and then there is no index either. */
CREATE FUNCTION civic_internal.index_of_observed(document jsonb, weights jsonb, within text,
	period date)
RETURNS TABLE (area text, value numeric, missing text[], dimensions jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
SET search_path = pg_catalog, pg_temp
/* its plan is costed for far more rows than there are, and for far fewer marks */
SET jit = off SET enable_nestloop = off
AS $$
	WITH mark AS (
		SELECT * FROM civic_internal.index_marks(document, within, period)
	), planned AS (
		SELECT d.code, w.value::numeric AS weight,
			document #>> '{index,aggregation}' IS NOT DISTINCT FROM 'geometric' AS geometric,
			(SELECT sum((i.value ->> 'weight')::numeric)
				* 1000000 FROM jsonb_array_elements(document -> 'indicators') i
			 WHERE i.value ->> 'dimension' = d.code) AS whole
		  FROM jsonb_array_elements(document -> 'dimensions') e,
			LATERAL (SELECT e.value ->> 'code') d (code)
		  JOIN jsonb_each_text(weights) w ON w.key = d.code
	), dimension AS (
		SELECT a.area, p.code, p.weight, p.geometric,
			CASE WHEN civic_internal.is_available(document,
				sum(m.weight), p.whole) THEN civic_internal.index_mean(document,
				sum(m.weight * m.mark), sum(m.weight),
				sum(CASE WHEN p.geometric THEN m.weight * civic_internal.mark_log(m.mark) END),
				bool_or(m.mark = 0)) END AS value,
			jsonb_object_agg(m.indicator, jsonb_build_object('value', m.value, 'weight',
				round(m.weight / 1000000, 6), 'mark', round(m.mark / 1e60, 6), 'period',
				m.of_period)) FILTER (WHERE m.indicator IS NOT NULL) AS indicators
		  FROM (SELECT DISTINCT mark.area FROM mark) a
		 CROSS JOIN planned p
		  LEFT JOIN mark m ON m.area = a.area AND m.dimension = p.code
		 GROUP BY a.area, p.code, p.weight, p.whole, p.geometric
	)
	SELECT d.area, CASE WHEN bool_and(d.value IS NOT NULL) THEN civic_internal.index_mean(document,
			sum(d.weight * d.value), sum(d.weight),
			sum(CASE WHEN d.geometric THEN d.weight * civic_internal.mark_log(d.value) END),
			bool_or(d.value = 0)) END,
		array_agg(d.code ORDER BY d.code) FILTER (WHERE d.value IS NULL),
		jsonb_object_agg(d.code, jsonb_build_object('value', round(d.value / 1e60, 6),
			'weight', round(d.weight / 1000000, 6), 'indicators', coalesce(d.indicators, '{}')))
	  FROM dimension d GROUP BY d.area
$$;
COMMENT ON FUNCTION civic_internal.index_of_observed(jsonb, jsonb, text, date) IS
	'index of the areas that have observations of their own';

CREATE FUNCTION civic_internal.area_population(area text, day date) RETURNS int8
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT count(*) FROM civic_private.subject s
	 CROSS JOIN LATERAL civic_internal.home(s.subject_id, day) h
	 WHERE s.kind = 'resident' AND civic_internal.area_covers(area_population.area, h.area)
$$;
COMMENT ON FUNCTION civic_internal.area_population(text, date) IS
	'residents who lived in an area on a day';

/* The next higher areas from those below them; one that was observed itself is not made of them. */
CREATE FUNCTION civic_internal.index_of_parents(document jsonb, within text, period date,
	depth int4, found jsonb) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH child AS (
		SELECT substring(a.area FROM '^(.*)[.][^.]*$') AS parent, a.area,
			(found -> a.area ->> 'value')::numeric AS value,
			CASE document #>> '{index,parents}' WHEN 'equal' THEN 1 ELSE
				civic_internal.area_population(a.area,
					(index_of_parents.period + interval '1 month')::date - 1) END AS weight
		  FROM civic_private.area a
		 WHERE civic_internal.area_covers(within, a.area)
		   AND cardinality(string_to_array(a.area, '.')) = depth + 1
	), made AS (
		SELECT c.parent, CASE WHEN civic_internal.is_available(document,
				sum(c.weight) FILTER (WHERE c.value IS NOT NULL), sum(c.weight))
			THEN div(sum(c.weight * c.value), nullif(sum(c.weight)
				FILTER (WHERE c.value IS NOT NULL), 0)) END AS value,
			array_agg(c.area ORDER BY c.area) FILTER (WHERE c.value IS NULL) AS missing,
			jsonb_object_agg(c.area, jsonb_build_object('value', round(c.value / 1e60, 6),
				'weight', c.weight)) AS parts
		  FROM child c
		 WHERE civic_internal.area_covers(within, c.parent) AND NOT found ? c.parent
		 GROUP BY c.parent
		HAVING bool_or(found ? c.area)
	)
	SELECT coalesce(jsonb_object_agg(m.parent, jsonb_build_object('value', m.value::text,
		'missing', coalesce(to_jsonb(m.missing), '[]'), 'dimensions',
		jsonb_build_object('areas', m.parts))), '{}')
	  FROM made m
$$;
COMMENT ON FUNCTION civic_internal.index_of_parents(jsonb, text, date, int4, jsonb) IS
	'index of the areas at a depth from that of the areas below them, by area';

CREATE FUNCTION civic_internal.index_of_areas(document jsonb, weights jsonb, within text,
	period date) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found jsonb;
	deepest int4 := (SELECT max(cardinality(string_to_array(a.area, '.')))
		FROM civic_private.area a);
BEGIN
	SELECT coalesce(jsonb_object_agg(o.area, jsonb_build_object('value', o.value::text,
		'missing', coalesce(to_jsonb(o.missing), '[]'), 'dimensions', o.dimensions)), '{}')
	  INTO found
	  FROM civic_internal.index_of_observed(document, weights, within, period) o;
	FOR depth IN REVERSE deepest - 1 .. 1 LOOP
		found := found || civic_internal.index_of_parents(document, within, period, depth, found);
	END LOOP;
	RETURN found;
END $$;
COMMENT ON FUNCTION civic_internal.index_of_areas(jsonb, jsonb, text, date) IS
	'index of all areas that have one or lack parts of it, by area';

CREATE FUNCTION civic.trust_index(within ltree DEFAULT NULL, period date DEFAULT NULL,
	index text DEFAULT NULL)
RETURNS TABLE (area ltree, month date, value numeric, zone text, complete bool, missing text[],
	dimensions jsonb)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	first_day date;
	pack record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', within::text);
	first_day := civic_internal.index_month(trust_index.period);
	IF within IS NOT NULL THEN
		PERFORM civic_internal.check_area(within::text);
	END IF;
	SELECT p.* INTO pack FROM civic_internal.index_in_force(trust_index.index, first_day) p;
	RETURN QUERY
	SELECT civic_internal.as_path(x.area), first_day, round(v.number / 1e60, 6),
		civic_internal.index_zone(pack.document, v.number), x.found -> 'missing' = '[]',
		ARRAY(SELECT jsonb_array_elements_text(x.found -> 'missing')), x.found -> 'dimensions'
	  FROM jsonb_each(civic_internal.index_of_areas(pack.document, pack.weights, within::text,
			first_day)) x (area, found)
	 CROSS JOIN LATERAL (SELECT (x.found ->> 'value')::numeric) v (number)
	 ORDER BY 1;
END $$;
COMMENT ON FUNCTION civic.trust_index(ltree, date, text) IS
	'index of trust of areas in a month, its zone, what is missing, and what it is made of';
