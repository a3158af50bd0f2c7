/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.audit_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.metric, '', v.value, v.unit
	  FROM (SELECT civic.tree_size() AS size, max(b.block_no) AS blocks,
			max(b.taken_at) AS sealed_at FROM civic_private.block b) b
	  CROSS JOIN civic_private.programme p
	 CROSS JOIN LATERAL (VALUES ('sealed_blocks', coalesce(b.blocks, 0)::float8, 'blocks'),
		('sealed_leaves', b.size, 'leaves'),
		('seal_lag', extract(epoch FROM clock_timestamp() - coalesce(b.sealed_at, p.created_at)),
			'seconds')) v (metric, value, unit)
$$;
COMMENT ON FUNCTION civic_internal.audit_health() IS 'metrics of this room';
