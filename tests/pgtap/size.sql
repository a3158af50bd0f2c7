-- An entry of the ledger takes at most 290 bytes with its indexes (343 in 1.1):
-- measured on rows that come in no order, as those of a town do.

\set QUIET 1
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();
SELECT civic.create_programme('size');

SELECT setseed(0.5);
SET session_replication_role = replica;
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on,
	source_id, source_ref, recorded_at, xact, actor_id, login_id)
SELECT 1, s, 1, 100, date '2024-01-01' + k, date '2024-01-08' + k,
	1, 'case-' || lpad(s::text, 7, '0') || '-' || k, now(), 3, 1, 1
  FROM generate_series(1, 10000) s, generate_series(1, 10) k ORDER BY random();
RESET session_replication_role;

CREATE VIEW size AS
	SELECT (pg_relation_size('civic_private.entry') + pg_indexes_size('civic_private.entry'))
		/ 100000.0 AS bytes;
SELECT cmp_ok(round(bytes, 1), '<=', 290.0, 'an entry takes at most 290 bytes') FROM size;
SELECT diag('an entry takes ' || round(bytes, 1) || ' bytes') FROM size;

-- no byte of a row is lost between its columns
SELECT is(string_agg(a.attname, ', ' ORDER BY a.attnum), NULL, 'no column of the ledger is padded')
  FROM (SELECT a.*, sum(greatest(a.attlen, 0)) OVER (ORDER BY a.attnum) - greatest(a.attlen, 0) AS at
		  FROM pg_attribute a
		 WHERE a.attrelid = 'civic_private.entry'::regclass AND a.attnum > 0) a
 WHERE a.attlen > 0 AND a.at % a.attlen <> 0;

-- scoring reads the index alone, as it has them
SET enable_seqscan = off;
SET enable_bitmapscan = off;
ALTER TABLE civic_private.entry DROP CONSTRAINT entry_subject_id_source_id_source_ref_key;
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query;
END $$;
SELECT matches(string_agg(p, E'\n'), 'Index Only Scan using entry_pkey', 'scoring one subject reads the index alone')
  FROM plan('SELECT e.subject_id, e.entry_id, e.rule_id, e.kind, e.factor, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id
	FROM civic_private.entry e WHERE e.subject_id = 17') p;
SELECT * FROM finish();
