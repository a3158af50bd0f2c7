/* Attributes and measures of frames. */

CREATE FUNCTION civic_internal.check_frame(frame text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic_private.frame f WHERE f.frame = check_frame.frame) THEN
		RAISE EXCEPTION 'unknown frame "%"', frame USING ERRCODE = 'undefined_object',
			HINT = 'Frames are residents, points, and what civic.register_frame() has added.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_frame(text) IS
	'raise an error unless there is such a frame';

/* Columns of a frame with their types. */
CREATE FUNCTION civic_internal.frame_columns(frame text) RETURNS TABLE (col text, type regtype)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT a.attname::text, a.atttypid::regtype
	  FROM civic_private.frame f
	  JOIN pg_attribute a ON a.attrelid = to_regclass(f.source) AND a.attnum > 0
		AND NOT a.attisdropped
	 WHERE f.frame = frame_columns.frame AND a.attname::text <> f.unit
	UNION ALL
	SELECT n.name, n.type::regtype
	  FROM civic_private.frame f
	  JOIN pg_proc p ON p.proname = 'frame_' || f.frame
		AND p.pronamespace = 'civic_internal'::regnamespace
	 CROSS JOIN LATERAL unnest(p.proargnames, p.proallargtypes, p.proargmodes) n (name, type, mode)
	 WHERE f.frame = frame_columns.frame AND f.source IS NULL AND n.mode = 't' AND n.name <> 'unit'
$$;
COMMENT ON FUNCTION civic_internal.frame_columns(text) IS
	'columns of a frame but the one that says whom a row is about';

/* Types of others have operators and output functions of others. */
CREATE FUNCTION civic_internal.check_frame_column(frame text, col text, amount bool) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	type regtype := (SELECT c.type FROM civic_internal.frame_columns(frame) c
		WHERE c.col = check_frame_column.col);
BEGIN
	IF type IS NULL THEN
		RAISE EXCEPTION 'frame "%" has no column "%"', frame, col
			USING ERRCODE = 'undefined_column';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = type
		AND t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype = 'b'
		AND (NOT amount OR t.typname IN ('int2', 'int4', 'int8', 'numeric'))) THEN
		RAISE EXCEPTION 'column "%" of frame "%" has type %', col, frame, type
			USING ERRCODE = 'datatype_mismatch', HINT = CASE WHEN amount
				THEN 'Amounts are integers or numeric.' ELSE 'Attributes have built-in types.' END;
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_frame_column(text, text, bool) IS
	'raise an error unless a frame has a column that can be an attribute, or an amount';

CREATE FUNCTION civic_internal.check_attribute(frame text, attribute text, role text, col text)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF frame IS NULL OR attribute IS NULL OR role IS NULL THEN
		RAISE EXCEPTION 'frame, attribute and role must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.check_frame(frame);
	IF attribute !~ '^[a-z][a-z0-9_]{0,39}$'
		OR attribute IN ('subjects', 'part', 'release', 'told', 'total') THEN
		RAISE EXCEPTION 'invalid name of an attribute "%"', attribute
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It has up to 40 small letters, digits and underscores, and is none of '
					'subjects, part, release, told and total.';
	END IF;
	IF role NOT IN ('quasi', 'sensitive') THEN
		RAISE EXCEPTION 'unknown role of an attribute "%"', role
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Roles are quasi and sensitive.';
	END IF;
	PERFORM civic_internal.check_frame_column(frame, col, false);
END $$;
COMMENT ON FUNCTION civic_internal.check_attribute(text, text, text, text) IS
	'raise an error unless an attribute can be defined like this';

