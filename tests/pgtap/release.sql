-- The release gate: published reference results, and everything that must not
-- get through it.

\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();

CREATE SCHEMA helper;

\ir helper/none.sql

SELECT civic.create_programme('release', 'Asia/Shanghai');
CREATE SCHEMA town;
GRANT USAGE ON SCHEMA town TO civic_owner;
ALTER DEFAULT PRIVILEGES IN SCHEMA town GRANT SELECT ON TABLES TO civic_owner;

CREATE ROLE release_admin;
CREATE ROLE release_auditor;
CREATE ROLE release_reader;
CREATE ROLE release_other;
SELECT civic.grant_access('release_admin', 'policy_admin'), civic.grant_access('release_auditor', 'auditor'),
	civic.grant_access('release_reader', 'analyst'), civic.grant_access('release_other', 'analyst');

-- ---------------------------------------------------------------------------
-- the twelve patients of Machanavajjhala and others, "l-Diversity: Privacy
-- Beyond k-Anonymity" (2006), figures 1 and 2

CREATE TABLE town.patient (id int, zip text, age int, nation text, disease text);
INSERT INTO town.patient VALUES
	(1, '13053', 28, 'Russian', 'heart'), (2, '13068', 29, 'American', 'heart'), (3, '13068', 21, 'Japanese', 'viral'),
	(4, '13053', 23, 'American', 'viral'), (5, '14853', 50, 'Indian', 'cancer'), (6, '14853', 55, 'Russian', 'heart'),
	(7, '14850', 47, 'American', 'viral'), (8, '14850', 49, 'American', 'viral'), (9, '13053', 31, 'American', 'cancer'),
	(10, '13053', 37, 'Indian', 'cancer'), (11, '13068', 36, 'Japanese', 'cancer'), (12, '13068', 35, 'American', 'cancer');
SELECT civic.register_frame('patients', 'town.patient', 'id');
SELECT civic.define_attribute('patients', 'zip', '{"kind": "values", "levels": [{"13053": "130**", "13068": "130**", "14853": "148**", "14850": "148**"}]}'),
	civic.define_attribute('patients', 'age', '{"kind": "bands", "levels": [[30, 40]]}'), civic.define_attribute('patients', 'nation'),
	civic.define_attribute('patients', 'disease', role => 'sensitive');
SELECT civic.define_audience('lab', 'enclave', 4, 1, 1), civic.define_audience('diverse', 'enclave', 4, 2, 1);
SELECT civic.open_data_epoch('patients', '2020-01-01');

SELECT results_eq($$ SELECT levels, classes, k, left_out_pct, discernibility FROM civic.plan_release('lab', 'patients', '{zip,age,nation}') $$,
	$$ VALUES ('{1,1,1}'::int[], 3::int8, 4::int8, 0.00, 48::int8) $$, 'the patients are 4-anonymous in three classes of four');
SELECT results_eq($$ SELECT l, t FROM civic.plan_release('lab', 'patients', '{zip,age,nation,disease}') $$,
	$$ VALUES (1, 0.5833) $$, 'of which one has only cancer');
SELECT is((SELECT count(*) FROM civic.plan_release('diverse', 'patients', '{zip,age,nation,disease}') WHERE left_out_pct <= 5 AND levels[1] < 2 AND levels[2] < 2),
	0::int8, 'so they are not 2-diverse at these levels');
SELECT is(civic.risk_report('town.patient', '{zip}') - 'above_threshold', jsonb '{"classes": 4, "records": 12, "smallest": 2, "unique": 0,
	"prosecutor": {"highest": 0.5, "average": 0.333333}, "journalist": {"highest": 0.5, "average": 0.333333}, "marketer": 0.333333,
	"diversity": null, "discernibility": 40}', 'risks of the raw table');

-- ---------------------------------------------------------------------------
-- the salaries of Li and others, "t-Closeness" (2007), section 4.3: 3k, 4k, 5k
-- are 0.375 away from all nine, and 6k, 8k, 11k are 0.167

CREATE TABLE town.salary (id int, class text, pay int);
INSERT INTO town.salary SELECT i, CASE WHEN p IN (3, 4, 5) THEN 'low' WHEN p IN (6, 8, 11) THEN 'spread' ELSE 'else' END, p
  FROM unnest(ARRAY[3, 4, 5, 6, 11, 8, 7, 9, 10]) WITH ORDINALITY p (p, i);
