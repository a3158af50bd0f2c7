/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.policy_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.attribute civic_private.enactment civic_private.policy civic_private.rule'),
	('service', 'ROUTINE', 'EXECUTE',
		'civic.set_attributes'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.attributes'),
	('policy_admin recorder service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.check_policy civic.policy_diff civic.policy_document civic.policy_in_force'),
	('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT',
		'civic.policies civic.policies_behind civic.rules'),
	('policy_admin', 'ROUTINE', 'EXECUTE',
		'civic.enact_policy civic.load_policy'),
	('policy_admin recorder service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic_internal.policies_behind'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic_internal.severity_name')
$$;
COMMENT ON FUNCTION civic_internal.policy_privileges() IS
	'privileges of each profile on this room''s objects';
