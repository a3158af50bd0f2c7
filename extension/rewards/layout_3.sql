/* What layout 3 changes in this room: notes are kept where all texts are. */
CREATE FUNCTION civic_internal.rewards_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
INSERT INTO civic_private.kept_text (subject_id, commitment, salt, body, erase_on)
SELECT n.subject_id, n.commitment, n.salt, convert_to(n.body, 'UTF8'),
	civic_internal.default_text_day(current_date)
  FROM civic_private.reward_note n;
DROP TABLE civic_private.reward_note;

/* a view of an earlier layout is replaced, which cannot give a column another name */
IF EXISTS (SELECT FROM pg_attribute a
	WHERE a.attrelid = to_regclass('civic.stocks') AND a.attname = 'left') THEN
	ALTER VIEW civic.stocks RENAME COLUMN "left" TO remaining;
END IF;
END $layout$;
COMMENT ON FUNCTION civic_internal.rewards_layout_3() IS
	'bring the tables of this room to layout 3';
