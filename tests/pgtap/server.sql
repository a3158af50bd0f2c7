-- What the server's own roles can reach, and what it copies to where rights do
-- not hold; and whether whatever reads the programme writes nothing.

\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION pgtap;
-- whoever installs may have default privileges
CREATE ROLE server_favourite;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO server_favourite WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO server_favourite;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO server_favourite;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();

CREATE SCHEMA helper;

\ir helper/none.sql

-- What a statement ends with when a role runs it; it leaves nothing behind.
CREATE FUNCTION helper.state(role name, statement text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', role);
	EXECUTE statement;
	RAISE SQLSTATE 'P0777';
EXCEPTION
	WHEN SQLSTATE 'P0777' THEN
		RETURN '00000';
	WHEN OTHERS THEN
		RETURN SQLSTATE;
END
$$;

-- ---------------------------------------------------------------------------
-- the owner: a role as whom nobody acts

CREATE ROLE server_login LOGIN;
CREATE ROLE server_maker CREATEROLE;
CREATE ROLE server_joined;
GRANT server_joined TO server_login;
CREATE ROLE server_default;
ALTER DEFAULT PRIVILEGES FOR ROLE server_default GRANT SELECT ON TABLES TO server_login;
SELECT throws_ok(format('SELECT civic.create_programme(''server'', owner => %L)', role), state,
	message, what)
FROM (VALUES
	('server_login', '55000', 'role "server_login" cannot own a programme',
		'an owner that can log in is refused'),
	('server_maker', '55000', 'role "server_maker" cannot own a programme',
		'and one with an attribute'),
	('server_joined', '55000', 'role "server_joined" cannot own a programme',
		'and one with a member'),
	('server_default', '55000', 'role "server_default" cannot own a programme',
		'and one that grants whatever it makes'),
	(NULL, '22004', 'owner must not be null', 'and none')) AS t (role, state, message, what);
REVOKE server_joined FROM server_login;
GRANT server_joined TO CURRENT_USER;
SELECT lives_ok($$ SELECT civic.create_programme('server', 'Asia/Shanghai',
	owner => 'server_joined') $$,
	'a role is taken that a superuser is a member of');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%'
	AND c.relkind <> 'c' AND c.relowner <> 'server_joined'::regrole $$, 'everything belongs to it');
SELECT is(civic_internal.programme_owner()::regrole::text, 'server_joined',
	'and the programme knows');

SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_source('desk', '窗口', 'desk');
SELECT civic.enact_policy(civic.load_policy('{"policy": {"code": "p", "version": "1", "area": "town", "base": 100, "title": {"zh": "分", "en": "points"}},
	"dimensions": [{"code": "d", "title": {"zh": "维", "en": "dimension"}}],
	"rules": [{"code": "help", "title": {"zh": "帮", "en": "help"}, "dimension": "d", "tariff": 2},
		{"code": "litter", "title": {"zh": "扔", "en": "litter"}, "dimension": "d", "tariff": -2, "legal_basis": "x", "severity": "minor"}]}'), '2020-01-01') \g /dev/null
SELECT civic.enroll('somebody', 'resident', 'town', '{"name": "x"}', since => '2020-01-01') AS somebody \gset
SELECT civic.record(:somebody, 'help', 1, '2021-01-01', 'a', 'a letter') AS entry \gset
CALL civic.settle();

-- ---------------------------------------------------------------------------
-- default privileges of whoever installs

SELECT helper.none($$ SELECT p.oid::regprocedure FROM pg_proc p
	WHERE p.pronamespace IN ('civic'::regnamespace, 'civic_internal'::regnamespace)
		AND EXISTS (SELECT FROM aclexplode(p.proacl) a
			WHERE a.grantee = 'server_favourite'::regrole) $$,
	'default privileges of the installer give no function away');
SELECT helper.none($$ SELECT n.nspname FROM pg_namespace n WHERE n.nspname LIKE 'civic%'
		AND has_schema_privilege('server_favourite', n.oid, 'USAGE') $$, 'and no schema');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%'
		AND c.relkind IN ('r', 'v') AND has_table_privilege('server_favourite', c.oid, 'SELECT') $$,
			'and no table');
SELECT isnt_empty($$ SELECT FROM civic.access_report() WHERE role = 'server_favourite'
	AND via = 'default' $$,
	'the access report tells of them');
