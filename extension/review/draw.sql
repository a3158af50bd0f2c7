/* They run for every decision of a draw: no SET clause; review_rank pins the path itself for the query that reads the key. */
CREATE FUNCTION civic_internal.review_rank(period date, kind int2, subject_id int8, decision_id int8) RETURNS bytea
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_rank';
COMMENT ON FUNCTION civic_internal.review_rank(date, int2, int8, int8) IS 'keyed hash of a decision, by which draws of a period go';

CREATE FUNCTION civic_internal.review_by_rank(rank bytea, share int4) RETURNS bool
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_review_by_rank';
COMMENT ON FUNCTION civic_internal.review_by_rank(bytea, int4) IS 'does a rank lie in the lower share of all ranks?';

CREATE FUNCTION civic_internal.review_needed(n int8, share int4) RETURNS int8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_needed';
COMMENT ON FUNCTION civic_internal.review_needed(int8, int4) IS 'how many of n decisions a share asks for, rounded up';

CREATE FUNCTION civic_internal.review_class(rule_id int4) RETURNS int2
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_review_class';
COMMENT ON FUNCTION civic_internal.review_class(int4) IS 'how the losses of a rule are reviewed: 0 not, 1 a share, 2 all';

/*
 * By the wall clock and not by the transaction's start: what is drawn after
 * the end of a month must not be drawn by its key, which is public by then.
 * Callers hold the row of review_state.
 */
CREATE FUNCTION civic_internal.review_month() RETURNS date
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT date_trunc('month', clock_timestamp() AT TIME ZONE p.time_zone)::date FROM civic_private.programme p
$$;
COMMENT ON FUNCTION civic_internal.review_month() IS 'the month whose key draws go by now';

/* Make the key of a month and what commits to it, if they are not there. */
CREATE FUNCTION civic_internal.open_review_period(period date) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.review_key SELECT period, civic_internal.random_key() ON CONFLICT DO NOTHING;
	INSERT INTO civic_private.review_period (period, commitment)
	SELECT k.period, sha256('civic_credit/review/v1'::bytea || k.key) FROM civic_private.review_key k
	 WHERE k.period = open_review_period.period ON CONFLICT DO NOTHING;
$$;
COMMENT ON FUNCTION civic_internal.open_review_period(date) IS 'make the key of a month, and commit to it';

/*
 * Bring the new adverse decisions into the draw.  Whoever holds the row of
 * review_state draws; a second caller waits and finds nothing new.
 *
 * Each decision is drawn by its own rank under a key that nobody knows, so
 * neither its day nor the others' number can lower its chance below the share;
 * what makes up the share comes on top.
 */
CREATE FUNCTION civic_internal.draw_reviews() RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	s record;
	mark record;
	month date;
	draw int8;
	day date := civic.today();
	stamp timestamptz := civic_internal.stamp_time();
	own_xact int8 := civic_internal.stamp_xact();
	me name := civic_internal.stamp_actor();
	p record;
	before record;
	topped int8;
	total int8 := 0;
