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

ALTER TABLE civic_private.review_pool RENAME COLUMN decision_id TO reviewed_id;
ALTER TABLE civic_private.review RENAME COLUMN decision_id TO reviewed_id;
ALTER TABLE civic_private.review_draw RENAME COLUMN share TO sampling_rate;
/* a key of a table by subject begins with the subject */
ALTER TABLE civic_private.review DROP CONSTRAINT review_review_id_key;
CREATE INDEX review_id_idx ON civic_private.review (review_id);
COMMENT ON TABLE civic_private.review_period IS
	'commitments to the keys of months, each made before its key is used';
COMMENT ON TABLE civic_private.review_draw IS
	'draws of reviews, one row a policy';
COMMENT ON TABLE civic_private.review_pool IS
	'automatic decisions against a subject, each in one draw';
COMMENT ON TABLE civic_private.review IS
	'automatic decisions that were drawn, and what their reviewers found';
COMMENT ON TABLE civic_private.review_decision IS
	'what reviewers decided';

/* says which column has its numbers, for whoever puts sequences right */
ALTER SEQUENCE civic_private.review_draw_id OWNED BY civic_private.review_draw.draw_id;
END $layout$;
COMMENT ON FUNCTION civic_internal.review_layout_3() IS
	'bring the tables of this room to layout 3';
