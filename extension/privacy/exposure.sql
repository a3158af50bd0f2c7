/*
 * What exposes persons, found by looking at this server as it is: each line is a way past the
 * programme's own rights, with how bad it is and what to do.  A superuser asks, since others do not
 * see all settings.  Each theme is a function.
 */

CREATE FUNCTION civic_internal.exposed_by_roles()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN r.rolcanlogin AND a.attribute = 'REPLICATION' THEN 'high' ELSE 'info' END,
		'role_attribute', quote_ident(r.rolname), a.attribute || ': ' || a.means,
		'Give it to as few roles as you can, none of them an application''s.'
	  FROM pg_roles r CROSS JOIN LATERAL (VALUES
		('SUPERUSER', 'reads and changes everything', r.rolsuper),
		('BYPASSRLS', 'row security does not hold it', r.rolbypassrls),
		('REPLICATION', 'copies the whole cluster, keys in tables included', r.rolreplication))
		a (attribute, means, has)
	 WHERE a.has AND (NOT r.rolsuper OR a.attribute = 'SUPERUSER')
	UNION ALL
	SELECT p.severity, 'role_member', quote_ident(m.rolname), format('member of %s: %s', g.rolname,
			p.means), format('REVOKE %I FROM %I', g.rolname, m.rolname)
	  FROM pg_auth_members am JOIN pg_roles g ON g.oid = am.roleid
	  JOIN pg_roles m ON m.oid = am.member
	  JOIN (VALUES
		('civic_owner', 'high', 'owns the programme, and can take away every guard'),
		('pg_read_all_data', 'high', 'reads the staff views, the inbox with ids in clear, and '
			'long values'),
		('pg_write_all_data', 'high', 'writes into the inbox of every source'),
		('pg_read_server_files', 'high', 'reads the files of the server'),
		('pg_write_server_files', 'high', 'writes files of the server'),
		('pg_execute_server_program', 'high', 'runs programs as the server''s user'),
		('pg_monitor', 'medium', 'reads statements of others and all settings'),
		('pg_read_all_stats', 'medium', 'reads statements of others'),
		('pg_read_all_settings', 'low', 'reads where the keys are')) p (name, severity, means)
		ON p.name = g.rolname
	 /* the server's own predefined roles are members of one another */
	 WHERE m.rolname !~ '^pg_' AND NOT m.rolsuper
	UNION ALL
	SELECT 'high', 'owner_login', 'civic_owner', 'The owner of the programme can log in.',
		'ALTER ROLE civic_owner NOLOGIN'
	  FROM pg_roles r WHERE r.rolname = 'civic_owner' AND r.rolcanlogin
	UNION ALL
	SELECT 'high', 'createrole', quote_ident(r.rolname),
		'Up to 15, whoever has CREATEROLE can make itself a member of civic_owner.',
		format('ALTER ROLE %I NOCREATEROLE', r.rolname)
	  FROM pg_roles r WHERE r.rolcreaterole AND NOT r.rolsuper
	   AND current_setting('server_version_num')::int4 < 160000
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_roles() IS
	'roles that get past the programme''s rights';

