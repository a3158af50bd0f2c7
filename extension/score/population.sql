CREATE FUNCTION civic_internal.scores_support(internal) RETURNS internal
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_scores_support';
COMMENT ON FUNCTION civic_internal.scores_support(internal) IS
	'planner support: what a part of the scores costs and how many rows it has';

CREATE FUNCTION civic_internal.scores_part(as_of date, part int4, parts int4,
	known_on date DEFAULT NULL)
RETURNS TABLE (subject_id int8, area ltree, policy_id int4, score numeric)
LANGUAGE C STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
/* reads civic_private.entry and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_scores_part';
COMMENT ON FUNCTION civic_internal.scores_part(date, int4, int4, date) IS
	'score of every subject of one of several ranges as of a day (today), known on another (as_of)';

/*
 * No SET clause and not STRICT, so that the planner puts the parts into the query that asks, where
 * workers can share them out.  The body is parsed when it is created: no search_path can change it.
 */
CREATE FUNCTION civic.scores(as_of date, known_on date)
RETURNS TABLE (subject_id int8, area ltree, policy_id int4, score numeric)
LANGUAGE sql STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
BEGIN ATOMIC
	SELECT * FROM civic_internal.scores_part(scores.as_of, 1, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 2, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 3, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 4, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 5, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 6, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 7, 8, scores.known_on) p
	UNION ALL
	SELECT * FROM civic_internal.scores_part(scores.as_of, 8, 8, scores.known_on) p;
END;
COMMENT ON FUNCTION civic.scores(date, date) IS
	'score of every subject as of a day, by what was known on another';

CREATE FUNCTION civic.scores(as_of date DEFAULT NULL)
RETURNS TABLE (subject_id int8, area ltree, policy_id int4, score numeric)
LANGUAGE sql STABLE PARALLEL SAFE SUPPORT civic_internal.scores_support
BEGIN ATOMIC
	SELECT * FROM civic.scores(scores.as_of, NULL) s;
END;
COMMENT ON FUNCTION civic.scores(date) IS 'score of every subject as of a day (today)';
