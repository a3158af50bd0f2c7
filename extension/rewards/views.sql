/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.rewards_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.redemptions WITH (security_barrier) AS
	SELECT r.subject_id, r.redemption_id, r.request_id, r.benefit, r.policy_id, r.quantity,
		r.cost * 0.01 AS cost,
		CASE WHEN m.state IS NOT NULL THEN m.state WHEN r.hold_until IS NULL THEN 'redeemed'
			WHEN r.hold_until > now() THEN 'held' ELSE 'timed_out' END AS state,
		r.hold_until, r.on_day, r.recorded_at, r.actor, m.recorded_at AS moved_at,
		m.actor AS moved_by
	  FROM civic_private.redemption r
	  LEFT JOIN LATERAL (SELECT x.state, x.recorded_at, x.actor
		  FROM civic_private.redemption_move x
		 WHERE x.subject_id = r.subject_id AND x.redemption_id = r.redemption_id
		 ORDER BY x.move_id DESC LIMIT 1) m ON true
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', r.subject_id));
COMMENT ON VIEW civic.redemptions IS 'redemptions and reservations, and what became of them';

CREATE OR REPLACE VIEW civic.gifts WITH (security_barrier) AS
	SELECT g.subject_id, g.gift_id, g.recipient_id, g.request_id, g.amount * 0.01 AS amount,
		g.on_day, g.recorded_at, g.actor
	  FROM civic_private.gift g
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', g.subject_id));
COMMENT ON VIEW civic.gifts IS 'coupons given from one subject to another';

CREATE OR REPLACE VIEW civic.stocks WITH (security_barrier) AS
	SELECT e.policy_id, civic_internal.as_path(e.area) AS area, b.code AS benefit,
		b.stock::int8 AS stock, coalesce(s.taken, 0) - coalesce(h.over, 0) AS taken,
		greatest(b.stock::int8 - coalesce(s.taken, 0) + coalesce(h.over, 0), 0) AS remaining
	  FROM civic_private.enactment e
	/* a pack may write 5.0 for 5 */
	 CROSS JOIN LATERAL jsonb_to_recordset(coalesce(e.document -> 'benefits', '[]'))
		b (code text, stock numeric)
	  LEFT JOIN civic_private.stock s ON s.policy_id = e.policy_id AND s.benefit = b.code
	/* what has timed out is over, written down or not */
	  LEFT JOIN (SELECT x.policy_id, x.benefit, sum(x.quantity) AS over
		  FROM civic_private.hold x WHERE x.until <= now() GROUP BY 1, 2) h
		ON h.policy_id = e.policy_id AND h.benefit = b.code
	 WHERE b.stock IS NOT NULL;
COMMENT ON VIEW civic.stocks IS
	'how many are left of each benefit with a stock, by policy version';
COMMENT ON COLUMN civic.redemptions.moved_at IS 'when its state changed last; null: never';
COMMENT ON COLUMN civic.redemptions.moved_by IS 'role that changed its state last';
COMMENT ON COLUMN civic.stocks.stock IS 'how many there were to begin with';
COMMENT ON COLUMN civic.stocks.remaining IS 'how many are left to redeem';
END $views$;
COMMENT ON FUNCTION civic_internal.rewards_views() IS 'make the views of this room';
