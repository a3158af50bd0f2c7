/*
 * What must hold of a programme at any moment.  Each room gives its properties by
 * <room>_check(): one row for each, how many rows of the programme violate it, and one of them.
 */

CREATE FUNCTION civic.check_programme()
RETURNS TABLE (room text, property text, holds bool, violations int8, example text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 30
/* reads the programme's tables; auditors may */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* joins over everything look worth compiling, which takes longer than a small town's check */
SET jit = off
AS $$
DECLARE
	checker record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('auditor', NULL);
	FOR checker IN SELECT h.hook, h.room FROM civic_internal.hooks('check') h
	LOOP
		RETURN QUERY EXECUTE format('SELECT %L, c.property, c.violations = 0, c.violations,
			c.example FROM %s() c', checker.room, checker.hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic.check_programme() IS
	'what must hold of the programme''s data, one line for each property, and whether it does';

CREATE FUNCTION civic_internal.unguarded_tables() RETURNS TABLE (stored regclass)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT t.name FROM civic_internal.private_tables() t JOIN pg_class c ON c.oid = t.name
	 WHERE NOT c.relrowsecurity
	    OR t.sealed AND (SELECT count(*) FROM pg_trigger g
			WHERE g.tgrelid = c.oid AND g.tgenabled = 'A'
			  AND g.tgname IN ('guard_rows', 'guard_table')) < 2
$$;
COMMENT ON FUNCTION civic_internal.unguarded_tables() IS
	'tables of the programme that lack row security, or a guard against changes';

CREATE FUNCTION civic_internal.unstamped_columns() RETURNS TABLE (col text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('%s.%I', s.stored, s.name) FROM civic_internal.stamped_columns() s
	 WHERE NOT EXISTS (SELECT FROM pg_attrdef f
		WHERE f.adrelid = s.stored AND f.adnum = s.number
		  AND pg_get_expr(f.adbin, f.adrelid) = format('civic_internal.%I()', s.stamp))
$$;
COMMENT ON FUNCTION civic_internal.unstamped_columns() IS
	'columns that say who wrote a row and when, without the function that fills them';

CREATE FUNCTION civic_internal.base_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'tables let nobody in, and sealed ones refuse changes', count(*), min(t.stored::text)
	  FROM civic_internal.unguarded_tables() t
	UNION ALL
	SELECT 'columns that say who and when are filled by the programme', count(*), min(u.col)
	  FROM civic_internal.unstamped_columns() u
	UNION ALL
	SELECT 'no sequence gives out a number that is in use', count(*),
		min(format('%s: next is %s, the last in use %s', s.sequence, s.next_number, s.highest))
	  FROM civic_internal.late_sequences() s
	UNION ALL
	SELECT 'the key of the look-ups is the programme''s own', 1 - count(*),
		CASE count(*) WHEN 0 THEN 'vault_key' END
	  FROM civic_private.programme p LEFT JOIN civic_private.vault_key k ON true
	 WHERE CASE WHEN k.key IS NULL THEN civic_internal.key_at_hand(p.key_check)
		ELSE p.key_check = civic_internal.key_check(k.key) END
	UNION ALL
	SELECT 'every subject has a residence', count(*), min(format('subject %s', s.subject_id))
	  FROM civic_private.subject s
	 WHERE NOT EXISTS (SELECT FROM civic_private.residence r WHERE r.subject_id = s.subject_id)
$$;
COMMENT ON FUNCTION civic_internal.base_check() IS
	'properties of this room''s tables, and how many rows violate each';
