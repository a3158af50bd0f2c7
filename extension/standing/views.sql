/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.standing_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.standings WITH (security_barrier) AS
	SELECT t.subject_id, t.policy_id, t.score * 0.01 AS score,
		(SELECT jsonb_object_agg(e.document #>> ARRAY['dimensions', (d.n - 1)::text, 'code'], d.points * 0.01)
		   FROM unnest(t.dimensions) WITH ORDINALITY d (points, n)) AS dimensions,
		t.rank, t.tier, t.since, t.earned_tier, t.earned_since,
		t.ceiling_until, t.blocked_until, t.clean_since,
		(SELECT k.until FROM civic_private.tier_lock k WHERE k.subject_id = t.subject_id AND k.lock_id = t.lock_id) AS locked_until,
		t.open_fall AS open_decision, coalesce(t.adverse, '{}') AS restrictions, t.next_change, t.as_of
	  FROM civic_private.standing t JOIN civic_private.enactment e USING (policy_id);
COMMENT ON VIEW civic.standings IS 'where each subject stands by the last settlement; as_of is the day on which it last changed, next_change the first on which it can by itself';

CREATE OR REPLACE VIEW civic.settle_progress AS
	SELECT s.settlement_id, s.as_of, s.phase,
		s.started_at, s.done, s.total, s.changed,
		round(s.done / r.seconds, 0) AS rate,
		greatest(s.total - s.done, 0) AS remaining,
		CASE WHEN s.done > 0 THEN make_interval(secs => round(greatest(s.total - s.done, 0) * r.seconds / s.done, 1)::float8) END AS time_left
	  FROM civic_private.settlement s,
		LATERAL (SELECT greatest(extract(epoch FROM clock_timestamp() - s.computing_since), 0.001) AS seconds) r
	 WHERE s.finished_at IS NULL;
COMMENT ON VIEW civic.settle_progress IS 'the settlement under way, or broken off: subjects done and to do, subjects per second, time left';

CREATE OR REPLACE VIEW civic.settlements AS
	SELECT s.settlement_id, s.as_of, s.started_at, s.finished_at, s.complete, s.done, s.changed FROM civic_private.settlement s;
COMMENT ON VIEW civic.settlements IS 'settlements, one row each: who was computed, whose standing changed';

CREATE OR REPLACE VIEW civic.decisions WITH (security_barrier) AS
	SELECT d.subject_id, d.decision_id, d.kind, d.asked_on, d.policy_id, d.from_tier, d.to_tier, d.benefit,
		CASE WHEN o.decision_id IS NULL THEN 'open' WHEN o.verdict THEN 'confirmed' WHEN NOT o.verdict THEN 'refused' ELSE 'lapsed' END AS state,
		o.decided_on, o.actor AS decided_by,
		(SELECT convert_from(n.body, 'UTF8') COLLATE "default" FROM civic_private.kept_text n WHERE n.subject_id = o.subject_id AND n.commitment = o.reason) AS reason
	  FROM civic_private.tier_question d LEFT JOIN civic_private.tier_answer o USING (subject_id, decision_id);
COMMENT ON VIEW civic.decisions IS 'what settlement put to a person, and the answers';

CREATE OR REPLACE VIEW civic.tier_locks WITH (security_barrier) AS
	SELECT DISTINCT ON (k.subject_id) k.subject_id, k.tier, k.from_day, k.until, k.actor AS locked_by,
		(SELECT convert_from(n.body, 'UTF8') COLLATE "default" FROM civic_private.kept_text n WHERE n.subject_id = k.subject_id AND n.commitment = k.reason) AS reason
	  FROM civic_private.tier_lock k ORDER BY k.subject_id, k.lock_id DESC;
COMMENT ON VIEW civic.tier_locks IS 'the last lock of each subject; one without a tier is a release';
END $views$;
COMMENT ON FUNCTION civic_internal.standing_views() IS 'make the views of this room';
