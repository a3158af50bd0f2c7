-- repair: cases, steps, panels, decisions with several offences, publicity, retention, reports
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE regress_counter;
CREATE ROLE regress_patrol;
CREATE ROLE regress_judge;
CREATE ROLE regress_second_judge;
CREATE ROLE regress_elder1;
CREATE ROLE regress_elder2;
CREATE ROLE regress_elder3;
CREATE ROLE regress_checker;
RESET client_min_messages;
SELECT civic.grant_access('regress_counter', 'service');
SELECT civic.grant_access('regress_patrol', p) FROM unnest('{recorder,reviewer}'::text[]) p;
SELECT civic.grant_access(r, 'reviewer') FROM unnest('{regress_judge,regress_second_judge,regress_elder1,regress_elder2,regress_elder3}'::name[]) r;
SELECT civic.grant_access('regress_checker', 'auditor');

-- what a statement says, with days counted from today
CREATE FUNCTION said(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text; hint text; found text;
BEGIN
	EXECUTE statement INTO message;
	RETURN 'done: ' || coalesce(message, '-');
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	message := concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
	FOR found IN SELECT DISTINCT m[1] FROM regexp_matches(message, '\d{4}-\d\d-\d\d', 'g') m LOOP
		message := replace(message, found, 'day ' || (found::date - civic.today()));
	END LOOP;
	RETURN regexp_replace(message, '(entry|subject|case|[Pp]olicy) \d+', '\1 N', 'g');
END $$;

-- settle a day; how many moves of cases, and how many losses forgotten, of the subjects of this file
CREATE FUNCTION settled(day date, OUT moves bigint, OUT forgotten bigint) LANGUAGE plpgsql AS $$
BEGIN
	moves := -(SELECT count(*) FROM civic_private.repair_move);
	forgotten := -(SELECT count(*) FROM civic_private.erasure x JOIN civic.rules r ON r.area = 'fix'
		JOIN civic_private.entry e USING (subject_id, entry_id, rule_id));
	PERFORM civic_internal.repair_daily_10(day);
	moves := moves + (SELECT count(*) FROM civic_private.repair_move);
	forgotten := forgotten + (SELECT count(*) FROM civic_private.erasure x JOIN civic.rules r ON r.area = 'fix'
		JOIN civic_private.entry e USING (subject_id, entry_id, rule_id));
END $$;

-- service hours are counted, so they need their rule
SELECT path, problem, hint FROM civic.check_policy($${"policy": {"code": "x", "area": "fix", "version": "1", "title": {"zh": "修", "en": "Fix"}},
	"repair_steps": [{"severity": "minor", "path": "p", "step": 1, "kind": "service_hours", "amount": 8, "restores": 10000}]}$$) WHERE path LIKE '%steps%';

SELECT civic.define_area('fix', '修复镇', 'Repair town');
SELECT civic.define_area('fix.v', '修复村', 'Repair village');
SELECT civic.enact_policy(civic.load_policy($${
 "policy": {"code": "fix", "area": "fix", "version": "1", "base": 1000, "title": {"zh": "修复", "en": "Repair"}},
 "dimensions": [{"code": "trust", "title": {"zh": "守信", "en": "Trust"}}],
 "rules": [
  {"code": "service", "title": {"zh": "志愿服务", "en": "Service"}, "unit": {"zh": "小时", "en": "hours"}, "dimension": "trust", "tariff": 1},
  {"code": "litter", "title": {"zh": "乱扔", "en": "Litter"}, "dimension": "trust", "tariff": -10, "severity": "minor", "legal_basis": "charter 1"},
  {"code": "permit", "title": {"zh": "无证", "en": "No permit"}, "dimension": "trust", "tariff": -40, "severity": "general", "legal_basis": "charter 2"},
  {"code": "fraud", "title": {"zh": "欺诈", "en": "Fraud"}, "dimension": "trust", "tariff": -100, "severity": "serious", "legal_basis": "charter 3"},
  {"code": "arson", "title": {"zh": "纵火", "en": "Arson"}, "dimension": "trust", "tariff": -300, "severity": "serious", "legal_basis": "charter 3", "not_repairable": "criminal code 114"},
  {"code": "noise", "title": {"zh": "噪音", "en": "Noise"}, "dimension": "trust", "tariff": -5, "legal_basis": "charter 4"},
  {"code": "late", "title": {"zh": "迟到", "en": "Late"}, "dimension": "trust", "tariff": -2, "legal_basis": "charter 5", "severity": "minor", "notice_days": 5}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 90}, {"severity": "general", "min_days": 90, "max_days": 365},
  {"severity": "serious", "min_days": 365, "max_days": 1095}],
 "repair_steps": [
  {"severity": "minor", "path": "offset", "step": 1, "kind": "service_hours", "amount": 8, "rule": "service", "restores": 10000, "decider": "system"},
  {"severity": "general", "path": "office", "step": 1, "kind": "duty", "restores": 3000, "evidence": "required", "title": {"zh": "履行义务", "en": "Duty fulfilled"}},
  {"severity": "general", "path": "office", "step": 2, "kind": "service_hours", "amount": 10, "rule": "service", "min_days": 10, "restores": 6000},
  {"severity": "general", "path": "office", "step": 3, "kind": "observation", "amount": 30, "restores": 10000, "decider": "system"},
  {"severity": "general", "path": "elders", "step": 1, "kind": "peer_review", "quorum": 2, "restores": 10000},
  {"severity": "serious", "path": "office", "step": 1, "kind": "third_party", "restores": 10000, "evidence": "required"}]}$$), '2020-01-01');
