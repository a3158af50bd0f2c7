/* Whose role a subject is, and who belongs together. */

CREATE FUNCTION civic_internal.links()
RETURNS TABLE (subject_id int8, role name, role_oid oid, relation text, since date, until date,
	recorded_at timestamptz, actor name)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT k.subject_id, k.role, k.role_oid, k.relation, k.since,
		(SELECT min(e.since) FROM civic_private.role_link e
		  WHERE e.subject_id = k.subject_id AND e.role = k.role AND e.relation = k.relation
			AND NOT e.linked AND e.link_id > k.link_id),
		k.recorded_at, k.actor
	  FROM civic_private.role_link k WHERE k.linked
$$;
COMMENT ON FUNCTION civic_internal.links() IS
	'which role is a subject or leads it, since when, and the first day on which that is over';

CREATE FUNCTION civic_internal.household_of(subject_id int8, day date) RETURNS int8
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN s.kind = 'household' THEN s.subject_id
		ELSE (SELECT m.household_id FROM civic_private.membership m
			WHERE m.subject_id = s.subject_id AND m.since <= day
			ORDER BY m.since DESC, m.membership_id DESC LIMIT 1) END
	  FROM civic_private.subject s WHERE s.subject_id = household_of.subject_id
$$;
COMMENT ON FUNCTION civic_internal.household_of(int8, date) IS
	'household that a subject belongs to on a day, or is; null: none';
