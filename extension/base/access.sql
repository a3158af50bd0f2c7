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
			 CROSS JOIN regexp_split_to_table(l.objects, '[[:space:]]+') o
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
	PERFORM civic_internal.require_superuser('change what roles may do');
	IF role IS NULL OR profile IS NULL THEN
		RAISE EXCEPTION 'role and profile must not be null'
			USING ERRCODE = 'null_value_not_allowed';
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

/* The owner has all rights already, and a grant would let it be revoked. */
CREATE FUNCTION civic_internal.check_grantee(role name, source_id int4) RETURNS oid
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	role_oid oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = role);
BEGIN
	IF role_oid IS NULL THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	END IF;
	IF role_oid = civic_internal.programme_owner() THEN
		RAISE EXCEPTION 'role "%" owns the programme', role
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Nobody acts as the owner. Give the profile to a role of its own.';
	END IF;
	IF source_id < 0 THEN
		RAISE EXCEPTION 'only the programme itself records for this source'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Define a source of its own with civic.define_source().';
	END IF;
	RETURN role_oid;
END $$;
COMMENT ON FUNCTION civic_internal.check_grantee(name, int4) IS
	'number of a role that may be given a profile';

CREATE FUNCTION civic_internal.grant_holds(role name, role_oid oid, profile text) RETURNS bool
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_grant_holds';
COMMENT ON FUNCTION civic_internal.grant_holds(name, oid, text) IS
	'is the role still the one that was given a profile, and has it the right in the catalog?';

CREATE FUNCTION civic_internal.is_auditor() RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.access_grant; tells callers about themselves only */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.profile = 'auditor' AND civic_internal.grant_holds(g.role, g.role_oid, g.profile)
		  AND pg_has_role(civic_internal.stamp_actor(), g.role_oid, 'USAGE'))
$$;
COMMENT ON FUNCTION civic_internal.is_auditor() IS 'does the caller hold the profile auditor?';

/* The numbers of roles mean something in one cluster; a copy of a database is another place. */
CREATE FUNCTION civic_internal.has_moved() RETURNS bool
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT p.cluster <> c.system_identifier OR p.database <> d.oid
	  FROM civic_private.programme p CROSS JOIN pg_control_system() c
	  JOIN pg_database d ON d.datname = current_database()
$$;
COMMENT ON FUNCTION civic_internal.has_moved() IS
	'was the programme restored or copied since its grants were bound to roles? null: not known';

CREATE FUNCTION civic_internal.note_place() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	UPDATE civic_private.programme p SET cluster = c.system_identifier, database = d.oid
	  FROM pg_control_system() c, pg_database d
	 WHERE d.datname = current_database()
	   AND (p.cluster IS DISTINCT FROM c.system_identifier OR p.database IS DISTINCT FROM d.oid)
$$;
COMMENT ON FUNCTION civic_internal.note_place() IS
	'note that the grants are bound to the roles of this cluster';

/*
 * After a restore each grant goes by its name to the role that has it here.  Grants of a release
 * that knew names only are bound where the catalog confirms them.
 */
CREATE FUNCTION civic_internal.bind_grants(moved bool) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bound record;
BEGIN
	FOR bound IN
		SELECT g.role, g.profile, r.oid, string_agg(s.code, ', ' ORDER BY s.code) AS sources
		  FROM civic_private.access_grant g JOIN pg_roles r ON r.rolname = g.role
		  LEFT JOIN civic_private.source s ON s.source_id = g.source_id
		 WHERE moved OR g.role_oid IS NULL
			AND civic_internal.grant_holds(g.role, r.oid, g.profile)
		 GROUP BY g.role, g.profile, r.oid ORDER BY g.role, g.profile
	LOOP
		UPDATE civic_private.access_grant g SET role_oid = bound.oid
		 WHERE g.role = bound.role AND g.profile = bound.profile;
		PERFORM civic_internal.apply_profile('GRANT', bound.role, bound.profile);
		RAISE NOTICE 'role "%" has profile % again%', bound.role, bound.profile,
			coalesce(', for ' || bound.sources, '');
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.bind_grants(bool) IS
	'bind grants to roles by their names, and list them';

