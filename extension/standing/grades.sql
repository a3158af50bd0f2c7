/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.standing_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.standing', 'agreement',
		'policy_id score dimensions more_dimensions rank tier earned_rank earned_tier adverse
		placed_rank placed_tier'),
	('civic_private.standing', 'enclave',
		'subject_id version as_of since earned_since fell_on refused_rank ceiling_rank
		ceiling_until blocked_until clean_since next_change lock_id open_fall asked placed_on'),
	('civic_private.tier_change', 'agreement',
		'policy_id cause from_rank from_tier to_rank to_tier earned_from_rank earned_from_tier
		earned_to_rank earned_to_tier score entries'),
	('civic_private.tier_change', 'enclave',
		'subject_id change_id effective_on decision_id recorded_at xact actor login_id'),
	('civic_private.settlement', 'public',
		'settlement_id as_of started_at finished_at phase complete done changed total
		daily_rank failures'),
	('civic_private.settlement', 'enclave',
		'computing_since pid backend_start failed_at sqlstate'),
	('civic_private.settlement', 'never',
		'error'),
	('civic_private.closing', 'public',
		'whole closed_through'),
	('civic_private.closing', 'enclave',
		'waiting noted_xact cluster'),
	('civic_private.settle_queue', 'enclave',
		'subject_id'),
	('civic_private.tier_question', 'agreement',
		'kind policy_id from_rank from_tier to_rank to_tier benefit'),
	('civic_private.tier_question', 'enclave',
		'subject_id decision_id asked_on recorded_at xact actor login_id'),
	('civic_private.tier_answer', 'agreement',
		'verdict'),
	('civic_private.tier_answer', 'enclave',
		'subject_id decision_id decided_on reason recorded_at xact actor login_id'),
	('civic_private.tier_lock', 'agreement',
		'tier'),
	('civic_private.tier_lock', 'enclave',
		'subject_id lock_id from_day until is_floor reason recorded_at xact actor login_id'),
	('civic_private.settle_range', 'enclave',
		'settlement_id range_no last_subject_id upto done changed pid backend_start')
$$;
COMMENT ON FUNCTION civic_internal.standing_grades() IS
	'grades of disclosure of the columns of this room''s tables';
