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
