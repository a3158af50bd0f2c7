CREATE FUNCTION civic_internal.appeal_next(state text, move text, OUT next_state text, OUT open bool, OUT disputed bool)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_next';
COMMENT ON FUNCTION civic_internal.appeal_next(text, text) IS 'the state that a move leads to; an error if it cannot be made';

CREATE FUNCTION civic_internal.appeal_terms(policy_id int4, OUT calendar text, OUT suspends bool,
	OUT erase_years int4, OUT review_share int4,
	OUT mark int4, OUT mark_more int4, OUT decision int4, OUT decision_more int4,
	OUT review int4, OUT review_more int4, OUT forward int4, OUT forward_more int4,
	OUT removal int4, OUT removal_more int4, OUT human_review int4, OUT human_review_more int4)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_terms';
COMMENT ON FUNCTION civic_internal.appeal_terms(int4) IS 'what a policy says about appeals and reviews: clocks in working days, and by how many they may be extended';

CREATE FUNCTION civic_internal.post_correction(subject_id int8, rule_code text, quantity numeric,
	occurred_on date, source_ref text, evidence bytea) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_post_correction';
COMMENT ON FUNCTION civic_internal.post_correction(int8, text, numeric, date, text, bytea) IS 'post the award of a corrected decision, under the source of appeals';

/* The loss that an appeal or an annulment is about, with the policy whose clocks it goes by. */
CREATE FUNCTION civic_internal.contested_loss(subject_id int8, entry_id int8,
	OUT policy_id int4, OUT area text, OUT erase_on date)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	PERFORM civic_internal.check_subject(subject_id);
	IF entry_id IS NULL THEN
		RAISE EXCEPTION 'entry_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT x.kind, x.rule_id, x.occurred_on, r.policy_id INTO e
	  FROM civic_private.entry x JOIN civic_private.rule r USING (rule_id)
	 WHERE x.subject_id = contested_loss.subject_id AND x.entry_id = contested_loss.entry_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'subject % has no entry %', subject_id, entry_id USING ERRCODE = 'undefined_object';
	END IF;
	IF e.kind <> 1 OR NOT civic_internal.rule_is_loss(e.rule_id) THEN
		RAISE EXCEPTION 'entry % is not a loss', entry_id
			USING ERRCODE = 'wrong_object_type', HINT = 'Name the award that took points.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.entry v
		WHERE v.subject_id = contested_loss.subject_id AND v.ref_entry_id = contested_loss.entry_id AND v.kind = 2) THEN
		RAISE EXCEPTION 'entry % has been reversed', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'There is nothing left to contest.';
	END IF;
	SELECT r.area::text INTO area FROM civic_private.residence r
	 WHERE r.subject_id = contested_loss.subject_id AND r.since <= civic.today() ORDER BY r.since DESC, r.residence_id DESC LIMIT 1;
	/* procedure follows the policy of the day; where there is none any more, that of the entry */
	policy_id := coalesce(civic_internal.policy_of_area(area, civic.today()), e.policy_id);
	erase_on := e.occurred_on + make_interval(years => (civic_internal.appeal_terms(policy_id)).erase_years);
END $$;
COMMENT ON FUNCTION civic_internal.contested_loss(int8, int8) IS 'raise an error unless an entry is a loss that stands; its policy, area, and the day its texts are erased';

/*
 * Every move goes through here, once its appeal is locked: the table of moves
 * decides, the row follows, the history is appended to.
 */
CREATE FUNCTION civic_internal.move_appeal(subject_id int8, appeal_id int8, move text,
	reason text, evidence bytea, ref_entry_id int8, took int4, late bool)
RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	a record;
	n record;
	gone date;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = move_appeal.subject_id AND x.appeal_id = move_appeal.appeal_id FOR UPDATE;
	SELECT * INTO n FROM civic_internal.appeal_next(a.state, move);
	SELECT e.occurred_on + make_interval(years => (civic_internal.appeal_terms(a.policy_id)).erase_years) INTO gone
	  FROM civic_private.entry e WHERE e.subject_id = a.subject_id AND e.entry_id = a.entry_id;
	UPDATE civic_private.appeal x
	   SET state = n.next_state, open = n.open, disputed = n.disputed, moves = x.moves + 1
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	INSERT INTO civic_private.appeal_move (subject_id, appeal_id, move_no, move, from_state, to_state, instance, on_day, due,
		took, late, ref_entry_id, text_commitment, evidence_commitment)
	VALUES (a.subject_id, a.appeal_id, a.moves + 1, move_appeal.move, a.state, n.next_state, a.instance, civic.today(),
		CASE WHEN n.open AND a.paused_on IS NULL THEN a.decision_due END,
		move_appeal.took, move_appeal.late, move_appeal.ref_entry_id,
		CASE WHEN reason IS NOT NULL THEN civic_internal.keep_text(a.subject_id, a.entry_id, convert_to(reason, 'UTF8'), gone) END,
		CASE WHEN evidence IS NOT NULL THEN civic_internal.keep_text(a.subject_id, a.entry_id, evidence, gone) END);
	PERFORM civic_internal.publish('appeal', a.subject_id, jsonb_build_object('appeal_id', a.appeal_id, 'entry_id', a.entry_id,
		'move', move_appeal.move, 'state', n.next_state, 'instance', a.instance,
		'due', CASE WHEN n.open AND a.paused_on IS NULL THEN a.decision_due END));
	RETURN n.next_state;
END $$;
COMMENT ON FUNCTION civic_internal.move_appeal(int8, int8, text, text, bytea, int8, int4, bool) IS 'make a move of an appeal; its new state';

/* Lock an appeal and check that a move can be made. */
CREATE FUNCTION civic_internal.lock_appeal(subject_id int8, appeal_id int8, move text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	state text;
BEGIN
	PERFORM civic_internal.require_programme();
	IF subject_id IS NULL OR appeal_id IS NULL THEN
		RAISE EXCEPTION 'subject_id and appeal_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT x.state INTO state FROM civic_private.appeal x
	 WHERE x.subject_id = lock_appeal.subject_id AND x.appeal_id = lock_appeal.appeal_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'subject % has no appeal %', subject_id, appeal_id USING ERRCODE = 'undefined_object';
	END IF;
	PERFORM civic_internal.appeal_next(state, move);
END $$;
COMMENT ON FUNCTION civic_internal.lock_appeal(int8, int8, text) IS 'lock an appeal, and raise an error unless a move can be made';

CREATE FUNCTION civic.file_appeal(subject_id int8, entry_id int8, grounds text, evidence bytea DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	loss record;
	t record;
	earlier record;
	day date := civic.today();
	given_id int8;
BEGIN
	SELECT * INTO loss FROM civic_internal.contested_loss(file_appeal.subject_id, file_appeal.entry_id);
	PERFORM civic_internal.require_text(grounds, 'grounds');
	SELECT x.appeal_id, x.state INTO earlier FROM civic_private.appeal x
	 WHERE x.subject_id = file_appeal.subject_id AND x.entry_id = file_appeal.entry_id
	   AND (x.state IN ('rejected', 'confirmed') OR x.state = 'withdrawn' AND x.instance = 2)
	 ORDER BY x.appeal_id DESC LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'an appeal against entry % has been rejected', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It is appeal %s, %s.', earlier.appeal_id, earlier.state),
				HINT = CASE WHEN earlier.state = 'rejected' THEN 'civic.request_review() brings it before a second instance.'
					ELSE 'The second instance was the last.' END;
	END IF;
	SELECT * INTO t FROM civic_internal.appeal_terms(loss.policy_id);
	INSERT INTO civic_private.appeal AS n (subject_id, entry_id, policy_id, calendar, area, state, open, disputed, filed_on, filer,
		mark_due, forward_due, clock_from, decision_due)
	SELECT file_appeal.subject_id, file_appeal.entry_id, loss.policy_id, t.calendar, a.area, 'none', true, false, day, civic_internal.stamp_actor(),
		civic.add_working_days(day, t.mark, t.calendar), civic.add_working_days(day, t.forward, t.calendar),
		day, civic.add_working_days(day, t.decision, t.calendar)
	  FROM civic_private.area a WHERE a.area::text = loss.area
	ON CONFLICT (subject_id, entry_id) WHERE open DO NOTHING
	RETURNING n.appeal_id INTO given_id;
	IF given_id IS NULL THEN
		RAISE EXCEPTION 'there is an open appeal against entry % already', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'civic.appeal_status() tells how it stands.';
	END IF;
	PERFORM civic_internal.move_appeal(file_appeal.subject_id, given_id, 'file', grounds, evidence, NULL, NULL, false);
	RETURN given_id;
END $$;
COMMENT ON FUNCTION civic.file_appeal(int8, int8, text, bytea) IS 'file an appeal against a loss; its clocks start';

/* Suspend the entry of an appeal, if the policy has it so; the suspension, or null. */
CREATE FUNCTION civic_internal.suspend_disputed(subject_id int8, appeal_id int8) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = suspend_disputed.subject_id AND x.appeal_id = suspend_disputed.appeal_id;
	IF a.suspended OR NOT (civic_internal.appeal_terms(a.policy_id)).suspends OR civic_internal.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RETURN NULL;
	END IF;
	UPDATE civic_private.appeal x SET suspended = true WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	RETURN civic_internal.adjust(a.subject_id, a.entry_id, 3::int2, NULL, format('appeal %s', a.appeal_id), civic.today());
END $$;
COMMENT ON FUNCTION civic_internal.suspend_disputed(int8, int8) IS 'suspend the entry of an appeal if its policy says so';

/* End the suspension that an appeal brought; the reinstatement, or null. */
CREATE FUNCTION civic_internal.reinstate_disputed(subject_id int8, appeal_id int8) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT x.* INTO STRICT a FROM civic_private.appeal x
	 WHERE x.subject_id = reinstate_disputed.subject_id AND x.appeal_id = reinstate_disputed.appeal_id;
	IF NOT a.suspended THEN
		RETURN NULL;
	END IF;
	UPDATE civic_private.appeal x SET suspended = false WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	/* one that was reversed meanwhile does not count again */
	IF civic_internal.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RETURN NULL;
	END IF;
	RETURN civic_internal.adjust(a.subject_id, a.entry_id, 4::int2, NULL, format('appeal %s', a.appeal_id), civic.today());
END $$;
COMMENT ON FUNCTION civic_internal.reinstate_disputed(int8, int8) IS 'end the suspension that an appeal brought';

CREATE FUNCTION civic.mark_disputed(subject_id int8, appeal_id int8) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	due date;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'mark');
	UPDATE civic_private.appeal x SET marked_on = civic.today()
	 WHERE x.subject_id = mark_disputed.subject_id AND x.appeal_id = mark_disputed.appeal_id
	RETURNING x.mark_due INTO due;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'mark', NULL, NULL,
		civic_internal.suspend_disputed(subject_id, appeal_id), NULL, civic.today() > due);