/* What a renamed role still has in the catalog goes with its grant. */
CREATE FUNCTION civic_internal.bury_grants(moved bool) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	dead record;
BEGIN
	FOR dead IN
		/* from role to role, since one may have a grant for each of many sources */
		WITH RECURSIVE held AS (
			(SELECT g.role, g.profile, g.role_oid FROM civic_private.access_grant g
			 ORDER BY g.role, g.profile LIMIT 1)
			UNION ALL
			SELECT n.* FROM held h CROSS JOIN LATERAL (SELECT g.role, g.profile, g.role_oid
				  FROM civic_private.access_grant g
				 WHERE (g.role, g.profile) > (h.role, h.profile)
				 ORDER BY g.role, g.profile LIMIT 1) n)
		SELECT h.role, h.profile, r.rolname AS holder
		  FROM held h LEFT JOIN pg_roles r ON r.oid = h.role_oid AND NOT moved
		 WHERE NOT civic_internal.grant_holds(h.role, h.role_oid, h.profile)
	LOOP
		DELETE FROM civic_private.access_grant g
		 WHERE g.role = dead.role AND g.profile = dead.profile;
		IF dead.holder IS NOT NULL THEN
			PERFORM civic_internal.apply_profile('REVOKE', dead.holder, dead.profile);
		END IF;
		RAISE NOTICE 'removed what role "%" was granted as %: that role is gone, or has lost it',
			dead.role, dead.profile;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.bury_grants(bool) IS
	'remove grants to roles that are gone, renamed or have lost them, and list them';

CREATE FUNCTION civic_internal.settle_grants(upgraded bool) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	moved bool := coalesce(civic_internal.has_moved(), false);
BEGIN
	IF upgraded OR moved THEN
		PERFORM civic_internal.bind_grants(moved);
	END IF;
	PERFORM civic_internal.bury_grants(moved);
	PERFORM civic_internal.add_lookup_sequences();
	PERFORM civic_internal.note_place();
END $$;
COMMENT ON FUNCTION civic_internal.settle_grants(bool) IS
	'keep the grants that hold and no others; after an upgrade bind those that no role is bound to';

/* For superusers, who may grant what belongs to the owner and to whoever installed. */
CREATE FUNCTION civic.grant_access(role name, profile text, source text DEFAULT NULL,
	within ltree DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_source int4 := civic_internal.check_grant(role, profile, source, within::text);
	given_oid oid := civic_internal.check_grantee(role, given_source);
BEGIN
	PERFORM civic_internal.lock_programme();
	PERFORM civic_internal.settle_grants(false);
	PERFORM civic_internal.apply_profile('GRANT', role, profile);
	PERFORM civic_internal.add_role_name(role);
	INSERT INTO civic_private.access_grant (role, role_oid, profile, source_id, within)
	VALUES (role, given_oid, profile, given_source, coalesce(within::text, ''))
	ON CONFLICT DO NOTHING;
	PERFORM civic_internal.add_lookup_sequences();
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic.grant_access(name, text, text, ltree) IS
	'give a role the privileges of a profile, for the whole town or within an area';

/* A role that is gone may still stand in a grant, which this removes. */
CREATE FUNCTION civic.revoke_access(role name, profile text, source text DEFAULT NULL,
	within ltree DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	given_source int4 := civic_internal.check_grant(role, profile, source, within::text);
BEGIN
	PERFORM civic_internal.lock_programme();
	IF NOT EXISTS (SELECT FROM civic_private.access_grant g WHERE g.role = revoke_access.role) THEN
		PERFORM civic_internal.check_grantee(role, given_source);
	END IF;
	PERFORM civic_internal.settle_grants(false);
	DELETE FROM civic_private.access_grant g
	 WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile
	   AND (g.source_id = given_source OR source IS NULL)
	   AND (g.within = revoke_access.within::text OR revoke_access.within IS NULL);
	PERFORM civic_internal.touch_access();
	IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = role)
		AND NOT EXISTS (SELECT FROM civic_private.access_grant g
		WHERE g.role = revoke_access.role AND g.profile = revoke_access.profile) THEN
		PERFORM civic_internal.apply_profile('REVOKE', role, profile);
	END IF;
END $$;
COMMENT ON FUNCTION civic.revoke_access(name, text, text, ltree) IS
	'take a profile from a role; without a source or an area, for all that it was granted for';

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
	PERFORM civic_internal.require_list(rules, 'rules');
	IF code IS NULL OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'a source needs a code and titles in Chinese and English'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF code !~ '^[a-z][a-z0-9_-]{0,62}$' THEN
		RAISE EXCEPTION 'malformed source code "%"', code
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A code has 1 to 63 of the characters a-z 0-9 _ - and begins with a letter.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.source s
		WHERE s.code = define_source.code AND s.source_id < 0) THEN
		RAISE EXCEPTION 'source "%" belongs to the programme itself', code
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Choose another code.';
	END IF;
	PERFORM civic_internal.lock_programme();
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
