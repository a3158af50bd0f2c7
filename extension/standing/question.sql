/* What people decide about standings.  Their reasons are kept apart, and erased on their day. */

CREATE FUNCTION civic_internal.keep_standing_reason(subject_id int8, reason text) RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic_internal.keep_reason(subject_id, NULL, reason,
		civic_internal.text_day(subject_id, civic.today()))
$$;
COMMENT ON FUNCTION civic_internal.keep_standing_reason(int8, text) IS
	'keep a reason given today about a subject''s standing; the digest that commits to it';

CREATE FUNCTION civic_internal.refuse_answered(subject_id int8, decision_id int8) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	made record;
BEGIN
	SELECT a.* INTO made FROM civic_private.tier_answer a
	 WHERE a.subject_id = refuse_answered.subject_id
	   AND a.decision_id = refuse_answered.decision_id;
	RAISE EXCEPTION 'decision % is no longer open', decision_id
		USING ERRCODE = 'object_not_in_prerequisite_state',
			DETAIL = CASE
				WHEN made.verdict IS NULL THEN format('It lost its object on %s.', made.decided_on)
				WHEN made.verdict THEN
					format('It was confirmed by %s on %s.', made.actor, made.decided_on)
				ELSE format('It was refused by %s on %s.', made.actor, made.decided_on) END;
END $$;
COMMENT ON FUNCTION civic_internal.refuse_answered(int8, int8) IS
	'raise the error that a question has its answer';

CREATE FUNCTION civic.decide(decision_id int8, verdict bool, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.tier_answer */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	question record;
BEGIN
	PERFORM civic_internal.require_programme();
	IF decision_id IS NULL OR verdict IS NULL THEN
		RAISE EXCEPTION '% must not be null',
			CASE WHEN decision_id IS NULL THEN 'decision_id' ELSE 'verdict' END
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT q.* INTO question FROM civic_private.tier_question q
	 WHERE q.decision_id = decide.decision_id;
	PERFORM civic_internal.require_reach('reviewer', coalesce(question.subject_id, 0));
	IF question.subject_id IS NULL THEN
		RAISE EXCEPTION 'unknown decision %', decision_id
			USING ERRCODE = 'undefined_object', HINT = 'civic.decisions lists them.';
	END IF;
	PERFORM civic_internal.require_impartial(question.subject_id);
	INSERT INTO civic_private.tier_answer (subject_id, decision_id, verdict, decided_on, reason)
	VALUES (question.subject_id, question.decision_id, verdict, civic.today(),
		civic_internal.keep_standing_reason(question.subject_id, reason))
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		PERFORM civic_internal.refuse_answered(question.subject_id, decision_id);
	END IF;
	PERFORM civic_internal.apply_today(question.subject_id);
END $$;
COMMENT ON FUNCTION civic.decide(int8, bool, text) IS
	'confirm or refuse what settlement has put to a person: a fall of several tiers, a restriction';

CREATE FUNCTION civic_internal.check_lock(subject_id int8, tier text, until date) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today date := civic.today();
	home text := (SELECT h.area FROM civic_internal.home(subject_id, today, today) h);
BEGIN
	IF tier IS NULL OR until IS NULL THEN
		RAISE EXCEPTION '% must not be null', CASE WHEN tier IS NULL THEN 'tier' ELSE 'until' END
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF until NOT BETWEEN today AND '9999-12-31' THEN
		RAISE EXCEPTION 'date out of range: "%"', until
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A lock ends today or later; until is its last day.';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.enactment e,
			jsonb_array_elements(e.document -> 'tiers') t
		WHERE e.policy_id = civic_internal.policy_of_area(home, today)
		  AND t.value ->> 'code' = tier) THEN
		RAISE EXCEPTION 'unknown tier "%"', tier
			USING ERRCODE = 'undefined_object',
				DETAIL = 'The policy in force where the subject lives does not have it.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_lock(int8, text, date) IS
	'raise an error unless a tier can be fixed through a day';

CREATE FUNCTION civic.lock_tier(subject_id int8, tier text, reason text, until date,
	"as" text DEFAULT 'fixed')
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.tier_lock */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int8;
BEGIN
	PERFORM civic_internal.require_reach('reviewer', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	PERFORM civic_internal.require_impartial(subject_id);
	PERFORM civic_internal.check_lock(subject_id, tier, until);
	IF "as" IS NULL OR "as" NOT IN ('fixed', 'floor') THEN
		RAISE EXCEPTION 'unknown sort of lock "%"', "as"
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A lock is fixed, or a floor under the tier that is earned.';
	END IF;
	INSERT INTO civic_private.tier_lock (subject_id, tier, from_day, until, reason, is_floor)
	VALUES (subject_id, tier, civic.today(), until,
		civic_internal.keep_standing_reason(subject_id, reason), "as" = 'floor')
	RETURNING lock_id INTO new_id;
	PERFORM civic_internal.apply_today(subject_id);
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.lock_tier(int8, text, text, date, text) IS
	'fix the tier that is shown through a day, or the lowest that is; what is earned goes on '
	'underneath';

CREATE FUNCTION civic.unlock_tier(subject_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.tier_lock */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held record;
BEGIN
	PERFORM civic_internal.require_reach('reviewer', subject_id);
	PERFORM civic_internal.check_subject(subject_id);
	PERFORM civic_internal.require_impartial(subject_id);
	SELECT k.* INTO held FROM civic_private.tier_lock k
	 WHERE k.subject_id = unlock_tier.subject_id ORDER BY k.lock_id DESC LIMIT 1;
	IF held.tier IS NULL OR held.until < civic.today() THEN
		RAISE EXCEPTION 'the tier of subject % is not locked', subject_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	INSERT INTO civic_private.tier_lock (subject_id, from_day, until, reason)
	VALUES (subject_id, civic.today(), held.until,
		civic_internal.keep_standing_reason(subject_id, reason));
	PERFORM civic_internal.apply_today(subject_id);
END $$;
COMMENT ON FUNCTION civic.unlock_tier(int8, text) IS 'release a tier that was fixed by hand';
