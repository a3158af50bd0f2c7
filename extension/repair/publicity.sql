/* Which losses are public, and what of them may be shown. */

/*
 * Losses that are public on a day: counted, in a severity that is published, within their window,
 * not restored in full.  What was decided together has the longest window of its offences.
 */
CREATE FUNCTION civic_internal.public_losses(day date)
RETURNS TABLE (subject_id int8, entry_id int8, rule_id int4, severity int2, area text,
	document_date date, published_from date, ends_on date, restored_on date, names_individuals bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	WITH rules AS MATERIALIZED (
		SELECT l.* FROM civic_internal.loss_rules() l
	), losses AS (
		SELECT e.*, r.severity, r.names_individuals,
			coalesce(k.document_date, e.occurred_on) AS document_date,
			CASE WHEN k.link_id IS NULL THEN r.max_days
				ELSE (SELECT CASE WHEN bool_or(o.max_days IS NULL) THEN NULL
						ELSE max(o.max_days) END
					FROM civic_internal.penalty_documents() j
					JOIN civic_private.entry f
						ON f.subject_id = j.subject_id AND f.entry_id = j.entry_id
					JOIN rules o ON o.rule_id = f.rule_id AND o.severity > 0
				   WHERE j.subject_id = e.subject_id AND j.link_id = k.link_id) END AS max_days
		  FROM rules r JOIN civic_internal.original_entries() e USING (rule_id)
		  LEFT JOIN civic_internal.penalty_documents() k
			ON k.subject_id = e.subject_id AND k.entry_id = e.entry_id
		 WHERE r.published AND e.effective_on <= day
		   AND NOT EXISTS (SELECT FROM civic_private.erasure x
			WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id AND x.on_day <= day)
	)
	SELECT l.subject_id, l.entry_id, l.rule_id, l.severity, h.area, l.document_date,
		greatest(l.document_date, l.effective_on), (l.document_date + l.max_days)::date,
		least((SELECT min(x.effective_on) FROM civic_internal.adjustments('repair') x
			WHERE x.subject_id = l.subject_id AND x.entry_id = l.entry_id AND x.quantity = 10000),
			(SELECT min(x.effective_on) FROM civic_internal.adjustments('reversal') x
			WHERE x.subject_id = l.subject_id AND x.entry_id = l.entry_id)),
		l.names_individuals
	  FROM losses l
	 CROSS JOIN LATERAL civic_internal.home(l.subject_id, l.occurred_on) h
	 WHERE (l.max_days IS NULL OR day < l.document_date + l.max_days) AND l.document_date <= day
$$;
COMMENT ON FUNCTION civic_internal.public_losses(date) IS
	'losses within their publicity on a day, those that are restored or reversed included';

CREATE FUNCTION civic.publicity(area ltree DEFAULT NULL, as_of date DEFAULT NULL,
	smallest int4 DEFAULT 10)
RETURNS TABLE (area text, kind text, name text, rule_code text, title_zh text,
	title_en text, severity text, document_date date, public_until date, losses int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	WITH d AS MATERIALIZED (
		SELECT coalesce(as_of, civic.today()) AS day, civic_internal.require_programme()
	), shown AS (
		SELECT l.*, s.kind, r.code, r.definition #>> '{title,zh}' AS title_zh,
			r.definition #>> '{title,en}' AS title_en,
			CASE WHEN s.kind = 'organisation' OR l.names_individuals
				THEN s.attributes ->> 'name' END AS name
		  FROM d, civic_internal.public_losses(d.day) l
		  JOIN civic_private.subject s ON s.subject_id = l.subject_id
		  JOIN civic_private.rule r ON r.rule_id = l.rule_id
		 WHERE l.published_from <= d.day AND coalesce(l.restored_on > d.day, true)
		   /* what is not decided is not published */
		   AND NOT EXISTS (SELECT FROM civic_internal.counted(d.day) c
			WHERE c.subject_id = l.subject_id AND c.entry_id = l.entry_id AND c.suspended)
		   AND civic_internal.area_covers(publicity.area::text, l.area)
		   AND ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
			OR civic_internal.reaches('service reviewer auditor', l.subject_id, l.area))
	)
	SELECT s.area, s.kind, s.name, s.code, s.title_zh, s.title_en,
		civic_internal.severity_name(s.severity), s.document_date, s.ends_on - 1, 1::int8
	  FROM shown s WHERE s.name IS NOT NULL
	UNION ALL
	SELECT coalesce(publicity.area::text, split_part(s.area, '.', 1)), s.kind, NULL, s.code,
		s.title_zh, s.title_en, civic_internal.severity_name(s.severity), NULL, NULL,
		CASE WHEN count(*) >= smallest THEN count(*) END
	  FROM shown s WHERE s.name IS NULL
	 GROUP BY 1, s.kind, s.code, s.title_zh, s.title_en, s.severity
	 ORDER BY 1, 2, 3 NULLS LAST, 4, 8
$$;
COMMENT ON FUNCTION civic.publicity(ltree, date, int4) IS
	'what may be shown of losses on a day: organisations by name, individuals as counts (null: '
	'fewer than the smallest) unless the policy has a legal basis for naming them';

CREATE FUNCTION civic.rectification(kind text DEFAULT 'organisation', area ltree DEFAULT NULL,
	level int4 DEFAULT 1, as_of date DEFAULT NULL)
RETURNS TABLE (place text, name text, losses int8, rectified int8, rate numeric,
	next_deadline date, last_deadline date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date;
	by_area bool := rectification.kind = 'area';
BEGIN
	PERFORM civic_internal.require_programme();
	IF coalesce(rectification.kind NOT IN ('organisation', 'area') OR level < 1, true) THEN
		RAISE EXCEPTION 'kind must be organisation or area, and level 1 or more'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Individuals are on no list.';
	END IF;
	day := coalesce(as_of, civic.today());
	RETURN QUERY
	WITH listed AS (
		SELECT CASE WHEN by_area THEN array_to_string((string_to_array(l.area, '.'))[1:level], '.')
				ELSE l.area END AS place,
			CASE WHEN NOT by_area THEN coalesce(s.attributes ->> 'name', '-') END AS name,
			CASE WHEN NOT by_area THEN l.subject_id END AS subject_id,
			coalesce(l.restored_on <= day, false) AS done, l.ends_on
		  FROM civic_internal.public_losses(day) l
		  JOIN civic_private.subject s ON s.subject_id = l.subject_id
		 WHERE civic_internal.area_covers(rectification.area::text, l.area)
		   AND l.published_from <= day AND (by_area OR s.kind = 'organisation')
		   AND ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
			OR civic_internal.reaches('service reviewer auditor', l.subject_id, l.area))
	)
	SELECT v.place, v.name, count(*), count(*) FILTER (WHERE v.done),
		round(count(*) FILTER (WHERE v.done)::numeric / count(*), 4),
		min(v.ends_on) FILTER (WHERE NOT v.done), max(v.ends_on) FILTER (WHERE NOT v.done)
	  FROM listed v
	 GROUP BY v.place, v.name, v.subject_id
	 ORDER BY 5, 6 NULLS LAST, 1, 2;
END $$;
COMMENT ON FUNCTION civic.rectification(text, ltree, int4, date) IS
	'organisations, or areas, with losses within their publicity: how many are put right, and the '
	'deadlines of the rest; worst first';
