/*
 * Hierarchies: how a value is told more and more coarsely.  A hierarchy is data:
 *
 *	{"kind": "area"}				an area by its labels, the last one left out at each level
 *	{"kind": "bands", "levels": [[0, 18, 60], [0]]}		bounds of bands of numbers
 *	{"kind": "date", "levels": ["month", "year"]}		a day by what contains it
 *	{"kind": "values", "levels": [{"a": "x", "b": "x"}]}	a value by what stands for it
 *	{"kind": "flat"}				as it is
 *
 * Level 0 is the value itself, unless it says "from": 1, so that nothing finer is ever told.  The
 * last level is always "*".  What falls together stays together at each further level.
 */

/* Ready ones, which a town may take by their names. */
CREATE FUNCTION civic_internal.ready_hierarchy(name text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE name
		WHEN 'area' THEN jsonb '{"kind": "area"}'
		WHEN 'flat' THEN jsonb '{"kind": "flat"}'
		WHEN 'age' THEN jsonb '{"kind": "bands", "from": 1, "levels": [
			[0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85],
			[0, 10, 20, 30, 40, 50, 60, 70, 80], [0, 20, 40, 60, 80], [0, 20, 60], [0, 60]]}'
		WHEN 'date' THEN jsonb '{"kind": "date", "from": 1, "levels": ["month", "quarter", "year",
			"decade"]}'
		WHEN 'score' THEN jsonb '{"kind": "bands", "from": 1, "levels": [
			[0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 300, 500],
			[0, 60, 100, 140, 200], [0, 100]]}' END
$$;
COMMENT ON FUNCTION civic_internal.ready_hierarchy(text) IS
	'a hierarchy by its name: area, flat, age, date or score';

