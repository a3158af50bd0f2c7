/*
 * Erasing who somebody is.  Afterwards nothing in this database leads from an external id to the
 * subject, whoever holds the keys: the number of a subject is random, and what stood for the id is
 * gone.  What the subject did stays under that number, so the ledger proves what it proved, and
 * nobody else's score changes.  Each room forgets its own part: <room>_forget(subject_id, lookup).
 */

/* A role's name tells who somebody is, and acts of staff stay on record under it. */
CREATE FUNCTION civic_internal.check_unlinked(subject_id int8) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF EXISTS (SELECT FROM civic_private.role_link k
		WHERE k.subject_id = check_unlinked.subject_id) THEN
		RAISE EXCEPTION 'subject % is or was linked to a role', subject_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The record of the link would still tell who it was.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_unlinked(int8) IS
	'raise an error if a role was ever linked to the subject';

/* A rewritten table has another file. */
CREATE FUNCTION civic_internal.erased_files() RETURNS TABLE (stored regclass, file oid)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT t.stored, pg_relation_filenode(t.stored)
	  FROM unnest('{civic_private.subject, civic_private.kept_text, civic_private.set_aside,
		civic_private.outbox, civic.inbox}'::regclass[]) t (stored)
$$;
COMMENT ON FUNCTION civic_internal.erased_files() IS
	'tables from which an erasure takes what tells who somebody is, and the file of each';

/* True if it was not erased before. */
CREATE FUNCTION civic_internal.forget_subject(subject_id int8, cause text) RETURNS bool
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known bytea;
	hook text;
BEGIN
	SELECT s.lookup INTO known FROM civic_private.subject s
	 WHERE s.subject_id = forget_subject.subject_id FOR UPDATE;
	IF known IS NULL THEN
		RETURN false;
	END IF;
	PERFORM civic_internal.check_unlinked(subject_id);
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('forget') h
	LOOP
		EXECUTE format('SELECT %s($1, $2)', hook) USING subject_id, known;
	END LOOP;
	INSERT INTO civic_private.subject_erasure (subject_id, on_day, cause, files)
	VALUES (subject_id, civic.today(), cause,
		ARRAY(SELECT f.file FROM civic_internal.erased_files() f));
	PERFORM civic_internal.publish('subject_erased', subject_id, '{}');
	RETURN true;
END $$;
COMMENT ON FUNCTION civic_internal.forget_subject(int8, text) IS
	'let every room forget who a subject is, and put that on record';

CREATE FUNCTION civic.erase_subject(external_id text, cause text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes tables of several rooms */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_id int8;
	hashed bytea;
BEGIN
	PERFORM civic_internal.require_programme();
	hashed := civic_internal.subject_lookup(external_id);
	PERFORM civic_internal.count_lookup(hashed);
	SELECT s.subject_id INTO found_id FROM civic_private.subject s WHERE s.lookup = hashed;
	/* nobody has the number 0 */
	PERFORM civic_internal.require_reach('service', coalesce(found_id, 0));
	PERFORM civic_internal.check_erasure_cause(cause);
	IF found_id IS NULL THEN
		RAISE EXCEPTION 'nobody is enrolled under this external id'
			USING ERRCODE = 'undefined_object',
				HINT = 'Who was erased before is not found any more.';
	END IF;
	PERFORM civic_internal.require_impartial(found_id);
	PERFORM civic_internal.forget_subject(found_id, cause);
END $$;
COMMENT ON FUNCTION civic.erase_subject(text, text) IS
	'erase who a subject is: its external id, attributes and every text about it, for good';

/* An older backup knows who somebody was, so what was erased since has to be erased there again. */
CREATE FUNCTION civic.erasures_since(since timestamptz)
RETURNS TABLE (subject_id int8, erased_at timestamptz, cause text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.subject_erasure */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT e.subject_id, e.recorded_at, e.cause FROM civic_private.subject_erasure e
	 WHERE e.recorded_at >= since
	   AND ((SELECT civic_internal.reaches_everything('auditor'))
		OR civic_internal.reaches('auditor', e.subject_id))
	 ORDER BY 2, 1;
END $$;
COMMENT ON FUNCTION civic.erasures_since(timestamptz) IS
	'whose identity was erased since, to be kept outside and repeated on an older backup';

CREATE FUNCTION civic.repeat_erasure(subject_id int8, cause text) RETURNS bool
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes tables of several rooms */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_erasure_cause(cause);
	RETURN civic_internal.forget_subject(subject_id, cause);
END $$;
COMMENT ON FUNCTION civic.repeat_erasure(int8, text) IS
	'erase a subject of a restored backup again; false: it is unknown here, or erased';
