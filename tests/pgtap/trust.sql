-- Indices of areas: what is kept of a series is what a fresh pass over the final
-- data gives, whatever came when; groups beside one another; what settlement
-- observes by itself; and no function of the room tells of a person.

\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();

CREATE SCHEMA helper;

\ir helper/none.sql

SELECT civic.create_programme('trust', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.define_area(('town.v' || n)::ltree, '村', 'Village') FROM generate_series(1, 6) n;

CREATE FUNCTION helper.indicator(code text, more jsonb) RETURNS jsonb LANGUAGE sql AS
$$ SELECT jsonb_build_object('code', code, 'title', jsonb '{"zh": "i", "en": "i"}', 'dimension', 'd', 'weight', 1, 'low', 0, 'high', 100) || more $$;
SELECT civic.load_index(jsonb_build_object(
	'index', jsonb '{"code": "trust", "version": "1", "title": {"zh": "i", "en": "i"}, "parents": "equal", "availability": "0.1"}',
	'dimensions', jsonb '[{"code": "d", "title": {"zh": "d", "en": "d"}, "weight": 1}]',
	'zones', jsonb '[{"code": "high", "title": {"zh": "h", "en": "h"}, "above": 50}, {"code": "low", "title": {"zh": "l", "en": "l"}}]',
	'indicators', jsonb_build_array(
		helper.indicator('ewma', '{"cadence": "day", "chart": {"kind": "ewma", "centre": 50, "sd": 10, "lambda": 0.3, "width": 2, "for": 2, "keep": 2}}'),
		helper.indicator('cusum', '{"cadence": "week", "summary": "last", "chart": {"kind": "cusum", "centre": 50, "sd": 10, "h": 2, "keep": 3}}'),
		helper.indicator('self', '{"cadence": "day", "summary": "weighted", "chart": {"kind": "cusum_self", "h": 2}}'),
		helper.indicator('ears', '{"cadence": "burst", "summary": "sum", "chart": {"kind": "ears", "method": "c3"}}'),
		helper.indicator('share', '{"derived": "participation_rate"}'),
		helper.indicator('old', '{"derived": "gap_over_60"}'),
		helper.indicator('drift', '{"derived": "score_drift"}'))))
	AS pack \gset
SELECT civic.enact_index(:pack, '2023-01-01') \g /dev/null

-- ---------------------------------------------------------------------------
-- incremental equals fresh, bit for bit, after random streams

SELECT setseed(0.42);
CREATE TABLE helper.event AS
	SELECT i AS n, (ARRAY['ewma', 'cusum', 'self', 'ears'])[1 + floor(random() * 4)::int] AS indicator,
		('town.v' || 1 + floor(random() * 3)::int)::ltree AS area, round((random() * 90 + CASE WHEN random() < 0.1 THEN 100 ELSE 0 END)::numeric, 3) AS value,
		-- mostly forwards, and sometimes late; days without anything are gaps
		date '2024-01-01' + least(i / 8, 80) - CASE WHEN random() < 0.15 THEN floor(random() * 20)::int ELSE 0 END AS on_day,
		CASE WHEN random() < 0.15 THEN 'revised' WHEN random() < 0.05 THEN 'withdrawn' ELSE 'new' END AS what, 1 + floor(random() * 3)::int AS weight
	  FROM generate_series(20, 640) i;
DO $$
DECLARE
	e helper.event;
	o record;
BEGIN
	FOR e IN SELECT * FROM helper.event ORDER BY n LOOP
		SELECT x.source_ref, x.indicator, x.area, x.on_day INTO o FROM civic_private.observation x
		 WHERE x.indicator = e.indicator AND x.revision = 1 ORDER BY hashint8(x.observation_id + e.n) LIMIT 1;
		IF e.what = 'new' OR o.source_ref IS NULL THEN
			PERFORM civic.observe(e.indicator, e.area, e.value, e.on_day, 'r' || e.n, e.weight);
		ELSIF e.what = 'revised' THEN
			PERFORM civic.observe(o.indicator, o.area::ltree, e.value, o.on_day, o.source_ref, e.weight);
		ELSE
			PERFORM civic.withdraw_observation(o.source_ref, 'mistaken');
		END IF;
	END LOOP;
END $$;
CREATE FUNCTION helper.unlike_fresh() RETURNS TABLE (indicator text, area text, kept text, fresh text) LANGUAGE sql AS
$$
	SELECT w.indicator, w.area, w::text, f::text
	  FROM civic_private.watch w CROSS JOIN LATERAL civic_internal.fresh_watch(civic_internal.indicator_definition(w.indicator), w.area, civic.today()) f
	 WHERE (w.last_period, w.chart::text, w.state, w.run, w.quiet, w.since, w.new_state, w.new_since, w.point::text)
		IS DISTINCT FROM (f.last_period, f.chart::text, f.state, f.run, f.quiet, f.since, coalesce(f.new_state, 'ok'), f.new_since, f.point::text)
$$;
SELECT helper.none('SELECT * FROM helper.unlike_fresh()', 'what is kept is what a fresh pass gives, bit for bit');
SELECT cmp_ok((SELECT count(*) FROM civic_private.watch), '=', 12::bigint, 'of each series');
SELECT ok((SELECT count(*) FILTER (WHERE edge = 'firing') > 5 AND count(*) FILTER (WHERE edge = 'resolved') > 2 AND count(*) FILTER (WHERE edge = 'withdrawn') > 0
	FROM civic_private.alert_notice), 'alerts came, went, and were taken back');

-- the same final data, come in another order, without anything that was revised
CREATE TABLE helper.kept AS SELECT w.indicator, w.area, w.last_period, w.chart::text, w.state, w.run, w.quiet, w.since, w.new_state, w.new_since, w.point::text
  FROM civic_private.watch w;
CREATE TABLE helper.final AS SELECT o.* FROM civic_private.observation o WHERE o.value IS NOT NULL
	AND NOT EXISTS (SELECT FROM civic_private.observation r WHERE r.supersedes = o.observation_id);
SELECT indicator AS i, area AS a, sum(value) AS s, count(*) AS n FROM helper.final GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 1 \gset
CREATE TABLE helper.index AS SELECT area, value, zone, dimensions FROM civic.trust_index(period => '2024-03-31');
SAVEPOINT other_order;
ALTER TABLE civic_private.observation DISABLE TRIGGER ALL;
DELETE FROM civic_private.observation;
ALTER TABLE civic_private.observation ENABLE ALWAYS TRIGGER guard_rows;
DELETE FROM civic_private.watch;
INSERT INTO civic.observation_inbox (indicator, area, value, on_day, source_ref, weight)
SELECT indicator, area, (value / 1000000.0)::numeric(20, 6)::text, on_day::text, source_ref, (weight / 1000000.0)::numeric(20, 6)::text
  FROM helper.final ORDER BY md5(source_ref);
CALL civic.post_observations(100);
SELECT is((SELECT count(*) FROM civic.observation_inbox), 0::bigint, 'all is posted again, in another order and in batches');
SELECT bag_eq($$ SELECT w.indicator, w.area, w.last_period, w.chart::text, w.state, w.run, w.quiet, w.since, w.new_state, w.new_since, w.point::text
	FROM civic_private.watch w WHERE w.last_period IS NOT NULL $$,
	'SELECT * FROM helper.kept WHERE last_period IS NOT NULL', 'charts and alerts are the same, bit for bit');
SELECT bag_eq($$ SELECT area, value, zone, dimensions FROM civic.trust_index(period => '2024-03-31') $$, 'SELECT * FROM helper.index', 'and so is the index');
ROLLBACK TO other_order;

-- ---------------------------------------------------------------------------
-- groups: 48 of 80 against 21 of 50 give a ratio of .70, flagged, and z 2.0007; exactly four fifths pass

SELECT civic.enact_policy(civic.load_policy('{"policy": {"code": "p", "title": {"zh": "p", "en": "p"}, "area": "town", "version": "1", "base": 100},
	"dimensions": [{"code": "c", "title": {"zh": "c", "en": "c"}}],
	"rules": [{"code": "help", "title": {"zh": "h", "en": "h"}, "dimension": "c", "tariff": 1}]}'), '2020-01-01') \g /dev/null
SELECT (date_trunc('month', civic.today()::timestamp) - interval '1 month')::date AS first_day, date_trunc('month', civic.today()::timestamp)::date - 1 AS last_day \gset
CREATE TABLE helper.subject AS SELECT n, civic.enroll('s' || n, 'resident', (CASE WHEN n <= 80 THEN 'town.v1' ELSE 'town.v2' END)::ltree,
	jsonb_build_object('born', CASE WHEN n % 10 < 3 THEN '1940-05-01' ELSE '1990' END, 'hukou', CASE WHEN n <= 100 THEN 'local' END), since => '2020-01-01') AS id FROM generate_series(1, 130) n;
SELECT count(civic.record(id, 'help', 1, :'first_day'::date + 3, 'h' || n)) FROM helper.subject WHERE n <= 48 OR n BETWEEN 81 AND 101 \g /dev/null
SELECT results_eq(format($$ SELECT grp, subjects, selected, rate, ratio, difference, z, flag FROM civic.fairness_report('area', 'participation', %L, %L) $$, :'first_day', :'last_day'),
	$$ VALUES ('town.v1', 80::int8, 48::int8, 0.6000, 1.0000, 0.0000, 0.0000, false), ('town.v2', 50, 21, 0.4200, 0.7000, -0.1800, -2.0007, true) $$,
	'the published example, to its digits');
SELECT count(civic.record(id, 'help', 1, :'first_day'::date + 3, 'h' || n)) FROM helper.subject WHERE n BETWEEN 102 AND 104 \g /dev/null
SELECT results_eq(format($$ SELECT grp, ratio, flag FROM civic.fairness_report('area', 'participation', %L, %L) $$, :'first_day', :'last_day'),
	$$ VALUES ('town.v1', 1.0000, false), ('town.v2', 0.8000, false) $$, 'exactly four fifths pass');
SELECT bag_eq(format($$ SELECT grp, subjects FROM civic.fairness_report('age', 'loss', %L, %L) $$, :'first_day', :'last_day'),
	$$ VALUES ('60 and over', 39::int8), ('18-39', 91) $$, 'by age');
SELECT bag_eq(format($$ SELECT grp, subjects FROM civic.fairness_report('attribute:hukou', 'tier', %L, %L, 'town.v2') $$, :'first_day', :'last_day'),
	$$ VALUES ('local', 20::int8) $$, 'by a declared attribute, of those who have it');
SELECT throws_ok(format('SELECT civic.fairness_report(%s)', args), state, NULL, 'fairness_report: ' || what) FROM (VALUES
	($$'area', 'luck', '2024-01-01', '2024-01-31'$$, '22023', 'an outcome'), ($$'name', 'loss', '2024-01-01', '2024-01-31'$$, '22023', 'a grouping'),
	($$'area', 'loss', '2024-01-02', '2024-01-31'$$, '22023', 'days that are no months'), ($$'area', 'loss', '2024-01-01', civic.today()$$, '22023', 'a month that is not over'),
	($$'area', 'loss', NULL, '2024-01-31'$$, '22004', 'no day'), ($$'area', 'loss', '2024-01-01', '2024-01-31', 'moon'$$, '42704', 'an area')) v (args, state, what);

-- ---------------------------------------------------------------------------
-- what settlement observes by itself, of the month that is over

CALL civic.settle();
SELECT results_eq($$ SELECT indicator, area, on_day, round(value / 1000000.0, 4) FROM civic_private.observation WHERE source_id = -1 ORDER BY 1, 2 $$,
	format($$ VALUES ('old', 'town.v1', %1$L::date, round(100.0 * 34 / 56 - 100.0 * 14 / 24, 4)), ('old', 'town.v2', %1$L, round(100.0 * 16 / 35 - 100.0 * 8 / 15, 4)),
		('share', 'town.v1', %1$L, 60.0000), ('share', 'town.v2', %1$L, 48.0000) $$, :'last_day'), 'participation, and by how much the old fall behind');
CALL civic.settle();
SELECT is((SELECT count(*) FROM civic_private.observation WHERE source_id = -1), 4::bigint, 'once');
SELECT is((SELECT count(*) FROM civic.index_history('town.v1') WHERE month = :'first_day'), 1::bigint, 'the index of the month is noted');
SELECT helper.none('SELECT * FROM helper.unlike_fresh()', 'and charts are still as a fresh pass gives them');

-- scores of two months: the second is compared with the first, and with the time since the policy
INSERT INTO civic_private.score_month (month, counts) VALUES ('2024-01-01', '{"10": 10, "11": 20, "12": 40, "13": 20, "14": 10}'), ('2024-02-01', '{"10": 5, "11": 15, "12": 40, "13": 25, "14": 15}');
SELECT results_eq($$ SELECT month, subjects, since_last_month, since_enactment FROM civic.score_drift() WHERE month < '2024-03-01' $$,
	$$ VALUES ('2024-01-01'::date, 100::int8, NULL::numeric, 0.000000), ('2024-02-01', 100, 0.080472, 0.080472) $$, 'the drift of scores is the published index');

-- ---------------------------------------------------------------------------
-- presets: well formed, with a source that says what they are; 3:4:3 of (100, 90, 80) is 90

\set chenghua `cat docs/indices/trust-40-35-25.json`
\set mayer `cat docs/indices/trust-47-39-14.json`
\set two `cat docs/indices/trust-68-32.json`
\set response `cat docs/indices/response-3-4-3.json`
CREATE TABLE helper.preset (name text, document jsonb);
INSERT INTO helper.preset VALUES ('chenghua', :'chenghua'), ('mayer', :'mayer'), ('two', :'two'), ('response', :'response');
SELECT helper.none('SELECT p.name, c.* FROM helper.preset p, civic.check_index(p.document) c', 'presets pass the check');
SELECT helper.none($$ SELECT name FROM helper.preset WHERE document #>> '{index,source}' NOT LIKE 'Illustration of the founding document%' $$, 'and say that they illustrate');
SELECT helper.none($$ SELECT p.name FROM helper.preset p WHERE civic.enact_index(civic.load_index(p.document || jsonb_build_object('index',
	p.document -> 'index' || jsonb '{"code": "preset", "parents": "equal"}' || jsonb_build_object('code', p.name))), '2024-01-01') IS NULL $$, 'and can be enacted');
SELECT civic.observe(i, 'town.v5', v, '2024-05-27', 'preset-' || i) FROM (VALUES ('response_rate', 100), ('solution_rate', 90), ('satisfaction_rate', 80)) x (i, v) \g /dev/null
SELECT is_empty($$ SELECT value, zone FROM civic.trust_index('town.v5', '2024-06-02', 'response') $$, 'a week of May is none of June');
SELECT civic.observe(i, 'town.v5', v, '2024-06-27', 'preset6-' || i) FROM (VALUES ('response_rate', 100), ('solution_rate', 90), ('satisfaction_rate', 80)) x (i, v) \g /dev/null
SELECT results_eq($$ SELECT value, zone FROM civic.trust_index('town.v5', '2024-06-30', 'response') $$, $$ VALUES (90.000000, 'green') $$, '3:4:3');

-- ---------------------------------------------------------------------------
-- nothing about a person

CREATE VIEW helper.own AS SELECT DISTINCT p.oid, p.proname, p.proargnames, p.proargtypes, p.prorettype FROM pg_proc p
	JOIN (SELECT unnest(string_to_array(regexp_replace(objects, '\s+', ' ', 'g'), ' ')) AS name FROM civic_internal.trust_privileges() WHERE kind = 'ROUTINE') n
		ON n.name = 'civic.' || p.proname AND p.pronamespace = 'civic'::regnamespace;
SELECT cmp_ok((SELECT count(*) FROM helper.own), '>', 40::bigint, 'there are functions');
SELECT helper.none($$ SELECT o.oid::regprocedure, a.name FROM helper.own o, unnest(o.proargnames) a (name)
	WHERE a.name ~ '(^|_)(subject|entry|case|pid|person|resident|household|appeal|review)(_id|s)?$' AND a.name <> 'subjects' $$,
	'no argument and no result of a function of this room names a person');
SELECT helper.none($$ SELECT c.oid::regclass, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	JOIN civic_internal.trust_tables() t ON to_regclass(t.name) = c.oid WHERE a.attname ~ '(subject|entry|case)_id' $$, 'nor a column of its tables');

SELECT finish();
ROLLBACK;
