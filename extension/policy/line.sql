/*
 * Lines: counting goes on from one version of a rule to the next.  The line of a rule is the id
 * of the first rule that it counts with; a rule of a group counts with its group.
 */

CREATE FUNCTION civic_internal.compare_rules(before jsonb, after jsonb)
RETURNS TABLE (place int4, code text, before_code text, named bool, break text, cumulates bool,
	worth_changes bool, unit_changes bool)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 50 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_compare_rules';
COMMENT ON FUNCTION civic_internal.compare_rules(jsonb, jsonb) IS
	'for each rule of a pack: what it counts on from in another pack, and why not';

/* The version that one of a policy replaces: the latest that takes effect not after it. */
CREATE FUNCTION civic_internal.replaced_policy(draft int4, policy_code text,
	effective_from date) RETURNS int4
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
/* one row, which the planner looks for in all of them before ANALYZE */
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
	SELECT e.policy_id FROM civic_private.enactment e
	 WHERE e.policy_id <> draft AND e.document #>> '{policy,code}' = policy_code
	   AND e.effective_from <= replaced_policy.effective_from
	 ORDER BY e.effective_from DESC, e.enactment_id DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.replaced_policy(int4, text, date) IS
	'version of a policy that a draft enacted now from a day on replaces, or null';

/*
 * Those that rules name with "continues", then the replaced version, then the policy extended.
 * OFFSET 0, here and below, looks each of them up; joined, the table would be read once through.
 */
CREATE FUNCTION civic_internal.policies_before(draft int4, document jsonb, effective_from date,
	parent int4)