SELECT civic.grant_access('server_favourite', 'service');
GRANT EXECUTE ON FUNCTION civic.grant_access, civic.revoke_access, civic.access_report,
	civic.upgrade_programme,
	civic_internal.subject_lookup TO server_favourite;
SELECT is(helper.state('server_favourite', call), '42501', 'only a superuser: ' || call)
FROM unnest(ARRAY['SELECT civic.grant_access(''server_favourite'', ''reviewer'')',
	'SELECT civic.revoke_access(''server_favourite'', ''service'')',
	'SELECT civic.access_report()', 'SELECT civic.upgrade_programme()']) AS call;

SELECT throws_ok('SELECT civic.grant_access(''server_joined'', ''reviewer'')', '22023', NULL,
	'the owner is granted nothing');
SELECT throws_ok(format('SELECT civic.grant_access(''server_favourite'', ''recorder'', %L)', code),
	'22023', NULL, 'nobody records for the programme itself: ' || code)
FROM civic.sources WHERE source_id < 0;
SELECT throws_ok(format('SELECT civic.define_source(%L, ''x'', ''x'', ''{}'')', code), '22023',
	NULL, 'nor is it held to rules: ' || code)
FROM civic.sources WHERE source_id < 0;
SELECT isnt_empty('SELECT FROM civic.sources WHERE source_id < 0', 'there are such sources');

-- ---------------------------------------------------------------------------
-- pg_write_all_data, pg_read_all_data, GRANT ... ON ALL TABLES

CREATE ROLE server_writer;
CREATE ROLE server_reader;
CREATE ROLE server_granted;
CREATE ROLE server_feed;
GRANT pg_write_all_data, pg_read_all_data TO server_writer;
GRANT pg_read_all_data TO server_reader;
GRANT USAGE ON SCHEMA civic TO server_granted;
GRANT ALL ON ALL TABLES IN SCHEMA civic TO server_granted;
SELECT civic.grant_access('server_feed', 'recorder', 'desk');

SELECT helper.none($$ SELECT c.oid::regclass, event FROM pg_class c, unnest(ARRAY[4, 8, 16]) event
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%' AND c.relkind = 'v'
		AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgtype & 64 > 0
			AND t.tgtype & event > 0
			AND t.tgfoid = 'civic_internal.refuse_write()'::regprocedure) $$,
	'each view of the programme refuses to be written to');
CREATE TABLE helper.write AS
	SELECT c.oid::regclass::text AS view, format('INSERT INTO %s DEFAULT VALUES',
		c.oid::regclass) AS statement
	  FROM pg_class c WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v'
	UNION ALL VALUES
		('civic.subjects', 'UPDATE civic.subjects SET kind = ''official'', attributes = ''{}'''),
		('civic.sources', 'UPDATE civic.sources SET rules = NULL'),
		('civic.sources', 'DELETE FROM civic.sources'),
		('civic.settlements', 'DELETE FROM civic.settlements');
-- what a view calls is the caller's to execute
GRANT EXECUTE ON FUNCTION civic.today, civic_internal.backend_lives TO server_writer,
	server_granted;
SELECT is(helper.state(role, statement), '55000', format('%s: %s', role, statement))
FROM helper.write, unnest('{server_writer,server_granted}'::name[]) AS role;
-- a view's reader sees what it did before, by the same plan
SELECT is(helper.state('server_granted', 'SELECT * FROM civic.sources'), '00000',
	'who may read a view reads it');

SELECT is(helper.state(role, statement), '42501', format('%s: %s', role, statement))
FROM unnest('{server_writer,server_granted}'::name[]) AS role,
	unnest(ARRAY['INSERT INTO civic.inbox (external_id, submitted_by, source) VALUES (''somebody'', ''postgres'', ''police'')',
		'INSERT INTO civic.inbox (external_id) VALUES (''somebody'')',
		'UPDATE civic.inbox SET submitted_by = ''postgres''', 'DELETE FROM civic.inbox',
			'TRUNCATE civic.inbox']) AS statement;
SELECT is(helper.state('server_feed', 'INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
	VALUES (''somebody'', ''help'', 1, ''2021-01-01'', ''b'')'), '00000', 'a recorder fills the inbox');
SELECT is(helper.state('server_feed', 'INSERT INTO civic.inbox (external_id, submitted_by) VALUES (''somebody'', ''postgres'')'), '42501',
	'in the columns of its profile');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r'
	AND helper.state('server_writer', format('INSERT INTO %s DEFAULT VALUES',
		c.oid::regclass)) NOT IN ('42501', '23502') $$,
	'pg_write_all_data inserts into no table of civic_private');

-- a sequence has nothing that could refuse
SELECT setval('civic_private.entry_entry_id_seq', 9223372036854775807), setval('civic_private.residence_residence_id_seq', 1, false) \g /dev/null
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-01-01'', ''c'')', :somebody),
	'2200H', NULL, 'a sequence was set to its end');
