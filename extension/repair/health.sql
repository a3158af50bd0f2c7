/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.repair_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'repair_cases_open', '', count(*)::float8, 'cases'
	  FROM civic_private.repair_case c WHERE c.closed_on IS NULL
$$;
COMMENT ON FUNCTION civic_internal.repair_health() IS 'metrics of this room';
