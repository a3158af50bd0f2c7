/*
 * A release that was refused can be put to a second person, who sees the finding and decides.  The
 * floor of a tier stays: no exception tells of fewer subjects than that.
 */

CREATE FUNCTION civic_internal.exception_limits(audience name) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic_internal.audience_limits(audience) || jsonb_build_object(
		'k', (civic_internal.tier_floor(a.tier)).fewest, 'l', 1, 't', 1, 'largest', 1,
		'two_largest', 1, 'leave_out', 1, 'differencing', false)
	  FROM civic_private.audience a WHERE a.audience = exception_limits.audience
$$;
COMMENT ON FUNCTION civic_internal.exception_limits(name) IS
	'what an exception for an audience still has to keep to';

/* What the gate says against a release.  What it would let through is no matter for a request. */
CREATE FUNCTION civic_internal.gate_finding(audience name, epoch_id int4, attributes text[],
	measures text[], name text, levels int4[]) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	words text;
	more text;
BEGIN
	PERFORM civic_internal.publish(audience, epoch_id, attributes, measures, name, levels,
		civic_internal.audience_limits(audience), NULL);
	RAISE EXCEPTION 'this release needs no exception'
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = 'civic.publish_release() publishes it.';
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS words = MESSAGE_TEXT, more = PG_EXCEPTION_DETAIL;
	RETURN words || coalesce(': ' || nullif(more, ''), '');
END $$;
COMMENT ON FUNCTION civic_internal.gate_finding(name, int4, text[], text[], text, int4[]) IS
	'why the gate refuses a release; an error if it does not';

CREATE FUNCTION civic.request_exception(audience name, frame text, attributes text[], name text,
	justification text, levels int4[], measures text[] DEFAULT '{}', day date DEFAULT NULL)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.release_request */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	from_id int4;
	words text;
	requested int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(attributes, 'attributes');
	PERFORM civic_internal.require_list(levels, 'levels');
	PERFORM civic_internal.require_list(measures, 'measures');
	PERFORM civic_internal.check_known_audience(audience);
	PERFORM civic_internal.check_release_name(name);
	PERFORM civic_internal.require_text(justification, 'justification');
	from_id := civic_internal.epoch_of(frame, day);
	PERFORM civic_internal.check_release_parts(from_id, attributes, measures);
	IF levels IS NULL THEN
		RAISE EXCEPTION 'levels must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	words := civic_internal.gate_finding(audience, from_id, attributes, measures, name, levels);
	INSERT INTO civic_private.release_request (audience, epoch_id, name, attributes, measures,
		levels, finding, reason)
	VALUES (request_exception.audience, from_id, request_exception.name,
		request_exception.attributes, request_exception.measures, request_exception.levels, words,
		request_exception.justification)
	RETURNING request_id INTO requested;
	RETURN requested;
END $$;
COMMENT ON FUNCTION civic.request_exception(name, text, text[], text, text, int4[], text[], date) IS
	'put a release that the gate refuses to a second person, with a reason';

CREATE FUNCTION civic.decide_exception(request_id int8, approve bool, justification text)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* reads a data epoch, and makes a table of civic_open */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	q record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_text(justification, 'justification');
	PERFORM civic_internal.require_reach_within('auditor', NULL);
	IF approve IS NULL THEN
		RAISE EXCEPTION 'approve must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT r.* INTO q FROM civic_private.release_request r
	 WHERE r.request_id = decide_exception.request_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no request %', coalesce(request_id::text, 'null')
			USING ERRCODE = 'undefined_object';
	END IF;
	IF civic_internal.acted(q.actor, q.login_id) THEN
		RAISE EXCEPTION 'who asked for an exception does not decide about it'
			USING ERRCODE = 'insufficient_privilege', HINT = 'Another person has to.';
	END IF;
	INSERT INTO civic_private.release_decision (request_id, approved, reason)
	VALUES (q.request_id, approve, decide_exception.justification)
	    ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'request % was decided already', request_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	IF NOT approve THEN
		RETURN NULL;
	END IF;
	PERFORM civic_internal.check_release_name(q.name);
	RETURN civic_internal.publish(q.audience, q.epoch_id, q.attributes, q.measures, q.name,
		q.levels, civic_internal.exception_limits(q.audience), q.request_id);
END $$;
COMMENT ON FUNCTION civic.decide_exception(int8, bool, text) IS
	'decide about a release that the gate refused: publish it (its number), or not (null)';

CREATE FUNCTION civic.withdraw_release(release_id int8, justification text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* drops a table of civic_open */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	name text;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_text(justification, 'justification');
	SELECT r.name INTO name FROM civic_private.release r
	 WHERE r.release_id = withdraw_release.release_id;
	IF name IS NULL THEN
		RAISE EXCEPTION 'there is no release %', coalesce(release_id::text, 'null')
			USING ERRCODE = 'undefined_object';
	END IF;
	INSERT INTO civic_private.release_withdrawal (release_id, reason)
	VALUES (withdraw_release.release_id, withdraw_release.justification)
	    ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'release % was withdrawn already', release_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS civic_open.%I', name);
END $$;
COMMENT ON FUNCTION civic.withdraw_release(int8, text) IS
	'take a release back; whoever has read it knows it still, so later ones are compared with it';
