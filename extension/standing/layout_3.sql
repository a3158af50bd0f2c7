/* What layout 3 changes in this room. */
CREATE FUNCTION civic_internal.standing_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, erase_on)
SELECT n.subject_id, n.commitment, n.salt, convert_to(n.body, 'UTF8'),
	civic_internal.default_text_day(civic_internal.layout_day())
  FROM civic_private.standing_note n;
DROP TABLE civic_private.standing_note;
END $layout$;
COMMENT ON FUNCTION civic_internal.standing_layout_3() IS
	'bring the tables of this room to layout 3';
