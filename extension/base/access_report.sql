/*
 * Who can do what, from the catalogs: what was granted, and what the server lets roles do without a
 * grant.  What cannot be closed is told.
 */

CREATE FUNCTION civic_internal.granted_rights()
RETURNS TABLE (grantee oid, object text, privilege text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
	WITH own AS (
		SELECT n.* FROM pg_namespace n WHERE n.nspname IN ('civic', 'civic_internal',
			'civic_private', 'civic_open')
	),
	acl (object, owner, item) AS (
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner, aclexplode(n.nspacl) FROM own n
		UNION ALL
		SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'S'
			THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass, c.relowner, aclexplode(c.relacl)
		  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
		UNION ALL
		SELECT format('COLUMN %s.%I', c.oid::regclass, a.attname), c.relowner, aclexplode(a.attacl)
		  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			JOIN own n ON n.oid = c.relnamespace
		UNION ALL
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a'
			THEN 'AGGREGATE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, p.proowner,
				/* without rights of its own it has the default, which pg_upgrade leaves implied */
				aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
		  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
		UNION ALL
		SELECT 'PARAMETER ' || a.parname, 10, aclexplode(a.paracl) FROM pg_parameter_acl a
	)
	SELECT (a.item).grantee, a.object,
		(a.item).privilege_type
			|| CASE WHEN (a.item).is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
	  FROM acl a
	 WHERE (a.item).grantee NOT IN (a.owner, civic_internal.programme_owner())
$$;
COMMENT ON FUNCTION civic_internal.granted_rights() IS
	'rights to objects of the programme and to settings of the server, as the catalogs have them';

/* Rights to what will be made, which come into being without anybody granting them. */
CREATE FUNCTION civic_internal.default_rights()
RETURNS TABLE (grantee oid, object text, privilege text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	SELECT (d.item).grantee, format('DEFAULT OF %I FOR %s', d.owner, CASE d.defaclobjtype
			WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
			WHEN 'n' THEN 'SCHEMAS' ELSE 'TYPES' END), (d.item).privilege_type
	  FROM (SELECT r.rolname AS owner, r.oid, a.defaclobjtype, aclexplode(a.defaclacl) AS item
		  FROM pg_default_acl a JOIN pg_roles r ON r.oid = a.defaclrole
		 WHERE r.oid = civic_internal.programme_owner() OR r.rolsuper) d
	 WHERE (d.item).grantee <> d.oid
$$;
COMMENT ON FUNCTION civic_internal.default_rights() IS
	'default privileges for what the owner and superusers will make';

/* Also through other roles, whose rights are inherited or a SET ROLE away. */
CREATE FUNCTION civic_internal.memberships()
RETURNS TABLE (role name, object text, privilege text, via text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	WITH RECURSIVE member (member, roleid) AS (
		SELECT am.member, am.roleid FROM pg_auth_members am
		UNION
		SELECT am.member, further.roleid FROM pg_auth_members am
			JOIN member further ON further.member = am.roleid
	)
	SELECT m.rolname, 'ROLE ' || quote_ident(o.rolname), 'MEMBER', 'membership'
	  FROM member am JOIN pg_roles m ON m.oid = am.member JOIN pg_roles o ON o.oid = am.roleid
	 WHERE m.rolname !~ '^pg_'
	   AND (o.oid = civic_internal.programme_owner()
		OR o.rolsuper OR o.rolcreaterole OR o.rolbypassrls OR o.rolreplication
		OR o.rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files',
			'pg_write_server_files', 'pg_execute_server_program', 'pg_monitor',
			'pg_read_all_stats', 'pg_read_all_settings', 'pg_maintain', 'pg_create_subscription')
		OR o.oid IN (SELECT d.datdba FROM pg_database d WHERE d.datname = current_database())
		OR o.oid IN (SELECT ag.role_oid FROM civic_private.access_grant ag))
$$;
COMMENT ON FUNCTION civic_internal.memberships() IS
	'who is a member of a role that matters to the programme';

/* Long because each way has its line. */
CREATE FUNCTION civic_internal.ways_around()
RETURNS TABLE (role name, object text, privilege text, via text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	WITH here AS (
		SELECT d.* FROM pg_database d WHERE d.datname = current_database()
	),
	own AS (
		SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ('civic', 'civic_internal',
			'civic_private', 'civic_open')
	),
	belonging (object, owner) AS (
		SELECT 'DATABASE ' || quote_ident(h.datname), h.datdba FROM here h
		UNION ALL
		SELECT 'EXTENSION ' || quote_ident(e.extname), e.extowner FROM pg_extension e
		 WHERE e.extname IN ('civic_credit', 'ltree')
		UNION ALL
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner
		  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
		 WHERE e.extname = 'ltree'
		UNION ALL
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner
		  FROM pg_namespace n JOIN own USING (oid)
		UNION ALL
		SELECT 'TABLE ' || c.oid::regclass, c.relowner FROM pg_class c
		  JOIN own o ON o.oid = c.relnamespace WHERE c.relkind NOT IN ('i', 'I')
		UNION ALL
		SELECT 'FUNCTION ' || p.oid::regprocedure, p.proowner FROM pg_proc p
		  JOIN own o ON o.oid = p.pronamespace
		UNION ALL
		SELECT format('TRIGGER %I ON %s', t.tgname, c.oid::regclass), p.proowner
		  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
		  JOIN own o ON o.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
		 WHERE NOT t.tgisinternal
	)
	SELECT r.rolname, b.object, 'OWNER', 'ownership'
	  FROM belonging b JOIN pg_roles r ON r.oid = b.owner
	 WHERE NOT r.rolsuper AND r.oid IS DISTINCT FROM civic_internal.programme_owner()
	UNION ALL
	SELECT r.rolname, a.object, a.attribute, 'attribute'
	  FROM pg_roles r CROSS JOIN here h CROSS JOIN LATERAL (VALUES
		(r.rolsuper, 'everything', 'SUPERUSER'),
		(r.rolbypassrls AND NOT r.rolsuper, 'everything', 'BYPASSRLS'),
		(r.rolreplication AND NOT r.rolsuper, 'everything', 'REPLICATION'),
		(r.rolcreaterole AND NOT r.rolsuper, CASE
			WHEN current_setting('server_version_num')::int4 < 160000 THEN 'everything'
			ELSE 'roles that it administers' END, 'CREATEROLE'),
		(r.rolcreatedb AND NOT r.rolsuper AND (h.datistemplate OR h.datdba = r.oid),
			'DATABASE ' || quote_ident(h.datname), 'TEMPLATE'),
		(r.rolcanlogin AND r.oid = civic_internal.programme_owner(), 'everything', 'LOGIN'))
			a (has, object, attribute)
	 WHERE a.has
	UNION ALL
	SELECT 'public', 'counts of rows in pg_stat_all_tables', 'SELECT', 'server'
	 WHERE has_function_privilege('public', 'pg_catalog.pg_stat_get_tuples_inserted(oid)',
		'EXECUTE')
	UNION ALL
	VALUES ('public', 'CHANNEL civic_credit', 'LISTEN', 'server'),
		('public', 'CHANNEL civic_credit', 'NOTIFY', 'server'),
		('pg_read_all_data', 'TOAST tables of civic_private', 'SELECT', 'server'),
		('pg_read_all_data', 'pg_statistic', 'SELECT', 'server'),
		('pg_write_all_data', 'sequences of civic_private', 'UPDATE', 'server')
$$;
COMMENT ON FUNCTION civic_internal.ways_around() IS
	'what roles can do without a grant: as owners, by attributes, and by what the server is';

CREATE FUNCTION civic.access_report()
RETURNS TABLE (role name, profile text, object text, privilege text, via text)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_superuser('read the access report');
	RETURN QUERY
	WITH given AS (
		SELECT g.role, g.profile || coalesce(':' || s.code, '')
				|| coalesce(' within ' || nullif(g.within, ''), '') AS profile,
			civic_internal.grant_holds(g.role, g.role_oid, g.profile) AS holds
		  FROM civic_private.access_grant g LEFT JOIN civic_private.source s USING (source_id)
	),
	held AS (
		SELECT g.role, string_agg(g.profile, ', ' ORDER BY g.profile) AS profiles FROM given g
		 WHERE g.holds GROUP BY g.role
	),
	granted AS (
		SELECT g.*, 'grant' AS via FROM civic_internal.granted_rights() g
		UNION ALL
		SELECT d.*, 'default' FROM civic_internal.default_rights() d
	)
	SELECT coalesce(r.rolname, 'public'), h.profiles, g.object, g.privilege, g.via
	  FROM granted g LEFT JOIN pg_roles r ON r.oid = g.grantee
	  LEFT JOIN held h ON h.role = r.rolname
	UNION ALL
	SELECT m.role, NULL, m.object, m.privilege, m.via FROM civic_internal.memberships() m
	UNION ALL
	SELECT w.role, NULL, w.object, w.privilege, w.via FROM civic_internal.ways_around() w
	UNION ALL
	SELECT g.role, g.profile, 'nothing', 'NONE', 'dead grant' FROM given g WHERE NOT g.holds
	 ORDER BY 1, 5, 3, 4;
END $$;
COMMENT ON FUNCTION civic.access_report() IS 'who can do what, and by which way';
