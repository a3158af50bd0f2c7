-- Counting goes on across the versions of a policy: the worked numbers of docs/policy-packs.md, as the extension and as the
-- reference compute them, what enacting says about each rule, and what a town's change does to its villages.
--
-- Run it from the top of the source tree.

\set QUIET 1
\set ON_ERROR_STOP 1
\encoding UTF8
\pset format unaligned
\pset tuples_only on
\pset pager off

BEGIN;
SET LOCAL client_min_messages = warning;
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('lines', time_zone => 'UTC');
\ir ../reference/reference.sql
CREATE SCHEMA helper;
\ir helper/none.sql
SELECT no_plan();

-- ---------------------------------------------------------------------------------------------------
-- Worked numbers
-- ---------------------------------------------------------------------------------------------------

CREATE SCHEMA w;
CREATE TABLE w.version (story text, n int, policy_id int, PRIMARY KEY (story, n));

-- Enact a version of a story's policy with some rules; all take effect one after another.
CREATE FUNCTION w.version(story text, n int, rules jsonb, code text DEFAULT NULL,
	area text DEFAULT NULL, head jsonb DEFAULT '{}', more jsonb DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
	place ltree := coalesce(area, story)::ltree;
	id int;
BEGIN
	IF NOT EXISTS (SELECT FROM civic.areas a WHERE a.area = place) THEN
		PERFORM civic.define_area(place, '村', 'village');
	END IF;
	id := civic.load_policy(jsonb_build_object(
		'policy', jsonb_build_object('code', coalesce(version.code, story), 'version', n::text,
			'area', place, 'base', 100,
			'title', jsonb '{"zh": "分", "en": "P"}') || head,
		'dimensions', jsonb '[{"code": "d", "title": {"zh": "服", "en": "D"}}]',
		'rules', (SELECT jsonb_agg(jsonb '{"title": {"zh": "则", "en": "R"}, "dimension": "d", "legal_basis": "x"}' || r) FROM jsonb_array_elements(rules) r)) || more);
	PERFORM civic.enact_policy(id, CASE WHEN n = 1 THEN date '2000-01-01' ELSE civic.today() + n END);
	INSERT INTO w.version VALUES (story, n, id);
END
$$;

-- Entries are [version, rule, quantity, day].
CREATE TABLE w.example (story text, expected numeric, entries jsonb);

CREATE FUNCTION w.entries(story text, entries jsonb) RETURNS reference.entry[] LANGUAGE sql AS
$$
	SELECT array_agg((1, e.ordinality, r.rule_id, 1, (e.value ->> 2)::numeric * 100, e.value ->> 3,
		e.value ->> 3, NULL)::reference.entry)
	  FROM jsonb_array_elements(entries) WITH ORDINALITY e
	  JOIN w.version v ON v.story = entries.story AND v.n = (e.value ->> 0)::int
	  JOIN civic_private.rule r ON r.policy_id = v.policy_id AND r.code = e.value ->> 1
$$;

CREATE FUNCTION w.score(story text, entries jsonb) RETURNS numeric LANGUAGE sql AS
$$
	SELECT civic.score_value(civic.score_collect('2020-12-30', e.subject_id, e.entry_id, e.rule_id,
		e.kind, e.quantity,
			e.occurred_on, e.effective_on, e.ref_entry_id),
		(SELECT v.policy_id FROM w.version v WHERE v.story = score.story AND v.n = 1))
	  FROM unnest(w.entries(story, entries)) e
$$;

SELECT w.version('title', 1, '[{"code": "act", "tariff": 2, "period": "year", "cap_high": 10},
	{"code": "hours", "period": "lifetime", "tariff": [{"upto": 20, "rate": 1}, {"rate": "1/2"}]}]') \g /dev/null
SELECT w.version('title', 2, '[{"code": "act", "tariff": 2, "period": "year", "cap_high": 10, "note": "corrected"},
	{"code": "hours", "period": "lifetime", "tariff": [{"upto": 20, "rate": 1}, {"rate": "1/2"}]}]') \g /dev/null
INSERT INTO w.example VALUES ('title', 160, '[[1,"act",5,"2020-03-01"], [1,"hours",40,"2020-03-01"], [2,"act",5,"2020-10-01"], [2,"hours",40,"2020-10-01"]]');

SELECT w.version(s, n, jsonb_build_array(jsonb_build_object('code', 'act', 'period', 'year',
	'tariff', t, 'cap_high', c)))
  FROM (VALUES ('raised', 1, '2/1', 10), ('raised', 2, '2/1', 20), ('lowered', 1, '2/1', 10),
	('lowered', 2, '2/1', 6),
	('dearer', 1, '2/1', 10), ('dearer', 2, '3/1', 10), ('double', 1, '1/1', 10),
		('double', 2, '2/1', 10),
	('halved', 1, '1/1', 10), ('halved', 2, '1/2', 10), ('late', 1, '1/1', 10),
		('late', 2, '2/1', 10),
	('capless', 1, '2/1', NULL), ('capless', 2, '2/1', 10)) v (s, n, t, c) \g /dev/null
INSERT INTO w.example VALUES
	('raised', 120, '[[1,"act",5,"2020-03-01"], [2,"act",5,"2020-10-01"]]'),
	('lowered', 110, '[[1,"act",5,"2020-03-01"], [2,"act",5,"2020-10-01"]]'),
	('dearer', 110, '[[1,"act",5,"2020-03-01"], [2,"act",5,"2020-10-01"]]'),
	('double', 110, '[[1,"act",5,"2020-02-01"], [2,"act",5,"2020-03-01"]]'),
	('halved', 110, '[[1,"act",12,"2020-02-01"], [2,"act",2,"2020-03-01"]]'),
	('late', 110, '[[1,"act",4,"2020-02-01"], [2,"act",4,"2020-03-01"]]'),
	('late', 110, '[[1,"act",4,"2020-02-01"], [2,"act",4,"2020-03-01"], [1,"act",3,"2020-02-20"]]'),
	('capless', 126, '[[1,"act",8,"2020-03-01"], [2,"act",8,"2020-10-01"]]');

SELECT w.version('step', n, '[{"code": "h", "period": "lifetime", "tariff": [{"rate": "1/2", "step": 2}]}]') FROM generate_series(1, 2) n \g /dev/null
INSERT INTO w.example VALUES ('step', 102, '[[1,"h",3,"2020-03-01"], [2,"h",1,"2020-10-01"]]');

SELECT w.version('escalation', 1, '[{"code": "o", "period": "lifetime", "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}]}]') \g /dev/null
SELECT w.version('escalation', 2, '[{"code": "o", "period": "lifetime", "tariff": [{"upto": 1, "rate": -30}, {"upto": 2, "rate": -50}, {"rate": -70}]}]') \g /dev/null
INSERT INTO w.example VALUES ('escalation', 30, '[[1,"o",1,"2020-03-01"], [2,"o",1,"2020-10-01"]]');

SELECT w.version('honours', 1, '[{"code": "province", "period": "lifetime", "tariff": 50, "combine": "max", "exclusive_group": "g"}]') \g /dev/null
SELECT w.version('honours', 2, '[{"code": "province", "period": "lifetime", "tariff": 60, "combine": "max", "exclusive_group": "g"},
	{"code": "district", "period": "lifetime", "tariff": 30, "combine": "max", "exclusive_group": "g"}]') \g /dev/null
INSERT INTO w.example VALUES
	('honours', 160, '[[1,"province",1,"2020-03-01"], [2,"province",1,"2020-10-01"]]'),
	('honours', 150, '[[1,"province",1,"2020-03-01"], [2,"district",1,"2020-10-01"]]');

SELECT w.version('rolling', n, jsonb_build_array(jsonb_build_object('code', 'r', 'period',
	jsonb '{"rolling": 30}', 'tariff', n + 1, 'cap_high', 4)))
  FROM generate_series(1, 2) n \g /dev/null
INSERT INTO w.example VALUES ('rolling', 105,
	'[[1,"r",1,"2020-01-01"], [1,"r",1,"2020-01-10"], [2,"r",1,"2020-01-20"], [2,"r",1,"2020-02-04"], [2,"r",1,"2020-02-19"]]');

-- two villages of a town, and one with a pack of its own
SELECT w.version('town', 1, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 8}]') \g /dev/null
SELECT w.version('town', 2, '[{"code": "own", "tariff": 1}]', 'dong', 'town.dong', '{"extend": true}') \g /dev/null
SELECT w.version('town', 3, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 8}]', 'xi', 'town.xi', '{"extend": true}') \g /dev/null
SELECT w.version('town', 4, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 8}]', 'bei', 'town.bei') \g /dev/null
INSERT INTO w.example VALUES
	('town', 108, '[[2,"act",4,"2020-03-01"], [3,"act",4,"2020-10-01"], [2,"act",4,"2020-11-01"]]'),
	('town', 116, '[[2,"act",8,"2020-03-01"], [4,"act",8,"2020-10-01"]]');

