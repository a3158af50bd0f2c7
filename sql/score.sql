-- scores, step by step, with the arithmetic beside each
\set SHOW_CONTEXT never
SELECT civic.enroll('chen', 'resident', 'town.v1', since => '2020-01-01') AS chen \gset
-- a history with chosen effective days, as a migrated ledger would have; the village extends the town only from today on
CREATE FUNCTION post(who int8, code text, quantity numeric, occurred date, effective date DEFAULT NULL, kind int2 DEFAULT 1, root int8 DEFAULT NULL)
RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
	SELECT 1, who, r.rule_id, kind, CASE kind WHEN 5 THEN quantity * 10000 ELSE quantity * 100 END, occurred, coalesce(effective, occurred), 1, root
	  FROM civic_private.rule r JOIN civic_private.policy p USING (policy_id) WHERE r.code = post.code AND p.code = 'town'
	RETURNING entry_id
$$;
SELECT civic.score(:chen, '2019-01-01');
SELECT civic.score(:chen, '2024-01-01') AS base;
SELECT civic.score(1, '2024-01-01');
SELECT civic.score(:chen, 'infinity');
SELECT civic.score(NULL) IS NULL AS null_in_null_out;

-- marginal tariff: 20 * 1 + 60 / 2 + 3 / 3 = 51; three visits are worth what one of their length is
SELECT count(post(:chen, 'hours', h, '2024-01-10')) FROM unnest('{20,60,1,1,1}'::numeric[]) h;
SELECT civic.score(:chen, '2024-01-09') AS before, civic.score(:chen, '2024-01-10') AS after;
-- 0.335 rounds half away from zero, once: 51 + 0.34; twice 0.335 are 0.67
SELECT post(:chen, 'help', 1, '2024-01-11') IS NOT NULL;
SELECT civic.score(:chen, '2024-01-11') AS once;
SELECT post(:chen, 'help', 1, '2024-01-11') IS NOT NULL;
SELECT civic.score(:chen, '2024-01-11') AS twice;
-- 4 a month at most, and settled away when the month closes
SELECT count(post(:chen, 'cleanup', 1, d)) FROM unnest('{2024-02-01,2024-02-02,2024-02-03}'::date[]) d;
SELECT civic.score(:chen, '2024-02-01') AS one, civic.score(:chen, '2024-02-29') AS capped, civic.score(:chen, '2024-03-01') AS settled;
-- whole steps of 500: 1499 are 2 points, one more makes 3; the care dimension counts 60 at most
SELECT post(:chen, 'donation', 1499, '2024-03-05') IS NOT NULL;
SELECT civic.score(:chen, '2024-03-05') AS two;
SELECT post(:chen, 'donation', 1, '2024-03-06') IS NOT NULL;
SELECT civic.score(:chen, '2024-03-06') AS three;
SELECT post(:chen, 'award', 1, '2024-03-07') IS NOT NULL;
SELECT civic.score(:chen, '2024-03-07') AS capped_at_60;
-- 51 + 0.67 + 3 + 10/2 after a half-life
SELECT civic.score(:chen, '2025-03-07') AS half;
-- the city award adds only what it exceeds: 5 + 15
SELECT post(:chen, 'city_award', 1, '2025-03-07') IS NOT NULL;
SELECT rule_code, points FROM civic.entry_points(:chen, '2025-03-07') WHERE rule_code LIKE '%award' ORDER BY 1;

-- losses: escalating within a year, -10, then -20; gone after two years, the day itself out
SELECT post(:chen, 'littering', 1, '2023-06-01') AS first \gset
SELECT post(:chen, 'littering', 1, '2024-05-30', '2024-06-06') AS second \gset
SELECT d::date, civic.score(:chen, d::date) FROM unnest('{2023-05-31,2023-06-01,2024-06-05,2024-06-06,2025-05-31,2025-06-01,2026-05-29,2026-05-30}'::date[]) d;
-- 366 days later it is a first offence again
SELECT post(:chen, 'littering', 1, '2025-05-31') AS third \gset
SELECT entry_id = :third AS third, points FROM civic.entry_points(:chen, '2025-06-01') WHERE rule_code = 'littering' ORDER BY occurred_on;

