/* What settlement has this room do: no JIT, since compiling takes longer than the work. */
CREATE FUNCTION civic_internal.appeal_daily_20(day date) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
	WITH late AS (
		UPDATE civic_private.appeal a
		   SET notified = CASE WHEN a.decision_due < day THEN 2 ELSE 1 END
		 WHERE a.open AND a.paused_on IS NULL
		   AND a.notified < CASE WHEN a.decision_due < day THEN 2
				WHEN a.marked_on IS NULL AND a.mark_due < day THEN 1 ELSE 0 END
		RETURNING a.subject_id, jsonb_build_object('appeal_id', a.appeal_id,
			'entry_id', a.entry_id, 'move', 'overdue',
			'what', CASE a.notified WHEN 1 THEN 'mark' ELSE 'decision' END,
			'due', CASE a.notified WHEN 1 THEN a.mark_due ELSE a.decision_due END) AS payload
	)
	SELECT civic_internal.publish('appeal', array_agg(l.subject_id), array_agg(l.payload))
	  FROM late l
$$;
COMMENT ON FUNCTION civic_internal.appeal_daily_20(date) IS
	'tell applications which appeals are overdue on a day; how many those are';

CREATE FUNCTION civic_internal.appeal_needed_texts()
RETURNS TABLE (subject_id int8, entry_id int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$ SELECT a.subject_id, a.entry_id FROM civic_private.appeal a WHERE a.open $$;
COMMENT ON FUNCTION civic_internal.appeal_needed_texts() IS
	'entries whose texts an open appeal still needs';
