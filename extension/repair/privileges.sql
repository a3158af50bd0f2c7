/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.repair_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('auditor', 'TABLE', 'SELECT',
		'civic_private.erasure civic_private.penalty_document civic_private.penalty_withdrawal
		civic_private.panel civic_private.repair_move'),
	('policy_admin', 'ROUTINE', 'EXECUTE',
		'civic.appoint_panel'),
	('recorder reviewer', 'ROUTINE', 'EXECUTE',
		'civic.link_decision'),
	('service', 'ROUTINE', 'EXECUTE',
		'civic.appeal_repair civic.open_repair civic.submit_step civic.withdraw_repair'),
	('reviewer', 'ROUTINE', 'EXECUTE',
		'civic.decide_step civic.unlink_decision'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.publicity civic.rectification civic.repair_status
		civic_internal.repair_state_name'),
	('reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.repair_history civic.repair_report civic.repair_transitions'),
	('auditor', 'ROUTINE', 'EXECUTE',
		'civic.check_repairs civic.erasures'),
	('policy_admin service reviewer auditor', 'TABLE', 'SELECT',
		'civic.panels'),
	('reviewer auditor', 'TABLE', 'SELECT',
		'civic.linked_decisions'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.repair_cases')
$$;
COMMENT ON FUNCTION civic_internal.repair_privileges() IS
	'privileges of each profile on this room''s objects';
