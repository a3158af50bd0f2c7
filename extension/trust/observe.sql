/* Observations of indicators: recorded, revised, summed up by period. */

CREATE FUNCTION civic_internal.observer_source(area text, source text) RETURNS int4
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_observer_source';
COMMENT ON FUNCTION civic_internal.observer_source(text, text) IS
	'source for which the caller may observe an area, or an error';

/* Among enacted packs, the newest that has it says how an indicator is summed up. */
CREATE FUNCTION civic_internal.known_indicator(indicator text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	definition jsonb;
BEGIN
	SELECT i.value INTO definition
	  FROM civic_private.trust_enactment e JOIN civic_private.trust_pack p USING (pack_id),
		jsonb_array_elements(p.document -> 'indicators') i
	 WHERE i.value ->> 'code' = indicator
	 ORDER BY e.effective_from DESC, e.pack_id DESC LIMIT 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown indicator "%"', indicator
			USING ERRCODE = 'undefined_object',
				HINT = 'An index that has it must be enacted with civic.enact_index().';
	END IF;
	RETURN definition;
END $$;
COMMENT ON FUNCTION civic_internal.known_indicator(text) IS
	'definition of an indicator, or an error';

CREATE FUNCTION civic_internal.millionths(value numeric, what text, low numeric) RETURNS int8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	/* NaN is greater than any number */
	IF value > 1000000000000 OR value < low THEN
		RAISE EXCEPTION '% out of range: %', what, value
			USING ERRCODE = 'numeric_value_out_of_range',
				HINT = format('It lies between %s and 1000000000000.', low);
	END IF;
	IF value * 1000000 <> trunc(value * 1000000) THEN
		RAISE EXCEPTION '% has more than six decimals: %', what, value
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Round it first.';
	END IF;
	RETURN (value * 1000000)::int8;
END $$;
COMMENT ON FUNCTION civic_internal.millionths(numeric, text, numeric) IS
	'a number in millionths, or an error';

CREATE FUNCTION civic_internal.check_observed(area text, on_day date) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.check_area(area);
	IF on_day NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', on_day
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'What is observed lies between 1900-01-01 and today.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_observed(text, date) IS
	'raise an error unless an area could be observed on a day';

/*
 * Two who write the same reference meet at the unique index: the second finds a conflict, and looks
 * at what the first has written; or it cannot serialize.  Long because it holds the whole row.
 */
CREATE FUNCTION civic.observe(indicator text, area ltree, value numeric, on_day date,
	source_ref text, weight numeric DEFAULT 1, grp text DEFAULT NULL, evidence text DEFAULT NULL,
	source text DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	from_source int4;
	scaled int8;
	scaled_weight int8;
	last record;
	new_id int8;
BEGIN
	PERFORM civic_internal.require_programme();
	IF indicator IS NULL OR area IS NULL OR value IS NULL OR on_day IS NULL OR weight IS NULL
		OR coalesce(trim(source_ref), '') = '' THEN
		RAISE EXCEPTION 'indicator, area, value, on_day, source_ref and weight must be given'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	from_source := civic_internal.observer_source(area::text, source);
	PERFORM civic_internal.known_indicator(indicator);
	PERFORM civic_internal.check_observed(area::text, on_day);
	scaled := civic_internal.millionths(value, 'value', -1000000000000);
	scaled_weight := civic_internal.millionths(weight, 'weight', 0.000001);
	LOOP
		SELECT * INTO last FROM civic_private.observation o
		 WHERE o.source_id = from_source AND o.source_ref = observe.source_ref
		 ORDER BY o.revision DESC LIMIT 1;
		IF (last.indicator, last.area, last.on_day) <> (indicator, area::text, on_day) THEN
			RAISE EXCEPTION 'source_ref "%" is that of another observation', source_ref
				USING ERRCODE = 'unique_violation',
					DETAIL = format('It observes %s in %s on %s.', last.indicator, last.area,
						last.on_day),
					HINT = 'A revision has the indicator, area and day of what it revises.';
		END IF;
		IF (last.value, last.weight, last.grp, last.evidence)
			IS NOT DISTINCT FROM (scaled, scaled_weight, grp, evidence) THEN
			RETURN last.observation_id;
		END IF;
		INSERT INTO civic_private.observation (indicator, area, on_day, value, weight, grp,
			evidence, source_id, source_ref, revision, supersedes)
		VALUES (indicator, area::text, on_day, scaled, scaled_weight, grp, evidence, from_source,
			source_ref, coalesce(last.revision, 0) + 1, last.observation_id)
		ON CONFLICT DO NOTHING RETURNING observation_id INTO new_id;
		EXIT WHEN new_id IS NOT NULL;
	END LOOP;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.observe(text, ltree, numeric, date, text, numeric, text, text, text) IS
	'record what was observed of an indicator in an area on a day, or revise it';

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
 * made of it is exact.  Weights and values are in millionths.
 */
CREATE FUNCTION civic_internal.period_sums(indicator text, within text, summary text,
	cadence text, from_day date, to_day date, known timestamptz)
RETURNS TABLE (area text, period date, numerator numeric, denominator numeric, n int8,
	weight numeric, revision int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT o.area, x.period,
		CASE period_sums.summary WHEN 'weighted' THEN sum(o.value::numeric * o.weight)
			WHEN 'last' THEN (array_agg(o.value ORDER BY o.on_day DESC, o.observation_id DESC))[1]
			ELSE sum(o.value) END,
		CASE period_sums.summary WHEN 'weighted' THEN sum(o.weight) WHEN 'mean' THEN count(*)
			ELSE 1 END,
		count(*), sum(o.weight), max(o.revision)
	  FROM civic_private.observation o
	 CROSS JOIN LATERAL (SELECT civic_internal.period_of(o.on_day, period_sums.cadence)) x (period)
	 WHERE o.indicator = period_sums.indicator
	   AND civic_internal.area_covers(period_sums.within, o.area)
	   AND o.on_day BETWEEN from_day AND to_day
	   AND (known IS NULL OR o.recorded_at <= known)
	   AND NOT EXISTS (SELECT FROM civic_private.observation r
		WHERE r.supersedes = o.observation_id AND (known IS NULL OR r.recorded_at <= known))
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
	PERFORM civic_internal.require_days(from_day, to_day);
	definition := civic_internal.known_indicator(series.indicator);
	PERFORM civic_internal.check_area(series.area::text);
	by_cadence := coalesce(series.cadence, definition ->> 'cadence', 'month');
	IF by_cadence NOT IN ('month', 'week', 'day', 'burst') THEN
		RAISE EXCEPTION 'unknown cadence "%"', by_cadence
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It is one of month, week, day, burst.';
	END IF;
	RETURN QUERY
	SELECT g.day::date, round(s.numerator / s.denominator / 1000000, 6), coalesce(s.n, 0),
		s.weight / 1000000, s.revision, s.n IS NULL
	  FROM generate_series(civic_internal.period_of(from_day, by_cadence)::timestamp,
			to_day::timestamp, civic_internal.cadence_step(by_cadence)) g (day)
	  LEFT JOIN civic_internal.period_sums(series.indicator, series.area::text,
			coalesce(definition ->> 'summary', 'mean'), by_cadence, from_day, to_day, as_known) s
		ON s.period = g.day AND s.area = series.area::text
	 ORDER BY 1;
END $$;
COMMENT ON FUNCTION civic.series(text, ltree, date, date, text, timestamptz) IS
	'an indicator in an area period by period, gaps included, as known now or at a time';
