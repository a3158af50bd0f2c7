/* The sequences that count look-ups of external ids, one for each role; see lookup.c. */

CREATE FUNCTION civic_internal.lookup_sequence(role name) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 'civic_private.' || quote_ident('lookup_' || md5(role)) $$;
COMMENT ON FUNCTION civic_internal.lookup_sequence(name) IS
	'name of the sequence that counts the look-ups of a role';

/* Of a role that may look up ids, whatever it was granted before. */
CREATE FUNCTION civic_internal.add_lookup_sequences() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	counter text;
BEGIN
	FOR counter IN
		SELECT DISTINCT civic_internal.lookup_sequence(g.role)
		  FROM civic_private.access_grant g
		 WHERE g.profile IN ('recorder', 'service')
		   AND to_regclass(civic_internal.lookup_sequence(g.role)) IS NULL
	LOOP
		EXECUTE format('CREATE SEQUENCE %s MINVALUE 0', counter);
		EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', counter,
			civic_internal.programme_owner()::regrole);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.add_lookup_sequences() IS
	'give each role that looks up external ids a count of its own';

CREATE FUNCTION civic_internal.usual_lookups() RETURNS int4
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'SELECT 10000';
COMMENT ON FUNCTION civic_internal.usual_lookups() IS
	'how many external ids a role may look up in a day where nothing else was said';
