-- The sample policy packs: each one passes the check, survives a round trip,
-- and gives the points its source says.
--
-- Run it from the top of the source tree, or name the folder of the packs:
--     pg_prove -d test [--set packs=/path/to/docs/policies] tests/pgtap/policies.sql
--
-- Everything happens in one transaction that is rolled back.  The arithmetic
-- stands beside each expected number; none was taken from the program.

\set ON_ERROR_STOP 1
\set QUIET 1
\encoding UTF8
\pset format unaligned
\pset tuples_only on
\pset pager off
\if :{?packs}
\else
\set packs docs/policies
\endif

BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL TimeZone = 'UTC';
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS civic_credit CASCADE;

SELECT plan(284);

SELECT civic.create_programme('policy packs', time_zone => 'UTC')
 WHERE to_regclass('civic_private.programme') IS NULL \g /dev/null


--
-- Days.  An anniversary is looked for rather than subtracted, because the
-- 29th of February has none in most years.
--
SELECT civic.today() AS today,
       (civic.today() - interval '20 years')::date AS long_ago,
       civic.today() - 1 AS yesterday,
       (date_trunc('month', civic.today()) - interval '1 day')::date AS last_month,
       (date_trunc('month', civic.today()) - interval '1 month 1 day')::date AS month_before,
       (date_trunc('quarter', civic.today()) - interval '1 day')::date AS last_quarter,
       (date_trunc('quarter', civic.today()) + interval '3 months')::date AS next_quarter,
       (date_trunc('year', civic.today()) - interval '1 day')::date AS last_year,
       (date_trunc('year', civic.today()) + interval '1 year')::date AS next_year
\gset

-- the first day that is less than N years old, and the last day that is not
SELECT min(d)::date AS in_3_years, min(d)::date - 1 AS out_3_years
  FROM generate_series(:'today'::date - 1100, :'today'::date, interval '1 day') d
 WHERE d + interval '3 years' > :'today'::date
\gset
SELECT min(d)::date AS in_5_years, min(d)::date - 1 AS out_5_years
  FROM generate_series(:'today'::date - 1830, :'today'::date, interval '1 day') d
 WHERE d + interval '5 years' > :'today'::date
\gset


--
-- Load the packs
--
CREATE TEMP TABLE pack (name text PRIMARY KEY, document jsonb NOT NULL, policy_id int);

\set content `cat :'packs'/weihai-seashell.json`
INSERT INTO pack VALUES ('weihai-seashell', :'content');
\set content `cat :'packs'/rongcheng.json`
INSERT INTO pack VALUES ('rongcheng', :'content');
\set content `cat :'packs'/fuzhou-jasmine.json`
INSERT INTO pack VALUES ('fuzhou-jasmine', :'content');
\set content `cat :'packs'/xiamen-egret.json`
INSERT INTO pack VALUES ('xiamen-egret', :'content');
\set content `cat :'packs'/liujia-village.json`
INSERT INTO pack VALUES ('liujia-village', :'content');
\set content `cat :'packs'/changxing.json`
INSERT INTO pack VALUES ('changxing', :'content');
\set content `cat :'packs'/school-entry.json`
INSERT INTO pack VALUES ('school-entry', :'content');
\set content `cat :'packs'/discourse-like.json`
INSERT INTO pack VALUES ('discourse-like', :'content');
\set content `cat :'packs'/stackexchange-like.json`
INSERT INTO pack VALUES ('stackexchange-like', :'content');
\set content `cat :'packs'/shuguang-community.json`
INSERT INTO pack VALUES ('shuguang-community', :'content');
\set content `cat :'packs'/household-points.json`
INSERT INTO pack VALUES ('household-points', :'content');
\set content `cat :'packs'/tonglu-volunteers.json`
INSERT INTO pack VALUES ('tonglu-volunteers', :'content');

-- The Weihai tariff read the other way: whole points only, as the published
-- wording "1 point for 2 hours" suggests.
INSERT INTO pack
SELECT 'weihai-whole-points',
       jsonb_set(jsonb_set(document,
                           '{policy}', document -> 'policy' ||
                           '{"code": "weihai-whole-points", "area": "whole_points"}'),
                 '{rules,0,tariff}',
                 '[{"upto": 20, "rate": 1},
                   {"upto": 80, "rate": "1/2", "step": 2},
                   {"upto": 200, "rate": "1/3", "step": 3},
                   {"rate": "1/4", "step": 4}]')
  FROM pack
 WHERE name = 'weihai-seashell';

CREATE TEMP TABLE place (area ltree, zh text, en text);
INSERT INTO place VALUES
    ('shandong', '山东省', 'Shandong'),
    ('shandong.weihai', '威海市', 'Weihai'),
    ('shandong.weihai.rongcheng', '荣成市', 'Rongcheng'),
    ('shandong.weihai.rongcheng.dongdao_liujia', '东岛刘家村', 'Dongdao Liujia'),
    ('shandong.weihai.rongcheng.shuguang', '曙光社区', 'Shuguang community'),
    ('zhejiang', '浙江省', 'Zhejiang'),
    ('zhejiang.hangzhou', '杭州市', 'Hangzhou'),
    ('zhejiang.hangzhou.tonglu', '桐庐县', 'Tonglu'),
    ('template', '范本', 'Templates'),
    ('template.household', '住户积分', 'Household points'),
    ('zhejiang.huzhou', '湖州市', 'Huzhou'),
    ('zhejiang.huzhou.changxing', '长兴县', 'Changxing'),
    ('fujian', '福建省', 'Fujian'),
    ('fujian.fuzhou', '福州市', 'Fuzhou'),
    ('fujian.xiamen', '厦门市', 'Xiamen'),
    ('school_district', '学区', 'School district'),
    ('forum', '论坛', 'Forum'),
    ('qa_site', '问答网站', 'Question and answer site'),
    ('whole_points', '整分计算', 'Whole points');

-- a parent before its children
SELECT civic.define_area(area, zh, en)
  FROM (SELECT * FROM place ORDER BY nlevel(area), area) p \g /dev/null


--
-- Every pack, in general
--
SELECT is_empty(format('SELECT * FROM civic.check_policy(%L::jsonb)', document),
                name || ': the check finds nothing')
  FROM pack ORDER BY name;

SELECT is((SELECT count(*)
             FROM jsonb_path_query(document, '$.**.title') t
            WHERE t ->> 'zh' !~ '[一-鿿]' OR t ->> 'en' !~ '[A-Za-z]'),
          0::bigint, name || ': titles are Chinese and English')
  FROM pack ORDER BY name;

