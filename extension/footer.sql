/*
 * Everything belongs to civic_owner and nothing is executable by PUBLIC: a
 * loop instead of a list, so that no function can be forgotten.  The
 * exceptions are the functions of the type score_state, which compute on
 * nothing but their argument and which a plain SELECT of such a column needs,
 * and those that row security and the views ask about the caller.
 *
 * An upgrade leaves alone what is as it should be.  The server takes the
 * rights that a function has when an extension script touches them for the
 * extension's own, and pg_dump would not save what was granted to a role.
 */
DO LANGUAGE plpgsql $$
DECLARE
	routine record;
BEGIN
	FOR routine IN
		SELECT p.oid::pg_catalog.regprocedure AS name, pg_catalog.has_function_privilege('public',
			p.oid, 'EXECUTE') AS is_open,
			p.pronamespace OPERATOR(pg_catalog.=) 'civic_internal'::pg_catalog.regnamespace
				AND p.proname OPERATOR(pg_catalog.=) ANY (ARRAY['score_state_in', 'score_state_out',
				'score_state_recv', 'score_state_send',
				/* harmless, and asked by the row security of the tables that auditors read */
				'is_auditor', 'reaches', 'reaches_everything',
				/* harmless, and part of what views show */
				'as_path']) AS to_be_open,
			p.proowner OPERATOR(pg_catalog.<>) 'civic_owner'::pg_catalog.regrole AS is_new
		  FROM pg_catalog.pg_proc p
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) ANY (ARRAY['civic'::pg_catalog.regnamespace,
			'civic_internal'::pg_catalog.regnamespace]::pg_catalog.oid[])
	LOOP
		IF routine.is_new THEN
			EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO civic_owner', routine.name);
		END IF;
		IF routine.is_new OR routine.is_open AND NOT routine.to_be_open THEN
			EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine.name);
		END IF;
		IF routine.to_be_open AND (routine.is_new OR NOT routine.is_open) THEN
			EXECUTE pg_catalog.format('GRANT EXECUTE ON ROUTINE %s TO PUBLIC', routine.name);
		END IF;
	END LOOP;
END $$;

ALTER TYPE civic.score_state OWNER TO civic_owner;

/*
 * A programme that outlived DROP EXTENSION ... CASCADE has lost what it had
 * from the extension; one that lives through an upgrade has an older layout.
 */
DO LANGUAGE plpgsql $$
BEGIN
	IF pg_catalog.to_regclass('civic_private.programme') IS NULL THEN
		RETURN;
	END IF;
	IF EXISTS (SELECT FROM pg_catalog.pg_trigger t
		WHERE t.tgrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('civic_private.entry')
			AND NOT t.tgisinternal) THEN
		RAISE WARNING 'the programme of this database has yet to be brought to this version'
			USING HINT = 'Run SELECT civic.upgrade_programme().';
	ELSE
		RAISE WARNING 'this database has a programme without guards, stamps and views'
			USING HINT = 'Restore them with SELECT civic.upgrade_programme().';
	END IF;
END $$;
