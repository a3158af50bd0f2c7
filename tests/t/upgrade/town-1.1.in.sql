-- What town-1.1.sql was made from, by make-1.1.sh: a programme of 1.1 with
-- something of everything that it can have. A line "-- on DAY" moves the clock.
CREATE ROLE town_policy_admin;
CREATE ROLE town_recorder;
CREATE ROLE town_service;
CREATE ROLE town_reviewer;
CREATE ROLE town_auditor;
CREATE ROLE town_analyst;
CREATE ROLE town_many;
-- reviewers, so that a second one can decide, and that a panel has members
CREATE ROLE town_judge;
CREATE ROLE town_elder1;
CREATE ROLE town_elder2;
CREATE ROLE town_elder3;

-- on 2025-01-10
CREATE EXTENSION civic_credit VERSION '1.1' CASCADE;
SELECT civic.create_programme('town', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'town'), civic.define_area('town.hill', '山', 'hill'),
	civic.define_area('town.hill.north', '山北', 'north of the hill'), civic.define_area('town.hill.south', '山南', 'south of the hill'),
	civic.define_area('town.lake', '湖', 'lake'), civic.define_area('town.lake.east', '湖东', 'east of the lake');
SELECT civic.define_source('desk', '窗口', 'desk', '{help,class,litter,visit}'), civic.define_source('police', '派出所', 'police');
SELECT civic.define_holidays('cn', array(SELECT generate_series(date '2025-10-01', '2025-10-08', '1 day')::date), false, 'National Day'),
	civic.define_holidays('cn', '{2025-09-28,2025-10-11}', true, 'worked instead'), civic.define_holiday('default', '2025-01-01', false);
SELECT civic.grant_access('town_' || p, p), civic.grant_access('town_many', p)
  FROM unnest('{policy_admin,service,reviewer,auditor,analyst}'::text[]) AS p;
SELECT civic.grant_access('town_recorder', 'recorder', s) FROM unnest('{desk,police}'::text[]) s;
SELECT civic.grant_access('town_many', 'recorder');
SELECT civic.grant_access('town_' || r, 'reviewer') FROM unnest('{judge,elder1,elder2,elder3}'::text[]) r;

