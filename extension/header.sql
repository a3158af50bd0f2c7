/* civic_credit--1.1.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION civic_credit CASCADE" to load this file. \quit

/*
 * The programme belongs to one role that nobody logs in as.  It is the only
 * role the extension makes; a role of that name made beforehand is taken as
 * it is.
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) 'civic_owner') THEN
		CREATE ROLE civic_owner NOLOGIN NOINHERIT;
	END IF;
END $$;

ALTER SCHEMA civic OWNER TO civic_owner;
COMMENT ON SCHEMA civic IS 'civic_credit: functions, types and staff views';
