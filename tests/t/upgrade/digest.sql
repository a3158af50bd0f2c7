-- What a programme says about its past: the facts that every release has to
-- keep. All of it is asked about fixed days, so that the answers do not depend
-- on the day of asking. Columns that 2.0 renamed get names of our own.
\set QUIET on
\pset format unaligned
\pset tuples_only on
\pset null '-'

\echo areas, sources, holidays, panels
SELECT area, title_zh, title_en FROM civic.areas ORDER BY area::text;
SELECT source_id, code, title_zh, title_en, rules FROM civic.sources ORDER BY source_id;
SELECT calendar, day, working, title FROM civic.holidays ORDER BY calendar, day;
SELECT area, members, appointed_by FROM civic.panels ORDER BY area::text;
\echo policies
SELECT policy_id, area, code, version, title_zh, title_en, loaded_at, effective_from, enacted_at, enacted_by, encode(digest, 'hex'),
	md5(civic.policy_document(policy_id)::text), CASE WHEN digest IS NOT NULL THEN md5(civic.policy_document(policy_id, true)::text) END
  FROM civic.policies ORDER BY policy_id;
SELECT rule_id, policy_id, area, effective_from, rule_code, dimension, tariff, period, severity, md5(definition::text) FROM civic.rules ORDER BY rule_id;
\echo roles
SELECT DISTINCT role, profile FROM civic.access_report() WHERE profile IS NOT NULL AND role::text ~ '^town_' ORDER BY 1, 2;
SELECT role, profile, source_id FROM civic_private.access_grant ORDER BY 1, 2, 3;
\echo subjects
SELECT subject_id, kind, area, consent, attributes, enrolled_at FROM civic.subjects ORDER BY subject_id;
SELECT g, civic.find_subject(g) FROM unnest(ARRAY['resident 1', 'resident 20', 'family 3', 'shop 1', 'official 1', 'nobody']) g;
SELECT household_id, subject_id, since FROM civic.households ORDER BY subject_id;

\echo ledger
SELECT subject_id, entry_id, CASE WHEN ref_entry_id IS NULL THEN 'original' ELSE kind END, rule_code, dimension, policy_id, area, quantity, restored,
	occurred_on, effective_on, recorded_at, source, source_ref, has_evidence, ref_entry_id, actor, disputed
  FROM civic.ledger ORDER BY entry_id;
\echo scores
SELECT s.subject_id, string_agg(civic.score(s.subject_id, d::date)::text, ' ' ORDER BY d)
  FROM civic.subjects s, unnest('{2024-12-31,2025-01-20,2025-02-20,2025-06-30,2025-12-31,2026-03-20,2026-04-04}'::date[]) d GROUP BY 1 ORDER BY 1;
SELECT d::date, subject_id, area, policy_id, score FROM unnest('{2025-03-01,2026-04-01}'::date[]) d, civic.scores(d::date) ORDER BY 1, 2;
\echo explanations
CREATE TEMP TABLE resident AS SELECT n, civic.find_subject('resident ' || n) AS id FROM generate_series(1, 20) n;
DELETE FROM resident WHERE id IS NULL;
SELECT s.n, x.* FROM resident s, civic.explain(s.id, '2026-04-01', 'en') x WHERE s.n IN (1, 3, 9, 12, 19, 20) AND x.kind <> 'next_tier' ORDER BY 1, x.line;
SELECT s.n, x.line, x.kind, x.explanation FROM resident s, civic.explain(s.id, '2025-02-20', 'zh') x WHERE s.n IN (2, 7) AND x.kind <> 'next_tier' ORDER BY 1, 2;
SELECT s.n, x.* FROM resident s, civic.entry_points(s.id, '2026-04-01') x WHERE s.n IN (4, 8, 11) ORDER BY 1, x.entry_id;

\echo standings
SELECT subject_id, policy_id, score, dimensions, rank, tier, since, earned_tier, earned_since, ceiling_until, blocked_until, clean_since,
	locked_until, restrictions, next_change, as_of
  FROM civic.standings ORDER BY subject_id;
\echo tiers
SELECT s.subject_id, string_agg(coalesce(civic.tier(s.subject_id, d::date), '-'), ' ' ORDER BY d)
  FROM civic.subjects s, unnest('{2025-01-10,2025-02-20,2025-07-16,2026-01-08,2026-03-20}'::date[]) d GROUP BY 1 ORDER BY 1;
SELECT s.subject_id, h.effective_on, h.cause, h.from_tier, h.to_tier, h.earned_from, h.earned_to, h.score, h.policy_id, h.entries,
	h.decision_id, h.recorded_at, h.actor
  FROM civic.subjects s, civic.tier_history(s.subject_id) h ORDER BY 1, h.recorded_at, h.effective_on, h.cause;
SELECT subject_id, decision_id, kind, asked_on, policy_id, from_tier, to_tier, benefit, state, decided_on, decided_by, reason
  FROM civic.decisions ORDER BY decision_id;
SELECT subject_id, tier, from_day, until, locked_by, reason FROM civic.tier_locks ORDER BY subject_id;
SELECT household_id, members, average, total, lowest, highest, own FROM civic.household_standings() ORDER BY 1;
SELECT area, level, subjects, average, total, median, lowest, highest FROM civic.area_standings(as_of => '2026-03-01') ORDER BY area::text;
SELECT settlement_id, as_of, started_at, finished_at, complete, done, changed FROM civic.settlements WHERE settlement_id % 10 = 0 ORDER BY 1;

