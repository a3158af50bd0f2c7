/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.privacy_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('service', 'ROUTINE', 'EXECUTE',
		'civic.erase_subject'),
	('auditor', 'ROUTINE', 'EXECUTE',
		'civic.erasures_since'),
	('policy_admin auditor', 'ROUTINE', 'EXECUTE',
		'civic.data_grades'),
	('auditor', 'TABLE', 'SELECT',
		'civic_private.resumption civic_private.subject_erasure')
$$;
COMMENT ON FUNCTION civic_internal.privacy_privileges() IS
	'privileges of each profile on this room''s objects';
