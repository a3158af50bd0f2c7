CREATE FUNCTION civic_internal.appeal_replay(policy_id int4, calendar text, moves text[],
	days date[], OUT mark_due date, OUT forward_due date, OUT decision_due date,
	OUT remaining int4, OUT stopped int4)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_replay';
COMMENT ON FUNCTION civic_internal.appeal_replay(int4, text, text[], date[]) IS
	'the due days of an appeal that made those moves, by the calendar as it is now';

/* Gives what is still to be done: what was done late, or in time, stays so. */
CREATE FUNCTION civic_internal.appeals_anew(calendar text)
RETURNS TABLE (kind text, subject_id int8, id int8, due_before date, due_after date)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH anew AS MATERIALIZED (
		SELECT a.subject_id, a.appeal_id, a.marked_on, a.forwarded_on, a.paused_on,
			a.mark_due AS mark_before, a.forward_due AS forward_before,
			a.decision_due AS decision_before, n.*
		  FROM civic_private.appeal a
		 CROSS JOIN LATERAL (SELECT array_agg(m.move ORDER BY m.move_no) AS moves,
				array_agg(m.on_day ORDER BY m.move_no) AS days
			  FROM civic_private.appeal_move m
			 WHERE m.subject_id = a.subject_id AND m.appeal_id = a.appeal_id) m
		 CROSS JOIN LATERAL civic_internal.appeal_replay(a.policy_id, a.calendar, m.moves,
			m.days) n
		 WHERE a.open AND a.calendar = appeals_anew.calendar
	), stored AS (
		UPDATE civic_private.appeal a
		   SET mark_due = CASE WHEN n.marked_on IS NULL THEN n.mark_due ELSE a.mark_due END,
			forward_due = CASE WHEN n.forwarded_on IS NULL THEN n.forward_due
				ELSE a.forward_due END,
			decision_due = n.decision_due, stopped = n.stopped,
			remaining = CASE WHEN n.paused_on IS NOT NULL THEN n.remaining END
		  FROM anew n WHERE a.subject_id = n.subject_id AND a.appeal_id = n.appeal_id
	)
	SELECT d.kind, n.subject_id, n.appeal_id, d.before, d.after
	  FROM anew n
	 CROSS JOIN LATERAL (VALUES
		('appeal_mark', n.mark_before, n.mark_due, n.marked_on IS NULL),
		('appeal_forward', n.forward_before, n.forward_due, n.forwarded_on IS NULL),
		('appeal_decision', n.decision_before, n.decision_due, n.paused_on IS NULL))
		d (kind, before, after, awaited)
	 WHERE d.awaited AND d.before <> d.after
$$;
COMMENT ON FUNCTION civic_internal.appeals_anew(text) IS
	'count the due days of open appeals anew by a calendar that changed: those that moved';

CREATE FUNCTION civic_internal.appeal_due_days(calendar text)
RETURNS TABLE (kind text, subject_id int8, id int8, due_before date, due_after date)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	/* a move that another transaction is making has to be among those that are read below */
	PERFORM FROM civic_private.appeal a
	  WHERE a.open AND a.calendar = appeal_due_days.calendar FOR UPDATE;
	RETURN QUERY SELECT a.* FROM civic_internal.appeals_anew(calendar) a;
	/* the report itself is never changed: the last change tells its due day */
	RETURN QUERY
	SELECT 'annulment', n.subject_id, n.entry_id, n.due, d.due
	  FROM civic_internal.annulments() n
	 CROSS JOIN LATERAL civic_internal.appeal_terms(n.policy_id) t
	 CROSS JOIN LATERAL civic.add_working_days(n.revoked_on, t.removal, t.calendar) d (due)
	 WHERE n.cleared_on IS NULL AND t.calendar = appeal_due_days.calendar AND d.due <> n.due;
END $$;
COMMENT ON FUNCTION civic_internal.appeal_due_days(text) IS
	'count the due days of open appeals and annulments anew by a calendar that changed';
