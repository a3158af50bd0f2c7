/* civic_credit--2.0.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION civic_credit CASCADE" to load this file. \quit

/*
 * Superusers call what stands in the schema, so nobody may have prepared it: a database's owner,
 * who is not to see the ledger, could otherwise leave a function there.  A dump brings the schema
 * before the extension, empty, and with its owner, who in 1.x was always "civic_owner".
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_namespace n
		JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) n.nspowner
		WHERE n.nspname OPERATOR(pg_catalog.=) 'civic' AND NOT r.rolsuper
			AND r.rolname OPERATOR(pg_catalog.<>) 'civic_owner')
		OR EXISTS (SELECT FROM pg_catalog.pg_proc p
			WHERE p.pronamespace OPERATOR(pg_catalog.=) 'civic'::pg_catalog.regnamespace) THEN
		RAISE EXCEPTION 'somebody else has made the schema "civic", or functions in it'
			USING ERRCODE = 'duplicate_schema',
				HINT = 'Find out who and why, drop or rename it, and create the extension again.';
	END IF;
END $$;

COMMENT ON SCHEMA civic IS 'civic_credit: functions, types and staff views';

CREATE SCHEMA civic_internal;
COMMENT ON SCHEMA civic_internal IS 'civic_credit: functions that only its own code calls';
