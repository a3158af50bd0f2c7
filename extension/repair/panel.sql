CREATE FUNCTION civic.appoint_panel(area ltree, members name[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.panel */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stranger name;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(members, 'members');
	IF area IS NULL OR members IS NULL OR array_position(members, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'area and members must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.check_area(area::text);
	SELECT m INTO stranger FROM unnest(members) m
	 WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = m) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'role "%" does not exist', stranger USING ERRCODE = 'undefined_object';
	END IF;
	IF cardinality(members) <> (SELECT count(DISTINCT m) FROM unnest(members) m) THEN
		RAISE EXCEPTION 'a panel lists each member once' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO civic_private.panel (area, members) VALUES (area::text, members);
END $$;
COMMENT ON FUNCTION civic.appoint_panel(ltree, name[]) IS
	'appoint the panel that decides repair steps of an area and those below it; an empty list '
	'dissolves it';

/* The nearest area that ever had a panel, as it was last appointed. */
CREATE FUNCTION civic_internal.panel_members(area text) RETURNS name[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT p.members FROM civic_private.panel p
	 WHERE civic_internal.area_covers(p.area, panel_members.area)
	 ORDER BY length(p.area) DESC, p.panel_id DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.panel_members(text) IS
	'who sits on the panel that decides repair steps of an area; null if there is none';
