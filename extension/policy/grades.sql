/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.policy_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.policy', 'public',
		'policy_id area code version document'),
	('civic_private.policy', 'enclave',
		'loaded_at actor login_id'),
	('civic_private.enactment', 'public',
		'enactment_id policy_id area effective_from document digest extends_id'),
	('civic_private.enactment', 'enclave',
		'enacted_at xact actor login_id'),
	('civic_private.rule', 'public',
		'rule_id policy_id code definition line limit_line'),
	('civic_private.attribute', 'agreement',
		'code'),
	('civic_private.attribute', 'enclave',
		'subject_id attribute_id value since effective_on policy_id reason recorded_at xact actor
		login_id')
$$;
COMMENT ON FUNCTION civic_internal.policy_grades() IS
	'grades of disclosure of the columns of this room''s tables';
