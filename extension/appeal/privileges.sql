/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.appeal_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
/* What is internal here, a view calls as whoever asks the view. */
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.annulment civic_private.annulment_withdrawal civic_private.appeal_move'),
	('service', 'ROUTINE', 'EXECUTE',
		'civic.file_appeal civic.request_review civic.withdraw_appeal'),
	('service reviewer', 'ROUTINE', 'EXECUTE',
		'civic.forward_appeal civic.mark_disputed civic.resume_appeal'),
	('reviewer', 'ROUTINE', 'EXECUTE',
		'civic.annul civic.decide_appeal civic.extend_appeal civic.pause_appeal
		civic.withdraw_annulment'),
	('recorder service reviewer', 'ROUTINE', 'EXECUTE',
		'civic.report_annulment'),
	('reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.appeal_report'),
	('reviewer auditor', 'TABLE', 'SELECT',
		'civic.annulments'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.appeal_status civic_internal.area_on civic_internal.entry_kind
		civic_internal.entry_kind_name'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.appeal_moves civic.appeals civic.ledger')
$$;
COMMENT ON FUNCTION civic_internal.appeal_privileges() IS
	'privileges of each profile on this room''s objects';