\set town '{"policy": {"code": "town-points", "title": {"zh": "积分", "en": "points"}, "area": "town", "version": "1", "base": 1000, "gifts": true, "appeal_suspends": true, "review_share": 0.5, "erase_years": 1, "calendar": "cn"}, "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}, "cap": 300}, {"code": "order", "title": {"zh": "秩序", "en": "order"}, "floor": -300}, {"code": "learning", "title": {"zh": "学习", "en": "learning"}}], "rules": [{"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 2, "coupons": 1, "coupons_expire": {"days": 90}}, {"code": "hours", "title": {"zh": "工时", "en": "hours"}, "unit": {"zh": "小时", "en": "hour"}, "dimension": "service", "period": "lifetime", "tariff": [{"upto": 20, "rate": 1}, {"upto": 80, "rate": "1/2"}, {"rate": "1/4"}], "coupons": 0.5}, {"code": "class", "title": {"zh": "课", "en": "class"}, "dimension": "learning", "tariff": 1, "period": "month", "cap_high": 5, "retention": {"half_life": 365}, "coupons": 1, "coupons_expire": "year_end"}, {"code": "visit", "title": {"zh": "探访", "en": "visit"}, "dimension": "service", "tariff": 2, "period": {"rolling": 30}, "cap_high": 4}, {"code": "honour_town", "title": {"zh": "镇级荣誉", "en": "honour of the town"}, "dimension": "learning", "tariff": 20, "period": "year", "combine": "max", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"zh": "市级荣誉", "en": "honour of the city"}, "dimension": "learning", "tariff": 30, "period": "year", "combine": "max", "exclusive_group": "honours"}, {"code": "clean", "title": {"zh": "无失信", "en": "clean month"}, "dimension": "order", "tariff": 3, "clean_period": "month"}, {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime", "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}], "legal_basis": "Town Order 7", "severity": "minor", "retention": {"window": {"years": 2}}}, {"code": "noise", "title": {"zh": "噪音", "en": "noise"}, "dimension": "order", "tariff": -5, "notice_days": 10, "legal_basis": "Town Order 8"}, {"code": "permit", "title": {"zh": "无证", "en": "no permit"}, "dimension": "order", "tariff": -40, "severity": "general", "review": "always", "legal_basis": "Town Order 9"}, {"code": "fraud", "title": {"zh": "造假", "en": "fraud"}, "dimension": "order", "tariff": -110, "severity": "serious", "evidence": "required", "review": "always", "legal_basis": "Town Order 10", "veto": {"ceiling_tier": "plain", "blocks_redemption": true, "until": {"days": 60}}}, {"code": "arson", "title": {"zh": "纵火", "en": "arson"}, "dimension": "order", "tariff": -300, "severity": "serious", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "title": {"zh": "低", "en": "low"}, "rank": 1, "promote_at": 0}, {"code": "plain", "title": {"zh": "普通", "en": "plain"}, "rank": 2, "promote_at": 900}, {"code": "good", "title": {"zh": "良好", "en": "good"}, "rank": 3, "promote_at": 1010, "demote_below": 1000, "hold_days": 14}, {"code": "star", "title": {"zh": "星", "en": "star"}, "rank": 4, "promote_at": 1060, "demote_below": 1050, "requires": {"clean_days": 10}}], "benefits": [{"code": "soap", "title": {"zh": "皂", "en": "soap"}, "kind": "redemption", "cost": 3, "stock": 50, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "title": {"zh": "座", "en": "seat"}, "kind": "redemption", "cost": 1, "stock": 6, "hold_minutes": 60}, {"code": "pool", "title": {"zh": "泳池", "en": "pool"}, "scenario": "leisure", "min_tier": "good"}, {"code": "loan", "title": {"zh": "贷款", "en": "loan"}, "min_score": 1020, "clean_days": 20, "value": 5000, "unit": {"zh": "元", "en": "yuan"}}, {"code": "no_permit", "title": {"zh": "不予许可", "en": "no permit is given"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "repair_windows": [{"severity": "minor", "max_days": 90}, {"severity": "general", "min_days": 30, "max_days": 365}, {"severity": "serious", "min_days": 60, "max_days": 1095}], "repair_steps": [{"severity": "minor", "path": "work", "kind": "service_hours", "amount": 4, "rule": "hours", "decider": "system", "restores": 10000}, {"severity": "minor", "path": "desk", "kind": "duty", "restores": 4000}, {"severity": "minor", "path": "desk", "step": 2, "kind": "commitment", "restores": 10000}, {"severity": "general", "path": "office", "kind": "duty", "restores": 3000, "evidence": "required", "title": {"zh": "履行义务", "en": "duty fulfilled"}}, {"severity": "general", "path": "office", "step": 2, "kind": "training", "amount": 1, "min_days": 10, "restores": 6000}, {"severity": "general", "path": "office", "step": 3, "kind": "observation", "amount": 30, "restores": 10000, "decider": "system"}, {"severity": "general", "path": "elders", "kind": "peer_review", "quorum": 2, "restores": 10000}, {"severity": "serious", "path": "assessor", "kind": "third_party", "restores": 5000}, {"severity": "serious", "path": "assessor", "step": 2, "kind": "observation", "amount": 400, "decider": "system", "restores": 10000}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}]}'
\set hill '{"policy": {"code": "hill-points", "title": {"zh": "山分", "en": "hill points"}, "area": "town.hill", "version": "1", "base": 1005, "extend": true}, "rules": [{"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 3, "coupons": 1}, {"code": "harvest", "title": {"zh": "收成", "en": "harvest"}, "dimension": "service", "tariff": 4, "period": "quarter", "cap_high": 16, "retention": {"annual_rate": 0.084}, "coupons": 0.25, "coupons_expire": "month_end"}]}'
SET ROLE town_policy_admin;
SELECT civic.enact_policy(civic.load_policy(:'town'), '2024-01-01');
SELECT civic.enact_policy(civic.load_policy(:'hill'), civic.today());
RESET ROLE;