/* A name of a ready hierarchy, or a document. */
CREATE FUNCTION civic.define_attribute(frame text, attribute text,
	hierarchy jsonb DEFAULT '"flat"', role text DEFAULT 'quasi', domain text[] DEFAULT NULL,
	col text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.frame_attribute */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	steps jsonb := CASE jsonb_typeof(hierarchy) WHEN 'string'
		THEN civic_internal.ready_hierarchy(hierarchy #>> '{}') ELSE hierarchy END;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(domain, 'domain');
	PERFORM civic_internal.check_attribute(frame, attribute, role, coalesce(col, attribute));
	PERFORM civic_internal.check_hierarchy(steps);
	IF cardinality(domain) > 10000 OR array_position(domain, NULL) IS NOT NULL
		OR cardinality(domain) > (SELECT count(DISTINCT d) FROM unnest(domain) d) THEN
		RAISE EXCEPTION 'a domain has at most 10000 different values'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO civic_private.frame_attribute (frame, attribute, col, hierarchy, role, domain)
	VALUES (define_attribute.frame, define_attribute.attribute,
		coalesce(define_attribute.col, define_attribute.attribute), steps,
		define_attribute.role, nullif(define_attribute.domain, '{}'))
	    ON CONFLICT ON CONSTRAINT frame_attribute_pkey DO UPDATE SET col = excluded.col,
		hierarchy = excluded.hierarchy, role = excluded.role, domain = excluded.domain;
END $$;
COMMENT ON FUNCTION civic.define_attribute(text, text, jsonb, text, text[], text) IS
	'define what releases may group by, with its hierarchy (or the name of a ready one)';

CREATE FUNCTION civic_internal.check_measure(measure text, epsilon numeric, cells int4,
	low numeric, high numeric) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF measure !~ '^[a-z][a-z0-9_]{0,39}$'
		OR measure IN ('subjects', 'part', 'release', 'told', 'total') THEN
		RAISE EXCEPTION 'invalid name of a measure "%"', measure
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It has up to 40 small letters, digits and underscores, and is none of '
					'subjects, part, release, told and total.';
	END IF;
	IF cells IS NULL OR cells NOT BETWEEN 1 AND 1000 THEN
		RAISE EXCEPTION 'a subject counts in 1 to 1000 cells'
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	IF low >= high OR greatest(abs(low), abs(high)) > 1000000000
		OR low <> round(low, 2) OR high <> round(high, 2) OR (low IS NULL) <> (high IS NULL) THEN
		RAISE EXCEPTION 'low must be less than high, both up to a thousand million, in hundredths'
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_measure(text, numeric, int4, numeric, numeric) IS
	'raise an error unless a measure can be defined like this';

CREATE FUNCTION civic.define_measure(measure text, frame text, col text DEFAULT NULL,
	epsilon numeric DEFAULT NULL, cells int4 DEFAULT 1, low numeric DEFAULT NULL,
	high numeric DEFAULT NULL, grid numeric[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.measure */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(grid, 'grid');
	IF measure IS NULL OR frame IS NULL THEN
		RAISE EXCEPTION 'measure and frame must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.check_frame(frame);
	PERFORM civic_internal.check_measure(measure, epsilon, cells, low, high);
	IF col IS NOT NULL THEN
		PERFORM civic_internal.check_frame_column(frame, col, true);
	END IF;
	IF col IS NOT NULL AND epsilon IS NOT NULL AND low IS NULL THEN
		RAISE EXCEPTION 'a sum with noise needs low and high'
			USING ERRCODE = 'null_value_not_allowed',
				HINT = 'What one subject adds to a cell is clamped between them.';
	END IF;
	IF cardinality(grid) NOT BETWEEN 1 AND 255 OR grid <> (SELECT array_agg(g ORDER BY g)
		FROM unnest(grid) g) OR array_position(grid, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'a grid has 1 to 255 bounds in their order'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO civic_private.measure (measure, frame, col, epsilon, cells, low, high, grid)
	VALUES (define_measure.measure, define_measure.frame, define_measure.col,
		civic_internal.micro(define_measure.epsilon, 'epsilon'), define_measure.cells,
		(define_measure.low * 100)::int8, (define_measure.high * 100)::int8,
		(SELECT array_agg((g * 100)::int8 ORDER BY g) FROM unnest(define_measure.grid) g))
	    ON CONFLICT ON CONSTRAINT measure_pkey DO UPDATE SET frame = excluded.frame,
		col = excluded.col, epsilon = excluded.epsilon, cells = excluded.cells,
		low = excluded.low, high = excluded.high, grid = excluded.grid;
EXCEPTION WHEN unique_violation THEN
	RAISE EXCEPTION 'subjects of frame "%" are counted by another measure', frame
		USING ERRCODE = 'duplicate_object';
END $$;
COMMENT ON FUNCTION civic.define_measure(text, text, text, numeric, int4, numeric, numeric,
	numeric[]) IS
	'define what releases and answers sum up (null: they count subjects), and how answers are '
	'bounded';
