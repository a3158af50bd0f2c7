/* Enacting: a draft with what it inherits is frozen and put in force. */

/* What names the members of each list of a pack, and what stands for a name that is left out. */
CREATE FUNCTION civic_internal.pack_keys() RETURNS TABLE (section text, keys jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('dimensions', '{"code": null}'::jsonb),
	('rules', '{"code": null}'),
	('limits', '{"code": null}'),
	('tiers', '{"code": null}'),
	('benefits', '{"code": null}'),
	('scenario_limits', '{"scenario": null}'),
	('repair_windows', '{"severity": "minor"}'),
	('repair_steps', '{"severity": "minor", "path": null, "step": 1}'),
	('clocks', '{"code": null}')
$$;
COMMENT ON FUNCTION civic_internal.pack_keys() IS
	'lists of a policy pack, and the keys of their members with their defaults';

/*
 * The parent's members, each replaced by the child's of the same key, in the parent's order; then
 * those that only the child has.
 */
CREATE FUNCTION civic_internal.merge_policy(parent jsonb, child jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH item AS (
		SELECT s.section, v.value, v.ordinality AS place, d.child,
			(SELECT jsonb_agg(coalesce(nullif(v.value -> k.key, 'null'), k.value) ORDER BY k.key)
			   FROM jsonb_each(s.keys) k) AS key
		  FROM civic_internal.pack_keys() s,
			LATERAL (VALUES (false, parent), (true, child)) d (child, document),
			LATERAL jsonb_array_elements(coalesce(nullif(d.document -> s.section, 'null'), '[]'))
				WITH ORDINALITY v
	),
	merged AS (
		SELECT DISTINCT ON (i.section, i.key) i.section, i.value,
			first_value(i.child) OVER w AS born_in_child, first_value(i.place) OVER w AS place
		  FROM item i
		WINDOW w AS (PARTITION BY i.section, i.key ORDER BY i.child)
		 ORDER BY i.section, i.key, i.child DESC
	),
	/* a null does not hide what the parent has, but that of a limit says that there is none */
	policy AS (
		SELECT jsonb_object_agg(p.key, p.value) AS members FROM jsonb_each(child -> 'policy') p
		 WHERE p.value <> 'null' OR p.key IN ('floor', 'ceiling')
	),
	section AS (
		SELECT m.section, jsonb_agg(m.value ORDER BY m.born_in_child, m.place) AS members
		  FROM merged m GROUP BY m.section
	)
	SELECT jsonb_build_object('policy', (parent -> 'policy') || (SELECT p.members FROM policy p))
		|| coalesce(jsonb_object_agg(s.section, s.members), '{}')
	  FROM section s
$$;
COMMENT ON FUNCTION civic_internal.merge_policy(jsonb, jsonb) IS
	'a child policy with what it inherits';

/* The area and the document of a draft.  Raises an error unless the draft can be enacted. */
CREATE FUNCTION civic_internal.draft_to_enact(policy_id int4, effective_from date,
	OUT area text, OUT document jsonb)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT p.area, p.document INTO area, document FROM civic_private.policy p
	 WHERE p.policy_id = draft_to_enact.policy_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = 'Load it with civic.load_policy().';
	END IF;
	IF EXISTS (SELECT FROM civic_private.enactment e
		WHERE e.policy_id = draft_to_enact.policy_id) THEN
		RAISE EXCEPTION 'policy % has been enacted', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'An enacted policy is frozen for ever.',
				HINT = 'Load the changed pack under a new version and enact that.';
	END IF;
	IF effective_from < civic.today() AND EXISTS (
		SELECT FROM civic_private.enactment e
		 WHERE e.effective_from < civic.today()
		   AND civic_internal.area_covers(e.area, draft_to_enact.area)) THEN
		RAISE EXCEPTION 'policy % cannot take effect in the past', policy_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('Another policy is in force for area "%s", and scores of past days '
					'must stay as they were.', area),
				HINT = 'Let it take effect today or later.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.draft_to_enact(int4, date) IS
	'area and document of a draft that can be enacted from a day on';

CREATE FUNCTION civic_internal.resolve_policy(policy_id int4, area text, document jsonb,
	effective_from date) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent int4;
BEGIN
	IF document #> '{policy,extend}' IS DISTINCT FROM 'true' THEN
		RETURN document;
	END IF;
	parent := civic_internal.policy_of_area(substring(area FROM '^(.*)[.][^.]*$'), effective_from);
	IF parent IS NULL THEN
		RAISE EXCEPTION 'policy % extends a policy, but no area above "%" has one in force on %',
			policy_id, area, effective_from
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Enact the policy of an area above it first.';
	END IF;
	RETURN civic_internal.merge_policy(civic.policy_document(parent, true), document);
END $$;
COMMENT ON FUNCTION civic_internal.resolve_policy(int4, text, jsonb, date) IS
	'the document of a draft with what it inherits';

CREATE FUNCTION civic.enact_policy(policy_id int4, effective_from date) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.enactment and rule */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	draft record;
	full_document jsonb;
	new_digest bytea;
	new_id int4;
BEGIN
	PERFORM civic_internal.require_programme();
	IF policy_id IS NULL OR effective_from IS NULL THEN
		RAISE EXCEPTION 'policy_id and effective_from must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF effective_from NOT BETWEEN '1900-01-01' AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', effective_from
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'Dates lie between 1900-01-01 and 9999-12-31.';
	END IF;
	/*
	 * One enactment at a time, so that ids follow the order of commits; readers go on.  A
	 * transaction whose snapshot is older than another's enactment fails here to serialize.
	 */
	PERFORM civic_internal.lock_programme();
	SELECT d.* INTO draft FROM civic_internal.draft_to_enact(policy_id, effective_from) d;
	full_document := civic_internal.resolve_policy(policy_id, draft.area, draft.document,
		effective_from);
	PERFORM civic_internal.require_policy(full_document, true);
	new_digest := sha256(convert_to(full_document::text, 'UTF8'));
	INSERT INTO civic_private.enactment (policy_id, area, effective_from, document, digest)
	VALUES (policy_id, draft.area, effective_from, full_document, new_digest)
	RETURNING enactment_id INTO new_id;
	PERFORM civic_internal.note_enactment(new_id);
	INSERT INTO civic_private.rule (policy_id, code, definition)
	SELECT enact_policy.policy_id, r.value ->> 'code', r.value
	  FROM jsonb_array_elements(full_document -> 'rules') WITH ORDINALITY r ORDER BY r.ordinality;
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic.enact_policy(int4, date) IS
	'freeze a policy and put it in force from a day on; returns the SHA-256 of the whole policy';
