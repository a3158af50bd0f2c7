CREATE FUNCTION civic_internal.review_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'what is to be reviewed was in a draw', count(*),
		min(format('subject %s, review %s', v.subject_id, v.review_id))
	  FROM civic_private.review v
	 WHERE NOT EXISTS (SELECT FROM civic_private.review_pool p WHERE p.subject_id = v.subject_id
		AND p.kind = v.kind AND p.reviewed_id = v.reviewed_id)
	UNION ALL
	SELECT 'a review is what its reviewer decided', count(*),
		min(format('subject %s, review %s', subject_id, review_id))
	  FROM civic_private.review v
	  FULL JOIN civic_private.review_decision d USING (subject_id, review_id)
	 WHERE (v.decided_on, v.agree) IS DISTINCT FROM (d.on_day, d.agree)
	UNION ALL
	SELECT 'keys of draws are those that were committed to', count(*), min(period::text)
	  FROM civic_private.review_period p FULL JOIN civic_private.review_key k USING (period)
	 WHERE p.commitment IS DISTINCT FROM civic_internal.review_commitment(k.key)
$$;
COMMENT ON FUNCTION civic_internal.review_check() IS
	'properties of this room''s tables, and how many rows violate each';