-- labels: one for July, kept when the document is copied, and a rule that was flat in between
SELECT w.version('label', n, jsonb_build_array(jsonb_build_object('code', 'act', 'period', 'year',
	'tariff', 2, 'cap_high', 10,
	'restart', CASE WHEN n > 1 THEN '2026-07' END))) FROM generate_series(1, 3) n \g /dev/null
SELECT w.version('flat', n, jsonb_build_array(jsonb_build_object('code', 'act', 'period', 'year',
	'tariff', 2,
	'cap_high', CASE WHEN n <> 2 THEN 10 END))) FROM generate_series(1, 3) n \g /dev/null
INSERT INTO w.example VALUES
	('label', 120, '[[1,"act",5,"2020-03-01"], [2,"act",3,"2020-08-01"], [3,"act",5,"2020-10-01"]]'),
	('flat', 126, '[[1,"act",5,"2020-03-01"], [2,"act",3,"2020-08-01"], [3,"act",5,"2020-10-01"]]');

-- renamed rules and packs; a copy of the document says so again and goes on
SELECT w.version('renamed', 1, '[{"code": "a", "period": "year", "tariff": 2, "cap_high": 10}]') \g /dev/null
SELECT w.version('renamed', n, '[{"code": "b", "continues": "a", "period": "year", "tariff": 2, "cap_high": 10}]') FROM generate_series(2, 3) n \g /dev/null
SELECT w.version('renamed', n, '[{"code": "c", "continues": "renamed/b", "period": "year", "tariff": 2, "cap_high": 10}]', 'new') FROM generate_series(4, 5) n \g /dev/null
INSERT INTO w.example VALUES
	('renamed', 110, '[[1,"a",2,"2020-03-01"], [2,"b",1,"2020-04-01"], [3,"b",1,"2020-05-01"], [4,"c",1,"2020-08-01"], [5,"c",5,"2020-10-01"]]');

