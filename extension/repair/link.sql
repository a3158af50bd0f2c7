/* Penalty documents: which losses were decided together, and on which day. */

/* Inlined into the queries of its callers, which a SET clause would prevent; they pin the path. */
CREATE FUNCTION civic_internal.penalty_documents()
RETURNS TABLE (subject_id int8, entry_id int8, link_id int8, document_date date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT d.subject_id, d.entry_id, d.link_id, d.document_date
	  FROM civic_private.penalty_document d
	 WHERE NOT EXISTS (SELECT FROM civic_private.penalty_withdrawal w
		WHERE w.subject_id = d.subject_id AND w.link_id = d.link_id)
$$;
COMMENT ON FUNCTION civic_internal.penalty_documents() IS
	'losses and their penalty documents, without links that were withdrawn';

CREATE FUNCTION civic_internal.offences_of(subject_id int8, link_id int8) RETURNS int4[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(ARRAY[r.rule_id, r.policy_id])
	  FROM civic_private.penalty_document d
	  JOIN civic_private.entry e USING (subject_id, entry_id)
	  JOIN civic_private.rule r USING (rule_id)
	 WHERE d.subject_id = offences_of.subject_id AND d.link_id = offences_of.link_id
$$;
COMMENT ON FUNCTION civic_internal.offences_of(int8, int8) IS
	'rule and policy of each loss that one document decided';

CREATE FUNCTION civic_internal.check_document(entry_ids int8[], decision_ref text,
	document_date date) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF cardinality(entry_ids) = 0 OR array_position(entry_ids, NULL) IS NOT NULL
		OR cardinality(entry_ids) <> (SELECT count(DISTINCT i) FROM unnest(entry_ids) i) THEN
		RAISE EXCEPTION 'entry_ids must list at least one entry, and each once'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF length(btrim(decision_ref)) NOT BETWEEN 1 AND 200 THEN
		RAISE EXCEPTION 'decision_ref must have 1 to 200 characters'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'It is the number of the decision document.';
	END IF;
	IF NOT isfinite(document_date) OR document_date NOT BETWEEN '1900-01-01' AND civic.today() THEN
		RAISE EXCEPTION 'document_date out of range: "%"', document_date
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A decision document is of today or earlier.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_document(int8[], text, date) IS
	'raise an error unless these can be the losses, the number and the date of a penalty document';

/* Of several losses that cannot be linked, the worst is told. */
CREATE FUNCTION civic_internal.check_offences(subject_id int8, entry_ids int8[],
	document_date date) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	SELECT i AS id, x.entry_id IS NULL AS is_unknown,
		x.ref_entry_id IS NOT NULL OR NOT civic_internal.rule_is_loss(x.rule_id) AS no_loss,
		d.link_id IS NOT NULL AS linked, x.occurred_on > check_offences.document_date AS later,
		x.occurred_on,
		EXISTS (SELECT FROM civic_private.repair_case c
			WHERE c.subject_id = x.subject_id AND c.entry_id = x.entry_id) AS opened,
		EXISTS (SELECT FROM civic_private.erasure g
			WHERE g.subject_id = x.subject_id AND g.entry_id = x.entry_id) AS forgotten
	  INTO e
	  FROM unnest(entry_ids) i
	  LEFT JOIN civic_private.entry x
		ON x.subject_id = check_offences.subject_id AND x.entry_id = i
	  LEFT JOIN civic_internal.penalty_documents() d
		ON d.subject_id = x.subject_id AND d.entry_id = x.entry_id
	 ORDER BY 2 DESC, 3 DESC, 4 DESC, 7 DESC, 8 DESC, 5 DESC LIMIT 1;
	IF e.is_unknown THEN
		RAISE EXCEPTION 'subject % has no entry %', subject_id, e.id
			USING ERRCODE = 'undefined_object';
	ELSIF e.no_loss THEN
		RAISE EXCEPTION 'entry % is not a loss', e.id USING ERRCODE = 'wrong_object_type',
			HINT = 'A decision carries entries under rules with negative rates.';
	ELSIF e.linked OR e.opened THEN
		RAISE EXCEPTION 'entry % % already', e.id, CASE WHEN e.opened THEN 'has a repair case'
				ELSE 'is linked to a decision' END
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'A loss is linked once, before a case is opened; '
					'civic.unlink_decision() takes a link back.';
	ELSIF e.forgotten THEN
		RAISE EXCEPTION 'entry % has been forgotten', e.id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Its retention is over, and nothing is written about it any more.';
	ELSIF e.later THEN
		RAISE EXCEPTION 'entry % occurred on %, after the decision', e.id, e.occurred_on
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A decision document is no older than the offences that it carries.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_offences(int8, int8[], date) IS
	'raise an error unless these are losses that one penalty document of a date can carry';

/* Losses are locked as open_repair() locks them, and looked at once they are. */
CREATE FUNCTION civic.link_decision(subject_id int8, entry_ids int8[], decision_ref text,
	document_date date)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.penalty_document */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	subject int8 := subject_id;
	dated date := document_date;
	link int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(entry_ids, 'entry_ids');
	IF subject IS NULL OR entry_ids IS NULL OR decision_ref IS NULL OR dated IS NULL THEN
		RAISE EXCEPTION
			'subject_id, entry_ids, decision_ref and document_date must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.require_entry_reach('recorder reviewer', subject, i)
	   FROM unnest(entry_ids) i;
	PERFORM civic_internal.require_impartial_about(subject, VARIADIC entry_ids);
	PERFORM civic_internal.check_document(entry_ids, decision_ref, dated);
	PERFORM FROM civic_private.entry e WHERE e.subject_id = subject AND e.entry_id = ANY (entry_ids)
	  ORDER BY e.entry_id FOR UPDATE;
	PERFORM civic_internal.check_offences(subject, entry_ids, dated);
	IF EXISTS (SELECT FROM unnest(entry_ids) i
		WHERE civic_internal.repair_opened_meanwhile(subject, i)) THEN
		RAISE EXCEPTION
			'could not serialize access due to a repair case that was opened concurrently'
			USING ERRCODE = 'serialization_failure',
				HINT = 'The transaction might succeed if retried.';
	END IF;
	link := nextval('civic_private.link_id');
	INSERT INTO civic_private.penalty_document (subject_id, entry_id, link_no, link_id,
		document_date, number)
	SELECT e.subject_id, e.entry_id, (SELECT count(*) FROM civic_private.penalty_document d
			WHERE d.subject_id = e.subject_id AND d.entry_id = e.entry_id),
		link, dated, civic_internal.keep_text(e.subject_id, e.entry_id,
		convert_to(decision_ref, 'UTF8'),
		(e.occurred_on + make_interval(years => l.erase_years))::date)
	  FROM civic_private.entry e JOIN civic_internal.loss_rules() l USING (rule_id)
	 WHERE e.subject_id = subject AND e.entry_id = ANY (entry_ids)
	/* a link that the snapshot does not see cannot be serialized with */
	ON CONFLICT ON CONSTRAINT penalty_document_pkey DO NOTHING;
	RETURN link;
END $$;
COMMENT ON FUNCTION civic.link_decision(int8, int8[], text, date) IS
	'say that one decision document carries these losses: its date starts their publicity, the '
	'longest window governs all; the link';

/* The losses of a link, locked as link_decision() locks them. */
CREATE FUNCTION civic_internal.lock_linked(subject_id int8, link_id int8) RETURNS int8[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	losses int8[] := ARRAY(SELECT d.entry_id FROM civic_private.penalty_document d
		WHERE d.subject_id = lock_linked.subject_id AND d.link_id = lock_linked.link_id
		ORDER BY d.entry_id);
BEGIN
	/* no entry has the number 0 */
	PERFORM civic_internal.require_entry_reach('reviewer', subject_id, i)
	   FROM unnest(CASE losses WHEN '{}' THEN '{0}' ELSE losses END) i;
	IF losses = '{}' THEN
		RAISE EXCEPTION 'subject % has no link %', subject_id, link_id
			USING ERRCODE = 'undefined_object', HINT = 'civic.linked_decisions lists them.';
	END IF;
	PERFORM FROM civic_private.entry e
	  WHERE e.subject_id = lock_linked.subject_id AND e.entry_id = ANY (losses)
	  ORDER BY e.entry_id FOR UPDATE;
	RETURN losses;
END $$;
COMMENT ON FUNCTION civic_internal.lock_linked(int8, int8) IS
	'lock the losses of a link; raise an error unless it is there and within reach';

/* The window of an open case was planned by the document. */
CREATE FUNCTION civic_internal.check_unlink(subject_id int8, link_id int8, losses int8[])
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	opened int8;
BEGIN
	IF EXISTS (SELECT FROM civic_private.penalty_withdrawal w
		WHERE w.subject_id = check_unlink.subject_id AND w.link_id = check_unlink.link_id) THEN
		RAISE EXCEPTION 'link % has been withdrawn already', link_id
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	SELECT min(i) INTO opened FROM unnest(losses) i
	 WHERE EXISTS (SELECT FROM civic_private.repair_case c
			WHERE c.subject_id = check_unlink.subject_id AND c.entry_id = i AND c.closed_on IS NULL)
		OR civic_internal.repair_opened_meanwhile(subject_id, i);
	IF opened IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has an open repair case', opened
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Its days follow from the document: close the case with '
					'civic.withdraw_repair(), and open another one afterwards.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_unlink(int8, int8, int8[]) IS
	'raise an error unless a link, of these losses, can be withdrawn';

CREATE FUNCTION civic.unlink_decision(subject_id int8, link_id int8, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.penalty_withdrawal */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	losses int8[];
BEGIN
	PERFORM civic_internal.require_programme();
	IF subject_id IS NULL OR link_id IS NULL THEN
		RAISE EXCEPTION 'subject_id and link_id must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	losses := civic_internal.lock_linked(subject_id, link_id);
	PERFORM civic_internal.require_impartial_about(subject_id, VARIADIC losses);
	PERFORM civic_internal.require_text(reason, 'reason');
	PERFORM civic_internal.check_unlink(subject_id, link_id, losses);
	/* the reason goes with the loss that is forgotten last */
	INSERT INTO civic_private.penalty_withdrawal (subject_id, link_id, reason)
	SELECT e.subject_id, unlink_decision.link_id, civic_internal.keep_text(e.subject_id, e.entry_id,
		convert_to(unlink_decision.reason, 'UTF8'),
		(e.occurred_on + make_interval(years => l.erase_years))::date)
	  FROM civic_private.entry e JOIN civic_internal.loss_rules() l USING (rule_id)
	 WHERE e.subject_id = unlink_decision.subject_id AND e.entry_id = ANY (losses)
	 ORDER BY e.occurred_on + make_interval(years => l.erase_years) DESC, e.entry_id LIMIT 1
	ON CONFLICT DO NOTHING;
END $$;
COMMENT ON FUNCTION civic.unlink_decision(int8, int8, text) IS
	'take a link back: each loss has the window that it had before, and can be linked again';
