/* What becomes of redemptions. */

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
