-- settlement, tiers, decisions, locks, roll-ups, the outbox
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT current_database() AS home \gset
CREATE DATABASE regress_standing TEMPLATE template0 ENCODING UTF8 LOCALE 'C';
\c regress_standing
SET client_min_messages = warning;
SET datestyle = iso;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('standing');
SELECT civic.define_area('town', '镇', 'Town'), civic.define_area('town.v1', '一村', 'Village 1'), civic.define_area('town.v2', '二村', 'Village 2');
CREATE TABLE pack AS SELECT jsonb '{
  "policy": {"code": "tiers", "title": {"zh": "等级", "en": "Tiers"}, "area": "town", "version": "1", "base": 100, "erase_years": 100},
  "dimensions": [{"code": "care", "title": {"zh": "关爱", "en": "Care"}},
                 {"code": "order", "title": {"zh": "秩序", "en": "Order"}}],
  "rules": [
    {"code": "help", "title": {"zh": "互助", "en": "Helping"}, "dimension": "care", "tariff": 1},
    {"code": "hours", "title": {"zh": "志愿", "en": "Hours"}, "dimension": "care", "tariff": 0},
    {"code": "course", "title": {"zh": "课程", "en": "Course"}, "dimension": "care", "tariff": 1, "retention": {"expire": {"days": 30}}},
    {"code": "noise", "title": {"zh": "噪音", "en": "Noise"}, "dimension": "order", "tariff": -1, "legal_basis": "charter"},
    {"code": "fraud", "title": {"zh": "造假", "en": "Fraud"}, "dimension": "order", "tariff": -1, "legal_basis": "charter",
     "veto": {"ceiling_tier": "fair", "blocks_redemption": true, "until": {"days": 10}}}],
  "tiers": [{"code": "fair", "title": {"zh": "一般", "en": "Fair"}, "rank": 1, "promote_at": 50},
            {"code": "good", "title": {"zh": "良好", "en": "Good"}, "rank": 2, "promote_at": 100, "demote_below": 90, "hold_days": 14},
            {"code": "best", "title": {"zh": "优秀", "en": "Best"}, "rank": 3, "promote_at": 150, "demote_below": 135},
            {"code": "star", "title": {"zh": "星级", "en": "Star"}, "rank": 4, "promote_at": 200, "demote_below": 180,
             "requires": {"clean_days": 365, "quantities": [{"rule": "hours", "at_least": 100, "days": 365}]}}],
  "benefits": [{"code": "library", "title": {"zh": "图书", "en": "Library"}, "min_tier": "good"},
               {"code": "clinic", "title": {"zh": "就医", "en": "Clinic"}, "min_tier": "best"},
               {"code": "no_bid", "title": {"zh": "限制", "en": "No bids"}, "effect": "adverse", "decision": "human", "max_tier": "fair",
                "legal_basis": "Order 36"}]
}' AS document;
SELECT civic.enact_policy(civic.load_policy(document), '2020-01-01') IS NOT NULL FROM pack;
SELECT civic.enroll(n, 'resident', 'town.v1', since => '2020-01-01') AS id, n INTO who FROM unnest('{ann,ben,cai,dan,eve}'::text[]) n;
-- a history with chosen effective days
CREATE FUNCTION post(name text, code text, quantity numeric, effective date, kind int2 DEFAULT 1, root int8 DEFAULT NULL)
RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, ref_entry_id)
	SELECT 1, w.id, r.rule_id, kind, CASE kind WHEN 5 THEN quantity * 10000 ELSE quantity * 100 END, effective, effective, 1, root
	  FROM civic_private.rule r, who w WHERE r.code = post.code AND r.policy_id = 1 AND w.n = name
	RETURNING entry_id
$$;
CREATE VIEW now AS SELECT w.n, s.score, s.rank, s.tier, s.since, s.earned_tier, s.earned_since, s.ceiling_until, s.blocked_until, s.clean_since, s.next_change, s.as_of
	FROM civic.standings s JOIN who w ON w.id = s.subject_id ORDER BY n;
CREATE VIEW history AS SELECT w.n, h.effective_on, h.cause, h.from_tier, h.to_tier, h.earned_from, h.earned_to, h.score, cardinality(h.entries) AS entries
	FROM who w, civic.tier_history(w.id) h ORDER BY n, effective_on;

