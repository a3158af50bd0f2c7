/* How this room is, for monitors. */
CREATE FUNCTION civic_internal.policy_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'policies_coming', '', count(*)::float8, 'policies'
	  FROM civic_private.enactment e WHERE e.effective_from > civic.today()
	UNION ALL
	/* the one that came into force last */
	(SELECT 'policy_age', p.code || ' ' || p.version, civic.today() - e.effective_from, 'days'
	  FROM civic_private.enactment e JOIN civic_private.policy p USING (policy_id)
	 WHERE e.effective_from <= civic.today()
	 ORDER BY e.effective_from DESC, e.enactment_id DESC LIMIT 1)
$$;
COMMENT ON FUNCTION civic_internal.policy_health() IS 'metrics of this room';