-- a limit goes on, whichever of its rules has used it, also in a pack that had another code
SELECT w.version(s, n, '[{"code": "a", "period": "year", "tariff": 1}, {"code": "b", "period": "year", "tariff": 1}, {"code": "loss", "tariff": -1}]', more => jsonb_build_object(
		'limits', jsonb_build_array(jsonb_build_object('code', 'l', 'title',
			jsonb '{"zh": "限", "en": "L"}', 'rules', jsonb '["a", "b", "loss"]',
			'period', p, 'cap_high', c, 'restart', t))))
  FROM (VALUES ('limit_up', 1, 'year', 20, NULL), ('limit_up', 2, 'year', 30, NULL),
	('limit_down', 1, 'year', 20, NULL), ('limit_down', 2, 'year', 15, NULL),
	('limit_anew', 1, 'year', 20, NULL), ('limit_anew', 2, 'year', 20, 'x'), ('limit_month', 1, 'year', 20, NULL), ('limit_month', 2, 'half_year', 20, NULL)) v (s, n, p, c, t) \g /dev/null
SELECT w.version('limit_up', 3, '[{"code": "c", "continues": "limit_up/b", "period": "year", "tariff": 1}]', 'limit_new', more =>
	'{"limits": [{"code": "l", "title": {"zh": "限", "en": "L"}, "rules": ["c"], "period": "year", "cap_high": 30}]}') \g /dev/null
INSERT INTO w.example VALUES
	('limit_up', 130, '[[1,"a",50,"2020-03-01"], [2,"b",10,"2020-10-01"]]'),
	('limit_up', 130, '[[1,"a",50,"2020-03-01"], [2,"b",8,"2020-10-01"], [3,"c",5,"2020-11-01"]]'),
	('limit_down', 120, '[[1,"a",50,"2020-03-01"], [2,"b",10,"2020-10-01"]]'),
	('limit_down', 114, '[[1,"a",50,"2020-03-01"], [2,"loss",6,"2020-10-01"]]'),
	('limit_down', 120, '[[2,"b",10,"2020-10-01"], [1,"a",50,"2020-03-01"]]'),
	('limit_anew', 130, '[[1,"a",50,"2020-03-01"], [2,"b",10,"2020-10-01"]]'),
	('limit_month', 130, '[[1,"a",50,"2020-03-01"], [2,"b",10,"2020-10-01"]]');

REFRESH MATERIALIZED VIEW reference.rule;

SELECT is(w.score(x.story, x.entries), x.expected, format('%s: %s', x.story, x.entries))
	FROM w.example x;
SELECT is(reference.score_entries('2020-12-30', (SELECT v.policy_id FROM w.version v
	WHERE v.story = x.story AND v.n = 1),
	w.entries(x.story, x.entries)), x.expected, format('reference, %s: %s', x.story, x.entries))
		FROM w.example x;