CREATE FUNCTION pg_temp.s(name text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT civic.find_subject(name) $$;
CREATE FUNCTION pg_temp.e(who text, ref text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
$$ SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = civic.find_subject(who) AND e.source_ref = ref AND e.kind = 1 $$;
CREATE FUNCTION pg_temp.c(who text, ref text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
$$ SELECT max(c.case_id) FROM civic_private.repair_case c WHERE c.subject_id = civic.find_subject(who) AND c.entry_id = pg_temp.e(who, ref) $$;
CREATE FUNCTION pg_temp.a(who text, ref text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
$$ SELECT max(a.appeal_id) FROM civic_private.appeal a WHERE a.subject_id = civic.find_subject(who) AND a.entry_id = pg_temp.e(who, ref) $$;

SET ROLE town_service;
SELECT civic.enroll('resident ' || g, 'resident', (ARRAY['town', 'town.hill', 'town.hill.north', 'town.hill.south', 'town.lake.east'])[1 + g % 5]::ltree,
	jsonb_build_object('name', 'Resident ' || g), since => date '2024-01-01' + g) FROM generate_series(1, 20) AS g;
SELECT civic.enroll('family ' || g, 'household', 'town.hill.north', since => '2024-01-01') FROM generate_series(1, 3) AS g;
SELECT civic.enroll('shop ' || g, 'organisation', 'town.lake', jsonb_build_object('name', 'Shop ' || g), since => '2024-01-01') FROM generate_series(1, 3) AS g;
SELECT civic.enroll('official 1', 'official', 'town', since => '2024-06-01');
SELECT civic.join_household(pg_temp.s('resident ' || g), pg_temp.s('family ' || 1 + g % 3), '2024-02-01') FROM generate_series(1, 9) AS g;
RESET ROLE;
SELECT civic.appoint_panel('town', '{town_elder1,town_elder2,town_elder3}');

-- a year of gains and some losses
SET ROLE town_recorder;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
SELECT 'resident ' || 1 + g % 20, (ARRAY['help', 'class', 'visit'])[1 + g % 3], 1 + g % 4, date '2024-02-01' + 4 * g, 'desk ' || g, 'desk'
FROM generate_series(1, 80) AS g;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
SELECT 'resident ' || 2 + g * 3, 'hours', 10 + g, date '2024-05-01' + 9 * g, 'hours ' || g, 'police' FROM generate_series(0, 6) AS g;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source, evidence) VALUES
 ('resident 3', 'honour_town', 1, '2024-08-01', 'town honour', 'police', NULL), ('resident 3', 'honour_city', 1, '2024-09-01', 'city honour', 'police', 'a diploma'),
 ('resident 9', 'litter', 1, '2024-03-10', 'old litter', 'desk', 'an old photograph'), ('resident 10', 'permit', 1, '2024-06-10', 'old permit', 'police', NULL);
CALL civic.post_inbox();
RESET ROLE;
CALL civic.settle();

-- on 2025-01-20
SET ROLE town_recorder;
SELECT civic.record(pg_temp.s('resident ' || g), 'help', 3 + g % 5, civic.today() - g, 'winter', source => 'desk') FROM generate_series(1, 20) AS g;
SELECT civic.record(pg_temp.s('resident ' || g), 'litter', 1, civic.today() - 1, 'litter', convert_to('photograph ' || g, 'UTF8'), 'desk') FROM generate_series(1, 8) AS g;
SELECT civic.record(pg_temp.s('resident 11'), 'fraud', 1, civic.today() - 2, 'fraud', 'the files', 'police'),
	civic.record(pg_temp.s('resident 12'), 'fraud', 1, civic.today() - 2, 'fraud', sha256('the files of 12'), 'police'),
	civic.record(pg_temp.s('resident 13'), 'arson', 1, civic.today() - 2, 'arson', source => 'police'),
	civic.record(pg_temp.s('resident 14'), 'noise', 1, civic.today() - 2, 'noise', source => 'police'),
	civic.record(pg_temp.s('resident 15'), 'noise', 1, civic.today() - 2, 'noise', source => 'police');
SELECT civic.record(pg_temp.s('shop ' || g), 'permit', 1, civic.today() - 10, 'permit', 'closed on arrival', 'police') FROM generate_series(1, 3) AS g;
SELECT civic.record(pg_temp.s('shop 3'), 'litter', 1, civic.today() - 10, 'litter', source => 'desk');
SELECT civic.record(pg_temp.s('resident ' || g), 'permit', 1, civic.today() - 5, 'permit', source => 'police') FROM generate_series(14, 19) AS g;
SELECT civic.link_decision(pg_temp.s('shop 3'), ARRAY[pg_temp.e('shop 3', 'permit'), pg_temp.e('shop 3', 'litter')], 'Decision 3/2025', civic.today() - 3);
RESET ROLE;
CALL civic.settle();
SET ROLE town_service;
SELECT civic.move(pg_temp.s('resident 4'), 'town.hill.north', '2025-01-05');
SELECT civic.withdraw(pg_temp.s('resident 5'), 'asked for it'), civic.withdraw(pg_temp.s('resident 6'), 'moves away');
SELECT civic.open_repair(pg_temp.s('resident 1'), pg_temp.e('resident 1', 'litter'), 'work'), civic.open_repair(pg_temp.s('resident 2'), pg_temp.e('resident 2', 'litter'), 'desk'),
	civic.open_repair(pg_temp.s('resident 3'), pg_temp.e('resident 3', 'litter'), 'desk'), civic.open_repair(pg_temp.s('resident 4'), pg_temp.e('resident 4', 'litter'), 'work'),
	civic.open_repair(pg_temp.s('resident 11'), pg_temp.e('resident 11', 'fraud')), civic.open_repair(pg_temp.s('shop 3'), pg_temp.e('shop 3', 'litter'), 'desk');
SELECT civic.open_repair(pg_temp.s('resident ' || g), pg_temp.e('resident ' || g, 'permit'), 'office') FROM generate_series(14, 18) AS g;
SELECT civic.open_repair(pg_temp.s('shop ' || g), pg_temp.e('shop ' || g, 'permit'), 'elders') FROM generate_series(1, 2) AS g;
SELECT civic.submit_step(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'litter'), 'receipt', 'paid'), civic.submit_step(pg_temp.s('resident 3'), pg_temp.c('resident 3', 'litter'), 'receipt');
SELECT civic.withdraw_repair(pg_temp.s('resident 4'), pg_temp.c('resident 4', 'litter'), 'no time');
SELECT civic.file_appeal(pg_temp.s('resident ' || g), pg_temp.e('resident ' || g, 'litter'), 'I was away, says ' || g, convert_to('ticket ' || g, 'UTF8')) FROM generate_series(5, 8) AS g;
SELECT civic.file_appeal(pg_temp.s('resident 12'), pg_temp.e('resident 12', 'fraud'), 'it was my brother'), civic.file_appeal(pg_temp.s('resident 13'), pg_temp.e('resident 13', 'arson'), 'it was lightning'),
	civic.file_appeal(pg_temp.s('resident 15'), pg_temp.e('resident 15', 'noise'), 'another house');
SELECT civic.mark_disputed(pg_temp.s('resident ' || g), pg_temp.a('resident ' || g, 'litter')) FROM generate_series(5, 8) AS g;
SELECT civic.mark_disputed(pg_temp.s('resident 12'), pg_temp.a('resident 12', 'fraud')), civic.mark_disputed(pg_temp.s('resident 15'), pg_temp.a('resident 15', 'noise'));
RESET ROLE;

-- on 2025-01-22
SET ROLE town_reviewer;
SELECT civic.decide_step(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'litter'), 'pass', 'it is there'),
	civic.decide_step(pg_temp.s('resident 3'), pg_temp.c('resident 3', 'litter'), 'refuse', 'of another matter');
SELECT civic.decide_appeal(pg_temp.s('resident 5'), pg_temp.a('resident 5', 'litter'), 'upheld', 'the ticket proves it'),
	civic.decide_appeal(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'litter'), 'rejected', 'the film shows it'),
	civic.decide_appeal(pg_temp.s('resident 7'), pg_temp.a('resident 7', 'litter'), 'corrected', 'half of it', 'litter', 0.5);
