/* A thousand subjects, evenly spread, since scoring everybody twice takes its time. */
CREATE FUNCTION civic_internal.score_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'a subject''s score is the same alone and among all', count(*),
		min(format('subject %s', s.subject_id))
	  FROM civic.scores() s
	 WHERE s.subject_id % (SELECT greatest(max(x.subject_id) / 1000, 1)
			FROM civic_private.subject x) = 0
	   AND s.score IS DISTINCT FROM civic.score(s.subject_id)
$$;
COMMENT ON FUNCTION civic_internal.score_check() IS
	'properties of scores, and how many subjects violate each';
