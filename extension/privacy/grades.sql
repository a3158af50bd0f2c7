/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.privacy_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.subject_erasure', 'agreement',
		'cause'),
	('civic_private.subject_erasure', 'enclave',
		'subject_id on_day files recorded_at xact actor login_id'),
	('civic_private.resumption', 'enclave',
		'resumption_id place repeated recorded_at xact actor login_id'),
	('civic_private.record_audience', 'public',
		'audience area_level score_width smallest sealed_day'),
	('civic_private.key_epoch', 'enclave',
		'audience key_epoch opened_on closes_on'),
	('civic_private.key_epoch', 'never',
		'salt'),
	('civic_private.pseudonym', 'enclave',
		'audience key_epoch'),
	('civic_private.pseudonym', 'never',
		'subject_id pid')
$$;
COMMENT ON FUNCTION civic_internal.privacy_grades() IS
	'grades of disclosure of the columns of this room''s tables';
