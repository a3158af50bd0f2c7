/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.trust_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	/* these compute on what the caller brings along */
	('policy_admin recorder service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.ahp civic.apportion civic.chart_add civic.cusum civic.cusum_self civic.ears
		civic.ewma civic.fuzzy civic.gini civic.judge civic.lorenz civic.membership
		civic.membership_agg civic.new_chart civic.pairwise_agg civic.psi civic.top_share
		civic.check_index civic.index_diff civic.index_document'),
	('policy_admin', 'ROUTINE', 'EXECUTE',
		'civic.close_observations civic.enact_index civic.load_index'),
	('recorder', 'ROUTINE', 'EXECUTE',
		'civic.discard_observations civic.observe civic.retry_observations
		civic.withdraw_observation'),
	('recorder', 'TABLE',
		'INSERT (indicator, area, value, on_day, source_ref, weight, grp, evidence, source)',
		'civic.observation_inbox'),
	('recorder', 'TABLE', 'SELECT',
		'civic.observation_status'),
	('recorder service', 'ROUTINE', 'EXECUTE',
		'civic.post_observations'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.alert_notices civic.alerts civic.contrast civic.explain_index civic.index_history
		civic.index_robustness civic.relate_series civic.score_drift civic.series civic.stale
		civic.trust_index'),
	('policy_admin auditor', 'ROUTINE', 'EXECUTE',
		'civic.fairness_report'),
	('reviewer', 'ROUTINE', 'EXECUTE',
		'civic.acknowledge_alert civic.silence_alert'),
	('auditor', 'TABLE', 'SELECT',
		'civic_private.alert_note civic_private.alert_notice civic_private.index_history
		civic_private.observation civic_private.observation_close civic_private.score_month
		civic_private.trust_enactment civic_private.trust_pack'),
	('policy_admin reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.what_if_report')
$$;
COMMENT ON FUNCTION civic_internal.trust_privileges() IS
	'privileges of each profile on this room''s objects';