-- A better tier begins higher, and the worst one takes every possible score:
-- so no score is in two tiers and none is between two.
SELECT ok(bool_and(rank_order = start_order)
          AND min(start) <= min(lowest)
          AND count(DISTINCT start) = count(*),
          name || ': the tiers have no overlap and leave no hole')
  FROM (SELECT name,
               (t ->> 'promote_at')::numeric AS start,
               (document #>> '{policy,floor}')::numeric AS lowest,
               row_number() OVER (PARTITION BY name ORDER BY (t ->> 'rank')::int) AS rank_order,
               row_number() OVER (PARTITION BY name ORDER BY (t ->> 'promote_at')::numeric) AS start_order
          FROM pack, jsonb_array_elements(document -> 'tiers') t) tier
 GROUP BY name ORDER BY name;

UPDATE pack SET policy_id = civic.load_policy(document);

SELECT is(civic.policy_document(policy_id), document, name || ': the document comes back as it was')
  FROM pack ORDER BY name;

-- A code and version can be loaded once, so the copy is another version.
CREATE TEMP TABLE copy AS
SELECT name, policy_id,
       civic.load_policy(jsonb_set(civic.policy_document(policy_id), '{policy,version}', '"copy"')) AS copy_id
  FROM pack;

SELECT is(civic.policy_document(copy_id),
          jsonb_set(civic.policy_document(policy_id), '{policy,version}', '"copy"'),
          name || ': loading the document again gives an equal document')
  FROM copy ORDER BY name;

SELECT is((SELECT array_agg(path) FROM civic.policy_diff(policy_id, copy_id)),
          '{$.policy.version}', name || ': and differs in nothing but the version')
  FROM copy ORDER BY name;

-- The most local first: a past date is open to an area only while no policy,
-- its own or an ancestor's, has been in force there.
CREATE TEMP TABLE enacted AS
SELECT name, policy_id, area, civic.enact_policy(policy_id, :'long_ago') AS digest
  FROM (SELECT name, policy_id, (document #>> '{policy,area}')::ltree AS area
          FROM pack
         ORDER BY nlevel((document #>> '{policy,area}')::ltree) DESC, name) p;

SELECT is(length(digest), 32, name || ': enacted, with a digest') FROM enacted ORDER BY name;
SELECT is(civic.policy_in_force(area, :'today'), policy_id, name || ': in force in its area')
  FROM enacted ORDER BY name;


--
-- Helpers: what happened, and to whom
--
CREATE TYPE pg_temp.event AS (rule text, quantity numeric, day date);

CREATE FUNCTION pg_temp.did(rule text, quantity numeric, day date) RETURNS pg_temp.event
LANGUAGE sql IMMUTABLE
RETURN ROW(rule, quantity, day)::pg_temp.event;

CREATE TEMP SEQUENCE newcomer;

-- A new resident of the area, for whom the events are recorded in this order
CREATE FUNCTION pg_temp.someone(area text, VARIADIC events pg_temp.event[] DEFAULT '{}')
RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
	subject bigint;
	e pg_temp.event;
	n int := 0;
BEGIN
	subject := civic.enroll('resident ' || nextval('pg_temp.newcomer'), 'resident', area::ltree,
							since => (civic.today() - interval '20 years')::date);
	FOREACH e IN ARRAY events LOOP
		n := n + 1;
		PERFORM civic.record(subject, e.rule, e.quantity, e.day,
							 source_ref => 'file ' || n,
							 evidence => sha256(convert_to('file ' || n, 'UTF8')));
	END LOOP;
	RETURN subject;
END
$$;

-- Today's score of such a resident.  Two statements, because a score does not
-- see what its own statement is recording.
CREATE FUNCTION pg_temp.points(area text, VARIADIC events pg_temp.event[] DEFAULT '{}')
RETURNS numeric LANGUAGE plpgsql AS
$$
DECLARE
	subject CONSTANT bigint := pg_temp.someone(area, VARIADIC events);
BEGIN
	RETURN civic.score(subject);
END
$$;


--
-- Weihai: base 1000; 20 hours at 1, the next 60 at 1/2, the next 120 at 1/3, then 1/4
--
SELECT is(pg_temp.points('shandong.weihai'), 1000.00, 'Weihai: the base');
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 10, :'today')),
          1010.00, 'Weihai: 10 hours');        -- 10
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 20, :'today')),
          1020.00, 'Weihai: 20 hours');        -- 20
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 21, :'today')),
          1020.50, 'Weihai: 21 hours');        -- 20 + 1/2
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 80, :'today')),
          1050.00, 'Weihai: 80 hours');        -- 20 + 60/2
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 83, :'today')),
          1051.00, 'Weihai: 83 hours');        -- 50 + 3/3
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 200, :'today')),
          1090.00, 'Weihai: 200 hours');       -- 50 + 120/3
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 204, :'today')),
          1091.00, 'Weihai: 204 hours');       -- 90 + 4/4
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 240, :'today')),
          1100.00, 'Weihai: 240 hours');       -- 90 + 40/4
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 81, :'today')),
          1050.33, 'Weihai: 81 hours, rounded down');              -- 50 + 0.333...
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('volunteer_hours', 82, :'today')),
          1050.67, 'Weihai: 82 hours, rounded up');                -- 50 + 0.666...
SELECT is(pg_temp.points('shandong.weihai',
                         pg_temp.did('volunteer_hours', 19, :'today'),
                         pg_temp.did('volunteer_hours', 2, :'yesterday'),
                         pg_temp.did('volunteer_hours', 59, :'last_year'),
                         pg_temp.did('volunteer_hours', 3, :'today'),
                         pg_temp.did('volunteer_hours', 117, :'out_5_years'),
                         pg_temp.did('volunteer_hours', 4, :'last_month'),
                         pg_temp.did('volunteer_hours', 36, :'today')),
          1100.00, 'Weihai: 240 hours in seven visits, out of order');     -- 19+2+59+3+117+4+36 = 240
SELECT is(pg_temp.points('shandong.weihai',
                         pg_temp.did('volunteer_hours', 20, :'yesterday'),
                         pg_temp.did('volunteer_hours', 1, :'today'),
                         pg_temp.did('volunteer_hours', 1, :'today'),
                         pg_temp.did('volunteer_hours', 1, :'today')),
          1021.50, 'Weihai: three visits of an hour after 20 hours');      -- 20 + 3/2
SELECT is(pg_temp.points('shandong.weihai',
                         pg_temp.did('positive_indicator', 12, :'today'),
                         pg_temp.did('negative_indicator', 30.5, :'today')),
          981.50, 'Weihai: indicators of both signs');                     -- 1000 + 12 - 30.5
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('negative_indicator', 30, :'in_5_years')),
          970.00, 'Weihai: a loss less than five years old counts');       -- 1000 - 30
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('negative_indicator', 30, :'out_5_years')),
          1000.00, 'Weihai: a loss of exactly five years ago is over');
SELECT is(pg_temp.points('shandong.weihai', pg_temp.did('negative_indicator', 1200, :'today')),
          0.00, 'Weihai: the floor');                                      -- 1000 - 1200 < 0

