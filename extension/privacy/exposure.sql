/*
 * What exposes persons, found by looking at this server as it is: each line is a way past the
 * programme's own rights, with how bad it is and what to do.  A superuser asks, since others do not
 * see all settings.  Each theme is a function.
 */

/* What a way past the rights is good for; the ways are those of civic.access_report(). */
CREATE FUNCTION civic_internal.exposed_by_roles()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN w.privilege = 'REPLICATION' AND r.rolcanlogin THEN 'high'
			ELSE a.severity END,
		a.check_id, quote_ident(w.role), format('%s: %s', w.privilege, a.means), a.fix
	  FROM civic_internal.ways_around() w JOIN pg_roles r ON r.rolname = w.role
	  JOIN (VALUES
		('SUPERUSER', 'info', 'role_attribute', 'reads and changes everything',
			'Give it to as few roles as you can, none of them an application''s.'),
		('BYPASSRLS', 'info', 'role_attribute', 'row security does not hold it',
			'Give it to as few roles as you can, none of them an application''s.'),
		('REPLICATION', 'info', 'role_attribute', 'copies the whole cluster, keys in tables '
			'included', 'Give it to roles of standbys alone.'),
		('TEMPLATE', 'high', 'role_attribute', 'copies the whole database',
			'ALTER ROLE ... NOCREATEDB, or ALTER DATABASE ... IS_TEMPLATE false'),
		('LOGIN', 'high', 'owner_login', 'owns the programme', 'ALTER ROLE ... NOLOGIN'))
		a (privilege, severity, check_id, means, fix) USING (privilege)
	UNION ALL
	SELECT CASE WHEN w.object = 'everything' THEN 'high' ELSE 'info' END, 'createrole',
		quote_ident(w.role), format('makes itself a member of %s', w.object),
		format('ALTER ROLE %I NOCREATEROLE', w.role)
	  FROM civic_internal.ways_around() w WHERE w.privilege = 'CREATEROLE'
	UNION ALL
	SELECT 'high', 'foreign_owner', w.object, format('%I owns it, and can take away its guards.',
			w.role), format('ALTER ... OWNER TO %I', civic_internal.programme_owner()::regrole)
	  FROM civic_internal.ways_around() w
	 /* the database's owner is told by name */
	 WHERE w.via = 'ownership' AND w.role <> 'pg_database_owner'
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_roles() IS
	'roles that get past the programme''s rights by what they are';

CREATE FUNCTION civic_internal.exposed_by_members()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(p.severity, 'high'), 'role_member', quote_ident(m.role),
		format('member of %s: %s', g.rolname, coalesce(p.means, 'can take away every guard')),
		format('REVOKE %I FROM %I, or from the role between them', g.rolname, m.role)
	  FROM civic_internal.memberships() m
	  JOIN pg_roles r ON r.rolname = m.role AND NOT r.rolsuper
	  JOIN pg_roles g ON 'ROLE ' || quote_ident(g.rolname) = m.object
	  LEFT JOIN (VALUES
		('pg_read_all_data', 'high', 'reads the staff views, the inbox with ids in clear, and '
			'long values'),
		('pg_write_all_data', 'high', 'writes into the inbox of every source'),
		('pg_read_server_files', 'high', 'reads the files of the server'),
		('pg_write_server_files', 'high', 'writes files of the server'),
		('pg_execute_server_program', 'high', 'runs programs as the server''s user'),
		('pg_create_subscription', 'low', 'has other servers write here'),
		('pg_maintain', 'low', 'locks and rewrites tables'),
		('pg_monitor', 'medium', 'reads statements of others and all settings'),
		('pg_read_all_stats', 'medium', 'reads statements of others'),
		('pg_read_all_settings', 'low', 'reads where the keys are')) p (name, severity, means)
		ON p.name = g.rolname
	 /* whoever shares a grant has no more than the grant */
	 WHERE p.name IS NOT NULL OR g.oid = civic_internal.programme_owner()
	    OR g.rolsuper OR g.rolcreaterole OR g.rolbypassrls OR g.rolreplication
	    OR g.oid = (SELECT d.datdba FROM pg_database d WHERE d.datname = current_database())
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_members() IS
	'roles that get past the programme''s rights as members of others';

