CREATE FUNCTION civic_internal.audit_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'each block begins where the one before ends', count(*),
		min(format('block %s', b.block_no))
	  FROM (SELECT b.*, lag(b.block_no) OVER w AS before_no,
			lag(b.first_index + b.entries + b.other_rows + (b.subjects_root IS NOT NULL)::int4 + 1)
				OVER w AS before_end
		  FROM civic_private.block b WINDOW w AS (ORDER BY b.block_no)) b
	 WHERE b.block_no <> coalesce(b.before_no, 0) + 1 OR b.first_index <> coalesce(b.before_end, 0)
	UNION ALL
	SELECT 'the tree ends where the last block does',
		(civic.tree_size() <> coalesce((SELECT f.tile_no * 256 + octet_length(f.data) / 32
			  FROM civic_private.frontier f WHERE f.level = 0), 0))::int4,
		'the right edge of the tree'
$$;
COMMENT ON FUNCTION civic_internal.audit_check() IS
	'properties of this room''s tables, and how many rows violate each';