SELECT pg_temp.someone('shandong.weihai', pg_temp.did('volunteer_hours', 10, :'last_year')) AS late \gset
SELECT is(civic.score(:late, :'yesterday'), 1000.00, 'Weihai: what is recorded today was not known yesterday');
SELECT is(civic.score(:late, :'today'), 1010.00, 'Weihai: and counts from today');
SELECT is(scale(civic.score(:late)), 2, 'a score has two decimals');

SELECT is((SELECT array_agg(pg_temp.points('whole_points', pg_temp.did('volunteer_hours', h, :'today')) - 1000
                            ORDER BY h)
             FROM unnest('{10,20,21,80,82,83,200,203,204,240}'::int[]) h),
          -- 21: 20 + floor(1/2); 82: 50 + floor(2/3); 203: 90 + floor(3/4)
          '{10,20,20,50,50,51,90,90,91,100}'::numeric[],
          'Weihai, whole points only');
SELECT is(pg_temp.points('whole_points',
                         pg_temp.did('volunteer_hours', 20, :'yesterday'),
                         pg_temp.did('volunteer_hours', 1, :'today'),
                         pg_temp.did('volunteer_hours', 1, :'today'),
                         pg_temp.did('volunteer_hours', 1, :'today')),
          1021.00, 'Weihai, whole points only: three visits of an hour');  -- 20 + floor(3/2)


--
-- Rongcheng: base 1000; clean-ups 2 a month; 15 days of notice before a loss
--
SELECT is(pg_temp.points('shandong.weihai.rongcheng'), 1000.00, 'Rongcheng: the base');
SELECT is(pg_temp.points('shandong.weihai.rongcheng',
                         pg_temp.did('cleanup', 1, :'today'),
                         pg_temp.did('cleanup', 1, :'today')),
          1002.00, 'Rongcheng: two clean-ups in a month');                 -- min(2 + 2, 2)
SELECT is(pg_temp.points('shandong.weihai.rongcheng',
                         pg_temp.did('cleanup', 1, :'today'),
                         pg_temp.did('cleanup', 1, :'today'),
                         pg_temp.did('cleanup', 1, :'last_month'),
                         pg_temp.did('cleanup', 1, :'month_before')),
          1006.00, 'Rongcheng: clean-ups in three months');                -- 2 + 2 + 2
SELECT is(pg_temp.points('shandong.weihai.rongcheng', pg_temp.did('points_added', 50, :'today')),
          1050.00, 'Rongcheng: points added');                             -- 1000 + 50, where AAA begins

SELECT pg_temp.someone('shandong.weihai.rongcheng', pg_temp.did('points_deducted', 41, :'today')) AS warned \gset
SELECT is(civic.score(:warned), 1000.00, 'Rongcheng: a loss does not count at once');
SELECT is(civic.score(:warned, :'today'::date + 14), 1000.00, 'Rongcheng: nor on the last day of notice');
SELECT is(civic.score(:warned, :'today'::date + 15), 959.00, 'Rongcheng: but on the day after');   -- 1000 - 41
SELECT civic.reverse(:warned, (SELECT entry_id FROM civic_private.entry WHERE subject_id = :warned),
                     'objection upheld') \g /dev/null
SELECT is(civic.score(:warned, :'today'::date + 15), 1000.00, 'Rongcheng: reversed in time, it never counts');


--
-- Fuzhou: base 500, volunteering at most 50, other items at most 450, 0 to 1000
--
SELECT is(pg_temp.points('fujian.fuzhou'), 500.00, 'Fuzhou: the base');
SELECT is(pg_temp.points('fujian.fuzhou', VARIADIC
                         (SELECT array_agg(pg_temp.did('finest_volunteer', 8, :'today')) FROM generate_series(1, 6))),
          548.00, 'Fuzhou: below the cap of the dimension');               -- 500 + 6 * 8
SELECT is(pg_temp.points('fujian.fuzhou', VARIADIC
                         (SELECT array_agg(pg_temp.did('finest_volunteer', 8, :'today')) FROM generate_series(1, 6))
                         || pg_temp.did('volunteer_stars', 5, :'today')),
          550.00, 'Fuzhou: 48 and 5 are capped at 50');                    -- 500 + min(48 + 5, 50)
SELECT is(pg_temp.points('fujian.fuzhou',
                         pg_temp.did('volunteer_stars', 3, :'yesterday'),
                         pg_temp.did('volunteer_stars', 5, :'today'),
                         pg_temp.did('volunteer_stars', 4, :'today')),
          505.00, 'Fuzhou: the highest star rating counts');               -- 500 + max(3, 5, 4)
SELECT is(pg_temp.points('fujian.fuzhou',
                         pg_temp.did('finest_volunteer', 9, :'today'),
                         pg_temp.did('special_award', 7, :'today')),
          513.00, 'Fuzhou: an award is capped by itself');                 -- 500 + min(9, 8) + min(7, 5)
SELECT is(pg_temp.points('fujian.fuzhou', pg_temp.did('legal_offence', 200, :'today')),
          350.00, 'Fuzhou: one offence costs at most 150');                -- 500 - min(200, 150)
SELECT is(pg_temp.points('fujian.fuzhou',
                         pg_temp.did('legal_offence', 200, :'today'),
                         pg_temp.did('legal_offence', 100, :'today')),
          250.00, 'Fuzhou: the limit is for each offence');                -- 500 - 150 - 100
SELECT is(pg_temp.points('fujian.fuzhou', pg_temp.did('additional_item', 249.5, :'today')),
          749.50, 'Fuzhou: 749.50 is a possible score');                   -- 500 + 249.5, still 良好
SELECT is(pg_temp.points('fujian.fuzhou',
                         pg_temp.did('additional_item', 400, :'today'),
                         pg_temp.did('additional_item', 200, :'today'),
                         pg_temp.did('legal_offence', 150, :'today')),
          800.00, 'Fuzhou: the cap comes before the sum');                 -- 500 + min(600, 450) - 150
SELECT is(pg_temp.points('fujian.fuzhou', VARIADIC
                         (SELECT array_agg(pg_temp.did('special_award', 5, :'today')) FROM generate_series(1, 11))
                         || pg_temp.did('additional_item', 600, :'today')),
          1000.00, 'Fuzhou: the whole scale');                             -- 500 + min(55, 50) + min(600, 450)
SELECT is(pg_temp.points('fujian.fuzhou', VARIADIC
                         (SELECT array_agg(pg_temp.did('legal_offence', 150, :'today')) FROM generate_series(1, 4))),
          0.00, 'Fuzhou: the floor');                                      -- 500 - 600 < 0
SELECT is(pg_temp.points('fujian.fuzhou',
                         pg_temp.did('legal_offence', 150, :'out_5_years'),
                         pg_temp.did('legal_offence', 60, :'in_5_years')),
          440.00, 'Fuzhou: an offence ends with its fifth year');          -- 500 - 0 - 60
