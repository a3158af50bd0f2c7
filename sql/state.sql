-- score_state: a type that can be stored, sent and merged
\set SHOW_CONTEXT never
CREATE TABLE partial AS
SELECT subject_id, entry_id % 3 AS part,
	civic.score_collect('2025-03-07', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id) AS state
  FROM civic_private.entry GROUP BY 1, 2;
SELECT count(*) AS subjects, bool_and(civic.score_value(state) = civic.score(subject_id, '2025-03-07')) AS equal
  FROM (SELECT subject_id, civic.score_merge(state) AS state FROM partial GROUP BY 1) m;
SELECT count(*) AS subjects, bool_and(score = civic.score(subject_id, '2025-03-07')) AS equal
  FROM (SELECT subject_id, civic.score_of('2025-03-07', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id) AS score
	  FROM civic_private.entry GROUP BY 1) m;
-- text and binary are lossless
SELECT bool_and(state::text::civic.score_state::text = state::text) AS text_round_trip FROM partial;
SELECT bool_and(civic_internal.score_state_send(state::text::civic.score_state) = civic_internal.score_state_send(state)) AS binary_equal FROM partial;
-- bytes do not depend on the order of collection
SELECT count(DISTINCT s::text) = 1 AS canonical FROM (
	SELECT civic.score_collect('2025-03-07', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id ORDER BY entry_id) AS s
	  FROM civic_private.entry WHERE subject_id = civic.find_subject('chen')
	UNION ALL
	SELECT civic.score_collect('2025-03-07', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id ORDER BY entry_id DESC)
	  FROM civic_private.entry WHERE subject_id = civic.find_subject('chen')) o;
-- a plain rule keeps no entries: a thousand of them are one sum
SELECT civic.score_collect('2025-01-01', 7, n, (SELECT min(rule_id) FROM civic_private.rule WHERE code = 'help'), 1::int2, 100, '2024-01-01', '2024-01-01', NULL)
	FROM generate_series(1, 1000) n;
SELECT rule_id IS NOT NULL AS rule, entries, quantity, points FROM civic.score_lines((
	SELECT civic.score_collect('2025-01-01', 7, n, (SELECT min(rule_id) FROM civic_private.rule WHERE code = 'help'), 1::int2, 100, '2024-01-01', '2024-01-01', NULL)
	FROM generate_series(1, 1000) n));
SELECT period_start, period_end, entries, quantity, points FROM civic.score_lines((
	SELECT civic.score_collect('2024-02-15', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id)
	FROM civic_private.entry WHERE subject_id = civic.find_subject('chen'))) l WHERE rule_id IN (SELECT rule_id FROM civic_private.rule WHERE code = 'cleanup');

-- sums and kept entries of one subject, in any order
SELECT count(DISTINCT s::text) = 1 AS canonical FROM (
	SELECT civic.score_collect('2025-01-01', 7, n, (SELECT min(rule_id) FROM civic_private.rule WHERE code = CASE WHEN n % 3 = 0 THEN 'hours' ELSE 'help' END),
		1::int2, 100, '2024-01-01', '2024-01-01', NULL ORDER BY n * d) AS s
	  FROM generate_series(1, 50) n, unnest('{1,-1}'::int[]) d GROUP BY d) o;

