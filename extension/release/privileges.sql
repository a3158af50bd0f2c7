/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.release_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('policy_admin', 'ROUTINE', 'EXECUTE',
		'civic.close_data_epoch civic.define_attribute civic.define_audience civic.define_measure
		civic.open_data_epoch civic.plan_release civic.publish_release civic.request_exception
		civic.withdraw_release'),
	('policy_admin auditor', 'ROUTINE', 'EXECUTE',
		'civic.decide_exception civic.release_report civic.risk_report'),
	/* a report that looks at a table with the rights of whoever asks */
	('policy_admin auditor', 'ROUTINE', 'EXECUTE',
		'civic_internal.check_release_names civic_internal.class_risks
		civic_internal.require_list civic_internal.require_programme
		civic_internal.risk_query'),
	('policy_admin auditor', 'TABLE', 'SELECT',
		'civic.release_requests civic.releases'),
	('auditor', 'TABLE', 'SELECT',
		'civic_private.dp_table civic_private.release civic_private.release_decision
		civic_private.release_request civic_private.release_withdrawal'),
	('analyst', 'SCHEMA', 'USAGE',
		'civic'),
	('analyst', 'ROUTINE', 'EXECUTE',
		'civic.budget civic.dp_avg civic.dp_count civic.dp_plan civic.dp_quantile civic.dp_sum'),
	('policy_admin auditor analyst', 'TABLE', 'SELECT',
		'civic_open.codebook')
$$;
COMMENT ON FUNCTION civic_internal.release_privileges() IS
	'privileges of each profile on this room''s objects';