SELECT civic.extend_appeal(pg_temp.s('resident 12'), pg_temp.a('resident 12', 'fraud'), 'many files'), civic.pause_appeal(pg_temp.s('resident 8'), pg_temp.a('resident 8', 'litter'), 'an opinion is asked for');
SET ROLE town_service;
SELECT civic.withdraw_appeal(pg_temp.s('resident 15'), pg_temp.a('resident 15', 'noise'), 'it was me');
SELECT civic.request_review(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'litter'), 'the film shows my brother', 'his word');
SELECT civic.appeal_repair(pg_temp.s('resident 3'), pg_temp.c('resident 3', 'litter'), 'it is of this one');
SELECT civic.consent(pg_temp.s('resident 6'));
SELECT civic.submit_step(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'litter'), note => 'will not happen again');
SET ROLE town_judge;
SELECT civic.decide_step(pg_temp.s('resident 3'), pg_temp.c('resident 3', 'litter'), 'pass', 'it is');
SET ROLE town_recorder;
SELECT civic.record(pg_temp.s('resident 1'), 'hours', 5, civic.today(), 'work off', source => 'police');
SELECT civic.reverse(pg_temp.s('resident 14'), pg_temp.e('resident 14', 'noise'), 'typing error');
RESET ROLE;
CALL civic.settle();

