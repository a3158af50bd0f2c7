/*
 * What only the restore of a dump of an earlier release needs: the names that its defaults,
 * triggers, policies, views and grants contain.  upgrade_programme() drops them.
 */
DO LANGUAGE plpgsql $$
DECLARE
	shim record;
BEGIN
	FOR shim IN
		SELECT * FROM (VALUES
			('stamp_xact()', 'int8 VOLATILE', 'civic_stamp_xact'),
			('stamp_time()', 'timestamptz VOLATILE', 'civic_stamp_time'),
			('stamp_actor()', 'name VOLATILE', 'civic_stamp_actor'),
			('refuse_change()', 'trigger VOLATILE', 'civic_refuse_change'),
			('is_auditor()', 'bool STABLE PARALLEL SAFE', 'civic_retired'),
			('repair_state_name(int2)', 'text IMMUTABLE PARALLEL SAFE', 'civic_retired'),
			('severity_name(int2)', 'text IMMUTABLE PARALLEL SAFE', 'civic_retired'),
			('move(int8, ltree, date)', 'void VOLATILE', 'civic_retired'),
			('withdraw(int8, text)', 'void VOLATILE', 'civic_retired'),
			('consent(int8)', 'void VOLATILE', 'civic_retired'),
			('check_policy(jsonb, bool)', 'SETOF record IMMUTABLE', 'civic_retired'),
			('enact_policy(int4, date)', 'bytea VOLATILE', 'civic_retired'),
			('lock_tier(int8, text, text, date)', 'int8 VOLATILE', 'civic_retired'),
			('scores_part(date, int4, int4)', 'SETOF record STABLE', 'civic_retired')
		) s (signature, result, symbol)
	LOOP
		EXECUTE pg_catalog.format('CREATE FUNCTION civic.%s RETURNS %s LANGUAGE C '
			'SET search_path = pg_catalog, pg_temp AS ''MODULE_PATHNAME'', %L',
			shim.signature, shim.result, shim.symbol);
		EXECUTE pg_catalog.format('COMMENT ON FUNCTION civic.%s IS %L', shim.signature,
			'only for restoring a dump of an earlier release');
	END LOOP;
END $$;
