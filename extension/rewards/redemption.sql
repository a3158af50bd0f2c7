/* Redemptions, reservations and gifts. */

CREATE FUNCTION civic.redeem(subject_id int8, benefit text, quantity int4 DEFAULT 1,
	request_id text DEFAULT NULL,
	OUT redemption_id int8, OUT cost numeric, OUT available numeric, OUT hold_until timestamptz)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes redemptions and coupons, for those who may serve subjects */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_redeem';
COMMENT ON FUNCTION civic.redeem(int8, text, int4, text) IS
	'spend coupons on a benefit; the same request_id with the same content gives the same answer '
	'again';

CREATE FUNCTION civic.reserve(subject_id int8, benefit text, quantity int4 DEFAULT 1,
	request_id text DEFAULT NULL,
	OUT redemption_id int8, OUT cost numeric, OUT available numeric, OUT hold_until timestamptz)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reserve';
COMMENT ON FUNCTION civic.reserve(int8, text, int4, text) IS
	'hold coupons and stock for a benefit until it is confirmed, released or timed out';

CREATE FUNCTION civic.confirm_redemption(subject_id int8, redemption_id int8) RETURNS numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_confirm_redemption';
COMMENT ON FUNCTION civic.confirm_redemption(int8, int8) IS
	'spend what a reservation holds; returns the coupons available then';

CREATE FUNCTION civic.release_redemption(subject_id int8, redemption_id int8) RETURNS numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_release_redemption';
COMMENT ON FUNCTION civic.release_redemption(int8, int8) IS
	'give a reservation up; returns the coupons available then';

CREATE FUNCTION civic.cancel_redemption(subject_id int8, redemption_id int8, reason text)
RETURNS numeric
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_cancel_redemption';
COMMENT ON FUNCTION civic.cancel_redemption(int8, int8, text) IS
	'undo a redemption: coupons return to their lots, the goods to stock; returns the coupons '
	'available then';

CREATE FUNCTION civic.gift(subject_id int8, recipient_id int8, amount numeric, request_id text,
	note text DEFAULT NULL, OUT gift_id int8, OUT available numeric)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* as redeem() */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_gift';
COMMENT ON FUNCTION civic.gift(int8, int8, numeric, text, text) IS
	'give coupons to another subject; they keep their expiry';

CREATE FUNCTION civic_internal.redemption_message(subject_id int8, redemption_id int8,
	benefit text, quantity int4, state text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('subject_id', subject_id, 'redemption_id', redemption_id,
		'benefit', benefit, 'quantity', quantity, 'state', state)
$$;
COMMENT ON FUNCTION civic_internal.redemption_message(int8, int8, text, int4, text) IS
	'what applications are told about a redemption';

CREATE FUNCTION civic_internal.sweep_holds() RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_sweep_holds';
COMMENT ON FUNCTION civic_internal.sweep_holds() IS
	'end the reservations that have timed out; how many there were';

CREATE FUNCTION civic_internal.rewards_daily_30(day date) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT civic_internal.sweep_holds() $$;
COMMENT ON FUNCTION civic_internal.rewards_daily_30(date) IS
	'the day''s work of rewards: end the reservations that have timed out; how many there were';
