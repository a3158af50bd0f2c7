/*
 * The gate: what is published is computed, judged and written in one transaction, and compared with
 * every release of the same data epoch, whoever reads it.
 */

/* Keyed by the cell and not by the day, so that a count which stays is always rounded alike. */
CREATE FUNCTION civic_internal.rounded_count(n int8, cell text) RETURNS int8
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_rounded_count';
COMMENT ON FUNCTION civic_internal.rounded_count(int8, text) IS
	'a count in steps of five, up or down as the cell''s secret draw has it';

/* Columns of a released table; those of its attributes first. */
CREATE FUNCTION civic_internal.release_columns(kind text, attributes text[], measures text[])
RETURNS TABLE (place int8, name text, type text, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT a.place, a.name, 'text', format('attribute %s, as coarsely as the release tells it; '
			'null in a total: all of them', a.name)
	  FROM unnest(attributes) WITH ORDINALITY a (name, place)
	UNION ALL
	SELECT cardinality(attributes) + c.place, c.name, c.type, c.words FROM (VALUES
		(1, 'part', 'text', 'cell: a group; rest: those of several groups that are too small to '
			'be told apart; total: everybody in the cells of a line, also of hidden ones'),
		(2, 'told', 'boolean', 'false: the figures are hidden, since they would tell too much'),
		(3, 'subjects', 'bigint', CASE kind WHEN 'stock' THEN 'how many subjects, rounded to a '
			'multiple of 5 by a secret draw; totals are rounded by themselves'
			ELSE 'how many subjects' END)) c (place, name, type, words)
	UNION ALL
	SELECT cardinality(attributes) + 3 + m.place, m.name, 'numeric',
		format('sum of measure %s', m.name)
	  FROM unnest(measures) WITH ORDINALITY m (name, place)
$$;
COMMENT ON FUNCTION civic_internal.release_columns(text, text[], text[]) IS
	'columns of a released table, with what each means';

CREATE FUNCTION civic_internal.make_release_table(release_id int8) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	r record;
	c record;
	reader name;
BEGIN
	SELECT x.*, e.frame, e.day, f.kind INTO r FROM civic_private.release x
	  JOIN civic_private.data_epoch e USING (epoch_id) JOIN civic_private.frame f USING (frame)
	 WHERE x.release_id = make_release_table.release_id;
	EXECUTE format('CREATE TABLE civic_open.%I (%s)', r.name, (SELECT string_agg(
			format('%I %s', n.name, n.type), ', ' ORDER BY n.place)
		  FROM civic_internal.release_columns(r.kind, r.attributes, r.measures) n));
	EXECUTE format('COMMENT ON TABLE civic_open.%I IS %L', r.name, format(
		'%s %s %s, for audience %s: each figure is about at least %s subjects', r.frame,
		CASE r.kind WHEN 'flow' THEN 'of the month that ends on' ELSE 'as of' END, r.day,
		r.audience, r.limits ->> 'k'));
	FOR c IN SELECT * FROM civic_internal.release_columns(r.kind, r.attributes, r.measures)
	LOOP
		EXECUTE format('COMMENT ON COLUMN civic_open.%I.%I IS %L', r.name, c.name, c.words);
	END LOOP;
	FOR reader IN SELECT g.role FROM civic_private.audience_grant g
		  JOIN pg_roles p ON p.oid = g.role_oid AND p.rolname = g.role
		 WHERE g.audience = r.audience
	LOOP
		EXECUTE format('GRANT SELECT ON civic_open.%I TO %I', r.name, reader);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.make_release_table(int8) IS
	'make the table of a release, describe it and let its audience read it';

/* Sums are in hundredths inside. */
CREATE FUNCTION civic_internal.fill_release(release_id int8, cells jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	r record;
BEGIN
	SELECT x.*, e.frame, f.kind INTO r FROM civic_private.release x
	  JOIN civic_private.data_epoch e USING (epoch_id) JOIN civic_private.frame f USING (frame)
	 WHERE x.release_id = fill_release.release_id;
	EXECUTE format($query$
		INSERT INTO civic_open.%I
		SELECT %s c.part, c.state = 'shown', CASE WHEN c.state = 'shown' THEN %s END %s
		  FROM jsonb_to_recordset($1) c (labels text[], part text, state text, units int8,
			sums int8[])
		 WHERE c.state <> 'withheld'
		 ORDER BY c.part = 'total', c.labels$query$, r.name,
		(SELECT string_agg(format('c.labels[%s], ', i), '' ORDER BY i)
		   FROM generate_series(1, cardinality(r.attributes)) i),
		CASE r.kind WHEN 'stock' THEN format('civic_internal.rounded_count(c.units, concat_ws('
			'''|'', %L, %L, c.labels))', r.frame, r.attributes) ELSE 'c.units' END,
		coalesce((SELECT string_agg(format(', CASE WHEN c.state = ''shown'' THEN c.sums[%s] * 0.01
			END', i), '' ORDER BY i) FROM generate_series(1, cardinality(r.measures)) i), ''))
	USING cells;
END $$;
COMMENT ON FUNCTION civic_internal.fill_release(int8, jsonb) IS 'write the figures of a release';

/*
 * Whom a figure of one release has more than one of another of the same data epoch: if those are
 * few, the difference of the two figures is about them.  What several figures of a release have
 * together counts as one figure, too.
 */
CREATE FUNCTION civic_internal.differing_figures(release_id int8, other_id int8, k int4)
RETURNS TABLE (cell int4, more int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	WITH size AS MATERIALIZED (
		SELECT m.release_id, m.cell, count(*) AS n FROM civic_private.release_member m
		 WHERE m.release_id IN (differing_figures.release_id, differing_figures.other_id)
		 GROUP BY 1, 2
	), shared AS MATERIALIZED (
		SELECT a.cell AS one, b.cell AS other, count(*) AS n
		  FROM civic_private.release_member a JOIN civic_private.release_member b USING (unit)
		 WHERE a.release_id = differing_figures.release_id
		   AND b.release_id = differing_figures.other_id
		 GROUP BY 1, 2
	), within AS MATERIALIZED (
		/* figures of one release that lie within a figure of the other */
		SELECT x.release_id AS outer_id, s.one AS outside, y.release_id AS inner_id,
			s.other AS inside, x.n - s.n AS more
		  FROM shared s
		  JOIN size x ON x.release_id = differing_figures.release_id AND x.cell = s.one
		  JOIN size y ON y.release_id = differing_figures.other_id AND y.cell = s.other
		 WHERE s.n = y.n
		UNION ALL
		SELECT y.release_id, s.other, x.release_id, s.one, y.n - s.n
		  FROM shared s
		  JOIN size x ON x.release_id = differing_figures.release_id AND x.cell = s.one
		  JOIN size y ON y.release_id = differing_figures.other_id AND y.cell = s.other
		 WHERE s.n = x.n
	), left_over AS (
		SELECT w.outer_id, w.outside, (SELECT count(*) FROM civic_private.release_member m
			 WHERE m.release_id = w.outer_id AND m.cell = w.outside AND NOT EXISTS (
				SELECT FROM civic_private.release_member i
				 WHERE i.release_id = w.inner_id AND i.unit = m.unit
				   AND i.cell = ANY (array_agg(w.inside)))) AS more
		  FROM within w GROUP BY w.outer_id, w.inner_id, w.outside
	)
	SELECT w.outside, w.more FROM within w WHERE w.more BETWEEN 1 AND k - 1
	UNION
	SELECT o.outside, o.more FROM left_over o WHERE o.more BETWEEN 1 AND k - 1
	 ORDER BY 2, 1
$$;
COMMENT ON FUNCTION civic_internal.differing_figures(int8, int8, int4) IS
	'figures of two releases whose difference is about fewer than k subjects';

CREATE FUNCTION civic_internal.check_differences(release_id int8, k int4) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	close_pair record;
BEGIN
	SELECT o.name, d.more INTO close_pair
	  FROM civic_private.release r
	  JOIN civic_private.release o ON o.epoch_id = r.epoch_id AND o.release_id < r.release_id
	 CROSS JOIN LATERAL civic_internal.differing_figures(r.release_id, o.release_id, k) d
	 WHERE r.release_id = check_differences.release_id LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'a figure of this release and one of "%" differ by too few subjects',
			close_pair.name USING ERRCODE = 'check_violation',
				DETAIL = format('They differ by %s; at least %s would be safe.',
					close_pair.more, k),
				HINT = 'Coarsen an attribute, or take the same levels as that release.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_differences(int8, int4) IS
	'raise an error if the difference of two releases is about too few subjects';

CREATE FUNCTION civic_internal.check_release_name(name text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF name IS NULL THEN
		RAISE EXCEPTION 'name must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF name !~ '^[a-z][a-z0-9_]{0,62}$' OR name IN ('codebook', 'released') THEN
		RAISE EXCEPTION 'invalid name of a release "%"', name
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It has up to 63 small letters, digits and underscores.';
	END IF;
	IF to_regclass(format('civic_open.%I', name)) IS NOT NULL OR EXISTS (
		SELECT FROM civic_private.release r WHERE r.name = check_release_name.name) THEN
		RAISE EXCEPTION 'there is or was a release "%"', name USING ERRCODE = 'duplicate_object';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_release_name(text) IS
	'raise an error unless a release can have a name';

CREATE FUNCTION civic_internal.best_levels(limits jsonb, epoch_id int4, attributes text[],
	measures text[]) RETURNS int4[]
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	best int4[];
BEGIN
	SELECT n.levels INTO best
	  FROM civic_internal.nodes_for(limits, epoch_id, attributes, measures) n
	 WHERE n.left_out <= (limits ->> 'leave_out')::numeric * n.records
	 ORDER BY n.left_out > 0, n.discernibility, n.levels LIMIT 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'no levels of these attributes are safe enough'
			USING ERRCODE = 'check_violation',
				DETAIL = 'Each would leave out too many, or have groups that one subject '
					'dominates or whose sensitive values are too much alike.',
				HINT = 'Take fewer attributes, or define coarser hierarchies.';
	END IF;
	RETURN best;
END $$;
COMMENT ON FUNCTION civic_internal.best_levels(jsonb, int4, text[], text[]) IS
	'levels of attributes that keep to limits and tell most';

/* How many, without telling it exactly. */
CREATE FUNCTION civic_internal.count_band(n int8) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN n = 0 THEN 'none' WHEN n < 20 THEN 'fewer than 20' WHEN n < 100
		THEN '20 to 99' WHEN n < 1000 THEN '100 to 999' ELSE '1000 or more' END
$$;
COMMENT ON FUNCTION civic_internal.count_band(int8) IS 'a count in one of five bands';

/* What is known of a release besides its figures, from all of its cells. */
CREATE FUNCTION civic_internal.release_facts(cells jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('records', sum(c.records), 'figures', count(*) FILTER (WHERE shown),
		'hidden', count(*) FILTER (WHERE c.state = 'hidden'),
		'hidden_for_others', count(*) FILTER (WHERE c.state = 'hidden' AND c.why = 'complement'),
		'told', coalesce(sum(c.records) FILTER (WHERE shown), 0),
		'withheld', coalesce(sum(c.records) FILTER (WHERE c.state = 'withheld'), 0),
		'smallest', min(c.units) FILTER (WHERE shown AND c.units > 0),
		'classes', count(*) FILTER (WHERE shown AND c.units > 0))
	  FROM jsonb_to_recordset(cells) r (part text, state text, why text, units int8, records int8)
	 CROSS JOIN LATERAL (SELECT r.*, r.state = 'shown' AS shown) c
	 WHERE c.part <> 'total'
$$;
COMMENT ON FUNCTION civic_internal.release_facts(jsonb) IS
	'how much of a release is told, hidden and withheld';

CREATE FUNCTION civic_internal.check_left_out(facts jsonb, limits jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF (facts ->> 'withheld')::numeric > (limits ->> 'leave_out')::numeric
		* (facts ->> 'records')::numeric OR (facts ->> 'classes')::int8 = 0 THEN
		RAISE EXCEPTION 'this release would leave out too many'
			USING ERRCODE = 'check_violation',
				DETAIL = format('Left out: %s of 100 at most.', ceil((facts ->> 'withheld')::numeric
					* 100 / greatest((facts ->> 'records')::numeric, 1))),
				HINT = 'Coarsen an attribute by a level.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_left_out(jsonb, jsonb) IS
	'raise an error if a release would leave out too many';

/* Whom each figure is about, and what all of them say. */
CREATE FUNCTION civic_internal.compute_release(release_id int8, limits jsonb, epoch_id int4,
	attributes text[], measures text[], levels int4[]) RETURNS jsonb
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH computed AS MATERIALIZED (
		SELECT row_number() OVER () AS number, c.*
		  FROM civic_internal.release_terms(epoch_id, attributes, measures) t
		 CROSS JOIN LATERAL civic_internal.release_cells(compute_release.epoch_id,
			compute_release.attributes, t.places, t.sensitive, t.ordered, t.amounts,
			(limits ->> 'k')::int4, (limits ->> 'l')::int4, (limits ->> 't')::float8,
			((limits ->> 'largest')::numeric * 10000)::int4,
			((limits ->> 'two_largest')::numeric * 10000)::int4, compute_release.levels) c
	), kept AS (
		INSERT INTO civic_private.release_member (release_id, cell, unit)
		SELECT compute_release.release_id, c.number * CASE c.part WHEN 'total' THEN -1 ELSE 1 END, u
		  FROM computed c CROSS JOIN LATERAL unnest(c.members) u WHERE c.state = 'shown'
	)
	SELECT jsonb_agg(jsonb_build_object('labels', c.labels, 'part', c.part, 'state', c.state,
		'why', c.why, 'units', c.units, 'records', c.records, 'sums', c.sums))
	  FROM computed c
$$;
COMMENT ON FUNCTION civic_internal.compute_release(int8, jsonb, int4, text[], text[], int4[]) IS
	'compute the figures of a release, and keep whom each is about';

/* One after the other, so that each is compared with all before it. */
CREATE FUNCTION civic_internal.publish(audience name, epoch_id int4, attributes text[],
	measures text[], name text, levels int4[], limits jsonb, request_id int8) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	number int8 := nextval(pg_get_serial_sequence('civic_private.release',
		'release_id'));
	cells jsonb;
	facts jsonb;
BEGIN
	PERFORM FROM civic_private.data_epoch e WHERE e.epoch_id = publish.epoch_id FOR UPDATE;
	cells := civic_internal.compute_release(number, limits, epoch_id, attributes, measures, levels);
	facts := civic_internal.release_facts(cells);
	PERFORM civic_internal.check_left_out(facts, limits);
	INSERT INTO civic_private.release (release_id, name, audience, epoch_id, attributes, measures,
		levels, limits, facts, request_id)
	VALUES (number, publish.name, publish.audience, publish.epoch_id, publish.attributes,
		publish.measures, publish.levels, publish.limits, facts, publish.request_id);
	IF (limits -> 'differencing')::bool THEN
		PERFORM civic_internal.check_differences(number, (limits ->> 'k')::int4);
	END IF;
	PERFORM civic_internal.make_release_table(number);
	PERFORM civic_internal.fill_release(number, cells);
	RETURN number;
END $$;
COMMENT ON FUNCTION civic_internal.publish(name, int4, text[], text[], text, int4[], jsonb, int8) IS
	'let a release through the gate, or raise an error that says why not';

CREATE FUNCTION civic.publish_release(audience name, frame text, attributes text[], name text,
	measures text[] DEFAULT '{}', day date DEFAULT NULL, levels int4[] DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads a data epoch, and makes a table of civic_open */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	limits jsonb;
	from_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(measures, 'measures');
	PERFORM civic_internal.require_list(levels, 'levels');
	PERFORM civic_internal.check_known_audience(audience);
	PERFORM civic_internal.check_release_name(name);
	limits := civic_internal.audience_limits(audience);
	from_id := civic_internal.epoch_of(frame, day);
	PERFORM civic_internal.check_release_parts(from_id, attributes, measures);
	RETURN civic_internal.publish(audience, from_id, attributes, measures, name,
		coalesce(levels, civic_internal.best_levels(limits, from_id, attributes, measures)),
		limits, NULL);
END $$;
COMMENT ON FUNCTION civic.publish_release(name, text, text[], text, text[], date, int4[]) IS
	'publish figures about groups as a table of civic_open, or say why that is not safe';
