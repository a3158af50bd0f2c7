CREATE FUNCTION civic.repair_transitions()
RETURNS TABLE (from_id int2, from_state text, move_id int2, move text, to_id int2, to_state text)
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 40 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_transitions';
COMMENT ON FUNCTION civic.repair_transitions() IS 'the moves that there are from one state of a repair case to another';

/* These look up nothing, and a SET clause would cost more than they do. */
CREATE FUNCTION civic_internal.repair_state_name(state int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_state_name';
COMMENT ON FUNCTION civic_internal.repair_state_name(int2) IS 'name of a state of a repair case';

CREATE FUNCTION civic_internal.repair_state_title(state int2, lang text) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_state_title';
COMMENT ON FUNCTION civic_internal.repair_state_title(int2, text) IS 'a state of a repair case in words, en or zh';

CREATE FUNCTION civic_internal.repair_move_name(move int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_repair_move_name';
COMMENT ON FUNCTION civic_internal.repair_move_name(int2) IS 'name of a move of a repair case';

CREATE FUNCTION civic_internal.repair_step_info(policy_id int4, severity int2, path text, step int2,
	step_since date, document_date date, repairable_from date,
	OUT steps int4, OUT kind text, OUT decider text, OUT title_en text, OUT title_zh text,
	OUT amount int8, OUT rule text, OUT restores int4, OUT ready_on date)
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_step_info';
COMMENT ON FUNCTION civic_internal.repair_step_info(int4, int2, text, int2, date, date,
	date) IS 'a step of a repair path, and the day on which it can be applied for';

CREATE FUNCTION civic.open_repair(subject_id int8, entry_id int8, path text DEFAULT NULL) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_open_repair';
COMMENT ON FUNCTION civic.open_repair(int8, int8, text) IS 'open a repair case of a loss, on one of the paths of its severity; the case';

CREATE FUNCTION civic.submit_step(subject_id int8, case_id int8, evidence bytea DEFAULT NULL, note text DEFAULT NULL)
RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_submit_step';
COMMENT ON FUNCTION civic.submit_step(int8, int8, bytea, text) IS 'hand in the step at hand of a repair case; its state';

CREATE FUNCTION civic.decide_step(subject_id int8, case_id int8, verdict text, reason text DEFAULT NULL,
	missing text[] DEFAULT NULL)
RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_step';
COMMENT ON FUNCTION civic.decide_step(int8, int8, text, text, text[]) IS 'decide what was handed in (pass, refuse, or return with all that is missing), or vote on it; the state of the case';

CREATE FUNCTION civic.appeal_repair(subject_id int8, case_id int8, reason text) RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_appeal_repair';
COMMENT ON FUNCTION civic.appeal_repair(int8, int8, text) IS 'have a refused step looked at by another reviewer; the state of the case';

CREATE FUNCTION civic.withdraw_repair(subject_id int8, case_id int8, reason text) RETURNS text
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_withdraw_repair';
COMMENT ON FUNCTION civic.withdraw_repair(int8, int8, text) IS 'give up an open repair case; its state';

CREATE FUNCTION civic_internal.repair_opened_meanwhile(subject_id int8, entry_id int8) RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_opened_meanwhile';
COMMENT ON FUNCTION civic_internal.repair_opened_meanwhile(int8, int8) IS 'has a loss an open case that the snapshot of this transaction does not see?';

/* What a decision with several offences needs is locked as open_repair() locks it, and looked at once it is. */
CREATE FUNCTION civic.link_decision(subject_id int8, entry_ids int8[], decision_ref text, document_date date)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.linked_decision */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	wrong record;
	text_salt bytea;
	text_digest bytea;
	number int8;
BEGIN
	PERFORM civic_internal.require_programme();
	IF link_decision.subject_id IS NULL OR entry_ids IS NULL OR decision_ref IS NULL OR link_decision.document_date IS NULL THEN
		RAISE EXCEPTION 'subject_id, entry_ids, decision_ref and document_date must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF cardinality(entry_ids) = 0 OR array_position(entry_ids, NULL) IS NOT NULL
		OR cardinality(entry_ids) <> (SELECT count(DISTINCT i) FROM unnest(entry_ids) i) THEN
		RAISE EXCEPTION 'entry_ids must list at least one entry, and each once' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF length(btrim(decision_ref)) NOT BETWEEN 1 AND 200 THEN
		RAISE EXCEPTION 'decision_ref must have 1 to 200 characters' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'It is the number of the decision document.';
	END IF;
	IF NOT isfinite(link_decision.document_date) OR link_decision.document_date < '1900-01-01' OR link_decision.document_date > civic.today() THEN
		RAISE EXCEPTION 'document_date out of range: "%"', link_decision.document_date USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A decision document is of today or earlier.';
	END IF;
	PERFORM FROM civic_private.entry f WHERE f.subject_id = link_decision.subject_id AND f.entry_id = ANY (entry_ids)
	  ORDER BY f.entry_id FOR UPDATE;
	SELECT i AS id, e.entry_id IS NULL AS unknown, e.occurred_on, l.link_id,
		e.kind IS DISTINCT FROM 1 OR NOT civic_internal.rule_is_loss(e.rule_id) AS no_loss,
		EXISTS (SELECT FROM civic_private.repair_case c WHERE c.subject_id = e.subject_id AND c.entry_id = e.entry_id) AS opened,
		EXISTS (SELECT FROM civic_private.erasure x WHERE x.subject_id = e.subject_id AND x.entry_id = e.entry_id) AS forgotten
	  INTO wrong
	  FROM unnest(entry_ids) i
	  LEFT JOIN civic_private.entry e ON e.subject_id = link_decision.subject_id AND e.entry_id = i
	  LEFT JOIN civic_private.linked_decision l ON l.subject_id = e.subject_id AND l.entry_id = e.entry_id
	 ORDER BY e.entry_id IS NULL DESC, 5 DESC, l.link_id IS NOT NULL DESC, 6 DESC, 7 DESC, e.occurred_on > link_decision.document_date DESC
	 LIMIT 1;
	IF wrong.unknown THEN
		RAISE EXCEPTION 'subject % has no entry %', link_decision.subject_id, wrong.id USING ERRCODE = 'undefined_object';
	ELSIF wrong.no_loss THEN
		RAISE EXCEPTION 'entry % is not a loss', wrong.id USING ERRCODE = 'wrong_object_type',
			HINT = 'A decision carries entries under rules with negative rates.';
	ELSIF wrong.link_id IS NOT NULL OR wrong.opened THEN
		RAISE EXCEPTION 'entry % % already', wrong.id, CASE WHEN wrong.opened THEN 'has a repair case' ELSE 'is linked to a decision' END
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'A loss is linked once, before a case is opened.';
	ELSIF wrong.forgotten THEN
		RAISE EXCEPTION 'entry % has been forgotten', wrong.id USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = 'Its retention is over, and nothing is written about it any more.';
	ELSIF wrong.occurred_on > link_decision.document_date THEN
		RAISE EXCEPTION 'entry % occurred on %, after the decision', wrong.id, wrong.occurred_on USING ERRCODE = 'datetime_field_overflow',
			HINT = 'A decision document is no older than the offences that it carries.';
	END IF;
	IF EXISTS (SELECT FROM unnest(entry_ids) i WHERE civic_internal.repair_opened_meanwhile(link_decision.subject_id, i)) THEN
		RAISE EXCEPTION 'could not serialize access due to a repair case that was opened concurrently' USING ERRCODE = 'serialization_failure',
			HINT = 'The transaction might succeed if retried.';
	END IF;
	number := nextval('civic_private.link_id');
	SELECT k.salt, k.digest INTO text_salt, text_digest FROM civic_internal.commit_text(convert_to(decision_ref, 'UTF8')) k;
	INSERT INTO civic_private.linked_decision (subject_id, entry_id, link_id, document_date, reference)
	SELECT link_decision.subject_id, i, number, link_decision.document_date, text_digest FROM unnest(entry_ids) i
	/* a link that the snapshot does not see cannot be serialized with */
	ON CONFLICT ON CONSTRAINT linked_decision_pkey DO NOTHING;
	INSERT INTO civic_private.repair_text (subject_id, entry_id, case_id, move_no, part, salt, body)
	SELECT link_decision.subject_id, i, 0, 0, 3, text_salt, convert_to(decision_ref, 'UTF8') FROM unnest(entry_ids) i;
	RETURN number;
END $$;
COMMENT ON FUNCTION civic.link_decision(int8, int8[], text, date) IS 'say that one decision document carries these losses: its date starts their publicity, the longest window governs all; the link';

CREATE FUNCTION civic.repair_status(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (case_id int8, entry_id int8, rule_code text, severity text, path text,
	state text, step int4, steps int4, step_title text, restored numeric,
	next_on date, next_by text, due_on date, publicity_ends_on date, next text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 5
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	zh bool := lang = 'zh';
	today date;
BEGIN
	PERFORM civic_internal.require_programme();
	IF lang IS NULL OR lang NOT IN ('en', 'zh') THEN
		RAISE EXCEPTION 'unknown language "%"', lang USING ERRCODE = 'invalid_parameter_value', HINT = 'Languages are en and zh.';
	END IF;
	today := civic.today();
	RETURN QUERY
	SELECT c.case_id, c.entry_id, r.code, civic_internal.severity_name(c.severity), c.path, civic_internal.repair_state_name(c.state), c.step::int4, i.steps,
		CASE WHEN zh THEN i.title_zh ELSE i.title_en END, c.share * 0.0001,
		CASE c.state WHEN 1 THEN c.repairable_from WHEN 2 THEN greatest(i.ready_on, today) WHEN 3 THEN today WHEN 4 THEN today WHEN 5 THEN today END,
		CASE c.state WHEN 1 THEN 'settlement' WHEN 2 THEN CASE i.decider WHEN 'system' THEN 'settlement' ELSE 'subject' END
			WHEN 3 THEN i.decider WHEN 4 THEN 'subject' WHEN 5 THEN 'reviewer' END,
		c.due_on, c.ends_on,
		CASE WHEN zh THEN
			CASE c.state
			WHEN 1 THEN format('最短公示期于%s届满,其后可进行第%s步。', c.repairable_from, c.step)
			WHEN 2 THEN CASE
				WHEN i.decider = 'system' AND i.kind = 'service_hours' THEN
					format('第%s步:%s起由账本累计服务%s小时,计入规则%s,达到后自动通过。', c.step, c.step_since, round(i.amount * 0.01, 2), i.rule)
				WHEN i.decider = 'system' THEN format('第%s步:观察期至%s,期间无新失信即自动通过。', c.step, i.ready_on)
				ELSE format('第%s步:%s起可提交材料。', c.step, greatest(i.ready_on, today)) END
			WHEN 3 THEN format('第%s步已受理,由%s决定,期限%s。', c.step, CASE i.decider WHEN 'panel' THEN '评议会' ELSE '审核人' END, c.due_on)
			WHEN 4 THEN format('请一次补齐:%s。', coalesce(replace(m.items, E'\n', ';'), '-'))
			WHEN 5 THEN format('由另一审核人复核,期限%s。', c.due_on)
			ELSE civic_internal.repair_state_title(c.state, lang) END
		ELSE
			CASE c.state
			WHEN 1 THEN format('The publicity minimum ends on %s; then step %s can be worked on.', c.repairable_from, c.step)
			WHEN 2 THEN CASE
				WHEN i.decider = 'system' AND i.kind = 'service_hours' THEN
					format('Step %s: passes by itself when the ledger has %s hours under rule %s since %s.', c.step, round(i.amount * 0.01, 2), i.rule, c.step_since)
				WHEN i.decider = 'system' THEN format('Step %s: passes by itself on %s if no new loss comes in between.', c.step, i.ready_on)
				ELSE format('Step %s: papers can be handed in from %s on.', c.step, greatest(i.ready_on, today)) END
			WHEN 3 THEN format('Step %s is with the %s, who decides by %s.', c.step, i.decider, c.due_on)
			WHEN 4 THEN format('Hand in what is missing: %s.', coalesce(replace(m.items, E'\n', '; '), '-'))
			WHEN 5 THEN format('Another reviewer looks at the refusal by %s.', c.due_on)
			ELSE civic_internal.repair_state_title(c.state, lang) END
		END
	  FROM civic_private.repair_case c
	  JOIN civic_private.entry e ON e.subject_id = c.subject_id AND e.entry_id = c.entry_id
	  JOIN civic_private.rule r ON r.rule_id = e.rule_id
	 CROSS JOIN LATERAL civic_internal.repair_step_info(c.policy_id, c.severity, c.path, c.step, c.step_since, c.document_date, c.repairable_from) i
	  LEFT JOIN LATERAL (SELECT convert_from(t.body, 'UTF8') AS items FROM civic_private.repair_move v
		JOIN civic_private.repair_text t ON t.subject_id = v.subject_id AND t.entry_id = c.entry_id AND t.case_id = v.case_id
			AND t.move_no = v.move_no AND t.part = 1
		 WHERE c.state = 4 AND v.subject_id = c.subject_id AND v.case_id = c.case_id AND v.move = 4 ORDER BY v.move_no DESC LIMIT 1) m ON true
	 WHERE c.subject_id = repair_status.subject_id
	 ORDER BY c.case_id;
END $$;
COMMENT ON FUNCTION civic.repair_status(int8, text) IS 'the repair cases of a subject: how far they are, what is next, when and by whom, in English (en) or Chinese (zh)';
