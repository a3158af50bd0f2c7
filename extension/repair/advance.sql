/* Settlement: the transitions of repair cases that nobody has to make. */

/* Called for every case that is due: it pins no path, since it looks up no name. */
CREATE FUNCTION civic_internal.repair_advance(policy_id int4, severity int2, path text, state int2,
	step int2, step_since date, document_date date, repairable_from date,
	ends_on date, lapses_on date, restored_bp int2, appealed bool, hours int8,
	broken_on date, reversed bool, day date,
	OUT move int2, OUT state int2, OUT step int2, OUT step_since date,
	OUT restored_bp int2, OUT appealed bool, OUT next_move_on date, OUT waits_for int2,
	OUT awaited_rule text)
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_advance';
COMMENT ON FUNCTION civic_internal.repair_advance(int4, int2, text, int2, int2, date,
	date, date, date, date, int2, bool, int8, date,
	bool, date) IS
	'the automatic transition of a repair case that is due on a day, and the case after it; null '
	'if none is due.  Infinity is a day that never comes';

/*
 * Every case that is due makes one transition.  A case that another transaction changes meanwhile
 * is left alone, since its row is then another one, and comes up in the next round.
 *
 * Cases come in the order of their subjects, which is that of every index that is read or written
 * on the way: their pages are then at hand.  They are found by their day before they are sorted,
 * not in an index of all cases.
 *
 * An observation is over on its next_move_on, unless the case ends before, and then nothing else
 * matters: settled late, a loss after that day breaks it no more than it would have on the day.
 */
CREATE FUNCTION civic_internal.advance_cases(day date)
RETURNS TABLE (due int8, subject_id int8, case_id int8, entry_id int8, move_no int4, move int2,
	from_state int2, to_state int2, step int2, days int4, restored_before_bp int2,
	restored_bp int2)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
/*
 * No JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer
 * than the work.  No join but by nested loops: a case that is due is found again by the address of
 * its row, where a join of another kind would read all cases.
 */
SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
	WITH due AS MATERIALIZED (
		SELECT c.row_at, c.state, c.step, c.step_since, c.restored_bp,
			civic_internal.repair_advance(c.policy_id, c.severity, c.path, c.state, c.step,
				c.step_since, c.document_date, coalesce(c.repairable_from, 'infinity'),
				coalesce(c.ends_on, 'infinity'), coalesce(c.lapses_on, 'infinity'),
				c.restored_bp, c.appealed,
				coalesce(CASE WHEN c.waits_for = 1 THEN (SELECT h.hours
					FROM civic_internal.hours_served(c.subject_id, c.awaited_rule, c.step_since,
						day) h) END, 0),
				coalesce(CASE WHEN c.waits_for = 2 THEN (SELECT l.occurred_on
					FROM civic_internal.last_other_loss(c.subject_id, c.entry_id, c.step_since,
						c.next_move_on, day) l) END, '-infinity'),
				EXISTS (SELECT FROM civic_internal.adjustments('reversal') r
					WHERE r.subject_id = c.subject_id AND r.entry_id = c.entry_id),
				day) AS n
		  FROM (SELECT i.* FROM (SELECT o.ctid AS row_at, o.* FROM civic_private.repair_case o
			 WHERE o.next_move_on <= day OFFSET 0) i ORDER BY i.subject_id OFFSET 0) c
	), moved AS (
		UPDATE civic_private.repair_case c
		   SET state = (d.n).state, step = (d.n).step, step_since = (d.n).step_since,
			restored_bp = (d.n).restored_bp, appealed = (d.n).appealed,
			next_move_on = (d.n).next_move_on, waits_for = (d.n).waits_for,
			awaited_rule = (d.n).awaited_rule, moves = c.moves + 1, due_on = NULL,
			closed_on = CASE WHEN (d.n).state NOT BETWEEN 1 AND 5 THEN day END
		  FROM due d WHERE c.ctid = d.row_at AND (d.n).move IS NOT NULL
		RETURNING c.subject_id, c.case_id, c.entry_id, c.moves, (d.n).move, d.state AS from_state,
			c.state, d.step, day - d.step_since, d.restored_bp AS restored_before_bp, c.restored_bp
	)
	SELECT n.due, m.*
	  FROM (SELECT count(*) AS due FROM due d WHERE (d.n).move IS NOT NULL) n
	  LEFT JOIN moved m ON true
$$;
COMMENT ON FUNCTION civic_internal.advance_cases(date) IS
	'let each repair case that is due on a day make one transition: how many were due, and those '
	'that made it, without their history; a row of nulls if none did';

/*
 * Applications are told of steps that are passed or begin anew.  What the calendar alone brings has
 * a day that they could see beforehand.
 */
CREATE FUNCTION civic_internal.advance_round(day date, OUT moved int8, OUT due int8, OUT told int8)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH moved AS MATERIALIZED (
		SELECT a.* FROM civic_internal.advance_cases(day) a
	), restored AS (
		SELECT r.subject_id, r.entry_id, r.adjustment_id
		  FROM (SELECT array_agg(m.subject_id) AS subjects, array_agg(m.entry_id) AS entries,
				array_agg(m.restored_bp::int4) AS restored_bp
			  FROM moved m WHERE m.restored_bp > m.restored_before_bp) x,
			civic_internal.adjust_entries(x.subjects, x.entries,
				civic_internal.entry_kind('repair'), x.restored_bp, NULL, day) r
	), history AS (
		INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state,
			to_state, step, on_day, days, restored_before_bp, restored_bp, repair_id)
		SELECT m.subject_id, m.case_id, m.move_no, m.move, m.from_state, m.to_state, m.step, day,
			m.days, m.restored_before_bp, m.restored_bp, r.adjustment_id
		  FROM moved m LEFT JOIN restored r USING (subject_id, entry_id)
		 WHERE m.case_id IS NOT NULL
	), messages AS (
		SELECT array_agg(m.subject_id) AS subjects,
			array_agg(civic_internal.repair_message(m.subject_id, m.case_id, m.entry_id, m.move,
				m.to_state, m.step, m.restored_bp, day)) AS payloads
		  FROM moved m WHERE civic_internal.repair_move_name(m.move) IN ('pass', 'restart')
	)
	SELECT (SELECT count(m.case_id) FROM moved m), (SELECT max(m.due) FROM moved m),
		civic_internal.publish('repair', x.subjects, x.payloads)
	  FROM messages x
$$;
COMMENT ON FUNCTION civic_internal.advance_round(date) IS
	'let each repair case that is due on a day make one transition: how many did and how many were '
	'due, and how many messages tell of it';

/* In one day, a case can pass every step of a path and come to its end. */
CREATE FUNCTION civic_internal.repair_daily_10(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* as advance_cases() */
SET jit = off
AS $$
DECLARE
	/* nothing takes effect in the past: what was due on a missed day is done today */
	effective date := greatest(day, civic.today());
	round record;
	done int8 := 0;
BEGIN
	FOR n IN 1 .. 200 LOOP
		SELECT * INTO round FROM civic_internal.advance_round(effective);
		done := done + round.moved;
		EXIT WHEN round.due = 0;
	END LOOP;
	RETURN done + civic_internal.erase_expired(effective);
END $$;
COMMENT ON FUNCTION civic_internal.repair_daily_10(date) IS
	'what settlement does for repair on a day: transitions that nobody has to make, and the '
	'retention of losses; how much it did';
