-- What if: a draft over the ledger as it is. Worked numbers, and towns made at random, of which one has the draft in
-- force while the other asks what it would do.
--
--     createdb -T template0 -E UTF8 what_if
--     psql -XAtq -d what_if -f tests/pgtap/what_if.sql
--
-- The arithmetic stands beside each expected number; none was taken from the program.

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET timezone = 'UTC';
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('what_if', time_zone => 'UTC');

-- A pack for an area: what is left out is empty, titles and dimensions are made.
CREATE FUNCTION pack(place text, head jsonb, rules jsonb,
	rest jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object(
		'policy', jsonb_build_object('code', replace(place, '.', '_'), 'area', place, 'version',
			'1', 'title', jsonb_build_object('zh', '镇', 'en', place)) || head,
		'dimensions', '[{"code": "d", "title": {"zh": "分", "en": "D"}}, {"code": "e", "title": {"zh": "绩", "en": "E"}}]'::jsonb,
		'rules', (SELECT jsonb_agg('{"dimension": "d", "legal_basis": "x"}'::jsonb || jsonb_build_object('title', jsonb_build_object('zh', '规', 'en', r ->> 'code')) || r)
			FROM jsonb_array_elements(rules) r)) || rest
$$;
CREATE FUNCTION load(document jsonb) RETURNS int4 LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic.areas a WHERE a.area = (document #>> '{policy,area}')::ltree) THEN
		PERFORM civic.define_area((document #>> '{policy,area}')::ltree, '镇', 'Town');
	END IF;
	RETURN civic.load_policy(document);
END $$;
CREATE FUNCTION enact(document jsonb, since date DEFAULT '2020-01-01') RETURNS int4 LANGUAGE plpgsql AS $$
DECLARE
	id int4 := load(document);
BEGIN
	PERFORM civic.enact_policy(id, since);
	RETURN id;
END $$;
CREATE FUNCTION tiers(VARIADIC tiers jsonb[]) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('tiers', jsonb_agg(jsonb_build_object('title',
		'{"zh": "级", "en": "T"}'::jsonb, 'rank', n) || t))
		FROM unnest(tiers) WITH ORDINALITY u (t, n)
$$;
-- Subjects, in the order in which they came: their ids are drawn.
CREATE TABLE person (n serial, subject_id int8 PRIMARY KEY);
CREATE FUNCTION who(place text, name text DEFAULT '',
	kind text DEFAULT 'resident') RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO person (subject_id) SELECT civic.enroll(place || name, kind, place::ltree,
		since => '2020-01-01') RETURNING subject_id
$$;
-- An entry of a chosen day, under the rule in force on it; adjustments name their root.
CREATE SEQUENCE ref;
CREATE FUNCTION post(subject int8, code text, quantity numeric, day date, kind int DEFAULT 1,
	root int8 DEFAULT NULL, effective date DEFAULT NULL)
RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on,
		effective_on, source_id, source_ref, ref_entry_id)
	SELECT 1, subject, coalesce(o.rule_id, r.rule_id), post.kind,
		CASE post.kind WHEN 5 THEN post.quantity * 10000 ELSE post.quantity * 100 END,
		coalesce(o.occurred_on, day),
		coalesce(effective, day), 1, CASE WHEN post.kind = 1 THEN nextval('ref')::text END, root
	  FROM (VALUES (true)) v
	  LEFT JOIN civic_private.rule r ON r.code = post.code
		AND r.policy_id = civic_internal.policy_of_area((SELECT h.area
			FROM civic_internal.home(subject, day, day) h), day)
	  LEFT JOIN civic_private.entry o ON o.subject_id = subject AND o.entry_id = root
	 WHERE coalesce(o.rule_id, r.rule_id) IS NOT NULL
	RETURNING entry_id
$$;
CREATE FUNCTION said(draft int4, from_day date, VARIADIC columns text[] DEFAULT '{now,draft,change}') RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg((SELECT string_agg(coalesce(to_jsonb(w) ->> c, '-'), ' ' ORDER BY n)
		FROM unnest(columns) WITH ORDINALITY u (c, n)) ORDER BY p.n)
	  FROM civic.what_if(draft, as_of => '2021-12-31', from_day => from_day) w
		JOIN person p USING (subject_id)
$$;

SELECT * FROM no_plan();

-- ---------------------------------------------------------------------------------------------------
-- Worked numbers. Town `a`: base 100; hours 1 a piece, 10 a year at most; litter -5; a visit of 2.
-- ---------------------------------------------------------------------------------------------------

SELECT enact(pack('a', '{"base": 100}', '[{"code": "hours", "tariff": 1, "period": "year", "cap_high": 10, "coupons": 1}, {"code": "visit", "tariff": 2, "coupons": 0.5},
	{"code": "litter", "tariff": -5, "severity": "minor"}]', tiers('{"code": "low", "promote_at": 0}', '{"code": "high", "promote_at": 105, "demote_below": 104}')
	|| '{"benefits": [{"code": "pool", "title": {"zh": "池", "en": "Pool"}, "min_tier": "high"}, {"code": "bus", "title": {"zh": "车", "en": "Bus"}, "min_score": 103}]}')) AS a1 \gset
SELECT who('a') AS s, who('a', 'v') AS v, who('a', 'w') AS w \gset
SELECT post(:s, 'hours', 6, '2021-02-01'), post(:s, 'hours', 8, '2021-08-01'), post(:s, 'litter', 1, '2021-09-01'), post(:v, 'visit', 3, '2021-08-01') \g /dev/null

-- s: 100 + 10 - 5; v: 100 + 6; w: 100
SELECT is(said(:a1, '2020-01-01', 'now', 'draft', 'change', 'unmapped'),
	'{"105.00 105.00 0.00 0","106.00 106.00 0.00 0","100.00 100.00 0.00 0"}',
	'the policy in force changes nothing');
SELECT is(said(:a1, '2021-06-01'), said(:a1, '2020-01-01'),
	'... from whatever day on: its lines go on');
SELECT load(pack('a', '{"base": 110, "version": "2"}', civic.policy_document(:a1) -> 'rules', civic.policy_document(:a1) - '{policy,rules,dimensions}'::text[])) AS base \gset
SELECT is(said(:base, '2021-06-01', 'now', 'draft', 'change', 'tier_now', 'tier_draft', 'gained',
	'lost', 'coupons_now', 'coupons_draft'),
	-- s earned 10 points of hours at 1, v 6 of visits at a half
	'{"105.00 115.00 10.00 high high [] [] 10.00 10.00","106.00 116.00 10.00 high high [] [] 3.00 3.00","100.00 110.00 10.00 low high [\"pool\", \"bus\"] [] 0.00 0.00"}',
	'base + 10: all have 10 more');

-- hours 2 a piece and 16 a year at most, from June on: 6 + min(16 - 6, 2 * 8); visits are gone; littering costs 20
SELECT load(pack('a', '{"base": 100, "version": "3"}',
	'[{"code": "hours", "tariff": 2, "period": "year", "cap_high": 16, "coupons": 1}, {"code": "litter", "tariff": -20}]',
	civic.policy_document(:a1) - '{policy,rules,dimensions}'::text[])) AS draft \gset
SELECT is(said(:draft, '2021-06-01', 'draft', 'tier_draft', 'lost', 'coupons_draft', 'unmapped'),
	'{"96.00 low [\"pool\", \"bus\"] 16.00 0","100.00 low [\"pool\", \"bus\"] 0.00 1","100.00 low [] 0.00 0"}', 'what counts from a day on counts by the draft, and goes on from before');
SELECT is(said(:draft, '2020-01-01', 'draft', 'unmapped'), '{"96.00 0","100.00 1","100.00 0"}',
	'from the beginning: min(16, 12 + 16) - 20');
SELECT is(said(:draft, '2021-12-31', 'draft', 'unmapped'), '{"105.00 0","106.00 0","100.00 0"}',
	'from the last day on: no entry is concerned');
SELECT is((SELECT array_agg(draft) FROM (SELECT draft
	FROM civic.what_if(:draft, as_of => '2021-12-31') JOIN person USING (subject_id) ORDER BY n) w),
	'{96.00,100.00,100.00}',
	'without a day, from the day of the policy in force on');
-- "continues": visits go to the new rule, 3 points a piece
SELECT load(pack('a', '{"base": 100, "version": "4"}', '[{"code": "hours", "tariff": 1, "period": "year", "cap_high": 10}, {"code": "call", "continues": "visit", "tariff": 3}, {"code": "litter", "tariff": -5}]')) AS renamed \gset
SELECT is(said(:renamed, '2021-06-01', 'draft', 'unmapped', 'tier_draft'),
	'{"105.00 0 -","109.00 0 -","100.00 0 -"}', 'a rule that continues another takes over its entries');
-- what was done about entries goes with them: half the littering is restored, a visit taken back
SELECT post(:s, NULL, 0.5, '2021-10-01', 5, e.entry_id) FROM civic_private.entry e WHERE e.subject_id = :s AND e.quantity = 100 \g /dev/null
SELECT post(:v, NULL, 3, '2021-10-01', 2, e.entry_id) FROM civic_private.entry e WHERE e.subject_id = :v \g /dev/null
SELECT is(said(:draft, '2021-06-01', 'now', 'draft', 'unmapped'),
	'{"107.50 106.00 0","100.00 100.00 1","100.00 100.00 0"}',
	'adjustments go with their roots, also where the draft has no severity or no rule: 100 + 16 - 20 / 2');
SELECT is((SELECT count(*) FROM civic.policies WHERE area = 'a' AND effective_from IS NOT NULL),
	1::int8, 'nothing was enacted');

-- ---------------------------------------------------------------------------------------------------
-- Tiers: from where a subject stands; town `f`, where one may stay in `high` down to 104
-- ---------------------------------------------------------------------------------------------------

SELECT enact(pack('f', '{"base": 100}', '[{"code": "x", "tariff": 1}, {"code": "l", "tariff": -1}]',
	tiers('{"code": "low", "promote_at": 0}', '{"code": "high", "promote_at": 105, "demote_below": 104, "hold_days": 30}',
	'{"code": "top", "promote_at": 120}'))) AS f1 \gset
SELECT who('f') AS f_up, who('f', 'down') AS f_down, who('f', 'org', 'organisation') AS f_org \gset
SELECT post(:f_up, 'x', 4, '2021-01-01'), post(:f_down, 'x', 5, '2021-01-01'), post(:f_org, 'x', 20, '2021-01-01') \g /dev/null
SELECT civic.relocate(:f_up, 'f', '2021-01-01') \g /dev/null
CALL civic.settle() \g /dev/null
SELECT post(:f_down, 'l', 1, civic.today()) \g /dev/null
SELECT load(jsonb_set(civic.policy_document(:f1), '{tiers,1,promote_at}', '104')) AS lower \gset
SELECT load(jsonb_set(jsonb_set(civic.policy_document(:f1), '{tiers,1,demote_below}', '104.5'), '{tiers,1,hold_days}', '0')) AS stricter \gset
SELECT is((SELECT array_agg(w.tier_now || ' ' || w.tier_draft ORDER BY n)
	FROM civic.what_if(:lower) w JOIN person USING (subject_id)),
	'{"low high","high high","top top"}', 'who may stay, stays');
SELECT is((SELECT array_agg(w.tier_now || ' ' || w.tier_draft ORDER BY n)
	FROM civic.what_if(:stricter) w JOIN person USING (subject_id)),
	'{"low low","high low","top top"}', 'who may not, falls as settlement would have it');
SELECT is((SELECT array_agg(w.tier_now || ' ' || w.tier_draft ORDER BY n)
	FROM civic.what_if(:stricter, as_of => civic.today() - 1, from_day => '2020-01-01') w
	JOIN person USING (subject_id)),
	'{"low low","high high","top top"}', 'before anybody stood anywhere, by points alone');

-- ---------------------------------------------------------------------------------------------------
-- The report. Town `f`: 104, 104 and 120 as they are; 103.5 a base more for the organisation's rule
-- ---------------------------------------------------------------------------------------------------

SELECT load(pack('f', '{"base": 102, "version": "r"}', '[{"code": "x", "tariff": "1/2"}, {"code": "l", "tariff": -1}]', civic.policy_document(:f1) - '{policy,rules,dimensions}'::text[])) AS report \gset
-- from 2020 on: 102 + 2, 102 + 2.5 - 1, 102 + 10
SELECT is((SELECT array_agg(change ORDER BY n) FROM civic.what_if(:report)
	JOIN person USING (subject_id)), '{0.00,-0.50,-8.00}', 'changes of the town');
SELECT is((SELECT array_agg((r.grp, r.subjects, r.winners, r.losers, r.mean_now, r.mean_draft,
	r.largest_loss, r.promoted, r.demoted)::text ORDER BY r.grp)
	FROM civic.what_if_report(:report, "by" => 'kind') r),
	'{"(organisation,1,0,1,120.00,112.00,8.00,0,1)","(resident,2,0,1,104.00,103.75,0.50,0,0)"}',
		'the report by kind: who wins, who loses, how much');
-- Gini of 104 and 103.5 is 0.5 / (4 * 103.75); of all three by tier, of one it is 0
SELECT is((SELECT array_agg(round(r.gini_draft, 6) ORDER BY r.grp)
	FROM civic.what_if_report(:report, "by" => 'kind') r), '{0.000000,0.001205}',
	'... how unevenly');
-- by the draft nobody is in a higher tier than `high`: the organisation is, and one of two residents, for 30 days
SELECT is((SELECT array_agg(r.selection_ratio ORDER BY r.grp)
	FROM civic.what_if_report(:report, "by" => 'kind') r), '{1.0000,0.5000}',
	'... who is selected, beside the group that is most');
-- two thirds have 104, so it is in the seventh tenth
SELECT is((SELECT array_agg(r.grp || ' ' || r.subjects ORDER BY r.grp)
	FROM civic.what_if_report(:report) r), '{"07 2","10 1"}',
	'by decile, where equal scores are one');
SELECT is((SELECT array_agg(DISTINCT r.psi) FROM civic.what_if_report(:f1) r), '{0}',
	'the policy in force shifts nothing');
SELECT throws_ok(format('SELECT civic.what_if_report(%s, "by" => %L)', :report, x), '22023',
	format('unknown group "%s"', x), 'no group: ' || x)
	FROM unnest('{name,"",attribute:}'::text[]) x;

-- ---------------------------------------------------------------------------------------------------
-- Areas: a draft for a village of town `b`, where the town's policy holds so far; a neighbour has its own
-- ---------------------------------------------------------------------------------------------------

SELECT civic.define_area('b', '镇', 'Town') \g /dev/null
SELECT enact(pack('b.xi', '{"base": 20}', '[{"code": "x", "tariff": 1}]')) \g /dev/null
SELECT enact(pack('b', '{"base": 10}', '[{"code": "x", "tariff": 1, "period": "year", "cap_high": 5}]')) AS b1 \gset
SELECT civic.define_area('b.dong', '东', 'Dong'), civic.define_area('b.bei', '北', 'Bei') \g /dev/null
SELECT who('b.dong') AS dong, who('b.xi') AS xi, who('b.bei') AS bei \gset
SELECT post(s, 'x', 4, d::date) FROM unnest(ARRAY[:dong, :xi, :bei]) s, unnest('{2021-03-01,2021-08-01}'::date[]) d \g /dev/null
SELECT civic.relocate(:bei, 'b.dong', '2021-06-01') \g /dev/null
SELECT load(pack('b.dong', '{"base": 30}', '[{"code": "x", "tariff": 2, "period": "year", "cap_high": 50}]')) AS village \gset
-- dong: 30 + 16; bei lived in bei in March: 30 + 4 + 8. Without "extend", no line goes on.
SELECT is((SELECT array_agg(subject_id || ' ' || now || ' ' || draft ORDER BY n)
	FROM civic.what_if(:village, from_day => '2021-01-01') JOIN person USING (subject_id)),
	ARRAY[:dong || ' 15.00 46.00', :bei || ' 15.00 42.00'],
		'a draft for a village takes what was recorded where people lived in it');
SELECT is((SELECT array_agg(subject_id || ' ' || change ORDER BY n)
	FROM civic.what_if(:village, 'b', from_day => '2021-01-01') JOIN person USING (subject_id)),
	ARRAY[:dong || ' 31.00', :xi || ' 0.00', :bei || ' 27.00'],
		'within a larger area, others are shown as they are');
SELECT load(jsonb_set(civic.policy_document(:b1), '{policy,base}', '110')) AS town \gset
SELECT is((SELECT array_agg(subject_id || ' ' || change ORDER BY n) FROM civic.what_if(:town)
	JOIN person USING (subject_id)),
	ARRAY[:dong || ' 100.00', :xi || ' 0.00', :bei || ' 100.00'],
		'a village with a pack of its own keeps it');
SELECT load(pack('b.dong', '{"base": 30, "extend": true, "version": "2"}', '[{"code": "y", "tariff": 1}]')) AS extending \gset
SELECT is((SELECT array_agg(draft ORDER BY subject_id)
	FROM civic.what_if(:extending, from_day => '2021-01-01')), '{35.00,35.00}',
	'a draft that extends has what it inherits');
SELECT civic.define_area('c', '村', 'C') \g /dev/null
SELECT who('c') AS c \gset
SELECT load(pack('c', '{"base": 7}', '[{"code": "x", "tariff": 1}]')) AS first \gset
SELECT is((SELECT array_agg(coalesce(now::text, '-') || draft || coalesce(change::text, '-'))
	FROM civic.what_if(:first)), '{-7.00-}', 'where no policy is in force, there is only what the draft says');

-- ---------------------------------------------------------------------------------------------------
-- What cannot be asked
-- ---------------------------------------------------------------------------------------------------

SELECT throws_ok('SELECT FROM civic.what_if(NULL)', '22004', NULL, 'no draft');
SELECT throws_ok('SELECT FROM civic.what_if(0)', '42704', 'unknown policy 0', 'an unknown draft');
SELECT throws_ok(format('SELECT FROM civic.what_if(%s, ''nowhere'')', :draft), '42704', NULL,
	'an unknown area');
SELECT throws_ok(format('SELECT FROM civic.what_if(%s, as_of => ''2021-01-01'', from_day => ''2021-01-02'')', :draft), '22023', 'the draft would not yet be in force on 2021-01-01', 'a day before the draft');
SELECT throws_ok(format('SELECT FROM civic.what_if(%s, from_day => ''infinity'')', :draft), '22008',
	NULL, 'no day');
SELECT load(pack('c', '{"extend": true, "version": "2"}', '[{"code": "x", "tariff": 1}]')) AS orphan \gset
SELECT throws_ok(format('SELECT FROM civic.what_if(%s)', :orphan), '55000', NULL,
	'a draft that extends nothing');
BEGIN TRANSACTION READ ONLY;
SELECT is((SELECT count(*) FROM civic.what_if(:draft)), 3::int8, 'a read-only transaction may ask');
COMMIT;
SELECT is((SELECT last_value FROM civic_private.rule_rule_id_seq),
	(SELECT max(rule_id)::int8 FROM civic_private.rule), 'no id was consumed');

-- ---------------------------------------------------------------------------------------------------
-- At random: of two towns with the same people, entries and first policy, one has the draft in force from a day on, and
-- the other asks. `psql -v rounds=100` asks longer. Days are to come, where a policy may still be enacted.
-- ---------------------------------------------------------------------------------------------------

\if :{?rounds} \else \set rounds 12 \endif
\set from_day '2040-07-01'
CREATE FUNCTION one_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choices[1 + floor(random() * cardinality(choices))::int] $$;
CREATE FUNCTION random_rules(version int) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
	SELECT jsonb_agg(r) FROM (VALUES
		(jsonb_build_object('code', 'flat', 'tariff', one_of('1', '2', '3')::int, 'coupons',
			one_of('0', '1')::int)),
		(jsonb_build_object('code', 'capped', 'tariff', one_of('1/1', '2/1', '1/3'), 'period',
			one_of('year', 'year', 'month', 'lifetime'), 'cap_high', one_of('3', '6', '20')::int,
			'coupons', 0.5)),
		(jsonb_build_object('code', 'steps', 'dimension', 'e', 'period', 'lifetime', 'tariff',
			jsonb_build_array(jsonb_build_object('upto', one_of('4', '8')::int, 'rate', '1/2',
			'step', 2), '{"rate": 0.25}'::jsonb))),
		(jsonb_build_object('code', 'rolling', 'tariff', 1, 'period',
			jsonb_build_object('rolling', one_of('30', '30', '90')::int), 'cap_high',
			one_of('4', '5')::int)),
		(jsonb_build_object('code', 'fading', 'tariff', 3, 'period', one_of('half_year', 'year'),
			'retention', one_of('{"half_life": 100}', '{"expire": {"days": 90}}', '"permanent"',
			'"period_end"')::jsonb)),
		(jsonb_build_object('code', 'window', 'tariff', -1, 'period', 'lifetime', 'cap_low',
			one_of('-4', '-9')::int, 'retention', jsonb_build_object('window',
			jsonb_build_object('days', one_of('60', '400')::int)), 'severity', 'minor')),
		(jsonb_build_object('code', 'best1', 'tariff', one_of('5', '6')::int, 'period', 'year',
			'combine', 'max', 'exclusive_group', 'best')),
		(jsonb_build_object('code', 'best2', 'tariff', one_of('2', '9')::int, 'period', 'year',
			'combine', 'max', 'exclusive_group', 'best')),
		(jsonb_build_object('code', 'grave', 'tariff',
			jsonb_build_array(jsonb_build_object('upto', 1, 'rate', one_of('-5', '-7')::int),
			'{"rate": -10}'::jsonb), 'period', 'lifetime', 'severity', one_of('general', 'minor'))),
		(jsonb_build_object('code', 'vote', 'tariff', one_of('2', '3')::int)),
		(jsonb_build_object('code', 'answer', 'tariff', 1)),
		(jsonb_build_object('code', 'only' || version, 'tariff', 1))) v (r)
	 WHERE random() < 0.9 OR r ->> 'code' LIKE 'only%' OR r ->> 'code' IN ('vote', 'answer',
		'capped')
$$;
CREATE FUNCTION random_pack(place text, code text, version int) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
	SELECT pack(place, jsonb_build_object('code', code, 'version', version::text, 'base',
		one_of('0', '100')::int, 'floor', 0), random_rules(version),
		tiers('{"code": "t1", "promote_at": 0}', jsonb_build_object('code', 't2', 'promote_at',
			one_of('90', '110')::int, 'requires', jsonb_build_object('clean_days',
			one_of('0', '60')::int)),
			jsonb_build_object('code', 't3', 'promote_at', 120, 'requires',
				'{"quantities": [{"rules": ["capped", "vote"], "of": "points", "at_least": 3}]}'::jsonb))
		|| jsonb_build_object('limits', jsonb_build_array(jsonb_build_object('code', 'l', 'title',
			jsonb '{"zh": "限", "en": "L"}', 'rules', jsonb '["vote", "answer"]', 'period',
			one_of('month', 'year'), 'cap_high', one_of('5', '8')::int))))
$$;
CREATE TABLE pair (round int, asked int8, scratch int8);
CREATE TABLE town (round int, asked int4, draft int4, enacted int4);

CREATE FUNCTION post_both(asked int8, scratch int8, code text, quantity numeric,
	day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	a int8 := post(asked, code, quantity, day);
	b int8 := CASE WHEN a IS NOT NULL THEN post(scratch, code, quantity, day) END;
	adjusted int := CASE WHEN random() < 0.3 THEN one_of('2', '3', '5')::int END;
	later date := day + one_of('0', '10', '200')::int;
BEGIN
	IF adjusted = 5 AND code NOT IN ('window', 'grave') THEN
		adjusted := 2;
	END IF;
	IF adjusted IS NOT NULL THEN
		PERFORM post(asked, NULL, CASE adjusted WHEN 5 THEN 0.5 ELSE quantity END, later, adjusted,
			a) WHERE a IS NOT NULL;
		PERFORM post(scratch, NULL, CASE adjusted WHEN 5 THEN 0.5 ELSE quantity END, later,
			adjusted, b) WHERE b IS NOT NULL;
	END IF;
END $$;

CREATE FUNCTION play(round int, from_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	a text := format('ra%s', round);
	b text := format('rb%s', round);
	one jsonb := random_pack(a, 'p', 1);
	two jsonb := random_pack(a, 'p', 2);
	p record;
BEGIN
	one := jsonb_set(one, '{policy,code}', to_jsonb('p' || a));
	two := jsonb_set(two, '{policy,code}', to_jsonb('p' || a));
	INSERT INTO town VALUES (round, enact(one, '2040-01-01'), load(two), NULL);
	one := jsonb_set(jsonb_set(one, '{policy,code}', to_jsonb('p' || b)), '{policy,area}',
		to_jsonb(b));
	two := jsonb_set(jsonb_set(two, '{policy,code}', to_jsonb('p' || b)), '{policy,area}',
		to_jsonb(b));
	PERFORM enact(one, '2040-01-01');
	UPDATE town t SET enacted = enact(two, from_day) WHERE t.round = play.round;
	INSERT INTO pair SELECT play.round, who(a, n::text), who(b, n::text)
		FROM generate_series(1, 8) n;
	PERFORM post_both(x.asked, x.scratch, x.code, x.quantity, x.day)
	   FROM (SELECT q.asked, q.scratch, one_of('flat', 'capped', 'capped', 'steps', 'rolling',
		'fading', 'window', 'best1', 'best2', 'grave', 'vote', 'answer', 'only1') AS code,
				one_of('1', '2', '3', '0.5')::numeric AS quantity,
					date '2040-01-01' + floor(random() * 366)::int AS day
			   FROM pair q, generate_series(1, 25) WHERE q.round = play.round) x;
END $$;

SELECT setseed(0.42) \g /dev/null
SELECT play(r, :'from_day') FROM generate_series(1, :rounds) r \g /dev/null
CREATE TABLE asked AS SELECT t.round, w.* FROM town t,
	LATERAL civic.what_if(t.draft, as_of => '2040-12-31', from_day => :'from_day') w;
CREATE TABLE scratch AS SELECT t.round, w.* FROM town t,
	LATERAL civic.what_if(t.enacted, as_of => '2040-12-31', from_day => :'from_day') w;
CREATE VIEW compared AS SELECT p.round, a.now AS asked_now, a.draft, a.tier_draft, a.coupons_draft,
	b.now, b.draft AS again, b.tier_now, b.coupons_now, a.unmapped, a.subject_id, p.scratch
  FROM pair p JOIN asked a ON a.subject_id = p.asked JOIN scratch b ON b.subject_id = p.scratch;
SELECT is((SELECT count(*) FROM compared), :rounds * 8::int8, 'everybody is compared');
SELECT is_empty($$SELECT c.* FROM compared c WHERE c.draft IS DISTINCT FROM c.now$$,
	'the draft gives what it gives where it is in force');
SELECT is_empty($$SELECT c.* FROM compared c JOIN civic.scores('2040-12-31') s ON s.subject_id = c.scratch WHERE s.score IS DISTINCT FROM c.now$$, '... as scores() has it');
SELECT is_empty($$SELECT c.* FROM compared c JOIN civic.scores('2040-12-31') s USING (subject_id)
	WHERE s.score IS DISTINCT FROM c.asked_now$$, 'what is now is what scores() has');
SELECT is_empty($$SELECT c.* FROM compared c WHERE c.tier_draft IS DISTINCT FROM c.tier_now$$,
	'... and the same tier');
SELECT is_empty($$SELECT c.* FROM compared c WHERE c.coupons_draft IS DISTINCT FROM c.coupons_now$$,
	'... and the same coupons');
SELECT is_empty($$SELECT c.* FROM compared c WHERE c.again IS DISTINCT FROM c.now$$,
	'the policy in force, asked about, changes nothing');
CREATE VIEW reported AS SELECT t.round, b.by, r.* FROM town t,
	unnest('{decile,area,kind,tier,attribute,attribute:x}'::text[]) b (by),
	LATERAL civic.what_if_report(t.draft, as_of => '2040-12-31', from_day => :'from_day',
	"by" => b.by) r;
SELECT is_empty($$SELECT round, string_agg(by || sums::text, ' ')
	FROM (SELECT round, by, (sum(subjects), sum(winners), sum(losers), max(largest_loss),
	sum(promoted), sum(demoted), sum(coupons)) AS sums
	FROM reported GROUP BY 1, 2) x GROUP BY round HAVING count(DISTINCT sums) <> 1$$,
		'each way to group adds up to the same');
SELECT is_empty($$SELECT x.* FROM (SELECT round, sum(winners) AS w, sum(losers) AS l,
	sum(coupons) AS c FROM reported WHERE by = 'area' GROUP BY 1) x
	JOIN (SELECT round, count(*) FILTER (WHERE change > 0) AS w,
		count(*) FILTER (WHERE change < 0) AS l, sum(coupons_draft - coupons_now) AS c
		FROM asked GROUP BY 1) y USING (round)
	WHERE (x.w, x.l, x.c) IS DISTINCT FROM (y.w, y.l, y.c)$$,
		'... to what everybody''s changes add up to');
SELECT is((SELECT sum(unmapped) FROM asked), (SELECT count(*) FROM civic_private.entry e
	JOIN pair p ON p.asked = e.subject_id WHERE e.kind = 1
	AND e.occurred_on >= :'from_day')::numeric
	- (SELECT count(*) FROM civic_private.entry e JOIN pair p ON p.scratch = e.subject_id
		WHERE e.kind = 1 AND e.occurred_on >= :'from_day'),
		'unmapped is what could not be recorded there');

SELECT * FROM finish();
