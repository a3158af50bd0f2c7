/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.appeal_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'appeals_open', '', count(*)::float8, 'appeals'
	  FROM civic_private.appeal a WHERE a.open
$$;
COMMENT ON FUNCTION civic_internal.appeal_health() IS 'metrics of this room';
