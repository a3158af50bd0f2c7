CREATE FUNCTION civic.gift(subject_id int8, recipient_id int8, amount numeric, request_id text,
	note text DEFAULT NULL, OUT gift_id int8, OUT available numeric)
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes gifts and coupons, for those who may serve subjects */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_gift';
COMMENT ON FUNCTION civic.gift(int8, int8, numeric, text, text) IS
	'give coupons to another subject; they keep their expiry';
