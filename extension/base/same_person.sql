/*
 * Whether two acts are one person's.  They are if the login or the role is the same, or if their
 * roles are linked to the same subject.  A login that is declared as a pool is nobody.
 */

/* Also the other roles of whoever has several: they are linked to the same subject. */
CREATE FUNCTION civic_internal.person_names(role name, login name) RETURNS name[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH own AS (
		SELECT n.name FROM unnest(ARRAY[role, login]) WITH ORDINALITY n (name, place)
		 WHERE n.name IS NOT NULL AND (n.place = 1 OR NOT civic_internal.is_pool(n.name))
	)
	SELECT array_agg(a.name) FROM (
		SELECT o.name FROM own o
		UNION
		SELECT k.role FROM civic_internal.links() k
		 WHERE k.relation = 'self' AND k.until IS NULL AND k.subject_id IN (
			SELECT m.subject_id FROM civic_internal.links() m JOIN own o ON o.name = m.role
			 WHERE m.relation = 'self' AND m.until IS NULL)) a
$$;
COMMENT ON FUNCTION civic_internal.person_names(name, name) IS
	'names under which the person acts that acted under a role and a login';

CREATE FUNCTION civic_internal.login_name(login_id int4) RETURNS name
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT n.name FROM civic_private.role_name n WHERE n.role_id = login_id $$;
COMMENT ON FUNCTION civic_internal.login_name(int4) IS
	'name of a role by its number in the dictionary, or null';

/* The one comparison of two acts. */
CREATE FUNCTION civic_internal.acted(role name, login_id int4) RETURNS bool
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(civic_internal.person_names(role, civic_internal.login_name(login_id))
		&& civic_internal.person_names(civic_internal.stamp_person(), civic_internal.stamp_login()),
		false)
$$;
COMMENT ON FUNCTION civic_internal.acted(name, int4) IS
	'is an act that a row names by role and login one of the person who acts now?';
