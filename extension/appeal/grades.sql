/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.appeal_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.appeal', 'agreement',
		'policy_id area state disputed instance stopped'),
	('civic_private.appeal', 'enclave',
		'subject_id appeal_id entry_id calendar open suspended filed_on filer mark_due
		marked_on forward_due forwarded_on clock_from decision_due extended paused_on
		remaining decided_on decider first_decider notified moves'),
	('civic_private.appeal_move', 'agreement',
		'move from_state to_state instance took late'),
	('civic_private.appeal_move', 'enclave',
		'subject_id appeal_id move_no on_day due ref_entry_id text_commitment
		evidence_commitment recorded_at xact actor login_id'),
	('civic_private.annulment', 'agreement',
		'policy_id'),
	('civic_private.annulment', 'enclave',
		'subject_id entry_id revoked_on reported_on due reason recorded_at xact actor login_id
		report_no'),
	('civic_private.annulment_withdrawal', 'enclave',
		'subject_id entry_id report_no reason recorded_at xact actor_id login_id')
$$;
COMMENT ON FUNCTION civic_internal.appeal_grades() IS
	'grades of disclosure of the columns of this room''s tables';
