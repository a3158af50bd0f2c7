/* The role that owns the programme. */

CREATE FUNCTION civic_internal.programme_owner() RETURNS oid
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_programme_owner';
COMMENT ON FUNCTION civic_internal.programme_owner() IS
	'role that owns the programme''s tables, null without a programme';

/* Whoever acts as the owner can change what superusers run, so nobody may. */
CREATE FUNCTION civic_internal.faults_of_owner(owner name)
RETURNS TABLE (fault text, cure text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'it has ' || a.attribute, format('ALTER ROLE %I NO%s;', owner, a.attribute)
	  FROM pg_roles r CROSS JOIN LATERAL (VALUES
		(r.rolcanlogin, 'LOGIN'), (r.rolsuper, 'SUPERUSER'),
		(r.rolcreaterole, 'CREATEROLE'), (r.rolcreatedb, 'CREATEDB'),
		(r.rolreplication, 'REPLICATION'), (r.rolbypassrls, 'BYPASSRLS')) a (has, attribute)
	 WHERE r.rolname = owner AND a.has
	UNION ALL
	SELECT format('role %I is a member of it', m.rolname),
		format('REVOKE %I FROM %I;', owner, m.rolname)
	  FROM pg_auth_members am JOIN pg_roles m ON m.oid = am.member
	  JOIN pg_roles r ON r.oid = am.roleid
	 WHERE r.rolname = owner AND NOT m.rolsuper
	UNION ALL
	SELECT 'it has default privileges in this database',
		format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ...;', owner)
	  FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole
	 WHERE r.rolname = owner
	 GROUP BY r.rolname
$$;
COMMENT ON FUNCTION civic_internal.faults_of_owner(name) IS
	'what keeps a role from being the owner of a programme, and how to change it';

CREATE FUNCTION civic_internal.prepare_owner(owner name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	faults text;
	cures text;
BEGIN
	IF owner IS NULL THEN
		RAISE EXCEPTION 'owner must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = owner) THEN
		EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', owner);
		RETURN;
	END IF;
	SELECT string_agg(f.fault, ', '), string_agg(f.cure, ' ') INTO faults, cures
	  FROM civic_internal.faults_of_owner(owner) f;
	IF faults IS NOT NULL THEN
		RAISE EXCEPTION 'role "%" cannot own a programme', owner
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Nobody may act as the owner, but %s.', faults),
				HINT = 'Name another role, or change this one: ' || cures;
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.prepare_owner(name) IS
	'make the role that is to own the programme, or refuse the one that there is';

/*
 * Functions that run with the rights of their owner belong to the owner of the programme.  The
 * others belong to whoever installed the extension, since superusers call them, and the owner may
 * execute them.
 */
CREATE FUNCTION civic_internal.give_functions(owner name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	ltree_schema regnamespace := (SELECT extnamespace FROM pg_extension WHERE extname = 'ltree');
	routine record;
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA civic, civic_internal TO %I', owner);
	/* where PUBLIC may not use the schema of ltree, the owner of views with that type has to */
	IF NOT has_schema_privilege(owner, ltree_schema, 'USAGE') THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', ltree_schema, owner);
	END IF;
	FOR routine IN
		SELECT p.oid::regprocedure AS name, p.prosecdef, o.rolname AS belongs_to, o.rolsuper,
			has_function_privilege(owner, p.oid, 'EXECUTE') AS may_execute
		  FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
		 WHERE p.pronamespace IN ('civic'::regnamespace, 'civic_internal'::regnamespace)
		   AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
			WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
			  AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'civic_credit')
		 ORDER BY p.oid
	LOOP
		IF routine.prosecdef AND routine.belongs_to <> owner THEN
			EXECUTE format('ALTER ROUTINE %s OWNER TO %I', routine.name, owner);
		ELSIF NOT routine.prosecdef AND NOT routine.rolsuper THEN
			EXECUTE format('ALTER ROUTINE %s OWNER TO CURRENT_USER', routine.name);
		END IF;
		IF NOT routine.prosecdef AND (NOT routine.may_execute OR NOT routine.rolsuper) THEN
			EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', routine.name, owner);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.give_functions(name) IS
	'let the owner of the programme have what runs with its rights, and execute the rest';

/*
 * Restored where the owner was not there, the programme belongs to the superuser who restored it.
 * In the schema civic a town may have views of its own; those of the programme refuse writes.
 */
CREATE FUNCTION civic_internal.give_tables(owner name, layout int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given record;
BEGIN
	EXECUTE format('ALTER SCHEMA civic_private OWNER TO %I', owner);
	EXECUTE format('ALTER SCHEMA civic_open OWNER TO %I', owner);
	FOR given IN
		SELECT c.oid::regclass AS name,
			CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
		  FROM pg_class c
		 WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace,
			'civic_open'::regnamespace)
		   AND c.relkind IN ('r', 'v', 'S') AND c.relowner <> owner::regrole
		   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
			AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S')
		   AND (layout < 3 OR c.relkind <> 'v' OR c.relnamespace = 'civic_open'::regnamespace
			OR EXISTS (SELECT FROM pg_trigger t
			WHERE t.tgrelid = c.oid AND t.tgname = 'refuse_write'))
	LOOP
		EXECUTE format('ALTER %s %s OWNER TO %I', given.kind, given.name, owner);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.give_tables(name, int4) IS
	'let a role own the tables and views of the programme';

CREATE FUNCTION civic_internal.require_superuser(what text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
		RAISE EXCEPTION 'permission denied to %', what
			USING ERRCODE = 'insufficient_privilege',
				HINT = format('Must be superuser to %s.', what);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_superuser(text) IS
	'raise an error unless a superuser calls';
