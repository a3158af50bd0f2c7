-- Erasing who somebody is: nothing is left that leads to the subject, what it
-- did stays, and who enrols again is another subject.

\ir helper/begin.sql
\ir helper/none.sql

SELECT civic.create_programme('privacy', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'Town'), civic.define_area('town.east', '东', 'East'),
	civic.define_area('town.west', '西', 'West');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "own", "title": {"zh": "己", "en": "Own"}, "area": "town", "version": "1",
	"base": 100, "gifts": true},
 "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 5}],
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic", "tariff": 1,
	"coupons": 1},
  {"code": "litter", "title": {"zh": "乱扔", "en": "Litter"}, "dimension": "civic", "tariff": -10,
	"legal_basis": "charter 1", "severity": "minor"}],
 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "Member"}, "rank": 1,
	"promote_at": 50}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 900}],
 "repair_steps": [{"severity": "minor", "path": "office", "step": 1, "kind": "duty",
	"restores": 10000}],
 "benefits": [{"code": "soap", "title": {"zh": "香皂", "en": "Soap"}, "kind": "redemption",
	"cost": 1}]
} $$), '2020-01-01') IS NOT NULL;

-- ---------------------------------------------------------------------------
-- canary-1 has something in every room; canary-2 is somebody else
SELECT civic.enroll('canary-1', 'resident', 'town.east', '{"note": "canary-note"}') AS one,
	civic.enroll('canary-2', 'resident', 'town.east', '{"note": "other"}') AS two,
	civic.enroll('canary-3', 'resident', 'town.west') AS three,
	civic.enroll('home', 'household', 'town.east') AS home \gset
CREATE TABLE helper.id AS SELECT :one::bigint AS one, :two::bigint AS two, :three::bigint AS three,
	:home::bigint AS home;
SELECT civic.join_household(:one, :home), civic.join_household(:two, :home) \g /dev/null
SELECT civic.record(s, 'help', 10, civic.today(), 'h' || s,
	evidence => convert_to(CASE s WHEN :one THEN 'canary-evidence' ELSE 'paper' END, 'UTF8'))
  FROM unnest(ARRAY[:one, :two]::bigint[]) s \g /dev/null
SELECT civic.record(:one, 'litter', 1, civic.today(), 'l' || g) AS loss
	FROM generate_series(1, 3) g \g /dev/null
CALL civic.settle();
SELECT min(entry_id) AS loss, max(entry_id) AS contested
	FROM civic_private.entry WHERE subject_id = :one AND source_ref LIKE 'l%' \gset
SELECT civic.open_repair(:one, :loss) AS repair \gset
SELECT civic.submit_step(:one, :repair, convert_to('canary-papers', 'UTF8')) \g /dev/null
SELECT civic.file_appeal(:one, :contested, 'canary-grounds') AS appeal \gset
SELECT civic.lock_tier(:one, 'member', 'canary-decree', civic.today() + 9) \g /dev/null
SELECT civic.withdraw_consent(:one, 'canary-ward'), civic.give_consent(:one) \g /dev/null
SELECT civic.redeem(:one, 'soap', 1, 'r1') \g /dev/null
SELECT civic.gift(:one, :two, 1, 'g1') \g /dev/null
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT x, 'nosuch', 1, civic.today(), 'i' || x FROM unnest(ARRAY[' Canary-1 ', 'canary-2']) x;
CALL civic.post_inbox();

INSERT INTO civic_private.set_aside VALUES ('standings', :one, civic.today(), 'XX001',
	'canary-message', NULL, now(), now(), 1);

CREATE ROLE privacy_clerk;
CREATE ROLE privacy_west;
CREATE ROLE privacy_two;
CREATE ROLE privacy_auditor;
CREATE ROLE privacy_reviewer;
SELECT civic.grant_access('privacy_clerk', 'service'),
	civic.grant_access('privacy_west', 'service', within => 'town.west'),
	civic.grant_access('privacy_two', 'service'), civic.grant_access('privacy_auditor', 'auditor'),
		civic.grant_access('privacy_reviewer', 'reviewer');
SELECT civic.link_role('privacy_two', :two);
GRANT USAGE ON SCHEMA helper TO PUBLIC;
GRANT SELECT ON helper.id TO PUBLIC;

-- ---------------------------------------------------------------------------
-- what is where

-- the rows of each table that hold a text, in clear or as bytes
CREATE FUNCTION helper.rows_with(needle text) RETURNS TABLE (stored text,
	n bigint) LANGUAGE plpgsql AS