\echo wallets
SELECT s.subject_id, d, w.* FROM civic.subjects s, unnest('{2025-02-10,2025-07-15,2026-03-20}'::date[]) d, civic.wallet(s.subject_id, d::date) w
 WHERE w::text <> '(0.00,0.00,0.00,0.00)' ORDER BY 1, 2;
SELECT s.subject_id, w.lot_id, w.came_as, w.ref_id, w.on_day, w.expires_on, w.amount, w.remaining
  FROM civic.subjects s, civic.wallet_lots(s.subject_id, '2026-03-20') w (lot_id, came_as, ref_id, on_day, expires_on, amount, remaining, valid) ORDER BY 1, 2;
SELECT s.subject_id, w.seq, w.on_day, w.kind, w.move, w.lot_id, w.expires_on, w.change, w.debt_change, w.entry_id, w.redemption_id, w.benefit, w.gift_id, w.recorded_at, w.actor
  FROM civic.subjects s, civic.coupon_history(s.subject_id, '2026-03-20') w ORDER BY 1, 2;
SELECT subject_id, redemption_id, request_id, benefit, policy_id, quantity, cost, state, hold_until, on_day, recorded_at, actor, moved_at, moved_by FROM civic.redemptions ORDER BY redemption_id;
SELECT subject_id, gift_id, recipient_id, request_id, amount, on_day, recorded_at, actor FROM civic.gifts ORDER BY gift_id;
SELECT policy_id, area, benefit, stock, taken, remaining FROM civic.stocks s (policy_id, area, benefit, stock, taken, remaining) ORDER BY 1, 3;

\echo repair
SELECT subject_id, case_id, entry_id, severity, path, area, policy_id, state, open, step, restored, document_date, repairable_from, publicity_ends_on,
	opened_on, submitted_on, due_on, closed_on
  FROM civic.repair_cases ORDER BY case_id;
SELECT h.* FROM civic.repair_history() h ORDER BY h.case_id, h.move_no;
SELECT c.subject_id, t.case_id, t.state, t.step, t.steps, t.step_title, t.restored, t.next_by, t.due_on, t.publicity_ends_on
  FROM (SELECT DISTINCT subject_id FROM civic.repair_cases) c, civic.repair_status(c.subject_id) t ORDER BY 2;
SELECT g, r.* FROM unnest('{severity,path,step}'::text[]) g, civic.repair_report('2025-01-01', '2026-03-31', NULL, g) r ORDER BY 1, 2;
SELECT e.* FROM civic.erasures() e ORDER BY e.entry_id;
SELECT p.* FROM civic.publicity(NULL, '2025-02-20', 1) p ORDER BY p::text;
SELECT p.* FROM civic.publicity(NULL, '2026-03-20', 1) p ORDER BY p::text;
SELECT p.* FROM civic.rectification(as_of => '2026-03-20') p ORDER BY p::text;
SELECT 'fault', c.* FROM civic.check_repairs() c;

\echo appeals
SELECT subject_id, appeal_id, entry_id, rule_code, area, state, instance, open, disputed, suspended, filed_on, filer, mark_due, marked_on, forward_due,
	forwarded_on, decision_due, paused_on, extended, decided_on, decider
  FROM civic.appeals ORDER BY appeal_id;
SELECT subject_id, appeal_id, move_no, move, from_state, to_state, instance, on_day, due, took, late, ref_entry_id, recorded_at, actor, reason,
	encode(text_commitment, 'hex'), encode(evidence_commitment, 'hex')
  FROM civic.appeal_moves ORDER BY appeal_id, move_no;
SELECT filed, marked, marked_in_time, decided, upheld, corrected, rejected, withdrawn, pending, second_instance, reversed_on_review, reversal_rate,
	decided_in_time, median_days, p90_days, annulments, cleared_in_time
  FROM civic.appeal_report('2025-01-01', '2026-03-31');
SELECT d, o.* FROM unnest('{2025-02-25,2026-03-20}'::date[]) d, civic.overdue(d::date) o ORDER BY 1, o.kind, o.id;
\echo reviews
SELECT review_id, subject_id, kind, entry_id, rule_code, occurred_on, effective_on, change_id, from_tier, to_tier, policy_id, cause, drawn_on, due,
	decided_on, agree, reviewer
  FROM civic.reviews ORDER BY review_id;
SELECT pooled, sampled, drawn, share, decided, agreed, agreement_rate, decided_in_time, median_days, p90_days, waiting
  FROM civic.review_report('2025-01-01', '2026-03-31') r (pooled, sampled, drawn, share, decided, agreed, agreement_rate, decided_in_time, median_days, p90_days, waiting, overdue);
SELECT p.period, v.* FROM (SELECT period FROM civic_private.review_period WHERE period < '2026-03-01' ORDER BY 1) p, civic.verify_draw(p.period) v ORDER BY 1, v.draw_id, v.policy_id;
SELECT period, encode(civic.review_key(period), 'hex') FROM civic_private.review_period WHERE period < '2026-03-01' ORDER BY 1;

\echo inbox and outbox
SELECT inbox_id, external_id, rule_code, quantity, occurred_on, source_ref, source, submitted_at, submitted_by, rejected_at, sqlstate, reason FROM civic.inbox ORDER BY inbox_id;
SELECT outbox_id, topic, subject_id, payload, created_at, taken_until, taken, acked_at FROM civic_private.outbox ORDER BY outbox_id;
