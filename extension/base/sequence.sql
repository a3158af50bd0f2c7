/* Sequences of the programme, and the numbers that its rows have from them. */

/*
 * The columns that a sequence numbers: those that own it, and those whose default calls it.  Of a
 * sequence that is only owned, its caller may give one number to several rows.
 */
CREATE FUNCTION civic_internal.numbered_columns()
RETURNS TABLE (sequence regclass, stored regclass, col name, one_each bool)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.sequence::regclass, n.stored::regclass, a.attname, bool_or(n.one_each)
	  FROM (SELECT d.objid AS sequence, d.refobjid AS stored, d.refobjsubid AS col,
			d.deptype = 'i' AS one_each
		  FROM pg_depend d
		 WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
		   AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
		UNION ALL
		SELECT d.refobjid, f.adrelid, f.adnum, true
		  FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
		 WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass) n
	  JOIN pg_class s ON s.oid = n.sequence AND s.relkind = 'S'
	  JOIN pg_attribute a ON a.attrelid = n.stored AND a.attnum = n.col
	 WHERE s.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace)
	 GROUP BY n.sequence, n.stored, a.attname
$$;
COMMENT ON FUNCTION civic_internal.numbered_columns() IS
	'columns of the programme that sequences number, and whether each row has a number of its own';

/* The numbers in use, one a row, as a query. */
CREATE FUNCTION civic_internal.numbers_query(sequence regclass) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT string_agg(format('SELECT %I::int8 AS n FROM %s', c.col, c.stored), ' UNION ALL ')
	  FROM civic_internal.numbered_columns() c WHERE c.sequence = numbers_query.sequence
$$;
COMMENT ON FUNCTION civic_internal.numbers_query(regclass) IS
	'query for the numbers that rows have from a sequence';

/* A sequence at its very end gives nothing next; the number that it has come to stands for that. */
CREATE FUNCTION civic_internal.sequence_position(sequence regclass, OUT next_number int8,
	OUT highest int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE format('SELECT least(s.last_value, %s) + s.is_called::int4 FROM %s s',
		9223372036854775807 - 1, sequence) INTO next_number;
	EXECUTE format('SELECT max(x.n) FROM (%s) x', civic_internal.numbers_query(sequence))
		INTO highest;
END $$;
COMMENT ON FUNCTION civic_internal.sequence_position(regclass) IS
	'the number that a sequence gives next, and the highest that is in use';

/*
 * No programme comes to use half the numbers of a sequence: it stands there because somebody has
 * set it.
 */
CREATE FUNCTION civic_internal.late_sequences()
RETURNS TABLE (sequence regclass, next_number int8, highest int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.sequence, p.next_number, p.highest
	  FROM (SELECT DISTINCT n.sequence FROM civic_internal.numbered_columns() n) c
	  JOIN pg_sequence s ON s.seqrelid = c.sequence
	 CROSS JOIN LATERAL civic_internal.sequence_position(c.sequence) p
	 WHERE p.highest >= p.next_number
	    OR p.next_number > s.seqmax / 2 AND coalesce(p.highest, 0) <= s.seqmax / 2
$$;
COMMENT ON FUNCTION civic_internal.late_sequences() IS
	'sequences that would give out numbers which are in use, or soon none';

/*
 * Under wal_level = minimal the server does not log what a sequence gives out in the transaction
 * that makes it, but counts it as logged: after a crash, it gives out the same numbers again.
 * Setting a sequence makes it log its next number.
 */
CREATE FUNCTION civic_internal.log_sequences() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	sequence regclass;
BEGIN
	FOR sequence IN SELECT c.oid FROM pg_class c
		WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace)
		  AND c.relkind = 'S'
	LOOP
		EXECUTE format('SELECT setval(%L, s.last_value, s.is_called) FROM %s s', sequence,
			sequence);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.log_sequences() IS
	'let the programme''s sequences log what they give out next';