SELECT civic.register_frame('salaries', 'town.salary', 'id'), civic.define_attribute('salaries', 'class'),
	civic.define_attribute('salaries', 'pay', '{"kind": "bands", "levels": [[3, 4, 5, 6, 7, 8, 9, 10, 11]]}', 'sensitive');
SELECT civic.open_data_epoch('salaries', '2020-01-01') AS salaries \gset
SELECT is((SELECT n.left_out FROM civic_internal.nodes_for(jsonb_build_object('k', 3, 'l', 1, 't', x.t, 'largest', 1, 'two_largest', 1,
		'leave_out', 1), :salaries, '{class,pay}', '{}', '{0,0}') n), x.left_out::int8, format('with t = %s, %s salaries are left out', x.t, x.left_out))
  FROM (VALUES (0.376, 0), (0.374, 3), (0.168, 6), (0.166, 9)) x (t, left_out);

-- ---------------------------------------------------------------------------
-- the gate: a town of known numbers

CREATE TABLE town.person (id int, area text, job text, band text, paid int);
INSERT INTO town.person SELECT i, 'town.' || chr(97 + i % 4), 'job' || i / 4 % 3, 'b' || i / 12 % 2, 10 FROM generate_series(0, 1199) i;
SELECT civic.register_frame('people', 'town.person', 'id', 'flow');
SELECT civic.define_attribute('people', 'area', '"area"'), civic.define_attribute('people', 'job'),
	civic.define_attribute('people', 'band', role => 'sensitive'), civic.define_measure('paid', 'people', 'paid');
SELECT civic.define_audience('town', 'public'), civic.define_audience('council', 'agreement');
SELECT civic.grant_audience('release_reader', 'town');

-- two of one job in an area, one rich man, and an area of three
UPDATE town.person SET area = 'town.b' WHERE area = 'town.a' AND job = 'job0' AND id > 24;
UPDATE town.person SET paid = 100000 WHERE id = 5;
INSERT INTO town.person VALUES (2001, 'town.far', 'job0', 'b0', 1), (2002, 'town.far', 'job1', 'b1', 1), (2003, 'town.far', 'job2', 'b0', 1);
SELECT civic.open_data_epoch('people', '2020-01-15');
SELECT throws_ok($$ SELECT civic.open_data_epoch('people', '2020-01-20') $$, '42710', NULL, 'a month is frozen once');

SELECT civic.publish_release('town', 'people', '{area,job}', 'jobs', levels => '{0,0}') AS jobs \gset
SELECT is((SELECT count(*) FROM civic_open.jobs WHERE subjects < 20), 0::int8, 'no figure is about fewer than k');
SELECT is((SELECT count(*) FROM civic_open.jobs WHERE area = 'town.far'), 0::int8, 'an area of three is in no figure');
SELECT ok((SELECT bool_and(NOT told AND subjects IS NULL) AND count(*) > 0 FROM civic_open.jobs WHERE area = 'town.a' AND job = 'job0'), 'a cell of few is hidden');
SELECT ok((SELECT min(n) > 1 FROM (SELECT count(*) AS n FROM civic_open.jobs WHERE part = 'cell' AND NOT told GROUP BY area
	UNION ALL SELECT count(*) FROM civic_open.jobs WHERE part = 'cell' AND NOT told GROUP BY job) l), 'never one alone in its line');
SELECT is((SELECT sum(subjects) FROM civic_open.jobs WHERE part = 'total' AND area IS NOT NULL),
	(SELECT subjects FROM civic_open.jobs WHERE part = 'total' AND area IS NULL AND job IS NULL)::numeric, 'totals add up');
SELECT is((civic.release_report(:jobs) -> 'withheld')::text || (civic.release_report(:jobs) -> 'anonymized_enough'), '"fewer than 20"true',
	'the report tells how many are in no figure');

-- dominance, on absolute values
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area}', 'sums', '{paid}', levels => '{0}') $$, '23514', NULL, 'what one dominates is not told');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area}', 'sums', '{paid}') $$, '23514', NULL, 'at no level');
SELECT ok(to_regclass('civic_open.sums') IS NULL AND NOT EXISTS (SELECT FROM civic_private.release WHERE name = 'sums'), 'and nothing is left of it');

-- differencing
SELECT throws_ok($$ SELECT civic.publish_release('council', 'people', '{job}', 'all_jobs') $$, '23514',
	'a figure of this release and one of "jobs" differ by too few subjects', 'the three of the small area cannot be worked out from another release');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area,job}', 'jobs') $$, '42710', NULL, 'a release keeps its name');