-- placed: at the base
CALL civic.settle('2021-01-01');
SELECT * FROM now;
-- nothing to do the second time, nor on the day after
CALL civic.settle('2021-01-01');
CALL civic.settle('2021-01-02');
-- ann rises at once, ben's gain lasts 30 days, cai falls, but not within 14 days
SELECT count(post('ann', 'help', 60, '2021-01-03')), count(post('ben', 'course', 60, '2021-01-03')), count(post('cai', 'noise', 15, '2021-01-03'));
CALL civic.settle('2021-01-03');
SELECT * FROM now;
CALL civic.settle('2021-01-14');
SELECT * FROM now WHERE n = 'cai';
CALL civic.settle('2021-01-15');
SELECT * FROM now WHERE n = 'cai';
-- the course is forgotten: back at 100, below what best asks to be kept
CALL civic.settle('2021-02-01');
SELECT * FROM now WHERE n = 'ben';
CALL civic.settle('2021-02-02');
SELECT * FROM now WHERE n = 'ben';
SELECT * FROM history;
-- days that were missed are settled in their turn
SELECT as_of, complete, done, changed FROM civic.settlements WHERE as_of > '2021-01-30' ORDER BY settlement_id;

-- a veto: its ceiling shows, what was earned waits underneath, and comes back by itself
SELECT post('ann', 'fraud', 1, '2021-02-03') AS veto \gset
CALL civic.settle('2021-02-03');
SELECT * FROM now WHERE n = 'ann';
CALL civic.settle('2021-02-12');
SELECT * FROM now WHERE n = 'ann';
CALL civic.settle('2021-02-13');
SELECT * FROM now WHERE n = 'ann';
SELECT effective_on, cause, from_tier, to_tier, earned_from, earned_to, entries = ARRAY[:veto]::int8[] AS named FROM civic.tier_history((SELECT id FROM who WHERE n = 'ann')) WHERE cause LIKE 'veto%';

-- a deep fall: one step, and the rest waits for a person
SELECT post('ann', 'noise', 70, '2021-02-20') IS NOT NULL;
CALL civic.settle('2021-02-20');
SELECT * FROM now WHERE n = 'ann';
CALL civic.settle('2021-03-20');
SELECT tier FROM now WHERE n = 'ann';
SELECT d.kind, d.asked_on, d.from_tier, d.to_tier, d.benefit, d.state FROM civic.decisions d JOIN who w ON w.id = d.subject_id ORDER BY n, decision_id;
-- requirements: points alone do not make a star
SELECT count(post('dan', 'help', 150, '2021-03-21'));
CALL civic.settle('2021-03-21');
SELECT tier FROM now WHERE n = 'dan';
SELECT count(post('dan', 'hours', h, '2021-03-22')) FROM unnest('{60,40}'::numeric[]) h;
CALL civic.settle('2021-03-22');
SELECT tier, next_change FROM now WHERE n = 'dan';
-- and they may be lost again: the hours leave their window
CALL civic.settle('2022-03-21');
SELECT tier, next_change FROM now WHERE n = 'dan';
CALL civic.settle('2022-03-22');
SELECT tier FROM now WHERE n = 'dan';
SELECT n, effective_on, cause, from_tier, to_tier FROM history WHERE n = 'dan';

-- answers take effect at once when today has been settled
CALL civic.settle();
SELECT d.decision_id AS fall FROM civic.decisions d JOIN who w ON w.id = d.subject_id WHERE n = 'ann' AND kind = 'fall' AND state = 'open' \gset
SELECT CASE WHEN :SERVER_VERSION_NUM < 190000 THEN set_config('standard_conforming_strings', 'off', false) END AS set \gset
SELECT civic.decide(:fall, true, '');
SELECT civic.decide(:fall, true, 'the losses stand');
RESET standard_conforming_strings;
SELECT tier, earned_tier, since = civic.today() AS today FROM now WHERE n = 'ann';
\set VERBOSITY terse
SELECT civic.decide(:fall, false, 'again');
\set VERBOSITY default
SELECT effective_on = civic.today() AS today, cause, from_tier, to_tier, decision_id = :fall AS decided FROM civic.tier_history((SELECT id FROM who WHERE n = 'ann')) WHERE cause = 'confirmed';
-- restrictions wait for a person
SELECT n, restrictions FROM civic.standings s JOIN who w ON w.id = s.subject_id WHERE tier = 'fair' ORDER BY n;
SELECT civic.decide(decision_id, true, 'as the law says') FROM civic.decisions d JOIN who w ON w.id = d.subject_id WHERE n = 'cai' AND kind = 'adverse' AND state = 'open';
SELECT n, restrictions FROM civic.standings s JOIN who w ON w.id = s.subject_id WHERE tier = 'fair' ORDER BY n;
-- ... and end by themselves
SELECT count(post('cai', 'help', 30, civic.today()));
CALL civic.settle();
SELECT n, tier, restrictions FROM civic.standings s JOIN who w ON w.id = s.subject_id WHERE n = 'cai';
SELECT w.n, o.payload - 'subject_id' - 'effective_on' AS payload FROM civic.take_outbox(topics => '{restriction}') o JOIN who w ON w.id = o.subject_id ORDER BY outbox_id;

