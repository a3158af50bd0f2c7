/* What analysts may ask. */

CREATE FUNCTION civic.dp_count(audience name, attributes text[], measure text,
	filter jsonb DEFAULT '{}', day date DEFAULT NULL, derived_from text[] DEFAULT NULL)
RETURNS TABLE (cell jsonb, n int8, err95 int8, derived bool, guarantee jsonb)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000
/* reads a data epoch and charges the budget */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	about_id int4;
BEGIN
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(derived_from, 'derived_from');
	about_id := civic_internal.begin_question(audience, 'count', measure, day);
	RETURN QUERY
	WITH a AS MATERIALIZED (
		SELECT x.* FROM civic_internal.answers(audience, about_id, 'count', measure, attributes,
			filter, derived_from) x
	), g AS MATERIALIZED (
		/* once, and after it was paid for */
		SELECT civic_internal.guarantee(audience, about_id, 'count', measure) AS promise
		 WHERE (SELECT count(*) FROM a) >= 0
	)
	SELECT a.cell, a.answer, a.err95, a.derived, g.promise FROM a CROSS JOIN g;
END $$;
COMMENT ON FUNCTION civic.dp_count(name, text[], text, jsonb, date, text[]) IS
	'how many subjects each cell has, with noise that hides each of them';

CREATE FUNCTION civic.dp_sum(audience name, attributes text[], measure text,
	filter jsonb DEFAULT '{}', day date DEFAULT NULL, derived_from text[] DEFAULT NULL)
RETURNS TABLE (cell jsonb, total numeric, err95 numeric, derived bool, guarantee jsonb)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000
/* reads a data epoch and charges the budget */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	about_id int4;
BEGIN
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(derived_from, 'derived_from');
	about_id := civic_internal.begin_question(audience, 'sum', measure, day);
	RETURN QUERY
	WITH a AS MATERIALIZED (
		SELECT x.* FROM civic_internal.answers(audience, about_id, 'sum', measure, attributes,
			filter, derived_from) x
	), g AS MATERIALIZED (
		/* once, and after it was paid for */
		SELECT civic_internal.guarantee(audience, about_id, 'sum', measure) AS promise
		 WHERE (SELECT count(*) FROM a) >= 0
	)
	SELECT a.cell, a.answer * 0.01, a.err95 * 0.01, a.derived, g.promise FROM a CROSS JOIN g;
END $$;
COMMENT ON FUNCTION civic.dp_sum(name, text[], text, jsonb, date, text[]) IS
	'the sum of a measure in each cell, with noise that hides each subject';

/* A quotient of two answers; where the count may be none, it says nothing. */
CREATE FUNCTION civic.dp_avg(audience name, attributes text[], measure text,
	filter jsonb DEFAULT '{}', day date DEFAULT NULL)
RETURNS TABLE (cell jsonb, average numeric, low95 numeric, high95 numeric, reason text,
	guarantee jsonb)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000
/* reads a data epoch and charges the budget */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	about_id int4;
	counted text;
BEGIN
	PERFORM civic_internal.require_list(attributes, 'attributes');
	about_id := civic_internal.begin_question(audience, 'sum', measure, day);
	SELECT m.measure INTO counted FROM civic_private.measure m
	 WHERE m.col IS NULL
	   AND m.frame = (civic_internal.measure_terms(dp_avg.measure, 'sum')).frame;
	RETURN QUERY
	WITH s AS MATERIALIZED (
		SELECT x.* FROM civic_internal.answers(audience, about_id, 'sum', measure, attributes,
			filter, NULL) x
	), c AS MATERIALIZED (
		SELECT x.* FROM civic_internal.answers(audience, about_id, 'count', counted, attributes,
			filter, NULL) x
	), g AS MATERIALIZED (
		SELECT civic_internal.guarantee(audience, about_id, 'sum', measure) AS promise
		 WHERE (SELECT count(*) FROM s) + (SELECT count(*) FROM c) >= 0
	)
	SELECT s.cell, CASE WHEN c.answer > c.err95 THEN round(s.answer * 0.01 / c.answer, 2) END,
		CASE WHEN c.answer > c.err95 THEN round(least((s.answer - s.err95) * 0.01
			/ (c.answer + c.err95), (s.answer - s.err95) * 0.01 / (c.answer - c.err95)), 2) END,
		CASE WHEN c.answer > c.err95 THEN round(greatest((s.answer + s.err95) * 0.01
			/ (c.answer - c.err95), (s.answer + s.err95) * 0.01 / (c.answer + c.err95)), 2) END,
		CASE WHEN c.answer <= c.err95 THEN 'the count is within its bound of zero' END,
		g.promise
	  FROM s JOIN c USING (cell) CROSS JOIN g;