-- what is sensitive: an area in which all are of one band
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area,job}', 'x', levels => '{9,0}') $$, '22023', NULL, 'no such level');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area,job}', 'x', levels => '{0}') $$, '22023', NULL, 'a level for each attribute');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area,job}', 'x', levels => '{2,1}') $$, '22023', NULL, 'everybody is no class');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area,nothing}', 'x') $$, '42704', NULL, 'no such attribute');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area}', 'x', '{nothing}') $$, '42704', NULL, 'no such measure');
SELECT throws_ok($$ SELECT civic.publish_release('nobody', 'people', '{area}', 'x') $$, '42704', NULL, 'no such audience');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area}', 'X y') $$, '22023', NULL, 'no such name');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{area}', 'x', day => '2021-01-01') $$, '55000', NULL, 'no such epoch');
SELECT throws_ok($$ SELECT civic.define_audience('town', 'public', 19) $$, '22023', NULL, 'a tier has its floor');
SELECT throws_ok($$ SELECT civic.open_data_epoch('people', civic.today()) $$, '22023', NULL, 'a month that goes on is not frozen');
SELECT throws_ok($$ SELECT civic.define_attribute('people', 'area', '{"kind": "bands", "levels": [["x"]]}') $$, '22023', NULL, 'no hierarchy');

-- levels that do not nest
SELECT civic.define_attribute('patients', 'age', '{"kind": "bands", "levels": [[30], [40]]}');
SELECT throws_ok($$ SELECT civic.open_data_epoch('patients', '2020-02-01') $$, '22023', 'levels of attribute "age" do not nest', 'bands that cross are refused');

-- ---------------------------------------------------------------------------
-- a mover in a town of unrounded figures: stocks are told in steps of five

CREATE TABLE town.stock (id int, area text, n int);
INSERT INTO town.stock SELECT i, 'town.' || chr(97 + i % 3), 1 FROM generate_series(1, 300) i;
SELECT civic.register_frame('stocks', 'town.stock', 'id'), civic.define_attribute('stocks', 'area', '"area"');
SELECT civic.open_data_epoch('stocks', '2020-01-01');
SELECT civic.publish_release('town', 'stocks', '{area}', 'stock_1', levels => '{0}') IS NOT NULL;
UPDATE town.stock SET area = 'town.b' WHERE id = 3;
SELECT civic.open_data_epoch('stocks', '2020-01-02');
SELECT lives_ok($$ SELECT civic.publish_release('town', 'stocks', '{area}', 'stock_2', levels => '{0}') $$, 'another day is no difference');
SELECT is((SELECT count(*) FROM (TABLE civic_open.stock_1 UNION ALL TABLE civic_open.stock_2) s WHERE s.subjects % 5 <> 0), 0::int8, 'figures are multiples of five');
SELECT is((SELECT string_agg(s.subjects::text, ' ' ORDER BY s.area) FROM civic_open.stock_2 s),
	(SELECT string_agg(civic_internal.rounded_count(n, 'stocks|{area}|{' || c || '}')::text, ' ' ORDER BY place)
	   FROM (VALUES (1, 99, 'town.a'), (2, 101, 'town.b'), (3, 100, 'town.c'), (4, 300, 'NULL')) v (place, n, c)),
	'the same cell is rounded alike on every day');
SELECT throws_ok($$ SELECT civic.define_measure('n', 'stocks', 'n'), civic.open_data_epoch('stocks', '2020-01-03'),
	civic.publish_release('town', 'stocks', '{area}', 'x', '{n}') $$, '22023', 'a stock is published in counts alone', 'sums of stocks are refused');

-- ---------------------------------------------------------------------------
-- three attributes: no totals, and what is too small is told together

CREATE TABLE town.three (id int, a text, b text, c text);
INSERT INTO town.three SELECT i, 'a' || i % 3, 'b' || i % 5, 'c' || (i * i) % 11 % 4 FROM generate_series(1, 3000) i;
INSERT INTO town.three SELECT 4000 + i, 'a0', 'b0', 'z' || i % 6 FROM generate_series(1, 60) i;
SELECT civic.register_frame('threes', 'town.three', 'id', 'flow'), civic.define_attribute('threes', 'a'), civic.define_attribute('threes', 'b'), civic.define_attribute('threes', 'c');
SELECT civic.open_data_epoch('threes', '2020-01-01');
SELECT civic.publish_release('town', 'threes', '{a,b,c}', 'three', levels => '{0,0,0}') AS three \gset
SELECT results_eq($$ SELECT part, count(*) > 0, sum(subjects) FROM civic_open.three GROUP BY 1 ORDER BY 1 $$, $$ VALUES ('cell', true, 3000::numeric), ('rest', true, 60) $$,
	'those of small cells are told together');