$$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT c.oid FROM pg_class c WHERE c.relnamespace::regnamespace::text LIKE 'civic%'
		AND c.relkind = 'r' LOOP
		RETURN QUERY EXECUTE format('SELECT %L, count(*) FROM %s x WHERE strpos(x::text, $1) > 0
			OR strpos(x::text, encode(convert_to($1, ''UTF8''), ''hex'')) > 0
			HAVING count(*) > 0', t, t) USING needle;
	END LOOP;
END
$$;
CREATE TABLE helper.lookup AS SELECT encode(lookup, 'hex') AS hex, attributes
	FROM civic_private.subject WHERE subject_id = :one;
CREATE TABLE helper.before AS SELECT
	(SELECT jsonb_agg(to_jsonb(e) ORDER BY entry_id) FROM civic_private.entry e) AS ledger,
	(SELECT jsonb_agg(to_jsonb(s) ORDER BY subject_id) FROM civic.scores() s) AS scores,
	(SELECT jsonb_agg(to_jsonb(t) ORDER BY subject_id, commitment) FROM civic_private.kept_text t,
		helper.id i WHERE t.subject_id <> i.one) AS texts,
	(SELECT jsonb_agg(to_jsonb(w)) FROM helper.id i, civic.wallet(i.two) w) AS wallet;
SELECT results_eq($$ SELECT stored FROM helper.rows_with('canary-') ORDER BY 1 $$,
	$$ VALUES ('civic.inbox'), ('civic_private.kept_text'), ('civic_private.set_aside'),
		('civic_private.subject') $$, 'before, texts and ids are where they belong');
SELECT ok((SELECT count(*) FROM civic_private.kept_text t, helper.id i
	WHERE t.subject_id = i.one) >= 5, 'of several rooms');

-- ---------------------------------------------------------------------------
-- who may, and what is refused

SELECT throws_ok('SELECT civic.erase_subject(''nobody'', ''law'')', '42704',
	'nobody is enrolled under this external id', 'an unknown id');
SELECT throws_ok('SELECT civic.erase_subject(''  '', ''law'')', '42704', NULL, 'blanks');
SELECT throws_ok('SELECT civic.erase_subject(NULL, ''law'')', '42704', NULL, 'no id');
SELECT throws_ok('SELECT civic.erase_subject(''canary-1'', NULL)', '22004', NULL, 'no cause');
SELECT throws_ok('SELECT civic.erase_subject(''canary-1'', ''Mr Wang asked'')', '22023', NULL,
	'no free text');
SELECT throws_ok('SELECT civic.erase_subject(''canary-2'', ''law'')', '55000', NULL,
	'whoever has a role');
SET LOCAL ROLE privacy_west;
SELECT throws_ok('SELECT civic.erase_subject(''canary-1'', ''law'')', '42501', NULL,
	'out of reach');
SELECT throws_ok('SELECT civic.erase_subject(''nobody'', ''law'')', '42501', NULL,
	'and whoever is unknown is out of reach, too');
RESET ROLE;
SET SESSION AUTHORIZATION privacy_two;
SELECT throws_like('SELECT civic.erase_subject(''canary-1'', ''law'')', '%case of their own',
	'somebody of the same household');
RESET SESSION AUTHORIZATION;
SELECT throws_ok('SELECT civic.repeat_erasure(1, ''because'')', '22023', NULL,
	'no free text by number');
SELECT is(civic.repeat_erasure(1, 'law'), false, 'an unknown number');
SELECT is((SELECT count(*) FROM civic_private.subject_erasure), 0::bigint,
	'so far nobody was erased');

-- ---------------------------------------------------------------------------
-- erased

SET SESSION AUTHORIZATION privacy_clerk;
SELECT lives_ok('SELECT civic.erase_subject(''canary-1'', ''consent_withdrawn'')', 'it is done');
SELECT is(civic.find_subject('canary-1'), NULL, 'nobody finds it');
SELECT throws_ok('SELECT civic.erase_subject(''canary-1'', ''law'')', '42704', NULL,
	'it cannot be done twice');
RESET SESSION AUTHORIZATION;

SELECT results_eq($$ SELECT stored, n FROM helper.rows_with('canary-') $$,
	$$ VALUES ('civic.inbox', 1::bigint) $$, 'no text is left but the other''s row of the inbox');
SELECT helper.none($$ SELECT r.stored FROM helper.lookup k, helper.rows_with(k.hex) r $$,
	'nor what the id was looked up by');
SELECT helper.none($$ SELECT t.commitment FROM civic_private.kept_text t, helper.id i
	WHERE t.subject_id = i.one $$, 'nor any text about it');
SELECT results_eq($$ SELECT o.topic, o.payload FROM civic_private.outbox o, helper.id i
	WHERE o.subject_id = i.one $$,
	$$ VALUES ('subject_erased', '{}'::jsonb) $$,
	'applications are told to forget it, and nothing else');
SELECT results_eq($$ SELECT e.cause, e.actor, e.on_day FROM civic_private.subject_erasure e,
	helper.id i WHERE e.subject_id = i.one $$,
	$$ VALUES ('consent_withdrawn', 'privacy_clerk'::name, civic.today()) $$,
		'who did it is on record');
SET LOCAL ROLE privacy_auditor;
SELECT is((SELECT count(*) FROM civic.erasures_since('-infinity')), 1::bigint, 'auditors see it');
SELECT is((SELECT count(*) FROM civic.erasures_since('infinity')), 0::bigint, 'since when it was');
RESET ROLE;

-- others, and the past
SELECT is((SELECT jsonb_agg(to_jsonb(e) ORDER BY entry_id) FROM civic_private.entry e),
	(SELECT ledger FROM helper.before), 'the ledger is what it was');
SELECT is((SELECT jsonb_agg(to_jsonb(s) ORDER BY subject_id) FROM civic.scores() s),
	(SELECT scores FROM helper.before), 'so are all scores');
SELECT is((SELECT jsonb_agg(to_jsonb(t) ORDER BY subject_id, commitment)
	FROM civic_private.kept_text t), (SELECT texts FROM helper.before), 'and all other texts');
SELECT is((SELECT jsonb_agg(to_jsonb(w)) FROM helper.id i, civic.wallet(i.two) w),
	(SELECT wallet FROM helper.before), 'and the other''s wallet');
SELECT is((SELECT count(*) FROM civic.households h, helper.id i WHERE h.subject_id = i.one),
	0::bigint, 'it belongs to no household');
SELECT helper.none($$ SELECT property, example FROM civic.check_programme() WHERE NOT holds $$,
	'the programme is whole');

-- it takes part no more
SELECT throws_ok(format('SELECT civic.give_consent(%s)', :one), '42704', NULL, 'no consent');
SELECT throws_ok(format('SELECT civic.relocate(%s, ''town'')', :one), '42704', NULL,
	'no residence');
SELECT throws_ok(format('SELECT civic.join_household(%s, %s)', :one, :home), '42704', NULL,
	'no household');
SELECT throws_ok(format('SELECT civic.record(%s, %L, 1, civic.today(), ''new'')', :one, rule),
	'42704', NULL, 'no points by the number: ' || rule)
  FROM unnest('{help,litter}'::text[]) rule;
SELECT is(civic.record(:three, 'litter', 1, civic.today(), 'by law') > 0, true,
	'while the rules still hold for others');
-- what an open case still takes is a commitment, and no text
SELECT civic.mark_disputed(:one, :appeal),
	civic.forward_appeal(:one, :appeal, 'canary-file') \g /dev/null
SET SESSION AUTHORIZATION privacy_reviewer;
SELECT civic.decide_appeal(:one, :appeal, 'rejected', 'canary-later'),
	civic.decide_step(:one, :repair, 'pass', 'canary-step') \g /dev/null
RESET SESSION AUTHORIZATION;
SELECT results_eq($$ SELECT stored, n FROM helper.rows_with('canary-') $$,
	$$ VALUES ('civic.inbox', 1::bigint) $$, 'reasons written later are not kept');
SELECT helper.none($$ SELECT t.commitment FROM civic_private.kept_text t, helper.id i
	WHERE t.subject_id = i.one $$, 'nor any other text');
CALL civic.settle(civic.today());
SELECT helper.none($$ SELECT property, example FROM civic.check_programme() WHERE NOT holds $$,
	'and stays whole when it is settled');

-- who comes back
SET SESSION AUTHORIZATION privacy_clerk;
SELECT isnt(civic.enroll('canary-1', 'resident', 'town.east'), (SELECT one FROM helper.id),
	'who enrols again is another subject');
RESET SESSION AUTHORIZATION;
SELECT is((SELECT s.attributes FROM civic_private.subject s
	WHERE s.subject_id = civic.find_subject('canary-1')), '{}'::jsonb, 'of whom nothing is known');
SELECT lives_ok('SELECT civic.erase_subject(''canary-1'', ''law'')', 'and is erased as well');
SELECT is((SELECT count(*) FROM civic_private.subject WHERE lookup IS NULL), 2::bigint,
	'two are erased');

-- a household, and a backup
SELECT lives_ok('SELECT civic.erase_subject(''home'', ''service_over'')', 'a household');
SELECT is(civic.repeat_erasure(:three, 'law'), true, 'by number, as on a restored backup');
SELECT is(civic.repeat_erasure(:three, 'law'), false, 'and once');
SELECT throws_ok(format('SELECT civic.repeat_erasure(%s, ''law'')', :two), '55000', NULL,
	'whoever has a role is not erased by number, either');
SELECT helper.none($$ SELECT property, example FROM civic.check_programme() WHERE NOT holds $$,
	'the programme is whole to the end');
UPDATE civic_private.subject SET lookup = NULL WHERE subject_id = :two;
SELECT is((SELECT violations FROM civic.check_programme()
	WHERE property = 'only who was erased has no external id'), 1::bigint,
	'the check sees a lost look-up');
UPDATE civic_private.subject SET attributes = '{"name": "x"}' WHERE subject_id = :three;
SELECT is((SELECT violations FROM civic.check_programme()
	WHERE property LIKE 'of whom it was erased%'), 1::bigint, 'and what came back');

-- ---------------------------------------------------------------------------
-- grades of disclosure

SELECT helper.none($$ SELECT stored, col FROM civic.data_grades() WHERE grade IS NULL $$, 'each column has a grade: a new one goes into <room>_grades()');
SELECT helper.none($$ SELECT * FROM civic.data_grades() WHERE grade NOT IN ('public', 'agreement', 'enclave', 'never') $$, 'of four');
SELECT helper.none($$ SELECT g.stored, g.col FROM civic_internal.graded_columns() g LEFT JOIN pg_attribute a ON a.attrelid = g.stored::regclass AND a.attname = g.col
	AND NOT a.attisdropped WHERE a.attname IS NULL $$, 'each that is graded is there');
SELECT helper.none($$ SELECT stored, col FROM civic_internal.graded_columns() GROUP BY 1, 2 HAVING count(*) > 1 $$, 'and graded once');
SELECT helper.none($$ SELECT * FROM civic.data_grades() WHERE col IN ('subject_id', 'actor', 'login_id', 'lookup', 'salt', 'key', 'body') AND grade IN ('public', 'agreement') $$,
	'nothing by which somebody is known is for others');
SELECT helper.none($$ SELECT * FROM civic_internal.read_above_grade() $$, 'no profile reads above its grade');
ALTER TABLE civic_private.standing ADD COLUMN shoe_size int4;
SELECT results_eq($$ SELECT violations, example FROM civic.check_programme() WHERE property LIKE 'each column has a grade%' $$,
	$$ VALUES (1::bigint, 'civic_private.standing.shoe_size') $$, 'a new column without a grade is found');
ALTER TABLE civic_private.standing DROP COLUMN shoe_size;
SET LOCAL ROLE privacy_auditor;
SELECT ok((SELECT count(*) FROM civic.data_grades()) > 300, 'auditors see them');
RESET ROLE;

-- ---------------------------------------------------------------------------
-- what exposes persons: each way is reported once it is there, and not before

CREATE FUNCTION helper.seen(id text, what text) RETURNS text LANGUAGE sql AS
$$ SELECT severity FROM civic.exposure_report() WHERE check_id = id
	AND object LIKE what || '%' ORDER BY array_position('{high,medium,low,info}',
	severity) LIMIT 1 $$;
CREATE FUNCTION helper.noticed(id text, what text, make text,
	wanted text) RETURNS SETOF text LANGUAGE plpgsql AS
$$
BEGIN
	RETURN NEXT is(helper.seen(id, what), NULL, format('%s: nothing, before %s', id, make));
	EXECUTE make;
	RETURN NEXT is(helper.seen(id, what), wanted, format('%s: %s', id, make));
END
$$;

SET LOCAL ROLE privacy_auditor;
SELECT throws_ok('SELECT * FROM civic.exposure_report()', '42501', NULL,
	'it is the administrator''s');
RESET ROLE;
SELECT helper.none($$ SELECT * FROM civic.exposure_report() r
	WHERE r.severity NOT IN ('high', 'medium', 'low', 'info')
	OR r.check_id IS NULL OR r.object IS NULL OR r.detail IS NULL OR r.fix IS NULL $$,
		'every line is complete');
SELECT helper.none($$ SELECT * FROM civic.exposure_report() r WHERE r::text ~ 'canary'
	OR EXISTS (SELECT FROM civic_private.vault_key k
		WHERE strpos(r::text, encode(k.key, 'hex')) > 0) $$, 'none holds an id or a key');
SELECT helper.none($$ SELECT * FROM civic.exposure_report() r
	WHERE r.check_id IN ('private_grant', 'unguarded_table', 'foreign_view',
	'foreign_trigger', 'publication', 'default_grant', 'owner_login', 'foreign_owner') $$,
		'what grant_access() gives is no finding');
CREATE ROLE privacy_leak;
CREATE FUNCTION helper.spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
SELECT helper.noticed(c.id, c.what, c.make, c.wanted) FROM (VALUES
	('role_member', 'privacy_two', 'GRANT privacy_auditor TO privacy_two', NULL),
	('role_attribute', 'privacy_leak', 'ALTER ROLE privacy_leak BYPASSRLS', 'info'),
	('role_attribute', 'privacy_west', 'ALTER ROLE privacy_west LOGIN REPLICATION', 'high'),
	('role_member', 'privacy_leak', 'GRANT pg_monitor TO privacy_leak', 'medium'),
	('role_member', 'privacy_clerk', 'GRANT civic_owner TO privacy_clerk', 'high'),
	('role_member', 'privacy_west', 'GRANT pg_read_all_data TO privacy_west', 'high'),
	('foreign_owner', 'TABLE civic.inbox', 'ALTER TABLE civic.inbox OWNER TO privacy_leak', 'high'),
	('foreign_owner', 'FUNCTION civic_internal.stamp_time',
		'ALTER FUNCTION civic_internal.stamp_time() OWNER TO privacy_leak', 'high'),
	('owner_login', 'civic_owner', 'ALTER ROLE civic_owner LOGIN', 'high'),
	('private_grant', 'civic_private.entry', 'GRANT SELECT ON civic_private.entry TO privacy_leak',
		'high'),
	('private_grant', 'civic_private.subject.lookup',
		'GRANT SELECT (lookup) ON civic_private.subject TO privacy_auditor', 'high'),
	('private_grant', 'civic_private.consent', 'GRANT INSERT ON civic_private.consent TO PUBLIC',
		'high'),
	('unguarded_table', 'civic_private.vault_key',
		'ALTER TABLE civic_private.vault_key DISABLE ROW LEVEL SECURITY', 'high'),
	('default_grant', 'DEFAULT OF',
		'ALTER DEFAULT PRIVILEGES IN SCHEMA civic_private GRANT SELECT ON TABLES TO privacy_leak',
		'medium'),
	('foreign_view', 'helper.peep',
		'CREATE VIEW helper.peep AS SELECT subject_id FROM civic_private.subject', 'high'),
	('foreign_view', 'helper.kept',
		'CREATE MATERIALIZED VIEW helper.kept AS SELECT subject_id FROM civic_private.subject', 'high'),
	('foreign_trigger', 'spy',
		'CREATE TRIGGER spy AFTER INSERT ON civic_private.outbox FOR EACH ROW
			EXECUTE FUNCTION helper.spy()', 'high'),
	('publication', 'leak_one', 'CREATE PUBLICATION leak_one FOR TABLE civic_private.subject',
		'high'),
	('publication', 'leak_schema',
		'CREATE PUBLICATION leak_schema FOR TABLES IN SCHEMA civic_private', 'high'),
	('publication', 'leak_all', 'CREATE PUBLICATION leak_all FOR ALL TABLES', 'high'),
	('setting', 'log_statement', 'SET LOCAL log_statement = ''all''', 'medium'),
	('setting', 'log_min_duration_statement', 'SET LOCAL log_min_duration_statement = 100',
		'medium'),
	('setting', 'log_parameter_max_length_on_error',
		'SET LOCAL log_parameter_max_length_on_error = 64', 'medium')) c (id, what, make, wanted);
SELECT is(helper.seen('key_in_database', ''), 'high', 'the key is in the database');
SELECT is(helper.seen('dead_rows', 'civic_private.subject'), 'medium',
	'nothing was rewritten since the erasures');
SELECT is(helper.seen('ids_in_clear', 'civic.inbox'), 'medium', 'the inbox has a rejected row');
SELECT is(helper.seen('row_counts', ''), 'medium', 'everybody may count rows');
DELETE FROM civic_private.vault_key;
DELETE FROM civic.inbox;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_get_tuples_inserted(oid) FROM PUBLIC;
SELECT is(helper.seen(x, ''), NULL, x || ' is over')
	FROM unnest('{key_in_database,ids_in_clear,row_counts}'::text[]) x;

SELECT * FROM finish();
ROLLBACK;
