-- the extension, the programme, its areas, sources and subjects
SET client_min_messages = warning;
\set SHOW_CONTEXT never

-- which of the roles that these files use were there before (remove.sql)
CREATE TABLE public.roles_before AS SELECT rolname FROM pg_roles;

-- what others have put into the schema beforehand would get the owner's rights
CREATE ROLE regress_planter;
CREATE SCHEMA civic AUTHORIZATION regress_planter;
CREATE EXTENSION civic_credit CASCADE;
ALTER SCHEMA civic OWNER TO CURRENT_USER;
CREATE FUNCTION civic.planted() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
CREATE EXTENSION civic_credit CASCADE;
DROP SCHEMA civic CASCADE;
DROP ROLE regress_planter;

-- ltree may stand where PUBLIC may not go
BEGIN;
CREATE SCHEMA away;
CREATE EXTENSION ltree SCHEMA away;
CREATE EXTENSION civic_credit;
SELECT civic.create_programme('Town');
SELECT civic.define_area('town', '镇', 'Town');
SELECT has_schema_privilege('civic_owner', 'away', 'USAGE') AS may_use_ltree;
ROLLBACK;

CREATE EXTENSION civic_credit CASCADE;
RESET client_min_messages;

-- before there is a programme, functions say so
\set VERBOSITY terse
SELECT civic.today();
SELECT civic.score(1);
SELECT civic.upgrade_programme();
SELECT civic.create_programme('Town', 'Mars/Olympus');
SELECT civic.create_programme('');
-- whether its key is in the database is a matter of the server's settings
SET client_min_messages = warning;
SELECT civic.create_programme('Town', time_zone => 'Asia/Shanghai');
RESET client_min_messages;
SELECT civic.create_programme('Town');
SELECT civic.upgrade_programme();
SELECT civic.today() = (now() AT TIME ZONE 'Asia/Shanghai')::date AS today;

-- areas need their parents, and may be given new titles
-- whatever the session makes of backslashes
SELECT CASE WHEN :SERVER_VERSION_NUM < 190000 THEN set_config('standard_conforming_strings', 'off', false) END AS set \gset
SELECT civic.define_area('town.v1', '一村', 'Village 1');
SELECT civic.define_area('town', '镇', 'Town');
RESET standard_conforming_strings;
SELECT civic.define_area('town.v1', '一村', 'Village one');
SELECT civic.define_area('town.v1', '一村', 'Village 1');
SELECT civic.define_area('town.v2', '二村', 'Village 2');
SELECT civic.define_area('town', NULL, 'Town');
SELECT * FROM civic.areas ORDER BY area;

-- sources
SELECT civic.define_source('police', '派出所', 'Police station', '{littering}');
SELECT civic.define_source('Police', '派出所', 'Police station');
SELECT civic.define_source('school', '学校', NULL);
SELECT code, rules FROM civic.sources ORDER BY source_id;

-- subjects: the same external id is the same subject, however it is spelt
SELECT civic.enroll('11010119900101123x', 'resident', 'town.v1', '{"household": "h1"}') AS li \gset
SELECT civic.enroll(' 11010119900101123X ', 'resident', 'town.v2') = :li AS same,
       civic.enroll('１１０１０１１９９００１０１１２３X', 'resident', 'town.v1') = :li AS same_full_width,
       civic.find_subject('11010119900101123X') = :li AS found,
       civic.find_subject('nobody') IS NULL AS unknown,
       :li BETWEEN 1 AND 2::int8 ^ 53 AS fits_a_double;
SELECT civic.enroll('11010119900101123X', 'household', 'town.v1');
SELECT civic.enroll('1', 'person', 'town.v1');
SELECT civic.enroll('1', 'resident', 'town.v9');
SELECT civic.enroll(' ', 'resident', 'town.v1');
SELECT civic.enroll('1', 'resident', 'town.v1', since => 'infinity');
\set VERBOSITY sqlstate
SELECT civic.enroll('1', 'resident', 'town.v1', since => civic.today() + 1);
\set VERBOSITY terse
SELECT civic.relocate(:li, 'town.v2', '2020-01-01');
SELECT civic.relocate(:li, 'town.v7');
SELECT civic.relocate(1, 'town.v1');
SELECT civic.relocate(NULL, 'town.v1');
SELECT civic.withdraw_consent(:li, 'moved away');
SELECT kind, area, consent, attributes FROM civic.subjects;
SELECT civic.give_consent(:li);
SELECT kind, area, consent FROM civic.subjects;

-- no external id is stored, and the history cannot be rewritten
SELECT octet_length(lookup) FROM civic_private.subject;
UPDATE civic_private.residence SET area = 'town.v1';
DELETE FROM civic_private.consent;
TRUNCATE civic_private.policy CASCADE;
SET session_replication_role = replica;
DELETE FROM civic_private.consent;
RESET session_replication_role;
