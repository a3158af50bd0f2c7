/*
 * Roll-ups.  Points are hundredths, so an average is exact up to its own rounding: 4, 2 and 9 make
 * 5.00.
 */

CREATE FUNCTION civic.household_standings(household int8 DEFAULT NULL)
RETURNS TABLE (household_id int8, members int8, average numeric, total numeric,
	lowest numeric, highest numeric, own numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
/* reads civic_private.membership and standing */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach('service reviewer auditor', household);
	RETURN QUERY
	SELECT h.household_id, count(t.subject_id), round(avg(t.score) * 0.01, 2),
		sum(t.score) * 0.01, min(t.score) * 0.01, max(t.score) * 0.01,
		(SELECT o.score * 0.01 FROM civic_private.standing o WHERE o.subject_id = h.household_id)
	  FROM (SELECT DISTINCT ON (m.subject_id) m.subject_id, m.household_id
			  FROM civic_private.membership m
			 WHERE m.since <= civic.today() AND m.effective_on <= civic.today()
			   AND (household_standings.household IS NULL OR m.subject_id IN (
				SELECT k.subject_id FROM civic_private.membership k
				 WHERE k.household_id = household_standings.household))
			 ORDER BY m.subject_id, m.since DESC, m.membership_id DESC) h
	  LEFT JOIN civic_private.standing t USING (subject_id)
	 WHERE h.household_id IS NOT NULL
	   AND (household_standings.household IS NULL
		OR h.household_id = household_standings.household)
	   AND ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', h.household_id))
	 GROUP BY h.household_id ORDER BY h.household_id;
END $$;
COMMENT ON FUNCTION civic.household_standings(int8) IS
	'households by the standings of who belongs to them today; own is the household''s own score, '
	'as a subject';

/*
 * From standings, or for a past day from the ledger itself.  The server puts the query in place of
 * a call, for which the function must not pin a path: its caller does.
 */
CREATE FUNCTION civic_internal.points_by_home(as_of date, today date, kind text)
RETURNS TABLE (home text, points int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000
AS $$
	SELECT s.area::text, (s.score * 100)::int8
	  FROM civic.scores(as_of) s JOIN civic_private.subject p USING (subject_id)
	 WHERE points_by_home.as_of IS NOT NULL AND s.score IS NOT NULL
	   AND (points_by_home.kind IS NULL OR p.kind = points_by_home.kind)
	UNION ALL
	SELECT h.area, t.score
	  FROM civic_private.standing t JOIN civic_private.subject p USING (subject_id)
	  JOIN civic_internal.homes(today, today) h USING (subject_id)
	 WHERE points_by_home.as_of IS NULL
	   AND (points_by_home.kind IS NULL OR p.kind = points_by_home.kind)
$$;
COMMENT ON FUNCTION civic_internal.points_by_home(date, date, text) IS
	'points in hundredths with the area where each subject lives';

CREATE FUNCTION civic.area_standings(within ltree DEFAULT NULL, as_of date DEFAULT NULL,
	kind text DEFAULT 'resident')
RETURNS TABLE (area ltree, level int4, title_zh text, title_en text, subjects int8,
	average numeric, total numeric, median numeric, lowest numeric, highest numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
/* reads civic_private.standing and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* the plan expects far more homes than there are, and compiling takes longer than the work */
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	today date := civic.today();
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', within::text);
	RETURN QUERY
	/* everybody is looked at once, and then each home as a whole */
	WITH home AS MATERIALIZED (
		SELECT h.home, count(*) AS n, sum(h.points) AS total, array_agg(h.points) AS points,
			min(h.points) AS lowest, max(h.points) AS highest
		  FROM civic_internal.points_by_home(area_standings.as_of, today, area_standings.kind) h
		 GROUP BY 1
	), place AS MATERIALIZED (
		/* each home names the areas that contain it, so no area is compared with every home */
		SELECT a.area, a.title_zh, a.title_en, d.home
		  FROM (SELECT h.home, string_to_array(h.home, '.') AS labels FROM home h) d
		 CROSS JOIN LATERAL generate_series(1, cardinality(d.labels)) n (depth)
		  JOIN civic_private.area a ON a.area = array_to_string(d.labels[:n.depth], '.')
		 WHERE civic_internal.area_covers(area_standings.within::text, a.area)
	)
	SELECT civic_internal.as_path(p.area), cardinality(string_to_array(p.area, '.')),
		min(p.title_zh), min(p.title_en), sum(h.n)::int8,
		round(sum(h.total) * 0.01 / sum(h.n), 2), sum(h.total) * 0.01,
		(SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY x.points)::numeric / 100, 2)
		   FROM place q JOIN home k USING (home) CROSS JOIN LATERAL unnest(k.points) x (points)
		  WHERE q.area = p.area),
		min(h.lowest) * 0.01, max(h.highest) * 0.01
	  FROM place p JOIN home h USING (home)
	 GROUP BY p.area ORDER BY p.area;
END $$;
COMMENT ON FUNCTION civic.area_standings(ltree, date, text) IS
	'scores of an area and those below it (of all), level by level, today or as of a past day; '
	'kind is that of the subjects, null = all';

CREATE FUNCTION civic_internal.check_honours(kind text, level int4, places int4,
	least_members int4, list text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF kind IS NULL OR kind NOT IN ('area', 'organisation') THEN
		RAISE EXCEPTION 'unknown kind of honours "%"', kind
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Kinds are area and organisation; persons are never ranked.';
	END IF;
	IF list IS NULL OR list NOT IN ('red', 'black') THEN
		RAISE EXCEPTION 'unknown list "%"', list USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Lists are red (best first) and black (worst first).';
	END IF;
	IF level IS NULL OR places IS NULL OR places < 1 OR least_members IS NULL
		OR least_members < 2 THEN
		RAISE EXCEPTION 'level, places and least_members must be given, '
			'and an area of one person is a person'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'least_members is 2 or more.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_honours(text, int4, int4, int4, text) IS
	'raise an error unless honours can be asked for like this';

/*
 * Honours, as red and black lists have them, for what is not a person: areas by the average of
 * their residents, organisations by their own score.
 */
CREATE FUNCTION civic.honours(kind text DEFAULT 'area', level int4 DEFAULT 2,
	places int4 DEFAULT 10, least_members int4 DEFAULT 10, list text DEFAULT 'red')
RETURNS TABLE (place int8, area ltree, subject_id int8, name text, score numeric, members int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads civic_private.standing, subject and residence */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', NULL);
	PERFORM civic_internal.check_honours(kind, level, places, least_members, list);
	RETURN QUERY
	WITH candidate AS (
		SELECT a.area, NULL::int8 AS subject_id, coalesce(a.title_en, a.area::text) AS name,
			a.average AS score, a.subjects AS members
		  FROM civic.area_standings() a
		 WHERE honours.kind = 'area' AND a.level = honours.level AND a.subjects >= least_members
		UNION ALL
		SELECT NULL, t.subject_id, coalesce(s.attributes ->> 'name', t.subject_id::text),
			t.score * 0.01, NULL
		  FROM civic_private.standing t JOIN civic_private.subject s USING (subject_id)
		 WHERE honours.kind = 'organisation' AND s.kind = 'organisation'
	), ranked AS (
		SELECT rank() OVER (ORDER BY CASE list WHEN 'red' THEN -c.score ELSE c.score END) AS place,
			c.* FROM candidate c
	)
	SELECT r.place, r.area, r.subject_id, r.name, r.score, r.members FROM ranked r
	 WHERE r.place <= places ORDER BY r.place, r.area::text, r.name;
END $$;
COMMENT ON FUNCTION civic.honours(text, int4, int4, int4, text) IS
	'the best (red) or worst (black) areas of a level, or organisations; never persons';