SELECT civic.upgrade_programme() \g /dev/null
SELECT is(civic.record(:somebody, 'help', 1, '2021-01-01', 'c'), (:entry + 1)::bigint,
	'upgrade_programme() lets it go on behind the last row');
SELECT lives_ok(format('SELECT civic.relocate(%s, ''town'', since => ''2021-01-01'')', :somebody),
	'and one that was set back');
UPDATE civic_private.programme SET access_version = access_version + 1000;
SELECT access_version AS version FROM civic_private.programme \gset
SELECT civic.define_source('other', '他', 'other') \g /dev/null
SELECT cmp_ok(access_version, '>', :version::int8, 'what sessions go by never goes back')
	FROM civic_private.programme;

-- ---------------------------------------------------------------------------
-- statistics

SELECT helper.none($$ SELECT v.* FROM civic_internal.veiled_columns() v WHERE v.target <> 0 $$,
	'no statistics are to be kept of what is veiled');
SELECT helper.none($$ SELECT a.attrelid::regclass, a.attname, format_type(a.atttypid, -1)
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
	WHERE c.relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace) AND a.attnum > 0
		AND NOT a.attisdropped
		AND a.atttypid IN ('bytea'::regtype, 'jsonb'::regtype) AND a.attstattarget <> 0
		-- public, or random bytes
		AND (c.relname, a.attname) NOT IN (('policy', 'document'), ('policy', 'digest'),
			('enactment', 'document'), ('enactment', 'digest'), ('rule', 'definition'),
			('rule', 'document'), ('programme', 'key_check'), ('review_period', 'commitment'))
		-- commitments, whose salt is kept elsewhere
		AND col_description(a.attrelid, a.attnum) !~ 'commitment|SHA-256' $$,
			'which is every document, key and text that is not public');
ANALYZE;
SELECT helper.none($$ SELECT s.starelid::regclass, v.col FROM civic_internal.veiled_columns() v
	JOIN pg_statistic s ON s.starelid = v.stored AND s.staattnum = v.place $$,
		'ANALYZE keeps none');
ALTER TABLE civic_private.subject ALTER COLUMN attributes SET STATISTICS -1;
ANALYZE civic_private.subject;
SELECT isnt_empty($$ SELECT FROM pg_statistic WHERE starelid = 'civic_private.subject'::regclass
	AND staattnum = (SELECT attnum FROM pg_attribute WHERE attrelid = starelid
		AND attname = 'attributes') $$, 'where it was told to, it does');
SELECT civic.upgrade_programme() \g /dev/null
SELECT helper.none($$ SELECT s.starelid::regclass, v.col FROM civic_internal.veiled_columns() v
	JOIN pg_statistic s ON s.starelid = v.stored AND s.staattnum = v.place $$,
		'upgrade_programme() removes what there was');

-- ---------------------------------------------------------------------------
-- the report tells what cannot be closed

CREATE ROLE server_files;
CREATE ROLE server_nested;
CREATE ROLE server_copier CREATEDB;
GRANT pg_read_server_files, pg_write_server_files, pg_execute_server_program TO server_files;
GRANT server_files TO server_nested;
GRANT SELECT ON civic.areas TO server_nested WITH GRANT OPTION;
GRANT SET ON PARAMETER session_replication_role TO server_nested;
GRANT server_joined TO server_nested;
ALTER ROLE server_joined LOGIN;
SELECT format('ALTER DATABASE %I OWNER TO server_copier', current_database()) \gexec
CREATE TABLE civic.foreign_one ();
ALTER TABLE civic.foreign_one OWNER TO server_copier;
SELECT is((SELECT count(*) FROM civic.access_report() r WHERE r.role = t.role
	AND r.object = t.object AND r.privilege = t.privilege AND r.via = t.via)::int4, 1,
	format('the report tells: %s, %s, %s, %s', t.role, t.object, t.privilege, t.via))
