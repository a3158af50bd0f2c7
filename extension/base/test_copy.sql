/*
 * A copy of a programme to rehearse with.  Nobody is found in it by a real external id, and it
 * tells applications nothing.
 */

CREATE FUNCTION civic_internal.check_test_copy() RETURNS void
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	others int8;
BEGIN
	PERFORM civic_internal.require_superuser('make a test copy of a programme');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.refuse_subscriber();
	IF (SELECT p.test_copy_since FROM civic_private.programme p) IS NOT NULL THEN
		RAISE EXCEPTION 'this database is a test copy already'
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	SELECT count(*) INTO others FROM pg_stat_activity a
	 WHERE a.datname = current_database() AND a.backend_type = 'client backend'
	   AND a.pid <> pg_backend_pid();
	IF others > 0 THEN
		RAISE EXCEPTION 'this database is in use'
			USING ERRCODE = 'object_in_use',
				DETAIL = format('Other sessions: %s.', others),
				HINT = 'A programme that works must never become a test copy: nobody would be '
					'found in it any more. Connect to the copy, and end its other sessions.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_test_copy() IS
	'raise an error unless this database can become a test copy';

CREATE FUNCTION civic.become_test_copy() RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	key bytea := civic_internal.random_key();
	renamed int8;
BEGIN
	PERFORM civic_internal.check_test_copy();
	LOCK TABLE civic_private.programme, civic_private.vault_key, civic_private.subject,
		civic_private.outbox IN ACCESS EXCLUSIVE MODE;
	/* a copy may have come without its key */
	INSERT INTO civic_private.vault_key VALUES ('lookup', key)
	ON CONFLICT ON CONSTRAINT vault_key_pkey DO UPDATE SET key = excluded.key;
	UPDATE civic_private.programme SET test_copy_since = clock_timestamp(),
		key_check = civic_internal.key_check(key);
	/* by the new key, which the statement finds in place */
	UPDATE civic_private.subject s
	   SET lookup = civic_internal.subject_lookup('test-' || s.subject_id)
	 WHERE s.lookup IS NOT NULL;
	GET DIAGNOSTICS renamed = ROW_COUNT;
	/* applications would take for news what the programme has told them, or is to tell */
	DELETE FROM civic_private.outbox;
	PERFORM civic_internal.call_hooks('test_copy');
	RETURN renamed;
END $$;
COMMENT ON FUNCTION civic.become_test_copy() IS
	'make this copy of a programme one to test with: a new vault key, external ids '
	'test-<subject_id>, an empty inbox, and no messages; how many subjects there are';
