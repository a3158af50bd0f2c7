/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.ledger_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.posting', 'enclave',
		'pid backend_start started_at done total'),
	('civic.inbox', 'agreement',
		'rule_code quantity'),
	('civic.inbox', 'enclave',
		'occurred_on source_ref source inbox_id submitted_at submitted_by rejected_at sqlstate
		submitted_login submitted_as'),
	('civic.inbox', 'never',
		'external_id evidence reason detail'),
	('civic_private.entry', 'agreement',
		'rule_id quantity source_id kind factor'),
	('civic_private.entry', 'enclave',
		'subject_id entry_id xact recorded_at ref_entry_id member_id epoch occurred_on
		effective_on actor_id login_id source_ref evidence'),
	('civic_private.inbox_retention', 'enclave',
		'only_one keep_days expired expired_on')
$$;
COMMENT ON FUNCTION civic_internal.ledger_grades() IS
	'grades of disclosure of the columns of this room''s tables';
