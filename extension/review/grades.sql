/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.review_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.review_key', 'enclave',
		'period'),
	('civic_private.review_key', 'never',
		'key'),
	('civic_private.review_period', 'public',
		'period commitment'),
	('civic_private.review_period', 'enclave',
		'recorded_at xact actor login_id'),
	('civic_private.review_state', 'public',
		'only_one since'),
	('civic_private.review_draw', 'public',
		'draw_id policy_id period on_day sampling_rate pooled by_rank by_share always'),
	('civic_private.review_draw', 'enclave',
		'recorded_at xact actor login_id'),
	('civic_private.review_pool', 'agreement',
		'kind policy_id'),
	('civic_private.review_pool', 'enclave',
		'subject_id reviewed_id always period draw_id recorded_at xact actor login_id'),
	('civic_private.review', 'agreement',
		'kind policy_id cause agree took'),
	('civic_private.review', 'enclave',
		'subject_id review_id reviewed_id draw_id drawn_on due decided_on reviewer'),
	('civic_private.review_decision', 'agreement',
		'agree'),
	('civic_private.review_decision', 'enclave',
		'subject_id review_id on_day reason ref_entry_id recorded_at xact actor login_id')
$$;
COMMENT ON FUNCTION civic_internal.review_grades() IS
	'grades of disclosure of the columns of this room''s tables';
