-- What upgrade/town-1.0.sql was made from: run under version 1.0, then dumped
-- with pg_dump, without its \restrict lines. It has what a programme of 1.0 can
-- have, and what it said about it in public.said.
CREATE ROLE town_policy_admin;
CREATE ROLE town_recorder;
CREATE ROLE town_service;
CREATE ROLE town_reviewer;
CREATE ROLE town_auditor;
CREATE ROLE town_analyst;
CREATE ROLE town_many;

CREATE EXTENSION civic_credit VERSION '1.0' CASCADE;
SELECT civic.create_programme('town', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_area('town.brook', '溪', 'brook');
SELECT civic.define_source('desk', '窗口', 'desk', ARRAY['help']);
-- a source of this name is the programme's own from 1.1 on
SELECT civic.define_source('settlement', '结算', 'somebody''s settlement');
-- 1.0 took down limits and repair steps without looking closely, and froze them
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "brook", "title": {"zh": "溪", "en": "brook"}, "area": "town.brook", "version": "1", "base": 1100},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}},
                {"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 3},
  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -10,
   "legal_basis": "Brook covenant 3", "severity": "minor"}],
 "tiers": [{"code": "plain", "title": {"zh": "普通", "en": "plain"}, "rank": 1, "promote_at": 0}],
 "benefits": [{"code": "swim", "title": {"zh": "游泳", "en": "swim"}, "kind": "redemption", "cost": 5, "per_period": {"period": "month"}}],
 "repair_windows": [{"severity": "minor", "max_days": 90}, {"severity": "minor", "max_days": 30}],
 "repair_steps": [{"severity": "minor", "path": "help", "step": 2, "kind": "service_hours", "restores": 4000},
                  {"severity": "minor", "path": "help", "step": 2, "kind": "observation", "restores": 2000}],
 "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}]
}'), '2020-01-01');
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "town-points", "title": {"zh": "积分", "en": "points"}, "area": "town", "version": "1", "base": 1000},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}},
                {"code": "order", "title": {"zh": "秩序", "en": "order"}, "floor": -200}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 2, "coupons": 1},
  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1,
   "period": "month", "cap_high": 5, "retention": {"half_life": 365}},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime",
   "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}],
   "legal_basis": "Town Order 7", "severity": "minor"},
  {"code": "fraud", "title": {"zh": "造假", "en": "fraud"}, "dimension": "order", "tariff": -100, "notice_days": 15,
   "legal_basis": "Town Order 8", "severity": "serious", "veto": {"ceiling_tier": "plain", "until": "next_year_end"}}],
 "tiers": [{"code": "plain", "title": {"zh": "普通", "en": "plain"}, "rank": 1, "promote_at": 0},
           {"code": "star", "title": {"zh": "星", "en": "star"}, "rank": 2, "promote_at": 1010, "demote_below": 1000,
            "hold_days": 14, "requires": {"clean_days": 30}}]
}'), '2020-01-01');
SELECT civic.load_policy(jsonb_set(civic.policy_document(2), '{policy,version}', '"draft"'));
SELECT count(civic.enroll('resident ' || g, 'resident', CASE WHEN g % 3 = 0 THEN 'town.brook' ELSE 'town' END::ltree,
	since => '2020-01-01')) FROM generate_series(1, 12) AS g;
SELECT civic.move(civic.find_subject('resident 4'), 'town.brook', '2021-06-01');
SELECT civic.withdraw(civic.find_subject('resident 5'), 'asked for it');
SELECT civic.grant_access('town_' || p, p) FROM unnest(ARRAY['policy_admin', 'service', 'reviewer', 'auditor', 'analyst']) AS p;
SELECT civic.grant_access('town_many', p) FROM unnest(ARRAY['policy_admin', 'service', 'reviewer', 'auditor', 'analyst']) AS p;
SELECT civic.grant_access('town_recorder', 'recorder', 'desk');
SELECT civic.grant_access('town_many', 'recorder');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % 13, (ARRAY['help', 'class', 'litter'])[1 + g % 3], 1 + g % 4,
	date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, 150) AS g;
CALL civic.post_inbox();
SELECT civic.record(civic.find_subject('resident 7'), 'fraud', 1, '2026-11-02', 'case 1', 'a photograph');
SELECT count(civic.reverse(e.subject_id, e.entry_id, 'mistaken')) FROM civic_private.entry e
WHERE e.entry_id % 23 = 0 AND e.kind = 1;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('resident 2', 'help', 1.5, '2021-02-02', 'waiting');

CREATE TABLE public.said AS
SELECT g AS resident, d::date AS day, civic.score(civic.find_subject('resident ' || g), d::date) AS score,
	(SELECT string_agg(concat_ws('/', e.kind, e.dimension, e.rule_code, e.period, e.entries, e.quantity, e.points), ' ' ORDER BY e.line)
	   FROM civic.explain(civic.find_subject('resident ' || g), d::date) e WHERE e.kind <> 'next_tier') AS lines
FROM generate_series(1, 12) AS g, unnest(ARRAY[date '2026-11-25', '2026-12-31', '2028-02-29']) AS d;
