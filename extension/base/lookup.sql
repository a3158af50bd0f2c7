/*
 * How often roles look up external ids.  The count of each role is a sequence, so that no ROLLBACK
 * takes it back; what it holds says lookup.c.
 */

/* It counts for whoever calls, and is granted to nobody. */
CREATE FUNCTION civic_internal.count_lookup(lookup bytea) RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_count_lookup';
COMMENT ON FUNCTION civic_internal.count_lookup(bytea) IS
	'count a look-up for each role whose grant lets the caller look up, and refuse one too many';

CREATE FUNCTION civic_internal.lookup_days("position" int8)
RETURNS TABLE (day date, looked_up int4)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_lookup_days';
COMMENT ON FUNCTION civic_internal.lookup_days(int8) IS
	'the last two days with look-ups that a role''s sequence tells of';

CREATE FUNCTION civic_internal.live_lookups() RETURNS TABLE (role name, day date, looked_up int4)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT g.role, d.day, d.looked_up
	  FROM (SELECT DISTINCT a.role FROM civic_private.access_grant a) g
	 CROSS JOIN LATERAL civic_internal.lookup_days(
		pg_sequence_last_value(to_regclass(civic_internal.lookup_sequence(g.role)))) d
	 WHERE d.looked_up > 0
$$;
COMMENT ON FUNCTION civic_internal.live_lookups() IS
	'look-ups by role of the last two days on which there were any';

/* A day's work of this room. */
CREATE FUNCTION civic_internal.base_daily_95(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	written int8;
BEGIN
	INSERT INTO civic_private.lookup_day AS d (role, day, looked_up)
	SELECT l.role, l.day, l.looked_up FROM civic_internal.live_lookups() l
	    ON CONFLICT ON CONSTRAINT lookup_day_pkey DO UPDATE SET looked_up = excluded.looked_up
	 WHERE excluded.looked_up > d.looked_up;
	GET DIAGNOSTICS written = ROW_COUNT;
	RETURN written;
END $$;
COMMENT ON FUNCTION civic_internal.base_daily_95(date) IS
	'write down how often each role looked up external ids';

CREATE FUNCTION civic.lookups(from_day date DEFAULT NULL, to_day date DEFAULT NULL)
RETURNS TABLE (role name, day date, looked_up int4, most int4)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 100
/* reads civic_private.lookup_day */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('auditor', NULL);
	RETURN QUERY
	SELECT d.role, d.day, max(d.looked_up), coalesce(l.most, civic_internal.usual_lookups())
	  FROM (SELECT x.role, x.day, x.looked_up FROM civic_private.lookup_day x
		UNION ALL
		SELECT * FROM civic_internal.live_lookups()) d
	  LEFT JOIN civic_private.lookup_limit l USING (role)
	 WHERE d.day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 GROUP BY d.role, d.day, l.most ORDER BY d.day, d.role;
END $$;
COMMENT ON FUNCTION civic.lookups(date, date) IS
	'how often each role looked up external ids on each day, and how often it may';

CREATE FUNCTION civic.limit_lookups(role name, most int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('limit the look-ups of a role');
	PERFORM civic_internal.require_programme();
	IF role IS NULL THEN
		RAISE EXCEPTION 'role must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF most NOT BETWEEN 0 AND 1000000 THEN
		RAISE EXCEPTION 'look-ups of a day are limited to a number from 0 to 1000000'
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = limit_lookups.role AND g.profile IN ('recorder', 'service')) THEN
		RAISE EXCEPTION 'role "%" looks up no external ids', role
			USING ERRCODE = 'undefined_object',
				HINT = 'Those with the profile recorder or service do.';
	END IF;
	PERFORM civic_internal.lock_programme();
	INSERT INTO civic_private.lookup_limit (role, most)
	VALUES (limit_lookups.role, coalesce(limit_lookups.most, civic_internal.usual_lookups()))
	    ON CONFLICT ON CONSTRAINT lookup_limit_pkey DO UPDATE SET most = excluded.most;
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic.limit_lookups(name, int4) IS
	'set how many external ids a role may look up in a day (null: as many as usual)';
