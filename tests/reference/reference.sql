-- A second, independent implementation of scoring.
--
-- The tests compare the extension with this file, so it must not share anything with it: no C, no
-- score_state, no fixed-width integers.  It follows the definition of the score sentence by sentence, in
-- plain SQL over numeric, and prefers the obvious form to the quick one (every running total is a
-- correlated subquery).
--
-- Load it as a superuser into a database that has a programme, then
--     REFRESH MATERIALIZED VIEW reference.rule;
-- whenever a policy was enacted.
--
-- Exactness.  A rate is a rational number of points per unit whose denominator divides 63,000,000, and a
-- quantity is a whole number of hundredths.  Points are therefore kept as whole numbers of
-- 1 / 6,300,000,000 point, weights as whole numbers of 2^-30, restored shares as whole numbers of 1/10000.
-- Products and sums of whole numbers are exact; the only rounding is the last one.

CREATE SCHEMA IF NOT EXISTS reference;

CREATE TYPE reference.entry AS (
	subject_id bigint,
	entry_id bigint,
	rule_id int,
	kind smallint,
	quantity int,
	occurred_on date,
	effective_on date,
	ref_entry_id bigint
);

-- "p/q" or a number, as a whole number of 1/63,000,000 point per unit.
CREATE FUNCTION reference.rate(rate jsonb) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS
$$
DECLARE
	written text := rate #>> '{}';
	p numeric := split_part(written, '/', 1)::numeric;
	q numeric := 1;
	scaled numeric;
BEGIN
	IF written LIKE '%/%' THEN
		q := split_part(written, '/', 2)::numeric;
	END IF;
	scaled := p * 63000000;
	IF mod(scaled, q) <> 0 THEN
		RAISE 'reference: rate % is not a multiple of 1/63000000', written;
	END IF;
	RETURN div(scaled, q);
END
$$;