-- fixed by hand: wins over everything while it lasts
SELECT civic.lock_tier(id, 'star', 'hero of the flood', civic.today() + 5) IS NOT NULL FROM who WHERE n = 'eve';
SELECT tier, earned_tier, next_change - civic.today() AS days FROM now WHERE n = 'eve';
SELECT l.tier, until - from_day AS days, reason FROM civic.tier_locks l;
SELECT civic.unlock_tier(id, 'it was another one') FROM who WHERE n = 'eve';
SELECT convert_from(body, 'UTF8') AS body, commitment = sha256('\x4356436501'::bytea || salt || body) AS holds FROM civic_private.kept_text
 WHERE entry_id IS NULL ORDER BY 1;
SELECT tier FROM now WHERE n = 'eve';
\set VERBOSITY sqlstate
SELECT civic.unlock_tier(id, 'twice') IS NULL FROM who WHERE n = 'eve';
\set VERBOSITY default
SELECT civic.lock_tier(id, 'gold', 'x', civic.today()) FROM who WHERE n = 'eve';
SELECT civic.lock_tier(id, 'star', 'x', '2021-01-01') IS NULL FROM who WHERE n = 'eve';
SELECT civic.lock_tier(id, 'star', NULL, civic.today()) FROM who WHERE n = 'eve';
SELECT civic.lock_tier(1, 'star', 'x', civic.today());
SELECT civic.decide(0, true, 'x');
SELECT civic.decide(NULL, true, 'x');

-- a past day's tier
SELECT n, civic.tier(id, '2020-12-31') AS before, civic.tier(id, '2021-01-03') AS d3, civic.tier(id, '2021-02-12') AS veto, civic.tier(id) = (SELECT tier FROM now WHERE now.n = who.n) AS today FROM who ORDER BY n;

-- what is missing, in both languages
SELECT n.kind, n.tier, n.amount, n.until, n.explanation FROM who w, civic.next_tier(w.id) n WHERE w.n = 'ben';
SELECT n.explanation FROM who w, civic.next_tier(w.id, 'zh') n WHERE w.n = 'ben';
SELECT n.kind, n.tier, n.amount, n.until, n.explanation FROM who w, civic.next_tier(w.id) n WHERE w.n = 'dan';
SELECT n.kind, n.tier, n.amount, n.explanation FROM who w, civic.next_tier(w.id) n WHERE w.n = 'ann';
SELECT civic.next_tier(id, 'fr') FROM who WHERE n = 'ben';
SELECT count(*) FROM civic.next_tier(NULL);
SELECT count(*) FROM civic.next_tier(1);

-- households: 4, 2 and 9 make 5.00
SELECT civic.enroll('household', 'household', 'town.v2', since => '2020-01-01') AS house \gset
SELECT civic.enroll(x, 'resident', 'town.v2', since => '2020-01-01') AS id, x AS n INTO kin FROM unnest('{fay,gil,hua}'::text[]) x;
INSERT INTO who SELECT id, n FROM kin;
SELECT count(post(n, 'noise', q, '2021-01-01')) FROM (VALUES ('fay', 96), ('gil', 98), ('hua', 91)) v (n, q);
SELECT civic.join_household(id, :house, '2021-01-01') FROM kin;
CALL civic.settle();
SELECT members, average, total, lowest, highest, own FROM civic.household_standings(:house);
SELECT area, level, subjects, average, total, median, lowest, highest FROM civic.area_standings();
SELECT area, subjects, average FROM civic.area_standings('town.v2', '2020-06-01');
SELECT civic.leave_household(id) FROM kin WHERE n = 'hua';
SELECT members, average FROM civic.household_standings(:house);
SELECT count(*) FROM civic.households;
\set VERBOSITY sqlstate
SELECT civic.leave_household(id) FROM kin WHERE n = 'hua';
SELECT civic.join_household(:house, :house);
SELECT civic.join_household(id, id) FROM kin WHERE n = 'hua';
SELECT civic.join_household(id, :house, '2999-01-01') FROM kin WHERE n = 'hua';
\set VERBOSITY default
-- honours are for areas and organisations
SELECT civic.enroll(x, 'organisation', 'town.v1', jsonb_build_object('name', x), since => '2020-01-01') IS NOT NULL FROM unnest('{Old Mill,New Shop}'::text[]) x;
INSERT INTO who SELECT s.subject_id, 'mill' FROM civic.subjects s WHERE s.attributes ->> 'name' = 'Old Mill';
SELECT post('mill', 'help', 20, '2021-01-01') IS NOT NULL;
CALL civic.settle();
SELECT place, area, name, score, members FROM civic.honours(least_members => 2);
SELECT place, area, name, members FROM civic.honours(least_members => 4);
SELECT place, name, score FROM civic.honours('organisation');
SELECT place, name, score FROM civic.honours('organisation', list => 'black');
SELECT civic.honours('resident');
SELECT civic.honours(least_members => 1);
SELECT civic.honours(list => 'grey');

