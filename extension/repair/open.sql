CREATE FUNCTION civic.open_repair(subject_id int8, entry_id int8, path text DEFAULT NULL)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_open_repair';
COMMENT ON FUNCTION civic.open_repair(int8, int8, text) IS
	'open a repair case of a loss, on one of the paths of its severity; the case';
