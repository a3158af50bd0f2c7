CREATE FUNCTION civic_internal.ledger_erase(subjects int8[], entries int8[])
RETURNS TABLE (subject_id int8, entry_id int8, texts int8)
LANGUAGE sql VOLATILE PARALLEL UNSAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	WITH erased AS (
		DELETE FROM civic_private.evidence v
		 USING unnest(subjects, entries) u (subject_id, entry_id)
		 WHERE v.subject_id = u.subject_id AND v.entry_id = u.entry_id
		RETURNING v.subject_id, v.entry_id
	)
	SELECT e.subject_id, e.entry_id, count(*) FROM erased e GROUP BY 1, 2
$$;
COMMENT ON FUNCTION civic_internal.ledger_erase(int8[], int8[]) IS
	'erase the evidence of losses that were forgotten; how many texts of each';
