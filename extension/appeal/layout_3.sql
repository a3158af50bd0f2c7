/* What layout 3 changes in this room. */
CREATE FUNCTION civic_internal.appeal_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, entry_id, erase_on)
SELECT t.subject_id, t.commitment, t.salt, t.body, t.entry_id, t.erase_on
  FROM civic_private.appeal_text t;
DROP TABLE civic_private.appeal_text;

ALTER TABLE civic_private.appeal ALTER COLUMN area TYPE text;
ALTER TABLE civic_private.appeal RENAME COLUMN told TO notified;
COMMENT ON TABLE civic_private.appeal IS
	'appeals as they stand; appeal_move tells how they came there';
COMMENT ON TABLE civic_private.appeal_move IS
	'what was done about appeals';
COMMENT ON TABLE civic_private.annulment IS
	'losses whose basis was revoked; their reversal clears them';
END $layout$;
COMMENT ON FUNCTION civic_internal.appeal_layout_3() IS
	'bring the tables of this room to layout 3';
