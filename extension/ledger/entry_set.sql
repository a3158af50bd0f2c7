/* Who may write what is for the callers to decide: these functions are granted to nobody. */
CREATE FUNCTION civic_internal.adjust_entries(subjects int8[], entries int8[], kind int2,
	restored_bp int4[], reasons text[], day date)
RETURNS TABLE (subject_id int8, entry_id int8, adjustment_id int8)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_adjust_entries';
COMMENT ON FUNCTION civic_internal.adjust_entries(int8[], int8[], int2, int4[], text[], date) IS
	'append an adjustment of one kind to each of several original entries; one that has been '
	'reversed gets none, and no row';

CREATE FUNCTION civic_internal.post_entries(subjects int8[], rules int4[], quantities int4[],
	occurred date[], effective date[], source_id int4, refs text[],
	work text DEFAULT NULL)
RETURNS TABLE (subject_id int8, entry_id int8)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_post_entries';
COMMENT ON FUNCTION civic_internal.post_entries(int8[], int4[], int4[], date[], date[], int4,
	text[], text) IS
	'post original entries; one whose source_ref is taken is left out, and gives no row; one that '
	'cannot be posted is set aside under the name of the work, if that is given';