SELECT is((SELECT min(subjects) >= 20 FROM civic_open.three), true, 'and no figure is small');

-- ---------------------------------------------------------------------------
-- a second person decides

SET SESSION AUTHORIZATION release_admin;
SELECT throws_ok($$ SELECT civic.request_exception('town', 'people', '{job}', 'all_jobs', '', '{0}') $$, '22004', NULL, 'a request has a reason');
SELECT civic.request_exception('council', 'people', '{job}', 'all_jobs', 'the council asked for it', '{0}') AS request \gset
SELECT throws_ok(format($$ SELECT civic.decide_exception(%s, true, 'fine') $$, :request), '42501', 'who asked for an exception does not decide about it', 'not whoever asked');
SET SESSION AUTHORIZATION release_auditor;
SELECT matches((SELECT finding FROM civic.release_requests WHERE request_id = :request), 'differ by too few subjects: They differ by 1; at least 10', 'the second person sees the finding');
SELECT civic.decide_exception(:request, true, 'the three have agreed') AS exception \gset
SELECT throws_ok(format($$ SELECT civic.decide_exception(%s, true, 'again') $$, :request), '55000', NULL, 'once');
SELECT is(civic.release_report(:exception) #>> '{exception,reason}', 'the council asked for it', 'the report tells of it');
RESET SESSION AUTHORIZATION;
SELECT throws_ok($$ SELECT civic.request_exception('council', 'threes', '{a,b}', 'fine', 'why not', '{0,0}') $$, '55000', 'this release needs no exception', 'what is safe needs none');
SELECT is((SELECT min(subjects) FROM civic_open.all_jobs) >= 5, true, 'the floor of the tier stays');

-- ---------------------------------------------------------------------------
-- who reads, and what each column means

SELECT ok(has_table_privilege('release_reader', 'civic_open.jobs', 'SELECT') AND NOT has_table_privilege('release_other', 'civic_open.jobs', 'SELECT')
	AND NOT has_table_privilege('release_reader', 'civic_open.all_jobs', 'SELECT'), 'a release is read by its audience');
SET SESSION AUTHORIZATION release_reader;
SELECT results_eq($$ SELECT col COLLATE "C" FROM civic_open.codebook WHERE release = 'jobs' $$, $$ VALUES ('area' COLLATE "C"), ('job'), ('part'), ('told'), ('subjects') $$, 'the codebook lists its columns');
SELECT is((SELECT count(*) FROM civic_open.codebook WHERE release = 'all_jobs' OR coalesce(meaning, about, '') = ''), 0::int8, 'and none of others, with what each means');
RESET SESSION AUTHORIZATION;
SELECT civic.revoke_audience('release_reader', 'town');
SELECT ok(NOT has_table_privilege('release_reader', 'civic_open.jobs', 'SELECT'), 'a revoked audience reads nothing');
SELECT throws_ok($$ SELECT civic.grant_audience('release_auditor', 'town') $$, '55000', NULL, 'only analysts have an audience');

SELECT civic.withdraw_release(:jobs, 'a mistake in it');
SELECT ok(to_regclass('civic_open.jobs') IS NULL, 'a withdrawn release is gone');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'people', '{job}', 'later') $$, '23514', 'a figure of this release and one of "jobs" differ by too few subjects',
	'but later ones are compared with it');
SELECT throws_ok(format($$ SELECT civic.withdraw_release(%s, 'again') $$, :jobs), '55000', NULL, 'it goes once');

-- ---------------------------------------------------------------------------
-- other people's tables

