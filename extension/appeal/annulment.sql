CREATE FUNCTION civic.report_annulment(subject_id int8, entry_id int8, reason text,
	revoked_on date DEFAULT NULL) RETURNS date
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.annulment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	loss record;
	day date := civic.today();
	since date := coalesce(revoked_on, day);
	due date;
BEGIN
	PERFORM civic_internal.require_entry_reach('recorder service reviewer', subject_id, entry_id);
	PERFORM civic_internal.require_impartial_about(subject_id, entry_id);
	SELECT * INTO loss FROM civic_internal.contested_loss(subject_id, entry_id);
	PERFORM civic_internal.require_text(reason, 'reason');
	IF since NOT BETWEEN '1900-01-01' AND day THEN
		RAISE EXCEPTION 'revoked_on out of range: "%"', since
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A decision was revoked between 1900-01-01 and today.';
	END IF;
	due := civic.add_working_days(since, loss.removal, loss.calendar);
	INSERT INTO civic_private.annulment
		(subject_id, entry_id, report_no, policy_id, revoked_on, reported_on, due, reason)
	VALUES (subject_id, entry_id, civic_internal.reports_withdrawn(subject_id, entry_id),
		loss.policy_id, since, day, due,
		civic_internal.keep_text(subject_id, entry_id, convert_to(reason, 'UTF8'), loss.erase_on))
	ON CONFLICT ON CONSTRAINT annulment_pkey DO NOTHING;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the annulment of entry % was reported already', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'civic.annul() clears it, civic.withdraw_annulment() takes the report back.';
	END IF;
	PERFORM civic_internal.publish('annulment', subject_id,
		jsonb_build_object('entry_id', entry_id, 'due', due, 'cleared', false));
	RETURN due;
END $$;
COMMENT ON FUNCTION civic.report_annulment(int8, int8, text, date) IS
	'report that the basis of a loss was revoked; the day by which it has to be cleared';

CREATE FUNCTION civic.annul(subject_id int8, entry_id int8, reason text,
	revoked_on date DEFAULT NULL) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.annulment and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	reversal_id int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_entry_reach('reviewer', subject_id, entry_id);
	PERFORM civic_internal.require_impartial_about(subject_id, entry_id);
	/* so that the report is not withdrawn meanwhile */
	PERFORM FROM civic_private.entry e
	  WHERE e.subject_id = annul.subject_id AND e.entry_id = annul.entry_id FOR UPDATE;
	IF NOT EXISTS (SELECT FROM civic_internal.annulments() n
		WHERE n.subject_id = annul.subject_id AND n.entry_id = annul.entry_id) THEN
		PERFORM civic.report_annulment(subject_id, entry_id, reason, revoked_on);
	END IF;
	PERFORM civic_internal.require_text(reason, 'reason');
	reversal_id := civic_internal.adjust(subject_id, entry_id,
		civic_internal.entry_kind('reversal'), NULL, reason, civic.today());
	PERFORM civic_internal.publish('annulment', subject_id, jsonb_build_object(
		'entry_id', entry_id, 'reversal_id', reversal_id, 'cleared', true));
	RETURN reversal_id;
END $$;
COMMENT ON FUNCTION civic.annul(int8, int8, text, date) IS
	'clear a loss whose basis was revoked: it is reversed';

/* Inlined into the queries of its callers, which a SET clause would prevent; they pin the path. */
CREATE FUNCTION civic_internal.annulments()
RETURNS TABLE (subject_id int8, entry_id int8, policy_id int4, revoked_on date, reported_on date,
	due date, cleared_on date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT n.subject_id, n.entry_id, n.policy_id, n.revoked_on, n.reported_on,
		civic_internal.moved_due('annulment', n.subject_id, n.entry_id, n.due, n.recorded_at),
		pg_catalog.timezone(p.time_zone, r.recorded_at)::date
	  FROM civic_private.annulment n
	 CROSS JOIN civic_private.programme p
	  LEFT JOIN civic_internal.adjustments('reversal') r USING (subject_id, entry_id)
	 WHERE NOT EXISTS (SELECT FROM civic_private.annulment_withdrawal w
		WHERE w.subject_id = n.subject_id AND w.entry_id = n.entry_id
		  AND w.report_no = n.report_no)
$$;
COMMENT ON FUNCTION civic_internal.annulments() IS
	'losses whose basis was revoked, and the day on which each was reversed, or null; without '
	'reports that were withdrawn';

CREATE FUNCTION civic_internal.reports_withdrawn(subject_id int8, entry_id int8) RETURNS int4
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT count(*)::int4 FROM civic_private.annulment_withdrawal w
	 WHERE w.subject_id = reports_withdrawn.subject_id AND w.entry_id = reports_withdrawn.entry_id
$$;
COMMENT ON FUNCTION civic_internal.reports_withdrawn(int8, int8) IS
	'how many reports that the basis of a loss was revoked were withdrawn';

CREATE FUNCTION civic.withdraw_annulment(subject_id int8, entry_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.annulment_withdrawal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	loss record;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_entry_reach('reviewer', subject_id, entry_id);
	PERFORM civic_internal.require_impartial_about(subject_id, entry_id);
	PERFORM FROM civic_private.entry e
	  WHERE e.subject_id = withdraw_annulment.subject_id
	    AND e.entry_id = withdraw_annulment.entry_id FOR UPDATE;
	SELECT * INTO loss FROM civic_internal.contested_loss(subject_id, entry_id);
	PERFORM civic_internal.require_text(reason, 'reason');
	IF NOT EXISTS (SELECT FROM civic_internal.annulments() n
		WHERE n.subject_id = withdraw_annulment.subject_id
		  AND n.entry_id = withdraw_annulment.entry_id) THEN
		RAISE EXCEPTION 'no annulment of entry % is reported', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'civic.annulments lists the reports.';
	END IF;
	INSERT INTO civic_private.annulment_withdrawal (subject_id, entry_id, report_no, reason)
	VALUES (subject_id, entry_id, civic_internal.reports_withdrawn(subject_id, entry_id),
		civic_internal.keep_text(subject_id, entry_id, convert_to(reason, 'UTF8'), loss.erase_on))
	ON CONFLICT DO NOTHING;
	PERFORM civic_internal.publish('annulment', subject_id,
		jsonb_build_object('entry_id', entry_id, 'cleared', false, 'withdrawn', true));
END $$;
COMMENT ON FUNCTION civic.withdraw_annulment(int8, int8, text) IS
	'take back the report that the basis of a loss was revoked; it can be reported again';