/* "[20, 40)", with the ends open. */
CREATE FUNCTION civic_internal.band_label(value text, bounds jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN low IS NULL THEN 'under ' || high
		WHEN high IS NULL THEN low || ' and over' ELSE low || ' to under ' || high END
	  FROM (SELECT max(b::numeric) FILTER (WHERE b::numeric <= band_label.value::numeric) AS low,
			min(b::numeric) FILTER (WHERE b::numeric > band_label.value::numeric) AS high
		  FROM jsonb_array_elements_text(bounds) b) x
$$;
COMMENT ON FUNCTION civic_internal.band_label(text, jsonb) IS
	'the band of numbers that contains a value';

CREATE FUNCTION civic_internal.date_label(value text, unit text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT to_char(date_trunc(unit, value::date::timestamp), CASE unit WHEN 'month' THEN 'YYYY-MM'
		WHEN 'quarter' THEN 'YYYY"-Q"Q' WHEN 'year' THEN 'YYYY' WHEN 'decade' THEN 'YYYY"s"'
		ELSE 'YYYY-MM-DD' END)
$$;
COMMENT ON FUNCTION civic_internal.date_label(text, text) IS
	'the month, quarter, year or decade of a day';

CREATE FUNCTION civic_internal.generalised(hierarchy jsonb, level int4, value text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	step jsonb := hierarchy -> 'levels' -> (level - 1);
	labels text[];
BEGIN
	IF level = 0 OR value = '(none)' THEN
		RETURN value;
	END IF;
	CASE hierarchy ->> 'kind'
		WHEN 'area' THEN
			labels := string_to_array(value, '.');
			RETURN array_to_string(labels[:greatest(1, cardinality(labels) - level)], '.');
		WHEN 'bands' THEN RETURN civic_internal.band_label(value, step);
		WHEN 'date' THEN RETURN civic_internal.date_label(value, step #>> '{}');
		WHEN 'values' THEN RETURN coalesce(step ->> value, '(other)');
		ELSE RETURN value;
	END CASE;
END $$;
COMMENT ON FUNCTION civic_internal.generalised(jsonb, int4, text) IS
	'a value as it is told at a level, of which 0 is the value itself';

/* Levels before the last, which is "*". */
CREATE FUNCTION civic_internal.hierarchy_steps(hierarchy jsonb, value_labels int4) RETURNS int4
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE hierarchy ->> 'kind' WHEN 'area' THEN greatest(value_labels, 1)
		WHEN 'flat' THEN 1 ELSE 1 + jsonb_array_length(hierarchy -> 'levels') END
$$;
COMMENT ON FUNCTION civic_internal.hierarchy_steps(jsonb, int4) IS
	'levels of a hierarchy without the last, for values of so many labels';

CREATE FUNCTION civic_internal.check_hierarchy(hierarchy jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text := hierarchy ->> 'kind';
	fits bool;
BEGIN
	fits := jsonb_typeof(hierarchy) = 'object' AND kind IN ('area', 'flat')
		OR kind IN ('bands', 'date', 'values') AND jsonb_typeof(hierarchy -> 'levels') = 'array'
		AND jsonb_array_length(hierarchy -> 'levels') BETWEEN 1 AND 20
		AND NOT EXISTS (SELECT FROM jsonb_array_elements(hierarchy -> 'levels') s
			WHERE CASE kind WHEN 'bands' THEN jsonb_typeof(s) <> 'array' OR s = '[]'
					OR jsonb_path_exists(s, '$[*] ? (@.type() != "number")')
				WHEN 'date' THEN s #>> '{}' NOT IN ('month', 'quarter', 'year', 'decade')
				ELSE jsonb_typeof(s) <> 'object' END);
	IF fits IS NOT TRUE OR coalesce(hierarchy -> 'from', '0') NOT IN ('0', '1') THEN
		RAISE EXCEPTION 'this is no hierarchy' USING ERRCODE = 'invalid_parameter_value',
			DETAIL = coalesce(left(hierarchy::text, 200), 'It is null.'),
			HINT = 'Its kind is area, bands, date, values or flat; bands, date and values have '
				'levels; ready ones are area, age, date, score and flat.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_hierarchy(jsonb) IS
	'raise an error unless a document is a hierarchy';

/*
 * Each value of an attribute in a data epoch at each level, as the number of a label.  The levels
 * that "from" leaves out are as the first one that it allows.
 */
CREATE FUNCTION civic_internal.epoch_labels(epoch_id int4, attribute text)
RETURNS TABLE (level int4, code int4, label text, number int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	WITH known AS (
		SELECT v.code, v.value, a.hierarchy, coalesce((a.hierarchy ->> 'from')::int4, 0) AS finest,
			civic_internal.hierarchy_steps(a.hierarchy,
				max(cardinality(string_to_array(v.value, '.'))) OVER ()) AS steps
		  FROM civic_private.data_epoch e
		  JOIN civic_private.frame_attribute a ON a.frame = e.frame
			AND a.attribute = epoch_labels.attribute
		  JOIN civic_private.epoch_value v ON v.epoch_id = e.epoch_id
			AND v.place = array_position(e.attributes, epoch_labels.attribute)
		 WHERE e.epoch_id = epoch_labels.epoch_id
	), labelled AS (
		SELECT l AS level, k.code, CASE WHEN l = k.steps THEN '*'
			ELSE civic_internal.generalised(k.hierarchy, greatest(l, k.finest), k.value) END
				AS label
		  FROM known k CROSS JOIN LATERAL generate_series(0, k.steps) l
	)
	SELECT l.level, l.code, l.label, (dense_rank() OVER (PARTITION BY l.level
			ORDER BY civic_internal.label_order(l.label), l.label) - 1)::int4
	  FROM labelled l
$$;
COMMENT ON FUNCTION civic_internal.epoch_labels(int4, text) IS
	'values of an attribute in a data epoch, at each level, with numbers for their labels';

/* Bands come in the order of their bounds, everything else by its letters. */
CREATE FUNCTION civic_internal.label_order(label text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN label LIKE 'under %' THEN '-Infinity'::numeric
		ELSE substring(label FROM '^-?[0-9]+(?:\.[0-9]+)?')::numeric END
$$;
COMMENT ON FUNCTION civic_internal.label_order(text) IS
	'the lower bound of a band of numbers, or null';

/* Two values that fall together at a level must do so at the next. */
CREATE FUNCTION civic_internal.check_nesting(epoch_id int4, attribute text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	split text;
BEGIN
	SELECT format('Level %s tells "%s" apart.', n.level + 1, n.label) INTO split
	  FROM (SELECT l.level, l.label,
			lead(l.label) OVER (PARTITION BY l.code ORDER BY l.level) AS next
		  FROM civic_internal.epoch_labels(epoch_id, attribute) l) n
	 GROUP BY n.level, n.label HAVING count(DISTINCT n.next) > 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'levels of attribute "%" do not nest', attribute
			USING ERRCODE = 'invalid_parameter_value', DETAIL = split,
				HINT = 'Whatever falls together at a level falls together at all further ones.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_nesting(int4, text) IS
	'raise an error unless whatever falls together at a level does so at all further ones';
