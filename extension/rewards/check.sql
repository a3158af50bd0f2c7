CREATE FUNCTION civic_internal.redemption_states()
RETURNS TABLE (subject_id int8, redemption_id int8, policy_id int4, benefit text, quantity int4,
	cost int8, hold_until timestamptz, state text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT r.subject_id, r.redemption_id, r.policy_id, r.benefit, r.quantity, r.cost, r.hold_until,
		coalesce(m.state, CASE WHEN r.hold_until IS NULL THEN 'redeemed' ELSE 'held' END)
	  FROM civic_private.redemption r
	  LEFT JOIN (SELECT DISTINCT ON (x.subject_id, x.redemption_id) x.*
		  FROM civic_private.redemption_move x
		 ORDER BY x.subject_id, x.redemption_id, x.move_id DESC) m USING (subject_id, redemption_id)
$$;
COMMENT ON FUNCTION civic_internal.redemption_states() IS
	'redemptions and the state that their last transition led to';

/* Wallets that break a rule of theirs, each with the rule. */
CREATE FUNCTION civic_internal.bad_wallets() RETURNS TABLE (subject_id int8, problem text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT s.subject_id, CASE WHEN w.available < 0 THEN 'is below zero'
		WHEN w.debt > 0 AND w.available > 0 THEN 'has a debt that it could pay'
		ELSE 'is not what its movements add up to' END
	  FROM (SELECT DISTINCT c.subject_id FROM civic_private.coupon c) s
	 CROSS JOIN LATERAL civic.wallet(s.subject_id) w
	 CROSS JOIN LATERAL (SELECT coalesce(sum(m.lot_change), 0) AS lots,
			coalesce(sum(m.debt_change), 0) AS debts
		  FROM civic.wallet_moves(s.subject_id) m) m
	 WHERE w.available < 0 OR w.debt > 0 AND w.available > 0
	    OR (m.lots, m.debts) IS DISTINCT FROM (w.available, w.debt)
$$;
COMMENT ON FUNCTION civic_internal.bad_wallets() IS 'wallets that break a rule of wallets';

CREATE FUNCTION civic_internal.bad_coupons() RETURNS TABLE (subject_id int8, coupon_id int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT c.subject_id, c.coupon_id
	  FROM civic_private.coupon c
	 WHERE NOT CASE WHEN c.kind IN (1, 6) THEN EXISTS (
			SELECT FROM civic_private.entry e
			 WHERE e.subject_id = c.subject_id AND e.entry_id = c.ref_id)
		WHEN c.kind = 4 THEN EXISTS (SELECT FROM civic_private.gift g
			WHERE g.subject_id = c.subject_id AND g.gift_id = c.ref_id AND g.amount = c.amount)
		WHEN c.kind = 5 THEN EXISTS (SELECT FROM civic_private.gift g
			WHERE g.recipient_id = c.subject_id AND g.gift_id = c.ref_id)
		ELSE EXISTS (SELECT FROM civic_private.redemption r
			WHERE r.subject_id = c.subject_id AND r.redemption_id = c.ref_id
			  AND r.cost = c.amount) END
$$;
COMMENT ON FUNCTION civic_internal.bad_coupons() IS
	'rows of wallets that no entry, redemption or gift explains';

CREATE FUNCTION civic_internal.rewards_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH state AS MATERIALIZED (SELECT * FROM civic_internal.redemption_states())
	SELECT 'wallets are what came in and went out, and never below zero', count(*),
		min(format('wallet of subject %s %s', w.subject_id, w.problem))
	  FROM civic_internal.bad_wallets() w
	UNION ALL
	SELECT 'rows of wallets belong to an entry, a redemption or a gift', count(*),
		min(format('subject %s, row %s', c.subject_id, c.coupon_id))
	  FROM civic_internal.bad_coupons() c
	UNION ALL
	SELECT 'reservations that are held are listed', count(*),
		min(format('subject %s, redemption %s', subject_id, redemption_id))
	  FROM civic_private.hold h
	  FULL JOIN (SELECT * FROM state s WHERE s.state = 'held') t USING (subject_id, redemption_id)
	 WHERE (h.policy_id, h.benefit, h.quantity, h.cost, h.until)
		IS DISTINCT FROM (t.policy_id, t.benefit, t.quantity, t.cost, t.hold_until)
	UNION ALL
	SELECT 'of a stock is taken what is redeemed or held', count(*),
		min(format('%s of policy %s', s.benefit, s.policy_id))
	  FROM civic_private.stock s
	 WHERE s.taken <> (SELECT coalesce(sum(t.quantity), 0) FROM state t
		WHERE t.policy_id = s.policy_id AND t.benefit = s.benefit
		  AND t.state IN ('redeemed', 'held', 'confirmed'))
	UNION ALL
	SELECT 'gifts arrive as they were given', count(*),
		min(format('subject %s, gift %s', g.subject_id, g.gift_id))
	  FROM civic_private.gift g
	 WHERE g.amount IS DISTINCT FROM (SELECT sum(c.amount) FROM civic_private.coupon c
		WHERE c.subject_id = g.recipient_id AND c.kind = 5 AND c.ref_id = g.gift_id)
$$;
COMMENT ON FUNCTION civic_internal.rewards_check() IS
	'properties of this room''s tables, and how many rows violate each';
