/* Data epochs: frozen states of frames. */

CREATE FUNCTION civic_internal.check_epoch_day(frame text, day date) RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text := (SELECT f.kind FROM civic_private.frame f WHERE f.frame = check_epoch_day.frame);
	last_day date := CASE kind WHEN 'flow' THEN (date_trunc('month', day::timestamp)
		+ interval '1 month' - interval '1 day')::date ELSE day END;
BEGIN
	IF day IS NULL THEN
		RAISE EXCEPTION 'day must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF last_day >= civic.today() OR day < DATE '1900-01-01' THEN
		RAISE EXCEPTION '% is not over', CASE kind WHEN 'flow' THEN 'the month of ' ELSE '' END
			|| day USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Nothing may change any more in what is frozen.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.data_epoch e
		WHERE e.frame = check_epoch_day.frame AND e.day = last_day) THEN
		RAISE EXCEPTION 'frame "%" has a data epoch of % already', frame, last_day
			USING ERRCODE = 'duplicate_object',
				HINT = 'Two states of one period would tell who is in only one of them.';
	END IF;
	RETURN last_day;
END $$;
COMMENT ON FUNCTION civic_internal.check_epoch_day(text, date) IS
	'last day of the period that contains a day, or an error unless a frame can be frozen then';

CREATE FUNCTION civic_internal.frame_query(frame text, attributes text[], amounts text[])
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('SELECT %s::text AS unit, ARRAY[%s]::text[] AS values,
			ARRAY[%s]::int8[] AS amounts FROM %s r WHERE %1$s IS NOT NULL',
		quote_ident(coalesce(f.unit, 'unit')),
		(SELECT string_agg(format('coalesce(nullif(r.%I::text, ''''), ''(none)'')', a.col), ', '
				ORDER BY o.place)
		   FROM unnest(attributes) WITH ORDINALITY o (name, place)
		   JOIN civic_private.frame_attribute a ON a.attribute = o.name AND a.frame = f.frame),
		(SELECT string_agg(format('coalesce(round(r.%I::numeric * 100), 0)::int8', m), ', ')
		   FROM unnest(amounts) m),
		CASE f.frame WHEN 'residents' THEN 'civic_internal.frame_residents($1)'
			WHEN 'points' THEN 'civic_internal.frame_points($1)' ELSE f.source END)
	  FROM civic_private.frame f WHERE f.frame = frame_query.frame
$$;
COMMENT ON FUNCTION civic_internal.frame_query(text, text[], text[]) IS
	'query for the rows of a frame on a day';

/*
 * Everything in one statement, so that it is one state of the frame.  Values of a domain have the
 * first numbers, in its order.
 */
CREATE FUNCTION civic_internal.freeze_query(frame text, attributes text[], amounts text[])
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format($query$
		WITH r AS MATERIALIZED (
			SELECT row_number() OVER () AS number, q.* FROM (%s) q
		), known AS (
			SELECT a.place, d.value, d.place AS first
			  FROM unnest($3) WITH ORDINALITY a (name, place)
			  JOIN civic_private.frame_attribute t ON t.frame = $4 AND t.attribute = a.name
			 CROSS JOIN LATERAL unnest(t.domain) WITH ORDINALITY d (value, place)
			UNION ALL
			SELECT DISTINCT i, r.values[i], NULL::int8
			  FROM r CROSS JOIN generate_series(1, cardinality($3)) i
		), numbered AS MATERIALIZED (
			SELECT k.place::int4, k.value, (row_number() OVER (PARTITION BY k.place
				ORDER BY min(k.first) NULLS LAST, k.value) - 1)::int4 AS code
			  FROM known k GROUP BY k.place, k.value
		), kept AS (
			INSERT INTO civic_private.epoch_value (epoch_id, place, code, value)
			SELECT $2, n.place, n.code, n.value FROM numbered n
		), frozen AS (
			INSERT INTO civic_private.epoch_row (epoch_id, unit, number, codes, amounts)
			SELECT $2, r.unit, r.number, ARRAY[%s]::int4[], r.amounts FROM r %s RETURNING unit
		)
		SELECT count(DISTINCT f.unit) FROM frozen f$query$,
		civic_internal.frame_query(frame, attributes, amounts),
		string_agg(format('n%s.code', i), ', ' ORDER BY i),
		string_agg(format('JOIN numbered n%1$s ON n%1$s.place = %1$s
			AND n%1$s.value = r.values[%1$s]', i), ' ' ORDER BY i))
	  FROM generate_series(1, cardinality(attributes)) i
$$;
COMMENT ON FUNCTION civic_internal.freeze_query(text, text[], text[]) IS
	'statement that freezes the rows of a frame, and counts whom they are about';

CREATE FUNCTION civic_internal.freeze_frame(frame text, day date, attributes text[], amounts text[])
RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/*
 * Policies of a registered table would run their functions with the rights of the owner.  How many
 * values there are is not known when it is planned, and row by row they take for ever.
 */
SET search_path = pg_catalog, pg_temp SET row_security = off SET jit = off
SET enable_nestloop = off
AS $$
DECLARE
	opened int4;
	counted int8;
BEGIN
	INSERT INTO civic_private.data_epoch (frame, day, attributes, domains, amounts, units)
	SELECT freeze_frame.frame, freeze_frame.day, freeze_frame.attributes,
		array_agg(coalesce(cardinality(t.domain), 0) ORDER BY a.place), freeze_frame.amounts, 0
	  FROM unnest(freeze_frame.attributes) WITH ORDINALITY a (name, place)
	  JOIN civic_private.frame_attribute t ON t.frame = freeze_frame.frame AND t.attribute = a.name
	RETURNING data_epoch.epoch_id INTO opened;
	EXECUTE civic_internal.freeze_query(frame, attributes, amounts) INTO counted
		USING day, opened, attributes, frame;
	UPDATE civic_private.data_epoch e SET units = counted WHERE e.epoch_id = opened;
	RETURN opened;
END $$;
COMMENT ON FUNCTION civic_internal.freeze_frame(text, date, text[], text[]) IS
	'freeze a frame; the number of the data epoch';

CREATE FUNCTION civic.open_data_epoch(frame text, day date) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads the frame, and writes civic_private.data_epoch */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	attributes text[];
	opened int4;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_frame(frame);
	/* one at a time, so that two cannot freeze one period */
	PERFORM FROM civic_private.frame f WHERE f.frame = open_data_epoch.frame FOR UPDATE;
	day := civic_internal.check_epoch_day(frame, day);
	attributes := ARRAY(SELECT a.attribute FROM civic_private.frame_attribute a
		WHERE a.frame = open_data_epoch.frame ORDER BY 1);
	IF attributes = '{}' THEN
		RAISE EXCEPTION 'frame "%" has no attributes', frame
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Define them with civic.define_attribute().';
	END IF;
	opened := civic_internal.freeze_frame(frame, day, attributes, ARRAY(
		SELECT DISTINCT m.col FROM civic_private.measure m
		 WHERE m.frame = open_data_epoch.frame AND m.col IS NOT NULL ORDER BY 1));
	PERFORM civic_internal.check_nesting(opened, a) FROM unnest(attributes) a;
	PERFORM civic_internal.make_accounts();
	RETURN opened;
END $$;
COMMENT ON FUNCTION civic.open_data_epoch(text, date) IS
	'freeze a frame as of a day that is over, or of the month that contains it';

CREATE FUNCTION civic.close_data_epoch(frame text, day date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.data_epoch */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	closed_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	closed_id := civic_internal.epoch_of(frame, day);
	UPDATE civic_private.data_epoch e SET closed = true WHERE e.epoch_id = closed_id;
	DELETE FROM civic_private.epoch_row r WHERE r.epoch_id = closed_id;
	DELETE FROM civic_private.release_member m USING civic_private.release r
	 WHERE r.release_id = m.release_id AND r.epoch_id = closed_id;
END $$;
COMMENT ON FUNCTION civic.close_data_epoch(text, date) IS
	'compute nothing from a data epoch any more, and forget its rows';

/* The newest one without a day. */
CREATE FUNCTION civic_internal.epoch_of(frame text, day date) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_id int4;
BEGIN
	PERFORM civic_internal.check_frame(frame);
	SELECT e.epoch_id INTO found_id FROM civic_private.data_epoch e
	  JOIN civic_private.frame f USING (frame)
	 WHERE e.frame = epoch_of.frame AND NOT e.closed AND (epoch_of.day IS NULL
		OR e.day = epoch_of.day OR f.kind = 'flow'
		AND date_trunc('month', e.day::timestamp) = date_trunc('month', epoch_of.day::timestamp))
	 ORDER BY e.day DESC LIMIT 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'frame "%" has no open data epoch%', frame, coalesce(' of ' || day, '')
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'civic.open_data_epoch() freezes it.';
	END IF;
	RETURN found_id;
END $$;
COMMENT ON FUNCTION civic_internal.epoch_of(text, date) IS
	'the open data epoch of a frame on a day, or the newest';

/* Whoever is erased leaves what is still to be computed; what was published stays comparable. */
CREATE FUNCTION civic_internal.release_forget(subject_id int8, lookup bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stranger text := 'erased-' || encode(civic_internal.random_key(), 'hex');
BEGIN
	UPDATE civic_private.data_epoch e SET revision = e.revision + 1
	 WHERE EXISTS (SELECT FROM civic_private.epoch_row r JOIN civic_private.frame f
			ON f.source IS NULL
		WHERE r.epoch_id = e.epoch_id AND f.frame = e.frame
		  AND r.unit = release_forget.subject_id::text);
	DELETE FROM civic_private.epoch_row r
	 USING civic_private.data_epoch e JOIN civic_private.frame f USING (frame)
	 WHERE r.epoch_id = e.epoch_id AND f.source IS NULL
	   AND r.unit = release_forget.subject_id::text;
	UPDATE civic_private.release_member m SET unit = stranger
	  FROM civic_private.release r JOIN civic_private.data_epoch e USING (epoch_id)
	  JOIN civic_private.frame f USING (frame)
	 WHERE m.release_id = r.release_id AND f.source IS NULL
	   AND m.unit = release_forget.subject_id::text;
END $$;
COMMENT ON FUNCTION civic_internal.release_forget(int8, bytea) IS
	'forget a subject in data epochs, and under whose name it was published';
