/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.repair_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.panel', 'enclave',
		'area panel_id members recorded_at xact actor login_id'),
	('civic_private.penalty_document', 'enclave',
		'subject_id entry_id link_id document_date number recorded_at xact actor login_id
		link_no'),
	('civic_private.repair_case', 'agreement',
		'policy_id severity path area state restored_bp appealed'),
	('civic_private.repair_case', 'enclave',
		'subject_id case_id entry_id document_date repairable_from ends_on lapses_on opened_on
		step step_since moves submitted_on submitted_by due_on next_move_on waits_for
		awaited_rule closed_on'),
	('civic_private.repair_move', 'agreement',
		'move from_state to_state days restored_before_bp restored_bp vote'),
	('civic_private.repair_move', 'enclave',
		'subject_id case_id move_no step on_day repair_id evidence reason recorded_at xact
		actor login_id'),
	('civic_private.erasure', 'agreement',
		'years texts'),
	('civic_private.erasure', 'enclave',
		'subject_id entry_id on_day reference_id reason recorded_at xact actor login_id'),
	('civic_private.retention_run', 'enclave',
		'only_one done_to rules_to least_years most_years'),
	('civic_private.penalty_withdrawal', 'enclave',
		'subject_id link_id reason recorded_at xact actor_id login_id')
$$;
COMMENT ON FUNCTION civic_internal.repair_grades() IS
	'grades of disclosure of the columns of this room''s tables';