CREATE FUNCTION civic_internal.exposed_by_grants()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE sql STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	WITH given AS (
		SELECT g.object, g.grantee, split_part(g.privilege, ' WITH', 1) AS privilege,
			coalesce(quote_ident(r.rolname), 'PUBLIC') AS role
		  FROM civic_internal.granted_rights() g LEFT JOIN pg_roles r ON r.oid = g.grantee
		 WHERE g.object ~ '^[A-Z]+ civic_private\.'
	)
	/* auditors read the tables that are sealed to them, as grant_access() has it */
	SELECT 'high', 'private_grant', regexp_replace(g.object, '^[A-Z]+ ', ''),
		format('%s to %s', g.privilege, g.role),
		format('REVOKE %s FROM %s', CASE WHEN g.object ~ '^COLUMN '
			THEN regexp_replace(g.object, '^COLUMN (.*)\.([^.]+)$', g.privilege || ' (\2) ON \1')
			ELSE g.privilege || ' ON ' || g.object END, g.role)
	  FROM given g
	 WHERE NOT EXISTS (SELECT FROM civic_private.access_grant k
		  JOIN civic_internal.profile_privileges() p ON p.profile = k.profile
		 WHERE k.role_oid = g.grantee AND p.kind = 'TABLE' AND p.privilege = g.privilege
		   AND 'TABLE ' || p.object = g.object)
	UNION ALL
	SELECT 'high', 'unguarded_table', u.stored::text, 'It lacks row security, or a guard.',
		'SELECT civic.upgrade_programme()'
	  FROM civic_internal.unguarded_tables() u
	UNION ALL
	SELECT 'medium', 'default_grant', d.object, format('%s will be granted to %s', d.privilege,
			coalesce(r.rolname, 'public')), 'ALTER DEFAULT PRIVILEGES ... REVOKE'
	  FROM civic_internal.default_rights() d LEFT JOIN pg_roles r ON r.oid = d.grantee
	UNION ALL
	SELECT 'medium', 'row_counts', w.object,
		'Every role can read how many rows each table has, and how many were written.',
		'REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_get_tuples_inserted(oid) FROM PUBLIC, and '
		'of its like'
	  FROM civic_internal.ways_around() w WHERE w.object LIKE 'counts of rows%'
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
LANGUAGE sql STABLE PARALLEL UNSAFE ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'high', 'key_in_database', 'civic_private.vault_key',
		'Whoever has a dump or a base backup can test id numbers.',
		'SELECT civic.adopt_key_file()'
	 WHERE EXISTS (SELECT FROM civic_private.vault_key)
	UNION ALL
	SELECT 'high', 'unresumed', quote_ident(current_database()),
		'It was restored, copied or promoted, and may know who was erased since.',
		'SELECT * FROM civic.resume_after_migration(erased)'
	 WHERE civic_internal.is_unresumed()
	UNION ALL
	SELECT 'medium', 'ids_in_clear', 'civic.inbox',
		format('%s rejected rows hold external ids in clear.', count(*)),
		'Correct them, or delete them as a superuser.'
	  FROM civic.inbox i WHERE i.rejected_at IS NOT NULL HAVING count(*) > 0
	UNION ALL
	/*
	 * A plain vacuum leaves bytes of old rows where no other row moved over them.  A rewriting one
	 * keeps rows that somebody's snapshot still saw, and then freezes no further.
	 */
	SELECT 'medium', 'dead_rows', f.stored::text,
		'Somebody was erased since it was last rewritten, so its file may hold the old rows.',
		format('VACUUM (FULL, FREEZE, ANALYZE) %s', f.stored)
	  FROM civic_internal.erased_files() f JOIN pg_class c ON c.oid = f.stored
	 WHERE EXISTS (SELECT FROM civic_private.subject_erasure e
		WHERE f.file = ANY (e.files)
		   /* what another server wrote, before a restore, has left no dead rows here */
		   OR age((e.xact & 4294967295)::text::xid) BETWEEN 0 AND age(c.relfrozenxid))
$$;
COMMENT ON FUNCTION civic_internal.exposed_by_rows() IS
	'rows of the programme that expose who somebody is';

CREATE FUNCTION civic.exposure_report()
RETURNS TABLE (severity text, check_id text, object text, detail text, fix text)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('see what exposes persons');
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT x.* FROM (
		SELECT * FROM civic_internal.exposed_by_roles() UNION ALL
		SELECT * FROM civic_internal.exposed_by_members() UNION ALL
		SELECT * FROM civic_internal.exposed_by_grants() UNION ALL
		SELECT * FROM civic_internal.exposed_by_objects() UNION ALL
		SELECT * FROM civic_internal.exposed_by_settings() UNION ALL
		SELECT * FROM civic_internal.exposed_by_rows()) x
	 ORDER BY array_position(ARRAY['high', 'medium', 'low', 'info'], x.severity), 2, 3, 4;
END $$;
COMMENT ON FUNCTION civic.exposure_report() IS
	'what of this server exposes persons: how bad, what, and what to do';
