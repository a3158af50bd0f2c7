-- A programme with one policy and :subjects enrolled residents.
-- psql variables: kind (plain or mixed), subjects
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('bench');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.define_area(('town.grid' || g)::ltree, '网格', 'Grid') FROM generate_series(1, 20) g;

CREATE SCHEMA bench;
CREATE TABLE bench.policy (kind text PRIMARY KEY, document jsonb);
INSERT INTO bench.policy VALUES
('plain', $$ {
 "policy": {"code": "plain", "title": {"zh": "基准", "en": "Plain rules"}, "area": "town", "version": "1", "base": 1000},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "tiers": [
  {"code": "d", "title": {"zh": "丁", "en": "D"}, "rank": 1, "promote_at": 0},
  {"code": "c", "title": {"zh": "丙", "en": "C"}, "rank": 2, "promote_at": 960, "demote_below": 950, "hold_days": 14},
  {"code": "b", "title": {"zh": "乙", "en": "B"}, "rank": 3, "promote_at": 1000, "demote_below": 990, "hold_days": 14},
  {"code": "a", "title": {"zh": "甲", "en": "A"}, "rank": 4, "promote_at": 1050, "demote_below": 1030, "hold_days": 14, "requires": {"clean_days": 365}}],
 "rules": [
  {"code": "r1", "title": {"zh": "一", "en": "One"}, "dimension": "civic", "tariff": 1},
  {"code": "r2", "title": {"zh": "二", "en": "Two"}, "dimension": "civic", "tariff": 2},
  {"code": "r3", "title": {"zh": "三", "en": "Three"}, "dimension": "civic", "tariff": 3},
  {"code": "r4", "title": {"zh": "四", "en": "Four"}, "dimension": "civic", "tariff": "1/2"},
  {"code": "r5", "title": {"zh": "五", "en": "Five"}, "dimension": "civic", "tariff": 5},
  {"code": "r6", "title": {"zh": "六", "en": "Six"}, "dimension": "civic", "tariff": 6},
  {"code": "r7", "title": {"zh": "七", "en": "Seven"}, "dimension": "civic", "tariff": 7},
  {"code": "r8", "title": {"zh": "八", "en": "Eight"}, "dimension": "civic", "tariff": -1, "legal_basis": "benchmark"}
 ]} $$),
('mixed', $$ {
 "policy": {"code": "mixed", "title": {"zh": "基准", "en": "Mixed rules"}, "area": "town", "version": "1", "base": 1000, "floor": 0},
 "dimensions": [
  {"code": "service", "title": {"zh": "服务", "en": "Service"}, "cap": 60},
  {"code": "conduct", "title": {"zh": "行为", "en": "Conduct"}, "floor": -150}],
 "tiers": [
  {"code": "d", "title": {"zh": "丁", "en": "D"}, "rank": 1, "promote_at": 0},
  {"code": "c", "title": {"zh": "丙", "en": "C"}, "rank": 2, "promote_at": 960, "demote_below": 950, "hold_days": 14},
  {"code": "b", "title": {"zh": "乙", "en": "B"}, "rank": 3, "promote_at": 1000, "demote_below": 990, "hold_days": 14},
  {"code": "a", "title": {"zh": "甲", "en": "A"}, "rank": 4, "promote_at": 1050, "demote_below": 1030, "hold_days": 14, "requires": {"clean_days": 365}}],
 "rules": [
  {"code": "volunteer", "title": {"zh": "志愿", "en": "Volunteer hours"}, "dimension": "service", "period": "lifetime",
   "tariff": [{"upto": 20, "rate": 1}, {"upto": 80, "rate": "1/2"}, {"upto": 200, "rate": "1/3"}, {"rate": "1/4"}]},
  {"code": "meeting", "title": {"zh": "会议", "en": "Meeting"}, "dimension": "service", "tariff": 2, "period": "day", "cap_high": 6},
  {"code": "recycling", "title": {"zh": "分类", "en": "Recycling"}, "dimension": "service", "tariff": 1, "period": "month", "cap_high": 10},
  {"code": "donation", "title": {"zh": "捐赠", "en": "Donation"}, "dimension": "conduct", "tariff": 3, "period": "lifetime",
   "retention": {"half_life": 365}},
  {"code": "honour_town", "title": {"zh": "镇荣誉", "en": "Town honour"}, "dimension": "conduct", "tariff": 10, "period": "year",
   "combine": "max", "exclusive_group": "honour"},
  {"code": "honour_county", "title": {"zh": "县荣誉", "en": "County honour"}, "dimension": "conduct", "tariff": 20, "period": "year",
   "combine": "max", "exclusive_group": "honour"},
  {"code": "course", "title": {"zh": "课程", "en": "Course"}, "dimension": "service", "tariff": 3,
   "retention": {"expire": {"years": 1}}},
  {"code": "littering", "title": {"zh": "乱扔", "en": "Littering"}, "dimension": "conduct", "tariff": -1, "period": "month",
   "cap_low": -5, "severity": "minor", "notice_days": 5, "legal_basis": "benchmark"},
  {"code": "parking", "title": {"zh": "违停", "en": "Parking"}, "dimension": "conduct", "period": "lifetime",
   "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"upto": 3, "rate": -60}, {"rate": -100}],
   "severity": "general", "notice_days": 5, "legal_basis": "benchmark"}
 ]} $$);
SELECT civic.enact_policy(civic.load_policy(document), '2000-01-01') FROM bench.policy WHERE kind = :'kind';

-- set-wise, since enrolling is not what is measured
SET session_replication_role = replica;
INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes, enrolled_at, xact, actor)
SELECT s, 'resident', civic_internal.subject_lookup('id' || s), '{}', now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();
INSERT INTO civic_private.residence (subject_id, area, since, effective_on, recorded_at, xact, actor)
SELECT s, ('town.grid' || 1 + s % 20)::ltree, '2010-01-01', '2010-01-01', now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();
INSERT INTO civic_private.consent (subject_id, given, recorded_at, xact, actor)
SELECT s, true, now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();
