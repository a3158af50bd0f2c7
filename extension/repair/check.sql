CREATE FUNCTION civic_internal.repair_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'repair cases agree with their history and the ledger', count(*),
		min(format('subject %s, case %s: %s', r.subject_id, r.case_id, r.problem))
	  FROM civic.check_repairs() r
	UNION ALL
	SELECT 'what ended a forgotten loss is in the ledger', count(*),
		min(format('subject %s, entry %s', x.subject_id, x.entry_id))
	  FROM civic_private.erasure x
	 WHERE x.reference_id IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.entry e
		WHERE e.subject_id = x.subject_id AND e.entry_id = x.reference_id
		  AND e.ref_entry_id = x.entry_id)
$$;
COMMENT ON FUNCTION civic_internal.repair_check() IS
	'properties of this room''s tables, and how many rows violate each';