SELECT throws_ok(
    format($$SELECT civic.record(%s, 'legal_offence', 10, %L, 'no paper')$$,
           pg_temp.someone('fujian.fuzhou'), :'today'),
    '23502', NULL, 'Fuzhou: an offence needs its evidence');


--
-- Xiamen: five dimensions, repair is one of them, 0 to 1000
--
SELECT is(pg_temp.points('fujian.xiamen',
                         pg_temp.did('basic_item', 420, :'today'),
                         pg_temp.did('positive_item', 150, :'today'),
                         pg_temp.did('breach_item', 60, :'today'),
                         pg_temp.did('repair_completed', 15, :'today'),
                         pg_temp.did('use_item', 5, :'today')),
          530.00, 'Xiamen: five dimensions');                              -- 420 + 150 - 60 + 15 + 5
SELECT is(pg_temp.points('fujian.xiamen',
                         pg_temp.did('basic_item', 700, :'today'),
                         pg_temp.did('breach_item', 200, :'today')),
          550.00, 'Xiamen: one breach costs at most 150');                 -- 700 - 150
SELECT is(pg_temp.points('fujian.xiamen',
                         pg_temp.did('basic_item', 700, :'today'),
                         pg_temp.did('positive_item', 400, :'today')),
          1000.00, 'Xiamen: the ceiling');                                 -- 1100 > 1000
SELECT is(pg_temp.points('fujian.xiamen', pg_temp.did('breach_item', 40, :'today')),
          0.00, 'Xiamen: the floor');                                      -- -40 < 0
SELECT is(pg_temp.points('fujian.xiamen',
                         pg_temp.did('basic_item', 650, :'out_5_years'),
                         pg_temp.did('breach_item', 50, :'in_5_years'),
                         pg_temp.did('breach_item', 120, :'out_5_years')),
          600.00, 'Xiamen: a breach ends with its fifth year');            -- 650 - 50 - 0


--
-- Liujia: one point for four hours, littering -10, a year at a time
--
SELECT pg_temp.someone('shandong.weihai.rongcheng.dongdao_liujia',
                       pg_temp.did('volunteer_hours', 8, :'today'),
                       pg_temp.did('littering', 1, :'today')) AS villager \gset
SELECT is(civic.score(:villager), -8.00, 'Liujia: 8 hours and one littering');       -- 8/4 - 10
SELECT is(civic.score(:villager, :'next_year'::date - 1), -8.00, 'Liujia: the same on the last day of the year');
SELECT is(civic.score(:villager, :'next_year'), 0.00, 'Liujia: the new year begins at 0');
SELECT is(pg_temp.points('shandong.weihai.rongcheng.dongdao_liujia',
                         pg_temp.did('volunteer_hours', 3, :'today')),
          0.00, 'Liujia: 3 hours are no point');                           -- floor(3/4)
SELECT is(pg_temp.points('shandong.weihai.rongcheng.dongdao_liujia',
                         pg_temp.did('volunteer_hours', 3, :'today'),
                         pg_temp.did('volunteer_hours', 2.5, :'today')),
          1.00, 'Liujia: hours add up');                                   -- floor(5.5/4)
SELECT is(pg_temp.points('shandong.weihai.rongcheng.dongdao_liujia',
                         pg_temp.did('volunteer_hours', 7, :'last_year'),
                         pg_temp.did('littering', 2, :'last_year'),
                         pg_temp.did('volunteer_hours', 5, :'today')),
          1.00, 'Liujia: last year is settled and its hours do not help'); -- floor(5/4)
SELECT is((SELECT avg(pg_temp.points('shandong.weihai.rongcheng.dongdao_liujia',
                                     pg_temp.did('volunteer_hours', h, :'today')))
             FROM unnest('{16,8,36}'::int[]) h),
          5.0, 'Liujia: a household average of 5, which is not above 5');  -- (4 + 2 + 9) / 3


--
-- Changxing: every quarter begins at 100
--
SELECT pg_temp.someone('zhejiang.huzhou.changxing',
                       pg_temp.did('personal_item', 5, :'today'),
                       pg_temp.did('family_item', 3, :'today'),
                       pg_temp.did('professional_item', 2, :'today'),
                       pg_temp.did('social_item', 4, :'today'),
                       pg_temp.did('department_record', 7, :'today'),
                       pg_temp.did('village_item', 6, :'today'),
                       pg_temp.did('village_item', 50, :'last_quarter'),
                       pg_temp.did('department_record', 20, :'last_quarter')) AS household \gset
SELECT is(civic.score(:household), 113.00, 'Changxing: the items of this quarter');  -- 100 + 5 + 3 + 2 + 4 - 7 + 6
SELECT is(civic.score(:household, :'next_quarter'::date - 1), 113.00, 'Changxing: the last day of the quarter');
SELECT is(civic.score(:household, :'next_quarter'), 100.00, 'Changxing: the next quarter begins at 100');
SELECT is(pg_temp.points('zhejiang.huzhou.changxing',
                         pg_temp.did('personal_item', 40, :'last_quarter')),
          100.00, 'Changxing: a late entry of last quarter is settled already');


--
-- School admission: caps, highest only, escalation, windows
--
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('safety_volunteer', 1, :'yesterday'),
                         pg_temp.did('safety_volunteer', 1, :'today')),
          2.00, 'School: joining counts once');                            -- min(2 + 2, 2)
SELECT is(pg_temp.points('school_district', VARIADIC
                         (SELECT array_agg(pg_temp.did('safety_activity', 1, :'today'::date - g)) FROM generate_series(1, 4) g)),
          8.00, 'School: 4 activities');                                   -- 4 * 2
SELECT is(pg_temp.points('school_district', VARIADIC
                         (SELECT array_agg(pg_temp.did('safety_activity', 1, :'today'::date - g)) FROM generate_series(1, 6) g)),
          10.00, 'School: 6 activities');                                  -- min(12, 10)
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('safety_activity', 5, :'out_3_years'),
                         pg_temp.did('safety_activity', 2, :'today')),
          4.00, 'School: activities of three years ago free the cap');     -- 2 * 2
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('safety_activity', 2, :'in_3_years'),
                         pg_temp.did('safety_activity', 2, :'today')),
          8.00, 'School: a day less than three years is in the window');   -- 2 * 2 + 2 * 2

SELECT is(pg_temp.points('school_district',
                         pg_temp.did('brave_district', 1, :'today'),
                         pg_temp.did('brave_province', 1, :'yesterday')),
          50.00, 'School: the higher of two brave acts');                  -- max(20, 50)
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('brave_city', 1, :'yesterday'),
                         pg_temp.did('brave_city', 1, :'today')),
          30.00, 'School: the same honour twice');                         -- max(30, 30)
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('good_deed_nation', 1, :'yesterday'),
                         pg_temp.did('good_deed_district', 1, :'today'),
                         pg_temp.did('brave_nation', 1, :'last_year'),
                         pg_temp.did('brave_district', 1, :'today')),
          150.00, 'School: two groups stand side by side');                -- max(50, 10) + max(100, 20)

