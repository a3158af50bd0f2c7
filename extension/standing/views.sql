/*
 * The views of this room: they hold no data, and every upgrade makes them anew.  The function is
 * long because it comments on every column of the views once.
 */
CREATE FUNCTION civic_internal.standing_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.standings WITH (security_barrier) AS
	SELECT t.subject_id, t.policy_id, t.score * 0.01 AS score,
		(SELECT jsonb_object_agg(
			coalesce(e.document #>> ARRAY['dimensions', (d.n - 1)::text, 'code'],
				t.more_dimensions[d.n - jsonb_array_length(e.document -> 'dimensions')]),
			d.points * 0.01)
		   FROM unnest(t.dimensions) WITH ORDINALITY d (points, n)) AS dimensions,
		t.rank, t.tier, t.since, t.earned_tier, t.earned_since,
		t.ceiling_until, t.blocked_until, t.clean_since,
		(SELECT k.until FROM civic_private.tier_lock k
		  WHERE k.subject_id = t.subject_id AND k.lock_id = t.lock_id) AS locked_until,
		t.open_fall AS open_decision, coalesce(t.adverse, '{}') AS restrictions,
		t.next_change, t.as_of
	  FROM civic_private.standing t JOIN civic_private.enactment e USING (policy_id)
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', t.subject_id));
COMMENT ON VIEW civic.standings IS
	'where each subject stands by the last settlement';
COMMENT ON COLUMN civic.standings.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic.standings.policy_id IS 'policy that governed the subject';
COMMENT ON COLUMN civic.standings.score IS 'points';
COMMENT ON COLUMN civic.standings.dimensions IS
	'points of each dimension, by its code, also of those with points that the policy no longer '
	'names';
COMMENT ON COLUMN civic.standings.rank IS 'rank of the tier that is shown; 0: no tier';
COMMENT ON COLUMN civic.standings.tier IS 'code of the tier that is shown; null: none';
COMMENT ON COLUMN civic.standings.since IS 'day from which that tier has been shown';
COMMENT ON COLUMN civic.standings.earned_tier IS
	'code of the tier without vetoes and locks; null: none';
COMMENT ON COLUMN civic.standings.earned_since IS 'day from which that tier has been earned';
COMMENT ON COLUMN civic.standings.ceiling_until IS
	'last day on which a veto limits the tier that is shown; null: none does';
COMMENT ON COLUMN civic.standings.blocked_until IS
	'last day on which a veto blocks redemptions; null: none does';
COMMENT ON COLUMN civic.standings.clean_since IS
	'first day after the last loss; null: there has been none';
COMMENT ON COLUMN civic.standings.locked_until IS
	'last day of the lock in force; null: the tier is not locked';
COMMENT ON COLUMN civic.standings.open_decision IS
	'question about a fall that waits for an answer, or null';
COMMENT ON COLUMN civic.standings.restrictions IS
	'codes of the restrictions that a person has put in force';
COMMENT ON COLUMN civic.standings.next_change IS
	'first day on which the standing can change by itself; null: none';
COMMENT ON COLUMN civic.standings.as_of IS 'day on which the standing last changed';

CREATE OR REPLACE VIEW civic.settle_progress AS
	SELECT s.settlement_id, s.as_of, s.phase, s.started_at, r.done, s.total, r.changed,
		round(r.done / r.seconds, 0) AS rate,
		greatest(s.total - r.done, 0) AS remaining,
		CASE WHEN r.done > 0 THEN make_interval(secs =>
			round(greatest(s.total - r.done, 0) * r.seconds / r.done, 1)::float8) END AS time_left,
		a.pid, a.sessions, CASE WHEN a.sessions > 0 THEN 'running' ELSE 'broken' END AS state,
		s.failures, s.failed_at, s.sqlstate, s.error
	  FROM civic_private.settlement s
	 CROSS JOIN LATERAL (SELECT (s.done + coalesce(sum(r.done), 0))::int8 AS done,
			(s.changed + coalesce(sum(r.changed), 0))::int8 AS changed,
			greatest(extract(epoch FROM clock_timestamp() - s.computing_since), 0.001) AS seconds
		  FROM civic_private.settle_range r WHERE r.settlement_id = s.settlement_id) r
	 CROSS JOIN LATERAL (SELECT count(DISTINCT a.pid) FILTER (WHERE a.lives)::int4 AS sessions,
			(array_agg(a.pid ORDER BY a.lives DESC, a.range_no))[1] AS pid
		  FROM (SELECT b.*, civic_internal.backend_lives(b.pid, b.backend_start) AS lives
			  FROM (SELECT 0, s.pid, s.backend_start
				UNION ALL
				SELECT r.range_no, r.pid, r.backend_start FROM civic_private.settle_range r
				 WHERE r.settlement_id = s.settlement_id AND r.last_subject_id < r.upto)
				b (range_no, pid, backend_start)
			 WHERE b.pid IS NOT NULL) a) a
	 WHERE s.finished_at IS NULL;
COMMENT ON VIEW civic.settle_progress IS
	'the settlement under way, or broken off';
COMMENT ON COLUMN civic.settle_progress.settlement_id IS 'number of the settlement';
COMMENT ON COLUMN civic.settle_progress.as_of IS 'day that is being settled';
COMMENT ON COLUMN civic.settle_progress.phase IS
	'what it does: the day''s work of a room, by the room''s name; queue: it decides whom to '
	'compute; standings: it computes them';
