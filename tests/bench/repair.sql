-- :subjects residents with a loss, ten hours of service and a repair case
-- each, which would take weeks to open one by one.  Nine cases of ten are open,
-- at all stages; the next day of three of ten comes within a month of :day.
-- The last tenth of the losses has no case: those are opened in the run.
-- psql variables: subjects, day
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('bench');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.define_area(('town.grid' || g)::ltree, '网格', 'Grid') FROM generate_series(1, 20) g;
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "mend", "title": {"zh": "修复", "en": "Repair"}, "area": "town", "version": "1", "base": 1000},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [
  {"code": "hours", "title": {"zh": "时长", "en": "Hours"}, "dimension": "civic", "tariff": 1},
  {"code": "minor", "title": {"zh": "轻微", "en": "Minor"}, "dimension": "civic", "tariff": -10, "severity": "minor", "legal_basis": "benchmark"},
  {"code": "general", "title": {"zh": "一般", "en": "General"}, "dimension": "civic", "tariff": -40, "severity": "general", "legal_basis": "benchmark"},
  {"code": "serious", "title": {"zh": "严重", "en": "Serious"}, "dimension": "civic", "tariff": -100, "severity": "serious", "legal_basis": "benchmark"}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 90}, {"severity": "general", "min_days": 90, "max_days": 365},
  {"severity": "serious", "min_days": 365, "max_days": 1095}],
 "repair_steps": [
  {"severity": "minor", "path": "offset", "step": 1, "kind": "service_hours", "amount": 8, "rule": "hours", "restores": 10000, "decider": "system"},
  {"severity": "general", "path": "papers", "step": 1, "kind": "duty", "restores": 5000},
  {"severity": "general", "path": "papers", "step": 2, "kind": "observation", "amount": 60, "restores": 10000, "decider": "system"},
  {"severity": "serious", "path": "third", "step": 1, "kind": "duty", "restores": 3000},
  {"severity": "serious", "path": "third", "step": 2, "kind": "third_party", "restores": 10000}]} $$), '2000-01-01');
CREATE EXTENSION pg_prewarm;
CREATE SCHEMA bench;
SET session_replication_role = replica;
SET work_mem = '512MB';
SELECT setseed(0.5);
INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes, enrolled_at, xact, actor)
SELECT s, 'resident', civic_internal.subject_lookup('id' || s), '{}', now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();
INSERT INTO civic_private.residence (subject_id, area, since, effective_on, recorded_at, xact, actor)
SELECT s, ('town.grid' || 1 + s % 20)::ltree, '2010-01-01', '2010-01-01', now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();
INSERT INTO civic_private.consent (subject_id, given, recorded_at, xact, actor)
SELECT s, true, now(), 3, 'postgres' FROM generate_series(1, :subjects) s ORDER BY random();

/* what each case is: severity, the day of its document, its state, and its step's beginning, so that the next day follows */
CREATE TABLE bench.plan AS
SELECT s, severity, CASE severity WHEN 1 THEN 'minor' WHEN 2 THEN 'general' ELSE 'serious' END AS code, stage,
	:'day'::date + CASE stage
		WHEN 'mature' THEN within - CASE severity WHEN 2 THEN 90 ELSE 365 END
		WHEN 'expire' THEN within - CASE severity WHEN 1 THEN 90 WHEN 2 THEN 365 ELSE 1095 END
		WHEN 'hours' THEN -60 WHEN 'observe' THEN -200 ELSE 32 - CASE severity WHEN 1 THEN 60 WHEN 2 THEN 330 ELSE 1060 END END AS document,
	:'day'::date - 60 + within AS since
  FROM (SELECT s, 1 + floor(random() * 30)::int AS within,
		CASE WHEN a < 0.12 THEN 'mature' WHEN a < 0.20 THEN 'expire' WHEN a < 0.26 THEN 'hours' WHEN a < 0.30 THEN 'observe' ELSE 'idle' END AS stage,
		CASE WHEN a < 0.12 THEN 2 + s % 2 WHEN a >= 0.20 AND a < 0.26 THEN 1 WHEN a >= 0.26 AND a < 0.30 THEN 2 ELSE 1 + s % 3 END::int2 AS severity
	   FROM (SELECT s, random() AS a FROM generate_series(1, :subjects) s) g) p;