SELECT is(pg_temp.points('school_district', pg_temp.did('donation', 499, :'today')),
          0.00, 'School: 499 yuan');                                       -- floor(499/500)
SELECT is(pg_temp.points('school_district', pg_temp.did('donation', 1200, :'today')),
          2.00, 'School: 1200 yuan');                                      -- floor(1200/500)
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('donation', 300, :'yesterday'),
                         pg_temp.did('donation', 300, :'today')),
          1.00, 'School: 300 yuan twice');                                 -- floor(600/500)
SELECT is(pg_temp.points('school_district', pg_temp.did('donation', 6000, :'today')),
          10.00, 'School: 6000 yuan');                                     -- min(12, 10)
SELECT is(pg_temp.points('school_district', pg_temp.did('whole_blood', 250, :'today')),
          2.50, 'School: 250 ml of blood');                                -- 250/100
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('whole_blood', 2500, :'today'),
                         pg_temp.did('platelets', 10, :'today')),
          45.00, 'School: blood and platelets');                           -- 25 + 20
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('whole_blood', 2500, :'today'),
                         pg_temp.did('platelets', 16, :'today')),
          50.00, 'School: blood and platelets share a cap');               -- min(25 + 32, 50)
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('marrow_registry', 1, :'last_year'),
                         pg_temp.did('marrow_registry', 1, :'yesterday'),
                         pg_temp.did('marrow_donor', 1, :'today')),
          82.00, 'School: marrow');                                        -- 2 + 80

SELECT is((SELECT array_agg(pg_temp.points('school_district', VARIADIC
                                           (SELECT array_agg(pg_temp.did('drugs', 1, :'today'::date - g))
                                              FROM generate_series(1, n) g))
                            ORDER BY n)
             FROM generate_series(1, 5) n),
          -- -20; -20-40; -60-60; -120-100; -220-100
          '{-20,-60,-120,-220,-320}'::numeric[],
          'School: repeated drug offences');
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('drugs', 1, :'out_5_years'),
                         pg_temp.did('drugs', 1, :'last_year'),
                         pg_temp.did('drugs', 1, :'today')),
          -60.00, 'School: an offence of five years ago is no earlier one');       -- -20 - 40
SELECT is(pg_temp.points('school_district',
                         pg_temp.did('drugs', 1, :'in_5_years'),
                         pg_temp.did('drugs', 1, :'last_year'),
                         pg_temp.did('drugs', 1, :'today')),
          -120.00, 'School: one of a day less is');                        -- -20 - 40 - 60
SELECT is(pg_temp.points('school_district', pg_temp.did('detention', 1, :'out_5_years')),
          0.00, 'School: exactly five years old is out of the window');
SELECT is(pg_temp.points('school_district', pg_temp.did('detention', 1, :'in_5_years')),
          -20.00, 'School: a day less is in it');
SELECT pg_temp.someone('school_district',
                       pg_temp.did('crime', 1, :'today'),
                       pg_temp.did('detention', 1, :'today'),
                       pg_temp.did('other_penalty', 1, :'today'),
                       pg_temp.did('urban_management', 1, :'today'),
                       pg_temp.did('traffic', 1, :'today'),
                       pg_temp.did('court_defaulter', 1, :'today'),
                       pg_temp.did('drugs', 1, :'today')) AS offender \gset
SELECT is(civic.score(:offender), -54.00,
          'School: each offence once, the serious ones under notice');     -- -20 - 2 - 10 - 2 - 20
SELECT is(civic.score(:offender, :'today'::date + 15), -204.00,
          'School: each offence once');                                    -- -54 - 100 - 50
SELECT pg_temp.someone('school_district', pg_temp.did('detention', 1, :'in_5_years')) AS parent \gset
SELECT is(civic.score(:parent, :'today'::date + 2), 0.00, 'School: the window moves with the day asked for');

-- One life, told in many orders:
--   volunteer  2 + min(6 * 2, 10), the seventh activity is too old      12
--   honour     max(20, 50) + 20                                         70
--   giving     floor(2200/500) + 2                                       6
--   blood      (400 + 350)/100 + 2                                       9.5
--   breach     -20 - 40, the first offence is too old; -20; -3 * 2     -86
--                                                                sum    11.5
CREATE TEMP TABLE life (n int GENERATED ALWAYS AS IDENTITY, rule text, quantity numeric, day date);
INSERT INTO life (rule, quantity, day) VALUES
    ('safety_volunteer', 1, :'out_3_years'),
    ('safety_activity', 1, :'out_3_years'), ('safety_activity', 1, :'in_3_years'),
    ('safety_activity', 1, :'last_year'), ('safety_activity', 1, :'last_year'),
    ('safety_activity', 1, :'last_month'), ('safety_activity', 1, :'yesterday'),
    ('safety_activity', 1, :'today'),
    ('brave_district', 1, :'last_year'), ('brave_province', 1, :'out_5_years'),
    ('good_deed_city', 1, :'today'),
    ('donation', 700, :'last_month'), ('donation', 900, :'today'), ('donation', 600, :'today'),
    ('marrow_registry', 1, :'yesterday'),
    ('whole_blood', 400, :'in_5_years'), ('whole_blood', 350, :'today'), ('platelets', 1, :'today'),
    ('drugs', 1, :'out_5_years'), ('drugs', 1, :'in_5_years'), ('drugs', 1, :'last_month'),
    ('detention', 1, :'last_year'),
    ('traffic', 1, :'yesterday'), ('traffic', 1, :'yesterday'), ('traffic', 1, :'today');

CREATE TEMP TABLE telling AS
SELECT o, pg_temp.someone('school_district', VARIADIC
                          (SELECT array_agg(pg_temp.did(rule, quantity, day)
                                            ORDER BY CASE o WHEN 0 THEN lpad(n::text, 2, '0')
                                                            ELSE md5(o || ' ' || n) END)
                             FROM life)) AS subject_id
  FROM generate_series(0, 15) o;

SELECT is((SELECT civic.score(subject_id) FROM telling WHERE o = 0), 11.50, 'School: everything together');
SELECT is((SELECT array_agg(DISTINCT civic.score(subject_id)) FROM telling),
          '{11.50}'::numeric[], 'School: in any order of recording');
SELECT is((SELECT sum(points) FROM telling, civic.explain(subject_id) WHERE o = 0),
          11.50, 'School: the explanation adds up');


