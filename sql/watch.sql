-- watch: charts over series, alerts and what is told of them
\set SHOW_CONTEXT never
-- a test before this one may have closed periods
SELECT civic.close_observations('2019-12-31', reason => 'series of the past are observed here') IS NULL;
SELECT civic.define_area(('town.w' || s)::ltree, 'w', 'w') IS NULL FROM unnest('{"",.a1,.a2,.a3,.a4,.a5,.a6}'::text[]) s;
SELECT civic.load_index('{"index": {"code": "watched", "version": "1", "title": {"zh": "测", "en": "Watched"}, "parents": "equal"},
	"dimensions": [{"code": "d", "title": {"zh": "d", "en": "d"}, "weight": 1}],
	"indicators": [
	 {"code": "calls", "title": {"zh": "诉", "en": "Calls"}, "dimension": "d", "weight": 1, "low": 0, "high": 100,
	  "chart": {"kind": "cusum", "centre": 0, "sd": 1, "k": 0.5, "h": 1, "for": 2, "keep": 2}},
	 {"code": "alarm", "title": {"zh": "急", "en": "Alarm"}, "dimension": "d", "weight": 1, "low": 0, "high": 100, "cadence": "burst", "summary": "sum",
	  "chart": {"kind": "ewma", "centre": 0, "sd": 1, "lambda": 1, "width": 3}}],
	"zones": [{"code": "all", "title": {"zh": "a", "en": "a"}}]}') AS pack \gset
SELECT length(civic.enact_index(:pack, '2024-01-01')) AS digest;

-- the series of qcc: up 1, 1, 1.1, then down; a value that equals h is no signal
SELECT civic.observe('calls', 'town.w.a1', x, ('2024-' || i || '-15')::date, 'c' || i, source => 'office') > 0 FROM unnest('{1.5,.5,.6}'::numeric[]) WITH ORDINALITY v (x, i);
SELECT indicator, area, state, since, period, up, down, shift_points, scope, beside, beside_firing, acknowledged FROM civic.alerts();
-- a gap advances nothing: May is missing
SELECT civic.observe('calls', 'town.w.a1', 2, '2024-05-15', 'c5', source => 'office') > 0;
SELECT indicator, state, since, period, round(up::numeric, 6) AS up, shift_points FROM civic.alerts();
SELECT state, since, period FROM civic.alerts(as_of => '2024-04-30');
SELECT state FROM civic.alerts(as_of => '2024-03-31');
SELECT civic.acknowledge_alert('calls', 'town.w.a1', 'the council looks into it') > 0 AS acknowledged;
SELECT civic.silence_alert('calls', 'town.w.a1', civic.today() + 1, 'until tomorrow') > 0 AS silenced;
SELECT acknowledged, silenced_until = civic.today() + 1 AS silent FROM civic.alerts();
SELECT civic.acknowledge_alert('calls', 'town.w.a2', 'x');
SELECT civic.acknowledge_alert('calls', 'town.w.a1', ' ');
SELECT civic.silence_alert('calls', 'town.w.a1', '2024-01-01', 'x');
-- it ends after two periods without a signal, and nobody is told of it
SELECT civic.observe('calls', 'town.w.a1', -1.2, '2024-06-15', 'c6', source => 'office') > 0;
SELECT state, period FROM civic.alerts();
SELECT civic.observe('calls', 'town.w.a1', 0, '2024-07-15', 'c7', source => 'office') > 0;
SELECT civic.observe('calls', 'town.w.a1', 0.3, '2024-08-15', 'c8', source => 'office') > 0;
SELECT state, period FROM civic.alerts();
-- a revision of March takes the alert away
SELECT civic.observe('calls', 'town.w.a1', -1, '2024-03-15', 'c3', source => 'office') > 0;
SELECT * FROM civic.alerts();
SELECT edge, period, since, told FROM civic.alert_notices('town.w');

-- burst: judged in the transaction, while the day goes on
SELECT civic.observe('alarm', 'town.w.a1', 3, '2024-06-01', 'b1', source => 'office') > 0;
SELECT indicator, state FROM civic.alerts();
SELECT civic.observe('alarm', 'town.w.a1', 0.5, '2024-06-01', 'b2', source => 'office') > 0;
SELECT indicator, state, value, upper FROM civic.alerts();
SELECT civic.withdraw_observation('b2', 'a drill', 'office') > 0;
SELECT indicator, state FROM civic.alerts();
SELECT edge, told FROM civic.alert_notices() WHERE indicator = 'alarm';

-- six areas beside one another: two fire by chance in 3 of 100 cases, which is incidental; five do not
SELECT civic.observe('calls', ('town.w.a' || a)::ltree, CASE WHEN a <= 2 THEN 9 ELSE 0 END, d, 's' || a || d, source => 'office') > 0
  FROM generate_series(1, 6) a, unnest('{2024-09-15,2024-10-15}'::date[]) d ORDER BY d, a;
SELECT area, state, scope, beside, beside_firing FROM civic.alerts() WHERE indicator = 'calls';
SELECT civic.observe('calls', ('town.w.a' || a)::ltree, 9, d, 's' || a || d, source => 'office') > 0
  FROM generate_series(3, 5) a, unnest('{2024-09-15,2024-10-15}'::date[]) d ORDER BY d, a;
SELECT area, state, scope, beside, beside_firing, muted_by FROM civic.alerts() WHERE indicator = 'calls';

-- what is kept is what a fresh pass gives, and the order of arrival is none of its business
SELECT w.indicator, w.area FROM civic_private.watch w, civic_internal.fresh_watch(civic_internal.indicator_definition(w.indicator), w.area, civic.today()) f
 WHERE (w.last_period, w.chart::text, w.state, w.run, w.quiet, w.since, w.new_state, w.new_since, w.point)
	IS DISTINCT FROM (f.last_period, f.chart::text, f.state, f.run, f.quiet, f.since, coalesce(f.new_state, 'ok'), f.new_since, f.point::text);

