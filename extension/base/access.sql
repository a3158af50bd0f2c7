/*
 * Who may do what.  A profile is a list of privileges, which each room gives for its own objects;
 * grant_access() hands them to a role that exists, and access_report() reads them back from the
 * catalogs, so it also shows what was granted by hand.
 */
CREATE FUNCTION civic_internal.profile_privileges()
RETURNS TABLE (profile text, kind text, object text, privilege text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
/* the estimates of set-returning functions make it look worth compiling, which takes a second */
SET jit = off
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('privileges') h
	LOOP
		RETURN QUERY EXECUTE format($query$
			WITH routine AS MATERIALIZED (
				SELECT f.oid::regprocedure::text AS signature, n.nspname || '.' || f.proname AS name
				  FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
				 WHERE n.nspname IN ('civic', 'civic_internal')
			)
			SELECT p, l.kind, coalesce(r.signature, o), l.privilege
			  FROM %s() l CROSS JOIN string_to_table(l.profiles, ' ') p
			 CROSS JOIN regexp_split_to_table(l.objects, '\s+') o
			  LEFT JOIN routine r ON l.kind = 'ROUTINE' AND r.name = o$query$, hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.profile_privileges() IS
	'the privileges that make up each profile';

/* "verb" is GRANT or REVOKE. */
CREATE FUNCTION civic_internal.apply_profile(verb text, role name, wanted text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	p record;
BEGIN
	FOR p IN
		SELECT a.* FROM civic_internal.profile_privileges() a
		 WHERE a.profile = wanted
		   /* what another profile of the role still needs stays */
		   AND NOT (verb = 'REVOKE' AND EXISTS (
			SELECT FROM civic_internal.profile_privileges() o
			  JOIN civic_private.access_grant g ON g.profile = o.profile
			 WHERE g.role = apply_profile.role AND o.profile <> wanted
			   AND o.object = a.object AND o.privilege = a.privilege))
	LOOP
		EXECUTE format('%s %s ON %s %s %s %I', verb, p.privilege, p.kind, p.object,
			CASE verb WHEN 'GRANT' THEN 'TO' ELSE 'FROM' END, role);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.apply_profile(text, name, text) IS
	'grant or revoke the privileges of a profile';

CREATE FUNCTION civic_internal.check_held(profile text, within text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF within IS NULL THEN
		RETURN;
	END IF;
	IF profile NOT IN ('recorder', 'service', 'reviewer', 'auditor') THEN
		RAISE EXCEPTION 'profile "%" is not held to an area', profile
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Recorders, services, reviewers and auditors are.';
	END IF;
	PERFORM civic_internal.check_area(within);
END $$;
COMMENT ON FUNCTION civic_internal.check_held(text, text) IS
	'raise an error unless grants of a profile can be held to an area, and there is such an area';

CREATE FUNCTION civic_internal.check_grant(role name, profile text, source text,
	within text) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF role IS NULL OR profile IS NULL THEN
		RAISE EXCEPTION 'role and profile must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_internal.profile_privileges() p
		WHERE p.profile = check_grant.profile) THEN
		RAISE EXCEPTION 'unknown profile "%"', profile
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Profiles are policy_admin, recorder, service, reviewer, auditor, analyst '
					'and monitor.';
	END IF;
	PERFORM civic_internal.check_held(profile, within);
	IF profile <> 'recorder' THEN
		IF source IS NOT NULL THEN
			RAISE EXCEPTION 'profile "%" takes no source', profile
				USING ERRCODE = 'invalid_parameter_value',
					HINT = 'Only recorders record for a source.';
		END IF;
		RETURN 0;
	END IF;
	SELECT s.source_id INTO known_id FROM civic_private.source s
		WHERE s.code = coalesce(source, 'office');
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown source "%"', source
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_source().';
	END IF;
	RETURN known_id;
END $$;
COMMENT ON FUNCTION civic_internal.check_grant(name, text, text, text) IS
	'source id of a valid grant, 0 where the profile has none';

CREATE FUNCTION civic_internal.is_auditor() RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.access_grant; tells callers about themselves only */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.profile = 'auditor' AND pg_has_role(civic_internal.stamp_actor(),
			to_regrole(quote_ident(g.role))::oid, 'USAGE'))
$$;
COMMENT ON FUNCTION civic_internal.is_auditor() IS 'does the caller hold the profile auditor?';

CREATE FUNCTION civic.grant_access(role name, profile text, source text DEFAULT NULL,
	within ltree DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* the owner grants what it owns; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	source_id int4 := civic_internal.check_grant(role, profile, source, within::text);
BEGIN
	/* a role of the same name may have been dropped: what it was granted is not the new one's */
	IF NOT has_schema_privilege(role, 'civic', 'USAGE') THEN
		DELETE FROM civic_private.access_grant g WHERE g.role = grant_access.role
			AND g.profile <> 'analyst';
	END IF;
	PERFORM civic_internal.apply_profile('GRANT', role, profile);
	PERFORM civic_internal.add_role_name(role);
	INSERT INTO civic_private.access_grant (role, profile, source_id, within)
	VALUES (role, profile, source_id, coalesce(within::text, '')) ON CONFLICT DO NOTHING;
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic.grant_access(name, text, text, ltree) IS
	'give a role the privileges of a profile, for the whole town or within an area';

CREATE FUNCTION civic.revoke_access(role name, profile text, source text DEFAULT NULL,
	within ltree DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as grant_access */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_source int4 := civic_internal.check_grant(role, profile, source, within::text);
BEGIN
	DELETE FROM civic_private.access_grant g
	 WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile
	   AND (g.source_id = given_source OR source IS NULL)
	   AND (g.within = revoke_access.within::text OR revoke_access.within IS NULL);
	PERFORM civic_internal.touch_access();
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile) THEN
		PERFORM civic_internal.apply_profile('REVOKE', role, profile);
	END IF;
END $$;
COMMENT ON FUNCTION civic.revoke_access(name, text, text, ltree) IS
	'take a profile from a role; without a source or an area, for all that it was granted for';

CREATE FUNCTION civic.access_report()
RETURNS TABLE (role name, profile text, object text, privilege text, via text)
LANGUAGE sql STABLE PARALLEL UNSAFE
/* reads civic_private.access_grant */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* the estimates of aclexplode() make it look worth compiling, which takes a second */
SET jit = off
AS $$
	WITH RECURSIVE acl (object, owner, item) AS (
		SELECT 'SCHEMA ' || quote_ident(n.nspname), n.nspowner, aclexplode(n.nspacl)
		  FROM pg_namespace n WHERE n.nspname IN ('civic', 'civic_internal', 'civic_private',
			'civic_open')
		UNION ALL
		SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'S'
			THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass, c.relowner, aclexplode(c.relacl)
		  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_internal', 'civic_private', 'civic_open')
		UNION ALL
		SELECT format('COLUMN %s.%I', c.oid::regclass, a.attname), c.relowner, aclexplode(a.attacl)
		  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname IN ('civic', 'civic_internal', 'civic_private', 'civic_open')
		UNION ALL
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a'
			THEN 'AGGREGATE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, p.proowner,
				/* without rights of its own it has the default, which pg_upgrade leaves implied */
				aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
		  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		 WHERE n.nspname IN ('civic', 'civic_internal', 'civic_private', 'civic_open')
	),
	granted AS (
		SELECT coalesce(r.rolname, 'public') AS role, a.object, (a.item).privilege_type AS privilege
		  FROM acl a LEFT JOIN pg_roles r ON r.oid = (a.item).grantee
		 WHERE (a.item).grantee <> a.owner
	),
	/* also through other roles, whose rights are inherited or a SET ROLE away */
	member (member, roleid) AS (
		SELECT am.member, am.roleid FROM pg_auth_members am
		UNION
		SELECT am.member, further.roleid FROM pg_auth_members am
			JOIN member further ON further.member = am.roleid
	)
	SELECT g.role,
		(SELECT string_agg(DISTINCT ag.profile || coalesce(':' || s.code, '')
			|| coalesce(' within ' || nullif(ag.within, ''), ''), ', ')
		   FROM civic_private.access_grant ag LEFT JOIN civic_private.source s USING (source_id)
			WHERE ag.role = g.role),
		g.object, g.privilege, 'grant'
	  FROM granted g
	UNION ALL
	SELECT m.rolname, NULL, 'ROLE ' || quote_ident(o.rolname), 'MEMBER', 'membership'
	  FROM member am JOIN pg_roles m ON m.oid = am.member JOIN pg_roles o ON o.oid = am.roleid
	 WHERE o.rolname IN ('civic_owner', 'pg_read_all_data', 'pg_write_all_data') OR o.rolsuper
		OR o.rolname IN (SELECT ag.role FROM civic_private.access_grant ag)
	UNION ALL
	SELECT r.rolname, NULL, 'everything', CASE WHEN r.rolsuper THEN 'SUPERUSER' WHEN r.rolbypassrls
		THEN 'BYPASSRLS' ELSE 'REPLICATION' END, 'attribute'
	  FROM pg_roles r WHERE r.rolsuper OR r.rolbypassrls OR r.rolreplication
	 ORDER BY 1, 5, 3, 4
$$;
COMMENT ON FUNCTION civic.access_report() IS 'who can do what, and by which way';

CREATE FUNCTION civic.define_source(code text, title_zh text, title_en text,
	rules text[] DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF code IS NULL OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'a source needs a code and titles in Chinese and English'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF code !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed source code "%"', code
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	INSERT INTO civic_private.source (code, title_zh, title_en, rules) VALUES (code, title_zh,
		title_en, rules)
	ON CONFLICT ON CONSTRAINT source_code_key
	DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en, rules = excluded.rules
	RETURNING source_id INTO given_id;
	PERFORM civic_internal.touch_access();
	RETURN given_id;
END $$;
COMMENT ON FUNCTION civic.define_source(text, text, text, text[]) IS
	'define a source of events and the rules it may use (null = all), or change it';
