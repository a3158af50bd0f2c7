CREATE FUNCTION civic.wallet(subject_id int8, as_of date DEFAULT NULL,
	OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.coupon, for those who may ask */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet';
COMMENT ON FUNCTION civic.wallet(int8, date) IS
	'what is in a wallet, at the end of a day (now)';

CREATE FUNCTION civic.wallet_lots(subject_id int8, as_of date DEFAULT NULL)
RETURNS TABLE (lot_id int8, came_as text, ref_id int8, on_day date, expires_on date,
	amount numeric, remaining numeric, valid bool)
LANGUAGE C STABLE PARALLEL SAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet_lots';
COMMENT ON FUNCTION civic.wallet_lots(int8, date) IS
	'the lots of a wallet and what is left of each';

CREATE FUNCTION civic.wallet_moves(subject_id int8, as_of date DEFAULT NULL)
RETURNS TABLE (seq int8, coupon_id int8, on_day date, move text, lot_id int8,
	expires_on date, lot_change numeric, debt_change numeric)
LANGUAGE C STABLE PARALLEL SAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_wallet_moves';
COMMENT ON FUNCTION civic.wallet_moves(int8, date) IS
	'every change of every lot and of the debt; they add up to the wallet';

CREATE FUNCTION civic_internal.coupon_kind_name(kind int2) RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_coupon_kind_name';
COMMENT ON FUNCTION civic_internal.coupon_kind_name(int2) IS
	'name of a kind of coupon row';

CREATE FUNCTION civic.coupon_history(subject_id int8, as_of date DEFAULT NULL)
RETURNS TABLE (seq int8, on_day date, kind text, move text, lot_id int8,
	expires_on date, change numeric, debt_change numeric, entry_id int8,
	redemption_id int8, benefit text, gift_id int8, recorded_at timestamptz, actor name)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	WITH change AS (
		SELECT m.*, c.ref_id, c.recorded_at, c.actor,
			civic_internal.coupon_kind_name(c.kind) AS kind
		  FROM civic.wallet_moves(subject_id, as_of) m
		  JOIN civic_private.coupon c
			ON c.subject_id = coupon_history.subject_id AND c.coupon_id = m.coupon_id
	)
	SELECT c.seq, c.on_day,
		/* a reservation times out even if nobody has written that down; if so, as a release */
		CASE WHEN c.move = 'expired' THEN 'expired'
			WHEN c.kind = 'held' AND c.move <> 'drawn' THEN 'timed_out'
			WHEN c.kind = 'released' THEN (SELECT x.state FROM civic_private.redemption_move x
				WHERE x.subject_id = coupon_history.subject_id AND x.redemption_id = c.ref_id
				  AND x.state IN ('released', 'timed_out'))
			ELSE c.kind END,
		c.move, c.lot_id, c.expires_on, c.lot_change, c.debt_change,
		CASE WHEN c.kind IN ('earned', 'taken_back') THEN c.ref_id END,
		r.redemption_id, r.benefit,
		CASE WHEN c.kind IN ('given', 'received') THEN c.ref_id END, c.recorded_at, c.actor
	  FROM change c
	  LEFT JOIN civic_private.redemption r
		ON c.kind NOT IN ('earned', 'taken_back', 'given', 'received')
		AND r.subject_id = coupon_history.subject_id AND r.redemption_id = c.ref_id
	 ORDER BY c.seq;
END $$;
COMMENT ON FUNCTION civic.coupon_history(int8, date) IS
	'what came into a wallet and went out of it, each spend with the lots that it drew from';

CREATE FUNCTION civic.expiring(subject_id int8, within int4 DEFAULT 30)
RETURNS TABLE (expires_on date, amount numeric, lots int8)
LANGUAGE sql STABLE PARALLEL UNSAFE
/* as wallet() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT l.expires_on, sum(l.remaining), count(*)
	  FROM civic.wallet_lots(subject_id) l
	 WHERE l.valid AND l.remaining > 0 AND l.expires_on - civic.today() <= within
	 GROUP BY l.expires_on ORDER BY l.expires_on
$$;
COMMENT ON FUNCTION civic.expiring(int8, int4) IS
	'coupons that expire within so many days, by their last day';
