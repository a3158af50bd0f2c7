CREATE FUNCTION civic.seal(subjects bool DEFAULT false) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* reads every append-only table and writes civic_private.block and its tree */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* statements over rows that are hardly ever there, whose plans look expensive */
SET jit = off
AS 'MODULE_PATHNAME', 'civic_seal';
COMMENT ON FUNCTION civic.seal(bool) IS
	'seal what was committed since the last block, with a root over subjects if wanted; how many '
	'leaves the tree has';

/* Numbers and objects that differ from cluster to cluster go by their names. */
CREATE FUNCTION civic_internal.guard_fingerprint() RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT sha256(convert_to(string_agg(f.line, E'\n' ORDER BY f.line COLLATE "C"), 'UTF8'))
	  FROM (
		SELECT format('table %I %s %I %s %s', c.relname, c.relkind, a.amname,
			c.relrowsecurity, c.relowner = civic_internal.programme_owner()) AS line
		  FROM civic_internal.evidence_tables() e JOIN pg_class c ON c.oid = e.stored
		  LEFT JOIN pg_am a ON a.oid = c.relam
		UNION ALL
		SELECT format('column %s %I %s %s', e.stored, a.attname,
			format_type(a.atttypid, a.atttypmod), a.attnotnull)
		  FROM civic_internal.evidence_tables() e
		  JOIN pg_attribute a ON a.attrelid = e.stored AND a.attnum > 0 AND NOT a.attisdropped
		UNION ALL
		SELECT format('trigger %s %I %s %s %s', e.stored, t.tgname, t.tgenabled, t.tgtype,
			t.tgfoid::regproc)
		  FROM civic_internal.evidence_tables() e
		  JOIN pg_trigger t ON t.tgrelid = e.stored AND NOT t.tgisinternal
		UNION ALL
		SELECT format('rule %s %I', e.stored, r.rulename)
		  FROM civic_internal.evidence_tables() e JOIN pg_rewrite r ON r.ev_class = e.stored
		UNION ALL
		SELECT format('policy %s %I %s %s', e.stored, p.polname, p.polcmd,
			pg_get_expr(p.polqual, p.polrelid))
		  FROM civic_internal.evidence_tables() e JOIN pg_policy p ON p.polrelid = e.stored
	) f
$$;
COMMENT ON FUNCTION civic_internal.guard_fingerprint() IS
	'digest of what keeps the sealed tables as they are: columns, triggers, rules, policies';

CREATE FUNCTION civic_internal.evidence_tables() RETURNS TABLE (stored regclass)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT p.name FROM civic_internal.private_tables() p WHERE p.sealed
	UNION ALL VALUES ('civic_private.block'::regclass), ('civic_private.tile'::regclass)
$$;
COMMENT ON FUNCTION civic_internal.evidence_tables() IS
	'append-only tables: what is sealed, and what seals it';