-- on 2025-02-10
SET ROLE town_reviewer;
SELECT civic.decide_step(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'litter'), 'return', missing => '{"stamp of the office",photograph}');
SET ROLE town_service;
SELECT civic.resume_appeal(pg_temp.s('resident 8'), pg_temp.a('resident 8', 'litter'), 'the opinion is there', 'the opinion');
SELECT civic.forward_appeal(pg_temp.s('resident 13'), pg_temp.a('resident 13', 'arson'), 'the court has the files');
SELECT civic.redeem(pg_temp.s('resident 9'), 'soap', 1, 'till 1'), civic.redeem(pg_temp.s('resident 10'), 'soap', 1, 'till 2');
SELECT civic.gift(pg_temp.s('resident 14'), pg_temp.s('resident 16'), 2.5, 'gift 1', 'thanks'), civic.gift(pg_temp.s('resident 19'), pg_temp.s('resident 20'), 1, 'gift 2');
SELECT civic.reserve(pg_temp.s('resident 15'), 'seat', 1, 'seat 1'), civic.reserve(pg_temp.s('resident 16'), 'seat', 2, 'seat 2'),
	civic.reserve(pg_temp.s('resident 17'), 'seat', 1, 'seat 3');
SELECT civic.confirm_redemption(subject_id, redemption_id) FROM civic.redemptions WHERE request_id = 'seat 1';
SELECT civic.release_redemption(subject_id, redemption_id) FROM civic.redemptions WHERE request_id = 'seat 2';
SELECT civic.cancel_redemption(subject_id, redemption_id, 'broken') FROM civic.redemptions WHERE request_id = 'till 2';
SET ROLE town_judge;
SELECT civic.decide_appeal(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'litter'), 'rejected', 'the film shows you');
SELECT civic.report_annulment(pg_temp.s('resident 18'), pg_temp.e('resident 18', 'permit'), 'the court quashed it', '2025-02-05');
SELECT civic.annul(pg_temp.s('resident 19'), pg_temp.e('resident 19', 'permit'), 'the office took it back');
RESET ROLE;
SELECT civic.lock_tier(pg_temp.s('resident 20'), 'plain', 'under inquiry', '2025-04-30'), civic.lock_tier(pg_temp.s('resident 19'), 'star', 'hero of the flood', '2027-01-31'),
	civic.lock_tier(pg_temp.s('resident 18'), 'low', 'a mistake', '2025-12-31');
SELECT civic.unlock_tier(pg_temp.s('resident 18'), 'it was one');
CALL civic.settle();
SELECT count(*) FROM civic.take_outbox(30);
SELECT civic.ack_outbox(array(SELECT outbox_id FROM civic_private.outbox WHERE taken > 0 ORDER BY 1 LIMIT 20));

