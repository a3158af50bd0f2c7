/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.rewards_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.wallet', 'enclave',
		'subject_id version'),
	('civic_private.coupon', 'agreement',
		'kind amount'),
	('civic_private.coupon', 'enclave',
		'subject_id coupon_id on_day expires_on ref_id until recorded_at xact actor login_id'),
	('civic_private.redemption', 'agreement',
		'benefit policy_id quantity cost'),
	('civic_private.redemption', 'enclave',
		'subject_id redemption_id request_id available on_day hold_until recorded_at xact actor
		login_id'),
	('civic_private.redemption_move', 'agreement',
		'state'),
	('civic_private.redemption_move', 'enclave',
		'subject_id move_id redemption_id on_day reason recorded_at xact actor login_id'),
	('civic_private.hold', 'agreement',
		'policy_id benefit quantity cost'),
	('civic_private.hold', 'enclave',
		'subject_id redemption_id until until_day'),
	('civic_private.stock', 'public',
		'policy_id benefit taken'),
	('civic_private.gift', 'agreement',
		'amount'),
	('civic_private.gift', 'enclave',
		'subject_id gift_id recipient_id request_id available on_day note recorded_at xact
		actor login_id')
$$;
COMMENT ON FUNCTION civic_internal.rewards_grades() IS
	'grades of disclosure of the columns of this room''s tables';