SELECT civic.enroll('fix 1', 'resident', 'fix.v', since => '2015-01-01') AS zhao \gset
SELECT civic.enroll('fix 2', 'resident', 'fix.v', since => '2015-01-01') AS judge \gset
SELECT count(*) AS written_before FROM civic.link_role('regress_judge', :judge);
SELECT civic.enroll('fix 3', 'organisation', 'fix', '{"name": "清风食品店"}', since => '2015-01-01') AS shop \gset

SET SESSION AUTHORIZATION regress_patrol;
SELECT civic.record(:zhao, 'litter', 1, civic.today() - 1, 'l1') AS litter, civic.record(:zhao, 'permit', 1, civic.today() - 100, 'p1') AS permit,
	civic.record(:zhao, 'permit', 1, civic.today() - 10, 'p2') AS fresh, civic.record(:zhao, 'fraud', 1, civic.today() - 1095, 'f1') AS over,
	civic.record(:zhao, 'arson', 1, civic.today() - 500, 'a1') AS arson, civic.record(:zhao, 'noise', 1, civic.today() - 2, 'n1') AS noise,
	civic.record(:zhao, 'late', 1, civic.today(), 't1') AS late, civic.record(:zhao, 'service', 3, civic.today() - 1, 's1') AS served,
	civic.record(:judge, 'permit', 1, civic.today() - 200, 'j1') AS judged, civic.record(:shop, 'permit', 1, civic.today() - 120, 'o1') AS shop1,
	civic.record(:shop, 'fraud', 1, civic.today() - 400, 'o2') AS shop2 \gset
RESET SESSION AUTHORIZATION;

-- opening: what cannot be repaired, and why
SET SESSION AUTHORIZATION regress_counter;
SELECT said(format('SELECT civic.open_repair(%s)', a)) FROM (VALUES ('NULL, 1'), (:zhao || ', NULL'), (:zhao || ', 999999'),
	(concat_ws(', ', :zhao, :served)), (concat_ws(', ', :zhao, :noise)), (concat_ws(', ', :zhao, :arson)), (concat_ws(', ', :zhao, :over)),
	(concat_ws(', ', :zhao, :late)), (concat_ws(', ', :zhao, :permit)), (concat_ws(', ', :zhao, :permit, '''bribe'''))) x (a);
SELECT civic.open_repair(:zhao, :litter) AS c1, civic.open_repair(:zhao, :permit, 'office') AS c2, civic.open_repair(:zhao, :fresh, 'elders') AS c3 \gset
SELECT said(format('SELECT civic.open_repair(%s, %s, ''elders'')', :zhao, :permit));
SELECT state, path, step, steps, step_title, next_by, next_on - civic.today() AS next_in FROM civic.repair_status(:zhao);

