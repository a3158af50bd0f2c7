/* Appeals, working days, human review. */

CREATE FUNCTION civic.lay_out_appeals() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_appeals() IS 'make the tables of appeals and reviews';

CREATE FUNCTION civic.view_appeals() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_appeals() IS 'make the staff views of appeals and reviews';

CREATE FUNCTION civic.settle_appeals(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 0::int8 $$;
COMMENT ON FUNCTION civic.settle_appeals(pg_catalog.date) IS 'what settlement does for appeals on a day; how much it did';