END $$;
COMMENT ON FUNCTION civic.mark_disputed(int8, int8) IS 'let the entry of an appeal show as disputed, suspended if the policy says so';

CREATE FUNCTION civic.forward_appeal(subject_id int8, appeal_id int8, reason text) RETURNS date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	due date;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'forward');
	PERFORM civic_internal.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = forward_appeal.subject_id AND x.appeal_id = forward_appeal.appeal_id;
	IF a.forwarded_on IS NOT NULL OR a.extended THEN
		RAISE EXCEPTION 'appeal % was % already', appeal_id, CASE WHEN a.extended THEN 'extended' ELSE 'forwarded' END
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It is due on %s.', a.decision_due);
	END IF;
	/* whoever forwards late does so at the cost of the time to decide, not of the appellant */
	due := civic.add_working_days(least(civic.today(), a.forward_due), (civic_internal.appeal_terms(a.policy_id)).decision, a.calendar);
	UPDATE civic_private.appeal x SET forwarded_on = civic.today(), decision_due = greatest(x.decision_due, due)
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id
	RETURNING x.decision_due INTO due;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'forward', reason, NULL, NULL, NULL, civic.today() > a.forward_due);
	RETURN due;
END $$;
COMMENT ON FUNCTION civic.forward_appeal(int8, int8, text) IS 'forward an appeal to the source that reported the event: the clock starts again; the new due day';

CREATE FUNCTION civic.extend_appeal(subject_id int8, appeal_id int8, reason text) RETURNS date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	more int4;
	new_due date;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'extend');
	PERFORM civic_internal.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = extend_appeal.subject_id AND x.appeal_id = extend_appeal.appeal_id;
	SELECT CASE a.instance WHEN 1 THEN t.decision_more ELSE t.review_more END INTO more FROM civic_internal.appeal_terms(a.policy_id) t;
	IF a.extended OR more = 0 OR civic.today() > a.decision_due THEN
		RAISE EXCEPTION 'appeal % cannot be extended', appeal_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = CASE WHEN a.extended THEN format('It was extended before, and is due on %s.', a.decision_due)
					WHEN more = 0 THEN 'The policy allows no extension.'
					ELSE format('It was due on %s.', a.decision_due) END,
				HINT = 'An appeal is extended once, before it is overdue.';
	END IF;
	new_due := civic.add_working_days(a.decision_due, more, a.calendar);
	UPDATE civic_private.appeal x SET extended = true, decision_due = new_due
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'extend', reason, NULL, NULL, NULL, false);
	RETURN new_due;