-- each wrong move is told in which state the case is, and what becomes possible when
SELECT said(format('SELECT civic.submit_step(%s)', a)) FROM (VALUES ('NULL, 1'), (:zhao || ', NULL'), (:zhao || ', 999999'),
	(concat_ws(', ', :zhao, :c1)), (concat_ws(', ', :zhao, :c2)), (concat_ws(', ', :zhao, :c2, '''''::bytea')), (concat_ws(', ', :zhao, :c3))) x (a);
SELECT said(format('SELECT civic.appeal_repair(%s, %s, ''why'')', :zhao, :c2));
SELECT said(format('SELECT civic.withdraw_repair(%s, %s, NULL)', :zhao, :c2));
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, %L)', :zhao, :c2, v)) FROM (VALUES ('pass'), ('hm'), (NULL)) x (v);
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :zhao, :c1));

-- hours are counted from the ledger, since the step began
RESET SESSION AUTHORIZATION;
SELECT moves FROM settled(civic.today());
SET SESSION AUTHORIZATION regress_patrol;
SELECT civic.record(:zhao, 'service', 7.99, civic.today(), 's2') > 0 AS served;
RESET SESSION AUTHORIZATION;
SELECT moves FROM settled(civic.today());
SET SESSION AUTHORIZATION regress_patrol;
SELECT civic.record(:zhao, 'service', 0.01, civic.today(), 's3') > 0 AS served;
RESET SESSION AUTHORIZATION;
SELECT s.*, civic_internal.repair_daily_10(civic.today()) AS again FROM settled(civic.today()) s;
SELECT state, restored FROM civic.repair_cases WHERE case_id = :c1;
SELECT points FROM civic.entry_points(:zhao) WHERE entry_id = :litter;

-- evidence, incomplete papers named at once, a refusal, an appeal to another reviewer
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.submit_step(:zhao, :c2, 'receipt', 'paid');
SELECT said(format('SELECT civic.submit_step(%s, %s, ''receipt'')', :zhao, :c2));
SET SESSION AUTHORIZATION regress_patrol;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :zhao, :c2));
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''return'')', :zhao, :c2));
SELECT said(format('SELECT civic.decide_step(%s, %s, ''return'', NULL, ARRAY[''a'', NULL])', :zhao, :c2));
SELECT civic.decide_step(:zhao, :c2, 'return', missing => ARRAY['stamp of the office', 'photo']);
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :zhao, :c2));
SELECT state, next_by, next FROM civic.repair_status(:zhao, 'en') WHERE case_id = :c2;
SELECT state, next_by, next FROM civic.repair_status(:zhao, 'zh') WHERE case_id = :c2;
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.submit_step(:zhao, :c2, 'receipt with stamp');
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''return'', NULL, ARRAY[''birth certificate''])', :zhao, :c2));
SELECT said(format('SELECT civic.decide_step(%s, %s, ''refuse'')', :zhao, :c2));
SELECT civic.decide_step(:zhao, :c2, 'refuse', 'the receipt is of another matter');
SET SESSION AUTHORIZATION regress_counter;
SELECT said(format('SELECT civic.submit_step(%s, %s, ''receipt'')', :zhao, :c2));
SELECT civic.appeal_repair(:zhao, :c2, 'it is of this one');
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :zhao, :c2));
SET SESSION AUTHORIZATION regress_second_judge;
SELECT civic.decide_step(:zhao, :c2, 'pass', 'it is');
SET SESSION AUTHORIZATION regress_counter;
SELECT said(format('SELECT civic.submit_step(%s, %s, ''log'')', :zhao, :c2));
SELECT said(format('SELECT civic.appeal_repair(%s, %s, ''why'')', :zhao, :c2));
RESET SESSION AUTHORIZATION;
SELECT points FROM civic.entry_points(:zhao) WHERE entry_id = :permit;

-- a reviewer does not decide about himself
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.open_repair(:judge, :judged, 'office') AS c4 \gset
SELECT civic.submit_step(:judge, :c4, 'receipt');
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :judge, :c4));
RESET SESSION AUTHORIZATION;
SELECT civic.grant_access('regress_second_judge', 'service');
SET SESSION AUTHORIZATION regress_second_judge;
SELECT civic.withdraw_repair(:judge, :c4, 'too early');
SELECT civic.open_repair(:judge, :judged, 'office') AS c4 \gset
SELECT civic.submit_step(:judge, :c4, 'receipt');
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :judge, :c4));
-- nor about an appeal of somebody else against the refusal of what he handed in
BEGIN;
SET SESSION AUTHORIZATION regress_elder1;
SELECT civic.decide_step(:judge, :c4, 'refuse', 'illegible');
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.appeal_repair(:judge, :c4, 'it can be read');
SET SESSION AUTHORIZATION regress_second_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :judge, :c4));
ROLLBACK;
RESET SESSION AUTHORIZATION;
SELECT civic.revoke_access('regress_second_judge', 'service');

-- a panel: quorum, majority, distinct members, none of them the recorder
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.open_repair(:shop, :shop1, 'elders') AS c5 \gset
SELECT said(format('SELECT civic.submit_step(%s, %s)', :shop, :c5));
RESET SESSION AUTHORIZATION;
SELECT said($$SELECT civic.appoint_panel('nowhere', '{regress_elder1}')$$), said($$SELECT civic.appoint_panel('fix', '{nobody_of_that_name}')$$),
	said($$SELECT civic.appoint_panel('fix', '{regress_elder1,regress_elder1}')$$), said($$SELECT civic.appoint_panel('fix', NULL)$$);
SELECT civic.appoint_panel('fix', '{regress_elder1,regress_elder2,regress_elder3,regress_patrol}');
SELECT area, members FROM civic.panels;
-- who hands in has no seat, and a panel that is too small for that is known at once
BEGIN;
SELECT civic.appoint_panel('fix', '{regress_elder1,regress_elder2}'), civic.grant_access('regress_elder1', 'service');
SET SESSION AUTHORIZATION regress_elder1;
SELECT said(format('SELECT civic.submit_step(%s, %s)', :shop, :c5));
ROLLBACK;
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.submit_step(:shop, :c5, note => 'we are sorry');
SET SESSION AUTHORIZATION regress_judge;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :shop, :c5));
SET SESSION AUTHORIZATION regress_patrol;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :shop, :c5));
RESET SESSION AUTHORIZATION;
UPDATE civic_private.repair_case SET due_on = civic.today() - 7 WHERE case_id = :c5;
SET SESSION AUTHORIZATION regress_elder1;
SELECT civic.decide_step(:shop, :c5, 'refuse', 'not yet');
-- a vote does not give the panel more time
SELECT due_on - civic.today() AS due_in FROM civic.repair_cases WHERE case_id = :c5;
SELECT said(format('SELECT civic.decide_step(%s, %s, ''pass'')', :shop, :c5));
SET SESSION AUTHORIZATION regress_elder2;
SELECT civic.decide_step(:shop, :c5, 'pass', 'they are');
SET SESSION AUTHORIZATION regress_elder3;
SELECT civic.decide_step(:shop, :c5, 'pass');
RESET SESSION AUTHORIZATION;
SELECT move, step, from_state, to_state, actor, vote, reason, share_after, points_restored FROM civic.repair_history(:shop) ORDER BY move_no;

-- one decision, several offences: the longest window governs all, from the date of the document
SET SESSION AUTHORIZATION regress_patrol;
SELECT civic.record(:zhao, 'litter', 1, civic.today() - 120, 'd1') AS d1, civic.record(:zhao, 'fraud', 1, civic.today() - 120, 'd2') AS d2 \gset
SELECT said(format('SELECT civic.link_decision(%s)', a)) FROM (VALUES ('NULL, ''{1}'', ''x'', ''2024-01-01'''), (:zhao || ', ''{}'', ''x'', ''2024-01-01'''),
	(:zhao || ', ''{1,1}'', ''x'', ''2024-01-01'''), (:zhao || ', ''{999999}'', ''x'', ''2024-01-01'''), (format('%s, ''{%s}'', ''x'', civic.today()', :zhao, :served)),
	(format('%s, ''{%s}'', ''x'', civic.today()', :zhao, :litter)), (format('%s, ''{%s,%s}'', ''x'', civic.today() - 121', :zhao, :d1, :d2)),
	(format('%s, ''{%s,%s}'', ''x'', civic.today() + 1', :zhao, :d1, :d2)), (format('%s, ''{%s,%s}'', '''', civic.today()', :zhao, :d1, :d2))) x (a);
SELECT civic.link_decision(:zhao, ARRAY[:d1, :d2], 'Order 2026-17', civic.today() - 20) > 0 AS linked;
SELECT said(format('SELECT civic.link_decision(%s, ''{%s}'', ''x'', civic.today())', :zhao, :d1));
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.open_repair(:zhao, :d1) AS c6 \gset
SELECT state, repairable_from - civic.today() AS repairable_in, publicity_ends_on - civic.today() AS ends_in FROM civic.repair_cases WHERE case_id = :c6;
RESET SESSION AUTHORIZATION;

-- offences of one decision have one window, though they were recorded under different versions of the policy
BEGIN;
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(civic.policy_document(p.policy_id), '{policy,version}', '"2"'),
	'{repair_windows}', '[{"severity": "general", "min_days": 90, "max_days": 365}, {"severity": "serious", "min_days": 400, "max_days": 2000}]')), civic.today()) IS NOT NULL AS enacted
  FROM civic.policies p WHERE p.area = 'fix';
SELECT civic.record(:shop, 'permit', 1, civic.today() - 1, 'v1') AS v1, civic.record(:shop, 'fraud', 1, civic.today(), 'v2') AS v2 \gset
SELECT civic.link_decision(:shop, ARRAY[:v1, :v2], 'Order 2026-18', civic.today()) > 0 AS linked;
SELECT civic.open_repair(:shop, :v1, 'office') > 0 AS opened, civic.open_repair(:shop, :v2) > 0 AS opened;
SELECT severity, repairable_from - civic.today() AS repairable_in, publicity_ends_on - civic.today() AS ends_in FROM civic.repair_cases WHERE entry_id IN (:v1, :v2) ORDER BY entry_id;
SELECT rule_code, public_until - civic.today() AS days FROM civic.publicity('fix') WHERE document_date = civic.today() ORDER BY 1;
ROLLBACK;

-- steps that are passed on one day restore each its own part
BEGIN;
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(civic.policy_document(p.policy_id), '{policy,version}', '"2"'),
	'{repair_steps}', '[{"severity": "general", "path": "desk", "step": 1, "restores": 3000}, {"severity": "general", "path": "desk", "step": 2, "restores": 10000}]')),
	civic.today()) IS NOT NULL AS enacted
  FROM civic.policies p WHERE p.area = 'fix';
SELECT civic.record(:shop, 'permit', 1, civic.today() - 100, 'w1') AS w1 \gset
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.open_repair(:shop, :w1) AS c7 \gset
SELECT civic.submit_step(:shop, :c7);
SET SESSION AUTHORIZATION regress_elder1;
SELECT civic.decide_step(:shop, :c7, 'pass');
SET SESSION AUTHORIZATION regress_counter;
SELECT civic.submit_step(:shop, :c7);
SET SESSION AUTHORIZATION regress_elder1;
SELECT civic.decide_step(:shop, :c7, 'pass');
SELECT step, share_after, points_restored FROM civic.repair_history(case_id => :c7) WHERE move = 'pass' ORDER BY move_no;
ROLLBACK;

-- a loss that is reversed has nothing left to repair
SET SESSION AUTHORIZATION regress_second_judge;
SELECT civic.reverse(:zhao, :d1, 'it was somebody else') > 0 AS reversed;
RESET SESSION AUTHORIZATION;
SELECT state, open FROM civic.repair_cases WHERE case_id = :c6;
SELECT said(format('SELECT civic.open_repair(%s, %s)', :zhao, :d1));

-- an observation that a new loss breaks starts again on the day after it; what is restored takes effect on its own day
BEGIN;
UPDATE civic_private.repair_case SET step = 3, step_since = civic.today(), waits_for = 2, next_move_on = civic.today() + 30 WHERE case_id = :c2;
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref)
SELECT 1, :zhao, (SELECT rule_id FROM civic.rules WHERE rule_code = 'noise' AND area = 'fix'), 100, civic.today() + 12, civic.today() + 12, 1, 'later noise';
SELECT d, s.* FROM unnest('{29,30}'::int[]) d, LATERAL settled(civic.today() + d) s;
SELECT state, step, (SELECT step_since - civic.today() FROM civic_private.repair_case k WHERE k.case_id = c.case_id) AS since FROM civic.repair_cases c WHERE case_id = :c2;
SELECT d, s.* FROM unnest('{42,43}'::int[]) d, LATERAL settled(civic.today() + d) s;
SELECT state, restored FROM civic.repair_cases WHERE case_id = :c2;
SELECT move, step, from_state, to_state, on_day - civic.today() AS day, share_after, points_restored FROM civic.repair_history(case_id => :c2) WHERE on_day > civic.today() ORDER BY move_no;
SELECT d, (SELECT points FROM civic.entry_points(:zhao, civic.today() + d) WHERE entry_id = :permit) FROM unnest('{0,42,43}'::int[]) d;
ROLLBACK;

-- a loss of a day on which the observation was over already does not break it, though settlement comes late
BEGIN;
UPDATE civic_private.repair_case SET step = 3, step_since = civic.today() + 1, waits_for = 2, next_move_on = civic.today() + 31 WHERE case_id = :c2;
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref)
SELECT 1, :zhao, (SELECT rule_id FROM civic.rules WHERE rule_code = 'noise' AND area = 'fix'), 100, civic.today() + 31, civic.today() + 31, 1, 'later noise';
SELECT s.* FROM settled(civic.today() + 33) s;
SELECT state, closed_on - civic.today() AS closed FROM civic.repair_cases c WHERE case_id = :c2;
ROLLBACK;

-- publicity ends by itself at its maximum, and the case with it; the loss stays
BEGIN;
SELECT d, s.*, (SELECT points FROM civic.entry_points(:zhao, civic.today() + d) WHERE entry_id = :fresh)
  FROM unnest('{79,80,354,355,356}'::int[]) d, LATERAL settled(civic.today() + d) s;
SELECT move, on_day - civic.today() AS day FROM civic.repair_history(case_id => :c3) ORDER BY move_no;
SELECT count(*) AS open_beyond_their_end FROM civic_private.repair_case
 WHERE state BETWEEN 1 AND 5 AND (ends_on <= civic.today() + 356 OR lapses_on <= civic.today() + 356);
ROLLBACK;

-- what may be shown: organisations by name, individuals as counts that are not too small, until the day it ends
SELECT area, kind, name, rule_code, severity, public_until - civic.today() AS days, losses FROM civic.publicity('fix');
SELECT area, kind, name, rule_code, losses FROM civic.publicity('fix', smallest => 1) WHERE name IS NULL;
SELECT d, name, rule_code FROM unnest('{694,695}'::int[]) d, LATERAL civic.publicity('fix', civic.today() + d) p WHERE name IS NOT NULL;
SELECT place, name, losses, rectified, rate, next_deadline - civic.today() AS next FROM civic.rectification(area => 'fix');
SELECT place, name, losses, rectified, rate FROM civic.rectification('area', 'fix', 2);
SELECT said($$SELECT civic.rectification('resident')$$);

-- five years after it occurred a loss no longer counts and its texts are gone; past scores stay
BEGIN;
SELECT civic.record(:zhao, 'permit', 1, ((civic.today() + 1) - interval '5 years')::date, 'e1', 'file 1') AS e1,
	civic.record(:zhao, 'noise', 1, ((civic.today() + 1) - interval '5 years')::date, 'e2', 'file 2') AS e2,
	civic.record(:zhao, 'service', 1, ((civic.today() + 1) - interval '5 years')::date, 'e3', 'file 3') AS e3 \gset
SELECT d, s.* FROM unnest('{0,1,2}'::int[]) d, LATERAL settled(civic.today() + d) s;
SELECT e.entry_id - :e1 AS entry, d, e.points FROM unnest('{0,1}'::int[]) d, LATERAL civic.entry_points(:zhao, civic.today() + d) e
 WHERE e.entry_id IN (:e1, :e2, :e3) ORDER BY 2, 1;
SELECT l.kind, l.restored, l.quantity, l.effective_on - civic.today() AS day, l.ref_entry_id - :e1 AS entry FROM civic.ledger l WHERE l.ref_entry_id IN (:e1, :e2, :e3) ORDER BY entry_id;
SELECT v.entry_id - :e1 AS entry, convert_from(v.body, 'UTF8') AS left FROM civic_private.kept_text v WHERE v.entry_id IN (:e1, :e2, :e3);
SELECT x.entry_id - :e1 AS entry, years, reference_id IS NOT NULL AS refers, texts, reason FROM civic.erasures(civic.today()) x WHERE entry_id IN (:e1, :e2) ORDER BY 1;
-- and what is written about it afterwards
SELECT said(format('SELECT civic.link_decision(%s, ''{%s}'', ''Order 5'', civic.today())', :zhao, :e2));
SELECT civic.reverse(:zhao, :e1, 'it was somebody else') AS e1r \gset
SELECT s.* FROM settled(civic.today() + 2) s;
SELECT civic_internal.base_daily_90(civic.today() + 2) > 0 AS erased;
SELECT count(*) AS left FROM civic_private.kept_text v WHERE v.entry_id = :e1;
ROLLBACK;
BEGIN;
/* the texts of a case go with its loss, what commits to them stays */
SELECT count(*) FROM civic_private.kept_text WHERE entry_id = :permit;
SELECT civic_internal.repair_daily_10((civic.today() + interval '5 years')::date) > 0 AS forgotten;
SELECT count(*) FROM civic_private.kept_text WHERE entry_id = :permit;
SELECT move, state.state, evidence IS NOT NULL AS evidence, reason_digest IS NOT NULL AS committed, reason
  FROM civic.repair_history(case_id => :c2) h, LATERAL (SELECT h.to_state AS state) state WHERE evidence IS NOT NULL OR reason_digest IS NOT NULL ORDER BY move_no;
ROLLBACK;

-- reports
SET SESSION AUTHORIZATION regress_checker;
SELECT grouped_by, opened, passed, refused, withdrawn, expired, other, pass_rate, median_days, p90_days FROM civic.repair_report(civic.today(), civic.today(), 'fix');
SELECT grouped_by, opened, passed, refused, withdrawn, pass_rate FROM civic.repair_report(civic.today(), civic.today(), 'fix', 'path');
SELECT grouped_by, opened, passed, refused, pass_rate, median_days FROM civic.repair_report(civic.today(), civic.today(), 'fix', 'step');
SELECT said('SELECT civic.repair_report(NULL, civic.today())'), said('SELECT civic.repair_report(civic.today(), civic.today(), by => ''hair'')');
SELECT kind, id = :c4 AS judge_case, area, days_late > 0 AS late FROM civic.overdue(civic.today() + 14) WHERE kind = 'repair_step';
SELECT count(*) FROM civic.repair_history(area => 'fix', from_day => civic.today(), to_day => civic.today()) h JOIN civic_private.repair_move m USING (subject_id, case_id, move_no);
SELECT * FROM civic.check_repairs() WHERE case_id IS NOT NULL;
SELECT said(format('SELECT %s.%s', CASE WHEN f ~ '^(repair_daily|adjust|erase)' THEN 'civic_internal' ELSE 'civic' END, f)) FROM unnest('{"open_repair(1, 1)", "submit_step(1, 1)", "decide_step(1, 1, ''pass'')", "withdraw_repair(1, 1, ''x'')", "appoint_panel(''fix'', ''{}'')", "link_decision(1, ''{1}'', ''x'', ''2020-01-01'')", "repair_daily_10(civic.today())", "adjust(1, 1, 5::int2, 1, NULL, civic.today())", "erase_expired(civic.today())"}'::text[]) f;
SELECT said('TABLE civic_private.repair_case'), said('TABLE civic_private.kept_text');
SET SESSION AUTHORIZATION regress_counter;
SELECT said('SELECT civic.decide_step(1, 1, ''pass'')'), said('TABLE civic_private.repair_move');
RESET SESSION AUTHORIZATION;
UPDATE civic_private.repair_move SET restored_bp = 1;
TRUNCATE civic_private.erasure;
SELECT topic, payload ->> 'move' AS move, count(*) FROM civic_private.outbox WHERE topic = 'repair' GROUP BY 1, 2 ORDER BY 2;