END $$;
COMMENT ON FUNCTION civic.dp_avg(name, text[], text, jsonb, date) IS
	'the average of a measure over the subjects of each cell: a sum and a count with noise';

/* The bands of a grid are the cells of one table, so further quantiles cost nothing. */
CREATE FUNCTION civic.dp_quantile(audience name, attributes text[], measure text, q numeric[],
	filter jsonb DEFAULT '{}', day date DEFAULT NULL)
RETURNS TABLE (cell jsonb, quantile numeric, low numeric, high numeric, guarantee jsonb)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000
/* reads a data epoch and charges the budget */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	about_id int4;
	told text[];
	bounds int8[];
	given int8[];
	promise jsonb;
BEGIN
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(q, 'q');
	about_id := civic_internal.begin_question(audience, 'quantile', measure, day);
	told := civic_internal.table_attributes(about_id, attributes, filter);
	bounds := (civic_internal.measure_terms(measure, 'quantile')).bounds;
	IF q IS NULL OR EXISTS (SELECT FROM unnest(q) x WHERE x IS NULL OR x = 'NaN'
		OR x NOT BETWEEN 0 AND 1) THEN
		RAISE EXCEPTION 'quantiles are from 0 to 1' USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	given := civic_internal.answers_of(audience, about_id, 'quantile', measure, told);
	promise := civic_internal.guarantee(audience, about_id, 'quantile', measure);
	RETURN QUERY
	SELECT c.cell, x, b.low * 0.01, b.high * 0.01, promise
	  FROM civic_internal.cells_of(about_id, told) c CROSS JOIN unnest(q) x
	 CROSS JOIN LATERAL civic_internal.band_at(given[c.number * (cardinality(bounds) + 1) + 1
			: (c.number + 1) * (cardinality(bounds) + 1)], bounds, x) b
	 WHERE civic_internal.is_chosen(c.cell, filter) ORDER BY 1, 2;
END $$;
COMMENT ON FUNCTION civic.dp_quantile(name, text[], text, numeric[], jsonb, date) IS
	'bands in which quantiles of a measure lie, over the subjects of each cell';

/* Counts below zero are noise, and count as none. */
CREATE FUNCTION civic_internal.band_at(counts int8[], bounds int8[], q numeric, OUT low int8,
	OUT high int8)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT bounds[x.band - 1], bounds[x.band]
	  FROM (SELECT c.band, sum(greatest(c.n, 0)) OVER (ORDER BY c.band) AS upto,
			sum(greatest(c.n, 0)) OVER () AS all_of_it
		  FROM unnest(counts) WITH ORDINALITY c (n, band)) x
	 WHERE x.upto >= q * x.all_of_it AND x.all_of_it > 0
	 ORDER BY x.band LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.band_at(int8[], int8[], numeric) IS
	'bounds of the band of counts in which a quantile lies; null: none, or open';

CREATE FUNCTION civic.dp_plan(audience name, attributes text[], measure text,
	mechanism text DEFAULT 'count', filter jsonb DEFAULT '{}', day date DEFAULT NULL)
RETURNS TABLE (cells int8, err95 numeric, price numeric, price_of_year numeric, left_over numeric,
	left_over_of_year numeric)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 1
/* reads the accounts; charges nothing */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	about_id int4;
	told text[];
	t record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(attributes, 'attributes');
	IF mechanism IS NULL OR mechanism NOT IN ('count', 'sum', 'quantile') THEN
		RAISE EXCEPTION 'unknown mechanism "%"', mechanism
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Mechanisms are count, sum and quantile.';
	END IF;
	about_id := civic_internal.begin_question(audience, mechanism, measure, day);
	told := civic_internal.table_attributes(about_id, attributes, filter);
	SELECT * INTO t FROM civic_internal.measure_terms(measure, mechanism);
	RETURN QUERY
	SELECT s.n_cells::int8, civic_internal.noise_bound(t.cells, t.most, t.epsilon)
			* CASE mechanism WHEN 'sum' THEN 0.01 ELSE 1 END, p.own * 0.000001,
		p.of_year * 0.000001, b.cap - b.spent, b.year_cap - b.year_spent
	  FROM civic_internal.table_sizes(about_id, told, t.bounds) s
	 CROSS JOIN civic_internal.table_price(audience, about_id, t.terms, told, t.epsilon) p
	  JOIN civic_private.data_epoch e ON e.epoch_id = about_id
	  JOIN civic.budget(audience) b ON b.frame = e.frame AND b.day = e.day;
END $$;
COMMENT ON FUNCTION civic.dp_plan(name, text[], text, text, jsonb, date) IS
	'what a question would cost and how exact its answers would be, before anything is spent';
