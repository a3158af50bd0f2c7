/* Linking roles to subjects, and what their persons have written in cases of their own. */

CREATE FUNCTION civic_internal.check_relation(role name, subject_id int8, relation text)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text;
BEGIN
	PERFORM civic_internal.check_subject(subject_id);
	IF role IS NULL OR relation IS NULL THEN
		RAISE EXCEPTION '% must not be null', CASE WHEN role IS NULL THEN 'role'
			ELSE 'relation' END USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT s.kind INTO kind FROM civic_private.subject s
	 WHERE s.subject_id = check_relation.subject_id;
	IF relation NOT IN ('self', 'leads') THEN
		RAISE EXCEPTION 'unknown relation "%"', relation
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'The person of a role is the subject (self), or leads it (leads).';
	ELSIF relation = 'self' AND kind NOT IN ('resident', 'official') THEN
		RAISE EXCEPTION 'no role is a subject of kind "%"', kind
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Residents and officials are persons; an organisation is led by one.';
	ELSIF relation = 'leads' AND kind <> 'organisation' THEN
		RAISE EXCEPTION 'nobody leads a subject of kind "%"', kind
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Organisations are led.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_relation(name, int8, text) IS
	'raise an error unless a role can have a relation to a subject';

CREATE FUNCTION civic.link_role(role name, subject_id int8, relation text DEFAULT 'self',
	since date DEFAULT NULL)
RETURNS TABLE (act text, about int8, key jsonb, recorded_at timestamptz, actor name, login name)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.role_link; EXECUTE stays with superusers and whom they trust */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date := coalesce(since, civic.today());
BEGIN
	PERFORM civic_internal.check_relation(role, subject_id, relation);
	PERFORM civic_internal.lock_programme();
	IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = link_role.role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	END IF;
	IF day NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', day USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A link begins between 1900-01-01 and today.';
	END IF;
	IF EXISTS (SELECT FROM civic_internal.links() k
		WHERE k.subject_id = link_role.subject_id AND k.role = link_role.role
			AND k.relation = link_role.relation AND k.until IS NULL AND k.since <= day) THEN
		RAISE EXCEPTION 'role "%" is linked to subject % already', role, subject_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	INSERT INTO civic_private.role_link (subject_id, role, role_oid, relation, since, linked)
	SELECT link_role.subject_id, r.rolname, r.oid, link_role.relation, day, true
	  FROM pg_roles r WHERE r.rolname = link_role.role;
	PERFORM civic_internal.touch_access();
	RETURN QUERY SELECT * FROM civic_internal.own_acts(role, subject_id, relation);
END $$;
COMMENT ON FUNCTION civic.link_role(name, int8, text, date) IS
	'say that the person of a role is a subject, or leads it, since a day (today); what that '
	'person has written about it and its household so far, for review';

