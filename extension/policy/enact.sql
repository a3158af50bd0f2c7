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

CREATE FUNCTION civic_internal.area_above(area text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(area FROM '^(.*)[.][^.]*$') $$;
COMMENT ON FUNCTION civic_internal.area_above(text) IS 'the area that an area lies in, or null';

/* The policy that a draft extends; null if it extends none. */
CREATE FUNCTION civic_internal.extended_policy(policy_id int4, area text, document jsonb,
	effective_from date) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent int4;
BEGIN
	IF document #> '{policy,extend}' IS DISTINCT FROM 'true' THEN
		RETURN NULL;
	END IF;
	parent := civic_internal.policy_of_area(civic_internal.area_above(area), effective_from);
	IF parent IS NULL THEN
		RAISE EXCEPTION 'policy % extends a policy, but no area above "%" has one in force on %',
			policy_id, area, effective_from
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Enact the policy of an area above it first.';
	END IF;
	RETURN parent;
END $$;
COMMENT ON FUNCTION civic_internal.extended_policy(int4, text, jsonb, date) IS
	'the policy that a draft extends, or null';

/* Freezes a draft; the caller has made sure that it may. */
CREATE FUNCTION civic_internal.enact_draft(policy_id int4, effective_from date)
RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	draft record;
	parent int4;
	full_document jsonb;
	new_digest bytea;
	new_id int4;
BEGIN
	SELECT d.* INTO draft FROM civic_internal.draft_to_enact(policy_id, effective_from) d;
	parent := civic_internal.extended_policy(policy_id, draft.area, draft.document,
		effective_from);
	full_document := draft.document;
	IF parent IS NOT NULL THEN
		full_document := civic_internal.merge_policy(civic.policy_document(parent, true),
			draft.document);
	END IF;
	PERFORM civic_internal.require_policy(full_document, true);
	PERFORM civic_internal.tell_steps(policy_id, full_document, effective_from, parent);
	new_digest := sha256(convert_to(full_document::text, 'UTF8'));
	INSERT INTO civic_private.enactment (policy_id, area, effective_from, document, digest,
		extends_id)
	VALUES (policy_id, draft.area, effective_from, full_document, new_digest, parent)
	RETURNING enactment_id INTO new_id;
	PERFORM civic_internal.note_enactment(new_id);
	PERFORM civic_internal.add_rules(policy_id, full_document, effective_from, parent);
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic_internal.enact_draft(int4, date) IS
	'freeze a draft and put it in force from a day on; returns the digest of the whole policy';

CREATE FUNCTION civic.enact_policy(policy_id int4, effective_from date,
	cascade bool DEFAULT false) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.enactment and rule */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_digest bytea;
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
	new_digest := civic_internal.enact_draft(policy_id, effective_from);
	IF coalesce(cascade, false) THEN
		PERFORM civic_internal.enact_below(policy_id);
	ELSE
		PERFORM civic_internal.tell_behind(policy_id);
	END IF;
	RETURN new_digest;
END $$;
COMMENT ON FUNCTION civic.enact_policy(int4, date, bool) IS
	'freeze a policy and put it in force from a day on, with cascade also new versions of those '
	'that extend it; returns the SHA-256 of the whole policy';

/* ----------
 * policies that extend another
 * ----------
 */

/* Of each area and first day only the last enactment ever is in force. */
CREATE FUNCTION civic_internal.policies_behind(from_day date)
RETURNS TABLE (policy_id int4, behind_from date, extends_id int4, current_id int4)
LANGUAGE sql STABLE PARALLEL SAFE
/* a view calls it, and it reads civic_private.enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* few policies extend another, which the planner does not know before ANALYZE */
SET enable_seqscan = off
AS $$
	SELECT h.policy_id, greatest(h.effective_from, from_day), h.extends_id, c.policy_id
	  FROM civic_private.enactment h, LATERAL (SELECT civic_internal.policy_of_area(
		civic_internal.area_above(h.area), greatest(h.effective_from, from_day)) AS policy_id) c
	 WHERE h.extends_id IS NOT NULL AND h.policy_id =
		civic_internal.policy_of_area(h.area, greatest(h.effective_from, from_day))
	   AND h.extends_id <> c.policy_id
$$;
COMMENT ON FUNCTION civic_internal.policies_behind(date) IS
	'policies in force on a day or later that extend a version which is replaced by then';

CREATE FUNCTION civic_internal.tell_behind(current int4) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	behind text;
BEGIN
	SELECT string_agg(format('%s (policy %s)', p.area, b.policy_id), ', ' ORDER BY p.area,
		b.policy_id)
	  INTO behind
	  FROM civic_private.enactment e, civic_internal.policies_behind(e.effective_from) b
	  JOIN civic_private.policy p ON p.policy_id = b.policy_id
	 WHERE e.policy_id = current AND b.current_id = current;
	IF behind IS NOT NULL THEN
		RAISE NOTICE 'policies that extend an earlier version of policy % stay behind', current
			USING DETAIL = behind,
				HINT = 'The view policies_behind lists them. With cascade => true, new versions of '
					'them are enacted along with it.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.tell_behind(int4) IS
	'say which policies stay behind one that was just enacted';

/* A draft as it is, as a further version that says which version above it was merged anew. */
CREATE FUNCTION civic_internal.follow_policy(behind int4, above int4) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int4;
BEGIN
	INSERT INTO civic_private.policy (area, code, version, document)
	SELECT p.area, p.code, v.version,
		jsonb_set(p.document, '{policy,version}', to_jsonb(v.version))
	  FROM civic_private.policy p, civic_private.policy a, LATERAL (
		SELECT format('%s+%s', split_part(p.version, '+', 1), a.version) AS version) v
	 WHERE p.policy_id = behind AND a.policy_id = above
	RETURNING policy_id INTO new_id;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic_internal.follow_policy(int4, int4) IS
	'load a new version of a policy that extends another, for a new version of that';

CREATE FUNCTION civic_internal.enact_below(current int4) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	behind record;
	new_id int4;
BEGIN
	FOR behind IN
		SELECT b.policy_id, b.behind_from
		  FROM civic_private.enactment e, civic_internal.policies_behind(e.effective_from) b
		 WHERE e.policy_id = current AND b.current_id = current
		 ORDER BY b.behind_from, b.policy_id
	LOOP
		new_id := civic_internal.follow_policy(behind.policy_id, current);
		PERFORM civic_internal.enact_draft(new_id, behind.behind_from);
		PERFORM civic_internal.enact_below(new_id);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.enact_below(int4) IS
	'enact new versions of the policies that extend one which was just enacted, each merged again';
