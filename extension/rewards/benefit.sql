CREATE FUNCTION civic.benefits(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (benefit text, title text, scenario text, kind text,
	entitled bool, redeemable bool, reason text, explanation text, missing numeric,
	cost numeric, coupons_missing numeric, stock_left int8, limit_left int8,
	value numeric, unit text)
LANGUAGE C STABLE PARALLEL SAFE
/* as entitled(), and reads the wallet */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_benefits';
COMMENT ON FUNCTION civic.benefits(int8, text) IS
	'what a subject has, what it could have, and what is missing';
