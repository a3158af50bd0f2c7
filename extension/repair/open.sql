CREATE FUNCTION civic.open_repair(subject_id int8, entry_id int8, path text DEFAULT NULL)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_open_repair';
COMMENT ON FUNCTION civic.open_repair(int8, int8, text) IS
	'open a repair case of a loss, on one of the paths of its severity; the case';

CREATE FUNCTION civic_internal.repair_opened_meanwhile(subject_id int8, entry_id int8)
RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_opened_meanwhile';
COMMENT ON FUNCTION civic_internal.repair_opened_meanwhile(int8, int8) IS
	'has a loss an open case that the snapshot of this transaction does not see?';

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
	  LEFT JOIN civic_private.penalty_document d
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
				HINT = 'A loss is linked once, before a case is opened.';
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
	IF subject IS NULL OR entry_ids IS NULL OR decision_ref IS NULL OR dated IS NULL THEN
		RAISE EXCEPTION
			'subject_id, entry_ids, decision_ref and document_date must not be null'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM civic_internal.require_entry_reach('recorder reviewer', subject, i)
	   FROM unnest(entry_ids) i;
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
	INSERT INTO civic_private.penalty_document (subject_id, entry_id, link_id, document_date,
		number)
	SELECT e.subject_id, e.entry_id, link, dated, civic_internal.keep_text(e.subject_id, e.entry_id,
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