-- T(quantity): the quantity in hundredths, the result in 1/6,300,000,000 point.
CREATE FUNCTION reference.tariff(tariff jsonb, quantity numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS
$$
DECLARE
	segment jsonb;
	low numeric := 0;
	high numeric;
	inside numeric;
	step numeric;
	total numeric := 0;
BEGIN
	IF jsonb_typeof(tariff) <> 'array' THEN
		RETURN quantity * reference.rate(tariff);
	END IF;
	FOR segment IN
		SELECT s.value FROM jsonb_array_elements(tariff) WITH ORDINALITY AS s ORDER BY s.ordinality
	LOOP
		high := (segment ->> 'upto')::numeric * 100;	-- null in an open last segment
		step := (segment ->> 'step')::numeric * 100;
		inside := least(quantity, high) - low;			-- least() passes over a null
		EXIT WHEN inside <= 0;
		IF step IS NOT NULL THEN
			inside := inside - mod(inside, step);		-- only whole steps inside the segment pay
		END IF;
		total := total + inside * reference.rate(segment -> 'rate');
		low := high;
	END LOOP;
	RETURN total;
END
$$;

-- +1 for a gain, -1 for a loss, 0 for a rule that never moves anything.
CREATE FUNCTION reference.sign(tariff jsonb) RETURNS int
LANGUAGE sql IMMUTABLE STRICT AS
$$
	SELECT coalesce(sign(sum(reference.rate(s -> 'rate'))), 0)::int	-- all rates of a tariff have one sign
	  FROM jsonb_array_elements(CASE jsonb_typeof(tariff) WHEN 'array' THEN tariff
									 ELSE jsonb_build_array(jsonb_build_object('rate', tariff)) END) AS s
$$;

-- Does what an award adds depend on others?  A group does, and whatever is not one open rate without caps; but
-- nothing depends on anything where every entry is a period of its own.
CREATE FUNCTION reference.cumulates(d jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS
$$
	SELECT coalesce(d -> 'period', 'null') NOT IN ('null', '"entry"')
	   AND (d ->> 'exclusive_group' IS NOT NULL OR d ->> 'cap_low' IS NOT NULL OR d ->> 'cap_high' IS NOT NULL
			OR jsonb_typeof(d -> 'tariff') = 'array'
			   AND (jsonb_array_length(d -> 'tariff') > 1
					OR d #>> '{tariff,0,upto}' IS NOT NULL OR d #>> '{tariff,0,step}' IS NOT NULL))
$$;

-- Does counting go on from one rule to another?  For a group, its name stands in place of the sign.
CREATE FUNCTION reference.goes_on(old jsonb, new jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS
$$
	SELECT reference.cumulates(old) AND reference.cumulates(new)
	   AND old -> 'period' = new -> 'period'
	   AND (old ->> 'exclusive_group') IS NOT DISTINCT FROM (new ->> 'exclusive_group')
	   AND (old ->> 'restart') IS NOT DISTINCT FROM (new ->> 'restart')
	   AND (new ->> 'exclusive_group' IS NOT NULL
			OR (reference.sign(old -> 'tariff') < 0) = (reference.sign(new -> 'tariff') < 0))
$$;

-- The version that an enactment replaces: the one of a policy code with the latest (effective_from, enactment) not
-- after its own effective_from, among those enacted before it.
CREATE FUNCTION reference.replaced(enactment int, policy_code text) RETURNS civic_private.enactment
LANGUAGE sql STABLE AS
$$
	SELECT old FROM civic_private.enactment AS own, civic_private.enactment AS old
	 WHERE own.enactment_id = enactment AND old.enactment_id < enactment
	   AND old.document #>> '{policy,code}' = policy_code AND old.effective_from <= own.effective_from
	 ORDER BY old.effective_from DESC, old.enactment_id DESC LIMIT 1
$$;

-- The version that it extends: the policy in force above it on its day, among those enacted before it.
CREATE FUNCTION reference.extended(enactment int) RETURNS civic_private.enactment
LANGUAGE sql STABLE AS
$$
	SELECT up FROM civic_private.enactment AS own, civic_private.enactment AS up
	 WHERE own.enactment_id = enactment AND up.enactment_id < enactment
	   AND own.document #> '{policy,extend}' = 'true' AND own.area LIKE up.area || '.%'
	   AND up.effective_from <= own.effective_from
	 ORDER BY length(up.area) DESC, up.effective_from DESC, up.enactment_id DESC LIMIT 1
$$;

-- The line of a rule: that of the first rule which goes on in it, else its own.
CREATE FUNCTION reference.line(enactment int, own jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	own_code CONSTANT text := (SELECT e.document #>> '{policy,code}' FROM civic_private.enactment AS e WHERE e.enactment_id = enactment);
	named CONSTANT text[] := string_to_array(own ->> 'continues', '/');
	grouped CONSTANT text := own ->> 'exclusive_group';
	step record;
	old jsonb;
BEGIN
	FOR step IN
		SELECT * FROM (VALUES
			(1, reference.replaced(enactment, CASE cardinality(named) WHEN 2 THEN named[1] WHEN 1 THEN own_code END), named[cardinality(named)]),
			(2, reference.replaced(enactment, own_code), own ->> 'code'),
			(3, reference.extended(enactment), own ->> 'code')) AS s (n, version, code)
		 ORDER BY s.n
	LOOP
		FOR old IN SELECT r FROM jsonb_array_elements((step.version).document -> 'rules') AS r
					WHERE CASE WHEN grouped IS NULL THEN r ->> 'code' = step.code ELSE r ->> 'exclusive_group' = grouped END
		LOOP
			IF reference.goes_on(old, own) THEN
				RETURN reference.line((step.version).enactment_id, old);
			END IF;
		END LOOP;
	END LOOP;
	RETURN format('%s of %s', coalesce('group ' || grouped, 'rule ' || (own ->> 'code')), enactment);
END
$$;

-- The dimension of a limit is that of its rules.
CREATE FUNCTION reference.limit_dimension(document jsonb, own jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS
$$
	SELECT min(r ->> 'dimension') FROM jsonb_array_elements(document -> 'rules') AS r WHERE own -> 'rules' ? (r ->> 'code')
$$;

-- The line of a limit: that of the first limit of its code which goes on in it, else its own.
CREATE FUNCTION reference.limit_line(enactment int, own jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	here CONSTANT jsonb := (SELECT e.document FROM civic_private.enactment AS e WHERE e.enactment_id = enactment);
	step record;
	old jsonb;
BEGIN
	FOR step IN
		SELECT 1 AS n, reference.replaced(enactment, split_part(r ->> 'continues', '/', 1)) AS version
		  FROM jsonb_array_elements(here -> 'rules') AS r
		 WHERE own -> 'rules' ? (r ->> 'code') AND r ->> 'continues' LIKE '%/%'
		UNION ALL SELECT 2, reference.replaced(enactment, here #>> '{policy,code}')
		UNION ALL SELECT 3, reference.extended(enactment)
		 ORDER BY n
	LOOP
		SELECT l INTO old FROM jsonb_array_elements((step.version).document -> 'limits') AS l WHERE l ->> 'code' = own ->> 'code';
		IF old -> 'period' = own -> 'period' AND (old ->> 'restart') IS NOT DISTINCT FROM (own ->> 'restart')
			AND reference.limit_dimension((step.version).document, old) = reference.limit_dimension(here, own)
		THEN
			RETURN reference.limit_line((step.version).enactment_id, old);
		END IF;
	END LOOP;
	RETURN format('limit %s of %s', own ->> 'code', enactment);
END
$$;

-- The rules of every enacted policy, with the defaults filled in.  Roots that share "walk" share one
-- running total: a line has one, a line of an exclusive group one for gains and one for losses.
CREATE MATERIALIZED VIEW reference.rule AS
	SELECT r.rule_id,
		   r.policy_id,
		   r.code,
		   d ->> 'dimension' AS dimension,
		   d -> 'tariff' AS tariff,
		   coalesce(d ->> 'severity', 'none') AS severity,
		   coalesce(d ->> 'combine', 'sum') AS combine,
		   CASE jsonb_typeof(d -> 'period') WHEN 'object' THEN 'rolling'
				ELSE coalesce(d ->> 'period', 'entry') END AS period,
		   (d #>> '{period,rolling}')::int AS rolling,
		   (d ->> 'cap_low')::numeric * 6300000000 AS cap_low,
		   (d ->> 'cap_high')::numeric * 6300000000 AS cap_high,
		   CASE WHEN coalesce(d -> 'retention', 'null') = 'null' THEN '"permanent"'
				ELSE d -> 'retention' END AS retention,
		   counted.line,
		   CASE WHEN d ->> 'combine' = 'max'
				THEN format('%s %s', counted.line, reference.sign(d -> 'tariff'))
				ELSE counted.line END AS walk,
		   reference.sign(d -> 'tariff') AS sign,
		   d -> 'veto' AS veto,
		   -- the limit over several rules that the rule is in
		   CASE WHEN l IS NOT NULL THEN reference.limit_line(e.enactment_id, l) END AS limit_key,
		   l ->> 'period' AS limit_period,
		   (l ->> 'cap_low')::numeric * 6300000000 AS limit_low,
		   (l ->> 'cap_high')::numeric * 6300000000 AS limit_high
	  FROM civic_private.rule AS r
	  JOIN civic_private.enactment AS e USING (policy_id)
	  JOIN LATERAL jsonb_array_elements(e.document -> 'rules') AS d ON d ->> 'code' = r.code
	  JOIN LATERAL reference.line(e.enactment_id, d) AS counted (line) ON true
	  LEFT JOIN LATERAL jsonb_array_elements(CASE WHEN e.document ? 'limits' THEN e.document -> 'limits' ELSE '[]' END) AS l
		   ON l -> 'rules' ? r.code;

CREATE UNIQUE INDEX ON reference.rule (rule_id);

-- C(quantity): the tariff inside the caps of the rule.
CREATE FUNCTION reference.capped(rule reference.rule, quantity numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE AS
$$
	SELECT least(greatest(reference.tariff(rule.tariff, quantity), rule.cap_low), rule.cap_high)
$$;

-- What a tariff's rise adds after so many points: the tariff goes by quantity, the cap by points.
CREATE FUNCTION reference.rise(rule reference.rule, rise numeric, points numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE AS
$$
	SELECT CASE WHEN rule.sign >= 0 AND rule.cap_high IS NOT NULL THEN greatest(0, least(rule.cap_high - points, rise))
				WHEN rule.sign < 0 AND rule.cap_low IS NOT NULL THEN least(0, greatest(rule.cap_low - points, rise))
				ELSE rise END
$$;

-- What the last of some roots of one walk and period adds, walked from the first of them.
CREATE FUNCTION reference.last_rise(rules reference.rule[], quantities numeric[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS
$$
DECLARE
	q numeric := 0;
	s numeric := 0;
	inc numeric := 0;
BEGIN
	FOR i IN 1 .. cardinality(rules) LOOP
		inc := reference.rise(rules[i], reference.tariff(rules[i].tariff, q + quantities[i]) - reference.tariff(rules[i].tariff, q), s);
		q := q + quantities[i];
		s := s + inc;
	END LOOP;
	RETURN inc;
END
$$;

-- What a limit lets through of the last of some roots, of which each would add so much, in 1/10000 of the points' unit.
CREATE FUNCTION reference.last_let(rules reference.rule[], kept numeric[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS
$$
DECLARE
	low numeric := rules[1].limit_low * 10000;
	high numeric := rules[1].limit_high * 10000;
	x numeric := 0;
	l numeric := 0;
	before numeric;
BEGIN
	FOR i IN 1 .. cardinality(rules) LOOP
		IF i > 1 AND (rules[i].limit_low, rules[i].limit_high) IS DISTINCT FROM (rules[i - 1].limit_low, rules[i - 1].limit_high) THEN
			x := l;
			low := CASE WHEN rules[i].limit_low IS NOT NULL THEN least(rules[i].limit_low * 10000, l) END;
			high := CASE WHEN rules[i].limit_high IS NOT NULL THEN greatest(rules[i].limit_high * 10000, l) END;
		END IF;
		before := l;
		x := x + kept[i];
		l := least(greatest(x, low), high);		-- no bound is null
	END LOOP;
	RETURN l - before;
END
$$;

-- First day of the period an award belongs to; entries and lifetimes have none.
CREATE FUNCTION reference.period_start(period text, occurred_on date) RETURNS date
LANGUAGE sql IMMUTABLE AS
$$
	SELECT CASE WHEN period IN ('day', 'week', 'month', 'quarter', 'year')
				THEN date_trunc(period, occurred_on::timestamp)::date
				WHEN period = 'half_year'
				THEN make_date(extract(year FROM occurred_on)::int,
					CASE WHEN extract(month FROM occurred_on) < 7 THEN 1 ELSE 7 END, 1) END
$$;

-- First day after that period.
CREATE FUNCTION reference.period_end(period text, occurred_on date) RETURNS date
LANGUAGE sql IMMUTABLE AS
$$
	SELECT (reference.period_start(period, occurred_on)
			+ CASE WHEN period = 'quarter' THEN interval '3 months'
				   WHEN period = 'half_year' THEN interval '6 months'
				   WHEN period IN ('day', 'week', 'month', 'year') THEN ('1 ' || period)::interval END)::date
$$;

-- First day on which {"days": n}, {"months": n} or {"years": n} after a day are over.
CREATE FUNCTION reference.runs_out(span jsonb, occurred_on date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT AS
$$
	SELECT (occurred_on + make_interval(years => coalesce((span ->> 'years')::int, 0),
										months => coalesce((span ->> 'months')::int, 0),
										days => coalesce((span ->> 'days')::int, 0)))::date
$$;

-- The weight of a contribution as a whole number of 2^-30.
CREATE FUNCTION reference.weight(retention jsonb, period text, occurred_on date, as_of date) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS
$$
DECLARE
	one CONSTANT numeric := 1073741824;
	age CONSTANT numeric(60, 40) := greatest(as_of - occurred_on, 0);
	base numeric(60, 40);
	exact numeric;
BEGIN
	IF retention = '"permanent"' THEN
		RETURN one;
	ELSIF retention = '"period_end"' THEN
		RETURN CASE WHEN as_of < reference.period_end(period, occurred_on) THEN one ELSE 0 END;
	ELSIF retention ? 'expire' THEN
		RETURN CASE WHEN as_of < reference.runs_out(retention -> 'expire', occurred_on) THEN one ELSE 0 END;
	ELSIF retention ? 'window' THEN
		RETURN CASE WHEN as_of < reference.runs_out(retention -> 'window', occurred_on) THEN one ELSE 0 END;
	ELSIF retention ? 'linear' THEN
		exact := one * greatest((retention ->> 'linear')::numeric - age, 0) / (retention ->> 'linear')::numeric;
	ELSIF retention ? 'half_life' THEN
		base := 0.5;
		exact := one * power(base, age / (retention ->> 'half_life')::numeric);
	ELSIF retention ? 'annual_rate' THEN
		base := 1 - (retention ->> 'annual_rate')::numeric;
		exact := one * power(base, age / 365);
	ELSE
		RAISE 'reference: unknown retention %', retention;
	END IF;
	RETURN floor(exact + 0.5);
END
$$;

-- What every award among the entries adds on a day.  "points" is the rise its walk took (1/6,300,000,000
-- point), "contribution" the same after repair and weight, in units of one point / (6,300,000,000 * 10000 * 2^30).
CREATE FUNCTION reference.contributions(as_of date, entries reference.entry[], known_on date DEFAULT NULL)
RETURNS TABLE (subject_id bigint, entry_id bigint, rule_id int, dimension text, occurred_on date,
			   quantity numeric, restored int, points numeric, weight numeric, contribution numeric, unlimited numeric,
			   limit_key text, limit_start date, limit_low numeric, limit_high numeric)
LANGUAGE plpgsql STABLE AS
$$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH known AS MATERIALIZED (
		-- what had happened by that day and was known by the other; repairs and erasures are deeds of their own day
		SELECT e.* FROM unnest(entries) AS e
		 WHERE e.occurred_on <= as_of
		   AND e.effective_on <= CASE WHEN e.kind IN (5, 6) THEN as_of ELSE coalesce(known_on, as_of) END
	), root AS MATERIALIZED (
		-- every award, with its references folded into it
		SELECT a.subject_id, a.entry_id, a.rule_id, a.occurred_on, rule,
			   reference.period_start(rule.period, a.occurred_on) AS period_start,
			   CASE WHEN EXISTS (SELECT FROM known AS f
								  WHERE f.subject_id = a.subject_id AND f.ref_entry_id = a.entry_id
									AND f.kind = 2)
					THEN 0
					WHEN (SELECT f.kind FROM known AS f
						   WHERE f.subject_id = a.subject_id AND f.ref_entry_id = a.entry_id
							 AND f.kind IN (3, 4)
						   ORDER BY f.effective_on DESC, f.entry_id DESC LIMIT 1) = 3
					THEN 0
					WHEN as_of >= reference.runs_out(rule.retention -> 'window', a.occurred_on)
					THEN 0
					ELSE a.quantity END::numeric AS q,
			   -- what is erased is worth nothing, and keeps its place in the walk
			   coalesce((SELECT max(CASE f.kind WHEN 5 THEN f.quantity ELSE 10000 END) FROM known AS f
						  WHERE f.subject_id = a.subject_id AND f.ref_entry_id = a.entry_id
							AND f.kind IN (5, 6)), 0) AS restored
		  FROM known AS a
		  JOIN reference.rule AS rule ON rule.rule_id = a.rule_id
		 WHERE a.kind = 1
	), alone AS MATERIALIZED (
		SELECT r.*, reference.capped(r.rule, r.q) AS alone FROM root AS r
	), walked AS MATERIALIZED (
		SELECT i.*,
			   CASE WHEN (i.rule).combine <> 'max'
					THEN reference.last_rise(before.rules || i.rule, before.quantities || i.q)
					WHEN (i.rule).sign > 0
					THEN greatest(before.best, i.alone) - before.best
					ELSE least(before.worst, i.alone) - before.worst END AS points
		  FROM alone AS i
		  -- the roots of the same walk and period that came before this one
		  CROSS JOIN LATERAL (
			SELECT coalesce(array_agg(j.rule ORDER BY j.occurred_on, j.entry_id), '{}') AS rules,
				   coalesce(array_agg(j.q ORDER BY j.occurred_on, j.entry_id), '{}') AS quantities,
				   greatest(max(j.alone), 0) AS best,
				   least(min(j.alone), 0) AS worst
			  FROM alone AS j
			 WHERE j.subject_id = i.subject_id
			   AND (j.rule).walk = (i.rule).walk
			   AND (j.occurred_on, j.entry_id) < (i.occurred_on, i.entry_id)
			   AND CASE (i.rule).period
						WHEN 'entry' THEN false
						WHEN 'lifetime' THEN true
						WHEN 'rolling' THEN j.occurred_on > i.occurred_on - (i.rule).rolling
						ELSE j.period_start = i.period_start END) AS before
	), weighed AS (
		SELECT w.*,
			   reference.weight((w.rule).retention, (w.rule).period, w.occurred_on, as_of) AS weight
		  FROM walked AS w
	), kept AS MATERIALIZED (
		-- what is left of it by repair, in 1/10000 of the points' unit
		SELECT w.*, reference.period_start((w.rule).limit_period, w.occurred_on) AS limit_start,
			   w.points * (10000 - w.restored) AS kept
		  FROM weighed AS w
	), let AS (
		SELECT k.*, reference.last_let(before.rules || k.rule, before.kept || k.kept) AS let
		  FROM kept AS k
		  -- the roots that count, of the same limit and period, before this one
		  CROSS JOIN LATERAL (
			SELECT coalesce(array_agg(j.rule ORDER BY j.occurred_on, j.entry_id), '{}') AS rules,
				   coalesce(array_agg(j.kept ORDER BY j.occurred_on, j.entry_id), '{}') AS kept
			  FROM kept AS j
			 WHERE j.subject_id = k.subject_id AND j.q > 0
			   AND (j.rule).limit_key = (k.rule).limit_key
			   AND j.limit_start IS NOT DISTINCT FROM k.limit_start
			   AND (j.occurred_on, j.entry_id) < (k.occurred_on, k.entry_id)) AS before
	)
	SELECT w.subject_id, w.entry_id, w.rule_id, (w.rule).dimension, w.occurred_on,
		   w.q, w.restored, w.points, w.weight,
		   CASE WHEN (w.rule).limit_key IS NULL THEN w.kept ELSE w.let END * w.weight,
		   w.kept * w.weight,
		   (w.rule).limit_key, w.limit_start, (w.rule).limit_low, (w.rule).limit_high
	  FROM let AS w;
END
$$;

-- The last day of a veto that begins with a loss of a day.
CREATE FUNCTION reference.veto_end(until jsonb, occurred_on date) RETURNS date
LANGUAGE sql IMMUTABLE AS
$$
	SELECT CASE until #>> '{}'
		WHEN 'year_end' THEN make_date(extract(year FROM occurred_on)::int, 12, 31)
		WHEN 'next_year_end' THEN make_date(extract(year FROM occurred_on)::int + 1, 12, 31)
		ELSE occurred_on + (until ->> 'days')::int - 1 END
$$;

-- The lowest score at which a veto holds it, of all losses that count on the day.
CREATE FUNCTION reference.score_ceiling(as_of date, entries reference.entry[], known_on date DEFAULT NULL) RETURNS numeric
LANGUAGE sql STABLE AS
$$
	SELECT min((r.veto ->> 'score_ceiling')::numeric)
	  FROM reference.contributions(as_of, entries, known_on) AS c
	  JOIN reference.rule AS r ON r.rule_id = c.rule_id
	 WHERE r.veto ? 'score_ceiling' AND c.quantity > 0 AND c.restored < 10000 AND c.weight > 0
	   AND as_of <= reference.veto_end(r.veto -> 'until', c.occurred_on)
$$;

-- A sum of contributions in hundredths of a point, rounded half away from zero.
CREATE FUNCTION reference.hundredths(contributions numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS
$$
	SELECT sign(contributions) * div(2 * abs(contributions) + one, 2 * one)
	  FROM (SELECT 63000000::numeric * 10000 * 1073741824 AS one) AS hundredth
$$;

-- Where a subject lived on a day, as far as it was known on another; else where it was recorded to live first.
CREATE FUNCTION reference.area_at(subject bigint, on_date date, known_on date DEFAULT NULL) RETURNS ltree
LANGUAGE sql STABLE AS
$$
	SELECT coalesce(
		(SELECT r.area::ltree FROM civic_private.residence AS r
		  WHERE r.subject_id = subject AND r.since <= on_date AND r.effective_on <= coalesce(known_on, on_date)
		  ORDER BY r.since DESC, r.residence_id DESC LIMIT 1),
		(SELECT r.area::ltree FROM civic_private.residence AS r
		  WHERE r.subject_id = subject
		  ORDER BY r.residence_id LIMIT 1))::ltree
$$;

-- The policy of the nearest area upwards that has one, by the latest date not after the day.
CREATE FUNCTION reference.policy_at(lived_in ltree, on_date date) RETURNS int
LANGUAGE sql STABLE AS
$$
	SELECT e.policy_id
	  FROM civic_private.enactment AS e
	 WHERE e.area::ltree @> lived_in AND e.effective_from <= on_date
	 ORDER BY nlevel(e.area::ltree) DESC, e.effective_from DESC, e.enactment_id DESC
	 LIMIT 1
$$;

-- The score a set of entries of one subject has under a policy.
CREATE FUNCTION reference.score_entries(as_of date, policy int, entries reference.entry[], known_on date DEFAULT NULL)
RETURNS numeric
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	document CONSTANT jsonb := (SELECT e.document FROM civic_private.enactment AS e WHERE e.policy_id = policy);
	total numeric;
BEGIN
	IF document IS NULL THEN
		RAISE 'reference: no policy in force';
	END IF;
	-- every dimension that occurs and every dimension the policy names, with or without entries
	WITH parts AS (
		-- each contribution, or the sum of a limit's period inside the widest bounds of its roots
		SELECT c.dimension,
			   CASE WHEN c.limit_key IS NULL THEN sum(c.contribution)
					ELSE least(greatest(sum(c.contribution), CASE WHEN every(c.limit_low IS NOT NULL) THEN min(c.limit_low) END * 10000 * 1073741824),
							   CASE WHEN every(c.limit_high IS NOT NULL) THEN max(c.limit_high) END * 10000 * 1073741824) END AS contribution
		  FROM reference.contributions(as_of, entries, known_on) AS c
		 WHERE c.limit_key IS NULL OR c.quantity > 0
		 GROUP BY c.dimension, c.limit_key, c.limit_start
	), sums AS (
		SELECT c.dimension, reference.hundredths(sum(c.contribution)) AS points
		  FROM parts AS c
		 GROUP BY c.dimension
	)
	SELECT coalesce(sum(least(greatest(coalesce(s.points, 0), (d ->> 'floor')::numeric * 100), (d ->> 'cap')::numeric * 100)), 0)
	  INTO total
	  FROM sums AS s
	  FULL JOIN jsonb_array_elements(document -> 'dimensions') AS d ON d ->> 'code' = s.dimension;

	total := total / 100 + coalesce((document #>> '{policy,base}')::numeric, 0);
	RETURN round(least(greatest(total, (document #>> '{policy,floor}')::numeric),
					   (document #>> '{policy,ceiling}')::numeric,
					   reference.score_ceiling(as_of, entries, known_on)), 2);
END
$$;

CREATE FUNCTION reference.entries(subject bigint) RETURNS reference.entry[]
LANGUAGE sql STABLE AS
$$
	SELECT coalesce(array_agg((e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
							   e.occurred_on, e.effective_on, e.ref_entry_id)::reference.entry), '{}')
	  FROM civic_private.entry AS e
	 WHERE e.subject_id = subject
$$;

CREATE FUNCTION reference.score(subject_id bigint, as_of date, known_on date DEFAULT NULL) RETURNS numeric
LANGUAGE sql STABLE AS
$$
	SELECT reference.score_entries(as_of,
								   reference.policy_at(reference.area_at(subject_id, as_of, known_on), as_of),
								   reference.entries(subject_id), known_on)
$$;
