/* The inbox of observations: departments copy files into it as they are. */

CREATE FUNCTION civic_internal.submitter(role name, login name, area text, source text,
	OUT source_id int4, OUT actor_id int4, OUT login_id int4, OUT sqlstate text, OUT reason text,
	OUT hint text)
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_submitter';
COMMENT ON FUNCTION civic_internal.submitter(name, name, text, text) IS
	'source for which whoever submitted a row may observe an area, or why not';

/* The rows that come next, with what is wrong with each. */
CREATE FUNCTION civic_internal.judged_observations(room int4)
RETURNS TABLE (inbox_id int8, indicator text, area text, on_day date, value int8, weight int8,
	grp text, evidence text, source_ref text, source_id int4, actor_id int4, login_id int4,
	closed bool, sqlstate text, reason text, hint text)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 10000 SET search_path = pg_catalog, pg_temp
/* its plan is costed for far more rows than there are */
SET jit = off
AS $$
	WITH taken AS MATERIALIZED (
		SELECT i.* FROM civic.observation_inbox i WHERE i.rejected_at IS NULL
		 ORDER BY i.inbox_id LIMIT room FOR UPDATE SKIP LOCKED
	), submitter AS MATERIALIZED (
		SELECT t.submitted_by, t.submitted_login, t.area, t.source, s.*
		  FROM (SELECT DISTINCT x.submitted_by, x.submitted_login, x.area, x.source FROM taken x) t
		 CROSS JOIN LATERAL civic_internal.submitter(t.submitted_by, t.submitted_login, t.area,
			t.source) s
	), known AS MATERIALIZED (
		SELECT t.indicator, civic_internal.indicator_definition(t.indicator) IS NOT NULL AS found,
			civic_internal.closed_until(t.indicator) AS closed
		  FROM (SELECT DISTINCT x.indicator FROM taken x) t
	), read AS (
		SELECT t.*, civic_internal.written_day(t.on_day) AS day,
			civic_internal.millionths(t.value) AS scaled,
			civic_internal.millionths(coalesce(nullif(t.weight, ''), '1')) AS scaled_weight
		  FROM taken t
	)
	SELECT r.inbox_id, r.indicator, r.area, r.day, r.scaled, r.scaled_weight, nullif(r.grp, ''),
		nullif(r.evidence, ''), r.source_ref, s.source_id, s.actor_id, s.login_id,
		coalesce(r.day <= k.closed, false), coalesce(s.sqlstate, w.sqlstate),
		coalesce(s.reason, w.reason), coalesce(s.hint, w.hint)
	  FROM read r
	  JOIN submitter s ON s.submitted_by = r.submitted_by
		AND s.submitted_login = r.submitted_login AND s.area IS NOT DISTINCT FROM r.area
		AND s.source IS NOT DISTINCT FROM r.source
	  LEFT JOIN known k ON k.indicator = r.indicator
	  LEFT JOIN civic_private.area a ON a.area = r.area
	 CROSS JOIN (SELECT civic.today()) d (today)
	 CROSS JOIN LATERAL civic_internal.observation_refusal(k.found, a.area IS NOT NULL, false,
		false, r.indicator, r.area, r.value, r.on_day, coalesce(nullif(r.weight, ''), '1'),
		r.source_ref, d.today) w
$$;
COMMENT ON FUNCTION civic_internal.judged_observations(int4) IS
	'take the rows of the inbox that come next, and say what is wrong with each';

/*
 * Of rows with one reference the first is written, and the others come with the next batch, as does
 * what another session has written meanwhile.  Long because one statement sees one state.
 */
CREATE FUNCTION civic_internal.post_observation_batch(room int4, OUT posted int8,
	OUT rejected int8)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
DECLARE
	series text[];