/* Whoever disabled guards for a time is found by the blocks of that time. */
CREATE FUNCTION civic.verify_guards() RETURNS TABLE (object text, fault text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
/* reads civic_private.block, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN QUERY
	SELECT e.stored::text, v.fault
	  FROM civic_internal.evidence_tables() e
	  JOIN pg_class c ON c.oid = e.stored
	 CROSS JOIN LATERAL (VALUES
		(c.relkind <> 'r' OR c.relispartition OR EXISTS (
			SELECT FROM pg_inherits i WHERE c.oid IN (i.inhparent, i.inhrelid)),
			'it is no table of its own'),
		(c.relowner <> civic_internal.programme_owner(), 'it has another owner'),
		(NOT c.relrowsecurity, 'row security is off'),
		(EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid), 'it has rules'),
		((SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'A'
			AND (t.tgname, t.tgtype) IN (('guard_rows', 27), ('guard_table', 34))
			AND t.tgfoid = 'civic_internal.refuse_change'::regproc) < 2,
			'a guard against changes is missing, disabled or another'),
		(EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'sealed')
			OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid),
			'its rows are hidden or shown by another policy')) v (is_so, fault)
	 WHERE v.is_so
	UNION ALL
	SELECT format('block %s', b.block_no),
		'the guards were not what they were at the block before'
	  FROM (SELECT b.block_no, b.guards, lag(b.guards) OVER (ORDER BY b.block_no) AS before
		  FROM civic_private.block b) b
	 WHERE b.guards <> b.before
	UNION ALL
	SELECT 'now', 'the guards are not what they were at the last block'
	  FROM (SELECT b.guards FROM civic_private.block b ORDER BY b.block_no DESC LIMIT 1) b
	 WHERE b.guards <> civic_internal.guard_fingerprint()
	 ORDER BY 1, 2;
END $$;
COMMENT ON FUNCTION civic.verify_guards() IS
	'append-only tables whose guards are not what they should be, and blocks at which they changed';

CREATE FUNCTION civic.verify(from_block int8 DEFAULT NULL, to_block int8 DEFAULT NULL)
RETURNS TABLE (block_no int8, leaf_index int8, table_name text, subject_id int8, entry_id int8,
	fault text)
LANGUAGE C STABLE PARALLEL UNSAFE
/* reads every append-only table, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* statements whose plans look expensive */
SET jit = off
AS 'MODULE_PATHNAME', 'civic_verify';
COMMENT ON FUNCTION civic.verify(int8, int8) IS
	'what of blocks is not what was sealed, from the rows alone; no row: all is';

/* ----------
 * proofs
 * ----------
 */

CREATE FUNCTION civic_internal.tree_root(tree_size int8) RETURNS bytea
LANGUAGE C STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_tree_root';
COMMENT ON FUNCTION civic_internal.tree_root(int8) IS
	'root of the tree at a size; null: as it is now';

CREATE FUNCTION civic.tree_size() RETURNS int8
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.block, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	RETURN coalesce((SELECT b.first_index + b.entries + b.other_rows
			+ (b.subjects_root IS NOT NULL)::int4 + 1
		  FROM civic_private.block b ORDER BY b.block_no DESC LIMIT 1), 0);
END $$;
COMMENT ON FUNCTION civic.tree_size() IS 'how many leaves the tree has';

/* Text as C2SP's tlog-checkpoint has it, to be signed outside of the database. */
CREATE FUNCTION civic.checkpoint(tree_size int8 DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
/* reads the tree, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format(E'civic_credit/%s\n%s\n%s\n', p.programme_id, s.size,
			encode(civic_internal.tree_root(s.size), 'base64'))
	  FROM civic_private.programme p
	 CROSS JOIN (SELECT coalesce(checkpoint.tree_size, civic.tree_size()) AS size) s
$$;
COMMENT ON FUNCTION civic.checkpoint(int8) IS
	'the checkpoint of a size of the tree: origin, size and root; civic-audit signs it';

CREATE FUNCTION civic.inclusion_proof(leaf_index int8, tree_size int8 DEFAULT NULL) RETURNS bytea[]
LANGUAGE C STABLE PARALLEL SAFE
/* reads the tree, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_inclusion_proof';
COMMENT ON FUNCTION civic.inclusion_proof(int8, int8) IS
	'hashes that prove that a leaf is in the tree of a size, from the leaf up';

CREATE FUNCTION civic.consistency_proof(old_size int8, tree_size int8 DEFAULT NULL) RETURNS bytea[]
LANGUAGE C STABLE PARALLEL SAFE
/* reads the tree, for auditors and services */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_consistency_proof';
COMMENT ON FUNCTION civic.consistency_proof(int8, int8) IS
	'hashes that prove that the tree of one size continues that of another';

CREATE FUNCTION civic.receipt(subject_id int8, entry_id int8) RETURNS bytea
LANGUAGE C STABLE PARALLEL SAFE
/* reads an entry that the caller's grants reach */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_receipt';
COMMENT ON FUNCTION civic.receipt(int8, int8) IS
	'the hash that the leaf of an entry is or will be: who has it can demand its place in the tree';

CREATE FUNCTION civic.entry_leaf(subject_id int8, entry_id int8, OUT leaf_index int8,
	OUT block_no int8, OUT leaf bytea, OUT record bytea)
LANGUAGE C STABLE PARALLEL SAFE
/* reads an entry that the caller's grants reach */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_entry_leaf';
COMMENT ON FUNCTION civic.entry_leaf(int8, int8) IS
	'where the leaf of an entry is, its hash and its bytes; without an index it is not sealed yet';