FROM (VALUES
	('server_writer', 'ROLE pg_write_all_data', 'MEMBER', 'membership'),
	('server_reader', 'ROLE pg_read_all_data', 'MEMBER', 'membership'),
	('server_files', 'ROLE pg_execute_server_program', 'MEMBER', 'membership'),
	('server_nested', 'ROLE pg_write_server_files', 'MEMBER', 'membership'),
	('server_nested', 'ROLE server_joined', 'MEMBER', 'membership'),
	('server_nested', 'VIEW civic.areas', 'SELECT WITH GRANT OPTION', 'grant'),
	('server_nested', 'PARAMETER session_replication_role', 'SET', 'grant'),
	('server_maker', CASE WHEN current_setting('server_version_num')::int4 < 160000 THEN 'everything' ELSE 'roles that it administers' END, 'CREATEROLE', 'attribute'),
	('server_joined', 'everything', 'LOGIN', 'attribute'),
	('server_copier', 'DATABASE ' || quote_ident(current_database()), 'OWNER', 'ownership'),
	('server_copier', 'DATABASE ' || quote_ident(current_database()), 'TEMPLATE', 'attribute'),
	('server_copier', 'TABLE civic.foreign_one', 'OWNER', 'ownership'),
	('pg_read_all_data', 'TOAST tables of civic_private', 'SELECT', 'server'),
	('public', 'CHANNEL civic_credit', 'LISTEN', 'server')) AS t (role, object, privilege, via);

-- ---------------------------------------------------------------------------
-- whatever reads writes nothing: it works on a standby

CREATE FUNCTION helper.argument(name text, type regtype) RETURNS text LANGUAGE sql STABLE AS
$$
	SELECT coalesce(CASE
		WHEN name = 'subject_id' THEN (SELECT s.subject_id::text FROM civic_private.subject s)
		WHEN name = 'entry_id' THEN (SELECT min(e.entry_id)::text FROM civic_private.entry e)
		WHEN name = 'external_id' THEN '''somebody'''
		WHEN name = 'lang' THEN '''en'''
		WHEN name IN ('area', 'within') THEN '''town'''
		WHEN name = 'kind' AND type = 'text'::regtype THEN '''resident'''
		WHEN name = 'calendar' THEN '''default'''
		END, CASE type
		WHEN 'bigint'::regtype THEN '1'
		WHEN 'integer'::regtype THEN '1'
		WHEN 'smallint'::regtype THEN '1'
		WHEN 'date'::regtype THEN '''2021-05-05'''
		WHEN 'boolean'::regtype THEN 'true'
		ELSE 'NULL' END) || '::' || format_type(type, -1)
$$;
CREATE TABLE helper.reading AS
	SELECT p.oid::regprocedure AS name, format('SELECT %s FROM civic.%I(%s) x',
		CASE WHEN p.prokind = 'a' THEN 'count(*)' ELSE 'count(x)' END, p.proname,
			(SELECT string_agg(helper.argument(p.proargnames[a.i], a.type), ', ' ORDER BY a.i)
			FROM unnest(p.proargtypes) WITH ORDINALITY a (type, i))) AS call
	  FROM pg_proc p
	 WHERE p.pronamespace = 'civic'::regnamespace AND p.prokind = 'f'
		AND (p.provolatile <> 'v' OR p.proname IN ('review_key', 'verify_draw'));
SELECT cmp_ok(count(*), '>', 40::bigint, 'there are functions that read') FROM helper.reading;
-- what a session looks up at first is kept by it, and here all are in one
CREATE FUNCTION helper.read(call text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE call;
	RETURN '00000';
EXCEPTION
	WHEN OTHERS THEN
		RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
CREATE TEMP TABLE answer (name regprocedure, state text);
SET LOCAL transaction_read_only = on;
INSERT INTO answer SELECT r.name, helper.read(r.call) FROM helper.reading r;
SELECT helper.none($$ SELECT * FROM answer WHERE state ~ '^(25006|XX)' $$,
	'a function that reads works in a read-only transaction');
SELECT cmp_ok(count(*) FILTER (WHERE state = '00000'), '>', count(*) / 2,
	'most of these calls have an answer') FROM answer;
SELECT helper.none($$ SELECT c.oid::regclass, x.state FROM pg_class c CROSS
	JOIN LATERAL helper.read('SELECT count(v) FROM ' || c.oid::regclass || ' v') x (state)
	WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v' AND x.state <> '00000' $$,
		'and so does each view');

SELECT * FROM finish();
ROLLBACK;
