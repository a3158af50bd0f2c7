/* Tables of this room as of layout 3: long because it makes all of them. */
CREATE FUNCTION civic_internal.audit_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
CREATE TABLE civic_private.incarnation (
	epoch int4 PRIMARY KEY CHECK (epoch > 0),
	began_at timestamptz NOT NULL,
	cluster int8 NOT NULL,
	database oid NOT NULL,
	timeline int4 NOT NULL,
	reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	login_id int4
);
COMMENT ON TABLE civic_private.incarnation IS
	'where the ledger has lived: numbers of transactions mean something in one of them only';

CREATE TABLE civic_private.block (
	block_no int8 PRIMARY KEY CHECK (block_no > 0),
	epoch int4 NOT NULL,
	is_rest bool NOT NULL,
	first_index int8 NOT NULL,
	entries int8 NOT NULL,
	other_rows int8 NOT NULL,
	subjects_root bytea CHECK (octet_length(subjects_root) = 32),
	snap_xmin int8 NOT NULL,
	snap_xmax int8 NOT NULL,
	running int8[] NOT NULL,
	next_xact int8 NOT NULL,
	begun_at timestamptz NOT NULL,
	taken_at timestamptz NOT NULL,
	lsn pg_lsn NOT NULL,
	timeline int4 NOT NULL,
	cluster int8 NOT NULL,
	database oid NOT NULL,
	guards bytea NOT NULL CHECK (octet_length(guards) = 32),
	total int8 NOT NULL
);
COMMENT ON TABLE civic_private.block IS
	'what was sealed together: headers of blocks, which are leaves of the tree themselves';
/* the first block whose snapshot sees a transaction is at or after the first that is far enough */
CREATE INDEX block_xmax_idx ON civic_private.block (epoch, snap_xmax, block_no);
CREATE INDEX block_first_idx ON civic_private.block (first_index);

CREATE TABLE civic_private.tile (
	level int2 NOT NULL CHECK (level BETWEEN 0 AND 7),
	tile_no int8 NOT NULL,
	first_entry int8,
	data bytea NOT NULL CHECK (octet_length(data) = 8192),
	PRIMARY KEY (level, tile_no)
);
/* hashes do not get shorter */
ALTER TABLE civic_private.tile ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE civic_private.tile IS
	'hashes of the tree in full tiles of 256, as C2SP''s tlog-tiles has them';

CREATE TABLE civic_private.frontier (
	level int2 PRIMARY KEY CHECK (level BETWEEN 0 AND 7),
	tile_no int8 NOT NULL,
	first_entry int8,
	data bytea NOT NULL CHECK (octet_length(data) % 32 = 0 AND octet_length(data) < 8192)
);
ALTER TABLE civic_private.frontier ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE civic_private.frontier IS 'the right edge of the tree: tiles that are not full';

CREATE TABLE civic_private.subject_leaves (
	subject_id int8 PRIMARY KEY,
	leaves int8 NOT NULL CHECK (leaves > 0),
	running bytea NOT NULL CHECK (octet_length(running) = 32)
);
COMMENT ON TABLE civic_private.subject_leaves IS
	'how many leaves are about each subject, as of the last root over subjects';

PERFORM civic_internal.audit_incarnation_to_layout_3();
END $layout$;
COMMENT ON FUNCTION civic_internal.audit_layout_3() IS
	'make the tables of this room as of layout 3';

/* Rows from before the programme could seal may have numbers of another cluster. */
CREATE FUNCTION civic_internal.audit_incarnation_to_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.add_incarnation(
		coalesce((SELECT p.epoch FROM civic_private.programme p), 1), '-infinity',
		'the programme began');
	IF EXISTS (SELECT FROM civic_private.programme) THEN
		PERFORM civic_internal.begin_incarnation('the programme was brought to layout 3');
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.audit_incarnation_to_layout_3() IS
	'begin the incarnation of this programme, and another one if it has rows already';
