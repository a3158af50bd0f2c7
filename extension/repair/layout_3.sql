/* What layout 3 changes in this room. */
CREATE FUNCTION civic_internal.repair_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
ALTER TABLE civic_private.panel ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.panel ADD FOREIGN KEY (area) REFERENCES civic_private.area;
INSERT INTO civic_private.watermark (reader, snapshot, cluster)
SELECT 'retention', r.snapshot, r.cluster
  FROM civic_private.retention_run r WHERE r.snapshot IS NOT NULL;
ALTER TABLE civic_private.retention_run DROP COLUMN snapshot, DROP COLUMN cluster;
COMMENT ON TABLE civic_private.retention_run IS 'how far forgetting is: losses due by done_to';
END $layout$;
COMMENT ON FUNCTION civic_internal.repair_layout_3() IS 'bring the tables of this room to layout 3';