RETURNS TABLE (rank int4, policy_id int4, before jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 3 SET search_path = pg_catalog, pg_temp
AS $$
	WITH source (rank, policy_id) AS (
		SELECT 1, civic_internal.replaced_policy(draft, document #>> '{policy,code}',
			effective_from)
		UNION
		SELECT 0, civic_internal.replaced_policy(draft,
			split_part(r ->> 'continues', '/', 1), effective_from)
		  FROM jsonb_array_elements(document -> 'rules') r
		 WHERE r ->> 'continues' LIKE '%/%'
		UNION ALL
		SELECT 2, parent
	)
	SELECT s.rank, s.policy_id, e.document
	  FROM source s, LATERAL (SELECT n.document FROM civic_private.enactment n
		WHERE n.policy_id = s.policy_id OFFSET 0) e
$$;
COMMENT ON FUNCTION civic_internal.policies_before(int4, jsonb, date, int4) IS
	'enacted policies from which the rules of a draft may count on, the first to be asked first';

CREATE FUNCTION civic_internal.rule_steps(draft int4, document jsonb, effective_from date,
	parent int4)
RETURNS TABLE (place int4, code text, line int4, from_policy int4, break text,
	worth_changes bool, unit_changes bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT DISTINCT ON (c.place) c.place, c.code,
		CASE WHEN c.break = 'none' AND c.cumulates THEN (SELECT r.line FROM civic_private.rule r
			WHERE r.policy_id = b.policy_id AND r.code = c.before_code) END,
		b.policy_id, c.break, c.worth_changes, c.unit_changes
	  FROM civic_internal.policies_before(draft, document, effective_from, parent) b,
		LATERAL civic_internal.compare_rules(b.before, document) c
	 WHERE b.rank > 0 OR c.named
	 ORDER BY c.place, c.break <> 'none', NOT c.named, c.break = 'new', b.rank, b.policy_id
$$;
COMMENT ON FUNCTION civic_internal.rule_steps(int4, jsonb, date, int4) IS
	'for each rule of a draft: its line if it counts on, and from which version or why not';

CREATE FUNCTION civic_internal.pack_limits(document jsonb) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT l.value
	  FROM jsonb_array_elements(coalesce(nullif(document -> 'limits', 'null'), '[]')) l
$$;
COMMENT ON FUNCTION civic_internal.pack_limits(jsonb) IS 'limits over several rules of a pack';

/* A pack that rules of the limit name with "continues" hands down a limit of the same code. */
CREATE FUNCTION civic_internal.limit_steps(draft int4, document jsonb, effective_from date,
	parent int4)
RETURNS TABLE (code text, line int4)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5 SET search_path = pg_catalog, pg_temp
/* the planner takes every pack for a long one */
SET jit = off
AS $$
	SELECT DISTINCT ON (l ->> 'code') l ->> 'code', r.limit_line
	  FROM civic_internal.pack_limits(document) l
	  LEFT JOIN civic_internal.policies_before(draft, document, effective_from, parent) b
		ON b.rank > 0 OR EXISTS (SELECT FROM jsonb_array_elements(document -> 'rules') n
			WHERE l -> 'rules' ? (n ->> 'code')
				AND split_part(n ->> 'continues', '/', 1) = b.before #>> '{policy,code}')
	  LEFT JOIN LATERAL civic_internal.pack_limits(b.before) o ON o ->> 'code' = l ->> 'code'
		AND o -> 'period' = l -> 'period'
		AND o ->> 'restart' IS NOT DISTINCT FROM l ->> 'restart'
	  LEFT JOIN LATERAL (SELECT n.* FROM civic_private.rule n
		WHERE n.policy_id = b.policy_id OFFSET 0) r ON o -> 'rules' ? r.code
		AND EXISTS (SELECT FROM jsonb_array_elements(document -> 'rules') n
			WHERE l -> 'rules' ? (n ->> 'code')
				AND n ->> 'dimension' = r.definition ->> 'dimension')
	 ORDER BY l ->> 'code', r.limit_line IS NULL, b.rank, b.policy_id
$$;
COMMENT ON FUNCTION civic_internal.limit_steps(int4, jsonb, date, int4) IS
	'for each limit of a draft: its line if it goes on, else null';

/*
 * The rules of a group have one line, that of the first of them which goes on; the rules of a
 * limit have one for the limit.  A line that does not go on begins with the first of its rules.
 */
CREATE FUNCTION civic_internal.rule_lines(draft int4, document jsonb, effective_from date,
	parent int4)
RETURNS TABLE (place int8, line int4, first int8, limit_line int4, limit_first int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 SET search_path = pg_catalog, pg_temp
/* the planner takes every pack for a long one */
SET jit = off
AS $$
	SELECT r.ordinality, first_value(s.line) OVER (w ORDER BY s.line IS NULL, r.ordinality),
		min(r.ordinality) OVER w, l.line,
		CASE WHEN l.code IS NOT NULL THEN min(r.ordinality) OVER (PARTITION BY l.code) END
	  FROM jsonb_array_elements(document -> 'rules') WITH ORDINALITY r
	  LEFT JOIN civic_internal.rule_steps(draft, document, effective_from, parent) s
		ON s.place = r.ordinality - 1
	  LEFT JOIN (civic_internal.pack_limits(document) d JOIN civic_internal.limit_steps(draft,
		document, effective_from, parent) l ON l.code = d ->> 'code')
		ON d -> 'rules' ? (r.value ->> 'code')
	WINDOW w AS (PARTITION BY r.value ->> 'exclusive_group',
		CASE WHEN r.value ->> 'exclusive_group' IS NULL THEN r.ordinality END)
$$;
COMMENT ON FUNCTION civic_internal.rule_lines(int4, jsonb, date, int4) IS
	'for each rule of a draft: the lines that it and its limit go on in, or null, and the rules '
	'that such lines would begin with';

CREATE FUNCTION civic_internal.add_rules(policy_id int4, document jsonb, effective_from date,
	parent int4) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
/* the planner takes every pack for a long one */
SET jit = off
AS $$
	WITH line AS MATERIALIZED (
		SELECT l.* FROM civic_internal.rule_lines(policy_id, document, effective_from, parent) l
	),
	new AS MATERIALIZED (
		SELECT nextval(pg_get_serial_sequence('civic_private.rule', 'rule_id'))::int4 AS rule_id,
			r.value AS definition, r.ordinality AS place
		  FROM jsonb_array_elements(document -> 'rules') WITH ORDINALITY r
	)
	INSERT INTO civic_private.rule (rule_id, policy_id, code, definition, line, limit_line)
		OVERRIDING SYSTEM VALUE
	SELECT n.rule_id, add_rules.policy_id, n.definition ->> 'code', n.definition,
		coalesce(l.line, f.rule_id), coalesce(l.limit_line, g.rule_id)
	  FROM new n JOIN line l USING (place) JOIN new f ON f.place = l.first
	  LEFT JOIN new g ON g.place = l.limit_first
	 ORDER BY n.place
$$;
COMMENT ON FUNCTION civic_internal.add_rules(int4, jsonb, date, int4) IS
	'note the rules of a policy that is enacted, with their lines';

/* ----------
 * telling
 * ----------
 */

CREATE FUNCTION civic_internal.counting_words(break text, worth_changes bool, unit_changes bool)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT concat_ws(', ',
		CASE WHEN break = 'none' THEN 'goes_on' ELSE format('starts_anew (%s)', break) END,
		CASE WHEN worth_changes THEN 'worth_changes' END,
		CASE WHEN unit_changes THEN 'unit_changes' END)
$$;
COMMENT ON FUNCTION civic_internal.counting_words(text, bool, bool) IS
	'what becomes of a rule, in words';

CREATE FUNCTION civic_internal.tell_steps(policy_id int4, document jsonb, effective_from date,
	parent int4) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	told record;
BEGIN
	SELECT concat_ws(E'\n',
			'goes_on: ' || string_agg(s.code, ', ' ORDER BY s.place)
				FILTER (WHERE s.break = 'none'),
			'starts_anew: ' || string_agg(format('%s (%s)', s.code, s.break), ', '
				ORDER BY s.place) FILTER (WHERE s.break <> 'none'),
			'worth_changes: ' || string_agg(s.code, ', ' ORDER BY s.place)
				FILTER (WHERE s.worth_changes),
			'unit_changes: ' || string_agg(s.code, ', ' ORDER BY s.place)
				FILTER (WHERE s.unit_changes),
			(SELECT 'limits_start_anew: ' || string_agg(l.code, ', ' ORDER BY l.code)
			   FROM civic_internal.limit_steps(policy_id, document, effective_from, parent) l
			  WHERE l.line IS NULL)) AS rules,
		bool_or(s.unit_changes) AS units
	  INTO told
	  FROM civic_internal.rule_steps(policy_id, document, effective_from, parent) s;
	IF told.rules <> '' THEN
		RAISE NOTICE 'what the rules of policy % have counted before', policy_id
			USING DETAIL = told.rules,
				HINT = CASE WHEN told.units THEN 'If a quantity means something else now, give '
					'the rule a new "restart" label.'
					ELSE 'A new "restart" label lets a rule start anew.' END;
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.tell_steps(int4, jsonb, date, int4) IS
	'say which rules of a policy about to be enacted go on, start anew, or change their worth';
