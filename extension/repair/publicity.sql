/*
 * Losses that are public on a day: counted, in a severity that is published,
 * within their window, not restored in full.  What was decided together has
 * the longest window of its offences.
 */
CREATE FUNCTION civic_internal.public_losses(day date)
RETURNS TABLE (subject_id int8, entry_id int8, rule_id int4, severity int2, area text,
	document_date date, published_from date, ends_on date, restored_on date, names_individuals bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
	WITH rules AS MATERIALIZED (
		SELECT l.* FROM civic_internal.loss_rules() l
	), losses AS (
		SELECT e.subject_id, e.entry_id, e.rule_id, r.severity, e.occurred_on, e.effective_on, r.names_individuals,
			coalesce(k.document_date, e.occurred_on) AS document_date,
			CASE WHEN k.link_id IS NULL THEN r.max_days
				ELSE (SELECT CASE WHEN bool_or(o.max_days IS NULL) THEN NULL ELSE max(o.max_days) END
					FROM civic_private.linked_decision j JOIN civic_private.entry f ON f.subject_id = j.subject_id AND f.entry_id = j.entry_id
					JOIN rules o ON o.rule_id = f.rule_id AND o.severity > 0
				   WHERE j.subject_id = e.subject_id AND j.link_id = k.link_id) END AS max_days
		  FROM rules r JOIN civic_private.entry e USING (rule_id)
		  LEFT JOIN civic_private.linked_decision k ON k.subject_id = e.subject_id AND k.entry_id = e.entry_id
		 WHERE r.published AND e.kind = 1 AND e.effective_on <= day
		   AND NOT EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id AND x.on_day <= day)
	)
	SELECT l.subject_id, l.entry_id, l.rule_id, l.severity,
		(coalesce((SELECT h.area FROM civic_private.residence h WHERE h.subject_id = l.subject_id AND h.since <= l.occurred_on
			ORDER BY h.since DESC, h.residence_id DESC LIMIT 1),
			(SELECT h.area FROM civic_private.residence h WHERE h.subject_id = l.subject_id ORDER BY h.since, h.residence_id LIMIT 1)))::text,
		l.document_date, greatest(l.document_date, l.effective_on), (l.document_date + l.max_days)::date,
		(SELECT min(x.effective_on) FROM civic_private.entry x WHERE x.subject_id = l.subject_id AND x.ref_entry_id = l.entry_id
			AND (x.kind = 5 AND x.quantity = 10000 OR x.kind = 2)), l.names_individuals
	  FROM losses l
	 WHERE (l.max_days IS NULL OR day < l.document_date + l.max_days) AND l.document_date <= day
$$;
COMMENT ON FUNCTION civic_internal.public_losses(date) IS 'losses within their publicity on a day, those that are restored or reversed included';

CREATE FUNCTION civic.publicity(area ltree DEFAULT NULL, as_of date DEFAULT NULL, smallest int4 DEFAULT 10)
RETURNS TABLE (area text, kind text, name text, rule_code text, title_zh text,
	title_en text, severity text, document_date date, public_until date, losses int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	WITH d AS MATERIALIZED (SELECT coalesce(as_of, civic.today()) AS day, civic_internal.require_programme()),
	shown AS (
		SELECT l.*, s.kind, r.code, r.definition #>> '{title,zh}' AS title_zh, r.definition #>> '{title,en}' AS title_en,
			CASE WHEN s.kind = 'organisation' OR l.names_individuals THEN s.attributes ->> 'name' END AS name
		  FROM d, civic_internal.public_losses(d.day) l
		  JOIN civic_private.subject s ON s.subject_id = l.subject_id
		  JOIN civic_private.rule r ON r.rule_id = l.rule_id
		 WHERE l.published_from <= d.day AND coalesce(l.restored_on > d.day, true) AND civic_internal.area_covers(publicity.area::text, l.area)
	)
	SELECT s.area, s.kind, s.name, s.code, s.title_zh, s.title_en, civic_internal.severity_name(s.severity), s.document_date, s.ends_on - 1, 1::int8
	  FROM shown s WHERE s.name IS NOT NULL
	UNION ALL
	SELECT coalesce(publicity.area::text, split_part(s.area, '.', 1)), s.kind, NULL, s.code, s.title_zh, s.title_en, civic_internal.severity_name(s.severity),
		NULL, NULL, CASE WHEN count(*) >= smallest THEN count(*) END
	  FROM shown s WHERE s.name IS NULL GROUP BY 1, s.kind, s.code, s.title_zh, s.title_en, s.severity
	 ORDER BY 1, 2, 3 NULLS LAST, 4, 8
$$;
COMMENT ON FUNCTION civic.publicity(ltree, date, int4) IS 'what may be shown of losses on a day: organisations by name, individuals as counts (null: fewer than the smallest) unless the policy has a legal basis for naming them';

CREATE FUNCTION civic.rectification(kind text DEFAULT 'organisation', area ltree DEFAULT NULL, level int4 DEFAULT 1,
	as_of date DEFAULT NULL)
RETURNS TABLE (place text, name text, losses int8, rectified int8, rate numeric,
	next_deadline date, last_deadline date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	day date;
BEGIN
	PERFORM civic_internal.require_programme();
	IF rectification.kind IS NULL OR rectification.kind NOT IN ('organisation', 'area') OR level IS NULL OR level < 1 THEN
		RAISE EXCEPTION 'kind must be organisation or area, and level 1 or more' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Individuals are on no list.';
	END IF;
	day := coalesce(as_of, civic.today());
	RETURN QUERY
	SELECT v.place, v.name, count(*), count(*) FILTER (WHERE v.done), round(count(*) FILTER (WHERE v.done)::numeric / count(*), 4),
		min(v.ends_on) FILTER (WHERE NOT v.done), max(v.ends_on) FILTER (WHERE NOT v.done)
	  FROM (SELECT CASE WHEN rectification.kind = 'area'
				THEN array_to_string((string_to_array(l.area, '.'))[1:level], '.') ELSE l.area END AS place,
				CASE WHEN rectification.kind = 'organisation' THEN coalesce(s.attributes ->> 'name', '-') END AS name,
				CASE WHEN rectification.kind = 'organisation' THEN l.subject_id END AS who,
				coalesce(l.restored_on <= day, false) AS done, l.ends_on
			  FROM civic_internal.public_losses(day) l JOIN civic_private.subject s ON s.subject_id = l.subject_id
			 WHERE civic_internal.area_covers(rectification.area::text, l.area) AND l.published_from <= day
			   AND (rectification.kind = 'area' OR s.kind = 'organisation')) v
	 GROUP BY v.place, v.name, v.who
	 ORDER BY 5, 6 NULLS LAST, 1, 2;
END $$;
COMMENT ON FUNCTION civic.rectification(text, ltree, int4, date) IS 'organisations, or areas, with losses within their publicity: how many are put right, and the deadlines of the rest; worst first';
