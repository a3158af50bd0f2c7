/*
 * What is sealed: every append-only table.  A table whose rows have a transaction of their own is
 * sealed by that; one whose rows come with another's, by the other's.
 */
CREATE FUNCTION civic_internal.sealed_with() RETURNS TABLE (name text, other text, key text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	/* a draft has no effect before it is enacted */
	('policy', 'enactment', 'policy_id'),
	('rule', 'enactment', 'policy_id')
$$;
COMMENT ON FUNCTION civic_internal.sealed_with() IS
	'append-only tables whose rows are sealed when rows of another table are';

/* Columns that are in no leaf, each with its reason.  A test fails for any other. */
CREATE FUNCTION civic_internal.unsealed_columns()
RETURNS TABLE (name text, col text, reason text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('role_link', 'role_oid', 'a number of this cluster; the name beside it is sealed')
$$;
COMMENT ON FUNCTION civic_internal.unsealed_columns() IS
	'columns of append-only tables that are in no leaf, and why';

/* Names are in the order of their bytes, as leaves are. */
CREATE FUNCTION civic_internal.sealed_streams() RETURNS TABLE (name text, query text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.relname COLLATE "C", format('SELECT %s.*, s.xact AS seal_xact, s.%I AS seal_time
		FROM civic_private.%I s%s', CASE WHEN w.key IS NULL THEN 's' ELSE 't' END, k.col,
		coalesce(w.other, c.relname),
		CASE WHEN w.key IS NULL THEN ''
			ELSE format(' JOIN civic_private.%I t USING (%I)', c.relname, w.key) END)
	  FROM civic_internal.private_tables() p
	  JOIN pg_class c ON c.oid = p.name
	  LEFT JOIN civic_internal.sealed_with() w ON w.name = c.relname
	 CROSS JOIN LATERAL (SELECT a.attname AS col
		  FROM pg_class o JOIN pg_attribute a ON a.attrelid = o.oid
		 WHERE o.relnamespace = c.relnamespace AND o.relname = coalesce(w.other, c.relname)
		   AND a.attname IN ('recorded_at', 'enacted_at', 'loaded_at')) k
	 WHERE p.sealed AND c.relname <> 'entry'
	 ORDER BY 1
$$;
COMMENT ON FUNCTION civic_internal.sealed_streams() IS
	'append-only tables beside the ledger, and the query that gives their rows with what tells '
	'which block they are in';

/*
 * Sealing looks for what transactions after the last block wrote.  Any room may have brought a
 * table, so this is asked whenever guards are attached.
 */
CREATE FUNCTION civic_internal.index_sealed_tables() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stored name;
BEGIN
	FOR stored IN
		SELECT c.relname FROM civic_internal.private_tables() p JOIN pg_class c ON c.oid = p.name
		  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'xact'
		 WHERE p.sealed AND NOT EXISTS (SELECT FROM pg_index i
			WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum)
		 ORDER BY 1
	LOOP
		EXECUTE format('CREATE INDEX %I ON civic_private.%I USING brin (xact)
			WITH (pages_per_range = 32, autosummarize = on)', stored || '_seal_idx', stored);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.index_sealed_tables() IS
	'let what is new in each append-only table be found without reading all of it';

/* Guards of what sealing itself writes, and who may read it. */
CREATE FUNCTION civic_internal.audit_guards() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stored regclass;
BEGIN
	FOREACH stored IN ARRAY '{civic_private.block,civic_private.tile}'::regclass[]
	LOOP
		PERFORM civic_internal.guard_table(stored);
	END LOOP;
	FOREACH stored IN ARRAY '{civic_private.frontier,civic_private.subject_leaves}'::regclass[]
	LOOP
		EXECUTE format('DROP POLICY IF EXISTS sealed ON %s', stored);
		EXECUTE format('CREATE POLICY sealed ON %s FOR SELECT USING (%s)', stored,
			civic_internal.sealed_rows(stored));
	END LOOP;
	PERFORM civic_internal.index_sealed_tables();
	PERFORM civic_internal.note_incarnation();
END $$;
COMMENT ON FUNCTION civic_internal.audit_guards() IS
	'guard what sealing writes, let auditors read it, and notice that the programme has moved';
