/* Redemptions, at once or reserved. */

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
