/* What layout 3 changes in this room: areas are text. */
CREATE FUNCTION civic_internal.policy_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
/* the room of areas has dropped the foreign key */
ALTER TABLE civic_private.policy ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.policy ADD FOREIGN KEY (area) REFERENCES civic_private.area;
ALTER TABLE civic_private.enactment ALTER COLUMN area TYPE text;
END $layout$;
COMMENT ON FUNCTION civic_internal.policy_layout_3() IS
	'bring the tables of this room to layout 3';