-- days have an order
CALL civic.settle('2021-01-01');
CALL civic.settle('9999-12-31');
CALL civic.settle('infinity');
CALL civic.settle(batch => 0);
CALL civic.settle(batch => NULL);

-- what applications are told
SELECT w.n, o.topic, o.payload - 'subject_id' AS payload, o.taken FROM civic.take_outbox(3, topics => '{tier_changed}') o JOIN who w ON w.id = o.subject_id ORDER BY n;
SELECT count(*) FROM civic.take_outbox(topics => '{tier_changed}');
SELECT count(*) FROM civic.take_outbox(topics => '{tier_changed}');
SELECT civic.ack_outbox(array_agg(outbox_id)) > 3 AS acked FROM civic_private.outbox;
SELECT civic.ack_outbox(array_agg(outbox_id)) FROM civic_private.outbox;
SELECT civic.take_outbox(0);
SELECT civic.take_outbox(1, '0');
SELECT civic.ack_outbox(NULL);

-- a month without a loss: the bonus is an entry like any other
CREATE TABLE bonus_pack AS SELECT jsonb_set(jsonb_set(document, '{policy,version}', '"2"'), '{rules,5}', '{"code": "clean_month", "title": {"zh": "无失信月", "en": "Clean month"},
  "dimension": "order", "tariff": 5, "clean_period": "month", "coupons": 1}') AS document FROM pack;
SELECT civic.enact_policy(civic.load_policy(document), civic.today()) IS NOT NULL FROM bonus_pack;
CREATE VIEW bonuses AS SELECT w.n, l.kind, l.rule_code, l.quantity, l.occurred_on = date_trunc('month', civic.today())::date - 1 AS last_day,
	l.effective_on = civic.today() AS today, l.source, split_part(l.source_ref, '/', 4) AS again
	FROM civic.ledger l JOIN who w ON w.id = l.subject_id WHERE l.rule_code = 'clean_month' ORDER BY n, entry_id;
-- the policy was not in force on the last day of the month that has closed
CALL civic.settle();
SELECT * FROM bonuses;
\set month_end 'date_trunc(''month'', civic.today())::date - 1'
-- a programme whose policy was: dan has a loss in it, eve withdrew, ann is clean
BEGIN;
ALTER TABLE civic_private.enactment DISABLE TRIGGER ALL;
UPDATE civic_private.enactment SET effective_from = date_trunc('month', civic.today())::date - 40 WHERE policy_id = 2;
ALTER TABLE civic_private.enactment ENABLE ALWAYS TRIGGER guard_rows;
ALTER TABLE civic_private.enactment ENABLE ALWAYS TRIGGER guard_table;
DELETE FROM civic_private.settlement;
COMMIT;
\c regress_standing
SET client_min_messages = warning;
SELECT post('dan', 'noise', 1, :month_end) IS NOT NULL;
SELECT civic.withdraw_consent(id, 'moves away') FROM who WHERE n = 'eve';
CALL civic.settle();
SELECT * FROM bonuses WHERE n IN ('ann', 'dan', 'eve');
SELECT balance FROM who, civic.wallet(id) WHERE n = 'ann';
-- twice posts nothing twice
CALL civic.settle();
SELECT count(*) FROM bonuses;
-- a late loss takes it back, its reversal brings another one, however the session writes dates
SET datestyle = german;
SELECT post('ann', 'noise', 1, :month_end) AS late \gset
CALL civic.settle();
SELECT * FROM bonuses WHERE n = 'ann';
SELECT civic.reverse(id, :late, 'not her') IS NOT NULL FROM who WHERE n = 'ann';
CALL civic.settle();
RESET datestyle;
SELECT * FROM bonuses WHERE n = 'ann';
SELECT DISTINCT source_ref ~ '^clean/clean_month/\d{4}-\d{2}-01(/2)?$' AS iso FROM civic.ledger WHERE rule_code = 'clean_month' AND kind = 'award';

