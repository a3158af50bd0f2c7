/* Whom the programme treats worse: groups beside one another, and how scores drift. */

CREATE FUNCTION civic_internal.normal_two_sided(z float8) RETURNS float8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_normal_two_sided';
COMMENT ON FUNCTION civic_internal.normal_two_sided(float8) IS
	'the chance that a standard normal deviate is further from 0, either way';

/* By their year of birth, the attribute "born"; whoever has none is in a band of their own. */
CREATE FUNCTION civic_internal.age_band(attributes jsonb, day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN a.age IS NULL THEN 'unknown' WHEN a.age < 18 THEN 'under 18'
		WHEN a.age < 40 THEN '18-39' WHEN a.age < 60 THEN '40-59' ELSE '60 and over' END
	  FROM (SELECT extract(year FROM day)::int4
		- substring(attributes ->> 'born' FROM '^\d{4}')::int4) a (age)
$$;
COMMENT ON FUNCTION civic_internal.age_band(jsonb, date) IS 'age band of a subject on a day';

/* Subjects of an area with the group that each is in; null: of a declared attribute it has none. */
CREATE FUNCTION civic_internal.grouped_subjects(by text, within text, day date)
RETURNS TABLE (subject_id int8, grp text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT s.subject_id, CASE by WHEN 'area' THEN h.area WHEN 'kind' THEN s.kind
			WHEN 'age' THEN civic_internal.age_band(s.attributes, day)
			ELSE s.attributes ->> substr(by, 11) END
	  FROM civic_private.subject s JOIN civic_internal.homes(day, day) h USING (subject_id)
	 WHERE civic_internal.area_covers(within, h.area) AND (by = 'kind' OR s.kind = 'resident')
$$;
COMMENT ON FUNCTION civic_internal.grouped_subjects(text, text, date) IS
	'subjects of an area and their groups';

/* Who had an outcome from one day to another, among those who could have, as it is known today. */
CREATE FUNCTION civic_internal.outcome_of(outcome text, from_day date, to_day date)
RETURNS TABLE (subject_id int8, selected bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT e.subject_id, true FROM civic_internal.counted(civic.today()) e
	 WHERE outcome IN ('participation', 'loss') AND e.counts
	   AND e.occurred_on + 0 BETWEEN from_day AND to_day
	   AND civic_internal.rule_is_loss(e.rule_id) = (outcome = 'loss')
	UNION ALL
	SELECT r.subject_id, true FROM civic_private.redemption r
	 WHERE outcome = 'benefit' AND r.on_day BETWEEN from_day AND to_day
	UNION ALL
	SELECT t.subject_id, true FROM civic_private.standing t WHERE outcome = 'tier' AND t.rank > 0
	UNION ALL
	SELECT a.subject_id, a.state IN ('upheld', 'corrected') FROM civic_private.appeal a
	 WHERE outcome = 'upheld_appeal' AND a.decided_on BETWEEN from_day AND to_day
	UNION ALL
	SELECT c.subject_id, c.state = 6 FROM civic_private.repair_case c
	 WHERE outcome = 'passed_repair' AND c.closed_on BETWEEN from_day AND to_day
	UNION ALL
	SELECT v.subject_id, true FROM civic_private.review v
	 WHERE outcome = 'drawn' AND v.drawn_on BETWEEN from_day AND to_day
$$;
COMMENT ON FUNCTION civic_internal.outcome_of(text, date, date) IS
	'who had an outcome; of appeals and repairs also who had not';

CREATE FUNCTION civic_internal.group_counts(by text, outcome text, from_day date, to_day date,
	within text)
RETURNS TABLE (grp text, subjects int8, selected int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
	SELECT g.grp, count(*), count(*) FILTER (WHERE o.selected)
	  FROM civic_internal.grouped_subjects(by, within, to_day) g
	  LEFT JOIN (SELECT x.subject_id, bool_or(x.selected) AS selected
		  FROM civic_internal.outcome_of(outcome, from_day, to_day) x
		 GROUP BY x.subject_id) o USING (subject_id)
	 WHERE g.grp IS NOT NULL
	   AND (outcome NOT IN ('upheld_appeal', 'passed_repair') OR o.subject_id IS NOT NULL)
	 GROUP BY g.grp
$$;
COMMENT ON FUNCTION civic_internal.group_counts(text, text, date, date, text) IS
	'how many of each group there are, and how many had an outcome';

CREATE FUNCTION civic_internal.check_fairness(by text, outcome text, from_day date, to_day date)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_days(from_day, to_day);
	IF coalesce(by !~ '^(area|kind|age|attribute:.+)$', true) THEN
		RAISE EXCEPTION 'unknown grouping "%"', by
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It is one of area, kind, age, attribute:NAME.';
	END IF;
	IF coalesce(outcome NOT IN ('participation', 'loss', 'benefit', 'tier', 'upheld_appeal',
		'passed_repair', 'drawn'), true) THEN
		RAISE EXCEPTION 'unknown outcome "%"', outcome
			USING ERRCODE = 'invalid_parameter_value', HINT = 'It is one of participation, loss, '
				'benefit, tier, upheld_appeal, passed_repair, drawn.';
	END IF;
	IF from_day > to_day OR from_day <> civic_internal.period_of(from_day, 'month')
		OR to_day + 1 <> civic_internal.period_of(to_day + 1, 'month')
		OR to_day >= civic_internal.period_of(civic.today(), 'month') THEN
		RAISE EXCEPTION 'the days are no whole months that are over'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('They are %s and %s.', from_day, to_day),
				HINT = 'From the first day of a month to the last of one.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_fairness(text, text, date, date) IS
	'raise an error unless groups can be compared';

/* The four-fifths rule compares fractions: exactly four fifths pass. */
CREATE FUNCTION civic.fairness_report(by text, outcome text, from_day date, to_day date,
	within ltree DEFAULT NULL)
RETURNS TABLE (grp text, subjects int8, selected int8, rate numeric, ratio numeric,
	difference numeric, z numeric, p numeric, psi numeric, flag bool)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
/* reads the ledger and who lives where */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('auditor', within::text);
	PERFORM civic_internal.check_fairness(by, outcome, from_day, to_day);
	IF within IS NOT NULL THEN
		PERFORM civic_internal.check_area(within::text);
	END IF;
	RETURN QUERY
	WITH one AS MATERIALIZED (
		SELECT * FROM civic_internal.group_counts(by, outcome, from_day, to_day, within::text)
	), best AS (
		SELECT o.subjects, o.selected FROM one o
		 ORDER BY o.selected::numeric / o.subjects DESC, o.subjects DESC, o.grp LIMIT 1
	), whole AS (
		SELECT sum(o.subjects)::int8 AS subjects, sum(o.selected)::int8 AS selected FROM one o
	)
	SELECT o.grp, o.subjects, o.selected, round(o.selected::numeric / o.subjects, 4),
		round(o.selected::numeric * b.subjects / nullif(o.subjects * b.selected, 0), 4),
		round(o.selected::numeric / o.subjects - b.selected::numeric / b.subjects, 4),
		round(t.z::numeric, 4), round(civic_internal.normal_two_sided(t.z)::numeric, 6),
		CASE WHEN w.selected BETWEEN 1 AND w.subjects - 1 THEN round(civic.psi(
			ARRAY[w.selected, w.subjects - w.selected],
			ARRAY[o.selected, o.subjects - o.selected]), 4) END,
		o.selected * b.subjects * 5 < b.selected * o.subjects * 4
	  FROM one o CROSS JOIN best b CROSS JOIN whole w
	 CROSS JOIN LATERAL (SELECT (o.selected + b.selected)::float8 / (o.subjects + b.subjects))
		q (pooled)
	 CROSS JOIN LATERAL (SELECT (o.selected::float8 / o.subjects
			- b.selected::float8 / b.subjects) / nullif(sqrt(q.pooled * (1 - q.pooled)
			* (1.0 / o.subjects + 1.0 / b.subjects)), 0)) t (z)
	 ORDER BY o.grp;
END $$;
COMMENT ON FUNCTION civic.fairness_report(text, text, date, date, ltree) IS
	'how often groups have an outcome, against the group that has it most: a screening flag, not a '
	'verdict';

/* ---------- drift */

/* Counts of scores in steps of ten points. */
CREATE FUNCTION civic_internal.score_counts() RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(jsonb_object_agg(b.step, b.n), '{}')
	  FROM (SELECT floor(t.score / 1000.0)::int8 AS step, count(*) AS n
		  FROM civic_private.standing t WHERE t.score IS NOT NULL GROUP BY 1) b
$$;
COMMENT ON FUNCTION civic_internal.score_counts() IS
	'how many subjects have a score in each step of ten points';

CREATE FUNCTION civic_internal.counts_psi(expected jsonb, actual jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN expected <> '{}' AND actual <> '{}' THEN round(civic.psi(
		array_agg(coalesce((expected ->> k.step)::int8, 0) ORDER BY k.step::int8),
		array_agg(coalesce((actual ->> k.step)::int8, 0) ORDER BY k.step::int8)), 6) END
	  FROM (SELECT jsonb_object_keys(expected || actual)) k (step)
$$;
COMMENT ON FUNCTION civic_internal.counts_psi(jsonb, jsonb) IS
	'stability index of two lists of counts';

CREATE FUNCTION civic_internal.score_drifts()
RETURNS TABLE (month date, subjects int8, since_last_month numeric, since_enactment numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT m.month, (SELECT sum(c.value::int8)::int8 FROM jsonb_each_text(m.counts) c),
		civic_internal.counts_psi((SELECT b.counts FROM civic_private.score_month b
			WHERE b.month = m.month - interval '1 month'), m.counts),
		civic_internal.counts_psi((SELECT b.counts FROM civic_private.score_month b
			WHERE b.month <= m.month AND b.month >= civic_internal.period_of((SELECT
				max(e.effective_from) FROM civic_private.enactment e
				WHERE e.effective_from <= m.month), 'month')
			ORDER BY b.month LIMIT 1), m.counts)
	  FROM civic_private.score_month m
$$;
COMMENT ON FUNCTION civic_internal.score_drifts() IS
	'how far scores of a month are from those before, and since policies last changed';

CREATE FUNCTION civic.score_drift()
RETURNS TABLE (month date, subjects int8, since_last_month numeric, since_enactment numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.score_month */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', NULL);
	RETURN QUERY SELECT * FROM civic_internal.score_drifts() d ORDER BY d.month;
END $$;
COMMENT ON FUNCTION civic.score_drift() IS
	'stability index of the town''s scores month by month: under 0.1 no shift, over 0.25 a major '
	'one';