-- on 2025-03-01
SET ROLE town_service;
SELECT civic.submit_step(pg_temp.s('resident ' || g), pg_temp.c('resident ' || g, 'permit'), convert_to('duty of ' || g, 'UTF8'), 'done') FROM generate_series(14, 17) AS g;
SELECT civic.submit_step(pg_temp.s('shop ' || g), pg_temp.c('shop ' || g, 'permit'), note => 'we are sorry') FROM generate_series(1, 2) AS g;
SET ROLE town_elder1;
SELECT civic.decide_step(pg_temp.s('shop 1'), pg_temp.c('shop 1', 'permit'), 'pass', 'they are'), civic.decide_step(pg_temp.s('shop 2'), pg_temp.c('shop 2', 'permit'), 'refuse', 'not yet');
SET ROLE town_elder2;
SELECT civic.decide_step(pg_temp.s('shop 1'), pg_temp.c('shop 1', 'permit'), 'pass', 'indeed');
SET ROLE town_reviewer;
SELECT civic.decide_step(pg_temp.s('resident ' || g), pg_temp.c('resident ' || g, 'permit'), 'pass', 'in order') FROM generate_series(14, 15) AS g;
SELECT civic.decide_step(pg_temp.s('resident 16'), pg_temp.c('resident 16', 'permit'), 'refuse', 'illegible');
SET ROLE town_service;
SELECT civic.appeal_repair(pg_temp.s('resident 16'), pg_temp.c('resident 16', 'permit'), 'it can be read');
RESET ROLE;
SELECT count(*) FROM (SELECT decision_id, civic.decide(decision_id, decision_id % 2 = 1, 'reason ' || decision_id) FROM (
	SELECT decision_id FROM civic.decisions WHERE state = 'open' ORDER BY decision_id LIMIT 3) d) d;
SET ROLE town_judge;
SELECT count(*) FROM (SELECT civic.decide_review(review_id, subject_id <> pg_temp.s('resident 17'), 'looked at ' || review_id) FROM (
	SELECT review_id, subject_id FROM civic.reviews WHERE decided_on IS NULL AND rule_code IN ('permit', 'fraud') ORDER BY subject_id = pg_temp.s('resident 17') DESC, review_id LIMIT 5) r) d;
RESET ROLE;
CALL civic.settle();

-- on 2025-03-20
SET ROLE town_service;
SELECT civic.submit_step(pg_temp.s('resident 14'), pg_temp.c('resident 14', 'permit')), civic.submit_step(pg_temp.s('resident 11'), pg_temp.c('resident 11', 'fraud'), 'report of the assessor');
SELECT civic.move(pg_temp.s('resident 7'), 'town.lake'), civic.move(pg_temp.s('resident 8'), 'town.hill.south', '2025-03-10');
SELECT civic.leave_household(pg_temp.s('resident 3'), '2025-03-01'), civic.join_household(pg_temp.s('resident 4'), pg_temp.s('family 3'), '2025-03-15');
SET ROLE town_reviewer;
SELECT civic.decide_step(pg_temp.s('resident 14'), pg_temp.c('resident 14', 'permit'), 'pass'), civic.decide_step(pg_temp.s('resident 11'), pg_temp.c('resident 11', 'fraud'), 'pass', 'good');
RESET ROLE;
CALL civic.settle();

-- on 2025-06-20
SET ROLE town_policy_admin;
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(jsonb_set(:'town', '{policy,version}', '"2"'), '{policy,base}', '995'), '{rules,0,tariff}', '2.5')), '2025-07-01');
SELECT civic.enact_policy(civic.load_policy(jsonb_set(:'hill', '{policy,version}', '"2"')), '2025-07-01');
SELECT civic.load_policy(jsonb_set(:'town', '{policy,version}', '"draft"'));
RESET ROLE;
CALL civic.settle();