CREATE FUNCTION civic.unlink_role(role name, subject_id int8, relation text DEFAULT 'self',
	until date DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* as link_role() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	day date := coalesce(until, civic.today());
	began date;
BEGIN
	PERFORM civic_internal.check_relation(role, subject_id, relation);
	PERFORM civic_internal.lock_programme();
	SELECT min(k.since) INTO began FROM civic_internal.links() k
	 WHERE k.subject_id = unlink_role.subject_id AND k.role = unlink_role.role
	   AND k.relation = unlink_role.relation AND k.until IS NULL;
	IF began IS NULL THEN
		RAISE EXCEPTION 'role "%" is not linked to subject %', role, subject_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	IF day NOT BETWEEN began AND civic.today() THEN
		RAISE EXCEPTION 'date out of range: "%"', day USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A link ends between its first day and today.';
	END IF;
	INSERT INTO civic_private.role_link (subject_id, role, relation, since, linked)
	VALUES (subject_id, role, relation, day, false);
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic.unlink_role(name, int8, text, date) IS
	'say that a link ends: until is the first day (today) on which it is over';

/*
 * Roles under which the person of a role acts: whoever is a member of it can.  A superuser could
 * under any, and is not everybody.
 */
CREATE FUNCTION civic_internal.bearers(role name) RETURNS name[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(n.name) FROM (
		SELECT unnest(civic_internal.person_names(role, NULL)) AS name
		UNION
		SELECT r.rolname FROM pg_roles r JOIN pg_roles o ON o.rolname = role
		 WHERE pg_has_role(r.oid, o.oid, 'MEMBER') AND NOT r.rolsuper) n
	 WHERE NOT civic_internal.is_pool(n.name)
$$;
COMMENT ON FUNCTION civic_internal.bearers(name) IS
	'names under which the person of a role acts';

/* Each append-only table about subjects names who wrote a row, so none can be forgotten here. */
CREATE FUNCTION civic_internal.acts(subjects int8[], names name[])
RETURNS TABLE (act text, about int8, key jsonb, recorded_at timestamptz, actor name, login name)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stored record;
BEGIN
	FOR stored IN
		SELECT c.oid::regclass AS name, c.relname,
			CASE WHEN bool_or(a.attname = 'actor_id') THEN '(SELECT n.name '
				'FROM civic_private.role_name n WHERE n.role_id = t.actor_id)' ELSE 't.actor' END
				AS who,
			string_agg(format('%L, t.%I', a.attname, a.attname), ', ' ORDER BY a.attnum)
				FILTER (WHERE a.attnum = ANY ((i.indkey::int2[])[1:i.indnkeyatts - 1])) AS keys
		  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		  JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
		 WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
		 GROUP BY c.oid HAVING array_agg(a.attname) @> '{subject_id,recorded_at,xact,login_id}'
		 ORDER BY c.relname
	LOOP
		RETURN QUERY EXECUTE format('SELECT %L::text, x.* FROM (SELECT t.subject_id, '
			'jsonb_build_object(%s), t.recorded_at, %s AS who, civic_internal.login_name('
			't.login_id) AS login FROM %s t WHERE t.subject_id = ANY ($1)) x '
			'WHERE x.who = ANY ($2) OR x.login = ANY ($2)',
			stored.relname, stored.keys, stored.who, stored.name) USING subjects, names;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.acts(int8[], name[]) IS
	'rows about subjects that somebody has written under one of these names';

/* Whoever shared the household once; whether on the day of an act, is asked of each. */
CREATE FUNCTION civic_internal.housemates(subject_id int8) RETURNS int8[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH household AS (
		SELECT m.household_id FROM civic_private.membership m
		 WHERE m.subject_id = housemates.subject_id AND m.household_id IS NOT NULL
	)
	SELECT array_agg(n.id) FROM (
		SELECT h.household_id AS id FROM household h
		UNION
		SELECT m.subject_id FROM civic_private.membership m JOIN household h USING (household_id)
		UNION
		SELECT housemates.subject_id) n
$$;
COMMENT ON FUNCTION civic_internal.housemates(int8) IS
	'a subject, its households, and everybody who ever belonged to one of them';

CREATE FUNCTION civic_internal.own_acts(role name, subject_id int8, relation text)
RETURNS TABLE (act text, about int8, key jsonb, recorded_at timestamptz, actor name, login name)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT a.* FROM civic_internal.acts(CASE relation WHEN 'leads' THEN ARRAY[subject_id]
			ELSE civic_internal.housemates(subject_id) END, civic_internal.bearers(role)) a
	 CROSS JOIN civic_private.programme p
	 WHERE a.about = subject_id
		OR EXISTS (SELECT FROM (VALUES (civic.today()),
				(timezone(p.time_zone, a.recorded_at)::date)) d (day)
			WHERE civic_internal.household_of(a.about, d.day)
				= civic_internal.household_of(subject_id, d.day))
	 ORDER BY a.recorded_at, a.act, a.key
$$;
COMMENT ON FUNCTION civic_internal.own_acts(name, int8, text) IS
	'what the person of a role has written in a case that is its own by a link';

CREATE FUNCTION civic.own_case_acts(role name DEFAULT NULL)
RETURNS TABLE (linked_role name, act text, about int8, key jsonb, recorded_at timestamptz,
	actor name, login name)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.role_link and all that is written about subjects */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer auditor', NULL);
	RETURN QUERY
	SELECT k.role, a.* FROM civic_internal.links() k
	 CROSS JOIN LATERAL civic_internal.own_acts(k.role, k.subject_id, k.relation) a
	 WHERE k.until IS NULL AND (own_case_acts.role IS NULL OR k.role = own_case_acts.role);
END $$;
COMMENT ON FUNCTION civic.own_case_acts(name) IS
	'what persons whose roles are linked have written in cases of their own, for review';
