/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.audit_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.incarnation', 'local'),
	('civic_private.block', 'local'),
	('civic_private.tile', 'local'),
	('civic_private.frontier', 'local'),
	('civic_private.subject_leaves', 'subject')
$$;
COMMENT ON FUNCTION civic_internal.audit_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.audit_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.incarnation.epoch IS
	'number of the incarnation, stamped into its entries and blocks';
COMMENT ON COLUMN civic_private.incarnation.began_at IS
	'what was written from then on belongs to it';
COMMENT ON COLUMN civic_private.incarnation.cluster IS
	'system identifier of the cluster';
COMMENT ON COLUMN civic_private.incarnation.database IS
	'number of the database';
COMMENT ON COLUMN civic_private.incarnation.timeline IS
	'timeline of the cluster at that time';
COMMENT ON COLUMN civic_private.incarnation.reason IS
	'why it began';
COMMENT ON COLUMN civic_private.incarnation.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.incarnation.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.incarnation.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.incarnation.login_id IS
	'role that had logged in, in civic_private.role_name';
COMMENT ON COLUMN civic_private.block.block_no IS
	'number of the block, from 1, without gaps';
COMMENT ON COLUMN civic_private.block.epoch IS
	'incarnation whose rows it has';
COMMENT ON COLUMN civic_private.block.is_rest IS
	'it has what no snapshot of its incarnation has seen, and is the last of it';
COMMENT ON COLUMN civic_private.block.first_index IS
	'index of its first leaf in the tree';
COMMENT ON COLUMN civic_private.block.entries IS
	'how many entries it has; their leaves come first, by entry_id';
COMMENT ON COLUMN civic_private.block.other_rows IS
	'how many rows of other tables; their leaves follow, by table and hash';
COMMENT ON COLUMN civic_private.block.subjects_root IS
	'root over subjects, of the leaves before this block; null: it has none';
COMMENT ON COLUMN civic_private.block.snap_xmin IS
	'snapshot: every transaction below was over';
COMMENT ON COLUMN civic_private.block.snap_xmax IS
	'snapshot: no transaction from here on was over';
COMMENT ON COLUMN civic_private.block.running IS
	'snapshot: transactions between these that were not over, ascending';
COMMENT ON COLUMN civic_private.block.next_xact IS
	'number that the next transaction was to have before the snapshot was taken';
COMMENT ON COLUMN civic_private.block.begun_at IS
	'wall clock before that number was read';
COMMENT ON COLUMN civic_private.block.taken_at IS
	'wall clock after the snapshot was taken';
COMMENT ON COLUMN civic_private.block.lsn IS
	'where the log of the server was then; a standby that is so far has all of the block''s rows';
COMMENT ON COLUMN civic_private.block.timeline IS
	'timeline of the server';
COMMENT ON COLUMN civic_private.block.cluster IS
	'system identifier of the cluster';
COMMENT ON COLUMN civic_private.block.database IS
	'number of the database';
COMMENT ON COLUMN civic_private.block.guards IS
	'fingerprint of the sealed tables'' columns, triggers, rules, policies and owners';
COMMENT ON COLUMN civic_private.block.total IS
	'sum of the quantities of all entries up to this block''s';
COMMENT ON COLUMN civic_private.tile.level IS
	'0 has leaves, each level above the roots of tiles below';
COMMENT ON COLUMN civic_private.tile.tile_no IS
	'number of the tile in its level, from 0';
COMMENT ON COLUMN civic_private.tile.first_entry IS
	'entry_id of its first leaf; null: that is no entry''s';
COMMENT ON COLUMN civic_private.tile.data IS
	'256 hashes';
COMMENT ON COLUMN civic_private.frontier.level IS
	'0 has leaves, each level above the roots of tiles below';
COMMENT ON COLUMN civic_private.frontier.tile_no IS
	'number of the tile in its level, from 0';
COMMENT ON COLUMN civic_private.frontier.first_entry IS
	'entry_id of its first leaf; null: that is no entry''s, or there is none';
COMMENT ON COLUMN civic_private.frontier.data IS
	'the hashes that are there, fewer than 256';
COMMENT ON COLUMN civic_private.subject_leaves.subject_id IS
	'whom the leaves are about';
COMMENT ON COLUMN civic_private.subject_leaves.leaves IS
	'how many there are';
COMMENT ON COLUMN civic_private.subject_leaves.running IS
	'h = SHA-256(h || leaf hash) over them in their order, from 32 zero bytes on';
END $comments$;
COMMENT ON FUNCTION civic_internal.audit_comments() IS
	'describe the columns of this room''s tables';

/* Hashes are as random as keys: statistics of them would be of no use. */
CREATE FUNCTION civic_internal.audit_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.block', 'guards subjects_root'),
	('civic_private.tile', 'data'),
	('civic_private.frontier', 'data'),
	('civic_private.subject_leaves', 'running')
$$;
COMMENT ON FUNCTION civic_internal.audit_veiled() IS
	'columns of this room of whose values no statistics are kept';
