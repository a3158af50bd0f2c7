-- index: packs of indices, observations, series, the index and its zones
\set SHOW_CONTEXT never

-- a pack is checked as a whole
SELECT * FROM civic.check_index('7');
SELECT path, problem FROM civic.check_index('{"index": {"code": "x", "version": "1"}, "dimensions": [{"code": "d", "weight": 0}],
	"indicators": [{"code": "g", "dimension": "e", "weight": 1, "low": 5, "high": 1, "cadence": "hour"}], "zones": [], "more": 1}') ORDER BY path;
SELECT count(*) FROM civic.check_index(NULL);
SELECT civic.load_index('{}');
SELECT civic.load_index(NULL);
CREATE FUNCTION pg_temp.pack(version text, more jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb '{
	 "dimensions": [
	  {"code": "institution", "title": {"zh": "制度信任", "en": "Institutional trust"}, "weight": 0.40},
	  {"code": "competence", "title": {"zh": "能力信任", "en": "Trust in competence"}, "weight": 0.35},
	  {"code": "affection", "title": {"zh": "情感信任", "en": "Affective trust"}, "weight": 0.25}],
	 "indicators": [
	  {"code": "disclosure", "title": {"zh": "政务公开率", "en": "Disclosure rate"}, "dimension": "institution", "weight": 1, "low": 0, "high": 100},
	  {"code": "success", "title": {"zh": "处置成功率", "en": "Success rate"}, "dimension": "competence", "weight": 1, "low": 0, "high": 100},
	  {"code": "visits", "title": {"zh": "走访率", "en": "Visits"}, "dimension": "affection", "weight": 1, "low": 0, "high": 100}],
	 "zones": [{"code": "green", "title": {"zh": "绿", "en": "Green"}, "above": 85}, {"code": "yellow", "title": {"zh": "黄", "en": "Yellow"}, "from": 60},
	  {"code": "red", "title": {"zh": "红", "en": "Red"}}]}' || jsonb_build_object('index', jsonb_build_object('code', 'chenghua', 'version', pack.version,
		'title', jsonb '{"zh": "信任指数", "en": "Index of trust"}', 'parents', 'equal')) || more
$$;
SELECT civic.load_index(pg_temp.pack('1')) AS pack \gset
SELECT civic.load_index(jsonb_set(pg_temp.pack('2'), '{dimensions,0,weight}', '0.5')) AS other \gset
SELECT * FROM civic.index_diff(:pack, :other);
SELECT civic.index_document(:pack) = pg_temp.pack('1') AS as_loaded;
SELECT civic.index_document(0);

-- nothing can be observed before an index that has the indicator is enacted
SELECT civic.observe('disclosure', 'town.v1', 90, '2024-01-15', 'd-1', source => 'office');
SELECT civic.enact_index(:pack, NULL);
SELECT civic.enact_index(:pack, 'infinity');
SELECT length(civic.enact_index(:pack, '2024-01-01')) AS digest;
SELECT civic.enact_index(:pack, '2024-01-01');
SELECT civic.enact_index(:other, '2024-02-01');

-- 90, 80 and 70 with 40/35/25 give 81.5, which is yellow
SELECT civic.observe('disclosure', 'town.v1', 90, '2024-01-15', 'd-1', source => 'office') AS first \gset
SELECT civic.observe('success', 'town.v1', 80, '2024-01-15', 's-1', source => 'office') > :first AS second;
SELECT civic.observe('visits', 'town.v1', 70, '2024-01-15', 'v-1', source => 'office') > :first AS third;
SELECT area, month, value, zone, complete, missing FROM civic.trust_index('town.v1', '2024-01-31');

