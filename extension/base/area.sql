/* Areas of the town. */

CREATE FUNCTION civic.define_area(area ltree, title_zh text, title_en text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.area */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent text := substring(area::text FROM '^(.*)[.][^.]*$');
BEGIN
	PERFORM civic_internal.require_programme();
	IF area IS NULL OR area::text = '' OR title_zh IS NULL OR title_en IS NULL THEN
		RAISE EXCEPTION 'an area needs a path and titles in Chinese and English' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF parent IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = parent) THEN
		RAISE EXCEPTION 'unknown area "%"', parent
			USING ERRCODE = 'undefined_object', HINT = 'Define the areas above it first.';
	END IF;
	INSERT INTO civic_private.area VALUES (area, title_zh, title_en)
	ON CONFLICT ON CONSTRAINT area_pkey DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en;
	UPDATE civic_private.programme SET access_version = nextval('civic_private.access_version');
END $$;
COMMENT ON FUNCTION civic.define_area(ltree, text, text) IS 'define an area, or give it new titles';

/* Is an area the one that is asked for, or below it?  No area asks for all. */
CREATE FUNCTION civic_internal.area_covers(wanted text, area text) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
/* inlined, which a SET clause would prevent; its names are bound here and now */
RETURN wanted IS NULL OR pg_catalog.starts_with(area OPERATOR(pg_catalog.||) '.', wanted OPERATOR(pg_catalog.||) '.');
COMMENT ON FUNCTION civic_internal.area_covers(text, text) IS 'is an area the wanted one, or below it?';

/* Where a subject lived on a day. */
CREATE FUNCTION civic_internal.area_on(subject_id int8, day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(
		(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = area_on.subject_id AND r.since <= day
		  ORDER BY r.since DESC, r.residence_id DESC LIMIT 1),
		(SELECT r.area FROM civic_private.residence r WHERE r.subject_id = area_on.subject_id
		  ORDER BY r.since, r.residence_id LIMIT 1))::text
$$;
COMMENT ON FUNCTION civic_internal.area_on(int8, date) IS 'where a subject lived on a day, or first';

CREATE FUNCTION civic_internal.lies_in(area text, outer_area text) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT outer_area IS NULL OR area = outer_area OR starts_with(area, outer_area || '.') $$;
COMMENT ON FUNCTION civic_internal.lies_in(text, text) IS 'is an area another one or below it?  All are in none.';

/* Inlined, which a SET clause would prevent; its names are bound here and now. */
CREATE FUNCTION civic_internal.as_path(area text) RETURNS ltree
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CAST(area AS ltree);
COMMENT ON FUNCTION civic_internal.as_path(text) IS 'an area of a table as functions and views show it';
