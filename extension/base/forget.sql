/* What this room forgets of a subject that is erased; see civic.erase_subject(). */
CREATE FUNCTION civic_internal.base_forget(subject_id int8, lookup bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	DELETE FROM civic_private.kept_text t WHERE t.subject_id = base_forget.subject_id;
	/* its message may quote what was written */
	DELETE FROM civic_private.set_aside a WHERE a.subject_id = base_forget.subject_id;
	DELETE FROM civic_private.outbox o WHERE o.subject_id = base_forget.subject_id;
	INSERT INTO civic_private.consent (subject_id, given) VALUES (subject_id, false);
	/* a household is its own */
	IF nullif(civic_internal.household_of(subject_id, civic.today()), subject_id) IS NOT NULL THEN
		PERFORM civic_internal.add_membership(subject_id, NULL, NULL);
	END IF;
	UPDATE civic_private.subject s SET lookup = NULL, attributes = '{}'
	 WHERE s.subject_id = base_forget.subject_id;
END $$;
COMMENT ON FUNCTION civic_internal.base_forget(int8, bytea) IS
	'forget who a subject is, every text about it and what applications were told';

CREATE FUNCTION civic_internal.check_erasure_cause(cause text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF cause IS NULL THEN
		RAISE EXCEPTION 'cause must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF cause NOT IN ('purpose_over', 'service_over', 'consent_withdrawn', 'unlawful', 'law') THEN
		RAISE EXCEPTION 'unknown cause of an erasure "%"', cause
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Causes are purpose_over, service_over, consent_withdrawn, unlawful and '
					'law. They are no free text, which could tell who it was.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_erasure_cause(text) IS
	'raise an error unless the law has such a cause of erasing personal information';

CREATE FUNCTION civic_internal.check_erased(erased jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF jsonb_typeof(erased) <> 'array' OR EXISTS (SELECT FROM jsonb_array_elements(erased) e
		WHERE jsonb_typeof(e) <> 'object'
		   OR coalesce(jsonb_typeof(e -> 'subject_id'), '') <> 'number'
		   OR (e ->> 'subject_id') !~ '^[0-9]{1,16}$') THEN
		RAISE EXCEPTION 'erased must be a list of erasures'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = 'Each is an object with a subject_id and a cause.';
	END IF;
	PERFORM civic_internal.check_erasure_cause(e ->> 'cause') FROM jsonb_array_elements(erased) e;
END $$;
COMMENT ON FUNCTION civic_internal.check_erased(jsonb) IS
	'raise an error unless a document lists erasures';
