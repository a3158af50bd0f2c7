-- policy packs: checking, loading, enacting, inheriting
\set SHOW_CONTEXT never
CREATE TABLE pack (name text PRIMARY KEY, document jsonb);
INSERT INTO pack VALUES ('town', '{
  "policy": {"code": "town", "title": {"zh": "镇规", "en": "Town rules"}, "area": "town", "version": "1",
             "base": 100, "floor": 0, "ceiling": 200},
  "dimensions": [{"code": "care", "title": {"zh": "关爱", "en": "Care"}, "cap": 60},
                 {"code": "order", "title": {"zh": "秩序", "en": "Order"}, "floor": -80}],
  "rules": [
    {"code": "hours", "title": {"zh": "志愿服务", "en": "Volunteering"}, "unit": {"zh": "小时", "en": "hours"},
     "dimension": "care", "period": "lifetime",
     "tariff": [{"upto": 20, "rate": 1}, {"upto": 80, "rate": "1/2"}, {"upto": 200, "rate": "1/3"}, {"rate": "1/4"}]},
    {"code": "help", "title": {"zh": "互助", "en": "Helping"}, "dimension": "care", "tariff": 0.335},
    {"code": "cleanup", "title": {"zh": "清洁", "en": "Clean-up"}, "dimension": "care", "tariff": 2,
     "period": "month", "cap_high": 4, "retention": "period_end"},
    {"code": "donation", "title": {"zh": "捐款", "en": "Donation"}, "unit": {"zh": "元", "en": "yuan"},
     "dimension": "care", "tariff": [{"rate": 0.002, "step": 500}], "period": "year", "evidence": "required"},
    {"code": "award", "title": {"zh": "表彰", "en": "Award"}, "dimension": "care", "tariff": 10, "period": "lifetime",
     "combine": "max", "exclusive_group": "honours", "retention": {"half_life": 365}},
    {"code": "city_award", "title": {"zh": "市级表彰", "en": "City award"}, "dimension": "care", "tariff": 25,
     "period": "lifetime", "combine": "max", "exclusive_group": "honours", "retention": {"half_life": 365}},
    {"code": "littering", "title": {"zh": "乱扔垃圾", "en": "Littering"}, "dimension": "order", "severity": "minor",
     "tariff": [{"upto": 1, "rate": -10}, {"upto": 2, "rate": -20}, {"rate": -40}], "period": {"rolling": 365},
     "notice_days": 7, "legal_basis": "village charter", "retention": {"expire": {"years": 2}}},
    {"code": "noise", "title": {"zh": "噪音", "en": "Noise"}, "dimension": "order", "tariff": -5,
     "legal_basis": "village charter", "retention": {"annual_rate": 0.084}}],
  "tiers": [{"code": "good", "title": {"zh": "良好", "en": "Good"}, "rank": 1, "promote_at": 120},
            {"code": "best", "title": {"zh": "优秀", "en": "Best"}, "rank": 2, "promote_at": 150, "demote_below": 140}]
}');
SELECT * FROM civic.check_policy((SELECT document FROM pack));