-- NIST StRD, Norris: a line through 36 readings, -0.262323073774029 and 1.00211681802045
SELECT civic.load_index('{"index": {"code": "lines", "version": "1", "title": {"zh": "线", "en": "Lines"}, "parents": "equal"},
	"dimensions": [{"code": "d", "title": {"zh": "d", "en": "d"}, "weight": 3}, {"code": "e", "title": {"zh": "e", "en": "e"}, "weight": 1}],
	"indicators": [{"code": "reading", "title": {"zh": "y", "en": "Reading"}, "dimension": "d", "weight": 1, "low": 0, "high": 1000},
	 {"code": "truth", "title": {"zh": "x", "en": "Truth"}, "dimension": "d", "weight": 1, "low": 0, "high": 1000},
	 {"code": "other", "title": {"zh": "z", "en": "Other"}, "dimension": "e", "weight": 1, "low": 0, "high": 1000}],
	"zones": [{"code": "high", "title": {"zh": "h", "en": "h"}, "from": 50}, {"code": "low", "title": {"zh": "l", "en": "l"}}]}') AS lines \gset
SELECT length(civic.enact_index(:lines, '2020-01-01')) AS digest;
CREATE TEMP TABLE norris AS SELECT i, x, y, (date '2020-01-01' + make_interval(months => (i - 1)::int))::date AS day FROM unnest(
	'{0.2,337.4,118.2,884.6,10.1,226.5,666.3,996.3,448.6,777.0,558.2,0.4,0.6,775.5,666.9,338.0,447.5,11.6,556.0,228.1,995.8,887.6,120.2,0.3,0.3,556.8,339.1,887.2,999.0,779.0,11.1,118.3,229.2,669.1,448.9,0.5}'::numeric[],
	'{0.1,338.8,118.1,888.0,9.2,228.1,668.5,998.5,449.1,778.9,559.2,0.3,0.1,778.1,668.8,339.3,448.9,10.8,557.7,228.3,998.0,888.8,119.6,0.3,0.6,557.6,339.3,888.0,998.5,778.9,10.2,117.6,228.9,668.4,449.2,0.2}'::numeric[]) WITH ORDINALITY v (x, y, i);
SELECT count(civic.observe('truth', 'town.w.a1', x, day, 'x' || i, source => 'office')), count(civic.observe('reading', 'town.w.a1', y, day, 'y' || i, source => 'office')) FROM norris;
SELECT term, round(coefficient::numeric, 12) AS coefficient, round(se::numeric, 12) AS se, round(r2::numeric, 12) AS r2, n
  FROM civic.relate_series('reading', '{truth}', 'town.w', '2020-01-01', '2023-12-31');
SELECT civic.relate_series('reading', '{truth,truth}', 'town.w', '2020-01-01', '2023-12-31');
SELECT civic.relate_series('reading', '{other}', 'town.w', '2020-01-01', '2023-12-31');
SELECT civic.relate_series('reading', '{nothing}', 'town.w', '2020-01-01', '2023-12-31');
SELECT civic.relate_series('reading', '{}', 'town.w', '2020-01-01', '2023-12-31');

-- two areas were treated in April and rose by 10 and 12, two were not and rose by 1 and 3
SELECT count(civic.observe('other', ('town.w.a' || a)::ltree, 100 * a + m + CASE WHEN m > 3 THEN rise ELSE 0 END, make_date(2024, m, 1), format('o%s/%s', a, m), source => 'office'))
  FROM (VALUES (1, 10), (2, 12), (3, 1), (4, 3)) v (a, rise), generate_series(1, 6) m;
SELECT * FROM civic.contrast('other', '{town.w.a1,town.w.a2}', '{town.w.a3,town.w.a4}', '[2024-01-01,2024-04-01)', '[2024-04-01,2024-07-01)');
SELECT civic.contrast('other', '{town.w.a1}', '{town.w.a1}', '[2024-01-01,2024-04-01)', '[2024-04-01,2024-07-01)');
SELECT civic.contrast('other', '{town.w.a1}', '{town.w.a2}', '[2024-01-01,2024-05-01)', '[2024-04-01,2024-07-01)');
SELECT civic.contrast('other', '{town.w.a1}', '{moon}', '[2024-01-01,2024-04-01)', '[2024-04-01,2024-07-01)');
SELECT civic.contrast('other', NULL, '{town.w.a1}', '[2024-01-01,2024-04-01)', '[2024-04-01,2024-07-01)');

-- how far ranks and zones hang on choices; a seed gives the same on every machine
SELECT count(civic.observe('truth', ('town.w.a' || a)::ltree, v, '2024-05-01', 't5' || a, source => 'office')),
	count(civic.observe('reading', ('town.w.a' || a)::ltree, v + 20 * (a % 2), '2024-05-01', 'r5' || a, source => 'office')),
	count(civic.observe('other', ('town.w.a' || a)::ltree, 1000 - v, '2024-05-01', 'z5' || a, source => 'office'))
  FROM (VALUES (1, 900), (2, 520), (3, 500), (4, 490), (5, 100)) x (a, v);
SELECT * FROM civic.index_robustness('lines', '2024-05-31', 500, 7);
SELECT count(*) AS unlike FROM civic.index_robustness('lines', '2024-05-31', 500, 7) a FULL JOIN civic.index_robustness('lines', '2024-05-31', 500, 7) b USING (area)
 WHERE a IS DISTINCT FROM b;
SELECT civic.index_robustness('lines', '2024-05-31', 1);
SELECT civic.index_robustness('nothing');