-- suspended, reinstated, repaired by half, reversed: each from its own day on
SELECT post(:chen, 'littering', 1, '2025-05-31', '2025-07-01', 3::int2, :third) IS NOT NULL,
       post(:chen, 'littering', 1, '2025-05-31', '2025-07-05', 4::int2, :third) IS NOT NULL,
       post(:chen, 'littering', 0.5, '2025-05-31', '2025-07-08', 5::int2, :third) IS NOT NULL,
       post(:chen, 'littering', 0.25, '2025-05-31', '2025-07-09', 5::int2, :third) IS NOT NULL,
       post(:chen, 'littering', 1, '2025-05-31', '2025-07-11', 2::int2, :third) IS NOT NULL;
SELECT d::date, points FROM unnest('{2025-06-30,2025-07-01,2025-07-05,2025-07-08,2025-07-09,2025-07-11}'::date[]) d,
	LATERAL (SELECT points FROM civic.entry_points(:chen, d::date) WHERE entry_id = :third) p;
-- 8.4 % a year: 5 points lost are 4.20 after two years of 365 days (0.839056)
SELECT post(:chen, 'noise', 1, '2024-01-02') IS NOT NULL;
SELECT points FROM civic.entry_points(:chen, '2026-01-01') WHERE rule_code = 'noise';

-- the lines add up, in both languages
SELECT line, kind, dimension, rule_code, period, entries, quantity, points, reason, explanation FROM civic.explain(:chen, '2024-06-30');
SELECT kind, points, explanation FROM civic.explain(:chen, '2024-06-30', 'zh');
-- clients may use the encodings of the country
SELECT count(convert_to(explanation, e)) > 0 AS gb FROM unnest('{EUC_CN,GBK,GB18030}'::text[]) e,
       civic.explain(:chen, '2024-06-30', 'zh');
SELECT sum(points) = civic.score(:chen, d::date) AS adds_up FROM unnest('{2020-01-01,2024-03-07,2025-03-07,2026-05-31}'::date[]) d, civic.explain(:chen, d::date) GROUP BY d ORDER BY d;
SELECT civic.explain(:chen, '2024-06-30', 'fr');

-- a late entry leaves past days as they were
SELECT civic.score(:chen, '2024-06-30') AS was \gset
SELECT post(:chen, 'noise', 10, '2024-01-01', '2024-07-01') IS NOT NULL;
SELECT civic.score(:chen, '2024-06-30') = :was AS unchanged, civic.score(:chen, '2024-07-01') < :was AS counts_later;

-- everybody
SELECT s.score = civic.score(s.subject_id, '2024-06-30') AS equal, count(*) FROM civic.scores('2024-06-30') s GROUP BY 1;
-- in any number of parts, also more than there are subjects
SELECT n, count(*) = (SELECT count(*) FROM civic.subjects) AS everybody, bool_and(s = a) AS equal
  FROM unnest('{1,2,3,1000}'::int[]) n, generate_series(1, n) i, civic_internal.scores_part('2024-06-30', i, n) s
  JOIN civic.scores('2024-06-30') a USING (subject_id)
 GROUP BY n ORDER BY n;
SELECT * FROM civic_internal.scores_part('2024-06-30', 3, 2);
SELECT * FROM civic_internal.scores_part('2024-06-30', 1, 1001);
SELECT count(*) FROM civic_internal.scores_part('2024-06-30', NULL, 2);
SELECT count(*) = (SELECT count(*) FROM civic.subjects) AS everybody FROM civic.scores((SELECT DATE '2024-06-30'));
SELECT civic.scores('-infinity');
-- workers share out the parts where there is enough to do
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
EXPLAIN (COSTS OFF) SELECT sum(score) FROM civic.scores('2024-06-30');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
EXPLAIN (COSTS OFF) SELECT sum(score) FROM civic.scores('2024-06-30');