-- once more is the same observation; a revision is another row, and series() knows both
SELECT civic.observe('disclosure', 'town.v1', 90.000000, '2024-01-15', 'd-1', source => 'office') = :first AS the_same;
SELECT clock_timestamp() AS before \gset
SELECT civic.observe('disclosure', 'town.v1', 92.5, '2024-01-15', 'd-1', source => 'office') > :first AS revised;
SELECT * FROM civic.series('disclosure', 'town.v1', '2024-01-01', '2024-03-31');
SELECT value, revision FROM civic.series('disclosure', 'town.v1', '2024-01-01', '2024-01-31', as_known => :'before');
SELECT civic.observe('disclosure', 'town.v2', 90, '2024-01-15', 'd-1', source => 'office');
SELECT civic.withdraw_observation('d-1', 'counted twice', 'office') > :first AS withdrawn;
SELECT value, missing FROM civic.series('disclosure', 'town.v1', '2024-01-01', '2024-01-31');
SELECT area, value, complete, missing FROM civic.trust_index('town.v1', '2024-01-31');
SELECT civic.observe('disclosure', 'town.v1', 90, '2024-01-15', 'd-1', source => 'office') > :first AS again;
SELECT civic.withdraw_observation('d-2', 'x', 'office');
SELECT civic.withdraw_observation('d-1', ' ', 'office');

