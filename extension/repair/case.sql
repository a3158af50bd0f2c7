CREATE FUNCTION civic_internal.repair_opened_meanwhile(subject_id int8, entry_id int8)
RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_opened_meanwhile';
COMMENT ON FUNCTION civic_internal.repair_opened_meanwhile(int8, int8) IS
	'has a loss an open case that the snapshot of this transaction does not see?';
