-- The reference says what the catalog says: every function that may be called
-- has a heading with its signature, every view and column a line, and nothing is
-- described that is gone.
--
-- Run it from the top of the source tree.

\set ON_ERROR_STOP 1
\set QUIET 1
\encoding UTF8
\pset format unaligned
\pset tuples_only on
\pset pager off

BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS civic_credit CASCADE;
SELECT civic.create_programme('reference') \g /dev/null

\set text `cat docs/reference/*.md`
CREATE TEMP TABLE page AS SELECT :'text' AS text;

-- a signature as the reference writes it, from the catalog
CREATE TEMP VIEW signature AS
SELECT p.proname AS name, p.oid::regprocedure AS routine,
	'civic.' || p.proname || '(' || a.taken || ')' || CASE WHEN p.prokind = 'p' THEN ''
		WHEN a.given IS NOT NULL THEN ' → record(' || a.given || ')'
		ELSE ' → ' || replace(r.result, 'TABLE(', 'table(') END AS heading
  FROM pg_proc p, LATERAL (
	SELECT replace(pg_get_function_result(p.oid), 'timestamp with time zone', 'timestamptz') AS result) r, LATERAL (
	SELECT coalesce(string_agg(t.part, ', ' ORDER BY t.n) FILTER (WHERE t.part !~ '^OUT '), '') AS taken,
		string_agg(substr(t.part, 5), ', ' ORDER BY t.n) FILTER (WHERE t.part ~ '^OUT ') AS given
	  FROM regexp_split_to_table(regexp_replace(
		replace(pg_get_function_arguments(p.oid), 'timestamp with time zone', 'timestamptz'),
		'(DEFAULT (''[^'']*''|NULL))::[a-z ]+(\[\])?', '\1', 'g'), ', ') WITH ORDINALITY t (part, n)) a
 WHERE p.pronamespace = 'civic'::regnamespace;
CREATE TEMP TABLE heading AS
SELECT m[1] AS text, substring(m[1] FROM '^civic\.([a-z_]+)') AS name
  FROM page, regexp_matches(text, '\n### (civic\.[a-z_]+\([^\n]*)', 'g') m;

SELECT plan(7);

SELECT is_empty($$
	SELECT s.heading FROM signature s
	 WHERE s.heading NOT IN (SELECT h.text FROM heading h) ORDER BY 1 $$,
	'every function has a heading with the signature of the catalog');

SELECT is_empty($$
	SELECT h.text FROM heading h
	 WHERE h.text NOT IN (SELECT s.heading FROM signature s) ORDER BY 1 $$,
	'nothing has a heading that is not there');

SELECT is_empty($$
	SELECT DISTINCT m[1] FROM page, regexp_matches(text, 'civic\.([a-z_]+)\(', 'g') m
	 WHERE m[1] NOT IN (SELECT name FROM signature) ORDER BY 1 $$,
	'nothing is named that is not there');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c, page
	 WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v'
	   AND position('| `civic.' || c.relname || '` |' IN text) = 0 ORDER BY 1 $$,
	'every view is in a table of views');

-- the inbox's own columns stand where the inbox does
SELECT is_empty($$
	SELECT c.relname, a.attname
	  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0, page,
	       substring(text FROM '\| `civic\.' || c.relname || '` \|[^\n]*') AS line
	 WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v' AND c.relname <> 'inbox_status'
	   AND position('`' || a.attname || '`' IN line) = 0 ORDER BY 1, 2 $$,
	'every column of a view is named in its line');

-- only what stands in a block of SQL: the test of the examples compares what those print
SELECT is_empty($$
	WITH called AS (
		SELECT DISTINCT c[1] AS name FROM page, regexp_matches(text, '\n```sql\n(.*?)\n```', 'g') AS block,
		       regexp_matches(block[1], 'civic\.([a-z_]+)\(', 'g') AS c
	)
	SELECT DISTINCT s.name FROM signature s
	 WHERE s.name NOT IN (SELECT c.name FROM called c)
	   AND position('CALL civic.' || s.name IN (SELECT text FROM page)) = 0 ORDER BY 1 $$,
	'every function is called in an example');

-- the table of profiles, with the lists that it names by one word
CREATE TEMP VIEW promised AS
WITH list AS (
	SELECT lower(m[1]) AS name, m[2] AS members
	  FROM page, regexp_matches(text, '\n- \*(Reading|Reports|Staff views)\*: ([^.]*)\.(?=\n)', 'g') AS m
), line AS (
	SELECT m[1] AS profile, m[2] AS may
	  FROM page, regexp_matches(text, '\n\| ([^|\n]*) \| ([^|\n]* \| [^|\n]*) \|(?=\n)', 'g') AS m
)
SELECT DISTINCT p.profile, w.name[1] AS name
  FROM unnest('{policy_admin,recorder,service,reviewer,auditor,analyst,monitor}'::text[]) AS p (profile)
  JOIN line l ON l.profile = '`' || p.profile || '`'
	OR l.profile = 'all but `analyst` and `monitor`' AND p.profile NOT IN ('analyst', 'monitor')
 CROSS JOIN LATERAL (SELECT l.may || coalesce(string_agg(g.members, ' '), '') AS all_of_it
	FROM list g WHERE position('*' || g.name || '*' IN l.may) > 0) x
 CROSS JOIN LATERAL regexp_matches(x.all_of_it, '`([a-z_]+)`', 'g') AS w (name)
 WHERE w.name[1] NOT LIKE 'civic\_%';

SELECT is_empty($$
	WITH granted AS (
		SELECT DISTINCT p.profile, substring(p.object FROM '^civic\.([a-z_]+)') AS name
		  FROM civic_internal.profile_privileges() p WHERE p.object ~ '^civic\.'
	)
	SELECT g.profile, g.name, 'is not in the table' FROM granted g
	 WHERE (g.profile, g.name) NOT IN (SELECT p.profile, p.name FROM promised p)
	UNION ALL
	SELECT p.profile, p.name, 'is not granted' FROM promised p
	 WHERE (p.profile, p.name) NOT IN (SELECT g.profile, g.name FROM granted g) ORDER BY 1, 2 $$,
	'the table of profiles says what is granted');

SELECT * FROM finish();
ROLLBACK;