BEGIN
	PERFORM civic_internal.begin_observing();
	WITH judged AS MATERIALIZED (
		SELECT * FROM civic_internal.judged_observations(room)
	), sound AS (
		SELECT DISTINCT ON (j.source_id, j.source_ref) j.*
		  FROM judged j WHERE j.reason IS NULL
		 ORDER BY j.source_id, j.source_ref, j.inbox_id
	), compared AS MATERIALIZED (
		SELECT s.*, l.observation_id AS last_id, coalesce(l.revision, 0) AS last_revision,
			coalesce((l.indicator, l.area, l.on_day) <> (s.indicator, s.area, s.on_day), false)
				AS other, l.observation_id IS NOT NULL AND (l.value, l.weight, l.grp, l.evidence)
				IS NOT DISTINCT FROM (s.value, s.weight, s.grp, s.evidence) AS same
		  FROM sound s
		  LEFT JOIN LATERAL (SELECT * FROM civic_private.observation o
			 WHERE o.source_id = s.source_id AND o.source_ref = s.source_ref
			 ORDER BY o.revision DESC LIMIT 1) l ON true
	), written AS (
		INSERT INTO civic_private.observation (indicator, area, on_day, value, weight, grp,
			evidence, source_id, source_ref, revision, supersedes, actor_id, login_id)
		SELECT c.indicator, c.area, c.on_day, c.value, c.weight, c.grp, c.evidence, c.source_id,
			c.source_ref, c.last_revision + 1, c.last_id, c.actor_id, c.login_id
		  FROM compared c WHERE NOT (c.other OR c.closed OR c.same) ORDER BY c.inbox_id
		ON CONFLICT DO NOTHING
		RETURNING source_id, source_ref, indicator, area, on_day
	), refused AS (
		SELECT j.inbox_id, j.sqlstate, j.reason, j.hint FROM judged j WHERE j.reason IS NOT NULL
		UNION ALL
		SELECT c.inbox_id, w.sqlstate, w.reason, w.hint FROM compared c
		 CROSS JOIN LATERAL civic_internal.observation_refusal(true, true, c.other, c.closed,
			c.indicator, c.area, '0', to_char(c.on_day, 'YYYY-MM-DD'), '1', c.source_ref,
			c.on_day) w
		 WHERE c.other OR c.closed AND NOT c.same
	), marked AS (
		UPDATE civic.observation_inbox i SET rejected_at = clock_timestamp(),
			sqlstate = r.sqlstate, reason = r.reason, detail = r.hint
		  FROM refused r WHERE r.inbox_id = i.inbox_id RETURNING 1
	), gone AS (
		DELETE FROM civic.observation_inbox i USING compared c
		 WHERE i.inbox_id = c.inbox_id AND (c.same OR EXISTS (SELECT FROM written n
			WHERE n.source_id = c.source_id AND n.source_ref = c.source_ref)) RETURNING 1
	)
	SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM marked),
		(SELECT array_agg(ARRAY[s.indicator, s.area, s.oldest] ORDER BY s.indicator, s.area)
		  FROM (SELECT n.indicator, n.area, min(n.on_day)::text AS oldest FROM written n
			 GROUP BY n.indicator, n.area) s)
	  INTO posted, rejected, series;
	FOR i IN 1 .. coalesce(array_length(series, 1), 0)
	LOOP
		PERFORM civic_internal.observed(series[i][1], series[i][2], series[i][3]::date);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.post_observation_batch(int4) IS
	'post up to so many rows of the inbox of observations; how many there were';

/*
 * Commits after each batch when it is called outside a transaction block, so it can carry neither
 * SECURITY DEFINER nor a SET clause: it switches to the owner, and to a path, around each batch.
 */
CREATE PROCEDURE civic.post_observations(batch int4 DEFAULT 50000,
	INOUT posted int8 DEFAULT NULL, INOUT rejected int8 DEFAULT NULL)