-- on 2025-07-15
SET ROLE town_recorder;
SELECT civic.record(pg_temp.s('resident ' || g), 'help', 4 + g % 3, civic.today() - g, 'summer', source => 'desk') FROM generate_series(1, 20) AS g WHERE g <> 5;
SELECT civic.record(pg_temp.s('resident ' || g), 'harvest', 2, civic.today() - 1, 'harvest', source => 'police') FROM generate_series(1, 20, 5) AS g;
SELECT civic.record(pg_temp.s('resident ' || g), 'litter', 1, civic.today() - 1, 'summer litter', source => 'desk') FROM generate_series(17, 20) AS g;
SELECT civic.record(pg_temp.s('resident 20'), 'fraud', 2, civic.today() - 1, 'summer fraud', 'more files', 'police');
RESET ROLE;
CALL civic.settle();
SET ROLE town_service;
SELECT civic.redeem(pg_temp.s('resident ' || g), 'seat', 1, 'summer seat') FROM generate_series(1, 3) AS g;
SELECT civic.redeem(pg_temp.s('resident 9'), 'seat', 1, 'back'), civic.redeem(pg_temp.s('resident 9'), 'soap', 1, 'again');
SET ROLE town_many;
-- coupons that were spent are owed
SELECT civic.reverse(pg_temp.s('resident 9'), pg_temp.e('resident 9', 'summer'), 'was another');
RESET ROLE;
CALL civic.settle();

-- on 2025-09-27
SET ROLE town_service;
SELECT civic.open_repair(pg_temp.s('resident 20'), pg_temp.e('resident 20', 'summer fraud')), civic.open_repair(pg_temp.s('resident 17'), pg_temp.e('resident 17', 'summer litter'), 'work');
SELECT civic.file_appeal(pg_temp.s('resident 18'), pg_temp.e('resident 18', 'summer litter'), 'not me');
RESET ROLE;
CALL civic.settle();

-- on 2026-01-05
SET ROLE town_recorder;
SELECT civic.record(pg_temp.s('resident ' || g), 'class', 2, civic.today() - g, 'course', source => 'desk') FROM generate_series(1, 10) AS g WHERE g <> 5;
SELECT civic.record(pg_temp.s('resident ' || g), 'litter', 1, civic.today() - 2, 'winter litter', convert_to('picture ' || g, 'UTF8'), 'desk') FROM generate_series(1, 6) AS g;
SELECT civic.record(pg_temp.s('resident 19'), 'fraud', 1, civic.today() - 2, 'winter fraud', 'the last files', 'police');
SELECT civic.record(pg_temp.s('resident ' || g), 'arson', 1, civic.today() - 1, 'arson again', source => 'police') FROM generate_series(11, 13) AS g;
SELECT civic.record(pg_temp.s('resident ' || g), 'permit', 1, civic.today() - 1, 'winter permit', source => 'police') FROM generate_series(7, 8) AS g;
RESET ROLE;
CALL civic.settle();
SELECT civic.decide(decision_id, subject_id <> pg_temp.s('resident 11'), 'it burned') FROM civic.decisions
 WHERE state = 'open' AND kind = 'fall' AND subject_id IN (SELECT pg_temp.s('resident ' || g) FROM generate_series(11, 13) AS g);
CALL civic.settle();

-- on 2026-01-08
CALL civic.settle();
SELECT civic.decide(decision_id, true, 'no permit for those who burn') FROM civic.decisions WHERE state = 'open' AND kind = 'adverse' AND subject_id = pg_temp.s('resident 13');

-- on 2026-03-10
SET ROLE town_service;
SELECT civic.open_repair(pg_temp.s('resident 1'), pg_temp.e('resident 1', 'winter litter'), 'desk'), civic.open_repair(pg_temp.s('resident 2'), pg_temp.e('resident 2', 'winter litter'), 'desk'),
	civic.open_repair(pg_temp.s('resident 3'), pg_temp.e('resident 3', 'winter litter'), 'desk'), civic.open_repair(pg_temp.s('resident 4'), pg_temp.e('resident 4', 'winter litter'), 'work'),
	civic.open_repair(pg_temp.s('resident 19'), pg_temp.e('resident 19', 'winter fraud'));
