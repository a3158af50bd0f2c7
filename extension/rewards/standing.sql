/* Standings: settlement, tiers, decisions, roll-ups, the outbox. */

CREATE FUNCTION civic.lay_out_standing() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.lay_out_standing() IS 'make the tables of standings';

CREATE FUNCTION civic.view_standing() RETURNS pg_catalog.void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic.lay_out($layout$
	$layout$);
END $$;
COMMENT ON FUNCTION civic.view_standing() IS 'make the staff views of standings';
