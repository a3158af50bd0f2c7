/* Policy packs: checked, loaded as drafts, shown and compared. */

CREATE FUNCTION civic_internal.policy_problems(document jsonb, resolved bool)
RETURNS TABLE (severity text, path text, problem text, hint text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_check_policy';
COMMENT ON FUNCTION civic_internal.policy_problems(jsonb, bool) IS
	'every problem of a policy pack, with its JSON path; resolved tells that nothing is left to '
	'inherit';

CREATE FUNCTION civic_internal.require_policy(document jsonb, resolved bool) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	p record;
BEGIN
	IF document IS NULL THEN
		RAISE EXCEPTION 'document must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT c.*, count(*) OVER () AS n INTO p
	  FROM civic_internal.policy_problems(document, resolved) c WHERE c.severity = 'error' LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'malformed policy at %: %', p.path, p.problem
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The policy has %s error(s) in all.', p.n),
				/* callers cannot check a document with what it inherits: they do not have it */
				HINT = coalesce(p.hint,
					CASE WHEN resolved AND document #> '{policy,extend}' = 'true'
						THEN 'The path leads into the pack together with what it inherits.'
						ELSE 'civic.check_policy() lists them.' END);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.require_policy(jsonb, bool) IS
	'raise the first error of a policy pack unless it is well formed';

CREATE FUNCTION civic.load_policy(document jsonb) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.policy */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	path text := document #>> '{policy,area}';
	new_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_policy(document, false);
	IF NOT EXISTS (SELECT FROM civic_private.area a WHERE a.area = path) THEN
		RAISE EXCEPTION 'unknown area "%"', path
			USING ERRCODE = 'undefined_object', DETAIL = 'It stands at $.policy.area.',
				HINT = 'Define it with civic.define_area().';
	END IF;
	INSERT INTO civic_private.policy (area, code, version, document)
	VALUES (path, document #>> '{policy,code}', document #>> '{policy,version}', document)
	RETURNING policy_id INTO new_id;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.load_policy(jsonb) IS 'load a policy pack as a draft';

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
		SELECT e.document INTO found_document FROM civic_private.enactment e
		 WHERE e.policy_id = policy_document.policy_id;
	ELSE
		SELECT p.document INTO found_document FROM civic_private.policy p
		 WHERE p.policy_id = policy_document.policy_id;
	END IF;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object',
				HINT = CASE WHEN resolved THEN 'A draft is resolved when it is enacted.'
					ELSE 'Load it with civic.load_policy().' END;
	END IF;
	RETURN found_document;
END $$;
COMMENT ON FUNCTION civic.policy_document(int4, bool) IS
	'the pack of a policy as it was loaded, or as enacted with what it inherits';

/* What names a member of a list, by which it is found again where it stands elsewhere. */
CREATE FUNCTION civic_internal.member_name(member jsonb, place int8) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(member ->> 'code',
		CASE WHEN member ? 'severity'
			THEN concat_ws('/', member ->> 'severity', member ->> 'path', member ->> 'step')
			ELSE concat_ws('/', member ->> 'path', member ->> 'step', place) END)
$$;
COMMENT ON FUNCTION civic_internal.member_name(jsonb, int8) IS
	'name of a member of a list in a policy pack';

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
			  FROM jsonb_each(CASE WHEN jsonb_typeof(w.value) = 'object' THEN w.value
				ELSE '{}' END) o
			UNION ALL
			SELECT format('%s[%s]', w.part,
				civic_internal.member_name(a.value, a.ordinality - 1)), a.value
			  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(w.value) = 'array' THEN w.value
				ELSE '[]' END) WITH ORDINALITY a
		  ) m (part, value)
	)
	SELECT w.part, w.value FROM walk w
	 WHERE jsonb_typeof(w.value) NOT IN ('object', 'array') OR w.value IN ('{}', '[]')
$$;
COMMENT ON FUNCTION civic_internal.policy_parts(jsonb, text) IS
	'the leaves of a policy pack; members of a list by name, so that one that moves is the same';