-- nothing, nulls, an outer join's empty row
SELECT civic.score_collect('2025-01-01', 7, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT civic.score_collect('2025-01-01', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id) FROM civic_private.entry WHERE false;
SELECT civic.score_merge(NULL), civic.score_value(NULL), civic.score_value(NULL, 1);
SELECT civic.score_collect(NULL, 7, 1, 1, 1::int2, 1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', NULL, 1, 1, 1::int2, 1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', 7, 1, 1, 1::int2, NULL, '2024-01-01', '2024-01-01', NULL);

-- what does not belong together
SELECT civic.score_collect('2025-01-01', n, n, 1, 1::int2, 1, '2024-01-01', '2024-01-01', NULL) FROM generate_series(1, 2) n;
SELECT civic.score_collect('2025-01-01'::date + n, 7, n, 1, 1::int2, 1, '2024-01-01', '2024-01-01', NULL) FROM generate_series(1, 2) n;
SELECT civic.score_merge(s::civic.score_state) FROM unnest('{1 as_of 2025-01-01 subject 7,1 as_of 2025-01-02 subject 7}'::text[]) s;
SELECT civic.score_merge(s::civic.score_state) FROM unnest('{1 as_of 2025-01-01 subject 7,1 as_of 2025-01-01 subject 8}'::text[]) s;
SELECT civic.score_collect('2025-01-01', 7, 1, 9999, 1::int2, 1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', 7, 1, 1, 9::int2, 1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', 7, 1, 1, 2::int2, 1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', 7, 1, 1, 1::int2, -1, '2024-01-01', '2024-01-01', NULL);
SELECT civic.score_collect('2025-01-01', 7, 1, 1, 1::int2, 1, '-infinity', '2024-01-01', NULL);
SELECT civic.score_collect('infinity', 7, 1, 1, 1::int2, 1, '2024-01-01', '2024-01-01', NULL);
-- a repair belongs to a rule with a severity
SELECT civic.score_value(civic.score_collect('2025-01-01', 7, n, (SELECT min(rule_id) FROM civic_private.rule WHERE code = 'help'), kind, 50, '2024-01-01', '2024-01-01', ref), 1)
  FROM (VALUES (1, 1::int2, NULL::int8), (2, 5::int2, 1)) e (n, kind, ref);
SELECT civic.score_value('1 as_of 2025-01-01 subject 7; sum 9999 1 5', 1);
SELECT civic.score_value('1 as_of 2025-01-01 subject 7', 9999);
SELECT civic.score_value('1 as_of 2025-01-01 subject 7');

-- malformed text
CREATE TABLE bad (t text);
INSERT INTO bad VALUES (''), ('x'), ('3 as_of 2025-01-01 subject 7'), ('2 as_of 2025-01-01 subject 7'), ('2 as_of 2025-01-02 known_on 2025-01-01 subject 7'), ('1'), ('1 as_of 2025-02-30 subject 7'), ('1 as_of 2025-01-01'),
	('1 as_of 2025-01-01 subject 7 x'), ('1 as_of 2025-01-01 subject 99999999999999999999'), ('1 as_of 2025-01-01 subject 7; sum'),
	('1 as_of 2025-01-01 subject 7; sum 0 1 5'), ('1 as_of 2025-01-01 subject 7; sum 1 -1 5'), ('1 as_of 2025-01-01 subject 7; sum 1 1 5; sum 1 1 5'),
	('1 as_of 2025-01-01 subject 7; sum 1 1 999999999999999999999999999999999999999999'),
	('1 as_of 2025-01-01 subject 7; award 1 2025-01-01 5 100; award 1 2025-01-01 5 100'), ('1 as_of 2025-01-01 subject 7; award 1 2025-01-01 5 -1'),
	('1 as_of 2025-01-01 subject 7; repair 1 2025-01-01 6 10001 5 2025-01-01'), ('1 as_of 2025-01-01 subject 7; reversal 1 2025-01-01 6 100 0 2025-01-01'),
	('1 as_of 1800-01-01 subject 7'), ('1 as_of 2025-01-01 subject 7; award 1 2025-01-01 5 100 7'), ('1 as_of 2025-01-01 subject 7; gift 1');
CREATE FUNCTION try_state(t text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	RETURN t::civic.score_state;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || detail;
END $$;
SELECT t, try_state(t) FROM bad;

-- overflow is an error, not a wrong score
SELECT civic.score_value('1 as_of 2025-01-01 subject 7; sum 2 1 85070591730234615865843651857942052864', 1);

-- parallel and serial agree, and the parallel plan is partial
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
CREATE VIEW population AS
SELECT subject_id, civic.score_value(civic.score_collect('2025-03-07', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id)) AS score
  FROM civic_private.entry GROUP BY subject_id;
SET enable_hashagg = off;
EXPLAIN (COSTS OFF) SELECT * FROM population;
CREATE TABLE parallel_scores AS SELECT * FROM population;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial_scores AS SELECT * FROM population;
SELECT count(*) AS differences FROM (TABLE parallel_scores EXCEPT ALL TABLE serial_scores) d;
SELECT count(*) > 2 AS some FROM serial_scores;