END $$;
COMMENT ON FUNCTION civic.extend_appeal(int8, int8, text) IS 'extend the time to decide an appeal, once; the new due day';

CREATE FUNCTION civic.pause_appeal(subject_id int8, appeal_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'pause');
	PERFORM civic_internal.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = pause_appeal.subject_id AND x.appeal_id = pause_appeal.appeal_id;
	IF civic.today() > a.decision_due THEN
		RAISE EXCEPTION 'appeal % is overdue', appeal_id
			USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('It was due on %s.', a.decision_due),
				HINT = 'Only a clock that is running can be stopped.';
	END IF;
	UPDATE civic_private.appeal x
	   SET paused_on = civic.today(), remaining = civic.working_days(civic.today(), x.decision_due, x.calendar)
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'pause', reason, NULL, NULL, NULL, false);
END $$;
COMMENT ON FUNCTION civic.pause_appeal(int8, int8, text) IS 'stop the clock of an appeal while an expert is asked';

CREATE FUNCTION civic.resume_appeal(subject_id int8, appeal_id int8, reason text, evidence bytea DEFAULT NULL) RETURNS date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_due date;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'resume');
	PERFORM civic_internal.require_text(reason, 'reason');
	UPDATE civic_private.appeal x
	   SET stopped = x.stopped + civic.working_days(x.paused_on, civic.today(), x.calendar),
		decision_due = civic.add_working_days(civic.today(), x.remaining, x.calendar), paused_on = NULL, remaining = NULL
	 WHERE x.subject_id = resume_appeal.subject_id AND x.appeal_id = resume_appeal.appeal_id
	RETURNING x.decision_due INTO new_due;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'resume', reason, evidence, NULL, NULL, false);
	RETURN new_due;
END $$;
COMMENT ON FUNCTION civic.resume_appeal(int8, int8, text, bytea) IS 'the expert has answered: the clock goes on; the new due day';