--
-- Discourse: full marks mean that every requirement is met
--
-- Visits so many days ago, likes given, and what level 3 asks for besides
CREATE FUNCTION pg_temp.regular(days int[], likes_given int) RETURNS numeric LANGUAGE sql AS
$$
	SELECT pg_temp.points('forum', VARIADIC
		(SELECT array_agg(pg_temp.did('days_visited', 1, civic.today() - d)) FROM unnest(days) d)
		|| pg_temp.did('topics_entered', 20, civic.today() - 200)
		|| pg_temp.did('posts_read', 100, civic.today() - 200)
		|| pg_temp.did('reading_minutes', 60, civic.today() - 200)
		|| pg_temp.did('topics_replied', 10, civic.today() - 10)
		|| pg_temp.did('likes_given', likes_given, civic.today() - 20)
		|| pg_temp.did('likes_received', 20, civic.today() - 99))
$$;
SELECT array_agg(g) AS fifty_days FROM generate_series(1, 50) g \gset

SELECT is(pg_temp.points('forum'), 0.00, 'Forum: a new user');
SELECT is(pg_temp.points('forum',
                         pg_temp.did('topics_entered', 5, :'today'),
                         pg_temp.did('posts_read', 30, :'today'),
                         pg_temp.did('reading_minutes', 10, :'today')),
          71.67, 'Forum: level 1');                                        -- 25 + 30 + 50/3
SELECT is(pg_temp.points('forum',
                         pg_temp.did('topics_entered', 20, :'today'),
                         pg_temp.did('posts_read', 100, :'today'),
                         pg_temp.did('reading_minutes', 60, :'today')),
          300.00, 'Forum: level 2');                                       -- 20*5 + 100 + 60*5/3
SELECT is(pg_temp.points('forum',
                         pg_temp.did('topics_entered', 500, :'today'),
                         pg_temp.did('posts_read', 100, :'today'),
                         pg_temp.did('reading_minutes', 59, :'today')),
          298.33, 'Forum: excess does not replace what is missing');       -- 100 + 100 + 59*5/3
SELECT is(pg_temp.regular(:'fifty_days', 30), 700.00, 'Forum: level 3');   -- 300 + 50*2 + 10*10 + 30*10/3 + 20*5
SELECT is(pg_temp.regular(:'fifty_days'::int[] || 99, 30), 700.00,
          'Forum: a visit more than needed');                              -- min(51*2, 100)
SELECT is(pg_temp.regular(array_replace(:'fifty_days'::int[], 50, 99), 30), 700.00,
          'Forum: a visit 99 days ago is in the window');
SELECT is(pg_temp.regular(array_replace(:'fifty_days'::int[], 50, 100), 30), 698.00,
          'Forum: a visit 100 days ago is not');                           -- 700 - 2
SELECT is(pg_temp.regular(ARRAY(SELECT generate_series(100, 149)) || :'fifty_days'::int[], 30), 700.00,
          'Forum: visits out of the window leave the cap to others');      -- 50 of 100 visits count
SELECT is(pg_temp.regular(:'fifty_days', 27), 690.00, 'Forum: nine tenths of one requirement keep level 3');   -- 600 + 27*10/3
SELECT is(pg_temp.regular(:'fifty_days', 26), 686.67, 'Forum: less do not');                                   -- 600 + 26*10/3


--
-- Stack Exchange: base 1, at most 200 a day from votes, the rest exempt
--
SELECT is(pg_temp.points('qa_site'), 1.00, 'Reputation: a new user');
SELECT is(pg_temp.points('qa_site', pg_temp.did('upvote', 20, :'today')),
          201.00, 'Reputation: the daily cap reached');                    -- 1 + 200
SELECT is(pg_temp.points('qa_site', VARIADIC
                         (SELECT array_agg(pg_temp.did('upvote', 1, :'today')) FROM generate_series(1, 23))
                         || pg_temp.did('accept', 1, :'today')),
          216.00, 'Reputation: 230 from votes and 15 exempt');             -- 1 + min(230, 200) + 15
SELECT is(pg_temp.points('qa_site',
                         pg_temp.did('accept', 1, :'today'),
                         pg_temp.did('upvote', 23, :'today'),
                         pg_temp.did('bounty', 50, :'today')),
          266.00, 'Reputation: a bounty is exempt too');                   -- 1 + 200 + 15 + 50
SELECT is(pg_temp.points('qa_site',
                         pg_temp.did('upvote', 12, :'today'::date - 2),
                         pg_temp.did('upvote', 12, :'yesterday'),
                         pg_temp.did('upvote', 12, :'today')),
          361.00, 'Reputation: each day has its own cap');                 -- 1 + 120 + 120 + 120
SELECT is(pg_temp.points('qa_site',
                         pg_temp.did('upvote', 25, :'today'),
                         pg_temp.did('upvote', 3, :'yesterday'),
                         pg_temp.did('upvote', 30, :'yesterday')),
          401.00, 'Reputation: two full days');                            -- 1 + 200 + 200


--
-- Shuguang: a point is a coupon; nothing but what the community gives
--
SELECT is(pg_temp.points('shandong.weihai.rongcheng.shuguang',
                         pg_temp.did('community_item', 2, :'yesterday'),
                         pg_temp.did('community_item', 1.5, :'today')),
          3.50, 'Shuguang: points of the community');                      -- 2 + 1.5

--
-- Households: honours by level, settled by the year; a serious violation leaves the points
--
SELECT is(pg_temp.points('template.household',
                         pg_temp.did('honour_nation', 1, :'today'),
                         pg_temp.did('honour_county', 2, :'today'),
                         pg_temp.did('degree_college', 1, :'today'),
                         pg_temp.did('cleanup', 3, :'today')),
          100.00, 'Households: honours, a degree and clean-ups');          -- 50 + 2*15 + 5 + 3*5
SELECT is(pg_temp.points('template.household',
                         pg_temp.did('honour_province', 1, :'last_year'),
                         pg_temp.did('degree_doctor', 1, :'today')),
          20.00, 'Households: last year is settled');                      -- 0 + 20
SELECT is(pg_temp.points('template.household',
                         pg_temp.did('degree_master', 1, :'today'),
                         pg_temp.did('serious_violation', 1, :'today')),
          10.00, 'Households: a violation takes no points');               -- 10 - 0

--
-- Tonglu: an hour is a point; a bad record takes none
--
SELECT is(pg_temp.points('zhejiang.hangzhou.tonglu',
                         pg_temp.did('volunteer_hours', 335, :'today'),
                         pg_temp.did('bad_record', 2, :'today')),
          335.00, 'Tonglu: hours and a record');                           -- 335 - 0


--
-- Tiers: the boundaries of every published table, as the first settlement places people
--
-- a loss that took effect earlier than it is recorded here
CREATE FUNCTION pg_temp.lost(subject bigint, rule text, quantity numeric, day date) RETURNS bigint
LANGUAGE sql AS
$$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref)
	SELECT 1, s.subject_id, r.rule_id, quantity * 100, day, day, 1, rule || day
	  FROM civic.subjects s
	  JOIN civic.rules r ON r.policy_id = civic.policy_in_force(s.area) AND r.rule_code = rule
	 WHERE s.subject_id = subject
	RETURNING subject_id
