/* civic_credit--@FROM@--2.0.sql, put together from extension/ by the Makefile */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION civic_credit UPDATE TO '2.0'" to load this file. \quit

/*
 * What follows this block is the install script of 2.0 with each definition put in the place of
 * the one before it, so that an upgraded database cannot differ from a new one.  Only what
 * CREATE OR REPLACE cannot do stands here.
 *
 * Functions that no profile may call go.  Those that the programme's tables, policies and views,
 * a type or an aggregate depend on go to civic_internal as they are, and the dependents with them.
 */
CREATE SCHEMA civic_internal;
COMMENT ON SCHEMA civic_internal IS 'civic_credit: functions that only its own code calls';

/* it names scores_part(), which goes; what depends on scores() stays */
CREATE OR REPLACE FUNCTION civic.scores(as_of pg_catalog.date DEFAULT NULL)
RETURNS TABLE (subject_id pg_catalog.int8, area ltree, policy_id pg_catalog.int4,
	score pg_catalog.numeric)
LANGUAGE C AS 'MODULE_PATHNAME', 'civic_retired';

DO LANGUAGE plpgsql $$
DECLARE
	kept pg_catalog.text[] := ARRAY['stamp_xact', 'stamp_time', 'stamp_actor', 'refuse_change',
		'is_auditor', 'severity_name', 'repair_state_name', 'score_state_in', 'score_state_out',
		'score_state_recv', 'score_state_send', 'score_collect_step', 'score_merge_step',
		'score_state_final', 'scores_support'];
	public pg_catalog.text[] := ARRAY['create_programme', 'upgrade_programme', 'grant_access',
		'revoke_access', 'access_report'] OPERATOR(pg_catalog.||) ARRAY(
		SELECT pg_catalog.split_part(pg_catalog.split_part(p.object, '(', 1), '.', 2)
		  FROM civic.profile_privileges() p
		 WHERE p.kind OPERATOR(pg_catalog.=) ANY (ARRAY['FUNCTION', 'PROCEDURE']));
	/* what gives its result under other names, or takes more, has to be made anew */
	renewed pg_catalog.text[] := ARRAY['wallet_lots', 'review_report', 'verify_draw',
		'create_programme', 'grant_access', 'revoke_access', 'scores_part', 'lock_tier',
		'policy_diff', 'enact_policy', 'check_policy'];
	f record;
BEGIN
	FOR f IN
		SELECT p.oid::pg_catalog.regprocedure AS name,
			p.proname OPERATOR(pg_catalog.=) ANY (kept) AS is_kept,
			p.proname OPERATOR(pg_catalog.=) ANY (public)
				AND NOT p.proname OPERATOR(pg_catalog.=) ANY (renewed) AS is_public
		  FROM pg_catalog.pg_depend d
		  JOIN pg_catalog.pg_proc p ON p.oid OPERATOR(pg_catalog.=) d.objid
		  JOIN pg_catalog.pg_extension e ON e.oid OPERATOR(pg_catalog.=) d.refobjid
		 WHERE e.extname OPERATOR(pg_catalog.=) 'civic_credit'
		   AND d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
		   AND d.deptype OPERATOR(pg_catalog.=) 'e'
	LOOP
		IF f.is_kept THEN
			EXECUTE pg_catalog.format('ALTER ROUTINE %s SET SCHEMA civic_internal', f.name);
		ELSIF NOT f.is_public THEN
			EXECUTE pg_catalog.format('ALTER EXTENSION civic_credit DROP ROUTINE %s', f.name);
			EXECUTE pg_catalog.format('DROP ROUTINE %s', f.name);
		END IF;
	END LOOP;
END $$;

ALTER FUNCTION civic.move(int8, ltree, date) RENAME TO relocate;
ALTER FUNCTION civic.withdraw(int8, text) RENAME TO withdraw_consent;
ALTER FUNCTION civic.consent(int8) RENAME TO give_consent;

