CREATE FUNCTION civic.decide_review(review_id int8, agree bool, reason text) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.review and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	v record;
	t record;
	day date := civic.today();
	happened date;
	made int8;
BEGIN
	PERFORM civic_internal.require_programme();
	IF review_id IS NULL OR agree IS NULL THEN
		RAISE EXCEPTION 'review_id and agree must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.require_text(reason, 'reason');
	SELECT x.* INTO v FROM civic_private.review x WHERE x.review_id = decide_review.review_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown review %', review_id USING ERRCODE = 'undefined_object', HINT = 'civic.reviews lists them.';
	END IF;
	IF v.decided_on IS NOT NULL THEN
		RAISE EXCEPTION 'review % was decided on %', review_id, v.decided_on
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'A review is decided once.';
	END IF;
	IF v.kind = 1 THEN
		PERFORM civic_internal.check_decider(v.subject_id, v.decision_id, NULL);
		SELECT e.occurred_on INTO happened FROM civic_private.entry e WHERE e.subject_id = v.subject_id AND e.entry_id = v.decision_id;
	ELSE
		SELECT c.effective_on INTO happened FROM civic_private.tier_change c
		 WHERE c.subject_id = v.subject_id AND c.change_id = v.decision_id;
		PERFORM civic_internal.check_decider(v.subject_id, NULL, NULL);
		PERFORM civic_internal.check_decider(v.subject_id, e, NULL)
		   FROM civic_private.tier_change c, unnest(c.entries) e
		  WHERE c.subject_id = v.subject_id AND c.change_id = v.decision_id;
	END IF;
	SELECT * INTO t FROM civic_internal.appeal_terms(v.policy_id);
	IF v.kind = 1 AND NOT agree THEN
		made := civic_internal.reversal_of(v.subject_id, v.decision_id);
		IF made IS NULL THEN
			made := civic_internal.adjust(v.subject_id, v.decision_id, 2::int2, NULL, reason, day);
		END IF;
	END IF;
	INSERT INTO civic_private.review_decision (subject_id, review_id, agree, on_day, reason, ref_entry_id)
	VALUES (v.subject_id, review_id, agree, day, civic_internal.keep_text(v.subject_id, CASE WHEN v.kind = 1 THEN v.decision_id END,
		convert_to(reason, 'UTF8'), (happened + make_interval(years => t.erase_years))::date), made);
	UPDATE civic_private.review x
	   SET decided_on = day, agree = decide_review.agree, took = civic.working_days(x.drawn_on, day, t.calendar), reviewer = civic_internal.stamp_actor()
	 WHERE x.subject_id = v.subject_id AND x.kind = v.kind AND x.decision_id = v.decision_id;
	PERFORM civic_internal.publish('review', v.subject_id, jsonb_build_object('review_id', review_id, 'agree', agree,
		'kind', CASE v.kind WHEN 1 THEN 'loss' ELSE 'fall' END, 'decision_id', v.decision_id, 'reversal_id', made));
	RETURN made;
END $$;
COMMENT ON FUNCTION civic.decide_review(int8, bool, text) IS 'say whether an automatic decision was right; a loss that was not is reversed: its reversal, else null';

CREATE FUNCTION civic.review_report(from_day date, to_day date, area ltree DEFAULT NULL)
RETURNS TABLE (pooled int8, sampled int8, drawn int8, share numeric, decided int8,
	agreed int8, agreement_rate numeric, decided_in_time int8, median_days numeric,
	p90_days numeric, waiting int8, overdue int8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
/* reads the tables of reviews */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH draw AS MATERIALIZED (
		SELECT DISTINCT d.draw_id, d.on_day FROM civic_private.review_draw d
		 WHERE d.on_day BETWEEN from_day AND to_day
	),
	span AS MATERIALIZED (SELECT min(draw_id) AS low, max(draw_id) AS high FROM draw),
	pool AS (
		SELECT coalesce(sum(d.pooled + d.always), 0)::int8 AS pooled, coalesce(sum(d.pooled), 0)::int8 AS sampled
		  FROM civic_private.review_draw d WHERE review_report.area IS NULL AND d.on_day BETWEEN from_day AND to_day
		UNION ALL
		SELECT count(*), count(*) FILTER (WHERE NOT n.always)
		  FROM span s, civic_private.review_pool n
		  JOIN draw w USING (draw_id)
		 WHERE review_report.area IS NOT NULL AND n.draw_id BETWEEN s.low AND s.high
		   AND civic_internal.area_covers(review_report.area::text, civic_internal.area_on(n.subject_id, w.on_day))
	),
	review AS MATERIALIZED (
		SELECT v.* FROM span s, civic_private.review v
		 WHERE v.draw_id BETWEEN s.low AND s.high AND v.drawn_on BETWEEN from_day AND to_day
		   AND (review_report.area IS NULL
			OR civic_internal.area_covers(review_report.area::text, civic_internal.area_on(v.subject_id, v.drawn_on)))
	),
	counts AS (
		SELECT count(*) AS drawn, count(*) FILTER (WHERE v.cause <> 'always') AS of_sampled, count(v.decided_on) AS decided,
			count(*) FILTER (WHERE v.agree) AS agreed, count(*) FILTER (WHERE v.decided_on <= v.due) AS in_time,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY v.took) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY v.took) AS p90,
			count(*) FILTER (WHERE v.decided_on IS NULL AND v.due < civic.today()) AS overdue
		  FROM review v
	)
	SELECT p.pooled, p.sampled, c.drawn, round(c.of_sampled::numeric / nullif(p.sampled, 0), 4), c.decided, c.agreed,
		round(c.agreed::numeric / nullif(c.decided, 0), 4), c.in_time, round(c.median::numeric, 1), round(c.p90::numeric, 1),
		c.drawn - c.decided, c.overdue
	  FROM (SELECT sum(pooled)::int8 AS pooled, sum(sampled)::int8 AS sampled FROM pool) p, counts c;
END $$;
COMMENT ON FUNCTION civic.review_report(date, date, ltree) IS 'automatic decisions drawn for review from one day to another: how many, and how often reviewers agreed';