BEGIN
	SELECT * INTO STRICT s FROM civic_private.review_state FOR UPDATE;
	mark := civic_internal.move_watermark('reviews');
	month := civic_internal.review_month();
	/* a month ahead, so that what a key draws does not exist yet when it is committed to */
	PERFORM civic_internal.open_review_period(month);
	PERFORM civic_internal.open_review_period((month + interval '1 month')::date);
	draw := nextval('civic_private.review_draw_id');
	FOR p IN
		WITH terms AS MATERIALIZED (
			SELECT o.policy_id, t.review_share, civic.add_working_days(day, t.human_review, t.calendar) AS due
			  FROM civic_private.enactment o, civic_internal.appeal_terms(o.policy_id) t
		),
		rules AS MATERIALIZED (
			SELECT r.rule_id, r.policy_id, civic_internal.review_class(r.rule_id) = 2 AS always
			  FROM civic_private.rule r
			 WHERE civic_internal.review_class(r.rule_id) > 0
		),
		found AS (
			SELECT e.subject_id, 1::int2 AS kind, e.entry_id AS decision_id, r.policy_id, r.always
			  FROM civic_private.entry e JOIN rules r USING (rule_id)
			 WHERE e.kind = 1 AND e.recorded_at >= s.since
			   AND e.xact BETWEEN mark.oldest AND mark.newest
			   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
			UNION ALL
			SELECT c.subject_id, 2::int2, c.change_id, c.policy_id, false
			  FROM civic_private.tier_change c
			 WHERE c.cause IN ('score', 'requirement') AND (c.to_rank < c.from_rank OR c.earned_to_rank < c.earned_from_rank)
			   AND c.recorded_at >= s.since
			   AND c.xact BETWEEN mark.oldest AND mark.newest
			   AND civic_internal.is_new(c.xact, c.recorded_at, mark.seen, mark.restored_from)
		),
		pooled AS (
			INSERT INTO civic_private.review_pool
				(subject_id, kind, decision_id, policy_id, always, period, draw_id, recorded_at, xact, actor)
			SELECT f.subject_id, f.kind, f.decision_id, f.policy_id, f.always, month, draw, stamp, own_xact, me
			  FROM found f ORDER BY f.subject_id, f.kind, f.decision_id
			ON CONFLICT ON CONSTRAINT review_pool_pkey DO NOTHING
			RETURNING subject_id, kind, decision_id, policy_id, always
		),
		drawn AS (
			INSERT INTO civic_private.review (subject_id, kind, decision_id, policy_id, draw_id, cause, drawn_on, due)
			SELECT n.subject_id, n.kind, n.decision_id, n.policy_id, draw, CASE WHEN n.always THEN 'always' ELSE 'rank' END, day, t.due
			  FROM pooled n JOIN terms t USING (policy_id)
			 WHERE n.always OR civic_internal.review_by_rank(civic_internal.review_rank(month, n.kind, n.subject_id, n.decision_id), t.review_share)
			RETURNING policy_id, cause
		)
		SELECT t.policy_id, t.review_share, t.due, n.sampled, n.always,
			(SELECT count(*) FROM drawn d WHERE d.policy_id = t.policy_id AND d.cause = 'rank') AS by_rank
		  FROM (SELECT policy_id, count(*) FILTER (WHERE NOT always) AS sampled, count(*) FILTER (WHERE always) AS always
				  FROM pooled GROUP BY policy_id) n
		  JOIN terms t USING (policy_id)
		 ORDER BY t.policy_id
	LOOP
		SELECT coalesce(sum(d.pooled), 0)::int8 AS pooled, coalesce(sum(d.by_rank + d.by_share), 0)::int8 AS drawn,
			coalesce(min(d.draw_id), draw) AS first_draw INTO before
		  FROM civic_private.review_draw d WHERE d.period = month AND d.policy_id = p.policy_id;
		topped := greatest(civic_internal.review_needed(before.pooled + p.sampled, p.review_share) - before.drawn - p.by_rank, 0);
		IF topped > 0 THEN
			INSERT INTO civic_private.review (subject_id, kind, decision_id, policy_id, draw_id, cause, drawn_on, due)
			SELECT n.subject_id, n.kind, n.decision_id, n.policy_id, draw, 'share', day, p.due
			  FROM civic_private.review_pool n
			 WHERE n.draw_id >= before.first_draw AND n.period = month AND n.policy_id = p.policy_id AND NOT n.always
			   AND NOT EXISTS (SELECT FROM civic_private.review v
				WHERE v.subject_id = n.subject_id AND v.kind = n.kind AND v.decision_id = n.decision_id)
			 ORDER BY civic_internal.review_rank(month, n.kind, n.subject_id, n.decision_id) LIMIT topped;
		END IF;
		INSERT INTO civic_private.review_draw (draw_id, policy_id, period, on_day, share, pooled, by_rank, by_share, always)
		VALUES (draw, p.policy_id, month, day, p.review_share, p.sampled, p.by_rank, topped, p.always);
		total := total + p.by_rank + topped + p.always;
	END LOOP;
	IF total > 0 THEN
		PERFORM civic_internal.publish('review', NULL, jsonb_build_object('draw_id', draw, 'drawn', total));
	END IF;
	RETURN total;
END $$;
COMMENT ON FUNCTION civic_internal.draw_reviews() IS 'bring new adverse decisions into the draw; how many were drawn for review';

