/*
 * Everything belongs to whoever installs it; create_programme() and upgrade_programme() give the
 * programme's owner what runs with its rights.  Nothing is executable by anybody: a loop instead of
 * a list, so that no function can be forgotten, and from every grantee, since whoever installs may
 * have default privileges.  The exceptions are the functions of the type score_state, which compute
 * on nothing but their argument and which a plain SELECT of such a column needs, and those that row
 * security and the views ask about the caller.
 *
 * An upgrade leaves alone what is as it should be.  The server takes the rights that a function has
 * when an extension script touches them for the extension's own, and pg_dump would not save what
 * was granted to a role.  By that mark, what this script has made is known from what was there.
 */
DO LANGUAGE plpgsql $$
DECLARE
	routine record;
	grantee pg_catalog.text;
BEGIN
	FOR routine IN
		SELECT p.oid::pg_catalog.regprocedure AS name, p.proacl, p.proowner,
			pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE') AS is_open,
			p.pronamespace OPERATOR(pg_catalog.=) 'civic_internal'::pg_catalog.regnamespace
				AND p.proname OPERATOR(pg_catalog.=) ANY (ARRAY['score_state_in', 'score_state_out',
				'score_state_recv', 'score_state_send',
				/* harmless, and asked by the row security of the tables that auditors read */
				'is_auditor', 'reaches', 'reaches_everything',
				/* harmless, and part of what views show */
				'as_path']) AS to_be_open,
			NOT EXISTS (SELECT FROM pg_catalog.pg_init_privs i
				WHERE i.classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
				  AND i.objoid OPERATOR(pg_catalog.=) p.oid) AS is_new,
			NOT o.rolsuper AS is_to_be_given
		  FROM pg_catalog.pg_proc p
		  JOIN pg_catalog.pg_roles o ON o.oid OPERATOR(pg_catalog.=) p.proowner
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) ANY (ARRAY['civic'::pg_catalog.regnamespace,
			'civic_internal'::pg_catalog.regnamespace]::pg_catalog.oid[])
	LOOP
		IF routine.is_to_be_given THEN
			EXECUTE pg_catalog.format('ALTER ROUTINE %s OWNER TO CURRENT_USER', routine.name);
		END IF;
		IF routine.is_new THEN
			FOR grantee IN SELECT DISTINCT a.grantee::pg_catalog.regrole
				  FROM pg_catalog.aclexplode(routine.proacl) a
				 WHERE a.grantee OPERATOR(pg_catalog.<>) ALL (ARRAY[0, routine.proowner])
			LOOP
				EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM %s CASCADE', routine.name,
					grantee);
			END LOOP;
		END IF;
		IF routine.is_new OR routine.is_open AND NOT routine.to_be_open THEN
			EXECUTE pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine.name);
		END IF;
		IF routine.to_be_open AND (routine.is_new OR NOT routine.is_open) THEN
			EXECUTE pg_catalog.format('GRANT EXECUTE ON ROUTINE %s TO PUBLIC', routine.name);
		END IF;
	END LOOP;
END $$;

/*
 * What an earlier release had noted as the extension's own rights named another owner.  pg_dump
 * saves what differs from these notes, so they become what a new installation makes them.
 */
DO LANGUAGE plpgsql $$
DECLARE
	installer pg_catalog.oid := CURRENT_USER::pg_catalog.regrole;
BEGIN
	UPDATE pg_catalog.pg_init_privs i
	   SET initprivs = CASE
		WHEN pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
		THEN ARRAY[pg_catalog.makeaclitem(installer, installer, 'EXECUTE', false),
			pg_catalog.makeaclitem(0, installer, 'EXECUTE', false)]
		ELSE ARRAY[pg_catalog.makeaclitem(installer, installer, 'EXECUTE', false)] END
	  FROM pg_catalog.pg_proc p
	 WHERE i.classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
	   AND i.objoid OPERATOR(pg_catalog.=) p.oid
	   AND p.pronamespace OPERATOR(pg_catalog.=) ANY (ARRAY['civic'::pg_catalog.regnamespace,
		'civic_internal'::pg_catalog.regnamespace]::pg_catalog.oid[])
	   AND EXISTS (SELECT FROM pg_catalog.aclexplode(i.initprivs) a
		JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) a.grantor
		WHERE NOT r.rolsuper);
END $$;

/*
 * Schemas as functions.  What roles were granted to "civic" is the programme's, where there is
 * one; "civic_internal" this script has made.
 */
DO LANGUAGE plpgsql $$
DECLARE
	space record;
BEGIN
	FOR space IN
		SELECT n.nspname, o.rolsuper FROM pg_catalog.pg_namespace n
		  JOIN pg_catalog.pg_roles o ON o.oid OPERATOR(pg_catalog.=) n.nspowner
		 WHERE n.nspname OPERATOR(pg_catalog.=) ANY (ARRAY['civic', 'civic_internal'])
	LOOP
		IF NOT space.rolsuper THEN
			EXECUTE pg_catalog.format('ALTER SCHEMA %I OWNER TO CURRENT_USER', space.nspname);
		END IF;
	END LOOP;
	FOR space IN
		SELECT DISTINCT n.nspname, CASE a.grantee WHEN 0 THEN 'PUBLIC'
			ELSE a.grantee::pg_catalog.regrole::pg_catalog.text END AS grantee
		  FROM pg_catalog.pg_namespace n CROSS JOIN pg_catalog.aclexplode(n.nspacl) a
		 WHERE a.grantee OPERATOR(pg_catalog.<>) n.nspowner
		   AND (n.nspname OPERATOR(pg_catalog.=) 'civic_internal'
			OR n.nspname OPERATOR(pg_catalog.=) 'civic'
				AND pg_catalog.to_regnamespace('civic_private') IS NULL)
	LOOP
		EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', space.nspname,
			space.grantee);
	END LOOP;
END $$;

DO LANGUAGE plpgsql $$
BEGIN
	IF NOT (SELECT o.rolsuper FROM pg_catalog.pg_type t
		JOIN pg_catalog.pg_roles o ON o.oid OPERATOR(pg_catalog.=) t.typowner
		WHERE t.oid OPERATOR(pg_catalog.=) 'civic.score_state'::pg_catalog.regtype) THEN
		ALTER TYPE civic.score_state OWNER TO CURRENT_USER;
	END IF;
END $$;

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