SELECT helper.none($$
	SELECT r.rule_id, r.line, f.walk FROM civic_private.rule r JOIN reference.rule f USING (rule_id)
	  JOIN civic_private.rule r2 ON true JOIN reference.rule f2 ON f2.rule_id = r2.rule_id
	 WHERE (r.line = r2.line) <> (f.line = f2.line) $$,
	'rules share a line where those of the reference do');
SELECT helper.none($$
	SELECT r.rule_id, r2.rule_id, r.limit_line, f.limit_key FROM civic_private.rule r
		JOIN reference.rule f USING (rule_id)
	  JOIN civic_private.rule r2 ON true JOIN reference.rule f2 ON f2.rule_id = r2.rule_id
	 WHERE coalesce(r.limit_line = r2.limit_line, false) <> coalesce(f.limit_key = f2.limit_key,
		false) $$, 'and so do limits');

-- ---------------------------------------------------------------------------------------------------
-- What is said about rules
-- ---------------------------------------------------------------------------------------------------

CREATE FUNCTION w.id(story text, n int) RETURNS int LANGUAGE sql AS
$$ SELECT v.policy_id FROM w.version v WHERE v.story = id.story AND v.n = id.n $$;

SELECT is((SELECT string_agg(c.problem, ' ' ORDER BY c.path)
	FROM civic.check_policy(civic.policy_document(w.id('title', 2)), against => w.id('title', 1)) c
	WHERE c.severity = 'notice'), 'goes_on goes_on', 'a corrected note: all goes on');
SELECT is((SELECT c.problem FROM civic.check_policy(civic.policy_document(w.id(s, 2)),
	against => w.id(s, 1)) c WHERE c.severity = 'notice'), said, s)
  FROM (VALUES ('raised', 'goes_on, worth_changes'),
	('capless', 'starts_anew (flat), worth_changes'), ('label', 'starts_anew (label)'),
	('renamed', 'goes_on')) v (s, said);
SELECT is((SELECT d.counting FROM civic.policy_diff(w.id('dearer', 1), w.id('dearer', 2)) d
	WHERE d.path LIKE '%tariff'),
	'goes_on, worth_changes', 'policy_diff says it beside the value');
SELECT is((SELECT c.problem FROM civic.check_policy(jsonb_set(jsonb_set(civic.policy_document(w.id('label', 3)), '{rules,0,unit}', '{"zh": "次", "en": "time"}'),
	'{rules,0,period}', '"month"'), against => w.id('label', 3)) c WHERE c.severity = 'notice'),
		'starts_anew (period), unit_changes', 'a period and a unit');
SELECT is((SELECT c.problem FROM civic.check_policy(jsonb_set(civic.policy_document(w.id('label',
	3)), '{rules,0,tariff}', '-2'), against => w.id('label', 3)) c
	WHERE c.severity = 'notice'), 'starts_anew (sign), worth_changes', 'a sign');
SELECT is((SELECT c.problem FROM civic.check_policy(jsonb_set(civic.policy_document(w.id('honours',
	1)), '{rules,0,exclusive_group}', '"h"'),
	against => w.id('honours', 1)) c WHERE c.severity = 'notice'), 'starts_anew (group)',
		'a group');

SELECT helper.none($$
	SELECT c.path, c.problem FROM civic.check_policy(civic.policy_document(w.id('honours', 2))
		|| jsonb_build_object('rules', jsonb_set(jsonb_set(civic.policy_document(w.id('honours',
			2)) -> 'rules',
			'{1,restart}', '"x"'), '{0,continues}', '"district"'))) c
	EXCEPT VALUES ('$.rules[1].restart', 'the rules of exclusive_group "g" must share one restart label'),
		('$.rules[0].continues', 'rule "district" is still there') $$,
			'labels of a group agree, and what continues a rule replaces it');

-- ---------------------------------------------------------------------------------------------------
-- The order of recording, and explanations
-- ---------------------------------------------------------------------------------------------------

SELECT is(w.score('double', x.entries), 110.00, 'in any order of numbers between days: ' || x.entries::text)
  FROM (VALUES (jsonb '[[1,"act",5,"2020-02-01"], [2,"act",5,"2020-03-01"]]'),
	('[[2,"act",5,"2020-03-01"], [1,"act",5,"2020-02-01"]]')) x (entries);

SELECT civic.enroll('e1', 'resident', 'double', since => '2000-01-01') AS subject \gset
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on,
	source_id)
SELECT 1, :subject, e.rule_id, e.quantity, e.occurred_on, e.effective_on, 1
  FROM unnest(w.entries('double', '[[1,"act",4,"2020-02-01"], [2,"act",4,"2020-03-01"]]')) e;
