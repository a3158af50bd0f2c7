/* Draws of automatic decisions for review; core/review.h says how one is drawn. */

/*
 * By the wall clock and not by the transaction's start: what is drawn after the end of a month must
 * not be drawn by its key, which is public by then.  Callers hold the row of review_state.
 */
CREATE FUNCTION civic_internal.review_month() RETURNS date
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT date_trunc('month', clock_timestamp() AT TIME ZONE p.time_zone)::date
	  FROM civic_private.programme p
$$;
COMMENT ON FUNCTION civic_internal.review_month() IS 'the month whose key draws go by now';

/*
 * Make the key of a month and what commits to it, if they are not there.  By another key than the
 * one committed to, nobody could verify what is drawn.
 */
CREATE FUNCTION civic_internal.open_review_period(period date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	promised bytea := (SELECT p.commitment FROM civic_private.review_period p
		WHERE p.period = open_review_period.period);
	kept bytea := (SELECT k.key FROM civic_private.review_key k
		WHERE k.period = open_review_period.period);
BEGIN
	IF promised <> civic_internal.review_commitment(kept) OR kept IS NULL AND promised IS NOT NULL
	THEN
		RAISE EXCEPTION 'the review key of % is %', to_char(period, 'YYYY-MM'),
			CASE WHEN kept IS NULL THEN 'missing' ELSE 'not the one that was committed to' END
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Restore civic_private.review_key from its own backup.';
	END IF;
	IF promised IS NULL THEN
		kept := coalesce(kept, civic_internal.random_key());
		INSERT INTO civic_private.review_key VALUES (period, kept) ON CONFLICT DO NOTHING;
		INSERT INTO civic_private.review_period (period, commitment)
		VALUES (period, civic_internal.review_commitment(kept));
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.open_review_period(date) IS
	'make the key of a month, and commit to it';

CREATE FUNCTION civic_internal.review_commitment(key bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256('civic_credit/review/v1'::bytea || key) $$;
COMMENT ON FUNCTION civic_internal.review_commitment(bytea) IS
	'what commits to the key of a month';

/* Callers hold the row of review_state. */
CREATE FUNCTION civic_internal.pool_reviews(draw_id int8, period date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	mark record := civic_internal.move_watermark('reviews');
	since timestamptz := (SELECT s.since FROM civic_private.review_state s);
	/* once, instead of for each row */
	stamped_at timestamptz := civic_internal.stamp_time();
	own_xact int8 := civic_internal.stamp_xact();
	me name := civic_internal.stamp_person();
	my_login int4 := civic_internal.stamp_login_id();
BEGIN
	WITH fresh AS MATERIALIZED (
		SELECT e.subject_id, e.entry_id, e.rule_id FROM civic_internal.original_entries() e
		 WHERE e.recorded_at >= since AND e.xact BETWEEN mark.oldest AND mark.newest
		   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
	),
	/* only of these, for to know its class a policy is read */
	rules AS MATERIALIZED (
		SELECT r.rule_id, r.policy_id, civic_internal.review_class(r.rule_id) AS class
		  FROM civic_private.rule r WHERE r.rule_id IN (SELECT e.rule_id FROM fresh e)
	),
	new (subject_id, kind, reviewed_id, policy_id, always) AS (
		SELECT e.subject_id, 1::int2, e.entry_id, r.policy_id, r.class = 2
		  FROM fresh e JOIN rules r USING (rule_id) WHERE r.class > 0
		UNION ALL
		SELECT c.subject_id, 2::int2, c.change_id, c.policy_id, false
		  FROM civic_private.tier_change c
		 WHERE c.cause IN ('score', 'requirement')
		   AND (c.to_rank < c.from_rank OR c.earned_to_rank < c.earned_from_rank)
		   AND c.recorded_at >= since
		   AND c.xact BETWEEN mark.oldest AND mark.newest
		   AND civic_internal.is_new(c.xact, c.recorded_at, mark.seen, mark.restored_from)
	)
	INSERT INTO civic_private.review_pool (subject_id, kind, reviewed_id, policy_id, always,
		period, draw_id, recorded_at, xact, actor, login_id)
	SELECT n.subject_id, n.kind, n.reviewed_id, n.policy_id, n.always, pool_reviews.period,
		pool_reviews.draw_id, stamped_at, own_xact, me, my_login
	  FROM new n ORDER BY n.subject_id, n.kind, n.reviewed_id
	ON CONFLICT ON CONSTRAINT review_pool_pkey DO NOTHING;
END $$;
COMMENT ON FUNCTION civic_internal.pool_reviews(int8, date) IS
	'bring the automatic decisions that are new into a draw';

/*
 * What a draw has to draw of one policy, by its pool and by the draws of the month before it.  Each
 * decision is drawn by its own rank under a key that nobody knows, so neither its day nor how many
 * others there are can lower its chance below the share; what makes up the share comes on top.
 */
CREATE FUNCTION civic_internal.reviews_to_draw(draw_id int8, policy_id int4, period date,
	sampling_rate int4)
RETURNS TABLE (subject_id int8, kind int2, reviewed_id int8, cause text)
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the estimates of this query make it look worth compiling, which takes longer than it */
AS $$
	WITH earlier AS MATERIALIZED (
		SELECT coalesce(sum(d.pooled), 0)::int8 AS pooled,
			coalesce(sum(d.by_rank + d.by_share), 0)::int8 AS drawn,
			coalesce(min(d.draw_id), reviews_to_draw.draw_id) AS first_id
		  FROM civic_private.review_draw d
		 WHERE d.period = reviews_to_draw.period AND d.policy_id = reviews_to_draw.policy_id
		   AND d.draw_id < reviews_to_draw.draw_id
	),
	own AS MATERIALIZED (
		SELECT n.subject_id, n.kind, n.reviewed_id, n.always,
			CASE WHEN n.always THEN 'always' WHEN civic_internal.review_by_rank(
				civic_internal.review_rank(n.period, n.kind, n.subject_id, n.reviewed_id),
				sampling_rate) THEN 'rank' END AS cause
		  FROM civic_private.review_pool n
		 WHERE n.draw_id = reviews_to_draw.draw_id AND n.policy_id = reviews_to_draw.policy_id
	),
	lacking AS MATERIALIZED (
		SELECT civic_internal.review_needed(e.pooled + count(*) FILTER (WHERE NOT o.always),
				sampling_rate) - e.drawn - count(*) FILTER (WHERE o.cause = 'rank') AS n
		  FROM earlier e LEFT JOIN own o ON true GROUP BY e.pooled, e.drawn
	)
	SELECT o.subject_id, o.kind, o.reviewed_id, o.cause FROM own o WHERE o.cause IS NOT NULL
	UNION ALL
	(SELECT n.subject_id, n.kind, n.reviewed_id, 'share'
	  FROM earlier e
	  JOIN civic_private.review_pool n
		ON n.draw_id BETWEEN e.first_id AND reviews_to_draw.draw_id
	 WHERE n.policy_id = reviews_to_draw.policy_id AND n.period = reviews_to_draw.period
	   AND NOT n.always
	   AND NOT EXISTS (SELECT FROM civic_private.review v WHERE v.subject_id = n.subject_id
		AND v.kind = n.kind AND v.reviewed_id = n.reviewed_id
		AND v.draw_id < reviews_to_draw.draw_id)
	   AND (n.draw_id < reviews_to_draw.draw_id OR NOT civic_internal.review_by_rank(
		civic_internal.review_rank(n.period, n.kind, n.subject_id, n.reviewed_id),
		sampling_rate))
	 ORDER BY civic_internal.review_rank(n.period, n.kind, n.subject_id, n.reviewed_id)
	 LIMIT (SELECT greatest(l.n, 0) FROM lacking l))
$$;
COMMENT ON FUNCTION civic_internal.reviews_to_draw(int8, int4, date, int4) IS
	'which decisions a draw has to draw of a policy, and why';

/*
 * Bring the new automatic decisions into a draw.  Whoever holds the row of review_state draws; a
 * second caller waits and finds nothing new.
 */
CREATE FUNCTION civic_internal.draw_reviews() RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	month date;
	draw int8;
	p record;
	total int8;
BEGIN
	PERFORM civic_internal.refuse_subscriber();
	PERFORM FROM civic_private.review_state FOR UPDATE;
	month := civic_internal.review_month();
	/* a month ahead, so that what a key draws does not exist yet when it is committed to */
	PERFORM civic_internal.open_review_period(month);
	PERFORM civic_internal.open_review_period((month + interval '1 month')::date);
	draw := nextval('civic_private.review_draw_id');
	PERFORM civic_internal.pool_reviews(draw, month);
	FOR p IN
		SELECT n.policy_id, n.sampled, n.always, t.review_share AS rate,
			civic.add_working_days(civic.today(), t.human_review, t.calendar) AS due
		  FROM (SELECT x.policy_id, count(*) FILTER (WHERE NOT x.always) AS sampled,
				count(*) FILTER (WHERE x.always) AS always
			  FROM civic_private.review_pool x WHERE x.draw_id = draw GROUP BY x.policy_id) n
		 CROSS JOIN LATERAL civic_internal.appeal_terms(n.policy_id) t
		 ORDER BY n.policy_id
	LOOP
		WITH drawn AS (
			INSERT INTO civic_private.review
				(subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
			SELECT r.subject_id, r.kind, r.reviewed_id, p.policy_id, draw, r.cause,
				civic.today(), p.due
			  FROM civic_internal.reviews_to_draw(draw, p.policy_id, month, p.rate) r
			RETURNING cause
		)
		INSERT INTO civic_private.review_draw (draw_id, policy_id, period, on_day, sampling_rate,
			pooled, by_rank, by_share, always)
		SELECT draw, p.policy_id, month, civic.today(), p.rate, p.sampled,
			count(*) FILTER (WHERE d.cause = 'rank'), count(*) FILTER (WHERE d.cause = 'share'),
			p.always
		  FROM drawn d;
	END LOOP;
	SELECT sum(d.by_rank + d.by_share + d.always) INTO total
	  FROM civic_private.review_draw d WHERE d.draw_id = draw;
	IF total > 0 THEN
		PERFORM civic_internal.publish('review', NULL,
			jsonb_build_object('draw_id', draw, 'drawn', total));
	END IF;
	RETURN coalesce(total, 0);
END $$;
COMMENT ON FUNCTION civic_internal.draw_reviews() IS
	'bring new automatic decisions into a draw; how many were drawn for review';

/* No JIT: plans for what is hardly ever there expect far too much, and are not worth compiling. */
CREATE FUNCTION civic_internal.review_daily_25(day date) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$ SELECT civic_internal.draw_reviews() $$;
COMMENT ON FUNCTION civic_internal.review_daily_25(date) IS
	'what settlement has this room do: draw reviews, by the wall clock; how many';
