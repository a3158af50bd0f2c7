-- The tour that `make demo` takes. psql runs it in an empty database of a
-- throwaway server, from the top of the project.
\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\pset footer off
\pset border 1
\pset null ''
SET client_min_messages = warning;

-- Setting up answers nothing that a reader needs to see.
\o /dev/null
\echo 'Laying out the programme.'
SELECT clock_timestamp() AS began \gset
\ir programme.sql
CREATE TABLE demo.timing (
	step int GENERATED ALWAYS AS IDENTITY,
	what text,
	took interval
);
INSERT INTO demo.timing (what, took) VALUES
	('build and stage the extension', make_interval(secs => :build_ms / 1000.0)),
	('start a throwaway server', make_interval(secs => :start_ms / 1000.0)),
	('lay out the programme, its areas and its policy', clock_timestamp() - :'began'::timestamptz);

\echo 'Making up 5,000 residents and what they did in two years.'
SELECT clock_timestamp() AS began \gset
\ir town.sql
INSERT INTO demo.timing (what, took) VALUES
	('make up the town', clock_timestamp() - :'began'::timestamptz);

\echo 'Enrolling them.'
SELECT clock_timestamp() AS began \gset
\ir enrol.sql
SELECT to_char(:households + :residents, 'FM999,999') AS enrolled \gset
INSERT INTO demo.timing (what, took) VALUES
	(format('enrol %s subjects', :'enrolled'), clock_timestamp() - :'began'::timestamptz);

\echo 'Posting what the departments send.'
CREATE TABLE demo.delivery (batch int, sent bigint, posted bigint, rejected bigint, took interval);
\set batch 1
\ir deliver.sql
\set batch 2
\ir deliver.sql
\set batch 3
\ir deliver.sql
\set batch 4
\ir deliver.sql
\set batch 5
\ir deliver.sql
\set batch 6
\ir deliver.sql
\set batch 7
\ir deliver.sql
\set batch 8
\ir deliver.sql
INSERT INTO demo.timing (what, took)
	SELECT format('post %s events', to_char(sum(posted), 'FM999,999')), sum(took) FROM demo.delivery;

\echo 'Scoring everyone.'
SELECT clock_timestamp() AS began \gset
CREATE TABLE demo.score AS SELECT * FROM civic.scores();
INSERT INTO demo.timing (what, took)
	SELECT format('score %s subjects from the ledger', to_char(count(*), 'FM999,999')),
	       clock_timestamp() - :'began'::timestamptz FROM demo.score;
ANALYZE demo.score;
SELECT clock_timestamp() AS began \gset
CREATE TABLE demo.shuffled AS
	SELECT subject_id, civic.score_value(collected, policy_id) AS score
	  FROM demo.score
	  JOIN (SELECT subject_id,
	               civic.score_collect(civic.today(), subject_id, entry_id, rule_id, kind, quantity,
	                                   occurred_on, effective_on, ref_entry_id ORDER BY random()) AS collected
	          FROM civic_private.entry GROUP BY subject_id) AS ledger USING (subject_id);
INSERT INTO demo.timing (what, took) VALUES
	('score them again, entries shuffled', clock_timestamp() - :'began'::timestamptz);

\echo 'Settling the day: tiers, bonuses, the draw for review.'
SELECT clock_timestamp() AS began \gset
CALL civic.settle();
INSERT INTO demo.timing (what, took)
	SELECT format('settle %s standings', to_char(count(*), 'FM999,999')),
	       clock_timestamp() - :'began'::timestamptz FROM civic.standings;
\o

\ir posted.sql
\ir scores.sql
\ir resident.sql
\ir notice.sql
\ir newcomers.sql
\ir tiers.sql
\ir rewards.sql