SELECT is((SELECT array_agg(x.explanation ORDER BY x.explanation)
	FROM civic.explain(:subject, '2020-12-30') x WHERE x.kind = 'rule'),
	'{"R (version 2) in 2020: 1 entry, quantity 4, +6.00 points; goes on from version 1: 4.00 of 10.00 points used",
	  "R in 2020: 1 entry, quantity 4, +4.00 points"}'::text[], 'an explanation tells versions apart, and what was used');

-- ---------------------------------------------------------------------------------------------------
-- A town's change and its villages
-- ---------------------------------------------------------------------------------------------------

SELECT w.version('hill', 1, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 8}]') \g /dev/null
SELECT w.version('hill', 2, '[{"code": "own", "tariff": 1}]', 'hill-dong', 'hill.dong', '{"extend": true}') \g /dev/null
SELECT w.version('hill', 3, '[{"code": "farm", "tariff": 1}]', 'hill-farm', 'hill.dong.farm', '{"extend": true}') \g /dev/null
SELECT w.version('hill', 4, '[{"code": "alone", "tariff": 1}]', 'hill-xi', 'hill.xi') \g /dev/null

CREATE FUNCTION w.change(version text, price text) RETURNS int LANGUAGE sql AS
$$ SELECT civic.load_policy(jsonb_set(jsonb_set(civic.policy_document(w.id('hill', 1)),
	'{policy,version}', to_jsonb(version)), '{rules,0,tariff}', price::jsonb)) $$;

SELECT w.change('2', '2') AS second \gset
SELECT civic.enact_policy(:second, civic.today() + 10) \g /dev/null
SELECT is((SELECT array_agg(area::text || ' ' || extends_version || ' ' || current_version)
	FROM civic.policies_behind WHERE code LIKE 'hill%'),
	NULL, 'nobody is behind a version that is not yet in force');
SELECT is((SELECT array_agg(p.code ORDER BY p.code)
	FROM civic_internal.policies_behind(civic.today() + 10) b
	JOIN civic.policies p USING (policy_id)
	WHERE b.current_id = :second), '{hill-dong}', 'but will be');
SELECT w.change('3', '3') AS third \gset
SELECT civic.enact_policy(:third, civic.today() + 20, cascade => true) \g /dev/null
SELECT results_eq($$
	SELECT p.area::text, p.version, p.effective_from - civic.today() FROM civic.policies p
		WHERE p.code LIKE 'hill-%' AND p.version LIKE '%+%' ORDER BY 1 $$,
	$$ VALUES ('hill.dong', '2+3', 20), ('hill.dong.farm', '3+2+3', 20) $$,
		'new versions of those that extend it, downwards, and of no other');
SELECT is((SELECT r.definition -> 'tariff' FROM civic.rules r WHERE r.area = 'hill.dong.farm'
	AND r.rule_code = 'act' ORDER BY r.policy_id DESC LIMIT 1),
	'3', 'with the town''s new rule');
SELECT is((SELECT count(DISTINCT r.line) FROM civic.rules r WHERE r.area <@ 'hill'
	AND r.rule_code = 'act'), 1::bigint, 'on one line');
SELECT is((SELECT count(*) FROM civic_internal.policies_behind(civic.today() + 20) b
	JOIN civic.policies p USING (policy_id) WHERE p.code LIKE 'hill%'),
	0::bigint, 'and nobody is behind');

-- ---------------------------------------------------------------------------------------------------
-- An enactment that is rolled back leaves its numbers to others
-- ---------------------------------------------------------------------------------------------------

SAVEPOINT unborn;
SELECT w.version('unborn', 1, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 1}]') \g /dev/null
SELECT w.score('unborn', '[[1,"act",5,"2020-03-01"]]') AS first \gset
ROLLBACK TO unborn;
SELECT setval(pg_get_serial_sequence('civic_private.policy', 'policy_id'),
	(SELECT max(policy_id) FROM civic_private.policy)),
	setval(pg_get_serial_sequence('civic_private.rule', 'rule_id'), (SELECT max(rule_id) FROM civic_private.rule)) \g /dev/null
SELECT w.version('unborn', 1, '[{"code": "act", "period": "year", "tariff": 1, "cap_high": 3}]') \g /dev/null
SELECT is(ARRAY[:first, w.score('unborn', '[[1,"act",5,"2020-03-01"]]')], '{101.00,103.00}',
	'a policy is not taken for one of its number that was rolled back');

SELECT * FROM finish();
ROLLBACK;