$$;

CREATE TEMP TABLE placed (n int GENERATED ALWAYS AS IDENTITY, what text, subject bigint, tier text);

INSERT INTO placed (what, subject, tier)
SELECT format('Fuzhou: %s', 500 + points), pg_temp.someone('fujian.fuzhou', pg_temp.did('additional_item', points, :'today')), tier
  FROM (VALUES (350, 'outstanding'), (349.99, 'excellent'), (250, 'excellent'), (249.5, 'good'), (150, 'good'), (149.99, 'fair'),
			(50, 'fair'), (49.99, 'poor')) AS t(points, tier)
UNION ALL
SELECT format('Fuzhou: %s', 350 - more),
       pg_temp.someone('fujian.fuzhou', VARIADIC ARRAY[pg_temp.did('legal_offence', 200, :'today')]
                       || CASE WHEN more > 0 THEN ARRAY[pg_temp.did('legal_offence', more, :'today')] END), tier
  FROM (VALUES (0, 'poor'), (0.01, 'very_poor')) AS t(more, tier);     -- 500 - 150, the most one offence costs

INSERT INTO placed (what, subject, tier)
SELECT format('Rongcheng: %s', 1000 + points), pg_temp.someone('shandong.weihai.rongcheng', pg_temp.did('points_added', points, :'today')), tier
  FROM (VALUES (50, 'aaa'), (49.99, 'aa'), (30, 'aa'), (29.99, 'a')) AS t(points, tier)
UNION ALL
SELECT format('Rongcheng: %s', 1000 - points), pg_temp.lost(pg_temp.someone('shandong.weihai.rongcheng'), 'points_deducted', points, :'last_year'), tier
  FROM (VALUES (40, 'a'), (40.01, 'b'), (150, 'b'), (150.01, 'c'), (400, 'c'), (400.01, 'd')) AS t(points, tier)
UNION ALL
SELECT format('Rongcheng: 1050 and a loss %s days ago', ago),
       pg_temp.lost(pg_temp.someone('shandong.weihai.rongcheng', pg_temp.did('points_added', 51, :'today')),
                    'points_deducted', 1, :'today'::date - ago), tier
  FROM (VALUES (364, 'a'), (365, 'aaa')) AS t(ago, tier);              -- both A's above A ask for 365 clean days

INSERT INTO placed (what, subject, tier) VALUES
	('Tonglu: 99.99 hours', pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 99.99, :'today')), 'volunteer'),
	('Tonglu: 100 hours', pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 100, :'out_5_years')), 'courtesy'),
	('Tonglu: 120 hours and a record of two years ago',
		pg_temp.lost(pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 120, :'today')), 'bad_record', 1, :'today'::date - 730), 'volunteer'),
	('Tonglu: 120 hours and a record that is 1095 days old',
		pg_temp.lost(pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 120, :'today')), 'bad_record', 1, :'today'::date - 1095), 'volunteer'),
	('Tonglu: 120 hours and a record that is 1096 days old',
		pg_temp.lost(pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 120, :'today')), 'bad_record', 1, :'today'::date - 1096), 'courtesy'),
	('Tonglu: 600 hours in 365 days',
		pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 300, :'today'::date - 364), pg_temp.did('volunteer_hours', 300, :'today')), 'six_hundred'),
	('Tonglu: 600 hours in 366 days',
		pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 300, :'today'::date - 365), pg_temp.did('volunteer_hours', 300, :'today')), 'courtesy');

-- levels 0 to 2 ask for points alone, 3 for a hundred days of activity and for counts of all time as well
CREATE FUNCTION pg_temp.member(topics int, posts int, likes_given int) RETURNS bigint LANGUAGE sql AS
$$
	SELECT pg_temp.someone('forum', VARIADIC ARRAY[
			pg_temp.did('topics_entered', topics, civic.today() - 200), pg_temp.did('posts_read', posts, civic.today() - 200),
			pg_temp.did('reading_minutes', 60, civic.today() - 200), pg_temp.did('topics_replied', 10, civic.today()),
			pg_temp.did('likes_given', likes_given, civic.today()), pg_temp.did('likes_received', 20, civic.today())]
		|| (SELECT array_agg(pg_temp.did('days_visited', 1, civic.today() - d)) FROM generate_series(1, 50) d))
$$;
INSERT INTO placed (what, subject, tier) VALUES
	('Forum: nothing yet', pg_temp.someone('forum'), 'tl0'),
	('Forum: 71.66', pg_temp.someone('forum', pg_temp.did('posts_read', 71.66, :'today')), 'tl0'),
	('Forum: 71.67', pg_temp.someone('forum', pg_temp.did('topics_entered', 5, :'today'), pg_temp.did('posts_read', 30, :'today'),
		pg_temp.did('reading_minutes', 10, :'today')), 'tl1'),
	('Forum: 299.99', pg_temp.someone('forum', pg_temp.did('topics_entered', 20, :'today'), pg_temp.did('posts_read', 99.99, :'today'),
		pg_temp.did('reading_minutes', 60, :'today')), 'tl1'),
	('Forum: 300', pg_temp.someone('forum', pg_temp.did('topics_entered', 20, :'today'), pg_temp.did('posts_read', 100, :'today'),
		pg_temp.did('reading_minutes', 60, :'today')), 'tl2'),
	('Forum: all of level 3', pg_temp.member(200, 500, 30), 'tl3'),
	('Forum: nine tenths of one requirement do not promote', pg_temp.member(200, 500, 27), 'tl2'),
	('Forum: 199 topics of all time', pg_temp.member(199, 500, 30), 'tl2'),
	('Forum: 499 posts of all time', pg_temp.member(200, 499, 30), 'tl2');

-- no tiers were published: none is given
INSERT INTO placed (what, subject, tier) VALUES
	('Xiamen: no tiers', pg_temp.someone('fujian.xiamen', pg_temp.did('positive_item', 600, :'today')), NULL),
	('Weihai: no tiers', pg_temp.someone('shandong.weihai'), NULL);

-- serious violations: today, at the end of last year, and before that
CREATE TEMP TABLE blocked AS
SELECT what, until, pg_temp.someone('template.household', pg_temp.did('degree_master', 1, :'today'), pg_temp.did('serious_violation', 1, day)) AS subject
  FROM (VALUES ('today', :'today'::date, :'next_year'::date + interval '1 year' - interval '1 day'),
			('last year', :'last_year'::date, :'next_year'::date - interval '1 day'),
			('the year before', (:'last_year'::date - interval '1 year')::date, NULL)) AS t(what, day, until);

--
-- Benefits: who has which, at and just below what the source asks for
--
CREATE TEMP TABLE asked (n int GENERATED ALWAYS AS IDENTITY, what text, subject bigint, benefit text, has bool);

