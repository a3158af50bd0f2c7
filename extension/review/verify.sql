/* What anybody may check about draws once their month is over. */

CREATE FUNCTION civic.review_key(period date) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	month date := date_trunc('month', period);
	told_from date := month + interval '1 month';
	found_key bytea;
BEGIN
	PERFORM civic_internal.require_programme();
	IF period IS NULL THEN
		RAISE EXCEPTION 'period must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	/*
	 * A draw that goes on may have begun before the month ended.  Who may not lock, as on a
	 * standby, cannot wait for it, and is told a day later.
	 */
	IF current_setting('transaction_read_only')::bool THEN
		told_from := told_from + 1;
	ELSE
		PERFORM FROM civic_private.review_state FOR SHARE;
	END IF;
	SELECT k.key INTO found_key FROM civic_private.review_key k WHERE k.period = month;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'nothing was drawn in the month of %', period
			USING ERRCODE = 'undefined_object';
	END IF;
	IF civic.today() < told_from THEN
		RAISE EXCEPTION 'the key of % is secret until its month is over', to_char(period, 'YYYY-MM')
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('Ask again from %s on.', told_from);
	END IF;
	RETURN found_key;
END $$;
COMMENT ON FUNCTION civic.review_key(date) IS
	'key by which reviews were drawn in the month of a day, once it is over';

CREATE FUNCTION civic.verify_draw(period date)
RETURNS TABLE (draw_id int8, policy_id int4, on_day date, sampling_rate numeric, pooled int8,
	drawn int8, missing int8, surplus int8, cumulative numeric, holds bool)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads civic_private.review_key, once the period is over */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	month date := date_trunc('month', verify_draw.period);
	key bytea := civic.review_key(verify_draw.period);
	committed bool;
BEGIN
	committed := EXISTS (SELECT FROM civic_private.review_period c
		WHERE c.period = month AND c.commitment = civic_internal.review_commitment(key));
	RETURN QUERY
	SELECT d.draw_id, d.policy_id, d.on_day, d.sampling_rate * 0.0001, d.pooled + d.always,
		c.drawn, c.missing, c.surplus, round(d.all_drawn / nullif(d.all_pooled, 0), 4),
		committed AND c.missing = 0 AND c.surplus = 0
			AND d.all_drawn * 10000 >= d.all_pooled * d.sampling_rate
	  FROM (SELECT x.*, sum(x.pooled) OVER w AS all_pooled,
			sum(x.by_rank + x.by_share) OVER w AS all_drawn
		  FROM civic_private.review_draw x WHERE x.period = month
		WINDOW w AS (PARTITION BY x.policy_id ORDER BY x.draw_id)) d
	 CROSS JOIN LATERAL (
		SELECT count(v.made) AS drawn, count(*) FILTER (WHERE v.made IS NULL) AS missing,
			count(*) FILTER (WHERE r.cause IS NULL) AS surplus
		  FROM civic_internal.reviews_to_draw(d.draw_id, d.policy_id, month, d.sampling_rate) r
		  FULL JOIN (SELECT y.subject_id, y.kind, y.reviewed_id, true AS made
			  FROM civic_private.review y
			 WHERE y.draw_id = d.draw_id AND y.policy_id = d.policy_id) v
			USING (subject_id, kind, reviewed_id)) c
	 ORDER BY d.draw_id, d.policy_id;
END $$;
COMMENT ON FUNCTION civic.verify_draw(date) IS
	'recompute the draws of the month of a day by its key: what should have been drawn and was '
	'not, or was and should not';
