/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.standing_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.tier_question civic_private.tier_answer civic_private.tier_change
		civic_private.tier_lock'),
	('service', 'ROUTINE', 'EXECUTE',
		'civic.settle'),
	('reviewer', 'ROUTINE', 'EXECUTE',
		'civic.decide civic.lock_tier civic.unlock_tier'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.area_standings civic.honours civic.household_standings civic.next_tier
		civic.settled_through civic.tier civic.tier_history civic_internal.backend_lives'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.decisions civic.settle_progress civic.settlements civic.standings
		civic.tier_locks')
$$;
COMMENT ON FUNCTION civic_internal.standing_privileges() IS
	'privileges of each profile on this room''s objects';