ALTER TABLE bench.plan ADD PRIMARY KEY (s);
INSERT INTO civic_private.entry (entry_id, epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, actor_id, login_id)
SELECT p.s, 1, p.s, r.rule_id, 1, 100, p.document, p.document, now(), 3, 1, 'loss', 1, 1
  FROM bench.plan p JOIN civic_private.rule r USING (code) ORDER BY p.document, random();
INSERT INTO civic_private.entry (entry_id, epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, actor_id, login_id)
SELECT :subjects * k::int8 + p.s, 1, p.s, r.rule_id, 1, 100, :'day'::date - 60 + 5 * k, :'day'::date - 60 + 5 * k, now(), 3, 1, 'hours ' || k, 1, 1
  FROM bench.plan p, civic_private.rule r, generate_series(1, 10) k WHERE r.code = 'hours' ORDER BY k, random();
SELECT setval(pg_get_serial_sequence('civic_private.entry', 'entry_id'), 11 * :subjects + 1);
INSERT INTO civic_private.repair_case (subject_id, case_id, entry_id, policy_id, severity, path, area, document_date, repairable_from, ends_on,
	lapses_on, opened_on, state, step, step_since, restored_bp, next_move_on, waits_for, awaited_rule, closed_on)
SELECT p.s, p.s, p.s, 1, p.severity, CASE p.severity WHEN 1 THEN 'offset' WHEN 2 THEN 'papers' ELSE 'third' END, 'town.grid' || 1 + p.s % 20, p.document,
	w.repairable_from, w.ends_on, w.lapses_on, greatest(p.document, :'day'::date - 90), CASE WHEN stage = 'mature' THEN 1 WHEN stage = 'idle' AND p.severity = 1 THEN 3 ELSE 2 END,
	CASE WHEN stage = 'observe' THEN 2 ELSE 1 END, CASE WHEN stage = 'observe' THEN p.since ELSE greatest(p.document, :'day'::date - 60) END,
	CASE WHEN stage = 'observe' THEN 5000 ELSE 0 END,
	CASE stage WHEN 'mature' THEN w.repairable_from WHEN 'hours' THEN :'day'::date WHEN 'observe' THEN p.since + 60 ELSE least(w.ends_on, w.lapses_on) END,
	CASE stage WHEN 'hours' THEN 1 WHEN 'observe' THEN 2 ELSE 0 END, CASE stage WHEN 'hours' THEN 'hours' END, NULL
  FROM bench.plan p,
	LATERAL (SELECT p.document + CASE p.severity WHEN 1 THEN 0 WHEN 2 THEN 90 ELSE 365 END AS repairable_from,
		p.document + CASE p.severity WHEN 1 THEN 90 WHEN 2 THEN 365 ELSE 1095 END AS ends_on, (p.document + interval '5 years')::date AS lapses_on) w
 ORDER BY random();
SELECT setval(pg_get_serial_sequence('civic_private.repair_case', 'case_id'), :subjects + 1);
INSERT INTO civic_private.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, restored_before_bp, restored_bp, recorded_at, xact, actor)
SELECT c.subject_id, c.case_id, 1, 1, 0, c.state, c.step, c.opened_on, 0, c.restored_bp, c.restored_bp, now(), 3, 'postgres' FROM civic_private.repair_case c ORDER BY random();
RESET session_replication_role;
VACUUM (FREEZE, ANALYZE) civic_private.entry, civic_private.subject, civic_private.residence, civic_private.consent, civic_private.repair_case,
	civic_private.repair_move, civic_private.outbox;

/* forgetting has been here yesterday */
SELECT civic_internal.erase_expired(:'day');

/* the plain tables beside */
CREATE TABLE bench.repair_case (LIKE civic_private.repair_case INCLUDING ALL);
ALTER TABLE bench.repair_case SET (fillfactor = 80);
INSERT INTO bench.repair_case OVERRIDING SYSTEM VALUE SELECT * FROM civic_private.repair_case ORDER BY case_id;
CREATE TABLE bench.repair_move (LIKE civic_private.repair_move INCLUDING ALL);
VACUUM (FREEZE, ANALYZE) bench.repair_case;
