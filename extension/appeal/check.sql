CREATE FUNCTION civic_internal.appeal_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH history AS (
		SELECT m.subject_id, m.appeal_id, m.move_no, m.to_state, m.ref_entry_id,
			m.move_no = 1 OR m.from_state = lag(m.to_state) OVER w
				AND m.move_no = lag(m.move_no) OVER w + 1 AS follows,
			lead(m.move_no) OVER w IS NULL AS is_last
		  FROM civic_private.appeal_move m
		WINDOW w AS (PARTITION BY m.subject_id, m.appeal_id ORDER BY m.move_no)
	)
	SELECT 'each move of an appeal follows the one before it', count(*),
		min(format('subject %s, appeal %s, move %s', h.subject_id, h.appeal_id, h.move_no))
	  FROM history h WHERE NOT h.follows
	UNION ALL
	SELECT 'an appeal is what its moves have led to', count(*),
		min(format('subject %s, appeal %s', a.subject_id, a.appeal_id))
	  FROM civic_private.appeal a
	  LEFT JOIN history h ON h.subject_id = a.subject_id AND h.appeal_id = a.appeal_id AND h.is_last
	 WHERE (h.to_state, h.move_no) IS DISTINCT FROM (a.state, a.moves)
	UNION ALL
	SELECT 'entries that moves of appeals made are in the ledger', count(*),
		min(format('subject %s, appeal %s, move %s', h.subject_id, h.appeal_id, h.move_no))
	  FROM history h
	 WHERE h.ref_entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM civic_private.entry e
		WHERE e.subject_id = h.subject_id AND e.entry_id = h.ref_entry_id)
$$;
COMMENT ON FUNCTION civic_internal.appeal_check() IS
	'properties of this room''s tables, and how many rows violate each';
