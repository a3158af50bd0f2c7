-- The house as the catalog shows it: what is public, what each column means,
-- and whether each table could be spread over nodes as its room declares it.

\ir helper/begin.sql
\ir helper/none.sql

SELECT civic.create_programme('house', 'Asia/Shanghai');

-- ---------------------------------------------------------------------------
-- what is public

CREATE VIEW helper.member AS
	SELECT d.classid, d.objid, i.type, i.schema, i.identity
	  FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'civic_credit',
		pg_identify_object(d.classid, d.objid, 0) i
	 WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e';

SELECT helper.none($$ SELECT m.type, m.identity FROM helper.member m
	WHERE coalesce(m.schema, '') NOT IN ('civic', 'civic_internal')
		AND m.identity NOT IN ('civic', 'civic_internal') $$,
	'members of the extension are in civic and civic_internal');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'civic_internal'::regnamespace $$,
	'civic_internal holds functions only');

CREATE ROLE house_policy_admin;
CREATE ROLE house_recorder;
CREATE ROLE house_service;
CREATE ROLE house_reviewer;
CREATE ROLE house_auditor;
CREATE ROLE house_analyst;
CREATE ROLE house_monitor;
SELECT civic.grant_access(('house_' || p)::name, p)
	FROM unnest('{policy_admin,recorder,service,reviewer,auditor,analyst,monitor}'::text[]) p;

-- What no profile may call is for the administrator alone.
CREATE TABLE helper.administrators AS SELECT unnest('{access_report, adopt_key_file,
	become_test_copy, create_programme, declare_pool, drop_records, exposure_report,
	grant_access, grant_audience, grant_records, limit_lookups, link_role, new_incarnation,
	personal_columns, register_frame, repeat_erasure, resume_after_migration, revoke_access,
	revoke_audience, revoke_records, rotate_pseudonyms, seal_records, set_inbox_retention,
	undeclare_pool, unlink_role, upgrade_programme}'::text[]) AS name;
SELECT set_eq($$ SELECT p.proname::text FROM pg_proc p
	WHERE p.pronamespace = 'civic'::regnamespace AND p.prokind IN ('f', 'p')
		AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname LIKE 'house\_%'
			AND has_function_privilege(r.oid, p.oid, 'EXECUTE')) $$,
	'SELECT name FROM helper.administrators',
	'each function of civic can be called by some profile, or is the administrator''s');
SELECT helper.none($$ SELECT p.oid::regprocedure, r.rolname FROM pg_proc p, pg_roles r
	WHERE p.pronamespace = 'civic'::regnamespace AND r.rolname LIKE 'house\_%'
		AND p.proname IN (SELECT name FROM helper.administrators)
		AND has_function_privilege(r.oid, p.oid, 'EXECUTE') $$,
	'and none of these by a profile');

-- ---------------------------------------------------------------------------
-- what each thing means

SELECT helper.none($$ SELECT p.oid::regprocedure FROM pg_proc p
	WHERE p.pronamespace IN ('civic'::regnamespace, 'civic_internal'::regnamespace)
		AND coalesce(obj_description(p.oid, 'pg_proc'), '') = '' $$,
	'each function of civic and civic_internal has a comment');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%' AND c.relkind IN ('r', 'v', 'm', 'p')
		AND coalesce(obj_description(c.oid, 'pg_class'), '') = '' $$,
	'each table and view has a comment');
SELECT helper.none(format($$ SELECT c.oid::regclass,
		string_agg(a.attname, ' ' ORDER BY a.attnum) AS columns
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%%' AND c.relkind = ANY (%L)
		AND coalesce(col_description(c.oid, a.attnum), '') = ''
	GROUP BY c.oid $$, kinds),
	format('each column of each %s has a comment', what))
FROM (VALUES ('table', '{r,p}'), ('view', '{v,m}')) AS t (what, kinds);

SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
		AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
			AND a.attname IN ('actor', 'actor_id') AND NOT a.attisdropped)
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
			AND a.attname = 'login_id' AND a.atthasdef) $$,
	'a row that tells who acted tells under which login');

-- ---------------------------------------------------------------------------
-- the class of each table, as its room declares it: rows by subject, a copy on
-- every node ("reference"), or a node's own ("local")

CREATE TABLE helper.class (room text, name text, class text);
DO $$
DECLARE
	hook record;
BEGIN
	FOR hook IN SELECT h.hook, h.room FROM civic_internal.hooks('tables') h
	LOOP
		EXECUTE format('INSERT INTO helper.class SELECT %L, t.* FROM %s() t', hook.room, hook.hook);
	END LOOP;
END $$;

SELECT helper.none($$ SELECT * FROM helper.class
	WHERE class NOT IN ('subject', 'reference', 'local') OR class IS NULL $$,
	'there are three classes');
SELECT helper.none($$ SELECT * FROM helper.class WHERE to_regclass(name) IS NULL $$,
	'what has a class is there');
SELECT helper.none($$ SELECT c.oid::regclass, count(k.name) FROM pg_class c
	LEFT JOIN helper.class k ON to_regclass(k.name) = c.oid
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%' AND c.relkind IN ('r', 'p')
	GROUP BY c.oid HAVING count(k.name) <> 1 $$,
	'each table has one class');

CREATE VIEW helper.declared AS
	SELECT to_regclass(k.name) AS name, k.class,
		(SELECT a.attnum FROM pg_attribute a
		  WHERE a.attrelid = to_regclass(k.name) AND a.attname = 'subject_id') AS subject_column
	  FROM helper.class k;

SELECT helper.none($$ SELECT d.name FROM helper.declared d
	WHERE d.class = 'subject' AND NOT EXISTS (SELECT FROM pg_attribute a
		WHERE a.attrelid = d.name AND a.attnum = d.subject_column AND a.attnotnull) $$,
	'a row of a table by subject has a subject');
SELECT helper.none($$ SELECT d.name, d.class FROM helper.declared d
	WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = d.name AND i.indisprimary) $$,
	'each table has a primary key');
SELECT helper.none($$ SELECT d.name, i.indexrelid::regclass FROM helper.declared d
	JOIN pg_index i ON i.indrelid = d.name AND (i.indisunique OR i.indisexclusion)
	WHERE d.class = 'subject' AND i.indkey[0] IS DISTINCT FROM d.subject_column $$,
	'a key of a table by subject begins with the subject');
SELECT helper.none($$ SELECT k.conrelid::regclass, k.conname, k.confrelid::regclass, f.class, t.class
	FROM pg_constraint k JOIN helper.declared f ON f.name = k.conrelid
	JOIN helper.declared t ON t.name = k.confrelid
	WHERE k.contype = 'f' AND NOT CASE f.class
		WHEN 'subject' THEN t.class = 'reference' OR t.class = 'subject'
			AND EXISTS (SELECT FROM unnest(k.conkey, k.confkey) c (mine, theirs)
				WHERE c.mine = f.subject_column AND c.theirs = t.subject_column)
		ELSE t.class = 'reference' END $$,
	'a foreign key stays with the subject, or leads to a reference table');

SELECT * FROM finish();
ROLLBACK;
