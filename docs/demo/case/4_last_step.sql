\ir settings.sql
SELECT external_id, h.subject_id, entry_id, case_id FROM demo.hero AS h JOIN civic.repair_cases USING (subject_id, entry_id) \gset
\o /dev/null
CALL civic.settle();
\o
SELECT civic.today() AS today, tier AS held FROM civic.standings WHERE subject_id = :subject_id \gset
\echo
\echo 'It is' :today'. The assessor''s report is in, and another reviewer decides on it:'
\echo
SET SESSION AUTHORIZATION town_app;
SELECT civic.submit_step(:subject_id, :case_id, 'report of the assessor', 'by Haiyun Assessors') AS state \gset
SET SESSION AUTHORIZATION town_assessor;
SELECT civic.decide_step(:subject_id, :case_id, 'pass', 'no new arrears') AS state \gset
RESET SESSION AUTHORIZATION;
\o /dev/null
CALL civic.settle();
\o
SELECT state, restored, opened_on, closed_on FROM civic.repair_cases WHERE case_id = :case_id;

\echo 'The way of the tier, and what moved it:'
\echo
SELECT effective_on AS "on", cause, from_tier AS "from", to_tier AS "to", earned_to AS earned, score
  FROM civic.tier_history(:subject_id) ORDER BY effective_on, recorded_at NULLS FIRST;

\echo 'What the auditor reads about the case. No name, and of the papers the digest alone:'
\echo
SET SESSION AUTHORIZATION town_inspector;
SELECT move_no AS no, on_day AS "on", move, step, from_state || ' > ' || to_state AS state, actor AS by,
       left(encode(evidence, 'hex'), 8) AS evidence, reason, share_after AS restored, points_restored AS points
  FROM civic.repair_history(case_id => :case_id) ORDER BY move_no;

\echo 'And about the town, 示范镇信用修复报告:'
\echo
SELECT grouped_by AS severity, opened, passed, refused, withdrawn, expired, round(100 * pass_rate, 1) AS "pass rate %",
       median_days AS "median days", p90_days AS "9 in 10 within"
  FROM civic.repair_report((SELECT min(opened_on) FROM civic.repair_cases), civic.today(), 'town', 'severity');
SELECT grouped_by AS step, opened, passed, refused, withdrawn, median_days AS "median days"
  FROM civic.repair_report((SELECT min(opened_on) FROM civic.repair_cases), civic.today(), 'town', 'step');
\echo 'Waiting longer than they may:'
\echo
SELECT kind, count(*), min(due) AS "due since", max(days_late) AS "working days late" FROM civic.overdue() GROUP BY kind ORDER BY kind;
RESET SESSION AUTHORIZATION;
