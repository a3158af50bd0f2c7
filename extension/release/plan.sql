/* Planning a release: how coarsely it has to tell its attributes. */

/* Both read whole data epochs, so they are granted to nobody. */
CREATE FUNCTION civic_internal.release_nodes(epoch_id int4, attributes text[], places int4[],
	sensitive int4, ordered bool, amounts int4[], k int4, l int4, t float8, largest int4,
	two_largest int4, leave_out float8, finest int4, asked int4[])
RETURNS TABLE (levels int4[], classes int8, smallest int8, diversity int4, distance float8,
	left_out int8, records int8, discernibility int8)
LANGUAGE C STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_release_nodes';
COMMENT ON FUNCTION civic_internal.release_nodes(int4, text[], int4[], int4, bool, int4[], int4,
	int4, float8, int4, int4, float8, int4, int4[]) IS
	'lowest levels of attributes at which classes are safe, or what those that are asked give';

CREATE FUNCTION civic_internal.release_cells(epoch_id int4, attributes text[], places int4[],
	sensitive int4, ordered bool, amounts int4[], k int4, l int4, t float8, largest int4,
	two_largest int4, levels int4[])
RETURNS TABLE (labels text[], part text, state text, why text, units int8, records int8,
	sums int8[], members text[])
LANGUAGE C STABLE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_release_cells';
COMMENT ON FUNCTION civic_internal.release_cells(int4, text[], int4[], int4, bool, int4[], int4,
	int4, float8, int4, int4, int4[]) IS
	'figures about groups at levels of attributes: which are shown, and why the others are not';

