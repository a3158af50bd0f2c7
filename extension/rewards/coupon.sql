/* The poster calls it in the transaction in which it posts.  It is granted to nobody. */
CREATE FUNCTION civic_internal.mint_coupons(subject_ids int8[], entry_ids int8[], day date)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_mint_coupons';
COMMENT ON FUNCTION civic_internal.mint_coupons(int8[], int8[], date) IS
	'give the coupons that entries earn which a statement of the poster''s own has written';
