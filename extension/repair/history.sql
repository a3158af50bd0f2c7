/* What was done about cases, and whether it agrees with the ledger. */

CREATE FUNCTION civic_internal.repair_moves(of_subject int8, of_case int8, in_area text,
	from_day date, to_day date)
RETURNS TABLE (subject_id int8, case_id int8, move_no int4, entry_id int8, area text,
	severity text, path text, step int4, move text, from_state text, to_state text,
	on_day date, recorded_at timestamptz, actor name, vote bool, evidence bytea,
	reason_digest bytea, reason text, share_before numeric, share_after numeric, repair_id int8,
	points_restored numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT m.subject_id, m.case_id, m.move_no, c.entry_id, c.area,
		civic_internal.severity_name(c.severity), c.path, m.step::int4,
		civic_internal.repair_move_name(m.move), civic_internal.repair_state_name(m.from_state),
		civic_internal.repair_state_name(m.to_state), m.on_day, m.recorded_at, m.actor, m.vote,
		m.evidence, m.reason, convert_from(t.body, 'UTF8'), m.restored_before_bp * 0.0001,
		m.restored_bp * 0.0001, m.repair_id,
		/*
		 * the score of its day with and without the entry, before those of later steps that were
		 * passed on the same day
		 */
		CASE WHEN m.repair_id IS NOT NULL AND civic_internal.reaches('reviewer auditor',
			m.subject_id) THEN (SELECT civic.score_of(m.on_day, e.subject_id,
				e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on,
				e.ref_entry_id)
			- civic.score_of(m.on_day, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
				e.occurred_on, e.effective_on, e.ref_entry_id)
				FILTER (WHERE e.entry_id <> m.repair_id)
			  FROM civic_private.entry e
			 WHERE e.subject_id = m.subject_id AND (e.entry_id <= m.repair_id
				OR e.ref_entry_id IS DISTINCT FROM c.entry_id
				OR e.kind <> civic_internal.entry_kind('repair'))) END
	  FROM civic_private.repair_move m
	  JOIN civic_private.repair_case c USING (subject_id, case_id)
	  LEFT JOIN civic_private.kept_text t
		ON t.subject_id = m.subject_id AND t.commitment = m.reason
	 WHERE (of_subject IS NULL OR m.subject_id = of_subject)
	   AND (of_case IS NULL OR m.case_id = of_case)
	   AND civic_internal.area_covers(in_area, c.area)
	   AND ((SELECT civic_internal.reaches_everything('reviewer auditor'))
		OR civic_internal.reaches('reviewer auditor', m.subject_id, c.area))
	   AND m.on_day BETWEEN coalesce(from_day, '-infinity') AND coalesce(to_day, 'infinity')
	 ORDER BY m.subject_id, m.case_id, m.move_no;
END $$;
COMMENT ON FUNCTION civic_internal.repair_moves(int8, int8, text, date, date) IS
	'what repair_history() gives: a PL/pgSQL function has no input and output of one name';

CREATE FUNCTION civic.repair_history(subject_id int8 DEFAULT NULL, case_id int8 DEFAULT NULL,
	area ltree DEFAULT NULL, from_day date DEFAULT NULL, to_day date DEFAULT NULL)
RETURNS TABLE (subject_id int8, case_id int8, move_no int4, entry_id int8, area text,
	severity text, path text, step int4, move text, from_state text, to_state text,
	on_day date, recorded_at timestamptz, actor name, vote bool, evidence bytea,
	reason_digest bytea, reason text, share_before numeric, share_after numeric, repair_id int8,
	points_restored numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT * FROM civic_internal.repair_moves(subject_id, case_id, area::text, from_day, to_day)
$$;
COMMENT ON FUNCTION civic.repair_history(int8, int8, ltree, date, date) IS
	'every transition of repair cases, of a subject, a case or an area, between two days: who, '
	'when, on what evidence, why, and what it did to the score';

/* What must hold of every case, checked against its history and the ledger. */
CREATE FUNCTION civic.check_repairs()
RETURNS TABLE (subject_id int8, case_id int8, problem text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
/* reads the tables of repair and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('auditor', NULL);
	RETURN QUERY
	WITH history AS (
		SELECT m.*, lag(m.to_state, 1, 0::int2) OVER w AS before,
			lag(m.move_no, 1, 0) OVER w AS number_before, lag(m.restored_bp) OVER w AS restored_was,
			row_number() OVER (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no DESC)
				AS from_end
		  FROM civic_private.repair_move m
		WINDOW w AS (PARTITION BY m.subject_id, m.case_id ORDER BY m.move_no)
	)
	SELECT h.subject_id, h.case_id, format('move %s does not follow the one before it', h.move_no)
	  FROM history h
	 WHERE h.before <> h.from_state OR h.number_before + 1 <> h.move_no
		OR h.restored_was <> h.restored_before_bp
		OR NOT EXISTS (SELECT FROM civic.repair_transitions() t
			WHERE t.from_id = h.from_state AND t.move_id = h.move AND t.to_id = h.to_state)
	UNION ALL
	SELECT c.subject_id, c.case_id, 'the case is not what its history says'
	  FROM civic_private.repair_case c
	  LEFT JOIN history h
		ON h.subject_id = c.subject_id AND h.case_id = c.case_id AND h.from_end = 1
	 WHERE (h.to_state, h.restored_bp, h.move_no) IS DISTINCT FROM (c.state, c.restored_bp, c.moves)
	UNION ALL
	SELECT m.subject_id, m.case_id, format('the ledger has no entry for move %s', m.move_no)
	  FROM civic_private.repair_move m
	  JOIN civic_private.repair_case c USING (subject_id, case_id)
	 WHERE (m.restored_bp > m.restored_before_bp) IS DISTINCT FROM (m.repair_id IS NOT NULL)
		OR m.repair_id IS NOT NULL AND NOT EXISTS (
			SELECT FROM civic_internal.adjustments('repair') a
			 WHERE a.subject_id = m.subject_id AND a.adjustment_id = m.repair_id
			   AND a.quantity = m.restored_bp AND a.entry_id = c.entry_id
			   AND a.effective_on >= m.on_day)
	UNION ALL
	SELECT a.subject_id, NULL, format('repair entry %s has no move', a.adjustment_id)
	  FROM civic_internal.adjustments('repair') a
	 WHERE NOT EXISTS (SELECT FROM civic_private.erasure x
		WHERE x.subject_id = a.subject_id AND x.reference_id = a.adjustment_id)
	   AND NOT EXISTS (SELECT FROM civic_private.repair_move m
		WHERE m.subject_id = a.subject_id AND m.repair_id = a.adjustment_id);
END $$;
COMMENT ON FUNCTION civic.check_repairs() IS
	'repair cases that disagree with their history or the ledger; there should be none';