-- what cannot be observed
SELECT civic.observe('unknown', 'town.v1', 1, '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'moon', 1, '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 'NaN', '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 'Infinity', '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 0.0000001, '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 1000000000001, '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 1, '9999-01-01', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 1, '2024-01-15', 'x', weight => 0, source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 1, '2024-01-15', ' ', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', NULL, '2024-01-15', 'x', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 1, '2024-01-15', 'x', source => 'nobody');
SELECT * FROM civic.series('disclosure', 'town.v1', '2024-01-01', 'infinity');
SELECT * FROM civic.series('disclosure', 'town.v1', '2024-01-01', '2024-01-01', 'hour');
SELECT * FROM civic.series('disclosure', NULL, '2024-01-01', '2024-01-01');

-- the inbox takes texts, and says of each row what is wrong with it
COPY civic.observation_inbox (indicator, area, value, on_day, source_ref, weight, source) FROM stdin;
visits	town.v1	71.5	2024-02-10	v-2		office
visits	town.v1	71.5	2024-02-10	v-2	1	office
visits	town.v1	72	2024-02-10	v-2		office
visits	town.v1	73	2024-02-11	v-2		office
disclosure	town.v2	abc	2024-02-10	d-2		office
disclosure	town.v2	1	2024-02-30	d-3		office
disclosure	town.v2	1	2024-02-20	d-4	-1	office
disclosure	moon	1	2024-02-20	d-5		office
nothing	town.v2	1	2024-02-20	d-6		office
disclosure	town.v2	1	2024-02-20			office
disclosure	town.v2	1	2024-02-20	d-7		nobody
\.
CALL civic.post_observations();
SELECT source_ref, value, sqlstate, reason, detail FROM civic.observation_status ORDER BY inbox_id;
SELECT period, value, n, revision FROM civic.series('visits', 'town.v1', '2024-02-01', '2024-02-29');
SELECT civic.retry_observations(ARRAY[(SELECT min(inbox_id) FROM civic.observation_status)]) AS retried;
CALL civic.post_observations(1);
SELECT civic.discard_observations() AS discarded;
CALL civic.post_observations(0);

-- who is behind
SELECT * FROM civic.stale('2024-04-10');

-- what was published stays
SELECT civic.close_observations('2024-01-31');
SELECT civic.observe('disclosure', 'town.v1', 50, '2024-01-15', 'd-1', source => 'office');
SELECT civic.observe('disclosure', 'town.v1', 50, '2024-01-31', 'd-9', source => 'office');
SELECT civic.withdraw_observation('d-1', 'x', 'office');
SELECT civic.observe('disclosure', 'town.v1', 90, '2024-01-15', 'd-1', source => 'office') > :first AS the_same;
INSERT INTO civic.observation_inbox (indicator, area, value, on_day, source_ref, source) VALUES ('disclosure', 'town.v1', '90', '2024-01-15', 'd-1', 'office'),
	('disclosure', 'town.v1', '91', '2024-01-15', 'd-1', 'office');
CALL civic.post_observations();
SELECT source_ref, value, sqlstate, reason FROM civic.observation_status;
SELECT civic.discard_observations() AS discarded;
SELECT civic.close_observations('2023-12-31');
SELECT civic.close_observations('2023-12-31', reason => 'the office had miscounted');
SELECT civic.observe('disclosure', 'town.v1', 90, '2024-01-31', 'd-9', source => 'office') > 0 AS open_again;
SELECT civic.close_observations('2024-01-31', 'success');
SELECT civic.observe('success', 'town.v1', 50, '2024-01-31', 's-9', source => 'office');
SELECT civic.observe('visits', 'town.v1', 70, '2024-01-31', 'v-9', source => 'office') > 0 AS another;
SELECT civic.close_observations('2024-01-31', 'nothing');
SELECT civic.close_observations('infinity');
SELECT civic.close_observations(NULL);
UPDATE civic_private.observation SET value = 0;

-- zones compare values that were not rounded: above 85 is above, from 60 includes 60
SELECT civic.observe(i, ('town.v' || a)::ltree, v, '2024-06-01', 'zone-' || i || a || v, source => 'office') > 0 AS observed
  FROM (VALUES ('disclosure'), ('success'), ('visits')) x (i), (VALUES (1, 85), (2, 85.0001)) y (a, v);
SELECT civic.observe(i, ('town.v' || a)::ltree, v, '2024-07-01', 'zone-' || i || a || v, source => 'office') > 0 AS observed
  FROM (VALUES ('disclosure'), ('success'), ('visits')) x (i), (VALUES (1, 60), (2, 59.999)) y (a, v);
SELECT area, month, value, zone FROM civic.trust_index('town', '2024-06-30') UNION ALL SELECT area, month, value, zone FROM civic.trust_index('town', '2024-07-01')
 ORDER BY month, area;
-- three thirds of 85 are 85
SELECT civic.load_index(pg_temp.pack('1', '{"index": {"code": "thirds", "version": "1", "title": {"zh": "三", "en": "Thirds"}, "parents": "equal"},
	"dimensions": [{"code": "institution", "title": {"zh": "1", "en": "1"}, "weight": 0.333333}, {"code": "competence", "title": {"zh": "2", "en": "2"}, "weight": 0.333333},
	{"code": "affection", "title": {"zh": "3", "en": "3"}, "weight": 0.333334}]}')) AS thirds \gset
SELECT length(civic.enact_index(:thirds, '2024-01-01')) AS digest;
SELECT civic.trust_index('town.v1', '2024-06-30');
SELECT area, value, zone FROM civic.trust_index('town', '2024-06-30', 'thirds');
SELECT civic.trust_index('town.v1', '2023-06-30', 'thirds');
SELECT civic.trust_index('town.v1', '2024-06-30', 'nothing');
SELECT civic.trust_index('moon', '2024-06-30', 'thirds');
SELECT civic.trust_index('town', '9999-01-01', 'thirds');

-- judges who contradict themselves are not believed, unless somebody says why
SELECT pg_temp.pack('1', '{"index": {"code": "judged", "version": "1", "title": {"zh": "评", "en": "Judged"}, "availability": "1/2"}, "comparisons": ["{{1,2,1/9},{1/2,1,3},{9,1/3,1}}"],
	"dimensions": [{"code": "institution", "title": {"zh": "1", "en": "1"}}, {"code": "competence", "title": {"zh": "2", "en": "2"}}, {"code": "affection", "title": {"zh": "3", "en": "3"}}]}') AS judged \gset
SELECT civic.load_index(:'judged') AS judged_pack \gset
SELECT civic.enact_index(:judged_pack, '2024-01-01');
SELECT civic.enact_index(:judged_pack, '2024-01-01', ' ');
SELECT length(civic.enact_index(:judged_pack, '2024-01-01', 'the council has decided so')) AS digest;
SELECT weights, override FROM civic_private.trust_enactment WHERE code = 'judged';
-- two judges, who agree together
SELECT civic.load_index(jsonb_set(jsonb_set(:'judged', '{index,code}', '"two"'), '{comparisons}', '["{{1,2,4},{1/2,1,2},{1/4,1/2,1}}", "{{1,8,4},{1/8,1,2},{1/4,1/2,1}}"]')) AS two \gset
SELECT length(civic.enact_index(:two, '2024-01-01')) AS digest;
SELECT weights FROM civic_private.trust_enactment WHERE code = 'two';

-- lines that add up
SELECT line, kind, dimension, code, title, value, mark, points, change FROM civic.explain_index('town.v1', '2024-01-31', index => 'chenghua');
SELECT kind, code, title, value, points, change FROM civic.explain_index('town', '2024-07-31', 'zh', 'chenghua');
SELECT kind, code, points, change FROM civic.explain_index('town.v1', '2024-07-31', index => 'chenghua') WHERE kind IN ('index', 'indicator');
SELECT kind, dimension, code, value, points, change FROM civic.explain_index('town.v1', '2024-02-28', index => 'chenghua');
SELECT civic.explain_index('moon');
SELECT civic.explain_index('town', lang => 'fr');
-- thirds: the last millionth goes somewhere
SELECT sum(points) FILTER (WHERE kind = 'index') AS index, sum(points) FILTER (WHERE kind = 'dimension') AS dimensions, sum(points) FILTER (WHERE kind = 'indicator') AS indicators
  FROM civic.explain_index('town.v2', '2024-07-31', index => 'two');
-- a geometric mean: a zero gives 0, and two numbers their root
SELECT civic.load_index(jsonb_set(jsonb_set(pg_temp.pack('1'), '{index,code}', '"geometric"'), '{index,aggregation}', '"geometric"')) AS geometric \gset
SELECT length(civic.enact_index(:geometric, '2024-01-01')) AS digest;
SELECT civic.observe(i, 'town.v1', v, '2024-09-01', 'geo-' || i, source => 'office') > 0 AS observed FROM (VALUES ('disclosure', 90), ('success', 80), ('visits', 70)) x (i, v);
SELECT civic.observe(i, 'town.v2', v, '2024-09-01', 'geo-2' || i, source => 'office') > 0 AS observed FROM (VALUES ('disclosure', 90), ('success', 80), ('visits', 0)) x (i, v);
SELECT area, value, zone, round(exp(0.40 * ln(90.0) + 0.35 * ln(80.0) + 0.25 * ln(70.0)), 6) AS by_hand FROM civic.trust_index('town', '2024-09-30', 'geometric');
SELECT sum(points) FILTER (WHERE kind = 'index') AS index, sum(points) FILTER (WHERE kind = 'indicator') AS indicators FROM civic.explain_index('town.v1', '2024-09-30', index => 'geometric');

-- settlement notes each month, a revision adds a row, and another zone is told
SELECT civic_internal.note_index('chenghua', '2024-06-01') AS june, civic_internal.note_index('chenghua', '2024-07-01') AS july, civic_internal.note_index('chenghua', '2024-07-01') AS again;
SELECT civic.observe('disclosure', 'town.v2', 70, '2024-07-01', 'zone-disclosure259.999', source => 'office') > 0 AS revised;
SELECT civic_internal.note_index('chenghua', '2024-07-01') AS revised;
SELECT index_code, month, value, zone, missing, revision FROM civic.index_history('town.v2');
SELECT payload FROM civic_private.outbox WHERE topic = 'zone' ORDER BY outbox_id;
SELECT civic.index_history('moon');
