/*
 * Grades of disclosure, of every column of the programme's tables.
 *
 *	public		may be published as it is: it is about nobody
 *	agreement	may be shown to an audience that is bound by one, coarse and by pseudonym, and be
 *				counted in releases
 *	enclave		stays with staff of the programme whose grants reach it
 *	never		leaves its table for nobody: keys, what leads to a person, and texts
 *
 * <room>_grades() has those of a room.  A column without a grade is shown with a null, which
 * civic.check_programme() finds.
 */

CREATE FUNCTION civic_internal.graded_columns() RETURNS TABLE (stored text, col text, grade text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 500 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('grades') h
	LOOP
		RETURN QUERY EXECUTE format($query$SELECT g.stored, c, g.grade
			FROM %s() g CROSS JOIN regexp_split_to_table(g.columns, '\s+') c$query$, hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.graded_columns() IS
	'columns that rooms have given a grade of disclosure';

/* Stores of records are made for an audience, and hold nothing finer than it may have. */
CREATE FUNCTION civic.data_grades() RETURNS TABLE (stored text, col text, grade text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 500
/* reads civic_private.record_audience */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT c.oid::regclass::text, a.attname::text, coalesce(g.grade,
			CASE WHEN n.audience IS NOT NULL THEN 'agreement' END)
	  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		AND NOT a.attisdropped
	  LEFT JOIN civic_internal.graded_columns() g ON g.stored = c.oid::regclass::text
		AND g.col = a.attname::text
	  LEFT JOIN (SELECT r.audience, t.stored FROM civic_private.record_audience r
		 CROSS JOIN LATERAL civic_internal.records_of(r.audience) o
		 CROSS JOIN LATERAL (VALUES (o.scores), (o.events)) t (stored)) n
		ON n.stored = c.oid::regclass::text
	 WHERE c.relkind IN ('r', 'p') AND (c.relnamespace = to_regnamespace('civic_private')
		OR c.oid = to_regclass('civic.inbox'))
	 ORDER BY 1, a.attnum;
END $$;
COMMENT ON FUNCTION civic.data_grades() IS
	'to whom each column of the programme may be disclosed: public, agreement, enclave, never';

/* Staff may read up to "enclave", everybody else what is public. */
CREATE FUNCTION civic_internal.read_above_grade() RETURNS TABLE (profile text, col text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	SELECT p.profile, format('%s.%I', g.stored, g.col)
	  FROM civic_internal.profile_privileges() p
	  JOIN civic_internal.graded_columns() g ON g.stored = p.object
	 WHERE p.kind = 'TABLE' AND p.privilege ~* '^(select|all)'
	   AND CASE WHEN p.profile IN ('analyst', 'monitor') THEN g.grade <> 'public'
			ELSE g.grade = 'never' END
$$;
COMMENT ON FUNCTION civic_internal.read_above_grade() IS
	'columns that a profile may read though their grade does not allow it';
