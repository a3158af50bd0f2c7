CREATE FUNCTION civic.check_policy(document jsonb, resolved bool DEFAULT false)
RETURNS TABLE (severity text, path text, problem text, hint text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_check_policy';
COMMENT ON FUNCTION civic.check_policy(jsonb, bool) IS 'every problem of a policy pack, with its JSON path; resolved tells that nothing is left to inherit';

/* Raise the first error of a pack. */
CREATE FUNCTION civic_internal.require_policy(document jsonb, resolved bool) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	p record;
	inherits bool := resolved AND document #> '{policy,extend}' = 'true';
BEGIN
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT c.*, count(*) OVER () AS n INTO p FROM civic.check_policy(document, resolved) c WHERE c.severity = 'error' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'malformed policy at %: %', p.path, p.problem
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The policy has %s error(s) in all.', p.n),
				/* nobody but us has the document with what it inherits, to check it */
				HINT = coalesce(p.hint, CASE WHEN inherits THEN 'The path leads into the pack together with what it inherits.'
					ELSE 'civic.check_policy() lists them.' END);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_policy(jsonb, bool) IS 'raise an error unless a policy pack is well formed';

CREATE FUNCTION civic.load_policy(document jsonb) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.policy */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_policy(document, false);
	INSERT INTO civic_private.policy (area, code, version, document)
	SELECT a.area, document #>> '{policy,code}', document #>> '{policy,version}', document
	  FROM civic_private.area a WHERE a.area::text = document #>> '{policy,area}'
	RETURNING policy_id INTO new_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown area "%"', document #>> '{policy,area}'
			USING ERRCODE = 'undefined_object', DETAIL = 'It stands at $.policy.area.', HINT = 'Define it with civic.define_area().';
	END IF;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.load_policy(jsonb) IS 'load a policy pack as a draft';

/*
 * A policy that extends its parent's: the parent's parts, each overridden by
 * the member of the same key, in the parent's order, then what is new.
 */
CREATE FUNCTION civic_internal.merge_policy(parent jsonb, child jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	/* what names the items of a section, and what stands for a name that is left out */
	WITH section (name, keys) AS (VALUES
		('dimensions', '{"code": null}'::jsonb), ('rules', '{"code": null}'), ('tiers', '{"code": null}'), ('benefits', '{"code": null}'),
		('repair_windows', '{"severity": "minor"}'), ('repair_steps', '{"severity": "minor", "path": null, "step": 1}'),
		('clocks', '{"code": null}')
	),
	item AS (
		SELECT s.name, v.value, v.ordinality AS place, d.child,
			(SELECT jsonb_agg(coalesce(nullif(v.value -> k.key, 'null'), k.value) ORDER BY k.key) FROM jsonb_each(s.keys) k) AS key
		  FROM section s,
			LATERAL (VALUES (false, parent), (true, child)) d (child, document),
			LATERAL jsonb_array_elements(coalesce(nullif(d.document -> s.name, 'null'), '[]')) WITH ORDINALITY v
	),
	merged AS (
		SELECT DISTINCT ON (i.name, i.key) i.name, i.value,
			first_value(i.child) OVER w AS born_in_child, first_value(i.place) OVER w AS place
		  FROM item i
		WINDOW w AS (PARTITION BY i.name, i.key ORDER BY i.child)
		 ORDER BY i.name, i.key, i.child DESC
	)
	/* a null is as good as nothing and must not hide what the parent has; but of a limit it says that there is none */
	SELECT jsonb_build_object('policy', (parent -> 'policy') || (SELECT jsonb_object_agg(p.key, p.value)
			FROM jsonb_each(child -> 'policy') p WHERE p.value <> 'null' OR p.key IN ('floor', 'ceiling')))
		|| coalesce(jsonb_object_agg(m.name, m.members), '{}')
	  FROM (SELECT name, jsonb_agg(value ORDER BY born_in_child, place) AS members FROM merged GROUP BY name) m
$$;
COMMENT ON FUNCTION civic_internal.merge_policy(jsonb, jsonb) IS 'a child policy with what it inherits';

CREATE FUNCTION civic.enact_policy(policy_id int4, effective_from date) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.enactment and rule */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	draft record;
	full_document jsonb;
	parent int4;
	new_digest bytea;
	new_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF policy_id IS NULL OR effective_from IS NULL THEN
		RAISE EXCEPTION 'policy_id and effective_from must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF effective_from NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', effective_from
			USING ERRCODE = 'datetime_field_overflow', HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	/*
	 * One enactment at a time, so that ids follow the order of commits; readers
	 * go on.  A transaction whose snapshot is older than another's enactment
	 * fails here to serialize.
	 */
	PERFORM FROM civic_private.programme FOR UPDATE;
	SELECT p.* INTO draft FROM civic_private.policy p WHERE p.policy_id = enact_policy.policy_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = 'Load it with civic.load_policy().';
	END IF;
	IF EXISTS (SELECT FROM civic_private.enactment e WHERE e.policy_id = enact_policy.policy_id) THEN
		RAISE EXCEPTION 'policy % has been enacted', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'An enacted policy is frozen for ever.',
				HINT = 'Load the changed pack under a new version and enact that.';
	END IF;
	IF effective_from < civic.today() AND EXISTS (
		SELECT FROM civic_private.enactment e
		 WHERE e.effective_from < civic.today()
		   AND starts_with(draft.area::text || '.', e.area::text || '.')) THEN
		RAISE EXCEPTION 'policy % cannot take effect in the past', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Another policy is in force for area "%s", and scores of past days must stay as they were.', draft.area),
				HINT = 'Let it take effect today or later.';
	END IF;
	full_document := draft.document;
	IF (draft.document #> '{policy,extend}') = 'true' THEN
		parent := civic_internal.policy_of_area(substring(draft.area::text FROM '^(.*)[.][^.]*$'), effective_from);
		IF parent IS NULL THEN
			RAISE EXCEPTION 'policy % extends a policy, but no area above "%" has one in force on %', policy_id, draft.area, effective_from
				USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Enact the policy of an area above it first.';
		END IF;
		full_document := civic_internal.merge_policy(civic.policy_document(parent, true), full_document);
	END IF;
	PERFORM civic_internal.require_policy(full_document, true);
	new_digest := sha256(convert_to(full_document::text, 'UTF8'));
	INSERT INTO civic_private.enactment (policy_id, area, effective_from, document, digest)
	VALUES (policy_id, draft.area, effective_from, full_document, new_digest)
	RETURNING enactment_id INTO new_id;
	UPDATE civic_private.programme SET newest_enactment = new_id;
	INSERT INTO civic_private.rule (policy_id, code, definition)
	SELECT enact_policy.policy_id, r.value ->> 'code', r.value
	  FROM jsonb_array_elements(full_document -> 'rules') WITH ORDINALITY r ORDER BY r.ordinality;
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic.enact_policy(int4, date) IS 'freeze a policy and put it in force from a day on; returns the SHA-256 of the whole policy';

CREATE FUNCTION civic.policy_document(policy_id int4, resolved bool DEFAULT false) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.policy and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_document jsonb;
BEGIN
	PERFORM civic_internal.require_programme();
	IF resolved THEN
		SELECT e.document INTO found_document FROM civic_private.enactment e WHERE e.policy_id = policy_document.policy_id;
	ELSE
		SELECT p.document INTO found_document FROM civic_private.policy p WHERE p.policy_id = policy_document.policy_id;
	END IF;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = CASE WHEN resolved THEN 'A draft is resolved when it is enacted.' ELSE 'Load it with civic.load_policy().' END;
	END IF;
	RETURN found_document;
END $$;
COMMENT ON FUNCTION civic.policy_document(int4, bool) IS 'the pack of a policy as it was loaded, or as enacted with what it inherits';

/* Members of a list are compared by their code, so that a moved rule is no change. */
CREATE FUNCTION civic_internal.policy_parts(document jsonb, path text)
RETURNS TABLE (part text, value jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH RECURSIVE walk (part, value) AS (
		SELECT path, document
		UNION ALL
		SELECT m.part, m.value
		  FROM walk w, LATERAL (
			SELECT w.part || '.' || o.key, o.value
			  FROM jsonb_each(CASE WHEN jsonb_typeof(w.value) = 'object' THEN w.value ELSE '{}' END) o
			UNION ALL
			SELECT format('%s[%s]', w.part, coalesce(a.value ->> 'code', concat_ws('/', a.value ->> 'severity', a.value ->> 'path', a.value ->> 'step', CASE WHEN a.value ? 'severity' THEN NULL ELSE (a.ordinality - 1)::text END))), a.value
			  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(w.value) = 'array' THEN w.value ELSE '[]' END) WITH ORDINALITY a
		  ) m (part, value)
	)
	SELECT w.part, w.value FROM walk w
	 WHERE jsonb_typeof(w.value) NOT IN ('object', 'array') OR w.value IN ('{}', '[]')
$$;
COMMENT ON FUNCTION civic_internal.policy_parts(jsonb, text) IS 'the leaves of a policy pack';

CREATE FUNCTION civic.policy_diff(a int4, b int4)
RETURNS TABLE (path text, a_value jsonb, b_value jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
/* calls policy_parts(), which nobody is granted */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(x.part, y.part), x.value, y.value
	  FROM civic_internal.policy_parts(civic.policy_document(a), '$') x
	  FULL JOIN civic_internal.policy_parts(civic.policy_document(b), '$') y ON x.part = y.part
	 WHERE x.value IS DISTINCT FROM y.value
	 ORDER BY 1
$$;
COMMENT ON FUNCTION civic.policy_diff(int4, int4) IS 'what differs between two policies, leaf by leaf';

CREATE FUNCTION civic_internal.policy_of_area(area text, on_date date) RETURNS int4
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_policy_of_area';
COMMENT ON FUNCTION civic_internal.policy_of_area(text, date) IS 'policy in force for an area given as text, or null';

CREATE FUNCTION civic.policy_in_force(area ltree, on_date date DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.area and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF area IS NULL THEN
		RETURN NULL;
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area::text = policy_in_force.area::text) THEN
		RAISE EXCEPTION 'unknown area "%"', area
			USING ERRCODE = 'undefined_object', HINT = 'Define it with civic.define_area().';
	END IF;
	RETURN civic_internal.policy_of_area(area::text, coalesce(on_date, civic.today()));
END $$;
COMMENT ON FUNCTION civic.policy_in_force(ltree, date) IS 'policy in force for an area on a day (today), its own or its nearest ancestor''s; null if there is none';