-- every problem is found, and named by its path
SELECT severity, path, problem FROM civic.check_policy('{
  "policy": {"code": "Bad", "title": {"zh": "", "en": 3}, "area": "town", "version": "1", "base": 1.234,
             "floor": 10, "ceiling": 5, "colour": "red"},
  "dimensions": [{"code": "d", "title": {"zh": "一", "en": "One"}, "floor": 2, "cap": 1},
                 {"code": "d", "title": {"zh": "一", "en": "One"}}, 7],
  "rules": [
    {"code": "a", "title": {"zh": "一", "en": "One"}, "dimension": "nowhere", "tariff": [{"upto": 5, "rate": 1}, {"upto": 5, "rate": -1}]},
    {"code": "b", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": -1, "cap_high": -3, "cap_low": 1},
    {"code": "c", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": [{"rate": "1/11"}, {"rate": 0.0000001}, {"upto": -2, "rate": "x"}]},
    {"code": "e", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": [], "period": "fortnight", "retention": "period_end"},
    {"code": "f", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "combine": "max", "period": {"rolling": 0}},
    {"code": "g", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "exclusive_group": "g", "severity": "serious", "notice_days": 3},
    {"code": "h", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "retention": {"half_life": 10, "linear": 5}},
    {"code": "i", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "retention": {"annual_rate": 1.5}},
    {"code": "j", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "retention": {"expire": {"days": 3, "years": 1}}},
    {"code": "k", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 99999, "veto": {"ceiling_tier": "none", "until": "never"}},
    {"code": "l", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "period": "day", "combine": "max", "exclusive_group": "x"},
    {"code": "m", "title": {"zh": "一", "en": "One"}, "dimension": "d", "tariff": 1, "period": "week", "combine": "max", "exclusive_group": "x"}],
  "tiers": [{"code": "t1", "title": {"zh": "一", "en": "One"}, "rank": 1, "promote_at": 10, "demote_below": 11},
            {"code": "t2", "title": {"zh": "一", "en": "One"}, "rank": 2, "promote_at": 10},
            {"code": "t3", "title": {"zh": "一", "en": "One"}, "rank": 2, "promote_at": 20}],
  "benefits": [{"code": "b1", "title": {"zh": "一", "en": "One"}, "min_tier": "t9", "kind": "gift"}],
  "repair_windows": [{"severity": "minor", "min_days": 10, "max_days": 5}],
  "repair_steps": [{"severity": "none", "path": "p", "restores": 10001}],
  "clocks": {"code": "c"}}');
SELECT severity, path, problem FROM civic.check_policy('[]');
SELECT severity, path, problem FROM civic.check_policy('"x"');
SELECT severity, path, problem FROM civic.check_policy('{"policy": null}');
SELECT * FROM civic.check_policy(NULL);

\set VERBOSITY default
SELECT civic.load_policy('{"policy": {"code": "x"}}');
SELECT civic.load_policy(NULL);
SELECT civic.load_policy(jsonb_set(document, '{policy,area}', '"moon"')) FROM pack;
SELECT civic.load_policy(document) AS town FROM pack \gset
SELECT civic.policy_document(:town) = document AS round_trip FROM pack;
SELECT civic.policy_document(:town, resolved => true);
SELECT civic.policy_in_force('town.v1', '2024-06-30') AS nothing_yet;
SELECT civic.enact_policy(99, '2020-01-01');
SELECT civic.enact_policy(:town, 'infinity');
SELECT civic.enact_policy(:town, NULL);
SELECT encode(civic.enact_policy(:town, '2020-01-01'), 'hex') AS digest;
SELECT civic.enact_policy(:town, '2020-01-01');
SELECT civic.policy_in_force('town.v1', '2019-12-31') AS before, civic.policy_in_force('town.v1', '2020-01-01') AS since,
       civic.policy_in_force('town') AS now, civic.policy_in_force('elsewhere') AS elsewhere;
UPDATE civic_private.enactment SET document = '{}';
UPDATE civic_private.rule SET code = 'x';

-- a village extends the town's rules; the past stays as it was
INSERT INTO pack VALUES ('village', '{
  "policy": {"code": "village", "title": {"zh": "村规", "en": "Village rules"}, "area": "town.v2", "version": "1", "extend": true, "base": 50},
  "rules": [{"code": "help", "title": {"zh": "互助", "en": "Helping"}, "dimension": "care", "tariff": 1},
            {"code": "banquet", "title": {"zh": "大操大办", "en": "Lavish banquet"}, "dimension": "order", "tariff": -20, "legal_basis": "village charter"}]}');
SELECT civic.load_policy(document) AS village FROM pack WHERE name = 'village' \gset
SELECT civic.enact_policy(:village, '2024-01-01');
SELECT CASE WHEN :SERVER_VERSION_NUM < 190000 THEN set_config('standard_conforming_strings', 'off', false) END AS set \gset
SELECT octet_length(civic.enact_policy(:village, civic.today())) AS digest_bytes;
RESET standard_conforming_strings;
SELECT path, a_value, b_value FROM civic.policy_diff(:town, :village) WHERE path LIKE '%help%' OR path LIKE '%banquet%' ORDER BY path COLLATE "C";
SELECT string_agg(rule_code, ' ' ORDER BY rule_id) FROM civic.rules WHERE policy_id = :village;
SELECT civic.policy_document(:village, true) #>> '{policy,base}' AS base, civic.policy_document(:village, true) #>> '{policy,ceiling}' AS ceiling;
SELECT civic.policy_in_force('town.v2') = :village AS own, civic.policy_in_force('town.v1') = :town AS inherited;
SELECT code, version, area, effective_from IS NULL AS draft FROM civic.policies ORDER BY policy_id;

-- null is the same as leaving the key out, but lifts a limit; so are the defaults of what names an item
SELECT section, value FROM jsonb_each(civic_internal.merge_policy(
	'{"policy": {"base": 100, "floor": 0, "ceiling": 200, "gifts": true}, "rules": [{"code": "a", "tariff": 1}],
	  "repair_windows": [{"severity": "minor", "max_days": 90}], "repair_steps": [{"path": "p", "step": 1, "kind": "duty"}]}',
	'{"policy": {"base": null, "floor": 5, "ceiling": null, "extend": true}, "rules": null,
	  "repair_windows": [{"max_days": 30}], "repair_steps": [{"severity": null, "path": "p", "kind": "training"}, {"path": "p", "step": 2}]}'))
	AS merged (section, value) ORDER BY section;
-- what is wrong with a merged pack cannot be looked up in the pack alone
SELECT civic.load_policy('{"policy": {"code": "hamlet", "title": {"zh": "组", "en": "Hamlet"}, "area": "town.v2", "version": "1", "extend": true},
	"rules": [{"code": "help", "title": {"zh": "互助", "en": "Helping"}, "dimension": "nowhere", "tariff": 1}]}') AS hamlet \gset
SELECT civic.enact_policy(:hamlet, civic.today());
