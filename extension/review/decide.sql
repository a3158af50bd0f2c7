CREATE FUNCTION civic.decide_review(review_id int8, agree bool, reason text) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.review and the ledger */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_decide_review';
COMMENT ON FUNCTION civic.decide_review(int8, bool, text) IS
	'say whether an automatic decision was right; a loss that was not is reversed: '
	'its reversal, else null';