-- a restriction that was confirmed holds under later versions of its policy, and not under another one that has the code
SELECT civic.define_area('isle', '岛', 'Isle') \g /dev/null
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(document, '{policy,area}', '"isle"'), '{policy,code}', '"isle"')), '2020-01-01') IS NOT NULL FROM pack;
INSERT INTO who SELECT civic.enroll('jin', 'resident', 'town.v1', since => '2020-01-01'), 'jin' RETURNING n;
SELECT civic.record(id, 'noise', 30, '2021-01-01', 'jin') IS NOT NULL FROM who WHERE n = 'jin';
CREATE VIEW jin AS SELECT s.tier, s.restrictions, e.entitled, e.reason,
	(SELECT string_agg(d.state, ' ' ORDER BY d.decision_id) FROM civic.decisions d WHERE d.subject_id = w.id) AS decisions
	FROM who w JOIN civic.standings s ON s.subject_id = w.id, civic.entitled(w.id, 'no_bid') e WHERE w.n = 'jin';
CREATE FUNCTION confirm() RETURNS void LANGUAGE sql AS $$
	SELECT civic.decide(decision_id, true, 'as the law says') FROM civic.decisions d JOIN who w ON w.id = d.subject_id WHERE n = 'jin' AND state = 'open'
$$;
CALL civic.settle();
SELECT * FROM jin;
SELECT confirm();
SELECT * FROM jin;
SELECT civic.enact_policy(civic.load_policy(jsonb_set(document, '{policy,version}', '"3"')), civic.today()) IS NOT NULL FROM pack;
CALL civic.settle();
SELECT * FROM jin;
SELECT civic.relocate(id, 'isle') IS NOT NULL FROM who WHERE n = 'jin';
SELECT * FROM jin;
CALL civic.settle();
SELECT * FROM jin;
SELECT civic.relocate(id, 'town.v1', civic.today()) IS NOT NULL FROM who WHERE n = 'jin';
CALL civic.settle();
SELECT * FROM jin;
SELECT confirm();
SELECT * FROM jin;

-- who moves to where ranks and benefits are others gets and loses what differs between the two policies
SELECT civic.define_area(area::ltree, area, area) FROM unnest('{east,west}'::text[]) area;
SELECT civic.enact_policy(civic.load_policy(format('{"policy": {"code": "%1$s", "title": {"zh": "分", "en": "P"}, "area": "%1$s", "version": "1", "base": 100},
  "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "Order"}}],
  "rules": [{"code": "help", "title": {"zh": "帮助", "en": "Help"}, "dimension": "order", "tariff": 1}],
  "tiers": [{"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0}, {"code": "good", "title": {"zh": "好", "en": "Good"}, "rank": %2$s, "promote_at": 90}],
  "benefits": [{"code": "books", "title": {"zh": "书", "en": "Books"}, "min_tier": "good"}, {"code": "%3$s", "title": {"zh": "其他", "en": "Other"}, "min_tier": "good"}]}',
  area, rank, other)::jsonb), '2020-01-01') IS NOT NULL FROM (VALUES ('east', 9, 'bus'), ('west', 2, 'pool')) v (area, rank, other);
SELECT civic.enroll('mover', 'resident', 'east') AS mover \gset
CALL civic.settle();
SELECT civic.relocate(:mover, 'west');
CALL civic.settle();
SELECT payload - 'subject_id' - 'effective_on' AS payload FROM civic_private.outbox WHERE subject_id = :mover AND topic = 'tier_changed';

-- history cannot be rewritten
UPDATE civic_private.tier_change SET cause = 'score';
DELETE FROM civic_private.tier_answer;
TRUNCATE civic_private.tier_lock;
-- a batch of the queue reads its own range, of the queue and of the subjects
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT count(*) FROM plan('SELECT * FROM civic_internal.batch_queued(1, 2)') line WHERE line ~ 'Index Cond: .*> .*<= ';
RESET enable_seqscan;
RESET enable_bitmapscan;
\c :home
DROP DATABASE regress_standing;