/* Nobody decides about themselves, nor about what they recorded, filed or decided. */
CREATE FUNCTION civic_internal.check_decider(subject_id int8, entry_id int8, others name[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	me name := civic_internal.stamp_actor();
BEGIN
	IF EXISTS (SELECT FROM civic_private.entry e
		WHERE e.subject_id = check_decider.subject_id AND e.entry_id = check_decider.entry_id AND e.actor = me) THEN
		RAISE EXCEPTION 'permission denied: "%" recorded entry %', me, entry_id
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
	IF EXISTS (SELECT FROM civic_private.subject s WHERE s.subject_id = check_decider.subject_id AND s.attributes ->> 'role' = me::text) THEN
		RAISE EXCEPTION 'permission denied: "%" is the role of the subject', me
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
	IF me = ANY (others) THEN
		RAISE EXCEPTION 'permission denied: "%" has filed or decided this appeal', me
			USING ERRCODE = 'insufficient_privilege', HINT = 'Somebody else has to decide.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_decider(int8, int8, name[]) IS 'raise an error if the caller recorded the entry, is the subject, or is among others';

CREATE FUNCTION civic_internal.check_correction(subject_id int8, entry_id int8, rule_code text, quantity numeric) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	IF rule_code IS NULL OR quantity IS NULL THEN
		RAISE EXCEPTION 'a correction needs a rule and a quantity' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT r.code, x.quantity * 0.01 AS quantity INTO e
	  FROM civic_private.entry x JOIN civic_private.rule r USING (rule_id)
	 WHERE x.subject_id = check_correction.subject_id AND x.entry_id = check_correction.entry_id;
	IF rule_code = e.code AND quantity > e.quantity THEN
		RAISE EXCEPTION 'a correction must not be worse than what was appealed against'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('The quantity was %s under the same rule.', e.quantity);
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_correction(int8, int8, text, numeric) IS 'raise an error unless a correction is complete and no worse';

CREATE FUNCTION civic.decide_appeal(subject_id int8, appeal_id int8, outcome text, reason text,
	rule_code text DEFAULT NULL, quantity numeric DEFAULT NULL, occurred_on date DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	day date := civic.today();
	move text := CASE outcome WHEN 'upheld' THEN 'uphold' WHEN 'corrected' THEN 'correct' WHEN 'rejected' THEN 'reject' END;
	made int8;
	told text := reason;
BEGIN
	IF outcome IS NULL THEN
		RAISE EXCEPTION 'outcome must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF move IS NULL THEN
		RAISE EXCEPTION 'unknown outcome "%"', outcome
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'An appeal is upheld, rejected or corrected.';
	END IF;
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, move);
	PERFORM civic_internal.require_text(reason, 'reason');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = decide_appeal.subject_id AND x.appeal_id = decide_appeal.appeal_id;
	PERFORM civic_internal.check_decider(subject_id, a.entry_id, ARRAY[a.filer, a.first_decider]);
	made := civic_internal.reversal_of(subject_id, a.entry_id);
	IF outcome <> 'corrected' AND (rule_code IS NOT NULL OR quantity IS NOT NULL OR occurred_on IS NOT NULL) THEN
		RAISE EXCEPTION 'only a correction names a rule, a quantity or a day' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF outcome <> 'upheld' AND made IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has been reversed', a.entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'The appeal has reached its aim: decide it as upheld.';
	END IF;
	IF outcome = 'rejected' THEN
		made := civic_internal.reinstate_disputed(subject_id, appeal_id);
	ELSIF made IS NULL THEN
		made := civic_internal.adjust(subject_id, a.entry_id, 2::int2, NULL, reason, day);
	END IF;
	IF outcome = 'corrected' THEN
		PERFORM civic_internal.check_correction(subject_id, a.entry_id, rule_code, quantity);
		made := civic_internal.post_correction(subject_id, rule_code, quantity,
			coalesce(decide_appeal.occurred_on, (SELECT e.occurred_on FROM civic_private.entry e
				WHERE e.subject_id = a.subject_id AND e.entry_id = a.entry_id)),
			'appeal/' || appeal_id, convert_to(reason, 'UTF8'));
	END IF;
	UPDATE civic_private.appeal x
	   SET decided_on = day, decider = civic_internal.stamp_actor(), first_decider = coalesce(x.first_decider, civic_internal.stamp_actor()),
		suspended = x.suspended AND outcome = 'rejected'
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	RETURN civic_internal.move_appeal(subject_id, appeal_id, move, reason, NULL, made,
		civic.working_days(a.clock_from, day, a.calendar) - a.stopped, day > a.decision_due);
END $$;
COMMENT ON FUNCTION civic.decide_appeal(int8, int8, text, text, text, numeric, date) IS 'decide an appeal: upheld (the entry is reversed), corrected (and another one recorded) or rejected (it counts again); the new state';

CREATE FUNCTION civic.request_review(subject_id int8, appeal_id int8, grounds text, evidence bytea DEFAULT NULL) RETURNS date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the policy suspends, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
	day date := civic.today();
	due date;
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'request_review');
	PERFORM civic_internal.require_text(grounds, 'grounds');
	SELECT x.* INTO a FROM civic_private.appeal x
	 WHERE x.subject_id = request_review.subject_id AND x.appeal_id = request_review.appeal_id;
	IF civic_internal.reversal_of(a.subject_id, a.entry_id) IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has been reversed', a.entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'There is nothing left to contest.';
	END IF;
	due := civic.add_working_days(day, (civic_internal.appeal_terms(a.policy_id)).review, a.calendar);
	UPDATE civic_private.appeal x
	   SET instance = 2, clock_from = day, decision_due = due, extended = false, stopped = 0, decided_on = NULL, decider = NULL,
		told = 0
	 WHERE x.subject_id = a.subject_id AND x.appeal_id = a.appeal_id;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'request_review', grounds, evidence,
		civic_internal.suspend_disputed(subject_id, appeal_id), NULL, false);
	RETURN due;
END $$;
COMMENT ON FUNCTION civic.request_review(int8, int8, text, bytea) IS 'bring a rejected appeal before a second instance; the day by which it is due';

CREATE FUNCTION civic.withdraw_appeal(subject_id int8, appeal_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.appeal and, where the entry was suspended, the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.lock_appeal(subject_id, appeal_id, 'withdraw');
	PERFORM civic_internal.require_text(reason, 'reason');
	UPDATE civic_private.appeal x SET paused_on = NULL, remaining = NULL
	 WHERE x.subject_id = withdraw_appeal.subject_id AND x.appeal_id = withdraw_appeal.appeal_id;
	PERFORM civic_internal.move_appeal(subject_id, appeal_id, 'withdraw', reason, NULL,
		civic_internal.reinstate_disputed(subject_id, appeal_id), NULL, false);
END $$;
COMMENT ON FUNCTION civic.withdraw_appeal(int8, int8, text) IS 'withdraw an open appeal; a suspended entry counts again';
