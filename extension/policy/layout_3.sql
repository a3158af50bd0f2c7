/* What layout 3 changes in this room: areas are text. */
CREATE FUNCTION civic_internal.policy_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
/* the room of areas has dropped the foreign key */
ALTER TABLE civic_private.policy ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.policy ADD FOREIGN KEY (area) REFERENCES civic_private.area;
ALTER TABLE civic_private.enactment ALTER COLUMN area TYPE text;
/* which policy is in force is asked for one area and one day */
CREATE INDEX enactment_area_idx ON civic_private.enactment (area, effective_from, enactment_id)
	INCLUDE (policy_id);
/* few rules earn a bonus, and every settlement asks which, so that it need not read them all */
CREATE INDEX rule_clean_idx ON civic_private.rule (rule_id) WHERE definition ? 'clean_period';
END $layout$;
COMMENT ON FUNCTION civic_internal.policy_layout_3() IS
	'bring the tables of this room to layout 3';
