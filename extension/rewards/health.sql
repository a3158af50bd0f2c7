/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.rewards_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.metric, '', v.value, v.unit
	  FROM (SELECT count(*) AS held, count(*) FILTER (WHERE h.until < clock_timestamp()) AS over
		  FROM civic_private.hold h) h
	 CROSS JOIN LATERAL (VALUES ('reservations_held', h.held::float8, 'reservations'),
		('reservations_timed_out', h.over, 'reservations')) v (metric, value, unit)
$$;
COMMENT ON FUNCTION civic_internal.rewards_health() IS 'metrics of this room';
