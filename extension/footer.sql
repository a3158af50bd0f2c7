/*
 * Everything belongs to civic_owner and nothing is executable by PUBLIC: a
 * loop instead of a list, so that no function can be forgotten.  The
 * exceptions are the functions of the type score_state, which compute on
 * nothing but their argument and which a plain SELECT of such a column needs.
 */
DO LANGUAGE plpgsql $$
DECLARE
	routine pg_catalog.regprocedure;
BEGIN
	FOR routine IN
		SELECT p.oid
		  FROM pg_catalog.pg_proc p
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) 'civic'::pg_catalog.regnamespace
	LOOP
		EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO civic_owner', routine);
		EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine);
	END LOOP;
END $$;

ALTER TYPE civic.score_state OWNER TO civic_owner;
GRANT EXECUTE ON FUNCTION civic.score_state_in(cstring), civic.score_state_out(civic.score_state),
	civic.score_state_recv(internal), civic.score_state_send(civic.score_state) TO PUBLIC;

/* harmless, and asked by the row security of the tables that auditors read */
GRANT EXECUTE ON FUNCTION civic.is_auditor() TO PUBLIC;

/* A programme that outlived DROP EXTENSION ... CASCADE has lost what it had from the extension. */
DO LANGUAGE plpgsql $$
BEGIN
	IF pg_catalog.to_regclass('civic_private.programme') IS NOT NULL THEN
		RAISE WARNING 'this database has a programme without guards, stamps and views'
			USING HINT = 'Restore them with SELECT civic.upgrade_programme().';
	END IF;
END $$;
