/* Areas of the town, and where subjects lived. */

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
		RAISE EXCEPTION 'an area needs a path and titles in Chinese and English'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF parent IS NOT NULL THEN
		PERFORM civic_internal.check_area(parent, 'Define the areas above it first.');
	END IF;
	PERFORM civic_internal.lock_programme();
	INSERT INTO civic_private.area VALUES (area::text, title_zh, title_en)
	ON CONFLICT ON CONSTRAINT area_pkey
	DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en;
	PERFORM civic_internal.touch_access();
END $$;
COMMENT ON FUNCTION civic.define_area(ltree, text, text) IS
	'define an area, or give it new titles';

CREATE FUNCTION civic_internal.check_area(area text, hint text
	DEFAULT 'Define it with civic.define_area().') RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area = check_area.area) THEN
		RAISE EXCEPTION 'unknown area "%"', area USING ERRCODE = 'undefined_object', HINT = hint;
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_area(text, text) IS
	'raise an error unless an area is defined';

/* Inlined, which a SET clause would prevent; its names are bound here and now. */
CREATE FUNCTION civic_internal.as_path(area text) RETURNS ltree
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CAST(area AS ltree);
COMMENT ON FUNCTION civic_internal.as_path(text) IS
	'an area of a table as functions and views show it';

/* Inlined, as as_path() is. */
CREATE FUNCTION civic_internal.area_covers(wanted text, area text) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN wanted IS NULL OR pg_catalog.starts_with(area OPERATOR(pg_catalog.||) '.',
	wanted OPERATOR(pg_catalog.||) '.');
COMMENT ON FUNCTION civic_internal.area_covers(text, text) IS
	'is an area the wanted one, or below it?  No wanted area covers all';

/*
 * The one definition of where a subject lived on a day: in the latest residence that had begun and,
 * if a day of knowledge is given, was known by then; else in the one that was recorded first.  That
 * is the first residence by way, by_since and by_id.
 */
CREATE FUNCTION civic_internal.residences_by(day date, known date)
RETURNS TABLE (subject_id int8, area text, way int4, by_since int4, by_id int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000
AS $$
	SELECT r.subject_id, r.area, r.way, CASE WHEN r.way < 0 THEN - r.since ELSE 0 END,
		r.way * r.residence_id
	  FROM (SELECT r.subject_id, r.area, r.since - DATE '1900-01-01' AS since, r.residence_id,
			CASE WHEN r.since <= day AND r.effective_on <= known THEN -1 ELSE 1 END AS way
		  FROM civic_private.residence r) r
$$;
COMMENT ON FUNCTION civic_internal.residences_by(date, date) IS
	'residences with their order on a day, by what was known on another';

/*
 * The server puts the query in place of a call in FROM, for which the function must not pin a path:
 * its callers do.
 *
 *	SELECT ... FROM civic_private.subject s
 *	  CROSS JOIN LATERAL civic_internal.home(s.subject_id, day) h	-- h.area
 */
CREATE FUNCTION civic_internal.home(subject_id int8, day date, known date DEFAULT 'infinity')
RETURNS TABLE (area text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT h.area FROM civic_internal.residences_by(home.day, home.known) h
	 WHERE h.subject_id = home.subject_id ORDER BY h.way, h.by_since, h.by_id LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.home(int8, date, date) IS
	'where a subject lived on a day, by what was known on another; for use in sets';

/* Everybody's in one pass, which asking for each would take ten times as long. */
CREATE FUNCTION civic_internal.homes(day date, known date)
RETURNS TABLE (subject_id int8, area text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000
AS $$
	SELECT DISTINCT ON (h.subject_id) h.subject_id, h.area
	  FROM civic_internal.residences_by(homes.day, homes.known) h
	 ORDER BY h.subject_id, h.way, h.by_since, h.by_id
$$;
COMMENT ON FUNCTION civic_internal.homes(date, date) IS
	'where each subject lived on a day, by what was known on another';

CREATE FUNCTION civic_internal.area_on(subject_id int8, day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.residence; views call it as whoever asks them */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT h.area FROM civic_internal.home(area_on.subject_id, area_on.day) h $$;
COMMENT ON FUNCTION civic_internal.area_on(int8, date) IS
	'where a subject lived on a day, or first; for one subject';