COMMENT ON COLUMN civic.settle_progress.started_at IS 'when it began';
COMMENT ON COLUMN civic.settle_progress.done IS 'subjects computed so far';
COMMENT ON COLUMN civic.settle_progress.total IS 'subjects to compute in all';
COMMENT ON COLUMN civic.settle_progress.changed IS 'standings written so far';
COMMENT ON COLUMN civic.settle_progress.rate IS 'subjects per second';
COMMENT ON COLUMN civic.settle_progress.remaining IS 'subjects to compute from now on';
COMMENT ON COLUMN civic.settle_progress.time_left IS
	'time that the rest will take at this rate; null: not known yet';
COMMENT ON COLUMN civic.settle_progress.pid IS
	'backend of a call that is at it, or was when that died; null: each has ended in an error';
COMMENT ON COLUMN civic.settle_progress.sessions IS 'calls that are at it and share it out';
COMMENT ON COLUMN civic.settle_progress.state IS
	'running: a call is at it; broken: none is, and the next one takes it up';

CREATE OR REPLACE VIEW civic.settlements AS
	SELECT s.settlement_id, s.as_of, s.started_at, s.finished_at, s.complete,
		coalesce(p.done, s.done) AS done, coalesce(p.changed, s.changed) AS changed,
		coalesce(p.state, 'finished') AS state, s.failures
	  FROM civic_private.settlement s LEFT JOIN civic.settle_progress p USING (settlement_id);
COMMENT ON VIEW civic.settlements IS
	'settlements, one row each';
COMMENT ON COLUMN civic.settlements.settlement_id IS 'number of the settlement';
COMMENT ON COLUMN civic.settlements.as_of IS 'day that was settled';
COMMENT ON COLUMN civic.settlements.started_at IS 'when it began';
COMMENT ON COLUMN civic.settlements.finished_at IS 'when it ended; null: it is open';
COMMENT ON COLUMN civic.settlements.complete IS
	'true: everybody was computed, false: only whom it concerned';
COMMENT ON COLUMN civic.settlements.done IS 'subjects computed';
COMMENT ON COLUMN civic.settlements.changed IS 'standings written';
COMMENT ON COLUMN civic.settlements.state IS 'running, broken or finished';

CREATE OR REPLACE VIEW civic.decisions WITH (security_barrier) AS
	SELECT q.subject_id, q.decision_id, q.kind, q.asked_on, q.policy_id, q.from_tier, q.to_tier,
		q.benefit,
		CASE WHEN a.decision_id IS NULL THEN 'open' WHEN a.verdict THEN 'confirmed'
			WHEN NOT a.verdict THEN 'refused' ELSE 'lapsed' END AS state,
		a.decided_on, a.actor AS decided_by,
		(SELECT convert_from(n.body, 'UTF8') COLLATE "default" FROM civic_private.kept_text n
		  WHERE n.subject_id = a.subject_id AND n.commitment = a.reason) AS reason
	  FROM civic_private.tier_question q
	  LEFT JOIN civic_private.tier_answer a USING (subject_id, decision_id)
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', q.subject_id));
COMMENT ON VIEW civic.decisions IS
	'what settlement put to a person, and the answers';
COMMENT ON COLUMN civic.decisions.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic.decisions.decision_id IS 'number by which civic.decide() answers it';
COMMENT ON COLUMN civic.decisions.kind IS
	'fall: of more than one tier; adverse: a restriction';
COMMENT ON COLUMN civic.decisions.asked_on IS 'day whose settlement asked';
COMMENT ON COLUMN civic.decisions.policy_id IS 'policy that governed the subject';
COMMENT ON COLUMN civic.decisions.from_tier IS
	'tier earned (fall) or shown (adverse) on that day; null: none';
COMMENT ON COLUMN civic.decisions.to_tier IS 'tier to fall to, or that is shown; null: none';
COMMENT ON COLUMN civic.decisions.benefit IS 'code of the restriction; null: a fall';
COMMENT ON COLUMN civic.decisions.state IS
	'open, confirmed, refused, or lapsed: it had lost its object';
COMMENT ON COLUMN civic.decisions.decided_on IS 'day of the answer';
COMMENT ON COLUMN civic.decisions.decided_by IS 'role that answered';
COMMENT ON COLUMN civic.decisions.reason IS 'reason of the answer, until it is erased';

CREATE OR REPLACE VIEW civic.tier_locks WITH (security_barrier) AS
	SELECT DISTINCT ON (k.subject_id) k.subject_id, k.tier, k.from_day, k.until,
		k.actor AS locked_by,
		(SELECT convert_from(n.body, 'UTF8') COLLATE "default" FROM civic_private.kept_text n
		  WHERE n.subject_id = k.subject_id AND n.commitment = k.reason) AS reason,
		k.is_floor
	  FROM civic_private.tier_lock k
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', k.subject_id))
	 ORDER BY k.subject_id, k.lock_id DESC;
COMMENT ON VIEW civic.tier_locks IS
	'the last lock of each subject, or its release';
COMMENT ON COLUMN civic.tier_locks.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic.tier_locks.tier IS 'code of the tier; null: a release';
COMMENT ON COLUMN civic.tier_locks.from_day IS 'first day';
COMMENT ON COLUMN civic.tier_locks.until IS 'last day';
COMMENT ON COLUMN civic.tier_locks.locked_by IS 'role that acted';
COMMENT ON COLUMN civic.tier_locks.reason IS 'reason, until it is erased';
COMMENT ON COLUMN civic.tier_locks.is_floor IS
	'true: the tier is the lowest that is shown, false: the one that is';
END $views$;
COMMENT ON FUNCTION civic_internal.standing_views() IS 'make the views of this room';
