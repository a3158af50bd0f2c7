/*
 * A view shows most columns as a table has them.  Such a column has the comment of the table's
 * column, unless <room>_views() gives it one of its own; of several tables, that of the table from
 * which the view shows most.
 */
CREATE FUNCTION civic_internal.describe_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	shown record;
BEGIN
	FOR shown IN
		SELECT DISTINCT ON (s.view, s.attname) s.view, s.attname, s.words
		  FROM (SELECT v.oid AS view, c.attname, t.attrelid::regclass::text AS source,
				count(*) OVER (PARTITION BY v.oid, t.attrelid) AS columns,
				col_description(v.oid, c.attnum) IS NULL AS lacks,
				col_description(t.attrelid, t.attnum) AS words
			  FROM pg_class v
			  JOIN pg_rewrite w ON w.ev_class = v.oid
			  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
				AND d.refclassid = 'pg_class'::regclass
			  JOIN pg_attribute t ON t.attrelid = d.refobjid AND t.attnum = d.refobjsubid
			  JOIN pg_attribute c ON c.attrelid = v.oid AND c.attname = t.attname
			 WHERE v.relnamespace = 'civic'::regnamespace AND v.relkind = 'v'
			   AND v.relowner = civic_internal.programme_owner() AND t.attrelid <> v.oid) s
		 WHERE s.lacks AND s.words IS NOT NULL
		 ORDER BY s.view, s.attname, s.columns DESC, s.source
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L',
			shown.view::regclass, shown.attname, shown.words);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.describe_views() IS
	'give columns of views that have no comment those of the tables'' columns that they show';