SELECT throws_ok($$ SELECT civic.register_frame('v', 'pg_catalog.pg_stat_activity', 'pid') $$, '42809', NULL, 'a view is not registered');
SELECT throws_ok($$ SELECT civic.register_frame('v', 'civic_private.subject', 'subject_id') $$, '22023', NULL, 'nor a table of the programme');
SELECT throws_ok($$ SELECT civic.register_frame('v', 'town.stock', 'nobody') $$, '42703', NULL, 'whom a row is about must be said');
REVOKE SELECT ON town.stock FROM civic_owner;
SELECT throws_ok($$ SELECT civic.register_frame('v', 'town.stock', 'id') $$, '42501', NULL, 'and the owner must be able to read it');
CREATE TABLE town.clerk (id int, full_name text, mobile text, grade int);
SELECT results_eq($$ SELECT col, suspicion FROM civic.personal_columns('town.clerk') ORDER BY 1 $$, $$ VALUES ('full_name'::name, 'a name'), ('mobile', 'a telephone number') $$,
	'columns that seem personal are named');
-- row security of a registered table cannot run code as the owner
CREATE FUNCTION helper.evil() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'evil as %', current_user; END $$;
CREATE TABLE town.trap (id int, area text);
INSERT INTO town.trap VALUES (1, 'x');
ALTER TABLE town.trap ENABLE ROW LEVEL SECURITY;
CREATE POLICY trap ON town.trap USING (helper.evil());
SELECT civic.register_frame('trap', 'town.trap', 'id'), civic.define_attribute('trap', 'area', '"area"');
SELECT throws_like($$ SELECT civic.open_data_epoch('trap', '2020-01-01') $$, '%row-level security%', 'row security of others does not run as the owner');

-- ---------------------------------------------------------------------------
-- the programme's own frames, and who is erased

SELECT civic.define_area('town', '镇', 'Town'), civic.define_area('town.east', '东', 'East'), civic.define_area('town.west', '西', 'West');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "own", "title": {"zh": "己", "en": "Own"}, "area": "town", "version": "1", "base": 100},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [{"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic", "tariff": 1}]
} $$), '2020-01-01') IS NOT NULL;
SELECT civic.enroll('r' || i, 'resident', CASE i % 2 WHEN 0 THEN 'town.east' ELSE 'town.west' END::ltree, since => '2020-01-01') AS someone
  FROM generate_series(1, 100) i \g /dev/null
SELECT civic.find_subject('r1') AS someone \gset
SELECT count(civic.record(civic.find_subject('r' || i), 'help', i % 5 + 1, civic.today(), 'h' || i)) FROM generate_series(1, 100) i;
-- the day is over only for this test
SELECT civic_internal.freeze_frame('residents', civic.today(), '{area,score}', '{}') AS residents,
	civic_internal.freeze_frame('points', civic.today(), '{area,dimension}', '{events,points}') AS points \gset
SELECT is((SELECT units FROM civic_private.data_epoch WHERE epoch_id = :residents), 100::int8, 'residents are frozen');
SELECT is((SELECT array[sum(amounts[1]), sum(amounts[2])] FROM civic_private.epoch_row WHERE epoch_id = :points), '{10000,30000}'::numeric[],
	'and what was recorded in a month, in hundredths');
SELECT civic.publish_release('town', 'residents', '{area}', 'homes', levels => '{0}') AS homes \gset
SELECT results_eq($$ SELECT area, part FROM civic_open.homes ORDER BY 1 $$, $$ VALUES ('town.east', 'cell'), ('town.west', 'cell'), (NULL, 'total') $$, 'residents by area');
SELECT civic.erase_subject('r1', 'law');
SELECT is((SELECT count(*) FROM civic_private.epoch_row WHERE unit = :'someone') + (SELECT count(*) FROM civic_private.release_member WHERE unit = :'someone'), 0::int8,
	'who is erased is in no data epoch, and under another name in what was published');
SELECT is((SELECT count(DISTINCT unit) FROM civic_private.release_member WHERE release_id = :homes), 100::int8, 'where everybody still counts');
SELECT throws_ok($$ SELECT civic.publish_release('town', 'residents', '{area}', 'again', levels => '{0}') $$, '23514', NULL,
	'so that a release without that one is refused');

SELECT helper.none($$ SELECT * FROM civic.check_programme() WHERE violations > 0 $$, 'the programme is whole');

SELECT civic.close_data_epoch('people', '2020-01-15');
SELECT is((SELECT count(*) FROM civic_private.epoch_row r JOIN civic_private.data_epoch e USING (epoch_id) WHERE e.frame = 'people'), 0::int8, 'a closed epoch keeps no rows');
SELECT throws_ok($$ SELECT civic.plan_release('town', 'people', '{job}') $$, '55000', NULL, 'and nothing is computed from it');

SELECT * FROM finish();
ROLLBACK;