INSERT INTO asked (what, subject, benefit, has)
SELECT format('Xiamen: %s for %s', benefit, points), pg_temp.someone('fujian.xiamen', pg_temp.did('positive_item', points, :'today')), benefit, has
  FROM (VALUES ('park_first', 529.99, false), ('park_first', 530, true), ('book_loan', 599, false), ('book_loan', 599.99, false),
			('book_loan', 600, true), ('i_parking', 649.99, false), ('i_parking', 650, true)) AS t(benefit, points, has)
UNION ALL
SELECT format('Fuzhou: the bus discount at %s', 500 + points), pg_temp.someone('fujian.fuzhou', pg_temp.did('additional_item', points, :'today')), 'bus_discount', has
  FROM (VALUES (249.99, false), (250, true)) AS t(points, has)
UNION ALL
SELECT format('Rongcheng: the heating rebate at %s', 1000 + points), pg_temp.someone('shandong.weihai.rongcheng', pg_temp.did('points_added', points, :'today')), 'heating_rebate', has
  FROM (VALUES (49.99, false), (50, true)) AS t(points, has)
UNION ALL
SELECT format('Tonglu: the loan at %s', hours), pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', hours, :'today')), 'loan', has
  FROM (VALUES (334.99, false), (335, true)) AS t(hours, has)
UNION ALL
SELECT 'Tonglu: courtesy for 600 hours and a record of two years ago',
       pg_temp.lost(pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 600, :'today')), 'bad_record', 1, :'today'::date - 730), 'courtesy', false
UNION ALL
SELECT 'Tonglu: courtesy for 100 hours and a clean record',
       pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 100, :'today')), 'courtesy', true
UNION ALL
SELECT format('Reputation: voting down at %s', 1 + points), pg_temp.someone('qa_site', pg_temp.did('bounty', points, :'today')), 'vote_down', has
  FROM (VALUES (123, false), (124, true)) AS t(points, has);

CREATE TEMP TABLE privileged AS
SELECT points, has, pg_temp.someone('qa_site', VARIADIC CASE WHEN points > 1 THEN ARRAY[pg_temp.did('bounty', points - 1, :'today')] ELSE '{}' END) AS subject
  FROM (VALUES (1, 1::bigint), (100, 8), (25000, 22)) AS t(points, has);

-- coupons: who has how many, and households
SELECT pg_temp.someone('shandong.weihai.rongcheng.shuguang', pg_temp.did('community_item', 2, :'today')) AS two,
       pg_temp.someone('shandong.weihai.rongcheng.shuguang', pg_temp.did('community_item', 2.5, :'last_year'), pg_temp.did('community_item', 0.5, :'today')) AS three,
       pg_temp.someone('zhejiang.hangzhou.tonglu', pg_temp.did('volunteer_hours', 600, :'today')) AS busy,
       civic.enroll('household a', 'household', 'template.household') AS good,
       civic.enroll('household b', 'household', 'template.household') AS bad \gset
SELECT civic.record(h, 'degree_master', 1, :'today', 'master') FROM unnest(ARRAY[:good, :bad]::bigint[]) h \g /dev/null
SELECT civic.record(:bad, 'serious_violation', 1, :'today', 'violation', 'the decision'::bytea) \g /dev/null

CREATE FUNCTION pg_temp.redeems(subject bigint, benefit text, quantity int, request text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM civic.redeem(subject, benefit, quantity, request);
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

CALL civic.settle() \g /dev/null
SELECT is(civic.tier(subject), tier, what) FROM placed ORDER BY n;
SELECT is(e.entitled, a.has, a.what) FROM asked a, LATERAL civic.entitled(a.subject, a.benefit) e ORDER BY a.n;
SELECT is((SELECT count(*) FROM civic.benefits(subject) WHERE entitled), has, format('Reputation: privileges at %s', points)) FROM privileged ORDER BY points;

SELECT is(available, 2.00, 'Shuguang: 2 points, 2 coupons') FROM civic.wallet(:two);
SELECT is(pg_temp.redeems(:two, 'soap', 1, 'r1'), 'RW010', 'Shuguang: which buy nothing');
SELECT is(pg_temp.redeems(:three, 'soap', 1, 'r1'), 'done', 'Shuguang: 3 coupons buy soap');
SELECT is(available, 0.00, 'Shuguang: and are spent') FROM civic.wallet(:three);
SELECT is(civic.score(:three), 3.00, 'Shuguang: while the points stay');      -- 2.5 + 0.5
SELECT is(max(expires_on), (:'next_year'::date - 1), 'Shuguang: coupons end with the year') FROM civic.wallet_lots(:two);
SELECT is(pg_temp.redeems(:good, 'household_goods', 1, 'r1'), 'done', 'Households: 10 points buy household goods');
SELECT is(pg_temp.redeems(:bad, 'household_goods', 1, 'r1'), 'RW007', 'Households: not after a serious violation');
SELECT is(pg_temp.redeems(subject, 'household_goods', 1, 'r1'), 'RW005', 'Households: nor for a resident') FROM blocked WHERE until IS NULL;
SELECT is(pg_temp.redeems(:busy, 'voucher_a', 5, 'r1'), 'done', 'Tonglu: 5 vouchers of the first kind');
SELECT is(pg_temp.redeems(:busy, 'voucher_a', 1, 'r2'), 'RW013', 'Tonglu: no sixth in the same year');
SELECT is(pg_temp.redeems(:busy, 'voucher_d', 1, 'r3'), 'done', 'Tonglu: 1 of the fourth');
SELECT is(pg_temp.redeems(:busy, 'voucher_d', 1, 'r4'), 'RW013', 'Tonglu: and no second');
SELECT is(t.blocked_until, b.until::date, 'Households: redemption after a violation of ' || b.what)
  FROM blocked b JOIN civic.standings t ON t.subject_id = b.subject ORDER BY b.until;
SELECT is(t.score, 10.00, 'Households: and the points stay') FROM blocked b JOIN civic.standings t ON t.subject_id = b.subject LIMIT 1;
SELECT is_empty('SELECT t.subject_id FROM civic.standings t WHERE t.score IS DISTINCT FROM civic.score(t.subject_id)',
                'standings and score() agree on every subject');

--
-- The population agrees with its members
--
SELECT is((SELECT count(*) FROM civic.scores()), (SELECT last_value + 2 FROM newcomer),
          'every subject has a score');
SELECT is_empty('SELECT subject_id FROM civic.scores() WHERE score IS DISTINCT FROM civic.score(subject_id)',
                'scores() and score() agree on every subject');
SELECT is_empty('SELECT s.subject_id
                   FROM civic.scores() s
                  WHERE s.score IS DISTINCT FROM (SELECT sum(points) FROM civic.explain(s.subject_id))',
                'every explanation adds up to its score');

SELECT * FROM finish();
ROLLBACK;