-- one dimension's floor, the policy's floor
SELECT civic.enroll('zhou', 'resident', 'town.v1', since => '2020-01-01') AS zhou \gset
SELECT count(post(:zhou, 'littering', 1, '2024-01-01')) FROM generate_series(1, 4);
SELECT kind, points FROM civic.explain(:zhou, '2024-01-01');

-- the score of a day by what was known on a later one: entries of last year that were typed in January
\set ON_ERROR_ROLLBACK on
BEGIN;
CREATE FUNCTION known(who int8, code text, quantity numeric, occurred date, effective date, kind int2 DEFAULT 1, root int8 DEFAULT NULL)
RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
	SELECT 1, who, r.rule_id, kind, quantity * 100, occurred, effective, 1, root FROM civic_private.rule r JOIN civic_private.policy p USING (policy_id)
	 WHERE r.code = known.code AND p.code = 'axes' RETURNING entry_id
$$;
SELECT civic.define_area('axes', '海湾镇', 'Haiwan') IS NOT NULL;
SELECT FROM civic.enact_policy(civic.load_policy('{"policy": {"code": "axes", "version": "1", "area": "axes", "base": 100,
		"title": {"zh": "积分", "en": "Points"}},
	"dimensions": [{"code": "service", "title": {"zh": "服务", "en": "Service"}}],
	"rules": [
		{"code": "h", "title": {"zh": "小时", "en": "Hours"}, "dimension": "service", "tariff": 1, "period": "year", "cap_high": 30},
		{"code": "pe", "title": {"zh": "本年", "en": "This year"}, "dimension": "service", "tariff": 1, "period": "year",
		 "retention": "period_end"},
		{"code": "loss", "title": {"zh": "扣分", "en": "Loss"}, "dimension": "service", "tariff": -20, "legal_basis": "§ 1",
		 "severity": "minor"}]}'), '2024-01-01');
SELECT civic.enroll('axes 1', 'resident', 'axes', since => '2024-01-01') AS s, civic.enroll('axes 2', 'resident', 'axes', since => '2024-01-01') AS t \gset
SELECT known(:s, 'h', 10, '2024-12-30', '2024-12-30') > 0, known(:s, 'h', 15, '2024-12-31', '2025-01-20') > 0, known(:s, 'h', 5, '2025-01-10', '2025-01-20') > 0;
SELECT civic.score(:s, '2024-12-31') AS as_known_then, civic.score(:s, '2025-01-20') AS on_20_january,
	civic.score(:s, '2024-12-31', '2025-01-20') AS as_known_in_january,
	civic.score(:s, '2024-12-31', known_on => '2024-12-31') = civic.score(:s, '2024-12-31') AS same_day;
SELECT s.score FROM civic.scores('2024-12-31', '2025-01-20') s WHERE s.subject_id = :s;
SELECT kind, period, quantity, points FROM civic.explain(:s, '2024-12-31', known_on => '2025-01-20');
SELECT occurred_on, points FROM civic.entry_points(:s, '2024-12-31', '2025-01-20') ORDER BY 1;
SELECT civic.score_of('2024-12-31', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id, '2025-01-20'),
	civic.score_collect('2024-12-31', subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id, '2025-01-20')::text ~ 'known_on 2025-01-20' AS state
  FROM civic_private.entry WHERE subject_id = :s;