SELECT civic.submit_step(pg_temp.s('resident ' || g), pg_temp.c('resident ' || g, 'winter litter'), convert_to('receipt ' || g, 'UTF8'), 'paid, says ' || g) FROM generate_series(1, 3) AS g;
SELECT civic.file_appeal(pg_temp.s('resident 5'), pg_temp.e('resident 5', 'winter litter'), 'no consent'), civic.file_appeal(pg_temp.s('resident 6'), pg_temp.e('resident 6', 'winter litter'), 'again not me', 'a second ticket');
SELECT civic.file_appeal(pg_temp.s('resident ' || g), pg_temp.e('resident ' || g, 'arson again'), 'it was lightning again') FROM generate_series(11, 13) AS g;
SELECT civic.mark_disputed(pg_temp.s('resident ' || g), pg_temp.a('resident ' || g, 'arson again')) FROM generate_series(11, 12) AS g;
SELECT civic.open_repair(pg_temp.s('resident ' || g), pg_temp.e('resident ' || g, 'winter permit'), 'office') FROM generate_series(7, 8) AS g;
SELECT civic.submit_step(pg_temp.s('resident 7'), pg_temp.c('resident 7', 'winter permit'), 'a receipt', 'paid in full');
SELECT civic.mark_disputed(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'winter litter'));
SELECT civic.redeem(pg_temp.s('resident 10'), 'seat', 1, 'winter seat');
SET ROLE town_reviewer;
SELECT civic.decide_step(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'winter litter'), 'refuse', 'unreadable'), civic.decide_step(pg_temp.s('resident 3'), pg_temp.c('resident 3', 'winter litter'), 'return', missing => '{stamp}');
SET ROLE town_service;
SELECT civic.appeal_repair(pg_temp.s('resident 2'), pg_temp.c('resident 2', 'winter litter'), 'read it again');
SELECT civic.forward_appeal(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'winter litter'), 'the station has the film');
SET ROLE town_judge;
SELECT civic.decide_step(pg_temp.s('resident 7'), pg_temp.c('resident 7', 'winter permit'), 'refuse', 'not paid');
SELECT civic.decide_appeal(pg_temp.s('resident ' || g), pg_temp.a('resident ' || g, 'arson again'), 'rejected', 'a match was found') FROM generate_series(11, 12) AS g;
SELECT civic.pause_appeal(pg_temp.s('resident 6'), pg_temp.a('resident 6', 'winter litter'), 'an expert looks at it');
SET ROLE town_service;
SELECT civic.request_review(pg_temp.s('resident 12'), pg_temp.a('resident 12', 'arson again'), 'not mine');
RESET ROLE;
CALL civic.settle();

-- on 2026-03-20
SET ROLE town_recorder;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES
 ('nobody', 'help', 1, '2026-01-01', 'rejected 1', 'desk'), ('resident 1', 'dancing', 1, '2026-01-01', 'rejected 2', 'desk'), ('resident 5', 'help', 1, '2026-01-01', 'rejected 3', 'desk');
CALL civic.post_inbox();
SELECT civic.record(pg_temp.s('resident 8'), 'noise', 1, civic.today() - 1, 'under notice', source => 'police'), civic.record(pg_temp.s('resident 9'), 'permit', 1, civic.today() - 1, 'spring permit', source => 'police');
SET ROLE town_service;
SELECT civic.open_repair(pg_temp.s('resident 9'), pg_temp.e('resident 9', 'spring permit'), 'elders');
RESET ROLE;
SELECT civic.lock_tier(pg_temp.s('resident 10'), 'good', 'ends later', '2026-06-30');
CALL civic.settle();
SELECT count(*) FROM civic.take_outbox(40);
SELECT civic.ack_outbox(array(SELECT outbox_id FROM civic_private.outbox WHERE taken > 0 AND acked_at IS NULL ORDER BY 1 LIMIT 25));
SET ROLE town_recorder;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES ('resident 2', 'help', 1.5, '2026-02-02', 'waiting', 'desk');
-- a loss that no settlement has seen yet
SELECT civic.record(pg_temp.s('resident 16'), 'litter', 1, civic.today(), 'unsettled', source => 'desk');
SET ROLE town_service;
-- a hold that goes on
SELECT civic.reserve(pg_temp.s('resident 3'), 'seat', 1, 'late seat');
RESET ROLE;
