/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.trust_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.alert_note', 'public',
		'indicator area kind since until'),
	('civic_private.alert_note', 'enclave',
		'note_id reason recorded_at xact actor_id login_id'),
	('civic_private.alert_notice', 'public',
		'indicator area edge period since value lower upper'),
	('civic_private.alert_notice', 'enclave',
		'notice_id told recorded_at xact actor_id login_id'),
	('civic_private.index_history', 'public',
		'code area month revision pack_id value zone missing'),
	('civic_private.index_history', 'enclave',
		'recorded_at xact actor_id login_id'),
	('civic_private.observation', 'agreement',
		'indicator area on_day value weight'),
	('civic_private.observation', 'enclave',
		'observation_id grp evidence source_id source_ref revision supersedes recorded_at xact
		actor_id login_id'),
	('civic_private.observation_close', 'public',
		'indicator until'),
	('civic_private.observation_close', 'enclave',
		'close_id reason recorded_at xact actor_id login_id'),
	('civic_private.score_month', 'agreement',
		'month counts'),
	('civic_private.score_month', 'enclave',
		'recorded_at xact'),
	('civic_private.trust_enactment', 'public',
		'pack_id code effective_from weights override digest'),
	('civic_private.trust_enactment', 'enclave',
		'enacted_at xact actor login_id'),
	('civic_private.trust_pack', 'public',
		'pack_id code version document'),
	('civic_private.trust_pack', 'enclave',
		'loaded_at xact actor login_id'),
	('civic_private.watch', 'public',
		'indicator area settings chart state run quiet since last_period new_state new_since
		point')
$$;
COMMENT ON FUNCTION civic_internal.trust_grades() IS
	'grades of disclosure of the columns of this room''s tables';
