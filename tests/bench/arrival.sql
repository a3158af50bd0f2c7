-- :rows events in the random order in which they arrive, for the inbox and for
-- the plain INSERT alike. psql variables: rows, subjects, day
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
DROP TABLE IF EXISTS bench.arrival;
SELECT setseed(0.25);
CREATE TABLE bench.arrival AS
SELECT n, subject_id, 'id' || subject_id AS external_id, code AS rule_code, rule_id, 1 AS quantity, :'day'::date - (n % 30)::int AS occurred_on
  FROM (SELECT n, 1 + floor(random() * :subjects)::int8 AS subject_id, 'r' || 1 + n % 8 AS code
		  FROM generate_series(1, :rows) n OFFSET 0) a
  JOIN civic_private.rule USING (code)
 ORDER BY n;
VACUUM ANALYZE bench.arrival;