CREATE FUNCTION civic_internal.check_release_names(names text[], what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF names IS NULL OR array_position(names, NULL) IS NOT NULL THEN
		RAISE EXCEPTION '% must not be null', what USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF array_ndims(names) > 1 OR cardinality(names) > (SELECT count(DISTINCT n)
		FROM unnest(names) n) THEN
		RAISE EXCEPTION '% must be a plain list in which each comes once', what
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_release_names(text[], text) IS
	'raise an error unless names are a list in which each comes once';

CREATE FUNCTION civic_internal.check_release_parts(epoch_id int4, attributes text[],
	measures text[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
	missing text;
BEGIN
	PERFORM civic_internal.check_release_names(attributes, 'attributes');
	PERFORM civic_internal.check_release_names(measures, 'measures');
	SELECT d.*, f.kind INTO e
	  FROM civic_private.data_epoch d JOIN civic_private.frame f USING (frame)
	 WHERE d.epoch_id = check_release_parts.epoch_id;
	SELECT a INTO missing FROM unnest(attributes) a WHERE a <> ALL (e.attributes);
	IF FOUND OR attributes = '{}' THEN
		RAISE EXCEPTION 'the data epoch has no attribute "%"', coalesce(missing, '')
			USING ERRCODE = 'undefined_object', DETAIL = format('It has %s.',
				array_to_string(e.attributes, ', '));
	END IF;
	SELECT m INTO missing FROM unnest(measures) m WHERE NOT EXISTS (
		SELECT FROM civic_private.measure x WHERE x.measure = m AND x.frame = e.frame
		   AND x.col = ANY (e.amounts));
	IF FOUND THEN
		RAISE EXCEPTION 'the data epoch has no sums of measure "%"', missing
			USING ERRCODE = 'undefined_object';
	END IF;
	IF e.kind = 'stock' AND measures <> '{}' THEN
		RAISE EXCEPTION 'a stock is published in counts alone'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Sums of two days would tell what whoever came in between adds.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_release_parts(int4, text[], text[]) IS
	'raise an error unless a data epoch has attributes and measures';

/* What the C functions have to know about attributes and measures. */
CREATE FUNCTION civic_internal.release_terms(epoch_id int4, attributes text[], measures text[],
	OUT places int4[], OUT sensitive int4, OUT ordered bool, OUT amounts int4[], OUT finest int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	secrets int8;
BEGIN
	PERFORM civic_internal.check_release_parts(epoch_id, attributes, measures);
	SELECT array_agg(array_position(e.attributes, o.name) ORDER BY o.place),
		count(*) FILTER (WHERE a.role = 'sensitive'),
		coalesce(min(o.place::int4) FILTER (WHERE a.role = 'sensitive'), 0),
		coalesce(bool_or(a.hierarchy ->> 'kind' IN ('bands', 'date'))
			FILTER (WHERE a.role = 'sensitive'), false),
		coalesce(max((a.hierarchy ->> 'from')::int4) FILTER (WHERE a.role = 'sensitive'), 0)
	  INTO places, secrets, sensitive, ordered, finest
	  FROM civic_private.data_epoch e
	 CROSS JOIN LATERAL unnest(release_terms.attributes) WITH ORDINALITY o (name, place)
	  JOIN civic_private.frame_attribute a ON a.frame = e.frame AND a.attribute = o.name
	 WHERE e.epoch_id = release_terms.epoch_id;
	IF secrets > 1 THEN
		RAISE EXCEPTION 'a release tells one sensitive attribute at most'
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Publish a release for each.';
	END IF;
	SELECT coalesce(array_agg(array_position(e.amounts, m.col) ORDER BY o.place), '{}')
	  INTO amounts
	  FROM civic_private.data_epoch e
	 CROSS JOIN LATERAL unnest(release_terms.measures) WITH ORDINALITY o (name, place)
	  JOIN civic_private.measure m ON m.measure = o.name
	 WHERE e.epoch_id = release_terms.epoch_id;
END $$;
COMMENT ON FUNCTION civic_internal.release_terms(int4, text[], text[]) IS
	'places of attributes and measures in a data epoch, and which attribute is sensitive';

CREATE FUNCTION civic_internal.audience_limits(audience name) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('tier', a.tier, 'k', a.k, 'l', a.l, 't', a.t, 'largest', a.largest,
		'two_largest', a.two_largest, 'leave_out', a.leave_out, 'differencing', true)
	  FROM civic_private.audience a WHERE a.audience = audience_limits.audience
$$;
COMMENT ON FUNCTION civic_internal.audience_limits(name) IS
	'what releases for an audience have to keep to';

/* A share of 0.67 is 6700 ten-thousandths. */
CREATE FUNCTION civic_internal.nodes_for(limits jsonb, epoch_id int4, attributes text[],
	measures text[], asked int4[] DEFAULT NULL)
RETURNS TABLE (levels int4[], classes int8, smallest int8, diversity int4, distance float8,
	left_out int8, records int8, discernibility int8)
LANGUAGE sql STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.* FROM civic_internal.release_terms(epoch_id, attributes, measures) t
	 CROSS JOIN LATERAL civic_internal.release_nodes(nodes_for.epoch_id, nodes_for.attributes,
		t.places, t.sensitive, t.ordered, t.amounts, (limits ->> 'k')::int4,
		(limits ->> 'l')::int4, (limits ->> 't')::float8,
		((limits ->> 'largest')::numeric * 10000)::int4,
		((limits ->> 'two_largest')::numeric * 10000)::int4, (limits ->> 'leave_out')::float8,
		t.finest, nodes_for.asked) n
$$;
COMMENT ON FUNCTION civic_internal.nodes_for(jsonb, int4, text[], text[], int4[]) IS
	'the lowest levels of attributes that keep to limits, or what those that are asked give';

CREATE FUNCTION civic.plan_release(audience name, frame text, attributes text[],
	measures text[] DEFAULT '{}', day date DEFAULT NULL)
RETURNS TABLE (levels int4[], classes int8, k int8, l int4, t numeric, left_out_pct numeric,
	risk_avg numeric, risk_max numeric, discernibility int8)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 20
/* reads a data epoch */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(measures, 'measures');
	PERFORM civic_internal.check_known_audience(audience);
	RETURN QUERY
	SELECT n.levels, n.classes, n.smallest, nullif(n.diversity, 0), round(n.distance::numeric, 4),
		round(n.left_out * 100.0 / nullif(n.records, 0), 2),
		round(n.classes::numeric / nullif(n.records - n.left_out, 0), 6),
		round(1.0 / nullif(n.smallest, 0), 6), n.discernibility
	  FROM civic_internal.nodes_for(civic_internal.audience_limits(audience),
		civic_internal.epoch_of(frame, plan_release.day), attributes, measures) n
	 ORDER BY n.left_out > (civic_internal.audience_limits(audience) ->> 'leave_out')::numeric
		* n.records, n.left_out > 0, n.discernibility, n.levels;
END $$;
COMMENT ON FUNCTION civic.plan_release(name, text, text[], text[], date) IS
	'levels of attributes at which a release would do, the best first: it leaves nobody out and '
	'tells most';