LANGUAGE C
AS 'MODULE_PATHNAME', 'civic_post_observations';
COMMENT ON PROCEDURE civic.post_observations(int4, int8, int8) IS
	'post what waits in the inbox of observations; rejected rows stay there with their reason';

CREATE FUNCTION civic_internal.own_rejected_observations(inbox_ids int8[]) RETURNS SETOF int8
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT i.inbox_id FROM civic.observation_inbox i
	 WHERE i.rejected_at IS NOT NULL
	   AND (inbox_ids IS NULL OR i.inbox_id = ANY (inbox_ids))
	   AND (i.submitted_by = civic_internal.stamp_actor()
		OR pg_has_role(civic_internal.stamp_actor(), civic_internal.programme_owner(), 'USAGE'))
$$;
COMMENT ON FUNCTION civic_internal.own_rejected_observations(int8[]) IS
	'rejected rows (all, or of those named) that the caller may decide about';

CREATE FUNCTION civic.retry_observations(inbox_ids int8[] DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic.observation_inbox, as far as own_rejected_observations() allows */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cleared int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(inbox_ids, 'inbox_ids');
	UPDATE civic.observation_inbox i
	   SET rejected_at = NULL, sqlstate = NULL, reason = NULL, detail = NULL
	 WHERE i.inbox_id IN (SELECT civic_internal.own_rejected_observations(inbox_ids));
	GET DIAGNOSTICS cleared = ROW_COUNT;
	RETURN cleared;
END $$;
COMMENT ON FUNCTION civic.retry_observations(int8[]) IS
	'let rejected observations (all, or those named) be tried again by post_observations()';

CREATE FUNCTION civic.discard_observations(inbox_ids int8[] DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* deletes from civic.observation_inbox, as far as own_rejected_observations() allows */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	discarded int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(inbox_ids, 'inbox_ids');
	DELETE FROM civic.observation_inbox i
	 WHERE i.inbox_id IN (SELECT civic_internal.own_rejected_observations(inbox_ids));
	GET DIAGNOSTICS discarded = ROW_COUNT;
	RETURN discarded;
END $$;
COMMENT ON FUNCTION civic.discard_observations(int8[]) IS
	'delete rejected observations (all, or those named), which can never be right';

/* As long as the inbox of the ledger keeps its own. */
CREATE FUNCTION civic_internal.trust_daily_50(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	gone int8;
BEGIN
	DELETE FROM civic.observation_inbox i USING civic_private.inbox_retention r,
		civic_private.programme p
	 WHERE i.rejected_at < (day - r.keep_days)::timestamp AT TIME ZONE p.time_zone;
	GET DIAGNOSTICS gone = ROW_COUNT;
	RETURN gone;
END $$;
COMMENT ON FUNCTION civic_internal.trust_daily_50(date) IS
	'delete rejected observations that were kept long enough; how many';

CREATE FUNCTION civic_internal.trust_guards() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	CREATE OR REPLACE TRIGGER guard_stamps BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE
		ON civic.observation_inbox FOR EACH STATEMENT
		EXECUTE FUNCTION civic_internal.guard_inbox();
	ALTER TABLE civic.observation_inbox ENABLE ALWAYS TRIGGER guard_stamps;
END $$;
COMMENT ON FUNCTION civic_internal.trust_guards() IS
	'attach the triggers that only this room''s tables have';

CREATE FUNCTION civic_internal.trust_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.observation_status WITH (security_barrier) AS
	SELECT i.inbox_id, i.indicator, i.area, i.value, i.on_day, i.source_ref, i.weight, i.grp,
		i.source, i.submitted_at, i.submitted_by, i.rejected_at, i.sqlstate, i.reason, i.detail
	  FROM civic.observation_inbox i
	 WHERE i.submitted_by = current_user;
COMMENT ON VIEW civic.observation_status IS
	'the caller''s own observations that wait or were rejected';
END $views$;
COMMENT ON FUNCTION civic_internal.trust_views() IS 'make the views of this room';
