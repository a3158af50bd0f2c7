-- bench.entry: the ledger's shape, constraints and indexes, filled in the same
-- order, with the defaults that a plain table would have
\set ON_ERROR_STOP 1
CREATE TABLE bench.entry (LIKE civic_private.entry INCLUDING ALL,
	FOREIGN KEY (subject_id, ref_entry_id) REFERENCES bench.entry (subject_id, entry_id));
ALTER TABLE bench.entry
	ALTER recorded_at SET DEFAULT now(),
	ALTER xact SET DEFAULT pg_current_xact_id()::text::int8,
	ALTER actor_id SET DEFAULT 1,
	ALTER login_id SET DEFAULT 1;
SET session_replication_role = replica;
INSERT INTO bench.entry SELECT * FROM civic_private.entry;
SELECT setval(pg_get_serial_sequence('bench.entry', 'entry_id'), (SELECT max(entry_id) FROM bench.entry));
RESET session_replication_role;
