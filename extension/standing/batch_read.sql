/* What C reads for a batch of a settlement. */

/*
 * The server puts the queries of the following functions in the place of their calls in FROM, for
 * which they must not pin a path: settlement does.  It joins them with civic_private.standing.
 */

CREATE FUNCTION civic_internal.batch_all(after int8, upto int8)
RETURNS TABLE (subject_id int8, kind text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50000
AS $$
	SELECT s.subject_id, s.kind FROM civic_private.subject s
	 WHERE s.subject_id > after AND s.subject_id <= upto
$$;
COMMENT ON FUNCTION civic_internal.batch_all(int8, int8) IS
	'subjects after one and up to another';

/*
 * The range stands inside the fence, and is asked of both: otherwise each batch would read the
 * whole queue, and all subjects before it.
 */
CREATE FUNCTION civic_internal.batch_queued(after int8, upto int8)
RETURNS TABLE (subject_id int8, kind text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50000
AS $$
	SELECT q.subject_id, s.kind
	  FROM civic_private.settle_queue q JOIN civic_private.subject s USING (subject_id)
	 WHERE q.subject_id > after AND q.subject_id <= upto
	   AND s.subject_id > after AND s.subject_id <= upto OFFSET 0
$$;
COMMENT ON FUNCTION civic_internal.batch_queued(int8, int8) IS
	'queued subjects after one and up to another';

CREATE FUNCTION civic_internal.next_residence(subject_id int8, day date)
RETURNS TABLE (known_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT min(greatest(r.effective_on, r.since)) FROM civic_private.residence r
	 WHERE r.subject_id = next_residence.subject_id
	   AND greatest(r.effective_on, r.since) > next_residence.day
$$;
COMMENT ON FUNCTION civic_internal.next_residence(int8, date) IS
	'the next day on which scores learn that a subject has relocated';

CREATE FUNCTION civic_internal.batch_locks(after int8, upto int8, day date)
RETURNS TABLE (subject_id int8, lock_id int8, tier text, until date, is_floor bool, next_day date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
AS $$
	SELECT k.subject_id,
		(array_agg(k.lock_id ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= day))[1],
		(array_agg(k.tier ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= day))[1],
		(array_agg(k.until ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= day))[1],
		(array_agg(k.is_floor ORDER BY k.lock_id DESC) FILTER (WHERE k.from_day <= day))[1],
		min(k.from_day) FILTER (WHERE k.from_day > day)
	  FROM civic_private.tier_lock k WHERE k.subject_id > after AND k.subject_id <= upto
	 GROUP BY k.subject_id
$$;
COMMENT ON FUNCTION civic_internal.batch_locks(int8, int8, date) IS
	'the lock or release of each subject that holds on a day, and when a later one begins';

/* A verdict is a FallVerdict of core/tier.h: 0 lapsed, 2 confirmed, 3 refused. */
CREATE FUNCTION civic_internal.batch_answers(after int8, upto int8, day date)
RETURNS TABLE (subject_id int8, verdict int4, confirmed text[], next_day date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
AS $$
	SELECT x.subject_id,
		max(CASE WHEN x.verdict THEN 2 WHEN NOT x.verdict THEN 3 ELSE 0 END)
			FILTER (WHERE x.open AND x.decided_on <= day),
		array_agg(x.benefit) FILTER (WHERE x.newest AND x.verdict AND x.decided_on <= day),
		min(x.decided_on) FILTER (WHERE x.decided_on > day)
	  FROM (SELECT q.subject_id, q.benefit, a.verdict, a.decided_on,
			q.decision_id = t.open_fall AS open,
			q.kind = 'adverse' AND q.decision_id = max(q.decision_id)
				OVER (PARTITION BY q.subject_id, q.benefit) AS newest
		  FROM civic_private.tier_question q JOIN civic_private.standing t USING (subject_id)
		  LEFT JOIN civic_private.tier_answer a ON a.subject_id = q.subject_id
			AND a.decision_id = q.decision_id AND a.subject_id > after AND a.subject_id <= upto
		 WHERE q.subject_id > after AND q.subject_id <= upto
		   AND t.subject_id > after AND t.subject_id <= upto) x
	 GROUP BY x.subject_id
$$;
COMMENT ON FUNCTION civic_internal.batch_answers(int8, int8, date) IS
	'what people had answered by a day: to each subject''s open fall, and which restrictions they '
	'had confirmed';
