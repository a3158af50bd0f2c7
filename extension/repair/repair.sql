/* Repair: cases, steps, publicity, reports. */

CREATE FUNCTION civic.lay_out_repair() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_repair() IS 'make the tables of repair';

CREATE FUNCTION civic.view_repair() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_repair() IS 'make the staff views of repair';

CREATE FUNCTION civic.settle_repair(day pg_catalog.date) RETURNS pg_catalog.int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 0::int8 $$;
COMMENT ON FUNCTION civic.settle_repair(pg_catalog.date) IS 'what settlement does for repair on a day; how much it did';
