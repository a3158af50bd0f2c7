-- The reference names everything there is: each function and view that a
-- profile grants under a heading or in the table of views, every other one at
-- least in the list of internal functions; and nothing that is gone.
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

\set text `cat docs/reference.md`
CREATE TEMP TABLE page AS SELECT :'text' AS text;
CREATE TEMP TABLE named AS
SELECT DISTINCT m[1] AS name FROM page, regexp_matches(text, 'civic\.([a-z_]+)\(', 'g') m;

SELECT plan(6);

SELECT is_empty($$
	SELECT object FROM civic_internal.profile_privileges(), page
	 WHERE kind IN ('FUNCTION', 'PROCEDURE') AND object !~ '^civic\.stamp_'
	   AND text !~ ('\n### ' || replace(split_part(object, '(', 1), '.', '\.') || '\(')
	 GROUP BY object ORDER BY object $$,
	'every function that a profile grants has a heading');

SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	 WHERE p.pronamespace = 'civic'::regnamespace AND p.proname NOT IN (SELECT name FROM named) ORDER BY 1 $$,
	'every function is named');

SELECT is_empty($$
	SELECT name FROM named
	 WHERE name NOT IN (SELECT proname FROM pg_proc WHERE pronamespace = 'civic'::regnamespace) ORDER BY 1 $$,
	'nothing is named that is not there');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c, page
	 WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v'
	   AND position('| `civic.' || c.relname || '` |' IN text) = 0 ORDER BY 1 $$,
	'every view is in the table of views');

-- the inbox's own columns stand where the inbox does
SELECT is_empty($$
	SELECT c.relname, a.attname
	  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0, page,
	       substring(text FROM '\| `civic\.' || c.relname || '` \|[^\n]*') AS line
	 WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v' AND c.relname <> 'inbox_status'
	   AND position('`' || a.attname || '`' IN line) = 0 ORDER BY 1, 2 $$,
	'every column of a view is named in its line');

SELECT matches(text, E'AS layout;\n```\n```text\n layout\n-+\n +' || civic.upgrade_programme() || E'\n',
	'the example shows the version of the layout that there is') FROM page;

SELECT * FROM finish();
ROLLBACK;
