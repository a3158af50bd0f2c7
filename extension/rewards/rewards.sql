/* Rewards: benefits, coupons, redemptions. */

CREATE FUNCTION civic.lay_out_rewards() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_rewards() IS 'make the tables of rewards';

CREATE FUNCTION civic.view_rewards() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_rewards() IS 'make the staff views of rewards';

CREATE FUNCTION civic.settle_rewards(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 0::int8 $$;
COMMENT ON FUNCTION civic.settle_rewards(pg_catalog.date) IS 'what settlement does for rewards on a day; how much it did';
