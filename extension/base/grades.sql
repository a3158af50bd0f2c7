/*
 * Who may be shown the columns of this room's tables; see civic.data_grades().  Long because it
 * lists all.
 */
CREATE FUNCTION civic_internal.base_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.programme', 'public',
		'programme_id name time_zone layout_version epoch created_at only_one test_copy_since'),
	('civic_private.programme', 'enclave',
		'newest_enactment access_version key_check cluster database'),
	('civic_private.vault_key', 'enclave',
		'purpose'),
	('civic_private.vault_key', 'never',
		'key'),
	('civic_private.area', 'public',
		'area title_zh title_en'),
	('civic_private.subject', 'agreement',
		'kind'),
	('civic_private.subject', 'enclave',
		'subject_id enrolled_at xact actor login_id'),
	('civic_private.subject', 'never',
		'lookup attributes'),
	('civic_private.residence', 'agreement',
		'area'),
	('civic_private.residence', 'enclave',
		'subject_id residence_id since effective_on recorded_at xact actor login_id'),
	('civic_private.consent', 'agreement',
		'given'),
	('civic_private.consent', 'enclave',
		'subject_id consent_id reason recorded_at xact actor login_id'),
	('civic_private.source', 'public',
		'source_id code title_zh title_en rules'),
	('civic_private.access_grant', 'enclave',
		'role profile source_id within role_oid'),
	('civic_private.membership', 'enclave',
		'subject_id membership_id household_id since effective_on recorded_at xact actor
		login_id'),
	('civic_private.outbox', 'enclave',
		'outbox_id topic subject_id created_at taken_until taken acked_at'),
	('civic_private.outbox', 'never',
		'payload'),
	('civic_private.holiday', 'public',
		'calendar day working title'),
	('civic_private.kept_text', 'enclave',
		'subject_id commitment entry_id erase_on'),
	('civic_private.kept_text', 'never',
		'salt body'),
	('civic_private.role_name', 'enclave',
		'role_id name'),
	('civic_private.watermark', 'enclave',
		'reader snapshot taken_at cluster'),
	('civic_private.lookup_limit', 'enclave',
		'role most'),
	('civic_private.lookup_day', 'enclave',
		'role day looked_up'),
	('civic_private.set_aside', 'enclave',
		'work subject_id day sqlstate first_at last_at times'),
	('civic_private.set_aside', 'never',
		'reason detail'),
	('civic_private.pool_login', 'enclave',
		'pool_id login pooled recorded_at xact actor login_id'),
	('civic_private.role_link', 'agreement',
		'relation'),
	('civic_private.role_link', 'enclave',
		'subject_id link_id role role_oid since linked recorded_at xact actor login_id'),
	('civic_private.due_change', 'agreement',
		'kind'),
	('civic_private.due_change', 'enclave',
		'subject_id change_id id calendar due_before due_after recorded_at xact actor_id
		login_id')
$$;
COMMENT ON FUNCTION civic_internal.base_grades() IS
	'grades of disclosure of the columns of this room''s tables';