CREATE FUNCTION civic_internal.exposed_by_grants()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	WITH given AS (
		SELECT c.oid::regclass AS stored, NULL::name AS col, a.privilege_type AS privilege,
			coalesce(r.rolname, 'public') AS role
		  FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
		  LEFT JOIN pg_roles r ON r.oid = a.grantee
		 WHERE c.relnamespace = 'civic_private'::regnamespace AND a.grantee <> c.relowner
		UNION ALL
		SELECT c.oid, t.attname, a.privilege_type, coalesce(r.rolname, 'public')
		  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
		 CROSS JOIN aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
		 WHERE c.relnamespace = 'civic_private'::regnamespace AND a.grantee <> c.relowner
	)
	/* auditors read the tables that are sealed to them, as grant_access() has it */
	SELECT 'high', 'private_grant', g.stored || coalesce('.' || quote_ident(g.col), ''),
		format('%s to %s', g.privilege, g.role),
		format('REVOKE %s%s ON %s FROM %I', g.privilege, ' (' || quote_ident(g.col) || ')',
			g.stored, g.role)
	  FROM given g
	 WHERE g.col IS NOT NULL OR NOT EXISTS (SELECT FROM civic_private.access_grant k
		  JOIN civic_internal.profile_privileges() p ON p.profile = k.profile
		 WHERE k.role = g.role AND p.kind = 'TABLE' AND p.privilege = g.privilege
		   AND to_regclass(p.object) = g.stored)
	UNION ALL
	SELECT 'high', 'unguarded_table', u.stored::text, 'It lacks row security, or a guard.',
		'SELECT civic.upgrade_programme()'
	  FROM civic_internal.unguarded_tables() u
	UNION ALL
	SELECT 'medium', 'default_grant', coalesce(n.nspname, 'everywhere'),
		format('new objects of %s are granted to %s', o.rolname, coalesce(r.rolname, 'public')),
		'ALTER DEFAULT PRIVILEGES ... REVOKE'
	  FROM pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole
	  LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
	 CROSS JOIN aclexplode(d.defaclacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
	 WHERE a.grantee <> d.defaclrole AND (o.rolname = 'civic_owner' OR n.nspname ~ '^civic')
	UNION ALL
	SELECT 'medium', 'row_counts', 'pg_stat_get_tuples_inserted(oid)',
		'Every role can read how many rows each table has, and how many were written.',
		'REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_get_tuples_inserted(oid) FROM PUBLIC, and '
		'of its like'
	 WHERE has_function_privilege('public', 'pg_catalog.pg_stat_get_tuples_inserted(oid)',
		'EXECUTE')
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_grants() IS
	'grants that lead past the programme''s rights';

CREATE FUNCTION civic_internal.exposed_by_objects()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	WITH private AS (
		SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace
	)
	SELECT DISTINCT 'high', 'foreign_view', w.ev_class::regclass::text,
		'It shows tables of civic_private with its owner''s rights.',
		format('DROP %s %s', CASE v.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN 'VIEW'
			ELSE 'RULE of' END, w.ev_class::regclass)
	  FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
	  JOIN pg_class v ON v.oid = w.ev_class
	 WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid IN (SELECT oid FROM private)
	   AND v.relnamespace NOT IN ('civic'::regnamespace, 'civic_private'::regnamespace)
	UNION ALL
	SELECT 'high', 'foreign_trigger', format('%I on %s', t.tgname, t.tgrelid::regclass),
		'It is not the programme''s, and sees each row.',
		format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass)
	  FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
	 WHERE t.tgrelid IN (SELECT oid FROM private) AND NOT t.tgisinternal
	   AND f.pronamespace <> 'civic_internal'::regnamespace
	UNION ALL
	SELECT 'high', 'publication', quote_ident(p.pubname),
		'It sends tables of civic_private to other servers.',
		format('DROP PUBLICATION %I, unless the programme is being moved', p.pubname)
	  FROM pg_publication p
	 WHERE p.puballtables OR EXISTS (SELECT FROM pg_publication_rel r
		WHERE r.prpubid = p.oid AND r.prrelid IN (SELECT oid FROM private))
	    OR EXISTS (SELECT FROM pg_publication_namespace n
		WHERE n.pnpubid = p.oid AND n.pnnspid = 'civic_private'::regnamespace)
	UNION ALL
	SELECT 'medium', 'logical_slot', quote_ident(s.slot_name),
		'Whoever reads it sees every change of every table.',
		format('SELECT pg_drop_replication_slot(%L), once nobody needs it', s.slot_name)
	  FROM pg_replication_slots s WHERE s.database = current_database()
	UNION ALL
	SELECT e.severity, 'extension', x.extname, e.means, format('DROP EXTENSION %I', x.extname)
	  FROM pg_extension x JOIN (VALUES
		('pg_stat_statements', 'medium', 'keeps texts of statements, some with their literals'),
		('pageinspect', 'medium', 'reads pages, dead rows included'),
		('pg_walinspect', 'medium', 'reads the WAL'),
		('dblink', 'low', 'connects elsewhere, or back as somebody else'),
		('postgres_fdw', 'low', 'connects elsewhere, or back as somebody else'),
		('file_fdw', 'medium', 'reads files of the server'),
		('adminpack', 'medium', 'writes files of the server')) e (name, severity, means)
		ON e.name = x.extname
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_objects() IS
	'objects that others made, and that lead past the programme''s rights';

