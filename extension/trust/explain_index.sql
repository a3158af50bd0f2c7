/* What an index is made of, in lines that add up to it. */

/* The parts of an index as trust_index() gives them, of an observed area or of a parent. */
CREATE FUNCTION civic_internal.index_parts(document jsonb, weights jsonb, area text, month date)
RETURNS TABLE (kind text, dimension text, code text, value numeric, mark numeric, claim numeric,
	total numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	WITH x AS MATERIALIZED (
		SELECT found.value AS f FROM jsonb_each(civic_internal.index_of_areas(document, weights,
			area, month)) found WHERE found.key = area
	), part AS (
		SELECT CASE d.key WHEN 'areas' THEN 'area' ELSE 'indicator' END AS kind, d.key AS dimension,
			i.key AS code, (i.value ->> 'value')::numeric AS value,
			coalesce((i.value ->> 'mark')::numeric, (i.value ->> 'value')::numeric) AS mark,
			(i.value ->> 'weight')::numeric AS weight,
			coalesce((weights ->> d.key)::numeric, 1) AS dimension_weight
		  FROM x CROSS JOIN LATERAL jsonb_each(x.f -> 'dimensions') d
		 CROSS JOIN LATERAL jsonb_each(CASE d.key WHEN 'areas' THEN d.value
			ELSE d.value -> 'indicators' END) i
	)
	SELECT p.kind, p.dimension, p.code, p.value, p.mark, p.dimension_weight * p.weight * p.mark
			/ nullif(sum(p.weight) FILTER (WHERE p.mark IS NOT NULL)
				OVER (PARTITION BY p.dimension), 0),
		round((x.f ->> 'value')::numeric / 1e60, 6)
	  FROM part p CROSS JOIN x
$$;
COMMENT ON FUNCTION civic_internal.index_parts(jsonb, jsonb, text, date) IS
	'indicators, or areas below, that an index is made of, and what each claims of it';

/* Shares of the value in millionths, the last of which goes where most is cut off. */
CREATE FUNCTION civic_internal.index_points(document jsonb, weights jsonb, area text, month date)
RETURNS TABLE (kind text, dimension text, code text, value numeric, mark numeric, points numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT p.kind, p.dimension, p.code, p.value, p.mark, CASE WHEN p.total > 0
		THEN civic.apportion(CASE WHEN p.total > 0 THEN round(p.claim, 6) ELSE 1 END,
			CASE WHEN p.total > 0 THEN p.total ELSE 0 END, 0.000001)
			OVER (ORDER BY p.dimension, p.code) ELSE p.total END
	  FROM civic_internal.index_parts(document, weights, area, month) p
$$;
COMMENT ON FUNCTION civic_internal.index_points(jsonb, jsonb, text, date) IS
	'what each part gives to an index; together they are its value';

CREATE FUNCTION civic_internal.part_title(document jsonb, kind text, code text, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE kind WHEN 'index' THEN document #>> ARRAY['index', 'title', lang]
		WHEN 'area' THEN (SELECT CASE lang WHEN 'zh' THEN a.title_zh ELSE a.title_en END
			FROM civic_private.area a WHERE a.area = part_title.code)
		ELSE (SELECT d.value #>> ARRAY['title', lang] FROM jsonb_array_elements(
			document -> CASE kind WHEN 'dimension' THEN 'dimensions' ELSE 'indicators' END) d
			WHERE d.value ->> 'code' = part_title.code) END
$$;
COMMENT ON FUNCTION civic_internal.part_title(jsonb, text, text, text) IS
	'title of a line of an explanation';

/* What is not there although the pack asks for it. */
CREATE FUNCTION civic_internal.missing_parts(document jsonb, weights jsonb, area text, month date)
RETURNS TABLE (kind text, dimension text, code text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'missing', i.value ->> 'dimension', i.value ->> 'code'
	  FROM jsonb_array_elements(document -> 'indicators') i
	 WHERE NOT EXISTS (SELECT FROM civic_internal.index_parts(document, weights, area, month) p
		WHERE p.kind = 'area' OR p.code = i.value ->> 'code')
$$;
COMMENT ON FUNCTION civic_internal.missing_parts(jsonb, jsonb, text, date) IS
	'indicators without a value for an area in a month';

CREATE FUNCTION civic.explain_index(area ltree, period date DEFAULT NULL, lang text DEFAULT 'en',
	index text DEFAULT NULL)
RETURNS TABLE (line int4, kind text, dimension text, code text, title text, value numeric,
	mark numeric, points numeric, change numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 50
/* long because it joins two months; reads civic_private.observation */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	month date;
	pack record;
	language text := coalesce(lang, 'en');
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor',
		explain_index.area::text);
	PERFORM civic_internal.check_language(language);
	PERFORM civic_internal.check_area(coalesce(explain_index.area::text, ''));
	month := civic_internal.index_month(period);
	SELECT p.* INTO pack FROM civic_internal.index_in_force(explain_index.index, month) p;
	RETURN QUERY
	WITH now AS MATERIALIZED (
		SELECT * FROM civic_internal.index_points(pack.document, pack.weights,
			explain_index.area::text, month)
	), before AS MATERIALIZED (
		SELECT * FROM civic_internal.index_points(pack.document, pack.weights,
			explain_index.area::text, (month - interval '1 month')::date)
	), part AS (
		SELECT coalesce(n.kind, b.kind) AS kind, coalesce(n.dimension, b.dimension) AS dimension,
			coalesce(n.code, b.code) AS code, n.value, n.mark, n.points,
			/* only where both months have an index, what moved it can be told */
			CASE WHEN coalesce((SELECT sum(x.points) FROM now x),
				(SELECT sum(x.points) FROM before x)) IS NOT NULL
				AND (SELECT sum(x.points) FROM now x) IS NOT NULL
				AND (SELECT sum(x.points) FROM before x) IS NOT NULL
				THEN coalesce(n.points, 0) - coalesce(b.points, 0) END AS change
		  FROM now n FULL JOIN before b ON b.kind = n.kind AND b.dimension = n.dimension
			AND b.code = n.code
	), shown AS (
		SELECT 1 AS rank, 'index' AS kind, NULL AS dimension, pack.document #>> '{index,code}'
			AS code, sum(p.points) AS value, NULL::numeric AS mark, sum(p.points) AS points,
			sum(p.change) AS change
		  FROM part p
		UNION ALL
		SELECT 2, 'dimension', p.dimension, p.dimension, NULL, NULL, sum(p.points), sum(p.change)
		  FROM part p WHERE p.kind = 'indicator' GROUP BY p.dimension
		UNION ALL
		SELECT 3, p.kind, nullif(p.dimension, 'areas'), p.code, p.value, p.mark, p.points, p.change
		  FROM part p
		UNION ALL
		SELECT 4, m.kind, m.dimension, m.code, NULL, NULL, NULL, NULL
		  FROM civic_internal.missing_parts(pack.document, pack.weights,
			explain_index.area::text, month) m
	)
	SELECT row_number() OVER (ORDER BY s.rank = 4, s.rank > 1, s.dimension, s.rank, s.code)::int4,
		s.kind, s.dimension, s.code, civic_internal.part_title(pack.document, s.kind, s.code,
			language), s.value, s.mark, s.points, s.change
	  FROM shown s ORDER BY 1;
END $$;
COMMENT ON FUNCTION civic.explain_index(ltree, date, text, text) IS
	'what an index is made of, in lines that add up, what moved it since the month before, and '
	'what is missing';
