/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.base_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('policy_admin recorder service reviewer auditor', 'SCHEMA', 'USAGE',
		'civic civic_internal'),
	('monitor', 'SCHEMA', 'USAGE',
		'civic'),
	('monitor', 'TABLE', 'SELECT',
		'civic.health'),
	('monitor', 'ROUTINE', 'EXECUTE',
		'civic_internal.health'),
	('analyst auditor', 'SCHEMA', 'USAGE',
		'civic_open'),
	('auditor', 'SCHEMA', 'USAGE',
		'civic_private'),
	('auditor', 'ROUTINE', 'EXECUTE',
		'civic.check_programme'),
	('auditor', 'TABLE', 'SELECT',
		'civic_private.consent civic_private.membership civic_private.residence'),
	('auditor', 'ROUTINE', 'EXECUTE',
		'civic.lookups'),
	('policy_admin recorder service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.act_as civic.add_working_days civic.is_working_day civic.today
		civic.working_days'),
	('reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.own_case_acts'),
	/* a view calls it as whoever asks the view */
	('auditor', 'ROUTINE', 'EXECUTE',
		'civic_internal.links'),
	('auditor', 'TABLE', 'SELECT',
		'civic.pool_logins civic.role_links civic_private.pool_login civic_private.role_link'),
	('policy_admin recorder service reviewer auditor', 'TABLE', 'SELECT',
		'civic.areas civic.holidays civic.sources'),
	('policy_admin', 'ROUTINE', 'EXECUTE',
		'civic.define_area civic.define_holiday civic.define_holidays civic.define_source
		civic.drop_holidays civic.load_holidays'),
	('recorder', 'ROUTINE', 'EXECUTE',
		'civic.find_subject civic_internal.stamp_actor civic_internal.stamp_login
		civic_internal.stamp_named civic_internal.stamp_time civic_internal.stamp_xact'),
	('service', 'ROUTINE', 'EXECUTE',
		'civic.ack_outbox civic.enroll civic.find_subject civic.give_consent
		civic.join_household civic.leave_household civic.relocate civic.take_outbox
		civic.withdraw_consent'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.due_changes civic.households civic.set_aside civic.subjects')
$$;
COMMENT ON FUNCTION civic_internal.base_privileges() IS
	'privileges of each profile on this room''s objects';