-- a reversal says what was true, a repair is a deed of its own day
SELECT known(:t, 'pe', 100, '2024-06-01', '2024-06-01') > 0, known(:t, 'pe', 20, '2024-12-28', '2025-01-02') > 0;
SELECT known(:t, 'loss', 1, '2024-12-20', '2025-01-06') AS loss \gset
SELECT known(:t, 'loss', 100, '2024-12-20', '2025-01-15', 5::int2, :loss) > 0 AS repaired;
SELECT k::date AS known_on, civic.score(:t, '2024-12-31', k::date) FROM unnest('{2024-12-31,2025-01-05,2025-01-06,2025-01-20}'::date[]) k;
SELECT d::date AS day, civic.score(:t, d::date) FROM unnest('{2025-01-05,2025-01-06,2025-01-14,2025-01-15}'::date[]) d;
SELECT known(:t, 'loss', 1, '2024-12-20', '2025-01-21', 2::int2, :loss) > 0 AS reversed;
SELECT civic.score(:t, '2024-12-31', '2025-01-20'), civic.score(:t, '2024-12-31', '2025-01-21');
-- a loss that is repaired as a whole, forgotten, in part repaired, suspended
SELECT known(:s, 'loss', 1, '2024-03-01', '2024-03-01') AS whole, known(:s, 'loss', 1, '2024-03-01', '2024-03-01') AS other \gset
SELECT known(:s, 'loss', 100, '2024-03-01', '2024-03-02', 5::int2, :whole) > 0, known(:s, 'loss', 100, '2024-03-01', '2024-03-03', 5::int2, :other) > 0,
	known(:s, 'loss', 1, '2024-03-01', '2024-03-04', 6::int2, :whole) > 0, known(:s, 'loss', 1, '2024-03-01', '2024-03-05', 6::int2, :other) > 0,
	known(:s, 'loss', 1, '2024-03-01', '2024-03-06', 3::int2, :whole) > 0, known(:s, 'loss', 1, '2024-03-01', '2024-03-07', 3::int2, :other) > 0,
	known(:s, 'loss', 1, '2024-03-01', '2024-03-08', 4::int2, :whole) > 0, known(:s, 'loss', 1, '2024-03-01', '2024-03-08', 4::int2, :other) > 0,
	known(:s, 'loss', 1, '2024-03-01', '2024-03-09', 2::int2, :whole) > 0, known(:s, 'loss', 1, '2024-03-01', '2024-03-09', 2::int2, :other) > 0;
SELECT d AS day, l.lang, x.explanation FROM generate_series(1, 9) n, LATERAL (SELECT date '2024-02-29' + n AS d) d, unnest('{en,zh}'::text[]) l (lang), civic.explain(:s, d, l.lang) x
 WHERE x.rule_code = 'loss' ORDER BY 2, 1;
-- nobody knows a day before it is over; states of other knowledge do not merge
SELECT civic.score(:s, '2024-12-31', '2024-12-30');
SELECT * FROM civic.scores('2024-12-31', '2024-12-30');
SELECT civic.score_of('2024-12-31', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-12-30');
SELECT civic.score_merge(x::civic.score_state) FROM unnest('{2 as_of 2025-01-01 known_on 2025-01-01 subject 7,2 as_of 2025-01-01 known_on 2025-01-02 subject 7}'::text[]) x;
-- a state that 1.1 wrote is known on its own day
SELECT '1 as_of 2025-01-01 subject 7; sum 1 1 100'::civic.score_state;
-- before a subject lived anywhere it lives where it was recorded first, whatever was recorded of earlier days later
SELECT civic.define_area('axes.west', '西村', 'West') IS NOT NULL;
INSERT INTO civic_private.residence (subject_id, area, since, effective_on) VALUES (:s, 'axes.west', '2020-01-01', '2025-02-01');
SELECT d::date AS day, civic_internal.area_on(:s, d::date) AS now, s.area AS as_known_then
  FROM unnest('{2019-12-31,2023-12-31,2024-06-01}'::date[]) d, civic.scores(d) s WHERE s.subject_id = :s;
ROLLBACK;
\set ON_ERROR_ROLLBACK off