CREATE FUNCTION civic_internal.exposed_by_settings()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT e.severity, 'setting', s.name, format('%s: %s', s.setting, e.means), e.fix
	  FROM pg_settings s JOIN (VALUES
		('log_statement', 'medium', '^(ddl|mod|all)$',
			'statements are logged with the ids in them', 'log_statement = none'),
		('log_min_duration_statement', 'medium', '^[0-9]',
			'slow statements are logged with the ids in them',
			'log_min_duration_statement = -1, or log_parameter_max_length = 0 and ids as '
			'parameters only'),
		('log_min_duration_sample', 'medium', '^[0-9]',
			'slow statements are logged with the ids in them', 'log_min_duration_sample = -1'),
		('log_min_error_statement', 'low', '^(debug|info|notice|warning|error)',
			'a statement that fails is logged with the ids in it',
			'log_min_error_statement = panic, or pass ids as parameters only'),
		('log_parameter_max_length', 'low', '^(-1|[1-9])',
			'parameters of logged statements are logged', 'log_parameter_max_length = 0'),
		('log_parameter_max_length_on_error', 'medium', '^(-1|[1-9])',
			'parameters of failing statements are logged',
			'log_parameter_max_length_on_error = 0'),
		('pgaudit.log_parameter', 'medium', '^on$',
			'parameters are logged', 'pgaudit.log_parameter = off'),
		('auto_explain.log_min_duration', 'medium', '^[0-9]',
			'plans are logged with the ids in them', 'auto_explain.log_min_duration = -1'),
		('ssl', 'medium', '^off$', 'ids and passwords go over the network in clear', 'ssl = on'))
		e (name, severity, exposes, means, fix) ON e.name = s.name AND s.setting ~ e.exposes
	UNION ALL
	/* CVE-2025-8713: statistics of hidden rows reach the operators of others */
	SELECT 'high', 'server_version', current_setting('server_version'),
		'Known ways past row security and views are open.', 'Update to the newest minor.'
	  FROM (VALUES (15, 150014), (16, 160010), (17, 170006)) v (major, fixed_in)
	 WHERE current_setting('server_version_num')::int4 / 10000 = v.major
	   AND current_setting('server_version_num')::int4 < v.fixed_in
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_settings() IS
	'settings of the server that expose who somebody is';

CREATE FUNCTION civic_internal.exposed_by_rows()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'high', 'key_in_database', 'civic_private.vault_key',
		'Whoever has a dump or a base backup can test id numbers.',
		'SELECT civic.adopt_key_file()'
	 WHERE EXISTS (SELECT FROM civic_private.vault_key)
	UNION ALL
	SELECT 'medium', 'ids_in_clear', 'civic.inbox',
		format('%s rejected rows hold external ids in clear.', count(*)),
		'Correct them, or delete them as a superuser.'
	  FROM civic.inbox i WHERE i.rejected_at IS NOT NULL HAVING count(*) > 0
	UNION ALL
	SELECT 'medium', 'dead_rows', s.relid::regclass::text,
		'Somebody was erased since its last vacuum, so its files hold the old rows.',
		format('VACUUM %s', s.relid::regclass)
	  FROM pg_stat_all_tables s
	 WHERE s.relid IN ('civic_private.subject'::regclass, 'civic_private.kept_text'::regclass)
	   AND greatest(s.last_vacuum, s.last_autovacuum, '-infinity')
		< (SELECT max(e.recorded_at) FROM civic_private.subject_erasure e)
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_rows() IS
	'rows of the programme that expose who somebody is';

CREATE FUNCTION civic.exposure_report()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('see what exposes persons');
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT x.* FROM (
		SELECT * FROM civic_internal.exposed_by_roles() UNION ALL
		SELECT * FROM civic_internal.exposed_by_grants() UNION ALL
		SELECT * FROM civic_internal.exposed_by_objects() UNION ALL
		SELECT * FROM civic_internal.exposed_by_settings() UNION ALL
		SELECT * FROM civic_internal.exposed_by_rows()) x
	 ORDER BY array_position(ARRAY['high', 'medium', 'low', 'info'], x.severity), 2, 3, 4;
END $$;
COMMENT ON FUNCTION civic.exposure_report() IS
	'what of this server exposes persons: how bad, what, and what to do';
