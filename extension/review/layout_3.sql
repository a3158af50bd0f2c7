/* What layout 3 changes in this room. */
CREATE FUNCTION civic_internal.review_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.watermark (reader, snapshot, cluster)
SELECT 'reviews', r.snapshot, r.cluster FROM civic_private.review_state r;
ALTER TABLE civic_private.review_state DROP COLUMN snapshot, DROP COLUMN cluster;
COMMENT ON TABLE civic_private.review_state IS
	'whoever draws locks its row; no decision before since is drawn';
END $layout$;
COMMENT ON FUNCTION civic_internal.review_layout_3() IS 'bring the tables of this room to layout 3';