CREATE FUNCTION civic_internal.review_daily_25(day date) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE
/* no JIT: plans for what is hardly ever there expect far too much, and compiling them takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$ SELECT civic_internal.draw_reviews() $$;
COMMENT ON FUNCTION civic_internal.review_daily_25(date) IS
	'what settlement does on a day: draws reviews, by the wall clock; how many';

CREATE FUNCTION civic.review_key(period date) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_key bytea;
BEGIN
	PERFORM civic_internal.require_programme();
	IF period IS NULL THEN
		RAISE EXCEPTION 'period must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	/* a draw that goes on may have begun before the month ended */
	PERFORM FROM civic_private.review_state FOR SHARE;
	SELECT k.key INTO found_key FROM civic_private.review_key k WHERE k.period = date_trunc('month', review_key.period)::date;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'nothing was drawn in the month of %', period USING ERRCODE = 'undefined_object';
	END IF;
	IF civic_internal.review_month() <= date_trunc('month', period)::date THEN
		RAISE EXCEPTION 'the key of % is secret until its month is over', to_char(period, 'YYYY-MM')
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('Ask again from %s on.', (date_trunc('month', period) + interval '1 month')::date);
	END IF;
	RETURN found_key;
END $$;
COMMENT ON FUNCTION civic.review_key(date) IS 'key by which reviews were drawn in the month of a day, once it is over';

CREATE FUNCTION civic.verify_draw(period date)
RETURNS TABLE (draw_id int8, policy_id int4, on_day date, share numeric, pooled int8,
	drawn int8, missing int8, surplus int8, cumulative numeric, holds bool)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	month date := date_trunc('month', verify_draw.period)::date;
	key bytea := civic.review_key(verify_draw.period);
	committed bool;
	d record;
	should int8;
	agreeing int8;
	recorded int8;
BEGIN
	committed := EXISTS (SELECT FROM civic_private.review_period c
		WHERE c.period = month AND c.commitment = sha256('civic_credit/review/v1'::bytea || key));
	FOR d IN
		SELECT x.*, sum(x.pooled) OVER w AS all_pooled, sum(x.by_rank + x.by_share) OVER w AS all_drawn,
			min(x.draw_id) OVER (PARTITION BY x.policy_id) AS first_draw
		  FROM civic_private.review_draw x WHERE x.period = month
		WINDOW w AS (PARTITION BY x.policy_id ORDER BY x.draw_id) ORDER BY x.draw_id, x.policy_id
	LOOP
		/*
		 * Each draw by what went before it: the lower share of its own
		 * decisions, all of those that always are, and of the rest of the
		 * month so far those of the smallest ranks.
		 */
		WITH pool AS MATERIALIZED (
			SELECT n.subject_id, n.kind, n.decision_id, n.always, n.draw_id = d.draw_id AS own,
				civic_internal.review_rank(month, n.kind, n.subject_id, n.decision_id) AS rank
			  FROM civic_private.review_pool n
			 WHERE n.draw_id BETWEEN d.first_draw AND d.draw_id AND n.policy_id = d.policy_id
			   AND NOT EXISTS (SELECT FROM civic_private.review v
				WHERE v.subject_id = n.subject_id AND v.kind = n.kind AND v.decision_id = n.decision_id AND v.draw_id < d.draw_id)
		),
		first_part AS MATERIALIZED (
			SELECT p.* FROM pool p WHERE p.own AND (p.always OR civic_internal.review_by_rank(p.rank, d.share))
		),
		rest AS (
			SELECT p.* FROM pool p
			 WHERE NOT p.always AND NOT (p.own AND civic_internal.review_by_rank(p.rank, d.share))
			 ORDER BY p.rank
			 LIMIT greatest(civic_internal.review_needed(d.all_pooled::int8, d.share) - (d.all_drawn - d.by_share)::int8, 0)
		),
		due AS (SELECT subject_id, kind, decision_id FROM first_part UNION ALL SELECT subject_id, kind, decision_id FROM rest),
		made AS (
			SELECT v.subject_id, v.kind, v.decision_id FROM civic_private.review v
			 WHERE v.draw_id = d.draw_id AND v.policy_id = d.policy_id
		)
		SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM due JOIN made USING (subject_id, kind, decision_id)),
			(SELECT count(*) FROM made)
		  INTO should, agreeing, recorded;
		draw_id := d.draw_id;
		policy_id := d.policy_id;
		on_day := d.on_day;
		share := d.share * 0.0001;
		pooled := d.pooled + d.always;
		drawn := recorded;
		missing := should - agreeing;
		surplus := recorded - agreeing;
		cumulative := round(d.all_drawn / nullif(d.all_pooled, 0), 4);
		holds := committed AND missing = 0 AND surplus = 0 AND d.all_drawn * 10000 >= d.all_pooled * d.share;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic.verify_draw(date) IS 'recompute the draws of the month of a day by its key: what should have been drawn and was not, or was and should not';
