CREATE FUNCTION civic_internal.privacy_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'of whom it was erased who they are, nothing is left that tells it', count(*),
		min(format('subject %s', x.subject_id))
	  FROM civic_private.subject_erasure x JOIN civic_private.subject s USING (subject_id)
	 WHERE s.lookup IS NOT NULL OR s.attributes <> '{}'
	    OR EXISTS (SELECT FROM civic_private.role_link k WHERE k.subject_id = x.subject_id)
	UNION ALL
	SELECT 'only who was erased has no external id', count(*),
		min(format('subject %s', s.subject_id))
	  FROM civic_private.subject s LEFT JOIN civic_private.subject_erasure x USING (subject_id)
	 WHERE s.lookup IS NULL AND x.subject_id IS NULL
	UNION ALL
	SELECT 'each column has a grade of disclosure', count(*), min(g.stored || '.' || g.col)
	  FROM civic.data_grades() g WHERE g.grade IS NULL
	UNION ALL
	SELECT 'no profile reads what is graded above it', count(*), min(r.profile || ' ' || r.col)
	  FROM civic_internal.read_above_grade() r
$$;
COMMENT ON FUNCTION civic_internal.privacy_check() IS
	'properties of this room''s tables, and how many rows violate each';
