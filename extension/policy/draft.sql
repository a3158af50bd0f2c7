/* A draft as it would be if it were enacted, for whoever asks what would happen then. */

CREATE FUNCTION civic_internal.draft_document(policy_id int4, from_day date,
	OUT area text, OUT document jsonb, OUT draft int4, OUT parent int4)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT p.area, coalesce(e.document, p.document), e.extends_id,
		CASE WHEN e.policy_id IS NULL THEN p.policy_id ELSE 0 END
	  INTO area, document, parent, draft
	  FROM civic_private.policy p LEFT JOIN civic_private.enactment e USING (policy_id)
	 WHERE p.policy_id = draft_document.policy_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'unknown policy %', policy_id
			USING ERRCODE = 'undefined_object', HINT = 'Load it with civic.load_policy().';
	END IF;
	IF draft = 0 THEN
		RETURN;
	END IF;
	parent := civic_internal.extended_policy(policy_id, area, document, from_day);
	IF parent IS NOT NULL THEN
		document := civic_internal.merge_policy(civic.policy_document(parent, true), document);
	END IF;
	PERFORM civic_internal.require_policy(document, true);
END $$;
COMMENT ON FUNCTION civic_internal.draft_document(int4, date) IS
	'a draft with what it inherits, as if enacted from a day on; draft is 0 where it is enacted';

CREATE FUNCTION civic_internal.draft_policy(policy_id int4, from_day date,
	OUT area text, OUT document jsonb, OUT lines int4[], OUT firsts int4[],
	OUT limit_lines int4[], OUT limit_firsts int4[])
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.policy, enactment and rule */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT d.area, d.document, l.lines, l.firsts, l.limit_lines, l.limit_firsts
	  FROM civic_internal.draft_document(policy_id, from_day) d,
		LATERAL (SELECT array_agg(coalesce(l.line, 0) ORDER BY l.place) AS lines,
			array_agg(l.first::int4 ORDER BY l.place) AS firsts,
			array_agg(coalesce(l.limit_line, 0) ORDER BY l.place) AS limit_lines,
			array_agg(coalesce(l.limit_first, 0)::int4 ORDER BY l.place) AS limit_firsts
		  FROM civic_internal.rule_lines(d.draft, d.document, from_day, d.parent) l) l
$$;
COMMENT ON FUNCTION civic_internal.draft_policy(int4, date) IS
	'a draft as if it were enacted from a day on, and the lines of its rules and limits (0: a new '
	'one, which begins with the rule of that number)';

/* Since when the version has been in force that the draft would replace. */
CREATE FUNCTION civic_internal.draft_day(policy_id int4, as_of date) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
/* reads civic_private.policy and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce((SELECT e.effective_from
	  FROM civic_private.policy p
	  JOIN civic_private.enactment e ON e.policy_id = civic_internal.policy_of_area(p.area, as_of)
	 WHERE p.policy_id = draft_day.policy_id), as_of)
$$;
COMMENT ON FUNCTION civic_internal.draft_day(int4, date) IS
	'first day of the policy in force on a day where a draft would be, or that day';
