/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.release_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.audience', 'public',
		'audience audience_id tier k l t largest two_largest leave_out eps_epoch eps_query'),
	('civic_private.audience_grant', 'enclave',
		'audience role role_oid'),
	('civic_private.data_epoch', 'public',
		'epoch_id frame day revision attributes domains amounts units closed'),
	('civic_private.dp_table', 'agreement',
		'epoch_id audience terms attributes measure epsilon'),
	('civic_private.dp_table', 'enclave',
		'answers recorded_at xact actor login_id'),
	('civic_private.epoch_row', 'never',
		'epoch_id unit number codes amounts'),
	('civic_private.epoch_value', 'enclave',
		'epoch_id place code value'),
	('civic_private.frame', 'public',
		'frame kind source unit'),
	('civic_private.frame_attribute', 'public',
		'frame attribute col hierarchy role domain'),
	('civic_private.measure', 'public',
		'measure frame col epsilon cells low high grid'),
	('civic_private.release', 'public',
		'release_id name audience epoch_id attributes measures levels limits'),
	('civic_private.release', 'enclave',
		'facts request_id recorded_at xact actor login_id'),
	('civic_private.release_decision', 'enclave',
		'request_id approved reason recorded_at xact actor login_id'),
	('civic_private.release_member', 'never',
		'release_id cell unit'),
	('civic_private.release_request', 'enclave',
		'request_id audience epoch_id name attributes measures levels finding reason
		recorded_at xact actor login_id'),
	('civic_private.release_withdrawal', 'public',
		'release_id'),
	('civic_private.release_withdrawal', 'enclave',
		'reason recorded_at xact actor login_id')
$$;
COMMENT ON FUNCTION civic_internal.release_grades() IS
	'grades of disclosure of the columns of this room''s tables';
