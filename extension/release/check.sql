CREATE FUNCTION civic_internal.release_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'each release that was not withdrawn has its table', count(*), min(r.name)
	  FROM civic_private.release r LEFT JOIN civic_private.release_withdrawal w USING (release_id)
	 WHERE w.release_id IS NULL AND to_regclass(format('civic_open.%I', r.name)) IS NULL
	UNION ALL
	SELECT 'each table of civic_open went through the gate', count(*), min(c.relname)
	  FROM pg_class c LEFT JOIN civic_private.release r ON r.name = c.relname
	 WHERE c.relnamespace = 'civic_open'::regnamespace AND c.relkind IN ('r', 'm', 'p', 'f')
	   AND r.name IS NULL
	UNION ALL
	SELECT 'no figure is about fewer subjects than its release allows', count(*),
		min(format('release %s', r.name))
	  FROM civic_private.release r CROSS JOIN LATERAL (SELECT m.cell, count(*) AS n
		  FROM civic_private.release_member m WHERE m.release_id = r.release_id GROUP BY 1) f
	 WHERE f.n < (r.limits ->> 'k')::int8
	UNION ALL
	SELECT 'an exception was decided by a second person', count(*), min(format('request %s',
		q.request_id))
	  FROM civic_private.release r JOIN civic_private.release_request q USING (request_id)
	  LEFT JOIN civic_private.release_decision d ON d.request_id = q.request_id AND d.approved
	 WHERE d.request_id IS NULL OR d.actor = q.actor
$$;
COMMENT ON FUNCTION civic_internal.release_check() IS
	'properties of this room''s tables, and how many rows violate each';
