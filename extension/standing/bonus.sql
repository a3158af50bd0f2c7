/*
 * Bonuses for clean periods.  A period is looked at when it has closed since the last settlement,
 * and again for subjects about whom something was recorded, or took effect, that refers to it.  A
 * loss counts here if it is in force, whatever is left of its points.  A bonus that a late
 * loss disproves is reversed; as a reversal is final, one that comes back has a reference of its
 * own.  What was repaired or forgotten happened all the same, unless the rule takes it for mended.
 */

CREATE FUNCTION civic_internal.clean_rule(rule_id int4) RETURNS text
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_clean_rule';
COMMENT ON FUNCTION civic_internal.clean_rule(int4) IS
	'the period without a loss for which settlement posts a rule''s award, or null';

CREATE FUNCTION civic_internal.period_of(period text, day date, OUT first_day date,
	OUT last_day date)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_period_of';
COMMENT ON FUNCTION civic_internal.period_of(text, date) IS
	'the period of a kind that a day falls into; null for a kind that is none of the calendar';

CREATE FUNCTION civic_internal.bonus_rules()
RETURNS TABLE (rule_id int4, policy_id int4, code text, period text, mends bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT r.rule_id, r.policy_id, r.code, r.period,
		coalesce(r.definition ->> 'repaired' = 'clean', false)
	  FROM (SELECT r.*, civic_internal.clean_rule(r.rule_id) AS period
		  FROM civic_private.rule r WHERE r.definition ? 'clean_period' OFFSET 0) r
	 WHERE r.period IS NOT NULL
$$;
COMMENT ON FUNCTION civic_internal.bonus_rules() IS
	'rules of all policies whose award settlement posts for a period without a loss; mends: one '
	'that was repaired in the period is none';

/* Days on which losses occurred that are new, or that took effect since the last settled day. */
CREATE FUNCTION civic_internal.touched_days(losses int4[], last_settled date, day date)
RETURNS TABLE (subject_id int8, occurred_on date)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	mark record := civic_internal.move_watermark('bonuses');
BEGIN
	RETURN QUERY
	SELECT e.subject_id, e.occurred_on FROM civic_private.entry e
	 WHERE e.xact BETWEEN mark.oldest AND mark.newest
	   AND civic_internal.is_new(e.xact, e.recorded_at, mark.seen, mark.restored_from)
	   AND e.rule_id = ANY (losses)
	UNION
	SELECT a.subject_id, a.day FROM civic_private.set_aside a WHERE a.work = 'bonuses'
	UNION
	SELECT e.subject_id, e.occurred_on
	  FROM civic_private.standing t JOIN civic_private.entry e USING (subject_id)
	 WHERE t.next_change <= touched_days.day AND e.effective_on > last_settled
	   AND e.effective_on <= touched_days.day AND e.rule_id = ANY (losses);
END $$;
COMMENT ON FUNCTION civic_internal.touched_days(int4[], date, date) IS
	'days of losses that may change what bonuses are due, since settlement last asked';

/* Periods that have closed since the last settled day, for all, and those of touched days. */
CREATE FUNCTION civic_internal.bonus_periods(losses int4[], last_settled date, day date)
RETURNS TABLE (subject_id int8, period text, first_day date, last_day date)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 10000 SET search_path = pg_catalog, pg_temp
AS $$
	WITH kind AS MATERIALIZED (
		SELECT DISTINCT b.period FROM civic_internal.bonus_rules() b
	)
	SELECT s.subject_id, k.period, p.first_day, p.last_day
	  FROM kind k
	 CROSS JOIN LATERAL civic_internal.period_of(k.period, bonus_periods.day) now
	 CROSS JOIN LATERAL civic_internal.period_of(k.period, now.first_day - 1) p
	 CROSS JOIN civic_private.subject s
	 WHERE last_settled IS NULL OR last_settled <= p.last_day
	UNION
	SELECT t.subject_id, k.period, p.first_day, p.last_day
	  FROM civic_internal.touched_days(losses, last_settled, bonus_periods.day) t
	 CROSS JOIN kind k
	 CROSS JOIN LATERAL civic_internal.period_of(k.period, t.occurred_on) p
	 WHERE p.last_day < bonus_periods.day
$$;
COMMENT ON FUNCTION civic_internal.bonus_periods(int4[], date, date) IS
	'periods of subjects for which it has to be asked whether a bonus is due';

/*
 * The server puts the queries of the following functions in the place of their calls in FROM, for
 * which they must not pin a path: bonuses_to_settle() does.
 */

/* The last row before a day held on it, so each row holds until the next one. */
CREATE FUNCTION civic_internal.presence(subject_id int8, first_day date)
RETURNS TABLE (present bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT EXISTS (SELECT FROM civic_private.residence r
			WHERE r.subject_id = presence.subject_id AND r.since <= presence.first_day)
		/* added up, for a mere EXISTS may be planned to read all consents */
		AND (SELECT bool_and(c.given)
			FROM (SELECT k.given, k.day, lead(k.day) OVER (ORDER BY k.consent_id) AS until
				FROM (SELECT c.given, c.consent_id,
						(c.recorded_at AT TIME ZONE p.time_zone)::date AS day
					FROM civic_private.consent c, civic_private.programme p
					WHERE c.subject_id = presence.subject_id) k) c
			WHERE c.day >= presence.first_day OR c.until > presence.first_day OR c.until IS NULL)
$$;
COMMENT ON FUNCTION civic_internal.presence(int8, date) IS
	'did a subject live here, and consent, from a day on?';

CREATE FUNCTION civic_internal.losses_between(subject_id int8, first_day date, last_day date,
	losses int4[], mends bool, day date)
RETURNS TABLE (found bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT EXISTS (SELECT FROM civic_internal.counted(losses_between.day) e
		WHERE e.subject_id = losses_between.subject_id AND e.rule_id = ANY (losses)
		  AND NOT (e.reversed OR e.suspended)
		  /* "+ 0" keeps the planner from asking an index of all days about each subject */
		  AND e.occurred_on + 0 BETWEEN losses_between.first_day AND losses_between.last_day
		  AND NOT (mends AND EXISTS (SELECT FROM civic_internal.adjustments('repair') x
			WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id AND x.quantity = 10000
			  AND x.effective_on <= losses_between.last_day)))
$$;
COMMENT ON FUNCTION civic_internal.losses_between(int8, date, date, int4[], bool, date) IS
	'has a subject a loss of a period, in effect by a day, that was neither reversed nor is '
	'suspended, nor, if that mends it, was repaired in the period?';

/*
 * A month and the quarter that begins with it share their first day, under a code that has changed
 * its period: the bonus is the one of the same last day.
 */
CREATE FUNCTION civic_internal.bonuses_posted(subject_id int8, ref text, last_day date)
RETURNS TABLE (times int8, standing_id int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT count(*), min(e.entry_id) FILTER (WHERE e.occurred_on = bonuses_posted.last_day
		AND NOT EXISTS (SELECT FROM civic_internal.adjustments('reversal') x
			WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id))
	  FROM civic_private.entry e
	 WHERE e.subject_id = bonuses_posted.subject_id AND e.source_id = -1
	   AND starts_with(e.source_ref, bonuses_posted.ref)
$$;
COMMENT ON FUNCTION civic_internal.bonuses_posted(int8, text, date) IS
	'how often a bonus was posted under a reference, and the entry of it that stands';

CREATE FUNCTION civic_internal.bonuses_to_settle(last_settled date, day date)
RETURNS TABLE (subject_id int8, rule_id int4, last_day date, ref text, entry_id int8)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000
/* no JIT: the plans expect far more than there is, and compiling takes longer than the work */
SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	/* to know losses, every policy is read: not where nobody asks */
	losses int4[] := CASE WHEN EXISTS (SELECT FROM civic_internal.bonus_rules())
		THEN ARRAY(SELECT r.rule_id FROM civic_private.rule r
			WHERE civic_internal.rule_is_loss(r.rule_id)) ELSE '{}' END;
BEGIN
	RETURN QUERY
	WITH question AS MATERIALIZED (
		SELECT q.*, h.area
		  FROM civic_internal.bonus_periods(losses, last_settled, bonuses_to_settle.day) q
		 CROSS JOIN LATERAL civic_internal.home(q.subject_id, q.last_day) h
	), governed AS MATERIALIZED (
		SELECT d.area, d.last_day, civic_internal.policy_of_area(d.area, d.last_day) AS policy_id
		  FROM (SELECT DISTINCT q.area, q.last_day FROM question q) d
	), ruled AS (
		SELECT q.*, r.rule_id, r.mends, 'clean/' || r.code || '/'
			/* the same in every session, whatever its DateStyle */
			|| to_char(q.first_day, 'YYYY-MM-DD') AS ref
		  FROM question q JOIN governed g USING (area, last_day)
		  JOIN civic_internal.bonus_rules() r ON r.policy_id = g.policy_id AND r.period = q.period
	)
	SELECT u.subject_id, u.rule_id, u.last_day,
		u.ref || CASE WHEN b.times > 0 THEN '/' || b.times + 1 ELSE '' END, b.standing_id
	  FROM ruled u
	 CROSS JOIN LATERAL civic_internal.losses_between(u.subject_id, u.first_day, u.last_day,
		losses, u.mends, bonuses_to_settle.day) l
	 CROSS JOIN LATERAL civic_internal.bonuses_posted(u.subject_id, u.ref, u.last_day) b
	 WHERE CASE WHEN l.found THEN b.standing_id IS NOT NULL
		ELSE b.standing_id IS NULL
			AND (SELECT p.present FROM civic_internal.presence(u.subject_id, u.first_day) p) END
	 ORDER BY u.subject_id, u.ref COLLATE "C";
END $$;
COMMENT ON FUNCTION civic_internal.bonuses_to_settle(date, date) IS
	'bonuses that are due; those with an entry_id are to be taken back instead';

CREATE FUNCTION civic_internal.standing_daily_40(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	last_settled date := civic_internal.done_through('standing',
		(SELECT s.as_of FROM civic_private.settlement s
		WHERE s.finished_at IS NOT NULL ORDER BY s.settlement_id DESC LIMIT 1));
	effective date := greatest(day, civic.today());
	began timestamptz := clock_timestamp();
	part record;
	done int8 := 0;
	n int8;
BEGIN
	IF NOT EXISTS (SELECT FROM civic_internal.bonus_rules()) THEN
		PERFORM civic_internal.move_watermark('bonuses');
		RETURN 0;
	END IF;
	/* in parts, so that a town of millions is not held in memory at once */
	FOR part IN
		SELECT b.entry_id IS NOT NULL AS disproved, b.n / 50000 AS no,
			array_agg(b.subject_id ORDER BY b.n) AS subjects,
			array_agg(b.rule_id ORDER BY b.n) AS rules,
			array_agg(b.last_day ORDER BY b.n) AS days, array_agg(b.ref ORDER BY b.n) AS refs,
			array_agg(b.entry_id ORDER BY b.n) AS entries
		  FROM (SELECT b.*, row_number() OVER () AS n
			  FROM civic_internal.bonuses_to_settle(last_settled, day) b) b
		 GROUP BY 1, 2 ORDER BY 1, 2
	LOOP
		n := cardinality(part.subjects);
		IF part.disproved THEN
			PERFORM civic_internal.adjust_entries(part.subjects, part.entries,
				civic_internal.entry_kind('reversal'), NULL,
				array_fill('a loss in the period'::text, ARRAY[n::int4]), effective);
		ELSE
			PERFORM civic_internal.post_entries(part.subjects, part.rules,
				array_fill(100, ARRAY[n::int4]), part.days,
				array_fill(effective, ARRAY[n::int4]), -1, part.refs, 'bonuses');
		END IF;
		done := done + n;
	END LOOP;
	PERFORM civic_internal.forget_aside('bonuses', began);
	RETURN done;
END $$;
COMMENT ON FUNCTION civic_internal.standing_daily_40(date) IS
	'post bonuses for clean periods, and take back those that a late loss disproves; how many';
