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
