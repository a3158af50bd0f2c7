CREATE FUNCTION civic.record(subject_id int8, rule_code text, quantity numeric,
	occurred_on date, source_ref text, evidence bytea DEFAULT NULL, source text DEFAULT NULL)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for those who may record for a source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_record';
COMMENT ON FUNCTION civic.record(int8, text, numeric, date, text, bytea, text) IS
	'post an event; the same source_ref with the same content gives the same entry again';

CREATE FUNCTION civic.reverse(subject_id int8, entry_id int8, reason text) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for reviewers and for recorders of the entry's source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reverse';
COMMENT ON FUNCTION civic.reverse(int8, int8, text) IS 'take an entry back, for good';

/*
 * Who may write what is for the callers of these functions to decide: they are
 * granted to nobody.
 */
CREATE FUNCTION civic_internal.adjust(subject_id int8, entry_id int8, kind int2, quantity int4,
	reason text, day date)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_adjust';
COMMENT ON FUNCTION civic_internal.adjust(int8, int8, int2, int4, text, date) IS
	'append a reversal, suspension, reinstatement or repair of an original entry; internal';

CREATE FUNCTION civic_internal.adjust_entries(subjects int8[], entries int8[], kind int2,
	restored_bp int4[], reasons text[], day date)
RETURNS TABLE (subject_id int8, entry_id int8, adjustment_id int8)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_adjust_entries';
COMMENT ON FUNCTION civic_internal.adjust_entries(int8[], int8[], int2, int4[], text[], date) IS
	'append an adjustment of one kind to each of several original entries; one that has been '
	'reversed gets none, and no row';

CREATE FUNCTION civic_internal.post_entries(subjects int8[], rules int4[], quantities int4[],
	occurred date[], effective date[], source_id int4, refs text[])
RETURNS TABLE (subject_id int8, entry_id int8)
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_post_entries';
COMMENT ON FUNCTION civic_internal.post_entries(int8[], int4[], int4[], date[], date[], int4,
	text[]) IS 'post original entries; one whose source_ref is taken is left out, and gives no row';
