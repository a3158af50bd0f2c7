/* What the profiles may do with the objects of this room. */
CREATE FUNCTION civic_internal.rewards_privileges()
RETURNS TABLE (profiles text, kind text, privilege text, objects text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('service', 'ROUTINE', 'EXECUTE',
		'civic.cancel_redemption civic.confirm_redemption civic.gift civic.redeem
		civic.release_redemption civic.reserve'),
	('service reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.benefits civic.coupon_history civic.entitled civic.expiring civic.wallet
		civic.wallet_lots civic.wallet_moves'),
	('policy_admin reviewer auditor', 'ROUTINE', 'EXECUTE',
		'civic.what_if civic_internal.what_if_part civic_internal.what_if_ranked'),
	('service reviewer auditor', 'TABLE', 'SELECT',
		'civic.gifts civic.redemptions civic.stocks'),
	('auditor', 'TABLE', 'SELECT',
		'civic_private.coupon civic_private.gift civic_private.redemption
		civic_private.redemption_move')
$$;
COMMENT ON FUNCTION civic_internal.rewards_privileges() IS
	'privileges of each profile on this room''s objects';
