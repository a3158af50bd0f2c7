/* The index as settlement found it, month by month; a revision adds a row. */

CREATE FUNCTION civic_internal.index_now(index_code text, month date)
RETURNS TABLE (pack_id int4, area text, value numeric, zone text, missing text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	pack record;
BEGIN
	SELECT p.* INTO pack FROM civic_internal.index_in_force(index_code, index_now.month) p;
	RETURN QUERY
	SELECT pack.pack_id, x.area, round(v.number / 1e60, 6),
		civic_internal.index_zone(pack.document, v.number),
		ARRAY(SELECT jsonb_array_elements_text(x.found -> 'missing'))
	  FROM jsonb_each(civic_internal.index_of_areas(pack.document, pack.weights, NULL,
			index_now.month)) x (area, found)
	 CROSS JOIN LATERAL (SELECT (x.found ->> 'value')::numeric) v (number);
END $$;
COMMENT ON FUNCTION civic_internal.index_now(text, date) IS
	'an index of a month as the observations give it now';

CREATE FUNCTION civic_internal.latest_index(index_code text, month date)
RETURNS TABLE (area text, value numeric, zone text, missing text[], revision int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT DISTINCT ON (h.area) h.area, h.value, h.zone, h.missing, h.revision
	  FROM civic_private.index_history h
	 WHERE h.code = index_code AND h.month = latest_index.month
	 ORDER BY h.area, h.revision DESC
$$;
COMMENT ON FUNCTION civic_internal.latest_index(text, date) IS
	'an index of a month as it was found last';

/* Add what has changed of a month, and tell whose zone is another than it was known to be. */
CREATE FUNCTION civic_internal.note_index(index_code text, month date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
DECLARE
	before date := (month - interval '1 month')::date;
	messages jsonb[];
	noted int8;
BEGIN
	WITH found AS MATERIALIZED (
		SELECT n.*, l.revision, l.zone AS known_zone, b.zone AS zone_before
		  FROM civic_internal.index_now(index_code, month) n
		  LEFT JOIN civic_internal.latest_index(index_code, month) l ON l.area = n.area
		  LEFT JOIN civic_internal.latest_index(index_code, before) b ON b.area = n.area
		 WHERE (n.value, n.zone, n.missing) IS DISTINCT FROM (l.value, l.zone, l.missing)
	), written AS (
		INSERT INTO civic_private.index_history (code, pack_id, area, month, value, zone, missing,
			revision)
		SELECT index_code, f.pack_id, f.area, note_index.month, f.value, f.zone, f.missing,
			coalesce(f.revision, 0) + 1
		  FROM found f ORDER BY f.area RETURNING 1
	)
	SELECT (SELECT count(*) FROM written), array_agg(jsonb_build_object('index', index_code,
			'area', f.area, 'month', note_index.month, 'from', z.known, 'to', f.zone, 'value',
			f.value, 'revised', f.revision IS NOT NULL) ORDER BY f.area)
			FILTER (WHERE z.known IS DISTINCT FROM f.zone AND z.known IS NOT NULL)
	  INTO noted, messages
	  FROM found f
	 CROSS JOIN LATERAL (SELECT CASE WHEN f.revision IS NULL THEN f.zone_before
		ELSE f.known_zone END) z (known);
	IF messages IS NOT NULL THEN
		PERFORM civic_internal.publish('zone', array_fill(NULL::int8,
			ARRAY[cardinality(messages)]), messages);
	END IF;
	RETURN noted;
END $$;
COMMENT ON FUNCTION civic_internal.note_index(text, date) IS
	'add what has changed of an index in a month to its history; how many areas';

/* Months that may have changed: since the first day of which something new was observed. */
CREATE FUNCTION civic_internal.trust_daily_70(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
DECLARE
	mark record := civic_internal.move_watermark('index');
	last_month date := civic_internal.period_of(civic_internal.period_of(day, 'month') - 1,
		'month');
	changed date;
	due record;
	noted int8 := 0;
BEGIN
	SELECT min(o.on_day) INTO changed FROM civic_private.observation o
	 WHERE o.xact BETWEEN mark.oldest AND mark.newest
	   AND civic_internal.is_new(o.xact, o.recorded_at, mark.seen, mark.restored_from);
	FOR due IN
		SELECT e.code, g.month::date
		  FROM (SELECT x.code, civic_internal.period_of(min(x.effective_from), 'month') AS born
			  FROM civic_private.trust_enactment x GROUP BY x.code) e
		 CROSS JOIN LATERAL (SELECT max(h.month) FROM civic_private.index_history h
			 WHERE h.code = e.code) k (known)
		 CROSS JOIN LATERAL generate_series(greatest(e.born, least(
			civic_internal.period_of(changed, 'month'),
			coalesce((k.known + interval '1 month')::date, last_month)))::timestamp,
			last_month::timestamp, interval '1 month') g (month)
		 ORDER BY 1, 2
	LOOP
		noted := noted + civic_internal.note_index(due.code, due.month);
	END LOOP;
	RETURN noted;
END $$;
COMMENT ON FUNCTION civic_internal.trust_daily_70(date) IS
	'note what indices say of months that are over; how many areas changed';

CREATE FUNCTION civic.index_history(area ltree, index text DEFAULT NULL)
RETURNS TABLE (index_code text, month date, value numeric, zone text, missing text[], revision int4,
	noted_at timestamptz)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.index_history */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor',
		index_history.area::text);
	PERFORM civic_internal.check_area(coalesce(index_history.area::text, ''));
	RETURN QUERY
	SELECT h.code, h.month, h.value, h.zone, h.missing, h.revision, h.recorded_at
	  FROM civic_private.index_history h
	 WHERE h.area = index_history.area::text
	   AND (index_history.index IS NULL OR h.code = index_history.index)
	 ORDER BY h.code, h.month, h.revision;
END $$;
COMMENT ON FUNCTION civic.index_history(ltree, text) IS
	'index and zone of an area month by month, as settlement found them, with revisions';
